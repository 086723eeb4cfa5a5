//! Tables of weights as they lie in the asset: hash and displace (Belazzougui, Botelho and Dietzfelbinger 2009).
//!
//! A key has a bucket, the bucket a pilot, and key and pilot one row: a look-up reads one row, whether the key is there or
//! not. A row begins with a 16-bit check: a key that is not there is taken for another once in 65,536 times.

use crate::analysis::text::hash;

/// Keys in a bucket on average: more make the pilots smaller and harder to find.
const BUCKET_KEYS: usize = 4;
/// One row in so many stays empty, so that the last keys find a place.
const SPARE: usize = 50;
/// Pilots tried for a bucket before the table is made larger.
const PILOTS: u32 = 1 << 16;
/// Odd multiplier that spreads pilots (the golden ratio in 64 bits).
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

#[derive(Clone, Copy, Debug, Default)]
pub struct Rows<'a, const WIDTH: usize> {
    pilots: &'a [[u8; 2]],
    rows: &'a [[u8; WIDTH]],
}

/// The place of a key in a list of `count`.
#[inline]
fn scaled(key: u64, count: usize) -> usize {
    ((u128::from(key) * count as u128) >> 64) as usize
}

#[inline]
fn placed(key: u64, pilot: u16, rows: usize) -> usize {
    let mixed = (key ^ u64::from(pilot).wrapping_mul(SPREAD)).wrapping_mul(SPREAD);
    scaled(mixed ^ (mixed >> 32), rows)
}

#[inline]
fn check(key: u64) -> [u8; 2] {
    ((key & 0xffff) as u16).max(1).to_le_bytes()
}

impl<'a, const WIDTH: usize> Rows<'a, WIDTH> {
    /// Over bytes that [`build`] made; bytes at the end that fill no row are left out.
    pub fn over(pilots: &'a [u8], rows: &'a [u8]) -> Self {
        Rows {
            pilots: pilots.as_chunks().0,
            rows: rows.as_chunks().0,
        }
    }

    /// The row of a key, the check first.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&'a [u8; WIDTH]> {
        let pilot = self.pilots.get(scaled(key, self.pilots.len()))?;
        let row = self
            .rows
            .get(placed(key, u16::from_le_bytes(*pilot), self.rows.len()))?;
        (row[..2] == check(key)).then_some(row)
    }
}

/// The bytes of pilots and rows that hold `entries`: keys that are well spread and all different, and what stands behind the
/// check, `WIDTH - 2` bytes.
pub fn build<const WIDTH: usize>(entries: &[(u64, Vec<u8>)]) -> (Vec<u8>, Vec<u8>) {
    let mut rows = entries.len() + entries.len() / SPARE + 1;
    loop {
        if let Some(built) = placed_all::<WIDTH>(entries, rows) {
            return built;
        }
        rows += rows / SPARE + 1;
    }
}

fn placed_all<const WIDTH: usize>(
    entries: &[(u64, Vec<u8>)],
    rows: usize,
) -> Option<(Vec<u8>, Vec<u8>)> {
    let count = entries.len() / BUCKET_KEYS + 1;
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (at, (key, _)) in entries.iter().enumerate() {
        buckets[scaled(*key, count)].push(at);
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&bucket| (usize::MAX - buckets[bucket].len(), bucket));
    let mut taken: Vec<bool> = vec![false; rows];
    let mut pilots = vec![0u8; count * 2];
    let mut bytes = vec![0u8; rows * WIDTH];
    for bucket in order {
        let keys = &buckets[bucket];
        let free = |pilot: &u32| {
            let mut places: Vec<usize> = keys
                .iter()
                .map(|&at| placed(entries[at].0, *pilot as u16, rows))
                .collect();
            let is_free = places.iter().all(|&place| !taken[place]);
            places.sort_unstable();
            is_free && places.windows(2).all(|pair| pair[0] != pair[1])
        };
        let pilot = (0..PILOTS).find(free)? as u16;
        pilots[bucket * 2..bucket * 2 + 2].copy_from_slice(&pilot.to_le_bytes());
        for &at in keys {
            let (key, value) = &entries[at];
            let place = placed(*key, pilot, rows);
            taken[place] = true;
            let row = &mut bytes[place * WIDTH..(place + 1) * WIDTH];
            row[..2].copy_from_slice(&check(*key));
            for (to, from) in row[2..].iter_mut().zip(value) {
                *to = *from;
            }
        }
    }
    Some((pilots, bytes))
}

/// Mixes one value more into the hash of a feature; begin with the number of its template, end with [`finished`].
#[inline]
pub fn with(hash: u64, value: u32) -> u64 {
    (hash ^ u64::from(value))
        .wrapping_mul(SPREAD)
        .rotate_left(29)
}

/// The key of a feature.
#[inline]
pub fn finished(hash: u64) -> u64 {
    hash::mix(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_found_and_nothing_else() {
        let entries: Vec<(u64, Vec<u8>)> = (0..3000u64)
            .map(|n| (hash::mix(n + 1), vec![(n % 251) as u8]))
            .collect();
        let (pilots, rows) = build::<3>(&entries);
        let table = Rows::<3>::over(&pilots, &rows);
        assert!(
            entries
                .iter()
                .all(|(key, value)| table.get(*key).is_some_and(|row| row[2] == value[0]))
        );
        let wrong = (5000..9000).filter(|&n| table.get(hash::mix(n)).is_some());
        assert!(wrong.count() < 3);
        assert!(Rows::<3>::over(&[], &[]).get(7).is_none());
        assert!(Rows::<3>::over(&pilots, &[]).get(7).is_none());
    }
}
