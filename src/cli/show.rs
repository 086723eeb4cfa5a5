//! `parallax show`: one article.

use std::io::IsTerminal;
use std::sync::atomic::AtomicBool;

use anyhow::Result;
use serde_json::json;

use super::output::{message, one_line};
use super::{Desk, Exit, not_one, shapes, usage};
use crate::model::{Article, place};
use crate::worker::{self, AddOptions, Library, Source};

/// Show an article, from the library or from a file that is not in it
#[derive(Debug, clap::Args)]
pub struct Show {
    /// Id, path, URL, or how the file's name begins
    #[arg(value_name = "ID|PATH", value_parser = super::naming())]
    article: String,
    /// One article a line
    #[arg(long)]
    json: bool,
    /// Give back the file that the article was read from, byte for byte as it was kept; with --json, what is kept and since when
    #[arg(long)]
    source: bool,
    /// With --source: an earlier reading of the file, by how its SHA-256 begins
    #[arg(long, value_name = "SHA256", requires = "source")]
    hash: Option<String>,
}

impl Show {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        let ids = library.resolve(&self.article)?;
        if self.source {
            return match ids.as_slice() {
                [id] => self.give_back(desk, &library, id),
                _ => Err(not_one(&library, &self.article, &ids)),
            };
        }
        let is_file = place::path_of(&self.article).exists();
        match ids.as_slice() {
            [] if is_file => {
                let articles = read_articles(&self.article)?;
                for article in &articles {
                    self.tell(desk, article, std::slice::from_ref(&article.origin))?;
                }
                return Ok(if articles.is_empty() {
                    Exit::SomeFailed
                } else {
                    Exit::Done
                });
            }
            [_] => {}
            // All the articles of a file are meant, but not all whose names begin alike.
            [_, _, ..] if is_file => {}
            _ => return Err(not_one(&library, &self.article, &ids)),
        }
        for id in &ids {
            if let Some(article) = library.article(id)? {
                self.tell(desk, &article, &library.origins(id)?)?;
            }
        }
        Ok(Exit::Done)
    }

    /// The original of an article: its bytes, or what is known of all its readings.
    fn give_back(&self, desk: &mut Desk, library: &Library, id: &str) -> Result<Exit> {
        let originals = library.originals_of(id)?;
        if self.json {
            for kept in &originals {
                desk.out.json(&json!({
                    "schema": "parallax/original/1",
                    "article": id,
                    "file": kept.file,
                    "sha256": kept.sha256,
                    "bytes": kept.bytes,
                    "kept": kept.read_at(),
                    "changed": kept.changed_at(),
                }))?;
            }
            return Ok(match originals.is_empty() {
                true => Exit::NothingFound,
                false => Exit::Done,
            });
        }
        let is_any_kept = !originals.is_empty();
        // Of an article that several files give, the file that was asked for.
        let named = std::fs::canonicalize(place::path_of(&self.article));
        let named = named.map_or_else(|_| self.article.clone(), |path| place::written(&path));
        let of_named = originals.iter().rev().find(|one| one.file == named);
        let chosen = match &self.hash {
            Some(hash) => originals
                .into_iter()
                .find(|one| one.sha256.starts_with(hash)),
            None => match of_named {
                Some(kept) => Some(kept.clone()),
                None => library.original_of(id)?,
            },
        };
        if let (None, Some(hash), true) = (&chosen, &self.hash, is_any_kept) {
            message(&format!(
                "no reading of this article has a SHA-256 that begins with {hash}: --source --json lists them"
            ));
            return Ok(Exit::NothingFound);
        }
        let Some(kept) = chosen else {
            message(
                "no original of this article is known, neither to the register nor to the packs: its file was too large, was \
                 added by an earlier parallax or while the setting originals.keep was off, or the packs were taken away; \
                 parallax rebuild keeps those whose files are there",
            );
            return Ok(Exit::NothingFound);
        };
        if std::io::stdout().is_terminal() {
            return Err(usage(format!(
                "the original has {} bytes of any kind, which a terminal should not be sent: parallax show --source {id} > FILE",
                kept.bytes
            )));
        }
        library.write_original(&kept, &mut desk.out.bytes())?;
        Ok(Exit::Done)
    }

    fn tell(&self, desk: &mut Desk, article: &Article, origins: &[String]) -> Result<()> {
        if self.json {
            return desk.out.json(&shapes::article(article, origins));
        }
        let out = &mut desk.out;
        let made = if article.title_made {
            "  (title made from the first sentence)"
        } else {
            ""
        };
        out.paragraph("", &format!("{}{made}", one_line(&article.title)))?;
        let mut facts = vec![article.outlet_name().to_string()];
        facts.extend((!article.authors.is_empty()).then(|| article.authors.join(", ")));
        facts.push(article.published.as_ref().map_or_else(
            || "undated".to_string(),
            |published| {
                format!(
                    "{} (date from {})",
                    published.short(),
                    published.from.words()
                )
            },
        ));
        facts.extend(article.language.clone());
        out.line(facts.join(" · "))?;
        if let Some(url) = &article.url {
            out.line(url)?;
        }
        for origin in origins {
            out.line(format!("{}  {origin}", article.id))?;
        }
        for note in &article.notes {
            out.line(format!("note: {note}"))?;
        }
        for at in 0..=article.paragraphs.len() {
            for aside in article.asides_after(at) {
                out.line("")?;
                out.paragraph("", &format!("[{}] {}", aside.kind.word(), aside.text))?;
            }
            if let Some(&paragraph) = article.paragraphs.get(at) {
                out.line("")?;
                out.paragraph("", article.text(paragraph))?;
            }
        }
        Ok(())
    }
}

/// The articles of a file or folder, read without storing anything. What gave none is told.
pub(super) fn read_articles(path: &str) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    let source = Source::Path(place::path_of(path));
    worker::dry_run(
        None,
        &[source],
        &AddOptions::default(),
        &AtomicBool::new(false),
        &mut |reading| match reading {
            Ok((article, _)) => articles.push(article),
            Err(skipped) => message(&format!("{}: {}", skipped.origin, skipped.reason)),
        },
    )?;
    Ok(articles)
}
