//! Figures side by side: the same quantity in several articles, and whether they agree.

use std::collections::{BTreeSet, HashSet};

use super::claims::{Claim, claims};
use super::labels::what;
use super::sums::sums;
use super::table::{Table, excerpt};
use super::ties::{Quantity, quantities};
use super::values::{Values, values};
use crate::analysis::align::is_saying;
use crate::analysis::words;
use crate::model::{Finding, FindingKind, Modifier, Span, Verdict};

/// Claims that are put side by side, over all articles.
const MOST_CLAIMS: usize = 800;
/// Figures told of each article that it alone gives: the first and most telling; more is a list nobody reads.
const MOST_ALONE: usize = 8;
/// Sources named in the reason of a finding.
const MOST_SOURCES: usize = 4;
/// Letters of a source.
const SOURCE_CHARS: usize = 40;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let mut claims = claims(table);
    claims.truncate(MOST_CLAIMS);
    let quantities = quantities(table, &claims);
    let mut found = sums(table, &claims, &quantities);
    let shown: BTreeSet<(usize, usize)> = found
        .iter()
        .flat_map(|sum| sum.values.iter().map(|value| (value.article, value.start)))
        .collect();
    let mut alone: Vec<(f32, &Claim)> = Vec::new();
    let mut parts: HashSet<usize> = HashSet::new();
    for quantity in &quantities {
        let members: Vec<&Claim> = quantity.members.iter().map(|&at| &claims[at]).collect();
        // What stands beside a sum is told there, not once more.
        let told_already = members
            .iter()
            .all(|claim| shown.contains(&(claim.article, claim.span.start)));
        let first = quantity.members.first().copied().unwrap_or(0);
        if told_already || parts.contains(&first) {
            continue;
        }
        let articles: BTreeSet<usize> = members.iter().map(|claim| claim.article).collect();
        if articles.len() > 1 && !quantity.differ && members.iter().all(|c| is_quoted(table, c)) {
            // The finding for the quotation shows it.
            continue;
        }
        if articles.len() > 1 {
            // `about 70 of them` stands beside the figure that it is a part of.
            let of_these: Vec<usize> = quantity
                .members
                .iter()
                .map(|&at| at + 1)
                .filter(|&at| {
                    claims.get(at).is_some_and(|part| {
                        let whole = &claims[at - 1];
                        part.is_part
                            && (part.article, part.sentence) == (whole.article, whole.sentence)
                    })
                })
                .collect();
            parts.extend(&of_these);
            let of_these: Vec<&Claim> = of_these.iter().map(|&at| &claims[at]).collect();
            found.push(told(table, quantity, &members, &of_these));
        } else if let Some(&claim) = members.first() {
            alone.push((worth(table, claim), claim));
        }
    }
    alone.retain(|(worth, claim)| *worth > 0.0 && is_given_here_alone(table, &claims, claim));
    alone.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut told_of = vec![0_usize; table.articles.len()];
    for (_, claim) in alone {
        let is_part_told = claims
            .iter()
            .position(|known| std::ptr::eq(known, claim))
            .is_some_and(|at| parts.contains(&at));
        if !is_part_told && told_of[claim.article] < MOST_ALONE {
            told_of[claim.article] += 1;
            found.push(told_alone(table, claim));
        }
    }
    found
}

fn is_quoted(table: &Table, claim: &Claim) -> bool {
    let quotes = &table.articles[claim.article].quotes;
    let after = quotes.partition_point(|quote| quote.start <= claim.span.start);
    let before = after.checked_sub(1).and_then(|at| quotes.get(at));
    before.is_some_and(|quote| quote.span().contains(claim.span))
}

/// The finding for one quantity of several articles.
fn told(table: &Table, quantity: &Quantity, members: &[&Claim], parts: &[&Claim]) -> Finding {
    let named = members.iter().max_by_key(|claim| {
        (
            claim.of.chars().count().min(40),
            std::cmp::Reverse((claim.article, claim.span.start)),
        )
    });
    let what = named.map_or_else(String::new, |claim| what(table, claim));
    let articles: BTreeSet<usize> = members.iter().map(|claim| claim.article).collect();
    let loose = members.iter().any(|claim| {
        let mut others = members.iter();
        others.any(|other| values(claim, other) != Values::Same)
    });
    let things: Vec<&str> = distinct_things(members);
    let (verdict, sure, mut why) =
        if quantity.differ && members.iter().all(|claim| claim.is_least()) {
            let why = "Both are given as the least, of one time, and lie far apart.".to_string();
            (Verdict::Differs, 0.55, why)
        } else if quantity.differ {
            let exact = members.iter().all(|claim| claim.is_exact());
            let why = "The same is counted, with the same words, but the numbers do not agree.";
            let why = if exact {
                why.to_string()
            } else {
                format!("{why} Not all are exact.")
            };
            (Verdict::Differs, if exact { 0.7 } else { 0.5 }, why)
        } else if loose {
            let why = "The numbers do not contradict each other; one is given more loosely.";
            (Verdict::Compatible, 0.8, why.to_string())
        } else if things.len() > 1 {
            let why = format!("The same number, said to be of: {}.", things.join("; "));
            (Verdict::Same, 0.6, why)
        } else {
            let why = format!("The same number in {} articles.", articles.len());
            (Verdict::Same, 0.85, why)
        };
    if !parts.is_empty() {
        why.push_str(" Part of it is given too.");
    }
    why.push_str(&sources(table, members));
    Finding {
        kind: FindingKind::Figure,
        what,
        values: members
            .iter()
            .chain(parts)
            .map(|claim| table.value(claim.article, claim.span))
            .collect(),
        verdict,
        sure,
        why,
    }
}

/// What the figures of one measure are said to be of, where that is not the same: `world supply`, `global exports`.
fn distinct_things<'a>(members: &[&'a Claim]) -> Vec<&'a str> {
    let mut heads: Vec<&str> = Vec::new();
    let mut things: Vec<&str> = Vec::new();
    for claim in members {
        let known = claim.head.is_empty() || heads.contains(&claim.head.as_str());
        if !claim.unit.is_empty() && !known {
            heads.push(&claim.head);
            things.push(&claim.of);
        }
    }
    things
}

fn told_alone(table: &Table, claim: &Claim) -> Finding {
    let mut why = "No other article gives this figure.".to_string();
    why.push_str(&sources(table, &[claim]));
    Finding {
        kind: FindingKind::Figure,
        what: what(table, claim),
        values: vec![table.value(claim.article, claim.span)],
        verdict: Verdict::OneOnly,
        sure: 0.7,
        why,
    }
}

/// Whether no other article has the number, as a figure or as digits.
fn is_given_here_alone(table: &Table, claims: &[Claim], claim: &Claim) -> bool {
    let elsewhere = claims
        .iter()
        .any(|other| other.article != claim.article && other.has_the_number_of(claim));
    let written = table.articles[claim.article].text(claim.span);
    let digits = written
        .split(|letter: char| !(letter.is_ascii_digit() || matches!(letter, ',' | '.')))
        .map(|digits| digits.trim_matches([',', '.']))
        .max_by_key(|digits| digits.len())
        .unwrap_or("");
    let in_digits = digits.len() > 1
        && table
            .articles
            .iter()
            .enumerate()
            .any(|(article, text)| article != claim.article && stands_in(&text.body, digits));
    !elsewhere && !in_digits
}

/// Whether digits stand in a text by themselves, not inside a longer number.
fn stands_in(body: &str, digits: &str) -> bool {
    body.match_indices(digits).any(|(at, _)| {
        let before = body[..at].chars().next_back();
        let mut after = body[at + digits.len()..].chars();
        let next = after.next();
        let longer =
            matches!(next, Some(',' | '.')) && after.next().is_some_and(|c| c.is_ascii_digit());
        !before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
            && !next.is_some_and(|c| c.is_ascii_digit())
            && !longer
    })
}

/// How much a figure that one article alone gives deserves to be told; nothing for one that tells nothing by itself.
fn worth(table: &Table, claim: &Claim) -> f32 {
    let text = table.articles[claim.article];
    let counts_some = claim.counts_people() && claim.low >= 3.0;
    let vague = claim.modifier == Modifier::Vague;
    let share = claim.unit == "percent" || claim.unit == "percentage points";
    let time = matches!(
        claim.unit.as_str(),
        "seconds"
            | "minutes"
            | "hours"
            | "days"
            | "weeks"
            | "months"
            | "years"
            | "decades"
            | "times"
    );
    let aged = claim.unit.ends_with("old");
    // `percent`, `Images`: nothing stands beside it that says of what.
    let unsaid = !what(table, claim).contains('…');
    let passing = time && claim.of.is_empty() && claim.low < 24.0;
    let telling = if claim.unit.is_empty() {
        !claim.of.is_empty() && (claim.is_distinctive() || counts_some)
    } else {
        !aged && !passing
    };
    if vague || unsaid || !telling || claim.is_part || claim.is_converted {
        return 0.0;
    }
    let has = |found: bool, weight: f32| if found { weight } else { 0.0 };
    let early = 1.0 - claim.sentence as f32 / text.sentences.len().max(1) as f32;
    0.1 + 0.5 * early
        + 0.5 * table.nearest(claim.article, claim.sentence)
        + has(claim.counts_people(), 0.2)
        + has(!claim.of.is_empty(), 0.2)
        + has(claim.is_exact(), 0.1)
        + has(claim.is_distinctive(), 0.1)
        + has(share || !time, 0.1)
}

/// Who says so, where the sentences tell: ` Outlet A: according to Viasna.`
fn sources(table: &Table, members: &[&Claim]) -> String {
    let mut told = String::new();
    let mut known: Vec<(usize, String)> = Vec::new();
    for claim in members {
        let Some(source) = source(table, claim) else {
            continue;
        };
        let entry = (claim.article, source);
        if known.len() < MOST_SOURCES && !known.contains(&entry) {
            let outlet = excerpt(&table.name(entry.0), SOURCE_CHARS);
            told.push_str(&format!(" {outlet} cites {}.", entry.1));
            known.push(entry);
        }
    }
    told
}

/// The words behind `according to`, or the name before a verb of saying, in the sentence of a claim.
fn source(table: &Table, claim: &Claim) -> Option<String> {
    const ACCORDING: &str = "ccording to ";
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    let written = text.text(sentence);
    if let Some(at) = written.find(ACCORDING) {
        let behind = &written[at + ACCORDING.len()..];
        let end = behind
            .find([',', ';', '“', '"', '(', '—'])
            .unwrap_or(behind.len());
        let source = behind[..end].trim().trim_end_matches('.');
        let about = [" who ", " that ", " which "];
        let end = about.iter().filter_map(|word| source.find(word)).min();
        let source = &source[..end.unwrap_or(source.len())];
        let named = source.contains(char::is_whitespace) || source.starts_with(char::is_uppercase);
        return named.then(|| excerpt(source, SOURCE_CHARS));
    }
    let first = text
        .mentions
        .partition_point(|mention| mention.start < sentence.start);
    text.mentions[first..]
        .iter()
        .take_while(|mention| mention.end <= sentence.end)
        .find(|mention| {
            let behind = Span::new(mention.end, sentence.end);
            let behind = text.text(behind).trim_start();
            let word = behind.split_whitespace().next().unwrap_or("");
            let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
            is_saying(&words::fold(word)) || matches!(word, "estimated" | "estimates" | "cited")
        })
        .map(|mention| mention.entity.clone())
}
