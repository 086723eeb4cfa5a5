//! Which articles of a story are compared: all of them as a list, those chosen with their column.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Outcome;
use crate::tui::action::Action;
use crate::tui::effect::{Choice, Effect};
use crate::tui::panes::choosing::COLUMNS;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosing {
    all: Vec<Choice>,
    /// By id, in the order of the columns.
    chosen: Vec<String>,
    /// Those that were chosen when it was opened.
    before: Vec<String>,
    place: Place,
}

impl Choosing {
    pub fn new(all: Vec<Choice>, chosen: Vec<String>) -> Choosing {
        Choosing {
            all,
            before: chosen.clone(),
            chosen,
            place: Place::default(),
        }
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub fn hints(&self) -> Vec<Action> {
        let compares = (self.chosen.len() > 1).then_some(Action::Open);
        let hints = [Action::Compare].into_iter().chain(compares);
        hints.chain([Action::Cancel]).collect()
    }

    /// What a key does here, in words: the same key marks an article everywhere.
    pub fn wording(&self, action: Action) -> Option<&'static str> {
        let here = self.all.get(self.place.cursor);
        let is_chosen = here.is_some_and(|choice| self.chosen.contains(&choice.id));
        match action {
            Action::Compare if is_chosen => Some("untick"),
            Action::Compare => Some("tick"),
            Action::Open => Some("compare those ticked"),
            _ => None,
        }
    }

    pub fn act(&mut self, action: Action) -> Outcome {
        if self.place.act(action, self.all.len()).is_some() {
            return Outcome::Stay;
        }
        match action {
            Action::Compare => {
                self.turn();
                Outcome::Stay
            }
            Action::Open if self.chosen.len() > 1 => {
                Outcome::Close(vec![Effect::Compare(self.chosen.clone())])
            }
            Action::Open => Outcome::Stay,
            _ => Outcome::NotMine,
        }
    }

    /// Chooses the article under the cursor as the last column, or lets it go.
    fn turn(&mut self) {
        let Some(choice) = self.all.get(self.place.cursor) else {
            return;
        };
        match self.chosen.iter().position(|id| *id == choice.id) {
            Some(at) => drop(self.chosen.remove(at)),
            None if self.chosen.len() < COLUMNS => self.chosen.push(choice.id.clone()),
            None => {}
        }
    }

    pub fn settle(&mut self, inner: Rect) {
        let width = inner.width.saturating_sub(7);
        let all = &self.all;
        let rows = inner.height.saturating_sub(1);
        self.place
            .settle(all.len(), rows, |at| height(all, at, width));
    }

    pub fn draw(&self, area: Rect, buf: &mut Buffer, look: &Look) {
        let foot = self.place.foot(self.all.len());
        let inner = frame::frame(area, buf, look, "Which articles are compared?", &foot);
        let count = match self.chosen.len() {
            0 => format!("none is ticked yet: tick two to {COLUMNS} of them"),
            1 => "one is ticked: tick another, two at least are compared".to_string(),
            count if self.chosen == self.before => {
                format!("ticked: the {count} that are compared now")
            }
            COLUMNS => format!("{COLUMNS} ticked, as many as can be compared"),
            count => format!("{count} ticked, {COLUMNS} at the most"),
        };
        let muted = look.theme.style(Role::Muted);
        text::label(buf, (inner.x + 1, inner.y), inner.width, &count, muted);
        let width = inner.width.saturating_sub(7);
        let mut y = inner.y + 1;
        for (at, choice) in self.all.iter().enumerate().skip(self.place.first) {
            if y >= inner.bottom() {
                break;
            }
            let high = height(&self.all, at, width).min(inner.bottom() - y);
            let row = Rect {
                y,
                height: high,
                ..inner
            };
            let behind = Standing::of(at == self.place.cursor, look).paint(row, buf, look);
            let column = self.chosen.iter().position(|id| *id == choice.id);
            let (sign, style) = match column {
                Some(column) => (format!("{} ■", column + 1), look.theme.outlet(at)),
                None => ("  □".to_string(), muted),
            };
            text::label(buf, (inner.x + 2, y), 3, &sign, behind.patch(style));
            let whole = crate::model::Span::new(0, choice.label.len());
            let rows = text::wrap(&choice.label, whole, width);
            for (y, part) in (y..row.bottom()).zip(rows) {
                text::paint(
                    buf,
                    (inner.x + 6, y),
                    width,
                    &choice.label,
                    part,
                    behind,
                    &[],
                );
            }
            y += high;
        }
    }
}

fn height(all: &[Choice], at: usize, width: u16) -> u16 {
    let rows = all.get(at).map_or(1, |choice| {
        let whole = crate::model::Span::new(0, choice.label.len());
        text::wrap(&choice.label, whole, width).len()
    });
    u16::try_from(rows).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_chosen_in_order_and_let_go_and_eight_are_the_most() {
        let choice = |number: usize| Choice {
            id: number.to_string(),
            label: format!("Outlet {number}"),
        };
        let mut choosing = Choosing::new((0..12).map(choice).collect(), vec!["3".into()]);
        for _ in 0..12 {
            assert!(matches!(choosing.act(Action::Compare), Outcome::Stay));
            choosing.act(Action::Down);
        }
        assert_eq!(choosing.chosen.len(), COLUMNS);
        assert_eq!(choosing.chosen[..3], ["0", "1", "2"]);
        assert!(!choosing.chosen.contains(&"3".to_string()));
        let done = choosing.act(Action::Open);
        assert!(matches!(done, Outcome::Close(effects) if effects.len() == 1));
    }
}
