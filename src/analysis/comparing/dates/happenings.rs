//! What an expression of time dates: the word that it belongs to, and what is told around it.

use crate::analysis::comparing::align::{class, is_saying};
use crate::analysis::reading::dates::{Dated, Said};
use crate::analysis::text::irregular::is_irregular_past;
use crate::analysis::text::words;
use crate::model::{Article, Span};

/// Words to either side among which the word stands that a time belongs to.
const REACH: usize = 9;
/// Words to either side that tell of the happening.
const AROUND: usize = 14;
/// Letters of a past form in `ed`: `red` and `need` are none.
const LEAST_PAST: usize = 5;

/// Past forms that do not end in `ed`, of what reports date, beside those of irregular verbs: most are the present form too.
#[rustfmt::skip]
const BESIDE_IRREGULAR: [&str; 14] = [
    "arose", "beat", "burst", "cut", "hit", "hurt", "knew", "put", "quit", "saw", "set", "shut", "sued", "swore",
];
/// Past forms in `ed` that are shorter.
const SHORT_PAST: [&str; 5] = ["died", "fled", "lied", "tied", "used"];
/// Words before what is still to come.
const TO_COME: [&str; 8] = [
    "will", "would", "to", "may", "could", "should", "must", "might",
];
/// Words before a date that is said of the thing named behind it: `the July 25 call`.
const OF_A_THING: [&str; 9] = [
    "the", "a", "an", "his", "her", "their", "its", "that", "this",
];
/// Words near a time at which the day turns, or depends on where one is.
#[rustfmt::skip]
const AT_NIGHT: [&str; 13] = [
    "night", "overnight", "midnight", "late", "early", "dawn", "predawn", "evening", "morning", "local", "gmt", "et",
    "hours",
];
/// What a day belongs to on which somebody spoke: no stem is written so.
const SPEECH: &str = "\u{1}said";
/// Words that say no more than that something was at a time.
#[rustfmt::skip]
const NO_HEADS: [&str; 18] = [
    "ago", "beginning", "day", "days", "earlier", "early", "end", "late", "later", "million", "month", "months",
    "night", "p.m", "a.m", "time", "week", "year",
];
/// Words of a picture's caption, which has a day of its own.
#[rustfmt::skip]
const OF_PICTURES: [&str; 8] = [
    "photo", "photograph", "pictured", "image", "file", "video", "photographed", "updated",
];

/// What a time dates.
#[derive(Clone, Debug)]
pub(super) struct Happening {
    pub article: usize,
    pub dated: Dated,
    /// The classes of the stems of the words that it may belong to, the nearest first; never empty.
    pub heads: Vec<String>,
    /// The one of these that is a verb.
    pub verb: Option<String>,
    /// Classes of stems of what is told around it, sorted; times and the heads left out.
    pub told: Vec<String>,
    /// It is still to come.
    pub is_to_come: bool,
    /// It is that somebody said something.
    pub is_speech: bool,
    /// A day more or less may be the night or the place.
    pub may_be_night: bool,
}

/// What a time dates, where that can be told: `None` for the day of a message or a picture.
pub(super) fn happening(article: usize, text: &Article, dated: &Dated) -> Option<Happening> {
    let sentence = *text.sentences.get(dated.sentence)?;
    let reach = |span: Span| {
        let from = text
            .body
            .ceil_char_boundary(sentence.start.max(span.start.saturating_sub(300)));
        let to = text
            .body
            .floor_char_boundary(sentence.end.min(span.end + 300));
        (
            text.text(Span::new(from, span.start)),
            text.text(Span::new(span.end, to)),
        )
    };
    let (before, behind) = reach(dated.span);
    // `(@account) May 18` is the day of a message.
    if before.trim_end().ends_with(')') {
        return None;
    }
    let behind = clause_behind(behind);
    let ahead = Words::of(clause_before(before));
    let wide = Words::of(part_before(before));
    let after = Words::of(behind);
    let is_picture = |words: &Words| {
        words
            .folded
            .iter()
            .any(|word| OF_PICTURES.contains(&word.as_str()))
    };
    if is_picture(&ahead) || is_picture(&after) {
        return None;
    }
    let written = text.text(dated.span);
    let mut found = heads(written, &ahead, &after, behind)?;
    // `charged Boris Lind, the foreman, with theft on Monday`: the verb stands before the aside.
    if found.verb.is_none()
        && let Some(wider) = heads(written, &wide, &after, behind)
    {
        found = wider;
    }
    let heads = found;
    let told = told(&wide, &after, &heads.all);
    let near_night = |words: &mut dyn Iterator<Item = &String>| {
        words
            .take(REACH)
            .any(|word| AT_NIGHT.contains(&word.as_str()))
    };
    let may_be_night = dated.part.is_some()
        || near_night(&mut ahead.folded.iter().rev())
        || near_night(&mut after.folded.iter());
    Some(Happening {
        article,
        dated: dated.clone(),
        heads: heads.all,
        verb: heads.verb,
        told,
        is_to_come: heads.to_come,
        is_speech: heads.is_speech,
        may_be_night,
    })
}

/// Words with whether they are written with a capital letter.
struct Words<'a> {
    written: Vec<&'a str>,
    folded: Vec<String>,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        let written: Vec<&str> = words::words(text).map(|span| span.of(text)).collect();
        Words {
            folded: written.iter().map(|word| words::fold(word)).collect(),
            written,
        }
    }

    fn is_content(&self, at: usize) -> bool {
        let lower = self.written[at]
            .chars()
            .next()
            .is_some_and(char::is_lowercase);
        lower && !words::is_function_word(&self.folded[at])
    }

    /// Whether a word is a verb by its form or the word before it, and whether that is to come.
    fn verb(&self, at: usize) -> Option<bool> {
        if !self.is_content(at) {
            return None;
        }
        let word = self.folded[at].as_str();
        let before = at.checked_sub(1).map_or("", |at| self.folded[at].as_str());
        if TO_COME.contains(&before) {
            return Some(true);
        }
        let is_past = (word.len() >= LEAST_PAST && word.ends_with("ed"))
            || SHORT_PAST.contains(&word)
            || is_short_past(word);
        is_past.then_some(false)
    }
}

/// What a time may belong to.
#[derive(Default)]
struct Heads {
    all: Vec<String>,
    verb: Option<String>,
    to_come: bool,
    is_speech: bool,
}

impl Heads {
    /// Somebody spoke then: all that is said of one day belongs to that.
    fn speech(to_come: bool) -> Heads {
        Heads {
            all: vec![SPEECH.to_string()],
            verb: None,
            to_come,
            is_speech: true,
        }
    }

    fn verb(mut self, folded: &str, to_come: bool) -> Heads {
        let verb = key(folded);
        if self.all.first() != Some(&verb) {
            self.all.push(verb.clone());
        }
        self.verb = Some(verb);
        self.to_come = to_come;
        self
    }

    fn found(self) -> Option<Heads> {
        (!self.all.is_empty()).then_some(self)
    }
}

/// Whether a folded word is a past form, of what reports date, that does not end in `ed`.
pub(in crate::analysis::comparing) fn is_short_past(folded: &str) -> bool {
    is_irregular_past(folded) || BESIDE_IRREGULAR.contains(&folded)
}

fn key(folded: &str) -> String {
    class(&words::stem(folded)).to_string()
}

/// The words that a time may belong to; `None` where none is found.
fn heads(written: &str, ahead: &Words, after: &Words, behind: &str) -> Option<Heads> {
    let can_be_head = |words: &Words, at: usize| {
        words.is_content(at) && !NO_HEADS.contains(&words.folded[at].as_str())
    };
    let mut heads = Heads::default();
    let last = ahead.folded.last().map_or("", String::as_str);
    if OF_A_THING.contains(&last) || written.ends_with("'s") || written.ends_with("’s") {
        // `the July 25 phone call`, `Tuesday's vote`
        let named = (0..after.folded.len().min(3)).take_while(|&at| can_be_head(after, at));
        heads
            .all
            .extend(named.last().map(|at| key(&after.folded[at])));
        return heads.found();
    }
    // `A judge on Friday ordered`: what follows at once is what happened then.
    if behind.starts_with(' ') {
        let adverb = after
            .folded
            .first()
            .is_some_and(|word| word.ends_with("ly"));
        let at = usize::from(adverb);
        let next = after.folded.get(at);
        if let (Some(word), Some(to_come)) = (next, next.and_then(|_| after.verb(at))) {
            return if is_saying(word) {
                Some(Heads::speech(to_come))
            } else {
                heads.verb(word, to_come).found()
            };
        }
        if next.is_some_and(|word| is_saying(word)) {
            return Some(Heads::speech(false));
        }
    }
    let count = ahead.folded.len();
    for back in 0..REACH.min(count) {
        let at = count - 1 - back;
        let word = ahead.folded[at].as_str();
        if is_saying(word) {
            return Some(Heads::speech(ahead.verb(at) == Some(true)));
        }
        if let Some(to_come) = ahead.verb(at) {
            return heads.verb(word, to_come).found();
        }
        if heads.all.is_empty() && back <= 1 && can_be_head(ahead, at) {
            heads.all.push(key(word));
        }
    }
    // `On Friday, a bomb exploded`
    if count <= 1 && heads.all.is_empty() && behind.starts_with([',', ' ']) {
        for at in 0..AROUND.min(after.folded.len()) {
            if is_saying(&after.folded[at]) {
                return Some(Heads::speech(false));
            }
            if let Some(to_come) = after.verb(at) {
                return heads.verb(&after.folded[at], to_come).found();
            }
        }
    }
    heads.found()
}

fn told(ahead: &Words, after: &Words, heads: &[String]) -> Vec<String> {
    let near = ahead
        .folded
        .iter()
        .rev()
        .take(AROUND)
        .chain(after.folded.iter().take(AROUND));
    let mut told: Vec<String> = near
        .filter(|word| !words::is_function_word(word) && !is_saying(word))
        .map(|word| class(&words::stem(word)).to_string())
        .filter(|word| !heads.contains(word) && word.len() > 1)
        .collect();
    told.sort();
    told.dedup();
    told
}

/// What stands before a time, back to a mark that parts more than a comma does.
fn part_before(text: &str) -> &str {
    let parts = |letter: char| matches!(letter, ';' | ':' | '“' | '”' | '"' | '—' | '(' | ')');
    text.rsplit(parts).next().unwrap_or("")
}

/// What stands before a time in its clause; a comma right before it does not part it.
fn clause_before(text: &str) -> &str {
    let text = part_before(text);
    let bare = text.trim_end_matches([' ', ',']);
    let cut = bare.rfind(", ").map_or(0, |at| at + 2);
    let clause = text.get(cut..).unwrap_or("");
    // `A bomb, police said, exploded on Friday`: what is left may be the verb alone; more is not needed.
    clause
}

fn clause_behind(text: &str) -> &str {
    let parts = |letter: char| matches!(letter, ';' | ':' | '“' | '”' | '"' | '—' | '(' | ')');
    text.split(parts).next().unwrap_or("")
}

impl Happening {
    /// Both may belong to one word.
    pub fn shares_a_head(&self, other: &Happening) -> bool {
        self.heads.iter().any(|head| other.heads.contains(head))
    }

    /// Both belong to one word, and it is a verb in one of them: `voted on Monday`, `the vote on Jan. 29`.
    pub fn are_of_a_deed(&self, other: &Happening) -> bool {
        let of = |verb: &Option<String>, heads: &[String]| {
            verb.as_ref().is_some_and(|verb| heads.contains(verb))
        };
        of(&self.verb, &other.heads) || of(&other.verb, &self.heads)
    }

    /// How many words told around it both have, and the share of the shorter one that these are; the heads beside the one
    /// that ties them are told too.
    pub fn told_alike(&self, other: &Happening) -> (usize, f32) {
        let told = self.told.iter();
        let told = told.filter(|word| other.told.binary_search(word).is_ok());
        let heads = self.heads.iter().filter(|head| other.heads.contains(head));
        let further = heads.count().saturating_sub(1);
        let shared = told.count() + further;
        let least = self.told.len().min(other.told.len()) + further;
        (
            shared,
            if least == 0 {
                0.0
            } else {
                shared as f32 / least as f32
            },
        )
    }

    pub fn is_clock(&self) -> bool {
        matches!(self.dated.said, Said::Clock(_))
    }
}
