//! The catalogue at rest: what is damaged is told and made anew, what has no source any more is kept, whatever happens to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use anyhow::Result;
use parallax::model::{DecisionKind, Question, Report};
use parallax::shelf::Shelf;
use parallax::worker::{AddOptions, Home, Library, Missing, Source, State};

struct Place {
    dir: PathBuf,
    home: Home,
}

impl Place {
    fn new() -> Place {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let dir =
            std::env::temp_dir().join(format!("parallax-at-rest-{}-{number}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        for folder in ["news", "away"] {
            fs::create_dir_all(dir.join(folder)).unwrap();
        }
        let dir = fs::canonicalize(dir).unwrap();
        let home = Home {
            dir: dir.join("home"),
        };
        Place { dir, home }
    }

    /// Articles in two sources, `news` and `away`, with entities and a story in them.
    fn filled() -> Place {
        let place = Place::new();
        for number in 0..6 {
            let folder = if number < 4 { "news" } else { "away" };
            let text = format!(
                "Fire at mill number {number}\n\nThe mill at Stonefield burned down on Monday. Mayor Ann Brook said that \
                 {number} people had been saved by the firemen of Oakport.\n\nNobody knows yet how fire {number} at the mill \
                 began, the mayor, Ms. Brook, said in the evening.\n"
            );
            fs::write(place.dir.join(format!("{folder}/{number:03}.txt")), text).unwrap();
        }
        let mut library = Library::open(&place.home).unwrap();
        let report = place.add(&mut library, place.sources());
        assert_eq!((report.added, report.failures()), (6, 0), "{report:?}");
        place
    }

    fn sources(&self) -> Vec<Source> {
        ["news", "away"]
            .map(|name| Source::Path(self.dir.join(name)))
            .to_vec()
    }

    fn add(&self, library: &mut Library, sources: Vec<Source>) -> Report {
        library
            .add(&sources, &AddOptions::default(), &mut |_| {}, &go())
            .unwrap()
    }

    /// The same library elsewhere, of the same sources.
    fn copied(&self, name: &str) -> Home {
        let dir = self.dir.join(name);
        let _ = fs::remove_dir_all(&dir);
        copy(&self.home.dir, &dir);
        Home { dir }
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.home.dir).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// As a catalogue of another version, which is to be read again.
    fn change_stamp(&self) {
        self.write("UPDATE meta SET value = 'parallax catalogue 8 another' WHERE key = 'stamp'");
    }

    fn write(&self, sql: &str) {
        let connection = rusqlite::Connection::open(self.home.catalogue()).unwrap();
        assert!(connection.execute(sql, []).unwrap() > 0, "{sql}");
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

fn go() -> AtomicBool {
    AtomicBool::new(false)
}

fn rebuild(library: &mut Library) -> Report {
    library
        .rebuild(&AddOptions::default(), &mut |_| {}, &go())
        .unwrap()
}

fn refresh(library: &mut Library, missing: Missing) -> Report {
    let options = AddOptions {
        missing,
        ..AddOptions::default()
    };
    library.refresh(&options, &mut |_| {}, &go()).unwrap()
}

/// Everything that a reader can read, as text.
fn answers(library: &Library) -> Result<String> {
    let mut said = Vec::new();
    for id in library.ids()? {
        let article = library.article(&id)?;
        said.push(serde_json::to_string(&article.as_deref())?);
        said.push(format!(
            "{:?} {:?}",
            library.origins(&id)?,
            library.story_of(&id)?
        ));
        said.push(format!("{:?}", library.resolve(&id[..6])?));
    }
    said.push(serde_json::to_string(&*library.stories()?)?);
    said.push(format!("{:?}", library.suggestions()?));
    for entity in library.entities()?.iter() {
        said.push(format!("{entity:?} {:?}", library.entity_card(&entity.id)?));
    }
    for text in [
        "mill",
        "oakport mayor",
        "\"saved by the firemen\"",
        "title:fire",
    ] {
        let question = Question {
            text: text.into(),
            limit: 100,
            ..Question::default()
        };
        let answer = library.search(&question, &go())?;
        let mut hits: Vec<String> = answer
            .hits
            .iter()
            .map(|hit| format!("{} {:?}", hit.id, hit.excerpt))
            .collect();
        hits.sort();
        said.push(format!("{text}: {} {hits:?}", answer.total));
    }
    let status = library.status()?;
    said.push(format!(
        "{} {} {} {} {:?} {:?}",
        status.articles,
        status.outlets,
        status.stories,
        status.entities,
        status.first_day,
        status.last_day
    ));
    Ok(said.join("\n"))
}

/// What one command does: it opens, reads again what must be read again, answers; once more where damage was found. The
/// answer, and what was told meanwhile.
fn command(home: &Home) -> (Result<String>, Vec<String>) {
    let mut told = Vec::new();
    let mut once = || -> Result<String> {
        let mut library = Library::open(home)?;
        told.extend(library.status()?.warnings);
        if library.is_unfinished()? {
            let report = library.rebuild(&AddOptions::default(), &mut |_| {}, &go())?;
            told.push(format!("read again: {report:?}"));
        }
        answers(&library)
    };
    let first = once();
    let Err(error) = first else {
        return (first, told);
    };
    let second = match Library::recover(home, &error) {
        Ok(Some(_)) => once(),
        _ => Err(anyhow::anyhow!("{error:#}")),
    };
    told.push(format!("{error:#}"));
    (second, told)
}

/// The first line in which two answers differ, as far as it fits a message.
#[track_caller]
fn same(found: &str, expected: &str, what: &str) {
    let lines = found.lines().zip(expected.lines());
    let differing = lines.enumerate().find(|(_, (one, other))| one != other);
    if let Some((at, (one, other))) = differing {
        let cut = |line: &str| line.chars().take(300).collect::<String>();
        panic!("{what}: line {at}\n{}\n{}", cut(one), cut(other));
    }
    assert_eq!(found.len(), expected.len(), "{what}");
}

/// Numbers from a seed (Marsaglia 2003, xorshift64).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// One bit in the catalogue, or in its log, at a place drawn from a seed: nobody is ever told anything wrong without a word,
/// and the next command is right. `PARALLAX_FLIPS` sets how many, `PARALLAX_SEED` which.
#[test]
fn a_flipped_bit_is_harmless_or_told_and_mended() {
    let number = |name: &str, usual: u64| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(usual)
    };
    let mut draw = Draw(number("PARALLAX_SEED", 0x5eed_0001).max(1));
    let place = Place::filled();
    let (expected, told) = command(&place.home);
    let expected = expected.unwrap();
    assert!(told.is_empty(), "{told:?}");
    let closed = place.copied("closed");
    // While somebody has it open its log lies beside it: what was written last stands there alone.
    let mut open = Library::open(&place.home).unwrap();
    fs::write(
        place.dir.join("away/900.txt"),
        "One more\n\nThe dam at Oakport held, Ann Brook said.\n",
    )
    .unwrap();
    place.add(&mut open, place.sources());
    let logged = place.copied("logged");
    let log = logged.dir.join("catalogue.sqlite-wal");
    assert!(log.metadata().unwrap().len() > 0);
    drop(open);
    let later = command(&place.home).0.unwrap();
    assert!(expected != later);
    let (mut harmless, mut mended) = (0, 0);
    for round in 0..number("PARALLAX_FLIPS", 40) {
        let (base, file, expected) = match draw.below(3) {
            0 => (&logged, "catalogue.sqlite-wal", &later),
            1 => (&logged, "catalogue.sqlite", &later),
            _ => (&closed, "catalogue.sqlite", &expected),
        };
        let one_more = place.dir.join("away/900.txt");
        match std::ptr::eq(base, &raw const logged) {
            true => fs::write(
                &one_more,
                "One more\n\nThe dam at Oakport held, Ann Brook said.\n",
            )
            .unwrap(),
            false => drop(fs::remove_file(&one_more)),
        }
        let home = Home {
            dir: place.dir.join("struck"),
        };
        let _ = fs::remove_dir_all(&home.dir);
        copy(&base.dir, &home.dir);
        let path = home.dir.join(file);
        let mut bytes = fs::read(&path).unwrap();
        let (at, bit) = (draw.below(bytes.len() as u64), draw.below(8));
        bytes[usize::try_from(at).unwrap()] ^= 1 << bit;
        fs::write(&path, bytes).unwrap();
        let what = format!("round {round}: bit {bit} of byte {at} of {file}");
        match command(&home) {
            (Ok(answer), told) if answer == *expected => match told.is_empty() {
                true => harmless += 1,
                false => mended += 1,
            },
            (Ok(_), told) if told.is_empty() => panic!("{what}: wrong, and nobody was told"),
            (answer, told) => {
                mended += 1;
                let (next, then) = command(&home);
                let answer = answer.map(|_| "another answer");
                let next = next.unwrap_or_else(|error| {
                    panic!("{what}: {error:#}; {told:?}; {then:?}; first {answer:?}")
                });
                same(&next, expected, &format!("{what}: {told:?}; {then:?}"));
            }
        }
    }
    println!("{harmless} harmless, {mended} told and mended");
}

#[test]
fn articles_without_a_source_are_kept_through_a_stamp_and_a_rebuild() {
    let place = Place::filled();
    let before = command(&place.home).0.unwrap();
    fs::rename(place.dir.join("away"), place.dir.join("unmounted")).unwrap();
    let mut library = Library::open(&place.home).unwrap();
    let report = rebuild(&mut library);
    assert_eq!(
        (report.carried, report.unchanged, report.added, report.gone),
        (2, 4, 0, 0),
        "{report:?}"
    );
    assert_eq!(
        report.missing[0].source,
        place.dir.join("away").to_string_lossy()
    );
    assert_eq!(report.missing[0].articles, 2);
    same(&answers(&library).unwrap(), &before, "");
    assert_eq!(library.missing_sources().unwrap(), report.missing);
    drop(library);
    // twice, as what was carried over must be carried over again
    for _ in 0..2 {
        place.change_stamp();
        let mut library = Library::open(&place.home).unwrap();
        assert!(library.is_unfinished().unwrap());
        let report = rebuild(&mut library);
        assert_eq!((report.carried, report.added), (2, 4), "{report:?}");
        same(&answers(&library).unwrap(), &before, "");
    }
    let mut library = Library::open(&place.home).unwrap();
    let report = refresh(&mut library, Missing::Keep);
    assert_eq!(
        (report.gone, report.failures(), report.missing.len()),
        (0, 1, 1),
        "{report:?}"
    );
    fs::rename(place.dir.join("unmounted"), place.dir.join("away")).unwrap();
    let report = refresh(&mut library, Missing::Keep);
    assert_eq!(
        (report.unchanged, report.failures(), report.missing.len()),
        (6, 0, 0),
        "{report:?}"
    );
    same(&answers(&library).unwrap(), &before, "");
    fs::remove_dir_all(place.dir.join("away")).unwrap();
    assert_eq!(refresh(&mut library, Missing::Drop).gone, 2);
    let found = library.doctor();
    let ill: Vec<_> = found
        .iter()
        .filter(|check| check.state == State::Ill)
        .collect();
    assert!(ill.is_empty(), "{ill:?}");
}

#[test]
fn a_file_that_is_gone_goes_with_a_refresh_and_stays_through_a_rebuild() {
    let place = Place::filled();
    let before = command(&place.home).0.unwrap();
    fs::remove_file(place.dir.join("away/005.txt")).unwrap();
    let mut library = Library::open(&place.home).unwrap();
    let report = rebuild(&mut library);
    assert_eq!((report.carried, report.gone), (1, 0), "{report:?}");
    same(&answers(&library).unwrap(), &before, "");
    let report = refresh(&mut library, Missing::Keep);
    assert_eq!((report.carried, report.gone), (0, 1), "{report:?}");
    assert_eq!(library.status().unwrap().articles, 5);
}

#[test]
fn what_another_file_repeats_keeps_the_outlet_of_the_source_that_is_gone() {
    let place = Place::new();
    let text = "The mill at Stonefield burned down on Monday. Mayor Ann Brook said that 12 people had been saved.";
    for (file, outlet, day) in [
        ("away/first.md", "Alpha Wire", 4),
        ("news/again.md", "Lenn Courier", 1),
    ] {
        let head = format!(
            "---\ntitle: Fire at the mill\nsource: {outlet}\ndate: 2024-03-0{day}\n---\n\n{text}\n"
        );
        fs::write(place.dir.join(file), head).unwrap();
    }
    let mut library = Library::open(&place.home).unwrap();
    for folder in ["away", "news"] {
        place.add(&mut library, vec![Source::Path(place.dir.join(folder))]);
    }
    let told = |library: &Library| {
        let ids = library.ids().unwrap();
        ids.iter()
            .map(|id| {
                let article = library.article(id).unwrap().unwrap();
                let day = article
                    .published
                    .as_ref()
                    .map(|published| published.day().to_string());
                (article.outlet.clone().unwrap(), day.unwrap())
            })
            .collect::<Vec<_>>()
    };
    let expected = [("Alpha Wire".to_string(), "2024-03-04".to_string())];
    assert_eq!(told(&library), expected);
    fs::rename(place.dir.join("away"), place.dir.join("unmounted")).unwrap();
    refresh(&mut library, Missing::Keep);
    assert_eq!(told(&library), expected);
    // twice, as what was carried over must be carried over again
    for _ in 0..2 {
        let report = rebuild(&mut library);
        assert_eq!(report.carried, 1, "{report:?}");
        assert_eq!(told(&library), expected);
        refresh(&mut library, Missing::Keep);
        assert_eq!(told(&library), expected);
    }
    fs::rename(place.dir.join("unmounted"), place.dir.join("away")).unwrap();
    refresh(&mut library, Missing::Keep);
    assert_eq!(told(&library), expected);
    fs::remove_dir_all(place.dir.join("away")).unwrap();
    refresh(&mut library, Missing::Drop);
    let other = [("Lenn Courier".to_string(), "2024-03-01".to_string())];
    assert_eq!(told(&library), other);
}

#[test]
fn of_two_files_that_give_one_article_the_same_one_leads_after_a_rebuild() {
    let place = Place::new();
    let write = |file: &str, text: &str| {
        let text = format!("---\ntitle: The mill\nsource: Alpha Wire\n---\n\n{text}\n");
        fs::write(place.dir.join(file), text).unwrap();
    };
    let mut library = Library::open(&place.home).unwrap();
    let steps = [
        ("away/first.md", "Nobody knows yet how the fire began."),
        (
            "news/second.md",
            "The mill at Stonefield burned down on Monday.",
        ),
        // What is read first of the two came last.
        (
            "away/first.md",
            "The mill at Stonefield burned down on Monday.",
        ),
    ];
    for (file, text) in steps {
        write(file, text);
        place.add(&mut library, vec![Source::Path(place.dir.join(file))]);
    }
    for _ in 0..3 {
        let ids = library.ids().unwrap();
        let article = library.article(&ids[0]).unwrap().unwrap();
        assert_eq!(ids.len(), 1);
        assert!(article.origin.ends_with("second.md"), "{}", article.origin);
        rebuild(&mut library);
    }
}

#[test]
fn a_decision_that_cannot_be_read_is_told_by_whoever_joins_names_without_it() {
    let place = Place::filled();
    let mut shelf = Shelf::open(&place.home.shelf()).unwrap();
    shelf
        .add_decision(DecisionKind::Rename, "Ann Brook", "The Mayoress")
        .unwrap();
    drop(shelf);
    let mut bytes = fs::read(place.home.shelf()).unwrap();
    for at in 0..bytes.len() - 12 {
        if bytes[at..].starts_with(b"The Mayoress") {
            bytes[at] ^= 1;
        }
    }
    fs::write(place.home.shelf(), bytes).unwrap();
    let mut library = Library::open(&place.home).unwrap();
    let report = rebuild(&mut library);
    let told: Vec<&str> = report
        .skipped
        .iter()
        .map(|one| one.reason.as_str())
        .collect();
    assert!(
        told.len() == 1
            && told[0].contains("decision 1 “Ann Brook”")
            && told[0].contains("without it"),
        "{told:?}"
    );
}

#[test]
fn a_rebuild_stands_beside_until_it_is_whole() {
    let place = Place::filled();
    let reader = Library::open(&place.home).unwrap();
    let before = answers(&reader).unwrap();
    let mut library = Library::open(&place.home).unwrap();
    let stop = AtomicBool::new(true);
    let report = library
        .rebuild(&AddOptions::default(), &mut |_| {}, &stop)
        .unwrap();
    assert!(report.stopped && report.is_empty(), "{report:?}");
    assert!(!library.is_unfinished().unwrap());
    same(&answers(&library).unwrap(), &before, "");
    // what one left that was killed
    fs::write(place.home.dir.join("catalogue.sqlite.new"), "half").unwrap();
    fs::create_dir_all(place.home.dir.join("index.new")).unwrap();
    let generation = library.generation().unwrap();
    assert_eq!(rebuild(&mut library).unchanged, 6);
    assert!(library.generation().unwrap() > generation);
    same(&answers(&library).unwrap(), &before, "");
    same(&answers(&reader).unwrap(), &before, "");
    drop((library, reader));
    let names = place.names();
    let derived: Vec<&String> = names
        .iter()
        .filter(|name| name.starts_with("catalogue") || name.starts_with("index"))
        .collect();
    assert_eq!(derived, ["catalogue.sqlite", "index"]);
    let (again, told) = command(&place.home);
    same(&again.unwrap(), &before, "");
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn what_is_derived_is_derived_anew_and_nothing_is_read_again() {
    for damage in [
        "UPDATE entity SET json = replace(json, 'Brook', 'Broom')",
        "UPDATE entity SET uses = substr(uses, 1, length(uses) - 3)",
        "UPDATE story SET json = replace(json, 'Fire', 'Firf')",
        "DELETE FROM entity WHERE id = (SELECT min(id) FROM entity)",
        "DELETE FROM story",
    ] {
        let place = Place::filled();
        let before = command(&place.home).0.unwrap();
        place.write(damage);
        fs::remove_dir_all(place.dir.join("news")).unwrap();
        let (after, told) = command(&place.home);
        same(&after.unwrap(), &before, &format!("{damage}: {told:?}"));
        assert!(!told.is_empty(), "{damage}");
        assert!(
            !place.names().iter().any(|name| name.contains("aside")),
            "{damage}: {:?}",
            place.names()
        );
    }
}

#[test]
fn doctor_names_every_row_that_is_not_what_was_written() {
    for (damage, named) in [
        (
            "UPDATE article SET title = replace(title, 'Fire', 'Hire') WHERE number = 2",
            "the facts of article 2",
        ),
        (
            "UPDATE content SET json = substr(json, 1, length(json) / 2) WHERE article = 3",
            "article 3 is not",
        ),
        (
            "UPDATE content SET profile = profile || ' ' WHERE article = 3",
            "the profile of article 3",
        ),
        (
            "UPDATE origin SET draft_hash = 'x' WHERE place = 1",
            "the origin /",
        ),
        ("DELETE FROM origin WHERE place = 1", "of 6 origins 5"),
        (
            "UPDATE file SET bytes = bytes + 1 WHERE path LIKE '%/000.txt'",
            "news/000.txt",
        ),
        (
            "DELETE FROM name_use WHERE article = 1",
            "the names of article 1",
        ),
        (
            "UPDATE meta SET value = '77' WHERE key = 'forgotten'",
            "its forgotten",
        ),
        (
            "DELETE FROM meta WHERE key = 'decided'",
            "its decided is missing",
        ),
        (
            "DELETE FROM content WHERE article = 6",
            "the text of article 6 is missing",
        ),
        ("UPDATE suggestion SET json = '{}'", "suggestion"),
    ] {
        let place = Place::filled();
        let library = Library::open(&place.home).unwrap();
        let connection = rusqlite::Connection::open(place.home.catalogue()).unwrap();
        connection
            .execute(
                "INSERT INTO suggestion(rank, json, sum) VALUES (0, '[]', 0)",
                [],
            )
            .unwrap();
        if !named.starts_with("suggestion") {
            connection.execute("DELETE FROM suggestion", []).unwrap();
        }
        connection.execute(damage, []).unwrap();
        let checks = library.doctor();
        let found: Vec<&str> = checks
            .iter()
            .filter(|check| check.state == State::Ill)
            .map(|check| check.found.as_str())
            .collect();
        assert!(
            found.iter().any(|found| found.contains(named)),
            "{damage}: {found:?}"
        );
    }
}

#[test]
fn a_log_that_is_lost_is_told_and_what_stood_there_is_read_again() {
    let place = Place::filled();
    let expected = command(&place.home).0.unwrap();
    let held = Library::open(&place.home).unwrap();
    let mut library = Library::open(&place.home).unwrap();
    rebuild(&mut library);
    drop((held, library));
    let mut library = Library::open(&place.home).unwrap();
    fs::write(
        place.dir.join("away/900.txt"),
        "One more\n\nThe dam at Oakport held.\n",
    )
    .unwrap();
    assert_eq!(refresh(&mut library, Missing::Keep).added, 1);
    let home = place.copied("without");
    fs::remove_file(home.dir.join("catalogue.sqlite-wal")).unwrap();
    let (answer, told) = command(&home);
    let answer = answer.unwrap();
    assert!(
        told.iter()
            .any(|told| told.contains("lost what was written to it last")),
        "{told:?}"
    );
    same(&answer, &answers(&library).unwrap(), "");
    assert!(answer != expected);
}

#[test]
fn what_came_through_standard_input_is_kept_or_told() {
    let place = Place::filled();
    let mut library = Library::open(&place.home).unwrap();
    let text = "The dam at Oakport held\n\nThe dam at Oakport held in the night, Ann Brook said on Friday.\n";
    let report = place.add(&mut library, vec![Source::Input(text.as_bytes().to_vec())]);
    assert_eq!(report.added, 1, "{report:?}");
    let before = answers(&library).unwrap();
    let kept = fs::read_dir(place.home.kept())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    fs::write(&kept, text.replace("Friday", "Sunday")).unwrap();
    for report in [refresh(&mut library, Missing::Keep), rebuild(&mut library)] {
        let failed: Vec<_> = report
            .skipped
            .iter()
            .filter(|skipped| skipped.failed)
            .collect();
        assert_eq!(failed.len(), 1, "{report:?}");
        assert!(
            failed[0].reason.contains("not as it was kept"),
            "{report:?}"
        );
        same(&answers(&library).unwrap(), &before, "");
    }
    let checks = library.doctor();
    assert!(
        checks
            .iter()
            .any(|check| check.what == "kept input" && check.state == State::Ill),
        "{checks:?}"
    );
    place.add(&mut library, vec![Source::Input(text.as_bytes().to_vec())]);
    assert_eq!(fs::read_to_string(&kept).unwrap(), text);
    assert_eq!(refresh(&mut library, Missing::Keep).failures(), 0);
    same(&answers(&library).unwrap(), &before, "");
}

#[test]
fn what_is_damaged_and_has_no_source_is_lost_by_name_and_all_else_is_kept() {
    let place = Place::filled();
    fs::remove_dir_all(place.dir.join("away")).unwrap();
    fs::remove_dir_all(place.home.dir.join("originals")).unwrap();
    place.write("UPDATE content SET json = substr(json, 1, length(json) / 2) WHERE article = 5");
    let (_, told) = command(&place.home);
    let lost = place
        .dir
        .join("away/004.txt")
        .to_string_lossy()
        .into_owned();
    assert!(
        told.iter()
            .any(|told| told.contains(&lost) && told.contains("is lost")),
        "{told:?}"
    );
    let mut library = Library::open(&place.home).unwrap();
    assert_eq!(library.status().unwrap().articles, 5);
    assert_eq!(library.missing_sources().unwrap()[0].articles, 1);
    let aside = library.set_aside();
    assert_eq!(aside.len(), 1, "{aside:?}");
    assert_eq!(library.tidy(&aside).unwrap(), 1);
    assert!(library.set_aside().is_empty());
}

/// Copies what stands at the same place of another home, which has as many articles and as many commits.
fn exchanged(name: &str) -> (Place, Place, String) {
    let (ours, other) = (Place::filled(), Place::filled());
    // As many articles, of other words.
    for number in 0..4 {
        let path = other.dir.join(format!("news/{number:03}.txt"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("burned down", "was painted")).unwrap();
    }
    let mut library = Library::open(&other.home).unwrap();
    assert_eq!(refresh(&mut library, Missing::Keep).changed, 4);
    let mut library = Library::open(&ours.home).unwrap();
    for number in 0..4 {
        let path = ours.dir.join(format!("news/{number:03}.txt"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("people had", "pupils had")).unwrap();
    }
    assert_eq!(refresh(&mut library, Missing::Keep).changed, 4);
    let before = answers(&library).unwrap();
    drop(library);
    let (from, to) = (other.home.dir.join(name), ours.home.dir.join(name));
    fs::remove_dir_all(&to).unwrap();
    copy(&from, &to);
    (ours, other, before)
}

#[test]
fn the_index_of_another_library_is_made_anew_and_told() {
    let (ours, other, before) = exchanged("index");
    let generations: Vec<i64> = [&ours, &other]
        .map(|place| {
            let file = rusqlite::Connection::open(place.home.catalogue()).unwrap();
            file.query_row(
                "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'generation'",
                [],
                |row| row.get(0),
            )
            .unwrap()
        })
        .to_vec();
    assert_eq!(
        generations[0], generations[1],
        "only the id tells them apart"
    );
    let library = Library::open(&ours.home).unwrap();
    let told = library.status().unwrap().warnings;
    assert!(
        told.iter().any(|told| told
            .contains("the index belonged to another catalogue; it was made anew: 6 articles")),
        "{told:?}"
    );
    same(&answers(&library).unwrap(), &before, "");
    let checks = library.doctor();
    assert!(
        checks.iter().all(|check| check.state != State::Ill),
        "{checks:?}"
    );
    drop(library);
    let again = Library::open(&ours.home).unwrap().status().unwrap();
    assert!(again.warnings.is_empty(), "{again:?}");
}

#[test]
fn the_index_of_a_copy_of_this_library_that_went_its_own_way_is_made_anew_and_told() {
    let ours = Place::filled();
    let elsewhere = ours.copied("elsewhere");
    let changed = |home: &Home, from: &str, to: &str| {
        for number in 0..4 {
            let path = ours.dir.join(format!("news/{number:03}.txt"));
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text.replace(from, to)).unwrap();
        }
        let mut library = Library::open(home).unwrap();
        assert_eq!(refresh(&mut library, Missing::Keep).changed, 4);
        (library.generation().unwrap(), answers(&library).unwrap())
    };
    let (there, _) = changed(&elsewhere, "burned down", "was painted");
    let (here, before) = changed(&ours.home, "was painted", "was sold");
    assert_eq!(here, there, "only the names of the commits tell them apart");
    fs::remove_dir_all(ours.home.index()).unwrap();
    copy(&elsewhere.index(), &ours.home.index());
    let library = Library::open(&ours.home).unwrap();
    let told = library.status().unwrap().warnings;
    assert!(
        told.iter().any(|told| told
            .contains("the index belonged to another catalogue; it was made anew: 6 articles")),
        "{told:?}"
    );
    same(&answers(&library).unwrap(), &before, "");
    drop(library);
    let again = Library::open(&ours.home).unwrap();
    assert!(again.status().unwrap().warnings.is_empty());
    let checks = again.doctor();
    assert!(
        checks.iter().all(|check| check.state != State::Ill),
        "{checks:?}"
    );
}

#[test]
fn nobody_searches_or_fills_the_index_of_another_library_that_stays() {
    let (ours, _other, _) = exchanged("index");
    // Another parallax is at work: nothing can be made anew now.
    let lock = fs::File::options()
        .append(true)
        .create(true)
        .open(ours.home.dir.join("library.lock"))
        .unwrap();
    lock.lock().unwrap();
    let mut library = Library::open(&ours.home).unwrap();
    let question = Question {
        text: "painted".into(),
        limit: 10,
        ..Question::default()
    };
    let refused = library.search(&question, &go()).unwrap_err();
    assert!(
        refused.to_string().contains("belongs to another catalogue"),
        "{refused:#}"
    );
    let checks = library.doctor();
    let step = checks.iter().find(|check| check.what == "in step").unwrap();
    assert_eq!(
        (step.state, step.found.as_str()),
        (State::Ill, "the index belongs to another catalogue")
    );
    drop(lock);
    fs::write(
        ours.dir.join("news/fresh.txt"),
        "The ferry\n\nThe ferry runs again.\n",
    )
    .unwrap();
    let refused = library
        .add(&ours.sources(), &AddOptions::default(), &mut |_| {}, &go())
        .unwrap_err();
    assert!(
        refused.to_string().contains("belongs to another catalogue"),
        "{refused}"
    );
    let library = Library::open(&ours.home).unwrap();
    assert!(library.search(&question, &go()).unwrap().hits.is_empty());
}

#[test]
fn a_file_that_gives_nothing_any_more_keeps_what_it_gave_and_says_so() {
    let place = Place::filled();
    // In which order the articles came is not held.
    let held = |library: &Library| {
        let mut ids = library.ids().unwrap();
        ids.sort();
        (ids, library.stories().unwrap().to_vec())
    };
    let before = held(&Library::open(&place.home).unwrap());
    let file = place.dir.join("news/001.txt");
    let whole = fs::read(&file).unwrap();
    let mut library = Library::open(&place.home).unwrap();
    for bytes in [&b""[..], b"\0\0\0\x01\x02\x03", b"  \n \n"] {
        fs::write(&file, bytes).unwrap();
        for turn in 0..2 {
            let report = match turn {
                0 => refresh(&mut library, Missing::Keep),
                _ => rebuild(&mut library),
            };
            assert_eq!((report.gone, report.failures()), (0, 1), "{report:?}");
            let reason = &report.skipped[0].reason;
            assert!(
                reason.contains("the article that it gave is kept"),
                "{reason}"
            );
            assert_eq!(held(&library), before, "{turn} {bytes:?}");
        }
    }
    fs::write(&file, whole).unwrap();
    let report = refresh(&mut library, Missing::Keep);
    assert_eq!((report.gone, report.failures()), (0, 0), "{report:?}");
    assert_eq!(held(&library), before);
    fs::write(&file, b"").unwrap();
    refresh(&mut library, Missing::Keep);
    fs::remove_file(&file).unwrap();
    assert_eq!(refresh(&mut library, Missing::Keep).gone, 1);
}

#[test]
fn a_catalogue_beside_a_shelf_that_is_new_and_empty_is_no_strangers() {
    let place = Place::filled();
    let before = command(&place.home).0.unwrap();
    fs::remove_file(place.home.shelf()).unwrap();
    fs::remove_file(place.home.dir.join("remembered.json")).unwrap();
    let _ = fs::remove_dir_all(place.home.dir.join("copies"));
    let mut library = Library::open(&place.home).unwrap();
    let told = library.status().unwrap().warnings.join("\n");
    rebuild(&mut library);
    same(&answers(&library).unwrap(), &before, &told);
    let mut library = Library::open(&place.home).unwrap();
    let again = library.status().unwrap().warnings.join("\n");
    assert!(told.contains("the 6 articles stay"), "{told} | {again}");
    rebuild(&mut library);
    same(&answers(&library).unwrap(), &before, &again);
}
