//! The JSON shapes that programs read: versioned, the schema first. Ranges are byte ranges into the article's `body`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::analysis::telling::exhibit::{Absence, Exhibit};
use crate::analysis::telling::grouping;
use crate::model::{
    Article, Bookmark, Comparison, Copied, DateSource, Decision, Entity, EntityCard, Hit, Meant,
    Other, Published, Report, Span, Story, Suggestion,
};
use crate::worker::Shared;
use crate::worker::deciding::Done;
use crate::worker::entity_list::EntityFacts;

/// `at`, how it was found, and how exact it is.
fn published(published: Option<&Published>) -> (Value, Value, Value) {
    match published {
        Some(published) => (
            json!(published.at),
            json!(from(published.from)),
            json!(if published.day_only { "day" } else { "second" }),
        ),
        None => (Value::Null, Value::Null, Value::Null),
    }
}

fn from(from: DateSource) -> Value {
    json!(from)
}

pub fn article(article: &Article, origins: &[String]) -> Value {
    let (at, from, precision) = published(article.published.as_ref());
    json!({
        "schema": "parallax/article/1",
        "id": article.id,
        "origin": article.origin,
        "origins": origins,
        "title": article.title,
        "title_made": article.title_made,
        "outlet": article.outlet,
        "authors": article.authors,
        "published": at,
        "published_from": from,
        "published_precision": precision,
        "url": article.url,
        "language": article.language,
        "body": article.body,
        "paragraphs": article.paragraphs,
        "sentences": article.sentences,
        "mentions": article.mentions,
        "figures": article.figures,
        "quotes": article.quotes,
        "asides": article.asides,
        "notes": article.notes,
    })
}

pub fn hit(hit: &Hit) -> Value {
    let (at, from, precision) = published(hit.published.as_ref());
    json!({
        "schema": "parallax/hit/1",
        "id": hit.id,
        "origin": hit.origin,
        "title": hit.title,
        "outlet": hit.outlet,
        "published": at,
        "published_from": from,
        "published_precision": precision,
        "score": hit.score,
        "matches": hit.matches,
        "title_matches": hit.title_matches,
        "aside_matches": hit.aside_matches,
        "excerpt": hit.excerpt,
        "excerpt_matches": hit.excerpt_matches,
    })
}

/// What a query that found nothing may have been meant to be; ranges count bytes of `query`.
pub fn meant(query: &str, meant: &Meant) -> Value {
    json!({
        "schema": "parallax/did-you-mean/1",
        "query": query,
        "meant": meant.text,
        "words": meant.words,
        "found": meant.found,
    })
}

/// `dated` tells of an article, by its id, when it was published.
pub fn story(story: &Story, dated: &dyn Fn(&str) -> Option<Published>) -> Value {
    let articles: Vec<Value> = story
        .articles
        .iter()
        .map(|member| {
            let (_, from, precision) = published(dated(&member.id).as_ref());
            json!({
                "id": member.id,
                "origin": member.origin,
                "outlet": member.outlet,
                "published": member.published,
                "published_from": from,
                "published_precision": precision,
                "title": member.title,
            })
        })
        .collect();
    json!({
        "schema": "parallax/story/1",
        "id": story.id,
        "title": story.title,
        "articles": articles,
        "why": grouping::sentence(&story.why),
    })
}

/// `passages` are those shared with each of the others, in their order; ranges count bytes of the two bodies.
pub fn copied(copied: &Copied, passages: Option<&[Vec<Shared>]>) -> Value {
    let with: Vec<Value> = copied
        .with
        .iter()
        .enumerate()
        .map(|(at, from)| {
            let mut other = json!({ "article": from.article, "words": from.words });
            if let Some(passages) = passages.and_then(|passages| passages.get(at))
                && let Some(fields) = other.as_object_mut()
            {
                let passages: Vec<Value> = passages
                    .iter()
                    .map(|shared| {
                        json!({ "here": shared.here, "there": shared.there, "words": shared.words })
                    })
                    .collect();
                fields.insert("passages".into(), json!(passages));
            }
            other
        })
        .collect();
    json!({
        "schema": "parallax/reuse/1",
        "article": copied.article,
        "words": copied.words,
        "shared": copied.shared,
        "share": copied.share(),
        "agency": copied.agency,
        "source": copied.source,
        "with": with,
    })
}

/// `origins` are those of the entity's articles, in their order.
pub fn entity(entity: &Entity, facts: &EntityFacts, origins: &[String]) -> Value {
    json!({
        "schema": "parallax/entity/1",
        "id": entity.id,
        "name": entity.name,
        "type": entity.kind,
        "mentions": entity.mentions,
        "outlets": outlets(entity),
        "first": facts.first,
        "last": facts.last,
        "spellings": entity.spellings,
        "articles": origins,
        "article_ids": entity.articles,
        "why": entity.why,
    })
}

/// The named outlets that write of an entity, by name.
pub fn outlets(entity: &Entity) -> Vec<&str> {
    let outlets: BTreeSet<&str> = entity
        .spellings
        .iter()
        .filter_map(|spelling| spelling.outlet.as_deref())
        .collect();
    outlets.into_iter().collect()
}

/// An entity with its sentences, its company and its days.
pub fn card(card: &EntityCard, facts: &EntityFacts, origins: &[String]) -> Value {
    let mut shape = entity(&card.entity, facts, origins);
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("contexts".into(), json!(card.contexts));
        fields.insert("with".into(), json!(card.with));
        fields.insert("days".into(), json!(card.days));
    }
    shape
}

/// A story with the comparison of its articles.
pub fn story_told(
    story: &Story,
    dated: &dyn Fn(&str) -> Option<Published>,
    comparison: Value,
) -> Value {
    let mut shape = self::story(story, dated);
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("comparison".into(), comparison);
    }
    shape
}

/// What the reader decided about names; `two` of a `retype` is the type.
pub fn decision(decision: &Decision) -> Value {
    json!({
        "schema": "parallax/decision/1",
        "id": decision.id,
        "kind": decision.kind,
        "one": decision.one,
        "two": decision.two,
        "created": decision.created,
    })
}

/// What came of a decision; `decision` and `entity` may be null.
pub fn decided(done: &Done, entity: Value) -> Value {
    json!({
        "schema": "parallax/decided/1",
        "decision": done.decision.as_ref().map(decision),
        "done": done.words,
        "notes": done.notes,
        "entity": entity,
    })
}

pub fn suggestion(suggestion: &Suggestion) -> Value {
    json!({
        "schema": "parallax/suggestion/1",
        "one": suggestion.one,
        "two": suggestion.two,
        "type": suggestion.kind,
        "why": suggestion.why,
    })
}

/// `value.article` and `unsure` count `articles` from 0.
pub fn comparison(comparison: &Comparison, articles: &[&Article]) -> Value {
    let facts: Vec<Value> = articles
        .iter()
        .map(|article| {
            let (at, from, precision) = published(article.published.as_ref());
            json!({
                "origin": article.origin,
                "outlet": article.outlet,
                "title": article.title,
                "published": at,
                "published_from": from,
                "published_precision": precision,
            })
        })
        .collect();
    json!({
        "schema": "parallax/comparison/2",
        "articles": comparison.articles,
        "facts": facts,
        "rows": comparison.rows,
        "findings": findings(comparison, articles.len()),
        "excerpts": comparison.excerpts,
        "reused": comparison.reused,
    })
}

/// Each finding, most telling first, with the number of places that its words are from; of a fact also which articles may say it in other words, and where nothing near it was found.
fn findings(comparison: &Comparison, articles: usize) -> Vec<Value> {
    let findings = comparison.findings.iter().map(|finding| {
        let mut value = json!(finding);
        let exhibit = Exhibit::of(comparison, finding, articles);
        value["origins"] = json!(exhibit.origins.len());
        for (absence, which) in exhibit.absent() {
            let key = match absence {
                Absence::MaySay => "may_say",
                Absence::NotFound => "not_found",
            };
            value[key] = json!(which);
        }
        value
    });
    findings.collect()
}

/// `article` is the other article, `sentence` what it says.
pub fn other(other: &Other, article: &Article, sentence: Option<Span>) -> Value {
    let (at, from, precision) = published(article.published.as_ref());
    json!({
        "schema": "parallax/other/2",
        "id": other.article,
        "origin": article.origin,
        "outlet": article.outlet,
        "title": article.title,
        "published": at,
        "published_from": from,
        "published_precision": precision,
        "span": other.span,
        "sentence": sentence.map(|span| article.text(span)),
        "score": other.score,
        "stands": other.stands,
        "marks": other.marks,
        "marks_here": other.marks_here,
    })
}

/// Several bookmarks in one value.
pub fn bookmarks(bookmarks: &[Value]) -> Value {
    json!({"schema": "parallax/bookmarks/1", "bookmarks": bookmarks})
}

/// `state` is what became of the passage: exact, moved, changed, gone; unknown where the articles cannot be read.
pub fn bookmark(bookmark: &Bookmark, state: &str) -> Value {
    let passage = &bookmark.passage;
    json!({
        "schema": "parallax/bookmark/1",
        "id": bookmark.id,
        "state": state,
        "quote": passage.quote,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "start": passage.start,
        "end": passage.end,
        "article": bookmark.article,
        "origin": bookmark.origin,
        "title": bookmark.title,
        "outlet": bookmark.outlet,
        "authors": bookmark.authors,
        "published": bookmark.published,
        "url": bookmark.url,
        "note": bookmark.note,
        "tags": bookmark.tags,
        "created": bookmark.created,
        "changed": bookmark.changed,
    })
}

pub fn report(report: &Report) -> Value {
    json!({
        "schema": "parallax/report/1",
        "added": report.added,
        "unchanged": report.unchanged,
        "changed": report.changed,
        "repeated": report.repeated,
        "gone": report.gone,
        "carried": report.carried,
        "missing": report.missing,
        "skipped": report.skipped,
        "joined": report.joined,
        "fetched": report.fetched,
        "lists": report.lists,
        "stopped": report.stopped,
        "seconds": report.seconds,
    })
}
