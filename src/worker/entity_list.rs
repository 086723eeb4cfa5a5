//! The entities as a list to sort and filter: the same for the screen and the commands.
//!
//! Invariant: everything that an order or a filter needs is made once, with the list; a key typed folds no name and compares
//! none.

use std::collections::HashSet;
use std::sync::Arc;

use crate::analysis::text::words::fold;
use crate::model::{Entity, NameKind};

/// The order of the list; equals stand as in [`EntitySort::Mentions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EntitySort {
    /// Those mentioned most.
    #[default]
    Mentions,
    /// Those that most outlets name.
    Outlets,
    /// Those last named on the latest day; undated ones last.
    Newest,
    /// By the letters of the name, folded.
    Name,
}

impl EntitySort {
    pub const ALL: [EntitySort; 4] = [
        EntitySort::Mentions,
        EntitySort::Outlets,
        EntitySort::Newest,
        EntitySort::Name,
    ];

    /// `mentions`, `outlets`, `newest`, `name`.
    pub fn word(self) -> &'static str {
        match self {
            EntitySort::Mentions => "mentions",
            EntitySort::Outlets => "outlets",
            EntitySort::Newest => "newest",
            EntitySort::Name => "name",
        }
    }

    /// The one after it, the first after the last.
    pub fn next(self) -> EntitySort {
        match self {
            EntitySort::Mentions => EntitySort::Outlets,
            EntitySort::Outlets => EntitySort::Newest,
            EntitySort::Newest => EntitySort::Name,
            EntitySort::Name => EntitySort::Mentions,
        }
    }
}

/// What the articles of an entity say together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityFacts {
    /// Named outlets that write of it.
    pub outlets: u32,
    /// `YYYY-MM-DD`; `None` where no article has a date.
    pub first: Option<String>,
    pub last: Option<String>,
}

/// All entities, with what sorting and filtering needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityList {
    entities: Arc<Vec<Entity>>,
    facts: Vec<EntityFacts>,
    /// Name and spellings, folded, a line each.
    folded: Vec<String>,
    /// Places in `entities`, for each of [`EntitySort::ALL`].
    orders: [Vec<u32>; EntitySort::ALL.len()],
}

impl EntityList {
    /// `day` tells the day (`YYYY-MM-DD`) of an article by its id. Grows with the spellings and articles of all entities.
    pub fn new<'a>(entities: Arc<Vec<Entity>>, day: impl Fn(&str) -> Option<&'a str>) -> Self {
        let facts: Vec<EntityFacts> = entities.iter().map(|entity| facts(entity, &day)).collect();
        let folded: Vec<String> = entities.iter().map(folded).collect();
        let mut list = EntityList {
            orders: [const { Vec::new() }; EntitySort::ALL.len()],
            entities,
            facts,
            folded,
        };
        list.orders = EntitySort::ALL.map(|sort| list.sorted(sort));
        list
    }

    pub fn entities(&self) -> &Arc<Vec<Entity>> {
        &self.entities
    }

    /// The entity at a place that [`EntityList::places`] gave.
    pub fn get(&self, place: usize) -> Option<(&Entity, &EntityFacts)> {
        Some((self.entities.get(place)?, self.facts.get(place)?))
    }

    /// The places in [`EntityList::entities`] of those that are of this type and have every word of `filter` in their name
    /// or one of their spellings, in this order. Grows with the letters of all spellings, some milliseconds for 50,000.
    pub fn places(&self, sort: EntitySort, kind: Option<NameKind>, filter: &str) -> Vec<usize> {
        let filter = fold(filter);
        let words: Vec<&str> = filter.split_whitespace().collect();
        let order = self.orders.get(sort as usize).into_iter().flatten();
        order
            .map(|&place| place as usize)
            .filter(|&place| {
                kind.is_none_or(|kind| self.entities.get(place).is_some_and(|e| e.kind == kind))
                    && (words.is_empty() || self.has(place, &words))
            })
            .collect()
    }

    /// The places of those that are called so, else of those with a spelling that is written so, in the order of
    /// [`EntityList::entities`]; accents and case fold.
    pub fn called(&self, name: &str) -> Vec<usize> {
        let name = fold(name.trim());
        let by_name = self.those(|folded| folded.lines().next() == Some(name.as_str()));
        if by_name.is_empty() {
            self.written(&name)
        } else {
            by_name
        }
    }

    /// The places of those that have this folded text for their name or one of their spellings.
    pub(super) fn written(&self, folded: &str) -> Vec<usize> {
        self.those(|spellings| {
            spellings.contains(folded) && spellings.lines().any(|spelling| spelling == folded)
        })
    }

    fn those(&self, is_it: impl Fn(&str) -> bool) -> Vec<usize> {
        let places = self.folded.iter().enumerate();
        places
            .filter(|(_, folded)| is_it(folded))
            .map(|(place, _)| place)
            .collect()
    }

    /// All words stand in one spelling.
    fn has(&self, place: usize, words: &[&str]) -> bool {
        let Some(folded) = self.folded.get(place) else {
            return false;
        };
        words.iter().all(|word| folded.contains(word))
            && (words.len() < 2
                || folded
                    .lines()
                    .any(|spelling| words.iter().all(|word| spelling.contains(word))))
    }

    fn sorted(&self, sort: EntitySort) -> Vec<u32> {
        let count = u32::try_from(self.entities.len()).unwrap_or(u32::MAX);
        let mut order: Vec<u32> = (0..count).collect();
        let entity = |place: u32| &self.entities[place as usize];
        let facts = |place: u32| &self.facts[place as usize];
        order.sort_unstable_by(|&a, &b| {
            let first = match sort {
                EntitySort::Mentions => std::cmp::Ordering::Equal,
                EntitySort::Outlets => facts(b).outlets.cmp(&facts(a).outlets),
                EntitySort::Newest => facts(b).last.cmp(&facts(a).last),
                EntitySort::Name => self.folded[a as usize]
                    .lines()
                    .next()
                    .cmp(&self.folded[b as usize].lines().next()),
            };
            first
                .then_with(|| entity(b).mentions.cmp(&entity(a).mentions))
                .then(a.cmp(&b))
        });
        order
    }
}

fn facts<'a>(entity: &Entity, day: &impl Fn(&str) -> Option<&'a str>) -> EntityFacts {
    let outlets: HashSet<&str> = entity
        .spellings
        .iter()
        .filter_map(|spelling| spelling.outlet.as_deref())
        .collect();
    let days = || entity.articles.iter().filter_map(|id| day(id));
    EntityFacts {
        outlets: u32::try_from(outlets.len()).unwrap_or(u32::MAX),
        first: days().min().map(str::to_string),
        last: days().max().map(str::to_string),
    }
}

/// The name first, then each other spelling once, without its possessive.
fn folded(entity: &Entity) -> String {
    let mut folded = fold(&entity.name);
    let mut seen: HashSet<&str> = HashSet::from([entity.name.as_str()]);
    for spelling in &entity.spellings {
        if seen.insert(&spelling.text) {
            let text = fold(&spelling.text);
            folded.push('\n');
            folded.push_str(text.strip_suffix("'s").unwrap_or(&text));
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Spelling;

    fn entity(
        name: &str,
        kind: NameKind,
        mentions: u32,
        written: &[(&str, &str)],
        articles: &[&str],
    ) -> Entity {
        Entity {
            id: name.to_lowercase(),
            name: name.into(),
            kind,
            mentions,
            spellings: written
                .iter()
                .map(|(text, outlet)| Spelling {
                    text: text.to_string(),
                    outlet: (!outlet.is_empty()).then(|| outlet.to_string()),
                    count: 1,
                })
                .collect(),
            articles: articles.iter().map(|id| id.to_string()).collect(),
            why: Vec::new(),
        }
    }

    fn list() -> EntityList {
        let entities = vec![
            entity(
                "Zoë Ålund",
                NameKind::Person,
                3,
                &[("Zoë Ålund", "A"), ("Zoe Aalund", "B"), ("Ålund’s", "B")],
                &["1", "2"],
            ),
            entity("Oakport", NameKind::Place, 9, &[("Oakport", "A")], &["1"]),
            entity("ahlund", NameKind::Person, 3, &[("Ahlund", "")], &["3"]),
        ];
        let day = |id: &str| match id {
            "1" => Some("2025-01-02"),
            "2" => Some("2025-03-01"),
            _ => None,
        };
        EntityList::new(Arc::new(entities), day)
    }

    #[test]
    fn outlets_and_days_are_counted_once() {
        let list = list();
        let (_, facts) = list.get(0).unwrap();
        assert_eq!(facts.outlets, 2);
        assert_eq!(facts.first.as_deref(), Some("2025-01-02"));
        assert_eq!(facts.last.as_deref(), Some("2025-03-01"));
        assert_eq!(list.get(2).unwrap().1, &EntityFacts::default());
        assert_eq!(list.get(3), None);
    }

    #[test]
    fn every_order_is_total_and_undated_ones_come_last() {
        let list = list();
        let order = |sort| list.places(sort, None, "");
        assert_eq!(order(EntitySort::Mentions), [1, 0, 2]);
        assert_eq!(order(EntitySort::Outlets), [0, 1, 2]);
        assert_eq!(order(EntitySort::Newest), [0, 1, 2]);
        assert_eq!(order(EntitySort::Name), [2, 1, 0]);
        let round = EntitySort::ALL.map(EntitySort::next);
        assert_eq!(round[3], EntitySort::ALL[0]);
        for (at, sort) in EntitySort::ALL.into_iter().enumerate() {
            assert_eq!(sort as usize, at, "the orders stand at the sort's number");
        }
    }

    #[test]
    fn a_name_goes_before_a_spelling() {
        let list = list();
        assert_eq!(list.called(" oakport "), [1]);
        assert_eq!(list.called("zoe aalund"), [0]);
        assert_eq!(list.called("alund"), [0]);
        assert_eq!(list.called("AHLUND"), [2]);
        assert!(list.called("zoe").is_empty() && list.called("").is_empty());
    }

    #[test]
    fn the_words_of_a_filter_stand_in_one_spelling() {
        let list = list();
        let found = |filter: &str| list.places(EntitySort::Mentions, None, filter);
        assert_eq!(found("alund"), [0]);
        assert_eq!(found(" ÅLUND zoe "), [0]);
        assert_eq!(found("aalund zoë"), [0]);
        assert!(found("aalund ålund x").is_empty());
        assert_eq!(found("  "), [1, 0, 2]);
        assert_eq!(
            list.places(EntitySort::Name, Some(NameKind::Person), ""),
            [2, 0]
        );
    }
}
