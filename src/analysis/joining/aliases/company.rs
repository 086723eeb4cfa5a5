//! The company that names keep: which stand in which articles, and what stands around some of them.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::Name;

/// Articles of a name that are looked at for the company it keeps. Of who is in more than these nothing would be told apart by
/// the rest; with fewer, whom everybody writes of seems to keep less company than who stands in as many articles as are looked at.
const ARTICLES: usize = 1000;
/// A name in more articles than this, and in more than [`COMMON_SHARE`] of all, is no evidence that two speak of one thing.
const COMMON: usize = 10;
const COMMON_SHARE: usize = 20;
/// An article has both names.
pub const HERE: usize = usize::MAX;

/// Which names stand in which articles.
pub struct Company {
    by_article: HashMap<u32, Vec<usize>>,
    /// For each name whether it stands in too many articles to say anything.
    pub(super) common: Vec<bool>,
    /// What is around clusters in many articles: they are candidates for many a lone name.
    known: RefCell<HashMap<Vec<usize>, Rc<Around>>>,
}

/// What is around a cluster in fewer articles is found again as quickly as it is looked up.
const REMEMBERED: usize = 20;
/// Clusters whose surroundings are remembered at the most: some 40 MB.
const MOST_REMEMBERED: usize = 5_000;

impl Company {
    pub fn of(names: &[Name]) -> Company {
        let mut by_article: HashMap<u32, Vec<usize>> = HashMap::new();
        for (number, name) in names.iter().enumerate() {
            for &article in &name.articles {
                by_article.entry(article).or_default().push(number);
            }
        }
        let most = COMMON.max(by_article.len() / COMMON_SHARE);
        let common = names
            .iter()
            .map(|name| name.articles.len() > most)
            .collect();
        Company {
            by_article,
            common,
            known: RefCell::default(),
        }
    }

    pub(super) fn names(&self, article: u32) -> impl Iterator<Item = usize> + '_ {
        self.by_article.get(&article).into_iter().flatten().copied()
    }

    /// The names beside those of a cluster, and its articles.
    pub(super) fn around(&self, names: &[Name], cluster: &[usize]) -> Rc<Around> {
        let articles: usize = cluster.iter().map(|&name| names[name].articles.len()).sum();
        if articles < REMEMBERED {
            return Rc::new(self.around_anew(names, cluster));
        }
        if let Some(known) = self.known.borrow().get(cluster) {
            return Rc::clone(known);
        }
        let around = Rc::new(self.around_anew(names, cluster));
        let mut known = self.known.borrow_mut();
        if known.len() < MOST_REMEMBERED {
            known.insert(cluster.to_vec(), Rc::clone(&around));
        }
        around
    }

    /// Its articles alone: enough where an article must have both.
    pub(super) fn articles(names: &[Name], cluster: &[usize]) -> Rc<Around> {
        let articles = cluster
            .iter()
            .flat_map(|&member| names[member].articles.iter().take(ARTICLES).copied());
        Rc::new(Around {
            names: Vec::new(),
            articles: articles.collect(),
        })
    }

    fn around_anew(&self, names: &[Name], cluster: &[usize]) -> Around {
        let mut around = Around::default();
        for &member in cluster {
            for &article in names[member].articles.iter().take(ARTICLES) {
                around.articles.insert(article);
                around.names.extend(
                    self.names(article)
                        .filter(|&name| !self.common[name] && !cluster.contains(&name)),
                );
            }
        }
        around.names.sort_unstable();
        around.names.dedup();
        around
    }

    /// How many names an article shares with what is around a cluster; many where the article names the cluster itself.
    pub(super) fn shared(&self, article: u32, own: &[usize], around: &Around) -> usize {
        if around.articles.contains(&article) {
            return HERE;
        }
        self.names(article)
            .filter(|name| around.names.binary_search(name).is_ok() && !own.contains(name))
            .count()
    }
}

#[derive(Default)]
pub(super) struct Around {
    /// Ascending, each once.
    names: Vec<usize>,
    articles: HashSet<u32>,
}
