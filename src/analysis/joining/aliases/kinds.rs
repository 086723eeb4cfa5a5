//! One text, one kind: where articles disagree whether a name is a person's, an organisation's or a place's.

use std::collections::{BTreeMap, HashMap};

use super::{Name, forms, organisations};
use crate::analysis::reading::names::lexicon::{CITY, COUNTRY};
use crate::analysis::text::words::fold;
use crate::model::NameKind;

/// One kind of an identical name is clearly the right one from so many times the mentions of the others.
const DOMINANCE: u64 = 2;
/// So many capitals are more often initials than a word.
const INITIALS_BYTES: usize = 4;
/// A country is one even where it was taken for something else up to so many times as often.
const COUNTRY_DOMINANCE: u64 = 3;

/// Names tagged as another kind than nearly all their namesakes, and the namesake of the right kind. Capitals do not
/// matter; a place that the gazetteer knows is one.
pub fn mistaken(names: &[Name]) -> BTreeMap<usize, usize> {
    let mut by_text: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, name) in names.iter().enumerate() {
        // `GAO` is no Gao
        let text = if organisations::is_acronym(&name.text)
            && name.text.len() <= INITIALS_BYTES
            && organisations::known_place(&fold(&name.text)) & COUNTRY == 0
        {
            name.text.clone()
        } else {
            fold(&name.text)
        };
        by_text.entry(text).or_default().push(number);
    }
    let mut found = BTreeMap::new();
    for (text, members) in by_text
        .into_iter()
        .map(|(text, members)| (fold(&text), members))
        .filter(|(_, members)| members.len() > 1)
    {
        let Some(kind) = prevailing(names, &text, &members) else {
            continue;
        };
        // names are in order of their mentions
        let right = members.iter().find(|&&member| names[member].kind == kind);
        let wrong = members.iter().filter(|&&member| names[member].kind != kind);
        if let Some(&right) = right {
            found.extend(wrong.map(|&other| (other, right)));
        }
    }
    found
}

/// The kind that names of one text clearly have.
fn prevailing(names: &[Name], text: &str, members: &[usize]) -> Option<NameKind> {
    let mut counts = [0u64; 3];
    for &member in members {
        counts[names[member].kind as usize] += names[member].mentions;
    }
    let all: u64 = counts.iter().sum();
    // `UK` is a country as `United Kingdom` is
    let known = organisations::known_place(text)
        | forms::canonical(text).map_or(0, organisations::known_place);
    let places = counts[NameKind::Place as usize];
    if (known & COUNTRY != 0 && places * COUNTRY_DOMINANCE >= all - places)
        || (known & CITY != 0 && places * 2 > all)
    {
        return Some(NameKind::Place);
    }
    NameKind::ALL.into_iter().find(|&kind| {
        let own = counts[kind as usize];
        own >= DOMINANCE * (all - own)
            // a full name is nobody else's
            || (kind == NameKind::Person && text.contains(' ') && own * 2 > all)
    })
}
