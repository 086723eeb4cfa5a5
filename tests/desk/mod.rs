//! A desk to test the screens at: the app, a library in memory or in a folder, and nothing between them but calls.

pub mod corpus;
pub mod folder;
pub mod rain;
pub mod stories;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use crossterm::event::{KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use parallax::config::Config;
use parallax::ingest::Reading;
use parallax::shelf::Shelf;
use parallax::tui::app::App;
use parallax::tui::keys;
use parallax::tui::theme::Depth;
use parallax::worker::desk;
use parallax::worker::request::Opener;
use parallax::worker::request::{Reply, Request, Topic};
use parallax::worker::ticket::Ticket;
use parallax::worker::{Home, Library};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Stand for the styles of a screen, in the order in which they come; the blank for that of most cells.
const LETTERS: &str = " abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

pub struct Desk {
    pub app: App,
    answers: desk::Desk,
    home: Home,
    area: Rect,
}

impl Desk {
    pub fn with(articles: Vec<Reading>) -> Desk {
        Desk::new(articles, false)
    }

    pub fn without_colour(articles: Vec<Reading>) -> Desk {
        Desk::new(articles, true)
    }

    fn new(articles: Vec<Reading>, colourless: bool) -> Desk {
        let (library, report) = Library::temporary(articles, "test").unwrap();
        assert!(report.skipped.is_empty(), "{report:?}");
        let home = Home {
            dir: std::env::temp_dir(),
        };
        let answers = desk::Desk::with(home.clone(), library, Shelf::in_memory().unwrap());
        let app = App::new(&Config::defaults().unwrap(), Depth::True, colourless).unwrap();
        Desk::at(home, answers, app)
    }

    /// As parallax opens on the library of a home, or only looks at some paths.
    pub fn open(home: &Home, paths: &[PathBuf], fresh: bool) -> Desk {
        let opener = Opener {
            home: home.clone(),
            paths: paths.to_vec(),
        };
        let answers = desk::Desk::open(opener).unwrap();
        let mut app = App::new(&Config::defaults().unwrap(), Depth::True, false).unwrap();
        if fresh {
            app.start_fresh();
        }
        Desk::at(home.clone(), answers, app)
    }

    fn at(home: Home, answers: desk::Desk, app: App) -> Desk {
        let mut desk = Desk {
            app,
            answers,
            home,
            area: Rect::new(0, 0, 120, 36),
        };
        desk.settle();
        desk
    }

    /// Looks whether another program changed the library or the shelf, as the resting thread does.
    pub fn look(&mut self) -> bool {
        let has_news = self.answers.has_news();
        if has_news {
            self.app.reply(Topic::Lists, Ticket::default(), Reply::News);
            self.settle();
        }
        has_news
    }

    /// Leaves as `q` does: what is on the screens is written down.
    pub fn leave(mut self) {
        if let Some(request) = self.app.memory() {
            let stop = AtomicBool::new(false);
            assert_eq!(self.answers.answer(request, &stop), Reply::Done);
        }
    }

    pub fn size(&mut self, width: u16, height: u16) {
        self.area = Rect::new(0, 0, width, height);
        self.settle();
    }

    /// Presses keys as they are written in `config.toml`, those with names in angle brackets: `/ferry<enter>jj`.
    pub fn press(&mut self, keys: &str) {
        for key in keys::presses(keys).expect("keys that there are") {
            self.app.key(KeyEvent::new(key.code, key.modifiers));
            self.settle();
        }
    }

    /// The same while the threads have not answered yet: what is asked waits.
    pub fn press_unanswered(&mut self, keys: &str) {
        for key in keys::presses(keys).expect("keys that there are") {
            self.app.key(KeyEvent::new(key.code, key.modifiers));
            self.app.draw(self.area, &mut Buffer::empty(self.area));
        }
    }

    /// Clicks on a cell of the screen.
    pub fn click(&mut self, column: u16, row: u16) {
        self.app.mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column,
            row,
            modifiers: KeyModifiers::NONE,
        });
        self.settle();
    }

    /// Draws and answers until nothing is asked any more.
    fn settle(&mut self) {
        // One story is weighed a round.
        for _ in 0..500 {
            self.app.draw(self.area, &mut Buffer::empty(self.area));
            let mut requests: VecDeque<_> = self.app.take_requests().into();
            if requests.is_empty() {
                return;
            }
            while let Some((topic, ticket, request)) = requests.pop_front() {
                let stop = AtomicBool::new(false);
                let reply = match &request {
                    // In the program a thread of its own does this.
                    Request::Add(paths) => Reply::Report(folder::add(&self.home, paths)),
                    Request::Refresh => Reply::Report(folder::refresh(&self.home)),
                    _ => self.answers.answer(request, &stop),
                };
                self.app.reply(topic, ticket, reply);
            }
        }
        panic!("the app goes on asking without end");
    }

    pub fn cells(&mut self) -> Buffer {
        let mut cells = Buffer::empty(self.area);
        self.app.draw(self.area, &mut cells);
        cells
    }

    /// The screen as text, without what varies from run to run: how long a search took.
    pub fn screen(&mut self) -> String {
        // How long a search took varies, and with it where a line that ends at the right begins.
        self.app.session.micros = 1000;
        let cells = self.cells();
        let mut screen = String::new();
        for y in 0..cells.area.height {
            let line: String = (0..cells.area.width)
                .map(|x| cells[(x, y)].symbol())
                .collect();
            screen.push_str(line.trim_end());
            screen.push('\n');
        }
        screen.replace("· 1 ms", "· N ms")
    }

    /// The screen as text, and below it how it is styled.
    pub fn picture(&mut self) -> String {
        let screen = self.screen();
        format!("{screen}\n{}", styles(&self.cells()))
    }
}

/// The styles of a screen below its text: a letter a cell, a blank for the style of most cells, and what each letter stands for.
fn styles(cells: &Buffer) -> String {
    let all: Vec<Style> = cells.content().iter().map(|cell| cell.style()).collect();
    let count = |style: &&Style| all.iter().filter(|other| other == style).count();
    let mut known: Vec<Style> = all.iter().max_by_key(count).copied().into_iter().collect();
    let mut picture = String::new();
    for y in 0..cells.area.height {
        let letter = |x| {
            let style = cells[(x, y)].style();
            let at = known.iter().position(|one| *one == style);
            let at = at.unwrap_or_else(|| {
                known.push(style);
                known.len() - 1
            });
            LETTERS.chars().nth(at).expect("a letter for every style")
        };
        let line: String = (0..cells.area.width).map(letter).collect();
        picture.push_str(line.trim_end());
        picture.push('\n');
    }
    for (letter, style) in LETTERS.chars().zip(&known) {
        let (fore, back) = (style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
        picture.push_str(&format!(
            "`{letter}` {fore:?} on {back:?} {:?}\n",
            style.add_modifier
        ));
    }
    picture
}

/// Where `text` stands on a screen, with colours and weight of its first cell, a line a place.
pub fn styled(cells: &Buffer, text: &str) -> String {
    let theme = parallax::tui::theme::Theme::named("dusk", Depth::True).unwrap();
    let differs = theme.style(parallax::tui::theme::Role::Differs);
    let mut places = String::new();
    for y in 0..cells.area.height {
        for x in 0..cells.area.width {
            let here: String = (x..cells.area.width)
                .take(text.chars().count())
                .map(|x| cells[(x, y)].symbol())
                .collect();
            if here == text {
                let cell = &cells[(x, y)];
                let role = if Some(cell.fg) == differs.fg {
                    "differs "
                } else {
                    ""
                };
                places.push_str(&format!(
                    "{x},{y}: {role}{:?} on {:?} {:?}\n",
                    cell.fg, cell.bg, cell.modifier
                ));
            }
        }
    }
    places
}
