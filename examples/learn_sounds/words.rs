//! Words as letter codes, groups of them as numbers, and how two words differ.

/// Letters of a group.
pub const GROUP: usize = 4;
/// Letters of a word that are looked at.
const LETTERS: usize = 40;

/// Letter codes: 1 the beginning, 2 the end, 3 to 28 `a` to `z`, 29 `ə`, 30 a digit.
pub type Word = Vec<u8>;

/// Edit distance with dear exchanges of vowel and consonant; the steps are ranges of both words.
pub fn edits(
    one: &[u8],
    other: &[u8],
    steps: Option<&mut Vec<(usize, usize, usize, usize)>>,
) -> f32 {
    let width = other.len() + 1;
    let exchange = |left: u8, right: u8| match () {
        () if left == right => 0.0,
        () if left <= 2 || right <= 2 => 9.0,
        () if is_vowel(left) != is_vowel(right) => 1.7,
        () => 1.0,
    };
    let mut cost = vec![0.0f32; (one.len() + 1) * width];
    let mut from = vec![0; cost.len()];
    for place in 1..cost.len() {
        let (row, column) = (place / width, place % width);
        let mut ways = Vec::with_capacity(3);
        if row > 0 && column > 0 {
            let before = place - width - 1;
            ways.push((
                cost[before] + exchange(one[row - 1], other[column - 1]),
                before,
            ));
        }
        if row > 0 {
            ways.push((cost[place - width] + 1.0, place - width));
        }
        if column > 0 {
            ways.push((cost[place - 1] + 1.0, place - 1));
        }
        let best = ways
            .into_iter()
            .min_by(|one, other| one.0.total_cmp(&other.0));
        (cost[place], from[place]) = best.unwrap_or_default();
    }
    if let Some(steps) = steps {
        steps.clear();
        let mut place = cost.len() - 1;
        while place > 0 {
            let before = from[place];
            steps.push((before / width, place / width, before % width, place % width));
            place = before;
        }
        steps.reverse();
    }
    cost[cost.len() - 1]
}

pub fn code(letter: char) -> Option<u8> {
    match letter {
        'a'..='z' => Some(letter as u8 - b'a' + 3),
        'ə' => Some(29),
        '0'..='9' => Some(30),
        _ => None,
    }
}

/// Between a beginning (1) and an end (2).
pub fn coded(word: &str) -> Word {
    let letters = word.chars().filter_map(code).take(LETTERS);
    std::iter::once(1).chain(letters).chain([2]).collect()
}

pub fn is_vowel(code: u8) -> bool {
    matches!(code, 3 | 7 | 11 | 17 | 23 | 27 | 29)
}

pub fn packed(letters: &[u8]) -> u32 {
    letters
        .iter()
        .fold(1, |group, &letter| group << 5 | u32::from(letter))
}

pub fn spelled(group: u32) -> String {
    (0..GROUP as u32)
        .rev()
        .filter(|place| group >> (5 * place) > 1)
        .filter_map(|place| match (group >> (5 * place) & 31) as u8 {
            1 => Some('^'),
            2 => Some('$'),
            code @ 3..=28 => Some((b'a' + code - 3) as char),
            29 => Some('ə'),
            30 => Some('0'),
            _ => None,
        })
        .collect()
}
