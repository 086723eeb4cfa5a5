//! `parallax versions`: how one article stood at each reading, and what changed.

use anyhow::Result;
use serde_json::{Value, json};

use super::output::message;
use super::{Desk, Exit, not_one, shapes};
use crate::model::{Article, Span};
use crate::worker::{Change, Version};

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
        if found.versions.is_empty() && found.unread.is_empty() {
            message(
                "no version of this article is kept: originals are kept as the settings say (originals.keep)",
            );
            return Ok(Exit::NothingFound);
        }
        let ended = match found.unread.is_empty() {
            true => Exit::Done,
            false => Exit::SomeFailed,
        };
        if !self.json {
            for line in library.history(&found)? {
                let words = line.trim_start();
                desk.out
                    .paragraph(&line[..line.len() - words.len()], words)?;
            }
            return Ok(ended);
        }
        for (kept, reason) in &found.unread {
            message(&format!(
                "the reading of {} in {}: {reason}",
                kept.read_at(),
                kept.file
            ));
        }
        let mut before: Option<&Version> = None;
        for (at, version) in found.versions.iter().enumerate() {
            let change = match before {
                Some(before) => Some(library.change(&before.article, &version.article)?),
                None => None,
            };
            let pair = before.map(|before| [before.article.as_ref(), version.article.as_ref()]);
            desk.out
                .json(&shape(id, at, version, change.as_ref().zip(pair)))?;
            before = Some(version);
        }
        Ok(ended)
    }
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
        "authors": article.authors,
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
            "names_gone": change.names_gone,
            "names_new": change.names_new,
            "findings": shapes::comparison(&change.comparison, &[before, after])["findings"],
            "edits": edits,
        });
    }
    value
}
