//! Copies of the shelf: made once a day, before whatever changes much at once, and of what stood last.
//!
//! Invariant: a copy is whole and on the disk before it has its name; an empty or a damaged shelf makes none, so that it pushes
//! no good one out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::card::Card;
use super::{Counts, Shelf, private};

/// Copies of one shelf that are kept of those of a day, and as many of those before a change: many changes on one day push no
/// earlier day out.
const KEPT: usize = 5;
pub(super) const ENDING: &str = ".sqlite";
/// The name of a copy begins with its time: `2026-11-29T14-55-20.123Z`.
const TIME: &str = "%Y-%m-%dT%H-%M-%S%.3fZ";
/// Characters of the day in it.
const DAY: usize = 10;

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Daily,
    Decision,
    Import,
    Migration,
    /// What stood last: one, which the next takes the place of.
    Latest,
    /// The shelf was deleted or moved while it was open: this is what it held.
    Rescue,
    /// Not a copy: the shelf itself, before another took its place.
    SetAside,
}

impl Why {
    const ALL: [Why; 7] = [
        Why::Daily,
        Why::Decision,
        Why::Import,
        Why::Migration,
        Why::Latest,
        Why::Rescue,
        Why::SetAside,
    ];

    /// As in the name of the copy.
    pub fn word(self) -> &'static str {
        match self {
            Why::Daily => "daily",
            Why::Decision => "before-decision",
            Why::Import => "before-import",
            Why::Migration => "before-migration",
            Why::Latest => "latest",
            Why::Rescue => "rescued",
            Why::SetAside => "set-aside",
        }
    }
}

/// A copy and what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// By which it is taken back: its file's name without the ending.
    pub name: String,
    pub path: PathBuf,
    /// `None` for what was not named by this program.
    pub why: Option<Why>,
    pub counts: Counts,
    /// Why it cannot be taken back.
    pub fault: Option<String>,
    pub(super) card: Option<Card>,
}

impl Copy {
    /// `2026-11-29 14:55`, or the name where it tells no time.
    pub fn when(&self) -> String {
        let (Some(day), Some(time)) = (self.name.get(..DAY), self.name.get(DAY + 1..DAY + 6))
        else {
            return self.name.clone();
        };
        match self.why {
            Some(_) => format!("{day} {}", time.replace('-', ":")),
            None => self.name.clone(),
        }
    }
}

/// The folder of the copies of the shelf at `path`.
pub(super) fn folder(path: &Path) -> PathBuf {
    path.with_file_name("copies")
}

/// All copies of the shelf at `path`, newest first; those that earlier versions put beside it come last.
pub fn copies(path: &Path) -> Vec<Copy> {
    let mut found: Vec<Copy> = named(path).into_iter().map(read).collect();
    found.extend(earlier(path).into_iter().map(read));
    found
}

/// Whether it is sure that there is no copy of the shelf at `path`.
pub fn are_none(path: &Path) -> bool {
    may_read_copies(path).is_ok() && named(path).is_empty() && earlier(path).is_empty()
}

/// That the folder of copies of the shelf at `path`, if it is there, may be looked into: else nothing is known of them.
///
/// # Errors
/// It may not; in words, with what to do.
pub fn may_read_copies(path: &Path) -> Result<()> {
    let folder = folder(path);
    if is_no_folder(&folder) {
        bail!("{} is no folder: no copy can be made", folder.display());
    }
    private::may_read(&folder)
}

/// Something else stands in its place: a file, or a link that leads nowhere.
fn is_no_folder(folder: &Path) -> bool {
    folder.symlink_metadata().is_ok() && !folder.is_dir()
}

/// What to do about a folder of copies that may not be looked into; `None` where it may.
pub fn to_read_copies(path: &Path) -> Option<String> {
    let folder = folder(path);
    match is_no_folder(&folder) {
        true => Some(format!("move {} away", folder.display())),
        false => private::to_read(&folder),
    }
}

/// The files in the folder of copies, newest first.
pub(super) fn named(path: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder(path)) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| {
            let name = file.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.ends_with(ENDING))
        })
        .collect();
    files.sort();
    files.reverse();
    files
}

/// `shelf.sqlite.before-2`: what an earlier version made before a migration.
fn earlier(path: &Path) -> Vec<PathBuf> {
    let steps = (1..=super::shape::NEWEST).rev();
    steps
        .map(|step| private::beside(path, &format!(".before-{step}")))
        .filter(|file| file.exists())
        .collect()
}

/// By its name.
pub(super) fn is_latest(file: &Path) -> bool {
    let name = file.file_stem().and_then(|name| name.to_str());
    name.is_some_and(|name| name.ends_with(Why::Latest.word()))
}

pub(super) fn read(path: PathBuf) -> Copy {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.strip_suffix(ENDING).unwrap_or(&name).to_string();
    let why = Why::ALL.into_iter().find(|why| name.ends_with(why.word()));
    let (counts, card, fault) = match looked(&path) {
        Ok((counts, card, faults)) => (counts, card, faults.into_iter().next()),
        Err(error) => (Counts::default(), None, Some(format!("{error:#}"))),
    };
    Copy {
        name,
        path,
        why,
        counts,
        fault,
        card,
    }
}

fn looked(path: &Path) -> Result<(Counts, Option<Card>, Vec<String>)> {
    let shelf = Shelf::open_to_read(path)?;
    Ok((shelf.counts()?, shelf.card(), shelf.check()?))
}

/// Makes the copy of a day on which none was made yet, where something changed since the last one. What hinders it is a
/// warning: the shelf can be used all the same.
pub(super) fn daily(shelf: &mut Shelf) {
    let Some(path) = shelf.path.clone() else {
        return;
    };
    let card = shelf.card();
    if card.is_none() || card.map(|card| card.writes) == shelf.copied {
        return;
    }
    let today = Timestamp::now().strftime("%Y-%m-%d").to_string();
    let files = named(&path);
    let of_today = |file: &PathBuf| {
        let name = file.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with(&today)) && !is_latest(file)
    };
    if files.iter().any(of_today) {
        return;
    }
    match shelf.copy(Why::Daily) {
        // What is copied once is not looked for again.
        Ok(Some(_)) => shelf.remember(),
        Ok(None) if !shelf.faults().is_empty() => shelf.warnings.push(
            "a part of the shelf is damaged, and no copy of it is made: `parallax shelf mend` goes on with the rest, \
             `parallax shelf restore` lists the copies"
                .to_string(),
        ),
        Ok(None) => {}
        Err(error) => shelf
            .warnings
            .push(format!("the copy of the day could not be made: {error:#}")),
    }
}

impl Shelf {
    /// Makes a copy, where there is something to copy that no copy holds, and returns the name of the one that holds it.
    ///
    /// # Errors
    /// It cannot be written, or is not whole.
    pub fn copy(&mut self, why: Why) -> Result<Option<String>> {
        let Some(path) = self.path.clone() else {
            return Ok(None);
        };
        let path = path.as_path();
        if why != Why::Rescue {
            self.still_holds("nothing was changed")?;
        }
        // A file that SQLite cannot name has no copies; the shelf must not be of less use for it.
        if path.to_str().is_none() || self.counts()?.sum() == 0 {
            return Ok(None);
        }
        let card = self.card();
        // The copy of what stood last is none for long.
        let held = self.counts()?;
        let of_this = |copy: &Copy| {
            card.is_some()
                && copy.card == card
                && copy.counts == held
                && copy.fault.is_none()
                && copy.why != Some(Why::Latest)
        };
        if why != Why::Migration
            && let Some(newest) = named(path).into_iter().map(read).find(of_this)
        {
            self.copied = card.map(|card| card.writes);
            return Ok(Some(newest.name));
        }
        if (self.shut.is_none() || self.strange) && !self.check()?.is_empty() {
            return Ok(None);
        }
        let folder = folder(path);
        private::make_folder(&folder)?;
        let name = free(&folder, why);
        let made = self.copy_to(&folder, &name);
        made.with_context(|| format!("cannot make the copy {name} of the shelf"))?;
        if let Some(card) = card {
            thin(path, &card.id);
            self.copied = Some(card.writes);
        }
        Ok(Some(name))
    }

    pub(super) fn copy_to(&self, folder: &Path, name: &str) -> Result<()> {
        let unfinished = folder.join(format!("{name}.{}", std::process::id()));
        let _ = std::fs::remove_file(&unfinished);
        // It is filled where it is, and keeps its mode.
        private::make_file(&unfinished)?;
        let made = self.fill(&unfinished, &folder.join(format!("{name}{ENDING}")));
        if made.is_err() {
            let _ = std::fs::remove_file(&unfinished);
        }
        made?;
        private::sync_folder(folder);
        Ok(())
    }

    fn fill(&self, unfinished: &Path, finished: &Path) -> Result<()> {
        let target = unfinished.to_str().context("its path is no valid UTF-8")?;
        self.connection.execute("VACUUM INTO ?1", [target])?;
        whole(unfinished)?;
        if Shelf::open_to_read(unfinished)?.counts()? != self.counts()? {
            bail!("it does not hold what the shelf holds");
        }
        std::fs::File::open(unfinished)?.sync_all()?;
        Ok(std::fs::rename(unfinished, finished)?)
    }
}

/// Reads a whole file, every row of it.
///
/// # Errors
/// It is not a whole shelf.
pub(super) fn whole(path: &Path) -> Result<()> {
    let shelf = Shelf::open_to_read(path)?;
    let verdict: String = shelf
        .connection
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        bail!("{verdict}");
    }
    match shelf.check()?.as_slice() {
        [] => Ok(()),
        [first, ..] => bail!("{first}"),
    }
}

/// A name for a copy of now that no other has.
pub(super) fn free(folder: &Path, why: Why) -> String {
    let time = Timestamp::now().strftime(TIME).to_string();
    let first = format!("{time}-{}", why.word());
    let more = (2..).map(|number: u32| format!("{time}~{number}-{}", why.word()));
    std::iter::once(first.clone())
        .chain(more)
        .find(|name| !folder.join(format!("{name}{ENDING}")).exists())
        .unwrap_or(first)
}

/// Lets the copies of this shelf go that are too many: of a day that has several the oldest, else of the oldest day. The
/// newest and the fullest stay, whatever was set aside or rescued is the reader's to throw away, and another shelf's copies are not
/// touched.
fn thin(path: &Path, id: &str) {
    let is_of_this = |copy: &Copy| {
        let of_id = copy.card.as_ref().is_none_or(|card| card.id == id);
        let made = !matches!(
            copy.why,
            None | Some(Why::Latest | Why::SetAside | Why::Rescue)
        );
        of_id && made && copy.fault.is_none()
    };
    let held = named(path).into_iter().map(read).filter(is_of_this);
    let (daily, before): (Vec<Copy>, Vec<Copy>) =
        held.partition(|copy| copy.why == Some(Why::Daily));
    for mut held in [daily, before] {
        while held.len() > KEPT {
            let Some(at) = spare(&held) else { break };
            let copy = held.remove(at);
            if std::fs::remove_file(&copy.path).is_err() {
                break;
            }
        }
    }
}

/// Which of the copies, newest first, is to go.
fn spare(held: &[Copy]) -> Option<usize> {
    let fullest = held.iter().map(|copy| copy.counts.sum()).max()?;
    let kept = held.iter().position(|copy| copy.counts.sum() == fullest)?;
    let day = |copy: &Copy| copy.name.get(..DAY).unwrap_or_default().to_string();
    let mut of_day: HashMap<String, usize> = HashMap::new();
    for copy in held {
        *of_day.entry(day(copy)).or_default() += 1;
    }
    let may_go = |at: &usize| *at != 0 && *at != kept;
    let oldest_first = || (0..held.len()).rev().filter(may_go);
    oldest_first()
        .find(|&at| of_day.get(&day(&held[at])).is_some_and(|many| *many > 1))
        .or_else(|| oldest_first().next())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf};
    use super::*;
    use crate::model::DecisionKind;

    /// Without the copy of what stood last.
    fn held(folder: &Folder) -> Vec<Copy> {
        let found = copies(&folder.shelf());
        found
            .into_iter()
            .filter(|copy| copy.why != Some(Why::Latest))
            .collect()
    }

    fn names(folder: &Folder) -> Vec<String> {
        held(folder).into_iter().map(|copy| copy.name).collect()
    }

    /// As if every copy so far had been made some days earlier.
    fn age(folder: &Folder, day: u32) {
        for copy in held(folder) {
            let name = format!("2020-01-{day:02}{}", &copy.name[DAY..]);
            if !copy.name.starts_with("2020") {
                let file = copy.path.with_file_name(format!("{name}{ENDING}"));
                std::fs::rename(&copy.path, file).unwrap();
            }
        }
    }

    #[test]
    fn one_a_day_where_something_changed_and_five_are_kept() {
        let folder = Folder::new("daily");
        for day in 1..=9 {
            let mut shelf = Shelf::open(&folder.shelf()).unwrap();
            shelf
                .add_bookmark(&bookmark(&format!("day {day}")))
                .unwrap();
            drop(shelf);
            for _ in 0..3 {
                drop(Shelf::open(&folder.shelf()).unwrap());
            }
            assert_eq!(
                names(&folder)
                    .iter()
                    .filter(|name| !name.starts_with("2020"))
                    .count(),
                1,
                "day {day}"
            );
            age(&folder, day);
        }
        let held = held(&folder);
        assert_eq!(held.len(), KEPT);
        assert!(held[0].name.starts_with("2020-01-09"), "{held:?}");
        assert!(held[4].name.starts_with("2020-01-05"), "{held:?}");
        assert_eq!(held[0].counts.bookmarks, 9);
        // Nothing changed: no copy.
        drop(Shelf::open(&folder.shelf()).unwrap());
        assert!(names(&folder)[0].starts_with("2020"));
    }

    #[test]
    fn many_decisions_of_one_day_do_not_push_the_days_before_out() {
        let folder = Folder::new("decisions");
        for day in 1..=4 {
            let mut shelf = Shelf::open(&folder.shelf()).unwrap();
            shelf
                .add_bookmark(&bookmark(&format!("day {day}")))
                .unwrap();
            drop(shelf);
            drop(Shelf::open(&folder.shelf()).unwrap());
            age(&folder, day);
        }
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        for turn in 0..12 {
            shelf
                .add_decision(DecisionKind::Merge, "Ida", &format!("Ada {turn}"))
                .unwrap();
            let held = names(&folder);
            let is_daily = |name: &&String| name.ends_with("daily");
            let daily = held.iter().filter(is_daily).count();
            assert_eq!(daily, 4, "{held:?}");
            assert!(held.len() - daily <= KEPT, "{held:?}");
        }
        let held = names(&folder);
        for day in 1..=4 {
            let day = format!("2020-01-{day:02}");
            assert!(held.iter().any(|name| name.starts_with(&day)), "{held:?}");
        }
        assert!(held[0].ends_with("before-decision"), "{held:?}");
        assert_eq!(super::tests::held(&folder)[0].counts.decisions, 11);
    }

    #[test]
    fn an_empty_or_a_damaged_shelf_pushes_no_copy_out() {
        let folder = Folder::new("pushes");
        let mut shelf = Shelf::open(&folder.shelf()).unwrap();
        for turn in 0..5 {
            shelf.add_bookmark(&bookmark(&format!("{turn}"))).unwrap();
        }
        shelf.copy(Why::Import).unwrap().unwrap();
        let before = names(&folder);
        assert_eq!(before.len(), 1);
        shelf
            .connection
            .execute("UPDATE bookmark SET quote = 'x' WHERE id = 2", [])
            .unwrap();
        shelf.add_source("/a").unwrap();
        assert_eq!(shelf.copy(Why::Daily).unwrap(), None);
        drop(shelf);
        std::fs::remove_file(folder.shelf()).unwrap();
        super::super::accept(&folder.shelf()).unwrap();
        for turn in 0..9 {
            let mut shelf = Shelf::open(&folder.shelf()).unwrap();
            assert!(shelf.bookmarks(&Filter::default()).unwrap().is_empty());
            let name = turn.to_string();
            shelf
                .add_decision(DecisionKind::Merge, "Ida", &name)
                .unwrap();
            shelf.remove_decision(turn + 1).unwrap();
        }
        assert!(names(&folder).contains(&before[0]), "{:?}", names(&folder));
    }
}
