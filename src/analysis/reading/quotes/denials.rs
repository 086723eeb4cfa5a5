//! Table of data: words that say that something was not said, or not by the subject of the verb. All lists sorted, in lower case.

/// Words between such a thing and what is written on it.
#[rustfmt::skip]
pub const READING: &[&str] = &[
    "bearing", "declared", "declaring", "emblazoned", "proclaimed", "proclaiming", "read", "reading", "reads", "said",
    "saying", "says", "that", "the", "warned", "warning", "warns", "which", "with", "words",
];
/// Behind these words stands whose or where a thing is, and no thing of its own.
pub const POSSESSED: &[&str] = &["because", "by", "while", "who"];
/// What somebody is heard to do.
#[rustfmt::skip]
pub const OUTCRIES: &[&str] = &[
    "call", "calling", "chant", "chanting", "cry", "crying", "say", "saying", "scream", "screaming", "shout",
    "shouting", "yell", "yelling",
];

/// Who does not speak.
pub const NOBODY: &[&str] = &["neither", "never", "no", "nobody", "none", "nor", "nothing"];
/// Verbs behind which a clause says what is not so.
#[rustfmt::skip]
pub const DENYING: &[&str] = &[
    "denied", "denies", "deny", "denying", "dismissed", "dismisses", "disputed", "disputes", "disputing", "doubted",
    "doubts", "rejected", "rejecting", "rejects",
];
/// What may be denied: `rejected claims that he said`.
#[rustfmt::skip]
pub const CLAIMS: &[&str] = &[
    "accusations", "allegations", "claim", "claims", "report", "reports", "rumors", "rumours", "suggestion",
    "suggestions",
];
/// What is not so, behind `no` or `not` or by itself: `it is not true that`.
pub const UNTRUE: &[&str] = &[
    "evidence", "false", "proof", "record", "true", "untrue", "wrong",
];
/// Behind these a `not` takes nothing away: `not only said`.
pub const WEAK: &[&str] = &["just", "merely", "only", "simply"];
/// With a `not` these say that something was said: `did not hesitate to say`.
#[rustfmt::skip]
pub const CANCELLING: &[&str] = &[
    "help", "hesitate", "hesitated", "hesitating", "resist", "shy", "stop", "stopped", "tire", "tired", "tires",
];
/// Words in a chain of verbs beside those of `PASSIVE` and those that stand before a verb.
pub const CHAIN: &[&str] = &[
    "able", "as", "away", "bear", "bother", "bring", "cared", "chose", "dare", "dared", "do",
    "does", "ever", "far", "from", "go", "going", "having", "like", "need", "of", "so", "want",
    "wanted", "wants", "willing", "wish", "wished", "yet",
];
/// Behind these words it is left open what was said.
pub const OPEN: &[&str] = &[
    "how", "if", "what", "when", "where", "whether", "which", "who", "why",
];
/// Before `have` and a verb of speech these say that something may have been said, or would have been.
pub const SUPPOSING: &[&str] = &["could", "may", "might", "must", "should", "would"];
/// Verbs by which somebody gives the words of another, where those are their object.
#[rustfmt::skip]
pub const SHOWING: &[&str] = &[
    "cited", "cites", "citing", "quoted", "quotes", "quoting", "read", "reading", "reads", "recalled", "recited",
    "recites", "repeated", "repeats", "shared", "shares", "sharing",
];
/// What such words stand in.
#[rustfmt::skip]
pub const WRITINGS: &[&str] = &[
    "diary", "e-mail", "email", "letter", "lines", "memo", "message", "note", "poem", "post", "speech", "statement",
    "testimony", "text", "tweet", "will", "words",
];
/// What opens a condition or an open question: what is said in it need not have been said.
pub const CONDITIONS: &[&str] = &["if", "unless", "whether"];
/// What opens a clause that is the object of another verb.
pub const EMBEDDED: &[&str] = &["how", "what", "why"];
/// Verbs whose object is somebody whose words they repeat.
#[rustfmt::skip]
pub const QUOTING: &[&str] = &[
    "cite", "cited", "cites", "citing", "described", "heard", "overheard", "quote", "quoted", "quotes", "quoting",
    "recorded", "reported", "reports",
];

/// Objects that name nobody.
pub const OBJECTS: &[&str] = &["her", "him", "it", "me", "them", "us", "you"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            OUTCRIES, NOBODY, DENYING, CLAIMS, UNTRUE, WEAK, CANCELLING, CHAIN, OPEN, CONDITIONS,
            EMBEDDED, QUOTING, OBJECTS, SUPPOSING, SHOWING, WRITINGS,
        ] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
