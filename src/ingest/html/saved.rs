//! What a program that saved a page wrote into its first comment: SingleFile, and its older forms.

use crate::ingest::captured::Capture;
use crate::ingest::url::is_web;

/// Bytes at the beginning of a page in which the comment stands.
const HEAD_BYTES: usize = 16 << 10;
/// What the comment begins with.
const SIGNS: &[&str] = &[
    "Page saved with SingleFile",
    "Archive processed by SingleFile",
];

/// The saving of a page; nothing where no program says so.
pub fn capture(html: &str) -> Capture {
    let head = &html[..html.floor_char_boundary(HEAD_BYTES)];
    let comments = head.split("<!--").skip(1);
    let comment = comments
        .filter_map(|rest| rest.split("-->").next())
        .find(|comment| {
            SIGNS
                .iter()
                .any(|sign| comment.trim_start().starts_with(sign))
        });
    let line = |name: &str| {
        let mut lines = comment?.lines();
        let value = lines
            .find_map(|line| line.trim().strip_prefix(name))?
            .trim();
        Some(value.to_string())
    };
    Capture {
        url: line("url:").filter(|url| is_web(url)),
        at: line("saved date:").filter(|at| !at.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_comment_of_the_program_tells_address_and_moment() {
        let page = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://alpha.example/a \n saved date: Sat Dec 20 2025 09:00:01 GMT+0100 (CET)\n--><p>x";
        let found = capture(page);
        assert_eq!(found.url.as_deref(), Some("https://alpha.example/a"));
        assert_eq!(
            found.at.as_deref(),
            Some("Sat Dec 20 2025 09:00:01 GMT+0100 (CET)")
        );
        assert_eq!(
            capture("<!-- url: https://alpha.example/a -->"),
            Capture::default()
        );
    }
}
