//! What the words around a person's name tell of who is meant: woman or man, office, whose kin.

use super::apartness::Apart;
use super::beside::{self, is_of_power, is_possessor, kin, window_after, window_before};
use super::titles::{FIRST_LADY, REIGNS, SOLE, office, sex};
use crate::analysis::text::given_names::{self, Sex};
use crate::analysis::text::words::fold;
use crate::model::Span;

/// Words before a name that are read, and words of what is said of it after a comma.
const WORDS_BEFORE: usize = 6;
const WORDS_AFTER: usize = 8;
/// A title has so many letters at most before a full stop: `Assoc.`
const ABBREVIATION: usize = 5;
/// So many pronouns tell a sex, where none is of the other.
const LEAST_PRONOUNS: u32 = 3;

/// Whether a surname may mean somebody of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Yes,
    /// Something speaks against it that is not certain.
    Hardly,
    No,
}

/// What is known of who is meant by some mentions of a name.
#[derive(Clone, Debug, Default)]
pub struct Signs {
    /// Women, men: by titles and words for kin.
    told: [u32; 2],
    /// Women, men: by `he` and `she` after the name.
    pronouns: [u32; 2],
    offices: Vec<&'static str>,
    kin: bool,
    /// By the given name.
    given: Option<Sex>,
    /// By the first pronoun after this mention.
    near: Option<Sex>,
    /// By the first `he` or `she` after it: `did not come with her` tells nobody's.
    subject: Option<Sex>,
    /// An office stands at this mention.
    titled: bool,
    /// The name stands before what belongs to whoever holds power: `Lund aides`.
    power: bool,
}

impl Signs {
    /// What stands around a mention; `until` is where the next person is named.
    pub fn around(body: &str, name: Span, until: usize) -> Signs {
        let mut signs = Signs::default();
        let after = &body[name.end..];
        signs.read_before(window_before(body, name.start));
        if !after.starts_with("'s") && !after.starts_with("’s") {
            signs.read_kin(window_before(body, name.start));
        }
        signs.read_after(window_after(body, name.end, body.len()));
        signs.power = is_of_power(after);
        signs.titled = !signs.offices.is_empty();
        signs.read_pronoun(window_after(body, name.end, until));
        signs
    }

    pub fn add(&mut self, other: &Signs) {
        for sex in [0, 1] {
            self.told[sex] += other.told[sex];
            self.pronouns[sex] += other.pronouns[sex];
        }
        for office in &other.offices {
            self.hold(office);
        }
        self.kin |= other.kin;
        self.given = self.given.or(other.given);
    }

    /// The same with what the folded given name tells.
    pub fn with_given(mut self, folded: &str) -> Signs {
        self.given = given_names::bearer(folded);
        self
    }

    /// What a mention alone does not tell is taken from all of its writing: `Lund` is the president after `President Lund`, and
    /// a man where nearly all of the article calls him `Mr. Lund`.
    pub fn completed(&self, all: &Signs) -> Signs {
        let mut whole = self.clone();
        if self.title_sex().is_none() {
            if all.told.iter().sum::<u32>() > 1 {
                whole.told = all.told;
            }
            if self.offices.is_empty() && all.offices.len() == 1 {
                whole.offices.clone_from(&all.offices);
            }
            whole.pronouns = all.pronouns;
        }
        whole
    }

    /// Whether a surname with these signs may mean one with those: sex, office and kin are constraints.
    pub fn fit(&self, bearer: &Signs, is_junior: bool) -> Fit {
        if let (Some(one), Some(other)) = (self.title_sex(), bearer.title_sex())
            && one != other
        {
            return Fit::No;
        }
        let is_lesser = bearer.kin || is_junior;
        if self.power && bearer.kin {
            return Fit::No;
        }
        let is_other = |one: Option<Sex>| one.is_some() && bearer.sex() != one;
        // the wife of whom everybody knows by the surname is called by a title, or spoken of as a woman
        if bearer.offices.contains(&FIRST_LADY)
            && self.offices.is_empty()
            && is_other(self.sex().or(self.near).or(Some(Sex::Man)))
        {
            return Fit::Hardly;
        }
        let office = self.offices.iter().find(|office| SOLE.contains(office));
        // `President Lund, who said that he`
        if self.titled && office.is_some() && bearer.sex().is_some() && is_other(self.near) {
            return Fit::No;
        }
        if let Some(office) = office
            && !bearer.offices.contains(office)
        {
            if is_lesser || !bearer.offices.is_empty() {
                return Fit::No;
            }
            // a king is called by no surname
            if REIGNS.contains(office) {
                return Fit::Hardly;
            }
        }
        // a woman may be called Leland, and `he` may be somebody else
        match (self.sex(), bearer.sex()) {
            (Some(one), Some(other)) if one != other => Fit::Hardly,
            _ => Fit::Yes,
        }
    }

    /// Whether `Ada Lund`, of whom no office is told, may be the wife of the President Lund with these signs.
    pub fn may_be_of_husband(&self, bearer: &Signs) -> bool {
        let is_woman = self.sex().or(self.subject) == Some(Sex::Woman);
        let mut held = self.offices.iter();
        let is_hers = held.all(|office| !SOLE.contains(office) || bearer.offices.contains(office));
        bearer.sex() == Some(Sex::Woman) && !is_woman && !is_hers
    }

    /// Whether both hold one office.
    pub fn agrees(&self, bearer: &Signs) -> bool {
        let mut offices = self.offices.iter();
        offices.any(|office| bearer.offices.contains(office))
    }

    /// Whether something says that the two are one.
    pub fn matches(&self, bearer: &Signs) -> bool {
        self.agrees(bearer) || (self.sex().is_some() && self.sex() == bearer.sex())
    }

    /// Whether who is meant reigns: `King George` is called by a given name, and nobody else is called by it so.
    pub fn reigns(&self) -> bool {
        self.offices.iter().any(|office| REIGNS.contains(office))
    }

    /// Whether who is meant is spoken of as the lesser known kin of somebody.
    pub fn is_kin(&self) -> bool {
        self.kin
    }

    /// What the titles tell of who bears the name.
    pub fn bearer(&self) -> Apart {
        if self.holds_sole_office() {
            return Apart::Office;
        }
        match self.title_sex() {
            Some(Sex::Woman) => Apart::Woman,
            Some(Sex::Man) => Apart::Man,
            None => Apart::No,
        }
    }

    /// Whether who is meant holds an office that one person at a time holds.
    pub fn holds_sole_office(&self) -> bool {
        self.offices.iter().any(|office| SOLE.contains(office))
    }

    /// Whether who is meant is the wife of who holds such an office.
    pub fn is_first_lady(&self) -> bool {
        self.offices.contains(&FIRST_LADY)
    }

    fn sex(&self) -> Option<Sex> {
        let said = match self.pronouns {
            [women, 0] if women >= LEAST_PRONOUNS => Some(Sex::Woman),
            [0, men] if men >= LEAST_PRONOUNS => Some(Sex::Man),
            _ => None,
        };
        self.title_sex().or(self.given).or(said)
    }

    pub fn title_sex(&self) -> Option<Sex> {
        match self.told {
            [0, 0] => None,
            [_, 0] => Some(Sex::Woman),
            [0, _] => Some(Sex::Man),
            _ => None,
        }
    }

    fn be_kin(&mut self, (sex, is_lesser): (Option<Sex>, bool)) {
        self.kin |= is_lesser;
        if let Some(sex) = sex {
            self.tell(sex);
        }
    }

    fn tell(&mut self, sex: Sex) {
        self.told[usize::from(sex == Sex::Man)] += 1;
    }

    fn hold(&mut self, office: &'static str) {
        if !self.offices.contains(&office) {
            self.offices.push(office);
        }
    }

    /// `President`, `Mrs.`, `his wife,`, `former first lady`.
    fn read_before(&mut self, before: &str) {
        if !before.ends_with(' ') {
            return;
        }
        let words: Vec<String> = before
            .split_whitespace()
            .rev()
            .take(WORDS_BEFORE)
            .map(str::to_lowercase)
            .collect();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            // what stands before a comma is of somebody else
            if word.ends_with([',', ';', ':', '”', '"', ')']) {
                break;
            }
            let bare = beside::bare(word);
            // `… a former president. Lund …`
            if word.ends_with('.') && bare.len() > ABBREVIATION {
                break;
            }
            let two = words
                .get(at + 1)
                .map(|next| format!("{} {bare}", beside::bare(next)));
            let is_former = |past: usize| {
                words
                    .get(at + past)
                    .is_some_and(|word| matches!(word.as_str(), "former" | "ex" | "late"))
            };
            if let Some(office) = two.and_then(|two| office(&two)) {
                if office == FIRST_LADY {
                    self.tell(Sex::Woman);
                }
                if office != FIRST_LADY || !is_former(2) {
                    self.hold(office);
                    self.kin |= office == FIRST_LADY;
                }
                at += 2;
                continue;
            }
            let sex = sex(bare);
            let held = office(bare);
            // `Mr. and Mrs. Lund` are two
            let is_couple = words.get(at + 1).is_some_and(|word| word == "and");
            if let Some(sex) = sex
                && !is_couple
            {
                self.tell(sex);
            }
            if let Some(office) = held {
                self.hold(office);
            }
            if sex.is_none() && held.is_none() {
                break;
            }
            at += 1;
        }
    }

    /// `his eldest daughter,` before a name.
    fn read_kin(&mut self, before: &str) {
        let lower = before.to_lowercase();
        let mut words = lower.split_whitespace().rev();
        let last = words.next().filter(|_| before.ends_with(' '));
        let Some(kin) = last.and_then(|word| kin(word.trim_end_matches(','))) else {
            return;
        };
        let mut rest = words
            .take(3)
            .take_while(|word| !word.ends_with([',', '.', ';']));
        if rest.any(is_possessor) {
            self.be_kin(kin);
        }
    }

    /// `, his wife,`, `, the president's eldest son`, `, the first lady`, `, wife of`.
    fn read_after(&mut self, after: &str) {
        let Some(rest) = after
            .strip_prefix(", ")
            .or_else(|| after.strip_prefix(" ("))
        else {
            return;
        };
        let end = rest.find([',', '.', ';', ')', '—']).unwrap_or(rest.len());
        let said: Vec<&str> = rest[..end].split_whitespace().take(WORDS_AFTER).collect();
        let words: Vec<String> = said.iter().map(|word| word.to_lowercase()).collect();
        let Some(first) = words.first() else {
            return;
        };
        // in `Lund, his wife, Ada,` the wife is another
        let goes_on = rest[end..].strip_prefix(", ").unwrap_or("");
        let is_name = |word: &str| word.starts_with(char::is_uppercase);
        for (at, word) in words.iter().enumerate() {
            let Some(kin) = kin(word) else { continue };
            let next = said.get(at + 1).copied();
            if next.is_some_and(is_name) || (next.is_none() && is_name(goes_on)) {
                return;
            }
            let is_owned = words[..at].iter().any(|word| is_possessor(word));
            let is_wife_of = word == "wife" && next == Some("of");
            if is_owned || is_wife_of {
                self.be_kin(kin);
                return;
            }
        }
        if first == "the" && words.len() > 1 {
            let last = words
                .iter()
                .position(|word| word == "of")
                .unwrap_or(words.len());
            let two = (last > 1).then(|| words[last.saturating_sub(2)..last].join(" "));
            let held = two
                .and_then(|two| office(&two))
                .or_else(|| office(&words[last - 1]));
            if let Some(office) = held {
                self.hold(office);
                if office == FIRST_LADY {
                    self.kin = true;
                    self.tell(Sex::Woman);
                }
            }
        }
    }

    /// The first `he` or `she` after a name, before anybody else is named or begins to speak.
    fn read_pronoun(&mut self, after: &str) {
        let end = after.find(['“', '"', '\n']).unwrap_or(after.len());
        let mut words = after[..end].split(|letter: char| !letter.is_alphanumeric());
        let sex = words.find_map(|word| match word {
            "he" | "He" => Some(Sex::Man),
            "she" | "She" => Some(Sex::Woman),
            _ => None,
        });
        if let Some(sex) = sex {
            self.pronouns[usize::from(sex == Sex::Man)] += 1;
        }
        self.subject = sex;
        let near = after[..end]
            .split(|letter: char| !letter.is_alphanumeric())
            .find_map(|word| match word.to_lowercase().as_str() {
                "he" | "him" | "his" => Some(Sex::Man),
                "her" | "hers" | "she" => Some(Sex::Woman),
                _ => None,
            });
        self.near = near;
    }
}

/// What the given name tells, folded.
pub fn of_given(word: &str) -> Signs {
    Signs::default().with_given(&fold(word))
}

#[cfg(test)]
mod tests {
    use super::super::titles::{KIN, POWER};
    use super::*;

    fn of(body: &str, name: &str) -> Signs {
        let start = body.find(name).unwrap();
        Signs::around(body, Span::new(start, start + name.len()), body.len())
    }

    #[test]
    fn tables_are_sorted() {
        assert!(KIN.is_sorted_by_key(|row| row.0));
        assert!(POWER.is_sorted());
    }

    #[test]
    fn titles_kin_and_pronouns_tell() {
        for (body, sex, office, kin) in [
            ("Mrs. Lund rose.", Some(Sex::Woman), None, false),
            (
                "then-President Lund said he knew. ",
                None,
                Some("president"),
                false,
            ),
            (
                "first lady Ada Lund rose",
                Some(Sex::Woman),
                Some(FIRST_LADY),
                true,
            ),
            (
                "former first lady Ada Lund rose",
                Some(Sex::Woman),
                None,
                false,
            ),
            ("his wife, Ada Lund, rose", Some(Sex::Woman), None, true),
            ("Venn's eldest son Bo Lund rose", Some(Sex::Man), None, true),
            (
                "Ada Lund, the president’s daughter, rose",
                Some(Sex::Woman),
                None,
                true,
            ),
            ("Ada Lund, wife of Bo, rose", Some(Sex::Woman), None, true),
            (
                "Ada Lund, the Venland senator, rose",
                None,
                Some("senator"),
                false,
            ),
            ("Bo Lund, a father of two, rose", None, None, false),
            ("the brother in arms Lund", None, None, false),
            (
                "Prime Minister Lund rose",
                None,
                Some("prime minister"),
                false,
            ),
            ("said Mr. Venn, Lund rose", None, None, false),
            ("Mr. and Mrs. Lund rose", None, None, false),
            ("a former president. Lund rose", None, None, false),
            (
                "“Vice President Lund rose",
                None,
                Some("vice president"),
                false,
            ),
            ("Bo Lund, his wife, Ada, and Venn rose", None, None, false),
            ("Bo Lund, his wife Ada and Venn rose", None, None, false),
            ("Bo Lund, son of Arn Lund, rose", None, None, false),
            ("her father, Bo Lund, rose", Some(Sex::Man), None, false),
            ("Ada's brother, Lund's deputy, rose", None, None, false),
        ] {
            let name = ["Ada Lund", "Bo Lund", "Lund"]
                .into_iter()
                .find(|name| body.contains(name));
            let signs = of(body, name.unwrap());
            assert_eq!(signs.sex(), sex, "{body}");
            assert_eq!(signs.offices.first().copied(), office, "{body}");
            assert_eq!(signs.kin, kin, "{body}");
        }
        let mut often = of("Lund said he knew. ", "Lund");
        assert_eq!(often.sex(), None, "one pronoun may be somebody else's");
        for _ in 1..LEAST_PRONOUNS {
            often.add(&of("Lund left. He knew.", "Lund"));
        }
        assert_eq!(often.sex(), Some(Sex::Man));
    }

    #[test]
    fn who_may_be_meant() {
        let president = of("President Lund rose", "Lund");
        let may = |bearer: &str, name: &str, is_junior: bool| {
            president.fit(&of(bearer, name), is_junior) == Fit::Yes
        };
        assert!(may("President Bo Lund rose", "Bo Lund", false));
        assert!(may("Bo Lund rose", "Bo Lund", false));
        assert!(!may("first lady Ada Lund rose", "Ada Lund", false));
        assert!(!may("his son Bo Lund rose", "Bo Lund", false));
        assert!(!may("Bo Lund rose", "Bo Lund", true));
        assert!(!may("Sen. Bo Lund rose", "Bo Lund", false));
        // a wife, where nothing says that she holds the office
        let husband = |bearer: &str| president.may_be_of_husband(&of_given(bearer));
        assert!(husband("Barbara") && !husband("Robert"));
        assert!(
            !of("President Lund said she knew", "Lund").may_be_of_husband(&of_given("Barbara"))
        );
        let mut held = of("President Barbara Lund rose", "Barbara Lund");
        held.add(&of_given("Barbara"));
        assert!(!president.may_be_of_husband(&held));
        let king = of("King Lund rose", "Lund");
        assert_eq!(king.fit(&of_given("Robert"), false), Fit::Hardly);
        let senator = of("Sen. Lund rose", "Lund");
        assert_eq!(
            senator.fit(&of("Gov. Bo Lund rose", "Bo Lund"), false),
            Fit::Yes
        );
        let mr = of("Mr. Lund rose", "Lund");
        assert_eq!(mr.fit(&of_given("Barbara"), false), Fit::Hardly);
        assert_eq!(mr.fit(&of_given("Robert"), false), Fit::Yes);
        assert_eq!(
            mr.fit(&of("Mrs. Ada Lund rose", "Ada Lund"), false),
            Fit::No
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "([A-Za-z,’ .\\n]|his wife, |\\PC){0,30}") {
            for (at, letter) in body.char_indices() {
                Signs::around(&body, Span::new(at, at + letter.len_utf8()), body.len());
            }
        }
    }
}
