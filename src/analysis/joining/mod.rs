//! What several articles have in common: which names are one, which articles tell one story.

pub mod aliases;
pub mod entities;
pub mod stories;
