//! What comparing the stories said in short, kept in a file beside the catalogue: nothing is compared again at each start.
//!
//! Invariant: the file is disposable. It holds no words of an article, and what cannot be read of it, or was said of other
//! articles, under other decisions or by another parallax, is compared again.

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::keys;
use super::library::Library;
use super::weighed::{Signs, Weighed};
use crate::analysis::telling::known::Known;
use crate::model::{Story, Tally};
use crate::shelf::private;

/// Bytes of a file that is read: 100,000 articles of 60 sentences take some 20 MB. A longer one is not of parallax.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// Lines beside those that are needed, from which the file is written anew: what stories said before they changed.
const MOST_STALE: usize = 1000;
/// Stands for a sentence of which nothing is known.
const UNKNOWN: char = ' ';

/// A line of the file: one story.
#[derive(Serialize, Deserialize)]
struct Line {
    story: String,
    mark: String,
    contradictions: usize,
    loose: usize,
    signs: Vec<LineSigns>,
}

#[derive(Serialize, Deserialize)]
struct LineSigns {
    article: String,
    text: String,
    /// A sign a sentence.
    sentences: String,
}

impl Line {
    fn of(weighed: &Weighed, mark: &str) -> Line {
        let signs = weighed.signs.iter().map(|signs| LineSigns {
            article: signs.article.clone(),
            text: signs.text.clone(),
            sentences: signs
                .sentences
                .iter()
                .map(|known| known.map_or(UNKNOWN, Known::letter))
                .collect(),
        });
        Line {
            story: weighed.story.clone(),
            mark: mark.to_string(),
            contradictions: weighed.tally.contradictions,
            loose: weighed.tally.loose,
            signs: signs.collect(),
        }
    }

    fn weighed(self) -> Weighed {
        let signs = self.signs.into_iter().map(|signs| Signs {
            article: signs.article,
            text: signs.text,
            sentences: signs.sentences.chars().map(Known::of_letter).collect(),
        });
        Weighed {
            story: self.story,
            tally: Tally {
                contradictions: self.contradictions,
                loose: self.loose,
            },
            signs: signs.collect(),
        }
    }
}

/// Where what a story's comparison said is kept, and under which mark.
#[derive(Clone, Debug)]
pub(super) struct Keep {
    path: PathBuf,
    mark: String,
}

impl Keep {
    /// Puts it behind what is there. What cannot be kept is compared again at the next start.
    pub fn put(&self, weighed: &Weighed) {
        let Ok(mut line) = serde_json::to_vec(&Line::of(weighed, &self.mark)) else {
            return;
        };
        line.push(b'\n');
        if private::strange(&self.path).is_some() {
            return;
        }
        let file = private::options()
            .create(true)
            .append(true)
            .open(&self.path);
        let _ = file.and_then(|mut file| file.write_all(&line));
    }
}

impl Library {
    /// The file, of a library that is kept and can be written.
    fn weights(&self) -> Option<PathBuf> {
        let home = self.home().filter(|_| self.closed.is_none())?;
        Some(home.weights())
    }

    /// Where what comparing this story says is to be kept; `None` where it cannot.
    pub(super) fn keep_of(&self, story: &Story) -> Option<Keep> {
        let path = self.weights()?;
        let mut hashes = Vec::with_capacity(story.articles.len());
        for member in &story.articles {
            hashes.push(self.catalogue().mark_of_article(&member.id).ok()??);
        }
        let decided = keys::decisions_hash(&self.decided().ok()?);
        let mark = mark(story, &decided, hashes.iter().map(String::as_str));
        Some(Keep { path, mark })
    }

    /// What is kept of stories that are what they were: nothing of them needs to be compared. Grows with the articles and
    /// the file; the file is written anew where most of it is of stories that are gone.
    ///
    /// # Errors
    /// The catalogue or the shelf cannot be read; a file that cannot is an empty one.
    pub(super) fn kept_weights(&self) -> Result<Vec<Arc<Weighed>>> {
        let Some(path) = self.weights() else {
            return Ok(Vec::new());
        };
        let Some(text) = private::read_small(&path, MOST_BYTES) else {
            return Ok(Vec::new());
        };
        let hashes = self.catalogue().marks_of_articles()?;
        let decided = keys::decisions_hash(&self.decided()?);
        let stories = self.stories()?;
        let marks = stories.iter().filter_map(|story| {
            let of = |id: &String| hashes.get(id).map(String::as_str);
            let all: Option<Vec<&str>> = story.articles.iter().map(|one| of(&one.id)).collect();
            let mark = mark(story, &decided, all?.into_iter());
            Some((story.id.as_str(), mark))
        });
        let marks: HashMap<&str, String> = marks.collect();
        let (mut lines, mut kept) = (0, HashMap::new());
        for line in text.lines() {
            lines += 1;
            let Ok(line) = serde_json::from_str::<Line>(line) else {
                continue;
            };
            if marks.get(line.story.as_str()) == Some(&line.mark) {
                kept.insert(line.story.clone(), line);
            }
        }
        if lines > kept.len() + MOST_STALE {
            written_anew(&path, kept.values());
        }
        let weighed = kept.into_values().map(|line| Arc::new(line.weighed()));
        Ok(weighed.collect())
    }
}

fn written_anew<'a>(path: &Path, lines: impl Iterator<Item = &'a Line>) {
    let mut text = Vec::new();
    for line in lines {
        if serde_json::to_writer(&mut text, line).is_err() {
            return;
        }
        text.push(b'\n');
    }
    // As it is it does no harm.
    let _ = private::write_soon(path, &text);
}

/// Tells what a comparison of a story depends on from all else: its articles as they were read, what the reader decided about
/// names, and which parallax compares.
fn mark<'a>(story: &Story, decided: &str, hashes: impl Iterator<Item = &'a str>) -> String {
    let ids = story.articles.iter().map(|member| member.id.clone());
    let mut parts = vec![program(), decided.to_string()];
    parts.extend(ids);
    parts.extend(hashes.map(str::to_string));
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    keys::id(&parts)
}

/// The version and, as another build may judge otherwise, length and age of the program's file.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let built = file.map_or((0, 0), |file| {
        let since = file.modified().ok();
        let since = since.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        (file.len(), since.map_or(0, |since| since.as_millis()))
    });
    format!("{} {built:?}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_comes_back_as_it_was_kept_and_what_is_no_line_does_not() {
        let weighed = Weighed {
            story: "5a".into(),
            tally: Tally {
                contradictions: 2,
                loose: 1,
            },
            signs: vec![Signs {
                article: "1b".into(),
                text: "ab12".into(),
                sentences: vec![
                    Some(Known::Differs),
                    None,
                    Some(Known::Alone),
                    Some(Known::Says),
                    Some(Known::Loose),
                    Some(Known::Part),
                ],
            }],
        };
        let line = serde_json::to_string(&Line::of(&weighed, "m")).unwrap();
        let read: Line = serde_json::from_str(&line).unwrap();
        assert_eq!(read.mark, "m");
        assert_eq!(read.weighed(), weighed);
        for broken in [
            "",
            "{",
            "{\"story\":\"5a\"}",
            "\u{0}",
            &line[..line.len() - 1],
        ] {
            assert!(serde_json::from_str::<Line>(broken).is_err(), "{broken}");
        }
    }
}
