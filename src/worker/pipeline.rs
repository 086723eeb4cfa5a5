//! Reading and analysing on threads, in order: one thread reads, two analyse, the caller's takes what comes.
//!
//! Invariant: steps come out in the order in which they were read, whatever the threads do. The reader deals the steps out
//! in turn, and the taker collects them in turn; both sides are bounded, so no more than a handful wait in memory.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::fault::caught;
use super::keys::keys;
use super::reading::Reader;
use super::step::{Analysed, Job, Known, Step, Taken};
use crate::analysis::joining::stories;
use crate::analysis::reading;
use crate::analysis::text::Text;
use crate::ingest::{Found, Options};
use crate::model::{Draft, Skipped};

/// Threads that analyse. Reading and indexing take about one more.
const ANALYSERS: usize = 2;
/// Drafts that may wait before each analyser, and articles behind it.
const WAITING: usize = 16;
/// How often it is looked whether the reader wants to stop, while nothing comes.
const LOOK: Duration = Duration::from_millis(50);
/// How long after that what is being read and analysed is waited for: an article takes 10 ms. What takes longer is left to its
/// thread, which ends by itself; its file counts as not read.
const GRACE: Duration = Duration::from_millis(300);

/// Reads the files and hands each step to `take`, on the caller's thread. Ends early when `stop` is set: what was read
/// until then is handed over, what is being read is waited for no longer than [`GRACE`].
pub fn run(
    files: &Arc<[Found]>,
    known: &Arc<Known>,
    options: &Options,
    stop: &AtomicBool,
    take: &mut dyn FnMut(Taken) -> Result<()>,
) -> Result<()> {
    let halt = Arc::new(AtomicBool::new(false));
    let mut threads: Vec<JoinHandle<()>> = Vec::new();
    let mut jobs: Vec<SyncSender<(u64, Job)>> = Vec::new();
    let mut done: Vec<Receiver<Taken>> = Vec::new();
    for _ in 0..ANALYSERS {
        let (job, next) = sync_channel(WAITING);
        let (result, results) = sync_channel(WAITING);
        jobs.push(job);
        done.push(results);
        let halt = Arc::clone(&halt);
        threads.push(std::thread::spawn(move || {
            analyse_all(&next, &result, &halt);
        }));
    }
    let reader = Reader {
        files: Arc::clone(files),
        known: Arc::clone(known),
        options: options.clone(),
        halt: Arc::clone(&halt),
    };
    threads.push(std::thread::spawn(move || {
        let mut turn = 0;
        let halt = Arc::clone(&reader.halt);
        let mut deal = |bytes: u64, job: Job| {
            if halt.load(Ordering::Relaxed) {
                return ControlFlow::Break(());
            }
            let dealt = jobs[turn % ANALYSERS].send((bytes, job));
            turn += 1;
            match dealt {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        let _ = reader.read_all(&mut deal);
    }));
    let ended = collect(&done, stop, &halt, take);
    drop(done);
    if !matches!(ended, Ok(End::Read)) {
        halt.store(true, Ordering::Relaxed);
        return ended.map(|_| ());
    }
    for thread in threads {
        if let Err(panic) = thread.join() {
            std::panic::resume_unwind(panic);
        }
    }
    Ok(())
}

/// How the taking ended: with the last step, or because the reader stopped it.
enum End {
    Read,
    Stopped,
}

fn collect(
    done: &[Receiver<Taken>],
    stop: &AtomicBool,
    halt: &AtomicBool,
    take: &mut dyn FnMut(Taken) -> Result<()>,
) -> Result<End> {
    let mut stopped: Option<Instant> = None;
    let mut turn = 0;
    loop {
        if stopped.is_none() && stop.load(Ordering::Relaxed) {
            halt.store(true, Ordering::Relaxed);
            stopped = Some(Instant::now());
        }
        match done[turn % ANALYSERS].recv_timeout(LOOK) {
            Ok(taken) => {
                turn += 1;
                take(taken)?;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(End::Read),
        }
        if stopped.is_some_and(|stopped| stopped.elapsed() >= GRACE) {
            return Ok(End::Stopped);
        }
    }
}

fn analyse_all(jobs: &Receiver<(u64, Job)>, results: &SyncSender<Taken>, halt: &AtomicBool) {
    while let Ok((bytes, job)) = jobs.recv() {
        if halt.load(Ordering::Relaxed) {
            return;
        }
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
    let (article, words) = reading::read(draft, keys.id.clone());
    let profile = stories::profile(&article, &Text::again(&article, words));
    Analysed {
        // A profile is plain data; were it not, the article would be in no story.
        profile: serde_json::to_string(&profile).unwrap_or_else(|_| "null".into()),
        article,
        keys,
        draft_hash,
    }
}
