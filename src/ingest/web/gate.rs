//! Whether a page that came is the one that was asked for, or the door before it: a login, a wish for consent.

use super::super::markup;
use super::target::Target;

/// First labels of hosts that stand before the pages of others.
const HOSTS: &[&str] = &[
    "accounts",
    "auth",
    "consent",
    "id",
    "login",
    "sso",
    "signin",
    "cmp",
    "privacy",
    "myprivacy",
];
/// Parts of paths that lead to one.
const PATHS: &[&str] = &[
    "login",
    "log-in",
    "signin",
    "sign-in",
    "consent",
    "collectconsent",
    "authorize",
    "anmelden",
    "connexion",
];

/// What a page is that another address led to: `a login`, `a page that asks for consent`; `None` where nothing says so.
pub fn gate(asked: &Target, came: &Target) -> Option<&'static str> {
    if asked == came {
        return None;
    }
    let label = came.host().split('.').next().unwrap_or("");
    let own_label = asked.host().split('.').next().unwrap_or("");
    let path = came
        .path()
        .split('?')
        .next()
        .unwrap_or("")
        .to_ascii_lowercase();
    let part = |path: &str| {
        let mut parts = path.split('/');
        parts
            .find_map(|part| PATHS.iter().find(|known| part == **known))
            .copied()
    };
    let host = HOSTS
        .iter()
        .find(|known| label == **known && label != own_label)
        .copied();
    // Who asked for the login itself gets what was asked for.
    let known = host
        .or_else(|| part(&path).filter(|_| part(&asked.path().to_ascii_lowercase()).is_none()))?;
    Some(match known {
        "consent" | "collectconsent" | "cmp" | "privacy" | "myprivacy" => {
            "a page that asks for consent"
        }
        _ => "a login",
    })
}

/// What a page is that came from its own address and is nothing but a door: one that asks for consent, or for a login.
pub fn by_words(body: &[u8]) -> Option<&'static str> {
    /// Bytes of the largest such page that is looked at, and words that it shows at the most; an article has more.
    const BYTES: usize = 512 << 10;
    const WORDS: usize = 150;
    const LOGIN_WORDS: usize = 40;
    /// What a page of an article has, in lower case: a banner or a login may stand on it as well.
    const ARTICLES: [&str; 4] = [
        "<article",
        "newsarticle",
        "content=\"article\"",
        "blogposting",
    ];
    /// How such pages ask, in lower case: of each row one must stand there.
    #[rustfmt::skip]
    const ASKS: [&[&str]; 3] = [
        &["cookie", "privacy", "datenschutz", "vie privée", "privacidad", "confidentialité"],
        &["before you continue", "we value your privacy", "bevor sie fortfahren", "avant de continuer", "antes de continuar", "prima di continuare",
          "voordat je verdergaat", "we and our partners", "nous et nos partenaires", "wir und unsere partner"],
        &["accept", "agree", "akzeptieren", "zustimmen", "accepter", "aceptar", "accetta", "accepteren"],
    ];
    if body.len() > BYTES {
        return None;
    }
    let html = String::from_utf8_lossy(body);
    let shown = markup::text(&html, markup::Part::All).to_lowercase();
    let words = shown.split_whitespace().count();
    let lower = html.to_ascii_lowercase();
    if words > WORDS || ARTICLES.iter().any(|mark| lower.contains(mark)) {
        return None;
    }
    let asks = ASKS
        .iter()
        .all(|row| row.iter().any(|words| shown.contains(words)));
    let is_login = ["type=password", "type=\"password\"", "type='password'"]
        .iter()
        .any(|field| lower.contains(field));
    match (asks, is_login && words <= LOGIN_WORDS) {
        (true, _) => Some("a page that asks for consent"),
        (false, true) => Some("a login"),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_is_nothing_but_a_door_is_told_by_its_words() {
        let consent = "<h1>Before you continue</h1><p>We use cookies to deliver our services.</p><button>Reject all</button> <b>Accept all</b>";
        assert_eq!(
            by_words(consent.as_bytes()),
            Some("a page that asks for consent")
        );
        let login = "<h1>Welcome</h1><form><input name=user><input type=\"password\"></form>";
        assert_eq!(by_words(login.as_bytes()), Some("a login"));
        let text = "The council voted on Tuesday to close the old bridge. ".repeat(20);
        for page in [
            format!("{consent}<article>The council voted.</article>"),
            format!("{consent}<p>{text}</p>"),
            format!("{login}<p>{text}</p>"),
            "<h1>Cookies fall in price</h1><p>Bakers accept less for a cookie.</p>".into(),
        ] {
            assert_eq!(by_words(page.as_bytes()), None, "{page}");
        }
    }

    #[test]
    fn doors_are_known_by_where_they_stand() {
        let asked = Target::of("https://www.alpha.example/2030/01/ferry").unwrap();
        let told = |came: &str| gate(&asked, &Target::of(came).unwrap());
        assert_eq!(
            told("https://consent.alpha.example/v2?continue=x"),
            Some("a page that asks for consent")
        );
        assert_eq!(
            told("https://www.alpha.example/login?next=/2030"),
            Some("a login")
        );
        assert_eq!(told("https://accounts.alpha.example/"), Some("a login"));
        for page in [
            "https://www.alpha.example/2030/01/ferry",
            "https://www.alpha.example/2030/01/ferry-aground",
            "https://alpha.example/2030/01/login-of-the-mayor",
        ] {
            assert_eq!(told(page), None, "{page}");
        }
        let asked = Target::of("https://consent.alpha.example/a").unwrap();
        assert_eq!(
            gate(
                &asked,
                &Target::of("https://consent.alpha.example/b").unwrap()
            ),
            None
        );
    }
}
