//! What a comparison says, held against what a careful reader expects.
//!
//! Strict: a finding answers an expectation only where its words overlap the words of both sides. What is told with less than
//! is expected (a shared fact around two figures that are one, *related* for *shared*) is neither right nor wrong: it is loose.

use parallax::model::{Comparison, Finding, FindingKind, Span, Value, Verdict};
use parallax::worker::Named;

use super::{Expectation, Pair};

/// What became of an expectation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Right,
    /// Something is told that is true, and less than is expected.
    Loose,
    Missed,
    /// Something is told that a careful reader calls false.
    Wrong,
}
use Outcome::{Loose, Missed, Right, Wrong};

/// What a comparison of a pair makes of one of its expectations.
pub fn judged(expected: &Expectation, pair: &Pair, named: &Named) -> Outcome {
    let said = Said {
        comparison: &named.comparison,
        words: expected.words,
    };
    match expected.what.as_str() {
        // Of one event one may deny what the other states: that both tell of it is told all the same.
        "event same" => match said.fact() {
            Wrong if said.against() == Right => Loose,
            outcome => outcome,
        },
        "fact same" => said.fact(),
        "fact hedged" | "fact contradicts" => said.against(),
        "event other" | "fact apart" => said.apart(FindingKind::Fact, &[Verdict::Related]),
        "figure same" => said.value(FindingKind::Figure, &[Verdict::Same]),
        "figure compatible" => said.value(FindingKind::Figure, &[Verdict::Compatible]),
        "figure differs" => said.value(FindingKind::Figure, &[Verdict::Differs]),
        "figure apart" => said.apart(FindingKind::Figure, &[]),
        "date same" => said.value(FindingKind::Date, &[Verdict::Same]),
        "date compatible" => said.value(FindingKind::Date, &[Verdict::Compatible]),
        "date differs" => said.value(FindingKind::Date, &[Verdict::Differs]),
        "date apart" => said.apart(FindingKind::Date, &[]),
        "quote same" => said.value(FindingKind::Quote, &[Verdict::Same]),
        "quote cut" => said.value(FindingKind::Quote, &[Verdict::Cut]),
        "quote reworded" => said.value(FindingKind::Quote, &[Verdict::Reworded]),
        "quote speaker" => said.value(FindingKind::Quote, &[Verdict::OtherSpeaker]),
        "quote paraphrased" => said.paraphrase(),
        "quote apart" => said.apart(FindingKind::Quote, &[]),
        "copy same" => said.value(FindingKind::Reuse, &[Verdict::Same]),
        "name same" => match entities(expected, pair, named) {
            [Some(one), Some(other)] if one == other => Right,
            _ => Missed,
        },
        "name apart" => match entities(expected, pair, named) {
            [Some(one), Some(other)] if one == other => Wrong,
            _ => Right,
        },
        _ => said.alone(),
    }
}

/// Findings that say of two articles what the reader expects nowhere: a difference, or, where the two tell of two events, that
/// both say one thing.
pub fn told_unasked<'a>(pair: &Pair, comparison: &'a Comparison) -> Vec<&'a Finding> {
    let of_two_events = pair.expected.iter().any(|one| one.what == "event other");
    let is_asked = |finding: &Finding, verdicts: &[&str]| {
        pair.expected.iter().any(|one| {
            let asked = one.what.split(' ').nth(1).unwrap_or_default();
            verdicts.contains(&asked) && covers(finding, one.words)
        })
    };
    let differs = ["differs", "contradicts", "hedged", "speaker"];
    let agrees = ["same", "compatible", "cut", "reworded", "paraphrased"];
    let findings = comparison.findings.iter();
    findings
        .filter(|finding| match finding.verdict {
            // Spellings are no differences of what is said.
            _ if finding.kind == FindingKind::Name => false,
            Verdict::Differs | Verdict::OtherSpeaker => !is_asked(finding, &differs),
            Verdict::Related | Verdict::OneOnly => false,
            _ => of_two_events && !is_asked(finding, &agrees),
        })
        .collect()
}

/// A comparison, asked about some words.
struct Said<'a> {
    comparison: &'a Comparison,
    words: [Option<Span>; 2],
}

impl Said<'_> {
    /// The findings of a kind with values on both sides.
    fn of_both(&self, kind: FindingKind) -> impl Iterator<Item = &Finding> {
        let findings = self.comparison.findings.iter();
        findings.filter(move |finding| finding.kind == kind && covers(finding, self.words))
    }

    /// A finding says of one side that it alone has the words.
    fn is_called_alone(&self, kind: FindingKind) -> bool {
        self.comparison.findings.iter().any(|finding| {
            finding.kind == kind
                && finding.verdict == Verdict::OneOnly
                && finding
                    .values
                    .iter()
                    .any(|value| holds(value, self.words, finding.kind))
        })
    }

    /// Both state one thing.
    fn fact(&self) -> Outcome {
        let facts: Vec<&Finding> = self.of_both(FindingKind::Fact).collect();
        if facts.iter().any(|fact| is_plain(fact, self.words)) {
            Right
        } else if facts.iter().any(|fact| is_against(fact, self.words)) {
            Wrong
        } else if !facts.is_empty() {
            Loose
        } else if self.is_called_alone(FindingKind::OnlyHere) {
            Wrong
        } else {
            Missed
        }
    }

    /// One denies or leaves open what the other states.
    fn against(&self) -> Outcome {
        let facts: Vec<&Finding> = self.of_both(FindingKind::Fact).collect();
        if facts.iter().any(|fact| is_against(fact, self.words)) {
            Right
        } else if facts.iter().any(|fact| is_plain(fact, self.words)) {
            Wrong
        } else if !facts.is_empty() {
            Loose
        } else {
            Missed
        }
    }

    /// One value, in one of these relations.
    fn value(&self, kind: FindingKind, wanted: &[Verdict]) -> Outcome {
        let findings: Vec<&Finding> = self.of_both(kind).collect();
        let is_of = |verdicts: &[Verdict]| {
            findings
                .iter()
                .any(|finding| verdicts.contains(&finding.verdict))
        };
        let wants_difference = wanted.contains(&Verdict::Differs);
        if is_of(wanted) {
            return Right;
        }
        let is_loose = !wants_difference && !wanted.contains(&Verdict::OtherSpeaker);
        if is_loose && is_of(&[Verdict::Same, Verdict::Compatible]) {
            return Loose;
        }
        if !findings.is_empty() {
            return Wrong;
        }
        match wants_difference {
            true if self.against() == Right => Right,
            true => Missed,
            false if self.of_both(FindingKind::Fact).next().is_some() => Loose,
            false if self.is_called_alone(kind) => Wrong,
            false => Missed,
        }
    }

    /// Both stand there and are not of one thing.
    fn apart(&self, kind: FindingKind, harmless: &[Verdict]) -> Outcome {
        let mut findings = self.of_both(kind);
        match findings.any(|finding| !harmless.contains(&finding.verdict)) {
            true => Wrong,
            false => Right,
        }
    }

    /// Words in quotation marks that the other tells in its own.
    fn paraphrase(&self) -> Outcome {
        match self.of_both(FindingKind::Quote).next() {
            Some(_) => Right,
            None => self.fact(),
        }
    }

    /// One side alone says it.
    fn alone(&self) -> Outcome {
        let kinds = [
            FindingKind::OnlyHere,
            FindingKind::Figure,
            FindingKind::Quote,
            FindingKind::Date,
        ];
        let mut others = self.comparison.findings.iter().filter(|finding| {
            finding.kind == FindingKind::Fact && finding.verdict != Verdict::Related
        });
        let is_shared = others.any(|finding| {
            let mut values = finding.values.iter();
            values.any(|value| holds(value, self.words, finding.kind))
                && finding.values.iter().all(|value| !value.partly)
        });
        match kinds.iter().any(|kind| self.is_called_alone(*kind)) {
            true => Right,
            false if is_shared => Wrong,
            false => Missed,
        }
    }
}

/// It has a value on each side that has words, and holds them.
fn covers(finding: &Finding, words: [Option<Span>; 2]) -> bool {
    [[words[0], None], [None, words[1]]].into_iter().all(|one| {
        let mut values = finding.values.iter();
        one == [None, None] || values.any(|value| holds(value, one, finding.kind))
    })
}

/// The value holds the words of its side: of a sentence at least half of them, of a number, a day or a quotation any.
fn holds(value: &Value, words: [Option<Span>; 2], kind: FindingKind) -> bool {
    let Some(words) = words.get(value.article).copied().flatten() else {
        return false;
    };
    let (start, end) = (value.start.max(words.start), value.end.min(words.end));
    let common = end.saturating_sub(start);
    match kind {
        FindingKind::Fact | FindingKind::OnlyHere | FindingKind::Reuse => common * 2 >= words.len(),
        _ => common > 0,
    }
}

/// A fact that both state.
fn is_plain(fact: &Finding, words: [Option<Span>; 2]) -> bool {
    fact.verdict == Verdict::Shared && !is_against(fact, words)
}

/// A fact of which the value that holds the words says otherwise.
fn is_against(fact: &Finding, words: [Option<Span>; 2]) -> bool {
    let mut values = fact.values.iter();
    fact.verdict == Verdict::Differs
        || values.any(|value| value.otherwise && holds(value, words, fact.kind))
}

/// What the words of each side name, by number: the first entity among them that both name, else the first of each.
fn entities(expected: &Expectation, pair: &Pair, named: &Named) -> [Option<usize>; 2] {
    let of_side = |side: usize| -> Vec<usize> {
        let mentions = pair.articles[side].mentions.iter().enumerate();
        mentions
            .filter(|(_, mention)| {
                expected.words[side].is_some_and(|words| words.overlaps(mention.span()))
            })
            .filter_map(|(at, _)| named.entities.meant(side, at))
            .collect()
    };
    let (one, other) = (of_side(0), of_side(1));
    let both = one.iter().find(|entity| other.contains(entity)).copied();
    [
        both.or(one.first().copied()),
        both.or(other.first().copied()),
    ]
}

/// How many expectations of one kind were answered, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub right: usize,
    pub loose: usize,
    pub missed: usize,
    pub wrong: usize,
}

impl Count {
    pub fn take(&mut self, outcome: Outcome) {
        let counted = match outcome {
            Right => &mut self.right,
            Loose => &mut self.loose,
            Missed => &mut self.missed,
            Wrong => &mut self.wrong,
        };
        *counted += 1;
    }

    pub fn all(&self) -> usize {
        self.right + self.loose + self.missed + self.wrong
    }
}
