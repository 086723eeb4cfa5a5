//! The end of a text whose source gives only its beginning: the marks of the cut, and links to the rest.

use std::sync::LazyLock;

use regex::Regex;

use super::clean::clean;

/// Bytes at the end of a text in which the marks of a cut stand.
const END_BYTES: usize = 600;

/// What the end of a text says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ending {
    /// The text without the marks behind it that say that it goes on elsewhere; then an ellipsis stands at its end.
    pub text: String,
    /// What stood behind the text for its machinery: `The post … appeared first on …`.
    pub left: Vec<String>,
    /// The source gives only the beginning.
    pub is_cut: bool,
}

/// Reads the end of a text.
pub fn ending(text: &str) -> Ending {
    static CUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)\s*(?:\[(?:\.\.\.|…)?\s*\+?\s*\d[\d.,\s]*k?\s*(?:more\s+)?(?:char(?:acter)?s?|words?|zeichen|caractères|caracteres|символ\p{L}*)\s*\]|\(\+\s*\d[\d.,\s]*k?\s*(?:char(?:acter)?s?|words?)\s*\)|\(\d[\d.,\s]*k?\s*(?:more\s+)?(?:char(?:acter)?s?|words?)\s+(?:truncated|omitted|more)\)|[\[(]truncated[\])]|(?-i:\bONLY AVAILABLE IN [A-Z]+ PLANS)|\((?:more|cont(?:inued|'d)?|continues)(?:\.\.\.|…)?\)|\[(?:full (?:story|article|text)|more)\]|\[(?:\.\.\.|…)\]|\(\.\.\.\))\s*$").ok()
    });
    static MORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)(?:…|\.\.\.)\]?\s*\[?(?P<more>(?:continue reading|read more|read (?:the )?(?:full|rest|whole)|full story|keep reading|see more|subscribe to (?:read|continue)|lire la suite|weiterlesen|mehr lesen|leer más|leia mais|leggi tutto|lees verder|czytaj dalej|читать далее)[^.\n\]]{0,160}[.»→>…]*)\]?$").ok()
    });
    // Without an ellipsis before it a capital, and an arrow or dots behind it, must say that it is a link.
    static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\s(?P<more>(?:Continue [Rr]eading|Read [Mm]ore|Read [Ff]ull [Ss]tory|Read the (?:full|rest|whole)[^.»→>…]{0,40}|Keep [Rr]eading|Lire la suite|Weiterlesen|Mehr lesen|Leer más|Leia mais|Leggi tutto|Lees verder|Czytaj dalej|Читать далее)\s*(?:[»→>…]+|\.\.\.))$").ok()
    });
    static ASKS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"[.!?”…\x22]\s+(?P<more>(?:Subscribe|Sign up|Register|Log in) (?:now )?to (?:read|continue|keep)[^.]{0,80}\.?)$").ok()
    });
    static POST: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?i)\s*(?P<post>The post .{1,300} (?:appeared first|first appeared) on .{1,100})$",
        )
        .ok()
    });
    let mut ending = Ending::default();
    let mut text = text.trim_end();
    loop {
        let before = text;
        // The marks stand at the end: the rest of a long text is not gone through.
        let mut from = text.len().saturating_sub(END_BYTES);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let end = &text[from..];
        if let Some(found) = CUT.as_ref().and_then(|cut| cut.find(end)) {
            ending.is_cut = true;
            text = text[..from + found.start()].trim_end();
        } else if let Some(found) = MORE
            .as_ref()
            .and_then(|more| more.captures(end)?.name("more"))
            .or_else(|| LINK.as_ref()?.captures(end)?.name("more"))
            .or_else(|| ASKS.as_ref()?.captures(end)?.name("more"))
        {
            ending.is_cut = true;
            ending.left.push(clean(found.as_str()));
            text = text[..from + found.start()]
                .trim_end_matches(|letter: char| letter.is_whitespace() || letter == '[');
        } else if let Some(found) = POST
            .as_ref()
            .and_then(|post| post.captures(end)?.name("post"))
        {
            ending.left.push(clean(found.as_str()));
            text = text[..from + found.start()].trim_end();
        }
        if text == before {
            break;
        }
    }
    let is_open = ending.is_cut && !text.is_empty() && !text.ends_with('…');
    ending.text = match text {
        text if is_open && !text.ends_with(['.', '!', '?', '”']) => format!("{text}…"),
        text if is_open && !text.ends_with("...") => format!("{text} …"),
        text => text.to_string(),
    };
    ending
}

/// Whether a text says of itself that it goes on elsewhere.
pub fn is_cut(text: &str) -> bool {
    ending(text).is_cut
}
