//! JSON as pages write it: with commas too many, comments, line breaks and quotation marks inside strings, names without
//! marks, a semicolon behind, an end that is missing.

use serde_json::{Map, Value};

/// Values that nest in each other at the most.
const DEPTH: usize = 64;

/// Every value of a text, in order, read as well as it can be; linear but for quotation marks inside strings, each of which
/// costs a look ahead of a few bytes.
pub fn values(text: &str) -> Vec<Value> {
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let mut values = Vec::new();
    while let Some(at) = text[reader.at..].find(['{', '[']) {
        reader.at += at;
        let before = reader.at;
        values.extend(reader.value());
        if reader.at == before {
            reader.at += 1;
        }
    }
    values
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    /// Passes over white space and comments.
    fn skip(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest
                .trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
            self.at += rest.len() - trimmed.len();
            let past = |end: &str| trimmed.find(end).map_or(trimmed.len(), |at| at + end.len());
            self.at += match trimmed {
                _ if trimmed.starts_with("/*") => past("*/"),
                _ if trimmed.starts_with("<!--") => "<!--".len(),
                _ if trimmed.starts_with("-->") => "-->".len(),
                _ if trimmed.starts_with("//") => past("\n"),
                _ => return,
            };
        }
    }

    fn value(&mut self) -> Option<Value> {
        self.skip();
        match self.peek()? {
            '{' | '[' if self.depth >= DEPTH => None,
            '{' => Some(Value::Object(self.object())),
            '[' => Some(Value::Array(self.array())),
            mark @ ('"' | '\'') => {
                self.next();
                Some(Value::String(self.string(mark)))
            }
            _ => {
                let word = self.word();
                (!word.is_empty())
                    .then(|| serde_json::from_str(&word).unwrap_or(Value::String(word)))
            }
        }
    }

    fn object(&mut self) -> Map<String, Value> {
        let mut object = Map::new();
        self.depth += 1;
        self.next();
        loop {
            self.skip();
            match self.peek() {
                None => break,
                Some('}') => {
                    self.next();
                    break;
                }
                Some(mark @ ('"' | '\'')) => {
                    self.next();
                    let name = self.string(mark);
                    self.member(name, &mut object);
                }
                Some(letter) if letter.is_alphanumeric() || "@_$".contains(letter) => {
                    let name = self.word();
                    self.member(name, &mut object);
                }
                Some(_) => {
                    self.next();
                }
            }
        }
        self.depth -= 1;
        object
    }

    fn member(&mut self, name: String, object: &mut Map<String, Value>) {
        self.skip();
        if self.peek() != Some(':') {
            return;
        }
        self.next();
        if let Some(value) = self.value() {
            object.insert(name, value);
        }
    }

    fn array(&mut self) -> Vec<Value> {
        let mut values = Vec::new();
        self.depth += 1;
        self.next();
        loop {
            self.skip();
            match self.peek() {
                None | Some('}') => break,
                Some(']') => {
                    self.next();
                    break;
                }
                Some(',' | ';' | ':') => {
                    self.next();
                }
                Some(_) => {
                    let before = self.at;
                    values.extend(self.value());
                    if self.at == before {
                        self.next();
                    }
                }
            }
        }
        self.depth -= 1;
        values
    }

    /// A word without marks: a number, `true`, the name of a member.
    fn word(&mut self) -> String {
        let rest = &self.text[self.at..];
        let end = rest
            .find(|letter: char| letter.is_whitespace() || ",:;{}[]\"'".contains(letter))
            .unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_string()
    }

    /// The rest of a string whose opening mark was read.
    fn string(&mut self, mark: char) -> String {
        let mut string = String::new();
        while let Some(letter) = self.next() {
            match letter {
                '\\' => self.escaped(&mut string),
                _ if letter == mark && self.ends_string() => break,
                '\n' | '\r' | '\t' => string.push('\n'),
                _ if letter.is_control() => {}
                _ => string.push(letter),
            }
        }
        string
    }

    fn escaped(&mut self, string: &mut String) {
        match self.next() {
            Some('n' | 'r') => string.push('\n'),
            Some('t') => string.push(' '),
            Some('b' | 'f') | None => {}
            Some('u') => {
                let code = |text: &str| u16::from_str_radix(text.get(..4)?, 16).ok();
                let Some(first) = code(&self.text[self.at..]) else {
                    return;
                };
                self.at += 4;
                let second = self.text[self.at..]
                    .strip_prefix("\\u")
                    .and_then(code)
                    .filter(|_| (0xd800..0xdc00).contains(&first));
                let units = [Some(first), second];
                if second.is_some() {
                    self.at += 6;
                }
                let read = char::decode_utf16(units.into_iter().flatten());
                string.extend(read.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
            }
            Some(letter) => string.push(letter),
        }
    }

    /// Whether the mark that was just read ends its string: only what may follow a value follows.
    fn ends_string(&self) -> bool {
        /// Bytes that are looked at.
        const AHEAD: usize = 200;
        let mut end = self.text.len().min(self.at + AHEAD);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = &self.text[self.at..end];
        let next = rest.trim_start();
        let broken = rest[..rest.len() - next.len()].contains('\n');
        match next.chars().next() {
            None | Some(':' | '}' | ']' | ';') => true,
            Some(',') => {
                let after = next[1..].trim_start();
                let named = || {
                    let word = after.trim_start_matches(|letter: char| {
                        letter.is_alphanumeric() || "@_$".contains(letter)
                    });
                    word.len() < after.len() && word.trim_start().starts_with(':')
                };
                after.is_empty()
                    || after.starts_with(['"', '\'', '{', '[', '}', ']', ',', '/', '-'])
                    || after.starts_with(|letter: char| letter.is_ascii_digit())
                    || ["true", "false", "null"]
                        .iter()
                        .any(|word| after.starts_with(word))
                    || named()
            }
            Some('/') => next.starts_with("//") || next.starts_with("/*"),
            Some('"' | '\'') => broken || begins_member(next),
            Some(_) => false,
        }
    }
}

/// Whether a text begins with the name of a member and its colon: `"headline": …`, behind a comma that is missing.
fn begins_member(text: &str) -> bool {
    let name = text[1..]
        .trim_start_matches(|letter: char| letter.is_alphanumeric() || "@_$-".contains(letter));
    let is_named = name.len() + 1 < text.len();
    is_named
        && name
            .strip_prefix(['"', '\''])
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn read(text: &str) -> Value {
        values(text).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn what_pages_get_wrong_is_read() {
        let want = json!({"a": "one", "b": [1, 2], "c": {"d": true}});
        for text in [
            r#"{"a": "one", "b": [1, 2], "c": {"d": true}}"#,
            r#"{"a": "one", "b": [1, 2,], "c": {"d": true,},}"#,
            r#"{"a": "one", "b": [1, 2], "c": {"d": true}};"#,
            r#"/* a, "b" */ {"a": "one", // it's
                "b": [1, 2], "c": {"d": true}}"#,
            r"{a: 'one', b: [1, 2], c: {d: true}}",
            r#"window.data = {"a": "one", "b": [1, 2], "c": {"d": true}}"#,
            r#"<!-- {"a": "one", "b": [1, 2], "c": {"d": true}} -->"#,
            "{\"a\": \"one\"\n\"b\": [1, 2]\n\"c\": {\"d\": true}}",
            r#"{"a": "one" "b": [1, 2] "c": {"d": true}}"#,
            r#"{"a": "one", "b": [1, 2], "c": {"d": true"#,
            r#"{,"a": "one",, "b": [1, 2], "c": {"d": true}}"#,
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }

    #[test]
    fn strings_hold_breaks_and_marks() {
        for (text, want) in [
            ("{\"a\": \"one\ntwo\"}", "one\ntwo"),
            (
                r#"{"a": "Dam "cracked" at Orrin", "b": 1,}"#,
                "Dam \"cracked\" at Orrin",
            ),
            (
                r#"{"a": "He said "yes", and left",}"#,
                "He said \"yes\", and left",
            ),
            (r#"{"a": "It\'s \u00e9\ud83d\ude00",}"#, "It's é😀"),
            (
                r#"{"a": "http://x.example/a//b",}"#,
                "http://x.example/a//b",
            ),
        ] {
            assert_eq!(read(text)["a"], want, "{text}");
        }
    }

    #[test]
    fn several_values_are_all_read() {
        assert_eq!(values("{\"a\": 1}{\"a\": 2,}").len(), 2);
        assert!(values("no value at all").is_empty());
    }

    #[test]
    fn hostile_text_ends() {
        for piece in ["{\"a\":", "[", "\"", "{", "'", "/*", "{\"a\":\"\"\"\""] {
            let _ = values(&piece.repeat(20_000));
        }
    }

    proptest! {
        #[test]
        fn any_string_is_read(text in "([{}\\[\\],:;\"'/* \\n\\\\]|[a-z0-9é]){0,80}") {
            let _ = values(&text);
        }
    }
}
