//! Articles that were lost with a damaged catalogue: told when it happened, and remembered until they are back or the reader lets
//! them go. What is not remembered would be told to nobody who was not looking just then.

use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::home::Home;
use super::library::Library;
use crate::model::Skipped;
use crate::shelf::private;

/// Most that are remembered: beside so many more are no news.
const REMEMBERED: usize = 10_000;
/// Bytes of a file of so many: a longer one is damage.
const MOST_BYTES: u64 = 64 << 20;

/// An article that the library held and does not hold any more, though nobody took it away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lost {
    /// Where it came from.
    pub origin: String,
    /// The day on which that was found: `2026-11-29`.
    pub day: String,
}

fn file(home: &Home) -> PathBuf {
    home.dir.join("lost.json")
}

/// What cannot be read is not remembered.
fn read(path: &Path) -> Vec<Lost> {
    let text = private::read_small(path, MOST_BYTES).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

impl Library {
    /// Articles that were lost and are not back, as far as they are remembered.
    ///
    /// # Errors
    /// The catalogue cannot be read.
    pub fn lost(&self) -> Result<Vec<Lost>> {
        let Some(home) = self.home() else {
            return Ok(Vec::new());
        };
        let mut lost = Vec::new();
        for one in read(&file(home)) {
            if self.catalogue().holder(&one.origin)?.is_none() {
                lost.push(one);
            }
        }
        Ok(lost)
    }

    /// Remembers these. What cannot be written down was told all the same.
    pub(super) fn remember_lost(&self, lost: &[Skipped]) {
        let (Some(home), false) = (self.home(), lost.is_empty()) else {
            return;
        };
        let day = Timestamp::now().strftime("%Y-%m-%d").to_string();
        let mut all = read(&file(home));
        for one in lost {
            if !all.iter().any(|known| known.origin == one.origin) {
                all.push(Lost {
                    origin: one.origin.clone(),
                    day: day.clone(),
                });
            }
        }
        all.truncate(REMEMBERED);
        if let Ok(text) = serde_json::to_vec(&all) {
            let _ = private::write_soon(&file(home), &text);
        }
    }

    /// The reader knows of them, and they are told no more.
    ///
    /// # Errors
    /// The file that remembers them cannot be removed.
    pub fn let_lost_go(&self) -> Result<()> {
        let Some(path) = self.home().map(file).filter(|path| path.exists()) else {
            return Ok(());
        };
        Ok(std::fs::remove_file(path)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_remembered_once_until_it_is_back_or_let_go() {
        let dir = std::env::temp_dir().join(format!("parallax-losses-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let home = Home { dir: dir.clone() };
        let library = Library::open(&home).unwrap();
        let lost = |origin: &str| Skipped {
            origin: origin.into(),
            reason: "is lost".into(),
            failed: true,
        };
        assert_eq!(library.lost().unwrap(), []);
        library.remember_lost(&[lost("/a.txt"), lost("/b.txt")]);
        library.remember_lost(&[lost("/b.txt")]);
        let origins = |library: &Library| -> Vec<String> {
            let lost = library.lost().unwrap().into_iter();
            lost.map(|one| one.origin).collect()
        };
        assert_eq!(origins(&library), ["/a.txt", "/b.txt"]);
        // Another who opens it knows of them, and damage to what is remembered hinders nobody.
        assert_eq!(origins(&Library::open(&home).unwrap()).len(), 2);
        std::fs::write(file(&home), "{ junk").unwrap();
        assert_eq!(library.lost().unwrap(), []);
        let endless = std::fs::File::create(file(&home)).unwrap();
        endless.set_len(1 << 40).unwrap();
        assert_eq!(library.lost().unwrap(), []);
        library.remember_lost(&[lost("/c.txt")]);
        assert_eq!(origins(&library), ["/c.txt"]);
        library.let_lost_go().unwrap();
        library.let_lost_go().unwrap();
        assert_eq!(library.lost().unwrap(), []);
        let _ = std::fs::remove_dir_all(&dir);
    }
}
