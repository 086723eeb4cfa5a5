//! The head of the list of names: a tab for each type with its count in the border, and as many columns of facts as there is room for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::model::{Entity, NameKind};
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::count::thousands;
use crate::tui::widgets::{kind, text};
use crate::worker::entity_list::{EntityFacts, EntitySort};

/// Cells that a name gets before another column is shown: most full names fit.
const NAME: u16 = 24;
/// Cells before the name: cursor, type, mark.
const BEFORE: u16 = 3;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Mentions,
    Articles,
    Outlets,
    First,
    Last,
}

impl Column {
    /// Those wanted most first.
    const BY_WORTH: [Column; 5] = [
        Column::Mentions,
        Column::Outlets,
        Column::Last,
        Column::Articles,
        Column::First,
    ];

    fn heading(self) -> &'static str {
        match self {
            Column::Mentions => "named",
            Column::Articles => "articles",
            Column::Outlets => "outlets",
            Column::First => "first day",
            Column::Last => "last day",
        }
    }

    /// Cells, with the gap before it.
    fn wide(self) -> u16 {
        match self {
            Column::Mentions => 8,
            Column::Articles => 10,
            Column::Outlets => 9,
            Column::First | Column::Last => 12,
        }
    }

    fn of(self, entity: &Entity, facts: &EntityFacts) -> String {
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "·".to_string());
        match self {
            Column::Mentions => thousands(u64::from(entity.mentions)),
            Column::Articles => thousands(entity.articles.len() as u64),
            Column::Outlets => thousands(u64::from(facts.outlets)),
            Column::First => day(&facts.first),
            Column::Last => day(&facts.last),
        }
    }

    /// The column that the list is sorted by; a sort by name has none.
    fn sorted(sort: EntitySort) -> Option<Column> {
        match sort {
            EntitySort::Mentions => Some(Column::Mentions),
            EntitySort::Outlets => Some(Column::Outlets),
            EntitySort::Newest => Some(Column::Last),
            EntitySort::Name => None,
        }
    }
}

/// Tabs and column headings for one width.
pub struct Head {
    tabs: Vec<(Option<NameKind>, String)>,
    columns: Vec<Column>,
    sort: EntitySort,
    width: u16,
}

impl Head {
    /// For `width` cells; `counts` as [`NameKind::ALL`].
    pub fn new(width: u16, sort: EntitySort, counts: &[usize; NameKind::ALL.len()]) -> Head {
        let mut columns: Vec<Column> = Column::sorted(sort).into_iter().collect();
        for column in Column::BY_WORTH {
            let used: u16 = columns.iter().map(|column| column.wide()).sum();
            if !columns.contains(&column) && BEFORE + NAME + used + column.wide() <= width {
                columns.push(column);
            }
        }
        columns.sort_unstable();
        // Two cells of the border stay on both sides of the tabs.
        let fits = |tabs: &[(Option<NameKind>, String)]| {
            let cells: usize = tabs.iter().map(|(_, tab)| text::cells(tab)).sum();
            cells + 2 <= usize::from(width)
        };
        let long = tabs(counts, |kind| kind.heading().to_string());
        let tabs = if fits(&long) {
            long
        } else {
            tabs(counts, |kind| kind::letter(kind).to_string())
        };
        Head {
            tabs,
            columns,
            sort,
            width,
        }
    }

    /// Cells that a name has.
    pub fn room(&self) -> u16 {
        let used: u16 = self.columns.iter().map(|column| column.wide()).sum();
        self.width.saturating_sub(BEFORE + used)
    }

    /// The tabs on the upper border, the headings on the first row inside.
    pub fn draw(&self, chosen: Option<NameKind>, inner: Rect, buf: &mut Buffer, look: &Look) {
        let muted = look.theme.style(Role::Muted);
        let mut x = inner.x + 1;
        for (kind, tab) in &self.tabs {
            let style = if *kind == chosen {
                look.theme.style(Role::BarActive)
            } else {
                muted
            };
            let room = inner.right().saturating_sub(x);
            let above = inner.y.saturating_sub(1);
            x += text::label(buf, (x, above), room, tab, style);
        }
        let y = inner.y;
        if inner.height == 0 {
            return;
        }
        let (name, style, indent) = match self.sort {
            EntitySort::Name => ("▾name", look.theme.style(Role::Strong), 1),
            _ => ("name", muted, 0),
        };
        let at = (inner.x + BEFORE - indent, y);
        text::label(buf, at, self.room() + indent, name, style);
        let of_sort = Column::sorted(self.sort);
        self.each(inner, |column, right| {
            let sorted = of_sort == Some(column);
            let heading = format!("{}{}", if sorted { "▾" } else { "" }, column.heading());
            let role = if sorted { Role::Strong } else { Role::Muted };
            let wide = text::cells(&heading) as u16;
            let at = (right.saturating_sub(wide), y);
            text::label(buf, at, wide, &heading, look.theme.style(role));
        });
    }

    /// Paints the facts of one entity on its row.
    pub fn cells(
        &self,
        (entity, facts): (&Entity, &EntityFacts),
        row: Rect,
        behind: Style,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let of_sort = Column::sorted(self.sort);
        self.each(row, |column, right| {
            let cell = column.of(entity, facts);
            let style = if of_sort == Some(column) {
                behind
            } else {
                behind.patch(look.theme.style(Role::Muted))
            };
            let wide = text::cells(&cell) as u16;
            text::label(buf, (right.saturating_sub(wide), row.y), wide, &cell, style);
        });
    }

    /// Every column with its right end; a cell is left free before the border.
    fn each(&self, area: Rect, mut paint: impl FnMut(Column, u16)) {
        let mut right = area.right().saturating_sub(1);
        for column in self.columns.iter().rev() {
            paint(*column, right);
            right = right.saturating_sub(column.wide());
        }
    }
}

/// `All 8`, `People 4`, …
fn tabs(
    counts: &[usize; NameKind::ALL.len()],
    called: impl Fn(NameKind) -> String,
) -> Vec<(Option<NameKind>, String)> {
    let all: usize = counts.iter().sum();
    let mut tabs = vec![(None, format!(" All {} ", thousands(all as u64)))];
    for (kind, count) in NameKind::ALL.into_iter().zip(counts) {
        let tab = format!(" {} {} ", called(kind), thousands(*count as u64));
        tabs.push((Some(kind), tab));
    }
    tabs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_column_sorted_by_is_always_shown_and_the_name_keeps_its_room() {
        for width in [20, 36, 48, 76, 200] {
            for sort in EntitySort::ALL {
                let head = Head::new(width, sort, &[1, 2, 3]);
                let sorted = Column::sorted(sort);
                assert!(sorted.is_none_or(|column| head.columns.contains(&column)));
                assert!(head.columns.len() < 2 || head.room() >= NAME, "{width}");
                assert!(head.columns.is_sorted());
            }
        }
        assert_eq!(Head::new(200, EntitySort::Name, &[0; 3]).columns.len(), 5);
    }
}
