//! Measures the engines on labelled data that the project does not hold: `measure names DATA_DIR`, `measure aliases DATA_DIR`.
//!
//! DATA_DIR holds the unpacked sets; each sub-command says what it looks for, and stops where that is not there.

mod aliases;
mod names;

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["names", data] => names::measure(Path::new(data)),
        ["aliases", data] => aliases::measure(Path::new(data), None),
        ["aliases", data, pairs] => aliases::measure(Path::new(data), Some(Path::new(pairs))),
        _ => bail!("usage: measure names DATA_DIR | measure aliases DATA_DIR [PAIRS.json]"),
    }
}
