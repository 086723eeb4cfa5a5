//! Articles of sources that are not there any more, after what the library held of them was lost: read again from the originals.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::adding::AddOptions;
use super::keys::draft_hash;
use super::library::Library;
use super::missing::is_absent;
use super::settling::Settling;
use crate::catalogue::{Carried, Older, Provenance};
use crate::ingest::{self, Options};
use crate::model::place::path_of;
use crate::model::{Draft, Skipped};

/// Largest original that is read so, in bytes: it is held in memory.
const MOST: u64 = 256 << 20;

impl Library {
    /// Takes over the articles of sources that cannot be read now, from the older catalogues, and where these lack some, or
    /// `was_lost` says that they may, from the originals. Remembers what is lost.
    pub(super) fn carry_all(
        &self,
        settling: &mut Settling,
        older: &[Older],
        was_lost: bool,
        options: &AddOptions,
        stop: &AtomicBool,
    ) -> Result<()> {
        if stop.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut lost = settling.carry_over(older, stop)?;
        if was_lost || !lost.is_empty() {
            self.revive(settling, &options.reading, stop)?;
            settling.found_again(&mut lost)?;
        }
        self.remember_lost(&lost);
        Ok(())
    }

    /// Takes over what nothing holds any more of the files of sources that are not there, from the last original of each. What
    /// the reader let go with its source is of none of them. The report counts it as carried over, and names what cannot be read.
    /// Costs as much as reading these files, and a look at the register.
    fn revive(&self, settling: &mut Settling, options: &Options, stop: &AtomicBool) -> Result<()> {
        let sources = self.sources()?.into_iter().map(|source| path_of(&source));
        let absent: Vec<PathBuf> = sources.filter(|source| is_absent(source)).collect();
        if absent.is_empty() {
            return Ok(());
        }
        let register = self.register()?;
        let is_gone = |file: &str| {
            let path = path_of(file);
            absent.iter().any(|source| path.starts_with(source)) && !path.exists()
        };
        for (file, kept) in register.last_of_each() {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            if !is_gone(file) {
                continue;
            }
            let bytes = match self.original_bytes(&kept, MOST) {
                Ok(bytes) => bytes,
                Err(error) => {
                    settling.report.skipped.push(Skipped {
                        origin: file.to_string(),
                        reason: format!(
                            "is not there now, and its original cannot be read: {error:#}"
                        ),
                        failed: true,
                    });
                    continue;
                }
            };
            let mut drafts: Vec<Draft> = Vec::new();
            ingest::read_bytes(file, &bytes, options, &mut |reading| {
                drafts.extend(reading.ok());
                ControlFlow::Continue(())
            });
            settling.carry_read(file, drafts)?;
        }
        Ok(())
    }
}

/// An article as a file gave it.
pub(super) fn as_carried(file: &str, draft: Draft) -> Carried {
    Carried {
        id: String::new(),
        origins: vec![Provenance {
            origin: draft.origin.clone(),
            file: file.to_string(),
            draft_hash: draft_hash(&draft),
        }],
        draft,
    }
}
