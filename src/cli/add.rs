//! `parallax add`: reads articles into the library.

use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;

use anyhow::Result;

use super::meter::{Meter, joined_lines, report_lines};
use super::output::message;
use super::{Desk, Exit, shapes, usage};
use crate::model::{Article, Report, place};
use crate::worker::{self, AddOptions, Fate, Fetching, INPUT, Links, Source, WebOptions, feeds_in};

/// Read articles into the library: files, folders, addresses of pages and feeds, `-` for standard input
///
/// Plain text, Markdown, saved web pages, feeds, mail, documents, JSON, JSON Lines, CSV, web archives, news agencies' formats, and
/// archives of all of these. The files stay where they are; `refresh` reads again what
/// changed in them. The page at an address is fetched once; a feed, and each feed of a list of them (OPML), is followed:
/// `refresh` asks it again.
#[derive(Debug, clap::Args)]
pub struct Add {
    /// Files and folders, addresses (https://…); `-` is standard input
    #[arg(required = true, value_name = "PATH|ADDRESS")]
    paths: Vec<PathBuf>,
    /// Take each file for a list of links (a table, or a text with one a line), and fetch the pages; what was stopped is gone on with
    #[arg(long)]
    fetch: bool,
    /// Ask an archive on the web for a copy of each page that is gone or that something stands before
    #[arg(long)]
    wayback: bool,
    /// Store nothing; show what would come
    #[arg(long)]
    dry_run: bool,
    /// One article a line with --dry-run, else the report as JSON
    #[arg(long)]
    json: bool,
    /// Name each article that was joined with one that is there, and why
    #[arg(long)]
    repeated: bool,
}

impl Add {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let sources = self.sources(desk)?;
        if self.dry_run {
            return self.try_out(desk, &sources);
        }
        let fetching = self.fetching(desk, &sources)?;
        let mut library = desk.library()?;
        let meter = Meter::new();
        let links = if self.fetch {
            Links::Fetched
        } else {
            Links::Told
        };
        let outcome = fetching.add(
            &mut library,
            &sources,
            links,
            &desk.adding()?,
            &mut |at| meter.show(at),
            meter.stop(),
        );
        meter.end();
        let report = outcome?;
        let ended = tell(desk, &report, told(self.json, self.repeated))?;
        let articles = report.added + report.changed + report.unchanged + report.repeated;
        let is_done = articles > 0 || report.stopped || !report.fetched.is_empty();
        if ended == Exit::Done && !is_done && !self.refused(&report) {
            message("no article was found there");
        }
        Ok(self.ended(&report, articles))
    }

    /// Whether a file that was named is of no format that is read.
    fn refused(&self, report: &Report) -> bool {
        let named = self.paths.iter().filter_map(|path| {
            if path.as_os_str() == "-" {
                return Some(INPUT.to_string());
            }
            let path = std::path::absolute(path).ok()?;
            Some(place::written(&path))
        });
        let named: Vec<String> = named.collect();
        report
            .skipped
            .iter()
            .any(|skipped| named.contains(&skipped.origin))
    }

    /// How it ended: what was asked for by its name and gave nothing is a failure, what lies beside articles is none.
    fn ended(&self, report: &Report, articles: u64) -> Exit {
        if report.stopped {
            Exit::Stopped
        } else if report.failures() > 0 || self.refused(report) {
            Exit::SomeFailed
        } else if articles == 0 && report.fetched.is_empty() {
            Exit::NothingFound
        } else {
            Exit::Done
        }
    }

    fn sources(&self, desk: &mut Desk) -> Result<Vec<Source>> {
        let mut sources = Vec::new();
        for path in &self.paths {
            sources.push(if path.as_os_str() == "-" {
                Source::Input(desk.input()?)
            } else {
                Source::named(path.clone())
            });
        }
        Ok(sources)
    }

    /// Whoever asks the web, where something named needs it; else one that asks nothing, whatever the settings say.
    fn fetching(&self, desk: &Desk, sources: &[Source]) -> Result<Fetching> {
        let needs_web = sources.iter().any(|source| match source {
            Source::Address(_) => true,
            Source::Path(path) => self.fetch || matches!(feeds_in(path), Ok(Some(_))),
            Source::Input(_) => false,
        });
        Ok(Fetching::new(&match needs_web {
            true => desk.web(self.wayback)?,
            false => WebOptions::default(),
        }))
    }

    fn try_out(&self, desk: &mut Desk, sources: &[Source]) -> Result<Exit> {
        let is_address = |source: &&Source| matches!(source, Source::Address(_));
        if self.fetch || sources.iter().any(|source| is_address(&source)) {
            let why = "--dry-run fetches nothing: pages and links can only be added";
            return Err(usage(why));
        }
        // Nothing is stored: where there is no library, none is made.
        let library = match desk.home()?.catalogue().exists() {
            true => Some(desk.library()?),
            false => None,
        };
        let meter = Meter::new();
        let started = Instant::now();
        let mut report = Report::default();
        let mut written = Ok(());
        worker::dry_run(
            library.as_ref(),
            sources,
            &AddOptions::default(),
            meter.stop(),
            &mut |reading| {
                if written.is_err() {
                    return;
                }
                written = match reading {
                    Ok((article, fate)) => {
                        *match fate {
                            Fate::Added => &mut report.added,
                            Fate::Unchanged => &mut report.unchanged,
                            Fate::Changed => &mut report.changed,
                            Fate::Repeated | Fate::RepeatedHere => &mut report.repeated,
                        } += 1;
                        self.show(desk, &article, fate)
                    }
                    Err(skipped) => {
                        message(&format!("{}: {}", skipped.origin, skipped.reason));
                        report.skipped.push(skipped);
                        Ok(())
                    }
                };
                if written.is_err() {
                    meter.stop().store(true, Ordering::Relaxed);
                }
            },
        )?;
        meter.end();
        written?;
        report.stopped = meter.stop().load(Ordering::Relaxed);
        report.seconds = started.elapsed().as_secs_f64();
        if let Some(counts) = report_lines(&report).first() {
            let part = match report.stopped {
                true => " of what was read until it was stopped",
                false => "",
            };
            message(&format!("it would be{part}: {counts}"));
        }
        let articles = report.added + report.unchanged + report.changed + report.repeated;
        Ok(self.ended(&report, articles))
    }

    fn show(&self, desk: &mut Desk, article: &Article, fate: Fate) -> Result<()> {
        if self.json {
            if fate == Fate::RepeatedHere {
                return Ok(());
            }
            return desk.out.json(&shapes::article(
                article,
                std::slice::from_ref(&article.origin),
            ));
        }
        let date = article.published.as_ref().map_or_else(
            || "undated".to_string(),
            |published| format!("{} (from {})", published.short(), published.from.words()),
        );
        let made = if article.title_made {
            " (title made)"
        } else {
            ""
        };
        let fate = match fate {
            Fate::Added => "",
            Fate::Unchanged => " · already there",
            Fate::Changed => " · changed",
            Fate::Repeated | Fate::RepeatedHere => " · repeated",
        };
        let (origin, title) = (&article.origin, &article.title);
        desk.out.line(format!("{origin}{fate}\n  {title}{made}"))?;
        desk.out.line(format!(
            "  {} · {date} · {} paragraphs, {} sentences, {} names, {} figures, {} quotes",
            article.outlet_name(),
            article.paragraphs.len(),
            article.sentences.len(),
            article.mentions.len(),
            article.figures.len(),
            article.quotes.len(),
        ))
    }
}

/// How a report is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Json,
    /// For people.
    Counted,
    /// The same, with each article that was joined.
    Each,
}

/// How a report is told, by the flags of its command.
pub(super) fn told(json: bool, repeated: bool) -> Told {
    match (json, repeated) {
        (true, _) => Told::Json,
        (false, true) => Told::Each,
        (false, false) => Told::Counted,
    }
}

/// Tells a report: for programs on standard output, for people on standard error.
pub(super) fn tell(desk: &mut Desk, report: &Report, told: Told) -> Result<Exit> {
    if told == Told::Json {
        desk.out.json(&shapes::report(report))?;
    } else {
        let each = match told {
            Told::Each => joined_lines(report),
            _ => Vec::new(),
        };
        for line in report_lines(report).into_iter().chain(each) {
            desk.out.line(line)?;
        }
    }
    Ok(if report.stopped {
        Exit::Stopped
    } else if report.failures() > 0 {
        Exit::SomeFailed
    } else {
        Exit::Done
    })
}
