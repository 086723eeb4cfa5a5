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
fn a_document_that_is_nothing_but_another_file_is_read_as_that() {
    let document = "<w:document><w:body><w:altChunk r:id=\"c\"/></w:body></w:document>";
    let page = "<html><head><title>Rain on the town</title></head><body><p>Rain fell on the town all day on Tuesday.</p></body></html>";
    let chunk = |document: &str| {
        let files = [
            ("word/document.xml", document.as_bytes()),
            ("word/afchunk.html", page.as_bytes()),
        ];
        read("x.docx", &zipped(&files), &Options::default())
    };
    let found = chunk(document);
    let [Ok(draft)] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(
        draft.paragraphs,
        ["Rain fell on the town all day on Tuesday."]
    );
    // What has words of its own is those.
    let own = document.replace(
        "<w:body>",
        "<w:body><w:p><w:r><w:t>Snow fell on the town.</w:t></w:r></w:p>",
    );
    let found = chunk(&own);
    assert_eq!(
        found[0].as_ref().unwrap().paragraphs,
        ["Snow fell on the town."]
    );
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

/// A tar archive of files.
fn tarred(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_cksum();
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

/// Packed without being made smaller: a bit that is turned turns a letter.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

/// `people` is `qeople`.
fn altered(mut bytes: Vec<u8>) -> Vec<u8> {
    let at = bytes.windows(6).position(|at| at == b"people").unwrap();
    bytes[at] ^= 1;
    bytes
}

const FERRY: &[u8] = b"Ferry runs aground\n\nThe ferry Lenn ran aground off Oakport on Tuesday with 114 people aboard, the coast guard said.\n";

fn warc_record(page: &str, text: &str) -> Vec<u8> {
    let body = format!("<html><head><title>{page}</title></head><body><p>{text}</p></body></html>");
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{page}\r\nWARC-Date: 2025-12-13T08:00:00Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    );
    record.into_bytes()
}

#[test]
fn nothing_is_given_of_what_is_not_what_was_packed() {
    let jsonl = b"{\"title\": \"Ferry\", \"text\": \"The ferry Lenn ran aground off Oakport on Tuesday with 114 people aboard.\"}\n";
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("a.jsonl", plain).unwrap();
    zip.write_all(jsonl).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    let tar = tarred(&[("a.txt", FERRY), ("b.txt", RAIN)]);
    let mut zeroed = zip.clone();
    let at = zeroed.windows(6).position(|at| at == b"people").unwrap();
    zeroed[at - 80..at + 6].fill(0);
    for (name, good, bad) in [
        ("a.tar.gz", stored(&tar), altered(stored(&tar))),
        ("a.txt.gz", stored(FERRY), altered(stored(FERRY))),
        ("a.jsonl.gz", stored(jsonl), altered(stored(jsonl))),
        ("a.zip", zip.clone(), altered(zip.clone())),
        ("a.zip", zip, zeroed),
        (
            "a.tar",
            tarred(&[("a.jsonl.gz", &stored(jsonl))]),
            tarred(&[("a.jsonl.gz", &altered(stored(jsonl)))]),
        ),
    ] {
        let readings = read(name, &good, &Options::default());
        assert!(readings.iter().all(Result::is_ok), "{name}: {readings:?}");
        let readings = read(name, &bad, &Options::default());
        assert!(readings.iter().all(Result::is_err), "{name}: {readings:?}");
        let told = skips(readings);
        assert!(
            told.len() == 1
                && told[0].failed
                && told[0].reason.contains("its checksum is wrong")
                && told[0].reason.contains("get the file again"),
            "{name}: {told:?}"
        );
        // A file is asked as bytes are, and is known again by all of its own.
        let place = Place::new("altered");
        let path = place.0.join("in").join(name);
        fs::write(&path, &good).unwrap();
        let mut library = place.library();
        let added = add(&mut library, &path).added;
        assert!(added > 0, "{name}");
        fs::write(&path, &bad).unwrap();
        let stop = AtomicBool::new(false);
        let report = library
            .refresh(&AddOptions::default(), &mut |_| {}, &stop)
            .unwrap();
        assert_eq!((report.changed, report.gone), (0, 0), "{name}: {report:?}");
        assert!(
            report
                .skipped
                .iter()
                .any(|line| line.failed && line.reason.contains("its checksum is wrong")),
            "{report:?}"
        );
        assert_eq!(library.status().unwrap().articles, added, "{name}");
        // What is whole again, and another file than before, is read.
        let mut longer = good.clone();
        longer.extend_from_slice(&[0; 512]);
        fs::write(&path, &longer).unwrap();
        let report = library
            .refresh(&AddOptions::default(), &mut |_| {}, &stop)
            .unwrap();
        assert_eq!(library.status().unwrap().articles, added, "{name}");
        if name != "a.zip" {
            assert_eq!(report.failures(), 0, "{name}: {report:?}");
        }
    }
}

#[test]
fn a_large_member_is_checked_before_it_is_given() {
    let line = b"{\"title\": \"Ferry\", \"text\": \"The ferry Lenn ran aground off Oakport on Tuesday with 114 people aboard.\"}\n";
    let mut lines = line.to_vec();
    lines.resize(9 << 20, b'\n');
    lines.extend_from_slice(line);
    let good = stored(&lines);
    assert_eq!(read("a.jsonl.gz", &good, &Options::default()).len(), 2);
    let readings = read("a.jsonl.gz", &altered(good.clone()), &Options::default());
    assert!(readings.len() == 1 && readings[0].is_err(), "{readings:?}");
    // What stands before a cut is as it was.
    let readings = read("a.jsonl.gz", &good[..good.len() - 40], &Options::default());
    assert!(
        readings[0].is_ok()
            && readings[1]
                .as_ref()
                .is_err_and(|told| told.reason.contains("cut short")),
        "{readings:?}"
    );
}

#[test]
fn a_damaged_record_of_a_web_archive_is_left_out_and_the_others_are_read() {
    let records = [
        warc_record(
            "one",
            "Rain fell on the town all day on Tuesday, and the river rose by a metre.",
        ),
        warc_record(
            "two",
            "The ferry Lenn ran aground off Oakport with 114 people aboard on Tuesday.",
        ),
        warc_record(
            "three",
            "Snow fell on the town all night, and the roads were closed until noon.",
        ),
    ];
    for bad in 0..3 {
        let mut whole = Vec::new();
        for (at, record) in records.iter().enumerate() {
            let mut packed = stored(record);
            if at == bad {
                let middle = packed.len() - 60;
                packed[middle] ^= 1;
            }
            whole.extend(packed);
        }
        let readings = read("a.warc.gz", &whole, &Options::default());
        let given: Vec<&String> = readings
            .iter()
            .flatten()
            .map(|draft| &draft.origin)
            .collect();
        assert_eq!(given.len(), 2, "{bad}: {readings:?}");
        let told: Vec<&Skipped> = readings
            .iter()
            .filter_map(|one| one.as_ref().err())
            .collect();
        assert!(
            told.iter()
                .any(|told| told.failed && told.reason.contains("checksum")),
            "{told:?}"
        );
    }
}

#[test]
fn what_stands_behind_the_end_is_passed_over_and_told() {
    for (name, packed) in [
        ("a.txt.gz", gzipped(FERRY)),
        ("a.tar.gz", gzipped(&tarred(&[("a.txt", FERRY)]))),
    ] {
        let mut behind = packed.clone();
        behind.extend_from_slice(b"not packed at all");
        let readings = read(name, &behind, &Options::default());
        assert!(readings[0].is_ok(), "{readings:?}");
        let told = skips(readings);
        assert!(
            told.len() == 1
                && !told[0].failed
                && told[0].reason.contains("17 bytes behind its end"),
            "{told:?}"
        );
        let mut padded = packed.clone();
        padded.extend_from_slice(&[0; 512]);
        assert_eq!(read(name, &padded, &Options::default()).len(), 1);
        let twice = [gzipped(&FERRY[..40]), gzipped(&FERRY[40..])].concat();
        assert!(read("a.txt.gz", &twice, &Options::default())[0].is_ok());
    }
}
