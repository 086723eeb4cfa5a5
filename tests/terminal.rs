//! A few journeys through a real terminal: the binary in a pty, its screen read by a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take to show something on a loaded machine.
const PATIENCE: Duration = Duration::from_secs(60);

fn lines(number: u16) -> NonZero<u16> {
    NonZero::new(number).unwrap()
}

struct Terminal {
    screen: vt100::Parser,
    output: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    home: PathBuf,
}

impl Terminal {
    fn start(name: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Terminal {
        let home =
            std::env::temp_dir().join(format!("parallax-terminal-{name}-{}", std::process::id()));
        let size = PtySize {
            rows: 30,
            cols: 110,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_parallax"));
        command.args(arguments);
        command.env("PARALLAX_HOME", &home);
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        for (variable, value) in environment {
            command.env(variable, value);
        }
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let keys = pty.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(lines(30), lines(110), 0);
        Terminal {
            screen,
            output,
            keys,
            master: pty.master,
            child,
            home,
        }
    }

    fn type_keys(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Reads until the screen is as wanted, or the program is gone.
    fn wait(&mut self, wanted: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !wanted(self.screen.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Disconnected) if wanted(self.screen.screen()) => return,
                Err(error) => panic!("{error}; the screen:\n{}", self.screen.screen().contents()),
            }
        }
    }

    fn wait_for(&mut self, text: &str) {
        self.wait(|screen| screen.contents().contains(text));
    }

    /// Waits for the end of the program; the terminal must be as it was.
    fn ended(&mut self) -> u32 {
        self.wait(|screen| !screen.alternate_screen());
        assert!(!self.screen.screen().hide_cursor(), "the cursor is back");
        assert!(!self.screen.screen().bracketed_paste());
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = std::fs::remove_dir_all(&self.home);
    }
}

#[test]
fn it_opens_on_the_sample_searches_resizes_and_leaves_the_terminal_as_it_was() {
    let mut terminal = Terminal::start("journey", &[], &[]);
    terminal.wait_for("built-in sample");
    terminal.type_keys("/potash");
    terminal.wait_for("= potash");
    terminal.type_keys("\r2");
    terminal.wait_for("articles say");
    let size = PtySize {
        rows: 24,
        cols: 80,
        pixel_width: 0,
        pixel_height: 0,
    };
    terminal.master.resize(size).unwrap();
    terminal.screen.screen_mut().set_size(lines(24), lines(80));
    terminal.wait(|screen| {
        screen
            .rows(0, 80)
            .nth(23)
            .is_some_and(|row| row.contains("open"))
    });
    terminal.type_keys("1");
    terminal.wait_for("Hits");
    terminal.type_keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_bookmark_is_there_again_after_a_restart() {
    let mut terminal = Terminal::start("restart", &[], &[]);
    terminal.wait_for("built-in sample");
    terminal.type_keys("m");
    terminal.wait_for("kept");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
    let home = terminal.home.display().to_string();
    let mut again = Terminal::start("restart-again", &["--data-dir", &home], &[]);
    again.wait_for("built-in sample");
    again.type_keys("5");
    again.wait_for("✓");
    again.type_keys("\x03");
    assert_eq!(again.ended(), 0);
}

#[test]
fn without_colour_the_selection_still_shows() {
    let mut terminal = Terminal::start("colourless", &[], &[("NO_COLOR", "1")]);
    terminal.wait_for("built-in sample");
    terminal.wait(|screen| {
        let (rows, columns) = screen.size();
        let mut cells = (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x)));
        cells.any(|(y, x)| {
            screen
                .cell(y, x)
                .is_some_and(|cell| cell.inverse() && cell.contents() != " ")
        })
    });
    let screen = terminal.screen.screen();
    let (rows, columns) = screen.size();
    for (y, x) in (0..rows.get()).flat_map(|y| (0..columns.get()).map(move |x| (y, x))) {
        let cell = screen.cell(y, x).unwrap();
        assert_eq!(
            (cell.fgcolor(), cell.bgcolor()),
            (vt100::Color::Default, vt100::Color::Default)
        );
    }
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn the_editor_gets_the_terminal_and_gives_it_back() {
    let folder = std::env::temp_dir().join(format!("parallax-editor-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let article = folder.join("rain.md");
    std::fs::write(
        &article,
        "---\ntitle: Rain\n---\n\nRain fell on the town all day.\n",
    )
    .unwrap();
    let path = article.display().to_string();
    let mut terminal = Terminal::start(
        "editor",
        &[&path],
        &[("EDITOR", "grep -c Rain"), ("VISUAL", "")],
    );
    terminal.wait_for("Rain fell");
    terminal.type_keys("\t");
    terminal.wait_for("others");
    terminal.type_keys("e");
    terminal.type_keys("?");
    terminal.wait_for("Here, in");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
    std::fs::remove_dir_all(folder).unwrap();
}
