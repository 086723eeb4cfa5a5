//! Whether a page that came is the one that was asked for, or the door before it: a login, a wish for consent.

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

#[cfg(test)]
mod tests {
    use super::*;

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
