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
        if self.stranger().is_some() {
            self.warn(format!(
                "the catalogue {} is not that of the shelf beside it: {OTHER}; put yours back, or `parallax rebuild` reads the \
                 sources of this shelf and sets that one aside",
                home.catalogue().display()
            ));
            return;
        }
        // What cannot be written down now is when it is opened next.
        if home.writing().is_none() {
            let _ = self.belongs_here();
        }
    }

    /// What is wrong where the catalogue belongs to another shelf; `None` too where the shelf cannot tell.
    pub(super) fn stranger(&self) -> Option<Fault> {
        let here = shelf_id(self.home()?)?;
        let there = self.catalogue().shelf().ok().flatten()?;
        (here != there).then(|| Fault {
            found: OTHER.to_string(),
            derived: false,
        })
    }

    /// The catalogue is that of the shelf from now on.
    pub(super) fn belongs_here(&self) -> anyhow::Result<()> {
        let here = self.home().and_then(shelf_id);
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
