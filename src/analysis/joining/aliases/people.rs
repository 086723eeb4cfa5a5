//! People: names taken apart, and whether two of them are one person's.

use std::borrow::Cow;

use super::additions;
use super::forms;
use super::gender;
use super::reasons::{Rest, Same, Surname, WOMANS_FORM, spelled};
use super::sound::{self, Ground, Sound};
use crate::analysis::reading::names::lexicon::{self, FAMILY, GIVEN};
use crate::analysis::reading::names::model;
use crate::analysis::reading::names::words::{is_generation, is_title};
use crate::analysis::text::given_names::{self, Sex};
use crate::analysis::text::words::fold;

/// Words that belong to the surname after them.
const PARTICLES: &[&str] = &[
    "von", "van", "de", "del", "della", "di", "da", "dos", "du", "la", "le", "der", "den", "ter",
    "bin", "ibn", "ben", "bint", "lo", "mac", "st",
];
/// Articles of Arabic names, written or not.
const ARTICLES: &[&str] = &["al", "el", "ul", "as", "ash", "ad", "ar"];

/// Words that end a role before a name and are no name themselves.
#[rustfmt::skip]
const ROLES: &[&str] = &[
    "ceo", "cfo", "chairman", "chairwoman", "director", "founder", "leader", "minister", "president", "secretary",
    "spokesman", "spokesperson", "spokeswoman",
];

/// A person's name taken apart.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Without titles and generations; the last is the surname with its particles.
    pub words: Vec<Sound>,
    /// `jr`, `ii`.
    pub generation: String,
    /// Written as one word or with hyphens only: `Hae-won`.
    undivided: bool,
    /// What a title before the name says.
    sex: Option<Sex>,
    /// What the given name may be short for: looked up once a name, and not once a pair of them.
    pub(super) goes_by: Vec<&'static str>,
}

fn sex(title: &str) -> Option<Sex> {
    match title {
        "mr" | "sir" | "king" | "prince" => Some(Sex::Man),
        "mrs" | "ms" | "miss" | "lady" | "dame" | "queen" | "princess" => Some(Sex::Woman),
        _ => None,
    }
}

impl Person {
    pub fn read(text: &str) -> Person {
        let text = &additions::without(text);
        let folded = fold(text);
        let mut parts: Vec<&str> = folded
            .split(|letter: char| letter.is_whitespace() || matches!(letter, '-' | '‑' | ',' | '"'))
            .map(|part| part.trim_matches(|letter: char| !letter.is_alphanumeric()))
            .map(|part| part.strip_suffix("'s").unwrap_or(part))
            .filter(|part| !part.is_empty())
            .collect();
        if let ["first", "lady", _, ..] = parts.as_slice() {
            parts.remove(0);
        } else if let Some(role) = role(text, &parts) {
            parts.drain(..=role);
        }
        let titles = parts.iter().take_while(|part| is_title(part)).count();
        let sex = parts[..titles].iter().find_map(|title| sex(title));
        if titles < parts.len() {
            parts.drain(..titles);
        }
        let mut generation = String::new();
        while parts.len() > 1 && parts.last().is_some_and(|part| is_generation(part)) {
            generation = parts.pop().unwrap_or("").trim_end_matches('.').to_string();
        }
        if parts.len() > 1 {
            parts.retain(|part| !ARTICLES.contains(part));
        }
        let count = parts.len();
        let particle = parts
            .iter()
            .enumerate()
            .position(|(at, part)| at + 1 < count && PARTICLES.contains(part));
        let mut words: Vec<Sound> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if particle == Some(at) {
                words.push(Sound::of(&parts[at..].concat()));
                break;
            }
            words.push(Sound::of(part));
        }
        words.retain(|word| !word.plain.is_empty());
        let given = words.first().filter(|_| words.len() > 1);
        Person {
            goes_by: given.map_or_else(Vec::new, |given| forms::goes_by(&given.plain)),
            words,
            generation,
            undivided: !text.trim().contains(char::is_whitespace),
            sex,
        }
    }

    /// One word only: a surname, a given name, a stage name.
    pub fn is_lone(&self) -> bool {
        self.words.len() == 1
    }

    pub fn surname(&self) -> Option<&Sound> {
        self.words.last()
    }

    pub fn given(&self) -> Option<&Sound> {
        (self.words.len() > 1).then(|| &self.words[0])
    }

    /// All words as one.
    fn whole(&self) -> Cow<'_, Sound> {
        match self.words.as_slice() {
            [word] => Cow::Borrowed(word),
            words => {
                let letters: String = words.iter().map(|word| word.plain.as_str()).collect();
                Cow::Owned(Sound::of(&letters))
            }
        }
    }

    pub(super) fn middle(&self) -> &[Sound] {
        let count = self.words.len();
        if count > 2 {
            &self.words[1..count - 1]
        } else {
            &[]
        }
    }
}

/// Where the role before a name ends: `Nordvia founder Ada Lund`, `Nordvia CEO Ada Lund`.
fn role(text: &str, parts: &[&str]) -> Option<usize> {
    // a name without any capital has no small words
    let small: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.chars().all(char::is_lowercase))
        .filter(|_| text.contains(char::is_uppercase))
        .collect();
    parts[..parts.len().saturating_sub(1)]
        .iter()
        .rposition(|part| {
            let common = small.contains(part)
                && !PARTICLES.contains(part)
                && !ARTICLES.contains(part)
                && part.chars().nth(2).is_some();
            common || ROLES.contains(part)
        })
}

/// Whether two given names may be one person's.
pub fn given_agree(one: &Sound, other: &Sound) -> bool {
    agree(one, other, || forms::same_given(&one.plain, &other.plain))
}

fn agree(one: &Sound, other: &Sound, are_forms: impl FnOnce() -> bool) -> bool {
    let initial = |sound: &Sound| sound.plain.chars().count() == 1;
    if initial(one) || initial(other) {
        return one.plain.chars().next() == other.plain.chars().next();
    }
    one.plain == other.plain || are_forms() || sounds_alike(one, other, GIVEN, Ground::Unconfirmed)
}

/// Whether two words sound alike. Two that are both common names of their kind are two, unless they differ as little as
/// Slavic romanisations do: `Hansen` is no `Hanson`.
fn sounds_alike(one: &Sound, other: &Sound, kind: u8, ground: Ground) -> bool {
    if !may_sound_alike(one, other) {
        return false;
    }
    if is_known(one, kind) && is_known(other, kind) {
        return sound::same_person(one, other, Ground::Known);
    }
    sound::same_person(one, other, ground)
}

/// What sounds alike has the same skeleton, or the same block where letters other than those of the rules differ.
fn may_sound_alike(one: &Sound, other: &Sound) -> bool {
    one.skeleton == other.skeleton || one.block == other.block
}

fn is_known(word: &Sound, kind: u8) -> bool {
    model::shipped().is_some_and(|model| model.lexicon.word(lexicon::key(&word.plain)) & kind != 0)
}

/// Whether two names are one person's by all that is known of them, and why.
pub fn same<'a>(one: &'a Person, other: &'a Person) -> Option<Same<'a>> {
    let ground = match (one.given(), other.given()) {
        (Some(given), Some(theirs)) if given.plain == theirs.plain && given.plain.len() > 1 => {
            Ground::Confirmed
        }
        _ => Ground::Unconfirmed,
    };
    judged(one, other, ground)
}

/// Whether two names may be one by their letters alone, and why. Of single names more is let pass than where names are
/// joined: all spellings of one family name, a woman's form among them.
pub fn alike(one: &Person, other: &Person) -> Option<String> {
    if let Some(reason) = same(one, other) {
        return Some(reason.words());
    }
    if !one.undivided && !other.undivided {
        return None;
    }
    if one.generation != other.generation {
        return None;
    }
    let (mine, theirs) = (one.whole(), other.whole());
    if mine.plain == theirs.plain {
        Some("the same letters".to_string())
    } else if sound::same_person(&mine, &theirs, Ground::Letters) {
        Some(spelled(&mine, &theirs))
    } else {
        (gender::same_family(&mine.plain, &theirs.plain)
            || gender::same_but_for_gender(&mine.plain, &theirs.plain))
        .then(|| WOMANS_FORM.to_string())
    }
}

fn judged<'a>(one: &'a Person, other: &'a Person, ground: Ground) -> Option<Same<'a>> {
    let (mine, theirs) = (one.surname()?, other.surname()?);
    if let (Some(one), Some(other)) = (one.sex, other.sex)
        && one != other
    {
        return None;
    }
    if is_not_of_sex(one, other) || is_not_of_sex(other, one) {
        return None;
    }
    if !one.generation.is_empty()
        && !other.generation.is_empty()
        && one.generation != other.generation
    {
        return None;
    }
    // `Lund Jr.` is not the `Lund` of whom nothing more is said
    if one.generation != other.generation && (one.is_lone() || other.is_lone()) {
        let lone = if one.is_lone() { one } else { other };
        if !lone.generation.is_empty() || (one.is_lone() && other.is_lone()) {
            return None;
        }
    }
    // Most of one family differ in their given names, and to liken surnames by their letters costs more.
    if mine.plain != theirs.plain && ground != Ground::Confirmed && !may_sound_alike(mine, theirs) {
        return None;
    }
    let by_middle = is_called_by_middle(one, other) || is_called_by_middle(other, one);
    if let (Some(given), Some(theirs)) = (one.given(), other.given())
        && !by_middle
        && (!agree(given, theirs, || {
            forms::is_any(&one.goes_by, &other.goes_by)
        }) || !middles_agree(one.middle(), other.middle())
            || goes_by_middle(one, other)
            || goes_by_middle(other, one))
    {
        return None;
    }
    let surname = match same_word(mine, theirs, FAMILY, ground) {
        Some(Likeness::Equal) => Surname::Equal,
        Some(Likeness::Sound) => Surname::Sound(mine, theirs),
        // `Ada Lind` may be called `Ada Lindova` abroad; of a surname alone nobody knows whose it is
        None if ground == Ground::Confirmed && gender::same_family(&mine.plain, &theirs.plain) => {
            Surname::Womans
        }
        None => return None,
    };
    let rest = match (one.given(), other.given()) {
        (Some(_), Some(_)) if by_middle => Rest::Middle,
        (Some(given), Some(theirs)) => {
            Rest::Given(match same_word(given, theirs, GIVEN, Ground::Unconfirmed) {
                Some(Likeness::Equal) => "the same given name",
                Some(Likeness::Sound) => "given name in another spelling",
                None if given.plain.len().min(theirs.plain.len()) == 1 => {
                    "initial of the given name"
                }
                None => "known form of the given name",
            })
        }
        // of one word even equal letters are told as what they sound like
        (None, None) if mine.plain == theirs.plain => {
            return Some(Same {
                surname: Surname::Sound(mine, theirs),
                rest: Rest::Single,
            });
        }
        (None, None) => Rest::Single,
        _ => Rest::Alone,
    };
    Some(Same { surname, rest })
}

/// Whether the title of a surname alone is another's than the given name of a full name: `Mrs. Lund` is not Robert Lund.
fn is_not_of_sex(lone: &Person, full: &Person) -> bool {
    let (true, Some(sex), Some(given)) = (lone.is_lone(), lone.sex, full.given()) else {
        return false;
    };
    given_names::bearer(&given.plain).is_some_and(|bearer| bearer != sex)
}

/// Whether only one of two full names that are otherwise one person's has `Jr.`: they may be father and child.
pub fn differ_by_generation(one: &Person, other: &Person) -> bool {
    one.generation != other.generation && one.given().is_some() && other.given().is_some()
}

/// Whether that says no more than that one is the formal name: `Tomas R. Venn Jr.` beside `Tomas Venn`. Of `Tomas Venn Jr.` the
/// `Jr.` tells him from a father of whom it is told that he holds an office. Of eleven pairs in [AllSides] articles all eight with a middle name were
/// one person; of those without one that no article names both of, and of whom none is a president, all eight were one, too.
///
/// [AllSides]: https://www.allsides.com/
pub fn is_formal(one: &Person, other: &Person) -> bool {
    let (plain, formal) = if one.generation.is_empty() {
        (one, other)
    } else {
        (other, one)
    };
    !formal.middle().is_empty() && plain.middle().is_empty()
}

/// Who bears a name by its given name, where that is a woman's or a man's.
pub fn bearer(text: &str) -> Option<Sex> {
    let person = Person::read(text);
    given_names::bearer(&person.given()?.plain)
}

/// Whether one is `J. Ada Lund`, who is called Ada, beside another given name without a middle name: of `Jaime Lund` nobody
/// knows that she is Ada.
fn goes_by_middle(one: &Person, other: &Person) -> bool {
    let is_initial = |word: &Sound| word.plain.chars().count() == 1;
    one.given().is_some_and(is_initial)
        && one
            .middle()
            .first()
            .is_some_and(|middle| !is_initial(middle))
        && other.given().is_some_and(|given| !is_initial(given))
        && other.middle().is_empty()
}

/// Whether one is `J. Ada Lund` and the other `Ada Lund`.
fn is_called_by_middle(one: &Person, other: &Person) -> bool {
    let initial = one
        .given()
        .is_some_and(|given| given.plain.chars().count() == 1);
    let middle = one.middle().first().map(|middle| &middle.plain);
    initial
        && middle.is_some_and(|middle| middle.chars().count() > 1)
        && middle == other.given().map(|given| &given.plain)
        && one.surname().map(|surname| &surname.plain)
            == other.surname().map(|surname| &surname.plain)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Equal,
    Sound,
}

fn same_word(one: &Sound, other: &Sound, kind: u8, ground: Ground) -> Option<Likeness> {
    if one.plain == other.plain {
        Some(Likeness::Equal)
    } else if sounds_alike(one, other, kind, ground) {
        Some(Likeness::Sound)
    } else {
        None
    }
}

/// Middle names disagree where both have one and the first letters differ: George A. and George B. are two.
fn middles_agree(one: &[Sound], other: &[Sound]) -> bool {
    let letter = |sound: &Sound| sound.form.chars().next();
    one.iter()
        .zip(other)
        .all(|(one, other)| letter(one) == letter(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn are_one(a: &str, b: &str) -> bool {
        same(&Person::read(a), &Person::read(b)).is_some()
    }

    #[test]
    fn spellings_of_one_person() {
        for (a, b) in [
            ("Aleksandr G. Gromov", "Alexander Gromov"),
            ("Maryia Kalasova", "Maria Kolosova"),
            ("Bill Lund", "William Lund"),
            ("Ute von der Aue", "Von der Aue"),
            ("Nils al-Hadi", "Nils Hadi"),
            ("Tomas R. Venn Jr.", "Tomas Venn"),
            ("Gen. Ada Lund", "A. Lund"),
            ("Ada Lind", "Ada Lindova"),
            ("Kenji Ohmori", "Kenji Oomori"),
            ("J. Ada Lund", "Ada Lund"),
            ("Ada Lund, MD", "Ada Lund"),
            ("First lady Lund", "Barbara Lund"),
        ] {
            assert!(are_one(a, b), "{a} {b}");
        }
    }

    #[test]
    fn letters_alone_let_more_pass() {
        let alike = |a: &str, b: &str| super::alike(&Person::read(a), &Person::read(b)).is_some();
        for (a, b) in [
            ("Lind", "Lindova"),
            ("Hae-won", "haewon"),
            ("mae ri", "maeri"),
            ("Yushkevich", "Juschkewitsch"),
        ] {
            assert!(alike(a, b), "{a} {b}");
        }
        for (a, b) in [("Lund", "Ada Lundberg"), ("Petrin", "Petrina"), ("", "Ada")] {
            assert!(!alike(a, b), "{a} {b}");
        }
    }

    #[test]
    fn families_and_strangers() {
        for (a, b) in [
            ("Viktor Lund", "Eduard Lund"),
            ("Sergei Gromovsky", "Sviatlana Hromouskaya"),
            ("George A. Lund", "George B. Lund"),
            ("Tomas Venn Jr.", "Tomas Venn Sr."),
            ("Ivan Petrin", "Ilya Petrin"),
            ("Felipe Lund", "Jaime Lund"),
            ("J. Felipe Lund", "Jaime Lund"),
            ("Lind", "Lindova"),
            ("Tomas Lind", "Ada Lindova"),
            ("Ada Petrin", "Ada Petrina"),
            ("Ada Hansen", "Ada Hanson"),
            ("Mr. Lund", "Mrs. Lund"),
            ("First lady Lund", "Robert Lund"),
            ("", "Lund"),
        ] {
            assert!(!are_one(a, b), "{a} {b}");
        }
    }
}
