//! One finding, wherever it stands on the screens: its line, its proof, why, and what it answers to.

use ratatui::style::Style;

use super::matrix::cells::{distinct, reused};
use super::passage::{self, say};
use super::reasons;
use crate::analysis::telling::citation;
use crate::analysis::telling::evidence::{Unsaid, has_twin, unsaid};
use crate::analysis::text::words::fold;
use crate::model::{Article, Finding, FindingKind, Span, Verdict};
use crate::tui::action::Action;
use crate::tui::pane::{Answered, Effect};
use crate::tui::session::Tone;
use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::text;
use crate::tui::windows::{Evidence, Proof, Window};
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
            text: format!("{} ({})", line(compared, finding), finding.verdict.words()),
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

/// The sentences that prove a finding, in article order: article, sentence, and the values in it.
pub fn places(compared: &Compared, finding: &Finding) -> Vec<(usize, Span, Vec<Span>)> {
    let mut places: Vec<(usize, Span, Vec<Span>)> = Vec::new();
    for value in &finding.values {
        let Some(article) = compared.articles.get(value.article) else {
            continue;
        };
        let sentence = article
            .sentence_at(value.start)
            .and_then(|index| article.sentences.get(index));
        let whole = sentence.map_or(value.span(), |sentence| sentence.join(value.span()));
        match places.last_mut() {
            Some((last, span, marks)) if *last == value.article && *span == whole => {
                marks.push(value.span());
            }
            _ => places.push((value.article, whole, vec![value.span()])),
        }
    }
    places
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

/// A value as a list shows it: on one line, its beginning where it is long; the proof has the whole.
pub fn short(value: &str) -> String {
    /// Cells of a value that still read as a value and not as a text.
    const VALUE: usize = 60;
    text::cut(one_line(value).trim_end_matches([',', ';']), VALUE)
}

/// Whether the line of a finding, its kind, its verdict or a sentence that proves it has `wanted`, which is folded, in it.
pub fn matches(compared: &Compared, finding: &Finding, wanted: &str) -> bool {
    wanted.is_empty()
        || fold(&line(compared, finding)).contains(wanted)
        || fold(finding.kind.heading()).contains(wanted)
        || finding.verdict.words().contains(wanted)
        || places(compared, finding).iter().any(|(column, whole, _)| {
            let article = compared.articles.get(*column);
            article.is_some_and(|article| fold(&one_line(article.text(*whole))).contains(wanted))
        })
}

pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

/// `political prisoners · Alpha Wire: 123 | Beta Post: more than 100`.
pub fn line(compared: &Compared, finding: &Finding) -> String {
    let said = said(compared, finding);
    let parts: Vec<String> = said.into_iter().map(|(_, words)| words).collect();
    match finding.kind {
        FindingKind::OnlyHere | FindingKind::Missing | FindingKind::Fact => {
            let by = match finding.verdict {
                Verdict::Related => "told of by",
                _ => "said by",
            };
            let mut line = format!("{} · {by} {}", finding.what, parts.join(", "));
            for words in without(compared, finding) {
                line += &format!(" · {words}");
            }
            line
        }
        _ => format!("{} · {}", finding.what, parts.join(" | ")),
    }
}

/// What a fact says of the articles that have no value of it: who may say it, and who was not found to.
pub fn without(compared: &Compared, finding: &Finding) -> Vec<String> {
    if finding.kind != FindingKind::Fact {
        return Vec::new();
    }
    let Unsaid { unsure, silent } = unsaid(&compared.comparison, finding, compared.articles.len());
    let lines = [("? may say it", unsure), ("· not found in", silent)];
    let told = lines.into_iter().filter(|(_, which)| !which.is_empty());
    let told = told.map(|(words, which)| {
        let names = which.into_iter().map(|column| named(compared, column));
        format!("{words}: {}", names.collect::<Vec<String>>().join(", "))
    });
    told.collect()
}

/// What the articles that have a part in a finding say, by the column of the first that says it: `Alpha Wire, Beta Post: 123`;
/// of a fact, only that they tell it.
pub fn said(compared: &Compared, finding: &Finding) -> Vec<(usize, String)> {
    let mut parts: Vec<(usize, Vec<String>, String)> = Vec::new();
    for index in 0..compared.articles.len() {
        let values = || {
            let values = finding.values.iter();
            values.filter(|value| value.article == index)
        };
        if values().next().is_none() {
            continue;
        }
        let name = named(compared, index);
        let words = match finding.kind {
            FindingKind::OnlyHere | FindingKind::Missing => String::new(),
            FindingKind::Fact if values().all(|value| value.otherwise) => {
                " (says otherwise)".to_string()
            }
            FindingKind::Fact if finding.verdict == Verdict::Related => String::new(),
            FindingKind::Fact if values().all(|value| value.partly) => " (in part)".to_string(),
            FindingKind::Fact => String::new(),
            FindingKind::Reuse => format!(": {}", reused(&compared.comparison, index)),
            _ => {
                let values = distinct(values().map(|value| short(&value.text)));
                format!(": {}", values.join(" / "))
            }
        };
        // Those that give the same words stand together; of facts each outlet keeps its place.
        let grouped = words.starts_with(':');
        let same = |(_, _, said): &&mut (usize, Vec<String>, String)| grouped && *said == words;
        match parts.iter_mut().find(same) {
            Some((_, names, _)) => names.push(name),
            None => parts.push((index, vec![name], words)),
        }
    }
    let told = |(index, names, words): (usize, Vec<String>, String)| {
        (index, format!("{}{words}", names.join(", ")))
    };
    parts.into_iter().map(told).collect()
}

/// The outlet, else the beginning of the title: what tells an article from the others of a list.
pub fn called(article: &Article) -> String {
    /// Cells of a title that are enough to know it again.
    const TITLE: usize = 24;
    article
        .outlet
        .clone()
        .unwrap_or_else(|| format!("“{}”", text::cut(&article.title, TITLE)))
}

/// What the article of a column is called beside the others of its table: with its number where its outlet stands there twice.
pub fn named(compared: &Compared, column: usize) -> String {
    let Some(article) = compared.articles.get(column) else {
        return String::new();
    };
    match has_twin(compared.articles.iter().map(AsRef::as_ref), column) {
        true => format!("{} {}", column + 1, called(article)),
        false => called(article),
    }
}

/// The window that proves a finding: the sentence of every value, with the value lit; values of one sentence together.
pub fn proof(compared: &Compared, finding: &Finding) -> Window {
    let mut proofs: Vec<Proof> = Vec::new();
    for (column, span, marks) in places(compared, finding) {
        let Some(article) = compared.articles.get(column) else {
            continue;
        };
        let mut proof = Proof::new(article, span, &marks);
        proof.column = Some(column);
        if proofs
            .last()
            .is_some_and(|last| last.column == Some(column))
        {
            proof.label = format!("{}, further on", named(compared, column));
        } else if has_twin(compared.articles.iter().map(AsRef::as_ref), column) {
            proof.label = format!("{} {}", column + 1, proof.label);
        }
        proofs.push(proof);
    }
    let mut verdict = format!(
        "{} {} · {} · {}",
        finding.verdict.sign(),
        finding.verdict.words(),
        finding.sure.words(),
        finding.why
    );
    for words in without(compared, finding) {
        verdict += &format!("\n{words}");
    }
    Window::evidence(Evidence {
        title: finding.what.clone(),
        about: verdict,
        proofs,
    })
}

/// How a verdict is coloured.
pub fn verdict_style(theme: &Theme, verdict: Verdict) -> Style {
    theme.style(match verdict {
        Verdict::Same | Verdict::Shared => Role::Same,
        Verdict::Compatible | Verdict::Related | Verdict::Cut | Verdict::Reworded => Role::Close,
        Verdict::Differs | Verdict::OtherSpeaker => Role::Differs,
        Verdict::OneOnly => Role::Only,
    })
}

/// What stands for a difference when a reader goes from one to the next: looser and shorter is none.
pub fn is_difference(finding: &Finding) -> bool {
    matches!(
        finding.verdict,
        Verdict::Differs | Verdict::OtherSpeaker | Verdict::Reworded
    )
}

/// The next difference of a list of findings, or the one before, from row `here` on; and which one it is, in words. Where
/// there is none, that in words alone. `differs` says of each row whether it is one.
pub fn next_difference(
    action: Action,
    len: usize,
    here: Option<usize>,
    differs: impl Fn(usize) -> bool,
) -> (Option<usize>, Effect) {
    let all: Vec<usize> = (0..len).filter(|&at| differs(at)).collect();
    let forward = action == Action::NextDifference;
    let number = match (forward, here) {
        (true, Some(here)) => all.iter().position(|at| *at > here),
        (false, Some(here)) => all.iter().rposition(|at| *at < here),
        (_, None) => (!all.is_empty()).then_some(0),
    };
    let words = match (number, all.len()) {
        (Some(number), count) => format!("difference {} of {count}", number + 1),
        (None, 0) => "no difference is listed here".to_string(),
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
