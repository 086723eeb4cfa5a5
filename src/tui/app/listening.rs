//! Listening: what keys, pasted text and the mouse mean.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::App;
use super::journey::LEAVES;
use crate::tui::action::Action;
use crate::tui::keys::{EVERYWHERE, Key, Meaning};
use crate::tui::outside::Outside;
use crate::tui::windows::Window;

impl App {
    pub fn key(&mut self, event: KeyEvent) {
        let key = Key::from(event);
        self.leaves = self.is_leaving();
        self.session.message = None;
        if key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL {
            return self.outside.push(Outside::Quit);
        }
        let meaning = self.keymap.meaning(EVERYWHERE, &[key]);
        if meaning == Meaning::Action(Action::Stop) && self.session.progress.is_some() {
            return self.act_here(Action::Stop);
        }
        // Whatever is being typed or lies open waits for the reader to come back.
        if meaning == Meaning::Action(Action::Suspend) && key.modifiers == KeyModifiers::CONTROL {
            return self.act_here(Action::Suspend);
        }
        if self.typing.is_some() {
            return self.type_key(event);
        }
        if let Some(window) = &mut self.window
            && let Some(outcome) = window.key(key)
        {
            return self.leave(outcome);
        }
        self.pending.push(key);
        let window = self.window.as_ref().map(Window::scope);
        let scope = window.unwrap_or_else(|| self.scope());
        match self.keymap.meaning(scope, &self.pending) {
            Meaning::Action(action) => {
                self.forget_pending();
                self.act(action);
            }
            Meaning::Begun(follow) => self.begun = follow,
            Meaning::Nothing => {
                let alone = self.pending.len() == 1;
                self.forget_pending();
                // A key that does not go on a sequence begins anew.
                match alone {
                    true => self.say_unbound(key),
                    false => self.key(event),
                }
            }
        }
    }

    /// The reader was told that one press more leaves parallax.
    fn is_leaving(&self) -> bool {
        let said = self.session.message.as_ref();
        said.is_some_and(|message| message.text.ends_with(LEAVES))
    }

    fn forget_pending(&mut self) {
        self.pending.clear();
        self.begun.clear();
    }

    /// Text pasted into the terminal: into the line being typed, else a new search. One paste is one change and one question.
    pub fn paste(&mut self, pasted: &str) {
        self.session.message = None;
        if self.typing.is_none() {
            self.act(Action::SearchScreen);
            self.open_query();
        }
        let Some(typing) = self.typing().as_mut() else {
            return;
        };
        let before = typing.input.value().to_string();
        let left = typing.insert(pasted);
        let now = typing.input.value().to_string();
        if now != before {
            self.typed_so_far(now);
        }
        if left > 0 {
            let taken = pasted.len() - left;
            self.session.say(format!(
                "the line is full: the first {taken} of {} bytes were pasted",
                pasted.len()
            ));
        }
    }

    /// A click does what the hint or the tab under it says, or selects the row; on the row selected it opens that. The wheel
    /// moves in the pane under the pointer.
    pub fn mouse(&mut self, event: MouseEvent) {
        let place = Position::new(event.column, event.row);
        let click = event.kind == MouseEventKind::Down(MouseButton::Left);
        let mut clicks = self.clicks.iter();
        if click && let Some((_, action)) = clicks.find(|(region, _)| region.contains(place)) {
            let action = *action;
            self.leaves = self.is_leaving();
            self.session.message = None;
            return self.act(action);
        }
        let regions = self.regions.iter();
        let pane = regions.clone().position(|region| region.contains(place));
        let Some(pane) = pane else {
            return;
        };
        let mut selected = None;
        if self.window.is_none()
            && let Some(arranged) = self.screens.get_mut(&self.session.screen)
        {
            arranged.focus = pane;
            let y = event.row.checked_sub(self.regions[pane].y + 1);
            let pane = arranged.panes.get_mut(pane);
            selected = pane
                .zip(y.filter(|_| click))
                .and_then(|(pane, y)| pane.click(y, &self.session));
        }
        match event.kind {
            MouseEventKind::ScrollDown => self.act(Action::Down),
            MouseEventKind::ScrollUp => self.act(Action::Up),
            _ if selected == Some(true) => self.act(Action::Open),
            _ => {}
        }
    }
}
