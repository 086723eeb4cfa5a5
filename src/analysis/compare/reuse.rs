//! Word-for-word passages: shingles of eight words, as in Broder, "On the resemblance and containment of documents" (1997).

use std::collections::HashMap;

use super::table::{Table, WHAT_CHARS, excerpt};
use crate::analysis::words;
use crate::model::{Finding, FindingKind, Span, Verdict};

/// Words in a shingle: eight words in a row are seldom the same by chance.
const SHINGLE: usize = 8;
/// Words in a row from which a shared passage is told.
const LEAST_RUN: usize = 12;
/// Passages shown of each article.
const MOST_SHOWN: usize = 3;
/// Places of one shingle that are followed: boilerplate may stand everywhere.
const MOST_PLACES: usize = 16;
/// Words of a torn clause that are left out at either end of a passage.
const MOST_TORN: usize = 5;
/// Words of an article that are read.
const MOST_WORDS: usize = 200_000;

/// The words of an article, with what each folds to as a hash, and whether it stands in a quotation.
struct Text {
    words: Vec<Span>,
    hashes: Vec<u64>,
    quoted: Vec<bool>,
    /// What begins with each word.
    begins: Vec<Begins>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Begins {
    Nothing,
    Clause,
    Sentence,
    Paragraph,
}

/// A stretch of words of one article that stands in another: `from..to`, and where it begins there.
#[derive(Clone, Copy)]
struct Run {
    from: usize,
    to: usize,
    there: usize,
}

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let texts: Vec<Text> = table.articles.iter().map(|article| read(article)).collect();
    let shingles: Vec<HashMap<u64, Vec<u32>>> = texts.iter().map(shingles).collect();
    let mut found = Vec::new();
    for one in 0..texts.len() {
        for other in one + 1..texts.len() {
            found.extend(pair(table, &texts, &shingles, one, other));
        }
    }
    found
}

fn pair(
    table: &Table,
    texts: &[Text],
    shingles: &[HashMap<u64, Vec<u32>>],
    one: usize,
    other: usize,
) -> Option<Finding> {
    let runs = runs(&texts[one], &texts[other], &shingles[other]);
    let longest = runs.iter().map(|run| run.to - run.from).max()?;
    if longest < LEAST_RUN {
        return None;
    }
    let shared: usize = runs.iter().map(|run| run.to - run.from).sum();
    let share = |at: usize| (100 * shared / texts[at].words.len().max(1)).min(100);
    let mut shown = runs;
    shown.sort_by_key(|run| (std::cmp::Reverse(run.to - run.from), run.from));
    shown.truncate(MOST_SHOWN);
    shown.sort_by_key(|run| run.from);
    let covering = |text: &Text, from: usize, to: usize| text.words[from].join(text.words[to - 1]);
    let mut values = Vec::new();
    for run in &shown {
        values.push(table.value(one, covering(&texts[one], run.from, run.to)));
    }
    for run in &shown {
        let to = run.there + (run.to - run.from);
        values.push(table.value(other, covering(&texts[other], run.there, to)));
    }
    let lead = format!("{shared} words shared: ");
    let left = WHAT_CHARS.saturating_sub(lead.chars().count());
    let passage = values.first().map(|value| excerpt(&value.text, left));
    let what = lead + &passage.unwrap_or_default();
    Some(Finding {
        kind: FindingKind::Reuse,
        what,
        values,
        verdict: Verdict::Same,
        sure: (0.6 + longest as f32 / 100.0).min(0.99),
        why: format!(
            "{} % of {} and {} % of {} stand word for word in the other, quotations not counted; the longest passage has {longest} words. {}",
            share(one),
            table.name(one),
            share(other),
            table.name(other),
            source(table, one, other)
        ),
    })
}

/// Who is likely to have had the words first.
fn source(table: &Table, one: usize, other: usize) -> String {
    let dates = [one, other].map(|at| table.articles[at].published.as_ref());
    let [Some(a), Some(b)] = dates else {
        return "Which came first is not known.".to_string();
    };
    let comparable = !a.day_only && !b.day_only;
    let (first, later) = match (a.day().cmp(b.day()), comparable && a.seconds != b.seconds) {
        (std::cmp::Ordering::Less, _) => (one, other),
        (std::cmp::Ordering::Greater, _) => (other, one),
        (std::cmp::Ordering::Equal, true) if a.seconds < b.seconds => (one, other),
        (std::cmp::Ordering::Equal, true) => (other, one),
        (std::cmp::Ordering::Equal, false) => {
            return "Both are of one day: which came first is not known.".to_string();
        }
    };
    format!(
        "The likely source is the earlier, {}, before {}.",
        table.name(first),
        table.name(later)
    )
}

fn read(article: &crate::model::Article) -> Text {
    let mut text = Text {
        words: Vec::new(),
        hashes: Vec::new(),
        quoted: Vec::new(),
        begins: Vec::new(),
    };
    let mut quote = 0;
    let mut sentences = article.sentences.iter().peekable();
    let mut paragraphs = article.paragraphs.iter().peekable();
    let mut before = 0;
    for span in words::words(&article.body).take(MOST_WORDS) {
        while article
            .quotes
            .get(quote)
            .is_some_and(|quote| quote.end <= span.start)
        {
            quote += 1;
        }
        let quoted = article
            .quotes
            .get(quote)
            .is_some_and(|quote| quote.span().contains(span));
        let new_sentence = sentences.next_if(|s| s.start <= span.start).is_some();
        while sentences.next_if(|s| s.start <= span.start).is_some() {}
        let new_paragraph = paragraphs.next_if(|p| p.start <= span.start).is_some();
        while paragraphs.next_if(|p| p.start <= span.start).is_some() {}
        let between = article.body.get(before..span.start).unwrap_or("");
        before = span.end;
        text.begins.push(if new_paragraph {
            Begins::Paragraph
        } else if new_sentence {
            Begins::Sentence
        } else if between.contains([',', ';', ':', '—', '–', '“', '”', '"', '(']) {
            Begins::Clause
        } else {
            Begins::Nothing
        });
        text.words.push(span);
        text.hashes.push(hash(&words::fold(span.of(&article.body))));
        text.quoted.push(quoted);
    }
    text
}

/// FNV-1a, 64 bits.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The key of the shingle that begins at a word.
fn key(text: &Text, at: usize) -> Option<u64> {
    let window = text.hashes.get(at..at + SHINGLE)?;
    Some(window.iter().fold(0, |key: u64, hash| {
        key.rotate_left(9).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash
    }))
}

fn shingles(text: &Text) -> HashMap<u64, Vec<u32>> {
    let mut places: HashMap<u64, Vec<u32>> = HashMap::new();
    for at in 0..text.words.len() {
        let Some(key) = key(text, at) else { break };
        let list = places.entry(key).or_default();
        if list.len() < MOST_PLACES {
            list.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }
    places
}

/// The longest shared stretches in order, none overlapping in `here`; those that mostly stand in quotations are left out.
fn runs(here: &Text, there: &Text, places: &HashMap<u64, Vec<u32>>) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut at = 0;
    while let Some(key) = key(here, at) {
        let best = places
            .get(&key)
            .into_iter()
            .flatten()
            .map(|&place| (common(here, at, there, place as usize), place as usize))
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        let Some((length, place)) = best.filter(|best| best.0 >= SHINGLE) else {
            at += 1;
            continue;
        };
        let quoted = here.quoted[at..at + length].iter().filter(|q| **q).count();
        if quoted * 2 <= length {
            let run = Run {
                from: at,
                to: at + length,
                there: place,
            };
            runs.push(trimmed(run, here));
        }
        at += length;
    }
    runs
}

/// How many words are the same from here and there on, up to the end of a paragraph of either.
fn common(here: &Text, from: usize, there: &Text, place: usize) -> usize {
    let same = here.hashes[from..].iter().zip(&there.hashes[place..]);
    same.enumerate()
        .take_while(|(at, (a, b))| {
            let ends = *at > 0
                && (here.begins[from + at] == Begins::Paragraph
                    || there.begins[place + at] == Begins::Paragraph);
            a == b && !ends
        })
        .count()
}

/// A passage without the tail of the sentence before it and the head of the one behind it, where enough is left.
fn trimmed(run: Run, here: &Text) -> Run {
    let mut run = run;
    let most = ((run.to - run.from) / 2).min(here.begins.len());
    let sentence = (run.from..run.from + most).find(|&at| here.begins[at] >= Begins::Sentence);
    let clause =
        (run.from..run.to.min(run.from + MOST_TORN)).find(|&at| here.begins[at] >= Begins::Clause);
    let start = match (here.begins[run.from], sentence, clause) {
        (Begins::Nothing, Some(at), _) => at,
        (Begins::Nothing, None, Some(at)) => at,
        _ => run.from,
    };
    if run.to - start >= SHINGLE {
        run.there += start - run.from;
        run.from = start;
    }
    let tail = (run.to.saturating_sub(MOST_TORN).max(run.from + SHINGLE)..run.to)
        .find(|&at| here.begins[at] >= Begins::Sentence);
    let whole = here
        .begins
        .get(run.to)
        .is_none_or(|begins| *begins >= Begins::Clause);
    if let Some(end) = tail.filter(|_| !whole) {
        run.to = end;
    }
    run
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::model::Draft;

    fn text(paragraphs: &[&str]) -> (String, Text) {
        let draft = Draft {
            paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
            language: Some("en".into()),
            ..Draft::default()
        };
        let article = analyse(draft, String::new());
        (article.body.clone(), read(&article))
    }

    #[test]
    fn a_passage_begins_with_a_sentence_and_ends_with_a_paragraph() {
        let shared = "The crane had stood on the quay since the war ended in the north.";
        let (body, here) = text(&[
            &format!("Nobody was hurt, she said. {shared}"),
            "It rained.",
        ]);
        let (_, there) = text(&[&format!("It is old, he said. {shared}"), "It rained."]);
        let found = runs(&here, &there, &shingles(&there));
        assert_eq!(found.len(), 1);
        let run = found[0];
        assert_eq!(
            &body[here.words[run.from].start..here.words[run.to - 1].end],
            shared.trim_end_matches('.')
        );
    }
}
