//! The window of sentences that prove something: any of them opens in its article.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::Span;
use crate::tui::action::Action;
use crate::tui::effect::{Effect, Shown};
use crate::tui::panes::passage;
use crate::tui::proof::{Evidence, Proof};
use crate::tui::session::{Session, Target};
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::list::Place;
use crate::tui::widgets::{frame, text};

/// What works on a proof, for the hint line; nothing but to leave where there is none.
pub fn hints(proof: Option<&Proof>, session: &Session) -> Vec<Action> {
    let Some(proof) = proof else {
        return vec![Action::Cancel];
    };
    let mut hints = vec![
        Action::Open,
        Action::Cancel,
        Action::Why,
        Action::Others,
        Action::Keep,
        Action::Copy,
        Action::Cite,
    ];
    let article = session.article(&proof.article);
    if article.is_some_and(|article| article.url.is_some()) {
        hints.push(Action::Browse);
    }
    hints
}

impl Evidence {
    /// The window that says why these sentences stand together.
    pub fn why(&self) -> Shown {
        let lines = vec![self.about.clone()];
        Shown::text(&format!("Why · {}", self.title), lines)
    }

    /// Opens the proof with this number in its article.
    pub fn read(&self, index: usize) -> Option<Effect> {
        let proof = self.proofs.get(index)?;
        let mut target = Target::at(&proof.article, proof.span);
        if !proof.marks.is_empty() {
            target.matches = proof
                .marks
                .iter()
                .map(|(mark, _)| mark.shifted(proof.span.start))
                .collect();
        }
        Some(Effect::Read(target))
    }

    /// Keeps, copies or cites the proof with this number.
    pub fn take(&self, index: usize, action: Action, session: &Session) -> Vec<Effect> {
        let proof = self.proofs.get(index);
        let article = proof.and_then(|proof| session.article(&proof.article));
        let taken = proof
            .zip(article)
            .and_then(|(proof, article)| passage::act(article, proof.span, "sentence", action));
        taken.unwrap_or_default()
    }

    fn rows(&self, index: usize, width: u16) -> (Vec<Span>, Vec<Span>) {
        let proof = &self.proofs[index];
        let label = text::wrap(&proof.label, Span::new(0, proof.label.len()), width);
        (
            label,
            text::wrap(&proof.sentence, Span::new(0, proof.sentence.len()), width),
        )
    }

    fn about_rows(&self, width: u16) -> Vec<Span> {
        text::wrap(&self.about, Span::new(0, self.about.len()), width)
    }

    /// Rows that it needs in a window of `width` cells, border included; no more are counted than `most`.
    pub fn height(&self, width: u16, most: u16) -> u16 {
        let width = width.saturating_sub(5);
        let mut rows = self.about_rows(width).len() + 3;
        for index in 0..self.proofs.len() {
            if rows > usize::from(most) {
                break;
            }
            let (label, sentence) = self.rows(index, width);
            rows += label.len() + sentence.len() + usize::from(index > 0);
        }
        u16::try_from(rows).unwrap_or(most).min(most)
    }

    pub fn settle(&self, place: &mut Place, inner: Rect) {
        let width = inner.width.saturating_sub(3);
        let above = self.about_rows(width).len() as u16 + 1;
        place.settle(
            self.proofs.len(),
            inner.height.saturating_sub(above),
            |index| {
                let (label, sentence) = self.rows(index, width);
                // Below the last one there is no gap.
                let gap = usize::from(index + 1 < self.proofs.len());
                (label.len() + sentence.len() + gap) as u16
            },
        );
    }

    pub fn draw(&self, place: &Place, area: Rect, buf: &mut Buffer, look: &Look) {
        let inner = frame::frame(area, buf, look, &self.title, &place.foot(self.proofs.len()));
        let width = inner.width.saturating_sub(3);
        let mut y = inner.y;
        for row in self.about_rows(width) {
            text::paint(
                buf,
                (inner.x + 2, y),
                width,
                &self.about,
                row,
                look.theme.style(Role::Muted),
                &[],
            );
            y += 1;
        }
        y += 1;
        for index in place.first..self.proofs.len() {
            let proof = &self.proofs[index];
            let (label, sentence) = self.rows(index, width);
            let behind = if index == place.cursor {
                look.theme.style(Role::Selection)
            } else {
                Style::default()
            };
            let lit: Vec<(Span, Style)> = proof
                .marks
                .iter()
                .map(|(mark, role)| (*mark, look.theme.style(*role)))
                .collect();
            let of_column = |column| look.theme.outlet(column);
            let label_style = proof
                .column
                .map_or(look.theme.style(Role::Strong), of_column);
            let label_style = behind.patch(label_style);
            let label_rows = label
                .iter()
                .map(|row| (&proof.label, *row, label_style, &[][..]));
            let base = behind.patch(look.theme.style(Role::Text));
            let sentence_rows = sentence
                .iter()
                .map(|row| (&proof.sentence, *row, base, &lit[..]));
            for (number, (content, row, style, marks)) in
                label_rows.chain(sentence_rows).enumerate()
            {
                if y >= inner.bottom() {
                    return;
                }
                buf.set_style(
                    Rect {
                        y,
                        height: 1,
                        ..inner
                    },
                    behind,
                );
                if number == 0 && index == place.cursor {
                    text::label(
                        buf,
                        (inner.x, y),
                        1,
                        "▸",
                        behind.patch(look.theme.style(Role::Key)),
                    );
                }
                text::paint(buf, (inner.x + 2, y), width, content, row, style, marks);
                y += 1;
            }
            y += 1;
        }
    }
}
