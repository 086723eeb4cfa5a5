//! The reading thread of the pipeline: each file is looked at, known again or read, and what it gives is dealt out.

use std::collections::HashMap;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::input::{NOT_AS_KEPT, is_as_kept};
use super::keys::{FileHash, draft_hash};
use super::originals::{Keeper, Original};
use super::step::{Job, Known, Step, is_untouched};
use crate::catalogue::FileRow;
use crate::ingest::{self, Found, Options, Sighted};
use crate::model::Skipped;
use crate::model::place::written;

/// Largest file that is compared by its content before it is read again, in bytes: a larger one is a stream of records, each
/// of which is known by its own hash.
const MOST_COMPARED: u64 = 512 << 20;
pub(super) type Deal<'a> = dyn FnMut(u64, Job) -> ControlFlow<()> + 'a;

/// What the reading thread works with.
pub(super) struct Reader {
    pub files: Arc<[Found]>,
    pub known: Arc<Known>,
    pub options: Options,
    /// Set once nobody waits for more.
    pub halt: Arc<AtomicBool>,
}

impl Reader {
    pub fn read_all(&self, deal: &mut Deal) -> ControlFlow<()> {
        let mut before = 0;
        let originals = self.known.originals.clone();
        let mut keeper = originals.map(|(dir, most)| Keeper::new(dir, most));
        for (file, found) in self.files.iter().enumerate() {
            self.read_one(file, found, before, keeper.as_mut(), deal)?;
            before += found.bytes;
        }
        ControlFlow::Continue(())
    }

    fn read_one(
        &self,
        file: usize,
        found: &Found,
        before: u64,
        keeper: Option<&mut Keeper>,
        deal: &mut Deal,
    ) -> ControlFlow<()> {
        let path = written(&found.path);
        let after = before + found.bytes;
        let last = self.known.files.get(&path);
        let last = last.filter(|_| !self.known.is_again(&path));
        if let Some(last) = last
            && is_untouched(last, found)
        {
            let told = last.told.clone();
            let step = Step::Unchanged {
                file,
                told,
                row: None,
            };
            return deal(after, Job::Pass(step));
        }
        let row = |hash: String, read_at: i64| FileRow {
            bytes: found.bytes,
            modified: found.modified,
            read_at,
            hash,
            told: Vec::new(),
        };
        let read_at = now();
        let sighted = ingest::sight(&found.path, &self.options).and_then(|mut sighted| {
            // Only a file of the same size can have the same content.
            let compared =
                last.filter(|last| last.bytes == found.bytes && last.bytes <= MOST_COMPARED);
            match compared
                .map(|last| Ok(self.hash_of(&mut sighted)? == last.hash))
                .transpose()
            {
                Ok(same) => Ok((sighted, same == Some(true))),
                Err(error) => Err(unread(&path, &error)),
            }
        });
        let sighted = sighted.and_then(|(mut sighted, same)| {
            if same || self.is_as_kept(found, &mut sighted)? {
                return Ok((sighted, same));
            }
            Err(Skipped {
                origin: path.clone(),
                reason: NOT_AS_KEPT.into(),
                failed: true,
            })
        });
        let sighted = match (sighted, last) {
            (Ok((_, true)), Some(last)) => {
                let row = FileRow {
                    told: last.told.clone(),
                    ..row(last.hash.clone(), read_at)
                };
                let told = last.told.clone();
                let step = Step::Unchanged {
                    file,
                    told,
                    row: Some(row),
                };
                return deal(after, Job::Pass(step));
            }
            (Ok((sighted, _)), _) => sighted,
            (Err(skipped), _) => {
                deal(after, Job::Pass(Step::Skipped(skipped)))?;
                let row = row(String::new(), read_at);
                return deal(after, Job::Pass(Step::Done { file, row }));
            }
        };
        let mut records = Records {
            file,
            path: &path,
            before,
            after,
            at: before,
            known: &self.known,
            seen: HashMap::new(),
        };
        let mut flow = ControlFlow::Continue(());
        let mut hash = FileHash::default();
        let mut content = Vec::new();
        // What is large is read once more to be kept.
        let in_memory = keeper.as_ref().map_or(0, |keeper| keeper.in_memory());
        let is_small = found.bytes <= in_memory as u64;
        let mut gave = false;
        let is_whole = sighted.read(
            &self.options,
            &mut |bytes| {
                hash.take(bytes);
                if is_small && content.len() + bytes.len() <= in_memory {
                    content.extend_from_slice(bytes);
                }
                self.go_on()
            },
            &mut |reading| {
                gave |= reading.is_ok();
                let (bytes, job) = records.job(reading);
                flow = deal(bytes, job);
                flow
            },
        );
        flow?;
        let hash = if is_whole {
            hash.digits()
        } else {
            String::new()
        };
        if let Some(keeper) = keeper.filter(|_| gave) {
            let kept = keeper.keep(&Original {
                file: &path,
                path: &found.path,
                modified: found.modified / 1000,
                bytes: found.bytes,
                content: (is_whole && is_small).then_some(content.as_slice()),
            });
            if let Err(reason) = kept {
                let origin = format!("the original of {path}");
                let failed = false;
                deal(
                    after,
                    Job::Pass(Step::Skipped(Skipped {
                        origin,
                        reason,
                        failed,
                    })),
                )?;
            }
        }
        let row = row(hash, read_at);
        deal(after, Job::Pass(Step::Done { file, row }))
    }

    /// Whether a file that was kept of standard input is what its name says; of other files nothing is said.
    fn is_as_kept(&self, found: &Found, sighted: &mut Sighted) -> Result<bool, Skipped> {
        let Some(kept) = &self.known.kept else {
            return Ok(true);
        };
        if is_as_kept(kept, &found.path, "") {
            return Ok(true);
        }
        let hash = self.hash_of(sighted);
        let hash = hash.map_err(|error| unread(&written(&found.path), &error))?;
        Ok(is_as_kept(kept, &found.path, &hash))
    }

    /// The hash of all of a file.
    fn hash_of(&self, sighted: &mut Sighted) -> io::Result<String> {
        let mut hash = FileHash::default();
        sighted.blocks(&mut |bytes| {
            hash.take(bytes);
            self.go_on()
        })?;
        Ok(hash.digits())
    }

    fn go_on(&self) -> io::Result<()> {
        match self.halt.load(Ordering::Relaxed) {
            true => Err(io::Error::other("the reader stopped it")),
            false => Ok(()),
        }
    }
}

fn unread(path: &str, error: &io::Error) -> Skipped {
    Skipped {
        origin: path.to_string(),
        reason: format!("cannot be read: {error}"),
        failed: true,
    }
}

/// The records of one file, as they come.
struct Records<'a> {
    file: usize,
    path: &'a str,
    before: u64,
    after: u64,
    /// Bytes that the records read so far must have taken.
    at: u64,
    known: &'a Known,
    seen: HashMap<String, u32>,
}

impl Records<'_> {
    fn job(&mut self, reading: ingest::Reading) -> (u64, Job) {
        let mut draft = match reading {
            Ok(draft) => draft,
            Err(skipped) => return (self.at, Job::Pass(Step::Skipped(skipped))),
        };
        let text: usize = draft.paragraphs.iter().map(String::len).sum();
        self.at = (self.at + text as u64).clamp(self.before, self.after);
        // Two records of one name are two records.
        let times = self.seen.entry(draft.origin.clone()).or_default();
        *times += 1;
        if *times > 1 {
            draft.origin = format!("{}~{times}", draft.origin);
        }
        let draft_hash = draft_hash(&draft);
        let same = self.known.drafts.get(&draft.origin) == Some(&draft_hash);
        let job = if same && !self.known.is_again(self.path) {
            Job::Pass(Step::Same {
                origin: draft.origin,
            })
        } else {
            Job::Analyse {
                file: self.file,
                draft: Box::new(draft),
                draft_hash,
            }
        };
        (self.at, job)
    }
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_untouched_only_where_its_clock_can_tell() {
        let found = Found {
            path: "/a".into(),
            bytes: 5,
            modified: 100_000,
        };
        let row = |bytes, modified, read_at| FileRow {
            bytes,
            modified,
            read_at,
            hash: String::new(),
            told: Vec::new(),
        };
        assert!(is_untouched(&row(5, 100_000, 110_000), &found));
        assert!(!is_untouched(&row(5, 100_000, 101_000), &found));
        assert!(!is_untouched(&row(6, 100_000, 110_000), &found));
        assert!(!is_untouched(&row(5, 99_000, 110_000), &found));
    }
}
