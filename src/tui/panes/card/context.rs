//! A name in its sentence, keyword in context: the names stand below one another, what stands around them on both sides.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::Context;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::text;

/// From this many cells the whole day is shown, from the next one the month.
const WHOLE_DAY: u16 = 96;
const MONTH: u16 = 72;
/// The widest column of outlets: the sentences need the room more.
const OUTLET: u16 = 18;

/// Where the parts of a line stand, the same for all sentences of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Cells.
    day: u16,
    outlet: u16,
    before: u16,
}

impl Columns {
    /// For lines of `width` cells.
    pub fn new(contexts: &[Context], width: u16) -> Columns {
        let day = match (contexts.iter().any(|context| context.day.is_some()), width) {
            (true, WHOLE_DAY..) => 11,
            (true, MONTH..) => 8,
            _ => 0,
        };
        let outlets = contexts.iter().map(|context| text::cells(outlet(context)));
        let widest = u16::try_from(outlets.max().unwrap_or(0)).unwrap_or(u16::MAX);
        let outlet = widest.min((width / 6).clamp(8, OUTLET));
        Columns {
            day,
            outlet,
            before: width.saturating_sub(day + outlet + 1) * 2 / 5,
        }
    }
}

fn outlet(context: &Context) -> &str {
    context.outlet.as_deref().unwrap_or("unknown")
}

/// One line. Day and outlet are left out where the line above is of the same article (`again`).
pub fn draw(
    context: &Context,
    columns: Columns,
    again: Option<&Context>,
    (area, behind): (Rect, Style),
    buf: &mut Buffer,
    look: &Look,
) {
    let y = area.y;
    let muted = behind.patch(look.theme.style(Role::Muted));
    let x = area.x + 2;
    if again.is_none_or(|above| above.article != context.article) {
        let day = context.day.as_deref().unwrap_or("");
        let shown = day.get(..usize::from(columns.day.saturating_sub(1)));
        let shown = shown.unwrap_or(day);
        text::label(buf, (x, y), columns.day.saturating_sub(1), shown, muted);
        let at = (x + columns.day, y);
        text::label(buf, at, columns.outlet, outlet(context), muted);
    }
    let name_at = x + columns.day + columns.outlet + 1 + columns.before;
    let before = context.sentence.get(..context.name.start).unwrap_or("");
    let before = one_line(before);
    let label = context
        .aside
        .map(|aside| format!("{}: ", aside.kind.word()));
    let label = label.unwrap_or_default();
    let room = usize::from(columns.before.saturating_sub(1));
    let kept = tail(&before, room.saturating_sub(text::cells(&label)));
    let kept = format!("{label}{kept}");
    let at = name_at.saturating_sub(text::cells(&kept) as u16);
    text::label(buf, (at, y), name_at.saturating_sub(at), &kept, behind);
    let name = one_line(context.name.of(&context.sentence));
    let lit = behind.patch(look.theme.style(Role::Name));
    let room = area.right().saturating_sub(name_at);
    let used = text::label(buf, (name_at, y), room, &name, lit);
    let after = context.sentence.get(context.name.end..).unwrap_or("");
    let rest = room.saturating_sub(used);
    text::label(buf, (name_at + used, y), rest, &one_line(after), behind);
}

/// White space as single spaces.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        let letter = if letter.is_whitespace() { ' ' } else { letter };
        if letter != ' ' || !line.ends_with(' ') {
            line.push(letter);
        }
    }
    line
}

/// The longest end of a text that fits into `width` cells, from the beginning of a word where there is one.
fn tail(text_before: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if text::cells(text_before) <= width {
        return text_before.to_string();
    }
    let mut used = 1;
    let mut start = text_before.len();
    let mut word = None;
    for (offset, grapheme) in text_before.grapheme_indices(true).rev() {
        used += text::cells(grapheme);
        if used > width {
            break;
        }
        start = offset;
        if grapheme == " " && offset + 1 < text_before.len() {
            word = Some(offset);
        }
    }
    format!("…{}", &text_before[word.unwrap_or(start)..])
}

#[cfg(test)]
mod tests {
    use super::{one_line, tail};

    #[test]
    fn what_stands_before_a_name_is_cut_at_a_word() {
        assert_eq!(tail("the envoy met ", 20), "the envoy met ");
        assert_eq!(tail("the envoy met ", 10), "… met ");
        assert_eq!(tail("envoymet", 5), "…ymet");
        assert_eq!(tail("the “", 3), "… “");
    }

    #[test]
    fn a_break_inside_a_sentence_is_a_space() {
        assert_eq!(one_line("one\n\ntwo \u{a0}three"), "one two three");
    }
}
