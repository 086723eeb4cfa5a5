//! How many names an article may have: what joins names goes over each pair that sounds alike, and a text made of names alone
//! has 65,000.

use std::collections::{HashMap, HashSet};

use crate::model::{Mention, NameKind};

/// Names of an article that are kept, whatever the number of their mentions: eight times as many as the richest of 10,201 real
/// articles has. To join so many that all sound alike takes seven seconds of a processor (14 for 4,000), and grows with the square.
const MOST_NAMES: usize = 2_500;

type Name<'a> = (&'a str, NameKind);
/// The first place among the mentions, and how many there are.
type Use = (usize, usize);

/// The mentions of those names that are mentioned most, first named first, and what is told of the others.
pub fn held(mut mentions: Vec<Mention>) -> (Vec<Mention>, Option<String>) {
    let mut counts: HashMap<Name, Use> = HashMap::new();
    for (place, mention) in mentions.iter().enumerate() {
        let name = (mention.entity.as_str(), mention.kind);
        counts.entry(name).or_insert((place, 0)).1 += 1;
    }
    let all = counts.len();
    if all <= MOST_NAMES {
        return (mentions, None);
    }
    let mut names: Vec<(Name, Use)> = counts.into_iter().collect();
    names.sort_unstable_by_key(|(_, (place, count))| (std::cmp::Reverse(*count), *place));
    let names = names.into_iter().take(MOST_NAMES);
    let kept: HashSet<Name> = names.map(|(name, _)| name).collect();
    let is_kept = |mention: &Mention| kept.contains(&(mention.entity.as_str(), mention.kind));
    let mut keep = mentions
        .iter()
        .map(is_kept)
        .collect::<Vec<bool>>()
        .into_iter();
    mentions.retain(|_| keep.next().unwrap_or(true));
    let note = format!("{all} names: the {MOST_NAMES} named most are kept");
    (mentions, Some(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(place: usize, entity: String) -> Mention {
        Mention {
            start: place,
            end: place + 1,
            kind: NameKind::Person,
            entity,
            why: String::new(),
        }
    }

    #[test]
    fn what_is_named_most_is_kept_and_the_rest_is_told() {
        let once = (0..MOST_NAMES).map(|number| mention(number, format!("Ada Lund{number}")));
        let few: Vec<Mention> = once.collect();
        assert_eq!(held(few.clone()), (few.clone(), None));
        let twice = (MOST_NAMES..MOST_NAMES + 2).map(|place| mention(place, "Bo Venn".into()));
        let (kept, note) = held(few.iter().cloned().chain(twice).collect());
        assert_eq!(kept.len(), MOST_NAMES + 1);
        assert_eq!(kept[..MOST_NAMES - 1], few[..MOST_NAMES - 1]);
        assert!(
            kept[MOST_NAMES - 1..]
                .iter()
                .all(|one| one.entity == "Bo Venn")
        );
        assert_eq!(note.unwrap(), "2501 names: the 2500 named most are kept");
    }
}
