//! What the reader decides about names: by command and by the screens, through rebuilds, new articles, undo and a second
//! parallax.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use parallax::model::{DecisionKind, Made, NameKind, Question};
use parallax::worker::Home;
use parallax::worker::deciding::Choice;
use parallax::worker::desk::Desk;
use parallax::worker::entity_list::EntitySort;
use parallax::worker::request::Opener;
use parallax::worker::request::{Decided, Lists, OnShelf, Reply, Request};
use serde_json::Value;

/// Outlet, day and text: Tilda Vance and Mathilde Wancek are two by their letters, Tilda Vance and Rupert Holm by all.
const ARTICLES: [(&str, &str, &str, &str); 3] = [
    (
        "gazette.md",
        "Harbour Gazette",
        "2024-03-04",
        "The bridge in Oakport was closed on Monday. Mayor Tilda Vance said that the repair would take weeks. \
         Vance has been mayor since 2019. Engineers came from Welland.",
    ),
    (
        "courier.md",
        "Lenn Courier",
        "2024-03-06",
        "Oakport waits for its bridge. Mathilde Wancek said on Wednesday that the work had begun. \
         Nobody but Mathilde Wancek knows when it will end, said the engineer Rupert Holm.",
    ),
    (
        "herald.md",
        "Delta Herald",
        "2024-03-09",
        "Drivers from Welland take the ferry now. Rupert Holm said that the pillars were sound. \
         On Friday Rupert Holm went to Oakport.",
    ),
];

const LATER: (&str, &str, &str, &str) = (
    "later.md",
    "Evening Post",
    "2024-06-01",
    "The bridge in Oakport is open again. Mathilde Wancek cut the ribbon on Saturday, and Tilda Vance wrote to the \
     engineers. Rupert Holm was not there.",
);

struct Place {
    dir: PathBuf,
}

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("parallax-decide-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("news")).unwrap();
        Place {
            dir: fs::canonicalize(dir).unwrap(),
        }
    }

    fn filled() -> Place {
        let place = Place::new();
        for article in ARTICLES {
            place.add(article);
        }
        place
    }

    /// Writes an article and adds it.
    fn add(&self, (name, outlet, day, text): (&str, &str, &str, &str)) {
        let path = self.dir.join("news").join(name);
        let text =
            format!("---\ntitle: From {outlet}\noutlet: {outlet}\ndate: {day}\n---\n\n{text}\n");
        fs::write(&path, text).unwrap();
        self.done(&["add", &path.to_string_lossy()]);
    }

    fn home(&self) -> Home {
        Home {
            dir: self.dir.join("home"),
        }
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(assert_cmd::cargo::cargo_bin!("parallax"))
            .current_dir(&self.dir)
            .env("PARALLAX_HOME", self.home().dir)
            .stdin(Stdio::null())
            .args(arguments)
            .output()
            .unwrap()
    }

    /// What a command prints; it must be done.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Vec<Value> {
        self.done(arguments)
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    /// Exit code and messages of a command that is refused.
    fn refused(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        assert!(output.stdout.is_empty(), "{arguments:?}: {output:?}");
        (
            output.status.code().unwrap(),
            String::from_utf8(output.stderr).unwrap(),
        )
    }

    /// The forms shown of those whose spellings hold this one.
    fn shown_for(&self, spelling: &str) -> Vec<String> {
        let all = self.json(&["entities", "--sort", "name", "--json"]);
        let has = |entity: &&Value| {
            let spellings = entity["spellings"].as_array().unwrap();
            spellings.iter().any(|one| one["text"] == spelling)
        };
        all.iter()
            .filter(has)
            .map(|entity| entity["name"].as_str().unwrap().to_string())
            .collect()
    }

    fn are_one(&self, one: &str, two: &str) -> bool {
        let (ones, twos) = (self.shown_for(one), self.shown_for(two));
        assert_eq!((ones.len(), twos.len()), (1, 1), "{ones:?} {twos:?}");
        ones == twos
    }

    fn desk(&self) -> Desk {
        Desk::open(Opener {
            home: self.home(),
            paths: Vec::new(),
        })
        .unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

#[test]
fn a_merge_holds_through_rebuild_loss_of_the_catalogue_and_new_articles() {
    let place = Place::filled();
    assert!(!place.are_one("Tilda Vance", "Mathilde Wancek"));
    // A surname alone means the one who bears it.
    let said = place.done(&["merge", "vance", "Mathilde  Wancek"]);
    assert!(
        said.contains("are one") && said.contains("2 articles"),
        "{said}"
    );
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    place.done(&["rebuild"]);
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    for ending in ["", "-wal", "-shm"] {
        let mut file = place.home().catalogue().into_os_string();
        file.push(ending);
        let _ = fs::remove_file(file);
    }
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    place.add(LATER);
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    assert!(!place.are_one("Tilda Vance", "Rupert Holm"));

    let undone = place.done(&["undo"]);
    assert!(undone.contains("merge"), "{undone}");
    assert!(!place.are_one("Tilda Vance", "Mathilde Wancek"));
    place.done(&["redo"]);
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    // What is undone of bookmarks is no decision.
    assert_eq!(place.refused(&["bookmarks", "undo"]).0, 1);
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    place.done(&["undo"]);
    assert!(!place.are_one("Tilda Vance", "Mathilde Wancek"));
    assert_eq!(place.refused(&["undo"]).0, 1);
    place.done(&["redo", "--json"]);
    assert_eq!(place.refused(&["redo"]).0, 1);

    let id = place.json(&["entities", "--decisions", "--json"])[0]["id"].to_string();
    let back = place.done(&["take-back", &id]);
    assert!(back.contains("taken back"), "{back}");
    assert!(!place.are_one("Tilda Vance", "Mathilde Wancek"));
    assert_eq!(place.refused(&["take-back", &id]).0, 1);
    assert_eq!(place.refused(&["entities", "--decisions"]).0, 1);
}

#[test]
fn the_order_of_articles_and_decisions_makes_no_difference() {
    let first = Place::filled();
    first.add(LATER);
    first.done(&["merge", "Tilda Vance", "Mathilde Wancek"]);
    first.done(&["rename", "Tilda Vance", "Mayor of Oakport"]);
    first.done(&["retype", "Welland", "organisation"]);

    let second = Place::new();
    second.add(LATER);
    second.done(&["retype", "Welland", "organisation"]);
    second.done(&["merge", "Mathilde Wancek", "Tilda Vance"]);
    second.add(ARTICLES[2]);
    second.done(&["rename", "Mathilde Wancek", "Mayor of Oakport"]);
    second.add(ARTICLES[0]);
    second.add(ARTICLES[1]);

    let told = |place: &Place| -> Vec<Value> {
        let mut all = place.json(&["entities", "--sort", "name", "--json"]);
        for entity in &mut all {
            let fields = entity.as_object_mut().unwrap();
            // Paths differ from folder to folder.
            fields.remove("articles");
        }
        all
    };
    let told_first = told(&first);
    assert_eq!(told_first, told(&second));
    let mayor = told_first
        .iter()
        .find(|entity| entity["name"] == "Mayor of Oakport")
        .unwrap();
    assert_eq!(mayor["article_ids"].as_array().unwrap().len(), 3);
    assert_eq!(mayor["first"], "2024-03-04");
    assert_eq!(mayor["last"], "2024-06-01");
    let outlets = ["Evening Post", "Harbour Gazette", "Lenn Courier"];
    assert_eq!(mayor["outlets"], serde_json::json!(outlets));
}

#[test]
fn a_merge_against_an_earlier_decision_warns_and_goes_on_only_by_force() {
    let place = Place::filled();
    place.done(&["not-same", "Tilda Vance", "Mathilde Wancek"]);
    let decision = &place.json(&["entities", "--decisions", "--json"])[0];
    assert_eq!(decision["schema"], "parallax/decision/1");
    assert_eq!(decision["kind"], "not-same");
    let (code, why) = place.refused(&["merge", "Tilda Vance", "Mathilde Wancek"]);
    let day = &decision["created"].as_str().unwrap()[..10];
    assert_eq!(code, 2, "{why}");
    assert!(
        why.contains(&format!("decision {}", decision["id"])),
        "{why}"
    );
    assert!(why.contains(day) && why.contains("--force"), "{why}");
    assert_eq!(place.json(&["entities", "--decisions", "--json"]).len(), 1);
    assert!(!place.are_one("Tilda Vance", "Mathilde Wancek"));

    place.done(&["merge", "Tilda Vance", "Mathilde Wancek", "--force"]);
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    assert_eq!(place.json(&["entities", "--decisions", "--json"]).len(), 2);
    // Apart once more, which goes over the merge; and a third name does not slip in by way of one of them.
    place.done(&["not-same", "Tilda Vance", "Mathilde Wancek"]);
    assert!(!place.are_one("Tilda Vance", "Mathilde Wancek"));
    place.done(&["undo"]);
    place.done(&["undo"]);
    place.done(&["merge", "Mathilde Wancek", "Rupert Holm"]);
    assert_eq!(place.refused(&["merge", "Tilda Vance", "Rupert Holm"]).0, 2);
}

#[test]
fn a_split_a_new_name_and_a_type_hold() {
    let place = Place::filled();
    place.done(&["merge", "Tilda Vance", "Mathilde Wancek"]);
    place.done(&["split", "Mathilde Wancek", "Tilda Vance"]);
    assert!(!place.are_one("Tilda Vance", "Mathilde Wancek"));
    assert_eq!(place.refused(&["split", "Rupert Holm", "Tilda Vance"]).0, 1);
    assert_eq!(place.refused(&["split", "Rupert Holm", "Rupert Holm"]).0, 2);
    assert_eq!(
        place.refused(&["split", "Rupert Holm", "Nobody Known"]).0,
        1
    );

    place.done(&["split", "Vance", "Tilda Vance"]);
    assert_eq!(place.shown_for("Vance"), ["Vance"]);
    assert_eq!(place.shown_for("Tilda Vance"), ["Tilda Vance"]);
    place.done(&["undo"]);
    assert!(place.are_one("Tilda Vance", "Vance"));

    place.done(&["rename", "rupert holm", "Rupert J. Holm"]);
    assert_eq!(place.shown_for("Rupert Holm"), ["Rupert J. Holm"]);
    place.done(&["rename", "Rupert J. Holm", "Engineer Holm"]);
    assert_eq!(place.shown_for("Rupert Holm"), ["Engineer Holm"]);

    let kind = |name: &str| place.json(&["entity", name, "--json"])[0]["type"].clone();
    let before = kind("Welland");
    place.done(&["retype", "Welland", "Person"]);
    assert_eq!(kind("Welland"), "person");
    let card = &place.json(&["entity", "Welland", "--json"])[0];
    assert!(!card["contexts"].as_array().unwrap().is_empty(), "{card}");
    assert_eq!(place.refused(&["retype", "Welland", "river"]).0, 2);
    place.done(&["rebuild"]);
    assert_eq!(place.shown_for("Rupert Holm"), ["Engineer Holm"]);
    assert_eq!(kind("Welland"), "person");
    place.done(&["undo"]);
    assert_eq!(kind("Welland"), before);
}

/// The day on which the bridge opened, told by two outlets that call the mayor otherwise.
const OPENED: [(&str, &str, &str, &str); 2] = [
    (
        "one.md",
        "Harbour Gazette",
        "2024-06-03",
        "Tilda Vance opened the repaired bridge in Oakport before a crowd of 400. \
         “The ferry has had its day and nobody in this town will miss it,” Tilda Vance said at the ceremony.",
    ),
    (
        "two.md",
        "Lenn Courier",
        "2024-06-03",
        "Mathilde Wancek opened the repaired bridge in Oakport before a crowd of 400. \
         “The ferry has had its day and nobody in this town will miss it,” Mathilde Wancek said at the ceremony.",
    ),
];

#[test]
fn comparisons_obey_what_was_decided() {
    let place = Place::new();
    for article in OPENED {
        place.add(article);
    }
    let compared = || {
        let told = place.json(&["compare", "one.md", "two.md", "--json"]);
        told[0]["findings"].as_array().unwrap().clone()
    };
    let names = || -> Vec<Vec<String>> {
        let of_kind = |finding: &&Value| finding["kind"] == "name";
        let texts = |finding: &Value| -> Vec<String> {
            let values = finding["values"].as_array().unwrap().iter();
            values
                .map(|value| value["text"].as_str().unwrap().to_string())
                .collect()
        };
        compared().iter().filter(of_kind).map(texts).collect()
    };
    let speakers_differ = || {
        let findings = compared();
        findings
            .iter()
            .any(|finding| finding["verdict"] == "other-speaker")
    };
    assert!(names().is_empty(), "{:?}", names());
    assert!(speakers_differ());
    place.done(&["merge", "Tilda Vance", "Mathilde Wancek"]);
    assert_eq!(names(), [["Tilda Vance", "Mathilde Wancek"]]);
    assert!(!speakers_differ(), "one speaker, two names");
    place.done(&["split", "Mathilde Wancek", "Tilda Vance"]);
    assert!(names().is_empty(), "{:?}", names());
    assert!(speakers_differ());

    // What was said of a name that neither of them has holds for what it is one with.
    place.done(&["undo"]);
    place.done(&["undo"]);
    place.add(LATER);
    place.done(&["merge", "Tilda Vance", "The Mayor of Oakport"]);
    place.done(&["merge", "Mathilde Wancek", "The Mayor of Oakport"]);
    assert_eq!(names(), [["Tilda Vance", "Mathilde Wancek"]]);
}

#[test]
fn a_name_that_no_article_has_is_accepted_and_waits() {
    let place = Place::new();
    place.add(ARTICLES[0]);
    let output = place.run(&["merge", "Tilda Vance", "Mathilde Wancek"]);
    let notes = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(0), "{notes}");
    assert!(
        notes.contains("no article names “Mathilde Wancek” yet"),
        "{notes}"
    );
    place.add(ARTICLES[1]);
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
    let (code, why) = place.refused(&["merge", "Tilda Vance", "tilda  vance"]);
    assert!(code == 2 || why.contains("nothing to decide"), "{why}");
    assert_eq!(place.refused(&["merge", "Tilda Vance", " "]).0, 2);
}

#[test]
fn while_another_writes_nothing_is_decided() {
    let place = Place::filled();
    place.done(&["merge", "Tilda Vance", "Mathilde Wancek"]);
    let mut lock = fs::File::create(place.home().dir.join("library.lock")).unwrap();
    lock.try_lock().unwrap();
    write!(lock, "4242").unwrap();
    for arguments in [
        &["merge", "Oakport", "Welland"][..],
        &["not-same", "Oakport", "Welland"],
        &["split", "Mathilde Wancek", "Tilda Vance"],
        &["rename", "Oakport", "Oak Port"],
        &["retype", "Oakport", "person"],
        &["take-back", "1"],
        &["undo"],
    ] {
        let (code, why) = place.refused(arguments);
        assert_eq!(code, 4, "{arguments:?}: {why}");
        assert!(why.contains("process 4242"), "{why}");
    }
    drop(lock);
    assert_eq!(place.json(&["entities", "--decisions", "--json"]).len(), 1);
    assert!(place.are_one("Tilda Vance", "Mathilde Wancek"));
}

#[test]
fn entities_are_sorted_found_and_exported_whole() {
    let place = Place::filled();
    let names = |arguments: &[&str]| -> Vec<String> {
        let all = place.json(&[&["entities", "--json"], arguments].concat());
        all.iter()
            .map(|entity| entity["name"].as_str().unwrap().to_string())
            .collect()
    };
    let by_name = names(&["--sort", "name"]);
    let mut sorted = by_name.clone();
    sorted.sort_by_key(|name| name.to_lowercase());
    assert_eq!(by_name, sorted);
    assert_eq!(names(&["--sort", "outlets", "-n", "1"]), ["Oakport"]);
    assert_eq!(names(&["--find", "holm RUPERT"]), ["Rupert Holm"]);
    assert_eq!(place.refused(&["entities", "--find", "zzz"]).0, 1);
    assert_eq!(place.refused(&["entities", "--sort", "size"]).0, 2);
    assert_eq!(
        names(&["--sort", "newest", "--type", "person"])[0],
        "Rupert Holm"
    );
    let shown = place.done(&["entity", "Oakport"]);
    assert!(
        shown.contains("3 outlets, 2024-03-04 to 2024-03-09"),
        "{shown}"
    );

    let table = place.done(&["export", "entities", "--format", "csv"]);
    let mut lines = table.lines();
    assert_eq!(
        lines.next().unwrap(),
        "id,name,type,mentions,articles,spellings,why,outlets,first,last,spellings_by_outlet,article_ids"
    );
    let holm = lines.find(|line| line.contains("Rupert Holm")).unwrap();
    for part in [
        "Delta Herald; Lenn Courier",
        "2024-03-06,2024-03-09",
        "Rupert Holm (Delta Herald: 2)",
        ",person,",
    ] {
        assert!(holm.contains(part), "{part}: {holm}");
    }
    let list: Vec<Value> =
        serde_json::from_str(&place.done(&["export", "entities", "--format", "json"])).unwrap();
    assert_eq!(list.len(), by_name.len());
    assert_eq!(place.json(&["entities", "--json"]).len(), list.len());
}

fn question(text: &str) -> Question {
    Question {
        text: text.into(),
        limit: 100,
        ..Question::default()
    }
}

fn on_shelf(desk: &mut Desk, request: Request) -> OnShelf {
    match desk.answer(request, &AtomicBool::new(false)) {
        Reply::Shelf(shelf) => shelf,
        other => panic!("{other:?}"),
    }
}

fn lists(desk: &mut Desk) -> Lists {
    match desk.answer(Request::Lists, &AtomicBool::new(false)) {
        Reply::Lists(lists) => lists,
        other => panic!("{other:?}"),
    }
}

fn merge(one: &str, two: &str, force: bool) -> Request {
    Request::Decide(Choice {
        kind: DecisionKind::Merge,
        one: one.into(),
        two: two.into(),
        force,
    })
}

#[test]
fn search_finds_an_entity_by_any_spelling_and_facets_list_it_once() {
    let place = Place::filled();
    let mut desk = place.desk();
    let search = |desk: &mut Desk, text: &str| match desk
        .answer(Request::Search(question(text)), &AtomicBool::new(false))
    {
        Reply::Search { answer, .. } => answer,
        other => panic!("{other:?}"),
    };
    assert_eq!(search(&mut desk, "name:wancek").total, 1);
    let shelf = on_shelf(&mut desk, merge("Tilda Vance", "Mathilde Wancek", false));
    let Some(Decided::Done { entity, lists }) = shelf.decided else {
        panic!("{shelf:?}");
    };
    let entity = entity.unwrap();
    for name in ["name:wancek", "name:\"tilda vance\"", "name:vance"] {
        let answer = search(&mut desk, name);
        assert_eq!(answer.total, 2, "{name}");
        let facets: Vec<_> = answer
            .facets
            .entities
            .iter()
            .filter(|bucket| ["Tilda Vance", "Mathilde Wancek"].contains(&&*bucket.label))
            .collect();
        assert_eq!(facets.len(), 1, "{facets:?}");
        assert_eq!((facets[0].count, &facets[0].key), (2, &entity));
    }
    let place_in_list = lists
        .list
        .places(EntitySort::Mentions, Some(NameKind::Person), "wanc");
    assert_eq!(lists.list.get(place_in_list[0]).unwrap().0.id, entity);
    assert_eq!(lists.decisions.len(), 1);
}

#[test]
fn the_screens_decide_are_asked_and_undo() {
    let place = Place::filled();
    let mut desk = place.desk();
    let count = lists(&mut desk).entities.len();
    let two = |kind, one: &str, two: &str| {
        Request::Decide(Choice {
            kind,
            one: one.into(),
            two: two.into(),
            force: false,
        })
    };
    on_shelf(
        &mut desk,
        two(DecisionKind::NotSame, "Tilda Vance", "Mathilde Wancek"),
    );
    let asked = on_shelf(&mut desk, merge("Mathilde Wancek", "Tilda Vance", false));
    let Some(Decided::Asks(contradiction)) = asked.decided else {
        panic!("{asked:?}");
    };
    assert!(asked.done.is_none());
    assert!(contradiction.words().contains("not the same"));
    assert_eq!(lists(&mut desk).entities.len(), count);
    let go_on = Choice {
        force: true,
        ..contradiction.choice
    };
    let done = on_shelf(&mut desk, Request::Decide(go_on));
    assert!(done.done.unwrap().contains("are one"));
    assert_eq!(lists(&mut desk).entities.len(), count - 1);

    let undone = on_shelf(&mut desk, Request::Undo(Made::Any));
    assert!(undone.done.unwrap().starts_with("undone: "));
    assert!(matches!(undone.decided, Some(Decided::Done { .. })));
    assert_eq!(lists(&mut desk).entities.len(), count);
    on_shelf(&mut desk, Request::Redo(Made::Any));
    assert_eq!(lists(&mut desk).entities.len(), count - 1);
    let newest = lists(&mut desk).decisions.last().unwrap().id;
    let back = on_shelf(&mut desk, Request::TakeBack(newest));
    assert!(back.done.unwrap().starts_with("taken back"));
    assert_eq!(lists(&mut desk).entities.len(), count);
    // What another parallax decides shows as well.
    place.done(&["merge", "Oakport", "Welland"]);
    assert_eq!(lists(&mut desk).entities.len(), count - 1);
    assert!(matches!(
        desk.answer(Request::TakeBack(99), &AtomicBool::new(false)),
        Reply::Failed(_)
    ));
}

#[test]
fn of_what_is_not_kept_nothing_is_decided() {
    let place = Place::filled();
    let news = place.dir.join("news");
    let open = || {
        Desk::open(Opener {
            home: Home {
                dir: place.dir.join("other"),
            },
            paths: vec![news.clone()],
        })
        .unwrap()
    };
    let mut desk = open();
    let count = lists(&mut desk).entities.len();
    let request = merge("Tilda Vance", "Mathilde Wancek", false);
    match desk.answer(request, &AtomicBool::new(false)) {
        Reply::Failed(why) => assert!(why.contains("you are only looking"), "{why}"),
        other => panic!("{other:?}"),
    }
    assert_eq!(lists(&mut desk).entities.len(), count);
    assert_eq!(lists(&mut open()).entities.len(), count);
}
