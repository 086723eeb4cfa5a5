//! Reading and analysing on threads, in order: one thread reads, two analyse, the caller's takes what comes.
//!
//! Invariant: steps come out in the order in which they were read, whatever the threads do. The reader deals the steps out
//! in turn, and the taker collects them in turn; both sides are bounded, so no more than a handful wait in memory.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Result;

use super::fault::caught;
use super::input::{NOT_AS_KEPT, is_as_kept};
use super::keys::{Keys, draft_hash, file_hash, keys};
use crate::analysis::{self, stories};
use crate::catalogue::FileRow;
use crate::ingest::{self, Found, Options};
use crate::model::{Article, Draft, Skipped};

/// Threads that analyse. Reading and indexing take about one more.
const ANALYSERS: usize = 2;
/// Drafts that may wait before each analyser, and articles behind it.
const WAITING: usize = 16;
/// A file changed within so many milliseconds of its reading may have changed again in the same tick of its clock: some
/// file systems count in steps of two seconds.
const CLOCK_TICK: i64 = 2000;

/// What is known of the files before they are read.
#[derive(Debug, Default)]
pub struct Known {
    /// By path.
    pub files: HashMap<String, FileRow>,
    /// By origin: the hash of what it gave.
    pub drafts: HashMap<String, String>,
    /// Read everything as if nothing were known.
    pub again: bool,
    /// Read these files as if nothing were known of them.
    pub again_files: HashSet<String>,
    /// Where what came from standard input is kept, under names that tell its content.
    pub kept: Option<PathBuf>,
}

impl Known {
    fn is_again(&self, path: &str) -> bool {
        self.again || self.again_files.contains(path)
    }
}

/// An article with everything that is remembered of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysed {
    pub article: Article,
    pub keys: Keys,
    pub draft_hash: String,
    /// JSON of its [`stories::Profile`].
    pub profile: String,
}

/// What the reading of the files says, in order.
#[derive(Debug)]
pub enum Step {
    /// An article that is new, or not as it was.
    Article {
        file: usize,
        analysed: Box<Analysed>,
    },
    /// An origin that gives what it gave before.
    Same {
        origin: String,
    },
    Skipped(Skipped),
    /// The file is as it was: nothing in it was read.
    Unchanged {
        file: usize,
        row: FileRow,
    },
    /// All of the file was read.
    Done {
        file: usize,
        row: FileRow,
    },
}

/// A step, and the bytes of all files that were read up to it.
#[derive(Debug)]
pub struct Taken {
    pub bytes: u64,
    pub step: Step,
}

enum Job {
    Analyse {
        file: usize,
        draft: Box<Draft>,
        draft_hash: String,
    },
    Pass(Step),
}

/// Reads the files and hands each step to `take`, on the caller's thread. Ends early when `stop` is set: what was read
/// until then is handed over.
pub fn run(
    files: &[Found],
    known: &Known,
    options: &Options,
    stop: &AtomicBool,
    take: &mut dyn FnMut(Taken) -> Result<()>,
) -> Result<()> {
    std::thread::scope(|scope| {
        let mut jobs: Vec<SyncSender<(u64, Job)>> = Vec::new();
        let mut done: Vec<Receiver<Taken>> = Vec::new();
        for _ in 0..ANALYSERS {
            let (job, next) = sync_channel(WAITING);
            let (result, results) = sync_channel(WAITING);
            jobs.push(job);
            done.push(results);
            scope.spawn(move || analyse_all(&next, &result));
        }
        scope.spawn(move || {
            let mut turn = 0;
            let mut deal = |bytes: u64, job: Job| {
                let dealt = jobs[turn % ANALYSERS].send((bytes, job));
                turn += 1;
                match dealt {
                    Ok(()) if !stop.load(Ordering::Relaxed) => ControlFlow::Continue(()),
                    _ => ControlFlow::Break(()),
                }
            };
            read_all(files, known, options, &mut deal)
        });
        for turn in 0.. {
            let Ok(taken) = done[turn % ANALYSERS].recv() else {
                break;
            };
            take(taken)?;
        }
        Ok(())
    })
}

fn analyse_all(jobs: &Receiver<(u64, Job)>, results: &SyncSender<Taken>) {
    while let Ok((bytes, job)) = jobs.recv() {
        let step = match job {
            Job::Pass(step) => step,
            Job::Analyse {
                file,
                draft,
                draft_hash,
            } => match survived(*draft, draft_hash) {
                Ok(analysed) => Step::Article {
                    file,
                    analysed: Box::new(analysed),
                },
                Err(skipped) => Step::Skipped(skipped),
            },
        };
        if results.send(Taken { bytes, step }).is_err() {
            return;
        }
    }
}

/// [`analysed`], or that it failed: one article that analysis cannot bear must not cost the reader all the others.
pub fn survived(draft: Draft, draft_hash: String) -> Result<Analysed, Skipped> {
    let origin = draft.origin.clone();
    caught(|| analysed(draft, draft_hash)).ok_or_else(|| Skipped {
        origin,
        reason: "the analysis of its text failed: a fault of parallax, please report it".into(),
        failed: true,
    })
}

/// Everything that one draft gives by itself.
pub fn analysed(draft: Draft, draft_hash: String) -> Analysed {
    let keys = keys(&draft);
    let article = analysis::analyse(draft, keys.id.clone());
    let profile = stories::profile(&article);
    Analysed {
        // A profile is plain data; were it not, the article would be in no story.
        profile: serde_json::to_string(&profile).unwrap_or_else(|_| "null".into()),
        article,
        keys,
        draft_hash,
    }
}

type Deal<'a> = dyn FnMut(u64, Job) -> ControlFlow<()> + 'a;

fn read_all(files: &[Found], known: &Known, options: &Options, deal: &mut Deal) -> ControlFlow<()> {
    let mut before = 0;
    for (file, found) in files.iter().enumerate() {
        read_one(file, found, before, known, options, deal)?;
        before += found.bytes;
    }
    ControlFlow::Continue(())
}

fn read_one(
    file: usize,
    found: &Found,
    before: u64,
    known: &Known,
    options: &Options,
    deal: &mut Deal,
) -> ControlFlow<()> {
    let path = found.path.to_string_lossy();
    let after = before + found.bytes;
    let last = known
        .files
        .get(path.as_ref())
        .filter(|_| !known.is_again(&path));
    if let Some(last) = last
        && is_untouched(last, found)
    {
        let row = last.clone();
        return deal(after, Job::Pass(Step::Unchanged { file, row }));
    }
    let read_at = now();
    let hash = match file_hash(&found.path) {
        Ok(hash) => hash,
        Err(error) => {
            let skipped = Skipped {
                origin: path.into_owned(),
                reason: format!("cannot be read: {error}"),
                failed: true,
            };
            return deal(after, Job::Pass(Step::Skipped(skipped)));
        }
    };
    if known
        .kept
        .as_deref()
        .is_some_and(|kept| !is_as_kept(kept, &found.path, &hash))
    {
        let skipped = Skipped {
            origin: path.into_owned(),
            reason: NOT_AS_KEPT.into(),
            failed: true,
        };
        return deal(after, Job::Pass(Step::Skipped(skipped)));
    }
    let row = FileRow {
        bytes: found.bytes,
        modified: found.modified,
        read_at,
        hash,
    };
    if last.is_some_and(|last| last.hash == row.hash) {
        return deal(after, Job::Pass(Step::Unchanged { file, row }));
    }
    let mut records = Records {
        file,
        path: &path,
        before,
        after,
        at: before,
        known,
        seen: HashMap::new(),
    };
    let mut flow = ControlFlow::Continue(());
    ingest::read_file(&found.path, options, &mut |reading| {
        let (bytes, job) = records.job(reading);
        flow = deal(bytes, job);
        flow
    });
    flow?;
    deal(after, Job::Pass(Step::Done { file, row }))
}

/// The records of one file, as they come.
struct Records<'a> {
    file: usize,
    path: &'a str,
    before: u64,
    after: u64,
    /// Bytes that the records read so far must have taken.
    at: u64,
    known: &'a Known,
    seen: HashMap<String, u32>,
}

impl Records<'_> {
    fn job(&mut self, reading: ingest::Reading) -> (u64, Job) {
        let mut draft = match reading {
            Ok(draft) => draft,
            Err(skipped) => return (self.at, Job::Pass(Step::Skipped(skipped))),
        };
        let text: usize = draft.paragraphs.iter().map(String::len).sum();
        self.at = (self.at + text as u64).clamp(self.before, self.after);
        // Two records of one name are two records.
        let times = self.seen.entry(draft.origin.clone()).or_default();
        *times += 1;
        if *times > 1 {
            draft.origin = format!("{}~{times}", draft.origin);
        }
        let draft_hash = draft_hash(&draft);
        let same = self.known.drafts.get(&draft.origin) == Some(&draft_hash);
        let job = if same && !self.known.is_again(self.path) {
            Job::Pass(Step::Same {
                origin: draft.origin,
            })
        } else {
            Job::Analyse {
                file: self.file,
                draft: Box::new(draft),
                draft_hash,
            }
        };
        (self.at, job)
    }
}

/// Size and time say that the file is as it was when it was read.
fn is_untouched(last: &FileRow, found: &Found) -> bool {
    last.bytes == found.bytes
        && last.modified == found.modified
        && last.modified + CLOCK_TICK < last.read_at
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

/// The path as it is written in the catalogue.
pub fn written(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_untouched_only_where_its_clock_can_tell() {
        let found = Found {
            path: "/a".into(),
            bytes: 5,
            modified: 100_000,
        };
        let row = |bytes, modified, read_at| FileRow {
            bytes,
            modified,
            read_at,
            hash: String::new(),
        };
        assert!(is_untouched(&row(5, 100_000, 110_000), &found));
        assert!(!is_untouched(&row(5, 100_000, 101_000), &found));
        assert!(!is_untouched(&row(6, 100_000, 110_000), &found));
        assert!(!is_untouched(&row(5, 99_000, 110_000), &found));
    }
}
