//! Texts that news databases write: Lexis and Nexis Uni, Factiva, ProQuest. Many articles stand in one file, each between lines
//! of the database; what is the reader's own (the search, the name on the cover) is no article.

mod days;
mod elements;
mod europresse;
mod europresse_old;
mod factiva;
mod factiva_page;
mod fielded;
mod integrum;
mod lexis;
mod lexis_page;
mod nexis;
mod outlets;
mod pages;
mod proquest;
mod proquest_page;
mod writers;

use std::ops::ControlFlow;

use crate::model::{Aside, AsideKind, DateSource, Draft, Published};

pub use pages::DatabasePages;
#[cfg(feature = "mail")]
pub use pages::is_page;

use super::Options;
use super::clean::{Line, clean, ends_sentence, lines, unwrapped};
use super::format::{Each, Format, Source, finished, skipped};
use super::language::primary_language;
use super::source_line::zoned_date_line;
use super::url::is_web;

/// Texts of news databases.
pub struct Databases;

/// A database: its name, whether a text that begins so is its own, and the articles of a text.
struct Database {
    name: &'static str,
    claims: fn(&[Line]) -> bool,
    documents: fn(&[Line]) -> Export,
}

/// Every database, the surest to tell first.
const DATABASES: &[Database] = &[
    Database {
        name: "NewsBank",
        claims: fielded::is_newsbank,
        documents: fielded::documents,
    },
    Database {
        name: "Gale",
        claims: fielded::is_gale,
        documents: fielded::documents,
    },
    Database {
        name: "ProQuest",
        claims: proquest::claims,
        documents: proquest::documents,
    },
    Database {
        name: "Factiva",
        claims: factiva::claims_codes,
        documents: factiva::coded,
    },
    Database {
        name: "Lexis",
        claims: lexis::claims,
        documents: lexis::documents,
    },
    Database {
        name: "Nexis Uni",
        claims: nexis::claims,
        documents: nexis::documents,
    },
    Database {
        name: "Factiva",
        claims: factiva::claims_display,
        documents: factiva::displayed,
    },
    Database {
        name: "an unknown database",
        claims: fielded::comes_again,
        documents: fielded::documents,
    },
];

/// Characters of the longest line of hard-wrapped text.
const WRAPPED_CHARS: usize = 90;
/// Documents that a note about missing ones names.
const NAMED_MISSING: usize = 5;

/// What an export holds.
#[derive(Debug, Default)]
pub struct Export {
    documents: Vec<Document>,
    /// How many documents the export says that it holds.
    announced: Option<usize>,
}

/// One article of an export.
#[derive(Debug, Default)]
pub struct Document {
    /// Its number, where the export counts.
    number: Option<usize>,
    title: Option<String>,
    outlet: Option<String>,
    authors: Vec<String>,
    published: Option<Published>,
    language: Option<String>,
    url: Option<String>,
    body: Vec<String>,
    standfirst: Vec<String>,
    captions: Vec<String>,
    left: Vec<String>,
    /// What the export says in place of a day: `Summer, 2008`.
    undated: Option<String>,
}

impl Format for Databases {
    fn name(&self) -> &'static str {
        "news database text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn most_bytes(&self, options: &Options) -> Option<u64> {
        Some(options.max_file_bytes)
    }

    fn claims(&self, head: &str) -> bool {
        of(&lines(head)).is_some()
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let note = source.writing.note();
        let limit = source.options.max_file_bytes;
        let text = match source.text(limit) {
            Ok(text) => text,
            Err(skipped) => return each(Err(skipped)),
        };
        let lines = lines(&text);
        let Some(database) = of(&lines) else {
            let reason = "looks like the export of a news database, but of none that is read";
            return each(Err(skipped(&origin, reason, true)));
        };
        let export = (database.documents)(&lines);
        told(export, database.name, &origin, note, each)
    }
}

/// Tells every article of an export, and which it says that it holds and does not.
fn told(
    mut export: Export,
    name: &str,
    origin: &str,
    note: Option<String>,
    each: Each<'_>,
) -> ControlFlow<()> {
    outlets::as_most(&mut export.documents);
    let found = export.documents.len();
    if found == 0 {
        let reason = format!("no article was found in this export of {name}");
        return each(Err(skipped(origin, reason, true)));
    }
    let numbers: Vec<Option<usize>> = export
        .documents
        .iter()
        .map(|document| document.number)
        .collect();
    for (at, document) in export.documents.into_iter().enumerate() {
        let number = document.number.unwrap_or(at + 1);
        let origin = match found {
            1 => origin.to_string(),
            _ => format!("{origin}#{number}"),
        };
        if document.body.is_empty() {
            let title = document.title.unwrap_or_default();
            let reason = format!("the export of {name} has no text of \"{title}\"");
            each(Err(skipped(&origin, reason, false)))?;
            continue;
        }
        let mut draft = document.draft(origin);
        draft.notes.push(match export.announced {
            Some(all) => format!("from an export of {name}: {number} of {all}"),
            None => format!("from an export of {name}"),
        });
        draft.notes.extend(note.clone());
        each(finished(draft))?;
    }
    match export.announced {
        Some(announced) if announced > found => {
            let missing: Vec<String> = (1..=announced)
                .filter(|number| !numbers.contains(&Some(*number)))
                .take(NAMED_MISSING)
                .map(|number| number.to_string())
                .collect();
            let more = if announced - found > missing.len() {
                ", …"
            } else {
                ""
            };
            let reason = format!(
                "the export of {name} says {announced} documents, {found} were found: not {}{more}",
                missing.join(", ")
            );
            each(Err(skipped(origin, reason, true)))
        }
        _ => ControlFlow::Continue(()),
    }
}

/// The database whose text it is.
fn of(lines: &[Line]) -> Option<&'static Database> {
    DATABASES.iter().find(|database| (database.claims)(lines))
}

impl Document {
    /// Whether it is an article, or the place of one whose text the export does not hold.
    fn is_told(&self) -> bool {
        !self.body.is_empty() || self.title.is_some() && self.published.is_some()
    }

    fn draft(self, origin: String) -> Draft {
        let undated = self
            .undated
            .map(|said| format!("no day is told, only \"{said}\""));
        let all = self.body.len();
        let kinds = [
            (AsideKind::Standfirst, self.standfirst, 0),
            (AsideKind::Caption, self.captions, all),
            (AsideKind::LeftOut, self.left, all),
        ];
        let asides = kinds.into_iter().flat_map(|(kind, texts, after)| {
            texts
                .into_iter()
                .map(move |text| Aside::new(kind, text, after))
        });
        Draft {
            origin,
            title: self.title,
            outlet: self.outlet,
            authors: self.authors,
            published: self.published,
            url: self.url,
            language: self.language,
            asides: asides.filter(|aside| !aside.text.is_empty()).collect(),
            paragraphs: self.body,
            notes: undated.into_iter().collect(),
        }
    }

    /// Takes the value of a labelled line of the database, by what the label means.
    fn take(&mut self, field: Field, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        match field {
            Field::Title => self.title = Some(value.to_string()),
            Field::Outlet => self.outlet = Some(outlet(value)),
            Field::Author => {
                self.authors.extend(writers::of_line(value));
            }
            Field::Day => self.published = self.published.take().or_else(|| day(value)),
            Field::Language => self.language = primary_language(value),
            Field::Url => self.url = Some(value.to_string()).filter(|url| is_web(url)),
            Field::Standfirst => self.standfirst.push(value.to_string()),
            Field::Caption => self.captions.push(value.to_string()),
            Field::Left => self.left.push(value.to_string()),
            // A sentence that begins like a label ("Location: the quay was where they met.") is not the database's.
            Field::Code if reads(value) => self.left.push(value.to_string()),
            Field::Body | Field::Code => {}
        }
    }
}

/// What a labelled line of a database says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Title,
    Outlet,
    Author,
    Day,
    Language,
    Url,
    Standfirst,
    Caption,
    /// Words of the outlet that are no part of the text: a dateline, a correction.
    Left,
    Body,
    /// The database's own: lengths, subjects, numbers.
    Code,
}

/// The day that a line is, whatever words of a page stand around it.
fn day(text: &str) -> Option<Published> {
    // `2025 年 5 月 2 日`: scripts that part no words are spaced by some interfaces.
    let text = match text.contains('年') {
        true => text.replace(' ', ""),
        false => text.to_string(),
    };
    let published = zoned_date_line(&text)?.date.published()?;
    Some(Published {
        from: DateSource::Field,
        ..published
    })
}

/// `The Isle Courier (Corvale)`: the name as the database gives it, without an edition behind it.
fn outlet(text: &str) -> String {
    let name = text.split(';').next().unwrap_or(text);
    let edition = name
        .split_once(" - ")
        .filter(|(_, edition)| days::is_beside(edition));
    clean(edition.map_or(name, |(name, _)| name))
}

/// Whether a value is a sentence.
fn reads(value: &str) -> bool {
    /// Words of the shortest; copyright lines, which end in a full stop too, are the database's.
    const WORDS: usize = 6;
    let lower = value.to_lowercase();
    ends_sentence(value)
        && value.split(' ').count() >= WORDS
        && !lower.contains("copyright")
        && !lower.contains("reserved")
        && !lower.contains("http")
}

/// The paragraphs of a text: what stands between empty lines, where lines are wrapped; else each line.
fn paragraphs(lines: &[Line]) -> Vec<String> {
    let wrapped = lines
        .iter()
        .all(|line| line.text.chars().count() <= WRAPPED_CHARS)
        && lines.iter().any(|line| !line.apart);
    if !wrapped {
        return unwrapped(lines.to_vec())
            .into_iter()
            .map(|line| line.text)
            .collect();
    }
    blocks(lines).into_iter().map(joined).collect()
}

/// Lines between empty lines; an indented line begins a block as well.
fn blocks(lines: &[Line]) -> Vec<&[Line]> {
    let mut blocks = Vec::new();
    let mut from = 0;
    for at in 1..=lines.len() {
        let ends = lines
            .get(at)
            .is_none_or(|line| line.apart || line.indented && !lines[at - 1].indented);
        if ends {
            blocks.push(&lines[from..at]);
            from = at;
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The lines of a block as one.
fn joined(block: &[Line]) -> String {
    block
        .iter()
        .map(|line| line.text.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Name and value of a labelled line whose name is in a table of labels.
fn labelled<'a>(
    line: &'a str,
    labels: &[(&'static str, Field)],
) -> Option<(&'static str, Field, &'a str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim();
    let (label, field) = labels.iter().find(|(label, _)| *label == name)?;
    Some((label, *field, value.trim()))
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Reading, read_bytes};
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        read_bytes(
            "x.txt",
            text.as_bytes(),
            &Options::default(),
            &mut |reading| {
                readings.push(reading);
                ControlFlow::Continue(())
            },
        );
        readings
    }

    #[test]
    fn an_export_that_holds_less_than_it_says_is_told() {
        let text = "                 1 of 3 DOCUMENTS\n\n\n        Alpha News\n\n        May 2, 2025 Friday\n\nRain fell\n\nBYLINE: ANN Doe\n\nLENGTH: 9 words\n\nRain fell on the town all day.\n\nLOAD-DATE: May 3, 2025\n\nLANGUAGE: ENGLISH\n\n                 3 of 3 DOCUMENTS\n\n\n        Alpha News\n\n        May 4, 2025 Sunday\n\nSnow fell\n\nLENGTH: 9 words\n\nSnow fell on the town all day.\n\nLANGUAGE: ENGLISH\n";
        let found = read(text);
        assert_eq!(found.len(), 3, "{found:#?}");
        assert_eq!(found[0].as_ref().unwrap().authors, ["Ann Doe"]);
        assert_eq!(found[1].as_ref().unwrap().origin, "x.txt#3");
        let skipped = found[2].as_ref().unwrap_err();
        assert!(
            skipped.failed
                && skipped
                    .reason
                    .contains("says 3 documents, 2 were found: not 2"),
            "{skipped:?}"
        );
    }

    #[test]
    fn texts_that_speak_of_documents_are_none() {
        for text in [
            "The court saw 1 of 2 DOCUMENTS on Monday, and the end of document two was missing.\n\nIt adjourned.\n",
            "HD is short for high definition.\n\nIt rained on the town all day.\n",
            "Ferry union rejects offer\n\nLength: 61 metres\n\nThe boat is long, the council said on Friday.\n",
            "Subject: boats\n\n____________________________\n\nThe boat is long, the council said on Friday.\n",
            "It rained for long. 61 words\n\n2 May 2025\n\nIt rained on the town all day.\n",
        ] {
            assert!(of(&lines(text)).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "((1 of 2 DOCUMENTS|HD|LP|TD|AN|PD|BYLINE: Jo|LENGTH: 3 words|LANGUAGE: ENGLISH|Body|End of Document|Length: 3 words|3 words|2 May 2025|Alpha News|English|Document ABCD000020250502el520001x|____________________|Full text: It rained\\.|Title: One|It rained on the town all day\\.)\n{1,2}){0,24}") {
            let lines = lines(&text);
            for database in DATABASES {
                let _ = (database.claims)(&lines);
                let _ = (database.documents)(&lines);
            }
        }
    }
}
