//! The library as the screens use it: several threads, stopping, the sample, articles that are not kept.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use parallax::analysis::telling::citation::bookmark_of;
use parallax::model::{Anchor, DecisionKind, Draft, Made, Question, Skipped, Span};
use parallax::shelf::Shelf;
use parallax::worker::answering::Asking;
use parallax::worker::deciding::Choice;
use parallax::worker::desk::Desk;
use parallax::worker::request::Opener;
use parallax::worker::request::{Decided, Reply, Request};
use parallax::worker::ticket::Ticket;
use parallax::worker::{AddError, AddOptions, Home, Library, Source};

struct Place {
    dir: PathBuf,
    home: Home,
}

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("parallax-library-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("news")).unwrap();
        let dir = fs::canonicalize(dir).unwrap();
        let home = Home {
            dir: dir.join("home"),
        };
        Place { dir, home }
    }

    /// Articles of different words, each with a few names.
    fn write(&self, count: usize) {
        for number in 0..count {
            let text = format!(
                "Report number {number} from the valley\n\nThe mill at Stonefield{number} burned down on Monday. \
                 Mayor Ann Brook{number} said that {number} people had been saved by the village firemen.\n\n\
                 Nobody knows yet how the fire at the mill began, the mayor said in the evening.\n"
            );
            fs::write(self.dir.join(format!("news/{number:03}.txt")), text).unwrap();
        }
    }

    fn sources(&self) -> Vec<Source> {
        vec![Source::Path(self.dir.join("news"))]
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn go() -> AtomicBool {
    AtomicBool::new(false)
}

fn question(text: &str) -> Question {
    Question {
        text: text.into(),
        limit: 1000,
        ..Question::default()
    }
}

#[test]
fn the_sample_has_something_for_every_screen() {
    let library = Library::sample().unwrap();
    let status = library.status().unwrap();
    assert!(status.sample);
    assert!(status.articles >= 8, "{status:?}");
    assert_eq!(status.undated, 0);
    let stories = library.stories().unwrap();
    assert_eq!(stories.len(), 2, "{stories:#?}");
    assert_eq!(
        stories
            .iter()
            .map(|story| story.articles.len() as u64)
            .sum::<u64>(),
        status.articles
    );
    let ids: Vec<String> = stories[0]
        .articles
        .iter()
        .take(2)
        .map(|member| member.id.clone())
        .collect();
    let comparison = library.compare(&ids).unwrap().comparison;
    assert!(
        comparison
            .rows
            .iter()
            .any(|row| row.spans.iter().all(Option::is_some))
    );
    assert!(!comparison.findings.is_empty());
    let entities = library.entities().unwrap();
    let card = library.entity_card(&entities[0].id).unwrap().unwrap();
    assert!(!card.contexts.is_empty() && !card.with.is_empty() && !card.days.is_empty());
    for context in &card.contexts {
        let article = library.article(&context.article).unwrap().unwrap();
        assert_eq!(
            context.name.of(&context.sentence),
            article.text(context.mention)
        );
    }
    assert!(library.search(&question("prisoners"), &go()).unwrap().total >= 5);
}

#[test]
fn what_is_not_kept_can_be_asked_the_same() {
    let drafts = [
        "The ferry sank off Oakport in the night.",
        "The ferry off Oakport sank, and all were saved.",
    ];
    let readings = drafts.iter().enumerate().map(|(number, text)| {
        Ok(Draft {
            origin: format!("{number}"),
            paragraphs: vec![text.to_string()],
            ..Draft::default()
        })
    });
    let broken = Skipped {
        origin: "x".into(),
        reason: "broken".into(),
        failed: true,
    };
    let (library, report) = Library::temporary(readings.chain([Err(broken)]), "two files").unwrap();
    assert_eq!((report.added, report.failures()), (2, 1));
    assert_eq!(library.label(), "two files");
    assert_eq!(
        library
            .search(&question("ferry"), &go())
            .unwrap()
            .hits
            .len(),
        2
    );
    let id = &library.ids().unwrap()[0];
    assert_eq!(library.origins(id).unwrap(), ["0"]);
    // Where there is no story, the nearest articles answer.
    assert_eq!(library.others(id, 0).unwrap().len(), 1);
}

#[test]
fn folders_can_be_read_without_being_kept() {
    let place = Place::new();
    place.write(3);
    let mut library = Library::in_memory("news").unwrap();
    library
        .add(&place.sources(), &AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    assert_eq!(library.status().unwrap().articles, 3);
    assert!(!place.home.dir.exists());
}

#[test]
fn another_thread_sees_what_was_added_when_it_looks() {
    let place = Place::new();
    place.write(4);
    let mut reading = Library::open(&place.home).unwrap();
    assert_eq!(reading.search(&question("mill"), &go()).unwrap().total, 0);
    assert!(!reading.refresh_view().unwrap());
    let (home, sources) = (place.home.clone(), place.sources());
    std::thread::spawn(move || {
        let mut adding = Library::open(&home).unwrap();
        adding
            .add(&sources, &AddOptions::default(), &mut |_| {}, &go())
            .unwrap();
    })
    .join()
    .unwrap();
    assert!(reading.refresh_view().unwrap());
    assert!(!reading.refresh_view().unwrap());
    assert_eq!(reading.search(&question("mill"), &go()).unwrap().total, 4);
    assert_eq!(reading.status().unwrap().articles, 4);
}

#[test]
fn only_one_adds_at_a_time() {
    let place = Place::new();
    place.write(30);
    let mut first = Library::open(&place.home).unwrap();
    let mut second = Library::open(&place.home).unwrap();
    let mut refused = None;
    let sources = place.sources();
    first
        .add(
            &sources,
            &AddOptions::default(),
            &mut |_| {
                if refused.is_none() {
                    refused =
                        Some(second.add(&sources, &AddOptions::default(), &mut |_| {}, &go()));
                }
            },
            &go(),
        )
        .unwrap();
    match refused {
        Some(Err(AddError::Locked(locked))) => assert_eq!(locked.process, Some(std::process::id())),
        other => panic!("{other:?}"),
    }
    second.refresh_view().unwrap();
    assert_eq!(second.status().unwrap().articles, 30);
}

#[test]
fn stopping_keeps_what_was_read_and_a_refresh_reads_the_rest() {
    let place = Place::new();
    place.write(120);
    let mut library = Library::open(&place.home).unwrap();
    let stop = go();
    let report = library
        .add(
            &place.sources(),
            &AddOptions::default(),
            &mut |progress| stop.store(progress.articles >= 10, Ordering::Relaxed),
            &stop,
        )
        .unwrap();
    assert!(report.stopped);
    assert!(report.added >= 10 && report.added < 120, "{report:?}");
    assert_eq!(library.status().unwrap().articles, report.added);
    assert_eq!(
        library.search(&question("mill"), &go()).unwrap().total as u64,
        report.added
    );
    assert!(!library.entities().unwrap().is_empty());
    let rest = library
        .refresh(&AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    assert_eq!(
        (rest.added + report.added, rest.unchanged),
        (120, report.added)
    );
}

#[test]
fn articles_come_in_the_order_of_their_files_with_growing_progress() {
    let place = Place::new();
    place.write(50);
    let mut library = Library::open(&place.home).unwrap();
    let mut bytes = Vec::new();
    let mut total = 0;
    library
        .add(
            &place.sources(),
            &AddOptions::default(),
            &mut |progress| {
                if progress.step == "reading" {
                    bytes.push(progress.bytes);
                    total = progress.bytes_total;
                }
            },
            &go(),
        )
        .unwrap();
    assert!(
        bytes.is_sorted() && bytes.last() == Some(&total),
        "{bytes:?} of {total}"
    );
    let origins: Vec<String> = library
        .ids()
        .unwrap()
        .iter()
        .map(|id| library.head(id).unwrap().unwrap().origin)
        .collect();
    assert!(origins.is_sorted() && origins.len() == 50);
}

#[test]
fn ids_are_the_same_after_everything_is_made_anew() {
    let place = Place::new();
    place.write(5);
    let mut library = Library::open(&place.home).unwrap();
    library
        .add(&place.sources(), &AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    let (ids, entities) = (library.ids().unwrap(), library.entities().unwrap());
    let report = library
        .rebuild(&AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    assert_eq!((report.unchanged, report.added), (5, 0));
    assert_eq!(library.ids().unwrap(), ids);
    assert_eq!(library.entities().unwrap(), entities);
    assert_eq!(library.search(&question("mill"), &go()).unwrap().total, 5);
}

#[test]
fn a_bookmark_finds_its_article_under_another_id() {
    let place = Place::new();
    place.write(2);
    let mut library = Library::open(&place.home).unwrap();
    library
        .add(&place.sources(), &AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    let article = library
        .article(&library.resolve("001").unwrap()[0])
        .unwrap()
        .unwrap();
    let start = article.body.find("Mayor Ann").unwrap();
    let kept = bookmark_of(&article, Span::new(start, start + 9));
    let path = place.dir.join("news/001.txt");
    fs::write(
        &path,
        fs::read_to_string(&path)
            .unwrap()
            .replace("on Monday", "late on Sunday"),
    )
    .unwrap();
    library
        .refresh(&AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    assert_eq!(library.article(&article.id).unwrap(), None);
    let (now, anchor) = library.anchor(&kept).unwrap();
    assert!(matches!(anchor, Anchor::Moved { .. }), "{anchor:?}");
    assert_eq!(anchor.span().unwrap().of(&now.unwrap().body), "Mayor Ann");
}

/// Overwrites what stands behind the header of the catalogue.
fn damage_catalogue(home: &Home) {
    let mut bytes = fs::read(home.catalogue()).unwrap();
    bytes[9_000..].fill(0xA5);
    fs::write(home.catalogue(), bytes).unwrap();
}

#[test]
fn the_screens_get_over_damage_inside_the_catalogue() {
    for is_open in [false, true] {
        let place = Place::new();
        place.write(30);
        let mut library = Library::open(&place.home).unwrap();
        library
            .add(&place.sources(), &AddOptions::default(), &mut |_| {}, &go())
            .unwrap();
        let ids = library.ids().unwrap();
        drop(library);
        if !is_open {
            damage_catalogue(&place.home);
        }
        let (sender, replies) = channel();
        let opener = Opener {
            home: place.home.clone(),
            paths: Vec::new(),
        };
        let asking = Asking::start(opener, move |topic, _, reply| {
            let _ = sender.send((topic, reply));
        });
        let ask = |request: Request| asking.ask(request.topic(), Ticket::default(), request);
        ask(Request::Lists);
        if is_open {
            let (_, reply) = replies.recv().unwrap();
            assert!(matches!(&reply, Reply::Lists(lists) if lists.status.articles == 30));
            damage_catalogue(&place.home);
            for id in ids {
                ask(Request::Article(id));
            }
        }
        let mut warned = false;
        // The next reply that `wanted` takes; what the lists warn of is noted on the way.
        let mut next = |wanted: fn(&Reply) -> Option<u64>| loop {
            let (_, reply) = replies.recv_timeout(Duration::from_secs(30)).unwrap();
            if let Reply::Lists(lists) = &reply {
                let warnings = lists.status.warnings.concat();
                warned |= warnings.contains("it is damaged; it was set aside as");
            }
            if let Some(found) = wanted(&reply) {
                return found;
            }
        };
        let added = next(|reply| match reply {
            Reply::Report(report) => Some(report.added),
            _ => None,
        });
        assert_eq!(added, 30, "{is_open}");
        ask(Request::Lists);
        next(|reply| match reply {
            Reply::Lists(lists) => (lists.status.articles == 30).then_some(30),
            _ => None,
        });
        ask(Request::Search(question("mill")));
        let total = next(|reply| match reply {
            Reply::Search { answer, .. } => Some(answer.total as u64),
            _ => None,
        });
        assert_eq!((total, warned), (30, true), "{is_open}");
        asking.stop();
    }
}

#[cfg(unix)]
#[test]
fn what_was_kept_shows_without_a_library() {
    let place = Place::new();
    place.write(2);
    let mut library = Library::open(&place.home).unwrap();
    library
        .add(&place.sources(), &AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    drop(library);
    fs::remove_file(place.home.catalogue()).unwrap();
    std::os::unix::fs::symlink("/no/such/folder", place.home.catalogue()).unwrap();
    let mut desk = Desk::open(Opener {
        home: place.home.clone(),
        paths: Vec::new(),
    })
    .unwrap();
    assert!(matches!(
        desk.answer(Request::Shelf, &go()),
        Reply::Shelf(_)
    ));
    match desk.answer(Request::Lists, &go()) {
        Reply::Lists(lists) => assert!(lists.status.warnings[0].contains("cannot be opened")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_added_by_one_that_waited_while_the_library_was_made_anew_is_there() {
    let place = Place::new();
    place.write(2);
    let stop = AtomicBool::new(false);
    let options = AddOptions::default();
    let mut first = Library::open(&place.home).unwrap();
    first
        .add(&place.sources(), &options, &mut |_| {}, &stop)
        .unwrap();
    // One is open while another puts a new catalogue and a new index in the place of what it has open.
    let mut waiting = Library::open(&place.home).unwrap();
    first.rebuild(&options, &mut |_| {}, &stop).unwrap();
    drop(first);
    place.write(3);
    let report = waiting.add(&place.sources(), &options, &mut |_| {}, &stop);
    let report = report.unwrap();
    assert_eq!((report.added, report.unchanged), (1, 2), "{report:?}");
    assert_eq!(waiting.status().unwrap().articles, 3);
    drop(waiting);
    let library = Library::open(&place.home).unwrap();
    assert_eq!(library.status().unwrap().articles, 3);
    let question = Question {
        text: "Stonefield2".into(),
        limit: 5,
        ..Question::default()
    };
    let answer = library.search(&question, &stop).unwrap();
    assert_eq!(answer.hits.len(), 1);
    assert!(library.status().unwrap().warnings.is_empty());
}

#[test]
fn what_is_decided_while_names_are_joined_is_taken_up_in_its_order_and_kept_to_the_end() {
    let place = Place::new();
    let people = ["Ann Brook", "Tilda Vance", "Rupert Holm", "Mira Kolosova"];
    for (number, name) in people.iter().enumerate() {
        let text = format!(
            "Report {number} from the valley\n\nThe mill at Stonefield burned down on Monday. Mayor {name} said that {number} \
             people had been saved. {name} went home in the evening.\n"
        );
        fs::write(place.dir.join(format!("news/{number}.txt")), text).unwrap();
    }
    let mut library = Library::open(&place.home).unwrap();
    let options = AddOptions::default();
    library
        .add(&place.sources(), &options, &mut |_| {}, &go())
        .unwrap();
    drop(library);
    let (sender, replies) = channel();
    let opener = Opener {
        home: place.home.clone(),
        paths: Vec::new(),
    };
    let asking = Asking::start(opener, move |topic, _, reply| {
        let _ = sender.send((topic, reply));
    });
    let ask = |request: Request| asking.ask(request.topic(), Ticket::default(), request);
    let merge = |one: &str, two: &str| {
        Request::Decide(Choice {
            kind: DecisionKind::Merge,
            one: one.into(),
            two: two.into(),
            force: false,
        })
    };
    ask(merge("Ann Brook", "Tilda Vance"));
    ask(merge("Tilda Vance", "Rupert Holm"));
    ask(Request::Undo(Made::Any));
    ask(Request::Search(question("mill")));
    ask(Request::Lists);
    let (mut told, mut found, mut listed) = (Vec::new(), 0, 0);
    while told.len() < 3 || found == 0 || listed == 0 {
        let (_, reply) = replies.recv_timeout(Duration::from_mins(1)).unwrap();
        match reply {
            Reply::Shelf(shelf) => {
                let Some(decided) = shelf.decided else {
                    panic!("{:?}", shelf.done);
                };
                let Decided::Done { lists, .. } = decided else {
                    panic!("{decided:?}");
                };
                told.push((shelf.done.unwrap(), lists.decisions.len()));
            }
            Reply::Search { answer, .. } => found = answer.total,
            Reply::Lists(lists) => listed = lists.entities.len(),
            Reply::News => {}
            reply => panic!("{reply:?}"),
        }
    }
    let decisions: Vec<usize> = told.iter().map(|(_, decisions)| *decisions).collect();
    assert_eq!(decisions, [1, 2, 1], "{told:?}");
    assert!(told[2].0.starts_with("undone: "), "{told:?}");
    assert_eq!(found, 4);

    // Nobody waits for the answer, and it is kept all the same.
    ask(merge("Rupert Holm", "Mira Kolosova"));
    ask(merge("Ann Brook", "Mira Kolosova"));
    asking.stop();
    let shelf = Shelf::open(&place.home.shelf()).unwrap();
    assert_eq!(shelf.decisions().unwrap().len(), 3);
    let library = Library::open(&place.home).unwrap();
    let one = &library.entity("Ann Brook").unwrap()[0];
    for name in &people[1..] {
        assert_eq!(library.entity(name).unwrap()[0].id, one.id, "{name}");
    }
}

#[test]
fn what_another_program_adds_is_seen_where_the_library_was_opened_twice() {
    let place = Place::new();
    place.write(3);
    let add = |number: usize| {
        let file = place.dir.join(format!("news/{number:03}.txt"));
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"))
            .arg("--data-dir")
            .arg(&place.home.dir)
            .arg("add")
            .arg(file)
            .output()
            .unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    add(0);
    let mut shown = Library::open(&place.home).unwrap();
    assert_eq!(shown.status().unwrap().articles, 1);
    // As the thread does that adds: what it closes must not let go of the locks of what is shown.
    drop(Library::open(&place.home).unwrap());
    for number in 1..3 {
        add(number);
        let mut log = place.home.catalogue().into_os_string();
        log.push("-wal");
        assert!(
            PathBuf::from(log).exists(),
            "the log is removed while it is in use here"
        );
        shown.refresh_view().unwrap();
        assert_eq!(shown.status().unwrap().articles, number as u64 + 1);
    }
}

#[test]
fn a_catalogue_that_is_emptied_while_it_is_open_is_made_anew_beside_who_has_it_open() {
    let place = Place::new();
    place.write(2);
    let mut library = Library::open(&place.home).unwrap();
    let options = AddOptions::default();
    library
        .add(&place.sources(), &options, &mut |_| {}, &go())
        .unwrap();
    fs::File::create(place.home.catalogue()).unwrap();
    let mut fresh = Library::open(&place.home).unwrap();
    assert!(fresh.is_unfinished().unwrap());
    fresh.rebuild(&options, &mut |_| {}, &go()).unwrap();
    assert_eq!(fresh.status().unwrap().articles, 2);
    drop(library);
    drop(fresh);
    let again = Library::open(&place.home).unwrap();
    assert_eq!(again.status().unwrap().articles, 2);
    assert!(!again.is_unfinished().unwrap());
}

#[test]
fn the_catalogue_of_a_library_that_was_added_to_once_is_known_for_anothers() {
    let (own, other) = (Place::new(), Place::new());
    for (place, count) in [(&own, 2), (&other, 1)] {
        place.write(count);
        let mut library = Library::open(&place.home).unwrap();
        let options = AddOptions::default();
        library
            .add(&place.sources(), &options, &mut |_| {}, &go())
            .unwrap();
    }
    fs::copy(other.home.catalogue(), own.home.catalogue()).unwrap();
    for _ in 0..2 {
        let mut library = Library::open(&own.home).unwrap();
        let warnings = library.status().unwrap().warnings;
        assert!(
            warnings
                .iter()
                .any(|one| one.contains("is not that of the shelf")),
            "{warnings:?}"
        );
        let checks = library.doctor();
        assert!(
            checks.iter().any(|check| check.what == "catalogue"
                && check.found.contains("belongs to another library")),
            "{checks:?}"
        );
    }
    let mut library = Library::open(&own.home).unwrap();
    library
        .rebuild(&AddOptions::default(), &mut |_| {}, &go())
        .unwrap();
    assert_eq!(library.status().unwrap().articles, 2);
}
