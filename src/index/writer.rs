//! Putting articles into the index, and taking them out.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::around::Around;
use super::damage::{Damaged, told};
use super::dates;
use super::opening::{CANNOT_WRITE, Inner, Mark};
use super::schema::{self, Fields};
use crate::model::Article;

/// Memory for the terms of articles that are not yet written; more of it means fewer, larger segments.
const MEMORY_BYTES: usize = 60_000_000;
/// Articles come from one thread, and analysis is what costs: more threads only make more segments.
const THREADS: usize = 1;

/// The one writer of an index. While it lives, no other process can have one.
///
/// Nothing is seen, and nothing is kept, before [`Writer::commit`]. Dropping it throws away what was not committed.
pub struct Writer {
    writer: IndexWriter<TantivyDocument>,
    inner: Arc<Inner>,
    /// Nothing is in it that was there before.
    cleared: bool,
}

impl Writer {
    /// Errors where another process holds the writer, and says so.
    pub(super) fn open(inner: Arc<Inner>) -> Result<Self> {
        let writer = inner
            .to_write()?
            .writer_with_num_threads(THREADS, MEMORY_BYTES)
            .map_err(|error| match error {
                TantivyError::LockFailure(..) => {
                    anyhow!("cannot write to the index: another parallax is adding articles")
                }
                error => told(error, CANNOT_WRITE),
            })?;
        Ok(Writer {
            writer,
            inner,
            cleared: false,
        })
    }

    /// Adds the article under `number`, in place of whatever had that number.
    pub fn put(&mut self, number: u64, article: &Article) -> Result<()> {
        self.remove(number);
        let document = document(&self.inner.fields, number, article);
        if let Err(error) = self.writer.add_document(document) {
            return Err(told(self.cause_of(error), CANNOT_WRITE))
                .with_context(|| format!("cannot index {}", article.origin));
        }
        Ok(())
    }

    /// Why the thread that writes takes no more: that it does not is all that is said of an article that it did not take, and a
    /// disk that is full would be taken for an index that is damaged.
    fn cause_of(&mut self, error: TantivyError) -> TantivyError {
        match error {
            TantivyError::ErrorInThread(_) => self.writer.prepare_commit().err().unwrap_or(error),
            error => error,
        }
    }

    pub fn remove(&mut self, number: u64) {
        let term = Term::from_field_u64(self.inner.fields.number, number);
        self.writer.delete_term(term);
    }

    /// Takes every article out.
    pub fn clear(&mut self) -> Result<()> {
        self.writer
            .delete_all_documents()
            .map_err(|error| told(error, "cannot clear the index"))?;
        self.cleared = true;
        Ok(())
    }

    /// Makes everything since the last commit lasting and visible, all or nothing, and marks it.
    ///
    /// Errors with [`Damaged`](super::Damaged) where what was there is of another catalogue and was not cleared: the articles of
    /// two would stand under the same numbers.
    pub fn commit(&mut self, mark: impl Into<Mark>) -> Result<()> {
        let mark = mark.into();
        if !self.cleared && !self.inner.is_of(&mark.catalogue) {
            return Err(Damaged::of_another().into());
        }
        let mut prepared = self
            .writer
            .prepare_commit()
            .map_err(|error| told(error, CANNOT_WRITE))?;
        prepared.set_payload(&mark.written());
        let committed = prepared.commit();
        committed.map_err(|error| told(error, CANNOT_WRITE))?;
        self.inner.reload()?;
        debug_assert_eq!(self.inner.generation(), mark.generation);
        Ok(())
    }

    /// Waits until segments that are being merged are merged, so that the index is small and quick to search.
    pub fn finish(self) -> Result<()> {
        self.writer
            .wait_merging_threads()
            .map_err(|error| told(error, "cannot finish writing the index"))?;
        self.inner.reload()
    }
}

fn document(fields: &Fields, number: u64, article: &Article) -> TantivyDocument {
    let stemmed = schema::is_stemmed(article.language.as_deref());
    let mut document = TantivyDocument::default();
    document.add_u64(fields.number, number);
    let title = if article.title_made {
        fields.made_title
    } else {
        fields.title
    };
    document.add_text(title, schema::marked(&article.title, stemmed));
    document.add_text(fields.body, schema::marked(&article.body, stemmed));
    let around = Around::new(article);
    document.add_text(fields.asides, schema::marked(around.text(), stemmed));
    let outlet = article.outlet.as_deref().unwrap_or("");
    document.add_text(fields.outlet, outlet);
    document.add_text(fields.outlet_name, outlet);
    document.add_text(fields.language, article.language.as_deref().unwrap_or(""));
    for author in &article.authors {
        document.add_text(fields.authors, author);
    }
    for name in names(article) {
        document.add_text(fields.names, name);
    }
    if let Some(published) = &article.published {
        document.add_i64(fields.published, published.seconds);
        if let Some(day) = dates::day_of(published) {
            document.add_i64(fields.day, dates::days(day));
            document.add_i64(fields.month, dates::months(day));
        }
    }
    for figure in &article.figures {
        document.add_f64(fields.figures, figure.value);
    }
    document
}

/// Every form of every name in the article, each once.
pub fn names(article: &Article) -> Vec<&str> {
    let inside = article.mentions.iter().map(|one| (one, &article.body));
    let around = article.asides.iter();
    let around = around.flat_map(|aside| aside.mentions.iter().map(|one| (one, &aside.text)));
    let mut names: Vec<&str> = inside
        .chain(around)
        .flat_map(|(mention, text)| [mention.entity.as_str(), mention.span().of(text)])
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::super::{Index, damage};
    use crate::analysis::reading;
    use crate::model::Draft;

    #[test]
    fn what_stopped_the_thread_that_writes_is_told_and_is_no_damage() {
        let dir = std::env::temp_dir().join(format!("parallax-writer-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let mut writer = Index::anew(&dir).unwrap().writer().unwrap();
        let article = reading::analyse(Draft::default(), "a.txt".into());
        // No file can be made any more, as on a disk that is full.
        std::fs::remove_dir_all(&dir).unwrap();
        let refused = (0..u64::MAX).find_map(|number| writer.put(number, &article).err());
        let refused = refused.unwrap();
        assert!(damage(&refused).is_none(), "{refused:#}");
        let told = format!("{refused:#}");
        assert!(
            told.contains("cannot write to the index: ") && told.contains("No such file"),
            "{told}"
        );
    }
}
