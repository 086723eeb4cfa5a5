//! The fields of a record by their usual names: one table for JSON, JSON Lines, CSV and front matter.

use crate::model::{Aside, AsideKind, DateSource, Draft};

use super::clean::{clean, lines, unwrapped};
use super::day_in_path::date_in_path;
use super::field_names::{
    CAPTION, FAILED_SAVES, FieldTag, ID, LANGUAGE, MACHINE_SUMMARY, field_names, named,
};
use super::format::{finished, skipped};
use super::furniture::{Kind, bare, kind};
use super::language::primary_language;
use super::markup;
use super::page::{Layout, page};
use super::record::{Fields, plain};
pub use super::record::{Keeper, Record};
use super::residue;
use super::services::{picture, readied, without_article};
use super::url::{host, path};
use super::values::{authors_of, text_of};
use super::{Options, Reading};

/// The record as an article. `origin` is that of the record.
pub fn article(record: &Record, origin: &str, options: &Options) -> Reading {
    if let Some(service) = without_article(record) {
        let reason = service.without_texts(1);
        return Err(skipped(origin, reason.unwrap_or_default(), false));
    }
    if let Some(kind) = picture(record) {
        let reason = format!("a {kind} of an agency, no article");
        return Err(skipped(origin, reason, false));
    }
    let readied = readied(record);
    let record = readied.as_ref().unwrap_or(record);
    let fields = Fields::new(record);
    if fields.is_removed() {
        return Err(skipped(
            origin,
            "removed by the service that gave it",
            false,
        ));
    }
    if let Some(status) = fields.withdrawn() {
        let reason = format!("{status} by the agency that sent it");
        return Err(skipped(origin, reason, false));
    }
    let mut draft = facts(record, origin, Keeper::Service);
    let (name, text) = match fields.text(named(FieldTag::Text)) {
        Some(found) => found,
        None => match fields.longest(named(FieldTag::Summary)) {
            Some(found) => {
                let beside = match recording(record) {
                    Some(kind) => format!(", beside a recording ({kind})"),
                    None => String::new(),
                };
                draft.notes.push(format!(
                    "{NO_FULL_TEXT}: the body is the field \"{}\"{beside}",
                    fields.written(&found.0)
                ));
                found
            }
            None => return Err(skipped(origin, textless(record), false)),
        },
    };
    if text.len() as u64 > options.max_article_bytes {
        let reason = format!(
            "the text of the record is longer than {} bytes",
            options.max_article_bytes
        );
        return Err(skipped(origin, reason, true));
    }
    let mut mended = residue::mended(&text);
    // A field that is said to hold HTML does, with a single tag as well.
    if name.contains("html") && mended.text.contains('<') {
        mended.text = markup::text(&mended.text, markup::Part::All);
    }
    if is_failed_save(&mended.text) {
        let reason = "a page that the service could not save: there is no text";
        return Err(skipped(origin, reason, false));
    }
    if mended.is_cut {
        draft.notes.push(EXCERPT.into());
    }
    if mended.was_misread {
        draft
            .notes
            .push("the text was written in a wrong encoding: put right".into());
    }
    let lines = unwrapped(lines(&mended.text));
    let shown: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    let page = page(lines, Layout::Extracted, draft.title.as_deref());
    if shown.len() <= FEW_LINES && !shown.iter().any(|line| is_around(line)) {
        // So few lines are no copy of a page: what stands in the field is the article.
        draft.paragraphs = without_title(shown, draft.title.as_deref());
    } else {
        draft.paragraphs = page.paragraphs;
        draft.asides.extend(page.asides);
        draft.notes.extend(page.around);
        draft.notes.extend(page.notes);
    }
    let all = draft.paragraphs.len();
    let captions = mended
        .captions
        .into_iter()
        .map(|(after, text)| (after.min(all), text));
    let fields = fields
        .all(CAPTION)
        .filter_map(text_of)
        .map(|text| (0, residue::mended(&text).text));
    for (after, text) in captions.chain(fields) {
        draft
            .asides
            .push(Aside::new(AsideKind::Caption, clean(&text), after));
    }
    for (after, text) in mended.beside {
        draft
            .asides
            .push(Aside::new(AsideKind::LeftOut, text, after.min(all)));
    }
    for text in mended.left {
        draft.asides.push(Aside::new(AsideKind::LeftOut, text, all));
    }
    draft
        .asides
        .splice(0..0, standfirst(record, &draft.paragraphs));
    draft.asides.retain(|aside| !aside.text.is_empty());
    draft.asides.sort_by_key(|aside| aside.after);
    draft.outlet = draft
        .outlet
        .or(page.outlet)
        .or_else(|| draft.url.as_deref().and_then(host))
        .or(page.agency);
    if draft.authors.is_empty() {
        draft.authors = page.authors;
    }
    draft.published = draft.published.or(page.published);
    finished(draft)
}

/// Whether a text is what a service keeps in place of one that it could not get.
fn is_failed_save(text: &str) -> bool {
    /// Characters of the longest.
    const MOST: usize = 200;
    let lower = text.trim_start().to_lowercase();
    lower.chars().count() <= MOST && FAILED_SAVES.iter().any(|begin| lower.starts_with(begin))
}

/// The field of an item of a feed that holds the kind of its recording.
pub const RECORDING: &str = "enclosure";

/// The kind of the recording that a record is of.
fn recording(record: &Record) -> Option<&str> {
    let kind = record.get(RECORDING)?.as_str()?;
    is_recording(kind).then_some(kind)
}

/// Whether what is of a kind is to be heard or seen.
pub fn is_recording(kind: &str) -> bool {
    kind.starts_with("audio/") || kind.starts_with("video/")
}

/// Why a record without a text gives no article.
fn textless(record: &Record) -> String {
    match recording(record) {
        Some(kind) => format!("a recording ({kind}) without a text"),
        None => "the record has no text".into(),
    }
}

/// How the note of an article begins of which the source gives a summary in place of the text.
pub const NO_FULL_TEXT: &str = "no full text";
/// The note of an article of which the source gives only the beginning.
pub const EXCERPT: &str = "an excerpt: the source gives only the beginning of the text";
/// Lines of a text of which none is left out unless it is known to stand around articles.
const FEW_LINES: usize = 12;
/// Letters and digits by which two texts are told to begin alike.
const BEGINNING_CHARS: usize = 60;

/// Buttons, credits, notices: never the words of the article.
fn is_around(line: &str) -> bool {
    !matches!(kind(line), Kind::Prose | Kind::Unknown)
}

/// The paragraphs without the headline on top of them.
fn without_title(mut paragraphs: Vec<String>, title: Option<&str>) -> Vec<String> {
    let is_repeated = |first: &String| title.is_some_and(|title| bare(title) == bare(first));
    if paragraphs.len() > 1 && paragraphs.first().is_some_and(is_repeated) {
        paragraphs.remove(0);
    }
    paragraphs
}

/// What the record says to sum the article up, where the text does not hold it. What machines sum up are no words of the
/// outlet.
pub fn standfirst(record: &Record, paragraphs: &[String]) -> Option<Aside> {
    let fields = Fields::new(record);
    let names: Vec<&str> = field_names()
        .words(FieldTag::Summary)
        .iter()
        .copied()
        .filter(|name| !MACHINE_SUMMARY.contains(name))
        .collect();
    let letters = |text: &str| -> String { plain(text).chars().take(BEGINNING_CHARS).collect() };
    // A body in parts may have its own.
    let inside = record.get("body").and_then(|body| body.get("summary"));
    let stated = fields.all(&names).chain(inside).filter_map(text_of);
    let mut texts = stated
        .map(|text| clean(&residue::mended(&text).text))
        .filter(|text| !text.is_empty())
        .peekable();
    texts.peek()?;
    let body: String = paragraphs
        .iter()
        .map(|paragraph| plain(paragraph))
        .collect();
    texts
        .find(|text| !body.contains(&letters(text)))
        .map(|text| Aside::new(AsideKind::Standfirst, text, 0))
}

/// What the record says about the article, all but its text. The outlet is what a field names, not the URL's host.
pub fn facts(record: &Record, origin: &str, keeper: Keeper) -> Draft {
    let fields = Fields::new(record);
    let mut draft = Draft {
        origin: origin.to_string(),
        title: fields
            .line(named(FieldTag::Title))
            .map(|title| clean(&residue::mended(&title).text))
            .filter(|title| !title.is_empty()),
        url: fields.url(),
        language: fields
            .line(LANGUAGE)
            .and_then(|language| primary_language(&language)),
        outlet: fields.outlet(),
        ..Draft::default()
    };
    draft.title = draft
        .title
        .map(|title| without_outlet(&title, draft.outlet.as_deref()));
    draft.authors = fields
        .all(named(FieldTag::Author))
        .map(authors_of)
        .find(|authors| !authors.is_empty())
        .unwrap_or_default();
    fields.day(keeper, &mut draft);
    if draft.published.is_none() {
        draft.published = draft
            .url
            .as_deref()
            .and_then(|url| date_in_path(path(url), DateSource::Url));
    }
    draft
}

/// `Ferry union rejects offer - Isle Courier`: the headline, where the outlet is known.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    const SIGNS: &[&str] = &[" - ", " | ", " – ", " — ", " :: "];
    let parted = SIGNS.iter().filter_map(|sign| title.rsplit_once(sign));
    let named = |tail: &str| outlet.is_some_and(|outlet| bare(outlet) == bare(tail));
    parted
        .min_by_key(|(_, tail)| tail.len())
        .filter(|(head, tail)| named(tail) && !head.trim().is_empty())
        .map_or_else(|| title.to_string(), |(head, _)| head.trim().to_string())
}

/// The record's own name for itself.
pub fn id(record: &Record) -> Option<String> {
    Fields::new(record)
        .line(ID)
        .map(|id| clean(&id))
        .filter(|id| !id.is_empty())
}

/// Whether a record holds any field that could be the text of an article.
pub fn has_text(record: &Record) -> bool {
    let fields = Fields::new(record);
    fields
        .text(named(FieldTag::Text))
        .or_else(|| fields.text(named(FieldTag::Summary)))
        .is_some()
}

/// Whether a field of this name could hold the text of an article.
pub fn is_text_name(name: &str) -> bool {
    let name = plain(name);
    field_names().has(&name, FieldTag::Text) || field_names().has(&name, FieldTag::Summary)
}

/// Whether a field of this name holds the address of an article.
pub fn is_url_name(name: &str) -> bool {
    field_names().has(&plain(name), FieldTag::Url)
}

/// Whether a field of this name says something about an article.
pub fn is_fact_name(name: &str) -> bool {
    let name = plain(name);
    let tags = field_names().tags(&name);
    let facts = [
        FieldTag::Title,
        FieldTag::Author,
        FieldTag::Date,
        FieldTag::Outlet,
        FieldTag::Url,
    ];
    facts.iter().any(|tag| tags.has(*tag)) || LANGUAGE.contains(&name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Reading {
        let record: Record = serde_json::from_str(json).unwrap();
        article(&record, "file#1", &Options::default())
    }

    #[test]
    fn usual_names_are_known_in_any_case() {
        let draft = read(r#"{"Headline": "Bridge &amp; river", "BODY": "The bridge is closed for the winter.", "publishedAt": "2025-12-13",
            "source": {"id": null, "name": "Alpha Wire"}, "link": "https://alpha.example/a", "author": [{"name": "Jo Doe"}], "lang": "en-GB"}"#).unwrap();
        assert_eq!(draft.title.as_deref(), Some("Bridge & river"));
        assert_eq!(draft.outlet.as_deref(), Some("Alpha Wire"));
        assert_eq!(draft.authors, ["Jo Doe"]);
        assert_eq!(draft.language.as_deref(), Some("en"));
        assert_eq!(
            draft.published.map(|p| p.at),
            Some("2025-12-13T00:00:00Z".into())
        );
        assert_eq!(draft.paragraphs, ["The bridge is closed for the winter."]);
    }

    #[test]
    fn what_wraps_a_record_is_no_outlet() {
        let draft = read(r#"{"_index": "n", "_id": "1", "_source": {"title": "One", "body": "Rain fell on the town.", "source": "Alpha Wire"}}"#).unwrap();
        assert_eq!(
            (draft.title.as_deref(), draft.outlet.as_deref()),
            (Some("One"), Some("Alpha Wire"))
        );
    }

    #[test]
    fn links_in_fields_give_words_and_address() {
        let draft = read(r#"{"title": "One", "text": "Rain fell on the town.", "source": "[Alpha Wire](https://alpha.example/a)", "author": "[Jo Doe](https://alpha.example/jo)"}"#).unwrap();
        assert_eq!(draft.outlet.as_deref(), Some("Alpha Wire"));
        assert_eq!(draft.url.as_deref(), Some("https://alpha.example/a"));
        assert_eq!(draft.authors, ["Jo Doe"]);
    }

    #[test]
    fn notes_name_fields_as_the_record_writes_them() {
        let draft = read(
            r#"{"title": "One", "text": "Rain fell on the town.", "Load_Date": "2025-12-13"}"#,
        )
        .unwrap();
        assert!(
            draft.notes[0].contains("\"Load_Date\""),
            "{:?}",
            draft.notes
        );
    }

    #[test]
    fn captions_and_other_stories_in_markup_stand_beside_the_text() {
        let html = "<p>Rain fell on the town on Tuesday, the mayor said, and the river rose by a metre in a night.</p><div class='wp-caption'><img><p class='wp-caption-text'>The river on Monday</p></div><p>More rain is due until the end of the week, she said, and the bridge was closed to lorries.</p><ul class='related'><li><a href='/1'>Farmers wait for the rain</a></li></ul>";
        for name in ["text", "content_html", "HTML"] {
            let record = serde_json::json!({ "title": "One", name: html });
            let draft = read(&record.to_string()).unwrap();
            let asides: Vec<(AsideKind, &str, usize)> = draft
                .asides
                .iter()
                .map(|aside| (aside.kind, aside.text.as_str(), aside.after))
                .collect();
            let wanted = [
                (AsideKind::Caption, "The river on Monday", 1),
                (AsideKind::LeftOut, "Farmers wait for the rain", 2),
            ];
            assert_eq!(asides, wanted, "{name}");
            assert_eq!(draft.paragraphs.len(), 2, "{name}");
        }
    }

    #[test]
    fn nested_records_and_html_bodies() {
        let draft = read(r#"{"webTitle": "One", "webUrl": "https://www.beta.example/2025/12/13/x", "fields": {"bodyText": "<p>Rain fell on the town.</p><p>More is due.</p>"}}"#).unwrap();
        assert_eq!(draft.paragraphs, ["Rain fell on the town.", "More is due."]);
        assert_eq!(draft.outlet.as_deref(), Some("beta.example"));
        assert_eq!(draft.published.map(|p| p.from), Some(DateSource::Url));
        let wordpress = read(r#"{"title": {"rendered": "Two"}, "content": {"rendered": "<p>Snow fell.</p><p>It melted.</p>"}}"#).unwrap();
        assert_eq!(
            (wordpress.title.as_deref(), wordpress.paragraphs.len()),
            (Some("Two"), 2)
        );
    }

    #[test]
    fn words_in_place_of_a_page_that_could_not_be_saved_are_no_article() {
        for text in [
            "<p>wallabag can't retrieve contents for this article. Please <a href='https://w.example'>troubleshoot this issue</a>.</p>",
            "Oh, what a shame, no content",
            "[unable to retrieve full-text content]",
        ] {
            let record = serde_json::json!({ "title": "alpha.example", "content": text });
            let read = read(&record.to_string());
            assert!(
                read.is_err_and(
                    |skipped| !skipped.failed && skipped.reason.contains("could not save")
                ),
                "{text}"
            );
        }
        let told =
            read(r#"{"title": "Shame", "text": "“Oh, what a shame,” said the mayor, and left."}"#);
        assert!(told.is_ok());
    }

    #[test]
    fn no_text_is_skipped_and_a_summary_is_told() {
        assert!(read(r#"{"title": "One"}"#).is_err_and(|skipped| !skipped.failed));
        let draft =
            read(r#"{"title": "One", "description": "Rain fell on the town all day."}"#).unwrap();
        assert!(draft.notes[0].contains("description"));
    }

    #[test]
    fn lists_in_tables_and_bad_dates() {
        let draft = read(r#"{"text": "Rain fell on the town.", "authors": "['Jo Doe', 'Ann Roe']", "date": "0001-01-01", "source": "https://www.gamma.example/"}"#).unwrap();
        assert_eq!(draft.authors, ["Jo Doe", "Ann Roe"]);
        assert_eq!(draft.published, None);
        assert!(draft.notes[0].contains("sense"));
        assert_eq!(draft.outlet.as_deref(), Some("gamma.example"));
    }

    #[test]
    fn short_lines_of_a_text_field_stay() {
        let draft = read(r#"{"Titel": "Regen", "Text": "Regen fiel auf die Stadt.\nMehr kommt\nRegen im Mai", "Quelle": "Alpha Bote", "Datum": "2025-12-13", "Autor": "Jo Doe"}"#).unwrap();
        assert_eq!(
            draft.paragraphs,
            ["Regen fiel auf die Stadt.", "Mehr kommt", "Regen im Mai"]
        );
        assert_eq!(draft.title.as_deref(), Some("Regen"));
        assert_eq!(draft.outlet.as_deref(), Some("Alpha Bote"));
        assert_eq!(draft.authors, ["Jo Doe"]);
        assert!(draft.published.is_some());
        let other = read(r#"{"título": "Lluvia", "contenido": "Llovió sobre la ciudad todo el día.", "media_name": "Alpha"}"#).unwrap();
        assert_eq!(other.outlet.as_deref(), Some("Alpha"));
    }
}
