//! How likely two words are one name in two romanisations: an alignment with learned weights.
//!
//! A weight says how much a pair of letter groups (`ou`:`oh`, `tsch`:`ch`, `^j`:`^y`) speaks for or against one name; the
//! score of two words is the best sum over all ways to align them. The groups are found as Brill and Moore (2000) find
//! spelling errors; the weights are those of a logistic model of pairs that are one name against pairs that only look
//! alike, after McCallum, Bellare and Pereira (2005). `examples/learn_sounds` learns them; see `assets/SOUNDS.md`.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Weights as lines `group TAB group TAB sixteenths`; the first [`FIXED`] lines are numbered, not spelled.
static ASSET: &str = include_str!("../../../../assets/sounds.tsv");

/// Letters of a group.
const GROUP: usize = 4;
/// Codes: 1 the beginning, 2 the end, 3 to 28 `a` to `z`, 29 `ə`, 30 a digit.
const BEGIN: u8 = 1;
const END: u8 = 2;
/// Weights that are not those of groups: 32 for equal letters, then these.
const VOWELS: usize = 32;
const CONSONANTS: usize = 33;
const MIXED: usize = 34;
const VOWEL_ALONE: usize = 35;
const CONSONANT_ALONE: usize = 36;
/// By the length of the shorter word, bounds counted, from four to eleven letters.
const LENGTHS: usize = 38;
const SHORTEST: usize = 4;
const LONGEST: usize = 11;
const FIXED: usize = 46;

/// The weights, read once, at the first comparison that needs them.
struct Weights {
    fixed: [i32; FIXED],
    sides: HashMap<u32, u16>,
    /// Open addressing: pair of sides, weight.
    groups: Vec<(u32, i32)>,
}

fn shipped() -> &'static Weights {
    static WEIGHTS: OnceLock<Weights> = OnceLock::new();
    WEIGHTS.get_or_init(|| Weights::read(ASSET))
}

impl Weights {
    fn read(text: &str) -> Weights {
        let rows: Vec<(u32, u32, i32)> = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| {
                let mut parts = line.split('\t');
                let (one, other) = (parts.next()?, parts.next()?);
                let weight = parts.next()?.parse().ok()?;
                Some((spelled(one), spelled(other), weight))
            })
            .collect();
        let mut weights = Weights {
            fixed: [0; FIXED],
            sides: HashMap::new(),
            groups: vec![(0, 0); (rows.len() * 2).next_power_of_two().max(2)],
        };
        for (number, (one, other, weight)) in rows.into_iter().enumerate() {
            if let Some(fixed) = weights.fixed.get_mut(number) {
                *fixed = weight;
                continue;
            }
            let (one, other) = (weights.side(one), weights.side(other));
            let key = pair(one, other);
            let mut place = weights.place(key);
            while weights.groups[place].0 != 0 {
                place = (place + 1) % weights.groups.len();
            }
            weights.groups[place] = (key, weight);
        }
        weights
    }

    fn side(&mut self, group: u32) -> u16 {
        let next = self.sides.len() as u16 + 1;
        *self.sides.entry(group).or_insert(next)
    }

    fn place(&self, key: u32) -> usize {
        (key.wrapping_mul(0x9e37_79b1) >> 12) as usize % self.groups.len()
    }

    fn group(&self, one: u16, other: u16) -> Option<i32> {
        let key = pair(one, other);
        let mut place = self.place(key);
        loop {
            match self.groups[place] {
                (0, _) => return None,
                (found, weight) if found == key => return Some(weight),
                _ => place = (place + 1) % self.groups.len(),
            }
        }
    }

    /// Which groups begin at each letter.
    fn groups_of(&self, word: &[u8]) -> Vec<[u16; GROUP]> {
        (0..word.len())
            .map(|at| {
                let mut found = [0; GROUP];
                let mut group = 1;
                for (length, &letter) in word[at..].iter().take(GROUP).enumerate() {
                    group = group << 5 | u32::from(letter);
                    found[length] = self.sides.get(&group).copied().unwrap_or(0);
                }
                found
            })
            .collect()
    }

    fn score(&self, one: &[u8], other: &[u8]) -> i32 {
        let (rows, columns) = (one.len(), other.len());
        let (mine, theirs) = (self.groups_of(one), self.groups_of(other));
        let width = columns + 1;
        let mut best = vec![i32::MIN; (rows + 1) * width];
        best[0] = 0;
        for row in 0..=rows {
            for column in 0..=columns {
                let here = best[row * width + column];
                if here == i32::MIN {
                    continue;
                }
                let mut reach = |down: usize, right: usize, weight: i32| {
                    let cell = &mut best[(row + down) * width + column + right];
                    *cell = (*cell).max(here + weight);
                };
                let (letter, facing) = (one.get(row), other.get(column));
                if let (Some(&letter), Some(&facing)) = (letter, facing) {
                    if let Some(weight) = self.letters(letter, facing) {
                        reach(1, 1, weight);
                    }
                    for (down, &group) in mine[row].iter().enumerate() {
                        for (right, &facing) in theirs[column].iter().enumerate() {
                            if group != 0
                                && facing != 0
                                && let Some(weight) = self.group(group, facing)
                            {
                                reach(down + 1, right + 1, weight);
                            }
                        }
                    }
                }
                if let Some(weight) = letter.and_then(|&letter| self.alone(letter)) {
                    reach(1, 0, weight);
                }
                if let Some(weight) = facing.and_then(|&letter| self.alone(letter)) {
                    reach(0, 1, weight);
                }
            }
        }
        let length = rows.min(columns).clamp(SHORTEST, LONGEST) - SHORTEST;
        best[rows * width + columns].saturating_add(self.fixed[LENGTHS + length])
    }

    fn letters(&self, one: u8, other: u8) -> Option<i32> {
        if one == other {
            return Some(self.fixed[usize::from(one)]);
        }
        if one <= END || other <= END {
            return None;
        }
        Some(match (is_vowel(one), is_vowel(other)) {
            (true, true) => self.fixed[VOWELS],
            (false, false) => self.fixed[CONSONANTS],
            _ => self.fixed[MIXED],
        })
    }

    fn alone(&self, letter: u8) -> Option<i32> {
        (letter > END).then(|| {
            self.fixed[if is_vowel(letter) {
                VOWEL_ALONE
            } else {
                CONSONANT_ALONE
            }]
        })
    }
}

fn pair(one: u16, other: u16) -> u32 {
    u32::from(one.min(other)) << 16 | u32::from(one.max(other))
}

fn is_vowel(code: u8) -> bool {
    matches!(code, 3 | 7 | 11 | 17 | 23 | 27 | 29)
}

/// The code of a letter, where it is one that the weights know.
fn code(letter: char) -> Option<u8> {
    match letter {
        '^' => Some(BEGIN),
        '$' => Some(END),
        'a'..='z' => Some(letter as u8 - b'a' + 3),
        'ə' => Some(29),
        '0'..='9' => Some(30),
        _ => None,
    }
}

fn spelled(group: &str) -> u32 {
    group
        .chars()
        .filter_map(code)
        .fold(1, |group, letter| group << 5 | u32::from(letter))
}

/// A folded word as codes between its bounds; `None` where a letter is not Latin.
fn coded(word: &str) -> Option<Vec<u8>> {
    let mut codes = Vec::with_capacity(word.len() + 2);
    codes.push(BEGIN);
    for letter in word.chars() {
        codes.push(code(letter).filter(|&code| code > END)?);
    }
    codes.push(END);
    Some(codes)
}

/// The letters that romanisations keep: `l`, `m`, `n`, `p` with `b`, `r`, without doubles; `ph` is `f`, which they do not. Two spellings that differ in
/// these are not compared, so it parts names into blocks.
pub fn kept(plain: &str) -> String {
    let mut found = String::new();
    let mut letters = plain.chars().peekable();
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

/// Whether half the letters of two words are the same, in any order.
fn share_letters(one: &[u8], other: &[u8]) -> bool {
    let mut counts = [0i32; 32];
    for &letter in one {
        counts[usize::from(letter)] += 1;
    }
    let shared = other
        .iter()
        .filter(|&&letter| {
            let count = &mut counts[usize::from(letter)];
            *count -= 1;
            *count >= 0
        })
        .count();
    // the bounds are always shared
    4 * (shared - 2) >= one.len() + other.len() - 4
}

/// How much speaks for two folded words being one name, in sixteenths (natural logarithm of the odds); `None` where they are
/// too unlike to be looked at or not in Latin letters. The words have at most 64 bytes each.
pub fn likeness(one: &str, other: &str) -> Option<i32> {
    let (short, long) = (one.len().min(other.len()), one.len().max(other.len()));
    if short < 2 || long > 2 * short + 1 {
        return None;
    }
    let (one, other) = (coded(one)?, coded(other)?);
    share_letters(&one, &other).then(|| shipped().score(&one, &other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_asset_is_whole() {
        assert!(shipped().groups.iter().filter(|group| group.0 != 0).count() > 1000);
        assert!(shipped().sides.len() < usize::from(u16::MAX));
    }

    #[test]
    fn romanisations_are_likelier_than_strangers() {
        for (one, other, stranger) in [
            ("yushkevich", "juschkewitsch", "yermakovich"),
            ("shinohara", "sinohara", "sonobara"),
            ("katoh", "katou", "kitao"),
            ("khalilov", "xalilov", "kirillov"),
        ] {
            assert!(
                likeness(one, other) > likeness(one, stranger),
                "{one} {other} {stranger}"
            );
        }
        assert_eq!(likeness("a", "b"), None);
        assert_eq!(likeness("王小明", "李小明"), None);
        assert_eq!(kept("bobbin"), "pn");
        assert_eq!(kept("stephan"), kept("stefan"));
    }

    proptest::proptest! {
        #[test]
        fn any_two_words_have_one_likeness(a in "\\PC{0,12}|[a-z0-9ə]{0,20}", b in "\\PC{0,12}|[a-z0-9ə]{0,20}") {
            assert_eq!(likeness(&a, &b), likeness(&b, &a));
        }
    }
}
