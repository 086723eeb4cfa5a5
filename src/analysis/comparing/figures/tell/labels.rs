//! What a figure is of, as a short noun phrase in the words of the article: `people killed`, `votes for the bill`.
//!
//! There is no parser: a phrase is made only of what stands directly beside the figure, and no more than that is claimed.

use super::around_label::{Around, words_around};
use super::label_verbs::{acts, participle_behind, verb_of_object};
use super::label_words::{
    BECAME, BETWEEN, HAVING, MEASURED, NO_NOUNS, NOTHING, PHRASES, PLACING, TELLING,
};
use super::phrase::{LABEL_CHARS, first_word, phrase};
use crate::analysis::comparing::align::class;
use crate::analysis::comparing::clause::{CLAUSE_CHARS, clause};
use crate::analysis::comparing::dates::happenings::is_short_past;
use crate::analysis::comparing::figures::read::Claim;
use crate::analysis::comparing::figures::read::around::slot;
use crate::analysis::comparing::figures::read::fate_words::MODALS;
use crate::analysis::comparing::table::{Table, excerpt};
use crate::analysis::reading::dates::calendar::{MONTHS, WEEKDAYS};
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::words;

/// Letters of what stands before a figure, at most.
const BEFORE_CHARS: usize = 28;
/// Letters of the words behind what is counted, at least: shorter ones are told though the label grows long.
const LEAST_BEHIND: usize = 12;
/// The whole, in percent.
const WHOLE: f64 = 100.0;
/// Words of a noun phrase before a figure.
const MOST_BEFORE: usize = 4;

/// What a claim counts or measures: its label in a finding.
pub fn what(table: &Table, claim: &Claim) -> String {
    let bare = || match (claim.of.is_empty(), claim.unit.is_empty()) {
        (false, _) => excerpt(&claim.of, LABEL_CHARS),
        (true, false) => unit_word(&claim.unit).to_string(),
        (true, true) => "a figure".to_string(),
    };
    label(table, claim)
        .or_else(|| around(table, claim).map(|around| around.label))
        .unwrap_or_else(bare)
}

/// The clause of a figure, else the words around it; `None` where it tells of somebody whom only a sentence before names (`he lost 50 pounds`:
/// of four such rows strangers called three useless), and where no words tell what the figure is of.
pub fn in_clause(table: &Table, claim: &Claim) -> Option<String> {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    match clause(table, (claim.article, claim.sentence), claim.span) {
        Some(clause) => clause.is_named.then_some(clause.label),
        None => words_around(text, sentence, claim.span, &claim.of, CLAUSE_CHARS)
            .map(|around| around.label)
            .or_else(|| label(table, claim)),
    }
}

/// The same where it says more than a bare `people` or `dollars`.
pub fn label(table: &Table, claim: &Claim) -> Option<String> {
    ranked(table, claim).map(|(_, label)| label)
}

/// A label, and 1 for one that is a noun phrase, 0 for one that is the words around the figure as they stand.
pub fn ranked(table: &Table, claim: &Claim) -> Option<(u8, String)> {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    let slot = slot(text, sentence, claim.span, &claim.of);
    let made = if claim.unit.is_empty() {
        count_label(claim, slot.before, slot.behind)
    } else {
        let behind = text.body.get(claim.span.end..sentence.end).unwrap_or("");
        measure_label(claim, slot.before, behind, slot.behind)
    };
    if let Some(label) = made {
        return Some((1, excerpt(&label, LABEL_CHARS)));
    }
    // `13 women accused the mayor`: what they did stands behind them.
    let around = around(table, claim)?;
    (around.is_led || claim.unit.is_empty() && acts(slot.behind)).then_some((0, around.label))
}

fn around(table: &Table, claim: &Claim) -> Option<Around> {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    words_around(text, sentence, claim.span, &claim.of, LABEL_CHARS)
}

fn count_label(claim: &Claim, before: &str, behind: &str) -> Option<String> {
    let of = claim.of.trim();
    if of.is_empty() {
        let outcome = claim.outcome?;
        let became = may_have_become(claim, became(outcome, before, behind))?;
        return Some(format!("people {became}"));
    }
    let beside = of_outcome(claim, before, behind)
        .or_else(|| participle_behind(claim, behind))
        .or_else(|| verb_of_object(before, behind).filter(|_| claim.supposed.is_none()))
        .or_else(|| phrase_behind(of, behind, &TELLING))
        .or_else(|| phrase_behind(of, behind, &PLACING));
    match beside {
        Some(beside) => Some(format!("{of} {beside}")),
        // `12 boats sank the pier`: what they did is told by its words.
        None if acts(behind) => None,
        None => of.contains(char::is_whitespace).then(|| of.to_string()),
    }
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

/// The phrase behind what is counted where it begins with one of these words.
fn phrase_behind(of: &str, behind: &str, beginnings: &[&str]) -> Option<String> {
    let first = first_word(behind.trim_start()).to_lowercase();
    let left = LABEL_CHARS.saturating_sub(of.chars().count() + 1);
    beginnings
        .contains(&first.as_str())
        .then(|| phrase(behind, left.max(LEAST_BEHIND)))
        .flatten()
        .filter(|phrase| phrase.contains(char::is_whitespace) && !says_another(phrase))
}

/// The phrase is of another number, `in 1959 to 78.9 years`, or begins a clause: `after the charter was signed`.
fn says_another(phrase: &str) -> bool {
    let numbers = phrase
        .split_whitespace()
        .filter(|word| word.contains(|letter: char| letter.is_ascii_digit()));
    numbers.count() > 1 || phrase.split_whitespace().any(|word| word.contains('%'))
}

fn measure_label(claim: &Claim, before: &str, after: &str, behind: &str) -> Option<String> {
    if let Some(unit) = claim.unit.strip_suffix(" old") {
        return Some(format!("age, in {unit}"));
    }
    let unit = unit_word(&claim.unit);
    let of = claim.of.trim();
    // `$15,000 in exchange for …` is of nothing.
    if !of.is_empty() && !PHRASES.contains(&of) && names_a_thing(of, after) {
        let gap = after.find(of).map_or("", |at| &after[..at]);
        let joined: Vec<&str> = gap.split_whitespace().collect();
        let held = claim.is_money() && joined.first() == Some(&"in") && joined.len() > 1;
        return Some(match joined.first() {
            // More than the whole is no share of it.
            Some(&"of") if claim.unit == "percent" && claim.low <= WHOLE => {
                format!("share {}{of}", gap.trim_start())
            }
            Some(_) if !claim.is_money() || held => format!("{unit} {}{of}", gap.trim_start()),
            _ if claim.is_money() => format!("{of}, in {unit}"),
            _ if of.starts_with("behind ") => format!("{unit} {of}"),
            _ => format!("{of}, in {unit}"),
        });
    }
    let timed = claim.is_time();
    if !timed && let Some(noun) = noun_before(before) {
        return Some(format!("{noun}, in {unit}"));
    }
    let is_done = |verb: &str| match claim.is_money() {
        true => english().has(verb, Tag::DoneToMoney),
        false => MEASURED.binary_search(&verb).is_ok(),
    };
    let share = matches!(
        claim.unit.as_str(),
        "percent" | "percentage points" | "points"
    );
    if !share
        && claim.supposed.is_none()
        && let Some(verb) = verb_of_object(before, behind)
        && is_done(&verb)
    {
        return Some(format!("{unit} {verb}"));
    }
    let measured = first_word(behind.trim_start());
    if matches!(
        measured,
        "long" | "wide" | "high" | "tall" | "deep" | "away" | "thick"
    ) {
        return Some(format!("{unit} {measured}"));
    }
    let mut next = behind.split_whitespace();
    if let (Some(each @ ("a" | "an" | "per" | "each")), Some(period)) = (next.next(), next.next())
        && !(each == "each" && words::is_function_word(period))
    {
        return Some(format!("{unit} {each} {}", first_word(period)));
    }
    // `cut from 35 percent to ease the burden`: what it is for is not what it is of. `3 percent in April` is of nothing.
    let share = matches!(
        claim.unit.as_str(),
        "percent" | "percentage points" | "points"
    );
    phrase_behind(unit, behind, &TELLING)
        .filter(|phrase| first_word(phrase) != "to")
        .or_else(|| {
            phrase_behind(unit, behind, &PLACING).filter(|words| !share && !is_a_day(words))
        })
        .or_else(|| {
            let first = first_word(behind.trim_start()).to_lowercase();
            let ways = ["north", "south", "east", "west"];
            let way = ways.iter().any(|way| first.starts_with(way));
            way.then(|| phrase(behind, LABEL_CHARS / 2)).flatten()
        })
        .map(|phrase| format!("{unit} {phrase}"))
}

/// `on Tuesday`, `in April`: when, and nothing of what it is of.
fn is_a_day(phrase: &str) -> bool {
    let mut words = phrase.split_whitespace().skip(1);
    let first = words.next().unwrap_or("");
    let first = first.trim_end_matches('.');
    let is_short = first.len() > 2 && MONTHS.iter().any(|month| month.starts_with(first));
    WEEKDAYS.contains(&first) || is_short
}

/// The noun before a figure that has it: `a fine of`, `turnout was`, `the tax rate from`.
fn noun_before(before: &str) -> Option<String> {
    let all: Vec<&str> = before.split_whitespace().collect();
    let lower = |word: &str| words::fold(word);
    let mut end = all.len();
    let mut joined = false;
    while let Some(last) = end.checked_sub(1).map(|at| lower(all[at])) {
        // `the report lists at least`: it has none.
        let bounds = all
            .get(end)
            .is_some_and(|next| matches!(*next, "least" | "most"));
        let having = HAVING.contains(&last.as_str()) && !(last == "at" && bounds);
        if !having && !BETWEEN.contains(&last.as_str()) {
            break;
        }
        joined |= having;
        end -= 1;
    }
    if !joined {
        return None;
    }
    let mut from = end;
    let mut length = 0;
    while let Some(word) = from.checked_sub(1).map(|at| all[at]) {
        let folded = lower(word);
        length += word.chars().count() + 1;
        let ends = words::is_function_word(&folded)
            || is_verb(&folded)
            || !word.starts_with(char::is_alphabetic)
            || folded.ends_with("ly")
            || length > BEFORE_CHARS
            || end - from == MOST_BEFORE;
        if ends {
            break;
        }
        from -= 1;
    }
    let noun = all.get(from..end)?;
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let is_measure = noun.last().is_some_and(|word| {
        let word = lower(word);
        NO_NOUNS.contains(&word.as_str())
            || english().has(word.as_str(), Tag::OnlyDescribes)
            || word.contains(char::is_numeric)
    });
    // `the fire explodes to`: a present form, and no noun that has it.
    let to = all.get(end).is_some_and(|next| *next == "to");
    let acts = to
        && noun
            .last()
            .is_some_and(|word| word.ends_with('s') && !word.ends_with("ss"));
    // `would get to`: a verb behind its auxiliary.
    let led = from
        .checked_sub(1)
        .is_some_and(|at| MODALS.contains(&lower(all[at]).as_str()));
    let says_nothing = is_measure
        || acts
        || led
        || (noun.len() == 1 && (is_name(noun[0]) || NOTHING.contains(&lower(noun[0]).as_str())));
    (!noun.is_empty() && !says_nothing).then(|| noun.join(" "))
}

/// What a measure is of names a thing: not another measure, no word that only describes, and no name that goes on behind it.
fn names_a_thing(of: &str, after: &str) -> bool {
    let last = of.split_whitespace().next_back().unwrap_or("");
    let folded = words::fold(last);
    let is_name = |word: &str| word.starts_with(char::is_uppercase);
    let goes_on = after
        .find(of)
        .and_then(|at| after[at + of.len()..].strip_prefix([' ', '-']))
        .is_some_and(is_name);
    let is_cut = is_name(last) && goes_on;
    let is_time = of.starts_with("last ") || of.starts_with("mid-");
    let says_nothing =
        NO_NOUNS.contains(&folded.as_str()) || english().has(&folded, Tag::OnlyDescribes);
    !is_cut && !is_time && !says_nothing
}

fn is_verb(folded: &str) -> bool {
    folded.ends_with("ed")
        || folded.ends_with("ing")
        || ["include", "includes", "put", "puts", "pay", "apply"].contains(&folded)
        || english().has(folded, Tag::Participle)
        || english().has(folded, Tag::IsParticiple)
        || is_short_past(folded)
        || ["increas", "fall"].contains(&class(&words::stem(folded)))
}

fn unit_word(unit: &str) -> &str {
    match unit {
        "USD" => "dollars",
        "EUR" => "euros",
        "GBP" => "pounds",
        "JPY" => "yen",
        "RUB" => "rubles",
        unit => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_count_says_which_are_counted() {
        assert_eq!(
            phrase_behind("votes", " for the harbour bill and left", &TELLING),
            Some("for the harbour bill".into())
        );
        assert_eq!(became("kill", "a fire killing ", ""), "killed");
        assert_eq!(became("injur", "", " were wounded"), "wounded");
    }

    #[test]
    fn the_noun_that_has_a_measure_stands_before_it() {
        assert_eq!(noun_before("They asked for a fine of"), Some("fine".into()));
        assert_eq!(
            noun_before("and in Velmora turnout was"),
            Some("Velmora turnout".into())
        );
        assert_eq!(
            phrase("who suffer from a long disease", 18),
            Some("who suffer".into())
        );
        assert_eq!(noun_before("The price rose to"), None);
        assert_eq!(noun_before("The mayor had"), None);
    }
}
