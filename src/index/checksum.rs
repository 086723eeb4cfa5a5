//! Whether a file of the index is what was written: by the checksum that it carries.
//!
//! Every file carries a CRC-32 (IEEE 802.3), which finds each flipped bit and, of other damage, all but one case in four
//! thousand million. A segment's file has it from Tantivy, in a footer; Tantivy's lists, which have none, are sealed here.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use crc32fast::Hasher;
use tantivy::HasLen;
use tantivy::directory::footer::Footer;
use tantivy::directory::{FileSlice, OwnedBytes};

/// Read at a time: a disk reads no faster by more, and a cache of the second level holds it.
const PIECE_BYTES: usize = 256 * 1024;
/// Holds every footer of Tantivy, of about 80 bytes, and its length.
const TAIL_BYTES: u64 = 1024;
/// How long the footer is, and Tantivy's mark: the end of each file.
const FOOTER_END_BYTES: usize = 8;
/// Stands between a list and its checksum in eight hexadecimal digits.
const SEAL: &[u8] = b"\ncrc32 ";
const SEAL_DIGITS: usize = 8;

/// Reads a file of a segment to its end, and shows every byte of it to `see`, from the first to the last. Errors with
/// [`ErrorKind::InvalidData`] where it is not what was written, and with what the system says where it cannot be read: a bad
/// sector among others.
///
/// It is read and not mapped into memory: a bad sector under a map ends the program.
pub(super) fn check_file(path: &Path, mut see: impl FnMut(&[u8])) -> io::Result<()> {
    let mut file = File::open(path)?;
    let bytes = file.metadata()?.len();
    let tail_at = bytes.saturating_sub(TAIL_BYTES);
    file.seek(SeekFrom::Start(tail_at))?;
    let mut tail = Vec::new();
    file.read_to_end(&mut tail)?;
    // Tantivy takes it for granted that the length of its footer is there.
    if tail.len() < FOOTER_END_BYTES {
        return Err(damaged(path));
    }
    let slice = FileSlice::new(Arc::new(OwnedBytes::new(tail.clone())));
    let (footer, body) = Footer::extract_footer(slice).map_err(|_| damaged(path))?;
    let behind_body = tail.split_off(body.len());
    let footer_bytes = behind_body.len() as u64;
    file.rewind()?;
    let mut body = file.take(bytes - footer_bytes);
    let mut hasher = Hasher::new();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        match body.read(&mut piece)? {
            0 => break,
            read => {
                hasher.update(&piece[..read]);
                see(&piece[..read]);
            }
        }
    }
    see(&behind_body);
    if hasher.finalize() == footer.crc {
        Ok(())
    } else {
        Err(damaged(path))
    }
}

/// A list as it is written: with its checksum.
pub(super) fn sealed(data: &[u8]) -> Vec<u8> {
    let mut sealed = data.to_vec();
    sealed.extend_from_slice(SEAL);
    sealed.extend_from_slice(format!("{:08x}\n", crc32fast::hash(data)).as_bytes());
    sealed
}

/// The list that was sealed. Errors with [`ErrorKind::InvalidData`] where it is not what was written.
pub(super) fn unsealed(mut sealed: Vec<u8>, path: &Path) -> io::Result<Vec<u8>> {
    let bytes = sealed.len().checked_sub(SEAL.len() + SEAL_DIGITS + 1);
    let data_bytes = bytes.ok_or_else(|| damaged(path))?;
    let (data, seal) = sealed.split_at(data_bytes);
    let expected = format!("{:08x}\n", crc32fast::hash(data));
    if seal.strip_prefix(SEAL) != Some(expected.as_bytes()) {
        return Err(damaged(path));
    }
    sealed.truncate(data_bytes);
    Ok(sealed)
}

/// A file is not what was written.
#[derive(Debug, thiserror::Error)]
#[error("{0} is damaged")]
pub(super) struct DamagedFile(String);

pub(super) fn damaged(path: &Path) -> io::Error {
    let name = path.file_name().unwrap_or(path.as_os_str());
    let damaged = DamagedFile(name.to_string_lossy().into_owned());
    io::Error::new(ErrorKind::InvalidData, damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_cut_to_whatever_length_is_damaged() {
        let path = std::env::temp_dir().join(format!("parallax-cut-{}.store", std::process::id()));
        for bytes in 0..40 {
            std::fs::write(&path, vec![0x39; bytes]).unwrap();
            assert!(check_file(&path, |_| {}).is_err(), "{bytes}");
        }
        std::fs::remove_file(&path).unwrap();
    }

    #[test]
    fn every_flipped_bit_of_a_list_is_found() {
        let path = Path::new("meta.json");
        let list = br#"{"segments":[]}"#.to_vec();
        let whole = sealed(&list);
        assert_eq!(unsealed(whole.clone(), path).unwrap(), list);
        assert_eq!(unsealed(sealed(b""), path).unwrap(), b"");
        for bit in 0..whole.len() * 8 {
            let mut flipped = whole.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert!(unsealed(flipped, path).is_err(), "bit {bit}");
        }
        for bytes in 0..whole.len() {
            assert!(unsealed(whole[..bytes].to_vec(), path).is_err(), "{bytes}");
        }
    }
}
