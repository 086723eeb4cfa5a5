//! Where a window stands on a screen, and how far it is scrolled.

use ratatui::layout::Rect;

use super::{Window, help, others, suggestions};
use crate::model::Span;
use crate::tui::keys::Keymap;
use crate::tui::session::Session;
use crate::tui::widgets::list::Place;
use crate::tui::widgets::text;

impl Window {
    /// How many rows, or items, it lists.
    pub(super) fn len(&self, session: &Session, keymap: &Keymap) -> usize {
        match self {
            Window::Help {
                scope,
                first,
                width,
                ..
            } => help::lines(keymap, scope, first, *width).len(),
            Window::Palette(palette) => palette.found().len(),
            Window::Evidence { evidence, .. } => evidence.proofs.len(),
            Window::Others { .. } => {
                others::others(session).map_or(0, |evidence| evidence.proofs.len())
            }
            Window::Text { lines, .. } => lines.len(),
            Window::Ask(_) => 0,
            Window::Suggestions(_) => session.suggestions.len(),
            Window::Decisions(_) => session.decisions.len(),
            Window::Choosing(choosing) => choosing.len(),
        }
    }
}

/// In a window of lines the cursor is the first line shown.
pub(super) fn scroll(place: &mut Place, len: usize, rows: u16) {
    let last = len.saturating_sub(usize::from(rows));
    place.settle(len, rows, |_| 1);
    place.cursor = place.cursor.min(last);
    place.first = place.cursor;
}

pub(super) fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + 1,
        y: area.y + 1,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// Where a window stands on a screen: centred, no larger than it needs.
pub(super) fn place_of(window: &Window, area: Rect, len: usize) -> Rect {
    let (wide, high) = match window {
        Window::Help { .. } => (84, area.height),
        Window::Palette(_) => (110, 18),
        Window::Evidence { evidence, .. } => {
            let width = 100.min(area.width.saturating_sub(4));
            (100, evidence.height(width, area.height.saturating_sub(2)))
        }
        Window::Others { .. } => (100, area.height.saturating_sub(4)),
        Window::Suggestions(_) => {
            let rows = u16::try_from(len).unwrap_or(u16::MAX);
            let high = rows.saturating_mul(suggestions::ROWS).saturating_add(3);
            // Nothing to list is said in words.
            let high = if len == 0 { 8 } else { high };
            (100, high.clamp(4, area.height.saturating_sub(4).max(4)))
        }
        Window::Decisions(_) => (
            100,
            // Nothing to list is said in words, which a narrow terminal wraps.
            u16::try_from(len.max(3))
                .unwrap_or(u16::MAX)
                .saturating_add(2),
        ),
        Window::Choosing(_) => (
            100,
            u16::try_from(len)
                .unwrap_or(u16::MAX)
                .saturating_mul(2)
                .saturating_add(3),
        ),
        Window::Ask(ask) => (64, ask.height(64.min(area.width.saturating_sub(4)))),
        Window::Text { lines, .. } => {
            let width = 70.min(area.width.saturating_sub(4));
            let rows: usize = lines
                .iter()
                .map(|line| {
                    text::wrap(line, Span::new(0, line.len()), width.saturating_sub(4)).len()
                })
                .sum();
            (
                70,
                u16::try_from(rows.max(len))
                    .unwrap_or(u16::MAX)
                    .saturating_add(2),
            )
        }
    };
    let margin = if area.width < 80 { 0 } else { 4 };
    let width = wide.min(area.width.saturating_sub(margin));
    let height = high
        .min(area.height.saturating_sub(2))
        .max(3.min(area.height));
    Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    }
}
