//! The copies of what the reader made: listed, and one of them taken back when the reader says so.

use super::App;
use crate::shelf::Copy;
use crate::tui::effect::Effect;
use crate::tui::effect::{Ask, Offer, Shown};
use crate::tui::windows::Window;
use crate::worker::request::Request;

/// The keys of the copies, newest first; what is older than all of them is reached from the command line.
const KEYS: &str = "123456789";

impl App {
    /// Asks which copy is to be taken back.
    pub(super) fn show_copies(&mut self, copies: &[Copy]) {
        if copies.is_empty() {
            return self
                .session
                .say("there is no copy yet: one is made each day on which something changed");
        }
        let mut offers: Vec<Offer> = KEYS
            .chars()
            .zip(copies)
            .map(|(key, copy)| Offer {
                key,
                label: label(copy),
                effects: vec![Effect::Open(confirmed(copy))],
            })
            .collect();
        let last = offers.len();
        offers.push(Offer {
            key: 'n',
            label: "leave everything as it is".to_string(),
            effects: Vec::new(),
        });
        let about = vec!["Take back which copy of what you made?".to_string()];
        self.open(Window::new(Shown::Ask(Ask::new(
            "Copies", about, offers, last,
        ))));
    }
}

impl App {
    /// Opens a window on the versions of an article.
    pub(super) fn show_versions(&mut self, lines: &[String]) {
        let none = "No version is kept: originals are kept as the settings say (originals.keep).";
        let lines = match lines {
            [] => vec![none.to_string()],
            lines => lines.to_vec(),
        };
        self.open(Window::new(Shown::text("Versions", lines)));
    }
}

/// `2026-11-29 14:55 · 12 bookmarks, 1 note, 3 decisions · set-aside`.
fn label(copy: &Copy) -> String {
    let what = match &copy.fault {
        Some(_) => "is not whole".to_string(),
        None => copy.counts.short(),
    };
    let why = copy.why.map_or("", |why| why.word());
    format!("{} · {what} · {why}", copy.when())
}

fn confirmed(copy: &Copy) -> Shown {
    let holds = match &copy.fault {
        Some(fault) => format!(
            "The copy of {} is not whole: {fault}. What can be read of it is taken back; the copy itself stays.",
            copy.when()
        ),
        None => format!("The copy of {} holds {}.", copy.when(), copy.counts.words()),
    };
    let about = vec![
        holds,
        String::new(),
        "What you have now is set aside among the copies, and can be taken back like them."
            .to_string(),
    ];
    let effects = vec![Effect::Ask(Request::Restore(copy.name.clone()))];
    Shown::Ask(Ask::yes_or_no(
        "Take this copy back?",
        about,
        "take it back",
        effects,
    ))
}
