//! Words that tell whether a full stop ends an English sentence. All lists sorted, folded, without the last full stop.

/// After these a full stop never ends a sentence: titles before a name, and abbreviations that need what follows.
pub const NEVER: &[&str] = &[
    "adm", "al", "approx", "asst", "atty", "brig", "bros", "capt", "cf", "cmdr", "col", "cpl",
    "cpt", "det", "dr", "e.g", "eg", "fr", "ft", "gen", "gens", "gov", "govs", "hon", "i.e", "ie",
    "insp", "lt", "m", "maj", "messrs", "mlle", "mme", "mr", "mrs", "ms", "mt", "op", "pres",
    "prof", "profs", "pvt", "rep", "reps", "rev", "sec", "sen", "sens", "sgt", "spc", "st", "supt",
    "univ", "v", "viz", "vs",
];

/// Before a digit these stand for a word: `No. 5`, `p. 12`.
pub const BEFORE_NUMBER: &[&str] = &[
    "art", "ch", "fig", "figs", "no", "nos", "nr", "n°", "p", "para", "pp", "pt", "sect", "vol",
    "№",
];

/// Abbreviations that may end a sentence: they do where a word follows that opens one.
pub const SOMETIMES: &[&str] = &[
    "ala", "am", "apr", "ariz", "ark", "assn", "aug", "ave", "blvd", "calif", "co", "colo", "conn",
    "corp", "dec", "dept", "est", "etc", "feb", "fla", "fri", "ga", "govt", "ill", "inc", "ind",
    "jan", "jr", "jul", "jun", "kan", "ky", "la", "llc", "ltd", "mar", "mass", "md", "mich",
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
    "nor",
    "not",
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
    "two",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "with",
    "without",
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
        for list in [NEVER, BEFORE_NUMBER, SOMETIMES, STARTERS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
