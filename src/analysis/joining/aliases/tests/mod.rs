//! Tests of the whole: from uses to clusters.

mod decided;

use super::*;
use crate::analysis::reading::names::Apart;

fn one(article: u32, name: &str, kind: NameKind) -> NameUse {
    NameUse {
        article,
        name: name.to_string(),
        kind,
        mentions: 1,
        apart: Apart::No,
    }
}

fn people(list: &[(u32, &str)]) -> Vec<NameUse> {
    list.iter()
        .map(|&(article, name)| one(article, name, NameKind::Person))
        .collect()
}

/// The name of the cluster of each use.
fn joined(uses: &[NameUse]) -> Vec<String> {
    let Joined {
        clusters, of_use, ..
    } = join(uses, &[]);
    of_use
        .iter()
        .map(|&cluster| clusters[cluster].name.clone())
        .collect()
}

#[test]
fn spellings_of_one_person_are_one_with_a_reason() {
    let uses = people(&[
        (0, "Maria Kolosova"),
        (1, "Maryia Kalasava"),
        (0, "Ada Lund"),
    ]);
    let Joined {
        clusters, of_use, ..
    } = join(&uses, &[]);
    assert_eq!(of_use[0], of_use[1]);
    assert_ne!(of_use[0], of_use[2]);
    let why = &clusters[of_use[0]].why;
    assert_eq!(why.len(), 1, "{why:?}");
    assert!(
        why[0].contains("Kolosova")
            && why[0].contains("Kalasava")
            && why[0].contains("sounds alike"),
        "{why:?}"
    );
}

#[test]
fn a_family_is_not_one_person() {
    let uses = people(&[
        (0, "Viktor Gromov"),
        (0, "Eduard Gromov"),
        (1, "Viktar Hromau"),
        (1, "Sviatlana Hromava"),
        (2, "Gromov"),
    ]);
    let Joined { of_use, .. } = join(&uses, &[]);
    assert_eq!(of_use[0], of_use[2]);
    assert_ne!(of_use[0], of_use[1]);
    assert_ne!(of_use[0], of_use[3]);
    assert!(of_use[4] != of_use[0] && of_use[4] != of_use[1]);
}

#[test]
fn a_surname_alone_joins_its_only_bearer_in_like_articles() {
    let mut uses = people(&[(0, "Tomas Venn"), (1, "Venn"), (2, "Venn")]);
    uses.push(one(0, "Port Arn", NameKind::Place));
    uses.push(one(1, "Port Arn", NameKind::Place));
    let Joined { of_use, .. } = join(&uses, &[]);
    assert_eq!(of_use[0], of_use[1]);
    assert_ne!(of_use[0], of_use[2], "article 2 shares nothing");
}

#[test]
fn a_surname_that_everybody_knows_is_that_of_its_best_known_bearer() {
    let mut uses = people(&[
        (20, "Ada Venn"),
        (20, "Venn"),
        (21, "Venn"),
        (22, "Venn Jr."),
    ]);
    uses.extend((0..6).map(|article| one(article, "Tomas Venn", NameKind::Person)));
    uses.extend(people(&[(5, "Tomas Venn Jr.")]));
    let found = joined(&uses);
    assert_eq!(found[1], "Tomas Venn", "beside another bearer");
    assert_eq!(found[2], "Tomas Venn");
    assert_eq!(
        (found[3].as_str(), found[4].as_str()),
        ("Venn Jr.", "Tomas Venn")
    );
    assert_eq!(found.last().map(String::as_str), Some("Tomas Venn Jr."));
}

#[test]
fn a_place_of_the_gazetteer_is_one_and_capitals_do_not_matter() {
    let uses = [
        one(0, "Norway", NameKind::Place),
        one(1, "Norway", NameKind::Organisation),
        one(2, "NORWAY", NameKind::Organisation),
    ];
    let Joined {
        clusters, of_use, ..
    } = join(&uses, &[]);
    assert!(
        of_use
            .iter()
            .all(|&cluster| clusters[cluster].kind == NameKind::Place)
    );
    assert_eq!(clusters.len(), 1);
}

#[test]
fn countries_have_several_names_and_us_is_a_word() {
    let place = |article, name| one(article, name, NameKind::Place);
    let uses = [
        place(0, "U.S."),
        place(1, "United States"),
        place(2, "US"),
        place(3, "us"),
        place(4, "Niger"),
        place(5, "Nigeria"),
    ];
    let Joined { of_use, .. } = join(&uses, &[]);
    assert!(of_use[0] == of_use[1] && of_use[1] == of_use[2]);
    assert_ne!(of_use[3], of_use[0]);
    assert_ne!(of_use[4], of_use[5]);
}

#[test]
fn a_name_of_two_kinds_is_of_the_kind_that_prevails() {
    let mut uses = vec![one(0, "Nordvia", NameKind::Place)];
    uses.extend((1..5).map(|article| one(article, "Nordvia", NameKind::Organisation)));
    let Joined {
        clusters, of_use, ..
    } = join(&uses, &[]);
    assert_eq!(of_use[0], of_use[1]);
    assert_eq!(clusters[of_use[0]].kind, NameKind::Organisation);
}

#[test]
fn no_uses_no_clusters() {
    assert_eq!(join::<String>(&[], &[]), Joined::default());
}

#[test]
fn same_name_gives_both_spellings() {
    let why = same_name("Maria Kolosova", "Maryia Kalasava", NameKind::Person);
    assert!(why.is_some_and(|why| why.starts_with("\"Maria Kolosova\" and \"Maryia Kalasava\": ")));
    assert_eq!(same_name("", "x", NameKind::Place), None);
}

#[test]
fn a_surname_is_not_the_one_whom_its_article_tells_from_it() {
    let uses = |apart: Apart, others: u32| {
        let mut uses = people(&[(0, "Ada Lund"), (0, "Venn"), (1, "Ada Lund"), (1, "Venn")]);
        for article in 0..others {
            uses.push(one(10 + article, "Bo Lund", NameKind::Person));
            uses.push(one(10 + article, "Venn", NameKind::Person));
        }
        uses.push(NameUse {
            apart,
            ..one(0, "Lund", NameKind::Person)
        });
        joined(&uses).pop().unwrap()
    };
    assert_eq!(uses(Apart::No, 0), "Ada Lund");
    assert_eq!(uses(Apart::Hardly, 0), "Lund");
    assert_eq!(uses(Apart::Yes, 0), "Lund");
    // whom everybody knows may be meant where nobody else can
    assert_eq!(uses(Apart::Yes, 12), "Bo Lund");
}

#[test]
fn a_name_in_capitals_is_shown_where_there_is_no_other() {
    let uses = people(&[
        (0, "ADA LUND"),
        (1, "ADA LUND"),
        (2, "Ada Lund"),
        (3, "MIA VENN"),
    ]);
    assert_eq!(
        joined(&uses),
        ["Ada Lund", "Ada Lund", "Ada Lund", "MIA VENN"]
    );
}
