//! The index: Tantivy behind one door. Articles go in by number; questions come back as answers.
//!
//! ```text
//! what was typed -> lexer -> grammar -> resolve, steps -> clause -> plan, postings, facets   what is found
//!                                                        \-> matching, excerpt        what is lit
//! ```
//!
//! Everything here is derived: a broken index is set aside and made again from the catalogue.

mod around;
mod checksum;
mod clause;
mod compounds;
mod cuts;
mod damage;
mod dates;
mod directory;
mod excerpt;
mod facets;
mod folder;
mod grammar;
mod hebrew;
mod knowledge;
mod lexer;
mod listed;
mod matching;
mod narrow;
mod nearest;
mod opening;
mod phrases;
mod plan;
mod positions;
mod postings;
mod resolve;
mod schema;
mod search;
mod slots;
mod some;
mod spelling;
mod steps;
mod term;
mod token;
mod tokens;
mod values;
mod vocabulary;
mod watched;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;

use crate::model::Article;
use opening::Inner;

pub use cuts::Cuts;
pub use damage::{Damaged, damage};
pub use folder::set_aside_if_damaged;
pub use knowledge::{Knowledge, KnownEntity, KnownStory, Knows};
pub use opening::Mark;
pub use search::Stopped;
pub use writer::Writer;

/// Where excerpts get the text: the index holds no bodies, the catalogue does.
pub trait Bodies {
    fn article(&self, number: u64) -> Option<Arc<Article>>;
    /// Where words of articles are kept between searches, by who searches again and again.
    fn cuts(&self) -> Option<&Cuts> {
        None
    }
}

/// What came of opening a folder.
pub enum Opened {
    Ready(Index),
    /// Another version wrote what is there, or it is damaged. It was left as it is: see [`set_aside_if_damaged`].
    Unusable(Damaged),
}

/// An index that can be searched from any thread; clones are the same index.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

impl Index {
    /// Opens the index in `dir`, or makes one there. Reading works while another process writes. The files of the index are
    /// opened and checked by [`Index::ready`], or by the first who searches.
    ///
    /// Errors where the folder cannot be made, or not be read now.
    pub fn open(dir: &Path) -> Result<Opened> {
        folder::open(dir)
    }

    /// Opens the index in `dir` where nothing can or may be written: no file is written, made or locked, and no file that
    /// another parallax may be writing is waited for.
    ///
    /// Errors with [`Damaged`] where there is no index of this version or a list of it is damaged: it cannot be made anew here.
    /// The files of the index are checked before they are first searched.
    pub fn open_to_read(dir: &Path) -> Result<Index> {
        folder::open_to_read(dir)
    }

    /// Makes an empty index in `dir`, in the place of whatever is there: nothing of that is read.
    pub fn anew(dir: &Path) -> Result<Index> {
        folder::anew(dir)
    }

    /// An index that ends with the program: for tests and for the sample.
    pub fn in_memory() -> Result<Index> {
        Inner::in_memory().map(Index::of)
    }

    /// Stands in the place of an index that cannot be used: it is empty, and whoever searches it or writes to it is told why.
    pub fn instead_of(damaged: Damaged) -> Result<Index> {
        Inner::instead_of(damaged).map(Index::of)
    }

    /// Whether this is an index, and does not only stand in the place of one.
    pub fn is_usable(&self) -> bool {
        self.inner.usable().is_ok()
    }

    fn of(inner: Inner) -> Index {
        Index {
            inner: Arc::new(inner),
        }
    }

    /// Opens the files of the index, if nobody did before, and reads each to its end: none is searched that is not what was
    /// written. The first who searches does it; to call it earlier, on another thread, is to wait less. Once they are open it
    /// looks whether somebody wrote to them since, with one question a file to the system.
    ///
    /// Errors with [`Damaged`] where a file is not what was written.
    pub fn ready(&self) -> Result<()> {
        self.inner.ready()
    }

    /// For who keeps the index open: reads files to their end that were not read since `every` ago, some 20 ms of them, and says
    /// whether there are more. From the first time on what a search reads of a file is held against sums of its blocks.
    ///
    /// Errors with [`Damaged`] where a file is not what was written; nothing is searched any more then.
    pub fn look_again(&self, every: Duration) -> Result<bool> {
        self.inner.look_again(every)
    }

    /// Whether [`Index::ready`] has nothing left to do.
    pub fn is_ready(&self) -> bool {
        self.inner.is_open()
    }

    /// The generation given to the commit that searches see; 0 while there was none.
    pub fn generation(&self) -> u64 {
        self.inner.generation()
    }

    /// Whether what it holds is of the catalogue of this id; of one that holds nothing yet nobody can say that it is not.
    pub fn is_of(&self, catalogue: &str) -> bool {
        self.inner.is_of(catalogue)
    }

    /// Of which articles it holds what it holds, as the commit says that searches see.
    pub fn mark(&self) -> Mark {
        self.inner.mark()
    }

    /// Articles that searches see.
    pub fn articles(&self) -> u64 {
        self.inner.articles()
    }

    /// The writer. Errors where there is one already, here or in another process, and says so; with [`Damaged`] where a file
    /// is not what was written.
    pub fn writer(&self) -> Result<Writer> {
        Writer::open(Arc::clone(&self.inner))
    }

    /// Sees the newest commit, of this process or another.
    pub fn reload(&self) -> Result<()> {
        self.inner.reload()
    }

    /// Reads every file against its checksum, also those that were found sound before; says of each what is wrong.
    pub fn check(&self) -> Result<Vec<String>> {
        self.inner.check()
    }
}
