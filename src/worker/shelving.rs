//! The shelf beside the library: whether it is well, whether it is still there while the screens are open, and a copy of it
//! in its place.

use std::path::Path;

use anyhow::{Result, bail};

use super::AddError;
use super::check::Check;
use super::desk::Desk;
use super::home::{Home, Lock};
use super::library::Library;
use super::request::{Decided, Reply, Request, Topic};
use super::tidying::counted;
use crate::model::Decision;
use crate::shelf::{self, Mended, Place, Restored, Shelf, Why, private};

/// The keys on the shelf of what was on the screens: of the reader's own library, and of the sample.
const SCREENS: [&str; 2] = ["screens", "screens of the sample"];

/// What a reader does about a shelf that is missing, exchanged or cannot be read.
const RESTORE: &str = "parallax shelf restore (a copy)";
/// The same where there is no copy.
const ACCEPT: &str = "parallax shelf accept (goes on with what is there)";
/// The same for one of which a part can be read.
const MEND: &str = "parallax shelf restore (a copy), or parallax shelf mend (what can be read)";
const ONLY_MEND: &str = "parallax shelf mend (what can be read)";
const MEND_OR_AWAY: &str = "parallax shelf mend (what can be read, if there is something); else move it away, and parallax shelf accept begins an empty one";

/// What a reader does about a shelf that was opened and is not sound.
fn to_do(home: &Home, shelf: &Shelf) -> &'static str {
    match (shelf::are_none(&home.shelf()), shelf.is_mendable()) {
        (true, true) => ONLY_MEND,
        (false, true) => MEND,
        (true, false) => ACCEPT,
        (false, false) => RESTORE,
    }
}

/// Puts a copy in the place of the shelf of a home, while nobody joins names under the one that stands there.
///
/// # Errors
/// Another parallax is writing; or as [`shelf::restore`].
pub fn restore_shelf(home: &Home, name: &str) -> Result<Restored, AddError> {
    alone(home, || {
        let library = library_of(home).filter(|library| library.stranger().is_none());
        let restored = shelf::restore(&home.shelf(), name)?;
        let _ = library.map(|library| library.belongs_here());
        Ok(restored)
    })
}

/// Puts what can be read of the shelf of a home in its place; `None` where nothing is damaged.
///
/// # Errors
/// Another parallax is writing; or as [`shelf::mend`].
pub fn mend_shelf(home: &Home) -> Result<Option<Mended>, AddError> {
    alone(home, || {
        let library = library_of(home).filter(|library| library.stranger().is_none());
        let mended = shelf::mend(&home.shelf())?;
        if mended.is_some() {
            // The rows are its own, also where its number could not be read.
            let _ = library.map(|library| library.belongs_here());
        }
        Ok(mended)
    })
}

/// The shelf that stands in a home is the reader's from now on, and the articles beside it are its: as [`shelf::accept`].
///
/// # Errors
/// Another parallax is writing; or as [`shelf::accept`].
pub fn accept_shelf(home: &Home) -> Result<String, AddError> {
    alone(home, || {
        let words = shelf::accept(&home.shelf())?;
        let _ = library_of(home).map(|library| library.belongs_here());
        Ok(words)
    })
}

/// Where it cannot be opened there are no articles to be anybody's.
fn library_of(home: &Home) -> Option<Library> {
    home.catalogue().exists().then_some(())?;
    Library::open(home).ok()
}

fn alone<T>(home: &Home, work: impl FnOnce() -> Result<T>) -> Result<T, AddError> {
    if let Err(why) = home.can_write() {
        return Err(AddError::Failed(anyhow::anyhow!(
            "nothing was changed: {why}"
        )));
    }
    let _lock = Lock::take(home)?;
    Ok(work()?)
}

/// The points of `doctor` about what the reader made, and who may read it.
pub(super) fn shelf_checks(home: &Home) -> Vec<Check> {
    let mut checks = Vec::new();
    let mut is_sound = false;
    match Shelf::open(&home.shelf()) {
        Ok(shelf) => {
            let faults = match shelf.check() {
                Ok(faults) => faults,
                Err(error) => vec![format!("{error:#}")],
            };
            // That it can only be read, say, is no illness.
            is_sound = shelf.is_sound();
            let kind = |found: String| match is_sound {
                true => Check::note("shelf", found, ""),
                false => Check::ill("shelf", found, to_do(home, &shelf)),
            };
            // What was said once is no second point.
            let warned = shelf.warnings();
            let more = faults.into_iter().filter(|fault| !warned.contains(fault));
            checks.extend(warned.iter().cloned().chain(more).map(kind));
            if let (true, Ok(counts)) = (checks.is_empty(), shelf.counts()) {
                let words = counts.words();
                checks.push(Check::well("shelf", format!("every row is whole: {words}")));
            }
        }
        Err(error) => {
            // One that may not be read is no damaged one.
            let remedy = private::to_read(&home.shelf());
            let otherwise = match shelf::are_none(&home.shelf()) {
                true => MEND_OR_AWAY,
                false => RESTORE,
            };
            let remedy = remedy.as_deref().unwrap_or(otherwise);
            checks.push(Check::ill("shelf", format!("{error:#}"), remedy));
        }
    }
    for remains in shelf::remains(&home.shelf()) {
        let found = format!(
            "what can be read of {} of the shelf that were damaged lies in {}",
            counted(remains.rows, "row", "rows"),
            remains.path.display()
        );
        let remedy = format!(
            "keep again what you need of it, then rm {}",
            remains.path.display()
        );
        checks.push(Check::note("remains", found, &remedy));
    }
    checks.push(copies_check(home, is_sound));
    checks.push(privacy_check(&home.dir));
    checks
}

/// While the shelf itself is missing or damaged no copy is to be thrown away: one that is not whole may hold most of all.
fn copies_check(home: &Home, is_sound: bool) -> Check {
    if let Err(error) = shelf::may_read_copies(&home.shelf()) {
        let remedy = shelf::to_read_copies(&home.shelf()).unwrap_or_default();
        return Check::ill("copies", format!("{error:#}"), &remedy);
    }
    let copies = shelf::copies(&home.shelf());
    // What was set aside because it is damaged is no copy that should be whole.
    let ill = copies
        .iter()
        .find(|copy| copy.fault.is_some() && !matches!(copy.why, None | Some(Why::SetAside)));
    match (ill, copies.iter().find(|copy| copy.fault.is_none())) {
        (Some(copy), _) => {
            let fault = copy.fault.as_deref().unwrap_or_default();
            let found = format!("the copy {} is not whole: {fault}", copy.name);
            let remedy = match is_sound {
                true => format!("rm {}", copy.path.display()),
                false => format!(
                    "parallax shelf restore {} (what can be read of it)",
                    copy.name
                ),
            };
            Check::note("copies", found, &remedy)
        }
        (None, Some(newest)) => {
            let words = newest.counts.words();
            let found = format!("{}, the newest of {}: {words}", copies.len(), newest.when());
            Check::well("copies", found)
        }
        (None, None) if home.shelf().to_str().is_none() => Check::note(
            "copies",
            "none can be made: the name of the folder is no text, and SQLite cannot name it",
            "keep the library in a folder of another name",
        ),
        (None, None) => Check::well("copies", "none yet: there was nothing to copy"),
    }
}

fn privacy_check(folder: &Path) -> Check {
    let at = folder.display();
    if private::is_open_to_others(folder) {
        let found = format!("others on this computer may look into {at}");
        return Check::note("private", found, &format!("chmod -R go= {at}"));
    }
    Check::well("private", "nobody else may look into the folder")
}

impl Desk {
    /// Looks whether the shelf that is open is still the one at its place, and turns to the one that took it. Where none
    /// did, what the open one holds is written to the copies.
    ///
    /// # Errors
    /// A change was asked for, and the shelf is another one now: it was not made.
    pub(super) fn turn_to_shelf(&mut self, request: &Request) -> Result<()> {
        let place = self.shelf.place();
        let words = match place {
            Place::Same => {
                self.lost = None;
                return Ok(());
            }
            Place::Gone if self.lost.is_some() => return Ok(()),
            Place::Gone => {
                self.lost = Some(self.rescued());
                return Ok(());
            }
            Place::Exchanged => {
                self.shelf = self.home.opened_shelf()?;
                self.lost = None;
                "another file took the place of the shelf while it was open: this is what that one holds"
            }
            Place::Overwritten => {
                self.shelf = self.home.opened_shelf()?;
                self.lost = None;
                "the shelf was overwritten while it was open: this is what stands in its file now, and what you kept is among \
                 the copies (:copies, or `parallax shelf restore`)"
            }
        };
        self.turned = Some(words.to_string());
        // What is listed is that of the one before: the look for news tells so.
        self.place = place;
        let asks = matches!(request, Request::Shelf | Request::Copies);
        if request.topic() == Topic::Shelf && !asks {
            let at = self.home.shelf();
            let once_more = "do it once more for this one";
            let then = self.shelf.shut().unwrap_or(once_more);
            bail!("nothing was changed in {}: {words}; {then}", at.display());
        }
        Ok(())
    }

    /// Says what became of a shelf that is gone while it was open.
    fn rescued(&mut self) -> String {
        let at = self.home.shelf();
        let at = at.display();
        let rescued = match self.shelf.rescue() {
            Ok(Some(name)) => format!("what it held is kept as the copy {name}"),
            Ok(None) => "nothing stood on it".to_string(),
            Err(error) => {
                format!("what it held could not be copied ({error:#}): export it before you leave")
            }
        };
        format!(
            "the shelf at {at} was moved or deleted while it was open; {rescued}; nothing more is written until it is back: \
             put it back, or take a copy back with :copies or `parallax shelf restore`"
        )
    }

    /// What the reader should know of the shelf now.
    pub(super) fn of_shelf(&mut self) -> Vec<String> {
        let mut known: Vec<String> = self.shelf.warnings().to_vec();
        known.extend(self.gone());
        known.extend(self.lost.clone());
        known.extend(self.turned.take());
        known
    }

    /// What was on the screens, for the next start. What is only looked at is no part of it.
    pub(super) fn remembered(&mut self, request: &Request) -> Result<Reply> {
        let keeps = self.looking.is_empty();
        let screens = SCREENS[usize::from(self.own.is_some())];
        match request {
            Request::TurnHome => return Ok(Reply::Lists(self.turn_home()?)),
            // Where nothing can be written that is said already, and not with every search.
            Request::Remember(_) | Request::Searched(_) if !self.shelf.takes() => {}
            Request::Remember(state) if keeps => self.shelf.set_state(screens, state)?,
            Request::Searched(query) if keeps => self.shelf.searched(query)?,
            Request::Remembered => {
                let state = match keeps {
                    true => self.shelf.state(screens)?,
                    false => None,
                };
                return Ok(Reply::Remembered {
                    state,
                    searches: self.shelf.searches()?,
                });
            }
            _ => {}
        }
        Ok(Reply::Done)
    }

    /// Joins the names of the library shown under these decisions.
    fn rejoin_under(&mut self, decisions: Vec<Decision>) -> Result<()> {
        match self.visiting {
            true => self.library.rejoin_under(decisions)?,
            false => self.library.rejoin()?,
        };
        Ok(())
    }

    /// Puts a copy in the place of the shelf, and shows that from now on.
    pub(super) fn restore_copy(&mut self, name: &str) -> Result<(Option<String>, Option<Decided>)> {
        let restored = restore_shelf(&self.home, name)?;
        self.shelf = Shelf::open(&self.home.shelf())?;
        self.lost = None;
        let decisions = self.shelf.decisions()?;
        // What cannot be joined now is joined by whoever opens the library next.
        let _ = self.rejoin_under(decisions);
        let aside = restored.set_aside.map_or_else(String::new, |aside| {
            format!("; the shelf that stood there is among the copies as {aside}")
        });
        let words = format!(
            "taken back: the copy of {} with {}{aside}{}",
            restored.copy.when(),
            restored.held.words(),
            match restored.lost.is_empty() {
                true => String::new(),
                false => format!(
                    "; that copy is not whole, and stays: {}",
                    restored.lost.join(", ")
                ),
            }
        );
        Ok((Some(words), self.done(None)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_empty_or_unreadable_shelf_is_one_point_and_nothing_there_is_to_be_mended() {
        let dir = std::env::temp_dir().join(format!("parallax-shelving-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let home = Home { dir: dir.clone() };
        let mut shelf = Shelf::open(&home.shelf()).unwrap();
        shelf.add_source("/news").unwrap();
        drop(shelf);
        for left in [None, Some(Vec::new()), Some(b"junk".repeat(2000))] {
            std::fs::remove_file(home.shelf()).unwrap();
            if let Some(bytes) = &left {
                std::fs::write(home.shelf(), bytes).unwrap();
            }
            let checks = shelf_checks(&home);
            let of_shelf: Vec<&Check> = checks.iter().filter(|at| at.what == "shelf").collect();
            assert_eq!(of_shelf.len(), 1, "{of_shelf:?}");
            assert_eq!(of_shelf[0].remedy, RESTORE);
            std::fs::write(home.shelf(), "").unwrap();
        }
        let _ = std::fs::remove_dir_all(&dir);
    }

    #[test]
    fn the_copy_that_holds_most_is_not_to_be_thrown_away_while_the_shelf_is_away() {
        let dir =
            std::env::temp_dir().join(format!("parallax-shelving-most-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let home = Home { dir: dir.clone() };
        let mut shelf = Shelf::open(&home.shelf()).unwrap();
        shelf.add_source("/news/of-lamps").unwrap();
        drop(shelf);
        let copy = shelf::copies(&home.shelf()).remove(0);
        let mut bytes = std::fs::read(&copy.path).unwrap();
        let words = b"/news/of-lamps";
        let found = bytes.windows(words.len()).position(|at| at == words);
        bytes[found.unwrap()] ^= 1;
        std::fs::write(&copy.path, &bytes).unwrap();
        let of_copies = || {
            let checks = shelf_checks(&home);
            let check = checks.into_iter().find(|check| check.what == "copies");
            check.unwrap().remedy
        };
        assert!(of_copies().starts_with("rm "));
        std::fs::remove_file(home.shelf()).unwrap();
        let remedy = of_copies();
        assert!(
            remedy.contains(&copy.name) && !remedy.contains("rm "),
            "{remedy}"
        );
        // Without a copy none is advised.
        std::fs::remove_dir_all(dir.join("copies")).unwrap();
        std::fs::write(home.shelf(), b"junk".repeat(2000)).unwrap();
        let checks = shelf_checks(&home);
        for check in checks.iter().filter(|check| check.what == "shelf") {
            let all = format!("{} {}", check.found, check.remedy);
            assert!(
                !all.contains("restore") && all.contains("shelf accept"),
                "{all}"
            );
        }
        let _ = std::fs::remove_dir_all(&dir);
    }
}
