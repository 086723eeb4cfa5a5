//! The commands: text for people and JSON for programs on standard output, messages on standard error.
//!
//! Invariant: text never carries a control character of an article (see `output::plain`); a closed pipe is no error.

mod add;
mod anchors;
mod bookmarks;
mod compare;
mod completions;
mod config;
mod decide;
mod desk;
mod doctor;
mod entities;
mod entity;
mod export;
mod feeds;
mod formats;
mod highlights;
mod man;
mod meter;
mod missed;
mod originals;
mod others;
mod output;
mod rebuild;
mod refresh;
mod reuse;
mod search;
mod settings;
mod shapes;
mod shelf;
mod show;
mod stats;
mod stories;
mod story;
mod undo;
mod versions;
mod watch;

use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::builder::TypedValueParser;
use clap::{Parser, Subcommand};

use crate::config as config_file;
use crate::model::place;
use crate::worker::deciding::DecideError;
use crate::worker::{AddError, Home, WebOptions, fault};
use desk::{Desk, empty, not_one};
pub use settings::Settings;

/// One story, every source, in the terminal: search, compare and quote news articles.
///
/// Without a command the screens open: on the library, or on the files and folders given, of which nothing is kept.
#[derive(Debug, Parser)]
#[command(
    name = "parallax",
    version,
    after_help = "Exit codes: 0 done, 1 nothing found, 2 usage, 3 some input failed, 4 another parallax is adding, 130 stopped"
)]
pub struct Cli {
    /// Files and folders to open the screens on; nothing is kept
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Begin anew, and not where the screens were left
    #[arg(long)]
    pub fresh: bool,
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(after_help = "Example: parallax add ~/news --json")]
    Add(add::Add),
    #[command(after_help = "Example: parallax refresh")]
    Refresh(refresh::Refresh),
    #[command(after_help = "Example: parallax feeds --remove https://gazette.example/rss")]
    Feeds(feeds::Feeds),
    #[command(
        after_help = "Example: parallax watch --every 30m --search ferry --exec 'notify-send \"$PARALLAX_TITLE\"'"
    )]
    Watch(watch::Watch),
    #[command(after_help = "Example: parallax search 'ferry after:2025-01 -source:gazette'")]
    Search(search::Search),
    #[command(after_help = "Example: parallax stories")]
    Stories(stories::Stories),
    #[command(after_help = "Example: parallax story 3f2a")]
    Story(story::Story),
    #[command(after_help = "Example: parallax compare one.html other.html")]
    Compare(compare::Compare),
    #[command(after_help = "Example: parallax entities --type person --sort newest --find lind")]
    Entities(entities::Entities),
    #[command(after_help = "Example: parallax entity Ana Lind --json")]
    Entity(entity::Entity),
    #[command(after_help = "Example: parallax merge Kyiv Kiev")]
    Merge(decide::Merge),
    #[command(after_help = "Example: parallax split 'Georgia State' Georgia")]
    Split(decide::Split),
    #[command(after_help = "Example: parallax not-same Niger Nigeria")]
    NotSame(decide::NotSame),
    #[command(after_help = "Example: parallax rename Kiev Kyiv")]
    Rename(decide::Rename),
    #[command(after_help = "Example: parallax retype 'Paris Dean' person")]
    Retype(decide::Retype),
    #[command(after_help = "Example: parallax take-back 3")]
    TakeBack(decide::TakeBack),
    #[command(after_help = "Example: parallax undo")]
    Undo(undo::Undo),
    #[command(after_help = "Example: parallax redo")]
    Redo(undo::Redo),
    #[command(after_help = "Example: parallax others 3f2a:7")]
    Others(others::Others),
    #[command(after_help = "Example: parallax reuse --least 50 --json")]
    Reuse(reuse::Reuse),
    #[command(
        after_help = "Example: parallax bookmarks add one.html 'the exact words' --tag ferry"
    )]
    Bookmarks(bookmarks::Bookmarks),
    #[command(after_help = "Example: parallax shelf restore 2026-11-29T14-55")]
    Shelf(shelf::Shelf),
    #[command(after_help = "Example: parallax export entities --format csv > entities.csv")]
    Export(export::Export),
    #[command(after_help = "Example: parallax show 3f2a --json")]
    Show(show::Show),
    #[command(after_help = "Example: parallax versions 3f2a")]
    Versions(versions::Versions),
    #[command(after_help = "Example: parallax stats --json")]
    Stats(stats::Stats),
    #[command(after_help = "Example: parallax doctor")]
    Doctor(doctor::Doctor),
    #[command(after_help = "Example: parallax rebuild")]
    Rebuild(rebuild::Rebuild),
    #[command(after_help = "Example: parallax config check")]
    Config(config::Config),
    #[command(after_help = "Example: parallax completions zsh")]
    Completions(completions::Completions),
    #[command(after_help = "Example: parallax man add")]
    Man(man::Man),
}

/// How a command ended, as the shell sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    NothingFound = 1,
    Usage = 2,
    SomeFailed = 3,
    Locked = 4,
    /// As shells say of what `^c` ended.
    Stopped = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}

/// Why a command did not do what was asked for, and how it ends then.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
struct Refusal {
    message: String,
    exit: Exit,
}

/// How an article is named, in bytes of any kind: what is no UTF-8 stands in it as in the list of sources, `\xff`, and so does a
/// file whose own name looks like that.
fn naming() -> impl TypedValueParser<Value = String> {
    clap::builder::OsStringValueParser::new().map(|given: OsString| match given.into_string() {
        Ok(given) => named(&given),
        Err(given) => place::written(std::path::Path::new(&given)),
    })
}

/// Behind the name may stand the number of a sentence.
fn named(given: &str) -> String {
    let whole = place::meant(given);
    match given.rsplit_once(':') {
        Some((file, sentence)) if whole == given => format!("{}:{sentence}", place::meant(file)),
        _ => whole,
    }
}

/// What was asked for cannot be done so.
fn usage(message: impl Into<String>) -> anyhow::Error {
    let message = message.into();
    let exit = Exit::Usage;
    Refusal { message, exit }.into()
}

/// What was asked for is not there.
fn nothing(message: impl Into<String>) -> anyhow::Error {
    let message = message.into();
    let exit = Exit::NothingFound;
    Refusal { message, exit }.into()
}

/// What the commands need of the screens, which stand beside them: handed in by `main`.
#[derive(Clone, Copy)]
pub struct Screens {
    /// Opens the screens on the library of a home, or on paths of which nothing is kept; anew, or where they were left.
    pub open: fn(&config_file::Config, Home, Vec<PathBuf>, WebOptions, bool) -> Result<()>,
    /// Whether the settings name only themes, keys and actions that there are.
    pub check: fn(&config_file::Config) -> Result<(), String>,
    /// Pane, action, keys and help of every binding.
    pub keys: fn(&config_file::Config) -> Result<Vec<[String; 4]>, String>,
}

/// Runs the command that the arguments (the program's name first) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>, screens: Screens) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            if error.use_stderr() {
                output::complaint(&error.render().to_string());
                return Exit::Usage.into();
            }
            // Help and version are asked for, and go to standard output; a pipe may be closed.
            let _ = error.print();
            return Exit::Done.into();
        }
    };
    let Some(command) = cli.command else {
        return match open_screens(cli.paths, cli.fresh, &cli.settings, screens) {
            Ok(()) => Exit::Done.into(),
            Err(error) => failure(&error).into(),
        };
    };
    if let Some(path) = cli.paths.first() {
        return failure(&usage(format!(
            "{} stands before a command",
            path.display()
        )))
        .into();
    }
    // A fault in one article is a line in the report, not a backtrace.
    fault::speak_only_here(|| {});
    // Settings that are named are meant, also where the command has no use for them.
    let is_named = cli.settings.config.is_some() || cli.settings.theme.is_some();
    if is_named
        && !matches!(command, Command::Config(_))
        && let Err(error) = cli.settings.checked(screens)
    {
        return failure(&error).into();
    }
    let mut desk = Desk::new(cli.settings, screens);
    let mut outcome = command.run(&mut desk);
    if let Err(error) = &outcome {
        match desk.recover(error) {
            Ok(true) => outcome = command.run(&mut desk),
            Ok(false) => {}
            Err(error) => outcome = Err(error),
        }
    }
    let outcome = outcome.and_then(|exit| {
        desk.out.flush()?;
        Ok(exit)
    });
    match outcome {
        Ok(exit) => exit.into(),
        // It was told already as what the reader should know of the library.
        Err(error) if desk.has_told(&error) => exit_of(&error).into(),
        Err(error) => failure(&error).into(),
    }
}

/// Opens the screens.
fn open_screens(
    paths: Vec<PathBuf>,
    fresh: bool,
    settings: &Settings,
    screens: Screens,
) -> Result<()> {
    // First: the settings may stand there.
    let home = Home::find(settings.data_dir.as_deref())?;
    home.look()?;
    let config = settings.checked(screens)?;
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        return Err(usage(format!(
            "there is neither a command nor a file called {}; see parallax --help",
            missing.display()
        )));
    }
    if !std::io::stdout().is_terminal() {
        return Err(usage(
            "the screens need a terminal; see parallax --help for the commands",
        ));
    }
    // The name under which terminals go that cannot move their cursor (terminfo's `dumb`).
    if std::env::var_os("TERM").is_some_and(|name| name == "dumb") {
        return Err(usage(
            "the screens need a terminal that can move its cursor, and this one says that it cannot (TERM=dumb); see \
             parallax --help for the commands",
        ));
    }
    let web = settings::web(&config);
    (screens.open)(&config, home, paths, web, fresh)
}

/// Tells an error, and which exit code it has.
fn failure(error: &anyhow::Error) -> Exit {
    let is_closed_pipe = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe);
    if is_closed_pipe {
        return Exit::Done;
    }
    output::message(&format!("{error:#}"));
    exit_of(error)
}

fn exit_of(error: &anyhow::Error) -> Exit {
    if let Some(refusal) = error.downcast_ref::<Refusal>() {
        refusal.exit
    } else if matches!(error.downcast_ref(), Some(AddError::Locked(_)))
        || matches!(error.downcast_ref(), Some(DecideError::Locked(_)))
    {
        Exit::Locked
    } else {
        Exit::SomeFailed
    }
}

impl Command {
    fn run(&self, desk: &mut Desk) -> Result<Exit> {
        match self {
            Command::Add(command) => command.run(desk),
            Command::Refresh(command) => command.run(desk),
            Command::Feeds(command) => command.run(desk),
            Command::Watch(command) => command.run(desk),
            Command::Search(command) => command.run(desk),
            Command::Stories(command) => command.run(desk),
            Command::Story(command) => command.run(desk),
            Command::Compare(command) => command.run(desk),
            Command::Entities(command) => command.run(desk),
            Command::Entity(command) => command.run(desk),
            Command::Merge(command) => command.run(desk),
            Command::Split(command) => command.run(desk),
            Command::NotSame(command) => command.run(desk),
            Command::Rename(command) => command.run(desk),
            Command::Retype(command) => command.run(desk),
            Command::TakeBack(command) => command.run(desk),
            Command::Undo(command) => command.run(desk),
            Command::Redo(command) => command.run(desk),
            Command::Others(command) => command.run(desk),
            Command::Reuse(command) => command.run(desk),
            Command::Bookmarks(command) => command.run(desk),
            Command::Shelf(command) => command.run(desk),
            Command::Export(command) => command.run(desk),
            Command::Show(command) => command.run(desk),
            Command::Versions(command) => command.run(desk),
            Command::Stats(command) => command.run(desk),
            Command::Doctor(command) => command.run(desk),
            Command::Rebuild(command) => command.run(desk),
            Command::Config(command) => command.run(desk),
            Command::Completions(command) => command.run(desk),
            Command::Man(command) => command.run(desk),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example() {
        for command in Cli::command().get_subcommands() {
            let help = command.clone().render_help().to_string();
            let example = format!("Example: parallax {}", command.get_name());
            assert!(help.contains(&example), "{help}");
        }
    }

    #[test]
    fn paths_and_commands_are_told_apart() {
        let cli = Cli::try_parse_from(["parallax", "a.txt", "b"]).unwrap();
        assert_eq!(cli.paths.len(), 2);
        let cli = Cli::try_parse_from(["parallax", "--data-dir", "x", "stats"]).unwrap();
        assert!(cli.command.is_some() && cli.settings.data_dir.is_some());
    }

    #[test]
    fn errors_have_their_exit_codes() {
        assert_eq!(failure(&usage("what?")), Exit::Usage);
        let closed = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert_eq!(failure(&anyhow::Error::from(closed)), Exit::Done);
        let locked = AddError::Locked(crate::worker::Locked { process: None });
        assert_eq!(failure(&locked.into()), Exit::Locked);
        assert_eq!(failure(&anyhow::anyhow!("broken")), Exit::SomeFailed);
    }
}
