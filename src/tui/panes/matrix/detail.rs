//! The foot of the matrix: what the row under the cursor says in words, and who says it beside the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::cells::cell;
use super::rows::{Folding, Row};
use crate::model::{Finding, Span};
use crate::tui::called::called;
use crate::tui::panes::finding::weight_role;
use crate::tui::panes::wording::columns;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::text;
use crate::worker::request::Compared;

/// From so many rows on, the pane keeps a foot of so many, the rule above it counted.
const HIGH: [(u16, u16); 2] = [(30, 4), (17, 3)];
/// A value in the foot is as long as it is.
const WIDE: u16 = u16::MAX;

/// Rows of the foot in a pane so many rows high inside.
pub(super) fn rows(height: u16) -> u16 {
    let high = HIGH.iter().find(|(from, _)| height >= *from);
    high.map_or(0, |(_, rows)| *rows)
}

/// What to say of a row, in pieces; `shown` are the columns on the screen.
fn pieces(row: Row, compared: &Compared, shown: std::ops::Range<usize>) -> Vec<(String, Role)> {
    match row {
        Row::Finding(index) => {
            let Some(finding) = compared.comparison.findings.get(index) else {
                return Vec::new();
            };
            let sure = format!("{} · {} · ", finding.words(), finding.sure.words());
            let mut pieces = vec![(sure, Role::Muted)];
            let beside = beside(finding, compared, shown);
            if !beside.is_empty() {
                pieces.push((format!("columns not shown: {beside} · "), Role::Strong));
            }
            pieces.push((finding.why.clone(), Role::Text));
            pieces
        }
        Row::Article(index) => {
            let Some(article) = compared.articles.get(index) else {
                return Vec::new();
            };
            let place = article.url.as_deref().unwrap_or(&article.origin);
            vec![(place.to_string(), Role::Muted)]
        }
        Row::Fold(_, _, Folding::Closed) => vec![("folded: Enter shows them".into(), Role::Muted)],
        Row::Fold(_, _, Folding::Open) => vec![("Enter folds them away again".into(), Role::Muted)],
        Row::Blank | Row::Columns | Row::Heading(_) => Vec::new(),
    }
}

/// What the columns beside the screen say, what few say first: `52 in 3 Fox News, 10 Vox; 48 in 41 articles (1, 2, 4, …)`.
fn beside(finding: &Finding, compared: &Compared, shown: std::ops::Range<usize>) -> String {
    /// So many are named; of more, only numbers.
    const NAMED: usize = 3;
    const NUMBERED: usize = 6;
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    let hidden = columns(finding)
        .into_iter()
        .filter(|at| !shown.contains(at));
    for column in hidden {
        let cell = cell(compared, finding, column, WIDE);
        match groups.iter_mut().find(|(said, _)| *said == cell) {
            Some((_, columns)) => columns.push(column),
            None => groups.push((cell, vec![column])),
        }
    }
    groups.sort_by_key(|(_, columns)| columns.len());
    let name = |column: &usize| {
        let article = compared.articles.get(*column);
        let name = article.map_or_else(String::new, |article| called(article));
        format!("{} {name}", column + 1)
    };
    let group = |(said, columns): &(String, Vec<usize>)| {
        if columns.len() <= NAMED {
            let names: Vec<String> = columns.iter().map(name).collect();
            return format!("{said} in {}", names.join(", "));
        }
        let numbers = columns
            .iter()
            .take(NUMBERED)
            .map(|column| (column + 1).to_string());
        let numbers: Vec<String> = numbers.collect();
        let more = if columns.len() > NUMBERED {
            ", …"
        } else {
            ""
        };
        format!(
            "{said} in {} articles ({}{more})",
            columns.len(),
            numbers.join(", ")
        )
    };
    groups.iter().map(group).collect::<Vec<_>>().join("; ")
}

/// Paints the foot into `area`: a rule, then the words of the row; what does not fit ends in dots.
pub(super) fn draw(
    row: Option<Row>,
    compared: &Compared,
    shown: std::ops::Range<usize>,
    area: Rect,
    buf: &mut Buffer,
    look: &Look,
) {
    if area.height == 0 {
        return;
    }
    let rule = "─".repeat(usize::from(area.width));
    text::label(
        buf,
        (area.x, area.y),
        area.width,
        &rule,
        look.theme.style(Role::Border),
    );
    let Some(row) = row else { return };
    let sign = match row {
        Row::Finding(index) => compared.comparison.findings.get(index),
        _ => None,
    };
    if let Some(finding) = sign {
        let style = look.theme.style(weight_role(finding.weight()));
        text::label(buf, (area.x + 1, area.y + 1), 1, finding.sign(), style);
    }
    let mut content = String::new();
    let mut styles = Vec::new();
    for (piece, role) in pieces(row, compared, shown) {
        let start = content.len();
        content += &piece;
        styles.push((Span::new(start, content.len()), look.theme.style(role)));
    }
    let width = area.width.saturating_sub(4);
    let rows = text::wrap(&content, Span::new(0, content.len()), width);
    let left = rows.len() > usize::from(area.height - 1);
    for (y, row) in (area.y + 1..area.bottom()).zip(rows) {
        let base = look.theme.style(Role::Text);
        text::paint(buf, (area.x + 3, y), width, &content, row, base, &styles);
        if left && y + 1 == area.bottom() {
            let at = area.right().saturating_sub(1);
            text::label(buf, (at, y), 1, "…", look.theme.style(Role::Muted));
        }
    }
}
