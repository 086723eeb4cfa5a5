//! How far a long work has come, on standard error, and its stopping by `^c`.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Exit;
use super::output::{message, one_line, plain};
use crate::model::{Fetched, Joined, Progress, Report, Why};
use crate::worker::stopping::end_when_stuck;

/// Redraws a second: what the eye follows.
const REDRAWS: u8 = 8;
/// What was passed over on purpose and is named at the end of a report; the others are counted. Failures are all named.
const REASONS: usize = 20;

/// The terminal, or the connection to it, is gone.
#[cfg(unix)]
const HANG_UP: &[i32] = &[signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const HANG_UP: &[i32] = &[];

/// A bar where standard error is a terminal, nothing elsewhere.
pub struct Meter {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
    ended: Arc<AtomicBool>,
}

impl Meter {
    pub fn new() -> Meter {
        let bar = ProgressBar::new(0);
        let target = if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr_with_hz(REDRAWS)
        } else {
            ProgressDrawTarget::hidden()
        };
        bar.set_draw_target(target);
        let template =
            "{prefix:16} [{wide_bar}] {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left  {msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("=> "));
        }
        let stop = Arc::new(AtomicBool::new(false));
        stop_on_interrupt(&stop);
        let ended = Arc::new(AtomicBool::new(false));
        end_when_stuck(Arc::clone(&stop), Arc::clone(&ended), || {
            message(
                "stopped at once: what was in hand could not be waited for. What was read until then is kept; \
                 `parallax refresh` reads the rest",
            );
            std::process::exit(Exit::Stopped as i32);
        });
        Meter { bar, stop, ended }
    }

    pub fn show(&self, progress: &Progress) {
        self.bar.set_prefix(progress.step);
        if progress.step == "fetching" {
            self.bar.set_length(0);
            let (done, all) = (progress.bytes, progress.bytes_total);
            let at = one_line(&progress.origin);
            self.bar
                .set_message(format!("{done} of {all}  {}", plain(&at)));
            return;
        }
        if progress.bytes_total > 0 {
            self.bar.set_length(progress.bytes_total);
            self.bar.set_position(progress.bytes);
        }
        self.bar
            .set_message(format!("{} articles", progress.articles));
    }

    /// Set once the reader asks to stop.
    pub fn stop(&self) -> &AtomicBool {
        &self.stop
    }

    pub fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        self.bar.finish_and_clear();
    }
}

/// The first `^c`, or another request to end, sets the flag: what was read is kept. The second ends the program.
fn stop_on_interrupt(stop: &Arc<AtomicBool>) {
    use signal_hook::consts::TERM_SIGNALS;
    use signal_hook::flag::{register, register_conditional_default};
    for signal in TERM_SIGNALS.iter().chain(HANG_UP) {
        // Without the handler the signal ends the program, which the library survives too.
        let _ = register_conditional_default(*signal, Arc::clone(stop));
        let _ = register(*signal, Arc::clone(stop));
    }
}

/// The end of an add, refresh or rebuild, for people.
pub fn report_lines(report: &Report) -> Vec<String> {
    let counts = [
        (report.added, "added"),
        (report.changed, "changed"),
        (report.unchanged, "unchanged"),
        (
            report.repeated,
            "repeated (another origin of an article that is there)",
        ),
        (report.gone, "gone"),
        (
            report.carried,
            "carried over (the source cannot be read now)",
        ),
        (report.skipped.len() as u64, "skipped"),
    ];
    let mut lines = Vec::new();
    let told: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let told = if told.is_empty() {
        "nothing to do".to_string()
    } else {
        told.join(", ")
    };
    lines.push(format!("{told}; {:.1} s", report.seconds));
    lines.extend(fetched_line(&report.fetched));
    for list in &report.lists {
        let links = fetched_words(&list.links).join(", ");
        lines.push(format!(
            "  list    {}: {links}",
            plain(&one_line(&list.list))
        ));
    }
    lines.extend(joined_line(&report.joined));
    // What failed is told before what was passed over on purpose.
    let (failed, passed): (Vec<_>, Vec<_>) =
        report.skipped.iter().partition(|skipped| skipped.failed);
    for skipped in failed.iter().chain(passed.iter().take(REASONS)) {
        let sign = if skipped.failed { "failed" } else { "skipped" };
        lines.push(format!(
            "  {sign}  {}: {}",
            plain(&one_line(&skipped.origin)),
            plain(&skipped.reason)
        ));
    }
    if passed.len() > REASONS {
        lines.push(format!(
            "  … and {} more passed over; --json tells all",
            passed.len() - REASONS
        ));
    }
    if report.stopped && report.is_empty() {
        lines.push("stopped: the library is as it was".into());
    } else if report.stopped {
        lines.push(
            "stopped: what was read until then is kept; `parallax refresh` reads the rest".into(),
        );
    }
    lines
}

/// What failed, for a report that nobody asked for: the first of it, and how much more there is. What is lost comes before what
/// only is not there now.
pub fn failed_lines(report: &Report) -> Vec<String> {
    let failed = report.failed();
    let count = failed.len();
    let mut lines: Vec<String> = failed
        .into_iter()
        .take(REASONS)
        .map(|skipped| {
            format!(
                "failed  {}: {}",
                plain(&one_line(&skipped.origin)),
                plain(&skipped.reason)
            )
        })
        .collect();
    if count > REASONS {
        lines.push(format!("… and {} more", count - REASONS));
    }
    lines
}

/// By what how many were joined.
fn joined_line(joined: &[Joined]) -> Option<String> {
    let counts = [Why::SameUrl, Why::SameText].map(|why| {
        let count = joined.iter().filter(|joined| joined.why == why).count();
        (count > 0).then(|| format!("{count} by {}", why.words()))
    });
    let told: Vec<String> = counts.into_iter().flatten().collect();
    (!told.is_empty()).then(|| format!("  joined  {} (--repeated names each)", told.join(", ")))
}

/// Each origin that was joined, with which, and why.
pub fn joined_lines(report: &Report) -> Vec<String> {
    let joined = report.joined.iter();
    joined
        .map(|joined| {
            format!(
                "  joined  {} with {}: {}",
                one_line(&joined.origin),
                one_line(&joined.with),
                joined.why.words()
            )
        })
        .collect()
}

/// What came of asking the web, where it was asked.
fn fetched_line(fetched: &Fetched) -> Option<String> {
    let words = fetched_words(fetched);
    (!words.is_empty()).then(|| format!("  web     {}", words.join(", ")))
}

fn fetched_words(fetched: &Fetched) -> Vec<String> {
    let counted = |count: u64, one: &str, many: &str| {
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    };
    let words = [
        counted(fetched.feeds, "feed asked", "feeds asked"),
        counted(fetched.same, "of them as it was", "of them as they were"),
        counted(fetched.captured, "page captured", "pages captured"),
        counted(fetched.archived, "archived copy", "archived copies"),
        counted(fetched.walls, "wall", "walls"),
        counted(fetched.dead, "dead", "dead"),
        counted(fetched.failed, "failed", "failed"),
        counted(
            fetched.left,
            "link left: the same command goes on",
            "links left: the same command goes on",
        ),
    ];
    words.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MissingSource, Skipped};

    #[test]
    fn a_report_tells_every_failure_first_and_the_rest_in_part() {
        let skipped = |failed| Skipped {
            origin: "/x".into(),
            reason: "why".into(),
            failed,
        };
        let mut report = Report {
            added: 2,
            ..Report::default()
        };
        report.skipped = vec![skipped(false); 30];
        report.skipped.extend(vec![skipped(true); 25]);
        let lines = report_lines(&report);
        assert!(lines[0].starts_with("2 added, 55 skipped"));
        assert!(lines[1..=25].iter().all(|line| line.contains("failed")));
        assert_eq!(lines.len(), 1 + 25 + REASONS + 1);
        assert_eq!(
            lines.last().unwrap(),
            "  … and 10 more passed over; --json tells all"
        );
        report.missing = vec![MissingSource {
            source: "/x".into(),
            articles: 1,
        }];
        report.skipped.push(Skipped {
            origin: "/lost".into(),
            ..skipped(true)
        });
        let lines = failed_lines(&report);
        assert_eq!(lines.len(), REASONS + 1);
        assert_eq!(lines[0], "failed  /lost: why");
        assert_eq!(lines[REASONS], "… and 6 more");
    }
}
