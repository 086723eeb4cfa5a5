//! What an article has marked as names, asked by place and by word: each answer costs what a search in a sorted list does, so that
//! a text of nothing but firms is read in the time of any other.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::Names;
use crate::model::{NameKind, Span};

/// Names that are in order, none overlapping.
pub(super) struct Marked<'a> {
    body: &'a str,
    names: &'a Names,
    apart: OnceCell<HashSet<&'a str>>,
    somebody: OnceCell<HashSet<&'a str>>,
}

impl<'a> Marked<'a> {
    pub fn new(body: &'a str, names: &'a Names) -> Marked<'a> {
        Marked {
            body,
            names,
            apart: OnceCell::new(),
            somebody: OnceCell::new(),
        }
    }

    /// The name that covers a part of the body.
    pub fn covering(&self, part: Span) -> Option<&'a (Span, NameKind)> {
        self.ending_at_or_after(part.end)
            .filter(|(name, _)| name.start <= part.start)
    }

    /// The first name that does not end before a byte.
    pub fn ending_at_or_after(&self, end: usize) -> Option<&'a (Span, NameKind)> {
        let at = self.names.partition_point(|(name, _)| name.end < end);
        self.names.get(at)
    }

    /// Whether a word is part of a person's full name elsewhere, or a person's name where no `&` is near.
    pub fn is_named_apart(&self, word: &str) -> bool {
        let apart = self.apart.get_or_init(|| {
            let mut words = HashSet::new();
            for name in self.people() {
                let text = name.of(self.body);
                if text.contains(' ') && !text.contains('&') {
                    words.extend(text.split(' '));
                }
                let is_alone = !self.body[..name.start].ends_with("& ")
                    && !self.body[name.end..].starts_with(" &");
                if is_alone {
                    words.insert(text);
                }
            }
            words
        });
        apart.contains(word)
    }

    /// Whether somebody bears a word as a name: in full, or without an `'s` after it.
    pub fn is_somebody(&self, stem: &str) -> bool {
        let somebody = self.somebody.get_or_init(|| {
            let mut words = HashSet::new();
            for name in self.people() {
                let text = name.of(self.body);
                let after = &self.body[name.end..];
                let is_owner = after.starts_with("'s") || after.starts_with("’s");
                if !is_owner {
                    words.insert(text);
                }
                if text.contains(' ') {
                    // `Trader Joe` of `Trader Joe's` is nobody either
                    let parts = text.split(' ');
                    words.extend(parts.filter(|part| !(is_owner && text.ends_with(part))));
                }
            }
            words
        });
        somebody.contains(stem)
    }

    fn people(&self) -> impl Iterator<Item = Span> {
        let people = self.names.iter();
        people.filter_map(|(name, kind)| (*kind == NameKind::Person).then_some(*name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What [`Marked`] answers, by walking over all names.
    fn covering(part: Span, names: &Names) -> Option<&(Span, NameKind)> {
        let mut names = names.iter();
        names.find(|(name, _)| name.start <= part.start && name.end >= part.end)
    }

    fn is_named_apart(body: &str, word: &str, names: &Names) -> bool {
        names.iter().any(|(name, kind)| {
            let text = name.of(body);
            let is_full = text.contains(' ')
                && !text.contains('&')
                && text.split(' ').any(|part| part == word);
            let is_alone = text == word
                && !body[..name.start].ends_with("& ")
                && !body[name.end..].starts_with(" &");
            *kind == NameKind::Person && (is_full || is_alone)
        })
    }

    fn is_somebody(body: &str, stem: &str, names: &Names) -> bool {
        names.iter().any(|(name, kind)| {
            let text = name.of(body);
            let after = &body[name.end..];
            let is_owner = after.starts_with("'s") || after.starts_with("’s");
            let is_own = text.ends_with(stem) && is_owner;
            let is_part = text.contains(' ') && !is_own && text.split(' ').any(|part| part == stem);
            *kind == NameKind::Person && (is_part || (text == stem && !is_owner))
        })
    }

    proptest::proptest! {
        #[test]
        fn answers_are_those_of_a_walk(
            words in proptest::collection::vec("Ada|Lund|Venn|&|Ada's|Lund’s|met", 1..14),
            lengths in proptest::collection::vec(0usize..4, 1..14),
        ) {
            let body = words.join(" ");
            let spans: Vec<Span> = body
                .split(' ')
                .map(|word| {
                    let start = word.as_ptr() as usize - body.as_ptr() as usize;
                    let bare = word.trim_end_matches("'s").trim_end_matches("’s");
                    Span::new(start, start + bare.len())
                })
                .collect();
            let mut names = Names::new();
            let mut at = 0;
            for length in lengths {
                if length > 0 && at + length <= spans.len() {
                    let kind = if length == 3 { NameKind::Organisation } else { NameKind::Person };
                    names.push((spans[at].join(spans[at + length - 1]), kind));
                }
                at += length.max(1);
            }
            let marked = Marked::new(&body, &names);
            for &span in &spans {
                assert_eq!(marked.covering(span), covering(span, &names));
            }
            for word in ["Ada", "Lund", "Venn", "met", "&", "Ada Lund", ""] {
                assert_eq!(marked.is_named_apart(word), is_named_apart(&body, word, &names), "{word}");
                assert_eq!(marked.is_somebody(word), is_somebody(&body, word, &names), "{word}");
            }
        }
    }
}
