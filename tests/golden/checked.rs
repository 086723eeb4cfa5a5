//! What is found held against what was checked in: a difference is printed as a unified diff. Nothing is written unless asked.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;

/// Set to `write`, the files are written anew.
pub const VARIABLE: &str = "PARALLAX_GOLDEN";
/// What writes them anew, for whoever reads of a difference.
pub const COMMAND: &str = "PARALLAX_GOLDEN=write cargo test --test golden";
/// Lines of a diff that are printed of one file, and files of which one is printed: a rule that changes everything is seen
/// in the first of them.
const LINES: usize = 40;
const FILES: usize = 25;
/// Lines printed around what differs.
const AROUND: usize = 2;

/// Texts by the name of their golden file, without its ending.
pub type Texts = BTreeMap<String, String>;

/// Where the golden files of a group lie.
pub fn folder(group: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(group)
}

/// Writes the files of a folder anew where that was asked for; else fails with every difference.
pub fn check(group: &str, found: &Texts) {
    let folder = folder(group);
    if std::env::var(VARIABLE).is_ok_and(|value| value == "write") {
        write(&folder, found);
        return;
    }
    let told = differences(&held(&folder), found);
    assert!(
        told.is_empty(),
        "what is found is not what tests/golden/{group} says:\n\n{told}\nIf that is meant, `{COMMAND}` writes it anew; \
         `git diff tests/golden` then shows all of it.\n"
    );
}

fn write(folder: &Path, found: &Texts) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    for (name, text) in found {
        fs::write(folder.join(format!("{name}.txt")), text).unwrap();
    }
}

/// The files that lie in a folder.
fn held(folder: &Path) -> Texts {
    let Ok(entries) = fs::read_dir(folder) else {
        return Texts::new();
    };
    entries
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
            (name.into_owned(), text)
        })
        .collect()
}

/// The differences as unified diffs, `-` what was checked in and `+` what is found; empty where there is none.
pub fn differences(held: &Texts, found: &Texts) -> String {
    let names: BTreeSet<&String> = held.keys().chain(found.keys()).collect();
    let nothing = String::new();
    let other: Vec<(&String, &String, &String)> = names
        .into_iter()
        .map(|name| {
            let held = held.get(name).unwrap_or(&nothing);
            (name, held, found.get(name).unwrap_or(&nothing))
        })
        .filter(|(_, held, found)| held != found)
        .collect();
    let mut told = String::new();
    for (name, held, found) in other.iter().take(FILES) {
        let diff = TextDiff::from_lines(held.as_str(), found.as_str());
        let diff = diff
            .unified_diff()
            .context_radius(AROUND)
            .header(&format!("{name}, checked in"), &format!("{name}, found"))
            .to_string();
        let lines: Vec<&str> = diff.lines().collect();
        for line in lines.iter().take(LINES) {
            told.push_str(line);
            told.push('\n');
        }
        if lines.len() > LINES {
            told += &format!("… {} more lines\n", lines.len() - LINES);
        }
    }
    if other.len() > FILES {
        told += &format!("… and {} more files\n", other.len() - FILES);
    }
    told
}
