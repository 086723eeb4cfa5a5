//! What is listed of a figure, a day or a sentence: the words of the article in which it stands, with all that limits them.
//!
//! A clause cut out of its sentence may say more than the sentence does (`for $200` of `for $200 or less`, `Guaido is a puppet` of `Maduro
//! says`): of 106 findings that strangers could not use 79, and of 56 wrong ones 15, had such a label. A sentence is therefore told whole;
//! of a long one its main clause is told, if all that is left out of it only describes somebody or stands beside it.

use crate::analysis::comparing::table::{Table, excerpt};
use crate::analysis::text::syntax::{Parse, Relation, Upos};
use crate::analysis::text::words;
use crate::model::Span;

/// Letters up to which a sentence is told whole: the clause of a longer one may stand for it.
const WHOLE_CHARS: usize = 180;
/// Letters of a label, at most: of the sentences of newspapers 99 in 100 are shorter.
const MOST_CHARS: usize = 320;

/// What describes somebody, or calls out, between commas.
const BESIDE: [Relation; 4] = [
    Relation::AclRelcl,
    Relation::Appos,
    Relation::Discourse,
    Relation::Vocative,
];
/// Letters of the place and the agency before a report: `WASHINGTON (AP) — `.
const DATELINE_CHARS: usize = 40;
/// Marks that belong to the word behind them.
const OPENING: [&str; 7] = ["$", "€", "£", "“", "\"", "(", "‘"];
/// Words that only stand for somebody or something named before, in lower case: as a subject, or before one.
#[rustfmt::skip]
const UNNAMED: [&str; 15] = [
    "he", "her", "his", "it", "its", "one", "she", "such", "that", "their", "these", "they", "this", "those", "which",
];
/// Joins a clause that takes nothing back of the one before it.
const AND: &str = "and";

/// What a figure, a day or a sentence is listed under.
pub(super) struct Label {
    pub text: String,
    /// It names of whom it tells: no pronoun stands in the place of its subject.
    pub is_named: bool,
}

/// A sentence whole, without the place and agency before it; of a long one the clause with the bytes `of`, where nothing that limits it is
/// left out. `…` stands where words are left out.
pub(super) fn label(table: &Table, (article, sentence): (usize, usize), of: Option<Span>) -> Label {
    let text = table.articles[article];
    let whole = text.sentences.get(sentence).copied().unwrap_or_default();
    let parse = table.parse(article, sentence);
    labelled(&text.body, whole, parse.as_deref(), of)
}

fn labelled(body: &str, whole: Span, parse: Option<&Parse>, of: Option<Span>) -> Label {
    let text = plain(&without_dateline(one_line(whole.of(body))));
    let is_named = names_its_subject(&text, parse);
    let is_long = text.chars().nth(WHOLE_CHARS).is_some();
    let clause = parse
        .filter(|_| is_long)
        .and_then(|parse| main_clause(body, parse, of));
    Label {
        text: clause.unwrap_or_else(|| excerpt(&text, MOST_CHARS)),
        is_named,
    }
}

/// The main clause of a sentence without what only stands beside it; `None` where the words `of` are in none, or it is no shorter.
fn main_clause(body: &str, parse: &Parse, of: Option<Span>) -> Option<String> {
    let root = parse.root()?;
    let words = &parse.words;
    let wanted: Vec<usize> = match of {
        Some(span) => (0..words.len())
            .filter(|&at| words[at].span.start < span.end && words[at].span.end > span.start)
            .collect(),
        None => vec![root],
    };
    let kept: Vec<usize> = (0..words.len())
        .filter(|&at| !is_beside(parse, at, &wanted))
        .collect();
    // What stands at the end is often what is news.
    let last = (0..words.len()).rfind(|&at| is_word(parse, at));
    if !last.is_some_and(|last| kept.contains(&last)) {
        return None;
    }
    let label = without_dateline(written(body, parse, &kept));
    let fits = !label.is_empty() && label.chars().count() <= WHOLE_CHARS;
    (fits && parse.subject(root).is_some()).then_some(label)
}

/// Whether a word stands in something between commas that only describes, or in a clause of its own behind an `and`, none of the wanted
/// words in it.
fn is_beside(parse: &Parse, word: usize, wanted: &[usize]) -> bool {
    let mut at = word;
    for _ in 0..=parse.words.len() {
        let node = &parse.words[at];
        let Some(head) = node.head else { return false };
        let has_wanted = || wanted.iter().any(|&word| parse.is_under(word, at));
        let is_apart = BESIDE.contains(&node.relation) && stands_between_commas(parse, at)
            || is_joined_clause(parse, at, head);
        if is_apart && !has_wanted() {
            return true;
        }
        at = head;
    }
    false
}

/// A clause with its own subject behind an `and` of the main one.
fn is_joined_clause(parse: &Parse, at: usize, head: usize) -> bool {
    let joins = parse
        .child(at, Relation::Cc)
        .is_some_and(|cc| parse.written(cc).eq_ignore_ascii_case(AND));
    let own = parse.subject(at).is_some_and(|own| parse.is_under(own, at));
    parse.words[at].relation == Relation::Conj && parse.root() == Some(head) && joins && own
}

/// A comma, a dash or a bracket stands before the subtree of a word, and a mark or nothing behind it.
fn stands_between_commas(parse: &Parse, at: usize) -> bool {
    let under: Vec<usize> = (0..parse.words.len())
        .filter(|&word| parse.is_under(word, at))
        .collect();
    let (Some(&first), Some(&last)) = (under.first(), under.last()) else {
        return false;
    };
    let is_mark = |at: usize| !is_word(parse, at);
    let opens = is_mark(first) || first.checked_sub(1).is_some_and(is_mark);
    let closes = is_mark(last) || last + 1 >= parse.words.len() || is_mark(last + 1);
    opens && closes
}

/// Whether the subject of a sentence is named in it: no pronoun, and no `his campaign`, before which nobody is named.
fn names_its_subject(text: &str, parse: Option<&Parse>) -> bool {
    let stands_for = |word: &str| UNNAMED.contains(&words::fold(word).as_str());
    let subject = parse.and_then(|parse| Some((parse, parse.subject(parse.root()?)?)));
    let Some((parse, subject)) = subject else {
        let first = words::words(text).next();
        return first.is_none_or(|word| !stands_for(word.of(text)));
    };
    let is_name = |at: usize| parse.words[at].upos() == Upos::Propn;
    let own = (0..=subject).filter(|&at| parse.is_under(at, subject));
    let mut own = own.skip_while(|&at| !is_word(parse, at));
    let begins = own.next().unwrap_or(subject);
    !stands_for(parse.written(begins)) || (0..begins).any(is_name)
}

/// A label without the place and agency that a report begins with.
fn without_dateline(label: String) -> String {
    let parted = [" — ", " – ", " - ", " -- "]
        .iter()
        .filter_map(|mark| label.split_once(mark))
        .min_by_key(|(before, _)| before.len());
    match parted {
        Some((before, behind))
            if before.chars().count() <= DATELINE_CHARS
                && (before.ends_with(')') || !before.contains(char::is_lowercase)) =>
        {
            behind.to_string()
        }
        _ => label,
    }
}

fn is_word(parse: &Parse, at: usize) -> bool {
    parse.written(at).contains(char::is_alphanumeric)
}

/// The words as the text has them, `…` where others stood between them.
fn written(body: &str, parse: &Parse, kept: &[usize]) -> String {
    let mut label = String::new();
    let mut before: Option<usize> = None;
    for &at in kept {
        let span = parse.words[at].span;
        if let Some(before) = before {
            let skipped = (before + 1..at).any(|between| is_word(parse, between));
            if skipped && !is_word(parse, at) && !OPENING.contains(&span.of(body)) {
                continue;
            }
            let end = parse.words[before].span.end;
            if skipped {
                label.push_str(" … ");
            } else {
                label.push_str(body.get(end..span.start).unwrap_or(" "));
            }
        }
        label.push_str(span.of(body));
        before = Some(at);
    }
    let label = one_line(&label);
    plain(&label)
}

/// Words without the point of a list before them, and with the mark that ends a quotation.
fn plain(label: &str) -> String {
    let is_mark = |letter: char| !letter.is_alphanumeric() && !"$€£¥“\"‘'([#@…".contains(letter);
    let bare = label.trim_start_matches(is_mark);
    let count = |mark: char| bare.matches(mark).count();
    let close = if count('“') > count('”') {
        "”"
    } else if count('"') % 2 == 1 {
        "\""
    } else {
        ""
    };
    format!("{bare}{close}")
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::syntax::Syntax;

    fn told(text: &str, of: Option<&str>) -> Label {
        let parse = Syntax::of(Some("en")).unwrap().parse(text, 0..text.len());
        let of = of.map(|of| {
            let start = text.find(of).unwrap();
            Span::new(start, start + of.len())
        });
        labelled(text, Span::new(0, text.len()), Some(&parse), of)
    }

    #[test]
    fn a_sentence_is_told_whole() {
        for text in [
            "Nearly all gifts to the fund were for $200 or less, the treasurer of Tolling said on Monday.",
            "None of the bakers of Velmora raised as much as the 30,000 crowns of the guild.",
            "The mayor of Tolling says that Dask is a puppet of the guild of bakers.",
        ] {
            assert_eq!(told(text, None).text, text);
        }
        assert_eq!(
            told("VELMORA (Reuters) - The dam broke on Monday.", None).text,
            "The dam broke on Monday."
        );
        assert_eq!(
            told(
                "Brandt called the dam \"a heap of stones and old rope.",
                None
            )
            .text,
            "Brandt called the dam \"a heap of stones and old rope.\""
        );
    }

    #[test]
    fn of_a_long_one_what_limits_it_is_never_left_out() {
        let behind = "lost 300 of its members in May in a quarrel over the price of bread that the bakers of the town had asked for since the winter of the flood.";
        let long = format!("The fund, which feeds the poor of Velmora, {behind}");
        assert_eq!(
            told(&long, Some("300")).text,
            format!("The fund … {behind}")
        );
        for limited in [
            "The ferry would carry 120 passengers across the lake of Tolling every morning if the council of the town, which has not met since the spring, gave it the licence.",
            "The mayor of Tolling said that the ferry carried 120 passengers across the lake on every morning of the winter in which the bridge to the villages was closed.",
            "Of the bakers of Velmora 120 voted for the tax on flour, but the guild of millers, which has many more members in the villages by the lake, voted against it.",
        ] {
            assert_eq!(told(limited, Some("120")).text, limited);
        }
    }

    #[test]
    fn what_is_behind_no_end_is_cut_and_the_cut_is_shown() {
        let endless = "The baker sold bread to the miller and ".repeat(40);
        let label = told(&endless, None).text;
        assert!(
            label.chars().count() <= MOST_CHARS && label.ends_with('…'),
            "{label}"
        );
    }

    #[test]
    fn a_pronoun_names_nobody() {
        for text in [
            "They earned 400 crowns a day.",
            "His campaign spent 400 crowns a day.",
            "Those fault lines run through the council.",
            "She plans to tell the council about the dam.",
        ] {
            assert!(!told(text, None).is_named, "{text}");
        }
        for text in [
            "The miners earned 400 crowns a day.",
            "After Dask left the council, his campaign spent 400 crowns a day.",
            "There are 400 miners in the town of Tolling.",
        ] {
            assert!(told(text, None).is_named, "{text}");
        }
    }
}
