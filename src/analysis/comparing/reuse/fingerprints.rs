//! Which of many articles may share a passage, without looking at every pair.

use super::LEAST_RUN;
use super::text::{SHINGLE, Tokens};

/// Shingles of which the least is kept: any shared run of `WINDOW + SHINGLE - 1` words, twelve, has one kept in both.
const WINDOW: usize = LEAST_RUN + 1 - SHINGLE;
/// Articles that hold one fingerprint: what stands in more is the small print of outlets, and would make pairs without end.
const MOST_HOLDERS: usize = 64;

/// Pairs of articles (the smaller number first) that share a fingerprint, each once, in order.
pub(super) fn pairs(articles: &[&Tokens]) -> Vec<(usize, usize)> {
    let mut holders: Vec<(u64, u32)> = Vec::new();
    for (number, tokens) in (0..).zip(articles) {
        holders.extend(winnowed(tokens).into_iter().map(|print| (print, number)));
    }
    holders.sort_unstable();
    let mut pairs = Vec::new();
    for group in holders.chunk_by(|a, b| a.0 == b.0) {
        if group.len() > MOST_HOLDERS {
            continue;
        }
        for (at, (_, one)) in group.iter().enumerate() {
            pairs.extend(
                group[at + 1..]
                    .iter()
                    .map(|(_, other)| (*one as usize, *other as usize)),
            );
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The fingerprints of one article, each once.
fn winnowed(tokens: &Tokens) -> Vec<u64> {
    let keys: Vec<u64> = tokens.keys().collect();
    let mut prints: Vec<u64> = keys
        .windows(WINDOW.min(keys.len().max(1)))
        .filter_map(|window| window.iter().min().copied())
        .collect();
    prints.sort_unstable();
    prints.dedup();
    prints
}

#[cfg(test)]
mod tests {
    use super::super::Text;
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn tokens(body: String) -> Tokens {
        let draft = Draft {
            paragraphs: vec![body],
            ..Draft::default()
        };
        Text::read(&analyse(draft, String::new())).tokens
    }

    fn invented(seed: usize, words: usize) -> String {
        (0..words)
            .map(|at| format!("word{}", (at * 7919 + seed * 104_729) % 99_991))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn any_twelve_words_in_a_row_make_a_pair() {
        let shared = invented(1, LEAST_RUN);
        for shift in 0..20 {
            let one = tokens(format!(
                "{} {shared} {}",
                invented(2, shift),
                invented(3, 30)
            ));
            let other = tokens(format!(
                "{} {shared} {}",
                invented(4, 9),
                invented(5, shift)
            ));
            let alone = tokens(invented(6, 60));
            assert_eq!(pairs(&[&one, &alone, &other]), [(0, 2)], "{shift}");
        }
    }

    #[test]
    fn what_stands_everywhere_makes_no_pairs() {
        let all: Vec<Tokens> = (0..=MOST_HOLDERS)
            .map(|_| tokens(invented(1, 40)))
            .collect();
        assert!(pairs(&all.iter().collect::<Vec<_>>()).is_empty());
        assert!(!pairs(&all.iter().take(3).collect::<Vec<_>>()).is_empty());
    }
}
