//! The columns of a page: rows to blocks in the order in which they are read, and whether that order is sure.
//!
//! A gutter is a strip that no word touches on several rows, with words on both its sides. What stands on both sides as running
//! text are two columns; what is short on one side stands beside the text; what is short on both is a table, and is read row by
//! row.

use super::rows::{Row, Word, in_rows};

/// Narrowest gutter, in sizes of the letters: one and a half of the spaces between words.
const GUTTER: f64 = 0.7;
/// Fewest rows that a gutter goes through, and those on each of its sides.
const GUTTER_ROWS: usize = 5;
const SIDE_ROWS: usize = 3;
/// Rows of the fullest page that is looked at for columns: newspapers have 150.
const MOST_ROWS: usize = 600;
/// How deep columns may be parted: eight side by side.
const MOST_DEPTH: usize = 8;
/// Letters of the narrowest column, in sizes of the letters; what is narrower are numbers before the rows.
const COLUMN_SIZES: f64 = 5.0;
/// Share of its column that the usual row of running text fills, and the letters of such a row.
const FILLED: f64 = 0.6;
const ROW_LETTERS: usize = 15;
/// How many times as wide as the other one of two columns of one text may be.
const WIDER: f64 = 1.5;
/// Share of the letters of a page in tables beyond which it is no text.
const TABLE_SHARE: f64 = 0.4;

/// Rows that are read one after the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    pub rows: Vec<Row>,
    /// It stands beside the text: a box, a margin.
    pub is_beside: bool,
}

/// A page in the order of reading.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parted {
    pub blocks: Vec<Block>,
    /// Columns that may be read in more than one order.
    pub is_unsure: bool,
    pub has_columns: bool,
}

/// Parts the rows of a page.
pub fn parted(rows: Vec<Row>) -> Parted {
    let mut parting = Parting {
        letters: rows.iter().map(Row::letters).sum(),
        in_tables: 0,
        gutters: Vec::new(),
        done: Parted::default(),
    };
    if rows.len() > MOST_ROWS {
        parting.done.is_unsure = true;
        parting.put(rows, false);
    } else {
        parting.part(rows, 0, false);
    }
    if parting.in_tables as f64 > TABLE_SHARE * parting.letters as f64 {
        parting.done.is_unsure = true;
    }
    parting.done
}

struct Parting {
    /// Of the whole page.
    letters: usize,
    in_tables: usize,
    /// Where columns were parted.
    gutters: Vec<f64>,
    done: Parted,
}

/// A strip without words, and the rows that it goes through.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Gutter {
    from: usize,
    to: usize,
    /// Its middle.
    at: f64,
}

/// What stands on one side of a gutter.
struct Side {
    rows: Vec<Row>,
    width: f64,
    is_running: bool,
    size: f64,
}

impl Parting {
    fn put(&mut self, rows: Vec<Row>, is_beside: bool) {
        if !rows.is_empty() {
            self.done.blocks.push(Block { rows, is_beside });
        }
    }

    fn part(&mut self, mut rows: Vec<Row>, depth: usize, is_beside: bool) {
        let found = gutter(&rows).filter(|_| depth < MOST_DEPTH);
        let Some(gutter) = found.map(|gutter| trimmed(gutter, &rows)) else {
            self.put(rows, is_beside);
            return;
        };
        let below = rows.split_off(gutter.to);
        let through = rows.split_off(gutter.from);
        self.part(rows, depth + 1, is_beside);
        self.through(through, gutter.at, depth, is_beside);
        self.part(below, depth + 1, is_beside);
    }

    /// Reads the rows that a gutter goes through.
    fn through(&mut self, rows: Vec<Row>, at: f64, depth: usize, is_beside: bool) {
        let words = rows.iter().flat_map(|row| row.words.iter().cloned());
        let (left, right): (Vec<Word>, Vec<Word>) = words.partition(|word| word.x < at);
        let (left, right) = (side(left), side(right));
        let is_narrow = |side: &Side| side.width < COLUMN_SIZES * side.size;
        if is_narrow(&left) || is_narrow(&right) {
            self.put(rows, is_beside);
            return;
        }
        match (left.is_running, right.is_running) {
            (true, true) => {
                self.done.has_columns = true;
                let wider = (left.width / right.width).max(right.width / left.width);
                // Columns that go on below what stands across them are read down to it, or past it.
                let again = self
                    .gutters
                    .iter()
                    .any(|other| (other - at).abs() < left.size);
                // A column that is parted once more is as wide as several.
                let is_one = gutter(&left.rows).is_none() && gutter(&right.rows).is_none();
                self.done.is_unsure |= again || wider > WIDER && is_one;
                self.gutters.push(at);
                self.part(left.rows, depth + 1, is_beside);
                self.part(right.rows, depth + 1, is_beside);
            }
            (true, false) => {
                self.part(left.rows, depth + 1, is_beside);
                self.part(right.rows, depth + 1, true);
            }
            (false, true) => {
                self.part(right.rows, depth + 1, is_beside);
                self.part(left.rows, depth + 1, true);
            }
            (false, false) => {
                self.in_tables += rows.iter().map(Row::letters).sum::<usize>();
                self.put(rows, is_beside);
            }
        }
    }
}

fn side(words: Vec<Word>) -> Side {
    let rows = in_rows(words);
    let from = rows.iter().map(Row::x).fold(f64::INFINITY, f64::min);
    let to = rows.iter().map(Row::end).fold(0.0, f64::max);
    let width = (to - from).max(0.0);
    let of_rows = |measure: &dyn Fn(&Row) -> f64| {
        let mut values: Vec<f64> = rows.iter().map(measure).collect();
        values.sort_by(f64::total_cmp);
        values.get(values.len() / 2).copied().unwrap_or(0.0)
    };
    // Of columns in columns each piece is its own row: what is between them fills nothing.
    let filled = of_rows(&|row| row.words.iter().map(|word| word.end - word.x).sum::<f64>());
    Side {
        is_running: filled >= FILLED * width
            && of_rows(&|row| row.letters() as f64) >= ROW_LETTERS as f64,
        size: of_rows(&Row::size),
        width,
        rows,
    }
}

/// The gutter that goes through most rows; of those through as many the first.
fn gutter(rows: &[Row]) -> Option<Gutter> {
    let mut found: Option<Gutter> = None;
    for from in 0..rows.len() {
        let known = found.map_or(0, |gutter| gutter.to - gutter.from);
        if rows.len() - from <= known {
            break;
        }
        let mut free = vec![(f64::NEG_INFINITY, f64::INFINITY)];
        for to in from..rows.len() {
            free = both(&free, &gaps(&rows[to]));
            if free.is_empty() {
                break;
            }
            let height = to + 1 - from;
            let known = found.map_or(0, |gutter| gutter.to - gutter.from);
            if height < GUTTER_ROWS || height <= known {
                continue;
            }
            let through = &rows[from..=to];
            let inside = free
                .iter()
                .filter(|(left, right)| left.is_finite() && right.is_finite());
            let widest = inside
                .filter(|(left, right)| parts(through, f64::midpoint(*left, *right)))
                .max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
            if let Some((left, right)) = widest {
                found = Some(Gutter {
                    from,
                    to: to + 1,
                    at: f64::midpoint(*left, *right),
                });
            }
        }
    }
    found
}

/// The same without rows at its end that stand on one side alone, far below the columns: what comes after them.
fn trimmed(gutter: Gutter, rows: &[Row]) -> Gutter {
    /// Distances of rows that part what follows.
    const FAR: f64 = 2.2;
    let through = &rows[gutter.from..gutter.to];
    let mut steps: Vec<f64> = through
        .windows(2)
        .map(|pair| pair[1].y - pair[0].y)
        .collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(0.0);
    let is_both = |row: &Row| row.x() < gutter.at && row.end() > gutter.at;
    let last = through
        .iter()
        .rposition(is_both)
        .unwrap_or(through.len() - 1);
    let far = (last + 1..through.len())
        .find(|&at| through[at].y - through[at - 1].y > FAR * usual.max(through[at].size()));
    Gutter {
        to: gutter.from + far.unwrap_or(through.len()),
        ..gutter
    }
}

/// Whether enough rows have words on each side.
fn parts(rows: &[Row], at: f64) -> bool {
    let left = rows.iter().filter(|row| row.x() < at).count();
    let right = rows.iter().filter(|row| row.end() > at).count();
    left >= SIDE_ROWS && right >= SIDE_ROWS
}

/// The strips of a row that hold no word and are wide enough.
fn gaps(row: &Row) -> Vec<(f64, f64)> {
    let mut gaps = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for word in &row.words {
        if word.x - end >= GUTTER * word.size {
            gaps.push((end, word.x));
        }
        end = end.max(word.end);
    }
    gaps.push((end, f64::INFINITY));
    gaps
}

/// Where two lists of strips are free both.
fn both(one: &[(f64, f64)], other: &[(f64, f64)]) -> Vec<(f64, f64)> {
    /// Points; rounding leaves less.
    const LEAST: f64 = 4.0;
    let mut free = Vec::new();
    for (from, to) in one {
        for (other_from, other_to) in other {
            let (from, to) = (from.max(*other_from), to.min(*other_to));
            if to - from >= LEAST {
                free.push((from, to));
            }
        }
    }
    free
}
