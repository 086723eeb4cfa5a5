//! The words in the index, and the nearest of them to one that nobody wrote.

use std::collections::BTreeMap;

use tantivy::postings::TermInfo;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::clause::{Form, Target, Words};
use super::resolve::Vocabulary;
use super::schema::{COMPOUND, Fields};
use super::slots::Slot;
use super::token::Compound;

/// Words with signs inside that are looked at for one beginning.
const MOST_COMPOUNDS: usize = 64;

/// The words in the index.
pub struct Known<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
}

impl Known<'_> {
    /// The fields in which words for a target stand.
    pub fn fields_of(&self, target: Target) -> Vec<Field> {
        let fields = self.fields;
        match target {
            Target::Outlet => vec![fields.outlet],
            Target::Authors => vec![fields.authors],
            Target::Names => vec![fields.names],
            Target::Title => vec![fields.title, fields.made_title],
            Target::Body => vec![fields.body],
            Target::Aside => vec![fields.asides],
            Target::Text => vec![fields.body, fields.title, fields.made_title],
            Target::Anywhere => vec![fields.body, fields.title, fields.made_title, fields.asides],
        }
    }

    /// Whether any article has the word in any of these forms.
    pub fn meets(&self, target: Target, forms: &[Form]) -> tantivy::Result<bool> {
        let slot = Slot::new(forms)?;
        for field in self.fields_of(target) {
            for segment in self.searcher.segment_readers() {
                let index = segment.inverted_index(field)?;
                if !slot.terms(&index)?.present.is_empty() {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// In how many articles words stand, about: in as many as the rarest of them, by its commonest form in the field that has
    /// it most often.
    pub fn articles_with(&self, words: &Words) -> tantivy::Result<u64> {
        let mut all = 0;
        for way in &words.ways {
            let mut rarest = u64::MAX;
            for forms in way {
                let slot = Slot::new(forms)?;
                let mut most = 0;
                for field in self.fields_of(words.target) {
                    let mut articles = 0;
                    for segment in self.searcher.segment_readers() {
                        let index = segment.inverted_index(field)?;
                        articles += slot.terms(&index)?.in_most_articles();
                    }
                    most = most.max(articles);
                }
                rarest = rarest.min(most);
            }
            all += rarest;
        }
        Ok(all)
    }

    /// Calls `found` with every term of a field from a beginning on, until it says no.
    fn each_from(
        &self,
        target: Target,
        beginning: &str,
        mut found: impl FnMut(&str, &TermInfo) -> bool,
    ) -> tantivy::Result<()> {
        for field in self.fields_of(target) {
            for segment in self.searcher.segment_readers() {
                let index = segment.inverted_index(field)?;
                if index.total_num_tokens() == 0 {
                    continue;
                }
                let mut stream = index.terms().range().ge(beginning).into_stream()?;
                while let Some((term, info)) = stream.next() {
                    let term = std::str::from_utf8(term).unwrap_or("");
                    if !term.starts_with(beginning) || !found(term, info) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }
}

impl Vocabulary for Known<'_> {
    fn knows(&self, target: Target, word: &str) -> bool {
        self.fields_of(target).into_iter().any(|field| {
            let term = Term::from_field_text(field, word);
            self.searcher.doc_freq(&term).is_ok_and(|count| count > 0)
        })
    }

    fn begins(&self, target: Target, beginning: &str) -> bool {
        let mut any = false;
        let looked = self.each_from(target, beginning, |_, _| {
            any = true;
            false
        });
        any && looked.is_ok()
    }

    fn compounds(&self, target: Target, beginning: &str) -> Vec<Compound> {
        let mut found: BTreeMap<Compound, u32> = BTreeMap::new();
        let looked = self.each_from(target, &format!("{COMPOUND}{beginning}"), |term, info| {
            if let Some((joined, written)) = term[COMPOUND.len_utf8()..].split_once(COMPOUND) {
                let compound = Compound {
                    joined: joined.to_string(),
                    written: written.to_string(),
                };
                *found.entry(compound).or_default() += info.doc_freq;
            }
            found.len() < MOST_COMPOUNDS
        });
        if looked.is_err() {
            return Vec::new();
        }
        let mut found: Vec<(Compound, u32)> = found.into_iter().collect();
        found.sort_by_key(|(_, articles)| std::cmp::Reverse(*articles));
        found.into_iter().map(|(compound, _)| compound).collect()
    }
}
