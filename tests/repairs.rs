//! Damage as a reader meets it in the commands: what is said of it, what goes on beside it, and what mends it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const FERRY: &str = "---\ntitle: Ferry aground, told by NAME\noutlet: NAME News\ndate: 2031-05-03\n---\n\n\
    The ferry Sea Lark ran aground near Tarn with 42 people on board.\n\n\
    Captain Elena Marsh of the NAME desk said the ship lost all steering.\n";

struct Place {
    dir: PathBuf,
}

impl Place {
    /// A home with three articles, and a bookmark with a note in each of two.
    fn new(name: &str) -> Place {
        let dir =
            std::env::temp_dir().join(format!("parallax-repairs-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let place = Place { dir };
        fs::create_dir_all(place.news()).unwrap();
        for name in ["alpha", "beta", "gamma"] {
            let text = FERRY.replace("NAME", name);
            fs::write(place.news().join(format!("{name}.md")), text).unwrap();
        }
        let news = place.news().display().to_string();
        place.does(&["add", &news]);
        for (article, words) in [("alpha.md", "42 people"), ("beta.md", "lost all steering")] {
            place.does(&["bookmarks", "add", article, words, "--note", "how many?"]);
        }
        place.does(&["shelf", "copy"]);
        place
    }

    fn news(&self) -> PathBuf {
        self.dir.join("news")
    }

    fn home(&self) -> PathBuf {
        self.dir.join("home")
    }

    fn shelf(&self) -> PathBuf {
        self.home().join("shelf.sqlite")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_parallax"))
            .args(arguments)
            .env("PARALLAX_HOME", self.home())
            .current_dir("/")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Exit code, standard output, standard error.
    fn told(&self, arguments: &[&str]) -> (i32, String, String) {
        let done = self.run(arguments);
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (
            done.status.code().unwrap(),
            text(&done.stdout),
            text(&done.stderr),
        )
    }

    fn does(&self, arguments: &[&str]) -> String {
        let (code, out, errors) = self.told(arguments);
        assert_eq!(code, 0, "{arguments:?}: {out}{errors}");
        out
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

#[test]
fn doctor_goes_on_over_a_shelf_that_cannot_be_read_and_rebuilds_nothing_for_it() {
    let place = Place::new("doctor-junk");
    fs::write(place.shelf(), b"no shelf any more ".repeat(500)).unwrap();
    for arguments in [&["doctor"][..], &["doctor", "--fix"]] {
        let (code, out, errors) = place.told(arguments);
        assert_eq!(code, 3, "{out}{errors}");
        for wanted in [
            "✗ shelf",
            "do: parallax shelf restore (a copy)",
            "✓ catalogue  whole",
            "✓ index      whole",
            "✓ in step    3 articles",
            "· sources    not known",
        ] {
            assert!(out.contains(wanted), "{wanted}: {out}{errors}");
        }
        assert!(!errors.contains("rebuilding"), "{errors}");
    }
    let copies = place.does(&["shelf", "restore"]);
    let newest = copies.lines().next().unwrap();
    place.does(&["shelf", "restore", newest]);
    place.does(&["doctor"]);
    assert_eq!(
        place
            .does(&["bookmarks", "list"])
            .matches("42 people")
            .count(),
        1
    );
}

#[cfg(unix)]
#[test]
fn doctor_says_what_helps_where_the_index_is_a_link() {
    let place = Place::new("doctor-link");
    let index = place.home().join("index");
    let away = place.home().join("index.elsewhere");
    fs::rename(&index, &away).unwrap();
    std::os::unix::fs::symlink(&away, &index).unwrap();
    // What it leads to is in use, whatever it is called.
    let out = place.does(&["doctor", "--fix", "--yes"]);
    assert!(!out.contains("set aside"), "{out}");
    assert!(away.exists());
    fs::remove_dir_all(&away).unwrap();
    let (code, out, _) = place.told(&["doctor", "--fix"]);
    assert_eq!(code, 3, "{out}");
    let remedy = format!("rm {}", index.display());
    assert!(
        out.contains(&remedy) && !out.contains("parallax rebuild"),
        "{out}"
    );
    fs::remove_file(&index).unwrap();
    place.does(&["search", "ferry"]);
    place.does(&["doctor"]);
}

/// Runs as one who may not read what the owner closed; root may read everything.
#[cfg(unix)]
#[test]
fn doctor_says_how_a_closed_shelf_is_opened_and_looks_at_the_rest() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("doctor-closed");
    let other = place.dir.display().to_string();
    let id = Command::new("id").arg("-u").output().unwrap();
    let before: &[&str] = match id.stdout.as_slice() {
        b"0\n" => {
            let done = Command::new("chown")
                .args(["-R", "65534:65534", &other])
                .status();
            assert!(done.unwrap().success());
            &[
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
            ]
        }
        _ => &[],
    };
    let closed = |path: &Path, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    for file in ["shelf.sqlite", "catalogue.sqlite"] {
        let path = place.home().join(file);
        closed(&path, 0o000);
        let words = [before, &[env!("CARGO_BIN_EXE_parallax"), "doctor"]].concat();
        let done = Command::new(words[0])
            .args(&words[1..])
            .env("PARALLAX_HOME", place.home())
            .output()
            .unwrap();
        closed(&path, 0o600);
        let out = String::from_utf8_lossy(&done.stdout);
        assert_eq!(done.status.code(), Some(3), "{out}");
        let remedy = format!("do: chmod u+rwX {}", path.display());
        assert!(out.contains(&remedy), "{out}");
        assert!(!out.contains("shelf restore"), "{out}");
        let rest = match file {
            "shelf.sqlite" => "✓ catalogue  whole",
            _ => "✓ shelf      every row is whole: 2 bookmarks",
        };
        assert!(out.contains(rest), "{out}");
    }
}

#[test]
fn bookmarks_are_listed_whatever_became_of_the_articles() {
    let place = Place::new("articles-unread");
    // Another program lets nobody read it.
    let held = rusqlite::Connection::open(place.home().join("catalogue.sqlite")).unwrap();
    held.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        .unwrap();
    for arguments in [
        &["bookmarks", "list"][..],
        &["bookmarks", "export", "--format", "json"],
    ] {
        let (_, out, errors) = place.told(arguments);
        assert_eq!(out.matches("42 people").count(), 1, "{out}{errors}");
        assert!(errors.contains("cannot be read"), "{errors}");
        assert!(!out.contains("gone"), "{out}");
    }
}

/// What a writer has passed on cannot be taken back: the articles are longer than any buffer.
#[test]
fn an_export_goes_on_past_what_is_damaged_and_says_what_it_lacks() {
    let place = Place::new("export");
    for number in 0..12 {
        let day = format!("The ferry {number} left Tarn for Velmora at noon. ").repeat(400);
        let text = FERRY.replace("NAME", &format!("Nº {number}"));
        fs::write(
            place.news().join(format!("{number}.md")),
            text + "\n" + &day,
        )
        .unwrap();
    }
    place.does(&["refresh"]);
    let catalogue = rusqlite::Connection::open(place.home().join("catalogue.sqlite")).unwrap();
    let damage = "UPDATE content SET json = json || ' ' WHERE article = 9";
    assert_eq!(catalogue.execute(damage, []).unwrap(), 1);
    drop(catalogue);
    let (code, out, errors) = place.told(&["export", "articles", "--format", "json"]);
    assert_eq!(code, 3, "{errors}");
    let held: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(held.len(), 14, "{errors}");
    let titles: Vec<&str> = held
        .iter()
        .filter_map(|one| one["title"].as_str())
        .collect();
    let lacking: Vec<String> = (0..12)
        .map(|number| format!("Ferry aground, told by Nº {number}"))
        .filter(|title| !titles.contains(&title.as_str()))
        .collect();
    assert_eq!(lacking.len(), 1);
    assert!(
        errors.contains("lacks 1 that cannot be read") && errors.contains(&lacking[0]),
        "{errors}"
    );
    // It was set aside by that, and is made anew by whoever comes next.
    let out = place.does(&["export", "articles", "--format", "jsonl"]);
    assert_eq!(out.lines().count(), 15);
}

#[test]
fn what_can_be_read_of_a_damaged_bookmark_is_set_aside_and_named_by_whatever_lacks_it() {
    let place = Place::new("remains");
    let shelf = rusqlite::Connection::open(place.shelf()).unwrap();
    let damage = "UPDATE bookmark SET quote = '42 peoplf' WHERE id = 1";
    assert_eq!(shelf.execute(damage, []).unwrap(), 1);
    drop(shelf);
    let lies = |errors: &str| {
        let (_, after) = errors.split_once("1 bookmark is missing here").unwrap();
        let (_, after) = after.split_once("lies in ").unwrap();
        fs::read_to_string(after.split_once(';').unwrap().0).unwrap()
    };
    let (code, out, errors) = place.told(&["bookmarks", "export"]);
    assert_eq!(code, 3, "{errors}");
    assert!(
        out.contains("lost all steering") && !out.contains("42 peopl"),
        "{out}"
    );
    let kept = lies(&errors);
    assert!(
        kept.contains("quote: 42 peoplf") && kept.contains("note: how many?"),
        "{kept}"
    );
    let out = place.does(&["shelf", "mend"]);
    assert!(out.contains("is kept as a text at"), "{out}");
    let (code, _, errors) = place.told(&["bookmarks", "export"]);
    assert_eq!(code, 0, "{errors}");
    assert_eq!(lies(&errors), kept);
    assert!(place.does(&["doctor"]).contains("· remains"));
}

#[test]
fn a_catalogue_of_another_home_is_told_and_made_anew_without_what_it_brought() {
    let place = Place::new("catalogue-own");
    let other = Place::new("catalogue-other");
    let apart = FERRY
        .replace("Ferry aground", "A bridge far away")
        .replace("Sea Lark", "Tern");
    fs::write(other.news().join("bridge.md"), apart).unwrap();
    other.does(&["refresh"]);
    let own = fs::read(place.home().join("catalogue.sqlite")).unwrap();
    fs::copy(
        other.home().join("catalogue.sqlite"),
        place.home().join("catalogue.sqlite"),
    )
    .unwrap();
    let said = "is not that of the shelf beside it";
    let (code, out, errors) = place.told(&["stats"]);
    assert!(code == 0 && errors.contains(said), "{out}{errors}");
    let (code, out, _) = place.told(&["doctor"]);
    assert_eq!(code, 3, "{out}");
    assert!(
        out.contains("✗ catalogue  it belongs to another library"),
        "{out}"
    );
    // Where the other library's files are away, nothing of them is carried over.
    fs::remove_dir_all(other.news()).unwrap();
    let (_, _, errors) = place.told(&["doctor", "--fix"]);
    assert!(errors.contains("set aside as"), "{errors}");
    let (_, out, errors) = place.told(&["stats"]);
    assert!(!errors.contains(said), "{out}{errors}");
    let held = place.does(&["export", "articles"]);
    assert!(
        held.contains("told by alpha") && !held.contains("A bridge far away"),
        "{held}"
    );
    // The one that was here is known again.
    fs::write(place.home().join("catalogue.sqlite"), own).unwrap();
    let (_, _, errors) = place.told(&["stats"]);
    assert!(!errors.contains(said), "{errors}");
}

#[test]
fn the_articles_go_with_the_shelf_that_the_reader_takes() {
    let place = Place::new("accepted");
    let other = Place::new("accepted-other");
    let own = place.does(&["shelf"]);
    fs::copy(other.shelf(), place.shelf()).unwrap();
    let (code, _, errors) = place.told(&["bookmarks", "edit", "1", "--note", "mine"]);
    assert!(
        code == 3 && errors.contains("nothing was changed"),
        "{errors}"
    );
    place.does(&["shelf", "accept"]);
    place.does(&["bookmarks", "edit", "1", "--note", "mine"]);
    for restored in [None, own.lines().next()] {
        if let Some(name) = restored {
            place.does(&["shelf", "restore", name]);
        }
        let (_, out, errors) = place.told(&["stats"]);
        assert!(
            !errors.contains("is not that of the shelf"),
            "{out}{errors}"
        );
        place.does(&["doctor"]);
    }
}

#[test]
fn a_lost_article_is_told_once_and_remembered_until_it_is_back_or_let_go() {
    let place = Place::new("lost");
    for back in [true, false] {
        let catalogue = rusqlite::Connection::open(place.home().join("catalogue.sqlite")).unwrap();
        let damage = "UPDATE content SET json = json || ' ' WHERE article = \
                      (SELECT article FROM origin WHERE origin LIKE '%gamma.md')";
        assert_eq!(catalogue.execute(damage, []).unwrap(), 1);
        drop(catalogue);
        let file = place.news().join("gamma.md");
        let text = fs::read(&file).unwrap();
        // A whole source away: what was held of it would be carried over, were it not damaged, or read from its original.
        let _ = fs::remove_dir_all(place.home().join("originals"));
        fs::rename(place.news(), place.dir.join("away")).unwrap();
        let (_, _, errors) = place.told(&["show", "gamma.md"]);
        assert!(
            errors.contains("gamma.md: is lost"),
            "told when it happens: {errors}"
        );
        // Later commands do not tell it as news, and doctor knows.
        let (_, _, errors) = place.told(&["search", "ferry"]);
        assert!(!errors.contains("lost"), "{errors}");
        let (_, out, _) = place.told(&["doctor"]);
        assert!(
            out.contains("· lost       1 article since ") && out.contains("gamma.md"),
            "{out}"
        );
        // Nobody can be asked here.
        place.told(&["doctor", "--fix"]);
        assert!(place.told(&["doctor"]).1.contains("· lost "));
        fs::rename(place.dir.join("away"), place.news()).unwrap();
        if back {
            fs::write(&file, &text).unwrap();
            place.does(&["refresh"]);
        } else {
            fs::remove_file(&file).unwrap();
            place.does(&["refresh"]);
            assert!(place.told(&["doctor"]).1.contains("· lost "));
            let (_, _, errors) = place.told(&["doctor", "--fix", "--yes"]);
            assert!(
                errors.contains("lost since ") && errors.contains("forgotten: 1 article"),
                "{errors}"
            );
        }
        let out = place.told(&["doctor"]).1;
        assert!(!out.contains("· lost "), "{out}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_told_with_what_to_do_and_what_goes_without_it_goes_on() {
    use std::os::unix::fs::symlink;
    for name in ["catalogue.sqlite", "index", "library.lock", "copies"] {
        for end in ["/nowhere/at/all", name] {
            let place = Place::new("links");
            let path = place.home().join(name);
            match path.is_dir() {
                true => fs::remove_dir_all(&path).unwrap(),
                false => drop(fs::remove_file(&path)),
            }
            symlink(end, &path).unwrap();
            let told = |arguments: &[&str]| {
                let (code, out, errors) = place.told(arguments);
                assert!(
                    name == "copies" || !errors.contains("os error"),
                    "{name} {arguments:?}: {errors}"
                );
                (code, out, errors)
            };
            let (code, out, _) = told(&["bookmarks", "list"]);
            assert!(code == 0 && out.contains("42 people"), "{name}: {out}");
            let says = format!("{} is a link to {end}", path.display());
            match name {
                "catalogue.sqlite" => {
                    let (code, _, errors) = told(&["search", "ferry"]);
                    assert!(code == 3 && errors.contains(&says), "{errors}");
                    let (code, out, _) = told(&["doctor"]);
                    assert!(
                        code == 3 && out.contains("do: bring that back, or rm"),
                        "{out}"
                    );
                }
                "index" => {
                    let (code, _, errors) = told(&["search", "ferry"]);
                    assert!(code == 3 && errors.contains(&says), "{errors}");
                    assert_eq!(told(&["show", "alpha.md"]).0, 0);
                }
                "library.lock" => place.does(&["rebuild"]).clear(),
                _ => {
                    let (code, out, _) = place.told(&["doctor"]);
                    let remedy = format!("move {} away", path.display());
                    assert!(code == 3 && out.contains(&remedy), "{out}");
                }
            }
            let _ = fs::remove_file(&path);
            place.told(&["search", "ferry"]);
            let (code, out, errors) = place.told(&["search", "ferry"]);
            assert!(code == 0 && errors.is_empty(), "{name}: {out}{errors}");
        }
    }
}

#[test]
fn the_sources_of_a_shelf_that_nobody_took_are_not_read() {
    let place = Place::new("not-taken");
    let other = Place::new("not-taken-other");
    let own = place.does(&["shelf"]);
    fs::copy(other.shelf(), place.shelf()).unwrap();
    for work in [
        &["rebuild"][..],
        &["refresh"],
        &["refresh", "--drop-missing"],
    ] {
        let (code, _, errors) = place.told(work);
        assert!(
            code == 3
                && errors.contains("another one than the last")
                && errors.contains("nothing was read"),
            "{work:?}: {errors}"
        );
    }
    let (_, out, _) = place.told(&["show", "alpha.md"]);
    assert!(out.contains("The ferry Sea Lark"), "{out}");
    place.does(&["shelf", "restore", own.lines().next().unwrap()]);
    assert!(place.does(&["rebuild"]).contains("3 unchanged"));
}

#[test]
fn a_damaged_source_is_told_by_whatever_lists_or_reads_the_sources() {
    let place = Place::new("damaged-source");
    let shelf = rusqlite::Connection::open(place.shelf()).unwrap();
    let damage = "UPDATE source SET location = location || 'x'";
    assert_eq!(shelf.execute(damage, []).unwrap(), 1);
    drop(shelf);
    for command in [
        &["stats"][..],
        &["stats", "--json"],
        &["refresh"],
        &["rebuild"],
    ] {
        let (_, out, errors) = place.told(command);
        assert!(
            (out.clone() + &errors).contains("damaged"),
            "{command:?}: {out}{errors}"
        );
    }
    assert!(place.does(&["show", "alpha.md"]).contains("Sea Lark"));
}
