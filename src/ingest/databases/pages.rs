//! News databases as pages: Factiva, Europresse, ProQuest, Lexis and Integrum, each with as many articles as were asked for.

use std::ops::ControlFlow;

use dom_query::Document as Page;

use super::super::Options;
use super::super::format::{Each, Format, Head, Source, skipped};
use super::{
    Document, Export, europresse, europresse_old, factiva_page, integrum, lexis_page,
    proquest_page, told,
};

/// Pages of news databases.
pub struct DatabasePages;

/// A database: its name, whether a page that begins so is its own, and the articles of a page.
struct Database {
    name: &'static str,
    owns: fn(&str) -> bool,
    documents: fn(&str) -> Export,
}

const DATABASES: &[Database] = &[
    Database {
        name: "Factiva",
        owns: factiva_page::owns,
        documents: |text| on_page(text, factiva_page::of_page),
    },
    Database {
        name: "Europresse",
        owns: europresse::owns,
        documents: |text| on_page(text, europresse::of_page),
    },
    Database {
        name: "Europresse",
        owns: europresse_old::owns,
        documents: europresse_old::documents,
    },
    Database {
        name: "ProQuest",
        owns: proquest_page::owns,
        documents: proquest_page::documents,
    },
    Database {
        name: "Lexis",
        owns: lexis_page::owns,
        documents: lexis_page::documents,
    },
    Database {
        name: "Integrum",
        owns: integrum::owns,
        documents: integrum::documents,
    },
];

impl Format for DatabasePages {
    fn name(&self) -> &'static str {
        "news database page"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &[]
    }

    fn most_bytes(&self, options: &Options) -> Option<u64> {
        Some(options.max_file_bytes)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        of(head.text).is_some()
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        /// Largest page that is taken apart, in bytes: 500 articles, the most that these databases give at once, have 5 MB.
        const MOST: u64 = 64 << 20;
        let origin = source.origin.clone();
        let note = source.writing.note();
        let text = match source.text(MOST) {
            Ok(text) => text,
            Err(skipped) => return each(Err(skipped)),
        };
        let Some(database) = of(&text) else {
            let reason = "looks like the page of a news database, but of none that is read";
            return each(Err(skipped(&origin, reason, true)));
        };
        // A line that is broken is no word that goes on.
        let text = text.replace("<br", " <br").replace("<BR", " <BR");
        told(
            (database.documents)(&text),
            database.name,
            &origin,
            note,
            each,
        )
    }
}

/// Whether a text is the page of a news database.
#[cfg(feature = "mail")]
pub fn is_page(text: &str) -> bool {
    of(text).is_some()
}

/// The articles of a page that does not say how many it holds.
fn on_page(text: &str, documents: fn(&Page) -> Vec<Document>) -> Export {
    Export {
        documents: documents(&Page::from(text)),
        announced: None,
    }
}

fn of(text: &str) -> Option<&'static Database> {
    DATABASES.iter().find(|database| (database.owns)(text))
}
