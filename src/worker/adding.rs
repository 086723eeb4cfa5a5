//! Adding, refreshing, rebuilding: from sources to articles in the library.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Result;

use super::deriving::derive;
use super::home::{Home, LockError, Locked};
use super::input::{INPUT, keep_input};
use super::kept_pages::Keep;
use super::library::Library;
use super::merging::drafted;
use super::missing::missing_told;
use super::originals::Originals;
use super::pipeline::{self, survived};
use super::settling::Settling;
use super::source::Source;
use super::step::Known;
use crate::catalogue::{Catalogue, Older};
use crate::ingest::{self, Found};
use crate::model::place::{path_of, written};
use crate::model::{Progress, Report, Skipped};
use crate::shelf::Shelf;

#[derive(Clone, Debug, Default)]
pub struct AddOptions {
    pub reading: ingest::Options,
    /// What to do in a refresh with the articles of a source that is missing as a whole.
    pub missing: Missing,
    /// Whether the bytes of what is read are kept.
    pub originals: Originals,
}

/// A whole source that is not there is more often a disk that is not mounted than articles that are to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    #[default]
    Keep,
    Drop,
}

#[derive(Debug, thiserror::Error)]
pub enum AddError {
    #[error("cannot add articles: {0} to this library; try again when it is done")]
    Locked(Locked),
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<LockError> for AddError {
    fn from(error: LockError) -> AddError {
        match error {
            LockError::Locked(locked) => AddError::Locked(locked),
            LockError::Failed(error) => AddError::Failed(error),
        }
    }
}

/// Which files are to be read, and how.
#[derive(Default)]
pub(super) struct Plan {
    files: Arc<[Found]>,
    skipped: Vec<Skipped>,
    /// Files of which the catalogue knows, and that are not there any more.
    gone: Vec<String>,
    /// Sources that are not there, or hold nothing any more, and whose articles stay.
    absent: Vec<PathBuf>,
    /// Sources that the reader lets go with their articles, as they stand on the shelf.
    let_go: Vec<String>,
    pub again: bool,
    /// What stood here before was damaged or is gone.
    pub was_lost: bool,
}

impl Plan {
    /// Files that are read, and what was passed over; nothing goes.
    pub fn to_add(files: Vec<Found>, skipped: Vec<Skipped>) -> Plan {
        Plan {
            files: files.into(),
            skipped,
            ..Plan::default()
        }
    }
}

impl Library {
    /// Reads articles into the library, and remembers the sources, so that [`Library::refresh`] reads them again.
    ///
    /// Fails with [`AddError::Locked`] when another parallax is adding. One bad file never stops it: see
    /// [`Report::skipped`].
    pub fn add(
        &mut self,
        sources: &[Source],
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let _lock = self.lock()?;
        let mut paths = Vec::new();
        let mut skipped = Vec::new();
        for source in sources {
            match self.place(source) {
                Ok(path) => paths.push(path),
                Err(reason) => skipped.push(reason),
            }
        }
        let mut fresh = Vec::new();
        if let Some(home) = self.home() {
            let mut shelf = Shelf::open(&home.shelf())?;
            for path in &paths {
                if shelf.add_source(&written(path))? {
                    fresh.push(path.clone());
                }
            }
        }
        let (files, passed) = ingest::walk(&paths, &options.reading, stop);
        skipped.extend(passed);
        let plan = Plan::to_add(files, skipped);
        let mut report = self.carry_out(plan, options, &[], progress, stop)?;
        self.claim()?;
        if !report.stopped {
            self.leave_refused(&fresh, &mut report)?;
        }
        Ok(report)
    }

    /// Reads again what changed in the sources, and drops the articles whose files are gone. Where a whole source is
    /// missing its articles stay, and the report says so.
    pub fn refresh(
        &mut self,
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let _lock = self.lock()?;
        self.sure_of_shelf()?;
        let mut plan = self.plan_of_sources(options, stop)?;
        let let_go = std::mem::take(&mut plan.let_go);
        let report = self.carry_out(plan, options, &[], progress, stop)?;
        if let Some(home) = self
            .home()
            .filter(|_| !report.stopped && !let_go.is_empty())
        {
            let mut shelf = Shelf::open(&home.shelf())?;
            for source in let_go {
                shelf.remove_source(&source)?;
            }
        }
        Ok(report)
    }

    /// The path under which a source is known from now on, the same from every working folder.
    fn place(&self, source: &Source) -> Result<PathBuf, Skipped> {
        match source {
            Source::Path(path) => std::fs::canonicalize(path).map_err(|error| Skipped {
                origin: written(path),
                reason: match Source::unreadable(path) {
                    Some(why) => why.to_string(),
                    None => format!("cannot be read: {error}"),
                },
                failed: true,
            }),
            Source::Address(address) => Err(Skipped {
                origin: address.clone(),
                reason: "an address on the web, which is not asked here".into(),
                failed: true,
            }),
            Source::Input(bytes) if bytes.trim_ascii().is_empty() => Err(Skipped {
                origin: INPUT.into(),
                reason: "is empty: there is nothing to keep".into(),
                failed: true,
            }),
            Source::Input(bytes) => {
                let kept = match self.home() {
                    Some(home) => home.kept(),
                    None => std::env::temp_dir(),
                };
                keep_input(&kept, bytes).map_err(|error| Skipped {
                    origin: INPUT.into(),
                    reason: format!("cannot be kept: {error:#}"),
                    failed: true,
                })
            }
        }
    }

    /// Where the originals are kept, and up to which size; nowhere where they are not.
    fn place_of_originals(&self, options: &AddOptions) -> Option<(PathBuf, u64)> {
        match options.originals {
            Originals::Kept { most } => Some((self.home()?.originals(), most)),
            Originals::Left => None,
        }
    }

    pub(super) fn plan_of_sources(&self, options: &AddOptions, stop: &AtomicBool) -> Result<Plan> {
        self.sure_of_sources()?;
        let mut skipped = self.unread_sources()?;
        let mut present = Vec::new();
        let mut missing = Vec::new();
        let mut let_go = Vec::new();
        for source in self.sources()? {
            let path = path_of(&source);
            if path.exists() {
                present.push(path);
            } else {
                missing.push(path);
                let_go.push(source);
            }
        }
        if options.missing == Missing::Keep {
            let_go.clear();
        }
        let fetched = self
            .home()
            .map(|home| Keep::of(home).held())
            .unwrap_or_default();
        let walked: Vec<PathBuf> = present.iter().cloned().chain(fetched.files).collect();
        present.extend(fetched.folder);
        let (files, passed) = ingest::walk(&walked, &options.reading, stop);
        skipped.extend(passed);
        let found: HashSet<String> = files.iter().map(|found| written(&found.path)).collect();
        // A folder that holds nothing at all any more is like one that is not there: the disk beneath may be away.
        let holding: BTreeSet<&Path> = files.iter().map(|found| found.path.as_path()).collect();
        let holds = |source: &PathBuf| {
            // What stands in a folder comes next after it.
            let mut behind = holding.range(source.as_path()..);
            behind.next().is_some_and(|path| path.starts_with(source))
        };
        let (present, empty): (Vec<PathBuf>, Vec<PathBuf>) = present.into_iter().partition(holds);
        let present: BTreeSet<PathBuf> = present.into_iter().collect();
        let mut known: Vec<String> = self.catalogue().files()?.into_keys().collect();
        known.sort();
        self.tell_void(&known, &mut skipped)?;
        let unread: BTreeSet<PathBuf> = skipped
            .iter()
            .filter(|skipped| skipped.failed)
            .map(|skipped| path_of(&skipped.origin))
            .collect();
        let within = |sources: &BTreeSet<PathBuf>, file: &Path| {
            file.ancestors().any(|folder| sources.contains(folder))
        };
        let mut gone = Vec::new();
        let mut kept: HashSet<PathBuf> = HashSet::new();
        for file in known.into_iter().filter(|file| !found.contains(file)) {
            let path = path_of(&file);
            if within(&unread, &path) {
                continue;
            }
            if within(&present, &path) || options.missing == Missing::Drop {
                gone.push(file);
            } else if let Some(source) = missing
                .iter()
                .chain(&empty)
                .find(|source| path.starts_with(source))
            {
                kept.insert(source.clone());
            }
        }
        let mut absent = match options.missing {
            Missing::Keep => missing,
            Missing::Drop => Vec::new(),
        };
        absent.extend(empty.into_iter().filter(|source| kept.contains(source)));
        absent.sort();
        Ok(Plan {
            files: files.into(),
            skipped,
            gone,
            absent,
            let_go,
            ..Plan::default()
        })
    }

    pub(super) fn carry_out(
        &mut self,
        mut plan: Plan,
        options: &AddOptions,
        older: &[Older],
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report> {
        let started = Instant::now();
        // A walk that was stopped did not see everything: what it did not see is not gone.
        if stop.load(Ordering::Relaxed) {
            plan.gone.clear();
        }
        let outcome = self.read_in(&plan, options, older, progress, stop);
        if outcome.is_err() {
            self.catalogue().roll_back()?;
        }
        self.forget_view();
        let mut report = outcome.map_err(|error| self.explained(error))?;
        self.tell_of_plan(&mut report, plan)?;
        report.stopped = stop.load(Ordering::Relaxed);
        report.seconds = started.elapsed().as_secs_f64();
        Ok(report)
    }

    /// Says of sources that are not there how many articles they gave, and what was passed over before anything was read.
    pub(super) fn tell_of_plan(&self, report: &mut Report, plan: Plan) -> Result<()> {
        report.missing = self.held_of(&plan.absent)?;
        let absent = report.missing.iter().map(missing_told);
        let told: Vec<Skipped> = plan.skipped.into_iter().chain(absent).collect();
        report.skipped.splice(0..0, told);
        Ok(())
    }

    /// Articles whose source cannot be read are taken over from the older catalogues.
    pub(super) fn read_in(
        &self,
        plan: &Plan,
        options: &AddOptions,
        older: &[Older],
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report> {
        let catalogue = self.catalogue();
        let before = catalogue.generation()?;
        catalogue.check_finding()?;
        let known = Arc::new(Known {
            kept: self.home().map(Home::kept),
            originals: self.place_of_originals(options),
            ..Known::of(catalogue, &plan.files, plan.again)?
        });
        let mut settling =
            Settling::new(catalogue, self.index(), Arc::clone(&plan.files), plan.again);
        if plan.again {
            settling.clear_index()?;
        }
        for file in &plan.gone {
            settling.drop_file(file)?;
        }
        pipeline::run(&plan.files, &known, &options.reading, stop, &mut |taken| {
            settling.take(taken, progress)
        })?;
        let again = std::mem::take(&mut settling.again_files);
        let (files, _) = ingest::walk(
            &again.iter().map(|file| path_of(file)).collect::<Vec<_>>(),
            &options.reading,
            stop,
        );
        if !files.is_empty() {
            let files: Arc<[Found]> = files.into();
            let known = Arc::new(Known {
                again_files: again.into_iter().collect(),
                originals: self.place_of_originals(options),
                ..Known::default()
            });
            let counted = settling.report.clone();
            settling.turn_to(Arc::clone(&files), false);
            pipeline::run(&files, &known, &options.reading, stop, &mut |taken| {
                settling.take(taken, progress)
            })?;
            // These files were counted when they were read the first time.
            settling.report = counted;
        }
        if plan.again {
            renew_unread(catalogue, before, &mut settling, stop)?;
        }
        self.carry_all(&mut settling, older, plan.was_lost, options, stop)?;
        let unread = self.unread_decisions()?;
        settling.report.skipped.extend(unread);
        settling.finish(|catalogue| derive(catalogue, &self.decided()?, progress))
    }
}

/// In a rebuild, the articles whose sources could not be read are analysed from what the catalogue holds of them. Once
/// stopped, they go into the index as they are.
fn renew_unread(
    catalogue: &Catalogue,
    before: u64,
    settling: &mut Settling,
    stop: &AtomicBool,
) -> Result<()> {
    for number in catalogue.put_until(before)? {
        if stop.load(Ordering::Relaxed) {
            settling.put_as_it_is(number)?;
            continue;
        }
        let origins = catalogue.origins(number)?;
        if let (Some(article), Some((_, _, draft_hash))) = (
            catalogue.article_numbered(number)?,
            origins.into_iter().next(),
        ) {
            match survived(drafted(article), draft_hash) {
                Ok(mut analysed) => settling.renew(number, &mut analysed)?,
                Err(skipped) => {
                    settling.report.skipped.push(skipped);
                    settling.put_as_it_is(number)?;
                }
            }
        }
    }
    Ok(())
}
