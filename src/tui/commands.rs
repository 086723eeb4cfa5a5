//! The commands below the command line while it is typed: what can be typed, with its words, and what it does.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::keys::{EVERYWHERE, Keymap};
use super::prompt::{Command, completions};
use super::theme::{Role, Theme};
use super::widgets::text;
use crate::model::Span;

/// Commands that are listed at the most: more than a reader looks through.
const MOST: usize = 10;
/// Cells of a command with its words.
const COMMAND: u16 = 24;
/// Cells of its key.
const KEY: u16 = 8;
/// Cells before what it does.
const BEFORE_HELP: u16 = COMMAND + KEY + 2;

/// Lists what begins with `typed` at the top of `area`; says so where nothing does.
pub fn draw(typed: &str, keymap: &Keymap, area: Rect, buf: &mut Buffer, theme: &Theme) {
    let found = completions(typed);
    // Behind a path or a query there is nothing to complete by name.
    if found.is_empty() && typed.trim_start().contains(' ') {
        return;
    }
    let left = found.len().saturating_sub(MOST);
    let shown: Vec<(&Command, Vec<Span>)> = (found.iter().take(MOST))
        .map(|command| (command, help_rows(command, area.width)))
        .collect();
    let rows: usize = shown.iter().map(|(_, rows)| rows.len()).sum();
    let rows = rows.max(1) + usize::from(left > 0);
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
    let mut top = 0;
    for (command, rows) in shown {
        let (x, y) = line(top);
        if y >= area.bottom() {
            return;
        }
        let bar = theme.style(Role::Bar);
        let strong = Theme::without_ground(theme.style(Role::Strong), bar);
        let name = format!("{} {}", command.line, command.words);
        text::label(buf, (x, y), COMMAND, name.trim_end(), strong);
        let action = super::action::Action::named(&command.line);
        let key = action.and_then(|action| keymap.sign_of(EVERYWHERE, action));
        let key_style = Theme::without_ground(theme.style(Role::Key), bar);
        let key = key.unwrap_or_default();
        text::label(buf, (x + COMMAND + 1, y), KEY, &key, key_style);
        let at = x + BEFORE_HELP;
        for (y, row) in (y..area.bottom()).zip(&rows) {
            text::label(buf, (at, y), area.width, row.of(command.help), muted);
        }
        top += rows.len();
    }
    let (_, y) = line(top);
    if left > 0 && y < area.bottom() {
        let more = format!("… {left} more; a letter more finds fewer, Tab takes the first");
        text::label(buf, line(top), area.width, &more, muted);
    }
}

/// What a command does, on as many rows as it needs.
fn help_rows(command: &Command, width: u16) -> Vec<Span> {
    let room = width.saturating_sub(BEFORE_HELP + 3).max(8);
    text::wrap(command.help, Span::new(0, command.help.len()), room)
}
