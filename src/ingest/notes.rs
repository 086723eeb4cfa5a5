//! What notes put into Markdown: links between notes, highlights, embeds, comments, callouts, block ids, tags, tasks.

use std::sync::LazyLock;

use regex::{Captures, Regex};

/// Callouts whose words are the article's: every other kind is the reader's own remark.
const QUOTING: &[&str] = &["quote", "cite"];
/// Languages of code blocks that ask a question of the notes.
pub const QUERIES: &[&str] = &[
    "dataview",
    "dataviewjs",
    "query",
    "tasks",
    "base",
    "mermaid",
];

/// A text of notes without its marks.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unmarked {
    /// Markdown as any program reads it.
    pub text: String,
    /// The reader's own: remarks in callouts.
    pub remarks: Vec<String>,
}

/// Takes off what notes put on.
pub fn unmarked(text: &str) -> Unmarked {
    let mut unmarked = Unmarked::default();
    let text = without_comments(text);
    let mut callout = Callout::None;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
        }
        if fenced {
            unmarked.text.push_str(line);
            continue;
        }
        let quoted = bare.strip_prefix('>').map(str::trim);
        if let Some((kind, title)) = quoted.and_then(head_of) {
            callout = if QUOTING.contains(&kind.as_str()) {
                Callout::Quoted
            } else {
                Callout::Remark
            };
            let title = plain(title);
            match callout {
                Callout::Quoted if !title.is_empty() => {
                    unmarked.text.push_str(&format!("> {title}\n>\n"));
                }
                _ => unmarked.remarks.push(title),
            }
            continue;
        }
        match (quoted, &callout) {
            (Some(words), Callout::Remark) => {
                let words = plain(words.trim_start_matches(['>', ' ']));
                match unmarked.remarks.last_mut() {
                    Some(last) if !last.is_empty() && !words.is_empty() => {
                        last.push(' ');
                        last.push_str(&words);
                    }
                    Some(last) => last.push_str(&words),
                    None => {}
                }
                continue;
            }
            (None, _) => callout = Callout::None,
            _ => {}
        }
        unmarked.text.push_str(&plain(line));
    }
    unmarked.remarks.retain(|remark| !remark.trim().is_empty());
    unmarked
}

/// In which kind of callout a line stands.
enum Callout {
    None,
    Quoted,
    Remark,
}

/// `[!note]- Title`: kind and title of a callout.
fn head_of(line: &str) -> Option<(String, &str)> {
    let (kind, title) = line.strip_prefix("[!")?.split_once(']')?;
    let kind = kind.split('|').next().unwrap_or(kind).to_lowercase();
    Some((kind, title.trim_start_matches(['-', '+']).trim()))
}

/// `%%a private comment%%`, also over many lines, and `<!-- … -->`.
fn without_comments(text: &str) -> String {
    static COMMENT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?s)%%.*?%%|<!--.*?-->").ok());
    match COMMENT.as_ref() {
        Some(comment) => comment.replace_all(text, "").into_owned(),
        None => text.to_string(),
    }
}

/// One line without the marks inside it.
fn plain(line: &str) -> String {
    static EMBED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"!\[\[[^\[\]]*\]\]").ok());
    static LINK: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]").ok());
    static HIGHLIGHT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"==([^=\s](?:[^=]|=[^=])*?)==").ok());
    static BLOCK_ID: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?:^|\s)\^[A-Za-z0-9-]{2,}([\s,.;:]|$)").ok());
    static CITATION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\[\^[^\]\s]+\](?:([^:])|$)").ok());
    // Readers' services lead from each passage to where they keep it.
    static VIEW: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\s*\(\[View Highlight\]\([^)\s]*\)\)").ok());
    let mut text = line.to_string();
    if let Some(embed) = EMBED.as_ref() {
        text = embed.replace_all(&text, "").into_owned();
    }
    if let Some(link) = LINK.as_ref() {
        text = link
            .replace_all(&text, |found: &Captures<'_>| {
                let shown = found.get(2).or_else(|| found.get(1));
                shown.map_or(String::new(), |shown| shown.as_str().replace('#', " > "))
            })
            .into_owned();
    }
    if let Some(highlight) = HIGHLIGHT.as_ref() {
        text = highlight.replace_all(&text, "$1").into_owned();
    }
    if let Some(id) = BLOCK_ID.as_ref() {
        text = id.replace_all(&text, "$1").into_owned();
    }
    if let Some(view) = VIEW.as_ref() {
        text = view.replace_all(&text, "").into_owned();
    }
    // A call of a note that stands nowhere would be text.
    if let Some(citation) = CITATION.as_ref()
        && !line.trim_start().starts_with("[^")
    {
        text = citation.replace_all(&text, "$1").into_owned();
    }
    text
}

/// Tags at the end of a paragraph that are the reader's: two or more of them, or nothing else in it.
pub fn without_tags(paragraph: &str) -> (&str, Option<&str>) {
    let is_tag = |word: &str| {
        word.strip_prefix('#').is_some_and(|tag| {
            tag.contains(char::is_alphabetic)
                && tag
                    .chars()
                    .all(|letter| letter.is_alphanumeric() || "_-/".contains(letter))
        })
    };
    let mut end = paragraph.len();
    let mut tags = 0;
    while let Some(word) = paragraph[..end].trim_end().rsplit(' ').next() {
        if !is_tag(word) {
            break;
        }
        end = paragraph[..end].trim_end().len() - word.len();
        tags += 1;
        if end == 0 {
            break;
        }
    }
    let rest = paragraph[..end].trim_end();
    if tags >= 2 || tags == 1 && rest.is_empty() {
        (rest, Some(paragraph[end..].trim()))
    } else {
        (paragraph, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_go_and_words_stay() {
        for (text, want) in [
            (
                "See [[Harbour]] and [[Isle Ferries|the operator]].",
                "See Harbour and the operator.",
            ),
            (
                "See [[Harbour#History]] ![[image.png]]now",
                "See Harbour > History now",
            ),
            (
                "==Some 9,000 islanders== and ==more==.",
                "Some 9,000 islanders and more.",
            ),
            ("a == b and c == d", "a == b and c == d"),
            ("One. ^block1", "One."),
            ("One ^block1, said", "One, said"),
            ("It is 2^10 and x^2 here", "It is 2^10 and x^2 here"),
            ("One %%a private\ncomment%% two", "One  two"),
            ("June.[^1] See", "June. See"),
            ("[^1]: The first offer.", "[^1]: The first offer."),
        ] {
            assert_eq!(unmarked(text).text.trim_end(), want);
        }
    }

    #[test]
    fn quotations_in_callouts_are_text_and_remarks_are_the_readers() {
        let found = unmarked(
            "> [!quote] Hanna Vestergard\n> We will go.\n\n> [!note]- Summary\n> Boats stay\n> in harbour.\n\nIt rained.\n",
        );
        assert_eq!(
            found.text,
            "> Hanna Vestergard\n>\n> We will go.\n\n\nIt rained.\n"
        );
        assert_eq!(found.remarks, ["Summary Boats stay in harbour."]);
    }

    #[test]
    fn tags_behind_a_paragraph_are_the_readers() {
        assert_eq!(
            without_tags("It rained. #labour #strike/2025"),
            ("It rained.", Some("#labour #strike/2025"))
        );
        assert_eq!(without_tags("#labour"), ("", Some("#labour")));
        assert_eq!(
            without_tags("They wrote #MeToo"),
            ("They wrote #MeToo", None)
        );
        assert_eq!(without_tags("Room #1 #2"), ("Room #1 #2", None));
    }

    proptest! {
        #[test]
        fn any_text_is_unmarked(text in "\\PC{0,60}|(\\[\\[|\\]\\]|==|%%|> \\[!quote\\]|\\^ab|#tag| |\n|a|```){0,24}") {
            let found = unmarked(&text);
            for line in found.text.lines() {
                let (rest, _) = without_tags(line);
                prop_assert!(line.starts_with(rest));
            }
        }
    }
}
