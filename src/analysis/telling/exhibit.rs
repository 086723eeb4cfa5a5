//! What is shown of a finding, whatever shows it: the commands and their JSON, the screens, the evidence pack. Each says it in its own
//! form; what belongs together, in which order, and what a missing value means is told here.

use super::origins::origins;
use crate::model::{Article, Comparison, Finding, FindingKind, Span, Value, Verdict};

/// A finding, ready to be shown.
#[derive(Clone, Debug)]
pub struct Exhibit<'a> {
    pub finding: &'a Finding,
    /// The articles that have no value.
    pub unsaid: Unsaid,
    /// The articles that have one, those together whose words for it stand word for word in one another.
    pub origins: Vec<Vec<usize>>,
}

/// How much of a fact an article says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Whole,
    Some,
    /// It says otherwise.
    Otherwise,
}

impl Part {
    /// In words; nothing where it says all of it.
    pub fn words(self) -> &'static str {
        match self {
            Part::Whole => "",
            Part::Some => "in part",
            Part::Otherwise => "says otherwise",
        }
    }
}

/// The articles without a value of a finding, by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unsaid {
    /// They may say it in other words, or in the part of them that is not held.
    pub unsure: Vec<usize>,
    /// Nothing near it was found.
    pub silent: Vec<usize>,
}

/// Why an article has no value of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absence {
    MaySay,
    NotFound,
}

/// What one sentence proves.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub article: usize,
    /// The sentence, or the words where they reach over its end.
    pub whole: Span,
    /// The values in it, as the finding has them.
    pub values: Vec<Span>,
    pub part: Part,
}

impl Place {
    /// The values inside the sentence, in order and apart; none where they are the whole.
    pub fn marked(&self) -> Vec<Span> {
        let mut words = self.values.clone();
        words.retain(|word| *word != self.whole);
        words.sort_by_key(|word| (word.start, word.end));
        words.dedup_by(|later, earlier| later.overlaps(*earlier));
        words
    }
}

/// The findings of a comparison of so many articles in the one order: by kind, and in a kind what several say before what one alone
/// has.
pub fn exhibits(comparison: &Comparison, articles: usize) -> Vec<Exhibit<'_>> {
    let of_kind = |kind: FindingKind| {
        let of_kind = move |finding: &&Finding| finding.kind == kind;
        let findings = comparison.findings.iter().filter(of_kind);
        let (alone, several): (Vec<&Finding>, Vec<&Finding>) =
            findings.partition(|it| is_alone(it));
        several.into_iter().chain(alone)
    };
    let findings = FindingKind::ALL.into_iter().flat_map(of_kind);
    findings
        .map(|finding| Exhibit::of(comparison, finding, articles))
        .collect()
}

/// One article alone has it: a line says it all, its reason is always the same.
fn is_alone(finding: &Finding) -> bool {
    finding.verdict == Verdict::OneOnly && finding.kind != FindingKind::Missing
}

/// Whether an article without a value of a finding may say it all the same.
pub fn may_say(comparison: &Comparison, finding: &Finding, article: usize) -> bool {
    finding.unsure.contains(&article) || comparison.excerpts.contains(&article)
}

/// How much of a finding some of its values say together: as much as any of them.
pub fn part<'a>(finding: &Finding, values: impl IntoIterator<Item = &'a Value>) -> Part {
    let (mut otherwise, mut partly) = (true, true);
    for value in values {
        otherwise &= value.otherwise;
        partly &= value.partly;
    }
    match (otherwise, finding.verdict) {
        (true, _) => Part::Otherwise,
        // That it is the same that they tell is not said.
        (false, Verdict::Related) => Part::Whole,
        (false, _) if partly => Part::Some,
        (false, _) => Part::Whole,
    }
}

/// Whether an article gives the longest words of a quotation: no other one gives more of it.
pub fn is_fullest(finding: &Finding, article: usize) -> bool {
    let length = |value: &Value| value.text.len();
    let longest = finding.values.iter().map(length).max();
    let here = finding.values.iter().filter(|of| of.article == article);
    here.map(length).max() == longest
}

/// The sentences that prove a finding, in the order of its values. `article` gives those that are shown.
pub fn places<'a>(finding: &Finding, article: impl Fn(usize) -> Option<&'a Article>) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for value in &finding.values {
        let Some(of) = article(value.article) else {
            continue;
        };
        let sentence = of
            .sentence_at(value.start)
            .and_then(|number| of.sentences.get(number));
        let whole = sentence.map_or(value.span(), |sentence| sentence.join(value.span()));
        match places.last_mut() {
            Some(last) if last.article == value.article && last.whole == whole => {
                last.values.push(value.span());
            }
            _ => places.push(Place {
                article: value.article,
                whole,
                values: vec![value.span()],
                part: part(finding, [value]),
            }),
        }
    }
    places
}

impl<'a> Exhibit<'a> {
    pub fn of(comparison: &Comparison, finding: &'a Finding, articles: usize) -> Exhibit<'a> {
        let is_said = |article: usize| finding.values.iter().any(|value| value.article == article);
        let without = (0..articles).filter(|&article| !is_said(article));
        let (unsure, silent) = without.partition(|&article| may_say(comparison, finding, article));
        Exhibit {
            finding,
            unsaid: Unsaid { unsure, silent },
            origins: origins(comparison, finding),
        }
    }

    /// Where articles have the words for it from each other, or all from one place: from how many places it is told, and which share
    /// their words. `3 articles, 2 origins: Alpha Wire and Beta Post share the words`.
    pub fn copied(&self, name: impl Fn(usize) -> String) -> Option<String> {
        if self.finding.kind == FindingKind::Reuse {
            return None;
        }
        let articles: usize = self.origins.iter().map(Vec::len).sum();
        let together = self.origins.iter().filter(|origin| origin.len() > 1);
        let together = together.map(|origin| {
            let mut names: Vec<String> = origin.iter().map(|&article| name(article)).collect();
            let last = names.pop().unwrap_or_default();
            format!("{} and {last} share the words", names.join(", "))
        });
        let together: Vec<String> = together.collect();
        let count = self.origins.len();
        let many = if count == 1 { "origin" } else { "origins" };
        (!together.is_empty()).then(|| {
            format!(
                "{articles} articles, {count} {many}: {}",
                together.join("; ")
            )
        })
    }

    pub fn is_alone(&self) -> bool {
        is_alone(self.finding)
    }

    /// What is said of the articles without a value, and of which: only of a fact, which the others could have told.
    pub fn absent(&self) -> Vec<(Absence, &[usize])> {
        if self.finding.kind != FindingKind::Fact {
            return Vec::new();
        }
        let Unsaid { unsure, silent } = &self.unsaid;
        let all = [
            (Absence::MaySay, &unsure[..]),
            (Absence::NotFound, &silent[..]),
        ];
        all.into_iter()
            .filter(|(_, which)| !which.is_empty())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Sureness;

    fn finding(kind: FindingKind, verdict: Verdict, said: &[(usize, bool, bool)]) -> Finding {
        let values = said.iter().map(|&(article, partly, otherwise)| Value {
            article,
            text: "closed".into(),
            start: 0,
            end: 6,
            partly,
            otherwise,
        });
        Finding {
            kind,
            what: format!("{kind:?} {verdict:?}"),
            values: values.collect(),
            verdict,
            sure: Sureness::default(),
            why: String::new(),
            unsure: vec![2],
        }
    }

    #[test]
    fn who_may_say_it_is_not_called_silent() {
        let comparison = Comparison {
            excerpts: vec![3],
            ..Comparison::default()
        };
        let fact = finding(FindingKind::Fact, Verdict::Shared, &[(0, false, false)]);
        let exhibit = Exhibit::of(&comparison, &fact, 5);
        assert_eq!(
            exhibit.absent(),
            [(Absence::MaySay, &[2, 3][..]), (Absence::NotFound, &[1, 4])]
        );
        assert_eq!(Exhibit::of(&comparison, &fact, 0).unsaid, Unsaid::default());
        let figure = finding(FindingKind::Figure, Verdict::Same, &[(0, false, false)]);
        assert!(Exhibit::of(&comparison, &figure, 5).absent().is_empty());
    }

    #[test]
    fn every_kind_is_shown_in_the_one_order_and_what_one_alone_has_last() {
        let mut findings = Vec::new();
        for &kind in FindingKind::ALL.iter().rev() {
            for verdict in [Verdict::OneOnly, Verdict::Same] {
                findings.push(finding(kind, verdict, &[(0, false, false)]));
            }
        }
        let comparison = Comparison {
            findings,
            ..Comparison::default()
        };
        let shown = exhibits(&comparison, 2);
        assert_eq!(shown.len(), comparison.findings.len());
        for (pair, kind) in shown.chunks(2).zip(FindingKind::ALL) {
            assert!(pair.iter().all(|exhibit| exhibit.finding.kind == kind));
            let alone = [pair[0].is_alone(), pair[1].is_alone()];
            assert_eq!(alone, [false, kind != FindingKind::Missing], "{kind:?}");
        }
    }

    #[test]
    fn values_say_together_as_much_as_any_of_them() {
        let part_of = |verdict: Verdict, said: &[(usize, bool, bool)]| {
            let finding = finding(FindingKind::Fact, verdict, said);
            part(&finding, &finding.values)
        };
        let (all, some, other) = ((0, false, false), (0, true, false), (0, false, true));
        for (verdict, said, expected) in [
            (Verdict::Shared, &[all][..], Part::Whole),
            (Verdict::Shared, &[some], Part::Some),
            (Verdict::Shared, &[some, all], Part::Whole),
            (Verdict::Shared, &[other], Part::Otherwise),
            (Verdict::Shared, &[other, some], Part::Whole),
            (Verdict::Related, &[some], Part::Whole),
            (Verdict::Related, &[other], Part::Otherwise),
        ] {
            assert_eq!(part_of(verdict, said), expected, "{verdict:?} {said:?}");
        }
    }
}
