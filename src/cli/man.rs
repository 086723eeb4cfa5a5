//! `parallax man`: the manual page.

use anyhow::Result;
use clap::CommandFactory;
use clap_mangen::Man as Page;

use super::{Cli, Desk, Exit, usage};

/// Print the manual page, of parallax or of one command
#[derive(Debug, clap::Args)]
pub struct Man {
    /// The command
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let mut program = Cli::command();
        program.build();
        let page = match &self.command {
            None => Page::new(program),
            Some(name) => {
                let command = program
                    .find_subcommand(name)
                    .ok_or_else(|| usage(format!("there is no command {name}")))?;
                Page::new(command.clone())
            }
        };
        let mut text = Vec::new();
        page.render(&mut text)?;
        desk.out.raw(&text)?;
        Ok(Exit::Done)
    }
}
