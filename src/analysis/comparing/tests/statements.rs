//! Who says a fact, who denies it or leaves it open, and what is only related.

use super::*;
use crate::model::Standing;

/// Sentences of a report that tells nothing of what is compared.
pub(super) const FILLER: &str =
    "Fishermen sold herring and cod at the market while children watched the gulls over the quay. ";

fn report(id: &str, sentence: &str) -> Article {
    article(id, &[sentence, &FILLER.repeat(9)])
}

/// An article as it is read, with the names in it.
pub(super) fn full(id: &str, paragraphs: &[&str]) -> Article {
    let draft = Draft {
        outlet: Some(format!("Outlet {id}")),
        paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
        language: Some("en".into()),
        ..Draft::default()
    };
    analyse(draft, id.to_string())
}

pub(super) fn facts(articles: &[&Article]) -> Vec<Finding> {
    let found = compare(articles).findings.into_iter();
    found
        .filter(|finding| finding.kind == FindingKind::Fact)
        .collect()
}

const MAY: &str = "The guards of the harbour prison in Velmora may have violated the treaty on captured sailors, a panel found.";
const DID_NOT: &str = "The guards of the harbour prison in Velmora did NOT violate the treaty on captured sailors, a panel found.";

#[test]
fn a_denial_is_not_counted_among_those_who_say_it() {
    let (a, b, c) = (report("a", MAY), report("b", MAY), report("c", DID_NOT));
    let told = facts(&[&a, &b, &c]);
    let fact = told.iter().find(|fact| fact.what.starts_with("The guards"));
    let fact = fact.expect("the fact is told");
    assert_eq!(fact.verdict, Verdict::Shared, "{}", fact.why);
    let otherwise: Vec<usize> = fact
        .values
        .iter()
        .filter(|value| value.otherwise)
        .map(|value| value.article)
        .collect();
    assert_eq!(otherwise, [2]);
    assert!(
        fact.why.starts_with("2 of 3 articles say it"),
        "{}",
        fact.why
    );
    assert!(
        fact.why
            .contains("Outlet c denies it or takes it back: “NOT”"),
        "{}",
        fact.why
    );
}

#[test]
fn a_row_of_a_statement_and_its_denial_is_related() {
    for other in [
        DID_NOT,
        "The guards of the harbour prison in Velmora violated the treaty on captured sailors, a panel found.",
    ] {
        let (a, b) = (report("a", MAY), report("b", other));
        let found = compare(&[&a, &b]);
        let row = found
            .rows
            .iter()
            .find(|row| row.is_shared() && row.spans[0].is_some_and(|span| span.start == 0));
        assert!(row.is_some_and(|row| row.related), "{other}");
        for fact in facts(&[&a, &b]) {
            assert!(
                !fact.what.starts_with("The guards") || fact.verdict != Verdict::Shared,
                "{}",
                fact.why
            );
        }
    }
}

#[test]
fn what_both_deny_is_said_by_both() {
    let never = "The guards of the harbour prison in Velmora never violated the treaty on captured sailors, a panel found.";
    let (a, b) = (report("a", DID_NOT), report("b", never));
    let found = compare(&[&a, &b]);
    let row = found
        .rows
        .iter()
        .find(|row| row.is_shared() && row.spans[0].is_some_and(|span| span.start == 0));
    assert!(row.is_some_and(|row| !row.related));
}

#[test]
fn two_statements_on_one_topic_are_related_and_not_said_by_several() {
    let a = report(
        "a",
        "The old ferry terminal of Velmora, built by a Karsk foundry, will be torn down in spring.",
    );
    let b = report(
        "b",
        "A choir from Karsk sang at the old ferry terminal of Velmora, where tickets cost four crowns.",
    );
    let found = compare(&[&a, &b]);
    let shared = found
        .rows
        .iter()
        .filter(|row| row.is_shared() && row.spans[0].is_some_and(|span| span.start == 0));
    assert!(shared.into_iter().all(|row| row.related));
    assert!(
        facts(&[&a, &b])
            .iter()
            .all(|fact| !fact.what.contains("terminal") || fact.verdict == Verdict::Related)
    );
}

#[test]
fn a_row_says_it_only_from_the_measured_score() {
    let said =
        "Divers lifted the wreck of the freighter Orla from the harbour of Velmora on Monday.";
    let (a, b) = (
        report("a", said),
        report("b", &format!("{said} Nobody was on board.")),
    );
    for row in compare(&[&a, &b]).rows.iter().filter(|row| row.is_shared()) {
        assert_eq!(
            row.related,
            row.score < crate::analysis::comparing::align::SAYS_IT,
            "{}",
            row.score
        );
    }
}

#[test]
fn a_sentence_that_may_be_told_elsewhere_in_other_words_is_nobodys_own() {
    let a = report(
        "a",
        "A variety of groups have pleaded with the Brandt council in recent weeks to keep the lamp programme of Velmora.",
    );
    let b = report(
        "b",
        "Traders and doctors asked the Brandt council to keep the lamp programme, which many in Velmora support.",
    );
    let only = compare(&[&a, &b]).findings;
    assert!(
        !only
            .iter()
            .any(|f| f.kind == FindingKind::OnlyHere && f.what.contains("variety of groups")),
        "{only:?}"
    );
}

#[test]
fn a_row_that_is_not_sure_enough_to_be_said_by_both_is_still_told_as_related() {
    let a = report(
        "a",
        "Mayor Brandt today signed an order related to the foster homes of Velmora.",
    );
    let b = report(
        "b",
        "Mayor Brandt on Wednesday signed an order intended to improve the foster homes, seeking to strengthen the guild of carers amid the fever.",
    );
    let found = compare(&[&a, &b]);
    let on_row = found.rows.iter().any(|row| row.is_shared());
    assert!(on_row);
    assert!(
        facts(&[&a, &b])
            .iter()
            .any(|fact| fact.what.contains("Brandt")),
        "{:?}",
        found.rows
    );
}

#[test]
fn what_a_side_clause_denies_is_said_by_both() {
    let a = report(
        "a",
        "Judge Ida Norr granted the ban on new tolls to Karsk, Arlen, Sund, Velmora and Osterby on Sunday, but she declined to lift the tolls everywhere.",
    );
    let b = report(
        "b",
        "Judge Norr granted the ban on new tolls on Sunday to Karsk, Arlen, Sund, Velmora and Osterby.",
    );
    let told = facts(&[&a, &b]);
    assert!(
        told.iter()
            .any(|fact| fact.verdict == Verdict::Shared && !fact.why.contains("denies")),
        "{told:?}"
    );
}

#[test]
fn an_article_off_a_row_is_silent_only_where_nothing_near_stands() {
    let row =
        "“This was never harbour money,” the clerk Dask told the council of Velmora on Tuesday.";
    let (a, b) = (report("a", row), report("b", row));
    let other_words = "The clerk's friend wrote that the council had other money for the fair.";
    let own = "Skaters crossed the frozen pond below the mill before breakfast. ";
    let (c, d) = (
        article("c", &[&own.repeat(2), other_words, &own.repeat(9)]),
        article("d", &[&FILLER.repeat(9)]),
    );
    let near = |articles: &[&Article], first: usize| {
        let found = compare(articles);
        let of_row =
            |row: &&Row| row.is_shared() && row.spans[first].is_some_and(|span| span.start == 0);
        let found = found.rows.iter().find(of_row).expect("the row is there");
        found.near.clone()
    };
    let told = near(&[&a, &b, &c, &d], 0);
    assert_eq!(told.len(), 4);
    assert!(told[0].is_none() && told[1].is_none(), "{told:?}");
    let there = told[2].expect("the nearest sentence is shown");
    assert_eq!(c.text(there.span), other_words);
    assert!(there.stands < Standing::NoneFound, "{there:?}");
    assert!(
        told[3].is_none_or(|near| near.stands >= Standing::NoneFound),
        "{told:?}"
    );
    // The places are those of the articles as named.
    let turned = near(&[&d, &c, &b, &a], 3);
    assert_eq!(turned.into_iter().rev().collect::<Vec<_>>(), told);
}

#[test]
fn a_cell_that_hardly_belongs_hides_no_fact_of_the_others() {
    let told = |id: &str, sentence: &str| full(id, &[sentence, &FILLER.repeat(9)]);
    let a = told(
        "a",
        "VELMORA — President Brandt today signed an executive order related to the child welfare system.",
    );
    let b = told(
        "b",
        "This week, President Brandt signed an executive order to help boys like Anton and David.",
    );
    let c = told(
        "c",
        "President Brandt on Wednesday signed an executive order intended to improve the child welfare system, seeking to strengthen ferry schools and orphanages amid the storms.",
    );
    let told = facts(&[&a, &b, &c]);
    let signed = told.iter().any(|fact| {
        let of = |article: usize| {
            fact.values
                .iter()
                .any(|value| value.article == article && value.text.contains("signed"))
        };
        of(0) && of(2)
    });
    assert!(signed, "{told:?}");
}

#[test]
fn a_surname_alone_may_be_the_one_named_in_full() {
    let a = full(
        "a",
        &[
            "President Brandt signed an order on Monday to rebuild the old harbour wall of Velmora.",
            &FILLER.repeat(9),
        ],
    );
    let b = full(
        "b",
        &[
            "President Brandt signed an order on Monday to rebuild the old harbour wall of Velmora in stone.",
            "Melia Brandt, the first lady, opened a school in Karsk.",
            &FILLER.repeat(9),
        ],
    );
    let told = facts(&[&a, &b]);
    assert!(
        told.iter()
            .any(|fact| fact.what.contains("signed an order")),
        "{told:?}"
    );
}

#[test]
fn a_headline_in_the_text_hides_no_fact() {
    let a = report(
        "a",
        "The police of Velmora are investigating whether the envoy Ilse Brandt was watched by spies, the ministry said on Monday.",
    );
    let b = report(
        "b",
        "Velmora Police Are Investigating Whether Envoy Ilse Brandt Was Watched By Spies",
    );
    let told = facts(&[&a, &b]);
    assert!(
        told.iter()
            .any(|fact| fact.what.starts_with("The police of Velmora")),
        "{told:?}"
    );
}

#[test]
fn a_row_is_said_by_several_only_where_no_finding_doubts_it() {
    let a = full(
        "a",
        &[
            "The council of Skerry met on Tuesday to speak about the old lighthouse on the point.",
            "More than 1,200 prisoners remain in the camps, the group Viasna said on Monday.",
            "Engineer Runa Halvard led the survey of the cliff in the spring, and her report was read aloud.",
        ],
    );
    let b = full(
        "b",
        &[
            "Skerry's council came together on Tuesday over its lighthouse.",
            "Viasna counted more than 1,200 prisoners in the camps before the release.",
            "A survey of the cliff was read aloud by engineer Runa Halvard.",
        ],
    );
    let found = compare(&[&a, &b]);
    let doubted: Vec<&Finding> = found
        .findings
        .iter()
        .filter(|finding| finding.kind == FindingKind::Fact && finding.verdict == Verdict::Related)
        .collect();
    let of_prisoners = |text: &str| text.contains("1,200");
    assert!(
        doubted.iter().any(|fact| of_prisoners(&fact.what)),
        "{doubted:?}"
    );
    let told = |row: &&Row| row.spans[0].is_some_and(|span| of_prisoners(a.text(span)));
    let row = found.rows.iter().find(told).expect("the row is there");
    assert!(row.related, "{row:?}");
}

#[test]
fn the_wounded_are_not_the_dead() {
    let of_blast = |articles: &[&Article]| -> Vec<Finding> {
        let mut told = facts(articles);
        told.retain(|fact| fact.what.contains("blast"));
        told
    };
    let a = report(
        "a",
        "The blast in the harbour of Velmora wounded 30 people, doctors said.",
    );
    let b = report(
        "b",
        "The blast in the harbour of Velmora killed 30 people, doctors said.",
    );
    let told = of_blast(&[&a, &b]);
    assert!(
        told.iter().all(|fact| fact.verdict != Verdict::Shared),
        "{told:?}"
    );
    let same = report(
        "b",
        "In the harbour of Velmora the blast wounded 30 people, doctors said.",
    );
    let told = of_blast(&[&a, &same]);
    assert!(
        told.iter().any(|fact| fact.verdict == Verdict::Shared),
        "{told:?}"
    );
}

#[test]
fn an_article_that_never_names_whom_the_others_name_is_silent() {
    let fact = "District Judge Otto Brann blocked the ferry rules of the river guild across the whole country on Monday.";
    let rest = "The council of Velmora met in the old hall to talk about the budget for schools and roads.";
    let long = |id: &str, first: &str| {
        let filler = "Members of the guild argued for hours about the price of salt and the depth of the canal.";
        full(id, &[first, rest, &[filler; 8].join(" ")])
    };
    let silent = "Many in the river guild dislike the new ferry rules, and some fear what a judge may do about them across the country.";
    let articles = [long("a", fact), long("b", fact), long("c", silent)];
    let found = facts(&[&articles[0], &articles[1], &articles[2]]);
    let found = found.iter().find(|fact| fact.what.contains("Brann"));
    let found = found.unwrap();
    assert!(found.unsure.is_empty(), "{} {:?}", found.why, found.unsure);
}

#[test]
fn two_sayings_of_one_person_are_not_one_matter() {
    let told = |ours: &str, theirs: &str| {
        let articles =
            [ours, theirs].map(|sentence| full(sentence, &[sentence, &FILLER.repeat(9)]));
        let told = facts(&articles.each_ref());
        let mut values = told.iter().flat_map(|fact| &fact.values);
        values.any(|value| value.text.contains("Dask"))
    };
    let ours = "Orlen Dask, head of the Velmora Ferry Guild, one of the largest guilds of the coast, called the new tolls “an insult to sailors.”";
    let other = "“Nobody asked the passengers,” said Orlen Dask, head of the Velmora Ferry Guild, one of the largest guilds of the coast.";
    let same = "Orlen Dask, head of the Velmora Ferry Guild, one of the largest guilds of the coast, said the new tolls were “an insult.”";
    assert!(!told(ours, other));
    assert!(told(ours, same));
}
