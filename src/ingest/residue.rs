//! What machines leave in the texts of records: markup, references and escapes encoded twice, a wrong encoding, and shortcodes.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::clean::{clean, lines};
use super::ending::ending;
use super::html::fragment::fragment;
use super::markup;
use super::misread::reread;
use super::references::{ROUNDS, has_reference, line};

/// Captions of the markup of one text that are looked for.
const CAPTIONS: usize = 50;

/// A text as its outlet wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    pub text: String,
    /// Words under pictures, each with the lines that stand before it.
    pub captions: Vec<(usize, String)>,
    /// Lists of other stories and boxes in its markup, each with the lines before it.
    pub beside: Vec<(usize, String)>,
    /// What stood behind the text for its machinery: `The post … appeared first on …`.
    pub left: Vec<String>,
    /// The source gives only the beginning.
    pub is_cut: bool,
    /// The text was in a wrong encoding.
    pub was_misread: bool,
}

/// Takes off what machines put on.
pub fn mended(text: &str) -> Mended {
    let mut mended = Mended::default();
    let mut text = unescaped(text);
    if let Some(right) = reread(&text) {
        text = right;
        mended.was_misread = true;
    }
    for _ in 0..ROUNDS {
        if markup::is_markup(&text) {
            if let Some(fragment) = fragment(&text) {
                mended.captions.extend(fragment.captions);
                mended.beside.extend(fragment.left);
                text = fragment.text;
                continue;
            }
            if mended.captions.is_empty() {
                mended.captions = captions(&text);
            }
            text = markup::text(&text, markup::Part::All);
        } else if has_reference(&text) {
            text = markup::unescape(&text);
        } else {
            break;
        }
    }
    text = without_shortcodes(&text, &mut mended.captions);
    let ending = ending(&text);
    Mended {
        text: ending.text,
        left: ending.left,
        is_cut: ending.is_cut,
        ..mended
    }
}

/// `\u201c` and `\n` that were written as letters.
fn unescaped(text: &str) -> String {
    static ESCAPE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r#"\\u([0-9a-fA-F]{4})|\\([nrt"'/])"#).ok());
    static UNICODE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\\u[0-9a-fA-F]{4}|(?:[.!?”\x22]|\\n)\s?\\n").ok());
    let (Some(escape), Some(unicode)) = (ESCAPE.as_ref(), UNICODE.as_ref()) else {
        return text.to_string();
    };
    // One backslash before a letter may be a path: escapes are known by a code or by the end of a paragraph.
    if !text.contains('\\') || !unicode.is_match(text) {
        return text.to_string();
    }
    let mut units: Vec<u16> = Vec::new();
    let mut plain = String::with_capacity(text.len());
    let mut last = 0;
    let flush = |units: &mut Vec<u16>, plain: &mut String| {
        plain.push_str(&String::from_utf16_lossy(units));
        units.clear();
    };
    for found in escape.captures_iter(text) {
        let Some(whole) = found.get(0) else { continue };
        if whole.start() > last {
            flush(&mut units, &mut plain);
            plain.push_str(&text[last..whole.start()]);
        }
        last = whole.end();
        match (found.get(1), found.get(2)) {
            (Some(code), _) => units.extend(u16::from_str_radix(code.as_str(), 16).ok()),
            (_, Some(letter)) => {
                flush(&mut units, &mut plain);
                plain.push_str(match letter.as_str() {
                    "n" => "\n",
                    "r" => "",
                    "t" => " ",
                    other => other,
                });
            }
            _ => {}
        }
    }
    flush(&mut units, &mut plain);
    plain.push_str(&text[last..]);
    plain
}

/// Words under the pictures of markup, with how many lines stand before each.
fn captions(markup: &str) -> Vec<(usize, String)> {
    static CAPTION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?is)<figcaption[^>]*>(.*?)</figcaption>").ok());
    let Some(pattern) = CAPTION.as_ref() else {
        return Vec::new();
    };
    let found = pattern.captures_iter(markup).take(CAPTIONS);
    found
        .filter_map(|found| {
            let (whole, inside) = (found.get(0)?, found.get(1)?);
            let before = markup::text(&markup[..whole.start()], markup::Part::All);
            let caption = line(&clean(&markup::text(inside.as_str(), markup::Part::All)));
            (!caption.is_empty()).then(|| (lines(&before).len(), caption))
        })
        .collect()
}

/// A text without WordPress's shortcodes; the words of captions are kept beside it.
fn without_shortcodes(text: &str, captions: &mut Vec<(usize, String)>) -> String {
    static CAPTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?is)\[(?:wp_)?caption\b[^\]]*\](.*?)\[/(?:wp_)?caption\]").ok()
    });
    static WHOLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?is)\[(?:embed|video|audio|youtube|vimeo|tweet|twitter|instagram|soundcloud)\b[^\]]*\]\s*(?:https?://[^\s\[]*)?\s*\[/[a-z]+\]").ok()
    });
    static SINGLE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r#"(?i)\[/?(?:(?:gallery|embed|caption|video|audio|playlist|youtube|vimeo|tweet|twitter|instagram|soundcloud|contact-form-7|quads|adrotate|newsletter_form)(?:\s[a-z_-]+=["'”″][^\]]*)?|(?:vc|et_pb|fusion|su)_[a-z_]+[^\]]*)\]"#).ok()
    });
    if !text.contains('[') {
        return text.to_string();
    }
    let (Some(caption), Some(whole), Some(single)) =
        (CAPTION.as_ref(), WHOLE.as_ref(), SINGLE.as_ref())
    else {
        return text.to_string();
    };
    let text = caption.replace_all(text, |found: &Captures<'_>| {
        let words = found.get(1).map_or("", |inside| inside.as_str());
        let words = clean(&markup::text(words, markup::Part::All));
        let before = found.get(0).map_or(0, |whole| whole.start());
        if !words.is_empty() && captions.len() < CAPTIONS {
            captions.push((lines(&text[..before]).len(), words));
        }
        "\n\n"
    });
    let text = whole.replace_all(&text, "\n\n");
    single.replace_all(&text, "\n\n").into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn references_and_markup_encoded_twice() {
        for (text, want) in [
            (
                "&lt;p&gt;Holm &amp;amp; Dahl won.&lt;/p&gt;&lt;p&gt;It cost &pound;4.&lt;/p&gt;",
                "Holm & Dahl won. It cost £4.",
            ),
            ("Holm &amp;amp;amp; Dahl", "Holm & Dahl"),
            ("<p>Holm &amp;amp; Dahl</p>", "Holm & Dahl"),
            (
                "&amp;ldquo;nobody&amp;rdquo; &amp;mdash; so",
                "“nobody” — so",
            ),
            ("R&D; and AT&T", "R&D; and AT&T"),
            ("It is 3 < 5 & so on", "It is 3 < 5 & so on"),
            (
                r"She said \u201cno\u201d.\nIt \u00a34 \ud83d\ude00.",
                "She said “no”. It £4 😀.",
            ),
            (
                r"It lay in C:\new\temp there",
                r"It lay in C:\new\temp there",
            ),
        ] {
            assert_eq!(clean(&mended(text).text), want);
        }
    }

    #[test]
    fn a_wrong_encoding_is_put_right_only_where_all_of_it_is() {
        let found = mended(
            "The mayor said â€œnobody lostâ€\u{9d} and that JosÃ© paid Â£4,000 â€“ in full.",
        );
        assert!(found.was_misread);
        assert_eq!(
            found.text,
            "The mayor said “nobody lost” and that José paid £4,000 – in full."
        );
        let spaced = mended("The board saidÂ on Tuesday â€˜noâ€™: 3â‚¬ and 5Â° cold.");
        assert_eq!(
            spaced.text,
            "The board said on Tuesday ‘no’: 3€ and 5° cold."
        );
        for text in [
            "Le café de Zoé, à Évian",
            "CAFÉ» ÀÉ",
            "Ångström in Ävja",
            "São João não",
            "JosÃ© and José",
        ] {
            assert_eq!(mended(text).text, text);
        }
    }

    #[test]
    fn a_cut_text_says_so() {
        for (text, want) in [
            ("It will pay bac… [+2219 chars]", "It will pay bac…"),
            ("It will pay [1234 chars]", "It will pay…"),
            ("It will pay back... (more)", "It will pay back..."),
            ("It will pay [...]", "It will pay…"),
            ("It will pay. [+99 characters]", "It will pay. …"),
            (
                "It will pay […] The post Bear pulled appeared first on Meridian.",
                "It will pay…",
            ),
            ("It will pay… Read more »", "It will pay…"),
            ("It will pay... [read more]", "It will pay..."),
            ("It will pay…[Lire la suite]", "It will pay…"),
            ("It will pay Continue reading →", "It will pay…"),
            ("It will pay Leer más...", "It will pay…"),
            ("It will pay bac… (+412 chars)", "It will pay bac…"),
            ("It will pay bac…[+ 1 234 chars]", "It will pay bac…"),
            ("It will pay [... 412 more characters]", "It will pay…"),
            ("It will pay bac…[+3021 символов]", "It will pay bac…"),
            ("It will pay [truncated]", "It will pay…"),
            ("It will pay ONLY AVAILABLE IN PAID PLANS", "It will pay…"),
            (
                "It will pay... Subscribe to read the full article",
                "It will pay...",
            ),
            (
                "It will pay… Continue reading Bear pulled →",
                "It will pay…",
            ),
        ] {
            let found = mended(text);
            assert!(found.is_cut, "{text}");
            assert_eq!(found.text, want);
        }
        let post = mended("It paid. The post Bear pulled appeared first on Meridian.");
        assert_eq!(
            (post.text.as_str(), post.is_cut, post.left.len()),
            ("It paid.", false, 1)
        );
        for text in [
            "He wants to read more about it.",
            "It rained all day. Read more from the island",
            "The note ran to 2219 chars [sic]",
            "They asked for [more] words",
            "She has (more) money",
            "Pupils were told to read more...",
            "The book is only available in paid plans",
            "The essay was long (1,200 words)",
        ] {
            let found = mended(text);
            assert_eq!((found.text.as_str(), found.is_cut), (text, false));
        }
    }

    #[test]
    fn shortcodes_go_and_captions_stay_beside_the_text() {
        let found = mended(
            "[caption id=\"a\" align=\"b\"]A wall[/caption] Nobody lost. [embed]https://x.example/v[/embed] [gallery ids=\"1,2\"] It is paid. [sic] [Video]",
        );
        assert_eq!(clean(&found.text), "Nobody lost. It is paid. [sic]");
        assert_eq!(found.captions, [(0, "A wall".to_string())]);
        let html =
            mended("<p>One.</p><figure><figcaption>A <b>wall</b></figcaption></figure><p>Two.</p>");
        assert_eq!(html.captions, [(1, "A wall".to_string())]);
    }

    proptest! {
        #[test]
        fn any_text_is_mended(text in "\\PC{0,60}|(&amp;|&lt;p&gt;|\\\\u201c|Ã©|\\[\\.\\.\\.\\]|\\[caption\\]|<p>|a|\\. ){0,20}") {
            let _ = mended(&text);
        }
    }
}
