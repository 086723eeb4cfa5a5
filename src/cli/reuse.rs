//! `parallax reuse`: what stands word for word in several articles.

use anyhow::Result;

use super::output::{message, one_line};
use super::{Desk, Exit, empty, shapes};
use crate::analysis::comparing::reuse::is_agencys_own;
use crate::model::{Article, Copied};
use crate::worker::{Library, Shared};

/// Others that are named beside an article.
const MOST_NAMED: usize = 3;

/// What stands word for word in other articles: how much of each, and where it likely came from
///
/// Quotations do not count. The source is told where dates or an agency tell it.
#[derive(Debug, clap::Args)]
pub struct Reuse {
    /// One article, with the passages that it shares: its id, path, URL, or how its file's name begins
    #[arg(value_name = "ARTICLE")]
    article: Option<String>,
    /// Articles of which at least so many percent stand in others
    #[arg(long, value_name = "PERCENT", default_value_t = 20, value_parser = clap::value_parser!(u8).range(5..=100))]
    least: u8,
    /// At most so many, those most copied first
    #[arg(long, short = 'n', value_name = "N")]
    limit: Option<usize>,
    /// One article a line
    #[arg(long)]
    json: bool,
}

impl Reuse {
    pub(super) fn run(&self, desk: &mut Desk) -> Result<Exit> {
        let library = desk.library()?;
        if library.status()?.articles == 0 {
            return Ok(empty());
        }
        let asked = match &self.article {
            Some(text) => Some(desk.article(&library, text)?),
            None => None,
        };
        let all = library.copied()?;
        let meant = |copied: &&Copied| match &asked {
            Some(article) => copied.article == article.id,
            None => copied.share() * 100.0 >= f32::from(self.least),
        };
        let mut found = false;
        for copied in all
            .iter()
            .filter(meant)
            .take(self.limit.unwrap_or(usize::MAX))
        {
            let Some(article) = library.article(&copied.article)? else {
                continue;
            };
            found = true;
            if self.json {
                let passages = match &asked {
                    Some(_) => Some(passages(&library, &article, copied)?),
                    None => None,
                };
                desk.out
                    .json(&shapes::copied(copied, passages.as_deref()))?;
            } else {
                self.tell(desk, &library, &article, copied)?;
            }
        }
        if !found {
            message(&self.nothing(asked.as_deref()));
            return Ok(Exit::NothingFound);
        }
        Ok(Exit::Done)
    }

    /// What to say where nothing is told.
    fn nothing(&self, asked: Option<&Article>) -> String {
        const LEFT_OUT: &str = "quotations are left out";
        match asked {
            Some(_) => {
                format!("nothing of this article stands word for word in another; {LEFT_OUT}")
            }
            None => format!(
                "no article stands in others to {} % or more, word for word; {LEFT_OUT}, and --least asks for a smaller share",
                self.least
            ),
        }
    }

    fn tell(
        &self,
        desk: &mut Desk,
        library: &Library,
        article: &Article,
        copied: &Copied,
    ) -> Result<()> {
        let agency = copied
            .agency
            .as_ref()
            .filter(|_| !is_agencys_own(article))
            .map_or_else(String::new, |agency| format!(" · copy of {agency}"));
        desk.out.line(format!(
            "{:>3.0} %  {}  {}: {}{agency}",
            copied.share() * 100.0,
            article.id,
            article.outlet_name(),
            one_line(&article.title)
        ))?;
        for from in copied.with.iter().take(MOST_NAMED) {
            let Some(other) = library.article(&from.article)? else {
                continue;
            };
            let is_source = copied.source.as_ref() == Some(&from.article);
            desk.out.line(format!(
                "       {} {} words of it in {}  {}: {}",
                if is_source { "←" } else { " " },
                from.words,
                other.id,
                other.outlet_name(),
                one_line(&other.title)
            ))?;
            if self.article.is_some() {
                for shared in library.shared_passages(article, &from.article)? {
                    let words = one_line(article.text(shared.here));
                    desk.out.paragraph("           ", &format!("“{words}”"))?;
                }
            }
        }
        Ok(())
    }
}

/// The passages shared with each other article, in the order of `copied.with`.
fn passages(library: &Library, article: &Article, copied: &Copied) -> Result<Vec<Vec<Shared>>> {
    copied
        .with
        .iter()
        .map(|from| library.shared_passages(article, &from.article))
        .collect()
}
