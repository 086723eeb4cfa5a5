//! Did you mean: for a word of a query that nobody wrote, the nearest one that somebody did.

use std::collections::HashMap;

use tantivy::Term;
use tantivy::query::FuzzyTermQuery;

use super::clause::is_near;
use super::resolve::Asked;
use super::schema::FIRST_WORD;
use super::vocabulary::Known;
use crate::model::Corrected;

/// Shorter words are near to too many others.
const SHORTEST: usize = 4;
/// From so many letters on, two may be wrong.
const TWO_EDITS_FROM: usize = 6;
/// A word that is one edit further away must stand in so many times as many articles to be nearer what was meant.
const AN_EDIT: f64 = 30.0;
/// Words near to one that are tried: the nearest may stand in no article with the rest of the query.
const TRIED: usize = 4;
/// People seldom get the first letter wrong.
const FIRST_LETTER: f64 = 5.0;

/// What each word of a query that no article has may have been meant to be, nearest first. Words with digits are left alone.
pub fn corrected(known: &Known<'_>, asked: &[Asked]) -> tantivy::Result<Vec<Vec<Corrected>>> {
    let mut all = Vec::new();
    for word in asked {
        if word.word.chars().any(char::is_numeric) || known.meets(word.target, &word.forms)? {
            continue;
        }
        let near = nearest(known, word)?.into_iter().map(|is| Corrected {
            start: word.span.start,
            end: word.span.end,
            is,
        });
        let near: Vec<Corrected> = near.collect();
        if !near.is_empty() {
            all.push(near);
        }
    }
    Ok(all)
}

/// The ways to put a query right that are worth trying: every word as its nearest, then one of them as another.
pub fn attempts(words: &[Vec<Corrected>]) -> Vec<Vec<Corrected>> {
    let first: Vec<Corrected> = words
        .iter()
        .filter_map(|near| near.first().cloned())
        .collect();
    if first.is_empty() {
        return Vec::new();
    }
    let mut all = vec![first.clone()];
    for (at, near) in words.iter().enumerate() {
        for other in near.iter().skip(1) {
            let mut attempt = first.clone();
            attempt[at] = other.clone();
            all.push(attempt);
        }
    }
    all
}

fn nearest(known: &Known<'_>, asked: &Asked) -> tantivy::Result<Vec<String>> {
    let word = asked.word.as_str();
    let letters = word.chars().count();
    if letters < SHORTEST {
        return Ok(Vec::new());
    }
    let most: u8 = if letters < TWO_EDITS_FROM { 1 } else { 2 };
    let mut articles: HashMap<String, u32> = HashMap::new();
    for field in known.fields_of(asked.target) {
        for segment in known.searcher.segment_readers() {
            let index = segment.inverted_index(field)?;
            // Walking the dictionary with an automaton (Schulz and Mihov 2002) costs what lies near the word, however large the
            // dictionary is.
            let automaton = FuzzyTermQuery::new(Term::from_field_text(field, word), most, true);
            let search = index.terms().search(automaton.automaton()?).ge(FIRST_WORD);
            let mut stream = search.into_stream()?;
            while let Some((term, info)) = stream.next() {
                let Ok(term) = std::str::from_utf8(term) else {
                    continue;
                };
                if is_near(word, term, most) {
                    *articles.entry(term.to_string()).or_default() += info.doc_freq;
                }
            }
        }
    }
    let worth = |other: &str, articles: u32| {
        let edits = if is_near(word, other, 1) { 1 } else { 2 };
        let first = if other.chars().next() == word.chars().next() {
            FIRST_LETTER
        } else {
            1.0
        };
        f64::from(articles) * first / AN_EDIT.powi(edits)
    };
    let mut near: Vec<(f64, String)> = articles
        .into_iter()
        .map(|(other, count)| (worth(&other, count), other))
        .collect();
    near.sort_by(|(one, a), (other, b)| other.total_cmp(one).then_with(|| a.cmp(b)));
    near.truncate(TRIED);
    Ok(near.into_iter().map(|(_, word)| word).collect())
}

/// The query with its misspelt words put right.
pub fn put_right(query: &str, words: &[Corrected]) -> String {
    let mut right = query.to_string();
    let mut words: Vec<&Corrected> = words.iter().collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.start));
    for word in words {
        if right.get(word.start..word.end).is_some() {
            right.replace_range(word.start..word.end, &word.is);
        }
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_misspelt_words_change() {
        let words = [(0, 5, "storm"), (13, 18, "harbour")].map(|(start, end, is)| Corrected {
            start,
            end,
            is: is.into(),
        });
        assert_eq!(
            put_right("strom title:\"harbr fire\"", &words),
            "storm title:\"harbour fire\""
        );
    }

    #[test]
    fn every_word_is_tried_as_its_nearest_first() {
        let word = |start: usize, is: &str| Corrected {
            start,
            end: start + 1,
            is: is.into(),
        };
        let words = [vec![word(0, "a"), word(0, "b")], vec![word(2, "c")]];
        let tried: Vec<String> = attempts(&words)
            .iter()
            .map(|attempt| put_right("x y", attempt))
            .collect();
        assert_eq!(tried, ["a c", "b c"]);
        assert!(attempts(&[]).is_empty());
    }
}
