//! Names that lean on a fuller one, and people's among them: a surname or given name alone. They join it where it is the
//! only one, and where the articles speak of the same things.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Name;
use super::company::{Around, Company, HERE};
use super::groups::Groups;
use super::people::{self, Person};
use super::sound::{self, Sound};
use crate::analysis::reading::names::lexicon::{self, FAMILY, GIVEN};
use crate::analysis::reading::names::{Apart, model};
use crate::analysis::text::given_names::Sex;
use crate::model::NameKind;

/// Other names that two articles must share for the only bearer of a surname to be meant.
pub const SHARED: usize = 1;
/// The same where a surname has several bearers; the best must have twice as many as the next.
pub const SHARED_OF_SEVERAL: usize = 3;
/// A bearer in so many articles, and so many times as many as the next, is meant wherever nothing speaks for another.
const PROMINENT_ARTICLES: usize = 5;
const PROMINENCE: usize = 5;
/// Candidates for one lone name that are looked at.
pub const MOST_CANDIDATES: usize = 30;

/// Joins surnames that stand alone, article by article, to the bearer that is meant.
pub fn surname(
    names: &[Name],
    lone: &[usize],
    bearers: &[Vec<usize>],
    people: &BTreeMap<usize, Person>,
    company: &Company,
    groups: &mut Groups,
) {
    let agree = |bearer: &&Vec<usize>| {
        // `Lund-Nordvia` is no Nordvia
        let is_apart = |&member: &usize| names[member].text.contains(char::is_whitespace);
        bearer.iter().any(is_apart)
            && lone.iter().all(|name| {
                bearer
                    .iter()
                    .any(|member| match (people.get(name), people.get(member)) {
                        (Some(one), Some(other)) => people::same(one, other).is_some(),
                        _ => false,
                    })
            })
    };
    let candidates: Vec<&Vec<usize>> = bearers.iter().filter(agree).take(MOST_CANDIDATES).collect();
    let plain = |name: &usize| {
        let surname = people.get(name).and_then(Person::surname);
        surname.map(|surname| surname.plain.as_str())
    };
    let is_spelt_so = |bearer: &&&Vec<usize>| {
        lone.iter()
            .all(|name| bearer.iter().any(|member| plain(name) == plain(member)))
    };
    let spelt_so: Vec<&Vec<usize>> = candidates.iter().filter(is_spelt_so).copied().collect();
    let (candidates, needed) = if spelt_so.is_empty() {
        (candidates, HERE)
    } else {
        (spelt_so, SHARED)
    };
    // `Miller` is no `Mueller` because both stand in an article: what sounds alike must be a rare name, and long.
    if needed == HERE && !lone.iter().all(|name| plain(name).is_some_and(is_rare)) {
        return;
    }
    lean(
        names,
        lone,
        &candidates,
        company,
        groups,
        &Lean {
            reason: "surname alone",
            needed,
            settled: true,
        },
    );
}

/// A surname that no list of common names holds, long enough to tell something.
fn is_rare(word: &str) -> bool {
    word.chars().count() >= RARE_LETTERS
        && model::shipped()
            .is_some_and(|model| model.lexicon.word(lexicon::key(word)) & (GIVEN | FAMILY) == 0)
}

/// A shorter word alone sounds like too many.
const RARE_LETTERS: usize = 6;

/// Joins given names that stand alone, article by article, to the only bearer that the article names in full.
pub fn given(
    lone: &[usize],
    people: &BTreeMap<usize, Person>,
    names: &[Name],
    company: &Company,
    groups: &mut Groups,
) {
    for &name in lone {
        let Some(own) = people.get(&name).and_then(Person::surname) else {
            continue;
        };
        if own.plain.chars().count() < GIVEN_LETTERS || !is_given(own) {
            continue;
        }
        for &article in &names[name].articles {
            let apart = names[name].apart.get(&article);
            if groups.is_lent(name, article) || apart.is_some_and(|apart| apart.is_another()) {
                continue;
            }
            let bears = |other: &usize| {
                let given = people.get(other).and_then(Person::given);
                given.is_some_and(|given| {
                    given.plain.chars().count() >= GIVEN_LETTERS
                        && (own.plain == given.plain || sound::same(own, given))
                })
            };
            let mut bearers = company.names(article).filter(bears);
            let Some(first) = bearers.next() else {
                continue;
            };
            let group = groups.of(first, article);
            if bearers.all(|other| groups.of(other, article) == group) {
                let why = format!(
                    "\"{}\" and \"{}\": given name alone, an article has both",
                    names[name].text, names[first].text
                );
                groups.lend(name, article, group, &why);
            }
        }
    }
}

/// Joins a surname that was taken for another kind, article by article, to the bearer that is meant: only one whom the
/// library names far more often.
pub fn misfiled(
    names: &[Name],
    name: usize,
    is_known_place: bool,
    bearers: &[&Vec<usize>],
    company: &Company,
    groups: &mut Groups,
) {
    let mentions =
        |bearer: &Vec<usize>| -> u64 { bearer.iter().map(|&one| names[one].mentions).sum() };
    let Some(most) = bearers.iter().map(|bearer| mentions(bearer)).max() else {
        return;
    };
    let (times, needed) = match names[name].kind {
        NameKind::Place if is_known_place => (BEARER_FOR_PLACE, SHARED),
        // no place at all
        NameKind::Place => (0, SHARED),
        _ => (BEARER_FOR_ORGANISATION, SHARED_OF_SEVERAL),
    };
    if most < times * names[name].mentions {
        return;
    }
    let reason = "surname alone, taken for another kind";
    let bearers = &bearers[..bearers.len().min(MOST_CANDIDATES)];
    lean(
        names,
        &[name],
        bearers,
        company,
        groups,
        &Lean::by(reason, needed),
    );
}

fn is_given(word: &Sound) -> bool {
    model::shipped().is_some_and(|model| model.lexicon.word(lexicon::key(&word.plain)) & GIVEN != 0)
}

/// A bearer of a surname is mentioned so many times as often as what was taken for a place, or for an organisation, to be it.
const BEARER_FOR_PLACE: u64 = 2;
const BEARER_FOR_ORGANISATION: u64 = 10;
/// A shorter given name alone is any word.
pub(super) const GIVEN_LETTERS: usize = 4;

/// Why a name leans on a fuller one.
pub struct Lean<'a> {
    pub reason: &'a str,
    /// Other names that articles must share where there is one candidate; [`HERE`] where an article must have both.
    pub needed: usize,
    /// An article that means somebody else than those whom it names in full has settled that they are not meant.
    pub settled: bool,
}

impl Lean<'_> {
    /// Where nothing is settled by whom an article names in full.
    pub fn by(reason: &str, needed: usize) -> Lean<'_> {
        Lean {
            reason,
            needed,
            settled: false,
        }
    }
}

/// Joins each use of a lone cluster to the one candidate that its article speaks of.
pub fn lean(
    names: &[Name],
    lone: &[usize],
    candidates: &[&Vec<usize>],
    company: &Company,
    groups: &mut Groups,
    lean: &Lean,
) {
    if candidates.is_empty() {
        return;
    }
    let around: Vec<Rc<Around>> = candidates
        .iter()
        .map(|candidate| match lean.needed {
            HERE => Company::articles(names, candidate),
            _ => company.around(names, candidate),
        })
        .collect();
    let prominent = prominent(names, candidates);
    let bearers: Vec<Bearer> = candidates
        .iter()
        .map(|candidate| match lean.settled {
            true => Bearer::of(names, candidate),
            false => Bearer::default(),
        })
        .collect();
    for &name in lone {
        for &article in &names[name].articles {
            let mut shared: Vec<(usize, usize)> = around
                .iter()
                .enumerate()
                .map(|(number, around)| (company.shared(article, lone, around), number))
                .collect();
            shared.sort_unstable_by_key(|&(count, number)| (std::cmp::Reverse(count), number));
            // who is another than those whom the article names in full is none of them, or only whom everybody knows
            let apart = names[name].apart.get(&article).copied();
            let apart = apart.filter(|_| lean.settled).unwrap_or_default();
            let is_here = |number: usize| stands_in(names, candidates[number], article);
            // one of those whom the article names in full, and it does not say which
            if apart == Apart::Several && !prominent.is_some_and(is_here) {
                continue;
            }
            // `Mrs. Lund` is no man, and President Lund hardly a woman of whom nobody says that she holds an office
            let may_be = |number: usize| {
                let is_known = apart == Apart::Office && prominent == Some(number);
                is_known || bearers[number].may_be(apart)
            };
            shared.retain(|&(_, number)| may_be(number));
            let is_barred = |number: usize| {
                matches!(apart, Apart::Hardly | Apart::Yes)
                    && is_here(number)
                    && (apart == Apart::Yes || prominent != Some(number))
            };
            let count = shared.len();
            shared.retain(|&(_, number)| !is_barred(number));
            let Some(&(most, best)) = shared.first() else {
                continue;
            };
            let meant = match shared.get(1) {
                None if count > 1 => prominent == Some(best),
                None => most >= lean.needed,
                Some(&(next, _)) => most >= lean.needed.max(SHARED_OF_SEVERAL) && most / 2 >= next,
            };
            let best =
                match prominent.filter(|&prominent| may_be(prominent) && !is_barred(prominent)) {
                    // beside others of the name in one article the prominent one is meant too
                    Some(prominent) if lean.needed == SHARED && (!meant || most == HERE) => {
                        let evidence = match candidates {
                            [_] => "the only one",
                            _ => "the best known of that name",
                        };
                        Some((prominent, evidence))
                    }
                    _ if !meant => None,
                    _ if most == HERE => Some((best, "an article has both")),
                    _ if shared.len() == 1 => {
                        Some((best, "the only one, in articles that share names"))
                    }
                    _ => Some((best, "the one whose articles share names")),
                };
            if let Some((best, evidence)) = best {
                let into = candidates[best][0];
                let why = format!(
                    "\"{}\" and \"{}\": {}, {evidence}",
                    names[name].text, names[into].text, lean.reason
                );
                let group = groups.of(into, names[into].articles[0]);
                groups.lend(name, article, group, &why);
            }
        }
    }
}

/// What is known of who bears a surname, by the given name and by the titles beside it.
#[derive(Default)]
struct Bearer {
    sex: Option<Sex>,
    holds_office: bool,
}

impl Bearer {
    fn of(names: &[Name], candidate: &[usize]) -> Bearer {
        let all = || candidate.iter().map(|&member| &names[member]);
        let told =
            |wanted: Apart| all().any(|name| name.apart.values().any(|&told| told == wanted));
        let given = || all().find_map(|name| people::bearer(&name.text));
        Bearer {
            sex: match (told(Apart::Woman), told(Apart::Man)) {
                (true, false) => Some(Sex::Woman),
                (false, true) => Some(Sex::Man),
                (false, false) => given(),
                (true, true) => None,
            },
            holds_office: told(Apart::Office),
        }
    }

    /// Whether a surname of which an article tells so much may be meant for them.
    fn may_be(&self, told: Apart) -> bool {
        match told {
            Apart::Man => self.sex != Some(Sex::Woman),
            Apart::Woman => self.sex != Some(Sex::Man),
            Apart::Office => self.holds_office || self.sex != Some(Sex::Woman),
            _ => true,
        }
    }
}

/// Whether an article has some name of a candidate.
fn stands_in(names: &[Name], candidate: &[usize], article: u32) -> bool {
    let mut all = candidate.iter();
    all.any(|&member| names[member].articles.binary_search(&article).is_ok())
}

/// The candidate that far more articles name than any other, where there is one.
fn prominent(names: &[Name], candidates: &[&Vec<usize>]) -> Option<usize> {
    let mut articles: Vec<(usize, usize)> = candidates
        .iter()
        .enumerate()
        .map(|(number, candidate)| {
            let all = candidate.iter().map(|&member| names[member].articles.len());
            (all.sum(), number)
        })
        .collect();
    articles.sort_unstable_by_key(|&(count, number)| (std::cmp::Reverse(count), number));
    let &(most, best) = articles.first()?;
    let next = articles.get(1).map_or(0, |&(count, _)| count);
    (most >= PROMINENT_ARTICLES && most >= PROMINENCE * next).then_some(best)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{NameUse, join};
    use crate::analysis::reading::names::Apart;
    use crate::model::NameKind::{self, Organisation, Person, Place};

    pub fn shared(
        names: &[&[(&str, NameKind)]],
        one: (usize, usize),
        other: (usize, usize),
    ) -> bool {
        let mut uses = Vec::new();
        let mut number = std::collections::HashMap::new();
        for (article, all) in names.iter().enumerate() {
            for (place, &(name, kind)) in all.iter().enumerate() {
                number.insert((article, place), uses.len());
                uses.push(NameUse {
                    article: article as u32,
                    name: name.to_string(),
                    kind,
                    mentions: 2,
                    apart: Apart::No,
                });
            }
        }
        let joined = join(&uses, &[]);
        joined.of_use[number[&one]] == joined.of_use[number[&other]]
    }

    /// Uses of names, each the article, the name and whether it is another there; whether the first two are one.
    fn one(uses: &[(u32, &str, Apart)]) -> bool {
        let uses: Vec<NameUse> = uses
            .iter()
            .map(|&(article, name, apart)| NameUse {
                article,
                name: name.to_string(),
                kind: Person,
                mentions: 2,
                apart,
            })
            .collect();
        let joined = join(&uses, &[]);
        joined.of_use[0] == joined.of_use[1]
    }

    #[test]
    fn whom_everybody_writes_of_keeps_all_the_company_of_their_articles() {
        // the president is in ten times as many articles as the first lady, and the last of them name the same as hers
        let mut uses = vec![(0, "Vennlund", Apart::No), (1, "Bo Vennlund", Apart::No)];
        let names = ["Arn Holmqvist", "Rosa Tindvik", "Jon Ruskvik", "Mia Orrin"];
        uses.extend(names.map(|name| (0, name, Apart::No)));
        for article in 2..60 {
            uses.push((article, "Bo Vennlund", Apart::No));
        }
        for article in 56..60 {
            uses.extend(names.map(|name| (article, name, Apart::No)));
        }
        for article in 60..64 {
            uses.push((article, "Ada Vennlund", Apart::No));
            uses.extend(names.map(|name| (article, name, Apart::No)));
        }
        assert!(one(&uses));
    }

    #[test]
    fn a_title_tells_whom_a_surname_alone_does_not_mean() {
        for (title, bearer, are_one) in [
            (Apart::Office, "Barbara Vennlund", false),
            (Apart::Office, "Robert Vennlund", true),
            (Apart::Woman, "Robert Vennlund", false),
            (Apart::Woman, "Barbara Vennlund", true),
            (Apart::Man, "Barbara Vennlund", false),
            (Apart::Man, "Robert Vennlund", true),
            (Apart::No, "Barbara Vennlund", true),
            (Apart::Office, "Ulvrek Vennlund", true),
        ] {
            let mut uses = vec![(0, "Vennlund", title), (1, bearer, Apart::No)];
            uses.extend([
                (0, "Arn Holmqvist", Apart::No),
                (1, "Arn Holmqvist", Apart::No),
            ]);
            assert_eq!(one(&uses), are_one, "{title:?} {bearer}");
            // who is said to hold the office somewhere
            uses.push((2, bearer, Apart::Office));
            assert_eq!(
                one(&uses),
                are_one || title == Apart::Office,
                "{title:?} {bearer}"
            );
        }
    }

    #[test]
    fn one_of_several_in_an_article_is_nobody_of_another() {
        let uses = |apart, beside| {
            let mut uses = vec![(0, "Vennlund", apart), (1, "Ada Vennlund", Apart::No)];
            uses.extend((2..12).map(|article| (article, "Ada Vennlund", Apart::No)));
            uses.extend([
                (0, "Bo Vennlund", Apart::No),
                (0, "Arn Vennlund", Apart::No),
            ]);
            if beside {
                uses.push((0, "Ada Vennlund", Apart::No));
            }
            uses
        };
        assert!(!one(&uses(Apart::Several, false)));
        assert!(one(&uses(Apart::Several, true)));
        assert!(one(&uses(Apart::Hardly, false)));
    }

    #[test]
    fn a_surname_that_was_taken_for_a_place() {
        let first = [
            ("Ada Vennlund", Person),
            ("Nordvia", Organisation),
            ("Bo Arn", Person),
        ];
        let second = [("Vennlund", Place), ("Nordvia", Organisation)];
        let other = [("Vennlund", Place), ("Port Arn", Place)];
        assert!(shared(&[&first, &second], (0, 0), (1, 0)));
        assert!(!shared(&[&first, &other], (0, 0), (1, 0)));
    }
}
