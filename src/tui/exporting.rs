//! What is exported from the screens: the bookmarks, or what a comparison of the story shown found.

use std::path::{Path, PathBuf};

use super::outside::Export;
use super::session::Session;
use super::widgets::count::counted;
use crate::analysis::telling::citation::{self, ExportFormat};
use crate::analysis::telling::evidence::{EvidenceFormat, evidence};
use crate::model::{Article, Bookmark};

/// The file for `bookmarks FILE` or `story FILE`; its ending says the format. Without a name it is called after what it
/// holds. Where it belongs is for the caller to say.
///
/// # Errors
/// What there is to be typed, or why there is nothing to export.
pub fn export(session: &Session, words: &str) -> Result<Export, String> {
    let (kind, name) = words.split_once(' ').unwrap_or((words, ""));
    let named = |otherwise: &str| match name.trim() {
        "" => otherwise.to_string(),
        name => name.to_string(),
    };
    let (name, text, what) = match kind {
        "bookmarks" => {
            let name = named("bookmarks.md");
            let (text, what) = bookmarks(session, &name)?;
            (name, text, what)
        }
        "story" => {
            let name = named("story.md");
            let (text, what) = story(session, &name)?;
            (name, text, what)
        }
        kind => {
            return Err(format!(
                "`{kind}` cannot be exported; there are: bookmarks, story"
            ));
        }
    };
    Ok(Export {
        path: PathBuf::from(&name),
        name,
        text,
        what,
    })
}

fn ending(name: &str) -> &str {
    let ending = Path::new(name).extension();
    ending.and_then(|ending| ending.to_str()).unwrap_or("")
}

/// Oldest first, as the command exports them.
fn bookmarks(session: &Session, name: &str) -> Result<(String, String), String> {
    let format = ExportFormat::parse(ending(name)).ok_or_else(|| {
        let all: Vec<&str> = ExportFormat::ALL.iter().map(|of| of.word()).collect();
        format!(
            "{name}: bookmarks are exported into a file that ends in one of {}",
            all.join(", ")
        )
    })?;
    if session.bookmarks.is_empty() {
        return Err("no passage is kept yet; m keeps the sentence under the cursor".into());
    }
    let kept = session.bookmarks.iter().rev();
    let kept: Vec<Bookmark> = kept.map(|kept| kept.bookmark.clone()).collect();
    let what = counted(kept.len() as u64, "bookmark", "bookmarks");
    Ok((citation::export(&kept, format), what))
}

fn story(session: &Session, name: &str) -> Result<(String, String), String> {
    let format = match ending(name).to_ascii_lowercase().as_str() {
        "md" => EvidenceFormat::Markdown,
        "html" => EvidenceFormat::Html,
        "csv" => EvidenceFormat::Csv,
        _ => {
            return Err(format!(
                "{name}: a story is exported into a file that ends in one of md, html, csv"
            ));
        }
    };
    let Some(compared) = &session.matrix else {
        return Err("no story is shown yet; 2 shows the stories".into());
    };
    let mut stories = session.stories.iter();
    let story = stories.find(|story| Some(&story.id) == compared.story.as_ref());
    let title = story.map_or("", |story| story.title.as_str());
    let articles: Vec<&Article> = compared.articles.iter().map(AsRef::as_ref).collect();
    let what = format!(
        "what {} say of “{title}”",
        counted(articles.len() as u64, "article", "articles")
    );
    let text = evidence(title, &articles, &compared.comparison, format);
    Ok((text, what))
}
