//! The app: the session, the panes of every screen, and which of them has the keyboard.

mod carry;
mod copies;
mod drawing;
mod exports;
mod idle;
mod journey;
mod listening;
mod remembering;
mod renewing;
mod undoing;
mod weighing;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

use crate::config::Config;
use crate::tui::action::Action;
use crate::tui::effect::{Ask, Effect, Shown};
use crate::tui::keys::{Key, Keymap};
use crate::tui::outside::Outside;
use crate::tui::pane::Pane;
use crate::tui::panes;
use crate::tui::prompt::{Kind, Prompt, Typing};
use crate::tui::session::{Screen, Session, Target};
use crate::tui::theme::{Depth, PLAIN, Theme};
use crate::tui::windows::{Outcome, Window};
use crate::worker::deciding::{Choice, Contradiction};
use crate::worker::request::{Request, Topic};
use crate::worker::ticket::Ticket;

/// What works whatever window is open: the keys that the last line names.
const OVER_WINDOWS: &[Action] = &[Action::Quit, Action::Command, Action::Help, Action::Redraw];

/// The panes of one screen and which of them has the keyboard.
struct Arranged {
    panes: Vec<Box<dyn Pane>>,
    focus: usize,
}

/// A place to jump back to.
#[derive(Clone, Debug, PartialEq)]
struct Jump {
    screen: Screen,
    reading: Option<Target>,
    /// The window that was left for another place.
    window: Option<Window>,
}

pub struct App {
    pub session: Session,
    pub(super) keymap: Keymap,
    pub(super) theme: Theme,
    pub(super) depth: Depth,
    pub(super) mouse_works: bool,
    screens: BTreeMap<Screen, Arranged>,
    /// Where the panes of the screen stood when it was last drawn.
    regions: Vec<Rect>,
    /// What a click does: the tabs and the hints as they were last drawn.
    clicks: Vec<(Rect, Action)>,
    window: Option<Window>,
    typing: Option<Typing>,
    pending: Vec<Key>,
    begun: Vec<(Key, Action)>,
    behind: Vec<Jump>,
    ahead: Vec<Jump>,
    /// The window that is being left for another place.
    left: Option<Window>,
    /// The last key was answered by saying that one press more leaves parallax.
    leaves: bool,
    /// What was on the screens last time is left where it is.
    fresh: bool,
    /// The article, by id, of which it is not known again yet what the search met in it.
    unlit: Option<String>,
    /// What is to be kept as soon as what is only looked at has been added.
    to_keep: Option<Request>,
    pub(super) requests: Vec<(Topic, Ticket, Request)>,
    pub(super) outside: Vec<Outside>,
    /// Where the terminal's cursor belongs, if anywhere.
    pub cursor: Option<(u16, u16)>,
}

impl App {
    /// An app that has asked for everything the first screen shows.
    ///
    /// # Errors
    /// A theme or key of the configuration that does not exist, and the nearest that does.
    pub fn new(config: &Config, depth: Depth, colourless: bool) -> Result<App, String> {
        let theme = Theme::named(if colourless { PLAIN } else { &config.theme }, depth)?;
        let keymap = Keymap::new(&config.keys, panes::NAMES)?;
        let mut session = Session::default();
        session.page = config.search.limit;
        session.question.limit = config.search.limit;
        session.question.variants = config.search.variants;
        session.marks_names = config.reader.names;
        session.reading_width = config.reader.width;
        let all = [Screen::NUMBERED.as_slice(), &[Screen::Reading]].concat();
        let arranged = |screen| {
            let (panes, focus) = panes::of(screen);
            (screen, Arranged { panes, focus })
        };
        let mut app = App {
            session,
            keymap,
            theme,
            depth,
            mouse_works: config.mouse,
            regions: Vec::new(),
            clicks: Vec::new(),
            screens: all.into_iter().map(arranged).collect(),
            window: None,
            typing: None,
            pending: Vec::new(),
            begun: Vec::new(),
            behind: Vec::new(),
            ahead: Vec::new(),
            left: None,
            leaves: false,
            fresh: false,
            unlit: None,
            to_keep: None,
            requests: Vec::new(),
            outside: Vec::new(),
            cursor: None,
        };
        if config.compare.folded {
            app.on_pane(Screen::Compare, 0, Action::Fold);
        }
        // Everything else is asked for when it is known what was on the screens last.
        app.ask(Request::Remembered);
        Ok(app)
    }

    /// Begins with the first screen, whatever was on the screens last time.
    pub fn start_fresh(&mut self) {
        self.fresh = true;
    }

    /// Hands an action to a pane that may not be on the screen.
    fn on_pane(&mut self, screen: Screen, pane: usize, action: Action) -> Option<Vec<Effect>> {
        self.screens
            .get_mut(&screen)?
            .panes
            .get_mut(pane)?
            .act(action, &self.session)
    }

    pub(super) fn ask(&mut self, request: Request) {
        if let Request::Decide(choice) = &request
            && choice.kind.is_mutual()
        {
            self.session.marked = None;
            self.session.asked_about(&choice.one, &choice.two);
        }
        if matches!(request, Request::Decide(_) | Request::TakeBack(_)) {
            // A large library takes a moment.
            self.session.say("joining the names again …");
        }
        if let Request::Story(story) = &request {
            self.session.scales.expect(story);
        }
        // What stands beside a list is of the row under its cursor, or is still on its way.
        match &request {
            Request::Story(story) => self.session.turn_to_story(story),
            Request::Card(entity) => self.session.turn_to_card(entity),
            _ => {}
        }
        if matches!(request, Request::Others { .. }) {
            // What was said of another sentence is no answer to this one.
            self.session.others = None;
        }
        let topic = request.topic();
        let ticket = self.session.tickets.draw(topic);
        self.requests.push((topic, ticket, request));
    }

    /// Asks for the hits of the question as it is now.
    pub(super) fn search(&mut self) {
        self.session.question.typing = self
            .typing
            .as_ref()
            .is_some_and(|typing| typing.prompt.kind == Kind::Query);
        let question = self.session.question.clone();
        self.ask(Request::Search(question));
    }

    /// What is to be asked of the threads, oldest first.
    pub fn take_requests(&mut self) -> Vec<(Topic, Ticket, Request)> {
        std::mem::take(&mut self.requests)
    }

    /// What is to be done outside the screens.
    pub fn take_outside(&mut self) -> Vec<Outside> {
        std::mem::take(&mut self.outside)
    }

    /// The pane with the keyboard.
    pub(super) fn scope(&self) -> &'static str {
        self.focused().map_or("", |pane| pane.name())
    }

    fn focused(&self) -> Option<&dyn Pane> {
        let arranged = self.screens.get(&self.session.screen)?;
        arranged.panes.get(arranged.focus).map(AsRef::as_ref)
    }

    /// Does an action: the window on top has it first, then the pane with the keyboard, then the app.
    pub fn act(&mut self, action: Action) {
        if let Some(window) = &mut self.window {
            match window.act(action, &self.session, &self.keymap) {
                Outcome::NotMine if OVER_WINDOWS.contains(&action) => {}
                Outcome::NotMine => {
                    let hint = action.about().hint;
                    let words = format!("“{hint}” does nothing in this window; Esc closes it");
                    return self.session.say(words);
                }
                outcome => return self.leave(outcome),
            }
        }
        let screen = self.session.screen;
        let focus = self
            .screens
            .get(&screen)
            .map_or(0, |arranged| arranged.focus);
        match self.on_pane(screen, focus, action) {
            Some(effects) => self.carry_out(effects),
            None => self.act_here(action),
        }
    }

    /// Carries out what a window answered. A question gives way to the window that was open before.
    pub(super) fn leave(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Stay | Outcome::NotMine => {}
            Outcome::Do(effects) => self.carry_out(effects),
            Outcome::Away(effects) => {
                // It is there again, at its place, for whoever comes back.
                let window = self.window.take();
                self.left = window.map(|window| window.put_aside(&self.session));
                self.carry_out(effects);
                let stays = self.left.take().filter(|_| self.window.is_none());
                if let Some(window) = stays {
                    self.window = Some(window.taken_up(&mut self.session));
                }
            }
            Outcome::Close(effects) => {
                let closed = self.window.take();
                let behind = closed.and_then(|mut window| window.behind()?.take());
                self.window = behind.map(|behind| behind.taken_up(&mut self.session));
                self.carry_out(effects);
            }
        }
    }

    /// A choice contradicts an earlier one: the reader is asked.
    fn warn(&mut self, contradiction: &Contradiction) {
        let force = Choice {
            force: true,
            ..contradiction.choice.clone()
        };
        let about = vec![format!("{}.", contradiction.words())];
        let goes_on = vec![Effect::Ask(Request::Decide(force))];
        let ask = Ask::yes_or_no(
            "This contradicts you",
            about,
            "decide so all the same; the later decision holds",
            goes_on,
        );
        self.open(Window::new(Shown::Ask(ask)));
    }

    /// Actions that no pane takes.
    fn act_here(&mut self, action: Action) {
        match action {
            Action::Quit => self.outside.push(Outside::Quit),
            Action::Redraw => self.outside.push(Outside::Redraw),
            Action::Suspend => self.outside.push(Outside::Suspend),
            Action::SearchScreen => self.go(Screen::Search),
            Action::StoriesScreen => self.go(Screen::Stories),
            Action::CompareScreen => self.go(Screen::Compare),
            Action::EntitiesScreen => self.go(Screen::Entities),
            Action::BookmarksScreen => self.go(Screen::Bookmarks),
            Action::NextPane | Action::Right => self.turn(1),
            Action::PreviousPane | Action::Left => self.turn(-1),
            Action::Help => self.help(),
            Action::Palette => self.palette(),
            Action::Command => self.typing = Some(Typing::new(Prompt::command())),
            Action::Filter => self.open_filter(),
            Action::Clear => self.clear(),
            Action::Add => self.typing = Some(Typing::new(Prompt::add())),
            Action::Refresh => {
                self.work(Request::Refresh);
            }
            Action::Stop => self.outside.push(Outside::StopWork),
            Action::Export => self.typing = Some(Typing::new(Prompt::export())),
            Action::Copies => self.ask(Request::Copies),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::NextTheme => {
                let name = self.theme.next();
                self.use_theme(name);
            }
            Action::Mouse => {
                self.mouse_works = !self.mouse_works;
                self.outside.push(Outside::Mouse(self.mouse_works));
                let state = if self.mouse_works {
                    "the mouse works here now"
                } else {
                    "the mouse is the terminal's again"
                };
                self.session.say(state);
            }
            Action::Cancel => self.cancel(),
            Action::Back => self.back(),
            Action::JumpBack => self.jump_back(),
            Action::JumpForward => self.jump_forward(),
            Action::NextArticle => self.neighbour(1),
            Action::PreviousArticle => self.neighbour(-1),
            action => self.say_idle(action),
        }
    }

    pub(super) fn alarm(&mut self, text: String) {
        self.session.alarm(text);
    }

    /// Starts to add or refresh; `false` where that is under way already.
    pub(super) fn work(&mut self, request: Request) -> bool {
        if self.session.progress.is_some() {
            self.session
                .say("something is being read already; ctrl-x stops it");
            return false;
        }
        self.session.progress = Some(crate::model::Progress {
            step: "starting",
            ..Default::default()
        });
        self.ask(request);
        true
    }

    pub(super) fn open(&mut self, mut window: Window) {
        if let Some(behind) = window.behind() {
            let window = self.window.take();
            *behind = window.map(|window| Box::new(window.put_aside(&self.session)));
        }
        self.window = Some(window);
    }

    pub(super) fn typing(&mut self) -> &mut Option<Typing> {
        &mut self.typing
    }

    /// The pane of this screen that a filter is for: the one with the keyboard, else the first that takes one.
    fn filtering(&self) -> Option<usize> {
        let arranged = self.screens.get(&self.session.screen)?;
        let takes = |&at: &usize| {
            let pane = arranged.panes.get(at);
            pane.is_some_and(|pane| pane.filtered().is_some())
        };
        std::iter::once(arranged.focus)
            .chain(0..arranged.panes.len())
            .find(takes)
    }

    /// Hands a filter to the pane that it is for. Returns whether one took it.
    pub(super) fn set_filter(&mut self, text: &str) -> bool {
        let pane = self.filtering().and_then(|at| {
            let arranged = self.screens.get_mut(&self.session.screen)?;
            arranged.panes.get_mut(at)
        });
        pane.is_some_and(|pane| pane.filter(text, &self.session))
    }

    pub(super) fn filter(&self) -> Option<&str> {
        let arranged = self.screens.get(&self.session.screen)?;
        arranged.panes.get(self.filtering()?)?.filtered()
    }

    /// Moves the cursor of the list while a filter or query is typed.
    pub(super) fn move_list(&mut self, action: Action) {
        let screen = self.session.screen;
        let filtered = self.filtering().unwrap_or(0);
        let list = if screen == Screen::Search {
            1
        } else {
            filtered
        };
        if let Some(effects) = self.on_pane(screen, list, action) {
            self.carry_out(effects);
        }
    }
}
