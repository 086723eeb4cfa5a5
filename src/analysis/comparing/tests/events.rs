//! The event that two articles report, told by their first sentences.

use super::statements::{facts, full};

#[test]
fn first_sentences_with_words_of_both_headlines_tell_one_event() {
    let report = |id: &str, title: &str, paragraphs: [&str; 2]| {
        let mut article = full(id, &paragraphs);
        article.title = title.to_string();
        article
    };
    let one = report(
        "a",
        "Ferry line to close, council of Tolling says",
        [
            "The ferry that has crossed the lake for nine winters sails for the last time in May, councillors decided on Friday.",
            "Gulls cried over the harbour and nobody sold herring.",
        ],
    );
    let told = |title: &str, lead: &str| {
        let other = report(
            "b",
            title,
            [lead, "Snow fell on the hills for the rest of that week."],
        );
        let told = facts(&[&one, &other]).into_iter();
        told.map(|fact| fact.sure.ground).collect::<Vec<String>>()
    };
    let lead = "Councillors in Tolling argued for nine hours over money, boats and the price of coal before the vote against the ferry.";
    assert_eq!(
        told("Council of Tolling to close ferry", lead),
        ["the event"]
    );
    let other = "Bakers in Tolling argued for nine hours over money, ovens and the price of flour before the strike.";
    assert!(told("Bakers of Tolling on strike", other).is_empty());
}
