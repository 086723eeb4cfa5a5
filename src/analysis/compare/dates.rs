//! Days that two articles give differently for one happening.
//!
//! Told only where it is sure: sentences of one row that are much alike, one day in each, and the same word before it.

use super::table::Table;
use crate::analysis::align::{class, is_saying};
use crate::analysis::words;
use crate::model::{Article, Finding, FindingKind, Span, Verdict};

/// Likeness of the row from which its sentences tell one happening.
const ALIKE: f32 = 0.6;
/// Words before a day among which the word stands that it belongs to: `ran aground on Tuesday`.
const REACH: usize = 4;
/// A weekday names another day where the articles are further apart.
const WEEK: i64 = 6 * 86_400;

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day as an article gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    day: Day,
    span: Span,
    /// The word that it belongs to, as the class of its stem.
    of: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Weekday(usize),
    Date { month: usize, day: u32 },
}

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let mut found = Vec::new();
    for row in table.rows.iter().filter(|row| row.score >= ALIKE) {
        let given: Vec<(usize, Given)> = row
            .spans
            .iter()
            .enumerate()
            .filter_map(|(article, span)| {
                Some((article, only_day(table.articles[article], (*span)?)?))
            })
            .collect();
        let differing: Vec<&(usize, Given)> = given
            .iter()
            .filter(|one| given.iter().any(|other| differ(table, one, other)))
            .collect();
        let Some((_, first)) = differing.first() else {
            continue;
        };
        found.push(Finding {
            kind: FindingKind::Date,
            what: format!("when: {}", first_words(table, differing[0])),
            values: differing
                .iter()
                .map(|(article, given)| table.value(*article, given.span))
                .collect(),
            verdict: Verdict::Differs,
            sure: (row.score * 0.8).clamp(0.0, 0.8),
            why: format!(
                "The sentences say the same, with the same word ({}) before the day, but not the same day.",
                first.of
            ),
        });
    }
    found
}

fn first_words(table: &Table, (article, given): &(usize, Given)) -> String {
    let sentence = table.sentence(*article, given.span.start).unwrap_or(0);
    table.words_before(*article, sentence, given.span)
}

/// Both are of one kind and of one word, and cannot both be right.
fn differ(table: &Table, (a, one): &(usize, Given), (b, other): &(usize, Given)) -> bool {
    let same_kind = matches!(
        (one.day, other.day),
        (Day::Weekday(_), Day::Weekday(_)) | (Day::Date { .. }, Day::Date { .. })
    );
    let seconds = |at: usize| table.articles[at].published.as_ref().map(|p| p.seconds);
    let one_week = match (seconds(*a), seconds(*b)) {
        (Some(one), Some(other)) => (one - other).abs() <= WEEK,
        _ => matches!(one.day, Day::Date { .. }),
    };
    same_kind && one.day != other.day && one.of == other.of && one_week
}

/// The one day that a cell gives; `None` where there are more, or where it is not said of what.
fn only_day(article: &Article, cell: Span) -> Option<Given> {
    let text = article.text(cell);
    let spans: Vec<Span> = words::words(text).collect();
    let word = |at: usize| spans.get(at).map(|span| span.of(text));
    let mut found: Option<Given> = None;
    for at in 0..spans.len() {
        let Some((day, last)) = day(at, &word) else {
            continue;
        };
        if found.is_some() {
            return None;
        }
        let span = spans[at].join(spans[last]).shifted(cell.start);
        let of = (at.saturating_sub(REACH)..at)
            .rev()
            .filter_map(&word)
            .take_while(|before| before.chars().next().is_some_and(char::is_lowercase))
            .map(words::fold)
            .find(|folded| !words::is_function_word(folded))?;
        if is_saying(&of) {
            return None;
        }
        found = Some(Given {
            day,
            span,
            of: class(&words::stem(&of)).to_string(),
        });
    }
    found
}

/// The day that begins with a word, and the word it ends with.
fn day<'a>(at: usize, word: &impl Fn(usize) -> Option<&'a str>) -> Option<(Day, usize)> {
    let here = word(at)?;
    if let Some(weekday) = WEEKDAYS.iter().position(|name| *name == here) {
        return Some((Day::Weekday(weekday), at));
    }
    let month = MONTHS.iter().position(|name| *name == here)?;
    let day: u32 = word(at + 1)?.parse().ok()?;
    (1..=31)
        .contains(&day)
        .then_some((Day::Date { month, day }, at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{analyse, compare::compare};
    use crate::model::{DateSource, Draft, Published};

    fn days(one: &str, other: &str) -> Vec<String> {
        let article = |id: &str, text: &str| {
            let draft = Draft {
                paragraphs: vec![text.to_string()],
                published: Some(Published {
                    at: "2031-05-12T00:00:00Z".into(),
                    seconds: 1_935_878_400,
                    day_only: true,
                    from: DateSource::Field,
                }),
                language: Some("en".into()),
                ..Draft::default()
            };
            analyse(draft, id.to_string())
        };
        let (a, b) = (article("a", one), article("b", other));
        let found = compare(&[&a, &b]);
        let dates = found
            .findings
            .iter()
            .filter(|f| f.kind == FindingKind::Date);
        dates
            .flat_map(|finding| finding.values.iter().map(|value| value.text.clone()))
            .collect()
    }

    #[test]
    fn a_day_that_differs_is_told_and_one_that_agrees_is_not() {
        let at =
            |day: &str| format!("The ferry Sea Lark ran aground on {day} off Port Merrow harbour.");
        assert_eq!(days(&at("Saturday"), &at("Friday")), ["Saturday", "Friday"]);
        assert_eq!(days(&at("May 3"), &at("May 4")), ["May 3", "May 4"]);
        assert!(days(&at("Friday"), &at("Friday")).is_empty());
        assert!(days(&at("Friday"), &at("May 4")).is_empty());
    }

    #[test]
    fn the_day_on_which_somebody_spoke_is_another_day() {
        let none = days(
            "The ferry Sea Lark ran aground on Friday off Port Merrow harbour.",
            "The ferry Sea Lark ran aground off Port Merrow harbour, police said on Saturday.",
        );
        assert!(none.is_empty());
    }
}
