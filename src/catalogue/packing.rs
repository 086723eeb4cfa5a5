//! Long texts as they stand in a row: deflated, for JSON says the same names of fields a hundred times.
//!
//! ```text
//! 4 bytes  how many bytes the text has, the lowest first
//! the rest the text, deflated (RFC 1951), with nothing behind it
//! ```
//!
//! Invariant: what was written under one stamp is read the same for ever, for articles are carried over from catalogues that
//! earlier versions wrote (see [`super::carrying`]); those before the tenth wrote the text as it is.

use anyhow::Result;
use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use rusqlite::types::ValueRef;

/// 13 KB of an article as JSON become 4.3 KB in a fifth of a millisecond. Level 1 takes half of that and leaves 5.7 KB, level 6
/// takes a quarter more and leaves 4.2 KB; what is read again takes the same.
const LEVEL: u32 = 3;
/// Bytes in front that say how long the text is.
const HEAD: usize = 4;
/// A byte that is deflated stands for no more than so many: two bits for each 258.
const MOST_FOR_A_BYTE: usize = 1032;
/// Bytes of room beside those of the text where it does not become shorter.
const ROOM: usize = 64;

/// A text as it is stored. It has less than four gigabytes, which SQLite would not take either.
pub(super) fn packed(text: &str) -> Result<Vec<u8>> {
    let text = text.as_bytes();
    let mut found = Vec::with_capacity(HEAD + text.len() / 2 + ROOM);
    found.extend(u32::try_from(text.len())?.to_le_bytes());
    let mut deflating = Compress::new(Compression::new(LEVEL), false);
    loop {
        let rest = text
            .get(deflating.total_in() as usize..)
            .unwrap_or_default();
        if deflating.compress_vec(rest, &mut found, FlushCompress::Finish)? == Status::StreamEnd {
            return Ok(found);
        }
        found.reserve(rest.len() + ROOM);
    }
}

/// The text of a value as it stands in a row; `None` where it is none that was ever written.
pub(super) fn unpacked(value: ValueRef) -> Option<String> {
    match value {
        ValueRef::Text(text) => String::from_utf8(text.to_vec()).ok(),
        ValueRef::Blob(bytes) => inflated(bytes),
        ValueRef::Null | ValueRef::Integer(_) | ValueRef::Real(_) => None,
    }
}

fn inflated(bytes: &[u8]) -> Option<String> {
    let (head, deflated) = bytes.split_first_chunk::<HEAD>()?;
    let length = u32::from_le_bytes(*head) as usize;
    if length > deflated.len().saturating_mul(MOST_FOR_A_BYTE) {
        return None;
    }
    // One more, so that the end is seen before the room is.
    let mut found = Vec::with_capacity(length + 1);
    let mut inflating = Decompress::new(false);
    let ended = inflating.decompress_vec(deflated, &mut found, FlushDecompress::Finish);
    let is_whole = matches!(ended, Ok(Status::StreamEnd))
        && found.len() == length
        && inflating.total_in() == deflated.len() as u64;
    is_whole.then(|| String::from_utf8(found).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn back(bytes: &[u8]) -> Option<String> {
        unpacked(ValueRef::Blob(bytes))
    }

    #[test]
    fn what_says_the_same_again_and_again_becomes_short() {
        let text = r#"{"start":12,"end":40,"type":"person"},"#.repeat(500);
        let stored = packed(&text).unwrap();
        assert!(stored.len() < text.len() / 20, "{}", stored.len());
        assert_eq!(back(&stored), Some(text));
    }

    #[test]
    fn it_is_read_as_it_was_written_under_every_stamp() {
        assert_eq!(
            back(&STAYS).as_deref(),
            Some("The mill burned, the mill burned.")
        );
        // as before the tenth version
        let text = ValueRef::Text(b"The mill burned.");
        assert_eq!(unpacked(text).as_deref(), Some("The mill burned."));
    }

    /// Never to be changed: articles that older catalogues hold are stored so.
    const STAYS: [u8; 27] = [
        33, 0, 0, 0, 11, 201, 72, 85, 200, 205, 204, 201, 81, 72, 42, 45, 202, 75, 77, 209, 81, 40,
        65, 21, 208, 3, 0,
    ];

    #[test]
    fn what_is_no_text_of_ours_is_none() {
        let stored = packed("The mill burned.").unwrap();
        let longer: Vec<u8> = stored.iter().copied().chain([0]).collect();
        let mut lying = stored.clone();
        lying[3] = 200;
        for bytes in [
            &stored[..stored.len() - 1],
            &stored[..3],
            &[],
            &longer,
            &lying,
        ] {
            assert_eq!(back(bytes), None, "{bytes:?}");
        }
        for value in [
            ValueRef::Null,
            ValueRef::Integer(7),
            ValueRef::Real(0.5),
            ValueRef::Text(&[0xff]),
        ] {
            assert_eq!(unpacked(value), None);
        }
        assert_eq!(back(&packed("").unwrap()).as_deref(), Some(""));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{0,300}") {
            let stored = packed(&text).unwrap();
            prop_assert_eq!(back(&stored), Some(text));
        }

        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            back(&bytes);
        }
    }
}
