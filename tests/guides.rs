//! What the guides name is there: every path, example, test and bench that `README.md` and `CONTRIBUTING.md` speak of.

use std::fs;
use std::path::Path;

const GUIDES: [&str; 2] = ["README.md", "CONTRIBUTING.md"];
/// Folders of the project.
const BEFORE: [&str; 5] = ["src/", "tests/", "assets/", "examples/", "benches/"];
/// Endings of the files at the top that guides speak of.
const AT_TOP: [&str; 3] = [".md", ".toml", ".lock"];

#[test]
fn what_the_guides_name_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut missing = Vec::new();
    let mut named = 0;
    for guide in GUIDES {
        let text = fs::read_to_string(root.join(guide)).unwrap();
        for path in paths(&text) {
            named += 1;
            if !root.join(&path).exists() {
                missing.push(format!("{guide}: {path}"));
            }
        }
    }
    assert!(named > 40, "{named} paths");
    assert!(missing.is_empty(), "not there:\n{}", missing.join("\n"));
}

#[test]
fn what_is_named_is_seen() {
    let text = "See [it](QUALITY.md), `src/lib.rs`: `.ci/run`, x/y and\n```sh\ncargo test --test screens --lib a::\n\
                cargo run --release --example measure -- names src/\n```\n`cargo bench --bench joining`; tests/formats.rs.\n\
                https://example.org/src/lib.rs, `~/tests/a`";
    assert_eq!(
        paths(text),
        [
            "QUALITY.md",
            "src/lib.rs",
            ".ci/run",
            "tests/screens.rs",
            "examples/measure",
            "src/",
            "benches/joining.rs",
            "tests/formats.rs",
        ]
    );
}

/// The paths that a text names, and those of the examples, tests and benches that its commands run.
fn paths(text: &str) -> Vec<String> {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || "`()[],;|".contains(letter))
        .map(|word| word.trim_end_matches(['.', ':']))
        .filter(|word| !word.is_empty())
        .collect();
    let is_path = |word: &str| {
        let at_top = AT_TOP.iter().any(|ending| word.ends_with(ending)) && !word.contains('/');
        at_top || word.starts_with(".ci/") || BEFORE.iter().any(|before| word.starts_with(before))
    };
    let mut found = Vec::new();
    let mut last = "";
    for word in words {
        match last {
            "--test" => found.push(format!("tests/{word}.rs")),
            "--bench" => found.push(format!("benches/{word}.rs")),
            "--example" => found.push(example(word)),
            _ if is_path(word) => found.push(word.to_string()),
            _ => {}
        }
        last = word;
    }
    found
}

/// An example is a file, or a folder with more than one.
fn example(name: &str) -> String {
    let file = format!("examples/{name}.rs");
    match Path::new(env!("CARGO_MANIFEST_DIR")).join(&file).exists() {
        true => file,
        false => format!("examples/{name}"),
    }
}
