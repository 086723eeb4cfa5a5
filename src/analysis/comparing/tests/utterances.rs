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

/// The verdict, the words shown of each article, and the reason.
fn told_of(one: &str, other: &str) -> (Verdict, Vec<String>, String) {
    let (one, other) = (told("a", &[one]), told("b", &[other]));
    let found = quotes(&[&one, &other]);
    assert_eq!(found.len(), 1, "{found:#?}");
    let shown = (found[0].values.iter())
        .map(|value| [&one, &other][value.article].text(value.span()))
        .map(|words| words.trim_end_matches([',', '.']).to_lowercase())
        .collect();
    (found[0].verdict, shown, found[0].why.clone())
}

#[test]
fn what_is_the_same_shows_the_same_words() {
    let whole =
        "“There was nowhere left to go. They had plainly pushed us aside,” Ilse Brandt said.";
    for other in [
        "“There was nowhere left to go,” Ilse Brandt said. They had plainly pushed her people aside, she told the paper.",
        "“And there was nowhere left to go,” Ilse Brandt said. They had plainly pushed us aside, as she put it.",
    ] {
        let (verdict, shown, why) = told_of(whole, other);
        assert_eq!(verdict, Verdict::Same, "{why}");
        assert_eq!(shown, ["there was nowhere left to go"; 2], "{why}");
        assert!(why.contains("the rest of them elsewhere"), "{why}");
    }
    // In one quotation or in two, the words are the same.
    let (verdict, shown, why) = told_of(
        whole,
        "“There was nowhere left to go,” Ilse Brandt said. “They had plainly pushed us aside.”",
    );
    assert_eq!((verdict, shown.len()), (Verdict::Same, 3), "{why}");
}

#[test]
fn a_word_left_out_inside_a_quotation_is_a_cut() {
    let (verdict, _, why) = told_of(
        "“I cannot say so because I am not in a position to do it as a harbour employee,” Ilse Brandt said.",
        "Asked about the harbour, Ilse Brandt said “I cannot say so because I am not in a position to do it as an employee.”",
    );
    assert_ne!(verdict, Verdict::Same, "{why}");
}

#[test]
fn what_is_told_in_other_words_is_not_left_out() {
    let (_, _, why) = told_of(
        "“The letter that I used when answering the fishermen did not reflect my respect for all who work in the harbour,” Ilse Brandt said.",
        "Ilse Brandt said the “letter” she used “did not reflect my respect for all who work in the harbour.”",
    );
    assert!(
        why.contains("leaves out “when answering the fishermen”"),
        "{why}"
    );
}

#[test]
fn words_that_were_moved_are_not_added() {
    let (verdict, _, why) = told_of(
        "“We will open the old harbour before the winter comes. Nobody asked the fishermen whether they agree with it,” Ilse Brandt said.",
        "“Nobody asked the fishermen whether they agree with it. We will open the old harbour before the winter comes,” Ilse Brandt said.",
    );
    assert_eq!(verdict, Verdict::Reworded, "{why}");
    assert!(
        why.contains("in another order") && !why.contains("adds"),
        "{why}"
    );
}

#[test]
fn denied_words_are_not_the_same_as_spoken_ones() {
    let words = "the old harbour will stay closed for ever and a day";
    let spoken = told("a", &[&format!("Ilse Brandt said “{words}”.")]);
    let denied = told("b", &[&format!("Ilse Brandt never said “{words}”.")]);
    for finding in quotes(&[&spoken, &denied]) {
        assert!(
            finding.values.iter().all(|value| value.article == 0),
            "{finding:#?}"
        );
    }
}

#[test]
fn who_disagrees_about_the_speaker_is_named() {
    let words = "We will open the old harbour again before the last barge has been lifted";
    let one = format!("Orlen Dask met Ilse Brandt. “{words},” Orlen Dask said.");
    let other = format!("Orlen Dask met Ilse Brandt. “{words},” Ilse Brandt said.");
    let (verdict, _, why) = told_of(&one, &other);
    if verdict != Verdict::OtherSpeaker {
        assert!(why.contains("Not all name one speaker"), "{why}");
    }
    assert!(
        why.contains("gives Orlen Dask") && why.contains("gives Ilse Brandt"),
        "{why}"
    );
}

#[test]
fn what_is_mostly_told_in_other_words_before_a_quotation_is_not_left_out() {
    let whole = "“The harbour council has shown its total weakness by handing the keys to the river guild in a shameful way,” Ilse Brandt said.";
    let (_, _, why) = told_of(
        whole,
        "Ilse Brandt said that the council had shown “total weakness by handing the keys to the river guild in a shameful way.”",
    );
    assert!(!why.contains("leaves out"), "{why}");
    let (verdict, _, why) = told_of(
        whole,
        "Ilse Brandt saw “total weakness by handing the keys to the river guild in a shameful way” in the council.",
    );
    assert_eq!(verdict, Verdict::Cut, "{why}");
}

#[test]
fn a_description_is_no_second_speaker() {
    let words = "“Nobody on this council has read the plan for the old harbour,”";
    let one = told("a", &[&format!("{words} Ilse Brandt said on Monday.")]);
    let other = told(
        "b",
        &[&format!("{words} the Port Velmora senator said on Monday.")],
    );
    let found = quotes(&[&one, &other]);
    assert_eq!(found.len(), 1);
    assert!(!found[0].why.contains("Not all name"), "{}", found[0].why);
}

#[test]
fn a_term_in_quotation_marks_by_nobody_is_no_saying() {
    let one = told(
        "a",
        &[
            "Engineers have long known “damage of the hull by ice in the old harbour of the river” from papers.",
        ],
    );
    let other = told(
        "b",
        &["The council of Velmora met on Tuesday and went home early."],
    );
    assert!(quotes(&[&one, &other]).is_empty());
}
