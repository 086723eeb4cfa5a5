//! Which lines of a page are its article: head, body, tail; tested by what [`page`](super::page) makes of them.

use super::byline::{byline, is_name, people};
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

/// What is to become of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Body,
    Title,
    Standfirst,
    Caption,
    Left,
}

/// The lines of a page, what each is by itself, and what is to become of it.
pub struct Sorter {
    pub lines: Vec<Line>,
    pub kinds: Vec<Kind>,
    pub roles: Vec<Role>,
    /// Prose words before each line, and of all.
    words_before: Vec<usize>,
    pub authors: Vec<String>,
    pub outlet: Option<String>,
    pub helpers: Vec<String>,
    pub dates: Vec<DateLine>,
}

impl Sorter {
    pub fn new(lines: Vec<Line>) -> Self {
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
    pub fn head(&mut self, known: Option<&str>) -> usize {
        let captions = self.captions();
        let Some(first) = (0..self.lines.len())
            .find(|&at| self.kinds[at] == Kind::Prose && !captions[at] && !self.asks(at))
        else {
            return 0;
        };
        let mut end = first;
        let mut prose = 0;
        for at in 0..self.lines.len().min(HEAD_LINES) {
            let line = &self.lines[at].text;
            if captions[at] || self.asks(at) {
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
        for (at, caption) in captions.iter().enumerate().take(end) {
            self.roles[at] = match self.kinds[at] {
                _ if Some(at) == title => Role::Title,
                _ if *caption => Role::Caption,
                // Without a headline above it, a sentence is the article's own.
                Kind::Prose if title.is_some() || known.is_some() => Role::Standfirst,
                Kind::Prose => Role::Body,
                _ => Role::Left,
            };
            if Some(at) != title {
                self.take_facts(at, title.is_some_and(|title| title < at));
            }
        }
        end
    }

    /// Which lines are captions: the line right above a credit, where blank lines part the others.
    fn captions(&self) -> Vec<bool> {
        let apart = self.lines.iter().filter(|line| line.apart).count();
        let mut captions = vec![false; self.lines.len()];
        if apart * 10 < self.lines.len() * 6 {
            return captions;
        }
        for at in 1..self.lines.len() {
            let under = self.kinds[at] == Kind::Credit && !self.lines[at].apart;
            let above = matches!(self.kinds[at - 1], Kind::Prose | Kind::Unknown);
            captions[at - 1] = under && above && self.lines[at - 1].apart;
        }
        captions
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
    fn title_in(&self, end: usize, captions: &[bool]) -> Option<usize> {
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
                && !captions[*at]
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
    pub fn body(&mut self, start: usize) {
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
                Kind::Prose if captions[at] => self.roles[at] = Role::Caption,
                Kind::Unknown if captions[at] => self.roles[at] = Role::Caption,
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

    /// A text without a sentence: everything that is not known to be furniture is the article.
    pub fn keep_all(&mut self) {
        for (role, kind) in self.roles.iter_mut().zip(&self.kinds) {
            let furniture = matches!(
                kind,
                Kind::Furniture | Kind::Credit | Kind::Mark | Kind::Ending | Kind::LinkBlock
            );
            *role = if furniture { Role::Left } else { Role::Body };
        }
    }
}
