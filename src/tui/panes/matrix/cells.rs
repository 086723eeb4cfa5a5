//! What stands in a cell of the matrix.

use std::ops::Range;

use crate::analysis::telling::exhibit::{Part, is_fullest, may_say, part};
use crate::model::{Finding, FindingKind, Verdict};
use crate::tui::legend::{ALONE, MAY_SAY, NOT_FOUND, RELATED, SAYS, SAYS_OTHERWISE, SAYS_PART};
use crate::tui::panes::given::{distinct, reused, summed};
use crate::tui::panes::wording::{columns, lead};
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// A value longer than this stands as a sign: the words are in the proof.
const LONG_VALUE: usize = 48;

/// Stands between two values of one article.
const OR: &str = "/ ";

/// What stands in a cell `width` cells wide; a value that does not fit beside the one before it begins a line.
pub fn cell(compared: &Compared, finding: &Finding, column: usize, width: u16) -> String {
    let found = || {
        let values = finding.values.iter();
        values.filter(|value| value.article == column)
    };
    let comparison = &compared.comparison;
    let summed = summed(compared, finding, column);
    let values = match summed.is_empty() {
        true => distinct(found().map(|value| tidy(&value.text))),
        false => summed,
    };
    if values.is_empty() {
        let may = may_say(comparison, finding, column);
        return if may { MAY_SAY } else { NOT_FOUND }.to_string();
    }
    let long = values
        .iter()
        .any(|value| value.chars().count() > LONG_VALUE);
    match finding.kind {
        FindingKind::Reuse => reused(comparison, column),
        FindingKind::Fact => match part(finding, found()) {
            Part::Otherwise => SAYS_OTHERWISE.to_string(),
            _ if finding.verdict == Verdict::Related => RELATED.to_string(),
            Part::Some => SAYS_PART.to_string(),
            Part::Whole => SAYS.to_string(),
        },
        FindingKind::OnlyHere => ALONE.to_string(),
        FindingKind::Missing => SAYS.to_string(),
        FindingKind::Quote if long => quote_cell(finding, column).to_string(),
        _ if long => SAYS.to_string(),
        _ => filled(&values, usize::from(width)),
    }
}

/// A value on one line, without the comma that the sentence around it put there.
fn tidy(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    words.join(" ").trim_end_matches([',', ';']).to_string()
}

/// Values beside one another while they fit, else on lines of their own.
fn filled(values: &[String], width: usize) -> String {
    let mut cell = String::new();
    let mut used = 0;
    for value in values {
        let wide = text::cells(value);
        if cell.is_empty() {
            used = wide;
        } else if used + 1 + OR.len() + wide <= width {
            cell.push(' ');
            cell.push_str(OR);
            used += 1 + OR.len() + wide;
        } else {
            cell.push('\n');
            let first = value.split(' ').next().map_or(0, text::cells);
            // A stroke alone on a line says nothing.
            if OR.len() + first <= width {
                cell.push_str(OR);
            }
            used = OR.len() + wide;
        }
        cell.push_str(value);
    }
    cell
}

/// What a finding is about, and how many of the columns that are not on the screen have it: `years: jailed (2›)`.
pub fn what(compared: &Compared, finding: &Finding, shown: Range<usize>) -> String {
    let columns = columns(finding);
    let left = columns.iter().filter(|&&at| at < shown.start).count();
    let right = columns.iter().filter(|&&at| at >= shown.end).count();
    let what = lead(compared, finding);
    match (left, right) {
        (0, 0) => what,
        (0, right) => format!("{what} ({right}›)"),
        (left, 0) => format!("{what} (‹{left})"),
        (left, right) => format!("{what} (‹{left} {right}›)"),
    }
}

/// A long quotation is said to be given in full, or how it is not, as the verdict has it: its words are in the proof.
fn quote_cell(finding: &Finding, column: usize) -> &'static str {
    // The marks around it may take in more or fewer signs: the words are the same.
    let is_full = finding.verdict == Verdict::Same || is_fullest(finding, column);
    match (is_full, finding.verdict) {
        (true, _) => "in full",
        (false, Verdict::Reworded) => "reworded",
        (false, _) => "in part",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_beside_one_another_while_they_fit_and_no_stroke_stands_alone() {
        let values = |list: &[&str]| list.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        assert_eq!(filled(&values(&["104", "five"]), 11), "104 / five");
        assert_eq!(
            filled(&values(&["at least 430", "about 70"]), 10),
            "at least 430\n/ about 70"
        );
        assert_eq!(
            filled(&values(&["104", "abcdefghij"]), 10),
            "104\nabcdefghij"
        );
    }

    #[test]
    fn a_quote_that_all_give_the_same_is_whole_everywhere() {
        let value = |article, text: &str| crate::model::Value {
            article,
            text: text.to_string(),
            start: 0,
            end: text.len(),
            partly: false,
            otherwise: false,
        };
        let mut finding = Finding {
            unsure: Vec::new(),
            kind: FindingKind::Quote,
            what: "Ruth Amsel".into(),
            values: vec![value(0, "All they could."), value(1, "All they could")],
            verdict: Verdict::Same,
            sure: crate::model::Sureness::default(),
            why: String::new(),
        };
        assert_eq!(quote_cell(&finding, 1), "in full");
        finding.verdict = Verdict::Cut;
        assert_eq!(quote_cell(&finding, 1), "in part");
    }

    #[test]
    fn the_same_words_stand_once_and_lose_the_comma_of_their_sentence() {
        let values = ["very productive,", "Very productive"].iter();
        assert_eq!(
            distinct(values.map(|value| tidy(value))),
            ["very productive"]
        );
    }
}
