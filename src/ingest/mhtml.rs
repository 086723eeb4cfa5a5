//! Pages that a browser saved with all that belongs to them in one file (MHTML, MHT): the page alone is read, with the address
//! and the moment of its saving.

use std::io::Cursor;
use std::ops::ControlFlow;

use mail_parser::{HeaderName, HeaderValue, MimeHeaders, PartType};

use crate::model::Skipped;

use super::Options;
use super::captured::Capture;
use super::format::{Each, Format, Head, Source, skipped};
use super::mail::{MOST_BYTES, is_message, parsed};
use super::mailed::text;
use super::url::is_web;

/// MHTML.
pub struct Mhtml;

impl Format for Mhtml {
    fn name(&self) -> &'static str {
        "MHTML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["mhtml", "mht"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        Some(MOST_BYTES)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        if !is_message(head.text) {
            return false;
        }
        let headers = head.text.replace("\r\n", "\n");
        let headers = headers.split("\n\n").next().unwrap_or("").to_lowercase();
        let is_page =
            headers.contains("snapshot-content-location:") || headers.contains("saved by ");
        is_page && headers.contains("multipart/related")
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
        let message = match parsed(&bytes) {
            Ok(message) => message,
            Err(reason) => return each(Err(skipped(&origin, reason, true))),
        };
        let page = message.parts.iter().find_map(|part| match &part.body {
            PartType::Html(_) => Some((part, text(&message, part)?)),
            _ => None,
        });
        let Some((part, html)) = page else {
            return each(Err(skipped(
                &origin,
                "a saved page without a page in it",
                true,
            )));
        };
        let located = match message.header(HeaderName::Other("Snapshot-Content-Location".into())) {
            Some(HeaderValue::Text(url)) => Some(url.trim().to_string()),
            _ => None,
        };
        let located = located.or_else(|| part.content_location().map(|url| url.trim().to_string()));
        let capture = Capture {
            url: located.filter(|url| is_web(url)),
            at: message
                .date()
                .filter(|day| day.is_valid())
                .map(|day| day.to_rfc3339()),
        };
        let mut told = |reading: Result<_, Skipped>| each(reading.map(|draft| capture.told(draft)));
        let length = Some(html.len() as u64);
        let input = Box::new(Cursor::new(html.as_bytes()));
        nest.open(origin, "page.html", input, length, options, &mut told)
    }
}
