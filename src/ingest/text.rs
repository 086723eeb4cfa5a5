//! Plain text: as copied out of a web page, sent by wire or mail, or written by hand.

use std::ops::ControlFlow;

use crate::model::{DateSource, Draft};

use super::clean::{lines, unwrapped};
use super::day_in_path::date_in_path;
use super::format::{Each, Format, Source, finished, skipped};
use super::page::{Layout, Page, page};

/// Lines of the longest text that is read, empty ones with them: each costs memory before it is known what it is, and a book
/// as long as an article may be has 200,000.
const MOST_LINES: usize = 500_000;

/// Plain text.
pub struct Text;

impl Format for Text {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "asc"]
    }

    fn claims(&self, _head: &str) -> bool {
        false
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let note = source.writing.note();
        let limit = source.options.max_article_bytes;
        match source.text(limit) {
            Ok(text) if text.lines().count() > MOST_LINES => {
                let reason = format!("more than {MOST_LINES} lines: a list, not an article");
                each(Err(skipped(&origin, reason, true)))
            }
            Ok(text) => {
                let mut draft =
                    from_page(page(unwrapped(lines(&text)), Layout::Copied, None), origin);
                draft.notes.extend(note);
                dated_by_name(&mut draft);
                each(finished(draft))
            }
            Err(skipped) => each(Err(skipped)),
        }
    }
}

/// A draft of what a page shows.
pub fn from_page(page: Page, origin: String) -> Draft {
    Draft {
        origin,
        title: page.title,
        outlet: page.outlet,
        authors: page.authors,
        published: page.published,
        paragraphs: page.paragraphs,
        asides: page.asides,
        notes: page.notes,
        ..Draft::default()
    }
}

/// The date in the file's own name, where nothing else tells one.
pub fn dated_by_name(draft: &mut Draft) {
    if draft.published.is_none() {
        let name = draft.origin.rsplit(['/', '\\']).next().unwrap_or("");
        draft.published = date_in_path(name, DateSource::FileName);
    }
}
