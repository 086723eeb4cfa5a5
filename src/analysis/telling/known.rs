//! What is known of each sentence of an article from a comparison that is there already: the signs beside the text.

use super::exhibit::is_fullest;
use super::sums::contradicting;
use crate::model::{Article, Comparison, Finding, FindingKind, Span, Value, Verdict, Weight};

/// What a comparison says of one sentence, or a finding of one of its values: the same sign and word on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// Something in it contradicts another article.
    Differs,
    /// Another says something in it more loosely, in other words or otherwise.
    Loose,
    /// It gives a part of what another article gives.
    Part,
    /// Another article says it.
    Says,
    /// It was found in no other article.
    Alone,
}

impl Known {
    /// What weighs most first.
    pub const ALL: [Known; 5] = [
        Known::Differs,
        Known::Loose,
        Known::Part,
        Known::Says,
        Known::Alone,
    ];

    /// One cell wide.
    pub const fn sign(self) -> &'static str {
        match self {
            Known::Differs => Weight::Contradiction.sign(),
            Known::Loose => Weight::Loose.sign(),
            Known::Part => "…",
            Known::Says => Weight::Alike.sign(),
            Known::Alone => Weight::Alone.sign(),
        }
    }

    /// The sign in words.
    pub fn words(self) -> &'static str {
        match self {
            Known::Differs => "differs",
            Known::Loose => "more loosely",
            Known::Part => "in part",
            Known::Says => "says it",
            Known::Alone => "in one only",
        }
    }

    /// The sign as one letter.
    pub fn letter(self) -> char {
        self.sign().chars().next().unwrap_or(' ')
    }

    /// What a sign stands for; `None` for any other letter.
    pub fn of_letter(letter: char) -> Option<Known> {
        let mut all = Known::ALL.into_iter();
        all.find(|known| known.letter() == letter)
    }
}

/// What a finding says of each of its values: which of them contradict each other, which give but a part. Nothing of a finding of
/// one article, nor of one that does not tell what the sentence says: that a figure or a name stands elsewhere too does not say
/// the sentence. `article` gives those that are shown.
pub fn sides<'a, 'f>(
    finding: &'f Finding,
    article: impl Fn(usize) -> Option<&'a Article>,
) -> Vec<(&'f Value, Known)> {
    let mut values = finding.values.iter();
    let first = values.next().map(|first| first.article);
    if values.all(|value| Some(value.article) == first) {
        return Vec::new();
    }
    let against = contradicting(finding, article);
    let known = |value: &Value| match finding.weight() {
        Weight::Contradiction if against.contains(&value) => Some(Known::Differs),
        Weight::Contradiction => Some(Known::Part),
        Weight::Loose => Some(Known::Loose),
        // A quotation that is given in part.
        Weight::Alike if finding.verdict == Verdict::Cut => {
            (!is_fullest(finding, value.article)).then_some(Known::Part)
        }
        Weight::Alike if finding.kind == FindingKind::Fact => match value.partly {
            true => Some(Known::Part),
            false => Some(Known::Says),
        },
        _ => None,
    };
    let values = finding.values.iter();
    values
        .filter_map(|value| Some((value, known(value)?)))
        .collect()
}

/// For each article, for each of its sentences, what the comparison says of it; `None` where it says nothing that is sure enough.
/// Costs as much as there are values and rows, times the logarithm of the sentences.
pub fn known(articles: &[&Article], comparison: &Comparison) -> Vec<Vec<Option<Known>>> {
    let mut known: Vec<Vec<Option<Known>>> = articles
        .iter()
        .map(|article| vec![None; article.sentences.len()])
        .collect();
    // What weighs more is never taken back: the smaller one stays.
    let mut mark = |article: usize, span: Span, as_what: Known| {
        let Some((of, signs)) = articles.get(article).zip(known.get_mut(article)) else {
            return;
        };
        let first = of.sentence_at(span.start).unwrap_or(0);
        for (sentence, sign) in of.sentences.iter().zip(signs).skip(first) {
            if sentence.start >= span.end {
                break;
            }
            if sentence.overlaps(span) {
                *sign = Some(sign.map_or(as_what, |is| is.min(as_what)));
            }
        }
    };
    for finding in &comparison.findings {
        for (value, as_what) in sides(finding, |at| articles.get(at).copied()) {
            mark(value.article, value.span(), as_what);
        }
    }
    for row in &comparison.rows {
        let as_what = match row.is_shared() {
            true if row.related => continue,
            true => Known::Says,
            false if comparison.is_told_elsewhere(row) => continue,
            false => Known::Alone,
        };
        for (article, span) in row.spans.iter().enumerate() {
            if let Some(span) = span {
                mark(article, *span, as_what);
            }
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::compare;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn article(id: &str, text: &str) -> Article {
        let draft = Draft {
            outlet: Some(id.to_uppercase()),
            paragraphs: text.split('\n').map(str::to_string).collect(),
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, id.into())
    }

    #[test]
    fn a_sentence_is_signed_by_what_the_others_say() {
        let one = article(
            "a",
            "The ferry Sea Lark ran aground in the harbour of Port Merrow with 42 people on board.\nA dog slept on the pier.",
        );
        let two = article(
            "b",
            "The ferry Sea Lark ran aground in the harbour of Port Merrow with 45 people on board.",
        );
        let articles = [&one, &two];
        let comparison = compare(&articles);
        let known = known(&articles, &comparison);
        assert_eq!(known[0], [Some(Known::Differs), Some(Known::Alone)]);
        assert_eq!(known[1], [Some(Known::Differs)]);
    }

    #[test]
    fn a_part_of_a_total_does_not_differ_from_it() {
        let sum = article(
            "a",
            "The guards freed five Sudrians and 104 Norlanders at the bridge on Friday.",
        );
        let total = article(
            "b",
            "At the bridge the guards freed 114 prisoners on Friday.",
        );
        let part = article(
            "c",
            "The guards freed 104 Norlanders at the bridge on Friday.",
        );
        let articles = [&sum, &total, &part];
        let known = known(&articles, &compare(&articles));
        assert_eq!(known[0], [Some(Known::Differs)]);
        assert_eq!(known[1], [Some(Known::Differs)]);
        assert_eq!(known[2], [Some(Known::Part)]);
    }

    #[test]
    fn every_sign_is_read_back_and_what_weighs_most_comes_first() {
        assert!(Known::ALL.is_sorted());
        for known in Known::ALL {
            assert_eq!(Known::of_letter(known.letter()), Some(known));
        }
        assert_eq!(Known::of_letter('x'), None);
    }

    #[test]
    fn nothing_compared_has_no_signs() {
        let one = article("a", "The ferry ran aground.");
        assert_eq!(known(&[&one], &Comparison::default()), [[None]]);
    }
}
