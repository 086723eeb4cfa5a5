//! The readings of an article: the originals of its files, and of the files that went on under another name.
//!
//! A file that is renamed, or saved again beside itself, is another file to the register; that it holds what the other one held
//! byte for byte says that it goes on from there.

use std::collections::{BTreeMap, HashSet};

use std::rc::Rc;

use anyhow::{Context, Result};

use super::library::Library;
use super::originals::Kept;
use super::originals::register::Register;
use crate::model::place;

/// An original in which a version of an article may stand, and the names under which it would stand there.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub kept: Kept,
    pub origins: Vec<String>,
}

impl Library {
    /// What is kept.
    pub(super) fn register(&self) -> Result<Rc<Register>> {
        match self.home() {
            Some(home) => self.register.read(&home.originals()),
            None => Ok(Rc::default()),
        }
    }

    /// The readings of an article, in the order in which they were made. Reads the register.
    pub(super) fn readings_of(&self, id: &str) -> Result<Vec<Reading>> {
        let number = self.catalogue().number(id)?;
        let number = number.with_context(|| format!("no article {id}"))?;
        let register = self.register()?;
        // By file, what stands behind its name where the article does.
        let mut files: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (origin, file, _) in self.catalogue().origins(number)? {
            let behind = origin.strip_prefix(file.as_str()).unwrap_or_default();
            let behind = behind.to_string();
            files.entry(file).or_default().push(behind);
        }
        loop {
            let known = files.keys();
            let contents: HashSet<&str> = known
                .flat_map(|file| register.kept.iter().filter(move |one| one.file == *file))
                .map(|kept| kept.sha256.as_str())
                .collect();
            let mut fresh: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for kept in &register.kept {
                let is_same = contents.contains(kept.sha256.as_str());
                if is_same && !files.contains_key(&kept.file) && !self.gives_another(&kept.file)? {
                    let behind = files.values().flatten().cloned().collect();
                    fresh.insert(kept.file.clone(), behind);
                }
            }
            if fresh.is_empty() {
                break;
            }
            files.extend(fresh);
        }
        let mut readings = Vec::new();
        for (file, behind) in &files {
            let origins: Vec<String> = behind
                .iter()
                .map(|behind| format!("{file}{behind}"))
                .collect();
            readings.extend(register.of_file(file).into_iter().map(|kept| Reading {
                kept,
                origins: origins.clone(),
            }));
        }
        Ok(in_order(readings))
    }

    /// A file that gives articles now is no earlier name of another one.
    fn gives_another(&self, file: &str) -> Result<bool> {
        Ok(self.catalogue().file(file)?.is_some() && !self.catalogue().ids_from(file)?.is_empty())
    }

    /// The articles that a place gives which holds what this one held last: the file was renamed, or moved. Reads the register.
    pub(super) fn moved_to(&self, origin: &str) -> Result<Vec<String>> {
        let register = self.register()?;
        let whole = std::iter::once((origin, ""));
        for (file, behind) in whole.chain(place::parts(origin)) {
            let Some(last) = register.kept.iter().rev().find(|kept| kept.file == file) else {
                continue;
            };
            let held = register.kept.iter().rev();
            let others = held.filter(|kept| kept.sha256 == last.sha256 && kept.file != file);
            for other in others {
                let ids = self
                    .catalogue()
                    .ids_from(&format!("{}{behind}", other.file))?;
                if !ids.is_empty() {
                    return Ok(ids);
                }
            }
        }
        Ok(Vec::new())
    }
}

/// Readings as they came: those of one file in the order of reading, those of several by the days of their files.
fn in_order(readings: Vec<Reading>) -> Vec<Reading> {
    let mut keyed: Vec<(i64, Reading)> = Vec::new();
    for one in readings {
        let of_file = keyed.iter().rev();
        let before = of_file
            .clone()
            .find(|(_, other)| other.kept.file == one.kept.file)
            .map_or(i64::MIN, |(key, _)| *key);
        let own = match one.kept.modified {
            1.. => one.kept.modified.min(one.kept.at),
            _ => one.kept.at,
        };
        keyed.push((own.max(before), one));
    }
    // Two of one second, as a copy keeps its day, stand in the order of reading.
    keyed.sort_by_key(|(key, one)| (*key, one.kept.at));
    keyed.into_iter().map(|(_, one)| one).collect()
}
