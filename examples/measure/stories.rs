//! Stories.
pub fn run(_data: &std::path::Path) {}
