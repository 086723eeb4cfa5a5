//! Asking for many addresses: a few at a time, each host by one thread only, so that a slow one keeps nobody else waiting.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::ingest;
use crate::ingest::web::{Answer, Ask, Refusal, Web};
use crate::worker::AddError;
use crate::worker::fault::caught;

/// Addresses that are asked for at a time.
const ASKERS: usize = 4;
/// How often it is looked whether the reader wants to stop, while nothing comes.
const LOOK: Duration = Duration::from_millis(50);

/// An address to ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Job {
    pub address: String,
    /// As [`Ask`] has them.
    pub etag: Option<String>,
    pub modified: Option<String>,
}

impl Job {
    pub fn of(address: &str) -> Job {
        Job {
            address: address.to_string(),
            ..Job::default()
        }
    }
}

pub type Outcome = Result<Answer, Refusal>;

/// Jobs by host.
struct Lanes {
    lanes: Vec<Lane>,
    /// Where it is looked next: each host in turn.
    at: usize,
}

#[derive(Default)]
struct Lane {
    jobs: VecDeque<usize>,
    is_asked: bool,
}

/// What an asker does next.
enum Next {
    /// Number of a lane, and of its job.
    Job(usize, usize),
    Wait,
    Nothing,
}

impl Lanes {
    fn of(jobs: &[Job]) -> Lanes {
        let mut numbers: HashMap<String, usize> = HashMap::new();
        let mut lanes: Vec<Lane> = Vec::new();
        for (number, job) in jobs.iter().enumerate() {
            let host = ingest::host(&job.address).unwrap_or_default();
            let lane = *numbers.entry(host).or_insert_with(|| {
                lanes.push(Lane::default());
                lanes.len() - 1
            });
            lanes[lane].jobs.push_back(number);
        }
        Lanes { lanes, at: 0 }
    }

    fn next(&mut self) -> Next {
        let count = self.lanes.len();
        let mut waiting = false;
        for lane in (0..count).map(|step| (self.at + step) % count) {
            let one = &mut self.lanes[lane];
            waiting |= !one.jobs.is_empty();
            if one.is_asked {
                continue;
            }
            if let Some(job) = one.jobs.pop_front() {
                one.is_asked = true;
                self.at = (lane + 1) % count;
                return Next::Job(lane, job);
            }
        }
        if waiting { Next::Wait } else { Next::Nothing }
    }
}

/// Asks for all of these, no more than `most` bytes each, and hands over what came of each, by its number, on the caller's
/// thread. Ends soon once `stop` is set: what was not asked for then is not handed over.
///
/// # Errors
/// What `each` fails with; nothing more is asked for then.
pub fn ask_all(
    web: &Web,
    jobs: &[Job],
    most: u64,
    stop: &AtomicBool,
    each: &mut dyn FnMut(usize, Outcome) -> Result<(), AddError>,
) -> Result<(), AddError> {
    let lanes = Mutex::new(Lanes::of(jobs));
    let changed = Condvar::new();
    let halt = AtomicBool::new(false);
    let (give, take) = sync_channel(ASKERS);
    let mut ended = Ok(());
    std::thread::scope(|scope| {
        for _ in 0..ASKERS.min(jobs.len()) {
            let give = give.clone();
            let (lanes, changed, halt) = (&lanes, &changed, &halt);
            scope.spawn(move || {
                while let Some((lane, number)) = next(lanes, changed, halt) {
                    let job = &jobs[number];
                    let ask = Ask {
                        address: &job.address,
                        etag: job.etag.as_deref(),
                        modified: job.modified.as_deref(),
                        most,
                    };
                    let outcome = caught(|| web.ask(&ask, halt)).unwrap_or_else(|| {
                        let why = "the asking failed: a fault of parallax, please report it";
                        Err(Refusal::Failed(why.into()))
                    });
                    locked(lanes).lanes[lane].is_asked = false;
                    changed.notify_all();
                    let is_stopped = outcome == Err(Refusal::Stopped);
                    if is_stopped || give.send((number, outcome)).is_err() {
                        break;
                    }
                }
            });
        }
        drop(give);
        loop {
            match take.recv_timeout(LOOK) {
                Ok((number, outcome)) => {
                    if let Err(error) = each(number, outcome) {
                        ended = Err(error);
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if stop.load(Ordering::Relaxed) {
                halt.store(true, Ordering::Relaxed);
            }
        }
        halt.store(true, Ordering::Relaxed);
        changed.notify_all();
        drop(take);
    });
    ended
}

fn next(lanes: &Mutex<Lanes>, changed: &Condvar, halt: &AtomicBool) -> Option<(usize, usize)> {
    let mut held = locked(lanes);
    while !halt.load(Ordering::Relaxed) {
        match held.next() {
            Next::Job(lane, job) => return Some((lane, job)),
            Next::Nothing => return None,
            Next::Wait => {
                let waited = changed.wait_timeout(held, LOOK);
                held = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
    }
    None
}

/// Nothing that is done under the lock leaves it half done.
fn locked(lanes: &Mutex<Lanes>) -> MutexGuard<'_, Lanes> {
    lanes.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::web::Rules;

    #[test]
    fn hosts_are_asked_in_turn_and_each_by_one() {
        let jobs = ["a.example/1", "a.example/2", "b.example/1", "a.example/3"];
        let jobs = jobs.map(|address| Job::of(&format!("https://{address}")));
        let mut lanes = Lanes::of(&jobs);
        assert!(matches!(lanes.next(), Next::Job(0, 0)));
        assert!(matches!(lanes.next(), Next::Job(1, 2)));
        assert!(matches!(lanes.next(), Next::Wait));
        lanes.lanes[0].is_asked = false;
        assert!(matches!(lanes.next(), Next::Job(0, 1)));
        lanes.lanes[0].is_asked = false;
        assert!(matches!(lanes.next(), Next::Job(0, 3)));
        assert!(matches!(lanes.next(), Next::Nothing));
    }

    #[test]
    fn offline_each_address_is_told_and_none_is_asked() {
        let web = Web::new(&Rules::default());
        let jobs = ["https://a.example/1", "https://b.example/1"].map(Job::of);
        let mut told = Vec::new();
        let go = AtomicBool::new(false);
        ask_all(&web, &jobs, 10, &go, &mut |number, outcome| {
            assert_eq!(outcome, Err(Refusal::Offline));
            told.push(number);
            Ok(())
        })
        .unwrap();
        told.sort_unstable();
        assert_eq!(told, [0, 1]);
    }
}
