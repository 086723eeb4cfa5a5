//! Europresse as its pages were until about 2014: a cell of a table each, in which outlet, header and title stand in elements of their own
//! and the text stands bare, parted by breaks and by empty paragraphs.

use dom_query::{Document as Page, NodeRef, Selection};

use super::super::clean::clean;
use super::elements::words;
use super::{Document, Export, europresse, writers};

/// Stands where a line was broken.
const BREAK: char = '\u{2028}';
/// Stands where a paragraph begins or ends.
const PARAGRAPH: char = '\u{2029}';
/// Words of the longest line of authors.
const AUTHOR_WORDS: usize = 12;

pub fn owns(text: &str) -> bool {
    text.contains("class=\"DocPublicationName\"") && text.contains("class=\"TitreArticleVisu\"")
}

pub fn documents(text: &str) -> Export {
    let marks = [
        ("<br", BREAK),
        ("<p>", PARAGRAPH),
        ("<p ", PARAGRAPH),
        ("</p>", PARAGRAPH),
    ];
    let text = marks.iter().fold(text.to_string(), |text, (tag, mark)| {
        text.replace(tag, &format!("{mark}{tag}"))
    });
    let page = Page::from(text);
    let cells = page.select("td:has(> [class~=DocPublicationName])");
    let documents: Vec<Option<Document>> = cells.nodes().iter().map(document).collect();
    Export {
        announced: Some(documents.len()),
        documents: documents.into_iter().flatten().collect(),
    }
}

fn document(cell: &NodeRef) -> Option<Document> {
    let mut document = Document::default();
    let (mut above, mut below) = (String::new(), String::new());
    let mut header = String::new();
    for child in cell.children() {
        let class = child.attr("class").unwrap_or_default();
        match &*class {
            "DocPublicationName" => document.outlet = Some(europresse::outlet(&words(&child))),
            "DocHeader" => header += &child.text(),
            "TitreArticleVisu" => {
                document.title = Some(words(&child)).filter(|title| !title.is_empty());
            }
            // Pictures, and the certificate with the reader's own name.
            _ if child.is_element() && Selection::from(child).is("table, script, form") => {}
            _ if document.title.is_some() => below += &child.text(),
            _ => above += &child.text(),
        }
    }
    document.published = europresse::published(&header, &cell.text());
    document.standfirst = above
        .split([BREAK, PARAGRAPH])
        .map(clean)
        .filter(|line| !line.is_empty())
        .collect();
    let mut told = below
        .split(PARAGRAPH)
        .filter(|part| !clean(part).is_empty())
        .peekable();
    // The authors stand on a line of their own before the first paragraph.
    let signed = |part: &&str| {
        part.trim_end_matches(' ').ends_with(BREAK)
            && clean(part).split(' ').count() <= AUTHOR_WORDS
    };
    if let Some(part) = told.next_if(signed) {
        let line = clean(&part.replace(BREAK, " "));
        document.authors = writers::of_field(&line);
        if document.authors.is_empty() {
            document.left.push(line);
        }
    }
    document.body = told
        .map(|part| clean(&part.replace(BREAK, " ")))
        .take_while(|text| !text.starts_with('©') && !text.contains("news·"))
        .collect();
    document.is_told().then_some(document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(title: &str, text: &str) -> String {
        format!(
            "<table><tr><td><table id=\"tbHeaderImages\"><tr><td id=\"celPublication\"><br></td></tr></table>\
             <span class=\"DocPublicationName\">Halm Soir, no. 12</span><br><span class=\"DocHeader\">Politique, </span><span class=\"DocHeader\">jeudi </span>\
             <span class=\"DocHeader\">2 mai 2024</span><br><br><span class=\"TitreArticleVisu\">{title}</span><br><br>{text}\
             <p></p><b><i>© 2024 Halm Soir. Tous droits réservés.</i></b><p></p>Numéro de document : news·20240502·HS·100<br>\
             <table><tr><td>Ce certificat est émis à <b>University</b></td></tr></table></td></tr></table>"
        )
    }

    #[test]
    fn each_cell_is_an_article_with_its_outlet_day_and_text() {
        let first = cell(
            "La ligne <span>1</span> ferme",
            "Le ferry fait son dernier voyage.<p></p>Le pont ouvrira<br>en juin.",
        );
        let second = cell(
            "Le pont ouvre",
            "Ida Brandt<br><p></p><font>Le pont est ouvert.</font>",
        );
        let page = format!("<html><body>{first}<p><br>{second}</body></html>");
        assert!(owns(&page));
        let export = documents(&page);
        assert_eq!(export.announced, Some(2));
        let [one, other] = export.documents.as_slice() else {
            panic!("{export:#?}")
        };
        assert_eq!(one.title.as_deref(), Some("La ligne 1 ferme"));
        assert_eq!(one.outlet.as_deref(), Some("Halm Soir"));
        assert_eq!(
            one.published.as_ref().map(|day| day.day()),
            Some("2024-05-02")
        );
        assert_eq!(
            one.body,
            [
                "Le ferry fait son dernier voyage.",
                "Le pont ouvrira en juin."
            ]
        );
        assert!(one.authors.is_empty() && one.left.is_empty());
        assert_eq!(other.authors, ["Ida Brandt"]);
        assert_eq!(other.body, ["Le pont est ouvert."]);
    }
}
