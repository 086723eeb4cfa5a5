//! Numbers drawn from a seed.

/// splitmix64 (Steele, Lea and Flood 2014).
pub struct Draw(u64);

impl Draw {
    pub fn from(seed: u64) -> Draw {
        Draw(seed)
    }

    /// A number from 0 to before the end.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % end.max(1) as u64) as usize
    }
}
