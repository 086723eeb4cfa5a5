//! Why two names are one person's, in words.

use super::sound::Sound;

/// Why two names are one person's. It is put into words only where it is told: of thousands of pairs few are one.
#[derive(Clone, Copy)]
pub struct Same<'a> {
    pub surname: Surname<'a>,
    pub rest: Rest,
}

#[derive(Clone, Copy)]
pub enum Surname<'a> {
    Equal,
    Sound(&'a Sound, &'a Sound),
    Womans,
}

#[derive(Clone, Copy)]
pub enum Rest {
    Middle,
    Given(&'static str),
    /// Neither has a given name.
    Single,
    /// Only one has a given name.
    Alone,
}

impl Same<'_> {
    /// The part of the reason after the two spellings.
    pub fn words(self) -> String {
        let surname = match self.surname {
            Surname::Equal => "the same surname".to_string(),
            Surname::Sound(one, other) => spelled(one, other),
            Surname::Womans => WOMANS_FORM.to_string(),
        };
        match (self.rest, self.surname) {
            (Rest::Middle, _) => "the same surname, known by the middle name".to_string(),
            (Rest::Given(given), _) => format!("{surname}, {given}"),
            (Rest::Single, _) => surname,
            (Rest::Alone, Surname::Equal) => "surname alone".to_string(),
            (Rest::Alone, _) => format!("surname alone, {surname}"),
        }
    }
}

pub const WOMANS_FORM: &str = "the same surname in a woman's form";

pub fn spelled(one: &Sound, other: &Sound) -> String {
    if one.skeleton == other.skeleton {
        "the same surname in another spelling that sounds alike".to_string()
    } else {
        "the same surname in another romanisation".to_string()
    }
}
