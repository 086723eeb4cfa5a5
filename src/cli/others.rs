//! `parallax others`: what the other articles say about a sentence.

use anyhow::Result;

use super::output::{message, one_line};
use super::{Desk, Exit, empty, shapes, usage};
use crate::model::{Article, Standing};

/// What do the others say? The nearest sentence of every other article of the story
#[derive(Debug, clap::Args)]
pub struct Others {
    /// An article and the number of a sentence, from 1: `ID:7`; or a byte of the body: `ID@1024`
    #[arg(value_name = "ARTICLE:SENTENCE", value_parser = super::naming())]
    place: String,
    /// One article a line
    #[arg(long)]
    json: bool,
}

impl Others {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let (name, place) = place(&self.place)?;
        let article = desk.article(&library, name)?;
        let sentence = place.sentence(&article)?;
        let others = library.others(&article.id, sentence)?;
        if let Some(span) = article.sentences.get(sentence).filter(|_| !self.json) {
            desk.out.line(format!(
                "{} · sentence {}",
                article.outlet_name(),
                sentence + 1
            ))?;
            desk.out.paragraph("  ", &one_line(article.text(*span)))?;
        }
        let mut found = false;
        let mut silent = Vec::new();
        for other in &others {
            let Some(there) = library.article(&other.article)? else {
                continue;
            };
            let is_found = !matches!(other.stands, Standing::NoneFound | Standing::Silent);
            found |= is_found;
            if self.json {
                desk.out.json(&shapes::other(other, &there, other.span))?;
                continue;
            }
            let Some(span) = other.span else {
                silent.push(format!("{} · {}", there.outlet_name(), there.id));
                continue;
            };
            let stands = match other.stands {
                Standing::Weak => "weak: likely about something else",
                Standing::NoneFound => "none found; this has most in common with it",
                stands => stands.words(),
            };
            desk.out.line(format!(
                "\n{} · {} · {stands} · {:.0} % alike",
                there.outlet_name(),
                there.id,
                other.score * 100.0
            ))?;
            desk.out.paragraph("  ", &one_line(there.text(span)))?;
        }
        if !silent.is_empty() && silent.len() < others.len() {
            desk.out.line("\nnothing near it stands in:")?;
            for article in silent {
                desk.out.line(format!("  {article}"))?;
            }
        }
        if !found {
            message("no sentence of another article was found to say it");
            return Ok(Exit::NothingFound);
        }
        Ok(Exit::Done)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// From 1.
    Sentence(usize),
    Byte(usize),
}

impl Place {
    /// Number of the sentence, from 0.
    fn sentence(self, article: &Article) -> Result<usize> {
        let count = article.sentences.len();
        match self {
            Place::Sentence(number) if (1..=count).contains(&number) => Ok(number - 1),
            Place::Sentence(number) => Err(usage(format!(
                "there is no sentence {number}: the article has {count}"
            ))),
            Place::Byte(at) => article
                .sentence_at(at)
                .filter(|_| at < article.body.len())
                .ok_or_else(|| {
                    usage(format!(
                        "there is no byte {at}: the body has {}",
                        article.body.len()
                    ))
                }),
        }
    }
}

/// The article's name, and the place in it.
fn place(text: &str) -> Result<(&str, Place)> {
    let cut = |mark| -> Option<(&str, usize)> {
        let (name, number) = text.rsplit_once(mark)?;
        Some((name, number.parse().ok()?))
    };
    cut(':')
        .map(|(name, number)| (name, Place::Sentence(number)))
        .or_else(|| cut('@').map(|(name, number)| (name, Place::Byte(number))))
        .ok_or_else(|| usage(format!("{text} names no sentence: write ARTICLE:7 for the seventh, or ARTICLE@1024 for a byte")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_sentence_or_a_byte() {
        assert_eq!(place("000:7").unwrap(), ("000", Place::Sentence(7)));
        assert_eq!(
            place("https://a.example/b:12").unwrap(),
            ("https://a.example/b", Place::Sentence(12))
        );
        assert_eq!(
            place("/a/b.jsonl#3@40").unwrap(),
            ("/a/b.jsonl#3", Place::Byte(40))
        );
        assert!(place("000").is_err() && place("000:x").is_err());
    }
}
