//! PDF: the text of its pages in the order of reading, without running heads and numbers of pages, divided words made whole.
//!
//! The file is read in a process of its own. Where the order of its text is not sure, or a machine recognised its letters, the
//! text is kept beside the article: it is searched and shown, and never compared.

mod columns;
mod letters;
mod paragraphs;
mod rows;
mod running;
mod told;

use std::ops::ControlFlow;

use crate::model::{Aside, AsideKind, DateSource, Draft, Published};

use super::Options;
use super::apart::ask;
use super::beside::set_beside;
use super::clean::{Line, clean};
use super::databases::Databases;
use super::day_in_path::dated_by_name;
use super::document::{self, Beside, Place, names_author, own_author, own_title};
use super::format::{Each, Format, Head, Source, finished, skipped};
use super::furniture::bare;
use super::page::{Layout, page};
use super::record::is_deep;
use super::signers::is_outlet;
use super::source_line::{outlet_line, zoned_date_line};
use super::text::with_page;
use super::url::is_web;
use told::{Doubt, Told, told};

/// PDF files.
pub struct Pdf;

/// How a file begins; some programs write a line of their own before it.
const MARK: &[u8] = b"%PDF-";
const MARK_BYTES: usize = 1024;
/// Largest file that is read, in bytes: an issue of a magazine with its pictures.
const MOST_BYTES: u64 = 128 << 20;

impl Format for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        Some(MOST_BYTES)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        let start = &head.bytes[..head.bytes.len().min(MARK_BYTES)];
        let is_marked = || start.windows(MARK.len()).any(|bytes| bytes == MARK);
        // A text may speak of the mark.
        start.starts_with(MARK) || head.text.is_empty() && is_marked()
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let (origin, name) = (source.origin.clone(), source.name.clone());
        let (options, nest) = (source.options, source.nest.clone());
        let told = source.whole(MOST_BYTES).and_then(|bytes| {
            let answer = ask("pdf", bytes);
            let told = answer.and_then(|answer| {
                serde_json::from_slice::<Told>(&answer)
                    .map_err(|error| format!("its reader gave no sound answer: {error}"))
            });
            told.map_err(|reason| skipped(&origin, reason, true))
        });
        let told = match told {
            Ok(told) => told,
            Err(skipped) => return each(Err(skipped)),
        };
        let text = told.paragraphs.join("\n\n");
        if told.doubts.is_empty() && Databases.claims(&text) {
            let place = Place {
                origin,
                name,
                options,
                nest,
            };
            return document::read(&text, Beside::default(), place, "a PDF", each);
        }
        each(finished(draft(told, &origin)))
    }
}

/// What the process that reads apart answers: a [`Told`] as JSON.
///
/// # Errors
/// Why nothing is told.
pub fn answer(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    serde_json::to_vec(&told(bytes)?).map_err(|error| error.to_string())
}

/// The article that a PDF holds.
fn draft(told: Told, origin: &str) -> Draft {
    let lines: Vec<Line> = told
        .paragraphs
        .iter()
        .map(|text| Line {
            text: text.clone(),
            apart: true,
            indented: false,
        })
        .collect();
    let url = printed_address(&told.running);
    let own_title = told.title.as_deref().and_then(own_title);
    let outlet = told.headline.as_deref().zip(own_title.as_deref());
    let known = Draft {
        origin: origin.to_string(),
        title: told.headline.clone(),
        outlet: outlet.and_then(|(headline, title)| outlet_behind(headline, title)),
        published: match url {
            // Above an address a browser prints the day of printing.
            None => day_of_head(&told.running),
            Some(_) => None,
        },
        url,
        notes: notes(&told),
        ..Draft::default()
    };
    let all = told.paragraphs.len();
    let head_day = known.published.clone();
    let known = Draft {
        published: None,
        ..known
    };
    let mut draft = with_page(
        &known,
        page(lines, Layout::Copied, told.headline.as_deref()),
    );
    draft.published = draft.published.or(head_day);
    draft.title = draft.title.or(own_title);
    let gone = all - draft.paragraphs.len().min(all);
    for (text, after) in told.beside {
        let aside = Aside::new(AsideKind::LeftOut, text, after.saturating_sub(gone));
        let place = draft
            .asides
            .partition_point(|other| other.after <= aside.after);
        draft.asides.insert(place, aside);
    }
    let feet = told.running.into_iter().filter(|row| says(row));
    draft.asides.extend(
        feet.map(|row| Aside::new(AsideKind::LeftOut, clean(&row), draft.paragraphs.len())),
    );
    if !told.doubts.is_empty() {
        set_beside(&mut draft);
    }
    dated_by_name(&mut draft);
    if draft.published.is_none() {
        let made = told.made.map(|made| {
            format!("no day of publication was found; the PDF itself was made on {made}")
        });
        draft.notes.extend(made);
    }
    draft
}

/// Whether a row above or below a page says anything.
fn says(row: &str) -> bool {
    row.chars().any(char::is_alphabetic)
}

fn notes(told: &Told) -> Vec<String> {
    let mut notes = vec![match told.pages {
        1 => "read from a PDF of one page".to_string(),
        pages => format!("read from a PDF of {pages} pages"),
    }];
    notes.extend(told.doubts.iter().map(|doubt| {
        let why = match doubt {
            Doubt::Columns => "columns unsure",
            Doubt::Headlines => "several headlines: it may hold more than one article",
            Doubt::Recognised => "the letters were recognised by a machine (OCR)",
            Doubt::Letters => "the file does not say what some of its letters are",
            Doubt::Cut => "the end of the file is missing",
        };
        format!("{why}: the text is searched, not compared")
    }));
    notes.extend(match told.pictured {
        0 => None,
        1 => Some("one page is a picture without a text".to_string()),
        pages => Some(format!("{pages} pages are pictures without a text")),
    });
    notes.extend(match told.joined {
        0 => None,
        1 => Some("a word that was divided at the end of its row was made whole".to_string()),
        words => Some(format!(
            "{words} words that were divided at the ends of rows were made whole"
        )),
    });
    let author = told.author.as_deref().and_then(own_author);
    notes.extend(author.as_deref().map(names_author));
    notes
}

/// The address of the page that a browser printed.
fn printed_address(running: &[String]) -> Option<String> {
    let words = running.iter().flat_map(|row| row.split(' '));
    let mut addresses = words.filter(|word| is_web(word) && is_deep(word) && !word.ends_with('…'));
    addresses.next().map(str::to_string)
}

/// The day that stands above or below the pages of a paper.
fn day_of_head(running: &[String]) -> Option<Published> {
    let mut days = running.iter().filter_map(|row| {
        let mut row = row.split(['|', '·', '•']);
        row.find_map(|part| zoned_date_line(part.trim()))
    });
    let published = days.next()?.date.published()?;
    Some(Published {
        from: DateSource::Text,
        ..published
    })
}

/// `Alpha Wire` of `Town closes its bridge | Alpha Wire`, where the headline is known.
fn outlet_behind(headline: &str, title: &str) -> Option<String> {
    const SIGNS: &[&str] = &[" - ", " | ", " – ", " — "];
    let parted = SIGNS.iter().filter_map(|sign| title.rsplit_once(sign));
    parted
        .filter(|(head, name)| bare(head) == bare(headline) && is_outlet(name, false))
        .find_map(|(_, name)| outlet_line(name))
        .map(str::to_string)
}
