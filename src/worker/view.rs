//! What is read of the catalogue once, and kept until its generation changes.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result};

use super::entity_list::EntityList;
use crate::catalogue::{Catalogue, Head};
use crate::index::{Knowledge, KnownEntity, KnownStory};
use crate::model::{Entity, Published, Story, Suggestion};

/// Entities, stories and facts of all articles, and the ways from one to another.
#[derive(Default)]
pub struct View {
    /// As [`Catalogue::altered_generation`] was when this was read.
    pub altered: u64,
    pub entities: Arc<Vec<Entity>>,
    list: OnceLock<Arc<EntityList>>,
    pub stories: Arc<Vec<Story>>,
    /// Entities that may be one, likeliest first.
    pub suggestions: Arc<Vec<Suggestion>>,
    /// By id.
    pub heads: HashMap<String, Head>,
    /// Index of the story, by id of the article.
    pub story_of: HashMap<String, usize>,
    /// Index of the entity, by id.
    pub entity_at: HashMap<String, usize>,
    pub knowledge: Knowledge,
}

impl View {
    /// Grows with the names in all articles: 9,000 entities in 1,200 articles take some 50 ms.
    pub fn read(catalogue: &Catalogue) -> Result<View> {
        catalogue.at_once(View::read_parts)
    }

    /// The entities to sort and filter; made when it is first asked for.
    pub fn list(&self) -> &Arc<EntityList> {
        self.list.get_or_init(|| {
            let day = |id: &str| {
                let head = self.heads.get(id)?;
                head.published.as_ref().map(Published::day)
            };
            Arc::new(EntityList::new(Arc::clone(&self.entities), day))
        })
    }

    fn read_parts(catalogue: &Catalogue) -> Result<View> {
        let entities = catalogue.entities().context("cannot read the entities")?;
        let stories = catalogue.stories().context("cannot read the stories")?;
        let suggestions = catalogue
            .suggestions()
            .context("cannot read the suggestions")?;
        let heads: HashMap<String, Head> = catalogue
            .heads()?
            .into_iter()
            .map(|head| (head.id.clone(), head))
            .collect();
        let numbers = |ids: &mut dyn Iterator<Item = &String>| -> Vec<u64> {
            let numbers = ids.filter_map(|id| heads.get(id).map(|head| head.number));
            let mut numbers: Vec<u64> = numbers.collect();
            // An entity lists its newest article first; a search looks its numbers up in their order.
            numbers.sort_unstable();
            numbers
        };
        let known_entities = entities
            .iter()
            .map(|entity| known(entity, numbers(&mut entity.articles.iter())))
            .collect();
        let known_stories = stories
            .iter()
            .map(|story| KnownStory {
                id: story.id.clone(),
                title: story.title.clone(),
                articles: numbers(&mut story.articles.iter().map(|member| &member.id)),
            })
            .collect();
        let knowledge = Knowledge::new(known_entities, known_stories);
        let story_of = stories
            .iter()
            .enumerate()
            .flat_map(|(at, story)| {
                story
                    .articles
                    .iter()
                    .map(move |member| (member.id.clone(), at))
            })
            .collect();
        let entity_at = entities
            .iter()
            .enumerate()
            .map(|(at, entity)| (entity.id.clone(), at))
            .collect();
        Ok(View {
            altered: catalogue.altered_generation()?,
            entities: Arc::new(entities),
            list: OnceLock::new(),
            stories: Arc::new(stories),
            suggestions: Arc::new(suggestions),
            heads,
            story_of,
            entity_at,
            knowledge,
        })
    }
}

/// An entity as a search knows it, with the numbers of its articles.
pub fn known(entity: &Entity, articles: Vec<u64>) -> KnownEntity {
    KnownEntity {
        id: entity.id.clone(),
        name: entity.name.clone(),
        kind: entity.kind,
        spellings: writings(entity),
        articles,
    }
}

/// The different writings of an entity, most frequent first.
pub fn writings(entity: &Entity) -> Vec<String> {
    let mut writings: Vec<String> = Vec::new();
    for spelling in &entity.spellings {
        if !writings.contains(&spelling.text) {
            writings.push(spelling.text.clone());
        }
    }
    writings
}
