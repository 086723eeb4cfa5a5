//! What a message says of the article in it: subject, sender, the day on which it was sent.

use mail_parser::{Address, HeaderValue, Message};

use crate::model::{Aside, AsideKind, DateSource, Draft};

use super::clean::clean;
use super::date::date;
use super::digest::{self, Lead};
use super::furniture::bare;
use super::signers::is_name;

/// What mail programs put before the subject of an answer or of what is handed on.
const ANSWERS: &[&str] = &[
    "re:", "fwd:", "fw:", "aw:", "wg:", "tr:", "rv:", "i:", "r:", "odp:", "sv:", "vs:", "antw:",
    "doorst:",
];

/// An article with what its message says of it.
pub fn completed(
    mut draft: Draft,
    message: &Message<'_>,
    is_page: bool,
    leads: Option<&[Lead]>,
) -> Draft {
    let subject = message
        .subject()
        .map(subject)
        .filter(|subject| !subject.is_empty());
    if let Some(subject) = subject {
        let shown = draft.title.replace(subject.clone());
        let shown = shown.filter(|shown| bare(shown) != bare(&subject));
        match shown {
            // What a page calls itself stays beside the text.
            Some(shown) if is_page => {
                draft
                    .asides
                    .insert(0, Aside::new(AsideKind::Standfirst, shown, 0));
            }
            // The first line of a text was no headline.
            Some(shown) => {
                draft.paragraphs.insert(0, shown);
                draft.asides.iter_mut().for_each(|aside| aside.after += 1);
            }
            None => {}
        }
    }
    if let Some(sent) = message.date().filter(|sent| sent.is_valid()) {
        let (published, note) = date(&sent.to_rfc3339(), DateSource::Field).with_note("");
        if published.is_some() {
            draft.published = published;
            draft.notes.extend(note);
            draft
                .notes
                .push("the day is that on which the mail was sent".into());
        }
    }
    if let Some(leads) = leads {
        digest::listed(&mut draft, leads);
    }
    let sender = message.from().and_then(Address::first);
    let sender = sender.and_then(|sender| sender.name.as_deref()).map(clean);
    let Some(sender) = sender.filter(|name| !name.is_empty() && !name.contains('@')) else {
        return draft;
    };
    let is_list = [message.list_id(), message.list_unsubscribe()]
        .iter()
        .any(|value| !matches!(value, HeaderValue::Empty));
    // A digest is never one person's.
    if is_name(&sender) && leads.is_none() {
        if draft.authors.is_empty() {
            draft.authors = vec![sender];
        }
    } else if is_list {
        // What a list sends is its own: of a single mail the sender is somebody's office.
        draft.outlet = Some(sender);
    }
    draft
}

/// A subject without what answering put before it.
fn subject(text: &str) -> String {
    let mut subject = clean(text);
    loop {
        let lower = subject.to_lowercase();
        match ANSWERS.iter().find(|answer| lower.starts_with(**answer)) {
            Some(answer) => subject = subject[answer.len()..].trim_start().to_string(),
            None => return subject,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_without_answers() {
        assert_eq!(subject("Fwd: RE: Bridge closed"), "Bridge closed");
        assert_eq!(subject("Rent: up again"), "Rent: up again");
    }
}
