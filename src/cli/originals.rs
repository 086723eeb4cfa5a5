//! `parallax export evidence`: the files that articles were read from, for tools that replay web archives.

#[cfg(feature = "archives")]
use std::io::{IsTerminal, Write};

use anyhow::Result;

#[cfg(feature = "archives")]
use super::missed::named;
#[cfg(feature = "archives")]
use super::output::message;
use super::{Desk, Exit, usage};

/// The files that articles were read from, as a web archive.
#[cfg(feature = "archives")]
pub(super) fn export(desk: &mut Desk, names: &[String]) -> Result<Exit> {
    if std::io::stdout().is_terminal() {
        return Err(usage(
            "a web archive is no text: parallax export evidence ID… > evidence.wacz",
        ));
    }
    let library = desk.library()?;
    let mut ids: Vec<String> = Vec::new();
    for name in names {
        let id = desk.article(&library, name)?.id.clone();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let archive = library.wacz(&ids)?;
    for (id, reason) in &archive.missing {
        message(&format!("{}: {reason}", named(&library, id)));
    }
    if archive.articles == 0 {
        return Ok(Exit::NothingFound);
    }
    desk.out.bytes().write_all(&archive.bytes)?;
    Ok(match archive.missing.is_empty() {
        true => Exit::Done,
        false => Exit::SomeFailed,
    })
}

#[cfg(not(feature = "archives"))]
pub(super) fn export(_desk: &mut Desk, _names: &[String]) -> Result<Exit> {
    Err(usage("this parallax was built without archives"))
}
