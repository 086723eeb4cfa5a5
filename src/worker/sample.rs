//! The built-in sample: a few articles on real events, written for this project, so that every screen has something to show.

use std::ops::ControlFlow;

use anyhow::Result;

use super::library::Library;
use crate::ingest::{self, Options};

macro_rules! sample {
    ($name:literal) => {
        (
            concat!("sample/", $name),
            include_str!(concat!("../../assets/sample/", $name)),
        )
    };
}

/// Origin and content of every article of the sample.
const ARTICLES: &[(&str, &str)] = &[
    sample!("alpha-wire-balloons.md"),
    sample!("alpha-wire-prisoners.md"),
    sample!("beta-post-balloons.md"),
    sample!("beta-post-prisoners.md"),
    sample!("delta-herald-prisoners.md"),
    sample!("echo-daily-prisoners.md"),
    sample!("foxtrot-review-prisoners.md"),
    sample!("gamma-tribune-prisoners.md"),
    sample!("golf-courier-balloons.md"),
    sample!("golf-courier-prisoners.md"),
];

impl Library {
    /// A library of the built-in sample; its [`crate::model::Status::sample`] is set.
    pub fn sample() -> Result<Library> {
        let mut readings = Vec::new();
        for (name, text) in ARTICLES {
            let name = format!("sample/{name}");
            ingest::read_bytes(
                &name,
                text.as_bytes(),
                &Options::default(),
                &mut |reading| {
                    readings.push(reading);
                    ControlFlow::Continue(())
                },
            );
        }
        let (mut library, _) = Library::temporary(readings, "built-in sample")?;
        library.mark_sample();
        Ok(library)
    }
}
