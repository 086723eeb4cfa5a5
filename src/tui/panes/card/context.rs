//! A name in its sentence, keyword in context: the name in the middle, what stands around it on both sides.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::Context;
use crate::tui::pane::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::text;

/// One line, the name in the middle, what stands before it set against it from the left.
pub fn draw(
    context: &Context,
    area: Rect,
    behind: ratatui::style::Style,
    buf: &mut Buffer,
    look: &Look,
) {
    const OUTLET: u16 = 14;
    let x = area.x + 2;
    let outlet = context.outlet.as_deref().unwrap_or("outlet unknown");
    text::label(
        buf,
        (x, area.y),
        OUTLET,
        outlet,
        behind.patch(look.theme.style(Role::Outlet1)),
    );
    let start = x + OUTLET + 1;
    let room = area.right().saturating_sub(start);
    let left = room * 2 / 5;
    let before = context
        .sentence
        .get(..context.name.start)
        .unwrap_or("")
        .trim_end();
    let kept = tail(before, usize::from(left.saturating_sub(1)));
    let at = start + left.saturating_sub(text::cells(&kept) as u16 + 1);
    text::label(
        buf,
        (at, area.y),
        left,
        &kept,
        behind.patch(look.theme.style(Role::Muted)),
    );
    let name_at = start + left;
    let name = context.name.of(&context.sentence);
    let used = text::label(
        buf,
        (name_at, area.y),
        room - left,
        name,
        behind.patch(look.theme.style(Role::Hit)),
    );
    let after = context.sentence.get(context.name.end..).unwrap_or("");
    let rest = area.right().saturating_sub(name_at + used);
    text::label(buf, (name_at + used, area.y), rest, after, behind);
}

/// The longest end of a text that fits into `width` cells.
fn tail(text_before: &str, width: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if text::cells(text_before) <= width {
        return text_before.to_string();
    }
    let mut used = 1;
    let mut start = text_before.len();
    for (offset, grapheme) in text_before.grapheme_indices(true).rev() {
        used += text::cells(grapheme);
        if used > width {
            break;
        }
        start = offset;
    }
    format!("…{}", &text_before[start..])
}

#[cfg(test)]
mod tests {
    use super::tail;

    #[test]
    fn what_stands_before_a_name_is_cut_at_its_beginning() {
        assert_eq!(tail("the envoy met", 20), "the envoy met");
        assert_eq!(tail("the envoy met", 8), "…voy met");
    }
}
