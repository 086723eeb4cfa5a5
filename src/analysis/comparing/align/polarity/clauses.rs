//! The words of a sentence and its clauses: where a cue of denying or supposing stands, and which words it turns.

use super::cues::{
    AGAINST, AKIN_TO_SUPPOSING, AUXILIARY, CALLED, CALLING, CLAIMS, CLAUSE, DENYING, HAPPENING,
    LIES, MAYBE, NOT, NOT_IN_TWO, RELATIVE, SAID_BEFORE, SIDE, SUPPOSED, SUPPOSING, TAKEN_BACK,
    TAKING_BACK, TAKING_IN_TWO, TO_OBJECT, TOLD_BY, UNDOING, UNTIL, UNTRUE, WRONGLY,
};
use crate::analysis::comparing::align::classes::class;
use crate::analysis::comparing::align::sources::is_saying;
use crate::analysis::text::irregular::verb_of;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;
use crate::model::Span;

/// Words of content behind a cue of which the other sentence has one: the verb, and its object where the verb has another stem there
/// (`denies taking money`, `took money`).
const PREDICATE: usize = 2;
/// Words behind a verb of denying within which what is denied begins; and those that `without` turns.
pub(super) const OBJECT: usize = 4;
/// Words of a text that are read.
pub(super) const MOST_WORDS: usize = 160;
/// Words behind a cue that it turns at the most.
pub(super) const REACH: usize = 14;

/// The words of a text, and where its clauses part.
pub(super) struct Words<'a> {
    pub text: &'a str,
    pub spans: Vec<Span>,
    pub folded: Vec<String>,
    /// A mark stands before the word.
    pub parted: Vec<bool>,
}

impl<'a> Words<'a> {
    pub fn of(text: &'a str) -> Words<'a> {
        let spans: Vec<Span> = words::words(text).take(MOST_WORDS).collect();
        let parted = (0..spans.len()).map(|at| {
            let before = at.checked_sub(1).map_or(0, |last| spans[last].end);
            let between = text.get(before..spans[at].start).unwrap_or("");
            between.contains([',', ';', ':', '.', '?', '!', '—', '–', '(', ')', '\n'])
        });
        Words {
            text,
            parted: parted.collect(),
            folded: spans
                .iter()
                .map(|span| words::fold(span.of(text)))
                .collect(),
            spans,
        }
    }

    pub fn word(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    pub fn stem(&self, at: usize) -> String {
        words::stem(self.word(at)).into_owned()
    }

    /// The place behind a denial that begins here, and where what it denies begins.
    pub fn denial(&self, at: usize) -> Option<(usize, usize)> {
        let (word, next) = (self.word(at), self.word(at + 1));
        let written = self.spans[at].of(self.text);
        if NOT.contains(&word) || word.ends_with("n't") {
            let is_number =
                word == "no" && next.starts_with(|letter: char| letter.is_ascii_digit());
            let so = is_not_so(word, next) || is_number && written.starts_with('N');
            // `Whether or not`, `if not sooner`.
            let or = word == "not" && at > 0 && ["if", "or"].contains(&self.word(at - 1));
            let end = self.end(at + 1).max(at + 1);
            // `Not until Friday`, but `not, as first reported`.
            let until = (at + 1..end)
                .any(|place| UNTIL.contains(&self.word(place)) && self.word(place - 1) != "as");
            return (!so && !or && !until).then_some((at + 1, at + 1));
        }
        if NOT_IN_TWO.contains(&(word, next)) {
            return Some((at + 2, at + 2));
        }
        if WRONGLY.contains(&word) {
            let before = at.checked_sub(1).map_or("", |before| self.word(before));
            let claims =
                |at: usize| is_saying(self.word(at)) || CLAIMS.contains(&self.stem(at).as_str());
            let said = is_saying(before) || (at + 1 < self.folded.len() && claims(at + 1));
            return said.then_some((at + 1, at + 1));
        }
        let stem = self.stem(at);
        let end = self.end(at + 1);
        if UNDOING.contains(&stem.as_str()) && !self.is_name(at) {
            let deed = next == "to" || next.ends_with("ing") || stem == "unlik" && next == "that";
            return (deed && at + 1 < end).then_some((at + 1, at + 1));
        }
        if DENYING.contains(&stem.as_str()) && !self.is_name(at) {
            let object = (at + 1..end.min(at + 1 + OBJECT)).find(|&place| {
                let is_deed = self.word(place).ends_with("ing") && place == at + 1;
                is_deed || CLAIMS.contains(&self.stem(place).as_str())
            });
            return object.map(|object| (at + 1, object));
        }
        None
    }

    /// The place behind words, beginning here, that leave open what follows.
    pub fn supposes(&self, at: usize) -> Option<usize> {
        let (word, next) = (self.word(at), self.word(at + 1));
        // The month is written with a capital.
        let may = self.spans[at].of(self.text) == "may";
        if may || MAYBE.contains(&word) {
            return Some(at + 1);
        }
        SUPPOSED.contains(&(word, next)).then_some(at + 2)
    }

    /// A claim is called false or taken back here.
    pub fn calls_untrue(&self, at: usize) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        TAKEN_BACK.contains(&word)
            || AGAINST.contains(&(word, next))
            || UNTRUE.contains(&word) && (CALLED.contains(&before) || self.is_called(at))
            || LIES.contains(&word) && self.is_called(at)
            || self.takes_back(at)
            || self.is_sorry_to_have_said(at)
    }

    /// The words by which a claim is taken back at a place: `took back`, `retracted`.
    pub fn words_of_claim(&self, at: usize) -> Span {
        let (word, next) = (self.word(at), self.word(at + 1));
        let verb = words::stem(verb_of(word)).into_owned();
        let in_two =
            AGAINST.contains(&(word, next)) || TAKING_IN_TWO.contains(&(verb.as_str(), next));
        match self.spans.get(at + 1).filter(|_| in_two) {
            Some(next) => self.spans[at].join(*next),
            None => self.spans[at],
        }
    }

    /// A verb of calling stands before a place in its clause, and nothing that the word there describes behind it.
    fn is_called(&self, at: usize) -> bool {
        let next = at + 1;
        let is_last = next >= self.folded.len()
            || self.parted[next]
            || words::is_function_word(self.word(next));
        let mut before = (at.saturating_sub(REACH)..at).rev();
        let inside = before.by_ref().take_while(|place| !self.parted[*place + 1]);
        is_last
            && inside.into_iter().any(|place| {
                let goes_on = ["for", "off", "on"].contains(&self.word(place + 1));
                CALLING.contains(&self.stem(place).as_str()) && !goes_on
            })
    }

    /// `Withdrew his confession`, `took back her words`, `scrapped plans to build`.
    fn takes_back(&self, at: usize) -> bool {
        let verb = words::stem(verb_of(self.word(at))).into_owned();
        let in_two = || TAKING_IN_TWO.contains(&(verb.as_str(), self.word(at + 1)));
        let from = match TAKING_BACK.contains(&verb.as_str()) {
            true => at + 1,
            // `went back on`, `backed away from`
            false if in_two() => at + 2 + usize::from(TO_OBJECT.contains(&self.word(at + 2))),
            false => return false,
        };
        let behind = from..self.end(from).min(from + OBJECT);
        behind
            .take_while(|place| !TO_OBJECT.contains(&self.word(*place)))
            .any(|place| SAID_BEFORE.contains(&self.stem(place).as_str()))
    }

    /// `Apologised for writing that`.
    fn is_sorry_to_have_said(&self, at: usize) -> bool {
        matches!(self.stem(at).as_str(), "apologis" | "apolog")
            && self.word(at + 1) == "for"
            && is_utterance(self.word(at + 2))
            && self.word(at + 3) == "that"
    }

    /// What is denied behind a place is that its subject came to be: `never took place`.
    pub fn is_of_happening(&self, from: usize) -> bool {
        let is_said = |at: &usize| !words::is_function_word(self.word(*at));
        let is_way = |word: &str| matches!(word, "take" | "taken" | "taking" | "took");
        let mut inside = self.scope(from).filter(is_said);
        let first = inside.find(|at| !is_way(self.word(*at)));
        first.is_some_and(|at| {
            let is_placed = self.word(at) != "place" || at > from && is_way(self.word(at - 1));
            HAPPENING.contains(&self.stem(at).as_str()) && is_placed
        })
    }

    /// What a cue that begins at a place turns first, where it stands in no side clause: words of content that are neither a claim
    /// nor an adverb.
    pub fn predicate(&self, cue: usize, from: usize) -> Vec<String> {
        if self.is_aside(cue) {
            return Vec::new();
        }
        let is_said = |at: &usize| {
            let word = self.word(*at);
            !word.ends_with("ly") && !CLAIMS.contains(&self.stem(*at).as_str())
        };
        let inside = self.scope(from).filter(is_said);
        let words = inside.filter_map(|at| self.content(at));
        words.take(PREDICATE).collect()
    }

    /// A place stands in a relative clause, or in one of time or condition.
    fn is_aside(&self, place: usize) -> bool {
        let mut at = place;
        let mut is_subject = true;
        while at > 0 && place - at < REACH {
            if self.parted[at] {
                return SIDE.contains(&self.word(at)) || RELATIVE.contains(&self.word(at));
            }
            at -= 1;
            let word = self.word(at);
            // `The dam that could burst`, not `he said that it could burst`.
            if word == "that" && is_subject || RELATIVE.contains(&word) || SIDE.contains(&word) {
                return true;
            }
            if CLAUSE.contains(&word) {
                return false;
            }
            is_subject &= AUXILIARY.contains(&word) || word.ends_with("ly");
        }
        false
    }

    /// Something is denied, prevented or called false here, in whatever words.
    pub fn is_against(&self, at: usize) -> bool {
        let (word, next) = (self.word(at), self.word(at + 1));
        let stem = self.stem(at);
        (NOT.contains(&word) || word.ends_with("n't")) && !is_not_so(word, next)
            || NOT_IN_TWO.contains(&(word, next))
            || UNDOING.contains(&stem.as_str())
            || DENYING.contains(&stem.as_str())
            || english().has(&stem, Tag::AkinToNo)
            || UNTRUE.contains(&word)
            || self.calls_untrue(at)
    }

    /// Something is supposed here already, or told as what somebody says.
    pub fn is_open(&self, at: usize) -> bool {
        let word = self.word(at);
        SUPPOSING.contains(&word)
            || TOLD_BY.contains(&(word, self.word(at + 1)))
            || is_saying(word)
            || AKIN_TO_SUPPOSING.contains(&self.stem(at).as_str())
    }

    /// A name, folded, without its possessive.
    pub fn name(&self, at: usize) -> Option<String> {
        let written = self.spans[at].of(self.text);
        let word = self.word(at);
        (written.starts_with(char::is_uppercase) && !words::is_function_word(word))
            .then(|| word.strip_suffix("'s").unwrap_or(word).to_string())
    }

    /// The place behind the clause that holds a place.
    fn end(&self, from: usize) -> usize {
        let places = from..self.folded.len().min(from + REACH);
        let mut inside = places.clone();
        inside
            .find(|&at| {
                let word = self.word(at);
                let parts = self.parted[at] || CLAUSE.contains(&word) || RELATIVE.contains(&word);
                at > from && parts || at == from && self.parted[at]
            })
            .unwrap_or(places.end)
    }

    /// What a cue that ends before a place turns.
    pub fn scope(&self, from: usize) -> std::ops::Range<usize> {
        from..self.end(from).max(from)
    }

    /// Written with a capital inside a sentence.
    fn is_name(&self, at: usize) -> bool {
        let written = self.spans[at].of(self.text);
        let shouted = written.chars().all(|letter| !letter.is_lowercase());
        written.starts_with(char::is_uppercase) && at > 0 && !shouted
    }

    /// The class of the stem of a word that says something; a number as it is written.
    pub fn content(&self, at: usize) -> Option<String> {
        let word = self.word(at);
        let capital = self.spans[at].of(self.text).starts_with(char::is_uppercase);
        if words::is_function_word(word) || is_saying(word) || capital {
            return None;
        }
        Some(class(&words::stem(word)).to_string())
    }
}

fn is_utterance(word: &str) -> bool {
    matches!(
        word,
        "alleging" | "claiming" | "reporting" | "saying" | "stating" | "suggesting" | "writing"
    )
}

/// A word that denies nothing before that which stands behind it: `not only`.
fn is_not_so(word: &str, next: &str) -> bool {
    english().has(&format!("{word} {next}"), Tag::NotSo)
}
