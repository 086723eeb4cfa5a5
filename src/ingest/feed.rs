//! Feeds: RSS of every version, RDF and Atom, each item an article; lists of feeds (OPML), which hold none.
//!
//! An item is read as a record whose fields are its elements, so that a feed means what the same fields mean in JSON: the day
//! with the zone in which the outlet writes it, an excerpt told as one.

use std::ops::ControlFlow;

use serde_json::Value;

use super::Options;
use super::fields::{RECORDING, Record, article, id, is_recording};
use super::format::{Each, Format, Head, Source, skipped};
use super::url::{host, is_web, joined};
use super::xml::{Element, Part, local, root, walk};

/// RSS, RDF, Atom.
pub struct Feed;

/// Largest feed that is read, in bytes: all of it is held; those of outlets have up to 10 MB.
const MOST_BYTES: u64 = 64 << 20;

impl Format for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rss", "atom", "rdf"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        Some(MOST_BYTES)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        root(head.text).is_some_and(|root| is_feed(&root))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let (options, note) = (source.options, source.writing.note());
        let text = match source.text(MOST_BYTES) {
            Ok(text) => text,
            Err(skipped) => return each(Err(skipped)),
        };
        let Records {
            title: outlet,
            items,
            broken,
        } = records(&text);
        let is_empty = items.is_empty();
        for (at, item) in items.into_iter().enumerate() {
            let name = id(&item).unwrap_or_else(|| (at + 1).to_string());
            let mut reading = article(&item, &format!("{origin}#{name}"), options);
            if let Ok(draft) = &mut reading {
                let of_url = draft.url.as_deref().and_then(host);
                if draft.outlet.is_none() || draft.outlet == of_url {
                    draft.outlet = outlet.clone().or(of_url);
                }
                draft.notes.extend(note.clone());
            }
            each(reading)?;
        }
        match broken {
            Some(reason) => {
                let reason = format!("the feed is broken, not read on: {reason}");
                each(Err(skipped(&origin, reason, true)))
            }
            None if is_empty => each(Err(skipped(&origin, "a feed without an item", false))),
            None => ControlFlow::Continue(()),
        }
    }
}

/// What a feed holds.
pub struct Records {
    pub title: Option<String>,
    /// With the language of the feed, and addresses that are whole where the feed says what they are relative to.
    pub items: Vec<Record>,
    /// Why it was not read to its end.
    pub broken: Option<String>,
}

/// Reads a feed.
pub fn records(text: &str) -> Records {
    let mut reading = Items::default();
    let broken = walk(text, &mut |part| reading.take(part)).err();
    reading.end();
    let Items {
        mut items, channel, ..
    } = reading;
    let language = channel.get("language").cloned();
    let home = channel.get("url").and_then(Value::as_str);
    for item in &mut items {
        if let (Some(Value::String(url)), Some(home)) = (item.get_mut("url"), home)
            && !is_web(url)
        {
            *url = joined(home, url);
        }
        if let Some(language) = language.clone().filter(|_| !item.contains_key("language")) {
            item.insert("language".into(), language);
        }
    }
    let title = channel.get("title").and_then(Value::as_str);
    Records {
        title: title.map(str::to_string),
        items,
        broken,
    }
}

fn is_feed(root: &Element) -> bool {
    match local(&root.name).to_lowercase().as_str() {
        "rss" | "feed" | "channel" => true,
        "entry" => root
            .get("xmlns")
            .is_some_and(|space| space.contains("Atom")),
        // RDF is written for much else.
        "rdf" => root.written().to_lowercase().contains("purl.org/rss/"),
        _ => false,
    }
}

/// What is read of a feed.
#[derive(Default)]
struct Items {
    items: Vec<Record>,
    channel: Record,
    /// The item in hand.
    item: Option<Record>,
    /// Names of the elements that are open, without prefixes, and the addresses that links in them begin with.
    open: Vec<(String, Option<String>)>,
    field: Option<Field>,
}

/// An element whose text is a field.
struct Field {
    name: String,
    element: Element,
    /// How many elements are open in it.
    inside: usize,
    text: String,
}

impl Field {
    /// Whether its value is what it is called by: of people and feeds, which have addresses beside their names.
    fn is_named(&self) -> bool {
        matches!(self.name.as_str(), "author" | "source")
    }
}

impl Items {
    fn take(&mut self, part: Part<'_>) {
        match part {
            Part::Open(element) => self.opened(element),
            Part::Text(text) => {
                if let Some(field) = &mut self.field {
                    // Marks in a field of XHTML are markup; in one of text they are its own.
                    match field.inside > 0 && !field.is_named() {
                        true => field.text.push_str(&html_escape::encode_text(text)),
                        false => field.text.push_str(text),
                    }
                }
            }
            Part::Close(name) => self.closed(name),
        }
    }

    fn opened(&mut self, element: Element) {
        if let Some(field) = &mut self.field {
            // `<author><name>Jo Doe</name></author>`: what it is called by is the field.
            if !field.is_named() {
                field.text.push_str(&element.written());
                field.inside += 1;
                return;
            }
            if !matches!(local(&element.name), "name" | "title") {
                field.inside += 1;
                field.text.push('\u{0}');
                return;
            }
            field.text.clear();
            field.inside += 1;
            return;
        }
        let name = local(&element.name).to_lowercase();
        let is_item = matches!(name.as_str(), "item" | "entry");
        if is_item {
            self.end();
            self.item = Some(Record::new());
        }
        let is_frame = matches!(name.as_str(), "rss" | "feed" | "rdf" | "channel" | "items");
        let base = element.get("xml:base").map(str::to_string);
        if let Some(language) = element.get("xml:lang") {
            let record = match &mut self.item {
                Some(item) if is_item => item,
                _ => &mut self.channel,
            };
            if is_item || name == "feed" {
                record.insert("language".into(), language.into());
            }
        }
        if is_item || is_frame {
            self.open.push((name, base));
            return;
        }
        if let Some(base) = base {
            self.open.push((name.clone(), Some(base)));
        }
        self.field = Some(Field {
            name,
            element,
            inside: 0,
            text: String::new(),
        });
    }

    fn closed(&mut self, name: &str) {
        if let Some(field) = &mut self.field {
            if field.inside > 0 {
                field.inside -= 1;
                if !field.is_named() {
                    field.text.push_str(&format!("</{name}>"));
                }
                return;
            }
            if let Some(field) = self.field.take() {
                self.put(field);
            }
            if self
                .open
                .last()
                .is_some_and(|(open, _)| *open == local(name).to_lowercase())
            {
                self.open.pop();
            }
            return;
        }
        let name = local(name).to_lowercase();
        if matches!(name.as_str(), "item" | "entry") {
            self.end();
        }
        if let Some(at) = self.open.iter().rposition(|(open, _)| *open == name) {
            self.open.truncate(at);
        }
    }

    /// Ends the item in hand.
    fn end(&mut self) {
        self.items.extend(self.item.take());
    }

    fn put(&mut self, field: Field) {
        let text = field.text.split('\u{0}').next().unwrap_or("").trim();
        let element = &field.element;
        let (name, value) = match field.name.as_str() {
            "link" => match self.link(element, text) {
                Some(url) => ("url".to_string(), url),
                None => return,
            },
            "guid" if is_web(text) && element.get("isPermaLink") != Some("false") => {
                let record = self.item.get_or_insert_default();
                record.entry("url").or_insert_with(|| text.into());
                ("guid".to_string(), text.to_string())
            }
            // The whole text, whatever the version calls it.
            "encoded" | "content" if !text.is_empty() => {
                ("content_html".to_string(), text.to_string())
            }
            "div" | "body" => ("content_html".to_string(), text.to_string()),
            // What is to be heard or seen; pictures are only beside the text.
            "enclosure" => {
                let kind = element.get("type").unwrap_or("");
                if !is_recording(kind) {
                    return;
                }
                (RECORDING.to_string(), kind.to_string())
            }
            // Whose item it is that the feed repeats.
            "source" => ("outlet".to_string(), text.to_string()),
            "creator" => ("author".to_string(), text.to_string()),
            "pubdate" => ("published".to_string(), with_century(text)),
            "issued" | "date" => ("published".to_string(), text.to_string()),
            "modified" => ("updated".to_string(), text.to_string()),
            // Pictures have titles and texts of their own.
            _ if element.name.starts_with("media:") || element.name.starts_with("itunes:") => {
                return;
            }
            name => (name.to_string(), text.to_string()),
        };
        if value.is_empty() {
            return;
        }
        let record = match &mut self.item {
            Some(item) => item,
            None => &mut self.channel,
        };
        match record.get_mut(&name) {
            None => {
                record.insert(name, value.into());
            }
            Some(Value::Array(all)) => all.push(value.into()),
            Some(first) if name == "author" => {
                *first = Value::Array(vec![first.take(), value.into()]);
            }
            // The longer of two texts is the whole one.
            Some(first) if name == "content_html" => {
                if first
                    .as_str()
                    .is_some_and(|first| first.len() < value.len())
                {
                    *first = value.into();
                }
            }
            Some(_) => {}
        }
    }

    /// The address that a link gives, made whole by what it is relative to; `None` where it leads to something else.
    fn link(&self, element: &Element, text: &str) -> Option<String> {
        let is_page = matches!(element.get("rel"), None | Some("alternate"));
        let is_text = element
            .get("type")
            .is_none_or(|kind| kind.contains("html") || kind.is_empty());
        let href = element.get("href").unwrap_or(text).trim();
        if !is_page || !is_text || href.is_empty() {
            return None;
        }
        let bases = self.open.iter().filter_map(|(_, base)| base.as_deref());
        let mut base: Option<String> = None;
        for one in bases {
            base = Some(base.map_or_else(|| one.to_string(), |outer| joined(&outer, one)));
        }
        Some(match base {
            Some(base) => joined(&base, href),
            None => href.to_string(),
        })
    }
}

/// `14 Dec 25`, as RFC 822 has days, with the century of its year: feeds are younger than 1970.
fn with_century(text: &str) -> String {
    let mut words: Vec<String> = text.split_whitespace().map(str::to_string).collect();
    let is_month =
        |word: &str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let at = words.windows(2).position(|pair| {
        is_month(&pair[0])
            && pair[1].len() == 2
            && pair[1].bytes().all(|byte| byte.is_ascii_digit())
    });
    let has_year = words
        .iter()
        .any(|word| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()));
    // `Sun, 14 Dec`: the day before a month is no year, nor is the one behind it in `Sat, Dec 13 2025`.
    if let Some(at) = at.filter(|at| *at > 0 && !has_year) {
        let century = if words[at + 1].as_str() < "70" {
            "20"
        } else {
            "19"
        };
        words[at + 1].insert_str(0, century);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_without_a_text_is_told() {
        let item = |inside: &str| {
            let enclosure =
                "<enclosure url='https://alpha.example/1.mp3' length='1' type='audio/mpeg'/>";
            let feed = format!(
                "<rss><channel><title>Alpha</title><item><title>The bridge, part one</title>{enclosure}{inside}</item></channel></rss>"
            );
            article(&records(&feed).items[0], "a", &Options::default())
        };
        assert_eq!(
            item("").unwrap_err().reason,
            "a recording (audio/mpeg) without a text"
        );
        let told = item("<description>How the bridge was built.</description>").unwrap();
        assert!(
            told.notes
                .iter()
                .any(|note| note.contains("beside a recording (audio/mpeg)"))
        );
        let whole = item("<content:encoded>The bridge was built.</content:encoded>").unwrap();
        assert!(whole.notes.is_empty(), "{:?}", whole.notes);
    }

    #[test]
    fn years_of_two_digits_have_their_century() {
        assert_eq!(
            with_century("Sun, 14 Dec 25 18:00 GMT"),
            "Sun, 14 Dec 2025 18:00 GMT"
        );
        assert_eq!(
            with_century("14 December 98 18:00:00 +0100"),
            "14 December 1998 18:00:00 +0100"
        );
        assert_eq!(
            with_century("Sat, 13 Dec 2025 00:30:00 +0100"),
            "Sat, 13 Dec 2025 00:30:00 +0100"
        );
        assert_eq!(
            with_century("Sat, Dec 13 2025 02:02:33 PM"),
            "Sat, Dec 13 2025 02:02:33 PM"
        );
        assert_eq!(with_century("2025-12-13T14:05:00Z"), "2025-12-13T14:05:00Z");
    }
}
