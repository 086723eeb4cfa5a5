//! The bars: title and tabs, the query with what ran, and the hint line made from the key table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::action::Action;
use super::keys::{EVERYWHERE, Key, Keymap, sign};
use super::legend;
use super::panes::deciding;
use super::prompt::Typing;
use super::session::{Message, Screen, Session, Tone};
use super::theme::{Role, Theme};
use super::widgets::count::counted;
use super::widgets::text;
use crate::model::Span;

/// Rows that a message takes at the most.
const MESSAGE_ROWS: u16 = 4;

/// What the tabs do, in their order.
const SCREENS: [Action; Screen::NUMBERED.len()] = [
    Action::SearchScreen,
    Action::StoriesScreen,
    Action::CompareScreen,
    Action::EntitiesScreen,
    Action::BookmarksScreen,
];

/// What the bars show beside what the session knows.
pub struct Bars<'a> {
    pub session: &'a Session,
    pub theme: &'a Theme,
    pub keymap: &'a Keymap,
    pub typing: Option<&'a Typing>,
    /// The pane with the keyboard, and what it would like to have named, with the words for it.
    pub scope: &'a str,
    pub hints: &'a [(Action, &'static str)],
    /// The filter of this screen's list.
    pub filter: Option<&'a str>,
    /// Keys pressed of a longer sequence, and what may follow.
    pub begun: &'a [(Key, Action)],
    pub pending: &'a [Key],
}

impl Bars<'_> {
    /// `parallax  1 Search  2 Stories …            1,204 articles · 38 outlets`.
    /// Returns what a click on each tab does.
    pub fn title(&self, area: Rect, buf: &mut Buffer) -> Vec<(Rect, Action)> {
        let mut tabs = Vec::new();
        let bar = self.theme.style(Role::Bar);
        buf.set_style(area, bar);
        let name = if area.width >= 72 { " parallax " } else { " " };
        let mut x = area.x
            + text::label(
                buf,
                area.as_position().into(),
                10,
                name,
                self.theme.style(Role::Title).patch(bar_back(bar)),
            );
        for (index, screen) in Screen::NUMBERED.into_iter().enumerate() {
            let active = screen == self.session.screen;
            let tab = format!(" {} {} ", index + 1, screen.name());
            let style = if active {
                self.theme.style(Role::BarActive)
            } else {
                bar
            };
            let room = area.right().saturating_sub(x);
            let width = text::label(buf, (x, area.y), room, &tab, style);
            tabs.push((Rect { x, width, ..area }, SCREENS[index]));
            x += width;
        }
        if self.session.screen == Screen::Reading {
            let style = self.theme.style(Role::BarActive);
            x += text::label(
                buf,
                (x, area.y),
                area.right().saturating_sub(x),
                " Reading ",
                style,
            );
        }
        let room = usize::from(area.right().saturating_sub(x + 2));
        for status in self.states() {
            if text::cells(&status) <= room {
                let at = area.right().saturating_sub(text::cells(&status) as u16 + 1);
                text::label(buf, (at, area.y), room as u16, &status, bar);
                break;
            }
        }
        tabs
    }

    /// What to say of the library, longest first.
    fn states(&self) -> Vec<String> {
        let session = self.session;
        if let Some(progress) = &session.progress {
            let percent = (progress.bytes * 100)
                .checked_div(progress.bytes_total)
                .unwrap_or(0);
            let stop = self.keymap.sign_of(EVERYWHERE, Action::Stop);
            let stop = stop.filter(|_| !progress.unstoppable);
            let stop = stop.map_or_else(String::new, |sign| format!(" · {sign} stops"));
            let articles = counted(progress.articles, "article", "articles");
            let long = format!("{} · {articles} · {percent} %{stop}", progress.step);
            return vec![long, format!("{percent} %")];
        }
        let status = &session.status;
        let articles = counted(status.articles, "article", "articles");
        let outlets = counted(status.outlets, "outlet", "outlets");
        let stories = counted(status.stories, "story", "stories");
        let sample = match (status.sample, session.looking.is_empty()) {
            (true, _) => "sample · ",
            (false, false) => "only looking · ",
            (false, true) => "",
        };
        let picked = match session.picked.len() {
            0 => String::new(),
            marked => format!("◆ {marked} to compare · "),
        };
        let short = match sample {
            "" => articles.clone(),
            sample => sample.trim_end_matches([' ', '·']).to_string(),
        };
        vec![
            format!("{picked}{sample}{articles} · {outlets} · {stories}"),
            format!("{picked}{sample}{articles} · {outlets}"),
            format!("{picked}{sample}{articles}"),
            format!("{sample}{articles}"),
            short,
        ]
    }

    /// The query or filter line and, on the Search screen, what ran. Returns where the terminal's cursor belongs.
    pub fn context(&self, area: Rect, buf: &mut Buffer) -> Option<(u16, u16)> {
        if area.height == 0 {
            return self.typing.map(|_| (area.x, area.y));
        }
        let muted = self.theme.style(Role::Muted);
        let cursor = match self.typing {
            Some(typing) => Some(self.prompt(typing, area, buf)),
            None => {
                let about;
                let (label, content) = match (self.session.screen, self.filter) {
                    (Screen::Search, _) => ("/", self.session.question.text.as_str()),
                    (_, Some(filter)) if !filter.is_empty() => ("/", filter),
                    (Screen::Entities, _) => {
                        about = deciding::about(self.session, self.keymap);
                        ("", about.as_str())
                    }
                    _ => {
                        let lines = legend::of(self.session, area.width);
                        for (y, line) in (area.y + 1..area.bottom()).zip(lines.iter().skip(1)) {
                            text::label(buf, (area.x + 1, y), area.width, line, muted);
                        }
                        about = lines.into_iter().next().unwrap_or_default();
                        ("", about.as_str())
                    }
                };
                let used = text::label(
                    buf,
                    (area.x + 1, area.y),
                    2,
                    label,
                    self.theme.style(Role::Key),
                );
                let x = area.x + 1 + used + u16::from(used > 0);
                let style = if label.is_empty() {
                    muted
                } else {
                    self.theme.style(Role::Strong)
                };
                if content.is_empty() && self.session.screen == Screen::Search {
                    text::label(buf, (x, area.y), area.width, "type / to search", muted);
                } else {
                    text::label(
                        buf,
                        (x, area.y),
                        area.right().saturating_sub(x + 1),
                        content,
                        style,
                    );
                }
                None
            }
        };
        if self.session.screen == Screen::Search {
            self.found(area, buf);
        }
        if let (Screen::Entities, Some(marked)) = (self.session.screen, &self.session.marked) {
            let mark = format!(" ◆ {} ", marked.name);
            let wide = (text::cells(&mark) as u16).min(area.width / 2);
            let at = (area.right().saturating_sub(wide), area.y);
            text::label(buf, at, wide, &mark, self.theme.style(Role::Marked));
        }
        cursor
    }

    fn prompt(&self, typing: &Typing, area: Rect, buf: &mut Buffer) -> (u16, u16) {
        let label = typing.prompt.label;
        let used = text::label(
            buf,
            (area.x + 1, area.y),
            area.width,
            label,
            self.theme.style(Role::Key),
        );
        let x = area.x + 2 + used;
        let room = usize::from(area.right().saturating_sub(x + 22).max(10));
        let scroll = typing.input.visual_scroll(room);
        let shown: String = text::without_start(typing.input.value(), scroll);
        let role = if typing.replaces {
            Role::Selection
        } else {
            Role::Strong
        };
        text::label(
            buf,
            (x, area.y),
            room as u16,
            &shown,
            self.theme.style(role),
        );
        let cursor = typing.input.visual_cursor().saturating_sub(scroll) as u16;
        (x + cursor, area.y)
    }

    /// The hint line, or a message in its place. Returns what a click on each hint does.
    pub fn hints(&self, area: Rect, buf: &mut Buffer) -> Vec<(Rect, Action)> {
        let mut clicks = Vec::new();
        if let Some(message) = &self.session.message {
            self.message(message, area, buf);
            return clicks;
        }
        let mut x = area.x + 1;
        if !self.pending.is_empty() {
            let keys: Vec<String> = self.pending.iter().map(|key| sign(*key)).collect();
            x += text::label(
                buf,
                (x, area.y),
                8,
                &format!("{} …  ", keys.join(" ")),
                self.theme.style(Role::Notice),
            );
            for (key, action) in self.begun {
                if !self.hint(buf, &mut x, area, &sign(*key), action.about().hint) {
                    break;
                }
            }
            return clicks;
        }
        if let Some(typing) = self.typing {
            let meant = self.session.answer.meant.is_some();
            for (sign, hint) in typing.prompt.kind.hints(meant) {
                self.hint(buf, &mut x, area, sign, hint);
            }
            return clicks;
        }
        let named = |(action, hint): (Action, &'static str)| {
            let sign = self.keymap.sign_of(self.scope, action)?;
            Some((action, sign, hint))
        };
        let plain = |action: Action| named((action, action.about().hint));
        // However narrow the terminal, the key that names all the others stays.
        let help = plain(Action::Help);
        let kept = help
            .as_ref()
            .map_or(0, |(_, sign, hint)| hint_width(sign, hint));
        let before = Rect {
            width: area.width.saturating_sub(kept),
            ..area
        };
        let wanted = self.hints.iter().copied().filter_map(named);
        let wanted = wanted.map(|hint| (hint, before));
        let always = help.into_iter().chain(plain(Action::Command));
        for ((action, sign, hint), room) in wanted.chain(always.map(|hint| (hint, area))) {
            let from = x;
            if self.hint(buf, &mut x, room, &sign, hint) {
                let width = x - from;
                clicks.push((
                    Rect {
                        x: from,
                        width,
                        ..area
                    },
                    action,
                ));
            }
        }
        clicks
    }

    /// A message; one that is longer than the line grows upwards.
    fn message(&self, message: &Message, area: Rect, buf: &mut Buffer) {
        let (sign, role) = match message.tone {
            Tone::Alarm => ("! ", Role::Alarm),
            Tone::Notice => ("", Role::Notice),
        };
        let line = format!("{sign}{}", message.text);
        let rows = text::wrap(
            &line,
            Span::new(0, line.len()),
            area.width.saturating_sub(2),
        );
        let high = (rows.len() as u16).min(MESSAGE_ROWS).min(area.y + 1);
        let top = area.y + 1 - high;
        for (y, row) in (top..=area.y).zip(rows) {
            let line_area = Rect {
                y,
                height: 1,
                ..area
            };
            Clear.render(line_area, buf);
            buf.set_style(line_area, self.theme.ground());
            text::paint(
                buf,
                (area.x + 1, y),
                area.width,
                &line,
                row,
                self.theme.style(role),
                &[],
            );
        }
    }

    /// Paints one hint if it fits whole.
    fn hint(&self, buf: &mut Buffer, x: &mut u16, area: Rect, sign: &str, hint: &str) -> bool {
        let wide = hint_width(sign, hint);
        if *x + wide > area.right() {
            return false;
        }
        *x += text::label(buf, (*x, area.y), wide, sign, self.theme.style(Role::Key)) + 1;
        *x += text::label(buf, (*x, area.y), wide, hint, self.theme.style(Role::Muted)) + 2;
        true
    }
}

/// Cells of a hint with the gap behind it.
fn hint_width(sign: &str, hint: &str) -> u16 {
    (text::cells(sign) + text::cells(hint) + 3) as u16
}

fn bar_back(bar: Style) -> Style {
    bar.bg
        .map_or_else(Style::default, |back| Style::default().bg(back))
}
