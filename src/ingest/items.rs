//! What a feed has now, item by item, for whoever follows it: each as a record that can be kept, with what it reads as, and by what
//! it is known when the feed is asked again.

use serde_json::Value;

use super::decode::{HEAD_BYTES, decode, writing};
use super::feed;
use super::fields::{EXCERPT, NO_FULL_TEXT, Record, article, id};
use super::url::{is_web, joined};
use super::{Options, Reading};

/// Words of the longest text that may be only the beginning of its article without saying so: outlets put their standfirst, of 20
/// to 60 words, in the place of the text.
const FEW_WORDS: usize = 80;
/// Items of a feed that are followed: the newest of a longer one.
const MOST_ITEMS: usize = 1000;

/// A feed as it is now.
#[derive(Clone, Debug, Default)]
pub struct FeedNow {
    pub title: Option<String>,
    /// In its order.
    pub items: Vec<FeedItem>,
    /// Why it was not read to its end.
    pub broken: Option<String>,
}

/// One item of a feed.
#[derive(Clone, Debug)]
pub struct FeedItem {
    /// By which it is known again: its own name, else its address.
    pub key: String,
    /// An absolute address.
    pub url: Option<String>,
    /// When it was changed last, as it says.
    pub updated: String,
    /// As JSON that is read as the item was.
    pub record: String,
    /// What is read of it; where it has no text of its own, why there is none.
    pub reading: Reading,
}

impl FeedItem {
    /// Whether it gives, or may give, less than its page.
    pub fn is_excerpt(&self) -> bool {
        let Ok(draft) = &self.reading else {
            return true;
        };
        let words: usize = draft
            .paragraphs
            .iter()
            .map(|text| text.split_whitespace().count())
            .sum();
        let is_told = |note: &String| note.starts_with(NO_FULL_TEXT) || note == EXCERPT;
        words < FEW_WORDS || draft.notes.iter().any(is_told)
    }
}

/// Reads a feed that came from `address`.
///
/// # Errors
/// It is none.
pub fn feed_now(address: &str, bytes: &[u8], options: &Options) -> Result<FeedNow, String> {
    let text = decode(bytes, writing(&bytes[..bytes.len().min(HEAD_BYTES)]));
    let (title, records, broken) = match text
        .trim_start_matches('\u{feff}')
        .trim_start()
        .starts_with('{')
    {
        true => {
            let (title, records) = of_json(&text)?;
            (title, records, None)
        }
        false => {
            let read = feed::records(&text);
            (read.title, read.items, read.broken)
        }
    };
    let items = records.into_iter().take(MOST_ITEMS).map(|mut record| {
        let own = record
            .get("url")
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_string();
        if !own.is_empty() && !is_web(&own) {
            record.insert("url".into(), joined(address, &own).into());
        }
        item(record, title.as_deref(), options)
    });
    Ok(FeedNow {
        items: items.filter(|item| !item.key.is_empty()).collect(),
        title,
        broken,
    })
}

fn item(mut record: Record, title: Option<&str>, options: &Options) -> FeedItem {
    if let Some(title) = title.filter(|_| !record.contains_key("outlet")) {
        record.insert("outlet".into(), title.into());
    }
    let reading = article(&record, "", options);
    let url = record
        .get("url")
        .and_then(Value::as_str)
        .filter(|url| is_web(url));
    let url = url.map(str::to_string);
    let text = |name: &str| {
        record
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_string()
    };
    let updated = ["updated", "date_modified", "modified"]
        .map(text)
        .into_iter()
        .find(|at| !at.is_empty());
    let guid = Some(text("guid"))
        .filter(|guid| !guid.is_empty())
        .or_else(|| id(&record));
    FeedItem {
        key: guid.or_else(|| url.clone()).unwrap_or_default(),
        url,
        updated: updated.unwrap_or_default(),
        record: Value::Object(record).to_string(),
        reading,
    }
}

/// Title and items of a JSON Feed.
fn of_json(text: &str) -> Result<(Option<String>, Vec<Record>), String> {
    let read: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| format!("broken JSON: {error}"))?;
    let items = read
        .get("items")
        .and_then(Value::as_array)
        .ok_or("no feed: it has no items")?;
    let records = items.iter().filter_map(|item| item.as_object().cloned());
    let title = read
        .get("title")
        .and_then(Value::as_str)
        .map(str::to_string);
    let language = read.get("language").cloned();
    let records = records.map(|mut record| {
        if let Some(language) = language
            .clone()
            .filter(|_| !record.contains_key("language"))
        {
            record.insert("language".into(), language);
        }
        record
    });
    Ok((title, records.collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "The council of the small town on the river voted on Tuesday night to close the old bridge for the winter. ";

    fn now(text: &str) -> FeedNow {
        feed_now(
            "https://alpha.example/rss",
            text.as_bytes(),
            &Options::default(),
        )
        .unwrap()
    }

    #[test]
    fn items_are_known_by_their_names_and_excerpts_by_their_length() {
        let feed = now(&format!(
            "<rss version='2.0'><channel><title>Alpha Wire</title>\
             <item><title>One</title><link>/one</link><guid isPermaLink='false'>a-1</guid><description>Rain fell.</description></item>\
             <item><title>Two</title><link>https://alpha.example/two</link><content:encoded>{}</content:encoded></item>\
             <item><title>Three</title><link>https://alpha.example/three</link></item></channel></rss>",
            WHOLE.repeat(6)
        ));
        assert_eq!(feed.title.as_deref(), Some("Alpha Wire"));
        let keys: Vec<&str> = feed.items.iter().map(|item| item.key.as_str()).collect();
        assert_eq!(
            keys,
            [
                "a-1",
                "https://alpha.example/two",
                "https://alpha.example/three"
            ]
        );
        let excerpts: Vec<bool> = feed.items.iter().map(FeedItem::is_excerpt).collect();
        assert_eq!(excerpts, [true, false, true]);
        assert_eq!(
            feed.items[0].url.as_deref(),
            Some("https://alpha.example/one")
        );
        assert!(feed.items[2].reading.is_err());
        // What is kept reads as the item did.
        let mut read = Vec::new();
        crate::ingest::read_bytes(
            "a.json",
            feed.items[1].record.as_bytes(),
            &Options::default(),
            &mut |reading| {
                read.push(reading.unwrap());
                std::ops::ControlFlow::Continue(())
            },
        );
        let draft = feed.items[1].reading.as_ref().unwrap();
        assert_eq!(
            (&read[0].paragraphs, &read[0].title, &read[0].outlet),
            (&draft.paragraphs, &draft.title, &draft.outlet)
        );
        assert_eq!(read[0].outlet.as_deref(), Some("Alpha Wire"));
    }

    #[test]
    fn a_json_feed_is_one_and_other_json_is_none() {
        let feed = now(&format!(
            "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Alpha Wire\", \"items\": [\
             {{\"id\": \"7\", \"url\": \"https://alpha.example/7\", \"title\": \"One\", \"content_text\": \"{}\", \"date_modified\": \"2030-01-02T00:00:00Z\"}}]}}",
            WHOLE.repeat(6)
        ));
        assert_eq!((feed.items.len(), feed.items[0].key.as_str()), (1, "7"));
        assert_eq!(feed.items[0].updated, "2030-01-02T00:00:00Z");
        assert!(!feed.items[0].is_excerpt());
        assert!(feed_now("https://alpha.example/", b"{\"a\": 1}", &Options::default()).is_err());
        let broken = now(
            "<rss><channel><item><title>One</title><link>https://a.example/1</link></item><item",
        );
        assert_eq!(broken.items.len(), 1);
    }
}
