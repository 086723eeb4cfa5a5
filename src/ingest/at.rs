//! A file that is read from several places at once, each of which knows how far it is.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

/// A place in an open file. Clones go their own ways.
#[derive(Clone, Debug)]
pub struct At {
    file: Arc<File>,
    /// Bytes from the beginning of the file.
    at: u64,
}

impl At {
    /// The beginning of a file.
    pub fn start(file: File) -> At {
        At {
            file: Arc::new(file),
            at: 0,
        }
    }
}

impl Read for At {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file: &File = &self.file;
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for At {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut file: &File = &self.file;
        self.at = match to {
            // From here on is from where this one is, not from where the system last was.
            SeekFrom::Current(by) => self
                .at
                .checked_add_signed(by)
                .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?,
            to => file.seek(to)?,
        };
        Ok(self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_in_one_file_go_their_own_ways() {
        let path = std::env::temp_dir().join(format!("parallax-at-{}", std::process::id()));
        std::fs::write(&path, "abcdef").unwrap();
        let mut one = At::start(File::open(&path).unwrap());
        let mut other = one.clone();
        other.seek(SeekFrom::End(-2)).unwrap();
        let read = |at: &mut At| {
            let mut byte = [0];
            at.read_exact(&mut byte).unwrap();
            char::from(byte[0])
        };
        assert_eq!(
            [read(&mut one), read(&mut other), read(&mut one)],
            ['a', 'e', 'b']
        );
        one.seek(SeekFrom::Current(1)).unwrap();
        assert_eq!([read(&mut other), read(&mut one)], ['f', 'd']);
        assert!(one.seek(SeekFrom::Current(-9)).is_err());
        std::fs::remove_file(path).unwrap();
    }
}
