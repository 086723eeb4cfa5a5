//! Plain text: as copied out of a web page, sent by wire or mail, or written by hand.

use std::ops::ControlFlow;

use crate::model::{DateSource, Draft};

use super::clean::{lines, unwrapped};
use super::day_in_path::{date_in_path, dated_by_name};
use super::fields::{Keeper, Record, facts, standfirst};
use super::format::{Each, Format, Source, finished, skipped};
use super::labelled::labelled_head;
use super::page::{Layout, Page, page};
use super::signers::is_outlet;
use super::source_line::outlet_line;
use super::url::{host, path};

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
                let (record, body) = match labelled_head(text.trim_start_matches('\u{feff}')) {
                    Some((record, body)) => (record, body),
                    None => (Record::new(), text.as_str()),
                };
                let draft = facts(&record, &origin, Keeper::Reader);
                let lines = unwrapped(lines(body));
                let mut draft =
                    with_page(&draft, page(lines, Layout::Copied, draft.title.as_deref()));
                draft
                    .asides
                    .splice(0..0, standfirst(&record, &draft.paragraphs));
                sited(&mut draft);
                draft.notes.extend(note);
                dated_by_name(&mut draft);
                each(finished(draft))
            }
            Err(skipped) => each(Err(skipped)),
        }
    }
}

/// What is known of an article, completed by what its page shows.
pub fn with_page(known: &Draft, page: Page) -> Draft {
    let known = known.clone();
    let url = known.url.or(page.url);
    let host = url.as_deref().and_then(host);
    let day = url
        .as_deref()
        .and_then(|url| date_in_path(path(url), DateSource::Url));
    Draft {
        title: known.title.or(page.title),
        outlet: known.outlet.or(page.outlet).or(host).or(page.agency),
        url,
        authors: if known.authors.is_empty() {
            page.authors
        } else {
            known.authors
        },
        published: known.published.or(page.published).or(day),
        paragraphs: page.paragraphs,
        asides: [known.asides, page.asides].concat(),
        notes: [known.notes, page.around, page.notes].concat(),
        ..known
    }
}

/// `Ferry union rejects offer - The Isle Courier`: headline and outlet, where nothing else names one.
fn sited(draft: &mut Draft) {
    const SIGNS: &[&str] = &[" - ", " | ", " – ", " — "];
    let title = draft.title.as_deref().unwrap_or("");
    let mut parted = SIGNS.iter().filter_map(|sign| title.rsplit_once(sign));
    let named = parted.find(|(headline, name)| {
        headline.contains(' ') && is_outlet(name, false) && outlet_line(name).is_some()
    });
    let Some((headline, name)) = named.filter(|_| draft.outlet.is_none()) else {
        return;
    };
    draft.outlet = Some(name.to_string());
    draft.title = Some(headline.trim().to_string());
}
