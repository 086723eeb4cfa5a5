//! Ways to tell which sentences say the same, compared on the passages paired by hand: what each puts first, and how much it
//! finds where nineteen of twenty pairs are to be right. Whatever is fitted is fitted to the development half.

use std::path::Path;

use parallax::analysis::comparing::align::{self, Reading};

use super::aligned::{Judged, Judgement, Passages};
use super::regression::{self, Case};
use super::vectors::{COMPONENTS, Embedded, Vectors};

/// For every sentence so many of the other article are looked at when weights are fitted.
const NEAREST: usize = 6;
const PENALTY: f64 = 10.0;
/// A partial counterpart counts half.
const PARTIAL: f64 = 0.5;

/// What was measured of every pair of sentences of two articles, by sentence and sentence.
type Measured = Vec<Vec<Vec<f64>>>;

/// The measures of a way, and whether they are mixed by a regression (else the first counts).
type Way<'a> = (
    &'a str,
    &'a [Measured],
    &'a dyn Fn(&[f64]) -> Vec<f64>,
    bool,
);

pub fn run(data: &Path, gold: &Passages) {
    let texts: Vec<&str> = gold.articles.iter().map(|a| a.body.as_str()).collect();
    let lexical: Vec<Measured> = gold
        .pairs
        .iter()
        .map(|pair| measured(gold, pair, None))
        .collect();
    let mix: Vec<Measured> = lexical.iter().map(mixed).collect();
    let vectors = Vectors::read(data, &texts);
    let with = |components: usize| -> Vec<Measured> {
        let pairs = gold.pairs.iter().filter(|_| vectors.is_some());
        pairs
            .map(|pair| measured(gold, pair, vectors.as_ref().map(|v| (v, components))))
            .collect()
    };
    let (whole, half) = (with(COMPONENTS), with(COMPONENTS / 2));
    println!(
        "ways to pair sentences, fitted to dev: average precision, recall at a precision of 0.95 and 0.90"
    );
    println!("                                  dev                   kept");
    let same = |m: &[f64]| m.to_vec();
    let last = |m: &[f64]| m[10..].to_vec();
    let ways: [Way; 8] = [
        ("TF-IDF alone", &lexical, &same, false),
        ("the mix as shipped", &mix, &same, false),
        ("measures, fitted", &lexical, &same, true),
        ("vectors 256 alone", &whole, &last, false),
        ("measures + vectors 256, fitted", &whole, &same, true),
        ("vectors 128 alone", &half, &last, false),
        ("measures + vectors 128, fitted", &half, &same, true),
        ("vectors 256 alone, fitted", &whole, &last, true),
    ];
    for (name, measured, pick, fit) in ways {
        if measured.is_empty() {
            println!("  {name:<32} no vectors there: not measured");
            continue;
        }
        let picked: Vec<Measured> = measured
            .iter()
            .map(|pair| {
                pair.iter()
                    .map(|row| row.iter().map(|m| pick(m)).collect())
                    .collect()
            })
            .collect();
        let weights = fit.then(|| fitted(gold, &picked));
        let score = |m: &[f64]| weights.as_ref().map_or(m[0], |w| regression::value(w, m));
        let of = |set: &str| {
            let (precision, [strict, loose]) = judged(gold, &picked, set, &score);
            format!("{precision:.3}  {strict:.3} {loose:.3}")
        };
        println!("  {name:<32} {}   {}", of("dev"), of("kept"));
    }
}

fn measured(gold: &Passages, pair: &Judged, vectors: Option<(&Vectors, usize)>) -> Measured {
    let [a, b] = pair.articles.map(|at| &gold.articles[at]);
    let reading = Reading::new(&[a, b]);
    let embedded = |article: &parallax::model::Article| -> Vec<Embedded> {
        let sentences = article.sentences.iter();
        let each = |s| vectors.map(|(v, components)| v.embedded(article.text(s), components));
        sentences.filter_map(|&s| each(s)).collect()
    };
    let (of_a, of_b) = (embedded(a), embedded(b));
    let both = |i: usize, j: usize| {
        let measures = reading.measures((0, i), (1, j)).unwrap_or_default();
        let mut list: Vec<f64> = measures.list().iter().map(|m| f64::from(*m)).collect();
        if let Some((vectors, _)) = vectors {
            list.extend(vectors.measures(&of_a[i], &of_b[j]));
        }
        list
    };
    (0..a.sentences.len())
        .map(|i| (0..b.sentences.len()).map(|j| both(i, j)).collect())
        .collect()
}

/// The mix as parallax makes it, from the same measures.
fn mixed(measured: &Measured) -> Measured {
    let mix = |list: &Vec<f64>| {
        let mut values = [0.0; 10];
        values
            .iter_mut()
            .zip(list)
            .for_each(|(v, m)| *v = *m as f32);
        vec![f64::from(align::mix(&align::Measures::from_list(values)))]
    };
    measured
        .iter()
        .map(|row| row.iter().map(mix).collect())
        .collect()
}

fn judgement(pair: &Judged, i: usize, j: usize) -> Judgement {
    pair.links.get(&(i, j)).copied().unwrap_or(Judgement::Topic)
}

fn fitted(gold: &Passages, measured: &[Measured]) -> Vec<f64> {
    let mut cases = Vec::new();
    for (pair, measured) in gold
        .pairs
        .iter()
        .zip(measured)
        .filter(|(p, _)| p.set == "dev")
    {
        let near = |m: &[f64]| m.iter().take(5).sum::<f64>();
        let least = |mut all: Vec<f64>| {
            all.sort_by(|x, y| y.total_cmp(x));
            all.get(NEAREST - 1).copied().unwrap_or(f64::MIN)
        };
        let rows: Vec<f64> = measured
            .iter()
            .map(|row| least(row.iter().map(|m| near(m)).collect()))
            .collect();
        let width = measured.first().map_or(0, Vec::len);
        let columns: Vec<f64> = (0..width)
            .map(|j| least(measured.iter().map(|row| near(&row[j])).collect()))
            .collect();
        for (i, row) in measured.iter().enumerate() {
            for (j, m) in row.iter().enumerate() {
                let judgement = judgement(pair, i, j);
                let alike = judgement > Judgement::Topic;
                if alike || near(m) >= rows[i] || near(m) >= columns[j] {
                    let weight = if judgement == Judgement::Partial {
                        PARTIAL
                    } else {
                        1.0
                    };
                    cases.push(Case {
                        measures: m.clone(),
                        alike,
                        weight,
                    });
                }
            }
        }
    }
    regression::fitted(&cases, PENALTY)
}

/// Average precision over all pairs of sentences; and of those that are each other's nearest, the share of the sentences
/// with a full counterpart that is found where 0.95 and 0.90 of the pairs are right.
fn judged(
    gold: &Passages,
    measured: &[Measured],
    set: &str,
    score: &dyn Fn(&[f64]) -> f64,
) -> (f64, [f64; 2]) {
    let (mut all, mut nearest, mut wanted) = (Vec::new(), Vec::new(), 0);
    for (pair, measured) in gold
        .pairs
        .iter()
        .zip(measured)
        .filter(|(p, _)| p.set == set)
    {
        let scores: Vec<Vec<f64>> = measured
            .iter()
            .map(|row| row.iter().map(|m| score(m)).collect())
            .collect();
        for (i, row) in scores.iter().enumerate() {
            for (j, &value) in row.iter().enumerate() {
                let judgement = judgement(pair, i, j);
                all.push((value, judgement));
                let best = row.iter().all(|&other| other <= value)
                    && scores.iter().all(|other| other[j] <= value);
                if best {
                    nearest.push((value, judgement));
                }
            }
        }
        let mut full: Vec<usize> = pair
            .links
            .iter()
            .filter(|(_, j)| **j == Judgement::Full)
            .map(|(link, _)| link.0)
            .collect();
        full.sort_unstable();
        full.dedup();
        wanted += full.len();
    }
    all.sort_by(|x, y| y.0.total_cmp(&x.0));
    nearest.sort_by(|x, y| y.0.total_cmp(&x.0));
    let (mut right, mut sum) = (0.0, 0.0);
    for (taken, (_, judgement)) in all.iter().enumerate() {
        if *judgement > Judgement::Topic {
            right += 1.0;
            sum += right / (taken as f64 + 1.0);
        }
    }
    let found = [0.95, 0.90].map(|precision| {
        let (mut right, mut full, mut best) = (0.0, 0, 0);
        for (taken, (_, judgement)) in nearest.iter().enumerate() {
            right += f64::from(u8::from(*judgement > Judgement::Topic));
            full += usize::from(*judgement == Judgement::Full);
            if right / (taken as f64 + 1.0) >= precision {
                best = full;
            }
        }
        best as f64 / wanted.max(1) as f64
    });
    (sum / right.max(1.0), found)
}
