//! Measures the engines on data sets that are not part of the project: `cargo run --release --example measure -- TASK DATA`.

mod compare;
mod figures;
mod html;
mod names;
mod quotes;
mod sentences;
mod stories;

use std::path::Path;

type Task = (&'static str, fn(&Path));

/// What can be measured, and what measures it.
const TASKS: &[Task] = &[
    ("compare", compare::run),
    ("figures", figures::run),
    ("html", html::run),
    ("names", names::run),
    ("quotes", quotes::run),
    ("sentences", sentences::run),
    ("stories", stories::run),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, data] = arguments.as_slice() else {
        let names: Vec<&str> = TASKS.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: measure {} DATA", names.join("|"));
        std::process::exit(2);
    };
    let Some((_, run)) = TASKS.iter().find(|(task, _)| task == name) else {
        eprintln!("nothing to measure is called {name}");
        std::process::exit(2);
    };
    run(Path::new(data));
}
