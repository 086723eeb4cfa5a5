//! The terminal: entered, drawn on, and always left as it was found, even on a panic.

use std::cell::RefCell;
use std::io::{self, BufWriter, Stdout, Write};
use std::mem::ManuallyDrop;
use std::rc::Rc;
use std::sync::Once;

use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, style};
use ratatui::Terminal;
use ratatui::layout::{Position, Rect};

use super::app::App;
use super::steady::{Rows, Steady};
use super::theme::Depth;
use crate::worker::fault;

/// Bytes gathered before the terminal is written to: a whole frame in one write.
const FRAME_BYTES: usize = 64 * 1024;

/// `NO_COLOR` is set to something: no colours are wanted (no-color.org).
pub fn is_colourless() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// How many colours the terminal says it shows.
pub fn depth() -> Depth {
    let says = std::env::var("COLORTERM").unwrap_or_default();
    if says.contains("truecolor") || says.contains("24bit") {
        Depth::True
    } else {
        Depth::Indexed
    }
}

/// The terminal while parallax draws on it.
pub struct Screen {
    /// Never dropped: it would show the cursor, which [`restore`] does, and panic where neither terminal nor standard error is
    /// there any more.
    terminal: ManuallyDrop<Terminal<Steady<BufWriter<Stdout>>>>,
    rows: Rc<RefCell<Rows>>,
}

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// There is no terminal, or it cannot be put into raw mode.
    pub fn enter(mouse: bool) -> io::Result<Screen> {
        restore_on_panic();
        // Under NO_COLOR crossterm would write a bare reset for every colour and so undo bold and reversed; the plain
        // theme has no colours to begin with.
        style::force_color_output(true);
        let rows = Rc::new(RefCell::new(Rows::default()));
        let writer = BufWriter::with_capacity(FRAME_BYTES, io::stdout());
        let backend = Steady::new(writer, Rc::clone(&rows));
        take_over(mouse)?;
        Ok(Screen {
            terminal: ManuallyDrop::new(Terminal::new(backend)?),
            rows,
        })
    }

    /// Draws the app and puts the cursor where it belongs.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn draw(&mut self, app: &mut App) -> io::Result<()> {
        self.terminal.draw(|frame| {
            let area = frame.area();
            app.draw(area, frame.buffer_mut());
            self.rows.borrow_mut().take_up(frame.buffer_mut());
            if let Some((x, y)) = app.cursor {
                frame.set_cursor_position(Position::new(x, y));
            }
        })?;
        Ok(())
    }

    /// Forgets what is on the screen, so that the next drawing paints all of it.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn clear(&mut self) -> io::Result<()> {
        self.forget()
    }

    /// Everything is painted anew at the next drawing. (`Terminal::clear` would ask the terminal where its cursor is, and
    /// the answer would come in among the keys.)
    fn forget(&mut self) -> io::Result<()> {
        self.rows.borrow_mut().forget();
        let size = self.terminal.size()?;
        self.terminal
            .resize(Rect::new(0, 0, size.width, size.height))
    }

    /// Lets the mouse work in parallax, or leaves it to the terminal.
    ///
    /// # Errors
    /// The terminal cannot be written to.
    pub fn mouse(&mut self, works: bool) -> io::Result<()> {
        if works {
            execute!(io::stdout(), EnableMouseCapture)
        } else {
            execute!(io::stdout(), DisableMouseCapture)
        }
    }

    /// Gives the terminal back.
    pub fn leave(&mut self) {
        restore();
    }

    /// Takes it over again, after [`Screen::leave`], or after another program may have set it otherwise.
    ///
    /// # Errors
    /// As [`Screen::enter`].
    pub fn come_back(&mut self, mouse: bool) -> io::Result<()> {
        // Raw mode that another program took away would count as set.
        disable_raw_mode()?;
        take_over(mouse)?;
        self.forget()
    }
}

fn take_over(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    )?;
    if mouse {
        execute!(io::stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// Puts the terminal back as well as it goes: nothing is left to tell an error to.
fn restore() {
    let mut out = io::stdout();
    let _ = execute!(
        out,
        DisableMouseCapture,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        cursor::Show
    );
    let _ = disable_raw_mode();
    let _ = out.flush();
}

/// Only a panic that ends the drawing thread, which enters here, gives the terminal back: those of the threads behind the
/// screens are caught, and the drawing goes on.
fn restore_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| fault::speak_only_here(restore));
}
