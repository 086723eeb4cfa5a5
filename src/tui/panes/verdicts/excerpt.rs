//! A value in the words that stand around it: by them a reader sees that two figures count other times, or other things.

use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::words::{fold, words};
use crate::model::{Article, Finding, FindingKind, Span, Value};
use crate::tui::panes::wording::{Given, one_line};
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// The sentence of a value.
pub(super) struct Excerpt {
    /// On one line.
    sentence: String,
    /// Where the value stands in it; empty where it is the sentence itself.
    value: Span,
    /// Words that say when or since when.
    telling: Vec<Span>,
}

/// The sentence of the first article that gives the value.
pub(super) fn excerpt(compared: &Compared, finding: &Finding, given: &Given) -> Option<Excerpt> {
    let article = *given.articles.first()?;
    let mut values = finding.values.iter();
    let value = values.find(|value| value.article == article)?;
    let of = compared.articles.get(article)?;
    let sentence = of.sentences.get(of.sentence_at(value.start)?)?;
    let sentence = sentence.join(value.span());
    Some(Excerpt::new(of, sentence, value, finding.kind))
}

impl Excerpt {
    fn new(article: &Article, sentence: Span, value: &Value, kind: FindingKind) -> Excerpt {
        let before = one_line(article.text(Span::new(sentence.start, value.start)));
        let inside = one_line(article.text(value.span()));
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
        Excerpt {
            telling: telling.collect(),
            sentence: whole,
            value,
        }
    }

    /// The value is the sentence: there is nothing around it.
    pub fn is_whole(&self) -> bool {
        self.value.len() >= self.sentence.len()
    }

    /// The part of the sentence around the value that fits into `width` cells, in quotation marks, with what is lit in it.
    pub fn fitted(&self, width: u16) -> (String, Vec<Span>) {
        let room = usize::from(width).saturating_sub(4);
        let shown = around(&self.sentence, self.value, room);
        let lead = if shown.start > 0 { "“…" } else { "“" };
        let tail = match shown.end < self.sentence.len() {
            true => "…”",
            false => "”",
        };
        let words = shown.of(&self.sentence);
        let place = |span: &Span| {
            let start = span.start.checked_sub(shown.start)? + lead.len();
            (span.end <= shown.end && !span.is_empty())
                .then(|| Span::new(start, start + span.len()))
        };
        let lit = self.telling.iter().chain([&self.value]);
        (
            format!("{lead}{words}{tail}"),
            lit.filter_map(place).collect(),
        )
    }
}

/// Days, months, years, and the words that open a time.
fn is_telling(lexicon: &Lexicon<Tag>, word: &str) -> bool {
    let folded = fold(word);
    let capital = word.chars().next().is_some_and(char::is_uppercase);
    let is_year = word.len() == 4
        && (word.starts_with("19") || word.starts_with("20"))
        && word.bytes().all(|byte| byte.is_ascii_digit());
    is_year
        || lexicon.has(&folded, Tag::Weekday)
        || (capital && lexicon.has(&folded, Tag::Month))
        || lexicon.has(&folded, Tag::OpensTime)
}

/// As many words around `value` as fit into `room` cells, a third of them before it.
fn around(sentence: &str, value: Span, room: usize) -> Span {
    if text::cells(sentence) <= room {
        return Span::new(0, sentence.len());
    }
    let breaks: Vec<usize> = sentence
        .char_indices()
        .filter(|(_, letter)| *letter == ' ')
        .map(|(at, _)| at)
        .collect();
    let fits = |from: usize, to: usize| text::cells(Span::new(from, to).of(sentence)) <= room;
    // First backwards over a third of the room, then forwards, then backwards again over what is left.
    let mut start = value.start;
    for &at in breaks.iter().rev().filter(|at| **at + 1 < value.start) {
        if text::cells(Span::new(at + 1, value.start).of(sentence)) > room / 3 {
            break;
        }
        start = at + 1;
    }
    if fits(0, value.end) && text::cells(&sentence[..value.start]) <= room / 3 {
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
            let shown = around(sentence, value, room);
            assert!(shown.contains(value), "{room}: {}", shown.of(sentence));
            assert!(text::cells(shown.of(sentence)) <= room);
        }
        assert_eq!(around(sentence, value, 200).len(), sentence.len());
        assert_eq!(around("", Span::default(), 5), Span::default());
    }
}
