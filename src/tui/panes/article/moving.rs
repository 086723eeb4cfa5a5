//! Moving in an article: by sentence, by word, by page, from hit to hit; and scrolling so that the cursor shows.

use super::{ArticlePane, Selecting};
use crate::model::{Article, Span};
use crate::tui::panes::around::{Around, lines_of};
use crate::tui::panes::page::Stop;
use crate::tui::session::Target;

/// A pane of fewer rows has none to spare for what stands before its sentence.
const LOW: usize = 10;

impl ArticlePane {
    /// Where the reader is, to open it there.
    pub(super) fn here(&self, id: &str) -> Target {
        let mut target = self.target.clone().unwrap_or_else(|| Target::article(id));
        target.span = self.sentence_span();
        target.aside = match self.around {
            Some(Around::Aside(at)) => Some((at, Span::default())),
            _ => None,
        };
        target
    }

    /// Takes up a new target: the cursor on its span, or its first match, or the top.
    pub(super) fn stand(&mut self, target: &Target) {
        let at = target.span.or(target.matches.first().copied());
        self.sentence = at
            .and_then(|span| self.article()?.sentence_at(span.start))
            .unwrap_or(0);
        self.around = target.stands_around().map(|(at, _)| Around::Aside(at));
        self.word = None;
        self.selecting = None;
        self.first = 0;
        self.follow = at.is_some() || self.around.is_some();
    }

    /// The article came anew: the cursor stays on its sentence, also where it stands elsewhere in the text now.
    pub(super) fn stay(&mut self, before: &Article) {
        let Some(now) = self.article() else { return };
        if before.id != now.id || before.body == now.body {
            return;
        }
        let said = before
            .sentences
            .get(self.sentence)
            .map(|span| before.text(*span));
        let again = now.sentences.iter().enumerate();
        let again = again.filter(|(_, span)| Some(now.text(**span)) == said);
        let nearest = again.min_by_key(|(at, _)| at.abs_diff(self.sentence));
        let last = now.sentences.len().saturating_sub(1);
        self.sentence = nearest.map_or(self.sentence.min(last), |(at, _)| at);
        // What was selected is other words now.
        (self.word, self.selecting) = (None, None);
        self.follow = true;
    }

    pub(super) fn move_sentence(&mut self, by: isize) {
        let last = self
            .article()
            .map_or(0, |article| article.sentences.len().saturating_sub(1));
        if self.scrolls_inside(by) {
            return;
        }
        if self.selecting.is_some() {
            // A selection is of the text itself.
            self.sentence = self.sentence.saturating_add_signed(by).min(last);
        } else {
            for _ in 0..by.unsigned_abs() {
                self.step(by > 0);
            }
        }
        self.word = matches!(self.selecting, Some(Selecting::Words { .. }))
            .then(|| self.last_word())
            .flatten();
        self.follow = true;
    }

    /// To the next sentence or the next thing around the text.
    fn step(&mut self, forward: bool) {
        let Some(page) = &self.page else { return };
        let here = match self.around {
            Some(place) => Stop::Around(place),
            None => Stop::Sentence(self.sentence),
        };
        match page.step(here, forward) {
            Some(Stop::Sentence(at)) => (self.sentence, self.around) = (at, None),
            Some(Stop::Around(place)) => self.around = Some(place),
            None => {}
        }
    }

    /// A sentence longer than the screen scrolls row by row before the cursor leaves it.
    fn scrolls_inside(&mut self, by: isize) -> bool {
        let (Some(page), Some(span)) = (&self.page, self.sentence_span()) else {
            return false;
        };
        let (start, end) = (
            page.line_at(span.start),
            page.line_at(span.end.saturating_sub(1)),
        );
        let bottom = self.first + usize::from(self.rows);
        if by > 0 && end >= bottom && end - start >= usize::from(self.rows) {
            self.first += 1;
            return true;
        }
        if by < 0 && start < self.first && end - start >= usize::from(self.rows) {
            self.first -= 1;
            return true;
        }
        false
    }

    fn last_word(&self) -> Option<Span> {
        let page = self.page.as_ref()?;
        page.words(self.sentence_span()?).last().copied()
    }

    pub(super) fn move_word(&mut self, by: isize) {
        let (Some(page), Some(sentence)) = (&self.page, self.sentence_span()) else {
            return;
        };
        let words = page.words(sentence);
        let at = self
            .word
            .and_then(|word| words.iter().position(|other| *other == word));
        let next = match at {
            Some(index) => index.checked_add_signed(by),
            None if by > 0 => Some(0),
            None => words.len().checked_sub(1),
        };
        match next.and_then(|index| words.get(index)) {
            Some(word) => self.word = Some(*word),
            None => {
                let (sentence, count) = (self.sentence, page.article.sentences.len());
                let Some(next) = sentence.checked_add_signed(by).filter(|next| *next < count)
                else {
                    return;
                };
                self.sentence = next;
                let words = page.words(page.article.sentences[next]);
                self.word = if by > 0 {
                    words.first().copied()
                } else {
                    words.last().copied()
                };
            }
        }
        self.follow = true;
    }

    pub(super) fn scroll(&mut self, by: isize) {
        let Some(page) = &self.page else { return };
        let last = page.lines.len().saturating_sub(usize::from(self.rows));
        let before = self.first;
        self.first = self.first.saturating_add_signed(by).min(last);
        if self.first == before {
            self.sentence = if by > 0 {
                page.article.sentences.len().saturating_sub(1)
            } else {
                0
            };
        } else {
            self.sentence = page.sentence_from(self.first);
        }
        self.around = None;
        self.word = None;
    }

    pub(super) fn next_hit(&mut self, forward: bool) {
        let (Some(target), Some(article)) = (&self.target, self.article()) else {
            return;
        };
        // Where a place comes in the order of reading: what stands behind so many paragraphs comes before the next one.
        let last = article.paragraphs.len();
        let in_text = |at: usize| (article.paragraph_at(at).unwrap_or(0), 1, at);
        let around = |at: usize| {
            let after = article.asides.get(at).map_or(0, |aside| aside.after);
            (after.min(last), 0, at)
        };
        let span = self.word.or(self.sentence_span()).unwrap_or_default();
        let (from, to) = match self.around {
            Some(Around::Aside(at) | Around::Lines(at)) => (around(at), around(at)),
            None => (
                in_text(span.start),
                in_text(span.end.max(span.start + 1) - 1),
            ),
        };
        let text = target
            .matches
            .iter()
            .map(|span| (in_text(span.start), Ok(*span)));
        let asides = target
            .aside_matches
            .iter()
            .map(|(at, _)| (around(*at), Err(*at)));
        let mut all: Vec<_> = text.chain(asides).collect();
        all.sort_by_key(|(place, _)| *place);
        let next = if forward {
            all.into_iter().find(|(place, _)| *place > to)
        } else {
            all.into_iter().rev().find(|(place, _)| *place < from)
        };
        match next {
            Some((_, Ok(span))) => {
                let sentence = article.sentence_at(span.start);
                self.sentence = sentence.unwrap_or(self.sentence);
                self.around = None;
                self.word = Some(span);
            }
            Some((_, Err(at))) => {
                self.unfolded.insert(lines_of(article, at));
                self.around = Some(Around::Aside(at));
                self.opened = true;
                self.word = None;
            }
            None => return,
        }
        self.follow = true;
    }

    /// The reader has gone nowhere in it yet.
    pub(super) fn is_at_head(&self) -> bool {
        (self.first, self.sentence) == (0, 0) && self.around.is_none() && self.word.is_none()
    }

    /// Some of what is under the cursor is on the screen.
    pub(super) fn is_in_sight(&self) -> bool {
        let Some(page) = &self.page else { return false };
        let of_text = self.word.or(self.sentence_span());
        let of_text = of_text.map(|span| page.line_at(span.start));
        let around = self.around.and_then(|place| page.rows_around(place));
        let row = around.map(|(first, _)| first).or(of_text);
        let bottom = self.first + usize::from(self.rows);
        row.is_some_and(|row| (self.first..bottom).contains(&row))
    }

    pub(super) fn show_cursor(&mut self) {
        let Some(page) = &self.page else { return };
        let rows = usize::from(self.rows.max(1));
        let of_text = self.word.or(self.sentence_span()).map(|span| {
            let last = span.end.saturating_sub(1);
            (page.line_at(span.start), page.line_at(last))
        });
        let around = self.around.and_then(|place| page.rows_around(place));
        if let (true, Some((start, end))) = (self.follow, around.or(of_text)) {
            let fits = end - start < rows;
            if self.sentence == 0 && end < rows {
                self.first = 0;
            } else if start < self.first || (!fits && start >= self.first + rows) {
                self.first = start.saturating_sub(1);
            } else if end >= self.first + rows && rows < LOW {
                // Few rows begin with the sentence itself, and not with what stands before it.
                self.first = start;
            } else if fits && end >= self.first + rows {
                self.first = (end + 1).saturating_sub(rows)
                    + usize::from(end + 1 < page.lines.len() && rows > 3);
            }
            self.follow = false;
        }
        self.first = self.first.min(page.lines.len().saturating_sub(rows));
    }
}
