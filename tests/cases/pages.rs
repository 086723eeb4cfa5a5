//! Saved pages: text, captions, boxes around it, and the facts of the page.

use super::reading::draft;

#[test]
fn paragraphs_that_are_wholly_links_stay() {
    let draft = draft("linked-paragraph/page.html");
    assert!(draft.paragraphs.len() >= 2, "{:#?}", draft.paragraphs);
}
