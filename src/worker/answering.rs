//! The thread that owns the library and answers the screens, and the one that adds articles beside it.
//!
//! Of the questions that wait, only the newest of a topic is answered; what the reader made is never passed over.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::desk::Desk;
use super::request::{Reply, Request, Topic};
use super::ticket::Ticket;
use super::{AddOptions, Home, Library, Source};

/// What the screens are opened on.
#[derive(Clone, Debug)]
pub struct Opener {
    pub home: Home,
    /// Read at once into a library that is not kept; empty for the reader's own library.
    pub paths: Vec<PathBuf>,
}

struct Asked {
    topic: Topic,
    ticket: Ticket,
    request: Request,
}

/// The threads behind the screens.
pub struct Asking {
    questions: Sender<Asked>,
    answering: JoinHandle<()>,
    stop_search: Arc<AtomicBool>,
    stop_work: Arc<AtomicBool>,
}

impl Asking {
    /// Starts the thread; `reply` is called from it, and from the thread that adds.
    pub fn start(
        opener: Opener,
        reply: impl Fn(Topic, Ticket, Reply) + Clone + Send + 'static,
    ) -> Asking {
        let (questions, inbox) = channel();
        let stop_search = Arc::new(AtomicBool::new(false));
        let stop_work = Arc::new(AtomicBool::new(false));
        let (search, work) = (Arc::clone(&stop_search), Arc::clone(&stop_work));
        let answering = thread::spawn(move || answer_all(opener, &inbox, &search, &work, &reply));
        Asking {
            questions,
            answering,
            stop_search,
            stop_work,
        }
    }

    /// Puts a question. A search under way stops for a newer one.
    pub fn ask(&self, topic: Topic, ticket: Ticket, request: Request) {
        if topic == Topic::Search {
            self.stop_search.store(true, Ordering::Relaxed);
        }
        // Where the thread is gone there is nobody left to tell.
        let _ = self.questions.send(Asked {
            topic,
            ticket,
            request,
        });
    }

    /// Stops the adding under way; what was read is kept.
    pub fn stop_work(&self) {
        self.stop_work.store(true, Ordering::Relaxed);
    }

    /// Ends the threads: adding is stopped in good order, so that the library is left whole.
    pub fn stop(self) {
        self.stop_work.store(true, Ordering::Relaxed);
        self.stop_search.store(true, Ordering::Relaxed);
        drop(self.questions);
        let _ = self.answering.join();
    }
}

fn answer_all(
    opener: Opener,
    inbox: &Receiver<Asked>,
    stop_search: &AtomicBool,
    stop_work: &Arc<AtomicBool>,
    reply: &(impl Fn(Topic, Ticket, Reply) + Clone + Send + 'static),
) {
    let mut desk = Desk::open(opener);
    let mut adding: Option<JoinHandle<()>> = None;
    while let Ok(first) = inbox.recv() {
        let Some(waiting) = newest(first, inbox) else {
            break;
        };
        for Asked {
            topic,
            ticket,
            request,
        } in waiting
        {
            let answer = match (&mut desk, request) {
                (Err(error), _) => Reply::Failed(format!("{error:#}")),
                (Ok(desk), request @ (Request::Add(_) | Request::Refresh)) => {
                    stop_work.store(false, Ordering::Relaxed);
                    adding = Some(add(
                        desk.home.clone(),
                        request,
                        ticket,
                        Arc::clone(stop_work),
                        reply.clone(),
                    ));
                    continue;
                }
                (Ok(desk), request) => {
                    if topic == Topic::Search {
                        stop_search.store(false, Ordering::Relaxed);
                    }
                    desk.answer(request, stop_search)
                }
            };
            reply(topic, ticket, answer);
        }
    }
    if let Some(adding) = adding {
        let _ = adding.join();
    }
}

/// What waits, without the questions that a newer one of their topic makes worthless, most urgent first. `None` when the
/// screens are gone.
fn newest(first: Asked, inbox: &Receiver<Asked>) -> Option<Vec<Asked>> {
    let mut waiting = vec![first];
    loop {
        match inbox.try_recv() {
            Ok(asked) => {
                let replaces = !matches!(asked.topic, Topic::Article | Topic::Shelf | Topic::Work);
                if replaces {
                    waiting.retain(|other| other.topic != asked.topic);
                }
                waiting.push(asked);
            }
            Err(TryRecvError::Empty) => break,
            Err(TryRecvError::Disconnected)
                if waiting.iter().any(|asked| asked.topic == Topic::Shelf) =>
            {
                break;
            }
            Err(TryRecvError::Disconnected) => return None,
        }
    }
    waiting.sort_by_key(|asked| asked.topic);
    Some(waiting)
}

/// Adds on a thread of its own, with a library of its own: searching goes on meanwhile.
fn add(
    home: Home,
    request: Request,
    ticket: Ticket,
    stop: Arc<AtomicBool>,
    reply: impl Fn(Topic, Ticket, Reply) + Send + 'static,
) -> JoinHandle<()> {
    thread::spawn(move || {
        let mut told = Instant::now();
        let mut progress = |progress: &crate::model::Progress| {
            /// The screen is drawn anew no more often than this while articles come in.
            const EVERY: std::time::Duration = std::time::Duration::from_millis(100);
            if told.elapsed() >= EVERY {
                told = Instant::now();
                reply(Topic::Work, ticket, Reply::Progress(progress.clone()));
            }
        };
        let options = AddOptions::default();
        let added =
            Library::open(&home)
                .map_err(Into::into)
                .and_then(|mut library| match request {
                    Request::Add(paths) => {
                        let sources: Vec<Source> = paths.into_iter().map(Source::Path).collect();
                        library.add(&sources, &options, &mut progress, &stop)
                    }
                    _ => library.refresh(&options, &mut progress, &stop),
                });
        let answer = match added {
            Ok(report) => Reply::Report(report),
            Err(error) => Reply::Failed(error.to_string()),
        };
        reply(Topic::Work, ticket, answer);
    })
}
