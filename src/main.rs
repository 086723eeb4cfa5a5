//! parallax: hands the commands what they need of the screens, and runs them; or reads a file apart, where it was started for that.

use std::process::ExitCode;

use parallax::cli::{self, Screens};
use parallax::ingest::{TASKS_APART, apart};
use parallax::tui;

fn main() -> ExitCode {
    if let Some(exit) = apart::started(TASKS_APART) {
        return exit;
    }
    let screens = Screens {
        open: tui::open,
        check: tui::check,
        keys: tui::key_table,
    };
    cli::run(std::env::args_os(), screens)
}
