//! Names joined again on a thread of their own after the reader decided about them: no question waits for it.
//!
//! Invariant: what was decided is on the shelf before the thread begins, and the lock of the library goes with it, so that
//! nobody joins names in between; decisions that come meanwhile are taken up one after the other.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Result, anyhow};

use super::desk::Desk;
use super::fault::caught;
use super::home::Home;
use super::library::Library;
use super::mailbox::{Asked, Brought, Mailbox};
use super::pending::{Joined, Pending};
use super::request::{OnShelf, Reply, Request, Topic};
use super::ticket::Ticket;
use super::view::View;
use crate::model::{Decision, Made};
use crate::shelf::{Place, Shelf};

/// What the reader decides, one after the other.
#[derive(Default)]
pub(super) struct Deciding {
    /// The change by which names are being joined.
    under_way: Option<(Topic, Ticket, JoinHandle<()>)>,
    waiting: VecDeque<Asked>,
}

/// What became of a question.
pub(super) enum Taken {
    /// It is answered later.
    Up,
    /// It is to be answered as any other.
    Not(Asked),
    Failed(Topic, Ticket, String),
}

impl Deciding {
    /// Takes up a question if it changes how names are joined.
    pub fn take(&mut self, asked: Asked, desk: &mut Desk, inbox: &Mailbox) -> Taken {
        let is_of_names = is_of_names(&asked.request);
        // What adds articles needs the lock, too.
        if self.under_way.is_some() && (is_of_names || asked.topic == Topic::Work) {
            self.waiting.push_back(asked);
            return Taken::Up;
        }
        if !is_of_names {
            return Taken::Not(asked);
        }
        match desk.begin(&asked.request) {
            None => Taken::Not(asked),
            Some(Err(error)) => Taken::Failed(asked.topic, asked.ticket, format!("{error:#}")),
            Some(Ok(pending)) => {
                let (home, bringer) = (desk.home.clone(), inbox.bringer());
                let thread = thread::spawn(move || {
                    let joined = caught(|| joined(&home, &pending.decisions));
                    let failed = || Err(anyhow!("a fault of parallax, please report it"));
                    let outcome = joined.unwrap_or_else(failed).map(Arc::new);
                    let joined = Box::new(Joined { pending, outcome });
                    bringer.bring(Brought::Joined(joined));
                });
                self.under_way = Some((asked.topic, asked.ticket, thread));
                Taken::Up
            }
        }
    }

    /// Names are being joined, which is told when it is done.
    pub fn is_busy(&self) -> bool {
        self.under_way.is_some()
    }

    /// The answer to what was under way, and the questions that waited for it.
    pub fn end(
        &mut self,
        joined: Joined,
        desk: &mut Desk,
    ) -> (Option<(Topic, Ticket, Reply)>, VecDeque<Asked>) {
        let ended = self.under_way.take().map(|(topic, ticket, _)| {
            let reply =
                caught(|| desk.end(joined)).unwrap_or_else(|| Err(anyhow!("a fault of parallax")));
            let reply = reply.unwrap_or_else(|error| Reply::Failed(format!("{error:#}")));
            (topic, ticket, reply)
        });
        (ended, std::mem::take(&mut self.waiting))
    }

    /// Nobody waits any more: what is under way comes to its end, and what was decided meanwhile is to be kept.
    pub fn close(mut self) -> VecDeque<Asked> {
        if let Some((_, _, thread)) = self.under_way {
            let _ = thread.join();
        }
        self.waiting.retain(|asked| asked.topic == Topic::Shelf);
        self.waiting
    }
}

fn is_of_names(request: &Request) -> bool {
    matches!(
        request,
        Request::Decide(_)
            | Request::TakeBack(_)
            | Request::Undo(Made::Names | Made::Any)
            | Request::Redo(Made::Names | Made::Any)
            | Request::Restore(_)
    )
}

/// Joins the names of a library anew; the caller has its lock.
fn joined(home: &Home, decisions: &[Decision]) -> Result<View> {
    let mut library = Library::found(home)?;
    library.rejoin_locked(decisions)?;
    let view = View::read(library.catalogue())?;
    // Made here, so that no question waits for it.
    view.list();
    Ok(view)
}

impl Desk {
    /// Writes down what changes how names are joined, and leaves the joining to who asked; `None` where it is to be answered as
    /// any other request: it changes nothing of names, or what is shown is no library of a home.
    fn begin(&mut self, request: &Request) -> Option<Result<Pending>> {
        let is_own = !self.visiting && self.looking.is_empty() && self.library.is_kept();
        if !is_own || self.library.is_replaced() || self.shelf.place() != Place::Same {
            return None;
        }
        let (library, shelf) = (&mut self.library, &mut self.shelf);
        let begun = caught(|| -> Result<Option<Pending>> {
            Ok(match request {
                Request::Decide(choice) => library.write_down(shelf, choice)?.ok(),
                Request::TakeBack(id) => Some(library.write_back(shelf, *id)?),
                Request::Undo(made) if shelf.undo_turns_decision(*made)? => {
                    let turn = |shelf: &mut Shelf| shelf.undo(Made::Names);
                    Some(library.write_turned(shelf, turn)?.told_as("undone"))
                }
                Request::Redo(made) if shelf.redo_turns_decision(*made)? => {
                    let turn = |shelf: &mut Shelf| shelf.redo(Made::Names);
                    Some(library.write_turned(shelf, turn)?.told_as("done again"))
                }
                _ => None,
            })
        });
        match begun? {
            // It is set aside where it is answered.
            Err(error) if Library::is_damage(&error) => None,
            begun => begun.transpose(),
        }
    }

    fn end(&mut self, joined: Joined) -> Result<Reply> {
        let Joined { pending, outcome } = joined;
        self.library.refresh_view()?;
        let failed = match outcome {
            Ok(view) => {
                self.library.adopt(view)?;
                None
            }
            Err(error) => Some(error),
        };
        let done = self.library.came_of(pending, failed)?;
        let (done, decided) = self.decided(done);
        let on_shelf = self.on_shelf()?;
        Ok(Reply::Shelf(OnShelf {
            done,
            decided,
            ..on_shelf
        }))
    }
}
