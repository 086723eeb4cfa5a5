//! The house holds: every file has a header, imports go down, each foreign crate stays in its room, no file outgrows its
//! reader. The map is in `src/lib.rs`; a violation prints its file, line and rule.

use std::fs;
use std::path::Path;

#[path = "house/imports.rs"]
mod imports;
#[path = "house/lists.rs"]
mod lists;

use imports::{House, arrows, circles, module_of};

/// Rooms by floor: a room imports from lower floors only, and nothing from its own floor.
const FLOORS: [&[&str]; 5] = [
    &["model"],
    &["analysis"],
    &["ingest", "index", "catalogue", "shelf"],
    &["worker"],
    &["tui", "cli"],
];

/// The floors of analysis, from the bottom up: each takes from lower ones only.
const FLOORS_OF_ANALYSIS: [&str; 5] = ["text", "reading", "joining", "comparing", "telling"];

/// Stands apart: imports nothing of ours, and only these read it.
const APART: (&str, &[&str]) = ("config", &["tui", "cli", "main", "lib"]);

/// Where a foreign name may be used: rooms (`tui/`) or single files.
const AT_HOME: [(&str, &[&str]); 6] = [
    ("tantivy", &["index/"]),
    ("rusqlite", &["shelf/", "catalogue/"]),
    ("ratatui", &["tui/"]),
    ("crossterm", &["tui/"]),
    // Drawing asks for a role; the theme alone knows colours.
    ("Color", &["tui/theme.rs"]),
    // One thread a thing that is owned; the inbox reads the keys.
    ("thread", &["worker/", "ingest/", "tui/inbox.rs"]),
];

/// What is called so collects what has no place.
const NAMELESS: [&str; 7] = [
    "util", "utils", "helpers", "common", "misc", "manager", "prelude",
];

/// More than this is not read in one go. Files whose header says `Table of data` are exempt.
const PRODUCTION_LINES: usize = 400;

/// A list of words with more strings than this stands in `assets/lexicon/`, where it is read once and asked by tag.
const STRINGS_OF_A_LIST: usize = 30;

/// Longer lists that are no words of a language, by their file, the line that begins them, and why they stand in code.
const NO_WORDS: [(&str, &str, &str); 19] = [
    (
        "analysis/comparing/figures/judge/mod.rs",
        "const GROUNDS",
        "sentences that a test compares",
    ),
    (
        "analysis/comparing/figures/tie/evidence.rs",
        "const EVIDENCE",
        "names of features",
    ),
    ("tui/legend.rs", "const SIGNS", "the signs of a screen"),
    (
        "ingest/decode.rs",
        "const MAGIC",
        "first bytes of kinds of files",
    ),
    (
        "ingest/declared.rs",
        "const AT_HOME",
        "encodings, which are code",
    ),
    (
        "ingest/formats.rs",
        "const NOT_ARTICLES",
        "the register of formats",
    ),
    (
        "ingest/services.rs",
        "const SERVICES",
        "fields of services, each with what it means",
    ),
    (
        "ingest/ris.rs",
        "const TAGS",
        "tags of one format, each with its field",
    ),
    ("ingest/markup.rs", "const BLOCKS", "elements of HTML"),
    ("ingest/markup.rs", "const FLAT", "elements of HTML"),
    ("ingest/html/tree.rs", "const INLINE", "elements of HTML"),
    (
        "ingest/databases/lexis.rs",
        "const LABELS",
        "labels of one format, each with its field",
    ),
    (
        "ingest/databases/nexis.rs",
        "const LABELS",
        "labels of one format, each with its field",
    ),
    (
        "ingest/databases/proquest.rs",
        "const LABELS",
        "labels of one format, each with its field",
    ),
    (
        "analysis/text/syntax/relations.rs",
        "const RELATIONS",
        "relations, which are code",
    ),
    (
        "analysis/text/syntax/tags.rs",
        "const TAGS",
        "parts of speech, which are code",
    ),
    (
        "analysis/joining/aliases/sound.rs",
        "const RULES",
        "rules, one applied after the other",
    ),
    (
        "analysis/joining/aliases/sound.rs",
        "const CYRILLIC",
        "letters for letters",
    ),
    (
        "analysis/comparing/quotes/wording.rs",
        "for (british, american) in",
        "rules of spelling",
    ),
];

#[test]
fn long_lists_of_words_stand_in_the_lexicon() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut exempt: Vec<(&str, &str)> = Vec::new();
    let mut violations = Vec::new();
    visit(&root, &mut |path| {
        let name = path.strip_prefix(&root).unwrap_or(path).to_string_lossy();
        let name = name.replace('\\', "/");
        if name.split(['/', '.']).any(|part| part == "tests") {
            return;
        }
        let text = fs::read_to_string(path).unwrap();
        for (line, strings) in long_lists(&text) {
            let known = NO_WORDS
                .iter()
                .find(|(file, list, _)| *file == name && line.contains(list));
            match known {
                Some((file, list, _)) => exempt.push((file, list)),
                None => violations.push(format!("{name}: {strings} strings in `{line}`")),
            }
        }
    });
    let gone = NO_WORDS
        .iter()
        .filter(|(file, list, _)| !exempt.contains(&(file, list)))
        .map(|(file, list, _)| format!("{file}: no long list is `{list}`, strike it out"));
    violations.extend(gone);
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

/// The lists of a file's production lines that are too long for code: the line that begins each, and its strings.
fn long_lists(text: &str) -> Vec<(&str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let is_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].contains("mod tests");
    let production = lines.windows(2).position(is_tests).unwrap_or(lines.len());
    lists::arrays(&lines[..production].join("\n"))
        .into_iter()
        .filter(|(_, strings)| *strings > STRINGS_OF_A_LIST)
        .map(|(line, strings)| (lines[line - 1].trim(), strings))
        .collect()
}

#[test]
fn long_lists_are_seen_and_what_is_none_is_left_alone() {
    let words = |count: usize| "\"word\", ".repeat(count);
    let pairs = "(\"a\", \"b\"), pair(&[\"c\"], r#\"d\"e\"#), ".repeat(8);
    for (text, strings) in [
        (format!("const A: &[&str] = &[{}];", words(31)), 31),
        (format!("const A: [(&str, &str); 2] = [{pairs}];"), 32),
        (
            format!("let b = 'a';\nlet c = '\"'; // \"\nuse(&[{}])", words(40)),
            40,
        ),
    ] {
        let found = long_lists(&text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].1, strings, "{text}");
    }
    for text in [
        format!("const A: &[&str] = &[{}];", words(30)),
        format!(
            "fn f<'a>(b: &'a str) {{ [{}]; [{}] }}",
            words(20),
            words(20)
        ),
        format!(
            "// [{}\n/* [{} */ let a = \"[ {} \";",
            words(40),
            words(40),
            "\\\"w\\\", ".repeat(40)
        ),
        format!(
            "const A: u8 = 1;\n#[cfg(test)]\nmod tests {{ [{}] }}",
            words(40)
        ),
    ] {
        assert_eq!(long_lists(&text), [], "{text}");
    }
}

#[test]
fn the_house_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut violations = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        visit(&root.join(folder), &mut |path| {
            let name = path
                .strip_prefix(root)
                .unwrap_or(path)
                .to_string_lossy()
                .replace('\\', "/");
            violations.extend(violations_in(&name, &fs::read_to_string(path).unwrap()));
        });
    }
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

#[test]
fn the_floors_of_analysis_hold_and_siblings_take_one_way() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut house = House::new();
    visit(&root, &mut |path| {
        let name = path.strip_prefix(&root).unwrap_or(path).to_string_lossy();
        let text = fs::read_to_string(path).unwrap();
        house.insert(module_of(&name.replace('\\', "/")), text);
    });
    house.retain(|module, _| !module.iter().any(|part| part == "tests"));
    assert!(house.len() > 200, "{} modules", house.len());
    let arrows = arrows(&house);
    let mut violations = circles(&arrows);
    for (module, others) in &arrows {
        violations.extend(others.iter().filter_map(|other| climbs(module, other)));
    }
    assert!(violations.is_empty(), "\n{}\n", violations.join("\n"));
}

/// What is wrong where a module of analysis takes from a floor above its own.
fn climbs(module: &[String], other: &[String]) -> Option<String> {
    let floor = |module: &[String]| {
        let name = module.strip_prefix(&["analysis".to_string()])?.first()?;
        FLOORS_OF_ANALYSIS.iter().position(|floor| floor == name)
    };
    let (below, above) = (floor(module)?, floor(other)?);
    (below < above).then(|| {
        format!(
            "{} does not import {}: imports go down",
            module.join("/"),
            other.join("/")
        )
    })
}

#[test]
fn circles_and_climbing_are_seen() {
    let read = |files: &[(&str, &str)]| -> House {
        files
            .iter()
            .map(|(name, text)| (module_of(name), (*text).to_string()))
            .collect()
    };
    let circle = read(&[
        ("analysis/mod.rs", ""),
        ("analysis/text/mod.rs", "pub mod words;"),
        (
            "analysis/text/words.rs",
            "use super::lines::{line, deep::{of, it as that}};",
        ),
        (
            "analysis/text/lines.rs",
            "fn f() { crate::analysis::text::signs::sign() }",
        ),
        ("analysis/text/signs.rs", "use super::super::text::words;"),
    ]);
    assert_eq!(
        circles(&arrows(&circle)),
        ["analysis/text: lines > signs > words > lines"]
    );
    let sound = read(&[
        ("analysis/text/mod.rs", "mod words; use words::word;"),
        ("analysis/text/words.rs", "use super::Noun; // super::lines"),
        (
            "analysis/text/lines.rs",
            "use super::words;\n#[cfg(test)]\nmod tests {\n use crate::tui;\n}",
        ),
    ]);
    assert_eq!(circles(&arrows(&sound)), [""; 0]);
    let path = |text: &str| module_of(text);
    assert!(
        climbs(
            &path("analysis/text/words.rs"),
            &path("analysis/reading/quotes.rs")
        )
        .is_some()
    );
    assert!(
        climbs(
            &path("analysis/telling/words.rs"),
            &path("analysis/reading/quotes.rs")
        )
        .is_none()
    );
}

fn visit(folder: &Path, look: &mut impl FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            visit(&path, look);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            look(&path);
        }
    }
}

fn violations_in(name: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut say = |line: usize, rule: String| found.push(format!("{name}:{}: {rule}", line + 1));
    if !text.starts_with("//! ") {
        say(
            0,
            "begins with a header, `//! ` and what the file is for".into(),
        );
    }
    let parts: Vec<&str> = name.trim_end_matches(".rs").split('/').collect();
    for part in parts.iter().filter(|part| NAMELESS.contains(part)) {
        say(0, format!("no module is named {part}: name what it holds"));
    }
    let Some(inside) = name.strip_prefix("src/") else {
        return found;
    };
    let room = parts[1];
    // Modules above this file, the crate's root among them: so many `super` leave every room.
    let depth = parts.len() - 1 - usize::from(parts.ends_with(&["mod"]));
    let lines: Vec<&str> = text.lines().collect();
    let is_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].contains("mod tests");
    let production = lines.windows(2).position(is_tests).unwrap_or(lines.len());
    let header = lines.iter().take_while(|line| line.starts_with("//!"));
    if production > PRODUCTION_LINES && !header.clone().any(|line| line.contains("Table of data")) {
        say(
            PRODUCTION_LINES,
            format!(
                "{production} production lines: at most {PRODUCTION_LINES}, part it by meaning"
            ),
        );
    }
    for (at, line) in lines.iter().enumerate() {
        let code = line.split("//").next().unwrap_or("");
        let statement = if code.contains("crate::{") {
            lines[at..].join(" ")
        } else {
            code.to_string()
        };
        for other in imported(&statement) {
            if !may_import(room, &other) {
                say(
                    at,
                    format!("{room} does not import {other}: imports go down"),
                );
            }
        }
        let climbs = "super::".repeat(depth + usize::from(at >= production));
        if !["lib", "main"].contains(&room) && code.contains(&climbs) {
            say(at, "`super` climbs out of its room: write `crate::`".into());
        }
        if code.trim_start().starts_with("#[allow") || code.trim_start().starts_with("#![allow") {
            say(at, "no `allow`: mend what the lint says".into());
        }
        if let Some(module) = code
            .trim_start()
            .trim_start_matches("pub ")
            .strip_prefix("mod ")
        {
            let module = module.trim_end_matches([' ', ';', '{']);
            if NAMELESS.contains(&module) {
                say(
                    at,
                    format!("no module is named {module}: name what it holds"),
                );
            }
        }
        for (foreign, homes) in AT_HOME {
            let at_home = homes.iter().any(|home| inside.starts_with(home));
            if at < production && !at_home && uses(code, foreign) {
                say(
                    at,
                    format!("{foreign} is used only in {}", homes.join(", ")),
                );
            }
        }
    }
    found
}

/// The rooms that a statement names behind `crate::`, in braces or not.
fn imported(statement: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, path) in statement.match_indices("crate::") {
        let rest = &statement[at + path.len()..];
        let mut deep = 0;
        let mut room = String::new();
        for letter in rest.chars() {
            match letter {
                '{' => deep += 1,
                '}' => deep -= 1,
                ',' if deep == 1 => rooms.push(std::mem::take(&mut room)),
                letter if deep <= 1 => room.push(letter),
                _ => {}
            }
            if deep <= 0 && !(letter.is_alphanumeric() || "_{".contains(letter)) {
                break;
            }
        }
        rooms.push(room);
    }
    let first = |room: String| {
        let word = room
            .trim()
            .split(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .next();
        word.unwrap_or("").to_string()
    };
    rooms.into_iter().map(first).collect()
}

fn may_import(room: &str, other: &str) -> bool {
    let floor = |room: &str| FLOORS.iter().position(|rooms| rooms.contains(&room));
    if other == APART.0 {
        return room == other || APART.1.contains(&room);
    }
    let Some(below) = floor(other) else {
        return true;
    };
    match floor(room) {
        Some(above) => room == other || below < above,
        None => room != APART.0,
    }
}

/// Whether code uses a foreign name: as a path, as a part of one, or in a list of imports.
fn uses(code: &str, foreign: &str) -> bool {
    let part = |letter: char| letter.is_alphanumeric() || letter == '_';
    code.match_indices(foreign).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + foreign.len()..]);
        let whole = !before.ends_with(part) && !after.starts_with(part);
        let imports = code
            .trim_start()
            .trim_start_matches("pub ")
            .starts_with("use ");
        whole && (after.starts_with("::") || before.ends_with("std::") || imports)
    })
}

#[test]
fn each_rule_sees_what_breaks_it() {
    let broken = [
        (
            "src/model/a.rs",
            "use crate::analysis::words;",
            "does not import analysis",
        ),
        (
            "src/index/a.rs",
            "use crate::{model::Span, shelf::Shelf};",
            "does not import shelf",
        ),
        ("src/analysis/mod.rs", "use super::ingest;", "climbs out"),
        ("src/analysis/a.rs", "use super::super::tui;", "climbs out"),
        (
            "src/worker/a.rs",
            "use crate::config::Config;",
            "does not import config",
        ),
        (
            "src/config.rs",
            "use crate::model::Span;",
            "does not import model",
        ),
        (
            "src/cli/a.rs",
            "let a: rusqlite::Connection;",
            "rusqlite is used only",
        ),
        (
            "src/tui/panes/a.rs",
            "use ratatui::style::Color;",
            "Color is used only",
        ),
        ("src/index/a.rs", "use std::thread;", "thread is used only"),
        ("src/index/helpers.rs", "", "no module is named helpers"),
        ("src/index/a.rs", "pub mod util;", "no module is named util"),
        ("src/index/a.rs", "#[allow(dead_code)]", "no `allow`"),
    ];
    for (name, code, rule) in broken {
        let found = violations_in(name, &format!("//! A file.\n{code}\n"));
        assert!(
            found.len() == 1 && found[0].contains(rule),
            "{name} {code}: {found:?}"
        );
    }
    assert_eq!(violations_in("tests/a.rs", "fn main() {}").len(), 1);
    let long = "//! A file.\n".to_string() + &"\n".repeat(PRODUCTION_LINES);
    assert_eq!(violations_in("src/model/a.rs", &long).len(), 1);
}

#[test]
fn what_is_in_its_place_is_left_alone() {
    let sound = [
        (
            "src/tui/a.rs",
            "use crate::{config::Config, worker::{Reply, Ticket}, model::Span};",
        ),
        ("src/tui/theme.rs", "use ratatui::style::Color;"),
        ("src/shelf/a.rs", "use super::Shelf; // as crate::tui does"),
        (
            "src/shelf/a.rs",
            "let threads = thread_count; let colour = \"Color\";",
        ),
        (
            "src/shelf/a.rs",
            "#[cfg(test)]\nmod tests {\n    use super::super::tests::Folder;\n    use std::thread;\n}",
        ),
        ("src/main.rs", "use parallax::tui;"),
    ];
    for (name, code) in sound {
        let found = violations_in(name, &format!("//! A file.\n{code}\n"));
        assert!(found.is_empty(), "{found:?}");
    }
}
