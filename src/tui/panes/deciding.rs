//! What the reader can decide about a name, wherever it stands on the screens: merge, keep apart, rename, change of type.

use super::passage::say;
use crate::model::{DecisionKind, Entity, NameKind};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Ask, Effect, Offer, Shown};
use crate::tui::keys::Keymap;
use crate::tui::prompt::Prompt;
use crate::tui::session::{Marked, Session, Tone};
use crate::tui::widgets::count::counted;
use crate::tui::widgets::kind;
use crate::worker::deciding::Choice;
use crate::worker::request::Request;

/// Does `action` with an entity; `None` where the action is about something else.
pub fn act(entity: &Entity, action: Action, session: &Session) -> Answered {
    Some(match action {
        Action::Merge => with_marked(entity, DecisionKind::Merge, session),
        Action::NotSame => with_marked(entity, DecisionKind::NotSame, session),
        Action::Rename => vec![Effect::Type(Prompt::rename(&entity.id, &entity.name))],
        Action::Retype => vec![Effect::Open(types(entity))],
        Action::Find => vec![Effect::Search(format!(
            "name:\"{}\"",
            entity.name.replace('"', "")
        ))],
        Action::Why => vec![Effect::Open(why(entity))],
        _ => return anywhere(action, session),
    })
}

/// Does what needs no name under the cursor.
pub fn anywhere(action: Action, session: &Session) -> Answered {
    Some(match action {
        Action::Suggestions => vec![Effect::Open(Shown::Suggestions)],
        Action::Decisions => vec![Effect::Open(Shown::Decisions)],
        Action::Cancel if session.marked.is_some() => vec![Effect::MarkEntity(None)],
        _ => return None,
    })
}

/// The first press marks; the next one, on another name, decides about both.
fn with_marked(entity: &Entity, kind: DecisionKind, session: &Session) -> Vec<Effect> {
    match &session.marked {
        Some(marked) if marked.id == entity.id => vec![Effect::MarkEntity(None)],
        Some(marked) if kind == DecisionKind::Merge && marked.kind != entity.kind => {
            vec![Effect::Open(of_two_types(marked, entity))]
        }
        Some(marked) => vec![decide(kind, &marked.id, &entity.id)],
        None => vec![Effect::MarkEntity(Some(Marked::new(entity)))],
    }
}

/// Asks for a decision; what it says of names stands in [`Choice`].
pub fn decide(kind: DecisionKind, one: &str, two: &str) -> Effect {
    Effect::Ask(Request::Decide(Choice {
        kind,
        one: one.to_string(),
        two: two.to_string(),
        force: false,
    }))
}

/// What the Entities screen says of itself: what can be decided, by its keys.
pub fn about(session: &Session, keymap: &Keymap) -> String {
    let sign = |action: Action| keymap.sign_of("entities", action).unwrap_or_default();
    if session.marked.is_some() {
        return format!(
            "on another name {} makes both one, {} says they are not the same; Esc lets go",
            sign(Action::Merge),
            sign(Action::NotSame)
        );
    }
    let mut parts = vec!["P person  O organisation  L place".to_string()];
    if let Some(pairs) = pairs(session) {
        parts.push(format!("{} {pairs}", sign(Action::Suggestions)));
    }
    let decisions = session.decisions.len() as u64;
    if decisions > 0 {
        let decided = counted(decisions, "decision", "decisions");
        parts.push(format!("{} {decided} of yours", sign(Action::Decisions)));
    }
    parts.join(" · ")
}

/// `12 pairs may be one`.
fn pairs(session: &Session) -> Option<String> {
    let count = session.suggestions.len() as u64;
    (count > 0).then(|| {
        let pairs = counted(count, "pair", "pairs");
        format!("{pairs} may be one")
    })
}

/// Takes a spelling away from its entity.
pub fn split(entity: &Entity, spelling: &str) -> Vec<Effect> {
    let others = entity.spellings.iter().any(|other| other.text != spelling);
    if others {
        vec![decide(DecisionKind::Split, spelling, &entity.id)]
    } else {
        vec![say(
            Tone::Notice,
            "written in one way only: there is nothing to split off",
        )]
    }
}

/// The reasons for a join, as a window.
fn why(entity: &Entity) -> Shown {
    let mut lines = vec![
        format!("{} · {}", entity.name, entity.kind.word()),
        String::new(),
    ];
    if entity.why.is_empty() {
        lines.push("Nothing was joined: it is written in one way only.".to_string());
    }
    lines.extend(entity.why.iter().cloned());
    Shown::text("Why one", lines)
}

fn types(entity: &Entity) -> Shown {
    let offer = |kind: NameKind| {
        let word = kind.word();
        let effects = if kind == entity.kind {
            Vec::new()
        } else {
            vec![decide(DecisionKind::Retype, &entity.id, word)]
        };
        let now = if kind == entity.kind { ", as now" } else { "" };
        Offer {
            key: kind::letter(kind).to_ascii_lowercase(),
            label: format!("{word}{now}"),
            effects,
        }
    };
    let place = NameKind::ALL.iter().position(|kind| *kind == entity.kind);
    Shown::Ask(Ask::new(
        "What is it?",
        vec![entity.name.clone()],
        NameKind::ALL.into_iter().map(offer).collect(),
        place.unwrap_or(0),
    ))
}

fn of_two_types(marked: &Marked, entity: &Entity) -> Shown {
    let about = format!(
        "“{}” is listed as {}, “{}” as {}.",
        marked.name,
        marked.kind.word(),
        entity.name,
        entity.kind.word()
    );
    let merge = vec![decide(DecisionKind::Merge, &marked.id, &entity.id)];
    Shown::Ask(Ask::yes_or_no(
        "Two types",
        vec![about],
        "merge them all the same",
        merge,
    ))
}
