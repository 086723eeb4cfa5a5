//! The invented pairs of `tests/pairs`: two articles on one event, or on two that are only related, and what a careful reader
//! expects a comparison of them to say, written before any comparison was run.
//!
//! A file is Markdown: a title, a line on what it tries, the two articles (`## outlet, day`, the headline in bold, the
//! paragraphs), and under `## Expected` a list, an expectation a line: `* figure same | words of A | words of B`, or
//! `* only A | words of A`. The words stand once in the text of their side, letter by letter.

mod judging;

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use parallax::analysis::reading::analyse;
use parallax::ingest::{Options, read_bytes};
use parallax::model::{Article, Span};

pub use judging::{Count, Outcome, judged, told_unasked};

/// What may be expected: a kind with its verdicts. `only` has the side as its verdict.
pub const EXPECTED: &[(&str, &[&str])] = &[
    ("event", &["same", "other"]),
    ("fact", &["same", "hedged", "contradicts", "apart"]),
    ("figure", &["same", "compatible", "differs", "apart"]),
    (
        "quote",
        &["same", "cut", "reworded", "paraphrased", "speaker", "apart"],
    ),
    ("date", &["same", "compatible", "differs", "apart"]),
    ("name", &["same", "apart"]),
    ("only", &["A", "B"]),
    ("copy", &["same"]),
];

/// Two articles with what is expected of them.
pub struct Pair {
    /// Of the file, without its ending: `001-ferry-on-the-bar`.
    pub name: String,
    /// A and B.
    pub articles: [Article; 2],
    pub expected: Vec<Expectation>,
}

/// One thing that a careful reader expects to be told, or not to be told.
pub struct Expectation {
    /// Its kind and verdict: `figure same`. Of what stands in one only: `only`.
    pub what: String,
    /// The line of the file, for a reader.
    pub line: String,
    /// The words that prove it, bytes of the bodies of A and B; one of them for what stands in one only.
    pub words: [Option<Span>; 2],
}

/// All pairs, in the order of their numbers.
pub fn pairs() -> Result<Vec<Pair>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut pairs = Vec::new();
    for entry in std::fs::read_dir(&folder).context("there are no pairs")? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if name.starts_with(|letter: char| letter.is_ascii_digit()) {
            let text = std::fs::read_to_string(&path)?;
            pairs.push(pair(&name, &text).with_context(|| path.display().to_string())?);
        }
    }
    pairs.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(pairs)
}

/// Reads the text of one file.
///
/// # Errors
///
/// A part is missing, a line is none that is known, or words do not stand exactly once where they should.
pub fn pair(name: &str, text: &str) -> Result<Pair> {
    let mut parts = text.split("\n## ");
    let (Some(_), Some(one), Some(other), Some(list), None) = (
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
    ) else {
        bail!("it has not the four parts: title, two articles, what is expected");
    };
    let articles = [article(name, 'a', one)?, article(name, 'b', other)?];
    let list = list
        .strip_prefix("Expected\n")
        .context("the last part is not what is expected")?;
    let lines = list.lines().filter(|line| !line.is_empty());
    let expected = lines
        .map(|line| expectation(line, &articles).with_context(|| line.to_string()))
        .collect::<Result<_>>()?;
    Ok(Pair {
        name: name.to_string(),
        articles,
        expected,
    })
}

/// Reads one side as the program reads a file of it.
fn article(name: &str, side: char, part: &str) -> Result<Article> {
    let mut lines = part.splitn(3, '\n');
    let head = lines.next().and_then(|line| line.rsplit_once(", "));
    let (outlet, day) = head.context("an article begins with its outlet and day")?;
    let headline = lines.next().unwrap_or_default();
    let headline = headline
        .strip_prefix("**")
        .and_then(|line| line.strip_suffix("**"));
    let markdown = format!(
        "---\ntitle: {}\noutlet: {}\ndate: {day}\n---\n{}",
        serde_json::json!(headline.context("the headline is not in bold")?),
        serde_json::json!(outlet),
        lines.next().unwrap_or_default(),
    );
    let mut draft = None;
    read_bytes(
        &format!("{name}-{side}.md"),
        markdown.as_bytes(),
        &Options::default(),
        &mut |reading| {
            draft = reading.ok();
            ControlFlow::Break(())
        },
    );
    let number = name.split('-').next().unwrap_or_default();
    Ok(analyse(
        draft.context("an article cannot be read")?,
        format!("{number:0>11}{side}"),
    ))
}

fn expectation(line: &str, articles: &[Article; 2]) -> Result<Expectation> {
    let mut parts = line.split(" | ");
    let what = parts.next().and_then(|what| what.strip_prefix("* "));
    let (kind, verdict) = what
        .and_then(|what| what.split_once(' '))
        .context("no kind and verdict")?;
    ensure!(
        EXPECTED
            .iter()
            .any(|(known, verdicts)| *known == kind && verdicts.contains(&verdict)),
        "{kind} {verdict} is not known"
    );
    let words: Vec<&str> = parts.collect();
    let [one, other] = articles;
    let (what, words) = match (kind, verdict, words.as_slice()) {
        ("only", "A", [words]) => (kind.to_string(), [Some(place(one, words)?), None]),
        ("only", _, [words]) => (kind.to_string(), [None, Some(place(other, words)?)]),
        (_, _, [of_one, of_other]) if kind != "only" => (
            format!("{kind} {verdict}"),
            [Some(place(one, of_one)?), Some(place(other, of_other)?)],
        ),
        _ => bail!("{} words of sides", words.len()),
    };
    Ok(Expectation {
        what,
        line: line.to_string(),
        words,
    })
}

/// Where words stand in an article, once.
fn place(article: &Article, words: &str) -> Result<Span> {
    let mut places = article.body.match_indices(words);
    match (places.next(), places.next()) {
        (Some((start, _)), None) => Ok(Span::new(start, start + words.len())),
        (None, _) => bail!("{} does not say: {words}", article.outlet_name()),
        _ => bail!("{} says more than once: {words}", article.outlet_name()),
    }
}
