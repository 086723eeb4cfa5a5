//! Words that tell whether a full stop ends an English sentence. All lists sorted, folded, without the last full stop.

/// After these a full stop never ends a sentence: titles before a name, and abbreviations that need what follows.
pub const NEVER: &[&str] = &[
    "adm", "approx", "asst", "atty", "brig", "bros", "capt", "cf", "cmdr", "col", "cpl", "cpt",
    "det", "dr", "e.g", "eg", "fr", "ft", "gen", "gens", "gov", "govs", "hon", "i.e", "ie", "insp",
    "lt", "m", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "mt", "op", "pres", "prof",
    "profs", "pvt", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "spc", "st", "supt", "univ",
    "v", "viz", "vs",
];

/// Before a digit these stand for a word: `No. 5`, `p. 12`.
pub const BEFORE_NUMBER: &[&str] = &[
    "app", "apt", "art", "bldg", "ch", "eq", "eqs", "ex", "exh", "fig", "figs", "flt", "hwy", "no",
    "nos", "nr", "n°", "p", "para", "pp", "pt", "rm", "rte", "sect", "tab", "ver", "vol", "№",
];

/// Of these, what may be followed by a letter or a Roman number when it is written with a capital: `See Fig. A`, `Vol. II`.
pub const BEFORE_LETTER: &[&str] = &[
    "app", "apt", "bldg", "ch", "eq", "eqs", "ex", "exh", "fig", "figs", "para", "pt", "rm",
    "sect", "tab", "ver", "vol",
];

/// Forms of firms behind a name: `Yahoo! Inc.`
pub const FIRM_FORMS: &[&str] = &[
    "a/s",
    "ab",
    "ag",
    "co",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "holdings",
    "inc",
    "incorporated",
    "limited",
    "llc",
    "llp",
    "ltd",
    "nv",
    "oyj",
    "plc",
    "s.a",
    "s.p.a",
    "sa",
    "se",
];

/// Abbreviations that may end a sentence: they do where a word follows that opens one.
pub const SOMETIMES: &[&str] = &[
    "al", "ala", "am", "apr", "ariz", "ark", "assn", "aug", "ave", "blvd", "calif", "co", "colo",
    "conn", "corp", "dec", "dept", "est", "etc", "feb", "fla", "fri", "ga", "govt", "ill", "inc",
    "ind", "jan", "jr", "jul", "jun", "kan", "ky", "la", "llc", "ltd", "mar", "mass", "md", "mich",
    "minn", "miss", "mo", "mon", "mont", "neb", "nev", "nov", "oct", "okla", "ore", "pa", "plc",
    "pm", "rd", "sat", "sep", "sept", "sr", "sun", "tenn", "tex", "thu", "tue", "va", "vt", "wash",
    "wed", "wis", "wyo",
];

/// Words that open a sentence more often than they go on with a name.
pub const STARTERS: &[&str] = &[
    "a",
    "according",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "anybody",
    "anyone",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "did",
    "do",
    "does",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "everybody",
    "everyone",
    "everything",
    "few",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "i'm",
    "if",
    "in",
    "instead",
    "is",
    "it",
    "it's",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "mr",
    "mrs",
    "ms",
    "my",
    "neither",
    "next",
    "no",
    "nobody",
    "none",
    "nor",
    "not",
    "nothing",
    "now",
    "of",
    "officials",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "our",
    "over",
    "perhaps",
    "police",
    "she",
    "since",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "to",
    "today",
    "tomorrow",
    "two",
    "under",
    "until",
    "we",
    "what",
    "whatever",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whoever",
    "why",
    "with",
    "without",
    "yesterday",
    "yet",
    "you",
    "your",
];

/// Whether a full stop behind this word belongs to it: an initial, `U.S`, `Mr`, `Jr`.
pub fn is_abbreviation(word: &str) -> bool {
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    let lower = word.to_lowercase();
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    initial
        || dotted
        || holds(NEVER, &lower)
        || matches!(lower.as_str(), "jr" | "sr" | "inc" | "corp" | "co" | "ltd")
}

/// Whether a word, in lower case, opens sentences rather than names.
pub fn is_starter(word: &str) -> bool {
    holds(STARTERS, word)
}

pub fn holds(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            NEVER,
            BEFORE_NUMBER,
            BEFORE_LETTER,
            FIRM_FORMS,
            SOMETIMES,
            STARTERS,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
