//! The originals of what was added: given back byte for byte, held against their SHA-256, kept over everything that happens to the
//! files and to the program, handed on as a web archive.

use std::fs;
#[cfg(feature = "archives")]
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Ferry runs aground off Oakport</title>
<link rel="canonical" href="https://gazette.example/2025/03/04/ferry-aground">
<meta property="og:site_name" content="Harbour Gazette"></head>
<body><article><h1>Ferry runs aground off Oakport</h1>
<p>The ferry Lenn ran aground off Oakport on Tuesday with 114 people aboard, the coast guard said.</p>
<p>All of them were brought ashore within three hours, and nobody was hurt, the harbour master told reporters.</p>
</article></body></html>
"#;

struct Place {
    dir: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let dir =
            std::env::temp_dir().join(format!("parallax-evidence-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("news")).unwrap();
        let dir = fs::canonicalize(dir).unwrap();
        Place { dir }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.join("news").join(name)
    }

    fn write(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("parallax"));
        command
            .current_dir(&self.dir)
            .arg("--data-dir")
            .arg(self.dir.join("home"))
            .args(arguments)
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn done(&self, arguments: &[&str]) -> Vec<u8> {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?} {output:?}");
        output.stdout
    }

    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.done(arguments);
        let text = String::from_utf8(output).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn kept(&self) -> (u64, u64) {
        let stats = &self.json(&["stats", "--json"])[0]["originals"];
        (
            stats["contents"].as_u64().unwrap(),
            stats["bytes"].as_u64().unwrap(),
        )
    }

    /// Whether every original is what was kept, as `doctor` says.
    fn are_whole(&self) -> bool {
        let checks: Vec<Value> =
            String::from_utf8(self.run(&["doctor", "--verify", "--json"]).stdout)
                .unwrap()
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect();
        let mut of_originals = checks.iter().filter(|check| check["what"] == "originals");
        of_originals.all(|check| check["state"] == "well")
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn story(number: usize) -> String {
    format!(
        "The bridge number {number} over the Lenn was closed on Monday after engineers found {number} cracks in its pillars.\r\n\r\n\
         The repair will take eleven weeks, Mayor Tilda Vance said.\r\n"
    )
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn originals_come_back_byte_for_byte_also_when_the_file_is_gone() {
    let place = Place::new("back");
    // Latin-1, with line ends of Windows: nothing of it is in the text of the article as it is here.
    let letter = b"Sm\xf8rrebr\xf8d was sold out in \xc5lborg on Tuesday, the harbour office said.\r\n\r\nIt rained.\r\n";
    let path = place.write("letter.txt", letter);
    place.write("page.html", PAGE.as_bytes());
    let name = path.to_str().unwrap();
    place.done(&["add", "news"]);
    assert_eq!(place.done(&["show", "--source", name]), letter);
    assert_eq!(
        place.done(&["show", "--source", "page.html"]),
        PAGE.as_bytes()
    );
    assert_eq!(place.kept(), (2, (letter.len() + PAGE.len()) as u64));
    assert!(place.are_whole());
    let known = &place.json(&["show", "--source", name, "--json"])[0];
    assert_eq!(known["file"], name);
    assert_eq!(known["bytes"], letter.len());
    // As `sha256sum` says.
    assert_eq!(
        known["sha256"],
        "e5bbdef7506e0c4f04909b3e18dce5765f7d8edf5a81695c2fe3ea78a5e75445"
    );
    fs::remove_file(&path).unwrap();
    assert_eq!(place.done(&["show", "--source", name]), letter);
    place.done(&["rebuild"]);
    assert_eq!(
        place.done(&["show", "--source", "page.html"]),
        PAGE.as_bytes()
    );
    assert_eq!(place.kept().0, 2);
}

#[cfg(unix)]
#[test]
fn originals_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("private");
    place.write("a.txt", story(1).as_bytes());
    place.done(&["add", "news"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let kept = place.dir.join("home/originals");
    assert_eq!(mode(&kept), 0o700);
    assert_eq!(mode(&kept.join("packs")), 0o700);
    assert_eq!(mode(&kept.join("register")), 0o600);
    assert_eq!(mode(&kept.join("packs/000001.warc.gz")), 0o600);
}

#[test]
fn a_file_of_many_articles_is_kept_once_and_each_reading_of_it() {
    let place = Place::new("many");
    let record = |number: usize| {
        format!(
            "{{\"id\": {number}, \"title\": \"Bridge {number} closed\", \"text\": \"The bridge {number} over the Lenn in \
                 Oakport was closed on Monday after engineers found {number} cracks in its pillars, the office said.\"}}\n"
        )
    };
    let first: String = (1..=300).map(record).collect();
    place.write("many.jsonl", first.as_bytes());
    place.write("copy.jsonl", first.as_bytes());
    place.done(&["add", "news"]);
    assert_eq!(place.kept(), (1, first.len() as u64));
    let hits = place.json(&["search", "bridge", "--json"]);
    let id = hits[0]["id"].as_str().unwrap().to_string();
    assert_eq!(place.done(&["show", "--source", &id]), first.as_bytes());
    let second: String = (1..=301).map(record).collect();
    place.write("many.jsonl", second.as_bytes());
    place.done(&["refresh"]);
    assert_eq!(place.kept().0, 2);
    let path = place.path("many.jsonl");
    let ours: Vec<Value> = place
        .json(&["show", "--source", &id, "--json"])
        .into_iter()
        .filter(|kept| kept["file"] == path.to_str().unwrap())
        .collect();
    assert_eq!(ours.len(), 2);
    let hash = ours[0]["sha256"].as_str().unwrap();
    let earlier = place.done(&["show", "--source", &id, "--hash", &hash[..12]]);
    assert_eq!(earlier, first.as_bytes());
}

#[test]
fn what_no_article_refers_to_goes_only_when_asked_for() {
    let place = Place::new("prune");
    let gone = place.write("a.txt", story(1).as_bytes());
    place.write("b.txt", story(2).as_bytes());
    place.write(
        "c.txt",
        b"A letter of quite another kind, about cherries and late frost in Upper Welland.\n",
    );
    place.done(&["add", "news"]);
    fs::remove_file(&gone).unwrap();
    place.done(&["refresh"]);
    assert_eq!(place.kept().0, 3);
    let told = text(&place.run(&["doctor", "--prune"]));
    assert!(told.contains("kept: 1 original of no article"), "{told}");
    assert_eq!(place.kept().0, 3);
    place.done(&["doctor", "--prune", "--yes"]);
    assert_eq!(place.kept().0, 2);
    assert!(place.are_whole());
    assert_eq!(
        place.done(&["show", "--source", "b.txt"]),
        story(2).as_bytes()
    );
    // What comes later goes behind what was left.
    place.write("d.txt", story(4).as_bytes());
    place.done(&["refresh"]);
    assert_eq!(
        place.done(&["show", "--source", "d.txt"]),
        story(4).as_bytes()
    );
    assert_eq!(
        fs::read_dir(place.dir.join("home/originals/packs"))
            .unwrap()
            .count(),
        1
    );
}

#[test]
fn the_settings_turn_the_keeping_off_and_set_its_limit() {
    let place = Place::new("settings");
    fs::create_dir_all(place.dir.join("home")).unwrap();
    let settings = place.dir.join("home/config.toml");
    place.write("a.txt", story(1).as_bytes());
    fs::write(&settings, "[originals]\nkeep = false\n").unwrap();
    place.done(&["add", "news"]);
    assert_eq!(place.kept().0, 0);
    let none = place.run(&["show", "--source", "a.txt"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none).contains("originals.keep"), "{}", text(&none));
    fs::write(&settings, "[originals]\nmost-megabytes = 1\n").unwrap();
    let padding = " ".repeat(1_200_000);
    let record = format!(
        "{{\"id\": 1, \"text\": {}}}{padding}\n",
        Value::from(story(5))
    );
    place.write("large.jsonl", record.as_bytes());
    let told = text(&place.run(&["add", "news"]));
    assert!(
        told.contains("the original of") && told.contains("not kept: it has 1.1 MB"),
        "{told}"
    );
    place.done(&["rebuild"]);
    assert_eq!(
        place.done(&["show", "--source", "a.txt"]),
        story(1).as_bytes()
    );
}

#[test]
fn a_program_that_was_killed_leaves_originals_whole() {
    let place = Place::new("killed");
    for number in 0..300 {
        place.write(&format!("{number}.txt"), story(number).as_bytes());
    }
    for round in 0..3_u64 {
        let mut child = place
            .command(&["add", "news"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let pack = place.dir.join("home/originals/packs/000001.warc.gz");
        let started = Instant::now();
        // It is to die while it writes.
        let is_writing = || fs::metadata(&pack).is_ok_and(|pack| pack.len() > 20_000 * (round + 1));
        while !is_writing()
            && started.elapsed() < Duration::from_mins(1)
            && child.try_wait().unwrap().is_none()
        {
            std::thread::sleep(Duration::from_millis(2));
        }
        let _ = child.kill();
        child.wait().unwrap();
    }
    place.done(&["add", "news"]);
    assert!(place.are_whole());
    for number in [0, 151, 299] {
        let name = place.path(&format!("{number}.txt"));
        assert_eq!(
            place.done(&["show", "--source", name.to_str().unwrap()]),
            story(number).as_bytes()
        );
    }
    assert_eq!(place.kept().0, 300);
}

#[test]
fn a_pack_that_is_damaged_is_told() {
    let place = Place::new("damaged");
    place.write("a.txt", story(1).as_bytes());
    place.done(&["add", "news"]);
    let pack = place.dir.join("home/originals/packs/000001.warc.gz");
    let mut bytes = fs::read(&pack).unwrap();
    let at = bytes.len() - 30;
    bytes[at] ^= 16;
    fs::write(&pack, bytes).unwrap();
    assert!(!place.are_whole());
    let doctor = place.run(&["doctor", "--verify"]);
    assert_eq!(doctor.status.code(), Some(3));
    assert!(text(&doctor).contains("✗ originals"), "{}", text(&doctor));
    let given = place.run(&["show", "--source", "a.txt"]);
    assert_ne!(given.status.code(), Some(0));
    assert!(given.stdout.is_empty());
    let told = String::from_utf8(given.stderr).unwrap();
    assert!(
        told.contains("a.txt") && told.contains("parallax rebuild keeps it again"),
        "{told}"
    );
    for insides in ["gzip", "deflate", "buffer", "checksum"] {
        assert!(!told.contains(insides), "{told}");
    }
    place.done(&["rebuild"]);
    assert!(place.are_whole());
    assert_eq!(
        place.done(&["show", "--source", "a.txt"]),
        story(1).as_bytes()
    );
}

#[cfg(unix)]
#[test]
fn what_stands_in_the_place_of_an_original_is_named_and_nobody_waits_for_it() {
    let place = Place::new("strange");
    place.write("a.txt", story(1).as_bytes());
    place.done(&["add", "news"]);
    let told = |output: &Output| String::from_utf8(output.stderr.clone()).unwrap();
    let pipe = |path: &Path| {
        fs::remove_file(path).unwrap();
        let made = Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    };
    // Without a register the packs say what is kept.
    let register = place.dir.join("home/originals/register");
    pipe(&register);
    let given = place.run(&["show", "--source", "a.txt"]);
    assert_eq!(given.stdout, story(1).as_bytes(), "{given:?}");
    place.done(&["stats"]);
    let doctor = place.run(&["doctor"]);
    assert_eq!(doctor.status.code(), Some(3));
    assert!(text(&doctor).contains("register"), "{}", text(&doctor));
    place.write("b.txt", story(2).as_bytes());
    let added = place.run(&["add", "news"]);
    assert!(
        text(&added).contains("no more originals are kept")
            && text(&added).contains("it is a pipe"),
        "{added:?}"
    );
    fs::remove_file(&register).unwrap();
    let pack = place.dir.join("home/originals/packs/000001.warc.gz");
    place.done(&["rebuild"]);
    pipe(&pack);
    let given = place.run(&["show", "--source", "a.txt"]);
    assert!(given.stdout.is_empty() && given.status.code() != Some(0));
    let why = told(&given);
    assert!(
        why.contains("000001.warc.gz")
            && why.contains("it is a pipe")
            && why.contains("move it away"),
        "{why}"
    );
    assert_eq!(why.matches("the original of").count(), 1, "{why}");
    for asked in [&["doctor"][..], &["doctor", "--verify"]] {
        let doctor = place.run(asked);
        assert_eq!(doctor.status.code(), Some(3), "{asked:?}");
        assert!(text(&doctor).contains("it is a pipe"), "{}", text(&doctor));
    }
    place.run(&["stats"]);
    let rebuilt = place.run(&["rebuild"]);
    assert!(text(&rebuilt).contains("it is a pipe"), "{rebuilt:?}");
    assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 2);
}

#[test]
fn a_register_of_another_library_is_made_again_from_the_packs() {
    let (place, other) = (Place::new("own-register"), Place::new("other-register"));
    place.write("a.txt", story(1).as_bytes());
    other.write("b.txt", story(2).as_bytes());
    for one in [&place, &other] {
        one.done(&["add", "news"]);
    }
    let register = "home/originals/register";
    fs::copy(other.dir.join(register), place.dir.join(register)).unwrap();
    assert_eq!(
        place.done(&["show", "--source", "a.txt"]),
        story(1).as_bytes()
    );
}

#[cfg(feature = "archives")]
#[test]
fn evidence_is_a_web_archive_from_which_the_articles_are_read_again() {
    let place = Place::new("wacz");
    place.write("page.html", PAGE.as_bytes());
    place.write("note.txt", story(7).as_bytes());
    place.done(&["add", "news"]);
    let wacz = place.done(&["export", "evidence", "page.html", "note.txt"]);
    let mut archive = zip::ZipArchive::new(Cursor::new(&wacz)).unwrap();
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(name).unwrap();
        assert_eq!(file.compression(), zip::CompressionMethod::Stored, "{name}");
        file.read_to_end(&mut bytes).unwrap();
        bytes
    };
    let package: Value = serde_json::from_slice(&part("datapackage.json")).unwrap();
    assert_eq!(package["profile"], "data-package");
    assert_eq!(package["wacz_version"], "1.1.1");
    assert_eq!(
        package["mainPageUrl"],
        "https://gazette.example/2025/03/04/ferry-aground"
    );
    for resource in package["resources"].as_array().unwrap() {
        let bytes = part(resource["path"].as_str().unwrap());
        assert_eq!(resource["bytes"], bytes.len());
    }
    let pages = String::from_utf8(part("pages/pages.jsonl")).unwrap();
    assert_eq!(pages.lines().count(), 3);
    assert!(pages.starts_with("{\"format\":\"json-pages-1.0\""));
    // Each line of the index leads to its record.
    let records = part("archive/data.warc.gz");
    let index = String::from_utf8(part("indexes/index.cdx")).unwrap();
    assert_eq!(index.lines().count(), 2);
    assert!(
        index.starts_with("example,gazette)/2025/03/04/ferry-aground 20"),
        "{index}"
    );
    for (line, content) in index.lines().zip([PAGE, &story(7)]) {
        let facts: Value = serde_json::from_str(line.splitn(3, ' ').nth(2).unwrap()).unwrap();
        let number = |name: &str| -> usize { facts[name].as_str().unwrap().parse().unwrap() };
        let (offset, length) = (number("offset"), number("length"));
        let mut record = String::new();
        let mut member = flate2::read::GzDecoder::new(&records[offset..offset + length]);
        member.read_to_string(&mut record).unwrap();
        assert!(
            record.starts_with("WARC/1.1\r\nWARC-Type: resource\r\n"),
            "{record}"
        );
        assert!(record.contains(&format!(
            "WARC-Target-URI: {}\r\n",
            facts["url"].as_str().unwrap()
        )));
        assert!(
            record.ends_with(&format!("\r\n\r\n{content}\r\n\r\n")),
            "{record}"
        );
    }
    // Whoever is given it reads the page again.
    let other = Place::new("wacz-read");
    other.write("evidence.wacz", &wacz);
    other.done(&["add", "news"]);
    let read = other.json(&["search", "ferry", "--json"]);
    assert_eq!(read.len(), 1, "{read:?}");
    let again = &other.json(&["show", read[0]["id"].as_str().unwrap(), "--json"])[0];
    let before = &place.json(&["show", "page.html", "--json"])[0];
    for field in ["title", "outlet", "url", "body"] {
        assert_eq!(again[field], before[field], "{field}");
    }
}

/// The page with other words in it.
fn page(replaced: &[(&str, &str)]) -> String {
    let mut page = PAGE.to_string();
    for (old, new) in replaced {
        assert!(page.contains(old));
        page = page.replace(old, new);
    }
    page
}

#[test]
fn a_page_that_is_read_again_with_another_text_has_versions() {
    let place = Place::new("versions");
    place.write("page.html", page(&[]).as_bytes());
    place.done(&["add", "news"]);
    let id = place.json(&["search", "ferry", "--json"])[0]["id"]
        .as_str()
        .unwrap()
        .to_string();
    let bookmark = ["bookmarks", "add", &id, "with 114 people aboard"];
    place.done(&bookmark);
    assert_eq!(place.json(&["versions", &id, "--json"]).len(), 1);
    let second = page(&[
        ("114 people", "119 people"),
        ("nobody was hurt", "four were hurt"),
        (
            "</article>",
            "<p>An inquiry was opened on Wednesday.</p></article>",
        ),
    ]);
    place.write("page.html", second.as_bytes());
    place.done(&["refresh"]);
    let versions = place.json(&["versions", &id, "--json"]);
    assert_eq!(versions.len(), 2);
    assert_eq!(
        (&versions[0]["shown"], &versions[1]["shown"]),
        (&false.into(), &true.into())
    );
    assert!(versions[0]["body"].as_str().unwrap().contains("114 people"));
    let changed = &versions[1]["changed"];
    let figure = &changed["findings"][0];
    assert_eq!(
        (figure["kind"].as_str(), figure["verdict"].as_str()),
        (Some("figure"), Some("differs")),
        "{changed}"
    );
    let edits = changed["edits"].as_array().unwrap();
    let added = edits.iter().filter(|edit| edit["before"].is_null());
    let added: Vec<&str> = added.map(|edit| edit["after"].as_str().unwrap()).collect();
    assert_eq!(added, ["An inquiry was opened on Wednesday."], "{edits:?}");
    assert_eq!(edits.len(), 3, "{edits:?}");
    let told = String::from_utf8(place.done(&["versions", &id])).unwrap();
    assert!(
        told.find("FIGURES").unwrap() < told.find("PLACES IN THE TEXT").unwrap(),
        "{told}"
    );
    assert!(
        told.contains("  + An inquiry was opened on Wednesday.\n"),
        "{told}"
    );
    // Spaces, marks and what counts readers are no news.
    let spaced = second
        .replace("aboard, the", "aboard,  the")
        .replace("</article>", "<p>1,204 views</p></article>");
    place.write("page.html", spaced.as_bytes());
    place.done(&["refresh"]);
    assert_eq!(place.json(&["versions", &id, "--json"]).len(), 2);
    // The passage stands where it was kept.
    let told = String::from_utf8(place.done(&["bookmarks", "check"])).unwrap();
    assert!(told.contains("it stands in the version read 20"), "{told}");
    // What there was before a rebuild is there after it, and what comes back is a version again.
    place.done(&["rebuild"]);
    assert_eq!(place.json(&["versions", &id, "--json"]).len(), 2);
    place.write("page.html", page(&[]).as_bytes());
    place.done(&["refresh"]);
    let versions = place.json(&["versions", &id, "--json"]);
    let shown: Vec<bool> = versions
        .iter()
        .map(|one| one["shown"].as_bool().unwrap())
        .collect();
    assert_eq!(shown, [false, false, true]);
    let told = String::from_utf8(place.done(&["bookmarks", "check"])).unwrap();
    assert!(!told.contains("it stands in the version"), "{told}");
}

#[test]
fn a_file_that_is_renamed_keeps_its_versions_and_what_was_kept_from_them() {
    let place = Place::new("renamed");
    let stages = [
        "Ferry aground off Oakport\n\nThe ferry Lenn ran aground off Oakport on Tuesday with 114 people aboard, the coast guard said. \
         All of them were brought ashore within three hours. Captain Ilda Moreno was praised by the harbour master for her calm.\n",
        "Ferry aground off Oakport\n\nThe ferry Lenn ran aground off Oakport on Tuesday with 119 people aboard, the coast guard said. \
         Nine passengers went to the clinic with bruises, said Otto Brandt, who leads it. An inquiry begins next week.\n",
        "Ferry aground off Oakport\n\nNine passengers went to the clinic with bruises, said Otto Brandt, who leads it. An inquiry begins \
         next week, and the owner has promised to publish every letter that it wrote to the yard about the rudder.\n",
    ];
    let first = place.write("a.txt", stages[0].as_bytes());
    place.done(&["add", "news"]);
    let shown = || {
        place.json(&["search", "Oakport OR clinic", "--json"])[0]["id"]
            .as_str()
            .unwrap()
            .to_string()
    };
    place.done(&["bookmarks", "add", &shown(), "with 114 people aboard"]);
    for stage in &stages[1..] {
        place.write("a.txt", stage.as_bytes());
        place.done(&["refresh"]);
    }
    std::fs::rename(&first, first.with_file_name("b.txt")).unwrap();
    for again in ["refresh", "rebuild"] {
        place.done(&[again]);
        // The last text has no sentence of the first one: the one between leads from one to the other.
        let versions = place.json(&["versions", &shown(), "--json"]);
        assert_eq!(versions.len(), 3, "{again}");
        let changed = &versions[1]["changed"];
        assert_eq!(changed["names_gone"], serde_json::json!(["Ilda Moreno"]));
        assert_eq!(changed["names_new"], serde_json::json!(["Otto Brandt"]));
        let told = String::from_utf8(place.done(&["bookmarks", "check"])).unwrap();
        assert!(
            told.contains("it stands in the version read 20"),
            "{again}: {told}"
        );
    }
    // A file of its own that once held the same is no part of it.
    place.write("b.txt", stages[0].as_bytes());
    let copy = place.write("c.txt", stages[2].as_bytes());
    place.done(&["refresh"]);
    place.write("c.txt", b"Frost in Upper Welland\n\nLate frost killed the cherry blossom in Upper Welland, growers said on Friday.\n");
    place.done(&["refresh"]);
    let frost = place.json(&["search", "cherry", "--json"])[0]["id"]
        .as_str()
        .unwrap()
        .to_string();
    assert_eq!(place.json(&["versions", &frost, "--json"]).len(), 1);
    let ferry = place.json(&["versions", &shown(), "--json"]);
    assert!(
        ferry
            .iter()
            .all(|one| one["file"] != copy.to_str().unwrap()),
        "{ferry:?}"
    );
}

#[test]
fn two_files_of_one_address_are_versions_where_their_texts_are_alike() {
    let place = Place::new("two-files");
    place.write("monday.html", page(&[]).as_bytes());
    place.write(
        "tuesday.html",
        page(&[("within three hours", "within five hours")]).as_bytes(),
    );
    let other = page(&[
        (
            "The ferry Lenn ran aground off Oakport on Tuesday with 114 people aboard, the coast guard said.",
            "Late frost killed the cherry blossom in Upper Welland, growers said on Friday.",
        ),
        (
            "All of them were brought ashore within three hours, and nobody was hurt, the harbour master told reporters.",
            "The union asks the province for help, and a decision is due in May, it said in a letter.",
        ),
    ]);
    place.write("unlike.html", other.as_bytes());
    place.done(&["add", "news"]);
    assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 2);
    let of = |word: &str| -> Vec<Value> {
        let hit = &place.json(&["search", word, "--json"])[0];
        place.json(&["versions", hit["id"].as_str().unwrap(), "--json"])
    };
    let ferry = of("coast guard");
    assert_eq!(ferry.len(), 2);
    assert_eq!(ferry.iter().filter(|one| one["shown"] == true).count(), 1);
    assert_eq!(of("cherry").len(), 1);
}

#[test]
fn what_a_passage_was_kept_from_stays_and_the_file_that_is_named_is_given_back() {
    let place = Place::new("passage");
    let gone = place.write("a.txt", story(1).as_bytes());
    let first = place.write("first.html", PAGE.as_bytes());
    let again = format!("{PAGE}<!-- saved again -->");
    let second = place.write("second.html", again.as_bytes());
    place.done(&["add", "news"]);
    // One article, two files.
    for (file, bytes) in [(&first, PAGE), (&second, again.as_str())] {
        let given = place.done(&["show", "--source", file.to_str().unwrap()]);
        assert_eq!(given, bytes.as_bytes(), "{}", file.display());
    }
    let none = place.run(&[
        "show",
        "--source",
        first.to_str().unwrap(),
        "--hash",
        "0000000",
    ]);
    assert!(text(&none).contains("no reading"), "{}", text(&none));
    let name = gone.to_str().unwrap();
    place.done(&["bookmarks", "add", name, "1 cracks in its pillars"]);
    fs::remove_file(&gone).unwrap();
    place.done(&["refresh"]);
    let before = place.kept().0;
    let told = text(&place.run(&["doctor", "--prune", "--yes"]));
    assert_eq!(place.kept().0, before, "{told}");
}

#[test]
fn what_is_lost_already_is_not_taken_for_kept_after_others_were_removed() {
    let place = Place::new("lost");
    let gone = place.write("a.txt", story(1).as_bytes());
    place.write("b.txt", story(2).as_bytes());
    place.done(&["add", "news"]);
    let pack = place.dir.join("home/originals/packs/000001.warc.gz");
    let whole = fs::read(&pack).unwrap();
    fs::write(&pack, &whole[..whole.len() - 40]).unwrap();
    fs::remove_file(&gone).unwrap();
    place.done(&["refresh"]);
    place.run(&["doctor", "--prune", "--yes"]);
    assert!(!place.are_whole());
    // Read again, it is kept again.
    place.write("b.txt", (story(2) + "\r\n").as_bytes());
    place.done(&["refresh"]);
    place.write("b.txt", story(2).as_bytes());
    place.done(&["refresh"]);
    assert!(place.are_whole());
    assert_eq!(
        place.done(&["show", "--source", "b.txt"]),
        story(2).as_bytes()
    );
}

#[test]
fn what_a_lost_catalogue_held_of_sources_that_are_gone_is_read_from_the_originals() {
    let place = Place::new("revived");
    let gone = place.write("a.txt", story(1).as_bytes());
    let dropped = place.write("b.txt", story(2).as_bytes());
    place.write("c.txt", story(3).as_bytes());
    for name in ["a.txt", "b.txt", "c.txt"] {
        place.done(&["add", &format!("news/{name}")]);
    }
    fs::remove_file(&dropped).unwrap();
    place.run(&["refresh", "--drop-missing"]);
    fs::remove_file(&gone).unwrap();
    let held = || {
        let articles = place.json(&["export", "articles", "--format", "jsonl"]);
        let mut origins: Vec<String> = articles
            .iter()
            .map(|article| article["origin"].as_str().unwrap().to_string())
            .collect();
        origins.sort();
        origins
    };
    let before = held();
    assert_eq!(before.len(), 2, "{before:?}");
    for damage in ["empty", "gone", "rows"] {
        let catalogue = place.dir.join("home/catalogue.sqlite");
        match damage {
            "empty" => drop(fs::File::create(&catalogue).unwrap()),
            "gone" => fs::remove_file(&catalogue).unwrap(),
            _ => {
                let connection = rusqlite::Connection::open(&catalogue).unwrap();
                connection.execute_batch("DELETE FROM origin").unwrap();
            }
        }
        place.run(&["rebuild"]);
        assert_eq!(held(), before, "{damage}");
        assert_eq!(
            place.done(&["show", "--source", gone.to_str().unwrap()]),
            story(1).as_bytes()
        );
    }
    // What the reader let go does not come back, and rebuilding what is whole brings nothing.
    place.run(&["rebuild"]);
    assert_eq!(held(), before);
}
