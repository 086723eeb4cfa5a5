//! Where the reader can be: a screen, and a place in an article.

use crate::model::Span;

/// The five screens, and the article read alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Screen {
    #[default]
    Search,
    Stories,
    Compare,
    Entities,
    Bookmarks,
    Reading,
}

impl Screen {
    /// Those with a key of their own, in its order.
    pub const NUMBERED: [Screen; 5] = [
        Screen::Search,
        Screen::Stories,
        Screen::Compare,
        Screen::Entities,
        Screen::Bookmarks,
    ];

    /// All of them.
    pub fn all() -> impl Iterator<Item = Screen> {
        Screen::NUMBERED.into_iter().chain([Screen::Reading])
    }

    pub fn named(name: &str) -> Option<Screen> {
        Screen::all().find(|screen| screen.name() == name)
    }

    pub fn name(self) -> &'static str {
        match self {
            Screen::Search => "Search",
            Screen::Stories => "Stories",
            Screen::Compare => "Compare",
            Screen::Entities => "Entities",
            Screen::Bookmarks => "Bookmarks",
            Screen::Reading => "Reading",
        }
    }
}

/// A place in an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    pub article: String,
    /// Where to stand, byte range into the body; the first match where none is given.
    pub span: Option<Span>,
    /// What is lit, byte ranges into the body, in order.
    pub matches: Vec<Span>,
    /// What is lit in the title.
    pub title_matches: Vec<Span>,
}

impl Target {
    pub fn article(id: &str) -> Target {
        Target {
            article: id.to_string(),
            ..Target::default()
        }
    }

    pub fn at(id: &str, span: Span) -> Target {
        Target {
            span: Some(span),
            matches: vec![span],
            ..Target::article(id)
        }
    }
}
