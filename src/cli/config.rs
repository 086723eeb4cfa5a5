//! `parallax config`: where the settings come from, and what they are.

use anyhow::{Context, Result};

use super::{Desk, Exit, usage};

/// Show and check the settings
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
        match self.what {
            Some(What::Path) => {
                let path = match &desk.settings.config {
                    Some(path) => path.clone(),
                    None => directories::ProjectDirs::from("", "", "parallax")
                        .context("no home folder is known: name the file with --config")?
                        .config_dir()
                        .join("config.toml"),
                };
                desk.out.line(path.display().to_string())?;
                Ok(Exit::Done)
            }
            _ => Err(usage("there are no settings yet")),
        }
    }
}
