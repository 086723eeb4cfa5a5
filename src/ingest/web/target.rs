//! An address on the web as it is asked for: scheme, host and path told apart, whatever cannot stand in a request written so that
//! it can (RFC 3986), names of hosts in other scripts in their ASCII form (RFC 3492).

use std::fmt;

/// Longest address that is asked for, in bytes: servers refuse longer ones.
const MOST_BYTES: usize = 8 << 10;

/// An address that can be asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target {
    scheme: &'static str,
    /// With its port, where that is not the scheme's own.
    authority: String,
    /// From the slash on, with what is asked behind `?`.
    path: String,
}

impl Target {
    /// Reads an address.
    ///
    /// # Errors
    /// Why it cannot be asked for, in words.
    pub fn of(address: &str) -> Result<Target, String> {
        let address = address.trim();
        if address.len() > MOST_BYTES {
            return Err(format!("an address of more than {MOST_BYTES} bytes"));
        }
        let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => "http",
            "https" => "https",
            _ => return Err("no address on the web: it begins with https:// or http://".into()),
        };
        let rest = rest.split('#').next().unwrap_or(rest);
        let end = rest.find(['/', '?', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.contains('@') {
            return Err("an address with a name or a password in it is not asked for".into());
        }
        let authority = authority.to_lowercase();
        let own_port = if scheme == "http" { ":80" } else { ":443" };
        let authority = authority.strip_suffix(own_port).unwrap_or(&authority);
        let authority = match authority.strip_prefix('[') {
            // An address of six parts, in brackets.
            Some(_) => authority.to_string(),
            None => ascii_host(authority.trim_end_matches('.'))?,
        };
        let host = authority.split(':').next().unwrap_or("");
        let is_sound = |letter: char| letter.is_ascii_alphanumeric() || "-._:[]".contains(letter);
        if host.is_empty() || !authority.chars().all(is_sound) {
            return Err("no address on the web: it names no host".into());
        }
        let slash = if path.starts_with('/') { "" } else { "/" };
        Ok(Target {
            scheme,
            authority,
            path: format!("{slash}{}", escaped(path)),
        })
    }

    /// Whose machine is asked, with its port: what is asked in turn.
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The host without a port.
    pub fn host(&self) -> &str {
        match self.authority.rfind(':') {
            Some(at) if !self.authority[at..].contains(']') => &self.authority[..at],
            _ => &self.authority,
        }
    }

    /// From the slash on.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Another path of the same host.
    pub fn beside(&self, path: &str) -> Target {
        Target {
            path: path.to_string(),
            ..self.clone()
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

/// The path with what cannot stand in a request written `%NN`. What is written so already stays.
fn escaped(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            // A browser takes a backslash for a slash.
            b'\\' => escaped.push('/'),
            b'!' | b'$'..=b';' | b'=' | b'?'..=b'Z' | b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => {
                escaped.push(char::from(byte));
            }
            byte => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// A host's name in ASCII: each label in other letters as `xn--…`.
fn ascii_host(host: &str) -> Result<String, String> {
    if host.is_ascii() {
        return Ok(host.to_string());
    }
    let labels = host.split(['.', '。']).map(|label| match label.is_ascii() {
        true => Ok(label.to_string()),
        false => punycode(label)
            .map(|label| format!("xn--{label}"))
            .ok_or_else(|| "a host whose name is too long".to_string()),
    });
    let labels: Result<Vec<String>, String> = labels.collect();
    Ok(labels?.join("."))
}

/// A label in Punycode (RFC 3492, section 6.3); `None` where a number in it grows too large.
fn punycode(label: &str) -> Option<String> {
    const BASE: u32 = 36;
    const LEAST: u32 = 1;
    const MOST: u32 = 26;
    const SKEW: u32 = 38;
    const DAMP: u32 = 700;
    const FIRST_BIAS: u32 = 72;
    const FIRST_CODE: u32 = 128;
    let digit = |value: u32| char::from(b"abcdefghijklmnopqrstuvwxyz0123456789"[value as usize]);
    let letters: Vec<u32> = label.chars().map(u32::from).collect();
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = u32::try_from(out.len()).ok()?;
    let mut done = basic;
    if basic > 0 {
        out.push('-');
    }
    let (mut code, mut delta, mut bias) = (FIRST_CODE, 0_u32, FIRST_BIAS);
    while (done as usize) < letters.len() {
        let next = letters
            .iter()
            .copied()
            .filter(|&letter| letter >= code)
            .min()?;
        delta = delta.checked_add((next - code).checked_mul(done + 1)?)?;
        code = next;
        for &letter in &letters {
            if letter < code {
                delta = delta.checked_add(1)?;
            }
            if letter != code {
                continue;
            }
            let mut rest = delta;
            let mut step = BASE;
            loop {
                let threshold = step.saturating_sub(bias).clamp(LEAST, MOST);
                if rest < threshold {
                    break;
                }
                out.push(digit(threshold + (rest - threshold) % (BASE - threshold)));
                rest = (rest - threshold) / (BASE - threshold);
                step += BASE;
            }
            out.push(digit(rest));
            let mut change = if done == basic {
                delta / DAMP
            } else {
                delta / 2
            };
            change += change / (done + 1);
            let mut rounds = 0;
            while change > ((BASE - LEAST) * MOST) / 2 {
                change /= BASE - LEAST;
                rounds += BASE;
            }
            bias = rounds + (BASE - LEAST + 1) * change / (change + SKEW);
            delta = 0;
            done += 1;
        }
        delta = delta.checked_add(1)?;
        code += 1;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_written_as_they_can_be_asked() {
        for (address, asked) in [
            ("https://Alpha.Example", "https://alpha.example/"),
            ("http://alpha.example:80/a#b", "http://alpha.example/a"),
            (
                "https://alpha.example:8443?q=1",
                "https://alpha.example:8443/?q=1",
            ),
            (
                "https://alpha.example/a b/ü?x=\"1\"",
                "https://alpha.example/a%20b/%C3%BC?x=%221%22",
            ),
            ("https://alpha.example/a%20b", "https://alpha.example/a%20b"),
            (" https://alpha.example./x ", "https://alpha.example/x"),
            ("http://[::1]:8080/x", "http://[::1]:8080/x"),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://пример.рф/", "https://xn--e1afmkfd.xn--p1ai/"),
            ("https://例え.jp/", "https://xn--r8jz45g.jp/"),
        ] {
            assert_eq!(Target::of(address).unwrap().to_string(), asked);
        }
        let target = Target::of("https://alpha.example:8443/a").unwrap();
        assert_eq!(
            (target.host(), target.authority()),
            ("alpha.example", "alpha.example:8443")
        );
        assert_eq!(Target::of("http://[::1]:80/").unwrap().host(), "[::1]");
        for address in [
            "ftp://alpha.example/",
            "alpha.example",
            "https://",
            "https:///x",
            "https://jo:secret@alpha.example/",
            "https://alpha example/",
            "javascript:alert(1)",
        ] {
            assert!(Target::of(address).is_err(), "{address}");
        }
    }

    proptest! {
        #[test]
        fn any_string_is_an_address_or_none(address in "\\PC{0,40}") {
            for address in [address.clone(), format!("https://{address}"), format!("https://alpha.example/{address}")] {
                if let Ok(target) = Target::of(&address) {
                    let asked = target.to_string();
                    prop_assert!(asked.is_ascii() && !asked.contains(' '), "{}", asked);
                    prop_assert_eq!(Target::of(&asked).unwrap(), target);
                }
            }
        }
    }
}
