//! What a fact comes down to: what is done in the main clause, and whether it is told as having happened.

use std::collections::BTreeSet;

use crate::analysis::comparing::align::{class, is_saying};
use crate::analysis::comparing::cells::Cell;
use crate::analysis::comparing::table::Table;
use crate::analysis::reading::statements::{Role, Statement, statements};
use crate::analysis::text::words;

/// Whether a cell tells what the main clause of another one does: it has that verb, or what it is done to (`ordered the release`), or a word
/// made of either, and tells it as having happened, or as what may be, as the other does. What only shares the rest of the words says
/// another thing of it: of 17 facts told as shared that strangers read, 5 were wrong, 4 of them in this. True in a language without syntax.
pub(super) fn tells_what_happened(table: &Table, lead: &Cell, cell: &Cell) -> bool {
    let (Some(ours), Some(theirs)) = (told(table, lead), told(table, cell)) else {
        return true;
    };
    let text = table.articles[cell.article].text(cell.span);
    let words: BTreeSet<String> = words::words(text).map(|word| act(word.of(text))).collect();
    let body = &table.articles[lead.article].body;
    let tells = |statement: &Statement| {
        let act = act(&statement.lemma);
        let same = theirs.iter().filter(|other| self::act(&other.lemma) == act);
        let open: Vec<bool> = same.map(|other| other.is_open).collect();
        match open.is_empty() {
            true => words.contains(&act) || done_to(body, statement, &words),
            false => open.contains(&statement.is_open),
        }
    };
    let mut main = ours.iter().filter(|statement| statement.is_main).peekable();
    main.peek().is_none() || main.any(tells)
}

/// What a statement says something is done to stands among some words.
fn done_to(body: &str, statement: &Statement, words: &BTreeSet<String>) -> bool {
    let parts = statement.parts.iter();
    let mut done_to = parts.filter(|part| part.role == Role::DoneTo);
    done_to.any(|part| words.contains(&act(part.head.of(body))))
}

/// The statements of the first sentence of a cell, none that only says that somebody spoke; `None` without syntax.
fn told(table: &Table, cell: &Cell) -> Option<Vec<Statement>> {
    let parse = table.parse(cell.article, cell.first)?;
    let mut told = statements(&parse);
    told.retain(|statement| !is_saying(&statement.lemma));
    Some(told)
}

/// The class of a verb in dictionary form, or of a word made of it.
fn act(word: &str) -> String {
    let folded = words::fold(word);
    class(&words::stem(&folded)).to_string()
}
