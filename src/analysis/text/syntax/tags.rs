//! Parts of speech: the seventeen of Universal Dependencies, and the finer ones of the Penn Treebank. Table of data.

/// Universal part of speech (Nivre et al. 2020, <https://universaldependencies.org/u/pos/>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Upos {
    /// Adjective.
    Adj,
    /// Preposition or particle of a verb.
    Adp,
    /// Adverb.
    Adv,
    /// Auxiliary or copula.
    Aux,
    /// Coordinating conjunction.
    Cconj,
    /// Determiner.
    Det,
    /// Interjection.
    Intj,
    /// Common noun.
    Noun,
    /// Number.
    Num,
    /// `not`, `to` before a verb, the `'s` of a possessive.
    Part,
    /// Pronoun.
    Pron,
    /// Proper noun.
    Propn,
    /// Punctuation.
    Punct,
    /// Subordinating conjunction.
    Sconj,
    /// Symbol.
    Sym,
    /// Full verb.
    Verb,
    /// Anything else.
    X,
}

impl Upos {
    /// As Universal Dependencies writes it.
    pub fn name(self) -> &'static str {
        match self {
            Upos::Adj => "ADJ",
            Upos::Adp => "ADP",
            Upos::Adv => "ADV",
            Upos::Aux => "AUX",
            Upos::Cconj => "CCONJ",
            Upos::Det => "DET",
            Upos::Intj => "INTJ",
            Upos::Noun => "NOUN",
            Upos::Num => "NUM",
            Upos::Part => "PART",
            Upos::Pron => "PRON",
            Upos::Propn => "PROPN",
            Upos::Punct => "PUNCT",
            Upos::Sconj => "SCONJ",
            Upos::Sym => "SYM",
            Upos::Verb => "VERB",
            Upos::X => "X",
        }
    }
}

/// A universal part of speech with the finer one of the Penn Treebank (Marcus et al. 1993, with the additions of the
/// English Web Treebank): the place of the pair in [`TAGS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(u8);

/// Every pair seen eight times or more in training.
pub const TAGS: &[(Upos, &str)] = &[
    (Upos::Adj, "JJ"),
    (Upos::Adj, "JJR"),
    (Upos::Adj, "JJS"),
    (Upos::Adj, "NNP"),
    (Upos::Adp, "IN"),
    (Upos::Adp, "RP"),
    (Upos::Adv, "AFX"),
    (Upos::Adv, "FW"),
    (Upos::Adv, "GW"),
    (Upos::Adv, "NNP"),
    (Upos::Adv, "RB"),
    (Upos::Adv, "RBR"),
    (Upos::Adv, "RBS"),
    (Upos::Adv, "WRB"),
    (Upos::Aux, "MD"),
    (Upos::Aux, "VB"),
    (Upos::Aux, "VBD"),
    (Upos::Aux, "VBG"),
    (Upos::Aux, "VBN"),
    (Upos::Aux, "VBP"),
    (Upos::Aux, "VBZ"),
    (Upos::Cconj, "CC"),
    (Upos::Det, "DT"),
    (Upos::Det, "PDT"),
    (Upos::Det, "WDT"),
    (Upos::Intj, "UH"),
    (Upos::Noun, "AFX"),
    (Upos::Noun, "FW"),
    (Upos::Noun, "GW"),
    (Upos::Noun, "NN"),
    (Upos::Noun, "NNS"),
    (Upos::Num, "CD"),
    (Upos::Num, "LS"),
    (Upos::Num, "NNP"),
    (Upos::Part, "POS"),
    (Upos::Part, "RB"),
    (Upos::Part, "TO"),
    (Upos::Pron, "DT"),
    (Upos::Pron, "EX"),
    (Upos::Pron, "NN"),
    (Upos::Pron, "PRP"),
    (Upos::Pron, "PRP$"),
    (Upos::Pron, "WDT"),
    (Upos::Pron, "WP"),
    (Upos::Pron, "WP$"),
    (Upos::Propn, "ADD"),
    (Upos::Propn, "GW"),
    (Upos::Propn, "NNP"),
    (Upos::Propn, "NNPS"),
    (Upos::Punct, "''"),
    (Upos::Punct, ","),
    (Upos::Punct, "-LRB-"),
    (Upos::Punct, "-RRB-"),
    (Upos::Punct, "."),
    (Upos::Punct, ":"),
    (Upos::Punct, "HYPH"),
    (Upos::Punct, "NFP"),
    (Upos::Punct, "SYM"),
    (Upos::Punct, "``"),
    (Upos::Sconj, "IN"),
    (Upos::Sym, "$"),
    (Upos::Sym, ","),
    (Upos::Sym, "NFP"),
    (Upos::Sym, "NN"),
    (Upos::Sym, "SYM"),
    (Upos::Verb, "NNP"),
    (Upos::Verb, "VB"),
    (Upos::Verb, "VBD"),
    (Upos::Verb, "VBG"),
    (Upos::Verb, "VBN"),
    (Upos::Verb, "VBP"),
    (Upos::Verb, "VBZ"),
    (Upos::X, "ADD"),
    (Upos::X, "AFX"),
    (Upos::X, "FW"),
    (Upos::X, "GW"),
    (Upos::X, "JJ"),
    (Upos::X, "LS"),
    (Upos::X, "NN"),
    (Upos::X, "RB"),
];

impl Tag {
    /// The tag at a place of [`TAGS`]; past the end the last.
    pub fn at(place: usize) -> Tag {
        Tag(place.min(TAGS.len() - 1) as u8)
    }

    /// The tag of these names, or the first with this universal part of speech; `None` if there is none such.
    pub fn named(upos: &str, penn: &str) -> Option<Tag> {
        let coarse = |tag: &&(Upos, &str)| tag.0.name() == upos;
        let exact = TAGS.iter().position(|tag| coarse(&tag) && tag.1 == penn);
        let place = exact.or_else(|| TAGS.iter().position(|tag| coarse(&tag)))?;
        Some(Tag::at(place))
    }

    pub fn place(self) -> usize {
        usize::from(self.0)
    }

    pub fn upos(self) -> Upos {
        TAGS[self.place()].0
    }

    /// Penn Treebank part of speech, as `VBD` or `NNS`.
    pub fn penn(self) -> &'static str {
        TAGS[self.place()].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_found_by_its_names() {
        for (place, (upos, penn)) in TAGS.iter().enumerate() {
            let tag = Tag::named(upos.name(), penn).unwrap();
            assert_eq!((tag.place(), tag.upos(), tag.penn()), (place, *upos, *penn));
        }
        assert_eq!(Tag::named("VERB", "never").map(Tag::upos), Some(Upos::Verb));
        assert_eq!(Tag::named("NONE", "NN"), None);
        assert_eq!(Tag::at(usize::MAX), Tag::at(TAGS.len() - 1));
    }
}
