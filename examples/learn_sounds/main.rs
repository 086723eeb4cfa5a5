//! Learns how much letter groups speak for two spellings being one name: `learn_sounds FORMS OUT`.
//!
//! FORMS is a file with a name a line, `form, form, … => number`; lines whose number hashes to an even value are learned from,
//! the others are left for measuring. OUT is the asset; see `assets/SOUNDS.md`. Groups are taken from letters that differ and
//! what stands beside them (Brill and Moore 2000); weights are those of a logistic model of the best alignment, learned by
//! AdaGrad (Duchi, Hazan and Singer 2011), of pairs from one line against pairs of strangers: such that look alike, and such
//! that only begin alike.

mod draw;
mod learning;
mod words;

use std::collections::{BTreeMap, HashSet};

use anyhow::{Result, bail};
use parallax::analysis::text::fnv;
use parallax::analysis::text::words::fold;

use draw::Draw;
use learning::Model;
use words::{GROUP, Word, code, coded, edits};

/// Pairs taken of one name; pairs of strangers that look alike, and that begin alike.
const PAIRS: usize = 12;
const ALIKE: usize = 60_000;
const STRANGERS: usize = 100_000;
/// Draws until the search for strangers that look alike ends.
const DRAWS: usize = 5_000_000;
/// A stranger that only begins alike counts so many times: it must not be joined at all.
const STRANGER_WEIGHT: f32 = 3.0;
/// Strangers with one initial and the same letters that romanisations keep: what is compared. They count twice.
const KEPT: usize = 150_000;
const KEPT_WEIGHT: f32 = 2.0;
/// Where the drawing starts.
const SEED: u64 = 5;

type Pair = (String, String);

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, forms, out] = arguments.as_slice() else {
        bail!("usage: learn_sounds FORMS OUT");
    };
    let lines = read(&std::fs::read_to_string(forms)?);
    let mut draw = Draw::from(SEED);
    let same = of_one_name(&lines, &mut draw);
    let [alike, strangers, kept] = of_two_names(&lines, &mut draw);
    println!(
        "{} pairs of one name, {} that look alike, {} that begin alike, {} of them with the letters that romanisations keep",
        same.len(),
        alike.len(),
        strangers.len(),
        kept.len()
    );
    let mut model = Model::of(learning::groups(&same));
    let mut set: Vec<(Word, Word, bool, f32)> = Vec::new();
    for (one, other) in &same {
        let (one, other) = (coded(one), coded(other));
        if edits(&one, &other, None) <= 0.7 * (one.len().max(other.len()) - 2) as f32 {
            set.push((one, other, true, 1.0));
        }
    }
    for (pairs, weight) in [
        (&alike, 1.0),
        (&strangers, STRANGER_WEIGHT),
        (&kept, KEPT_WEIGHT),
    ] {
        set.extend(
            pairs
                .iter()
                .map(|(one, other)| (coded(one), coded(other), false, weight)),
        );
    }
    model.learn(&mut set, &mut draw);
    std::fs::write(out, model.written())?;
    Ok(())
}

/// The names to learn from: their forms in Latin letters, folded.
fn read(text: &str) -> Vec<Vec<String>> {
    text.lines()
        .filter_map(|line| line.split_once(" => "))
        .filter(|(_, number)| {
            let hash = fnv::of(number);
            (hash >> 32).is_multiple_of(2)
        })
        .map(|(forms, _)| {
            forms
                .split(", ")
                .map(|form| {
                    fold(form)
                        .chars()
                        .filter(|letter| letter.is_alphanumeric())
                        .collect()
                })
                .filter(|form: &String| {
                    !form.is_empty() && form.chars().all(|letter| code(letter).is_some())
                })
                .collect()
        })
        .collect()
}

/// Pairs of forms of one name, without those of a man and a woman.
fn of_one_name(lines: &[Vec<String>], draw: &mut Draw) -> Vec<Pair> {
    let mut found = Vec::new();
    for forms in lines {
        let mut all: Vec<(usize, usize)> = (0..forms.len())
            .flat_map(|at| (0..at).map(move |before| (at, before)))
            .collect();
        while all.len() > PAIRS {
            all.swap_remove(draw.below(all.len()));
        }
        for (one, other) in all {
            let (one, other) = (&forms[one], &forms[other]);
            if one != other && ending(one) == ending(other) {
                found.push((one.clone(), other.clone()));
            }
        }
    }
    found
}

/// Endings that make a woman's name; a rule of its own knows them.
fn ending(word: &str) -> usize {
    [
        &["anka"][..],
        &["owna"],
        &["owa", "ova"],
        &["yna", "ina"],
        &["sezita"],
    ]
    .iter()
    .position(|endings| endings.iter().any(|ending| word.ends_with(ending)))
    .map_or(0, |place| place + 1)
}

/// Pairs of forms of names that have nothing in common: such that look alike, and any with one initial.
fn of_two_names(lines: &[Vec<String>], draw: &mut Draw) -> [Vec<Pair>; 3] {
    let mut lines_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, forms) in lines.iter().enumerate() {
        for form in forms.iter().filter(|form| form.len() > 1) {
            lines_of.entry(form).or_default().push(number);
        }
    }
    let forms: Vec<&str> = lines_of.keys().copied().collect();
    let near = |form: &str| {
        lines_of
            .get(form)
            .into_iter()
            .flatten()
            .flat_map(|&line| &lines[line])
    };
    let related = |one: &str, other: &str| {
        near(one).any(|form| form == other || near(form).any(|form| form == other))
    };
    let mut blocks: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut by_initial: BTreeMap<Option<char>, Vec<&str>> = BTreeMap::new();
    for &form in &forms {
        let bare: String = form
            .chars()
            .filter(|&letter| !"aeiouyhjw".contains(letter))
            .collect();
        blocks.entry(format!("bare {bare}")).or_default().push(form);
        if form.len() > GROUP {
            let begins: String = form.chars().take(GROUP).collect();
            blocks
                .entry(format!("begins {begins}"))
                .or_default()
                .push(form);
            let ends: String = form
                .chars()
                .take(1)
                .chain(form.chars().rev().take(GROUP))
                .collect();
            blocks.entry(format!("ends {ends}")).or_default().push(form);
        }
        by_initial
            .entry(form.chars().next())
            .or_default()
            .push(form);
    }
    let blocks: Vec<Vec<&str>> = blocks
        .into_values()
        .filter(|block| block.len() > 1)
        .collect();
    let (mut alike, mut strangers) = (Vec::new(), Vec::new());
    let mut seen = HashSet::new();
    for _ in 0..DRAWS {
        let block = &blocks[draw.below(blocks.len())];
        let (one, other) = (
            block[draw.below(block.len())],
            block[draw.below(block.len())],
        );
        let short = one.len().min(other.len()) as f32;
        if alike.len() < ALIKE
            && one != other
            && edits(&coded(one), &coded(other), None) <= (short * 0.4).max(1.0)
            && !related(one, other)
            && seen.insert((one.min(other), one.max(other)))
        {
            alike.push((one.to_string(), other.to_string()));
        }
    }
    while strangers.len() < STRANGERS {
        let one = forms[draw.below(forms.len())];
        let beside = &by_initial[&one.chars().next()];
        let other = beside[draw.below(beside.len())];
        if one != other && !related(one, other) {
            strangers.push((one.to_string(), other.to_string()));
        }
    }
    let blocks: BTreeMap<&str, String> = forms.iter().map(|&form| (form, kept(form))).collect();
    let mut compared = Vec::new();
    while compared.len() < KEPT {
        let one = forms[draw.below(forms.len())];
        let beside = &by_initial[&one.chars().next()];
        let other = beside[draw.below(beside.len())];
        if one != other && blocks[one] == blocks[other] && !related(one, other) {
            compared.push((one.to_string(), other.to_string()));
        }
    }
    [alike, strangers, compared]
}

/// The letters that romanisations keep: as names are parted into blocks.
fn kept(word: &str) -> String {
    let mut found = String::new();
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            'p' if letters.peek() == Some(&'h') => continue,
            'b' => 'p',
            'l' | 'm' | 'n' | 'p' | 'r' => letter,
            _ => continue,
        };
        if !found.ends_with(letter) {
            found.push(letter);
        }
    }
    found
}
