//! What a sentence tells, ready to be put beside another: its statements, who does what to whom, in hashed stems that know how much
//! they tell.

use std::cell::OnceCell;

use super::classes::class;
use super::sketch::within;
use super::sources::is_saying;
use crate::analysis::reading::statements::{self, Role, Statement, statements};
use crate::analysis::text::syntax::Syntax;
use crate::analysis::text::{clusters, hash, words};
use crate::model::{Article, Span};

/// What two sentences have in common as statements, each 0 to 1, the greatest over all pairs of their statements: the same verb and
/// what stands with it; a verb of the same cluster; the same with doer and done to in common ; of their main clauses the verb, the
/// doer and to whom it is done; the head words of the parts, whatever the verb.
pub(super) const STATEMENTS: usize = 8;

type Shares = [f32; STATEMENTS];

/// Shared weight at which a measure of it is one half: two rare words.
const HALF: f32 = 2.0;
/// Sets the hash of an entity apart from those of stems.
const ENTITY: u64 = 2;
/// What an entity tells: as much as a rare word.
const ENTITY_WEIGHT: f32 = 1.0;

/// A stem or an entity: its hash, and how much it tells here.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Term {
    key: u64,
    weight: f32,
}

/// A statement, none that only says that somebody spoke.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Told {
    /// Class of its verb.
    predicate: Term,
    /// The cluster of words that its verb is in.
    cluster: Option<u16>,
    is_main: bool,
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq)]
struct Part {
    role: Role,
    /// Its head word; none that carries only grammar.
    head: Option<Term>,
    /// By key, each once.
    terms: Vec<Term>,
}

/// A sentence that is parsed when it is first asked what it tells.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    text: String,
    /// Bytes of the names in it, and the hash of the entity that each stands for.
    named: Vec<(Span, u64)>,
    syntax: Option<Syntax>,
    told: OnceCell<Vec<Told>>,
}

/// The sentences of an article; `keys` are the entities of its mentions. Nothing is parsed.
pub(super) fn tellings(article: &Article, keys: &[String]) -> Vec<Telling> {
    let syntax = Syntax::of(article.language.as_deref());
    let mut mentions = article.mentions.iter().zip(keys).peekable();
    let telling = |&sentence: &Span| {
        let mut named = Vec::new();
        while let Some((mention, key)) = mentions.next_if(|next| next.0.start < sentence.end) {
            if sentence.contains(mention.span()) {
                let key = hash::pair(hash::of_str(key), ENTITY);
                named.push((within(sentence, mention.span()), key));
            }
        }
        Telling {
            text: article.text(sentence).to_string(),
            named,
            syntax,
            told: OnceCell::new(),
        }
    };
    article.sentences.iter().map(telling).collect()
}

impl Telling {
    pub fn has_syntax(&self) -> bool {
        self.syntax.is_some()
    }

    /// Its statements; none in a language without syntax. `weight` says how much a stem tells.
    pub fn told(&self, weight: impl Fn(&str) -> f32) -> &[Told] {
        self.told.get_or_init(|| {
            let Some(syntax) = self.syntax else {
                return Vec::new();
            };
            let parse = syntax.parse(&self.text, 0..self.text.len());
            let statements = statements(&parse);
            let told = statements.iter().filter(|it| !is_saying(&it.lemma));
            told.map(|statement| self.statement(statement, &weight))
                .collect()
        })
    }

    fn statement(&self, statement: &Statement, weight: &impl Fn(&str) -> f32) -> Told {
        let key = clusters::cased_key(&statement.lemma);
        let folded = words::fold(&statement.lemma);
        let stem = words::stem(&folded);
        let parts = statement.parts.iter();
        Told {
            predicate: term(class(&stem), weight),
            cluster: clusters::shipped().of(key, key).map(|of| of.0),
            is_main: statement.is_main,
            parts: parts.map(|part| self.part(part, weight)).collect(),
        }
    }

    fn part(&self, part: &statements::Part, weight: &impl Fn(&str) -> f32) -> Part {
        let word = |span: Span| {
            let folded = words::fold(span.of(&self.text));
            let stem = words::stem(&folded);
            let meaning = class(&stem);
            let tells =
                !words::is_function_word(meaning) && meaning.chars().any(char::is_alphanumeric);
            tells.then(|| term(meaning, weight))
        };
        let named = self.named.iter().filter(|it| it.0.contains(part.head));
        let entities = named.map(|&(_, key)| Term {
            key,
            weight: ENTITY_WEIGHT,
        });
        let words = part.words.iter().filter_map(|&span| word(span));
        let mut terms: Vec<Term> = words.chain(entities).collect();
        terms.sort_unstable_by_key(|term| term.key);
        terms.dedup_by_key(|term| term.key);
        Part {
            role: part.role,
            head: word(part.head),
            terms,
        }
    }
}

fn term(meaning: &str, weight: &impl Fn(&str) -> f32) -> Term {
    Term {
        key: hash::of_str(meaning),
        weight: weight(meaning),
    }
}

/// The [`STATEMENTS`] measures of two sentences, the same whichever is named first. Time grows with the product of their statements, and of the
/// parts of these.
pub(super) fn in_common(a: &[&Told], b: &[&Told]) -> Shares {
    let mut found = [0.0_f32; STATEMENTS];
    for one in a {
        for other in b {
            for (most, value) in found.iter_mut().zip(of_two(one, other)) {
                *most = most.max(value);
            }
        }
    }
    found
}

fn of_two(one: &Told, other: &Told) -> Shares {
    let Shared {
        doer,
        done_to,
        both,
    } = shared_parts(one, other);
    if both <= 0.0 {
        return [0.0; STATEMENTS];
    }
    let share = |of: f32| of / (of + HALF);
    let where_true = |holds: bool, of: f32| if holds { share(of) } else { 0.0 };
    let same = one.predicate.key == other.predicate.key;
    let alike = same || (one.cluster.is_some() && one.cluster == other.cluster);
    let verb = if same { one.predicate.weight } else { 0.0 };
    let acts = doer > 0.0 && done_to > 0.0;
    let main = one.is_main && other.is_main;
    [
        where_true(same, verb + both),
        where_true(alike, verb + both),
        where_true(same && acts, verb + doer + done_to),
        where_true(alike && acts, doer + done_to),
        where_true(main && same, verb + both),
        where_true(main, doer),
        where_true(main, done_to),
        share(shared_heads(one, other)),
    ]
}

/// Shared weight: of the doers, of those to whom it is done, and of all parts, each beside the one most like it, whichever way
/// that is less.
struct Shared {
    doer: f32,
    done_to: f32,
    both: f32,
}

fn shared_parts(one: &Told, other: &Told) -> Shared {
    let (mut doer, mut done_to, mut ours) = (0.0_f32, 0.0_f32, 0.0_f32);
    let mut theirs = vec![0.0_f32; other.parts.len()];
    for part in &one.parts {
        let mut best = 0.0_f32;
        for (there, best_there) in other.parts.iter().zip(&mut theirs) {
            let shared = shared_terms(&part.terms, &there.terms);
            best = best.max(shared);
            *best_there = best_there.max(shared);
            match (part.role, there.role) {
                (Role::Doer, Role::Doer) => doer = doer.max(shared),
                (Role::DoneTo, Role::DoneTo) => done_to = done_to.max(shared),
                _ => {}
            }
        }
        ours += best;
    }
    Shared {
        doer,
        done_to,
        both: ours.min(theirs.iter().sum()),
    }
}

fn shared_terms(a: &[Term], b: &[Term]) -> f32 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        if one.key == other.key {
            sum += one.weight;
        }
        i += usize::from(one.key <= other.key);
        j += usize::from(other.key <= one.key);
    }
    sum
}

fn shared_heads(one: &Told, other: &Told) -> f32 {
    let heads = |told: &Told| {
        let mut heads: Vec<Term> = told.parts.iter().filter_map(|part| part.head).collect();
        heads.sort_unstable_by_key(|head| head.key);
        heads.dedup_by_key(|head| head.key);
        heads
    };
    shared_terms(&heads(one), &heads(other))
}
