//! RTF, as word processors and news databases write it: the running text, each byte in the character set of its font.
//!
//! After the Rich Text Format specification 1.9.1. Cyrillic and other scripts are written as bytes (`\'e0`) whose meaning the
//! font's `\fcharset` gives, and only where there is none the page of the document (`\ansicpg`).

use std::collections::HashMap;
use std::ops::ControlFlow;

use encoding_rs::Encoding;

use super::Options;
use super::document::{self, Beside, Place};
use super::format::{Each, Format, Head, Source, skipped};
use super::raised::raised;

/// RTF.
pub struct Rtf;

/// Groups that may lie in each other; word processors write up to 30.
const MOST_DEPTH: usize = 1000;
/// Destinations that hold no running text, beside those that a program need not know (`\*`).
const ASIDE: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "fldinst",
    "xe",
    "tc",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "revtbl",
    "generator",
    "themedata",
    "latentstyles",
    "datastore",
    "nonshppict",
];
/// The end of a line in a paragraph.
const LINE: &str = "\u{2028}";
/// Empty paragraphs of a hundred by which a document is known to part its paragraphs so: then those without one between them
/// belong together, as the lines of a database's head do.
const EMPTY_PERCENT: usize = 20;
/// Words that stand for a text.
const SIGNS: &[(&str, &str)] = &[
    ("par", "\n"),
    ("sect", "\n"),
    ("page", "\n"),
    ("row", "\n"),
    ("line", LINE),
    ("cell", "\n"),
    ("tab", " "),
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
];

impl Format for Rtf {
    fn name(&self) -> &'static str {
        "RTF"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn most_bytes(&self, options: &Options) -> Option<u64> {
        Some(options.max_file_bytes)
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(b"{\\rtf")
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let place = Place {
            origin: source.origin.clone(),
            name: source.name.clone(),
            options: source.options,
            nest: source.nest.clone(),
        };
        let limit = source.options.max_file_bytes;
        let bytes = match source.whole(limit) {
            Ok(bytes) => bytes,
            Err(skipped) => return each(Err(skipped)),
        };
        match text_of(&bytes) {
            Ok(text) => document::read(&text, Beside::default(), place, "an RTF document", each),
            Err(reason) => each(Err(skipped(&place.origin, reason, true))),
        }
    }
}

/// What holds in a group.
#[derive(Clone, Copy)]
struct Group {
    /// It is no running text.
    aside: bool,
    hidden: bool,
    /// Set above the line.
    raised: bool,
    font: i64,
    /// Characters that stand behind `\uN` for programs that do not know it.
    fallback: usize,
    in_fonts: bool,
}

struct Reader {
    text: String,
    /// Bytes that wait to be decoded together: a character may be several.
    bytes: Vec<u8>,
    group: Group,
    outer: Vec<Group>,
    /// The first half of a character beyond 16 bits.
    half: Option<u16>,
    /// Fallback characters still to be passed over.
    passing: usize,
    page: &'static Encoding,
    fonts: HashMap<i64, &'static Encoding>,
}

/// The running text, paragraphs parted by empty lines.
///
/// # Errors
/// Groups lie in each other without end.
fn text_of(bytes: &[u8]) -> Result<String, String> {
    let mut reader = Reader {
        text: String::new(),
        bytes: Vec::new(),
        group: Group {
            aside: false,
            hidden: false,
            raised: false,
            font: -1,
            fallback: 1,
            in_fonts: false,
        },
        outer: Vec::new(),
        half: None,
        passing: 0,
        page: encoding_rs::WINDOWS_1252,
        fonts: HashMap::new(),
    };
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'{' => {
                reader.flush();
                reader.passing = 0;
                if reader.outer.len() >= MOST_DEPTH {
                    return Err(format!("groups nested deeper than {MOST_DEPTH}"));
                }
                reader.outer.push(reader.group);
            }
            b'}' => {
                reader.flush();
                reader.passing = 0;
                match reader.outer.pop() {
                    Some(outer) => reader.group = outer,
                    None => break,
                }
            }
            b'\\' => rest = reader.control(rest),
            b'\r' | b'\n' | 0 => {}
            byte => reader.byte(byte),
        }
    }
    reader.flush();
    Ok(parted(&reader.text))
}

/// A text of a paragraph a line with empty lines between its parts.
fn parted(text: &str) -> String {
    let paragraphs: Vec<&str> = text.trim().lines().map(str::trim).collect();
    let empty = paragraphs.iter().filter(|one| one.is_empty()).count();
    let text = match empty * 100 >= paragraphs.len() * EMPTY_PERCENT {
        true => paragraphs.join("\n"),
        false => paragraphs.join("\n\n"),
    };
    text.replace(LINE, "\n")
}

impl Reader {
    /// What stands behind a backslash; gives what is behind it.
    fn control<'b>(&mut self, rest: &'b [u8]) -> &'b [u8] {
        let Some((&first, after)) = rest.split_first() else {
            return rest;
        };
        if first == b'\'' {
            let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
            return match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
                Some(byte) => {
                    self.byte(byte);
                    &after[2..]
                }
                None => after,
            };
        }
        if !first.is_ascii_alphabetic() {
            match first {
                b'~' => self.put("\u{a0}"),
                b'_' => self.put("-"),
                b'\r' | b'\n' => self.put("\n"),
                b'*' => self.group.aside = true,
                b'\\' | b'{' | b'}' => self.byte(first),
                _ => {}
            }
            return after;
        }
        let letters = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let (name, behind) = rest.split_at(letters);
        let is_negative = behind.first() == Some(&b'-');
        let digits = &behind[usize::from(is_negative)..];
        let count = digits
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let number = std::str::from_utf8(&digits[..count])
            .ok()
            .and_then(|digits| digits.parse::<i64>().ok())
            .map(|number| if is_negative { -number } else { number });
        let mut behind = match count {
            0 => behind,
            _ => &digits[count..],
        };
        if behind.first() == Some(&b' ') {
            behind = &behind[1..];
        }
        let name = std::str::from_utf8(name).unwrap_or("");
        if name == "bin" {
            let length = number
                .and_then(|number| usize::try_from(number).ok())
                .unwrap_or(0);
            return &behind[length.min(behind.len())..];
        }
        self.word(name, number);
        behind
    }

    fn word(&mut self, name: &str, number: Option<i64>) {
        // What changes the font changes what the bytes before it meant.
        if name != "u" {
            self.flush();
        }
        let is_on = number != Some(0);
        match name {
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => {
                self.group.fallback = number
                    .and_then(|count| usize::try_from(count).ok())
                    .unwrap_or(1);
            }
            "ansicpg" => self.page = number.and_then(of_page).unwrap_or(self.page),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "f" | "deff" => self.group.font = number.unwrap_or(0),
            "fcharset" if self.group.in_fonts => {
                if let Some(encoding) = number.and_then(of_set) {
                    self.fonts.insert(self.group.font, encoding);
                }
            }
            "plain" => (self.group.hidden, self.group.raised) = (false, false),
            "super" => self.group.raised = is_on,
            "nosupersub" | "sub" => self.group.raised = false,
            "v" | "deleted" => self.group.hidden = is_on,
            "fonttbl" => (self.group.aside, self.group.in_fonts) = (true, true),
            "emspace" | "enspace" => self.put(" "),
            name if ASIDE.contains(&name) => self.group.aside = true,
            name => {
                if let Some((_, text)) = SIGNS.iter().find(|(sign, _)| *sign == name) {
                    self.put(text);
                }
            }
        }
    }

    /// `\uN`: a UTF-16 unit, negative above 32767.
    fn unicode(&mut self, number: i64) {
        self.flush();
        self.passing = self.group.fallback;
        let unit = (number & 0xffff) as u16;
        let units: Vec<u16> = self.half.take().into_iter().chain([unit]).collect();
        if units.len() == 1 && (0xd800..0xdc00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let text = String::from_utf16_lossy(&units);
        let passing = std::mem::take(&mut self.passing);
        self.put(&text);
        self.passing = passing;
    }

    fn byte(&mut self, byte: u8) {
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        if self.is_seen() {
            self.bytes.push(byte);
        }
    }

    fn put(&mut self, text: &str) {
        self.flush();
        if self.passing > 0 {
            self.passing -= 1;
        } else if self.is_seen() {
            self.text.push_str(text);
        }
    }

    fn is_seen(&self) -> bool {
        !self.group.aside && !self.group.hidden
    }

    /// Decodes the bytes that wait, in the set of the font.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let encoding = self.fonts.get(&self.group.font).unwrap_or(&self.page);
        let (text, _) = encoding.decode_without_bom_handling(&self.bytes);
        match self.group.raised {
            true => self.text.push_str(&raised(&text)),
            false => self.text.push_str(&text),
        }
        self.bytes.clear();
    }
}

/// The encoding of a code page of Windows.
fn of_page(page: i64) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis".to_string(),
        936 => "gbk".into(),
        949 => "euc-kr".into(),
        950 => "big5".into(),
        10000 => "macintosh".into(),
        65001 => "utf-8".into(),
        866 | 874 => format!("ibm{page}").replace("ibm874", "windows-874"),
        1250..=1258 => format!("windows-{page}"),
        // What DOS wrote has the same letters up to 127.
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a character set of a font; `None` for that of the document.
fn of_set(set: i64) -> Option<&'static Encoding> {
    of_page(match set {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(rtf: &str) -> String {
        text_of(rtf.as_bytes()).unwrap()
    }

    #[test]
    fn letters_are_those_of_the_font() {
        let rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial CYR;}{\f2\fnil\fcharset128 MS Mincho;}}\f0 caf\'e9 {\f1 \'c4\'ee\'e6\'e4\'fc} \f2 \'93\'fa\'96\'7b\f0  end}";
        assert_eq!(read(rtf), "café Дождь 日本 end");
        assert_eq!(
            read(r"{\rtf1\ansi\ansicpg1251 \'c4\'ee\'e6\'e4\'fc}"),
            "Дождь"
        );
    }

    #[test]
    fn characters_by_number_stand_for_what_is_behind_them() {
        assert_eq!(
            read(r"{\rtf1\uc1 \u1044?\u-4051?x\uc2\u8364 EU y\uc0\u55357 \u56898 z}"),
            "Д\u{f02d}x€ y🙂z"
        );
        assert_eq!(
            read(r"{\rtf1 \u8217\'92s {\uc0\u8220}a{\u8221\'94}}"),
            "’s “a”"
        );
    }

    #[test]
    fn only_running_text_is_read() {
        let rtf = r"{\rtf1{\info{\author Jo}}{\*\generator x;}{\header Page}\pard Rain {\v never }fell.\par{\field{\*\fldinst HYPERLINK x}{\fldrslt here}}{\pict\bin3 }}}} \{a\}\line b\emdash c}";
        assert_eq!(read(rtf), "Rain fell.\n\nhere {a}\nb—c");
    }

    #[test]
    fn documents_with_empty_paragraphs_keep_them() {
        assert_eq!(
            read(r"{\rtf1 Rain\par By Jo Doe\par\par It fell.\par\par Then sun.\par}"),
            "Rain\nBy Jo Doe\n\nIt fell.\n\nThen sun."
        );
        assert_eq!(read(r"{\rtf1 Rain\par It fell.\par}"), "Rain\n\nIt fell.");
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(bytes in proptest::collection::vec(any::<u8>(), 0..200), words in r"(\{|\}|\\[a-z]{1,5}-?[0-9]{0,6} ?|\\'[0-9a-f]{2}|[a-z]){0,60}") {
            let _ = text_of(&[b"{\\rtf1".as_slice(), words.as_bytes(), &bytes].concat());
        }
    }
}
