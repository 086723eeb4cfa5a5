//! What can be done with a passage, wherever it stands on the screens: keep, copy, cite, ask the others, open its page.

use crate::analysis::telling::citation;
use crate::model::{Article, Aside, AsideKind, Span};
use crate::tui::action::Action;
use crate::tui::effect::Shown;
use crate::tui::effect::{Answered, Effect};
use crate::tui::session::{Message, Session, Tone};
use crate::worker::request::Request;

/// Does `action` with a passage of an article; `None` where the action is about something else. `what` names the passage in
/// messages ("sentence").
pub fn act(article: &Article, span: Span, what: &'static str, action: Action) -> Answered {
    Some(match action {
        Action::Keep => vec![keep(&article.id, span)],
        Action::Copy => vec![Effect::Copy {
            text: article.text(span).replace("\n\n", "\n"),
            what,
        }],
        Action::Cite => {
            let bookmark = citation::bookmark_of(article, span);
            vec![Effect::Copy {
                text: citation::citation(&bookmark),
                what: "citation",
            }]
        }
        Action::Others => {
            let sentence = article.sentence_at(span.start)?;
            vec![
                // First the window: one that shows other words now is put aside with them.
                Effect::Open(Shown::Others),
                Effect::Ask(Request::Others {
                    article: article.id.clone(),
                    sentence,
                }),
            ]
        }
        Action::Browse => vec![browse(article)],
        _ => return None,
    })
}

/// The same with a part of the source that is no running text: it can be taken along, not kept. A kept passage is found again
/// by its place in the text itself, and the others are asked about sentences of it.
pub fn act_around(article: &Article, aside: &Aside, action: Action) -> Answered {
    let (a, word) = match aside.kind {
        AsideKind::LeftOut => ("", "what is left out of the text"),
        kind => ("a ", kind.word()),
    };
    Some(match action {
        Action::Copy => vec![Effect::Copy {
            text: aside.text.clone(),
            what: aside.kind.word(),
        }],
        Action::Cite => vec![Effect::Copy {
            text: citation::citation_around(article, aside),
            what: "citation",
        }],
        Action::Keep => {
            let why = format!(
                "{a}{word} cannot be kept: bookmarks are found again in the text itself; y copies it, Y with its citation"
            );
            vec![say(Tone::Notice, &why)]
        }
        Action::Others => {
            let why =
                format!("the others are asked about sentences of the text; this is {a}{word}");
            vec![say(Tone::Notice, &why)]
        }
        Action::SelectWords | Action::SelectSentences => {
            let why = format!("{a}{word} is taken whole: y copies it, Y with its citation");
            vec![say(Tone::Notice, &why)]
        }
        Action::Browse => vec![browse(article)],
        _ => return None,
    })
}

/// Keeps a passage; an empty span stands for the sentence around it.
pub fn keep(article: &str, span: Span) -> Effect {
    Effect::Ask(Request::Keep {
        article: article.to_string(),
        span,
        note: String::new(),
    })
}

pub fn say(tone: Tone, text: &str) -> Effect {
    Effect::Say(Message {
        tone,
        text: text.to_string(),
    })
}

/// Opens the story of an article, or says that it has none.
pub fn story(session: &Session, id: &str) -> Effect {
    match session.story_of(id) {
        Some(story) => Effect::Story(story.id.clone()),
        None => say(
            Tone::Notice,
            "no other article of the library tells this story",
        ),
    }
}

fn browse(article: &Article) -> Effect {
    match &article.url {
        Some(url) => Effect::Browse(url.clone()),
        None => say(Tone::Notice, "no URL is known for this article"),
    }
}
