//! Exports and encodings: rows, records, fields, zones.

use super::reading::drafts;

#[test]
fn a_record_of_a_news_crawl_has_day_and_zone() {
    let drafts = drafts("webz/news_0001.json");
    let at = drafts[0].published.as_ref().map(|p| p.at.as_str());
    assert!(at.is_some_and(|at| at.ends_with("+03:00")), "{at:?}");
}
