//! What reading and comparing found, in lines that are pleasant to diff: everything that is kept of an article stands in them,
//! so that no change of what is found leaves them as they were.

use std::fmt::Write;

use parallax::model::{
    Article, Comparison, Entity, Figure, Finding, Mention, Quote, Row, Span, Story, Verdict,
};

/// How much of the sentences is shown; what was found in them stands below each whole.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    Whole,
    /// The text lies beside the golden file: its first words tell which sentence it is.
    Beginning,
}

/// Characters of a sentence or a quotation of which the beginning is shown.
const BEGINNING: usize = 48;

/// An article as it was read: its facts, its sentences, and below each the names, figures and quotations that begin in it,
/// with bytes from the beginning of the sentence.
pub fn article(article: &Article, root: &str, shown: Shown) -> String {
    // Named one by one: a new field must be told here before this compiles.
    let Article {
        id,
        origin,
        title,
        title_made,
        outlet,
        authors,
        published,
        url,
        language,
        body,
        paragraphs,
        sentences,
        mentions,
        figures,
        quotes,
        asides,
        notes,
    } = article;
    let mut lines = format!("== {}\n{id} {title:?}", inside(origin, root));
    if *title_made {
        lines.push_str(" made");
    }
    let mut fact = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            let _ = write!(lines, " · {name} {value}");
        }
    };
    fact("outlet", outlet.clone());
    fact("by", Some(authors.join("; ")));
    let date = published.as_ref();
    let exact = date.map(|at| if at.day_only { "day" } else { "second" });
    fact(
        "published",
        date.map(|at| {
            format!(
                "{} {} {} from {:?}",
                at.at,
                at.seconds,
                exact.unwrap_or_default(),
                at.from
            )
        }),
    );
    fact("at", url.clone());
    fact("in", language.clone());
    fact("bytes", Some(body.len().to_string()));
    lines.push('\n');
    for note in notes {
        let _ = writeln!(lines, "note {}", inside(note, root));
    }
    for aside in asides {
        let _ = writeln!(
            lines,
            "{} after {}: {}",
            aside.kind.word(),
            aside.after,
            aside.text
        );
        for mention in &aside.mentions {
            lines += &name(mention, &aside.text, 0);
        }
    }
    for (number, sentence) in sentences.iter().enumerate() {
        let begins = paragraphs.iter().any(|one| one.start == sentence.start);
        let text = sentence.of(body);
        let text = match shown {
            Shown::Whole => format!("({}) {text:?}", text.len()),
            Shown::Beginning => format!("({}) {}", text.len(), beginning(text)),
        };
        let _ = writeln!(lines, "{} {text}", if begins { '¶' } else { ' ' });
        // What begins before the first sentence belongs to it, too.
        let from = if number == 0 { 0 } else { sentence.start };
        let next = sentences.get(number + 1).map_or(usize::MAX, |s| s.start);
        let is_here = |start: usize| (from..next).contains(&start);
        for mention in mentions.iter().filter(|one| is_here(one.start)) {
            lines += &name(mention, body, sentence.start);
        }
        for one in figures.iter().filter(|one| is_here(one.start)) {
            lines += &figure(one, body, sentence.start);
        }
        for one in quotes.iter().filter(|one| is_here(one.start)) {
            lines += &quotation(one, body, sentence.start);
        }
    }
    lines
}

/// Where something begins, from the beginning of its sentence.
fn place(start: usize, from: usize) -> String {
    match start.checked_sub(from) {
        Some(at) => format!("@{at}"),
        None => format!("@-{}", from - start),
    }
}

fn name(mention: &Mention, text: &str, from: usize) -> String {
    let Mention {
        start,
        end: _,
        kind,
        entity,
        why,
    } = mention;
    let written = mention.span().of(text);
    let mut line = format!("    {} {} {written:?}", kind.word(), place(*start, from));
    if entity != written {
        let _ = write!(line, " = {entity:?}");
    }
    if !why.is_empty() {
        let _ = write!(line, " ({why})");
    }
    line + "\n"
}

fn figure(figure: &Figure, body: &str, from: usize) -> String {
    let Figure {
        start,
        end: _,
        value,
        value_to,
        unit,
        of,
        modifier,
    } = figure;
    let written = figure.span().of(body);
    let to = value_to.map_or_else(String::new, |to| format!(" to {to}"));
    format!(
        "    figure {} {written:?} {modifier:?} {value}{to} [{unit}] of {of:?}\n",
        place(*start, from)
    )
}

fn quotation(quote: &Quote, body: &str, from: usize) -> String {
    let Quote {
        start,
        end: _,
        speaker,
        speaker_span,
    } = quote;
    let words = quote.span().of(body);
    let speaker = speaker.as_deref().unwrap_or("nobody");
    let told = speaker_span.map_or_else(String::new, |span| {
        format!(" {} {:?}", place(span.start, from), span.of(body))
    });
    format!(
        "    quote {} ({}) “{}” by {speaker}{told}\n",
        place(*start, from),
        words.len(),
        beginning(words)
    )
}

fn beginning(text: &str) -> String {
    match text.char_indices().nth(BEGINNING) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_string(),
    }
}

/// An origin or a reason without the folder of the project.
pub fn inside(text: &str, root: &str) -> String {
    let slashes = text.replace('\\', "/");
    slashes.replace(&format!("{root}/"), "").replace(root, "")
}

/// A comparison: the rows as sentences by number (from 1), then every finding with its cells.
pub fn comparison(comparison: &Comparison, articles: &[&Article]) -> String {
    let Comparison {
        articles: ids,
        rows,
        findings,
        excerpts,
        reused,
        copies: _,
    } = comparison;
    let mut lines = format!("== compared {}\n", ids.join(" "));
    for excerpt in excerpts {
        let _ = writeln!(lines, "{} is an excerpt", letter(*excerpt));
    }
    for one in reused {
        let source = if one.source { ", the source" } else { "" };
        let _ = writeln!(
            lines,
            "{} shares {} %{source}",
            letter(one.article),
            one.percent
        );
    }
    for one in rows.iter().filter(|row| row.is_shared()) {
        lines += &row(one, articles);
    }
    for one in findings {
        lines += &finding(one, articles);
    }
    lines
}

fn letter(article: usize) -> char {
    ('A'..='Z').nth(article).unwrap_or('?')
}

fn row(row: &Row, articles: &[&Article]) -> String {
    let cells: Vec<String> = row
        .spans
        .iter()
        .zip(articles)
        .enumerate()
        .filter_map(|(column, (span, article))| Some((column, (*span)?, article)))
        .map(|(column, span, article)| {
            let numbers = article.sentences.iter().enumerate();
            let inside: Vec<usize> = numbers
                .filter(|(_, sentence)| sentence.overlaps(span))
                .map(|(number, _)| number + 1)
                .collect();
            let (first, last) = (inside.first(), inside.last());
            match (first, last) {
                (Some(first), Some(last)) if first != last => {
                    format!("{}{first}-{last}", letter(column))
                }
                (Some(first), _) => format!("{}{first}", letter(column)),
                _ => format!("{}?", letter(column)),
            }
        })
        .collect();
    let related = if row.related { "∩ related" } else { "+" };
    format!("row {related} {}\n", cells.join(" "))
}

/// Of a verdict as it is written down here, whatever the screens say.
fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Same => "=",
        Verdict::Compatible => "≈",
        Verdict::Differs => "≠",
        Verdict::Shared => "+",
        Verdict::Related => "∩",
        Verdict::OneOnly => "●",
        Verdict::Cut => "…",
        Verdict::Reworded => "~",
        Verdict::OtherSpeaker => "!",
    }
}

fn finding(finding: &Finding, articles: &[&Article]) -> String {
    let Finding {
        kind,
        what,
        values,
        verdict,
        sure,
        why,
        unsure,
    } = finding;
    let mut lines = format!(
        "{} {} {} · {what} · {why} [{}]",
        sign(*verdict),
        kind.heading().to_lowercase(),
        verdict.words(),
        sure.ground
    );
    if !unsure.is_empty() {
        let letters: String = unsure.iter().map(|&article| letter(article)).collect();
        let _ = write!(lines, " unsure {letters}");
    }
    lines.push('\n');
    for value in values {
        let how = match (value.otherwise, value.partly) {
            (true, true) => " otherwise, partly",
            (true, false) => " otherwise",
            (false, true) => " partly",
            (false, false) => "",
        };
        let sentence = articles.get(value.article).and_then(|article| {
            let number = article.sentence_at(value.start)?;
            Some((number + 1, article.sentences[number].start))
        });
        let (number, start) = sentence.unwrap_or((0, 0));
        let _ = writeln!(
            lines,
            "    {}{number}{} ({}){how} {}",
            letter(value.article),
            place(value.start, start),
            Span::len(value.span()),
            beginning(&value.text.replace('\n', " "))
        );
    }
    lines
}

/// An entity of a library with its spellings and where it stands.
pub fn entity(entity: &Entity) -> String {
    let Entity {
        id,
        name,
        kind,
        mentions,
        spellings,
        articles,
        why,
    } = entity;
    let mut lines = format!("{} {name:?} {id} ×{mentions}\n", kind.word());
    for one in spellings {
        let outlet = one.outlet.as_deref().unwrap_or("-");
        let _ = writeln!(lines, "    {:?} ×{} {outlet}", one.text, one.count);
    }
    let _ = writeln!(lines, "    in {}", articles.join(" "));
    for why in why {
        let _ = writeln!(lines, "    why {why}");
    }
    lines
}

/// A story of a library with its articles.
pub fn story(story: &Story, root: &str) -> String {
    let Story {
        id,
        title,
        articles,
        why,
    } = story;
    let mut lines = format!("{id} {title:?} · {why}\n");
    for member in articles {
        let _ = writeln!(
            lines,
            "    {} {} {:?} {} {}",
            member.id,
            member.published.as_deref().unwrap_or("undated"),
            member.title,
            member.outlet.as_deref().unwrap_or("-"),
            inside(&member.origin, root)
        );
    }
    lines
}
