//! Whether two articles give one name in different forms, spelled alike: another given name, another order, accents, capitals.

use crate::analysis::joining::aliases::is_short_form;
use crate::analysis::reading::names::words::{is_generation, is_title};
use crate::analysis::text::words::{fold, words};
use crate::model::NameKind;

/// Letters of the longest word that is taken for an acronym: `DACA`, beside `Daca`.
const ACRONYM_CHARS: usize = 5;

/// How two forms of one name differ that are no two spellings of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::analysis::comparing) enum Otherwise {
    /// The same letters: accents or capitals that only one has.
    Marks,
    /// The same words in another order.
    Order,
    /// Another given name, or one more; no pet form, which every house uses as it likes.
    Given,
}

impl Otherwise {
    /// Says it to the reader.
    pub fn why(self) -> &'static str {
        match self {
            Otherwise::Marks => "One name, with other accents or capitals.",
            Otherwise::Order => "One name, its words in another order.",
            Otherwise::Given => "One name, given with other first names.",
        }
    }
}

/// How the forms in which two articles give a name differ: of all the forms of each, the fullest that say most. `None` where both
/// have one form in common, where one only gives fewer words of it, or other words altogether.
pub(super) fn given_otherwise(ours: &[&str], theirs: &[&str], kind: NameKind) -> Option<Otherwise> {
    let (ours, theirs) = (forms(ours), forms(theirs));
    // A surname alone is a form that every outlet uses beside the whole name.
    let is_whole = |form: &&Vec<String>| kind != NameKind::Person || form.len() > 1;
    if ours.iter().filter(is_whole).any(|one| theirs.contains(one)) {
        return None;
    }
    let (ours, theirs) = (fullest(ours, kind), fullest(theirs, kind));
    if ours.iter().any(|one| theirs.contains(one)) {
        return None;
    }
    let pairs = ours
        .iter()
        .flat_map(|one| theirs.iter().map(move |other| (one, other)));
    pairs
        .filter_map(|(one, other)| otherwise(one, other, kind))
        .min()
}

/// The words of each form, without titles, generations and possessives, with one kind of apostrophe.
fn forms(written: &[&str]) -> Vec<Vec<String>> {
    let forms = written.iter().map(|name| bare(name));
    forms.filter(|form| !form.is_empty()).collect()
}

/// Of the forms of a person the fullest alone.
fn fullest(mut forms: Vec<Vec<String>>, kind: NameKind) -> Vec<Vec<String>> {
    if kind == NameKind::Person {
        let most = forms.iter().map(Vec::len).max().unwrap_or(0);
        forms.retain(|form| form.len() == most);
    }
    forms
}

fn bare(name: &str) -> Vec<String> {
    let plain = name.replace(['’', '‘', 'ʼ', '`'], "'");
    let of = words(&plain).map(|span| span.of(&plain));
    let of = of.map(|word| word.strip_suffix("'s").unwrap_or(word));
    let is_name = |word: &&str| {
        let lower = word.to_lowercase();
        !is_title(&lower) && !is_generation(&lower)
    };
    of.filter(is_name).map(str::to_string).collect()
}

fn otherwise(one: &[String], other: &[String], kind: NameKind) -> Option<Otherwise> {
    let folded = |form: &[String]| -> Vec<String> { form.iter().map(|word| fold(word)).collect() };
    let (ours, theirs) = (folded(one), folded(other));
    if ours == theirs {
        let is_shouted = |form: &[String]| {
            form.iter()
                .all(|word| !word.chars().any(char::is_lowercase))
        };
        // A line in capitals writes every name so; only what may be an acronym is written so by choice.
        let is_short = one.len() == 1 && ours[0].chars().count() <= ACRONYM_CHARS;
        let by_choice = kind == NameKind::Organisation && is_short;
        let shouted = !by_choice && (is_shouted(one) || is_shouted(other));
        return (!shouted).then_some(Otherwise::Marks);
    }
    let mut sorted = (ours.clone(), theirs.clone());
    sorted.0.sort_unstable();
    sorted.1.sort_unstable();
    if sorted.0 == sorted.1 {
        return Some(Otherwise::Order);
    }
    let full = |form: &[String]| -> Vec<String> {
        let full = form.iter().filter(|word| word.chars().count() > 1);
        full.cloned().collect()
    };
    let is_person = kind == NameKind::Person;
    if is_person && full(&ours).len() > 1 && full(&ours) == full(&theirs) {
        // An initial that only one has is no other form.
        return None;
    }
    if is_person && are_pet_forms(&full(&ours), &full(&theirs)) {
        return None;
    }
    let of_one_family = ours.len() > 1 && theirs.len() > 1 && ours.last() == theirs.last();
    (is_person && of_one_family).then_some(Otherwise::Given)
}

/// Whether two forms of a name differ by nothing but short forms of its given names: `Bill Tarn`, `William Tarn`.
fn are_pet_forms(ours: &[String], theirs: &[String]) -> bool {
    let (Some((last, given)), Some((family, names))) = (ours.split_last(), theirs.split_last())
    else {
        return false;
    };
    let is_one = |(one, other): (&String, &String)| one == other || is_short_form(one, other);
    last == family && given.len() == names.len() && given.iter().zip(names).all(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Organisation, Person, Place};

    #[test]
    fn forms_that_differ_are_told_by_how() {
        for (ours, theirs, kind, wanted) in [
            (
                &["José Lund"][..],
                &["Jose Lund", "Lund"][..],
                Person,
                Otherwise::Marks,
            ),
            (&["VARDA"], &["Varda’s"], Organisation, Otherwise::Marks),
            (
                &["Tilda Anne Vance"],
                &["Tilda Vance"],
                Person,
                Otherwise::Given,
            ),
            (
                &["Mayor Jon Vance"],
                &["Karl Vance"],
                Person,
                Otherwise::Given,
            ),
            (
                &["Mike Vance"],
                &["Michael Anton Vance"],
                Person,
                Otherwise::Given,
            ),
            (
                &["Anna Brook Hill School"],
                &["Anna Hill Brook School"],
                Organisation,
                Otherwise::Order,
            ),
        ] {
            assert_eq!(
                given_otherwise(ours, theirs, kind),
                Some(wanted),
                "{ours:?} {theirs:?}"
            );
            assert_eq!(
                given_otherwise(theirs, ours, kind),
                Some(wanted),
                "{theirs:?} {ours:?}"
            );
        }
    }

    #[test]
    fn what_is_left_out_or_shouted_is_no_other_form() {
        for (ours, theirs, kind) in [
            (&["Tilda Vance"][..], &["Vance"][..], Person),
            (
                &["Tilda Vance", "Tilda Anne Vance"],
                &["Tilda Anne Vance"],
                Person,
            ),
            (&["TILDA VANCE"], &["Tilda Vance"], Person),
            (&["Mr. Vance"], &["Vance Jr."], Person),
            (&["KARSK"], &["Karsk"], Place),
            (&["VELMORA PORT"], &["Velmora Port"], Organisation),
            (&["MERIDIA"], &["Meridia"], Organisation),
            (
                &["Velmora Port Authority"],
                &["Port Authority"],
                Organisation,
            ),
            (&["Velmora Port Authority"], &["VPA"], Organisation),
            (&["J. Vance"], &["Vance"], Person),
            // pet forms
            (&["Mayor Mike Vance"], &["Michael Vance"], Person),
            (&["Bill Vance", "Vance"], &["William J. Vance"], Person),
            (&["Liz Anne Vance"], &["Elizabeth Anne Vance"], Person),
            (
                &["Charles E. Vance", "Vance"],
                &["Sen. Charles Vance"],
                Person,
            ),
            // one of them writes it both ways
            (
                &["Tilda Vance", "Tilda Anne Vance"],
                &["Tilda Vance", "Vance"],
                Person,
            ),
            (&["Xi'an"], &["Xi’an"], Place),
            (&[], &["Vance"], Person),
        ] {
            assert_eq!(
                given_otherwise(ours, theirs, kind),
                None,
                "{ours:?} {theirs:?}"
            );
        }
    }
}
