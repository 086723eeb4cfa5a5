//! A value in the words that stand around it: by them a reader sees that two figures count other times, or other things.

use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::words::{fold, words};
use crate::model::{Article, Finding, FindingKind, Span};
use crate::tui::called::one_line;
use crate::tui::panes::given::Given;
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// Cells of the dots between two parts of a sentence.
const GAP: usize = 3;
/// Cells of quotation marks, and of the dots where words are left out.
const MARKS: usize = 4;
/// Bytes between two words of one time: `since 3 July`.
const TOGETHER: usize = 5;

/// The sentence of a value.
pub struct Excerpt {
    /// On one line.
    sentence: String,
    /// Where the value stands in it; empty where it is the sentence itself.
    value: Span,
    /// Words that say when or since when.
    telling: Vec<Span>,
    /// Another day, month or year stands in it.
    has_other_time: bool,
}

/// The sentence of the first article that gives the value.
pub fn excerpt(compared: &Compared, finding: &Finding, given: &Given) -> Option<Excerpt> {
    let of = compared.articles.get(*given.articles.first()?)?;
    let sentence = of.sentences.get(of.sentence_at(given.span.start)?)?;
    let sentence = sentence.join(given.span);
    Some(Excerpt::new(of, sentence, given.span, finding.kind))
}

impl Excerpt {
    pub fn new(article: &Article, sentence: Span, value: Span, kind: FindingKind) -> Excerpt {
        let before = one_line(article.text(Span::new(sentence.start, value.start)));
        let inside = one_line(article.text(value));
        let after = article.text(Span::new(value.end, sentence.end));
        let gap = |text: &str| {
            if text.starts_with(char::is_whitespace) {
                " "
            } else {
                ""
            }
        };
        let lead = article.text(Span::new(sentence.start, value.start));
        let space = if lead.ends_with(char::is_whitespace) {
            " "
        } else {
            ""
        };
        let start = before.len() + space.len();
        let whole = format!("{before}{space}{inside}{}{}", gap(after), one_line(after));
        let value = match kind {
            FindingKind::Fact => Span::default(),
            _ => Span::new(start, start + inside.len()),
        };
        let lexicon = Lexicon::of(article.language.as_deref());
        let telling = words(&whole).filter(|word| is_telling(lexicon, word.of(&whole)));
        let is_other = |word: Span| is_time(lexicon, word.of(&whole)) && !value.contains(word);
        let has_other_time = words(&whole).any(is_other);
        Excerpt {
            telling: telling.collect(),
            has_other_time,
            sentence: whole,
            value,
        }
    }

    /// The value is the sentence: there is nothing around it.
    pub fn is_whole(&self) -> bool {
        self.value.len() >= self.sentence.len()
    }

    /// Another day, month or year stands in the sentence than the value.
    pub fn has_other_time(&self) -> bool {
        self.has_other_time
    }

    /// The whole sentence fits into `width` cells.
    pub fn is_shown_whole(&self, width: u16) -> bool {
        text::cells(&self.sentence) <= usize::from(width).saturating_sub(MARKS)
    }

    /// The part of the sentence around the value that fits into `width` cells, in quotation marks, with what is lit in it. Where
    /// the words that say when stand further off, they follow or go before, behind dots.
    pub fn fitted(&self, width: u16) -> (String, Vec<Span>) {
        let room = usize::from(width).saturating_sub(MARKS);
        let shown = around(&self.sentence, self.value, room, room / 3);
        let is_told = self.telling.iter().any(|word| shown.contains(*word));
        let phrase = self.phrase().filter(|_| !is_told && !self.value.is_empty());
        let both = phrase.and_then(|phrase| {
            let left = room.checked_sub(text::cells(phrase.of(&self.sentence)) + GAP)?;
            let shown = around(&self.sentence, self.value, left, left / 3);
            let fits = text::cells(shown.of(&self.sentence)) <= left;
            (fits && !shown.overlaps(phrase)).then_some([shown, phrase])
        });
        let mut parts = both.map_or_else(|| vec![shown], |both| both.to_vec());
        parts.sort_unstable();
        let mut words = String::from("“");
        let mut lit = Vec::new();
        let mut end = 0;
        for part in parts {
            let gap = match (end, part.start) {
                (0, 0) => "",
                (0, _) => "…",
                (end, start) if self.sentence.get(end..start) == Some(" ") => " ",
                _ => " … ",
            };
            words += gap;
            let at = words.len();
            words += part.of(&self.sentence);
            let place = |span: &Span| {
                let inside = part.contains(*span) && !span.is_empty();
                inside.then(|| Span::new(at + span.start - part.start, at + span.end - part.start))
            };
            lit.extend(self.telling.iter().chain([&self.value]).filter_map(place));
            end = part.end;
        }
        words += match end < self.sentence.len() {
            true => "…”",
            false => "”",
        };
        (words, lit)
    }

    /// The words around the value that say what it dates: two thirds of them before it.
    pub fn led(&self, width: u16) -> String {
        let room = usize::from(width).saturating_sub(MARKS);
        let shown = around(&self.sentence, self.value, room, room * 2 / 3);
        let before = if shown.start > 0 { "…" } else { "" };
        let behind = if shown.end < self.sentence.len() {
            "…"
        } else {
            ""
        };
        format!("“{before}{}{behind}”", shown.of(&self.sentence))
    }

    /// The words that say when, nearest to the value: those that stand together.
    fn phrase(&self) -> Option<Span> {
        let away = |word: &&Span| match word.start >= self.value.end {
            true => word.start - self.value.end,
            false => self.value.start.saturating_sub(word.end),
        };
        let at = (0..self.telling.len()).min_by_key(|&at| away(&&self.telling[at]))?;
        let is_near = |one: Span, other: Span| other.start.saturating_sub(one.end) <= TOGETHER;
        let mut phrase = self.telling[at];
        for word in &self.telling[at + 1..] {
            if is_near(phrase, *word) {
                phrase = phrase.join(*word);
            }
        }
        for word in self.telling[..at].iter().rev() {
            if is_near(*word, phrase) {
                phrase = word.join(phrase);
            }
        }
        Some(phrase)
    }
}

/// Days, months, years, and the words that open a time.
fn is_telling(lexicon: &Lexicon<Tag>, word: &str) -> bool {
    is_time(lexicon, word) || lexicon.has(&fold(word), Tag::OpensTime)
}

/// Days, months, years.
fn is_time(lexicon: &Lexicon<Tag>, word: &str) -> bool {
    let folded = fold(word);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let is_year = word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year || lexicon.has(&folded, Tag::Weekday) || (capital && lexicon.has(&folded, Tag::Month))
}

/// As many words around `value` as fit into `room` cells, `before` of them before it where there is more behind it.
fn around(sentence: &str, value: Span, room: usize, before: usize) -> Span {
    if text::cells(sentence) <= room {
        return Span::new(0, sentence.len());
    }
    let breaks: Vec<usize> = sentence
        .char_indices()
        .filter(|(_, letter)| *letter == ' ')
        .map(|(at, _)| at)
        .collect();
    let fits = |from: usize, to: usize| text::cells(Span::new(from, to).of(sentence)) <= room;
    // First backwards over so much of the room, then forwards, then backwards again over what is left.
    let mut start = value.start;
    for &at in breaks.iter().rev().filter(|at| **at + 1 < value.start) {
        if text::cells(Span::new(at + 1, value.start).of(sentence)) > before {
            break;
        }
        start = at + 1;
    }
    if fits(0, value.end) && text::cells(&sentence[..value.start]) <= before {
        start = 0;
    }
    let mut ends = breaks.iter().copied().chain([sentence.len()]);
    let end = ends
        .rfind(|&at| at >= value.end && fits(start, at))
        .unwrap_or(value.end.max(start));
    let starts = [0].into_iter().chain(breaks.iter().map(|at| at + 1));
    let mut starts = starts.filter(|&at| at <= start && fits(at, end));
    Span::new(starts.next().unwrap_or(start), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_around_a_value_fit_and_hold_it() {
        let sentence = "Ukraine said on Saturday that it had taken in 114 of the freed prisoners before the evening";
        let at = sentence.find("114").unwrap();
        let value = Span::new(at, at + 3);
        for room in [10, 30, 50, 200] {
            let shown = around(sentence, value, room, room / 3);
            assert!(shown.contains(value), "{room}: {}", shown.of(sentence));
            assert!(text::cells(shown.of(sentence)) <= room);
        }
        assert_eq!(around(sentence, value, 200, 60).len(), sentence.len());
        assert_eq!(around("", Span::default(), 5, 2), Span::default());
    }
}
