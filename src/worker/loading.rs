//! What is known of all names and stories, read on a thread of its own: no question waits for it but the one that asks for it.

use std::sync::Arc;
use std::thread;

use anyhow::Result;

use super::desk::Desk;
use super::fault::caught;
use super::home::Home;
use super::mailbox::{Asked, Brought, Mailbox};
use super::view::View;
use crate::catalogue::Catalogue;

/// How often it is read again where the library became another meanwhile. After that it is read in front of all questions:
/// who adds without a pause must not keep the lists from being shown.
const ATTEMPTS: usize = 3;

/// The question for lists that waits until they have been read.
#[derive(Default)]
pub(super) struct Loading {
    waiting: Option<Asked>,
    /// It is being read, the so manieth time.
    attempt: usize,
}

impl Loading {
    /// Puts a question for lists aside, and has them read.
    pub fn wait(&mut self, asked: Asked, home: &Home, inbox: &Mailbox) {
        self.waiting = Some(asked);
        if self.attempt == 0 {
            self.read(home, inbox);
        }
    }

    fn read(&mut self, home: &Home, inbox: &Mailbox) {
        self.attempt += 1;
        let (home, bringer) = (home.clone(), inbox.bringer());
        thread::spawn(move || {
            let read = caught(|| read(&home)).and_then(Result::ok);
            bringer.bring(Brought::View(read.map(Arc::new)));
        });
    }

    /// It was read; `taken` where it is of what is held now. The question that can be answered then.
    pub fn end(&mut self, taken: bool, home: &Home, inbox: &Mailbox) -> Option<Asked> {
        if !taken && self.waiting.is_some() && self.attempt < ATTEMPTS {
            self.read(home, inbox);
            return None;
        }
        self.attempt = 0;
        self.waiting.take()
    }
}

fn read(home: &Home) -> Result<View> {
    let view = View::read(&Catalogue::open_to_read(&home.catalogue())?)?;
    // Made here, so that no question waits for it.
    view.list();
    Ok(view)
}

impl Desk {
    /// The lists cannot be told before what is known of all names was read.
    pub(super) fn must_read(&mut self) -> bool {
        let is_own = !self.visiting && self.library.is_kept() && !self.library.is_replaced();
        is_own && self.library.refresh_view().is_ok() && !self.library.is_current()
    }

    /// Takes what was read of all names; `false` where it is not of what is held now.
    pub(super) fn adopt(&mut self, view: Arc<View>) -> bool {
        self.library.adopt(view).unwrap_or(false)
    }
}
