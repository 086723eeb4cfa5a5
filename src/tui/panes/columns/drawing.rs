//! Drawing the sheet: heads, cells with their marks, and what to say where there is nothing to compare.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Columns;
use crate::analysis::telling::sums::contradicting;
use crate::model::{
    Article, Comparison, FindingKind, Mark, MarkKind, Quote, Row, Span, Standing, Value, Verdict,
};
use crate::tui::called::{called, named, one_line};
use crate::tui::panes::canvas::{BETWEEN, Cell, Fold, GUTTER};
use crate::tui::session::Session;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::widgets::{frame, text};
use crate::worker::request::Compared;

pub(super) fn draw_nothing(session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
    let inner = frame::frame(area, buf, look, "Compare", "");
    if session.picked.len() > 1 {
        let muted = look.theme.style(Role::Muted);
        return text::paragraphs(buf, inner, &["comparing …"], muted);
    }
    let lines = [
        "Nothing is being compared yet.",
        "",
        "On the Stories screen (2), c compares the articles of a story; C chooses which.",
        "On the Search screen (1), c marks an article; c on another one compares both.",
    ];
    text::paragraphs(buf, inner, &lines, look.theme.style(Role::Muted));
}

impl Columns {
    /// Where a line of a column stands on the screen, if it does.
    pub(super) fn screen_line(&self, line: usize, column: usize, inner: Rect) -> Option<u16> {
        let moved = self.moved.get(column).copied().unwrap_or(0);
        let line = line.checked_add_signed(-moved)?;
        let y = inner.y + u16::try_from(line.checked_sub(self.first)?).ok()?;
        (y < inner.bottom()).then_some(y)
    }

    pub(super) fn column_x(&self, column: usize, inner: Rect) -> u16 {
        let columns = if self.sheet.stacked { 0 } else { column as u16 };
        inner.x + GUTTER + columns * (self.sheet.column + BETWEEN)
    }

    /// In the row under the cursor the columns that do not have it say so, where they are not taken up by their own text.
    pub(super) fn draw_silent(
        &self,
        compared: &Compared,
        inner: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let Some(here) = self
            .cell()
            .filter(|here| here.shared && !self.sheet.stacked && self.moved.is_empty())
            .filter(|_| self.gathered.is_empty())
        else {
            return;
        };
        let Some(y) = self.screen_line(here.top, here.column, inner) else {
            return;
        };
        let Some(row) = compared.comparison.rows.get(here.row) else {
            return;
        };
        let is_taken = |column: usize, line: usize| {
            self.sheet.cells.iter().any(|cell| {
                let lines = cell.top..cell.top + cell.lines.len();
                cell.column == column && lines.contains(&line)
            })
        };
        let cells = self.sheet.cells.iter();
        let height = cells.filter(|cell| cell.row == here.row);
        let height = height.map(|cell| cell.lines.len()).max().unwrap_or(0);
        let muted = look.theme.style(Role::Muted);
        for (column, span) in row.spans.iter().enumerate() {
            if span.is_some() || is_taken(column, here.top) {
                continue;
            }
            let (words, nearest) = silence(&compared.comparison, row, column);
            let x = self.column_x(column, inner);
            text::label(buf, (x, y), self.sheet.column, words, muted);
            let Some(nearest) = nearest else { continue };
            let article = &compared.articles[column];
            let lines = text::wrap(&article.body, nearest, self.sheet.column);
            for (at, line) in (here.top + 1..here.top + height).zip(lines) {
                let Some(y) = self
                    .screen_line(at, column, inner)
                    .filter(|_| !is_taken(column, at))
                else {
                    break;
                };
                let place = (x, y);
                text::paint(
                    buf,
                    place,
                    self.sheet.column,
                    &article.body,
                    line,
                    muted,
                    &[],
                );
            }
        }
    }

    pub(super) fn draw_cell(
        &self,
        compared: &Compared,
        (cell, all_words): (&Cell, bool),
        inner: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let moved = self.moved.get(cell.column).copied().unwrap_or(0);
        let first = self.first.saturating_add_signed(moved);
        let bottom = first + usize::from(inner.height);
        let is_away = cell.top + cell.lines.len() < first || cell.top > bottom;
        if is_away && self.gathered.is_empty() {
            return;
        }
        let here = self.cell();
        let of_row = here.is_some_and(|here| here.row == cell.row);
        let selected = look.focused && here == Some(cell);
        let article = &compared.articles[cell.column];
        let x = self.column_x(cell.column, inner);
        if let (true, Some(y)) = (
            self.sheet.stacked,
            cell.top
                .checked_sub(1)
                .and_then(|top| self.cell_line(cell, top, inner)),
        ) {
            text::label(
                buf,
                (x, y),
                self.sheet.column,
                &called(article),
                look.theme.outlet(compared.hue(cell.column)),
            );
        }
        let is_side = self
            .sides
            .iter()
            .any(|&at| self.sheet.cells.get(at) == Some(cell));
        if let Some(y) = self.cell_line(cell, cell.top, inner) {
            // Where columns do not stand as they were laid out, no row has a sign for all of them.
            let as_laid_out = self.moved.is_empty() && self.gathered.is_empty();
            let alone = !(self.sheet.stacked || cell.shared && as_laid_out);
            // A side of the finding that is shown has its sign.
            let of_finding = self.sign_of(cell, alone || self.sheet.stacked);
            let (sign, role) = of_finding.unwrap_or(match (cell.shared, cell.related) {
                (true, false) => ("=", Role::Same),
                (_, true) => ("∩", Role::Close),
                (false, false) => ("·", Role::Only),
            });
            let at = if alone {
                x.saturating_sub(2)
            } else {
                inner.x + 1
            };
            text::label(buf, (at, y), 1, sign, look.theme.style(role));
            let cursor = look.theme.style(Role::Key);
            if of_row && !alone {
                text::label(buf, (inner.x, y), 1, "▸", cursor);
            } else if is_side || of_row {
                text::label(buf, (x.saturating_sub(3), y), 1, "▸", cursor);
            }
        }
        let base = look.theme.style(if selected {
            Role::Selection
        } else {
            Role::Text
        });
        let mut lit = quoted(article, cell, look);
        lit.extend(marks(compared, cell, all_words, look));
        let hit = look.theme.style(Role::Hit);
        let of_finding = self.lit.iter().filter(|(column, _)| *column == cell.column);
        let inside = of_finding.filter(|(_, span)| *span != cell.span);
        lit.extend(inside.map(|(_, span)| (*span, hit)));
        let cut = self.cut(cell);
        for (index, line) in cell.lines.iter().enumerate() {
            if let Some(y) = self.cell_line(cell, cell.top + index, inner) {
                if cut.contains(&index) {
                    let muted = look.theme.style(Role::Muted);
                    text::label(buf, (x.saturating_sub(1), y), 1, "…", muted);
                }
                text::paint(
                    buf,
                    (x, y),
                    self.sheet.column,
                    &article.body,
                    *line,
                    base,
                    &lit,
                );
            }
        }
    }
}

/// What to say where a column has nothing on a row, and the words there to show: what the facts that the row proves say of it, else
/// how the sentence that comes nearest stands to the row. That it was not found is said only where nothing near stands.
fn silence(comparison: &Comparison, row: &Row, column: usize) -> (&'static str, Option<Span>) {
    let proves = |value: &Value| {
        let span = row.spans.get(value.article).copied().flatten();
        span.is_some_and(|span| span.overlaps(value.span()))
    };
    let findings = comparison.findings.iter();
    let facts = findings.filter(|of| of.kind == FindingKind::Fact && of.values.iter().any(proves));
    let excerpt = comparison.excerpts.contains(&column);
    let mut is_silent = false;
    for fact in facts {
        is_silent |= !excerpt && !fact.unsure.contains(&column);
        let mut here = fact.values.iter().filter(|value| value.article == column);
        if let Some(value) = here.next() {
            let words = match (value.otherwise, fact.verdict, value.partly) {
                (true, ..) => "! says otherwise elsewhere",
                (false, Verdict::Related, _) => "∩ tells of it elsewhere",
                (false, _, true) => "… says a part of it elsewhere",
                (false, _, false) => "= says it elsewhere",
            };
            return (words, Some(value.span()));
        }
    }
    if excerpt {
        return ("? not in the excerpt held", None);
    }
    let Some(near) = row.near.get(column).copied().flatten() else {
        return ("– not found here", None);
    };
    let words = match near.stands {
        _ if is_silent => "– not found here; nearest:",
        Standing::Otherwise => "! may say otherwise:",
        Standing::Says | Standing::Related | Standing::Weak => "? may say it:",
        Standing::NoneFound | Standing::Silent => "– not found here; nearest:",
    };
    (words, Some(near.span))
}

/// Somebody's own words stand slanted, below whatever differs in them.
fn quoted(article: &Article, cell: &Cell, look: &Look) -> Vec<(Span, Style)> {
    let slanted = look.theme.style(Role::Quoted);
    let quotes = article.quotes.iter().map(Quote::span);
    let of_cell = quotes.filter(|quote| quote.overlaps(cell.span));
    of_cell.map(|quote| (quote, slanted)).collect()
}

/// What differs in a cell: what matters, and every word where that is asked for.
fn marks(compared: &Compared, cell: &Cell, all: bool, look: &Look) -> Vec<(Span, Style)> {
    let marks = compared
        .marks
        .get(cell.row)
        .and_then(|row| row.get(cell.column));
    // Red is what a finding says to contradict another article, and nothing else.
    let findings = compared.comparison.findings.iter();
    let article = |at: usize| compared.articles.get(at).map(AsRef::as_ref);
    let contradicting: Vec<Span> = findings
        .flat_map(|of| contradicting(of, article))
        .filter(|value| value.article == cell.column && cell.span.overlaps(value.span()))
        .map(Value::span)
        .collect();
    let style = |mark: &Mark| {
        let contradicts = contradicting.iter().any(|span| span.overlaps(mark.span));
        look.theme.style(match contradicts {
            true => Role::Differs,
            false => Role::Close,
        })
    };
    let marks: Vec<&Mark> = marks
        .into_iter()
        .flatten()
        .filter(|_| cell.shared)
        .collect();
    let of_words = |mark: &&&Mark| mark.kind == MarkKind::Words;
    let words: usize = marks
        .iter()
        .filter(of_words)
        .map(|mark| mark.span.len())
        .sum();
    // Where nearly every word differs, marking them tells nothing: figures and names still do.
    let telling = all && words * 2 <= cell.span.len();
    // What matters lies over the words around it.
    let of_words = marks.iter().filter(|mark| mark.kind == MarkKind::Words);
    let matters = marks.iter().filter(|mark| mark.kind != MarkKind::Words);
    let shown = of_words.filter(|_| telling).chain(matters);
    shown.map(|mark| (mark.span, style(mark))).collect()
}

/// What a fold holds: `⋯ 3 in Alpha Wire only: “They were to see a…”, “…”`.
pub(super) fn fold_line(compared: &Compared, fold: &Fold) -> String {
    /// Cells of the beginning of a sentence that tell what it is about.
    const BEGINNING: usize = 32;
    let parts = fold.spans.iter().enumerate();
    let parts = parts.filter(|(_, spans)| !spans.is_empty());
    let part = |(column, spans): (usize, &Vec<Span>)| {
        let begins = |span: &Span| {
            let article = compared.articles.get(column);
            let words = article.map_or("", |article| article.text(*span));
            text::cut(&one_line(words), BEGINNING)
        };
        let begins: Vec<String> = spans.iter().map(begins).collect();
        format!(
            "{} in {} only: {}",
            spans.len(),
            named(compared, column),
            begins.join(" · ")
        )
    };
    let parts: Vec<String> = parts.map(part).collect();
    format!("⋯ {}", parts.join("; "))
}
