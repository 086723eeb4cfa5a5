//! Quotations of one utterance in several articles: what is the same, what was cut, whose words they are.

use super::*;

/// An article with one paragraph for each text; the quotations are found as they are in real ones.
fn told(id: &str, paragraphs: &[&str]) -> Article {
    let draft = Draft {
        outlet: Some(format!("Outlet {id}")),
        paragraphs: paragraphs.iter().map(|p| (*p).to_string()).collect(),
        language: Some("en".into()),
        ..Draft::default()
    };
    analyse(draft, id.to_string())
}

fn quotes(articles: &[&Article]) -> Vec<Finding> {
    let found = compare(articles).findings;
    let quotes = found.into_iter();
    quotes.filter(|f| f.kind == FindingKind::Quote).collect()
}

#[test]
fn house_style_is_no_other_wording() {
    let whole = "“I don’t think 5 percent of the labor force can’t rebuild Sen. Dahl’s mud-fest harbor,” Ilse Brandt said.";
    for other in [
        "“I do not think 5 per cent of the labour force cannot rebuild Senator Dahl's mudfest harbour,” said Ilse Brandt.",
        "\"[I] don't think five percent of the labor force can't rebuild Sen Dahl's mud fest harbor\", Ilse Brandt said.",
    ] {
        let found = quotes(&[&told("a", &[whole]), &told("b", &[other])]);
        assert_eq!(found.len(), 1, "{other}");
        assert_eq!(found[0].verdict, Verdict::Same, "{other}: {}", found[0].why);
    }
}

#[test]
fn a_cut_shows_all_that_was_left_out() {
    let whole = told(
        "a",
        &[
            "“We will surely open the old harbour again before the last barge has been lifted from the mud,” Ilse Brandt said.",
        ],
    );
    let cut = told(
        "b",
        &[
            "“We will open the old harbour again,” Ilse Brandt said. “[B]efore the last barge has been lifted.”",
        ],
    );
    let found = quotes(&[&whole, &cut]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].verdict, Verdict::Cut, "{}", found[0].why);
    assert!(
        found[0].why.contains("leaves out “surely”, “from the mud”"),
        "{}",
        found[0].why
    );
}

#[test]
fn a_not_that_is_left_out_is_no_cut() {
    let one = told(
        "a",
        &["“We were never warned about the barge before it sank,” Ilse Brandt said."],
    );
    let other = told(
        "b",
        &["“We were warned about the barge before it sank,” Ilse Brandt said."],
    );
    let found = quotes(&[&one, &other]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].verdict, Verdict::Reworded);
    assert!(
        found[0].why.contains("leaves out “never”"),
        "{}",
        found[0].why
    );
}

#[test]
fn what_was_reworded_is_shown() {
    let one = told(
        "a",
        &[
            "“We will open the old harbour again when the last barge has been lifted,” Ilse Brandt said.",
        ],
    );
    let other = told(
        "b",
        &[
            "“We will open the old harbour again when the last ship has been lifted,” Ilse Brandt said.",
        ],
    );
    let found = quotes(&[&one, &other]);
    assert_eq!(found[0].verdict, Verdict::Reworded);
    assert!(
        found[0].why.contains("“barge”") && found[0].why.contains("“ship”"),
        "{}",
        found[0].why
    );
}

#[test]
fn a_name_given_outright_stands_before_a_guess() {
    let guess = told(
        "a",
        &[
            "Orlen Dask, the mayor, visited the works on Monday. The harbour stays closed for now. “People left everything behind on the pier,” he said.",
        ],
    );
    let outright = told(
        "b",
        &["“People left everything behind on the pier,” Ilse Brandt told reporters in Velmora."],
    );
    let found = quotes(&[&guess, &outright]);
    assert_eq!(found.len(), 1);
    assert_ne!(found[0].verdict, Verdict::OtherSpeaker);
    assert!(
        found[0].what.starts_with("Ilse Brandt"),
        "{}",
        found[0].what
    );
}

#[test]
fn what_stands_elsewhere_is_not_left_out() {
    let whole =
        "“I was plainly pushed aside by them. There was nowhere left to go,” Ilse Brandt said.";
    for other in [
        "Ilse Brandt told the paper she “was plainly pushed aside by them” over it. “There was nowhere left to go,” Ilse Brandt said.",
        "Ilse Brandt was plainly pushed aside by them, as she put it. “There was nowhere left to go,” Ilse Brandt said.",
    ] {
        let found = quotes(&[&told("a", &[whole]), &told("b", &[other])]);
        assert_eq!(found[0].verdict, Verdict::Same, "{other}: {}", found[0].why);
    }
}

#[test]
fn a_sentence_in_two_longer_quotations_is_found() {
    let one = told(
        "a",
        &[
            "“We love our harbour. We cannot allow the barges to sink in the mud. It has to end this summer,” Ilse Brandt said.",
        ],
    );
    let other = told(
        "b",
        &[
            "“Nobody asked the fishermen about it. We cannot allow the barges to sink in the mud. Nor shall we pay for the crane,” Ilse Brandt said.",
        ],
    );
    let found = quotes(&[&one, &other]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].verdict, Verdict::Same);
    for value in &found[0].values {
        let article = [&one, &other][value.article];
        assert_eq!(
            article.text(value.span()),
            "We cannot allow the barges to sink in the mud"
        );
    }
}

#[test]
fn one_other_word_in_a_short_utterance_is_another_wording() {
    let said = |id, words: &str| told(id, &[&format!("“{words}” Ilse Brandt said.")]);
    let found = quotes(&[
        &said("a", "It could have gone so much worse so fast,"),
        &said("b", "It could have gotten so much worse, so fast,"),
    ]);
    assert_eq!(found[0].verdict, Verdict::Reworded, "{}", found[0].why);
    let same = "It will be like no other,";
    let found = quotes(&[&said("a", same), &said("b", same)]);
    assert_eq!(found.len(), 1);
}
