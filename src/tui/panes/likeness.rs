//! Why two passages are taken to say the same, and what tells them apart: lines to read.

use std::collections::BTreeSet;

use crate::analysis::comparing::align::{Against, contrary, opposed};
use crate::analysis::text::words;
use crate::model::{Article, Figure, Mark, MarkKind, Mention, Span};

/// Words that are named at the most: enough to see why.
const MOST: usize = 12;

/// A passage of an article, and what in it the others lack.
pub struct Passage<'a> {
    pub article: &'a Article,
    /// What the article is called beside the others.
    pub name: String,
    pub span: Span,
    pub marks: &'a [Mark],
}

/// What the passages have in common, a line a sort of thing, then what each alone has.
pub fn lines(passages: &[Passage]) -> Vec<String> {
    let mut lines = Vec::new();
    let names = shared(passages, |passage| {
        let inside = passage.article.mentions.iter();
        let inside = inside.filter(|mention| passage.span.contains(mention.span()));
        inside
            .map(|mention: &Mention| mention.entity.clone())
            .collect()
    });
    let figures = shared(passages, |passage| {
        let inside = passage.article.figures.iter();
        let inside = inside.filter(|figure| passage.span.contains(figure.span()));
        let written = |figure: &Figure| passage.article.text(figure.span()).to_lowercase();
        inside.map(written).collect()
    });
    let in_names: BTreeSet<String> = names
        .iter()
        .flat_map(|name| name.split_whitespace())
        .map(words::fold)
        .collect();
    let mut words = shared(passages, content);
    words.retain(|word| !in_names.contains(word) && !figures.contains(word));
    for (what, shared) in [("names", names), ("figures", figures), ("words", words)] {
        if let Some(list) = listed(shared) {
            lines.push(format!("The same {what}: {list}."));
        }
    }
    if lines.is_empty() {
        lines.push("They share no name, no figure and hardly a word: the meaning is near.".into());
    }
    lines.push(String::new());
    for passage in passages {
        let of = |kind| {
            let marks = passage.marks.iter().filter(move |mark| mark.kind == kind);
            listed(
                marks
                    .map(|mark| one_line(passage.article, mark.span))
                    .collect(),
            )
        };
        let kinds = [MarkKind::Figure, MarkKind::Name, MarkKind::Words];
        let alone: Vec<String> = kinds.into_iter().filter_map(of).collect();
        if !alone.is_empty() {
            lines.push(format!("Only {}: {}.", passage.name, alone.join("; ")));
        }
    }
    lines
}

/// By which word one of two passages denies what the other says, or leaves it open, or by which two they say opposite things;
/// nothing where they do neither.
pub fn otherwise(one: &Passage, other: &Passage) -> Option<String> {
    let text = |passage: &Passage| passage.article.text(passage.span).to_string();
    let (ours, theirs) = (text(one), text(other));
    let Some(found) = contrary(&ours, &theirs) else {
        let (one_word, other_word) = opposed(&ours, &theirs)?;
        return Some(format!(
            "{} says “{}” and {} “{}”.",
            one.name,
            one_word.of(&ours),
            other.name,
            other_word.of(&theirs)
        ));
    };
    let (name, text) = match found.is_first {
        true => (&one.name, &ours),
        false => (&other.name, &theirs),
    };
    let does = match found.against {
        Against::Denied => "denies it or takes it back",
        Against::LeftOpen => "leaves it open",
    };
    Some(format!("{name} {does}: “{}”.", found.cue.of(text)))
}

/// What at least two passages have, in the order of the first that has it.
fn shared(passages: &[Passage], of: impl Fn(&Passage) -> Vec<String>) -> Vec<String> {
    let all: Vec<Vec<String>> = passages.iter().map(of).collect();
    let mut found: Vec<String> = Vec::new();
    for (at, one) in all.iter().enumerate() {
        for thing in one {
            let again = all[at + 1..].iter().any(|other| other.contains(thing));
            if again && !found.contains(thing) {
                found.push(thing.clone());
            }
        }
    }
    found
}

/// The words of content, case and accents folded, each once.
fn content(passage: &Passage) -> Vec<String> {
    let text = passage.article.text(passage.span);
    let folded = words::words(text).map(|word| words::fold(word.of(text)));
    let mut found: Vec<String> = Vec::new();
    for word in folded.filter(|word| !words::is_function_word(word)) {
        if !found.contains(&word) {
            found.push(word);
        }
    }
    found
}

fn one_line(article: &Article, span: Span) -> String {
    let words: Vec<&str> = article.text(span).split_whitespace().collect();
    words.join(" ")
}

/// `freed, laureate and 3 more`; nothing of nothing.
fn listed(things: Vec<String>) -> Option<String> {
    if things.is_empty() {
        return None;
    }
    let shown = things.len().min(MOST);
    let list = things[..shown].join(", ");
    Some(match things.len() - shown {
        0 => list,
        more => format!("{list} and {more} more"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;
    use crate::tui::called::called;

    #[test]
    fn what_is_shared_and_what_one_alone_has_is_named() {
        let article = |outlet: &str, text: &str| {
            let draft = Draft {
                outlet: Some(outlet.into()),
                paragraphs: vec![text.to_string()],
                ..Draft::default()
            };
            analyse(draft, "0".into())
        };
        let one = article(
            "Alpha",
            "The ferry Sea Lark carried 42 people to Port Merrow.",
        );
        let two = article("Beta", "The ferry Sea Lark carried 45 people on Tuesday.");
        let mark = [Mark {
            span: one.figures[0].span(),
            kind: MarkKind::Figure,
        }];
        let passage = |article, marks| Passage {
            article,
            name: called(article),
            span: Span::new(0, 47),
            marks,
        };
        let lines = lines(&[passage(&one, &mark), passage(&two, &[])]).join("\n");
        assert!(
            lines.contains("ferry") && lines.contains("carried"),
            "{lines}"
        );
        assert!(lines.contains("Only Alpha: 42"), "{lines}");
    }

    #[test]
    fn nothing_has_a_line_too() {
        assert_eq!(lines(&[]).len(), 2);
        assert_eq!(listed(Vec::new()), None);
    }
}
