//! Taking in replies, and asking again for whatever is on the screens when the library has become another.

use super::App;
use crate::model::place;
use crate::tui::effect::Effect;
use crate::tui::effect::{Ask, Offer, Shown};
use crate::tui::session::Screen;
use crate::tui::windows::Window;
use crate::worker::request::{Decided, OnShelf, Reply, Request, Topic};
use crate::worker::ticket::Ticket;

impl App {
    /// Takes in a reply. Returns whether the screen changed.
    pub fn reply(&mut self, topic: Topic, ticket: Ticket, reply: Reply) -> bool {
        let edition = self.session.edition;
        let was_sample = self.session.status.sample;
        let mut asks_lists = false;
        let mut is_elsewhere = false;
        match &reply {
            Reply::Shelf(OnShelf {
                decided: Some(Decided::Asks(contradiction)),
                ..
            }) => {
                self.session.message = None;
                self.warn(contradiction);
            }
            Reply::Remembered { state, .. } => {
                self.restore(state.as_deref());
                self.search();
                self.ask(Request::Lists);
                self.ask(Request::Shelf);
            }
            Reply::News => {
                asks_lists = true;
                self.ask(Request::Shelf);
            }
            Reply::Copies(copies) => self.show_copies(copies),
            Reply::Versions(lines) if self.session.tickets.is_newest(topic, ticket) => {
                self.show_versions(lines);
            }
            Reply::OnlyLooking(request) => self.offer_to_add(request),
            Reply::Report(report) => {
                asks_lists = true;
                let keep = self.to_keep.take();
                is_elsewhere = keep.is_none() && !self.session.looking.is_empty();
                if let Some(keep) = keep.filter(|_| !report.stopped) {
                    self.ask(Request::TurnHome);
                    self.ask(keep);
                }
            }
            Reply::Failed(_) if topic == Topic::Work => self.to_keep = None,
            Reply::Failed(_)
                if topic == Topic::Compare && self.session.tickets.is_newest(topic, ticket) =>
            {
                // What cannot be compared is not marked for it any more.
                self.session.picked.clear();
            }
            _ => {}
        }
        let changed = self.session.apply(topic, ticket, reply);
        if let Some(message) = self.session.message.as_mut().filter(|_| is_elsewhere) {
            message.text += " · to your library: what is shown here is only what you look at";
        }
        if changed && topic == Topic::Search {
            self.light_again();
        }
        let stale = topic == Topic::Search
            && self.session.listed
            && self.session.searched != self.session.edition;
        if asks_lists || stale {
            self.ask(Request::Lists);
        }
        if self.session.edition != edition {
            if was_sample && !self.session.status.sample {
                self.leave_sample();
            }
            self.renew();
        }
        changed
    }

    /// The library is another one now: what was asked of the old one is asked again.
    fn renew(&mut self) {
        if self.session.searched != self.session.edition {
            self.search();
        }
        if let Some(compared) = &self.session.compared {
            let ids = compared.comparison.articles.clone();
            self.ask(Request::CompareAgain(ids));
        }
        self.ask(Request::Shelf);
    }

    /// The reader's own articles stand in the place of the sample: nothing that was asked of that means anything here.
    fn leave_sample(&mut self) {
        self.session.start_anew();
        self.behind.clear();
        self.ahead.clear();
        self.window = None;
        if self.session.screen == Screen::Reading {
            self.session.screen = Screen::Search;
        }
    }

    /// Nothing is kept of what is only looked at: says so, and offers to add it.
    fn offer_to_add(&mut self, request: &Request) {
        let looking = &self.session.looking;
        let names: Vec<String> = looking.iter().map(|path| place::written(path)).collect();
        let about = vec![
            "You are only looking: nothing of what was opened is kept, so a bookmark would lose its article.".to_string(),
            String::new(),
            format!("To keep it, add to your library: {}", names.join(", ")),
        ];
        let offers = vec![
            Offer {
                key: 'a',
                label: "add it, and keep the passage there".to_string(),
                effects: vec![Effect::AddAndKeep(Box::new(request.clone()))],
            },
            Offer {
                key: 'n',
                label: "go on looking; the passage is not kept".to_string(),
                effects: Vec::new(),
            },
        ];
        self.open(Window::new(Shown::Ask(Ask::new(
            "Only looking",
            about,
            offers,
            1,
        ))));
    }

    /// Adds what is only looked at to the reader's library, and keeps the passage when that is done.
    pub(super) fn add_and_keep(&mut self, request: Request) {
        let paths = self.session.looking.clone();
        if self.work(Request::Add(paths)) {
            self.to_keep = Some(request);
        }
    }
}
