//! Copies among a handful of invented articles.

use super::*;
use crate::analysis::reading::analyse;
use crate::model::{DateSource, Draft};

const OWN: &str = "The harbour of Nordhavn was closed for nine hours on Friday after a crane fell onto the northern quay and two ships were damaged.";
const MORE: &str = "Nobody was hurt, and the harbour master said that the quay would be open again before the end of the week.";
const OTHER: &str = "A quarter of a mile away the bakers of the old town went on with their work as if nothing had happened at all.";

fn reading(id: &str, outlet: &str, day: Option<&str>, paragraphs: &[&str]) -> Reading {
    let published = day.map(|day| Published {
        at: format!("{day}T00:00:00Z"),
        seconds: 0,
        day_only: true,
        from: DateSource::Field,
    });
    let draft = Draft {
        outlet: Some(outlet.into()),
        published,
        paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
        language: Some("en".into()),
        ..Draft::default()
    };
    Reading::new(&analyse(draft, id.to_string()))
}

#[test]
fn a_copy_names_the_earlier_article_and_its_share() {
    let found = copied(&[
        reading("late", "Port Courier", Some("2025-03-05"), &[OWN, OTHER]),
        reading("early", "Alpha Wire", Some("2025-03-04"), &[OWN, MORE]),
        reading(
            "alone",
            "Delta Herald",
            None,
            &["Rain fell on the hills all day and nobody in the village minded it much."],
        ),
    ]);
    assert_eq!(found.len(), 2);
    let late = found
        .iter()
        .find(|copied| copied.article == "late")
        .unwrap();
    assert_eq!(late.source.as_deref(), Some("early"));
    assert_eq!(late.shared, late.with[0].words);
    assert!((0.4..0.7).contains(&late.share()), "{}", late.share());
    let early = found
        .iter()
        .find(|copied| copied.article == "early")
        .unwrap();
    assert_eq!(early.source, None);
}

#[test]
fn the_agency_is_the_source_whatever_the_dates() {
    let found = copied(&[
        reading("paper", "Port Courier", Some("2025-03-03"), &[OWN, OTHER]),
        reading("wire", "Reuters", Some("2025-03-04"), &[OWN, MORE]),
    ]);
    let paper = found
        .iter()
        .find(|copied| copied.article == "paper")
        .unwrap();
    assert_eq!(paper.source.as_deref(), Some("wire"));
    assert_eq!(
        found
            .iter()
            .find(|c| c.article == "wire")
            .unwrap()
            .agency
            .as_deref(),
        Some("Reuters")
    );
}

#[test]
fn without_dates_nobody_is_called_the_source() {
    let found = copied(&[
        reading("one", "Port Courier", None, &[OWN, OTHER]),
        reading("two", "Alpha Wire", None, &[OWN, MORE]),
    ]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|copied| copied.source.is_none()));
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    let make = |order: [usize; 3]| {
        let all = [("a", OWN), ("b", MORE), ("c", OWN)];
        let readings: Vec<Reading> = order
            .iter()
            .map(|&at| reading(all[at].0, all[at].0, None, &[all[at].1, OTHER]))
            .collect();
        copied(&readings)
    };
    assert_eq!(make([0, 1, 2]), make([2, 0, 1]));
}
