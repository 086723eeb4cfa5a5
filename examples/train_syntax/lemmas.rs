//! Rules of lemmas: for each tag the endings that tell the rule, and the words that follow another.

use std::collections::BTreeMap;

use parallax::analysis::text::syntax::Tag;
use parallax::analysis::text::syntax::lemmas::{
    LEMMA_ROW, LONGEST_ENDING, MOST_PUT_ON, RULE_BYTES, base, ending, ending_key, word_key,
};
use parallax::analysis::text::syntax::rows;

use super::corpus::Sentence;

/// Letters taken off, and what is put on.
type Rule = (usize, String);

/// Pilots, rows and rules, from hand-labelled sentences alone.
pub fn learnt(sentences: &[Sentence]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let words = rules_of_words(sentences);
    // each form counts once: what is frequent is kept as a word where it follows no ending
    let mut endings: BTreeMap<(usize, &str, Tag), BTreeMap<&Rule, usize>> = BTreeMap::new();
    for ((form, tag), rule) in &words {
        for letters in 0..=LONGEST_ENDING {
            if let Some(ending) = ending(form, letters) {
                let rules = endings.entry((letters, ending, *tag)).or_default();
                *rules.entry(rule).or_default() += 1;
            }
        }
    }
    let mut kept: BTreeMap<(usize, &str, Tag), &Rule> = BTreeMap::new();
    for ((letters, whole, tag), rules) in &endings {
        let most = rules.iter().max_by_key(|(rule, count)| (**count, **rule));
        let Some((&rule, _)) = most else { continue };
        // a shorter ending that says the same is enough
        let shorter = (0..*letters).rev().find_map(|letters| {
            let ending = ending(whole, letters)?;
            kept.get(&(letters, ending, *tag))
        });
        if shorter != Some(&rule) {
            kept.insert((*letters, *whole, *tag), rule);
        }
    }
    let by_ending = |form: &str, tag: Tag| {
        (0..=LONGEST_ENDING).rev().find_map(|letters| {
            let ending = ending(form, letters)?;
            kept.get(&(letters, ending, tag)).copied()
        })
    };
    let mut numbers: BTreeMap<&Rule, usize> = BTreeMap::new();
    let mut entries = Vec::new();
    let mut add = |key: u64, rule| {
        let next = numbers.len();
        let number = *numbers.entry(rule).or_insert(next) as u16;
        entries.push((key, number.to_le_bytes().to_vec()));
    };
    for ((letters, ending, tag), rule) in &kept {
        add(ending_key(ending, *letters, *tag), *rule);
    }
    for ((form, tag), rule) in &words {
        if by_ending(form, *tag) != Some(rule) {
            add(word_key(form, *tag), rule);
        }
    }
    println!(
        "lemmas: {} endings, {} words and endings",
        kept.len(),
        entries.len()
    );
    let mut rules = vec![0; numbers.len() * RULE_BYTES];
    for ((off, on), number) in numbers {
        let rule = &mut rules[number * RULE_BYTES..(number + 1) * RULE_BYTES];
        (rule[0], rule[1]) = (*off as u8, on.len() as u8);
        rule[2..2 + on.len()].copy_from_slice(on.as_bytes());
    }
    let (pilots, rows) = rows::build::<LEMMA_ROW>(&entries);
    (pilots, rows, rules)
}

/// The rule that each form with a tag follows most often.
fn rules_of_words(sentences: &[Sentence]) -> BTreeMap<(String, Tag), Rule> {
    let mut counts: BTreeMap<(String, Tag), BTreeMap<Rule, usize>> = BTreeMap::new();
    for sentence in sentences.iter().filter(|sentence| sentence.is_gold) {
        let lemmas = sentence
            .forms
            .iter()
            .zip(&sentence.tags)
            .zip(&sentence.lemmas);
        for ((form, tag), lemma) in lemmas {
            let form = base(form, *tag);
            let Some(rule) = rule(&form, lemma) else {
                continue;
            };
            *counts
                .entry((form, *tag))
                .or_default()
                .entry(rule)
                .or_default() += 1;
        }
    }
    let most = |rules: BTreeMap<Rule, usize>| {
        let most = rules
            .into_iter()
            .max_by_key(|(rule, count)| (*count, rule.clone()));
        most.map(|(rule, _)| rule)
    };
    let words = counts.into_iter();
    words
        .filter_map(|(word, rules)| Some((word, most(rules)?)))
        .collect()
}

/// What turns a form into its lemma; `None` where a rule cannot hold it.
fn rule(form: &str, lemma: &str) -> Option<Rule> {
    let same = form
        .chars()
        .zip(lemma.chars())
        .take_while(|(left, right)| left == right);
    let same = same.count();
    let off = form.chars().count() - same;
    let on: String = lemma.chars().skip(same).collect();
    (!lemma.is_empty() && on.len() <= MOST_PUT_ON && off < 256).then_some((off, on))
}
