//! Table of data: offices that have a field, and the fields.

/// What ends an office before its field or a name. In lower case; sorted, for binary search.
#[rustfmt::skip]
pub const HEADS: &[&str] = &[
    "ambassador", "chair", "chairman", "chairwoman", "chancellor", "chief", "commissioner", "czar", "deputy",
    "director", "editor", "envoy", "head", "inspector", "leader", "minister", "officer", "secretary", "speaker",
    "spokesman", "spokesperson", "spokeswoman", "superintendent", "tsar", "under-secretary", "undersecretary", "whip",
];
