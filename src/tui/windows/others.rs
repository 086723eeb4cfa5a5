//! What the others say about a sentence: the nearest sentence of every other article, nearest first, weak ones said to be so.

use std::sync::Arc;

use super::Window;
use super::evidence::{Evidence, Proof};
use crate::model::{Article, Mark, MarkKind, Other, Span};
use crate::tui::panes::finding::called;
use crate::tui::panes::likeness::{self, Passage};
use crate::tui::session::Session;
use crate::tui::theme::Role;
use crate::worker::request::OthersSay;

/// What the others say about the sentence asked about, when the answer is there.
pub fn others(session: &Session) -> Option<Evidence> {
    let say = session.others.as_ref()?;
    let near = near(say);
    let of_others: Vec<&Other> = near.iter().map(|(_, _, other)| *other).collect();
    let asked = Proof::lit(&say.article, say.sentence, &said_by_none(&of_others));
    let mut proofs = vec![Proof {
        label: format!("asked about · {}", asked.label),
        ..asked
    }];
    for (article, span, other) in &near {
        let proof = Proof::lit(article, *span, &lit(&other.marks));
        let weak = if other.is_weak() { " weak" } else { "" };
        proofs.push(Proof {
            label: format!("{:.0} %{weak} · {}", other.score * 100.0, proof.label),
            ..proof
        });
    }
    Some(Evidence {
        title: "What the others say".to_string(),
        about: about(say),
        proofs,
    })
}

/// Those that have something near it, the nearest first.
fn near(say: &OthersSay) -> Vec<(&Article, Span, &Other)> {
    let mut near: Vec<(&Article, Span, &Other)> = say
        .others
        .iter()
        .filter_map(|(article, other)| Some((article.as_ref(), other.span?, other)))
        .collect();
    near.sort_by(|one, two| two.2.score.total_cmp(&one.2.score));
    near
}

fn about(say: &OthersSay) -> String {
    if say.others.is_empty() {
        return "No other article of the library tells this story.".to_string();
    }
    let near = near(say);
    let mut parts = Vec::new();
    if near.iter().any(|(_, _, other)| !other.is_weak()) {
        parts.push("The nearest sentence of each; what differs is lit.".to_string());
    }
    if near.iter().any(|(_, _, other)| other.is_weak()) {
        parts.push("Weak: likely about something else.".to_string());
    }
    let silent: Vec<String> = (say.others.iter())
        .filter(|(_, other): &&(Arc<Article>, Other)| other.span.is_none())
        .map(|(article, _)| called(article))
        .collect();
    if !silent.is_empty() {
        parts.push(format!("Nothing there says it: {}.", silent.join(", ")));
    }
    parts.join(" ")
}

/// Why the sentence with this number in the window stands there.
pub fn why(session: &Session, index: usize) -> Option<Window> {
    let say = session.others.as_ref()?;
    let Some(at) = index.checked_sub(1) else {
        let lines = vec!["This is the sentence asked about.".to_string(), about(say)];
        return Some(Window::text("Why this sentence", lines));
    };
    let near = near(say);
    let (article, span, other) = near.get(at)?;
    let mut lines = vec![format!("{:.0} % alike.", other.score * 100.0)];
    if other.is_weak() {
        lines[0] += " Weak: of all its sentences this one comes nearest, but it is likely about something else.";
    }
    lines.push(String::new());
    let passages = [
        Passage {
            article: &say.article,
            span: say.sentence,
            marks: &other.marks_here,
        },
        Passage {
            article,
            span: *span,
            marks: &other.marks,
        },
    ];
    lines.extend(likeness::lines(&passages));
    Some(Window::text("Why this sentence", lines))
}

/// How a stretch that differs is lit.
pub fn role(kind: MarkKind) -> Role {
    match kind {
        MarkKind::Figure => Role::Differs,
        MarkKind::Name => Role::Name,
        MarkKind::Words => Role::Close,
    }
}

fn lit(marks: &[Mark]) -> Vec<(Span, Role)> {
    let lit = marks.iter().map(|mark| (mark.span, role(mark.kind)));
    lit.collect()
}

/// What stands in the sentence asked about and in none of those that say the same.
fn said_by_none(others: &[&Other]) -> Vec<(Span, Role)> {
    let mut close = others.iter().filter(|other| !other.is_weak());
    let Some(first) = close.next() else {
        return Vec::new();
    };
    let everywhere = |mark: &&Mark| {
        close.clone().all(|other| {
            let mut here = other.marks_here.iter();
            here.any(|here| here.span.overlaps(mark.span))
        })
    };
    let marks = first.marks_here.iter().filter(everywhere);
    marks.map(|mark| (mark.span, role(mark.kind))).collect()
}
