//! Quotations that one article alone gives, and those whose words another gives without quotation marks.

use std::collections::HashMap;

use super::grounds::{Case, row_of};
use super::said::{Said, TELLING, is_one_speaker, is_shown, weight, written_words};
use super::wording::spoken;
use crate::analysis::comparing::furniture::has_a_verb;
use crate::analysis::comparing::table::{Table, WHAT_CHARS, excerpt, led};
use crate::analysis::text::{fnv, words};
use crate::model::{Finding, Quote, Span};

/// Quotations told of each article that it alone gives.
const MOST_ALONE: usize = 6;
/// Words from which a quotation that one article alone has is told.
const LEAST_WORDS: usize = 8;
/// Words in a row, shared with another article, from which no article alone has a quotation.
const SHARED_RUN: usize = 5;
/// Bytes between two parts of one utterance: `,” the mayor of the town said in a statement. “`.
const MOST_BETWEEN: usize = 90;
/// Words before a quotation that is the name of a text, or a piece of one that tells of other things.
const TITLED: [&str; 9] = [
    "book",
    "called",
    "entitled",
    "headline",
    "headlined",
    "hashtag",
    "novel",
    "song",
    "titled",
];
/// Words of a body that are read.
const MOST_WORDS: usize = 20_000;
/// Places of a run of words that are looked at in one body.
const MOST_PLACES: usize = 20;

/// An article's words, and where each run of [`SHARED_RUN`] begins (by hash).
struct Body {
    words: Vec<(String, Span)>,
    runs: HashMap<u64, Vec<usize>>,
}

/// Findings for the quotations that stand in one article: `alone` are their indices.
pub(super) fn findings(table: &Table, said: &[Said], alone: &[usize]) -> Vec<Finding> {
    let telling: Vec<usize> = alone
        .iter()
        .copied()
        .filter(|&at| said[at].words.len() >= LEAST_WORDS && !is_repeated(said, at))
        .collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let bodies: Vec<Body> = table
        .articles
        .iter()
        .map(|article| body(&article.body))
        .collect();
    let mut found = Vec::new();
    let mut only: Vec<usize> = Vec::new();
    for at in telling {
        if let Some(finding) = unmarked(table, &said[at], &bodies) {
            found.push(finding);
        } else if is_only_here(table, said, at, &bodies) {
            only.push(at);
        }
    }
    let mut told = vec![0_usize; table.articles.len()];
    for group in utterances(table, said, &only) {
        let article = said[group[0]].article;
        // A term in quotation marks, or a piece of a sentence, by nobody says nothing.
        let states = |&at: &usize| {
            let quote = quote(table, &said[at]);
            quote.speaker.is_some() || has_a_verb(table.articles[article], quote.span())
        };
        if !group.iter().any(states) || group.iter().all(|&at| is_a_title(table, &said[at])) {
            continue;
        }
        told[article] += 1;
        if told[article] <= MOST_ALONE {
            found.push(one_only(table, said, &group));
        }
    }
    found
}

/// Whether the words before a quotation say that it is the name of something, or stands in something that is not of the event.
fn is_a_title(table: &Table, said: &Said) -> bool {
    let quote = quote(table, said);
    let body = &table.articles[said.article].body;
    let before = body.get(..quote.start).unwrap_or("");
    let before = before.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let last = before.rsplit(char::is_whitespace).next().unwrap_or("");
    TITLED.contains(&words::fold(last).as_str())
}

/// Whether the article gives the words, and more, in another quotation: a headline, a box with large letters.
fn is_repeated(said: &[Said], at: usize) -> bool {
    let one = &said[at];
    said.iter().enumerate().any(|(index, other)| {
        let longer = other.words.len() > one.words.len()
            || (other.words.len() == one.words.len() && index < at);
        other.article == one.article
            && longer
            && (other.codes.windows(one.codes.len())).any(|run| run == one.codes)
    })
}

fn body(text: &str) -> Body {
    let words = spoken(text, MOST_WORDS);
    let hashes: Vec<u64> = words.iter().map(|(word, _)| fnv::of(word)).collect();
    let mut runs: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, window) in hashes.windows(SHARED_RUN).enumerate() {
        let places = runs.entry(run(window)).or_default();
        if places.len() < MOST_PLACES {
            places.push(at);
        }
    }
    Body { words, runs }
}

/// The words stand in other articles whole, and in no quotation marks.
fn unmarked(table: &Table, said: &Said, bodies: &[Body]) -> Option<Finding> {
    let hashes: Vec<u64> = said.words.iter().map(|word| fnv::of(word)).collect();
    let first = run(hashes.get(..SHARED_RUN)?);
    let mut places: Vec<(usize, Span)> = Vec::new();
    for (article, body) in bodies.iter().enumerate() {
        if article == said.article {
            continue;
        }
        let starts = body.runs.get(&first).into_iter().flatten();
        let whole = starts
            .filter_map(|&at| body.words.get(at..at + said.words.len()))
            .find(|words| words.iter().map(|(word, _)| word).eq(said.words.iter()));
        if let Some([(_, first), .., (_, last)]) = whole {
            places.push((article, first.join(*last)));
        }
    }
    // What an article says was not spoken it does not give.
    if places.is_empty()
        || places
            .iter()
            .any(|&(article, span)| is_denied(table, article, span))
    {
        return None;
    }
    let quote = quote(table, said);
    let words = table.articles[said.article].text(quote.span());
    let names: Vec<String> = places
        .iter()
        .map(|&(article, _)| excerpt(&table.name(article), WHAT_CHARS / 2))
        .collect();
    let bare = places
        .iter()
        .all(|&(article, span)| !is_inside_marks(table, article, span));
    let body = &table.articles[said.article].body;
    let count = written_words(body, said.spans.iter().copied());
    let give = if names.len() == 1 { "gives" } else { "give" };
    let mut values = vec![table.value(said.article, quote.span())];
    values.extend(
        places
            .iter()
            .map(|&(article, span)| table.value(article, span)),
    );
    values.sort_by_key(|value| (value.article, value.start));
    let row = row_of(Case::Unmarked);
    Some(row.finding(
        what(quote, words),
        values,
        if bare {
            format!(
                "The same {count} words; {} {give} them without quotation marks.",
                names.join(", ")
            )
        } else {
            format!("The same {count} words.")
        },
    ))
}

/// Whether words in quotation marks are no quotation of their article: it says that nobody spoke them.
fn is_denied(table: &Table, article: usize, span: Span) -> bool {
    let article = table.articles[article];
    let marked = article.body[..span.start].ends_with(['“', '"', '«', '„', '‘']);
    marked
        && !article
            .quotes
            .iter()
            .any(|quote| quote.span().overlaps(span))
}

/// Whether an odd number of marks stands before the words in their paragraph: a closing one was forgotten.
fn is_inside_marks(table: &Table, article: usize, span: Span) -> bool {
    let article = table.articles[article];
    let paragraph = article
        .paragraph_at(span.start)
        .and_then(|at| article.paragraphs.get(at));
    paragraph.is_some_and(|paragraph| {
        let before = article.text(Span::new(paragraph.start, span.start.max(paragraph.start)));
        before.matches(['“', '”', '"']).count() % 2 == 1
    })
}

/// Whether no other article has as much as a few of the words in a row, or says the same on its row.
fn is_only_here(table: &Table, said: &[Said], at: usize, bodies: &[Body]) -> bool {
    let one = &said[at];
    let hashes: Vec<u64> = one.words.iter().map(|word| fnv::of(word)).collect();
    let shared = hashes
        .windows(SHARED_RUN)
        .enumerate()
        .any(|(from, window)| {
            let words = &one.words[from..from + SHARED_RUN];
            let key = run(window);
            let others = bodies.iter().enumerate();
            others
                .filter(|(article, _)| *article != one.article)
                .any(|(_, body)| body.runs.contains_key(&key))
                && weight(words) >= TELLING
        });
    // A scrap of it in the quotation marks of another article.
    let quoted = || {
        said.iter().any(|other| {
            other.article != one.article
                && (2..one.codes.len()).contains(&other.codes.len())
                && other.weight >= TELLING
                && (one.codes.windows(other.codes.len())).any(|run| run == other.codes)
                && is_one_speaker(table, one, other) != Some(false)
        })
    };
    let on_a_row = || {
        let quote = quote(table, one);
        let row = table
            .sentence(one.article, quote.start)
            .and_then(|sentence| table.row(one.article, sentence));
        row.and_then(|row| table.rows.get(row))
            .is_some_and(|row| row.spans.iter().flatten().count() > 1)
    };
    !shared && !quoted() && !on_a_row()
}

/// Quotations of one speaker that only the words saying so part: `“We left,” she said. “It rained.”`
fn utterances(table: &Table, said: &[Said], only: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for &at in only {
        let goes_on = groups
            .last()
            .and_then(|group| group.last())
            .is_some_and(|&last| {
                let (before, here) = (&said[last], &said[at]);
                let (first, second) = (quote(table, before), quote(table, here));
                let article = table.articles[here.article];
                before.article == here.article
                    && first.speaker.is_some()
                    && first.speaker == second.speaker
                    && second.start.saturating_sub(first.end) <= MOST_BETWEEN
                    && article.paragraph_at(first.start) == article.paragraph_at(second.start)
            });
        match groups.last_mut() {
            Some(group) if goes_on => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    groups
}

fn one_only(table: &Table, said: &[Said], group: &[usize]) -> Finding {
    let article = said[group[0]].article;
    let first = quote(table, &said[group[0]]);
    let row = row_of(Case::Alone);
    row.finding(
        what(first, table.articles[article].text(first.span())),
        group
            .iter()
            .map(|&at| table.value(article, quote(table, &said[at]).span()))
            .collect(),
        "No other article has these words, quoted or not.".into(),
    )
}

fn quote<'a>(table: &Table<'a>, said: &Said) -> &'a Quote {
    &table.articles[said.article].quotes[said.number]
}

fn what(quote: &Quote, words: &str) -> String {
    match quote.speaker.as_ref().filter(|speaker| is_shown(speaker)) {
        Some(speaker) => led(speaker, words),
        None => format!("“{}”", excerpt(words, WHAT_CHARS - 2)),
    }
}

fn run(window: &[u64]) -> u64 {
    window.iter().fold(0, |key: u64, hash| {
        key.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash
    })
}
