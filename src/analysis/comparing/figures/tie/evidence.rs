//! What speaks for it that two figures of different articles are of one quantity, weighed by boosted trees where the rules of
//! [`super`] are silent. `assets/COUNTERPARTS.md` says how the trees were trained and how well they judge.

use std::sync::OnceLock;

use super::between::{have_other_outcomes, is_clear, is_later, share_a_name, speak_of_others};
use crate::analysis::comparing::figures::judge::values::{Values, values};
use crate::analysis::comparing::figures::read::fates::Match;
use crate::analysis::comparing::figures::read::{
    Claim, Counted, of_other_days, of_other_times, qualifiers_agree, same_thing,
};
use crate::analysis::comparing::table::Table;
use crate::analysis::comparing::trees::{Trees, logit};
use crate::analysis::comparing::weighed::words_around;
use crate::model::Modifier;

static ASSET: &str = include_str!("../../../../../assets/quantities.tsv");

/// How likely it is of any two figures of one unit whose values agree, before anything is weighed: 40 of 100 of those that the trees learned
/// from.
pub const BEFORE: f32 = 0.4;
/// The chance from which two figures are told as of one quantity: of 39 pairs that groups never learned from gave and no rule put
/// together, 35 were of one as read.
const LIKELY: f32 = 0.7;
/// The same of a number that stands in two articles by chance: two reports of two meetings of six countries.
const LIKELY_SMALL: f32 = 0.8;
/// Values that are not equal and further apart than this are not put together by the trees: of the 39, three of the four that
/// were wrong.
const MOST_APART: f64 = 1.1;

/// What is looked at, in order.
pub const EVIDENCE: [&str; 33] = [
    "equal",
    "same value",
    "compatible value",
    "ratio",
    "digits",
    "size",
    "round",
    "money",
    "percent",
    "time",
    "age",
    "plain",
    "thing",
    "qualifiers shared",
    "qualifiers agree",
    "beside",
    "one outcome",
    "other outcomes",
    "fate",
    "one fact",
    "likeness",
    "one row",
    "modifiers",
    "vague",
    "supposed",
    "portions",
    "times",
    "in articles",
    "in sentences",
    "clear",
    "one name",
    "words around",
    "later",
];

pub type Evidence = [f32; EVIDENCE.len()];

/// Ratios beyond it are all one.
const MOST_RATIO: f64 = 10.0;

/// Of two claims of different articles, the same whichever is named first. Time grows with the claims of both sentences and articles.
pub fn evidence(table: &Table, claims: &[Claim], a: &Claim, b: &Claim) -> Evidence {
    let yes = |is: bool| f32::from(u8::from(is));
    let relation = values(a, b);
    let ends = ((a.article, a.sentence), (b.article, b.sentence));
    let thing = match same_thing(a, b) {
        Counted::Other => 0.0,
        Counted::Unsaid => 1.0,
        Counted::People => 2.0,
        Counted::Same => 3.0,
    };
    let fate = match a.fate.matches(&b.fate) {
        Match::Other => 0.0,
        Match::Unknown => 1.0,
        Match::May => 2.0,
    };
    let of_both = |fits: &dyn Fn(&Claim) -> bool| yes(fits(a)) + yes(fits(b));
    // Figures with one of the two numbers, and those of the unit in both sentences.
    let alike = |one: &Claim| {
        let known = claims.iter().filter(|claim| {
            [a, b].iter().any(|side| side.article == claim.article) && claim.has_the_number_of(one)
        });
        known.count()
    };
    let in_sentence = |one: &Claim| {
        let known = claims
            .iter()
            .filter(|claim| (claim.article, claim.sentence) == (one.article, one.sentence));
        known.count()
    };
    let qualifiers = a.qualifiers.iter();
    let shared = qualifiers
        .filter(|word| b.qualifiers.contains(word))
        .count();
    let aged = a.is_age();
    [
        yes(a.low == b.low && a.high == b.high),
        yes(relation == Values::Same),
        yes(relation == Values::Compatible),
        a.ratio(b).min(MOST_RATIO) as f32,
        a.digits().min(b.digits()) as f32,
        a.low.min(b.low).max(0.0).ln_1p() as f32,
        of_both(&|claim| claim.is_round()),
        yes(a.is_money()),
        yes(a.unit == "percent"),
        yes(a.is_time()),
        yes(aged),
        yes(a.unit.is_empty()),
        thing,
        shared as f32,
        yes(qualifiers_agree(a, b)),
        a.told_alike(b) as f32,
        yes(a.share_an_outcome(b)),
        yes(have_other_outcomes(a, b)),
        fate,
        table.reading.by_words(ends.0, ends.1),
        table.reading.similarity(ends.0, ends.1),
        yes(a.row.is_some() && a.row == b.row),
        yes(a.modifier == b.modifier),
        of_both(&|claim| claim.modifier == Modifier::Vague),
        yes(a.supposed.is_some() != b.supposed.is_some()),
        of_both(&|claim| claim.is_part || claim.is_some_of || claim.is_further),
        yes(of_other_times(a, b)) + yes(of_other_days(a, b)) - yes(a.share_a_year(b)),
        (alike(a) + alike(b)) as f32,
        (in_sentence(a) + in_sentence(b)) as f32,
        yes(is_clear(claims, a, b)),
        yes(share_a_name(table, a, b)) - yes(speak_of_others(table, a, b, aged)),
        words_around(table, [a.article, b.article], [a.span, b.span]),
        yes(is_later(table, a, b)),
    ]
}

/// Whether the trees put two claims together whose values agree.
pub fn are_weighed_one(table: &Table, claims: &[Claim], a: &Claim, b: &Claim) -> bool {
    static TREES: OnceLock<Option<Trees>> = OnceLock::new();
    let shipped = TREES.get_or_init(|| Trees::read(ASSET, EVIDENCE.len()));
    // Two people of one age are two people where no name is common to what is said of them.
    if a.is_age() && b.is_age() && !share_a_name(table, a, b) {
        return false;
    }
    let is_range = a.low < a.high || b.low < b.high;
    let is_near = (a.low, a.high) == (b.low, b.high) || !is_range && a.ratio(b) <= MOST_APART;
    shipped.as_ref().is_some_and(|trees| {
        let least = if a.is_distinctive() && b.is_distinctive() {
            LIKELY
        } else {
            LIKELY_SMALL
        };
        is_near && trees.logit(BEFORE, &evidence(table, claims, a, b)) >= logit(least)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::compare_by;
    use crate::analysis::joining::entities::Entities;
    use crate::analysis::reading::analyse;
    use crate::model::{Draft, FindingKind};

    #[test]
    fn the_shipped_trees_are_read_whole() {
        let trees = Trees::read(ASSET, EVIDENCE.len()).unwrap();
        assert!(!trees.trees.is_empty());
        assert_eq!(trees.written(), ASSET);
    }

    /// The grounds of the figures that both of two texts give.
    fn grounds(one: &str, other: &str) -> Vec<String> {
        let [one, other] = [("a", one), ("b", other)].map(|(id, text)| {
            let draft = Draft {
                paragraphs: vec![text.to_string()],
                language: Some("en".into()),
                ..Draft::default()
            };
            analyse(draft, id.to_string())
        });
        let articles = [&one, &other];
        let found = compare_by(&articles, &Entities::by_rule(&articles), |_| ());
        let found = found.findings.into_iter();
        let of_both = found.filter(|finding| {
            let has = |article| finding.values.iter().any(|value| value.article == article);
            finding.kind == FindingKind::Figure && has(0) && has(1)
        });
        of_both.map(|finding| finding.sure.ground).collect()
    }

    #[test]
    fn what_no_rule_ties_is_weighed() {
        let found = grounds(
            "The rule would save 3,300 lives on the roads of Velmora, the ministry said.",
            "The ministry of Velmora counts 3,300 fewer deaths in crashes under the rule.",
        );
        assert_eq!(found, ["one number as weighed"]);
    }

    #[test]
    fn what_only_has_its_number_in_common_is_not() {
        for (one, other) in [
            (
                "The Norland index gained 1.1 percent on Friday in Karsk.",
                "The Sudria index was down 1.1 percent on Friday in Karsk.",
            ),
            (
                "Kay Torrens, 88, who has lived in Karsk for 25 years, will ride out the storm at home.",
                "The storm surprised Liz Brown in Karsk, whose mother, 88, will ride it out at home with her.",
            ),
            (
                "The six states on Lake Amera will patrol its waters, their presidents agreed.",
                "The presidents of six countries on Lake Tolma parted without a word on fishing.",
            ),
            (
                "Kiln and Sons paid 3,300 crowns for the mill at Velmora.",
                "Some 3,300 sheep were shorn in the hills above Velmora this spring.",
            ),
            (
                "The ministry denied that 3,300 lives would be saved under the rule.",
                "The rule would save 3,300 lives on the roads of Velmora.",
            ),
        ] {
            assert_eq!(grounds(one, other), [""; 0], "{one} | {other}");
        }
    }
}
