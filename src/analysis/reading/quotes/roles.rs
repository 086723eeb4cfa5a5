//! Who holds which role, as the article itself says: `Envoy Jon Dahl`, `Jon Dahl, the envoy`, `Viasna, a rights group`.
//!
//! A role that two bear in one article is nobody's: a wrong speaker is worse than none.

use std::collections::HashMap;

use super::cues::{FINITE, holds};
use super::people::is_preposition;
use crate::analysis::text::Text;
use crate::analysis::text::irregular::is_irregular_past;
use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::model::{Mention, NameKind};

/// Bytes read before and behind a name.
const REACH: usize = 90;
/// Letters of a past form in `ed`.
const LEAST_PAST: usize = 5;
/// Words of an apposition up to its head.
const LONGEST_APPOSITION: usize = 6;

/// Titles as they are cut short before a name.
const SHORT_TITLES: &[(&str, &str)] = &[
    ("gen", "general"),
    ("gov", "governor"),
    ("prof", "professor"),
    ("sen", "senator"),
];
/// Roles of groups.
#[rustfmt::skip]
const GROUPS: &[&str] = &[
    "agency", "center", "centre", "company", "firm", "foundation", "group", "organisation", "organization", "union",
];

/// The bearers of roles.
pub struct Roles {
    lexicon: &'static Lexicon<Tag>,
    /// By role: the one who bears it, `None` where several do.
    bearers: HashMap<&'static str, Option<String>>,
}

impl Roles {
    pub fn read(text: &Text, mentions: &[Mention]) -> Roles {
        let mut roles = Roles {
            lexicon: text.lexicon(),
            bearers: HashMap::new(),
        };
        for mention in mentions {
            for role in roles
                .before(text.body, mention)
                .into_iter()
                .chain(roles.behind(text.body, mention))
            {
                let group = GROUPS.contains(&role);
                if group == (mention.kind == NameKind::Organisation)
                    && mention.kind != NameKind::Place
                {
                    roles.give(role, &mention.entity);
                }
            }
        }
        roles
    }

    fn give(&mut self, role: &'static str, name: &str) {
        let bearer = self
            .bearers
            .entry(role)
            .or_insert_with(|| Some(name.to_string()));
        if bearer.as_deref().is_some_and(|known| known != name) {
            *bearer = None;
        }
    }

    /// Whom a phrase means that is a role with nothing said of it but `the`: `the envoy`, `the rights group`.
    pub fn who(&self, phrase: &str) -> Option<&str> {
        let mut words = phrase.split_whitespace();
        if !words.next()?.eq_ignore_ascii_case("the") {
            return None;
        }
        let rest: Vec<&str> = words.collect();
        let role = self.listed(rest.last()?)?;
        let plain = rest.len() == 1 || (GROUPS.contains(&role) && rest.len() <= 3);
        let small = rest.iter().all(|word| word.starts_with(char::is_lowercase));
        let alone = rest.len() == 1 || small;
        self.bearers
            .get(role)
            .filter(|_| plain && alone)
            .and_then(|bearer| bearer.as_deref())
    }

    /// The role right before a name: `Special Envoy Jon Dahl`, `prosecutor Jon Dahl`.
    fn before(&self, body: &str, mention: &Mention) -> Option<&'static str> {
        let from = body.ceil_char_boundary(mention.start.saturating_sub(REACH).min(body.len()));
        let text = body.get(from..mention.start)?;
        let word = text
            .strip_suffix(' ')?
            .rsplit([' ', '\n', '“', '"'])
            .next()?;
        // `former President …` is no longer the president.
        let earlier = text
            .trim_end()
            .strip_suffix(word)
            .unwrap_or("")
            .to_lowercase();
        let past = ["former ", "ex-", "late ", "then-", "vice ", "deputy "];
        if past.iter().any(|past| earlier.ends_with(past)) {
            return None;
        }
        self.listed(word)
    }

    /// The role in the apposition behind a name: `Jon Dahl, the American envoy, …`.
    fn behind(&self, body: &str, mention: &Mention) -> Option<&'static str> {
        let to = body.floor_char_boundary(mention.end.saturating_add(REACH).min(body.len()));
        let text = body.get(mention.end..to)?.strip_prefix(", ")?;
        let clause = text.split([',', '.', ';', '\n', '“', '"', '—']).next()?;
        let mut words = clause.split_whitespace();
        if !matches!(words.next()?, "a" | "an" | "the") {
            return None;
        }
        for _ in 0..LONGEST_APPOSITION {
            let word = words.next()?;
            let lower = word.to_lowercase();
            if matches!(
                lower.as_str(),
                "former" | "ex" | "late" | "of" | "for" | "who" | "whose" | "and"
            ) || word.contains("’s")
                || word.contains("'s")
            {
                return None;
            }
            if let Some(role) = self.listed(word) {
                // `In a letter to Jon Dahl, the envoy wrote`: another clause, and no apposition.
                let verb = words.next().filter(|next| self.is_verb(next));
                let behind = words.next();
                let is_participle =
                    behind.is_some_and(|word| is_preposition(word) || matches!(word, "by" | "to"));
                return (verb.is_none() || is_participle).then_some(role);
            }
        }
        None
    }

    /// Says something, or is a finite verb by its looks.
    fn is_verb(&self, word: &str) -> bool {
        self.lexicon.has(word, Tag::SpeechVerb)
            || holds(FINITE, word)
            || is_irregular_past(word)
            || word.len() >= LEAST_PAST && word.ends_with("ed")
    }

    fn listed(&self, word: &str) -> Option<&'static str> {
        let lower = word.trim_end_matches('.').to_lowercase();
        let whole = SHORT_TITLES
            .iter()
            .find(|(short, _)| *short == lower)
            .map_or(lower.as_str(), |(_, whole)| whole);
        self.lexicon.known(whole, Tag::BearsRole)
    }
}
