//! Words between quotation marks, and who speaks them.

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
