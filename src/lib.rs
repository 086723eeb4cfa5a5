//! parallax: one story, every source, in the terminal.
//!
//! The map, from the bottom up (imports go down, never up, never sideways; `tests/house.rs` holds it):
//!
//! ```text
//! 1  model      plain nouns: article, span, entity, story, finding, bookmark, question and answer
//! 2  analysis   pure functions over text, on five floors: text, reading, joining, comparing, telling
//! 3  ingest     files to drafts: walking, formats, encodings, dates, boilerplate
//!    index      Tantivy: the query language, search, excerpts, facets
//!    catalogue  SQLite, disposable: the articles as read, their origins, and what was derived across them
//!    shelf      SQLite, precious: what the reader made: bookmarks, notes, sources, saved searches
//! 4  worker     the library that joins the rooms, and the threads that ask it
//! 5  tui        the screens
//!    cli        the commands
//!    config     stands apart: settings, keys and themes; imports nothing of ours
//! ```
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used))]

pub mod analysis;
pub mod catalogue;
pub mod cli;
pub mod config;
pub mod index;
pub mod ingest;
pub mod model;
pub mod shelf;
pub mod tui;
pub mod worker;
