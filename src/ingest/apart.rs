//! Reading in a process of its own: what may hang, die or eat all memory on a hostile file does so alone, within limits of time
//! and memory, and is told as a source that could not be read.
//!
//! The process is this program once more, with an argument that nobody types. It gets the bytes on its standard input and answers
//! on its standard output; it sees no folder of the reader's, and by its own limits can write no file.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// The argument by which the program knows that it reads for another.
const ARGUMENT: &str = "--read-apart";
/// Seconds of work until the system ends the process, and for each MiB of input so many more: a page takes a hundredth of one.
/// It is work that is counted and not time, so that no file is refused because the machine had other things to do.
const LEAST_WORK: u64 = 15;
const WORK_A_MIB: u64 = 2;
const MOST_WORK: u64 = 60;
/// Seconds of work between the signal that says why the process ends and the one that nothing outlives.
const WORK_TO_END: u64 = 5;
/// How much longer than its work a process may take before nobody waits any more: a machine that does eight things at once.
const TIMES_THE_WORK: u64 = 8;
/// Memory of the process, in bytes: several times what a book of 1,000 pages with its fonts needs.
const MOST_MEMORY: u64 = 1 << 30;
/// Longest answer, in bytes: all letters of the fullest file.
const MOST_ANSWER: u64 = 256 << 20;
/// How the process ends that could read nothing, with the reason in its answer.
const REFUSED: u8 = 9;

/// What can be done apart: its name, and what makes an answer of the input, or says why there is none.
pub type Task = (&'static str, fn(Vec<u8>) -> Result<Vec<u8>, String>);

/// The program that reads apart.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says which program reads apart: this one, or for a test that is none the program that it tests. The first word holds.
pub fn reads(program: &Path) {
    let _ = PROGRAM.set(program.to_path_buf());
}

/// To be asked first of all by the program: where it was started to read for another it does so, and this says how it ends.
/// Else it is known from here on as the program that reads apart.
pub fn started(tasks: &[Task]) -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none_or(|first| first != ARGUMENT) {
        // What was replaced while it ran is still this file there.
        let itself = Path::new("/proc/self/exe");
        match itself.exists() {
            true => reads(itself),
            false => std::env::current_exe()
                .iter()
                .for_each(|itself| reads(itself)),
        }
        return None;
    }
    let task = arguments.next().unwrap_or_default();
    let task = tasks.iter().find(|(name, _)| task == *name);
    Some(task.map_or(ExitCode::FAILURE, |(_, work)| answered(*work)))
}

/// Reads the input, works, answers.
fn answered(work: fn(Vec<u8>) -> Result<Vec<u8>, String>) -> ExitCode {
    limit(MOST_WORK);
    let mut bytes = Vec::new();
    if io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    limit(most_work(bytes.len()));
    let (answer, code) = match work(bytes) {
        Ok(answer) => (answer, ExitCode::SUCCESS),
        Err(reason) => (reason.into_bytes(), ExitCode::from(REFUSED)),
    };
    match io::stdout().lock().write_all(&answer) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Seconds of work that an input of so many bytes may take.
fn most_work(bytes: usize) -> u64 {
    (LEAST_WORK + WORK_A_MIB * (bytes as u64 >> 20)).min(MOST_WORK)
}

/// Sets the limits of this process, where the system knows any; `work` in seconds.
fn limit(work: u64) {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};

        // Where both limits of work are one, the system ends the process by the signal that does not say why.
        let limits = [
            (Resource::As, MOST_MEMORY, MOST_MEMORY),
            (Resource::Cpu, work, work + WORK_TO_END),
            (Resource::Fsize, 0, 0),
            (Resource::Core, 0, 0),
        ];
        for (resource, current, maximum) in limits {
            let (current, maximum) = (Some(current), Some(maximum));
            let _ = setrlimit(resource, Rlimit { current, maximum });
        }
    }
    #[cfg(not(unix))]
    let _ = work;
}

/// Has a task done apart.
///
/// # Errors
/// Why there is no answer: what the task says, or how its process ended.
pub fn ask(task: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let program = PROGRAM
        .get()
        .ok_or("this program has nothing that reads it apart")?;
    let mut child = Command::new(program)
        .arg(ARGUMENT)
        .arg(task)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot be read: its reader does not start: {error}"))?;
    let work = most_work(bytes.len());
    let answer = waited(&mut child, bytes, work * TIMES_THE_WORK);
    if answer.is_err() {
        let _ = child.kill();
    }
    let status = child
        .wait()
        .map_err(|error| format!("cannot be read: {error}"))?;
    let answer = answer?;
    if status.success() {
        return Ok(answer);
    }
    if status.code() == Some(i32::from(REFUSED)) {
        return Err(String::from_utf8_lossy(&answer).into_owned());
    }
    Err(ended(status, work))
}

/// Gives a process its input and takes its answer, until so many seconds are over.
fn waited(child: &mut Child, bytes: Vec<u8>, seconds: u64) -> Result<Vec<u8>, String> {
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        return Err("cannot be read: its reader does not listen".into());
    };
    let (sender, receiver) = channel();
    let start = |name: &str| std::thread::Builder::new().name(name.into());
    let told = |error: io::Error| format!("cannot be read: {error}");
    // Both end when the pipes do, which the process that is waited for closes.
    start("asking")
        .spawn(move || {
            let _ = input.write_all(&bytes);
        })
        .map_err(told)?;
    start("answers")
        .spawn(move || {
            let mut answer = Vec::new();
            let read = output.take(MOST_ANSWER + 1).read_to_end(&mut answer);
            let _ = sender.send(read.map(|_| answer));
        })
        .map_err(told)?;
    match receiver.recv_timeout(Duration::from_secs(seconds)) {
        Ok(Ok(answer)) if answer.len() as u64 > MOST_ANSWER => {
            Err("gives more text than anybody reads: not read".into())
        }
        Ok(read) => read.map_err(told),
        Err(RecvTimeoutError::Timeout) => Err(format!(
            "takes longer to read than {seconds} seconds: given up"
        )),
        Err(RecvTimeoutError::Disconnected) => Err("cannot be read: its reader fell silent".into()),
    }
}

/// How a process ended that gave no answer; `work` are the seconds that it had.
fn ended(status: std::process::ExitStatus, work: u64) -> String {
    #[cfg(unix)]
    {
        use std::os::unix::process::ExitStatusExt;

        use rustix::process::Signal;

        if status.signal() == Some(Signal::ABORT.as_raw()) {
            return format!(
                "needs more memory than {} GiB to read: given up",
                MOST_MEMORY >> 30
            );
        }
        if status.signal() == Some(Signal::XCPU.as_raw()) {
            return format!("takes more than {work} seconds of work to read: given up");
        }
    }
    let _ = (status, work);
    "its reader failed on it".into()
}
