//! The thread that owns the library and answers the screens, and the one that adds articles beside it.
//!
//! Of the questions that wait, only the newest of a topic is answered; what the reader made is never passed over.

use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::anyhow;

use super::beside::{Deciding, Taken};
use super::comparer::{self, Comparer};
use super::desk::Desk;
use super::fault::caught;
use super::laid::Last;
use super::loading::Loading;
use super::mailbox::{Asked, Asker, Brought, Mail, Mailbox, mailbox};
use super::passing;
use super::request::{Opener, Reply, Request, Topic};
use super::ticket::Ticket;
use super::weighing::{self, Weigher};
use super::{AddError, AddOptions, Fetching, Home, Library, Links, Source, WebOptions};
use crate::model::{Progress, Report, Skipped};

/// How often the resting thread looks whether another thread or program changed what is shown: two look-ups in files that
/// are open, some 30 µs. What another adds shows as soon as anybody would look for it.
const LOOK: Duration = Duration::from_secs(1);

/// The screen is drawn anew no more often than this while articles come in, and no work is told that takes no longer.
const EVERY: Duration = Duration::from_millis(100);

/// The threads behind the screens.
pub struct Asking {
    questions: Asker,
    answering: JoinHandle<()>,
    stop_search: Arc<AtomicBool>,
    stop_work: Arc<AtomicBool>,
}

impl Asking {
    /// Starts the thread; `reply` is called from it, and from the thread that adds. The web is asked nothing.
    pub fn start(
        opener: Opener,
        reply: impl Fn(Topic, Ticket, Reply) + Clone + Send + 'static,
    ) -> Asking {
        Asking::start_with(opener, WebOptions::default(), reply)
    }

    /// The same, where a reader who adds an address has it fetched.
    pub fn start_with(
        opener: Opener,
        web: WebOptions,
        reply: impl Fn(Topic, Ticket, Reply) + Clone + Send + 'static,
    ) -> Asking {
        let (questions, inbox) = mailbox();
        let stop_search = Arc::new(AtomicBool::new(false));
        let stop_work = Arc::new(AtomicBool::new(false));
        let (search, work) = (Arc::clone(&stop_search), Arc::clone(&stop_work));
        let answering =
            thread::spawn(move || answer_all(opener, &inbox, &search, &work, &web, &reply));
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
        self.questions.put(Asked {
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
    inbox: &Mailbox,
    stop_search: &AtomicBool,
    stop_work: &Arc<AtomicBool>,
    web: &WebOptions,
    reply: &(impl Fn(Topic, Ticket, Reply) + Clone + Send + 'static),
) {
    let shown = told_in_passing(reply.clone());
    let end_of_passing = || {
        if shown.take() {
            reply(Topic::Work, Ticket::default(), Reply::Progress(None));
        }
    };
    let mut desk = caught(|| Desk::open(opener))
        .unwrap_or_else(|| Err(anyhow!("the library cannot be opened: a fault of parallax")));
    end_of_passing();
    let mut adding: Vec<JoinHandle<()>> = Vec::new();
    let weigher = Weigher::start(reply.clone());
    let comparer = Comparer::start(reply.clone());
    if let Ok(desk) = &desk
        && desk.is_unfinished()
    {
        let stop = Arc::clone(stop_work);
        let home = desk.home.clone();
        adding.push(add(
            home,
            Work::Rebuild,
            Ticket::default(),
            stop,
            web.clone(),
            reply.clone(),
        ));
    }
    let mut loading = Loading::default();
    let mut deciding = Deciding::default();
    loop {
        // What was kept is copied as soon as nobody asks, and not when the thread has rested for a while: until then the file
        // alone holds it.
        let patience = match &desk {
            Ok(desk) if desk.owes_a_copy() => Duration::ZERO,
            _ => LOOK,
        };
        let (waiting, may_wait) = match inbox.take(patience) {
            Mail::Questions(waiting) => (waiting, true),
            Mail::Brought(brought) => {
                let Ok(desk) = &mut desk else {
                    continue;
                };
                match brought {
                    Brought::View(view) => {
                        // What could not be read is read once more where the answer can say why.
                        let taken = view.is_none_or(|view| desk.adopt(view));
                        let asked = loading.end(taken, &desk.home, inbox);
                        (asked.into_iter().collect(), false)
                    }
                    Brought::Joined(joined) => {
                        let (ended, waiting) = deciding.end(*joined, desk);
                        if let Some((topic, ticket, answer)) = ended {
                            reply(topic, ticket, answer);
                        }
                        (waiting.into(), true)
                    }
                }
            }
            Mail::Nothing => {
                // What is added here is told when it is done.
                adding.retain(|thread| !thread.is_finished());
                let has_turned = desk.as_mut().is_ok_and(|desk| desk.rest());
                let is_busy = !adding.is_empty() || deciding.is_busy();
                if has_turned || (!is_busy && desk.as_mut().is_ok_and(|desk| desk.has_news())) {
                    reply(Topic::Lists, Ticket::default(), Reply::News);
                }
                continue;
            }
            Mail::Over => break,
        };
        for asked in waiting {
            if let Ok(desk) = &desk
                && let Some(why) = desk.refused(&asked.request)
            {
                reply(asked.topic, asked.ticket, Reply::Failed(why));
                continue;
            }
            if may_wait
                && asked.request == Request::Lists
                && let Ok(desk) = &mut desk
                && desk.gone().is_none()
                && desk.must_read()
            {
                loading.wait(asked, &desk.home, inbox);
                continue;
            }
            let asked = match &mut desk {
                Ok(desk) => match deciding.take(asked, desk, inbox) {
                    Taken::Up => continue,
                    Taken::Failed(topic, ticket, why) => {
                        reply(topic, ticket, Reply::Failed(why));
                        continue;
                    }
                    Taken::Not(asked) => asked,
                },
                Err(_) => asked,
            };
            let Asked {
                topic,
                ticket,
                request,
            } = asked;
            let answer = match (&mut desk, request) {
                (Err(error), _) => Reply::Failed(format!("{error:#}")),
                (Ok(desk), request) => {
                    let work = match request {
                        Request::Add(paths) => Ok(Work::Add(paths)),
                        Request::Refresh => Ok(Work::Refresh),
                        request => Err(request),
                    };
                    let request = match work {
                        Ok(work) => {
                            adding.retain(|thread| !thread.is_finished());
                            stop_work.store(false, Ordering::Relaxed);
                            let (home, stop) = (desk.home.clone(), Arc::clone(stop_work));
                            let told = reply.clone();
                            adding.push(add(home, work, ticket, stop, web.clone(), told));
                            continue;
                        }
                        Err(request) => request,
                    };
                    if let Request::Weigh(story) = request {
                        match caught(|| desk.library.to_weigh(&story)) {
                            Some(Ok(job)) => weigher.take(ticket, job),
                            _ => reply(topic, ticket, weighing::answer(&story, None)),
                        }
                        continue;
                    }
                    if let Some(job) = desk.laid_apart(&request) {
                        end_of_passing();
                        if let Some(job) = comparer.take(topic, ticket, job) {
                            reply(
                                topic,
                                ticket,
                                comparer::answer(topic, job, &mut Last::default()),
                            );
                        }
                        continue;
                    }
                    if topic == Topic::Search {
                        stop_search.store(false, Ordering::Relaxed);
                    }
                    desk.answer(request, stop_search)
                }
            };
            end_of_passing();
            reply(topic, ticket, answer);
            if let Ok(desk) = &mut desk
                && desk.take_recovered()
            {
                let (home, stop) = (desk.home.clone(), Arc::clone(stop_work));
                let (ticket, told) = (Ticket::default(), reply.clone());
                adding.push(add(home, Work::Rebuild, ticket, stop, web.clone(), told));
            }
        }
    }
    let waiting = deciding.close();
    inbox.let_go();
    for asked in waiting {
        if let Ok(desk) = &mut desk {
            let answer = desk.answer(asked.request, stop_search);
            reply(asked.topic, asked.ticket, answer);
        }
    }
    for thread in adding {
        let _ = thread.join();
    }
}

/// Has what this thread does in passing told as long as it takes; set where something of it is on the screens.
fn told_in_passing(reply: impl Fn(Topic, Ticket, Reply) + 'static) -> Rc<Cell<bool>> {
    let shown = Rc::new(Cell::new(false));
    let shows = Rc::clone(&shown);
    let mut since: Option<Instant> = None;
    passing::listen(move |progress| {
        if progress.articles == 0 {
            since = Some(Instant::now());
        }
        if since.is_some_and(|since| since.elapsed() >= EVERY) {
            since = Some(Instant::now());
            shows.set(true);
            let ticket = Ticket::default();
            reply(Topic::Work, ticket, Reply::Progress(Some(progress.clone())));
        }
    });
    shown
}

/// What the thread that adds is to do.
enum Work {
    Add(Vec<PathBuf>),
    Refresh,
    /// Nobody asked for it: the library is unfinished.
    Rebuild,
}

/// Adds on a thread of its own, with a library of its own: searching goes on meanwhile.
fn add(
    home: Home,
    work: Work,
    ticket: Ticket,
    stop: Arc<AtomicBool>,
    web: WebOptions,
    reply: impl Fn(Topic, Ticket, Reply) + Send + 'static,
) -> JoinHandle<()> {
    thread::spawn(move || {
        let unasked = matches!(work, Work::Rebuild);
        if unasked {
            let progress = Progress {
                step: "reading all sources again",
                ..Progress::default()
            };
            reply(Topic::Work, ticket, Reply::Progress(Some(progress)));
        }
        let mut told = Instant::now();
        let mut progress = |progress: &Progress| {
            if told.elapsed() >= EVERY {
                told = Instant::now();
                reply(Topic::Work, ticket, Reply::Progress(Some(progress.clone())));
            }
        };
        let done = caught(|| worked(&home, &work, &web, &mut progress, &stop));
        let answer = match done.unwrap_or_else(|| {
            Err(AddError::Failed(anyhow!(
                "adding failed: a fault of parallax, please report it"
            )))
        }) {
            Ok(report) => Reply::Report(report),
            // Nobody waits for the answer to a question that was not put: the report tells what went wrong.
            Err(error) if unasked => Reply::Report(Report {
                skipped: vec![Skipped {
                    origin: "the library".into(),
                    reason: error.to_string(),
                    failed: true,
                }],
                ..Report::default()
            }),
            Err(error) => Reply::Failed(error.to_string()),
        };
        reply(Topic::Work, ticket, answer);
    })
}

fn worked(
    home: &Home,
    work: &Work,
    web: &WebOptions,
    progress: &mut dyn FnMut(&Progress),
    stop: &AtomicBool,
) -> Result<Report, AddError> {
    let mut done = worked_once(home, work, web, progress, stop);
    if let Err(AddError::Failed(error)) = &done
        && Library::recover(home, error)?.is_some()
    {
        done = worked_once(home, work, web, progress, stop);
    }
    done
}

fn worked_once(
    home: &Home,
    work: &Work,
    web: &WebOptions,
    progress: &mut dyn FnMut(&Progress),
    stop: &AtomicBool,
) -> Result<Report, AddError> {
    let options = AddOptions {
        originals: web.originals,
        ..AddOptions::default()
    };
    let fetching = Fetching::new(web);
    let mut library = Library::open(home)?;
    let is_unfinished = library.is_unfinished()?;
    match work {
        Work::Add(paths) => {
            let sources: Vec<Source> = paths.iter().cloned().map(Source::named).collect();
            let links = Links::Told;
            let report = fetching.add(&mut library, &sources, links, &options, progress, stop)?;
            if is_unfinished && !report.stopped {
                return library.rebuild(&options, progress, stop);
            }
            Ok(report)
        }
        Work::Refresh if !is_unfinished => fetching.refresh(&mut library, &options, progress, stop),
        Work::Refresh | Work::Rebuild => library.rebuild(&options, progress, stop),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_library_that_lost_its_catalogue_is_read_again_unasked() {
        let dir = std::env::temp_dir().join(format!("parallax-unasked-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let home = Home {
            dir: dir.join("home"),
        };
        std::fs::create_dir_all(&home.dir).unwrap();
        let file = dir.join("ferry.txt");
        std::fs::write(
            &file,
            "The ferry ran aground near the harbour on Tuesday.\n",
        )
        .unwrap();
        let stop = AtomicBool::new(false);
        let web = WebOptions::default();
        worked(&home, &Work::Add(vec![file]), &web, &mut |_| {}, &stop).unwrap();
        for ending in ["-wal", "-shm"] {
            let mut log = home.catalogue().into_os_string();
            log.push(ending);
            let _ = std::fs::remove_file(log);
        }
        std::fs::write(home.catalogue(), "no catalogue any more").unwrap();

        let (sender, replies) = channel();
        let opener = Opener {
            home: home.clone(),
            paths: Vec::new(),
        };
        let asking = Asking::start(opener, move |topic, _, reply| {
            let _ = sender.send((topic, reply));
        });
        let first = replies.recv().unwrap();
        assert!(
            matches!(&first, (Topic::Work, Reply::Progress(Some(progress))) if progress.step.contains("again")),
            "{first:?}"
        );
        let report = replies.iter().find_map(|(_, reply)| match reply {
            Reply::Report(report) => Some(report),
            _ => None,
        });
        let report = report.unwrap();
        assert_eq!((report.added, report.skipped.len()), (1, 0), "{report:?}");
        asking.stop();
        assert!(!Library::open(&home).unwrap().is_unfinished().unwrap());
        std::fs::remove_dir_all(&dir).unwrap();
    }

    #[test]
    fn a_catalogue_that_is_removed_while_it_is_shown_is_made_again_unasked() {
        let dir = std::env::temp_dir().join(format!("parallax-removed-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let home = Home {
            dir: dir.join("home"),
        };
        std::fs::create_dir_all(&home.dir).unwrap();
        let file = dir.join("ferry.txt");
        let text = "The ferry ran aground near the harbour on Tuesday.\n";
        std::fs::write(&file, text).unwrap();
        let stop = AtomicBool::new(false);
        let web = WebOptions::default();
        worked(&home, &Work::Add(vec![file]), &web, &mut |_| {}, &stop).unwrap();

        let (sender, replies) = channel();
        let opener = Opener {
            home: home.clone(),
            paths: Vec::new(),
        };
        let asking = Asking::start(opener, move |topic, _, reply| {
            let _ = sender.send((topic, reply));
        });
        let mut tickets = crate::worker::ticket::Tickets::default();
        let mut articles = || {
            asking.ask(Topic::Lists, tickets.draw(Topic::Lists), Request::Lists);
            let lists = replies.iter().find_map(|(_, reply)| match reply {
                Reply::Lists(lists) => Some(lists),
                _ => None,
            });
            lists.unwrap().status.articles
        };
        assert_eq!(articles(), 1);
        for ending in ["", "-wal", "-shm"] {
            let mut log = home.catalogue().into_os_string();
            log.push(ending);
            let _ = std::fs::remove_file(log);
        }
        articles();
        let report = replies.iter().find_map(|(_, reply)| match reply {
            Reply::Report(report) => Some(report),
            _ => None,
        });
        assert_eq!(report.unwrap().added, 1);
        assert_eq!(articles(), 1);
        asking.stop();
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
