//! Copies of pages that do not come any more, or stand behind a wall: asked of an archive on the web, where the reader says so.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::lanes::Job;
use super::run::{PAGE_BYTES, Run};
use crate::ingest::web::{Answer, Refusal};
use crate::worker::AddError;

/// Largest answer about a copy, in bytes: it has some hundred.
const ANSWER_BYTES: u64 = 1 << 20;
/// Digits of the moment of a copy in its address: `20300102030405`.
const MOMENT_DIGITS: usize = 14;

/// Takes what became of one page, by its address: the file of its copy, or why it did not come.
type Each<'e, R> = dyn FnMut(&mut R, &str, Result<PathBuf, Refusal>) -> Result<(), AddError> + 'e;

impl Run<'_> {
    /// Asks the archive for copies of what did not come; what it has none of is given back.
    pub fn archived(
        &mut self,
        missed: Vec<(String, Refusal)>,
    ) -> Result<Vec<(String, Refusal)>, AddError> {
        let mut left = Vec::new();
        let took = self.copies(missed, &mut |run, address, outcome| {
            match outcome {
                Ok(path) => run.keep_for_reading(path)?,
                Err(refusal) => left.push((address.to_string(), refusal)),
            }
            Ok(())
        });
        took?;
        Ok(left)
    }

    /// The same, one by one: the file of the copy, or why the page did not come.
    pub fn copies(
        &mut self,
        missed: Vec<(String, Refusal)>,
        each: &mut Each<'_, Self>,
    ) -> Result<(), AddError> {
        let Some(archive) = self.fetching.archive.clone() else {
            for (address, refusal) in missed {
                each(self, &address, Err(refusal))?;
            }
            return Ok(());
        };
        let is_asked = |refusal: &Refusal| {
            matches!(
                refusal,
                Refusal::Wall(_) | Refusal::Dead(_) | Refusal::Robots
            )
        };
        let (asked, others): (Vec<_>, Vec<_>) = missed
            .into_iter()
            .partition(|(_, refusal)| is_asked(refusal));
        for (address, refusal) in others {
            each(self, &address, Err(refusal))?;
        }
        let questions: Vec<Job> = asked
            .iter()
            .map(|(address, _)| Job::of(&format!("{archive}{}", escaped(address))))
            .collect();
        let mut copies: Vec<Option<Copy>> = vec![None; asked.len()];
        let mut faults: Vec<Option<Refusal>> = vec![None; asked.len()];
        self.ask(&questions, ANSWER_BYTES, &mut |_, number, outcome| {
            match outcome {
                Ok(Answer::Came(arrival)) => copies[number] = copy(&arrival.body),
                Ok(Answer::Same) => {}
                Err(refusal) => faults[number] = Some(refusal),
            }
            Ok(())
        })?;
        let (numbers, jobs): (Vec<usize>, Vec<Job>) = copies
            .iter()
            .enumerate()
            .filter_map(|(number, copy)| Some((number, Job::of(&copy.as_ref()?.address))))
            .unzip();
        let mut done = vec![false; asked.len()];
        self.ask(&jobs, PAGE_BYTES, &mut |run, job, outcome| {
            let number = numbers[job];
            let (address, _) = &asked[number];
            let (Ok(Answer::Came(arrival)), Some(copy)) = (outcome, &copies[number]) else {
                return Ok(());
            };
            let put = run
                .keep
                .put_copy(&arrival, address, copy.at, &run.options.reading);
            if let Ok(put) = put {
                done[number] = true;
                run.report.fetched.archived += 1;
                each(run, address, Ok(put.path))?;
            }
            Ok(())
        })?;
        for (number, (address, refusal)) in asked
            .into_iter()
            .enumerate()
            .filter(|(number, _)| !done[*number])
        {
            let why = match &faults[number] {
                Some(fault) => format!("; the archive was asked for a copy: {}", fault.words()),
                None => "; the archive has no copy".to_string(),
            };
            let refusal = match refusal {
                Refusal::Wall(what) => Refusal::Wall(format!("{what}{why}")),
                Refusal::Dead(what) => Refusal::Dead(format!("{what}{why}")),
                other => other,
            };
            each(self, &address, Err(refusal))?;
        }
        Ok(())
    }
}

/// A copy that an archive has.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Copy {
    address: String,
    at: Timestamp,
}

/// The copy that an archive names in its answer (the Wayback Machine's form), as the page came when it was made.
fn copy(answer: &[u8]) -> Option<Copy> {
    let answer: Value = serde_json::from_slice(answer).ok()?;
    let closest = answer.get("archived_snapshots")?.get("closest")?;
    let text = |name: &str| closest.get(name).and_then(Value::as_str);
    let is_page = text("status").is_none_or(|status| status == "200");
    let moment = text("timestamp").filter(|moment| moment.len() == MOMENT_DIGITS && is_page)?;
    let at = DateTime::strptime("%Y%m%d%H%M%S", moment)
        .ok()?
        .to_zoned(TimeZone::UTC)
        .ok()?
        .timestamp();
    let url = text("url")?;
    // `id_` behind the moment: without the archive's own frame and links.
    let address = url.replacen(&format!("/{moment}/"), &format!("/{moment}id_/"), 1);
    Some(Copy { address, at })
}

/// An address as a part of another.
fn escaped(address: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/".contains(&byte);
    let escape = |byte: u8| match is_plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    address.bytes().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_of_an_answer_is_the_page_as_it_came() {
        let answer = br#"{"url": "alpha.example/a", "archived_snapshots": {"closest": {"status": "200", "available": true,
            "url": "http://archive.example/web/20300102030405/https://alpha.example/a", "timestamp": "20300102030405"}}}"#;
        let found = copy(answer).unwrap();
        assert_eq!(
            found.address,
            "http://archive.example/web/20300102030405id_/https://alpha.example/a"
        );
        assert_eq!(found.at.to_string(), "2030-01-02T03:04:05Z");
        for none in [
            &br#"{"archived_snapshots": {}}"#[..],
            br#"{"archived_snapshots": {"closest": {"status": "404", "url": "x", "timestamp": "20300102030405"}}}"#,
            br#"{"archived_snapshots": {"closest": {"url": "x", "timestamp": "99999999999999"}}}"#,
            b"junk",
        ] {
            assert_eq!(copy(none), None);
        }
        assert_eq!(
            escaped("https://a.example/x?y=1&z=ü"),
            "https://a.example/x%3Fy%3D1%26z%3D%C3%BC"
        );
    }
}
