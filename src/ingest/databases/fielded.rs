//! Records of labelled lines (`Author: Jo Doe`): NewsBank, Gale, and whatever other database writes its records so. Outlet, day and headline may
//! stand above the labels without any.
//!
//! Invariant: where several records stand in a text and cannot be parted, none is read: two articles never become one.

use std::collections::{HashMap, HashSet};

use super::super::clean::Line;
use super::super::field_names::{FieldTag, field_names};
use super::super::record::plain;
use super::super::source_line::source_line;
use super::lexis::is_copyright;
use super::{Document, Export, Field, days, joined, outlet, paragraphs};

/// Characters of the longest name of a label.
const NAME_CHARS: usize = 30;
/// Words of the longest name of a label: `Gale Document Number`.
const NAME_WORDS: usize = 4;
/// Signs of the shortest line that parts records.
const RULE_SIGNS: usize = 4;
/// Lines above the first label that may be outlet, day and headline.
const HEAD_LINES: usize = 6;
/// Labels that a text must hold to be a record; of an unknown database so many must come again.
const LABELS_OF_ONE: usize = 3;
/// Labels among them that say something of an article.
const FACTS_OF_ONE: usize = 2;
/// Labels of these databases that say nothing of an article; of another database they are those that come again.
#[rustfmt::skip]
const CODES: &[&str] = &[
    "Record Number", "Gale Document Number", "Section", "Page", "Edition", "Document Type", "Publisher", "Dateline", "Column",
    "Index Terms", "Copyright", "Length", "Volume", "Issue", "ISSN", "Location",
];
/// What ends a record of NewsBank, and of Gale.
const NEWSBANK: &str = "Record Number";
const GALE: &str = "Gale Document Number";

/// `Author(s): Jo Doe`: name and value.
fn label(line: &Line) -> Option<(&str, &str)> {
    let (name, value) = line.text.split_once(':')?;
    let is_name = name.chars().count() <= NAME_CHARS
        && name.split(' ').count() <= NAME_WORDS
        && name.starts_with(char::is_uppercase)
        && name
            .chars()
            .all(|letter| letter.is_alphabetic() || " -/()".contains(letter));
    (is_name && (value.is_empty() || value.starts_with(' '))).then(|| (name, value.trim()))
}

/// What a label says, where it says something of the article.
fn meaning(name: &str) -> Field {
    let name = plain(name);
    match name.as_str() {
        "from" | "source" | "publication" => return Field::Outlet,
        "language" => return Field::Language,
        _ => {}
    }
    let tags = field_names().tags(&name);
    let means = [
        (FieldTag::Title, Field::Title),
        (FieldTag::Author, Field::Author),
        (FieldTag::Date, Field::Day),
        (FieldTag::Text, Field::Body),
        (FieldTag::Outlet, Field::Outlet),
        (FieldTag::Url, Field::Url),
        (FieldTag::Summary, Field::Left),
    ];
    means
        .iter()
        .find(|(tag, _)| tags.has(*tag))
        .map_or(Field::Code, |(_, field)| *field)
}

fn is_rule(line: &Line) -> bool {
    let first = line
        .text
        .chars()
        .next()
        .filter(|sign| "_-=*~".contains(*sign));
    first.is_some_and(|first| line.text.chars().all(|sign| sign == first))
        && line.text.len() >= RULE_SIGNS
}

fn has(lines: &[Line], name: &str) -> bool {
    lines
        .iter()
        .any(|line| label(line).is_some_and(|(own, _)| own == name))
}

/// Names of the labels of a text with how often each stands there.
fn counted(lines: &[Line]) -> HashMap<&str, usize> {
    let mut counted = HashMap::new();
    for (name, _) in lines.iter().filter_map(label) {
        *counted.entry(name).or_default() += 1;
    }
    counted
}

/// Whether labels are those of records: enough, and some of them of articles.
fn are_of_records<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let names: Vec<&str> = names.collect();
    let facts = names.iter().filter(|name| meaning(name) != Field::Code);
    names.len() >= LABELS_OF_ONE && facts.count() >= FACTS_OF_ONE
}

/// Whether a text is of records that end in a label; one may say nothing of an article but its author.
fn ends_in(lines: &[Line], last: &str) -> bool {
    let counted = counted(lines);
    let facts = counted
        .keys()
        .filter(|name| meaning(name) != Field::Code)
        .count();
    has(lines, last) && counted.len() >= LABELS_OF_ONE && facts > 0
}

pub fn is_newsbank(lines: &[Line]) -> bool {
    ends_in(lines, NEWSBANK)
}

pub fn is_gale(lines: &[Line]) -> bool {
    ends_in(lines, GALE)
}

/// Whether the same labels come again and again: records of a database that nobody has told of.
pub fn comes_again(lines: &[Line]) -> bool {
    let counted = counted(lines);
    let most = counted.values().copied().max().unwrap_or(0);
    // Speakers of an interview come again as well, and so does a label in every paragraph: those of records come equally often.
    let again = counted
        .iter()
        .filter(|(_, count)| **count > 1 && **count + 1 >= most);
    are_of_records(again.map(|(name, _)| *name))
}

pub fn documents(lines: &[Line]) -> Export {
    let parts = parts(lines);
    // "The mayor said: wait." is no label.
    let is_known = |name: &str, count: usize| {
        let again = parts.len() > 1 && count * 2 >= parts.len();
        again || meaning(name) != Field::Code || CODES.contains(&name)
    };
    let known: HashSet<&str> = counted(lines)
        .into_iter()
        .filter(|(name, count)| is_known(name, *count))
        .map(|(name, _)| name)
        .collect();
    let documents = parts.into_iter().filter_map(|part| document(part, &known));
    Export {
        documents: documents.collect(),
        announced: None,
    }
}

/// The records of a text; none where there are several that nothing parts.
fn parts(lines: &[Line]) -> Vec<&[Line]> {
    let is_record = |part: &&[Line]| part.iter().filter_map(label).nth(1).is_some();
    let ruled: Vec<&[Line]> = lines
        .split(is_rule)
        .filter(|part| !part.is_empty())
        .collect();
    if ruled.len() > 1 && ruled.iter().all(is_record) {
        return ruled;
    }
    let is_last =
        |line: &Line| label(line).is_some_and(|(name, _)| name == NEWSBANK || name == GALE);
    if lines.iter().any(is_last) {
        return after_each(lines, is_last);
    }
    let opens = lines.first().and_then(label).map(|(name, _)| name);
    match opens {
        Some(first) => before_each(lines, |line| {
            label(line).is_some_and(|(name, _)| name == first)
        }),
        None if comes_again(lines) => Vec::new(),
        None => vec![lines],
    }
}

/// The parts that end in such a line, and the lines on whose the text is that follow it.
fn after_each(lines: &[Line], is_last: impl Fn(&Line) -> bool) -> Vec<&[Line]> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < lines.len() {
        let ends = is_last(&lines[at]);
        at += 1;
        if ends {
            while at < lines.len() && (is_copyright(&lines[at].text) || is_rule(&lines[at])) {
                at += 1;
            }
            parts.push(&lines[from..at]);
            from = at;
        }
    }
    parts.push(&lines[from..]);
    parts.retain(|part| !part.is_empty());
    parts
}

/// The parts that begin in such a line.
fn before_each(lines: &[Line], is_first: impl Fn(&Line) -> bool) -> Vec<&[Line]> {
    let mut starts: Vec<usize> = (0..lines.len())
        .filter(|&at| is_first(&lines[at]))
        .collect();
    starts.push(lines.len());
    starts
        .windows(2)
        .map(|pair| &lines[pair[0]..pair[1]])
        .collect()
}

/// One record: lines without labels, labels, the text, labels.
fn document(lines: &[Line], known: &HashSet<&str>) -> Option<Document> {
    let lines: Vec<Line> = lines
        .iter()
        .filter(|line| !is_rule(line))
        .cloned()
        .collect();
    let named = |line: &Line| label(line).is_some_and(|(name, _)| known.contains(name));
    let mut document = Document::default();
    let first = lines
        .iter()
        .position(named)
        .filter(|first| *first <= HEAD_LINES)
        .unwrap_or(0);
    head(&lines[..first], &mut document);
    let mut at = first;
    let mut body: Vec<Line> = Vec::new();
    while let Some((name, value)) = lines.get(at).filter(|line| named(line)).and_then(label) {
        let field = meaning(name);
        let end = (at + 1..lines.len()).find(|&end| lines[end].apart || named(&lines[end]));
        let end = end.unwrap_or(lines.len());
        if field == Field::Body {
            body.extend(
                Some(value)
                    .filter(|value| !value.is_empty())
                    .map(|value| Line {
                        text: value.to_string(),
                        ..lines[at].clone()
                    }),
            );
            at += 1;
            break;
        }
        let rest = joined(&lines[at + 1..end]);
        take(&mut document, field, &format!("{value} {rest}"));
        at = end;
    }
    let is_tail = |line: &Line| named(line) || is_copyright(&line.text);
    let tail = (at..lines.len())
        .rev()
        .take_while(|&at| is_tail(&lines[at]))
        .last();
    let tail = tail.unwrap_or(lines.len());
    body.extend_from_slice(&lines[at.min(tail)..tail]);
    document.body = paragraphs(&body);
    for (name, value) in lines[tail..].iter().filter_map(label) {
        take(&mut document, meaning(name), value);
    }
    document.is_told().then_some(document)
}

fn take(document: &mut Document, field: Field, value: &str) {
    let value = value.trim();
    match field {
        // `Source: Isle Courier.`
        Field::Outlet => document.take(field, value.trim_end_matches('.')),
        _ => document.take(field, value),
    }
}

/// Outlet, day and headline above the labels: in this order, or the headline above a line that says both others.
fn head(lines: &[Line], document: &mut Document) {
    let dated = lines
        .iter()
        .position(|line| days::line(&line.text).is_some());
    if let Some(at) = dated {
        document.published = days::line(&lines[at].text);
        document.outlet = lines[..at].first().map(|line| outlet(&line.text));
        let after = &lines[at + 1..];
        let title = if after.is_empty() {
            lines.get(1..at).unwrap_or(&[])
        } else {
            after
        };
        document.title = Some(joined(title)).filter(|title| !title.is_empty());
        return;
    }
    let sited = lines
        .iter()
        .position(|line| source_line(&line.text).is_some());
    let title: Vec<Line> = lines[..sited.unwrap_or(lines.len())].to_vec();
    document.title = Some(joined(&title)).filter(|title| !title.is_empty());
    if let Some(found) = sited.and_then(|at| source_line(&lines[at].text)) {
        document.outlet = found.outlet;
        document.published = found.date.and_then(|line| line.date.published());
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::clean::lines;
    use super::*;

    const NEWSBANK_TWO: &str = "Lindhaven Post (Norland)\nMarch 4, 2025\nHarbour wall gives way\nAuthor: Lia Torbay\nSection: News\n\nThe wall gave way on Tuesday.\n\nThe mayor said: wait.\n\nCopyright, 2025, Lindhaven Post\nRecord Number: 1A2B\n";

    fn read(text: &str) -> Vec<Document> {
        documents(&lines(text)).documents
    }

    #[test]
    fn records_are_parted_by_rules_by_what_ends_them_and_by_what_begins_them() {
        let second = NEWSBANK_TWO
            .replace("1A2B", "9F8E")
            .replace("Lindhaven", "Corvale");
        let gale = |title: &str| {
            format!(
                "Title: {title}\nAuthor(s): Jan Papke\nSource: Corvale Post.\nPublication Date: 5 Mar. 2025\nFull Text:\nThe crews stayed at home.\n\nNo talks are planned.\n\nGale Document Number: GALE|A{title}\n"
            )
        };
        let other = |title: &str| {
            format!(
                "Headline: {title}\nNewspaper: Corvale Post\nDate: 5 March 2025\nShelf: 12\n\nThe crews stayed at home.\n\n"
            )
        };
        for (text, claims, outlets) in [
            (
                format!("{NEWSBANK_TWO}\n________\n\n{second}"),
                is_newsbank as fn(&[Line]) -> bool,
                ["Lindhaven Post (Norland)", "Corvale Post (Norland)"],
            ),
            (
                format!("{NEWSBANK_TWO}\n{second}"),
                is_newsbank,
                ["Lindhaven Post (Norland)", "Corvale Post (Norland)"],
            ),
            (
                format!("{}\n----------\n\n{}", gale("One"), gale("Two")),
                is_gale,
                ["Corvale Post", "Corvale Post"],
            ),
            (
                format!("{}\n{}", gale("One"), gale("Two")),
                is_gale,
                ["Corvale Post", "Corvale Post"],
            ),
            (
                format!("{}{}", other("One"), other("Two")),
                comes_again,
                ["Corvale Post", "Corvale Post"],
            ),
        ] {
            assert!(claims(&lines(&text)), "{text}");
            let found = read(&text);
            assert_eq!(found.len(), 2, "{text}\n{found:#?}");
            for (document, outlet) in found.iter().zip(outlets) {
                assert_eq!(document.outlet.as_deref(), Some(outlet), "{text}");
                assert!(
                    document.title.is_some() && document.published.is_some(),
                    "{document:#?}"
                );
                assert!(
                    document
                        .body
                        .iter()
                        .all(|text| !text.contains("Number") && !text.contains("Copyright")),
                    "{document:#?}"
                );
                assert!(document.body[0].starts_with("The "), "{document:#?}");
            }
        }
        let one = read(NEWSBANK_TWO).remove(0);
        assert_eq!(
            (one.title.as_deref(), one.authors.as_slice()),
            (
                Some("Harbour wall gives way"),
                &["Lia Torbay".to_string()][..]
            )
        );
        assert_eq!(
            one.body,
            ["The wall gave way on Tuesday.", "The mayor said: wait."]
        );
    }

    #[test]
    fn records_that_nothing_parts_are_not_read_as_one() {
        let part = "A headline\nDate: 5 March 2025\nNewspaper: Corvale Post\nShelf: 12\n\nThe crews stayed at home.\n\n";
        let text = part.repeat(2);
        assert!(comes_again(&lines(&text)));
        assert!(read(&text).is_empty());
    }

    #[test]
    fn interviews_and_texts_with_colons_are_no_records() {
        for text in [
            "Reporter: Why did the wall give way?\n\nMayor: It was old.\n\nEngineer: It was.\n\nReporter: And now?\n\nMayor: We build.\n\nEngineer: We measure.\n",
            "Title: Harbour wall\nAuthor: Jo Doe\nDate: 5 March 2025\n\nThe wall gave way: it was old.\n",
            "Record Number: that is what the clerk calls it.\n\nThe wall gave way.\n",
        ] {
            let lines = lines(text);
            assert!(
                !comes_again(&lines) && !is_newsbank(&lines) && !is_gale(&lines),
                "{text}"
            );
        }
    }
}
