//! What is kept, by the register and, where that does not cover them, by the packs themselves.
//!
//! Invariant: a damaged record hides none behind it, and nothing is taken from a pack but a record that was never whole.

use std::collections::HashSet;
use std::path::Path;

use anyhow::Result;

use super::member;
use super::register::{self, Kept, Register};

/// What the register and the packs together say.
pub(in crate::worker) struct Found {
    pub register: Register,
    /// Records that the register names and that are not in the packs any more, by pack and offset: the register goes on naming
    /// them, so that their loss is told.
    pub lost: HashSet<(u32, u64)>,
    /// The register on the disk says something else.
    pub is_other: bool,
    /// The last pack, where a record at its end was begun and not ended: its number, and where that begins.
    pub torn: Option<(u32, u64)>,
}

/// All that is kept, in the order in which it came. Costs reading the register, and the packs where it does not cover them:
/// a part of it is damaged or lost, or the program ended before it was written.
pub(in crate::worker) fn known(dir: &Path) -> Result<Found> {
    let mut register = Register::read(dir)?;
    let packs = register::packs(dir);
    // A register of other packs, as of another library, says nothing of these.
    let foreign: HashSet<u32> = packs
        .iter()
        .filter_map(|(number, _)| register.kept.iter().find(|kept| kept.pack == *number))
        .filter(|first| member::is_another(dir, first))
        .map(|first| first.pack)
        .collect();
    register.kept.retain(|kept| !foreign.contains(&kept.pack));
    let is_there = |kept: &Kept| {
        let pack = packs.iter().find(|(number, _)| *number == kept.pack);
        pack.is_some_and(|(_, bytes)| kept.offset + kept.length <= *bytes)
    };
    let lost: HashSet<(u32, u64)> = register
        .kept
        .iter()
        .filter(|kept| !is_there(kept))
        .map(|kept| (kept.pack, kept.offset))
        .collect();
    let is_broken = register.broken > 0 || !foreign.is_empty();
    let (mut is_other, mut torn) = (is_broken, None);
    let last = packs.last().map(|(number, _)| *number);
    for (number, bytes) in packs {
        let of_pack = register.kept.iter().filter(|kept| kept.pack == number);
        let listed = of_pack.map(|kept| kept.offset + kept.length).max();
        if listed.is_some_and(|end| end >= bytes) && !is_broken {
            continue;
        }
        let from = listed.filter(|_| !is_broken).unwrap_or(0);
        let scanned = member::scan(dir, number, from)?;
        let held: HashSet<u64> = register
            .kept
            .iter()
            .filter(|kept| kept.pack == number)
            .map(|kept| kept.offset)
            .collect();
        let fresh = scanned.kept.into_iter();
        let fresh: Vec<Kept> = fresh.filter(|kept| !held.contains(&kept.offset)).collect();
        is_other |= !fresh.is_empty();
        register.kept.extend(fresh);
        if scanned.end < bytes
            && last == Some(number)
            && listed.is_none_or(|end| end <= scanned.end)
        {
            torn = Some((number, scanned.end));
        }
    }
    register.kept.sort_by_key(|kept| (kept.pack, kept.offset));
    Ok(Found {
        register,
        lost,
        is_other,
        torn,
    })
}
