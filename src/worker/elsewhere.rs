//! What other articles say of a sentence, each with its article.

use anyhow::{Context, Result};

use super::desk::Desk;
use super::request::OthersSay;

impl Desk {
    pub(super) fn others(&self, id: &str, sentence: usize) -> Result<OthersSay> {
        let article = self.article(id)?;
        let span = *article
            .sentences
            .get(sentence)
            .context("there is no such sentence")?;
        let others = self.library.others(id, sentence)?;
        let with_article = |other: crate::model::Other| Ok((self.article(&other.article)?, other));
        let others = others
            .into_iter()
            .map(with_article)
            .collect::<Result<Vec<_>>>()?;
        Ok(OthersSay {
            article,
            sentence: span,
            others,
        })
    }
}
