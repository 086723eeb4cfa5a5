//! A folder with articles and a home beside it, gone when the test is over.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use parallax::model::Report;
use parallax::worker::{AddOptions, Home, Library, Source};

pub struct Folder {
    dir: PathBuf,
    pub home: Home,
    /// Where the articles are.
    pub news: PathBuf,
}

impl Folder {
    /// With the articles of one event in it, told by Alpha, Beta and Gamma.
    pub fn new(name: &str) -> Folder {
        let dir =
            std::env::temp_dir().join(format!("parallax-screens-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        let news = dir.join("news");
        std::fs::create_dir_all(&news).unwrap();
        let home = Home {
            dir: dir.join("home"),
        };
        let folder = Folder { dir, home, news };
        for (name, hour, people) in [("Alpha", 8, 42), ("Beta", 10, 45), ("Gamma", 12, 42)] {
            folder.tell(name, hour, people);
        }
        folder
    }

    /// Writes what an outlet tells of the ferry.
    pub fn tell(&self, outlet: &str, hour: usize, people: usize) {
        let text = format!(
            "The ferry Sea Lark ran aground in the harbour of Port Merrow on Tuesday with {people} people on board.\n\nCaptain Elena Marsh of the {outlet} desk said the ship lost all steering within seconds.\n\nDivers of the Merrow Coast Guard searched the hull for leaks until nightfall.\n"
        );
        self.write(&outlet.to_lowercase(), outlet, hour, &text);
    }

    pub fn write(&self, name: &str, outlet: &str, hour: usize, text: &str) {
        self.titled("Ferry aground", name, outlet, hour, text);
    }

    pub fn titled(&self, title: &str, name: &str, outlet: &str, hour: usize, text: &str) {
        let article = format!(
            "---\ntitle: {title}, told by {outlet}\noutlet: {outlet} News\ndate: 2031-05-03T{hour:02}:00:00Z\nurl: https://{name}.example/ferry\n---\n\n{text}"
        );
        std::fs::write(self.file(name), article).unwrap();
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.news.join(format!("{name}.md"))
    }

    /// Adds the articles to the library, as another program does.
    pub fn add(&self) -> Report {
        add(&self.home, std::slice::from_ref(&self.news))
    }

    pub fn refresh(&self) -> Report {
        refresh(&self.home)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.dir);
    }
}

pub fn add(home: &Home, paths: &[PathBuf]) -> Report {
    let sources: Vec<Source> = paths.iter().cloned().map(Source::named).collect();
    let mut library = Library::open(home).unwrap();
    let stop = AtomicBool::new(false);
    let report = library.add(&sources, &AddOptions::default(), &mut |_| {}, &stop);
    report.unwrap()
}

pub fn refresh(home: &Home) -> Report {
    let mut library = Library::open(home).unwrap();
    let stop = AtomicBool::new(false);
    let report = library.refresh(&AddOptions::default(), &mut |_| {}, &stop);
    report.unwrap()
}

/// A path as it is typed.
pub fn typed(path: &Path) -> String {
    path.display().to_string()
}
