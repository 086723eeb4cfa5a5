//! The gold names of MEANTIME (English) and ECB+, cleaned as for the figures they are compared with.
//!
//! A mention is a name where it is short, where all its words but small ones have capitals, where no word of it is a role
//! (`chairman`) and where it is no pronoun or adjective. Titles before a name stay.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::text::words::fold;
use parallax::model::NameKind;
use serde::Deserialize;

/// A name of more words is a description.
const MOST_WORDS: usize = 6;
/// A spelling of so many letters is one entity wherever a topic has it (people's lone names excepted).
const TELLING_LETTERS: usize = 4;

/// One gold mention that is a name.
#[derive(Clone)]
pub struct Named {
    pub topic: String,
    pub article: u32,
    pub text: String,
    /// Folded, without possessive, quotes and brackets.
    pub spelling: String,
    pub kind: NameKind,
    pub chain: String,
    /// Whether the annotators gave it a chain.
    pub is_annotated: bool,
}

#[derive(Deserialize)]
struct Document {
    id: String,
    topic: String,
    body: String,
    mentions: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    chain: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    tag: Option<String>,
    text: String,
    /// Number of the sentence; ECB+ only.
    sent: Option<usize>,
}

impl Gold {
    fn kind(&self) -> Option<NameKind> {
        match self.kind.as_deref().or(self.tag.as_deref())? {
            "PER" | "HUMAN_PART_PER" => Some(NameKind::Person),
            "ORG" | "HUMAN_PART_ORG" | "HUMAN_PART_MET" => Some(NameKind::Organisation),
            "LOC" | "HUMAN_PART_GPE" => Some(NameKind::Place),
            tag if tag.starts_with("LOC_") => Some(NameKind::Place),
            _ => None,
        }
    }
}

/// The names of a folder of annotated articles, with the chains as they are annotated.
pub fn names(folder: &Path) -> Result<Vec<Named>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .with_context(|| format!("{} is not there: unpack data/events", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    files.sort();
    let mut documents = Vec::new();
    for file in files {
        let document: Document = serde_json::from_str(&std::fs::read_to_string(&file)?)
            .with_context(|| format!("cannot read {}", file.display()))?;
        documents.push(document);
    }
    let common = Common::of(&documents);
    let mut names = Vec::new();
    for (article, document) in documents.iter().enumerate() {
        // the halves of an ECB+ topic tell of different events
        let half = match document.id.rsplit_once('_') {
            Some((_, end)) if end.ends_with("ecbplus") => "p",
            Some((_, end)) if end.ends_with("ecb") => "e",
            _ => "",
        };
        // ECB+ has chains in a few sentences of an article only: outside of them a name without one says nothing
        let annotated: HashSet<usize> = document
            .mentions
            .iter()
            .filter(|gold| gold.chain.is_some())
            .filter_map(|gold| gold.sent)
            .collect();
        for (number, gold) in document.mentions.iter().enumerate() {
            if gold
                .sent
                .is_some_and(|sentence| !annotated.contains(&sentence))
            {
                continue;
            }
            let Some(kind) = gold.kind() else {
                continue;
            };
            let Some(text) = name(&gold.text, &common) else {
                continue;
            };
            names.push(Named {
                topic: format!("{}{half}", document.topic),
                article: article as u32,
                spelling: spelling(&text),
                text,
                kind,
                is_annotated: gold.chain.is_some(),
                chain: gold
                    .chain
                    .clone()
                    .unwrap_or_else(|| format!("only {article} {number}")),
            });
        }
    }
    Ok(names)
}

/// Makes one of the chains of a topic that share a spelling of several words, or any that is no person's: the annotators
/// gave many names two chains.
pub fn merge_chains(names: &mut [Named]) {
    let mut number: HashMap<(String, String), usize> = HashMap::new();
    let mut parent: Vec<usize> = Vec::new();
    let of: Vec<usize> = names
        .iter()
        .map(|name| {
            let next = number.len();
            *number
                .entry((name.topic.clone(), name.chain.clone()))
                .or_insert_with(|| {
                    parent.push(next);
                    next
                })
        })
        .collect();
    let root = |parent: &[usize], mut at: usize| {
        while parent[at] != at {
            at = parent[at];
        }
        at
    };
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (name, &chain) in names.iter().zip(&of) {
        let telling = name.spelling.contains(' ')
            || (name.kind != NameKind::Person && name.spelling.chars().count() >= TELLING_LETTERS);
        if telling && let Some(other) = seen.insert((&name.topic, &name.spelling), chain) {
            let (one, other) = (root(&parent, chain), root(&parent, other));
            parent[one] = other;
        }
    }
    for (name, chain) in names.iter_mut().zip(of) {
        name.chain = root(&parent, chain).to_string();
    }
}

/// How often each word of the articles stands in lower case and how often with a capital.
struct Common(HashMap<String, (u32, u32)>);

impl Common {
    fn of(documents: &[Document]) -> Common {
        let mut counts: HashMap<String, (u32, u32)> = HashMap::new();
        for document in documents {
            for word in document
                .body
                .split(|letter: char| !letter.is_alphanumeric())
            {
                let entry = counts.entry(word.to_lowercase()).or_default();
                if word.starts_with(char::is_lowercase) {
                    entry.0 += 1;
                } else {
                    entry.1 += 1;
                }
            }
        }
        Common(counts)
    }

    /// Whether a word is a common noun that begins a sentence or headline here.
    fn has(&self, word: &str) -> bool {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        self.0
            .get(&word.to_lowercase())
            .is_some_and(|(small, large)| small > large)
    }
}

/// A gold mention without what goes before the name, where it reads as one.
fn name(text: &str, common: &Common) -> Option<String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    for before in [BEFORE, "the"] {
        if words
            .first()
            .is_some_and(|word| is_in(before, &word.to_lowercase()))
        {
            words.remove(0);
        }
    }
    let text = words.join(" ");
    let bare = bare(&text);
    let mut words: Vec<&str> = bare.split(' ').collect();
    if words.len() > MOST_WORDS {
        return None;
    }
    while words.len() > 1 && is_in(TITLES, &letters(words[0])) {
        words.remove(0);
    }
    let is_small = |word: &&str| is_in(SMALL, &word.to_lowercase());
    let begins = |word: &&str| {
        word.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
    };
    // `I'd`, `he'd`
    let first = letters(words.first()?.split('\'').next()?);
    let alone = words.len() == 1;
    let named = words.iter().all(|word| begins(word) || is_small(word))
        && words.iter().any(|word| word.starts_with(char::is_uppercase))
        && !words.iter().any(|word| is_in(ROLES, &letters(word)))
        && !is_in(PRONOUNS, &first)
        && !(alone && (is_small(&words[0]) || is_in(ADJECTIVES, &first)))
        // the head of a name is no common noun
        && !(alone && common.has(words[0]));
    named.then_some(text)
}

/// Whether a list of words, with spaces between them, has a word.
fn is_in(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn letters(word: &str) -> String {
    fold(word)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

fn spelling(text: &str) -> String {
    fold(&bare(text))
}

/// Without possessive, quotes and brackets.
fn bare(text: &str) -> String {
    let text = text.replace('’', "'");
    let text = text.trim();
    let text = text
        .strip_suffix("'s")
        .or_else(|| text.strip_suffix('\''))
        .unwrap_or(text);
    text.chars()
        .filter(|letter| !matches!(letter, '"' | '“' | '”' | '(' | ')' | '[' | ']'))
        .collect::<String>()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

const BEFORE: &str = "the a an its his her their in at to from of on";
const SMALL: &str = "the a an of and for in on at to de la le del du von van al el bin";
const PRONOUNS: &str = "he she they it i we his her their its who him them you my our ya that which this ya police suspect us \
    where there here";
const TITLES: &str = "mr mrs ms miss dr prof professor president prime minister premier chancellor secretary senator sen \
    rep representative congressman congresswoman governor gov mayor judge justice general gen colonel \
    col captain capt major maj lieutenant lt sergeant sgt officer detective inspector chief king queen \
    prince princess pope sir lord lady dame sheikh ayatollah imam rev reverend father sister ambassador \
    spokesman spokeswoman spokesperson chairman chairwoman ceo coach director deputy vice former ex \
    leader actor actress singer pm";
const ROLES: &str = "ceo executive officer founder cofounder president chairman minister spokesman spokeswoman company \
    firm startup consultants man girlfriend suspect police doctor doctors mayor leader prime director \
    analyst manager chief secretary judge attorney lawyer actor actress star coach";
/// Adjectives of peoples: as names they are adjectives, not the country.
const ADJECTIVES: &str = "american americans arab asian australian belgian brazilian british canadian chinese dutch egyptian \
    european europeans french german greek indian indonesian iranian irish israeli italian japanese \
    korean mexican russian scottish spanish swedish swiss turkish democrat democratic republican";
