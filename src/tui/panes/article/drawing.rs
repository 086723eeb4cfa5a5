//! Drawing the article: what matched, the names, the sentence under the cursor and what is selected.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::{ArticlePane, GUTTER};
use crate::analysis::telling::known::Known;
use crate::model::{Article, Span};
use crate::tui::called::called;
use crate::tui::legend::KEPT;
use crate::tui::panes::around::{self, Around, SIGN};
use crate::tui::panes::finding::known_role;
use crate::tui::panes::page::{Line, Page};
use crate::tui::session::{Screen, Session};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::{frame, text};

/// Cells of a border that are not of its title: corners, lines and blanks.
const BORDER: usize = 8;

/// What the signs before sentences mean, the longest first.
const SIGNS: [&str; 6] = [
    "before a sentence: ≠ contradicted   ≈ more loosely   … in part   = said alike   · here alone   § kept   Enter proves",
    "≠ contradicted  ≈ more loosely  … in part  = said alike  · here alone  § kept  Enter proves",
    "≠ contradicted  ≈ more loosely  … in part  = said alike  · here alone  § kept",
    "≠ contradicted  ≈ loosely  … in part  = alike  · alone  § kept",
    "≠ contradicted  ≈ loosely  … part  = alike  · alone",
    "≠ ≈ … = · : ? explains",
];

/// The sentence under the cursor is brighter, not bolder: bold is for names of things.
const BOLD: Modifier = Modifier::BOLD;

impl ArticlePane {
    pub(super) fn paint(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let alone = session.screen == Screen::Reading;
        let title = match (alone, &self.known) {
            (_, Some(_)) => SIGNS.iter().find(|signs| fits(signs, area)).unwrap_or(&""),
            (true, None) => "",
            (false, None) => "Article",
        };
        let foot = self.hit_count();
        // Which article it is shows also where its head is not on the screen.
        let scrolled = self.page.as_ref().filter(|_| !alone && self.first > 0);
        let headline = scrolled.map(|page| {
            let article = &page.article;
            let room = usize::from(area.width).saturating_sub(BORDER);
            text::cut(&format!("{} · {}", called(article), article.title), room)
        });
        let title = headline.as_deref().unwrap_or(title);
        let shown = session.shown.get(&session.screen);
        let is_gone = shown.is_some_and(|target| session.gone.contains(&target.article));
        let said = match is_gone && self.page.is_some() {
            true => "not in the library any more: as it was when it was opened",
            false => title,
        };
        let inner = frame::frame(area, buf, look, said, &foot);
        let (Some(page), Some(target)) = (&self.page, &self.target) else {
            let nothing = match (is_gone, self.asked.is_some()) {
                (true, _) => "This article is not in the library any more.",
                (false, true) => "",
                (false, false) => "Nothing to show yet.",
            };
            text::label(
                buf,
                (inner.x + GUTTER, inner.y),
                inner.width,
                nothing,
                look.theme.style(Role::Muted),
            );
            return;
        };
        let spare = inner.width.saturating_sub(page.width + GUTTER + 1);
        let left = if alone { inner.x + spare / 2 } else { inner.x };
        let marks = self.marks(session, look);
        let kept = kept(session, &page.article.id);
        let hit = look.theme.style(Role::Hit);
        let title_marks: Vec<(Span, Style)> = target
            .title_matches
            .iter()
            .map(|span| (*span, hit))
            .collect();
        let here = self
            .sentence_span()
            .filter(|_| look.focused || self.selecting.is_some());
        for (y, line) in (inner.y..inner.bottom()).zip(page.lines.iter().skip(self.first)) {
            let at = (left + GUTTER, y);
            match line {
                Line::Blank => {}
                Line::Title(row) => {
                    let style = look.theme.style(Role::Strong);
                    text::paint(
                        buf,
                        at,
                        page.width,
                        &page.article.title,
                        *row,
                        style,
                        &title_marks,
                    );
                }
                Line::Fact(fact, role) => {
                    text::label(buf, at, page.width, fact, look.theme.style(*role));
                }
                Line::Around(number, row) => {
                    self.paint_around(*number, *row, (at, page), session, buf, look);
                }
                Line::Body(row) => {
                    if kept.iter().any(|span| span.overlaps(*row)) {
                        let style = look.theme.style(Role::Notice);
                        text::label(buf, (left + 1, y), 1, KEPT, style);
                    }
                    let current = here.is_some_and(|sentence| sentence.overlaps(*row));
                    let mut all = Vec::new();
                    if let (true, Some(sentence)) = (current, here) {
                        text::label(buf, (left, y), 1, "▎", look.theme.style(Role::Key));
                        all.push((
                            sentence,
                            look.theme.style(Role::Strong).remove_modifier(BOLD),
                        ));
                    }
                    all.extend(marks.iter().filter(|(span, _)| span.overlaps(*row)));
                    self.paint_row(*row, at, (page, &all), buf, look);
                }
            }
        }
    }

    /// Takes up what is known of the sentences of an article, where it or what is known of it is not the `same` as before.
    pub(super) fn take_signs(&mut self, article: &Article, session: &Session, same: bool) {
        if same && self.known_from == Some(session.scales.number) {
            return;
        }
        let signs = session.scales.signs(article);
        self.known = signs.map(<[Option<Known>]>::to_vec);
        self.known_from = Some(session.scales.number);
    }

    /// Where the sentences begin of which something is known, bytes of the body.
    pub(super) fn signed(&self, article: &Article) -> Vec<usize> {
        let known = self.known.iter().flatten();
        let signed = article.sentences.iter().zip(known);
        let signed = signed.filter(|(_, known)| known.is_some());
        signed.map(|(sentence, _)| sentence.start).collect()
    }

    /// What is known of the sentence that begins there, with its colour.
    fn sign_at(&self, start: usize, look: &Look) -> Option<(&'static str, Style)> {
        let sentences = &self.article()?.sentences;
        let at = sentences.binary_search_by_key(&start, |of| of.start).ok()?;
        let known = (*self.known.as_ref()?.get(at)?)?;
        Some((known.sign(), look.theme.style(known_role(known))))
    }

    /// A row of the body. The sign of a sentence stands before its first word: left of the text where it begins the row, else inside
    /// it, so that of several sentences on a row each has its own.
    fn paint_row(
        &self,
        row: Span,
        (x, y): (u16, u16),
        (page, marks): (&Page, &[(Span, Style)]),
        buf: &mut Buffer,
        look: &Look,
    ) {
        let base = look.theme.style(Role::Text);
        let within = |at: &usize| page.signed.partition_point(|start| start < at);
        let starts = &page.signed[within(&row.start)..within(&row.end)];
        let mut from = row.start;
        let mut used = 0;
        for start in starts {
            let part = Span::new(from, *start);
            let room = page.width - used.min(page.width);
            used += text::paint(
                buf,
                (x + used, y),
                room,
                &page.article.body,
                part,
                base,
                marks,
            );
            let inside = *start > row.start;
            let at = match inside {
                true => x + used,
                false => x.saturating_sub(text::GAP as u16),
            };
            if let Some((sign, style)) = self.sign_at(*start, look) {
                text::label(buf, (at, y), 1, sign, style);
            }
            used += if inside { text::GAP as u16 } else { 0 };
            from = *start;
        }
        let part = Span::new(from, row.end);
        let room = page.width - used.min(page.width);
        text::paint(
            buf,
            (x + used, y),
            room,
            &page.article.body,
            part,
            base,
            marks,
        );
    }

    /// A row of what stands around the text: dimmed, behind a sign, with what it is.
    fn paint_around(
        &self,
        number: usize,
        row: Span,
        (at, page): ((u16, u16), &Page),
        session: &Session,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let Some(shown) = page.around.get(number) else {
            return;
        };
        let (x, y) = at;
        let current = look.focused && self.around == Some(shown.place);
        if current {
            let sign = look.theme.style(Role::Key);
            text::label(buf, (x - GUTTER, y), 1, "▎", sign);
        }
        let muted = look.theme.style(Role::Muted);
        text::label(buf, (x, y), 1, SIGN, muted);
        let base = if current {
            look.theme.style(Role::Strong).remove_modifier(BOLD)
        } else {
            muted
        };
        let label = Span::new(0, shown.label);
        let mut marks = vec![(label, muted.add_modifier(BOLD))];
        if let Around::Aside(of) = shown.place {
            let shift = |span: Span| span.shifted(shown.label);
            let names = page.article.asides.get(of).map(|aside| &aside.mentions);
            if session.marks_names {
                let style = look.theme.style(Role::Name);
                let names = names.into_iter().flatten();
                marks.extend(names.map(|mention| (shift(mention.span()), style)));
            }
            let hit = look.theme.style(Role::Hit);
            let lit = self.target.iter().flat_map(|target| &target.aside_matches);
            let lit = lit.filter(|(at, _)| *at == of);
            marks.extend(lit.map(|(_, span)| (shift(*span), hit)));
        }
        let at = (x + around::INDENT, y);
        let room = page.width.saturating_sub(around::INDENT);
        if shown.rows == 1 {
            text::label(buf, at, room, &shown.text, muted);
        } else {
            text::paint(buf, at, room, &shown.text, row, base, &marks);
        }
    }

    fn marks(&self, session: &Session, look: &Look) -> Vec<(Span, Style)> {
        let Some(article) = self.article() else {
            return Vec::new();
        };
        let mut marks = Vec::new();
        if session.marks_names {
            let style = look.theme.style(Role::Name);
            marks.extend(
                article
                    .mentions
                    .iter()
                    .map(|mention| (mention.span(), style)),
            );
        }
        if let Some(target) = &self.target {
            let style = look.theme.style(Role::Hit);
            marks.extend(target.matches.iter().map(|span| (*span, style)));
        }
        if let (Some(_), Some(span)) = (self.selecting, self.chosen()) {
            marks.push((span, look.theme.style(Role::Marked)));
        } else if let Some(word) = self.word {
            marks.push((word, look.theme.style(Role::Selection)));
        }
        marks
    }

    fn hit_count(&self) -> String {
        let (Some(target), Some(page)) = (&self.target, &self.page) else {
            return String::new();
        };
        let here = self.sentence_span().unwrap_or_default();
        let rows = usize::from(self.rows);
        let percent = match page.lines.len() {
            len if len <= rows => "all".to_string(),
            len => format!("{} %", (self.first + rows).min(len) * 100 / len),
        };
        let in_text = target.matches.len();
        let around = &target.aside_matches;
        let passed = match self.around {
            // Those around the text are counted behind those in it.
            Some(Around::Aside(at)) => in_text + around.iter().filter(|(of, _)| *of <= at).count(),
            _ => {
                let passed = target.matches.iter();
                passed.filter(|span| span.start < here.end).count()
            }
        };
        match (in_text + around.len(), passed) {
            (0, _) => percent,
            (1, _) => format!("one hit · {percent}"),
            (all, 0) => format!("{all} hits · {percent}"),
            (all, passed) => format!("hit {passed} of {all} · {percent}"),
        }
    }
}

/// Where the passages stand that the reader kept of an article.
fn kept(session: &Session, article: &str) -> Vec<Span> {
    let bookmarks = session.bookmarks.iter();
    let of_article = bookmarks.filter(|kept| kept.article.as_deref() == Some(article));
    of_article.filter_map(|kept| kept.anchor.span()).collect()
}

/// Whether a title has room on the border of a pane, and its foot below it all the same.
fn fits(title: &str, area: Rect) -> bool {
    text::cells(title) + 6 <= usize::from(area.width)
}
