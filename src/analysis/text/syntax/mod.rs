//! What each word of a sentence is and hangs on: part of speech, head, relation, lemma.
//!
//! Words, tags and relations are those of Universal Dependencies. The parser is greedy: it never takes a move back, and its
//! time grows with the words of a sentence. Only English has a model; a language is added in [`Syntax::of`].

pub mod features;
pub mod lemmas;
pub mod model;
pub mod moves;
pub mod parsing;
mod relations;
pub mod rows;
pub mod tagging;
mod tags;
pub mod tokens;
mod tree;
pub mod weights;
pub mod words;

use std::ops::Range;

pub use relations::{RELATIONS, Relation};
pub use tags::{TAGS, Tag, Upos};
pub use tree::{Node, Parse};

use crate::model::Span;
use model::Model;

/// Words behind this many have tags but no heads: no sentence is so long, what is so is a list or a table.
pub const LONGEST: usize = 400;

/// The syntax of a language.
#[derive(Clone, Copy, Debug)]
pub struct Syntax {
    model: &'static Model<'static>,
}

impl Syntax {
    /// The syntax of a language (BCP 47 primary tag) that has a model. A text too short to tell its language is most likely
    /// English.
    pub fn of(language: Option<&str>) -> Option<Syntax> {
        match language {
            None | Some("en") => model::english().map(|model| Syntax { model }),
            Some(_) => None,
        }
    }

    /// The words of `text[sentence]` with their tags, in order; byte spans of `text`. A range that does not fit the text has
    /// no words.
    pub fn tag(self, text: &str, sentence: Range<usize>) -> Vec<(Span, Tag)> {
        let spans = tokens::tokens(text, sentence);
        let words: Vec<_> = spans
            .iter()
            .map(|span| self.model.word(span.of(text)))
            .collect();
        let tags = tagging::tags(&words, self.model);
        spans.into_iter().zip(tags).collect()
    }

    /// The sentence as a tree; words behind [`LONGEST`] hang on nothing.
    pub fn parse(self, text: &str, sentence: Range<usize>) -> Parse<'_> {
        self.parse_words(text, tokens::tokens(text, sentence))
    }

    /// The same for words already found: byte spans of `text`, in order.
    pub fn parse_words(self, text: &str, spans: Vec<Span>) -> Parse<'_> {
        let words: Vec<_> = spans
            .iter()
            .map(|span| self.model.word(span.of(text)))
            .collect();
        let tags = tagging::tags(&words, self.model);
        let read = words.len().min(LONGEST);
        let state = parsing::parsed(&words[..read], &tags[..read], self.model);
        let nodes = spans.into_iter().zip(tags).enumerate();
        let nodes = nodes.map(|(at, (span, tag))| Node {
            span,
            tag,
            head: state
                .heads
                .get(at)
                .copied()
                .filter(|&head| head < read && at < read),
            relation: if at < read {
                Relation::at(usize::from(state.relations[at]))
            } else {
                Relation::Dep
            },
        });
        Parse::new(text, nodes.collect(), &self.model.lemmas)
    }
}

#[cfg(test)]
mod tests {
    use super::super::clusters::Clusters;
    use super::super::sections::header_bytes;
    use super::*;

    fn parsed(text: &str) -> Parse<'_> {
        let english = Syntax::of(Some("en")).unwrap();
        english.parse(text, 0..text.len())
    }

    /// Invented sentences, with the arcs that each must have: word, relation, head.
    const CASES: &[(&str, &[&str])] = &[
        (
            "The minister opened the bridge on Friday.",
            &[
                "minister nsubj opened",
                "bridge obj opened",
                "Friday obl opened",
                "on case Friday",
                "opened root",
            ],
        ),
        (
            "Three men were arrested by the police in Arden.",
            &[
                "men nsubj:pass arrested",
                "were aux:pass arrested",
                "police obl:agent arrested",
                "Three nummod men",
            ],
        ),
        (
            "Police in Lima arrested the woman who wrote the letter.",
            &[
                "woman obj arrested",
                "wrote acl:relcl woman",
                "who nsubj wrote",
                "letter obj wrote",
            ],
        ),
        (
            "“We will rebuild the school,” Anna Venn, who leads the council, said.",
            &[
                "Anna nsubj said",
                "Venn flat Anna",
                "leads acl:relcl Anna",
                "school obj rebuild",
            ],
        ),
        (
            "The council did not accept the offer.",
            &[
                "did aux accept",
                "not advmod accept",
                "council nsubj accept",
            ],
        ),
        (
            "Why didn't the company pay its workers?",
            &[
                "did aux pay",
                "n't advmod pay",
                "company nsubj pay",
                "workers obj pay",
            ],
        ),
        (
            "Officials said that the ship stopped and the crew escaped.",
            &[
                "stopped ccomp said",
                "ship nsubj stopped",
                "escaped conj stopped",
                "crew nsubj escaped",
            ],
        ),
        (
            "The bank, which was founded in 1890, is owned by two families.",
            &[
                "bank nsubj:pass owned",
                "founded acl:relcl bank",
                "which nsubj:pass founded",
            ],
        ),
        (
            "She is the new mayor of Lima and a doctor.",
            &[
                "She nsubj mayor",
                "is cop mayor",
                "Lima nmod mayor",
                "new amod mayor",
            ],
        ),
        (
            "\"I never met her,\" Mr. Venn told the court.",
            &[
                "met ccomp told",
                "never advmod met",
                "Venn nsubj told",
                "her obj met",
            ],
        ),
        (
            "The company, based in Lima, said on Monday it would not close its plant.",
            &[
                "company nsubj said",
                "based acl company",
                "close ccomp said",
                "not advmod close",
                "plant obj close",
            ],
        ),
        (
            "Police never found the man whom they had accused of arson.",
            &[
                "found root",
                "man obj found",
                "accused acl:relcl man",
                "whom obj accused",
                "they nsubj accused",
            ],
        ),
    ];

    #[test]
    fn words_hang_where_they_must() {
        for (text, arcs) in CASES {
            let parse = parsed(text);
            let found: Vec<String> = (0..parse.words.len())
                .map(|at| {
                    let node = parse.words[at];
                    let head = node.head.map(|head| format!(" {}", parse.written(head)));
                    let name = node.relation.name();
                    format!("{} {name}{}", parse.written(at), head.unwrap_or_default())
                })
                .collect();
            for arc in *arcs {
                assert!(found.iter().any(|found| found == arc), "{arc} in {found:?}");
            }
        }
    }

    #[test]
    fn what_a_rule_asks_of_a_tree() {
        let parse = parsed("The mayor of Arden did not sign the treaty and left the two cities.");
        let at = |word: &str| (0..parse.words.len()).find(|&at| parse.written(at) == word);
        let (sign, left, mayor) = (
            at("sign").unwrap(),
            at("left").unwrap(),
            at("mayor").unwrap(),
        );
        assert_eq!(parse.root(), Some(sign));
        assert_eq!(parse.subject(sign), Some(mayor));
        assert_eq!(parse.subject(left), Some(mayor), "shared by both verbs");
        assert!(parse.is_negated(sign) && !parse.is_negated(left));
        assert_eq!(
            parse.subtree(mayor),
            Span::new(0, "The mayor of Arden".len())
        );
        assert_eq!(parse.child(sign, Relation::Obj), at("treaty"));
        assert!(parse.is_under(mayor, sign) && !parse.is_under(sign, mayor));
        let lemmas = [
            at("left").unwrap(),
            at("cities").unwrap(),
            at("did").unwrap(),
        ];
        assert_eq!(lemmas.map(|at| parse.lemma(at)), ["leave", "city", "do"]);
        assert_eq!((parse.written(99), parse.lemma(99)), ("", String::new()));
        assert!(parse.subtree(99).is_empty() && parse.subject(99).is_none());
    }

    #[test]
    fn tags_are_those_of_the_parse_and_only_english_has_them() {
        let text = "She reads. The rain fell on Oslo.";
        let english = Syntax::of(None).unwrap();
        let tags = english.tag(text, 11..text.len());
        let names: Vec<&str> = tags.iter().map(|(_, tag)| tag.upos().name()).collect();
        assert_eq!(names, ["DET", "NOUN", "VERB", "ADP", "PROPN", "PUNCT"]);
        let parse = english.parse(text, 11..text.len());
        assert!(
            parse
                .words
                .iter()
                .zip(&tags)
                .all(|(node, (span, tag))| { node.span == *span && node.tag == *tag })
        );
        assert!(Syntax::of(Some("fr")).is_none() && Syntax::of(Some("")).is_none());
    }

    #[test]
    fn a_monstrous_sentence_hangs_together_as_far_as_it_is_read() {
        let text = "rain fell on the old town and ".repeat(5_000);
        let parse = parsed(&text);
        let roots = parse
            .words
            .iter()
            .filter(|node| node.relation == Relation::Root);
        assert_eq!(roots.count(), 1);
        assert!(parse.words.len() == 35_000 && parse.words[LONGEST].head.is_none());
        assert!(
            parse.words[..LONGEST]
                .iter()
                .all(|node| node.head.is_none_or(|head| head < LONGEST))
        );
        assert!(parsed("").words.is_empty() && parsed("").root().is_none());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_one_tree(text in "([a-z]{1,4} |said |the |, |\\PC){0,30}") {
            let parse = parsed(&text);
            let roots = parse.words.iter().filter(|node| node.head.is_none()).count();
            proptest::prop_assert_eq!(roots, usize::from(!parse.words.is_empty()));
            for at in 0..parse.words.len() {
                proptest::prop_assert!(parse.root().is_some_and(|root| parse.is_under(at, root)));
                let span = parse.subtree(at);
                proptest::prop_assert!(text.get(span.start..span.end).is_some());
                parse.lemma(at);
            }
        }

        #[test]
        fn any_damage_is_read_without_a_panic(places in proptest::collection::vec((0usize..8_000_000, 0u8..), 0..200), text in "\\PC{0,30}") {
            let mut bytes = model::english_bytes().to_vec();
            let length = bytes.len();
            for (place, byte) in places {
                bytes[header_bytes(model::SECTIONS).max(place % length)] = byte;
            }
            if let Some(model) = Model::over(&bytes, Clusters::default()) {
                let spans = tokens::tokens(&text, 0..text.len());
                let words: Vec<_> = spans.iter().map(|span| model.word(span.of(&text))).collect();
                let tags = tagging::tags(&words, &model);
                parsing::parsed(&words, &tags, &model);
                for (span, tag) in spans.iter().zip(&tags) {
                    model.lemmas.lemma(span.of(&text), *tag);
                }
            }
        }
    }
}
