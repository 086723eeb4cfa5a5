//! What stands above the text of a page: headline, standfirst, byline, day, outlet; tested by what [`page`](super::page) makes
//! of them.

use super::byline::{are_names, byline, people};
use super::clean::is_unspaced;
use super::credits::{dateline, labels_picture};
use super::furniture::{Kind, bare};
use super::record::is_deep;
use super::sorter::{HEAD_LINES, Role, Sorter};
use super::source_line::{is_page, outlet_line, zoned_date_line as date_line};
use super::url::is_web;

/// Longest standfirst, in characters.
const STANDFIRST_CHARS: usize = 400;
/// Fewest and most words of a headline.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 3..=30;
/// Letters of the shortest headline in a script that does not part its words.
const TITLE_LETTERS: usize = 5;
/// Longest headline, in characters.
const TITLE_CHARS: usize = 250;
/// Lines before the text of a paste: more are the menus of a page, and the headline stands next to the text.
const PASTED_HEAD: usize = 8;
/// Words of the shortest line that is a standfirst without being a sentence.
const STANDFIRST_WORDS: usize = 5;

impl Sorter {
    /// Sorts what stands before the body; gives the index of the body's first line.
    pub fn head(&mut self, known: Option<&str>) -> usize {
        let captions = self.captions();
        let Some(first) = (self.core..self.lines.len())
            .find(|&at| self.kinds[at] == Kind::Prose && !captions[at] && !self.asks(at))
        else {
            return 0;
        };
        let mut end = first;
        let mut prose = 0;
        for at in 0..self.lines.len().min(self.core + HEAD_LINES) {
            let line = &self.lines[at].text;
            if captions[at] || self.asks(at) {
                continue;
            }
            // "Mar. 4, 2025 at 9:15 a.m. EST" ends as a sentence may.
            if self.kinds[at] == Kind::Prose && at >= self.core && date_line(line).is_none() {
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
                Kind::Credit if self.sums_up(at) && labels_picture(&self.lines[at].text) => {
                    Role::Caption
                }
                Kind::Prose if date_line(&self.lines[at].text).is_some() => Role::Left,
                // A sentence above the headline is another article's; without a headline it is the article's own.
                Kind::Prose if title.is_some_and(|title| at < title) => Role::Left,
                Kind::Prose if title.is_some() || known.is_some() => Role::Standfirst,
                Kind::Prose => Role::Body,
                Kind::Unknown if title.is_some_and(|title| title < at) && self.sums_up(at) => {
                    Role::Standfirst
                }
                _ => Role::Left,
            };
            if Some(at) != title && !*caption && self.kinds[at] != Kind::Credit {
                self.take_facts(at, title.is_some_and(|title| title < at));
            }
        }
        end
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

    /// A line that says more than a name or a day: a standfirst under the headline, a caption before its credit.
    pub(super) fn sums_up(&self, at: usize) -> bool {
        let line = &self.lines[at].text;
        line.split(' ').count() >= STANDFIRST_WORDS && !self.is_meta(at)
    }

    /// Lines that stand between headline and body: byline, date, section, reading time.
    fn is_meta(&self, at: usize) -> bool {
        let line = &self.lines[at].text;
        if byline(line).is_some()
            || date_line(line).is_some()
            || is_page(&line.to_lowercase())
            || dateline(line).is_some()
            || self.is_outlet_line(at)
            || self.are_authors(at)
        {
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

    /// The name of an outlet on a line of its own, next to a day or a byline.
    fn is_outlet_line(&self, at: usize) -> bool {
        let signs = |line: &str| date_line(line).is_some() || byline(line).is_some();
        outlet_line(&self.lines[at].text).is_some() && self.is_beside(at, signs)
    }

    /// Names of people on a line of their own, next to a day or an outlet; the first line may be a headline.
    fn are_authors(&self, at: usize) -> bool {
        let signs = |line: &str| {
            date_line(line).is_some() || outlet_line(line).is_some() || byline(line).is_some()
        };
        at > 0 && are_names(&self.lines[at].text) && self.is_beside(at, signs)
    }

    /// Whether the line before or behind is of a kind.
    fn is_beside(&self, at: usize, is: impl Fn(&str) -> bool) -> bool {
        let holds = |at: usize| self.lines.get(at).is_some_and(|line| is(&line.text));
        holds(at + 1) || at > 0 && holds(at - 1)
    }

    /// Whether a line is of the few above a text that was pasted, not of the many of a whole page.
    fn is_pasted(&self, at: usize) -> bool {
        self.far.iter().all(Vec::is_empty) && at <= PASTED_HEAD
    }

    /// The headline among the lines before `end`. Of a few lines it is the first, of the many of a whole page the longest
    /// that reads as one, nearest to the body.
    fn title_in(&self, end: usize, captions: &[bool]) -> Option<usize> {
        let first = end.saturating_sub(HEAD_LINES);
        let may_be = |at: &usize| {
            let line = &self.lines[*at].text;
            (self.kinds[*at] == Kind::Unknown || self.asks(*at))
                && line.chars().count() <= TITLE_CHARS
                && !captions[*at]
                && !line.ends_with([':', ','])
        };
        let is_meta = |at: &usize| self.is_meta(*at);
        let is_long = |at: &usize| {
            let line = &self.lines[*at].text;
            let words = line.split(' ').count();
            TITLE_WORDS.contains(&words)
                || is_unspaced(line) && line.chars().count() >= TITLE_LETTERS
        };
        let candidates = || (first..end).filter(may_be).filter(|at| !is_meta(at));
        if self.is_pasted(end)
            && let Some(at) = candidates().find(is_long)
        {
            return Some(at);
        }
        let longest = candidates()
            .filter(is_long)
            .max_by_key(|&at| (self.lines[at].text.split(' ').count().min(8), at));
        // "Bridge reopens" is a headline where it is all that stands above the text; a day in a headline is one where no
        // other line is.
        let short = || candidates().find(|&at| self.is_pasted(at) && at == 0);
        let dated = || {
            (first..end)
                .filter(may_be)
                .find(|at| is_long(at) && !self.tells(*at))
        };
        longest.or_else(short).or_else(dated)
    }

    /// Whether a line says more than a day: author or outlet.
    fn tells(&self, at: usize) -> bool {
        let line = &self.lines[at].text;
        date_line(line).is_some()
            || self.is_outlet_line(at)
            || dateline(line).is_some()
            || byline(line).is_some_and(|found| found.outlet.is_some() || !found.authors.is_empty())
    }

    /// Takes what a line says of author, outlet and date.
    pub(super) fn take_facts(&mut self, at: usize, after_title: bool) {
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
        } else if let Some((agency, _)) = dateline(line) {
            self.agency.get_or_insert_with(|| agency.to_string());
        } else if self.is_outlet_line(at) {
            let name = outlet_line(line).map(str::to_string);
            self.outlet = self.outlet.take().or(name);
        } else if after_title && self.authors.is_empty() && self.are_authors(at) {
            self.authors = people(line);
        } else if after_title && is_web(line) && is_deep(line) && self.is_pasted(at) {
            self.url.get_or_insert_with(|| line.clone());
        }
    }
}
