//! Digests: newsletters whose page is a list of headlines that lead elsewhere. Each link is listed with its words; what the digest
//! says of many events is searched, and never compared with what articles say of one.

use std::collections::HashSet;

use dom_query::Document as Page;

use crate::model::{Aside, AsideKind, Draft};

use super::beside::set_beside;
use super::clean::{clean, is_unspaced};
use super::furniture::{Kind, bare, kind};
use super::record::is_deep;
use super::url::{is_web, url_key};

/// Headlines of the shortest digest.
const LEAST_LINKS: usize = 5;
/// Share of the words of a page, in percent, that are headlines which lead elsewhere: of an essay with links in it few are.
const LINKED_PERCENT: usize = 25;
/// Words of the shortest headline; letters, where a script does not part its words.
const HEADLINE_WORDS: usize = 4;
const HEADLINE_LETTERS: usize = 8;

/// A headline and the address that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    pub headline: String,
    pub url: String,
}

/// The headlines of a page that is a digest, each address once; `None` where it is none.
pub fn leads(html: &str) -> Option<Vec<Lead>> {
    let page = Page::from(html);
    page.select("style, script, head").remove();
    let mut seen = HashSet::new();
    let mut leads = Vec::new();
    let mut linked = 0;
    for link in page.select("a[href]").nodes() {
        let headline = clean(&link.text());
        let url = target(link.attr("href").as_deref().unwrap_or("").trim());
        let is_lead = is_web(&url) && is_deep(&url) && is_headline(&headline);
        if is_lead && seen.insert(url_key(&url)) {
            linked += headline.split(' ').count();
            leads.push(Lead { headline, url });
        }
    }
    let text = page.text();
    let words = text.split_whitespace().count();
    (leads.len() >= LEAST_LINKS && linked * 100 >= words * LINKED_PERCENT).then_some(leads)
}

fn is_headline(text: &str) -> bool {
    /// What begins a line that leads to the mail itself, or away from it.
    const OWN: [&str; 4] = ["view this", "view in", "unsubscribe", "update your"];
    let is_long = match is_unspaced(text) {
        true => text.chars().count() >= HEADLINE_LETTERS,
        false => text.split(' ').count() >= HEADLINE_WORDS,
    };
    let lower = text.to_lowercase();
    let is_own = OWN.iter().any(|own| lower.starts_with(own)) || is_web(text);
    is_long && !is_own && matches!(kind(text), Kind::Unknown | Kind::Prose)
}

/// Where a link leads that counts its readers: `https://click.example/t?u=https%3A%2F%2Falpha.example%2Fbridge`.
fn target(link: &str) -> String {
    let (_, query) = link.split_once('?').unwrap_or((link, ""));
    let values = query
        .split('&')
        .filter_map(|pair| Some(pair.split_once('=')?.1));
    let inner = values.map(percent_decoded).find(|value| is_web(value));
    inner.unwrap_or_else(|| link.to_string())
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        let code = more
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let code = code.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match code.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &more[2..];
            }
            None => {
                bytes.push(*first);
                rest = more;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A digest with the address of each headline behind it, and all of it beside the text.
pub fn listed(draft: &mut Draft, leads: &[Lead]) {
    set_beside(draft);
    for lead in leads {
        let own = bare(&lead.headline);
        let mut asides = draft.asides.iter_mut();
        match asides.find(|aside| bare(&aside.text) == own) {
            Some(aside) => aside.text = clean(&format!("{} {}", aside.text, lead.url)),
            None => {
                let text = clean(&format!("{} {}", lead.headline, lead.url));
                draft.asides.push(Aside::new(AsideKind::LeftOut, text, 1));
            }
        }
    }
    draft.notes.push(format!(
        "a digest of {} links: searched, not compared; `parallax add FILE --fetch` fetches their pages",
        leads.len()
    ));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(links: usize, prose: &str) -> String {
        let link = |at: usize| {
            format!(
                "<p><a href='https://click.example/t?id=1&amp;u=https%3A%2F%2Falpha.example%2Fstory%2F{at}'>The river rises by {at} metres again</a></p>"
            )
        };
        let links: String = (0..links).map(link).collect();
        format!(
            "<body><a href='https://list.example/view/1'>View this email in your browser</a>{links}<p>{prose}</p><a href='https://list.example/u/1'>Unsubscribe</a></body>"
        )
    }

    #[test]
    fn headlines_are_listed_with_where_they_lead() {
        let found = leads(&page(6, "That is all.")).unwrap();
        assert_eq!(found.len(), 6);
        assert_eq!(found[2].headline, "The river rises by 2 metres again");
        assert_eq!(found[2].url, "https://alpha.example/story/2");
    }

    #[test]
    fn letters_with_links_in_them_are_no_digests() {
        assert_eq!(leads(&page(4, "That is all.")), None);
        let essay = "The council of the small town voted on Tuesday night to close it. ".repeat(30);
        assert_eq!(leads(&page(6, &essay)), None);
    }
}
