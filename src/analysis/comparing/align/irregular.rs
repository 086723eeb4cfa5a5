//! Past forms of irregular verbs, with their verb: from the exception list of verbs of WordNet 3.0, those that stand in
//! reports of the news; and verbs of two words.

use crate::analysis::text::words;

/// The verb of an irregular past form, folded; any other word as it is.
pub fn verb_of(folded: &str) -> &str {
    let found = PAST.binary_search_by(|(past, _)| (*past).cmp(folded));
    found.map_or(folded, |at| PAST[at].1)
}

/// Whether a folded word is a past form that does not end in `ed`.
pub fn is_irregular_past(folded: &str) -> bool {
    PAST.binary_search_by(|(past, _)| (*past).cmp(folded))
        .is_ok()
}

/// The verb that says the same as a verb with a word behind it, `laid off`; `None` for all that are not listed.
pub fn with_particle(folded: &str, particle: &str) -> Option<&'static str> {
    let verb = words::stem(verb_of(folded));
    let found = PHRASES
        .iter()
        .find(|(known, behind, _)| *known == verb && *behind == particle);
    found.map(|(_, _, verb)| *verb)
}

/// Stem of a verb, the word behind it and the verb that says the same.
#[rustfmt::skip]
const PHRASES: [(&str, &str, &str); 22] = [
    ("call", "off", "cancel"), ("close", "down", "close"), ("give", "back", "repay"), ("give", "up", "abandon"),
    ("hand", "over", "abandon"), ("knock", "down", "demolish"), ("lay", "off", "dismiss"), ("let", "go", "dismiss"),
    ("open", "up", "open"),
    ("pay", "back", "repay"), ("pay", "off", "repay"), ("pull", "down", "demolish"), ("pull", "out", "withdraw"),
    ("put", "up", "build"), ("set", "up", "create"), ("shut", "down", "close"), ("strike", "down", "overturn"),
    ("take", "on", "hire"), ("take", "out", "borrow"), ("tear", "down", "demolish"), ("turn", "down", "reject"),
    ("vote", "down", "reject"),
];

/// Past form and verb; sorted, for binary search.
#[rustfmt::skip]
const PAST: &[(&str, &str)] = &[
    ("ate", "eat"), ("beaten", "beat"), ("became", "become"), ("began", "begin"), ("begun", "begin"), ("blew", "blow"),
    ("blown", "blow"), ("bought", "buy"), ("broke", "break"), ("broken", "break"), ("brought", "bring"), ("built", "build"),
    ("burnt", "burn"), ("came", "come"), ("caught", "catch"), ("chose", "choose"), ("chosen", "choose"), ("dealt", "deal"),
    ("drank", "drink"), ("drawn", "draw"), ("drew", "draw"), ("driven", "drive"), ("drove", "drive"), ("fallen", "fall"),
    ("fed", "feed"), ("fell", "fall"), ("fled", "flee"), ("flew", "fly"), ("flown", "fly"), ("forbade", "forbid"),
    ("forbidden", "forbid"), ("forgave", "forgive"), ("forgiven", "forgive"), ("fought", "fight"), ("found", "find"), ("freed", "free"), ("froze", "freeze"),
    ("frozen", "freeze"), ("gave", "give"), ("given", "give"), ("got", "get"), ("gotten", "get"), ("grew", "grow"),
    ("grown", "grow"), ("held", "hold"), ("hid", "hide"), ("hidden", "hide"), ("kept", "keep"), ("laid", "lay"),
    ("led", "lead"), ("left", "leave"), ("lent", "lend"), ("lost", "lose"), ("made", "make"), ("met", "meet"),
    ("paid", "pay"), ("ran", "run"), ("rebuilt", "rebuild"), ("repaid", "repay"), ("risen", "rise"), ("rose", "rise"), ("sank", "sink"), ("sent", "send"),
    ("shaken", "shake"), ("shook", "shake"), ("shot", "shoot"), ("shrank", "shrink"), ("shrunk", "shrink"),
    ("slain", "slay"), ("sold", "sell"), ("sought", "seek"), ("spent", "spend"), ("spoke", "speak"), ("stole", "steal"),
    ("stolen", "steal"), ("stood", "stand"), ("struck", "strike"), ("sunk", "sink"), ("swept", "sweep"),
    ("taken", "take"), ("taught", "teach"), ("threw", "throw"), ("thrown", "throw"),
    ("took", "take"), ("tore", "tear"), ("torn", "tear"), ("upheld", "uphold"), ("went", "go"),
    ("withdrawn", "withdraw"), ("withdrew", "withdraw"), ("withheld", "withhold"), ("woken", "wake"), ("won", "win"),
    ("written", "write"), ("wrote", "write"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_form_gives_its_verb() {
        assert!(PAST.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(verb_of("left"), "leave");
        assert_eq!(verb_of("harbour"), "harbour");
        assert_eq!(with_particle("laid", "off"), Some("dismiss"));
        assert_eq!(with_particle("turned", "down"), Some("reject"));
        assert_eq!(with_particle("turned", "off"), None);
        assert!(is_irregular_past("rose") && !is_irregular_past("rise"));
    }
}
