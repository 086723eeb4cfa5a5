//! Marks that stand around a title, the name of a thing or a heading, and around nothing that somebody says.

use super::cues::holds;
use super::signs::Stretch;
use crate::analysis::text::Text;
use crate::analysis::text::lexicon::Tag;

/// Up to so many words, all with capitals and no speaker, are a title or the name of a thing.
const LONGEST_TITLE_WORDS: usize = 8;
/// Letters of the word before a title, see [`Tag::AnnouncesWork`].
const LONGEST_ANNOUNCING: usize = 14;

/// All words of weight with capitals: the title of a work, the name of a project; or one word of speech in capitals.
pub(super) fn is_title(inner: &str) -> bool {
    let inner = inner.trim_end_matches(['.', ',']);
    let mut words = 0;
    for word in inner.split_whitespace() {
        words += 1;
        let small = word.starts_with(char::is_lowercase);
        // `The road is open` is a sentence, however short its words.
        let says = holds(PREDICATES, word.trim_end_matches(','));
        if words > LONGEST_TITLE_WORDS || (small && (words == 1 || word.len() > 4 || says)) {
            return false;
        }
    }
    !inner.ends_with(['?', '!'])
}

/// A few words in capitals that no mark ends.
pub(super) fn is_heading(inner: &str) -> bool {
    inner.split_whitespace().count() <= LONGEST_TITLE_WORDS
        && inner.contains(char::is_alphabetic)
        && !inner.contains(char::is_lowercase)
        && inner.ends_with(char::is_alphanumeric)
}

/// Small words of a sentence that no title has in small letters: verbs and pronouns. Sorted.
#[rustfmt::skip]
const PREDICATES: &[&str] = &[
    "am", "are", "be", "been", "can", "did", "do", "does", "got", "had", "has", "have", "he", "is", "it", "may", "must",
    "not", "our", "she", "them", "they", "us", "was", "we", "were", "will", "you", "your",
];

/// Whether the words beside a title make it the name of a thing: `a programme called “…”`, `the “Red Dawn” tape`.
pub(super) fn names_a_thing(text: &Text, stretch: Stretch) -> bool {
    names_a_work(text, stretch.outer.start) || names_what_follows(text, stretch)
}

/// Whether the word before a quotation announces a title or a name: `in his book “…”`, `a programme called “…”`.
fn names_a_work(text: &Text, start: usize) -> bool {
    let before = text.body[..start].trim_end();
    // `on the network’s “Meet the Council,” Ivanova said`
    if ["’s", "'s", "s’", "s'"]
        .iter()
        .any(|own| before.ends_with(own))
    {
        return true;
    }
    // `the cast of the “Red Dawn”`, `known as the “Red Dawn”`
    let bare = before.strip_suffix(" the").unwrap_or(before);
    if bare.ends_with(" known as") {
        return true;
    }
    let before = match last_word(bare) {
        "during" | "in" | "of" | "on" => bare,
        _ => before,
    };
    let (before, tag) = match before.strip_suffix(',') {
        Some(before) => (before, Tag::IsWork),
        None => (before, Tag::AnnouncesWork),
    };
    text.lexicon().has(&last_word(before).to_lowercase(), tag)
}

/// The letters that a text ends with, no more than an announcing word has.
fn last_word(text: &str) -> &str {
    let letters = text.char_indices().rev().take(LONGEST_ANNOUNCING);
    let mut letters = letters.skip_while(|(_, letter)| letter.is_alphabetic());
    letters
        .next()
        .map_or("", |(at, letter)| &text[at + letter.len_utf8()..])
}

/// Whether a quotation stands between an article or whose it is and a noun: `the “Red Dawn” tape`, `her “Red Dawn” rally`; not `a “Red Dawn”
/// instead`.
fn names_what_follows(text: &Text, stretch: Stretch) -> bool {
    const OPENING: [&str; 10] = [
        "a", "an", "her", "his", "its", "new", "our", "that", "the", "their",
    ];
    let (before, behind) = (
        text.body[..stretch.outer.start].trim_end(),
        &text.body[stretch.outer.end..],
    );
    let Some(behind) = behind.strip_prefix(' ') else {
        return false;
    };
    let end = behind.find(|letter: char| !letter.is_alphabetic());
    let word = &behind[..end.unwrap_or(behind.len())];
    let lexicon = text.lexicon();
    let is_noun = word.starts_with(char::is_lowercase)
        && ![
            Tag::FunctionWord,
            Tag::SpeechVerb,
            Tag::Introductory,
            Tag::OpensTime,
            Tag::BeforeVerb,
        ]
        .iter()
        .any(|&tag| lexicon.has(word, tag));
    is_noun
        && stretch.inner.of(text.body).ends_with(char::is_alphanumeric)
        && OPENING.contains(&last_word(before).to_lowercase().as_str())
}
