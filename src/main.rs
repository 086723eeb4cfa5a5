//! parallax: the screens and the commands.

use std::process::ExitCode;

fn main() -> ExitCode {
    parallax::cli::run(std::env::args_os())
}
