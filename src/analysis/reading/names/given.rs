//! Given names that women or men bear, hardly ever both; see `assets/GIVEN_NAMES.md`.

use std::collections::HashMap;
use std::sync::OnceLock;

static ASSET: &str = include_str!("../../../../assets/given_names.tsv");

/// What a title, a pronoun or a given name tells of who is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    Woman,
    Man,
}

/// Who bears a folded given name; nothing where both do or no list has it.
pub fn bearer(folded: &str) -> Option<Sex> {
    static NAMES: OnceLock<HashMap<&str, Sex>> = OnceLock::new();
    let names = NAMES.get_or_init(|| {
        let lines = ASSET.lines().filter_map(|line| line.split_once('\t'));
        lines
            .map(|(name, sex)| {
                let sex = if sex == "w" { Sex::Woman } else { Sex::Man };
                (name, sex)
            })
            .collect()
    });
    names.get(folded).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_women_of_men_and_of_both() {
        assert_eq!(bearer("barbara"), Some(Sex::Woman));
        assert_eq!(bearer("robert"), Some(Sex::Man));
        for name in ["robin", "andrea", "nicola", "zzz", ""] {
            assert_eq!(bearer(name), None, "{name}");
        }
        assert!(
            ASSET
                .lines()
                .all(|line| line.ends_with("\tw") || line.ends_with("\tm"))
        );
    }
}
