//! Training of the tagger.

use parallax::analysis::text::syntax::features::Features;
use parallax::analysis::text::syntax::tagging;
use parallax::analysis::text::syntax::words::Word;
use parallax::analysis::text::syntax::{TAGS, Tag};

use super::corpus::Sentence;
use super::perceptron::{Chance, Perceptron, best};

const EPOCHS: usize = 6;
/// Features met less often get no weights.
const LEAST_COUNT: u8 = 4;
/// Weights under this many steps of eight bits are left out.
const LEAST_WEIGHT: i32 = 11;
/// The parser learns from tags of so many taggers, each sentence from one that did not see it (jackknifing).
const FOLDS: usize = 4;
const FOLD_EPOCHS: usize = 3;
/// So many sentences in a row are of one fold.
const FOLD_RUN: usize = 10;

/// A tagger trained on all sentences, and tags of each from a tagger that was not trained on it.
pub fn trained(sentences: &[Sentence], words: &[Vec<Word>]) -> Option<(Perceptron, Vec<Vec<Tag>>)> {
    let held_out = |at: &usize, fold: usize| at / FOLD_RUN % FOLDS == fold;
    let all = 0..sentences.len();
    std::thread::scope(|scope| {
        let folds: Vec<_> = (0..FOLDS)
            .map(|fold| {
                let rest = all.clone().filter(|at| !held_out(at, fold)).collect();
                scope.spawn(move || {
                    let mut tagger = train(sentences, words, rest, FOLD_EPOCHS);
                    tagger.settle();
                    let out = (0..sentences.len()).filter(|at| held_out(at, fold));
                    out.map(|at| (at, tagged(&words[at], &tagger)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        let tagger = train(sentences, words, all.clone().collect(), EPOCHS);
        let mut tags = vec![Vec::new(); sentences.len()];
        for fold in folds {
            for (at, found) in fold.join().ok()? {
                tags[at] = found;
            }
        }
        Some((tagger, tags))
    })
}

fn train(
    sentences: &[Sentence],
    words: &[Vec<Word>],
    mut order: Vec<usize>,
    epochs: usize,
) -> Perceptron {
    let mut tagger = Perceptron::new(TAGS.len(), LEAST_COUNT, LEAST_WEIGHT);
    let mut chance = Chance(3);
    let mut features = Features::default();
    let mut scores = [0f32; TAGS.len()];
    for epoch in 0..epochs {
        chance.shuffle(&mut order);
        for &at in &order {
            let mut tags: Vec<Tag> = Vec::new();
            for (place, word) in words[at].iter().enumerate() {
                let tag = word.only.unwrap_or_else(|| {
                    tagging::read(&words[at], place, &tags, &mut features);
                    tagger.score(features.keys(), &mut scores);
                    tagger.met(features.keys(), epoch == 0);
                    let (found, right) =
                        (best(&scores, |_| true), sentences[at].tags[place].place());
                    if found != right {
                        tagger.correct(features.keys(), right, found);
                    }
                    Tag::at(found)
                });
                tags.push(tag);
            }
        }
    }
    tagger
}

fn tagged(words: &[Word], tagger: &Perceptron) -> Vec<Tag> {
    let mut features = Features::default();
    let mut scores = [0f32; TAGS.len()];
    let mut tags: Vec<Tag> = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let tag = word.only.unwrap_or_else(|| {
            tagging::read(words, place, &tags, &mut features);
            tagger.score(features.keys(), &mut scores);
            Tag::at(best(&scores, |_| true))
        });
        tags.push(tag);
    }
    tags
}
