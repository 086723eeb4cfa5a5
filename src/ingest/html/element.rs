//! What single elements say of themselves: who wrote, when, that they stand around an article or sum it up, that they are cells
//! of a table; tested by what [`block`](super::block) makes of them.

use dom_query::NodeRef;

use super::tree::{class_names, holds, is_any, is_inline, name};

/// Whether an element is a cell of a table of short words and numbers, whose rows are read as lines; tables that lay out a page
/// hold more.
pub fn is_cell(node: &NodeRef<'_>) -> bool {
    /// Characters of the longest such cell.
    const CHARS: usize = 120;
    let is_short = |cell: &NodeRef<'_>| {
        let mut inside = cell.descendants_it().filter(NodeRef::is_element);
        inside.all(|inside| is_inline(&name(&inside)))
            && cell.text().trim().chars().count() <= CHARS
    };
    is_any(node, &["td", "th"])
        && node
            .parent()
            .is_some_and(|row| row.element_children().iter().all(is_short))
}

/// Whether an element says that it names an author.
pub fn names_author(node: &NodeRef<'_>) -> bool {
    let is = |attribute: &str, word: &str| {
        node.attr(attribute).is_some_and(|value| {
            value
                .split_ascii_whitespace()
                .any(|one| one.eq_ignore_ascii_case(word))
        })
    };
    is("rel", "author")
        || is("itemprop", "author")
        || is("itemprop", "creator")
        || leads_to_author(node)
}

/// Whether a link leads to the page of one who writes: `/author/jo-doe`.
fn leads_to_author(node: &NodeRef<'_>) -> bool {
    #[rustfmt::skip]
    const PATHS: &[&str] = &[
        "/author/", "/authors/", "/autor/", "/autores/", "/autoren/", "/auteur/", "/auteurs/", "/journalist/",
        "/journalists/", "/reporter/", "/reporters/", "/contributor/", "/contributors/", "/columnist/", "/columnists/",
    ];
    node.has_name("a")
        && node
            .attr("href")
            .is_some_and(|href| PATHS.iter().any(|path| href.contains(path)))
}

/// The moment in an attribute of an element.
pub fn moment(node: &NodeRef<'_>) -> Option<String> {
    let datetime = node.attr("datetime").filter(|_| node.has_name("time"));
    let value = datetime.or_else(|| {
        ["data-timestamp", "data-utime", "data-epoch", "data-time"]
            .iter()
            .find_map(|attribute| node.attr(attribute))
    })?;
    Some(value.trim().to_string()).filter(|value| !value.is_empty())
}

/// Elements around an article, not of it.
pub fn is_around(node: &NodeRef<'_>, name: &str) -> bool {
    matches!(name, "nav" | "footer" | "form" | "dialog" | "menu")
        || matches!(
            node.attr("role").as_deref(),
            Some("navigation" | "search" | "dialog" | "contentinfo" | "banner")
        )
}

/// Elements that hold the lines between headline and text.
pub fn sums_up(node: &NodeRef<'_>, name: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "standfirst", "dek", "deck", "subtitle", "sub-title", "subhead", "subheading", "sub-heading", "subheadline",
        "sub-headline", "lede", "lead", "leadin", "lead-in", "intro", "summary", "excerpt", "abstract", "chapo",
        "chapeau", "vorspann", "entradilla", "bajada", "sottotitolo", "sommario", "ingress", "synopsis",
    ];
    !matches!(name, "body" | "main" | "article")
        && !is_any(node, &["html"])
        && class_names(node)
            .iter()
            .any(|found| NAMES.iter().any(|words| holds(found, words)))
}
