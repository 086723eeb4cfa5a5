//! What leaves parallax: citations and bibliographies, tables, passages that are found again, the evidence of a comparison.

mod bibliography;
pub mod citation;
pub mod evidence;
pub mod exhibit;
pub mod grouping;
pub mod known;
mod origins;
pub mod passages;
mod plain;
pub mod records;
pub mod sums;
pub mod twins;
