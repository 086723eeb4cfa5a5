//! What is known of words before an article is read: their clusters, and whether they are names of people or places.

use crate::analysis::text::clusters::Clusters;
use crate::analysis::text::hash::{self, Table};

/// The word is a given name in some country.
pub const GIVEN: u8 = 1;
/// A frequent family name in some country.
pub const FAMILY: u8 = 2;
/// A city of a hundred thousand people or more.
pub const CITY: u8 = 4;
/// A smaller city.
pub const TOWN: u8 = 8;
/// A country or continent.
pub const COUNTRY: u8 = 16;
/// A part of a country.
pub const REGION: u8 = 32;
/// A family or given name somewhere in the world, in some spelling.
pub const PERSON: u8 = 64;
/// A place name of several words begins so.
pub const BEGINS: u8 = 128;
/// The flags that name a place.
pub const PLACE: u8 = CITY | TOWN | COUNTRY | REGION;

/// Places of more words than this are not kept.
pub const LONGEST_PLACE: usize = 4;
/// Bits set in the filter of world names for each name.
const FILTER_PROBES: u32 = 5;
/// Bits of that filter for each name: with five probes about two of a hundred strangers pass.
const FILTER_BITS: usize = 8;

/// Key of a word or phrase: its letters in lower case, words parted by one space.
pub fn key(folded: &str) -> u64 {
    hash::of_str(folded)
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Lexicon<'a> {
    pub clusters: Clusters<'a>,
    /// Check and flags.
    flags: Table<'a, 3>,
    /// Bloom filter (Bloom 1970) of names of people.
    filter: &'a [u8],
}

impl<'a> Lexicon<'a> {
    pub fn over(clusters: Clusters<'a>, flags: &'a [u8], filter: &'a [u8]) -> Self {
        Lexicon {
            clusters,
            flags: Table::over(flags),
            filter,
        }
    }

    /// What is known of a word in lower case.
    pub fn word(&self, lower: u64) -> u8 {
        self.phrase(lower) | if self.is_person(lower) { PERSON } else { 0 }
    }

    /// What is known of a phrase in lower case.
    pub fn phrase(&self, lower: u64) -> u8 {
        self.flags.get(lower).map_or(0, |row| row[2])
    }

    fn is_person(&self, lower: u64) -> bool {
        !self.filter.is_empty()
            && probes(lower, self.filter.len())
                .all(|bit| self.filter[bit / 8] & (1 << (bit % 8)) != 0)
    }
}

fn probes(key: u64, bytes: usize) -> impl Iterator<Item = usize> {
    (0..FILTER_PROBES).map(move |probe| {
        let hash = hash::mix(key.wrapping_add(u64::from(probe) << 40));
        ((u128::from(hash) * (bytes as u128 * 8)) >> 64) as usize
    })
}

/// The filter that holds the names with these keys.
pub fn build_filter(keys: &[u64]) -> Vec<u8> {
    let mut filter = vec![0; keys.len() * FILTER_BITS / 8 + 1];
    let bytes = filter.len();
    for &key in keys {
        for bit in probes(key, bytes) {
            filter[bit / 8] |= 1 << (bit % 8);
        }
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_knows_its_names_and_few_others() {
        let keys: Vec<u64> = (0..2000).map(|n| key(&format!("name{n}"))).collect();
        let filter = build_filter(&keys);
        let lexicon = Lexicon::over(Clusters::default(), &[], &filter);
        assert!(keys.iter().all(|&key| lexicon.word(key) == PERSON));
        let strangers = (0..2000)
            .filter(|n| lexicon.word(key(&format!("other{n}"))) != 0)
            .count();
        assert!(strangers < 100, "{strangers}");
    }

    #[test]
    fn an_empty_lexicon_knows_nothing() {
        let lexicon = Lexicon::default();
        assert_eq!((lexicon.word(1), lexicon.clusters.of(1, 2)), (0, None));
    }
}
