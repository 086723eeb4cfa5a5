//! What a comparison of articles says, with the spans that prove it.

use serde::{Deserialize, Serialize};

use super::article::Span;

/// One line of the alignment: what each article says there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// One cell an article, in the order compared: one or more neighbouring sentences, or nothing.
    pub spans: Vec<Option<Span>>,
    /// How alike the cells are, 0 to 1; 0 where one article stands alone.
    pub score: f32,
    /// The cells are on one thing and are not known to say the same: they are less alike than rows that do, or one denies or
    /// leaves open what another states.
    #[serde(default)]
    pub related: bool,
    /// On a row of several articles, for each that has no cell on it: the sentence there that comes nearest. `None` where it has a
    /// cell, or where nothing in it has anything in common with the row. Empty on a row of one article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<Option<Near>>,
}

/// The sentence of an article that comes nearest to something, and how it stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Near {
    pub span: Span,
    pub stands: Standing,
}

impl Row {
    /// Several articles have something on it.
    pub fn is_shared(&self) -> bool {
        self.spans.iter().flatten().count() > 1
    }
}

/// An enum with all its variants in order: none can be left out of it.
macro_rules! listed {
    ($(#[$outer:meta])* pub enum $name:ident { $($(#[$doc:meta])* $variant:ident,)+ }) => {
        $(#[$outer])*
        pub enum $name { $($(#[$doc])* $variant,)+ }

        impl $name {
            /// Each, in the one order in which lists of them stand.
            pub const ALL: [$name; [$(stringify!($variant)),+].len()] = [$($name::$variant),+];
        }
    };
}

listed! {
    /// What a finding is of. Every list of findings, on the screens and on paper, has them in this order: what several say before
    /// what one alone has.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum FindingKind {
        Figure,
        Quote,
        Name,
        Date,
        /// What several articles tell, and which tell it in part or not at all.
        Fact,
        Reuse,
        Missing,
        OnlyHere,
    }
}

impl FindingKind {
    /// The heading of the block of findings: `FIGURES`.
    pub fn heading(self) -> &'static str {
        match self {
            FindingKind::Figure => "FIGURES",
            FindingKind::Quote => "QUOTES",
            FindingKind::Name => "NAMES",
            FindingKind::Date => "DATES",
            FindingKind::Fact => "FACTS",
            FindingKind::OnlyHere => "ONLY HERE",
            FindingKind::Missing => "MISSING",
            FindingKind::Reuse => "REUSE",
        }
    }
}

listed! {
    /// What the values of a finding say together, what a reader has to look at first.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum Verdict {
        /// They cannot all be right, or are written differently.
        Differs,
        /// A quote is given to another speaker.
        OtherSpeaker,
        /// One says it more loosely: "more than 100" beside 123.
        Compatible,
        /// A quote is given shorter.
        Cut,
        /// A quote is given in other words.
        Reworded,
        /// Every outlet that says it says the same.
        Same,
        /// Several say it; in what words, and how much of it, the words tell.
        Shared,
        /// Several tell of one thing, and are not known to say the same of it.
        Related,
        /// One article alone says it.
        OneOnly,
    }
}

impl Verdict {
    /// Its name, as tables and measures have it. What a reader sees of a finding is [`Finding::words`].
    pub fn words(self) -> &'static str {
        match self {
            Verdict::Same => "same",
            Verdict::Compatible => "compatible",
            Verdict::Differs => "differs",
            Verdict::Shared => "shared",
            Verdict::Related => "related",
            Verdict::OneOnly => "one only",
            Verdict::Cut => "cut",
            Verdict::Reworded => "reworded",
            Verdict::OtherSpeaker => "other speaker",
        }
    }
}

/// What one article gives for a finding, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// Index into [`Comparison::articles`].
    pub article: usize,
    /// As written in that article.
    pub text: String,
    /// Byte range into that article's body: the words that prove it.
    pub start: usize,
    pub end: usize,
    /// The article says only a part of it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub partly: bool,
    /// The article says otherwise: it denies or leaves open what the others state, or states what they do not.
    #[serde(default, skip_serializing_if = "is_false")]
    pub otherwise: bool,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

impl Value {
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// How sure a finding is: a word, and the share of its like that were right, where enough were read: `surely` from nine in ten on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sureness {
    /// What the finding stands on, by name.
    pub ground: String,
    pub word: Sure,
    /// Share of those read that were right, 0 to 1; `None` where too few were read.
    pub share: Option<f32>,
    /// How many that stand on this ground were read.
    pub read: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sure {
    #[default]
    Likely,
    Surely,
}

impl Sure {
    pub fn words(self) -> &'static str {
        match self {
            Sure::Likely => "likely",
            Sure::Surely => "surely",
        }
    }
}

impl Sureness {
    /// In percent, where enough were read.
    pub fn percent(&self) -> Option<u32> {
        let share = self.share?.clamp(0.0, 1.0);
        Some((share * 100.0).round() as u32)
    }

    /// In at most six cells: `surely`, `likely`.
    pub fn short(&self) -> &'static str {
        self.word.words()
    }

    /// `surely: 93 of 100 like it were right`, `likely`.
    pub fn words(&self) -> String {
        let word = self.word.words();
        match self.percent() {
            Some(percent) => format!("{word}: {percent} of 100 like it were right"),
            None => word.to_string(),
        }
    }

    /// What that rests on, in a sentence.
    pub fn told(&self) -> String {
        match self.percent() {
            Some(percent) => format!(
                "How sure: {}; people checked {} findings made in this way, and {percent} in a hundred were right.",
                self.word.words(),
                self.read
            ),
            None => format!(
                "How sure: {}; too few findings made in this way were checked by people to give a number.",
                self.word.words()
            ),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    pub kind: FindingKind,
    /// What it is about, in a few words: `political prisoners`.
    pub what: String,
    /// In article order; an article may give several.
    pub values: Vec<Value>,
    pub verdict: Verdict,
    pub sure: Sureness,
    /// Why the values were put side by side and judged so, in a sentence.
    pub why: String,
    /// Articles without a value, by index, that may say it all the same, in other words: they are never called silent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsure: Vec<usize>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Ids, in the order compared.
    pub articles: Vec<String>,
    /// In reading order.
    pub rows: Vec<Row>,
    pub findings: Vec<Finding>,
    /// Those of `articles`, by index, of which only the beginning or a note is held: they are never called silent.
    #[serde(default)]
    pub excerpts: Vec<usize>,
    /// Of which articles words stand word for word in others, in article order.
    #[serde(default)]
    pub reused: Vec<Reused>,
    /// The passages that two articles share word for word, quotations not counted.
    #[serde(skip)]
    pub copies: Vec<SamePassage>,
}

/// A passage that stands word for word in two articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SamePassage {
    /// Index into [`Comparison::articles`] and bytes of the body, of each.
    pub ends: [(usize, Span); 2],
}

impl Comparison {
    /// What one article alone says, where a finding proves that another tells of the same thing: the row has one cell, and a
    /// figure, a quotation, a date or a fact in it stands in several articles. Such a row is not in one article only. A name
    /// that several bear is no proof.
    pub fn is_told_elsewhere(&self, row: &Row) -> bool {
        let mut cells = row.spans.iter().enumerate();
        let Some((article, span)) = cells.find_map(|(at, span)| Some((at, (*span)?))) else {
            return false;
        };
        let is_proof = |finding: &&Finding| {
            use FindingKind::{Date, Fact, Figure, Quote};
            matches!(finding.kind, Figure | Quote | Date | Fact)
        };
        let holds = |finding: &Finding| {
            let mut values = finding.values.iter();
            values.any(|value| value.article == article && span.overlaps(value.span()))
        };
        let is_of_others = |finding: &Finding| {
            let mut values = finding.values.iter();
            values.any(|value| value.article != article)
        };
        let mut proofs = self.findings.iter().filter(is_proof);
        !row.is_shared() && proofs.any(|finding| is_of_others(finding) && holds(finding))
    }
}

/// How much of an article stands word for word in others of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reused {
    /// Index into [`Comparison::articles`].
    pub article: usize,
    /// Share of its words, quotations not counted, 0 to 100.
    pub percent: u8,
    /// It is the likely source of those that share the words: earlier than all of them.
    pub source: bool,
}

/// What a stretch of words inside a row is, seen from the other cells of the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MarkKind {
    /// A figure that another cell gives differently.
    Figure,
    /// A name that another cell spells differently or does not have.
    Name,
    /// A day or a month that no other cell of the row has.
    When,
    /// A word that denies what another cell says, or leaves it open.
    Stance,
    /// Words that no other cell of the row has.
    Words,
}

/// A stretch to be marked on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Byte range into the article's body.
    pub span: Span,
    pub kind: MarkKind,
}

/// What another article says about a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Other {
    /// Id of the other article.
    pub article: String,
    /// The nearest sentence there; `None` where nothing there has anything in common with it.
    pub span: Option<Span>,
    /// 0 to 1.
    pub score: f32,
    pub stands: Standing,
    /// What differs, in the other article's sentence.
    pub marks: Vec<Mark>,
    /// What differs, in the sentence asked about.
    pub marks_here: Vec<Mark>,
}

/// How the nearest sentence of another article stands to a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It says the same.
    Says,
    /// It is on the same, and denies it or leaves it open.
    Otherwise,
    /// It is on the same, and not known to say it.
    Related,
    /// It is likely about something else.
    Weak,
    /// It has something in common with it, and hardly more: none that says it was found.
    NoneFound,
    /// No sentence there has anything in common with it.
    #[default]
    Silent,
}

impl Standing {
    /// What a list says of it.
    pub fn words(self) -> &'static str {
        match self {
            Standing::Says => "says it",
            Standing::Otherwise => "says otherwise",
            Standing::Related => "related",
            Standing::Weak => "weak",
            Standing::NoneFound => "none found",
            Standing::Silent => "nothing near it",
        }
    }
}

impl Other {
    /// Below this likeness the nearest sentence is more often about something beside the question than about the same:
    /// set by reading sentences of real stories by eye.
    pub const WEAK: f32 = 0.55;

    /// The nearest sentence is likely about something else.
    pub fn is_weak(&self) -> bool {
        matches!(
            self.stands,
            Standing::Weak | Standing::NoneFound | Standing::Silent
        )
    }
}
