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
