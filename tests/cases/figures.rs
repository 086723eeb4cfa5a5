//! Numbers and what they count.

use parallax::analysis::comparing::compare;
use parallax::analysis::reading::{analyse, figures};
use parallax::model::{Article, Draft, Figure, Finding, FindingKind, Modifier, Verdict};

use super::reading::articles;

/// A figure as its words, its value, the upper end of its range, its unit, and what it counts.
type Told<'a> = (&'a str, f64, Option<f64>, &'a str, &'a str);

fn told<'a>(article: &'a Article) -> Vec<Told<'a>> {
    let of = |figure: &'a Figure| {
        (
            figure.span().of(&article.body),
            figure.value,
            figure.value_to,
            figure.unit.as_str(),
            figure.of.as_str(),
        )
    };
    article.figures.iter().map(of).collect()
}

/// An article of one paragraph.
fn written(id: &str, text: &str) -> Article {
    let draft = Draft {
        title: Some("Notes".into()),
        outlet: Some(format!("Outlet {id}")),
        language: Some("en".into()),
        paragraphs: vec![text.into()],
        ..Draft::default()
    };
    analyse(draft, id.into())
}

/// The figures of a sentence; another one behind it tells the language.
fn read(text: &str) -> Vec<(String, f64, Option<f64>, String, Modifier)> {
    let article = written("a", text);
    let figures = article.figures.iter();
    figures
        .map(|figure| {
            let span = figure.span().of(&article.body).to_string();
            (
                span,
                figure.value,
                figure.value_to,
                figure.unit.clone(),
                figure.modifier,
            )
        })
        .collect()
}

fn values(text: &str) -> Vec<f64> {
    read(text).into_iter().map(|figure| figure.1).collect()
}

#[test]
fn groups_by_space_decimal_commas_and_ranges_of_grouped_numbers_are_read() {
    let articles = articles("quantities/a.jsonl");
    assert_eq!(
        told(&articles[0]),
        [
            ("816 000 t", 816_000.0, None, "tonnes", ""),
            ("$1943 million", 1.943e9, None, "USD", ""),
            ("934 000 t", 934_000.0, None, "tonnes", ""),
            ("$1964 million", 1.964e9, None, "USD", ""),
            ("885 000 t", 885_000.0, None, "tonnes", ""),
            ("$13 009 million", 1.3009e10, None, "USD", ""),
        ]
    );
    assert_eq!(
        told(&articles[1]),
        [
            ("1.234.567 euros", 1_234_567.0, None, "EUR", ""),
            ("1 000 000 euros", 1e6, None, "EUR", ""),
            ("5,000,000 - 10,000,000", 5e6, Some(1e7), "", "crowns"),
            ("1,5 percent", 1.5, None, "percent", ""),
        ]
    );
}

#[test]
fn spelled_decimals_and_parts_of_scales_are_read() {
    for fixture in ["spelled-decimals/a.jsonl", "halves-of-scales/a.jsonl"] {
        let articles = articles(fixture);
        let values: Vec<f64> = articles[2]
            .figures
            .iter()
            .map(|figure| figure.value)
            .collect();
        assert_eq!(
            values,
            [5.3e6, 1.2e6, 6.0, 2.5e9, 750_000.0, 200.0],
            "{fixture}"
        );
    }
}

#[test]
fn shares_in_words_are_percent() {
    let articles = articles("quantities/a.jsonl");
    assert_eq!(
        told(&articles[5]),
        [
            ("One in five", 20.0, None, "percent", "voters"),
            ("two-thirds", 66.7, None, "percent", "seats"),
            ("3 out of 10", 30.0, None, "percent", "shops"),
        ]
    );
}

#[test]
fn siblings_are_read_as_their_kind() {
    for (text, expected) in [
        (
            "The firm lost five point three million crowns.",
            &[5.3e6][..],
        ),
        ("Two point five million tonnes were sold.", &[2.5e6]),
        ("Zero point five percent of the votes were lost.", &[0.5]),
        ("It took five-point-three percent of the votes.", &[5.3]),
        ("It cost one and a half thousand crowns.", &[1500.0]),
        ("It cost two-and-a-half million crowns.", &[2.5e6]),
        ("It cost a million and a half crowns.", &[1.5e6]),
        ("It cost two and three quarters million euros.", &[2.75e6]),
        ("A quarter of a million people marched.", &[250_000.0]),
        ("A half-million people marched.", &[500_000.0]),
        ("Half a billion crowns were lost.", &[5e8]),
        (
            "Some 2½ million crowns were lost in 1 1/2 years.",
            &[2.5e6, 1.5],
        ),
        (
            "Rates fell half a percent, then a quarter of a percentage point.",
            &[0.5, 0.25],
        ),
        ("Nine in ten homes lost power.", &[90.0]),
        ("Three out of ten shops closed.", &[30.0]),
        ("1 in 4 pupils stayed away.", &[25.0]),
        ("The bid was 5 million - 10 million crowns.", &[5e6]),
        (
            "Some 12\u{a0}500 people and 1\u{202f}000\u{202f}000 euros were seen.",
            &[12_500.0, 1e6],
        ),
        (
            "The fare rises to 9,90 euros, or €1.234,50 a year.",
            &[9.9, 1234.5],
        ),
        (
            "It paid $1.2bn, 1.5m euros and €2,5 mln.",
            &[1.2e9, 1.5e6, 2.5e6],
        ),
        (
            "It sold 1.2 lakh cars for Rs 12,50,000.",
            &[120_000.0, 1.25e6],
        ),
        ("It paid $1.2-billion for the mill.", &[1.2e9]),
        ("He got a hundred and one votes.", &[101.0]),
        ("Some 0.5 million people came.", &[500_000.0]),
        ("Ten of the 40 dams failed.", &[10.0, 40.0]),
        ("The toll rose from 10 to 15 percent.", &[15.0]),
    ] {
        assert_eq!(values(text), expected, "{text}");
    }
}

#[test]
fn what_looks_alike_stays_as_it_was() {
    for (text, expected) in [
        ("In the years 1 000 and 1 066 little was written.", &[][..]),
        ("Call 020 555 123 or 555 123 4567.", &[]),
        ("On May 5 2020 the port closed.", &[]),
        ("On May 5 200 people came.", &[]),
        ("See section 1 200 of the act.", &[]),
        ("See articles 4,5 and 6.", &[]),
        ("He ran the 100 200 and 400 metres.", &[400.0]),
        ("It gave a five point lead and a point of order.", &[]),
        ("At one point two million people had left.", &[2e6]),
        ("At that point five million people had left.", &[5e6]),
        ("He scored two in five days.", &[5.0]),
        ("Police arrested two and a third man fled.", &[]),
        ("The third million crowns were lost.", &[]),
        ("He killed five – 10 people fled.", &[10.0]),
    ] {
        assert_eq!(values(text), expected, "{text}");
    }
}

/// What comparing two articles of one sentence tells of the figures that both give.
fn compared(one: &str, other: &str) -> Vec<Finding> {
    let found = all_compared(one, other).into_iter();
    found
        .filter(|finding| finding.kind == FindingKind::Figure && finding.values.len() > 1)
        .collect()
}

fn all_compared(one: &str, other: &str) -> Vec<Finding> {
    let around = "The harbour of Velmora lies on the river Orla, the mayor Ilse Brandt said.";
    let article = |id: &str, text: &str| written(id, &format!("{around} {text}"));
    let (a, b) = (article("a", one), article("b", other));
    compare(&[&a, &b]).findings
}

#[test]
fn figures_of_which_something_else_is_told_are_not_one_quantity() {
    for (one, other) in [
        (
            "More than 1,200 political prisoners remain behind bars in Karsk, the group Lind says.",
            "More than 1,200 detainees in Karsk were known as political prisoners before the latest release, the group \
             Lind says.",
        ),
        (
            "The mill of Karsk lost 1,400 jobs last year.",
            "The mill of Karsk created 1,400 jobs last year.",
        ),
        (
            "The owner of the mill avoided $31 million in fines.",
            "The owner of the mill paid $31 million in fines.",
        ),
        (
            "The town of Karsk removed 48 statues of the old king.",
            "The town of Karsk kept 48 statues of the old king.",
        ),
        (
            "The council of Karsk needs 60 new buses for its schools.",
            "The council of Karsk bought 60 new buses for its schools.",
        ),
        (
            "A flood of the river could destroy 1,300 homes in Karsk.",
            "A flood of the river destroyed 1,300 homes in Karsk.",
        ),
        (
            "The party of Brandt is expected to win 24 seats in the council of Karsk.",
            "The party of Brandt won 24 seats in the council of Karsk.",
        ),
        (
            "The guards of Karsk did not free 70 sailors of the Orla.",
            "The guards of Karsk freed 70 sailors of the Orla.",
        ),
        (
            "In a survey 47 percent of the voters in Karsk support the new bridge over the Orla.",
            "In a survey 47 percent of the voters in Karsk oppose the new bridge over the Orla.",
        ),
        (
            "Police in Karsk initially said 15 sailors were hurt in the fire on the Orla.",
            "The fire on the Orla in Karsk on Friday hurt 15 sailors.",
        ),
        (
            "Ten of the 40 dams above Karsk failed in the flood.",
            "The flood above Karsk broke 40 dams in one night and destroyed 40 dams in the next.",
        ),
        (
            "Some 340 miners entered the old shaft of Karsk on Monday.",
            "Some 340 miners left the old shaft of Karsk on Monday.",
        ),
        (
            "A total of 72 delegates backed the merger of the two unions.",
            "A total of 72 delegates rejected the merger of the two unions.",
        ),
        (
            "The law of Karsk banned 84 pesticides.",
            "The law of Karsk allowed 84 pesticides.",
        ),
        (
            "The council of Karsk granted asylum to 210 sailors.",
            "The council of Karsk denied asylum to 210 sailors.",
        ),
        (
            "Under the plan the town would protect 2,300 acres of marsh.",
            "Under the plan the town would open up 2,300 acres of marsh.",
        ),
        (
            "Rusk was sentenced to terms of 14, 23 and 37 months in prison.",
            "Rusk was sentenced to 37 months in prison.",
        ),
        (
            "The bank of Karsk forgave $9.4 million of old debts.",
            "The bank of Karsk collected $9.4 million of old debts.",
        ),
        (
            "The Norland index gained 1.1 percent on Friday in Karsk.",
            "The Sudria index was down 1.1 percent on Friday in Karsk.",
        ),
    ] {
        assert_eq!(compared(one, other), [], "{one} / {other}");
    }
}

#[test]
fn figures_of_which_the_same_is_told_stay_one_quantity() {
    for (one, other) in [
        (
            "More than 1,200 political prisoners remain behind bars in Karsk, the group Lind says.",
            "The camps of Karsk still hold more than 1,200 political prisoners, the group Lind says.",
        ),
        (
            "The mill of Karsk lost 1,400 jobs last year.",
            "Last year the mill of Karsk lost 1,400 jobs, the mayor said.",
        ),
        (
            "The council of Karsk wants $31 million for the wall.",
            "The council of Karsk demanded $31 million for the wall.",
        ),
        (
            "The flood above Karsk broke ten of the 40 dams.",
            "Above Karsk the valley has 40 dams, and the flood of the river broke ten of them.",
        ),
        (
            "The bill of the council would give $31 million to the harbour of Karsk.",
            "The bill of the council gives the harbour of Karsk $31 million.",
        ),
        (
            "The guards of Karsk freed 123 sailors of the Orla on Friday.",
            "On Friday the guards of Karsk freed 123 sailors of the Orla.",
        ),
        (
            "In all 340 miners went into the old shaft of Karsk on Monday.",
            "On Monday 340 miners entered the old shaft of Karsk.",
        ),
        (
            "The law of Karsk outlawed 84 pesticides.",
            "The law of Karsk banned 84 pesticides.",
        ),
        (
            "The fair would raise the tolls to 25 percent by Oct. 1, Dask said.",
            "The tolls rise to 10 percent on July 1, 15 percent on Aug. 1 and 25 percent on Oct. 1, Dask said.",
        ),
    ] {
        // As a number of its own, or within a fact that both tell.
        let found = all_compared(one, other);
        let is_told = |finding: &Finding| match finding.kind {
            FindingKind::Figure => finding.verdict == Verdict::Same,
            FindingKind::Fact => matches!(finding.verdict, Verdict::Shared | Verdict::Related),
            _ => false,
        };
        let figures = found
            .iter()
            .filter(|finding| finding.kind == FindingKind::Figure);
        assert!(
            figures
                .clone()
                .all(|finding| finding.verdict != Verdict::Differs),
            "{one} / {other}: {found:#?}"
        );
        assert!(
            found
                .iter()
                .any(|finding| finding.values.len() > 1 && is_told(finding)),
            "{one} / {other}: {found:#?}"
        );
    }
}

#[test]
fn a_figure_is_listed_under_a_whole_sentence_that_gives_it() {
    for (one, other) in [
        (
            "The fire above Karsk burned 1,700 acres of forest on Friday.",
            "The fire above Karsk burned 1,900 acres of forest on Friday.",
        ),
        (
            "The slide above Karsk buried 84 houses on Friday.",
            "The slide above Karsk buried 96 houses on Friday.",
        ),
    ] {
        let found = compared(one, other);
        let differs = found
            .iter()
            .find(|finding| finding.verdict == Verdict::Differs);
        let what = differs.map(|finding| finding.what.as_str());
        assert!(
            what == Some(one) || what == Some(other),
            "{one}: {found:#?}"
        );
    }
}

#[test]
fn numbers_anywhere_are_known_by_their_value() {
    let text = "Some 12 500 people, two and a half million crowns and 1,5 percent.";
    let sentence = parallax::model::Span::new(0, text.len());
    assert_eq!(
        figures::numbers_in(text, &[sentence]),
        [1.5, 12_500.0, 2.5e6]
    );
}

#[test]
fn scales_of_scales_parts_of_points_and_groups_by_apostrophes_are_read() {
    for (text, value, unit) in [
        ("Some 4 lakh crore rupees were spent on roads.", 4e12, "INR"),
        ("Zero point eight million people left.", 8e5, ""),
        (
            "The rate fell a quarter of a percentage point.",
            0.25,
            "percentage points",
        ),
        ("The firm lost 1'250'000 francs.", 1.25e6, ""),
        ("The town has 12’500 people.", 12_500.0, ""),
    ] {
        let found = read(text);
        let is = |figure: &(String, f64, Option<f64>, String, Modifier)| {
            figure.1 == value && (unit.is_empty() || figure.3 == unit)
        };
        assert!(found.iter().any(is), "{text}: {found:?}");
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
    // A height in feet and inches is neither so many feet nor so many inches.
    assert_eq!(values("He is 5ft 10in tall and has 3 boats."), [3.0]);
    assert!(!values("The rate fell a quarter of a point on Monday.").contains(&25.0));
}
