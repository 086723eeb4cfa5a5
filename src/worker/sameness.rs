//! Which article of the library one that comes is: the same address with a like text, or the same text.
//!
//! An address alone joins nothing: dumps give every record the address of a front page, and sites print new stories at old
//! addresses. Two texts that are unlike are two articles.

use std::collections::HashSet;

use anyhow::Result;

use super::keys;
use super::likeness::Shingles;
use super::settling::Settling;
use super::step::Analysed;
use crate::analysis::text::words;
use crate::catalogue::Catalogue;
use crate::ingest::NO_FULL_TEXT;
use crate::model::{Article, Joined, Why};

/// Articles of unlike texts at one address, beyond which it is that of a list: no text is compared with them any more.
pub(super) const MOST_AT_ONE_ADDRESS: usize = 16;

impl Settling<'_> {
    /// The article of the catalogue that this one is, and why.
    pub(super) fn same(
        &self,
        analysed: &Analysed,
        held: Option<u64>,
    ) -> Result<Option<(u64, Why)>> {
        same(self.catalogue, analysed, held)
    }

    /// Remembers for the report that an origin gives an article that is there.
    pub(super) fn joined(&mut self, origin: &str, number: u64, why: Why) -> Result<()> {
        let with = self.catalogue.first_origin(number)?.unwrap_or_default();
        self.report.joined.push(Joined {
            origin: origin.to_string(),
            with,
            why,
        });
        Ok(())
    }

    /// Puts an article in the place of the one with this number.
    pub(super) fn replace(&mut self, number: u64, analysed: &mut Analysed) -> Result<()> {
        self.name(analysed, Some(number))?;
        self.catalogue.replace(number, &analysed.new_article())?;
        self.put_in_index(number, analysed)
    }

    /// Sees to it that no other article than the one with this number has its id: of unlike texts at one address the first
    /// is named after the address alone.
    pub(super) fn name(&self, analysed: &mut Analysed, own: Option<u64>) -> Result<()> {
        let keys = &analysed.keys;
        let mut id = keys.id.clone();
        let mut attempt = 0;
        loop {
            let owner = self.catalogue.number(&id)?;
            if owner.is_none() || owner == own {
                break;
            }
            attempt += 1;
            let url = keys.url_key.as_deref().unwrap_or("");
            id = keys::id(&["url", url, "text", &keys.text_hash, &attempt.to_string()]);
        }
        analysed.article.id.clone_from(&id);
        analysed.keys.id = id;
        Ok(())
    }
}

/// The article that this one is, and why; `held` is the one that its origin gave before, which is asked first. Reads the
/// articles at the same address, mostly none or one.
pub(super) fn same(
    catalogue: &Catalogue,
    analysed: &Analysed,
    held: Option<u64>,
) -> Result<Option<(u64, Why)>> {
    let keys = &analysed.keys;
    let mut there = match &keys.url_key {
        Some(key) => catalogue.numbers_with_url(key)?,
        None => Vec::new(),
    };
    if there.len() <= MOST_AT_ONE_ADDRESS {
        there.sort_by_key(|&number| Some(number) != held);
        let mut own = None;
        for number in there {
            let Some(article) = catalogue.article_numbered(number)? else {
                continue;
            };
            let own = own.get_or_insert_with(|| shingles(&analysed.article));
            let is_version =
                own.are_alike(&shingles(&article)) || sums_up(&analysed.article, &article);
            if is_version {
                return Ok(Some((number, Why::SameUrl)));
            }
        }
    }
    let by_text = catalogue.number_with_text(&keys.text_hash)?;
    Ok(by_text.map(|number| (number, Why::SameText)))
}

/// Whether one of two articles is a summary in place of a text, as its source says, and their headlines are alike: a summary
/// need share no words in a row with what it sums up.
fn sums_up(one: &Article, other: &Article) -> bool {
    let is_summary = |article: &Article| {
        let mut notes = article.notes.iter();
        notes.any(|note| note.starts_with(NO_FULL_TEXT))
    };
    let words = |article: &Article| -> HashSet<String> {
        let title = &article.title;
        let words = words::words(title);
        words
            .map(|word| words::fold(word.of(title)).clone())
            .collect()
    };
    if one.title_made || other.title_made || !(is_summary(one) || is_summary(other)) {
        return false;
    }
    let (one, other) = (words(one), words(other));
    let fewest = one.len().min(other.len());
    fewest > 0 && one.intersection(&other).count() * 2 > fewest
}

/// The word sequences of an article's text.
pub(super) fn shingles(article: &Article) -> Shingles {
    let paragraphs = article.paragraphs.iter();
    Shingles::of(paragraphs.map(|&span| article.text(span)))
}
