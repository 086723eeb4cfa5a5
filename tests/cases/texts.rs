//! Texts as copied and as sent: heads, datelines, exports of news databases.

use std::fs;
use std::path::Path;

use super::reading::{draft, drafts};

/// The files of a folder in `tests/fixtures`, in order.
fn siblings(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut names: Vec<String> = fs::read_dir(path)
        .unwrap()
        .map(|entry| format!("{folder}/{}", entry.unwrap().file_name().to_string_lossy()))
        .collect();
    names.sort();
    assert!(names.len() > 3, "{names:?}");
    names
}

#[test]
fn a_copied_text_is_one_article() {
    assert_eq!(drafts("head-of-text/h2.txt").len(), 1);
}

#[test]
fn the_words_of_an_agency_are_the_article() {
    for path in siblings("agency-dateline/siblings") {
        let draft = draft(&path);
        assert!(draft.paragraphs.len() >= 2, "{path}: {draft:#?}");
        assert!(draft.title.is_some(), "{path}: {draft:#?}");
    }
    for path in ["agency-dateline/d1.txt", "agency-dateline/d1.jsonl"] {
        let draft = draft(path);
        assert!(
            draft.paragraphs[0].starts_with("CORVALE (AP) — The council voted"),
            "{draft:#?}"
        );
        assert_eq!(draft.outlet.as_deref(), Some("AP"));
    }
}

#[test]
fn the_last_paragraph_stays() {
    for path in siblings("last-paragraph/siblings") {
        let draft = draft(&path);
        assert_eq!(draft.paragraphs.len(), 2, "{path}: {draft:#?}");
    }
}

#[test]
fn the_head_of_a_pasted_text_gives_headline_outlet_and_day() {
    let quist = &["Hanna Quist"][..];
    for (name, outlet, day, authors) in [
        ("h1", "The Isle Courier", "2025-05-02", quist),
        ("h2", "The Isle Courier", "2025-05-02", &[]),
        ("h3", "The Isle Courier", "2025-05-02", &[]),
        ("h4", "The Isle Courier", "2025-05-02", quist),
        ("h5", "Isle Courier", "2025-05-02", &[]),
        ("h6", "The Isle Courier", "2025-05-02", quist),
        ("h7", "Isle Courier", "2025-05-02", quist),
        ("h8", "", "2025-05-02", &[]),
        ("h9", "", "2025-05-02", quist),
        ("h10", "", "", &[]),
        ("h11", "", "2025-05-02", quist),
        ("h12", "AP", "", &[]),
        ("h13", "", "2025-05-02", &[]),
        ("h14", "The Isle Courier", "2025-05-02", quist),
        ("h15", "The Isle Courier", "2025-05-02", &[]),
    ] {
        let draft = draft(&format!("head-of-text/siblings/{name}.txt"));
        let title = match name {
            "h10" | "h11" => "Bridge reopens",
            _ => "Ferry union rejects offer",
        };
        assert_eq!(draft.title.as_deref(), Some(title), "{name}");
        assert_eq!(draft.outlet.as_deref().unwrap_or(""), outlet, "{name}");
        let found = draft.published.as_ref().map_or("", |found| found.day());
        assert_eq!(found, day, "{name}");
        assert_eq!(draft.authors, authors, "{name}");
        assert_eq!(draft.paragraphs.len(), 2, "{name}: {draft:#?}");
        assert!(
            draft.paragraphs[0].starts_with("The ferry workers’ union")
                || draft.paragraphs[0].starts_with("The ferry workers' union")
        );
    }
}
