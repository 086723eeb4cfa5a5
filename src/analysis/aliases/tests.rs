//! Tests of the whole: from uses to clusters.

use super::*;
use crate::model::DecisionKind;

fn one(article: u32, name: &str, kind: NameKind) -> NameUse {
    NameUse {
        article,
        name: name.to_string(),
        kind,
        mentions: 1,
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
        why[0].contains("Kolosova") && why[0].contains("Kalasava") && why[0].contains("klsv")
            || why[0].contains("clsv"),
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
    assert_eq!(join(&[], &[]), Joined::default());
}

#[test]
fn same_name_gives_both_spellings() {
    let why = same_name("Maria Kolosova", "Maryia Kalasava", NameKind::Person);
    assert!(why.is_some_and(|why| why.starts_with("\"Maria Kolosova\" and \"Maryia Kalasava\": ")));
    assert_eq!(same_name("", "x", NameKind::Place), None);
}

fn decision(kind: DecisionKind, one: &str, two: &str) -> Decision {
    Decision {
        id: 0,
        kind,
        one: one.to_string(),
        two: two.to_string(),
        created: "2026-03-01T10:00:00Z".to_string(),
    }
}

/// The cluster of each use, and all clusters.
fn under(uses: &[NameUse], decisions: &[Decision]) -> (Vec<usize>, Vec<Cluster>) {
    let joined = join(uses, decisions);
    (joined.of_use, joined.clusters)
}

#[test]
fn a_merge_joins_what_no_rule_does_and_says_when() {
    let uses = people(&[(0, "Ada Lund"), (1, "Mira Venn"), (2, "A. Lund")]);
    let merge = decision(DecisionKind::Merge, "Ada Lund", "Mira Venn");
    let (of, clusters) = under(&uses, std::slice::from_ref(&merge));
    assert!(of[0] == of[1] && of[1] == of[2], "{clusters:?}");
    let why = &clusters[of[0]].why;
    assert!(
        why.contains(&"\"Ada Lund\" and \"Mira Venn\": you decided so on 2026-03-01".to_string()),
        "{why:?}"
    );
    assert_eq!(why.len(), 2, "the rule's reason stays: {why:?}");
}

#[test]
fn spellings_told_apart_leave_with_those_nearest_to_them() {
    let uses = people(&[
        (0, "Maria Kolosova"),
        (1, "Maria Kolosova"),
        (2, "Maryia Kalasava"),
        (3, "Maryja Kalasava"),
        (4, "Marija Kolosova"),
    ]);
    let (of, _) = under(&uses, &[]);
    assert!(of.iter().all(|&cluster| cluster == of[0]));
    for kind in [DecisionKind::NotSame, DecisionKind::Split] {
        let apart = decision(kind, "Maryia Kalasava", "Maria Kolosova");
        let (of, clusters) = under(&uses, std::slice::from_ref(&apart));
        assert_eq!((of[0], of[2]), (of[4], of[3]), "{clusters:?}");
        assert_ne!(of[0], of[2]);
        for cluster in [of[0], of[2]] {
            let why = &clusters[cluster].why;
            assert!(why.iter().any(|line| line.contains("is not")), "{why:?}");
        }
        let later = [
            apart,
            decision(DecisionKind::Merge, "Maria Kolosova", "Maryia Kalasava"),
        ];
        let (of, _) = under(&uses, &later);
        assert_eq!(of[0], of[2], "the later decision holds");
    }
}

#[test]
fn a_merge_means_every_use_of_a_surname_and_leaves_its_bearers_apart() {
    let mut uses = people(&[(0, "Tomas Venn"), (1, "Venn"), (2, "Ada Venn"), (3, "Venn")]);
    uses.extend([0, 1].map(|article| one(article, "Port Arn", NameKind::Place)));
    let (of, _) = under(&uses, &[]);
    assert!(of[0] != of[2]);
    let merge = decision(DecisionKind::Merge, "Venn", "Ada Venn");
    let (of, _) = under(&uses, &[merge]);
    assert!(of[1] == of[2] && of[3] == of[2] && of[0] != of[2], "{of:?}");
}

#[test]
fn a_merge_does_not_bring_together_what_was_told_apart() {
    let uses = people(&[
        (0, "Maria Kolosova"),
        (1, "Maryia Kalasava"),
        (2, "Ada Lund"),
    ]);
    let decisions = [
        decision(DecisionKind::Merge, "Ada Lund", "Maria Kolosova"),
        decision(DecisionKind::NotSame, "Ada Lund", "Maryia Kalasava"),
    ];
    let (of, _) = under(&uses, &decisions);
    assert_eq!(of[0], of[2]);
    assert_ne!(of[1], of[2]);
}

#[test]
fn an_entity_is_shown_as_the_reader_wants_and_known_by_that_name() {
    let mut uses = people(&[
        (0, "Maria Kolosova"),
        (1, "Maryia Kalasava"),
        (2, "Mira Venn"),
    ]);
    uses.push(one(3, "Nordvia", NameKind::Place));
    let decisions = [
        decision(DecisionKind::Rename, "Maryia Kalasava", "Maria Kalesnikava"),
        decision(DecisionKind::Merge, "Maria Kalesnikava", "Mira Venn"),
        decision(DecisionKind::Retype, "Nordvia", "organisation"),
    ];
    let (of, clusters) = under(&uses, &decisions);
    assert!(of[0] == of[1] && of[1] == of[2], "{clusters:?}");
    assert_eq!(clusters[of[0]].name, "Maria Kalesnikava");
    assert_eq!(clusters[of[3]].kind, NameKind::Organisation);
    assert_eq!(clusters[of[3]].name, "Nordvia");
}

#[test]
fn what_was_given_a_type_has_no_namesake_of_another() {
    let uses = [
        one(0, "Nordvia", NameKind::Place),
        one(1, "Nordvia", NameKind::Organisation),
        one(2, "Nordvia", NameKind::Person),
    ];
    let retype = decision(DecisionKind::Retype, "Nordvia", "organisation");
    let (_, clusters) = under(&uses, &[retype]);
    assert_eq!(clusters.len(), 1, "{clusters:?}");
    assert_eq!(clusters[0].kind, NameKind::Organisation);
}

#[test]
fn decisions_about_names_that_do_not_occur_change_nothing() {
    let uses = people(&[(0, "Maria Kolosova"), (1, "Maryia Kalasava")]);
    let decisions = [
        decision(DecisionKind::Merge, "x", "y"),
        decision(DecisionKind::NotSame, "Maria Kolosova", "y"),
        decision(DecisionKind::Retype, "y", "nonsense"),
        decision(DecisionKind::Rename, "", "y"),
    ];
    let (of, clusters) = under(&uses, &decisions);
    assert_eq!(of[0], of[1], "{clusters:?}");
}

#[test]
fn near_misses_are_suggested_until_the_reader_decides() {
    let mut uses = people(&[
        (0, "Ada Lund"),
        (1, "Astrid Lund"),
        (9, "Ada Lund"),
        (10, "Astrid Lund"),
        (2, "A. Lund"),
        (3, "Lund"),
        (4, "Mira Hansen"),
        (5, "Mira Hanson"),
    ]);
    uses.push(one(6, "Harbour Workers Union", NameKind::Organisation));
    uses.push(one(7, "Home Writers Union", NameKind::Organisation));
    uses.push(one(8, "HWU", NameKind::Organisation));
    let pairs = |decisions: &[Decision]| -> Vec<(String, String)> {
        let suggested = join_and_suggest(&uses, decisions).suggestions;
        suggested
            .into_iter()
            .map(|one| (one.one, one.two))
            .collect()
    };
    let found = pairs(&[]);
    for (one, two) in [
        ("A. Lund", "Ada Lund"),
        ("A. Lund", "Astrid Lund"),
        ("Ada Lund", "Lund"),
        ("Mira Hansen", "Mira Hanson"),
        ("HWU", "Harbour Workers Union"),
        ("HWU", "Home Writers Union"),
    ] {
        let pair = |a: &str, b: &str| found.contains(&(a.to_string(), b.to_string()));
        assert!(pair(one, two) || pair(two, one), "{one} {two} {found:?}");
    }
    assert!(
        !found
            .iter()
            .any(|(one, two)| one == "Ada Lund" && two == "Astrid Lund")
    );
    let decided = [
        decision(DecisionKind::NotSame, "Mira Hansen", "Mira Hanson"),
        decision(DecisionKind::Merge, "HWU", "Harbour Workers Union"),
    ];
    let later = pairs(&decided);
    let speaks = |of: &str| later.iter().any(|(one, two)| one == of || two == of);
    assert!(!speaks("Mira Hansen") && !speaks("HWU"), "{later:?}");
    assert!(join(&uses, &[]).suggestions.is_empty());
}

proptest::proptest! {
    #[test]
    fn the_order_of_uses_does_not_matter(
        list in proptest::collection::vec((0u32..4, "(Ada|Bo|A\\.|)( ?)(Lund|Lunda|Venn|EU|)", 0usize..3), 0..14),
        turn in 0usize..14,
    ) {
        let uses: Vec<NameUse> = list
            .iter()
            .map(|(article, name, kind)| one(*article, name, NameKind::ALL[*kind]))
            .collect();
        let mut turned = uses.clone();
        turned.rotate_left(turn.min(uses.len()));
        turned.reverse();
        let mut sorted: Vec<(NameUse, String)> = uses.iter().cloned().zip(joined(&uses)).collect();
        let mut other: Vec<(NameUse, String)> = turned.iter().cloned().zip(joined(&turned)).collect();
        let key = |pair: &(NameUse, String)| (pair.0.article, pair.0.name.clone(), pair.0.kind, pair.1.clone());
        sorted.sort_by_key(key);
        other.sort_by_key(key);
        assert_eq!(sorted, other);
    }

    #[test]
    fn what_was_decided_holds(
        list in proptest::collection::vec((0u32..5, "(Ada|Bo|A\\.|)( ?)(Lund|Lunda|Venn|EU)", 0usize..3), 0..14),
        wishes in proptest::collection::vec((0usize..5, 0usize..14, 0usize..14), 0..8),
        turn in 0usize..14,
    ) {
        let uses: Vec<NameUse> = list
            .iter()
            .map(|(article, name, kind)| one(*article, name.trim(), NameKind::ALL[*kind]))
            .collect();
        let spelling = |at: usize| uses.get(at).map_or("Elsewhere", |one| one.name.as_str());
        let decisions: Vec<Decision> = wishes
            .iter()
            .map(|&(kind, a, b)| decision(DecisionKind::ALL[kind], spelling(a), spelling(b)))
            .collect();
        let mut turned = uses.clone();
        turned.rotate_left(turn.min(uses.len()));
        turned.reverse();
        let told = |uses: &[NameUse]| {
            let (of, clusters) = under(uses, &decisions);
            let mut all: Vec<_> = uses
                .iter()
                .zip(&of)
                .map(|(one, &of)| {
                    let cluster = &clusters[of];
                    (one.article, one.name.clone(), one.kind, cluster.name.clone(), cluster.why.clone())
                })
                .collect();
            all.sort();
            all
        };
        assert_eq!(told(&uses), told(&turned));
        assert_eq!(
            join_and_suggest(&uses, &decisions).suggestions,
            join_and_suggest(&turned, &decisions).suggestions
        );
        let (of, clusters) = under(&uses, &decisions);
        let clusters_of = |text: &str| -> std::collections::BTreeSet<usize> {
            let own = uses.iter().zip(&of).filter(|(one, _)| one.name == text);
            own.map(|(_, &cluster)| cluster).collect()
        };
        let verdicts = verdicts::Verdicts::of(&decisions);
        for told in &verdicts.merges {
            let (a, b) = (clusters_of(&told.decision.one), clusters_of(&told.decision.two));
            assert!(a.is_empty() || b.is_empty() || !a.is_disjoint(&b), "{told:?} {clusters:?}");
        }
        for told in &verdicts.partings {
            let (a, b) = (clusters_of(&told.decision.one), clusters_of(&told.decision.two));
            assert!(a.is_disjoint(&b), "{told:?} {clusters:?}");
        }
        // the last word is the reader's
        if let Some(last) = decisions.last() && last.one != last.two {
            let (a, b) = (clusters_of(&last.one), clusters_of(&last.two));
            match last.kind {
                DecisionKind::Merge => assert!(a.is_empty() || b.is_empty() || !a.is_disjoint(&b)),
                DecisionKind::NotSame | DecisionKind::Split => assert!(a.is_disjoint(&b)),
                _ => {}
            }
        }
    }
}
