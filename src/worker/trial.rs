//! Reading without storing: what would come if these sources were added.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use anyhow::Result;

use super::adding::{AddOptions, Source};
use super::input::ending;
use super::pipeline::{self, Known, Step};
use crate::ingest;
use crate::model::{Article, Skipped};

/// Reads articles without storing anything: each article, or why there is none, in order.
pub fn dry_run(
    sources: &[Source],
    options: &AddOptions,
    stop: &AtomicBool,
    each: &mut dyn FnMut(Result<Article, Skipped>),
) -> Result<()> {
    let paths: Vec<PathBuf> = sources
        .iter()
        .filter_map(|source| match source {
            Source::Path(path) => Some(path.clone()),
            Source::Input(_) => None,
        })
        .collect();
    let (files, skipped) = ingest::walk(&paths, &options.reading);
    skipped.into_iter().for_each(|skipped| each(Err(skipped)));
    pipeline::run(
        &files,
        &Known::default(),
        &options.reading,
        stop,
        &mut |taken| {
            match taken.step {
                Step::Article { analysed, .. } => each(Ok(analysed.article)),
                Step::Skipped(skipped) => each(Err(skipped)),
                _ => {}
            }
            Ok(())
        },
    )?;
    for source in sources {
        if let Source::Input(bytes) = source {
            let name = format!("standard-input.{}", ending(bytes));
            ingest::read_bytes(&name, bytes, &options.reading, &mut |reading| {
                each(reading.and_then(|draft| {
                    let analysed = pipeline::survived(draft, String::new())?;
                    Ok(analysed.article)
                }));
                ControlFlow::Continue(())
            });
        }
    }
    Ok(())
}
