//! What is known of the feeds that are followed.
//!
//! It stands beside what was fetched and can be lost: then the items are asked for again.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use anyhow::Result;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::shelf::{Shelf, private};
use crate::worker::Library;
use crate::worker::kept_pages::{Keep, make_parent};

/// Items that are remembered of a feed: more than any feed lists at a time, so that one that comes back is known.
const MOST_REMEMBERED: usize = 5000;
/// Bytes of the longest file of what is known of a feed.
const MOST_BYTES: u64 = 16 << 20;

/// What is known of a feed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Followed {
    pub url: String,
    pub title: Option<String>,
    /// What the server called it when it came last, and when it was changed then; nothing where it is to come whole again.
    pub etag: Option<String>,
    pub modified: Option<String>,
    pub items: BTreeMap<String, Item>,
}

/// What is known of an item.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Item {
    /// Another where the feed gives another item of this name.
    pub sign: String,
    pub state: State,
    /// When it came: RFC 3339, UTC.
    pub at: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    /// The feed has its text.
    Whole,
    /// Its page came.
    Page,
    /// The feed has its beginning, and its page cannot be had, or is not wanted.
    Excerpt,
    /// Its page did not come this time.
    Again,
}

/// What is known of a feed that is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Feed {
    pub address: String,
    /// What it calls itself; `None` until it was asked.
    pub title: Option<String>,
    /// Items that came and are remembered.
    pub items: usize,
    /// Items of which only the beginning is there.
    pub excerpts: usize,
}

impl Library {
    /// The feeds that are followed, in the order in which they were added, with what is known of them.
    ///
    /// # Errors
    /// The shelf cannot be read.
    pub fn followed(&self) -> Result<Vec<Feed>> {
        let Some(keep) = self.home().map(Keep::of) else {
            return Ok(Vec::new());
        };
        let feeds = self.feeds()?.into_iter().map(|address| {
            let known = read(&keep.note("feeds", &address));
            let is_excerpt = |item: &&Item| matches!(item.state, State::Excerpt | State::Again);
            Feed {
                title: known.title,
                items: known.items.len(),
                excerpts: known.items.values().filter(is_excerpt).count(),
                address,
            }
        });
        Ok(feeds.collect())
    }

    /// Follows a feed no more; what came of it stays. `false` where it was not followed.
    ///
    /// # Errors
    /// The shelf cannot be written to.
    pub fn unfollow(&self, address: &str) -> Result<bool> {
        let Some(home) = self.home() else {
            return Ok(false);
        };
        let removed = Shelf::open(&home.shelf())?.remove_source(address)?;
        if removed {
            // Followed once more, it begins anew.
            let known = Keep::of(home).note("feeds", address).with_extension("json");
            let _ = std::fs::remove_file(known);
        }
        Ok(removed)
    }
}

pub(super) fn remember(followed: &mut Followed, key: &str, sign: &str, state: State) {
    let item = Item {
        sign: sign.to_string(),
        state,
        at: Timestamp::now().to_string(),
    };
    followed.items.insert(key.to_string(), item);
}

/// Of items that the feed lists no more the newest are remembered.
pub(super) fn forget(followed: &mut Followed, listed: &HashSet<String>) {
    let mut gone: Vec<(String, String)> = followed
        .items
        .iter()
        .filter(|(key, _)| !listed.contains(*key))
        .map(|(key, item)| (item.at.clone(), key.clone()))
        .collect();
    gone.sort();
    let most = MOST_REMEMBERED.saturating_sub(listed.len());
    for (_, key) in gone.iter().take(gone.len().saturating_sub(most)) {
        followed.items.remove(key);
    }
}

/// What is known of a feed; nothing where that cannot be read.
pub(super) fn read(file: &Path) -> Followed {
    let text = private::read_small(&file.with_extension("json"), MOST_BYTES).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

pub(super) fn write(file: &Path, followed: &Followed) -> Result<()> {
    let file = file.with_extension("json");
    make_parent(&file)?;
    private::write_soon(&file, &serde_json::to_vec(followed)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_feed_lists_no_more_is_forgotten_oldest_first() {
        let mut followed = Followed::default();
        for number in 0..MOST_REMEMBERED + 10 {
            followed.items.insert(
                format!("{number:06}"),
                Item {
                    sign: String::new(),
                    state: State::Page,
                    at: format!("2030-01-01T00:00:{number:06}"),
                },
            );
        }
        let listed: HashSet<String> = [String::from("000000")].into();
        forget(&mut followed, &listed);
        assert_eq!(followed.items.len(), MOST_REMEMBERED);
        assert!(followed.items.contains_key("000000") && !followed.items.contains_key("000001"));
        assert!(
            followed
                .items
                .contains_key(&format!("{:06}", MOST_REMEMBERED + 9))
        );
    }

    #[test]
    fn what_is_known_of_a_feed_may_be_damaged() {
        let file = std::env::temp_dir().join(format!("parallax-followed-{}", std::process::id()));
        let mut followed = Followed::default();
        remember(&mut followed, "a", "b", State::Again);
        write(&file, &followed).unwrap();
        assert_eq!(read(&file).items["a"].state, State::Again);
        std::fs::write(file.with_extension("json"), "{ junk").unwrap();
        assert!(read(&file).items.is_empty());
        std::fs::remove_file(file.with_extension("json")).unwrap();
        assert!(read(&file).items.is_empty());
    }
}
