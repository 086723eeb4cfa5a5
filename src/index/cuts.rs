//! The words of the articles that were shown last, kept between searches: of what is found while a query is typed most was
//! found by the letters before, and to cut texts into words is half of what a key costs.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::token::Token;
use super::tokens;
use crate::model::Article;

/// Articles whose words are kept: two pages of hits, some 16 MB.
const KEPT: usize = 100;

/// The words of bodies, by number of the article.
#[derive(Default)]
pub struct Cuts(RefCell<HashMap<u64, Kept>>);

struct Kept {
    /// Of which text: under one number another may stand later.
    article: Arc<Article>,
    tokens: Arc<Vec<Token>>,
}

impl Cuts {
    /// The words of the body of an article.
    pub(super) fn of(&self, number: u64, article: &Arc<Article>) -> Arc<Vec<Token>> {
        let mut all = self.0.borrow_mut();
        if let Some(kept) = all.get(&number)
            && Arc::ptr_eq(&kept.article, article)
        {
            return Arc::clone(&kept.tokens);
        }
        let tokens = Arc::new(tokens::tokens(&article.body));
        if all.len() >= KEPT {
            all.clear();
        }
        let kept = Kept {
            article: Arc::clone(article),
            tokens: Arc::clone(&tokens),
        };
        all.insert(number, kept);
        tokens
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        self.0.borrow_mut().clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn article(body: &str) -> Arc<Article> {
        let draft = Draft {
            paragraphs: vec![body.into()],
            ..Draft::default()
        };
        Arc::new(analyse(draft, "a".into()))
    }

    #[test]
    fn words_are_cut_once_for_one_text_and_again_for_another() {
        let cuts = Cuts::default();
        let (one, other) = (article("The ferry sank off Tarn."), article("No ferry."));
        let first = cuts.of(1, &one);
        assert!(Arc::ptr_eq(&first, &cuts.of(1, &one)));
        assert_eq!(cuts.of(1, &other).len(), 2);
        for number in 2..=KEPT as u64 + 2 {
            cuts.of(number, &one);
        }
        assert!(cuts.0.borrow().len() <= KEPT);
        assert_eq!(*cuts.of(1, &one), *first);
    }
}
