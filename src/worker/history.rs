//! The versions of an article in words: what the command prints, and the window of the screens shows.

use anyhow::Result;

use super::library::Library;
use super::tidying::counted;
use super::versions::{Change, Version, Versions};
use crate::analysis::telling::exhibit::exhibits;
use crate::model::Article;

/// Digits of a SHA-256 that tell one reading from another.
const DIGITS: usize = 12;

impl Library {
    /// Each version with what changed since the one before, a line each; the newest last.
    pub fn history(&self, versions: &Versions) -> Result<Vec<String>> {
        let mut lines = Vec::new();
        for (kept, reason) in &versions.unread {
            lines.push(format!(
                "the reading of {} in {} cannot be looked into: {reason}",
                kept.read_at(),
                kept.file
            ));
        }
        let mut before: Option<&Version> = None;
        for (at, version) in versions.versions.iter().enumerate() {
            lines.extend(head(at, version));
            if let Some(before) = before {
                let (before, after) = (before.article.as_ref(), version.article.as_ref());
                lines.extend(told(&self.change(before, after)?, before, after));
            }
            lines.push(String::new());
            before = Some(version);
        }
        Ok(lines)
    }
}

fn head(at: usize, version: &Version) -> [String; 3] {
    let shown = match version.is_shown {
        true => " · shown",
        false => "",
    };
    let digits = version.kept.sha256.get(..DIGITS).unwrap_or_default();
    [
        format!(
            "version {} · read {} · {digits}{shown}",
            at + 1,
            version.kept.read_at()
        ),
        format!("  {}", on_one_line(&version.article.title)),
        format!("  {}", version.kept.file),
    ]
}

fn told(change: &Change, before: &Article, after: &Article) -> Vec<String> {
    let mut lines = Vec::new();
    let (old, new) = (on_one_line(&before.title), on_one_line(&after.title));
    if old != new {
        lines.push(format!("  title was  {old}"));
    }
    let by = |article: &Article| article.authors.join(", ");
    let day = |article: &Article| {
        let published = article.published.as_ref();
        published.map(|published| published.day().to_string())
    };
    for (what, old, new) in [
        ("byline was ", by(before), by(after)),
        (
            "day was    ",
            day(before).unwrap_or_default(),
            day(after).unwrap_or_default(),
        ),
    ] {
        if old != new {
            let old = if old.is_empty() { "not given" } else { &old };
            lines.push(format!("  {what}{old}"));
        }
    }
    for (what, names) in [
        ("named no more", &change.names_gone),
        ("named now    ", &change.names_new),
    ] {
        if !names.is_empty() {
            lines.push(format!("  {what}  {}", names.join(" · ")));
        }
    }
    let mut kind = None;
    for exhibit in exhibits(&change.comparison, 2) {
        let finding = exhibit.finding;
        if kind != Some(finding.kind) {
            kind = Some(finding.kind);
            lines.push(String::new());
            lines.push(finding.kind.heading().to_string());
        }
        lines.push(format!(
            "{} {} ({})",
            finding.sign(),
            finding.what,
            finding.words()
        ));
        for value in &finding.values {
            let when = match value.article {
                0 => "before",
                _ => "now   ",
            };
            lines.push(format!("    {when}  {}", on_one_line(&value.text)));
        }
    }
    if !change.edits.is_empty() {
        let what = counted(change.edits.len(), "PLACE", "PLACES");
        lines.extend([String::new(), format!("{what} IN THE TEXT")]);
    }
    for edit in &change.edits {
        let old = edit
            .before
            .map(|span| format!("  - {}", on_one_line(before.text(span))));
        let new = edit
            .after
            .map(|span| format!("  + {}", on_one_line(after.text(span))));
        lines.extend([old, new].into_iter().flatten());
    }
    lines
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
