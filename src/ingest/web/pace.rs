//! One request a host at a time, with a pause between two: whoever comes to a host that is asked waits for its turn.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// How often whoever waits looks whether the reader wants to stop.
const LOOK: Duration = Duration::from_millis(50);

/// When which host may be asked.
pub struct Pace {
    pause: Duration,
    hosts: Mutex<HashMap<String, Host>>,
    changed: Condvar,
}

struct Host {
    is_asked: bool,
    free: Instant,
}

/// The right to ask one host; it is given back when this is dropped, and the pause begins.
pub struct Turn<'a> {
    pace: &'a Pace,
    host: String,
    pause: Duration,
}

impl Pace {
    pub fn new(pause: Duration) -> Pace {
        Pace {
            pause,
            hosts: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    /// Waits until a host may be asked. `delay` is the pause that the host wants itself, if that is longer. `None` once `stop` is
    /// set.
    pub fn turn(&self, host: &str, delay: Option<Duration>, stop: &AtomicBool) -> Option<Turn<'_>> {
        let mut hosts = self.lock();
        loop {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let now = Instant::now();
            let entry = hosts.entry(host.to_string()).or_insert(Host {
                is_asked: false,
                free: now,
            });
            if !entry.is_asked && entry.free <= now {
                entry.is_asked = true;
                return Some(Turn {
                    pace: self,
                    host: host.to_string(),
                    pause: delay.unwrap_or_default().max(self.pause),
                });
            }
            let wait = match entry.is_asked {
                true => LOOK,
                false => (entry.free - now).min(LOOK),
            };
            let waited = self.changed.wait_timeout(hosts, wait);
            hosts = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Nothing that is done under the lock leaves it half done.
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if let Some(host) = self.pace.lock().get_mut(&self.host) {
            host.is_asked = false;
            host.free = Instant::now() + self.pause;
        }
        self.pace.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_is_asked_by_one_at_a_time_and_another_meanwhile() {
        let pace = Pace::new(Duration::ZERO);
        let go = AtomicBool::new(false);
        let first = pace.turn("alpha.example", None, &go).unwrap();
        assert!(pace.turn("beta.example", None, &go).is_some());
        std::thread::scope(|scope| {
            let second = scope.spawn(|| {
                pace.turn("alpha.example", None, &go)
                    .map(|turn| turn.host.clone())
            });
            assert!(!second.is_finished());
            drop(first);
            assert_eq!(second.join().unwrap().as_deref(), Some("alpha.example"));
        });
    }

    #[test]
    fn a_pause_is_kept_and_whoever_waits_can_be_stopped() {
        let pause = Duration::from_millis(60);
        let pace = Pace::new(pause);
        let go = AtomicBool::new(false);
        drop(pace.turn("alpha.example", None, &go));
        let ended = Instant::now();
        drop(pace.turn("alpha.example", Some(Duration::from_hours(1)), &go));
        assert!(ended.elapsed() >= pause / 2);
        assert!(
            pace.turn("alpha.example", None, &AtomicBool::new(true))
                .is_none()
        );
        assert!(pace.lock()["alpha.example"].free > Instant::now() + Duration::from_mins(30));
    }
}
