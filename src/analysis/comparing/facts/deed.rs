//! What a fact comes down to: what is done in the main clause, to how many, and whether it is told as having happened.

use std::collections::BTreeSet;

use super::contrast::are_near;
use crate::analysis::comparing::align::{class, is_denied_at, is_saying};
use crate::analysis::comparing::cells::Cell;
use crate::analysis::comparing::table::Table;
use crate::analysis::reading::statements::{Role, Statement, statements};
use crate::analysis::text::irregular::verb_of;
use crate::analysis::text::syntax::{Parse, Relation, Upos};
use crate::analysis::text::words;
use crate::model::{Article, Figure, Modifier, Span};

/// Verbs that say little without what they are said of, in dictionary form: two who take something need not do one thing.
#[rustfmt::skip]
const LIGHT: [&str; 24] = [
    "be", "become", "bring", "come", "do", "follow", "get", "give", "go", "have", "hold", "keep", "leave", "make", "mean", "put", "remain", "see",
    "set", "show", "start", "take", "turn", "use",
];

/// Words of content that two sentences have in common from which they tell one thing though the verbs are others, if it is done to the same: long
/// sentences of two outlets that share so many are no one frame with another deed. Of 93 facts that readers had listed and that are told as said by both
/// 69 are with the verbs alone (77 groups that the trees learned from).
const MANY: usize = 8;
/// Words before a predicate among which one denies it.
const DENIED_BEFORE: usize = 8;

/// What a cell tells, as far as it can be parsed.
struct Told<'a> {
    body: &'a str,
    figures: &'a [Figure],
    statements: Vec<Statement>,
    /// Bytes of verbs.
    verbs: Vec<Span>,
    /// Words that are no verbs, as what is done in them: `the arrest`.
    nouns: BTreeSet<String>,
    /// All words of content.
    words: BTreeSet<String>,
    /// What is quoted, of more than a word.
    quoted: BTreeSet<String>,
}

/// Whether two cells tell that one thing is done: of the main clauses of one, the other has the verb, or a word made of it (`the arrest`),
/// denies it no more than the first, tells it as having happened, or as what may be, as the first does, and of no other number; a verb
/// that says little by itself is of the same thing. Where each only has the other's words beside its own verb (`admitted 58`, `discharged 58`), two
/// things may be told. True in a language without syntax, and of what has no main clause but that somebody said it.
pub(super) fn tells_what_happened(table: &Table, lead: &Cell, cell: &Cell) -> bool {
    let (Some(ours), Some(theirs)) = (told(table, lead), told(table, cell)) else {
        return true;
    };
    let common = ours.words.intersection(&theirs.words).count();
    let are_one = match (ours.statements.is_empty(), theirs.statements.is_empty()) {
        (true, true) => true,
        (false, false) => {
            let is_deed = is_told(&ours, &theirs) || is_told(&theirs, &ours);
            is_deed && !do_other_things(&ours, &theirs)
        }
        _ => common >= MANY,
    };
    let is_one = are_one
        || !ours.quoted.is_disjoint(&theirs.quoted)
        || common >= MANY && is_done_to_one(&ours, &theirs);
    is_one && !stand_against(table, lead, cell)
}

/// Two words that put what follows them on opposite sides.
const SIDES: [[&str; 2]; 5] = [
    ["above", "below"],
    ["after", "before"],
    ["against", "for"],
    ["inside", "outside"],
    ["with", "without"],
];
/// Words behind such a word that it may belong to.
const OF_SIDE: usize = 4;

/// One has one thing on one side of something, the other on the other: `before the amnesty`, `after the amnesty`.
fn stand_against(table: &Table, lead: &Cell, cell: &Cell) -> bool {
    let folded = |cell: &Cell| -> Vec<String> {
        let text = table.articles[cell.article].text(cell.span);
        words::words(text)
            .map(|word| words::fold(word.of(text)))
            .collect()
    };
    let (ours, theirs) = (folded(lead), folded(cell));
    let behind = |all: &[String], side: &str| -> BTreeSet<String> {
        let places = (0..all.len()).filter(|&at| all[at] == side);
        let words = places.flat_map(|at| all[at + 1..].iter().take(OF_SIDE));
        let words = words.filter(|word| !words::is_function_word(word));
        words.map(|word| act(word)).collect()
    };
    SIDES.iter().any(|[one, other]| {
        [(one, other), (other, one)].iter().any(|(here, there)| {
            let (a, b) = (behind(&ours, here), behind(&theirs, there));
            let has_both = !behind(&ours, there).is_empty() || !behind(&theirs, here).is_empty();
            !has_both && !a.is_disjoint(&b)
        })
    })
}

/// A main clause of each that the other has no verb of is of one doer, or of one thing it is done to: `found alive`, `found dead`.
fn do_other_things(ours: &Told, theirs: &Told) -> bool {
    let alone = |told: &Told, other: &Told| -> Vec<BTreeSet<String>> {
        let known: BTreeSet<String> = other
            .statements
            .iter()
            .map(|one| act_of(other.body, one))
            .collect();
        let main = told.statements.iter().filter(|one| one.is_main);
        let main = main.filter(|one| !known.contains(&act_of(told.body, one)));
        main.map(|one| told.core(one)).collect()
    };
    let theirs_alone = alone(theirs, ours);
    let mut ours_alone = alone(ours, theirs).into_iter();
    ours_alone.any(|one| theirs_alone.iter().any(|other| !one.is_disjoint(other)))
}

/// What the main clause of the first is done to is among the words of the second.
fn is_done_to_one(ours: &Told, theirs: &Told) -> bool {
    let mut main = ours.statements.iter().filter(|one| one.is_main);
    main.any(|one| {
        let mut parts = one.parts.iter().filter(|part| part.role == Role::DoneTo);
        parts.any(|part| theirs.words.contains(&act(part.head.of(ours.body))))
    })
}

/// Whether one of the main clauses of the first, or of all clauses where none is one, is told by the second.
fn is_told(ours: &Told, theirs: &Told) -> bool {
    let has_main = ours.statements.iter().any(|one| one.is_main);
    let mut main = ours.statements.iter().filter(|one| one.is_main == has_main);
    main.any(|one| {
        let act = act_of(ours.body, one);
        let same = theirs.statements.iter();
        let mut same = same.filter(|other| act_of(theirs.body, other) == act);
        let is_one = |other: &Statement| {
            other.is_open == one.is_open
                && other.is_negated == one.is_negated
                && (!LIGHT.contains(&one.lemma.as_str())
                    || are_of_one((ours, one), (theirs, other)))
                && !count_otherwise((ours, one), (theirs, other))
                && !are_turned((ours, one), (theirs, other))
        };
        match same.next() {
            Some(first) => is_one(first) || same.any(is_one),
            // `Was arrested`, `the arrest`; what may be is not what the noun tells of.
            None => {
                let is_deed =
                    ours.verbs.contains(&one.predicate) && !one.is_open && !one.is_negated;
                is_deed && theirs.nouns.contains(&act)
            }
        }
    })
}

/// Two statements have the head word of a part beside the doer in common, or neither has any such part.
fn are_of_one((ours, one): (&Told, &Statement), (theirs, other): (&Told, &Statement)) -> bool {
    let heads = |told: &Told, statement: &Statement| -> BTreeSet<String> {
        let parts = statement
            .parts
            .iter()
            .filter(|part| part.role != Role::Doer);
        parts.map(|part| act(part.head.of(told.body))).collect()
    };
    let (a, b) = (heads(ours, one), heads(theirs, other));
    a.is_empty() && b.is_empty() || !a.is_disjoint(&b)
}

/// What does it in the one it is done to in the other, and no other way round: `the rebels returned them to the army`.
fn are_turned((ours, one): (&Told, &Statement), (theirs, other): (&Told, &Statement)) -> bool {
    let heads = |told: &Told, statement: &Statement, is_doer: bool| -> BTreeSet<String> {
        let parts = statement.parts.iter();
        let parts = parts.filter(|part| (part.role == Role::Doer) == is_doer);
        parts.map(|part| act(part.head.of(told.body))).collect()
    };
    let (doer, doer_there) = (heads(ours, one, true), heads(theirs, other, true));
    doer.is_disjoint(&doer_there)
        && !doer.is_disjoint(&heads(theirs, other, false))
        && !doer_there.is_disjoint(&heads(ours, one, false))
}

/// Both statements are of counted things, and no number of the one is one of the other.
fn count_otherwise((ours, one): (&Told, &Statement), (theirs, other): (&Told, &Statement)) -> bool {
    let (a, b) = (ours.counted(one), theirs.counted(other));
    !a.is_empty() && !b.is_empty() && !a.iter().any(|a| b.iter().any(|b| may_be_one(a, b)))
}

/// Whether two figures can be one number, loosely said.
pub(super) fn may_be_one(a: &Figure, b: &Figure) -> bool {
    let bounds = |one: &Figure, other: &Figure| match one.modifier {
        Modifier::AtLeast | Modifier::MoreThan => other.value >= one.value,
        Modifier::AtMost | Modifier::LessThan => other.value <= one.value,
        Modifier::Vague => true,
        Modifier::Exact | Modifier::About => false,
    };
    let ends = |figure: &Figure| figure.value_to.unwrap_or(figure.value);
    (are_near(a.value, b.value) && are_near(ends(a), ends(b))) || bounds(a, b) || bounds(b, a)
}

impl Told<'_> {
    /// Who does it and to whom it is done.
    fn core(&self, statement: &Statement) -> BTreeSet<String> {
        let parts = statement
            .parts
            .iter()
            .filter(|part| part.role != Role::Beside);
        parts.map(|part| act(part.head.of(self.body))).collect()
    }

    /// The counted things of whom or to which a statement says that it is done.
    fn counted(&self, statement: &Statement) -> Vec<&Figure> {
        let parts = statement
            .parts
            .iter()
            .filter(|part| part.role != Role::Beside);
        let words: Vec<Span> = parts.flat_map(|part| part.words.iter().copied()).collect();
        let figures = self.figures.iter().filter(|figure| !figure.of.is_empty());
        figures
            .filter(|figure| words.iter().any(|word| figure.span().overlaps(*word)))
            .collect()
    }
}

/// What the sentences of a cell tell, without what only says that somebody spoke; `None` without syntax.
fn told<'a>(table: &'a Table, cell: &Cell) -> Option<Told<'a>> {
    let article = table.articles[cell.article];
    let mut told = Told {
        body: &article.body,
        figures: &article.figures,
        statements: Vec::new(),
        verbs: Vec::new(),
        nouns: BTreeSet::new(),
        words: BTreeSet::new(),
        quoted: quoted(article, cell.span),
    };
    for sentence in cell.first..=cell.last {
        let parse = table.parse(cell.article, sentence)?;
        told.add(&parse, *article.sentences.get(sentence)?);
    }
    Some(told)
}

/// The words of each quotation in a stretch of an article, folded, of those that have two or more.
fn quoted(article: &Article, within: Span) -> BTreeSet<String> {
    let quotes = article
        .quotes
        .iter()
        .filter(|quote| within.overlaps(quote.span()));
    let words = quotes.map(|quote| {
        let text = article.text(quote.span());
        let words: Vec<String> = words::words(text)
            .map(|word| words::fold(word.of(text)))
            .collect();
        words
    });
    words
        .filter(|words| words.len() > 1)
        .map(|words| words.join(" "))
        .collect()
}

impl Told<'_> {
    fn add(&mut self, parse: &Parse, sentence: Span) {
        let mut found = statements(parse);
        let node = |predicate: Span| parse.words.iter().find(|word| word.span == predicate);
        let main: Vec<Span> = found
            .iter()
            .filter(|one| one.is_main)
            .map(|one| one.predicate)
            .collect();
        for one in &mut found {
            // `Plans to award`: what is planned is what the clause tells, and has not happened.
            if let Some(node) = node(one.predicate).filter(|node| node.relation == Relation::Xcomp)
            {
                let over = node.head.and_then(|head| parse.words.get(head));
                one.is_main |= over.is_some_and(|over| main.contains(&over.span));
                one.is_open = true;
            }
            one.is_negated |= is_denied_just_before(self.body, sentence, one.predicate);
        }
        // `Says` is listed, and `say` stands before what it says, too.
        found.retain(|one| {
            let written = words::fold(one.predicate.of(self.body));
            !is_saying(&written) && !is_saying(&format!("{}s", one.lemma))
        });
        self.statements.extend(found);
        for word in &parse.words {
            let folded = words::fold(word.span.of(self.body));
            let is_content = folded.starts_with(char::is_alphanumeric);
            if is_content && !words::is_function_word(&folded) {
                self.words.insert(act(&folded));
            }
            if word.upos() == Upos::Verb {
                self.verbs.push(word.span);
            } else {
                self.nouns.insert(act(word.span.of(self.body)));
            }
        }
    }
}

/// Whether the words right before a predicate deny it: `stopped short of agreeing`, `it is not true that they hid`.
fn is_denied_just_before(body: &str, sentence: Span, predicate: Span) -> bool {
    let before = Span::new(sentence.start, predicate.start.max(sentence.start));
    let words: Vec<Span> = words::words(before.of(body)).collect();
    let from = words[words.len().saturating_sub(DENIED_BEFORE)..].first();
    let from = from.map_or(predicate.start, |word| sentence.start + word.start);
    let (text, place) = (Span::new(from, predicate.end), predicate.start - from);
    is_denied_at(text.of(body), Span::new(place, place + predicate.len()))
}

/// The class of a statement's verb, as it is written where that form alone has one (`freed`).
fn act_of(body: &str, statement: &Statement) -> String {
    let written = words::stem(&words::fold(statement.predicate.of(body))).into_owned();
    match class(&written) {
        same if same == written => act(&statement.lemma),
        known => known.to_string(),
    }
}

/// The class of a verb in dictionary form, or of a word made of it.
fn act(word: &str) -> String {
    let folded = words::fold(word);
    class(&words::stem(verb_of(&folded))).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_denied_right_before_a_verb_is_denied() {
        for (text, verb, wanted) in [
            (
                "It is not true that rebels used the school as a store.",
                "used",
                true,
            ),
            (
                "The council stopped short of agreeing to the sale.",
                "agreeing",
                true,
            ),
            (
                "The council did too little to warn the villages.",
                "warn",
                true,
            ),
            (
                "They parted on Thursday without agreeing where the seat is to be.",
                "agreeing",
                true,
            ),
            (
                "A teacher who refused to say that the flood came last spring has been fired.",
                "fired",
                false,
            ),
            ("Rebels used the school as a store.", "used", false),
        ] {
            let at = text.find(verb).unwrap_or_default();
            let place = Span::new(at, at + verb.len());
            let found = is_denied_just_before(text, Span::new(0, text.len()), place);
            assert_eq!(found, wanted, "{text}");
        }
    }
}
