//! The library under attack, what it answers when it is whole, and what it answers afterwards.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Verdict;
use super::process::{Many, ONE, Outcome, Program, Running};

/// Articles of the corpus that are added before the attack; of the others some are for adding during it.
const FIRST: usize = 16;
/// Articles that are added during the attack.
const MORE: usize = 8;
/// In one round of so many each command has a process of its own, as a reader runs them, and every question is asked; in the others
/// one process runs them all, opens the library anew for each, and is replaced where anything was told.
const LONG_WAY: u64 = 50;
/// Searches of a round, of all those that are known, before and after mending.
const SEARCHES: (u64, u64) = (3, 1);
/// In one round of so many everything is made anew, also where nothing was ill.
const REBUILDS: u64 = 4;

/// What is asked, and what a whole library answers.
pub type Answers = BTreeMap<String, String>;

/// A library of invented articles with bookmarks and a decision, as it is before every round.
pub struct Tortured {
    pub seed: u64,
    program: Program,
    dir: PathBuf,
    questions: Vec<Vec<String>>,
    pub truth: Answers,
    /// What is true after works, and how long those take, by their words.
    after: Mutex<HashMap<String, After>>,
    /// The process that runs several commands, if one is there.
    many: Mutex<Option<Many>>,
}

/// A library after works that nothing got in the way of.
#[derive(Clone)]
pub struct After {
    pub truth: Answers,
    /// How long the works took.
    pub took: Duration,
}

impl Tortured {
    /// Makes the library from a corpus, a JSON object a line.
    pub fn new(program: Program, seed: u64, corpus: &str) -> Result<Tortured> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let name = format!(
            "parallax-torture-{}-{seed}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let dir = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&dir);
        let mut tortured = Tortured {
            seed,
            program,
            dir,
            questions: Vec::new(),
            truth: Answers::new(),
            after: Mutex::default(),
            many: Mutex::default(),
        };
        tortured.furnish(corpus)?;
        Ok(tortured)
    }

    fn furnish(&mut self, corpus: &str) -> Result<()> {
        let articles: Vec<Value> = corpus
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        ensure!(articles.len() >= FIRST + MORE, "the corpus is too small");
        for (number, article) in articles.iter().take(FIRST + MORE).enumerate() {
            let folder = if number < FIRST { "news" } else { "more" };
            let folder = self.dir.join(folder);
            fs::create_dir_all(&folder)?;
            let field = |name: &str| article[name].as_str().unwrap_or_default();
            let text = format!(
                "---\ntitle: {}\noutlet: {}\ndate: {}\n---\n\n{}\n",
                field("title"),
                field("source"),
                field("date"),
                field("body")
            );
            fs::write(folder.join(format!("{number:02}.md")), text)?;
        }
        let home = self.home();
        self.done(&home, &["add", &self.news()])?;
        let mut words = Vec::new();
        for number in [1, 5, 9, 13] {
            let body = articles[number]["body"].as_str().unwrap_or_default();
            let quote: String = body.chars().take(60).collect();
            let name = format!("{number:02}.md");
            let note = format!("note {number}");
            self.done(
                &home,
                &[
                    "bookmarks",
                    "add",
                    &name,
                    quote.trim(),
                    "--note",
                    &note,
                    "--tag",
                    "kept",
                ],
            )?;
            words.extend(
                body.split(' ')
                    .filter(|word| word.len() > 6)
                    .take(2)
                    .map(str::to_string),
            );
        }
        let entities = self.done(&home, &["entities", "--json"])?;
        let first: Value = serde_json::from_str(entities.out.lines().next().unwrap_or_default())?;
        let name = first["name"].as_str().context("no entity")?;
        self.done(&home, &["rename", name, "Renamed By Hand"])?;
        let fixed: &[&[&str]] = &[
            &["stories", "--json"],
            &["entities", "--json"],
            &["show", "03.md", "--json"],
            &["show", "07.md", "--json"],
            &["compare", "00.md", "01.md", "--json"],
            &["bookmarks", "list", "--json"],
            &["bookmarks", "check", "--json"],
            &["stats", "--json"],
        ];
        let searches = words
            .iter()
            .map(|word| vec!["search".to_string(), word.clone(), "--json".into()]);
        let fixed = fixed
            .iter()
            .map(|one| one.iter().map(ToString::to_string).collect());
        self.questions = searches.chain(fixed).collect();
        self.truth = self.answers(&home)?;
        let again = self.answers(&home)?;
        ensure!(
            self.truth == again,
            "the answers differ from one time to the next"
        );
        Ok(())
    }

    /// The library as it is before the attack.
    pub fn home(&self) -> PathBuf {
        self.dir.join("home")
    }

    pub fn news(&self) -> String {
        self.dir.join("news").to_string_lossy().into_owned()
    }

    pub fn more(&self) -> String {
        self.dir.join("more").to_string_lossy().into_owned()
    }

    /// An empty folder for one round.
    pub fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.dir.join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// A copy of the library for one round.
    pub fn copy(&self) -> Result<PathBuf> {
        let copy = self.folder("attacked")?;
        copy_into(&self.home(), &copy)?;
        Ok(copy)
    }

    pub fn start(&self, home: &Path, arguments: &[&str], log: &str) -> Result<Running> {
        let out = self.dir.join(format!("{log}.out"));
        let err = self.dir.join(format!("{log}.err"));
        let child = Command::new(&self.program.path)
            .env(self.program.variable, ONE)
            .env("PARALLAX_HOME", home)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(fs::File::create(&out)?)
            .stderr(fs::File::create(&err)?)
            .spawn()?;
        Ok(Running { child, out, err })
    }

    pub fn run(&self, home: &Path, arguments: &[&str]) -> Result<Outcome> {
        self.start(home, arguments, "run")?.end()
    }

    /// Runs a command in the process that runs several, where the program can do that.
    pub fn ask(&self, home: &Path, arguments: &[&str]) -> Result<Outcome> {
        let command: Vec<String> = arguments.iter().map(ToString::to_string).collect();
        let outcomes = self.run_all(home, Way::One, &[&command])?;
        outcomes.into_iter().next().context("nothing was run")
    }

    fn done(&self, home: &Path, arguments: &[&str]) -> Result<Outcome> {
        let outcome = self.run(home, arguments)?;
        ensure!(outcome.code == Some(0), "{arguments:?}: {outcome:?}");
        Ok(outcome)
    }

    /// Runs commands one after the other, in one process or in one each: until one of them is at fault.
    pub fn run_all(&self, home: &Path, way: Way, commands: &[&[String]]) -> Result<Vec<Outcome>> {
        let mut many = self.many.lock().unwrap_or_else(PoisonError::into_inner);
        if way == Way::Each || !self.program.answers_many {
            *many = None;
        } else if many.is_none() {
            *many = Some(Many::start(&self.program, self.dir.join("many.err"))?);
        }
        let mut outcomes = Vec::new();
        for command in commands {
            let outcome = match many.as_mut() {
                Some(many) => many.ask(home, command)?,
                None => {
                    let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
                    self.run(home, &arguments)?
                }
            };
            let is_at_fault = outcome.fault("").is_some();
            outcomes.push(outcome);
            if is_at_fault {
                *many = None;
                break;
            }
        }
        Ok(outcomes)
    }

    /// What is run from now on has nothing in mind of what was run until now.
    fn begin_anew(&self) {
        *self.many.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// What a library answers to every question: without what differs from place to place.
    pub fn answers(&self, home: &Path) -> Result<Answers> {
        let questions: Vec<&[String]> = self.questions.iter().map(Vec::as_slice).collect();
        let outcomes = self.run_all(home, Way::One, &questions)?;
        let mut answers = Answers::new();
        for (question, outcome) in questions.iter().zip(outcomes) {
            ensure!(outcome.code == Some(0), "{question:?}: {outcome:?}");
            answers.insert(question.join(" "), essence(&outcome.out));
        }
        Ok(answers)
    }

    /// Does works one after the other, each until it is done, and gives what the library answers then. It is the same every time,
    /// and done once.
    pub fn after(&self, works: &[Vec<&str>]) -> Result<After> {
        let name = format!("{works:?}");
        if let Some(known) = self.after_known().get(&name) {
            return Ok(known.clone());
        }
        let home = self.copy()?;
        let started = Instant::now();
        for work in works {
            self.done(&home, work)?;
        }
        let took = started.elapsed();
        let truth = self.answers(&home)?;
        let after = After { truth, took };
        self.after_known().insert(name, after.clone());
        Ok(after)
    }

    fn after_known(&self) -> MutexGuard<'_, HashMap<String, After>> {
        self.after.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks a library that was attacked, in the order that `lot` gives; then has it mended, and asks again.
    pub fn judge(&self, home: &Path, lot: u64, truth: &Answers) -> Result<Verdict> {
        let way = match lot % LONG_WAY {
            0 => Way::Each,
            _ => Way::One,
        };
        let verdict = self.judged(home, way, lot / LONG_WAY, truth);
        if !matches!(verdict, Ok(Verdict::Unharmed)) {
            self.begin_anew();
        }
        verdict
    }

    fn judged(&self, home: &Path, way: Way, lot: u64, truth: &Answers) -> Result<Verdict> {
        let mut told = None;
        let questions = self.drawn(way, lot, SEARCHES.0);
        let outcomes = self.run_all(home, way, &questions)?;
        for (question, outcome) in questions.iter().zip(outcomes) {
            let name = question.join(" ");
            if let Some(fault) = outcome.fault(&name) {
                return Ok(fault);
            }
            if outcome.tells() {
                told = Some(format!("{name}: {}", outcome.err.trim()));
            }
            let found = essence(&outcome.out);
            let right = truth.get(&name).map_or("", String::as_str);
            if right != found && !outcome.tells() {
                let told = outcome.err.trim();
                let differs = difference(right, &found);
                return Ok(Verdict::Silent(format!("{name} ({told:?}): {differs}")));
            }
        }
        self.nothing_lost(home, way, lot, truth, told)
    }

    /// The questions of a round, in its order: all, or of searches a few, others in every round.
    fn drawn(&self, way: Way, lot: u64, searches: u64) -> Vec<&[String]> {
        let mut questions: Vec<&[String]> = self.questions.iter().map(Vec::as_slice).collect();
        let count = questions.len();
        questions.rotate_left(lot as usize % count);
        let mut seen = 0;
        questions.retain(|question| {
            seen += u64::from(question[0] == "search");
            way == Way::Each || question[0] != "search" || seen <= searches
        });
        questions
    }

    /// Whether a mended library answers as a whole one does, if need be from a copy of the shelf.
    fn nothing_lost(
        &self,
        home: &Path,
        way: Way,
        lot: u64,
        truth: &Answers,
        told: Option<String>,
    ) -> Result<Verdict> {
        let words =
            |words: &[&str]| -> Vec<String> { words.iter().map(ToString::to_string).collect() };
        let doctor = words(&["doctor", "--fix", "--yes"]);
        let mut mending = vec![doctor.clone()];
        if way == Way::Each || (lot / REBUILDS).is_multiple_of(REBUILDS) {
            mending.push(words(&["rebuild"]));
        } else if told.is_none() {
            // Every question was answered rightly: of the same bytes they are again.
            let before = contents(home)?;
            let outcomes = self.run_all(home, way, &[&doctor])?;
            if let Some(fault) = outcomes.iter().find_map(|one| one.fault("doctor --fix")) {
                return Ok(fault);
            }
            if outcomes.iter().all(|one| one.code == Some(0)) && contents(home)? == before {
                return Ok(Verdict::Unharmed);
            }
        }
        let mut questions = self.drawn(way, lot, SEARCHES.1);
        // What is found between two articles follows from them, and they are shown.
        questions.retain(|question| way == Way::Each || question[0] != "compare");
        // What is mended is mended, and every question is answered; what is wrong, if something is.
        let wrong = |mending: &[Vec<String>]| -> Result<Result<Option<String>, Verdict>> {
            let commands: Vec<&[String]> = mending
                .iter()
                .map(Vec::as_slice)
                .chain(questions.iter().copied())
                .collect();
            let mut wrong = None;
            let outcomes = self.run_all(home, way, &commands)?;
            for (at, (command, outcome)) in commands.iter().zip(outcomes).enumerate() {
                let name = command.join(" ");
                if let Some(fault) = outcome.fault(&name) {
                    return Ok(Err(fault));
                }
                let found = essence(&outcome.out);
                let right = truth.get(&name).map_or("", String::as_str);
                if at >= mending.len() && right != found {
                    let differs = difference(right, &found);
                    wrong.get_or_insert(format!("{name}: {differs} {:?}", outcome.err.trim()));
                }
            }
            Ok(Ok(wrong))
        };
        let first = match wrong(&mending)? {
            Err(fault) => return Ok(fault),
            Ok(None) => return Ok(told.map_or(Verdict::Unharmed, Verdict::Told)),
            Ok(Some(wrong)) => wrong,
        };
        let copies = self.run(home, &["shelf", "restore"])?;
        let newest = copies.out.split_whitespace().next().unwrap_or_default();
        let mending = [words(&["shelf", "restore", newest]), words(&["rebuild"])];
        Ok(match (wrong(&mending)?, told) {
            (Err(fault), _) => fault,
            (Ok(None), Some(told)) => Verdict::Told(told),
            (Ok(None), None) => Verdict::Silent(format!(
                "it took a copy of the shelf, and nobody said so: {first}"
            )),
            (Ok(Some(wrong)), told) => Verdict::Lost(format!("{wrong}; told: {told:?}")),
        })
    }
}

/// How several commands are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// In one process, where the program can do that.
    One,
    /// In a process each.
    Each,
}

impl Drop for Tortured {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// What a command printed, without what differs between a library and its copy: the lines in order, scores, counts of changes,
/// the folder, and warnings, which are also told beside it.
fn essence(out: &str) -> String {
    const LEFT_OUT: &[&str] = &[
        "score",
        "generation",
        "set_aside",
        "folder",
        "warnings",
        "mark",
        "created",
        "changed",
    ];
    let mut lines: Vec<String> = out
        .lines()
        .map(|line| match serde_json::from_str::<Value>(line) {
            Ok(Value::Object(mut fields)) => {
                for name in LEFT_OUT {
                    fields.remove(*name);
                }
                // How small a record of a moment packs is a matter of chance.
                if let Some(Value::Object(originals)) = fields.get_mut("originals") {
                    originals.remove("packed");
                }
                // Of two that were kept at once either may be the first.
                if fields.get("schema").is_some_and(is_of_bookmark) {
                    fields.remove("id");
                }
                Value::Object(fields).to_string()
            }
            _ => line.to_string(),
        })
        .collect();
    lines.sort();
    lines.join("\n")
}

fn is_of_bookmark(schema: &Value) -> bool {
    schema
        .as_str()
        .is_some_and(|schema| schema.starts_with("parallax/bookmark/"))
}

/// The first line of either answer that the other has not, from a little before where they part.
fn difference(right: &str, found: &str) -> String {
    const BEFORE: usize = 60;
    const SHOWN: usize = 300;
    let lines = |text: &str, other: &str| {
        let known: Vec<&str> = other.lines().collect();
        let line = text.lines().find(|line| !known.contains(line));
        line.unwrap_or_default().to_string()
    };
    let (right, found) = (lines(right, found), lines(found, right));
    let same = right.chars().zip(found.chars()).take_while(|(a, b)| a == b);
    let from = same.count().saturating_sub(BEFORE);
    let shown = |line: &str| line.chars().skip(from).take(SHOWN).collect::<String>();
    format!("{:?} and not {:?}", shown(&found), shown(&right))
}

pub fn copy_into(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_into(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// What all files of a library hold.
fn contents(home: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>> {
    let read = |path: PathBuf| Ok((path.clone(), fs::read(path)?));
    files(home)?.into_iter().map(read).collect()
}

/// All files below a folder, in order.
pub fn files(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
