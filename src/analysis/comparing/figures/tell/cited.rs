//! Whom an article cites for a figure: told only where the sentence says it of the clause of the figure, else nobody.
//!
//! A source is the subject of a verb of saying, or stands behind `according to`; between it and the figure
//! there is nothing that begins another statement (`but`, `while`, a semicolon, the end of a sentence that was not parted).

use crate::analysis::comparing::align::is_saying;
use crate::analysis::comparing::figures::read::Claim;
use crate::analysis::comparing::table::{Table, excerpt};
use crate::analysis::text::syntax::{Parse, Relation};
use crate::analysis::text::words;
use crate::model::Span;

/// Sources named in the reason of a finding.
const MOST_SOURCES: usize = 4;
/// Letters of a source.
const SOURCE_CHARS: usize = 40;
/// Sentences longer than this, in bytes, are lists and tables: they cite nobody for one figure.
const MOST_BYTES: usize = 1500;
/// Letters of the longest word that is abbreviated before a name: `Gov. Brandt`, `J. Dask`.
const ABBREVIATED: usize = 4;

/// What begins another statement inside a sentence.
#[rustfmt::skip]
const PARTING: [&str; 12] = [
    ";", ", but ", " but ", ", while ", ", although ", ", though ", ", whereas ", ", and ", " — ", "\n", ", however",
    ", meanwhile",
];
/// Words before a name that is then not the subject: `patients in Velmora reported`.
const NO_SUBJECT: [&str; 19] = [
    "about", "after", "against", "and", "at", "before", "between", "by", "for", "from", "in",
    "like", "near", "of", "on", "or", "than", "to", "with",
];
/// Verbs of saying that are often said of something else, or of what somebody did.
const OTHERWISE: [&str; 5] = ["according", "continued", "replied", "responded", "saying"];
/// Verbs of giving a number that are no verbs of saying elsewhere.
const GIVING: [&str; 3] = ["cited", "estimated", "estimates"];
/// Words that may follow the verb where the statement stands before it: `…, Brandt said on Monday`.
#[rustfmt::skip]
const CLOSING: [&str; 16] = [
    "at", "during", "earlier", "friday", "in", "late", "last", "monday", "on", "saturday", "sunday", "this", "thursday",
    "tuesday", "wednesday", "when",
];

/// Who says so, where the sentences tell: ` Outlet A cites Viasna.`
pub fn sources(table: &Table, members: &[&Claim]) -> String {
    let mut told = String::new();
    let mut known: Vec<(usize, String)> = Vec::new();
    for claim in members {
        let Some(source) = source(table, claim) else {
            continue;
        };
        let entry = (claim.article, source);
        if known.len() < MOST_SOURCES && !known.contains(&entry) {
            let outlet = excerpt(&table.name(entry.0), SOURCE_CHARS);
            told.push_str(&format!(" {outlet} cites {}.", entry.1));
            known.push(entry);
        }
    }
    told
}

/// The words behind `according to`, or the name that is the subject of a verb of saying, for the clause of a claim.
fn source(table: &Table, claim: &Claim) -> Option<String> {
    let text = table.articles[claim.article];
    let sentence = text.sentences[claim.sentence];
    if sentence.len() > MOST_BYTES {
        return None;
    }
    let written = text.text(sentence);
    let at = claim.span.start.checked_sub(sentence.start)?;
    let end = claim.span.end.checked_sub(sentence.start)?;
    if let Some(source) = accorded(written, at, end) {
        return Some(source);
    }
    let first = text
        .mentions
        .partition_point(|mention| mention.start < sentence.start);
    text.mentions[first..]
        .iter()
        .take_while(|mention| mention.end <= sentence.end)
        .find(|mention| {
            let name = Span::new(mention.start - sentence.start, mention.end - sentence.start);
            let parse = || table.parse(claim.article, claim.sentence);
            says(written, name, at, end)
                && parse().is_none_or(|parse| grants(&parse, mention.span(), claim.span.start))
        })
        .map(|mention| mention.entity.clone())
}

/// Whether a parse lets what the verb behind a name says reach to the figure: not where that hangs on what is said as `after`, `which` or a
/// description, which are the reporter's.
fn grants(parse: &Parse, name: Span, at: usize) -> bool {
    const REPORTER: [Relation; 3] = [Relation::AclRelcl, Relation::AdvclRelcl, Relation::Appos];
    let word = |byte: usize| parse.words.iter().position(|node| node.span.end > byte);
    let (Some(verb), Some(figure)) = (word(name.end + 1), word(at)) else {
        return true;
    };
    // What stands before `she said` may stand over the verb, or beside it.
    let is_before = parse.words[figure].span.end <= name.start;
    let mut at = figure;
    for _ in 0..parse.words.len() {
        if at == verb {
            return true;
        }
        let node = &parse.words[at];
        // `said during the three-hour hearing`
        let is_when = |head: usize| {
            let is_behind = head == verb && !is_before;
            is_behind && matches!(node.relation, Relation::Obl | Relation::OblUnmarked)
        };
        // `after 48 boats sank`; without its word what is said itself is taken for such a clause.
        let is_beside =
            node.relation == Relation::Advcl && parse.child(at, Relation::Mark).is_some();
        let is_told = !REPORTER.contains(&node.relation) && !is_beside;
        match node.head {
            Some(head) if is_told && !is_when(head) => at = head,
            Some(_) => return false,
            None => return is_before,
        }
    }
    false
}

/// Whoever stands behind an `according to` that goes with the clause of a figure.
fn accorded(written: &str, at: usize, end: usize) -> Option<String> {
    const ACCORDING: &str = "ccording to ";
    let (found, _) = written
        .match_indices(ACCORDING)
        .find(|(found, _)| is_one_statement(written, at, end, *found, found + ACCORDING.len()))?;
    let behind = &written[found + ACCORDING.len()..];
    let stop = behind
        .find([',', ';', '“', '"', '(', '—'])
        .unwrap_or(behind.len());
    let source = behind[..stop].trim().trim_end_matches('.');
    let about = [" who ", " that ", " which ", " and "];
    let stop = about.iter().filter_map(|word| source.find(word)).min();
    let source = &source[..stop.unwrap_or(source.len())];
    let named = source.contains(char::is_whitespace) || source.starts_with(char::is_uppercase);
    named.then(|| excerpt(source, SOURCE_CHARS))
}

/// Whether a name, at this place in a sentence, is the subject of a verb of saying whose statement has the figure.
fn says(written: &str, name: Span, at: usize, end: usize) -> bool {
    let Some((before, behind)) = written.get(..name.start).zip(written.get(name.end..)) else {
        return false;
    };
    let verb = behind.split_whitespace().next().unwrap_or("");
    let trimmed = verb.trim_matches(|letter: char| !letter.is_alphanumeric());
    let folded = words::fold(trimmed);
    let says = (is_saying(&folded) && !OTHERWISE.contains(&folded.as_str()))
        || GIVING.contains(&folded.as_str());
    let last = before.split_whitespace().next_back().unwrap_or("");
    if !says || !behind.starts_with(' ') || NO_SUBJECT.contains(&words::fold(last).as_str()) {
        return false;
    }
    let said = name.end + 1 + verb.len();
    if at >= said {
        return is_one_statement(written, at, end, name.end, said);
    }
    // The figure stands before the name: the verb closes the sentence, or only when and where follow.
    let rest = written.get(said..).unwrap_or("");
    let next = rest.split_whitespace().next().unwrap_or("");
    let closes = verb.ends_with([',', '.', ';', ':'])
        || next.is_empty()
        || CLOSING.contains(&words::fold(next).as_str())
        || folded == "told";
    let own = before.rfind([',', '”', '"', '’', '\'']);
    closes
        && own.is_some_and(|own| own >= end)
        && is_one_statement(written, at, end, name.start, said)
}

/// Whether nothing between a figure and the words that say who says so begins another statement.
fn is_one_statement(written: &str, at: usize, end: usize, from: usize, to: usize) -> bool {
    let between = if at >= to {
        written.get(to..at)
    } else {
        written.get(end..from)
    };
    let Some(between) = between else { return false };
    let ends = between.match_indices(". ").any(|(dot, _)| {
        let next = between[dot + 2..].trim_start();
        let word = between[..dot]
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or("");
        let abbreviated =
            word.starts_with(char::is_uppercase) && word.chars().count() <= ABBREVIATED;
        !abbreviated && !next.starts_with(char::is_lowercase)
    });
    !ends && !PARTING.iter().any(|mark| between.contains(mark))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::text::syntax::Syntax;

    fn cited(written: &str, name: &str, figure: &str) -> bool {
        let find = |text: &str| written.find(text).unwrap_or_default();
        let name = Span::new(find(name), find(name) + name.len());
        says(written, name, find(figure), find(figure) + figure.len())
    }

    #[test]
    fn what_the_reporter_adds_is_nobodys() {
        for (written, name, figure, expected) in [
            (
                "More than 40 people were on board, the Merrow Coast Guard said.",
                "Merrow Coast Guard",
                "40",
                true,
            ),
            (
                "Brandt said on Monday that 48 boats sank.",
                "Brandt",
                "48",
                true,
            ),
            (
                "Brandt spoke to the guild after she had met 48 sailors, and she said that she was tired.",
                "she",
                "48",
                false,
            ),
        ] {
            let find = |text: &str| written.find(text).unwrap_or_default();
            let name = Span::new(find(name), find(name) + name.len());
            let parse = Syntax::of(Some("en"))
                .unwrap()
                .parse(written, 0..written.len());
            assert_eq!(grants(&parse, name, find(figure)), expected, "{written}");
        }
    }

    #[test]
    fn a_source_is_the_subject_of_a_verb_of_saying_in_the_clause_of_the_figure() {
        for (written, name, figure, expected) in [
            (
                "Brandt said on Monday that 48 boats sank.",
                "Brandt",
                "48",
                true,
            ),
            (
                "The storm sank 48 boats, Mayor Ilse Brandt said.",
                "Ilse Brandt",
                "48",
                true,
            ),
            (
                "“It sank 48 boats,” Brandt told reporters.",
                "Brandt",
                "48",
                true,
            ),
            (
                "It paid 48 crowns for nets, but Brandt said nobody used them.",
                "Brandt",
                "48",
                false,
            ),
            (
                "After 48 boats sank, Velmora harbour said it was full.",
                "Velmora harbour",
                "48",
                false,
            ),
            (
                "The 12 fishermen in Velmora reported using 48 nets.",
                "Velmora",
                "48",
                false,
            ),
            (
                "Brandt said the pier was old, but it cost 48 crowns.",
                "Brandt",
                "48",
                false,
            ),
        ] {
            assert_eq!(cited(written, name, figure), expected, "{written}");
        }
    }

    #[test]
    fn according_to_goes_with_its_own_sentence() {
        let accorded = |written: &str, figure: &str| {
            let at = written.find(figure).unwrap_or_default();
            accorded(written, at, at + figure.len())
        };
        let one = "Some 48 boats sank, according to Velmora Radio.";
        assert_eq!(accorded(one, "48").as_deref(), Some("Velmora Radio"));
        let two =
            "It showed 48 boats at 6 p.m. Karsk Radio showed none, according to Velmora Radio.";
        assert_eq!(accorded(two, "48"), None);
    }

    proptest! {
        #[test]
        fn any_sentence_can_be_read(written in ".{0,60}", a in 0_usize..60, b in 0_usize..60, c in 0_usize..60) {
            let (from, to) = (a.min(b), a.max(b));
            says(&written, Span::new(from, to), c, c + 2);
            accorded(&written, c, c + 2);
        }
    }
}
