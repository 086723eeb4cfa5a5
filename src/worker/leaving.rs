//! What is gone: origins parted from their articles, and the articles that are left mended.

use anyhow::Result;

use super::settling::{COMPLETED, Settling};
use crate::catalogue::Holder;
use crate::model::Skipped;

/// Says of a file that gives nothing any more that what it gave, so many articles, is kept: it is empty, or no text, as a power cut
/// leaves files, and seldom as somebody meant it.
pub(super) fn say_kept(line: &mut Skipped, held: usize) {
    let kept = match held {
        1 => "the article that it gave is kept".to_string(),
        many => format!("the {many} articles that it gave are kept"),
    };
    line.reason = format!(
        "{}: {kept}; delete the file to let go of what it gave",
        line.reason
    );
    line.failed = true;
}

impl Settling<'_> {
    /// A file that gave articles gives none: they are kept, and that is said where the reason is.
    pub(super) fn tell_void(&mut self, path: &str, held: usize) {
        let told = self.report.skipped.len().min(self.told_from);
        if self.report.skipped.len() == told {
            self.report.skipped.push(Skipped {
                origin: path.to_string(),
                reason: "gives no article any more".into(),
                failed: true,
            });
        }
        if let Some(line) = self.report.skipped.last_mut() {
            say_kept(line, held);
        }
    }

    /// Says of a file that is broken how many of its articles were not met behind the fault, and stay.
    pub(super) fn tell_kept(&mut self, count: usize) {
        let of_file = self.report.skipped.iter_mut().skip(self.told_from);
        if let Some(line) = of_file.rev().find(|line| line.failed) {
            say_kept(line, count);
        }
    }

    /// The origin is gone; its article goes with it if there is no other origin.
    pub(super) fn drop_origin(&mut self, origin: &str) -> Result<()> {
        let Some(held) = self.catalogue.holder(origin)? else {
            return Ok(());
        };
        if held.origins == 1 {
            self.report.gone += 1;
        }
        self.leave(origin, &held)
    }

    /// Drops everything that came from files that are not there any more.
    pub fn drop_file(&mut self, path: &str) -> Result<()> {
        self.begin()?;
        for origin in self.catalogue.origins_in(path)? {
            self.waiting += 1;
            self.drop_origin(&origin)?;
        }
        self.catalogue.remove_file(path)
    }

    /// Parts an origin from its article, and mends the article that is left.
    pub(super) fn leave(&mut self, origin: &str, held: &Holder) -> Result<()> {
        self.changed = true;
        self.catalogue.detach(origin)?;
        let left = self.catalogue.origins(held.number)?;
        let Some((next, file, draft_hash)) = left.into_iter().next() else {
            self.catalogue.remove(held.number)?;
            self.writer()?.remove(held.number);
            return Ok(());
        };
        if !held.first {
            if held.draft_hash.ends_with(COMPLETED) {
                // What it gave to the article goes with it.
                self.again_files.insert(file);
            }
            return Ok(());
        }
        // The text in the catalogue is the one that is gone: where the next one gave another, it is read again.
        if draft_hash != held.draft_hash {
            self.again_files.insert(file);
        }
        self.catalogue
            .set_first_origin(held.number, &next, &held.draft_hash)?;
        if let Some(article) = self.catalogue.article_numbered(held.number)? {
            self.writer()?.put(held.number, &article)?;
        }
        Ok(())
    }

    /// The text of an article changed: whether its other origins still give this article must be asked again.
    pub(super) fn look_again_at(&mut self, number: u64, but: &str) -> Result<()> {
        for (origin, file, _) in self.catalogue.origins(number)? {
            if origin != but {
                self.again_files.insert(file);
            }
        }
        Ok(())
    }
}
