//! What is looked at in a sentence when it is put beside others: stems, letter groups, numbers, names.

use std::collections::HashMap;

use super::classes::class;
use crate::analysis::{frequency, words};
use crate::model::Span;

/// Words of a sentence that are looked at; what is longer is no sentence, and would cost without end.
const MOST_WORDS: usize = 300;
/// Letters in a group: groups of four find `Kolesnikova` in `Kalesnikava` and `sanctioned` in `sanctions`.
const GROUP_CHARS: usize = 4;
/// Letters of a word that are grouped.
const MOST_LETTERS: usize = 24;

/// Numbers for strings, in the order of their first use.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    numbers: HashMap<String, u32>,
    rarities: Vec<f32>,
}

impl Numbering {
    pub fn number(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.numbers.get(text) {
            return number;
        }
        let number = u32::try_from(self.rarities.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.to_string(), number);
        self.rarities.push(frequency::rarity(text));
        number
    }

    pub fn rarity(&self, number: u32) -> f32 {
        self.rarities.get(number as usize).copied().unwrap_or(1.0)
    }

    pub fn len(&self) -> usize {
        self.rarities.len()
    }
}

/// A sentence before it is known how common its words are in the articles compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Stems that carry content, in order, with the letters of the word.
    pub stems: Vec<(u32, String)>,
    /// Numbers as digits without separators, in order of size.
    pub numbers: Vec<u32>,
    /// Names: numbers of entities, and of stems that are written with a capital letter.
    pub names: Vec<u32>,
    /// Words in all.
    pub length: usize,
}

/// A sentence ready to be put beside others: everything sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    /// Stem and weight.
    pub terms: Vec<(u32, f32)>,
    /// Hash of a group of letters and weight.
    pub groups: Vec<(u32, f32)>,
    pub numbers: Vec<u32>,
    pub names: Vec<u32>,
    pub length: usize,
}

/// Reads one sentence. `entities` are the names in it: byte ranges into `text` and what each stands for.
pub(super) fn draft(text: &str, entities: &[(Span, &str)], numbering: &mut Numbering) -> Draft {
    let mut draft = Draft::default();
    let mut before_united = false;
    for (place, span) in words::words(text).take(MOST_WORDS).enumerate() {
        let written = span.of(text);
        let folded = words::fold(written);
        draft.length += 1;
        let stem = words::stem(&folded);
        let meaning = meaning(written, &stem, before_united);
        before_united = folded == "united";
        let number = numbering.number(meaning);
        if let Some(digits) = digits(&folded) {
            draft.numbers.push(numbering.number(&digits));
        }
        if words::is_function_word(meaning) {
            continue;
        }
        let named = entities.iter().any(|(entity, _)| entity.contains(span));
        if !named && is_capitalised(written, place) {
            draft.names.push(number);
        }
        draft.stems.push((number, folded));
    }
    for (_, entity) in entities {
        let key = format!("\u{1}{entity}");
        draft.names.push(numbering.number(&key));
    }
    for list in [&mut draft.numbers, &mut draft.names] {
        list.sort_unstable();
        list.dedup();
    }
    draft
}

/// Weighs a draft: `weight` of a stem says how much it tells.
pub(super) fn sketch(draft: &Draft, weight: impl Fn(u32) -> f32) -> Sketch {
    let mut terms: Vec<(u32, f32)> = Vec::with_capacity(draft.stems.len());
    let mut groups = Vec::new();
    for (number, word) in &draft.stems {
        let tells = weight(*number);
        terms.push((*number, tells));
        group(word, tells, &mut groups);
    }
    Sketch {
        terms: summed(terms),
        groups: summed(groups),
        numbers: draft.numbers.clone(),
        names: draft.names.clone(),
        length: draft.length,
    }
}

/// Several neighbouring sentences as one.
pub(super) fn joined(parts: &[&Sketch]) -> Sketch {
    let mut whole = Sketch::default();
    for part in parts {
        whole.terms.extend_from_slice(&part.terms);
        whole.groups.extend_from_slice(&part.groups);
        whole.numbers.extend_from_slice(&part.numbers);
        whole.names.extend_from_slice(&part.names);
        whole.length += part.length;
    }
    whole.terms = summed(whole.terms);
    whole.groups = summed(whole.groups);
    for list in [&mut whole.numbers, &mut whole.names] {
        list.sort_unstable();
        list.dedup();
    }
    whole
}

/// What a word is counted as: its class, else its stem. `US` is not the pronoun, and `States` after `United` is that too.
fn meaning<'a>(written: &str, stem: &'a str, after_united: bool) -> &'a str {
    match written {
        "US" | "U.S" => "america",
        "States" if after_united => "america",
        _ => class(stem),
    }
}

/// A word with a capital letter that the start of the sentence does not explain.
fn is_capitalised(written: &str, place: usize) -> bool {
    let mut letters = written.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    first && (place > 0 || letters.any(char::is_uppercase))
}

/// The digits of a number without its separators; numbers up to twelve written as words too.
fn digits(folded: &str) -> Option<String> {
    const SMALL: [&str; 11] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ];
    if folded.bytes().any(|byte| byte.is_ascii_digit()) {
        return Some(folded.replace(',', ""));
    }
    let at = SMALL.iter().position(|word| *word == folded)?;
    Some((at + 2).to_string())
}

/// Adds the hashes (FNV-1a) of the letter groups of a word; together they weigh what the word weighs.
fn group(word: &str, weight: f32, groups: &mut Vec<(u32, f32)>) {
    let mut letters = ['\u{2}'; MOST_LETTERS + 2];
    let mut count = 1;
    for letter in word.chars().take(MOST_LETTERS) {
        letters[count] = letter;
        count += 1;
    }
    count += 1;
    let size = GROUP_CHARS.min(count);
    let windows = count - size + 1;
    let each = weight / (windows as f32).sqrt();
    for window in letters[..count].windows(size) {
        let hash = window.iter().fold(0x811c_9dc5_u32, |hash, &letter| {
            (hash ^ u32::from(letter)).wrapping_mul(0x0100_0193)
        });
        groups.push((hash, each));
    }
}

/// Sorted, what has the same key made one: the first weight whole, each further one growing it a little (1 + ln n).
fn summed(mut list: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let mut kept: Vec<(u32, f32)> = Vec::with_capacity(list.len());
    let mut from = 0;
    while from < list.len() {
        let to = list[from..]
            .iter()
            .position(|item| item.0 != list[from].0)
            .map_or(list.len(), |offset| from + offset);
        kept.push((
            list[from].0,
            list[from].1 * (1.0 + ((to - from) as f32).ln()),
        ));
        from = to;
    }
    kept
}
