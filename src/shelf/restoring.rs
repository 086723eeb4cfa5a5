//! A copy of the shelf takes its place. What stood there is set aside among the copies, and can be taken back like them.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};

use super::aside::{put, set_aside};
use super::copies::{self, Copy, copies};
use super::mending::{Salvaged, salvaged};
use super::opening::accept;
use super::private::beside;
use super::{Counts, Remains, private};

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub copy: Copy,
    /// What the shelf holds now.
    pub held: Counts,
    /// What could not be read of a copy that is not whole, by name.
    pub lost: Vec<String>,
    /// The text of what can be read of that.
    pub remains: Option<Remains>,
    /// The name under which the shelf that stood there is kept; `None` where none did.
    pub set_aside: Option<String>,
}

/// Puts the copy of that name (or of which it is the beginning) in the place of the shelf at `path`. Undone by taking back
/// what was set aside. Of a copy that is not whole that is every row that is what was written; the copy stays.
///
/// # Errors
/// There is no such copy, nothing of it can be read, or the folder cannot be written to: the shelf is as it was.
pub fn restore(path: &Path, name: &str) -> Result<Restored> {
    let copy = chosen(path, name)?;
    let folder = copies::folder(path);
    private::make_folder(&folder)?;
    let fresh = beside(path, &format!(".{}", std::process::id()));
    let read = read_of(&copy, path, &fresh)?;
    let done = set_aside(path, &folder).and_then(|aside| {
        std::fs::rename(&fresh, path)?;
        Ok(aside)
    });
    if done.is_err() {
        let _ = std::fs::remove_file(&fresh);
    }
    let set_aside = done.with_context(|| {
        format!(
            "the copy {} cannot take the place of {}",
            copy.name,
            path.display()
        )
    })?;
    for folder in [Some(folder.as_path()), path.parent()]
        .into_iter()
        .flatten()
    {
        private::sync_folder(folder);
    }
    accept(path)?;
    Ok(Restored {
        held: read.held,
        lost: read.lost,
        remains: read.remains,
        copy,
        set_aside,
    })
}

/// Writes what the copy holds to `fresh`: of one that is not whole every row that is what was written. It stays as it is.
fn read_of(copy: &Copy, path: &Path, fresh: &Path) -> Result<Salvaged> {
    let cannot = |what: &str| {
        let at = copy.path.display();
        format!(
            "the copy {} cannot be taken back: {what}. It stands at {at}",
            copy.name
        )
    };
    let Err(fault) = copies::whole(&copy.path) else {
        put(&copy.path, fresh).with_context(|| cannot("it cannot be copied"))?;
        return Ok(Salvaged {
            held: copy.counts,
            lost: Vec::new(),
            remains: None,
        });
    };
    let salvaged = salvaged(&copy.path, path, fresh);
    let salvaged =
        salvaged.with_context(|| cannot("it is not whole, and nothing of it can be read"))?;
    match salvaged {
        Some(salvaged) if salvaged.held.sum() > 0 => Ok(salvaged),
        _ => {
            let _ = std::fs::remove_file(fresh);
            Err(fault.context(cannot("it is not whole, and nothing of it can be read")))
        }
    }
}

/// The copy that a reader means.
fn chosen(path: &Path, name: &str) -> Result<Copy> {
    copies::may_read_copies(path)?;
    // As its file is called.
    let name = name.strip_suffix(copies::ENDING).unwrap_or(name);
    let mut found = copies(path);
    if found.is_empty() {
        bail!(
            "there is no copy of the shelf in {}",
            copies::folder(path).display()
        );
    }
    if let Some(at) = found.iter().position(|copy| copy.name == name) {
        return Ok(found.swap_remove(at));
    }
    found.retain(|copy| !name.is_empty() && copy.name.starts_with(name));
    match found.len() {
        1 => found.pop().context("no copy"),
        0 => Err(anyhow!(
            "no copy is called {name}: `parallax shelf restore` lists them"
        )),
        many => Err(anyhow!(
            "{many} copies begin with {name}: say more of the name"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::super::copies::Why;
    use super::super::tests::{Folder, bookmark};
    use super::super::{Filter, Shelf};
    use super::*;

    fn quotes(shelf: &Shelf) -> Vec<String> {
        let kept = shelf.bookmarks(&Filter::default()).unwrap();
        kept.into_iter().map(|kept| kept.passage.quote).collect()
    }

    #[test]
    fn a_copy_is_taken_back_and_that_can_be_undone() {
        let folder = Folder::new("restore");
        let path = folder.shelf();
        let mut shelf = Shelf::open(&path).unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        let name = shelf.copy(Why::Import).unwrap().unwrap();
        shelf.add_bookmark(&bookmark("two")).unwrap();
        drop(shelf);
        let restored = restore(&path, &name).unwrap();
        assert_eq!(restored.copy.counts.bookmarks, 1);
        let shelf = Shelf::open(&path).unwrap();
        assert_eq!(
            (quotes(&shelf), shelf.warnings()),
            (vec!["one".to_string()], &[][..])
        );
        drop(shelf);
        restore(&path, &restored.set_aside.unwrap()).unwrap();
        let shelf = Shelf::open(&path).unwrap();
        assert_eq!(quotes(&shelf), ["two", "one"]);
        assert_eq!(shelf.warnings(), &[] as &[String]);
    }

    #[test]
    fn a_damaged_or_missing_shelf_is_replaced_and_what_is_left_of_it_stays() {
        for junk in [Some(b"junk".repeat(2000)), None] {
            let folder = Folder::new("restore-damaged");
            let path = folder.shelf();
            let mut shelf = Shelf::open(&path).unwrap();
            shelf.add_bookmark(&bookmark("one")).unwrap();
            let name = shelf.copy(Why::Import).unwrap().unwrap();
            drop(shelf);
            match &junk {
                Some(junk) => std::fs::write(&path, junk).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let restored = restore(&path, &name).unwrap();
            let aside = restored.set_aside.map(|name| {
                let file = copies::folder(&path).join(format!("{name}.sqlite"));
                std::fs::read(file).unwrap()
            });
            assert_eq!(aside, junk);
            let mut shelf = Shelf::open(&path).unwrap();
            assert_eq!(quotes(&shelf), ["one"]);
            shelf.add_bookmark(&bookmark("two")).unwrap();
        }
    }

    #[test]
    fn of_a_copy_that_is_not_whole_what_can_be_read_is_taken_back() {
        for is_there in [true, false] {
            let folder = Folder::new("restore-bad");
            let path = folder.shelf();
            let mut shelf = Shelf::open(&path).unwrap();
            for turn in 0..50 {
                shelf
                    .add_bookmark(&bookmark(&format!("quote {turn}")))
                    .unwrap();
            }
            let name = shelf.copy(Why::Import).unwrap().unwrap();
            drop(shelf);
            let copy = copies::folder(&path).join(format!("{name}.sqlite"));
            let mut bytes = std::fs::read(&copy).unwrap();
            let words = b"quote 31";
            let at = bytes
                .windows(words.len())
                .position(|at| at == words)
                .unwrap();
            bytes[at] ^= 1;
            std::fs::write(&copy, &bytes).unwrap();
            if !is_there {
                std::fs::remove_file(&path).unwrap();
            }
            assert!(restore(&path, "1999").is_err());
            let restored = restore(&path, &format!("{name}.sqlite")).unwrap();
            assert_eq!(restored.held.bookmarks, 49);
            assert!(
                restored.lost.join("; ").contains("bookmark 32"),
                "{restored:?}"
            );
            assert_eq!(restored.remains.unwrap().path.parent(), path.parent());
            assert_eq!(restored.set_aside.is_some(), is_there);
            let mut shelf = Shelf::open(&path).unwrap();
            assert_eq!(shelf.warnings(), &[] as &[String]);
            assert_eq!(quotes(&shelf).len(), 49);
            shelf.add_bookmark(&bookmark("onward")).unwrap();
            drop(shelf);
            assert_eq!(std::fs::read(&copy).unwrap(), bytes);
        }
    }

    #[test]
    fn a_copy_of_which_nothing_can_be_read_is_not_taken_back() {
        let folder = Folder::new("restore-junk");
        let path = folder.shelf();
        let mut shelf = Shelf::open(&path).unwrap();
        shelf.add_bookmark(&bookmark("one")).unwrap();
        let name = shelf.copy(Why::Import).unwrap().unwrap();
        drop(shelf);
        let copy = copies::folder(&path).join(format!("{name}.sqlite"));
        std::fs::write(&copy, b"junk".repeat(9000)).unwrap();
        let before = std::fs::read(&path).unwrap();
        let message = format!("{:#}", restore(&path, &name).unwrap_err());
        assert!(
            message.contains("not whole, and nothing of it"),
            "{message}"
        );
        assert_eq!(std::fs::read(&path).unwrap(), before);
        let left = std::fs::read_dir(path.parent().unwrap()).unwrap();
        for file in left {
            let name = file.unwrap().file_name().into_string().unwrap();
            let is_left = name.contains("described") || name.starts_with("shelf.sqlite.");
            assert!(!is_left, "{name}");
        }
    }
}
