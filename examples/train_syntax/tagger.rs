//! Training of the tagger.

use parallax::analysis::text::syntax::features::Features;
use parallax::analysis::text::syntax::tagging;
use parallax::analysis::text::syntax::words::Word;
use parallax::analysis::text::syntax::{TAGS, Tag};

use super::corpus::Sentence;
use super::perceptron::{Chance, Perceptron, best};

const EPOCHS: usize = 7;
/// Features met less often get no weights.
const LEAST_COUNT: u8 = 2;
/// Weights under this many steps of eight bits are left out.
const LEAST_WEIGHT: i32 = 2;
/// The parser learns from tags of taggers that did not see the sentence (Nivre and others call it jackknifing).
const FOLDS: usize = 4;
const FOLD_EPOCHS: usize = 4;
/// So many sentences in a row are of one fold.
const FOLD_RUN: usize = 10;

/// Tags of each sentence from a tagger that was not trained on it.
pub fn jackknifed(sentences: &[Sentence], words: &[Vec<Word>]) -> Vec<Vec<Tag>> {
    let mut tags = vec![Vec::new(); sentences.len()];
    for fold in 0..FOLDS {
        let (mut right, mut all) = (0, 0);
        let held_out = |at: &usize| at / FOLD_RUN % FOLDS == fold;
        let (out, rest): (Vec<usize>, Vec<usize>) = (0..sentences.len()).partition(held_out);
        let mut tagger = train(sentences, words, rest, FOLD_EPOCHS);
        tagger.settle();
        for at in out {
            tags[at] = tagged(&words[at], &tagger);
            let pairs = tags[at].iter().zip(&sentences[at].tags);
            right += pairs.filter(|(found, tag)| found == tag).count();
            all += words[at].len();
        }
        println!(
            "fold {fold}: {:.2} % right",
            100.0 * right as f64 / all as f64
        );
    }
    tags
}

/// A tagger trained on all sentences.
pub fn trained(sentences: &[Sentence], words: &[Vec<Word>]) -> Perceptron {
    train(sentences, words, (0..sentences.len()).collect(), EPOCHS)
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
