//! Getting about: from pane to pane and screen to screen, and back again.

use super::{App, Jump};
use crate::tui::action::Action;
use crate::tui::effect::{Change, Effect};
use crate::tui::keys::EVERYWHERE;
use crate::tui::outside::Outside;
use crate::tui::session::{Screen, Target};
use crate::tui::windows::{Palette, Window};
use crate::worker::request::Request;

/// What is said where the next press of the same key ends parallax.
pub(super) const LEAVES: &str = "once more leaves parallax";

impl App {
    /// The keys of where the reader stands, what works there now first.
    pub(super) fn help(&mut self) {
        let (scope, first) = match &self.window {
            Some(window) => (window.scope(), Vec::new()),
            None => (self.scope(), self.works_here()),
        };
        self.open(Window::help(scope, first));
    }

    pub(super) fn palette(&mut self) {
        self.window = Some(Window::Palette(Palette {
            scope: self.scope(),
            here: self.works_here(),
            ..Palette::default()
        }));
    }

    fn works_here(&self) -> Vec<Action> {
        let pane = self.focused();
        pane.map_or(Vec::new(), |pane| pane.hints(&self.session))
    }

    pub(super) fn turn(&mut self, by: isize) {
        let Some(arranged) = self.screens.get_mut(&self.session.screen) else {
            return;
        };
        let count = arranged.panes.len() as isize;
        if count < 2 {
            return self.session.say("this is the only pane here");
        }
        arranged.focus = (arranged.focus as isize + by).rem_euclid(count) as usize;
    }

    pub(super) fn focus(&mut self, name: &str) {
        let Some(arranged) = self.screens.get_mut(&self.session.screen) else {
            return;
        };
        if let Some(index) = arranged.panes.iter().position(|pane| pane.name() == name) {
            arranged.focus = index;
        }
    }

    /// Hands an action to a pane of this screen that has not the keyboard.
    pub(super) fn pass(&mut self, name: &str, action: Action) {
        let screen = self.session.screen;
        let panes = self.screens.get(&screen).map(|arranged| &arranged.panes);
        let at = panes.and_then(|panes| panes.iter().position(|pane| pane.name() == name));
        match at.and_then(|at| self.on_pane(screen, at, action)) {
            Some(effects) => self.carry_out(effects),
            None => self.say_idle(action),
        }
    }

    fn here(&mut self) -> Jump {
        Jump {
            screen: self.session.screen,
            reading: self.session.shown.get(&Screen::Reading).cloned(),
            window: self.left.take(),
        }
    }

    pub(super) fn go(&mut self, screen: Screen) {
        if screen != self.session.screen || self.left.is_some() {
            let here = self.here();
            self.behind.push(here);
            self.ahead.clear();
            self.session.screen = screen;
            // Another parallax may have added articles meanwhile.
            self.ask(Request::Lists);
        }
    }

    pub(super) fn read(&mut self, target: Target) {
        let here = self.here();
        self.behind.push(here);
        self.ahead.clear();
        self.session.shown.insert(Screen::Reading, target);
        self.session.screen = Screen::Reading;
    }

    fn land(&mut self, jump: Jump) {
        self.session.screen = jump.screen;
        if let Some(target) = jump.reading {
            self.session.shown.insert(Screen::Reading, target);
        }
        let window = jump.window;
        self.window = window.map(|window| window.taken_up(&mut self.session));
    }

    pub(super) fn jump_back(&mut self) {
        let Some(jump) = self.behind.pop() else {
            return self.session.say("there is no jump to go back from");
        };
        let here = self.here();
        self.ahead.push(here);
        self.land(jump);
    }

    pub(super) fn jump_forward(&mut self) {
        let Some(jump) = self.ahead.pop() else {
            return self.session.say("there is no jump to go forward to");
        };
        let here = self.here();
        self.behind.push(here);
        self.land(jump);
    }

    /// Leaves a filter or a query; there is nothing else to leave outside a window.
    pub(super) fn cancel(&mut self) {
        match self.session.screen {
            Screen::Reading => self.back(),
            Screen::Search if self.scope() != "hits" => self.focus("hits"),
            Screen::Search if !self.session.question.text.is_empty() => {
                self.session.question.text.clear();
                self.session
                    .say("the search is taken away; / starts another");
                self.search();
            }
            _ if self.filter().is_some_and(|filter| !filter.is_empty()) => {
                self.set_filter("");
            }
            _ => self.session.say("nothing to leave here · ? keys"),
        }
    }

    /// Takes away what narrows the search, or the list of the screen.
    pub(super) fn clear(&mut self) {
        let question = &self.session.question;
        let is_narrowed = !(question.outlets.is_empty()
            && question.entities.is_empty()
            && question.months.is_empty());
        if self.session.screen == Screen::Search && is_narrowed {
            self.carry_out(vec![Effect::SearchAgain(Change::ClearNarrowing)]);
        } else if self.filter().is_some_and(|filter| !filter.is_empty()) {
            self.set_filter("");
        } else {
            self.session
                .say("nothing narrows this list: there is no filter to clear");
        }
    }

    pub(super) fn back(&mut self) {
        match self.session.screen {
            // From the facets or the text to the hits first: nobody is to fall out of parallax.
            Screen::Search if self.scope() != "hits" => self.focus("hits"),
            Screen::Search if self.leaves => self.outside.push(Outside::Quit),
            Screen::Search => {
                let sign = self.keymap.sign_of(EVERYWHERE, Action::Back);
                let sign = sign.unwrap_or_else(|| Action::Back.about().name.to_string());
                self.session.say(format!("{sign} {LEAVES}"));
            }
            _ if self.behind.is_empty() => self.go(Screen::Search),
            _ => self.jump_back(),
        }
    }

    /// The article after or before this one in the list it came from.
    pub(super) fn neighbour(&mut self, by: isize) {
        // Elsewhere the list of the screen goes on by one, wherever the keyboard is.
        let list = match self.session.screen {
            Screen::Reading => None,
            Screen::Search => Some("hits"),
            Screen::Stories => Some("stories"),
            Screen::Compare => Some("findings"),
            Screen::Entities => Some("entities"),
            Screen::Bookmarks => Some("bookmarks"),
        };
        if let Some(list) = list {
            let step = if by > 0 { Action::Down } else { Action::Up };
            return self.pass(list, step);
        }
        let Some(target) = self.session.shown.get(&Screen::Reading) else {
            return;
        };
        let from = self.behind.last().map(|jump| jump.screen);
        let matrix = self
            .session
            .matrix
            .as_ref()
            .filter(|_| from == Some(Screen::Stories));
        let next = match matrix {
            Some(matrix) => {
                let ids: Vec<&String> = matrix.articles.iter().map(|article| &article.id).collect();
                let at = ids.iter().position(|id| **id == target.article);
                let next = at
                    .and_then(|at| at.checked_add_signed(by))
                    .and_then(|at| ids.get(at).copied());
                next.map(|id| Target::article(id))
            }
            None => {
                let answer = &self.session.answer;
                let at = answer.hits.iter().position(|hit| hit.id == target.article);
                let next = at.and_then(|at| (at + answer.skipped).checked_add_signed(by));
                let held = next.and_then(|next| self.session.hit(next));
                if let (Some(next), None) = (next.filter(|next| *next < answer.total), held) {
                    self.carry_out(vec![Effect::SearchAgain(Change::Around(next))]);
                    return self
                        .session
                        .say("further articles are being fetched: once more");
                }
                held.map(Target::hit)
            }
        };
        match next {
            Some(target) => {
                self.session.shown.insert(Screen::Reading, target);
            }
            None => self.session.say("no further article in this list"),
        }
    }
}
