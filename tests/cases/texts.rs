//! Texts as copied and as sent: heads, datelines, exports of news databases.

use super::reading::drafts;

#[test]
fn a_copied_text_is_one_article() {
    assert_eq!(drafts("head-of-text/h2.txt").len(), 1);
}
