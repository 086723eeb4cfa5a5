//! Which stories are listed, and in which order.

use std::sync::Arc;

use super::Stories;
use crate::analysis::text::words::fold;
use crate::model::Story;
use crate::tui::session::Session;
use crate::tui::widgets::list::Place;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    #[default]
    Contradictions,
    Newest,
    Size,
    Outlets,
}

impl Order {
    pub fn next(self) -> Order {
        match self {
            Order::Contradictions => Order::Newest,
            Order::Newest => Order::Size,
            Order::Size => Order::Outlets,
            Order::Outlets => Order::Contradictions,
        }
    }

    pub fn words(self) -> &'static str {
        match self {
            Order::Contradictions => "most contradictions",
            Order::Newest => "newest",
            Order::Size => "most articles",
            Order::Outlets => "most outlets",
        }
    }
}

/// What the list is made from.
#[derive(Clone)]
pub(super) struct Made {
    stories: Arc<Vec<Story>>,
    filter: String,
    order: Order,
    only: bool,
    /// How many stories had been weighed; where all are not yet, the order does not turn on it.
    weighed: Option<u64>,
}

impl Stories {
    pub(super) fn arrange(&mut self, session: &Session) {
        let scales = &session.scales;
        let all_weighed = scales.all && scales.progress(&session.stories).is_none();
        let weighed = (all_weighed || self.only).then_some(scales.number);
        // While a few are compared again, the others keep their places; where most are not compared yet, an order by what
        // contradicts would turn over again and again.
        let most_known = scales.known(&session.stories) * 2 > session.stories.len();
        let current = self.made_from.as_ref().is_some_and(|made| {
            Arc::ptr_eq(&made.stories, &session.stories)
                && made.filter == self.filter
                && (made.order, made.only, made.weighed) == (self.order, self.only, weighed)
        });
        if current {
            return;
        }
        let goal = self.goal.take_if(|_| session.listed);
        self.moved |= goal.is_some();
        let kept = goal.or_else(|| {
            let made = self.made_from.as_ref().filter(|_| self.moved)?;
            let story = made.stories.get(*self.shown.get(self.place.cursor)?)?;
            Some(ids(story))
        });
        let wanted = fold(&self.filter);
        let stories = &session.stories;
        let tally = |index: usize| scales.tally(&stories[index].id);
        let contradicts = |index: &usize| tally(*index).is_some_and(|of| of.contradictions > 0);
        self.shown = (0..stories.len())
            .filter(|&index| matches(&stories[index], &wanted))
            .filter(|index| !self.only || contradicts(index))
            .collect();
        let newest = |index: usize| {
            let days = stories[index].articles.iter();
            days.filter_map(|of| of.published.clone()).max()
        };
        let size = |index: usize| stories[index].articles.len();
        self.shown.sort_by_cached_key(|&index| {
            let weight = match self.order {
                Order::Contradictions => tally(index).filter(|_| all_weighed || most_known),
                _ => None,
            };
            let day = (self.order == Order::Newest).then(|| newest(index));
            let outlets = match self.order {
                Order::Outlets => stories[index].outlets(),
                _ => 0,
            };
            std::cmp::Reverse((weight, day, outlets, size(index)))
        });
        let at = kept.and_then(|kept| again(&self.shown, stories, &kept));
        match at {
            Some(at) => self.place.carry_to(at),
            None => self.place = Place::default(),
        }
        self.made_from = Some(Made {
            stories: Arc::clone(stories),
            filter: self.filter.clone(),
            order: self.order,
            only: self.only,
            weighed,
        });
    }
}

/// A story's id, then those of its articles.
pub(super) fn ids(story: &Story) -> Vec<String> {
    let members = story.articles.iter().map(|member| member.id.clone());
    std::iter::once(story.id.clone()).chain(members).collect()
}

/// Which of the stories shown is the one of these ids. A story that an article joined has another id: then the one with
/// most of its articles.
fn again(shown: &[usize], stories: &[Story], kept: &[String]) -> Option<usize> {
    let (id, members) = kept.split_first()?;
    let same = shown.iter().position(|&index| stories[index].id == *id);
    let common = |&at: &usize| {
        let mut articles = stories[shown[at]].articles.iter();
        let common = articles
            .by_ref()
            .filter(|article| members.contains(&article.id));
        (common.count(), std::cmp::Reverse(at))
    };
    let nearest = || (0..shown.len()).max_by_key(common);
    same.or_else(|| nearest().filter(|at| common(at).0 > 0))
}

fn matches(story: &Story, wanted: &str) -> bool {
    wanted.is_empty()
        || fold(&story.title).contains(wanted)
        || story.articles.iter().any(|article| {
            fold(&article.title).contains(wanted)
                || article
                    .outlet
                    .as_deref()
                    .is_some_and(|o| fold(o).contains(wanted))
        })
}
