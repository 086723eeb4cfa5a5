//! Quotation marks, and what stands between them.

use crate::model::Span;

/// Marks that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Curly,
    Straight,
    Apostrophes,
    Guillemets,
    /// `„…“`
    Low,
    Single,
    StraightSingle,
}

#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub span: Span,
    pub family: Family,
    pub opens: bool,
    pub closes: bool,
}

pub fn single(family: Family) -> bool {
    matches!(family, Family::Single | Family::StraightSingle)
}

pub fn double(family: Family) -> bool {
    matches!(
        family,
        Family::Curly | Family::Straight | Family::Apostrophes
    )
}

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
}
