//! One line of the body around the best matches, and of what stands around the body where it alone matches.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::matching::{Mark, Marks, spans};
use crate::model::{Article, Span};

/// About two lines of a list.
const EXCERPT_CHARS: usize = 200;
/// Stands where the excerpt begins or ends inside a sentence.
const CUT: char = '…';
/// Between what stands around the text and the text.
const BETWEEN: &str = " · ";

/// An excerpt: no line breaks, from the start of a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    pub text: String,
    /// Byte ranges into `text`, in order.
    pub matches: Vec<Span>,
}

/// What is shown of an article under its title: the body around the best matches; before it, where some part of the query is
/// met only around the text, that, with what it is: `caption: …`.
pub fn told(article: &Article, marks: &Marks) -> Excerpt {
    let body = Passage {
        text: &article.body,
        sentences: &article.sentences,
    };
    let Some(aside) = needed(marks) else {
        return excerpt(body, &marks.body, EXCERPT_CHARS);
    };
    let Some(found) = article.asides.get(aside) else {
        return excerpt(body, &marks.body, EXCERPT_CHARS);
    };
    let room = if marks.body.is_empty() {
        EXCERPT_CHARS
    } else {
        EXCERPT_CHARS / 2
    };
    let inside: Vec<Mark> = marks
        .asides
        .iter()
        .filter(|(at, _)| *at == aside)
        .map(|(_, mark)| *mark)
        .collect();
    let whole = [Span::new(0, found.text.len())];
    let around = Passage {
        text: &found.text,
        sentences: &whole,
    };
    let mut told = Excerpt {
        text: format!("{}: ", found.kind.word()),
        matches: Vec::new(),
    };
    told.append(excerpt(around, &inside, room));
    if !marks.body.is_empty() {
        told.text.push_str(BETWEEN);
        told.append(excerpt(body, &marks.body, room));
    }
    told
}

/// The aside that meets most parts of the query of which title and body meet none.
fn needed(marks: &Marks) -> Option<usize> {
    let met: HashSet<usize> = marks
        .title
        .iter()
        .chain(&marks.body)
        .map(|mark| mark.part)
        .collect();
    let mut parts: BTreeMap<usize, HashSet<usize>> = BTreeMap::new();
    for (aside, mark) in &marks.asides {
        if !met.contains(&mark.part) {
            parts.entry(*aside).or_default().insert(mark.part);
        }
    }
    let best = parts.into_iter().rev().max_by_key(|(_, parts)| parts.len());
    best.map(|(aside, _)| aside)
}

impl Excerpt {
    fn append(&mut self, other: Excerpt) {
        let by = self.text.len();
        self.text.push_str(&other.text);
        let matches = other.matches.into_iter();
        self.matches.extend(matches.map(|span| span.shifted(by)));
    }
}

/// A text and its sentences.
#[derive(Clone, Copy)]
struct Passage<'a> {
    text: &'a str,
    sentences: &'a [Span],
}

impl Passage<'_> {
    /// The sentence that holds a byte, or the last one before it.
    fn sentence_at(&self, at: usize) -> Option<Span> {
        let after = self.sentences.partition_point(|one| one.start <= at);
        self.sentences.get(after.checked_sub(1)?).copied()
    }
}

/// The excerpt of `chars` with the most parts of the query, and of those the one with the most matches, and of those the
/// first; the beginning of the text where nothing in it matched. `marks` are sorted.
fn excerpt(passage: Passage<'_>, marks: &[Mark], chars: usize) -> Excerpt {
    let body = passage.text;
    let cluster = best_cluster(marks, chars);
    let start = start(passage, cluster, chars);
    let end = end(body, start, cluster.end, chars);
    let mut text = String::with_capacity(end - start + 2 * CUT.len_utf8());
    let begins = |sentence: &Span| sentence.start == start;
    if start > 0 && !passage.sentences.iter().any(begins) {
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
    if end < body.len() && !passage.sentences.iter().any(|one| one.end == end) {
        text.push(CUT);
    }
    Excerpt { text, matches }
}

/// The stretch of body from the first to the last mark of the best cluster; empty at 0 where there are no marks.
fn best_cluster(marks: &[Mark], chars: usize) -> Span {
    let mut parts: HashMap<usize, usize> = HashMap::new();
    let mut best = (0, 0, Span::default());
    let mut first = 0;
    for (last, mark) in marks.iter().enumerate() {
        *parts.entry(mark.part).or_default() += 1;
        while first < last && mark.span.end - marks[first].span.start > chars {
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
fn start(passage: Passage<'_>, cluster: Span, chars: usize) -> usize {
    let body = passage.text;
    let room = chars.saturating_sub(cluster.of(body).chars().count());
    let back = |chars: usize| {
        let mut before = body[..cluster.start].char_indices().rev();
        before.nth(chars.saturating_sub(1)).map_or(0, |(at, _)| at)
    };
    if room == 0 || cluster.start == 0 {
        return cluster.start;
    }
    let earliest = back(room * 2 / 3);
    if let Some(sentence) = passage.sentence_at(cluster.start)
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
fn end(body: &str, start: usize, least: usize, chars: usize) -> usize {
    let Some((limit, _)) = body[start..].char_indices().nth(chars) else {
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
    use crate::analysis::reading;
    use crate::model::{Aside, AsideKind, Draft};

    fn article(paragraphs: &[&str]) -> Article {
        let draft = Draft {
            paragraphs: paragraphs.iter().map(|p| p.to_string()).collect(),
            ..Draft::default()
        };
        reading::analyse(draft, "0".into())
    }

    fn of_body(article: &Article, body: Vec<Mark>) -> Excerpt {
        let marks = Marks {
            body,
            ..Marks::default()
        };
        told(article, &marks)
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
        let excerpt = of_body(&article, marks);
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
        let excerpt = of_body(&article, Vec::new());
        assert_eq!(excerpt.text, "First words. Second words.");
    }

    #[test]
    fn what_only_stands_around_the_text_is_told_first_with_what_it_is() {
        let mut article = article(&["A heron stood there."]);
        for (kind, text) in [
            (AsideKind::LeftOut, "More on storks"),
            (AsideKind::Caption, "Two storks and a crane"),
        ] {
            article.asides.push(Aside::new(kind, text.into(), 1));
        }
        let mark = |text: &str, word: &str, part| {
            let start = text.find(word).unwrap();
            let span = Span::new(start, start + word.len());
            Mark { span, part }
        };
        let aside = |at: usize, word: &str, part| (at, mark(&article.asides[at].text, word, part));
        let storks = vec![
            aside(0, "storks", 2),
            aside(1, "storks", 2),
            aside(1, "crane", 3),
        ];
        let mut marks = Marks {
            body: vec![mark(&article.body, "heron", 1)],
            asides: storks,
            ..Marks::default()
        };
        let lit = |excerpt: &Excerpt| -> Vec<String> {
            let lit = excerpt.matches.iter();
            lit.map(|span| span.of(&excerpt.text).to_string()).collect()
        };
        let both = told(&article, &marks);
        assert_eq!(
            both.text,
            "caption: Two storks and a crane · A heron stood there."
        );
        assert_eq!(lit(&both), ["storks", "crane", "heron"]);
        marks.body.clear();
        assert_eq!(
            told(&article, &marks).text,
            "caption: Two storks and a crane"
        );
        marks.title = (2..4)
            .map(|part| Mark {
                span: Span::new(0, 1),
                part,
            })
            .collect();
        assert_eq!(told(&article, &marks).text, "A heron stood there.");
    }

    proptest! {
        #[test]
        fn every_excerpt_is_one_line_of_whole_characters(
            text in "[a-d é中\n. ]{0,500}", word in "[a-d]|é|中|a b"
        ) {
            let paragraphs: Vec<&str> = text.split('\n').filter(|p| !p.trim().is_empty()).collect();
            let article = article(&paragraphs);
            let marks = marked(&article, &[&word]);
            let excerpt = of_body(&article, marks.clone());
            prop_assert!(!excerpt.text.contains('\n'));
            prop_assert_eq!(excerpt.matches.is_empty(), marks.is_empty());
            for span in &excerpt.matches {
                let lit = span.of(&excerpt.text);
                prop_assert!(lit.contains(&word) , "{:?} in {:?}", lit, excerpt.text);
            }
        }
    }
}
