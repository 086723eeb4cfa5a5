//! The index: Tantivy behind one door. Articles go in by number; questions come back as answers.
//!
//! ```text
//! what was typed -> lexer -> grammar -> resolve -> clause -> plan, postings, facets   what is found
//!                                                        \-> matching, excerpt        what is lit
//! ```
//!
//! Everything here is derived: a broken index is set aside and made again from the catalogue.

mod around;
mod clause;
mod compounds;
mod dates;
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
mod phrases;
mod plan;
mod postings;
mod resolve;
mod schema;
mod search;
mod spelling;
mod tokens;
mod values;
mod vocabulary;
mod writer;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use tantivy::{IndexReader, ReloadPolicy};

use crate::model::Article;
use schema::Fields;

pub use knowledge::{Knowledge, KnownEntity, KnownStory};
pub use search::Stopped;
pub use writer::Writer;

/// Where excerpts get the text: the index holds no bodies, the catalogue does.
pub trait Bodies {
    fn article(&self, number: u64) -> Option<Arc<Article>>;
}

/// What came of opening a folder.
pub enum Opened {
    Ready(Index),
    /// Another version wrote what was there, or it is broken: it was moved, and a fresh and empty index stands in its place.
    SetAside {
        index: Index,
        reason: String,
        moved_to: PathBuf,
    },
}

/// An index that can be searched from any thread; clones are the same index.
#[derive(Clone)]
pub struct Index {
    inner: Arc<Inner>,
}

struct Inner {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    generation: AtomicU64,
}

impl Index {
    /// Opens the index in `dir`, or makes one there. Reading works while another process writes.
    ///
    /// Errors where the folder cannot be read or made, and where an index of another version is being written right now.
    pub fn open(dir: &Path) -> Result<Opened> {
        folder::open(dir)
    }

    /// An index that ends with the program: for tests and for the sample.
    pub fn in_memory() -> Result<Index> {
        let (schema, fields) = schema::schema();
        Index::over(tantivy::Index::create_in_ram(schema), fields)
    }

    fn over(index: tantivy::Index, fields: Fields) -> Result<Index> {
        schema::register(index.tokenizers());
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .context("cannot read the index")?;
        let inner = Inner {
            generation: AtomicU64::new(generation_of(&index)?),
            index,
            reader,
            fields,
        };
        Ok(Index {
            inner: Arc::new(inner),
        })
    }

    /// The generation given to the commit that searches see; 0 while there was none.
    pub fn generation(&self) -> u64 {
        self.inner.generation.load(Ordering::Acquire)
    }

    /// Articles that searches see.
    pub fn articles(&self) -> u64 {
        self.inner.reader.searcher().num_docs()
    }

    /// The writer. Errors where there is one already, here or in another process, and says so.
    pub fn writer(&self) -> Result<Writer> {
        Writer::open(Arc::clone(&self.inner))
    }

    /// Sees the newest commit, of this process or another.
    pub fn reload(&self) -> Result<()> {
        self.inner.reload()
    }

    /// Reads every file against its checksum, which searching does not; gives the names of the damaged ones.
    pub fn check(&self) -> Result<Vec<String>> {
        let damaged = self
            .inner
            .index
            .validate_checksum()
            .context("cannot check the index")?;
        let mut names: Vec<String> = damaged
            .into_iter()
            .map(|path| path.display().to_string())
            .collect();
        names.sort();
        Ok(names)
    }
}

impl Inner {
    fn reload(&self) -> Result<()> {
        let generation = generation_of(&self.index)?;
        self.reader.reload().context("cannot read the index")?;
        self.generation.store(generation, Ordering::Release);
        Ok(())
    }
}

/// The generation of the newest commit.
fn generation_of(index: &tantivy::Index) -> Result<u64> {
    let metas = index.load_metas().context("cannot read the index")?;
    let payload = metas.payload.as_deref().unwrap_or("0");
    payload.parse().with_context(|| {
        format!("the index carries the generation {payload:?}, which is no number")
    })
}
