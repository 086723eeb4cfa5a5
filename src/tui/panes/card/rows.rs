//! The rows of a card: its facts, spellings, reasons, company and sentences, as many as there is room for until unfolded.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{EntityCard, Span};
use crate::tui::theme::Role;
use crate::tui::widgets::count::{counted, thousands};
use crate::tui::widgets::text;
use crate::tui::widgets::timeline::Timeline;

/// Cells of a column of companions.
const COMPANION: u16 = 30;
/// A card lower than this stands without blank rows.
const AIRY: u16 = 16;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// What follows, and a remark at the right.
    Heading(String, String),
    Line(String, Role),
    Time(Timeline),
    /// Index of a writing, and the outlets that fit on its first row.
    Spelling(usize, String),
    /// Further outlets of the writing above.
    Outlets(String),
    Blank,
    /// Companions side by side, by index.
    Companions(Range<usize>),
    Context(usize),
    /// So much of a section is folded away.
    More(String),
}

impl Row {
    /// Whether both are about the same thing, in whatever room.
    pub fn is_about(&self, other: &Row) -> bool {
        match (self, other) {
            (Row::Context(one), Row::Context(two)) => one == two,
            (Row::Spelling(one, _), Row::Spelling(two, _)) => one == two,
            (Row::Companions(one), Row::Companions(two)) => one.contains(&two.start),
            _ => false,
        }
    }
}

/// One way of writing the name, with the outlets that write so, most frequent first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    pub text: String,
    pub count: u32,
    pub outlets: Vec<String>,
}

/// The room that a card has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// Cells.
    pub width: u16,
    pub height: u16,
    /// Everything is shown.
    pub unfolded: bool,
    /// So many times the rows that a section has on a full card.
    share: u16,
}

/// How much more a section shows where the card has room left, most first.
const SHARES: [u16; 4] = [8, 4, 2, 1];

impl Room {
    pub fn new(width: u16, height: u16, unfolded: bool) -> Room {
        Room {
            width,
            height,
            unfolded,
            share: 1,
        }
    }

    /// Companions that stand side by side.
    pub fn companions(self) -> usize {
        usize::from(self.width / COMPANION).clamp(1, 3)
    }

    /// A share of the height, between bounds; all of it where unfolded.
    fn rows(self, share: u16, least: u16, most: u16) -> usize {
        if self.unfolded {
            return usize::MAX;
        }
        usize::from((self.height / share).clamp(least, most) * self.share)
    }

    /// Spellings that stand on a card: who writes the name how is what it is opened for.
    fn spellings(self) -> usize {
        self.rows(4, 3, 16)
    }

    /// Cells of the writings, and of the outlets behind them.
    pub fn spelling(self, writings: &[Writing]) -> (u16, u16) {
        let shown = writings.iter().take(self.spellings());
        let widest = shown.map(|writing| text::cells(&writing.text)).max();
        let widest = u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX);
        let wide = widest.clamp(8, (self.width * 2 / 5).max(8));
        // Indent, gap, count, gap.
        (wide, self.width.saturating_sub(wide + 2 + 7 + 2))
    }
}

/// The writings of an entity, most frequent first.
pub fn writings(card: &EntityCard) -> Vec<Writing> {
    let mut writings: BTreeMap<&str, Writing> = BTreeMap::new();
    for spelling in &card.entity.spellings {
        let writing = writings.entry(&spelling.text).or_insert_with(|| Writing {
            text: spelling.text.clone(),
            count: 0,
            outlets: Vec::new(),
        });
        writing.count += spelling.count;
        let outlet = spelling.outlet.as_deref().unwrap_or(UNKNOWN);
        writing.outlets.push(format!("{outlet} {}", spelling.count));
    }
    let mut writings: Vec<Writing> = writings.into_values().collect();
    writings.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    writings
}

/// All rows of a card, and the room that they were made for: where little is to be shown, its sections show more of it.
pub fn rows(card: &EntityCard, writings: &[Writing], room: Room) -> (Vec<Row>, Room) {
    let height = usize::from(room.height);
    let all = Room {
        unfolded: true,
        ..room
    };
    let shared = |share: &u16| Room {
        share: *share,
        ..room
    };
    let airy = std::iter::once(all).chain(SHARES.iter().map(shared));
    // A card whose sentences fill it is not tried in every way.
    if !room.unfolded && card.contexts.len() < height {
        for room in airy {
            let rows = rows_in(card, writings, room);
            if rows.len() <= height {
                return (rows, room);
            }
        }
    }
    (rows_in(card, writings, room), room)
}

fn rows_in(card: &EntityCard, writings: &[Writing], room: Room) -> Vec<Row> {
    let mut rows = head(card, room);
    spellings(&mut rows, writings, room);
    reasons(&mut rows, card, room);
    company(&mut rows, card, room);
    let shown = card.contexts.len() as u64;
    let mentions = u64::from(card.entity.mentions);
    let remark = if shown < mentions {
        format!("the newest {shown} of {}", thousands(mentions))
    } else if card.days.len() > 1 {
        "newest first".to_string()
    } else {
        String::new()
    };
    section(&mut rows, room, "In these sentences", remark);
    rows.extend((0..card.contexts.len()).map(Row::Context));
    rows
}

fn head(card: &EntityCard, room: Room) -> Vec<Row> {
    let entity = &card.entity;
    let outlets: std::collections::BTreeSet<&str> = entity
        .spellings
        .iter()
        .filter_map(|spelling| spelling.outlet.as_deref())
        .collect();
    let mut facts = vec![
        entity.kind.word().to_string(),
        counted(u64::from(entity.mentions), "mention", "mentions"),
        counted(entity.articles.len() as u64, "article", "articles"),
        counted(outlets.len() as u64, "outlet", "outlets"),
    ];
    // First and last day, and `by 5 weeks`.
    let ends = usize::from(room.width).saturating_sub(2 * 11 + 11);
    let time = Timeline::new(&card.days, ends);
    match (&time, card.days.first()) {
        (None, Some((day, _))) => facts.push(day.clone()),
        (None, None) => facts.push("undated".to_string()),
        (Some(_), _) => {}
    }
    let mut rows = vec![Row::Line(entity.name.clone(), Role::Strong)];
    rows.extend(wrapped(&facts.join(" · "), room.width, 0, Role::Muted));
    rows.extend(time.map(Row::Time));
    rows
}

fn section(rows: &mut Vec<Row>, room: Room, heading: &str, remark: String) {
    if room.height >= AIRY {
        rows.push(Row::Blank);
    }
    rows.push(Row::Heading(heading.to_string(), remark));
}

fn spellings(rows: &mut Vec<Row>, writings: &[Writing], room: Room) {
    section(rows, room, "Spellings", String::new());
    let (_, wide) = room.spelling(writings);
    let most = room.spellings();
    let mut folded = writings.len().saturating_sub(most);
    for (index, writing) in writings.iter().enumerate().take(most) {
        let mut lines = packed(&writing.outlets, wide);
        if !room.unfolded && lines.len() > 1 {
            lines = vec![shortened(&writing.outlets, wide)];
            folded = folded.max(1);
        }
        let mut lines = lines.into_iter();
        rows.push(Row::Spelling(index, lines.next().unwrap_or_default()));
        rows.extend(lines.map(Row::Outlets));
    }
    if folded > 0 {
        let all = counted(writings.len() as u64, "spelling", "spellings");
        rows.push(Row::More(format!("… {all} with all outlets")));
    }
}

fn reasons(rows: &mut Vec<Row>, card: &EntityCard, room: Room) {
    let reasons = &card.entity.why;
    if reasons.is_empty() {
        return;
    }
    section(rows, room, "Joined because", String::new());
    let most = room.rows(20, 1, 4);
    for why in reasons.iter().take(most) {
        rows.extend(wrapped(why, room.width, 2, Role::Muted));
    }
    if let Some(more @ 1..) = reasons.len().checked_sub(most) {
        let more = counted(more as u64, "more reason", "more reasons");
        rows.push(Row::More(format!("… {more}")));
    }
}

fn company(rows: &mut Vec<Row>, card: &EntityCard, room: Room) {
    let with = card.with.len();
    if with == 0 {
        return;
    }
    let remark = "closest first · articles with both";
    section(rows, room, "Appears with", remark.to_string());
    let each = room.companions();
    let shown = with.min(room.rows(8, 1, 8).saturating_mul(each));
    rows.extend(
        (0..shown)
            .step_by(each)
            .map(|start| Row::Companions(start..(start + each).min(shown))),
    );
    if let Some(more @ 1..) = with.checked_sub(shown) {
        rows.push(Row::More(format!("… {more} more")));
    }
}

fn wrapped(line: &str, width: u16, indent: usize, role: Role) -> Vec<Row> {
    let room = width.saturating_sub(indent as u16);
    let rows = text::wrap(line, Span::new(0, line.len()), room);
    rows.into_iter()
        .map(|row| Row::Line(format!("{:indent$}{}", "", row.of(line)), role))
        .collect()
}

/// Items with commas between them, on as many rows as they need; none is parted unless it is wider than a row.
fn packed(items: &[String], width: u16) -> Vec<String> {
    let width = usize::from(width.max(1));
    let mut lines: Vec<String> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let comma = if index + 1 < items.len() { "," } else { "" };
        let item = format!("{}{comma}", text::cut(item, width.saturating_sub(1)));
        match lines.last_mut() {
            Some(line) if text::cells(line) + 1 + text::cells(&item) <= width => {
                line.push(' ');
                line.push_str(&item);
            }
            _ => lines.push(item),
        }
    }
    lines
}

/// As many items as fit on one row with how many do not: `Alpha Wire 5, Beta Post 4, + 9 outlets`.
fn shortened(items: &[String], width: u16) -> String {
    let mut shown = items.len().saturating_sub(1);
    loop {
        // What has no name is no outlet that could be counted.
        let is_named = |item: &&String| !item.starts_with(UNKNOWN);
        let named = items[shown..].iter().filter(is_named).count();
        let mut rest = counted(named as u64, "outlet", "outlets");
        if named < items.len() - shown {
            rest += " and unknown";
        }
        let line = if shown == 0 {
            rest
        } else {
            format!("{}, + {rest}", items[..shown].join(", "))
        };
        if shown == 0 || text::cells(&line) <= usize::from(width) {
            return line;
        }
        shown -= 1;
    }
}

/// What stands for an outlet that is not known.
const UNKNOWN: &str = "outlet unknown";

#[cfg(test)]
mod tests {
    use super::*;

    fn items(count: usize) -> Vec<String> {
        (0..count)
            .map(|index| format!("Outlet {index} 3"))
            .collect()
    }

    #[test]
    fn outlets_are_parted_between_themselves_and_none_is_lost() {
        let lines = packed(&items(5), 24);
        assert_eq!(
            lines,
            [
                "Outlet 0 3, Outlet 1 3,",
                "Outlet 2 3, Outlet 3 3,",
                "Outlet 4 3"
            ]
        );
        assert_eq!(packed(&[], 24), Vec::<String>::new());
    }

    #[test]
    fn a_folded_row_counts_what_it_leaves_out() {
        assert_eq!(
            shortened(&items(5), 40),
            "Outlet 0 3, Outlet 1 3, + 3 outlets"
        );
        assert_eq!(shortened(&items(5), 5), "5 outlets");
        let mut unknown = items(4);
        unknown.insert(3, format!("{UNKNOWN} 2"));
        assert_eq!(
            shortened(&unknown, 40),
            "Outlet 0 3, + 3 outlets and unknown"
        );
    }
}
