//! How members of gzip are told, also where one is damaged.

use std::io::{self, BufRead, Seek, SeekFrom};

/// Where the next bytes stand, from `from` on, by which a member of gzip begins.
pub fn next_sign(input: &mut (impl BufRead + Seek), from: u64) -> io::Result<Option<u64>> {
    const BEGINNING: [u8; 3] = [0x1f, 0x8b, 0x08];
    input.seek(SeekFrom::Start(from))?;
    let (mut at, mut last) = (from, [0_u8; 3]);
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            return Ok(None);
        }
        for &byte in bytes {
            last = [last[1], last[2], byte];
            at += 1;
            if last == BEGINNING && at >= from + 3 {
                return Ok(Some(at - 3));
            }
        }
        let read = bytes.len();
        input.consume(read);
    }
}
