//! Text made harmless for the form that it is written in: one line, Markdown, HTML, an address.

use crate::model::Bookmark;

/// The address, where it is one that a browser may be given.
pub(in crate::analysis) fn web_address(bookmark: &Bookmark) -> Option<&str> {
    plain_address(bookmark.url.as_deref()?)
}

/// The same of any address.
pub(in crate::analysis) fn plain_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://")?.0.to_ascii_lowercase();
    let plain = !url
        .chars()
        .any(|letter| letter.is_control() || letter.is_whitespace());
    (plain && ["http", "https"].contains(&scheme.as_str())).then_some(url)
}

/// The day of publication, `YYYY-MM-DD`.
pub(in crate::analysis) fn day(bookmark: &Bookmark) -> Option<&str> {
    bookmark.published.as_deref()?.split('T').next()
}

/// A text on one line, without control characters.
pub(in crate::analysis) fn line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// CommonMark 0.31: a backslash before ASCII punctuation takes its meaning away.
pub(in crate::analysis) fn markdown_line(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, letter) in text.char_indices() {
        let opens_list = at == digits && digits > 0 && matches!(letter, '.' | ')');
        let opens_block = at == 0 && matches!(letter, '#' | '+' | '-' | '=' | ':');
        if opens_list
            || opens_block
            || matches!(
                letter,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$'
            )
        {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// An address between angle brackets.
pub(in crate::analysis) fn angle(url: &str) -> String {
    url.replace('<', "%3C")
        .replace('>', "%3E")
        .replace('\\', "%5C")
}

/// Text as it stands in an element or in a quoted attribute.
pub(in crate::analysis) fn html_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter => escaped.push(letter),
        }
    }
    escaped
}
