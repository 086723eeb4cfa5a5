//! A story's findings: as verdicts, or as the table of all its articles.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use super::matrix::Matrix;
use super::passage::say;
use super::verdicts::Verdicts;
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::{Session, Tone};
use crate::tui::theme::Look;

/// Goes before the place of a reader who left the table on the screen.
const GRID: &str = "table\n";

#[derive(Default)]
pub struct Story {
    verdicts: Verdicts,
    matrix: Matrix,
    /// The table is shown.
    grid: bool,
}

impl Story {
    fn shown(&self) -> &dyn Pane {
        match self.grid {
            true => &self.matrix,
            false => &self.verdicts,
        }
    }

    fn shown_mut(&mut self) -> &mut dyn Pane {
        match self.grid {
            true => &mut self.matrix,
            false => &mut self.verdicts,
        }
    }

    /// Turns to the other one: the finding under the cursor is under it there too.
    fn turn(&mut self, session: &Session) -> Vec<Effect> {
        let place = self.shown().place(session);
        self.grid = !self.grid;
        if let Some(place) = place {
            self.shown_mut().go_to(&place);
        }
        let words = match self.grid {
            true => "the table of all articles; the same key goes back",
            false => "the verdicts",
        };
        vec![say(Tone::Notice, words)]
    }
}

impl Pane for Story {
    fn name(&self) -> &'static str {
        "story"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        self.shown().hints(session)
    }

    fn wording(&self, action: Action, session: &Session) -> Option<&'static str> {
        match action {
            Action::Back => Some("to the list"),
            action => self.shown().wording(action, session),
        }
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        match action {
            Action::Back => Some(vec![Effect::Focus("stories")]),
            Action::Grid => Some(self.turn(session)),
            action => self.shown_mut().act(action, session),
        }
    }

    fn filter(&mut self, text: &str, session: &Session) -> bool {
        self.verdicts.filter(text, session) && self.matrix.filter(text, session)
    }

    fn filtered(&self) -> Option<&str> {
        self.shown().filtered()
    }

    fn place(&self, session: &Session) -> Option<String> {
        let place = self.shown().place(session)?;
        Some(match self.grid {
            true => format!("{GRID}{place}"),
            false => place,
        })
    }

    fn go_to(&mut self, place: &str) {
        let of_grid = place.strip_prefix(GRID);
        self.grid = of_grid.is_some();
        self.shown_mut().go_to(of_grid.unwrap_or(place));
    }

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        self.shown_mut().click(y, session)
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        let mut effects = self.shown_mut().settle(session, size);
        if session.grid != self.grid {
            effects.push(Effect::Grid(self.grid));
        }
        effects
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        self.shown().draw(session, area, buf, look);
    }
}
