//! Coverage: the facts that several articles tell, and which article tells them, in part or not at all.
//!
//! A fact is a row of the alignment of which it is sure that its sentences state one thing. An article says it where it
//! stands on the row, or holds nearly all of it in one place; it says it partly where it holds some of it; it is told as
//! silent only where nothing near is found in it. Between the two nothing is told of the article.

mod cast;
mod conflicts;
pub(super) mod contrast;
pub(super) mod coverage;
mod deed;
mod doubts;
pub(super) mod further;
pub(super) mod judge;
mod silence;
mod telling;

use std::collections::{BTreeSet, HashSet};

use self::cast::{of_one_cast, surest};
use super::align::{Contrary, Held, contrary, opposed, state_one_thing};
use super::cells::{Cell, cells, quoted};
use super::clause::{Label, label};
use super::furniture::{is_headline, is_shouted, is_statement, unquoted};
use super::nearby::may_tell;
use super::nearness::{NOT_SAID, SCATTERED};
use super::table::Table;
use crate::analysis::text::words;
use crate::model::{Finding, NameKind, Row, Span, Value, Verdict};
use conflicts::{Conflict, conflicts_of, fates_conflict, figures_conflict, lacks_figure};
use deed::tells_what_happened;
use doubts::{FAR_ON_ROW, are_far, are_two_sayings};
use judge::{SURE_FAR_ON_ROW, WHOLE};
use silence::says_enough;

/// A sentence of fewer words is a remark, not a fact.
const LEAST_WORDS: usize = 7;
/// Bytes of a surname by which an article is asked whether it names somebody.
const LEAST_NAME: usize = 4;
/// Share of a sentence from which it is mostly a quotation, and holds one: rows of quotations are told as quotations.
const QUOTED: f32 = 0.5;
const HOLDS_QUOTED: f32 = 0.25;
/// Words beside a quotation that tell more than who said it: `Dask confirmed his role in a letter to the council, saying`.
const BESIDE_QUOTED: usize = 10;
/// Share of what the words of a fact tell that each article has to tell which is said to say it.
const AGREED: f32 = 0.4;
/// Facts told: more than these nobody reads.
const MOST_FACTS: usize = 200;

/// A row that states one fact, and how every article stands to it.
pub(super) struct Fact {
    /// The first is the one of whose words the others hold most.
    cells: Vec<Cell>,
    /// Words that somebody said: told as a quotation.
    is_said: bool,
    /// The row is so sure that its articles are told to say the same.
    is_one: bool,
    /// Articles that say it, with the words, in order.
    pub values: Vec<Value>,
    /// Articles in which nothing near it stands.
    pub silent: Vec<usize>,
    /// Articles that never name somebody whom all others name in it, and who that is.
    nameless: Vec<(usize, String)>,
    /// What other articles have in the place of words of the lead.
    conflicts: Vec<Conflict>,
    /// Which articles say otherwise, and by which words: of the lead, or of the article.
    against: Vec<(usize, Contrary)>,
    /// Which articles give a number that something else became of: they are not known to say the same, and no word of theirs says otherwise.
    unnamed: Vec<usize>,
}

/// The facts; `told` is what is told of figures, dates and names already.
pub(super) fn findings(table: &Table, told: &[Finding]) -> Vec<Finding> {
    let mut facts: Vec<(usize, f32, Finding)> = Vec::new();
    for row in &table.rows {
        let Some(fact) = fact(table, row) else {
            continue;
        };
        if fact.may_be_of_two_matters(table, row.score) {
            continue;
        }
        // What one alone leaves out is told as missing there.
        if !fact.is_said && fact.is_missing_in(table).is_none() {
            let (articles, early) = (fact.cells.len(), fact.early(table));
            let finding = fact.finding(table, told);
            facts.extend(finding.map(|finding| (articles, early, finding)));
        }
    }
    let differs = |finding: &Finding| finding.verdict == Verdict::Differs;
    facts.sort_by(|a, b| {
        let first = differs(&b.2).cmp(&differs(&a.2));
        first.then(b.0.cmp(&a.0)).then(a.1.total_cmp(&b.1))
    });
    facts.truncate(MOST_FACTS);
    facts.into_iter().map(|(_, _, finding)| finding).collect()
}

/// The fact that a row states; `None` where it is not sure enough that it states one, or where it is told otherwise.
pub(super) fn fact(table: &Table, row: &Row) -> Option<Fact> {
    let mut cells = cells(table, &row.spans);
    cells.retain(|cell| !is_shouted(table.articles[cell.article].text(cell.span)));
    if cells.len() < 2 {
        return None;
    }
    let lead = wording(table, &cells);
    let cells = of_one_cast(table, cells, lead);
    let words = table.articles[cells[0].article].text(cells[0].span);
    if cells.len() < 2
        || words::words(words).take(LEAST_WORDS).count() < LEAST_WORDS
        || !is_statement(words)
    {
        return None;
    }
    if is_sure(table, &cells, row.score) {
        return Some(told(table, cells, row.score));
    }
    // One that hardly belongs there makes no fact of the others doubtful.
    let (cells, score) = surest(table, cells)?;
    is_sure(table, &cells, score).then(|| told(table, cells, score))
}

/// Whether a row of this score, with these cells, is sure enough to state one fact.
fn is_sure(table: &Table, cells: &[Cell], score: f32) -> bool {
    let held: Vec<Vec<Held>> = cells.iter().map(|cell| held(table, cell)).collect();
    let of_cell =
        |cell: &Cell| -> Vec<Held> { held.iter().map(|held| held[cell.article]).collect() };
    let on_row: Vec<Vec<Held>> = cells.iter().map(of_cell).collect();
    judge::is_sure(score, are_words_said(table, cells), &on_row)
}

/// How much of a cell each article holds.
fn held(table: &Table, cell: &Cell) -> Vec<Held> {
    table.reading.held(cell.article, (cell.first, cell.last))
}

/// How every article stands to a fact.
fn told(table: &Table, cells: Vec<Cell>, score: f32) -> Fact {
    let lead = &cells[0];
    let held: Vec<Vec<Held>> = cells.iter().map(|cell| held(table, cell)).collect();
    let is_said = are_words_said(table, &cells);
    let may_be_silent = says_enough(table.articles[lead.article].text(lead.span));
    let mut values = Vec::new();
    let mut silent = Vec::new();
    let mut nameless = Vec::new();
    let mut conflicts = Vec::new();
    let mut against = Vec::new();
    let mut unnamed = Vec::new();
    let words = |article: usize, span: Span| table.articles[article].text(span);
    // What denies or leaves open something of a sentence on another thing denies nothing here.
    let says_otherwise = |article: usize, span: Span| {
        let (told, there) = (words(lead.article, lead.span), words(article, span));
        let found = contrary(told, there)?;
        state_one_thing(told, there, score).then_some(found)
    };
    for article in 0..table.articles.len() {
        if let Some(cell) = cells.iter().find(|cell| cell.article == article) {
            let mut value = table.value(article, cell.span);
            let contrary = conflicts_of(table, lead, cell);
            value.partly = article != lead.article
                && (shared(table, lead, cell) < WHOLE
                    || !contrary.is_empty()
                    || figures_conflict(table, lead, cell)
                    || lacks_figure(table, lead, cell));
            let found = says_otherwise(article, cell.span).filter(|_| article != lead.article);
            let by_words = found.is_some() || contrary.iter().any(Conflict::is_opposite);
            let by_fate = article != lead.article && fates_conflict(table, lead, cell);
            value.otherwise = by_words || by_fate;
            unnamed.extend((by_fate && !by_words).then_some(article));
            against.extend(found.map(|found| (article, found)));
            values.push(value);
            conflicts.extend(contrary);
            continue;
        }
        let here = &held[0][article];
        let most = held.iter().map(|held| held[article].share);
        let anywhere = held.iter().map(|held| held[article].anywhere);
        if let Some((value, partly)) = elsewhere(table, here, article) {
            let found = says_otherwise(article, value.span());
            let opposite = opposed(words(lead.article, lead.span), words(article, value.span()));
            let otherwise = found.is_some() || opposite.is_some();
            against.extend(found.map(|found| (article, found)));
            values.push(Value {
                partly,
                otherwise,
                ..value
            });
        } else if most.fold(0.0, f32::max) < NOT_SAID
            && anywhere.fold(0.0, f32::max) < SCATTERED
            && may_be_silent
            && !table.is_excerpt(article)
            && !may_tell(table, &cells[..1], article)
        {
            silent.push(article);
        } else if may_be_silent
            && !table.is_excerpt(article)
            && let Some(name) = lacked(table, &cells, article)
        {
            nameless.push((article, name.to_string()));
        }
    }
    let mut rest = cells.iter().skip(1);
    let is_one = rest.all(|cell| {
        state_one_thing(
            words(lead.article, lead.span),
            words(cell.article, cell.span),
            score,
        ) && shared(table, lead, cell) >= AGREED
            && !figures_conflict(table, lead, cell)
            && tells_what_happened(table, lead, cell)
    });
    Fact {
        cells,
        is_said,
        is_one,
        values,
        silent,
        nameless,
        conflicts,
        against,
        unnamed,
    }
}

/// The surname of somebody whom all cells name and an article nowhere does: it does not tell of him.
fn lacked<'a>(table: &Table<'a>, cells: &[Cell], article: usize) -> Option<&'a str> {
    let (lead, others) = cells.split_first()?;
    let body = &table.articles[article].body;
    let text = table.articles[lead.article];
    let from = text
        .mentions
        .partition_point(|mention| mention.start < lead.span.start);
    let inside = text.mentions[from..].iter();
    let inside = inside.take_while(|mention| mention.end <= lead.span.end);
    let people = inside.filter(|mention| mention.kind == NameKind::Person);
    let mut surnames = people.filter_map(|mention| {
        let name = text.text(mention.span());
        words::words(name).last().map(|word| word.of(name))
    });
    surnames.find(|name| {
        let named = |cell: &Cell| table.articles[cell.article].text(cell.span).contains(name);
        name.len() >= LEAST_NAME && others.iter().all(named) && !body.contains(name)
    })
}

/// The place off the row where an article says a fact, and whether only in part.
fn elsewhere(table: &Table, held: &Held, article: usize) -> Option<(Value, bool)> {
    let (first, last) = held.place?;
    let partly = judge::says_in_part(held)?;
    let sentences = &table.articles[article].sentences;
    let span = sentences.get(first)?.join(*sentences.get(last)?);
    Some((table.value(article, span), partly))
}

impl Fact {
    /// The only article that leaves it out, where nothing near it stands there and all others say it.
    pub fn is_missing_in(&self, table: &Table) -> Option<usize> {
        let count = table.articles.len();
        let all_others = count > 2 && self.is_one && self.agreeing() + 1 == count;
        self.silent.first().copied().filter(|_| all_others)
    }

    /// It is not sure that all state one thing, and all but one stand far down on a row that is hardly sure, or two quote different sayings.
    fn may_be_of_two_matters(&self, table: &Table, score: f32) -> bool {
        let cells = self.cells.iter();
        let places: Vec<(usize, Span)> = cells.map(|cell| (cell.article, cell.span)).collect();
        let near = places
            .iter()
            .filter(|&&place| !are_far(&[place], FAR_ON_ROW));
        let is_far = score < SURE_FAR_ON_ROW && near.count() < 2;
        let quotes_another = |&other: &(usize, Span)| are_two_sayings(table, places[0], other);
        !self.is_one && (is_far || places.iter().skip(1).any(quotes_another))
    }

    /// How many articles say it, or a part of it.
    fn agreeing(&self) -> usize {
        self.values.iter().filter(|value| !value.otherwise).count()
    }

    /// The words that tell it best and name of whom they tell.
    fn label(&self, table: &Table) -> String {
        let ends: Vec<(usize, usize)> = self
            .cells
            .iter()
            .map(|cell| (cell.article, cell.first))
            .collect();
        best_label(table, &ends, &BTreeSet::new()).unwrap_or_default()
    }

    /// How early the articles tell it, 0 at their beginning and 1 at their end.
    fn early(&self, table: &Table) -> f32 {
        let at = |cell: &Cell| {
            cell.first as f32 / table.articles[cell.article].sentences.len().max(1) as f32
        };
        self.cells.iter().map(at).sum::<f32>() / self.cells.len().max(1) as f32
    }
}

/// The cell of whose words the others hold most; no headline in a text where another cell is none.
fn wording(table: &Table, cells: &[Cell]) -> usize {
    let states = |cell: &Cell| !is_headline(table.articles[cell.article].text(cell.span));
    let agreed = |one: &Cell| -> f32 {
        let others = cells.iter().filter(|other| other.article != one.article);
        others.map(|other| shared(table, one, other)).sum()
    };
    let agreed: Vec<f32> = cells.iter().map(agreed).collect();
    (0..cells.len())
        .max_by(|&a, &b| {
            let stated = states(&cells[a]).cmp(&states(&cells[b]));
            let agreed = agreed[a].total_cmp(&agreed[b]);
            stated.then(agreed).then(b.cmp(&a))
        })
        .unwrap_or(0)
}

/// The share of what one cell tells that another tells too, 0 to 1.
fn shared(table: &Table, one: &Cell, by: &Cell) -> f32 {
    let terms = |cell: &Cell| -> Vec<(u32, f32)> {
        let sentences = cell.first..=cell.last;
        sentences
            .flat_map(|sentence| table.reading.terms((cell.article, sentence)))
            .copied()
            .collect()
    };
    let known: HashSet<u32> = terms(by).iter().map(|term| term.0).collect();
    let (mut all, mut common) = (0.0, 0.0);
    for (term, weight) in terms(one) {
        all += weight;
        common += if known.contains(&term) { weight } else { 0.0 };
    }
    if all > 0.0 { common / all } else { 0.0 }
}

/// What sentences of one fact are listed under: the first of them that names of whom it tells and is not cut, else the first; none of those
/// `used` for another.
fn best_label(table: &Table, ends: &[(usize, usize)], used: &BTreeSet<String>) -> Option<String> {
    let labelled = |&here: &(usize, usize)| label(table, here, shared_passage(table, here, ends));
    let mut labels: Vec<Label> = ends.iter().map(labelled).collect();
    labels.retain(|label| !used.contains(&label.text));
    let mut good = labels.iter();
    let good = good.find(|label| label.is_named && !label.text.ends_with('…'));
    let best = good.or(labels.first());
    best.map(|label| label.text.clone())
}

/// The passage of a sentence that it shares most of with any of others.
fn shared_passage(table: &Table, here: (usize, usize), ends: &[(usize, usize)]) -> Option<Span> {
    let others = ends.iter().filter(|end| end.0 != here.0);
    let passages = others.filter_map(|&there| {
        let (shared, [ours, _]) = table.reading.passage(here, there)?;
        Some((shared.weight, ours))
    });
    let (_, passage) = passages.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let whole = table.articles[here.0].sentences.get(here.1)?;
    Some(passage.shifted(whole.start))
}

/// The cells are words that somebody said, one mostly, all in part, and one tells little beside them.
fn are_words_said(table: &Table, cells: &[Cell]) -> bool {
    let share = |cell: &Cell| quoted(table.articles[cell.article], cell.span);
    let most = cells.iter().map(share).fold(0.0, f32::max);
    let tells_little = |cell: &Cell| {
        let beside = unquoted(table.articles[cell.article].text(cell.span));
        words::words(&beside).take(BESIDE_QUOTED).count() < BESIDE_QUOTED
    };
    most >= QUOTED
        && cells.iter().all(|cell| share(cell) >= HOLDS_QUOTED)
        && cells.iter().any(tells_little)
}
