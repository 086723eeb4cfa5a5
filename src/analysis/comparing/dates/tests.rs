//! Dates of two articles that tell of one happening.
use crate::analysis::comparing::compare;
use crate::analysis::reading::analyse;
use crate::model::{Article, DateSource, Draft, FindingKind, Published, Verdict};

/// An article of Monday, 12 May 2031.
fn article(id: &str, text: &str) -> Article {
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
}

/// Verdict and values of what is told of dates.
fn days(one: &str, other: &str) -> Vec<(Verdict, Vec<String>)> {
    let (a, b) = (article("a", one), article("b", other));
    let found = compare(&[&a, &b]).findings;
    let dates = found.iter().filter(|one| one.kind == FindingKind::Date);
    dates
        .map(|finding| {
            let values = finding.values.iter().map(|value| value.text.clone());
            (finding.verdict, values.collect())
        })
        .collect()
}

fn told(verdict: Verdict, one: &str, other: &str) -> Vec<(Verdict, Vec<String>)> {
    vec![(verdict, vec![one.to_string(), other.to_string()])]
}

fn aground(when: &str) -> String {
    format!("The ferry Sea Lark ran aground {when} off Port Merrow harbour with nine sailors.")
}

#[test]
fn a_day_that_differs_is_told() {
    for (one, other) in [
        ("Saturday", "Friday"),
        ("May 3", "May 4"),
        ("Friday", "May 10"),
        ("Friday", "May 8, 2031"),
    ] {
        let found = days(
            &aground(&format!("on {one}")),
            &aground(&format!("on {other}")),
        );
        assert_eq!(found, told(Verdict::Differs, one, other));
    }
    let years = days(&aground("in 2017"), &aground("in 2018"));
    assert_eq!(years, told(Verdict::Differs, "2017", "2018"));
    let hours = days(&aground("at 7:40 a.m."), &aground("at 8:05 a.m."));
    assert_eq!(hours, told(Verdict::Differs, "7:40 a.m.", "8:05 a.m."));
}

#[test]
fn one_day_said_in_two_ways_is_told_as_the_same() {
    for (one, other) in [
        ("on Friday", "on May 9"),
        ("on Friday", "on 9 May"),
        ("on Sunday", "yesterday"),
        ("in April", "last month"),
    ] {
        let found = days(&aground(one), &aground(other));
        assert_eq!(found.len(), 1, "{one} {other}");
        assert_eq!(found[0].0, Verdict::Same, "{one} {other}");
    }
}

#[test]
fn what_is_said_more_loosely_or_at_night_is_compatible() {
    for (one, other) in [
        ("on May 3", "in May"),
        ("at 7:40 a.m.", "shortly before 8 a.m."),
        ("late Friday", "early Saturday"),
        ("on Friday afternoon", "on Friday evening"),
        // Two zones.
        ("at 7 a.m.", "at 9 a.m."),
    ] {
        let found = days(&aground(one), &aground(other));
        assert_eq!(found.len(), 1, "{one} {other}");
        assert_eq!(found[0].0, Verdict::Compatible, "{one} {other}");
    }
}

#[test]
fn a_day_that_both_give_for_one_event_is_told() {
    let found = days(&aground("on Friday"), &aground("on Friday"));
    assert_eq!(found, told(Verdict::Same, "Friday", "Friday"));
    // A date of the year is of one thing already where little is told around it, also in a quotation.
    let found = days(
        "Ilse Brandt was banned after the May 3 hearing in Velmora.",
        "“What was done after the hearing of 3 May cannot be made legal now,” the lawyers wrote.",
    );
    assert_eq!(found, told(Verdict::Same, "May 3", "3 May"));
    // One word is no tie: she was born on that day, and it was heard on that day.
    let found = days(
        "Ilse Brandt, a painter of boats, was born on May 3 in Velmora.",
        "“What was done after the hearing of 3 May cannot be made legal now,” lawyers in Velmora wrote.",
    );
    assert!(found.is_empty(), "{found:?}");
    // The leads tell one event in other words; further down the same weekday is of anything.
    let (one, other) = (
        "Port Merrow harbour was closed on Friday when the ferry Sea Lark hit a sandbank.",
        "Nine sailors of the ferry Sea Lark were taken off the sandbank at Port Merrow on Friday.",
    );
    assert_eq!(days(one, other), told(Verdict::Same, "Friday", "Friday"));
    let far = |text: &str| {
        format!("One lamp hung there. Two lamps hung there. Three lamps hung there. {text}")
    };
    let elsewhere = "Tickets of the opera were sold out on Friday.";
    assert!(days(&far(one), &far(elsewhere)).is_empty());
}

#[test]
fn what_need_not_differ_is_not_told() {
    for (one, other) in [
        // Another Friday than the last may be meant.
        ("on Friday", "on May 4"),
        // The article may have stood since the day before.
        ("on Friday", "yesterday"),
    ] {
        assert!(
            days(&aground(one), &aground(other)).is_empty(),
            "{one} {other}"
        );
    }
}

#[test]
fn the_day_on_which_somebody_spoke_or_of_another_deed_is_another_day() {
    let friday = aground("on Friday");
    for other in [
        "The ferry Sea Lark ran aground off Port Merrow harbour with nine sailors, police said on Saturday.",
        "The ferry Sea Lark, which ran aground off Port Merrow harbour with nine sailors, was towed on Saturday.",
        "The ferry Sea Lark ran aground off Port Merrow harbour on Friday and was refloated with nine sailors on Sunday.",
    ] {
        let found = days(&friday, other);
        assert!(found.iter().all(|one| one.0 != Verdict::Differs), "{other}");
    }
}

#[test]
fn a_thousand_times_of_one_word_end() {
    let text: Vec<String> = (0..1_000)
        .map(|at| format!("Ward {at} voted on {}.", ["Monday", "Friday"][at % 2]))
        .collect();
    days(&text.join(" "), &text.join(" "));
}

#[test]
fn the_verb_behind_a_day_is_what_happened_then() {
    let one = "The papers of the Sea Lark were released after Judge Ilse Brandt on Friday ordered the port of Velmora to \
               publish them.";
    let other = "Saturday's release of the papers of the Sea Lark came after Judge Ilse Brandt ordered the port of Velmora \
                 to publish them.";
    assert!(days(one, other).is_empty());
}

#[test]
fn the_hour_of_a_quake_is_found() {
    let found = days(
        "The first quake struck around 3:30 a.m., collapsing walls of homes in Velmora and trapping people as they slept.",
        "The magnitude 6.2 quake struck at 3:36 a.m. and was felt in Velmora, where walls of homes fell on people who slept.",
    );
    assert_eq!(found, told(Verdict::Compatible, "3:30 a.m.", "3:36 a.m."));
}

#[test]
fn a_date_is_called_by_its_sentence() {
    for (one, other, label) in [
        (
            "The rules on bread, set to take effect Monday, worry the bakers of Tarn.",
            "The rules on bread, scheduled to take effect Monday, worry the bakers of Tarn.",
            "when: The rules on bread, set to take effect Monday, worry the bakers of Tarn.",
        ),
        (
            "The council of Tarn voted on Friday to shut the old ferry line.",
            "On Friday the council of Tarn voted to shut the old ferry line.",
            "when: The council of Tarn voted on Friday to shut the old ferry line.",
        ),
    ] {
        let (a, b) = (article("a", one), article("b", other));
        let found = compare(&[&a, &b]).findings;
        let labels: Vec<&str> = found
            .iter()
            .filter(|finding| finding.kind == FindingKind::Date)
            .map(|finding| finding.what.as_str())
            .collect();
        assert_eq!(labels, [label]);
    }
}
