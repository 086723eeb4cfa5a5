//! Putting what was read into the catalogue and the index: what is new, what changed, what is one article with another.
//!
//! Invariant: the catalogue is committed first, the index after it with the same generation; whoever finds the two apart
//! brings the index up to date (see [`mend_index`](super::mending::mend_index)).

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::mending::mark_of;
use super::renewing::guarded;
use super::step::{Analysed, Step, Taken};
use super::telling::Told;
use crate::catalogue::{Catalogue, FileRow, Holder};
use crate::index::{Index, Writer};
use crate::ingest::Found;
use crate::model::place::written;
use crate::model::{Progress, Report};

/// Articles in one commit. A commit of the index costs 50 to 80 ms, and readers see nothing before it.
const BATCH: u64 = 500;
/// A commit is due after so long even with fewer articles: what is lost when the program is killed stays small.
const BATCH_TIME: Duration = Duration::from_secs(5);

/// Behind the hash of what the first origin gave, where another copy added to the article.
pub const COMPLETED: char = '+';

/// What becomes of the steps of the pipeline.
pub struct Settling<'a> {
    pub(super) catalogue: &'a Catalogue,
    index: &'a Index,
    /// `None` until something is written: to open it reads the whole index.
    writer: Option<Writer>,
    files: Arc<[Found]>,
    /// Put every article again, also those that are as they were.
    again: bool,
    pub report: Report,
    /// Files whose other articles must be looked at again.
    pub again_files: BTreeSet<String>,
    /// Files that could be read: what they do not give any more is gone.
    pub read: HashSet<String>,
    /// Origins that the file in hand gave until now.
    seen: HashSet<String>,
    /// The file in hand could not be read as a whole: what is not seen is not gone.
    failed: bool,
    told: Told,
    /// Lines of the report before those of the file in hand.
    pub(super) told_from: usize,
    begun: bool,
    pub(super) waiting: u64,
    committed: Instant,
    /// Something that a reader can tell was written since the last commit.
    pub(super) changed: bool,
    progress: Progress,
}

impl<'a> Settling<'a> {
    pub fn new(
        catalogue: &'a Catalogue,
        index: &'a Index,
        files: Arc<[Found]>,
        again: bool,
    ) -> Self {
        Settling {
            catalogue,
            index,
            writer: None,
            again,
            report: Report::default(),
            again_files: BTreeSet::new(),
            read: HashSet::new(),
            seen: HashSet::new(),
            failed: false,
            told: Told::default(),
            told_from: 0,
            begun: false,
            waiting: 0,
            committed: Instant::now(),
            changed: false,
            progress: Progress {
                step: "reading",
                bytes_total: bytes_of(&files),
                ..Progress::default()
            },
            files,
        }
    }

    pub(super) fn writer(&mut self) -> Result<&mut Writer> {
        match &mut self.writer {
            Some(writer) => Ok(writer),
            none => {
                let index = self.index;
                let opened = guarded(|| index.writer()).context("cannot write to the index")?;
                Ok(none.insert(opened))
            }
        }
    }

    /// Goes on with other files.
    pub fn turn_to(&mut self, files: Arc<[Found]>, again: bool) {
        self.again = again;
        self.told_from = self.report.skipped.len();
        self.progress.bytes_total = bytes_of(&files);
        self.files = files;
    }

    /// Takes the index's content out; every article must be put again.
    pub fn clear_index(&mut self) -> Result<()> {
        self.begin()?;
        self.changed = true;
        self.writer()?.clear()
    }

    pub fn take(&mut self, taken: Taken, tell: &mut dyn FnMut(&Progress)) -> Result<()> {
        self.progress.bytes = taken.bytes;
        match taken.step {
            Step::Article { file, mut analysed } => {
                self.begin()?;
                self.progress.origin.clone_from(&analysed.article.origin);
                self.progress.articles += 1;
                self.waiting += 1;
                self.seen.insert(analysed.article.origin.clone());
                let path = self.path(file);
                self.article(&path, &mut analysed)?;
            }
            Step::Same { origin } => {
                self.report.unchanged += 1;
                self.progress.articles += 1;
                self.seen.insert(origin);
            }
            Step::Skipped(skipped) => {
                self.failed |= skipped.failed;
                self.report.skipped.extend(self.told.line(skipped));
            }
            Step::Unchanged { file, told, row } => {
                let path = self.path(file);
                self.report.unchanged += self.catalogue.origins_in(&path)?.len() as u64;
                self.report.skipped.extend(told);
                if let Some(row) = row {
                    self.begin()?;
                    self.catalogue.put_file(&path, &row)?;
                }
                self.next_file();
            }
            Step::Done { file, row } => self.done(file, row)?,
        }
        tell(&self.progress);
        self.commit_when_due()
    }

    pub(super) fn commit_when_due(&mut self) -> Result<()> {
        if self.waiting >= BATCH || (self.waiting > 0 && self.committed.elapsed() >= BATCH_TIME) {
            self.commit()?;
        }
        Ok(())
    }

    fn path(&self, file: usize) -> String {
        self.files
            .get(file)
            .map_or_else(String::new, |found| written(&found.path))
    }

    fn next_file(&mut self) {
        self.seen.clear();
        self.failed = false;
        self.report.skipped.extend(self.told.end());
        self.told_from = self.report.skipped.len();
    }

    fn done(&mut self, file: usize, mut row: FileRow) -> Result<()> {
        self.begin()?;
        let path = self.path(file);
        self.report.skipped.extend(self.told.end());
        let held = self.catalogue.origins_in(&path)?;
        // Empty, no text any more: what a power cut leaves, and seldom what somebody meant.
        let is_void = !self.failed && self.seen.is_empty() && !held.is_empty();
        if is_void {
            self.tell_void(&path, held.len());
        }
        let unreadable = self.seen.is_empty() && (self.failed || is_void);
        if !unreadable {
            if !self.seen.is_empty() && !self.failed {
                self.read.insert(path.clone());
            }
            // Of a file that is broken, what lies behind the fault was not read: it is not gone.
            let gone = held
                .into_iter()
                .filter(|origin| !self.seen.contains(origin));
            let gone: Vec<String> = gone.collect();
            match self.failed {
                true if gone.is_empty() => {}
                true => self.tell_kept(gone.len()),
                false => gone
                    .iter()
                    .try_for_each(|origin| self.drop_origin(origin))?,
            }
            // A file that gave nothing is looked at again, so that its reason is told again.
            if self.seen.is_empty() {
                self.catalogue.remove_file(&path)?;
            } else {
                // The report is the same each time, whether or not its records are read again.
                let told = self.report.skipped.get(self.told_from..);
                row.told = told.unwrap_or_default().to_vec();
                if row.hash.is_empty() && !row.told.is_empty() {
                    // It could not be read to its end, which may be otherwise the next time.
                    row.read_at = 0;
                }
                self.catalogue.put_file(&path, &row)?;
            }
        }
        self.next_file();
        Ok(())
    }

    /// One article, against what the library holds from this origin and of this article.
    pub(super) fn article(&mut self, path: &str, analysed: &mut Analysed) -> Result<()> {
        let origin = analysed.article.origin.clone();
        let held = self.catalogue.holder(&origin)?;
        let same = self.same(analysed, held.as_ref().map(|held| held.number))?;
        match (held, same) {
            (None, None) => {
                self.report.added += 1;
                self.insert(path, analysed)
            }
            (None, Some((number, why))) => {
                self.report.repeated += 1;
                self.joined(&origin, number, why)?;
                self.complete(number, analysed)?;
                self.attach(path, analysed, number)
            }
            (Some(held), same) if same.is_none_or(|(number, _)| number == held.number) => {
                self.stays(path, analysed, &held, same.is_some())
            }
            (Some(held), same) => {
                self.report.changed += 1;
                self.leave(&origin, &held)?;
                match same {
                    Some((number, why)) => {
                        self.joined(&origin, number, why)?;
                        self.attach(path, analysed, number)
                    }
                    None => self.insert(path, analysed),
                }
            }
        }
    }

    /// The origin gave this article before, or gives a new text that no other article has.
    fn stays(
        &mut self,
        path: &str,
        analysed: &mut Analysed,
        held: &Holder,
        same: bool,
    ) -> Result<()> {
        let alone = held.origins == 1;
        if !same && !alone {
            // The other origins still say what it said.
            self.report.changed += 1;
            self.leave(&analysed.article.origin, held)?;
            return self.insert(path, analysed);
        }
        if !held.first {
            // Another origin gives the text of this article.
            self.report.unchanged += 1;
            self.complete(held.number, analysed)?;
            return self.attach(path, analysed, held.number);
        }
        let own_hash = held.draft_hash.trim_end_matches(COMPLETED);
        let is_completed = own_hash.len() < held.draft_hash.len();
        let changed = own_hash != analysed.draft_hash;
        // A copy that gave to it is gone.
        let is_orphan = is_completed && alone;
        if !changed && !self.again && !is_orphan {
            self.report.unchanged += 1;
            return Ok(());
        }
        if changed {
            self.report.changed += 1;
        } else {
            self.report.unchanged += 1;
        }
        let is_other_text = held.text_hash != analysed.keys.text_hash && !is_completed;
        if !alone && (changed || is_other_text) {
            self.look_again_at(held.number, &analysed.article.origin)?;
        }
        if is_completed && !alone && !changed {
            return self.stay_completed(path, analysed, held.number);
        }
        self.replace(held.number, analysed)?;
        self.attach(path, analysed, held.number)
    }

    fn insert(&mut self, path: &str, analysed: &mut Analysed) -> Result<()> {
        self.name(analysed, None)?;
        let number = self.catalogue.insert(&analysed.new_article())?;
        self.attach(path, analysed, number)?;
        self.put_in_index(number, analysed)
    }

    pub(super) fn attach(&mut self, path: &str, analysed: &Analysed, number: u64) -> Result<()> {
        self.changed = true;
        self.catalogue
            .attach(&analysed.article.origin, path, number, &analysed.draft_hash)
    }

    pub(super) fn put_in_index(&mut self, number: u64, analysed: &Analysed) -> Result<()> {
        self.changed = true;
        self.writer()?.put(number, &analysed.article)
    }

    /// Analysed anew from what the catalogue holds, for an article whose source is not there now.
    pub fn renew(&mut self, number: u64, analysed: &mut Analysed) -> Result<()> {
        self.begin()?;
        self.waiting += 1;
        self.replace(number, analysed)
    }

    /// Into the index as the catalogue holds it.
    pub fn put_as_it_is(&mut self, number: u64) -> Result<()> {
        if let Some(article) = self.catalogue.article_numbered(number)? {
            self.begin()?;
            self.changed = true;
            self.writer()?.put(number, &article)?;
        }
        Ok(())
    }

    pub(super) fn begin(&mut self) -> Result<()> {
        if !self.begun {
            // Where the index cannot be written nothing is.
            self.writer()?;
            self.catalogue.begin()?;
            self.begun = true;
        }
        Ok(())
    }

    /// Keeps what was settled: the catalogue first, then the index.
    fn commit(&mut self) -> Result<()> {
        if !self.begun {
            return Ok(());
        }
        self.begun = false;
        self.waiting = 0;
        self.committed = Instant::now();
        if std::mem::take(&mut self.changed) {
            self.catalogue.commit()?;
            self.mark()
        } else {
            self.catalogue.commit_unseen()
        }
    }

    /// Commits what was put into the index as that of the catalogue's generation.
    fn mark(&mut self) -> Result<()> {
        let mark = mark_of(self.catalogue)?;
        let writer = self.writer()?;
        guarded(|| writer.commit(mark))
    }

    /// Ends the writing, and says what came of it. `derive` is called where what is derived is older than the articles.
    pub fn finish(mut self, derive: impl FnOnce(&Catalogue) -> Result<()>) -> Result<Report> {
        // That nothing was found is written, too: an empty catalogue beside sources on the shelf is taken for one that was lost.
        if self.catalogue.generation()? == 0 {
            self.begin()?;
            self.changed = true;
        }
        self.commit()?;
        if self.catalogue.derived_generation()? < self.catalogue.generation()? {
            self.writer()?;
            derive(self.catalogue)?;
            self.mark()?;
        }
        if let Some(writer) = self.writer {
            guarded(|| writer.finish())?;
        }
        self.catalogue.forget_removed()?;
        self.report.skipped.extend(self.told.end());
        Ok(self.report)
    }
}

fn bytes_of(files: &[Found]) -> u64 {
    files.iter().map(|found| found.bytes).sum()
}
