//! An index that is behind the catalogue, brought up to it.

use anyhow::{Context, Result};

use crate::catalogue::Catalogue;
use crate::index::{Index, Mark};

/// Brings the index to the generation of the catalogue: only what changed since, or everything where the index is empty,
/// of another catalogue, ahead, or too far behind to tell.
pub fn mend_index(catalogue: &Catalogue, index: &Index) -> Result<u64> {
    let generation = catalogue.generation()?;
    let mut since = index.generation();
    let mut writer = index.writer().context("cannot write to the index")?;
    let is_known = (catalogue.forgotten_generation()?..=generation).contains(&since);
    if !is_known || index.articles() == 0 || !index.is_of(catalogue.id()?) {
        writer.clear()?;
        since = 0;
    }
    for number in catalogue.removed_after(since)? {
        writer.remove(number);
    }
    let mut put = 0;
    for number in catalogue.put_after(since)? {
        if let Some(article) = catalogue.article_numbered(number)? {
            writer.put(number, &article)?;
            put += 1;
        }
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
    })
}
