//! The index under damage: whatever bit flips, whatever file is gone, the hits are the hits of before, and the reader is told.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use parallax::model::{Answer, Question};
use parallax::worker::desk::Desk;
use parallax::worker::request::Opener;
use parallax::worker::request::{Reply, Request};
use parallax::worker::{AddOptions, Home, Library, Source};

/// Bits flipped at random by a test run; `PARALLAX_FLIPS` says another number, for a long look.
const FLIPS: u64 = 40;

/// What is asked before and after: words, a phrase, a prefix, a date, a name, everything.
const QUESTIONS: [&str; 6] = [
    "mill",
    "\"village firemen\"",
    "stonef* -brook3",
    "after:2024-01-10 mayor",
    "title:report valley NEAR/3 number",
    "",
];

struct Place {
    dir: PathBuf,
    home: Home,
}

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("parallax-index-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("news")).unwrap();
        let dir = fs::canonicalize(dir).unwrap();
        let home = Home {
            dir: dir.join("home"),
        };
        Place { dir, home }
    }

    /// A library with several segments, one of which has articles that are gone.
    fn filled() -> Place {
        let place = Place::new();
        for (first, last) in [(0, 12), (12, 20), (20, 26)] {
            place.write(first, last);
            place.add();
        }
        for number in [3, 7, 14] {
            fs::remove_file(place.file(number)).unwrap();
        }
        place.write(26, 28);
        let mut library = Library::open(&place.home).unwrap();
        library
            .refresh(&AddOptions::default(), &mut |_| {}, &go())
            .unwrap();
        place
    }

    fn file(&self, number: usize) -> PathBuf {
        self.dir.join(format!("news/{number:03}.md"))
    }

    fn write(&self, first: usize, last: usize) {
        for number in first..last {
            let text = format!(
                "---\ntitle: Report number {number} from the valley\noutlet: Valley {} News\ndate: 2024-01-{:02}\n---\n\n\
                 The mill at Stonefield{number} burned down on Monday. Mayor Ann Brook{number} said that {number} people had \
                 been saved by the village firemen.\n\nNobody knows yet how the fire at the mill began.\n",
                number % 3,
                number + 1
            );
            fs::write(self.file(number), text).unwrap();
        }
    }

    fn add(&self) {
        let mut library = Library::open(&self.home).unwrap();
        let sources = [Source::Path(self.dir.join("news"))];
        library
            .add(&sources, &AddOptions::default(), &mut |_| {}, &go())
            .unwrap();
    }

    /// Another home with the same library.
    fn copy(&self) -> Place {
        let copy = Place::new();
        copy_folder(&self.home.dir, &copy.home.dir);
        copy
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(assert_cmd::cargo::cargo_bin!("parallax"))
            .args(arguments)
            .current_dir(&self.dir)
            .env("PARALLAX_HOME", &self.home.dir)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// The files of the index, in order.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.home.index()).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.metadata().unwrap().len() > 0);
        files.sort();
        files
    }

    fn file_with(&self, ending: &str) -> PathBuf {
        let mut files = self.files().into_iter();
        let found = files.find(|path| path.to_string_lossy().ends_with(ending));
        found.unwrap_or_else(|| panic!("no {ending}"))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn go() -> AtomicBool {
    AtomicBool::new(false)
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound as u64).unwrap()
    }
}

fn flip(path: &Path, byte: usize, bit: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[byte] ^= 1 << bit;
    fs::write(path, bytes).unwrap();
}

/// In its place, as a disk does it: neither the size nor the time of the file says so.
fn flip_unseen(path: &Path, byte: usize, bit: usize) {
    let written = path.metadata().unwrap().modified().unwrap();
    let bytes = fs::read(path).unwrap();
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(byte as u64)).unwrap();
    file.write_all(&[bytes[byte] ^ (1 << bit)]).unwrap();
    file.set_modified(written).unwrap();
}

fn open(place: &Place) -> Desk {
    Desk::open(Opener {
        home: place.home.clone(),
        paths: Vec::new(),
    })
    .unwrap()
}

/// What the screens are answered, one after the other.
fn answers(desk: &mut Desk) -> Vec<Answer> {
    QUESTIONS
        .iter()
        .map(|text| {
            let question = Question {
                text: (*text).into(),
                limit: 1000,
                ..Question::default()
            };
            match desk.answer(Request::Search(question), &go()) {
                Reply::Search { answer, .. } => answer,
                other => panic!("{text}: {other:?}"),
            }
        })
        .collect()
}

fn warnings(desk: &mut Desk) -> String {
    match desk.answer(Request::Lists, &go()) {
        Reply::Lists(lists) => lists.status.warnings.join("\n"),
        other => panic!("{other:?}"),
    }
}

/// Scores depend on how the articles lie in segments, and a new index has others.
fn found(answers: &[Answer]) -> Vec<(Vec<&str>, usize, String)> {
    let ids = |answer: &Answer| {
        let mut ids: Vec<String> = answer.hits.iter().map(|hit| hit.id.clone()).collect();
        ids.sort();
        ids.join(" ")
    };
    answers
        .iter()
        .map(|answer| {
            let outlets = answer.facets.outlets.iter();
            let mut outlets: Vec<&str> = outlets.map(|bucket| bucket.label.as_str()).collect();
            outlets.sort_unstable();
            (outlets, answer.total, ids(answer))
        })
        .collect()
}

#[test]
fn a_bit_that_flips_anywhere_in_the_index_costs_no_hit_and_is_told() {
    let flips = std::env::var("PARALLAX_FLIPS").map_or(FLIPS, |flips| flips.parse().unwrap());
    let whole = Place::filled();
    whole.file_with(".del");
    let expected = answers(&mut open(&whole));
    assert_eq!(expected[5].total, 25);
    let mut chance = Chance(10);
    let mut silent = Vec::new();
    for round in 0..flips {
        let place = whole.copy();
        let files = place.files();
        let path = &files[chance.below(files.len())];
        let bytes = usize::try_from(path.metadata().unwrap().len()).unwrap();
        let (byte, bit) = (chance.below(bytes), chance.below(8));
        flip(path, byte, bit);
        let place_of = format!("round {round}: {} byte {byte} bit {bit}", path.display());
        let mut desk = open(&place);
        assert_eq!(found(&answers(&mut desk)), found(&expected), "{place_of}");
        if !warnings(&mut desk).contains("it was set aside as") {
            silent.push((byte, bytes, place_of));
        }
    }
    // Nothing depends on Tantivy's own version, which stands in the last hundred bytes of a file.
    for (byte, bytes, place_of) in silent {
        assert!(bytes - byte <= 100, "not told: {place_of}");
    }
}

#[test]
fn a_bit_that_flips_while_the_index_is_open_costs_no_hit_and_is_told() {
    let whole = Place::filled();
    let expected = answers(&mut open(&whole));
    let mut chance = Chance(11);
    let mut told = 0;
    for round in 0..FLIPS {
        let place = whole.copy();
        let mut desk = open(&place);
        answers(&mut desk);
        assert!(!desk.rest(), "nothing is wrong yet");
        // What is read once and then used is looked at now and then: see the next test.
        let mut files = place.files();
        files.retain(|path| {
            let ending = path.extension().unwrap_or_default();
            ["idx", "pos", "fast", "fieldnorm"].contains(&&*ending.to_string_lossy())
        });
        let path = &files[chance.below(files.len())];
        let bytes = usize::try_from(path.metadata().unwrap().len()).unwrap();
        let (byte, bit) = (chance.below(bytes), chance.below(8));
        flip_unseen(path, byte, bit);
        let place_of = format!("round {round}: {} byte {byte} bit {bit}", path.display());
        assert_eq!(found(&answers(&mut desk)), found(&expected), "{place_of}");
        told += usize::from(warnings(&mut desk).contains("is damaged; it was set aside as"));
    }
    assert!(told > 0, "no flip met what is read");
}

#[test]
fn a_file_of_an_open_index_that_somebody_writes_over_costs_no_hit_and_is_told() {
    let whole = Place::filled();
    let expected = answers(&mut open(&whole));
    for ending in [".term", ".del", ".idx", ".store"] {
        let place = whole.copy();
        let mut desk = open(&place);
        answers(&mut desk);
        // A time that differs, whatever the file system counts in.
        let path = place.file_with(ending);
        flip_unseen(&path, 3, 3);
        let file = fs::OpenOptions::new().write(true).open(&path).unwrap();
        file.set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(found(&answers(&mut desk)), found(&expected), "{ending}");
        let told = warnings(&mut desk);
        assert!(
            told.contains(&format!("{ending} is damaged; it was set aside as")),
            "{told}"
        );
    }
}

#[test]
fn a_file_that_is_gone_cut_or_empty_is_told() {
    type Damage = fn(&Path);
    let damages: [Damage; 3] = [
        |path| fs::remove_file(path).unwrap(),
        |path| fs::write(path, "").unwrap(),
        |path| {
            let bytes = fs::read(path).unwrap();
            fs::write(path, &bytes[..bytes.len() - 1]).unwrap();
        },
    ];
    let whole = Place::filled();
    let expected = answers(&mut open(&whole));
    for file in whole.files() {
        let name = file.file_name().unwrap();
        for (at, damage) in damages.iter().enumerate() {
            let place = whole.copy();
            let path = place.home.index().join(name);
            damage(&path);
            let mut desk = open(&place);
            let told = format!("{at} {}", name.display());
            assert_eq!(found(&answers(&mut desk)), found(&expected), "{told}");
            // A stamp needs no line break.
            let harmless = name == "parallax-stamp" && at == 2;
            let warnings = warnings(&mut desk);
            let is_told = warnings.contains("it was set aside as");
            assert_eq!(is_told, !harmless, "{told}: {warnings}");
        }
    }
}

/// A file with a flipped bit and the checksum that belongs to it: no disk does that, a hostile hand does.
fn forge(path: &Path, byte: usize) {
    let bytes = fs::read(path).unwrap();
    let (rest, tail) = bytes.split_at(bytes.len() - 8);
    let footer_bytes = u32::from_le_bytes(tail[..4].try_into().unwrap()) as usize;
    let (body, footer) = rest.split_at(rest.len() - footer_bytes);
    let mut body = body.to_vec();
    let end = body.len() - 1;
    body[end - byte] ^= 0x80;
    let mut footer: serde_json::Value = serde_json::from_slice(footer).unwrap();
    footer["crc"] = crc32fast::hash(&body).into();
    let footer = footer.to_string();
    let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
    fs::write(
        path,
        [&body, footer.as_bytes(), &length, &tail[4..]].concat(),
    )
    .unwrap();
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn a_fault_in_reading_the_index_is_a_sentence_and_a_new_index() {
    let whole = Place::filled();
    let (mut faults, mut tried) = (0, 0);
    for ending in [".term", ".fast", ".idx", ".store"] {
        for byte in 0..6 {
            let place = whole.copy();
            forge(&place.file_with(ending), byte);
            let output = place.run(&["search", "mill"]);
            let told = told(&output);
            tried += 1;
            assert!(
                matches!(code(&output), Some(0 | 1)),
                "{ending} {byte}: {told}"
            );
            assert!(!told.contains("panicked"), "{ending} {byte}: {told}");
            if told.contains("it was set aside as") {
                faults += 1;
                assert!(told.contains("25 articles"), "{ending} {byte}: {told}");
            }
        }
    }
    assert!(faults > 0, "none of {tried} files ended in a fault");
}

#[test]
fn what_needs_no_index_reads_none() {
    let place = Place::filled();
    let kept = place.run(&["bookmarks", "add", "000", "The mill at Stonefield0"]);
    assert_eq!(code(&kept), Some(0), "{kept:?}");
    let files = place.files();
    for path in files {
        let ending = path.extension().unwrap_or_default();
        if !ending.is_empty() && ending != "json" {
            fs::write(path, "no file of an index").unwrap();
        }
    }
    for arguments in [
        &["bookmarks", "list"][..],
        &["bookmarks", "check"],
        &["bookmarks", "export"],
        &["stats"],
        &["entities"],
        &["show", "000"],
        &["config", "check"],
    ] {
        let output = place.run(arguments);
        assert_eq!(code(&output), Some(0), "{arguments:?}: {output:?}");
        assert_eq!(told(&output), "", "{arguments:?}");
    }
    let doctor = place.run(&["doctor"]);
    let said = String::from_utf8(doctor.stdout.clone()).unwrap();
    assert_eq!(code(&doctor), Some(3), "{said}");
    assert!(
        said.contains("✗ index") && said.contains(".term is damaged"),
        "{said}"
    );
    let rebuilt = place.run(&["rebuild"]);
    assert_eq!(code(&rebuilt), Some(0), "{rebuilt:?}");
    assert!(!told(&rebuilt).contains("index"), "{rebuilt:?}");
    assert_eq!(code(&place.run(&["doctor"])), Some(0));
}

#[test]
fn adding_to_a_damaged_index_adds_once_and_says_so() {
    let place = Place::filled();
    flip(&place.file_with(".pos"), 5, 3);
    place.write(40, 43);
    let output = place.run(&["refresh"]);
    assert_eq!(code(&output), Some(0), "{output:?}");
    assert!(told(&output).contains(".pos is damaged; it was set aside as"));
    let report = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(report.starts_with("3 added"), "{report}");
    let found = place.run(&["search", "mill"]);
    assert!(told(&found).contains("of 28 articles"), "{found:?}");
}

#[test]
fn while_another_adds_a_damaged_index_stops_nothing_but_searching() {
    let place = Place::filled();
    let lock = fs::OpenOptions::new()
        .write(true)
        .open(place.home.dir.join("library.lock"))
        .unwrap();
    lock.lock().unwrap();
    fs::write(place.home.dir.join("library.lock"), "4242").unwrap();
    for name in [".idx", "meta.json"] {
        flip(&place.file_with(name), 9, 1);
        let output = place.run(&["search", "mill"]);
        let told_then = told(&output);
        assert_eq!(code(&output), Some(3), "{name}: {told_then}");
        assert!(
            told_then.contains("is damaged")
                && told_then.contains("another parallax (process 4242) is adding"),
            "{name}: {told_then}"
        );
        let stats = place.run(&["stats"]);
        assert_eq!(code(&stats), Some(0), "{name}: {stats:?}");
    }
    lock.unlock().unwrap();
    let output = place.run(&["search", "mill"]);
    assert_eq!(code(&output), Some(0), "{output:?}");
    assert!(told(&output).contains("of 25 articles"), "{output:?}");
}
