//! How far a long work has come, on standard error, and its stopping by `^c`.

use std::io::IsTerminal;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::output::{one_line, plain};
use crate::model::{Progress, Report};

/// Redraws a second: what the eye follows.
const REDRAWS: u8 = 8;
/// What was passed over on purpose and is named at the end of a report; the others are counted. Failures are all named.
const REASONS: usize = 20;

/// A bar where standard error is a terminal, nothing elsewhere.
pub struct Meter {
    bar: ProgressBar,
    stop: Arc<AtomicBool>,
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
        Meter { bar, stop }
    }

    pub fn show(&self, progress: &Progress) {
        self.bar.set_prefix(progress.step);
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
        self.bar.finish_and_clear();
    }
}

/// The first `^c` sets the flag: what was read is kept. The second ends the program.
fn stop_on_interrupt(stop: &Arc<AtomicBool>) {
    use signal_hook::consts::SIGINT;
    // Without the handler `^c` ends the program, which the library survives too.
    let _ = signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(stop));
    let _ = signal_hook::flag::register(SIGINT, Arc::clone(stop));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Skipped;

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
    }
}
