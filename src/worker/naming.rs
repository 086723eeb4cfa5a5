//! Who and what some articles name, under what the reader decided: every comparison goes by this, on the screens and in the
//! commands.

use std::collections::{HashMap, HashSet};

use anyhow::{Result, bail};

use super::carving::carve;
use super::library::Library;
use crate::analysis::comparing;
use crate::analysis::joining::aliases::{self, Joined, NameUse, spelling};
use crate::analysis::joining::entities::{Entities, Found, Writing};
use crate::analysis::reading::names::Apart;
use crate::analysis::text::words::fold;
use crate::catalogue::UseRow;
use crate::model::{Article, Comparison, Decision, DecisionKind, NameKind};

/// Articles with what comparing them says, and the entities that it went by.
pub struct Named {
    pub comparison: Comparison,
    pub entities: Entities,
}

/// Sentences that are compared at once, of all articles: what grows faster than their number. Two articles of 24,000 quotations
/// each (1.8 MB, 48,000 sentences) took 22.7 s of the processor and 167 MB; 32,000 are what two articles may cost at ten
/// seconds each.
pub(super) const MOST_SENTENCES: usize = 32_000;

/// What the names of some articles are joined by beside the rules: it can be taken along to another thread.
#[derive(Hash)]
pub(super) struct Naming {
    decisions: Vec<Decision>,
    absent: Vec<(String, NameKind)>,
}

impl Naming {
    pub fn entities(self, articles: &[&Article]) -> Entities {
        if self.decisions.is_empty() {
            return Entities::by_rule(articles);
        }
        Entities::joined(articles, |writings| {
            joined(writings, self.absent, &self.decisions)
        })
    }
}

/// That some articles can be compared at once.
///
/// # Errors
/// They have more sentences together than anybody waits for.
pub(super) fn most(articles: &[&Article]) -> Result<()> {
    let sentences: usize = articles.iter().map(|article| article.sentences.len()).sum();
    if sentences > MOST_SENTENCES {
        bail!(
            "these {} articles have {sentences} sentences together, and at most {MOST_SENTENCES} are compared at once: \
             name fewer or shorter ones",
            articles.len()
        );
    }
    Ok(())
}

impl Library {
    /// Compares some articles, which need not be in the library.
    ///
    /// # Errors
    /// They have more sentences together than anybody waits for.
    pub fn compare_articles(&self, articles: &[&Article]) -> Result<Named> {
        most(articles)?;
        let entities = self.entities_of(articles)?;
        Ok(Named {
            comparison: comparing::compare_named(articles, &entities),
            entities,
        })
    }

    /// The entities of some articles: joined by the rules, then changed to what the reader decided. What a decision says of a
    /// name that none of them has holds for the names that the library knows it to be one with.
    pub fn entities_of(&self, articles: &[&Article]) -> Result<Entities> {
        Ok(self.naming(articles)?.entities(articles))
    }

    /// What the names of some articles are joined by.
    pub(super) fn naming(&self, articles: &[&Article]) -> Result<Naming> {
        // A shelf that cannot be read says so elsewhere; the names then stand as the rules join them.
        let decisions = self.decided().unwrap_or_default();
        let absent = match decisions.is_empty() {
            true => Vec::new(),
            false => self.absent(articles, &decisions)?,
        };
        Ok(Naming { decisions, absent })
    }

    /// Names that decisions speak of, of things that these articles call otherwise, by the types that the library has them as.
    fn absent(
        &self,
        articles: &[&Article],
        decisions: &[Decision],
    ) -> Result<Vec<(String, NameKind)>> {
        let mentions = articles.iter().flat_map(|article| {
            let all = article.mentions.iter();
            all.flat_map(|one| [one.entity.as_str(), article.text(one.span())])
        });
        let present: HashSet<String> = mentions.map(|text| spelling(text).into_owned()).collect();
        let view = self.view()?;
        let mut absent: Vec<(String, NameKind)> = Vec::new();
        for decision in decisions {
            let two = match decision.kind {
                DecisionKind::Rename | DecisionKind::Retype => None,
                _ => Some(&decision.two),
            };
            for name in std::iter::once(&decision.one).chain(two) {
                if present.contains(spelling(name).as_ref()) {
                    continue;
                }
                let places = view.list().written(&fold(name));
                let held = places.iter().find_map(|&at| view.entities.get(at));
                absent.extend(held.map(|held| (name.clone(), held.kind)));
            }
        }
        absent.sort();
        absent.dedup();
        Ok(absent)
    }
}

/// Joins what the articles write, and names that none of them writes, under the decisions.
fn joined(writings: &[Writing], absent: Vec<(String, NameKind)>, decisions: &[Decision]) -> Found {
    let mut uses: Vec<UseRow> = Vec::new();
    let mut place: HashMap<(u32, &str, NameKind), usize> = HashMap::new();
    for writing in writings {
        let key = (writing.article, writing.name, writing.kind);
        let at = *place.entry(key).or_insert_with(|| {
            uses.push(UseRow {
                article: u64::from(writing.article),
                name: writing.name.to_string(),
                kind: writing.kind,
                mentions: 0,
                apart: Apart::No,
                spellings: Vec::new(),
            });
            uses.len() - 1
        });
        uses[at].mentions += writing.mentions;
        uses[at].apart = uses[at].apart.max(writing.apart);
        let spelled = (writing.text.to_string(), writing.mentions);
        uses[at].spellings.push(spelled);
    }
    // Each as if an article of its own had it.
    let after = writings
        .last()
        .map_or(0, |last| u64::from(last.article) + 1);
    uses.extend((after..).zip(absent).map(|(article, (name, kind))| UseRow {
        article,
        apart: Apart::No,
        spellings: vec![(name.clone(), 1)],
        name,
        kind,
        mentions: 1,
    }));
    let first = join(&uses, decisions);
    let carved = carve(&uses, &first, decisions);
    let (uses, hosts, joined) = match carved {
        Some(carved) => {
            let again = join(&carved.uses, &carved.decisions);
            (carved.uses, carved.hosts, again)
        }
        None => (uses, Vec::new(), first),
    };
    let mut cluster_of: HashMap<(u64, &str, NameKind, &str), usize> = HashMap::new();
    for (number, (one, &cluster)) in uses.iter().zip(&joined.of_use).enumerate() {
        let host = hosts.get(number).and_then(Option::as_deref);
        let name = host.unwrap_or(&one.name);
        for (text, _) in &one.spellings {
            cluster_of.insert((one.article, name, one.kind, text), cluster);
        }
    }
    let of_writing = |writing: &Writing| {
        let article = u64::from(writing.article);
        let key = (article, writing.name, writing.kind, writing.text);
        cluster_of.get(&key).copied().unwrap_or(usize::MAX)
    };
    Found {
        of_writing: writings.iter().map(of_writing).collect(),
        clusters: joined.clusters,
    }
}

fn join(uses: &[UseRow], decisions: &[Decision]) -> Joined {
    let names: Vec<NameUse<&str>> = uses
        .iter()
        .map(|one| NameUse {
            article: u32::try_from(one.article).unwrap_or(u32::MAX),
            name: one.name.as_str(),
            kind: one.kind,
            mentions: one.mentions,
            apart: one.apart,
        })
        .collect();
    aliases::join(&names, decisions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    #[test]
    fn more_sentences_than_anybody_waits_for_are_refused_with_their_number() {
        let read = |id: &str| {
            let draft = Draft {
                title: Some(format!("Ferry aground {id}")),
                paragraphs: vec!["The ferry ran aground near Tarn.".into()],
                ..Draft::default()
            };
            analyse(draft, id.to_string())
        };
        let (one, mut other) = (read("a"), read("b"));
        let library = Library::in_memory("a test").unwrap();
        assert!(library.compare_articles(&[&one, &other]).is_ok());
        other.sentences = vec![other.sentences[0]; MOST_SENTENCES];
        let refused = library.compare_articles(&[&one, &other]).map(drop);
        let words = format!("{:#}", refused.unwrap_err());
        assert!(
            words.contains("have 32001 sentences together") && words.contains("at most 32000"),
            "{words}"
        );
    }
}
