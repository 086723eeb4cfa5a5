//! What was fetched, as files: each page a web archive, each item of a feed that has its text a record, under the host that it came
//! from. A rebuild reads them again; a page that comes anew with another text takes the place of the one before, which is kept
//! beside.
//!
//! Invariant: what stands here is whole; no page takes the place of another before that one is kept.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;

use super::home::Home;
use super::keys;
use crate::ingest::web::{Arrival, archived, warc};
use crate::ingest::{self, Options};
use crate::model::Draft;
use crate::model::place::written;
use crate::shelf::private;

/// Endings of what is kept; whatever else lies there is not ours.
const PAGE: &str = "warc";
const ITEM: &str = "json";
/// Bytes of the longest name of a host (RFC 1035), and so of a folder.
const HOST_BYTES: usize = 253;

/// The folder of what was fetched.
pub(super) struct Keep {
    dir: PathBuf,
}

/// What is kept there.
#[derive(Default)]
pub(super) struct Held {
    /// The folder of all of it, where there is one.
    pub folder: Option<PathBuf>,
    pub files: Vec<PathBuf>,
}

/// Something that was kept.
pub(super) struct Put {
    pub path: PathBuf,
    /// It has the text of what was there before, and that was left.
    pub is_same: bool,
    /// What is read of it.
    pub draft: Draft,
}

impl Keep {
    pub fn of(home: &Home) -> Keep {
        // As every source is known: without links, where it is there.
        let dir = home.web();
        let dir = fs::canonicalize(&home.dir).map_or(dir, |home| home.join("web"));
        Keep { dir }
    }

    fn pages(&self) -> PathBuf {
        self.dir.join("pages")
    }

    /// Where something is written down about a feed or a list of links.
    pub fn note(&self, kind: &str, name: &str) -> PathBuf {
        self.dir.join(kind).join(keys::id(&[kind, name]))
    }

    /// All pages and items, in the order of their names.
    pub fn held(&self) -> Held {
        let pages = self.pages();
        if !pages.is_dir() {
            return Held::default();
        }
        let entries = |folder: &Path| -> Vec<PathBuf> {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
            paths.sort();
            paths
        };
        let is_ours = |path: &PathBuf| {
            path.extension()
                .is_some_and(|ending| ending == PAGE || ending == ITEM)
        };
        let hosts = entries(&pages);
        Held {
            files: hosts
                .iter()
                .flat_map(|host| entries(host))
                .filter(is_ours)
                .collect(),
            folder: Some(pages),
        }
    }

    /// Whether the page at this address was fetched before.
    pub fn has_page(&self, url: &str) -> bool {
        self.place(url, PAGE).is_file()
    }

    /// Keeps a page.
    ///
    /// # Errors
    /// It holds no article, or cannot be written: why.
    pub fn put_page(&self, page: &Arrival, options: &Options) -> Result<Put, String> {
        self.put(&self.place(&page.url, PAGE), &warc(page), options)
    }

    /// Keeps the copy of a page that an archive made at `at`.
    ///
    /// # Errors
    /// As [`Keep::put_page`].
    pub fn put_copy(
        &self,
        copy: &Arrival,
        url: &str,
        at: Timestamp,
        options: &Options,
    ) -> Result<Put, String> {
        self.put(&self.place(url, PAGE), &archived(copy, url, at), options)
    }

    /// Keeps an item of a feed.
    ///
    /// # Errors
    /// As [`Keep::put_page`].
    pub fn put_item(&self, name: &str, record: &str, options: &Options) -> Result<Put, String> {
        self.put(&self.place(name, ITEM), record.as_bytes(), options)
    }

    /// An item whose page came is not kept beside it.
    pub fn drop_item(&self, name: &str) {
        let _ = fs::remove_file(self.place(name, ITEM));
    }

    fn place(&self, name: &str, ending: &str) -> PathBuf {
        let host = ingest::host(name).unwrap_or_default();
        let host: String = host
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() || "-.".contains(letter) {
                    letter
                } else {
                    '_'
                }
            })
            .take(HOST_BYTES)
            .collect();
        let host = match host.trim_matches('.') {
            "" => "other",
            host => host,
        };
        let id = keys::id(&["page", &ingest::url_key(name)]);
        self.pages().join(host).join(format!("{id}.{ending}"))
    }

    fn put(&self, path: &Path, bytes: &[u8], options: &Options) -> Result<Put, String> {
        let drafts = drafts(path, bytes, options)?;
        let before = fs::read(path).ok();
        let held = before
            .as_deref()
            .and_then(|before| self::drafts(path, before, options).ok());
        let is_same = held.is_some_and(|held| held.iter().map(text).eq(drafts.iter().map(text)));
        if !is_same {
            let kept = self.written(path, bytes, before.as_deref());
            kept.map_err(|error| format!("cannot be kept: {error:#}"))?;
        }
        let draft = drafts.into_iter().next().unwrap_or_default();
        Ok(Put {
            path: path.to_path_buf(),
            is_same,
            draft,
        })
    }

    fn written(&self, path: &Path, bytes: &[u8], before: Option<&[u8]>) -> Result<()> {
        if let Some(before) = before {
            let name = path.strip_prefix(self.pages()).unwrap_or(path);
            let now = Timestamp::now().strftime("%Y%m%dT%H%M%S%3fZ");
            let ending = path.extension().unwrap_or_default().to_string_lossy();
            let earlier = self.dir.join("earlier").join(name);
            let earlier = earlier.with_extension(format!("{now}.{ending}"));
            make_parent(&earlier)?;
            private::write(&earlier, before)?;
        }
        make_parent(path)?;
        private::write(path, bytes)
    }
}

/// Makes the folder that a file is to stand in.
pub(super) fn make_parent(path: &Path) -> Result<()> {
    path.parent().map_or(Ok(()), private::make_folder)
}

/// What is read of the bytes of a file, or why nothing is.
fn drafts(path: &Path, bytes: &[u8], options: &Options) -> Result<Vec<Draft>, String> {
    let mut drafts = Vec::new();
    let mut reason = None;
    ingest::read_bytes(&written(path), bytes, options, &mut |reading| {
        match reading {
            Ok(draft) => drafts.push(draft),
            Err(skipped) => reason = reason.take().or(Some(skipped.reason)),
        }
        ControlFlow::Continue(())
    });
    match drafts.is_empty() {
        true => Err(reason.unwrap_or_else(|| "holds no article".into())),
        false => Ok(drafts),
    }
}

/// What makes a text another one: a page counts its readers and shows other advertisements each time.
fn text(draft: &Draft) -> (&Option<String>, &[String], Option<&str>, &[String]) {
    let published = draft
        .published
        .as_ref()
        .map(|published| published.at.as_str());
    (&draft.title, &draft.paragraphs, published, &draft.authors)
}
