//! Where articles come from: files and folders, and addresses on the web, those of feeds that are followed among them.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::kept_pages::Keep;
use super::library::Library;
use crate::shelf::Shelf;

/// Where articles come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file, or a folder with everything in it.
    Path(PathBuf),
    /// What came from standard input: it is copied into the library, and the copy is the source.
    Input(Vec<u8>),
    /// An address on the web; see [`Fetching`](super::Fetching), which alone asks for it.
    Address(String),
}

impl Source {
    /// What a reader named: an address on the web, else a path.
    pub fn named(path: PathBuf) -> Source {
        match path.to_str().map(str::trim).filter(|text| is_address(text)) {
            Some(address) if !path.exists() => Source::Address(address.to_string()),
            _ => Source::Path(path),
        }
    }

    /// Why a path cannot be one of a file: it is an address on the web that is not written as one.
    pub fn unreadable(path: &Path) -> Option<&'static str> {
        let written = path.to_str()?.trim().to_ascii_lowercase();
        let is_web = ["http:/", "https:/", "www."]
            .iter()
            .any(|start| written.starts_with(start));
        (is_web && !is_address(&written) && !path.exists())
            .then_some("an address on the web is written with https:// or http:// before it")
    }
}

impl Library {
    /// The sources that [`Library::refresh`] reads: absolute paths.
    pub fn sources(&self) -> Result<Vec<String>> {
        let all = self.all_sources()?.into_iter();
        Ok(all.filter(|source| !is_address(source)).collect())
    }

    /// The feeds that are followed: their addresses.
    pub fn feeds(&self) -> Result<Vec<String>> {
        let all = self.all_sources()?.into_iter();
        Ok(all.filter(|source| is_address(source)).collect())
    }

    /// Whether anything was added: files, folders, feeds, pages from the web.
    pub fn has_sources(&self) -> Result<bool> {
        let has_pages = || {
            let held = self.home().map(|home| Keep::of(home).held());
            held.is_some_and(|held| !held.files.is_empty())
        };
        Ok(!self.all_sources()?.is_empty() || has_pages())
    }

    fn all_sources(&self) -> Result<Vec<String>> {
        match self.home() {
            Some(home) => {
                let sources = Shelf::open(&home.shelf())?.sources()?;
                Ok(sources.into_iter().map(|source| source.location).collect())
            }
            None => Ok(Vec::new()),
        }
    }
}

/// Whether a source is an address on the web, and no path.
fn is_address(source: &str) -> bool {
    let start = source.get(..8).unwrap_or(source).to_ascii_lowercase();
    start.starts_with("http://") || start == "https://"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_from_paths() {
        assert!(is_address("https://alpha.example/feed") && is_address("HTTP://a"));
        for path in [
            "/news/https://x",
            "https:/x",
            "ftp://alpha.example",
            "http",
            "",
            "ÄÖÜß/x",
        ] {
            assert!(!is_address(path), "{path}");
        }
    }
}
