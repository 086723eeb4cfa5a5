//! What is looked at in a sentence when it is put beside others: stems, letter groups, numbers, names.

use std::collections::HashMap;

use super::acts::{Act, Doers};
use super::classes::class;
use super::sources::{appositions, is_day, is_title, sources};
use super::weighted::Weighted;
use crate::analysis::text::{Text, fnv, frequency, words};
use crate::model::Span;

/// Words of a sentence that are looked at; what is longer is no sentence, and would cost without end.
const MOST_WORDS: usize = 300;
/// Letters in a group: groups of four find `Kolesnikova` in `Kalesnikava` and `sanctioned` in `sanctions`.
const GROUP_CHARS: usize = 4;
/// Letters of a word that are grouped.
const MOST_LETTERS: usize = 24;

/// What a word that only says who says so counts for, of its weight: two outlets that name one source need not tell one
/// thing.
const SOURCE: f32 = 0.3;

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

    /// The number of a string that has one.
    pub fn known(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
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
    /// Stems that carry content, in order.
    pub stems: Vec<Stem>,
    /// Numbers as digits without separators, in order of size.
    pub numbers: Vec<u32>,
    /// Those of them that are seldom the same by chance.
    pub telling_numbers: Vec<u32>,
    /// Names: numbers of entities, and of stems that are written with a capital letter.
    pub names: Vec<u32>,
    /// Who does what to whom: first name, verb, second name.
    pub acts: Vec<Act>,
    /// Words in all.
    pub length: usize,
}

/// A word of a sentence that carries content.
#[derive(Clone, Debug)]
pub(super) struct Stem {
    pub number: u32,
    /// Its letters, folded.
    word: String,
    part: Part,
    /// It stands between quotation marks.
    quoted: bool,
    /// Bytes of its sentence.
    span: Span,
}

/// What part a word has in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// What is said: predicates and things.
    Matter,
    /// Who, where or when, or a title.
    Name,
    /// Who says so: `the coast guard said`, `according to police`.
    Source,
}

/// A sentence ready to be put beside others: everything sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Sketch {
    /// Stem and weight.
    pub terms: Weighted,
    /// The same without names, titles and what only says who says so.
    pub matter: Weighted,
    /// Hash of a group of letters and weight.
    pub groups: Weighted,
    pub numbers: Vec<u32>,
    /// Those that are seldom the same by chance: no years, nothing under 13.
    pub telling_numbers: Vec<u32>,
    pub names: Vec<u32>,
    /// The stems between quotation marks.
    pub quoted: Weighted,
    pub acts: Vec<Act>,
    /// The words that carry content, in order.
    pub placed: Vec<Placed>,
    pub length: usize,
}

/// A word of a sentence where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// Of its stem.
    pub number: u32,
    pub weight: f32,
    /// It names somebody or something, a day or a title, or says only who says so.
    pub is_name: bool,
    /// Bytes of its sentence.
    pub span: Span,
}

/// What is known of a sentence before its words are read: byte ranges into its text.
#[derive(Clone, Debug, Default)]
pub(super) struct Known<'a> {
    /// The names in it, and what each stands for.
    pub entities: Vec<(Span, &'a str)>,
    /// What stands between quotation marks.
    pub quoted: Vec<Span>,
}

/// Reads one sentence of a text by its number.
pub(super) fn draft(
    (read, number): (&Text, usize),
    known: &Known,
    numbering: &mut Numbering,
) -> Draft {
    let entities = &known.entities;
    let mut draft = Draft::default();
    let mut before_united = false;
    let (sentence, words) = (read.sentence_span(number), read.sentence(number));
    let text = sentence.of(read.body);
    let words = &words[..words.len().min(MOST_WORDS)];
    let spans: Vec<Span> = words
        .iter()
        .map(|word| within(sentence, word.span()))
        .collect();
    let source = sources(text, &spans);
    let is_heading = is_heading(text, &spans);
    let is_named = |place: usize| {
        let mut entities = entities.iter();
        entities.any(|(entity, _)| entity.contains(spans[place]))
            || (!is_heading && is_capitalised(spans[place].of(text), place))
    };
    let aside = appositions(text, &spans, is_named);
    let mut doers = Doers::default();
    for (place, &span) in spans.iter().enumerate() {
        let written = span.of(text);
        let form = read.form(words[place]);
        let folded = form.folded();
        draft.length += 1;
        let stem = form.stem(read.language);
        let meaning = meaning(written, stem, before_united);
        before_united = folded == "united";
        let number = numbering.number(meaning);
        let mut by_chance = false;
        if let Some(digits) = digits(folded) {
            let number = numbering.number(&digits);
            draft.numbers.push(number);
            if is_telling(&digits) {
                draft.telling_numbers.push(number);
            } else {
                by_chance = folded.starts_with(|letter: char| letter.is_ascii_digit());
            }
        }
        if words::is_function_word(meaning) {
            doers.word(folded, number);
            continue;
        }
        let entity = entities.iter().find(|(entity, _)| entity.contains(span));
        let named = entity.is_some();
        let capital = !is_heading && is_capitalised(written, place);
        if !named && capital {
            draft.names.push(number);
        }
        let within = |ranges: &[std::ops::Range<usize>]| ranges.iter().any(|r| r.contains(&place));
        let part = if within(&source) {
            Part::Source
        } else if named || capital || by_chance || is_title(stem) || is_day(stem) || within(&aside)
        {
            Part::Name
        } else {
            Part::Matter
        };
        match entity {
            Some((_, key)) => doers.name(numbering.number(&entity_key(key))),
            None if capital => doers.name(number),
            None => doers.word(folded, number),
        }
        draft.stems.push(Stem {
            number,
            word: folded.to_string(),
            part,
            quoted: known.quoted.iter().any(|quote| quote.contains(span)),
            span,
        });
    }
    draft.acts = doers.acts;
    for (_, entity) in entities {
        draft.names.push(numbering.number(&entity_key(entity)));
    }
    for list in [
        &mut draft.numbers,
        &mut draft.telling_numbers,
        &mut draft.names,
    ] {
        list.sort_unstable();
        list.dedup();
    }
    draft
}

/// The part of a span that lies in a sentence, counted from the sentence's first byte.
pub(super) fn within(sentence: Span, span: Span) -> Span {
    let at = |byte: usize| byte.clamp(sentence.start, sentence.end) - sentence.start;
    Span::new(at(span.start), at(span.end))
}

/// What an entity is called among the stems: no stem begins so.
fn entity_key(entity: &str) -> String {
    format!("\u{1}{entity}")
}

/// Weighs a draft: `weight` of a stem says how much it tells here, `rarity` how much it tells anywhere.
pub(super) fn sketch(
    draft: &Draft,
    weight: impl Fn(u32) -> f32,
    rarity: impl Fn(u32) -> f32,
) -> Sketch {
    let mut terms: Vec<(u32, f32)> = Vec::with_capacity(draft.stems.len());
    let mut matter = Vec::new();
    let mut groups = Vec::new();
    let mut quoted = Vec::new();
    let mut placed = Vec::with_capacity(draft.stems.len());
    for stem in &draft.stems {
        let mut tells = weight(stem.number);
        match stem.part {
            Part::Matter => matter.push((stem.number, rarity(stem.number))),
            Part::Name => {}
            Part::Source => tells *= SOURCE,
        }
        terms.push((stem.number, tells));
        placed.push(Placed {
            number: stem.number,
            weight: tells,
            is_name: stem.part != Part::Matter,
            span: stem.span,
        });
        if stem.quoted {
            quoted.push((stem.number, tells));
        }
        group(&stem.word, tells, &mut groups);
    }
    Sketch {
        matter: Weighted::new(matter),
        terms: Weighted::new(terms),
        groups: Weighted::new(groups),
        numbers: draft.numbers.clone(),
        telling_numbers: draft.telling_numbers.clone(),
        names: draft.names.clone(),
        quoted: Weighted::new(quoted),
        acts: draft.acts.clone(),
        placed,
        length: draft.length,
    }
}

/// Several neighbouring sentences as one.
pub(super) fn joined(parts: &[&Sketch]) -> Sketch {
    let all = |list: fn(&Sketch) -> &Weighted| {
        let items = parts
            .iter()
            .flat_map(|part| list(part).items.iter().copied());
        Weighted::new(items.collect())
    };
    let each = |list: fn(&Sketch) -> &Vec<u32>| {
        let mut items: Vec<u32> = parts
            .iter()
            .flat_map(|part| list(part).iter().copied())
            .collect();
        items.sort_unstable();
        items.dedup();
        items
    };
    Sketch {
        terms: all(|part| &part.terms),
        matter: all(|part| &part.matter),
        groups: all(|part| &part.groups),
        quoted: all(|part| &part.quoted),
        numbers: each(|part| &part.numbers),
        telling_numbers: each(|part| &part.telling_numbers),
        names: each(|part| &part.names),
        acts: parts
            .iter()
            .flat_map(|part| part.acts.iter().copied())
            .collect(),
        placed: parts
            .iter()
            .flat_map(|part| part.placed.iter().copied())
            .collect(),
        length: parts.iter().map(|part| part.length).sum(),
    }
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

/// Most words are written with a capital letter: there it tells nothing.
fn is_heading(text: &str, spans: &[Span]) -> bool {
    const LONG: usize = 4;
    let long = || spans.iter().filter(|span| span.len() >= LONG);
    let capital = long().filter(|span| {
        let first = span.of(text).chars().next();
        first.is_some_and(char::is_uppercase)
    });
    let (capital, all) = (capital.count(), long().count());
    all >= LONG && capital * 5 >= all * 4
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

/// Not a year, and not a number that stands somewhere by chance.
fn is_telling(digits: &str) -> bool {
    const BY_CHANCE: f64 = 13.0;
    let value: f64 = digits.parse().unwrap_or(0.0);
    value >= BY_CHANCE && !(1900.0..2100.0).contains(&value)
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
        let hash = fnv::of_numbers_32(window.iter().map(|&letter| u32::from(letter)));
        groups.push((hash, each));
    }
}
