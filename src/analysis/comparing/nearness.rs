//! The sentence of another article that comes nearest to a sentence, and how it stands to it.
//!
//! The one place where it is decided whether an article says nothing of a sentence: `o` asks it of the sentence under the cursor,
//! rows and facts ask it of the articles that have no cell on them.

use super::align::{Against, Held, Reading, SAYS_IT, contrary, opposed, state_one_thing};
use crate::model::{Article, Other, Standing};

/// Likeness from which the nearest sentence of another article is shown as on the same thing, or weakly so.
const NEAR: f32 = 0.3;
/// Share of what a sentence tells that may stand anywhere in an article that is told to have nothing near it: less than a name
/// and a word of three.
const NOTHING_NEAR: f32 = 0.15;
/// Share of it that one place of an article may hold of which it is told that none was found there that says it. Of 60 judged by eye
/// of which it was told, all eleven that did say it held a quarter or more.
pub(super) const NOT_SAID: f32 = 0.24;
/// Share that may stand scattered over such an article.
pub(super) const SCATTERED: f32 = 0.4;

/// Weight of the words, names and numbers that a sentence of another article shares with it: so much, and it may be told there
/// in other words; less, and it may where nothing in it is its own. By these three of the 112 are left that stood elsewhere.
pub(super) const MUCH_IN_COMMON: f32 = 0.9;

/// The nearest sentence of another article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nearest {
    pub sentence: usize,
    /// How alike they are, 0 to 1.
    pub score: f32,
    pub stands: Standing,
}

/// The sentence of article `article` that comes nearest to sentence `here.1` of article `here.0`: the surest of those that say the
/// same, else the most alike, else, where the article holds any share of it, the one that has most in common with it. `None` where
/// nothing near stands there. `held` is what that article holds of the sentence.
pub(super) fn nearest(
    reading: &Reading,
    articles: &[&Article],
    here: (usize, usize),
    (article, held): (usize, &Held),
) -> Option<Nearest> {
    let ((alike, score), (surest, sure)) = reading.nearest(here, article)?;
    let found = |sentence: usize, stands: Standing| Nearest {
        sentence,
        score: reading.similarity(here, (article, sentence)),
        stands,
    };
    if sure >= SAYS_IT || score >= NEAR {
        let sentence = if sure >= SAYS_IT { surest } else { alike };
        let text = |(article, sentence): (usize, usize)| -> &str {
            let article = articles[article];
            let span = article.sentences.get(sentence);
            span.map_or("", |span| article.text(*span))
        };
        let there = (article, sentence);
        let score = reading.similarity(here, there);
        let sure = reading.belong(here, there);
        let stands = standing(text(here), text(there), sure, score);
        return Some(found(sentence, stands));
    }
    let (common, weight) = reading.most_in_common(here, article)?;
    // A short sentence has few words to share: what counts is how much of it stands there.
    if held.share >= NOT_SAID {
        let place = held.place.map_or(common, |(first, _)| first);
        return Some(found(place, Standing::Weak));
    }
    if weight >= MUCH_IN_COMMON || held.anywhere >= SCATTERED {
        return Some(found(common, Standing::Weak));
    }
    (held.anywhere >= NOTHING_NEAR && weight > 0.0).then(|| found(common, Standing::NoneFound))
}

/// How a sentence stands to the one asked about.
fn standing(asked: &str, there: &str, sure: f32, score: f32) -> Standing {
    let against = contrary(asked, there).map(|found| found.against);
    let is_near = score >= Other::WEAK || sure >= SAYS_IT;
    match against {
        Some(Against::Denied) if score >= Other::WEAK => Standing::Otherwise,
        Some(_) if sure >= SAYS_IT => Standing::Otherwise,
        None if state_one_thing(asked, there, sure) && opposed(asked, there).is_none() => {
            Standing::Says
        }
        _ if is_near => Standing::Related,
        _ => Standing::Weak,
    }
}
