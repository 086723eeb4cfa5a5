//! Quotations as words, and how the words of two of them relate.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use super::wording::{join_split, spoken};
use crate::analysis::comparing::subsequence::{in_order, keeps, longest_run};
use crate::analysis::comparing::table::Table;
use crate::analysis::text::frequency::rarity;
use crate::analysis::text::words;
use crate::model::{Quote, Span};

/// Words of a quotation that are compared.
const MOST_WORDS: usize = 400;
/// Quotations of an article that are compared.
const MOST_QUOTES: usize = 500;
/// A shorter quotation has to stand in the other whole, and be of the same speaker or on the same row.
pub(super) const SHORT: usize = 5;
/// Share of the words of the shorter that two wordings of one utterance have in common.
const REWORDED: f32 = 0.7;
/// The same where neither the speaker nor the sentence is known to be one.
const REWORDED_APART: f32 = 0.85;
/// Words left out of a quotation that is else the same, whoever is said to have spoken.
const FEW_LEFT_OUT: usize = 3;
/// Words in a row that are moved to another place: fewer come twice by chance.
pub(super) const LEAST_MOVED: usize = 3;
/// Words in a row that two wordings of one utterance share.
const REWORDED_RUN: usize = 4;
/// The same of the words of content.
const REWORDED_CONTENT: f32 = 0.6;
/// The same where the quotation is short.
const REWORDED_CONTENT_SHORT: f32 = 0.7;
const CONTENT_KEPT: usize = 3;
/// Weight of the words of a quotation that says something: one rare word, or some that are less so.
pub(super) const TELLING: f32 = 0.8;
/// Words of one speaker that are the same wherever they stand.
const SHORT_PHRASE: usize = 3;
/// The same of a few words whose speaker one article does not name.
const TELLING_ALONE: f32 = 2.0;
/// The same of a few words that are a part of a longer quotation elsewhere.
const TELLING_PART: f32 = 1.5;
/// Quotations in which a word may stand to lead from one to the other.
const MOST_PLACES: usize = 60;

/// A quotation and its words.
pub(super) struct Said {
    pub article: usize,
    pub number: usize,
    /// The quotation, or the part of it whose words these are.
    pub span: Span,
    pub words: Vec<String>,
    /// A number for each word, the same wherever the word is: what is compared.
    pub codes: Vec<u32>,
    /// Where each word stands in the body.
    pub spans: Vec<Span>,
    /// How much the words tell, see [`weight`].
    pub weight: f32,
    /// The words of the speaker's name.
    named: Option<Vec<String>>,
}

/// How the words of two quotations relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    Same,
    /// The shorter is the longer with something left out.
    Cut,
    Reworded,
    /// Some words in a row are the same, what stands around them is not.
    Overlap,
}

impl Said {
    /// A part of the words; `None` for none.
    pub fn part(&self, range: Range<usize>) -> Option<Said> {
        let spans = self.spans.get(range.clone())?;
        let words = self.words.get(range.clone())?;
        Some(Said {
            article: self.article,
            number: self.number,
            span: spans.first()?.join(*spans.last()?),
            words: words.to_vec(),
            codes: self.codes.get(range)?.to_vec(),
            spans: spans.to_vec(),
            weight: weight(words),
            named: self.named.clone(),
        })
    }
}

pub(super) fn read(table: &Table) -> Vec<Said> {
    let mut read = Vec::new();
    for (article, text) in table.articles.iter().enumerate() {
        for (number, quote) in text.quotes.iter().enumerate().take(MOST_QUOTES) {
            read.push((article, number, spoken(text.text(quote.span()), MOST_WORDS)));
        }
    }
    let known: HashSet<String> = read
        .iter()
        .flat_map(|(_, _, words)| words.iter().map(|(word, _)| word.clone()))
        .collect();
    let mut codes: HashMap<String, u32> = HashMap::new();
    let mut said = Vec::new();
    for (article, number, mut words) in read {
        join_split(&mut words, &known);
        let from = table.articles[article].quotes[number].start;
        let (words, spans): (Vec<String>, Vec<Span>) = words
            .into_iter()
            .map(|(word, span)| (word, span.shifted(from)))
            .unzip();
        if words.iter().any(|word| !words::is_function_word(word)) {
            let code = |word: &String| match codes.get(word) {
                Some(code) => *code,
                None => {
                    let next = codes.len() as u32;
                    codes.insert(word.clone(), next);
                    next
                }
            };
            let speaker = table.articles[article].quotes[number].speaker.as_deref();
            said.push(Said {
                article,
                number,
                span: table.articles[article].quotes[number].span(),
                codes: words.iter().map(code).collect(),
                weight: weight(&words),
                words,
                spans,
                named: speaker.map(name_words),
            });
        }
    }
    said
}

/// Pairs of quotations of different articles that share a pair of words (or, of one word, the word).
pub(super) fn candidates(said: &[Said]) -> BTreeSet<(usize, usize)> {
    let mut places: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (at, quote) in said.iter().enumerate() {
        let mut keys: Vec<(&str, &str)> = quote
            .words
            .windows(2)
            .filter(|pair| !pair.iter().all(|word| words::is_function_word(word)))
            .map(|pair| (pair[0].as_str(), pair[1].as_str()))
            .collect();
        // `will be like no other`
        if let ([first, second, ..], true) = (quote.words.as_slice(), keys.is_empty()) {
            keys.push((first, second));
        }
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            places.entry(key).or_default().push(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for list in places.values().filter(|list| list.len() <= MOST_PLACES) {
        for (at, &a) in list.iter().enumerate() {
            for &b in &list[at + 1..] {
                if said[a].article != said[b].article {
                    pairs.insert((a.min(b), a.max(b)));
                }
            }
        }
    }
    pairs
}

/// How two quotations relate, if they are of one utterance.
pub(super) fn relate(table: &Table, a: &Said, b: &Said) -> Option<Relation> {
    let (short, long) = if a.words.len() <= b.words.len() {
        (a, b)
    } else {
        (b, a)
    };
    let run = longest_run(&short.codes, &long.codes);
    let speakers = is_one_speaker(table, a, b);
    // Two who use some of the same words do not say the same.
    let differ =
        speakers == Some(false) && is_said_outright(table, a) && is_said_outright(table, b);
    if differ && run < LEAST_RUN {
        return None;
    }
    let ties = Ties {
        one_row: share_a_row(table, a, b),
        speakers,
        differ,
    };
    if run == short.words.len() {
        return as_it_is(short, long, &ties);
    }
    with_changes(short, long, run, &ties).or_else(|| {
        // Parts that changed places: what is in order is half of it.
        let near = ties.one_row || speakers == Some(true);
        let kept = || keeps(&long.codes, &short.codes, LEAST_MOVED).kept.len();
        if near && run >= SHORT && kept() as f32 >= REWORDED_APART * short.words.len() as f32 {
            return Some(Relation::Reworded);
        }
        let overlaps = run >= SHORT && !differ && overlap(run, TELLING_PART, speakers, true);
        overlaps.then_some(Relation::Overlap)
    })
}

/// What speaks for one utterance besides the words.
struct Ties {
    one_row: bool,
    /// See [`is_one_speaker`].
    speakers: Option<bool>,
    /// Two are named outright.
    differ: bool,
}

/// Whether a run of words is enough for two quotations that go on otherwise: many words, or a sentence of one speaker.
pub(super) fn overlap(count: usize, telling: f32, speakers: Option<bool>, sentence: bool) -> bool {
    if count >= LEAST_RUN {
        return telling >= TELLING;
    }
    count >= SHORT && speakers == Some(true) && sentence && telling >= TELLING_PART
}

/// The shorter stands in the longer as it is.
fn as_it_is(short: &Said, long: &Said, ties: &Ties) -> Option<Relation> {
    let count = short.words.len();
    let whole = count == long.words.len();
    let near = ties.one_row || ties.speakers == Some(true);
    let telling = short.weight;
    let enough = if count >= SHORT {
        telling >= TELLING || whole && near
    } else if whole {
        // Rare words, the same to the last, are one utterance also where one article does not say whose.
        let rare =
            ties.speakers != Some(false) && count >= SHORT_PHRASE && telling >= TELLING_ALONE;
        rare || near && (telling >= TELLING || count >= SHORT_PHRASE)
    } else if ties.one_row {
        telling >= TELLING
    } else {
        // Two words that somebody says often are not a part of this or that sentence.
        let enough_of_it = count >= SHORT_PHRASE || long.words.len() <= count * SHORT_PHRASE;
        near && enough_of_it && telling >= TELLING_PART
    };
    let relation = if whole { Relation::Same } else { Relation::Cut };
    enough.then_some(relation)
}

/// The shorter has most words of the longer in order; `run`: so many of them in a row.
fn with_changes(short: &Said, long: &Said, run: usize, ties: &Ties) -> Option<Relation> {
    let count = short.words.len();
    let near = ties.one_row || ties.speakers == Some(true);
    if count < SHORT || run < REWORDED_RUN {
        return None;
    }
    let kept = in_order(&short.codes, &long.codes);
    // `It could have gone` and `It could have gotten`: all but one word, of one speaker.
    let one_word = kept + 1 == count && long.words.len() <= count + 1;
    if one_word && count > SHORT && near && short.weight >= TELLING {
        return Some(Relation::Reworded);
    }
    let content = |said: &Said| -> Vec<u32> {
        let coded = said.words.iter().zip(&said.codes);
        let content = coded.filter(|(word, _)| !words::is_function_word(word));
        content.map(|(_, code)| *code).collect()
    };
    let (ours, theirs) = (content(short), content(long));
    let content_kept = in_order(&ours, &theirs);
    let least = if count < SHORT * 2 {
        REWORDED_CONTENT_SHORT
    } else {
        REWORDED_CONTENT
    };
    if content_kept < CONTENT_KEPT || (content_kept as f32) < least * ours.len() as f32 {
        return None;
    }
    let alike = long.words.len() <= count + FEW_LEFT_OUT && !ties.differ;
    if kept == count && (near || alike) {
        return Some(Relation::Cut);
    }
    // Where the speaker is not known to be one, a few words are as likely another utterance.
    if ties.speakers != Some(true) && count < SHORT * 2 {
        return None;
    }
    let least = if near && !ties.differ {
        REWORDED
    } else {
        REWORDED_APART
    };
    (kept as f32 >= least * count as f32).then_some(Relation::Reworded)
}

/// How much words tell: the rarer they are in the language, the less they are shared by chance.
pub(super) fn weight(words: &[String]) -> f32 {
    words.iter().map(|word| rarity(&words::stem(word))).sum()
}

/// Whether both are given to one speaker; `None` where one of them is not named.
pub(super) fn is_one_speaker(table: &Table, a: &Said, b: &Said) -> Option<bool> {
    let (Some(one), Some(other)) = (&a.named, &b.named) else {
        return None;
    };
    if one.is_empty() || other.is_empty() {
        return None;
    }
    Some(one.iter().any(|word| other.contains(word)) || are_one_entity(table, a, b))
}

/// Whether both speakers are known to be one, whatever they are called: the reader may have said so.
fn are_one_entity(table: &Table, a: &Said, b: &Said) -> bool {
    let entity = |said: &Said| {
        let speaker = quote(table, said).speaker.as_deref()?;
        table.entities.called_so(said.article, speaker)
    };
    let (one, other) = (entity(a), entity(b));
    one.is_some() && one == other
}

/// Whether the article names the speaker in so many words; a pronoun may mean somebody else than we take it to.
pub(super) fn is_said_outright(table: &Table, said: &Said) -> bool {
    const PRONOUNS: [&str; 8] = ["he", "she", "they", "it", "we", "i", "his", "her"];
    let article = table.articles[said.article];
    quote(table, said).speaker_span.is_some_and(|span| {
        let words = article.text(span).to_lowercase();
        !PRONOUNS.contains(&words.as_str())
    })
}

/// Words of a description of a speaker that a label shows: a longer one is a clause that was read too far.
const DESCRIPTION_WORDS: usize = 4;

/// Whether a label may lead with a speaker: a name, or a few words for somebody.
pub(super) fn is_shown(speaker: &str) -> bool {
    // `Velmora (AP)` is where an article begins.
    !speaker.contains('(')
        && (!is_description(speaker) || words::words(speaker).count() <= DESCRIPTION_WORDS)
}

/// Words for somebody that end in no name: "the New York senator".
fn is_description(speaker: &str) -> bool {
    let last = words::words(speaker).last();
    last.is_some_and(|word| word.of(speaker).starts_with(char::is_lowercase))
}

/// The words of a name that are written with a capital letter, folded: a phrase ("the official", "the New York senator") names nobody.
pub(super) fn name_words(speaker: &str) -> Vec<String> {
    const PRONOUNS: [&str; 5] = ["he", "she", "they", "we", "i"];
    if is_description(speaker) {
        return Vec::new();
    }
    words::words(speaker)
        .map(|span| span.of(speaker))
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .map(words::fold)
        .filter(|word| word.chars().count() > 2 && !PRONOUNS.contains(&word.as_str()))
        .filter(|word| !words::is_function_word(word))
        .collect()
}

fn share_a_row(table: &Table, a: &Said, b: &Said) -> bool {
    let rows = [a, b].map(|said| {
        let quote = &table.articles[said.article].quotes[said.number];
        let sentence = table.sentence(said.article, quote.start)?;
        table.row(said.article, sentence)
    });
    rows[0].is_some() && rows[0] == rows[1]
}

/// The quotation itself.
pub(super) fn quote<'a>(table: &Table<'a>, said: &Said) -> &'a Quote {
    &table.articles[said.article].quotes[said.number]
}

/// Words in a row that two articles must share before one is said to give them to another speaker: a wrong finding accuses.
pub(super) const LEAST_RUN: usize = 8;
/// How many words of a body these are, as a reader counts: `can't` and `well-known` are one each. The spans are in order.
pub(super) fn written_words(body: &str, spans: impl IntoIterator<Item = Span>) -> usize {
    let (mut count, mut end) = (0, None);
    for span in spans {
        let gap = end.and_then(|end| body.get(end..span.start));
        let is_joined = gap.is_some_and(|gap| matches!(gap, "" | "'" | "’" | "-" | "‑"));
        count += usize::from(!is_joined);
        end = Some(span.end);
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::words;

    #[test]
    fn words_are_counted_as_a_reader_counts() {
        for (body, count) in [
            ("We can't, and won’t, do it", 6),
            ("a well-known man", 3),
            ("one — two", 2),
            ("one, two; three", 3),
            ("", 0),
        ] {
            assert_eq!(written_words(body, words::words(body)), count, "{body}");
        }
        // A hyphen between blanks joins nothing.
        assert_eq!(
            written_words("north - south", words::words("north - south")),
            2
        );
    }
}
