//! Who does what to whom: two sentences with the same words may say the opposite.

use std::collections::VecDeque;

/// Words between two names across which one acts on the other.
const MOST_BETWEEN: usize = 7;

/// Past forms that do not end in `ed`, of verbs that one name does to another.
#[rustfmt::skip]
const PAST: [&str; 25] = [
    "beat", "bought", "caught", "defeats", "fought", "found", "freed", "gave", "held", "hit", "killed", "led", "left",
    "lost", "overcame", "paid", "sent", "shot", "sold", "struck", "sued", "took", "told", "understood", "won",
];
/// Words that make a past form a passive.
const BEING: [&str; 8] = ["are", "be", "been", "being", "got", "is", "was", "were"];

/// One acts on another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Act {
    pub doer: u32,
    pub verb: u32,
    pub done_to: u32,
}

/// Whether one says of two that the first did to the second what the other says the second did to the first.
pub(super) fn reversed(a: &[Act], b: &[Act]) -> bool {
    let turned = |act: &Act| Act {
        doer: act.done_to,
        verb: act.verb,
        done_to: act.doer,
    };
    a.iter()
        .any(|act| act.doer != act.done_to && b.contains(&turned(act)) && !b.contains(act))
}

/// Reads the acts of a sentence, word by word.
#[derive(Debug, Default)]
pub(super) struct Doers {
    pub acts: Vec<Act>,
    last: Option<u32>,
    /// The verbs since the last name, and whether each is a passive.
    verbs: VecDeque<(u32, bool)>,
    between: usize,
    being: bool,
    by: bool,
}

impl Doers {
    pub fn name(&mut self, name: u32) {
        if let Some(last) = self.last
            && last != name
            && self.between <= MOST_BETWEEN
        {
            for &(verb, passive) in &self.verbs {
                let (doer, done_to) = if passive && self.by {
                    (name, last)
                } else {
                    (last, name)
                };
                self.acts.push(Act {
                    doer,
                    verb,
                    done_to,
                });
            }
        }
        *self = Doers {
            acts: std::mem::take(&mut self.acts),
            last: Some(name),
            ..Doers::default()
        };
    }

    /// Any other word, folded.
    pub fn word(&mut self, folded: &str, number: u32) {
        self.between += 1;
        self.by |= folded == "by";
        if BEING.contains(&folded) {
            self.being = true;
        } else if folded.ends_with("ed") || PAST.contains(&folded) {
            self.verbs.push_back((number, self.being));
            self.verbs.truncate(MOST_BETWEEN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BRANDT: u32 = 1;
    const DASK: u32 = 2;

    /// Reads words; capitals are names, of which the tests know two.
    fn acts(text: &str) -> Vec<Act> {
        let mut doers = Doers::default();
        for (place, word) in text.split(' ').enumerate() {
            match word {
                "Brandt" => doers.name(BRANDT),
                "Dask" => doers.name(DASK),
                "accused" => doers.word(word, 100),
                "beat" => doers.word(word, 101),
                _ => doers.word(word, 1_000 + u32::try_from(place).unwrap_or(0)),
            }
        }
        doers.acts
    }

    #[test]
    fn who_does_what_to_whom_is_read_in_both_voices() {
        let act = Act {
            doer: BRANDT,
            verb: 100,
            done_to: DASK,
        };
        for text in [
            "Brandt accused Dask of fraud",
            "Dask was accused of fraud by Brandt",
        ] {
            assert_eq!(acts(text), [act], "{text}");
        }
    }

    #[test]
    fn the_same_words_the_other_way_round_conflict() {
        let one = acts("Brandt accused Dask of fraud");
        assert!(reversed(&one, &acts("Dask accused Brandt of fraud")));
        assert!(reversed(&one, &acts("Brandt was accused by Dask")));
        assert!(!reversed(&one, &acts("Dask was accused by Brandt")));
        assert!(!reversed(&one, &acts("Dask beat Brandt")));
        assert!(!reversed(&one, &[]));
    }

    #[test]
    fn names_far_apart_do_nothing_to_each_other() {
        assert!(
            acts("Brandt accused the whole of the old town council of Velmora Dask").is_empty()
        );
    }
}
