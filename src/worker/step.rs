//! What the reading of files says, step by step, and what is known of them before.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use anyhow::Result;

use super::keys::Keys;
use crate::catalogue::{Catalogue, FileRow, NewArticle};
use crate::ingest::Found;
use crate::model::place::written;
use crate::model::{Article, Draft, Skipped};

/// What is known of the files before they are read.
#[derive(Debug, Default)]
pub struct Known {
    /// By path.
    pub files: HashMap<String, FileRow>,
    /// By origin: the hash of what it gave.
    pub drafts: HashMap<String, String>,
    /// Read everything as if nothing were known.
    pub again: bool,
    /// Read these files as if nothing were known of them.
    pub again_files: HashSet<String>,
    /// Where what came from standard input is kept, under names that tell its content.
    pub kept: Option<PathBuf>,
    /// Where the originals of what is read are kept, and up to how many bytes a file.
    pub originals: Option<(PathBuf, u64)>,
}

/// A file changed within so many milliseconds of its reading may have changed again in the same tick of its clock: some
/// file systems count in steps of two seconds.
const CLOCK_TICK: i64 = 2000;

/// Files of which each is looked up by itself; where there are more the catalogue is walked once.
const LOOKED_UP: usize = 1000;

impl Known {
    /// What the catalogue knows of the files that are to be read; nothing where all of them are read `again`. Grows with
    /// these files while they are few, whatever the library holds.
    pub fn of(catalogue: &Catalogue, files: &[Found], again: bool) -> Result<Known> {
        let mut known = Known {
            again,
            ..Known::default()
        };
        if again {
            return Ok(known);
        }
        let paths = files.iter().map(|found| written(&found.path));
        if files.len() > LOOKED_UP {
            known.files = catalogue.files()?;
        } else {
            for path in paths.clone() {
                if let Some(row) = catalogue.file(&path)? {
                    known.files.insert(path, row);
                }
            }
        }
        // Records of a file that is as it was are not looked at.
        let is_touched = |(found, path): &(&Found, String)| {
            let last = known.files.get(path);
            last.is_none_or(|last| !is_untouched(last, found))
        };
        let touched: Vec<String> = files
            .iter()
            .zip(paths)
            .filter(is_touched)
            .map(|(_, path)| path)
            .collect();
        known.drafts = match touched.len() > LOOKED_UP {
            true => catalogue.draft_hashes()?,
            false => catalogue.draft_hashes_of(touched.iter().map(String::as_str))?,
        };
        Ok(known)
    }

    pub(super) fn is_again(&self, path: &str) -> bool {
        self.again || self.again_files.contains(path)
    }
}

/// Size and time say that the file is as it was when it was read.
pub(super) fn is_untouched(last: &FileRow, found: &Found) -> bool {
    last.bytes == found.bytes
        && last.modified == found.modified
        && last.modified + CLOCK_TICK < last.read_at
}

/// An article with everything that is remembered of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysed {
    pub article: Article,
    pub keys: Keys,
    pub draft_hash: String,
    /// JSON of its [`stories::Profile`].
    pub profile: String,
}

impl Analysed {
    /// As it is put into the catalogue.
    pub(super) fn new_article(&self) -> NewArticle<'_> {
        NewArticle {
            article: &self.article,
            url_key: self.keys.url_key.as_deref(),
            text_hash: &self.keys.text_hash,
            draft_hash: &self.draft_hash,
            profile: &self.profile,
            words: self.keys.words,
        }
    }
}

/// What the reading of the files says, in order.
#[derive(Debug)]
pub enum Step {
    /// An article that is new, or not as it was.
    Article {
        file: usize,
        analysed: Box<Analysed>,
    },
    /// An origin that gives what it gave before.
    Same {
        origin: String,
    },
    Skipped(Skipped),
    /// The file is as it was: no record in it was read.
    Unchanged {
        file: usize,
        /// What was said of its records when they were read.
        told: Vec<Skipped>,
        /// What is to be remembered of it, where that is another than before.
        row: Option<FileRow>,
    },
    /// All of the file was read.
    Done {
        file: usize,
        row: FileRow,
    },
}

/// A step, and the bytes of all files that were read up to it.
#[derive(Debug)]
pub struct Taken {
    pub bytes: u64,
    pub step: Step,
}

pub(super) enum Job {
    Analyse {
        file: usize,
        draft: Box<Draft>,
        draft_hash: String,
    },
    Pass(Step),
}
