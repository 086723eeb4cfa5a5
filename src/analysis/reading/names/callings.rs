//! What the words around a name call it: `the potash producer Nordkali`, `Nordkali, a state-owned company`, `an analyst at
//! Nordkali`.

use super::trimming::ADDRESSES;
use crate::analysis::text::lexicon::{Tag, english};
use crate::model::Span;

/// What stands right after one: `the Nordvia news agency`.
const AFTER_ORGANISATIONS: &[&str] = &[
    "executives",
    "news agency",
    "news site",
    "newspaper",
    "shareholders",
    "shares",
    "website",
];
/// What a name is said to be after a comma, and no person can be. Sorted, for binary search.
#[rustfmt::skip]
const ORGANISATIONS: &[&str] = &[
    "agency", "airline", "alliance", "association", "bank", "broadcaster", "carmaker", "charity", "coalition",
    "company", "conglomerate", "consultancy", "corporation", "firm", "group", "insurer", "lender", "magazine",
    "manufacturer", "newspaper", "nonprofit", "organisation", "organization", "publisher", "refiner", "retailer",
    "startup", "subsidiary", "tabloid", "watchdog",
];
/// The same where the name was not taken for a person's. Sorted, for binary search.
#[rustfmt::skip]
const PERHAPS_PEOPLE: &[&str] = &[
    "exporter", "exporters", "giant", "maker", "makers", "producer", "producers", "supplier", "suppliers",
];
/// Words that end what a name is said to be. Sorted, for binary search.
const ENDINGS: &[&str] = &[
    "and", "at", "backed", "based", "behind", "by", "for", "founded", "from", "headed", "in", "is",
    "led", "of", "on", "owned", "run", "said", "that", "to", "was", "which", "who", "whom",
    "whose", "with",
];
/// Words that begin it. Sorted, for binary search.
const BEGINNINGS: &[&str] = &["a", "an", "one", "the"];
/// Who works somewhere: `an analyst at Nordvia`. Sorted, for binary search.
#[rustfmt::skip]
const STAFF: &[&str] = &[
    "analyst", "analysts", "columnist", "economist", "economists", "executive", "executives", "fellow", "lecturer",
    "partner", "professor", "researcher", "researchers", "scholar", "scholars", "scientist", "scientists", "spokesman",
    "spokesperson", "spokeswoman", "strategist",
];
/// Ends of words that companies are called by, most of them of Eastern Europe: potash, oil, gas, bank, industry, energy.
const COMPANY_ENDS: &[&str] = &[
    "avia", "bank", "energo", "gaz", "kali", "khim", "nafta", "neft", "prom", "telecom", "telekom",
    "transgas",
];
/// What there is of a place: `the port of Lund`. Sorted, for binary search.
#[rustfmt::skip]
const LOCATED: &[&str] = &[
    "bridge", "city", "county", "district", "east", "harbor", "harbour", "island", "mayor", "municipality", "north",
    "outskirts", "parish", "port", "province", "quay", "region", "residents", "south", "streets",
    "suburb", "suburbs", "town", "village", "wall", "west",
];
/// What stands in a place: `the school in Lund`. Sorted, for binary search.
#[rustfmt::skip]
const BUILT: &[&str] = &[
    "bridge", "church", "factory", "harbor", "harbour", "hospital", "hotel", "house", "houses", "mill", "plant", "port",
    "prison", "school", "schools", "square", "station", "streets",
];
/// What people do and places do not, in the past tense. Sorted, for binary search.
#[rustfmt::skip]
const ACTS: &[&str] = &[
    "accused", "argued", "asked", "denied", "praised", "pressed", "refused", "replied", "responded", "said", "slammed",
    "testified", "told", "tweeted", "wrote",
];
/// The part before such an end has so many bytes at least: `Burbank` is none.
const COMPANY_STEM: usize = 4;
/// Words of what is said of a name that are read.
const SAID_WORDS: usize = 9;

/// Words after a name among which that may stand which it is put to.
const MODIFIED_WORDS: usize = 3;

/// What is said of one mention.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Said {
    /// It is an organisation, whatever else it looks like.
    Organisation,
    /// It is one if it is no person.
    OrganisationOrPerson,
    /// It is an organisation if it was taken for a person.
    NoPerson,
    Nothing,
}

/// What the words around a name of a body call it.
pub fn said(body: &str, name: Span) -> Said {
    let before = &body[..name.start];
    let after = &body[name.end..];
    if is_staffed(before) {
        return Said::Organisation;
    }
    if name.of(body).contains(' ') {
        return Said::Nothing;
    }
    let is_called = words_back(before)
        .next()
        .is_some_and(|word| english().has(word, Tag::CallsOrganisation))
        || after
            .strip_prefix(' ')
            .is_some_and(|after| AFTER_ORGANISATIONS.iter().any(|w| after.starts_with(w)));
    if is_called || is_modifier(before, after) {
        return Said::Organisation;
    }
    match apposition(after) {
        Said::Nothing if has_article(before) => Said::NoPerson,
        said => said,
    }
}

/// Whether the `The` before a name stands after what only somebody is told by or to: `told The Cliff`.
pub fn is_told(before: &str) -> bool {
    before
        .strip_suffix(" The ")
        .and_then(|before| before.rsplit(|letter: char| !letter.is_alphabetic()).next())
        .is_some_and(|word| matches!(word, "by" | "directed" | "told" | "with"))
}

/// Whether an address stands before a name: `Mr. Lund`.
pub fn is_addressed(before: &str) -> bool {
    let Some(spaced) = before.strip_suffix(' ') else {
        return false;
    };
    let word = spaced
        .rsplit(|letter: char| !letter.is_alphabetic() && letter != '.')
        .next()
        .unwrap_or("")
        .trim_end_matches('.');
    word.starts_with(char::is_uppercase)
        && ADDRESSES
            .binary_search(&word.to_lowercase().as_str())
            .is_ok()
}

/// Whether a title of nobility or of a judge of England stands before a name: `Lord Chief Justice Lund`, `Lady Lund`, and not
/// the Department of `Justice Lund`.
pub fn is_titled(before: &str) -> bool {
    const NOBLE: [&str; 7] = [
        "Baron", "Baroness", "Dame", "Lady", "Lord", "Sir", "Viscount",
    ];
    const BEFORE_JUSTICE: [&str; 5] = ["Chief", "Lady", "Lord", "Mr", "Mrs"];
    let mut words = words_back(before);
    match words.next() {
        Some("Justice") => words
            .next()
            .is_some_and(|word| BEFORE_JUSTICE.contains(&word)),
        Some(word) => NOBLE.contains(&word),
        None => false,
    }
}

/// Whether what stands before a name says that it is a place: `the port of Lund`, `a bridge near Lund`.
pub fn is_located(before: &str) -> bool {
    let mut words = words_back(before).map(str::to_lowercase);
    let (Some(link), Some(word)) = (words.next(), words.next()) else {
        return false;
    };
    match link.as_str() {
        "of" => LOCATED.binary_search(&word.as_str()).is_ok(),
        "near" => true,
        "in" => BUILT.binary_search(&word.as_str()).is_ok(),
        _ => false,
    }
}

/// Whether the words after a name tell what only people do: `said`, `has accused`.
pub fn acts(after: &str) -> bool {
    let Some(after) = after.strip_prefix(' ') else {
        return false;
    };
    let mut words = after
        .split(|letter: char| !letter.is_alphabetic())
        .skip_while(|word| matches!(*word, "also" | "had" | "has" | "later"));
    words
        .next()
        .is_some_and(|word| ACTS.binary_search(&word).is_ok())
}

/// `the Nordvia human rights organisation`: what the name is put to is one.
fn is_modifier(before: &str, after: &str) -> bool {
    let Some(after) = after.strip_prefix(' ') else {
        return false;
    };
    (before.ends_with("the ") || before.ends_with("The "))
        && after
            .split(|letter: char| !letter.is_alphabetic())
            .take(MODIFIED_WORDS)
            .take_while(|word| word.starts_with(char::is_lowercase))
            .any(|word| ORGANISATIONS.binary_search(&word).is_ok())
}

/// Whether a `The` in the middle of a sentence stands before a name: `told The Hill`.
fn has_article(before: &str) -> bool {
    before
        .strip_suffix(" The ")
        .is_some_and(|before| before.ends_with(|letter: char| letter.is_lowercase()))
}

/// Whether a single word ends as the names of companies do.
pub fn is_company_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    !word.contains(' ')
        && COMPANY_ENDS.iter().any(|end| {
            lower
                .strip_suffix(end)
                .is_some_and(|stem| stem.len() >= COMPANY_STEM)
        })
}

/// Words before a place in a body, the last first; they end at the first mark.
fn words_back(before: &str) -> impl Iterator<Item = &str> {
    let mut rest = before;
    std::iter::from_fn(move || {
        let spaced = rest.strip_suffix(' ')?;
        let start = spaced
            .char_indices()
            .rev()
            .take_while(|(_, letter)| {
                letter.is_alphanumeric() || matches!(letter, '-' | '\'' | '’')
            })
            .last()
            .map(|(at, _)| at)?;
        rest = &spaced[..start];
        Some(&spaced[start..])
    })
}

/// `analyst at`, `professor at the`.
fn is_staffed(before: &str) -> bool {
    let mut words = words_back(before).filter(|&word| word != "the").take(2);
    words.next() == Some("at")
        && words
            .next()
            .is_some_and(|word| STAFF.binary_search(&word).is_ok())
}

/// The head of `, a state-owned potash company that`: the last word before a preposition or mark.
fn apposition(after: &str) -> Said {
    let Some(rest) = after.strip_prefix(", ") else {
        return Said::Nothing;
    };
    // the possessive of a country may begin it too: `Nordvia’s largest exporter`
    let mut words = rest.split(' ').take(SAID_WORDS);
    let Some(first) = words.next() else {
        return Said::Nothing;
    };
    let begins = BEGINNINGS.binary_search(&first).is_ok()
        || (first.starts_with(char::is_uppercase)
            && (first.ends_with("'s") || first.ends_with("’s")));
    if !begins {
        return Said::Nothing;
    }
    let mut head = "";
    let mut partitive = first == "one";
    for word in words {
        if partitive && word == "of" {
            partitive = false;
            continue;
        }
        let bare = word.trim_end_matches([',', '.', ';', ':', ')', '"', '”', '\n']);
        if ENDINGS.binary_search(&bare).is_ok() {
            break;
        }
        head = bare;
        if bare.len() < word.len() {
            break;
        }
    }
    let head = head.split('\n').next().unwrap_or("");
    if ORGANISATIONS.binary_search(&head).is_ok()
        || head
            .strip_suffix("ies")
            .is_some_and(|stem| stem == "compan" || stem == "agenc")
    {
        Said::Organisation
    } else if PERHAPS_PEOPLE.binary_search(&head).is_ok() {
        Said::OrganisationOrPerson
    } else {
        Said::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str, name: &str) -> Said {
        let start = body.find(name).unwrap();
        said(body, Span::new(start, start + name.len()))
    }

    #[test]
    fn tables_are_sorted() {
        for table in [
            ORGANISATIONS,
            PERHAPS_PEOPLE,
            ENDINGS,
            BEGINNINGS,
            STAFF,
            ACTS,
            LOCATED,
            BUILT,
        ] {
            assert!(table.is_sorted(), "{table:?}");
        }
    }

    #[test]
    fn what_stands_before_after_and_beside_a_name_tells() {
        use Said::{NoPerson, Nothing, Organisation, OrganisationOrPerson};
        for (body, answer) in [
            ("The potash producer Nordkel cut jobs.", Organisation),
            ("Nordkel shares fell.", Organisation),
            (
                "Nordkel, the state-owned salt company that digs",
                Organisation,
            ),
            (
                "from Nordkel, one of the largest salt companies in",
                Organisation,
            ),
            (
                "Nordkel, Venland’s largest exporter, fell",
                OrganisationOrPerson,
            ),
            ("a senior analyst at Nordkel said", Organisation),
            ("a professor at the Nordkel said", Organisation),
            ("Nordkel, a Vennish rights group led by", Organisation),
            ("of the Nordkel human rights organization who", Organisation),
            ("Nordkel, a company executive, said", Nothing),
            ("Nordkel, the head of the company, said", Nothing),
            ("Nordkel, a town of the company", Nothing),
            ("He was at Nordkel.", Nothing),
            ("He told The Nordkel so.", NoPerson),
        ] {
            assert_eq!(of(body, "Nordkel"), answer, "{body}");
        }
    }

    #[test]
    fn people_are_addressed_and_act() {
        assert!(is_addressed("Mr. ") && is_addressed("to Rep. ") && is_addressed("Senator "));
        assert!(!is_addressed("mr. ") && !is_addressed("the ") && !is_addressed(""));
        assert!(acts(" has accused him") && acts(" said.") && !acts(", said") && !acts(" lies"));
        assert!(
            is_titled("the Lord Chief Justice ") && is_titled("and Lady ") && is_titled("Lord ")
        );
        assert!(!is_titled("Department of Justice ") && !is_titled("the lady ") && !is_titled(""));
        assert!(
            is_located("the old port of ")
                && is_located("a bridge near ")
                && is_located("school in ")
        );
        assert!(!is_located("a friend of ") && !is_located("a belief in ") && !is_located("of "));
        assert!(is_told("told The ") && !is_told("in The ") && !is_told(" The "));
    }

    #[test]
    fn companies_by_their_ends() {
        assert!(is_company_word("Nordkali") && is_company_word("Venlandneft"));
        assert!(
            !is_company_word("Burbank") && !is_company_word("Bank") && !is_company_word("Mali")
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(body in "[A-Za-z,’ \\n]{0,40}\\PC{0,20}") {
            for (at, letter) in body.char_indices() {
                said(&body, Span::new(at, at + letter.len_utf8()));
            }
        }
    }
}
