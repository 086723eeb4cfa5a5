//! ProQuest: documents between lines of underscores, each with labelled lines in the language of the interface.

use std::sync::LazyLock;

use regex::Regex;

use super::super::clean::Line;
use super::{Document, Export, Field, day, joined, outlet, paragraphs};

/// Labels and what they say.
pub(super) const LABELS: &[(&str, Field)] = &[
    ("Title", Field::Title),
    ("Titel", Field::Title),
    ("Titre", Field::Title),
    ("Título", Field::Title),
    ("Titolo", Field::Title),
    ("Author", Field::Author),
    ("Authors", Field::Author),
    ("Autor", Field::Author),
    ("Verfasser", Field::Author),
    ("Auteur", Field::Author),
    ("Autore", Field::Author),
    ("Publication title", Field::Outlet),
    ("Publikationstitel", Field::Outlet),
    ("Titel der Publikation", Field::Outlet),
    ("Titre de la publication", Field::Outlet),
    ("Título de publicación", Field::Outlet),
    ("Título de la publicación", Field::Outlet),
    ("Publication date", Field::Day),
    ("Publikationsdatum", Field::Day),
    ("Date de publication", Field::Day),
    ("Fecha de publicación", Field::Day),
    ("Data di pubblicazione", Field::Day),
    ("Language of publication", Field::Language),
    ("Language", Field::Language),
    ("Publikationssprache", Field::Language),
    ("Langue de publication", Field::Language),
    ("Idioma de la publicación", Field::Language),
    ("Full text", Field::Body),
    ("Full Text", Field::Body),
    ("Volltext", Field::Body),
    ("Texte intégral", Field::Body),
    ("Texto completo", Field::Body),
    ("Testo completo", Field::Body),
    ("Abstract", Field::Left),
    ("Zusammenfassung", Field::Left),
    ("Résumé", Field::Left),
    ("Resumen", Field::Left),
    ("Correction", Field::Left),
    ("Subtitle", Field::Standfirst),
    ("Illustration", Field::Caption),
    ("Caption", Field::Caption),
    ("Publication info", Field::Code),
    ("Informations de publication", Field::Code),
    ("Información de publicación", Field::Code),
    ("Publikationsinfo", Field::Code),
    ("Subject", Field::Code),
    ("Sujet", Field::Code),
    ("Thema", Field::Code),
    ("Materia", Field::Code),
    ("Business indexing term", Field::Code),
    ("Identifier / keyword", Field::Code),
    ("Location", Field::Code),
    ("People", Field::Code),
    ("Company / organization", Field::Code),
    ("Company", Field::Code),
    ("Classification", Field::Code),
    ("Publication subject", Field::Code),
    ("Publication year", Field::Code),
    ("Año de publicación", Field::Code),
    ("Année de publication", Field::Code),
    ("Pages", Field::Code),
    ("First page", Field::Code),
    ("Section", Field::Code),
    ("Volume", Field::Code),
    ("Issue", Field::Code),
    ("Number of pages", Field::Code),
    ("Publisher", Field::Code),
    ("Place of publication", Field::Code),
    ("Country of publication", Field::Code),
    ("ISSN", Field::Code),
    ("e-ISSN", Field::Code),
    ("CODEN", Field::Code),
    ("Source type", Field::Code),
    ("Document type", Field::Code),
    ("Document feature", Field::Code),
    ("Column", Field::Code),
    ("column", Field::Code),
    ("URL", Field::Url),
    ("Edition", Field::Code),
    ("Credit", Field::Code),
    ("Dateline", Field::Left),
    ("ProQuest document ID", Field::Code),
    ("Accession number", Field::Code),
    ("Document URL", Field::Code),
    ("Links", Field::Code),
    ("Copyright", Field::Code),
    ("Last updated", Field::Code),
    ("Database", Field::Code),
    ("Contact us at", Field::Code),
];
/// Underscores of the line between documents.
const RULE: usize = 20;
/// Labels by which a document is known.
const LABELS_OF_ONE: usize = 2;
/// What the database adds to a headline, or says in place of a text.
pub(super) const NO_TEXT: &[&str] = &[
    "Not available.",
    "Not Available",
    "None available.",
    "None Available.",
];

fn is_rule(line: &str) -> bool {
    line.len() >= RULE && line.bytes().all(|byte| byte == b'_')
}

/// The name and the value of a labelled line.
fn label(line: &str) -> Option<(Field, &str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let (_, field) = LABELS.iter().find(|(label, _)| *label == name)?;
    Some((*field, name, value.trim()))
}

/// A rule, and labels of which one begins a text or names the publication.
pub fn claims(lines: &[Line]) -> bool {
    let labels: Vec<Field> = lines
        .iter()
        .filter_map(|line| Some(label(&line.text)?.0))
        .collect();
    let sure = lines.iter().any(|line| {
        label(&line.text).is_some_and(|(field, name, _)| {
            field == Field::Body || name == "Publication info" || name == "ProQuest document ID"
        })
    });
    lines.iter().any(|line| is_rule(&line.text)) && labels.len() >= LABELS_OF_ONE && sure
}

/// `Document 1 of 2`, `Dokument 1 von 2`.
fn counter(line: &str) -> Option<(usize, usize)> {
    static COUNTER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:Document|Dokument|Documento) (\d+) (?:of|von|de|di|sur) (\d+)$").ok()
    });
    let found = COUNTER.as_ref()?.captures(line)?;
    Some((
        found.get(1)?.as_str().parse().ok()?,
        found.get(2)?.as_str().parse().ok()?,
    ))
}

/// The documents between the rules.
pub fn documents(lines: &[Line]) -> Export {
    let mut export = Export::default();
    for part in lines.split(|line| is_rule(&line.text)) {
        let found = part.iter().find_map(|line| counter(&line.text));
        export.announced = export.announced.max(found.map(|(_, all)| all));
        export
            .documents
            .extend(document(part, found.map(|(number, _)| number)));
    }
    export
}

/// One document; `None` where it has no text, as the cover has none.
fn document(lines: &[Line], number: Option<usize>) -> Option<Document> {
    let mut document = Document {
        number,
        ..Document::default()
    };
    let first = lines.iter().position(|line| label(&line.text).is_some())?;
    let above: Vec<&Line> = lines[..first]
        .iter()
        .filter(|line| counter(&line.text).is_none())
        .collect();
    let headline: Vec<Line> = above.iter().map(|line| (*line).clone()).collect();
    document.title = Some(joined(&headline)).filter(|title| !title.is_empty());
    let mut info = None;
    let mut at = first;
    while at < lines.len() {
        let Some((field, name, value)) = label(&lines[at].text).filter(|_| begins(lines, at))
        else {
            at += 1;
            continue;
        };
        let end = (at + 1..lines.len())
            .find(|&next| label(&lines[next].text).is_some() && begins(lines, next))
            .unwrap_or(lines.len());
        let mut held: Vec<Line> = lines[at..end].to_vec();
        held[0].text = value.to_string();
        held.retain(|line| !line.text.is_empty());
        if field == Field::Body {
            document.body = paragraphs(&held);
        } else if field == Field::Code && name.to_lowercase().contains("info") {
            info = Some(joined(&held));
        } else {
            document.take(field, &joined(&held));
        }
        at = end;
    }
    if let Some(info) = info {
        place(&info, &mut document);
    }
    document
        .body
        .retain(|paragraph| !NO_TEXT.contains(&paragraph.as_str()));
    document.title = document.title.map(|title| without_edition(&title));
    document.is_told().then_some(document)
}

/// The headline without the edition that the database puts behind it: `Ferry union rejects offer: [Final Edition]`.
pub(super) fn without_edition(title: &str) -> String {
    let parted = title
        .rsplit_once(": [")
        .filter(|(_, edition)| edition.ends_with(']'));
    parted.map_or_else(|| title.to_string(), |(headline, _)| headline.to_string())
}

/// A label counts where a line begins anew: behind an empty line, or behind another label.
fn begins(lines: &[Line], at: usize) -> bool {
    lines[at].apart
        || at == 0
        || label(&lines[at - 1].text).is_some_and(|(field, ..)| field != Field::Body)
}

/// `The Isle Courier ; Corvale [Corvale]. 02 May 2025: A3.`: outlet and day, where no field of their own says them.
pub(super) fn place(info: &str, document: &mut Document) {
    static DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(\d{1,2}\.? \p{L}{3,}\.? \d{4}|\p{L}{3,}\.? \d{1,2}, \d{4})").ok()
    });
    if document.outlet.is_none() {
        let name = info.split([';', '[']).next().unwrap_or(info);
        document.outlet = Some(outlet(name.trim())).filter(|name| !name.is_empty());
    }
    if document.published.is_none() {
        document.published = DAY
            .as_ref()
            .and_then(|pattern| pattern.find(info))
            .and_then(|found| day(found.as_str()));
    }
}
