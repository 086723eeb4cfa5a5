//! `parallax shelf`: the copies of what you made, and one of them taken back.

use std::path::Path;

use anyhow::Result;
use clap::Subcommand;
use serde_json::json;

use super::output::message;
use super::{Desk, Exit};
use crate::shelf::{self, Copy, Counts, Remains, Restored, Why, copies};
use crate::worker::{AddError, accept_shelf, counted, mend_shelf, restore_shelf};

/// List the copies of what you made (bookmarks, notes, searches, sources, decisions), and take one back
#[derive(Debug, clap::Args)]
pub struct Shelf {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, clap::Args)]
struct List {
    /// One copy a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the copies, or put one in the place of the shelf; what stands there is set aside among them
    Restore {
        /// The name of a copy, or how it begins
        name: Option<String>,
        #[command(flatten)]
        list: List,
    },
    /// Make a copy now
    Copy,
    /// Go on with what can be read of a damaged shelf; the damaged one is set aside
    Mend,
    /// Go on with the shelf that is there, where it is not the one that was there last
    Accept,
}

impl Shelf {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        match &self.what {
            None => list(desk, self.list.json),
            Some(What::Restore {
                name: None,
                list: options,
            }) => list(desk, options.json || self.list.json),
            Some(What::Restore {
                name: Some(name),
                list: options,
            }) => {
                let restored = restore_shelf(&desk.home()?, name).map_err(inner)?;
                tell(desk, &restored, options.json || self.list.json)
            }
            Some(What::Copy) => copy(desk),
            Some(What::Mend) => mend(desk),
            Some(What::Accept) => {
                let words = accept_shelf(&desk.home()?).map_err(inner)?;
                desk.out
                    .line(format!("the shelf is this one from now on: {words}"))?;
                Ok(Exit::Done)
            }
        }
    }
}

fn inner(error: AddError) -> anyhow::Error {
    match error {
        AddError::Failed(error) => error,
        locked @ AddError::Locked(_) => locked.into(),
    }
}

fn mend(desk: &mut Desk) -> Result<Exit> {
    let Some(mended) = mend_shelf(&desk.home()?).map_err(inner)? else {
        message("nothing of the shelf is damaged");
        // That it lacks something, or is another one, is no damage.
        let warnings = desk.shelf()?.warnings().to_vec();
        desk.tell(&warnings);
        return Ok(Exit::NothingFound);
    };
    desk.tell(&mended.lost);
    desk.out
        .line(format!("the shelf holds now: {}", mended.held.words()))?;
    tell_of_remains(desk, mended.remains.as_ref())?;
    if let Some(aside) = mended.set_aside {
        desk.out
            .line(format!("the damaged one is kept as the copy {aside}"))?;
    }
    Ok(Exit::Done)
}

fn tell_of_remains(desk: &mut Desk, remains: Option<&Remains>) -> Result<()> {
    if let Some(remains) = remains {
        desk.out.line(format!(
            "what can be read of {} is kept as a text at {}",
            counted(remains.rows, "damaged row", "damaged rows"),
            remains.path.display()
        ))?;
    }
    Ok(())
}

fn copy(desk: &mut Desk) -> Result<Exit> {
    let mut shelf = desk.shelf()?;
    let Some(name) = shelf.copy(Why::Daily)? else {
        desk.tell(&shelf.faults());
        message("no copy was made: nothing whole stands on the shelf");
        return Ok(Exit::NothingFound);
    };
    desk.out.line(format!("the shelf as it is: {name}"))?;
    Ok(Exit::Done)
}

fn list(desk: &mut Desk, json: bool) -> Result<Exit> {
    let home = desk.home()?;
    shelf::may_read_copies(&home.shelf())?;
    let copies = shelf::copies(&home.shelf());
    if copies.is_empty() {
        let missing = shelf::missing(&home.shelf());
        message(match missing {
            Some(_) => "there is no copy: `parallax shelf accept` begins an empty shelf",
            None => "there is no copy yet: one is made each day on which something changed",
        });
        return Ok(Exit::NothingFound);
    }
    for copy in &copies {
        if json {
            desk.out.json(&shape(copy))?;
            continue;
        }
        desk.out.line(&copy.name)?;
        desk.out.line(match &copy.fault {
            None => format!("    {}", copy.counts.words()),
            Some(fault) => {
                format!("    is not whole, what can be read of it can be taken back: {fault}")
            }
        })?;
    }
    if !json {
        desk.out
            .line("`parallax shelf restore NAME` puts one in the place of the shelf")?;
    }
    Ok(Exit::Done)
}

fn shape(copy: &Copy) -> serde_json::Value {
    let Counts {
        bookmarks,
        notes,
        saved,
        sources,
        decisions,
    } = copy.counts;
    json!({
        "schema": "parallax/copy/1",
        "name": copy.name,
        "why": copy.why.map(Why::word),
        "bookmarks": bookmarks,
        "notes": notes,
        "saved_searches": saved,
        "sources": sources,
        "decisions": decisions,
        "fault": copy.fault,
        "path": copy.path,
    })
}

fn tell(desk: &mut Desk, restored: &Restored, json: bool) -> Result<Exit> {
    let aside = restored.set_aside.as_deref();
    if json {
        desk.out.json(&json!({
            "schema": "parallax/restored/1",
            "restored": shape(&restored.copy),
            "lost": restored.lost,
            "set_aside": aside,
        }))?;
        return Ok(Exit::Done);
    }
    let what = match restored.lost.is_empty() {
        true => "",
        false => "what can be read of ",
    };
    desk.tell(&restored.lost);
    desk.out.line(format!(
        "{what}{} is the shelf now: {}",
        restored.copy.name,
        restored.held.words()
    ))?;
    if !restored.lost.is_empty() {
        desk.out.line(format!(
            "the copy itself is not whole, and stays as it is at {}",
            restored.copy.path.display()
        ))?;
    }
    tell_of_remains(desk, restored.remains.as_ref())?;
    if let Some(aside) = aside {
        let path = desk.home()?.shelf();
        desk.out.line(kept_aside(&path, aside))?;
    }
    Ok(Exit::Done)
}

/// What became of the shelf that was set aside: only one that is whole is promised to come back.
fn kept_aside(path: &Path, aside: &str) -> String {
    let found = copies(path).into_iter().find(|copy| copy.name == aside);
    match found {
        Some(copy) if copy.fault.is_some() => format!(
            "the one that stood there is not whole, and is kept as it was at {}",
            copy.path.display()
        ),
        _ => format!(
            "the one that stood there is kept: `parallax shelf restore {aside}` takes it back"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shelf::{Shelf, restore};

    #[test]
    fn only_a_shelf_that_is_whole_is_promised_to_be_taken_back() {
        let folder =
            std::env::temp_dir().join(format!("parallax-shelf-aside-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let path = folder.join("shelf.sqlite");
        let mut shelf = Shelf::open(&path).unwrap();
        shelf.add_source("/news").unwrap();
        let name = shelf.copy(Why::Import).unwrap().unwrap();
        drop(shelf);
        for (junk, words) in [
            (false, "takes it back"),
            (true, "is not whole, and is kept"),
        ] {
            if junk {
                std::fs::write(&path, b"junk".repeat(2000)).unwrap();
            }
            let aside = restore(&path, &name).unwrap().set_aside.unwrap();
            let said = kept_aside(&path, &aside);
            assert!(said.contains(words) && said.contains(&aside), "{said}");
            assert_eq!(restore(&path, &aside).is_err(), junk);
        }
        let _ = std::fs::remove_dir_all(&folder);
    }
}
