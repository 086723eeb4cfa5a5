//! Labelled sentences, turned back into running text so that the tagger's own tokenizer reads them.

use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::reading::names::model::beginning;
use parallax::analysis::reading::names::tokens::tied;
use parallax::analysis::reading::names::words::is_title;
use parallax::model::{NameKind, Span};
use serde::Deserialize;

/// Files, and the share of their sentences that is taken: tweets are not news.
const SOURCES: &[(&str, f64)] = &[
    ("train/crossner_all.jsonl", 1.0),
    ("train/gum.jsonl", 1.0),
    ("train/gmb.jsonl", 1.0),
    ("train/ewt_dev.jsonl", 1.0),
    ("train/wnut.jsonl", 0.17),
    ("train/btc.jsonl", 0.17),
    ("silver/silver_leipzig.jsonl", 1.0),
    ("silver/silver_wiki.jsonl", 1.0),
];
/// Of the sentences from Wikipedia the first four fifths: the last fifth is what WikiNEuRal is measured on.
const FIRST_PART: (&str, usize) = ("silver/silver_wiki.jsonl", 9272);
/// One sentence in so many is also read in capitals, as headlines are set.
const CAPITALS_EVERY: usize = 40;

/// One in so many is also read without capitals, as readers' comments are written.
const SMALL_EVERY: usize = 40;

/// A sentence as running text, with its names.
pub struct Labelled {
    pub text: String,
    pub names: Vec<(Span, NameKind)>,
}

#[derive(Deserialize)]
struct Line {
    tokens: Vec<String>,
    tags: Vec<String>,
}

/// Every sentence of the corpus, in the order of the files.
pub fn read(data: &Path) -> Result<Vec<Labelled>> {
    let mut found = Vec::new();
    let mut read = 0usize;
    for &(file, share) in SOURCES {
        let path = data.join(file);
        let lines = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", path.display()))?;
        let hyphens_apart = file.contains("gum") || file.contains("ewt");
        let mut owed = 0.0;
        let most = if file == FIRST_PART.0 {
            FIRST_PART.1
        } else {
            usize::MAX
        };
        for line in lines.lines().take(most) {
            owed += share;
            if owed < 1.0 {
                continue;
            }
            owed -= 1.0;
            let line: Line = serde_json::from_str(line)?;
            // sets that leave `Nordvia-led` whole do not say that Nordvia is a name
            if !hyphens_apart && line.tokens.iter().any(|token| tied(token).is_some()) {
                continue;
            }
            let labelled = running(&line, hyphens_apart);
            let mut in_case = |text: String| {
                found.push(Labelled {
                    text,
                    names: labelled.names.clone(),
                });
            };
            if labelled.text.is_ascii() && read.is_multiple_of(CAPITALS_EVERY) {
                in_case(labelled.text.to_uppercase());
            }
            if labelled.text.is_ascii() && read % SMALL_EVERY == 1 {
                in_case(labelled.text.to_lowercase());
            }
            read += 1;
            found.push(labelled);
        }
    }
    Ok(found)
}

impl Labelled {
    /// The label of each token.
    pub fn labels(&self, tokens: &[Span]) -> Vec<u8> {
        let mut labels = vec![0; tokens.len()];
        for &(span, kind) in &self.names {
            let mut label = beginning(kind);
            for (token, place) in tokens.iter().zip(labels.iter_mut()) {
                let shared = token
                    .end
                    .min(span.end)
                    .saturating_sub(token.start.max(span.start));
                if shared * 2 > token.len() {
                    *place = label as u8;
                    label = beginning(kind) + 1;
                }
            }
        }
        labels
    }
}

/// Joins tokens with the spaces that running text would have.
fn running(line: &Line, hyphens_apart: bool) -> Labelled {
    let spaced = spaces(&line.tokens, hyphens_apart);
    let mut text = String::new();
    let mut spans = Vec::new();
    for (token, space) in line.tokens.iter().zip(spaced) {
        let start = text.len();
        text.push_str(token);
        spans.push(Span::new(start, text.len()));
        if space {
            text.push(' ');
        }
    }
    let mut names = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        let tag = line.tags[at].as_str();
        let kind = match tag.get(2..) {
            Some("PER") => NameKind::Person,
            Some("ORG") => NameKind::Organisation,
            Some("LOC") => NameKind::Place,
            _ => {
                at += 1;
                continue;
            }
        };
        let mut end = at + 1;
        while end < spans.len()
            && line.tags[end].starts_with("I-")
            && line.tags[end].get(2..) == tag.get(2..)
        {
            end += 1;
        }
        let (mut first, mut last) = (at, end);
        let token = |at: usize| line.tokens[at].to_lowercase();
        while first < last
            && (matches!(token(first).as_str(), "the" | "a" | "an")
                || (kind == NameKind::Person && first + 1 < last && is_title(&token(first))))
        {
            first += 1;
        }
        while last > first && matches!(token(last - 1).as_str(), "'s" | "’s" | "'" | "’") {
            last -= 1;
        }
        if first < last {
            names.push((spans[first].join(spans[last - 1]), kind));
        }
        at = end;
    }
    Labelled { text, names }
}

/// For each token whether a space follows it.
fn spaces(tokens: &[String], hyphens_apart: bool) -> Vec<bool> {
    const CLING_LEFT: &[&str] = &[
        ".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "'s", "’s", "'", "’", "n't", "n’t",
        "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "...", "…", "''", "”",
    ];
    const CLING_RIGHT: &[&str] = &["(", "[", "{", "$", "£", "€", "``", "“", "‘", "#"];
    let mut spaced = vec![true; tokens.len()];
    let mut open = false;
    for at in 0..tokens.len() {
        let token = tokens[at].as_str();
        let mut left = CLING_LEFT.contains(&token);
        if CLING_RIGHT.contains(&token) {
            spaced[at] = false;
        }
        if token == "\"" {
            left = open;
            if !open {
                spaced[at] = false;
            }
            open = !open;
        }
        if token == "/"
            || (hyphens_apart && matches!(token, "-" | "–") && between_words(tokens, at))
        {
            left = true;
            spaced[at] = false;
        }
        if left && at > 0 {
            spaced[at - 1] = false;
        }
    }
    spaced
}

fn between_words(tokens: &[String], at: usize) -> bool {
    let is_word = |token: Option<&String>| {
        token.is_some_and(|token| token.chars().all(char::is_alphanumeric))
    };
    at > 0 && is_word(tokens.get(at - 1)) && is_word(tokens.get(at + 1))
}
