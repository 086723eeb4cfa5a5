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
            "“We will never open the old harbour again before the last barge has been lifted from the mud,” Ilse Brandt said.",
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
        found[0].why.contains("leaves out “never”, “from the mud”"),
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
