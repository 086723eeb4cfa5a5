//! Files that hold files, as a reader has them: added, refreshed, asked for by place; bombs, broken archives and archives without end
//! stop at their limits, and the rest goes on.
#![cfg(all(feature = "archives", feature = "mail"))]

use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use parallax::ingest::{Options, Reading, read_bytes};
use parallax::model::{Report, Skipped};
use parallax::worker::{AddOptions, Home, Library, Source};
use zip::write::SimpleFileOptions;

struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Place {
        let dir = std::env::temp_dir().join(format!("parallax-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("in")).unwrap();
        Place(fs::canonicalize(dir).unwrap())
    }

    fn library(&self) -> Library {
        Library::open(&Home {
            dir: self.0.join("home"),
        })
        .unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/formats")
        .join(name)
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn read(name: &str, bytes: &[u8], options: &Options) -> Vec<Reading> {
    let mut readings = Vec::new();
    read_bytes(name, bytes, options, &mut |reading| {
        readings.push(reading);
        ControlFlow::Continue(())
    });
    readings
}

fn skips(readings: Vec<Reading>) -> Vec<Skipped> {
    readings.into_iter().filter_map(Result::err).collect()
}

const RAIN: &[u8] = b"Rain on the town\n\nRain fell on the town all day on Tuesday, and the river rose by a metre.\n";

fn add(library: &mut Library, path: &Path) -> Report {
    library
        .add(
            &[Source::Path(path.to_path_buf())],
            &AddOptions::default(),
            &mut |_| {},
            &AtomicBool::new(false),
        )
        .unwrap()
}

#[test]
fn an_archive_is_added_known_again_and_asked_for_by_place() {
    let place = Place::new("archive");
    let zip = place.0.join("in/export.zip");
    fs::copy(fixture("export.zip"), &zip).unwrap();
    let mut library = place.library();
    let report = add(&mut library, &place.0.join("in"));
    let origins = |report: &Report| -> Vec<String> {
        let mut origins: Vec<String> = report
            .skipped
            .iter()
            .map(|one| one.origin.clone())
            .collect();
        origins.sort();
        origins
    };
    let zip = zip.display().to_string();
    assert_eq!(
        origins(&report),
        [
            format!("{zip} › broken.json"),
            format!("{zip} › picture.png")
        ]
    );
    let read = report.added;
    assert!(read >= 5, "{report:?}");
    let again = library
        .refresh(&AddOptions::default(), &mut |_| {}, &AtomicBool::new(false))
        .unwrap();
    assert_eq!(
        (again.added, again.changed, again.gone),
        (0, 0, 0),
        "{again:?}"
    );
    assert_eq!(again.unchanged, read + report.repeated);
    for asked in [
        format!("{zip} › river.txt"),
        "river.txt".to_string(),
        format!("{zip} › inner.zip › mails/03.eml › river.txt"),
    ] {
        assert_eq!(library.resolve(&asked).unwrap().len(), 1, "{asked}");
    }
}

#[test]
fn bombs_stop_at_their_limits() {
    let options = Options::default();
    let mut line = vec![b' '; 64 << 10];
    line.push(b'\n');
    let spaces = line.repeat(80 << 4);
    let told = skips(read("a.jsonl.gz", &gzipped(&spaces), &options));
    assert_eq!(told.len(), 1);
    assert!(
        told[0].failed && told[0].reason.contains("more than 250 times its size"),
        "{told:?}"
    );
    let bomb = zipped(&[("a.jsonl", &spaces), ("b.txt", RAIN)]);
    let told = skips(read("a.zip", &bomb, &options));
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].origin, "a.zip › a.jsonl");
    let small = Options {
        max_unpacked_bytes: 1 << 20,
        ..options
    };
    let told = skips(read("a.jsonl.gz", &gzipped(&line.repeat(40)), &small));
    assert!(
        told[0].reason.contains("unpacks to more than 1 MiB"),
        "{told:?}"
    );
}

#[test]
fn archives_in_each_other_have_an_end() {
    let mut bytes = RAIN.to_vec();
    let mut name = "a.txt".to_string();
    for _ in 0..10 {
        bytes = zipped(&[(&name, &bytes)]);
        name = "a.zip".into();
    }
    let told = skips(read("a.zip", &bytes, &Options::default()));
    assert_eq!(told.len(), 1);
    assert!(
        told[0].failed && told[0].reason.contains("packed in each other"),
        "{told:?}"
    );
    assert_eq!(told[0].origin.matches(" › ").count(), 6);
    // Three archives, each compressed once more, are read.
    let mut bytes = RAIN.to_vec();
    let mut name = "a.txt";
    for _ in 0..3 {
        bytes = gzipped(&zipped(&[(name, &bytes)]));
        name = "a.zip.gz";
    }
    assert!(read("a.zip.gz", &bytes, &Options::default())[0].is_ok());
}

#[test]
fn what_is_broken_is_a_line_and_the_rest_goes_on() {
    let good = zipped(&[
        ("b.txt", RAIN),
        ("c.json.gz", &gzipped(b"[{\"text\": \"Rain fell.\"}]")),
    ]);
    let cut = &good[..good.len() - 30];
    let packed = gzipped(RAIN);
    let outer = zipped(&[
        ("cut.zip", cut),
        ("cut.txt.gz", &packed[..packed.len() / 2]),
        ("../../up.txt", RAIN),
        (
            "a\x1b[31m.txt",
            b"Snow fell on the town all night, and the roads were closed until noon.",
        ),
        ("good.zip", &good),
        ("empty.txt", b""),
    ]);
    let readings = read("a.zip", &outer, &Options::default());
    let origins: Vec<(String, bool)> = readings
        .iter()
        .map(|reading| match reading {
            Ok(draft) => (draft.origin.clone(), true),
            Err(skipped) => (skipped.origin.clone(), false),
        })
        .collect();
    let expected = [
        ("a.zip › cut.zip", false),
        ("a.zip › cut.txt.gz", false),
        ("a.zip › ../../up.txt", true),
        ("a.zip › a\\x1b[31m.txt", true),
        ("a.zip › good.zip › b.txt", true),
        ("a.zip › good.zip › c.json.gz#1", true),
        ("a.zip › empty.txt", false),
    ];
    let expected: Vec<(String, bool)> = expected
        .iter()
        .map(|(origin, read)| ((*origin).to_string(), *read))
        .collect();
    assert_eq!(origins, expected);
}

#[test]
fn messages_in_messages_have_an_end() {
    let head = "From: jo@alpha.example\r\nSubject: deep\r\nDate: Sat, 13 Dec 2025 00:30:00 +0100\r\nMIME-Version: 1.0\r\n";
    for (layers, words) in [
        (20, "packed in each other"),
        (50_000, "more messages in it"),
    ] {
        let inside = format!("{head}Content-Type: message/rfc822\r\n\r\n").repeat(layers);
        let mail = format!("{inside}{head}\r\nRain fell on the town.\r\n");
        let told = skips(read("a.eml", mail.as_bytes(), &Options::default()));
        assert_eq!(told.len(), 1);
        assert!(told[0].failed && told[0].reason.contains(words), "{told:?}");
    }
}

#[test]
fn what_lies_behind_a_fault_is_not_gone() {
    let place = Place::new("behind");
    let mut library = place.library();
    let lines: Vec<String> = (0..400)
        .map(|number| {
            format!(
                "{{\"id\": {number}, \"headline\": \"Ferry {number} runs aground\", \"body\": \"The ferry number {number} ran aground off Oakport, \
                 and {} people were brought ashore before the tide came in again, said captain number {}.\"}}\n",
                number * 7 + 3,
                number * 31 % 97
            )
        })
        .collect();
    let packed = gzipped(lines.concat().as_bytes());
    let path = place.0.join("in/list.jsonl.gz");
    fs::write(&path, &packed).unwrap();
    let report = add(&mut library, &place.0.join("in"));
    assert_eq!(report.added, 400, "{report:?}");
    fs::write(&path, &packed[..packed.len() / 2]).unwrap();
    let stop = AtomicBool::new(false);
    let report = library
        .refresh(&AddOptions::default(), &mut |_| {}, &stop)
        .unwrap();
    assert_eq!(report.gone, 0, "{report:?}");
    let told = report.skipped.iter().find(|line| line.failed).unwrap();
    assert!(
        told.reason.contains("kept") || told.reason.contains("stay"),
        "{told:?}"
    );
    let all = |library: &Library| library.status().unwrap().articles;
    assert_eq!(all(&library), 400);
    let report = library
        .rebuild(&AddOptions::default(), &mut |_| {}, &stop)
        .unwrap();
    assert_eq!(all(&library), 400, "{report:?}");
    // Whole again, without some of them: those are gone.
    fs::write(&path, gzipped(lines[..390].concat().as_bytes())).unwrap();
    library
        .refresh(&AddOptions::default(), &mut |_| {}, &stop)
        .unwrap();
    assert_eq!(all(&library), 390);
}
