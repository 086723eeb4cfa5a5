//! What is asked of more than one article: which is meant, the card of an entity, comparisons, what the others say.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail};

use super::contexts::{contexts_in, reasons_in};
use super::entity_list::EntityFacts;
use super::library::Library;
use super::table::Table;
use super::view::View;
use crate::analysis::comparing;
use crate::analysis::text::words;
use crate::catalogue::EntityUse;
use crate::ingest;
use crate::model::{Article, Companion, Entity, EntityCard, Other, Question, place};

/// Shortest beginning of an id that is taken for one.
const ID_PREFIX: usize = 4;
/// Ids that are told where a beginning stands for several.
const BEGINNINGS: u32 = 16;
/// Articles that may be compared at once.
pub(super) const COMPARED: std::ops::RangeInclusive<usize> = 2..=8;
/// Articles that are asked what they say about a sentence.
const OTHERS: usize = 64;
/// Words of an article that find its nearest neighbours where it belongs to no story.
const NEAR_WORDS: usize = 12;
/// Neighbours that are looked at then.
const NEAR_ARTICLES: usize = 8;
/// Sentences on an entity's card: more than a reader goes through, and each article costs reading it.
const CONTEXTS: usize = 200;
/// Reasons on it that articles give themselves.
const REASONS: usize = 12;
/// Companions on an entity's card.
const COMPANIONS: usize = 50;

impl Library {
    /// Ids of the articles that a reader may mean: by id or the beginning of one (four digits or more), origin, path, URL,
    /// record, or the beginning of a file's name. Several where it could be several, none where it is none.
    pub fn resolve(&self, text: &str) -> Result<Vec<String>> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let called = self.called(text)?;
        if !called.is_empty() {
            return Ok(called);
        }
        let by_name = self.named(text)?;
        if !by_name.is_empty() {
            return Ok(by_name);
        }
        let lower = text.to_ascii_lowercase();
        if lower.len() >= ID_PREFIX && lower.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return self.catalogue().ids_beginning(&lower, BEGINNINGS);
        }
        Ok(Vec::new())
    }

    /// By the whole id, origin, path or URL.
    pub(super) fn called(&self, text: &str) -> Result<Vec<String>> {
        let catalogue = self.catalogue();
        if catalogue.number(text)?.is_some() {
            return Ok(vec![text.to_string()]);
        }
        let by_origin = catalogue.ids_from(text)?;
        if !by_origin.is_empty() {
            return Ok(by_origin);
        }
        // A page in a web archive is asked for by its place in it.
        if text.contains("://") && !text.contains(place::INSIDE) {
            return catalogue.ids_with_url(&ingest::url_key(text));
        }
        for path in whole_paths(text) {
            let ids = catalogue.ids_from(&path)?;
            if !ids.is_empty() {
                return Ok(ids);
            }
        }
        Ok(Vec::new())
    }

    /// By the name of the file or the record: the whole name if there is one, else its beginning.
    fn named(&self, text: &str) -> Result<Vec<String>> {
        let mut whole = Vec::new();
        let mut beginning = Vec::new();
        for (origin, id) in self.catalogue().all_origins()? {
            let name = place::name_of(&origin);
            let record = name.split_once('#').map_or("", |(_, record)| record);
            let found = if name == text || record == text {
                &mut whole
            } else if name.starts_with(text) {
                &mut beginning
            } else {
                continue;
            };
            if !found.contains(&id) {
                found.push(id);
            }
        }
        Ok(if whole.is_empty() { beginning } else { whole })
    }

    /// The entities that a reader may mean: by id, else by name, else by one of their writings, else by a word of the name.
    pub fn entity(&self, text: &str) -> Result<Vec<Entity>> {
        let view = self.view()?;
        if let Some(&at) = view.entity_at.get(text) {
            return Ok(view.entities.get(at).cloned().into_iter().collect());
        }
        let called = view.list().called(text);
        if !called.is_empty() {
            let found = called.iter().filter_map(|&at| view.entities.get(at));
            return Ok(found.cloned().collect());
        }
        let folded = words::fold(text.trim());
        let holds = |entity: &&Entity| {
            let name = words::fold(&entity.name);
            words::words(&name).any(|word| word.of(&name) == folded)
        };
        Ok(view.entities.iter().filter(holds).cloned().collect())
    }

    /// Outlets and days of the entity with this id; nothing where there is none.
    pub fn entity_facts(&self, id: &str) -> Result<EntityFacts> {
        let view = self.view()?;
        let place = view.entity_at.get(id);
        let found = place.and_then(|&at| view.list().get(at));
        Ok(found.map(|(_, facts)| facts.clone()).unwrap_or_default())
    }

    /// Everything there is to show of an entity; sentences from the newest articles first, at most 200 of them.
    pub fn entity_card(&self, id: &str) -> Result<Option<EntityCard>> {
        let view = self.view()?;
        let Some(entity) = view.entity_at.get(id).and_then(|&at| view.entities.get(at)) else {
            return Ok(None);
        };
        let mut uses: HashMap<String, Vec<EntityUse>> = HashMap::new();
        for one in self.catalogue().entity_uses(id)? {
            uses.entry(one.article.clone()).or_default().push(one);
        }
        let mut entity = entity.clone();
        let mut within: BTreeSet<String> = BTreeSet::new();
        let mut contexts = Vec::new();
        for article in &entity.articles {
            let Some(uses) = uses.get(article) else {
                continue;
            };
            if let Some(article) = self.article(article)? {
                for why in reasons_in(&article, uses) {
                    if within.len() < REASONS && !entity.why.contains(&why) {
                        within.insert(why);
                    }
                }
                contexts.extend(contexts_in(&article, uses));
            }
            if contexts.len() >= CONTEXTS {
                contexts.truncate(CONTEXTS);
                break;
            }
        }
        let mut days: BTreeMap<String, u32> = BTreeMap::new();
        for head in entity.articles.iter().filter_map(|id| view.heads.get(id)) {
            if let Some(published) = &head.published {
                *days.entry(published.day().to_string()).or_default() += 1;
            }
        }
        let with = companions(&view, &entity);
        entity.why.extend(within);
        Ok(Some(EntityCard {
            entity,
            contexts,
            with,
            days: days.into_iter().collect(),
        }))
    }

    /// Compares two to eight articles (ids), in the order given.
    pub fn compare(&self, ids: &[String]) -> Result<Table> {
        if !COMPARED.contains(&ids.len()) {
            bail!(
                "{} articles cannot be compared: give two to eight",
                ids.len()
            );
        }
        let articles = self.articles_with(ids)?;
        let plain: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
        let named = self.compare_articles(&plain)?;
        Ok(Table {
            articles,
            comparison: named.comparison,
            entities: named.entities,
            left_out: 0,
        })
    }

    /// What the other articles of its story say about sentence number `sentence` (from 0) of an article; where it belongs to
    /// no story, the articles nearest to it.
    pub fn others(&self, id: &str, sentence: usize) -> Result<Vec<Other>> {
        let article = self
            .article(id)?
            .with_context(|| format!("there is no article {id}"))?;
        let others = self.others_beside(&article)?;
        let mut all: Vec<&Article> = vec![&article];
        all.extend(others.iter().map(Arc::as_ref));
        let entities = self.entities_of(&all)?;
        Ok(comparing::others(&all, sentence, &entities))
    }

    /// The other articles that are asked about a sentence of one.
    pub(super) fn others_beside(&self, article: &Article) -> Result<Vec<Arc<Article>>> {
        self.articles_with(&self.neighbours(article)?)
    }

    fn articles_with(&self, ids: &[String]) -> Result<Vec<Arc<Article>>> {
        ids.iter()
            .map(|id| {
                self.article(id)?
                    .with_context(|| format!("there is no article {id}"))
            })
            .collect()
    }

    /// Ids of the other articles of its story, else of those that share most of its rarest words.
    fn neighbours(&self, article: &Article) -> Result<Vec<String>> {
        let view = self.view()?;
        if let Some(story) = view
            .story_of
            .get(&article.id)
            .and_then(|&at| view.stories.get(at))
        {
            let others = story.articles.iter().map(|member| member.id.clone());
            return Ok(others.filter(|id| *id != article.id).take(OTHERS).collect());
        }
        let question = Question {
            text: near_words(article).join(" OR "),
            limit: NEAR_ARTICLES + 1,
            ..Question::default()
        };
        if question.text.is_empty() {
            return Ok(Vec::new());
        }
        let answer = self.find(&question, &AtomicBool::new(false))?;
        let others = answer.hits.into_iter().map(|hit| hit.id);
        Ok(others
            .filter(|id| *id != article.id)
            .take(NEAR_ARTICLES)
            .collect())
    }
}

/// How a path may stand in the catalogue: as it is there, or with what no link leads to; `#record` and ` › member` stay behind
/// it. A name with
/// `\xff` in it is what parallax writes so, and if nothing is held of that, the name itself.
fn whole_paths(text: &str) -> Vec<String> {
    let record = place::parts(text).filter_map(|(file, inside)| {
        let path = std::fs::canonicalize(place::path_of(file)).ok()?;
        path.is_file()
            .then(|| format!("{}{inside}", place::written(&path)))
    });
    let as_paths = [place::path_of(text), PathBuf::from(text)].map(|path| {
        // The file may be gone while its article is still held.
        let ways = [std::fs::canonicalize(&path), std::path::absolute(&path)];
        ways.map(|path| path.ok().map(|path| place::written(&path)))
    });
    let as_paths = as_paths.into_iter().flatten();
    record.chain(as_paths.flatten()).collect()
}

/// Who is named in the same articles, those first whose company is least likely to be chance. Grows with the names in the
/// articles of the entity.
fn companions(view: &View, entity: &Entity) -> Vec<Companion> {
    let numbers = entity.articles.iter().filter_map(|id| view.heads.get(id));
    let beside = view.knowledge.named_in_any(numbers.map(|head| head.number));
    let (here, all) = (entity.articles.len() as f64, view.heads.len() as f64);
    let others = beside.into_iter().filter_map(|(at, both)| {
        let other = view
            .entities
            .get(at)
            .filter(|other| other.id != entity.id)?;
        let there = other.articles.len() as f64;
        let weight = log_likelihood(f64::from(both), here, there, all) as f32;
        Some((other, both, weight))
    });
    let mut with: Vec<(&Entity, u32, f32)> = others.collect();
    with.sort_by(|(one, one_both, one_weight), (two, two_both, two_weight)| {
        two_weight
            .total_cmp(one_weight)
            .then_with(|| two_both.cmp(one_both))
            .then_with(|| one.name.cmp(&two.name))
    });
    with.truncate(COMPANIONS);
    let companion = |(other, articles, weight): (&Entity, u32, f32)| Companion {
        id: other.id.clone(),
        name: other.name.clone(),
        kind: other.kind,
        articles,
        weight,
    };
    with.into_iter().map(companion).collect()
}

/// Dunning's log-likelihood ratio (1993, "Accurate methods for the statistics of surprise and coincidence") of two names
/// standing in the same articles; negative where they do so less often than by chance.
fn log_likelihood(both: f64, one: f64, other: f64, all: f64) -> f64 {
    let part = |seen: f64, expected: f64| {
        if seen > 0.0 && expected > 0.0 {
            seen * (seen / expected).ln()
        } else {
            0.0
        }
    };
    let expected = one * other / all;
    let ratio = 2.0
        * (part(both, expected)
            + part(one - both, one * (all - other) / all)
            + part(other - both, (all - one) * other / all)
            + part(all - one - other + both, (all - one) * (all - other) / all));
    if both >= expected { ratio } else { -ratio }
}

/// The words of an article that tell most about it: of its title, then of the names in it.
fn near_words(article: &Article) -> Vec<String> {
    let names = article
        .mentions
        .iter()
        .map(|mention| mention.entity.as_str());
    let mut seen = HashSet::new();
    std::iter::once(article.title.as_str())
        .chain(names)
        .flat_map(|text| words::words(text).map(|span| words::fold(span.of(text))))
        .filter(|word| word.len() > 2 && word.chars().all(char::is_alphanumeric))
        .filter(|word| !words::is_function_word(word) && seen.insert(word.clone()))
        .take(NEAR_WORDS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn company_beyond_chance_weighs_more() {
        let always = log_likelihood(10.0, 10.0, 10.0, 100.0);
        let chance = log_likelihood(1.0, 10.0, 10.0, 100.0);
        let never = log_likelihood(1.0, 50.0, 50.0, 100.0);
        assert!(always > chance && chance.abs() < 1e-9 && never < 0.0);
        assert!(log_likelihood(1.0, 1.0, 1.0, 1.0).is_finite());
    }
}
