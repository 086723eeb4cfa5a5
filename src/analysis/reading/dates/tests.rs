//! Dates of articles, as written and as meant.

use super::*;
use crate::analysis::reading::analyse;
use crate::model::{DateSource, Draft, Published};
use proptest::prelude::*;

/// An article of Monday, 12 May 2031.
pub(super) fn article(text: &str) -> Article {
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
    analyse(draft, "a".into())
}

/// Each expression, and the days that it stands for counted from the day of publication.
fn read(text: &str) -> Vec<(String, Option<(i64, i64)>)> {
    let article = article(text);
    let today = day_number("2031-05-12").unwrap();
    dates(&article, &Text::of(&article))
        .iter()
        .map(|dated| {
            let days = dated.days.map(|(from, to)| (from - today, to - today));
            (article.text(dated.span).to_string(), days)
        })
        .collect()
}

#[test]
fn days_are_anchored_to_the_day_of_publication() {
    for (text, written, days) in [
        ("The ferry sank on Friday.", "Friday", (-3, -3)),
        ("The ferry sank on Monday.", "Monday", (0, 0)),
        ("The ferry sank last Monday.", "Monday", (-7, -7)),
        ("The ferry sails next Friday.", "Friday", (4, 4)),
        ("The ferry sank yesterday.", "yesterday", (-1, -1)),
        ("The ferry sank last night.", "last night", (-1, -1)),
        ("The ferry sank two days ago.", "two days ago", (-2, -2)),
        ("The ferry sank on May 9.", "May 9", (-3, -3)),
        ("The ferry sank on 9 May 2031.", "9 May 2031", (-3, -3)),
        (
            "The ferry sank on Friday, May 9, 2031.",
            "Friday, May 9, 2031",
            (-3, -3),
        ),
        (
            "The ferry sank on Friday evening.",
            "Friday evening",
            (-3, -3),
        ),
        ("The ferry sank in April.", "April", (-41, -12)),
        ("The ferry sank last week.", "last week", (-13, -1)),
        ("The ferry sank last month.", "last month", (-41, -12)),
        ("The ferry was built in 2030.", "2030", (-496, -132)),
    ] {
        assert_eq!(read(text), [(written.to_string(), Some(days))], "{text}");
    }
}

#[test]
fn what_is_no_time_is_not_read() {
    for text in [
        "The ferry may sail.",
        "They will march on the capital.",
        "It carried 2017 passengers.",
        "“It sank yesterday,” the mayor said.",
        "In 2,017 cases nobody paid.",
        "The Boeing 737 had 12 seats.",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn times_of_day_are_read_with_what_widens_them() {
    let clock = |text: &str| {
        let article = article(text);
        let found = dates(&article, &Text::of(&article));
        match found.first().map(|dated| dated.said) {
            Some(Said::Clock(clock)) => Some((clock.from, clock.to, clock.zone)),
            _ => None,
        }
    };
    for (text, expected) in [
        ("It sank at 7:40 a.m. near Velmora.", (460, 460, None)),
        (
            "It sank at 7:40 p.m. ET near Velmora.",
            (1180, 1180, Some(-300)),
        ),
        (
            "It sank shortly before 8 a.m. near Velmora.",
            (460, 480, None),
        ),
        ("It sank at 10:30pm near Velmora.", (1350, 1350, None)),
        ("It sank around noon.", (700, 740, None)),
    ] {
        assert_eq!(clock(text), Some(expected), "{text}");
    }
    assert_eq!(clock("It sank at 7:40 near Velmora."), None);
}

proptest! {
    #[test]
    fn any_text_is_read(text in "([0-9]{1,4}|Friday|June|last|week|a\\.m\\.|ago|two|days|\\PC|[ :,.-]){0,60}") {
        let article = article(&text);
        let found = dates(&article, &Text::of(&article));
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        prop_assert!(found.iter().all(|dated| article.body.get(dated.span.start..dated.span.end).is_some()));
    }
}
