//! What a site asks programs not to read: its robots.txt, after RFC 9309.

use std::time::Duration;

/// The name under which a site speaks to parallax.
pub const NAME: &str = "parallax";
/// So much of a robots.txt is read, in bytes, as the standard asks for at least.
pub const MOST_BYTES: usize = 500 << 10;
/// Longest pause that a site may ask for: more would be a refusal, which is written otherwise.
const MOST_DELAY: Duration = Duration::from_secs(30);

/// What a site asks of parallax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Robots {
    rules: Vec<Rule>,
    /// Between two requests (not in the standard, and widely written).
    pub delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    /// As it is compared: `%NN` in capitals, what is no ASCII written so.
    path: String,
    allows: bool,
}

impl Robots {
    /// Reads what a site asks of the program of this name; lines that say nothing are passed over.
    pub fn of(text: &str, name: &str) -> Robots {
        let (mut own, mut all) = (None, None);
        let mut groups: Vec<&mut Option<Robots>>;
        let (mut is_own, mut is_all, mut names) = (false, false, false);
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((field, value)) = line.split_once(':') else {
                continue;
            };
            let (field, value) = (field.trim().to_ascii_lowercase(), value.trim());
            if field == "user-agent" {
                // Names one after the other share what follows.
                if !names {
                    (is_own, is_all) = (false, false);
                }
                names = true;
                let token: &str = value.split(['/', ' ']).next().unwrap_or("");
                is_own |= token.eq_ignore_ascii_case(name);
                is_all |= token == "*";
                if is_own {
                    own.get_or_insert_with(Robots::default);
                }
                continue;
            }
            groups = Vec::new();
            if is_own {
                groups.push(&mut own);
            }
            if is_all {
                groups.push(&mut all);
            }
            let is_rule = matches!(field.as_str(), "allow" | "disallow" | "crawl-delay");
            names &= !is_rule;
            for group in groups {
                let group = group.get_or_insert_with(Robots::default);
                match field.as_str() {
                    // An empty one says nothing.
                    "allow" | "disallow" if !value.is_empty() => group.rules.push(Rule {
                        path: compared(value),
                        allows: field == "allow",
                    }),
                    "crawl-delay" => {
                        let seconds = value.parse().ok().filter(|seconds| *seconds > 0.0);
                        let most = MOST_DELAY.as_secs_f64();
                        group.delay =
                            seconds.map(|seconds: f64| Duration::from_secs_f64(seconds.min(most)));
                    }
                    _ => {}
                }
            }
        }
        own.or(all).unwrap_or_default()
    }

    /// Whether a path, with what is asked behind `?`, may be read: the longest rule decides, of two alike the one that allows.
    pub fn allows(&self, path: &str) -> bool {
        let path = compared(path);
        if path == "/robots.txt" {
            return true;
        }
        let meets = self.rules.iter().filter(|rule| is_met(&rule.path, &path));
        meets
            .max_by_key(|rule| (rule.path.len(), rule.allows))
            .is_none_or(|rule| rule.allows)
    }
}

/// A path as it is compared.
fn compared(path: &str) -> String {
    let mut compared = String::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'%' => {
                compared.push('%');
                let digits: Vec<u8> = bytes.clone().take(2).collect();
                if digits.len() == 2 && digits.iter().all(u8::is_ascii_hexdigit) {
                    compared.extend(
                        digits
                            .iter()
                            .map(|digit| char::from(digit.to_ascii_uppercase())),
                    );
                    bytes.nth(1);
                }
            }
            byte if byte.is_ascii() => compared.push(char::from(byte)),
            byte => compared.push_str(&format!("%{byte:02X}")),
        }
    }
    compared
}

/// Whether a path begins as a rule says, in which `*` stands for anything and `$` for the end.
fn is_met(rule: &str, path: &str) -> bool {
    let (rule, to_the_end) = match rule.strip_suffix('$') {
        Some(rule) => (rule, true),
        None => (rule, false),
    };
    let mut parts = rule.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return !to_the_end || rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    match to_the_end {
        true => rest.ends_with(last),
        false => rest.contains(last),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::of(
            "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*.pdf$\nDisallow: /a*b/c\n",
            NAME,
        );
        for (path, allowed) in [
            ("/", true),
            ("/private", false),
            ("/private/open/x", true),
            ("/privately", false),
            ("/x.pdf", false),
            ("/x.pdf?page=2", true),
            ("/aXXb/c/d", false),
            ("/ab/d", true),
            ("/robots.txt", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
        // Of two alike the one that allows.
        assert!(Robots::of("User-agent: *\nDisallow: /a\nAllow: /a\n", NAME).allows("/a"));
    }

    #[test]
    fn what_is_said_to_parallax_goes_before_what_is_said_to_all() {
        let text = "User-agent: *\nDisallow: /\n\nUser-Agent: Otherbot\nUser-agent: Parallax/1.0 # us\nDisallow: /shut\nCrawl-delay: 2.5\n";
        let robots = Robots::of(text, NAME);
        assert!(robots.allows("/news") && !robots.allows("/shut/x"));
        assert_eq!(robots.delay, Some(Duration::from_millis(2500)));
        assert!(!Robots::of(text, "somebody").allows("/news"));
        // Groups of one name are one group; a group that forbids nothing allows everything.
        let text = "User-agent: parallax\nDisallow: /a\nUser-agent: x\nDisallow: /\nUser-agent: parallax\nDisallow: /b\n";
        let robots = Robots::of(text, NAME);
        assert!(!robots.allows("/a") && !robots.allows("/b") && robots.allows("/c"));
        assert!(
            Robots::of(
                "User-agent: parallax\nDisallow:\nUser-agent: *\nDisallow: /\n",
                NAME
            )
            .allows("/a")
        );
        assert!(
            Robots::of("", NAME).allows("/a") && Robots::of("<html>no</html>", NAME).allows("/a")
        );
    }

    #[test]
    fn letters_and_their_escapes_are_one() {
        let robots = Robots::of("User-agent: *\nDisallow: /ü\nDisallow: /%e4\n", NAME);
        assert!(!robots.allows("/%C3%BC") && !robots.allows("/%c3%bc/x") && !robots.allows("/%E4"));
        assert!(robots.allows("/u"));
    }

    #[test]
    fn pauses_have_an_end() {
        let delay =
            |text: &str| Robots::of(&format!("User-agent: *\nCrawl-delay: {text}\n"), NAME).delay;
        assert_eq!(delay("86400"), Some(MOST_DELAY));
        for none in ["-1", "0", "soon", "NaN", ""] {
            assert_eq!(delay(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(user-agent: *\n|allow: |disallow: |crawl-delay: |[*$/a%é\n]{0,4}){0,30}", path in "/[*$a%é/]{0,10}") {
            let _ = Robots::of(&text, NAME).allows(&path);
        }
    }
}
