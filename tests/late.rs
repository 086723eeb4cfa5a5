//! Replies that come late, in the wrong order, or for something that was given up: the newest wins, stop stops.

#[path = "desk/corpus.rs"]
mod corpus;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use corpus::corpus;
use parallax::config::Config;
use parallax::model::{Answer, Hit, Progress, Question, Report};
use parallax::shelf::Shelf;
use parallax::tui::action::Action;
use parallax::tui::app::App;
use parallax::tui::session::Session;
use parallax::tui::theme::Depth;
use parallax::worker::answering::Asking;
use parallax::worker::desk::Desk;
use parallax::worker::request::{Opener, Reply, Request, Topic};
use parallax::worker::{Home, Library};

fn found(title: &str) -> Reply {
    let hit = Hit {
        id: title.into(),
        origin: String::new(),
        title: title.into(),
        outlet: None,
        published: None,
        score: 1.0,
        matches: Vec::new(),
        title_matches: Vec::new(),
        aside_matches: Vec::new(),
        excerpt: String::new(),
        excerpt_matches: Vec::new(),
    };
    let answer = Answer {
        hits: vec![hit],
        total: 1,
        ..Answer::default()
    };
    Reply::Search {
        question: Question {
            text: title.into(),
            ..Question::default()
        },
        answer,
        micros: 1,
        edition: 0,
    }
}

#[test]
fn an_answer_to_an_older_question_is_dropped_whichever_comes_first() {
    for newest_first in [true, false] {
        let mut session = Session::default();
        let old = session.tickets.draw(Topic::Search);
        let new = session.tickets.draw(Topic::Search);
        let mut replies = vec![(old, found("old")), (new, found("new"))];
        if newest_first {
            replies.reverse();
        }
        for (ticket, reply) in replies {
            session.apply(Topic::Search, ticket, reply);
        }
        assert_eq!(session.answer.hits[0].title, "new");
    }
}

#[test]
fn a_failure_of_an_older_question_is_no_message() {
    let mut session = Session::default();
    let old = session.tickets.draw(Topic::Search);
    session.tickets.draw(Topic::Search);
    assert!(!session.apply(Topic::Search, old, Reply::Failed("stopped".into())));
    assert!(session.message.is_none());
}

#[test]
fn topics_do_not_make_each_other_old() {
    let mut session = Session::default();
    let search = session.tickets.draw(Topic::Search);
    session.tickets.draw(Topic::Card);
    assert!(session.apply(Topic::Search, search, found("kept")));
}

#[test]
fn a_report_ends_the_progress_and_asks_for_the_lists_again() {
    let mut app = App::new(&Config::defaults().unwrap(), Depth::True, false).unwrap();
    app.take_requests();
    let ticket = app.session.tickets.draw(Topic::Work);
    app.session.progress = Some(Progress::default());
    app.reply(
        Topic::Work,
        ticket,
        Reply::Report(Report {
            added: 2,
            ..Report::default()
        }),
    );
    assert!(app.session.progress.is_none());
    let asked = app.take_requests();
    assert!(
        asked
            .iter()
            .any(|(_, _, request)| *request == Request::Lists),
        "{asked:?}"
    );
}

#[test]
fn the_threads_answer_the_newest_search_and_end_when_they_are_told_to() {
    let dir = std::env::temp_dir().join(format!("parallax-late-{}", std::process::id()));
    let home = Home { dir: dir.clone() };
    let (sender, replies) = std::sync::mpsc::channel();
    let opener = Opener {
        home,
        paths: Vec::new(),
    };
    let asking = Asking::start(opener, move |topic, ticket, reply| {
        let _ = sender.send((topic, ticket, reply));
    });
    let mut session = Session::default();
    for text in ["p", "po", "pot", "potash"] {
        let ticket = session.tickets.draw(Topic::Search);
        let question = Question {
            text: text.into(),
            limit: 10,
            typing: true,
            ..Question::default()
        };
        asking.ask(Topic::Search, ticket, Request::Search(question));
    }
    while session
        .answered
        .as_ref()
        .is_none_or(|question| question.text != "potash")
    {
        let (topic, ticket, reply) = replies.recv().expect("the newest question is answered");
        session.apply(topic, ticket, reply);
    }
    assert!(session.answer.total > 0, "the sample tells of potash");
    asking.stop();
    assert!(replies.iter().count() < 4);
    std::fs::remove_dir_all(dir).unwrap();
}

#[test]
fn what_the_reader_keeps_outlives_the_library_it_was_kept_from() {
    let (library, _) = Library::temporary(corpus(), "test").unwrap();
    let id = library.ids().unwrap()[0].clone();
    let article = library.article(&id).unwrap().unwrap();
    let home = Home {
        dir: std::env::temp_dir(),
    };
    let mut desk = Desk::with(home.clone(), library, Shelf::in_memory().unwrap());
    let keep = Request::Keep {
        article: id,
        span: article.sentences[0],
        note: "first".into(),
    };
    let Reply::Shelf(shelf) = desk.answer(keep, &AtomicBool::default()) else {
        panic!("kept")
    };
    assert_eq!(shelf.bookmarks[0].anchor.words(), "exact");
    let kept = Arc::new(shelf.bookmarks[0].bookmark.clone());
    assert_eq!(kept.passage.quote, article.text(article.sentences[0]));
    assert_eq!(kept.outlet, article.outlet);
}

#[test]
fn the_story_of_an_article_is_told_also_where_it_is_known_after_the_article() {
    let (library, _) = Library::temporary(corpus(), "test").unwrap();
    let home = Home {
        dir: std::env::temp_dir(),
    };
    let mut desk = Desk::with(home, library, Shelf::in_memory().unwrap());
    let mut app = App::new(&Config::defaults().unwrap(), Depth::True, false).unwrap();
    let area = ratatui::layout::Rect::new(0, 0, 120, 36);
    let mut lists = Vec::new();
    for round in 0..10 {
        if round == 5 {
            app.act(Action::Down);
        }
        app.draw(area, &mut ratatui::buffer::Buffer::empty(area));
        for (topic, ticket, request) in app.take_requests() {
            let is_late = request == Request::Lists;
            let reply = desk.answer(request, &AtomicBool::default());
            match is_late {
                true => lists.push((topic, ticket, reply)),
                false => {
                    app.reply(topic, ticket, reply);
                }
            }
        }
    }
    let shown = |app: &mut App| {
        let mut cells = ratatui::buffer::Buffer::empty(area);
        app.draw(area, &mut cells);
        let symbols = cells.content().iter().map(|cell| cell.symbol());
        symbols.collect::<String>()
    };
    let before = shown(&mut app);
    assert!(
        before.contains("2 of 4") && !before.contains("story: "),
        "{before}"
    );
    for (topic, ticket, reply) in lists {
        app.reply(topic, ticket, reply);
    }
    let after = shown(&mut app);
    assert!(after.contains("story: "), "{after}");
}
