//! Files that are nearly articles.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Verdict;
use super::dice::Dice;
use super::tortured::{Tortured, Way, files};

/// Bytes of a file that is mutated at most.
const BYTES: u64 = 64 * 1024;
/// Files of a round.
const FILES: u64 = 12;
/// One of the articles beside them.
const BESIDE: &str = "17.md";

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
    let more = tortured.more();
    let mixed = folder.to_string_lossy().into_owned();
    let commands: &[&[&str]] = &[
        &["add", &mixed, &more, "--json"],
        &["show", BESIDE, "--json"],
        &["stories", "--json"],
        &["entities", "--json"],
        &["search", "the", "--json"],
        &["reuse"],
    ];
    let commands: Vec<Vec<String>> = commands
        .iter()
        .map(|words| words.iter().map(ToString::to_string).collect())
        .collect();
    let asked: Vec<&[String]> = commands.iter().map(Vec::as_slice).collect();
    let outcomes = tortured.run_all(&home, Way::One, &asked)?;
    for (command, outcome) in commands.iter().zip(&outcomes) {
        if let Some(fault) = outcome.fault(&command.join(" ")) {
            return Ok(fault);
        }
    }
    let show = outcomes.get(1).context("nothing was shown")?;
    let right = fs::read_to_string(Path::new(&more).join(BESIDE))?;
    let is_whole = body(&show.out).is_some_and(|body| !body.is_empty() && right.contains(&body));
    if !is_whole {
        return Ok(Verdict::Lost(format!(
            "an article beside them: {:?}",
            show.err.trim()
        )));
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
