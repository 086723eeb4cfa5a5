//! Homes that cannot be written: another user's, and one on a full disk. Everything is read there as its owner reads it.
//!
//! Another user is a real one where the tests run as root (`setpriv`), else the folder is closed to writing; a full disk is a
//! small one in memory, filled to its last byte, in a namespace of its own (`unshare`).
#![cfg(target_os = "linux")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const FERRY: &str = "---
title: Ferry aground, told by NAME
outlet: NAME News
date: 2031-05-03T08:00:00Z
url: https://NAME.example/ferry
---

The ferry Sea Lark ran aground in the harbour of Port Merrow on Tuesday with 42 people on board, NAME reports.

Captain Elena Marsh said the ship lost all steering within seconds.

Divers of the Merrow Coast Guard searched the hull for leaks until nightfall.
";

/// Every command that reads.
const READING: &[&[&str]] = &[
    &["search", "ferry", "--json"],
    &["stories", "--json"],
    &["story", "alpha.md", "--json"],
    &["compare", "alpha.md", "beta.md", "--json"],
    &["entities", "--json"],
    &["entities", "--decisions"],
    &["entity", "Elena Marsh", "--json"],
    &["others", "alpha.md:1"],
    &["reuse"],
    &["show", "alpha.md"],
    &["stats"],
    &["doctor"],
    &["bookmarks"],
    &["bookmarks", "list", "--json"],
    &["bookmarks", "export", "--format", "md"],
    &["bookmarks", "export", "--format", "json"],
    &["export", "articles", "--format", "jsonl"],
    &["shelf", "--json"],
    &["config", "path"],
];

/// Every command that writes.
const WRITING: &[&[&str]] = &[
    &["add", "NEWS/more.md"],
    &["refresh"],
    &["rebuild"],
    &["merge", "Elena Marsh", "Port Merrow"],
    &["take-back", "1"],
    &["undo"],
    &["bookmarks", "add", "alpha.md", "lost all steering"],
    &["bookmarks", "edit", "1", "--note", "another"],
    &["bookmarks", "remove", "1"],
    &["shelf", "restore", "20"],
    &["shelf", "accept"],
];

struct Place {
    dir: PathBuf,
}

impl Place {
    fn new(name: &str) -> Place {
        let dir =
            std::env::temp_dir().join(format!("parallax-homes-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(dir.join("news")).unwrap();
        for name in ["alpha", "beta", "gamma"] {
            let file = dir.join("news").join(format!("{name}.md"));
            fs::write(file, FERRY.replace("NAME", name)).unwrap();
        }
        let place = Place { dir };
        let news = place.dir.join("news").display().to_string();
        for arguments in [
            &["add", news.as_str()][..],
            &[
                "bookmarks",
                "add",
                "alpha.md",
                "42 people",
                "--note",
                "how many?",
            ],
            &["rename", "Elena Marsh", "E. Marsh"],
            &["shelf", "copy"],
        ] {
            let done = place.run(&[], arguments);
            assert!(done.status.success(), "{arguments:?}: {done:?}");
        }
        fs::write(
            place.dir.join("news").join("more.md"),
            FERRY.replace("NAME", "more"),
        )
        .unwrap();
        place
    }

    fn home(&self) -> PathBuf {
        self.dir.join("home")
    }

    /// Runs parallax behind the words of another program.
    fn run(&self, before: &[&str], arguments: &[&str]) -> Output {
        let parallax = env!("CARGO_BIN_EXE_parallax");
        let words = [before, &[parallax], arguments].concat();
        let news = self.dir.join("news").display().to_string();
        let words: Vec<String> = words
            .iter()
            .map(|word| word.replace("NEWS", &news))
            .collect();
        Command::new(&words[0])
            .args(&words[1..])
            .env("PARALLAX_HOME", self.home())
            .current_dir("/")
            .stdin(Stdio::null())
            .output()
            .unwrap()
    }

    /// Every file of the home and what stands in it.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.home()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true => folders.push(path),
                    false => drop(files.insert(path.clone(), fs::read(&path).unwrap())),
                }
            }
        }
        files
    }

    fn shell(&self, script: &str) -> Output {
        Command::new("sh").arg("-c").arg(script).output().unwrap()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.shell(&format!("chmod -R u+rwX '{}'", self.dir.display()));
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// How to run as one who may not write, once the home is closed.
fn other_user() -> &'static [&'static str] {
    let id = Command::new("id").arg("-u").output().unwrap();
    match text(&id.stdout).trim() {
        "0" => &[
            "setpriv",
            "--reuid=65534",
            "--regid=65534",
            "--clear-groups",
        ],
        _ => &[],
    }
}

#[test]
fn a_home_of_another_user_is_read_as_its_owner_reads_it_and_not_written() {
    let place = Place::new("other");
    let owner: Vec<Output> = READING.iter().map(|words| place.run(&[], words)).collect();
    place.shell(&format!(
        "chmod -R go=rX '{0}'; chmod -R a-w '{0}/home'",
        place.dir.display()
    ));
    let other = other_user();
    let before = place.files();
    for (arguments, owner) in READING.iter().zip(owner) {
        let read = place.run(other, arguments);
        let said = text(&read.stderr);
        assert_eq!(
            read.status.code(),
            owner.status.code(),
            "{arguments:?}: {said}"
        );
        if arguments != &["doctor"] {
            assert_eq!(
                text(&read.stdout),
                text(&owner.stdout),
                "{arguments:?}: {said}"
            );
        }
        if !matches!(arguments[0], "config" | "shelf") {
            assert!(
                said.contains("belongs to another user"),
                "{arguments:?}: {said}"
            );
        }
    }
    for arguments in WRITING {
        let refused = place.run(other, arguments);
        let said = text(&refused.stderr);
        assert!(!refused.status.success(), "{arguments:?}: {refused:?}");
        let home = place.home().display().to_string();
        assert!(
            said.contains("nothing was changed") && said.contains(&home),
            "{arguments:?}: {said}"
        );
    }
    assert_eq!(place.files(), before);
}

/// Runs commands with the home on a disk filled to its last byte; code, output and messages of each. `None` where this
/// system lets nobody mount a disk.
fn on_full_disk(place: &Place, commands: &[&[&str]]) -> Option<Vec<(i32, String, String)>> {
    let (dir, parallax) = (place.dir.display(), env!("CARGO_BIN_EXE_parallax"));
    let results = place.dir.join("results");
    fs::create_dir_all(&results).unwrap();
    let mut script = format!(
        "set -e; cp -a '{dir}/home' '{dir}/saved'; mount -t tmpfs -o size=8m,mode=700 parallax '{dir}/home'; \
         cp -a '{dir}/saved/.' '{dir}/home/'; cat /dev/zero > '{dir}/home/filling' 2>/dev/null || true; \
         test \"$(df --output=avail '{dir}/home' | tail -1 | tr -d ' ')\" = 0; echo mounted; set +e; cd /\n"
    );
    for (number, words) in commands.iter().enumerate() {
        let words: Vec<String> = words
            .iter()
            .map(|word| format!("'{}'", word.replace("NEWS", &format!("{dir}/news"))))
            .collect();
        let out = results.join(number.to_string());
        let out = out.display();
        script.push_str(&format!(
            "PARALLAX_HOME='{dir}/home' '{parallax}' {} > '{out}.out' 2> '{out}.err' < /dev/null; echo $? > '{out}.code'\n",
            words.join(" ")
        ));
    }
    let mounts = match other_user() {
        [] => "-rm",
        _ => "-m",
    };
    let mut command = Command::new("unshare");
    let done = command
        .args([mounts, "sh", "-c", &script])
        .output()
        .unwrap();
    if !text(&done.stdout).contains("mounted") {
        eprintln!("no disk can be mounted here: {}", text(&done.stderr));
        return None;
    }
    let read = |number: usize, ending: &str| {
        text(&fs::read(results.join(format!("{number}.{ending}"))).unwrap())
    };
    let results = 0..commands.len();
    Some(
        results
            .map(|at| {
                let code = read(at, "code").trim().parse().unwrap();
                (code, read(at, "out"), read(at, "err"))
            })
            .collect(),
    )
}

#[test]
fn a_home_on_a_full_disk_is_read_where_this_system_lets_the_test_mount_one() {
    let place = Place::new("full");
    let owner: Vec<Output> = READING.iter().map(|words| place.run(&[], words)).collect();
    let commands = [READING, WRITING, READING].concat();
    let Some(results) = on_full_disk(&place, &commands) else {
        return;
    };
    let (first, rest) = results.split_at(READING.len());
    let (written, again) = rest.split_at(WRITING.len());
    for results in [first, again] {
        for ((arguments, owner), (code, out, said)) in READING.iter().zip(&owner).zip(results) {
            assert_eq!(Some(*code), owner.status.code(), "{arguments:?}: {said}");
            if arguments != &["doctor"] {
                assert_eq!(out, &text(&owner.stdout), "{arguments:?}: {said}");
            }
            if !matches!(arguments[0], "config" | "shelf") {
                assert!(said.contains("is full"), "{arguments:?}: {said}");
            }
        }
    }
    for (arguments, (code, _, said)) in WRITING.iter().zip(written) {
        assert_ne!(*code, 0, "{arguments:?}: {said}");
        let home = place.home().display().to_string();
        assert!(
            said.contains("is full") && said.contains(&home) && said.contains("make room"),
            "{arguments:?}: {said}"
        );
    }
}

#[test]
fn nobody_else_may_look_into_a_home_and_one_that_is_open_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("private");
    let kept = Command::new("sh")
        .arg("-c")
        .arg(format!(
            "umask 022; echo 'A ferry ran aground near the harbour of Port Merrow on Tuesday.' | '{}' add -",
            env!("CARGO_BIN_EXE_parallax")
        ))
        .env("PARALLAX_HOME", place.home())
        .output()
        .unwrap();
    assert!(kept.status.success(), "{kept:?}");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&place.home()), 0o700);
    for file in place.files().keys() {
        assert_eq!(mode(file) & 0o077, 0, "{}", file.display());
    }
    assert!(!text(&place.run(&[], &["doctor"]).stdout).contains("chmod"));
    fs::set_permissions(place.home(), fs::Permissions::from_mode(0o755)).unwrap();
    let told = text(&place.run(&[], &["doctor"]).stdout);
    let remedy = format!("chmod -R go= {}", place.home().display());
    assert!(
        told.contains("may look into") && told.contains(&remedy),
        "{told}"
    );
    assert_eq!(mode(&place.home()), 0o755, "it is not changed silently");
}

/// Closes something to everybody but its owner; to the owner too, where no other user can be had.
fn shut(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let mode = match other_user() {
        [] => 0o000,
        _ => 0o700,
    };
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_home_that_is_closed_to_the_reader_is_not_told_as_an_empty_one() {
    let place = Place::new("closed");
    shut(&place.home());
    for arguments in READING.iter().chain(WRITING) {
        // It says where the settings are, and opens nothing.
        if arguments[0] == "config" {
            continue;
        }
        let refused = place.run(other_user(), arguments);
        let said = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(3), "{arguments:?}: {said}");
        let told = format!("{} may not be looked into by you", place.home().display());
        assert!(said.contains(&told), "{arguments:?}: {said}");
        assert_eq!(text(&refused.stdout), "", "{arguments:?}");
    }
    // The screens, too, before they read settings that may stand there.
    let screens = place.run(
        other_user(),
        &["--data-dir", &place.home().display().to_string()],
    );
    assert_eq!(screens.status.code(), Some(3), "{screens:?}");
    assert!(text(&screens.stderr).contains("may not be looked into by you"));
    let beneath = place.home().join("beneath").display().to_string();
    let refused = place.run(other_user(), &["stats", "--data-dir", &beneath]);
    assert_eq!(refused.status.code(), Some(3), "{refused:?}");
    assert!(text(&refused.stderr).contains("a folder above it is closed to you"));
}

#[test]
fn a_part_of_a_home_that_is_closed_to_the_reader_is_named() {
    let place = Place::new("part");
    for (part, arguments, told) in [
        ("copies", &["shelf", "restore"][..], "looked into"),
        ("copies", &["doctor"], "looked into"),
        ("shelf.sqlite", &["bookmarks"], "read"),
        ("shelf.sqlite", &["doctor"], "read"),
        ("index", &["doctor"], "looked into"),
        ("catalogue.sqlite", &["search", "ferry"], "read"),
    ] {
        place.shell(&format!(
            "chmod -R u+rwX,go=rX '{0}'; chmod -R a-w '{0}/home'",
            place.dir.display()
        ));
        let part = place.home().join(part);
        shut(&part);
        let read = place.run(other_user(), arguments);
        let said = text(&read.stderr) + &text(&read.stdout);
        let told = format!("{} may not be {told} by you", part.display());
        assert!(said.contains(&told), "{arguments:?}: {said}");
        assert!(!said.contains("no copy yet"), "{said}");
        assert!(!said.contains("parallax rebuild"), "{said}");
        assert!(!said.contains("parallax shelf restore (a copy)"), "{said}");
    }
}

#[test]
fn what_is_no_file_in_the_place_of_one_is_not_waited_for() {
    /// More than any of these commands takes, in seconds.
    const PATIENCE: &str = "30";
    let place = Place::new("pipes");
    let saved = place.dir.join("saved");
    place.shell(&format!(
        "cp -a '{}' '{}'",
        place.home().display(),
        saved.display()
    ));
    let copy = fs::read_dir(place.home().join("copies"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .find(|name| name.ends_with(".sqlite"))
        .unwrap();
    let copy = format!("copies/{copy}");
    for part in [
        "catalogue.sqlite",
        "catalogue.sqlite-wal",
        "shelf.sqlite",
        "shelf.sqlite-journal",
        "remembered.json",
        "library.lock",
        "index/meta.json",
        "index/parallax-stamp",
        "index/.managed.json",
        "index/.tantivy-writer.lock",
        &copy,
    ] {
        let is_shelf = part.starts_with("shelf.sqlite");
        let reset = format!(
            "rm -rf '{home}'; cp -a '{saved}' '{home}'; rm -rf '{home}/{part}'; mkfifo '{home}/{part}'",
            home = place.home().display(),
            saved = saved.display(),
        );
        for arguments in [
            &["search", "ferry", "--json"][..],
            &["bookmarks"],
            &["shelf"],
            &["doctor"],
            &["add", "NEWS/more.md"],
        ] {
            place.shell(&reset);
            let done = place.run(&["timeout", PATIENCE], arguments);
            let said = text(&done.stderr) + &text(&done.stdout);
            assert_ne!(done.status.code(), Some(124), "{part} {arguments:?}");
            let asks_shelf = matches!(arguments[0], "bookmarks" | "add");
            match is_shelf {
                true if asks_shelf => {
                    assert!(!done.status.success(), "{part} {arguments:?}: {said}");
                    let file = place.home().join(part).display().to_string();
                    assert!(
                        said.contains(&file) && said.contains("it is a pipe"),
                        "{part} {arguments:?}: {said}"
                    );
                }
                _ if arguments[0] == "search" => {
                    assert!(done.status.success(), "{part}: {said}");
                    assert!(text(&done.stdout).contains("alpha.md"), "{part}: {said}");
                }
                _ if asks_shelf => {
                    assert!(done.status.success(), "{part} {arguments:?}: {said}");
                }
                _ => {}
            }
        }
    }
}

#[test]
fn files_are_their_owners_alone_in_a_folder_that_is_open() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new("modes");
    let _ = fs::remove_dir_all(place.home());
    fs::create_dir(place.home()).unwrap();
    fs::set_permissions(place.home(), fs::Permissions::from_mode(0o755)).unwrap();
    let script = format!(
        "umask 022; '{0}' add '{1}/news' && echo 'A ferry ran aground near the harbour of Port Merrow.' | '{0}' add - \
         && '{0}' bookmarks add alpha.md '42 people' && '{0}' shelf copy && '{0}' rebuild",
        env!("CARGO_BIN_EXE_parallax"),
        place.dir.display()
    );
    let made = Command::new("sh")
        .args(["-c", &script])
        .env("PARALLAX_HOME", place.home())
        .output()
        .unwrap();
    assert!(made.status.success(), "{made:?}");
    let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
    for file in place.files().keys() {
        assert_eq!(mode(file), 0o600, "{}", file.display());
        let folder = file.parent().unwrap();
        if folder != place.home() {
            assert_eq!(mode(folder), 0o700, "{}", folder.display());
        }
    }
    assert_eq!(mode(&place.home()), 0o755, "it is not changed silently");
}

#[test]
fn a_home_that_is_a_file_is_told_as_one() {
    let place = Place::new("file");
    let file = place.dir.join("news").join("alpha.md");
    let file = file.display().to_string();
    for (home, told) in [
        (file.clone(), "it is a file, and not a folder"),
        (format!("{file}/home"), "a part of its path is a file"),
    ] {
        for arguments in [&["stats"][..], &["bookmarks"], &["shelf"], &["doctor"]] {
            let arguments = [arguments, &["--data-dir", &home]].concat();
            let refused = place.run(&[], &arguments);
            let said = text(&refused.stderr);
            assert_eq!(refused.status.code(), Some(3), "{said}");
            assert!(said.contains(&home) && said.contains(told), "{said}");
            assert!(!said.contains("another user"), "{said}");
        }
    }
}
