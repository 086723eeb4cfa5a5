//! How much of a reader's attention a finding asks for: the order in which lists show findings, and what a story's badge counts.

use serde::{Deserialize, Serialize};

use super::comparison::{Finding, FindingKind, Verdict};

/// What a finding asks of a reader, the most pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// The values cannot all be right, or a quotation is given to two speakers.
    Contradiction,
    /// One says it more loosely or in other words, or one of them says otherwise.
    Loose,
    /// A name is spelled, or a list is made, in several ways.
    Spelling,
    /// All that say it say the same, some perhaps a part of it.
    Alike,
    /// Words stand in several articles as they are.
    Copied,
    /// Several tell of one thing, and are not known to say the same.
    Related,
    /// One article lacks it.
    Lacking,
    /// One article alone has it.
    Alone,
}

impl Weight {
    /// In the order of lists.
    pub const ALL: [Weight; 8] = [
        Weight::Contradiction,
        Weight::Loose,
        Weight::Spelling,
        Weight::Alike,
        Weight::Copied,
        Weight::Related,
        Weight::Lacking,
        Weight::Alone,
    ];

    /// Says it without colour, one cell wide: the same sign in every list, badge and margin.
    pub const fn sign(self) -> &'static str {
        match self {
            Weight::Contradiction => "≠",
            Weight::Loose => "≈",
            Weight::Spelling => "~",
            Weight::Alike | Weight::Copied => "=",
            Weight::Related => "∩",
            Weight::Lacking => "–",
            Weight::Alone => "·",
        }
    }

    /// Several articles say it, and not alike.
    pub fn is_difference(self) -> bool {
        self <= Weight::Spelling
    }
}

impl Finding {
    /// What it is about where words follow it: without the full stop of a whole sentence.
    pub fn lead(&self) -> &str {
        self.what.strip_suffix('.').unwrap_or(&self.what)
    }

    /// Its place in lists: by weight, and of one weight years and months behind all else. They date what lies behind an event, not the
    /// event.
    pub fn rank(&self) -> (Weight, bool) {
        let mut values = self.values.iter();
        let is_behind = values.all(|value| names_no_day(&value.text));
        let is_behind = self.kind == FindingKind::Date && is_behind;
        (self.weight(), is_behind)
    }

    /// The sign of its weight.
    pub fn sign(&self) -> &'static str {
        self.weight().sign()
    }

    /// What its sign says, in words.
    pub fn words(&self) -> &'static str {
        match (self.weight(), self.verdict) {
            (Weight::Contradiction, Verdict::OtherSpeaker) => "given to different speakers",
            (Weight::Contradiction, _) => "contradict each other",
            (Weight::Loose, Verdict::Reworded) => "in other words",
            (Weight::Loose, Verdict::Compatible) => "more loosely",
            (Weight::Loose, _) => "one says otherwise",
            (Weight::Spelling, _) => "written in several ways",
            (Weight::Alike, Verdict::Cut) => "said alike, by some in part",
            (Weight::Alike, Verdict::Same) => "said alike",
            (Weight::Alike, _) => "told by several",
            (Weight::Copied, _) => "copied word for word",
            (Weight::Related, _) => "related, not surely the same",
            (Weight::Lacking, _) => "one article lacks it",
            (Weight::Alone, _) => "in one article only",
        }
    }

    pub fn weight(&self) -> Weight {
        match self.kind {
            FindingKind::Reuse => return Weight::Copied,
            FindingKind::Missing => return Weight::Lacking,
            FindingKind::OnlyHere => return Weight::Alone,
            FindingKind::Name if self.verdict == Verdict::Differs => return Weight::Spelling,
            _ => {}
        }
        match self.verdict {
            Verdict::Differs | Verdict::OtherSpeaker => Weight::Contradiction,
            Verdict::Compatible | Verdict::Reworded => Weight::Loose,
            Verdict::OneOnly => Weight::Alone,
            _ if self.values.iter().any(|value| value.otherwise) => Weight::Loose,
            Verdict::Related => Weight::Related,
            // A part of the same words says nothing else.
            Verdict::Same | Verdict::Cut | Verdict::Shared => Weight::Alike,
        }
    }
}

/// A year stands there, perhaps with its month, and no day of it.
fn names_no_day(text: &str) -> bool {
    const YEAR_DIGITS: usize = 4;
    let numbers = text.split(|letter: char| !letter.is_ascii_digit());
    let mut numbers = numbers.map(str::len).filter(|digits| *digits > 0);
    let is_year = |digits: usize| digits == YEAR_DIGITS;
    numbers.next().is_some_and(is_year) && numbers.all(is_year)
}

/// How many findings of a story contradict each other, and how many give one thing more loosely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tally {
    pub contradictions: usize,
    pub loose: usize,
}

impl Tally {
    pub fn of(findings: &[Finding]) -> Tally {
        let count = |weight| findings.iter().filter(|of| of.weight() == weight).count();
        Tally {
            contradictions: count(Weight::Contradiction),
            loose: count(Weight::Loose),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Sureness, Value};

    fn finding(kind: FindingKind, verdict: Verdict, otherwise: bool) -> Finding {
        let value = Value {
            article: 0,
            text: "closed".into(),
            start: 0,
            end: 6,
            partly: false,
            otherwise,
        };
        Finding {
            kind,
            what: "the harbour".into(),
            values: vec![value],
            verdict,
            sure: Sureness::default(),
            why: String::new(),
            unsure: Vec::new(),
        }
    }

    #[test]
    fn a_year_stands_behind_what_dates_the_event() {
        for (text, expected) in [
            ("2022", true),
            ("in March 2022", true),
            ("between 2019 and 2022", true),
            ("Friday", false),
            ("3 March 2022", false),
            ("March 3", false),
            ("last year", false),
        ] {
            let mut finding = finding(FindingKind::Date, Verdict::Same, false);
            finding.values[0].text = text.into();
            assert_eq!(finding.rank(), (Weight::Alike, expected), "{text}");
            finding.kind = FindingKind::Figure;
            assert!(!finding.rank().1, "{text}");
        }
    }

    #[test]
    fn spellings_and_looser_words_are_no_contradiction() {
        use FindingKind::{Date, Fact, Figure, Name, Quote};
        let all = [
            (Figure, Verdict::Differs, false, Weight::Contradiction),
            (Date, Verdict::Differs, false, Weight::Contradiction),
            (Quote, Verdict::OtherSpeaker, false, Weight::Contradiction),
            (Name, Verdict::Differs, false, Weight::Spelling),
            (Figure, Verdict::Compatible, false, Weight::Loose),
            (Quote, Verdict::Cut, false, Weight::Alike),
            (Quote, Verdict::Reworded, false, Weight::Loose),
            (Fact, Verdict::Related, true, Weight::Loose),
            (Fact, Verdict::Related, false, Weight::Related),
            (Fact, Verdict::Shared, false, Weight::Alike),
            (Figure, Verdict::OneOnly, false, Weight::Alone),
        ];
        let findings: Vec<Finding> = all
            .iter()
            .map(|&(kind, verdict, otherwise, weight)| {
                let finding = finding(kind, verdict, otherwise);
                assert_eq!(finding.weight(), weight, "{kind:?} {verdict:?}");
                finding
            })
            .collect();
        let tally = Tally {
            contradictions: 3,
            loose: 3,
        };
        assert_eq!(Tally::of(&findings), tally);
        assert!(Weight::ALL.is_sorted());
    }
}
