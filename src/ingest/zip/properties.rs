//! What an office document says of itself: title and author, in the part that Word and LibreOffice keep for it.

use super::super::document::Beside;
use super::super::xml::{Part, walk};
use super::Opened;

/// Elements that name who wrote a document: who began it before who last changed it.
const AUTHORS: &[&str] = &["meta:initial-creator", "dc:creator"];

/// The properties of a document, nothing where the part is not there or broken.
pub fn properties(opened: &mut Opened<'_>, part: &str) -> Beside {
    if !opened.has(part) {
        return Beside::default();
    }
    opened
        .text_of(part)
        .map(|xml| told(&xml))
        .unwrap_or_default()
}

fn told(xml: &str) -> Beside {
    let mut title = String::new();
    let mut authors = vec![String::new(); AUTHORS.len()];
    let mut open = String::new();
    let _ = walk(xml, &mut |part| match part {
        Part::Open(element) => open = element.name,
        Part::Text(text) if open == "dc:title" => title.push_str(text),
        Part::Text(text) => {
            if let Some(at) = AUTHORS.iter().position(|name| *name == open) {
                authors[at].push_str(text);
            }
        }
        Part::Close(_) => open.clear(),
    });
    Beside {
        title: Some(title).filter(|title| !title.trim().is_empty()),
        author: authors.into_iter().find(|author| !author.trim().is_empty()),
        footnotes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_and_author() {
        let word = told(
            "<cp:coreProperties><dc:title>Rain &amp; town</dc:title><dc:creator>Jo Doe</dc:creator><cp:lastModifiedBy>x</cp:lastModifiedBy></cp:coreProperties>",
        );
        assert_eq!(word.title.as_deref(), Some("Rain & town"));
        assert_eq!(word.author.as_deref(), Some("Jo Doe"));
        let writer = told(
            "<office:meta><dc:creator>Al Poe</dc:creator><meta:initial-creator>Jo Doe</meta:initial-creator><dc:title> </dc:title></office:meta>",
        );
        assert_eq!(
            (writer.title, writer.author.as_deref()),
            (None, Some("Jo Doe"))
        );
        assert_eq!(told("<dc:title"), Beside::default());
    }
}
