//! Saved pages: the main text by a Readability algorithm (dom_smoothie), the facts by [`metadata`](super::metadata).
//!
//! Every parser of the html5ever family is quadratic in the depth of nesting, and the extractor recurses: pages that are too
//! deep or too large go past it, and it runs on a thread of its own, with a stack of its own and a deadline.

mod around;
mod article_box;
mod block;
mod caption;
mod element;
mod extract;
pub mod fragment;
mod head;
mod kept_links;
mod link_list;
mod linked;
mod loose_json;
mod mend;
mod metadata;
mod parted;
mod paywall;
mod prune;
mod restored;
mod saved;
mod several;
mod signature;
mod tree;

use std::collections::HashSet;
use std::ops::ControlFlow;

use crate::model::{Aside, AsideKind, DateSource, Draft, Published};

use super::bounds::{MOST_PAGE_TEXT, page_too_long};
use super::clean::{Line, lines};
use super::day_in_path::dated_by_name;
use super::format::{Each, Format, Source, finished, skipped};
use super::furniture::bare;
use super::markup;
use super::page::{Layout, Page, aside_notes, page, shortened};
use super::signers::is_outlet;
use super::url::host;

use self::around::{Placed, asides, is_made_of, letters};
use self::block::Mark;
use self::extract::{Extract, extract_apart};
use self::metadata::Facts;
use self::restored::restore;

/// HTML.
pub struct Html;

/// Elements that may nest in each other before the parser's time, quadratic in it, is felt.
const MAX_DEPTH: usize = 500;
/// Tags of the largest page that is given to the extractor, which goes over its tree many times: real pages have up to 10,000.
/// What goes over all tags for each tag takes two seconds at this number.
const MAX_TAGS: usize = 60_000;
/// Attributes of one tag, each of which the parser compares with all before it: real tags have up to 1,200, by a quotation mark
/// left open.
const MAX_ATTRIBUTES: usize = 5_000;
/// An extract shorter than this share of the text in JSON-LD, in percent, missed the article.
const MISSED_PERCENT: usize = 50;
/// Bytes of the shortest extract that is believed where the page shows much more.
const FEW_BYTES: usize = 250;

impl Format for Html {
    fn name(&self) -> &'static str {
        "HTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml"]
    }

    fn claims(&self, head: &str) -> bool {
        let start: String = head
            .trim_start_matches('\u{feff}')
            .trim_start()
            .chars()
            .take(2000)
            .collect::<String>()
            .to_lowercase();
        start.starts_with("<!doctype html")
            || (start.starts_with('<')
                && ["<html", "<head", "<body", "<meta ", "<title>"]
                    .iter()
                    .any(|tag| start.contains(tag)))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let (origin, note) = (source.origin.clone(), source.writing.note());
        let limit = source.options.max_article_bytes;
        match source.text(limit) {
            Ok(html) => {
                let size = markup::size(&html);
                if let Some(reason) = beyond(&size) {
                    return each(Err(skipped(&origin, reason, true)));
                }
                if let Some(links) = kept_links::list(&html) {
                    return each(Err(skipped(&origin, links, false)));
                }
                let mut draft = saved::capture(&html).told(draft(html, size, origin));
                draft.notes.extend(note);
                each(finished(draft))
            }
            Err(skipped) => each(Err(skipped)),
        }
    }
}

/// Why a page is not read at all.
fn beyond(size: &markup::Size) -> Option<String> {
    if size.attributes > MAX_ATTRIBUTES {
        return Some(format!(
            "a tag of {} attributes: a page with a tag of more than {MAX_ATTRIBUTES} is not read",
            size.attributes
        ));
    }
    (size.text > MOST_PAGE_TEXT).then(|| page_too_long(size.text))
}

fn draft(html: String, size: markup::Size, origin: String) -> Draft {
    let too_much = if size.depth > MAX_DEPTH {
        Some(format!("nested deeper than {MAX_DEPTH} elements"))
    } else if size.tags > MAX_TAGS {
        Some(format!("more than {MAX_TAGS} tags"))
    } else {
        None
    };
    let (extract, problem) = match too_much {
        Some(reason) => (None, Some(format!("{reason}: taken as plain text"))),
        None => extract_apart(&html),
    };
    let extract = extract.unwrap_or_default();
    let facts = &extract.facts;
    let title = headline(&extract);
    let mut notes = facts.notes.clone();
    notes.extend(problem);
    let (mut found, asked) = text_of(&html, &extract, title.as_deref(), &mut notes);
    let title = title.or_else(|| found.title.take());
    if let (Some(first), Some(heading)) = (found.paragraphs.first(), &extract.heading)
        && found.paragraphs.len() > 1
        && bare(first) == bare(heading)
    {
        found.paragraphs.remove(0);
        found
            .asides
            .iter_mut()
            .for_each(|aside| aside.after = aside.after.saturating_sub(1));
    }
    notes.append(&mut found.notes);
    let titles: Vec<&str> = [
        title.as_deref(),
        extract.heading.as_deref(),
        facts.title.as_deref(),
    ]
    .into_iter()
    .flatten()
    .collect();
    restore(&extract.blocks, &mut found, &titles, &extract.head.taken);
    let placed = Placed::new(&extract.blocks, &found.paragraphs);
    let asides = asides(
        &extract.blocks,
        &placed,
        &found,
        &titles,
        &extract.head.taken,
    );
    // The lines of other articles are told as such, not as furniture.
    let of_others: HashSet<&str> = extract
        .blocks
        .blocks
        .iter()
        .filter(|block| block.mark == Some(Mark::Other))
        .map(|block| block.text.as_str())
        .collect();
    let of_page: Vec<Aside> = asides
        .iter()
        .filter(|aside| !of_others.contains(aside.text.as_str()))
        .cloned()
        .collect();
    notes.extend(aside_notes(&of_page));
    notes.extend(others_note(&extract.others));
    let behind = placed.behind(&extract.blocks, paywall::LINES_BEHIND);
    let missing = extract.closed_missing;
    notes.extend(paywall::note(
        facts,
        missing,
        asked,
        behind,
        &found.paragraphs,
    ));
    let outlet = facts
        .outlet
        .clone()
        .or_else(|| extract.head.outlet.clone())
        .or(found.outlet)
        .or_else(|| facts.url.as_deref().and_then(host))
        .or(found.agency);
    let named = [
        &facts.authors,
        &extract.head.authors,
        &extract.authors,
        &found.authors,
    ];
    let mut authors = named
        .into_iter()
        .find(|authors| !authors.is_empty())
        .cloned()
        .unwrap_or_default();
    authors.retain(|author| {
        outlet.as_deref() != Some(author.as_str())
            && !(is_outlet(author, false) && author.split(' ').count() < 3)
    });
    let mut published = facts.published.clone();
    if published.is_none() {
        let (shown, note) = shown_date(&extract);
        published = shown.or(found.published);
        notes.extend(note);
    }
    let mut draft = Draft {
        origin,
        title: title.filter(|title| !title.is_empty()),
        outlet,
        authors,
        published,
        url: facts.url.clone(),
        language: facts.language.clone(),
        paragraphs: found.paragraphs,
        asides,
        notes,
    };
    dated_by_name(&mut draft);
    draft
}

/// The headline: what the page calls it, in the form that it shows.
fn headline(extract: &Extract) -> Option<String> {
    let stated = best_title(extract.title.as_deref(), &extract.facts);
    let title = stated.or_else(|| extract.heading.clone())?;
    match &extract.heading {
        Some(heading) if is_within(heading, &title) => Some(heading.clone()),
        _ => Some(title),
    }
}

/// The text of a page, sorted, and whether it asked for a subscription where it stops: the extractor's, that of the page's
/// metadata where the extractor missed it, else all that is seen.
fn text_of(
    html: &str,
    extract: &Extract,
    title: Option<&str>,
    notes: &mut Vec<String>,
) -> (Page, bool) {
    let mut asked = false;
    let mut sorted = |text: &str, layout: Layout| {
        let mut lines = lines(text);
        let (taken, rest): (Vec<Line>, Vec<Line>) = lines
            .into_iter()
            .partition(|line| is_made_of(&letters(&line.text), &extract.head.taken));
        lines = rest;
        let asking = paywall::without_asking(&mut lines);
        let mut found = page(lines, layout, title);
        // What was sorted out of the text is told later, together with what never came into it.
        found.around.clear();
        let after = found.paragraphs.len();
        let above = taken.into_iter().map(|line| (line, 0));
        let below = asking.into_iter().map(|line| (line, after));
        asked |= below.len() > 0;
        found.asides.extend(
            above
                .chain(below)
                .map(|(line, after)| Aside::new(AsideKind::LeftOut, line.text, after)),
        );
        found
    };
    let mut found = sorted(&extract.text, Layout::Extracted);
    let linked = extract.facts.body.as_deref();
    if let Some(body) = linked.filter(|body| extract.text.len() * 100 < body.len() * MISSED_PERCENT)
    {
        let body = if markup::is_markup(body) {
            markup::text(body, markup::Part::All)
        } else {
            linked::unescaped(body)
        };
        found = sorted(&body, Layout::Extracted);
        notes.push("body taken from the page's metadata (JSON-LD)".into());
    } else if bytes_of(&found) < FEW_BYTES {
        let seen = extract.blocks.seen();
        let text = match seen.is_empty() {
            true => markup::text(html, markup::Part::Main),
            false => seen,
        };
        let whole = sorted(&text, Layout::Copied);
        if bytes_of(&whole) > bytes_of(&found) * 2 {
            found = whole;
            notes.push("no main text found: all visible text was taken".into());
        }
    }
    (found, asked)
}

/// The day that the lines around the headline give, and what should be told of it.
fn shown_date(extract: &Extract) -> (Option<Published>, Option<String>) {
    let Some(first) = extract.head.dates.iter().min_by_key(|date| date.updated) else {
        return (None, None);
    };
    let (published, note) = first.date.clone().with_note("");
    let known = published.is_some();
    let published = published.map(|published| Published {
        from: DateSource::Text,
        ..published
    });
    (published, note.filter(|_| known))
}

/// `2 other articles on the page left out: "Console price falls", …`
fn others_note(others: &[String]) -> Option<String> {
    let first = others.first()?;
    let (noun, more) = match others.len() {
        1 => ("article", ""),
        _ => ("articles", ", …"),
    };
    Some(format!(
        "{} other {noun} on the page left out: \"{}\"{more}",
        others.len(),
        shortened(first)
    ))
}

/// Whether a heading is a headline, and stands in a longer title.
fn is_within(heading: &str, title: &str) -> bool {
    /// One or two words may be the name of a section.
    const HEADLINE_WORDS: usize = 3;
    let (heading, title) = (bare(heading), bare(title));
    heading.split(' ').count() >= HEADLINE_WORDS && title.contains(&heading)
}

/// The headline that the page's metadata names, else the extractor's; without the outlet's name behind it.
fn best_title(extracted: Option<&str>, facts: &Facts) -> Option<String> {
    /// What parts a headline from the name of the site.
    const SIGNS: &[&str] = &[
        " | ", " - ", " – ", " — ", " -- ", " » ", " :: ", " · ", "_",
    ];
    // What a page calls its headline is now and then a description: it must be about the same as the title on top.
    let stated = facts
        .title
        .as_ref()
        .filter(|stated| extracted.is_none_or(|extracted| are_alike(stated, extracted)));
    let mut title = stated.map(String::as_str).or(extracted)?;
    let site = facts.url.as_deref().and_then(host);
    let outlet = facts.outlet.as_deref().map(bare);
    while let Some((head, tail)) = SIGNS
        .iter()
        .filter_map(|sign| title.rsplit_once(sign))
        .min_by_key(|(_, tail)| tail.len())
    {
        let tail = bare(tail);
        let named = outlet.as_deref().is_some_and(|outlet| {
            tail == outlet || (!tail.is_empty() && outlet.starts_with(&tail))
        }) || site.as_deref().is_some_and(|site| {
            tail == site || site.split('.').next() == Some(&tail.replace(' ', ""))
        });
        if !named || head.trim().is_empty() {
            break;
        }
        title = head.trim();
    }
    Some(title.to_string()).filter(|title| !title.is_empty())
}

/// Whether the shorter of two titles has half of its words in the other.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (bare(one), bare(other));
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let words = short.split(' ').count();
    let shared = short.split(' ').filter(|word| long.contains(word)).count();
    shared * 2 >= words
}

/// Bytes of the body.
fn bytes_of(page: &Page) -> usize {
    page.paragraphs.iter().map(String::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(html: String, origin: String) -> Draft {
        let size = markup::size(&html);
        super::draft(html, size, origin)
    }

    fn saved(body: &str) -> String {
        format!(
            "<!DOCTYPE html><html><head><title>Bridge closed for the winter | Alpha Wire</title><meta name=author content='By Jo Doe'><meta property=og:site_name content='Alpha Wire'></head><body>{body}</body></html>"
        )
    }

    const PARAGRAPH: &str = "<p>The council of the small town on the river voted on Tuesday night to close the old bridge for the whole winter.</p>";

    #[test]
    fn main_text_and_facts() {
        let html = saved(&format!(
            "<nav><a href=/>Home</a> <a href=/w>World</a></nav><article><h1>Bridge closed for the winter</h1>{}<p>Share this article</p></article><footer>©2025 Alpha</footer>",
            PARAGRAPH.repeat(6)
        ));
        let draft = draft(html, "a.html".into());
        assert_eq!(draft.title.as_deref(), Some("Bridge closed for the winter"));
        assert_eq!(draft.outlet.as_deref(), Some("Alpha Wire"));
        assert_eq!(draft.authors, ["Jo Doe"]);
        assert_eq!(draft.paragraphs.len(), 6);
    }

    #[test]
    fn the_headline_is_not_repeated_in_the_body() {
        let html = format!(
            "<html><head><title>Bridge closed for the winter, council says - News from the river</title></head><body><article>\
             <h1>Bridge closed for the winter</h1>{}</article></body></html>",
            PARAGRAPH.repeat(6)
        );
        let draft = draft(html, "a.html".into());
        assert_eq!(draft.title.as_deref(), Some("Bridge closed for the winter"));
        assert_eq!(draft.paragraphs.len(), 6, "{:?}", draft.paragraphs);
    }

    #[test]
    fn hostile_depth_goes_past_the_extractor() {
        let html = saved(&format!("{}{PARAGRAPH}", "<div>".repeat(100_000)));
        let draft = draft(html, "a.html".into());
        assert_eq!(draft.paragraphs.len(), 1);
        assert!(
            draft
                .notes
                .iter()
                .any(|note| note.contains("nested deeper"))
        );
    }

    #[test]
    fn a_page_without_text_gives_none() {
        assert!(
            draft(saved("<script>let a = 1</script>"), "a.html".into())
                .paragraphs
                .is_empty()
        );
    }
}
