//! What figures are of, in the words of the article: `people killed` where that became of those counted, else the sentence of one.

use crate::analysis::comparing::align::class;
use crate::analysis::comparing::clause::{Label, label};
use crate::analysis::comparing::figures::read::Claim;
use crate::analysis::comparing::figures::read::around::slot;
use crate::analysis::comparing::furniture::{has_a_verb, is_statement};
use crate::analysis::comparing::table::{Table, WHAT_CHARS, excerpt};
use crate::analysis::text::words;

/// What became of people, by the class of its word, where the article has no participle for it.
#[rustfmt::skip]
const BECAME: [(&str, &str); 11] = [
    ("arrest", "arrested"), ("displac", "displaced"), ("evacu", "evacuated"), ("hospit", "hospitalized"),
    ("infect", "infected"), ("injur", "injured"), ("kill", "killed"), ("miss", "missing"), ("releas", "released"),
    ("rescu", "rescued"), ("surviv", "who survived"),
];

/// What figures of several articles are listed under: what became of those counted, else the shortest sentence that names of whom it tells;
/// `None` where none does.
pub fn named(table: &Table, members: &[&Claim]) -> Option<String> {
    let counted = members.iter().filter_map(|claim| what_became(table, claim));
    let counted = counted.max_by_key(|label| label.chars().count());
    let sentence = || {
        let named = members.iter().filter(|claim| states(table, claim));
        let named = named.map(|claim| of_claim(table, claim));
        let named = named.filter(|label| label.is_named).map(|label| label.text);
        named.min_by_key(|label| label.chars().count())
    };
    counted.or_else(sentence)
}

/// The sentence of a figure.
pub fn of_claim(table: &Table, claim: &Claim) -> Label {
    let at = (claim.article, claim.sentence);
    label(table, at, Some(claim.span))
}

/// It stands in a sentence that states something.
fn states(table: &Table, claim: &Claim) -> bool {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    is_statement(text.text(sentence)) && has_a_verb(text, sentence)
}

/// Those who are counted and what became of them: `sailors killed`.
fn what_became(table: &Table, claim: &Claim) -> Option<String> {
    if !claim.unit.is_empty() {
        return None;
    }
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    let slot = slot(text, sentence, claim.span, &claim.of);
    let became = of_outcome(claim, slot.before, slot.behind)?;
    let of = match claim.of.trim() {
        "" => "people",
        of => of,
    };
    Some(excerpt(&format!("{of} {became}"), WHAT_CHARS))
}

/// What became of those counted, where what is counted does not say it itself.
fn of_outcome(claim: &Claim, before: &str, behind: &str) -> Option<String> {
    let outcome = claim.outcome?;
    let said = words::words(&claim.of)
        .any(|word| class(&words::stem(&words::fold(word.of(&claim.of)))) == outcome);
    if said {
        return None;
    }
    may_have_become(claim, became(outcome, before, behind))
}

/// `who could be killed` where that is what the article says, and not that anybody was.
fn may_have_become(claim: &Claim, participle: String) -> Option<String> {
    let who = if claim.of.is_empty() || claim.counts_people() {
        "who"
    } else {
        "that"
    };
    match claim.supposed {
        None => Some(participle),
        // `could miss the boat` is not `missing`.
        Some(_) if participle.starts_with("who ") || participle == "missing" => None,
        Some("if") => Some(format!("if {participle}")),
        Some("going") => Some(format!("{who} will be {participle}")),
        Some(modal) => Some(format!("{who} {modal} be {participle}")),
    }
}

/// The participle of an outcome that stands beside a figure, else the usual one.
fn became(outcome: &str, before: &str, behind: &str) -> String {
    let usual = BECAME.iter().find(|(class, _)| *class == outcome);
    [behind, before]
        .into_iter()
        .flat_map(|text| words::words(text).map(move |word| words::fold(word.of(text))))
        .find(|word| {
            let participle = word.ends_with("ed") || matches!(word.as_str(), "dead" | "hurt");
            participle && class(&words::stem(word)) == outcome && word != "died"
        })
        .unwrap_or_else(|| usual.map_or(outcome, |(_, word)| word).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_became_of_those_counted_stands_beside_them() {
        assert_eq!(became("kill", "a fire killing ", ""), "killed");
        assert_eq!(became("injur", "", " were wounded"), "wounded");
    }
}
