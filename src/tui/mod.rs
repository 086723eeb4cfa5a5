//! The screens: draws and listens. The loop waits on one inbox; at rest it uses no processor.

pub mod action;
pub mod app;
mod beside;
mod called;
mod changes;
mod chrome;
mod commands;
mod editor;
pub mod effect;
mod exporting;
mod found;
pub mod inbox;
pub mod keys;
pub mod layout;
pub mod legend;
mod marked;
mod memory;
pub mod outside;
pub mod pane;
pub mod panes;
mod paths;
pub mod places;
mod prompt;
mod proof;
mod reporting;
mod scales;
pub mod session;
mod steady;
mod target;
pub mod terminal;
pub mod theme;
pub mod widgets;
pub mod windows;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use anyhow::{Result, anyhow};
use crossterm::event::{Event as TerminalEvent, KeyEventKind};

use self::app::App;
use self::inbox::{Event, Listening, Signal, Signals};
use self::keys::{EVERYWHERE, Keymap};
use self::outside::Outside;
use self::terminal::Screen;
use self::widgets::count::counted;
use crate::config::Config;
use crate::worker::answering::Asking;
use crate::worker::request::Opener;
use crate::worker::{Home, WebOptions};

/// Whether the loop goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    On,
    Over,
    /// Somebody wants the process dead, and not only the screens left.
    Died,
}

/// Opens the screens on the library of a home, or on paths of which nothing is kept.
///
/// # Errors
/// As [`run`].
pub fn open(
    config: &Config,
    home: Home,
    paths: Vec<PathBuf>,
    web: WebOptions,
    fresh: bool,
) -> Result<()> {
    run(config, Opener { home, paths }, web, fresh)
}

/// Whether a configuration names only themes, panes, actions and keys that there are.
///
/// # Errors
/// The first that there is not, and the nearest that there is.
pub fn check(config: &Config) -> Result<(), String> {
    App::new(config, terminal::depth(), false).map(|_| ())
}

/// Every action with its keys: pane, action, keys, help.
///
/// # Errors
/// As [`check`].
pub fn key_table(config: &Config) -> Result<Vec<[String; 4]>, String> {
    let keymap = Keymap::new(&config.keys, panes::NAMES)?;
    let mut table = Vec::new();
    for scope in [EVERYWHERE].iter().chain(panes::NAMES) {
        for action in keymap.actions_of(scope) {
            let about = action.about();
            let keys = keymap.signs_of(scope, action).join(", ");
            table.push([
                (*scope).to_string(),
                about.name.to_string(),
                keys,
                about.help.to_string(),
            ]);
        }
    }
    Ok(table)
}

/// Opens the screens on the library that `opener` opens, and returns when the reader leaves.
///
/// # Errors
/// The configuration names something that does not exist, or the terminal cannot be used.
pub fn run(config: &Config, opener: Opener, web: WebOptions, fresh: bool) -> Result<()> {
    let mut app = App::new(config, terminal::depth(), terminal::is_colourless())
        .map_err(|error| anyhow!(error))?;
    if fresh {
        app.start_fresh();
    }
    let (sender, inbox) = channel();
    let replies = sender.clone();
    let asking = Asking::start_with(opener, web, move |topic, ticket, reply| {
        // The loop may be over: then nobody waits for the reply.
        let _ = replies.send(Event::Reply(topic, ticket, Box::new(reply)));
    });
    let signals = Signals::start(sender.clone())?;
    let mut screen = Screen::enter(config.mouse)?;
    let listening = Listening::start(sender);
    let mut desk = Around {
        screen: &mut screen,
        asking: &asking,
        signals: &signals,
    };
    let result = turn_until_over(&mut app, &mut desk, &inbox, &listening);
    screen.leave();
    if let Ok(Turn::Died) = result {
        signals.die();
    }
    remember(&mut app, &asking);
    asking.stop();
    result.map(|_| ())
}

/// What the loop deals with beside the app.
struct Around<'a> {
    screen: &'a mut Screen,
    asking: &'a Asking,
    signals: &'a Signals,
}

/// Has what is on the screens written down for the next start.
fn remember(app: &mut App, asking: &Asking) {
    if let Some(request) = app.memory() {
        let topic = request.topic();
        asking.ask(topic, app.session.tickets.draw(topic), request);
    }
}

fn turn_until_over(
    app: &mut App,
    around: &mut Around,
    inbox: &Receiver<Event>,
    listening: &Listening,
) -> Result<Turn> {
    loop {
        around.screen.draw(app)?;
        for (topic, ticket, request) in app.take_requests() {
            around.asking.ask(topic, ticket, request);
        }
        // Wait for one event, then take what else waits: a burst is one drawing.
        let mut event = inbox.recv().map_err(|_| anyhow!("the terminal is gone"))?;
        loop {
            let of_terminal = matches!(event, Event::Terminal(_));
            let turn = match update(app, event)? {
                Turn::On => outside(app, around)?,
                turn => turn,
            };
            if turn != Turn::On {
                return Ok(turn);
            }
            if of_terminal {
                listening.go_on();
            }
            event = match inbox.try_recv() {
                Ok(event) => event,
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return Ok(Turn::Over),
            };
        }
    }
}

fn update(app: &mut App, event: Event) -> Result<Turn> {
    match event {
        Event::Reply(topic, ticket, reply) => {
            app.reply(topic, ticket, *reply);
        }
        Event::Terminal(TerminalEvent::Key(key)) if key.kind != KeyEventKind::Release => {
            app.key(key);
        }
        Event::Terminal(TerminalEvent::Paste(pasted)) => app.paste(&pasted),
        Event::Terminal(TerminalEvent::Mouse(mouse)) => app.mouse(mouse),
        Event::Terminal(_) => {}
        Event::Signal(Signal::Die) => return Ok(Turn::Died),
        Event::Signal(Signal::End) => return Ok(Turn::Over),
        Event::Signal(Signal::Suspend) => app.suspend(),
        Event::Signal(Signal::GoOn) => app.take_terminal_back(),
        Event::TerminalGone(error) => return Err(anyhow!("the terminal cannot be read: {error}")),
    }
    Ok(Turn::On)
}

/// Does what the app wants done outside the screens.
fn outside(app: &mut App, around: &mut Around) -> Result<Turn> {
    let screen = &mut *around.screen;
    for wish in app.take_outside() {
        match wish {
            Outside::Quit => return Ok(Turn::Over),
            Outside::Redraw => screen.clear()?,
            Outside::StopWork => around.asking.stop_work(),
            Outside::TakeBack => screen.come_back(app.mouse_works)?,
            Outside::Suspend if !around.signals.has_shell() => app
                .session
                .say("no shell waits behind parallax: there is nothing to go back to"),
            Outside::Suspend => {
                screen.leave();
                remember(app, around.asking);
                around.signals.stop_until_continued();
                screen.come_back(app.mouse_works)?;
            }
            Outside::Mouse(works) => screen.mouse(works)?,
            Outside::Copy { text, what } => {
                let way = outside::copy(&text)?;
                let words = text.split_whitespace().count() as u64;
                let words = counted(words, "word", "words");
                app.session
                    .say(format!("{what} of {words} copied by {way}"));
            }
            Outside::Write(export) => match outside::write(&export) {
                Ok(words) => app.session.say(words),
                Err(why) => app.alarm(why),
            },
            Outside::Browse(url) => match outside::browse(&url) {
                Ok(()) => app.session.say(format!("opened {url}")),
                Err(error) => app.alarm(error),
            },
            Outside::Edit { path, near } => {
                screen.leave();
                let looked = around.signals.away(|| editor::look(&path, &near));
                screen.come_back(app.mouse_works)?;
                match looked {
                    Ok(words) => app.session.say(words),
                    Err(error) => app.alarm(error),
                }
            }
        }
    }
    Ok(Turn::On)
}
