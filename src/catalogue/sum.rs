//! The sum that each row carries over its fields: a row that is not what was written is told from one that is.
//!
//! Invariant: what was written under one stamp is summed the same for ever, for articles are carried over from catalogues
//! that earlier versions wrote (see [`super::carrying`]).

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

/// An odd number without pattern (2^64 divided by the golden ratio): multiplying by it loses nothing.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
/// Bits that a state is turned by before the next word, so that high bits reach low ones.
const TURN: u32 = 26;
/// Bytes of a word, and words that are taken in side by side: a processor multiplies four in the time of one.
const WORD: usize = 8;
const LANES: usize = 4;
/// Stands for the length of a field that is not there; no text is so long.
const NOTHING: u64 = u64::MAX;

/// A field of a row as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field<'a> {
    Nothing,
    Number(i64),
    Text(&'a str),
}

/// The sum of some fields, 64 bits.
///
/// Every step can be undone where all other words are known, so that a change within one word of eight bytes is always
/// seen; any other goes unseen once in 2^64 times. No defence against a hostile hand, which could sum anew.
#[derive(Clone, Copy, Debug)]
pub struct Sum(u64);

impl Sum {
    /// Begins the sum of a row of this table.
    pub fn of(table: &str) -> Sum {
        Sum(0).field(Field::Text(table))
    }

    pub fn field(self, field: Field) -> Sum {
        match field {
            Field::Nothing => Sum(step(self.0, NOTHING)),
            Field::Number(number) => Sum(step(step(self.0, WORD as u64), number.cast_unsigned())),
            Field::Text(text) => Sum(bytes(step(self.0, text.len() as u64), text.as_bytes())),
        }
    }

    /// A field as it was read; `None` where it is of a type that is never written.
    pub fn read(self, value: ValueRef) -> Option<Sum> {
        match value {
            ValueRef::Null => Some(self.field(Field::Nothing)),
            ValueRef::Integer(number) => Some(self.number(number)),
            ValueRef::Text(text) => Some(Sum(bytes(step(self.0, text.len() as u64), text))),
            ValueRef::Real(_) | ValueRef::Blob(_) => None,
        }
    }

    pub fn fields(self, fields: &[Field]) -> Sum {
        fields.iter().fold(self, |sum, &field| sum.field(field))
    }

    pub fn text(self, text: &str) -> Sum {
        self.field(Field::Text(text))
    }

    pub fn number(self, number: i64) -> Sum {
        self.field(Field::Number(number))
    }

    /// As it is stored.
    pub fn end(self) -> i64 {
        let folded = self.0 ^ (self.0 >> 32);
        (folded.wrapping_mul(FACTOR) ^ (folded >> 29)).cast_signed()
    }
}

/// The sum of an article's text as it is stored. Never to be changed: articles are carried over from catalogues of earlier versions.
pub fn json_sum(number: i64, json: &str) -> i64 {
    Sum::of("content json").number(number).text(json).end()
}

/// The sum of what an article is likened by.
pub fn profile_sum(number: i64, profile: &str) -> i64 {
    Sum::of("content profile")
        .number(number)
        .text(profile)
        .end()
}

fn step(state: u64, word: u64) -> u64 {
    (state.rotate_left(TURN) ^ word).wrapping_mul(FACTOR)
}

fn bytes(state: u64, bytes: &[u8]) -> u64 {
    let mut lanes = [state; LANES];
    let mut blocks = bytes.chunks_exact(WORD * LANES);
    for block in &mut blocks {
        for (lane, word) in lanes.iter_mut().zip(block.chunks_exact(WORD)) {
            *lane = step(*lane, word_of(word));
        }
    }
    let state = lanes.into_iter().fold(state, step);
    blocks
        .remainder()
        .chunks(WORD)
        .fold(state, |state, word| step(state, word_of(word)))
}

/// Up to eight bytes as a number; the length of the whole field tells a short one from one that ends in zeros.
fn word_of(bytes: &[u8]) -> u64 {
    let mut word = [0; WORD];
    for (place, byte) in word.iter_mut().zip(bytes) {
        *place = *byte;
    }
    u64::from_le_bytes(word)
}

impl<'a> From<&'a str> for Field<'a> {
    fn from(text: &'a str) -> Field<'a> {
        Field::Text(text)
    }
}

impl<'a> From<&'a String> for Field<'a> {
    fn from(text: &'a String) -> Field<'a> {
        Field::Text(text)
    }
}

impl From<i64> for Field<'_> {
    fn from(number: i64) -> Self {
        Field::Number(number)
    }
}

impl<'a, T: Into<Field<'a>>> From<Option<T>> for Field<'a> {
    fn from(field: Option<T>) -> Field<'a> {
        field.map_or(Field::Nothing, Into::into)
    }
}

impl ToSql for Field<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Field::Nothing => ValueRef::Null,
            Field::Number(number) => ValueRef::Integer(*number),
            Field::Text(text) => ValueRef::Text(text.as_bytes()),
        }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn it_stays_what_it_was_under_every_stamp() {
        let long = "The mill at Stonefield burned down on Monday. ".repeat(3);
        let sum = Sum::of("article")
            .number(7)
            .text(&long)
            .field(Field::Nothing);
        assert_eq!(sum.end(), STAYS);
    }

    /// Never to be changed: what is carried over from older catalogues was summed so.
    const STAYS: i64 = 2_880_293_723_309_125_259;

    #[test]
    fn fields_are_told_apart_by_where_they_end_and_whether_they_are() {
        let of = |fields: &[Field]| Sum::of("t").fields(fields).end();
        let text = Field::Text;
        let sums = [
            of(&[text("ab"), text("c")]),
            of(&[text("a"), text("bc")]),
            of(&[text("abc")]),
            of(&[text("abc"), text("")]),
            of(&[text("abc"), Field::Nothing]),
            of(&[text("abc\0")]),
            Sum::of("u").text("abc").end(),
        ];
        for (at, one) in sums.iter().enumerate() {
            assert!(!sums[at + 1..].contains(one), "{at}");
        }
    }

    proptest! {
        #[test]
        fn one_bit_anywhere_changes_it(text in "[ -~]{1,200}", at in any::<prop::sample::Index>(), bit in 0..7u8) {
            let mut other = text.clone().into_bytes();
            let at = at.index(other.len());
            other[at] ^= 1 << bit;
            let other = String::from_utf8(other).unwrap();
            prop_assert_ne!(Sum::of("t").text(&text).end(), Sum::of("t").text(&other).end());
        }
    }
}
