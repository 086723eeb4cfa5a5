//! Mail: a message is an article, a newsletter's page as a page; what is attached to it is read as if it lay in a folder.
//! A maildir is a folder of messages.

use std::borrow::Cow;
use std::io::Cursor;
use std::ops::ControlFlow;

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use crate::model::{Draft, Skipped, place};

use super::Options;
use super::clean::clean;
use super::databases;
use super::digest;
use super::format::{Each, Format, Head, Source, skipped};
use super::letterhead::completed;
use super::mailed::{self, ended, unflowed};
use super::markup;
use super::nest::{Member, Nest};

/// Single messages.
pub struct Mail;

/// Largest message that is read, in bytes, with what is attached to it: servers take up to 50 MB.
pub const MOST_BYTES: u64 = 128 << 20;
/// Characters that are looked at: a message may carry many lines of its way before it names its sender.
const HEAD_CHARS: usize = 8000;
/// Headers by which a text is known to be a message; so many of them are needed.
const HEADERS: [&str; 8] = [
    "from",
    "to",
    "date",
    "subject",
    "received",
    "message-id",
    "return-path",
    "mime-version",
];
const HEADERS_NEEDED: usize = 3;
/// Kinds of attachments that are never an article, and of which nothing needs to be told.
const BESIDE: &[&str] = &["image", "audio", "video", "font"];
const BESIDE_TYPES: &[&str] = &[
    "pgp-signature",
    "pkcs7-signature",
    "x-pkcs7-signature",
    "calendar",
    "ics",
    "vcard",
    "x-vcard",
];
/// How a message in a message is announced, and how many of them one may hold: a day of a busy list has 100.
const INSIDE: &[u8] = b"message/rfc822";
const MOST_INSIDE: usize = 200;
/// The note of a message whose end is missing.
const CUT: &str = "the message is cut off: its end is missing";
/// Longest name that a message has in the origin of its article, in bytes.
const ID_BYTES: usize = 200;

impl Format for Mail {
    fn name(&self) -> &'static str {
        "mail message"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["eml", "emlx"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        Some(MOST_BYTES)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        is_message(head.text)
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let nest = match source.nest.deeper() {
            Ok(nest) => nest,
            Err(reason) => return each(Err(skipped(&source.origin, reason, true))),
        };
        let (origin, options) = (source.origin.clone(), source.options);
        let bytes = match source.whole(MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(skipped) => return each(Err(skipped)),
        };
        let postman = Postman {
            options,
            nest: &nest,
        };
        postman.read(without_count(&bytes), &origin, each)
    }
}

/// A page is the message where it has at least one in so many of the bytes of the text beside it.
const LEAST_PAGE: usize = 10;

/// Whether a text begins with the headers of a message.
pub fn is_message(text: &str) -> bool {
    let start = text
        .trim_start_matches('\u{feff}')
        .trim_start_matches(['\r', '\n']);
    let end = start
        .char_indices()
        .nth(HEAD_CHARS)
        .map_or(start.len(), |(at, _)| at);
    let mut lines = start[..end].lines().peekable();
    // Apple writes the length of the message before it.
    if lines.peek().is_some_and(|line| {
        !line.is_empty() && line.trim().bytes().all(|byte| byte.is_ascii_digit())
    }) {
        lines.next();
    }
    let mut found = [false; HEADERS.len()];
    for line in lines.take_while(|line| !line.is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        if let Some(at) = HEADERS
            .iter()
            .position(|header| name.eq_ignore_ascii_case(header))
        {
            found[at] = true;
        }
    }
    found.iter().filter(|found| **found).count() >= HEADERS_NEEDED
}

/// The message without the number of its bytes that Apple writes before it, and what it writes behind.
fn without_count(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    let count = std::str::from_utf8(bytes[..end].trim_ascii()).ok();
    match count.and_then(|count| count.parse::<usize>().ok()) {
        Some(count) => {
            let message = &bytes[end + 1..];
            &message[..count.min(message.len())]
        }
        None => bytes,
    }
}

/// A message in its parts.
///
/// # Errors
/// Why it is none. The parser goes into messages in messages by recursion: too many of them are refused before.
pub fn parsed(bytes: &[u8]) -> Result<Message<'_>, &'static str> {
    let inside = bytes
        .windows(INSIDE.len())
        .filter(|window| window.eq_ignore_ascii_case(INSIDE))
        .take(MOST_INSIDE + 1)
        .count();
    if inside > MOST_INSIDE {
        return Err("a message with more messages in it than anybody sends: not read");
    }
    MessageParser::default()
        .parse(bytes)
        .ok_or("a message that cannot be read: it has no headers")
}

/// The addresses that the page of a message names, those of a digest alone where it is one; `None` where the text is no message.
pub fn links(text: &str) -> Option<Vec<String>> {
    if !is_message(text) {
        return None;
    }
    let message = parsed(without_count(text.as_bytes())).ok()?;
    let html = message
        .html_body
        .iter()
        .find_map(|id| match &message.part(*id)?.body {
            PartType::Html(_) => mailed::text(&message, message.part(*id)?),
            _ => None,
        });
    let leads = html.as_deref().and_then(digest::leads).unwrap_or_default();
    Some(leads.into_iter().map(|lead| lead.url).collect())
}

/// Reads messages.
pub struct Postman<'a> {
    pub options: &'a Options,
    pub nest: &'a Nest,
}

impl Postman<'_> {
    /// A message of a box, under the name that it gives itself, else its number.
    pub fn numbered(
        &self,
        bytes: &[u8],
        origin: &str,
        number: usize,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        let ended = ended(bytes);
        let parsed = parsed(ended.as_deref().unwrap_or(bytes));
        let named = parsed.as_ref().ok().and_then(Message::message_id);
        let named = named.map(|id| place::written_bytes(id.trim().as_bytes()));
        let name = named
            .filter(|id| !id.is_empty() && id.len() <= ID_BYTES)
            .unwrap_or_else(|| number.to_string());
        self.told(parsed, ended.is_some(), &format!("{origin}#{name}"), each)
    }

    fn read(&self, bytes: &[u8], origin: &str, each: Each<'_>) -> ControlFlow<()> {
        let ended = ended(bytes);
        let message = parsed(ended.as_deref().unwrap_or(bytes));
        self.told(message, ended.is_some(), origin, each)
    }

    fn told(
        &self,
        message: Result<Message<'_>, &'static str>,
        is_cut: bool,
        origin: &str,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        let mut told = |reading: Result<Draft, Skipped>| {
            each(reading.map(|mut draft| {
                draft.notes.extend(is_cut.then(|| CUT.to_string()));
                draft
            }))
        };
        match message {
            Ok(message) => self.message(&message, origin, &mut told),
            Err(reason) => each(Err(skipped(origin, reason, true))),
        }
    }

    fn message(&self, message: &Message<'_>, origin: &str, each: Each<'_>) -> ControlFlow<()> {
        let html = message.html_body.iter().find(|id| {
            message
                .part(**id)
                .is_some_and(|part| matches!(part.body, PartType::Html(_)))
        });
        let text_of = |id: u32| {
            let part = message.part(id)?;
            let text = mailed::text(message, part)?;
            match part.body {
                PartType::Html(_) => Some((text, "mail.html")),
                _ => Some((Cow::Owned(unflowed(part, &text).into_owned()), "mail.txt")),
            }
        };
        let plain = message.text_body.first().copied().and_then(text_of);
        let plain = plain.filter(|(_, name)| *name == "mail.txt");
        let html = html.copied().and_then(text_of).filter(|(html, _)| {
            let shown = plain.as_ref().map_or(0, |(text, _)| text.trim().len());
            // A page that says next to nothing stands for what the text says.
            shown == 0 || markup::text(html, markup::Part::All).trim().len() * LEAST_PAGE >= shown
        });
        let is_page = html.is_some();
        let words = html.or(plain);
        match words {
            Some((text, name)) if !text.trim().is_empty() => {
                // Of what a news database sends by mail nothing is the mail's own.
                let is_export = is_page && databases::is_page(&text);
                let leads = digest::leads(&text).filter(|_| is_page && !is_export);
                let mut completed = |reading: Result<Draft, Skipped>| {
                    each(reading.map(|draft| match is_export {
                        true => draft,
                        false => completed(draft, message, is_page, leads.as_deref()),
                    }))
                };
                let bytes = Some(text.len() as u64);
                let input = Box::new(Cursor::new(text.as_bytes()));
                self.nest.open(
                    origin.to_string(),
                    name,
                    input,
                    bytes,
                    self.options,
                    &mut completed,
                )?;
            }
            _ if message.attachments.is_empty() => {
                return each(Err(skipped(origin, "a message without a text", false)));
            }
            _ => {}
        }
        for id in &message.attachments {
            if self.nest.is_over() {
                break;
            }
            self.attached(message, *id, origin, each)?;
        }
        ControlFlow::Continue(())
    }

    fn attached(
        &self,
        message: &Message<'_>,
        id: u32,
        origin: &str,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        let Some(part) = message.part(id) else {
            return ControlFlow::Continue(());
        };
        let kind = part.content_type();
        let is_beside = kind.is_some_and(|kind| {
            BESIDE.contains(&kind.ctype().to_lowercase().as_str())
                || kind
                    .subtype()
                    .is_some_and(|kind| BESIDE_TYPES.contains(&kind.to_lowercase().as_str()))
        });
        if is_beside {
            return ControlFlow::Continue(());
        }
        let name = match part
            .attachment_name()
            .map(clean)
            .filter(|name| !name.is_empty())
        {
            Some(name) => place::written_bytes(name.as_bytes()),
            None => format!("part {id}"),
        };
        let text = mailed::text(message, part);
        let bytes: &[u8] = match &part.body {
            PartType::Text(_) | PartType::Html(_) => text.as_deref().unwrap_or("").as_bytes(),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes,
            PartType::Message(message) => {
                let inside = format!("{origin}{}{name}", place::INSIDE);
                return match self.nest.deeper() {
                    Ok(nest) => Postman {
                        nest: &nest,
                        ..*self
                    }
                    .message(message, &inside, each),
                    Err(reason) => each(Err(skipped(&inside, reason, true))),
                };
            }
            PartType::Multipart(_) => return ControlFlow::Continue(()),
        };
        let member = Member {
            inside: origin,
            name: &name,
            called: None,
            input: Box::new(Cursor::new(bytes)),
            bytes: Some(bytes.len() as u64),
        };
        self.nest.member(member, self.options, each)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_told_from_texts_that_begin_alike() {
        assert!(is_message(
            "Return-Path: <jo@example.org>\r\nReceived: from x\r\n\tby y\r\nFrom: jo@example.org\r\nSubject: Hello\r\n\r\nHello.\r\n"
        ));
        assert!(is_message(
            "482\nFrom: a@b.c\nTo: d@e.f\nSubject: x\n\ntext"
        ));
        assert!(!is_message(
            "Title: Rain\nDate: 2025-12-13\nAuthor: Jo Doe\n\nRain fell."
        ));
        assert!(!is_message(
            "From: the top\nRain fell all day. It was\nSubject: to: date: message-id:"
        ));
    }
}
