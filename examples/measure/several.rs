//! From which score on several articles may be said to say what stands on a row, against the passages paired by hand.
//!
//! Said rightly is what a reader found in full in the other article (every sentence of the row has a counterpart on it, and the
//! main statement of one is told by the other); a fact that is shared in part only, or a common topic, is wrong here.
//! The score is chosen without each pair of articles in turn and tried on it.

use parallax::analysis::comparing::align;

use super::aligned::{Judgement, Passages};

/// Share of the rows that are to be right.
const RIGHT: f64 = 0.95;

/// A row of two articles: which pair of articles, its score, and what the reader says of it.
struct Judged {
    pair: usize,
    score: f32,
    full: bool,
}

pub fn run(gold: &Passages) {
    let mut rows = judged(gold);
    rows.sort_by(|a, b| b.score.total_cmp(&a.score));
    let of = |least: f32| {
        let from = rows.iter().filter(|row| row.score >= least);
        let (right, all) = from.fold((0, 0), |(right, all), row| {
            (right + usize::from(row.full), all + 1)
        });
        (right, all)
    };
    println!("rows on which several say it, by score: right (in full) of all");
    for least in [0.55, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95, 0.97, 0.99] {
        let (right, all) = of(least);
        println!("  from {least:.2}: {right} of {all}");
    }
    let all: Vec<&Judged> = rows.iter().collect();
    println!(
        "  least score from which {RIGHT} are right: {:.3}",
        least(&all)
    );
    let mut chosen: Vec<f32> = Vec::new();
    let (mut right, mut told) = (0, 0);
    for pair in 0..gold.pairs.len() {
        let others: Vec<&Judged> = rows.iter().filter(|row| row.pair != pair).collect();
        let least = least(&others);
        chosen.push(least);
        for row in rows
            .iter()
            .filter(|row| row.pair == pair && row.score >= least)
        {
            told += 1;
            right += usize::from(row.full);
        }
    }
    chosen.sort_by(f32::total_cmp);
    println!(
        "  chosen without each pair in turn: {:.3} to {:.3}, in the middle {:.3}; of the rows left out {right} of {told} right",
        chosen.first().copied().unwrap_or(1.0),
        chosen.last().copied().unwrap_or(1.0),
        chosen.get(chosen.len() / 2).copied().unwrap_or(1.0),
    );
}

fn judged(gold: &Passages) -> Vec<Judged> {
    let show = std::env::var_os("PARALLAX_SHOW_ROWS").is_some();
    let mut judged = Vec::new();
    for (number, pair) in gold.pairs.iter().enumerate() {
        let [a, b] = pair.articles.map(|at| &gold.articles[at]);
        for row in align::align(&[a, b]) {
            let [Some(here), Some(there)] = row.spans[..] else {
                continue;
            };
            let inside =
                |article: &parallax::model::Article, span: parallax::model::Span| -> Vec<usize> {
                    let all = article.sentences.iter().enumerate();
                    let inside = all.filter(|(_, sentence)| span.contains(**sentence));
                    inside.map(|(number, _)| number).collect()
                };
            let (here, there) = (inside(a, here), inside(b, there));
            let link =
                |i: usize, j: usize| pair.links.get(&(i, j)).copied().unwrap_or(Judgement::Topic);
            let best = |links: Vec<Judgement>| links.into_iter().max().unwrap_or(Judgement::Topic);
            let ours = here
                .iter()
                .map(|&i| best(there.iter().map(|&j| link(i, j)).collect()));
            let theirs = there
                .iter()
                .map(|&j| best(here.iter().map(|&i| link(i, j)).collect()));
            let ours: Vec<Judgement> = ours.chain(theirs).collect();
            let full = ours.contains(&Judgement::Full) && !ours.contains(&Judgement::Topic);
            if show {
                println!(
                    "ROW\t{}\t{:.3}\t{ours:?}\t{}\t{}",
                    pair.set,
                    row.score,
                    row.spans[0]
                        .map_or("", |span| a.text(span))
                        .replace('\n', " "),
                    row.spans[1]
                        .map_or("", |span| b.text(span))
                        .replace('\n', " "),
                );
            }
            judged.push(Judged {
                pair: number,
                score: row.score,
                full,
            });
        }
    }
    judged
}

/// The least score from which on so many are right, however far down one goes from the top.
fn least(rows: &[&Judged]) -> f32 {
    let mut sorted: Vec<&&Judged> = rows.iter().collect();
    sorted.sort_by(|a, b| b.score.total_cmp(&a.score));
    let (mut right, mut least) = (0.0, 1.0);
    for (taken, row) in sorted.into_iter().enumerate() {
        right += f64::from(u8::from(row.full));
        if right / (taken as f64 + 1.0) >= RIGHT {
            least = row.score;
        }
    }
    least
}
