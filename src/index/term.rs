//! A word or phrase of a query: the field it is sought in, and how it is meant.

use crate::model::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FieldName {
    Title,
    Body,
    Aside,
    Source,
    By,
    Name,
    Story,
    Lang,
    Date,
    After,
    Before,
    Figure,
    Tag,
}

impl FieldName {
    /// As typed before the colon; the first for a field is the one that is shown.
    pub const NAMES: &[(&str, FieldName)] = &[
        ("title", FieldName::Title),
        ("body", FieldName::Body),
        ("aside", FieldName::Aside),
        ("source", FieldName::Source),
        ("outlet", FieldName::Source),
        ("by", FieldName::By),
        ("author", FieldName::By),
        ("name", FieldName::Name),
        ("story", FieldName::Story),
        ("lang", FieldName::Lang),
        ("language", FieldName::Lang),
        ("date", FieldName::Date),
        ("after", FieldName::After),
        ("since", FieldName::After),
        ("before", FieldName::Before),
        ("figure", FieldName::Figure),
        ("tag", FieldName::Tag),
    ];

    pub fn read(text: &str) -> Option<FieldName> {
        FieldName::NAMES
            .iter()
            .find(|(name, _)| text.eq_ignore_ascii_case(name))
            .map(|(_, field)| *field)
    }

    /// Its words are those of the article itself.
    pub fn is_of_text(self) -> bool {
        matches!(self, FieldName::Title | FieldName::Body | FieldName::Aside)
    }

    pub fn name(self) -> &'static str {
        FieldName::NAMES
            .iter()
            .find(|(_, field)| *field == self)
            .map_or("", |(name, _)| name)
    }
}

/// How the words of a term are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Word,
    /// `=word`
    Exactly,
    /// `prefix*`
    Prefix,
    /// `word~1`: so many letters may be wrong.
    Fuzzy(u8),
    /// `"phrase"~3`: so many other words may stand in it.
    Phrase(u32),
    /// `"beginning of a phr"*`
    PhrasePrefix,
}

impl Form {
    pub fn is_phrase(self) -> bool {
        matches!(self, Form::Phrase(_) | Form::PhrasePrefix)
    }

    /// Only the beginning of the last word is given.
    pub fn is_prefix(self) -> bool {
        matches!(self, Form::Prefix | Form::PhrasePrefix)
    }
}

/// One word or phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub field: Option<FieldName>,
    pub text: String,
    pub form: Form,
    /// Byte range into the query.
    pub span: Span,
    /// The query ends inside it: the reader may be about to write on.
    pub last: bool,
    /// `+word`: it is never done without.
    pub firm: bool,
}
