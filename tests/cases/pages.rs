//! Saved pages: text, captions, boxes around it, and the facts of the page.

use parallax::model::{AsideKind, Draft};

use super::reading::{draft, drafts};

/// The drafts of a fixture and of its siblings, each with the name of its file.
fn with_siblings(folder: &str, page: &str) -> Vec<(String, Draft)> {
    let mut paths = vec![format!("{folder}/{page}")];
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let siblings = std::fs::read_dir(root.join(folder).join("siblings"));
    for entry in siblings.into_iter().flatten() {
        let name = entry.unwrap().file_name();
        paths.push(format!("{folder}/siblings/{}", name.to_string_lossy()));
    }
    assert!(paths.len() > 1, "{folder} has siblings");
    paths.sort();
    paths
        .into_iter()
        .map(|path| (path.clone(), draft(&path)))
        .collect()
}

fn asides(draft: &Draft, kind: AsideKind) -> Vec<&str> {
    let found = draft.asides.iter().filter(|aside| aside.kind == kind);
    found.map(|aside| aside.text.as_str()).collect()
}

fn day(draft: &Draft) -> Option<&str> {
    draft.published.as_ref().map(|published| published.day())
}

fn holds(draft: &Draft, words: &str) -> bool {
    draft
        .paragraphs
        .iter()
        .any(|paragraph| paragraph.contains(words))
}

#[test]
fn paragraphs_that_are_wholly_links_stay() {
    let draft = draft("linked-paragraph/page.html");
    assert_eq!(draft.paragraphs.len(), 5, "{:#?}", draft.paragraphs);
    assert!(holds(&draft, "all denied the charge of theft"));
    assert!(!holds(&draft, "Sign up"));
}

#[test]
fn the_words_over_a_list_of_other_stories_stand_beside_the_text() {
    let draft = draft("linked-paragraph/read-next.html");
    assert_eq!(draft.paragraphs.len(), 3, "{:#?}", draft.paragraphs);
    let left = asides(&draft, AsideKind::LeftOut);
    assert!(left.contains(&"READ NEXT"), "{left:?}");
}

#[test]
fn a_statement_in_a_blockquote_and_the_items_of_a_list_stay() {
    let draft = draft("blockquote/page.html");
    assert_eq!(draft.paragraphs.len(), 9, "{:#?}", draft.paragraphs);
    assert!(
        holds(&draft, "not an offer but an insult") && holds(&draft, "one free weekend in three")
    );
}

#[test]
fn lists_of_other_stories_stand_beside_the_text() {
    for (path, draft) in with_siblings("more-on", "page.html") {
        let paragraphs = if path.contains("sibling") { 3 } else { 4 };
        assert_eq!(
            draft.paragraphs.len(),
            paragraphs,
            "{path}: {:#?}",
            draft.paragraphs
        );
        let left = asides(&draft, AsideKind::LeftOut);
        assert!(
            left.iter().any(|text| text.contains("broken pump")),
            "{path}: {left:?}"
        );
        assert!(
            !left.iter().any(|text| text.contains("list 1 of")),
            "{path}: {left:?}"
        );
        assert!(
            draft.notes.iter().any(|note| note.contains("left out")),
            "{path}"
        );
        let place = draft
            .asides
            .iter()
            .find(|aside| aside.text.contains("broken pump"));
        assert_eq!(
            place.map(|aside| aside.after),
            Some(paragraphs - 2),
            "{path}"
        );
    }
}

#[test]
fn captions_of_any_name_are_captions_with_their_credit() {
    for (path, draft) in with_siblings("caption-p", "page.html") {
        let captions = asides(&draft, AsideKind::Caption);
        let (paragraphs, wanted): (usize, &[&str]) = match path.contains("sibling") {
            true => (3, &["Children wait at the pump in Tessin last week."]),
            false => (
                4,
                &[
                    "clerks of the grain agency wrote down",
                    "at the agency's desk in 1998",
                ],
            ),
        };
        assert_eq!(
            draft.paragraphs.len(),
            paragraphs,
            "{path}: {:#?}",
            draft.paragraphs
        );
        assert_eq!(captions.len(), wanted.len(), "{path}: {captions:?}");
        for (caption, words) in captions.iter().zip(wanted) {
            assert!(caption.contains(words), "{path}: {caption}");
        }
        assert!(
            draft.notes.iter().any(|note| note.contains("left out")),
            "{path}"
        );
        if !path.contains("cap4") && !path.contains("cap6") {
            let credited = ["Charrow", "Torbay"]
                .iter()
                .any(|name| captions[0].contains(name));
            assert!(credited, "{path}: {captions:?}");
        }
    }
}

#[test]
fn references_in_json_ld_are_followed() {
    let gadget = draft("jsonld-only/page.html");
    assert_eq!(gadget.outlet.as_deref(), Some("Gadget Row"));
    assert_eq!(gadget.authors, ["Vera Shaband"]);
    assert_eq!(gadget.paragraphs.len(), 3);
    for (path, draft) in with_siblings("jsonld-only", "page.html") {
        if path.contains("sibling") {
            assert_eq!(draft.outlet.as_deref(), Some("Corvale Post"), "{path}");
            assert_eq!(draft.authors, ["Lia Torbay"], "{path}");
            assert_eq!(day(&draft), Some("2024-02-01"), "{path}");
        }
    }
}

#[test]
fn bylines_and_dates_beside_them_are_read_in_any_element() {
    let senate = draft("byline-abby/page.html");
    assert_eq!(
        senate.authors,
        ["Abby Terhune", "Ruby Byrne", "Robin de la Motte"]
    );
    assert_eq!(day(&senate), Some("2017-03-08"));
    assert!(!holds(&senate, "ABBY"));
    for (path, draft) in with_siblings("byline-abby", "page.html") {
        if !path.contains("sibling") {
            continue;
        }
        let unnamed = ["d7", "d8"].iter().any(|name| path.contains(name));
        match unnamed {
            true => assert!(draft.authors.is_empty(), "{path}: {:?}", draft.authors),
            false => assert_eq!(draft.authors[0], "Lia Torbay", "{path}"),
        }
        let undated = path.contains("d5");
        assert_eq!(
            day(&draft),
            Some("2024-02-01").filter(|_| !undated),
            "{path}"
        );
        assert_eq!(draft.paragraphs.len(), 2, "{path}: {:#?}", draft.paragraphs);
    }
    let both = draft("byline-abby/siblings/d9-author-meta-url.html");
    assert_eq!(both.authors, ["Lia Torbay", "Jan Papke"]);
}

#[test]
fn the_authors_of_a_sidebar_are_not_the_article_s() {
    let draft = draft("sidebar-authors/page.html");
    assert_eq!(draft.authors, ["Devora Coldwell"]);
    assert_eq!(day(&draft), Some("2018-03-01"));
    assert_eq!(draft.paragraphs.len(), 3, "{:#?}", draft.paragraphs);
}

#[test]
fn paragraphs_parted_by_line_breaks_are_whole_and_the_lines_above_say_who_and_when() {
    let draft = draft("br-div/page.html");
    assert_eq!(draft.authors, ["Ilse Marant"]);
    assert_eq!(day(&draft), Some("2020-05-21"));
    assert!(draft.paragraphs[0].starts_with("Every spring we test"));
}

#[test]
fn a_moment_may_be_a_number() {
    assert_eq!(day(&draft("epoch-ms/page.html")), Some("2021-12-02"));
    for page in [
        "c1-epoch-num",
        "c2-epoch-str",
        "c3-epoch-meta",
        "c4-date-array",
    ] {
        let draft = draft(&format!("two-jsonld/siblings/{page}.html"));
        assert_eq!(day(&draft), Some("2024-02-01"), "{page}");
    }
}

#[test]
fn what_was_glued_is_parted() {
    let heist = draft("smashed/page.html");
    assert_eq!(heist.authors, ["Itai Korrin"]);
    assert_eq!(day(&heist), Some("2021-12-27"));
    assert!(!holds(&heist, "Korrin") && holds(&heist, "Rhea Molnar said"));
    let camp = draft("smashed/siblings/smash1.html");
    assert_eq!(camp.paragraphs.len(), 3, "{:#?}", camp.paragraphs);
    assert_eq!(camp.authors, ["Itai Korrin"]);
    let facts = draft("smashed/siblings/smash2.html");
    assert!(holds(&facts, "Cases 260") && holds(&facts, "Tessin The mayor"));
}

#[test]
fn json_ld_that_is_not_strict_is_read() {
    let ferry = draft("two-jsonld/page.html");
    assert_eq!(ferry.authors, ["Henrike Stolt", "Jan Papke"]);
    assert_eq!(day(&ferry), Some("2020-01-16"));
    assert_eq!(ferry.outlet.as_deref(), Some("Ostküsten-Zeitung"));
    assert_eq!(
        ferry.title.as_deref(),
        Some("Hafenstadt Wusterow bekommt neue Fähre")
    );
    for (path, draft) in with_siblings("two-jsonld", "page.html") {
        if path.contains("sibling") {
            assert_eq!(draft.outlet.as_deref(), Some("Corvale Post"), "{path}");
            assert_eq!(day(&draft), Some("2024-02-01"), "{path}");
        }
        if path.contains("/b") {
            assert_eq!(draft.authors[0], "Lia Torbay", "{path}");
        }
        if ["b3", "b4"].iter().any(|name| path.contains(name)) {
            assert_eq!(draft.authors, ["Lia Torbay", "Jan Papke"], "{path}");
        }
    }
}

#[test]
fn of_several_articles_on_a_page_the_first_is_its_own() {
    for (path, draft) in with_siblings("many-articles", "page.html") {
        let paragraphs = if path.contains("sibling") { 2 } else { 3 };
        assert_eq!(
            draft.paragraphs.len(),
            paragraphs,
            "{path}: {:#?}",
            draft.paragraphs
        );
        let left = asides(&draft, AsideKind::LeftOut);
        assert!(
            left.iter()
                .any(|text| text.contains("6,000 of the old model")),
            "{path}: {left:?}"
        );
        let told = draft
            .notes
            .iter()
            .any(|note| note.contains("on the page left out"));
        assert!(
            told && draft.authors.is_empty(),
            "{path}: {:?}",
            draft.notes
        );
    }
}

#[test]
fn the_last_paragraph_stays_however_it_ends() {
    for (path, draft) in with_siblings("last-paragraph", "ja-kyodo.html") {
        assert_eq!(draft.paragraphs.len(), 2, "{path}: {:#?}", draft.asides);
    }
}

#[test]
fn references_written_twice_are_characters() {
    let draft = draft("double-encoded/entities.html");
    assert_eq!(
        draft.paragraphs,
        [
            "Holm & Dahl won the case on Monday, and “nobody lost”, the judge said.",
            "The fee was £4,000 — less than in Lund. It is paid."
        ]
    );
}

#[test]
fn words_with_comments_inside_are_whole() {
    let draft = draft("comments-in-words/page.html");
    assert!(holds(
        &draft,
        "Toymaker Brindle has pulled its singing bear"
    ));
    assert_eq!(drafts("sept-fr/page.html")[0].authors, ["Maëlle Kervadec"]);
}
