//! `parallax doctor`: whether all is well.

use std::io::{IsTerminal, Write};

use anyhow::Result;
use serde_json::json;

use super::{Desk, Exit};
use crate::worker::{AddOptions, Check, Library, State, counted, size};

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
    /// With --fix: remove what was set aside without asking
    #[arg(long, requires = "fix")]
    yes: bool,
    /// One point a line
    #[arg(long)]
    json: bool,
}

impl Doctor {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let mut library = desk.library()?;
        let checks = library.doctor()?;
        for check in &checks {
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
        let is_ill = checks.iter().any(|check| check.state == State::Ill);
        if !self.fix {
            return Ok(if is_ill { Exit::SomeFailed } else { Exit::Done });
        }
        // What is not derived cannot be made anew: its remedy is no command of ours alone.
        let (mended, left): (Vec<&Check>, Vec<&Check>) = checks
            .iter()
            .filter(|check| check.state == State::Ill)
            .partition(|check| check.remedy.starts_with("parallax "));
        let mut exit = Exit::Done;
        if !mended.is_empty() {
            message("rebuilding");
            let meter = Meter::new();
            let outcome = library.rebuild(
                &AddOptions::default(),
                &mut |at| meter.show(at),
                meter.stop(),
            );
            meter.end();
            exit = tell(desk, &outcome?, told(self.json, false))?;
        }
        match self.tidy(&library)? {
            Exit::Done if !left.is_empty() => Ok(Exit::SomeFailed),
            Exit::Done => Ok(exit),
            refused => Ok(refused),
        }
    }

    /// Removes what was set aside, if the reader agrees.
    fn tidy(&self, library: &Library) -> Result<Exit> {
        let aside = library.set_aside();
        if aside.is_empty() {
            return Ok(Exit::Done);
        }
        let bytes = aside.iter().map(|one| one.bytes).sum();
        for one in &aside {
            message(&format!(
                "set aside: {} ({})",
                one.path.display(),
                size(one.bytes)
            ));
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
                return Ok(Exit::Usage);
            }
        };
        if !agreed {
            message("nothing was removed");
            return Ok(Exit::Done);
        }
        let removed = library.tidy(&aside)?;
        message(&format!(
            "removed {}",
            counted(removed, "file or folder", "files and folders")
        ));
        if removed < aside.len() {
            message("the rest is kept: articles are still to be taken over from it");
        }
        Ok(Exit::Done)
    }
}

/// Asks on the terminal; anything but a yes is a no.
fn asked(question: &str) -> Result<bool> {
    eprint!("{question}");
    std::io::stderr().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}
