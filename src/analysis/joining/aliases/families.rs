//! Families: a given name alone, beside one who bears the surname of somebody of that name.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use super::Name;
use super::company::{Around, Company};
use super::groups::Groups;
use super::lone::{GIVEN_LETTERS, SHARED_OF_SEVERAL};
use super::people::{self, Person};
use super::sound::{self, Sound};
use crate::analysis::reading::names::lexicon::{self, GIVEN, PERSON};
use crate::analysis::reading::names::model;

/// People with a given name by the man's form of their surname: of each the family, and who of it bears which given name.
pub struct Families<'a> {
    /// By name: its surname in the man's form.
    of: HashMap<usize, Cow<'a, Sound>>,
    /// By the skeletons of the given name and of the family; ascending.
    members: HashMap<&'a str, HashMap<String, Vec<usize>>>,
}

impl<'a> Families<'a> {
    pub fn of(people: &'a BTreeMap<usize, Person>) -> Families<'a> {
        let mut families = Families {
            of: HashMap::new(),
            members: HashMap::new(),
        };
        let mut sizes: HashMap<String, usize> = HashMap::new();
        for (&name, person) in people {
            if let (Some(surname), Some(given)) = (person.surname(), person.given()) {
                let family = family(surname);
                let size = sizes.entry(family.skeleton.clone()).or_default();
                *size += 1;
                if *size <= LARGEST_FAMILY {
                    let of_given = families.members.entry(&given.skeleton).or_default();
                    let members = of_given.entry(family.skeleton.clone()).or_default();
                    members.push(name);
                }
                families.of.insert(name, family);
            }
        }
        families
    }

    /// Those of the family of `relative` who may bear a given name, among those whom `called` holds.
    fn bearers<'f>(
        &'f self,
        relative: usize,
        called: &'f HashMap<String, Vec<usize>>,
    ) -> impl Iterator<Item = usize> + 'f {
        let family = self.of.get(&relative);
        let members = family.and_then(|family| called.get(&family.skeleton));
        let is_one = move |member: &usize| {
            let other = self.of.get(member).zip(family);
            other.is_some_and(|(other, family)| sound::same(other, family))
        };
        members.into_iter().flatten().copied().filter(is_one)
    }
}

/// Members of one family that are looked at.
const LARGEST_FAMILY: usize = 100;
/// Ends of the surnames of women and the same of men, in Slavic languages.
#[rustfmt::skip]
const MENS_ENDS: &[(&str, &str)] = &[
    ("skaya", "ski"), ("skaia", "ski"), ("skaja", "ski"), ("ska", "ski"), ("sky", "ski"), ("skyi", "ski"),
    ("skiy", "ski"), ("ova", "ov"), ("eva", "ev"),
];

/// The man's form of a surname.
fn family(surname: &Sound) -> Cow<'_, Sound> {
    let ended = MENS_ENDS.iter().find_map(|(end, mens)| {
        let stem = surname.plain.strip_suffix(end)?;
        (stem.len() >= GIVEN_LETTERS).then(|| format!("{stem}{mens}"))
    });
    ended.map_or(Cow::Borrowed(surname), |word| Cow::Owned(Sound::of(&word)))
}

/// Joins a given name alone to the only one of that name who bears the surname of somebody in the article, or its form for a
/// woman or man: `Bogdan` beside `Ada Arnovskaya` to `Bohdan Arnovsky`, of whom other articles on the same things speak.
pub fn relative(
    lone: &[usize],
    people: &BTreeMap<usize, Person>,
    families: &Families,
    names: &[Name],
    company: &Company,
    groups: &mut Groups,
) {
    let mut around: HashMap<usize, Rc<Around>> = HashMap::new();
    for &name in lone {
        let Some(own) = people.get(&name).and_then(Person::surname) else {
            continue;
        };
        if own.plain.chars().count() < GIVEN_LETTERS || !is_anybodys(own) {
            continue;
        }
        // one given name in any spelling has one skeleton
        let Some(called) = families.members.get(own.skeleton.as_str()) else {
            continue;
        };
        for &article in &names[name].articles {
            if groups.is_lent(name, article) {
                continue;
            }
            let mut bearers: Vec<usize> = company
                .names(article)
                .filter(|other| !company.common[*other])
                .flat_map(|other| families.bearers(other, called))
                .filter(|bearer| {
                    let given = people.get(bearer).and_then(Person::given);
                    given.is_some_and(|given| is_same_given(own, given))
                })
                .collect();
            bearers.sort_unstable();
            let Some(&first) = bearers.first() else {
                continue;
            };
            let group = groups.home(first);
            if bearers.iter().any(|&other| groups.home(other) != group) {
                continue;
            }
            let around = around
                .entry(first)
                .or_insert_with(|| company.around(names, &[first]));
            if company.shared(article, lone, around) >= SHARED_OF_SEVERAL {
                let why = format!(
                    "\"{}\" and \"{}\": given name alone beside one of the family, in articles that share names",
                    names[name].text, names[first].text
                );
                groups.lend(name, article, group, &why);
            }
        }
    }
}

/// One given name in any spelling; a nickname alone is too little beside a family.
fn is_same_given(one: &Sound, other: &Sound) -> bool {
    one.plain == other.plain || (one.skeleton == other.skeleton && people::given_agree(one, other))
}

fn is_anybodys(word: &Sound) -> bool {
    model::shipped()
        .is_some_and(|model| model.lexicon.word(lexicon::key(&word.plain)) & (GIVEN | PERSON) != 0)
}

#[cfg(test)]
mod tests {
    use super::super::lone::tests::shared;
    use crate::model::NameKind::{Organisation, Person, Place};

    #[test]
    fn a_given_name_beside_one_of_the_family() {
        let with = |second: &'static str| {
            [
                vec![
                    ("Siarhei", Person),
                    ("Ada Tarnouskaya", Person),
                    ("Nordvia", Organisation),
                    ("Port Arn", Place),
                    ("Venland", Place),
                ],
                vec![
                    (second, Person),
                    ("Nordvia", Organisation),
                    ("Port Arn", Place),
                    ("Venland", Place),
                ],
            ]
        };
        let (one, two) = (with("Sergei Tarnovsky"), with("Sergei Velnovsky"));
        assert!(shared(&[&one[0], &one[1]], (0, 0), (1, 0)));
        assert!(!shared(&[&one[0], &one[1]], (0, 1), (1, 0)));
        assert!(!shared(&[&two[0], &two[1]], (0, 0), (1, 0)));
    }
}
