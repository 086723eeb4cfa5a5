//! What became of the articles added, in a line.

use crate::model::Report;

/// `12 added, 3 unchanged, 1 skipped: …` for the message line.
pub fn report_line(report: &Report) -> String {
    let counts = [
        (report.added, "added"),
        (report.changed, "changed"),
        (report.unchanged, "unchanged"),
        (report.repeated, "there already"),
        (report.gone, "gone"),
        (report.carried, "carried over"),
        (report.lost, "lost"),
        (
            (report.skipped.len() as u64).saturating_sub(report.lost),
            "skipped",
        ),
    ];
    let mut parts: Vec<String> = counts
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    if parts.is_empty() {
        parts.push("nothing to add".to_string());
    }
    let stopped = if report.stopped { "stopped: " } else { "" };
    let reason = report.failed().first().copied();
    let reason = reason.or(report.skipped.first());
    let reason = reason.map_or_else(String::new, |skipped| {
        format!(" · {}: {}", skipped.origin, skipped.reason)
    });
    format!("{stopped}{}{reason}", parts.join(", "))
}
