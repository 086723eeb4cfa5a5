//! Files to drafts.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::model::{Draft, Skipped};

#[derive(Clone, Debug, Default)]
pub struct Options {}
pub type Reading = Result<Draft, Skipped>;
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    pub bytes: u64,
    pub modified: i64,
}
pub fn walk(_paths: &[PathBuf], _options: &Options) -> (Vec<Found>, Vec<Skipped>) {
    (Vec::new(), Vec::new())
}
pub fn read_file(
    _path: &Path,
    _options: &Options,
    _each: &mut dyn FnMut(Reading) -> ControlFlow<()>,
) {
}
pub fn read_bytes(
    _name: &str,
    _bytes: &[u8],
    _options: &Options,
    _each: &mut dyn FnMut(Reading) -> ControlFlow<()>,
) {
}
pub fn url_key(url: &str) -> String {
    url.to_string()
}
