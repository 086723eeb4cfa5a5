//! F1 of the names found in running text, typed and untyped, beside those of spaCy's medium model and of a transformer.
//!
//! Sentences are put together to articles, so that what the tagger knows of a whole article counts. A leading "the" and a
//! trailing "'s" are stripped on both sides; a name counts where its span (and, typed, its kind) is exactly that of the
//! gold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use parallax::analysis::reading::names;
use parallax::analysis::text::Text;
use parallax::analysis::text::{sentences, words};
use parallax::model::{NameKind, Span};
use serde::Deserialize;

/// Sentences to an article where the set does not say where one ends.
const SENTENCES: usize = 20;

/// A set, what others reach on it (F1 of exact spans, typed and untyped), and the typed F1 aimed at.
struct Set {
    name: &'static str,
    file: &'static str,
    spacy: (f64, f64),
    teacher: (f64, f64),
    bar: f64,
}

const fn set(
    name: &'static str,
    file: &'static str,
    spacy: (f64, f64),
    teacher: (f64, f64),
    bar: f64,
) -> Set {
    Set {
        name,
        file,
        spacy,
        teacher,
        bar,
    }
}

/// spaCy md 3.8, and the transformer (MiniLM-L6, fine-tuned on the open sets) that labelled the silver text.
const SETS: &[Set] = &[
    set(
        "wikigold",
        "gold/wikigold.jsonl",
        (63.0, 78.6),
        (74.4, 81.3),
        73.0,
    ),
    set("PUD", "gold/pud.jsonl", (64.4, 84.0), (75.7, 84.9), 73.0),
    set(
        "EWT",
        "gold/ewt_test.jsonl",
        (66.8, 75.7),
        (69.3, 74.6),
        69.0,
    ),
    set(
        "worldwide news",
        "ner/evaluate-only/worldwide_newswire.208docs.tsv",
        (63.8, 74.4),
        (70.1, 75.6),
        70.0,
    ),
    set(
        WIKINEURAL,
        "ner/evaluate-only/wikineural.val.tsv",
        (68.2, 84.2),
        (78.9, 85.3),
        77.0,
    ),
    set(
        "CoNLL 2003",
        "ner/evaluate-only/conll2003.val.tsv",
        (63.8, 80.7),
        (68.3, 77.3),
        0.0,
    ),
];

/// Machine labels on the first four fifths of this set's sentences are among those trained on: the last fifth is measured.
const WIKINEURAL: &str = "WikiNEuRal";
const TRAINED_ON: (usize, usize) = (4, 5);

#[derive(Deserialize)]
struct Line {
    tokens: Vec<String>,
    tags: Vec<String>,
}

/// An article of labelled sentences.
#[derive(Default)]
struct Labelled {
    body: String,
    sentences: Vec<Span>,
    names: BTreeSet<(usize, usize, NameKind)>,
    words: usize,
}

#[derive(Default)]
struct Counts {
    right: usize,
    found: usize,
    gold: usize,
}

impl Counts {
    fn f1(&self) -> f64 {
        200.0 * self.right as f64 / (self.found + self.gold).max(1) as f64
    }

    fn precision(&self) -> f64 {
        100.0 * self.right as f64 / self.found.max(1) as f64
    }

    fn recall(&self) -> f64 {
        100.0 * self.right as f64 / self.gold.max(1) as f64
    }
}

/// Prints one line a set.
pub fn measure(data: &Path) -> Result<()> {
    println!(
        "{:16} {:>6} {:>5}   {:>6} {:>6} {:>8}   {:>6} {:>6} {:>6}   {:>13} {:>13}   {:>10}",
        "typed F1",
        "",
        "bar",
        "P",
        "R",
        "untyped",
        "person",
        "organ.",
        "place",
        "spaCy md",
        "transformer",
        "words/s"
    );
    for set in SETS {
        let mut articles = read(&data.join(set.file))?;
        if set.name == WIKINEURAL {
            // one article more: the parts meet inside one
            articles.drain(..=(articles.len() * TRAINED_ON.0 / TRAINED_ON.1));
        }
        let started = Instant::now();
        let found: Vec<_> = articles.iter().map(tag).collect();
        let seconds = started.elapsed().as_secs_f64();
        let words: usize = articles.iter().map(|article| article.words).sum();
        let mut all = Counts::default();
        let mut spans = Counts::default();
        let mut kinds: BTreeMap<NameKind, Counts> = BTreeMap::new();
        for (article, found) in articles.iter().zip(&found) {
            let bare = |names: &BTreeSet<(usize, usize, NameKind)>| -> BTreeSet<(usize, usize)> {
                names.iter().map(|&(start, end, _)| (start, end)).collect()
            };
            count(&mut all, &article.names, found);
            count(&mut spans, &bare(&article.names), &bare(found));
            for kind in NameKind::ALL {
                let only = |names: &BTreeSet<(usize, usize, NameKind)>| -> BTreeSet<_> {
                    names
                        .iter()
                        .copied()
                        .filter(|name| name.2 == kind)
                        .collect()
                };
                count(
                    kinds.entry(kind).or_default(),
                    &only(&article.names),
                    &only(found),
                );
            }
        }
        let kind = |kind: NameKind| kinds.get(&kind).map_or(0.0, Counts::f1);
        let pair = |(typed, untyped): (f64, f64)| format!("{typed:5.1} / {untyped:4.1}");
        println!(
            "{:16} {:6.1} {:5.1}   {:6.1} {:6.1} {:8.1}   {:6.1} {:6.1} {:6.1}   {:>13} {:>13}   {:10.0}",
            set.name,
            all.f1(),
            set.bar,
            all.precision(),
            all.recall(),
            spans.f1(),
            kind(NameKind::Person),
            kind(NameKind::Organisation),
            kind(NameKind::Place),
            pair(set.spacy),
            pair(set.teacher),
            words as f64 / seconds,
        );
        if std::env::var_os("MEASURE_ERRORS").is_some() {
            errors(&articles, &found);
        }
    }
    println!(
        "spaCy and the transformer on the whole of each set; {WIKINEURAL} here: its last fifth, nothing of which was trained on"
    );
    Ok(())
}

/// Prints every difference, a line each.
fn errors(articles: &[Labelled], found: &[BTreeSet<(usize, usize, NameKind)>]) {
    for (article, found) in articles.iter().zip(found) {
        for (sign, names) in [
            ("missed", article.names.difference(found)),
            ("wrong ", found.difference(&article.names)),
        ] {
            for &(start, end, kind) in names {
                let from = words_before(&article.body, start);
                let to = article.body[end..]
                    .char_indices()
                    .nth(30)
                    .map_or(article.body.len(), |(at, _)| end + at);
                println!(
                    "  {sign} {:12} {}«{}»{}",
                    kind.word(),
                    article.body[from..start].replace('\n', " "),
                    &article.body[start..end],
                    article.body[end..to].replace('\n', " ")
                );
            }
        }
    }
}

fn words_before(body: &str, at: usize) -> usize {
    body[..at]
        .char_indices()
        .rev()
        .nth(30)
        .map_or(0, |(from, _)| from)
}

fn count<T: Ord>(counts: &mut Counts, gold: &BTreeSet<T>, found: &BTreeSet<T>) {
    counts.right += gold.intersection(found).count();
    counts.found += found.len();
    counts.gold += gold.len();
}

/// What the tagger finds, as it runs on an article that was added.
fn tag(article: &Labelled) -> BTreeSet<(usize, usize, NameKind)> {
    // each gold sentence is a paragraph, as a list or a feed would have it
    let sentences = sentences::sentences(&article.body, &article.sentences, Some("en"));
    let text = Text::new(&article.body, &article.sentences, &sentences, Some("en"));
    names::mentions(&text)
        .iter()
        .filter_map(|mention| stripped(&article.body, mention.span(), mention.kind))
        .collect()
}

fn stripped(body: &str, span: Span, kind: NameKind) -> Option<(usize, usize, NameKind)> {
    let mut text = span.of(body);
    for lead in ["the ", "The ", "THE ", "a ", "A ", "an "] {
        text = text.strip_prefix(lead).unwrap_or(text);
    }
    let start = span.end - text.len();
    for end in ["'s", "’s", "'", "’"] {
        text = text.strip_suffix(end).unwrap_or(text).trim_end();
    }
    (!text.is_empty()).then_some((start, start + text.len(), kind))
}

fn read(path: &Path) -> Result<Vec<Labelled>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} is not there: unpack data/ner", path.display()))?;
    let mut articles: Vec<Labelled> = Vec::new();
    let documents = text.contains("-DOCSTART-");
    let mut add = |line: &Line| {
        if articles.is_empty()
            || (!documents
                && articles
                    .last()
                    .is_some_and(|a| a.sentences.len() >= SENTENCES))
            || line
                .tokens
                .first()
                .is_some_and(|token| token.starts_with("-DOCSTART-"))
        {
            articles.push(Labelled::default());
        }
        if let Some(article) = articles.last_mut()
            && !line
                .tokens
                .first()
                .is_some_and(|token| token.starts_with("-DOCSTART-"))
        {
            article.add(line);
        }
    };
    if path
        .extension()
        .is_some_and(|extension| extension == "jsonl")
    {
        for line in text.lines() {
            add(&serde_json::from_str(line)?);
        }
        return Ok(articles);
    }
    let mut line = Line {
        tokens: Vec::new(),
        tags: Vec::new(),
    };
    for row in text.lines().chain([""]) {
        let mut fields = row.split('\t');
        match (fields.next(), fields.next()) {
            (Some(token), Some(tag)) => {
                line.tokens.push(token.to_string());
                line.tags.push(tag.to_string());
            }
            (Some(mark), None) if mark.starts_with("-DOCSTART-") => add(&Line {
                tokens: vec![mark.to_string()],
                tags: vec![String::new()],
            }),
            _ => {
                if !line.tokens.is_empty() {
                    add(&line);
                }
                line.tokens.clear();
                line.tags.clear();
            }
        }
    }
    Ok(articles)
}

impl Labelled {
    /// Adds a sentence as running text.
    fn add(&mut self, line: &Line) {
        if !self.body.is_empty() {
            self.body.push_str("\n\n");
        }
        let from = self.body.len();
        let mut spans = Vec::new();
        let mut glued = true;
        let mut quoted = false;
        for token in &line.tokens {
            let closes = token == "\"" && quoted;
            if !glued && !closes && !clings_left(token) {
                self.body.push(' ');
            }
            let start = self.body.len();
            self.body.push_str(token);
            spans.push(Span::new(start, self.body.len()));
            glued = clings_right(token) || (token == "\"" && !quoted);
            quoted ^= token == "\"";
        }
        self.sentences.push(Span::new(from, self.body.len()));
        self.words += words::words(&self.body[from..]).count();
        let mut at = 0;
        while at < spans.len() {
            let tag = line.tags[at].as_str();
            let Some(kind) = kind_of(tag) else {
                at += 1;
                continue;
            };
            let mut end = at + 1;
            while end < spans.len()
                && line.tags[end].starts_with("I-")
                && line.tags[end][2..] == tag[2..]
            {
                end += 1;
            }
            self.names
                .extend(stripped(&self.body, spans[at].join(spans[end - 1]), kind));
            at = end;
        }
    }
}

fn kind_of(tag: &str) -> Option<NameKind> {
    match tag.get(2..)? {
        "PER" | "Person" | "PERSON" => Some(NameKind::Person),
        "ORG" | "Organization" => Some(NameKind::Organisation),
        "LOC" | "Location" | "Facility" | "GPE" => Some(NameKind::Place),
        _ => None,
    }
}

fn clings_left(token: &str) -> bool {
    const MARKS: &[&str] = &[
        ".", ",", ";", ":", "?", "!", ")", "]", "}", "%", "'s", "’s", "'", "’", "n't", "n’t",
        "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m", "...", "…", "''", "”",
        "/",
    ];
    MARKS.contains(&token)
}

fn clings_right(token: &str) -> bool {
    const MARKS: &[&str] = &["(", "[", "{", "$", "£", "€", "``", "“", "‘", "#", "/"];
    MARKS.contains(&token)
}
