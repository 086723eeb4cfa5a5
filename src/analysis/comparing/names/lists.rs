//! Lists of names that two articles give of one thing, where one has a name that the other has not.
//!
//! Told only where the lists share most of their names: then what one lacks is a difference, not another list.

use std::collections::BTreeSet;

use super::judge::{Case, GROUNDS};
use crate::analysis::comparing::ground::first;
use crate::analysis::comparing::table::{Table, WHAT_CHARS, excerpt};
use crate::model::{Finding, NameKind, Span};

/// Names of a list.
const LEAST_NAMES: usize = 3;
/// Names that two lists of one thing share.
const LEAST_SHARED: usize = 3;
/// Bytes between two names of a list: `, and the `.
const BETWEEN: usize = 20;
/// Lists of an article that are compared.
const MOST_LISTS: usize = 40;
/// Words that may stand between two names of a list.
const JOINING: [&str; 7] = ["and", "or", "the", "as", "well", "also", "plus"];

/// Names side by side, joined by commas and "and".
struct List {
    article: usize,
    span: Span,
    kind: NameKind,
    /// Entities, each once, with the words that name them.
    names: Vec<(usize, Span)>,
}

pub(in crate::analysis::comparing) fn findings(table: &Table) -> Vec<Finding> {
    let lists: Vec<List> = (0..table.articles.len())
        .flat_map(|article| read(table, article))
        .collect();
    let mut found: Vec<Finding> = Vec::new();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for (at, list) in lists.iter().enumerate() {
        if used.contains(&at) {
            continue;
        }
        let mut alike = vec![at];
        for (other_at, other) in lists.iter().enumerate().skip(at + 1) {
            let new = alike
                .iter()
                .all(|&known| lists[known].article != other.article);
            if new && !used.contains(&other_at) && are_of_one_thing(list, other) {
                alike.push(other_at);
            }
        }
        if alike.len() < 2 {
            continue;
        }
        used.extend(&alike);
        let members: Vec<&List> = alike.iter().map(|&at| &lists[at]).collect();
        found.extend(told(table, &members, &lists));
    }
    found
}

/// Both are of one kind, most of the names of the shorter stand in the longer, and they are more than half of the longer: a list of
/// some (the southern states) lacks nothing of a list of all.
fn are_of_one_thing(a: &List, b: &List) -> bool {
    let shared = a.names.iter().filter(|(name, _)| b.has(*name)).count();
    let least = a.names.len().min(b.names.len());
    let most = a.names.len().max(b.names.len());
    a.kind == b.kind && shared >= LEAST_SHARED && shared * 3 >= least * 2 && shared * 2 > most
}

impl List {
    fn has(&self, name: usize) -> bool {
        self.names.iter().any(|(known, _)| *known == name)
    }
}

/// The finding for lists of one thing; `None` where all give the same names. What stands in another list of the article
/// (of `every`) is not lacking there.
fn told(table: &Table, lists: &[&List], every: &[List]) -> Option<Finding> {
    let all: BTreeSet<usize> = lists
        .iter()
        .flat_map(|list| list.names.iter().map(|(name, _)| *name))
        .collect();
    let shared = all
        .iter()
        .filter(|name| lists.iter().all(|list| list.has(**name)));
    let shared = shared.count();
    let mut lacks: Vec<String> = Vec::new();
    let mut in_one: Vec<&str> = Vec::new();
    for &name in &all {
        let having: Vec<&&List> = lists.iter().filter(|list| list.has(name)).collect();
        let Some(first) = having.first().filter(|_| having.len() < lists.len()) else {
            continue;
        };
        let span = first.names.iter().find(|(known, _)| *known == name)?.1;
        let written = table.articles[first.article].text(span);
        // `…, along with Chad`: named beside the list, not left out.
        let lacking: Vec<&&List> = lists
            .iter()
            .filter(|list| !list.has(name) && !is_named_beside(table, list, name))
            .filter(|list| !is_written_beside(table, list, written))
            .filter(|list| {
                let mut own = every.iter().filter(|own| own.article == list.article);
                !own.any(|own| own.has(name))
            })
            .collect();
        if lacking.is_empty() || is_suffix(written) {
            continue;
        }
        let lacking: Vec<String> = lacking
            .into_iter()
            .map(|list| excerpt(&table.name(list.article), WHAT_CHARS / 2))
            .collect();
        lacks.push(format!(
            "{written} is not in the list of {}",
            lacking.join(", ")
        ));
        in_one.push(written);
    }
    if lacks.is_empty() {
        return None;
    }
    let kind = match lists.first()?.kind {
        NameKind::Person => "people",
        NameKind::Organisation => "organisations",
        NameKind::Place => "places",
    };
    let row = first(GROUNDS, &Case::Listed)?.row;
    Some(
        row.finding(
            excerpt(
                &format!("{} not in all lists of {kind}", in_one.join(", ")),
                WHAT_CHARS,
            ),
            lists
                .iter()
                .map(|list| table.value(list.article, list.span))
                .collect(),
            format!("The lists share {shared} names; {}.", lacks.join("; ")),
        ),
    )
}

/// What stands behind a name and names nobody: `Boris Lind, Jr.`
fn is_suffix(name: &str) -> bool {
    ["Jr", "Sr", "II", "III", "MD", "PhD"].contains(&name.replace('.', "").as_str())
}

/// The sentence of a list, with the one before and the one after.
fn around(table: &Table, list: &List) -> Option<Span> {
    let text = table.articles[list.article];
    let at = text.sentence_at(list.span.start)?;
    let last = text.sentences.len().saturating_sub(1);
    Some(text.sentences[at.saturating_sub(1)].join(text.sentences[(at + 1).min(last)]))
}

/// Whether the words of a name stand there, though they were not read as one.
fn is_written_beside(table: &Table, list: &List, written: &str) -> bool {
    let text = table.articles[list.article];
    around(table, list).is_some_and(|around| text.text(around).contains(written))
}

/// Whether the sentence of a list, or one beside it, names an entity outside the list.
fn is_named_beside(table: &Table, list: &List, name: usize) -> bool {
    let text = table.articles[list.article];
    let Some(around) = around(table, list) else {
        return false;
    };
    let named = table.entities.inside(list.article, text, around);
    named.binary_search(&name).is_ok()
}

/// The lists of an article.
fn read(table: &Table, article: usize) -> Vec<List> {
    let text = table.articles[article];
    let mut lists: Vec<List> = Vec::new();
    let mut open: Option<List> = None;
    for (at, mention) in text.mentions.iter().enumerate() {
        let Some(entity) = table.entities.of_mention(article, at) else {
            continue;
        };
        let goes_on = open.as_ref().is_some_and(|list| {
            list.kind == mention.kind && joins(text.body.get(list.span.end..mention.start))
        });
        if !goes_on {
            lists.extend(open.take().filter(|list| list.names.len() >= LEAST_NAMES));
        }
        let list = open.get_or_insert_with(|| List {
            article,
            span: mention.span(),
            kind: mention.kind,
            names: Vec::new(),
        });
        list.span = list.span.join(mention.span());
        if !list.has(entity) {
            list.names.push((entity, mention.span()));
        }
        if lists.len() >= MOST_LISTS {
            return lists;
        }
    }
    lists.extend(open.filter(|list| list.names.len() >= LEAST_NAMES));
    // `Merrow, Tolling and other towns` leaves names out on purpose.
    lists.retain(|list| !goes_on_unnamed(text.body.get(list.span.end..).unwrap_or("")));
    lists
}

/// Whether what follows a list says that there is more of it.
fn goes_on_unnamed(after: &str) -> bool {
    let after = after.trim_start_matches([',', ' ']);
    ["and other", "or other", "among other", "and elsewhere"]
        .iter()
        .any(|more| after.starts_with(more))
}

/// Whether what stands between two names joins them into a list.
fn joins(between: Option<&str>) -> bool {
    let Some(between) =
        between.filter(|between| between.len() <= BETWEEN && !between.contains('\n'))
    else {
        return false;
    };
    let mut joined = between.contains(',');
    for word in between.split(|letter: char| letter == ',' || letter.is_whitespace()) {
        joined |= matches!(word, "and" | "or");
        if !word.is_empty() && !JOINING.contains(&word) {
            return false;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::analysis::comparing::compare;
    use crate::analysis::reading::analyse;
    use crate::model::{Article, Draft, Finding, FindingKind, Mention, NameKind};

    const PLACES: [&str; 6] = [
        "Norway", "Denmark", "Iceland", "Finland", "Sweden", "Latvia",
    ];

    fn article(id: &str, text: &str) -> Article {
        let draft = Draft {
            paragraphs: vec![text.to_string()],
            language: Some("en".into()),
            ..Draft::default()
        };
        let mut article = analyse(draft, id.to_string());
        article.mentions.clear();
        for name in PLACES {
            if let Some(start) = article.body.find(name) {
                article.mentions.push(Mention {
                    start,
                    end: start + name.len(),
                    kind: NameKind::Place,
                    entity: name.to_string(),
                    why: String::new(),
                });
            }
        }
        article.mentions.sort_by_key(|mention| mention.start);
        article
    }

    fn lists(one: &str, other: &str) -> Vec<Finding> {
        let (a, b) = (article("a", one), article("b", other));
        let found = compare(&[&a, &b]).findings;
        let of_names = found.into_iter().filter(|f| f.kind == FindingKind::Name);
        of_names.collect()
    }

    #[test]
    fn a_name_in_one_list_only_is_told() {
        let found = lists(
            "The sailors came from Norway, Denmark, Iceland and Sweden.",
            "On board were citizens of Iceland, Norway, Latvia, Denmark, and Sweden.",
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].what.starts_with("Latvia not in all"));
        assert_eq!(
            found[0].values[1].text,
            "Iceland, Norway, Latvia, Denmark, and Sweden"
        );
    }

    #[test]
    fn the_same_list_and_another_list_are_no_difference() {
        let of = "The sailors came from Norway, Denmark, Iceland and Sweden.";
        assert!(
            lists(
                of,
                "On board were men of Sweden, Iceland, Denmark and Norway."
            )
            .is_empty()
        );
        let unnamed = "On board were men of Sweden, Norway, Iceland, Latvia and other countries.";
        assert!(lists(of, unnamed).is_empty());
        let some = "The sailors came from Norway, Denmark, Iceland, Sweden, Finland and Latvia.";
        assert!(lists(some, "From Norway, Iceland and Denmark came the cooks.").is_empty());
        assert!(lists(of, "Herring is sold in Finland, Latvia, Sweden and Norway.").is_empty());
    }
}
