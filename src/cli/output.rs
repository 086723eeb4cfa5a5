//! Standard output and standard error: lines that are safe in a terminal.

use std::borrow::Cow;
use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

use anyhow::Result;
use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::analysis::text::words::with_few_marks;

/// Columns of running text in a terminal: more is hard to read.
const COLUMNS: usize = 88;

pub struct Output {
    out: BufWriter<Passed>,
    terminal: bool,
}

/// Standard output, and whether anything went there.
struct Passed {
    out: StdoutLock<'static>,
    anything: bool,
}

impl Write for Passed {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.anything |= !bytes.is_empty();
        self.out.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

impl Output {
    pub fn standard() -> Output {
        let out = std::io::stdout();
        Output {
            terminal: out.is_terminal(),
            out: BufWriter::new(Passed {
                out: out.lock(),
                anything: false,
            }),
        }
    }

    /// Forgets what waits to be written, where nothing was written yet; `false` where something was.
    pub fn take_back(&mut self) -> bool {
        if self.out.get_ref().anything {
            return false;
        }
        let old = std::mem::replace(
            &mut self.out,
            BufWriter::new(Passed {
                out: std::io::stdout().lock(),
                anything: false,
            }),
        );
        // Taken apart, the buffer is not written when it goes.
        drop(old.into_parts());
        true
    }

    /// A line of text, or several.
    pub fn line(&mut self, text: impl AsRef<str>) -> Result<()> {
        let text = plain(text.as_ref());
        match self.terminal {
            true => writeln!(self.out, "{}", with_few_marks(&text))?,
            // What goes into a file is quoted from there.
            false => writeln!(self.out, "{text}")?,
        }
        Ok(())
    }

    /// A paragraph of running text behind `indent`: wrapped in a terminal, one line elsewhere.
    pub fn paragraph(&mut self, indent: &str, text: &str) -> Result<()> {
        if !self.terminal {
            return self.line(format!("{indent}{text}"));
        }
        for line in wrapped(text, COLUMNS.saturating_sub(indent.width())) {
            self.line(format!("{indent}{line}"))?;
        }
        Ok(())
    }

    /// One value on a line of its own.
    pub fn json(&mut self, value: &impl Serialize) -> Result<()> {
        Ok(writeln!(
            self.out,
            "{}",
            harmless(&serde_json::to_string(value)?)
        )?)
    }

    /// Text with its line ends, made safe.
    pub fn text(&mut self, text: &str) -> Result<()> {
        Ok(self.out.write_all(plain(text).as_bytes())?)
    }

    /// Text as it is: made by this program, with nothing of an article in it.
    pub fn raw(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.out.write_all(bytes)?)
    }

    /// For bytes of any kind that were asked for as they are, which no terminal is sent.
    pub fn bytes(&mut self) -> &mut impl Write {
        &mut self.out
    }

    pub fn flush(&mut self) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// A message on standard error, which may be closed.
pub fn message(text: &str) {
    let _ = writeln!(std::io::stderr(), "parallax: {}", plain(text));
}

/// What is wrong with the arguments, which stand in it as they were given.
pub fn complaint(text: &str) {
    let _ = write!(std::io::stderr(), "{}", plain(text));
}

/// The text without what could steer a terminal: control characters but line breaks (a tab becomes a space), and the marks
/// that turn the direction of writing (Trojan Source, CVE-2021-42574).
pub fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_steering) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|letter| match letter {
        '\t' => Some(' '),
        letter => (!is_steering(letter)).then_some(letter),
    });
    Cow::Owned(kept.collect())
}

/// The text on one line.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_steering(letter: char) -> bool {
    (letter.is_control() && letter != '\n')
        || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// JSON says the same with `\u009b` in place of the character.
fn harmless(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_steering) {
        return Cow::Borrowed(json);
    }
    let mut harmless = String::with_capacity(json.len());
    for letter in json.chars() {
        if is_steering(letter) {
            harmless.push_str(&format!("\\u{:04x}", u32::from(letter)));
        } else {
            harmless.push(letter);
        }
    }
    Cow::Owned(harmless)
}

/// Lines of at most `columns` columns, broken between words; a longer word stands on a line of its own.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let width = word.width();
        if used > 0 && used + 1 + width > columns {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += width;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_article_steers_the_terminal() {
        assert_eq!(
            plain("\u{1b}[31mred\u{7}\u{9b}2J \u{202e}x\ty\nz"),
            "[31mred2J x y\nz"
        );
        assert_eq!(plain("ünï ✓"), "ünï ✓");
    }

    #[test]
    fn json_says_the_same_without_the_character() {
        let json = serde_json::to_string("a\u{9b}b\u{202e}").unwrap();
        let harmless = harmless(&json);
        assert!(!harmless.chars().any(is_steering));
        assert_eq!(
            serde_json::from_str::<String>(&harmless).unwrap(),
            "a\u{9b}b\u{202e}"
        );
    }

    #[test]
    fn text_wraps_between_words() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("extraordinary", 5), ["extraordinary"]);
        assert_eq!(wrapped("", 5), [""]);
    }
}
