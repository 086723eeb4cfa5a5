//! What news agencies send: NewsML-G2, NewsML 1, NITF. Each item is read as a record whose fields are its elements; a lead that
//! stands in the text as well is not told twice.
//!
//! After the IPTC's specifications of NewsML-G2 2.34 and NITF 3.6.

use std::ops::ControlFlow;

use serde_json::Value;

use crate::model::{Aside, AsideKind};

use super::Options;
use super::byline::people;
use super::clean::clean;
use super::fields::{Record, article};
use super::format::{Each, Format, Head, Source, skipped};
use super::signers::{are_signs, is_outlet};
use super::xml::{Element, Part, local, root, walk};

/// NewsML, NITF.
pub struct NewsMl;

/// Largest file that is read, in bytes: all of it is held.
const MOST_BYTES: u64 = 64 << 20;
/// Elements by which a document is known, in lower case.
const ROOTS: &[&str] = &["newsitem", "newsmessage", "newsml", "nitf", "packageitem"];
/// Elements of a text that are paragraphs of it.
#[rustfmt::skip]
const BLOCKS: &[&str] = &[
    "p", "hl2", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "bq", "pre",
];
/// Elements that hold the text.
const TEXTS: &[&str] = &["body.content", "inlinexml", "inlinedata", "datacontent"];
/// Elements whose words are no part of what they stand in.
const APART: &[&str] = &[
    "byttl",
    "virtloc",
    "media",
    "media-metadata",
    "media-reference",
    "style",
    "script",
];

impl Format for NewsMl {
    fn name(&self) -> &'static str {
        "NewsML, NITF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nitf", "newsml"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        Some(MOST_BYTES)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        root(head.text)
            .is_some_and(|root| ROOTS.contains(&local(&root.name).to_lowercase().as_str()))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let (options, note) = (source.options, source.writing.note());
        let text = match source.text(MOST_BYTES) {
            Ok(text) => text,
            Err(skipped) => return each(Err(skipped)),
        };
        let mut wire = Wire::default();
        let broken = walk(&text, &mut |part| wire.take(part)).err();
        wire.end();
        let is_alone = wire.items.len() == 1;
        for (at, item) in wire.items.into_iter().enumerate() {
            let own = match is_alone {
                true => origin.clone(),
                false => format!(
                    "{origin}#{}",
                    item.id.clone().unwrap_or_else(|| (at + 1).to_string())
                ),
            };
            if let Some(status) = &item.withdrawn {
                each(Err(skipped(
                    &own,
                    format!("{status} by the agency that sent it"),
                    false,
                )))?;
                continue;
            }
            let mut reading = article(&item.record(), &own, options);
            if let Ok(draft) = &mut reading {
                let all = draft.paragraphs.len();
                let leads = item
                    .summaries
                    .iter()
                    .filter(|lead| !item.paragraphs.is_empty() && !item.has(lead));
                let leads = leads.map(|lead| Aside::new(AsideKind::Standfirst, lead.clone(), 0));
                draft.asides.splice(0..0, leads);
                let captions = item.captions.iter().map(|text| (AsideKind::Caption, text));
                let beside =
                    captions.chain(item.left.iter().map(|text| (AsideKind::LeftOut, text)));
                draft
                    .asides
                    .extend(beside.map(|(kind, text)| Aside::new(kind, text.clone(), all)));
                draft.notes.extend(note.clone());
            }
            each(reading)?;
        }
        match broken {
            Some(reason) => each(Err(skipped(
                &origin,
                format!("broken XML, not read on: {reason}"),
                true,
            ))),
            None if is_alone || at_least_one(&text) => ControlFlow::Continue(()),
            None => each(Err(skipped(&origin, "no news item in it", false))),
        }
    }
}

/// `20251213T140500+0100`, the short form of ISO 8601, in the long one.
fn moment(text: &str) -> String {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((day, rest)) = text.split_at_checked(8).filter(|(day, _)| digits(day)) else {
        return text.to_string();
    };
    let day = format!("{}-{}-{}", &day[..4], &day[4..6], &day[6..]);
    let Some((time, zone)) = rest
        .strip_prefix('T')
        .and_then(|rest| rest.split_at_checked(6))
    else {
        return if rest.is_empty() {
            day
        } else {
            text.to_string()
        };
    };
    if !digits(time) {
        return text.to_string();
    }
    let zone = match zone.split_at_checked(3) {
        Some((hours, minutes)) if minutes.len() == 2 => format!("{hours}:{minutes}"),
        _ => zone.to_string(),
    };
    format!("{day}T{}:{}:{}{zone}", &time[..2], &time[2..4], &time[4..])
}

fn at_least_one(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains("newsitem") || lower.contains("<nitf")
}

/// One news item.
#[derive(Default)]
struct Item {
    id: Option<String>,
    /// Facts with how sure each is: the lowest number is the surest.
    facts: Vec<(&'static str, u8, String)>,
    authors: Vec<String>,
    summaries: Vec<String>,
    paragraphs: Vec<String>,
    captions: Vec<String>,
    left: Vec<String>,
    /// The agency took it back, and what it calls that.
    withdrawn: Option<String>,
}

impl Item {
    fn fact(&mut self, name: &'static str, rank: u8, value: &str) {
        let value = match name {
            "published" => moment(value.trim()),
            _ => clean(value),
        };
        if !value.is_empty() {
            self.facts.push((name, rank, value));
        }
    }

    fn record(&self) -> Record {
        let mut record = Record::new();
        for name in ["title", "outlet", "published", "language"] {
            let facts = self.facts.iter().filter(|(own, _, _)| *own == name);
            if let Some((_, _, value)) = facts.min_by_key(|(_, rank, _)| *rank) {
                record.insert(name.into(), value.clone().into());
            }
        }
        // Behind the names stands for whom they write: `By Jo Doe, Press Association`.
        let authors = self
            .authors
            .iter()
            .flat_map(|line| people(line).into_iter().enumerate());
        let authors = authors.filter(|(at, name)| *at == 0 || !is_outlet(name, false));
        let authors: Vec<Value> = authors.map(|(_, name)| name.into()).collect();
        if !authors.is_empty() {
            record.insert("authors".into(), Value::Array(authors));
        }
        match (self.paragraphs.is_empty(), self.summaries.first()) {
            (false, _) => {
                record.insert("body".into(), self.paragraphs.join("\n\n").into());
            }
            (true, Some(summary)) => {
                record.insert("description".into(), summary.clone().into());
            }
            (true, None) => {}
        }
        record
    }

    /// Whether the text begins a paragraph with these words, or with nearly all of them.
    fn has(&self, lead: &str) -> bool {
        /// Letters by which two texts are told to begin alike.
        const LETTERS: usize = 60;
        let letters = |text: &str| -> String {
            text.chars()
                .filter(|letter| letter.is_alphanumeric())
                .take(LETTERS)
                .collect()
        };
        let lead = letters(lead);
        self.paragraphs
            .iter()
            .any(|paragraph| letters(paragraph).starts_with(&lead))
    }

    fn is_empty(&self) -> bool {
        self.facts.is_empty() && self.paragraphs.is_empty()
    }
}

/// What comes over the wire.
#[derive(Default)]
struct Wire {
    items: Vec<Item>,
    item: Item,
    /// The elements that are open, in lower case, each with its words so far.
    open: Vec<(String, Element, String)>,
    /// The part that is open holds a style sheet or a program, no text.
    is_code: bool,
}

impl Wire {
    fn take(&mut self, part: Part<'_>) {
        match part {
            Part::Open(element) => {
                let name = local(&element.name).to_lowercase();
                if name == "newsitem" {
                    self.end();
                }
                self.opened(&name, &element);
                self.open.push((name, element, String::new()));
            }
            Part::Text(words) => {
                if let Some((_, _, text)) = self.open.last_mut() {
                    text.push_str(words);
                }
            }
            Part::Close(name) => {
                let name = local(name).to_lowercase();
                // What was left open ends with what it stands in.
                if self.open.iter().any(|(open, _, _)| *open == name) {
                    while let Some((own, element, text)) = self.open.pop() {
                        self.closed(&own, &element, &text);
                        if own == name {
                            break;
                        }
                    }
                }
            }
        }
    }

    fn end(&mut self) {
        let item = std::mem::take(&mut self.item);
        if !item.is_empty() {
            self.items.push(item);
        }
    }

    fn within(&self, names: &[&str]) -> bool {
        self.open
            .iter()
            .any(|(open, _, _)| names.contains(&open.as_str()))
    }

    /// What the attributes of an element say.
    fn opened(&mut self, name: &str, element: &Element) {
        let get = |name: &str| element.get(name).unwrap_or("").to_string();
        // Attributes of NewsML 1 begin with capitals.
        let formal = get("FormalName");
        let in_provider = self.within(&["provider"]);
        if matches!(name, "mimetype" | "format") {
            let form = formal.to_lowercase();
            self.is_code |= form.contains("css") || form.contains("javascript");
        }
        let item = &mut self.item;
        match name {
            "newsitem" => {
                item.id = Some(get("guid")).filter(|id| !id.is_empty());
                item.fact("language", 3, &get("lang"));
            }
            "nitf" => item.fact("language", 3, &get("lang")),
            "language" => item.fact("language", 1, &[get("tag"), formal.clone()].concat()),
            "doc-id" => {
                item.id = item
                    .id
                    .take()
                    .or_else(|| Some(get("id-string")).filter(|id| !id.is_empty()));
            }
            "date.issue" => item.fact("published", 1, &get("norm")),
            "date.release" => item.fact("published", 2, &get("norm")),
            "story.date" => item.fact("published", 4, &get("norm")),
            "pubdata" => {
                item.fact("outlet", 1, &get("name"));
                item.fact("published", 1, &get("date.publication"));
            }
            "doc.copyright" => item.fact("outlet", 6, &get("holder")),
            "provider" => item.fact("outlet", 3, &get("literal")),
            "party" if in_provider => item.fact("outlet", 3, &formal),
            "pubstatus" | "status" => {
                let status = [get("qcode"), formal.clone()].concat().to_lowercase();
                let status = status.rsplit(':').next().unwrap_or("").to_string();
                if matches!(
                    status.as_str(),
                    "canceled" | "cancelled" | "withheld" | "embargoed"
                ) {
                    item.withdrawn = Some(status);
                }
            }
            _ => {}
        }
    }

    /// What an element with its words says.
    fn closed(&mut self, name: &str, element: &Element, text: &str) {
        let in_text = self.within(TEXTS);
        let is_block = in_text && BLOCKS.contains(&name);
        if let Some((_, _, outer)) = self.open.last_mut()
            && !APART.contains(&name)
            && !is_block
        {
            outer.push_str(text);
        }
        if name == "contentitem" {
            self.is_code = false;
        }
        let words = clean(text);
        if words.is_empty() || in_text && self.is_code || self.is_code && TEXTS.contains(&name) {
            return;
        }
        let in_header = in_text && self.within(&["header"]);
        let parent = self.open.last().map_or("", |(open, _, _)| open).to_string();
        let in_caption = self.within(&["media-caption"]) || name == "media-caption";
        let in_media = self.within(&["media"]);
        let in_meta = self.within(&["contentmeta", "newslines"]);
        let item = &mut self.item;
        match name {
            "p" if parent == "media-caption" => item.captions.push(words),
            "media-caption" => item.captions.push(words),
            _ if in_caption || in_media => {}
            "tagline" => item.left.push(words),
            // Above the text of a page: its headline once more, and signs of the agency.
            "h1" if in_header => item.fact("title", 4, &words),
            _ if in_header && is_block => item.left.push(words),
            _ if is_block => item.paragraphs.push(words),
            "inlinedata" | "datacontent" => {
                let parts = text.split("\n\n").map(clean);
                item.paragraphs
                    .extend(parts.filter(|part| !part.is_empty()));
            }
            "headline" if in_meta => item.fact("title", 1, &words),
            "hl1" => item.fact("title", 2, &words),
            "hl2" if parent == "hedline" => item.summaries.push(words),
            "title" if parent == "head" => item.fact("title", 3, &words),
            "by" | "byline" if are_signs(&words) => item.left.push(words),
            "by" | "byline" => item.authors.push(words),
            "abstract" => item.summaries.insert(0, words),
            "description"
                if in_meta
                    && element
                        .get("role")
                        .is_some_and(|role| role.contains("summary")) =>
            {
                item.summaries.push(words);
            }
            "name" if parent == "provider" => item.fact("outlet", 2, &words),
            "distributor" => item.fact("outlet", 4, &words),
            "creditline" => item.fact("outlet", 5, &words),
            "name" if parent == "copyrightholder" => item.fact("outlet", 6, &words),
            "firstcreated" => item.fact("published", 2, &words),
            "contentcreated" => item.fact("published", 3, &words),
            "versioncreated" | "thisrevisioncreated" => item.fact("published", 5, &words),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(xml: &str) -> Vec<Item> {
        let mut wire = Wire::default();
        walk(xml, &mut |part| wire.take(part)).unwrap();
        wire.end();
        wire.items
    }

    #[test]
    fn short_moments_are_read() {
        for (short, long) in [
            ("20251213T140500+0100", "2025-12-13T14:05:00+01:00"),
            ("20251213T140500Z", "2025-12-13T14:05:00Z"),
            ("20251213", "2025-12-13"),
            ("2025-12-13T14:05:00Z", "2025-12-13T14:05:00Z"),
            ("yesterday", "yesterday"),
        ] {
            assert_eq!(moment(short), long);
        }
    }

    #[test]
    fn a_lead_and_captions_are_no_paragraphs() {
        let nitf = "<nitf><head><docdata><date.issue norm='20251213T140500Z'/></docdata></head><body><body.head><hedline><hl1>Rain</hl1></hedline><byline>By <person>Jo Doe</person><byttl>Reporter</byttl></byline><abstract><p>It rained.</p></abstract></body.head>\
                    <body.content><media><media-caption><p>A cloud</p></media-caption></media><p>It <em>rained</em> &amp; blew.</p><hl2>Later</hl2><p>Sun.</p></body.content><body.end><tagline>ends</tagline></body.end></body></nitf>";
        let item = items(nitf).remove(0);
        assert_eq!(item.paragraphs, ["It rained & blew.", "Later", "Sun."]);
        assert_eq!(item.captions, ["A cloud"]);
        assert_eq!(item.left, ["ends"]);
        assert_eq!(item.record()["authors"], serde_json::json!(["Jo Doe"]));
        assert_eq!(item.summaries, ["It rained."]);
    }

    #[test]
    fn what_stands_above_a_page_and_style_sheets_are_no_paragraphs() {
        let page = "<newsItem><contentMeta><headline>Rain</headline><by>gr/bp</by></contentMeta><contentSet><inlineXML><html><head><style>.x {margin: 1px}</style></head>\
                    <body><header><ul><li>Weather</li></ul><h1>Rain</h1></header><section><p>It rained.</p></section></body></html></inlineXML></contentSet></newsItem>";
        let item = items(page).remove(0);
        assert_eq!(item.paragraphs, ["It rained."]);
        assert_eq!(item.left, ["gr/bp", "Weather"]);
        assert!(item.authors.is_empty());
        let parts = "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Rain</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName='HW'/></Provider></AdministrativeMetadata>\
                     <ContentItem><MimeType FormalName='text/css'/><DataContent>.x {margin: 1px}</DataContent></ContentItem>\
                     <ContentItem><MimeType FormalName='text/html'/><DataContent><p>It rained.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";
        let item = items(parts).remove(0);
        assert_eq!(item.paragraphs, ["It rained."]);
        assert_eq!(item.record()["outlet"], "HW");
        assert_eq!(item.withdrawn, None);
        let taken = items(&parts.replace(
            "<NewsComponent>",
            "<NewsManagement><Status FormalName='Canceled'/></NewsManagement><NewsComponent>",
        ));
        assert_eq!(taken[0].withdrawn.as_deref(), Some("canceled"));
    }
}
