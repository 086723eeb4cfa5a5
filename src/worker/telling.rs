//! How much the report tells of one file: a file of ten megabytes may hold three million records that give no article.

use crate::model::Skipped;

/// Records of one file that gave no article and are told each: more lines than anybody reads.
const MOST_TOLD: usize = 10_000;

/// What was told of the file in hand.
#[derive(Default)]
pub(super) struct Told {
    lines: usize,
    /// The last that was not told, and how many there were with it.
    kept_back: Option<(Skipped, usize)>,
}

impl Told {
    /// The line for the report, where there is room for it.
    pub fn line(&mut self, skipped: Skipped) -> Option<Skipped> {
        self.lines += 1;
        if self.lines <= MOST_TOLD {
            return Some(skipped);
        }
        let (before, count) = match &self.kept_back {
            Some((last, count)) => (last.failed, *count),
            None => (false, 0),
        };
        let failed = skipped.failed || before;
        self.kept_back = Some((Skipped { failed, ..skipped }, count + 1));
        None
    }

    /// Ends the file in hand: one line for all that were not told.
    pub fn end(&mut self) -> Option<Skipped> {
        let (mut last, count) = std::mem::take(self).kept_back?;
        if count > 1 {
            let before = count - 1;
            last.reason = format!(
                "{}; of {before} more before it, beyond {MOST_TOLD}, none is told by itself",
                last.reason
            );
        }
        Some(last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_its_lines_a_file_has_one_more() {
        let record = |number: usize| Skipped {
            origin: format!("/a.json#{number}"),
            reason: "the record has no text".into(),
            failed: number == MOST_TOLD + 1,
        };
        let mut told = Told::default();
        let lines: Vec<Skipped> = (1..=MOST_TOLD + 3)
            .filter_map(|number| told.line(record(number)))
            .collect();
        assert_eq!(lines.len(), MOST_TOLD);
        let last = told.end().unwrap();
        assert_eq!(last.origin, "/a.json#10003");
        assert_eq!(
            last.reason,
            "the record has no text; of 2 more before it, beyond 10000, none is told by itself"
        );
        assert!(last.failed && told.end().is_none());
    }
}
