//! Whether the catalogue is that of the shelf beside it: one that was copied from another home holds articles that nobody added
//! here, and finds none of those that were.

use super::home::Home;
use super::library::Library;
use crate::catalogue::Fault;
use crate::shelf::{self, Shelf};

/// What is wrong with a catalogue of another home.
const OTHER: &str =
    "it belongs to another library: its articles are not those that were added here";

impl Library {
    /// Looks whether the catalogue is that of the shelf, and says so where it is not. One that belongs to none yet is the
    /// shelf's from now on.
    pub(super) fn look_for_stranger(&mut self, home: &Home) {
        // Once: opening the shelf is a good part of what every command costs.
        let here = shelf_id(home);
        if here.is_none() && !home.shelf().exists() && shelf::missing(&home.shelf()).is_none() {
            // Nothing is left that would remember it but the catalogue.
            let was = self.catalogue().shelf().ok().flatten().is_some();
            let articles = self
                .catalogue()
                .counts()
                .map_or(0, |counts| counts.articles);
            if was && articles > 0 {
                self.warn(format!(
                    "the shelf {} is missing, and with it whatever was kept and the list of folders; the {articles} articles stay. \
                     `parallax shelf restore` lists copies; where there is none, add the folders again",
                    home.shelf().display()
                ));
            }
            return;
        }
        if let Some(articles) = self.beside_blank(here.as_deref()) {
            self.warn(format!(
                "the shelf {} is new and holds nothing, and the catalogue beside it has {articles} articles, which stay. Whatever                  was kept with them stands on another shelf: `parallax shelf restore` lists copies; the folders of the articles                  are no more known, add them again",
                home.shelf().display()
            ));
            if home.writing().is_none() {
                let _ = self.belongs_to(here);
            }
            return;
        }
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
        (here? != there && self.beside_blank(here).is_none()).then(|| Fault {
            found: OTHER.to_string(),
            derived: false,
        })
    }

    /// How many articles the catalogue has, where it is of another shelf, and the one that is here holds nothing at all: then it is
    /// the shelf that was lost, and not the catalogue that was exchanged.
    fn beside_blank(&self, here: Option<&str>) -> Option<u64> {
        let there = self.catalogue().shelf().ok().flatten()?;
        (here? != there).then_some(())?;
        let shelf = Shelf::open(&self.home()?.shelf()).ok()?;
        let articles = self.catalogue().counts().ok()?.articles;
        (shelf.counts().ok()?.sum() == 0 && articles > 0).then_some(articles)
    }

    /// A catalogue that belongs to no shelf yet is that of the shelf to which its sources were added.
    pub(super) fn claim(&self) -> anyhow::Result<()> {
        match self.home().is_some() && self.catalogue().shelf()?.is_none() {
            true => self.belongs_here(),
            false => Ok(()),
        }
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
