//! What a form of an article stands for, and whom a mention means by it.

use super::Form;
use crate::analysis::reading::names::apartness::Apart;
use crate::analysis::reading::names::signs::{Fit, Signs};
use crate::model::{Mention, NameKind};

/// Begins the reason why a name stands for itself beside a full one: by title, sex, office or kin somebody else is meant.
pub(super) const NOT: &str = "not \"";
/// The same where that is not certain, or where only a line that leads elsewhere has the full name.
const HARDLY: &str = "hardly \"";
/// The same where it is one of several whom the article names in full, and nothing tells which.
const SEVERAL: &str = "one of several, as \"";

/// What the article tells in this respect of a mention in its body.
pub fn apart(body: &str, mention: &Mention) -> Apart {
    if mention.why.starts_with(NOT) {
        Apart::Yes
    } else if mention.why.starts_with(HARDLY) {
        Apart::Hardly
    } else if mention.why.starts_with(SEVERAL) {
        Apart::Several
    } else if mention.kind == NameKind::Person {
        Signs::around(body, mention.span(), body.len()).bearer()
    } else {
        Apart::No
    }
}

/// What one mention stands for.
pub(super) enum Told {
    /// A form, and the reason.
    Meant(usize, &'static str),
    /// Not that form, though it has the name; how it is said.
    Not(usize, &'static str),
    Nothing,
}

/// What a form stands for.
pub struct Answer {
    /// Candidates with the reason; more than one where a surname is shared.
    pub full: Vec<usize>,
    pub reason: &'static str,
    /// It is a part of the full name, and what stands around it must fit who bears that.
    pub is_part: bool,
    /// Somebody else is meant than these, who have the name.
    pub not: Option<usize>,
}

impl Answer {
    /// What is meant at a byte of the body: of several bearers of a name the one whom the words around it fit, or who was
    /// introduced before, if only one was.
    pub(super) fn at(&self, place: usize, form: &Form, forms: &[Form], people: &[Signs]) -> Told {
        if let Some(not) = self.not {
            return Told::Not(not, HARDLY);
        }
        let around = form.places.binary_search(&place).ok();
        let around = around.and_then(|at| form.around.get(at));
        let Some(own) = around.filter(|_| self.is_part) else {
            return match self.full[..] {
                [only] => Told::Meant(only, self.reason),
                _ => Told::Nothing,
            };
        };
        let all = own.completed(&form.signs);
        let fit = |signs: &Signs, full: usize| {
            signs.fit(&people[full], !forms[full].generation.is_empty())
        };
        if let [only] = self.full[..] {
            return match fit(&all, only) {
                Fit::Yes if all.may_be_of_husband(&people[only]) => Told::Not(only, HARDLY),
                Fit::Yes => Told::Meant(only, self.reason),
                Fit::Hardly => Told::Not(only, HARDLY),
                Fit::No => Told::Not(only, NOT),
            };
        }
        let is_husband = |full: usize| own.may_be_of_husband(&people[full]);
        let fits = |full: &&usize| fit(own, **full) == Fit::Yes && !is_husband(**full);
        let is_introduced =
            |full: &&usize| forms[**full].places.first().is_some_and(|&at| at < place);
        let mut introduced = self.full.iter().filter(is_introduced);
        if let (Some(&only), None) = (introduced.next(), introduced.next())
            && fit(&all, only) == Fit::Yes
            && !is_husband(only)
        {
            return Told::Meant(only, self.reason);
        }
        // that the others are not meant does not say that the last one is
        let mut fitting = self.full.iter().filter(fits);
        match (fitting.next(), fitting.next()) {
            (Some(&only), None) if own.matches(&people[only]) => Told::Meant(only, self.reason),
            (None, _) => self
                .full
                .first()
                .map_or(Told::Nothing, |&first| Told::Not(first, HARDLY)),
            (Some(&first), Some(_)) => Told::Not(first, SEVERAL),
            _ => Told::Nothing,
        }
    }
}
