//! Settling and drawing everything.

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Modifier;

use super::App;
use crate::tui::action::Action;
use crate::tui::chrome::Bars;
use crate::tui::commands;
use crate::tui::effect::Effect;
use crate::tui::layout;
use crate::tui::legend;
use crate::tui::prompt::Kind;
use crate::tui::session::Screen;
use crate::tui::theme::Look;
use crate::tui::theme::Role;
use crate::tui::theme::Theme;
use crate::tui::widgets::text;

/// Rounds of settling before a frame is drawn: a pane may ask for another one to show something, which settles in turn.
const SETTLING_ROUNDS: usize = 3;

impl App {
    /// Settles and draws everything into `buf`.
    pub fn draw(&mut self, area: Rect, buf: &mut Buffer) {
        self.paint(area, buf);
        // What is dimmed on a row that is reversed is grey on grey: there nothing is dimmed.
        for cell in &mut buf.content {
            if cell.modifier.contains(Modifier::REVERSED) {
                cell.modifier.remove(Modifier::DIM);
            }
        }
    }

    fn paint(&mut self, area: Rect, buf: &mut Buffer) {
        self.cursor = None;
        buf.set_style(area, self.theme.ground());
        if area.width < layout::SMALLEST.0 || area.height < layout::SMALLEST.1 {
            let notice = format!(
                "parallax needs {} x {} cells",
                layout::SMALLEST.0,
                layout::SMALLEST.1
            );
            text::label(
                buf,
                (area.x, area.y),
                area.width,
                &notice,
                self.theme.style(Role::Notice),
            );
            return;
        }
        let (chrome, regions) = self.settle(area);
        let Some(arranged) = self.screens.get(&self.session.screen) else {
            return;
        };
        for (index, (pane, region)) in arranged.panes.iter().zip(&regions).enumerate() {
            if !region.is_empty() {
                let focused = index == arranged.focus && self.window.is_none();
                pane.draw(
                    &self.session,
                    *region,
                    buf,
                    &Look {
                        theme: &self.theme,
                        focused,
                    },
                );
            }
        }
        let focused = arranged.panes.get(arranged.focus);
        let session = &self.session;
        let (scope, hints) = match &self.window {
            Some(window) => (window.scope(), window.hints(session)),
            None => (
                focused.map_or("", |pane| pane.name()),
                focused.map_or_else(Vec::new, |pane| pane.hints(session)),
            ),
        };
        let wording = |action: Action| {
            let own = match &self.window {
                Some(window) => window.wording(action),
                None => focused.and_then(|pane| pane.wording(action, session)),
            };
            (action, own.unwrap_or(action.about().hint))
        };
        let hints: Vec<(Action, &'static str)> = hints.into_iter().map(wording).collect();
        let bars = Bars {
            session: &self.session,
            theme: &self.theme,
            keymap: &self.keymap,
            typing: self.typing.as_ref(),
            scope,
            hints: &hints,
            filter: self.filter(),
            begun: &self.begun,
            pending: &self.pending,
        };
        let mut clicks = bars.title(chrome.title, buf);
        let cursor = bars.context(chrome.context, buf);
        clicks.extend(bars.hints(chrome.hints, buf));
        if let Some(window) = &self.window {
            let look = Look {
                theme: &self.theme,
                focused: true,
            };
            window.draw(&self.session, &self.keymap, chrome.body, buf, &look);
        }
        if let Some(typing) = self.typing.as_ref()
            && typing.prompt.kind == Kind::Command
        {
            let typed = typing.input.value();
            commands::draw(typed, &self.keymap, chrome.body, buf, &self.theme);
        }
        self.cursor = cursor;
        self.regions = regions;
        self.clicks = clicks;
    }

    pub(super) fn use_theme(&mut self, name: &str) {
        match Theme::named(name, self.depth) {
            Ok(theme) => {
                self.session.say(format!("theme: {}", theme.name));
                self.theme = theme;
            }
            Err(error) => self.alarm(error),
        }
    }

    /// Clamps, wraps and fetches until nothing more is asked for; at most a few rounds.
    fn settle(&mut self, area: Rect) -> (layout::Chrome, Vec<Rect>) {
        let mut settled = self.settle_once(area);
        for _ in 1..SETTLING_ROUNDS {
            if settled.2.is_empty() {
                break;
            }
            self.carry_out(std::mem::take(&mut settled.2));
            settled = self.settle_once(area);
        }
        self.carry_out(settled.2);
        self.weigh_on();
        (settled.0, settled.1)
    }

    fn settle_once(&mut self, area: Rect) -> (layout::Chrome, Vec<Rect>, Vec<Effect>) {
        let screen = self.session.screen;
        // A prompt needs a line even where the screen has none for it.
        let bars_of = if self.typing.is_some() && screen == Screen::Reading {
            Screen::Stories
        } else {
            screen
        };
        let filtered = self.filter().is_some_and(|filter| !filter.is_empty());
        let legend = match filtered || self.typing.is_some() {
            true => 1,
            false => legend::of(&self.session, area.width).len() as u16,
        };
        let chrome = layout::chrome(area, bars_of, legend);
        let Some(arranged) = self.screens.get_mut(&screen) else {
            return (chrome, Vec::new(), Vec::new());
        };
        let mut regions = layout::arrange(screen, chrome.body, arranged.focus);
        let mut effects = Vec::new();
        for (pane, region) in arranged.panes.iter_mut().zip(&regions) {
            effects.extend(pane.settle(&self.session, Size::new(region.width, region.height)));
        }
        let wanted = arranged
            .panes
            .first()
            .and_then(|pane| pane.rows_wanted(&self.session));
        if wanted.is_some_and(|rows| layout::give_rows(&mut regions, rows)) {
            for (pane, region) in arranged.panes.iter_mut().zip(&regions) {
                effects.extend(pane.settle(&self.session, Size::new(region.width, region.height)));
            }
        }
        if let Some(window) = &mut self.window {
            window.settle(&self.session, &self.keymap, chrome.body);
        }
        (chrome, regions, effects)
    }
}
