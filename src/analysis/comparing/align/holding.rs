//! How much of what some sentences tell stands in another article, said in one place: in a sentence, or in up to three that
//! follow one another, or in the title.

use super::Reading;
use super::sketch::Sketch;

/// Terms of a statement that are looked for, the weightiest first.
const MOST_TERMS: usize = 64;
/// Sentences that together may say what the statement says.
const MOST_TOGETHER: usize = 3;
/// What is said in two or three sentences is the less surely the same, for they say other things too.
const TOGETHER: [f32; MOST_TOGETHER] = [1.0, 0.94, 0.88];

/// Where an article says most of a statement.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::analysis) struct Held {
    /// Share of the weight of what the statement tells, 0 to 1.
    pub share: f32,
    /// Share of its matter: what is said beside names, titles, days and sources; 0 to 1.
    pub matter: f32,
    /// Share of it that stands anywhere in the article, 0 to 1.
    pub anywhere: f32,
    /// Terms of the matter that stand there.
    pub terms: usize,
    /// The first and last sentence; `None` for the title.
    pub place: Option<(usize, usize)>,
}

/// Where each term stands: article and sentence, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    of_term: Vec<Vec<(u32, u32)>>,
    of_title: Vec<Vec<u32>>,
    /// By article the terms of its headline, in order.
    pub titles: Vec<Vec<u32>>,
}

/// The terms of a headline.
fn terms(title: &Sketch) -> Vec<u32> {
    title.terms.items.iter().map(|term| term.0).collect()
}

impl Places {
    pub fn new(sketches: &[Vec<Sketch>], titles: &[Sketch], vocabulary: usize) -> Places {
        let mut places = Places {
            of_term: vec![Vec::new(); vocabulary],
            of_title: vec![Vec::new(); vocabulary],
            titles: titles.iter().map(terms).collect(),
        };
        for (article, sentences) in (0..).zip(sketches) {
            for (number, sketch) in (0..).zip(sentences) {
                for (term, _) in &sketch.terms.items {
                    places.of_term[*term as usize].push((article, number));
                }
            }
        }
        for (article, sketch) in (0..).zip(titles) {
            for (term, _) in &sketch.terms.items {
                places.of_title[*term as usize].push(article);
            }
        }
        places
    }

    /// Sentences of an article that have a term.
    pub fn sentences_with(&self, term: u32, article: usize) -> usize {
        let Some(places) = self.of_term.get(term as usize) else {
            return 0;
        };
        let before = |article: usize| places.partition_point(|place| (place.0 as usize) < article);
        before(article + 1) - before(article)
    }
}

/// A term of a statement.
struct Part {
    term: u32,
    weight: f32,
    is_matter: bool,
}

impl Reading {
    /// For every article as named how much of sentences `first..=last` of article `article` it holds; nothing of its own.
    pub(in crate::analysis) fn held(
        &self,
        article: usize,
        (first, last): (usize, usize),
    ) -> Vec<Held> {
        let mut held = vec![Held::default(); self.order.len()];
        let Some(&home) = self.canonical.get(article) else {
            return held;
        };
        let parts = self.parts(home, first, last);
        let mut masks: Vec<Vec<u64>> = self
            .sketches
            .iter()
            .map(|sentences| vec![0; sentences.len()])
            .collect();
        let mut titles = vec![0_u64; self.sketches.len()];
        for (bit, part) in parts.iter().enumerate() {
            for &(at, sentence) in &self.places.of_term[part.term as usize] {
                masks[at as usize][sentence as usize] |= 1 << bit;
            }
            for &at in &self.places.of_title[part.term as usize] {
                titles[at as usize] |= 1 << bit;
            }
        }
        for (at, sentences) in masks.iter().enumerate() {
            if at != home {
                held[self.order[at]] = best(&parts, sentences, titles[at]);
            }
        }
        held
    }

    /// What some sentences of an article tell.
    fn parts(&self, home: usize, first: usize, last: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let sketches = self.sketches[home]
            .iter()
            .skip(first)
            .take(last + 1 - first);
        for sketch in sketches {
            for &(term, weight) in &sketch.terms.items {
                let matter = &sketch.matter.items;
                let is_matter = matter.binary_search_by_key(&term, |item| item.0).is_ok();
                parts.push(Part {
                    term,
                    weight,
                    is_matter,
                });
            }
        }
        parts.sort_by(|a, b| {
            let by_term = a.term.cmp(&b.term);
            by_term.then(b.weight.total_cmp(&a.weight))
        });
        parts.dedup_by_key(|part| part.term);
        parts.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.term.cmp(&b.term)));
        parts.truncate(MOST_TERMS);
        parts
    }
}

/// The place in an article that holds most of a statement.
fn best(parts: &[Part], sentences: &[u64], title: u64) -> Held {
    let weigh = |mask: u64, matter_only: bool| -> f32 {
        let chosen = parts
            .iter()
            .enumerate()
            .filter(|(bit, part)| mask & (1 << bit) != 0 && (part.is_matter || !matter_only));
        chosen.map(|(_, part)| part.weight).sum()
    };
    let all = weigh(u64::MAX, false).max(f32::MIN_POSITIVE);
    let all_matter = weigh(u64::MAX, true).max(f32::MIN_POSITIVE);
    let matter_bits = parts
        .iter()
        .enumerate()
        .filter(|(_, part)| part.is_matter)
        .fold(0_u64, |bits, (bit, _)| bits | (1 << bit));
    let anywhere = sentences.iter().fold(title, |all, mask| all | mask);
    let mut best = Held {
        anywhere: weigh(anywhere, false) / all,
        ..Held::default()
    };
    let mut look = |mask: u64, less: f32, place: Option<(usize, usize)>| {
        let share = less * weigh(mask, false) / all;
        if share > best.share {
            best.share = share;
            best.matter = less * weigh(mask, true) / all_matter;
            best.terms = (mask & matter_bits).count_ones() as usize;
            best.place = place;
        }
    };
    look(title, 1.0, None);
    for first in 0..sentences.len() {
        let mut mask = 0;
        for (count, less) in TOGETHER.into_iter().enumerate() {
            let Some(more) = sentences.get(first + count) else {
                break;
            };
            if count > 0 && more & !mask == 0 {
                continue;
            }
            mask |= more;
            look(mask, less, Some((first, first + count)));
        }
    }
    best
}
