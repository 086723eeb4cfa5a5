//! Figures: what is found in articles, for reading.

use std::path::Path;

pub fn run(_data: &Path) {}
