//! The commands below the command line while it is typed: what can be typed, with its words, and what it does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::keys::{EVERYWHERE, Keymap};
use super::prompt::completions;
use super::theme::{Role, Theme};
use super::widgets::text;

/// Commands that are listed at the most: more than a reader looks through.
const MOST: usize = 10;
/// Cells of a command with its words.
const COMMAND: u16 = 24;
/// Cells of its key.
const KEY: u16 = 8;

/// Lists what begins with `typed` at the top of `area`; says so where nothing does.
pub fn draw(typed: &str, keymap: &Keymap, area: Rect, buf: &mut Buffer, theme: &Theme) {
    let found = completions(typed);
    // Behind a path or a query there is nothing to complete by name.
    if found.is_empty() && typed.trim_start().contains(' ') {
        return;
    }
    let left = found.len().saturating_sub(MOST);
    let rows = found.len().clamp(1, MOST) + usize::from(left > 0);
    let area = Rect {
        height: (rows as u16).min(area.height),
        ..area
    };
    Clear.render(area, buf);
    buf.set_style(area, theme.ground());
    buf.set_style(area, theme.style(Role::Bar));
    let line = |y: usize| (area.x + 2, area.y + y as u16);
    let muted = theme.style(Role::Bar).patch(theme.style(Role::Muted));
    let muted = Theme::without_ground(muted, theme.style(Role::Bar));
    if found.is_empty() {
        text::label(buf, line(0), area.width, "no command begins so", muted);
    }
    for (y, command) in found.iter().take(MOST).enumerate().take(area.height.into()) {
        let (x, y) = line(y);
        let bar = theme.style(Role::Bar);
        let strong = Theme::without_ground(theme.style(Role::Strong), bar);
        let name = format!("{} {}", command.line, command.words);
        text::label(buf, (x, y), COMMAND, name.trim_end(), strong);
        let action = super::action::Action::named(&command.line);
        let key = action.and_then(|action| keymap.sign_of(EVERYWHERE, action));
        let key_style = Theme::without_ground(theme.style(Role::Key), bar);
        text::label(
            buf,
            (x + COMMAND + 1, y),
            KEY,
            &key.unwrap_or_default(),
            key_style,
        );
        let at = x + COMMAND + KEY + 2;
        let room = area.right().saturating_sub(at + 1);
        text::label(buf, (at, y), room, command.help, muted);
    }
    if left > 0 && area.height as usize > MOST {
        let more = format!("… {left} more; a letter more finds fewer, Tab takes the first");
        text::label(buf, line(MOST), area.width, &more, muted);
    }
}
