//! The versions of one article: how it stood at each reading of its files, read again from the originals that are kept.
//!
//! A reading that changed nothing but spaces, marks, capitals or what counts readers is no version: nothing that can be quoted
//! changed. A text that is unlike all others is none either, where nothing but its place says that it is the same article.

use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::keys::{draft_hash, keys};
use super::library::Library;
use super::likeness::Shingles;
use super::originals::Kept;
use super::pipeline::survived;
use super::readings::Reading;
use crate::analysis::text::words::{fold, words};
use crate::ingest::{self, Options};
use crate::model::{
    Anchor, Article, Bookmark, Comparison, DateSource, Draft, FindingKind, Published, Span, Verdict,
};

/// Largest original that is read again for its versions, in bytes: somebody waits.
const MOST: u64 = 64 << 20;

/// Words of a title that says which article it is: `News`, `Live updates` and the like say it of many.
const LEAST_TITLE: usize = 4;

/// An article as it stood at one reading.
#[derive(Clone, Debug)]
pub struct Version {
    pub article: Arc<Article>,
    /// Where it is kept, and when it was read first.
    pub kept: Kept,
    /// It is what the library shows.
    pub is_shown: bool,
}

/// The versions of an article, the oldest first.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    pub versions: Vec<Version>,
    /// Readings that may hold one and cannot be looked into, and why.
    pub unread: Vec<(Kept, String)>,
}

/// A sentence, or neighbouring ones, before and after: one side alone where they came or went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    pub before: Option<Span>,
    pub after: Option<Span>,
}

/// What changed from one version to the next.
#[derive(Clone, Debug)]
pub struct Change {
    /// Of the two, the earlier one first; what both say alike is not in it.
    pub comparison: Comparison,
    /// Names that the earlier one has and the later one has not, as they are written there, in their order; and the other way.
    pub names_gone: Vec<String>,
    pub names_new: Vec<String>,
    pub edits: Vec<Edit>,
}

impl Library {
    /// The versions of an article. Reads and analyses each of its originals.
    pub fn versions(&self, id: &str) -> Result<Versions> {
        let shown = self
            .article(id)?
            .with_context(|| format!("no article {id}"))?;
        let mut found = Versions::default();
        let mut drafts: Vec<(Draft, Kept)> = Vec::new();
        for Reading { kept, origins } in self.readings_of(id)? {
            match self.original_bytes(&kept, MOST) {
                Ok(bytes) => {
                    let own = drafts_of(&kept.file, &bytes, &origins).into_iter();
                    drafts.extend(own.map(|draft| (draft, kept.clone())));
                }
                Err(error) => found.unread.push((kept, format!("{error:#}"))),
            }
        }
        let is_one = of_one_article(&drafts, &shown);
        let mut before: Option<Vec<String>> = None;
        for ((draft, kept), is_one) in drafts.into_iter().zip(is_one) {
            let said = said(&draft);
            if !is_one || before.as_ref() == Some(&said) {
                continue;
            }
            before = Some(said);
            let hash = draft_hash(&draft);
            let Ok(analysed) = survived(draft, hash) else {
                continue;
            };
            found.versions.push(Version {
                is_shown: analysed.article.body == shown.body,
                article: Arc::new(analysed.article),
                kept,
            });
        }
        // The same text may have come back: what is shown is the last of it.
        let last = found.versions.iter().rposition(|one| one.is_shown);
        for (at, version) in found.versions.iter_mut().enumerate() {
            version.is_shown = Some(at) == last;
        }
        Ok(found)
    }

    /// What changed from one version to another.
    pub fn change(&self, before: &Article, after: &Article) -> Result<Change> {
        let mut comparison = self.compare_articles(&[before, after])?.comparison;
        comparison.findings.retain(|finding| {
            let is_told = match finding.kind {
                FindingKind::Figure
                | FindingKind::Quote
                | FindingKind::Name
                | FindingKind::Date => true,
                // Sentences that came and went are told as they stand.
                _ => false,
            };
            let is_alike = matches!(
                finding.verdict,
                Verdict::Same | Verdict::Shared | Verdict::Related
            );
            is_told && !is_alike
        });
        let edits = edits(&comparison, before, after);
        Ok(Change {
            names_gone: named_only_in(before, after),
            names_new: named_only_in(after, before),
            comparison,
            edits,
        })
    }

    /// The version in which a passage stands word for word, where the article does not hold it any more.
    pub fn version_of(&self, bookmark: &Bookmark) -> Result<Option<Version>> {
        let (article, anchor) = self.anchor(bookmark)?;
        let (Some(article), Anchor::Changed { .. } | Anchor::Gone) = (article, anchor) else {
            return Ok(None);
        };
        let holds = |version: &Version| version.article.body.contains(&bookmark.passage.quote);
        let versions = self.versions(&article.id)?.versions;
        Ok(versions.into_iter().rev().find(holds))
    }
}

/// What the bytes of a file give under these origins.
fn drafts_of(file: &str, bytes: &[u8], origins: &[String]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    ingest::read_bytes(file, bytes, &Options::default(), &mut |reading| {
        if let Ok(draft) = reading
            && origins.contains(&draft.origin)
        {
            drafts.push(draft);
        }
        match drafts.len() < origins.len() {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        }
    });
    drafts
}

/// Which of the drafts are the article that is shown, the last first: their address is its own, or their title, or their text is
/// like its text or that of another one that is. Each place has given one article at a time, so that a text that was written anew
/// step by step is followed from one step to the next.
fn of_one_article(drafts: &[(Draft, Kept)], shown: &Article) -> Vec<bool> {
    let texts: Vec<Shingles> = drafts
        .iter()
        .map(|(draft, _)| Shingles::of(draft.paragraphs.iter().map(String::as_str)))
        .collect();
    let title = folded(&shown.title);
    let is_named = |draft: &Draft| {
        let own = draft.title.as_deref().map(folded);
        !shown.title_made && own.is_some_and(|own| own.len() >= LEAST_TITLE && own == title)
    };
    let mut is_one: Vec<bool> = drafts
        .iter()
        .map(|(draft, _)| (draft.url.is_some() && draft.url == shown.url) || is_named(draft))
        .collect();
    let mut followed = vec![Shingles::of(
        shown.paragraphs.iter().map(|&span| shown.text(span)),
    )];
    while let Some(text) = followed.pop() {
        for (at, own) in texts.iter().enumerate() {
            if own.are_alike(&text) && !std::mem::replace(&mut is_one[at], true) {
                followed.push(own.clone());
            }
        }
    }
    is_one
}

fn folded(text: &str) -> Vec<String> {
    let words = words(text);
    words.map(|word| fold(word.of(text)).clone()).collect()
}

/// What an article says, as far as a change of it is one: the words of its title and its text, and their signs.
fn said(draft: &Draft) -> Vec<String> {
    let mut texts: Vec<&str> = draft.title.iter().map(String::as_str).collect();
    let paragraphs = draft.paragraphs.iter().map(String::as_str);
    texts.extend(paragraphs.filter(|paragraph| !counts_readers(paragraph)));
    let of_text = |text: &str| {
        let one = Draft {
            paragraphs: vec![text.to_string()],
            origin: text.to_string(),
            ..Draft::default()
        };
        keys(&one).text_hash
    };
    let mut said: Vec<String> = texts.into_iter().map(of_text).collect();
    said.extend(draft.authors.iter().map(|author| folded(author).join(" ")));
    // The hour may count with the page's own edits; the day is what a reader cites.
    let of_article = |one: &&Published| one.from != DateSource::FileName;
    let published = draft.published.as_ref().filter(of_article);
    said.extend(published.map(|published| published.day().to_string()));
    said
}

/// `1,204 views`, `12 comments`, `4 min read`: a line that counts what readers did, and says nothing else.
fn counts_readers(paragraph: &str) -> bool {
    const COUNTED: [&str; 12] = [
        "view",
        "views",
        "comment",
        "comments",
        "share",
        "shares",
        "like",
        "likes",
        "reads",
        "reactions",
        "retweets",
        "followers",
    ];
    let words: Vec<String> = words(paragraph)
        .map(|word| fold(word.of(paragraph)).clone())
        .collect();
    let is_number = |word: &String| word.starts_with(|one: char| one.is_ascii_digit());
    let (numbers, others): (Vec<&String>, Vec<&String>) =
        words.iter().partition(|word| is_number(word));
    let reading = ["min", "read"];
    !numbers.is_empty()
        && !others.is_empty()
        && (others.iter().all(|word| COUNTED.contains(&word.as_str()))
            || others.iter().map(|word| word.as_str()).eq(reading))
}

/// Names of one article whose last word the other one has nowhere: a surname that stays stands for the whole name.
fn named_only_in(one: &Article, other: &Article) -> Vec<String> {
    let said: HashSet<String> = folded(&other.body).into_iter().collect();
    let mut names: Vec<String> = Vec::new();
    for mention in &one.mentions {
        let name = one.text(mention.span()).to_string();
        let last = folded(&name).pop();
        let is_said = last.is_none_or(|last| said.contains(&last));
        if !is_said && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Whether most words of one sentence stand in the other: a number was changed in it, or a clause.
fn is_edited(one: &[String], two: &[String]) -> bool {
    let common = one.iter().filter(|word| two.contains(word)).count();
    common * 2 > one.len().max(two.len())
}

/// Sentences that are not in both, in the order of the rows.
fn edits(comparison: &Comparison, before: &Article, after: &Article) -> Vec<Edit> {
    let folded = |article: &Article, span: Span| folded(article.text(span));
    let mut edits = Vec::new();
    for row in &comparison.rows {
        let [one, two] = row.spans[..] else {
            continue;
        };
        match (one, two) {
            (Some(one), Some(two)) if folded(before, one) == folded(after, two) => {}
            (Some(one), Some(two))
                if row.related && !is_edited(&folded(before, one), &folded(after, two)) =>
            {
                edits.extend([
                    Edit {
                        before: Some(one),
                        after: None,
                    },
                    Edit {
                        before: None,
                        after: Some(two),
                    },
                ]);
            }
            (before, after) => edits.push(Edit { before, after }),
        }
    }
    // A sentence that only stands elsewhere now was neither taken out nor put in.
    let alone: Vec<Edit> = edits.clone();
    edits.retain(|edit| match (edit.before, edit.after) {
        (Some(one), None) => !alone.iter().any(|other| {
            other.before.is_none()
                && other
                    .after
                    .is_some_and(|two| folded(before, one) == folded(after, two))
        }),
        (None, Some(two)) => !alone.iter().any(|other| {
            other.after.is_none()
                && other
                    .before
                    .is_some_and(|one| folded(before, one) == folded(after, two))
        }),
        _ => true,
    });
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(title: &str, paragraphs: &[&str]) -> Draft {
        Draft {
            title: Some(title.into()),
            paragraphs: paragraphs.iter().map(|text| (*text).to_string()).collect(),
            ..Draft::default()
        }
    }

    #[test]
    fn what_says_nothing_new_is_no_version() {
        let first = draft(
            "Ferry aground",
            &["“All 114 are safe,” Vance said.", "1,204 views"],
        );
        for (title, paragraphs) in [
            ("Ferry aground", &["\"All 114 are safe\", Vance  said."][..]),
            (
                "FERRY AGROUND",
                &[
                    "“All 114 are safe,” Vance said.",
                    "1,377 views",
                    "4 min read",
                ],
            ),
        ] {
            assert_eq!(
                said(&draft(title, paragraphs)),
                said(&first),
                "{paragraphs:?}"
            );
        }
        for (title, paragraphs) in [
            ("Ferry aground", &["“All 115 are safe,” Vance said."][..]),
            (
                "Ferry aground",
                &["“All 114 are safe,” Vance said.", "114 dead"],
            ),
            ("Ferry sunk", &["“All 114 are safe,” Vance said."]),
            ("Ferry aground", &["“All $114 are safe,” Vance said."]),
            ("Ferry aground", &["“Not all 114 are safe,” Vance said."]),
        ] {
            assert_ne!(
                said(&draft(title, paragraphs)),
                said(&first),
                "{paragraphs:?}"
            );
        }
    }

    #[test]
    fn a_byline_and_a_day_are_said_and_the_day_of_a_file_is_not() {
        let day = |from, at: &str| {
            Some(Published {
                at: at.to_string(),
                seconds: 0,
                day_only: false,
                from,
            })
        };
        let first = Draft {
            authors: vec!["Ada Quint".to_string()],
            published: day(DateSource::Metadata, "2026-03-04T10:00:00Z"),
            ..draft("Ferry aground", &["All are safe."])
        };
        let other_hour = Draft {
            published: day(DateSource::Metadata, "2026-03-04T11:30:00Z"),
            ..first.clone()
        };
        assert_eq!(said(&other_hour), said(&first));
        for changed in [
            Draft {
                authors: vec!["Ida Quint".to_string()],
                ..first.clone()
            },
            Draft {
                published: day(DateSource::Metadata, "2026-03-05T10:00:00Z"),
                ..first.clone()
            },
        ] {
            assert_ne!(said(&changed), said(&first));
        }
        let named = |at| Draft {
            published: day(DateSource::FileName, at),
            ..first.clone()
        };
        assert_eq!(
            said(&named("2026-03-04T00:00:00Z")),
            said(&named("2026-03-05T00:00:00Z"))
        );
    }

    #[test]
    fn lines_that_count_readers_say_nothing_else() {
        for line in ["1,204 views", "12 Comments · 3 shares", "4 min read"] {
            assert!(counts_readers(line), "{line}");
        }
        for line in [
            "12 dead",
            "views",
            "He shares 12 views",
            "12 percent of views",
            "read",
        ] {
            assert!(!counts_readers(line), "{line}");
        }
    }
}
