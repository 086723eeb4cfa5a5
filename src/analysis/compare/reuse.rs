//! Word-for-word passages of the articles on the table.

use super::table::{Table, WHAT_CHARS, excerpt};
use crate::analysis::reuse::{self, LEAST_RUN, Places, Text, passages};
use crate::model::{Finding, FindingKind, Verdict};

/// Passages shown of each article.
const MOST_SHOWN: usize = 3;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let texts: Vec<Text> = table
        .articles
        .iter()
        .map(|article| Text::read(article))
        .collect();
    let places: Vec<Places> = texts.iter().map(|text| Places::of(&text.tokens)).collect();
    let mut found = Vec::new();
    for one in 0..texts.len() {
        let others = places.iter().enumerate().skip(one + 1);
        found.extend(others.filter_map(|(other, places)| pair(table, &texts, places, one, other)));
    }
    found
}

fn pair(
    table: &Table,
    texts: &[Text],
    places: &Places,
    one: usize,
    other: usize,
) -> Option<Finding> {
    let runs = passages(&texts[one].tokens, &texts[other].tokens, places);
    let longest = runs.iter().map(|run| run.words()).max()?;
    if longest < LEAST_RUN {
        return None;
    }
    let shared: usize = runs.iter().map(|run| run.words()).sum();
    let share = |at: usize| (100 * shared / texts[at].words.len().max(1)).min(100);
    let mut shown = runs;
    shown.sort_by_key(|run| (std::cmp::Reverse(run.words()), run.from));
    shown.truncate(MOST_SHOWN);
    shown.sort_by_key(|run| run.from);
    let mut values = Vec::new();
    for run in &shown {
        values.push(table.value(one, texts[one].covering(run.from, run.to)));
    }
    for run in &shown {
        let to = run.there + run.words();
        values.push(table.value(other, texts[other].covering(run.there, to)));
    }
    let lead = format!("{shared} words shared: ");
    let left = WHAT_CHARS.saturating_sub(lead.chars().count());
    let passage = values.first().map(|value| excerpt(&value.text, left));
    let what = lead + &passage.unwrap_or_default();
    Some(Finding {
        kind: FindingKind::Reuse,
        what,
        values,
        verdict: Verdict::Same,
        sure: (0.6 + longest as f32 / 100.0).min(0.99),
        why: format!(
            "{} % of {} and {} % of {} stand word for word in the other, quotations not counted; the longest passage has {longest} words. {}",
            share(one),
            table.name(one),
            share(other),
            table.name(other),
            source(table, one, other)
        ),
    })
}

/// Who is likely to have had the words first.
fn source(table: &Table, one: usize, other: usize) -> String {
    let agencies = [one, other].map(|at| reuse::agency(table.articles[at]));
    if let [Some(a), Some(b)] = agencies
        && a == b
    {
        return format!("Both are copy of {a}.");
    }
    let dates = [one, other].map(|at| table.articles[at].published.as_ref());
    let (first, later) = match reuse::is_earlier(dates[0], dates[1]) {
        Some(true) => (one, other),
        Some(false) => (other, one),
        None if dates.iter().all(Option::is_some) => {
            return "Both are of one day: which came first is not known.".to_string();
        }
        None => return "Which came first is not known.".to_string(),
    };
    format!(
        "The likely source is the earlier, {}, before {}.",
        table.name(first),
        table.name(later)
    )
}
