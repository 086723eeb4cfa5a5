//! Names that the articles spell differently, or give in other forms.

mod forms;
pub(super) mod judge;
pub(super) mod lists;
pub(super) mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use super::ground;
use super::table::Table;
use crate::analysis::joining::aliases::{Cluster, DECIDED};
use crate::analysis::joining::entities::{Called, Entities};
use crate::model::Finding;
use forms::{Otherwise, given_otherwise};
pub(super) use judge::LISTS;
use judge::{Case, GROUNDS};
use spelling::are_spelled_differently;

/// Writings of one entity that are set against each other; no report has so many.
const MOST: usize = 200;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let Entities {
        clusters, called, ..
    } = table.entities;
    let mut members: Vec<Vec<&Called>> = vec![Vec::new(); clusters.len()];
    for called in called {
        if let Some(members) = members.get_mut(called.cluster) {
            members.push(called);
        }
    }
    clusters
        .iter()
        .zip(members)
        .filter_map(|(cluster, members)| finding(table, cluster, &members))
        .collect()
}

fn finding(table: &Table, cluster: &Cluster, members: &[&Called]) -> Option<Finding> {
    let members = &members[..members.len().min(MOST)];
    let articles = |members: &[&Called]| -> BTreeSet<usize> {
        members.iter().map(|called| called.article).collect()
    };
    if articles(members).len() < 2 {
        return None;
    }
    let differ = |one: &Called, other: &Called| {
        are_spelled_differently(&one.name, &other.name, cluster.kind)
    };
    let spelled: Vec<&Called> = members
        .iter()
        .copied()
        .filter(|one| members.iter().any(|other| differ(one, other)))
        .collect();
    let Some((first, other)) = spelled
        .iter()
        .enumerate()
        .flat_map(|(at, one)| spelled[at + 1..].iter().map(move |other| (*one, *other)))
        .find(|(one, other)| differ(one, other))
    else {
        return in_other_forms(table, cluster, members);
    };
    // Of an article that gives no spelling of its own, its fullest form.
    let told = articles(&spelled);
    let mut shown = spelled;
    for article in articles(members).difference(&told) {
        let own = members.iter().filter(|called| called.article == *article);
        shown.extend(own.max_by_key(|called| called.name.len()));
    }
    shown.sort_by_key(|called| (called.article, called.span));
    let of_both =
        |line: &&String| line.contains(first.name.as_str()) || line.contains(other.name.as_str());
    let mut why: Vec<&str> = cluster
        .why
        .iter()
        .filter(of_both)
        .map(String::as_str)
        .collect();
    if why.is_empty() {
        why = cluster.why.iter().map(String::as_str).collect();
    }
    let is_decided = why.iter().any(|line| line.contains(DECIDED));
    let row = ground::first(GROUNDS, &Case::Given(None, is_decided))?.row;
    Some(
        row.finding(
            cluster.name.clone(),
            shown
                .iter()
                .map(|called| table.value(called.article, called.span))
                .collect(),
            if why.is_empty() {
                "One name, spelled differently.".to_string()
            } else {
                why.join("; ")
            },
        ),
    )
}

/// One name that is spelled alike and given in different forms; none where the articles have a form in common.
fn in_other_forms(table: &Table, cluster: &Cluster, members: &[&Called]) -> Option<Finding> {
    let mut of_article: BTreeMap<usize, Vec<&Called>> = BTreeMap::new();
    for called in members {
        of_article.entry(called.article).or_default().push(called);
    }
    let names = |article: usize| -> Vec<&str> {
        let own = of_article.get(&article).into_iter().flatten();
        own.map(|called| called.name.as_str()).collect()
    };
    let articles: Vec<usize> = of_article.keys().copied().collect();
    let pairs = articles
        .iter()
        .enumerate()
        .flat_map(|(at, &one)| articles[at + 1..].iter().map(move |&other| (one, other)));
    let otherwise: Vec<Otherwise> = pairs
        .filter_map(|(one, other)| given_otherwise(&names(one), &names(other), cluster.kind))
        .collect();
    let most = otherwise.iter().max()?;
    let is_decided = cluster.why.iter().any(|line| line.contains(DECIDED));
    let row = ground::first(GROUNDS, &Case::Given(Some(*most), is_decided))?.row;
    let fullest = of_article
        .values()
        .filter_map(|own| own.iter().max_by_key(|called| called.name.len()));
    Some(
        row.finding(
            cluster.name.clone(),
            fullest
                .map(|called| table.value(called.article, called.span))
                .collect(),
            most.why().to_string(),
        ),
    )
}
