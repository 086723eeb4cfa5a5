//! Measures the language engines on gold data: `cargo run --release --example measure -- TASK DATA`.

mod figures;
mod quotes;
mod sentences;

use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [task, data] = arguments.as_slice() else {
        eprintln!("usage: measure sentences|quotes|figures DATA");
        std::process::exit(2);
    };
    let data = Path::new(data);
    match task.as_str() {
        "sentences" => sentences::run(data),
        "quotes" => quotes::run(data),
        "figures" => figures::run(data),
        other => {
            eprintln!("no such task: {other}");
            std::process::exit(2);
        }
    }
}
