//! From likenesses to rows: each other's nearest on one row, neighbours into one cell.

use super::candidates::{Link, links};
use super::cell::Cell;
use super::likeness::{dot_and_cover, measures};
use super::pairs::pairs;
use super::sketch::{Sketch, joined};
use super::{Aligned, Reading};

/// How sure it must be that two sentences that are each other's nearest belong on one row. A wrong row is worse than none:
/// at this value nineteen of twenty rows of the aligned passages are right.
const LINK: f32 = 0.45;
/// From this score on the articles of a row are told to say the same: where 95 of 100 judged rows are right in full (0.883; 0.867 to
/// 0.885 with each pair left out, of whose rows 68 of 72 are right: `measure compare`; with twelve groups read by others 86 of 89).
pub(in crate::analysis) const SAYS_IT: f32 = 0.885;
/// How sure it must be on the average over all sentences of two rows for the rows to become one.
const JOIN: f32 = 0.4;
/// How sure it must be of a neighbour, whose nearest stands on the row, for it to join its cell.
const NEIGHBOUR: f32 = 0.4;
/// Otherwise: share of what it says that another cell must say for it to join, and the weight of it that it must add.
const NEIGHBOUR_COVER: f32 = 0.5;
const NEIGHBOUR_MATTER: f32 = 0.8;
/// Sentences in one cell at the most.
const MOST_IN_CELL: usize = 3;

/// One row: its cells in article order.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub cells: Vec<Cell>,
    pub score: f32,
}

impl Found {
    /// The same row with article `a` called `order[a]`.
    pub fn permuted(mut self, order: &[usize]) -> Found {
        for cell in &mut self.cells {
            cell.article = order[cell.article];
        }
        self.cells.sort_unstable_by_key(|cell| cell.article);
        self
    }
}

/// The rows, in canonical articles (every sentence stands in exactly one), for each sentence of each article how alike its nearest
/// is, and the pairs that may tell one fact.
pub(super) fn rows(reading: &Reading) -> Aligned {
    let homes: Vec<(usize, usize)> = reading
        .sketches
        .iter()
        .enumerate()
        .flat_map(|(article, sentences)| (0..sentences.len()).map(move |number| (article, number)))
        .collect();
    let mut links = links(reading, &homes);
    let likeness = likeness(reading, &homes, &links);
    let pairs = pairs(&links, &homes);
    links.retain(|link| link.sure >= LINK.min(NEIGHBOUR));
    let nearest = Nearest::new(&links, &homes);
    links.retain(|link| link.sure >= LINK && nearest.are_mutual(link, &homes));
    links.sort_by(|x, y| y.rank.total_cmp(&x.rank).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut sheet = Sheet::new(reading, &homes);
    for link in links {
        sheet.join(link);
    }
    sheet.take_in_neighbours(&nearest);
    Aligned {
        found: sheet.finished(),
        nearest: likeness,
        pairs,
    }
}

/// For each sentence the likeness of the one that comes nearest.
fn likeness(reading: &Reading, homes: &[(usize, usize)], links: &[Link]) -> Vec<Vec<f32>> {
    let mut nearest: Vec<Vec<f32>> = reading
        .sketches
        .iter()
        .map(|sentences| vec![0.0; sentences.len()])
        .collect();
    for link in links {
        for end in [link.a, link.b] {
            let (article, sentence) = homes[end as usize];
            let known = &mut nearest[article][sentence];
            *known = known.max(link.likeness);
        }
    }
    nearest
}

/// One end of a link, seen from the other.
#[derive(Clone, Copy)]
struct End {
    from: u32,
    article: usize,
    to: u32,
    sure: f32,
    rank: f32,
}

/// For each sentence and each other article the sentence that it most surely belongs to.
struct Nearest {
    /// In order, one for each sentence and article.
    ends: Vec<End>,
}

impl Nearest {
    fn new(links: &[Link], homes: &[(usize, usize)]) -> Self {
        let mut ends: Vec<End> = Vec::with_capacity(links.len() * 2);
        for link in links {
            for (from, to) in [(link.a, link.b), (link.b, link.a)] {
                ends.push(End {
                    from,
                    article: homes[to as usize].0,
                    to,
                    sure: link.sure,
                    rank: link.rank,
                });
            }
        }
        ends.sort_unstable_by(|x, y| {
            (x.from, x.article)
                .cmp(&(y.from, y.article))
                .then(y.rank.total_cmp(&x.rank))
                .then(x.to.cmp(&y.to))
        });
        ends.dedup_by_key(|end| (end.from, end.article));
        Nearest { ends }
    }

    /// The sentence of an article that sentence `from` most surely belongs to, and how surely.
    fn of(&self, from: u32, article: usize) -> Option<(u32, f32)> {
        let at = self
            .ends
            .binary_search_by(|end| (end.from, end.article).cmp(&(from, article)));
        at.ok().map(|at| (self.ends[at].to, self.ends[at].sure))
    }

    fn are_mutual(&self, link: &Link, homes: &[(usize, usize)]) -> bool {
        let is_nearest = |from: u32, to: u32| {
            let nearest = self.of(from, homes[to as usize].0);
            nearest.is_some_and(|(nearest, _)| nearest == to)
        };
        is_nearest(link.a, link.b) && is_nearest(link.b, link.a)
    }
}

/// The rows while they grow.
struct Sheet<'a> {
    reading: &'a Reading,
    /// The number of the first sentence of each article.
    starts: Vec<usize>,
    /// The row of each sentence.
    row_of: Vec<usize>,
    rows: Vec<Vec<Cell>>,
}

impl<'a> Sheet<'a> {
    fn new(reading: &'a Reading, homes: &[(usize, usize)]) -> Self {
        let mut starts = Vec::with_capacity(reading.sketches.len());
        let mut at = 0;
        for sentences in &reading.sketches {
            starts.push(at);
            at += sentences.len();
        }
        let rows = homes
            .iter()
            .map(|&(article, number)| vec![Cell::of(article, number)])
            .collect();
        Sheet {
            reading,
            starts,
            row_of: (0..homes.len()).collect(),
            rows,
        }
    }

    /// Makes one row of the rows of both ends, where that holds together.
    fn join(&mut self, link: Link) {
        let (a, b) = (self.row_of[link.a as usize], self.row_of[link.b as usize]);
        if a == b {
            return;
        }
        let Some(cells) = united(&self.rows[a], &self.rows[b]) else {
            return;
        };
        if self.mean_sureness(&self.rows[a], &self.rows[b]) < JOIN {
            return;
        }
        let (kept, gone) = (a.min(b), a.max(b));
        for cell in std::mem::take(&mut self.rows[gone]) {
            self.assign(cell, kept);
        }
        for cell in self.rows[kept].clone() {
            self.assign(cell, kept);
        }
        self.rows[kept] = cells;
    }

    fn assign(&mut self, cell: Cell, row: usize) {
        for number in cell.first..=cell.last {
            self.row_of[self.starts[cell.article] + number] = row;
        }
    }

    fn sketch(&self, article: usize, number: usize) -> &'a Sketch {
        &self.reading.sketches[article][number]
    }

    /// How sure it is on the average over all pairs of sentences of different articles of the two rows.
    fn mean_sureness(&self, a: &[Cell], b: &[Cell]) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0);
        for one in a {
            for other in b.iter().filter(|other| other.article != one.article) {
                for i in one.first..=one.last {
                    for j in other.first..=other.last {
                        let (here, there) = (Cell::of(one.article, i), Cell::of(other.article, j));
                        sum += self.reading.sure(here, there);
                        count += 1.0;
                    }
                }
            }
        }
        if count == 0.0 { 0.0 } else { sum / count }
    }

    /// Lets sentences that stand alone join the cell before or after them, where their nearest stands on the row.
    fn take_in_neighbours(&mut self, nearest: &Nearest) {
        let shared: Vec<usize> = (0..self.rows.len())
            .filter(|&row| self.rows[row].len() > 1)
            .collect();
        let mut wishes: Vec<(f32, usize, usize, usize)> = Vec::new();
        for row in shared {
            for (place, &cell) in self.rows[row].iter().enumerate() {
                for beside in self.beside(cell) {
                    if let Some(sure) = self.belongs_beside(row, place, beside, nearest) {
                        wishes.push((sure, row, place, beside));
                    }
                }
            }
        }
        wishes.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.3).cmp(&(y.1, y.3))));
        for (_, row, place, beside) in wishes {
            let cell = self.rows[row][place];
            let number = self.starts[cell.article] + beside;
            let alone = self.rows[self.row_of[number]].len() == 1;
            let touches = beside + 1 == cell.first || beside == cell.last + 1;
            let full = cell.last - cell.first + 1 >= MOST_IN_CELL;
            // Two sentences here for one there, or one for two: two for two would be two rows.
            let others = self.rows[row]
                .iter()
                .filter(|other| other.article != cell.article);
            let crowded = others.into_iter().all(|other| other.first != other.last);
            if !alone || !touches || full || crowded {
                continue;
            }
            let old = self.row_of[number];
            self.rows[old].clear();
            self.row_of[number] = row;
            let cell = &mut self.rows[row][place];
            cell.first = cell.first.min(beside);
            cell.last = cell.last.max(beside);
        }
    }

    /// The sentences before and after a cell that stand alone.
    fn beside(&self, cell: Cell) -> Vec<usize> {
        let count = self.reading.sketches[cell.article].len();
        [cell.first.checked_sub(1), Some(cell.last + 1)]
            .into_iter()
            .flatten()
            .filter(|&number| number < count)
            .filter(|&number| {
                let row = self.row_of[self.starts[cell.article] + number];
                self.rows[row].len() == 1 && self.rows[row][0].first == self.rows[row][0].last
            })
            .collect()
    }

    /// How sure it is that sentence `beside` says what another cell of the row says; `None` where it is not sure enough.
    fn belongs_beside(
        &self,
        row: usize,
        place: usize,
        beside: usize,
        nearest: &Nearest,
    ) -> Option<f32> {
        let cell = self.rows[row][place];
        let from = u32::try_from(self.starts[cell.article] + beside).ok()?;
        let others = self.rows[row]
            .iter()
            .filter(|other| other.article != cell.article);
        others
            .filter_map(|&other| {
                let known = nearest.of(from, other.article).filter(|&(to, sure)| {
                    let first = self.starts[other.article] + other.first;
                    let last = self.starts[other.article] + other.last;
                    (first..=last).contains(&(to as usize)) && sure >= NEIGHBOUR
                });
                match known {
                    Some((_, sure)) => Some(sure),
                    None => self.completes(cell, beside, other),
                }
            })
            .max_by(f32::total_cmp)
    }

    /// How sure it is that a cell with the sentence beside it belongs to another, where the other has most of what that
    /// sentence says, and more of it than the cell said alone, and it is no less sure than before.
    fn completes(&self, cell: Cell, beside: usize, other: Cell) -> Option<f32> {
        let (here, there) = (
            self.reading.cell_sketch(cell),
            self.reading.cell_sketch(other),
        );
        let neighbour = self.sketch(cell.article, beside);
        let cover = |part, whole| dot_and_cover(part, whole).1.0;
        let covered =
            cover(&neighbour.terms, &there.terms).max(cover(&neighbour.matter, &there.matter));
        if covered < NEIGHBOUR_COVER {
            return None;
        }
        let longer = joined(&[&here, neighbour]);
        let whole = Cell {
            first: cell.first.min(beside),
            last: cell.last.max(beside),
            ..cell
        };
        let shared = |sketch: &Sketch| dot_and_cover(&sketch.matter, &there.matter).2;
        if shared(&longer) - shared(&here) < NEIGHBOUR_MATTER {
            return None;
        }
        let sure = |cell: Cell, sketch: &Sketch| {
            let measures = measures(sketch, &there);
            self.reading
                .sureness((cell, sketch), (other, &there), &measures)
        };
        let after = sure(whole, &longer);
        (after >= sure(cell, &here)).then_some(after)
    }

    fn finished(self) -> Vec<Found> {
        let rows: Vec<Vec<Cell>> = self
            .rows
            .iter()
            .filter(|cells| !cells.is_empty())
            .cloned()
            .collect();
        rows.into_iter()
            .map(|cells| {
                let score = self.score(&cells);
                Found { cells, score }
            })
            .collect()
    }

    /// How sure it is on the average that two cells, each taken whole, belong together; 0 for one cell.
    fn score(&self, cells: &[Cell]) -> f32 {
        if cells.len() < 2 {
            return 0.0;
        }
        let (mut sum, mut count) = (0.0, 0.0);
        for (at, &here) in cells.iter().enumerate() {
            for &there in &cells[at + 1..] {
                sum += self.reading.sure(here, there);
                count += 1.0;
            }
        }
        sum / count
    }
}

/// The cells of both rows as one row; `None` where an article's sentences would not be neighbours, or too many.
fn united(a: &[Cell], b: &[Cell]) -> Option<Vec<Cell>> {
    let mut cells = a.to_vec();
    for &cell in b {
        let Some(same) = cells.iter_mut().find(|own| own.article == cell.article) else {
            cells.push(cell);
            continue;
        };
        let touches = same.last + 1 == cell.first || cell.last + 1 == same.first;
        let first = same.first.min(cell.first);
        let last = same.last.max(cell.last);
        if !touches || last - first + 1 > MOST_IN_CELL {
            return None;
        }
        (same.first, same.last) = (first, last);
    }
    cells.sort_unstable_by_key(|cell| cell.article);
    Some(cells)
}
