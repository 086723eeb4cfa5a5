//! A record: its fields by name, and what single ones say of the article; tested by what [`fields`](super::fields) make of them.

use serde_json::{Map, Value};

use crate::model::{DateSource, Draft};

use super::date::{Date, date};
use super::ending::is_cut;
use super::field_names::{CREATED, DATE_TEXT, FieldTag, WRAPPERS, ZONE, named};
use super::url::{is_web, path};
use super::values::{day_of, is_placeholder, line_of, link, outlet_name, text_of};

/// A record: names of fields and their values, in the order of the source.
pub type Record = Map<String, Value>;

/// Who made a record, and so what the day means on which it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeper {
    /// A news service, an archive, the outlet itself: made when it was published, where nothing else is said.
    Service,
    /// The reader's notes: made when it was saved.
    Reader,
}

/// The fields of a record under their plain names, those of an object inside after its own.
pub struct Fields<'a> {
    /// Plain name, name as written, value.
    fields: Vec<(String, &'a str, &'a Value)>,
}

impl<'a> Fields<'a> {
    pub fn new(record: &'a Record) -> Self {
        // What `_source` wraps is a record, and no outlet.
        let wraps = |name: &str, value: &Value| name.starts_with('_') && value.is_object();
        let own = record
            .iter()
            .filter(|(name, value)| !wraps(name, value))
            .map(|(name, value)| (plain(name), name.as_str(), value));
        let inside = record
            .iter()
            .filter(|(name, _)| WRAPPERS.contains(&plain(name).as_str()))
            .filter_map(|(name, value)| Some((name, value.as_object()?)));
        // `{"source": {"name": …}}` names the outlet: only its larger namesake `_source` wraps a record.
        let inside = inside.filter(|(name, _)| plain(name) != "source" || name.starts_with('_'));
        let inside = inside
            .flat_map(|(_, object)| object.iter())
            .map(|(name, value)| (plain(name), name.as_str(), value));
        Fields {
            fields: own.chain(inside).collect(),
        }
    }

    /// Values of the fields that bear one of the names, by the order of the names.
    pub fn all<'n>(&'n self, names: &'n [&str]) -> impl Iterator<Item = &'a Value> + 'n {
        self.named(names).map(|(_, value)| value)
    }

    /// The same with the names.
    pub fn named<'n>(
        &'n self,
        names: &'n [&str],
    ) -> impl Iterator<Item = (&'n str, &'a Value)> + 'n {
        names.iter().flat_map(|name| {
            self.fields
                .iter()
                .filter(move |(field, _, _)| field == name)
                .map(|(field, _, value)| (field.as_str(), *value))
        })
    }

    /// A plain name as the record writes it.
    pub fn written<'n>(&'n self, name: &'n str) -> &'n str {
        let mut fields = self.fields.iter();
        fields
            .find(|(field, _, _)| field == name)
            .map_or(name, |(_, written, _)| written)
    }

    pub fn line(&self, names: &[&str]) -> Option<String> {
        self.all(names).find_map(line_of)
    }

    /// The first field of the names that holds a whole text, else the first that holds any, with its plain name.
    pub fn text(&self, names: &[&str]) -> Option<(String, String)> {
        let texts = || {
            self.named(names)
                .filter_map(|(name, value)| Some((name.to_string(), text_of(value)?)))
        };
        let (name, text) = texts().next()?;
        if is_cut(&text)
            && let Some(whole) =
                texts().find(|(_, other)| !is_cut(other) && other.len() > text.len())
        {
            return Some(whole);
        }
        Some((name, text))
    }

    /// The longest text of the names, with its plain name.
    pub fn longest(&self, names: &[&str]) -> Option<(String, String)> {
        let texts = self
            .named(names)
            .filter_map(|(name, value)| Some((name.to_string(), text_of(value)?)));
        // Of texts of one length the first name is the surest.
        texts.reduce(|one, other| {
            if other.1.len() > one.1.len() {
                other
            } else {
                one
            }
        })
    }

    /// A service keeps the place of what it had to take out: `"title": "[Removed]"`.
    pub fn is_removed(&self) -> bool {
        let says = |names: &[&str]| {
            let mut values = self.all(names).filter_map(Value::as_str).peekable();
            values.peek().is_some()
                && values.all(|text| is_placeholder(text) && text.contains("emoved"))
        };
        says(named(FieldTag::Title))
            && (says(named(FieldTag::Text)) || says(named(FieldTag::Summary)))
    }

    /// What an agency says of an item that is not to be published, in its own word (ninjs).
    pub fn withdrawn(&self) -> Option<&str> {
        /// What may be published, and what is another version of what was.
        const USABLE: &[&str] = &["usable", "updated", "corrected", "published"];
        let status = self.all(&["pubstatus"]).find_map(Value::as_str)?;
        let word = status.rsplit(':').next().unwrap_or(status).to_lowercase();
        (!USABLE.contains(&word.as_str())).then_some(status)
    }

    /// The address of the article: also that of its source, where it leads further than to a front page.
    pub fn url(&self) -> Option<String> {
        let deep = |url: &String| is_web(url) && is_deep(url);
        let own = self
            .all(named(FieldTag::Url))
            .filter_map(line_of)
            .find(|url| is_web(url));
        let own = own.or_else(|| {
            let values = self
                .all(named(FieldTag::Url))
                .chain(self.all(&["source", "sourceurl"]));
            let mut links = values.filter_map(|value| link(value.as_str()?));
            links
                .find(|(_, url)| deep(&(*url).to_string()))
                .map(|(_, url)| url.to_string())
        });
        own.or_else(|| {
            self.all(&["source", "sourceurl"])
                .filter_map(line_of)
                .find(deep)
        })
    }

    /// The outlet: a name before an address.
    pub fn outlet(&self) -> Option<String> {
        /// Names of fields that tell the outlet only where they hold an object with its title.
        const OBJECTS: &[&str] = &["origin", "feed"];
        /// Names of fields that hold the pictures of one service and the outlet of another, or its rights and its address.
        const VAGUE: &[&str] = &["media", "medium", "rights"];
        let names = self
            .named(named(FieldTag::Outlet))
            .filter(|(name, value)| !OBJECTS.contains(name) || value.is_object())
            .filter_map(|(name, value)| Some((name, line_of(value)?)))
            .filter(|(name, text)| {
                let is_host = !text.contains(' ') && text.contains('.') && !is_web(text);
                match *name {
                    "rights" => is_host,
                    name if VAGUE.contains(&name) => !is_web(text),
                    _ => true,
                }
            })
            .map(|(_, text)| outlet_name(&text))
            .filter(|outlet| outlet.chars().any(char::is_alphabetic) && !is_placeholder(outlet));
        let names: Vec<String> = names.collect();
        let is_name = |name: &&String| name.contains(' ') || !name.contains('.');
        names.iter().find(is_name).or(names.first()).cloned()
    }

    /// Finds the day of publication, and tells of other days where there is none.
    pub fn day(&self, keeper: Keeper, draft: &mut Draft) {
        let dates = self.named(named(FieldTag::Date));
        let dates = dates.chain(self.named(DATE_TEXT).filter(|(_, value)| value.is_string()));
        let mut unread = None;
        for (name, text) in dates.filter_map(|(name, value)| Some((name, day_of(value)?))) {
            // `date_gmt` and `published_utc` say their zone in the name.
            let zoned = name.ends_with("gmt") || name.ends_with("utc");
            let with_zone = format!("{text} UTC");
            let text = match self.date(&text) {
                Date::Zoneless(_) if zoned => with_zone,
                _ => text,
            };
            match self.date(&text) {
                Date::Unreadable if unread.is_some() => {}
                read => {
                    let (published, note) = read.with_note(&text);
                    // Seconds since 1970 that nobody filled in are no day.
                    let is_empty = published.as_ref().is_some_and(|found| found.seconds == 0);
                    let found = published.is_some() && !is_empty;
                    draft.published = published.filter(|_| !is_empty);
                    unread = match is_empty {
                        true => Some(format!(
                            "date left out: {text} is what stands where there is none"
                        )),
                        false => note,
                    };
                    if found {
                        break;
                    }
                }
            }
        }
        let stated = self.all(named(FieldTag::Date)).next().is_some();
        if draft.published.is_none()
            && keeper == Keeper::Service
            && !stated
            && let Some((name, text)) = self.first_day(CREATED)
        {
            let (published, note) = self.date(&text).with_note(&text);
            draft.published = published;
            draft.notes.extend(note);
            draft.notes.push(format!(
                "the day is that of the field \"{}\", when the record was made",
                self.written(&name)
            ));
        }
        draft.notes.extend(unread);
        let others = [named(FieldTag::OtherDay), CREATED].concat();
        if draft.published.is_none()
            && let Some((name, text)) = self.first_day(&others)
        {
            draft.notes.push(format!(
                "no day of publication: \"{}\" ({}) is another day",
                self.written(&name),
                text.chars().take(40).collect::<String>()
            ));
        }
    }

    /// The first field of the names that holds a day that can be read.
    fn first_day(&self, names: &[&str]) -> Option<(String, String)> {
        let mut days = self
            .named(names)
            .filter_map(|(name, value)| Some((name, day_of(value)?)));
        days.find(|(_, text)| {
            self.date(text)
                .published()
                .is_some_and(|day| day.seconds != 0)
        })
        .map(|(name, text)| (name.to_string(), text))
    }

    /// Reads a day; its zone may stand in a field of its own.
    fn date(&self, text: &str) -> Date {
        match (date(text, DateSource::Field), self.line(ZONE)) {
            (Date::Zoneless(zoneless), Some(zone)) => {
                match date(&format!("{text} {zone}"), DateSource::Field) {
                    Date::Known(known) => Date::Known(known),
                    _ => Date::Zoneless(zoneless),
                }
            }
            (read, _) => read,
        }
    }
}

/// Whether an address leads further than to a front page.
pub fn is_deep(url: &str) -> bool {
    path(url).contains(char::is_alphanumeric)
}

/// In lower case, letters and digits only.
pub fn plain(name: &str) -> String {
    name.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
