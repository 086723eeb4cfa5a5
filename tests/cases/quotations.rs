//! Words between quotation marks, and who speaks them.

use parallax::model::Article;

use super::reading::articles;

#[test]
fn a_quotation_over_three_paragraphs_has_one_speaker() {
    let articles = articles("multi-para-quote/a.jsonl");
    let quotes = articles.iter().flat_map(|article| &article.quotes);
    assert!(
        quotes
            .filter_map(|quote| quote.speaker.as_deref())
            .any(|speaker| speaker == "Ilse Marant")
    );
}

/// The words and the speaker of each quotation of the article with this title.
fn quotations(articles: &[Article], title: &str) -> Vec<(String, Option<String>)> {
    let article = articles.iter().find(|article| article.title == title);
    let article = article.unwrap_or_else(|| panic!("no {title}"));
    let quotes = article.quotes.iter();
    quotes
        .map(|quote| {
            (
                article.text(quote.span()).to_string(),
                quote.speaker.clone(),
            )
        })
        .collect()
}

fn check(articles: &[Article], title: &str, expected: &[(&str, Option<&str>)]) {
    let found = quotations(articles, title);
    let found: Vec<(&str, Option<&str>)> = found
        .iter()
        .map(|(words, speaker)| (words.as_str(), speaker.as_deref()))
        .collect();
    assert_eq!(found, expected, "{title}");
}

#[test]
fn a_dash_a_label_and_the_words_of_somebody_name_the_speaker() {
    let articles = articles("quote-forms/a.jsonl");
    let praise = quotations(&articles, "Nominee praised");
    let speakers: Vec<Option<&str>> = praise
        .iter()
        .map(|(_, speaker)| speaker.as_deref())
        .collect();
    assert_eq!(
        speakers,
        [Some("Gerold Stark"), Some("Ilva Rosen"), Some("Jon Dorn")]
    );
    check(
        &articles,
        "Colon",
        &[
            ("We lowered the lake.", Some("Ilse Marant")),
            ("Too late.", Some("Brannick")),
            ("Not before May.", None),
            ("the wall has a memory", Some("Ilse Marant")),
            ("a loaded gun", Some("the mayor")),
            ("We lowered it,", Some("Ilse Marant")),
            (
                "by four metres, and nobody thanked us.",
                Some("Ilse Marant"),
            ),
        ],
    );
}

#[test]
fn a_bullet_is_no_quotation_mark() {
    let articles = articles("bullet-guillemets/a.jsonl");
    check(
        &articles,
        "Talks",
        &[
            ("The boats will sail.", Some("Anders Holm")),
            ("shouldn‘t have signed that paper", Some("Bill Tarn")),
            ("Nobody asked us,", Some("Bill Tarn")),
            ("not once.", Some("Bill Tarn")),
        ],
    );
}

#[test]
fn who_is_named_late_and_who_denies() {
    let articles = articles("late-and-denied/q.jsonl");
    let tarn = Some("Bill Tarn");
    let rosen = Some("Ilva Rosen");
    let marant = Some("Ilse Marant");
    for (number, expected) in [
        (0, vec![]),
        (1, vec![("We go,", tarn)]),
        (2, vec![]),
        (3, vec![]),
        (4, vec![("We go,", tarn)]),
        (5, vec![]),
        (6, vec![]),
        (7, vec![]),
        (8, vec![]),
        (9, vec![]),
        (10, vec![("cannot find", None)]),
        (11, vec![("cannot find", None)]),
        (12, vec![("lost", None)]),
        (14, vec![("The boats will sail.", tarn)]),
        (15, vec![("The boats will sail.", tarn)]),
        (16, vec![("The boats will sail.", tarn)]),
        (17, vec![("The boats will not sail.", rosen)]),
        (18, vec![("The boats will not sail.", rosen)]),
        (19, vec![("The boats will not sail.", rosen)]),
        (20, vec![("the wall has a memory", marant)]),
        (21, vec![("the wall has a memory", marant)]),
        (22, vec![("The wall has a memory", marant)]),
        (23, vec![("We go,", tarn), ("She knows it.", tarn)]),
        (24, vec![("We go,", rosen), ("No.", tarn)]),
        (25, vec![("No.", tarn), ("Yes.", Some("Rosen"))]),
        (26, vec![("We go,", Some("a man")), ("Now.", Some("a man"))]),
        (27, vec![("no comment", Some("A spokesman for Tarn"))]),
        (28, vec![("never", tarn)]),
        (29, vec![("Never.", tarn)]),
        (30, vec![("Never.", tarn)]),
        (31, vec![("We go,", tarn), ("Now,", tarn)]),
        (32, vec![("Wir gehen", None), ("Nous partons", None)]),
        (33, vec![]),
        (34, vec![("We go,", tarn), ("Now,", tarn)]),
    ] {
        check(&articles, &format!("Q{number}"), &expected);
    }
}

#[test]
fn lines_with_a_dash_are_speech_where_a_verb_of_saying_makes_them_so() {
    let articles = articles("spoken-lines/lines.jsonl");
    let anna = Some("Anna Berg");
    check(
        &articles,
        "Puerto",
        &[
            ("Los barcos están perdidos", anna),
            ("Nos vamos ahora mismo.", anna),
        ],
    );
    check(
        &articles,
        "Port",
        &[
            ("Les bateaux sont perdus", anna),
            ("Nous partons demain", Some("Jon Dahl")),
        ],
    );
    check(
        &articles,
        "Havn",
        &[
            ("Båtene er tapt for alltid", anna),
            ("Vi reiser hjem i morgen", None),
        ],
    );
    check(
        &articles,
        "Port na dziś",
        &[("Łodzie są stracone", anna), ("Odpływamy dzisiaj.", anna)],
    );
    check(&articles, "Harbour", &[]);
    check(
        &articles,
        "Who spoke",
        &[
            ("the boats are lost for good", anna),
            ("The boats are lost for good,", None),
        ],
    );
}

#[test]
fn numbered_pictures_firms_and_lists_cut_short_do_not_cut_sentences() {
    let articles = articles("sentences/a.jsonl");
    let sentences: Vec<&str> = articles
        .iter()
        .flat_map(|article| article.sentences.iter().map(|span| article.text(*span)))
        .collect();
    for whole in [
        "See Fig. A for details.",
        "She works at Yahoo! Inc. in Lund.",
        "It rained, etc.",
        "Nobody came.",
        "Brandt et al. (2011) did not.",
        "Sgt. Pia Holm of the St. Louis P.D. was there.",
        "Mr. and Mrs. Lund vs. Holm & Co. Inc. was heard at 10 a.m. on Tues. in Rm. 4.",
        "The company, Wexel Inc.",
    ] {
        assert!(sentences.contains(&whole), "{whole}: {sentences:#?}");
    }
}
