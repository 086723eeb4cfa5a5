//! Numbers in a text with what they count.

use crate::model::{Figure, Mention, Span};

/// The figures of a body in order; numbers that are part of a name, date, clock time, age or ordinal are left out or carry
/// their own unit.
pub fn figures(_body: &str, _sentences: &[Span], _mentions: &[Mention]) -> Vec<Figure> {
    Vec::new()
}
