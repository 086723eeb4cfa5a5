//! The shelf.

use std::path::Path;

use anyhow::Result;

pub struct Shelf {}
impl Shelf {
    pub fn open(_path: &Path) -> Result<Shelf> {
        Ok(Shelf {})
    }
    pub fn add_source(&self, _path: &str) -> Result<()> {
        Ok(())
    }
    pub fn sources(&self) -> Result<Vec<String>> {
        Ok(Vec::new())
    }
}
