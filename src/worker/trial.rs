//! Reading without storing: what would come if these sources were added.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::Result;

use super::adding::AddOptions;
use super::input::ending;
use super::library::Library;
use super::likeness::Shingles;
use super::pipeline;
use super::sameness::{MOST_AT_ONE_ADDRESS, same, shingles};
use super::source::Source;
use super::step::{Analysed, Step};
use crate::ingest;
use crate::model::{Article, Skipped};

/// What would become of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Added,
    /// The library has it from this origin, as it is.
    Unchanged,
    /// The library has another text or other facts from this origin.
    Changed,
    /// It would be another origin of an article that the library has.
    Repeated,
    /// It would be another origin of an article that came before in this run.
    RepeatedHere,
}

/// Reads articles without storing anything: each article with what would become of it in `library`, if there is one, or why
/// there is none, in order.
pub fn dry_run(
    library: Option<&Library>,
    sources: &[Source],
    options: &AddOptions,
    stop: &AtomicBool,
    each: &mut dyn FnMut(Result<(Article, Fate), Skipped>),
) -> Result<()> {
    let paths: Vec<PathBuf> = sources
        .iter()
        .filter_map(|source| match source {
            // As it would be known; what is not there is told by the walk.
            Source::Path(path) => Some(path.canonicalize().unwrap_or_else(|_| path.clone())),
            Source::Input(_) | Source::Address(_) => None,
        })
        .collect();
    let mut trial = Trial {
        library,
        hashes: match library {
            Some(library) => library.catalogue().draft_hashes()?,
            None => HashMap::new(),
        },
        seen: HashSet::new(),
        at: HashMap::new(),
    };
    let (files, skipped) = ingest::walk(&paths, &options.reading, stop);
    for skipped in skipped {
        each(Err(skipped));
    }
    pipeline::run(
        &files.into(),
        &Arc::default(),
        &options.reading,
        stop,
        &mut |taken| {
            match taken.step {
                Step::Article { analysed, .. } => each(Ok(trial.judged(*analysed)?)),
                Step::Skipped(skipped) => each(Err(skipped)),
                _ => {}
            }
            Ok(())
        },
    )?;
    let mut failed = Ok(());
    for source in sources {
        if let Source::Input(bytes) = source {
            let name = format!("standard-input.{}", ending(bytes));
            ingest::read_bytes(&name, bytes, &options.reading, &mut |reading| {
                let analysed = reading.and_then(|draft| {
                    let draft_hash = super::keys::draft_hash(&draft);
                    pipeline::survived(draft, draft_hash)
                });
                match analysed.map(|analysed| trial.judged(analysed)) {
                    Ok(Ok(judged)) => each(Ok(judged)),
                    Ok(Err(error)) => {
                        failed = Err(error);
                        return ControlFlow::Break(());
                    }
                    Err(skipped) => each(Err(skipped)),
                }
                ControlFlow::Continue(())
            });
        }
    }
    failed
}

struct Trial<'a> {
    library: Option<&'a Library>,
    /// By origin, what it gave to the library.
    hashes: HashMap<String, String>,
    /// Texts that came before in this run.
    seen: HashSet<String>,
    /// Those at each address that came before in this run.
    at: HashMap<String, Vec<Shingles>>,
}

impl Trial<'_> {
    fn judged(&mut self, analysed: Analysed) -> Result<(Article, Fate)> {
        let keys = &analysed.keys;
        let mut is_seen = self.seen.contains(&keys.text_hash);
        if let Some(key) = &keys.url_key {
            let own = shingles(&analysed.article);
            let there = self.at.entry(key.clone()).or_default();
            is_seen |= there.iter().any(|other| own.are_alike(other));
            if !is_seen && there.len() <= MOST_AT_ONE_ADDRESS {
                there.push(own);
            }
        }
        let fate = match self.hashes.get(&analysed.article.origin) {
            Some(hash) if *hash == analysed.draft_hash => Fate::Unchanged,
            Some(_) => Fate::Changed,
            None if is_seen => Fate::RepeatedHere,
            None if self.is_held(&analysed)? => Fate::Repeated,
            None => Fate::Added,
        };
        self.seen.insert(analysed.keys.text_hash);
        Ok((analysed.article, fate))
    }

    fn is_held(&self, analysed: &Analysed) -> Result<bool> {
        let Some(library) = self.library else {
            return Ok(false);
        };
        Ok(same(library.catalogue(), analysed, None)?.is_some())
    }
}
