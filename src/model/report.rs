//! What came of adding articles, and what the library holds.

use serde::{Deserialize, Serialize};

/// A source, or a record in one, that gave no article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Path, `path#record` or `path:line`, or URL.
    pub origin: String,
    /// Why, in words a reader can act on.
    pub reason: String,
    /// It failed (unreadable, broken); otherwise it was passed over on purpose (an image, an empty file).
    pub failed: bool,
}

/// An origin that gives an article which another origin gave before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    pub origin: String,
    /// The first origin of that article.
    pub with: String,
    pub why: Why,
}

/// Why two origins are held to give one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The same address, and texts that are alike.
    SameUrl,
    /// The same words, whatever the address.
    SameText,
}

impl Why {
    pub fn words(self) -> &'static str {
        match self {
            Why::SameUrl => "same address, like text",
            Why::SameText => "same text",
        }
    }
}

/// A source that was added and is not there now, or holds nothing any more; its articles are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingSource {
    /// Absolute path.
    pub source: String,
    /// Articles of the library that came from it.
    pub articles: u64,
}

/// What came of asking the web, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// Feeds that were asked.
    pub feeds: u64,
    /// Of these, feeds that were as they were.
    pub same: u64,
    /// Pages that came.
    pub captured: u64,
    /// Copies that an archive had of pages that did not come.
    pub archived: u64,
    /// Pages that something stands before: a login, a payment, a refusal.
    pub walls: u64,
    /// Addresses at which there is nothing any more.
    pub dead: u64,
    /// Addresses that gave nothing this time.
    pub failed: u64,
    /// Links of a list that are still to be asked for.
    pub left: u64,
}

impl Fetched {
    /// Whether nothing was asked, and nothing is left to ask.
    pub fn is_empty(&self) -> bool {
        *self == Fetched::default()
    }

    fn take(&mut self, other: &Fetched) {
        self.feeds += other.feeds;
        self.same += other.same;
        self.captured += other.captured;
        self.archived += other.archived;
        self.walls += other.walls;
        self.dead += other.dead;
        self.failed += other.failed;
        self.left += other.left;
    }
}

/// How the links of a list stand, those of earlier runs among them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkList {
    /// Path of the list.
    pub list: String,
    pub links: Fetched,
}

/// The end of an `add`, `refresh` or `rebuild`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// New articles.
    pub added: u64,
    /// Sources that are as they were.
    pub unchanged: u64,
    /// Articles whose text or facts changed.
    pub changed: u64,
    /// Second origins of articles that were there already.
    pub repeated: u64,
    /// Articles dropped because their last origin is gone.
    pub gone: u64,
    /// Articles whose source cannot be read now, taken over from the catalogue that was there before.
    pub carried: u64,
    /// Articles whose source cannot be read now, and that could not be taken over; each is named among what failed.
    pub lost: u64,
    /// Sources that are not there now.
    pub missing: Vec<MissingSource>,
    pub skipped: Vec<Skipped>,
    /// The origins counted as repeated, and those that came to give an article of another origin.
    pub joined: Vec<Joined>,
    /// What came of asking the web.
    #[serde(default)]
    pub fetched: Fetched,
    #[serde(default)]
    pub lists: Vec<LinkList>,
    /// The reader stopped it: what was read until then is kept.
    pub stopped: bool,
    pub seconds: f64,
}

impl Report {
    /// Nothing of the library was looked at or changed.
    pub fn is_empty(&self) -> bool {
        let counts = [
            self.added,
            self.unchanged,
            self.changed,
            self.repeated,
            self.gone,
            self.carried,
        ];
        counts.iter().all(|count| *count == 0)
    }

    /// Counts what another part of the same work came to.
    pub fn take(&mut self, other: Report) {
        self.added += other.added;
        self.unchanged += other.unchanged;
        self.changed += other.changed;
        self.repeated += other.repeated;
        self.gone += other.gone;
        self.carried += other.carried;
        self.lost += other.lost;
        self.missing.extend(other.missing);
        self.skipped.extend(other.skipped);
        self.joined.extend(other.joined);
        self.fetched.take(&other.fetched);
        self.lists.extend(other.lists);
        self.stopped |= other.stopped;
        self.seconds += other.seconds;
    }

    /// What failed: a source that is not there now, of which all is kept, comes after the rest.
    pub fn failed(&self) -> Vec<&Skipped> {
        let failed = self.skipped.iter().filter(|skipped| skipped.failed);
        let mut failed: Vec<&Skipped> = failed.collect();
        failed.sort_by_key(|failed| self.missing.iter().any(|one| one.source == failed.origin));
        failed
    }

    pub fn failures(&self) -> usize {
        self.skipped.iter().filter(|skipped| skipped.failed).count()
    }
}

/// How far a long work has come.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    /// What is being done: `reading`, `joining names and stories`.
    pub step: &'static str,
    /// Bytes read of all the bytes found; articles of all where they are not read from files.
    pub bytes: u64,
    pub bytes_total: u64,
    pub articles: u64,
    /// The source in hand.
    pub origin: String,
    /// The reader can only wait for its end.
    pub unstoppable: bool,
}

/// What the library holds, for the title line and `stats`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    pub articles: u64,
    pub outlets: u64,
    pub stories: u64,
    pub entities: u64,
    pub sample: bool,
    /// Counts every change of what is held; two equal generations hold the same.
    pub generation: u64,
    /// First and last day, `YYYY-MM-DD`, of the dated articles.
    pub first_day: Option<String>,
    pub last_day: Option<String>,
    pub undated: u64,
    /// What the reader should know: an index that was set aside, a second parallax that is adding.
    pub warnings: Vec<String>,
}
