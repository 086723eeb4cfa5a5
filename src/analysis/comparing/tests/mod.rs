//! Comparisons of small invented articles: what is found, what is not, and that the order named changes nothing.

mod deeds;
mod events;
mod lists;
mod quantities;
mod statements;
mod utterances;

use super::*;
use crate::analysis::reading::analyse;
use crate::model::{
    DateSource, Draft, Figure, Mention, Modifier, NameKind, Published, Quote, Span, Verdict,
};
use proptest::prelude::*;

pub(super) fn article(id: &str, paragraphs: &[&str]) -> Article {
    let draft = Draft {
        outlet: Some(format!("Outlet {id}")),
        paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
        language: Some("en".into()),
        ..Draft::default()
    };
    let mut article = analyse(draft, id.to_string());
    article.figures.clear();
    article.mentions.clear();
    article.quotes.clear();
    article
}

fn find(article: &Article, text: &str) -> Span {
    let start = article
        .body
        .find(text)
        .unwrap_or_else(|| panic!("no {text}"));
    Span::new(start, start + text.len())
}

fn figure(article: &mut Article, text: &str, value: f64, of: &str, modifier: Modifier) {
    let span = find(article, text);
    article.figures.push(Figure {
        start: span.start,
        end: span.end,
        value,
        value_to: None,
        unit: String::new(),
        of: of.to_string(),
        modifier,
    });
}

fn quote(article: &mut Article, text: &str, speaker: Option<&str>) {
    let span = find(article, text);
    article.quotes.push(Quote {
        start: span.start,
        end: span.end,
        speaker: speaker.map(String::from),
        speaker_span: None,
    });
}

fn of_kind(found: &Comparison, kind: FindingKind) -> Vec<&Finding> {
    found.findings.iter().filter(|f| f.kind == kind).collect()
}

/// All that is found, before what is told already is taken out.
fn all_of(articles: &[&Article]) -> Comparison {
    compare_by(articles, &Entities::by_rule(articles), |_| ())
}

/// Two reports of a fire, the second with its own count of the sailors saved.
fn fires(count: &str, value: f64, modifier: Modifier) -> (Article, Article) {
    let mut a = article(
        "a",
        &["A fire on the freighter Orla off Velmora forced 48 sailors into lifeboats on Monday."],
    );
    figure(&mut a, "48", 48.0, "sailors", Modifier::Exact);
    let text = format!(
        "A fire on the freighter Orla off Velmora forced {count} sailors into lifeboats on Monday, its owner said."
    );
    let mut b = article("b", &[&text]);
    figure(&mut b, count, value, "sailors", modifier);
    (a, b)
}

#[test]
fn figures_of_one_thing_are_judged() {
    for (count, value, modifier, verdict) in [
        ("48", 48.0, Modifier::Exact, Verdict::Same),
        (
            "more than 40",
            40.0,
            Modifier::MoreThan,
            Verdict::Compatible,
        ),
        ("52", 52.0, Modifier::Exact, Verdict::Differs),
    ] {
        let (a, b) = fires(count, value, modifier);
        let found = all_of(&[&a, &b]);
        let figures = of_kind(&found, FindingKind::Figure);
        assert_eq!(figures.len(), 1, "{count}");
        assert_eq!(figures[0].verdict, verdict, "{count}");
        assert_eq!(figures[0].values[1].text, count);
    }
}

#[test]
fn a_measure_that_one_article_gives_is_told_in_its_clause() {
    let mut a = article(
        "a",
        &["Officers closed the harbour of Port Velmora for forty hours."],
    );
    figure(&mut a, "forty hours", 40.0, "", Modifier::Exact);
    a.figures[0].unit = "hours".into();
    let b = article("b", &["Fishermen sold herring."]);
    let found = all_of(&[&a, &b]);
    assert_eq!(
        of_kind(&found, FindingKind::Figure)[0].what,
        "Officers closed the harbour of Port Velmora for forty hours."
    );
}

#[test]
fn figures_of_other_things_never_differ() {
    let mut a = article(
        "a",
        &["A fire on the freighter Orla off Velmora forced 48 sailors into lifeboats on Monday."],
    );
    figure(&mut a, "48", 48.0, "sailors", Modifier::Exact);
    let mut b = article(
        "b",
        &["A fire on the freighter Orla off Velmora destroyed 52 containers on Monday."],
    );
    figure(&mut b, "52", 52.0, "containers", Modifier::Exact);
    let found = compare(&[&a, &b]);
    let figures = of_kind(&found, FindingKind::Figure);
    assert!(figures.iter().all(|f| f.verdict == Verdict::OneOnly));
    assert_eq!(figures.len(), 2);
}

#[test]
fn parts_are_added_up_and_put_beside_the_total() {
    for (total, verdict) in [("57", Verdict::Same), ("61", Verdict::Differs)] {
        let mut a = article(
            "a",
            &[
                "The port of Velmora said nine Norwegians and 48 Danes had come ashore from the Orla.",
            ],
        );
        figure(&mut a, "nine", 9.0, "Norwegians", Modifier::Exact);
        figure(&mut a, "48", 48.0, "Danes", Modifier::Exact);
        let text = format!(
            "The port of Velmora said it had received {total} people who came ashore from the Orla."
        );
        let mut b = article("b", &[&text]);
        let value = total.parse().unwrap_or_default();
        figure(&mut b, total, value, "people", Modifier::Exact);
        let found = compare(&[&a, &b]);
        let figures = of_kind(&found, FindingKind::Figure);
        assert_eq!(figures[0].verdict, verdict);
        assert!(
            figures[0].why.contains("nine + 48 = 57"),
            "{}",
            figures[0].why
        );
        assert_eq!(figures.len(), 1);
    }
}

const SPEECH: &str = "We will open the harbour again when the last barge has been lifted";

#[test]
fn one_utterance_is_whole_cut_reworded_or_given_to_another() {
    let said = |id: &str, words: &str, speaker: &str| {
        let mut article = article(id, &[&format!("“{words},” {speaker} told reporters.")]);
        quote(&mut article, words, Some(speaker));
        let span = find(&article, speaker);
        article.mentions.push(Mention {
            start: span.start,
            end: span.end,
            kind: NameKind::Person,
            entity: speaker.to_string(),
            why: String::new(),
        });
        article
    };
    let whole = said("a", SPEECH, "Ilse Brandt");
    for (words, speaker, verdict) in [
        (SPEECH, "Brandt", Verdict::Same),
        (
            "open the harbour again when the last barge",
            "Ilse Brandt",
            Verdict::Cut,
        ),
        (
            "We will open the harbour again when the last ship has been raised",
            "Ilse Brandt",
            Verdict::Reworded,
        ),
        (SPEECH, "Orlen Dask", Verdict::OtherSpeaker),
    ] {
        let found = compare(&[&whole, &said("b", words, speaker)]);
        let quotes = of_kind(&found, FindingKind::Quote);
        assert_eq!(quotes.len(), 1, "{words}");
        assert_eq!(quotes[0].verdict, verdict, "{words} {speaker}");
    }
}

#[test]
fn a_quotation_is_one_outlets_own_only_if_nobody_else_has_the_words() {
    let mut a = article("a", &[&format!("“{SPEECH},” the mayor said.")]);
    quote(&mut a, SPEECH, None);
    let silent = article(
        "b",
        &["The council met on Monday and talked about the harbour."],
    );
    let found = compare(&[&a, &silent]);
    assert_eq!(of_kind(&found, FindingKind::Quote).len(), 1);
    let plain = article("c", &[&format!("The mayor said that {SPEECH}.")]);
    let found = compare(&[&a, &plain]);
    let quotes = of_kind(&found, FindingKind::Quote);
    assert_eq!(quotes.len(), 1);
    assert_eq!(quotes[0].verdict, Verdict::Same);
    assert!(quotes[0].why.contains("without quotation marks"));
    let partly = article(
        "d",
        &["The harbour opens again when the last barge has been lifted, the mayor said."],
    );
    let found = compare(&[&a, &partly]);
    assert!(of_kind(&found, FindingKind::Quote).is_empty());
}

#[test]
fn a_fact_that_one_article_alone_has_is_told() {
    let mut a = article(
        "a",
        &[
            "A fire on the freighter Orla off Velmora forced 48 sailors into lifeboats on Monday.",
            "The ship carried fireworks that customs officers had declared unsafe in Karsk last autumn.",
        ],
    );
    let karsk = find(&a, "Karsk");
    a.mentions.push(Mention {
        start: karsk.start,
        end: karsk.end,
        kind: NameKind::Place,
        entity: "Karsk".to_string(),
        why: String::new(),
    });
    let b = article(
        "b",
        &[
            "A fire on the freighter Orla off Velmora forced 48 sailors into lifeboats on Monday, its owner said.",
        ],
    );
    let found = compare(&[&a, &b]);
    let only = of_kind(&found, FindingKind::OnlyHere);
    assert_eq!(only.len(), 1);
    assert!(
        only[0].values[0]
            .text
            .starts_with("The ship carried fireworks")
    );
    assert_eq!(only[0].values[0].article, 0);
}

#[test]
fn what_all_others_say_is_missing_in_a_long_report_but_not_in_a_note() {
    let fact = "Investigators found that the fire alarm had been switched off by a mechanic";
    let a = article("a", &[&format!("{fact} in June.")]);
    let b = article("b", &[&format!("{fact}, police said.")]);
    let long =
        "Fishermen sold herring and cod at the market while children watched gulls. ".repeat(12);
    let silent = article("c", &[&long]);
    let found = compare(&[&a, &b, &silent]);
    let missing = of_kind(&found, FindingKind::Missing);
    assert_eq!(missing.len(), 1);
    assert!(missing[0].what.starts_with("not in Outlet c"));
    let note = article("d", &["Fishermen sold herring."]);
    assert!(of_kind(&compare(&[&a, &b, &note]), FindingKind::Missing).is_empty());
}

#[test]
fn copied_words_are_found_with_their_likely_source() {
    let copied = "The crane had been inspected twice this year and both times the inspectors asked for new cables to be fitted";
    let dated = |id: &str, text: &str, day: i64| {
        let mut article = article(id, &[text]);
        article.published = Some(Published {
            at: format!("2031-05-{day:02}T00:00:00Z"),
            seconds: day * 86_400,
            day_only: true,
            from: DateSource::Field,
        });
        article
    };
    let a = dated("a", &format!("{copied}, a report shows."), 12);
    let b = dated(
        "b",
        &format!("According to papers seen here, {copied}."),
        11,
    );
    let found = compare(&[&a, &b]);
    let reuse = of_kind(&found, FindingKind::Reuse);
    assert_eq!(reuse.len(), 1);
    assert_eq!(
        reuse[0].values[0].text.to_lowercase(),
        copied.to_lowercase()
    );
    assert!(
        reuse[0]
            .why
            .contains("likely source is the earlier, Outlet b"),
        "{}",
        reuse[0].why
    );
}

#[test]
fn the_findings_are_the_same_whichever_article_is_named_first() {
    let (a, b) = fires("52", 52.0, Modifier::Exact);
    let mut c = article(
        "c",
        &[
            "More than 40 sailors of the Orla, a freighter that burnt off Velmora, reached the shore.",
        ],
    );
    figure(&mut c, "More than 40", 40.0, "sailors", Modifier::MoreThan);
    let told = |articles: [&Article; 3]| -> Vec<String> {
        let found = compare(&articles);
        found
            .findings
            .iter()
            .map(|finding| {
                let mut values: Vec<String> = finding
                    .values
                    .iter()
                    .map(|v| format!("{}:{}", articles[v.article].id, v.text))
                    .collect();
                values.sort();
                format!(
                    "{:?} {:?} {} {values:?}",
                    finding.kind, finding.verdict, finding.what
                )
            })
            .collect()
    };
    let first = told([&a, &b, &c]);
    assert!(!first.is_empty());
    for named in [
        [&a, &c, &b],
        [&b, &a, &c],
        [&b, &c, &a],
        [&c, &a, &b],
        [&c, &b, &a],
    ] {
        assert_eq!(told(named), first);
    }
}

#[test]
fn nothing_and_one_are_no_trouble() {
    assert_eq!(compare(&[]), Comparison::default());
    let (a, _) = fires("48", 48.0, Modifier::Exact);
    assert_eq!(compare(&[&a]).rows.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn every_value_is_cut_from_the_body_it_names(texts in prop::collection::vec("([a-dA-D0-9]{1,5}[ .“”,]{1,2}|\\PC){0,60}", 2..5)) {
        let articles: Vec<Article> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| {
                let draft = Draft { paragraphs: vec![text.clone()], ..Draft::default() };
                analyse(draft, at.to_string())
            })
            .collect();
        let named: Vec<&Article> = articles.iter().collect();
        let entities = Entities::by_rule(&named);
        let found = compare_named(&named, &entities);
        for finding in &found.findings {
            for value in &finding.values {
                prop_assert_eq!(articles[value.article].text(value.span()), value.text.as_str());
            }
        }
        for row in &found.rows {
            for (article, marks) in named.iter().zip(marks(&named, &entities, row)) {
                for pair in marks.windows(2) {
                    prop_assert!(pair[0].span.end <= pair[1].span.start);
                }
                prop_assert!(marks.iter().all(|mark| article.body.get(mark.span.start..mark.span.end).is_some()));
            }
        }
    }
}
