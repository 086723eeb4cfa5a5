//! Numbers told in twenties: `three score people`, `three score years and ten`.

use super::reader::Reader;

/// What a score is of.
const SCORE: f64 = 20.0;
/// What players score, or what there is of a game's or a composer's score: behind `two score` these are not counted by it.
/// Sorted.
#[rustfmt::skip]
const OF_GAMES: &[&str] = &[
    "baskets", "boards", "cards", "goals", "hits", "keepers", "lines", "points", "runs", "sheets", "successes",
    "touchdowns", "tries", "victories", "wins",
];

/// The number that begins at token `at` with a count of scores, and the token behind.
pub fn scores(run: &Reader, at: usize) -> Option<(f64, usize)> {
    let count = run.word(at)?;
    let score = run.over_hyphen(at + 1);
    if run.lower(score) != "score" {
        return None;
    }
    let mut value = count * SCORE;
    let mut next = score + 1;
    // `three score and ten years`
    let more = run.word(next + 1).filter(|more| *more < SCORE);
    if let Some(more) = more.filter(|_| run.lower(next) == "and") {
        value += more;
        next += 2;
    }
    let counted = run.plural_behind(next)?.of(run.body).to_lowercase();
    let head = counted.rsplit([' ', '-']).next()?;
    OF_GAMES
        .binary_search(&head)
        .is_err()
        .then_some((value, next))
}

#[cfg(test)]
mod tests {
    use super::super::figures;
    use super::OF_GAMES;
    use crate::analysis::text::Text;
    use crate::model::Span;

    fn read(text: &str) -> Vec<(f64, String, String)> {
        let whole = [Span::new(0, text.len())];
        let found = figures(&Text::new(text, &[], &whole, None), &[]);
        let told = found.into_iter();
        told.map(|figure| (figure.value, figure.unit, figure.of))
            .collect()
    }

    #[test]
    fn scores_count_in_twenties() {
        assert!(OF_GAMES.is_sorted());
        for (text, value, of) in [
            ("Three score people left the hall.", 60.0, "people"),
            (
                "The king freed four score and seven prisoners.",
                87.0,
                "prisoners",
            ),
            ("She sold two-score boats.", 40.0, "boats"),
        ] {
            let found = read(text);
            assert_eq!(found.len(), 1, "{text} {found:?}");
            assert_eq!((found[0].0, found[0].2.as_str()), (value, of), "{text}");
        }
        for text in [
            "All three score goals in the last match of the year.",
            "The three score highly.",
            "They kept two score cards of the match.",
        ] {
            assert!(read(text).iter().all(|found| found.0 < 20.0), "{text}");
        }
    }

    #[test]
    fn a_count_before_a_measure_with_a_hyphen_is_one_of_its_own() {
        let found = read("There are 12 500-metre races in Lund.");
        let told: Vec<(f64, &str)> = found.iter().map(|one| (one.0, one.2.as_str())).collect();
        assert_eq!(told[0], (12.0, "500-metre races"), "{found:?}");
        assert!(found.iter().all(|one| one.0 != 12_500.0), "{found:?}");
        for (text, value) in [
            ("There are 10 000-metre races in Lund.", 10_000.0),
            ("She ran a 12 500-metre race in Lund.", 12_500.0),
            ("There is a 1 500-metre race in Lund.", 1_500.0),
        ] {
            let found = read(text);
            assert!(found.iter().any(|one| one.0 == value), "{text} {found:?}");
        }
    }
}
