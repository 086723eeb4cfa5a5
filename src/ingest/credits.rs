//! Who took the picture and who sent the report: credits, captions that end in one, sign-offs and datelines of agencies.
//!
//! An agency in brackets says whose the words before it are; only together with a photographer, or alone on its line, is it
//! the credit of a picture.

use std::sync::LazyLock;

use regex::Regex;

use super::signers::{NAME_WORDS, is_capital, is_outlet, is_role};

/// Longest credit, in bytes.
const CREDIT_BYTES: usize = 240;
/// Longest caption that ends in its credit, and the end of it where the credit stands, in bytes.
const CAPTION_BYTES: usize = 600;
const CAPTION_END_BYTES: usize = 90;
/// Longest sign-off behind the last sentence, in characters: `(Additional reporting by Jo Doe and Ann Roe)`.
const SIGN_OFF_CHARS: usize = 60;
/// Words in brackets of a picture's credit, or of the label of a link.
const PICTURE_WORDS: &[&str] = &[
    "photo", "foto", "picture", "image", "courtesy", "handout", "getty", "credit", "video",
    "vídeo", "audio",
];
/// Agencies that sell pictures and reports, in lower case: `Jo Doe/AFP` is a picture's, `Reuters/AFP` a report's.
const AGENCIES: &[&str] = &[
    "afp", "ap", "reuters", "epa", "dpa", "efe", "ansa", "upi", "pa", "tass", "xinhua", "kyodo",
    "yonhap", "pti", "anp", "ntb", "apa", "aap", "lusa", "belga", "keystone", "anadolu", "getty",
    "epa-efe", "tt", "ritzau", "scanpix", "cp", "pap",
];

/// Whether a short line says who took a picture; `bare` is the line in lower case without the marks around it.
pub fn is_credit(bare: &str, bytes: usize) -> bool {
    #[rustfmt::skip]
    const CREDITS: &[&str] = &[
        "credit", "[photo credit", "photo credit", "image credit", "photo by", "photo:", "photograph by", "photograph:",
        "image copyright", "image source", "picture:", "image:", "images:", "getty images", "ap photo", "file photo",
        "photo courtesy", "image courtesy", "(photo by", "[photo by", "foto:", "bild:", "crédit photo", "фото:",
        "fot. ",
    ];
    // "© Jo Doe" is a credit; the owner of a whole page writes a year, or that the rights are reserved.
    if bare.starts_with('©')
        && !bare.contains("19")
        && !bare.contains("20")
        && !bare.contains("right")
        && !bare.contains("recht")
    {
        return true;
    }
    // "Credit card debt rose": a credit goes on with a colon, dots, or a name with an agency.
    let credit = CREDITS.iter().any(|phrase| bare.starts_with(phrase));
    let prose = bare.starts_with("credit")
        && !bare.starts_with("credit:")
        && !bare.starts_with("credit.")
        && !bare.starts_with("credit…")
        && !bare.starts_with("credits:");
    credit && !prose && bare != "file photo" && bytes <= CREDIT_BYTES
}

/// Whether a line begins with the word for a picture and a colon, and so may say what the picture shows.
pub fn labels_picture(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "photo",
        "file photo",
        "image",
        "picture",
        "foto",
        "bild",
        "фото",
    ];
    let label = line.split(':').next().unwrap_or(line).to_lowercase();
    line.contains(':') && LABELS.contains(&label.trim_matches(['[', '(', ' ']))
}

/// A caption that ends in its credit: `… on Tuesday.Credit...Jo Doe/Wire`, `… on Tuesday. (Photo by Jo Doe)`.
pub fn is_captioned(line: &str) -> bool {
    #[rustfmt::skip]
    const CREDITS: &[&str] = &[
        "credit...", "credit…", "(photo by", "(picture by", "(ap photo", "(photo:", "(foto:", "photo credit:",
        "/getty images", "| getty images", "via getty images", "photograph:", "/pool via ", "/handout via ", " via ap)",
        " via afp)", " via reuters)",
    ];
    if line.len() > CAPTION_BYTES {
        return false;
    }
    let mut from = line.len().saturating_sub(CAPTION_END_BYTES);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let end = line[from..].to_lowercase();
    CREDITS.iter().any(|credit| end.contains(credit)) || ends_in_photographer(&line[from..])
}

/// `Jo Doe/AFP`, `(Reuters/Jo Doe)` at the end: a name written with small letters before or behind an agency.
fn ends_in_photographer(end: &str) -> bool {
    static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(\p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*) ?/ ?([\p{L}-]+)(?: Photo| Images)?[)\].]*$",
        )
        .ok()
    });
    static BEHIND: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"([\p{L}-]+) ?/ ?\p{Lu}[\p{L}.'’-]+ \p{Lu}[\p{L}'’-]*\p{Ll}[\p{L}'’-]*[)\].]*$")
            .ok()
    });
    if !end.contains('/') {
        return false;
    }
    let is_agency = |word: Option<regex::Match<'_>>| {
        word.is_some_and(|word| AGENCIES.contains(&word.as_str().to_lowercase().as_str()))
    };
    let before = BEFORE.as_ref().and_then(|before| before.captures(end));
    let behind = BEHIND.as_ref().and_then(|behind| behind.captures(end));
    before.is_some_and(|found| is_agency(found.get(2)) && !is_agency(found.get(1)))
        || behind.is_some_and(|found| is_agency(found.get(1)))
}

/// A report's first line: `CORVALE, May 2 (AFP) - The council voted …`, `(Reuters) - …`.
pub fn is_dateline(line: &str) -> bool {
    /// Words behind the dash: fewer are no report.
    const WORDS: usize = 3;
    dateline(line).is_some_and(|(_, rest)| {
        rest.split(' ').count() >= WORDS && !rest.starts_with("Photo") && !is_captioned(line)
    })
}

/// The agency in a dateline: `MINSK, Dec 13 (Reuters) - …`.
pub fn dateline_outlet(line: &str) -> Option<String> {
    dateline(line).map(|(agency, _)| agency.to_string())
}

/// The agency that a dateline names, and what stands behind its dash. A place in capitals stands before the agency, or
/// nothing, or the agency is known for one.
pub fn dateline(line: &str) -> Option<(&str, &str)> {
    static DATELINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?P<place>\p{Lu}[\p{L}'’.-]*[\p{L}\d\s,.'’/-]{0,60})?\((?P<agency>\p{L}[\p{L}\d .&'’/-]{1,40})\)\s*\.?(?:--|[-–—_])(?:\s+(?P<rest>\S.*)|\s*)$").ok()
    });
    if !line.contains('(') {
        return None;
    }
    let found = DATELINE.as_ref()?.captures(line)?;
    let agency = found.name("agency")?.as_str().trim();
    let place = found.name("place").map_or("", |place| place.as_str());
    let shouted = place.split([',', ' ']).next().is_some_and(|word| {
        word.chars()
            .filter(|letter| letter.is_alphabetic())
            .all(char::is_uppercase)
    });
    let known = agency
        .split(['/', ' '])
        .any(|word| AGENCIES.contains(&word.to_lowercase().as_str()));
    let rest = found.name("rest").map_or("", |rest| rest.as_str());
    let named = is_outlet(agency, true) || shouted && agency.starts_with(char::is_uppercase);
    (known || named).then_some((agency, rest))
}

/// The owner in a copyright line: `©2025 Alpha Wire L.P. Visit …`, `Copyright 2025 The Beta Post. All rights reserved.`
pub fn copyright_outlet(line: &str) -> Option<String> {
    static COPYRIGHT: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:©|\(c\)|copyright)\s*(?:©|\(c\)|copyright)?\s*(?:by\s+)?(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?,?\s+(?:by\s+)?(\S.*)$").ok()
    });
    /// What goes on after the owner's name.
    #[rustfmt::skip]
    const AFTER: &[&str] = &[
        ". ", " visit ", " all rights", " distributed", " | ", " - ", " – ", " — ", "; ", ", all", "(http", " http",
    ];
    /// Forms of companies: no part of an outlet's name.
    #[rustfmt::skip]
    const COMPANIES: &[&str] = &[
        "l.p", "lp", "llc", "inc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "plc", "ag", "s.a",
        "sa",
    ];
    let owner = COPYRIGHT.as_ref()?.captures(line)?.get(1)?.as_str();
    let lower = owner.to_ascii_lowercase();
    let end = AFTER
        .iter()
        .filter_map(|mark| lower.find(mark))
        .min()
        .unwrap_or(owner.len());
    let mut name = owner[..end].trim_matches([' ', '.', ',']);
    while let Some((head, last)) = name.rsplit_once([' ', ',']) {
        if !COMPANIES.contains(&last.trim_matches(['.', ',']).to_lowercase().as_str()) {
            break;
        }
        name = head.trim_end_matches([' ', ',', '.']);
    }
    let words = name.split(' ').count();
    (is_capital(name) && words <= NAME_WORDS && !is_role(name)).then(|| name.to_string())
}

/// The line without what signs it behind its last sentence: `… at night. (AP)`, `… bleiben. —Reuters`, `…。（共同）`, `… ■`.
/// The credit of a picture is no signature.
pub fn unsigned(line: &str) -> &str {
    static SIGNED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?P<text>.*(?:[.!?…。｡！？।؟]|[.!?…][”’»)」』]))",
            r"(?:\s*(?:\((?P<round>[^()]*)\)|\[(?P<square>[^\[\]]*)\]|（(?P<wide>[^（）]*)）|【(?P<bold>[^【】]*)】)[.。]?",
            r"|\s*(?:--|[-–—―])\s?(?P<dash>\p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2})\.?",
            r"|\s+(?P<shout>\p{Lu}{2,6})",
            r"|\s*(?P<mark>[■□▲●◆◼▪†‡①②③④⑤*#―—]+))$"
        ))
        .ok()
    });
    // Nearly every line ends in its sentence: that is seen without the pattern.
    let last = line.trim_end_matches(['.', '。']).chars().next_back();
    let may_be_signed =
        |letter: char| !letter.is_alphanumeric() || letter.is_uppercase() || letter.is_numeric();
    let mut from = line.len().saturating_sub(SIGN_OFF_CHARS);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    if !last.is_some_and(may_be_signed) && !line[from..].contains(['-', '–', '—', '―']) {
        return line;
    }
    let Some(found) = SIGNED.as_ref().and_then(|signed| signed.captures(line)) else {
        return line;
    };
    let Some(text) = found.name("text") else {
        return line;
    };
    let inside = ["round", "square", "wide", "bold", "dash"]
        .iter()
        .find_map(|name| found.name(name))
        .map_or("", |inside| inside.as_str());
    let lower = inside.to_lowercase();
    let is_picture = PICTURE_WORDS.iter().any(|word| lower.contains(word))
        || is_captioned(line)
        || inside.chars().count() > SIGN_OFF_CHARS;
    if is_picture { line } else { text.as_str() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_signs_a_report_is_told_from_what_credits_a_picture() {
        for (line, text) in [
            ("It stays open. (AP)", "It stays open."),
            ("It stays open. (Reuters/AFP).", "It stays open."),
            ("“It stays,” she said. (dpa)", "“It stays,” she said."),
            ("It stays open. —Reuters", "It stays open."),
            ("It stays open. - Bernama", "It stays open."),
            ("It stays open. [Corvale Agency]", "It stays open."),
            ("It stays open. ANI", "It stays open."),
            ("It stays open. ■", "It stays open."),
            ("夜も開いている。（共同）", "夜も開いている。"),
            ("橋樑夜間也開放。【中央社】", "橋樑夜間也開放。"),
            ("夜も開いている。①", "夜も開いている。"),
        ] {
            assert_eq!(unsigned(line), text);
        }
        for line in [
            "It stays open. (Photo by Jo Doe)",
            "It stays open. (Jo Doe/AFP)",
            "It stays open. Jo Doe/Reuters",
            "It stays open (AP)",
            "It stays open.",
        ] {
            assert_eq!(unsigned(line), line);
        }
    }

    #[test]
    fn a_dateline_begins_a_report() {
        for line in [
            "CORVALE (AP) — The council voted on Monday.",
            "CORVALE, May 2 (AFP) - The council voted",
            "CORVALE, Norland, May 2 (Reuters/AFP) -- The council voted.",
            "(Reuters) - The council voted.",
            "Corvale (dpa) - Der Rat hat gestimmt.",
            "CORVALE (Alpha Wire) – The council voted.",
            "Corvale, 2 may (EFE).- The council voted.",
            "CORVALE (AP) _ The council voted.",
        ] {
            assert!(is_dateline(line), "{line}");
        }
        for line in [
            "CORVALE (AP) --",
            "The council (Labour) - as ever - voted.",
            "The gate on Tuesday (AP)",
            "Anfal Party (AP) leader Otto Reed won 40 seats.",
        ] {
            assert!(!is_dateline(line), "{line}");
        }
    }

    #[test]
    fn polls_and_firms_are_no_credits() {
        for line in [
            "The strike is popular, a Reuters/Ipsos poll found.",
            "The report was by Reuters/AFP",
            "The firm sold its shares to Holm/Dahl",
        ] {
            assert!(!is_captioned(line), "{line}");
        }
        assert!(is_captioned("The gate on Tuesday. Jo Doe/Reuters"));
        assert!(is_captioned("The gate on Tuesday. (Reuters/Jo Doe)"));
    }

    #[test]
    fn datelines_and_copyright_lines_name_the_outlet() {
        assert_eq!(
            dateline_outlet("TOWN, Dec 13 (Alpha Wire) - Rain fell.").as_deref(),
            Some("Alpha Wire")
        );
        assert_eq!(
            dateline_outlet("(Reuters) - Rain fell.").as_deref(),
            Some("Reuters")
        );
        assert_eq!(
            dateline_outlet("The council (Labour) - as ever - voted."),
            None
        );
        assert_eq!(
            copyright_outlet("©2025 Alpha L.P. Visit alpha.example. Distributed by Beta.")
                .as_deref(),
            Some("Alpha")
        );
        assert_eq!(
            copyright_outlet("Copyright 2025 The Beta Post. All rights reserved.").as_deref(),
            Some("The Beta Post")
        );
        assert_eq!(copyright_outlet("© Jo Doe"), None);
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in "\\PC{0,80}|(CORVALE|\\(AP\\)| |—|-|It rained\\.|/|Jo){0,12}") {
            prop_assert!(line.starts_with(unsigned(&line)));
            let _ = (is_dateline(&line), is_captioned(&line), is_credit(&line, line.len()));
        }
    }
}
