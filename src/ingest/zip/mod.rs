//! Zip archives, and what is packed as one: every file in one is read as if it lay in a folder, unless a program that packs its
//! documents so says otherwise.

mod docx;
mod epub;
mod odt;
mod omnivore;
mod properties;
mod wacz;

use std::io::{self, Cursor, Read};
use std::ops::ControlFlow;

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::bounds::size;
use super::broken;
use super::format::{Each, Format, Head, Source, skipped};
use super::members::Seekable;
use super::nest::{Member, Nest};
use super::packed::is_packed;
use super::tar::is_hidden;
use super::{Hidden, Options};
use crate::model::{Skipped, place};

/// Zip archives.
pub struct Zip;

/// Largest archive that is read out of another file, in bytes: its directory stands at its end, so that all of it is held.
const MOST_HELD: u64 = 256 << 20;

/// An archive that is open.
pub struct Opened<'a> {
    pub archive: ZipArchive<Box<dyn Seekable + 'a>>,
    /// Names of its files, in the order of the archive.
    pub names: Vec<String>,
    pub origin: String,
    pub name: String,
    pub options: &'a Options,
    pub nest: Nest,
}

/// A kind of document that is packed as an archive.
struct Package {
    is: fn(&Opened<'_>) -> bool,
    read: fn(Opened<'_>, Each<'_>) -> ControlFlow<()>,
}

/// Every kind; an archive of no kind is a folder.
const PACKAGES: &[Package] = &[
    Package {
        is: docx::is,
        read: docx::read,
    },
    Package {
        is: wacz::is,
        read: wacz::read,
    },
    Package {
        is: epub::is,
        read: epub::read,
    },
    Package {
        is: omnivore::is,
        read: omnivore::read,
    },
    Package {
        is: odt::is,
        read: odt::read,
    },
    Package {
        is: |opened| opened.has("xl/workbook.xml"),
        read: |opened, each| {
            let reason = "a table of Excel (XLSX): save it as CSV";
            each(Err(skipped(&opened.origin, reason, false)))
        },
    },
    Package {
        is: |opened| opened.has("ppt/presentation.xml"),
        read: |opened, each| {
            let reason = "a presentation (PPTX): save its text";
            each(Err(skipped(&opened.origin, reason, false)))
        },
    },
];

impl Format for Zip {
    fn name(&self) -> &'static str {
        "zip archive"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["zip", "docx", "odt", "epub", "wacz", "xlsx", "pptx"]
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        None
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        let signs: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
        signs.iter().any(|sign| head.bytes.starts_with(sign))
    }

    fn read(&self, mut source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let nest = match source.nest.deeper() {
            Ok(nest) => nest,
            Err(reason) => return each(Err(skipped(&source.origin, reason, true))),
        };
        let (origin, name, options) = (source.origin.clone(), source.name.clone(), source.options);
        let file = source.file.take();
        let is_file = file.is_some();
        let (bytes, rest): (Box<dyn Seekable>, Box<dyn Read>) = match file {
            Some(file) => (Box::new(file), source.input),
            None => match source.whole(MOST_HELD) {
                Ok(bytes) => (Box::new(Cursor::new(bytes)), Box::new(io::empty())),
                Err(skipped) => return each(Err(skipped)),
            },
        };
        let archive = match ZipArchive::new(bytes) {
            Ok(archive) => archive,
            Err(error) => {
                let reason = reason_of(&error);
                return each(Err(skipped(&origin, reason, true)));
            }
        };
        let names = archive.file_names_raw().map(place::written_bytes).collect();
        let opened = Opened {
            archive,
            names,
            origin,
            name,
            options,
            nest,
        };
        let package = PACKAGES.iter().find(|package| (package.is)(&opened));
        match package {
            Some(package) => (package.read)(opened, each)?,
            None => opened.read_all(each)?,
        }
        if is_file {
            // What was read in any order is read to its end once more, so that the file is known again.
            let mut rest = rest;
            let _ = io::copy(&mut rest, &mut io::sink());
        }
        ControlFlow::Continue(())
    }
}

impl Opened<'_> {
    /// Whether a file of this name is in it.
    pub fn has(&self, name: &str) -> bool {
        self.names.iter().any(|own| own == name)
    }

    /// All bytes of a file in it, where they are at most `limit`.
    ///
    /// # Errors
    /// There is no such file, it is too large, or broken; the origin is that of the archive.
    pub fn bytes_of(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, Skipped> {
        let at = self.names.iter().position(|own| own == name);
        let failed = |reason: String| skipped(&self.origin, format!("{name}: {reason}"), true);
        let Some(at) = at else {
            return Err(failed("is not in it".into()));
        };
        let file = self.archive.by_index(at);
        let file = file.map_err(|error| failed(reason_of(&error)))?;
        let mut bytes = Vec::new();
        let mut input = self.nest.counted(file).take(limit.saturating_add(1));
        match input.read_to_end(&mut bytes) {
            Ok(_) if bytes.len() as u64 > limit => {
                Err(failed(format!("larger than {}", size(limit))))
            }
            Ok(_) => Ok(bytes),
            Err(error) => Err(failed(format!("cannot be read: {}", broken::why(&error)))),
        }
    }

    /// The same as text.
    pub fn text_of(&mut self, name: &str) -> Result<String, Skipped> {
        let limit = self.options.max_article_bytes.saturating_mul(4);
        let bytes = self.bytes_of(name, limit)?;
        Ok(super::decode::decode(
            &bytes,
            super::decode::writing(&bytes),
        ))
    }

    /// Gives a file in it to the door.
    pub fn member(&mut self, at: usize, each: Each<'_>) -> ControlFlow<()> {
        let name = self.names[at].clone();
        let file = match self.archive.by_index(at) {
            Ok(file) => file,
            Err(error) => {
                let origin = format!("{}{}{name}", self.origin, place::INSIDE);
                return each(Err(skipped(&origin, reason_of(&error), true)));
            }
        };
        if !file.is_file() {
            return ControlFlow::Continue(());
        }
        if let Err(error) = sound(file, &self.nest.trial()) {
            let origin = format!("{}{}{name}", self.origin, place::INSIDE);
            let reason = format!("cannot be read: {}", broken::why(&error));
            return each(Err(skipped(&origin, reason, true)));
        }
        let Ok(file) = self.archive.by_index(at) else {
            return ControlFlow::Continue(());
        };
        let bytes = Some(file.size());
        let member = Member {
            inside: &self.origin,
            name: &name,
            called: None,
            input: Box::new(self.nest.counted(file)),
            bytes,
        };
        self.nest.member(member, self.options, each)
    }

    /// Gives every file in it to the door.
    fn read_all(mut self, each: Each<'_>) -> ControlFlow<()> {
        if self.names.is_empty() {
            let reason = "an empty archive";
            return each(Err(skipped(&self.origin, reason, false)));
        }
        for at in 0..self.names.len() {
            if self.options.hidden == Hidden::Skip && is_hidden(&self.names[at]) {
                continue;
            }
            self.member(at, each)?;
            if self.nest.is_over() {
                break;
            }
        }
        ControlFlow::Continue(())
    }
}

/// Reads a file in an archive to its end, where its checksum is looked at: nothing of one that is not what was packed is given.
/// What is packed once more has checksums of its own.
fn sound(mut file: impl Read, nest: &Nest) -> io::Result<()> {
    /// Bytes by which what is packed is told.
    const SIGN_BYTES: u64 = 6;
    let mut head = Vec::new();
    let read = file.by_ref().take(SIGN_BYTES).read_to_end(&mut head);
    let read = match is_packed(&head) {
        true => return Ok(()),
        false => read.and_then(|_| io::copy(&mut nest.counted(file), &mut io::sink())),
    };
    match read {
        // The list of an archive stands at its end: what it holds is not cut.
        Err(error) if broken::is_damage(&error) || broken::is_cut(&error) => Err(broken::damaged()),
        _ => Ok(()),
    }
}

fn reason_of(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "packed with a password: it cannot be read".into()
        }
        ZipError::UnsupportedArchive(_) => {
            "packed in a way that is not known here: it cannot be read".into()
        }
        ZipError::Io(error) => format!("cannot be unpacked: {}", broken::why(error)),
        _ => "the archive is damaged or cut short; get the file again".into(),
    }
}
