//! Watching: folders are looked at again and again, feeds asked in their time, quietly, beside whatever else is added.
//!
//! Folders are looked through, and not watched by the system: that works the same on disks of other machines, needs no limit of
//! the system raised for large trees, and costs what walking costs, which is held to a fiftieth of the time.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::Fetching;
use crate::ingest;
use crate::model::place::path_of;
use crate::model::{Progress, Report};
use crate::worker::{AddError, AddOptions, Library};

/// How often folders are looked through, at most.
const LOOK: Duration = Duration::from_secs(2);
/// Of each so many parts of the time one is spent on looking through them, at most.
const SHARE: u32 = 50;
/// How often it is looked whether the reader wants to stop.
const STOP_LOOK: Duration = Duration::from_millis(50);

/// Something that came while it was watched.
#[derive(Clone, Debug, Default)]
pub struct Round {
    pub report: Report,
    /// Ids of the articles that are new, in the order in which they came.
    pub new: Vec<String>,
}

impl Fetching {
    /// Keeps the library current until `stop` is set: folders as soon as something changes in them, feeds every so often. `tell`
    /// is called after each round that did something.
    ///
    /// # Errors
    /// The library cannot be read or written, or `tell` fails. That another parallax is adding is none: it is waited for.
    pub fn watch(
        &self,
        library: &mut Library,
        every: Duration,
        options: &AddOptions,
        tell: &mut dyn FnMut(&Library, Round) -> anyhow::Result<()>,
        stop: &AtomicBool,
    ) -> Result<(), AddError> {
        let mut known: HashSet<String> = library.ids()?.into_iter().collect();
        let mut asked: Option<Instant> = None;
        // What changed while nobody watched is read at once.
        let mut read = None;
        let mut before = None;
        while !stop.load(Ordering::Relaxed) {
            let looked = Instant::now();
            let now = self.look(library, options, stop)?;
            let cost = looked.elapsed();
            let is_due = asked.is_none_or(|asked| asked.elapsed() >= every);
            // A file that is still being written is another at the next look.
            let is_steady = before == Some(now) || read.is_none();
            before = Some(now);
            let has_changed = read != Some(now) && is_steady;
            if has_changed || is_due {
                match self.round(library, is_due, options, stop) {
                    Ok(report) => {
                        if is_due {
                            asked = Some(Instant::now());
                        }
                        read = Some(now);
                        library.refresh_view()?;
                        let ids = library.ids()?;
                        let new: Vec<String> = ids
                            .into_iter()
                            .filter(|id| known.insert(id.clone()))
                            .collect();
                        tell(library, Round { report, new })?;
                    }
                    // The next look tries again.
                    Err(AddError::Locked(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            rest(LOOK.max(cost * SHARE), stop);
        }
        Ok(())
    }

    fn round(
        &self,
        library: &mut Library,
        feeds: bool,
        options: &AddOptions,
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let progress: &mut dyn FnMut(&Progress) = &mut |_| {};
        match feeds {
            true => self.refresh(library, options, progress, stop),
            false => library.refresh(options, progress, stop),
        }
    }

    /// A number that is another where a file of a source came, changed or went.
    fn look(
        &self,
        library: &Library,
        options: &AddOptions,
        stop: &AtomicBool,
    ) -> anyhow::Result<u64> {
        let sources: Vec<PathBuf> = library
            .sources()?
            .iter()
            .map(|source| path_of(source))
            .collect();
        let (files, _) = ingest::walk(&sources, &options.reading, stop);
        let mut hasher = DefaultHasher::new();
        for file in &files {
            (&file.path, file.bytes, file.modified).hash(&mut hasher);
        }
        Ok(hasher.finish())
    }
}

fn rest(time: Duration, stop: &AtomicBool) {
    let until = Instant::now() + time;
    while Instant::now() < until && !stop.load(Ordering::Relaxed) {
        std::thread::sleep(STOP_LOOK);
    }
}
