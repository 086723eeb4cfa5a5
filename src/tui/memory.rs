//! What was on the screens when parallax was last left, as it is written down for the next start.
//!
//! Whatever does not read as what this version writes is nothing: the screens begin anew.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Question;

/// Raised whenever the fields change their meaning.
const VERSION: u32 = 1;
/// Bytes of a state that is read: one of ours takes a few hundred.
const LARGEST: usize = 1 << 20;

/// Where a place is: the screen's name, the pane's name.
pub type Seat = String;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Memory {
    version: u32,
    pub screen: String,
    /// The pane of that screen with the keyboard.
    pub pane: String,
    pub search: Search,
    /// The article that was read alone.
    pub reading: Option<Reading>,
    /// Articles marked for comparison, and those compared, by id.
    pub picked: Vec<String>,
    pub compared: Vec<String>,
    /// Where the reader was in each pane, by its [`seat`].
    pub places: BTreeMap<Seat, String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Search {
    pub text: String,
    pub outlets: Vec<String>,
    pub entities: Vec<String>,
    pub months: Vec<String>,
    pub variants: bool,
    pub limit: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    pub article: String,
    /// The screen that it was opened from.
    pub from: String,
}

/// Names the place of a pane of a screen.
pub fn seat(screen: &str, pane: &str) -> Seat {
    format!("{screen}/{pane}")
}

impl Memory {
    pub fn new() -> Memory {
        Memory {
            version: VERSION,
            ..Memory::default()
        }
    }

    /// Reads what [`Memory::written`] wrote; `None` for anything else.
    pub fn read(written: &str) -> Option<Memory> {
        if written.len() > LARGEST {
            return None;
        }
        let memory: Memory = serde_json::from_str(written).ok()?;
        (memory.version == VERSION).then_some(memory)
    }

    pub fn written(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

impl Search {
    pub fn of(question: &Question) -> Search {
        Search {
            text: question.text.clone(),
            outlets: question.outlets.clone(),
            entities: question.entities.clone(),
            months: question.months.clone(),
            variants: question.variants,
            limit: question.limit,
        }
    }

    /// Asks it again; no fewer hits than `page` are fetched, and no more than a thousand times as many.
    pub fn ask(self, question: &mut Question, page: usize) {
        question.limit = self.limit.clamp(page, page.saturating_mul(1000));
        question.text = self.text;
        question.outlets = self.outlets;
        question.entities = self.entities;
        question.months = self.months;
        question.variants = self.variants;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_again_and_anything_else_is_nothing() {
        let mut memory = Memory::new();
        memory.screen = "Stories".into();
        memory.places.insert(seat("Search", "hits"), "a1".into());
        let written = memory.written().unwrap();
        assert_eq!(Memory::read(&written), Some(memory));
        let newer = written.replace("\"version\":1", "\"version\":2");
        let foreign = written.replace("\"screen\"", "\"window\"");
        let damaged = &written[..written.len() / 2];
        let long = format!("{written}{}", " ".repeat(LARGEST));
        for other in [
            &newer, &foreign, damaged, &long, "", "7", "null", "{}", "[]",
        ] {
            assert_eq!(Memory::read(other), None, "{other:.80}");
        }
    }
}
