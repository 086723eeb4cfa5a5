//! `parallax bookmarks`: the passages that were kept.

use std::path::PathBuf;

use anyhow::Result;
use clap::Subcommand;
use serde_json::Value;

use super::anchors::Anchors;
use super::formats::Format;
use super::output::{message, one_line};
use super::{Desk, Exit, highlights, shapes, undo, usage};
use crate::analysis::telling::citation::{bookmark_of, citation, export};
use crate::analysis::text::words;
use crate::model::{Article, Bookmark, Made, Span};
use crate::shelf::{self, Filter, Shelf};
use crate::worker::counted;

/// List, add, edit, check and export the passages that you kept
#[derive(Debug, clap::Args)]
pub struct Bookmarks {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    list: List,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List them, newest first
    List(List),
    /// Keep a passage of an article
    Add(Add),
    /// Keep the passages that you marked in other programs: exports of Readwise, Hypothesis, Omnivore, Raindrop, Instapaper, Wallabag
    Import {
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// One bookmark a line
        #[arg(long)]
        json: bool,
    },
    /// Change note or tags
    Edit(Edit),
    /// Take a bookmark away; `undo` brings it back
    Remove {
        /// Its number
        number: i64,
    },
    /// Take back the last change of a passage or a saved search
    Undo,
    /// Say for each passage whether it still stands where it stood
    Check(List),
    /// Print them in a format that others read
    Export {
        #[arg(long, value_enum, default_value_t = Format::Md)]
        format: Format,
        #[command(flatten)]
        which: Which,
    },
}

#[derive(Debug, clap::Args)]
struct List {
    #[command(flatten)]
    which: Which,
    /// One bookmark a line
    #[arg(long)]
    json: bool,
}

/// Which of the bookmarks are meant.
#[derive(Clone, Debug, Default, clap::Args)]
struct Which {
    /// Only those with these words in quote, note, tags, title, outlet or authors
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
    /// Only those with this tag
    #[arg(long, value_name = "TAG")]
    tag: Option<String>,
}

impl Which {
    /// With what was said before the subcommand, where this says nothing.
    fn or(&self, before: &Which) -> Filter {
        let find = self.find.as_ref().or(before.find.as_ref());
        Filter {
            text: find.cloned().unwrap_or_default(),
            tag: self.tag.clone().or_else(|| before.tag.clone()),
            article: None,
        }
    }
}

#[derive(Debug, clap::Args)]
struct Add {
    /// Id, path, URL, or how the file's name begins
    #[arg(value_name = "ARTICLE", value_parser = super::naming())]
    article: String,
    /// The words to keep, or a byte range into the body: `120-180`
    #[arg(value_name = "WORDS|START-END")]
    passage: String,
    #[arg(long, default_value = "")]
    note: String,
    /// May be given several times
    #[arg(long = "tag", value_name = "TAG")]
    tags: Vec<String>,
    /// The bookmark as JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, clap::Args)]
struct Edit {
    /// Its number
    number: i64,
    #[arg(long)]
    note: Option<String>,
    /// The tags it is to have; none with `--tag ""`
    #[arg(long = "tag", value_name = "TAG")]
    tags: Option<Vec<String>>,
}

impl Bookmarks {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let mut shelf = desk.shelf()?;
        let before = &self.list.which;
        let narrows = before.find.is_some() || before.tag.is_some();
        match &self.what {
            None => list(desk, &shelf, &before.or(before), self.list.json),
            Some(What::List(options) | What::Check(options)) => list(
                desk,
                &shelf,
                &options.which.or(before),
                options.json || self.list.json,
            ),
            Some(What::Export { format, which }) => {
                export_all(desk, &shelf, &which.or(before), *format)
            }
            Some(_) if narrows => Err(usage(
                "--find and --tag narrow list, check and export; what an added passage is to have goes after `add`",
            )),
            Some(What::Add(options)) => add(desk, &mut shelf, options),
            Some(What::Import { files, json }) => {
                highlights::import(desk, &mut shelf, files, *json)
            }
            Some(What::Edit(options)) => edit(desk, &mut shelf, options),
            Some(What::Remove { number }) => {
                let is_damaged = shelf.bookmark(*number).is_err();
                if !shelf.remove_bookmark(*number)? {
                    return Ok(missing(*number));
                }
                desk.out.line(match is_damaged {
                    true => format!(
                        "bookmark {number} was damaged and is not shown any more; `parallax shelf restore` lists copies that may hold it whole"
                    ),
                    false => format!(
                        "bookmark {number} removed; `parallax bookmarks undo` brings it back"
                    ),
                })?;
                Ok(Exit::Done)
            }
            Some(What::Undo) => undo::take_back(desk, Made::Kept, false),
        }
    }
}

fn missing(number: i64) -> Exit {
    message(&format!("there is no bookmark {number}"));
    Exit::NothingFound
}

fn list(desk: &mut Desk, shelf: &Shelf, filter: &Filter, json: bool) -> Result<Exit> {
    let bookmarks = shelf.bookmarks(filter)?;
    desk.tell(&shelf.faults());
    if bookmarks.is_empty() && *filter != Filter::default() {
        message("no bookmark has these words or this tag");
        return Ok(Exit::NothingFound);
    }
    if bookmarks.is_empty() && !shelf.is_sound() {
        message(UNREAD);
        return Ok(Exit::SomeFailed);
    }
    let told = tell(desk, &bookmarks, json)?;
    Ok(part(shelf, told))
}

/// Where there is no bookmark to show, but not because none was kept.
const UNREAD: &str = "no bookmark can be shown: see above why";

/// A part of what was asked for is not all of it.
fn part(shelf: &Shelf, exit: Exit) -> Exit {
    match exit {
        Exit::Done if !shelf.faults().is_empty() => Exit::SomeFailed,
        exit => exit,
    }
}

/// Each with what became of it in the library as it is.
fn tell(desk: &mut Desk, bookmarks: &[Bookmark], json: bool) -> Result<Exit> {
    if bookmarks.is_empty() {
        message("no bookmark: keep a passage with `parallax bookmarks add ARTICLE \"words\"`");
        return Ok(Exit::NothingFound);
    }
    let anchors = Anchors::open(desk);
    for bookmark in bookmarks {
        let (sign, state) = anchors.of(desk, bookmark);
        if json {
            desk.out.json(&shapes::bookmark(bookmark, state))?;
            continue;
        }
        desk.out
            .line(format!("{sign} {:4}  {state}", bookmark.id))?;
        if let Some(version) = anchors.version_of(bookmark) {
            desk.out.line(format!("    {version}"))?;
        }
        desk.out.paragraph("    ", &citation(bookmark))?;
        if !bookmark.note.is_empty() {
            desk.out.paragraph("    ", &one_line(&bookmark.note))?;
        }
        if !bookmark.tags.is_empty() {
            desk.out
                .line(format!("    #{}", bookmark.tags.join(" #")))?;
        }
    }
    Ok(Exit::Done)
}

fn add(desk: &mut Desk, shelf: &mut Shelf, options: &Add) -> Result<Exit> {
    let library = desk.library()?;
    let article = desk.article(&library, &options.article)?;
    let span = passage(&article, &options.passage)?;
    if is_widened(&options.passage, span) {
        message(&format!(
            "widened to whole words: {}-{}",
            span.start, span.end
        ));
    }
    let kept = shelf.add_bookmark(&Bookmark {
        note: options.note.clone(),
        tags: options.tags.clone(),
        ..bookmark_of(&article, span)
    })?;
    if options.json {
        desk.out.json(&shapes::bookmark(&kept, "exact"))?;
    } else {
        desk.out
            .line(format!("bookmark {}: {}", kept.id, citation(&kept)))?;
    }
    Ok(Exit::Done)
}

/// A byte range as written: `120-180`.
fn range(text: &str) -> Option<Span> {
    let (start, end) = text.split_once('-')?;
    Some(Span::new(
        start.trim().parse().ok()?,
        end.trim().parse().ok()?,
    ))
}

fn is_widened(text: &str, span: Span) -> bool {
    range(text).is_some_and(|written| written != span)
}

/// The place that a reader means: a byte range, widened to whole words, else the first place where the words stand.
fn passage(article: &Article, text: &str) -> Result<Span> {
    let body = &article.body;
    if let Some(span) = range(text) {
        let fits = body
            .get(span.start..span.end)
            .is_some_and(|words| !words.trim().is_empty());
        return if fits {
            Ok(whole_words(body, span))
        } else {
            Err(usage(format!(
                "{text} is no range of this article: its body has {} bytes, and a range parts no character",
                body.len()
            )))
        };
    }
    if let Some(start) = body.find(text.trim()).filter(|_| !text.trim().is_empty()) {
        return Ok(Span::new(start, start + text.trim().len()));
    }
    by_words(body, text).ok_or_else(|| {
        usage(format!(
            "these words do not stand in {}: {text}",
            article.title
        ))
    })
}

/// The range widened to the ends of the words that it parts.
fn whole_words(body: &str, span: Span) -> Span {
    words::words(body)
        .filter(|word| word.start < span.end && span.start < word.end)
        .fold(span, Span::join)
}

/// The first place with the same words, however they are set.
fn by_words(body: &str, text: &str) -> Option<Span> {
    let wanted: Vec<String> = words::words(text)
        .map(|span| words::fold(span.of(text)))
        .collect();
    let spans: Vec<Span> = words::words(body).collect();
    let folded: Vec<String> = spans
        .iter()
        .map(|span| words::fold(span.of(body)))
        .collect();
    if wanted.is_empty() {
        return None;
    }
    let at = folded
        .windows(wanted.len())
        .position(|window| window == wanted)?;
    Some(spans.get(at)?.join(*spans.get(at + wanted.len() - 1)?))
}

fn edit(desk: &mut Desk, shelf: &mut Shelf, options: &Edit) -> Result<Exit> {
    if options.note.is_none() && options.tags.is_none() {
        return Err(usage("say what to change: --note or --tag"));
    }
    if shelf.bookmark(options.number)?.is_none() {
        return Ok(missing(options.number));
    }
    if let Some(note) = &options.note {
        shelf.set_note(options.number, note)?;
    }
    if let Some(tags) = &options.tags {
        shelf.set_tags(options.number, tags)?;
    }
    desk.out
        .line(format!("bookmark {} changed", options.number))?;
    Ok(Exit::Done)
}

/// Says what an export lacks, and where that lies: what is damaged now is set aside as a text, where one can be written.
fn tell_of_remains(desk: &Desk, shelf: &Shelf) -> Result<()> {
    let path = desk.home()?.shelf();
    if !shelf.faults().is_empty()
        && let Err(error) = shelf.keep_remains(&path)
    {
        message(&format!("{error:#}"));
    }
    for remains in shelf::remains(&path) {
        if remains.bookmarks > 0 {
            message(&format!(
                "{} missing here: what can be read of what is damaged lies in {}; remove that file once you need it no more",
                counted(remains.bookmarks, "bookmark is", "bookmarks are"),
                remains.path.display()
            ));
        }
    }
    Ok(())
}

/// Prints the bookmarks that a filter leaves, oldest first.
pub(super) fn export_all(
    desk: &mut Desk,
    shelf: &Shelf,
    filter: &Filter,
    format: Format,
) -> Result<Exit> {
    let mut bookmarks = shelf.bookmarks(filter)?;
    desk.tell(&shelf.faults());
    tell_of_remains(desk, shelf)?;
    if bookmarks.is_empty() && !shelf.is_sound() {
        message(UNREAD);
        return Ok(Exit::SomeFailed);
    }
    if bookmarks.is_empty() {
        message("there is no bookmark to export");
        return Ok(Exit::NothingFound);
    }
    bookmarks.reverse();
    match format {
        Format::Jsonl => {
            let told = tell(desk, &bookmarks, true)?;
            return Ok(part(shelf, told));
        }
        Format::Json => {
            let states = Anchors::open(desk);
            let shapes: Vec<Value> = bookmarks
                .iter()
                .map(|bookmark| shapes::bookmark(bookmark, states.of(desk, bookmark).1))
                .collect();
            desk.out.json(&shapes::bookmarks(&shapes))?;
        }
        _ => desk.out.text(&export(&bookmarks, format.export_format()))?,
    }
    Ok(part(shelf, Exit::Done))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    #[test]
    fn a_passage_is_a_range_or_words() {
        let draft = Draft {
            paragraphs: vec!["The “Old Mill” in Łódź burned.".into()],
            ..Draft::default()
        };
        let article = analyse(draft, "0".into());
        let words = |text: &str| passage(&article, text).map(|span| article.text(span).to_string());
        assert_eq!(words("0-3").unwrap(), "The");
        assert_eq!(words("1-9").unwrap(), "The “Old");
        assert_eq!(words("Old Mill").unwrap(), "Old Mill");
        assert_eq!(words("old mill in lodz").unwrap(), "Old Mill” in Łódź");
        for wrong in ["0-999", "4-5", "3-3", "a new mill", "", "—"] {
            assert!(words(wrong).is_err(), "{wrong}");
        }
    }
}
