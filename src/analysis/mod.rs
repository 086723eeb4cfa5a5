//! Pure functions over text: any string in, something sensible out. Nothing here fails, panics, reads or waits.
//!
//! Five floors; imports go down, never up (`tests/house.rs` holds it):
//!
//! ```text
//! telling     what leaves: citations, bibliographies, tables, passages that are found again, the evidence pack
//! comparing   rows and findings across articles: alignment, and a strand each for figures, quotes, dates, names, facts, reuse
//! joining     across articles: which names are one, which articles are one story
//! reading     what one article says by itself: names, figures, dates, quotes
//! text        words, sentences, syntax, how common a word is
//! ```

pub mod comparing;
pub mod joining;
pub mod reading;
pub mod telling;
pub mod text;
