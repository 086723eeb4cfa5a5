//! `parallax compare`: articles side by side.

use std::sync::Arc;

use anyhow::Result;

use super::output::one_line;
use super::show::read_articles;
use super::{Desk, Exit, not_one, shapes, usage};
use crate::analysis::telling::exhibit::{Absence, Exhibit, Part, exhibits, part};
use crate::model::{Article, Comparison, Verdict, place};
use crate::worker::Library;

/// Compare two to eight articles sentence by sentence
#[derive(Debug, clap::Args)]
pub struct Compare {
    /// Id, path, URL, or how the file's name begins; a file need not be in the library
    #[arg(num_args = 2..=8, required = true, value_name = "ARTICLE", value_parser = super::naming())]
    articles: Vec<String>,
    /// One object
    #[arg(long)]
    json: bool,
}

impl Compare {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        let mut articles: Vec<Arc<Article>> = Vec::new();
        for text in &self.articles {
            articles.push(one(&library, text)?);
        }
        let articles: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
        let repeated = articles
            .iter()
            .enumerate()
            .any(|(at, one)| articles.iter().skip(at + 1).any(|other| one.id == other.id));
        if repeated {
            return Err(usage("an article is named twice"));
        }
        let comparison = library.compare_articles(&articles)?.comparison;
        if self.json {
            desk.out.json(&shapes::comparison(&comparison, &articles))?;
        } else {
            show(desk, &comparison, &articles)?;
        }
        Ok(Exit::Done)
    }
}

/// From the library, else from a file that holds one article.
fn one(library: &Library, text: &str) -> Result<Arc<Article>> {
    let ids = library.resolve(text)?;
    if let [id] = ids.as_slice()
        && let Some(article) = library.article(id)?
    {
        return Ok(article);
    }
    if ids.is_empty() && place::path_of(text).is_file() {
        let mut read = read_articles(text)?;
        return match (read.pop(), read.len()) {
            (Some(article), 0) => Ok(Arc::new(article)),
            (Some(_), more) => Err(usage(format!(
                "{text} holds {} articles: add it, and name one",
                more + 1
            ))),
            (None, _) => Err(usage(format!("{text} holds no article"))),
        };
    }
    Err(not_one(library, text, &ids))
}

/// A letter a column, as on the screen.
fn letter(column: usize) -> String {
    match ('A'..='Z').nth(column) {
        Some(letter) => letter.to_string(),
        None => (column + 1).to_string(),
    }
}

fn show(desk: &mut Desk, comparison: &Comparison, articles: &[&Article]) -> Result<()> {
    columns(desk, articles)?;
    findings(desk, comparison)?;
    desk.out.line("\nSIDE BY SIDE")?;
    for row in &comparison.rows {
        if row.related {
            desk.out.line("∩ related")?;
        }
        for (column, article) in articles.iter().enumerate() {
            if let Some(span) = row.spans.get(column).copied().flatten() {
                desk.out.paragraph(
                    &format!("{}  ", letter(column)),
                    &one_line(article.text(span)),
                )?;
            }
        }
        desk.out.line("")?;
    }
    Ok(())
}

/// What each letter stands for.
pub(super) fn columns(desk: &mut Desk, articles: &[&Article]) -> Result<()> {
    for (column, article) in articles.iter().enumerate() {
        let date = article
            .published
            .as_ref()
            .map_or_else(|| "undated".to_string(), |published| published.short());
        desk.out.line(format!(
            "{}  {} · {date} · {}",
            letter(column),
            article.outlet_name(),
            one_line(&article.title)
        ))?;
    }
    Ok(())
}

/// The findings, those of one kind together.
pub(super) fn findings(desk: &mut Desk, comparison: &Comparison) -> Result<()> {
    let mut kind = None;
    for exhibit in exhibits(comparison, comparison.articles.len()) {
        let finding = exhibit.finding;
        if kind != Some(finding.kind) {
            kind = Some(finding.kind);
            desk.out.line(format!("\n{}", finding.kind.heading()))?;
        }
        desk.out.line(format!(
            "{} {} ({})",
            finding.sign(),
            finding.what,
            finding.words()
        ))?;
        if !matches!(finding.verdict, Verdict::OneOnly | Verdict::Shared) {
            let sure = format!("{} ({})", finding.why, finding.sure.words());
            desk.out.paragraph("    ", &one_line(&sure))?;
        }
        let name = |at: usize| letter(at);
        if let Some(copied) = exhibit.copied(name) {
            desk.out.paragraph("    ", &copied)?;
        }
        for value in &finding.values {
            let part = match part(finding, [value]) {
                Part::Whole => String::new(),
                part => format!("{}: ", part.words()),
            };
            desk.out.paragraph(
                &format!("    {}  ", letter(value.article)),
                &format!("{part}{}", one_line(&value.text)),
            )?;
        }
        without(desk, &exhibit)?;
    }
    Ok(())
}

/// Who has no value of a fact: those that may say it all the same, and those where nothing near it was found.
fn without(desk: &mut Desk, exhibit: &Exhibit) -> Result<()> {
    for (absence, which) in exhibit.absent() {
        let words = match absence {
            Absence::MaySay => {
                "?  not known whether it says it in other words, or in a part that is not held"
            }
            Absence::NotFound => "·  not found in",
        };
        let letters: Vec<String> = which.iter().copied().map(letter).collect();
        desk.out
            .paragraph("    ", &format!("{words}: {}", letters.join(", ")))?;
    }
    Ok(())
}
