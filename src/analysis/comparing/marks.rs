//! Inside a row: which words of a cell the other cells do not have.

use std::collections::HashSet;

use super::align::{Reading, class};
use super::names::spelling::are_spelled_differently;
use super::nearness::nearest;
use crate::analysis::joining::entities::Entities;
use crate::analysis::text::words;
use crate::model::{Article, Figure, Mark, MarkKind, NameKind, Other, Row, Span, Standing};

/// Bytes of a cell that are marked; what follows in a longer one stays plain.
const MOST_BYTES: usize = 20_000;

/// What to mark inside the cells of one row: for each article the stretches that the other cells do not have. A name is
/// known by its entity, however short it is given; it is marked where every other cell spells it differently.
///
/// `entities` are those of the same articles, named in the same order.
pub fn marks(articles: &[&Article], entities: &Entities, row: &Row) -> Vec<Vec<Mark>> {
    let cells: Vec<Option<Cell>> = articles
        .iter()
        .zip(&row.spans)
        .enumerate()
        .map(|(named, (article, span))| {
            span.map(|span| Cell::new(article, span, |mention| entities.meant(named, mention)))
        })
        .collect();
    let mut marks: Vec<Vec<Mark>> = (0..cells.len())
        .map(|at| {
            let others: Vec<&Cell> = cells
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .filter_map(|(_, cell)| cell.as_ref())
                .collect();
            match &cells[at] {
                Some(cell) if !others.is_empty() => cell.marks(&others),
                _ => Vec::new(),
            }
        })
        .collect();
    marks.resize(row.spans.len(), Vec::new());
    marks
}

/// The nearest sentence of every other article for sentence number `sentence` of the first; `entities` are those of all
/// the articles.
pub fn others(articles: &[&Article], sentence: usize, entities: &Entities) -> Vec<Other> {
    let Some((article, others)) = articles.split_first() else {
        return Vec::new();
    };
    let reading = Reading::with_names(articles, entities);
    let asked = article.sentences.get(sentence).copied();
    let held = reading.held(0, (sentence, sentence));
    others
        .iter()
        .enumerate()
        .map(|(number, other)| {
            let mut said = Other {
                article: other.id.clone(),
                span: None,
                score: 0.0,
                stands: Standing::Silent,
                marks: Vec::new(),
                marks_here: Vec::new(),
            };
            let held = held.get(number + 1).copied().unwrap_or_default();
            let here = (0, sentence);
            let found = nearest(&reading, articles, here, (number + 1, &held));
            if let (Some(asked), Some(near)) = (asked, found) {
                let span = other.sentences[near.sentence];
                said.score = near.score;
                said.stands = near.stands;
                let mut spans = vec![None; articles.len()];
                spans[0] = Some(asked);
                spans[number + 1] = Some(span);
                let row = Row {
                    spans,
                    score: said.score,
                    related: false,
                    near: Vec::new(),
                };
                let mut both = marks(articles, entities, &row);
                said.span = Some(span);
                said.marks = both.swap_remove(number + 1);
                said.marks_here = both.swap_remove(0);
            }
            said
        })
        .collect()
}

/// One cell: its words with what each counts as, its figures and its names.
struct Cell<'a> {
    words: Vec<(Span, String)>,
    keys: HashSet<String>,
    figures: &'a [Figure],
    names: Vec<Name<'a>>,
}

/// A name in a cell.
struct Name<'a> {
    span: Span,
    text: &'a str,
    kind: NameKind,
    entity: Option<usize>,
}

impl<'a> Cell<'a> {
    fn new(article: &'a Article, span: Span, entity: impl Fn(usize) -> Option<usize>) -> Self {
        let mut end = span.end.min(span.start.saturating_add(MOST_BYTES));
        while !article.body.is_char_boundary(end) && end > span.start {
            end -= 1;
        }
        let span = Span::new(span.start, end);
        let text = article.text(span);
        let words: Vec<(Span, String)> = words::words(text)
            .map(|word| {
                let folded = words::fold(word.of(text));
                let key = class(&words::stem(&folded)).to_string();
                (word.shifted(span.start), key)
            })
            .collect();
        let from = article
            .mentions
            .partition_point(|mention| mention.start < span.start);
        let mentions = within(&article.mentions, span, |mention| mention.span());
        let names = mentions.iter().enumerate().map(|(at, mention)| Name {
            span: mention.span(),
            text: article.text(mention.span()),
            kind: mention.kind,
            entity: entity(from + at),
        });
        let names = names.collect();
        Cell {
            keys: words.iter().map(|(_, key)| key.clone()).collect(),
            words,
            figures: within(&article.figures, span, |figure| figure.span()),
            names,
        }
    }

    fn marks(&self, others: &[&Cell]) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for figure in self.figures {
            if gives_differently(figure, others) {
                marks.push(Mark {
                    span: figure.span(),
                    kind: MarkKind::Figure,
                });
            }
        }
        // Of a name that another cell has, the words that are more or fewer tell nothing.
        let mut known: Vec<Span> = Vec::new();
        for name in &self.names {
            let free = !marks.iter().any(|mark| mark.span.overlaps(name.span));
            if free && self.is_named_nowhere(name, others) {
                marks.push(Mark {
                    span: name.span,
                    kind: MarkKind::Name,
                });
            } else if free {
                known.push(name.span);
            }
        }
        self.mark_words(others, &known, &mut marks);
        marks.sort_by_key(|mark| mark.span);
        marks
    }

    /// No other cell names this, or those that do spell it differently. Where it is not known who is named, the word that
    /// carries the name (the last) stands in no other cell.
    fn is_named_nowhere(&self, name: &Name, others: &[&Cell]) -> bool {
        let mut same = others
            .iter()
            .flat_map(|other| &other.names)
            .filter(|other| name.entity.is_some() && other.entity == name.entity)
            .peekable();
        if same.peek().is_some() {
            return same.all(|other| are_spelled_differently(name.text, other.text, name.kind));
        }
        let last = self
            .words
            .iter()
            .rev()
            .find(|(span, _)| name.span.contains(*span));
        last.is_some_and(|(_, key)| !others.iter().any(|other| other.keys.contains(key)))
    }

    /// Runs of words that no other cell has; grammar between two of them is taken in, alone it is not marked.
    fn mark_words(&self, others: &[&Cell], named: &[Span], marks: &mut Vec<Mark>) {
        let taken: Vec<Span> = marks.iter().map(|mark| mark.span).collect();
        let mut run: Option<Span> = None;
        let mut runs = Vec::new();
        for (span, key) in &self.words {
            let grammar = words::is_function_word(key);
            let known = others.iter().any(|other| other.keys.contains(key));
            let free = !taken.iter().any(|taken| taken.overlaps(*span));
            let known = known || named.iter().any(|name| name.overlaps(*span));
            if free && grammar {
                continue;
            }
            if free && !known {
                run = Some(run.map_or(*span, |run| run.join(*span)));
            } else if let Some(run) = run.take() {
                runs.push(run);
            }
        }
        runs.extend(run);
        marks.extend(runs.into_iter().map(|span| Mark {
            span,
            kind: MarkKind::Words,
        }));
    }
}

/// The other cells have figures of that unit, and none has this value.
fn gives_differently(figure: &Figure, others: &[&Cell]) -> bool {
    let mut comparable = others
        .iter()
        .flat_map(|other| other.figures)
        .filter(|other| other.unit == figure.unit)
        .peekable();
    comparable.peek().is_some()
        && comparable.all(|other| other.value != figure.value || other.value_to != figure.value_to)
}

/// The items (in order of their start) that lie inside a span.
fn within<T>(items: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let from = items.partition_point(|item| of(item).start < span.start);
    let to = items.partition_point(|item| of(item).end <= span.end);
    items.get(from..to.max(from)).unwrap_or(&[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    fn article(id: &str, text: &str) -> Article {
        let draft = Draft {
            paragraphs: vec![text.to_string()],
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, id.to_string())
    }

    #[test]
    fn words_of_one_cell_alone_are_marked() {
        let a = article("a", "The mayor opened the new bridge on Friday.");
        let b = article("b", "The mayor opened the repaired bridge on Friday.");
        let row = Row {
            spans: vec![Some(a.sentences[0]), Some(b.sentences[0])],
            score: 0.9,
            related: false,
            near: Vec::new(),
        };
        let both = [&a, &b];
        let marks = marks(&both, &Entities::by_rule(&both), &row);
        let texts = |article: &Article, marks: &[Mark]| -> Vec<String> {
            marks
                .iter()
                .map(|mark| article.text(mark.span).to_string())
                .collect()
        };
        assert_eq!(texts(&a, &marks[0]), ["new"]);
        assert_eq!(texts(&b, &marks[1]), ["repaired"]);
    }

    #[test]
    fn names_of_one_are_lit_only_where_they_are_spelled_differently() {
        let lit = |one: &str, other: &str| -> Vec<String> {
            let say = |who: &str| {
                format!("{who} opened the new bridge in Oakport on Friday. {who} was glad.")
            };
            let (a, b) = (article("a", &say(one)), article("b", &say(other)));
            let both = [&a, &b];
            let row = Row {
                spans: vec![Some(a.sentences[0]), Some(b.sentences[0])],
                score: 0.9,
                related: false,
                near: Vec::new(),
            };
            marks(&both, &Entities::by_rule(&both), &row)[0]
                .iter()
                .map(|mark| a.text(mark.span).to_string())
                .collect()
        };
        assert!(
            lit("Mayor Tilda Gromova", "Tilda Gromova")
                .iter()
                .all(|lit| !lit.contains("Gromova"))
        );
        assert_eq!(
            lit("Viktor Yanukovych", "Victor Yanukovych"),
            ["Viktor Yanukovych"]
        );
        assert_eq!(lit("Rupert Holm", "Tilda Vance"), ["Rupert Holm"]);
    }

    /// How the nearest sentence of the second article stands to the first sentence of the first, and its words.
    fn stands(one: &str, other: &str) -> (Standing, String) {
        let (a, b) = (article("a", one), article("b", other));
        let both = [&a, &b];
        let mut said = others(&both, 0, &Entities::by_rule(&both));
        let said = said.remove(0);
        let words = said.span.map_or("", |span| b.text(span));
        (said.stands, words.to_string())
    }

    #[test]
    fn nothing_near_is_told_only_where_nothing_near_stands() {
        let fuller = "The ferry left at noon with lorries and mail. In Karsk, five Norlanders and 104 Sudrians had arrived by the evening, a harbour clerk told the Gazette.";
        let (stands_there, words) = stands("Five Norlanders were freed.", fuller);
        assert!(
            !matches!(stands_there, Standing::Silent | Standing::Says),
            "{stands_there:?}"
        );
        assert!(words.starts_with("In Karsk, five Norlanders"), "{words}");
        let nothing = "The orchestra of Velmora played two symphonies to a full hall.";
        assert_eq!(
            stands("Five Norlanders were freed.", nothing).0,
            Standing::Silent
        );
    }

    #[test]
    fn what_denies_a_sentence_does_not_say_it() {
        let asked = "The guards of the Velmora harbour prison may have violated the treaty on prisoners, the panel said.";
        let denies = "The guards of the Velmora harbour prison did NOT violate the treaty on prisoners, the panel said.";
        assert_eq!(stands(asked, denies).0, Standing::Otherwise);
        assert_eq!(stands(asked, asked).0, Standing::Says);
    }

    #[test]
    fn the_others_answer_with_their_nearest_sentence_or_none() {
        let a = article(
            "a",
            "The harbour of Velmora was closed after a crane fell into the water.",
        );
        let b = article(
            "b",
            "Rain is due. A crane fell into the water, closing the harbour of Velmora. Ships wait.",
        );
        let c = article("c", "The orchestra played two symphonies to a full hall.");
        let all = [&a, &b, &c];
        let entities = Entities::by_rule(&all);
        let said = others(&all, 0, &entities);
        assert_eq!(
            said[0].span.map(|span| b.text(span)),
            Some("A crane fell into the water, closing the harbour of Velmora.")
        );
        assert_eq!(said[1].span, None);
        assert_eq!(said[1].stands, Standing::Silent);
        assert!(
            others(&all, 99, &entities)
                .iter()
                .all(|other| other.span.is_none())
        );
    }
}
