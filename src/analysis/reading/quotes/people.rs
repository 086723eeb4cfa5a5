//! Table of data: words for people and for what they write, and what titles say of he and she.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    He,
    She,
}

/// Ends of words for people by what they do: `the envoy` may be meant by `he`, `the agreement` may not.
const ROLES: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "ambassador",
    "analyst",
    "attorney",
    "candidate",
    "captain",
    "chair",
    "chief",
    "coach",
    "director",
    "doctor",
    "envoy",
    "expert",
    "father",
    "governor",
    "husband",
    "judge",
    "lawyer",
    "leader",
    "man",
    "manager",
    "mayor",
    "member",
    "minister",
    "mother",
    "nominee",
    "officer",
    "official",
    "person",
    "president",
    "professor",
    "prosecutor",
    "reporter",
    "scholar",
    "secretary",
    "senator",
    "sister",
    "boy",
    "brother",
    "daughter",
    "driver",
    "farmer",
    "girl",
    "lawmaker",
    "local",
    "neighbor",
    "neighbour",
    "nurse",
    "protester",
    "resident",
    "soldier",
    "son",
    "strategist",
    "student",
    "survivor",
    "teacher",
    "wife",
    "winner",
    "witness",
    "woman",
    "worker",
];
/// Words for people, and for groups of them, that a name before them only says whose they are: `Ivanova donor`. Sorted.
const FOLLOWERS: &[&str] = &[
    "activist",
    "administration",
    "allies",
    "ally",
    "appointee",
    "backer",
    "biographer",
    "booster",
    "camp",
    "campaign",
    "confidant",
    "consultant",
    "critic",
    "delegate",
    "donor",
    "economist",
    "engineer",
    "fan",
    "foe",
    "follower",
    "fundraiser",
    "historian",
    "insider",
    "loyalist",
    "operative",
    "opponent",
    "organizer",
    "pollster",
    "researcher",
    "rival",
    "scientist",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "staffer",
    "supporter",
    "surrogate",
    "team",
    "transition",
    "voter",
];
/// What somebody writes: `his letter said` is what he said.
pub const WRITINGS: &[&str] = &[
    "book",
    "column",
    "dissent",
    "editorial",
    "email",
    "essay",
    "letter",
    "memo",
    "message",
    "note",
    "op-ed",
    "opinion",
    "post",
    "remarks",
    "speech",
    "statement",
    "testimony",
    "tweet",
    "tweets",
];

pub fn is_preposition(word: &str) -> bool {
    matches!(word, "for" | "of" | "at" | "in" | "from" | "with" | "on")
}

pub fn is_role(head: &str) -> bool {
    ROLES.iter().any(|role| head.ends_with(role))
}

/// Whether a word behind a name makes it a modifier: `Ivanova donor`, `Ivanova advisers`.
pub fn is_follower(word: &str) -> bool {
    let one = word.strip_suffix('s').unwrap_or(word);
    is_role(one)
        || FOLLOWERS
            .binary_search(&word)
            .or(FOLLOWERS.binary_search(&one))
            .is_ok()
}

/// What a title or a word for a role says.
pub fn gender(words: &str) -> Option<Gender> {
    for word in words.split([' ', '.', '\u{a0}']) {
        match word {
            "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Congressman" => return Some(Gender::He),
            "Ms" | "Mrs" | "Miss" | "Mme" | "Lady" | "Dame" | "Queen" | "Princess"
            | "Congresswoman" => return Some(Gender::She),
            _ => {}
        }
        if word.ends_with("woman") || matches!(word, "wife" | "sister" | "mother" | "daughter") {
            return Some(Gender::She);
        }
        if word.ends_with("sman")
            || matches!(word, "husband" | "brother" | "father" | "son" | "man")
        {
            return Some(Gender::He);
        }
    }
    None
}
