//! Which cells of a row tell one fact: those that name the same people, and those that surely belong beside the lead.

use super::judge::LESS_SURE;
use super::shared;
use crate::analysis::comparing::cells::Cell;
use crate::analysis::comparing::table::Table;
use crate::analysis::text::words;
use crate::model::NameKind;

/// The cells from `lead` on, without those that name other people than a cell before them: two may order flags lowered.
pub(super) fn of_one_cast(table: &Table, mut cells: Vec<Cell>, lead: usize) -> Vec<Cell> {
    let first = cells.remove(lead);
    let alike: Vec<f32> = cells
        .iter()
        .map(|cell| shared(table, &first, cell))
        .collect();
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by(|&a, &b| alike[b].total_cmp(&alike[a]).then(a.cmp(&b)));
    let mut cells: Vec<Option<Cell>> = cells.into_iter().map(Some).collect();
    let mut kept = vec![first];
    for cell in order.into_iter().filter_map(|at| cells[at].take()) {
        if !kept.iter().any(|known| name_others(table, known, &cell)) {
            kept.push(cell);
        }
    }
    kept
}

/// Both name people, and nobody in common. Where one has no more than the surname that the other has, it may be one person.
fn name_others(table: &Table, a: &Cell, b: &Cell) -> bool {
    let (ours, theirs) = (people(table, a), people(table, b));
    let may_be_one = |one: &Named, other: &Named| {
        let bare = one.is_bare || other.is_bare;
        one.entity == other.entity || bare && one.surname == other.surname
    };
    !ours.is_empty()
        && !theirs.is_empty()
        && !(ours.iter()).any(|one| theirs.iter().any(|other| may_be_one(one, other)))
}

/// A person named in a cell.
struct Named {
    entity: usize,
    /// The last word of the name as it is written there, folded.
    surname: String,
    /// Nothing else is written of it.
    is_bare: bool,
}

fn people(table: &Table, cell: &Cell) -> Vec<Named> {
    let text = table.articles[cell.article];
    let from = text
        .mentions
        .partition_point(|mention| mention.start < cell.span.start);
    let inside = text.mentions.iter().enumerate().skip(from);
    let inside = inside.take_while(|(_, mention)| mention.start < cell.span.end);
    let person = inside.filter_map(|(at, mention)| {
        let entity = table.entities.of_mention(cell.article, at)?;
        let written = text.text(mention.span());
        (table.entities.clusters[entity].kind == NameKind::Person).then(|| Named {
            entity,
            surname: words::fold(written.split_whitespace().next_back().unwrap_or("")),
            is_bare: !written.contains(char::is_whitespace),
        })
    });
    person.collect()
}

/// The lead and the cells that surely belong beside it, and how surely the least of them does; `None` where none is left out, or
/// none left.
pub(super) fn surest(table: &Table, cells: Vec<Cell>) -> Option<(Vec<Cell>, f32)> {
    let count = cells.len();
    let mut cells = cells.into_iter();
    let lead = cells.next()?;
    let belongs = |cell: &Cell| -> f32 {
        let ours = (lead.first..=lead.last).map(|sentence| (lead.article, sentence));
        let pairs = ours.flat_map(|own| {
            (cell.first..=cell.last).map(move |other| (own, (cell.article, other)))
        });
        let sure = pairs.map(|(own, other)| table.reading.belong(own, other));
        sure.fold(0.0, f32::max)
    };
    let sure: Vec<(f32, Cell)> = cells.map(|cell| (belongs(&cell), cell)).collect();
    let mut least = 1.0_f32;
    let mut kept = Vec::new();
    for (sure, cell) in sure {
        if sure >= LESS_SURE {
            least = least.min(sure);
            kept.push(cell);
        }
    }
    kept.insert(0, lead);
    (kept.len() > 1 && kept.len() < count).then_some((kept, least))
}
