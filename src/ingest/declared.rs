//! What a page says of its encoding, and whether its bytes bear it out.
//!
//! Pages are copied from server to server, and keep the declaration of the first. Read as it says, every second letter is
//! another one; nobody can search or quote such a text.

use encoding_rs::{
    Encoding, GBK, ISO_8859_2, ISO_8859_5, KOI8_R, KOI8_U, MACINTOSH, UTF_8, WINDOWS_1250,
    WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1254, WINDOWS_1257,
};

use crate::analysis::text::words::language;

/// Where a page or an XML file states its encoding: the HTML standard looks at 1,024 bytes, pages in the wild need more.
const DECLARATION_BYTES: usize = 4096;
/// Fewest oddities of a reading that is no reading at all: one may be a slip of the pen.
const ODDITIES: usize = 2;
/// How many times fewer of them the other reading must have.
const FEWER: usize = 4;

/// Letters of the shortest word that cannot be accented throughout.
const ACCENTED_LETTERS: usize = 4;
/// The number of the Latin script among those that are told apart.
const LATIN: u8 = 1;

/// The encodings with one byte a letter in which a language is written.
const AT_HOME: &[(&[&str], &[&Encoding])] = &[
    (
        &["cs", "sk", "pl", "hu", "sl", "hr", "ro"],
        &[WINDOWS_1250, ISO_8859_2],
    ),
    (
        &["ru", "uk", "bg", "sr", "mk", "be"],
        &[WINDOWS_1251, KOI8_R, KOI8_U, ISO_8859_5],
    ),
    (&["el"], &[WINDOWS_1253, encoding_rs::ISO_8859_7]),
    (&["tr", "az"], &[WINDOWS_1254]),
    (
        &["lt", "lv", "et"],
        &[WINDOWS_1257, encoding_rs::ISO_8859_13],
    ),
    (
        &["he", "yi"],
        &[encoding_rs::WINDOWS_1255, encoding_rs::ISO_8859_8],
    ),
    (
        &["ar", "fa", "ur"],
        &[encoding_rs::WINDOWS_1256, encoding_rs::ISO_8859_6],
    ),
    (&["zh"], &[GBK, encoding_rs::GB18030, encoding_rs::BIG5]),
    (
        &[
            "de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "fi", "en", "ca",
        ],
        &[WINDOWS_1252, encoding_rs::ISO_8859_15, WINDOWS_1254],
    ),
];

/// The encoding that a page or an XML file says it is in.
pub fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = head[..head.len().min(DECLARATION_BYTES)].to_ascii_lowercase();
    let text = String::from_utf8_lossy(&head);
    let xml = text
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(rest, _)| rest.split_once("encoding"));
    let meta = text
        .split("<meta")
        .skip(1)
        .find_map(|rest| rest.split('>').next()?.split_once("charset"));
    let (_, value) = xml.or(meta)?;
    let value = value
        .trim_start()
        .strip_prefix('=')?
        .trim_start()
        .trim_start_matches(['"', '\'']);
    let label = value
        .split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_:.".contains(letter))
        .next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    // A declaration that can be read as ASCII cannot stand in UTF-16.
    let narrow = encoding.is_ascii_compatible() || encoding == encoding_rs::ISO_2022_JP;
    (narrow && encoding != UTF_8).then_some(encoding)
}

/// Whether a text can be in the encoding that it says, where its bytes look like `guess`.
///
/// It cannot where the letters come out as no writing does (lower case before upper case, two scripts in a word, signs and
/// control characters inside words) and the guess has none of that; nor where the guess gives a language that is written so,
/// and what is stated gives none, or one that is not written in it.
pub fn is_borne_out(head: &[u8], stated: &'static Encoding, guess: &'static Encoding) -> bool {
    // One is the other with more letters.
    let alike = stated == guess || (stated == GBK && guess.name() == "gb18030");
    if alike || guess == UTF_8 {
        return true;
    }
    let as_stated = shown(&stated.decode_without_bom_handling(head).0);
    let as_guessed = shown(&guess.decode_without_bom_handling(head).0);
    let (odd, less) = (oddities(&as_stated), oddities(&as_guessed));
    if odd >= ODDITIES && less * FEWER < odd {
        return false;
    }
    if less > odd {
        return true;
    }
    let (one, other) = (language(&as_stated), language(&as_guessed));
    let Some(other_language) = &other else {
        return true;
    };
    if !is_home(other_language, guess) {
        return true;
    }
    let is_read = one.as_ref().is_some_and(|language| {
        is_home(language, stated)
            || AT_HOME
                .iter()
                .all(|(languages, _)| !languages.contains(&language.as_str()))
    });
    is_home(other_language, stated) && (one == other || is_read)
}

/// What a Latin text of one byte a letter is rather in: Hungarian has `ő` and `ű` where Western encodings have `õ` and `û`;
/// texts of old Macs read as Western ones are full of capitals inside words.
pub fn other_latin(head: &[u8], taken: &'static Encoding) -> Option<&'static Encoding> {
    if ![WINDOWS_1252, WINDOWS_1254, encoding_rs::ISO_8859_15].contains(&taken) || head.is_ascii() {
        return None;
    }
    let text = shown(&taken.decode_without_bom_handling(head).0);
    if text.contains(['õ', 'û', 'Õ', 'Û']) && language(&text).as_deref() == Some("hu") {
        return Some(WINDOWS_1250);
    }
    let odd = oddities(&text);
    let mac = shown(&MACINTOSH.decode_without_bom_handling(head).0);
    let is_mac = odd >= ODDITIES
        && oddities(&mac) * FEWER < odd
        && language(&mac).is_some_and(|language| is_home(&language, WINDOWS_1252));
    is_mac.then_some(MACINTOSH)
}

/// Whether a language is written in an encoding.
fn is_home(language: &str, encoding: &'static Encoding) -> bool {
    AT_HOME
        .iter()
        .any(|(languages, home)| languages.contains(&language) && home.contains(&encoding))
}

/// What stands between the tags of a page and holds more than ASCII: the part that an encoding decides.
fn shown(text: &str) -> String {
    text.split('<')
        .filter_map(|part| part.split_once('>').map(|(_, shown)| shown).or(Some(part)))
        .filter(|shown| !shown.is_ascii())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Places where the letters of a text do not go together.
fn oddities(text: &str) -> usize {
    let letters: Vec<char> = text.chars().collect();
    let broken = letters
        .iter()
        .filter(|&&letter| letter == '\u{fffd}' || ('\u{80}'..='\u{9f}').contains(&letter));
    let pairs = letters.windows(2).filter(|pair| {
        let (one, next) = (pair[0], pair[1]);
        let case = one.is_lowercase() && next.is_uppercase();
        let scripts = one.is_alphabetic() && next.is_alphabetic() && script(one) != script(next);
        // Half-width forms are letters that no text of today mixes with others.
        let half = ('\u{ff61}'..='\u{ff9f}').contains(&next);
        (case && !next.is_ascii()) || scripts || half
    });
    let inside = letters.windows(3).filter(|three| {
        three[0].is_alphabetic()
            && three[2].is_alphabetic()
            && ('\u{a1}'..='\u{bf}').contains(&three[1])
            && !matches!(three[1], '\u{ad}' | '\u{b7}' | '\u{aa}' | '\u{ba}')
    });
    // No Latin language spells a word without one plain letter.
    let accented = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| {
            word.chars().nth(ACCENTED_LETTERS - 1).is_some()
                && word
                    .chars()
                    .all(|letter| !letter.is_ascii() && script(letter) == LATIN)
        });
    broken.count() + pairs.count() + inside.count() + accented.count()
}

/// Scripts that never stand in one word.
fn script(letter: char) -> u8 {
    match u32::from(letter) {
        0x41..=0x24f | 0x1e00..=0x1eff => LATIN,
        0x370..=0x3ff => 2,
        0x400..=0x52f => 3,
        0x590..=0x5ff => 4,
        0x600..=0x6ff => 5,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn borne_out(text: &str, written: &'static Encoding, stated: &'static Encoding) -> bool {
        let bytes = written.encode(text).0;
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        detector.feed(&bytes, true);
        let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
        is_borne_out(&bytes, stated, guess)
    }

    #[test]
    fn what_is_stated_rightly_is_believed_whatever_it_looks_like() {
        for (text, encoding) in [
            ("<p>Café", WINDOWS_1252),
            ("<p>Die Brücke über den Fluß ist gesperrt.", WINDOWS_1252),
            ("<p>£5 – “so”, said O’Hanlon. © 2020", WINDOWS_1252),
            (
                "<p>Most přes řeku je uzavřen, řekl starosta včera večer.",
                ISO_8859_2,
            ),
            ("<p>Мост закрыт на всю зиму, сказал мэр.", KOI8_R),
            ("<p>Міст закрито на всю зиму, сказав мер.", WINDOWS_1251),
            ("<p>Η γέφυρα έκλεισε για όλο τον χειμώνα.", WINDOWS_1253),
            (
                "<p>Köprü bütün kış boyunca kapalı, dedi belediye başkanı.",
                WINDOWS_1254,
            ),
            (
                "<p>Le café « Là-bas » à Orléans rouvre, a dit François Noël.",
                WINDOWS_1252,
            ),
            (
                "<p>橋は冬の間ずっと閉鎖される、と町長は述べた。",
                encoding_rs::SHIFT_JIS,
            ),
            ("<p>桥将在整个冬天关闭，市长说。", GBK),
        ] {
            assert!(borne_out(text, encoding, encoding), "{text}");
        }
    }

    #[test]
    fn what_the_letters_contradict_is_not() {
        let czech = "<p>Autobus z nádraží pojede od pondělí jinou trasou, řekl náměstek ministra. Změna potrvá do května, uvedl dopravní podnik.";
        let russian = "<p>Мост закрыт на всю зиму, сказал мэр. Рабочие начнут в понедельник, а закончат в марте.";
        for (text, written, stated) in [
            (czech, WINDOWS_1250, WINDOWS_1251),
            (czech, WINDOWS_1250, WINDOWS_1252),
            (russian, KOI8_R, WINDOWS_1251),
            (russian, WINDOWS_1251, KOI8_R),
            (russian, WINDOWS_1251, WINDOWS_1252),
        ] {
            assert!(
                !borne_out(text, written, stated),
                "{} as {}",
                written.name(),
                stated.name()
            );
        }
    }

    #[test]
    fn declarations_are_found_where_pages_make_them() {
        assert_eq!(declared(b"<meta charset=koi8-u><p>"), Some(KOI8_U));
        assert_eq!(
            declared(b"<?xml version='1.0' encoding='windows-1251'?><a/>"),
            Some(WINDOWS_1251)
        );
        assert_eq!(declared(b"<meta charset=utf-8>"), None);
        assert_eq!(declared(b"<p>charset=koi8-r"), None);
    }
}
