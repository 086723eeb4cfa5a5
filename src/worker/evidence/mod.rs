//! What is asked of the originals: those of an article, what they take, whether they are what was kept, which are needed.

mod cleaning;
#[cfg(feature = "archives")]
mod wacz;

use std::io::Write;

use anyhow::{Context, Result, bail};

use super::library::Library;
use super::originals::register::packs;
use super::originals::{Kept, check, write};

#[cfg(feature = "archives")]
pub use wacz::Wacz;

/// What the originals take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Space {
    pub contents: u64,
    /// Of the contents, in bytes.
    pub bytes: u64,
    /// On the disk, in bytes.
    pub packed: u64,
}

/// A content that is not what was kept, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoiled {
    pub file: String,
    pub reason: String,
}

impl Library {
    /// The originals of the files that an article came from: of each file the one that was read last comes last. Reads the
    /// register.
    pub fn originals_of(&self, id: &str) -> Result<Vec<Kept>> {
        let files = self.files_of(id)?;
        let register = self.register()?;
        let mut kept: Vec<Kept> = Vec::new();
        for file in &files {
            kept.extend(register.of_file(file));
        }
        Ok(kept)
    }

    /// The original from which an article was read as it stands; `None` where it was not kept.
    pub fn original_of(&self, id: &str) -> Result<Option<Kept>> {
        let kept = self.originals_of(id)?;
        let Some(file) = self.files_of(id)?.into_iter().next() else {
            return Ok(None);
        };
        let hash = self.catalogue().file(&file)?.map(|row| row.hash);
        let of_file = || kept.iter().filter(|one| one.file == file).rev();
        // What could not be read as a stream has no hash: it is what was read last.
        let is_read = |one: &&Kept| match hash.as_deref() {
            Some("") | None => true,
            Some(hash) => one.sha256.starts_with(hash),
        };
        Ok(of_file().find(is_read).cloned())
    }

    /// The files of an article's origins, the first one first.
    fn files_of(&self, id: &str) -> Result<Vec<String>> {
        let number = self.catalogue().number(id)?;
        let number = number.with_context(|| format!("no article {id}"))?;
        let mut files: Vec<String> = Vec::new();
        let first = self.catalogue().first_origin(number)?;
        let mut origins = self.catalogue().origins(number)?;
        origins.sort_by_key(|(origin, _, _)| Some(origin) != first.as_ref());
        for (_, file, _) in origins {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        Ok(files)
    }

    /// Writes the content of an original, byte for byte.
    ///
    /// # Errors
    /// It is not there any more, or not what was kept: nothing was written then. Or it cannot be written.
    pub fn write_original(&self, kept: &Kept, to: &mut dyn Write) -> Result<()> {
        let home = self.home().context("nothing is kept of this library")?;
        write(&home.originals(), kept, to)
    }

    /// The whole content of an original of at most `most` bytes.
    pub(super) fn original_bytes(&self, kept: &Kept, most: u64) -> Result<Vec<u8>> {
        if kept.bytes > most {
            bail!("it has {} bytes", kept.bytes);
        }
        let mut bytes = Vec::new();
        self.write_original(kept, &mut bytes)?;
        Ok(bytes)
    }

    /// What the originals take; reads the register.
    pub fn space_of_originals(&self) -> Result<Space> {
        let Some(home) = self.home() else {
            return Ok(Space::default());
        };
        let dir = home.originals();
        let register = self.register()?;
        let contents = register.contents();
        let packed = packs(&dir);
        Ok(Space {
            contents: contents.len() as u64,
            bytes: contents.iter().map(|kept| kept.bytes).sum(),
            packed: packed.iter().map(|(_, bytes)| bytes).sum(),
        })
    }

    /// Reads every content that is kept, and says of which it is not what was kept.
    pub fn spoiled_originals(&self) -> Result<Vec<Spoiled>> {
        let Some(home) = self.home() else {
            return Ok(Vec::new());
        };
        let dir = home.originals();
        let register = self.register()?;
        let fault = |kept: &&Kept| {
            let reason = check(&dir, kept).err()?;
            Some(Spoiled {
                file: kept.file.clone(),
                reason: format!("{reason:#}"),
            })
        };
        Ok(register.contents().iter().filter_map(fault).collect())
    }

    /// Files that gave articles and of which no original is kept.
    pub fn files_without_original(&self) -> Result<Vec<String>> {
        let register = self.register()?;
        let held = register.files();
        let mut files: Vec<String> = self
            .catalogue()
            .files_of_origins()?
            .into_iter()
            .map(|(_, file, _)| file)
            .filter(|file| !held.contains(file.as_str()))
            .collect();
        files.sort();
        files.dedup();
        Ok(files)
    }
}
