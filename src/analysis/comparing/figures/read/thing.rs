//! Whether two claims speak of the same thing, at the same time.

use super::Claim;

/// How far two claims count the same thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Another thing, or another unit.
    Other,
    /// It cannot be told: one of them does not say.
    Unsaid,
    /// People, under different words.
    People,
    /// The same thing.
    Same,
}

pub fn same_thing(a: &Claim, b: &Claim) -> Counted {
    // A share of people is none of something else.
    let said = !a.head.is_empty() && !b.head.is_empty();
    let of_others = a.unit == "percent" && said && a.is_of_people() != b.is_of_people();
    if a.unit != b.unit || are_turned(a, b) || of_others {
        return Counted::Other;
    }
    if a.head == b.head && !a.head.is_empty() {
        return Counted::Same;
    }
    if a.share_an_outcome(b) && a.counts_those_told_of() && b.counts_those_told_of() {
        return Counted::People;
    }
    if a.head.is_empty() || b.head.is_empty() {
        return Counted::Unsaid;
    }
    if a.counts_people() && b.counts_people() {
        let said = !a.qualifiers.is_empty() && !b.qualifiers.is_empty();
        return if said && !qualifiers_agree(a, b) {
            Counted::Unsaid
        } else {
            Counted::People
        };
    }
    // What money or a share is of is said in many ways: `in contributions`, `the haul`.
    if a.unit.is_empty() {
        Counted::Other
    } else {
        Counted::Unsaid
    }
}

/// What rose by so much is not what fell by it.
pub fn are_turned(a: &Claim, b: &Claim) -> bool {
    matches!((a.course, b.course), (Some(one), Some(other)) if one != other)
}

/// Whether what is said of the counted thing agrees: one says no more than the other, or both the same.
pub fn qualifiers_agree(a: &Claim, b: &Claim) -> bool {
    let inside = |some: &[String], all: &[String]| some.iter().all(|word| all.contains(word));
    inside(&a.qualifiers, &b.qualifiers) || inside(&b.qualifiers, &a.qualifiers)
}

/// Both sentences name years, and none in common: they speak of different times.
pub fn of_other_times(a: &Claim, b: &Claim) -> bool {
    are_apart(&a.years, &b.years)
}

/// The same of weekdays: figures of two days may both be right.
pub fn of_other_days(a: &Claim, b: &Claim) -> bool {
    are_apart(&a.weekdays, &b.weekdays)
}

fn are_apart(ours: &[u32], theirs: &[u32]) -> bool {
    !ours.is_empty() && !theirs.is_empty() && !ours.iter().any(|time| theirs.contains(time))
}
