//! A few journeys through a real terminal: the binary in a pty, its screen read by a terminal emulator.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a screen may take to show something on a loaded machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long nothing comes from a program that is done drawing.
const REST: Duration = Duration::from_millis(700);

fn kill(signal: &str, process: u32) {
    let mut kill = std::process::Command::new("kill");
    kill.arg(format!("-{signal}")).arg(process.to_string());
    assert!(kill.status().unwrap().success());
}

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
        Terminal::program(name, env!("CARGO_BIN_EXE_parallax"), arguments, environment)
    }

    fn program(
        name: &str,
        program: &str,
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Terminal {
        let home =
            std::env::temp_dir().join(format!("parallax-terminal-{name}-{}", std::process::id()));
        let size = PtySize {
            rows: 30,
            cols: 110,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
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

    /// Reads until nothing has come for a while.
    fn rest(&mut self) {
        while let Ok(bytes) = self.output.recv_timeout(REST) {
            self.screen.process(&bytes);
        }
    }

    /// Sends the program a signal.
    fn signal(&mut self, signal: &str) {
        kill(signal, self.child.process_id().unwrap());
    }

    /// The process that the shell in this terminal started.
    fn child_of_shell(&mut self) -> u32 {
        let shell = self.child.process_id().unwrap();
        let found = std::process::Command::new("ps")
            .args(["-o", "pid=", "--ppid", &shell.to_string()])
            .output()
            .unwrap();
        String::from_utf8(found.stdout)
            .unwrap()
            .trim()
            .parse()
            .unwrap()
    }

    fn wait_for(&mut self, text: &str) {
        self.wait(|screen| screen.contents().contains(text));
    }

    /// Waits for the end of the program; the terminal must be as it was.
    fn ended(&mut self) -> u32 {
        // What is put back may come in several pieces.
        self.wait(|screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
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
    terminal.wait_for("searched: potash");
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
            .is_some_and(|row| row.contains("compare"))
    });
    terminal.type_keys("1");
    terminal.wait_for("Hits");
    terminal.type_keys("q");
    terminal.wait_for("q once more leaves parallax");
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

/// A folder of its own for a test, gone when the test is over.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let folder = std::env::temp_dir().join(format!("parallax-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

const RAIN: &str = "---\ntitle: Rain\n---\n\nRain fell on the town all day.\n";

#[test]
fn the_editor_gets_the_terminal_and_a_copy_that_cannot_be_written_to() {
    let folder = Folder::new("editor");
    let path = folder.write("rain.md", RAIN);
    let seen = folder.0.join("seen.txt");
    let script = folder.write(
        "my editor.sh",
        "stat -c '%a %n' \"$3\" > \"$SEEN\"; stat -c %a \"$(dirname \"$3\")\" >> \"$SEEN\"; echo \"$1 $2\" >> \"$SEEN\"; cat \"$3\" >> \"$SEEN\"\n",
    );
    let seen_path = seen.display().to_string();
    let mut terminal = Terminal::start(
        "editor",
        &[&path],
        &[
            ("EDITOR", &format!("sh '{script}' -q")),
            ("VISUAL", ""),
            ("SEEN", &seen_path),
        ],
    );
    // The article has come, not its hit alone.
    terminal.wait_for("date unknown");
    terminal.type_keys("\t");
    terminal.wait_for("others");
    terminal.type_keys("ge");
    terminal.wait_for("you saw a read-only copy of");
    terminal.type_keys("?");
    terminal.wait_for("Here, in");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
    let seen = std::fs::read_to_string(seen).unwrap();
    let lines: Vec<&str> = seen.lines().collect();
    let (mode, copy) = lines[0].split_once(' ').unwrap();
    assert!(
        mode == "400" && copy.ends_with("/rain.md") && copy != path,
        "{seen}"
    );
    assert_eq!(lines[1..3], ["700", "-q +5"], "{seen}");
    assert!(seen.ends_with(RAIN), "{seen}");
    assert!(!std::path::Path::new(copy).exists(), "the copy is gone");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), RAIN);
}

#[test]
fn the_first_articles_added_show_at_once_and_those_of_another_program_soon() {
    let folder = Folder::new("added");
    let article = |name: &str, place: &str| {
        let text = format!(
            "---\ntitle: Rain in {place}\noutlet: {name} Post\n---\n\nRain fell on {place} all day.\n"
        );
        folder.write(&format!("{name}.md"), &text)
    };
    article("alpha", "Velmora");
    let mut terminal = Terminal::start("added", &[], &[]);
    terminal.wait_for("built-in sample");
    terminal.type_keys(&format!("a{}\r", folder.0.display()));
    terminal.wait_for("1 added");
    terminal.wait_for("Rain fell on Velmora");
    terminal.wait(|screen| !screen.contents().contains("sample"));
    article("beta", "Tarn");
    let mut other = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"));
    other
        .arg("add")
        .arg(&folder.0)
        .env("PARALLAX_HOME", &terminal.home);
    assert!(other.output().unwrap().status.success());
    terminal.wait_for("Rain in Tarn");
    terminal.wait_for("2 of 2 ·");
    terminal.type_keys("qq");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn the_next_start_shows_what_was_on_the_screens_however_it_was_left() {
    let folder = Folder::new("left");
    let home = folder.0.join("home").display().to_string();
    let read = folder.write(
        "rain.md",
        &RAIN.replace("---\n\n", "outlet: Rain Post\n---\n\nThe sky was grey.\n\n"),
    );
    let mut add = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"));
    add.args(["--data-dir", &home, "add", &read]);
    assert!(add.output().unwrap().status.success());
    for leave in ["q", "TERM", "HUP"] {
        let arguments = ["--data-dir", &home, "--fresh"];
        let mut terminal = Terminal::start(&format!("left-{leave}"), &arguments, &[]);
        terminal.wait_for("type / to search");
        terminal.wait_for("The sky was grey");
        terminal.type_keys("/town\r");
        terminal.wait_for("searched: town");
        terminal.type_keys("4");
        terminal.wait_for("No names yet");
        match leave {
            "q" => terminal.type_keys("\x03"),
            signal => terminal.signal(signal),
        }
        assert_eq!(terminal.ended(), 0, "{leave}");
        let mut again = Terminal::start(&format!("left-{leave}-again"), &arguments[..2], &[]);
        again.wait_for("No names yet");
        again.type_keys("1");
        again.wait_for("/ town");
        again.type_keys("\x03");
        assert_eq!(again.ended(), 0);
    }
}

#[cfg(unix)]
#[test]
fn a_quit_from_outside_gives_the_terminal_back_and_kills() {
    let mut terminal = Terminal::start("quit", &[], &[]);
    terminal.wait_for("built-in sample");
    terminal.rest();
    terminal.signal("QUIT");
    terminal.wait(|screen| !screen.alternate_screen() && !screen.hide_cursor());
    let status = terminal.child.wait().unwrap();
    assert!(
        status.signal().is_some_and(|name| name.contains("Quit")),
        "{status:?}"
    );
}

/// Scripts whose syllables take one cell in one terminal and more in another.
/// Megabytes that a process has held at most.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let kilobytes: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    kilobytes / 1024
}

#[cfg(target_os = "linux")]
#[test]
fn a_hundred_kilobytes_pasted_are_one_change_and_take_no_memory() {
    /// What the paste may cost; it was gigabytes where each letter was a change of its own.
    const MEGABYTES: u64 = 40;
    let mut terminal = Terminal::start("paste", &[], &[]);
    terminal.wait_for("type / to search");
    terminal.rest();
    let process = terminal.child.process_id().unwrap();
    let before = peak(process);
    let pasted = "potash sanctions\n".repeat(6000);
    terminal.type_keys(&format!("\x1b[200~{pasted}\x1b[201~"));
    terminal.wait_for("the line is full: the first 4096 of 102000 bytes were pasted");
    terminal.rest();
    assert!(
        peak(process) < before + MEGABYTES,
        "{before} MB before, {} MB after",
        peak(process)
    );
    terminal.type_keys("\x15potash");
    terminal.wait_for("searched: potash");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_long_text_typed_in_one_go_arrives_whole() {
    // More than crossterm takes at once, and less than a line of the terminal driver may hold.
    let mut terminal = Terminal::start("typed", &[], &[]);
    terminal.wait_for("type / to search");
    terminal.rest();
    terminal.type_keys(&format!("/{}Baltora", "potash ".repeat(450)));
    terminal.wait_for("potash Baltora");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_terminal_that_cannot_move_its_cursor_gets_a_sentence_and_nothing_else() {
    let mut terminal = Terminal::start("dumb", &[], &[("TERM", "dumb")]);
    terminal.wait_for("TERM=dumb");
    assert_eq!(terminal.ended(), 2);
    assert!(!terminal.home.exists(), "nothing was made");
}

#[test]
fn of_an_article_in_any_script_nothing_stays_on_the_screen() {
    let scripts = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/wide/scripts.jsonl"
    );
    let hindi = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/wide/hindi.jsonl"
    );
    let mut terminal = Terminal::start("wide", &[scripts, hindi], &[]);
    terminal.wait_for("Tamil");
    for key in ["j", "j", "j", "j", "j", "j", "j", "j", "\r", "q", "k", "k"] {
        terminal.type_keys(key);
        terminal.rest();
        let drawn = terminal.screen.screen().contents();
        terminal.type_keys("\x0c");
        terminal.rest();
        assert_eq!(drawn, terminal.screen.screen().contents(), "after {key:?}");
    }
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}

/// A shell with jobs in the terminal, in which parallax is started.
#[cfg(unix)]
fn shell(name: &str, environment: &[(&str, &str)]) -> Terminal {
    let environment = [
        environment,
        &[("PS1", "ready> "), ("ENV", ""), ("HISTFILE", "")],
    ]
    .concat();
    let mut terminal = Terminal::program(name, "/bin/sh", &["-i"], &environment);
    terminal.wait_for("ready>");
    terminal.type_keys(&format!("{}\r", env!("CARGO_BIN_EXE_parallax")));
    terminal.wait_for("built-in sample");
    terminal
}

/// Waits for the shell: its prompt stands on the first screen, with a cursor, and lines are edited again.
#[cfg(unix)]
fn back_in_the_shell(terminal: &mut Terminal, answer: &str) {
    terminal.wait(|screen| {
        let contents = screen.contents();
        let prompts = contents.trim_end().ends_with("ready>");
        prompts && !screen.alternate_screen() && !screen.hide_cursor()
    });
    terminal.type_keys(&format!("echo {}'{}'\r", &answer[..1], &answer[1..]));
    terminal.wait_for(answer);
    assert!(!terminal.screen.screen().bracketed_paste());
}

#[cfg(unix)]
#[test]
fn control_z_gives_the_terminal_to_the_shell_and_fg_comes_back() {
    let mut terminal = shell("suspend", &[]);
    for (typed, gone) in [("/pot", "once"), ("\r", "twice"), ("?", "thrice")] {
        terminal.type_keys(typed);
        terminal.rest();
        let before = terminal.screen.screen().contents();
        terminal.type_keys("\x1a");
        back_in_the_shell(&mut terminal, gone);
        terminal.type_keys("fg\r");
        terminal.wait(|screen| screen.alternate_screen() && screen.contents() == before);
    }
    terminal.type_keys("\x1b");
    terminal.rest();
    terminal.type_keys("2");
    terminal.wait_for("articles say");
    terminal.type_keys("\x03");
    back_in_the_shell(&mut terminal, "over");
}

#[cfg(unix)]
#[test]
fn a_stop_from_outside_gives_the_terminal_back_too() {
    for signal in ["TSTP", "STOP"] {
        let mut terminal = shell(&format!("stop-{signal}"), &[]);
        let parallax = terminal.child_of_shell();
        terminal.rest();
        let before = terminal.screen.screen().contents();
        kill(signal, parallax);
        if signal == "TSTP" {
            back_in_the_shell(&mut terminal, "gone");
        } else {
            // Nothing can be done before such a stop; but coming back mends all.
            terminal.wait_for("Stopped");
        }
        // After such a stop the return key sends what it sends in parallax.
        terminal.type_keys(if signal == "TSTP" { "fg\r" } else { "fg\n" });
        terminal.wait(|screen| screen.alternate_screen() && screen.contents() == before);
        terminal.type_keys("2");
        terminal.wait_for("articles say");
        terminal.type_keys("\x03");
        back_in_the_shell(&mut terminal, "over");
    }
}

#[cfg(unix)]
#[test]
fn control_z_in_the_editor_stops_both_and_fg_comes_back_to_it() {
    let folder = Folder::new("editor-stops");
    // What an editor does on ^Z: it stops everything that was started with it.
    let script = folder.write(
        "ed.sh",
        "echo in the editor; kill -TSTP 0; echo back in the editor; read line\n",
    );
    let path = folder.write("rain.md", RAIN);
    let environment = [
        ("EDITOR", format!("sh {script}")),
        ("VISUAL", String::new()),
    ];
    let environment: Vec<(&str, &str)> = environment
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let environment = [
        environment.as_slice(),
        &[("PS1", "ready> "), ("ENV", ""), ("HISTFILE", "")],
    ]
    .concat();
    let mut terminal = Terminal::program("editor-stops", "/bin/sh", &["-i"], &environment);
    terminal.wait_for("ready>");
    terminal.type_keys(&format!("{} {path}\r", env!("CARGO_BIN_EXE_parallax")));
    terminal.wait_for("date unknown");
    terminal.type_keys("ge");
    terminal.wait_for("in the editor");
    back_in_the_shell(&mut terminal, "gone");
    terminal.type_keys("fg\r");
    terminal.wait_for("back in the editor");
    terminal.type_keys("\r");
    terminal.wait_for("you saw a read-only copy");
    terminal.type_keys("\x03");
    back_in_the_shell(&mut terminal, "over");
}

#[cfg(unix)]
#[test]
fn without_a_shell_to_go_back_to_control_z_says_so() {
    let mut terminal = Terminal::start("no-shell", &[], &[]);
    terminal.wait_for("built-in sample");
    terminal.type_keys("\x1a");
    terminal.wait_for("no shell waits behind parallax");
    terminal.type_keys("2");
    terminal.wait_for("articles say");
    terminal.type_keys("\x03");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn the_screens_show_the_home_of_another_user_and_write_nothing_there() {
    let name = "other-user";
    let home =
        std::env::temp_dir().join(format!("parallax-terminal-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&home);
    let article = std::env::temp_dir().join(format!("parallax-other-{}.txt", std::process::id()));
    std::fs::write(
        &article,
        "Ferry aground\n\nThe ferry Sea Lark ran aground near Tarn.\n",
    )
    .unwrap();
    let article_path = article.display().to_string();
    for arguments in [
        &["add", &article_path][..],
        &["bookmarks", "add", &article_path, "ran aground near Tarn"],
    ] {
        let mut parallax = std::process::Command::new(env!("CARGO_BIN_EXE_parallax"));
        let done = parallax
            .args(arguments)
            .env("PARALLAX_HOME", &home)
            .output();
        assert!(done.unwrap().status.success(), "{arguments:?}");
    }
    let closed = format!("chmod -R go=rX,a-w '{}'", home.display());
    let mut shell = std::process::Command::new("sh");
    assert!(shell.args(["-c", &closed]).status().unwrap().success());
    let id = std::process::Command::new("id").arg("-u").output().unwrap();
    let parallax = env!("CARGO_BIN_EXE_parallax");
    // Root may write everywhere: another user is one.
    let mut terminal = match id.stdout.as_slice() {
        b"0\n" => {
            let other = ["--reuid=65534", "--regid=65534", "--clear-groups", parallax];
            Terminal::program(name, "setpriv", &other, &[])
        }
        _ => Terminal::start(name, &[], &[]),
    };
    terminal.wait_for("only read");
    terminal.type_keys("/ferry\r");
    terminal.wait_for("1 of 1");
    terminal.type_keys("m");
    terminal.wait_for("nothing was changed");
    terminal.type_keys("5");
    terminal.wait_for("“ran aground near Tarn”");
    terminal.type_keys("\u{3}");
    assert_eq!(terminal.ended(), 0);
    let opened = format!("chmod -R u+w '{}'", home.display());
    let mut shell = std::process::Command::new("sh");
    assert!(shell.args(["-c", &opened]).status().unwrap().success());
    std::fs::remove_file(article).unwrap();
}
