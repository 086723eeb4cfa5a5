//! Nexis Uni: headline, outlet, day, labels, `Body`, text, `Classification`, labels, `End of Document`; a cover with the
//! reader's search may stand on top.

use std::sync::LazyLock;

use regex::Regex;

use super::super::clean::Line;
use super::lexis::is_copyright;
use super::{Document, Export, Field, WRAPPED_CHARS, days, joined, labelled, outlet, paragraphs};

/// Labels and what they say, in the languages of the interface.
const LABELS: &[(&str, Field)] = &[
    ("Section", Field::Code),
    ("Rubrik", Field::Code),
    ("Rubrique", Field::Code),
    ("Length", Field::Code),
    ("Länge", Field::Code),
    ("Longueur", Field::Code),
    ("Lengte", Field::Code),
    ("Longitud", Field::Code),
    ("Byline", Field::Author),
    ("Autor", Field::Author),
    ("Auteur", Field::Author),
    ("Dateline", Field::Left),
    ("Highlight", Field::Standfirst),
    ("Hervorhebung", Field::Standfirst),
    ("Distribution", Field::Code),
    ("Edition", Field::Code),
    ("Series", Field::Code),
    ("Language", Field::Language),
    ("Sprache", Field::Language),
    ("Langue", Field::Language),
    ("Taal", Field::Language),
    ("Idioma", Field::Language),
    ("Publication-Type", Field::Code),
    ("Publication Type", Field::Code),
    ("Journal Code", Field::Code),
    ("Subject", Field::Code),
    ("Company", Field::Code),
    ("Organization", Field::Code),
    ("Ticker", Field::Code),
    ("Industry", Field::Code),
    ("Person", Field::Code),
    ("Geographic", Field::Code),
    ("Load-Date", Field::Code),
    ("Acc-no", Field::Code),
    ("ISSN", Field::Code),
    ("URL", Field::Url),
    ("Correction-Date", Field::Code),
];
/// Lines that end a document, in lower case.
const ENDS: &[&str] = &[
    "end of document",
    "ende des dokuments",
    "dokumentende",
    "fin du document",
    "fin del documento",
    "fine del documento",
    "einde van document",
    "einde van het document",
    "fim do documento",
];
/// Lines that begin the text.
const BODIES: &[&str] = &[
    "Body",
    "Text",
    "Corps",
    "Cuerpo",
    "Textkörper",
    "Tekst",
    "Corpo",
];
/// Lines that end the text and head a part of their own.
const PARTS: &[(&str, Field)] = &[
    ("Classification", Field::Code),
    ("Klassifizierung", Field::Code),
    ("Classificatie", Field::Code),
    ("Clasificación", Field::Code),
    ("Graphic", Field::Caption),
    ("Grafik", Field::Caption),
    ("Graphique", Field::Caption),
    ("Notes", Field::Left),
    ("Correction", Field::Left),
];
/// Lines between the day and its labels, and above: more are a cover.
const HEAD_LINES: usize = 12;

fn is_end(line: &str) -> bool {
    ENDS.contains(&line.to_lowercase().as_str())
}

/// An end and a label, or a length and the head of the text.
pub fn claims(lines: &[Line]) -> bool {
    let has = |field: fn(&str) -> bool| lines.iter().any(|line| field(&line.text));
    let is_length = |line: &str| {
        labelled(line, LABELS).is_some_and(|(label, _, value)| {
            matches!(
                label,
                "Length" | "Länge" | "Longueur" | "Lengte" | "Longitud"
            ) && value.starts_with(|letter: char| letter.is_ascii_digit())
        })
    };
    let is_body = |line: &str| BODIES.contains(&line);
    let is_load = |line: &str| line.starts_with("Load-Date:");
    has(is_length) && (has(is_end) || has(is_body) || has(is_load)) || has(is_end) && has(is_load)
}

/// The documents of an export, each up to its end.
pub fn documents(lines: &[Line]) -> Export {
    static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:Documents?|Dokumente?|Documentos?|Documenten) \((\d+)\)$").ok()
    });
    let announced = lines.iter().find_map(|line| {
        COUNT
            .as_ref()?
            .captures(&line.text)?
            .get(1)?
            .as_str()
            .parse()
            .ok()
    });
    let lines: Vec<Line> = lines
        .iter()
        .filter(|line| !is_page_mark(&line.text))
        .cloned()
        .collect();
    let parts = lines.split(|line| is_end(&line.text));
    Export {
        documents: parts.filter_map(document).collect(),
        announced,
    }
}

/// `Page 1 of 2`, `About LexisNexis | Privacy Policy | …`: what stands on every printed page.
fn is_page_mark(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let paged = matches!(words.as_slice(), ["Page" | "Seite", at, "of" | "von", all]
        if at.parse::<usize>().is_ok() && all.parse::<usize>().is_ok());
    paged || line.contains("About LexisNexis") || line == "Link to Image" || line == "Link to PDF"
}

/// One document; `None` where it has no text, as the cover has none.
fn document(lines: &[Line]) -> Option<Document> {
    let mut document = Document::default();
    let is_label = |line: &Line| labelled(&line.text, LABELS).is_some();
    let body = lines
        .iter()
        .position(|line| BODIES.contains(&line.text.as_str()));
    let text = match body {
        Some(body) => body + 1,
        // Without a head of the text it stands behind the first run of labels.
        None => {
            let first = lines.iter().position(is_label)?;
            (first..lines.len()).find(|&at| !is_label(&lines[at]))?
        }
    };
    let head = &lines[..text];
    read_head(head, &mut document);
    for line in head {
        if let Some((_, field, value)) = labelled(&line.text, LABELS) {
            document.take(field, value);
        }
    }
    let part = |line: &Line| PARTS.iter().find(|(name, _)| *name == line.text);
    let tail = (text..lines.len())
        .find(|&at| part(&lines[at]).is_some() || lines[at].text.starts_with("Load-Date:"))
        .unwrap_or(lines.len());
    document.body = paragraphs(&lines[text..tail]);
    let mut inside = Field::Code;
    for line in &lines[tail..] {
        if let Some((_, field)) = part(line) {
            inside = *field;
        } else if let Some((_, field, value)) = labelled(&line.text, LABELS) {
            document.take(field, value);
        } else {
            document.take(inside, &line.text);
        }
    }
    document.is_told().then_some(document)
}

/// Headline, outlet and day above the labels. Where no day stands (of some that were corrected later), the outlet is the last line
/// above the copyright all the same.
fn read_head(head: &[Line], document: &mut Document) {
    let is_label = |line: &Line| labelled(&line.text, LABELS).is_some();
    let last_of = |fits: &dyn Fn(&str) -> bool| {
        // A cover may say when it was printed: the day of the article stands last.
        let fits = |line: &Line| fits(&line.text) && !is_label(line) && !is_cover(&line.text);
        head.iter().rposition(fits)
    };
    let dated = last_of(&|line| days::line(line).is_some());
    let season = || last_of(&days::is_without_day);
    let owned = || {
        head.iter()
            .rposition(|line| is_copyright(&line.text) && !is_label(line))
    };
    let labels = || head.iter().position(is_label);
    let stands = dated.or_else(season);
    let end = stands.or_else(owned).or_else(labels).unwrap_or(head.len());
    match dated {
        Some(at) => document.published = days::line(&head[at].text),
        None => document.undated = stands.map(|at| head[at].text.clone()),
    }
    let above: Vec<&Line> = head[end.saturating_sub(HEAD_LINES)..end]
        .iter()
        .filter(|line| !is_cover(&line.text) && !days::is_corrected(&line.text))
        .collect();
    match above.as_slice() {
        [one] if stands.is_none() => document.title = Some(one.text.clone()),
        lines => {
            document.outlet = lines.last().map(|line| outlet(&line.text));
            document.title = lines.len().checked_sub(2).map(|at| headline(lines, at));
        }
    }
}

/// The headline that ends in a line: with the lines above it where it was wrapped.
fn headline(lines: &[&Line], at: usize) -> String {
    let mut from = at;
    let wrapped = |line: &Line| line.text.chars().count() <= WRAPPED_CHARS;
    while from > 0 && !lines[from].apart && wrapped(lines[from - 1]) {
        from -= 1;
    }
    let block: Vec<Line> = lines[from..=at]
        .iter()
        .map(|line| (*line).clone())
        .collect();
    joined(&block)
}

/// A line of the cover: who searched, when, for what, and the list of what was found.
fn is_cover(line: &str) -> bool {
    const COVERS: &[&str] = &[
        "User Name:",
        "Date and Time:",
        "Job Number:",
        "Client/Matter:",
        "Search Terms:",
        "Search Type:",
        "Narrowed by",
        "Content Type",
        "Copyright",
        "Documents (",
        "Document (",
        "Benutzername:",
        "Datum und Uhrzeit:",
        "Suchbegriffe:",
        "Nom d'utilisateur",
    ];
    let numbered = line.split_once(". ").is_some_and(|(number, _)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    numbered && days::line(line).is_none() || COVERS.iter().any(|cover| line.starts_with(cover))
}

#[cfg(test)]
mod tests {
    use super::super::super::clean::lines;
    use super::*;

    fn read(head: &str) -> Document {
        let cover = "User Name: = Jo Doe\n\nDate and Time: = 6 June 2025\n\nNarrowed by:\n\nContent Type\n\nNarrowed by\n\nNews\n\n-None-\n\n";
        let text = format!(
            "{cover}Ferry line closes\n\n{head}\n\nCopyright 2025 Halm Courier\n\nSection: News\n\nLength: 60 words\n\nByline: Jo Lind\n\nBody\n\nThe ferry made its last crossing on Friday.\n\nClassification\n\nLanguage: ENGLISH\n\nLoad-Date: May 3, 2025\n\nEnd of Document\n"
        );
        documents(&lines(&text)).documents.remove(0)
    }

    #[test]
    fn headline_and_outlet_are_there_whatever_stands_behind_the_day() {
        for (head, outlet, day) in [
            (
                "Halm Courier (Halm)\n\nMay 2, 2025 Friday",
                "Halm Courier (Halm)",
                Some("2025-05-02"),
            ),
            (
                "Halm Courier (Halm)\n\nMay 2, 2025 Friday Final Edition",
                "Halm Courier (Halm)",
                Some("2025-05-02"),
            ),
            (
                "Halm Courier (Halm) - Final Edition\n\nMay 2, 2025",
                "Halm Courier (Halm)",
                Some("2025-05-02"),
            ),
            (
                "Halm Courier - Final Edition\n\nMay 2, 2025 Friday",
                "Halm Courier",
                Some("2025-05-02"),
            ),
            (
                "Halm Courier\n\n2. Mai 2025 Freitag Bundesausgabe",
                "Halm Courier",
                Some("2025-05-02"),
            ),
            (
                "Halm Courier\n\nMay 2, 2025 Friday\n\nCorrection Appended",
                "Halm Courier",
                Some("2025-05-02"),
            ),
            (
                "Halm Courier (Halm) - Final Edition\n\nCorrection Appended",
                "Halm Courier (Halm)",
                None,
            ),
            ("Halm Courier\n\nSummer, 2025", "Halm Courier", None),
        ] {
            let found = read(head);
            assert_eq!(found.title.as_deref(), Some("Ferry line closes"), "{head}");
            assert_eq!(found.outlet.as_deref(), Some(outlet), "{head}");
            assert_eq!(found.published.as_ref().map(|day| day.day()), day, "{head}");
            assert_eq!(
                found.body,
                ["The ferry made its last crossing on Friday."],
                "{head}"
            );
        }
    }
}
