//! One request over the network, within limits of time and size; the only place from which anything goes out.

use std::fmt;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use super::address::is_public;
use super::answer::{Fault, Most, Raw};

/// To find a host's address, and to reach it.
const CONNECT: Duration = Duration::from_secs(10);
/// Until a server begins to answer, and between two parts of its answer.
const SILENCE: Duration = Duration::from_secs(20);
/// From the first to the last byte of it all: 10 MB over a line of 1.5 Mbit/s.
const WHOLE: Duration = Duration::from_mins(1);
/// Longest head of an answer, in bytes: servers send up to 16 KiB.
const HEAD_BYTES: usize = 64 << 10;
/// Bytes that are read at a time.
const BLOCK_BYTES: usize = 16 << 10;
/// How often it is looked whether the reader wants to stop.
const LOOK: Duration = Duration::from_millis(50);
/// How parallax calls itself: by its name, its version and what it is.
const USER_AGENT: &str = concat!(
    "parallax/",
    env!("CARGO_PKG_VERSION"),
    " (reads what its user asks for; obeys robots.txt)"
);

/// Whoever sends requests.
pub struct Caller {
    agent: Agent,
}

/// Refuses addresses that are not on the open web, however their host is called: what is checked is what is connected to.
struct Outward {
    inner: DefaultResolver,
    private: bool,
}

/// A host leads into a network that is not the open web.
#[derive(Debug)]
struct Inward(String);

impl fmt::Display for Inward {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0)
    }
}

impl std::error::Error for Inward {}

impl fmt::Debug for Outward {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Outward").finish_non_exhaustive()
    }
}

impl Resolver for Outward {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        match found
            .iter()
            .find(|one| !self.private && !is_public(one.ip()))
        {
            Some(inward) => Err(Error::Other(Box::new(Inward(inward.ip().to_string())))),
            None => Ok(found),
        }
    }
}

impl Caller {
    /// `private`: whether addresses that are not on the open web may be asked.
    pub fn new(private: bool) -> Caller {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Each step is looked at before it is taken.
            .max_redirects(0)
            // A proxy would look the host up itself, and could be led inward.
            .proxy(None)
            .user_agent(USER_AGENT)
            .accept("text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, */*;q=0.5")
            .accept_encoding("gzip, br")
            .max_response_header_size(HEAD_BYTES)
            .timeout_global(Some(WHOLE))
            .timeout_resolve(Some(CONNECT))
            .timeout_connect(Some(CONNECT))
            .timeout_recv_response(Some(SILENCE))
            .timeout_per_read(Some(SILENCE))
            .build();
        let resolver = Outward {
            inner: DefaultResolver::default(),
            private,
        };
        Caller {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
        }
    }

    /// Asks for what is at an address, with these headers beside parallax's own. Returns once `stop` is set: what is under way is
    /// left to a thread that ends by itself.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn get(
        &self,
        address: &str,
        headers: &[(&'static str, String)],
        most: Most,
        stop: &AtomicBool,
    ) -> Result<Raw, Fault> {
        let halt = Arc::new(AtomicBool::new(false));
        let (give, take) = sync_channel(1);
        let call = Call {
            agent: self.agent.clone(),
            address: address.to_string(),
            headers: headers.to_vec(),
            most,
            halt: Arc::clone(&halt),
        };
        let thread = std::thread::Builder::new().name("fetching".into());
        let started = thread.spawn(move || drop(give.send(call.made())));
        started.map_err(|error| Fault::Failed(format!("no thread to ask with: {error}")))?;
        loop {
            match take.recv_timeout(LOOK) {
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => {
                    halt.store(true, Ordering::Relaxed);
                    return Err(Fault::Stopped);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    return Err(Fault::Failed(
                        "the asking failed: a fault of parallax, please report it".into(),
                    ));
                }
            }
        }
    }
}

/// A request on its thread.
struct Call {
    agent: Agent,
    address: String,
    headers: Vec<(&'static str, String)>,
    most: Most,
    /// Nobody waits any more.
    halt: Arc<AtomicBool>,
}

impl Call {
    fn made(self) -> Result<Raw, Fault> {
        let mut request = self.agent.get(&self.address);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let answer = request.call().map_err(|error| fault(&error))?;
        let (head, body) = answer.into_parts();
        let headers = head.headers.iter();
        let headers = headers.map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            (name.as_str().to_string(), value.trim().to_string())
        });
        let mut raw = Raw {
            status: head.status.as_u16(),
            headers: headers.collect(),
            body: Vec::new(),
        };
        let stated = raw
            .header("content-length")
            .and_then(|length| length.parse().ok());
        let (Most::Whole(most) | Most::Beginning(most)) = self.most;
        if matches!(self.most, Most::Whole(_)) && stated.is_some_and(|length: u64| length > most) {
            return Err(Fault::TooLarge);
        }
        let mut reader = body.into_reader();
        let mut block = vec![0; BLOCK_BYTES];
        loop {
            if self.halt.load(Ordering::Relaxed) {
                return Err(Fault::Stopped);
            }
            match reader.read(&mut block) {
                Ok(0) => return Ok(raw),
                Ok(read) => raw.body.extend_from_slice(&block[..read]),
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(fault(&Error::from(error))),
            }
            match self.most {
                Most::Whole(most) if raw.body.len() as u64 > most => return Err(Fault::TooLarge),
                Most::Beginning(most) if raw.body.len() as u64 >= most => return Ok(raw),
                _ => {}
            }
        }
    }
}

/// What became of a request, by what the network says.
fn fault(error: &Error) -> Fault {
    match error {
        Error::Other(inner) => match inner.downcast_ref::<Inward>() {
            Some(Inward(address)) => Fault::Private(address.clone()),
            None => Fault::Failed(format!("{inner}")),
        },
        Error::HostNotFound => Fault::NoHost,
        Error::Io(inner) if is_no_host(&inner.to_string()) => Fault::NoHost,
        Error::Timeout(_) => Fault::Slow,
        Error::Io(inner) if inner.kind() == std::io::ErrorKind::TimedOut => Fault::Slow,
        Error::Io(inner) => Fault::Failed(format!("cannot be reached: {inner}")),
        other => Fault::Failed(format!("cannot be reached: {other}")),
    }
}

/// Whether the system says that there is no host of this name. That it could not find out for now is something else.
fn is_no_host(said: &str) -> bool {
    said.contains("lookup address") && !said.contains("emporary")
}
