//! Measures the engines on data sets that are not part of the project: `cargo run --release --example measure -- TASK DATA`.
//!
//! DATA is the folder with the sets as they are published, packed; what a task needs is unpacked to a temporary folder with
//! `tar` and `gzip`. A folder where they are unpacked already will do as well. `pairs` needs no data but the project's own.

mod aliases;
mod aligned;
mod compare;
mod counterparts;
mod expected;
mod facts;
mod figures;
mod findings;
mod groups;
mod html;
mod name_forms;
mod names;
mod pairs;
mod quantities;
mod quotes;
mod regression;
mod related;
mod scale;
mod search;
mod sentences;
mod several;
mod stories;
mod syntax;
mod trees;
mod vectors;
mod ways;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// Measures on a folder of data, and a second file or folder for those that take one.
type Run = fn(&Path, Option<&Path>) -> Result<()>;

/// What can be measured, what is to be unpacked for it, and what measures it.
const TASKS: &[(&str, &[&str], Run)] = &[
    (
        "aliases",
        &[
            "events/meantime-en-es.tar.gz",
            "events/ecbplus-33-topics.tar.gz",
            "names/gazetteers.tar.gz",
        ],
        |data, more| {
            aliases::measure(data, more)?;
            name_forms::measure(data)
        },
    ),
    (
        "compare",
        &[
            "sentences/sentences.tar.gz",
            "stories/allsides-groups.articles.jsonl.gz",
            "../articles",
            "../models",
        ],
        |data, _| done(compare::run, data),
    ),
    (
        "counterparts",
        &["stories/allsides-groups.articles.jsonl.gz", "../articles"],
        counterparts::measure,
    ),
    (
        "facts",
        &["stories/allsides-groups.articles.jsonl.gz"],
        facts::measure,
    ),
    ("figures", &[], |data, _| done(figures::run, data)),
    (
        "findings",
        &[
            "stories/allsides-groups.articles.jsonl.gz",
            "stories/allsides-groups.json",
        ],
        findings::measure,
    ),
    ("forms", &["names/gazetteers.tar.gz"], |data, _| {
        name_forms::measure(data)
    }),
    ("html", &[], |data, _| done(html::run, data)),
    (
        "names",
        &["ner/train.tar.gz", "ner/ner.tar.gz"],
        |data, _| names::measure(data),
    ),
    (
        "quantities",
        &["stories/allsides-groups.articles.jsonl.gz"],
        quantities::quantities,
    ),
    (
        "times",
        &["stories/allsides-groups.articles.jsonl.gz"],
        quantities::times,
    ),
    ("quotes", &[], |data, _| done(quotes::run, data)),
    (
        "related",
        &["stories/allsides-groups.articles.jsonl.gz"],
        related::measure,
    ),
    (
        "scale",
        &[
            "stories/allsides-groups.articles.jsonl.gz",
            "stories/allsides-other.articles.jsonl.gz",
        ],
        scale::run,
    ),
    ("search", &["search/collections.tar.gz"], |data, _| {
        search::measure(data)
    }),
    ("sentences", &[], |data, _| done(sentences::run, data)),
    (
        "stories",
        &[
            "stories/allsides-groups.articles.jsonl.gz",
            "stories/allsides-groups.json",
            "stories/allsides-other.articles.jsonl.gz",
            "events/ecbplus-33-topics.tar.gz",
        ],
        |data, _| done(stories::run, data),
    ),
    (
        "syntax",
        &["pud.tsv.gz", "ewttest.tsv.gz", "gumnews.tsv.gz"],
        |data, _| syntax::measure(data),
    ),
];

/// What is measured on texts of the project itself.
const OWN: &str = "pairs";

fn done(run: fn(&Path), data: &Path) -> Result<()> {
    run(data);
    Ok(())
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|task| task == OWN) {
        if let Err(error) = pairs::run(arguments.get(1).map(String::as_str)) {
            eprintln!("nothing was measured: {error:#}");
            std::process::exit(1);
        }
        return;
    }
    let task = arguments
        .first()
        .and_then(|name| TASKS.iter().find(|(task, ..)| task == name));
    let (Some((_, archives, run)), Some(data)) = (task, arguments.get(1)) else {
        let names: Vec<&str> = TASKS.iter().map(|(name, ..)| *name).collect();
        eprintln!(
            "usage: measure {} DATA [MORE], or measure {OWN} [KIND]; nothing was measured",
            names.join("|")
        );
        std::process::exit(2);
    };
    let more = arguments.get(2).map(Path::new);
    let folder = unpacked(Path::new(data), archives);
    let measured = folder.as_ref().map_or_else(
        |error| Err(anyhow::anyhow!("{error:#}")),
        |folder| run(folder, more),
    );
    if let Ok(folder) = folder
        && folder != Path::new(data)
    {
        // A temporary folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(folder);
    }
    if let Err(error) = measured {
        eprintln!("nothing was measured: {error:#}");
        std::process::exit(1);
    }
}

/// The folder to measure on: the data itself, or where its archives were unpacked.
fn unpacked(data: &Path, archives: &[&str]) -> Result<PathBuf> {
    ensure!(data.is_dir(), "{} is no folder", data.display());
    let packed: Vec<PathBuf> = archives
        .iter()
        .map(|name| data.join(name))
        .filter(|path| path.exists())
        .collect();
    if packed.is_empty() {
        return Ok(data.to_path_buf());
    }
    let folder = std::env::temp_dir().join(format!("parallax-measure-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    for archive in packed {
        unpack(&archive, &folder)
            .with_context(|| format!("cannot unpack {}", archive.display()))?;
    }
    Ok(folder)
}

/// Unpacks one archive, or copies the files of a folder.
fn unpack(archive: &Path, folder: &Path) -> Result<()> {
    let name = archive
        .file_name()
        .and_then(|name| name.to_str())
        .context("its name cannot be read")?;
    if archive.is_dir() {
        let copy = folder.join(name);
        std::fs::create_dir_all(&copy)?;
        for file in std::fs::read_dir(archive)? {
            let file = file?;
            std::fs::copy(file.path(), copy.join(file.file_name()))?;
        }
        return Ok(());
    }
    let status = if name.ends_with(".tar.gz") {
        Command::new("tar")
            .arg("-xzf")
            .arg(archive)
            .arg("-C")
            .arg(folder)
            .status()?
    } else if let Some(plain) = name.strip_suffix(".gz") {
        let out = std::fs::File::create(folder.join(plain))?;
        Command::new("gzip")
            .arg("-dc")
            .arg(archive)
            .stdout(Stdio::from(out))
            .status()?
    } else {
        std::fs::copy(archive, folder.join(name))?;
        return Ok(());
    };
    ensure!(status.success(), "{status}");
    Ok(())
}
