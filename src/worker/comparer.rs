//! The thread that compares: of the questions of one topic that wait, only the newest is answered, and nobody waits for it.

use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::fault::caught;
use super::laid::Last;
use super::laying::Job;
use super::request::{Reply, Topic};
use super::ticket::Ticket;

/// Ends after what it is at when this is dropped; nobody waits for it.
pub(super) struct Comparer(Sender<(Topic, Ticket, Job)>);

impl Comparer {
    /// Starts the thread; `reply` is called from it.
    pub fn start(reply: impl Fn(Topic, Ticket, Reply) + Send + 'static) -> Comparer {
        let (jobs, inbox) = channel::<(Topic, Ticket, Job)>();
        thread::spawn(move || {
            let mut last = Last::default();
            let mut waiting: Vec<(Topic, Ticket, Job)> = Vec::new();
            while let Ok(job) = inbox.recv() {
                waiting.push(job);
                while !waiting.is_empty() {
                    for job in inbox.try_iter() {
                        waiting.retain(|(topic, ..)| *topic != job.0);
                        waiting.push(job);
                    }
                    let (topic, ticket, job) = waiting.remove(0);
                    reply(topic, ticket, answer(topic, job, &mut last));
                }
            }
        });
        Comparer(jobs)
    }

    /// Hands it a question; does not wait. Where the thread is gone, it is given back.
    pub fn take(&self, topic: Topic, ticket: Ticket, job: Job) -> Option<Job> {
        let left = self.0.send((topic, ticket, job)).err();
        left.map(|left| left.0.2)
    }
}

/// What goes wrong is an answer too, be it a fault of parallax.
pub(super) fn answer(topic: Topic, job: Job, last: &mut Last) -> Reply {
    match caught(|| job.answer(last)) {
        Some(Ok(reply)) => reply,
        Some(Err(error)) => Reply::Failed(format!("{error:#}")),
        None => Reply::Failed(format!(
            "comparing failed ({topic:?}): a fault of parallax, please report it"
        )),
    }
}
