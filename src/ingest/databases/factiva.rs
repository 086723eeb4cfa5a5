//! Factiva as text, in its two layouts: each field under a code of two or three capitals (`HD`, `LP`, `TD`), and as a page shows it
//! (headline, author, `61 words`, day, outlet, code, language, owner, text, `Document …`).

use std::sync::LazyLock;

use regex::Regex;

use super::super::byline::people;
use super::super::clean::Line;
use super::super::language::primary_language;
use super::super::signers::is_name;
use super::super::source_line::is_page;
use super::{Document, Export, Field, blocks, day, joined, outlet, paragraphs, writers};
use crate::analysis::text::languages::{LanguageTag, languages};

/// Codes and what they say.
#[rustfmt::skip]
pub const CODES: &[(&str, Field)] = &[
    ("HD", Field::Title), ("BY", Field::Author), ("PD", Field::Day), ("SN", Field::Outlet), ("LA", Field::Language),
    ("LP", Field::Body), ("TD", Field::Body), ("ART", Field::Caption), ("CR", Field::Left), ("SE", Field::Code),
    ("CLM", Field::Code), ("WC", Field::Code), ("ET", Field::Code), ("SC", Field::Code), ("ED", Field::Code),
    ("PG", Field::Code), ("VOL", Field::Code), ("CY", Field::Code), ("RF", Field::Code), ("CT", Field::Code),
    ("CO", Field::Code), ("IN", Field::Code), ("NS", Field::Code), ("RE", Field::Code), ("IPC", Field::Code),
    ("IPD", Field::Code), ("PUB", Field::Code), ("AN", Field::Code),
];
/// Codes that may stand before the headline.
const FIRST: &[&str] = &["SE", "CLM"];
/// Different codes by which the layout is known.
pub const CODES_OF_ONE: usize = 5;
/// Lines between the count of words and the text.
const FACT_LINES: usize = 14;
/// Characters of a line that may have been wrapped.
const FILLED_CHARS: usize = 60;
/// Lines above the count of words that are headline and author.
const HEAD_LINES: usize = 8;

/// A line that is a code, or begins with one and a gap: the code, and what stands behind it.
fn code(line: &str) -> Option<(&'static str, Field, &str)> {
    let (name, rest) = line.split_once(' ').unwrap_or((line, ""));
    let (code, field) = CODES.iter().find(|(code, _)| *code == name)?;
    let rest = rest.trim();
    // "CO said nothing": behind a code stands what the code is for.
    let fits = match *code {
        _ if rest.is_empty() => true,
        "CO" | "IN" | "NS" | "RE" => rest.contains(" : "),
        "PD" => day(rest).is_some(),
        "WC" => is_count(rest),
        "LA" => language(rest).is_some(),
        "SC" => is_code(rest),
        "ET" => is_time(rest),
        "CY" => is_owner(rest),
        "AN" => is_number(rest) || is_code(rest),
        _ => rest.starts_with(|letter: char| !letter.is_lowercase()),
    };
    fits.then_some((*code, *field, rest))
}

/// The codes that stand alone on their lines, or all of them where headline, day and text begin lines.
pub fn claims_codes(lines: &[Line]) -> bool {
    let mut found: Vec<&str> = lines
        .iter()
        .filter_map(|line| Some(code(&line.text)?.0))
        .collect();
    let mut order = found.clone();
    order.dedup();
    found.sort_unstable();
    found.dedup();
    let has = |name: &str| found.contains(&name);
    found.len() >= CODES_OF_ONE && has("HD") && (has("LP") || has("TD")) && (has("PD") || has("SN"))
}

/// Documents whose fields stand under codes.
pub fn coded(lines: &[Line]) -> Export {
    let alone = lines
        .iter()
        .filter(|line| code(&line.text).is_some_and(|(.., rest)| rest.is_empty()))
        .count();
    // Where codes stand on lines of their own, a sentence may begin with the letters of one.
    let are_alone = alone >= CODES_OF_ONE;
    let mut export = Export::default();
    let mut document = Document::default();
    let mut body: Vec<Line> = Vec::new();
    let mut value: Vec<Line> = Vec::new();
    let mut field = Field::Code;
    let mut named = false;
    let mut close = |document: &mut Document, body: &mut Vec<Line>| {
        document.body = paragraphs(body);
        body.clear();
        let whole = std::mem::take(document);
        if whole.is_told() {
            export.documents.push(whole);
        }
    };
    for line in lines {
        let found = code(&line.text).filter(|(.., rest)| !are_alone || rest.is_empty());
        let Some((code, next, rest)) = found else {
            value.push(line.clone());
            continue;
        };
        keep(&mut document, field, &mut value, &mut body);
        let begins = code == "HD" && named || FIRST.contains(&code) && !body.is_empty();
        if begins {
            close(&mut document, &mut body);
            named = false;
        }
        named |= code == "HD";
        field = next;
        if !rest.is_empty() {
            value.push(Line {
                text: rest.to_string(),
                apart: true,
                indented: false,
            });
        }
    }
    keep(&mut document, field, &mut value, &mut body);
    close(&mut document, &mut body);
    export
}

/// Keeps the lines under a code.
fn keep(document: &mut Document, field: Field, value: &mut Vec<Line>, body: &mut Vec<Line>) {
    if field == Field::Body {
        // A field begins a paragraph.
        if let Some(first) = value.first_mut() {
            first.apart = true;
        }
        body.append(value);
        return;
    }
    document.take(field, &joined(value));
    value.clear();
}

/// `61 words`, `1.234 Wörter`, `410 字`.
pub fn is_count(line: &str) -> bool {
    static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^\d[\d.,' ]* ?(?:words?|Wörter|Wort|mots?|palabras|parole|palavras|woorden|слов[а-я]*|字|語|単語|單字|단어)$").ok()
    });
    COUNT.as_ref().is_some_and(|count| count.is_match(line))
}

/// `Document ISLC000020250502el520001x`: the number of a document, which ends it.
pub fn is_number(line: &str) -> bool {
    static NUMBER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:Documento?|Dokument|Документ|文件|文档|ドキュメント) ?[A-Z0-9]{3,}(?:0000)?\d{8}[a-z0-9]{5,}$").ok()
    });
    NUMBER.as_ref().is_some_and(|number| number.is_match(line))
}

/// A count of words with a day under it, and a document's number or a language.
pub fn claims_display(lines: &[Line]) -> bool {
    let numbered = lines.iter().any(|line| is_number(&line.text));
    lines.iter().enumerate().any(|(at, line)| {
        let facts = &lines[at + 1..lines.len().min(at + FACT_LINES)];
        is_count(&line.text)
            && facts.first().is_some_and(|line| day(&line.text).is_some())
            && (numbered || facts.iter().any(|line| language(&line.text).is_some()))
    })
}

/// A line that is nothing but the name of a language.
pub fn language(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let named = lower.len() > 3 && languages().has(&lower, LanguageTag::Told);
    named.then(|| primary_language(line)).flatten()
}

/// Documents as pages show them.
pub fn displayed(lines: &[Line]) -> Export {
    let lines: Vec<Line> = lines
        .iter()
        .filter(|line| !is_page_mark(&line.text))
        .cloned()
        .collect();
    let mut documents = Vec::new();
    for part in lines.split(|line| is_number(&line.text)) {
        // Without numbers every count of words begins a document.
        let counts: Vec<usize> = (0..part.len())
            .filter(|&at| {
                is_count(&part[at].text)
                    && part
                        .get(at + 1)
                        .is_some_and(|line| day(&line.text).is_some())
            })
            .collect();
        let mut from = 0;
        for (place, at) in counts.iter().enumerate() {
            let end = match counts.get(place + 1) {
                Some(next) => head_of(part, *next, *at + 1).0,
                None => part.len(),
            };
            documents.extend(document(&part[from..end], at - from));
            from = end;
        }
    }
    Export {
        documents,
        announced: None,
    }
}

/// `Page 1 of 3 © 2025 Factiva, Inc. All rights reserved.`
fn is_page_mark(line: &str) -> bool {
    line.contains("Factiva, Inc") || line.starts_with("Factiva RTF Display Format")
}

/// Where headline and author above a count of words begin, and the line of the author, if there is one.
fn head_of(lines: &[Line], count: usize, least: usize) -> (usize, Option<usize>) {
    let above = count.saturating_sub(HEAD_LINES).max(least)..count;
    let mut author = above.clone().next_back().filter(|&at| {
        let line = &lines[at].text;
        let by = line.to_lowercase().starts_with("by ")
            || is_name(line)
            || people(line).iter().all(|name| is_name(name)) && !people(line).is_empty();
        by && (!lines[count].apart || line.to_lowercase().starts_with("by ")) && at > above.start
    });
    let last = author.unwrap_or(count);
    let mut from = last;
    // Above the headline the section may stand: only a line that was filled goes on in the next.
    let goes_on =
        |at: usize| !lines[at].apart && lines[at - 1].text.chars().count() >= FILLED_CHARS;
    while from > above.start && (from == last || goes_on(from)) {
        from -= 1;
    }
    if from == last {
        author = None;
    }
    (from, author)
}

/// One document; `count` is its line with the count of words.
fn document(lines: &[Line], count: usize) -> Option<Document> {
    let mut document = Document::default();
    let (from, author) = head_of(lines, count, 0);
    let title: Vec<Line> = lines[from..author.unwrap_or(count)].to_vec();
    document.title = Some(joined(&title)).filter(|title| !title.is_empty());
    if let Some(author) = author {
        document.authors = writers::of_line(&lines[author].text);
    }
    let mut at = count + 1;
    let end = lines.len().min(count + FACT_LINES);
    while at < end {
        let line = lines[at].text.as_str();
        if lines[at].apart && document.outlet.is_some() && !is_owner(line) {
            break;
        }
        if is_owner(line) {
            at += 1;
            break;
        }
        if let Some(found) = day(line).filter(|_| document.published.is_none()) {
            document.published = Some(found);
        } else if let Some(tag) = language(line) {
            document.language = Some(tag);
        } else if !is_code(line)
            && !is_time(line)
            && !is_page(&line.to_lowercase())
            && document.outlet.is_none()
        {
            document.outlet = Some(outlet(line));
        }
        at += 1;
    }
    let text: Vec<Line> = lines[at..].to_vec();
    let cut = blocks(&text)
        .iter()
        .position(|block| is_summary(&block[0].text));
    let kept: usize = match cut {
        Some(cut) => blocks(&text)[..cut].iter().map(|block| block.len()).sum(),
        None => text.len(),
    };
    document.body = paragraphs(&text[..kept]);
    // Under the text stands who owns it.
    let owner = document.body.pop_if(|last| is_company(last));
    document.left.extend(owner);
    document.is_told().then_some(document)
}

/// `Copyright 2025. Isle Courier Group Ltd.`, `(c) 2024 Corvale Post`.
pub fn is_owner(line: &str) -> bool {
    let lower = line.to_lowercase();
    [
        "copyright",
        "(c)",
        "©",
        "alle rechte",
        "all rights",
        "tous droits",
    ]
    .iter()
    .any(|begin| lower.starts_with(begin))
}

/// `Isle Courier Group Ltd.`, `Harbour Press AG`: a line that is the name of a company, by its form.
fn is_company(line: &str) -> bool {
    /// Words of the longest.
    const WORDS: usize = 9;
    /// Forms of companies in the languages of the database.
    #[rustfmt::skip]
    const FORMS: &[&str] = &[
        "ltd", "limited", "inc", "llc", "plc", "corp", "company", "ag", "gmbh", "kg", "se", "sa", "sas", "spa", "srl", "sl", "bv", "nv",
        "oy", "ab", "asa", "as",
    ];
    let words: Vec<&str> = line.split(' ').collect();
    let is_form = |word: &&str| {
        let form = word.replace(['.', ','], "").to_lowercase();
        word.starts_with(char::is_uppercase) && FORMS.contains(&form.as_str())
    };
    (2..=WORDS).contains(&words.len()) && words.last().is_some_and(is_form)
}

/// `ISLC`: the outlet's code.
fn is_code(line: &str) -> bool {
    (2..=8).contains(&line.len())
        && line
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// `18:20`, `06:20 PM`.
pub fn is_time(line: &str) -> bool {
    line.len() <= 12
        && line.starts_with(|letter: char| letter.is_ascii_digit())
        && line.contains(':')
}

/// The table of the search that ends an export.
fn is_summary(line: &str) -> bool {
    matches!(
        line,
        "Search Summary" | "Suchübersicht" | "Résumé de la recherche" | "Resumen de búsqueda"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_owns_a_text_is_told_by_the_form_of_a_company() {
        for line in [
            "Isle Courier Group Ltd.",
            "Harbour Press AG",
            "Verlag am Hafen GmbH",
            "Puerto Noticias, S.A.",
        ] {
            assert!(is_company(line), "{line}");
        }
        for line in [
            "He now works for a company",
            "Rain fell on the town all day.",
            "Limited",
        ] {
            assert!(!is_company(line), "{line}");
        }
    }
}
