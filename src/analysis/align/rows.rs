//! From likenesses to rows: each other's nearest on one row, neighbours into one cell, rows in reading order.

use super::Reading;
use super::candidates::{Link, lead_bonus, links};
use super::likeness::{cover, matter, matter_cover, statement};
use super::sketch::{Sketch, joined};

/// Likeness from which two sentences that are each other's nearest come on one row.
const LINK: f32 = 0.54;
/// Mean likeness that all sentences of two rows must have for the rows to become one.
const JOIN: f32 = 0.4;
/// Sentences in one cell at the most.
const MOST_IN_CELL: usize = 3;
/// Share of a neighbour's weight that the other cells must have for it to join its cell.
const NEIGHBOUR_COVER: f32 = 0.5;
/// Likeness from which there is hardly more to gain: there the neighbour must only not lessen it.
const NEARLY_ALL: f32 = 0.8;
/// Weight of the shared matter that it must add: who says so adds nothing.
const NEIGHBOUR_MATTER: f32 = 0.4;
/// What the likeness of the row must gain by it.
const NEIGHBOUR_GAIN: f32 = 0.02;

/// The sentences of one article on a row: `first..=last`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub article: usize,
    pub first: usize,
    pub last: usize,
}

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

/// The rows, in canonical articles (every sentence stands in exactly one), and for each sentence of each article how
/// alike its nearest is.
pub(super) fn rows(reading: &Reading) -> (Vec<Found>, Vec<Vec<f32>>) {
    let homes: Vec<(usize, usize)> = reading
        .sketches
        .iter()
        .enumerate()
        .flat_map(|(article, sentences)| (0..sentences.len()).map(move |number| (article, number)))
        .collect();
    let mut links = links(reading, &homes);
    let likeness = likeness(reading, &homes, &links);
    links.retain(|link| link.score >= LINK);
    let mut nearest = mutual(links, &homes);
    nearest.sort_by(|x, y| {
        y.score
            .total_cmp(&x.score)
            .then((x.a, x.b).cmp(&(y.a, y.b)))
    });
    let mut sheet = Sheet::new(reading, &homes);
    for link in nearest {
        sheet.join(link);
    }
    sheet.take_in_neighbours();
    (sheet.finished(), likeness)
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
            *known = known.max(link.score);
        }
    }
    nearest
}

/// Only the links whose ends are each other's nearest in the other's article.
fn mutual(links: Vec<Link>, homes: &[(usize, usize)]) -> Vec<Link> {
    let mut ends: Vec<(u32, usize, f32, u32)> = Vec::with_capacity(links.len() * 2);
    for link in &links {
        ends.push((link.a, homes[link.b as usize].0, link.score, link.b));
        ends.push((link.b, homes[link.a as usize].0, link.score, link.a));
    }
    ends.sort_unstable_by(|x, y| {
        (x.0, x.1)
            .cmp(&(y.0, y.1))
            .then(y.2.total_cmp(&x.2))
            .then(x.3.cmp(&y.3))
    });
    ends.dedup_by_key(|end| (end.0, end.1));
    let nearest = |from: u32, to: u32| {
        let key = (from, homes[to as usize].0);
        ends.binary_search_by(|end| (end.0, end.1).cmp(&key))
            .is_ok_and(|at| ends[at].3 == to)
    };
    links
        .into_iter()
        .filter(|link| nearest(link.a, link.b) && nearest(link.b, link.a))
        .collect()
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
            .map(|&(article, number)| {
                vec![Cell {
                    article,
                    first: number,
                    last: number,
                }]
            })
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
        if self.mean_likeness(&self.rows[a], &self.rows[b]) < JOIN {
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

    /// Mean likeness over all pairs of sentences of different articles of the two rows.
    fn mean_likeness(&self, a: &[Cell], b: &[Cell]) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0);
        for one in a {
            for other in b.iter().filter(|other| other.article != one.article) {
                for i in one.first..=one.last {
                    let here = self.sketch(one.article, i);
                    for j in other.first..=other.last {
                        sum += statement(here, self.sketch(other.article, j)) + lead_bonus(i, j);
                        count += 1.0;
                    }
                }
            }
        }
        if count == 0.0 { 0.0 } else { sum / count }
    }

    fn cell_sketch(&self, cell: Cell) -> Sketch {
        let parts: Vec<&Sketch> = (cell.first..=cell.last)
            .map(|number| self.sketch(cell.article, number))
            .collect();
        joined(&parts)
    }

    /// Lets sentences that stand alone join the cell before or after them, where the other cells say what they say.
    fn take_in_neighbours(&mut self) {
        let shared: Vec<usize> = (0..self.rows.len())
            .filter(|&row| self.rows[row].len() > 1)
            .collect();
        let mut wishes: Vec<(f32, usize, usize, usize)> = Vec::new();
        for row in shared {
            for (place, &cell) in self.rows[row].iter().enumerate() {
                for beside in self.beside(cell) {
                    if let Some(gain) = self.gain(row, place, beside) {
                        wishes.push((gain, row, place, beside));
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
            if !alone || !touches || cell.last - cell.first + 1 >= MOST_IN_CELL {
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

    /// What the row's likeness gains if sentence `beside` joins its cell; `None` where it should not.
    fn gain(&self, row: usize, place: usize, beside: usize) -> Option<f32> {
        let cell = self.rows[row][place];
        let here = self.cell_sketch(cell);
        let neighbour = self.sketch(cell.article, beside);
        let longer = joined(&[&here, neighbour]);
        self.rows[row]
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place)
            .filter_map(|(_, &other)| {
                let there = self.cell_sketch(other);
                if cover(neighbour, &there).max(matter_cover(neighbour, &there)) < NEIGHBOUR_COVER {
                    return None;
                }
                let more = matter(&longer, &there) - matter(&here, &there);
                let before = statement(&here, &there);
                let gain = statement(&longer, &there) - before;
                let enough = gain >= NEIGHBOUR_GAIN || (gain >= 0.0 && before >= NEARLY_ALL);
                (enough && more >= NEIGHBOUR_MATTER).then_some(gain)
            })
            .max_by(f32::total_cmp)
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

    /// Mean likeness of the cells, each taken whole; 0 for one cell.
    fn score(&self, cells: &[Cell]) -> f32 {
        if cells.len() < 2 {
            return 0.0;
        }
        let sketches: Vec<(Cell, Sketch)> = cells
            .iter()
            .map(|&cell| (cell, self.cell_sketch(cell)))
            .collect();
        let (mut sum, mut count) = (0.0, 0.0);
        for (at, (here, one)) in sketches.iter().enumerate() {
            for (there, other) in &sketches[at + 1..] {
                let likeness = statement(one, other) + lead_bonus(here.first, there.first);
                sum += likeness.min(1.0);
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
