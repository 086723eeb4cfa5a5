//! What is on the screens, written down for the next start, and taken up again.

use super::{App, Jump};
use crate::tui::memory::{Memory, Reading, Search, seat};
use crate::tui::outside::Outside;
use crate::tui::session::{Screen, Target};
use crate::worker::request::Request;

impl App {
    /// Parallax is to give way to the shell.
    pub fn suspend(&mut self) {
        self.outside.push(Outside::Suspend);
    }

    /// Parallax was stopped and goes on: another program may have set the terminal otherwise meanwhile.
    pub fn take_terminal_back(&mut self) {
        self.outside.push(Outside::TakeBack);
    }

    /// What is to be written down of the screens as they are; `None` where nothing is kept.
    pub fn memory(&self) -> Option<Request> {
        if !self.session.looking.is_empty() || !self.session.listed {
            return None;
        }
        let session = &self.session;
        let mut memory = Memory::new();
        memory.screen = session.screen.name().to_string();
        memory.pane = self.scope().to_string();
        memory.search = Search::of(&session.question);
        memory.picked.clone_from(&session.picked);
        if let Some(compared) = &session.compared {
            memory.compared.clone_from(&compared.comparison.articles);
        }
        let target = session.shown.get(&Screen::Reading);
        memory.reading = target.map(|target| Reading {
            article: target.article.clone(),
            from: self
                .behind
                .last()
                .map_or(Screen::Search, |jump| jump.screen)
                .name()
                .to_string(),
        });
        for (screen, arranged) in &self.screens {
            for pane in &arranged.panes {
                if let Some(place) = pane.place(session) {
                    memory
                        .places
                        .insert(seat(screen.name(), pane.name()), place);
                }
            }
        }
        Some(Request::Remember(memory.written()?))
    }

    /// The article that is read alone was found by the search that is asked again: what matched is lit again.
    pub(super) fn light_again(&mut self) {
        let Some(id) = self.unlit.take() else { return };
        let hit = self.session.answer.hits.iter().find(|hit| hit.id == id);
        let shown = self.session.shown.get_mut(&Screen::Reading);
        let (Some(hit), Some(target)) = (hit, shown.filter(|shown| shown.article == id)) else {
            return;
        };
        target.matches.clone_from(&hit.matches);
        target.title_matches.clone_from(&hit.title_matches);
        // The cursor stays where it is meanwhile.
        for pane in self
            .screens
            .get_mut(&Screen::Reading)
            .into_iter()
            .flat_map(|screen| &mut screen.panes)
        {
            if let Some(place) = pane.place(&self.session) {
                pane.go_to(&place);
            }
        }
    }

    /// Takes up what was on the screens last time. Whatever does not hold any more is left out.
    pub(super) fn restore(&mut self, state: Option<&str>) {
        let Some(memory) = state.and_then(Memory::read).filter(|_| !self.fresh) else {
            return;
        };
        memory
            .search
            .ask(&mut self.session.question, self.session.page);
        self.session.picked = memory.picked;
        if memory.compared.len() > 1 {
            self.ask(Request::CompareAgain(memory.compared));
        }
        for (screen, arranged) in &mut self.screens {
            for pane in &mut arranged.panes {
                if let Some(place) = memory.places.get(&seat(screen.name(), pane.name())) {
                    pane.go_to(place);
                }
            }
        }
        let screen = Screen::named(&memory.screen).unwrap_or_default();
        if let Some(reading) = memory.reading {
            let target = Target::article(&reading.article);
            self.session.shown.insert(Screen::Reading, target);
            self.unlit = Some(reading.article);
            let from = Screen::named(&reading.from).filter(|from| *from != Screen::Reading);
            if screen == Screen::Reading {
                self.behind.push(Jump {
                    screen: from.unwrap_or_default(),
                    reading: None,
                    window: None,
                });
            }
            self.session.screen = screen;
        } else if screen != Screen::Reading {
            self.session.screen = screen;
        }
        self.focus(&memory.pane);
    }
}
