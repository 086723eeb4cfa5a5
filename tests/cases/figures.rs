//! Numbers and what they count.

use super::reading::articles;

#[test]
fn every_record_is_read() {
    assert!(articles("quantities/a.jsonl").len() > 1);
}
