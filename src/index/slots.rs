//! The terms that fill one slot of a query in one segment of the index.

use std::collections::HashSet;

use tantivy::DocId;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::TermInfo;

use super::clause::{Form, is_near};
use super::schema::{ACCENTED, FIRST_WORD, FOLDED_AWAY, INITIALS, STEM, compound_term};

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

pub(super) fn terms(index: &InvertedIndexReader, forms: &[Form]) -> tantivy::Result<Terms> {
    let dictionary = index.terms();
    let mut found = Terms::default();
    let mut seen = HashSet::new();
    for form in forms {
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
                let mut stream = dictionary.range().ge(FIRST_WORD).into_stream()?;
                while let Some((term, info)) = stream.next() {
                    let near = std::str::from_utf8(term).is_ok_and(|t| is_near(word, t, *edits));
                    if near {
                        found.present.extend(once(&mut seen, Some(info.clone())));
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
