//! What is said of passages that were kept: their order, the article they stand in, what cannot be read of them.

use crate::analysis::text::words::fold;
use crate::model::{Article, Bookmark, Span};
use crate::tui::session::{Session, Target};
use crate::worker::request::Kept;

/// In which order passages stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    Kept,
    Published,
    Outlet,
}

impl Order {
    pub(super) fn next(self) -> Order {
        match self {
            Order::Kept => Order::Published,
            Order::Published => Order::Outlet,
            Order::Outlet => Order::Kept,
        }
    }

    pub(super) fn words(self) -> &'static str {
        match self {
            Order::Kept => "last kept first",
            Order::Published => "newest article first",
            Order::Outlet => "by outlet",
        }
    }
}

/// In one paragraph: outlet, day, headline, the day it was kept, tags, note.
pub(super) fn beside(bookmark: &Bookmark, outlet: &str, day: &str, kept: &str) -> String {
    let mut parts = vec![outlet.to_string(), day.to_string()];
    parts.extend((!bookmark.title.is_empty()).then(|| bookmark.title.clone()));
    parts.push(format!("kept {kept}"));
    let tags: Vec<String> = bookmark.tags.iter().map(|tag| format!("#{tag}")).collect();
    parts.extend((!tags.is_empty()).then(|| tags.join(" ")));
    let note = bookmark.note.replace('\n', " ");
    parts.extend((!note.is_empty()).then(|| format!("note: {note}")));
    parts.join(" · ")
}

/// The article in which the words kept stand, and where, if it is at hand.
pub(super) fn here<'a>(kept: &Kept, session: &'a Session) -> Option<(&'a Article, Span)> {
    let article = session.article(kept.article.as_deref()?)?;
    Some((article, kept.anchor.span()?))
}

/// Where the reader is, and that it is not all that was kept.
pub(super) fn foot(place: String, session: &Session) -> String {
    let lack = match (&session.stranger, session.faults.len()) {
        (Some(_), _) => "not the shelf that stood here: see :copies".to_string(),
        (None, 0) => return place,
        (None, lost) => format!("{lost} damaged: see :copies"),
    };
    match place.is_empty() {
        true => lack,
        false => format!("{place} · {lack}"),
    }
}

/// Why nothing stands in the list though something was kept; empty where nothing was.
pub(super) fn missing(session: &Session) -> Vec<&str> {
    let (head, why) = match &session.stranger {
        Some(why) => (
            "This is not the shelf that stood here, and nothing stands on it:",
            vec![why.as_str()],
        ),
        None if session.faults.is_empty() => return Vec::new(),
        None => (
            "What you kept cannot be read:",
            session.faults.iter().map(String::as_str).collect(),
        ),
    };
    let copies = ":copies lists the copies, to take one of them back.";
    [vec![head], why, vec![copies]].concat()
}

pub(super) fn target(kept: &Kept) -> Option<Target> {
    let article = kept.article.clone()?;
    Some(match kept.anchor.span() {
        Some(span) => Target::at(&article, span),
        None => Target::article(&article),
    })
}

pub(super) fn matches(kept: &Kept, wanted: &str) -> bool {
    let bookmark = &kept.bookmark;
    let texts = [&bookmark.passage.quote, &bookmark.note, &bookmark.title];
    texts
        .into_iter()
        .chain(&bookmark.tags)
        .chain(&bookmark.outlet)
        .any(|text| fold(text).contains(wanted))
}
