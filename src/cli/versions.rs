//! `parallax versions`: how one article stood at each reading, and what changed.

use anyhow::Result;
use serde_json::{Value, json};

use super::compare::findings;
use super::output::{message, one_line};
use super::{Desk, Exit, not_one, shapes};
use crate::model::{Article, Span};
use crate::worker::{Change, Version, counted};

/// Show how an article stood at each reading of its file or address, and what changed: figures, quotations and names first
///
/// The versions are read again from the originals that are kept. Where only spaces, marks or capitals changed there is none.
#[derive(Debug, clap::Args)]
pub struct Versions {
    /// Id, path, URL, or how the file's name begins
    #[arg(value_name = "ARTICLE", value_parser = super::naming())]
    article: String,
    /// One version a line, each with what changed since the one before
    #[arg(long)]
    json: bool,
}

impl Versions {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        let ids = library.resolve(&self.article)?;
        let [id] = ids.as_slice() else {
            return Err(not_one(&library, &self.article, &ids));
        };
        let found = library.versions(id)?;
        for (kept, reason) in &found.unread {
            message(&format!(
                "the reading of {} in {} cannot be looked into: {reason}",
                kept.read_at(),
                kept.file
            ));
        }
        if found.versions.is_empty() {
            message(
                "no version of this article is kept: originals are kept as the settings say (originals.keep)",
            );
            return Ok(Exit::NothingFound);
        }
        let mut before: Option<&Version> = None;
        for (at, version) in found.versions.iter().enumerate() {
            let change = match before {
                Some(before) => Some(library.change(&before.article, &version.article)?),
                None => None,
            };
            let pair = before.map(|before| [before.article.as_ref(), version.article.as_ref()]);
            if self.json {
                desk.out
                    .json(&shape(id, at, version, change.as_ref().zip(pair)))?;
            } else {
                tell(desk, at, version, change.as_ref().zip(pair))?;
            }
            before = Some(version);
        }
        Ok(match found.unread.is_empty() {
            true => Exit::Done,
            false => Exit::SomeFailed,
        })
    }
}

fn tell(
    desk: &mut Desk,
    at: usize,
    version: &Version,
    change: Option<(&Change, [&Article; 2])>,
) -> Result<()> {
    let shown = match version.is_shown {
        true => " · shown",
        false => "",
    };
    desk.out.line(format!(
        "version {} · read {} · {}{shown}",
        at + 1,
        version.kept.read_at(),
        &version.kept.sha256[..12],
    ))?;
    desk.out
        .paragraph("  ", &one_line(&version.article.title))?;
    desk.out.line(format!("  {}", version.kept.file))?;
    let Some((change, [before, after])) = change else {
        return Ok(());
    };
    if one_line(&before.title) != one_line(&after.title) {
        desk.out
            .paragraph("  title was  ", &one_line(&before.title))?;
    }
    if !change.comparison.findings.is_empty() {
        desk.out.line("  A is the version before, B this one")?;
        findings(desk, &change.comparison)?;
    }
    if !change.edits.is_empty() {
        let what = counted(change.edits.len(), "PLACE", "PLACES");
        desk.out.line(format!("\n{what} IN THE TEXT"))?;
    }
    for edit in &change.edits {
        if let Some(span) = edit.before {
            desk.out.paragraph("  - ", &one_line(before.text(span)))?;
        }
        if let Some(span) = edit.after {
            desk.out.paragraph("  + ", &one_line(after.text(span)))?;
        }
    }
    desk.out.line("")
}

fn shape(
    id: &str,
    at: usize,
    version: &Version,
    change: Option<(&Change, [&Article; 2])>,
) -> Value {
    let article = &version.article;
    let mut value = json!({
        "schema": "parallax/version/1",
        "article": id,
        "version": at + 1,
        "shown": version.is_shown,
        "file": version.kept.file,
        "sha256": version.kept.sha256,
        "read": version.kept.read_at(),
        "title": article.title,
        "published": article.published.as_ref().map(|published| &published.at),
        "body": article.body,
    });
    if let Some((change, [before, after])) = change {
        let text =
            |article: &Article, span: Option<Span>| span.map(|span| article.text(span).to_string());
        let edits: Vec<Value> = change
            .edits
            .iter()
            .map(|edit| json!({"before": text(before, edit.before), "after": text(after, edit.after)}))
            .collect();
        value["changed"] = json!({
            "findings": shapes::comparison(&change.comparison, &[before, after])["findings"],
            "edits": edits,
        });
    }
    value
}
