//! Words of which each says the opposite of the other: `lost` and `created`, `approved` and `rejected`.
//!
//! Most pairs are antonyms of verbs in WordNet 3.0 that stand in reports of the news, with the verbs by which reports say the
//! same; some were written by hand and not looked up there. Irregular past forms are listed with their verb. A word of many
//! meanings stays out.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;

/// How the sides of a pair are opposed, its own side and the other.
type Side = (Opposite, &'static str, &'static str);

/// By the stem of a word: where it stands in each pair that has it.
static SIDES: LazyLock<HashMap<String, Vec<Side>>> = LazyLock::new(|| {
    let mut sides: HashMap<String, Vec<Side>> = HashMap::new();
    for (tag, how) in [
        (Tag::Opposite, Opposite::Plain),
        (Tag::MutualOpposite, Opposite::Mutual),
    ] {
        for word in english().words(tag) {
            let known = sides.entry(words::stem(word).into_owned()).or_default();
            for value in english().values(word, tag) {
                let side = value.split_once('/').map(|(own, other)| (how, own, other));
                known.extend(side.filter(|side| !known.contains(side)));
            }
        }
    }
    sides
});

/// How two words say opposite things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opposite {
    /// Of one thing both cannot be so.
    Plain,
    /// Only where the same one does it: what one buys another sells.
    Mutual,
}

/// Whether any word says the opposite of this stem.
pub fn has_opposite(stem: &str) -> bool {
    SIDES.contains_key(stem)
}

/// How two stems say the opposite of each other; `None` where they do not.
pub fn opposite(one: &str, other: &str) -> Option<Opposite> {
    let (ours, theirs) = (SIDES.get(one)?, SIDES.get(other)?);
    let met = ours
        .iter()
        .filter(|(how, own, other)| theirs.contains(&(*how, *other, *own)));
    met.map(|(how, ..)| *how)
        .min_by_key(|how| *how == Opposite::Mutual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(one: &str, other: &str) -> Option<Opposite> {
        let found = opposite(&words::stem(one), &words::stem(other));
        assert_eq!(found, opposite(&words::stem(other), &words::stem(one)));
        found
    }

    #[test]
    fn opposites_are_found_in_any_form() {
        for (one, other) in [
            ("lost", "created"),
            ("losing", "created"),
            ("rose", "fell"),
            ("rises", "declined"),
            ("approved", "rejects"),
            ("hired", "fired"),
            ("arrested", "freed"),
            ("opened", "closed"),
            ("avoided", "paid"),
            ("removed", "stands"),
        ] {
            assert_eq!(found(one, other), Some(Opposite::Plain), "{one} / {other}");
        }
        for (one, other) in [("sold", "bought"), ("won", "lost"), ("exports", "imported")] {
            assert_eq!(found(one, other), Some(Opposite::Mutual), "{one} / {other}");
        }
        for (one, other) in [
            ("freed", "released"),
            ("rose", "climbed"),
            ("lost", "shed"),
            ("killed", "died"),
            ("table", "chair"),
        ] {
            assert_eq!(found(one, other), None, "{one} / {other}");
        }
    }
}
