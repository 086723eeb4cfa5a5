//! What is done to a library, and what counts as a loss.
//!
//! Every kind of attack is repeatable: a round is known by the seed and its number. (Where a process is killed, and which of
//! two is first, also depends on the machine.)

mod damage;
mod dice;
mod dying;
mod inputs;
pub mod process;
mod tortured;

use std::fmt;

use anyhow::Result;

pub use process::Program;
pub use tortured::Tortured;

/// What came of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every answer was right.
    Unharmed,
    /// An answer was another one or there was none, and that was said; in the end all was there again.
    Told(String),
    /// What could not be tried here, and why.
    NotTried(String),
    /// An answer was another one, and nobody said a word.
    Silent(String),
    /// Something that the reader had was not there in the end.
    Lost(String),
    Panicked(String),
    Hung(String),
}

/// One round of an attack.
pub type Attack = fn(&Tortured, u64) -> Result<Verdict>;

/// Every kind of attack.
pub const KINDS: &[(&str, Attack)] = &[
    ("bit", damage::one_bit),
    ("cut", damage::cut_short),
    ("gone", damage::gone),
    ("kill", dying::killed),
    ("two", dying::two_at_once),
    ("full", dying::full_disk),
    ("input", inputs::mutated),
];

/// How many rounds ended how.
#[derive(Default)]
pub struct Tally {
    unharmed: u64,
    told: u64,
    pub not_tried: u64,
    silent: u64,
    lost: u64,
    panicked: u64,
    hung: u64,
}

impl Tally {
    pub fn take(&mut self, name: &str, verdict: Result<Verdict>) {
        // A round that breaks off has shown nothing: it counts as bad, never as one that was not tried.
        let broken = |error| Verdict::Lost(format!("the round broke off: {error:#}"));
        let verdict = verdict.unwrap_or_else(broken);
        let (count, words) = match &verdict {
            Verdict::Unharmed => (&mut self.unharmed, None),
            Verdict::Told(_) => (&mut self.told, None),
            Verdict::NotTried(why) => (&mut self.not_tried, Some(why)),
            Verdict::Silent(what) => (&mut self.silent, Some(what)),
            Verdict::Lost(what) => (&mut self.lost, Some(what)),
            Verdict::Panicked(what) => (&mut self.panicked, Some(what)),
            Verdict::Hung(what) => (&mut self.hung, Some(what)),
        };
        *count += 1;
        if let Some(words) = words {
            let kind = format!("{verdict:?}");
            let kind = kind.split('(').next().unwrap_or_default();
            println!("  {name}: {kind}: {words}");
        }
    }

    pub fn bad(&self) -> u64 {
        self.silent + self.lost + self.panicked + self.hung
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "unharmed {}  told {}  not tried {}  silent {}  lost {}  panicked {}  hung {}",
            self.unharmed,
            self.told,
            self.not_tried,
            self.silent,
            self.lost,
            self.panicked,
            self.hung
        )
    }
}
