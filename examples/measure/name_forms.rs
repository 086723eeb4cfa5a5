//! How many spellings of one name are found, and how many strangers are taken for one: on the forms of given and family
//! names that Wikidata has across languages (`rigour_person_names.txt`: a line a name, `form, form, … => Q-id`).
//!
//! Forms in Latin letters only. A pair is two such forms of one line that differ in at least one letter or accent; 2,000 lines
//! with two or more are drawn by a seed, and of each one pair. Lines are single names, given or family, not full ones.
//! Strangers are two forms with the same first letter from lines that have no form in common, drawn by the same seed.
//! Everything is drawn by several seeds: mean and worst are given, so that no seed's luck is taken for merit.
//! Lines whose number hashes to an even value were used to learn the costs of romanisations, the odd ones were not: the figure
//! that counts is that of the odd ones.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use anyhow::{Context, Result};
use parallax::analysis::joining::aliases::same_name;
use parallax::analysis::text::fnv;
use parallax::analysis::text::words::fold;
use parallax::model::NameKind;

/// Names drawn.
const NAMES: usize = 2000;
/// Pairs of strangers drawn.
const STRANGERS: usize = 100_000;
/// Forms that are compared with [`OTHERS`] forms of other names each.
const AGAINST: usize = 100;
const OTHERS: usize = 20_000;
/// Where the drawings start.
const SEEDS: [u64; 5] = [20, 21, 22, 23, 24];

/// One name's forms in Latin letters.
struct Forms {
    forms: Vec<String>,
    learned: bool,
}

/// Numbers drawn from a seed (splitmix64, Steele, Lea and Flood 2014).
pub struct Draw(pub u64);

impl Draw {
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}

/// Prints the share of pairs found and of strangers joined; with `MEASURE_ERRORS` also which.
pub fn measure(data: &Path) -> Result<()> {
    let path = data.join("gazetteers/rigour_person_names.txt");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("{} is not there: unpack data/names", path.display()))?;
    let lines: Vec<Forms> = text.lines().filter_map(read).collect();
    println!("{} names with a form in Latin letters", lines.len());
    for (what, learned) in [
        ("names never learned from", Some(false)),
        ("all names", None),
    ] {
        let chosen: Vec<&Forms> = lines
            .iter()
            .filter(|line| learned.is_none_or(|learned| line.learned == learned))
            .collect();
        let several: Vec<&&Forms> = chosen.iter().filter(|line| line.forms.len() > 1).collect();
        let by_initial = by_initial(&chosen);
        let mut right = Vec::new();
        let mut wrong = Vec::new();
        for seed in SEEDS {
            // which, and why, of the first drawing only
            let told = learned == Some(false) && seed == SEEDS[0];
            right.push(found(&several, seed, told));
            wrong.push(strangers(&chosen, &by_initial, seed, told));
        }
        println!(
            "{what}: of {NAMES} pairs of forms {:.0} found, at worst {} {right:?}",
            mean(&right),
            right.iter().min().unwrap_or(&0)
        );
        println!(
            "{what}: of {STRANGERS} pairs of strangers with one initial {:.0} joined, at worst {} {wrong:?}",
            mean(&wrong),
            wrong.iter().max().unwrap_or(&0)
        );
    }
    against_many(&lines);
    Ok(())
}

/// A line's forms in Latin letters.
fn read(line: &str) -> Option<Forms> {
    let (forms, number) = line.split_once(" => ")?;
    let forms: Vec<String> = forms
        .split(", ")
        .map(str::trim)
        .filter(|form| is_latin(form))
        .map(str::to_string)
        .collect();
    let hash = fnv::of(number);
    (!forms.is_empty()).then_some(Forms {
        forms,
        learned: (hash >> 32).is_multiple_of(2),
    })
}

fn is_latin(form: &str) -> bool {
    let mut letters = form.chars().filter(|letter| letter.is_alphabetic());
    let is = |letter: char| {
        letter.is_ascii()
            || ('\u{c0}'..='\u{24f}').contains(&letter)
            || ('\u{250}'..='\u{2af}').contains(&letter)
            || ('\u{2b0}'..='\u{2ff}').contains(&letter)
            || ('\u{1e00}'..='\u{1eff}').contains(&letter)
    };
    form.chars().any(char::is_alphabetic) && letters.all(is)
}

fn mean(counts: &[usize]) -> f64 {
    counts.iter().sum::<usize>() as f64 / counts.len().max(1) as f64
}

/// How many pairs of forms of one name are found, with `told` also by which reason.
fn found(several: &[&&Forms], seed: u64, told: bool) -> usize {
    let mut draw = Draw(seed);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut right = 0;
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    while taken.len() < NAMES.min(several.len()) {
        let number = draw.below(several.len());
        if !taken.insert(number) {
            continue;
        }
        let forms = &several[number].forms;
        let one = draw.below(forms.len());
        let other = (one + 1 + draw.below(forms.len() - 1)) % forms.len();
        let (one, other) = (&forms[one], &forms[other]);
        match same_name(one, other, NameKind::Person) {
            Some(why) => {
                right += 1;
                *reasons.entry(bare(&why).to_string()).or_default() += 1;
            }
            None if told && asked_for_errors() => println!("  missed {one} | {other}"),
            None => {}
        }
    }
    if told {
        for (why, count) in reasons {
            println!("  {count:5} {why}");
        }
    }
    right
}

/// A reason without the spellings and the skeleton.
fn bare(why: &str) -> &str {
    let why = why.rsplit("\": ").next().unwrap_or("");
    why.split(" (").next().unwrap_or("")
}

fn asked_for_errors() -> bool {
    std::env::var_os("MEASURE_ERRORS").is_some()
}

type ByInitial<'a> = BTreeMap<char, Vec<(usize, &'a str)>>;

/// Every form with the number of its line, by its first letter.
fn by_initial<'a>(lines: &[&'a Forms]) -> ByInitial<'a> {
    let mut found: ByInitial = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        for form in &line.forms {
            if let Some(initial) = fold(form).chars().next() {
                found.entry(initial).or_default().push((number, form));
            }
        }
    }
    found
}

/// How many pairs of strangers are joined.
fn strangers(lines: &[&Forms], by_initial: &ByInitial, seed: u64, told: bool) -> usize {
    let all: Vec<(char, usize)> = by_initial
        .iter()
        .flat_map(|(&initial, forms)| (0..forms.len()).map(move |at| (initial, at)))
        .collect();
    let mut draw = Draw(seed);
    let (mut judged, mut joined) = (0, 0);
    while judged < STRANGERS {
        let (initial, at) = all[draw.below(all.len())];
        let forms = &by_initial[&initial];
        let (one, other) = (forms[at], forms[draw.below(forms.len())]);
        let alike = lines[one.0]
            .forms
            .iter()
            .any(|form| lines[other.0].forms.contains(form));
        if one.0 == other.0 || alike {
            continue;
        }
        judged += 1;
        if let Some(why) = same_name(one.1, other.1, NameKind::Person) {
            joined += 1;
            if told && asked_for_errors() {
                println!("  joined {} | {} ({})", one.1, other.1, bare(&why));
            }
        }
    }
    joined
}

/// How many of any names one form is taken for, and what comparing costs.
fn against_many(lines: &[Forms]) {
    let mut lines_of: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, line) in lines.iter().enumerate() {
        for form in &line.forms {
            lines_of.entry(form).or_default().push(number);
        }
    }
    let mut forms: Vec<&str> = lines_of.keys().copied().collect();
    forms.sort_unstable();
    let mut draw = Draw(SEEDS[0]);
    let mut joined = 0;
    let start = std::time::Instant::now();
    let others: Vec<&str> = (0..OTHERS)
        .map(|_| forms[draw.below(forms.len())])
        .collect();
    for _ in 0..AGAINST {
        let one = forms[draw.below(forms.len())];
        let own: HashSet<&str> = lines_of[one]
            .iter()
            .flat_map(|&line| &lines[line].forms)
            .map(String::as_str)
            .collect();
        for &other in &others {
            if !own.contains(other) && same_name(one, other, NameKind::Person).is_some() {
                joined += 1;
                if asked_for_errors() {
                    println!("  near {one} | {other}");
                }
            }
        }
    }
    println!(
        "{AGAINST} forms against {OTHERS} of other names: {joined} pairs joined, {:.1} µs a comparison",
        start.elapsed().as_secs_f64() * 1e6 / (AGAINST * OTHERS) as f64
    );
}
