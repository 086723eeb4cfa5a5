//! The commands of the real binary: output, JSON, exit codes, and what stays over a restart.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::{Value, json};

const BRIDGE: &str = "---
title: Oakport bridge closes for repairs
outlet: Harbour Gazette
author: Ida Brandt
date: 2024-03-04
url: https://gazette.example/bridge
---

OAKPORT — The old bridge over the Lenn was closed on Monday after engineers found 14 cracks in its pillars.

Mayor Tilda Vance said the repair would take eleven weeks. “Nobody will cross before June,” Vance said.

About 3,000 drivers use the bridge every day, according to the transport office.
";

const BRIDGE_AS_COPIED: &str = include_str!("fixtures/around-the-text/bridge.txt");

const BRIDGE_TOO: &str = "---
title: Cracks shut Oakport bridge
outlet: Lenn Courier
date: 2024-03-05
---

The bridge over the Lenn in Oakport was closed on Monday after engineers found 12 cracks in its pillars.

The repair will take eleven weeks, Mayor Tilda Vance said.
";

const ORCHARD: &str = "Late frost kills the cherry blossom in Upper Welland

Growers in Upper Welland lost most of their cherry blossom in one night of late frost, and expect a poor harvest of cherries this summer.

The growers' union asks the province for help. A decision is due in May, the union said in a letter to its members on Friday.
";

/// A folder for one test, with a library and a folder of articles; gone afterwards.
struct Place {
    dir: PathBuf,
}

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("parallax-cli-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("news")).unwrap();
        Place {
            dir: fs::canonicalize(dir).unwrap(),
        }
    }

    /// With the three articles added.
    fn filled() -> Place {
        let place = Place::new();
        place.write("bridge.md", BRIDGE);
        place.write("courier.md", BRIDGE_TOO);
        place.write("orchard.txt", ORCHARD);
        let added = place.run(&["add", &place.path("")]);
        assert_eq!(code(&added), 0, "{added:?}");
        place
    }

    fn path(&self, name: &str) -> String {
        self.dir
            .join("news")
            .join(name)
            .to_string_lossy()
            .trim_end_matches('/')
            .to_string()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.dir.join("news").join(name), text).unwrap();
    }

    fn home(&self) -> PathBuf {
        self.dir.join("home")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("parallax"));
        command
            .current_dir(&self.dir)
            .env("PARALLAX_HOME", self.home())
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).output().unwrap()
    }

    /// The JSON lines that a command prints; it must be done.
    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {output:?}");
        text(&output)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    fn report(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        serde_json::from_str(&text(&output)).unwrap_or_else(|_| panic!("{arguments:?}: {output:?}"))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn an_empty_library_says_how_to_fill_it() {
    let place = Place::new();
    for arguments in [
        &["search", "bridge"][..],
        &["stories"],
        &["entities"],
        &["story", "x"],
        &["others", "x:1"],
    ] {
        let output = place.run(arguments);
        assert_eq!(code(&output), 1, "{arguments:?}");
        assert!(
            messages(&output)
                .contains("the library is empty: add articles with `parallax add PATH`")
        );
        assert!(output.stdout.is_empty());
    }
    assert_eq!(code(&place.run(&["refresh"])), 1);
    assert_eq!(code(&place.run(&["bookmarks"])), 1);
    assert_eq!(code(&place.run(&["doctor"])), 0);
    assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 0);
}

#[test]
fn a_folder_without_articles_leaves_nothing_that_looks_lost() {
    let place = Place::new();
    fs::create_dir_all(place.path("empty")).unwrap();
    assert_eq!(code(&place.run(&["add", &place.path("empty")])), 1);
    for arguments in [&["stats"][..], &["doctor"], &["search", "bridge"]] {
        let told = messages(&place.run(arguments));
        assert!(!told.contains("lost"), "{arguments:?}: {told}");
    }
    place.write("empty/bridge.md", BRIDGE);
    let told = place.run(&["refresh"]);
    assert_eq!(code(&told), 0, "{}", messages(&told));
    assert!(!messages(&told).contains("lost"), "{}", messages(&told));
}

#[test]
fn what_is_added_is_found() {
    let place = Place::filled();
    let hits = place.json(&["search", "cracks", "--json", "--limit", "5"]);
    assert_eq!(hits.len(), 2);
    for hit in &hits {
        assert_eq!(hit.as_object().unwrap().keys().next().unwrap(), "schema");
        assert_eq!(hit["schema"], "parallax/hit/1");
        let article = &place.json(&["show", hit["id"].as_str().unwrap(), "--json"])[0];
        let body = article["body"].as_str().unwrap();
        for matched in hit["matches"].as_array().unwrap() {
            let (start, end) = (matched[0].as_u64().unwrap(), matched[1].as_u64().unwrap());
            assert!(
                body[start as usize..end as usize]
                    .to_lowercase()
                    .starts_with("crack")
            );
        }
    }
    assert_eq!(
        place.json(&["search", "bridge", "-n", "1", "--json"]).len(),
        1
    );
    let nothing = place.run(&["search", "zeppelin"]);
    assert_eq!((code(&nothing), text(&nothing).as_str()), (1, ""));
    let people = text(&place.run(&["search", "cherry", "frost"]));
    assert!(
        people.contains("Late frost kills the cherry blossom"),
        "{people}"
    );
    assert_eq!(code(&place.run(&["search", "-cherry"])), 0);
    assert_eq!(code(&place.run(&["search"])), 2);
}

#[test]
fn an_article_has_the_shape_that_is_promised() {
    let place = Place::filled();
    let origin = place.path("bridge.md");
    let article = &place.json(&["show", &origin, "--json"])[0];
    let keys: Vec<&String> = article.as_object().unwrap().keys().collect();
    assert_eq!(keys[0], "schema");
    for key in [
        "id",
        "origin",
        "title",
        "title_made",
        "outlet",
        "authors",
        "published",
        "published_from",
        "url",
        "language",
        "body",
        "paragraphs",
        "sentences",
        "mentions",
        "figures",
        "quotes",
    ] {
        assert!(keys.iter().any(|has| *has == key), "{key} is missing");
    }
    assert_eq!(article["schema"], "parallax/article/1");
    assert_eq!(article["origin"], *origin);
    assert_eq!(article["title"], "Oakport bridge closes for repairs");
    assert_eq!(article["title_made"], false);
    assert_eq!(article["outlet"], "Harbour Gazette");
    assert_eq!(article["authors"][0], "Ida Brandt");
    assert!(
        article["published"]
            .as_str()
            .unwrap()
            .starts_with("2024-03-04T")
    );
    assert_eq!(article["published_from"], "field");
    assert_eq!(article["published_precision"], "day");
    assert_eq!(article["language"], "en");
    let body = article["body"].as_str().unwrap();
    let at = |span: &Value, start: &str, end: &str| {
        let part = |key: &str| span[key].as_u64().unwrap() as usize;
        body[part(start)..part(end)].to_string()
    };
    assert_eq!(article["paragraphs"].as_array().unwrap().len(), 3);
    let quote = &article["quotes"][0];
    assert_eq!(at(quote, "start", "end"), "Nobody will cross before June,");
    let figures = article["figures"].as_array().unwrap();
    assert!(
        figures
            .iter()
            .any(|figure| figure["value"] == 14.0 && at(figure, "start", "end") == "14")
    );
    let undated = &place.json(&["show", "orchard", "--json"])[0];
    assert_eq!(undated["published"], Value::Null);
    assert_eq!(undated["published_from"], Value::Null);
}

#[test]
fn what_stands_around_a_text_is_shown_in_its_place_and_found() {
    let place = Place::new();
    place.write("bridge.txt", BRIDGE_AS_COPIED);
    assert_eq!(code(&place.run(&["add", &place.path("")])), 0);
    let told = text(&place.run(&["show", "bridge"]));
    let order = [
        "[caption] Mayor Tilda Vance",
        "[standfirst] The closing",
        "was closed",
        "eleven weeks",
        "[left out] Related Content",
    ];
    let at: Vec<usize> = order
        .iter()
        .map(|words| told.find(words).unwrap_or_else(|| panic!("{told}")))
        .collect();
    assert!(at.is_sorted(), "{told}");
    let article = &place.json(&["show", "bridge", "--json"])[0];
    let caption = &article["asides"][0];
    assert_eq!(caption["kind"], "caption");
    assert_eq!(caption["after"], 0);
    assert_eq!(caption["mentions"][0]["entity"], "Tilda Vance");
    let hit = &place.json(&["search", "scaffolding", "--json"])[0];
    let excerpt = hit["excerpt"].as_str().unwrap();
    assert!(excerpt.starts_with("caption: Mayor Tilda Vance"), "{hit}");
    let span = &hit["excerpt_matches"][0];
    let span = [0, 1].map(|at| span[at].as_u64().unwrap() as usize);
    assert_eq!(&excerpt[span[0]..span[1]], "scaffolding");
    assert_eq!(hit["aside_matches"][0]["kind"], "caption");
    let card = &place.json(&["entity", "Tilda Vance", "--json"])[0];
    assert_eq!(card["contexts"][0]["aside"]["kind"], "caption");
    assert!(text(&place.run(&["entity", "Tilda Vance"])).contains("caption: Mayor"));
}

#[test]
fn a_misspelt_word_is_told_what_was_meant() {
    let place = Place::filled();
    // What has the other word is found; the misspelt one is told all the same.
    let without = place.run(&["search", "pilars cracks"]);
    assert_eq!(code(&without), 0);
    assert!(
        messages(&without).contains("did you mean pillars cracks? (2 articles)"),
        "{without:?}"
    );
    let nothing = place.run(&["search", "pilars"]);
    assert_eq!(code(&nothing), 1);
    assert!(
        messages(&nothing).contains("did you mean pillars?"),
        "{nothing:?}"
    );
    let shape = place.run(&["search", "pilars", "--json"]);
    let shape: Value = serde_json::from_str(&text(&shape)).unwrap();
    assert_eq!(shape["schema"], "parallax/did-you-mean/1");
    assert_eq!(shape["words"][0]["is"], "pillars");
    let number = place.run(&["search", "1413"]);
    assert!(!messages(&number).contains("did you mean"), "{number:?}");
}

#[test]
fn an_article_is_named_in_many_ways() {
    let place = Place::filled();
    let id = place.json(&["show", "bridge.md", "--json"])[0]["id"]
        .as_str()
        .unwrap()
        .to_string();
    for name in [
        &id,
        &id[..6],
        "bri",
        "news/bridge.md",
        "https://gazette.example/bridge",
    ] {
        assert_eq!(
            place.json(&["show", name, "--json"])[0]["id"],
            *id,
            "{name}"
        );
    }
    let nobody = place.run(&["show", "nobody"]);
    assert_eq!(code(&nobody), 1);
    place.write(
        "bridge-two.txt",
        "Another bridge in another town.\n\nIt has nothing to do with the first bridge at all.",
    );
    place.run(&["refresh"]);
    let several = place.run(&["show", "bri"]);
    assert_eq!(code(&several), 2);
    assert!(
        messages(&several).contains("could be any of 2"),
        "{several:?}"
    );
}

#[test]
fn a_file_can_be_shown_and_compared_without_being_added() {
    let place = Place::new();
    place.write("bridge.md", BRIDGE);
    place.write("courier.md", BRIDGE_TOO);
    let article = &place.json(&["show", "news/bridge.md", "--json"])[0];
    assert_eq!(article["origin"], *place.path("bridge.md"));
    let comparison = &place.json(&["compare", "news/bridge.md", "news/courier.md", "--json"])[0];
    assert_eq!(comparison["articles"].as_array().unwrap().len(), 2);
    assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 0);
}

#[test]
fn a_dry_run_stores_nothing() {
    let place = Place::new();
    place.write("bridge.md", BRIDGE);
    place.write(
        "many.jsonl",
        "{\"id\": \"a7\", \"title\": \"One\", \"text\": \"The first of two records, long enough to be an article about rain.\"}\n\
         {\"id\": \"b8\", \"title\": \"Two\", \"text\": \"The second of two records, long enough to be an article about snow.\"}\n",
    );
    let articles = place.json(&["add", "--dry-run", "--json", "news"]);
    let origins: Vec<&str> = articles
        .iter()
        .map(|article| article["origin"].as_str().unwrap())
        .collect();
    assert_eq!(
        origins,
        ["bridge.md", "many.jsonl#a7", "many.jsonl#b8"].map(|name| place.path(name))
    );
    assert!(
        articles
            .iter()
            .all(|article| article["schema"] == "parallax/article/1")
    );
    assert!(!place.home().exists());
}

#[test]
fn standard_input_is_kept_and_read_again() {
    let place = Place::new();
    let mut child = place
        .command()
        .args(["add", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(ORCHARD.as_bytes())
        .unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(place.json(&["search", "cherry", "--json"]).len(), 1);
    assert_eq!(place.report(&["rebuild", "--json"])["unchanged"], 1);
    assert_eq!(place.json(&["search", "cherry", "--json"]).len(), 1);
}

#[test]
fn the_same_article_twice_is_one_with_two_origins() {
    let place = Place::filled();
    place.write("copy.txt", ORCHARD);
    place.write(
        "same-address.md",
        &BRIDGE.replace("eleven weeks", "twelve weeks"),
    );
    let report = place.report(&["refresh", "--json"]);
    assert_eq!(
        (&report["added"], &report["repeated"]),
        (&Value::from(0), &Value::from(2))
    );
    assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 3);
    let origins = place.json(&["show", "copy.txt", "--json"])[0]["origins"].clone();
    assert_eq!(
        origins,
        serde_json::json!([place.path("orchard.txt"), place.path("copy.txt")])
    );

    // The first origin goes: the article stays, and says what the second one says.
    fs::remove_file(place.path("orchard.txt")).unwrap();
    fs::remove_file(place.path("bridge.md")).unwrap();
    assert_eq!(place.report(&["refresh", "--json"])["gone"], 0);
    assert_eq!(
        place.json(&["show", "copy.txt", "--json"])[0]["origin"],
        *place.path("copy.txt")
    );
    let left = &place.json(&["show", "same-address", "--json"])[0];
    assert!(left["body"].as_str().unwrap().contains("twelve weeks"));
    assert_eq!(place.json(&["search", "twelve", "--json"]).len(), 1);
}

#[test]
fn refresh_reads_what_changed_and_drops_what_is_gone() {
    let place = Place::filled();
    let counts = |report: &Value| {
        ["added", "unchanged", "changed", "gone"].map(|key| report[key].as_u64().unwrap())
    };
    assert_eq!(counts(&place.report(&["refresh", "--json"])), [0, 3, 0, 0]);
    assert_eq!(
        counts(&place.report(&["add", "news", "--json"])),
        [0, 3, 0, 0]
    );

    // Of the same length, and within the same second.
    place.write("bridge.md", &BRIDGE.replace("14 cracks", "17 cracks"));
    fs::remove_file(place.path("orchard.txt")).unwrap();
    place.write("fresh.txt", "The ferry runs again\n\nThe ferry between Oakport and Lesser Holm runs again after the winter.");
    assert_eq!(counts(&place.report(&["refresh", "--json"])), [1, 1, 1, 1]);
    assert_eq!(place.json(&["search", "ferry", "--json"]).len(), 1);
    assert_eq!(code(&place.run(&["search", "cherry"])), 1);
    let bridge = &place.json(&["show", "bridge.md", "--json"])[0];
    assert!(bridge["body"].as_str().unwrap().contains("17 cracks"));
}

#[test]
fn a_source_that_is_missing_as_a_whole_costs_nothing() {
    let place = Place::filled();
    fs::rename(place.path(""), place.dir.join("away")).unwrap();
    for kept in ["refresh", "rebuild"] {
        let report = place.run(&[kept, "--json"]);
        assert_eq!(code(&report), 3);
        assert!(text(&report).contains("is not there now"), "{report:?}");
        assert_eq!(
            place.json(&["search", "cherry", "--json"]).len(),
            1,
            "{kept}"
        );
        assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 3);
    }
    // An empty folder in its place is a disk that is not mounted.
    fs::create_dir(place.path("")).unwrap();
    assert_eq!(code(&place.run(&["refresh"])), 3);
    assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 3);
    assert_eq!(
        place.report(&["refresh", "--drop-missing", "--json"])["gone"],
        3
    );
    assert_eq!(place.json(&["stats", "--json"])[0]["articles"], 0);
    // A source that is not there at all is let go with them, and nobody asks for it again.
    fs::remove_dir(place.path("")).unwrap();
    assert_eq!(code(&place.run(&["refresh", "--drop-missing"])), 0);
    let stats = place.json(&["stats", "--json"]);
    assert_eq!(stats[0]["sources"], serde_json::json!([]), "{stats:?}");
    assert!(messages(&place.run(&["refresh"])).contains("nothing was added yet"));
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let place = Place::new();
    place.write("bridge.md", BRIDGE);
    place.write("broken.json", "{\"title\": \"never closed");
    let output = place.run(&["add", "news", "no-such-file"]);
    assert_eq!(code(&output), 3, "{output:?}");
    assert!(text(&output).contains("1 added"), "{output:?}");
    assert!(text(&output).contains("broken.json") && text(&output).contains("no-such-file"));
    assert_eq!(code(&place.run(&["search", "bridge"])), 0);
}

#[test]
fn stories_and_entities_have_their_shapes() {
    let place = Place::filled();
    let stories = place.json(&["stories", "--json"]);
    assert_eq!(stories.len(), 1, "{stories:?}");
    let story = &stories[0];
    assert_eq!(story["schema"], "parallax/story/1");
    assert!(!story["why"].as_str().unwrap().is_empty());
    let members = story["articles"].as_array().unwrap();
    assert_eq!(members.len(), 2);
    assert_eq!(members[0]["origin"], *place.path("bridge.md"));
    assert_eq!(members[0]["outlet"], "Harbour Gazette");
    let id = story["id"].as_str().unwrap();
    assert_eq!(place.json(&["story", &id[..5], "--json"])[0]["id"], id);
    assert_eq!(place.json(&["story", "courier.md", "--json"])[0]["id"], id);
    assert_eq!(code(&place.run(&["story", "orchard"])), 1);

    let entities = place.json(&["entities", "--json"]);
    let vance = entities
        .iter()
        .find(|entity| entity["name"] == "Tilda Vance")
        .unwrap();
    assert_eq!(vance["schema"], "parallax/entity/1");
    assert_eq!(vance["type"], "person");
    let mut origins: Vec<&str> = vance["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o.as_str().unwrap())
        .collect();
    origins.sort_unstable();
    assert_eq!(origins, [place.path("bridge.md"), place.path("courier.md")]);
    let spelling = &vance["spellings"][0];
    assert!(
        spelling["text"].is_string()
            && spelling["outlet"].is_string()
            && spelling["count"].is_u64()
    );
    let card = &place.json(&["entity", "tilda", "vance", "--json"])[0];
    let context = &card["contexts"][0];
    let (start, end) = (
        context["name"][0].as_u64().unwrap(),
        context["name"][1].as_u64().unwrap(),
    );
    assert!(context["sentence"].as_str().unwrap()[start as usize..end as usize].contains("Vance"));
    assert!(
        place
            .json(&["entities", "--type", "place", "--json"])
            .iter()
            .all(|entity| entity["type"] == "place")
    );
    assert_eq!(code(&place.run(&["entity", "Nobody Known"])), 1);
}

#[test]
fn a_comparison_lines_up_what_two_outlets_say() {
    let place = Place::filled();
    let comparison = &place.json(&["compare", "bridge", "courier", "--json"])[0];
    assert_eq!(comparison["schema"], "parallax/comparison/2");
    let rows = comparison["rows"].as_array().unwrap();
    assert!(
        rows.iter()
            .all(|row| row["spans"].as_array().unwrap().len() == 2 && row["score"].is_number())
    );
    assert!(
        rows.iter()
            .any(|row| !row["spans"][0].is_null() && !row["spans"][1].is_null())
    );
    let cracks = comparison["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| {
            finding["kind"] == "figure"
                && finding["values"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|value| value["text"] == "14")
        });
    let cracks = cracks.unwrap_or_else(|| panic!("{comparison:#}"));
    assert_eq!(cracks["verdict"], "differs");
    assert!(cracks["values"][0]["article"].is_u64() && cracks["values"][0]["start"].is_u64());
    assert!(
        comparison["facts"][0]["published_precision"].is_string(),
        "{}",
        comparison["facts"]
    );
    for wrong in [&["compare", "bridge"][..], &["compare", "bridge", "bridge"]] {
        assert_eq!(code(&place.run(wrong)), 2, "{wrong:?}");
    }
    assert_eq!(code(&place.run(&["compare", "bridge", "nobody"])), 1);
    assert_eq!(code(&place.run(&["others", "nobody:1"])), 1);

    let others = place.json(&["others", "bridge:1", "--json"]);
    assert_eq!(others[0]["origin"], *place.path("courier.md"));
    assert!(
        others[0]["sentence"]
            .as_str()
            .unwrap()
            .contains("12 cracks")
    );
    for wrong in ["bridge", "bridge:0", "bridge:99", "bridge@99999"] {
        assert_eq!(code(&place.run(&["others", wrong])), 2, "{wrong}");
    }
}

#[test]
fn bookmarks_outlive_restart_rebuild_edit_and_the_article() {
    let place = Place::filled();
    let kept = &place.json(&[
        "bookmarks",
        "add",
        "bridge",
        "eleven weeks",
        "--note",
        "check",
        "--tag",
        "repairs",
        "--json",
    ])[0];
    assert_eq!(kept["schema"], "parallax/bookmark/1");
    assert_eq!(
        (kept["quote"].as_str(), kept["outlet"].as_str()),
        (Some("eleven weeks"), Some("Harbour Gazette"))
    );
    let state = || {
        place.json(&["bookmarks", "--json"])[0]["state"]
            .as_str()
            .unwrap()
            .to_string()
    };
    assert_eq!(state(), "exact");
    assert_eq!(code(&place.run(&["rebuild"])), 0);
    assert_eq!(state(), "exact");
    fs::remove_file(place.home().join("catalogue.sqlite")).unwrap();
    fs::remove_dir_all(place.home().join("index")).unwrap();
    assert_eq!(place.json(&["bookmarks", "--json"])[0]["note"], "check");
    place.run(&["refresh"]);
    place.write(
        "bridge.md",
        &BRIDGE.replace("OAKPORT — ", "OAKPORT, in the rain — "),
    );
    place.run(&["refresh"]);
    assert_eq!(state(), "moved");
    fs::remove_file(place.path("bridge.md")).unwrap();
    place.run(&["refresh"]);
    assert_eq!(state(), "gone");

    assert_eq!(
        code(&place.run(&[
            "bookmarks",
            "edit",
            "1",
            "--note",
            "checked",
            "--tag",
            "done"
        ])),
        0
    );
    let edited = &place.json(&["bookmarks", "list", "--tag", "done", "--json"])[0];
    assert_eq!(edited["note"], "checked");
    assert_eq!(code(&place.run(&["bookmarks", "remove", "1"])), 0);
    assert_eq!(code(&place.run(&["bookmarks"])), 1);
    assert_eq!(code(&place.run(&["bookmarks", "undo"])), 0);
    assert_eq!(place.json(&["bookmarks", "check", "--json"]).len(), 1);
    for format in ["md", "html", "csv", "json", "jsonl", "csl", "bib", "jsonld"] {
        let exported = place.run(&["export", "bookmarks", "--format", format]);
        assert_eq!(code(&exported), 0, "{format}");
        assert!(
            text(&exported).contains("Oakport bridge closes for repairs"),
            "{format}"
        );
    }
    assert_eq!(
        code(&place.run(&["bookmarks", "add", "courier", "words that are not there"])),
        2
    );
    assert_eq!(code(&place.run(&["bookmarks", "remove", "77"])), 1);
}

#[test]
fn everything_else_exports_too() {
    let place = Place::filled();
    for kind in ["articles", "stories", "entities"] {
        for format in ["md", "csv", "json", "jsonl"] {
            let output = place.run(&["export", kind, "--format", format]);
            assert_eq!(code(&output), 0, "{kind} {format}: {output:?}");
            let exported = text(&output);
            match format {
                "json" => assert!(
                    serde_json::from_str::<Vec<Value>>(&exported).is_ok_and(|all| !all.is_empty()),
                    "{exported}"
                ),
                "jsonl" => assert!(
                    exported
                        .lines()
                        .all(|line| serde_json::from_str::<Value>(line).is_ok())
                ),
                _ => assert!(exported.lines().count() > 1),
            }
        }
        assert_eq!(code(&place.run(&["export", kind, "--format", "bib"])), 2);
    }
}

#[test]
fn dates_known_to_the_day_and_quotations_left_out_are_said_so() {
    let place = Place::filled();
    let story = &place.json(&["stories", "--json"])[0];
    for article in story["articles"].as_array().unwrap() {
        let known = article["published"].is_string();
        assert_eq!(article["published_precision"].is_string(), known, "{story}");
    }
    let reuse = place.run(&["reuse", "--least", "100"]);
    assert_eq!(code(&reuse), 1);
    assert!(messages(&reuse).contains("quotations are left out"));
}

/// Holds the lock as another parallax that is adding does.
fn hold_lock(place: &Place) -> fs::File {
    let mut file = fs::File::create(place.home().join("library.lock")).unwrap();
    file.try_lock().unwrap();
    write!(file, "4242").unwrap();
    file
}

#[test]
fn while_one_adds_the_other_reads_and_says_why_it_cannot_add() {
    let place = Place::filled();
    let lock = hold_lock(&place);
    for arguments in [&["add", "news"][..], &["refresh"], &["rebuild"]] {
        let output = place.run(arguments);
        assert_eq!(code(&output), 4, "{arguments:?}: {output:?}");
        assert!(messages(&output).contains("another parallax (process 4242) is adding articles"));
    }
    let found = place.run(&["search", "cherry"]);
    assert_eq!(code(&found), 0);
    assert!(messages(&found).contains("4242"));
    drop(lock);
    assert_eq!(code(&place.run(&["refresh"])), 0);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let place = Place::filled();
    let long: String = (0..4000)
        .map(|n| format!("Sentence number {n} about the long river. "))
        .collect();
    place.write("long.txt", &format!("The long river\n\n{long}"));
    place.run(&["refresh"]);
    for arguments in [
        &["show", "long.txt"][..],
        &["export", "articles", "--format", "jsonl"],
        &["man"],
        &["completions", "bash"],
    ] {
        let mut child = place
            .command()
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = String::new();
        BufReader::with_capacity(16, child.stdout.take().unwrap())
            .read_line(&mut first)
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (code(&output), messages(&output).as_str()),
            (0, ""),
            "{arguments:?}"
        );
    }
}

#[test]
fn a_damaged_catalogue_or_index_is_set_aside_and_made_anew() {
    let place = Place::filled();
    fs::write(
        place.home().join("catalogue.sqlite"),
        "nothing that a database could be made of, whatever one tries",
    )
    .unwrap();
    let output = place.run(&["search", "cherry"]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert!(
        messages(&output).contains("the catalogue could not be used"),
        "{output:?}"
    );
    assert!(place.home().join("catalogue.sqlite.set-aside-1").exists());

    let index = place.home().join("index");
    fs::write(index.join("meta.json"), "{").unwrap();
    let output = place.run(&["search", "cherry"]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert!(
        messages(&output).contains("the index could not be used"),
        "{output:?}"
    );
    assert_eq!(messages(&place.run(&["search", "cherry"])), "");
    assert_eq!(code(&place.run(&["doctor"])), 0);
}

#[test]
fn an_index_left_behind_is_brought_up_to_date() {
    let place = Place::filled();
    let index = place.home().join("index");
    let before = place.dir.join("index-before");
    copy(&index, &before);
    place.write("fresh.txt", "The ferry runs again\n\nThe ferry between Oakport and Lesser Holm runs again after the winter.");
    fs::remove_file(place.path("orchard.txt")).unwrap();
    place.run(&["refresh"]);
    fs::remove_dir_all(&index).unwrap();
    fs::rename(&before, &index).unwrap();
    assert_eq!(place.json(&["search", "ferry", "--json"]).len(), 1);
    assert_eq!(code(&place.run(&["search", "cherry"])), 1);
    assert_eq!(code(&place.run(&["doctor"])), 0);
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn nothing_of_an_article_steers_the_terminal() {
    let place = Place::new();
    place.write("evil\u{1b}[31m.txt", "A title\u{1b}]0;owned\u{7} of evil\n\nThe body says \u{1b}[2J and \u{202e}backwards, and goes on for a while.");
    let added = place.run(&["add", "news"]);
    for output in [
        added,
        place.run(&["search", "body"]),
        place.run(&["show", "evil"]),
        place.run(&["stats"]),
        place.run(&["show", "evil", "--json"]),
    ] {
        let printed = text(&output) + &messages(&output);
        assert!(
            !printed
                .chars()
                .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'),
            "{printed:?}"
        );
    }
}

#[test]
fn nothing_of_an_argument_steers_the_terminal() {
    let place = Place::new();
    let evil = "x\u{1b}[31m\u{9b}2J\u{202e}y\u{7}";
    for arguments in [
        vec![evil],
        vec!["search", "--no", evil],
        vec![evil, "stats"],
        vec!["export", evil],
        vec!["show", evil],
        vec!["stats", "--theme", evil],
        vec!["search", "x", "--limit", evil],
    ] {
        let output = place.run(&arguments);
        assert_ne!(code(&output), 0, "{arguments:?}");
        let printed = text(&output) + &messages(&output);
        let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(
            !printed.is_empty() && !printed.chars().any(steers),
            "{printed:?}"
        );
    }
}

/// A request to end is heard, and what was read until then is kept.
#[cfg(unix)]
#[test]
fn whoever_asks_adding_to_end_gets_what_was_read() {
    for signal in ["INT", "TERM", "HUP"] {
        let place = Place::new();
        for number in 0..400 {
            place.write(
                &format!("{number}.txt"),
                &format!("Ferry {number}\n\n{ORCHARD}\nThe ferry {number} sank."),
            );
        }
        let mut adding = place.command().args(["add", "news"]).spawn().unwrap();
        // The lock names the process once it writes.
        let lock = place.home().join("library.lock");
        while !fs::read_to_string(&lock).is_ok_and(|text| !text.is_empty()) {
            assert_eq!(adding.try_wait().unwrap(), None, "{signal}: over too soon");
            std::thread::yield_now();
        }
        let mut kill = Command::new("kill");
        kill.arg(format!("-{signal}")).arg(adding.id().to_string());
        assert!(kill.status().unwrap().success());
        let ended = adding.wait().unwrap();
        assert_eq!(
            ended.code(),
            Some(130),
            "{signal}: it ended by itself, not by the signal, and not with all"
        );
        assert_eq!(code(&place.run(&["stats"])), 0);
        assert_eq!(code(&place.run(&["refresh"])), 0);
        let stats: Value = serde_json::from_str(&text(&place.run(&["stats", "--json"]))).unwrap();
        assert_eq!(stats["articles"], 400, "{signal}: {stats}");
    }
}

#[test]
fn help_completions_and_manual_are_printed() {
    let place = Place::new();
    assert_eq!(code(&place.run(&["--help"])), 0);
    assert_eq!(code(&place.run(&["add"])), 2);
    assert_eq!(code(&place.run(&["frobnicate", "--what"])), 2);
    for shell in ["bash", "zsh", "fish"] {
        assert!(text(&place.run(&["completions", shell])).contains("parallax"));
    }
    assert!(text(&place.run(&["man"])).contains(".TH"));
    assert!(text(&place.run(&["man", "add"])).contains("dry"));
    assert_eq!(code(&place.run(&["man", "nothing"])), 2);
}

impl Place {
    fn home_file(&self, name: &str) -> PathBuf {
        self.home().join(name)
    }

    /// Overwrites what stands behind the header of the catalogue.
    fn damage_catalogue(&self) {
        let path = self.home_file("catalogue.sqlite");
        let mut bytes = fs::read(&path).unwrap();
        let end = bytes.len().min(60_000);
        bytes[9_000..end].fill(0xA5);
        fs::write(&path, bytes).unwrap();
    }
}

#[test]
fn every_command_gets_over_damage_inside_the_catalogue() {
    let place = Place::filled();
    for arguments in [
        &["search", "bridge"][..],
        &["stories"],
        &["bookmarks", "add", "courier", "12 cracks"],
        &["bookmarks", "list"],
        &["refresh"],
        &["rebuild"],
    ] {
        place.damage_catalogue();
        let output = place.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}: {output:?}");
        let told = messages(&output);
        let read = if arguments == ["rebuild"] {
            text(&output)
        } else {
            told.clone()
        };
        assert!(
            told.contains("damaged")
                && told.contains("it was set aside as")
                && read.contains("3 a"),
            "{arguments:?}: {told}"
        );
        let again = place.run(&["search", "bridge"]);
        assert!(
            text(&again).contains("Oakport bridge closes") && messages(&again).is_empty(),
            "{arguments:?}: {again:?}"
        );
    }
    assert!(place.home_file("catalogue.sqlite.set-aside-1").exists());
}

#[test]
fn doctor_names_the_damage_and_removes_what_was_set_aside_only_when_told_to() {
    let place = Place::filled();
    let catalogue = rusqlite::Connection::open(place.home_file("catalogue.sqlite")).unwrap();
    let damage = "UPDATE content SET json = substr(json, 1, length(json) / 2) WHERE article = 1";
    assert_eq!(catalogue.execute(damage, []).unwrap(), 1);
    drop(catalogue);
    let output = place.run(&["doctor"]);
    assert_eq!(code(&output), 3, "{output:?}");
    let named = "✗ catalogue  the catalogue is damaged: article 1 is not as it was written (“";
    assert!(text(&output).contains(named), "{output:?}");
    let aside = place.home_file("catalogue.sqlite.set-aside-1");
    // what a repair sets aside it does not remove, whoever agrees to it
    let output = place.run(&["doctor", "--fix", "--yes"]);
    assert_eq!(code(&output), 0, "{output:?}");
    let kept = format!("kept, as this repair set it aside: {}", aside.display());
    assert!(messages(&output).contains(&kept), "{output:?}");
    let again = "✓ catalogue  whole: every row is what was written";
    assert!(
        text(&output).contains(named) && text(&output).contains(again),
        "{output:?}"
    );
    // nobody can be asked here
    let output = place.run(&["doctor", "--fix"]);
    assert_eq!(code(&output), 2, "{output:?}");
    assert!(messages(&output).contains("--yes removes it"), "{output:?}");
    assert!(aside.exists());
    let stats = &place.json(&["stats", "--json"])[0];
    assert_eq!(stats["articles"], 3);
    assert_eq!(
        stats["set_aside"][0]["path"],
        aside.to_string_lossy().as_ref()
    );
    assert!(text(&place.run(&["stats"])).contains("set aside  1 file or folder"));
    assert!(text(&place.run(&["doctor"])).contains("· set aside"));
    let output = place.run(&["doctor", "--fix", "--yes"]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert!(!aside.exists());
    assert_eq!(code(&place.run(&["doctor", "--yes"])), 2);
}

impl Place {
    /// Damages one of three articles in the catalogue, and takes their source away. Gives the origin of the damaged one.
    fn lose_one(&self) -> String {
        let path = self.home_file("catalogue.sqlite");
        let catalogue = rusqlite::Connection::open(path).unwrap();
        let damage = "UPDATE content SET json = json || ' ' WHERE article = 1";
        assert_eq!(catalogue.execute(damage, []).unwrap(), 1);
        let origin = catalogue
            .query_row("SELECT origin FROM origin WHERE article = 1", [], |row| {
                row.get(0)
            })
            .unwrap();
        let source = self.dir.join("news");
        fs::rename(&source, source.with_extension("unmounted")).unwrap();
        fs::remove_dir_all(self.home_file("originals")).unwrap();
        origin
    }
}

#[test]
fn a_repair_in_passing_tells_what_is_lost_and_what_is_not_there() {
    let place = Place::filled();
    let lost = place.lose_one();
    // Another version wrote it: whatever command comes next reads the sources again.
    let path = place.home_file("catalogue.sqlite");
    let catalogue = rusqlite::Connection::open(path).unwrap();
    let another = "UPDATE meta SET value = 'parallax catalogue 5' WHERE key = 'stamp'";
    assert_eq!(catalogue.execute(another, []).unwrap(), 1);
    drop(catalogue);
    let output = place.run(&["stories"]);
    let told = messages(&output);
    assert!(
        told.contains("the sources were read again: 2 articles; there were 3 before"),
        "{told}"
    );
    assert!(
        told.contains(&format!(
            "failed  {lost}: is lost: its source cannot be read"
        )),
        "{told}"
    );
    assert!(
        told.contains(&format!(
            "failed  {}: is not there now; its 2 articles are kept",
            place.dir.join("news").display()
        )),
        "{told}"
    );
    let again = messages(&place.run(&["stories"]));
    assert!(
        !again.contains("read again") && !again.contains("failed"),
        "{again}"
    );
}

#[test]
fn doctor_removes_no_catalogue_that_may_hold_what_is_lost() {
    let place = Place::filled();
    let older = place.home_file("catalogue.sqlite.set-aside-1");
    fs::copy(place.home_file("catalogue.sqlite"), &older).unwrap();
    let lost = place.lose_one();
    let output = place.run(&["doctor", "--fix", "--yes"]);
    assert_eq!(code(&output), 3, "{output:?}");
    let (told, found) = (messages(&output), text(&output));
    assert!(found.contains(&format!("{lost}: is lost")), "{found}");
    let aside = place.home_file("catalogue.sqlite.set-aside-2");
    for (why, path) in [
        ("it may hold what is lost", &older),
        ("this repair set it aside", &aside),
    ] {
        let kept = format!("kept, as {why}: {}", path.display());
        assert!(told.contains(&kept), "{told}");
        assert!(path.exists(), "{told}");
    }
    assert!(!told.contains("removed"), "{told}");
    assert!(
        found.contains("✓ in step    2 articles, all indexed"),
        "{found}"
    );
}

#[test]
fn missing_sources_are_named_by_refresh_rebuild_and_stats() {
    let place = Place::filled();
    let stats = &place.json(&["stats", "--json"])[0];
    assert_eq!(stats["missing"], json!([]));
    let source = PathBuf::from(stats["sources"][0].as_str().unwrap());
    fs::rename(&source, source.with_extension("unmounted")).unwrap();
    let named = json!([{ "source": source, "articles": 3 }]);
    assert_eq!(place.json(&["stats", "--json"])[0]["missing"], named);
    assert!(text(&place.run(&["stats"])).contains("(missing; 3 articles of it kept)"));
    for command in ["refresh", "rebuild"] {
        let output = place.run(&[command]);
        assert_eq!(code(&output), 3, "{output:?}");
        let told = format!(
            "{}: is not there now; its 3 articles are kept",
            source.display()
        );
        assert!(text(&output).contains(&told), "{output:?}");
        let report: Value = serde_json::from_str(&text(&place.run(&[command, "--json"]))).unwrap();
        assert_eq!(report["missing"], named, "{command}");
        assert_eq!(report["carried"], if command == "rebuild" { 3 } else { 0 });
    }
    assert!(text(&place.run(&["search", "bridge"])).contains("Oakport bridge closes"));
}

#[test]
fn a_catalogue_that_is_gone_is_made_anew_from_the_sources() {
    let place = Place::filled();
    fs::remove_file(place.home_file("catalogue.sqlite")).unwrap();
    let output = place.run(&["stats", "--json"]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert!(
        messages(&output).contains("is not there any more"),
        "{output:?}"
    );
    let hits = place.json(&["search", "bridge", "--json"]);
    assert_eq!(hits.len(), 2);
}

#[cfg(unix)]
#[test]
fn bookmarks_can_be_read_without_a_catalogue() {
    let place = Place::filled();
    place.run(&["bookmarks", "add", "courier", "12 cracks"]);
    // The catalogue lies where nothing can be: the library cannot be opened at all.
    fs::remove_file(place.home_file("catalogue.sqlite")).unwrap();
    std::os::unix::fs::symlink("/no/such/folder", place.home_file("catalogue.sqlite")).unwrap();
    let output = place.run(&["bookmarks", "list"]);
    assert_eq!(code(&output), 0, "{output:?}");
    assert!(text(&output).contains("12 cracks"), "{output:?}");
    assert!(
        messages(&output).contains("the articles cannot be read"),
        "{output:?}"
    );
}

#[test]
fn a_damaged_index_is_told_in_one_plain_sentence() {
    type Damage = fn(&Path);
    let damages: [(&str, Damage); 4] = [
        ("its stamp cannot be read", |index| {
            fs::write(
                index.join("parallax-stamp"),
                [0x1b, b'[', b'3', b'1', 0x9b, 7],
            )
            .unwrap();
        }),
        ("meta.json is damaged", |index| {
            fs::write(index.join("meta.json"), "{ nonsense").unwrap();
        }),
        (".store is damaged", |index| truncate(index, "store")),
        (".term is damaged", |index| truncate(index, "term")),
    ];
    for (reason, damage) in damages {
        let place = Place::filled();
        damage(&place.home_file("index"));
        let output = place.run(&["search", "bridge"]);
        let told = messages(&output);
        assert_eq!(code(&output), 0, "{reason}: {output:?}");
        assert!(
            told.contains("the index could not be used: ")
                && told.contains(&format!("{reason}; it was set aside as ")),
            "{reason}: {told}"
        );
        assert!(
            !told
                .chars()
                .any(|letter| letter.is_control() && letter != '\n')
                && !told.contains("Error")
                && !told.contains('{'),
            "{told}"
        );
        assert_eq!(place.json(&["search", "bridge", "--json"]).len(), 2);
    }
}

fn truncate(index: &Path, ending: &str) {
    for entry in fs::read_dir(index).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|found| found == ending) {
            let bytes = fs::read(&path).unwrap();
            fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        }
    }
}

#[test]
fn empty_standard_input_leaves_nothing_behind() {
    let place = Place::new();
    for text in ["", " \n\n"] {
        let mut child = place
            .command()
            .args(["add", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(code(&output), 3, "{output:?}");
        assert!(self::text(&output).contains("standard input: is empty"));
    }
    assert!(!place.home_file("kept").exists());
    assert_eq!(code(&place.run(&["refresh"])), 1);
}

#[test]
fn a_bookmark_has_one_shape() {
    let place = Place::filled();
    place.run(&["bookmarks", "add", "courier", "12 cracks", "--tag", "count"]);
    let listed = place.json(&["bookmarks", "list", "--json"]);
    assert_eq!(
        place.json(&["export", "bookmarks", "--format", "jsonl"]),
        listed
    );
    let all = place.json(&["export", "bookmarks", "--format", "json"]);
    assert_eq!(all[0]["bookmarks"][0], listed[0]);
}

#[test]
fn a_range_that_parts_words_is_widened_and_told() {
    let place = Place::filled();
    let output = place.run(&["bookmarks", "add", "courier", "6-21"]);
    assert!(text(&output).contains("bridge over the Lenn"), "{output:?}");
    assert!(
        messages(&output).contains("widened to whole words: 4-"),
        "{output:?}"
    );
}

#[test]
fn a_message_is_said_once_and_a_long_query_is_not_echoed_whole() {
    let place = Place::filled();
    let output = place.run(&["search", &"(zzz ".repeat(300)]);
    let told = messages(&output);
    assert_eq!(told.matches("is not closed").count(), 1, "{told}");
    assert!(
        told.lines().all(|line| line.chars().count() < 130),
        "{told}"
    );
}

#[test]
fn a_dry_run_tells_what_is_repeated_and_what_is_there() {
    let place = Place::filled();
    place.write("copy.md", BRIDGE);
    place.write(
        "new.txt",
        "A new quay for Oakport\n\nThe town builds a new quay for the ferries, and it will be done in the autumn.\n",
    );
    place.write(
        "again.txt",
        &fs::read_to_string(place.path("new.txt")).unwrap(),
    );
    let output = place.run(&["add", "--dry-run", "news"]);
    let shown = text(&output);
    assert!(shown.contains("bridge.md · already there"), "{shown}");
    assert!(shown.contains("copy.md · repeated"), "{shown}");
    assert!(shown.contains("new.txt · repeated"), "{shown}");
    let told = messages(&output);
    let listed = place.json(&["add", "--dry-run", "--json", "news"]);
    assert_eq!(listed.len(), 4, "{listed:#?}");
    let added = text(&place.run(&["add", "news"]));
    let counts = added.split(';').next().unwrap();
    assert!(
        told.contains(&format!("it would be: {counts}")),
        "{told} {added}"
    );
    assert!(
        counts.starts_with("1 added, 3 unchanged, 2 repeated"),
        "{counts}"
    );
}

#[test]
fn what_failed_is_told_each_time() {
    let place = Place::new();
    place.write(
        "odd.jsonl",
        "{\"id\": 1, \"title\": \"One\", \"text\": \"Rain fell on the town all day, and more is due.\"}\n{broken\n",
    );
    for turn in 0..3 {
        let report = place.report(&["add", "--json", "news"]);
        assert_eq!(
            report["skipped"].as_array().unwrap().len(),
            1,
            "{turn}: {report}"
        );
        let counts = (report["added"].as_u64(), report["unchanged"].as_u64());
        let first = u64::from(turn == 0);
        assert_eq!(counts, (Some(first), Some(1 - first)));
    }
    fs::remove_file(place.path("odd.jsonl")).unwrap();
    place.write("other.md", BRIDGE);
    assert_eq!(place.report(&["refresh", "--json"])["gone"], 1);
}

#[test]
fn a_poorer_copy_at_the_same_address_takes_nothing_away() {
    let place = Place::new();
    let record = |extra: &str| {
        format!(
            "{{\"id\": \"7\", \"url\": \"https://gazette.example/quay{extra}, \"title\": \"A new quay\", \"text\": \"The town builds a new quay for its ferries this autumn.\"}}\n"
        )
    };
    place.write("a.jsonl", &record("?utm_source=mail\""));
    place.write(
        "b.jsonl",
        &record("\", \"author\": \"Ida Brandt\", \"date\": \"2024-03-04\", \"source\": \"Harbour Gazette\""),
    );
    let article = || place.json(&["show", "a", "--json"]).remove(0);
    let is_whole = |told: &str| {
        let article = article();
        assert_eq!(article["authors"][0], "Ida Brandt", "{told}: {article}");
        assert!(article["origin"].as_str().unwrap().ends_with("a.jsonl#7"));
        assert_eq!(article["url"], "https://gazette.example/quay");
        assert!(
            article["published"]
                .as_str()
                .unwrap()
                .starts_with("2024-03-04")
        );
    };
    place.run(&["add", "news"]);
    is_whole("added");
    place.run(&["refresh"]);
    is_whole("refreshed");
    let rebuilt = place.report(&["rebuild", "--json"]);
    assert_eq!(
        (&rebuilt["unchanged"], &rebuilt["changed"]),
        (&2.into(), &0.into())
    );
    is_whole("rebuilt");
    fs::remove_file(place.path("b.jsonl")).unwrap();
    place.run(&["refresh"]);
    assert_eq!(article()["authors"].as_array().unwrap().len(), 0);
    assert_eq!(
        article()["url"],
        "https://gazette.example/quay?utm_source=mail"
    );
}

#[test]
fn every_mistake_in_the_settings_is_told_with_its_line() {
    let place = Place::new();
    let path = place.dir.join("mine.toml");
    fs::write(
        &path,
        "theme = \"nosuch\"\nmouse = 3\nmouze = true\n[search]\nlimit = \"many\"\nlimitt = 3\n[keys.hits]\nkep = [\"m\"]\n[keys.article]\nkeep = [\"ctrl-what\"]\n",
    )
    .unwrap();
    let path = path.to_string_lossy().into_owned();
    let output = place.run(&["config", "check", "--config", &path]);
    assert_eq!(code(&output), 2);
    let told = messages(&output);
    for (line, words) in [
        (2, "`mouse` is true or false"),
        (3, "unknown setting `mouze`"),
        (5, "`search.limit` is a whole number"),
        (6, "unknown setting `search.limitt`"),
    ] {
        assert!(
            told.contains(&format!("mine.toml:{line}: {words}")),
            "{told}"
        );
    }
    fs::write(&path, "theme = \"nosuch\"\n\n[keys.hits]\nkep = [\"m\"]\n[keys.everywhere]\nquit = [\"ctrl-what\"]\n").unwrap();
    let output = place.run(&["config", "check", "--config", &path]);
    let told = messages(&output);
    for (line, words) in [(1, "no theme"), (4, "kep"), (6, "ctrl-what")] {
        assert!(
            told.lines()
                .any(|told| told.contains(&format!("mine.toml:{line}: ")) && told.contains(words)),
            "{told}"
        );
    }
    for arguments in [
        &["stats", "--config", &path][..],
        &["stats", "--theme", "nosuch"],
        &["stats", "--config", "missing.toml"],
    ] {
        assert_eq!(code(&place.run(arguments)), 2, "{arguments:?}");
    }
    assert_eq!(code(&place.run(&["stats", "--theme", "paper"])), 0);
    fs::write(&path, "[search]\nlimit = -1\n").unwrap();
    let told = messages(&place.run(&["config", "check", "--config", &path]));
    assert!(
        told.contains("mine.toml:2: `search.limit` is a whole number"),
        "{told}"
    );
}

#[test]
fn tags_and_words_narrow_bookmarks_wherever_they_are_said() {
    let place = Place::filled();
    place.json(&[
        "bookmarks",
        "add",
        "bridge",
        "14 cracks",
        "--tag",
        "figure",
        "--json",
    ]);
    place.json(&["bookmarks", "add", "courier", "12 cracks", "--json"]);
    for arguments in [
        ["bookmarks", "--tag", "figure", "list", "--json"],
        ["bookmarks", "list", "--tag", "figure", "--json"],
        ["bookmarks", "--find", "14", "check", "--json"],
        ["bookmarks", "check", "--find", "14", "--json"],
    ] {
        let found = place.json(&arguments);
        assert_eq!(found.len(), 1, "{arguments:?}");
        assert_eq!(found[0]["quote"], "14 cracks");
    }
    assert_eq!(place.json(&["bookmarks", "list", "--json"]).len(), 2);
    for arguments in [
        ["bookmarks", "--tag", "figure", "export"],
        ["bookmarks", "export", "--tag", "figure"],
    ] {
        let exported = text(&place.run(&arguments));
        assert!(
            exported.contains("14 cracks") && !exported.contains("12 cracks"),
            "{arguments:?}: {exported}"
        );
    }
    let nothing = place.run(&["bookmarks", "--tag", "none", "list"]);
    assert_eq!(code(&nothing), 1);
    assert!(messages(&nothing).contains("this tag"), "{nothing:?}");
    // What narrows is no tag for what is added.
    let added = place.run(&[
        "bookmarks",
        "--tag",
        "figure",
        "add",
        "bridge",
        "eleven weeks",
    ]);
    assert_eq!(code(&added), 2);
    assert_eq!(place.json(&["bookmarks", "list", "--json"]).len(), 2);
}

#[test]
fn a_passage_without_address_and_day_is_cited_by_file_and_day_of_keeping() {
    let place = Place::filled();
    let kept = place.json(&["bookmarks", "add", "orchard", "late frost", "--json"]);
    let day = kept[0]["created"].as_str().unwrap()[..10].to_string();
    for arguments in [
        vec!["bookmarks", "list"],
        vec!["bookmarks", "export", "--format", "md"],
        vec!["bookmarks", "export", "--format", "html"],
    ] {
        let shown = text(&place.run(&arguments)).replace(['\n', '\\'], " ");
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(shown.contains(&format!("undated, kept {day}")), "{shown}");
        assert!(shown.contains("orchard.txt"), "{shown}");
    }
}

#[test]
fn what_was_named_and_cannot_be_read_is_a_failure_and_an_empty_folder_finds_nothing() {
    let place = Place::new();
    place.write("paper.gif", "GIF89a and so on");
    fs::create_dir_all(place.dir.join("empty")).unwrap();
    for dry in [&["--dry-run"][..], &[]] {
        let run = |path: &str| place.run(&[&["add"], dry, &[path]].concat());
        let refused = run(&place.path("paper.gif"));
        assert_eq!(code(&refused), 3, "{refused:?}");
        let empty = run(&place.dir.join("empty").to_string_lossy());
        assert_eq!(code(&empty), 1, "{empty:?}");
        // A folder with nothing but what is no article.
        assert_eq!(code(&run(&place.path(""))), 1);
    }
    place.write("orchard.txt", ORCHARD);
    let both = place.run(&["add", &place.path("")]);
    assert_eq!(code(&both), 0, "{both:?}");
    assert_eq!(code(&place.run(&["add", &place.path("orchard.txt")])), 0);
    assert_eq!(code(&place.run(&["refresh"])), 0);
}

#[test]
fn no_cell_of_any_table_is_a_formula() {
    let place = Place::new();
    place.write(
        "a.md",
        "---\ntitle: \"\u{2003}=HYPERLINK(1)\"\nsource: \"＝Wire\"\n---\n\n@SUM(1) was what the mayor of Oakport said on Monday.\n",
    );
    place.run(&["add", &place.path("")]);
    let exported = text(&place.run(&["export", "articles", "--format", "csv"]));
    let row = exported.lines().nth(1).unwrap();
    assert!(
        row.contains("'＝Wire") && row.contains("'=HYPERLINK"),
        "{row}"
    );
}
