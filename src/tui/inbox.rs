//! The inbox: what the loop waits for. Keys come from a thread of their own, and so do signals.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crossterm::event;

use crate::worker::fault::caught;
use crate::worker::request::{Reply, Topic};
use crate::worker::ticket::Ticket;

/// Something that happened.
pub enum Event {
    Terminal(event::Event),
    TerminalGone(std::io::Error),
    Reply(Topic, Ticket, Box<Reply>),
    Signal(Signal),
}

/// What the system, the shell or another program asks of parallax.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// To stop until somebody lets it go on.
    Suspend,
    /// It was stopped and goes on: the terminal may be set otherwise now.
    GoOn,
    /// To end.
    End,
    /// To give the terminal back and die of it at once.
    Die,
}

/// The thread that reads the terminal. After each event it waits to be told to go on, so that it never reads what is meant
/// for an editor that the reader has just started.
pub struct Listening {
    go_on: Sender<()>,
}

impl Listening {
    /// Starts to listen. The thread ends with the process, or when nobody takes its events any more.
    pub fn start(events: Sender<Event>) -> Listening {
        let (go_on, told) = channel();
        thread::spawn(move || listen(&events, &told));
        Listening { go_on }
    }

    /// The event was dealt with: read the next one.
    pub fn go_on(&self) {
        // Where the thread is gone its last message says so.
        let _ = self.go_on.send(());
    }
}

fn listen(events: &Sender<Event>, told: &Receiver<()>) {
    loop {
        let fault = || Err(std::io::Error::other("a fault while reading it"));
        let event = match caught(next).unwrap_or_else(fault) {
            Ok(event) => Event::Terminal(event),
            Err(error) => {
                let _ = events.send(Event::TerminalGone(error));
                return;
            }
        };
        if events.send(event).is_err() || told.recv().is_err() {
            return;
        }
    }
}

/// What the terminal sends next.
///
/// # Errors
/// The terminal cannot be read any more.
fn next() -> std::io::Result<event::Event> {
    if !event::poll(Duration::ZERO)? {
        #[cfg(unix)]
        unix::tell_again();
    }
    event::read()
}

/// The thread that hears signals, and what it must know of the loop.
#[derive(Clone, Debug, Default)]
pub struct Signals {
    /// The terminal is another program's, an editor's: what stops that stops parallax, too, at once.
    away: Arc<AtomicBool>,
    /// Parallax stops itself: it knows already.
    stopping: Arc<AtomicBool>,
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::Ordering;
    use std::sync::mpsc::Sender;
    use std::thread;

    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
    use rustix::{io as pipe, process};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    use signal_hook::iterator;
    use signal_hook::low_level::emulate_default_handler;

    use super::{Event, Signal, Signals};

    /// Has the system tell once more that the terminal holds bytes, where it does.
    ///
    /// crossterm takes 1,024 bytes at a time and hears of more only as more arrive (its readiness is edge-triggered), so of
    /// a long text that a terminal without bracketed paste sends in one go the rest would wait for the next key. Setting a
    /// terminal to what it is set to already wakes whoever waits for it.
    pub fn tell_again() {
        let terminal = io::stdin();
        if pipe::ioctl_fionread(&terminal).is_ok_and(|waiting| waiting > 0)
            && let Ok(set) = tcgetattr(&terminal)
        {
            // Where it cannot be set, the rest comes with the next key.
            let _ = tcsetattr(&terminal, OptionalActions::Now, &set);
        }
    }

    impl Signals {
        /// Starts to listen. The thread ends with the process.
        ///
        /// # Errors
        /// The system does not let parallax hear its signals.
        pub fn start(events: Sender<Event>) -> io::Result<Signals> {
            let heard =
                iterator::Signals::new([SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
            let signals = Signals::default();
            let known = signals.clone();
            thread::spawn(move || known.listen(heard, &events));
            Ok(signals)
        }

        fn listen(&self, mut heard: iterator::Signals, events: &Sender<Event>) {
            let mut ending = false;
            loop {
                let signals: Vec<i32> = heard.wait().collect();
                // Where it goes on already, what stopped it is over.
                let goes_on = signals.contains(&SIGCONT);
                let away = self.away.load(Ordering::SeqCst);
                for signal in signals {
                    let event = match signal {
                        SIGTSTP if goes_on || self.stopping.load(Ordering::SeqCst) => continue,
                        SIGTSTP if away => {
                            let _ = emulate_default_handler(SIGTSTP);
                            continue;
                        }
                        // Meant for the other program.
                        SIGINT | SIGQUIT if away => continue,
                        SIGTSTP => Signal::Suspend,
                        SIGCONT if self.stopping.swap(false, Ordering::SeqCst) || away => continue,
                        SIGCONT => Signal::GoOn,
                        // Whoever asks twice is not kept waiting.
                        signal if std::mem::replace(&mut ending, true) => {
                            let _ = emulate_default_handler(signal);
                            continue;
                        }
                        SIGQUIT => Signal::Die,
                        _ => Signal::End,
                    };
                    if events.send(Event::Signal(event)).is_err() {
                        return;
                    }
                }
            }
        }

        /// Stops this process and those that were started with it, and returns when somebody lets them go on. The terminal
        /// must have been given back.
        pub fn stop_until_continued(&self) {
            self.stopping.store(true, Ordering::SeqCst);
            let _ = process::kill_current_process_group(process::Signal::TSTP);
            let _ = emulate_default_handler(SIGTSTP);
        }

        /// Dies of the signal that asks for it. The terminal must have been given back.
        pub fn die(&self) {
            let _ = emulate_default_handler(SIGQUIT);
        }

        /// Whether a shell with jobs started this: only then is there somebody to come back from.
        pub fn has_shell(&self) -> bool {
            process::getsid(None).is_ok_and(|session| session != process::getpgrp())
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    /// Where the system has no such signals nothing is heard.
    ///
    /// # Errors
    /// None.
    pub fn start(_events: Sender<Event>) -> std::io::Result<Signals> {
        Ok(Signals::default())
    }

    pub fn stop_until_continued(&self) {}

    pub fn die(&self) {}

    pub fn has_shell(&self) -> bool {
        false
    }
}

impl Signals {
    /// Does something while the terminal is another program's.
    pub fn away<T>(&self, doing: impl FnOnce() -> T) -> T {
        self.away.store(true, Ordering::SeqCst);
        let done = doing();
        self.away.store(false, Ordering::SeqCst);
        done
    }
}
