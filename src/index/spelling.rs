//! How else a word of a query is written: with and without points, hyphens and apostrophes.

use super::clause::{Form, Target, Way};
use super::resolve::Resolver;
use super::token::{Compound, Token};
use super::tokens;
use crate::analysis::text::words;

/// Other writings of one word.
const MOST_COMPOUNDS: usize = 8;
/// So many letters of a beginning, before words with signs inside are looked up that begin so.
const SHORTEST_BEGINNING: usize = 3;
/// Longer abbreviations have no points.
const LONGEST_INITIALS: usize = 8;

/// One way to write a word of the query.
pub(super) struct Writing {
    pub(super) way: Way,
    /// Inside a phrase.
    pub(super) inside: String,
    /// By itself.
    pub(super) alone: Vec<String>,
}

impl Resolver<'_> {
    /// How others write a word: in one where it was typed with signs inside, with signs where it was typed in one. Only what
    /// stands in the index.
    pub(super) fn others(
        &self,
        tokens: &[Token],
        compound: Option<Compound>,
        target: Target,
        stemmed: bool,
        open: bool,
    ) -> Vec<Writing> {
        let vocabulary = self.setting.vocabulary;
        if let Some(Compound { joined, .. }) = compound {
            let begins = || open && vocabulary.begins(target, &joined);
            if !(vocabulary.knows(target, &joined) || begins()) {
                return Vec::new();
            }
            let mut forms = vec![Form::Word(joined.clone())];
            if stemmed {
                forms.push(Form::Stem(tokens::stem(&joined).into_owned()));
            }
            let mut echo = joined.clone();
            if open {
                forms.push(Form::Prefix(joined));
                echo.push('*');
            }
            return vec![Writing {
                way: vec![forms],
                inside: echo.clone(),
                alone: vec![echo],
            }];
        }
        let [token] = tokens else {
            return Vec::new();
        };
        let word = token.text.as_str();
        if is_character(token) || word.len() < SHORTEST_BEGINNING {
            return Vec::new();
        }
        let stem = tokens::stem(word);
        let beginning = if stemmed && word.starts_with(&*stem) {
            &*stem
        } else {
            word
        };
        // `trum` while it is typed finds `trump-era` as any word that begins so.
        let begins_so = |other: &Compound| {
            let parts = tokens::typed(&other.written);
            parts
                .first()
                .is_some_and(|part| part.text.starts_with(word))
        };
        let mut found = vocabulary.compounds(target, beginning);
        found.retain(|other| {
            let is_meant = other.joined == word
                || (open && other.joined.starts_with(word))
                || (stemmed && tokens::stem(&other.joined) == stem);
            is_meant && !(open && begins_so(other))
        });
        // What is nearest to the word first.
        found.sort_by_key(|other| other.joined.len());
        found.truncate(MOST_COMPOUNDS);
        found.into_iter().map(writing_of).collect()
    }
}

/// A word as it stands, and an abbreviation with and without its points. `us` is not `U.S.`, and `U.S.` not `us`.
pub(super) fn plain(token: &Token) -> Vec<Form> {
    let word = &token.text;
    let mut forms = vec![Form::Word(word.clone())];
    match &token.initials {
        Some(letters) => {
            forms.push(Form::Initials(letters.clone()));
            if letters != word && !words::is_function_word(letters) {
                forms.push(Form::Word(letters.clone()));
            }
        }
        None if (2..=LONGEST_INITIALS).contains(&word.chars().count())
            && word.chars().all(char::is_alphabetic)
            && !words::is_function_word(word) =>
        {
            forms.push(Form::Initials(word.clone()));
        }
        None => {}
    }
    forms
}

/// The tokens of a word with signs inside as one.
pub(super) fn whole_compound(tokens: &[Token]) -> Option<Compound> {
    let first = tokens.first()?;
    let letters = |word: &str| word.chars().filter(|c| c.is_alphanumeric()).count();
    let all: usize = tokens.iter().map(|token| letters(&token.text)).sum();
    let is_whole = |compound: &&Compound| letters(&compound.joined) == all;
    first.compounds.iter().find(is_whole).cloned()
}

fn writing_of(compound: Compound) -> Writing {
    let echo = compound.written.clone();
    let parts = tokens::typed(&compound.written);
    let rest = parts.into_iter().skip(1);
    let mut way = vec![vec![Form::Compound(compound)]];
    way.extend(rest.map(|part| vec![Form::Word(part.text)]));
    Writing {
        way,
        inside: echo.clone(),
        alone: vec![echo],
    }
}

pub(super) fn is_character(token: &Token) -> bool {
    let mut letters = token.text.chars();
    letters.next().is_some_and(tokens::is_unspaced) && letters.next().is_none()
}
