//! `parallax config`: where the settings come from, and what they are.

use anyhow::Result;

use super::{Desk, Exit, usage};

/// Show and check the settings; without a word, every setting with its default
#[derive(Debug, clap::Args)]
pub struct Config {
    #[arg(value_enum)]
    what: Option<What>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum What {
    /// Where the reader's settings are looked for
    Path,
    /// Every key and what it does
    Keys,
    /// Whether the settings can be read
    Check,
    /// What the reader changed
    Diff,
}

impl Config {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let path = desk.settings.config_path()?;
        match self.what {
            None => desk.out.text(crate::config::DEFAULTS)?,
            Some(What::Path) => desk.out.line(path.display().to_string())?,
            Some(What::Keys) => {
                let config = desk.settings.checked(desk.screens)?;
                for [pane, action, keys, help] in (desk.screens.keys)(&config).map_err(usage)? {
                    desk.out
                        .line(format!("{pane:<11} {action:<20} {keys:<16} {help}"))?;
                }
            }
            Some(What::Check) => {
                desk.settings.checked(desk.screens)?;
                let state = if path.exists() {
                    "can be read"
                } else {
                    "is not there; the defaults hold"
                };
                desk.out.line(format!("{} {state}", path.display()))?;
            }
            Some(What::Diff) => {
                let lines = crate::config::Config::difference(&path).map_err(usage)?;
                for line in &lines {
                    desk.out.line(line.clone())?;
                }
                return Ok(if lines.is_empty() {
                    Exit::NothingFound
                } else {
                    Exit::Done
                });
            }
        }
        Ok(Exit::Done)
    }
}
