//! What every command works with: the settings, the library, the output.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::Read;
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::meter::{Meter, failed_lines};
use super::output::{self, Output};
use super::settings::{adding, web};
use super::{Exit, Screens, Settings, nothing, usage};
use crate::model::{Article, Report};
use crate::shelf::Shelf;
use crate::worker::{AddError, AddOptions, Home, Library, WebOptions};

/// Most that is read from standard input, in bytes: it is held in memory, and a pipe may have no end. Whatever is copied from
/// a screen has a thousandth of it; a file of records can be added as a file.
const MOST_INPUT: u64 = 64 << 20;

/// What every command works with.
pub(super) struct Desk {
    pub settings: Settings,
    pub screens: Screens,
    pub out: Output,
    /// What came from standard input, which can be read only once.
    input: Option<Vec<u8>>,
    /// What the reader was told already.
    told: RefCell<BTreeSet<String>>,
}

impl Desk {
    pub fn new(settings: Settings, screens: Screens) -> Desk {
        Desk {
            settings,
            screens,
            out: Output::standard(),
            input: None,
            told: RefCell::default(),
        }
    }

    /// All of standard input.
    pub fn input(&mut self) -> Result<Vec<u8>> {
        if let Some(bytes) = &self.input {
            return Ok(bytes.clone());
        }
        let mut bytes = Vec::new();
        std::io::stdin()
            .take(MOST_INPUT + 1)
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        if bytes.len() as u64 > MOST_INPUT {
            bail!(
                "standard input holds more than {} MiB, and nothing of it was kept: write it to a file, and add the file",
                MOST_INPUT >> 20
            );
        }
        self.input = Some(bytes.clone());
        Ok(bytes)
    }

    /// Where a command failed because the catalogue is damaged: sets it aside, and says so. `true` where the command can be
    /// run once more, because nothing of its output is out yet.
    pub fn recover(&mut self, error: &anyhow::Error) -> Result<bool> {
        Ok(self.set_aside(error)? && self.out.take_back())
    }

    /// Where an error says that something stored is damaged, and it is: sets it aside, and says so. The library is to be opened
    /// anew then.
    pub fn set_aside(&self, error: &anyhow::Error) -> Result<bool> {
        let warning = Library::recover(&self.home()?, error)?;
        if let Some(warning) = &warning {
            output::message(warning);
        }
        Ok(warning.is_some())
    }

    pub fn home(&self) -> Result<Home> {
        let home = Home::find(self.settings.data_dir.as_deref())?;
        home.look()?;
        Ok(home)
    }

    /// The reader's library. What the reader should know of it is told; where its catalogue had to be set aside the sources
    /// are read again first.
    pub fn library(&self) -> Result<Library> {
        Ok(self.library_and_repair()?.0)
    }

    /// The same, with what came of reading the sources again, where that was done.
    pub fn library_and_repair(&self) -> Result<(Library, Option<Report>)> {
        let mut library = self.library_as_it_is()?;
        let mut repair = None;
        if library.is_unfinished()? && self.home()?.can_write().is_ok() {
            let before = library.held_before()?;
            let meter = Meter::new();
            let rebuilt = library.rebuild(&self.adding()?, &mut |at| meter.show(at), meter.stop());
            meter.end();
            match rebuilt {
                Ok(report) => {
                    tell_repair(&report, before);
                    repair = Some(report);
                }
                Err(AddError::Locked(_)) => {
                    output::message(
                        "the sources are being read again by another parallax: articles may be missing",
                    );
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok((library, repair))
    }

    /// The reader's library, for what reads the sources again anyway.
    pub fn library_as_it_is(&self) -> Result<Library> {
        let library = Library::open(&self.home()?)?;
        self.tell(&library.status()?.warnings);
        Ok(library)
    }

    /// How articles are added, by the settings.
    pub fn adding(&self) -> Result<AddOptions> {
        Ok(adding(&self.settings.load()?.originals))
    }

    /// How the web is asked, by the settings. `wayback`: an archive is asked for copies.
    pub fn web(&self, wayback: bool) -> Result<WebOptions> {
        let own = self.settings.load()?;
        let mut options = web(&own);
        options.archive = wayback.then_some(own.web.wayback);
        Ok(options)
    }

    /// What the reader made, with what the reader should know of it.
    pub fn shelf(&self) -> Result<Shelf> {
        let shelf = Shelf::open(&self.home()?.shelf())?;
        self.tell(shelf.warnings());
        Ok(shelf)
    }

    /// Tells what was not told yet.
    pub fn tell(&self, warnings: &[String]) {
        for warning in warnings {
            if self.told.borrow_mut().insert(warning.clone()) {
                output::message(warning);
            }
        }
    }

    /// Whether an error says nothing that was not told.
    pub fn has_told(&self, error: &anyhow::Error) -> bool {
        self.told.borrow().contains(&format!("{error:#}"))
    }

    /// The one article that the reader means.
    pub fn article(&self, library: &Library, text: &str) -> Result<Arc<Article>> {
        let ids = library.resolve(text)?;
        let [id] = ids.as_slice() else {
            return Err(not_one(library, text, &ids));
        };
        library
            .article(id)?
            .ok_or_else(|| usage(format!("the article {id} is not there any more")))
    }
}

/// Tells what came of reading the sources again, which the reader did not ask for: also what is lost, and what is not there.
fn tell_repair(report: &Report, before: Option<u64>) {
    let now = report.added + report.unchanged + report.changed + report.carried;
    let before = match before {
        Some(before) if before != now => format!("; there were {before} before"),
        _ => String::new(),
    };
    let done = match report.stopped {
        true => "stopped: the sources were not read to the end",
        false => "the sources were read again",
    };
    output::message(&format!("{done}: {now} articles{before}"));
    for line in failed_lines(report) {
        output::message(&line);
    }
}

/// Says that a text stands for no article, or for which it could stand.
pub(super) fn not_one(library: &Library, text: &str, ids: &[String]) -> anyhow::Error {
    /// Articles named in the message.
    const NAMED: usize = 8;
    if ids.is_empty() {
        return nothing(format!(
            "no article is called {text}: give an id, a path, a URL, or how its file's name begins"
        ));
    }
    let mut names: Vec<String> = ids
        .iter()
        .take(NAMED)
        .map(|id| match library.head(id) {
            Ok(Some(head)) => format!("\n  {id}  {}", head.origin),
            _ => format!("\n  {id}"),
        })
        .collect();
    if ids.len() > NAMED {
        names.push("\n  …".into());
    }
    usage(format!(
        "{text} could be any of {}:{}",
        ids.len(),
        names.concat()
    ))
}

/// Says that there is nothing in the library yet.
pub(super) fn empty() -> Exit {
    output::message("the library is empty: add articles with `parallax add PATH`");
    Exit::NothingFound
}
