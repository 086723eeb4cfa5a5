//! Texts cut into words, and the words of the articles that were shown last, kept between searches: of what is found while a query is typed most was
//! found by the letters before, and to cut texts into words is half of what a key costs.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use super::clause::Form;
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

/// A text cut into words.
pub(super) struct Cut {
    pub tokens: Arc<Vec<Token>>,
    pub stemmed: bool,
    /// How often words were looked for: from [`MANY`] on in a table.
    looked: Cell<usize>,
    spots: OnceCell<Spots>,
}

/// Where each word of a text and each stem stands: numbers of tokens, ascending.
struct Spots {
    words: HashMap<String, Vec<u32>>,
    stems: HashMap<String, Vec<u32>>,
}

/// Looking at every word of a text for each word of a query is quickest for a few of them.
const MANY: usize = 12;

impl Cut {
    pub fn new(tokens: Arc<Vec<Token>>, stemmed: bool) -> Cut {
        Cut {
            tokens,
            stemmed,
            looked: Cell::new(0),
            spots: OnceCell::new(),
        }
    }

    /// The positions of the words that fit, ascending.
    pub fn fitting(&self, forms: &[Form]) -> Vec<u32> {
        self.looked.set(self.looked.get() + 1);
        if self.looked.get() > MANY
            && let Some(spots) = self.in_table(forms)
        {
            return spots;
        }
        let fits = |token: &&Token| forms.iter().any(|form| form.fits(token, self.stemmed));
        let tokens = self.tokens.iter();
        tokens.filter(fits).map(|token| token.position).collect()
    }

    /// The same by the table; `None` where a form is not in it.
    fn in_table(&self, forms: &[Form]) -> Option<Vec<u32>> {
        let table = self.spots.get_or_init(|| self.spots());
        let mut found: Vec<u32> = Vec::new();
        for form in forms {
            let spots = match form {
                Form::Word(word) => table.words.get(word),
                Form::Stem(stem) => table.stems.get(stem),
                // It fits nothing that the folded word beside it does not fit.
                Form::AsTyped(_) => None,
                _ => return None,
            };
            found.extend(spots.into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        let position = |at: u32| self.tokens.get(at as usize).map(|token| token.position);
        Some(found.into_iter().filter_map(position).collect())
    }

    fn spots(&self) -> Spots {
        let mut words: HashMap<String, Vec<u32>> = HashMap::new();
        for (at, token) in (0..).zip(&*self.tokens) {
            words.entry(token.text.clone()).or_default().push(at);
        }
        let mut stems: HashMap<String, Vec<u32>> = HashMap::new();
        if self.stemmed {
            for (word, spots) in &words {
                let stem = tokens::stem(word).into_owned();
                stems.entry(stem).or_default().extend(spots);
            }
        }
        Spots { words, stems }
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
