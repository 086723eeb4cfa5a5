//! What a person feels: a keystroke until its frame, an article opened, two compared, a story of eight, a thousand added.
//!
//! `cargo bench` runs all of it, `cargo bench -- keystroke` what has the word in its name.

mod corpus;

use std::collections::VecDeque;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use parallax::analysis::comparing::compare;
use parallax::analysis::reading::analyse;
use parallax::config::Config;
use parallax::model::{Article, Draft};
use parallax::tui::app::App;
use parallax::tui::theme::Depth;
use parallax::worker::desk::Desk;
use parallax::worker::request::Opener;
use parallax::worker::request::Request;
use parallax::worker::{AddOptions, Home, Library, Source};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const ARTICLES: usize = 1000;
const WORDS: usize = 400;
/// Words of the two that are compared.
const LONG: usize = 1000;
/// How many are compared to see how the time grows; the last is more than any screen shows, but a story may have them.
const GROWTH: [usize; 3] = [2, 8, 50];
const SCREEN: Rect = Rect::new(0, 0, 120, 36);
/// What is typed, again and again.
const TYPED: &str = "ferry harbour -council 40";
/// Articles gone through before the list is entered at its top again.
const OPENED: usize = 40;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::temp_dir().join(format!("parallax-bench-{}", std::process::id()));
    let mut criterion = Criterion::default()
        .measurement_time(Duration::from_secs(4))
        .sample_size(20)
        .configure_from_args();
    let thousand = written(&folder, "thousand", ARTICLES, WORDS)?;
    let long = written(&folder, "long", 8, LONG)?;

    let mut seat = Seat::at(&folder, "home", &thousand)?;
    criterion.bench_function("keystroke to frame", |bench| {
        seat.press(KeyCode::Char('/'));
        bench.iter_custom(|times| keystrokes(&mut seat, times));
        seat.press(KeyCode::Enter);
    });
    criterion.bench_function("open an article", |bench| {
        seat.press(KeyCode::Char('/'));
        for _ in TYPED.chars() {
            seat.press(KeyCode::Backspace);
        }
        seat.press(KeyCode::Enter);
        bench.iter_custom(|times| openings(&mut seat, times));
    });

    let mut seat = Seat::at(&folder, "home-long", &long)?;
    let library = Library::open(&Home {
        dir: folder.join("home-long"),
    })?;
    let two: Vec<String> = library.ids()?.into_iter().take(2).collect();
    seat.press(KeyCode::Char('3'));
    criterion.bench_function("compare two of 1,000 words", |bench| {
        bench.iter(|| seat.ask(Request::Compare(two.clone())));
    });
    let many = analysed(corpus::jsonl(SEED, GROWTH[GROWTH.len() - 1], LONG))?;
    for count in GROWTH {
        let some: Vec<&Article> = many.iter().take(count).collect();
        criterion.bench_function(
            &format!("compare {count} of 1,000 words, no screen"),
            |bench| {
                bench.iter(|| compare(&some));
            },
        );
    }
    let stories = library.stories()?;
    let story = stories.first().ok_or("the corpus has no story")?;
    if story.articles.len() != 8 {
        return Err(format!("the story has {} articles", story.articles.len()).into());
    }
    seat.press(KeyCode::Char('2'));
    criterion.bench_function("a story of eight of 1,000 words", |bench| {
        bench.iter(|| seat.ask(Request::Story(story.id.clone())));
    });

    let mut number = 0;
    criterion.bench_function("add 1,000 articles", |bench| {
        bench.iter_batched(
            || {
                number += 1;
                Home {
                    dir: folder.join(format!("new-{number}")),
                }
            },
            |home| added(&home, &thousand).map_err(|error| error.to_string()),
            BatchSize::PerIteration,
        );
    });
    criterion.final_summary();
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

fn analysed(lines: String) -> Result<Vec<Article>, Box<dyn Error>> {
    let mut articles = Vec::new();
    for (number, line) in lines.lines().enumerate() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let body = record["body"].as_str().ok_or("an article without a body")?;
        let draft = Draft {
            language: Some("en".into()),
            paragraphs: body.split("\n\n").map(String::from).collect(),
            ..Draft::default()
        };
        articles.push(analyse(draft, format!("{number:012}")));
    }
    Ok(articles)
}

fn written(folder: &Path, name: &str, articles: usize, words: usize) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    let path = folder.join(format!("{name}.jsonl"));
    std::fs::write(&path, corpus::jsonl(SEED, articles, words))?;
    Ok(path)
}

/// Adds the file to the library of a home.
fn added(home: &Home, file: &Path) -> Result<u64, Box<dyn Error>> {
    let sources = [Source::Path(file.to_path_buf())];
    let stop = AtomicBool::new(false);
    let mut library = Library::open(home)?;
    let report = library.add(&sources, &AddOptions::default(), &mut |_| {}, &stop)?;
    Ok(report.added)
}

/// The time that a key takes from its press to the last frame that it causes, for so many keys.
fn keystrokes(seat: &mut Seat, times: u64) -> Duration {
    let mut spent = Duration::ZERO;
    let mut typed = 0;
    for letter in TYPED
        .chars()
        .cycle()
        .take(usize::try_from(times).unwrap_or(0))
    {
        if typed == TYPED.len() {
            for _ in 0..typed {
                seat.press(KeyCode::Backspace);
            }
            typed = 0;
        }
        let started = Instant::now();
        seat.press(KeyCode::Char(letter));
        spent += started.elapsed();
        typed += 1;
    }
    for _ in 0..typed {
        seat.press(KeyCode::Backspace);
    }
    spent
}

/// The time from the next line of the list to its article, opened and drawn.
fn openings(seat: &mut Seat, times: u64) -> Duration {
    let mut spent = Duration::ZERO;
    for at in 0..usize::try_from(times).unwrap_or(0) {
        if at % OPENED == 0 {
            seat.press(KeyCode::Home);
        }
        let started = Instant::now();
        seat.press(KeyCode::Down);
        seat.press(KeyCode::Enter);
        spent += started.elapsed();
        seat.press(KeyCode::Char('q'));
    }
    spent
}

/// The app and what answers it, with nothing between them but calls.
struct Seat {
    app: App,
    desk: Desk,
}

impl Seat {
    /// Before the library of a new home with the articles of `file`.
    fn at(folder: &Path, name: &str, file: &Path) -> Result<Seat, Box<dyn Error>> {
        let home = Home {
            dir: folder.join(name),
        };
        added(&home, file)?;
        let paths = Vec::new();
        let mut seat = Seat {
            app: App::new(&Config::defaults()?, Depth::True, false)?,
            desk: Desk::open(Opener { home, paths })?,
        };
        seat.settle();
        Ok(seat)
    }

    fn press(&mut self, code: KeyCode) {
        self.app.key(KeyEvent::new(code, KeyModifiers::NONE));
        self.settle();
    }

    fn ask(&mut self, request: Request) {
        let topic = request.topic();
        let ticket = self.app.session.tickets.draw(topic);
        let reply = self.desk.answer(request, &AtomicBool::new(false));
        self.app.reply(topic, ticket, reply);
        self.settle();
    }

    /// Draws and answers until nothing is asked any more.
    fn settle(&mut self) {
        loop {
            self.app.draw(SCREEN, &mut Buffer::empty(SCREEN));
            let mut requests: VecDeque<_> = self.app.take_requests().into();
            if requests.is_empty() {
                return;
            }
            while let Some((topic, ticket, request)) = requests.pop_front() {
                let reply = self.desk.answer(request, &AtomicBool::new(false));
                self.app.reply(topic, ticket, reply);
            }
        }
    }
}
