//! `parallax doctor`: whether all is well.

use anyhow::Result;
use serde_json::json;

use super::{Desk, Exit};
use crate::worker::{AddOptions, State};

use super::add::{tell, told};
use super::meter::Meter;
use super::output::message;

/// Look whether the library is well, and say what to do where it is not
#[derive(Debug, clap::Args)]
pub struct Doctor {
    /// Rebuild the library if anything that can be made anew is ill
    #[arg(long)]
    fix: bool,
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
        if !is_ill {
            return Ok(Exit::Done);
        }
        if !self.fix {
            return Ok(Exit::SomeFailed);
        }
        message("rebuilding");
        let meter = Meter::new();
        let outcome = library.rebuild(
            &AddOptions::default(),
            &mut |at| meter.show(at),
            meter.stop(),
        );
        meter.end();
        tell(desk, &outcome?, told(self.json, false))
    }
}
