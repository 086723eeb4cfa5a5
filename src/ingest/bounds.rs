//! How large an article and its facts may be. Reading and analysing are linear in a text whose paragraphs have an end: what goes
//! over a paragraph for each of its names would be quadratic in one of two megabytes.

use crate::model::Draft;

/// Longest text of an article, with all that stands around it, in bytes: 38 times the longest of 11,202 real articles, and
/// the length of a novel. Reading and analysing take some seconds and 250 MB for so much.
pub const MOST_TEXT: usize = 2 << 20;

/// Most text of a page, what its markup hides with it, in bytes: of 698 real pages one has 2.5 MB.
pub const MOST_PAGE_TEXT: usize = 4 << 20;

/// Words and signs of an article, as analysis counts them: a text of [`MOST_TEXT`] in English has 420,000. What is nothing but
/// signs has one a byte, and would take ten times the time and memory.
const MOST_TOKENS: usize = 500_000;

/// What is told of a text that is longer.
pub fn too_long(bytes: usize) -> String {
    beyond(bytes, MOST_TEXT)
}

/// The same of a page.
pub fn page_too_long(bytes: usize) -> String {
    beyond(bytes, MOST_PAGE_TEXT)
}

fn beyond(bytes: usize, most: usize) -> String {
    format!(
        "a text of {bytes} bytes: more than {} is not read as an article",
        size(most as u64)
    )
}

/// Longest paragraph, in bytes: the longest of 11,202 real articles has 44 KB. A longer one is parted where a sentence ends.
const MOST_PARAGRAPH: usize = 64 << 10;

/// Holds a draft to the limits: refuses a text that is too long, parts paragraphs that are, and leaves out what is no fact.
///
/// # Errors
/// The reason why there is no article.
pub fn hold(draft: &mut Draft) -> Result<(), String> {
    let paragraphs: usize = draft.paragraphs.iter().map(String::len).sum();
    let asides: usize = draft.asides.iter().map(|aside| aside.text.len()).sum();
    if paragraphs + asides > MOST_TEXT {
        return Err(too_long(paragraphs + asides));
    }
    let texts = draft
        .paragraphs
        .iter()
        .chain(draft.asides.iter().map(|aside| &aside.text));
    let tokens: usize = texts.map(|text| tokens(text)).sum();
    if tokens > MOST_TOKENS {
        return Err(format!(
            "a text of {tokens} words and signs: an article of more than {MOST_TOKENS} is not read"
        ));
    }
    let mut notes = hold_facts(draft);
    notes.extend(hold_paragraphs(draft));
    draft.notes.extend(notes);
    Ok(())
}

/// Runs of letters and digits, and signs between them.
fn tokens(text: &str) -> usize {
    let mut in_word = false;
    let mut tokens = 0;
    for letter in text.chars() {
        let is_word = letter.is_alphanumeric();
        tokens += usize::from(!(letter.is_whitespace() || is_word && in_word));
        in_word = is_word;
    }
    tokens
}

fn hold_paragraphs(draft: &mut Draft) -> Option<String> {
    let long = draft
        .paragraphs
        .iter()
        .filter(|one| one.len() > MOST_PARAGRAPH)
        .count();
    if long == 0 {
        return None;
    }
    // How many paragraphs there are now up to the one of this number.
    let mut now = vec![0];
    let mut parted = Vec::with_capacity(draft.paragraphs.len() + long);
    for paragraph in draft.paragraphs.drain(..) {
        let mut rest = paragraph.as_str();
        while rest.len() > MOST_PARAGRAPH {
            let (part, more) = rest.split_at(end(rest));
            parted.push(part.trim_end().to_string());
            rest = more.trim_start();
        }
        parted.push(rest.to_string());
        now.push(parted.len());
    }
    parted.retain(|paragraph| !paragraph.is_empty());
    for aside in &mut draft.asides {
        aside.after = now
            .get(aside.after)
            .copied()
            .unwrap_or(parted.len())
            .min(parted.len());
    }
    draft.paragraphs = parted;
    Some(format!(
        "{long} of the paragraphs longer than {}: parted",
        size(MOST_PARAGRAPH as u64)
    ))
}

/// Where a paragraph that is too long is parted: behind its last sentence that fits, else its last word, else its last
/// character. In the second half, so that the parts are few.
fn end(paragraph: &str) -> usize {
    let most = paragraph.floor_char_boundary(MOST_PARAGRAPH);
    let half = paragraph.floor_char_boundary(MOST_PARAGRAPH / 2);
    let near = &paragraph[half..most];
    let sentence = [". ", "? ", "! ", "。"]
        .iter()
        .filter_map(|mark| near.rfind(mark).map(|at| at + mark.len()));
    let found = sentence.max().or_else(|| near.rfind(' ').map(|at| at + 1));
    found.map_or(most, |at| half + at)
}

/// Longest fact about an article that is kept, in bytes: longest headline of 11,202 articles 351.
const MOST_FACT: usize = 4 << 10;
/// Authors that are kept: the longest list of a paper in physics has 5,154, of a report in the news 40.
const MOST_AUTHORS: usize = 6_000;

/// Facts that are longer than any are no facts: a file that was given as a headline, a list of everybody.
fn hold_facts(draft: &mut Draft) -> Vec<String> {
    let mut left = Vec::new();
    let facts = [
        ("title", &mut draft.title),
        ("outlet", &mut draft.outlet),
        ("address", &mut draft.url),
        ("language", &mut draft.language),
    ];
    for (name, fact) in facts {
        if let Some(long) = fact.take_if(|fact| fact.len() > MOST_FACT) {
            left.push(format!(
                "{name} of {} bytes left out: longer than any",
                long.len()
            ));
        }
    }
    let authors = draft.authors.len();
    draft.authors.retain(|author| author.len() <= MOST_FACT);
    draft.authors.truncate(MOST_AUTHORS);
    if draft.authors.len() < authors {
        let count = authors - draft.authors.len();
        left.push(format!("{count} authors left out: longer or more than any"));
    }
    left
}

/// `10 MiB`
pub fn size(bytes: u64) -> String {
    const MIB: u64 = 1 << 20;
    if bytes >= MIB {
        format!("{} MiB", bytes / MIB)
    } else {
        format!("{bytes} bytes")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Aside, AsideKind};

    fn draft(paragraphs: &[String]) -> Draft {
        Draft {
            paragraphs: paragraphs.to_vec(),
            ..Draft::default()
        }
    }

    #[test]
    fn long_paragraphs_are_parted_and_nothing_of_them_is_lost() {
        let sentence = "The ferry ran aground off Oakport on Monday. ";
        let long = sentence.repeat(5000).trim_end().to_string();
        for long in [
            long,
            "word ".repeat(50_000).trim_end().to_string(),
            "中".repeat(70_000),
        ] {
            let mut draft = draft(&["First.".into(), long.clone(), "Last.".into()]);
            draft
                .asides
                .push(Aside::new(AsideKind::Caption, "A ferry".into(), 2));
            hold(&mut draft).unwrap();
            let parts = draft.paragraphs.len() - 2;
            assert!(
                parts > 1 && parts <= long.len() / (MOST_PARAGRAPH / 2) + 1,
                "{parts}"
            );
            assert!(
                draft
                    .paragraphs
                    .iter()
                    .all(|one| one.len() <= MOST_PARAGRAPH && !one.is_empty())
            );
            let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(
                without_spaces(&draft.paragraphs[1..=parts].concat()),
                without_spaces(&long)
            );
            assert_eq!(draft.asides[0].after, parts + 1);
            assert_eq!(
                draft.notes,
                ["1 of the paragraphs longer than 65536 bytes: parted"]
            );
        }
    }

    #[test]
    fn signs_count_as_words_do() {
        assert_eq!(tokens("The (old) bridge, no. 7!"), 10);
        let mut signs = draft(&["(a ".repeat(MOST_TOKENS / 2 + 1)]);
        let reason = hold(&mut signs).unwrap_err();
        assert!(
            reason.starts_with("a text of 500002 words and signs"),
            "{reason}"
        );
    }

    #[test]
    fn a_draft_within_the_limits_is_as_it_was() {
        let mut held = draft(&["a".repeat(MOST_PARAGRAPH)]);
        held.title = Some("A title".into());
        let before = held.clone();
        hold(&mut held).unwrap();
        assert_eq!(held, before);
        let mut long = draft(&vec!["a".repeat(1000); MOST_TEXT / 1000 + 1]);
        assert_eq!(
            hold(&mut long).unwrap_err(),
            "a text of 2098000 bytes: more than 2 MiB is not read as an article"
        );
    }
}
