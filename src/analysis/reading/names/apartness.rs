//! Whom a name means beside those whom its article names in full.

/// What an article tells of a name that it uses: whether a surname means somebody else than those whom the article names in
/// full, and where it does not, what the titles beside the name tell of who bears it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Apart {
    #[default]
    No,
    /// Nobody is told apart, and the name is said to be a man's: `Mr. Lund`.
    Man,
    /// The same of a woman's: `first lady Lund`.
    Woman,
    /// The same, and who bears it holds an office that one person at a time holds: `President Lund`.
    Office,
    /// One of them is meant, or whom everybody knows; nothing tells which.
    Several,
    /// Something speaks for it.
    Hardly,
    Yes,
}

impl Apart {
    /// As it is stored.
    pub fn number(self) -> i64 {
        match self {
            Apart::No => 0,
            Apart::Hardly => 1,
            Apart::Yes => 2,
            Apart::Several => 3,
            Apart::Man => 4,
            Apart::Woman => 5,
            Apart::Office => 6,
        }
    }

    pub fn of_number(number: i64) -> Apart {
        match number {
            1 => Apart::Hardly,
            2 => Apart::Yes,
            3 => Apart::Several,
            4 => Apart::Man,
            5 => Apart::Woman,
            6 => Apart::Office,
            _ => Apart::No,
        }
    }

    /// Whether somebody else is meant, or may be, than those whom the article names in full.
    pub fn is_another(self) -> bool {
        self >= Apart::Several
    }
}
