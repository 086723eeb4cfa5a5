//! Bringing articles from the web: pages, feeds that are followed, lists of links. What comes is kept as files first, without the
//! right to write to the library, and read into it from there: adding, searching and reading go on meanwhile.
//!
//! Invariant: an address is asked for only where a reader named it, or the feed or the list that names it.

mod archives;
mod feeds;
mod known;
mod lanes;
mod links;
mod run;
mod watching;

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use self::run::Run;
use crate::ingest;
use crate::ingest::web::{Rules, Web};
use crate::model::place::written;
use crate::model::{Progress, Report, Skipped};
use crate::worker::{AddError, AddOptions, Library, Originals, Source};

pub use self::known::Feed;
pub use self::watching::Round;

/// How the web is asked, and whether what comes is kept as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebOptions {
    pub rules: Rules,
    /// Pages are fetched of which a feed gives only the beginning.
    pub follow: bool,
    /// Which archive is asked for a copy of what does not come, by the beginning of the address of its answer; `None`: none is.
    pub archive: Option<String>,
    pub originals: Originals,
}

impl Default for WebOptions {
    /// Nothing is asked.
    fn default() -> WebOptions {
        WebOptions {
            rules: Rules::default(),
            follow: true,
            archive: None,
            originals: Originals::default(),
        }
    }
}

/// What a list of links is taken for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// A file like any other.
    #[default]
    Told,
    /// The pages that it names are fetched.
    Fetched,
}

/// Whoever brings articles from the web. One for as long as something is asked: it knows when which host was asked last.
pub struct Fetching {
    web: Web,
    follow: bool,
    archive: Option<String>,
}

impl Fetching {
    pub fn new(options: &WebOptions) -> Fetching {
        Fetching {
            web: Web::new(&options.rules),
            follow: options.follow,
            archive: options.archive.clone(),
        }
    }

    /// Reads articles into the library: files and folders as [`Library::add`] does, pages from their addresses; a feed, and each
    /// feed of a list of them (OPML) that is named itself, is followed from then on.
    ///
    /// # Errors
    /// [`AddError::Locked`] while another parallax is adding, and goes on for longer than is waited for. What is not to be had is
    /// a line of the report.
    pub fn add(
        &self,
        library: &mut Library,
        sources: &[Source],
        links: Links,
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let started = Instant::now();
        let (mut files, mut addresses) = (Vec::new(), Vec::new());
        let mut lists: Vec<PathBuf> = Vec::new();
        let mut feeds: Vec<String> = Vec::new();
        let mut report = Report::default();
        for source in sources {
            match source {
                Source::Address(address) => addresses.push(address.clone()),
                Source::Path(path) if path.is_file() => match ingest::feeds_in(path) {
                    Ok(Some(found)) => {
                        if found.is_empty() {
                            let reason = "a list of feeds without a feed";
                            report.skipped.push(failed(&written(path), reason));
                        }
                        feeds.extend(found);
                    }
                    Ok(None) if links == Links::Fetched => lists.push(path.clone()),
                    Ok(None) => files.push(source.clone()),
                    Err(reason) => report.skipped.push(failed(&written(path), &reason)),
                },
                source => files.push(source.clone()),
            }
        }
        if !files.is_empty() {
            report.take(library.add(&files, options, progress, stop)?);
        }
        let needs_web = !(addresses.is_empty() && feeds.is_empty() && lists.is_empty());
        if needs_web && !report.stopped {
            let mut run = Run::new(self, library, options, progress, stop)?;
            run.addresses(&addresses)?;
            run.subscribe(&feeds)?;
            for list in &lists {
                run.list(list)?;
            }
            report.take(run.end()?);
        }
        report.seconds = started.elapsed().as_secs_f64();
        Ok(report)
    }

    /// Asks each feed again that is followed, and reads again what changed in all sources.
    ///
    /// # Errors
    /// As [`Library::refresh`].
    pub fn refresh(
        &self,
        library: &mut Library,
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let started = Instant::now();
        let mut report = self.ask_feeds(library, options, progress, stop)?;
        if !report.stopped {
            report.take(library.refresh(options, progress, stop)?);
        }
        report.seconds = started.elapsed().as_secs_f64();
        Ok(report)
    }

    /// Asks each feed again that is followed; nothing else is read.
    fn ask_feeds(
        &self,
        library: &mut Library,
        options: &AddOptions,
        progress: &mut dyn FnMut(&Progress),
        stop: &AtomicBool,
    ) -> Result<Report, AddError> {
        let feeds = library.feeds()?;
        let mut report = Report::default();
        if feeds.is_empty() {
            return Ok(report);
        }
        if self.web.is_offline() {
            report.skipped.push(Skipped {
                origin: format!("{} feeds", feeds.len()),
                reason: "not asked: parallax is told to stay offline".into(),
                failed: false,
            });
            return Ok(report);
        }
        let mut run = Run::new(self, library, options, progress, stop)?;
        run.ask_feeds(&feeds)?;
        report.take(run.end()?);
        Ok(report)
    }
}

/// A line of the report about what failed.
fn failed(origin: &str, reason: &str) -> Skipped {
    Skipped {
        origin: origin.to_string(),
        reason: reason.to_string(),
        failed: true,
    }
}
