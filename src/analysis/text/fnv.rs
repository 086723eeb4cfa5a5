//! FNV-1a (Fowler, Noll and Vo), the one hash of words: quick for short ones, the same on every machine and in every version.

/// The hash of nothing, 64 bits.
pub const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;
const BASIS_32: u32 = 0x811c_9dc5;
const PRIME_32: u32 = 0x0100_0193;

/// One number more, taken whole, on a hash of 64 bits.
#[inline]
pub fn step(hash: u64, number: u64) -> u64 {
    (hash ^ number).wrapping_mul(PRIME)
}

/// Of the bytes of a text, 64 bits.
#[inline]
pub fn of(text: &str) -> u64 {
    let bytes = text.bytes().map(u64::from);
    bytes.fold(START, step)
}

/// The same folded to 32 bits, upper half on lower.
#[inline]
pub fn folded(text: &str) -> u32 {
    let hash = of(text);
    (hash ^ (hash >> 32)) as u32
}

/// Of the bytes of a text, 32 bits.
#[inline]
pub fn of_32(text: &str) -> u32 {
    of_numbers_32(text.bytes().map(u32::from))
}

/// Of numbers, each taken whole, 32 bits.
#[inline]
pub fn of_numbers_32(numbers: impl Iterator<Item = u32>) -> u32 {
    let step = |hash: u32, number: u32| (hash ^ number).wrapping_mul(PRIME_32);
    numbers.fold(BASIS_32, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Test vectors of the draft that describes it (draft-eastlake-fnv).
    #[test]
    fn hashes_are_those_of_the_draft() {
        assert_eq!(of(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(of("foobar"), 0x8594_4171_f739_67e8);
        assert_eq!(of_32("a"), 0xe40c_292c);
        assert_eq!(of_32("foobar"), 0xbf9c_f968);
        assert_eq!(folded("foobar"), 0x8594_4171 ^ 0xf739_67e8);
    }
}
