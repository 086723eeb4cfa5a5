//! Files that were packed alone: gzip, xz, Zstandard. What is inside is read as if it had not been, under the same origin.

use std::io::{self, BufRead, BufReader, Read};
use std::ops::ControlFlow;

use super::Options;
use super::format::{Each, Format, Head, Source, skipped};

/// A way to pack one file.
pub struct Packed {
    name: &'static str,
    /// Its first bytes.
    sign: &'static [u8],
    extensions: &'static [&'static str],
    unpack: fn(Box<dyn Read + '_>) -> Box<dyn Read + '_>,
}

/// Memory that unpacking may take, in KiB: what the highest level of xz asks for.
const XZ_KIB: u32 = 80 << 10;

pub static GZIP: Packed = Packed {
    name: "gzip",
    sign: b"\x1f\x8b",
    extensions: &["gz", "tgz"],
    unpack: |input| Box::new(flate2::read::MultiGzDecoder::new(input)),
};

pub static XZ: Packed = Packed {
    name: "xz",
    sign: b"\xfd7zXZ\x00",
    extensions: &["xz", "txz"],
    unpack: |input| Box::new(lzma_rust2::XzReader::new_mem_limit(input, true, XZ_KIB)),
};

pub static ZSTD: Packed = Packed {
    name: "Zstandard",
    sign: b"\x28\xb5\x2f\xfd",
    extensions: &["zst", "tzst"],
    unpack: |input| Box::new(Frames::new(input)),
};

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
        head.bytes.starts_with(self.sign)
    }

    fn read(&self, source: Source<'_>, each: Each<'_>) -> ControlFlow<()> {
        let nest = match source.nest.deeper() {
            Ok(nest) => nest,
            Err(reason) => return each(Err(skipped(&source.origin, reason, true))),
        };
        let name = self.unpacked_name(&source.name);
        let input = Box::new(nest.counted((self.unpack)(source.input)));
        nest.open(source.origin, &name, input, None, source.options, each)
    }
}

impl Packed {
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

/// Frames of Zstandard one after the other, as `zstd` and web archives write them.
struct Frames<'a> {
    input: Option<BufReader<Box<dyn Read + 'a>>>,
    frame: Option<Box<Frame<'a>>>,
}

type Frame<'a> = ruzstd::decoding::StreamingDecoder<
    BufReader<Box<dyn Read + 'a>>,
    ruzstd::decoding::FrameDecoder,
>;

impl<'a> Frames<'a> {
    fn new(input: Box<dyn Read + 'a>) -> Self {
        Frames {
            input: Some(BufReader::new(input)),
            frame: None,
        }
    }
}

impl Read for Frames<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.input = self.frame.take().map(|frame| frame.into_inner());
            }
            let Some(mut input) = self.input.take() else {
                return Ok(0);
            };
            if input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let frame = ruzstd::decoding::StreamingDecoder::new(input);
            self.frame = Some(Box::new(frame.map_err(io::Error::other)?));
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
