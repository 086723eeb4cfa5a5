//! What joining the names of a library costs: of some thousand articles, of twice as many, and of one more. The names are made from a
//! seed: full names that return, surnames alone, initials, organisations with their short forms.

use std::collections::HashSet;
use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use parallax::analysis::joining::aliases::{NameUse, join, join_and_suggest};
use parallax::analysis::reading::names::Apart;
use parallax::model::NameKind;

const SYLLABLES: &[&str] = &[
    "vel", "mor", "tas", "ren", "ka", "lin", "dor", "ti", "bra", "sel", "no", "vik", "ar", "pen",
];
const GIVEN: &[&str] = &[
    "Anna", "Boris", "Clara", "David", "Elena", "Frank", "Greta", "Henry", "Irena", "Jonas",
];
/// Names in one article, as in news.
const NAMES: u64 = 24;

/// A generator of numbers (Marsaglia 2003, "Xorshift RNGs").
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    /// The lower the likelier, as names are in news.
    fn skewed(&mut self, limit: u64) -> u64 {
        let most = self.below(limit) + 1;
        self.below(most)
    }
}

fn word(mut number: u64) -> String {
    let count = SYLLABLES.len() as u64;
    let mut word = String::new();
    for _ in 0..3 {
        word.push_str(SYLLABLES[(number % count) as usize]);
        number /= count;
    }
    let first = word.remove(0);
    first.to_uppercase().chain(word.chars()).collect()
}

fn uses(articles: u32) -> Vec<NameUse> {
    let mut dice = Dice(0x5eed_1234_abcd_0042);
    let known = u64::from(articles) * 3;
    (0..articles)
        .flat_map(|article| (0..NAMES).map(move |_| article))
        .map(|article| {
            let number = dice.skewed(known);
            let surname = word(number / 2);
            let given = GIVEN[(number % GIVEN.len() as u64) as usize];
            let (name, kind) = match (number % 3, dice.below(6)) {
                (0, 0) => (surname, NameKind::Person),
                (0, 1) => (format!("{}. {surname}", &given[..1]), NameKind::Person),
                (0, _) => (format!("{given} {surname}"), NameKind::Person),
                (1, 0) => (surname, NameKind::Organisation),
                (1, _) => (format!("{surname} Airlines"), NameKind::Organisation),
                _ => (surname, NameKind::Place),
            };
            NameUse {
                article,
                name,
                kind,
                mentions: 1,
                apart: Apart::No,
            }
        })
        .collect()
}

/// How many different names there are: what the cost grows with.
fn distinct(uses: &[NameUse]) -> u64 {
    let names: HashSet<(&str, NameKind)> = uses
        .iter()
        .map(|one| (one.name.as_str(), one.kind))
        .collect();
    names.len() as u64
}

fn joining(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("joining the names of");
    group.sample_size(10);
    for articles in [2_000, 4_000] {
        let uses = uses(articles);
        group.throughput(Throughput::Elements(distinct(&uses)));
        group.bench_with_input(BenchmarkId::new("articles", articles), &uses, |b, uses| {
            b.iter(|| black_box(join(uses, &[])));
        });
    }
    // entities are joined whole: one more article costs what all cost, and reads none of the others
    let mut uses = uses(2_000);
    group.throughput(Throughput::Elements(distinct(&uses)));
    group.bench_with_input(
        BenchmarkId::new("with suggestions", 2_000),
        &uses,
        |b, uses| {
            b.iter(|| black_box(join_and_suggest(uses, &[])));
        },
    );
    let one_more: Vec<NameUse> = uses
        .iter()
        .filter(|one| one.article == 0)
        .map(|one| NameUse {
            article: 2_000,
            ..one.clone()
        })
        .collect();
    uses.extend(one_more);
    group.bench_with_input(
        BenchmarkId::new("one more than", 2_000),
        &uses,
        |b, uses| {
            b.iter(|| black_box(join(uses, &[])));
        },
    );
    group.finish();
}

criterion_group!(benches, joining);
criterion_main!(benches);
