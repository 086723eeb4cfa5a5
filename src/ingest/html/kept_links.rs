//! Lists of links as pages: bookmarks of browsers (the form of Netscape), the exports of Pocket and Instapaper. They hold no article.

use crate::ingest::services::links;

/// Bytes in which a list says what it is.
const HEAD_BYTES: usize = 2000;
/// What stands in the head of a list, in lower case, and whose it is then.
const LISTS: &[(&str, &str)] = &[
    ("<!doctype netscape-bookmark-file-1>", "a list of bookmarks"),
    ("<title>pocket export</title>", "Pocket"),
    ("<title>instapaper: export</title>", "Instapaper"),
];

/// What is told of a page that is a list of links.
pub fn list(html: &str) -> Option<String> {
    let head = html[..html.floor_char_boundary(HEAD_BYTES)].to_lowercase();
    let (_, whose) = LISTS.iter().find(|(mark, _)| head.contains(mark))?;
    let count = html.to_ascii_lowercase().matches("<a href=").count();
    Some(links(count, whose))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_and_pages_read() {
        let pocket = "<!DOCTYPE html>\n<html>\n<!--So long and thanks for all the fish-->\n<head><title>Pocket Export</title></head>\n<body>\
                      <h1>Unread</h1>\n<ul>\n<li><a href=\"https://alpha.example/a\" time_added=\"1700000000\" tags=\"x\">Rain</a></li>\n\
                      <li><a href=\"https://alpha.example/b\" time_added=\"1700000001\" tags=\"\">Snow</a></li></ul>";
        let browser = "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p><DT><A HREF=\"https://alpha.example/a\" ADD_DATE=\"1\">Rain</A></DL>";
        assert!(list(pocket).is_some_and(|told| told.starts_with("2 links from Pocket")));
        assert!(
            list(browser).is_some_and(|told| told.starts_with("a link from a list of bookmarks"))
        );
        assert_eq!(
            list("<!DOCTYPE html><title>Pocket parks open</title><p>Rain <a href=/a>fell</a>."),
            None
        );
    }
}
