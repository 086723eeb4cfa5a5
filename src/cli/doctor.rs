//! `parallax doctor`: whether all is well.

use std::io::{IsTerminal, Write};

use anyhow::Result;
use serde_json::json;

use super::{Desk, Exit, usage};
use crate::worker::{Check, Library, Lost, SetAside, State, counted, doctor_of_home, size};

use super::add::{tell, told};
use super::meter::Meter;
use super::output::message;

/// Look whether the library is well, and say what to do where it is not
///
/// Every row of the catalogue and every file of the index is read.
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Rebuild the library if anything that can be made anew is ill, and remove what was set aside, after asking
    #[arg(long)]
    fix: bool,
    /// With --fix: remove what was set aside, and forget what was lost, without asking; with --prune: remove originals
    #[arg(long)]
    yes: bool,
    /// Read every original that is kept, and say which are not what was kept
    #[arg(long)]
    verify: bool,
    /// Remove the originals to which no article refers any more, after asking
    #[arg(long)]
    prune: bool,
    /// One point a line
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        if self.yes && !self.fix && !self.prune {
            return Err(usage("--yes goes with --fix or --prune"));
        }
        // Opening the library may be what sets a file aside.
        let before = desk.home()?.set_aside();
        let (mut library, repair) = match desk.library_and_repair() {
            Ok(opened) => opened,
            Err(error) if Library::is_damage(&error) => return Err(error),
            Err(error) => {
                self.show(desk, &doctor_of_home(&desk.home()?, &error))?;
                return Ok(Exit::SomeFailed);
            }
        };
        let mut checks = library.doctor();
        if self.verify {
            checks.extend(library.check_originals()?);
        }
        self.show(desk, &checks)?;
        if self.prune {
            self.prune(&mut library)?;
        }
        if !self.fix {
            return Ok(outcome(&checks));
        }
        let mut lost = repair.map_or(0, |report| report.lost);
        // Those of this run are news.
        let known = match lost {
            0 => library.lost().unwrap_or_default(),
            _ => Vec::new(),
        };
        let mut exit = Exit::Done;
        let rebuilds = checks.iter().any(Check::is_of_rebuild);
        if rebuilds {
            message("rebuilding");
            let meter = Meter::new();
            let outcome = library.rebuild(&desk.adding()?, &mut |at| meter.show(at), meter.stop());
            meter.end();
            let report = outcome?;
            desk.tell(&library.status()?.warnings);
            lost += report.lost;
            exit = tell(desk, &report, told(self.json, false))?;
        }
        let tidied = self.tidy(&mut library, &before, lost)?;
        if lost == 0 {
            self.forget(&library, &known)?;
        }
        let mut found = outcome(&checks);
        if rebuilds || tidied == Tidied::Removed {
            message("looked at again:");
            let checks = library.doctor();
            self.show(desk, &checks)?;
            found = outcome(&checks);
        }
        Ok(match (tidied, found) {
            (Tidied::Refused, _) => Exit::Usage,
            (_, Exit::Done) => exit,
            (_, found) => found,
        })
    }

    fn show(&self, desk: &mut Desk, checks: &[Check]) -> Result<()> {
        for check in checks {
            if self.json {
                desk.out.json(&json!({
                    "schema": "parallax/check/1",
                    "what": check.what,
                    "state": check.state,
                    "found": check.found,
                    "remedy": check.remedy,
                }))?;
                continue;
            }
            let sign = match check.state {
                State::Well => "✓",
                State::Note => "·",
                State::Ill => "✗",
            };
            desk.out
                .line(format!("{sign} {:10} {}", check.what, check.found))?;
            if !check.remedy.is_empty() {
                desk.out
                    .line(format!("             do: {}", check.remedy))?;
            }
        }
        Ok(())
    }

    /// Removes the originals that nothing refers to, if the reader agrees.
    fn prune(&self, library: &mut Library) -> Result<()> {
        let gone = library.unneeded_originals()?;
        if gone.contents == 0 {
            message("every original that is kept is of an article of the library");
            return Ok(());
        }
        let count = counted(usize::try_from(gone.contents)?, "original", "originals");
        let what = format!("{count} of no article, {}", size(gone.packed));
        let agreed = match (self.yes, std::io::stdin().is_terminal()) {
            (true, _) => true,
            (false, true) => asked(&format!("remove {what}? y/n "))?,
            (false, false) => false,
        };
        if agreed {
            library.remove_unneeded_originals()?;
            message(&format!("removed {what}"));
        } else {
            message(&format!(
                "kept: {what}; --prune --yes removes them without asking"
            ));
        }
        Ok(())
    }

    /// Forgets the articles that were lost in an earlier run, if the reader agrees.
    fn forget(&self, library: &Library, known: &[Lost]) -> Result<()> {
        if known.is_empty() {
            return Ok(());
        }
        for one in known {
            message(&format!("lost since {}: {}", one.day, one.origin));
        }
        let what = counted(known.len(), "article", "articles");
        let agreed = match (self.yes, std::io::stdin().is_terminal()) {
            (true, _) => true,
            (false, true) => asked(&format!("forget the {what} that were lost? y/n "))?,
            (false, false) => false,
        };
        if agreed {
            library.let_lost_go()?;
            message(&format!("forgotten: {what}"));
        }
        Ok(())
    }

    /// Removes what was set aside before this repair, if the reader agrees. What it set aside itself stays, and so does every
    /// catalogue where articles are lost: it may be all that is left of them.
    fn tidy(&self, library: &mut Library, before: &[SetAside], lost: u64) -> Result<Tidied> {
        let was_there = |one: &SetAside| before.iter().any(|before| before.is_same(one));
        let (fresh, older): (Vec<_>, Vec<_>) = library
            .set_aside()
            .into_iter()
            .partition(|one| !was_there(one));
        let (holding, aside): (Vec<_>, Vec<_>) = older
            .into_iter()
            .partition(|one| lost > 0 && !one.is_index());
        for one in &fresh {
            tell_of("kept, as this repair set it aside", one);
        }
        for one in &holding {
            tell_of("kept, as it may hold what is lost", one);
        }
        if !fresh.is_empty() || !holding.is_empty() {
            message(
                "look whether anything is missing; the next parallax doctor --fix removes it, after asking",
            );
        }
        if aside.is_empty() {
            return Ok(Tidied::Nothing);
        }
        let bytes = aside.iter().map(|one| one.bytes).sum();
        for one in &aside {
            tell_of("set aside", one);
        }
        let what = format!(
            "{}, {} in all",
            counted(aside.len(), "file or folder", "files and folders"),
            size(bytes)
        );
        let agreed = match (self.yes, std::io::stdin().is_terminal()) {
            (true, _) => true,
            (false, true) => asked(&format!("remove what was set aside ({what})? y/n "))?,
            (false, false) => {
                message(&format!(
                    "what was set aside ({what}) is not removed: nobody can be asked here; --yes removes it"
                ));
                return Ok(Tidied::Refused);
            }
        };
        if !agreed {
            message("nothing was removed");
            return Ok(Tidied::Nothing);
        }
        let removed = library.tidy(&aside)?;
        message(&format!(
            "removed {}",
            counted(removed, "file or folder", "files and folders")
        ));
        if removed < aside.len() {
            message("the rest is kept: articles are still to be taken over from it");
        }
        Ok(match removed {
            0 => Tidied::Nothing,
            _ => Tidied::Removed,
        })
    }
}

/// What became of what was set aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tidied {
    Nothing,
    Removed,
    /// Nobody could be asked.
    Refused,
}

fn outcome(checks: &[Check]) -> Exit {
    match checks.iter().any(|check| check.state == State::Ill) {
        true => Exit::SomeFailed,
        false => Exit::Done,
    }
}

fn tell_of(what: &str, one: &SetAside) {
    message(&format!(
        "{what}: {} ({})",
        one.path.display(),
        size(one.bytes)
    ));
}

/// Asks on the terminal; anything but a yes is a no.
fn asked(question: &str) -> Result<bool> {
    eprint!("{question}");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
