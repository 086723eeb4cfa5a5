//! Letting originals go to which no article refers any more: only when the reader asks for it.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};

use super::Space;
use crate::model::place;
use crate::shelf::{Filter, Shelf, private};
use crate::worker::adding::AddError;
use crate::worker::library::Library;
use crate::worker::originals::register::{self, Register};
use crate::worker::originals::{Found, Kept, TO_CLEAR, known, member, rewrite, strange};

impl Library {
    /// Originals of files from which no article of the library is: how many contents, and their bytes.
    pub fn unneeded_originals(&self) -> Result<Space> {
        let Some(home) = self.home() else {
            return Ok(Space::default());
        };
        let register = known(&home.originals())?.register;
        let needed = self.needed(&register)?;
        let contents = register.contents().into_iter();
        let gone: Vec<&Kept> = contents
            .filter(|kept| !needed.contains(&kept.sha256))
            .collect();
        Ok(Space {
            contents: gone.len() as u64,
            bytes: gone.iter().map(|kept| kept.bytes).sum(),
            packed: gone.iter().map(|kept| kept.length).sum(),
        })
    }

    /// Removes them.
    ///
    /// Fails where another parallax is adding; what there is stays whole whatever ends this.
    pub fn remove_unneeded_originals(&mut self) -> Result<Space, AddError> {
        let _lock = self.lock()?;
        let gone = self.unneeded_originals()?;
        let Some(home) = self.home().filter(|_| gone.contents > 0) else {
            return Ok(gone);
        };
        let dir = home.originals();
        if let Some(strange) = strange(&dir) {
            return Err(anyhow!("nothing is removed: {strange}; {TO_CLEAR}").into());
        }
        let found = known(&dir)?;
        let needed = self.needed(&found.register)?;
        keep_only(&dir, found, &needed)?;
        Ok(gone)
    }

    /// Contents of the files that gave articles, or from which passages were kept: those of every reading of them.
    fn needed(&self, register: &Register) -> Result<HashSet<String>> {
        let origins = self.catalogue().files_of_origins()?;
        let mut files: HashSet<String> = origins.into_iter().map(|(_, file, _)| file).collect();
        if let Some(home) = self.home().filter(|home| home.shelf().exists()) {
            let shelf = Shelf::open(&home.shelf())?;
            let bookmarks = shelf.bookmarks(&Filter::default())?;
            // What cannot be read of the shelf may stand on anything.
            if !shelf.is_sound() {
                bail!(
                    "nothing is removed: the shelf is damaged, and what its passages stand on is not known; see parallax doctor"
                );
            }
            for bookmark in bookmarks {
                let origin = bookmark.origin;
                let parts: Vec<String> = place::parts(&origin)
                    .map(|(file, _)| file.to_string())
                    .collect();
                files.extend(parts);
                files.insert(origin);
            }
        }
        let kept = register.kept.iter();
        Ok(kept
            .filter(|kept| files.contains(&kept.file))
            .map(|kept| kept.sha256.clone())
            .collect())
    }
}

/// What is needed of a pack that holds anything else goes into a new one, which is there before the register names it; the old
/// one goes last. What is lost already stays named where it stood, where nothing is any more.
fn keep_only(dir: &Path, found: Found, needed: &HashSet<String>) -> Result<()> {
    let Found { register, lost, .. } = found;
    let is_needed = |kept: &Kept| needed.contains(&kept.sha256);
    let spoiled = register.kept.iter().filter(|kept| !is_needed(kept));
    let old: BTreeSet<u32> = spoiled.map(|kept| kept.pack).collect();
    let packs = register::packs(dir);
    let number = packs.last().map_or(1, |(number, _)| number + 1);
    let place = register::pack(dir, number);
    let unfinished = place.with_extension("new");
    let mut pack = private::options()
        .create(true)
        .truncate(true)
        .open(&unfinished)
        .with_context(|| format!("cannot write to {}", unfinished.display()))?;
    let about = member::about()?;
    std::io::Write::write_all(&mut pack, &about)?;
    let mut end = about.len() as u64;
    let mut register = register;
    register.kept.retain(is_needed);
    for kept in register
        .kept
        .iter_mut()
        .filter(|kept| old.contains(&kept.pack) && !lost.contains(&(kept.pack, kept.offset)))
    {
        let mut from = File::open(register::pack(dir, kept.pack))?;
        from.seek(SeekFrom::Start(kept.offset))?;
        let copied = std::io::copy(&mut from.take(kept.length), &mut pack)?;
        kept.pack = number;
        kept.offset = end;
        end += copied;
    }
    pack.sync_all()?;
    fs::rename(&unfinished, &place)?;
    private::sync_folder(&dir.join("packs"));
    rewrite(dir, &register)?;
    let gone: Vec<PathBuf> = old
        .iter()
        .map(|&number| register::pack(dir, number))
        .filter(|path| path.exists())
        .collect();
    for path in gone {
        fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
    }
    Ok(())
}
