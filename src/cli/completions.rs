//! `parallax completions`: what a shell completes.

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Desk, Exit};

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
pub struct Completions {
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        // Into memory first: the generator panics on a closed pipe.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "parallax", &mut script);
        desk.out.raw(&script)?;
        Ok(Exit::Done)
    }
}
