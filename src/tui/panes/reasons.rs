//! Why a finding says what it says: the verdict, its rule in plain words, and every value with its sentence.

use super::wording::{lead, places, without};
use crate::analysis::telling::exhibit::{Part, part};
use crate::model::{Finding, FindingKind, Span, Verdict};
use crate::tui::called::{named, one_line, short};
use crate::tui::effect::Shown;
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// Cells of a sentence that are enough to see the value in its place.
const SENTENCE: usize = 160;
/// Letters before a value from which the beginning of its sentence no longer shows it.
const BEFORE: usize = 100;

/// The window that says why.
pub fn window(compared: &Compared, finding: &Finding) -> Shown {
    let mut lines = vec![
        format!("{} {}", finding.sign(), finding.words()),
        String::new(),
        finding.why.clone(),
        String::new(),
        finding.sure.told(),
        String::new(),
        format!("{} {}", of_kind(finding.kind), of_verdict(finding)),
        String::new(),
    ];
    let mut last = None;
    for (column, sentence, values) in places(compared, finding) {
        let Some(article) = compared.articles.get(column) else {
            continue;
        };
        let name = named(compared, column);
        let of_here = |value: &&crate::model::Value| {
            value.article == column && values.contains(&value.span())
        };
        let here = || finding.values.iter().filter(of_here);
        let part = match part(finding, here()) {
            Part::Whole => String::new(),
            part => format!(" {}", part.words()),
        };
        let whole = one_line(article.text(sentence));
        let again = last.replace(column) == Some(column);
        let further = if again { ", further on" } else { "" };
        // A value far behind in a long sentence is met with the words before it.
        let before = values.first().map_or(0, |value| {
            let end = value.start.clamp(sentence.start, sentence.end);
            let before = article.text(Span::new(sentence.start, end));
            one_line(before).chars().count()
        });
        let shown = match before > BEFORE {
            true => {
                let from = whole.char_indices().nth(before - BEFORE / 2);
                let tail = from.map_or("", |(from, _)| &whole[from..]);
                let tail = tail.split_once(' ').map_or(tail, |(_, tail)| tail);
                format!("…{tail}")
            }
            false => whole.clone(),
        };
        let shown = text::cut(&shown, SENTENCE);
        let words: Vec<String> = values
            .iter()
            .map(|value| short(article.text(*value)))
            .filter(|value| *value != whole && !value.ends_with('…'))
            .collect();
        lines.push(match words.is_empty() {
            true => format!("{name}{further}{part}:"),
            false => format!("{name}{further}{part}: {}", words.join(" / ")),
        });
        lines.push(match shown.starts_with(['“', '"', '«', '„']) {
            true => format!("  {shown}"),
            false => format!("  “{shown}”"),
        });
    }
    let without = without(compared, finding);
    if !without.is_empty() {
        lines.push(String::new());
        lines.extend(without);
    }
    Shown::text(&format!("Why · {}", lead(compared, finding)), lines)
}

/// What is put on one row.
fn of_kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Figure => "Figures that count or measure one thing stand on one row.",
        FindingKind::Quote => "Quotations of one utterance stand on one row.",
        FindingKind::Name => "The spellings of one person, organisation or place stand on one row.",
        FindingKind::Date => "The times that are given for one thing stand on one row.",
        FindingKind::Fact => "Passages that tell one thing stand on one row.",
        FindingKind::OnlyHere => {
            "A sentence of one article to which nothing in the others comes near."
        }
        FindingKind::Missing => "What all articles but one tell.",
        FindingKind::Reuse => {
            "Words that stand in the same order in several articles, quotations left out."
        }
    }
}

/// What the verdict means.
fn of_verdict(finding: &Finding) -> &'static str {
    match (finding.verdict, finding.kind) {
        (Verdict::Same, _) => "All that give it give the same.",
        (Verdict::Compatible, _) => "Some give it more loosely: all can be right.",
        (Verdict::Differs, FindingKind::Name) => "They are written differently.",
        (Verdict::Differs, _) => "They cannot all be right about the same thing.",
        (Verdict::Related, _) => {
            "They tell of one thing; that they say the same of it is not known, or one says otherwise."
        }
        (Verdict::Shared, _) => "The row says who tells it, and who a part of it.",
        (Verdict::OneOnly, FindingKind::Missing) => "Nothing near it was found in that one.",
        (Verdict::OneOnly, _) => "Nothing of the kind was found in the others.",
        (Verdict::Cut, _) => "Some give a part of the same words, and no other ones.",
        (Verdict::Reworded, _) => "Some give it in other words.",
        (Verdict::OtherSpeaker, _) => "It is given to different speakers.",
    }
}
