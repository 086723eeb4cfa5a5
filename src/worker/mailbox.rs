//! The questions that wait for the answering thread: a newer one takes the place of the older one of its topic, so that
//! there are never more of them than there are topics, however fast they come.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::pending::Joined;
use super::request::{Request, Topic};
use super::ticket::Ticket;
use super::view::View;

/// A question, and what its answer belongs to.
pub(super) struct Asked {
    pub topic: Topic,
    pub ticket: Ticket,
    pub request: Request,
}

impl Asked {
    /// Whether a newer question of its topic makes it worthless. What the reader made, and what is to be done, never is; and
    /// several articles may be asked for at once.
    fn is_replaceable(&self) -> bool {
        !matches!(
            self.topic,
            Topic::Article | Topic::Shelf | Topic::State | Topic::Work
        )
    }

    /// Whether it is answered though nobody waits any more: it keeps what the reader made.
    fn is_kept(&self) -> bool {
        matches!(self.topic, Topic::Shelf | Topic::State)
    }
}

#[derive(Default)]
struct Waiting {
    questions: VecDeque<Asked>,
    brought: VecDeque<Brought>,
    is_closed: bool,
}

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

impl Shared {
    /// Nothing that is done under the lock leaves it half done, so a panic elsewhere takes nothing away.
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts questions in. Dropped, it says that no more will come.
pub(super) struct Asker(Arc<Shared>);

/// Takes questions out.
pub(super) struct Mailbox(Arc<Shared>);

/// What another thread did meanwhile.
pub(super) enum Brought {
    /// What is known of all names was read; `None` where it could not be.
    View(Option<Arc<View>>),
    Joined(Box<Joined>),
}

/// Brings what was done on another thread. Dropped, it keeps nobody from going on.
pub(super) struct Bringer(Arc<Shared>);

impl Bringer {
    pub fn bring(self, brought: Brought) {
        self.0.lock().brought.push_back(brought);
        self.0.changed.notify_one();
    }
}

/// What there is to do.
pub(super) enum Mail {
    Brought(Brought),
    /// At least one, the most urgent topic first, each topic in the order in which they came.
    Questions(Vec<Asked>),
    /// None came within the time given.
    Nothing,
    /// None will come any more.
    Over,
}

pub(super) fn mailbox() -> (Asker, Mailbox) {
    let shared = Arc::new(Shared::default());
    (Asker(Arc::clone(&shared)), Mailbox(shared))
}

impl Asker {
    /// Puts a question in; does not wait. Costs as much as there are questions waiting.
    pub fn put(&self, asked: Asked) {
        let mut waiting = self.0.lock();
        if asked.is_replaceable() {
            waiting.questions.retain(|other| other.topic != asked.topic);
        }
        waiting.questions.push_back(asked);
        self.0.changed.notify_one();
    }
}

impl Drop for Asker {
    fn drop(&mut self) {
        self.0.lock().is_closed = true;
        self.0.changed.notify_one();
    }
}

impl Mailbox {
    pub fn bringer(&self) -> Bringer {
        Bringer(Arc::clone(&self.0))
    }

    /// Lets go of what was brought and nobody waits for any more, and of the right to write that it holds.
    pub fn let_go(&self) {
        let brought = std::mem::take(&mut self.0.lock().brought);
        drop(brought);
    }

    /// Waits for questions, and takes all that are there. After the last asker is gone only those come that keep what the
    /// reader made.
    pub fn take(&self, patience: Duration) -> Mail {
        let waiting = self.0.lock();
        let (mut waiting, _) = self
            .0
            .changed
            .wait_timeout_while(waiting, patience, |waiting| {
                waiting.questions.is_empty() && waiting.brought.is_empty() && !waiting.is_closed
            })
            .unwrap_or_else(PoisonError::into_inner);
        if waiting.is_closed {
            waiting.questions.retain(Asked::is_kept);
        } else if let Some(brought) = waiting.brought.pop_front() {
            return Mail::Brought(brought);
        }
        let mut questions: Vec<Asked> = waiting.questions.drain(..).collect();
        if questions.is_empty() {
            return if waiting.is_closed {
                Mail::Over
            } else {
                Mail::Nothing
            };
        }
        questions.sort_by_key(|asked| asked.topic);
        Mail::Questions(questions)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Question;

    /// No test waits this long: what is looked for is there already.
    const PATIENCE: Duration = Duration::from_mins(1);

    fn search(text: &str) -> Asked {
        let question = Question {
            text: text.to_string(),
            ..Question::default()
        };
        let request = Request::Search(question);
        Asked {
            topic: request.topic(),
            ticket: Ticket::default(),
            request,
        }
    }

    fn searched(text: &str) -> Asked {
        let request = Request::Searched(text.to_string());
        Asked {
            topic: request.topic(),
            ticket: Ticket::default(),
            request,
        }
    }

    fn texts(mail: Mail) -> Vec<String> {
        let Mail::Questions(questions) = mail else {
            return Vec::new();
        };
        questions
            .into_iter()
            .map(|asked| match asked.request {
                Request::Search(question) => question.text,
                Request::Searched(text) => format!("kept {text}"),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn of_a_hundred_thousand_questions_the_newest_waits_and_what_is_kept_stays() {
        let (asker, mailbox) = mailbox();
        asker.put(searched("ferry"));
        for number in 0..100_000 {
            asker.put(search(&number.to_string()));
        }
        asker.put(searched("harbour"));
        assert_eq!(mailbox.0.lock().questions.len(), 3);
        let mut found = texts(mailbox.take(PATIENCE));
        found.sort();
        assert_eq!(found, ["99999", "kept ferry", "kept harbour"]);
    }

    #[test]
    fn after_the_end_only_what_the_reader_made_is_done() {
        let (asker, mailbox) = mailbox();
        asker.put(search("ferry"));
        asker.put(searched("ferry"));
        drop(asker);
        assert_eq!(texts(mailbox.take(PATIENCE)), ["kept ferry"]);
        assert!(matches!(mailbox.take(PATIENCE), Mail::Over));
    }

    #[test]
    fn whoever_waits_is_woken_by_a_question_and_by_the_end() {
        let (asker, mailbox) = mailbox();
        let waiting = std::thread::spawn(move || {
            let first = texts(mailbox.take(PATIENCE));
            (first, matches!(mailbox.take(PATIENCE), Mail::Over))
        });
        asker.put(search("ferry"));
        // Else the end could come before the question was taken.
        while !asker.0.lock().questions.is_empty() {
            std::thread::yield_now();
        }
        drop(asker);
        assert_eq!(waiting.join().unwrap(), (vec!["ferry".to_string()], true));
    }

    #[test]
    fn where_nothing_comes_nothing_is_told() {
        let (_asker, mailbox) = mailbox();
        assert!(matches!(mailbox.take(Duration::ZERO), Mail::Nothing));
    }
}
