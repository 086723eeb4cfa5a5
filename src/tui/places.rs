//! The screens that the reader can be on.

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
