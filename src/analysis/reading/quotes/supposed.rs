//! What a verb of speech leaves open, or says of the words of another: `might have said`, `too tired to say`, `read out Ivanova's
//! letter`.

use super::cues::holds;
use super::denials::{SHOWING, SUPPOSING, WRITINGS};
use super::heard::Reading;
use super::tokens::Kind;
use super::unspoken::LONGEST_CHAIN;

/// Words between `too` and `to`, both counted: `too tired and too sad to`.
const LONGEST_TOO: usize = 6;

impl Reading<'_> {
    /// Where `too` stands before the `to` at token `to`, with nothing but what is too much between: `too tired to`.
    pub fn too_before(&self, to: usize, from: usize) -> Option<usize> {
        if self.lower(to) != "to" {
            return None;
        }
        let first = from.max(to.saturating_sub(LONGEST_TOO));
        let mut before = (first..to)
            .rev()
            .take_while(|&at| self.kind(at) == Some(Kind::Word) && !self.is_verb(at));
        before.find(|&at| self.lower(at) == "too" && at + 1 < to)
    }

    /// Whether the verb of speech at token `verb` leaves open that the words were spoken: `might have said`, `could have called`.
    pub fn is_supposed(&self, verb: usize, from: usize) -> bool {
        let first = from.max(verb.saturating_sub(LONGEST_CHAIN));
        let mut chain = (first..verb)
            .rev()
            .skip_while(|&at| self.lower(at).ends_with("ly"));
        if chain.next().is_none_or(|at| self.lower(at) != "have") {
            return false;
        }
        let is_between =
            |word: &str| word.ends_with("ly") || matches!(word, "also" | "even" | "well");
        let modal = chain.find(|&at| !is_between(self.lower(at)));
        modal.is_some_and(|at| holds(SUPPOSING, self.lower(at)))
    }

    /// Whether the verb at token `verb` has the words of somebody else as its object: `read out Ivanova's letter: “…”`, `shared a
    /// message from Ivanova: “…”`. `at` is the token of the quotation.
    pub fn is_of_another(&self, verb: usize, from: usize, at: usize) -> bool {
        // `shared a message from Ivanova, saying “…”`
        let first = match self.lower(verb).ends_with("ing") {
            true => from.max(verb.saturating_sub(LONGEST_CHAIN)),
            false => verb,
        };
        let mut shown = (first..=verb).rev();
        let Some(verb) = shown.find(|&index| holds(SHOWING, self.lower(index))) else {
            return false;
        };
        let is_owner = |index: usize| {
            let written = self.tokens[index].span.of(self.body);
            let owns = ["'s", "’s", "s'", "s’"]
                .iter()
                .any(|end| written.ends_with(end));
            owns && written.starts_with(char::is_uppercase)
        };
        let writing = (verb + 1..at).find(|&index| holds(WRITINGS, self.lower(index)));
        writing.is_some_and(|writing| {
            let is_owned = (verb + 1..writing).any(is_owner);
            let from = self.lower(writing + 1);
            let named = (writing + 2..at).next();
            let is_sent = matches!(from, "by" | "from")
                && named.is_some_and(|named| {
                    let written = self.tokens[named].span.of(self.body);
                    written.starts_with(char::is_uppercase)
                });
            is_owned || is_sent
        })
    }
}
