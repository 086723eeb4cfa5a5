//! What the reading of files says, step by step, and what is known of them before.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use super::keys::Keys;
use crate::catalogue::{FileRow, NewArticle};
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
}

impl Known {
    pub(super) fn is_again(&self, path: &str) -> bool {
        self.again || self.again_files.contains(path)
    }
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
    /// The file is as it was: nothing in it was read.
    Unchanged {
        file: usize,
        row: FileRow,
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
