//! The border of a pane: its title at the top, where the reader is at the bottom.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, BorderType, Borders, Widget};

use super::text;
use crate::tui::theme::Look;
use crate::tui::theme::Role;

/// Draws the border and returns what is inside. `foot` stands at the right of the lower edge.
pub fn frame(area: Rect, buf: &mut Buffer, look: &Look, title: &str, foot: &str) -> Rect {
    let role = if look.focused {
        Role::BorderFocused
    } else {
        Role::Border
    };
    let kind = if look.focused {
        BorderType::Thick
    } else {
        BorderType::Plain
    };
    let style = look.theme.style(role);
    let block = Block::new()
        .borders(Borders::ALL)
        .border_type(kind)
        .border_style(style);
    let inner = block.inner(area);
    block.render(area, buf);
    let room = area.width.saturating_sub(4);
    if !title.is_empty() && room > 0 {
        let title = format!(
            " {} ",
            text::cut(title, usize::from(room).saturating_sub(2))
        );
        let role = if look.focused {
            Role::Title
        } else {
            Role::Muted
        };
        text::label(
            buf,
            (area.x + 2, area.y),
            room,
            &title,
            look.theme.style(role),
        );
    }
    if !foot.is_empty() && room > 0 && area.height > 1 {
        let foot = format!(" {} ", text::cut(foot, usize::from(room).saturating_sub(2)));
        let wide = text::cells(&foot) as u16;
        let x = area.right().saturating_sub(wide + 2);
        text::label(
            buf,
            (x, area.bottom() - 1),
            wide,
            &foot,
            look.theme.style(Role::Muted),
        );
    }
    inner
}
