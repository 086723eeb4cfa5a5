//! Factiva as a page: each field under a code in a table, or as an article is displayed. Then an element holds each of its lines: section,
//! headline, author, `61 words`, day, time, outlet, code, language, owner; paragraphs of a class of their own; captions, the owner's
//! name and `Document …` in paragraphs without one.

use dom_query::{Document as Page, NodeRef, Selection};

use super::super::clean::{clean, ends_sentence, lines, unwrapped};
use super::factiva::{CODES, is_count, is_number, is_owner, is_time, language};
use super::{Document, Field, day, elements, outlet, writers};

/// A page of this database: its title says so, long before the first article.
pub fn owns(text: &str) -> bool {
    text.contains("<title>Factiva</title>")
        || text.contains("articleParagraph") && text.contains("Article\"")
}

/// The articles of a page. Pages of some years put each in two elements of one class, of which the inner one is the article.
pub fn of_page(page: &Page) -> Vec<Document> {
    let articles = page.select("div.article");
    let is_inner = |article: &&NodeRef| !Selection::from(**article).select("div.article").exists();
    let mut documents: Vec<Document> = articles
        .nodes()
        .iter()
        .filter(is_inner)
        .map(
            |article| match Selection::from(*article).select("td.index").exists() {
                true => coded(article),
                false => displayed(article),
            },
        )
        .collect();
    documents.retain(Document::is_told);
    documents
}

/// The article of a table: a code and what it stands for a row.
fn coded(article: &NodeRef) -> Document {
    let rows = Selection::from(*article).select("tr");
    let mut document = Document::default();
    for row in rows.nodes() {
        let cells = Selection::from(*row).select("td");
        let [code, value] = cells.nodes() else {
            continue;
        };
        let code = elements::words(code);
        let field = CODES.iter().find(|(name, _)| *name == code);
        match field.map(|(_, field)| *field) {
            Some(Field::Body) => {
                let paragraphs = elements::each_of(value, "p");
                match paragraphs.is_empty() {
                    true => document.body.push(elements::words(value)),
                    false => document.body.extend(paragraphs),
                }
            }
            Some(Field::Title) => document.title = Some(uncounted(&elements::words(value))),
            Some(field) => document.take(field, &elements::words(value)),
            None => {}
        }
    }
    document
}

/// The article of an element that displays it. Where a line is of no known form (a day that may be two, a count of words in a language
/// that is not known) headline and paragraphs stay all the same.
fn displayed(article: &NodeRef) -> Document {
    const HEADLINE: &str = "Headline";
    const LINES: &str = "div, p, pre";
    let mut document = Document::default();
    let mut facts: Vec<String> = Vec::new();
    let mut others: Vec<String> = Vec::new();
    for block in Selection::from(*article).select(LINES).nodes() {
        let inner = Selection::from(*block);
        let (class, text) = (
            inner.attr("class").unwrap_or_default(),
            elements::words(block),
        );
        let name = block.node_name();
        let is_headed =
            inner.select(&format!("[class*='{HEADLINE}']")).exists() || class.contains(HEADLINE);
        if inner.select(LINES).exists() || text.is_empty() {
            continue;
        }
        if is_headed {
            document.title = Some(uncounted(&text));
            // What stands above the headline is the section.
            facts.clear();
        } else if class.split(' ').any(|class| class == "author") {
            document.authors.extend(writers::of_field(&text));
        } else if class.contains("articlePre") {
            // As it was typed: a table, or lines that were wrapped.
            let rows = unwrapped(lines(&block.text()));
            document.body.extend(rows.into_iter().map(|line| line.text));
        } else if class.contains("articleParagraph") {
            document.body.push(text);
        } else if name.is_some_and(|name| &*name == "div") {
            facts.push(text);
        } else {
            others.push(text);
        }
    }
    read_facts(&facts, &mut document);
    others.retain(|text| !is_number(text));
    // The owner's name stands last.
    others.pop_if(|last| !ends_sentence(last));
    document.captions = others;
    document
}

/// The headline without its place in the page: `3) Ferry line closes`.
fn uncounted(headline: &str) -> String {
    let counted = headline.split_once(") ").filter(|(number, _)| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    clean(counted.map_or(headline, |(_, rest)| rest))
}

/// The lines under the headline: what stands above the count of words is the outlet's, below it are day, time and outlet.
fn read_facts(facts: &[String], document: &mut Document) {
    let is_dated = |fact: &String| day(fact).is_some();
    let counted = facts
        .iter()
        .position(|fact| is_count(fact) || is_any_count(fact));
    let dated = facts.iter().position(is_dated);
    let from = counted.or(dated).unwrap_or(facts.len());
    document.left.extend_from_slice(&facts[..from]);
    let mut told = facts[from..]
        .iter()
        .skip(usize::from(counted.is_some()))
        .peekable();
    if let Some(fact) =
        told.next_if(|fact| is_dated(fact) || fact.starts_with(|sign: char| sign.is_ascii_digit()))
    {
        document.published = day(fact);
        document.undated = document.published.is_none().then(|| fact.clone());
    }
    while told.next_if(|fact| is_time(fact)).is_some() {}
    if let Some(fact) = told.next_if(|fact| language(fact).is_none() && !is_owner(fact)) {
        document.outlet = Some(outlet(fact));
    }
    document.language = told.find_map(|fact| language(fact));
}

/// `61 słów`: a number and one word, in whatever language.
fn is_any_count(fact: &str) -> bool {
    fact.split_once(' ').is_some_and(|(number, word)| {
        let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
        is_word
            && number
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b".,'".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(before: &str, lines: &str, after: &str) -> Vec<Document> {
        let html = format!(
            "<div id='article-HARB1' class='article'><div class='article enArticle'><p></p>{before}<div id=hd><span class='enHeadline counted'>3) Oakport bridge closes</span></div>{lines}\
             <p></p><p class='articleParagraph enarticleParagraph'>The bridge was closed on Monday.</p>{after}</div></div>"
        );
        of_page(&Page::from(html))
    }

    const FACTS: &str = "<div>61 words</div><div>4 March 2025</div><div>10:15</div><div>Harbour Gazette</div><div>HARB</div><div>English</div><div>Copyright 2025 Harbour Gazette</div>";

    #[test]
    fn an_article_in_two_elements_is_one_and_its_headline_has_no_number() {
        for before in [
            "",
            "<div>World News</div>",
            "<div>Letters</div><div>Region</div>",
        ] {
            let found = page(
                before,
                FACTS,
                "<p>Harbour Press Ltd</p><p>Document HARB000020250304el340001x</p>",
            );
            assert_eq!(found.len(), 1, "{before}");
            assert_eq!(
                found[0].title.as_deref(),
                Some("Oakport bridge closes"),
                "{before}"
            );
            assert_eq!(
                found[0].outlet.as_deref(),
                Some("Harbour Gazette"),
                "{before}"
            );
            assert_eq!(
                found[0].published.as_ref().map(|day| day.day()),
                Some("2025-03-04")
            );
            assert_eq!(
                found[0].body,
                ["The bridge was closed on Monday."],
                "{before}"
            );
            assert!(found[0].left.is_empty() && found[0].captions.is_empty());
        }
        assert_eq!(
            uncounted("3) Oakport bridge closes"),
            "Oakport bridge closes"
        );
        assert_eq!(
            uncounted("Harbour (see page 3) closes"),
            "Harbour (see page 3) closes"
        );
    }

    #[test]
    fn the_author_is_who_stands_in_the_element_of_authors() {
        for (author, names) in [
            ("By JOHN F. HOLM", &["John F. Holm"][..]),
            ("Von Ida Brandt", &["Ida Brandt"]),
            ("VON IDA BRANDT UND JO LIND", &["Ida Brandt", "Jo Lind"]),
            ("안준용", &["안준용"]),
            ("이용수;전현석", &["이용수", "전현석"]),
            ("_", &[]),
        ] {
            let lines = format!("<div class='author'>{author} </div>{FACTS}");
            assert_eq!(page("", &lines, "")[0].authors, names, "{author}");
        }
        // Two words above the text that look like a name are a headline of its own.
        let found = page(
            "",
            FACTS,
            "<p class='articleParagraph enarticleParagraph'>Four Injured</p>",
        );
        assert!(found[0].authors.is_empty());
    }

    #[test]
    fn captions_stand_beside_the_text_and_the_owner_nowhere() {
        let lines = format!("<div>Special to the Gazette</div>{FACTS}");
        let found = page(
            "",
            &lines,
            "<pre class='articlePre'>Tons\n120\n</pre><p></p><p>The bridge on Monday.</p><p>Harbour Press Ltd</p><p>Document HARB000020250304el340001x</p>",
        );
        assert_eq!(found[0].body[0], "The bridge was closed on Monday.");
        assert!(
            found[0].body.iter().any(|text| text.contains("120")),
            "{:?}",
            found[0].body
        );
        assert_eq!(found[0].captions, ["The bridge on Monday."]);
        assert_eq!(found[0].left, ["Special to the Gazette"]);
        let whole = FACTS.replace(
            "Harbour Gazette</div><div>HARB",
            "Wire - Noticias del Puerto</div><div>HARB",
        );
        assert_eq!(
            page("", &whole, "")[0].outlet.as_deref(),
            Some("Wire - Noticias del Puerto")
        );
    }

    #[test]
    fn an_article_of_which_a_line_is_of_no_known_form_is_there_all_the_same() {
        for (lines, outlet) in [
            (
                "<div>61 words</div><div>4 March 2025</div><div>Harbour Gazette</div><div>English</div>",
                Some("Harbour Gazette"),
            ),
            (
                "<div>61 words</div><div>03/04/2025</div><div>Harbour Gazette</div><div>English</div>",
                Some("Harbour Gazette"),
            ),
            (
                "<div>61 słów</div><div>4 marca 2025</div><div>Harbour Gazette</div><div>Polish</div>",
                Some("Harbour Gazette"),
            ),
            (
                "<div>4 March 2025</div><div>Harbour Gazette</div>",
                Some("Harbour Gazette"),
            ),
            ("", None),
        ] {
            let found = page("", lines, "");
            assert_eq!(found.len(), 1, "{lines}");
            assert_eq!(
                found[0].title.as_deref(),
                Some("Oakport bridge closes"),
                "{lines}"
            );
            assert_eq!(found[0].outlet.as_deref(), outlet, "{lines}");
            assert_eq!(
                found[0].body,
                ["The bridge was closed on Monday."],
                "{lines}"
            );
        }
    }
}
