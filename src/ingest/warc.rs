//! Web archives (WARC, ISO 28500): every page in one, with its address and the moment of its capture. Pictures, scripts and
//! what servers answered instead of a page are passed over.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;

use crate::model::{Draft, Skipped, place};

use super::Options;
use super::broken;
use super::captured::{COPIED_FROM, Capture};
use super::decode::decode_as_served;
use super::format::{Each, Format, Head, Source, read_line, skipped};
use super::http::{Headers, body, headers};
use super::nest::{Member, Nest};

/// WARC.
pub struct Warc;

impl Format for Warc {
    fn name(&self) -> &'static str {
        "web archive"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        None
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(b"WARC/")
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let nest = match source.nest.deeper() {
            Ok(nest) => nest,
            Err(reason) => return each(Err(skipped(&source.origin, reason, true))),
        };
        let origin = source.origin;
        let mut archive = Archive {
            origin: &origin,
            options: source.options,
            nest,
            pages: 0,
            passed: BTreeMap::new(),
            held: HashSet::new(),
        };
        let mut reader = BufReader::new(source.input);
        let mut number = 0_usize;
        loop {
            let record = match next(&mut reader) {
                Ok(Some(record)) => record,
                Ok(None) => break,
                Err(error) => {
                    let reason = format!(
                        "the archive is broken, not read on after record {number}: {}",
                        broken::why(&error)
                    );
                    return each(Err(skipped(&origin, reason, true)));
                }
            };
            number += 1;
            let mut content = reader.by_ref().take(record.length);
            archive.record(&record.headers, &mut content, each)?;
            let left = io::copy(&mut content, &mut io::sink()).map(|_| content.limit());
            if archive.nest.is_over() {
                return ControlFlow::Continue(());
            }
            match left {
                Ok(0) => {}
                Ok(left) => {
                    let reason =
                        format!("the archive is cut off: record {number} lacks {left} bytes");
                    return each(Err(skipped(&origin, reason, true)));
                }
                Err(error) => {
                    let reason = format!(
                        "cannot be read on in record {number}: {}",
                        broken::why(&error)
                    );
                    return each(Err(skipped(&origin, reason, true)));
                }
            }
        }
        if !archive.passed.is_empty() {
            let kinds = archive
                .passed
                .iter()
                .map(|(kind, count)| format!("{count} of {kind}"));
            let kinds: Vec<String> = kinds.collect();
            let reason = format!("passed over in this web archive: {}", kinds.join(", "));
            each(Err(skipped(&origin, reason, false)))?;
        }
        if archive.pages == 0 {
            let reason = format!("no page among the {number} records of this web archive");
            return each(Err(skipped(&origin, reason, false)));
        }
        ControlFlow::Continue(())
    }
}

/// The head of a record.
struct Record {
    headers: Headers,
    /// Bytes of its content.
    length: u64,
}

/// Whether an address is of something that was fetched: `metadata://gnu.org/…` and `urn:X-wpull:log` are of none.
fn is_of_web(url: &str) -> bool {
    const SCHEMES: &[&str] = &["http", "https", "ftp", "file"];
    let scheme = url.split(':').next().unwrap_or(url).to_lowercase();
    url.is_empty() || SCHEMES.contains(&scheme.as_str())
}

/// The head of the next record; `None` at the end.
fn next(reader: &mut impl BufRead) -> io::Result<Option<Record>> {
    /// Longest line before a record, in bytes.
    const LINE_BYTES: usize = 1024;
    let mut line = Vec::new();
    loop {
        if !read_line(reader, &mut line, LINE_BYTES)? {
            return Ok(None);
        }
        if line.starts_with(b"WARC/") {
            break;
        }
        if !line.trim_ascii().is_empty() {
            return Err(broken::told("no record where one should begin"));
        }
    }
    let headers = headers(reader)?;
    let length = headers
        .get("content-length")
        .and_then(|length| length.parse().ok());
    match length {
        Some(length) => Ok(Some(Record { headers, length })),
        None => Err(broken::told("a record that does not say how long it is")),
    }
}

struct Archive<'a> {
    origin: &'a str,
    options: &'a Options,
    nest: Nest,
    pages: usize,
    /// Answers that may hold words and are not read, by what they are said to be.
    passed: BTreeMap<String, usize>,
    /// Digests of what was read: a later record may only say that it came again.
    held: HashSet<String>,
}

impl Archive<'_> {
    fn record(
        &mut self,
        headers: &Headers,
        content: &mut dyn Read,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        let url = headers.get("warc-target-uri").unwrap_or("");
        let url = url.trim_matches(['<', '>']).to_string();
        let is_http = headers
            .get("content-type")
            .is_some_and(|kind| kind.contains("application/http"));
        let digest = headers.get("warc-payload-digest").map(str::to_string);
        match headers.get("warc-type") {
            Some("response") if is_http => self.response(headers, &url, content, digest, each),
            // What the program that made the archive keeps of itself: its arguments, its log.
            Some("resource") if !is_of_web(&url) => ControlFlow::Continue(()),
            Some("resource" | "response") => {
                self.page(headers, &url, headers.get("content-type"), content, each)
            }
            Some("conversion") => self.page(headers, &url, Some("text/plain"), content, each),
            Some("revisit") if digest.is_some_and(|digest| !self.held.contains(&digest)) => {
                let reason =
                    "the archive says that it was as before, and does not hold what was before";
                each(Err(skipped(&self.inside(&url), reason, false)))
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn response(
        &mut self,
        headers: &Headers,
        url: &str,
        content: &mut dyn Read,
        digest: Option<String>,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        let mut reader = BufReader::new(content);
        let mut status = Vec::new();
        let answer = read_line(&mut reader, &mut status, 1024)
            .and_then(|_| super::http::headers(&mut reader));
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => {
                let reason = format!("the answer of the server is broken: {error}");
                return each(Err(skipped(&self.inside(url), reason, true)));
            }
        };
        let mut kind = answer.get("content-type");
        let status = String::from_utf8_lossy(&status);
        let code = status.split_whitespace().nth(1).unwrap_or("");
        if code.starts_with('3') {
            return ControlFlow::Continue(());
        }
        // A server that does not say what it sends sends a page, if it begins like one.
        let is_untold = kind.is_none_or(|kind| kind.trim().is_empty());
        let is_vague = is_untold || kind.is_some_and(|kind| kind.contains("octet-stream"));
        if is_untold && reader.fill_buf().is_ok_and(begins_page) {
            kind = Some("text/html");
        } else if is_vague
            && reader
                .fill_buf()
                .is_ok_and(|start| start.starts_with(b"%PDF-"))
        {
            kind = Some(PDF);
        }
        if called(kind).is_none() {
            if code == "200" {
                self.pass_over(kind);
            }
            return ControlFlow::Continue(());
        }
        if code != "200" {
            self.pages += 1;
            let reason = format!("the server answered {code}: no page");
            return each(Err(skipped(&self.inside(url), reason, false)));
        }
        self.held.extend(digest);
        let is_pdf = called(kind) == called(Some(PDF));
        let limit = match is_pdf {
            true => MOST_PDF_BYTES,
            false => self.options.max_article_bytes,
        };
        match body(reader, &answer, limit, &self.nest) {
            Ok(body) => {
                let served = decode_as_served(&body, kind.unwrap_or(""));
                let served = served.filter(|_| !is_pdf);
                let body = served.map_or(body, String::into_bytes);
                self.page(headers, url, kind, &mut Cursor::new(body), each)
            }
            Err(reason) => {
                self.pages += 1;
                each(Err(skipped(&self.inside(url), reason, true)))
            }
        }
    }

    fn page(
        &mut self,
        headers: &Headers,
        url: &str,
        kind: Option<&str>,
        content: &mut dyn Read,
        each: Each<'_>,
    ) -> ControlFlow<()> {
        let Some(called) = called(kind) else {
            self.pass_over(kind);
            return ControlFlow::Continue(());
        };
        self.pages += 1;
        let capture = Capture {
            url: Some(url.to_string()).filter(|url| super::url::is_web(url)),
            at: headers.get("warc-date").map(str::to_string),
        };
        let copied = headers.get(COPIED_FROM);
        let copied =
            copied.map(|from| format!("a copy that an archive on the web had of it: {from}"));
        let mut told = |reading: Result<Draft, Skipped>| {
            each(reading.map(|draft| {
                let mut draft = capture.told(draft);
                draft.notes.extend(copied.clone());
                draft
            }))
        };
        let name = place::written_bytes(url.as_bytes());
        let member = Member {
            inside: self.origin,
            name: &name,
            called: Some(called),
            input: Box::new(content),
            bytes: None,
        };
        self.nest.member(member, self.options, &mut told)
    }

    /// What is no picture, script or style may hold words that somebody looks for.
    fn pass_over(&mut self, kind: Option<&str>) {
        const WORDLESS: &[&str] = &[
            "image",
            "audio",
            "video",
            "font",
            "css",
            "javascript",
            "ecmascript",
            "octet-stream",
            "wasm",
            "woff",
        ];
        let kind = kind
            .unwrap_or("")
            .split(';')
            .next()
            .unwrap_or("")
            .trim()
            .to_lowercase();
        if WORDLESS.iter().any(|word| kind.contains(word)) {
            return;
        }
        let kind = if kind.is_empty() {
            "no kind".to_string()
        } else {
            kind
        };
        if self.passed.len() < MOST_KINDS || self.passed.contains_key(&kind) {
            *self.passed.entry(kind).or_default() += 1;
        }
    }

    /// The origin of what lies at an address of the archive.
    fn inside(&self, url: &str) -> String {
        format!(
            "{}{}{}",
            self.origin,
            place::INSIDE,
            place::written_bytes(url.as_bytes())
        )
    }
}

/// Kinds of answers that are told, each by its name.
const MOST_KINDS: usize = 20;

/// How servers call a PDF.
const PDF: &str = "application/pdf";
/// Largest PDF that is read out of an answer, in bytes: what an address gives at most.
const MOST_PDF_BYTES: u64 = 32 << 20;

/// What a file of this kind would be called; `None` where it is none that may be an article.
fn called(kind: Option<&str>) -> Option<&'static str> {
    let kind = kind?.trim().to_lowercase();
    let is = |begins: &[&str]| begins.iter().any(|begin| kind.starts_with(begin));
    match () {
        () if is(&["text/html", "application/xhtml"]) => Some("page.html"),
        () if is(&["text/plain"]) => Some("page.txt"),
        () if is(&[PDF]) => Some("page.pdf"),
        () if is(&["application/rss", "application/atom", "application/rdf"]) => Some("page.xml"),
        () => None,
    }
}

/// Whether bytes begin as those of a page do.
fn begins_page(bytes: &[u8]) -> bool {
    /// Bytes in which a page says that it is one.
    const BEGINNING: usize = 512;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(BEGINNING)]).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

#[cfg(test)]
mod tests {
    use super::super::read_bytes;
    use super::*;

    #[test]
    fn what_the_archiving_program_keeps_of_itself_is_no_page() {
        let record = |url: &str, text: &str| {
            format!(
                "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {url}\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
                text.len()
            )
        };
        let text = "Rain fell on the town for the whole of Tuesday.";
        let archive = [
            record(
                "metadata://gnu.org/software/wget/warc/wget_arguments.txt",
                "\"--warc-file\" \"rain\" \"https://alpha.example/rain\"",
            ),
            record(
                "urn:X-wpull:log",
                "INFO Fetching the page of the rain that fell on the town.",
            ),
            record("https://alpha.example/rain", text),
        ];
        let mut found = Vec::new();
        let () = read_bytes(
            "x.warc",
            archive.concat().as_bytes(),
            &Options::default(),
            &mut |reading| {
                found.extend(reading.ok());
                ControlFlow::Continue(())
            },
        );
        let texts: Vec<&[String]> = found
            .iter()
            .map(|draft| draft.paragraphs.as_slice())
            .collect();
        assert_eq!(texts, [[text.to_string()]]);
    }
}
