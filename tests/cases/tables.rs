//! Tables of articles: what stands before the header, and rows that are broken.

use super::reading::{drafts, readings};

#[test]
fn a_line_that_names_the_delimiter_a_comment_and_a_title_stand_before_the_header() {
    for (path, rows) in [
        ("excel-sep/semi.csv", 2),
        ("excel-sep/pipe.csv", 1),
        ("excel-sep/bom-quoted-comma.csv", 1),
        ("excel-sep/siblings/sep-semi.csv", 1),
        ("excel-sep/siblings/sep-tab.csv", 1),
        ("excel-sep/siblings/sep-upper.csv", 1),
        ("excel-sep/siblings/comment.csv", 1),
        ("excel-sep/siblings/preamble.csv", 1),
        ("excel-sep/siblings/utf16-export.csv", 2),
        ("excel-sep/siblings/utf16-export.txt", 2),
        ("excel-sep/siblings/utf16-nobom.csv", 2),
    ] {
        let drafts = drafts(path);
        assert_eq!(drafts.len(), rows, "{path}: {drafts:#?}");
        for draft in &drafts {
            assert!(draft.title.is_some(), "{path}: {draft:#?}");
            assert!(draft.outlet.is_some(), "{path}: {draft:#?}");
            assert!(draft.published.is_some(), "{path}: {draft:#?}");
        }
    }
    let semi = drafts("excel-sep/semi.csv");
    assert_eq!(semi[0].published.as_ref().unwrap().day(), "2024-03-01");
    assert_eq!(semi[0].paragraphs.len(), 2);
    assert_eq!(semi[0].paragraphs[1], "The mayor said: \"It holds.\"");
}

#[test]
fn a_mark_that_is_never_closed_is_told_with_its_line_and_the_next_rows_are_read() {
    let readings = readings("unclosed-quote/unclosed.csv");
    let kinds: Vec<bool> = readings.iter().map(Result::is_ok).collect();
    assert_eq!(kinds, [true, false, true], "{readings:#?}");
    let broken = readings[1].as_ref().unwrap_err();
    assert!(broken.failed && broken.origin.ends_with("unclosed.csv:3"));
    assert!(broken.reason.contains("not closed"), "{broken:?}");
}

#[test]
fn a_line_that_is_cut_off_costs_its_record_alone() {
    let readings = readings("unclosed-quote/feed.jsonl");
    let kinds: Vec<bool> = readings.iter().map(Result::is_ok).collect();
    assert_eq!(kinds, [true, true, true, false], "{readings:#?}");
}
