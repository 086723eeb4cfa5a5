//! Clusters of words that are used alike: 951 of them, in 100 larger ones; `assets/NAMES.md` says what they were made from.
//!
//! Nothing is parsed at start: the table is read where it lies in the asset.

use std::sync::OnceLock;

use super::hash::{self, Table};

static ASSET: &[u8] = include_bytes!("../../../assets/clusters.model");

/// Marks the file, and its shape; then the length of the table in bytes, a little-endian 32-bit number.
pub const MAGIC: &[u8; 8] = b"PLXCLUS1";
const HEADER_BYTES: usize = 12;

/// Key of a word as it is written.
pub fn cased_key(word: &str) -> u64 {
    hash::pair(hash::of_str(word), 1)
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Clusters<'a> {
    /// Check and cluster number.
    words: Table<'a, 4>,
    /// For each cluster the larger cluster that holds it.
    parents: &'a [u8],
}

/// The clusters in the program; none of any word only if the asset holds none.
pub fn shipped() -> Clusters<'static> {
    static CLUSTERS: OnceLock<Clusters> = OnceLock::new();
    *CLUSTERS.get_or_init(|| Clusters::over(ASSET).unwrap_or_default())
}

impl<'a> Clusters<'a> {
    /// Over an asset that [`pack`] made.
    pub fn over(bytes: &'a [u8]) -> Option<Clusters<'a>> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let length = u32::from_le_bytes(*rest.first_chunk()?);
        let tables = bytes.get(HEADER_BYTES..)?;
        let (words, parents) = tables.split_at_checked(usize::try_from(length).ok()?)?;
        Some(Clusters {
            words: Table::over(words),
            parents,
        })
    }

    /// The word's cluster and the larger one around it; the lower-case form answers where the written one is not known.
    pub fn of(&self, cased: u64, lower: u64) -> Option<(u16, u8)> {
        let row = self.words.get(cased).or_else(|| self.words.get(lower))?;
        let cluster = u16::from_le_bytes([row[2], row[3]]);
        Some((cluster, self.parents.get(usize::from(cluster)).copied()?))
    }
}

/// The bytes of an asset with this table and the larger clusters by number.
pub fn pack(words: &[u8], parents: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend((words.len() as u32).to_le_bytes());
    bytes.extend(words);
    bytes.extend(parents);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: &str) -> Option<(u16, u8)> {
        let lower = cased_key(&word.to_lowercase());
        shipped().of(cased_key(word), lower)
    }

    #[test]
    fn words_used_alike_are_in_one_cluster() {
        assert_eq!(of("Tuesday"), of("Thursday"));
        assert!(of("Tuesday").is_some());
        assert_ne!(of("Tuesday"), of("minister"));
        assert_eq!(of("MINISTER"), of("minister"));
    }

    #[test]
    fn what_is_no_asset_has_no_clusters() {
        assert!(Clusters::over(b"PLXCLUS1").is_none());
        assert!(Clusters::over(&ASSET[..HEADER_BYTES + 4]).is_none());
        assert_eq!(Clusters::default().of(1, 2), None);
    }
}
