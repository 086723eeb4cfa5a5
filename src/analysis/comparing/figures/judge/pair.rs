//! Two figures of different articles, and what is known of the two: the grounds on which they are of one quantity stand in [`super::agreeing`]
//! and [`super::differing`], the thresholds of both here.
//!
//! Of none has anybody read enough to count: `measure quantities` prints how many pairs each put together in the groups of readers, and how
//! many of them a reader had named as one. Thresholds that say no more were set on the misses of twelve gold groups.

use crate::analysis::comparing::figures::read::{Counted, Measure};
use crate::analysis::comparing::sureness::{Counted as Read, Row};
use crate::model::{FindingKind, Verdict};

/// Likeness of two sentences from which a shared number is the same number.
pub const NEAR: f32 = 0.25;
/// The same for a number that often stands somewhere by chance.
pub const NEAR_FOR_SMALL: f32 = 0.45;
/// The same where something else speaks for it too: the words beside the figures, or what is counted.
pub const SAME_TOPIC: f32 = 0.12;
/// Likeness from which two sentences off the same row still speak of one thing, so that their figures may differ.
pub const SAME_MATTER: f32 = 0.55;
/// Likeness from which sentences speak of one matter where their figures lie close or are of one outcome.
const ONE_MATTER: f32 = 0.4;
/// Likeness of two sentences on one row that say nearly the same but for the number.
pub const WORD_FOR_WORD: f32 = 0.8;
/// From this number on a shared one is of one thing where the sentences share a name.
pub const LARGE: f64 = 1000.0;
/// Smaller counts are close to each other by chance.
pub const FEW: f64 = 10.0;
/// Counts that are called nearly the same in other words are no smaller.
pub const MANY: f64 = 100.0;
/// Loose figures of the same things further apart than this are of other quantities.
pub const CLOSE: f64 = 1.25;
/// Large numbers that lie closer are one, rounded.
pub const ROUNDED: f64 = 1.02;
/// Counts of one outcome further apart are of other times or places.
pub const OF_ONE_OUTCOME: f64 = 2.0;
/// Exact counts of the same things that lie this close are two counts of one quantity.
pub const NEARLY: f64 = 1.15;
/// The same where the words beside them are the same too.
pub const NOT_FAR: f64 = 1.5;
/// The same for measures, of which less is said.
const OF_ONE_MEASURE: f64 = 1.35;
/// Sums of money on one row that lie this close are one, of which little more is said.
const NEARLY_ONE: f64 = 1.03;
/// Words beside two figures that are the same, from which parts are compared as wholes are.
pub const TOLD_BOTH: usize = 2;

/// How two numbers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// One number, though the one says `about` and the other does not.
    Equal,
    /// They do not contradict each other.
    Looser,
    /// They do not agree.
    Other,
}

/// Two figures of two articles of which nothing that is said rules out that they are one quantity, and what is known of the two.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    pub numbers: Numbers,
    pub measure: Measure,
    /// How far they count the same thing.
    pub thing: Counted,
    /// One of them does not say what it counts.
    pub is_bare: bool,
    /// What is counted are people.
    pub are_people: bool,
    /// Something is said of the counted things of the first; the same is said of both; nothing else is said of either.
    pub is_qualified: bool,
    pub are_qualified_alike: bool,
    pub do_qualifiers_agree: bool,
    pub one_row: bool,
    /// Likeness of the two sentences, 0 to 1.
    pub likeness: f32,
    /// The same, and more on one row.
    pub near: f32,
    /// Words of content that are said beside both.
    pub told_alike: usize,
    /// The one measures what is told beside the other.
    pub tells_of_the_other: bool,
    /// The smaller number, and the larger over it.
    pub least: f64,
    pub ratio: f64,
    /// Both are seldom the same by chance; both are exact; the first is of one digit and zeros.
    pub are_distinctive: bool,
    pub are_exact: bool,
    pub is_round: bool,
    /// One is given to five digits and the other is not.
    pub is_one_fine: bool,
    /// One is a bound to either side; one is less than what the other gives as the least.
    pub is_bound: bool,
    pub is_below: bool,
    /// Both are single numbers, on top of nothing and no conversion of another.
    pub are_single: bool,
    pub is_further: bool,
    /// Both say how long something went on.
    pub are_durations: bool,
    /// The same became of those whom both count.
    pub one_outcome: bool,
    pub of_other_times: bool,
    /// A count that grows, and the second to give it is of another day.
    pub is_later: bool,
    /// Both sentences name somebody in common. Only known of large numbers that are equal, and where what is counted is unsaid.
    pub share_a_name: bool,
    /// Both name places, and none in common. Only known of looser numbers.
    pub are_elsewhere: bool,
    /// Neither sentence has another figure of the unit. Only known where what is counted is unsaid.
    pub are_clear: bool,
}

impl Pair {
    pub fn is_counted(&self) -> bool {
        self.thing >= Counted::People
    }

    pub fn is_same(&self) -> bool {
        self.thing == Counted::Same
    }

    /// That both say `about` of a round number is seldom chance.
    pub fn is_telling(&self) -> bool {
        self.are_distinctive && !(self.is_round && self.are_exact)
    }

    /// `53 percent` of what is not said, and `200 people` of whom no more is said, are many things.
    pub fn is_of_anything(&self) -> bool {
        let nobodys = self.are_qualified_alike && !self.is_qualified && self.are_people;
        let anybody = self.is_counted() && nobodys && !self.one_outcome && self.least < LARGE;
        (self.is_bare && self.measure == Measure::Percent || anybody) && self.told_alike == 0
    }

    /// Words that are said of the counted things, and the same of both.
    pub fn are_named_alike(&self) -> bool {
        self.is_qualified && self.are_qualified_alike
    }

    pub fn is_equal(&self) -> bool {
        self.numbers == Numbers::Equal
    }

    /// Looser numbers of things that are said to be the same.
    pub fn is_looser_of_things(&self) -> bool {
        self.numbers == Numbers::Looser
            && self.is_counted()
            && self.do_qualifiers_agree
            && !self.of_other_times
    }

    /// Other numbers of things that are said.
    pub fn is_other_of_things(&self) -> bool {
        self.numbers == Numbers::Other && self.thing != Counted::Unsaid
    }

    pub fn is_of_one_matter(&self) -> bool {
        self.one_row || self.near >= ONE_MATTER
    }

    /// Figures of one unit measure one thing, though neither or only one says which: the words beside them are the same, the sentences speak of one
    /// matter and name something in common, and the numbers lie close.
    pub fn is_one_measure(&self) -> bool {
        let lasted = self.are_durations && self.likeness >= SAME_TOPIC;
        let pages = self.measure == Measure::Pages && self.likeness >= SAME_TOPIC;
        let told = self.measure != Measure::Time
            && self.told_alike > 0
            && self.likeness >= ONE_MATTER
            && self.share_a_name
            && (self.measure != Measure::Percent || self.told_alike >= TOLD_BOTH);
        let money = self.measure == Measure::Money;
        let close = money
            && self.ratio <= NEARLY_ONE
            && self.one_row
            && self.likeness >= ONE_MATTER
            && self.share_a_name;
        // `a settlement of $27,111.75` and `a roughly $27,000 settlement`.
        let rounded = money
            && self.ratio <= ROUNDED
            && self.is_one_fine
            && (self.told_alike > 0 || self.tells_of_the_other);
        self.thing == Counted::Unsaid
            && (lasted || pages || told || close || rounded)
            && self.ratio <= OF_ONE_MEASURE
            && self.are_single
            && self.are_clear
    }
}

/// A row of a ground that ties figures.
pub const fn row(verdict: Verdict, name: &'static str, right: u32, read: u32) -> Row {
    Row {
        kind: FindingKind::Figure,
        verdict,
        name,
        read: Read(right, read),
    }
}
