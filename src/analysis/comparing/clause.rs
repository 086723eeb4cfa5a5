//! The clause of a figure, a day or a passage as a label: who does what, in the article's words.
//!
//! A noun phrase cut out beside a number leaves out whose it is (`share of its value`) or what is done with it (`dollars for the
//! wall`, of an offer that somebody asked about): of 38 such labels of lone figures strangers found 9 right, of 10 that were words of
//! the clause 8.

use crate::analysis::comparing::table::{Table, excerpt};
use crate::analysis::text::syntax::{Parse, Relation, Upos};
use crate::analysis::text::words;
use crate::model::Span;

/// Letters of a clause as a label: two lines beside an outlet at 80 columns.
pub(super) const CLAUSE_CHARS: usize = 100;

/// What hangs on a clause and is left out of it where the figure does not stand in it.
const LEFT_OUT: [Relation; 8] = [
    Relation::AclRelcl,
    Relation::Advcl,
    Relation::AdvclRelcl,
    Relation::Appos,
    Relation::Ccomp,
    Relation::Discourse,
    Relation::Parataxis,
    Relation::Vocative,
];
/// Verbs by which what they say is said to be so, as dictionary forms: a clause under any other (`doubt`, `prove`, `hope`) is told with it.
const SAYING: [&str; 9] = [
    "add", "announce", "confirm", "note", "report", "say", "state", "tell", "write",
];
/// Letters of the place and the agency before a report: `WASHINGTON (AP) — `.
const DATELINE_CHARS: usize = 40;
/// What opens a clause that need not be so, in lower case.
const CONDITIONS: [&str; 3] = ["if", "unless", "whether"];
/// Marks that belong to the word behind them.
const OPENING: [&str; 7] = ["$", "€", "£", "“", "\"", "(", "‘"];
/// Words that only stand for a noun that the sentence has elsewhere, in lower case.
const RELATIVES: [&str; 4] = ["that", "which", "who", "whom"];

/// The clause of a figure.
pub(super) struct Clause {
    pub label: String,
    /// It names of whom it tells: no pronoun stands in the place of the subject.
    pub is_named: bool,
}

/// The words of the clause that has the figure, as they stand in the article, `…` where some are left out; `None` in a language without
/// syntax, and where there is no clause with a subject or it is longer than [`CLAUSE_CHARS`].
pub(super) fn clause(
    table: &Table,
    (article, sentence): (usize, usize),
    figure: Span,
) -> Option<Clause> {
    let parse = table.parse(article, sentence)?;
    of_figure(&table.articles[article].body, &parse, figure)
}

fn of_figure(body: &str, parse: &Parse, figure: Span) -> Option<Clause> {
    let words = &parse.words;
    let first = words.iter().position(|node| node.span.end > figure.start)?;
    let last = words
        .iter()
        .rposition(|node| node.span.start < figure.end)?;
    around(body, parse, first, last)
}

/// The main clause of a sentence, else its first words: also where the main clause only says that somebody said something.
pub(super) fn main_clause(table: &Table, (article, sentence): (usize, usize)) -> String {
    let text = table.articles[article];
    let main = table.parse(article, sentence).and_then(|parse| {
        let root = parse.root()?;
        if leaves_out_what_is_said(&parse, root) {
            return None;
        }
        let clause = around(&text.body, &parse, root, root)?;
        (!clause.label.ends_with('…')).then_some(clause.label)
    });
    let whole = text.sentences.get(sentence).copied().unwrap_or_default();
    main.unwrap_or_else(|| excerpt(text.text(whole), CLAUSE_CHARS))
}

/// Whether the clause of a verb tells only that somebody said, found or wrote something: what that is hangs on the verb as a clause of
/// its own. Of 46 sentences of one outlet whose label strangers could not use 29 had such a one.
fn leaves_out_what_is_said(parse: &Parse, verb: usize) -> bool {
    [Relation::Ccomp, Relation::Parataxis]
        .into_iter()
        .filter_map(|relation| parse.child(verb, relation))
        .any(|said| parse.subject(said).is_some() || parse.words[said].upos() == Upos::Verb)
}

/// The clause that has some words of a sentence.
fn around(body: &str, parse: &Parse, first: usize, last: usize) -> Option<Clause> {
    let predicate = predicate(parse, first)?;
    let subject = parse.subject(predicate)?;
    let kept = kept(parse, predicate, subject, first..=last);
    // A relative clause was taken for the main one, or nothing is left of what somebody said.
    let says = SAYING.contains(&parse.lemma(predicate).to_lowercase().as_str());
    if kept.first().is_none_or(|&at| is_relative(parse, at))
        || says && kept.last() == Some(&predicate)
    {
        return None;
    }
    let label = without_dateline(written(body, parse, &kept));
    let label = if label.chars().count() > CLAUSE_CHARS {
        // What stands behind the thing that is counted can be missed.
        let end = counted(parse, first, last);
        let (short, rest): (Vec<usize>, Vec<usize>) = kept.iter().partition(|&&at| at <= end);
        let cut = rest.iter().any(|&at| is_word(parse, at));
        let open = if cut { "…" } else { "" };
        let short = without_dateline(written(body, parse, &short));
        format!("{short}{open}")
    } else {
        label
    };
    let fits = !label.is_empty() && label.chars().count() <= CLAUSE_CHARS;
    fits.then(|| Clause {
        label,
        is_named: parse.words[subject].upos() != Upos::Pron,
    })
}

/// The nearest verb or predicate over a word that has a subject of its own, and over which nothing leaves open or denies what it says.
fn predicate(parse: &Parse, word: usize) -> Option<usize> {
    let mut at = word;
    let mut found: Option<usize> = None;
    for _ in 0..parse.words.len() {
        let node = &parse.words[at];
        let subject = parse.subject(at);
        let subject = subject.filter(|&subject| !is_relative(parse, subject));
        if found.is_none() && subject.is_some() {
            found = Some(at);
        }
        let Some(head) = node.head else { break };
        if let Some(predicate) = found {
            let over = parse.lemma(head).to_lowercase();
            let is_bare = SAYING.contains(&over.as_str()) && !parse.is_negated(head);
            // `beyond a doubt that`: the clause of a noun.
            let of_noun =
                node.relation == Relation::Acl && parse.child(at, Relation::Mark).is_some();
            let hangs = of_noun
                || matches!(node.relation, Relation::Ccomp | Relation::Xcomp)
                || node.relation == Relation::Conj && at != predicate;
            if at != predicate || !hangs || is_bare {
                break;
            }
            // What is hoped, asked or denied is told with who does so.
            found = None;
        }
        at = head;
    }
    found
}

/// The words of the clause of a predicate, in order.
fn kept(
    parse: &Parse,
    predicate: usize,
    subject: usize,
    figure: std::ops::RangeInclusive<usize>,
) -> Vec<usize> {
    let has_figure = |at: usize| figure.clone().any(|word| parse.is_under(word, at));
    let is_left_out = |at: usize| {
        let node = &parse.words[at];
        let head = node.head.filter(|_| at != predicate);
        let of_verb = head.is_some_and(|head| parse.words[head].upos() == Upos::Verb);
        let is_apart = LEFT_OUT.contains(&node.relation)
            || node.relation == Relation::Conj && of_verb
            || node.relation == Relation::Cc && head == Some(predicate);
        head.is_some() && is_apart && !has_figure(at)
    };
    let is_kept = |word: usize| {
        let mut at = word;
        for _ in 0..=parse.words.len() {
            if at == predicate {
                return true;
            }
            if is_left_out(at) {
                return false;
            }
            match parse.words[at].head {
                Some(head) => at = head,
                None => return false,
            }
        }
        false
    };
    // `after the council met`: what hangs on it is told elsewhere.
    let opens = |at: usize| {
        let node = &parse.words[at];
        let written = parse.written(at).to_lowercase();
        let is_mark = node.relation == Relation::Mark && node.head == Some(predicate);
        is_mark && written != "to" && !CONDITIONS.contains(&written.as_str())
    };
    let mut kept: Vec<usize> = (0..parse.words.len())
        .filter(|&at| is_kept(at) && !opens(at))
        .collect();
    // A subject shared with the verb before it by `and` hangs on that one.
    if !parse.is_under(subject, predicate) {
        let span = parse.subtree(subject);
        kept.extend((0..parse.words.len()).filter(|&at| span.contains(parse.words[at].span)));
        kept.sort_unstable();
        kept.dedup();
    }
    // `where the ferry sank`
    let asks = |at: usize| parse.words[at].tag.penn() == "WRB";
    while kept
        .first()
        .is_some_and(|&at| !is_word(parse, at) || asks(at))
    {
        kept.remove(0);
    }
    while kept.last().is_some_and(|&at| !is_word(parse, at)) {
        kept.pop();
    }
    kept
}

/// The last word of what a figure counts: of the noun that it is the number of.
fn counted(parse: &Parse, first: usize, last: usize) -> usize {
    let of = (first..=last)
        .filter_map(|at| parse.words[at].head)
        .find(|&head| head > last && parse.words[head].upos() != Upos::Verb);
    // `97% of the voters`
    let end = of.map_or(last, |noun| noun.max(last));
    let parts = (first..=end).filter_map(|at| parse.child(at, Relation::Nmod));
    parts.filter(|&part| part > end).min().unwrap_or(end)
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

fn is_relative(parse: &Parse, word: usize) -> bool {
    RELATIVES.contains(&parse.written(word).to_lowercase().as_str())
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
    let words: Vec<&str> = label.split_whitespace().collect();
    let label = words.join(" ");
    let bare = label.trim_matches(|letter: char| {
        !(letter.is_alphanumeric() || "$€£¥%)”\"’'…".contains(letter))
    });
    if words::words(bare).count() < 2 {
        return String::new();
    }
    // The mark that ends a quotation stands behind the last word.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::text::syntax::Syntax;

    fn label(text: &str, figure: &str) -> Option<(String, bool)> {
        let parse = Syntax::of(Some("en")).unwrap().parse(text, 0..text.len());
        let start = text.find(figure).unwrap();
        let span = Span::new(start, start + figure.len());
        of_figure(text, &parse, span).map(|clause| (clause.label, clause.is_named))
    }

    #[test]
    fn the_clause_of_a_figure_is_told_with_whose_it_is() {
        for (text, figure, expected) in [
            (
                "The fund, which feeds the poor of Velmora, lost 300 members in May.",
                "300",
                "The fund … lost 300 members in May",
            ),
            (
                "Officials said that the ferry carried 120 passengers, but nobody was hurt.",
                "120",
                "the ferry carried 120 passengers",
            ),
            (
                "The governor wants to hire 10,000 more guards at the border.",
                "10,000",
                "The governor wants to hire 10,000 more guards at the border",
            ),
            (
                "The mayor was asked whether Dask offered Brandt $25 million for the wall.",
                "$25 million",
                "The mayor was asked whether Dask offered Brandt $25 million for the wall",
            ),
        ] {
            assert_eq!(
                label(text, figure).map(|told| told.0).as_deref(),
                Some(expected),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_denied_is_told_with_the_denial() {
        let (told, _) = label(
            "The mayor denied that the dam cost $40 million.",
            "$40 million",
        )
        .unwrap();
        assert!(told.contains("denied"), "{told}");
    }

    #[test]
    fn a_pronoun_names_nobody() {
        let told = label("They earned 400 crowns a day.", "400").unwrap();
        assert_eq!(told, ("They earned 400 crowns a day".to_string(), false));
        assert!(
            label("The miners earned 400 crowns a day.", "400")
                .unwrap()
                .1
        );
        assert!(label("400 crowns.", "400").is_none());
    }

    #[test]
    fn a_clause_that_only_says_that_somebody_spoke_is_no_label() {
        let leaves_out = |text: &str| {
            let parse = Syntax::of(Some("en")).unwrap().parse(text, 0..text.len());
            leaves_out_what_is_said(&parse, parse.root().unwrap())
        };
        for text in [
            "The same report found that the bridge had not been looked at for years.",
            "The mayor of Oakport said that the ferry would sail again in May.",
            "The former mayor wrote that nobody had asked those who live there.",
        ] {
            assert!(leaves_out(text), "{text}");
        }
        for text in [
            "The ferry carried 120 passengers from Oakport to Stonefield.",
            "The mayor opened the bridge after the council met on Monday.",
            "The council told the mayor about the bridge.",
        ] {
            assert!(!leaves_out(text), "{text}");
        }
    }
}
