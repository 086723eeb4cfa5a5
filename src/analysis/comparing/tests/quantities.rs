//! Comparisons of small invented articles: which figures are of one quantity, and what a quotation leaves out.

use super::*;

#[test]
fn an_estimate_contradicts_no_bound_that_lies_near_it() {
    let mut a = article(
        "a",
        &["More than 2,200 stranded sailors remain in the port, unions say."],
    );
    figure(
        &mut a,
        "More than 2,200",
        2200.0,
        "stranded sailors",
        Modifier::MoreThan,
    );
    let mut b = article(
        "b",
        &["The mayor spoke for the estimated 1,900 stranded sailors remaining in the port."],
    );
    figure(
        &mut b,
        "estimated 1,900",
        1900.0,
        "stranded sailors",
        Modifier::About,
    );
    assert!(of_kind(&compare(&[&a, &b]), FindingKind::Figure).is_empty());
}

#[test]
fn a_number_that_another_article_has_too_is_nobodys_own() {
    let mut a = article(
        "a",
        &["The crane weighs 310 tonnes and was built in Karsk."],
    );
    figure(&mut a, "310", 310.0, "tonnes", Modifier::Exact);
    let b = article(
        "b",
        &["Children fed gulls. Its weight, 310 tonnes, was too much for the pier."],
    );
    let c = article(
        "c",
        &["Children fed gulls. Its weight, 3,100 tonnes, was too much for the pier."],
    );
    assert!(of_kind(&compare(&[&a, &b]), FindingKind::Figure).is_empty());
    let found = compare(&[&a, &c]);
    assert_eq!(
        of_kind(&found, FindingKind::Figure)[0].verdict,
        Verdict::OneOnly
    );
}

#[test]
fn parts_that_do_not_make_the_total_are_told_inside_one_article() {
    let mut a = article(
        "a",
        &[
            "The officials of the Icelandic coast counted 61 rescued people.",
            "The port of Velmora was calm.",
            "Boats from Iceland brought nine Danes and 48 Swedes ashore at night.",
        ],
    );
    figure(&mut a, "61", 61.0, "rescued people", Modifier::Exact);
    figure(&mut a, "nine", 9.0, "Danes", Modifier::Exact);
    figure(&mut a, "48", 48.0, "Swedes", Modifier::Exact);
    let b = article("b", &["Fishermen sold herring."]);
    let found = compare(&[&a, &b]);
    let figures = of_kind(&found, FindingKind::Figure);
    assert_eq!(figures[0].verdict, Verdict::Differs);
    assert!(
        figures[0].why.contains("nine + 48 = 57"),
        "{}",
        figures[0].why
    );
}

#[test]
fn a_quotation_in_two_pieces_is_whole_and_what_is_cut_is_shown() {
    let first = "We will open the harbour again when the last barge has been lifted";
    let second = "Nobody needs to fear for the herring market";
    let mut a = article("a", &[&format!("“{first}. {second},” said the mayor.")]);
    quote(&mut a, &format!("{first}. {second}"), Some("Ilse Brandt"));
    let mut b = article("b", &[&format!("“{first},” said the mayor. “{second}.”")]);
    quote(&mut b, first, Some("Ilse Brandt"));
    quote(&mut b, second, Some("Ilse Brandt"));
    let found = compare(&[&a, &b]);
    assert_eq!(
        of_kind(&found, FindingKind::Quote)[0].verdict,
        Verdict::Same
    );
    let mut c = article("c", &[&format!("“{first},” said the mayor.")]);
    quote(&mut c, first, Some("Ilse Brandt"));
    let found = compare(&[&a, &c]);
    let cut = of_kind(&found, FindingKind::Quote)[0];
    assert_eq!(cut.verdict, Verdict::Cut);
    assert!(cut.why.contains(second), "{}", cut.why);
}

#[test]
fn words_of_grammar_alone_make_no_two_wordings_of_one_utterance() {
    let mut a = article(
        "a",
        &["“It may be by boat, but one way or the other we will get there,” said Brandt."],
    );
    quote(
        &mut a,
        "It may be by boat, but one way or the other we will get there",
        Some("Ilse Brandt"),
    );
    let mut b = article(
        "b",
        &["“It is lost one way or the other,” said Brandt of the crane."],
    );
    quote(
        &mut b,
        "It is lost one way or the other",
        Some("Ilse Brandt"),
    );
    let found = compare(&[&a, &b]);
    assert!(
        of_kind(&found, FindingKind::Quote)
            .iter()
            .all(|f| f.verdict == Verdict::OneOnly)
    );
}

#[test]
fn a_part_and_its_whole_and_figures_of_other_days_do_not_differ() {
    let (one, other) = (
        "Fire closed the six bridges of Velmora, the mayor Ilse Brandt said.",
        "Fire closed six of Velmora’s eight bridges, the mayor Ilse Brandt said.",
    );
    let mut a = article("a", &[one]);
    figure(&mut a, "six", 6.0, "bridges", Modifier::Exact);
    let mut b = article("b", &[other]);
    figure(&mut b, "eight", 8.0, "bridges", Modifier::Exact);
    let differs = |found: &Comparison| found.findings.iter().any(|f| f.verdict == Verdict::Differs);
    assert!(!differs(&compare(&[&a, &b])));
    let mut c = article(
        "c",
        &["The index of Velmora shares fell by 414 points on Friday."],
    );
    figure(&mut c, "414", 414.0, "points", Modifier::Exact);
    let mut d = article(
        "d",
        &["The index of Velmora shares fell by 502 points on Thursday."],
    );
    figure(&mut d, "502", 502.0, "points", Modifier::Exact);
    let found = compare(&[&c, &d]);
    assert!(
        !of_kind(&found, FindingKind::Figure)
            .iter()
            .any(|f| f.verdict == Verdict::Differs)
    );
}

#[test]
fn counts_of_one_outcome_differ_and_those_of_another_do_not() {
    let mut a = article(
        "a",
        &["The fire on the freighter Orla off Velmora killed 50 people and hurt dozens."],
    );
    figure(&mut a, "50", 50.0, "people", Modifier::Exact);
    let verdict = |text: &str, count: &str, of: &str| {
        let mut b = article("b", &[text]);
        let value = count.parse().unwrap_or_default();
        figure(&mut b, count, value, of, Modifier::Exact);
        let found = compare(&[&a, &b]);
        let figures = of_kind(&found, FindingKind::Figure);
        figures.iter().any(|f| f.verdict == Verdict::Differs)
    };
    let dead = "The fire on the freighter Orla off Velmora left 49 passengers dead.";
    assert!(verdict(dead, "49", "passengers"));
    let hurt = "The fire on the freighter Orla off Velmora injured 49 passengers.";
    assert!(!verdict(hurt, "49", "passengers"));
}

fn measure(article: &mut Article, text: &str, value: f64, unit: &str, of: &str) {
    figure(article, text, value, of, Modifier::Exact);
    if let Some(figure) = article.figures.last_mut() {
        figure.unit = unit.into();
    }
}

#[test]
fn the_length_of_one_report_differs() {
    let mut a = article(
        "a",
        &["The 312-page report on the harbour fire of Velmora blames the owner of the crane."],
    );
    measure(&mut a, "312-page", 312.0, "pages", "report");
    let mut b = article(
        "b",
        &["The report on the harbour fire of Velmora fills 321 pages and blames the owner."],
    );
    measure(&mut b, "321 pages", 321.0, "pages", "");
    let found = compare(&[&a, &b]);
    let figures = of_kind(&found, FindingKind::Figure);
    assert_eq!(figures[0].verdict, Verdict::Differs);
    assert_eq!(
        figures[0].what,
        "The report on the harbour fire of Velmora fills 321 pages and blames the owner."
    );
}

#[test]
fn a_count_of_the_dead_grows_from_day_to_day() {
    let told = |id: &str, count: &str, day: &str| {
        let text = format!("The fire on the freighter Orla off Velmora killed {count} sailors.");
        let mut one = article(id, &[&text]);
        let value = count.parse().unwrap_or_default();
        figure(&mut one, count, value, "sailors", Modifier::Exact);
        one.published = Some(Published {
            at: format!("{day}T00:00:00Z"),
            seconds: 0,
            day_only: true,
            from: DateSource::Field,
        });
        one
    };
    let verdict = |a: &Article, b: &Article| {
        let found = compare(&[a, b]);
        let figures = of_kind(&found, FindingKind::Figure);
        (
            figures[0].verdict,
            figures[0].what.clone(),
            figures[0].why.clone(),
        )
    };
    let first = told("a", "41", "2030-05-04");
    let (judged, what, why) = verdict(&first, &told("b", "52", "2030-05-06"));
    assert_eq!(
        (judged, what.as_str()),
        (Verdict::Compatible, "sailors killed")
    );
    assert!(why.contains("41 (2030-05-04), 52 (2030-05-06)"), "{why}");
    let (judged, ..) = verdict(&first, &told("b", "52", "2030-05-04"));
    assert_eq!(judged, Verdict::Differs);
    let (judged, ..) = verdict(&first, &told("b", "37", "2030-05-06"));
    assert_eq!(judged, Verdict::Differs);
}

#[test]
fn a_figure_that_another_article_rounds_or_bounds_is_nobodys_own() {
    let mut a = article(
        "a",
        &["About 6,200 of the herring boats of Velmora stayed at home."],
    );
    figure(&mut a, "6,200", 6200.0, "herring boats", Modifier::Exact);
    let b = article(
        "b",
        &["Gulls cried. Some six thousand, more or less, said the mayor."],
    );
    assert!(of_kind(&compare(&[&a, &b]), FindingKind::Figure).is_empty());
}

#[test]
fn what_goes_up_is_not_what_goes_down() {
    let mut a = article("a", &["The index of Velmora gained 1.7 percent on Friday."]);
    measure(&mut a, "1.7 percent", 1.7, "percent", "");
    let mut b = article("b", &["The index of Velmora lost 1.7 percent on Friday."]);
    measure(&mut b, "1.7 percent", 1.7, "percent", "");
    let found = compare(&[&a, &b]);
    assert!(
        of_kind(&found, FindingKind::Figure)
            .iter()
            .all(|finding| finding.verdict == Verdict::OneOnly)
    );
}

#[test]
fn parts_of_any_kind_that_add_up_are_put_beside_their_sum() {
    let mut a = article(
        "a",
        &["The port list of Velmora names 118 fishing boats and 94 barges from Karsk."],
    );
    figure(&mut a, "118", 118.0, "fishing boats", Modifier::Exact);
    figure(&mut a, "94", 94.0, "barges", Modifier::Exact);
    let mut b = article(
        "b",
        &["On the port list of Velmora stand 212 vessels from Karsk."],
    );
    figure(&mut b, "212", 212.0, "vessels", Modifier::Exact);
    let found = compare(&[&a, &b]);
    let figures = of_kind(&found, FindingKind::Figure);
    assert_eq!(figures[0].verdict, Verdict::Same);
    assert!(
        figures[0].why.contains("118 + 94 = 212"),
        "{}",
        figures[0].why
    );
}

#[test]
fn the_wounded_are_not_those_at_church() {
    let mut a = article(
        "a",
        &["Brandt said the fire at the chapel of Velmora left at least 500 people wounded."],
    );
    figure(&mut a, "at least 500", 500.0, "people", Modifier::AtLeast);
    let mut b = article(
        "b",
        &["When the fire began in Velmora there were about 500 people at the Mass in the chapel."],
    );
    figure(&mut b, "about 500", 500.0, "people", Modifier::About);
    let found = compare(&[&a, &b]);
    let figures = of_kind(&found, FindingKind::Figure);
    assert!(figures.iter().all(|finding| finding.values.len() == 1));
}

#[test]
fn a_sum_to_the_cent_and_the_same_rounded_stand_on_one_row() {
    let mut a = article(
        "a",
        &["She signed a paper of silence that included a settlement of $31,222.75."],
    );
    measure(&mut a, "$31,222.75", 31_222.75, "USD", "");
    let mut b = article(
        "b",
        &["The paper of silence was signed in exchange for a roughly $31,000 settlement."],
    );
    measure(&mut b, "roughly $31,000", 31_000.0, "USD", "settlement");
    b.figures[0].modifier = Modifier::About;
    let found = compare(&[&a, &b]);
    let figures = of_kind(&found, FindingKind::Figure);
    assert_eq!(figures[0].verdict, Verdict::Compatible);
    assert_eq!(figures[0].values.len(), 2);
}

#[test]
fn what_may_be_is_told_as_that() {
    let mut a = article(
        "a",
        &["A flood of the river Orla could kill as many as 1,300 people in Velmora."],
    );
    figure(
        &mut a,
        "as many as 1,300",
        1300.0,
        "people",
        Modifier::AtMost,
    );
    let b = article("b", &["Fishermen sold herring."]);
    let found = all_of(&[&a, &b]);
    let figures = of_kind(&found, FindingKind::Figure);
    assert_eq!(
        figures[0].what,
        "A flood of the river Orla could kill as many as 1,300 people in Velmora."
    );
    assert!(figures[0].why.contains("may be"), "{}", figures[0].why);
}

#[test]
fn a_figure_of_one_article_is_told_in_its_sentence() {
    let told = |text: &str| {
        let draft = |id: &str, text: &str| {
            let draft = Draft {
                outlet: Some(format!("Outlet {id}")),
                paragraphs: vec![text.to_string()],
                language: Some("en".into()),
                ..Draft::default()
            };
            analyse(draft, id.to_string())
        };
        let (one, other) = (
            draft("a", text),
            draft("b", "Ilse Brandt opened the school of Velmora."),
        );
        let found = all_of(&[&one, &other]);
        let figures = of_kind(&found, FindingKind::Figure);
        let figures = figures.iter().map(|finding| finding.what.clone());
        figures.collect::<Vec<_>>()
    };
    assert_eq!(
        told("The fund, which feeds the poor of Velmora, lost 12 percent of its value on Friday."),
        ["The fund, which feeds the poor of Velmora, lost 12 percent of its value on Friday."]
    );
    // Talk, links and what nobody is named for.
    for text in [
        "“There are 240 different ways to sink this ferry,” Ilse Brandt said.",
        "Related Why 240 ferries of the river guild sank last winter",
    ] {
        assert!(told(text).is_empty(), "{text}: {:?}", told(text));
    }
}

#[test]
fn a_list_of_names_is_no_copied_passage() {
    let list = "Aldmark, Brenning, Corva, Dunholt, Eastmere, Farrow, Glenby, Harrow, Ister, Jarrow, Kelm, Lorne and Marsk";
    let one = article(
        "a",
        &[&format!("The judge blocked the rules in {list} on Sunday.")],
    );
    let other = article("b", &[&format!("Those who sued are {list}.")]);
    let found = compare(&[&one, &other]);
    assert!(of_kind(&found, FindingKind::Reuse).is_empty());
}
