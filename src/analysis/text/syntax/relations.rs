//! Relations of a word to its head, as Universal Dependencies has them for English. Table of data.

/// What a word is to its head (de Marneffe et al. 2021, <https://universaldependencies.org/en/dep/>).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Relation {
    /// Of a sentence: no head.
    Root,
    /// Clause that describes a noun.
    Acl,
    /// Relative clause.
    AclRelcl,
    /// Adverbial clause.
    Advcl,
    /// Relative clause about a whole clause.
    AdvclRelcl,
    /// Adverb.
    Advmod,
    /// Adjective of a noun.
    Amod,
    /// Noun that names the noun before it once more.
    Appos,
    /// Auxiliary.
    Aux,
    /// Auxiliary of the passive.
    AuxPass,
    /// Preposition, or the possessive `'s`.
    Case,
    /// Coordinating conjunction.
    Cc,
    /// The first of a pair, as `both` of `both … and`.
    CcPreconj,
    /// Clause as object, as what is said.
    Ccomp,
    /// Part of a compound.
    Compound,
    /// Particle of a verb.
    CompoundPrt,
    /// Member of a list, on its first member.
    Conj,
    /// Copula; its predicate is the head.
    Cop,
    /// Clause as subject.
    Csubj,
    /// Clause as subject of a passive.
    CsubjPass,
    /// Anything else.
    Dep,
    /// Determiner.
    Det,
    /// Determiner before a determiner, as `all the`.
    DetPredet,
    /// Interjection or filler.
    Discourse,
    /// Part set before or after the clause that it belongs to.
    Dislocated,
    /// Expletive `it` or `there`.
    Expl,
    /// Later word of a fixed expression.
    Fixed,
    /// Later word of a name, on its first word.
    Flat,
    /// Later part of a word written apart.
    Goeswith,
    /// Indirect object.
    Iobj,
    /// Member of a list without syntax.
    List,
    /// Word that opens a subordinate clause, and the `to` of an infinitive.
    Mark,
    /// Noun of a noun, most often with a preposition.
    Nmod,
    /// Possessor.
    NmodPoss,
    /// Noun of a noun without a preposition, as a time.
    NmodUnmarked,
    /// Subject.
    Nsubj,
    /// Subject of a clause whose predicate is itself a clause.
    NsubjOuter,
    /// Subject of a passive.
    NsubjPass,
    /// Number of a noun.
    Nummod,
    /// Object.
    Obj,
    /// Noun of a verb with a preposition.
    Obl,
    /// Who acts, after the `by` of a passive.
    OblAgent,
    /// Noun of a verb without a preposition, as a time.
    OblUnmarked,
    /// What is left where a verb is elided.
    Orphan,
    /// Clause set beside another, as `X said` in or after what is said.
    Parataxis,
    /// Punctuation.
    Punct,
    /// What the speaker repairs.
    Reparandum,
    /// The person spoken to.
    Vocative,
    /// Predicate without a subject of its own.
    Xcomp,
}

/// Every relation with its name; a relation's place here is its number in the model.
pub const RELATIONS: &[(Relation, &str)] = &[
    (Relation::Root, "root"),
    (Relation::Acl, "acl"),
    (Relation::AclRelcl, "acl:relcl"),
    (Relation::Advcl, "advcl"),
    (Relation::AdvclRelcl, "advcl:relcl"),
    (Relation::Advmod, "advmod"),
    (Relation::Amod, "amod"),
    (Relation::Appos, "appos"),
    (Relation::Aux, "aux"),
    (Relation::AuxPass, "aux:pass"),
    (Relation::Case, "case"),
    (Relation::Cc, "cc"),
    (Relation::CcPreconj, "cc:preconj"),
    (Relation::Ccomp, "ccomp"),
    (Relation::Compound, "compound"),
    (Relation::CompoundPrt, "compound:prt"),
    (Relation::Conj, "conj"),
    (Relation::Cop, "cop"),
    (Relation::Csubj, "csubj"),
    (Relation::CsubjPass, "csubj:pass"),
    (Relation::Dep, "dep"),
    (Relation::Det, "det"),
    (Relation::DetPredet, "det:predet"),
    (Relation::Discourse, "discourse"),
    (Relation::Dislocated, "dislocated"),
    (Relation::Expl, "expl"),
    (Relation::Fixed, "fixed"),
    (Relation::Flat, "flat"),
    (Relation::Goeswith, "goeswith"),
    (Relation::Iobj, "iobj"),
    (Relation::List, "list"),
    (Relation::Mark, "mark"),
    (Relation::Nmod, "nmod"),
    (Relation::NmodPoss, "nmod:poss"),
    (Relation::NmodUnmarked, "nmod:unmarked"),
    (Relation::Nsubj, "nsubj"),
    (Relation::NsubjOuter, "nsubj:outer"),
    (Relation::NsubjPass, "nsubj:pass"),
    (Relation::Nummod, "nummod"),
    (Relation::Obj, "obj"),
    (Relation::Obl, "obl"),
    (Relation::OblAgent, "obl:agent"),
    (Relation::OblUnmarked, "obl:unmarked"),
    (Relation::Orphan, "orphan"),
    (Relation::Parataxis, "parataxis"),
    (Relation::Punct, "punct"),
    (Relation::Reparandum, "reparandum"),
    (Relation::Vocative, "vocative"),
    (Relation::Xcomp, "xcomp"),
];

impl Relation {
    /// The relation at a place of [`RELATIONS`]; past the end the last.
    pub fn at(place: usize) -> Relation {
        RELATIONS[place.min(RELATIONS.len() - 1)].0
    }

    pub fn named(name: &str) -> Option<Relation> {
        let found = RELATIONS.iter().find(|(_, its)| *its == name);
        found.map(|(relation, _)| *relation)
    }

    pub fn place(self) -> usize {
        self as usize
    }

    /// As Universal Dependencies writes it.
    pub fn name(self) -> &'static str {
        RELATIONS[self.place()].1
    }

    /// The name without what stands behind its colon.
    pub fn universal(self) -> &'static str {
        let name = self.name();
        name.split(':').next().unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_stands_at_its_place() {
        for (place, (relation, name)) in RELATIONS.iter().enumerate() {
            assert_eq!(relation.place(), place);
            assert_eq!(Relation::at(place), *relation);
            assert_eq!(Relation::named(name), Some(*relation));
        }
        assert_eq!(Relation::NsubjPass.universal(), "nsubj");
        assert_eq!(Relation::named("subject"), None);
    }
}
