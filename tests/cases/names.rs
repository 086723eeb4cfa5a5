//! People, organisations and places in single articles.

use super::reading::articles;

#[test]
fn every_record_is_read() {
    assert!(articles("titles-in-names/a.jsonl").len() > 1);
}
