//! The lines of a page to the parts of an article: headline, byline, date, body; and what was left out, counted.

use crate::model::{DateSource, Published};

use super::byline::{byline, copyright_outlet, dateline_outlet, is_name, people};
use super::clean::{Line, ends_sentence};
use super::date::{DateLine, date_line};
use super::furniture::{Kind, bare, kind};

/// Lines among which the headline and the byline of a copied page are looked for.
const HEAD_LINES: usize = 40;
/// Longest standfirst, in characters.
const STANDFIRST_CHARS: usize = 400;
/// Fewest and most words of a headline.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=30;
/// Longest headline, in characters.
const TITLE_CHARS: usize = 250;
/// What may follow a comment form or a legal notice and still be cut off, as a share of all prose, in percent.
const TAIL_PERCENT: usize = 35;
/// The same after a heading of links.
const LINKS_PERCENT: usize = 15;
/// Words of a line after the last sentence that is dropped as a label.
const LABEL_WORDS: usize = 4;
/// Lines that a note quotes.
const QUOTED_LINES: usize = 3;

/// Where the lines come from: how much of a page may be around the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The text of a whole page, copied or saved.
    Copied,
    /// The main text, found by an extractor or given by a record.
    Extracted,
}

/// An article as its page shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Published>,
    pub paragraphs: Vec<String>,
    pub notes: Vec<String>,
}

/// Parts the lines of a page. `title`, where it is known already, is not looked for and not repeated in the body.
pub fn page(lines: Vec<Line>, layout: Layout, title: Option<&str>) -> Page {
    let mut sorter = Sorter::new(lines);
    let head = match layout {
        Layout::Copied => sorter.head(title),
        Layout::Extracted => 0,
    };
    sorter.body(head);
    sorter.page(title)
}

/// What is to become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Body,
    Title,
    Standfirst,
    Caption,
    Left,
}

struct Sorter {
    lines: Vec<Line>,
    kinds: Vec<Kind>,
    roles: Vec<Role>,
    /// Prose words before each line, and of all.
    words_before: Vec<usize>,
    authors: Vec<String>,
    outlet: Option<String>,
    helpers: Vec<String>,
    dates: Vec<DateLine>,
}

impl Sorter {
    fn new(lines: Vec<Line>) -> Self {
        let kinds: Vec<Kind> = lines.iter().map(|line| kind(&line.text)).collect();
        let mut words_before = vec![0];
        for (line, kind) in lines.iter().zip(&kinds) {
            let words = if *kind == Kind::Prose {
                line.text.split(' ').count()
            } else {
                0
            };
            words_before.push(words_before.last().copied().unwrap_or(0) + words);
        }
        Sorter {
            roles: vec![Role::Body; lines.len()],
            lines,
            kinds,
            words_before,
            authors: Vec::new(),
            outlet: None,
            helpers: Vec::new(),
            dates: Vec::new(),
        }
    }

    /// Sorts what stands before the body; gives the index of the body's first line.
    fn head(&mut self, known: Option<&str>) -> usize {
        let captions = self.captions();
        let Some(first) = (0..self.lines.len())
            .find(|&at| self.kinds[at] == Kind::Prose && !captions.contains(&at) && !self.asks(at))
        else {
            return 0;
        };
        let mut end = first;
        let mut prose = 0;
        for at in 0..self.lines.len().min(HEAD_LINES) {
            let line = &self.lines[at].text;
            if captions.contains(&at) || self.asks(at) {
                continue;
            }
            if self.kinds[at] == Kind::Prose {
                prose += 1;
                if prose > 1 || line.chars().count() > STANDFIRST_CHARS {
                    break;
                }
            } else if self.is_meta(at) && (prose == 0 || self.title_in(at, &captions).is_some()) {
                end = end.max(at + 1);
            }
        }
        let title = match known {
            Some(known) => (0..end).find(|&at| bare(&self.lines[at].text) == bare(known)),
            None => self.title_in(end, &captions),
        };
        for at in 0..end {
            self.roles[at] = if Some(at) == title {
                Role::Title
            } else if captions.contains(&at) {
                Role::Caption
            } else if self.kinds[at] == Kind::Prose {
                Role::Standfirst
            } else {
                Role::Left
            };
            if Some(at) != title {
                self.take_facts(at, title.is_some_and(|title| title < at));
            }
        }
        // Between the headline and the body a short line is a label; without a headline it may be the article's own.
        if title.is_none() && known.is_none() {
            for at in 0..end {
                if matches!(self.kinds[at], Kind::Prose) && self.roles[at] == Role::Standfirst {
                    self.roles[at] = Role::Body;
                }
            }
        }
        end
    }

    /// Captions: the prose line right above a credit, where blank lines part the others.
    fn captions(&self) -> Vec<usize> {
        let apart = self.lines.iter().filter(|line| line.apart).count();
        if apart * 10 < self.lines.len() * 6 {
            return Vec::new();
        }
        (1..self.lines.len())
            .filter(|&at| {
                self.kinds[at] == Kind::Credit && !self.lines[at].apart && self.lines[at - 1].apart
            })
            .map(|at| at - 1)
            .filter(|&at| matches!(self.kinds[at], Kind::Prose | Kind::Unknown))
            .collect()
    }

    /// A first line that asks or calls may be a headline for all its full stop.
    fn asks(&self, at: usize) -> bool {
        let line = &self.lines[at].text;
        at < 3
            && line.ends_with(['?', '!'])
            && line.split(' ').count() <= 20
            && !line.contains(". ")
            && self.lines.get(at + 1).is_some_and(|next| next.apart)
    }

    /// Lines that stand between headline and body: byline, date, section, reading time.
    fn is_meta(&self, at: usize) -> bool {
        let line = &self.lines[at].text;
        if byline(line).is_some() || date_line(line).is_some() {
            return true;
        }
        let bare = bare(line);
        self.kinds[at] == Kind::Furniture
            && (["published in", "posted in", "filed under"]
                .iter()
                .any(|words| bare.starts_with(words))
                || (bare.contains(" read")
                    && bare.starts_with(|letter: char| letter.is_ascii_digit())))
    }

    /// The headline among the lines before `end`: the longest that reads as one, nearest to the body.
    fn title_in(&self, end: usize, captions: &[usize]) -> Option<usize> {
        let is_title = |at: &usize| {
            let line = &self.lines[*at].text;
            let words = line.split(' ').count();
            let long = TITLE_WORDS.contains(&words)
                || (!line.is_ascii()
                    && words < 3
                    && line.chars().count() >= 8
                    && !line.contains(' '));
            (self.kinds[*at] == Kind::Unknown || self.asks(*at))
                && long
                && line.chars().count() <= TITLE_CHARS
                && !captions.contains(at)
                && !line.ends_with([':', ','])
                && byline(line).is_none()
                && date_line(line).is_none()
        };
        (0..end)
            .filter(is_title)
            .max_by_key(|&at| (self.lines[at].text.split(' ').count().min(8), at))
    }

    /// Takes what a line says of author, outlet and date.
    fn take_facts(&mut self, at: usize, after_title: bool) {
        let line = &self.lines[at].text;
        if let Some(found) = byline(line) {
            if self.authors.is_empty() {
                self.authors = found.authors;
            }
            if self.outlet.is_none() {
                self.outlet = found.outlet;
            }
            self.dates.extend(found.date);
        } else if let Some(date) = date_line(line) {
            self.dates.push(date);
        } else if after_title && self.authors.is_empty() && is_name(line) {
            let dated = |at: usize| {
                self.lines
                    .get(at)
                    .is_some_and(|line| date_line(&line.text).is_some())
            };
            if dated(at + 1) || (at > 0 && dated(at - 1)) {
                self.authors = people(line);
            }
        }
    }

    /// Sorts the lines from `start` on.
    fn body(&mut self, start: usize) {
        let all = self.words_before.last().copied().unwrap_or(0);
        let last = self.kinds.iter().rposition(|kind| *kind == Kind::Prose);
        let first = (start..self.lines.len())
            .find(|&at| self.kinds[at] == Kind::Prose)
            .unwrap_or(start);
        let captions = self.captions();
        let mut at = start;
        while at < self.lines.len() {
            let after = all - self.words_before[at + 1];
            let cut = |percent: usize| {
                all > 0 && self.words_before[at] > 0 && after * 100 <= all * percent
            };
            let meta = at < first.max(start + 2) || last.is_some_and(|last| at > last);
            match self.kinds[at] {
                Kind::Ending if cut(TAIL_PERCENT) => return self.leave_rest(at),
                Kind::LinkBlock if cut(LINKS_PERCENT) => return self.leave_rest(at),
                Kind::LinkBlock => {
                    self.roles[at] = Role::Left;
                    while at + 1 < self.lines.len()
                        && self.kinds[at + 1] != Kind::Prose
                        && !self.lines[at + 1].apart
                    {
                        at += 1;
                        self.roles[at] = Role::Left;
                    }
                }
                Kind::Contribution => {
                    self.take_helpers(at);
                    self.roles[at] = Role::Left;
                }
                Kind::Prose if captions.contains(&at) => self.roles[at] = Role::Caption,
                Kind::Unknown if captions.contains(&at) => self.roles[at] = Role::Caption,
                Kind::Prose => {}
                Kind::Unknown => {
                    let line = &self.lines[at].text;
                    let facts = meta && (byline(line).is_some() || date_line(line).is_some());
                    let label = last.is_some_and(|last| at > last)
                        && line.split(' ').count() <= LABEL_WORDS
                        && !ends_sentence(line)
                        && line.chars().count() <= 40;
                    if facts {
                        self.take_facts(at, true);
                    }
                    if facts || label {
                        self.roles[at] = Role::Left;
                    }
                }
                Kind::Furniture | Kind::Credit | Kind::Ending | Kind::Mark => {
                    self.roles[at] = Role::Left;
                    if meta {
                        self.take_facts(at, false);
                    }
                }
            }
            at += 1;
        }
    }

    fn leave_rest(&mut self, from: usize) {
        for at in from..self.lines.len() {
            self.roles[at] = Role::Left;
            if self.kinds[at] == Kind::Contribution {
                self.take_helpers(at);
            }
        }
    }

    /// `Reporting by Jo Doe; editing by …`: the reporters are the authors where no byline names any.
    fn take_helpers(&mut self, at: usize) {
        let line = self.lines[at].text.trim_matches(['(', ')', '.', ' ']);
        let Some(rest) = line
            .strip_prefix("Reporting by ")
            .or_else(|| line.strip_prefix("Reported by "))
        else {
            return;
        };
        let names = rest.split([';', '.']).next().unwrap_or(rest);
        let names: Vec<String> = people(names)
            .into_iter()
            .map(|name| name.split(" in ").next().unwrap_or(&name).to_string())
            .collect();
        if names.iter().all(|name| is_name(name)) {
            self.helpers = names;
        }
    }

    fn page(mut self, known: Option<&str>) -> Page {
        if !self.roles.contains(&Role::Body) {
            self.keep_all();
        }
        let mut page = Page::default();
        let known_bare = known.map(bare).filter(|title| !title.is_empty());
        let mut left: Vec<String> = Vec::new();
        let copyright = self
            .lines
            .iter()
            .zip(&self.kinds)
            .filter(|(_, kind)| **kind == Kind::Ending);
        let copyright = copyright
            .filter_map(|(line, _)| copyright_outlet(&line.text))
            .next_back();
        for (line, role) in self.lines.into_iter().zip(self.roles) {
            match role {
                Role::Body
                    if page.paragraphs.len() < 2
                        && known_bare.as_deref() == Some(&bare(&line.text)) => {}
                Role::Body => page.paragraphs.push(line.text),
                Role::Title => page.title = Some(line.text),
                Role::Standfirst => page.notes.push(format!(
                    "standfirst left out: \"{}\"",
                    shortened(&line.text)
                )),
                Role::Caption => page
                    .notes
                    .push(format!("caption left out: \"{}\"", shortened(&line.text))),
                Role::Left => left.push(line.text),
            }
        }
        page.notes.extend(furniture_note(&left));
        page.authors = if self.authors.is_empty() {
            self.helpers
        } else {
            self.authors
        };
        page.outlet = self
            .outlet
            .or_else(|| {
                page.paragraphs
                    .first()
                    .and_then(|first| dateline_outlet(first))
            })
            .or(copyright);
        self.dates.sort_by_key(|date| date.updated);
        if let Some(date) = self.dates.into_iter().next() {
            let (published, note) = date.date.with_note("");
            page.published = published.map(|published| Published {
                from: DateSource::Text,
                ..published
            });
            page.notes.extend(note.filter(|_| page.published.is_some()));
        }
        page
    }

    /// A text without a sentence: everything that is not known to be furniture is the article.
    fn keep_all(&mut self) {
        for (role, kind) in self.roles.iter_mut().zip(&self.kinds) {
            let furniture = matches!(
                kind,
                Kind::Furniture | Kind::Credit | Kind::Mark | Kind::Ending | Kind::LinkBlock
            );
            *role = if furniture { Role::Left } else { Role::Body };
        }
    }
}

/// `7 lines left out as page furniture: "Related Content", "Share", …`
fn furniture_note(left: &[String]) -> Option<String> {
    let mut quoted: Vec<String> = left
        .iter()
        .filter(|line| !bare(line).is_empty())
        .map(|line| format!("\"{}\"", shortened(line)))
        .collect();
    quoted.dedup();
    if quoted.is_empty() {
        return None;
    }
    let more = if quoted.len() > QUOTED_LINES {
        ", …"
    } else {
        ""
    };
    quoted.truncate(QUOTED_LINES);
    let lines = if left.len() == 1 { "line" } else { "lines" };
    Some(format!(
        "{} {lines} left out as page furniture: {}{more}",
        left.len(),
        quoted.join(", ")
    ))
}

fn shortened(line: &str) -> String {
    const CHARS: usize = 48;
    match line.char_indices().nth(CHARS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_string(),
    }
}
