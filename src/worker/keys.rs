//! Under which signs two articles are one: ids and hashes.

use sha2::{Digest, Sha256};

use crate::analysis::text::words;
use crate::ingest;
use crate::model::{Decision, Draft};

/// Digits of an id: 48 bits; among 100,000 articles two meet by chance once in 50,000 libraries.
const ID_DIGITS: usize = 12;
/// Digits of a hash of a text: 128 bits, which never meet by chance.
const HASH_DIGITS: usize = 32;

/// Signs beside a number without which it is another.
const SIGNS: &str = "$€£¥₹₽₺₩₴%‰°";

/// The signs of one draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// 12 hexadecimal digits: of the URL where there is one, else of the text.
    pub id: String,
    pub url_key: Option<String>,
    pub text_hash: String,
    /// Words of the text.
    pub words: u64,
}

pub fn keys(draft: &Draft) -> Keys {
    let url_key = draft.url.as_deref().and_then(ingest::identity);
    let mut hash = Sha256::new();
    let mut count = 0;
    for paragraph in &draft.paragraphs {
        for word in words::words(paragraph) {
            hash.update(words::fold(word.of(paragraph)));
            hash.update([0]);
            // `$40` is not `€40`, and 5 is not 5 %.
            let before = paragraph[..word.start].chars().next_back();
            let after = paragraph[word.end..].chars().next();
            for sign in [before, after].into_iter().flatten() {
                if SIGNS.contains(sign) {
                    hash.update(sign.to_string());
                }
            }
            count += 1;
        }
    }
    if count == 0 {
        // Without words of its own an article is like no other.
        hash.update(draft.title.as_deref().unwrap_or(""));
        hash.update(&draft.origin);
    }
    let text_hash = digits(hash, HASH_DIGITS);
    let id = match &url_key {
        Some(key) => id(&["url", key]),
        None => id(&["text", &text_hash]),
    };
    Keys {
        id,
        url_key,
        text_hash,
        words: count,
    }
}

/// Changes with anything that the source gives, its place aside.
pub fn draft_hash(draft: &Draft) -> String {
    let mut hash = Sha256::new();
    let mut field = |name: &str, value: &str| {
        hash.update(name);
        hash.update(value);
        hash.update([0]);
    };
    field("title", draft.title.as_deref().unwrap_or("\u{1}"));
    field("outlet", draft.outlet.as_deref().unwrap_or("\u{1}"));
    field("url", draft.url.as_deref().unwrap_or("\u{1}"));
    field("language", draft.language.as_deref().unwrap_or("\u{1}"));
    for author in &draft.authors {
        field("author", author);
    }
    if let Some(published) = &draft.published {
        field("published", &published.at);
        field("found", published.from.words());
        field("day only", if published.day_only { "yes" } else { "no" });
    }
    for paragraph in &draft.paragraphs {
        field("paragraph", paragraph);
    }
    for aside in &draft.asides {
        field(aside.kind.word(), &aside.text);
        field("after", &aside.after.to_string());
    }
    for note in &draft.notes {
        field("note", note);
    }
    digits(hash, HASH_DIGITS)
}

/// 12 hexadecimal digits from some words.
pub fn id(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    digits(hash, ID_DIGITS)
}

/// Tells some decisions from all others; empty where there are none.
pub fn decisions_hash(decisions: &[Decision]) -> String {
    if decisions.is_empty() {
        return String::new();
    }
    let mut hash = Sha256::new();
    for decision in decisions {
        for part in [
            decision.kind.word(),
            &decision.one,
            &decision.two,
            &decision.created,
        ] {
            hash.update(part);
            hash.update([0]);
        }
    }
    digits(hash, HASH_DIGITS)
}

/// SHA-256 of some bytes, in hexadecimal.
pub fn bytes_hash(bytes: &[u8]) -> String {
    digits(Sha256::new_with_prefix(bytes), HASH_DIGITS)
}

/// SHA-256 of a file's content as its bytes come.
#[derive(Default)]
pub struct FileHash(Sha256);

impl FileHash {
    pub fn take(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// In hexadecimal.
    pub fn digits(self) -> String {
        digits(self.0, HASH_DIGITS)
    }
}

fn digits(hash: Sha256, count: usize) -> String {
    let mut digits: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    digits.truncate(count);
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(url: Option<&str>, text: &str) -> Draft {
        Draft {
            url: url.map(str::to_string),
            paragraphs: vec![text.to_string()],
            ..Draft::default()
        }
    }

    #[test]
    fn the_same_words_are_one_text_however_they_are_set() {
        let one = keys(&draft(None, "Rain fell, “hard”, on Łódź."));
        let two = keys(&draft(None, "RAIN fell hard \n on Lodz"));
        assert_eq!(one, two);
        assert_eq!((one.id.len(), one.words), (ID_DIGITS, 5));
        let dollars = keys(&draft(None, "It cost $40."));
        assert_ne!(dollars.id, keys(&draft(None, "It cost €40.")).id);
        assert_ne!(dollars.id, keys(&draft(None, "It cost 40%.")).id);
        assert_ne!(
            one.text_hash,
            keys(&draft(None, "Rain fell on Lodz hard")).text_hash
        );
    }

    #[test]
    fn the_url_makes_the_id_where_there_is_one() {
        let url = Some("https://example.org/a");
        assert_eq!(keys(&draft(url, "One.")).id, keys(&draft(url, "Two.")).id);
        assert_ne!(keys(&draft(url, "One.")).id, keys(&draft(None, "One.")).id);
    }

    #[test]
    fn two_articles_without_words_are_two() {
        let mut one = draft(None, "—");
        one.origin = "/a".into();
        assert_ne!(keys(&one).id, keys(&draft(None, "—")).id);
    }

    #[test]
    fn a_draft_that_changes_anywhere_has_another_hash() {
        let plain = draft(None, "One.");
        let mut other = plain.clone();
        other.authors.push("A. Writer".into());
        assert_ne!(draft_hash(&plain), draft_hash(&other));
        other = plain.clone();
        other.origin = "/elsewhere".into();
        assert_eq!(draft_hash(&plain), draft_hash(&other));
    }
}
