//! The inbox: what the loop waits for. Keys come from a thread of their own.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crossterm::event;

use crate::worker::request::{Reply, Topic};
use crate::worker::ticket::Ticket;

/// Something that happened.
pub enum Event {
    Terminal(event::Event),
    TerminalGone(std::io::Error),
    Reply(Topic, Ticket, Box<Reply>),
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
        let event = match event::read() {
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
