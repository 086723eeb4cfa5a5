//! Running a command of the reader's for something that came.

use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};

/// How often it is looked whether the command has ended.
const LOOK: Duration = Duration::from_millis(50);

/// Runs a command by the shell, with these variables, and waits for its end; no longer once `stop` is set. How it ended, where it
/// did not end well.
///
/// What the variables say stands in the environment only: the shell reads none of it as a command.
///
/// # Errors
/// There is no shell.
pub fn run_command(
    command: &str,
    variables: &[(&str, String)],
    stop: &AtomicBool,
) -> Result<Option<String>> {
    let (shell, flag) = match cfg!(windows) {
        true => ("cmd", "/C"),
        false => ("sh", "-c"),
    };
    // No variable holds a zero.
    let variables = variables.iter();
    let variables = variables.map(|(name, value)| (*name, value.replace('\0', " ")));
    let mut child = Command::new(shell)
        .args([flag, command])
        .envs(variables)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| format!("cannot run {shell}"))?;
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok((!status.success()).then(|| format!("failed ({status})")));
        }
        if stop.load(Ordering::Relaxed) {
            return Ok(None);
        }
        std::thread::sleep(LOOK);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn what_the_variables_say_is_no_command() {
        let file = std::env::temp_dir().join(format!("parallax-running-{}", std::process::id()));
        let go = AtomicBool::new(false);
        let words = "$(echo no); `echo no` \"'".to_string();
        let command = format!("printf %s \"$PARALLAX_TITLE\" > {}", file.display());
        let ended = run_command(&command, &[("PARALLAX_TITLE", words.clone())], &go).unwrap();
        assert_eq!(ended, None);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), words);
        std::fs::remove_file(&file).unwrap();
        let ended = run_command("exit 3", &[], &go).unwrap();
        assert!(ended.unwrap().contains('3'));
        let stopped = AtomicBool::new(true);
        assert_eq!(run_command("sleep 5", &[], &stopped).unwrap(), None);
    }
}
