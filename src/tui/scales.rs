//! What is known of stories in short, how far weighing them has come, and what is known of each sentence of their articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::telling::known::Known;
use crate::model::{Article, Story, Tally};
use crate::worker::weighed::Weighed;

/// Stories weighed, by id. What was weighed before the library changed stays until it is weighed again.
#[derive(Default)]
pub struct Scales {
    /// `None` of those that could not be weighed.
    tallies: BTreeMap<String, Option<Tally>>,
    /// By the id of an article, what its story's weighing says of it: where it stands among the signs.
    signs: BTreeMap<String, (Arc<Weighed>, usize)>,
    /// Weighed since the library last changed.
    fresh: BTreeSet<String>,
    /// What was asked for.
    under_way: Option<String>,
    /// Is being compared to be shown: that weighs it, too.
    expected: Option<String>,
    /// All stories are to be weighed, and not only those that are read.
    pub all: bool,
    /// Grows with each story weighed.
    pub number: u64,
}

impl Scales {
    /// The library, or what was decided about names, is not what it was.
    pub fn renew(&mut self) {
        self.fresh.clear();
        (self.under_way, self.expected) = (None, None);
    }

    /// The next story to ask for: `first`, then the others where all are wanted; `None` while one is under way.
    pub fn next(&mut self, stories: &[Story], first: Option<&str>) -> Option<String> {
        if self.under_way.is_some() {
            return None;
        }
        let lacks = |id: &str| !self.fresh.contains(id) && self.expected.as_deref() != Some(id);
        let first = first.filter(|id| lacks(id));
        let any = || {
            let mut stories = stories.iter().filter(|_| self.all);
            stories.find(|story| lacks(&story.id))
        };
        let next = first
            .map(str::to_string)
            .or_else(|| any().map(|story| story.id.clone()));
        self.under_way.clone_from(&next);
        next
    }

    /// This story is going to be compared to be shown.
    pub fn expect(&mut self, story: &str) {
        self.expected = Some(story.to_string());
    }

    /// What was expected has come, or does not come.
    pub fn compared(&mut self, weighed: Option<&Arc<Weighed>>) {
        self.expected = None;
        if let Some(weighed) = weighed {
            self.fresh.insert(weighed.story.clone());
            self.take(weighed);
        }
    }

    /// Known from earlier: it need not be asked for.
    pub fn know(&mut self, weighed: &Arc<Weighed>) {
        self.fresh.insert(weighed.story.clone());
        self.take(weighed);
    }

    pub fn take(&mut self, weighed: &Arc<Weighed>) {
        for (at, signs) in weighed.signs.iter().enumerate() {
            let of_article = (Arc::clone(weighed), at);
            self.signs.insert(signs.article.clone(), of_article);
        }
        self.done(&weighed.story, Some(weighed.tally));
    }

    /// A story could not be weighed.
    pub fn fail(&mut self, story: &str) {
        self.done(story, None);
    }

    fn done(&mut self, story: &str, tally: Option<Tally>) {
        self.number += 1;
        self.tallies.insert(story.to_string(), tally);
        if self.under_way.take_if(|asked| asked == story).is_some() {
            self.fresh.insert(story.to_string());
        }
    }

    /// Whatever is under way is not answered any more.
    pub fn give_up(&mut self) {
        if let Some(story) = self.under_way.clone() {
            self.fail(&story);
        }
    }

    pub fn tally(&self, story: &str) -> Option<Tally> {
        self.tallies.get(story).copied().flatten()
    }

    /// How many of the stories are weighed, where some are not yet.
    pub fn progress(&self, stories: &[Story]) -> Option<usize> {
        let weighed = stories.iter().filter(|of| self.fresh.contains(&of.id));
        let weighed = weighed.count();
        (self.all && weighed < stories.len()).then_some(weighed)
    }

    /// How many of the stories it is known of what contradicts in them, be it from before the library changed.
    pub fn known(&self, stories: &[Story]) -> usize {
        let known = stories
            .iter()
            .filter(|of| self.tallies.contains_key(&of.id));
        known.count()
    }

    /// What is known of each sentence of an article; `None` where it is not known of this text.
    pub fn signs(&self, article: &Article) -> Option<&[Option<Known>]> {
        let (weighed, at) = self.signs.get(&article.id)?;
        let signs = weighed.signs.get(*at)?;
        signs.is_of(article).then_some(&signs.sentences[..])
    }
}
