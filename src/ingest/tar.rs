//! Tar archives: every file in one is read as if it lay in a folder.

use std::io;
use std::ops::ControlFlow;

use super::broken;
use super::format::{Each, Format, Head, Source, skipped};
use super::nest::Member;
use super::{Hidden, Options};
use crate::model::place;

/// Tar archives.
pub struct Tar;

/// Where the sign of an archive stands in its first block.
const SIGN_AT: usize = 257;

impl Format for Tar {
    fn name(&self) -> &'static str {
        "tar archive"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["tar"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        None
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        head.bytes
            .get(SIGN_AT..)
            .is_some_and(|rest| rest.starts_with(b"ustar"))
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let nest = match source.nest.deeper() {
            Ok(nest) => nest,
            Err(reason) => return each(Err(skipped(&source.origin, reason, true))),
        };
        let (origin, options) = (source.origin, source.options);
        let mut archive = tar::Archive::new(source.input);
        let broken = |error: io::Error| {
            let reason = format!(
                "the archive is broken, not read on: {}",
                broken::why(&error)
            );
            Err(skipped(&origin, reason, true))
        };
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return each(broken(error)),
        };
        for entry in entries {
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(error) => return each(broken(error)),
            };
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let name = place::written_bytes(&entry.path_bytes());
            if options.hidden == Hidden::Skip && is_hidden(&name) {
                continue;
            }
            let bytes = Some(entry.size());
            let member = Member {
                inside: &origin,
                name: &name,
                called: None,
                input: Box::new(&mut entry),
                bytes,
            };
            nest.member(member, options, each)?;
            if nest.is_over() {
                return ControlFlow::Continue(());
            }
        }
        // Behind the last file stand empty blocks: with them the source is read to its end.
        match io::copy(&mut archive.into_inner(), &mut io::sink()) {
            Err(error) if !nest.is_over() => each(broken(error)),
            _ => ControlFlow::Continue(()),
        }
    }
}

/// Whether a file, or a folder above it, begins with a dot, or is what macOS keeps beside a file.
pub fn is_hidden(name: &str) -> bool {
    let mut parts = name.split('/');
    parts.any(|part| part == "__MACOSX" || part.starts_with('.') && part.len() > 1 && part != "..")
}
