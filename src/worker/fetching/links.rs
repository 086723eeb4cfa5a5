//! Lists of links: a queue that can be stopped at any moment and gone on with. How each link ended is written down as soon as it did.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::failed;
use super::lanes::Job;
use super::run::{PAGE_BYTES, Run};
use crate::ingest;
use crate::ingest::web::{Answer, Kind, Refusal};
use crate::model::place::written;
use crate::model::{Fetched, LinkList};
use crate::shelf::private;
use crate::worker::AddError;
use crate::worker::kept_pages::make_parent;

/// Bytes of the longest record of a list that is read: a million links.
const MOST_BYTES: u64 = 512 << 20;

/// How a link ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Ended {
    Captured,
    Archived,
    Wall,
    Dead,
    /// It is asked for again the next time.
    Failed,
}

/// A line of what is known of a list.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Line {
    link: String,
    ended: Ended,
    why: String,
}

impl Run<'_> {
    /// Fetches what a list names and did not end yet.
    pub fn list(&mut self, list: &Path) -> Result<(), AddError> {
        let list = std::fs::canonicalize(list).unwrap_or_else(|_| list.to_path_buf());
        let name = written(&list);
        let links = match ingest::links_in(&list) {
            Ok(links) => links,
            Err(reason) => {
                self.report.skipped.push(failed(&name, &reason));
                return Ok(());
            }
        };
        let mut known = Known::of(self.keep.note("links", &name));
        let left = |known: &Known| -> Vec<Job> {
            let links = links.iter().filter(|link| !known.is_done(link));
            links.map(|link| Job::of(link)).collect()
        };
        let jobs = left(&known);
        let mut missed = Vec::new();
        self.ask(&jobs, PAGE_BYTES, &mut |run, number, outcome| {
            let link = &jobs[number].address;
            match outcome {
                Ok(Answer::Came(arrival)) if arrival.kind() == Kind::Page => {
                    match run.page(link, &arrival)? {
                        Some(_) => known.end(link, Ended::Captured, "")?,
                        None => known.end(link, Ended::Failed, "no article")?,
                    }
                }
                Ok(Answer::Came(arrival)) => {
                    let what = match arrival.kind() {
                        Kind::Other(what) => what,
                        _ => "a feed".to_string(),
                    };
                    run.report.fetched.failed += 1;
                    run.report
                        .skipped
                        .push(failed(link, &format!("{what}: no page")));
                    known.end(link, Ended::Failed, &what)?;
                }
                Ok(Answer::Same) => {}
                // Offline, nothing is said of any single link.
                Err(Refusal::Offline) => {}
                Err(refusal) => missed.push((link.clone(), refusal)),
            }
            Ok(())
        })?;
        self.copies(missed, &mut |run, link, outcome| match outcome {
            Ok(path) => {
                known.end(link, Ended::Archived, "")?;
                run.keep_for_reading(path)
            }
            Err(refusal) => {
                run.refused(link, &refusal);
                Ok(known.end(link, ended(&refusal), &refusal.words())?)
            }
        })?;
        let mut counted = known.counted(&links);
        counted.left = left(&known).len() as u64 - counted.failed;
        if self.fetching.web.is_offline() && counted.left > 0 {
            let reason = Refusal::Offline.words();
            self.report.skipped.push(failed(&name, &reason));
        }
        self.report.fetched.left += counted.left;
        self.report.lists.push(LinkList {
            list: name,
            links: counted,
        });
        Ok(())
    }
}

fn ended(refusal: &Refusal) -> Ended {
    match refusal {
        Refusal::Wall(_) | Refusal::Robots => Ended::Wall,
        Refusal::Dead(_) => Ended::Dead,
        _ => Ended::Failed,
    }
}

/// What is known of the links of a list, in a file to which a line is added for each that ended.
struct Known {
    file: PathBuf,
    links: HashMap<String, Ended>,
}

impl Known {
    /// A line that was cut off by a fall of the system is not known: its link is asked for again.
    fn of(file: PathBuf) -> Known {
        let file = file.with_extension("jsonl");
        let text = private::read_small(&file, MOST_BYTES).unwrap_or_default();
        let lines = text
            .lines()
            .filter_map(|line| serde_json::from_str::<Line>(line).ok());
        Known {
            links: lines.map(|line| (line.link, line.ended)).collect(),
            file,
        }
    }

    fn is_done(&self, link: &str) -> bool {
        self.links
            .get(link)
            .is_some_and(|ended| *ended != Ended::Failed)
    }

    fn end(&mut self, link: &str, ended: Ended, why: &str) -> Result<()> {
        let line = Line {
            link: link.to_string(),
            ended,
            why: why.to_string(),
        };
        let mut text = serde_json::to_string(&line)?;
        text.push('\n');
        make_parent(&self.file)?;
        let mut options = private::options();
        let mut file = options
            .append(true)
            .create(true)
            .open(&self.file)
            .with_context(|| format!("cannot write {}", self.file.display()))?;
        file.write_all(text.as_bytes())?;
        self.links.insert(line.link, ended);
        Ok(())
    }

    fn counted(&self, links: &[String]) -> Fetched {
        let mut counted = Fetched::default();
        for ended in links.iter().filter_map(|link| self.links.get(link)) {
            *match ended {
                Ended::Captured => &mut counted.captured,
                Ended::Archived => &mut counted.archived,
                Ended::Wall => &mut counted.walls,
                Ended::Dead => &mut counted.dead,
                Ended::Failed => &mut counted.failed,
            } += 1;
        }
        counted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ended_stays_known_and_a_line_that_was_cut_off_does_not() {
        let folder = std::env::temp_dir().join(format!("parallax-known-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let mut known = Known::of(folder.join("a"));
        known
            .end("https://a.example/1", Ended::Failed, "slow")
            .unwrap();
        known
            .end("https://a.example/1", Ended::Captured, "")
            .unwrap();
        known
            .end("https://a.example/2", Ended::Failed, "slow")
            .unwrap();
        known
            .end("https://a.example/3", Ended::Dead, "404")
            .unwrap();
        let file = known.file.clone();
        let text = std::fs::read_to_string(&file).unwrap();
        std::fs::write(&file, &text[..text.len() - 5]).unwrap();
        let known = Known::of(folder.join("a"));
        assert!(known.is_done("https://a.example/1"));
        assert!(!known.is_done("https://a.example/2") && !known.is_done("https://a.example/3"));
        let counted = known.counted(&[
            "https://a.example/1".into(),
            "https://a.example/2".into(),
            "https://a.example/9".into(),
        ]);
        assert_eq!((counted.captured, counted.failed, counted.dead), (1, 1, 0));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
