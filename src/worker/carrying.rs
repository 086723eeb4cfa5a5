//! Articles whose source cannot be read now, taken over from the catalogues that were there before.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::leaving::say_kept;
use super::pipeline::survived;
use super::reviving::as_carried;
use super::settling::Settling;
use crate::catalogue::{Carried, FileRow, Older, Provenance};
use crate::model::{Draft, Skipped};

impl Settling<'_> {
    /// Takes over what no file that was read says anything about, from the newest catalogue that holds it. Analysed anew, one
    /// article at a time; the report says how many, and names those that are lost because they are damaged there, which are
    /// returned.
    pub(super) fn carry_over(
        &mut self,
        older: &[Older],
        stop: &AtomicBool,
    ) -> Result<Vec<Skipped>> {
        let counted = self.report.clone();
        let (mut carried, mut lost) = (0, BTreeSet::new());
        let mut failed = Vec::new();
        let mut kept: BTreeMap<String, usize> = BTreeMap::new();
        for (age, one) in older.iter().enumerate() {
            let read = self.read.clone();
            // Of those that stand at several places, the newest catalogue knows which one led.
            let is_wanted = |origins: &[Provenance]| {
                origins.iter().any(|one| !read.contains(&one.file))
                    || (age == 0 && origins.len() > 1)
            };
            let unread = one.articles(&is_wanted, &mut |article| {
                if stop.load(Ordering::Relaxed) {
                    return Ok(());
                }
                if age == 0 {
                    self.keep_lead(&article)?;
                }
                let files: Vec<String> =
                    article.origins.iter().map(|one| one.file.clone()).collect();
                match self.carry(article)? {
                    Fate::There => {}
                    Fate::Carried => {
                        carried += 1;
                        for file in files {
                            *kept.entry(file).or_default() += 1;
                        }
                    }
                    Fate::Failed(skipped) => failed.push(skipped),
                }
                Ok(())
            })?;
            lost.extend(unread);
        }
        // Counted above as if they had been read.
        self.report = counted;
        self.report.carried = carried;
        for line in self.report.skipped.iter_mut().filter(|line| !line.failed) {
            if let Some(&count) = kept.get(&line.origin) {
                say_kept(line, count);
            }
        }
        for origin in lost {
            if self.catalogue.holder(&origin)?.is_none() {
                failed.push(Skipped {
                    origin,
                    reason: "is lost: its source cannot be read, and what the catalogue held of it is damaged".into(),
                    failed: true,
                });
            }
        }
        self.report.lost += failed.len() as u64;
        self.report.skipped.extend_from_slice(&failed);
        Ok(failed)
    }

    /// Takes out of what was lost, and out of the report, what is held after all.
    pub(super) fn found_again(&mut self, lost: &mut Vec<Skipped>) -> Result<()> {
        let mut found = BTreeSet::new();
        for one in lost.iter() {
            if self.catalogue.holder(&one.origin)?.is_some() {
                found.insert(one.origin.clone());
            }
        }
        self.report.lost = self.report.lost.saturating_sub(found.len() as u64);
        let of_lost: Vec<Skipped> = lost
            .extract_if(.., |one| found.contains(&one.origin))
            .collect();
        self.report.skipped.retain(|line| !of_lost.contains(line));
        Ok(())
    }

    /// Takes over what a file that is gone gave when it was read last, and nothing holds. Counted in the report as carried over.
    pub(super) fn carry_read(&mut self, file: &str, drafts: Vec<Draft>) -> Result<()> {
        let mut counted = self.report.clone();
        for draft in drafts {
            match self.carry(as_carried(file, draft))? {
                Fate::There => {}
                Fate::Carried => counted.carried += 1,
                Fate::Failed(skipped) => counted.skipped.push(skipped),
            }
        }
        self.report = counted;
        Ok(())
    }

    /// Of several places that give one article, the one that led goes on leading as long as it gives what it gave, in
    /// whatever order they were read now: its title, outlet and day are those that the reader knows.
    fn keep_lead(&mut self, article: &Carried) -> Result<()> {
        let mut origins = article.origins.iter();
        let Some(lead) = origins.find(|one| one.origin == article.draft.origin) else {
            return Ok(());
        };
        let Some(holder) = self.catalogue.holder(&lead.origin)? else {
            return Ok(());
        };
        let now = self.catalogue.origins(holder.number)?;
        let is_as_it_was = now
            .iter()
            .any(|(origin, _, hash)| *origin == lead.origin && *hash == lead.draft_hash);
        if holder.first || !is_as_it_was {
            return Ok(());
        }
        if let Ok(mut analysed) = survived(article.draft.clone(), lead.draft_hash.clone()) {
            self.begin()?;
            self.waiting += 1;
            self.stay_completed(&lead.file, &mut analysed, holder.number)?;
            self.commit_when_due()?;
        }
        Ok(())
    }

    fn carry(&mut self, article: Carried) -> Result<Fate> {
        let mut unread = Vec::new();
        for one in article.origins {
            if !self.read.contains(&one.file) && self.catalogue.holder(&one.origin)?.is_none() {
                unread.push(one);
            }
        }
        // The one that the text is from, as long as it is among those that are gone.
        let lead = unread.iter().find(|one| one.origin == article.draft.origin);
        let Some(first) = lead.or(unread.first()) else {
            return Ok(Fate::There);
        };
        let mut draft = article.draft;
        draft.origin.clone_from(&first.origin);
        let mut analysed = match survived(draft, first.draft_hash.clone()) {
            Ok(analysed) => analysed,
            Err(skipped) => return Ok(Fate::Failed(skipped)),
        };
        self.begin()?;
        self.waiting += 1;
        self.article(&first.file, &mut analysed)?;
        let holder = self.catalogue.holder(&first.origin)?;
        if let (Some(holder), Some(lead)) = (&holder, lead)
            && !holder.first
        {
            // What repeats it was read; outlet and day are still those of the one that is gone, as after a refresh.
            self.stay_completed(&lead.file, &mut analysed, holder.number)?;
        }
        for one in &unread {
            if let Some(holder) = &holder {
                self.catalogue
                    .attach(&one.origin, &one.file, holder.number, &one.draft_hash)?;
            }
            // When it is there again, it is read again.
            self.catalogue.put_file(&one.file, &UNREAD)?;
        }
        self.commit_when_due()?;
        Ok(Fate::Carried)
    }
}

/// What became of an article of an older catalogue.
enum Fate {
    /// It was read from a source, or taken over already.
    There,
    Carried,
    Failed(Skipped),
}

/// A file that was not read by this catalogue.
pub(super) const UNREAD: FileRow = FileRow {
    bytes: 0,
    modified: 0,
    read_at: 0,
    hash: String::new(),
    told: Vec::new(),
};
