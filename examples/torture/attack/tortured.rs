//! The library under attack, what it answers when it is whole, and what it answers afterwards.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Verdict;

/// No command on so small a library takes a hundredth of it.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often a process is asked whether it is done.
const LOOK: Duration = Duration::from_millis(2);
/// Articles of the corpus that are added before the attack; the others are for adding during it.
const FIRST: usize = 32;

/// The program under attack.
#[derive(Clone)]
pub struct Program {
    pub path: PathBuf,
    /// Set for it in its environment.
    pub variable: &'static str,
}

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

/// What is asked, and what a whole library answers.
pub type Answers = BTreeMap<String, String>;

/// A library of invented articles with bookmarks and a decision, as it is before every round.
pub struct Tortured {
    pub seed: u64,
    program: Program,
    dir: PathBuf,
    questions: Vec<Vec<String>>,
    pub truth: Answers,
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
        };
        tortured.furnish(corpus)?;
        Ok(tortured)
    }

    fn furnish(&mut self, corpus: &str) -> Result<()> {
        let articles: Vec<Value> = corpus
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        ensure!(articles.len() > FIRST + 4, "the corpus is too small");
        for (number, article) in articles.iter().enumerate() {
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
            .env(self.program.variable, "1")
            .env("PARALLAX_HOME", home)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(File::create(&out)?)
            .stderr(File::create(&err)?)
            .spawn()?;
        Ok(Running { child, out, err })
    }

    pub fn run(&self, home: &Path, arguments: &[&str]) -> Result<Outcome> {
        self.start(home, arguments, "run")?.end()
    }

    fn done(&self, home: &Path, arguments: &[&str]) -> Result<Outcome> {
        let outcome = self.run(home, arguments)?;
        ensure!(outcome.code == Some(0), "{arguments:?}: {outcome:?}");
        Ok(outcome)
    }

    /// What a library answers to every question: without what differs from place to place.
    pub fn answers(&self, home: &Path) -> Result<Answers> {
        let mut answers = Answers::new();
        for question in &self.questions {
            let question: Vec<&str> = question.iter().map(String::as_str).collect();
            let outcome = self.done(home, &question)?;
            answers.insert(question.join(" "), essence(&outcome.out));
        }
        Ok(answers)
    }

    /// Asks a library that was attacked everything, beginning at question number `first`; then has it mended, and asks again.
    pub fn judge(&self, home: &Path, first: u64, truth: &Answers) -> Result<Verdict> {
        let mut told = None;
        let count = self.questions.len();
        for at in 0..count {
            let question = &self.questions[(at + first as usize) % count];
            let arguments: Vec<&str> = question.iter().map(String::as_str).collect();
            let name = arguments.join(" ");
            let outcome = self.run(home, &arguments)?;
            if let Some(fault) = outcome.fault(&name) {
                return Ok(fault);
            }
            if outcome.tells() {
                told = Some(format!("{name}: {}", outcome.err.trim()));
            }
            let right = truth
                .get(&name)
                .is_some_and(|right| *right == essence(&outcome.out));
            if !right && !outcome.tells() {
                let told = outcome.err.trim();
                return Ok(Verdict::Silent(format!("{name} ({told:?})")));
            }
        }
        for mending in [&["doctor", "--fix", "--yes"][..], &["rebuild"]] {
            let outcome = self.run(home, mending)?;
            if let Some(fault) = outcome.fault(&mending.join(" ")) {
                return Ok(fault);
            }
        }
        self.nothing_lost(home, truth, told)
    }

    /// Whether a mended library answers as a whole one does, if need be from a copy of the shelf.
    fn nothing_lost(&self, home: &Path, truth: &Answers, told: Option<String>) -> Result<Verdict> {
        let wrong = |home: &Path| -> Result<Option<String>> {
            for question in &self.questions {
                let arguments: Vec<&str> = question.iter().map(String::as_str).collect();
                let name = arguments.join(" ");
                let outcome = self.run(home, &arguments)?;
                let found = essence(&outcome.out);
                if truth.get(&name) != Some(&found) {
                    return Ok(Some(format!("{name}: {found:?} {:?}", outcome.err.trim())));
                }
            }
            Ok(None)
        };
        let Some(_) = wrong(home)? else {
            return Ok(told.map_or(Verdict::Unharmed, Verdict::Told));
        };
        let copies = self.run(home, &["shelf", "restore"])?;
        let newest = copies.out.split_whitespace().next().unwrap_or_default();
        self.run(home, &["shelf", "restore", newest])?;
        self.run(home, &["rebuild"])?;
        Ok(match (wrong(home)?, told) {
            (None, Some(told)) => Verdict::Told(told),
            (None, None) => {
                Verdict::Silent("it took a copy of the shelf, and nobody said so".into())
            }
            (Some(wrong), told) => Verdict::Lost(format!("{wrong}; told: {told:?}")),
        })
    }
}

impl Drop for Tortured {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

/// A process under way.
pub struct Running {
    pub child: Child,
    out: PathBuf,
    err: PathBuf,
}

impl Running {
    pub fn end(mut self) -> Result<Outcome> {
        let start = Instant::now();
        let mut hung = false;
        let status = loop {
            if let Some(status) = self.child.try_wait()? {
                break status;
            }
            if start.elapsed() > PATIENCE {
                hung = true;
                self.child.kill()?;
            }
            std::thread::sleep(LOOK);
        };
        Ok(Outcome {
            code: status.code(),
            out: String::from_utf8_lossy(&fs::read(&self.out)?).into_owned(),
            err: String::from_utf8_lossy(&fs::read(&self.err)?).into_owned(),
            hung,
        })
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
                Value::Object(fields).to_string()
            }
            _ => line.to_string(),
        })
        .collect();
    lines.sort();
    lines.join("\n")
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
