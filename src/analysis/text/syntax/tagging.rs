//! Part of speech, word by word from the left, each from its letters, its neighbours and the tags before it.

use super::features::Features;
use super::model::{self, Model};
use super::tags::{TAGS, Tag};
use super::words::Word;

const NO_WORD: Word = Word {
    written: 0,
    lower: 0,
    endings: [0; 4],
    beginnings: [0; 3],
    shape: 0,
    cluster: 0,
    class: 0,
    usual: 0,
    only: None,
};

/// The tag of each word.
pub fn tags(words: &[Word], model: &Model) -> Vec<Tag> {
    let mut features = Features::default();
    let mut tags: Vec<Tag> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let tag = word.only.unwrap_or_else(|| {
            read(words, at, &tags, &mut features);
            let scores = model.tagger.scores(features.keys());
            Tag::at(model::best(&scores[..TAGS.len()]))
        });
        tags.push(tag);
    }
    tags
}

/// The features of the word at a place, the tags before it known.
pub fn read(words: &[Word], at: usize, before: &[Tag], features: &mut Features) {
    features.clear();
    let near = |by: isize| {
        let place = at.checked_add_signed(by);
        place.and_then(|place| words.get(place)).unwrap_or(&NO_WORD)
    };
    let tag = |by: usize| {
        let place = at.checked_sub(by);
        let tag = place.and_then(|place| before.get(place));
        tag.map_or(0, |tag| tag.place() as u32 + 1)
    };
    let (word, left, left2, right, right2) = (near(0), near(-1), near(-2), near(1), near(2));
    let (tag1, tag2) = (tag(1), tag(2));
    let first = u32::from(at == 0);
    let ending = word.endings[2];

    features.add(&[]);
    features.add(&[word.written]);
    features.add(&[word.lower]);
    features.add(&[word.shape, first]);
    for ending in word.endings {
        features.add(&[ending]);
    }
    for beginning in word.beginnings {
        features.add(&[beginning]);
    }
    features.add(&[word.cluster]);
    features.add(&[word.class, ending]);
    features.add(&[word.class, tag1]);

    features.add(&[tag1]);
    features.add(&[tag1, tag2]);
    features.add(&[tag1, word.lower]);
    features.add(&[tag1, ending]);
    features.add(&[tag1, right.lower]);
    features.add(&[tag1, tag2, word.class]);

    features.add(&[left.lower]);
    features.add(&[left.lower, word.lower]);
    features.add(&[right.lower]);
    features.add(&[right.lower, word.lower]);
    features.add(&[left2.lower]);
    features.add(&[right2.lower]);
    features.add(&[left.cluster]);
    features.add(&[right.cluster]);
    features.add(&[right.endings[2]]);
    features.add(&[left.endings[2]]);
    features.add(&[right.shape]);
    features.add(&[left.shape]);
    features.add(&[right.usual]);
    features.add(&[right.usual, tag1]);
    features.add(&[right.usual, word.lower]);
    features.add(&[right2.usual, right.usual]);
    features.add(&[left.class, word.class, right.class]);
    features.add(&[word.shape, right.shape, left.shape]);
    features.add(&[word.endings[3], right.usual]);
    features.add(&[right.lower, right2.lower]);
    features.add(&[left.lower, left2.lower]);
}
