//! Addresses of articles: when two of them are one, and which outlet's they are.

use super::page_words::{PageTag, page_words};

/// Host labels before the outlet's own name.
const SERVICE_LABELS: &[&str] = &["www.", "www2.", "m.", "mobile.", "amp."];

/// The key under which two addresses are one article: without scheme, `www.`, default port, fragment, tracking parameters
/// and trailing slash, the host in lower case. Any string is taken.
pub fn url_key(url: &str) -> String {
    let url = url.trim();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = address
        .find('/')
        .map_or((address, ""), |at| address.split_at(at));
    let mut key = bare_host(authority);
    key.push_str(path.trim_end_matches('/'));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !is_tracking(part))
        .collect();
    if !kept.is_empty() {
        key.push('?');
        key.push_str(&kept.join("&"));
    }
    key
}

/// Last parts of paths that lead to a page of many articles, with any ending of theirs.
const FRONT_PAGES: &[&str] = &[
    "index", "default", "home", "homepage", "main", "start", "feed", "feeds", "rss", "atom",
];
/// Endings of files that a server makes pages of.
const PAGE_ENDINGS: &[&str] = &[
    "", "html", "htm", "shtml", "xhtml", "php", "asp", "aspx", "jsp", "cfm", "xml", "rss", "atom",
    "json",
];

/// The key of an address that can be one article's; `None` of a front page, a feed, and a page that a script fills by what
/// stands behind `#/` or `#!`.
pub fn identity(url: &str) -> Option<String> {
    let is_routed = url
        .split_once('#')
        .is_some_and(|(_, fragment)| fragment.starts_with(['/', '!']));
    let key = url_key(url);
    // What asks for something by its number is a page of its own: `/?p=7`, `/index.php?id=7`.
    let is_asked = key.contains('?');
    (!key.is_empty() && !is_routed && (is_asked || !is_front(&key))).then_some(key)
}

fn is_front(key: &str) -> bool {
    let Some((_, path)) = key.split_once('/') else {
        return true;
    };
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    let last = parts.next_back().unwrap_or("").to_lowercase();
    let (name, ending) = last.rsplit_once('.').unwrap_or((&last, ""));
    // `/de/index.html`, but not `/2025/12/13/ferry-aground/index.html`: below the top a folder is often the article's own.
    let is_top = parts.all(|part| {
        part.len() <= LANGUAGE_LETTERS && !part.starts_with(|one: char| one.is_ascii_digit())
    });
    let is_language = ending.is_empty()
        && matches!(name.len(), 2)
        && name.bytes().all(|byte| byte.is_ascii_lowercase());
    is_top && (is_language || (FRONT_PAGES.contains(&name) && PAGE_ENDINGS.contains(&ending)))
}

/// Letters of the part of a path that names an edition: `en`, `en-gb`.
const LANGUAGE_LETTERS: usize = 5;

/// The host of an absolute address, in lower case, without `www.` and the like.
pub fn host(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://").map(|(_, rest)| rest)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = bare_host(authority);
    (host.contains('.') && !host.contains(' ')).then_some(host)
}

/// The path of an address, with its slashes.
pub fn path(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    rest.find('/').map_or("", |at| &rest[at..])
}

/// An address that a browser opens: `http` or `https`, with a host.
pub fn is_web(url: &str) -> bool {
    (url.starts_with("http://") || url.starts_with("https://")) && host(url).is_some()
}

/// The address that a link leads to from a page: `../b.html` on `https://alpha.example/a/c.html`. Any strings are taken.
pub fn joined(page: &str, link: &str) -> String {
    let link = link.trim();
    let has_scheme = link.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let Some((scheme, rest)) = page.split_once("://").filter(|_| !has_scheme) else {
        return link.to_string();
    };
    if link.starts_with("//") {
        return format!("{scheme}:{link}");
    }
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    if link.is_empty() || link.starts_with(['?', '#']) {
        return format!("{scheme}://{rest}{link}");
    }
    let folder = match link.starts_with('/') {
        true => "",
        false => path.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in link.trim_start_matches('/').split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    format!("{scheme}://{authority}/{}", parts.join("/"))
}

fn bare_host(authority: &str) -> String {
    let host = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host)
        .to_lowercase();
    let host = host
        .trim_end_matches(":80")
        .trim_end_matches(":443")
        .trim_end_matches('.');
    let label = SERVICE_LABELS
        .iter()
        .find(|label| host.starts_with(**label));
    let bare = label.map_or(host, |label| &host[label.len()..]);
    // "m.example" is a host of its own where nothing but the last label would be left.
    if bare.contains('.') {
        bare.to_string()
    } else {
        host.to_string()
    }
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter
        .split('=')
        .next()
        .unwrap_or(parameter)
        .to_ascii_lowercase();
    name.starts_with("utm_") || page_words().has(&name, PageTag::Tracks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_joined_to_their_page() {
        let page = "https://alpha.example/a/b.html?c=1#d";
        for (link, whole) in [
            ("https://beta.example/x", "https://beta.example/x"),
            ("//beta.example/x", "https://beta.example/x"),
            ("/x?y=1", "https://alpha.example/x?y=1"),
            ("x/y", "https://alpha.example/a/x/y"),
            ("../x/", "https://alpha.example/x/"),
            ("#e", "https://alpha.example/a/b.html#e"),
            ("mailto:jo@alpha.example", "mailto:jo@alpha.example"),
        ] {
            assert_eq!(joined(page, link), whole);
        }
        assert_eq!(
            joined("https://alpha.example", "x"),
            "https://alpha.example/x"
        );
        assert_eq!(joined("nothing", "x"), "x");
    }
    use proptest::prelude::*;

    #[test]
    fn one_article_has_one_key() {
        let key = url_key("https://www.Example.org:443/a/Story-1/?utm_source=x&id=7&fbclid=y#top");
        assert_eq!(key, "example.org/a/Story-1?id=7");
        assert_eq!(url_key("http://example.org/a/Story-1?id=7"), key);
        assert_eq!(url_key("//example.org/a/Story-1?id=7"), key);
        assert_ne!(url_key("http://example.org/a/Story-2?id=7"), key);
    }

    #[test]
    fn a_page_of_many_articles_is_the_identity_of_none() {
        for url in [
            "https://example.org",
            "https://www.example.org/",
            "https://example.org/?utm_source=x",
            "https://example.org/#top",
            "https://example.org/index.html",
            "https://example.org/en/Index.PHP",
            "https://example.org/en",
            "https://example.org/feed/",
            "https://example.org/rss.xml",
            "https://example.org/#/story/7",
            "https://example.org/app#!story/7",
            "",
        ] {
            assert_eq!(identity(url), None, "{url}");
        }
        for url in [
            "https://example.org/ferry",
            "https://example.org/?p=7",
            "https://example.org/index.php?id=7",
            "https://example.org/2025/12/13/index.html",
            "https://example.org/ferry-aground/index.html",
            "https://example.org/a#section",
        ] {
            assert_eq!(identity(url), Some(url_key(url)), "{url}");
        }
    }

    #[test]
    fn the_host_is_the_outlet_of_last_resort() {
        assert_eq!(
            host("https://www.bbc.co.uk/news/1"),
            Some("bbc.co.uk".into())
        );
        assert_eq!(host("/news/1"), None);
        assert_eq!(host("https://localhost/"), None);
        assert_eq!(path("https://example.org/a/b?c"), "/a/b");
        assert!(is_web("https://example.org/") && !is_web("javascript:alert(1)"));
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(url in "\\PC{0,60}") {
            let key = url_key(&url);
            let _ = (host(&url), path(&url), is_web(&url));
            prop_assert!(!key.contains('#'));
        }
    }
}
