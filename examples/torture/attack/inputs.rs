//! Files that are nearly articles.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Verdict;
use super::dice::Dice;
use super::tortured::{Tortured, files};

/// Bytes of a file that is mutated at most.
const BYTES: u64 = 64 * 1024;
/// Files of a round.
const FILES: u64 = 12;

/// Files of every format with something wrong in them, among articles: those arrive, and nothing panics or hangs.
pub fn mutated(tortured: &Tortured, round: u64) -> Result<Verdict> {
    let mut dice = Dice::new(tortured.seed, round);
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let fixtures: Vec<PathBuf> = files(&fixtures)?
        .into_iter()
        .filter(|path| fs::metadata(path).is_ok_and(|file| file.len() < BYTES && file.len() > 0))
        .collect();
    let folder = tortured.folder("inputs")?;
    for number in 0..FILES {
        let path = dice.one_of(&fixtures);
        let mut bytes = fs::read(path)?;
        for _ in 0..=dice.below(6) {
            mutate(&mut bytes, &mut dice);
        }
        let ending = path.extension().context("a fixture without an ending")?;
        let name = format!("{number}.{}", ending.to_string_lossy());
        fs::write(folder.join(name), bytes)?;
    }
    let home = tortured.folder("fed")?;
    let news = tortured.news();
    let mixed = folder.to_string_lossy().into_owned();
    let added = tortured.run(&home, &["add", &mixed, &news, "--json"])?;
    if let Some(fault) = added.fault("add") {
        return Ok(fault);
    }
    let show = tortured.run(&home, &["show", "03.md", "--json"])?;
    let right = tortured.truth.get("show 03.md --json");
    if let Some(fault) = show.fault("show") {
        return Ok(fault);
    }
    let same_text = right.is_some_and(|right| body(right) == body(&show.out));
    if !same_text {
        return Ok(Verdict::Lost(format!(
            "an article beside them: {:?}",
            show.err.trim()
        )));
    }
    for question in [
        &["stories", "--json"][..],
        &["entities", "--json"],
        &["search", "the", "--json"],
        &["reuse"],
    ] {
        let outcome = tortured.run(&home, question)?;
        if let Some(fault) = outcome.fault(&question.join(" ")) {
            return Ok(fault);
        }
    }
    Ok(Verdict::Unharmed)
}

fn body(json: &str) -> Option<String> {
    let article: serde_json::Value = serde_json::from_str(json).ok()?;
    Some(article["body"].as_str()?.to_string())
}

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let size = bytes.len() as u64;
    let at = dice.below(size) as usize;
    let to = at + dice.below(size - at as u64) as usize;
    match dice.below(7) {
        0 => bytes[at] ^= 1 << dice.below(8),
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..to)),
        3 => {
            let piece = bytes[at..to].to_vec();
            for _ in 0..dice.below(8) {
                bytes.splice(at..at, piece.iter().copied());
            }
        }
        4 => bytes[at..to].fill(dice.next() as u8),
        5 => {
            let signs = [
                &b"<"[..],
                b"{",
                b"[",
                b"\"",
                b"&",
                b"\0",
                b"\xff\xfe",
                b"\n",
                b"---\n",
                b"\\u",
            ];
            let sign = dice.one_of(&signs).repeat(1 + dice.below(2000) as usize);
            bytes.splice(at..at, sign);
        }
        _ => {
            let other = dice.below(size) as usize;
            bytes.swap(at, other);
        }
    }
    bytes.truncate(8 * BYTES as usize);
}
