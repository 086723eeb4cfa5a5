//! Hashes of words and features, and the hashed tables of the shipped model.
//!
//! A table is open addressing over the bytes of the asset: rows of a fixed width that begin with a 16-bit check, 0 where
//! the row is empty. A key that is not there is taken for another with a chance of about one in 65,536 a row looked at.

use super::fnv;

/// Odd multipliers of the splitmix64 finaliser (Steele, Lea and Flood 2014).
const MIX: u64 = 0xbf58_476d_1ce4_e5b9;
const MIX_AGAIN: u64 = 0x94d0_49bb_1331_11eb;

/// Hash of the letters of a word.
pub fn of_chars(letters: impl Iterator<Item = char>) -> u64 {
    mix(letters.fold(fnv::START, step))
}

pub fn of_str(text: &str) -> u64 {
    of_chars(text.chars())
}

/// One letter more on an unfinished hash; start with [`start`], end with [`mix`].
pub fn step(hash: u64, letter: char) -> u64 {
    fnv::step(hash, u64::from(letter))
}

pub fn start() -> u64 {
    fnv::START
}

/// Spreads every bit over all bits.
pub fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(MIX);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(MIX_AGAIN);
    hash ^ (hash >> 31)
}

/// The hash of two values in order.
pub fn pair(first: u64, second: u64) -> u64 {
    mix(first.rotate_left(23) ^ second.wrapping_mul(MIX))
}

/// Which row a key wants in a table of `rows`, and its check.
pub fn place(key: u64, rows: usize) -> (usize, u16) {
    let row = ((u128::from(key) * rows as u128) >> 64) as usize;
    (row, ((key & 0xffff) as u16).max(1))
}

/// A table of rows of `WIDTH` bytes, the check among them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Table<'a, const WIDTH: usize> {
    rows: &'a [[u8; WIDTH]],
}

impl<'a, const WIDTH: usize> Table<'a, WIDTH> {
    /// Over bytes that [`build`] made; bytes at the end that fill no row are left out.
    pub fn over(bytes: &'a [u8]) -> Self {
        Table {
            rows: bytes.as_chunks().0,
        }
    }

    /// The row of a key, the check first, or `None`.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'a [u8; WIDTH]> {
        let count = self.rows.len();
        if count == 0 {
            return None;
        }
        let (mut at, check) = place(key, count);
        for _ in 0..count {
            let row = &self.rows[at];
            let found = u16::from_le_bytes([row[0], row[1]]);
            if found == check {
                return Some(row);
            }
            if found == 0 {
                return None;
            }
            at += 1;
            if at == count {
                at = 0;
            }
        }
        None
    }
}

/// The bytes of a table that holds `entries`, filled to four fifths; of two with one key the first stays.
pub fn build<const WIDTH: usize>(entries: &[(u64, Vec<u8>)]) -> Vec<u8> {
    let rows = entries.len() * 5 / 4 + 1;
    let mut bytes = vec![0; rows * WIDTH];
    for (key, value) in entries {
        let (mut at, check) = place(*key, rows);
        loop {
            let row = &mut bytes[at * WIDTH..(at + 1) * WIDTH];
            if row[..2] == check.to_le_bytes() {
                break;
            }
            if row[..2] == [0, 0] {
                row[..2].copy_from_slice(&check.to_le_bytes());
                for (to, from) in row[2..].iter_mut().zip(value) {
                    *to = *from;
                }
                break;
            }
            at = (at + 1) % rows;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_and_nothing_else() {
        let entries: Vec<(u64, Vec<u8>)> = (0..1000u64)
            .map(|n| (mix(n + 1), vec![(n % 251) as u8]))
            .collect();
        let bytes = build::<3>(&entries);
        let table = Table::<3>::over(&bytes);
        let right = entries
            .iter()
            .filter(|(key, value)| table.get(*key).is_some_and(|row| row[2] == value[0]))
            .count();
        assert!(right > 990, "{right} of 1000");
        let wrong = (5000..6000u64)
            .filter(|&n| table.get(mix(n)).is_some())
            .count();
        assert!(wrong < 5, "{wrong} of 1000");
        assert!(Table::<3>::over(&[]).get(7).is_none());
    }
}
