//! The terms that fill one slot of a query in one segment of the index.

use std::collections::HashSet;

use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;
use tantivy::query::{DfaWrapper, FuzzyTermQuery};
use tantivy::schema::Field;
use tantivy::{DocId, Term};

use super::clause::{Form, is_near};
use super::schema::{ACCENTED, FIRST_WORD, FOLDED_AWAY, INITIALS, STEM, compound_term};

/// Bytes of a word up to which an automaton finds what is near it: that of a longer one is large, and no word is so long.
const LONGEST_NEAR: usize = 64;

/// Articles and what they count for, ascending by article.
pub(super) type Counts = Vec<(DocId, f32)>;

/// The terms of one slot in one segment.
#[derive(Default)]
pub(super) struct Terms {
    pub(super) present: Vec<TermInfo>,
    /// Of these, the stem.
    pub(super) stem: Option<TermInfo>,
    /// Where these stand, the word was not written so after all.
    pub(super) taken_away: Vec<TermInfo>,
    /// Where these stand, the word has the accents that were typed: such articles come first. Without any, where
    /// `otherwise` does not stand.
    pub(super) as_typed: Vec<TermInfo>,
    pub(super) otherwise: Vec<TermInfo>,
}

impl Terms {
    /// The forms of a word overlap (every `prisoners` is a `prison` too): the most frequent tells how rare the word is.
    pub(super) fn in_most_articles(&self) -> u64 {
        let most = self.present.iter().map(|term| term.doc_freq).max();
        u64::from(most.unwrap_or(0))
    }

    pub(super) fn cost(&self) -> u64 {
        self.present
            .iter()
            .map(|term| u64::from(term.doc_freq))
            .sum()
    }
}

/// What fills one slot of a query, ready to be looked up in every segment and field.
pub(super) struct Slot<'a> {
    forms: &'a [Form],
    /// Of each form that has one the automaton that its terms are found by (Schulz and Mihov 2002): walking a dictionary with
    /// it costs what lies near the word, however large the dictionary is.
    near: Vec<Option<DfaWrapper>>,
}

impl<'a> Slot<'a> {
    pub fn new(forms: &'a [Form]) -> tantivy::Result<Slot<'a>> {
        let near = forms.iter().map(|form| match form {
            Form::Fuzzy { word, edits } if word.len() <= LONGEST_NEAR => {
                // The automaton is the same for every field.
                let term = Term::from_field_text(Field::from_field_id(0), word);
                FuzzyTermQuery::new(term, *edits, true)
                    .automaton()
                    .map(Some)
            }
            _ => Ok(None),
        });
        let near = near.collect::<tantivy::Result<_>>()?;
        Ok(Slot { forms, near })
    }

    pub fn terms(&self, index: &InvertedIndexReader) -> tantivy::Result<Terms> {
        terms(index, self)
    }
}

fn terms(index: &InvertedIndexReader, slot: &Slot) -> tantivy::Result<Terms> {
    let dictionary = index.terms();
    let mut found = Terms::default();
    let mut seen = HashSet::new();
    for (form, near) in slot.forms.iter().zip(&slot.near) {
        match form {
            Form::Word(word) => found.present.extend(once(&mut seen, dictionary.get(word)?)),
            Form::Stem(stem) => {
                let term = dictionary.get(format!("{STEM}{stem}"))?;
                if let Some(term) = once(&mut seen, term) {
                    found.stem.get_or_insert_with(|| term.clone());
                    found.present.push(term);
                }
            }
            Form::Written(word) => {
                let plain = dictionary.get(word)?;
                let accented = dictionary.get(format!("{ACCENTED}{word}"))?;
                let away = dictionary.get(format!("{FOLDED_AWAY}{word}"))?;
                found.present.extend(once(&mut seen, plain));
                found.present.extend(once(&mut seen, accented));
                found.taken_away.extend(away);
            }
            Form::AsTyped(word) => {
                let accented = dictionary.get(format!("{ACCENTED}{word}"))?;
                let away = dictionary.get(format!("{FOLDED_AWAY}{word}"))?;
                found.as_typed.extend(accented);
                found.otherwise.extend(away);
            }
            Form::Initials(letters) => {
                let term = dictionary.get(format!("{INITIALS}{letters}"))?;
                found.present.extend(once(&mut seen, term));
            }
            Form::Compound(compound) => {
                let term = dictionary.get(compound_term(compound))?;
                found.present.extend(once(&mut seen, term));
            }
            Form::Prefix(prefix) | Form::Character(prefix) => {
                let mut stream = dictionary.range().ge(prefix).into_stream()?;
                while let Some((term, info)) = stream.next() {
                    if !term.starts_with(prefix.as_bytes()) {
                        break;
                    }
                    found.present.extend(once(&mut seen, Some(info.clone())));
                }
            }
            Form::Fuzzy { word, edits } => {
                let mut take = |term: &[u8], info: &TermInfo| {
                    if std::str::from_utf8(term).is_ok_and(|term| is_near(word, term, *edits)) {
                        found.present.extend(once(&mut seen, Some(info.clone())));
                    }
                };
                if let Some(near) = near {
                    let search = dictionary.search(near).ge(FIRST_WORD);
                    let mut stream = search.into_stream()?;
                    while let Some((term, info)) = stream.next() {
                        take(term, info);
                    }
                } else {
                    let mut stream = dictionary.range().ge(FIRST_WORD).into_stream()?;
                    while let Some((term, info)) = stream.next() {
                        take(term, info);
                    }
                }
            }
        }
    }
    Ok(found)
}

/// A term that several forms give counts once.
fn once(seen: &mut HashSet<usize>, term: Option<TermInfo>) -> Option<TermInfo> {
    term.filter(|term| seen.insert(term.postings_range.start))
}
