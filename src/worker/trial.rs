//! Reading without storing: what would come if these sources were added.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use anyhow::Result;

use super::adding::{AddOptions, Source};
use super::input::ending;
use super::library::Library;
use super::pipeline::{self, Analysed, Known, Step};
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
            Source::Input(_) => None,
        })
        .collect();
    let mut trial = Trial {
        library,
        hashes: match library {
            Some(library) => library.catalogue().draft_hashes()?,
            None => HashMap::new(),
        },
        seen: HashSet::new(),
    };
    let (files, skipped) = ingest::walk(&paths, &options.reading);
    skipped.into_iter().for_each(|skipped| each(Err(skipped)));
    pipeline::run(
        &files,
        &Known::default(),
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
    /// URLs and texts that came before in this run.
    seen: HashSet<String>,
}

impl Trial<'_> {
    fn judged(&mut self, analysed: Analysed) -> Result<(Article, Fate)> {
        let keys = &analysed.keys;
        let by_url = keys.url_key.as_ref().map(|key| format!("url {key}"));
        let by_text = format!("text {}", keys.text_hash);
        let is_seen = by_url.as_ref().is_some_and(|key| self.seen.contains(key))
            || self.seen.contains(&by_text);
        let fate = match self.hashes.get(&analysed.article.origin) {
            Some(hash) if *hash == analysed.draft_hash => Fate::Unchanged,
            Some(_) => Fate::Changed,
            None if is_seen => Fate::RepeatedHere,
            None if self.is_held(&analysed)? => Fate::Repeated,
            None => Fate::Added,
        };
        self.seen.extend(by_url);
        self.seen.insert(by_text);
        Ok((analysed.article, fate))
    }

    fn is_held(&self, analysed: &Analysed) -> Result<bool> {
        let Some(library) = self.library else {
            return Ok(false);
        };
        let keys = &analysed.keys;
        let same = library
            .catalogue()
            .same_article(keys.url_key.as_deref(), &keys.text_hash)?;
        Ok(same.is_some())
    }
}
