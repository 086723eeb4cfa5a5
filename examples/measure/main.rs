//! Measures on real data: `cargo run --release --example measure -- DATA`.

mod html;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(data) = arguments
        .first()
        .map(Path::new)
        .filter(|data| data.is_dir())
    else {
        eprintln!("usage: measure DATA: a folder with html/ and robustness/; nothing was measured");
        return ExitCode::from(2);
    };
    html::run(data);
    ExitCode::SUCCESS
}
