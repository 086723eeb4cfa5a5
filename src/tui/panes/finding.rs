//! One finding, wherever it stands on the screens: its proof, its colour, and what it answers to.

use super::choosing::FIRST_COLUMNS;
use super::passage::{self, say};
use super::reasons;
use super::wording::{columns, lead, line, places, strongest_first, without};
use crate::analysis::telling::citation;
use crate::analysis::telling::known::Known;
use crate::analysis::telling::twins::has_twin;
use crate::model::{Finding, FindingKind, Weight};
use crate::tui::action::Action;
use crate::tui::called::named;
use crate::tui::effect::{Answered, Effect, Shown};
use crate::tui::proof::{Evidence, Proof};
use crate::tui::session::Tone;
use crate::tui::theme::Role;
use crate::worker::request::Compared;

/// What a finding answers to an action; `None` where the action is about something else.
pub fn on_finding(compared: &Compared, finding: &Finding, action: Action) -> Answered {
    Some(match action {
        Action::Open => vec![Effect::Open(proof(compared, finding))],
        Action::Why => vec![Effect::Open(reasons::window(compared, finding))],
        // Which of its sentences is to be kept, the reader says there.
        Action::Keep => vec![
            Effect::Open(proof(compared, finding)),
            say(Tone::Notice, "m on the sentence to keep"),
        ],
        Action::Copy => vec![Effect::Copy {
            text: format!("{} ({})", line(compared, finding), finding.words()),
            what: "finding",
        }],
        Action::Cite => vec![Effect::Copy {
            text: citations(compared, finding),
            what: "citations",
        }],
        action => {
            let value = finding.values.first()?;
            let article = compared.articles.get(value.article)?;
            return passage::act(article, value.span(), "sentence", action);
        }
    })
}

/// The articles that have a value of the finding, beside one another.
pub fn compare(compared: &Compared, finding: &Finding) -> Vec<Effect> {
    let all = columns(finding);
    let articles = all.iter().filter_map(|&at| compared.articles.get(at));
    let ids: Vec<String> = articles
        .take(FIRST_COLUMNS)
        .map(|of| of.id.clone())
        .collect();
    if ids.len() < 2 {
        let words = "one article alone says this: nothing to compare";
        return vec![say(Tone::Notice, words)];
    }
    let words = match all.len() {
        all if all > ids.len() => format!(
            "the first {} of the {all} articles that give this are compared",
            ids.len()
        ),
        all => format!("the {all} articles that give this are compared"),
    };
    vec![Effect::Compare(ids), say(Tone::Notice, &words)]
}

/// A citation of every sentence that proves a finding, a line each.
fn citations(compared: &Compared, finding: &Finding) -> String {
    let places = places(compared, finding).into_iter();
    let cited = places.filter_map(|(at, sentence, _)| {
        let article = compared.articles.get(at)?;
        Some(citation::citation(&citation::bookmark_of(
            article, sentence,
        )))
    });
    cited.collect::<Vec<_>>().join("\n")
}

/// The window that proves a finding: the sentence of every value, with the value lit; values of one sentence together.
pub fn proof(compared: &Compared, finding: &Finding) -> Shown {
    let mut proofs: Vec<Proof> = Vec::new();
    for (column, span, marks) in strongest_first(compared, finding) {
        let Some(article) = compared.articles.get(column) else {
            continue;
        };
        let mut proof = Proof::new(article, span, &marks);
        proof.column = Some(compared.hue(column));
        if proofs.last().is_some_and(|last| last.article == article.id) {
            proof.label = format!("{}, further on", named(compared, column));
        } else if has_twin(compared.articles.iter().map(AsRef::as_ref), column) {
            proof.label = format!("{} {}", column + 1, proof.label);
        }
        proofs.push(proof);
    }
    let mut verdict = format!(
        "{} {} · {} · {}",
        finding.sign(),
        finding.words(),
        finding.sure.words(),
        finding.why.clone()
    );
    for words in without(compared, finding) {
        verdict += &format!("\n{words}");
    }
    Shown::Evidence(Evidence {
        title: lead(compared, finding),
        about: verdict,
        proofs,
    })
}

/// The role that a finding's sign is coloured by: red is a contradiction, and nothing else is.
pub fn weight_role(weight: Weight) -> Role {
    match weight {
        Weight::Contradiction => Role::Differs,
        Weight::Loose | Weight::Spelling | Weight::Related => Role::Close,
        Weight::Alike | Weight::Copied => Role::Same,
        Weight::Lacking => Role::Muted,
        Weight::Alone => Role::Only,
    }
}

/// The role of a side of a finding: that of the finding, and of what gives but a part that of what is given more loosely.
pub fn known_role(known: Known) -> Role {
    match known {
        Known::Differs => Role::Differs,
        Known::Loose | Known::Part => Role::Close,
        Known::Says => Role::Same,
        Known::Alone => Role::Only,
    }
}

/// What the reader took out of a list of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Narrowed {
    Not,
    ByKind,
    ByWords,
}

impl Narrowed {
    pub fn of(kind: Option<FindingKind>, filter: &str) -> Narrowed {
        match (filter.is_empty(), kind) {
            (false, _) => Narrowed::ByWords,
            (true, Some(_)) => Narrowed::ByKind,
            (true, None) => Narrowed::Not,
        }
    }
}

/// The next difference of a list of findings, or the one before, from row `here` on; and which one it is, in words. Where
/// there is none, that in words alone. `listing` has how many rows there are, and whether the reader narrowed them; `differs` says
/// of each row whether it is one.
pub fn next_difference(
    action: Action,
    listing: (usize, Narrowed),
    here: Option<usize>,
    differs: impl Fn(usize) -> bool,
) -> (Option<usize>, Effect) {
    let (len, narrowed) = listing;
    let all: Vec<usize> = (0..len).filter(|&at| differs(at)).collect();
    let forward = action == Action::NextDifference;
    let number = match (forward, here) {
        (true, Some(here)) => all.iter().position(|at| *at > here),
        (false, Some(here)) => all.iter().rposition(|at| *at < here),
        (_, None) => (!all.is_empty()).then_some(0),
    };
    let words = match (number, all.len()) {
        (Some(number), count) => format!("difference {} of {count}", number + 1),
        (None, 0) => match narrowed {
            Narrowed::Not => "these articles differ in nothing that was found",
            Narrowed::ByKind => "no difference among the kind shown; f shows the others",
            Narrowed::ByWords => "no difference among those that the filter leaves; X clears it",
        }
        .to_string(),
        (None, 1) if here.is_some_and(|here| all.contains(&here)) => {
            "this is the only difference".to_string()
        }
        (None, count) if forward => format!("this was the last difference of {count}"),
        (None, count) => format!("this is the first difference of {count}"),
    };
    let at = number.and_then(|number| all.get(number).copied());
    (at, say(Tone::Notice, &words))
}

/// The next kind that findings have; after the last one all of them.
pub fn next_kind(findings: &[Finding], kind: Option<FindingKind>) -> Option<FindingKind> {
    let present = |kind: &FindingKind| findings.iter().any(|finding| finding.kind == *kind);
    let from = kind.map_or(0, |kind| {
        FindingKind::ALL
            .iter()
            .position(|other| *other == kind)
            .unwrap_or(0)
            + 1
    });
    FindingKind::ALL[from..].iter().copied().find(present)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_contradiction_has_its_colour() {
        for weight in Weight::ALL {
            let is_red = weight_role(weight) == Role::Differs;
            assert_eq!(is_red, weight == Weight::Contradiction, "{weight:?}");
        }
    }
}
