//! Small things that panes are made of.

pub mod bar;
pub mod cells;
pub mod count;
pub mod frame;
pub mod kind;
pub mod list;
pub mod text;
pub mod timeline;
