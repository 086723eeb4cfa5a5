//! The room that joins the others: the library of articles, asked and added to.

mod adding;
pub mod answering;
mod asking;
mod carving;
mod changing;
pub mod deciding;
mod deriving;
pub mod desk;
mod doctor;
pub mod entity_list;
pub mod fault;
mod home;
mod input;
mod joining;
mod keeping;
mod keys;
mod library;
mod meant;
mod mending;
mod merging;
mod pipeline;
mod planning;
mod recovery;
pub mod request;
mod sample;
mod settling;
pub mod ticket;
mod trial;
mod view;

pub use crate::catalogue::Head;
pub use adding::{AddError, AddOptions, Missing, Source};
pub use doctor::{Check, State};
pub use home::{Home, Lock, Locked};
pub use library::Library;
pub use trial::{Fate, dry_run};
