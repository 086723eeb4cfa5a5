//! What a library of so many articles costs: added, asked, changed. CPU seconds, so that a busy machine says the same as one at
//! rest; of keys the CPU milliseconds of the thread that answers.
//!
//! The articles are those of the data as far as they go, then paragraphs of articles that stand near each other put together
//! anew: names, words and dates stay as news has them, only who is named together is chance.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use parallax::model::{DecisionKind, NameKind, Question};
use parallax::shelf::Shelf;
use parallax::worker::deciding::{Choice, Outcome};
use parallax::worker::entity_list::EntitySort;
use parallax::worker::{AddOptions, Home, Library, Source};
use serde_json::{Value, json};

/// Articles where `PARALLAX_ARTICLES` says nothing else.
const ARTICLES: usize = 10_000;
/// Articles among which paragraphs are exchanged, in the order of their days.
const NEAR: usize = 60;
/// Articles that one is put together from.
const PARTS: usize = 4;
/// Paragraphs that are taken of each.
const PARAGRAPHS: usize = 3;
/// Hits that are asked for: two screens of them.
const HITS: usize = 40;
/// Ticks of the clock by which Linux counts what a process has used.
const TICKS: f64 = 100.0;

/// What is typed, letter by letter.
const TYPED: &[&str] = &[
    "white house budget",
    "kolesnikova",
    "supreme court",
    "\"health care\" reform",
    "oil prices -opec",
    "senator warren tax",
    "election fraud",
];

/// Measures a library in the folder `place`, which is made where there is none yet.
pub fn run(data: &Path, place: Option<&Path>) -> Result<()> {
    let place = place.context("name a folder in which the library is made, or stands")?;
    let count = match std::env::var("PARALLAX_ARTICLES") {
        Ok(count) => count.parse()?,
        Err(_) => ARTICLES,
    };
    let home = Home {
        dir: place.join("home"),
    };
    if !home.catalogue().exists() {
        let source = place.join("articles.jsonl");
        fs::create_dir_all(place)?;
        fs::write(&source, records(data, count)?)?;
        let (added, spent) = spending(|| add(&home, &source))?;
        println!(
            "added {added} articles: {spent:.1} s, {:.0} a second",
            added as f64 / spent
        );
    }
    let articles = Library::open(&home)?.status()?.articles;
    println!("{articles} articles, {} MB", size(&home.dir) / 1_000_000);
    changing(&home, place)?;
    asking(&home)
}

fn changing(home: &Home, place: &Path) -> Result<()> {
    let one = place.join(format!("one-{}.txt", std::process::id()));
    let text = "Oakport ferry aground\n\nA ferry ran aground off Oakport on Tuesday, said Alexander Gromov of the White House. \
                President Barack Obama was told.\n";
    fs::write(
        &one,
        format!("{text}\nIt was the {}th.\n", std::process::id()),
    )?;
    for what in ["one more article", "the same once more"] {
        let (_, spent) = spending(|| add(home, &one))?;
        println!("{what}: {spent:.2} s");
    }
    let nothing = || {
        let mut library = Library::open(home)?;
        Ok(library.refresh(&AddOptions::default(), &mut |_| {}, &AtomicBool::new(false))?)
    };
    println!("refresh, nothing new: {:.2} s", spending(nothing)?.1);
    let choice = Choice {
        kind: DecisionKind::Merge,
        one: "Alexander Gromov".into(),
        two: "Barack Obama".into(),
        force: true,
    };
    let mut library = Library::open(home)?;
    let mut shelf = Shelf::open(&home.shelf())?;
    let (decided, spent) = spending(|| Ok(library.decide(&mut shelf, &choice)?))?;
    println!("a decision: {spent:.2} s");
    if let Outcome::Done(done) = decided
        && let Some(decision) = done.decision
    {
        let undo = || Ok(library.take_back(&mut shelf, decision.id)?);
        println!("its undo: {:.2} s", spending(undo)?.1);
    }
    Ok(())
}

fn asking(home: &Home) -> Result<()> {
    let stop = AtomicBool::new(false);
    let question = |text: &str, typing| Question {
        text: text.into(),
        limit: HITS,
        typing,
        variants: true,
        ..Question::default()
    };
    let opened = || {
        let library = Library::open(home)?;
        library.find(&question("election", false), &stop)?;
        Ok(library)
    };
    let (library, spent) = spending(opened)?;
    println!("opened, a word found: {spent:.2} s");
    let (_, spent) = spending(|| library.stories())?;
    println!("what is known of all names and stories read: {spent:.2} s");
    println!(
        "the list of names: {:.2} s",
        spending(|| library.entity_list())?.1
    );
    println!("memory at the most: {} MB", peak());
    let mut all = Vec::new();
    let mut first = Vec::new();
    for typed in TYPED {
        for (end, letter) in typed.char_indices() {
            let text = &typed[..end + letter.len_utf8()];
            library.search(&question(text, true), &stop)?;
            let (answer, spent) = thinking(|| library.search(&question(text, true), &stop));
            answer?;
            all.push(spent);
            if text.chars().count() <= 2 {
                first.push(spent);
            }
        }
    }
    told("a key while typing", &mut all);
    told("one or two letters", &mut first);
    let mut fuzzy = Vec::new();
    for word in ["lukashenka~", "congres~2", "obamma~", "presidant~"] {
        let (answer, spent) = thinking(|| library.search(&question(word, false), &stop));
        answer?;
        fuzzy.push(spent);
    }
    told("a fuzzy word", &mut fuzzy);
    let list = library.entity_list()?;
    let (_, spent) = thinking(|| list.places(EntitySort::Mentions, None, "o"));
    println!("first letter of the filter of names: {spent:.1} ms");
    let mut cards = Vec::new();
    let entities = library.entities()?;
    let people = entities.iter().filter(|of| of.kind == NameKind::Person);
    for entity in people.step_by(7).take(20) {
        let (card, spent) = thinking(|| library.entity_card(&entity.id));
        card?;
        cards.push(spent);
    }
    told("an entity's card", &mut cards);
    let mut stories = Vec::new();
    for story in library.stories()?.iter().step_by(5).take(12) {
        let (table, spent) = thinking(|| library.compare_story(story));
        table?;
        stories.push(spent);
    }
    told("a story compared", &mut stories);
    Ok(())
}

fn add(home: &Home, source: &Path) -> Result<u64> {
    let mut library = Library::open(home)?;
    let sources = [Source::Path(source.to_path_buf())];
    let stop = AtomicBool::new(false);
    let report = library.add(&sources, &AddOptions::default(), &mut |_| {}, &stop)?;
    Ok(report.added)
}

/// A record a line: those of the data, then others put together of their paragraphs.
fn records(data: &Path, count: usize) -> Result<String> {
    let mut own: Vec<Value> = Vec::new();
    for name in ["allsides-groups", "allsides-other"] {
        let path = data.join(format!("{name}.articles.jsonl"));
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        for line in text.lines() {
            own.push(serde_json::from_str(line)?);
        }
    }
    let mut found = String::new();
    for record in own.iter().take(count) {
        let [title, date, source, body] =
            ["title", "date", "source", "body"].map(|key| &record[key]);
        let url = record["url"].as_str();
        let kept = json!({"id": record["id"], "title": title, "date": date, "source": source, "body": body, "url": url});
        writeln!(found, "{kept}")?;
    }
    own.retain(|record| record["date"].is_string());
    own.sort_by(|a, b| a["date"].as_str().cmp(&b["date"].as_str()));
    let mut chance = Chance(13);
    for number in own.len().min(count)..count {
        let from = chance.below(own.len() - NEAR);
        let near = &own[from..from + NEAR];
        let mut body = String::new();
        for _ in 0..PARTS {
            let text = near[chance.below(NEAR)]["body"]
                .as_str()
                .unwrap_or_default();
            let paragraphs: Vec<&str> = text
                .lines()
                .filter(|line| !line.trim().is_empty())
                .collect();
            let first = chance.below(paragraphs.len().max(1));
            for paragraph in paragraphs.iter().skip(first).take(PARAGRAPHS) {
                writeln!(body, "{paragraph}\n")?;
            }
        }
        let [title, source] = ["title", "source"].map(|key| &near[chance.below(NEAR)][key]);
        let date = &near[0]["date"];
        let made = json!({"id": format!("made {number}"), "title": title, "date": date, "source": source, "body": body});
        writeln!(found, "{made}")?;
    }
    Ok(found)
}

/// Numbers that look drawn by lot, the same each time (xorshift: Marsaglia 2003).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// With the CPU seconds that the whole process spent on it.
fn spending<T>(work: impl FnOnce() -> Result<T>) -> Result<(T, f64)> {
    let before = spent();
    let done = work()?;
    Ok((done, spent() - before))
}

fn spent() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program stands in brackets and may hold spaces; user and system time are the 12th and 13th after it.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks = fields.split_whitespace().skip(11).take(2);
    ticks
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / TICKS
}

/// With the CPU milliseconds that this thread spent on it.
fn thinking<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let spent = || {
        let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
        let nanoseconds = stat.split_whitespace().next();
        nanoseconds
            .and_then(|spent| spent.parse::<f64>().ok())
            .unwrap_or(f64::NAN)
    };
    let before = spent();
    let done = work();
    (done, (spent() - before) / 1e6)
}

fn told(what: &str, times: &mut [f64]) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times[((times.len() - 1) as f64 * share).round() as usize];
    println!(
        "{what}: {:.1} ms, of ten the ninth {:.1}, the slowest {:.1}",
        at(0.5),
        at(0.9),
        at(1.0)
    );
}

/// Megabytes of memory that the process had at the most.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1000
}

fn size(path: &Path) -> u64 {
    let inside = |path: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(path).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    };
    match path.is_dir() {
        true => inside(path).iter().map(|path| size(path)).sum(),
        false => path.metadata().map_or(0, |file| file.len()),
    }
}
