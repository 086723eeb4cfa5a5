//! Everything made anew that can be made anew, beside what there is, and put into its place when it is whole.
//!
//! Invariant: until then whoever asks is answered from what there is, and whatever ends this leaves that as it was.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::adding::{AddError, AddOptions};
use super::carrying::UNREAD;
use super::home::Home;
use super::library::Library;
use super::renewing::set_aside;
use crate::catalogue::{self, Catalogue, Fault, Older, Provenance};
use crate::index::{self, Index};
use crate::model::{Progress, Report};

impl Library {
    /// Reads every source again as if nothing were known of it, and makes the index anew. What the reader made stays, and so
    /// do articles whose source cannot be read now: they are taken over from the catalogue as it was.
    ///
    /// Once stopped, the library stays as it was; one that was begun anew, because what it was had to be set aside, has what was
    /// read until then, and stays [unfinished](Library::is_unfinished).
    pub fn rebuild(
        &mut self,
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let _lock = self.lock()?;
        self.sure_of_shelf()?;
        let sources = self.catalogue().carried_from().unwrap_or_default();
        Ok(match self.home().cloned() {
            Some(home) if !self.is_begun_anew(&sources)? => {
                self.rebuild_beside(&home, options, progress, stop)
            }
            // What stands here shows what is read while it is read.
            _ => self.rebuild_in_place(&sources, options, progress, stop),
        }?)
    }

    /// What stood here is set aside, or gone, and there is nothing that could be lost.
    fn is_begun_anew(&self, sources: &[PathBuf]) -> Result<bool> {
        let is_empty = self
            .catalogue()
            .counts()
            .is_ok_and(|counts| counts.articles == 0);
        Ok(!sources.is_empty() || (is_empty && self.is_unfinished()?))
    }

    fn rebuild_in_place(
        &mut self,
        sources: &[PathBuf],
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report> {
        let older: Vec<Older> = sources
            .iter()
            .filter_map(|path| Older::open(path))
            .collect();
        let mut plan = self.plan_of_sources(options, stop)?;
        plan.again = true;
        // One of another version that was set aside holds all that it held.
        plan.was_lost = !older
            .first()
            .is_some_and(Older::is_whole_of_another_version);
        self.catalogue().set_unfinished(true)?;
        self.renew_index()?;
        let report = self.carry_out(plan, options, &older, progress, stop)?;
        if !report.stopped {
            self.catalogue().set_finished()?;
        }
        Ok(report)
    }

    fn rebuild_beside(
        &mut self,
        home: &Home,
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report> {
        let started = Instant::now();
        let stranger = self.stranger();
        let place = home.catalogue();
        // What others added elsewhere is not taken over.
        let older = Older::open(&place).filter(|_| stranger.is_none());
        let older: Vec<Older> = older.into_iter().collect();
        let fault = stranger.or_else(|| self.catalogue().faults().into_iter().next());
        let generation = self.catalogue().generation().unwrap_or(0);
        let generation = generation.max(self.index().generation());
        let number = older.iter().map(Older::last_number).max().unwrap_or(0);
        let new = Catalogue::beside(&place, generation, number)?;
        let index = index_beside(home).map_err(|error| self.explained(error))?;
        let beside = Library::of(Some(home.clone()), new, index);
        let outcome = beside.plan_of_sources(options, stop).and_then(|mut plan| {
            plan.was_lost = fault.is_some();
            let mut report = beside.read_in(&plan, options, &older, progress, stop)?;
            beside.tell_of_plan(&mut report, plan)?;
            Ok(report)
        });
        let mut report = match outcome {
            Ok(report) => report,
            Err(error) => {
                // Before there is room again: what was made fills the disk.
                let error = self.explained(error);
                drop(beside);
                clear(home);
                return Err(error);
            }
        };
        if let Some(before) = older.first() {
            compare(&mut report, before, beside.catalogue())?;
        }
        drop(older);
        report.stopped = stop.load(Ordering::Relaxed);
        if report.stopped {
            drop(beside);
            clear(home);
            report = Report {
                stopped: true,
                ..Report::default()
            };
        } else {
            beside.catalogue().set_finished()?;
            beside.belongs_here()?;
            let placed = self.take_the_place(home, beside, fault);
            placed.map_err(|error| self.explained(error))?;
        }
        report.seconds = started.elapsed().as_secs_f64();
        Ok(report)
    }

    /// Puts the library made beside into the place of this one, and turns to it. One that was damaged is set aside: it may hold
    /// what nothing else does.
    fn take_the_place(&mut self, home: &Home, beside: Library, fault: Option<Fault>) -> Result<()> {
        let (catalogue, index) = beside.into_parts();
        drop(index);
        // What is open ends first: the log of the old one goes with its last reader.
        self.turn_to(Catalogue::in_memory()?, Index::in_memory()?)?;
        if let Some(fault) = fault {
            let moved_to = catalogue::set_aside(&home.catalogue())?;
            self.warn(set_aside("catalogue", &fault.found, &moved_to));
        }
        let placed = catalogue
            .put_in_place(&home.catalogue())
            .and_then(|()| place_index(home));
        let catalogue = match Catalogue::open(&home.catalogue())? {
            catalogue::Opened::Ready(catalogue) => catalogue,
            catalogue::Opened::SetAside { catalogue, .. } => catalogue,
        };
        self.turn_to(catalogue, opened(&home.index())?)?;
        placed
    }
}

/// Says of what was read what it was before: to a library made anew all is new. What was taken over is told apart already.
fn compare(report: &mut Report, before: &Older, now: &Catalogue) -> Result<()> {
    let hashes = before.draft_hashes();
    let firsts: HashSet<String> = now.heads()?.into_iter().map(|head| head.origin).collect();
    let read = now.draft_hashes()?;
    let files = now.files()?;
    for (origin, file, _) in now.files_of_origins()? {
        let is_carried = files.get(&file) == Some(&UNREAD);
        let (Some(held), Some(hash)) = (hashes.get(origin.as_str()), read.get(&origin)) else {
            continue;
        };
        if is_carried {
            continue;
        }
        let told = match firsts.contains(&origin) {
            true => &mut report.added,
            false => &mut report.repeated,
        };
        *told = told.saturating_sub(1);
        match held == hash {
            true => report.unchanged += 1,
            false => report.changed += 1,
        }
    }
    let is_gone =
        |origins: &[Provenance]| !origins.iter().any(|one| read.contains_key(&one.origin));
    report.gone = before.origins().filter(|origins| is_gone(origins)).count() as u64;
    Ok(())
}

fn place_of_index(home: &Home) -> PathBuf {
    home.dir.join("index.new")
}

/// An empty index beside the one there is, of which nothing is read.
fn index_beside(home: &Home) -> Result<Index> {
    let place = place_of_index(home);
    remove(&place)?;
    opened(&place)
}

fn opened(place: &Path) -> Result<Index> {
    match Index::open(place)? {
        index::Opened::Ready(index) => Ok(index),
        index::Opened::Unusable(_) => bail!("a new index at {} is not usable", place.display()),
    }
}

/// Without it, or with the old one, the next to open the library makes it from the catalogue.
fn place_index(home: &Home) -> Result<()> {
    /// How often another parallax may come in between and make an empty one where none stands for a moment.
    const ATTEMPTS: u32 = 10;
    let (place, new) = (home.index(), place_of_index(home));
    let old = home.dir.join("index.old");
    let mut attempt = 1;
    loop {
        remove(&old)?;
        if place.exists() {
            fs::rename(&place, &old)
                .with_context(|| format!("cannot rename {}", place.display()))?;
        }
        match fs::rename(&new, &place) {
            Ok(()) => break,
            Err(_) if place.exists() && attempt < ATTEMPTS => attempt += 1,
            Err(error) => {
                return Err(error).with_context(|| format!("cannot rename {}", new.display()));
            }
        }
    }
    // What cannot be removed is in nobody's way.
    let _ = remove(&old);
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// What was made beside and is not to take the place; what cannot be removed now is removed the next time.
fn clear(home: &Home) {
    let _ = catalogue::clear_beside(&home.catalogue());
    let _ = remove(&place_of_index(home));
}
