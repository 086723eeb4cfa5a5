//! What grouping needs to know of one article.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::analysis::text::{Text, Word, fnv, frequency};
use crate::model::Article;

/// Words kept of an article: more add little, and are stored for every article.
const MOST_TERMS: usize = 60;
/// Name words kept.
const MOST_NAMES: usize = 30;
/// Words kept of the title and the head of the text together.
const MOST_LEAD: usize = 40;
/// Words kept of the title.
const MOST_TITLE: usize = 20;
/// Words of an article that are read: what stands after them seldom tells what the report is about.
const MOST_WORDS: usize = 3000;
/// Words at the head of an article, which tells the event in brief, and what each counts for.
const HEAD_WORDS: usize = 150;
const HEAD_COUNT: f32 = 2.0;
/// A word of the title counts for so many in the text.
const TITLE_COUNT: f32 = 3.0;
const SECONDS_OF_A_DAY: i64 = 86_400;

/// What grouping needs to know of one article: small, made once when the article is added, and stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Hash of a stem and its weight in hundredths; the heaviest, ordered by hash.
    pub terms: Vec<(u32, u16)>,
    /// Hash of a stem and its weight in hundredths, of the title and the head of the text alone: what happened is told there, and
    /// what came before, which reports of one affair share for weeks, further down.
    #[serde(default)]
    pub lead: Vec<(u32, u16)>,
    /// The same of the title alone; of the first sentence where there is none.
    #[serde(default)]
    pub title: Vec<(u32, u16)>,
    /// Hash of a word of a name and its weight in hundredths; the heaviest, ordered by hash.
    pub names: Vec<(u32, u16)>,
    /// Days since 1970-01-01 in UTC.
    pub day: Option<i32>,
    pub language: Option<String>,
    pub outlet: Option<String>,
    /// The title was made from the first sentence: no name for a story where another article has one of its own.
    #[serde(default)]
    pub title_made: bool,
}

impl Profile {
    /// An order that depends on nothing but what the profiles say.
    pub(super) fn in_order(&self, other: &Profile) -> Ordering {
        (self.day, &self.terms, &self.names)
            .cmp(&(other.day, &other.terms, &other.names))
            .then_with(|| (&self.lead, &self.title).cmp(&(&other.lead, &other.title)))
            .then_with(|| self.outlet.cmp(&other.outlet))
            .then_with(|| self.language.cmp(&other.language))
            .then_with(|| self.title_made.cmp(&other.title_made))
    }
}

/// What grouping needs to know of an article, whose body was read as `text`.
pub fn profile(article: &Article, text: &Text) -> Profile {
    let mut terms = Tally::default();
    let mut lead = Tally::default();
    let mut names = Tally::default();
    let mut headline = Tally::default();
    headline.count_words(&article.title, 1.0);
    let title = if article.title_made {
        ""
    } else {
        &article.title
    };
    terms.count_words(title, TITLE_COUNT);
    lead.count_words(title, 1.0);
    let named = article.mentions.is_empty();
    let mut ended = true;
    let mut last_end = 0;
    for (place, &word) in text.words().iter().take(MOST_WORDS).enumerate() {
        let span = word.span();
        let counts = if place < HEAD_WORDS { HEAD_COUNT } else { 1.0 };
        terms.count(text, word, counts);
        if place < HEAD_WORDS {
            lead.count(text, word, 1.0);
        }
        let between = article.body.get(last_end..span.start).unwrap_or("");
        ended |= between.contains(['.', '!', '?', '\n', '“', '"', ':']);
        let written = span.of(&article.body);
        if named && !ended && written.chars().next().is_some_and(char::is_uppercase) {
            names.count(text, word, 1.0);
        }
        ended = false;
        last_end = span.end;
    }
    for mention in &article.mentions {
        names.count_words(&mention.entity, 1.0);
    }
    Profile {
        terms: terms.heaviest(MOST_TERMS),
        names: names.heaviest(MOST_NAMES),
        lead: lead.heaviest(MOST_LEAD),
        title: headline.heaviest(MOST_TITLE),
        day: article.published.as_ref().map(|published| {
            let day = published.seconds.div_euclid(SECONDS_OF_A_DAY);
            i32::try_from(day).unwrap_or_default()
        }),
        language: article.language.clone(),
        outlet: article.outlet.clone(),
        title_made: article.title_made,
    }
}

/// How often each stem stands in an article.
#[derive(Default)]
struct Tally {
    counts: HashMap<String, f32>,
}

impl Tally {
    fn count(&mut self, text: &Text, word: Word, counts: f32) {
        let form = text.form(word);
        if form.is_grammar() || form.folded().len() < 2 {
            return;
        }
        let stem = form.stem(text.language);
        match self.counts.get_mut(stem) {
            Some(count) => *count += counts,
            None => {
                self.counts.insert(stem.to_string(), counts);
            }
        }
    }

    fn count_words(&mut self, written: &str, counts: f32) {
        let text = Text::new(written, &[], &[], None);
        for &word in text.words() {
            self.count(&text, word, counts);
        }
    }

    /// The heaviest stems by rarity in the language times 1 + ln count, with the root of that rarity in their weight: the
    /// articles at hand say the rest.
    fn heaviest(self, most: usize) -> Vec<(u32, u16)> {
        let hundredths = |weight: f32| (weight * 100.0).round() as u16;
        let mut weighed: Vec<(u16, u16, String)> = self
            .counts
            .into_iter()
            .map(|(stem, count)| {
                let (rarity, times) = (frequency::rarity(&stem), 1.0 + count.max(1.0).ln());
                let weight = hundredths(rarity.sqrt() * times);
                (hundredths(rarity * times), weight, stem)
            })
            .filter(|(heaviness, _, _)| *heaviness > 0)
            .collect();
        weighed.sort_unstable_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
        weighed.truncate(most);
        let mut list: Vec<(u32, u16)> = weighed
            .into_iter()
            .map(|(_, weight, stem)| (fnv::of_32(&stem), weight))
            .collect();
        list.sort_unstable();
        list.dedup_by_key(|item| item.0);
        list
    }
}
