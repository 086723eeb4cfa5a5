//! Processes that are killed, that get in each other's way, and a disk that is full.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::Result;

use super::Verdict;
use super::dice::Dice;
use super::tortured::{After, Answers, Tortured, copy_into};

/// Within which a process is killed, in percent of the time that it takes when nobody kills it.
const LIFE: u64 = 125;
/// How often a process that was turned away tries again, and the milliseconds between.
const TRIES: (u32, u64) = (2000, 20);
/// Bytes of the disk that is to be full, beyond the library.
const ROOM: u64 = 600 * 1024;

/// What can be under way; `MORE` stands for the folder of further articles.
const WORKS: &[&[&str]] = &[
    &["add", "MORE"],
    &["bookmarks", "add", "02.md", "0-40", "--note", "during"],
    &["bookmarks", "add", "11.md", "0-40", "--note", "meanwhile"],
    &["refresh"],
    &["rebuild"],
];

fn arguments<'a>(work: &'a [&'a str], more: &'a str) -> Vec<&'a str> {
    let replaced = work
        .iter()
        .map(|one| if *one == "MORE" { more } else { one });
    replaced.collect()
}

/// What is true after works of which each was done.
fn after(tortured: &Tortured, works: &[&[&str]]) -> Result<After> {
    let more = tortured.more();
    let works: Vec<Vec<&str>> = works.iter().map(|work| arguments(work, &more)).collect();
    tortured.after(&works)
}

/// A process is killed at any moment, thrice; then its work is done again, and all must be there.
pub fn killed(tortured: &Tortured, round: u64) -> Result<Verdict> {
    let mut dice = Dice::new(tortured.seed, round);
    let work = *dice.one_of(WORKS);
    let keeps = work[0] == "bookmarks";
    let After { truth, took } = after(tortured, &[work])?;
    let home = tortured.copy()?;
    let more = tortured.more();
    // As long as it runs, and a little longer: it may be over already.
    let life = (took.as_micros() as u64 * LIFE / 100).max(1);
    let (mut done, mut was_killed) = (false, false);
    for _ in 0..3 {
        let mut running = tortured.start(&home, &arguments(work, &more), "killed")?;
        std::thread::sleep(Duration::from_micros(dice.below(life)));
        // It may be over already.
        let _ = running.child.kill();
        let outcome = running.end()?;
        done |= outcome.code == Some(0);
        was_killed |= outcome.code.is_none();
        if done && keeps {
            break;
        }
    }
    // A passage that is kept twice is two: what is said to be done is not done again.
    let works: &[&[&str]] = if done && keeps { &[] } else { &[work] };
    for work in works {
        let outcome = tortured.ask(&home, &arguments(work, &more))?;
        if let Some(fault) = outcome.fault(&work.join(" ")) {
            return Ok(fault);
        }
    }
    if keeps && was_killed {
        // The killed process may have kept it before it could say so: then there are two of them.
        return judge_bookmarks(tortured, &home, &truth);
    }
    tortured.judge(&home, dice.next() >> 8, &truth)
}

/// Every bookmark that is to be there is there.
fn judge_bookmarks(tortured: &Tortured, home: &Path, truth: &Answers) -> Result<Verdict> {
    let outcome = tortured.run(home, &["bookmarks", "list", "--json"])?;
    if let Some(fault) = outcome.fault("bookmarks list") {
        return Ok(fault);
    }
    let notes = |text: &str| -> Vec<String> {
        let notes = text.split("\"note\":\"").skip(1);
        notes
            .filter_map(|rest| rest.split('"').next())
            .map(str::to_string)
            .collect()
    };
    let there = notes(&outcome.out);
    let wanted = truth
        .get("bookmarks list --json")
        .map(|text| notes(text))
        .unwrap_or_default();
    Ok(match wanted.iter().find(|note| !there.contains(note)) {
        Some(note) => Verdict::Lost(format!("the bookmark {note:?}")),
        None => Verdict::Unharmed,
    })
}

/// Two processes at once, each until it is done; one that is turned away comes again.
pub fn two_at_once(tortured: &Tortured, round: u64) -> Result<Verdict> {
    let mut dice = Dice::new(tortured.seed, round);
    let first = dice.below(WORKS.len() as u64) as usize;
    let second = (first + 1 + dice.below(WORKS.len() as u64 - 1) as usize) % WORKS.len();
    let works = [WORKS[first], WORKS[second]];
    let After { truth, took } = after(tortured, &works)?;
    let home = tortured.copy()?;
    // The second begins while the first is under way.
    let pause = Duration::from_micros(dice.below((took.as_micros() as u64 / 2).max(1)));
    let ended = std::thread::scope(|scope| {
        let one = scope.spawn(|| until_done(tortured, &home, works[0], "one"));
        std::thread::sleep(pause);
        let two = until_done(tortured, &home, works[1], "two");
        [one.join(), Ok(two)]
    });
    for verdict in ended {
        match verdict {
            Ok(Ok(None)) => {}
            Ok(Ok(Some(fault))) => return Ok(fault),
            Ok(Err(error)) => return Err(error),
            Err(_) => {
                return Ok(Verdict::NotTried(
                    "a thread of the torturer panicked".into(),
                ));
            }
        }
    }
    tortured.judge(&home, dice.next() >> 8, &truth)
}

fn until_done(
    tortured: &Tortured,
    home: &Path,
    work: &[&str],
    log: &str,
) -> Result<Option<Verdict>> {
    let more = tortured.more();
    let mut last = String::new();
    for _ in 0..TRIES.0 {
        let outcome = tortured.start(home, &arguments(work, &more), log)?.end()?;
        if let Some(fault) = outcome.fault(&work.join(" ")) {
            return Ok(Some(fault));
        }
        match outcome.code {
            Some(0) => return Ok(None),
            // Another one holds the lock.
            Some(4) => {}
            _ => {
                return Ok(Some(Verdict::Lost(format!(
                    "{work:?}: {}",
                    outcome.err.trim()
                ))));
            }
        }
        last = outcome.err;
        std::thread::sleep(Duration::from_millis(TRIES.1));
    }
    Ok(Some(Verdict::Hung(format!(
        "{work:?} never got the lock: {}",
        last.trim()
    ))))
}

/// A small file system of its own, given back when it is dropped.
struct Disk(PathBuf);

impl Disk {
    /// `None` where this system does not allow it.
    fn of(bytes: u64, at: &Path) -> Result<Option<Disk>> {
        fs::create_dir_all(at)?;
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={bytes}"), "tmpfs"])
            .arg(at)
            .output();
        Ok(mounted
            .is_ok_and(|output| output.status.success())
            .then(|| Disk(at.to_path_buf())))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

/// The disk has room for a little more, or for nothing: reading goes on, what would write says why it does not, and when there is
/// room again it is done.
pub fn full_disk(tortured: &Tortured, round: u64) -> Result<Verdict> {
    let mut dice = Dice::new(tortured.seed, round);
    let work = *dice.one_of(WORKS);
    let After { truth, .. } = after(tortured, &[work])?;
    let held: u64 = super::tortured::files(&tortured.home())?
        .iter()
        .map(|path| fs::metadata(path).map_or(0, |file| file.len().next_multiple_of(4096)))
        .sum();
    let folder = tortured.folder("disk")?;
    let Some(disk) = Disk::of(held + 16 * ROOM, &folder)? else {
        return Ok(Verdict::NotTried("mounting is not allowed here".into()));
    };
    let home = disk.0.join("home");
    copy_into(&tortured.home(), &home)?;
    let filler = disk.0.join("filler");
    fill(&filler, dice.below(ROOM))?;
    let more = tortured.more();
    let outcome = tortured.ask(&home, &arguments(work, &more))?;
    if let Some(fault) = outcome.fault(&work.join(" ")) {
        return Ok(fault);
    }
    let full = outcome.code != Some(0);
    if full && !outcome.err.contains("full") && !outcome.err.contains("No space") {
        let told = outcome.err.trim();
        return Ok(Verdict::Silent(format!(
            "{work:?} on a full disk: {told:?}"
        )));
    }
    let kept = tortured.ask(&home, &["bookmarks", "list", "--json"])?;
    if let Some(fault) = kept.fault("bookmarks list on a full disk") {
        return Ok(fault);
    }
    if kept.out.lines().count() < 4 {
        return Ok(Verdict::Lost(format!(
            "bookmarks on a full disk: {}",
            kept.err.trim()
        )));
    }
    fs::remove_file(&filler)?;
    if full {
        let again = tortured.ask(&home, &arguments(work, &more))?;
        if again.code != Some(0) {
            return Ok(Verdict::Lost(format!(
                "{work:?} with room again: {}",
                again.err.trim()
            )));
        }
    }
    tortured.judge(&home, dice.next() >> 8, &truth)
}

/// Fills the disk up to its last `left` bytes.
fn fill(path: &Path, left: u64) -> Result<()> {
    use std::io::Write;
    let mut file = fs::File::create(path)?;
    let block = [7; 4096];
    let mut written = 0;
    while file.write_all(&block).is_ok() {
        written += block.len() as u64;
    }
    file.set_len(written.saturating_sub(left))?;
    Ok(())
}
