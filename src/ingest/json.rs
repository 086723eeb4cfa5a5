//! JSON: one article, an array of them, or an object that holds such an array (an API's answer, a JSON feed).

use std::fmt;
use std::ops::ControlFlow;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::Options;
use super::browsers::bookmarks;
use super::clean::clean;
use super::fields::{Record, article, has_text, id};
use super::format::{Each, Format, Source, skipped};
use super::services::{
    Service, are_links, is_one_article, links as links_told, service, without_article,
};
use super::url::url_key;

/// JSON.
pub struct Json;

/// Objects inside objects that are looked through for a list of articles.
const LIST_DEPTH: usize = 3;

impl Format for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "geojson", "jsonfeed"]
    }

    fn most_bytes(&self, options: &Options) -> Option<u64> {
        Some(options.max_file_bytes)
    }

    fn claims(&self, head: &str) -> bool {
        let head = head.trim_start_matches('\u{feff}').trim_start();
        let list = head
            .strip_prefix('[')
            .is_some_and(|rest| rest.trim_start().starts_with('{'));
        let object = head
            .strip_prefix('{')
            .is_some_and(|rest| rest.trim_start().starts_with(['"', '}']));
        list || (object && !super::jsonl::is_lines(head))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let origin = source.origin.clone();
        let options = source.options;
        let note = source.writing.note();
        let text = match source.text(options.max_file_bytes) {
            Ok(text) => text,
            Err(skipped) => return each(Err(skipped)),
        };
        let text = text.trim_start_matches('\u{feff}').trim();
        if super::jsonl::is_lines(text) {
            return super::jsonl::read_lines(&mut text.as_bytes(), &origin, options, note, each);
        }
        let mut records = Records {
            origin: &origin,
            options,
            note,
            home: None,
            each,
            read: 0,
            bare: 0,
            without: Vec::new(),
            flow: ControlFlow::Continue(()),
        };
        let mut reader = serde_json::Deserializer::from_str(text);
        match Top(&mut records).deserialize(&mut reader) {
            Ok(()) => {}
            Err(_) if records.flow.is_break() => {}
            Err(error) => {
                let reason = format!("broken JSON: {error}");
                let flow = (records.each)(Err(skipped(&origin, reason, true)));
                return flow;
            }
        }
        if let Some(service) = records
            .without
            .first()
            .filter(|_| records.flow.is_continue())
        {
            let reason = service.without_texts(records.without.len());
            (records.each)(Err(skipped(&origin, reason.unwrap_or_default(), false)))?;
        }
        if records.bare > 0 && records.flow.is_continue() {
            let reason = format!("{} values are not objects with fields", records.bare);
            return (records.each)(Err(skipped(&origin, reason, false)));
        }
        records.flow
    }
}

/// Takes records as they are parsed, so that an array of any length is never held as values.
struct Records<'a, 'b> {
    origin: &'a str,
    options: &'a Options,
    note: Option<String>,
    /// The address of the page whose feed this is: that of no article in it.
    home: Option<String>,
    each: &'a mut (dyn FnMut(super::Reading) -> ControlFlow<()> + 'b),
    read: usize,
    /// Values that are no objects: told once, not one by one.
    bare: usize,
    /// The same of records of services that give no articles.
    without: Vec<&'static Service>,
    flow: ControlFlow<()>,
}

impl Records<'_, '_> {
    fn record(&mut self, value: Value, outlet: Option<&str>) {
        self.read += 1;
        let Value::Object(record) = value else {
            self.bare += 1;
            return;
        };
        if let Some(service) = without_article(&record) {
            self.without.push(service);
            return;
        }
        let origin = format!(
            "{}#{}",
            self.origin,
            id(&record).unwrap_or_else(|| self.read.to_string())
        );
        self.give(&record, &origin, outlet);
    }

    fn give(&mut self, record: &Record, origin: &str, outlet: Option<&str>) {
        let mut reading = article(record, origin, self.options);
        if let Ok(draft) = &mut reading {
            if let Some(outlet) = outlet
                && draft.outlet.as_deref().is_none_or(|found| {
                    draft.url.as_deref().and_then(super::url::host).as_deref() == Some(found)
                })
            {
                draft.outlet = Some(outlet.to_string());
            }
            let is_home = |url: &mut String| {
                self.home
                    .as_deref()
                    .is_some_and(|home| home == url_key(url))
            };
            draft.url.take_if(is_home);
            draft.notes.extend(self.note.clone());
        }
        self.flow = (self.each)(reading);
    }

    /// One object: an article, or a list of them somewhere inside.
    fn object(&mut self, object: Record) {
        if is_one_article(&object) {
            let origin = self.origin.to_string();
            return self.give(&object, &origin, None);
        }
        if let Some((browser, count)) = bookmarks(&object) {
            let reason = links_told(count, browser);
            self.flow = (self.each)(Err(skipped(self.origin, reason, false)));
            return;
        }
        if let Some(service) = without_article(&object) {
            self.without.push(service);
            return;
        }
        let links = object
            .values()
            .filter_map(Value::as_array)
            .find(|list| are_links(list));
        if let Some(list) =
            links.filter(|_| list_in(&object, LIST_DEPTH).is_none() && !has_text(&object))
        {
            let first = list.first().and_then(Value::as_object);
            let service = first.and_then(|first| service(first.keys().map(String::as_str)));
            let name = service.map_or("", |service| service.name);
            let reason = links_told(list.len(), name);
            self.flow = (self.each)(Err(skipped(self.origin, reason, false)));
            return;
        }
        let Some(list) = list_in(&object, LIST_DEPTH).filter(|_| !is_article(&object)) else {
            let origin = self.origin.to_string();
            return self.give(&object, &origin, None);
        };
        let version = object.get("version").and_then(Value::as_str).unwrap_or("");
        let outlet = object
            .get("title")
            .and_then(Value::as_str)
            .filter(|_| version.contains("jsonfeed"))
            .map(clean);
        let home = object.get("home_page_url").and_then(Value::as_str);
        self.home = home.map(url_key);
        for value in list {
            self.record(value.clone(), outlet.as_deref());
            if self.flow.is_break() {
                return;
            }
        }
    }
}

/// An object is an article by itself where it has a text that is not a list of records.
fn is_article(object: &Record) -> bool {
    let alone: Record = object
        .iter()
        .filter(|(_, value)| !is_list(value))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    has_text(&alone)
        && list_in(object, 1).is_none_or(|list| {
            !list
                .iter()
                .any(|value| value.as_object().is_some_and(has_text))
        })
        || list_in(object, LIST_DEPTH).is_none()
}

fn is_list(value: &Value) -> bool {
    value
        .as_array()
        .is_some_and(|values| values.iter().any(Value::is_object))
}

/// The list of records in an object: the longest whose records have text, nearest to the top.
fn list_in(object: &Record, depth: usize) -> Option<&Vec<Value>> {
    let lists = object
        .values()
        .filter(|value| is_list(value))
        .filter_map(Value::as_array);
    let texts = |list: &&Vec<Value>| {
        list.iter()
            .filter(|value| value.as_object().is_some_and(has_text))
            .count()
    };
    let here = lists.filter(|list| texts(list) > 0).max_by_key(texts);
    here.or_else(|| {
        let deeper = depth.checked_sub(1).filter(|depth| *depth > 0)?;
        object
            .values()
            .filter_map(Value::as_object)
            .find_map(|inside| list_in(inside, deeper))
    })
}

/// The value at the top of the file.
struct Top<'r, 'a, 'b>(&'r mut Records<'a, 'b>);

impl<'de> DeserializeSeed<'de> for Top<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Top<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or an array of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while let Some(value) = values.next_element::<Value>()? {
            self.0.record(value, None);
            if self.0.flow.is_break() {
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut object = Record::new();
        while let Some((name, value)) = fields.next_entry::<String, Value>()? {
            object.insert(name, value);
        }
        self.0.object(object);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Options, Reading, read_bytes};
    use super::*;

    fn read(json: &str) -> Vec<Reading> {
        let mut readings = Vec::new();
        read_bytes(
            "x.json",
            json.as_bytes(),
            &Options::default(),
            &mut |reading| {
                readings.push(reading);
                ControlFlow::Continue(())
            },
        );
        readings
    }

    fn origins(json: &str) -> Vec<String> {
        read(json)
            .into_iter()
            .map(|reading| {
                reading.map_or_else(
                    |skipped| format!("{}: {}", skipped.origin, skipped.reason),
                    |draft| draft.origin,
                )
            })
            .collect()
    }

    #[test]
    fn one_object_an_array_and_an_object_with_an_array() {
        assert_eq!(
            origins(r#"{"title": "One", "text": "Rain fell all day."}"#),
            ["x.json"]
        );
        assert_eq!(
            origins(r#"[{"id": "a", "text": "Rain fell."}, {"text": "Snow fell."}]"#),
            ["x.json#a", "x.json#2"]
        );
        assert_eq!(
            origins(r#"{"status": "ok", "articles": [{"id": 7, "content": "Rain fell."}]}"#),
            ["x.json#7"]
        );
        assert_eq!(
            origins(r#"{"response": {"docs": [{"body": "Rain fell."}, {"body": "Snow fell."}]}}"#),
            ["x.json#1", "x.json#2"]
        );
    }

    #[test]
    fn a_feed_names_its_outlet() {
        let readings = read(
            r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Alpha Wire", "items": [{"id": "1", "url": "https://alpha.example/1", "content_html": "<p>Rain fell.</p>"}]}"#,
        );
        assert_eq!(
            readings[0].as_ref().unwrap().outlet.as_deref(),
            Some("Alpha Wire")
        );
    }

    #[test]
    fn an_item_of_an_agency_is_one_article_whatever_lists_stand_in_it() {
        let item = |beside: &str, bodies: &str| {
            let json = format!(
                r#"{{"uri": "http://wire.example/1", "versionCreated": "2024-05-02T10:00:00Z", "headlines": [{{"value": "Rain"}}], "by": "Von Jo Lind, hw", {beside} "bodies": [{bodies}]}}"#
            );
            read(&json)
        };
        let plain =
            r#"{"role": "main", "contentType": "text/plain", "value": "Rain fell. It was cold."}"#;
        let html = r#"{"role": "rich", "contentType": "application/xhtml+xml", "value": "<p>Rain fell.</p><p>It was cold.</p>"}"#;
        for beside in [
            "",
            r#""people": [{"name": "Ann Bo", "uri": "http://x.example/1"}],"#,
            r#""associations": [{"name": "p", "uri": "http://x.example/p", "type": "picture"}],"#,
            r#""organisations": [{"name": "Halm", "uri": "http://x.example/o"}],"#,
        ] {
            for (bodies, wanted) in [
                (plain.to_string(), &["Rain fell. It was cold."][..]),
                (format!("{plain}, {html}"), &["Rain fell.", "It was cold."]),
                (format!("{html}, {plain}"), &["Rain fell.", "It was cold."]),
            ] {
                let found = item(beside, &bodies);
                let [Ok(draft)] = found.as_slice() else {
                    panic!("{beside}: {found:#?}")
                };
                assert_eq!(draft.paragraphs, wanted, "{beside}");
                assert_eq!(draft.authors, ["Jo Lind"], "{beside}");
            }
        }
        let picture = item(r#""type": "picture","#, plain);
        assert!(
            picture[0]
                .as_ref()
                .is_err_and(|skipped| skipped.reason.contains("a picture"))
        );
        // A list of links is one as before.
        let links = read(
            r#"{"title": "Kept", "items": [{"title": "Rain", "url": "https://alpha.example/1"}]}"#,
        );
        assert!(
            links[0]
                .as_ref()
                .is_err_and(|skipped| skipped.reason.contains("a link"))
        );
    }

    #[test]
    fn bookmarks_are_links_and_their_days_are_of_saving() {
        for (json, told) in [
            (
                r#"[{"href": "https://alpha.example/1", "description": "Rain", "extended": "It rained all day on the town.", "time": "2016-10-31T15:57:56Z", "shared": "yes", "toread": "no", "tags": "rain"}]"#,
                "a link from Pinboard",
            ),
            (
                r#"[{"title": "Rain", "url": "https://alpha.example/1", "description": "It rained all day on the town.", "created": "1358531607", "others": 9, "owner": "jo", "private": "0"}]"#,
                "a link from Delicious",
            ),
            (
                r#"{"type": "text/x-moz-place-container", "children": [{"title": "Rain", "uri": "https://alpha.example/1"}]}"#,
                "a link from Firefox",
            ),
        ] {
            let found = origins(json);
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].contains(told), "{found:?}");
        }
        // With a text of its own it is an article.
        let kept = read(
            r#"[{"title": "Rain", "text": "Rain fell.", "url": "https://alpha.example/1", "created": "1358531607", "others": 9, "owner": "jo", "private": "0"}]"#,
        );
        assert!(
            kept[0]
                .as_ref()
                .is_ok_and(|draft| draft.published.is_none()),
            "{kept:?}"
        );
    }

    #[test]
    fn broken_json_keeps_what_came_before() {
        let found = origins(r#"[{"text": "Rain fell."}, {"text": "#);
        assert_eq!(found[0], "x.json#1");
        assert!(found[1].contains("broken JSON"));
        let mixed = origins(r#"[1, {"text": "Rain fell."}, "two"]"#);
        assert_eq!(
            mixed,
            ["x.json#2", "x.json: 2 values are not objects with fields"]
        );
    }

    #[test]
    fn deep_nesting_is_an_error_not_a_crash() {
        assert!(origins(&"[".repeat(100_000))[0].contains("broken JSON"));
    }
}
