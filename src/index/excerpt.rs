//! One line of the body around the best matches.

use std::collections::HashMap;

use super::matching::{Mark, spans};
use crate::model::{Article, Span};

/// About two lines of a list.
const EXCERPT_CHARS: usize = 200;
/// Stands where the excerpt begins or ends inside a sentence.
const CUT: char = '…';

/// An excerpt: no line breaks, from the start of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// Byte ranges into `text`, in order.
    pub matches: Vec<Span>,
}

/// The excerpt with the most parts of the query, and of those the one with the most matches, and of those the first;
/// the beginning of the body where nothing in it matched. `marks` are sorted.
pub fn excerpt(article: &Article, marks: &[Mark]) -> Excerpt {
    let body = article.body.as_str();
    let cluster = best_cluster(marks);
    let start = start(article, cluster);
    let end = end(body, start, cluster.end);
    let mut text = String::with_capacity(end - start + 2 * CUT.len_utf8());
    if start > 0
        && !article
            .sentences
            .iter()
            .any(|sentence| sentence.start == start)
    {
        text.push(CUT);
    }
    let inside: Vec<Span> = spans(marks)
        .into_iter()
        .filter(|span| span.start >= start && span.end <= end)
        .collect();
    let mut matches = vec![Span::default(); inside.len()];
    let (mut opening, mut closing) = (0, 0);
    for (at, letter) in body[start..end].char_indices() {
        let at = start + at;
        while closing < opening && inside[closing].end <= at {
            matches[closing].end = text.len();
            closing += 1;
        }
        let space = letter.is_whitespace() || letter.is_control();
        if opening < inside.len() && inside[opening].start <= at {
            matches[opening].start = text.len();
            opening += 1;
        }
        if !space {
            text.push(letter);
        } else if !text.ends_with(' ') {
            text.push(' ');
        }
    }
    for open in &mut matches[closing..opening] {
        open.end = text.len();
    }
    text.truncate(text.trim_end().len());
    for span in &mut matches {
        span.end = span.end.min(text.len());
    }
    matches.retain(|span| !span.is_empty());
    if end < body.len() && !article.sentences.iter().any(|sentence| sentence.end == end) {
        text.push(CUT);
    }
    Excerpt { text, matches }
}

/// The stretch of body from the first to the last mark of the best cluster; empty at 0 where there are no marks.
fn best_cluster(marks: &[Mark]) -> Span {
    let mut parts: HashMap<usize, usize> = HashMap::new();
    let mut best = (0, 0, Span::default());
    let mut first = 0;
    for (last, mark) in marks.iter().enumerate() {
        *parts.entry(mark.part).or_default() += 1;
        while first < last && mark.span.end - marks[first].span.start > EXCERPT_CHARS {
            if let Some(count) = parts.get_mut(&marks[first].part) {
                *count -= 1;
                if *count == 0 {
                    parts.remove(&marks[first].part);
                }
            }
            first += 1;
        }
        let found = (parts.len(), last - first + 1);
        if found > (best.0, best.1) {
            let span = marks[first].span.join(mark.span);
            best = (found.0, found.1, span);
        }
    }
    best.2
}

/// Where the excerpt begins: at the sentence, where it fits, else at a word some way before the cluster.
fn start(article: &Article, cluster: Span) -> usize {
    let body = article.body.as_str();
    let room = EXCERPT_CHARS.saturating_sub(cluster.of(body).chars().count());
    let back = |chars: usize| {
        let mut before = body[..cluster.start].char_indices().rev();
        before.nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at)
    };
    if room == 0 || cluster.start == 0 {
        return cluster.start;
    }
    let earliest = back(room * 2 / 3);
    let sentence = article.sentence_at(cluster.start);
    if let Some(sentence) = sentence.and_then(|at| article.sentences.get(at))
        && (earliest..=cluster.start).contains(&sentence.start)
    {
        return sentence.start;
    }
    let from = back(room / 3);
    let gap = &body[from..cluster.start];
    match gap.find(char::is_whitespace) {
        _ if from == 0 => 0,
        Some(space) => from + space + (gap[space..].len() - gap[space..].trim_start().len()),
        None if gap.is_ascii() => cluster.start,
        // A script without spaces: any character will do.
        None => from,
    }
}

/// Where it ends: at a word, or at the end of the body.
fn end(body: &str, start: usize, least: usize) -> usize {
    let Some((limit, _)) = body[start..].char_indices().nth(EXCERPT_CHARS) else {
        return body.len();
    };
    let limit = start + limit;
    let least = least.clamp(start, limit);
    if body[limit..].starts_with(char::is_whitespace) {
        return limit;
    }
    match body[least..limit].rfind(char::is_whitespace) {
        Some(space) => least + body[least..least + space].trim_end().len(),
        None => limit,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis;
    use crate::model::Draft;

    fn article(paragraphs: &[&str]) -> Article {
        let draft = Draft {
            paragraphs: paragraphs.iter().map(|p| p.to_string()).collect(),
            ..Draft::default()
        };
        analysis::analyse(draft, "0".into())
    }

    fn marked(article: &Article, words: &[&str]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = words
            .iter()
            .enumerate()
            .flat_map(|(part, word)| {
                article.body.match_indices(word).map(move |(at, _)| Mark {
                    span: Span::new(at, at + word.len()),
                    part,
                })
            })
            .collect();
        marks.sort_unstable();
        marks
    }

    #[test]
    fn the_excerpt_lights_what_matched() {
        let filler = "Nothing of note was said here at all. ".repeat(12);
        let article = article(&[
            "A heron stood there.",
            &filler,
            "The heron met a stork.",
            &filler,
        ]);
        let marks = marked(&article, &["heron", "stork"]);
        let excerpt = excerpt(&article, &marks);
        let lit: Vec<&str> = excerpt
            .matches
            .iter()
            .map(|m| m.of(&excerpt.text))
            .collect();
        assert_eq!(lit, ["heron", "stork"]);
        assert!(
            excerpt.text.starts_with("The heron met"),
            "{}",
            excerpt.text
        );
        assert!(excerpt.text.chars().count() <= EXCERPT_CHARS + 2);
    }

    #[test]
    fn without_matches_it_is_the_beginning_on_one_line() {
        let article = article(&["First words.", "Second words."]);
        assert_eq!(excerpt(&article, &[]).text, "First words. Second words.");
    }

    proptest! {
        #[test]
        fn every_excerpt_is_one_line_of_whole_characters(
            text in "[a-d é中\n. ]{0,500}", word in "[a-d]|é|中|a b"
        ) {
            let paragraphs: Vec<&str> = text.split('\n').filter(|p| !p.trim().is_empty()).collect();
            let article = article(&paragraphs);
            let marks = marked(&article, &[&word]);
            let excerpt = excerpt(&article, &marks);
            prop_assert!(!excerpt.text.contains('\n'));
            prop_assert_eq!(excerpt.matches.is_empty(), marks.is_empty());
            for span in &excerpt.matches {
                let lit = span.of(&excerpt.text);
                prop_assert!(lit.contains(&word) , "{:?} in {:?}", lit, excerpt.text);
            }
        }
    }
}
