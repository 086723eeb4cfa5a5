//! Parts of speech, heads, relations and lemmas against treebanks, with their own words, and words parsed a CPU second.
//!
//! DATA holds `pud.tsv`, `ewttest.tsv` and `gumnews.tsv` (packed or not): form, universal and Penn part of speech, head,
//! relation, lemma a line, an empty line behind each sentence. A relation counts without what stands behind its
//! colon, and punctuation counts as any word does, but for the last two columns.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use parallax::analysis::text::syntax::{Parse, Syntax};
use parallax::model::Span;

/// From one sentence of a file to another.
type Places = &'static [(usize, usize)];

/// Sets by file, and which of their sentences count: those of PUD whose identifier says that they are news.
const SETS: &[(&str, &str, Places)] = &[
    ("PUD news", "pud.tsv", &[(0, 375), (750, 875)]),
    ("EWT test", "ewttest.tsv", &[(0, usize::MAX)]),
    ("GUM news", "gumnews.tsv", &[(0, usize::MAX)]),
];
/// Each set is parsed so often for its speed.
const ROUNDS: usize = 3;

/// A sentence: its text with a space between words, their spans, and what the treebank says of each.
struct Gold {
    text: String,
    spans: Vec<Span>,
    words: Vec<Word>,
}

struct Word {
    upos: String,
    penn: String,
    head: Option<usize>,
    relation: String,
    lemma: String,
}

#[derive(Default)]
struct Right {
    words: usize,
    upos: usize,
    penn: usize,
    lemmas: usize,
    heads: usize,
    labelled: usize,
    /// The same without punctuation.
    plain: usize,
    plain_heads: usize,
    plain_labelled: usize,
}

pub fn measure(data: &Path) -> Result<()> {
    let syntax = Syntax::of(Some("en")).context("the asset is no model")?;
    let mut measured = 0;
    for (name, file, places) in SETS {
        let path = data.join(file);
        let Ok(text) = std::fs::read_to_string(&path) else {
            println!("{name}: {} is missing", path.display());
            continue;
        };
        let parts = text.split("\n\n").filter(|part| !part.trim().is_empty());
        let counts = |at: usize| places.iter().any(|(from, to)| (from..to).contains(&&at));
        let parts = parts.enumerate().filter(|(at, _)| counts(*at));
        let sentences: Vec<Gold> = parts.map(|(_, part)| gold(part)).collect::<Result<_>>()?;
        let mut right = Right::default();
        for sentence in &sentences {
            let parse = syntax.parse_words(&sentence.text, sentence.spans.clone());
            count(sentence, &parse, &mut right);
        }
        let clock = Instant::now();
        let before = cpu_seconds();
        for _ in 0..ROUNDS {
            for sentence in &sentences {
                let parse = syntax.parse_words(&sentence.text, sentence.spans.clone());
                std::hint::black_box(parse.words.len());
            }
        }
        let elapsed = clock.elapsed().as_secs_f64();
        let used = cpu_seconds()
            .zip(before)
            .map(|(after, before)| after - before);
        let seconds = used.unwrap_or(elapsed);
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{name}: {} words, UPOS {:.2}, XPOS {:.2}, lemmas {:.2}, UAS {:.2}, LAS {:.2}; without punctuation UAS {:.2}, LAS {:.2}; {:.0} words/CPU-s",
            right.words,
            share(right.upos, right.words),
            share(right.penn, right.words),
            share(right.lemmas, right.words),
            share(right.heads, right.words),
            share(right.labelled, right.words),
            share(right.plain_heads, right.plain),
            share(right.plain_labelled, right.plain),
            (right.words * ROUNDS) as f64 / seconds.max(f64::MIN_POSITIVE),
        );
        measured += 1;
    }
    ensure!(measured > 0, "no set is there");
    Ok(())
}

/// What this thread has used so far, where the system tells it.
fn cpu_seconds() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn gold(part: &str) -> Result<Gold> {
    let mut found = Gold {
        text: String::new(),
        spans: Vec::new(),
        words: Vec::new(),
    };
    for line in part.lines().filter(|line| !line.is_empty()) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [form, upos, penn, head, relation, lemma] = fields.as_slice() else {
            anyhow::bail!("not six fields: {line}");
        };
        if !found.text.is_empty() {
            found.text.push(' ');
        }
        let start = found.text.len();
        found.text.push_str(form);
        found.spans.push(Span::new(start, found.text.len()));
        found.words.push(Word {
            upos: (*upos).to_string(),
            penn: (*penn).to_string(),
            head: head.parse::<usize>()?.checked_sub(1),
            relation: universal(relation).to_string(),
            lemma: (*lemma).to_string(),
        });
    }
    Ok(found)
}

fn universal(relation: &str) -> &str {
    relation.split(':').next().unwrap_or(relation)
}

fn count(gold: &Gold, parse: &Parse, right: &mut Right) {
    for (at, word) in gold.words.iter().enumerate() {
        let found = parse.words[at];
        let head = usize::from(found.head == word.head);
        let labelled = head * usize::from(found.relation.universal() == word.relation);
        let plain = usize::from(word.upos != "PUNCT");
        right.words += 1;
        right.upos += usize::from(found.upos().name() == word.upos);
        right.penn += usize::from(found.tag.penn() == word.penn);
        right.lemmas += usize::from(parse.lemma(at) == word.lemma);
        right.heads += head;
        right.labelled += labelled;
        right.plain += plain;
        right.plain_heads += plain * head;
        right.plain_labelled += plain * labelled;
    }
}
