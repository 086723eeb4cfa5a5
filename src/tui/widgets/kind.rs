//! The sign of a type of name: a letter and its colour.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::text;
use crate::model::NameKind;
use crate::tui::theme::Look;
use crate::tui::theme::Role;

/// `P`, `O`, `L`.
pub fn letter(kind: NameKind) -> char {
    match kind {
        NameKind::Person => 'P',
        NameKind::Organisation => 'O',
        NameKind::Place => 'L',
    }
}

/// Paints the letter at a place.
pub fn sign(kind: NameKind, at: (u16, u16), behind: Style, buf: &mut Buffer, look: &Look) {
    let role = match kind {
        NameKind::Person => Role::Outlet1,
        NameKind::Organisation => Role::Outlet2,
        NameKind::Place => Role::Outlet3,
    };
    let letter = letter(kind);
    let style = behind.patch(look.theme.style(role));
    text::label(buf, at, 1, letter.encode_utf8(&mut [0; 4]), style);
}
