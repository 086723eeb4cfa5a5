//! Table of data: the names that databases, feeds and scrapers give to the parts of an article: `assets/lexicon/fields.tsv`, and
//! short lists. Of the names of one thing the surest stands first.

use std::sync::LazyLock;

use crate::analysis::text::lexicon::Lexicon;
use crate::analysis::text::lexicon::tags::tags;

const FILE: &str = include_str!("../../assets/lexicon/fields.tsv");

/// The names of fields, and what they say.
pub fn field_names() -> &'static Lexicon<FieldTag> {
    static WORDS: LazyLock<Lexicon<FieldTag>> = LazyLock::new(|| Lexicon::read(FILE));
    &WORDS
}

tags! {
    /// What the name of a field says.
    pub enum FieldTag {
        /// The headline.
        Title = "title",
        /// The text.
        Text = "text",
        /// What stands in for the text where there is none.
        Summary = "summary",
        /// The day of publication.
        Date = "date",
        /// A day that is not that of publication: of a change, a crawl, a loading, a saving.
        OtherDay = "other-day",
        /// Who published it.
        Outlet = "outlet",
        /// Where it stands.
        Url = "url",
        /// Who wrote it.
        Author = "author",
    }
}

/// The names that say one thing, the surest first.
pub fn named(tag: FieldTag) -> &'static [&'static str] {
    field_names().words(tag)
}

/// The record's own name for itself.
#[rustfmt::skip]
pub const ID: &[&str] = &[
    "id", "articleid", "guid", "uuid", "docid", "documentid", "storyid", "recordid", "uid", "idstr", "objectid",
];

/// Of the summaries those that a machine makes: never the words of the outlet.
pub const MACHINE_SUMMARY: &[&str] = &["summary", "snippet", "zusammenfassung", "abstract"];
/// Words under pictures.
#[rustfmt::skip]
pub const CAPTION: &[&str] = &[
    "caption", "captions", "imagecaption", "photocaption", "picturecaption", "figcaption", "bildunterschrift",
    "légende",
];
/// What stands in a field that holds nothing, in lower case; services write it for removed articles and unpaid plans.
#[rustfmt::skip]
pub const PLACEHOLDERS: &[&str] = &[
    "null", "none", "nan", "n/a", "na", "undefined", "-", "--", "[removed]", "[deleted]", "(removed)", "removed",
    "only available in paid plans", "only available in professional and corporate plans",
    "only available in corporate plans", "content not available", "no content", "no description",
    "no description available", "no content available", "no author", "no title found",
];
/// How the words begin that services keep in place of a text that they could not get, in lower case.
pub const FAILED_SAVES: &[&str] = &[
    "wallabag can't retrieve contents",
    "wallabag can’t retrieve contents",
    "oh, what a shame, no content",
    "[unable to retrieve full-text content",
    "unable to retrieve full-text content",
    "unable to parse this page for content",
    "we were unable to parse this page",
    "failed to load content",
];

/// The day on which the record was made: of posts and of the exports of editors' systems that of publication, of what a reader
/// saved that of saving.
#[rustfmt::skip]
pub const CREATED: &[&str] = &[
    "created", "createdat", "createdon", "createdutc", "createdtime", "createddate", "datecreated", "creationdate",
];

/// The zone of the day, where it stands in a field of its own.
pub const ZONE: &[&str] = &["pubdatetz", "timezone", "tz"];
/// The day in Portuguese, Italian and Polish, where it is text; elsewhere it holds everything.
pub const DATE_TEXT: &[&str] = &["data"];

/// What it is written in.
#[rustfmt::skip]
pub const LANGUAGE: &[&str] = &[
    "language", "lang", "inlanguage", "languagecode", "locale", "dclanguage", "sprache", "langue", "idioma", "język",
    "язык", "humanlanguage", "articlelanguage", "detectedlanguage", "sourcelanguage", "langcode",
    "languageofpublication", "contentlanguage",
];
/// Objects that hold the fields of the article one level down.
#[rustfmt::skip]
pub const WRAPPERS: &[&str] = &[
    "source", "fields", "attributes", "article", "data", "metadata", "meta", "frontmatter", "post", "item", "doc",
    "document", "node", "thread", "links", "html", "payload", "result", "record", "entry", "properties", "story",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::lexicon::tags::unordered_faults;

    #[test]
    fn each_tag_is_told_of() {
        assert_eq!(unordered_faults::<FieldTag>(FILE), [""; 0]);
    }
}
