//! `parallax bookmarks import`: passages that were marked in other programs become bookmarks.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use super::output::{message, one_line};
use super::{Desk, Exit, shapes};
use crate::analysis::telling::citation::citation;
use crate::analysis::text::words::fold;
use crate::model::{Anchor, Bookmark};
use crate::shelf::{Filter, Shelf};
use crate::worker::{Library, Marking, Placed, counted, highlights_in};

/// Passages that a message names.
const NAMED: usize = 5;

/// What came of the passages of some files.
#[derive(Default)]
struct Import {
    /// To be kept, each with where it was put.
    new: Vec<(Bookmark, Placed)>,
    /// Bookmarks that are found nowhere, whose article is there now: their numbers, and what takes their place.
    arrived: Vec<(i64, Bookmark)>,
    known: usize,
    failed: bool,
}

/// Keeps the marked passages of some files, all that can be read of them.
pub(super) fn import(
    desk: &mut Desk,
    shelf: &mut Shelf,
    files: &[PathBuf],
    json: bool,
) -> Result<Exit> {
    let library = desk.library()?;
    let mut import = Import::default();
    let mut kept: HashMap<(String, String), Bookmark> = HashMap::new();
    for bookmark in shelf.bookmarks(&Filter::default())? {
        kept.insert(sign(&bookmark), bookmark);
    }
    let marking = Marking::of(&library)?;
    for file in files {
        if let Err(reason) = import.read(file, &marking, &library, &mut kept)? {
            import.failed = true;
            message(&format!("{}: {reason}", file.display()));
        }
    }
    import.keep(desk, shelf, json)
}

/// By which a passage is known that is there already: its words, and its article as the program told it.
fn sign(bookmark: &Bookmark) -> (String, String) {
    let article = match &bookmark.url {
        Some(url) => crate::ingest::url_key(url),
        None => fold(&bookmark.title),
    };
    (fold(&bookmark.passage.quote), article)
}

impl Import {
    /// The inner error says why the file gave nothing.
    fn read(
        &mut self,
        file: &Path,
        marking: &Marking<'_>,
        library: &Library,
        kept: &mut HashMap<(String, String), Bookmark>,
    ) -> Result<Result<(), String>> {
        let marked = match highlights_in(file) {
            Ok(marked) => marked,
            Err(reason) => return Ok(Err(reason)),
        };
        for why in &marked.unread {
            self.failed = true;
            message(&format!("{}: {why}", file.display()));
        }
        for highlight in marked.passages {
            let (bookmark, placed) = marking.placed(&highlight)?;
            // As the program told it, and as its article has it: an article may have gained an address.
            let told = Bookmark {
                title: highlight.title.clone(),
                url: highlight.url.clone(),
                ..bookmark.clone()
            };
            let as_told = Bookmark {
                passage: crate::model::Passage {
                    quote: highlight.quote.clone(),
                    ..told.passage.clone()
                },
                ..told
            };
            let signs = [sign(&bookmark), sign(&as_told)];
            let Some(known) = signs.iter().find_map(|sign| kept.get(sign)) else {
                for sign in signs {
                    kept.insert(sign, bookmark.clone());
                }
                self.new.push((bookmark, placed));
                continue;
            };
            let waits = known.id > 0 && matches!(library.anchor(known)?, (_, Anchor::Gone));
            if waits && placed == Placed::Anchored {
                // What the reader wrote meanwhile stays.
                let arrived = Bookmark {
                    note: known.note.clone(),
                    tags: known.tags.clone(),
                    created: known.created.clone(),
                    ..bookmark
                };
                self.arrived.push((known.id, arrived));
            } else {
                self.known += 1;
            }
        }
        Ok(Ok(()))
    }

    fn keep(self, desk: &mut Desk, shelf: &mut Shelf, json: bool) -> Result<Exit> {
        let arrived: Vec<Bookmark> = self
            .arrived
            .iter()
            .map(|(_, bookmark)| bookmark.clone())
            .collect();
        let new: Vec<Bookmark> = self
            .new
            .iter()
            .map(|(bookmark, _)| bookmark.clone())
            .chain(arrived)
            .collect();
        let kept = match new.is_empty() {
            true => Vec::new(),
            false => shelf.add_bookmarks(&new)?,
        };
        for (number, _) in &self.arrived {
            shelf.remove_bookmark(*number)?;
        }
        let placed = |at: usize| {
            self.new
                .get(at)
                .map_or(Placed::Anchored, |(_, placed)| *placed)
        };
        for (at, bookmark) in kept.iter().enumerate() {
            if json {
                let state = match placed(at) {
                    Placed::Anchored => "exact",
                    Placed::Reworded | Placed::Waiting => "gone",
                };
                desk.out.json(&shapes::bookmark(bookmark, state))?;
            }
        }
        let of = |wanted: Placed| -> Vec<&Bookmark> {
            let all = kept.iter().enumerate();
            all.filter(|(at, _)| placed(*at) == wanted)
                .map(|(_, bookmark)| bookmark)
                .collect()
        };
        let tell = |desk: &mut Desk, line: String| match json {
            true => {
                message(&line);
                Ok(())
            }
            false => desk.out.line(line),
        };
        if !kept.is_empty() {
            let anchored = of(Placed::Anchored).len();
            let line = counted(kept.len(), "passage kept", "passages kept");
            tell(
                desk,
                format!("{line}, {anchored} of them found in their articles"),
            )?;
        }
        for (placed, why) in [
            (
                Placed::Reworded,
                "kept, but its article has not these words",
            ),
            (
                Placed::Waiting,
                "kept; its article is not in the library: add it, and it is found there (a short passage, or one without an address: import this file again)",
            ),
        ] {
            let those = of(placed);
            for bookmark in those.iter().take(NAMED) {
                tell(desk, format!("  {why}: {}", one_line(&citation(bookmark))))?;
            }
            if those.len() > NAMED {
                tell(desk, format!("  and {} more such", those.len() - NAMED))?;
            }
        }
        if self.known > 0 {
            tell(
                desk,
                counted(
                    self.known,
                    "passage was kept before",
                    "passages were kept before",
                ),
            )?;
        }
        Ok(match (self.failed, kept.is_empty() && self.known == 0) {
            (true, _) => Exit::SomeFailed,
            (false, true) => Exit::NothingFound,
            (false, false) => Exit::Done,
        })
    }
}
