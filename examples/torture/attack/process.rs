//! The program under attack: its processes, what they print and how they end.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::Verdict;

/// What a process may take before it counts as one that hangs: of the processor, and of the clock, which on a machine that is busy
/// with other things may run long before a process has its turn. No command on so small a library takes a hundredth of either.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(30), Duration::from_mins(10));
/// How often a process is asked whether it is done: at first, and at most. Each look costs, and most processes take longer.
const LOOK: (Duration, Duration) = (Duration::from_millis(1), Duration::from_millis(8));
/// How often it is looked whether one that does not answer is stuck.
const LOOK_AT_MANY: Duration = Duration::from_secs(1);

/// The program under attack.
#[derive(Clone)]
pub struct Program {
    pub path: PathBuf,
    /// Set for it in its environment.
    pub variable: &'static str,
    /// It runs several commands where the variable is [`MANY`]: see [`Many`].
    pub answers_many: bool,
}

/// What the variable is where one command is run, and where several are: a JSON list of arguments a line of standard input.
pub const ONE: &str = "one";
pub const MANY: &str = "many";
/// Stands behind what a command of several printed, before the code with which it would have ended: a character that parallax
/// prints nowhere.
pub const ANSWERED: char = '\u{4}';

/// What a command printed, and how it ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// `None` where a signal ended it.
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    pub hung: bool,
}

impl Outcome {
    /// Whether it says that something could not be read as it was. What is merely not found says no such thing.
    pub fn tells(&self) -> bool {
        const WORDS: &[&str] = &[
            "damage",
            "set aside",
            "made anew",
            "cannot be",
            "cannot ",
            "could not",
            "not there any more",
            "is missing",
            "restore",
            "another shelf",
            "is empty though",
        ];
        WORDS.iter().any(|words| self.err.contains(words))
    }

    /// Why it counts as a fault whatever it printed.
    pub fn fault(&self, what: &str) -> Option<Verdict> {
        let words = || format!("{what}: {}", self.err.trim());
        if self.hung {
            Some(Verdict::Hung(words()))
        } else if self.code.is_none() || self.code == Some(101) || self.err.contains("panicked") {
            Some(Verdict::Panicked(words()))
        } else {
            None
        }
    }
}

/// A process under way.
pub struct Running {
    pub child: Child,
    pub out: PathBuf,
    pub err: PathBuf,
}

impl Running {
    pub fn end(mut self) -> Result<Outcome> {
        let start = Instant::now();
        let mut hung = false;
        let mut look = LOOK.0;
        let status = loop {
            if let Some(status) = self.child.try_wait()? {
                break status;
            }
            if is_stuck(self.child.id(), start) {
                hung = true;
                self.child.kill()?;
            }
            std::thread::sleep(look);
            look = LOOK.1.min(look * 2);
        };
        Ok(Outcome {
            code: status.code(),
            out: String::from_utf8_lossy(&fs::read(&self.out)?).into_owned(),
            err: String::from_utf8_lossy(&fs::read(&self.err)?).into_owned(),
            hung,
        })
    }
}

fn is_stuck(process: u32, since: Instant) -> bool {
    used(process) > PATIENCE.0 || since.elapsed() > PATIENCE.1
}

/// What a process used of the processor until now; nothing where the system does not tell so.
fn used(process: u32) -> Duration {
    /// Of a second: what Linux counts in, on every machine.
    const TICK_MILLIS: u64 = 10;
    let told = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the name, which may hold anything: the 12th and 13th are the ticks of the program and of the system for it.
    let fields = told
        .rsplit_once(')')
        .map_or("", |(_, rest)| rest)
        .split_whitespace();
    let ticks: u64 = fields
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * TICK_MILLIS)
}

/// A process that runs one command after the other, each as if it had a process of its own: it opens the library anew. Starting one,
/// and reading what the program holds for the first time, costs more than most commands do.
pub struct Many {
    child: Child,
    asked: ChildStdin,
    printed: Receiver<Vec<u8>>,
    err: PathBuf,
    /// Bytes of what it said that were read.
    heard: usize,
}

impl Many {
    pub fn start(program: &Program, err: PathBuf) -> Result<Many> {
        let mut child = Command::new(&program.path)
            .env(program.variable, MANY)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(fs::File::create(&err)?)
            .spawn()?;
        let asked = child.stdin.take().context("no input")?;
        let out = child.stdout.take().context("no output")?;
        let (give, printed) = channel();
        std::thread::spawn(move || {
            let mut out = BufReader::new(out);
            loop {
                let mut line = Vec::new();
                match out.read_until(b'\n', &mut line) {
                    Ok(read) if read > 0 && give.send(line).is_ok() => {}
                    _ => return,
                }
            }
        });
        Ok(Many {
            child,
            asked,
            printed,
            err,
            heard: 0,
        })
    }

    /// Runs a command on the library of a home. It is of no use any more once that was at fault.
    pub fn ask(&mut self, home: &Path, command: &[String]) -> Result<Outcome> {
        let home = ["--data-dir".to_string(), home.display().to_string()];
        let arguments: Vec<&String> = home.iter().chain(command).collect();
        // Where it died already, that is found below.
        let _ = writeln!(self.asked, "{}", serde_json::to_string(&arguments)?);
        let mut printed = Vec::new();
        let start = Instant::now();
        let before = used(self.child.id());
        let (code, hung) = loop {
            match self.printed.recv_timeout(LOOK_AT_MANY) {
                Ok(line) => {
                    printed.extend(line);
                    let text = String::from_utf8_lossy(&printed);
                    if let Some((before, code)) = text.rsplit_once(ANSWERED) {
                        let code = code
                            .trim()
                            .parse()
                            .with_context(|| format!("no code: {code}"))?;
                        printed.truncate(before.len());
                        break (Some(code), false);
                    }
                }
                Err(RecvTimeoutError::Timeout)
                    if used(self.child.id()).saturating_sub(before) < PATIENCE.0
                        && start.elapsed() < PATIENCE.1 => {}
                Err(RecvTimeoutError::Timeout) => {
                    self.child.kill()?;
                    break (self.child.wait()?.code(), true);
                }
                Err(RecvTimeoutError::Disconnected) => break (self.child.wait()?.code(), false),
            }
        };
        let said = fs::read(&self.err)?;
        let err = String::from_utf8_lossy(said.get(self.heard..).unwrap_or_default()).into_owned();
        self.heard = said.len();
        Ok(Outcome {
            code,
            out: String::from_utf8_lossy(&printed).into_owned(),
            err,
            hung,
        })
    }
}

impl Drop for Many {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
