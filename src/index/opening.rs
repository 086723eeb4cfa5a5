//! An index that is open: its lists at once, its files when they are first searched.
//!
//! Opening a library reads two short lists. The files, which are thousands of times larger, are opened and checked by the
//! first who searches: who lists bookmarks never waits for them and never fails by them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use tantivy::directory::error::OpenReadError;
use tantivy::directory::{Directory, META_LOCK};
use tantivy::index::{IndexMeta, SegmentComponent};
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use super::damage::{Damaged, damage, in_reading, told};
use super::directory::{Access, Folder};
use super::schema::{self, Fields};

const CANNOT_READ: &str = "cannot read the index";
pub(super) const CANNOT_WRITE: &str = "cannot write to the index";
/// How often files are looked for that another parallax deleted while they were opened without its lock; each time there is a
/// newer list of them.
const ATTEMPTS: usize = 5;

/// An index, and what searches see of it.
pub(super) struct Inner {
    pub(super) index: tantivy::Index,
    pub(super) fields: Fields,
    /// `None` where it is in memory.
    folder: Option<Folder>,
    /// Why nothing can be searched: it stands in the place of an index that cannot be used, or was damaged while it was open.
    damaged: OnceLock<Damaged>,
    reader: OnceLock<IndexReader>,
    /// Held while the reader is made.
    opening: Mutex<()>,
    generation: AtomicU64,
    articles: AtomicU64,
    /// Of the newest commit.
    mark: Mutex<Mark>,
}

/// What a commit says of itself.
struct Commit {
    mark: Mark,
    articles: u64,
}

/// Of which articles an index holds what it holds: of those of this catalogue, at this generation of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The id of the catalogue; empty where nobody has one.
    pub catalogue: String,
    pub generation: u64,
    /// What the catalogue calls its commit of that generation, and a copy of it never calls another; empty where it does not say.
    pub commit: String,
}

/// Of articles that are in no catalogue.
impl From<u64> for Mark {
    fn from(generation: u64) -> Mark {
        Mark {
            generation,
            ..Mark::default()
        }
    }
}

impl Mark {
    /// What stands in a commit.
    pub(super) fn written(&self) -> String {
        format!("{} {} {}", self.catalogue, self.generation, self.commit)
    }

    /// `None` where this is not what a commit says.
    fn read(written: &str) -> Option<Mark> {
        let (catalogue, rest) = written.split_once(' ')?;
        let (generation, commit) = rest.split_once(' ').unwrap_or((rest, ""));
        Some(Mark {
            catalogue: catalogue.to_string(),
            generation: generation.parse().ok()?,
            commit: commit.to_string(),
        })
    }
}

impl Inner {
    pub(super) fn in_memory() -> Result<Inner> {
        let (schema, fields) = schema::schema();
        Inner::over(tantivy::Index::create_in_ram(schema), fields, None)
    }

    pub(super) fn instead_of(damaged: Damaged) -> Result<Inner> {
        Ok(Inner {
            damaged: damaged.into(),
            ..Inner::in_memory()?
        })
    }

    /// Over the index in a folder; makes one where there is none.
    pub(super) fn in_folder(folder: Folder) -> Result<Inner> {
        let (schema, fields) = schema::schema();
        let index = match folder.access() {
            // Refuses an index with another schema.
            Access::Write => tantivy::Index::open_or_create(folder.clone(), schema),
            Access::Read => tantivy::Index::open(folder.clone()),
        };
        let index = index.map_err(|error| told(error, CANNOT_READ))?;
        Inner::over(index, fields, Some(folder))
    }

    fn over(index: tantivy::Index, fields: Fields, folder: Option<Folder>) -> Result<Inner> {
        schema::register(index.tokenizers());
        let commit = newest(&index)?;
        Ok(Inner {
            index,
            fields,
            folder,
            damaged: OnceLock::new(),
            reader: OnceLock::new(),
            opening: Mutex::new(()),
            generation: AtomicU64::new(commit.mark.generation),
            articles: AtomicU64::new(commit.articles),
            mark: Mutex::new(commit.mark),
        })
    }

    /// Tantivy's index as one who writes must have it: with the list of its files as it is now, and not as it was when this
    /// was opened.
    pub(super) fn to_write(&self) -> Result<tantivy::Index> {
        self.usable()?;
        let Some(folder) = &self.folder else {
            return Ok(self.index.clone());
        };
        folder.writable().context(CANNOT_WRITE)?;
        let _no_file_is_deleted = folder.acquire_lock(&META_LOCK).ok();
        for file in files(&self.metas()?) {
            let checked = folder.checked(&file).map_err(TantivyError::from);
            checked.map_err(|error| told(error, CANNOT_WRITE))?;
        }
        let index = tantivy::Index::open(folder.clone());
        let index = index.map_err(|error| told(error, CANNOT_WRITE))?;
        schema::register(index.tokenizers());
        Ok(index)
    }

    pub(super) fn searcher(&self) -> Result<Searcher> {
        Ok(self.reader()?.searcher())
    }

    pub(super) fn is_open(&self) -> bool {
        self.reader.get().is_some()
    }

    pub(super) fn usable(&self) -> Result<(), Damaged> {
        self.damaged.get().cloned().map_or(Ok(()), Err)
    }

    /// Opens the files; where they are open, looks whether somebody wrote to them since.
    pub(super) fn ready(&self) -> Result<()> {
        match self.is_open() {
            true => self.look(Folder::look_for_change),
            false => self.reader().map(drop),
        }
    }

    pub(super) fn look_again(&self, every: Duration) -> Result<bool> {
        match self.is_open() {
            true => self.look(|folder| folder.look_again(every)),
            false => Ok(false),
        }
    }

    /// Looks at the files that are open. What is damaged then is searched no more: a part of it may be in use.
    fn look<T: Default>(
        &self,
        look: impl FnOnce(&Folder) -> Result<T, OpenReadError>,
    ) -> Result<T> {
        self.usable()?;
        let Some(folder) = &self.folder else {
            return Ok(T::default());
        };
        look(folder).map_err(|error| {
            let error = told(error.into(), CANNOT_READ);
            if let Some(damaged) = damage(&error) {
                let _ = self.damaged.set(damaged.clone());
            }
            error
        })
    }

    pub(super) fn reader(&self) -> Result<&IndexReader> {
        self.usable()?;
        if let Some(reader) = self.reader.get() {
            return Ok(reader);
        }
        let _one = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reader) = self.reader.get() {
            return Ok(reader);
        }
        let (commit, reader) = self.steadily(|| {
            self.index
                .reader_builder()
                .reload_policy(ReloadPolicy::Manual)
                .try_into()
        })?;
        self.note(commit);
        Ok(self.reader.get_or_init(|| reader))
    }

    pub(super) fn reload(&self) -> Result<()> {
        // What stands in the place of another has nothing new to see.
        let commit = match self.reader.get() {
            Some(reader) => self.steadily(|| reader.reload())?.0,
            None => newest(&self.index)?,
        };
        self.note(commit);
        Ok(())
    }

    /// Opens files, and once more where they were deleted meanwhile by one who wrote.
    fn steadily<T>(&self, open: impl Fn() -> tantivy::Result<T>) -> Result<(Commit, T)> {
        let mut attempt = 1;
        loop {
            let commit = newest(&self.index)?;
            match open() {
                Ok(opened) => return Ok((commit, opened)),
                Err(TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(_)))
                    if attempt < ATTEMPTS =>
                {
                    attempt += 1;
                }
                Err(error) => return Err(told(error, CANNOT_READ)),
            }
        }
    }

    fn note(&self, commit: Commit) {
        let generation = commit.mark.generation;
        *self.marked() = commit.mark;
        self.articles.store(commit.articles, Ordering::Release);
        self.generation.store(generation, Ordering::Release);
    }

    fn marked(&self) -> MutexGuard<'_, Mark> {
        self.mark.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn mark(&self) -> Mark {
        self.marked().clone()
    }

    pub(super) fn is_of(&self, catalogue: &str) -> bool {
        let mark = self.marked();
        mark.catalogue.is_empty() || mark.catalogue == catalogue
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    pub(super) fn articles(&self) -> u64 {
        self.articles.load(Ordering::Acquire)
    }

    fn metas(&self) -> Result<IndexMeta> {
        self.index
            .load_metas()
            .map_err(|error| told(error, CANNOT_READ))
    }

    pub(super) fn check(&self) -> Result<Vec<String>> {
        if let Err(damaged) = self.usable() {
            return Ok(vec![damaged.reason().to_string()]);
        }
        let Some(folder) = &self.folder else {
            return Ok(Vec::new());
        };
        let _no_file_is_deleted = folder.acquire_lock(&META_LOCK).ok();
        let metas = match self.metas() {
            Ok(metas) => metas,
            Err(error) => return Ok(vec![format!("{error:#}")]),
        };
        let mut wrong = Vec::new();
        for file in files(&metas) {
            match folder.check(&file) {
                Ok(()) => {}
                Err(error) => wrong.push(match in_reading(&error) {
                    Some(damaged) => damaged.reason().to_string(),
                    None => format!("{}: {error}", file.display()),
                }),
            }
        }
        wrong.sort();
        Ok(wrong)
    }
}

/// The files of the segments.
fn files(metas: &IndexMeta) -> Vec<PathBuf> {
    const COMPONENTS: [SegmentComponent; 6] = [
        SegmentComponent::Terms,
        SegmentComponent::Postings,
        SegmentComponent::Positions,
        SegmentComponent::FastFields,
        SegmentComponent::FieldNorms,
        SegmentComponent::Store,
    ];
    let mut files = Vec::new();
    for segment in &metas.segments {
        let path = |component: &SegmentComponent| segment.relative_path(component.clone());
        files.extend(COMPONENTS.iter().map(path));
        if segment.has_deletes() {
            files.push(path(&SegmentComponent::Delete));
        }
    }
    files
}

/// The newest commit.
fn newest(index: &tantivy::Index) -> Result<Commit> {
    let metas = index
        .load_metas()
        .map_err(|error| told(error, CANNOT_READ))?;
    let mark = match metas.payload.as_deref() {
        None => Mark::default(),
        Some(payload) => Mark::read(payload).ok_or_else(|| {
            Damaged::Sense(format!(
                "it carries the mark {payload:?}, which says neither catalogue nor generation"
            ))
        })?,
    };
    let articles = metas.segments.iter().map(|one| u64::from(one.num_docs()));
    Ok(Commit {
        mark,
        articles: articles.sum(),
    })
}
