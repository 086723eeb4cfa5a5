//! One run of bringing articles from the web: what came and did not come is told, what came is kept, and read in from there.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::anyhow;

use super::lanes::{Job, Outcome, ask_all};
use super::{Fetching, failed};
use crate::ingest::web::{Answer, Arrival, Kind, Refusal};
use crate::model::place::{path_of, written};
use crate::model::{Progress, Report, Skipped};
use crate::shelf::Shelf;
use crate::worker::kept_pages::{Keep, Put};
use crate::worker::{AddError, AddOptions, Home, Library};

/// Largest page that is fetched, in bytes, packed and unpacked: as long as the longest article.
pub(super) const PAGE_BYTES: u64 = 10 << 20;
/// Largest feed: those of outlets have up to 10 MB.
pub(super) const FEED_BYTES: u64 = 32 << 20;
/// Pages are read into the library when so many came, or after so long: each time names and stories are joined anew, which takes
/// seconds in a large library.
const PAGES: usize = 200;
const PAGES_TIME: Duration = Duration::from_mins(1);
/// How long another parallax that is adding is waited for, and how often it is looked.
const PATIENCE: Duration = Duration::from_mins(5);
const LOOK: Duration = Duration::from_millis(200);
/// How the note of an article begins whose page shows only its beginning.
const EXCERPT: &str = "an excerpt";

pub(super) struct Run<'a> {
    pub fetching: &'a Fetching,
    pub library: &'a mut Library,
    pub home: Home,
    pub keep: Keep,
    pub options: &'a AddOptions,
    progress: &'a mut dyn FnMut(&Progress),
    pub stop: &'a AtomicBool,
    pub report: Report,
    /// What was kept and is not read in yet.
    fresh: Vec<PathBuf>,
    since: Instant,
    /// What a reader does about a page that something stands before.
    advice: String,
}

impl<'a> Run<'a> {
    pub fn new(
        fetching: &'a Fetching,
        library: &'a mut Library,
        options: &'a AddOptions,
        progress: &'a mut dyn FnMut(&Progress),
        stop: &'a AtomicBool,
    ) -> Result<Run<'a>, AddError> {
        let home = library.home().cloned();
        let home = home.ok_or_else(|| {
            anyhow!("what comes from the web is kept in a library; this one is not kept")
        })?;
        let own = std::fs::canonicalize(&home.dir).unwrap_or_else(|_| home.dir.clone());
        let mut sources = library
            .sources()?
            .into_iter()
            .map(|source| path_of(&source));
        let folder = sources.find(|path| path.is_dir() && !path.starts_with(&own));
        let advice = match folder {
            Some(folder) => format!(
                "save the page in your browser into {}; parallax refresh reads that folder",
                written(&folder)
            ),
            None => "save the page in your browser, and add the file".to_string(),
        };
        Ok(Run {
            fetching,
            library,
            keep: Keep::of(&home),
            home,
            options,
            progress,
            stop,
            report: Report::default(),
            fresh: Vec::new(),
            since: Instant::now(),
            advice,
        })
    }

    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Asks for all of these, and hands over what came of each, by its number; tells how far it has come.
    pub fn ask(
        &mut self,
        jobs: &[Job],
        most: u64,
        each: &mut dyn FnMut(&mut Run<'a>, usize, Outcome) -> Result<(), AddError>,
    ) -> Result<(), AddError> {
        let (web, stop) = (&self.fetching.web, self.stop);
        let mut done = 0;
        self.tell(
            done,
            jobs.len(),
            jobs.first().map_or("", |job| &job.address),
        );
        ask_all(web, jobs, most, stop, &mut |number, outcome| {
            done += 1;
            self.tell(done, jobs.len(), &jobs[number].address);
            each(self, number, outcome)
        })
    }

    fn tell(&mut self, done: usize, all: usize, address: &str) {
        let fetched = &self.report.fetched;
        (self.progress)(&Progress {
            step: "fetching",
            bytes: done as u64,
            bytes_total: all as u64,
            articles: fetched.captured + fetched.archived,
            origin: address.to_string(),
            unstoppable: false,
        });
    }

    /// Pages that the reader named; one that turns out to be a feed is followed.
    pub fn addresses(&mut self, addresses: &[String]) -> Result<(), AddError> {
        let jobs: Vec<Job> = addresses.iter().map(|address| Job::of(address)).collect();
        let mut feeds = Vec::new();
        let mut missed = Vec::new();
        self.ask(&jobs, FEED_BYTES, &mut |run, number, outcome| {
            let address = &jobs[number].address;
            match outcome {
                Ok(Answer::Came(arrival)) => match arrival.kind() {
                    Kind::Feed => feeds.push((address.clone(), arrival)),
                    Kind::Page => drop(run.page(address, &arrival)?),
                    Kind::Other(what) => {
                        run.report.fetched.failed += 1;
                        let reason = format!(
                            "{what}: neither a page nor a feed; download it, and add the file"
                        );
                        run.report.skipped.push(failed(address, &reason));
                    }
                },
                Ok(Answer::Same) => {}
                Err(refusal) => missed.push((address.clone(), refusal)),
            }
            Ok(())
        })?;
        for (address, refusal) in self.archived(missed)? {
            self.refused(&address, &refusal);
        }
        if feeds.is_empty() {
            return Ok(());
        }
        self.list_as_sources(feeds.iter().map(|(address, _)| address.as_str()))?;
        self.follow(
            feeds
                .into_iter()
                .map(|(address, came)| (address, Ok(Answer::Came(came))))
                .collect(),
        )
    }

    /// Puts feeds on the list of sources.
    pub fn list_as_sources<'f>(
        &mut self,
        feeds: impl Iterator<Item = &'f str>,
    ) -> Result<(), AddError> {
        let mut shelf = Shelf::open(&self.home.shelf())?;
        for feed in feeds {
            shelf.add_source(feed)?;
        }
        Ok(())
    }

    /// Keeps a page, and reads it in when others have come too; `None` where it holds no article, which is told.
    pub fn page(&mut self, address: &str, page: &Arrival) -> Result<Option<Put>, AddError> {
        match self.keep.put_page(page, &self.options.reading) {
            Ok(put) => {
                self.report.fetched.captured += 1;
                self.took(address, &put)?;
                Ok(Some(put))
            }
            Err(reason) => {
                self.report.fetched.failed += 1;
                let feeds = page.feeds();
                let hint = match feeds.as_slice() {
                    [] => String::new(),
                    feeds => format!(
                        "; it names feeds that can be followed: {}",
                        feeds.join(", ")
                    ),
                };
                self.report
                    .skipped
                    .push(failed(address, &format!("the page came: {reason}{hint}")));
                Ok(None)
            }
        }
    }

    /// Something was kept: it is read in when there is enough of it.
    pub fn took(&mut self, address: &str, put: &Put) -> Result<(), AddError> {
        let note = put
            .draft
            .notes
            .iter()
            .find(|note| note.starts_with(EXCERPT));
        if let Some(note) = note {
            self.report.fetched.walls += 1;
            self.report.skipped.push(Skipped {
                origin: address.to_string(),
                reason: format!("{note}; for all of it {}", self.advice),
                failed: false,
            });
        }
        self.keep_for_reading(put.path.clone())
    }

    /// A file that was kept is read in when there are enough of them.
    pub fn keep_for_reading(&mut self, path: PathBuf) -> Result<(), AddError> {
        self.fresh.push(path);
        if self.fresh.len() >= PAGES || self.since.elapsed() >= PAGES_TIME {
            self.read_in()?;
        }
        Ok(())
    }

    /// Tells of an address that gave nothing.
    pub fn refused(&mut self, address: &str, refusal: &Refusal) {
        self.count(refusal);
        let reason = self.reason(refusal);
        self.report.skipped.push(failed(address, &reason));
    }

    /// Why an address gave nothing, and what to do about it.
    pub fn reason(&self, refusal: &Refusal) -> String {
        match refusal {
            Refusal::Wall(_) | Refusal::Robots => format!("{}; {}", refusal.words(), self.advice),
            refusal => refusal.words(),
        }
    }

    pub fn count(&mut self, refusal: &Refusal) {
        let fetched = &mut self.report.fetched;
        *match refusal {
            Refusal::Wall(_) => &mut fetched.walls,
            Refusal::Dead(_) => &mut fetched.dead,
            _ => &mut fetched.failed,
        } += 1;
    }

    /// Reads in what was kept. While another parallax is adding, that one is waited for.
    fn read_in(&mut self) -> Result<(), AddError> {
        self.since = Instant::now();
        if self.fresh.is_empty() {
            return Ok(());
        }
        let waiting = Instant::now();
        // What is kept is read also where the asking was stopped.
        let go = AtomicBool::new(false);
        loop {
            match self
                .library
                .take_in(&self.fresh, self.options, self.progress, &go)
            {
                Err(AddError::Locked(_)) if waiting.elapsed() < PATIENCE && !self.is_stopped() => {
                    std::thread::sleep(LOOK);
                }
                done => {
                    self.report.take(done?);
                    self.fresh.clear();
                    self.since = Instant::now();
                    return Ok(());
                }
            }
        }
    }

    /// The end of the run: what it came to.
    pub fn end(mut self) -> Result<Report, AddError> {
        self.read_in()?;
        self.report.stopped = self.is_stopped();
        Ok(self.report)
    }
}
