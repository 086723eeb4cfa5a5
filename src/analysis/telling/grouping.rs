//! Why articles are one story, in a sentence that an editor understands.

/// Says what the engine wrote down: `words 0.28, names 0.48, same day`. What reads otherwise is told as it is.
pub fn sentence(why: &str) -> String {
    let mut parts = why.splitn(3, ", ");
    let share = |part: Option<&str>, what: &str| {
        let number = part?.strip_prefix(what)?.trim();
        let share: f32 = number.parse().ok()?;
        (0.0..=1.0)
            .contains(&share)
            .then(|| (share * 100.0).round())
    };
    let read = || {
        let words = share(parts.next(), "words")?;
        let names = share(parts.next(), "names")?;
        Some((words, names, when(parts.next()?)))
    };
    let mut read = read;
    match read() {
        Some((words, names, when)) => format!(
            "Put together because they tell it in the same words ({words} of 100 alike) and with the same names \
             ({names} of 100 alike); {when}."
        ),
        None => format!("Put together because of {why}."),
    }
}

fn when(days: &str) -> String {
    match days {
        "same day" => "they came out on the same day".to_string(),
        "one day apart" => "they came out one day apart".to_string(),
        "dates unknown" => "none of them is dated".to_string(),
        "one date known" => "one of them alone is dated".to_string(),
        days => format!(
            "they came out {}",
            days.replacen("same day", "on the same day", 1)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_a_sentence_and_anything_else_stays() {
        let told = sentence("words 0.28, names 0.48, one day apart");
        assert!(
            told.contains("28 of 100")
                && told.contains("48 of 100")
                && told.ends_with("one day apart."),
            "{told}"
        );
        assert!(
            sentence("words 0.28, names 0.48, within 3 days, one undated")
                .ends_with("within 3 days, one undated.")
        );
        assert_eq!(sentence("a hunch"), "Put together because of a hunch.");
        assert!(sentence("words 9, names 0.1, same day").contains("because of words 9"));
    }
}
