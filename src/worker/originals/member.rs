//! A record of a pack: a head, a content, and what finds them again. Each is a gzip member (RFC 1952) of its own, as the
//! standard for web archives asks for (ISO 28500, annex D).

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::register::{self, Kept, moment};
use super::{address_of, bounded, file_of};
use crate::ingest::next_member_of_gzip;
use crate::ingest::web::record_name;

/// How much is done to make contents small: a page of 100 KB takes 1 ms, and a tenth more room than with most work done.
const WORK: u32 = 3;
/// What is packed already does not get smaller: gzip, ZIP (with DOCX and EPUB), xz, Zstandard, bzip2.
const PACKED: [&[u8]; 5] = [
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"BZh",
];
/// Longest head of a record, in bytes: the name of a file takes up to 12,288 of them.
const HEAD_BYTES: u64 = 64 << 10;
const BLOCK_BYTES: usize = 64 << 10;

/// What a record is: the content of a file, or the word that a file held one that stands elsewhere.
pub enum Kind {
    Content,
    Sighting,
}

/// The head of a record.
pub struct Head<'a> {
    pub kind: Kind,
    pub file: &'a str,
    pub sha256: &'a str,
    /// Of the content that follows.
    pub bytes: u64,
    /// Seconds since 1970.
    pub at: i64,
    pub modified: i64,
}

/// A file became another while it was read.
#[derive(Debug, thiserror::Error)]
#[error("the file was changed while it was read")]
pub struct Changed;

/// The record that begins every pack and says what wrote it.
pub fn about() -> Result<Vec<u8>> {
    let fields = concat!(
        "software: parallax/",
        env!("CARGO_PKG_VERSION"),
        "\r\nformat: WARC File Format 1.1\r\ndescription: files from which articles were read, byte for byte\r\n"
    );
    let digest = digits(Sha256::new_with_prefix(fields));
    let head = format!(
        "WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Record-ID: {}\r\nWARC-Date: {}\r\nContent-Type: application/warc-fields\r\n\
         WARC-Block-Digest: sha256:{digest}\r\nContent-Length: {}\r\n\r\n{fields}\r\n\r\n",
        record_name(&[fields]),
        moment(Timestamp::now().as_second()),
        fields.len()
    );
    let mut packer = GzEncoder::new(Vec::new(), Compression::new(WORK));
    packer.write_all(head.as_bytes())?;
    Ok(packer.finish()?)
}

/// Writes a record whose content is `content`, which must have the length that the head says; its SHA-256.
pub fn write(head: &Head, content: &mut dyn Read, to: impl Write) -> Result<String> {
    let mut start = Vec::new();
    Read::take(&mut *content, BLOCK_BYTES as u64).read_to_end(&mut start)?;
    let is_packed = PACKED.iter().any(|sign| start.starts_with(sign));
    let work = match is_packed {
        true => Compression::none(),
        false => Compression::new(WORK),
    };
    let mut packer = GzEncoder::new(to, work);
    packer.write_all(text(head).as_bytes())?;
    let mut content = Cursor::new(start).chain(content);
    let mut counted = Counted {
        to: &mut packer,
        bytes: 0,
    };
    let sha256 = copied(&mut content, &mut counted)?;
    if counted.bytes != head.bytes {
        bail!(Changed);
    }
    packer.write_all(b"\r\n\r\n")?;
    packer.finish()?;
    Ok(sha256)
}

fn text(head: &Head) -> String {
    let at = moment(head.at);
    let modified = moment(head.modified);
    let address = address_of(head.file);
    let sha256 = head.sha256;
    let id = record_name(&[&address, sha256, &at]);
    let kind = match head.kind {
        Kind::Content => format!(
            "WARC-Type: resource\r\nContent-Type: application/octet-stream\r\nWARC-Block-Digest: sha256:{sha256}\r\n"
        ),
        Kind::Sighting => "WARC-Type: revisit\r\n\
             WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n"
            .to_string(),
    };
    format!(
        "WARC/1.1\r\nWARC-Record-ID: {id}\r\nWARC-Date: {at}\r\nWARC-Target-URI: {address}\r\n{kind}\
         WARC-Payload-Digest: sha256:{sha256}\r\n{CHANGED}: {modified}\r\nContent-Length: {}\r\n\r\n",
        head.bytes
    )
}

/// The field that says when the file was changed last, as far as its system knew.
const CHANGED: &str = "Parallax-File-Changed";

/// The content of a record, with nothing before or behind it.
pub fn content(dir: &Path, kept: &Kept) -> Result<impl Read> {
    let (head, record) = begun(dir, kept)?;
    let bytes = head
        .get("content-length")
        .and_then(|text| text.parse().ok());
    if bytes != Some(kept.bytes) {
        bail!("it is not what was kept");
    }
    Ok(record.take(kept.bytes))
}

/// The head of a record, and what follows it.
fn begun(dir: &Path, kept: &Kept) -> Result<(Fields, impl BufRead)> {
    let path = register::pack(dir, kept.pack);
    if let Some(strange) = register::stands(&path) {
        bail!("{strange}; {}", super::TO_CLEAR);
    }
    let at = || format!("the pack {}", path.display());
    let mut file = File::open(&path).with_context(at)?;
    file.seek(SeekFrom::Start(kept.offset)).with_context(at)?;
    let record = BufReader::new(file.take(kept.length));
    let mut record = BufReader::new(GzDecoder::new(record));
    let head = fields(&mut record).map_err(|error| match error.downcast() {
        Ok(error) => super::broken(&error).into(),
        Err(error) => error,
    })?;
    Ok((head, record))
}

/// Whether a whole record of another content stands in the place of one.
pub fn is_another(dir: &Path, kept: &Kept) -> bool {
    let Ok((head, mut record)) = begun(dir, kept) else {
        return false;
    };
    let digest = head.get("warc-payload-digest");
    let digest = digest.and_then(|digest| digest.strip_prefix("sha256:"));
    let is_other = digest.is_some_and(|digest| digest != kept.sha256);
    // What is damaged is not told apart from what it was.
    is_other && is_written(&mut record)
}

fn is_written(record: &mut impl Read) -> bool {
    bounded(record, u64::MAX, &mut io::sink()).is_ok()
}

/// Copies, and gives the SHA-256 of what was copied.
pub fn copied(from: &mut dyn Read, to: &mut dyn Write) -> io::Result<String> {
    let mut hash = Sha256::new();
    let mut block = vec![0; BLOCK_BYTES];
    loop {
        match from.read(&mut block) {
            Ok(0) => return Ok(digits(hash)),
            Ok(read) => {
                hash.update(&block[..read]);
                to.write_all(&block[..read])?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// What a pack holds.
pub struct Scanned {
    /// The records that are whole.
    pub kept: Vec<Kept>,
    /// Where the last of them ends.
    pub end: u64,
}

/// The records of a pack that are whole, from `offset` on. Behind one that is not, the next is looked for.
pub fn scan(dir: &Path, pack: u32, offset: u64) -> Result<Scanned> {
    let path = register::pack(dir, pack);
    if let Some(strange) = register::stands(&path) {
        bail!("{strange}; {}", super::TO_CLEAR);
    }
    let mut file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    file.seek(SeekFrom::Start(offset))?;
    let mut file = BufReader::new(file);
    let mut found = Vec::new();
    let (mut at, mut end) = (offset, offset);
    loop {
        file.seek(SeekFrom::Start(at))?;
        if file.fill_buf()?.is_empty() {
            break;
        }
        let Ok(record) = one(&mut file) else {
            match next_member_of_gzip(&mut file, at + 1)? {
                Some(next) => at = next,
                None => break,
            }
            continue;
        };
        end = file.stream_position()?;
        if let Some(kept) = record {
            found.push(Kept {
                pack,
                offset: at,
                length: end - at,
                ..kept
            });
        }
        at = end;
    }
    Ok(Scanned { kept: found, end })
}

/// Reads a record to its end: `None` where it is of another kind, an error where it is not whole or not what it says.
fn one(file: &mut BufReader<File>) -> Result<Option<Kept>> {
    let mut record = BufReader::new(GzDecoder::new(file));
    let head = fields(&mut record)?;
    let said = |name: &str| head.get(name).map(String::as_str);
    let bytes: u64 = said("content-length").unwrap_or("").parse()?;
    let found = copied(&mut record.by_ref().take(bytes), &mut io::sink())?;
    // The end of a member is where its sum is looked at.
    bounded(&mut record, u64::MAX, &mut io::sink())?;
    let whole = match said("warc-type") {
        Some("resource") => true,
        Some("revisit") => false,
        _ => return Ok(None),
    };
    let sha256 = said("warc-payload-digest").and_then(|digest| digest.strip_prefix("sha256:"));
    let (Some(sha256), Some(file)) = (sha256, said("warc-target-uri").and_then(file_of)) else {
        return Ok(None);
    };
    if whole && sha256 != found {
        bail!("a record is not what it says");
    }
    let seconds = |name: &str| {
        let at: Option<Timestamp> = said(name).and_then(|text| text.parse().ok());
        at.map_or(0, Timestamp::as_second)
    };
    Ok(Some(Kept {
        sha256: sha256.to_string(),
        file,
        bytes,
        at: seconds("warc-date"),
        modified: seconds(&CHANGED.to_lowercase()),
        pack: 0,
        offset: 0,
        length: 0,
        whole,
    }))
}

type Fields = std::collections::HashMap<String, String>;

/// The fields of a head, their names in lower case, up to the empty line.
pub fn fields(record: &mut impl BufRead) -> Result<Fields> {
    let mut fields = Fields::new();
    let mut head = record.by_ref().take(HEAD_BYTES);
    let mut line = String::new();
    loop {
        line.clear();
        if head.read_line(&mut line)? == 0 {
            bail!("a record without a head");
        }
        let text = line.trim_end();
        if text.is_empty() {
            return Ok(fields);
        }
        if let Some((name, value)) = text.split_once(':') {
            fields.insert(name.to_lowercase(), value.trim().to_string());
        }
    }
}

struct Counted<'a, W> {
    to: &'a mut W,
    bytes: u64,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

pub fn digits(hash: Sha256) -> String {
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
