//! What the matrix does with an action.

use super::Matrix;
use super::rows::Row;
use crate::model::FindingKind;
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::panes::finding::{Narrowed, compare, next_difference, next_kind, on_finding};
use crate::tui::panes::passage::{self, say};
use crate::tui::panes::wording::columns;
use crate::tui::session::{Target, Tone};
use crate::worker::request::Compared;

pub(super) fn act(matrix: &mut Matrix, action: Action, compared: &Compared) -> Answered {
    if matrix.place.act(action, matrix.rows.len()).is_some() {
        matrix.set_off();
        matrix.land(!matches!(
            action,
            Action::Up | Action::HalfPageUp | Action::PageUp | Action::Bottom
        ));
        return Some(Vec::new());
    }
    let findings = &compared.comparison.findings;
    match action {
        Action::Right => matrix.go_right(compared),
        // From the first column on, the pane to the left has it.
        Action::Left if matrix.first_column > 0 => {
            matrix.go_left(compared);
            Some(Vec::new())
        }
        Action::NextKind => {
            matrix.set_off();
            matrix.wish.kind = next_kind(findings, matrix.wish.kind);
            let shown = matrix.wish.kind.map_or("all kinds", FindingKind::heading);
            let words = format!("findings shown: {}", shown.to_lowercase());
            Some(vec![say(Tone::Notice, &words)])
        }
        Action::NextDifference | Action::PreviousDifference => {
            let differs = |at: usize| match matrix.rows[at] {
                Row::Finding(index) => findings[index].weight().is_difference(),
                _ => false,
            };
            let here = Some(matrix.place.cursor);
            let narrowed = Narrowed::of(matrix.wish.kind, &matrix.wish.filter);
            let listing = (matrix.rows.len(), narrowed);
            let (found, says) = next_difference(action, listing, here, differs);
            matrix.place.cursor = found.unwrap_or(matrix.place.cursor);
            matrix.set_off();
            Some(vec![says])
        }
        Action::Fold => {
            matrix.unfold_all();
            Some(Vec::new())
        }
        _ => match *matrix.rows.get(matrix.place.cursor)? {
            Row::Fold(kind, ..) if action == Action::Open => {
                matrix.unfold(kind);
                Some(Vec::new())
            }
            Row::Article(index) => on_article(compared, index, action),
            Row::Finding(index) => match action {
                Action::Compare => Some(compare(compared, findings.get(index)?)),
                action => on_finding(compared, findings.get(index)?, action),
            },
            _ => None,
        },
    }
}

fn on_article(compared: &Compared, index: usize, action: Action) -> Answered {
    let article = compared.articles.get(index)?;
    Some(match action {
        Action::Open => vec![Effect::Read(Target::article(&article.id))],
        Action::Compare => vec![Effect::Pick(article.id.clone())],
        Action::Why => {
            let words = "this row is an article; t on a finding says why it is one";
            vec![say(Tone::Notice, words)]
        }
        // Of an article as a whole, its first sentence stands for it.
        action => return passage::act(article, *article.sentences.first()?, "sentence", action),
    })
}

impl Matrix {
    /// To the next column on the right that has something in this row; one screen on where none has.
    fn go_right(&mut self, compared: &Compared) -> Answered {
        let (all, shown) = (compared.articles.len(), self.widths.shown);
        let last = all.saturating_sub(shown);
        if self.first_column >= last {
            let words = match last {
                0 => "every column is on the screen",
                _ => "this is the last column",
            };
            return Some(vec![say(Tone::Notice, words)]);
        }
        let beyond = self.first_column + shown;
        let has = self.finding(compared).map(columns).unwrap_or_default();
        let next = has.into_iter().find(|&column| column >= beyond);
        let on = self.first_column + self.stride(all);
        // In a wide table it comes to stand first: that is a screen of new columns a step.
        let next = next.filter(|_| all > shown * 2);
        self.first_column = next.unwrap_or(on).min(last);
        Some(Vec::new())
    }

    fn go_left(&mut self, compared: &Compared) {
        let has = self.finding(compared).map(columns).unwrap_or_default();
        let (all, shown) = (compared.articles.len(), self.widths.shown);
        let next = has.into_iter().rfind(|&column| column < self.first_column);
        let next = next.filter(|_| all > shown * 2);
        let back = self.first_column.saturating_sub(self.stride(all));
        self.first_column = next.map_or(back, |column| (column + 1).saturating_sub(shown));
    }

    /// Columns that a step to the side goes where the row does not say: one, or most of a screen in a wide table.
    fn stride(&self, all: usize) -> usize {
        if all > self.widths.shown * 2 {
            self.widths.shown.saturating_sub(1).max(1)
        } else {
            1
        }
    }
}
