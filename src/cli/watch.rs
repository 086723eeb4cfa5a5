//! `parallax watch`: keeps folders and feeds current.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::Result;

use super::meter::{Meter, report_lines};
use super::output::{message, one_line, plain};
use super::{Desk, Exit, nothing, shapes};
use crate::model::{Hit, Question, Report};
use crate::worker::{Fetching, Library, Round, WebOptions, run_command};

/// Of the hits of a search so many, the best, are looked at for new ones.
const MOST_HITS: usize = 1000;
/// Feeds are asked no more often, in seconds: outlets count on minutes.
const LEAST_EVERY: u64 = 10;

/// Keep the added folders current, and the feeds that are followed, until ^c
///
/// Folders are read as soon as something changes in them, feeds asked every 15 minutes. Whatever else is added meanwhile is
/// waited for. It tells what came, and is silent else.
#[derive(Debug, clap::Args)]
pub struct Watch {
    /// How often feeds are asked: 90s, 15m, 2h
    #[arg(long, value_name = "TIME", default_value = "15m", value_parser = time)]
    every: Duration,
    /// Run this command by the shell for each new hit of a saved search; PARALLAX_ID, PARALLAX_TITLE, PARALLAX_OUTLET,
    /// PARALLAX_DATE, PARALLAX_URL, PARALLAX_ORIGIN and PARALLAX_SEARCH say what it is
    #[arg(long, value_name = "CMD", requires = "search")]
    exec: Option<String>,
    /// The saved search
    #[arg(long, value_name = "NAME", requires = "exec")]
    search: Option<String>,
    /// What came as JSON, a line each time
    #[arg(long)]
    json: bool,
}

impl Watch {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let query = self.query(desk)?;
        let mut library = desk.library()?;
        if !library.has_sources()? {
            message("nothing was added yet: add articles with `parallax add PATH`");
            return Ok(Exit::NothingFound);
        }
        let fetching = Fetching::new(&match library.feeds()?.is_empty() {
            true => WebOptions::default(),
            false => desk.web(false)?,
        });
        let options = desk.adding()?;
        let meter = Meter::new();
        let mut told: Vec<String> = Vec::new();
        let mut tell = |library: &Library, round: Round| {
            self.tell(desk, &round, &mut told)?;
            if let (Some(query), Some(command)) = (&query, &self.exec) {
                self.run_for(library, query, command, &round, meter.stop())?;
            }
            Ok(())
        };
        let ended = fetching.watch(&mut library, self.every, &options, &mut tell, meter.stop());
        meter.end();
        ended?;
        Ok(Exit::Done)
    }

    /// The query of the saved search.
    fn query(&self, desk: &Desk) -> Result<Option<String>> {
        let Some(name) = &self.search else {
            return Ok(None);
        };
        let saved = desk.shelf()?.saved_searches()?;
        let found = saved.iter().find(|saved| saved.name == *name);
        let names = || {
            let names: Vec<&str> = saved.iter().map(|saved| saved.name.as_str()).collect();
            match names.is_empty() {
                true => "none is saved".to_string(),
                false => format!("there are: {}", names.join(", ")),
            }
        };
        match found {
            Some(saved) => Ok(Some(saved.query.clone())),
            None => Err(nothing(format!(
                "no saved search is called {name}; {}",
                names()
            ))),
        }
    }

    fn tell(&self, desk: &mut Desk, round: &Round, told: &mut Vec<String>) -> Result<()> {
        let report = &round.report;
        let failed: Vec<String> = report
            .failed()
            .iter()
            .map(|one| format!("{}: {}", one.origin, one.reason))
            .collect();
        // What failed the last time too is known.
        let is_news = is_change(report) || failed.iter().any(|one| !told.contains(one));
        *told = failed;
        if !is_news {
            return Ok(());
        }
        if self.json {
            let mut report = shapes::report(report);
            report["new"] = round.new.clone().into();
            desk.out.json(&report)?;
        } else {
            for line in report_lines(report) {
                desk.out.line(line)?;
            }
        }
        desk.out.flush()
    }

    /// Runs the command for each hit that is new.
    fn run_for(
        &self,
        library: &Library,
        query: &str,
        command: &str,
        round: &Round,
        stop: &AtomicBool,
    ) -> Result<()> {
        if round.new.is_empty() {
            return Ok(());
        }
        let new: HashSet<&str> = round.new.iter().map(String::as_str).collect();
        let question = Question {
            text: query.to_string(),
            limit: MOST_HITS,
            variants: true,
            ..Question::default()
        };
        let answer = library.find(&question, &AtomicBool::new(false))?;
        for hit in answer
            .hits
            .iter()
            .filter(|hit| new.contains(hit.id.as_str()))
        {
            let url = library
                .article(&hit.id)?
                .and_then(|article| article.url.clone());
            let facts = self.facts(hit, url.as_deref().unwrap_or(""));
            if let Some(why) = run_command(command, &facts, stop)? {
                message(&format!("the command {why} for {}", one_line(&hit.title)));
            }
            if stop.load(Ordering::Relaxed) {
                break;
            }
        }
        Ok(())
    }

    /// The variables by which a command is told of a hit.
    fn facts(&self, hit: &Hit, url: &str) -> Vec<(&'static str, String)> {
        let date = hit.published.as_ref().map(|published| published.short());
        let facts = [
            ("PARALLAX_ID", hit.id.as_str()),
            ("PARALLAX_TITLE", &hit.title),
            ("PARALLAX_OUTLET", hit.outlet.as_deref().unwrap_or("")),
            ("PARALLAX_DATE", date.as_deref().unwrap_or("")),
            ("PARALLAX_URL", url),
            ("PARALLAX_ORIGIN", &hit.origin),
            ("PARALLAX_SEARCH", self.search.as_deref().unwrap_or("")),
        ];
        let facts = facts.into_iter();
        facts
            .map(|(name, value)| (name, plain(&one_line(value)).to_string()))
            .collect()
    }
}

/// Whether a reader sees something else than before.
fn is_change(report: &Report) -> bool {
    report.added + report.changed + report.gone + report.repeated > 0
}

/// `90s`, `15m`, `2h`; a bare number is minutes.
fn time(text: &str) -> Result<Duration, String> {
    let wrong = || format!("{text} is no time: write 90s, 15m or 2h");
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    let unit = match &text[digits.len()..] {
        "s" => 1,
        "m" | "min" | "" => 60,
        "h" => 3600,
        _ => return Err(wrong()),
    };
    let seconds = number.checked_mul(unit).ok_or_else(wrong)?;
    match seconds >= LEAST_EVERY {
        true => Ok(Duration::from_secs(seconds)),
        false => Err(format!(
            "{text} is too often: every {LEAST_EVERY}s at the most"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        assert_eq!(time("90s"), Ok(Duration::from_secs(90)));
        assert_eq!(time("15m"), Ok(Duration::from_mins(15)));
        assert_eq!(time("2h"), Ok(Duration::from_hours(2)));
        assert_eq!(time("5"), Ok(Duration::from_mins(5)));
        for wrong in [
            "",
            "m",
            "1d",
            "-5m",
            "1s",
            "99999999999999999999h",
            "18446744073709551615h",
        ] {
            assert!(time(wrong).is_err(), "{wrong}");
        }
    }
}
