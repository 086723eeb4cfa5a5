//! Which lines of a page are its article: head, body, tail; tested by what [`page`](super::page) makes of them.

use super::byline::{byline, is_labelled, people};
use super::clean::{Line, ends_sentence, is_unspaced};
use super::date::DateLine;
use super::furniture::{Kind, kind};
use super::signers::{Byline, is_name};
use super::source_line::zoned_date_line as date_line;

/// Lines among which the headline and the byline of a copied page are looked for.
pub(super) const HEAD_LINES: usize = 40;
/// Lines after the article that are looked through one by one; more are another part of the page.
const TAIL_LINES: usize = 12;
/// Bytes of an English word with its space: the unit in which prose counts.
const WORD_BYTES: usize = 6;
/// What a short line costs, in words, between two runs of prose; and what a known button costs.
const UNKNOWN_COST: i64 = 2;
const FURNITURE_COST: i64 = 3;
/// What may follow a comment form or a legal notice and still be cut off, as a share of all prose, in percent.
const TAIL_PERCENT: usize = 35;
/// The same after a heading of links.
const LINKS_PERCENT: usize = 15;
/// Words of a line after the last sentence that is dropped as a label; and letters, where a script does not part words.
const LABEL_WORDS: usize = 4;
const LABEL_LETTERS: usize = 8;

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
    /// Lines that stood far before and far behind the article and were not sorted at all.
    pub far: [Vec<Line>; 2],
    /// The first line of the run that holds most of the prose.
    pub(super) core: usize,
    pub kinds: Vec<Kind>,
    pub roles: Vec<Role>,
    /// Prose words before each line, and of all.
    words_before: Vec<usize>,
    pub authors: Vec<String>,
    pub outlet: Option<String>,
    /// The agency of a dateline that stands alone.
    pub agency: Option<String>,
    pub url: Option<String>,
    pub helpers: Vec<String>,
    pub dates: Vec<DateLine>,
}

impl Sorter {
    /// The lines of a whole page: what stands far before and after the run with most of the prose is put aside.
    pub fn of_page(lines: Vec<Line>) -> Self {
        let mut sorter = Sorter::new(lines);
        let (start, end) = core(&sorter.lines, &sorter.kinds);
        let from = start.saturating_sub(HEAD_LINES);
        let to = if sorter.lines.len() - end > TAIL_LINES {
            end
        } else {
            sorter.lines.len()
        };
        if from > 0 || to < sorter.lines.len() {
            let after = sorter.lines.split_off(to);
            let near = sorter.lines.split_off(from);
            sorter = Sorter {
                far: [sorter.lines, after],
                ..Sorter::new(near)
            };
        }
        sorter.core = start - from;
        sorter
    }

    /// Lines that are the article's, save for single ones.
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
            far: Default::default(),
            core: 0,
            lines,
            kinds,
            words_before,
            authors: Vec::new(),
            outlet: None,
            agency: None,
            url: None,
            helpers: Vec::new(),
            dates: Vec::new(),
        }
    }

    /// Which lines are captions: the line right above a credit, where blank lines part the others.
    pub(super) fn captions(&self) -> Vec<bool> {
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
                    // Below the text a name with an outlet may be a quotation's: there a day or a label must say more.
                    let below = last.is_some_and(|last| at > last);
                    let signs = |found: Byline| !below || found.date.is_some() || is_labelled(line);
                    let facts =
                        meta && (byline(line).is_some_and(signs) || date_line(line).is_some());
                    let short = if is_unspaced(line) {
                        line.chars().count() <= LABEL_LETTERS
                    } else {
                        line.split(' ').count() <= LABEL_WORDS && line.chars().count() <= 40
                    };
                    let label = short && last.is_some_and(|last| at > last) && !ends_sentence(line);
                    if facts {
                        self.take_facts(at, true);
                    }
                    if facts || label {
                        self.roles[at] = Role::Left;
                    }
                }
                Kind::Credit if self.sums_up(at) => self.roles[at] = Role::Caption,
                Kind::Furniture | Kind::Credit | Kind::Ending | Kind::Mark => {
                    self.roles[at] = Role::Left;
                    if meta && self.kinds[at] != Kind::Credit {
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

/// The run of lines with the greatest sum, where a sentence counts its words and every other line costs a few: maximum
/// subsequence segmentation (Pasternak and Roth, "Extracting article text from the web with maximum subsequence
/// segmentation", WWW 2009), over lines instead of words. First line, and the one after the last.
fn core(lines: &[Line], kinds: &[Kind]) -> (usize, usize) {
    let (mut best, mut sum, mut start) = (0, 0, 0);
    let mut found = (0, lines.len());
    for (at, (line, kind)) in lines.iter().zip(kinds).enumerate() {
        if sum <= 0 {
            (sum, start) = (0, at);
        }
        sum += match kind {
            // A script that does not part its words says as much with so many bytes.
            Kind::Prose => i64::try_from(line.text.len() / WORD_BYTES).unwrap_or(i64::MAX / 2),
            Kind::Unknown => -UNKNOWN_COST,
            Kind::Furniture | Kind::LinkBlock | Kind::Ending => -FURNITURE_COST,
            Kind::Credit | Kind::Contribution | Kind::Mark => 0,
        };
        if sum > best {
            best = sum;
            found = (start, at + 1);
        }
    }
    found
}
