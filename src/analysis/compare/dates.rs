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
/// Days: a weekday names another day where the articles, or article and day, are so far apart.
const WEEK: i64 = 7;

pub(super) const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
pub(super) const MONTHS: [&str; 12] = [
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

/// Both are of one word, and cannot both be right. A weekday is set against a date by the calendar: `Thursday` and
/// `14 June` are one day where that was a Thursday.
fn differ(table: &Table, (a, one): &(usize, Given), (b, other): &(usize, Given)) -> bool {
    if one.of != other.of {
        return false;
    }
    let published = |at: usize| {
        let published = table.articles[at].published.as_ref()?;
        day_number(published.day())
    };
    let days = (published(*a), published(*b));
    let one_week = matches!(days, (Some(one), Some(other)) if (one - other).abs() < WEEK);
    match (one.day, other.day) {
        (Day::Weekday(one), Day::Weekday(other)) => one != other && one_week,
        (Day::Date { .. }, Day::Date { .. }) => {
            one.day != other.day && (one_week || days.0.is_none() || days.1.is_none())
        }
        (Day::Weekday(weekday), Day::Date { month, day })
        | (Day::Date { month, day }, Day::Weekday(weekday)) => {
            let (Some(first), Some(second), true) = (days.0, days.1, one_week) else {
                return false;
            };
            let near = nearest(month, day, first);
            near.is_some_and(|date| {
                let reported = (date - first).abs() < WEEK && (date - second).abs() < WEEK;
                reported && weekday_of(date) != weekday
            })
        }
    }
}

/// Days since 1970-01-01 of `YYYY-MM-DD`.
fn day_number(written: &str) -> Option<i64> {
    let mut parts = written.splitn(3, '-');
    let year: i64 = parts.next()?.parse().ok()?;
    let month: i64 = parts.next()?.parse().ok()?;
    let day: i64 = parts.next()?.parse().ok()?;
    let sound = (0..10_000).contains(&year) && (1..=12).contains(&month);
    (sound && (1..=31).contains(&day)).then(|| days_from_civil(year, month, day))
}

/// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013): days since 1970-01-01.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Index into [`WEEKDAYS`]; 1970-01-01 was a Thursday.
fn weekday_of(days: i64) -> usize {
    usize::try_from((days + 3).rem_euclid(7)).unwrap_or(0)
}

/// The day of that month and number (month from 0) that is nearest to another day.
fn nearest(month: usize, day: u32, to: i64) -> Option<i64> {
    let year = 1970 + to.div_euclid(365);
    let month = i64::try_from(month).ok()? + 1;
    (year - 2..=year + 1)
        .map(|year| days_from_civil(year, month, i64::from(day)))
        .min_by_key(|date| (date - to).abs())
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
        // `(@account) May 18` is the day of a message.
        if text[..spans[at].start].trim_end().ends_with(')') {
            return None;
        }
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
    let month_at = |at: usize| {
        let written = word(at)?.trim_end_matches('.');
        let whole = |name: &str| name == written;
        let short =
            |name: &&str| written.len() >= 3 && written.len() <= 4 && name.starts_with(written);
        let found = MONTHS.iter().position(|name| whole(name) || short(name))?;
        written.starts_with(char::is_uppercase).then_some(found)
    };
    let number_at = |at: usize| {
        let day: u32 = word(at)?.parse().ok()?;
        (1..=31).contains(&day).then_some(day)
    };
    // `June 14` and `14 June`
    let (month, day) = match month_at(at) {
        Some(month) => (month, number_at(at + 1)?),
        None => (month_at(at + 1)?, number_at(at)?),
    };
    Some((Day::Date { month, day }, at + 1))
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
        // 12 May 2031 is a Monday.
        assert!(days(&at("Friday"), &at("May 9")).is_empty());
        assert!(days(&at("Friday"), &at("9 May")).is_empty());
        assert_eq!(days(&at("Friday"), &at("May 10")), ["Friday", "May 10"]);
        // Another Friday than the last may be meant.
        assert!(days(&at("Friday"), &at("May 4")).is_empty());
    }

    #[test]
    fn the_calendar_is_right() {
        assert_eq!(day_number("1970-01-01"), Some(0));
        assert_eq!(day_number("2000-03-01"), Some(11_017));
        assert_eq!(
            WEEKDAYS[weekday_of(day_number("2031-05-12").unwrap_or(0))],
            "Monday"
        );
        assert_eq!(day_number("no day"), None);
        assert_eq!(
            nearest(11, 31, day_number("2031-01-02").unwrap_or(0)),
            day_number("2030-12-31")
        );
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
