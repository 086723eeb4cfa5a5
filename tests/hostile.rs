//! Names of any bytes, addresses that many texts share, and input that wants to be waited for, to fill the disk or to take all
//! day: each is a line in the report, and the rest goes on. Inputs are bounded here; what they prove holds at any size.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use parallax::ingest::{Options, Reading, read_bytes};
use parallax::model::{Report, Why};
use parallax::worker::{AddOptions, Home, Library, Source};

struct Place {
    dir: PathBuf,
    home: Home,
}

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("parallax-hostile-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("news")).unwrap();
        let dir = fs::canonicalize(dir).unwrap();
        let home = Home {
            dir: dir.join("home"),
        };
        Place { dir, home }
    }

    fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.dir.join("news").join(Path::new(name.as_ref()))
    }

    fn write(&self, name: impl AsRef<OsStr>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    fn library(&self) -> Library {
        Library::open(&self.home).unwrap()
    }

    fn add(&self, paths: &[PathBuf]) -> Report {
        let sources: Vec<Source> = paths.iter().cloned().map(Source::Path).collect();
        let stop = AtomicBool::new(false);
        let options = AddOptions::default();
        let report = self.library().add(&sources, &options, &mut |_| {}, &stop);
        report.unwrap()
    }

    fn refresh(&self) -> Report {
        let stop = AtomicBool::new(false);
        let options = AddOptions::default();
        let report = self.library().refresh(&options, &mut |_| {}, &stop);
        report.unwrap()
    }

    fn run(&self, arguments: &[&OsStr], input: &[u8]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_parallax"))
            .arg("--data-dir")
            .arg(&self.home.dir)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // What is refused is not read to its end.
        let _ = child.stdin.take().unwrap().write_all(input);
        child.wait_with_output().unwrap()
    }

    /// Exit code, standard output and standard error.
    fn told(&self, arguments: &[&str], input: &[u8]) -> (i32, String, String) {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
        let output = self.run(&arguments, input);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (
            output.status.code().unwrap(),
            text(&output.stdout),
            text(&output.stderr),
        )
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn raw(bytes: &[u8]) -> &OsStr {
    OsStr::from_bytes(bytes)
}

/// A text of its own for every number.
fn text(number: usize) -> String {
    let word =
        |at: usize| ["river", "ferry", "bridge", "frost", "market", "school"][(number + at) % 6];
    format!(
        "Report {number} on the {}\n\nThe {} of town {number} was closed on Monday, said the {} board of district {number}.\n\nIt will \
         take {number} weeks until the {} opens again.\n",
        word(0),
        word(1),
        word(2),
        word(3)
    )
}

fn read(name: &str, bytes: &[u8]) -> Vec<Reading> {
    let mut readings = Vec::new();
    read_bytes(name, bytes, &Options::default(), &mut |reading| {
        readings.push(reading);
        std::ops::ControlFlow::Continue(())
    });
    readings
}

fn refusal(name: &str, bytes: &[u8]) -> String {
    read(name, bytes).remove(0).unwrap_err().reason
}

#[test]
fn names_of_any_bytes_are_found_again() {
    let place = Place::new();
    let names: [&[u8]; 5] = [
        b"a\xff.txt",
        b"a\xfe.txt",
        br"a\xff.txt",
        b"a\nb\x1b[31m.txt",
        "a\u{202e}b.txt".as_bytes(),
    ];
    for (number, name) in names.iter().enumerate() {
        place.write(raw(name), text(number));
    }
    let report = place.add(&[place.path("")]);
    assert_eq!((report.added, report.failures()), (5, 0), "{report:?}");
    let report = place.refresh();
    assert_eq!(
        (report.unchanged, report.gone, report.added),
        (5, 0, 0),
        "{report:?}"
    );
    // One changes: the others stay what they are.
    place.write(raw(names[0]), text(7));
    let report = place.refresh();
    assert_eq!(
        (report.unchanged, report.changed, report.gone),
        (4, 1, 0),
        "{report:?}"
    );
    let shown = place.told(&["show", "a\\xff.txt"], b"");
    assert!(shown.1.contains("Report 7"), "{shown:?}");
    let shown = place.told(&["show", "a\\x5cxff.txt"], b"");
    assert!(shown.1.contains("Report 2"), "{shown:?}");
    let arguments = [OsStr::new("show"), raw(names[0])];
    let shown = place.run(&arguments, b"");
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("Report 7"), "{shown:?}");
    // One goes: the other of nearly the same name does not.
    fs::remove_file(place.path(raw(names[1]))).unwrap();
    let report = place.refresh();
    assert_eq!((report.unchanged, report.gone), (4, 1), "{report:?}");
}

#[test]
fn a_source_of_any_name_is_read_again_and_named_safely() {
    let place = Place::new();
    let file = place.write(raw(b"a\xff\n\x1b]0;x\x07.txt"), text(1));
    let output = place.run(&[OsStr::new("add"), file.as_os_str()], b"");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(place.library().sources().unwrap().len(), 1);
    assert_eq!(place.refresh().unchanged, 1);
    fs::remove_file(&file).unwrap();
    let (_, out, _) = place.told(&["refresh"], b"");
    assert!(
        out.contains(r"a\xff\x0a\x1b]0;x\x07.txt: is not there now"),
        "{out}"
    );
    assert!(!out.contains('\u{1b}'), "{out:?}");
}

/// Two files whose names parallax would write alike if it did not write a backslash as `\\x5c`, each a source of its own.
#[test]
fn a_source_that_is_gone_is_not_the_one_whose_name_is_its_text() {
    let place = Place::new();
    let bytes = place.write(raw(b"a\xff.txt"), text(1));
    let literal = place.write(raw(br"a\xff.txt"), text(2));
    let report = place.add(&[bytes.clone(), literal.clone()]);
    assert_eq!(report.added, 2, "{report:?}");
    // Who names the file as the shell does means that file.
    let by_bytes = place.run(&[OsStr::new("show"), bytes.as_os_str()], b"");
    assert!(
        String::from_utf8(by_bytes.stdout)
            .unwrap()
            .contains("Report 1")
    );
    let by_name = place.run(&[OsStr::new("show"), literal.as_os_str()], b"");
    assert!(
        String::from_utf8(by_name.stdout)
            .unwrap()
            .contains("Report 2")
    );
    for (gone, stays, whose) in [
        (&bytes, &literal, r"a\xff.txt"),
        (&literal, &bytes, r"a\x5cxff.txt"),
    ] {
        let held = fs::read(gone).unwrap();
        fs::remove_file(gone).unwrap();
        fs::write(
            stays,
            [&fs::read(stays).unwrap()[..], b"\nIt was said again.\n"].concat(),
        )
        .unwrap();
        let report = place.refresh();
        assert_eq!((report.changed, report.gone), (1, 0), "{whose}: {report:?}");
        assert_eq!(report.missing.len(), 1, "{whose}: {report:?}");
        assert!(report.missing[0].source.ends_with(whose) && report.missing[0].articles == 1);
        assert_eq!(place.library().ids().unwrap().len(), 2, "{whose}");
        fs::write(gone, held).unwrap();
        assert_eq!(place.refresh().unchanged, 2, "{whose}");
    }
    // One is let go: the other stays a source, with its article.
    fs::remove_file(&bytes).unwrap();
    let (code, out, errors) = place.told(&["refresh", "--drop-missing"], b"");
    assert_eq!(code, 0, "{out}{errors}");
    let sources = place.library().sources().unwrap();
    assert_eq!(sources.len(), 1);
    assert!(sources[0].ends_with(r"a\x5cxff.txt"), "{sources:?}");
    let (_, out, _) = place.told(&["show", r"a\x5cxff.txt"], b"");
    assert!(out.contains("Report 2"), "{out}");
    assert_eq!(place.library().ids().unwrap().len(), 1);
}

#[test]
fn one_address_with_unlike_texts_is_several_articles() {
    let place = Place::new();
    for url in ["https://front.example/", "https://front.example/news"] {
        let place = Place::new();
        let records: Vec<String> = (0..4)
            .map(|number| {
                let body = text(number).replace('\n', "\\n");
                format!(r#"{{"title": "Report {number}", "url": "{url}", "body": "{body}"}}"#)
            })
            .collect();
        let file = place.write("records.jsonl", records.join("\n"));
        let report = place.add(std::slice::from_ref(&file));
        assert_eq!((report.added, report.repeated), (4, 0), "{url}: {report:?}");
        // Each is found under an id of its own, also when its text changes.
        fs::write(&file, records.join("\n").replace("weeks", "long weeks")).unwrap();
        let report = place.refresh();
        assert_eq!(
            (report.changed, report.added, report.gone),
            (4, 0, 0),
            "{url}: {report:?}"
        );
        assert_eq!(place.library().ids().unwrap().len(), 4);
    }
    // A version of one of them joins it, and the report says by what.
    let page = |number: usize, more: &str| {
        let body = text(number).replace("\n\n", "</p><p>");
        format!(
            "<html><head><title>Report {number}</title><link rel=canonical href='https://news.example/report'></head><body>\
             <article><p>{body}{more}</p></article></body></html>"
        )
    };
    let first = place.write("first.html", page(1, ""));
    let later = place.write(
        "later.html",
        page(
            1,
            " The mayor of the town spoke of a hard time for all who live there.",
        ),
    );
    let other = place.write("other.html", page(2, ""));
    let report = place.add(&[first.clone(), later.clone(), other]);
    assert_eq!((report.added, report.repeated), (2, 1), "{report:?}");
    let joined = &report.joined[0];
    assert_eq!(joined.why, Why::SameUrl);
    assert_eq!(
        (joined.origin.as_str(), joined.with.as_str()),
        (later.to_str().unwrap(), first.to_str().unwrap())
    );
    // A summary shares no sentence with its article, but its headline.
    let summary = r#"{"title": "Report 1 on the ferry", "url": "https://news.example/report", "description": "Weeks of repair lie ahead for a small town."}"#;
    let report = place.add(&[place.write("summary.json", summary)]);
    assert_eq!((report.added, report.repeated), (0, 1), "{report:?}");
    let copy = place.write(
        "copy.txt",
        fs::read(place.write("one.txt", text(5))).unwrap(),
    );
    let (_, out, _) = place.told(
        &[
            "add",
            place.path("one.txt").to_str().unwrap(),
            copy.to_str().unwrap(),
            "--repeated",
        ],
        b"",
    );
    assert!(
        out.contains("joined  1 by same text (--repeated names each)"),
        "{out}"
    );
    assert!(
        out.contains("copy.txt with ") && out.ends_with("one.txt: same text\n"),
        "{out}"
    );
}

#[test]
fn what_is_no_file_is_never_waited_for() {
    let place = Place::new();
    let pipe = place.path("pipe.txt");
    assert!(
        Command::new("mkfifo")
            .arg(&pipe)
            .status()
            .unwrap()
            .success()
    );
    let socket = place.path("socket.txt");
    let _listening = UnixListener::bind(&socket).unwrap();
    symlink("/dev/zero", place.path("zero.txt")).unwrap();
    symlink("/proc/kmsg", place.path("messages.txt")).unwrap();
    place.write("good.txt", text(1));
    let report = place.add(&[place.path("")]);
    assert_eq!(report.added, 1, "{report:?}");
    let reason = |name: &str| {
        let mut told = report.skipped.iter();
        let found = told.find(|skipped| skipped.origin.ends_with(name));
        found
            .unwrap_or_else(|| panic!("{name}: {report:?}"))
            .reason
            .clone()
    };
    assert!(reason("pipe.txt").starts_with("a named pipe"));
    assert_eq!(reason("socket.txt"), "a socket, not a file");
    assert_eq!(reason("zero.txt"), "a device, not a file");
    reason("messages.txt");
    // Named by itself it is refused, and is no source from then on.
    let (code, out, _) = place.told(&["add", pipe.to_str().unwrap()], b"");
    assert_eq!((code, out.contains("a named pipe")), (3, true), "{out}");
    assert_eq!(place.library().sources().unwrap().len(), 1);
    // A pipe that takes the place of a file that was read is not waited for either.
    fs::remove_file(place.path("good.txt")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(place.path("good.txt"))
            .status()
            .unwrap()
            .success()
    );
    place.refresh();
}

#[test]
fn links_that_lead_to_each_other_are_walked_once() {
    let place = Place::new();
    // Thirty folders with three links each to the next would be three to the thirtieth paths.
    for number in 0..30 {
        place.write(format!("{number}/a.txt"), text(number));
        for link in ["x", "y", "z"] {
            symlink(
                format!("../{}", (number + 1) % 30),
                place.path(format!("{number}/{link}")),
            )
            .unwrap();
        }
    }
    symlink(".", place.path("self")).unwrap();
    let report = place.add(&[place.path("")]);
    assert_eq!((report.added, report.failures()), (30, 0), "{report:?}");
    assert!(report.repeated <= 30 * 30, "{}", report.repeated);
}

#[test]
fn size_and_beginning_refuse_a_file_before_it_is_read() {
    /// More than any machine reads in the time of a test.
    const BYTES: u64 = 1 << 43;
    let place = Place::new();
    let sparse = |name: &str, head: &str| {
        let path = place.write(name, head);
        File::options()
            .write(true)
            .open(&path)
            .unwrap()
            .set_len(BYTES)
            .map(|()| path)
    };
    let page = "<!DOCTYPE html><html><head><title>Rain</title></head><body><p>Rain fell.";
    // A file system that cannot hold such a file cannot be harmed by one.
    let (Ok(zeros), Ok(page), Ok(list)) = (
        sparse("zeros.html", ""),
        sparse("page.html", page),
        sparse("list.json", "[{"),
    ) else {
        return;
    };
    let report = place.add(&[zeros, page, list]);
    let reasons: Vec<&str> = report
        .skipped
        .iter()
        .map(|skipped| skipped.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        [
            "not a text format: binary data",
            "not a text format: binary data",
            "not a text format: binary data"
        ]
    );
    assert!(place.library().sources().unwrap().is_empty());
    // One whose beginning is as it should be is refused by its size.
    let head = format!(
        "<!DOCTYPE html><html><body>{}",
        "<p>Rain fell on the town.</p>".repeat(3000)
    );
    let report = place.add(&[sparse("long.html", &head).unwrap()]);
    assert_eq!(report.skipped[0].reason, "larger than 10 MiB");
    let again = place.refresh();
    assert!(again.skipped.is_empty() && again.gone == 0, "{again:?}");
}

#[test]
fn what_comes_without_end_is_refused_and_leaves_nothing() {
    let place = Place::new();
    let endless = b"y\n".repeat((64 << 19) + 1);
    let (code, _, error) = place.told(&["add", "-"], &endless);
    assert_eq!(code, 3);
    assert!(
        error.contains("standard input holds more than 64 MiB"),
        "{error}"
    );
    for refused in [b"\x00\x01\x02 no text".as_slice(), &b"y\n".repeat(200_000)] {
        let (code, out, error) = place.told(&["add", "-"], refused);
        assert_eq!(code, 3, "{out}{error}");
        assert!(out.contains("standard input: "), "{out}");
    }
    assert!(place.library().sources().unwrap().is_empty());
    let kept = fs::read_dir(place.home.kept()).map_or(0, Iterator::count);
    assert_eq!(kept, 0);
    // What can be read is kept.
    let (code, out, _) = place.told(&["add", "-"], text(1).as_bytes());
    assert_eq!(
        (code, fs::read_dir(place.home.kept()).unwrap().count()),
        (0, 1),
        "{out}"
    );
}

#[test]
fn a_stopped_work_does_not_wait_for_the_article_in_hand() {
    let place = Place::new();
    // Two megabytes take a machine seconds; the article is put aside, and nothing of it is in the library.
    let long = place.write(
        "long.txt",
        "Minister Lind Of Oakport Met. ".repeat((2 << 20) / 31),
    );
    let stop = AtomicBool::new(false);
    let mut library = place.library();
    let report = std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(std::time::Duration::from_millis(100));
            stop.store(true, Ordering::Relaxed);
        });
        library
            .add(
                &[Source::Path(long)],
                &AddOptions::default(),
                &mut |_| {},
                &stop,
            )
            .unwrap()
    });
    assert!(report.stopped && report.added == 0, "{report:?}");
    assert_eq!(library.status().unwrap().articles, 0);
    // It is still a source: the next refresh reads it.
    assert_eq!(library.sources().unwrap().len(), 1);
}

#[test]
fn beyond_its_limits_an_article_is_a_line_in_the_report() {
    let paragraph = "<p>The council of the small town on the river voted on Tuesday to close the old bridge.</p>";
    let page = |inside: &str| {
        format!(
            "<!DOCTYPE html><html><body><article><h1>Bridge closed for the winter</h1>{inside}{}</article></body></html>",
            paragraph.repeat(5)
        )
    };
    let attributes: String = (0..20_000).map(|number| format!(" a{number}=1")).collect();
    assert_eq!(
        refusal("a.html", page(&format!("<p{attributes}>x</p>")).as_bytes()),
        "a tag of 20000 attributes: a page with a tag of more than 5000 is not read"
    );
    let too_long = "MiB is not read as an article";
    let words = "rain fell on the town ".repeat((4 << 20) / 22);
    assert!(refusal("a.txt", words.as_bytes()).ends_with(too_long));
    let entities = "&amp;&#x41;".repeat((5 << 20) / 11);
    assert!(refusal("a.html", page(&entities).as_bytes()).ends_with(too_long));
    // Pictures that a page carries in itself are no text.
    let picture = format!(
        "<img src=\"data:image/png;base64,{}\">",
        "A".repeat(3 << 20)
    );
    assert!(read("a.html", page(&picture).as_bytes()).remove(0).is_ok());
    // Facts that no article has are left out, and a note says so.
    let authors: Vec<String> = (0..50_000)
        .map(|number| format!("\"Ana Lind{number}\""))
        .collect();
    let record = format!(
        r#"{{"title": "{}", "body": "Rain fell on the town.", "authors": [{}]}}"#,
        "Rain ".repeat(2000),
        authors.join(",")
    );
    let draft = read("a.json", record.as_bytes()).remove(0).unwrap();
    assert_eq!((draft.title, draft.authors.len()), (None, 6000));
    assert!(
        draft
            .notes
            .iter()
            .any(|note| note.starts_with("44000 authors left out")),
        "{:?}",
        draft.notes
    );
}

#[test]
fn an_article_of_names_alone_keeps_those_that_it_names_most() {
    let place = Place::new();
    let syllables = ["ba", "ko", "li", "mer", "ta", "no", "ru", "si", "ve", "do"];
    let word = |number: usize| -> String {
        let syllable = |place: u32| syllables[number / 10_usize.pow(place) % 10];
        let word: String = (0..4).map(syllable).collect();
        word[..1].to_uppercase() + &word[1..]
    };
    let names: String = (0..4_500)
        .map(|number| format!("{} {} met the board. ", word(number), word(number * 7 + 3)))
        .collect();
    let often = "Ada Lund met the board. ".repeat(3);
    place.add(&[place.write("names.txt", format!("{names}{often}"))]);
    let (code, out, _) = place.told(&["show", "names.txt", "--json"], b"");
    assert_eq!(code, 0);
    assert!(
        out.contains(" names: the 2500 named most are kept"),
        "{}",
        &out[..300]
    );
    let entities = place.library().status().unwrap().entities;
    assert!((1_800..=2_500).contains(&entities), "{entities}");
    let (_, out, _) = place.told(&["entities", "--json"], b"");
    assert!(out.contains("Ada Lund"));
}

#[test]
fn a_file_of_records_without_text_is_told_in_some_lines() {
    let place = Place::new();
    let report = place.add(&[place.write("empty.jsonl", "{}\n".repeat(30_000))]);
    assert_eq!(report.skipped.len(), 10_001);
    let last = report.skipped.last().unwrap();
    assert!(last.origin.ends_with("empty.jsonl#30000"), "{last:?}");
    assert!(last.reason.contains("of 19999 more before it"), "{last:?}");
}
