//! What a server answered, and why there is no answer.

use jiff::Timestamp;

/// How much of an answer is read, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Most {
    /// All of it; a longer one is refused.
    Whole(u64),
    /// What comes behind is left.
    Beginning(u64),
}

/// An answer as it came: its body may be packed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raw {
    pub status: u16,
    /// Names in lower case, in the order in which they came.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Raw {
    /// The first value of a header; `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

/// What was at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// As it was asked for.
    pub asked: String,
    /// Where it came from at last.
    pub url: String,
    pub at: Timestamp,
    pub raw: Raw,
    /// The body, unpacked.
    pub body: Vec<u8>,
}

/// An answer that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Came(Box<Arrival>),
    /// It is as it was when it was asked for last.
    Same,
}

/// Why a request has no answer, as the network has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(not(feature = "web"), allow(dead_code))]
pub enum Fault {
    Stopped,
    /// The address that the host led to.
    Private(String),
    NoHost,
    Slow,
    TooLarge,
    Failed(String),
}

/// Why nothing came from an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Stopped,
    /// Nothing is to be fetched.
    Offline,
    /// It leads into a network that is not the open web.
    Private(String),
    /// The site asks programs not to read it.
    Robots,
    /// Something stands before the page: what, in words. A reader's browser may come past it.
    Wall(String),
    /// There is nothing any more: what says so.
    Dead(String),
    /// It may come another time.
    Failed(String),
}

impl Refusal {
    /// In words, without what to do.
    pub fn words(&self) -> String {
        match self {
            Refusal::Stopped => "stopped".into(),
            Refusal::Offline => "not fetched: parallax is told to stay offline (--offline, or web.offline in config.toml)".into(),
            Refusal::Private(address) => format!(
                "not fetched: it leads to {address}, which is no address on the open web; `private = true` under [web] in config.toml allows it"
            ),
            Refusal::Robots => "not fetched: the site asks programs not to read this page (robots.txt)".into(),
            Refusal::Wall(what) => format!("a wall: {what}"),
            Refusal::Dead(what) => format!("dead: {what}"),
            Refusal::Failed(why) => why.clone(),
        }
    }
}
