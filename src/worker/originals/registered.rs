//! The register as it was read last: many questions are asked of it, and it is written seldom.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;
use std::time::SystemTime;

use anyhow::Result;

use super::finding::known;
use super::register::{self, Register};

/// Of the register and of each pack: bytes, and the moment of the last change.
type State = Vec<(u64, Option<SystemTime>)>;

/// What is kept, read again when it was written to.
#[derive(Default)]
pub(in crate::worker) struct Registered(RefCell<Option<(State, Rc<Register>)>>);

impl Registered {
    pub fn read(&self, dir: &Path) -> Result<Rc<Register>> {
        let packs = register::packs(dir).into_iter();
        let packs = packs.map(|(number, _)| register::pack(dir, number));
        let files = packs.chain([register::place(dir)]);
        let is = files
            .map(|file| {
                let file = file.metadata().ok();
                let bytes = file.as_ref().map_or(0, std::fs::Metadata::len);
                (bytes, file.and_then(|file| file.modified().ok()))
            })
            .collect();
        let mut held = self.0.borrow_mut();
        if let Some((was, register)) = held.as_ref()
            && *was == is
        {
            return Ok(register.clone());
        }
        let register = Rc::new(known(dir)?.register);
        *held = Some((is, register.clone()));
        Ok(register)
    }
}
