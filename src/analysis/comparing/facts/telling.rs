//! What is told of a fact: its verdict, and why, in a sentence.

use super::Fact;
use super::conflicts::difference;
use super::judge::{Case, OnRow, row_of};
use crate::analysis::comparing::align::{Against, Contrary};
use crate::analysis::comparing::names::LISTS;
use crate::analysis::comparing::table::Table;
use crate::model::{Finding, Value, Verdict};

impl Fact {
    /// A name stands in the list of one of its sentences and not in that of another, and that is told: they do not say the same.
    fn lists_apart(&self, told: &[Finding]) -> bool {
        let mut lists = told.iter().filter(|finding| finding.sure.ground == LISTS);
        lists.any(|finding| {
            let own = self.values.iter().filter(|own| {
                let mut lists = finding.values.iter();
                lists.any(|list| list.article == own.article && own.span().overlaps(list.span()))
            });
            own.count() > 1
        })
    }

    /// What is told of it; `told` is what is told of figures, dates and names already.
    pub(super) fn finding(self, table: &Table, told: &[Finding]) -> Option<Finding> {
        let row = row_of(Case::OnRow(OnRow {
            conflict: difference(table, &self.conflicts, told),
            is_one: self.is_one && !self.lists_apart(told),
            agreeing: self.agreeing(),
        }))?;
        let differs = row.verdict == Verdict::Differs;
        let words: Vec<String> = self
            .conflicts
            .iter()
            .map(|conflict| {
                let said =
                    |value: &Value| format!("“{}” in {}", value.text, table.name(value.article));
                format!("{}, {}", said(&conflict.lead), said(&conflict.other))
            })
            .collect();
        let mut why = match row.verdict {
            Verdict::Related => self.why_related(table.articles.len()),
            _ => self.why(table.articles.len()),
        };
        if differs {
            why = format!(
                "They tell the same but for one thing: {}.",
                words.join("; ")
            );
        } else if !words.is_empty() {
            why += &format!(" Not all alike: {}.", words.join("; "));
        }
        if !differs {
            let lead = self.cells.first().map_or(0, |cell| cell.article);
            for (article, found) in &self.against {
                let words = otherwise(table, lead, *article, found, self.values.as_slice());
                if !why.contains(&words) {
                    why += &words;
                }
            }
        }
        // Who does not say what of others is not known to be one thing is no silent one.
        let is_silent = |article: &usize| {
            let mut nameless = self.nameless.iter();
            let is_known = row.verdict != Verdict::Related;
            is_known
                && (self.silent.contains(article) || nameless.any(|(other, _)| other == article))
        };
        let unsure = (0..table.articles.len())
            .filter(|article| !is_silent(article) && !table.is_excerpt(*article))
            .filter(|article| self.values.iter().all(|value| value.article != *article))
            .collect();
        let label = self.label(table);
        let mut values = self.values;
        // That one says otherwise is told where words of its own prove it; what is but related says no more than that.
        for value in values
            .iter_mut()
            .filter(|_| row.verdict == Verdict::Related)
        {
            value.otherwise &= !self.unnamed.contains(&value.article);
        }
        Some(Finding {
            unsure,
            ..row.finding(label, values, why)
        })
    }

    /// That its articles tell of one thing, and are not known to say the same.
    fn why_related(&self, count: usize) -> String {
        let told = self.values.len();
        match self.is_one {
            true => format!("{told} articles tell of it, and do not say the same."),
            false => not_sure(told, told < count),
        }
    }

    /// `3 of 6 articles say it, 1 of them in part; in 1 nothing near it was found; 1 never names Brann; of 1 it is not known.`
    fn why(&self, count: usize) -> String {
        let agree = self.values.iter().filter(|value| !value.otherwise);
        let partly = agree.filter(|value| value.partly).count();
        let mut why = format!("{} of {count} articles say it", self.agreeing());
        if partly > 0 {
            why += &format!(", {partly} of them in part");
        }
        let silent = self.silent.len();
        if silent > 0 {
            why += &format!("; in {silent} nothing near it was found");
        }
        if let [(_, name), ..] = self.nameless.as_slice() {
            let count = self.nameless.len();
            let verb = if count == 1 { "names" } else { "name" };
            why += &format!("; {count} never {verb} {name}");
        }
        let open = count - self.values.len() - silent - self.nameless.len();
        if open > 0 {
            why += &format!("; of {open} it is not known");
        }
        why + "."
    }
}

/// That so many articles tell of a thing, at least so many where others may too, and are not known to say the same of it.
pub(super) fn not_sure(told: usize, may_be_more: bool) -> String {
    let least = if may_be_more { "At least " } else { "" };
    format!(
        "{least}{told} articles tell of it; whether they say the same is not sure enough to count them as agreeing."
    )
}

/// By which words an article says otherwise: `Beta denies it (“not”).`
fn otherwise(
    table: &Table,
    lead: usize,
    article: usize,
    found: &Contrary,
    values: &[Value],
) -> String {
    let has_cue = if found.is_first { lead } else { article };
    let text = values.iter().find(|value| value.article == has_cue);
    let cue = text.map_or("", |value| found.cue.of(&value.text));
    let name = table.name(has_cue);
    match found.against {
        Against::Denied => format!(" {name} denies it or takes it back: “{cue}”."),
        Against::LeftOpen => format!(" {name} leaves it open: “{cue}”."),
    }
}
