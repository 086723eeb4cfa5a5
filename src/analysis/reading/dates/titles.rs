//! Days and months that are a part of a name: `the Sunday Courier`, the film `Seven Days in April`, `Black Friday`.

use crate::analysis::text::lexicon::{Tag, english};
use crate::model::{Article, Span};

/// What stands before a weekday in the name of a day or a sale, in lower case, sorted.
const NAMED_DAYS: &[&str] = &[
    "ash", "black", "bloody", "blue", "cyber", "easter", "fat", "giving", "good", "holy", "maundy",
    "palm", "super", "whit",
];
/// What stands behind one in the name of a programme.
const NAMED_NIGHTS: [&str; 3] = ["Afternoon", "Morning", "Night"];
/// Words before `March` where that is a march as likely as a month, if what it is for stands behind: `president of March for
/// Life`.
const BEFORE_MARCHES: [&str; 6] = ["by", "during", "last", "next", "of", "this"];
const BEHIND_MARCHES: [&str; 4] = ["against", "for", "of", "on"];
/// Times that titles speak of, in lower case, sorted.
const TIMES: &[&str] = &[
    "day", "days", "evening", "evenings", "hour", "hours", "minutes", "morning", "mornings",
    "night", "nights", "sunday", "sundays", "week", "weekend", "weeks",
];
/// Bytes of a title in quotation marks that are looked over to either side.
const LONGEST_TITLE: usize = 80;
const OPENING: [char; 4] = ['“', '"', '‘', '«'];
const CLOSING: [char; 4] = ['”', '"', '’', '»'];

/// Whether an expression of time of an article names no time. `sentence` is the one that it stands in.
pub(super) fn is_part_of_name(article: &Article, sentence: Span, span: Span) -> bool {
    let body = article.body.as_str();
    let (Some(before), Some(after)) = (
        body.get(sentence.start..span.start),
        body.get(span.end..sentence.end.max(span.end)),
    ) else {
        return false;
    };
    let written = span.of(body);
    is_in_mention(article, span)
        || is_in_named_day(before, written, after)
        || is_march(before, written, after)
        || is_in_title(article, sentence, span, before)
        || is_in_quoted_title(before, written, after)
}

fn is_in_mention(article: &Article, span: Span) -> bool {
    let until = article
        .mentions
        .partition_point(|mention| mention.start <= span.start);
    let around = article.mentions[..until].last();
    around.is_some_and(|mention| mention.end >= span.end && mention.span().len() > span.len())
}

/// The word that a text ends with, behind one blank.
fn last_word(text: &str) -> &str {
    let Some(text) = text.strip_suffix(' ') else {
        return "";
    };
    text.rsplit(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or("")
}

/// The word that a text begins with, behind one blank.
fn next_word(text: &str) -> &str {
    let Some(text) = text.strip_prefix(' ') else {
        return "";
    };
    text.split(|letter: char| !letter.is_alphanumeric())
        .next()
        .unwrap_or("")
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// `Black Friday`, `Friday Night Lights`.
fn is_in_named_day(before: &str, written: &str, after: &str) -> bool {
    // the night is a part of the expression where it is read as one
    let (day, part) = written
        .split_once(' ')
        .unwrap_or((written, next_word(after)));
    let is_weekday = english().has(&day.to_lowercase(), Tag::Weekday);
    let named = last_word(before);
    is_weekday
        && (NAMED_NIGHTS.contains(&part)
            || is_capital(named)
                && NAMED_DAYS
                    .binary_search(&named.to_lowercase().as_str())
                    .is_ok())
}

/// `president of March for Life`.
fn is_march(before: &str, written: &str, after: &str) -> bool {
    let link = next_word(after);
    written == "March"
        && BEHIND_MARCHES.contains(&link)
        && after
            .get(1 + link.len()..)
            .is_some_and(|rest| is_capital(next_word(rest)))
        && BEFORE_MARCHES.contains(&last_word(before).to_lowercase().as_str())
}

/// `the film Seven Days in April`: two words with capitals inside a sentence, the last a time, and no name of the article.
fn is_in_title(article: &Article, sentence: Span, span: Span, before: &str) -> bool {
    let words: Vec<&str> = before.trim_end().rsplit(' ').take(4).collect();
    let [link, time, number, _] = words[..] else {
        return false;
    };
    let is_title = before.ends_with(' ')
        && matches!(link, "in" | "of")
        && is_capital(number)
        && is_capital(time)
        && TIMES.binary_search(&time.to_lowercase().as_str()).is_ok();
    let start = span.start - link.len() - time.len() - number.len() - 3;
    let title = Span::new(start.max(sentence.start), span.start);
    is_title
        && !article
            .mentions
            .iter()
            .any(|mention| mention.span().overlaps(title))
}

/// Whether all long words between the quotation marks around it have capitals: the film `“Snow in April”`.
fn is_in_quoted_title(before: &str, written: &str, after: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(LONGEST_TITLE));
    let to = after.floor_char_boundary(LONGEST_TITLE.min(after.len()));
    let (near, behind) = (&before[from..], &after[..to]);
    let (Some(open), Some(close)) = (near.rfind(OPENING), behind.find(CLOSING)) else {
        return false;
    };
    let inner = near[open..].trim_start_matches(OPENING);
    let title = format!("{inner}{written}{}", &behind[..close]);
    let mut words = title.split_whitespace();
    let first = words.next().unwrap_or("");
    let small = |word: &str| word.chars().nth(3).is_none();
    !inner.contains(CLOSING)
        && first != written
        && is_capital(first)
        && !title.ends_with(['.', ',', '!', '?'])
        && words.all(|word| is_capital(word) || small(word))
}

#[cfg(test)]
mod tests {
    use super::super::{dates, tests};
    use crate::analysis::text::Text;

    #[test]
    fn tables_are_sorted() {
        assert!(super::NAMED_DAYS.is_sorted() && super::TIMES.is_sorted());
    }

    fn count(text: &str) -> usize {
        let article = tests::article(text);
        dates(&article, &Text::of(&article)).len()
    }

    #[test]
    fn a_time_in_a_name_is_none_and_beside_a_name_it_is() {
        for text in [
            "Black Friday sales fell in the shops of Lund, the traders said.",
            "The traders of Lund said that Black Friday sales fell in the shops.",
            "The film Seven Days in April won the prize of the town of Lund.",
            "Her novel “Snow in April” won the prize of the town.",
            "She sang on Friday Night Lights for the first time.",
            "The president of March for Life spoke to the crowd in the square.",
        ] {
            assert_eq!(count(text), 0, "{text}");
        }
        for text in [
            "The shops were closed on Friday, the traders of Lund said.",
            "The black Friday came when the mill burned in Lund.",
            "The council met for seven days in April and then left for Lund.",
            "Mayor Ann Holm in April opened the school in Lund for the second time.",
            "The sales of March for the port of Lund fell, the traders said.",
            "Ann Holm left in March for France, where her sister has a farm.",
            "Ann Holm said the “Red Wall” would fall on Friday and called it a “Blue Day”.",
            "The mayor said on Friday night that the port of Lund was closed.",
        ] {
            assert_eq!(count(text), 1, "{text}");
        }
    }
}
