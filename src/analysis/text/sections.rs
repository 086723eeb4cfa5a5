//! The form of a shipped model: a magic number of eight bytes, a stamp, then offset and length of each section as two
//! little-endian 32-bit numbers, then the sections. Nothing is copied: a section is read where it lies.

/// Bytes of the magic number and of the stamp.
const BEFORE_SECTIONS: usize = 16;
/// Bytes that tell of a section.
const OF_SECTION: usize = 8;

/// Bytes before the first section.
pub const fn header_bytes(sections: usize) -> usize {
    BEFORE_SECTIONS + sections * OF_SECTION
}

/// The sections of an asset; `None` for bytes that are none, or are cut off.
pub fn sections<'a, const COUNT: usize>(
    bytes: &'a [u8],
    magic: &[u8; 8],
) -> Option<[&'a [u8]; COUNT]> {
    if bytes.get(..magic.len())? != magic {
        return None;
    }
    let mut found: [&[u8]; COUNT] = [&[]; COUNT];
    for (place, section) in found.iter_mut().enumerate() {
        let at = header_bytes(place);
        let number = |at: usize| -> Option<usize> {
            let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(four)).ok()
        };
        let start = number(at)?;
        *section = bytes.get(start..start.checked_add(number(at + 4)?)?)?;
    }
    Some(found)
}

/// The bytes of an asset with these sections.
pub fn pack<const COUNT: usize>(magic: &[u8; 8], stamp: u64, parts: [&[u8]; COUNT]) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.extend(stamp.to_le_bytes());
    let mut start = header_bytes(COUNT);
    for part in parts {
        bytes.extend((start as u32).to_le_bytes());
        bytes.extend((part.len() as u32).to_le_bytes());
        start += part.len();
    }
    for part in parts {
        bytes.extend(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_read_and_what_is_damaged_is_not() {
        let magic = b"PLXTEST1";
        let bytes = pack(magic, 7, [b"one".as_slice(), b"", b"three"]);
        let read = sections::<3>(&bytes, magic);
        assert_eq!(read, Some([b"one".as_slice(), b"", b"three"]));
        assert_eq!(sections::<3>(&bytes, b"PLXTEST2"), None);
        for length in 0..bytes.len() {
            assert_eq!(sections::<3>(&bytes[..length], magic), None, "{length}");
        }
    }
}
