//! Exports of services that keep, list or watch articles, known by the names of their fields: which days in them are days of
//! saving, and which of them hold links or highlights in place of articles.
//!
//! Invariant: a day on which somebody saved, found or tagged an article never becomes the day of its publication.

use serde_json::Value;

use super::field_names::{FieldTag, field_names};
use super::record::{Fields, Record, plain};

/// A service, as its export is written.
#[derive(Debug)]
pub struct Service {
    pub name: &'static str,
    /// Plain names of fields by which an export is known: all of them are there.
    marks: &'static [&'static str],
    pub holds: Holds,
    /// Plain names of fields that say nothing of the article: days of saving, notes of the reader.
    own: &'static [&'static str],
    /// Plain names of fields that mean something of their own, and the names by which it is known.
    means: &'static [(&'static str, &'static str)],
}

/// What an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Texts.
    Articles,
    /// Addresses and headlines.
    Links,
    /// Passages that a reader marked.
    Highlights,
}

/// Every service, those first whose marks are part of no other's.
const SERVICES: &[Service] = &[
    Service {
        name: "Readwise",
        marks: &["highlight", "booktitle", "bookauthor"],
        holds: Holds::Highlights,
        own: &[],
        means: &[],
    },
    Service {
        name: "Hypothesis",
        marks: &["page", "quote", "comment", "group"],
        holds: Holds::Highlights,
        own: &[],
        means: &[],
    },
    Service {
        name: "Hypothesis",
        marks: &["page", "quotedescription", "comment", "group"],
        holds: Holds::Highlights,
        own: &[],
        means: &[],
    },
    Service {
        name: "Hypothesis",
        marks: &["exportdate", "exportuserid", "annotations"],
        holds: Holds::Highlights,
        own: &[],
        means: &[],
    },
    Service {
        name: "Hypothesis",
        marks: &["uri", "target", "group", "permissions"],
        holds: Holds::Highlights,
        own: &[],
        means: &[],
    },
    Service {
        name: "Wallabag",
        marks: &["isarchived", "isstarred", "content", "createdat"],
        holds: Holds::Articles,
        own: &[
            "createdat",
            "updatedat",
            "archivedat",
            "starredat",
            "annotations",
            "tags",
            "username",
            "useremail",
        ],
        means: &[("publishedby", "authors"), ("domainname", "outlet")],
    },
    Service {
        name: "ninjs",
        marks: &["uri", "versioncreated", "headline"],
        holds: Holds::Articles,
        own: &["located", "slugline"],
        means: &[
            ("copyrightholder", "outlet"),
            ("bodyxhtml", "body_html"),
            ("descriptiontext", "description"),
            // Of a first version the days are one; of an update the first is that of publication.
            ("versioncreated", "timestamp"),
        ],
    },
    Service {
        name: "ninjs 2",
        marks: &["uri", "bodies"],
        holds: Holds::Articles,
        // Of whom and what it tells, and pictures, each with an address of its own.
        own: &[
            "located",
            "slugline",
            "standard",
            "people",
            "organisations",
            "associations",
        ],
        means: &[
            ("bodies", "body_html"),
            ("headlines", "headline"),
            ("by", "authors"),
            ("infosources", "outlet"),
            ("versioncreated", "timestamp"),
        ],
    },
    Service {
        name: "Omnivore",
        marks: &["slug", "savedat", "state", "readingprogress"],
        holds: Holds::Links,
        own: &["savedat", "updatedat", "readat", "labels", "highlights"],
        means: &[],
    },
    Service {
        name: "Raindrop",
        marks: &["folder", "created", "cover", "favorite"],
        holds: Holds::Links,
        own: &[],
        means: &[],
    },
    Service {
        name: "Pinboard",
        marks: &["href", "time", "shared", "toread"],
        holds: Holds::Links,
        own: &["time", "description", "extended"],
        means: &[],
    },
    Service {
        name: "Delicious",
        marks: &["url", "created", "owner", "private", "others"],
        holds: Holds::Links,
        own: &["created"],
        means: &[],
    },
    Service {
        name: "linkding",
        marks: &["url", "tagnames", "dateadded", "unread"],
        holds: Holds::Links,
        own: &["dateadded", "datemodified"],
        means: &[],
    },
    Service {
        name: "Shaarli",
        marks: &["url", "shorturl", "created", "private"],
        holds: Holds::Links,
        own: &["created", "updated"],
        means: &[],
    },
    Service {
        name: "elCurator",
        marks: &["url", "title", "createdat", "issaved"],
        holds: Holds::Links,
        own: &["createdat"],
        means: &[],
    },
    Service {
        name: "Pocket",
        marks: &["url", "timeadded", "status"],
        holds: Holds::Links,
        own: &[],
        means: &[],
    },
    Service {
        name: "Instapaper",
        marks: &["url", "selection", "folder", "timestamp"],
        holds: Holds::Links,
        own: &[],
        means: &[],
    },
    Service {
        name: "Media Cloud",
        marks: &["medianame", "publishdate", "url", "title"],
        holds: Holds::Links,
        own: &["indexeddate"],
        means: &[],
    },
    Service {
        name: "GDELT",
        marks: &["seendate", "socialimage", "sourcecountry", "url"],
        holds: Holds::Links,
        own: &[],
        means: &[],
    },
];

/// What makes bookmarks of highlights.
pub const IMPORT: &str = "`parallax bookmarks import FILE`";

/// The service whose export has fields of these names.
pub fn service<'a>(names: impl Iterator<Item = &'a str>) -> Option<&'static Service> {
    let names: Vec<String> = names.map(plain).collect();
    SERVICES.iter().find(|service| {
        let mut marks = service.marks.iter();
        marks.all(|mark| names.iter().any(|name| name == mark))
    })
}

impl Service {
    /// Whether records with such fields are no articles: a list of links is one of articles where somebody put their texts in.
    pub fn has_none<'a>(&self, mut names: impl Iterator<Item = &'a str>) -> bool {
        match self.holds {
            Holds::Articles => false,
            Holds::Links => !names.any(|name| field_names().has(&plain(name), FieldTag::Text)),
            Holds::Highlights => true,
        }
    }
}

/// The service whose record this is, where its records are no articles.
pub fn without_article(record: &Record) -> Option<&'static Service> {
    let names = || record.keys().map(String::as_str);
    service(names()).filter(|service| service.has_none(names()))
}

/// The record of a service's export as other records are: without what is the service's own. `None` where it is as it should be.
pub fn readied(record: &Record) -> Option<Record> {
    let service = service(record.keys().map(String::as_str))?;
    let mut readied = Record::new();
    for (name, value) in record {
        let known = plain(name);
        if service.own.contains(&known.as_str()) {
            continue;
        }
        let meant = service.means.iter().find(|(own, _)| *own == known);
        let value = match known.as_str() {
            "bodies" => one_body(value),
            _ => value,
        };
        readied.insert(
            meant.map_or(name.clone(), |(_, meant)| (*meant).to_string()),
            value.clone(),
        );
    }
    Some(readied)
}

/// Of the bodies of an item, which hold one text in several forms, the one that keeps its paragraphs.
fn one_body(bodies: &Value) -> &Value {
    let form = |body: &Value, name: &str| {
        let told = ["contentType", "contenttype"]
            .iter()
            .find_map(|name| body.get(name)?.as_str());
        told.is_some_and(|form| form.contains(name))
    };
    let all = bodies.as_array().map_or(&[][..], Vec::as_slice);
    let formed = |name: &str| all.iter().find(|body| form(body, name));
    formed("html")
        .or_else(|| formed("text/plain"))
        .or(all.first())
        .unwrap_or(bodies)
}

/// Whether an object is one article of an agency, whatever lists of people, places and pictures stand in it.
pub fn is_one_article(record: &Record) -> bool {
    let known = service(record.keys().map(String::as_str));
    known.is_some_and(|known| known.holds == Holds::Articles)
}

/// A picture that an agency sends as an item of its own: `picture`, `graphic`.
pub fn picture(record: &Record) -> Option<&str> {
    let is_agency = service(record.keys().map(String::as_str))
        .is_some_and(|known| known.name.starts_with("ninjs"));
    let kind = record.get("type").and_then(Value::as_str)?;
    (is_agency && ["picture", "graphic"].contains(&kind)).then_some(kind)
}

impl Service {
    /// What is told of an export that holds no articles; `count` is how many links or highlights it has.
    pub fn without_texts(&self, count: usize) -> Option<String> {
        match self.holds {
            Holds::Articles => None,
            Holds::Links => Some(links(count, self.name)),
            Holds::Highlights if count == 1 => Some(format!(
                "a highlight from {}, without the text that it is from: {IMPORT} keeps it",
                self.name
            )),
            Holds::Highlights => Some(format!(
                "{count} highlights from {}, without the texts that they are from: {IMPORT} keeps them",
                self.name
            )),
        }
    }
}

/// What is told of a list of links: whose it is, where that is known.
pub fn links(count: usize, service: &str) -> String {
    let from = match service {
        "" => String::new(),
        name => format!(" from {name}"),
    };
    match count {
        1 => format!("a link{from} without the text it leads to: nothing is fetched"),
        _ => format!("{count} links{from} without the texts they lead to: nothing is fetched"),
    }
}

/// Records that hold the address of a page and are without a text.
pub fn are_links(records: &[Value]) -> bool {
    let is_link = |value: &Value| {
        let record = value.as_object();
        record.is_some_and(|record| Fields::new(record).url().is_some())
    };
    !records.is_empty() && records.iter().all(is_link)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(names: &str) -> Option<&'static str> {
        service(names.split(',')).map(|service| service.name)
    }

    #[test]
    fn services_are_known_by_their_fields() {
        for (names, wanted) in [
            ("title,url,time_added,tags,status", Some("Pocket")),
            (
                "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite",
                Some("Raindrop"),
            ),
            (
                "URL,Title,Selection,Folder,Timestamp,Tags",
                Some("Instapaper"),
            ),
            (
                "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags",
                Some("Readwise"),
            ),
            (
                "id,indexed_date,language,media_name,media_url,publish_date,title,url",
                Some("Media Cloud"),
            ),
            (
                "href,description,extended,meta,hash,time,shared,toread,tags",
                Some("Pinboard"),
            ),
            (
                "title,tags,url,description,created,others,owner,private",
                Some("Delicious"),
            ),
            (
                "Created at,Author,Page,URL,Group,Type,Quote/description,Comment,Tags",
                Some("Hypothesis"),
            ),
            ("title,text,source,date,url,time,tags", None),
            ("title,text,source,date,url", None),
        ] {
            assert_eq!(name(names), wanted, "{names}");
        }
    }

    #[test]
    fn a_day_of_saving_is_taken_out() {
        let record: Record = serde_json::from_str(
            r#"{"id": 1, "is_archived": 0, "is_starred": 0, "title": "One", "content": "<p>Rain</p>", "created_at": "2025-12-20T08:00:00+0000", "published_at": null, "published_by": ["Jo Doe"], "domain_name": "alpha.example"}"#,
        )
        .unwrap();
        let readied = readied(&record).unwrap();
        assert!(!readied.contains_key("created_at"));
        assert_eq!(readied["authors"][0], "Jo Doe");
    }
}
