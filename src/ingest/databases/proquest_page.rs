//! ProQuest as it sends documents by mail: a page on which an anchor begins each, with labelled paragraphs as its texts have them.
//! Spaces are missing in labels and too many in numbers (`Language ofpublication`, `Feb 26, 2 009`).

use std::sync::LazyLock;

use dom_query::{Document as Page, NodeRef, Selection};
use regex::Regex;

use super::super::clean::clean;
use super::elements::{each_of, words};
use super::proquest::{LABELS, NO_TEXT, place, without_edition};
use super::{Document, Export, Field, day, writers};

/// What begins a document.
const ANCHOR: &str = "<a name=\"DocID_";
/// What stands behind the last one.
const END: &str = "class=\"copyright\"";
/// How a correction is told that the paper printed: it stands first in the text that it corrects.
const CORRECTION: &str = "CORRECTION: ";

pub fn owns(text: &str) -> bool {
    text.contains(ANCHOR)
}

pub fn documents(text: &str) -> Export {
    let mut parts = text.split(ANCHOR);
    parts.next();
    let parts: Vec<&str> = parts.collect();
    let found = parts.iter().enumerate().filter_map(|(at, part)| {
        let part = part.split(END).next().unwrap_or(part);
        document(&format!("{ANCHOR}{part}"), at + 1)
    });
    Export {
        documents: found.collect(),
        announced: Some(parts.len()),
    }
}

/// One document; `None` where it has no headline.
fn document(text: &str, number: usize) -> Option<Document> {
    let page = Page::from(text);
    let pictures = page.select("[class~=document_view_image] a[title]");
    let mut document = Document {
        number: Some(number),
        captions: pictures
            .iter()
            .filter_map(|link| link.attr("title"))
            .map(|title| clean(&title))
            .collect(),
        ..Document::default()
    };
    for beside in ["[class~=document_view_image]", "style", "script"] {
        page.select(beside).remove();
    }
    let mut field = None;
    let mut info = None;
    let blocks = page.select("p, div");
    for block in blocks.nodes() {
        if Selection::from(*block).select("p, div").exists() {
            // What holds blocks says nothing by itself but a label before the text.
            if label(block).is_some_and(|(found, _)| found == Field::Body) {
                field = Some(Field::Body);
            }
            continue;
        }
        if is_link_to_database(block) {
            field = Some(Field::Code);
            continue;
        }
        let (found, texts) = match label(block) {
            Some((found, value)) => (Some(found), vec![value]),
            None => (field, rows(block)),
        };
        field = found;
        for text in texts.into_iter().filter(|text| !text.is_empty()) {
            match found {
                // The headline stands first; outlet and day are told again below.
                None => document.title = document.title.take().or(Some(text)),
                Some(_) if is_missing(&text) => {}
                Some(Field::Body) => match text.strip_prefix(CORRECTION) {
                    Some(correction) => document.left.push(correction.to_string()),
                    None => document.body.push(text),
                },
                Some(Field::Code) if is_info(block) => info = Some(text),
                Some(Field::Day) => {
                    let told = day(&text).or_else(|| day(&tight(&text)));
                    document.published = document.published.take().or(told);
                }
                Some(Field::Outlet) => document.take(Field::Outlet, &without_edition_of(&text)),
                Some(Field::Author) => document.authors.extend(names(&text)),
                Some(field) => document.take(field, &text),
            }
        }
    }
    if let Some(info) = info {
        place(&info, &mut document);
    }
    document.title = document.title.map(|title| without_edition(&title));
    document.is_told().then_some(document)
}

/// The words of a paragraph, a text a line of its source: some papers part their paragraphs so.
fn rows(block: &NodeRef) -> Vec<String> {
    block.text().split('\n').map(clean).collect()
}

/// What a paragraph says that begins with a label in bold, and its value.
fn label(block: &NodeRef) -> Option<(Field, String)> {
    // A link that was not closed goes on around what follows it.
    let bold = Selection::from(*block).select("strong");
    let name = words(bold.nodes().first()?);
    let name = name
        .strip_suffix(':')
        .filter(|name| words(block).starts_with(name))?;
    let name = solid(name);
    let (_, field) = LABELS.iter().find(|(label, _)| solid(label) == name)?;
    let all = words(block);
    let value = all.split_once(':').map_or("", |(_, value)| value.trim());
    // An address stands in a link as well.
    let parts = each_of(block, "a");
    let value = match (field, parts.first()) {
        (Field::Url, Some(address)) => address.clone(),
        _ => value.to_string(),
    };
    Some((*field, value))
}

/// A label without its spaces, of which some are missing.
fn solid(label: &str) -> String {
    let letters = label.chars().filter(|letter| !letter.is_whitespace());
    letters.collect::<String>().to_lowercase()
}

fn is_info(block: &NodeRef) -> bool {
    let text = words(block).to_lowercase();
    text.split(':')
        .next()
        .is_some_and(|name| name.contains("info"))
}

/// `ProQuest document link`, in whatever language: a paragraph that is nothing but a link to the document in the database.
fn is_link_to_database(block: &NodeRef) -> bool {
    let text = words(block);
    let links = each_of(block, "a[href*='/docview/']");
    !text.is_empty() && links == [text]
}

/// `E Scott Reckard` of `Reckard, E Scott; Anonymous`.
fn names(text: &str) -> Vec<String> {
    let names = text.split(';').map(|name| writers::put_right(&clean(name)));
    names
        .filter(|name| !name.is_empty() && name != "Anonymous")
        .collect()
}

/// Nothing, or what is left of a tag that was broken.
fn is_missing(text: &str) -> bool {
    let text = solid(text);
    if text.ends_with("html>") && !text.contains(' ') && text.len() < "<!doctypehtml>".len() {
        return true;
    }
    NO_TEXT.iter().any(|missing| solid(missing) == text)
}

/// `Feb 26, 2009` of `Feb 26, 2 009`.
fn tight(text: &str) -> String {
    static GAP: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(\d) +(\d)").ok());
    match GAP.as_ref() {
        // Each digit is a neighbour of two.
        Some(gap) => gap
            .replace_all(&gap.replace_all(text, "$1$2"), "$1$2")
            .into_owned(),
        None => text.to_string(),
    }
}

/// `New York Times` of `New York Times, Late Edition (East Coast); New York, N.Y.`
fn without_edition_of(text: &str) -> String {
    let name = text.split(';').next().unwrap_or(text);
    match name.split_once(',') {
        Some((paper, edition)) if edition.to_lowercase().contains("edition") => paper.to_string(),
        _ => name.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_labels_are_read_through_their_spaces() {
        assert_eq!(tight("Jan 1 7, 2 0 09"), "Jan 17, 2009");
        assert_eq!(
            solid("Language ofpublication"),
            solid("Language of publication")
        );
        assert_eq!(
            without_edition_of("Isle Courier,  Late Edition (East); Corvale, C.I."),
            "Isle Courier"
        );
        assert_eq!(without_edition_of("Courier, The; Corvale"), "Courier, The");
    }

    #[test]
    fn names_are_put_in_their_order() {
        assert_eq!(
            names("Reckard, E Scott; Lee de Roe, Ann; Holm, Jo C, Jr; Al Poe; Anonymous"),
            [
                "E Scott Reckard",
                "Ann Lee de Roe",
                "Jo C Holm Jr",
                "Al Poe"
            ]
        );
    }

    #[test]
    fn a_document_without_a_headline_is_missing() {
        let page = "<div><a name=\"DocID_1\"></a><p>Rain</p><p><strong>Full text: </strong><Text><p>Rain fell.</p></Text></p></div><div><a name=\"DocID_2\"></a></div>";
        let export = documents(page);
        assert_eq!((export.announced, export.documents.len()), (Some(2), 1));
        assert_eq!(export.documents[0].body, ["Rain fell."]);
    }
    #[test]
    fn the_link_to_the_database_is_no_author_and_a_link_left_open_hides_no_text() {
        let link = "<p><a href='https://pq.example/docview/1/se-2'>ProQuest document link</a></p>";
        let text = "<p><strong>Full text: </strong><Text><html><body><div><a name='1'></a><div class='document_view_image'><a title='The quay at noon.'>Enlarge</a></div></div><p>Rain fell.</p></body></html></Text></p>";
        for links in [
            "<p><strong>Links: </strong><a href='https://x.example'>Get it</a></p>",
            "<div><strong>Links: </strong><a href='https://x.example'>Get it</div>",
        ] {
            let page = format!(
                "<div><a name=\"DocID_1\"></a><p>Rain</p><p><strong>Author: </strong>Lind, Jo</p>{link}{links}{text}<p><strong>Publication title: </strong>Halm Courier</p></div>"
            );
            let found = documents(&page).documents;
            assert_eq!(found.len(), 1, "{links}");
            assert_eq!(found[0].authors, ["Jo Lind"], "{links}");
            assert_eq!(found[0].body, ["Rain fell."], "{links}");
            assert_eq!(found[0].captions, ["The quay at noon."], "{links}");
            assert_eq!(found[0].outlet.as_deref(), Some("Halm Courier"), "{links}");
        }
    }
}
