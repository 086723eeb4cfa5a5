//! A list's place: where the cursor is and which row is the first on the screen. Rows may differ in height.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::text;
use crate::tui::action::Action;
use crate::tui::theme::Look;
use crate::tui::theme::Role;

/// Where the reader is in a list. What is in the list is known elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub cursor: usize,
    /// Index of the first item on the screen.
    pub first: usize,
    /// How many items the last settling saw on the screen: the size of a page.
    page: usize,
}

impl Place {
    /// With the cursor on item `cursor`.
    pub fn at(cursor: usize) -> Place {
        Place {
            cursor,
            ..Place::default()
        }
    }

    /// Moves the cursor as the action says; `None` where the action does not move.
    pub fn act(&mut self, action: Action, len: usize) -> Option<()> {
        let page = self.page.max(1);
        let last = len.saturating_sub(1);
        self.cursor = match action {
            Action::Down => self.cursor + 1,
            Action::Up => self.cursor.saturating_sub(1),
            Action::HalfPageDown => self.cursor + page.div_ceil(2),
            Action::HalfPageUp => self.cursor.saturating_sub(page.div_ceil(2)),
            Action::PageDown => self.cursor + page,
            Action::PageUp => self.cursor.saturating_sub(page),
            Action::Top => 0,
            Action::Bottom => last,
            _ => return None,
        }
        .min(last);
        Some(())
    }

    /// Puts the cursor on the item that stands on row `y` of the list, the first on the screen being 0. Says whether it stood
    /// there already; `None` where no item stands there.
    pub fn click(&mut self, y: u16, len: usize, height: impl Fn(usize) -> u16) -> Option<bool> {
        let mut bottom = 0;
        let at = (self.first..len).find(|&at| {
            bottom += height(at);
            y < bottom
        })?;
        Some(std::mem::replace(&mut self.cursor, at) == at)
    }

    /// From a row that is no place to stand on to the nearest one that is, in the direction of the last move first.
    pub fn land(&mut self, forward: bool, len: usize, is_place: impl Fn(usize) -> bool) {
        let ahead = (self.cursor..len).find(|&at| is_place(at));
        let behind = (0..len.min(self.cursor + 1)).rev().find(|&at| is_place(at));
        let found = if forward {
            ahead.or(behind)
        } else {
            behind.or(ahead)
        };
        self.cursor = found.unwrap_or(0);
    }

    /// To the next of the groups that start so, or to the start of this one and then of the one before; round at the ends.
    pub fn leap(&mut self, action: Action, starts: &[usize]) -> Option<()> {
        let found = match action {
            Action::NextGroup => starts.iter().find(|&&at| at > self.cursor),
            Action::PreviousGroup => starts.iter().rfind(|&&at| at < self.cursor),
            _ => return None,
        };
        let round = match action {
            Action::NextGroup => starts.first(),
            _ => starts.last(),
        };
        self.cursor = found.or(round).copied().unwrap_or(self.cursor);
        Some(())
    }

    /// The item under the cursor is number `at` now: the cursor goes with it, and as much stays above it on the screen as
    /// there was; who stood at the beginning of the list sees it as long as it fits.
    pub fn carry_to(&mut self, at: usize) {
        let above = self.cursor - self.first.min(self.cursor);
        self.first = match self.first {
            0 => 0,
            _ => at.saturating_sub(above),
        };
        self.cursor = at;
    }

    /// `3 of 12`, for the foot of the pane; nothing for an empty list.
    pub fn foot(&self, len: usize) -> String {
        if len == 0 {
            return String::new();
        }
        format!("{} of {len}", self.cursor + 1)
    }

    /// Keeps the cursor inside the list and on the screen: `rows` high, item `i` takes `height(i)` rows.
    /// Looks at the items on the screen only.
    pub fn settle(&mut self, len: usize, rows: u16, height: impl Fn(usize) -> u16) {
        self.cursor = self.cursor.min(len.saturating_sub(1));
        self.first = self.first.min(self.cursor);
        let rows = usize::from(rows);
        let mut used = 0;
        let mut first = self.cursor;
        for index in (self.first..=self.cursor).rev() {
            if index >= len {
                break;
            }
            used += usize::from(height(index));
            if used > rows && index < self.cursor {
                break;
            }
            first = index;
        }
        // No row below the last item stays empty while there are items above.
        let mut filled = 0;
        for index in first..len {
            filled += usize::from(height(index));
            if filled > rows {
                break;
            }
        }
        while first > 0 && filled + usize::from(height(first - 1)) <= rows {
            first -= 1;
            filled += usize::from(height(first));
        }
        self.first = first;
        let mut seen = 0;
        let mut filled = 0;
        while self.first + seen < len {
            filled += usize::from(height(self.first + seen));
            if filled > rows {
                break;
            }
            seen += 1;
        }
        self.page = seen.max(1);
    }
}

/// What a row of a list is to the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The cursor is on it, and the keyboard is here.
    Here,
    /// The cursor is on it, the keyboard elsewhere.
    Kept,
    Plain,
}

impl Standing {
    pub fn of(under_cursor: bool, look: &Look) -> Standing {
        match (under_cursor, look.focused) {
            (true, true) => Standing::Here,
            (true, false) => Standing::Kept,
            (false, _) => Standing::Plain,
        }
    }

    /// Paints the ground of a row and the sign of the cursor in its first cell; returns the style its text lies on. The
    /// sign shows without colour, too.
    pub fn paint(self, area: Rect, buf: &mut Buffer, look: &Look) -> Style {
        let role = if self == Standing::Here {
            Role::Selection
        } else {
            Role::Text
        };
        let ground = look.theme.style(role);
        buf.set_style(area, ground);
        if self != Standing::Plain {
            let sign = ground.patch(look.theme.style(Role::Key));
            text::label(buf, (area.x, area.y), 1, "▸", sign);
        }
        ground
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_stays_in_the_list_and_on_the_screen() {
        let mut place = Place::default();
        place.settle(10, 4, |_| 2);
        for _ in 0..3 {
            place.act(Action::Down, 10);
        }
        place.settle(10, 4, |_| 2);
        assert_eq!((place.cursor, place.first), (3, 2));
        place.act(Action::Bottom, 10);
        place.settle(10, 4, |_| 2);
        assert_eq!((place.cursor, place.first), (9, 8));
        place.settle(3, 4, |_| 2);
        assert_eq!((place.cursor, place.first), (2, 1));
    }

    #[test]
    fn a_list_that_became_shorter_fills_the_screen() {
        for high in [1, 2] {
            let mut place = Place::at(999);
            place.settle(1000, 20, |_| high);
            place.settle(30, 20, |_| high);
            let seen = 20 / usize::from(high);
            assert_eq!((place.cursor, place.first), (29, 30 - seen));
            place.settle(5, 20, |_| high);
            assert_eq!((place.cursor, place.first), (4, 0));
            place.settle(0, 20, |_| high);
            assert_eq!((place.cursor, place.first), (0, 0));
        }
        // Where the cursor is in the middle, the list stays where it is.
        let mut place = Place::at(50);
        place.first = 45;
        place.settle(100, 20, |_| 1);
        assert_eq!((place.cursor, place.first), (50, 45));
        // An item that would only half fit is not drawn in.
        let mut place = Place::at(3);
        place.first = 3;
        place.settle(4, 5, |index| if index == 2 { 3 } else { 2 });
        assert_eq!((place.cursor, place.first), (3, 2));
        place.settle(4, 4, |index| if index == 2 { 3 } else { 2 });
        assert_eq!((place.cursor, place.first), (3, 3));
    }

    #[test]
    fn what_is_carried_keeps_its_row_on_the_screen() {
        let mut place = Place::at(30);
        place.settle(100, 10, |_| 1);
        assert_eq!(place.first, 21);
        place.carry_to(33);
        assert_eq!((place.cursor, place.first), (33, 24));
        let mut place = Place::default();
        place.carry_to(2);
        place.settle(100, 10, |_| 1);
        assert_eq!((place.cursor, place.first), (2, 0));
    }

    #[test]
    fn a_leap_goes_from_group_to_group_and_round() {
        let mut place = Place::at(1);
        let at = |place: &mut Place, action| {
            place.leap(action, &[1, 4, 9]).unwrap();
            place.cursor
        };
        let steps = [4, 9, 1].map(|_| at(&mut place, Action::NextGroup));
        assert_eq!(steps, [4, 9, 1]);
        place.cursor = 6;
        let steps = [4, 1, 9].map(|_| at(&mut place, Action::PreviousGroup));
        assert_eq!(steps, [4, 1, 9]);
        assert_eq!(place.leap(Action::NextGroup, &[]), Some(()));
        assert_eq!((place.cursor, place.leap(Action::Down, &[1])), (9, None));
    }

    #[test]
    fn a_click_goes_to_the_item_on_that_row() {
        let mut place = Place::at(4);
        place.first = 3;
        let high = |at: usize| if at == 3 { 2 } else { 1 };
        assert_eq!(place.click(1, 6, high), Some(false));
        assert_eq!(place.click(1, 6, high), Some(true));
        assert_eq!(place.cursor, 3);
        assert_eq!(place.click(2, 6, high), Some(false));
        assert_eq!(place.cursor, 4);
        assert_eq!(place.click(9, 6, high), None);
        assert_eq!(place.cursor, 4);
    }

    #[test]
    fn landing_leaves_a_place_where_it_is_and_finds_the_next_from_a_heading() {
        let is_place = |at: usize| at != 2;
        let mut place = Place::default();
        for (cursor, forward, landed) in [(1, false, 1), (1, true, 1), (2, false, 1), (2, true, 3)]
        {
            place.cursor = cursor;
            place.land(forward, 4, is_place);
            assert_eq!(place.cursor, landed, "from {cursor}");
        }
        place.land(true, 0, is_place);
        assert_eq!(place.cursor, 0);
    }

    #[test]
    fn an_empty_list_and_an_item_higher_than_the_screen_are_no_trouble() {
        let mut place = Place::default();
        place.act(Action::Down, 0);
        place.settle(0, 4, |_| 1);
        assert_eq!(place.cursor, 0);
        place.act(Action::Down, 5);
        place.settle(5, 2, |_| 9);
        assert_eq!((place.cursor, place.first), (1, 1));
    }
}
