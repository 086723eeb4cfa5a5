//! Lexis: `1 of 2 DOCUMENTS`, outlet, day, headline, labels in capitals, text, labels in capitals. Labels and counter are in the
//! language of the interface.

use std::sync::LazyLock;

use regex::Regex;

use super::super::clean::Line;
use super::{Document, Export, Field, blocks, days, joined, labelled, outlet, paragraphs};

/// Labels in capitals, and what they say; from the exports of the English, German, French, Dutch and Spanish interface.
const LABELS: &[(&str, Field)] = &[
    ("HEADLINE", Field::Title),
    ("ÜBERSCHRIFT", Field::Title),
    ("TITRE", Field::Title),
    ("KOP", Field::Title),
    ("BYLINE", Field::Author),
    ("AUTOR", Field::Author),
    ("AUTEUR", Field::Author),
    ("VON", Field::Author),
    ("AUTHOR", Field::Author),
    ("SECTION", Field::Code),
    ("RUBRIK", Field::Code),
    ("RUBRIQUE", Field::Code),
    ("SECTIE", Field::Code),
    ("LENGTH", Field::Code),
    ("LÄNGE", Field::Code),
    ("LONGUEUR", Field::Code),
    ("LENGTE", Field::Code),
    ("LONGITUD", Field::Code),
    ("DATELINE", Field::Left),
    ("HIGHLIGHT", Field::Standfirst),
    ("HERVORHEBUNG", Field::Standfirst),
    ("ENCART", Field::Standfirst),
    ("BODY", Field::Body),
    ("TEXT", Field::Body),
    ("TEKST", Field::Body),
    ("CORPS", Field::Body),
    ("GRAPHIC", Field::Caption),
    ("GRAFIK", Field::Caption),
    ("GRAPHIQUE", Field::Caption),
    ("CORRECTION", Field::Left),
    ("NOTES", Field::Left),
    ("SERIES", Field::Code),
    ("BIJSCHRIFT", Field::Caption),
    ("URL", Field::Url),
    ("LANGUAGE", Field::Language),
    ("SPRACHE", Field::Language),
    ("LANGUE", Field::Language),
    ("TAAL", Field::Language),
    ("IDIOMA", Field::Language),
    ("LOAD-DATE", Field::Code),
    ("UPDATE", Field::Code),
    ("DATE-CHARGEMENT", Field::Code),
    ("DATE DE CHARGEMENT", Field::Code),
    ("PUBLICATION-TYPE", Field::Code),
    ("PUBLICATION TYPE", Field::Code),
    ("TYPE DE PUBLICATION", Field::Code),
    ("TYPE-PUBLICATION", Field::Code),
    ("PUBLICATIETYPE", Field::Code),
    ("PUBLIKATIONSTYP", Field::Code),
    ("ZEITUNGSART", Field::Code),
    ("TYPE", Field::Code),
    ("DOCUMENT-TYPE", Field::Code),
    ("JOURNAL-CODE", Field::Code),
    ("JOURNAL CODE", Field::Code),
    ("ZEITUNGS-CODE", Field::Code),
    ("CODE-REVUE", Field::Code),
    ("SUBJECT", Field::Code),
    ("PERSON", Field::Code),
    ("ORGANIZATION", Field::Code),
    ("COMPANY", Field::Code),
    ("TICKER", Field::Code),
    ("INDUSTRY", Field::Code),
    ("GEOGRAPHIC", Field::Code),
    ("CITY", Field::Code),
    ("STATE", Field::Code),
    ("COUNTRY", Field::Code),
    ("CATEGORY", Field::Code),
    ("ACC-NO", Field::Code),
    ("ISSN", Field::Code),
    ("DISTRIBUTION", Field::Code),
    ("CORRECTION-DATE", Field::Code),
    ("PUB-TYPE", Field::Code),
    ("COPYRIGHT", Field::Code),
    ("SUJET", Field::Code),
    ("ORGANISATION", Field::Code),
    ("SOCIETE", Field::Code),
    ("SECTEUR-ACTIVITE", Field::Code),
    ("LOCALISATION-GEO", Field::Code),
    ("SYMBOLE-BOURSIER", Field::Code),
    ("PERSONNE", Field::Code),
];
/// Labels of which one must stand in a text without a counter: no writer of prose puts them.
const SURE: &[&str] = &[
    "LOAD-DATE",
    "PUBLICATION-TYPE",
    "LENGTH",
    "LÄNGE",
    "LONGUEUR",
    "JOURNAL-CODE",
    "DATE-CHARGEMENT",
];
/// Different labels of a text without a counter.
const LABELS_OF_ONE: usize = 3;
/// Lines above the first label in which outlet, day and headline stand.
const HEAD_LINES: usize = 40;

/// A counter with labels, or enough labels.
pub fn claims(lines: &[Line]) -> bool {
    let mut labels: Vec<&str> = lines
        .iter()
        .filter_map(|line| Some(labelled(&line.text, LABELS)?.0))
        .collect();
    labels.sort_unstable();
    labels.dedup();
    let counted = lines.iter().any(|line| counter(&line.text).is_some());
    counted && !labels.is_empty()
        || labels.len() >= LABELS_OF_ONE && labels.iter().any(|label| SURE.contains(label))
}

/// `1 of 2 DOCUMENTS`, `Dokument 1 von 2`, `Document 1 de 2`.
pub(super) fn counter(line: &str) -> Option<(usize, usize)> {
    static COUNTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:(\d+) (?:of|von|de|van) (\d+) (?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN)|(?:Dokument|Document|Documento) (\d+) (?:von|de|van) (\d+))$").ok()
    });
    let found = COUNTER.as_ref()?.captures(line)?;
    let number = |one: usize, other: usize| {
        let group = found.get(one).or_else(|| found.get(other))?;
        group.as_str().parse().ok()
    };
    Some((number(1, 3)?, number(2, 4)?))
}

/// The documents of an export; what stands before the first counter is its cover.
pub fn documents(lines: &[Line]) -> Export {
    let starts: Vec<(usize, (usize, usize))> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| Some((at, counter(&line.text)?)))
        .collect();
    if starts.is_empty() {
        let documents = ends(lines)
            .into_iter()
            .filter_map(|part| document(part, None));
        return Export {
            documents: documents.collect(),
            announced: None,
        };
    }
    // Parts of two exports may be one file: what most documents say counts.
    let said = |all: usize| {
        starts
            .iter()
            .filter(|(_, (_, other))| *other == all)
            .count()
    };
    let mut export = Export {
        announced: starts
            .iter()
            .map(|(_, (_, all))| *all)
            .max_by_key(|all| said(*all)),
        ..Export::default()
    };
    for (place, (at, (number, _))) in starts.iter().enumerate() {
        let end = starts.get(place + 1).map_or(lines.len(), |(end, _)| *end);
        export
            .documents
            .extend(document(&lines[at + 1..end], Some(*number)));
    }
    export
}

/// The parts of a text without a counter: each ends behind the copyright that follows its last labels.
fn ends(lines: &[Line]) -> Vec<&[Line]> {
    let is_language = |line: &Line| {
        labelled(&line.text, LABELS).is_some_and(|(_, field, _)| field == Field::Language)
    };
    let is_head = |line: &Line| {
        labelled(&line.text, LABELS).is_some_and(|(label, ..)| {
            matches!(
                label,
                "LENGTH" | "LÄNGE" | "LONGUEUR" | "BYLINE" | "SECTION" | "HEADLINE"
            )
        })
    };
    let mut parts = Vec::new();
    let mut from = 0;
    let mut closed = None;
    for (at, line) in lines.iter().enumerate() {
        if is_language(line) {
            closed = Some(at);
        } else if let Some(end) = closed.filter(|_| is_head(line)) {
            // The head of the next document stands between: it begins behind the last labels and the copyright.
            let mut next = end + 1;
            while next < at
                && (labelled(&lines[next].text, LABELS).is_some()
                    || is_copyright(&lines[next].text))
            {
                next += 1;
            }
            parts.push(&lines[from..next]);
            from = next;
            closed = None;
        }
    }
    parts.push(&lines[from..]);
    parts
}

pub(super) fn is_copyright(line: &str) -> bool {
    let lower = line.to_lowercase();
    lower.starts_with("copyright")
        || line.starts_with('©')
        || lower == "all rights reserved"
        || lower == "alle rechte vorbehalten"
        || lower == "tous droits réservés"
}

/// A document that was found by other marks than its counter; `None` where it has no text.
pub(super) fn counted(lines: &[Line], number: usize) -> Option<Document> {
    document(lines, Some(number))
}

/// One document; `None` where it has no text.
fn document(lines: &[Line], number: Option<usize>) -> Option<Document> {
    let mut document = Document {
        number,
        ..Document::default()
    };
    let first = lines
        .iter()
        .position(|line| labelled(&line.text, LABELS).is_some())?;
    head(&lines[..first], &mut document);
    // Labels stand in a row; the first block that has none is the text.
    let mut at = first;
    while at < lines.len() {
        let Some((_, field, value)) = labelled(&lines[at].text, LABELS) else {
            break;
        };
        let end = block_end(lines, at + 1);
        if field == Field::Body {
            at += usize::from(value.is_empty());
            break;
        }
        let rest = joined(&lines[at + 1..end]);
        document.take(field, &format!("{value} {rest}"));
        at = end;
    }
    let text = at;
    let is_tail = |line: &Line| {
        is_copyright(&line.text) && line.indented
            || labelled(&line.text, LABELS).is_some_and(|(_, field, _)| {
                field != Field::Body && field != Field::Author && field != Field::Title
            })
    };
    let tail = (text..lines.len())
        .find(|&at| lines[at].apart && is_tail(&lines[at]))
        .unwrap_or(lines.len());
    document.body = paragraphs(&lines[text..tail]);
    if let (Some(first), Some(line)) = (document.body.first_mut(), lines.get(text))
        && let Some((_, Field::Body, value)) = labelled(&line.text, LABELS)
        && let Some(rest) = first.find(value)
    {
        first.replace_range(..rest, "");
    }
    let mut last = Field::Code;
    for block in blocks(&lines[tail..]) {
        let all = joined(block);
        match labelled(&all, LABELS) {
            Some((_, field, value)) => {
                document.take(field, value);
                last = field;
            }
            None if block.first().is_some_and(|line| is_copyright(&line.text)) => {
                last = Field::Code;
            }
            None => document.take(last, &all),
        }
    }
    document.is_told().then_some(document)
}

/// The first line from `at` on that begins a block or is labelled.
fn block_end(lines: &[Line], at: usize) -> usize {
    let ends = |line: &Line| line.apart || labelled(&line.text, LABELS).is_some();
    (at..lines.len())
        .find(|&at| ends(&lines[at]))
        .unwrap_or(lines.len())
}

/// Outlet, day and headline above the labels.
fn head(lines: &[Line], document: &mut Document) {
    let lines = &lines[lines.len().saturating_sub(HEAD_LINES)..];
    let lines: Vec<Line> = blocks_by_space(lines)
        .into_iter()
        .filter(|block| !block[0].text.starts_with("Distributed by "))
        .flat_map(|block| unowned(block).to_vec())
        .collect();
    let blocks = blocks_by_space(&lines);
    let place_of = |fits: &dyn Fn(&str) -> bool| {
        let row = |block: &&[Line]| block.iter().position(|line| fits(&line.text));
        blocks
            .iter()
            .enumerate()
            .find_map(|(at, block)| Some((at, row(block)?)))
    };
    let is_dated = |line: &str| days::line(line).is_some();
    let Some((place, row)) = place_of(&is_dated).or_else(|| place_of(&days::is_without_day)) else {
        document.outlet = blocks.first().map(|block| outlet(&block[0].text));
        document.title = blocks.get(1).map(|block| joined(block));
        return;
    };
    let told = &blocks[place][row].text;
    document.published = days::line(told);
    document.undated = document.published.is_none().then(|| told.clone());
    let before: Vec<String> = blocks[..place]
        .iter()
        .map(|block| joined(block))
        .chain((row > 0).then(|| joined(&blocks[place][..row])))
        .collect();
    // The day may be told a second time, in the language of the interface.
    let is_passed = |text: &str| days::is_beside(text) || is_dated(text) || is_citation(text);
    let after = blocks[place + 1..]
        .iter()
        .find(|block| !is_passed(&joined(block)));
    document.outlet = before.first().map(|name| outlet(name));
    document.title = match after {
        Some(block) => Some(joined(block)),
        // The day may stand behind the headline.
        None => before.get(1).cloned(),
    };
}

/// `47-4 Corv. Util. & Transp. 3`: volume, journal cut short and page, as law journals are cited.
fn is_citation(text: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let cut = text.split(' ').filter(|word| word.ends_with('.')).count();
    text.starts_with(is_digit) && text.ends_with(is_digit) && cut > 1
}

/// A block without the lines that say whose the text is, up to the words that all rights are reserved; the outlet may stand
/// right under them.
fn unowned(block: &[Line]) -> &[Line] {
    if !is_copyright(&block[0].text) {
        return block;
    }
    let reserved = block
        .iter()
        .rposition(|line| is_copyright(&line.text))
        .filter(|at| *at > 0);
    let from = reserved.unwrap_or(block.len().saturating_sub(2));
    &block[from + 1..]
}

/// Blocks parted by empty lines alone: what is centred is indented throughout.
fn blocks_by_space(lines: &[Line]) -> Vec<&[Line]> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        if lines.get(at).is_none_or(|line| line.apart) {
            blocks.push(&lines[from..at]);
            from = at;
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}
