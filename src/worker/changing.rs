//! What the screens change of what the reader made, and the answer to it.

use anyhow::{Context, Result};

use super::deciding::{Choice, Done, Outcome};
use super::desk::Desk;
use super::request::{Decided, Kept, OnShelf, Request};
use crate::analysis::telling::citation;
use crate::model::{Anchor, Article, Bookmark, Made, Span};
use crate::shelf::Filter;

/// What was done, in words, and what came of a decision.
pub(super) type Changed = (Option<String>, Option<Decided>);

impl Desk {
    /// Changes what the reader made, and says in words what was done.
    pub(super) fn change(&mut self, request: &Request) -> Result<Changed> {
        let done = match request {
            Request::Keep {
                article,
                span,
                note,
            } => self.keep(article, *span, note)?.to_string(),
            Request::KeepWords {
                article,
                words,
                near,
                note,
            } => {
                let held = self.article(article)?;
                let places = held.body.match_indices(words.as_str());
                let nearest = places.min_by_key(|(at, _)| at.abs_diff(*near));
                let (at, _) = nearest.context(
                    "the library holds this article with another text, without these words: nothing was kept",
                )?;
                let span = Span::new(at, at + words.len());
                self.keep(article, span, note)?.to_string()
            }
            Request::Note { bookmark, note } => {
                self.shelf.set_note(*bookmark, note)?;
                "note written".to_string()
            }
            Request::Tags { bookmark, tags } => {
                self.shelf.set_tags(*bookmark, tags)?;
                "tags set".to_string()
            }
            Request::Remove(bookmark) => {
                self.shelf.remove_bookmark(*bookmark)?;
                "removed; u brings it back".to_string()
            }
            Request::SaveSearch { name, query } => {
                self.shelf.save_search(name, query)?;
                format!("saved as {name}; it stands in the Narrow pane")
            }
            Request::Decide(choice) => return self.decide(choice),
            Request::TakeBack(id) => {
                let done = self.library.take_back(&mut self.shelf, *id)?;
                return Ok(self.decided(done));
            }
            Request::Restore(copy) => return self.restore_copy(copy),
            Request::Undo(made) => return self.turn(Turn::Back, *made),
            Request::Redo(made) => return self.turn(Turn::Again, *made),
            _ => return Ok((None, None)),
        };
        Ok((Some(done), None))
    }

    /// A request to keep a passage, by its words; `None` where it is about something else.
    pub(super) fn words_to_keep(&self, request: &Request) -> Result<Option<Request>> {
        let Request::Keep {
            article,
            span,
            note,
        } = request
        else {
            return Ok(None);
        };
        let held = self.article(article)?;
        let span = meant(&held, *span)?;
        Ok(Some(Request::KeepWords {
            article: article.clone(),
            words: held.text(span).to_string(),
            near: span.start,
            note: note.clone(),
        }))
    }

    /// Keeps a passage; an empty span stands for the sentence around it.
    fn keep(&mut self, article: &str, span: Span, note: &str) -> Result<&'static str> {
        let article = self.article(article)?;
        let span = meant(&article, span)?;
        let bookmark = Bookmark {
            note: note.to_string(),
            ..citation::bookmark_of(&article, span)
        };
        let of_article = Filter {
            article: Some(article.id.clone()),
            ..Filter::default()
        };
        let kept = self.shelf.bookmarks(&of_article)?;
        if kept.iter().any(|other| other.passage == bookmark.passage) {
            return Ok("this passage is kept already; 5 shows it");
        }
        self.shelf.add_bookmark(&bookmark)?;
        Ok("kept; 5 shows your bookmarks, u takes it back")
    }

    fn decide(&mut self, choice: &Choice) -> Result<Changed> {
        match self.library.decide(&mut self.shelf, choice)? {
            Outcome::Asks(contradiction) => Ok((None, Some(Decided::Asks(contradiction)))),
            Outcome::Done(done) => Ok(self.decided(done)),
        }
    }

    /// What came of a change of the decisions, in words and for the lists.
    pub(super) fn decided(&mut self, done: Done) -> Changed {
        let mut words = done.words;
        for note in done.notes {
            words.push_str(" · ");
            words.push_str(&note);
        }
        if done.decision.is_some() {
            words.push_str(" · u takes it back");
        }
        (Some(words), self.done(done.entity))
    }

    /// What is decided must not be decided twice because its lists could not be read: they are asked for again.
    pub(super) fn done(&mut self, entity: Option<String>) -> Option<Decided> {
        let lists = Box::new(self.lists().ok()?);
        Some(Decided::Done { entity, lists })
    }

    fn turn(&mut self, turn: Turn, made: Made) -> Result<Changed> {
        let turns_decision = match turn {
            Turn::Back => self.shelf.undo_turns_decision(made)?,
            Turn::Again => self.shelf.redo_turns_decision(made)?,
        };
        let words = match turn {
            Turn::Back => {
                let words = self.library.undo(&mut self.shelf, made)?;
                words.map_or("nothing to undo".to_string(), |what| {
                    format!("undone: {what}")
                })
            }
            Turn::Again => {
                let words = self.library.redo(&mut self.shelf, made)?;
                words.map_or("nothing to redo".to_string(), |what| {
                    format!("done again: {what}")
                })
            }
        };
        if !turns_decision {
            return Ok((Some(words), None));
        }
        Ok((Some(words), self.done(None)))
    }

    /// Everything that the reader made and the screens list.
    pub(super) fn on_shelf(&mut self) -> Result<OnShelf> {
        let kept = self.shelf.bookmarks(&Filter::default())?;
        let found = self.twice(|desk| {
            let found = kept.iter().map(|bookmark| desk.library.anchor(bookmark));
            found.collect::<Result<Vec<_>>>()
        });
        // What was kept is there, whatever became of the articles.
        let (found, unread) = match found {
            Ok(found) => (found, None),
            Err(error) => (
                vec![(None, Anchor::Unknown); kept.len()],
                Some(format!("the articles cannot be read: {error:#}")),
            ),
        };
        let bookmarks = kept.into_iter().zip(found);
        let bookmarks = bookmarks.map(|(bookmark, (article, anchor))| Kept {
            bookmark,
            anchor,
            article: article.map(|article| article.id.clone()),
        });
        let bookmarks = bookmarks.collect();
        let saved = self
            .shelf
            .saved_searches()?
            .into_iter()
            .map(|search| (search.name, search.query))
            .collect();
        Ok(OnShelf {
            bookmarks,
            saved,
            last_kept: self.shelf.last_change(Made::Kept),
            last_named: self.shelf.last_change(Made::Names),
            faults: self.shelf.faults(),
            stranger: self.stranger(),
            unread,
            ..OnShelf::default()
        })
    }

    fn stranger(&self) -> Option<String> {
        let why = self.shelf.shut().filter(|_| self.shelf.is_strange());
        why.map(str::to_string)
    }
}

/// The span, or the sentence around it where it is empty.
fn meant(article: &Article, span: Span) -> Result<Span> {
    if !span.is_empty() {
        return Ok(span);
    }
    let sentence = article.sentence_at(span.start);
    let sentence = sentence.and_then(|at| article.sentences.get(at));
    sentence.copied().context("there is no sentence to keep")
}

#[derive(Clone, Copy)]
enum Turn {
    Back,
    Again,
}
