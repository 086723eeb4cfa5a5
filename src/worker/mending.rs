//! An index that is behind the catalogue, brought up to it.

use anyhow::{Context, Result};

use super::passing;
use crate::catalogue::Catalogue;
use crate::index::{Index, Mark};
use crate::model::Progress;

/// How this is called where it takes a while.
const INDEXING: &str = "making the index anew";
const WRITING: &str = "writing the index";

/// Brings the index to the generation of the catalogue: only what changed since, or everything where the index is empty,
/// of another catalogue, ahead, or too far behind to tell.
pub fn mend_index(catalogue: &Catalogue, index: &Index) -> Result<u64> {
    let generation = catalogue.generation()?;
    let mut since = index.generation();
    let mut writer = index.writer().context("cannot write to the index")?;
    let is_known = (catalogue.forgotten_generation()?..=generation).contains(&since);
    if !is_known || index.articles() == 0 || !is_of(catalogue, index)? {
        writer.clear()?;
        since = 0;
    }
    for number in catalogue.removed_after(since)? {
        writer.remove(number);
    }
    let mut put = 0;
    let numbers = catalogue.put_after(since)?;
    let told = |step, done| {
        passing::tell(&Progress {
            step,
            bytes: done,
            bytes_total: numbers.len() as u64,
            articles: done,
            unstoppable: true,
            ..Progress::default()
        });
    };
    for (done, &number) in (0..).zip(&numbers) {
        told(INDEXING, done);
        if let Some(article) = catalogue.article_numbered(number)? {
            writer.put(number, &article)?;
            put += 1;
        }
    }
    if put > 0 {
        told(WRITING, put);
    }
    writer.commit(mark_of(catalogue)?)?;
    writer.finish()?;
    catalogue.forget_removed()?;
    Ok(put)
}

/// What an index carries that holds all that the catalogue holds now.
pub(super) fn mark_of(catalogue: &Catalogue) -> Result<Mark> {
    Ok(Mark {
        catalogue: catalogue.id()?.to_string(),
        generation: catalogue.generation()?,
        commit: catalogue.commit_name()?,
    })
}

/// Whether an index is of this catalogue, and not of another, or of a copy of it to which something else was added.
pub(super) fn is_of(catalogue: &Catalogue, index: &Index) -> Result<bool> {
    let mark = index.mark();
    Ok(index.is_of(catalogue.id()?) && catalogue.has_commit(mark.generation, &mark.commit)?)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::worker::{AddOptions, Home, Library, Source};

    #[test]
    fn whoever_waits_for_an_index_that_is_made_anew_is_told_how_far_it_is() {
        let dir = std::env::temp_dir().join(format!("parallax-indexing-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(dir.join("news")).unwrap();
        for number in 0..3 {
            let text = format!("Ferry {number}\n\nThe ferry {number} ran aground near Tarn.\n");
            std::fs::write(dir.join("news").join(format!("{number}.txt")), text).unwrap();
        }
        let home = Home {
            dir: dir.join("home"),
        };
        let sources = [Source::Path(dir.join("news"))];
        let mut library = Library::open(&home).unwrap();
        let stop = AtomicBool::new(false);
        let options = AddOptions::default();
        library.add(&sources, &options, &mut |_| {}, &stop).unwrap();
        drop(library);
        let heard = Rc::new(RefCell::new(Vec::new()));
        let told = Rc::clone(&heard);
        passing::listen(move |progress| {
            assert!(progress.unstoppable);
            let done = (progress.step, progress.bytes, progress.bytes_total);
            told.borrow_mut().push(done);
        });
        drop(Library::open(&home).unwrap());
        assert!(heard.borrow().is_empty());
        std::fs::remove_dir_all(home.index()).unwrap();
        let library = Library::open(&home).unwrap();
        let [step, written] = [INDEXING, WRITING];
        assert_eq!(
            *heard.borrow(),
            [(step, 0, 3), (step, 1, 3), (step, 2, 3), (written, 3, 3)]
        );
        assert_eq!(library.status().unwrap().articles, 3);
        let _ = std::fs::remove_dir_all(&dir);
    }
}
