//! Passages that were marked in other programs become bookmarks in the articles that they are from, and none is lost where its
//! article is not there.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// An article of which the fixtures in `tests/fixtures/formats` have passages.
const BRIDGE: &str = "---
title: Town closes its bridge
outlet: Alpha News
date: 2025-12-13
url: https://alpha.example/bridge
---

The council voted on Tuesday night to close “the old bridge” over the river.

The bridge is closed for the whole winter. It is to be repaired until March.
";

/// A folder for one test, with a library; gone afterwards.
struct Place {
    dir: PathBuf,
}

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("parallax-highlights-{}-{number}", std::process::id());
        let dir = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).unwrap();
        Place { dir }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.dir.join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_parallax"))
            .arg("--data-dir")
            .arg(self.dir.join("library"))
            .args(arguments)
            .output()
            .unwrap()
    }

    /// What a command says, which has to end with this code.
    fn said(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?} {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn bookmarks(&self) -> Vec<Value> {
        let output = self.run(&["bookmarks", "list", "--json"]);
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn fixture(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/formats");
    format!("{folder}/{name}")
}

/// An export of each service, with how many passages it holds.
fn exports() -> Vec<(String, usize)> {
    let mut exports = vec![
        (fixture("readwise.csv"), 1),
        (fixture("hypothesis.csv"), 1),
        (fixture("raindrop.csv"), 1),
    ];
    if cfg!(feature = "archives") {
        exports.push((fixture("omnivore.zip"), 1));
    }
    exports
}

#[test]
fn each_export_is_anchored_in_its_article() {
    for (export, passages) in exports() {
        let place = Place::new();
        let bridge = place.file("bridge.md", BRIDGE);
        place.said(0, &["add", &bridge]);
        let said = place.said(0, &["bookmarks", "import", &export]);
        assert!(
            said.contains(&format!(
                "{passages} passage kept, {passages} of them found"
            )),
            "{export}: {said}"
        );
        let bookmarks = place.bookmarks();
        assert_eq!(bookmarks.len(), passages, "{export}");
        let one = &bookmarks[0];
        assert_eq!(one["state"], "exact", "{export}: {one}");
        assert_eq!(one["title"], "Town closes its bridge");
        assert_eq!(one["outlet"], "Alpha News");
        assert!(
            one["published"].as_str().unwrap().starts_with("2025-12-13"),
            "{one}"
        );
        assert!(
            one["created"].as_str().unwrap().starts_with("2025-12-20"),
            "{export}: {one}"
        );
        // Once more: nothing comes twice.
        let again = place.said(0, &["bookmarks", "import", &export]);
        assert!(
            again.contains("1 passage was kept before"),
            "{export}: {again}"
        );
        assert_eq!(place.bookmarks().len(), passages);
    }
}

#[test]
fn a_passage_waits_for_its_article() {
    for (export, passages) in exports() {
        let place = Place::new();
        let said = place.said(0, &["bookmarks", "import", &export]);
        assert!(
            said.contains("its article is not in the library"),
            "{export}: {said}"
        );
        let waiting = place.bookmarks();
        assert_eq!(waiting.len(), passages, "{export}");
        assert_eq!(waiting[0]["state"], "gone");
        // A day of marking is none of publication.
        assert_eq!(waiting[0]["published"], Value::Null, "{export}");
        let number = waiting[0]["id"].to_string();
        place.said(0, &["bookmarks", "edit", &number, "--note", "mine"]);
        let bridge = place.file("bridge.md", BRIDGE);
        place.said(0, &["add", &bridge]);
        // With an address, and words enough to be sure of, it is found at once, else when it is brought again.
        let words = waiting[0]["quote"].as_str().unwrap().split(' ').count();
        let has_address = waiting[0]["url"].is_string() && words >= 4;
        let states = |place: &Place| -> Vec<String> {
            place
                .bookmarks()
                .iter()
                .map(|one| one["state"].as_str().unwrap().to_string())
                .collect()
        };
        let found = ["exact", "moved", "changed"];
        if has_address {
            assert!(
                found.contains(&states(&place)[0].as_str()),
                "{export}: {:?}",
                states(&place)
            );
        }
        place.said(0, &["bookmarks", "import", &export]);
        let kept = place.bookmarks();
        assert_eq!(kept.len(), passages, "{export}: {kept:?}");
        assert_ne!(kept[0]["state"], "gone", "{export}");
        assert_eq!(kept[0]["note"], "mine", "{export}");
    }
}

#[test]
fn words_that_an_article_has_not_are_kept_and_told() {
    let place = Place::new();
    let bridge = place.file("bridge.md", BRIDGE);
    place.said(0, &["add", &bridge]);
    let export = place.file(
        "marks.csv",
        "Created at,Author,Page,URL,Group,Type,Quote,Comment,Tags\n2025-12-20T08:00:00,desk,Bridge,https://alpha.example/bridge,Public,Annotation,nobody will ever cross it again said the ferryman,,river\n",
    );
    let said = place.said(0, &["bookmarks", "import", &export]);
    assert!(said.contains("its article has not these words"), "{said}");
    let bookmarks = place.bookmarks();
    assert_eq!(bookmarks.len(), 1);
    assert_eq!(bookmarks[0]["tags"][0], "river");
    assert!(bookmarks[0].to_string().contains("said the ferryman"));
    // One undo takes an import back.
    place.said(0, &["bookmarks", "undo"]);
    assert!(place.bookmarks().is_empty());
}

#[test]
fn what_is_no_export_is_refused_and_the_rest_is_kept() {
    let place = Place::new();
    let other = place.file("other.csv", "a,b\n1,2\n");
    let output = place.run(&["bookmarks", "import", &other, &fixture("readwise.csv")]);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(
        told.contains("other.csv: is no export with marked passages"),
        "{told}"
    );
    assert_eq!(place.bookmarks().len(), 1);
    assert_eq!(
        place
            .run(&["bookmarks", "import", &fixture("pocket.csv")])
            .status
            .code(),
        Some(3)
    );
}
