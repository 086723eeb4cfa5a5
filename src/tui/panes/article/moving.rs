//! Moving in an article: by sentence, by word, by page, from hit to hit; and scrolling so that the cursor shows.

use super::{ArticlePane, Selecting};
use crate::model::{Article, Span};
use crate::tui::session::Target;

impl ArticlePane {
    /// Takes up a new target: the cursor on its span, or its first match, or the top.
    pub(super) fn stand(&mut self, target: &Target) {
        let at = target.span.or(target.matches.first().copied());
        self.sentence = at
            .and_then(|span| self.article()?.sentence_at(span.start))
            .unwrap_or(0);
        self.word = None;
        self.selecting = None;
        self.first = 0;
        self.follow = at.is_some();
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
        self.sentence = self.sentence.saturating_add_signed(by).min(last);
        self.word = matches!(self.selecting, Some(Selecting::Words { .. }))
            .then(|| self.last_word())
            .flatten();
        self.follow = true;
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
        self.word = None;
    }

    pub(super) fn next_hit(&mut self, forward: bool) {
        let Some(target) = &self.target else { return };
        let here = self.word.or(self.sentence_span()).unwrap_or_default();
        let next = if forward {
            target
                .matches
                .iter()
                .find(|span| span.start >= here.end.max(here.start + 1))
        } else {
            target
                .matches
                .iter()
                .rev()
                .find(|span| span.end <= here.start)
        };
        let Some(span) = next.copied() else { return };
        self.sentence = self
            .article()
            .and_then(|article| article.sentence_at(span.start))
            .unwrap_or(self.sentence);
        self.word = Some(span);
        self.follow = true;
    }

    pub(super) fn show_cursor(&mut self) {
        let Some(page) = &self.page else { return };
        let rows = usize::from(self.rows.max(1));
        if let (true, Some(span)) = (self.follow, self.word.or(self.sentence_span())) {
            let (start, end) = (
                page.line_at(span.start),
                page.line_at(span.end.saturating_sub(1)),
            );
            let fits = end - start < rows;
            if self.sentence == 0 && end < rows {
                self.first = 0;
            } else if start < self.first || (!fits && start >= self.first + rows) {
                self.first = start.saturating_sub(1);
            } else if fits && end >= self.first + rows {
                self.first = (end + 1).saturating_sub(rows)
                    + usize::from(end + 1 < page.lines.len() && rows > 3);
            }
            self.follow = false;
        }
        self.first = self.first.min(page.lines.len().saturating_sub(rows));
    }
}
