//! Statements: who does what to whom, clause by clause, as a parse tells it.
//!
//! Every verb, and every adjective or noun that a copula makes a predicate, gives one. A passive is turned round (`the men were
//! freed by Minsk`: Minsk frees the men), a relative clause and a participle have the noun that they describe as their subject or
//! object, verbs joined by `and` share a subject (after the semantic graphs of Schuster and Manning, *Enhanced English Universal
//! Dependencies*, LREC 2016, as far as a tree tells them).

use crate::analysis::text::irregular;
use crate::analysis::text::syntax::{Parse, Relation, Upos};
use crate::model::Span;

/// What part something plays in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who does it, or of whom it is said.
    Doer,
    /// To whom or what it is done.
    DoneTo,
    /// Where, when, with whom, to what end.
    Beside,
}

/// Somebody or something in a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub role: Role,
    /// Bytes of its head word, in the text parsed.
    pub head: Span,
    /// Bytes of the words that belong to it, clauses about it left out.
    pub words: Vec<Span>,
}

/// One statement; byte ranges of the text parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// The verb, or the word that a copula makes a predicate.
    pub predicate: Span,
    /// Its dictionary form, with the particle of a verb: `carry out`.
    pub lemma: String,
    pub is_negated: bool,
    /// `may`, `will`, `should`, `if` and the like stand over it.
    pub is_open: bool,
    /// The main clause of its sentence, or what that says somebody said.
    pub is_main: bool,
    pub parts: Vec<Part>,
}

/// Auxiliaries under which a statement is not told as having happened, in lower case.
const OPEN: &[&str] = &[
    "'ll", "can", "could", "may", "might", "must", "shall", "should", "will", "would", "’ll",
];
/// Marks of clauses that tell a condition, in lower case.
const CONDITIONS: &[&str] = &["if", "unless", "whether"];
/// Clauses that hang on a noun or a predicate: no words of that.
const CLAUSES: &[Relation] = &[
    Relation::Acl,
    Relation::AclRelcl,
    Relation::Advcl,
    Relation::AdvclRelcl,
    Relation::Appos,
    Relation::Ccomp,
    Relation::Conj,
    Relation::Csubj,
    Relation::Parataxis,
    Relation::Xcomp,
];
/// The tag of `shot` in `the man shot in Lima`.
const PAST_PARTICIPLE: &str = "VBN";
/// Words that only stand for the noun that a clause describes, in lower case.
const RELATIVES: &[&str] = &["that", "which", "who", "whom"];

/// The statements of a sentence, in the order of their predicates. Time grows with the square of its words, of
/// [`crate::analysis::text::syntax::LONGEST`] at most.
pub fn statements(parse: &Parse) -> Vec<Statement> {
    (0..parse.words.len())
        .filter(|&at| is_predicate(parse, at))
        .map(|at| statement(parse, at))
        .collect()
}

fn is_predicate(parse: &Parse, at: usize) -> bool {
    let node = &parse.words[at];
    match node.upos() {
        Upos::Verb => !matches!(
            node.relation,
            Relation::Amod | Relation::Case | Relation::Compound | Relation::Fixed
        ),
        Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adv | Upos::Num => {
            parse.child(at, Relation::Cop).is_some()
        }
        _ => false,
    }
}

fn statement(parse: &Parse, at: usize) -> Statement {
    let children: Vec<usize> = parse.children(at).collect();
    let relation = |child: usize| parse.words[child].relation;
    let lower = |child: usize| parse.written(child).to_lowercase();
    let is_passive = children
        .iter()
        .any(|&child| matches!(relation(child), Relation::AuxPass | Relation::NsubjPass));
    let is_open = children.iter().any(|&child| match relation(child) {
        Relation::Aux => OPEN.contains(&lower(child).as_str()),
        Relation::Mark => CONDITIONS.contains(&lower(child).as_str()),
        _ => false,
    });
    let mut parts = Vec::new();
    let mut push = |role: Role, word: usize| parts.push(part(parse, role, word));
    if let Some(subject) = parse.subject(at).filter(|&it| !is_relative(parse, it)) {
        push(if is_passive { Role::DoneTo } else { Role::Doer }, subject);
    }
    for &child in &children {
        match relation(child) {
            Relation::Obj if !is_relative(parse, child) => push(Role::DoneTo, child),
            Relation::OblAgent => push(Role::Doer, child),
            Relation::Obl | Relation::OblUnmarked | Relation::Iobj => push(Role::Beside, child),
            _ => {}
        }
    }
    if let Some((role, noun)) = described(parse, at, is_passive) {
        push(role, noun);
    }
    // A noun that a copula makes a predicate has words of its own.
    if parse.words[at].upos() != Upos::Verb {
        push(Role::Beside, at);
    }
    Statement {
        predicate: parse.words[at].span,
        lemma: lemma(parse, at),
        is_negated: parse.is_negated(at),
        is_open,
        is_main: is_main(parse, at),
        parts,
    }
}

/// The dictionary form of a predicate, the particle of a verb with it.
fn lemma(parse: &Parse, at: usize) -> String {
    // The list of irregular forms knows what too few sentences of the treebanks hold: `shot`.
    let written = parse.written(at).to_lowercase();
    let verb = match irregular::verb_of(&written) {
        verb if verb != written && parse.words[at].upos() == Upos::Verb => verb.to_string(),
        _ => parse.lemma(at),
    };
    match parse.child(at, Relation::CompoundPrt) {
        Some(particle) => format!("{verb} {}", parse.lemma(particle)),
        None => verb,
    }
}

/// The noun that a relative clause or a participle describes, and what part it has in it: `the man who shot` does it, `the man
/// shot in Lima` and `the man whom they shot` have it done to them.
fn described(parse: &Parse, at: usize, is_passive: bool) -> Option<(Role, usize)> {
    let node = &parse.words[at];
    let has_subject = || {
        let subject = parse.child(at, Relation::Nsubj);
        subject.is_some_and(|subject| !is_relative(parse, subject))
    };
    let is_done_to = match node.relation {
        Relation::Acl => is_passive || node.tag.penn() == PAST_PARTICIPLE,
        Relation::AclRelcl => is_passive || has_subject(),
        _ => return None,
    };
    let role = if is_done_to { Role::DoneTo } else { Role::Doer };
    Some((role, node.head?))
}

fn is_relative(parse: &Parse, word: usize) -> bool {
    RELATIVES.contains(&parse.written(word).to_lowercase().as_str())
}

/// The root, what is said in it, and what is joined to these by `and`.
fn is_main(parse: &Parse, at: usize) -> bool {
    let mut at = at;
    for _ in 0..parse.words.len() {
        let node = &parse.words[at];
        match (node.relation, node.head) {
            (Relation::Root, _) => return true,
            (
                Relation::Ccomp | Relation::Parataxis | Relation::Conj | Relation::Xcomp,
                Some(head),
            ) => at = head,
            _ => return false,
        }
    }
    false
}

/// A word with those that hang on it, clauses left out.
fn part(parse: &Parse, role: Role, head: usize) -> Part {
    let mut words = vec![parse.words[head].span];
    let mut waiting = vec![head];
    while let Some(at) = waiting.pop() {
        for child in parse.children(at) {
            let node = &parse.words[child];
            let is_apart = CLAUSES.contains(&node.relation)
                || matches!(
                    node.relation,
                    Relation::Nsubj | Relation::Cop | Relation::Punct
                );
            if !is_apart {
                words.push(node.span);
                waiting.push(child);
            }
        }
    }
    words.sort_unstable_by_key(|span| span.start);
    Part {
        role,
        head: parse.words[head].span,
        words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::syntax::Syntax;

    /// `lemma(doer; done to)`, with `not` and `may` before it, a statement a word of the list.
    fn told(text: &str) -> Vec<String> {
        let parse = Syntax::of(Some("en")).unwrap().parse(text, 0..text.len());
        statements(&parse)
            .iter()
            .map(|statement| {
                let of = |role: Role| -> Vec<&str> {
                    let parts = statement.parts.iter().filter(|part| part.role == role);
                    parts.map(|part| part.head.of(text)).collect()
                };
                format!(
                    "{}{}{}({}; {})",
                    if statement.is_negated { "not " } else { "" },
                    if statement.is_open { "may " } else { "" },
                    statement.lemma,
                    of(Role::Doer).join(" "),
                    of(Role::DoneTo).join(" ")
                )
            })
            .collect()
    }

    #[test]
    fn who_does_what_to_whom() {
        for (text, wanted) in [
            (
                "The minister opened the bridge on Friday.",
                "open(minister; bridge)",
            ),
            (
                "The bridge was opened by the minister.",
                "open(minister; bridge)",
            ),
            (
                "The chain will not sell rifles.",
                "not may sell(chain; rifles)",
            ),
            (
                "Police arrested the man who shot two guards.",
                "shoot(man; guards)",
            ),
            (
                "The mayor visited the school and praised the teachers.",
                "praise(mayor; teachers)",
            ),
            (
                "The hospital treated two soldiers wounded in the raid.",
                "wound(; soldiers)",
            ),
            ("The men held in Lima were freed.", "hold(; men)"),
        ] {
            assert!(
                told(text).contains(&wanted.to_string()),
                "{text}: {:?}",
                told(text)
            );
        }
        assert!(told("").is_empty());
    }
}
