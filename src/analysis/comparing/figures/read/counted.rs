//! What a figure counts: the head of its noun phrase, as the class of its stem, and the other words.

use crate::analysis::comparing::align::class;
use crate::analysis::text::words;

/// What stands between a counted thing and what is said of it: `citizens of allied nations` counts citizens.
const LINKING: [&str; 14] = [
    "of", "in", "from", "at", "on", "for", "by", "with", "who", "that", "which", "and", "or", "as",
];

/// Head and qualifiers of what is counted.
pub fn counted(of: &str) -> (String, Vec<String>) {
    let stems = |words: &[String]| -> Vec<String> {
        words
            .iter()
            .filter(|word| !words::is_function_word(word))
            .map(|word| class(&words::stem(word)).to_string())
            .collect()
    };
    let folded: Vec<String> = words::words(of)
        .map(|span| words::fold(span.of(of)))
        .skip_while(|word| words::is_function_word(word))
        .collect();
    let link = folded
        .iter()
        .position(|word| LINKING.contains(&word.as_str()))
        .unwrap_or(folded.len());
    let mut phrase = stems(&folded[..link]);
    let mut head = phrase.pop().unwrap_or_default();
    // A death toll counts deaths.
    if head == "toll"
        && let Some(counted) = phrase.pop()
    {
        head = counted;
    }
    // `five Ukrainians` are as many people, as `five Ukrainian citizens` are.
    let last = of.split_whitespace().next_back().unwrap_or("");
    if last.starts_with(char::is_uppercase) && last.ends_with('s') && link == folded.len() {
        phrase.push(std::mem::replace(&mut head, "peopl".to_string()));
    }
    phrase.extend(stems(&folded[link..]));
    phrase.retain(|word| *word != head);
    (head, phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counted_thing_is_told_from_what_is_said_of_it() {
        assert_eq!(
            counted("political prisoners"),
            ("prison".into(), vec!["polit".into()])
        );
        assert_eq!(counted("of the freed sailors").0, "sailor");
        assert_eq!(counted("citizens of Norway").0, "citizen");
        assert_eq!(counted("").0, "");
    }
}
