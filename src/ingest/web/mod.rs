//! The web: the one door through which anything is asked for. Pages and feeds come within limits of size, time and steps, one
//! request a host at a time; what a site asks programs not to read is not read, and no address that is not on the open web is
//! asked.
//!
//! Invariant: nothing is asked unless a reader's command leads here, and nothing at all where [`Rules::offline`] is set.

#[cfg(feature = "web")]
mod address;
mod answer;
#[cfg(feature = "web")]
mod calling;
#[cfg(not(feature = "web"))]
#[path = "not_calling.rs"]
mod calling;
mod gate;
mod kind;
mod pace;
mod record;
mod robots;
mod target;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

use self::answer::{Fault, Most, Raw};
use self::calling::Caller;
use self::pace::Pace;
use self::robots::Robots;
use self::target::Target;
use super::bounds::size;
use super::url::joined;

pub use self::answer::{Answer, Arrival, Refusal};
pub use self::kind::Kind;
pub use self::record::{archived, record_name, warc};

/// Steps from one address to the next: browsers take 20, no outlet needs more than 5.
const MOST_STEPS: usize = 8;
/// The same for a robots.txt, as its standard asks for.
const MOST_ROBOTS_STEPS: usize = 5;
/// Statuses that say that it is elsewhere.
const ELSEWHERE: &[u16] = &[301, 302, 303, 307, 308];

/// What may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Nothing.
    pub offline: bool,
    /// Also what is not on the open web: this machine, the reader's own network.
    pub private: bool,
    /// Between two requests to one host.
    pub pause: Duration,
}

impl Default for Rules {
    /// Nothing: who asks says so.
    fn default() -> Rules {
        Rules {
            offline: true,
            private: false,
            pause: Duration::from_secs(1),
        }
    }
}

/// Whoever asks the web. One for all threads, and for as long as something is asked.
pub struct Web {
    rules: Rules,
    caller: Caller,
    pace: Pace,
    robots: Mutex<HashMap<String, Arc<Robots>>>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Ask<'a> {
    pub address: &'a str,
    /// What the server called it when it came last, and when it was changed then: where it is as it was nothing comes.
    pub etag: Option<&'a str>,
    pub modified: Option<&'a str>,
    /// Most bytes that come, packed and unpacked.
    pub most: u64,
}

impl<'a> Ask<'a> {
    pub fn new(address: &'a str, most: u64) -> Ask<'a> {
        Ask {
            address,
            etag: None,
            modified: None,
            most,
        }
    }
}

impl Web {
    pub fn new(rules: &Rules) -> Web {
        Web {
            caller: Caller::new(rules.private),
            pace: Pace::new(rules.pause),
            robots: Mutex::default(),
            rules: rules.clone(),
        }
    }

    /// Whether nothing is asked for.
    pub fn is_offline(&self) -> bool {
        self.rules.offline
    }

    /// Asks for what is at an address, wherever that leads. Returns soon once `stop` is set.
    ///
    /// # Errors
    /// Why nothing came.
    pub fn ask(&self, ask: &Ask<'_>, stop: &AtomicBool) -> Result<Answer, Refusal> {
        if self.rules.offline {
            return Err(Refusal::Offline);
        }
        let asked = Target::of(ask.address).map_err(Refusal::Failed)?;
        let conditions = [
            ("if-none-match", ask.etag),
            ("if-modified-since", ask.modified),
        ];
        let conditions = conditions.iter();
        let conditions: Vec<(&'static str, String)> = conditions
            .filter_map(|(name, value)| Some((*name, (*value)?.to_string())))
            .collect();
        let mut target = asked.clone();
        let mut seen = HashSet::new();
        for _ in 0..=MOST_STEPS {
            if !seen.insert(target.clone()) {
                let what = "the site sends whoever keeps no cookies in a circle";
                return Err(Refusal::Wall(what.into()));
            }
            let robots = self.robots_of(&target, stop)?;
            if !robots.allows(target.path()) {
                return Err(Refusal::Robots);
            }
            let turn = self.pace.turn(target.authority(), robots.delay, stop);
            let turn = turn.ok_or(Refusal::Stopped)?;
            let most = Most::Whole(ask.most);
            let raw = self
                .caller
                .get(&target.to_string(), &conditions, most, stop);
            drop(turn);
            let raw = raw.map_err(|fault| refused(fault, ask.most))?;
            if ELSEWHERE.contains(&raw.status)
                && let Some(next) = raw.header("location")
            {
                target = Target::of(&joined(&target.to_string(), next)).map_err(|why| {
                    Refusal::Failed(format!("the site sends on to {next}: {why}"))
                })?;
                continue;
            }
            if raw.status == 304 && !conditions.is_empty() {
                return Ok(Answer::Same);
            }
            return arrived(&asked, &target, raw, ask.most);
        }
        let why = format!("the site sends on more than {MOST_STEPS} times");
        Err(Refusal::Failed(why))
    }

    /// What a site asks programs not to read; asked for once.
    fn robots_of(&self, target: &Target, stop: &AtomicBool) -> Result<Arc<Robots>, Refusal> {
        let own = target.beside("/robots.txt");
        let key = own.to_string();
        let known = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(robots) = known.get(&key) {
            return Ok(Arc::clone(robots));
        }
        drop(known);
        let robots = Arc::new(self.asked_of(own, stop)?);
        let mut known = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, Arc::clone(&robots));
        Ok(robots)
    }

    fn asked_of(&self, mut target: Target, stop: &AtomicBool) -> Result<Robots, Refusal> {
        for _ in 0..=MOST_ROBOTS_STEPS {
            // No page is asked of this host meanwhile; the pause counts between pages.
            let most = robots::MOST_BYTES as u64;
            let raw = self
                .caller
                .get(&target.to_string(), &[], Most::Beginning(most), stop);
            let raw = raw.map_err(|fault| refused(fault, most))?;
            match raw.status {
                200..=299 => {
                    let text = unpacked(&raw, most).unwrap_or_default();
                    return Ok(Robots::of(&String::from_utf8_lossy(&text), robots::NAME));
                }
                status if ELSEWHERE.contains(&status) => {
                    let next = raw.header("location").unwrap_or("");
                    match Target::of(&joined(&target.to_string(), next)) {
                        Ok(next) => target = next,
                        Err(_) => return Ok(Robots::default()),
                    }
                }
                // There is none: nothing is asked of programs.
                400..=499 => return Ok(Robots::default()),
                status => {
                    return Err(Refusal::Failed(format!(
                        "not fetched: the site cannot say now what programs may read (its robots.txt: {status}); later it may"
                    )));
                }
            }
        }
        Ok(Robots::default())
    }
}

/// What came from an address at last, or what its status says.
fn arrived(asked: &Target, target: &Target, raw: Raw, most: u64) -> Result<Answer, Refusal> {
    let wall = |what: &str| Err(Refusal::Wall(what.into()));
    if raw.header("cf-mitigated").is_some() {
        return wall("the site wants proof that a person reads it");
    }
    match raw.status {
        200 | 203 => {}
        401 => return wall("the site asks for a login (401)"),
        402 => return wall("the site asks for payment (402)"),
        403 => return wall("the site does not let programs read it (403)"),
        407 | 511 => return wall("the network asks for a login"),
        429 => return wall("the site had too many requests (429); later it may answer"),
        451 => return wall("the site may not show it here, by law (451)"),
        404 | 410 => {
            let what = format!(
                "the server says that there is nothing any more ({})",
                raw.status
            );
            return Err(Refusal::Dead(what));
        }
        status => return Err(Refusal::Failed(format!("the server answered {status}"))),
    }
    if let Some(what) = gate::gate(asked, target) {
        return wall(&format!("the site sends on to {what} ({target})"));
    }
    let body = unpacked(&raw, most).map_err(Refusal::Failed)?;
    let is_page = raw
        .header("content-type")
        .is_some_and(|kind| kind.contains("html"));
    if let Some(what) = Some(&body)
        .filter(|_| is_page)
        .and_then(|body| gate::by_words(body))
    {
        return wall(&format!("the site shows {what} in its place"));
    }
    Ok(Answer::Came(Box::new(Arrival {
        asked: asked.to_string(),
        url: target.to_string(),
        at: Timestamp::now(),
        raw,
        body,
    })))
}

#[cfg(feature = "web")]
fn unpacked(raw: &Raw, most: u64) -> Result<Vec<u8>, String> {
    use super::http::{Headers, body};
    use super::nest::Nest;
    let headers = raw.headers.iter();
    // The network unpacked its own chunks.
    let headers = headers.filter(|(name, _)| name != "transfer-encoding");
    let headers = Headers::of(headers.cloned().collect());
    let options = super::Options::default();
    let nest = Nest::top(raw.body.len() as u64, &options, super::door::open);
    body(raw.body.as_slice(), &headers, most, &nest)
}

#[cfg(not(feature = "web"))]
fn unpacked(raw: &Raw, _most: u64) -> Result<Vec<u8>, String> {
    Ok(raw.body.clone())
}

fn refused(fault: Fault, most: u64) -> Refusal {
    match fault {
        Fault::Stopped => Refusal::Stopped,
        Fault::Private(address) => Refusal::Private(address),
        Fault::NoHost => Refusal::Dead("there is no host of this name".into()),
        Fault::Slow => Refusal::Failed("the server is too slow: nothing came for a while".into()),
        Fault::TooLarge => Refusal::Failed(format!("larger than {}", size(most))),
        Fault::Failed(why) => Refusal::Failed(why),
    }
}
