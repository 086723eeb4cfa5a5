//! Two copies of one article: what the first does not know is taken from the other.

use anyhow::Result;

use super::pipeline::survived;
use super::settling::{COMPLETED, Settling};
use super::step::Analysed;
use crate::ingest::identity;
use crate::model::{Article, Aside, Draft};

impl Settling<'_> {
    /// Another copy of an article at the same address may know what the first does not.
    pub(super) fn complete(&mut self, number: u64, other: &Analysed) -> Result<()> {
        let Some(article) = self.catalogue.article_numbered(number)? else {
            return Ok(());
        };
        let origin = article.origin.clone();
        let Some(draft) = merged(article, &other.article) else {
            return Ok(());
        };
        // Asked only now: an article may have a million origins, each with a text that it has already.
        let Some(holder) = self.catalogue.holder(&origin)? else {
            return Ok(());
        };
        let own_hash = holder.draft_hash.trim_end_matches(COMPLETED);
        self.put_merged(number, draft, own_hash)?;
        Ok(())
    }

    /// The first copy is as it was: what another copy gave to it stays.
    pub(super) fn stay_completed(
        &mut self,
        path: &str,
        first: &mut Analysed,
        number: u64,
    ) -> Result<()> {
        let merged = match self.catalogue.article_numbered(number)? {
            Some(held) => match merged(first.article.clone(), &held) {
                Some(draft) => self.put_merged(number, draft, &first.draft_hash)?,
                None => false,
            },
            None => false,
        };
        if !merged {
            self.replace(number, first)?;
        }
        self.attach(path, first, number)
    }

    /// Puts an article with what another copy adds to it; `false` where that cannot be.
    fn put_merged(&mut self, number: u64, draft: Draft, own_hash: &str) -> Result<bool> {
        // Where analysis fails, the article stays as it is.
        let Ok(mut analysed) = survived(draft, format!("{own_hash}{COMPLETED}")) else {
            return Ok(false);
        };
        self.replace(number, &mut analysed)?;
        Ok(true)
    }
}

/// `first` with the facts that it lacks and `other` has, and with the longer body of the two. `None` where `other` adds
/// nothing, or stands at another address: the same text elsewhere has another outlet and another day.
pub fn merged(first: Article, other: &Article) -> Option<Draft> {
    let there = other.url.as_deref()?;
    let here = first.url.as_deref()?;
    if identity(here)? != identity(there)? {
        return None;
    }
    // Of two ways to write one address, the longer one carries what only counts visitors.
    let is_plainer = there.len() < here.len();
    let before = drafted(first);
    let mut draft = before.clone();
    if draft.title.is_none() && !other.title_made {
        draft.title = Some(other.title.clone());
    }
    draft.outlet = draft.outlet.or_else(|| other.outlet.clone());
    draft.published = draft.published.or_else(|| other.published.clone());
    draft.language = draft.language.or_else(|| other.language.clone());
    if draft.authors.is_empty() {
        draft.authors.clone_from(&other.authors);
    }
    if is_plainer {
        draft.url = Some(there.to_string());
    }
    let length = |paragraphs: &[String]| paragraphs.iter().map(String::len).sum::<usize>();
    let paragraphs = paragraphs(other);
    if length(&paragraphs) > length(&draft.paragraphs) {
        draft.paragraphs = paragraphs;
        draft.asides = other.asides.iter().map(Aside::unread).collect();
        draft.notes.clone_from(&other.notes);
    }
    if draft == before {
        return None;
    }
    let note = format!("completed from {}", other.origin);
    if other.origin != draft.origin && !draft.notes.contains(&note) {
        draft.notes.push(note);
    }
    Some(draft)
}

/// The draft from which an article was made.
pub fn drafted(article: Article) -> Draft {
    Draft {
        paragraphs: paragraphs(&article),
        origin: article.origin,
        title: (!article.title_made).then_some(article.title),
        outlet: article.outlet,
        authors: article.authors,
        published: article.published,
        url: article.url,
        language: article.language,
        asides: article.asides.iter().map(Aside::unread).collect(),
        notes: article.notes,
    }
}

fn paragraphs(article: &Article) -> Vec<String> {
    let spans = article.paragraphs.iter();
    spans.map(|&span| article.text(span).to_string()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;

    fn article(url: &str, author: Option<&str>, text: &str) -> Article {
        let draft = Draft {
            origin: format!("/{}", author.unwrap_or("nobody")),
            url: Some(url.into()),
            title: Some("Ferry aground".into()),
            authors: author.map(str::to_string).into_iter().collect(),
            paragraphs: vec![text.into()],
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, "1".into())
    }

    #[test]
    fn what_is_known_stays_and_what_is_missing_comes() {
        let poor = article(
            "https://a.example/x?utm_source=mail",
            None,
            "The ferry ran aground.",
        );
        let rich = article(
            "https://a.example/x",
            Some("Ida Brandt"),
            "The ferry ran aground off Oakport.",
        );
        let draft = merged(poor.clone(), &rich).unwrap();
        assert_eq!(draft.authors, ["Ida Brandt"]);
        assert_eq!(draft.paragraphs, ["The ferry ran aground off Oakport."]);
        assert_eq!(
            (draft.origin.as_str(), draft.url.as_deref()),
            ("/nobody", Some("https://a.example/x"))
        );
        assert_eq!(merged(rich.clone(), &poor), None);
        let elsewhere = article("https://b.example/x", Some("Al Poe"), "The ferry.");
        assert_eq!(merged(poor, &elsewhere), None);
    }
}
