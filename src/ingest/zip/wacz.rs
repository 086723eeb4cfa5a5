//! Web archives in one file (WACZ): the pages that its list names, out of the archives that lie in it.

use std::collections::HashSet;
use std::ops::ControlFlow;

use serde_json::Value;

use crate::model::place;

use super::super::Reading;
use super::super::format::{Each, skipped};
use super::super::url::url_key;
use super::Opened;

/// The lists of pages: those that somebody visited, and those found on the way.
const PAGES: &[&str] = &["pages/pages.jsonl", "pages/extraPages.jsonl"];
/// Where the archives lie.
const FOLDER: &str = "archive/";

pub fn is(opened: &Opened<'_>) -> bool {
    opened.has("datapackage.json") && opened.names.iter().any(|name| is_archive(name))
}

fn is_archive(name: &str) -> bool {
    name.starts_with(FOLDER) && name.contains(".warc")
}

pub fn read(mut opened: Opened<'_>, each: Each<'_>) -> ControlFlow<()> {
    let mut pages = HashSet::new();
    for list in PAGES {
        if let Ok(text) = opened.text_of(list) {
            let lines = text
                .lines()
                .filter_map(|line| serde_json::from_str::<Value>(line).ok());
            pages.extend(lines.filter_map(|line| Some(url_key(line.get("url")?.as_str()?))));
        }
    }
    let mut found = 0_usize;
    let mut listed = |reading: Reading| {
        let origin = match &reading {
            Ok(draft) => &draft.origin,
            Err(skipped) => &skipped.origin,
        };
        // Frames and advertisements are pages too, of which the list says nothing.
        let url = origin.rsplit(place::INSIDE).next().unwrap_or(origin);
        let is_failure = reading.as_ref().is_err_and(|skipped| skipped.failed);
        if !pages.is_empty() && !is_failure && !pages.contains(&url_key(url)) {
            return ControlFlow::Continue(());
        }
        found += 1;
        each(reading)
    };
    for at in 0..opened.names.len() {
        if is_archive(&opened.names[at]) {
            opened.member(at, &mut listed)?;
        }
        if opened.nest.is_over() {
            break;
        }
    }
    if found == 0 {
        let reason = format!(
            "none of the {} pages of its list is in this web archive",
            pages.len()
        );
        return each(Err(skipped(&opened.origin, reason, true)));
    }
    ControlFlow::Continue(())
}
