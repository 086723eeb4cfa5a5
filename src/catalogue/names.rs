//! The names of each article as it uses them: what entities are joined from.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rusqlite::params;

use super::Catalogue;
use super::damage::Damage;
use super::sum::Sum;
use crate::analysis::reading::names::{self, Apart};
use crate::model::{Article, NameKind};

/// A name as one article uses it, with its writings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UseRow {
    pub article: u64,
    pub name: String,
    pub kind: NameKind,
    pub mentions: u32,
    /// Whether the article means somebody else by it than those of that name whom it names in full.
    pub apart: Apart,
    /// As written, and how often.
    pub spellings: Vec<(String, u32)>,
}

/// One name of an article as it is stored.
pub(super) struct NameRow<'a> {
    name: &'a str,
    kind: NameKind,
    mentions: i64,
    spellings: String,
    apart: i64,
}

impl NameRow<'_> {
    pub fn sum(&self) -> i64 {
        Sum::of("name_use")
            .text(self.name)
            .text(self.kind.word())
            .number(self.mentions)
            .text(&self.spellings)
            .number(self.apart)
            .end()
    }
}

/// The names of an article, by name and kind.
pub(super) fn name_rows(article: &Article) -> Result<Vec<NameRow<'_>>> {
    let mut apart: BTreeMap<(&str, NameKind), Apart> = BTreeMap::new();
    for mention in &article.mentions {
        let held = apart.entry((&mention.entity, mention.kind)).or_default();
        *held = names::apart(&article.body, mention).max(*held);
    }
    let mut rows = Vec::new();
    for ((name, kind), spellings) in uses(article) {
        let mentions = spellings.values().sum();
        let spellings: Vec<(&str, i64)> = spellings.into_iter().collect();
        rows.push(NameRow {
            name,
            kind,
            mentions,
            spellings: serde_json::to_string(&spellings)?,
            apart: apart
                .get(&(name, kind))
                .copied()
                .unwrap_or_default()
                .number(),
        });
    }
    Ok(rows)
}

impl Catalogue {
    pub(super) fn put_names(&self, number: i64, names: &[NameRow]) -> Result<()> {
        self.connection
            .prepare("DELETE FROM name_use WHERE article = ?1")?
            .execute([number])?;
        let mut insert = self.connection.prepare(
            "INSERT INTO name_use(article, name, kind, mentions, spellings, apart) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for row in names {
            insert.execute(params![
                number,
                row.name,
                row.kind.word(),
                row.mentions,
                row.spellings,
                row.apart
            ])?;
        }
        Ok(())
    }

    /// Every name of every article, by article. Grows with the names in all articles.
    pub fn uses(&self) -> Result<Vec<UseRow>> {
        self.at_once(Catalogue::uses_there)
    }

    fn uses_there(&self) -> Result<Vec<UseRow>> {
        let mut sums = self.sums()?;
        let mut select = self.connection.prepare(
            "SELECT article, name, kind, mentions, spellings, apart FROM name_use ORDER BY article, name, kind",
        )?;
        let mut rows = select.query([])?;
        let mut uses = Vec::new();
        while let Some(row) = rows.next()? {
            let article: i64 = row.get(0)?;
            let (left, _) = sums
                .get_mut(&article)
                .ok_or_else(|| Damage::new("a name stands in no article"))?;
            let mut sum = Sum::of("name_use");
            for column in 1..=5 {
                sum = sum
                    .read(row.get_ref(column)?)
                    .ok_or_else(|| names_of(article))?;
            }
            *left ^= sum.end();
            let kind: String = row.get(2)?;
            let spellings: String = row.get(4)?;
            uses.push(UseRow {
                article: article.unsigned_abs(),
                name: row.get(1)?,
                kind: kind_of(&kind).ok_or_else(|| names_of(article))?,
                mentions: row.get(3)?,
                apart: Apart::of_number(row.get(5)?),
                spellings: serde_json::from_str(&spellings)
                    .with_context(|| format!("names of article {article}"))?,
            });
        }
        match sums.iter().find(|(_, (left, _))| *left != 0) {
            Some((article, _)) => Err(names_of(*article).into()),
            None => Ok(uses),
        }
    }

    pub(super) fn check_names(&self) -> Result<()> {
        self.uses().map(|_| ())
    }
}

fn names_of(article: i64) -> Damage {
    Damage::new(format!(
        "the names of article {article} are not as they were written"
    ))
}

fn kind_of(word: &str) -> Option<NameKind> {
    NameKind::ALL.into_iter().find(|kind| kind.word() == word)
}

/// The names of an article, in its text and around it, each with its writings and how often each stands there.
fn uses(article: &Article) -> BTreeMap<(&str, NameKind), BTreeMap<&str, i64>> {
    let mut uses: BTreeMap<(&str, NameKind), BTreeMap<&str, i64>> = BTreeMap::new();
    let around = article.asides.iter();
    let around = around.flat_map(|aside| aside.mentions.iter().map(|one| (one, &aside.text)));
    let inside = article.mentions.iter().map(|one| (one, &article.body));
    for (mention, text) in inside.chain(around) {
        *uses
            .entry((&mention.entity, mention.kind))
            .or_default()
            .entry(mention.span().of(text))
            .or_default() += 1;
    }
    uses
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aside, AsideKind, Draft, Mention};

    #[test]
    fn the_writings_of_a_name_are_counted() {
        let draft = Draft {
            origin: "/1.txt".into(),
            title: Some("A title".into()),
            paragraphs: vec!["Ana Lind met Lind. Lind left.".into()],
            ..Draft::default()
        };
        let mut article = crate::analysis::reading::analyse(draft, "1".into());
        for (start, end) in [(0, 8), (13, 17), (19, 23)] {
            article.mentions.push(Mention {
                start,
                end,
                kind: NameKind::Person,
                entity: "Ana Lind".into(),
                why: String::new(),
            });
        }
        article.mentions.drain(..article.mentions.len() - 3);
        let mut caption = Aside::new(AsideKind::Caption, "Lind in Oslo".into(), 0);
        caption.mentions.push(Mention {
            start: 0,
            end: 4,
            ..article.mentions[1].clone()
        });
        article.asides.push(caption);
        let uses = uses(&article);
        let writings = &uses[&("Ana Lind", NameKind::Person)];
        assert_eq!((writings["Ana Lind"], writings["Lind"]), (1, 3));
    }
}
