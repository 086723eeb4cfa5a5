//! Carrying out: what the panes' effects and the lines typed set going.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use tui_input::backend::crossterm::EventHandler;

use super::App;
use crate::model::{DecisionKind, place};
use crate::tui::action::Action;
use crate::tui::effect::{Change, Effect};
use crate::tui::outside::Outside;
use crate::tui::panes::choosing::COLUMNS;
use crate::tui::paths;
use crate::tui::prompt::{Kind, completions, tags_of};
use crate::tui::prompt::{Prompt, Typing};
use crate::tui::session::{Pointed, Screen};
use crate::tui::windows::{Outcome, Window};
use crate::worker::Source;
use crate::worker::deciding::Choice;
use crate::worker::request::Request;

/// Commands behind which a path is typed.
const BEFORE_PATHS: [&str; 3] = ["add ", "export bookmarks ", "export story "];

pub(super) fn home() -> Option<std::path::PathBuf> {
    std::env::var_os("HOME").map(std::path::PathBuf::from)
}

impl App {
    pub(super) fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(request) => self.ask(request),
                Effect::Show(target) => {
                    self.session.shown.insert(self.session.screen, target);
                }
                Effect::ShowNothing => {
                    self.session.shown.remove(&self.session.screen);
                }
                Effect::Read(target) => self.read(target),
                Effect::Focus(pane) => self.focus(pane),
                Effect::AddAndKeep(request) => self.add_and_keep(*request),
                Effect::Pick(id) => self.pick(id),
                Effect::Compare(ids) => self.compare(ids),
                Effect::Search(query) => {
                    self.go(Screen::Search);
                    self.session.from_the_top();
                    self.session.question.text = query;
                    self.search();
                    self.searched();
                }
                Effect::Open(shown) => self.open(Window::new(shown)),
                Effect::Type(prompt) => *self.typing() = Some(Typing::new(prompt)),
                Effect::Say(message) => self.session.message = Some(message),
                Effect::Copy { text, what } => self.outside.push(Outside::Copy { text, what }),
                Effect::Browse(url) => self.outside.push(Outside::Browse(url)),
                Effect::Edit { path, near } => self.outside.push(Outside::Edit { path, near }),
                Effect::Entity(id) => {
                    self.go(Screen::Entities);
                    self.focus("entities");
                    self.session.want(id);
                }
                Effect::Story(id) => {
                    self.go(Screen::Stories);
                    self.session.want(id);
                }
                Effect::SearchAgain(change) => self.change_question(change),
                Effect::MarkEntity(marked) => self.session.marked = marked,
                Effect::Grid(grid) => self.session.grid = grid,
                Effect::MarkNames => self.session.marks_names = !self.session.marks_names,
                Effect::LightWords => self.session.lights_words = !self.session.lights_words,
                Effect::ShowAsides => self.session.shows_asides = !self.session.shows_asides,
                Effect::Undo => self.undo(),
                Effect::Do(action) => self.act(action),
                Effect::Pass(pane, action) => self.pass(pane, action),
                Effect::Point { from, places } => {
                    self.session.pointed = Pointed {
                        number: self.session.pointed.number + 1,
                        from,
                        places,
                    };
                }
            }
        }
    }

    /// Marks an article; a second one starts the comparison, which then grows by each further one.
    fn pick(&mut self, id: String) {
        if let Some(index) = self.session.picked.iter().position(|picked| *picked == id) {
            self.session.picked.remove(index);
            return self.session.say("not marked for comparison any more");
        }
        if self.session.picked.len() == COLUMNS {
            return self.session.say(format!(
                "{COLUMNS} articles are marked already; c on one of them takes it away"
            ));
        }
        self.session.picked.push(id);
        if self.session.picked.len() < 2 {
            return self
                .session
                .say("marked for comparison; c on another article compares both");
        }
        let ids = self.session.picked.clone();
        self.compare(ids);
    }

    fn compare(&mut self, mut ids: Vec<String>) {
        ids.truncate(COLUMNS);
        self.session.picked.clone_from(&ids);
        // Columns that are moved, dropped or added stay on the screen until the others have come.
        if self.session.screen != Screen::Compare {
            self.session.compared = None;
        }
        self.go(Screen::Compare);
        self.ask(Request::Compare(ids));
    }

    fn change_question(&mut self, change: Change) {
        fn toggle(list: &mut Vec<String>, value: String) {
            match list.iter().position(|other| *other == value) {
                Some(index) => {
                    list.remove(index);
                }
                None => list.push(value),
            }
        }
        let page = self.session.page;
        self.session.from_the_top();
        let question = &mut self.session.question;
        match change {
            Change::Around(hit) => {
                // So many on either side that a screen of them is always held.
                question.skip = hit.saturating_sub(page / 2);
                question.limit = page.max(2);
            }
            Change::Outlet(outlet) => toggle(&mut question.outlets, outlet),
            Change::Entity(entity) => toggle(&mut question.entities, entity),
            Change::Month(month) => toggle(&mut question.months, month),
            Change::Language(language) => {
                let words = question.text.split_whitespace().map(str::to_string);
                let mut words: Vec<String> = words.collect();
                toggle(&mut words, format!("lang:{language}"));
                question.text = words.join(" ");
            }
            Change::ClearNarrowing => {
                question.outlets.clear();
                question.entities.clear();
                question.months.clear();
            }
            Change::Variants => question.variants = !question.variants,
        }
        self.search();
    }

    pub(super) fn open_query(&mut self) {
        *self.typing() = Some(Typing::new(Prompt::query(&self.session.question.text)));
        self.focus("hits");
    }

    pub(super) fn open_filter(&mut self) {
        match self.session.screen {
            Screen::Search => self.open_query(),
            Screen::Reading => {
                self.go(Screen::Search);
                self.open_query();
            }
            _ => {
                let text = self.filter().unwrap_or("").to_string();
                *self.typing() = Some(Typing::new(Prompt::filter(&text)));
            }
        }
    }

    /// A key while a line is being typed.
    pub(super) fn type_key(&mut self, event: KeyEvent) {
        let list = match event.code {
            KeyCode::Down => Some(Action::Down),
            KeyCode::Up => Some(Action::Up),
            KeyCode::PageDown => Some(Action::PageDown),
            KeyCode::PageUp => Some(Action::PageUp),
            KeyCode::Char('n') if event.modifiers == KeyModifiers::CONTROL => Some(Action::Down),
            KeyCode::Char('p') if event.modifiers == KeyModifiers::CONTROL => Some(Action::Up),
            _ => None,
        };
        let meant = self.session.answer.meant.as_ref();
        let meant = meant.map(|meant| meant.text.clone());
        let Some(typing) = self.typing.as_mut() else {
            return;
        };
        let searching = matches!(typing.prompt.kind, Kind::Query | Kind::Filter);
        match (event.code, list) {
            (KeyCode::Enter, _) => self.typed(),
            (KeyCode::Esc, _) => self.untyped(),
            (KeyCode::Tab, _) if typing.prompt.kind == Kind::Query => {
                if let Some(text) = meant {
                    typing.input = tui_input::Input::new(text.clone());
                    self.typed_so_far(text);
                }
            }
            (KeyCode::Tab, _) => self.complete(),
            (KeyCode::Up | KeyCode::Down, _) if typing.prompt.kind == Kind::Query => {
                let back = event.code == KeyCode::Up;
                if let Some(query) = typing.recall(&self.session.searches, back) {
                    self.typed_so_far(query);
                }
            }
            (_, Some(action)) if searching => self.move_list(action),
            _ => {
                let letter = matches!(event.code, KeyCode::Char(_));
                if std::mem::take(&mut typing.replaces)
                    && letter
                    && (event.modifiers - KeyModifiers::SHIFT).is_empty()
                {
                    typing.input.reset();
                }
                if letter && typing.is_full() {
                    return self.session.say("the line is full");
                }
                let before = typing.input.value().to_string();
                typing.input.handle_event(&Event::Key(event));
                let now = typing.input.value().to_string();
                if now != before {
                    self.typed_so_far(now);
                }
            }
        }
    }

    /// Completes the command or the path that is being typed.
    fn complete(&mut self) {
        let Some(typing) = self.typing.as_mut() else {
            return;
        };
        let line = typing.input.value().to_string();
        let begun = match typing.prompt.kind {
            Kind::Add => Some(("", line.as_str())),
            Kind::Command => BEFORE_PATHS.iter().find_map(|before| {
                let path = line.strip_prefix(before)?;
                Some((*before, path.trim_start()))
            }),
            _ => None,
        };
        let Some((before, path)) = begun else {
            if typing.prompt.kind == Kind::Command
                && let Some(command) = completions(&line).first()
            {
                typing.input = tui_input::Input::new(format!("{} ", command.line));
            }
            return;
        };
        let done = paths::complete(path, home().as_deref());
        typing.input = tui_input::Input::new(format!("{before}{}", done.typed));
        if let Some(says) = done.says {
            self.session.say(says);
        }
    }

    /// A search or filter works while it is typed.
    pub(super) fn typed_so_far(&mut self, text: String) {
        match self
            .typing()
            .as_ref()
            .map(|typing| typing.prompt.kind.clone())
        {
            Some(Kind::Query) => {
                self.session.from_the_top();
                self.session.question.text = text;
                self.search();
            }
            Some(Kind::Filter) => {
                self.set_filter(&text);
            }
            _ => {}
        }
    }

    /// Esc: the line is left; a filter is taken away, a search stays as it is.
    fn untyped(&mut self) {
        let Some(typing) = self.typing().take() else {
            return;
        };
        match typing.prompt.kind {
            Kind::Filter => {
                self.set_filter("");
            }
            Kind::Query => self.search(),
            _ => {}
        }
    }

    /// Enter: the line is done.
    fn typed(&mut self) {
        let Some(Typing { prompt, input, .. }) = self.typing().take() else {
            return;
        };
        let line = input.value().trim().to_string();
        match prompt.kind {
            Kind::Query => {
                // Done with typing: the last word is a word now, not a beginning.
                self.search();
                self.searched();
            }
            Kind::Filter => {}
            Kind::Command => self.command(&line),
            Kind::Note(bookmark) => self.ask(Request::Note {
                bookmark,
                note: line,
            }),
            Kind::Tags(bookmark) => {
                let tags = tags_of(&line);
                self.ask(Request::Tags { bookmark, tags });
            }
            Kind::Rename { entity, name } => self.rename(entity, &name, line),
            Kind::Add => self.add(&line),
            Kind::SaveSearch if line.is_empty() => self.session.say("a saved search needs a name"),
            Kind::SaveSearch => {
                let query = self.session.question.text.clone();
                self.ask(Request::SaveSearch { name: line, query });
            }
        }
    }

    /// The search as it is now is the newest of the earlier ones.
    fn searched(&mut self) {
        let query = self.session.question.text.trim().to_string();
        if query.is_empty() {
            return;
        }
        let searches = &mut self.session.searches;
        searches.retain(|earlier| *earlier != query);
        searches.insert(0, query.clone());
        self.ask(Request::Searched(query));
    }

    fn rename(&mut self, entity: String, name: &str, line: String) {
        if line.is_empty() || line == name {
            return self.session.say("the name is as it was");
        }
        self.ask(Request::Decide(Choice {
            kind: DecisionKind::Rename,
            one: entity,
            two: line,
            force: false,
        }));
    }

    fn add(&mut self, path: &str) {
        if path.is_empty() {
            return self
                .session
                .say("nothing to add: type the path of a file or a folder");
        }
        let path = paths::meant(path, home().as_deref());
        if let Some(why) = Source::unreadable(&path) {
            return self.alarm(format!("{}: {why}", place::written(&path)));
        }
        self.work(Request::Add(vec![path]));
    }

    /// Does an action that was asked for by name: where the window on top has no use for it, it is for what lies below.
    fn act_at_will(&mut self, action: Action) {
        let window = self.window.as_mut();
        let outcome = window.map(|window| window.act(action, &self.session, &self.keymap));
        match outcome {
            None => self.act(action),
            Some(Outcome::NotMine) => self.leave(Outcome::Away(vec![Effect::Do(action)])),
            Some(outcome) => self.leave(outcome),
        }
    }

    /// A line of the command line: an action by its name, or a command with words.
    fn command(&mut self, line: &str) {
        let (name, words) = line
            .split_once(' ')
            .map_or((line, ""), |(name, words)| (name, words.trim()));
        match name {
            "" => {}
            "add" if !words.is_empty() => self.add(words),
            "search" => self.leave(Outcome::Away(vec![Effect::Search(words.to_string())])),
            "export" if !words.is_empty() => self.export(words),
            "theme" if !words.is_empty() => self.use_theme(words),
            "q" | "quit" => self.outside.push(Outside::Quit),
            name => match Action::named(name) {
                Some(action) => self.act_at_will(action),
                None => {
                    let known = crate::tui::action::ACTIONS.iter().map(|about| about.name);
                    let near = crate::config::nearest(name, known);
                    let near =
                        near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
                    self.alarm(format!("no command is called `{name}`{near}"));
                }
            },
        }
    }
}
