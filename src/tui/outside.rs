//! What reaches out of the screens: the clipboard, the browser, the editor, the terminal's mouse, the shell.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crossterm::clipboard::CopyToClipboard;
use crossterm::execute;

use crate::model::place;
use crate::shelf::private;

/// Something to be done outside the screens, by the loop that owns the terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    Quit,
    Redraw,
    /// Gives the terminal to the shell until the reader comes back.
    Suspend,
    /// Takes the terminal over again after parallax was stopped from outside.
    TakeBack,
    StopWork,
    Mouse(bool),
    Copy {
        text: String,
        what: &'static str,
    },
    Browse(String),
    /// Writes a file that is not there yet.
    Write(Export),
    /// A file, and words near which to open it.
    Edit {
        path: PathBuf,
        near: String,
    },
}

/// A file to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// As it was typed.
    pub name: String,
    pub path: PathBuf,
    pub text: String,
    /// What it holds: `5 bookmarks`.
    pub what: String,
}

/// Writes a file that its owner alone may read; says what was written where.
///
/// # Errors
/// There is something of that name already, which stays as it is, or it cannot be written: in words.
pub fn write(export: &Export) -> Result<String, String> {
    let at = place::written(&export.path);
    let made = private::options().create_new(true).open(&export.path);
    let mut file = made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!("{at} is there already and stays as it is; name another file")
        }
        _ => format!("cannot write {at}: {error}"),
    })?;
    if let Err(error) = file.write_all(export.text.as_bytes()) {
        // Half of it helps nobody.
        let _ = std::fs::remove_file(&export.path);
        return Err(format!("cannot write {at}: {error}"));
    }
    Ok(format!("{} written to {at}", export.what))
}

/// Programs that take text on standard input and put it on the clipboard, and the variable that says they can.
const CLIPBOARDS: &[(&str, &[&str], &str)] = &[
    ("wl-copy", &[], "WAYLAND_DISPLAY"),
    ("xclip", &["-selection", "clipboard"], "DISPLAY"),
    ("xsel", &["--clipboard", "--input"], "DISPLAY"),
];

/// Copies by the first clipboard program that works here, else by the terminal itself (OSC 52, which also reaches the
/// reader's own machine over SSH). Says which way.
///
/// # Errors
/// The terminal cannot be written to.
pub fn copy(text: &str) -> io::Result<&'static str> {
    let remote = std::env::var_os("SSH_CONNECTION").is_some();
    let here = |variable: &str| std::env::var_os(variable).is_some();
    if !remote {
        let mac = cfg!(target_os = "macos").then_some(("pbcopy", &[][..]));
        let tools = CLIPBOARDS
            .iter()
            .filter(|(.., variable)| here(variable))
            .map(|(name, args, _)| (*name, *args));
        for (name, args) in mac.into_iter().chain(tools) {
            if fed(name, args, text).is_ok() {
                return Ok(name);
            }
        }
    }
    execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?;
    Ok("the terminal (OSC 52)")
}

fn fed(name: &str, args: &[&str], text: &str) -> io::Result<()> {
    let mut child = Command::new(name)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let status = child.wait()?;
    if status.success() {
        Ok(())
    } else {
        Err(io::Error::other("it failed"))
    }
}

/// Opens an address in the reader's browser, without waiting for it.
///
/// # Errors
/// It is no web address, or there is nothing to open it with.
pub fn browse(url: &str) -> Result<(), String> {
    if !(url.starts_with("https://") || url.starts_with("http://")) {
        return Err(format!("will not open {url}: not a web address"));
    }
    open::that_detached(url).map_err(|error| format!("cannot open {url} in a browser: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_opened() {
        assert!(
            browse("file:///etc/passwd")
                .unwrap_err()
                .contains("not a web address")
        );
        assert!(browse("javascript:alert(1)").is_err());
    }
}
