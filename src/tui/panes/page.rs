//! An article laid out for a width: its head and its body as rows. Also finds rows, sentences and words.

use std::sync::Arc;

use super::around::{self, Around, Showing, Shown};
use crate::analysis::text::words;
use crate::model::{Article, Span, Story};
use crate::tui::called::called;
use crate::tui::theme::Role;
use crate::tui::widgets::count::counted;
use crate::tui::widgets::text;

/// One row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A row of the title: byte range into it.
    Title(Span),
    /// A line of facts.
    Fact(String, Role),
    Blank,
    /// A row of the body: byte range into it.
    Body(Span),
    /// A row of what stands around it: which of [`Page::around`], byte range into what is shown of it.
    Around(usize, Span),
}

/// Where the cursor can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A sentence of the body.
    Sentence(usize),
    Around(Around),
}

/// The page of one article at one width.
#[derive(Clone, Debug)]
pub struct Page {
    pub article: Arc<Article>,
    pub width: u16,
    pub lines: Vec<Line>,
    /// What is shown of what stands around the text, in order.
    pub around: Vec<Shown>,
    /// What of it is shown.
    pub showing: Showing,
    /// What is said of its story.
    pub story: Option<String>,
    /// Where the sentences begin that a sign belongs to, bytes of the body: inside a row there is room for it.
    pub signed: Vec<usize>,
}

impl Page {
    /// Lays an article out for `width` cells. Linear in its length.
    pub fn new(
        article: &Arc<Article>,
        width: u16,
        story: Option<String>,
        showing: &Showing,
        signed: Vec<usize>,
    ) -> Page {
        let mut lines: Vec<Line> = Vec::new();
        let mut around: Vec<Shown> = Vec::new();
        let title = Span::new(0, article.title.len());
        lines.extend(
            text::wrap(&article.title, title, width)
                .into_iter()
                .map(Line::Title),
        );
        for (fact, role) in facts(article, story.clone()) {
            let rows = text::wrap(&fact, Span::new(0, fact.len()), width);
            lines.extend(
                rows.into_iter()
                    .map(|row| Line::Fact(row.of(&fact).to_string(), role)),
            );
        }
        for at in 0..=article.paragraphs.len() {
            let mut apart = true;
            for shown in around::shown(article, at, showing) {
                if std::mem::take(&mut apart) || !shown.joins {
                    lines.push(Line::Blank);
                }
                let whole = Span::new(0, shown.text.len());
                let rows = text::wrap(&shown.text, whole, width.saturating_sub(around::INDENT));
                let number = around.len();
                let most = shown.rows;
                lines.extend(
                    rows.into_iter()
                        .take(most)
                        .map(|row| Line::Around(number, row)),
                );
                around.push(shown);
            }
            if let Some(paragraph) = article.paragraphs.get(at) {
                lines.push(Line::Blank);
                lines.extend(
                    text::wrap_around(&article.body, *paragraph, width, &signed)
                        .into_iter()
                        .map(Line::Body),
                );
            }
        }
        for note in &article.notes {
            let note = format!("note: {note}");
            let rows = text::wrap(&note, Span::new(0, note.len()), width);
            lines.push(Line::Blank);
            lines.extend(
                rows.into_iter()
                    .map(|row| Line::Fact(row.of(&note).to_string(), Role::Muted)),
            );
        }
        Page {
            article: Arc::clone(article),
            width,
            lines,
            around,
            showing: showing.clone(),
            story,
            signed,
        }
    }

    /// Index of the row that holds byte `at` of the body; the top where there is no body.
    pub fn line_at(&self, at: usize) -> usize {
        let body = self
            .lines
            .iter()
            .enumerate()
            .filter_map(|(index, line)| match line {
                Line::Body(span) => Some((index, span.start)),
                _ => None,
            });
        body.take_while(|(_, start)| *start <= at)
            .last()
            .map_or(0, |(index, _)| index)
    }

    /// The rows of a place around the text, first and last; `None` where it is not shown.
    pub fn rows_around(&self, place: Around) -> Option<(usize, usize)> {
        let number = self.around.iter().position(|shown| shown.place == place)?;
        let is_of = |line: &Line| matches!(line, Line::Around(of, _) if *of == number);
        let first = self.lines.iter().position(is_of)?;
        Some((first, self.lines.iter().rposition(is_of)?))
    }

    /// Where the cursor goes from a place by one step; `None` at either end.
    pub fn step(&self, from: Stop, forward: bool) -> Option<Stop> {
        let row = |stop: Stop| match stop {
            Stop::Sentence(at) => {
                let start = self
                    .article
                    .sentences
                    .get(at)
                    .map(|sentence| sentence.start);
                start.map(|start| (self.line_at(start), start))
            }
            Stop::Around(place) => self.rows_around(place).map(|(first, _)| (first, 0)),
        };
        let here = row(from)?;
        let next_sentence = match from {
            Stop::Sentence(at) => at.checked_add_signed(if forward { 1 } else { -1 }),
            Stop::Around(_) => {
                let starts = self.article.sentences.iter().enumerate();
                let row_of = |(at, _): (usize, _)| row(Stop::Sentence(at)).map(|row| (at, row));
                let mut rows = starts.filter_map(row_of);
                if forward {
                    rows.find(|(_, row)| *row > here).map(|(at, _)| at)
                } else {
                    rows.take_while(|(_, row)| *row < here)
                        .last()
                        .map(|(at, _)| at)
                }
            }
        };
        let sentences = self.article.sentences.len();
        let sentence = next_sentence
            .filter(|at| *at < sentences)
            .map(Stop::Sentence);
        let places = self.around.iter().map(|shown| Stop::Around(shown.place));
        let is_beyond = |stop: &Stop| {
            row(*stop).is_some_and(|row| if forward { row > here } else { row < here })
        };
        let candidates = places.chain(sentence).filter(is_beyond);
        if forward {
            candidates.min_by_key(|stop| row(*stop))
        } else {
            candidates.max_by_key(|stop| row(*stop))
        }
    }

    /// The first sentence that begins at or after a row; the last one where none does.
    pub fn sentence_from(&self, line: usize) -> usize {
        let start = self.lines[line.min(self.lines.len())..]
            .iter()
            .find_map(|line| match line {
                Line::Body(span) => Some(span.start),
                _ => None,
            });
        let sentences = &self.article.sentences;
        let index = start.map_or(sentences.len(), |start| {
            sentences.partition_point(|s| s.start < start)
        });
        index.min(sentences.len().saturating_sub(1))
    }

    /// The words of a sentence, byte ranges into the body.
    pub fn words(&self, sentence: Span) -> Vec<Span> {
        words::words(sentence.of(&self.article.body))
            .map(|word| word.shifted(sentence.start))
            .collect()
    }
}

/// What the head of an article says of its story.
pub fn story_line(story: &Story) -> String {
    let articles = counted(story.articles.len() as u64, "article", "articles");
    format!("story: {} · {articles}", story.title)
}

fn facts(article: &Article, story: Option<String>) -> Vec<(String, Role)> {
    let mut byline = vec![called(article)];
    if article.outlet.is_none() {
        byline.push("outlet unknown".to_string());
    }
    if !article.authors.is_empty() {
        byline.push(article.authors.join(", "));
    }
    byline.push(article.published.as_ref().map_or_else(
        || "date unknown".to_string(),
        |published| format!("{} (from {})", published.short(), published.from.words()),
    ));
    let mut facts = vec![(byline.join(" · "), Role::Muted)];
    if article.title_made {
        facts.push((
            "the title is made from the first sentence: the source gives none".to_string(),
            Role::Notice,
        ));
    }
    if let Some(url) = &article.url {
        facts.push((url.clone(), Role::Muted));
    }
    if let Some(story) = story {
        facts.push((story, Role::Only));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    #[test]
    fn a_place_in_the_body_has_its_row() {
        let draft = Draft {
            title: Some("A title".into()),
            paragraphs: vec!["One two three four.".into(), "Five six.".into()],
            ..Draft::default()
        };
        let page = Page::new(
            &Arc::new(analyse(draft, "0".into())),
            10,
            None,
            &Showing::default(),
            Vec::new(),
        );
        let at = page.article.body.find("Five").unwrap();
        assert_eq!(
            page.lines[page.line_at(at)],
            Line::Body(Span::new(at, at + 9))
        );
        assert_eq!(page.sentence_from(page.line_at(at)), 1);
        assert_eq!(page.sentence_from(0), 0);
    }
}
