//! Names joined under what the reader decided, and near misses.

use super::*;
use crate::model::DecisionKind;

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
fn what_an_article_lent_goes_back_to_its_name() {
    let organisation = |article: u32, name: &str| NameUse {
        article,
        name: name.to_string(),
        kind: NameKind::Organisation,
        mentions: 1,
        apart: Apart::No,
    };
    let uses = [
        organisation(0, "Harbour Workers Union"),
        organisation(0, "HWU"),
        organisation(1, "HWU"),
        organisation(2, "HWU"),
        organisation(3, "Hill Walkers Union"),
    ];
    let (of, clusters) = under(&uses, &[]);
    assert_eq!(of[0], of[1], "{clusters:?}");
    assert_ne!(of[1], of[2]);
    let apart = decision(DecisionKind::NotSame, "HWU", "Harbour Workers Union");
    let (of, parted) = under(&uses, &[apart]);
    assert_ne!(of[0], of[1]);
    assert!(of[1] == of[2] && of[2] == of[3], "{parted:?}");
    assert_eq!(parted.len(), clusters.len(), "the list grew no longer");
    let stranger = decision(DecisionKind::NotSame, "HWU", "Hill Walkers Union");
    assert_eq!(under(&uses, &[stranger]).1.len(), clusters.len());
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

#[test]
fn a_merge_keeps_the_name_mentioned_more_or_the_fuller_one() {
    use NameKind::{Organisation, Person};
    let used = |article: u32, name: &str, kind: NameKind, mentions: u32| NameUse {
        mentions,
        ..one(article, name, kind)
    };
    let shown = |uses: &[NameUse], one: &str, two: &str| {
        let (of, clusters) = under(uses, &[decision(DecisionKind::Merge, one, two)]);
        clusters[of[0]].name.clone()
    };
    for (uses, kept) in [
        // what an article calls it in short is not what the rarer one is called
        (
            vec![
                used(0, "Nordvia University", Organisation, 5),
                used(0, "Nordvia", Organisation, 9),
                used(1, "Nordvia University", Organisation, 1),
                used(7, "Nordvia", Organisation, 1),
            ],
            "Nordvia University",
        ),
        (
            vec![
                used(0, "Ada Lund", Person, 3),
                used(1, "Mira Venn", Person, 8),
            ],
            "Mira Venn",
        ),
        (
            vec![used(0, "Ada Lund", Person, 3), used(1, "Venn", Person, 8)],
            "Ada Lund",
        ),
        (
            vec![
                used(0, "Harbour Board", Organisation, 2),
                used(1, "NPX", Organisation, 8),
            ],
            "Harbour Board",
        ),
    ] {
        let (one, two) = (&uses[0].name.clone(), &uses[uses.len() - 1].name.clone());
        for (one, two) in [(one, two), (two, one)] {
            assert_eq!(shown(&uses, one, two), kept, "{uses:?}");
        }
    }
}

#[test]
fn a_pair_of_names_is_suggested_once() {
    // three who are called so, each beside others
    let mut uses = people(&[
        (0, "Bo Lund"),
        (0, "Lund"),
        (1, "Bo Lund"),
        (2, "Lund"),
        (3, "LUND"),
        (4, "Lund"),
    ]);
    uses.push(one(5, "Lund", NameKind::Person));
    let joined = join_and_suggest(&uses, &[]);
    let mut pairs: Vec<(String, String)> = joined
        .suggestions
        .iter()
        .map(|pair| {
            (
                pair.one.clone().min(pair.two.clone()),
                pair.one.clone().max(pair.two.clone()),
            )
        })
        .collect();
    let count = pairs.len();
    pairs.sort();
    pairs.dedup();
    assert_eq!(pairs.len(), count, "{:?}", joined.suggestions);
}
