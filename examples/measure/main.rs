//! Measures the engines on data sets that are not part of the project: `cargo run --release --example measure -- TASK DATA`.

mod aliases;
mod compare;
mod figures;
mod html;
mod names;
mod quotes;
mod sentences;
mod stories;

use std::path::Path;

use anyhow::Result;

/// Measures on a folder of data, and a second file or folder for those that take one.
type Run = fn(&Path, Option<&Path>) -> Result<()>;

/// What can be measured, and what measures it.
const TASKS: &[(&str, Run)] = &[
    ("aliases", aliases::measure),
    ("compare", |data, _| {
        compare::run(data);
        Ok(())
    }),
    ("figures", |data, _| {
        figures::run(data);
        Ok(())
    }),
    ("html", |data, _| {
        html::run(data);
        Ok(())
    }),
    ("names", |data, _| names::measure(data)),
    ("quotes", |data, _| {
        quotes::run(data);
        Ok(())
    }),
    ("sentences", |data, _| {
        sentences::run(data);
        Ok(())
    }),
    ("stories", |data, _| {
        stories::run(data);
        Ok(())
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = arguments
        .first()
        .and_then(|name| TASKS.iter().find(|(task, _)| task == name));
    let (Some((_, run)), Some(data)) = (task, arguments.get(1)) else {
        let names: Vec<&str> = TASKS.iter().map(|(name, _)| *name).collect();
        eprintln!(
            "usage: measure {} DATA [MORE]; nothing was measured",
            names.join("|")
        );
        std::process::exit(2);
    };
    let more = arguments.get(2).map(Path::new);
    if let Err(error) = run(Path::new(data), more) {
        eprintln!("nothing was measured: {error:#}");
        std::process::exit(1);
    }
}
