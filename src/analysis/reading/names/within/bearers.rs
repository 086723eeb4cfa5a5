//! Who bears a surname or given name in an article.

use super::{Answer, Form};

/// A single name is taken for a part of a full one only from so many letters on.
const PART_LETTERS: usize = 3;
/// A surname that stands alone so often before anybody of that name is named in full is somebody else's: `Lund` of whom
/// everybody knows, then `Bo Lund`, the brother.
const BEFORE_THE_FULL_NAME: usize = 2;

/// Bearers of one name that are looked at.
const MOST_BEARERS: usize = 50;

/// The full names that a person's name may stand for.
pub fn person(
    number: usize,
    forms: &[Form],
    bearers: &[usize],
    namesakes: &[usize],
) -> Option<Answer> {
    let form = &forms[number];
    let key = &form.words;
    if key.is_empty() || (key.len() == 1 && key[0].chars().count() < PART_LETTERS) {
        return None;
    }
    // a line that leads elsewhere, in capitals, is about whom the article calls so
    if form.leads
        && let Some(&below) = bearers
            .iter()
            .find(|&&other| forms[other].words == *key && !forms[other].leads)
    {
        return person(below, forms, bearers, namesakes);
    }
    let longer = |other: &&usize| forms[**other].words.len() > key.len();
    let surname: Vec<usize> = bearers
        .iter()
        .filter(longer)
        .copied()
        .filter(|&other| forms[other].words.ends_with(key))
        .collect();
    let mut surname = of_generation(&form.generation, surname, forms);
    if let Some(&first) = surname.first() {
        // whom a headline of another story names is nobody of this one
        surname.retain(|&other| {
            let bearer = &forms[other];
            let is_before = form.places.first() < bearer.places.first();
            form.leads || !(bearer.leads || (bearer.heads && is_before))
        });
        let introduced = surname
            .iter()
            .filter_map(|&other| forms[other].places.first());
        let introduced = introduced.min().copied().unwrap_or(0);
        let before = form.places.iter().take_while(|&&place| place < introduced);
        let full = people(surname, forms);
        let is_before = before.count() >= BEFORE_THE_FULL_NAME
            && !full
                .iter()
                .any(|&other| form.signs.agrees(&forms[other].signs));
        let is_kin =
            |&other: &usize| forms[other].signs.is_kin() || !forms[other].generation.is_empty();
        // what only headlines have, and relatives of somebody whom the article takes for known
        let not = full.is_empty() || (is_before && full.iter().all(is_kin));
        if is_before && !not {
            return None;
        }
        return Some(Answer {
            not: not.then_some(first),
            full,
            reason: "surname of",
            is_part: true,
        });
    }
    if key.len() == 1 {
        let given: Vec<usize> = bearers
            .iter()
            .filter(longer)
            .copied()
            .filter(|&other| forms[other].words[0] == key[0])
            .collect();
        let full = people(given, forms);
        if let Some(&not) = full.first().filter(|_| form.signs.reigns()) {
            return Some(Answer {
                full: Vec::new(),
                reason: "",
                is_part: false,
                not: Some(not),
            });
        }
        return match full[..] {
            // a given name alone is weak: only one bearer, who was named before
            [only] if forms[only].places.first() < form.places.first() => Some(Answer {
                full,
                reason: "given name of",
                is_part: false,
                not: None,
            }),
            _ => None,
        };
    }
    // `Ada Lund` and `Ada B. Lund`
    let (first, last) = (key.first()?, key.last()?);
    let fuller: Vec<usize> = namesakes
        .iter()
        .copied()
        .filter(|&other| {
            let words = &forms[other].words;
            other != number
                && words.len() > key.len()
                // `Bo Lund Jr.` is not `Bo G. Lund`
                && (form.generation.is_empty() || form.generation == forms[other].generation)
                && words.first().is_some_and(|word| same_given(word, first))
                && words.last() == Some(last)
        })
        .collect();
    let full = people(fuller, forms);
    (full.len() == 1).then_some(Answer {
        full,
        reason: "the same name as",
        is_part: false,
        not: None,
    })
}

/// The bearers of a surname that a lone one with this generation may mean: `Lund Jr.` only a junior, `Lund` no junior
/// where the parent is named too.
fn of_generation(generation: &str, bearers: Vec<usize>, forms: &[Form]) -> Vec<usize> {
    let is_elder = |other: usize, younger: usize| {
        forms[other].generation.is_empty()
            && matches!(
                (forms[other].words.first(), forms[younger].words.first()),
                (Some(one), Some(two)) if same_given(one, two)
            )
    };
    bearers
        .iter()
        .copied()
        .filter(|&bearer| {
            let own = &forms[bearer].generation;
            if generation.is_empty() {
                own.is_empty() || !bearers.iter().any(|&other| is_elder(other, bearer))
            } else {
                own == generation
            }
        })
        .collect()
}

/// No article has more bearers of one surname; a hostile one may.
pub fn cut(bearers: &[usize]) -> &[usize] {
    &bearers[..bearers.len().min(MOST_BEARERS)]
}

pub fn same_given(one: &str, other: &str) -> bool {
    one == other
        || (one.len() == 1 && other.starts_with(one))
        || (other.len() == 1 && one.starts_with(other))
}

/// One form, the longest, for each person among full names of one surname.
fn people(mut full: Vec<usize>, forms: &[Form]) -> Vec<usize> {
    full.sort_by_key(|&other| (std::cmp::Reverse(forms[other].words.len()), other));
    let mut kept: Vec<usize> = Vec::new();
    for other in full {
        let words = &forms[other].words;
        let known = kept.iter().any(|&one| {
            let longer = &forms[one].words;
            longer.last() == words.last()
                && matches!((longer.first(), words.first()), (Some(a), Some(b)) if same_given(a, b))
                || longer.ends_with(words)
        });
        if !known {
            kept.push(other);
        }
    }
    kept
}
