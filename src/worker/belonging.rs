//! Whether the catalogue is that of the shelf beside it: one that was copied from another home holds articles that nobody added
//! here, and finds none of those that were.

use super::home::Home;
use super::library::Library;
use crate::catalogue::Fault;
use crate::shelf::Shelf;

/// What is wrong with a catalogue of another home.
const OTHER: &str =
    "it belongs to another library: its articles are not those that were added here";

impl Library {
    /// Looks whether the catalogue is that of the shelf, and says so where it is not. One that belongs to none yet is the
    /// shelf's from now on.
    pub(super) fn look_for_stranger(&mut self, home: &Home) {
        // Once: opening the shelf is a good part of what every command costs.
        let here = shelf_id(home);
        if self.stranger_to(here.as_deref()).is_some() {
            self.warn(format!(
                "the catalogue {} is not that of the shelf beside it: {OTHER}; put yours back, or `parallax rebuild` reads the \
                 sources of this shelf and sets that one aside",
                home.catalogue().display()
            ));
            return;
        }
        // What cannot be written down now is when it is opened next.
        if home.writing().is_none() {
            let _ = self.belongs_to(here);
        }
    }

    /// What is wrong where the catalogue belongs to another shelf; `None` too where the shelf cannot tell.
    pub(super) fn stranger(&self) -> Option<Fault> {
        self.stranger_to(shelf_id(self.home()?).as_deref())
    }

    fn stranger_to(&self, here: Option<&str>) -> Option<Fault> {
        let there = self.catalogue().shelf().ok().flatten()?;
        (here? != there).then(|| Fault {
            found: OTHER.to_string(),
            derived: false,
        })
    }

    /// The catalogue is that of the shelf from now on.
    pub(super) fn belongs_here(&self) -> anyhow::Result<()> {
        self.belongs_to(self.home().and_then(shelf_id))
    }

    fn belongs_to(&self, here: Option<String>) -> anyhow::Result<()> {
        let there = self.catalogue().shelf()?;
        match here.filter(|here| there.as_ref() != Some(here)) {
            Some(here) => self.catalogue().set_shelf(&here),
            None => Ok(()),
        }
    }
}

/// What no other shelf is called; `None` where there is none, or it is not known to be the reader's.
fn shelf_id(home: &Home) -> Option<String> {
    home.shelf().exists().then_some(())?;
    Shelf::open(&home.shelf()).ok()?.id()
}
