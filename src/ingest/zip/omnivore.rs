//! The export of Omnivore: texts as pages, and beside them what the service knew of each. The day of saving is no day of
//! publication; what was saved without its text is told as a link.

use std::ops::ControlFlow;

use serde_json::Value;

use crate::model::Draft;

use super::super::Reading;
use super::super::fields::{Keeper, Record, facts};
use super::super::format::{Each, skipped};
use super::super::nest::Member;
use super::super::services::{IMPORT, links};
use super::Opened;

pub fn is(opened: &Opened<'_>) -> bool {
    opened.names.iter().any(|name| is_list(name))
        && opened.names.iter().any(|name| name.starts_with("content/"))
}

/// `metadata_0_to_19.json`
fn is_list(name: &str) -> bool {
    name.starts_with("metadata_") && name.strip_suffix(".json").is_some()
}

pub fn read(mut opened: Opened<'_>, each: Each<'_>) -> ControlFlow<()> {
    let lists: Vec<String> = opened
        .names
        .iter()
        .filter(|name| is_list(name))
        .cloned()
        .collect();
    let mut linked = 0;
    for list in lists {
        let text = match opened.text_of(&list) {
            Ok(text) => text,
            Err(skipped) => {
                each(Err(skipped))?;
                continue;
            }
        };
        let records: Vec<Record> = match serde_json::from_str(&text) {
            Ok(records) => records,
            Err(error) => {
                let reason = format!("{list}: broken JSON: {error}");
                each(Err(skipped(&opened.origin, reason, true)))?;
                continue;
            }
        };
        for record in records {
            let slug = record.get("slug").and_then(Value::as_str).unwrap_or("");
            let page = format!("content/{slug}.html");
            if !opened.has(&page) {
                linked += 1;
                continue;
            }
            article(&mut opened, &page, record, each)?;
            if opened.nest.is_over() {
                return ControlFlow::Continue(());
            }
        }
    }
    let marked = opened
        .names
        .iter()
        .filter(|name| name.starts_with("highlights/") && name.strip_suffix(".md").is_some());
    let marked = marked.count();
    if marked > 0 {
        let articles = if marked == 1 { "article" } else { "articles" };
        let reason =
            format!("highlights of {marked} {articles} from Omnivore: {IMPORT} keeps them");
        each(Err(skipped(&opened.origin, reason, false)))?;
    }
    match linked {
        0 => ControlFlow::Continue(()),
        linked => each(Err(skipped(
            &opened.origin,
            links(linked, "Omnivore"),
            false,
        ))),
    }
}

fn article(
    opened: &mut Opened<'_>,
    page: &str,
    mut record: Record,
    each: Each<'_>,
) -> ControlFlow<()> {
    let bytes = match opened.bytes_of(page, opened.options.max_article_bytes) {
        Ok(bytes) => bytes,
        Err(skipped) => return each(Err(skipped)),
    };
    for own in ["id", "savedAt", "updatedAt", "readAt", "description"] {
        record.remove(own);
    }
    let mut told = |reading: Reading| {
        each(reading.map(|draft| {
            let known = facts(&record, &draft.origin, Keeper::Reader);
            with(draft, known)
        }))
    };
    let member = Member {
        inside: &opened.origin,
        name: page,
        called: Some("page.html"),
        bytes: Some(bytes.len() as u64),
        input: Box::new(std::io::Cursor::new(bytes)),
    };
    opened.nest.member(member, opened.options, &mut told)
}

/// A page with what is known of it: the service kept the page's own facts, which its text no more has.
fn with(draft: Draft, known: Draft) -> Draft {
    let host = known.url.as_deref().and_then(super::super::url::host);
    Draft {
        title: known.title.or(draft.title),
        outlet: known.outlet.or(draft.outlet).or(host),
        authors: match known.authors.is_empty() {
            true => draft.authors,
            false => known.authors,
        },
        published: known.published.or(draft.published),
        url: known.url.or(draft.url),
        language: draft.language.or(known.language),
        notes: [draft.notes, known.notes].concat(),
        ..draft
    }
}
