//! Damage at rest: a bit that flips, a file that is cut short or gone.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Verdict;
use super::dice::Dice;
use super::tortured::{Tortured, files};

/// One bit of one file flips: each byte of the library is as likely to be hit as any other, but every fourth round hits one of the
/// shelf.
pub fn one_bit(tortured: &Tortured, round: u64) -> Result<Verdict> {
    let mut dice = Dice::new(tortured.seed, round);
    let home = tortured.copy()?;
    let shelf = home.join("shelf.sqlite");
    let (path, at) = if dice.below(4) == 0 {
        let bytes = fs::metadata(&shelf)?.len();
        (shelf, dice.below(bytes))
    } else {
        byte_of(&home, &mut dice)?
    };
    let mut bytes = fs::read(&path)?;
    bytes[at as usize] ^= 1 << dice.below(8);
    fs::write(&path, bytes)?;
    let what = format!("{} byte {at}", below(&path, &home));
    Ok(with(
        what,
        tortured.judge(&home, dice.next() >> 8, &tortured.truth)?,
    ))
}

/// One file ends too soon, or is empty.
pub fn cut_short(tortured: &Tortured, round: u64) -> Result<Verdict> {
    let mut dice = Dice::new(tortured.seed, round);
    let home = tortured.copy()?;
    let path = dice.one_of(&files(&home)?).clone();
    let bytes = fs::metadata(&path)?.len();
    let kept = if dice.below(3) == 0 || bytes == 0 {
        0
    } else {
        dice.below(bytes)
    };
    fs::OpenOptions::new()
        .write(true)
        .open(&path)?
        .set_len(kept)?;
    let what = format!("{} cut to {kept} of {bytes}", below(&path, &home));
    Ok(with(
        what,
        tortured.judge(&home, dice.next() >> 8, &tortured.truth)?,
    ))
}

/// One file is gone.
pub fn gone(tortured: &Tortured, round: u64) -> Result<Verdict> {
    let mut dice = Dice::new(tortured.seed, round);
    let home = tortured.copy()?;
    let path = dice.one_of(&files(&home)?).clone();
    fs::remove_file(&path)?;
    let what = format!("{} gone", below(&path, &home));
    Ok(with(
        what,
        tortured.judge(&home, dice.next() >> 8, &tortured.truth)?,
    ))
}

fn byte_of(home: &Path, dice: &mut Dice) -> Result<(PathBuf, u64)> {
    let files = files(home)?;
    let sizes: Vec<u64> = files
        .iter()
        .map(|path| Ok(fs::metadata(path)?.len()))
        .collect::<Result<_>>()?;
    let mut at = dice.below(sizes.iter().sum());
    for (path, size) in files.into_iter().zip(sizes) {
        if at < size {
            return Ok((path, at));
        }
        at -= size;
    }
    None.context("no byte to hit")
}

fn below(path: &Path, home: &Path) -> String {
    path.strip_prefix(home)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// A verdict that says what was done.
fn with(what: String, verdict: Verdict) -> Verdict {
    let words = |words: String| format!("{what}: {words}");
    match verdict {
        Verdict::Unharmed => Verdict::Unharmed,
        Verdict::Told(told) => Verdict::Told(words(told)),
        Verdict::NotTried(told) => Verdict::NotTried(words(told)),
        Verdict::Silent(told) => Verdict::Silent(words(told)),
        Verdict::Lost(told) => Verdict::Lost(words(told)),
        Verdict::Panicked(told) => Verdict::Panicked(words(told)),
        Verdict::Hung(told) => Verdict::Hung(words(told)),
    }
}
