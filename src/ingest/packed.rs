//! Files that were packed alone: gzip, xz, Zstandard. What is inside is read as if it had not been, under the same origin.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::rc::Rc;

use super::Options;
use super::broken;
use super::format::{Each, Format, Head, Source, skipped};
use super::members::{Input, Kind, Member, Members, Passed, Seekable, Stream};

/// A way to pack one file.
pub struct Packed {
    name: &'static str,
    extensions: &'static [&'static str],
    kind: Kind,
}

/// Memory that unpacking may take, in KiB: what the highest level of xz asks for.
const XZ_KIB: u32 = 80 << 10;
/// Largest packed file in another one that is held, in bytes, so that its checksum is known before anything of it is given.
const HELD_PACKED: u64 = 64 << 20;

pub static GZIP: Packed = Packed {
    name: "gzip",
    extensions: &["gz", "tgz"],
    kind: Kind {
        sign: b"\x1f\x8b",
        begin: |input| Ok(Box::new(flate2::bufread::GzDecoder::new(input))),
        is_gzip: true,
    },
};

pub static XZ: Packed = Packed {
    name: "xz",
    extensions: &["xz", "txz"],
    kind: Kind {
        sign: b"\xfd7zXZ\x00",
        begin: |input| {
            let stream = lzma_rust2::XzReader::new_mem_limit(input, false, XZ_KIB);
            Ok(Box::new(stream))
        },
        is_gzip: false,
    },
};

pub static ZSTD: Packed = Packed {
    name: "Zstandard",
    extensions: &["zst", "tzst"],
    kind: Kind {
        sign: b"\x28\xb5\x2f\xfd",
        begin: |input| {
            let frame = ruzstd::decoding::StreamingDecoder::new(input);
            Ok(Box::new(Frame(frame.map_err(io::Error::other)?)))
        },
        is_gzip: false,
    },
};

/// Whether bytes begin as what is packed so does: it has checksums of its own.
pub fn is_packed(head: &[u8]) -> bool {
    [&GZIP, &XZ, &ZSTD]
        .iter()
        .any(|packed| head.starts_with(packed.kind.sign))
}

impl<'a> Member<'a> for flate2::bufread::GzDecoder<Input<'a>> {
    fn behind(self: Box<Self>) -> Input<'a> {
        self.into_inner()
    }
}

impl<'a> Member<'a> for lzma_rust2::XzReader<Input<'a>> {
    fn behind(self: Box<Self>) -> Input<'a> {
        self.into_inner()
    }
}

/// A frame of Zstandard.
struct Frame<'a>(ruzstd::decoding::StreamingDecoder<Input<'a>, ruzstd::decoding::FrameDecoder>);

impl Read for Frame<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        if read == 0 && !buffer.is_empty() {
            let decoder = &self.0.decoder;
            let written = decoder.get_checksum_from_data();
            if written.is_some() && written != decoder.get_calculated_checksum() {
                return Err(broken::damaged());
            }
        }
        Ok(read)
    }
}

impl<'a> Member<'a> for Frame<'a> {
    fn behind(self: Box<Self>) -> Input<'a> {
        self.0.into_inner()
    }
}

impl Format for Packed {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn most_bytes(&self, _options: &Options) -> Option<u64> {
        None
    }

    fn owns(&self, head: &Head<'_>) -> bool {
        head.bytes.starts_with(self.kind.sign)
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let nest = match source.nest.deeper() {
            Ok(nest) => nest,
            Err(reason) => return each(Err(skipped(&source.origin, reason, true))),
        };
        let name = self.unpacked_name(&source.name);
        let (origin, mut input) = (source.origin, source.input);
        let is_file = source.file.is_some();
        let passed = Rc::new(Passed::default());
        let (bytes, can_seek) = match source.file {
            Some(mut file) => {
                // Whoever looked at it before may have left it anywhere.
                if let Err(error) = file.seek(SeekFrom::Start(0)) {
                    let reason = format!("cannot be read: {}", broken::why(&error));
                    return each(Err(skipped(&origin, reason, true)));
                }
                (Box::new(file) as Box<dyn Seekable>, true)
            }
            None => held(&mut input),
        };
        let members = Members::new(
            &self.kind,
            bytes,
            can_seek,
            nest.clone(),
            Rc::clone(&passed),
        );
        let mut unpacked = nest.counted(members);
        let inside = Box::new(&mut unpacked);
        nest.open(origin.clone(), &name, inside, None, source.options, each)?;
        // Whatever reads what is inside may end before the checksum.
        let is_faulty = passed.is_faulty.get() || nest.is_over();
        if !is_faulty && let Err(error) = io::copy(&mut unpacked, &mut io::sink()) {
            let reason = format!("cannot be read to its end: {}", broken::why(&error));
            each(Err(skipped(&origin, reason, true)))?;
        }
        drop(unpacked);
        if is_file {
            // What was read in any order is read to its end once more, so that the file is known again.
            let _ = io::copy(&mut input, &mut io::sink());
        }
        self.tell(&passed, &origin, each)
    }
}

/// The packed bytes, where they are few enough to be held; else as they come.
fn held<'i>(input: &'i mut Box<dyn Read + '_>) -> (Box<dyn Seekable + 'i>, bool) {
    let mut bytes = Vec::new();
    let read = input.by_ref().take(HELD_PACKED + 1).read_to_end(&mut bytes);
    let is_whole = read.is_ok() && bytes.len() as u64 <= HELD_PACKED;
    let start = Cursor::new(bytes);
    match is_whole {
        true => (Box::new(start), true),
        false => {
            let fault = Fault(read.err());
            let all = start.chain(fault).chain(input);
            (Box::new(Stream(Box::new(all))), false)
        }
    }
}

/// An error between two sources.
struct Fault(Option<io::Error>);

impl Read for Fault {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl Packed {
    /// What was left out.
    fn tell(&self, passed: &Passed, origin: &str, each: Each<'_>) -> ControlFlow<()> {
        let damaged = passed.damaged.get();
        if damaged > 0 {
            let records = match damaged {
                1 => {
                    "a record of this web archive is damaged (its checksum is wrong) and is".into()
                }
                many => format!(
                    "{many} records of this web archive are damaged (their checksums are wrong) and are"
                ),
            };
            let reason = format!("{records} left out, the others were read; get the file again");
            each(Err(skipped(origin, reason, true)))?;
        }
        let behind = passed.behind.get();
        if behind > 0 {
            let reason = format!(
                "{behind} bytes behind its end are not packed as {} and are passed over",
                self.name
            );
            // Behind several, it may have been another one.
            let failed = passed.members.get() > 1;
            each(Err(skipped(origin, reason, failed)))?;
        }
        ControlFlow::Continue(())
    }

    /// `list.csv` of `list.csv.gz`, `list.tar` of `list.tgz`.
    fn unpacked_name(&self, name: &str) -> String {
        let Some((stem, ending)) = name.rsplit_once('.') else {
            return name.to_string();
        };
        match ending.to_lowercase() {
            ending if !self.extensions.contains(&ending.as_str()) => name.to_string(),
            ending if ending.starts_with('t') => format!("{stem}.tar"),
            _ => stem.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_that_of_what_is_inside() {
        assert_eq!(GZIP.unpacked_name("list.csv.gz"), "list.csv");
        assert_eq!(GZIP.unpacked_name("list.TGZ"), "list.tar");
        assert_eq!(XZ.unpacked_name("list.txz"), "list.tar");
        assert_eq!(GZIP.unpacked_name("list.csv"), "list.csv");
        assert_eq!(GZIP.unpacked_name("notes.txt"), "notes.txt");
    }
}
