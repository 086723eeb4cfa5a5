//! Pages with several articles: which one is the page's own.
//!
//! Others are told by their structure alone: an element of their own with a headline of its own. Sections of one article share
//! an element, or have none of these.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use crate::ingest::clean::clean;
use crate::ingest::furniture::bare;

use super::article_box::{
    headline_of, is_article, is_beside, is_comment, is_linked, is_live, is_semantic, is_timed,
};
use super::tree::{Weights, class_names, holds, is_any, is_unseen};

/// What a page says of its article before its text is looked at.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// The titles that it gives itself.
    pub titles: Vec<String>,
    pub url: Option<String>,
}

impl Own {
    pub fn new(page: &Document) -> Self {
        let attribute = |selector: &str, name: &str| {
            let value = page.select_single(selector).attr(name);
            value
                .map(|value| clean(&value))
                .filter(|value| !value.is_empty())
        };
        let titles = [
            attribute("meta[property='og:title']", "content"),
            Some(clean(&page.select_single("title").text())).filter(|title| !title.is_empty()),
        ];
        Own {
            titles: titles.into_iter().flatten().collect(),
            url: attribute("link[rel='canonical']", "href")
                .or_else(|| attribute("meta[property='og:url']", "content")),
        }
    }

    /// Whether the page's title begins with a headline.
    pub fn begins_with(&self, headline: &str) -> bool {
        let headline = bare(headline);
        headline.contains(' ')
            && self
                .titles
                .iter()
                .any(|title| bare(title).starts_with(&headline))
    }

    /// Whether a headline is in the page's title.
    pub fn is_titled(&self, headline: &str) -> bool {
        let headline = bare(headline);
        headline.contains(' ')
            && self
                .titles
                .iter()
                .any(|title| bare(title).contains(&headline))
    }
}

/// Letters of the shortest text that makes an element an article.
const ARTICLE_LETTERS: usize = 60;
/// How many times the text of the page's own article another one may have where nothing but the order tells which is which.
const MANIFOLD: usize = 3;
/// What a part of a page is called that another article goes on in.
#[rustfmt::skip]
const NEXT: &[&str] = &[
    "next-up", "up-next", "next-article", "next-story", "next-post", "nextarticle", "nextstory", "infinite-article",
    "infinite-post", "another-article", "more-article", "article-next", "story-next", "nachster-artikel",
];
/// Letters of the shortest text of a ticker beside its entries.
const OWN_LETTERS: usize = 40;
/// Elements of articles at the most: each is compared with few others.
const ARTICLES: usize = 500;

/// The elements that hold other articles, none inside another; empty where the page has one.
pub fn others(page: &Document, weights: &Weights, own: &Own) -> Vec<NodeId> {
    let mut found = by_headline(page, weights, own);
    found.extend(by_element(page, weights, own));
    found.extend(by_name(page, weights, own));
    let all: HashSet<NodeId> = found.iter().copied().collect();
    let mut seen = HashSet::new();
    found.retain(|id| {
        let inside = page
            .tree
            .ancestor_ids_of_it(id, None)
            .any(|outer| all.contains(&outer));
        !inside && seen.insert(*id)
    });
    found
}

/// Parts of a page that are called what is read next, each with a headline and a text.
fn by_name(page: &Document, weights: &Weights, own: &Own) -> Vec<NodeId> {
    let all = weights.of(&page.root()).in_paragraphs;
    let parts = page.select("div[class], section[class], div[id], section[id]");
    parts
        .nodes()
        .iter()
        .filter(|node| {
            let weight = weights.of(node);
            weight.in_paragraphs >= ARTICLE_LETTERS
                && weight.in_paragraphs * 2 <= all
                && class_names(node)
                    .iter()
                    .any(|name| NEXT.iter().any(|words| holds(name, words)))
        })
        .filter(|node| {
            let titles = node
                .descendants_it()
                .filter(|inside| is_any(inside, &["h1", "h2", "h3"]))
                .map(|title| clean(&title.text()));
            let mut titles = titles.peekable();
            titles.peek().is_some_and(|title| title.contains(' '))
                && titles.all(|title| !own.is_titled(&title))
        })
        .take(ARTICLES)
        .map(|node| node.id)
        .collect()
}

/// Parts of a page with an `<h1>` and a text each.
fn by_headline(page: &Document, weights: &Weights, own: &Own) -> Vec<NodeId> {
    let headlines = page.select("h1");
    let headlines: Vec<&NodeRef<'_>> = headlines
        .nodes()
        .iter()
        .filter(|node| weights.of(node).letters > 0 && !is_unseen(node))
        .take(ARTICLES)
        .collect();
    if headlines.len() < 2 {
        return Vec::new();
    }
    let above: Vec<HashSet<NodeId>> = headlines
        .iter()
        .map(|node| page.tree.ancestor_ids_of_it(&node.id, None).collect())
        .collect();
    let mut parts: Vec<(NodeRef<'_>, &NodeRef<'_>)> = Vec::new();
    for (at, headline) in headlines.iter().enumerate() {
        let alone = |id: &NodeId| {
            let mut others = above.iter().enumerate().filter(|(other, _)| *other != at);
            !others.any(|(_, ids)| ids.contains(id))
        };
        let part = page
            .tree
            .ancestors_of(&headline.id, None)
            .into_iter()
            .take_while(|node| alone(&node.id))
            .last();
        let leads =
            |part: &NodeRef<'_>| headline_of(part).is_some_and(|first| first.id == headline.id);
        if let Some(part) = part
            && leads(&part)
            && weights.of(&part).letters >= weights.of(headline).letters + ARTICLE_LETTERS
            && weights.of(&part).paragraphs > 0
        {
            parts.push((part, headline));
        }
    }
    let parts_with = parts
        .iter()
        .map(|(part, headline)| (part, Some(**headline)));
    let Some((main, score)) = best(parts_with, own) else {
        return Vec::new();
    };
    let text = |headline: &NodeRef<'_>| bare(&clean(&headline.text()));
    let (main_part, main_headline) = &parts[main];
    let main_text = text(main_headline);
    let most = weights.of(main_part).in_paragraphs;
    parts
        .iter()
        .filter(|(part, headline)| {
            let text = text(headline);
            let other = text != main_text && text.contains(' ') && !own.is_titled(&text);
            // Without a name or a title that tells, the larger part is not cut for the smaller.
            let told = is_article_box(part) || (score > 0 && weights.of(part).paragraphs > 1);
            other && told && (score > 0 || weights.of(part).in_paragraphs <= most * MANIFOLD)
        })
        .map(|(part, _)| part.id)
        .collect()
}

/// Whether an element, or the one box in it, is an article by its name.
fn is_article_box(node: &NodeRef<'_>) -> bool {
    let named = |node: &NodeRef<'_>| {
        is_article(node)
            || class_names(node).iter().any(|name| {
                name.split('-')
                    .any(|word| matches!(word, "article" | "story" | "post"))
            })
    };
    named(node) || node.element_children().iter().any(named)
}

/// Elements that are articles by their name, each with a headline.
fn by_element(page: &Document, weights: &Weights, own: &Own) -> Vec<NodeId> {
    let select = page.select("article, [role='article'], [itemtype*='Article'], [itemtype*='BlogPosting'], div[class], section[class], li[class]");
    let articles: Vec<(NodeRef<'_>, Option<NodeRef<'_>>)> = select
        .nodes()
        .iter()
        .filter(|node| {
            is_article(node) && weights.of(node).letters >= ARTICLE_LETTERS && !is_unseen(node)
        })
        .take(ARTICLES)
        .map(|node| (*node, headline_of(node)))
        .collect();
    if articles.len() < 2 {
        return Vec::new();
    }
    let headline = page.select("h1");
    let holds = |outer: &NodeRef<'_>, inner: &NodeId| {
        outer.id == *inner
            || page
                .tree
                .ancestor_ids_of_it(inner, None)
                .any(|id| id == outer.id)
    };
    // The innermost one around the headline of the page.
    let around = headline
        .nodes()
        .iter()
        .filter(|node| weights.of(node).letters > 0)
        .filter_map(|node| {
            articles
                .iter()
                .rposition(|(article, _)| holds(article, &node.id))
        })
        .find(|at| {
            let weight = weights.of(&articles[*at].0);
            weight.in_paragraphs >= ARTICLE_LETTERS
        });
    let named = best(
        articles
            .iter()
            .map(|(article, headline)| (article, *headline)),
        own,
    );
    let is_outside = headline
        .nodes()
        .iter()
        .any(|node| weights.of(node).letters > 0);
    // Under a headline of all of them, articles are parts of one, or a list: only one that is named is the page's.
    let named = named.filter(|(at, score)| {
        *score > 0 || (!is_outside && weights.of(&articles[*at].0).paragraphs > 1)
    });
    let told = named.filter(|(_, score)| *score > 0);
    let main = told.map(|(at, _)| at).or(around);
    let Some(main) = main.or(named.map(|(at, _)| at)) else {
        return entries(page, weights, &articles);
    };
    let (main, main_headline) = &articles[main];
    let main_text = main_headline.map(|node| bare(&clean(&node.text())));
    let mut others: Vec<&NodeRef<'_>> = articles
        .iter()
        .filter(|(article, headline)| {
            let own_headline = headline.is_some_and(|node| {
                Some(bare(&clean(&node.text()))) != main_text
                    && main_headline.is_none_or(|main| main.id != node.id)
                    && !own.is_titled(&clean(&node.text()))
                    // Inside, and in plain boxes, only what links elsewhere or is timed is no part of the article.
                    && (!holds(main, &article.id) || is_linked(&node) || is_timed(&node) || is_live(article))
                    && (is_semantic(article) || is_live(article) || is_beside(article, main))
            });
            (own_headline || is_comment(article)) && !holds(article, &main.id)
        })
        .map(|(article, _)| article)
        .collect();
    let inside = |node: &NodeRef<'_>| holds(main, &node.id);
    let left = |others: &[&NodeRef<'_>]| {
        let cut: usize = others
            .iter()
            .filter(|node| inside(node))
            .filter(|node| {
                !others
                    .iter()
                    .any(|outer| outer.id != node.id && holds(outer, &node.id))
            })
            .map(|node| weights.of(node).letters)
            .sum();
        let title = main_headline.map_or(0, |node| weights.of(&node).letters);
        weights.of(main).letters.saturating_sub(cut + title)
    };
    // What is far larger is cut only for an article that the page names.
    let titled = main_headline.is_some_and(|node| own.is_titled(&clean(&node.text())));
    let most = weights.of(main).in_paragraphs.max(ARTICLE_LETTERS) * MANIFOLD;
    if !titled {
        others.retain(|node| inside(node) || weights.of(node).in_paragraphs <= most);
    }
    // A ticker whose own text is nothing but a headline: its first entry is what it says.
    if left(&others) < OWN_LETTERS
        && let Some(first) = others.iter().position(|node| inside(node))
    {
        others.remove(first);
    }
    others.iter().map(|node| node.id).collect()
}

/// The entries of a ticker under the headline of the page; its first one stays where nothing else is said.
fn entries(
    page: &Document,
    weights: &Weights,
    articles: &[(NodeRef<'_>, Option<NodeRef<'_>>)],
) -> Vec<NodeId> {
    let titled: Vec<&NodeRef<'_>> = articles
        .iter()
        .filter(|(article, headline)| {
            headline.is_some_and(|headline| is_live(article) || is_timed(&headline))
        })
        .map(|(article, _)| article)
        .collect();
    if titled.len() < 2 {
        return Vec::new();
    }
    // Among entries with headlines, a short one or one without is an entry as well.
    let mut seen = HashSet::new();
    let mut found: Vec<NodeRef<'_>> = Vec::new();
    for entry in titled {
        let parent = entry.parent().filter(|parent| seen.insert(parent.id));
        let beside = parent.map(|parent| parent.element_children());
        let all = beside.unwrap_or_default().into_iter();
        found.extend(all.filter(|node| {
            is_beside(node, entry)
                && (is_live(node)
                    || articles.iter().any(|(one, headline)| {
                        one.id == node.id && headline.is_some_and(|headline| is_timed(&headline))
                    }))
        }));
    }
    let inside: usize = found
        .iter()
        .map(|node| weights.of(node).in_paragraphs)
        .sum();
    let all = weights.of(&page.root()).in_paragraphs;
    if all.saturating_sub(inside) < OWN_LETTERS {
        found.remove(0);
    }
    found.iter().map(|node| node.id).collect()
}

/// Which of several articles has the address or the title of the page, else the first; and how well it fits.
fn best<'a>(
    articles: impl Iterator<Item = (&'a NodeRef<'a>, Option<NodeRef<'a>>)>,
    own: &Own,
) -> Option<(usize, usize)> {
    let score = |(article, headline): (&NodeRef<'_>, Option<NodeRef<'_>>)| {
        let address = own.url.as_deref().is_some_and(|url| {
            let of_element = [
                "data-url",
                "data-href",
                "data-permalink",
                "data-canonical",
                "itemid",
            ]
            .iter()
            .filter_map(|name| article.attr(name));
            let linked = headline.and_then(|node| {
                let mut links = node.descendants_it().chain(node.parent());
                links.find_map(|node| node.attr("href"))
            });
            of_element
                .chain(linked)
                .any(|other| is_same_address(url, &other))
        });
        let titled = headline.is_some_and(|node| own.is_titled(&clean(&node.text())));
        2 * usize::from(address) + usize::from(titled)
    };
    let mut best: Option<(usize, usize)> = None;
    for (at, article) in articles.enumerate() {
        let score = score(article);
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((at, score));
        }
    }
    best
}

/// The same address, one of them perhaps without its host.
fn is_same_address(one: &str, other: &str) -> bool {
    let path = |url: &str| {
        let url = url.split(['#', '?']).next().unwrap_or(url);
        let url = url
            .split_once("://")
            .map_or(url, |(_, rest)| rest.find('/').map_or("", |at| &rest[at..]));
        url.trim_end_matches('/').to_string()
    };
    path(one).len() > 1 && path(one) == path(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "<p>Nine games arrive in the shop this week, and the best is about a lighthouse on a rock.</p><p>It was made by two sisters and takes about five hours to finish, they said.</p>";
    const TWO: &str = "<p>The price of the console falls by 50 crowns on Friday, its maker said, the third cut.</p>";

    fn left(html: &str, own: &Own) -> String {
        let page = Document::from(format!("<body>{html}</body>"));
        let weights = Weights::new(&page);
        for id in others(&page, &weights, own) {
            if let Some(node) = page.tree.get(&id) {
                node.remove_from_parent();
            }
        }
        page.text().to_string()
    }

    #[test]
    fn the_first_of_several_articles_is_the_page_s() {
        for html in [
            format!(
                "<article><h1>Games of the week</h1>{ONE}</article><article><h2><a href=/b>Console price falls</a></h2>{TWO}</article>"
            ),
            format!(
                "<article><h1>Games of the week</h1>{ONE}</article><article><h2>Console price falls</h2>{TWO}</article>"
            ),
            format!(
                "<div class=article><h1>Games of the week</h1>{ONE}</div><div class=next-article><h1>Console price falls</h1>{TWO}</div>"
            ),
            format!(
                "<div class=story-1><h1>Games of the week</h1>{ONE}</div><div class=story-2><h1>Console price falls</h1>{TWO}</div>"
            ),
            format!(
                "<article><h1>Games of the week</h1>{ONE}<article><h3><a href=/b>Console price falls</a></h3>{TWO}</article></article>"
            ),
            format!(
                "<div class=post><h2><a href=/a>Games of the week</a></h2>{ONE}</div><div class=post><h2><a href=/b>Console price falls</a></h2>{TWO}</div>"
            ),
            format!(
                "<section><h1>Games of the week</h1>{ONE}{ONE}</section><section class=next-up><h2>Console price falls</h2>{TWO}</section>"
            ),
            format!(
                "<article><h1>Games of the week</h1>{ONE}</article><article class=comment><p>The price of the console falls, I heard, and nobody in the shop believes that it is the third time.</p></article>"
            ),
        ] {
            let left = left(&html, &Own::default());
            assert!(
                left.contains("Nine games") && !left.contains("price of the console"),
                "{html}"
            );
        }
    }

    #[test]
    fn the_address_and_the_title_of_the_page_tell_its_article() {
        let html = format!(
            "<article data-url=https://t.example/a><h1>Games of the week</h1>{ONE}</article><article data-url=https://t.example/b><h1>Console price falls</h1>{TWO}</article>"
        );
        for own in [
            Own {
                url: Some("https://t.example/b?x=1".into()),
                ..Own::default()
            },
            Own {
                titles: vec!["Console price falls | T".into()],
                url: None,
            },
        ] {
            let left = left(&html, &own);
            assert!(!left.contains("Nine games") && left.contains("price of the console"));
        }
    }

    #[test]
    fn parts_of_one_article_stay() {
        for html in [
            format!(
                "<article><h1>Games of the week</h1>{ONE}<section><h2>The console</h2>{TWO}</section></article>"
            ),
            format!("<article><h1>Games of the week</h1></article><article>{ONE}{TWO}</article>"),
            format!(
                "<article><h1>Games of the week</h1><article class=body>{ONE}{TWO}</article></article>"
            ),
            format!(
                "<div class=post><h1>Games of the week</h1><div class=post-body>{ONE}<h2>The console</h2>{TWO}</div></div>"
            ),
            format!("<h1>Games of the week</h1>{ONE}<h1>The console</h1>{TWO}"),
            format!("<div><h1>Games</h1>{ONE}</div><div><h1>Console</h1>{TWO}</div>"),
            format!(
                "<article id=title><h1>Games of the week</h1></article><article><h2>A lighthouse</h2>{ONE}</article><article><h2>A console</h2>{TWO}</article>"
            ),
            format!(
                "<article><h1>Games of the week</h1>{ONE}<article class=part><h2>The console of the year</h2>{TWO}</article></article>"
            ),
            format!(
                "<header><h1>Games of the week</h1>{TWO}</header><article class=post><h1 class=hidden>Games of the week</h1>{ONE}</article>"
            ),
            format!(
                "<header><h1>The Thumbline</h1></header><article><h1>Games of the week</h1>{ONE}{TWO}</article>"
            ),
            format!(
                "<h1>Games of the week</h1><article><h2>The lighthouse</h2>{ONE}</article><article><h2>The console</h2>{TWO}</article>"
            ),
        ] {
            let left = left(&html, &Own::default());
            assert!(
                left.contains("Nine games") && left.contains("price of the console"),
                "{html}"
            );
        }
    }

    #[test]
    fn of_a_ticker_without_a_text_of_its_own_the_first_entry_stays() {
        let entries = format!(
            "<article><h3>14:05 A lighthouse</h3>{ONE}</article><article><h3>13:20 A console</h3>{TWO}</article>"
        );
        let bare = format!("<article><h1>The games, live</h1>{entries}</article>");
        let text = left(&bare, &Own::default());
        assert!(text.contains("Nine games") && !text.contains("price of the console"));
        let opened = format!(
            "<article><h1>The games, live</h1><p>The fair of games opened on Monday, and a thousand people stood in line.</p>{entries}</article>"
        );
        let text = left(&opened, &Own::default());
        assert!(text.contains("thousand people") && !text.contains("Nine games"));
        let boxes = format!(
            "<h1>The games, live</h1><p>The fair of games opened on Monday, and a thousand people stood in line for its doors.</p><div class=live-post><h2>A lighthouse</h2>{ONE}</div><div class=live-post><h2>A console</h2>{TWO}</div>"
        );
        let text = left(&boxes, &Own::default());
        assert!(text.contains("thousand people") && !text.contains("Nine games"));
        let untitled = format!(
            "<h1>The games, live</h1><article class=update><h2>A lighthouse sells</h2>{ONE}</article><article class=update><h2>A console</h2>{TWO}</article><article class=update><p>The doors opened at nine.</p></article>"
        );
        let text = left(&untitled, &Own::default());
        assert!(
            text.contains("Nine games") && !text.contains("doors opened"),
            "{text}"
        );
    }
}
