//! parallax: hands the commands what they need of the screens, and runs them.

use std::process::ExitCode;

use parallax::cli::{self, Screens};
use parallax::tui;

fn main() -> ExitCode {
    let screens = Screens {
        open: tui::open,
        check: tui::check,
        keys: tui::key_table,
    };
    cli::run(std::env::args_os(), screens)
}
