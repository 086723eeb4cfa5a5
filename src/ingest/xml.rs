//! XML as a stream of elements and texts, read leniently: what feeds, office documents and news agencies write.
//!
//! Entities that the text itself defines are not followed, so that no text grows while it is read.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::markup;

/// Elements that may lie in each other; real documents have 30.
const MOST_DEPTH: usize = 1000;

/// A part of a document, in its order.
#[derive(Debug)]
pub enum Part<'a> {
    Open(Element),
    Text(&'a str),
    /// The name of the element that ends, with its prefix.
    Close(&'a str),
}

/// An element that begins.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    /// With its prefix, as the document writes it: `w:p`.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, by its name with or without a prefix.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(own, _)| own == name || local(own) == name)
            .map(|(_, value)| value.as_str())
    }

    /// The element as it is written.
    pub fn written(&self) -> String {
        let attributes = self.attributes.iter().map(|(name, value)| {
            format!(
                " {name}=\"{}\"",
                html_escape::encode_quoted_attribute(value)
            )
        });
        format!("<{}{}>", self.name, attributes.collect::<String>())
    }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Goes through a document. What is broken is passed over as far as that is possible.
///
/// # Errors
/// Where it cannot be: the line and what is wrong; what came before it was given.
pub fn walk(xml: &str, take: &mut dyn FnMut(Part<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml.trim_start_matches('\u{feff}'));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        match event {
            Ok(Event::Start(start)) => {
                depth += 1;
                if depth > MOST_DEPTH {
                    return Err(format!("nested deeper than {MOST_DEPTH} elements"));
                }
                take(Part::Open(element(&start)));
            }
            Ok(Event::End(end)) => {
                depth = depth.saturating_sub(1);
                let name = end.name();
                take(Part::Close(name.as_ref()));
            }
            Ok(Event::Text(text)) => take(Part::Text(&text.into_inner())),
            Ok(Event::CData(text)) => take(Part::Text(&text.into_inner())),
            Ok(Event::GeneralRef(name)) => {
                let written = format!("&{};", &*name.into_inner());
                take(Part::Text(&markup::unescape(&written)));
            }
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => {
                let at = usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
                let before = xml.get(..at).unwrap_or(xml);
                let line = before.matches('\n').count() + 1;
                return Err(format!("line {line}: {error}"));
            }
        }
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let mut attributes = start.html_attributes();
    attributes.with_checks(false);
    Element {
        name: start.name().as_ref().to_string(),
        attributes: attributes
            .flatten()
            .map(|attribute| {
                let name: &str = attribute.key.as_ref();
                (name.to_string(), markup::unescape(&attribute.value))
            })
            .collect(),
    }
}

/// The name of the first element of a document, without its prefix, and its attributes; `head` may end in the middle.
pub fn root(head: &str) -> Option<Element> {
    let mut found = None;
    let start = head.trim_start_matches('\u{feff}').trim_start();
    if !start.starts_with('<') {
        return None;
    }
    let mut reader = Reader::from_str(start);
    reader.config_mut().allow_dangling_amp = true;
    while found.is_none() {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => found = Some(element(&start)),
            // Feeds begin with comments of their makers; text before the first element is of no document.
            Ok(Event::Text(text)) if !text.trim().is_empty() => return None,
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(xml: &str) -> String {
        let mut all = String::new();
        let end = walk(xml, &mut |part| match part {
            Part::Open(element) => all.push_str(&format!("<{}", element.written())),
            Part::Text(text) => all.push_str(text),
            Part::Close(name) => all.push_str(&format!("/{name}")),
        });
        match end {
            Ok(()) => all,
            Err(error) => format!("{all}!{error}"),
        }
    }

    #[test]
    fn elements_texts_and_references_come_in_order() {
        assert_eq!(
            parts(
                "<?xml version='1.0'?><!-- a --><a b='1 &amp; 2'>x &amp; y&#8217;s<![CDATA[<p>]]><c/></a>"
            ),
            "<<a b=\"1 &amp; 2\">x & y’s<p><<c>/c/a"
        );
        assert_eq!(parts("<a>AT&T <b>one</i> two"), "<<a>AT&T <<b>one/i two");
        assert!(parts("<a>one<").contains("!line 1"));
        assert!(parts(&"<a>".repeat(MOST_DEPTH + 1)).contains("nested deeper"));
    }

    #[test]
    fn laughs_are_not_followed() {
        let laugh = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        assert_eq!(parts(laugh), "<<a>&c;/a");
    }

    #[test]
    fn the_first_element_tells_what_a_document_is() {
        let root_of = |text: &str| root(text).map(|root| root.name);
        assert_eq!(
            root_of("<?xml version='1.0'?>\n<!-- x --><rdf:RDF xmlns='a'>").as_deref(),
            Some("rdf:RDF")
        );
        assert_eq!(root_of("<rss version='2.0'><chan").as_deref(), Some("rss"));
        assert_eq!(root_of("Rain <b>fell</b>"), None);
        assert_eq!(
            root("<a x:b='1'>")
                .and_then(|root| root.get("b").map(str::to_string))
                .as_deref(),
            Some("1")
        );
    }
}
