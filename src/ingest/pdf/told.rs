//! What is told of a PDF by the process that reads it: headline, paragraphs, what stands beside them, and every doubt.

use serde::{Deserialize, Serialize};

use super::columns::{Block, parted};
use super::letters::{Ink, Sheet, Sheets, UNKNOWN, sheets};
use super::paragraphs::{Divided, Paragraph, joined, paragraphs};
use super::rows::{Row, rows, usual};
use super::running::{Leaf, put_once, without_running};

/// Letters of a page that has a text; what has fewer is a picture with a stamp on it.
const PAGE_LETTERS: usize = 30;
/// Share of letters that may be unknown: more, and the fonts of the file do not say what they mean.
const UNKNOWN_SHARE: f64 = 0.02;
const UNREADABLE_SHARE: f64 = 0.3;
/// Times the size of the text at which a row is a headline, and that at which another one on the same page may be, too.
const HEADLINE: f64 = 1.25;
const OTHER_HEADLINE: f64 = 0.9;
/// Times the size of the text below which letters are those of a footnote.
const NOTE: f64 = 0.9;
/// Words of a headline.
const HEADLINE_WORDS: std::ops::RangeInclusive<usize> = 3..=40;
/// Letters behind a headline that are an article of its own.
const ARTICLE_LETTERS: usize = 400;

/// A PDF as it was read. Texts are clean.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Told {
    /// The largest words of the first page.
    pub headline: Option<String>,
    pub paragraphs: Vec<String>,
    /// What stands beside the text, and behind how many of its paragraphs.
    pub beside: Vec<(String, usize)>,
    /// Heads and feet of pages, each once.
    pub running: Vec<String>,
    pub pages: usize,
    /// Words that were divided at ends of rows and made whole.
    pub joined: usize,
    pub doubts: Vec<Doubt>,
    /// Pages that are pictures, where others have a text.
    pub pictured: usize,
    /// What the file says of itself.
    pub title: Option<String>,
    pub author: Option<String>,
    pub made: Option<String>,
}

/// Why a text is searched and not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Doubt {
    Columns,
    Headlines,
    Recognised,
    Letters,
    Cut,
}

/// Reads a PDF.
///
/// # Errors
/// Why there is no text.
pub fn told(bytes: Vec<u8>) -> Result<Told, String> {
    let sheets = sheets(bytes)?;
    let mut told = Told {
        pages: sheets.pages.len(),
        title: sheets.title.clone(),
        author: sheets.author.clone(),
        made: sheets.made.clone(),
        ..Told::default()
    };
    told.look(&sheets)?;
    let mut leaves: Vec<Leaf> = sheets.pages.iter().map(leaf).collect();
    let marked = sheets
        .pages
        .iter()
        .flat_map(|page| rows(page, &[Ink::Apart]));
    told.running = without_running(&mut leaves);
    for text in marked.map(|row| row.text()).chain(turned(&sheets)) {
        put_once(&mut told.running, text);
    }
    let mut divided = Divided::of(leaves.iter().flat_map(|leaf| &leaf.rows));
    let rows = leaves.iter().flat_map(|leaf| &leaf.rows);
    let size = usual(rows.map(|row| (row.size(), row.letters()))).unwrap_or(0.0);
    let mut all = Vec::new();
    for (page, leaf) in leaves.into_iter().enumerate() {
        let parted = parted(leaf.rows);
        if parted.is_unsure {
            told.doubt(Doubt::Columns);
        }
        let of_block = |block: &Block| paragraphs(block, page, &mut divided);
        let mut found: Vec<Paragraph> = parted.blocks.iter().flat_map(of_block).collect();
        below(&mut found, size);
        all.extend(found);
    }
    let all = joined(all, &mut divided);
    told.joined = divided.joined;
    told.put(all);
    Ok(told)
}

impl Told {
    fn doubt(&mut self, doubt: Doubt) {
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// Looks at the letters before they are read.
    fn look(&mut self, sheets: &Sheets) -> Result<(), String> {
        let mut all = 0;
        let (mut unknown, mut unseen, mut right, mut turned) = (0, 0, 0, 0);
        for letter in sheets.pages.iter().flat_map(|page| &page.letters) {
            let Some(first) = letter.text.trim().chars().next() else {
                continue;
            };
            all += 1;
            unknown += usize::from(is_unknown(first));
            unseen += usize::from(letter.ink == Ink::Unseen);
            turned += usize::from(letter.ink == Ink::Turned);
            right += usize::from(runs_left(first));
        }
        let pictured = sheets.pages.iter().filter(|page| is_pictured(page)).count();
        if all < PAGE_LETTERS {
            return Err(match (pictured, self.pages) {
                _ if sheets.is_cut => "a PDF that is cut: its end is missing".into(),
                (0, _) => "a PDF without text".into(),
                (1, 1) => "a scanned PDF: its page is a picture without a text (a program for OCR adds one)".into(),
                (pictured, pages) => format!(
                    "a scanned PDF: {pictured} of {pages} pages are pictures without a text (a program for OCR adds one)"
                ),
            });
        }
        let share = |count: usize| count as f64 / all as f64;
        if share(unknown) > UNREADABLE_SHARE && sheets.is_cut {
            return Err(
                "a PDF that is cut: its end is missing, and with it what its letters are".into(),
            );
        }
        if share(unknown) > UNREADABLE_SHARE {
            return Err(format!(
                "a PDF whose fonts do not say what their letters are: {unknown} of {all} (a program for OCR reads them)"
            ));
        }
        if share(right) > UNREADABLE_SHARE {
            return Err("a PDF of a script that runs from right to left: not read".into());
        }
        if share(turned) > UNREADABLE_SHARE {
            return Err("a PDF whose rows stand upright: not read".into());
        }
        if share(unknown) > UNKNOWN_SHARE {
            self.doubt(Doubt::Letters);
        }
        if share(unseen) > UNREADABLE_SHARE {
            self.doubt(Doubt::Recognised);
        }
        if sheets.is_cut {
            self.doubt(Doubt::Cut);
        }
        self.pictured = pictured;
        Ok(())
    }

    /// Finds the headline, and puts each paragraph where it belongs.
    fn put(&mut self, all: Vec<Paragraph>) {
        let weighed = all
            .iter()
            .map(|paragraph| (paragraph.size, paragraph.text.len()));
        let size = usual(weighed).unwrap_or(0.0);
        let is_large = |paragraph: &Paragraph, least: f64| {
            paragraph.size >= least
                && !paragraph.is_beside
                && HEADLINE_WORDS.contains(&paragraph.text.split(' ').count())
        };
        let first_page = || all.iter().filter(|paragraph| paragraph.page == all[0].page);
        let headline = first_page()
            .filter(|paragraph| is_large(paragraph, HEADLINE * size))
            .max_by(|a, b| a.size.total_cmp(&b.size).then(std::cmp::Ordering::Greater));
        if let Some(headline) = headline {
            let others = all.iter().enumerate().filter(|(_, other)| {
                is_large(other, OTHER_HEADLINE * headline.size) && *other != headline
            });
            let behind = |at: usize| {
                let text = all[at + 1..]
                    .iter()
                    .take_while(|next| !is_large(next, OTHER_HEADLINE * headline.size));
                text.filter(|next| !next.is_beside)
                    .map(|next| next.text.len())
                    .sum::<usize>()
            };
            if others.clone().any(|(at, _)| behind(at) >= ARTICLE_LETTERS) {
                self.doubt(Doubt::Headlines);
            }
        }
        self.headline = headline.map(|headline| headline.text.clone());
        for paragraph in all {
            match paragraph.is_beside {
                true => self.beside.push((paragraph.text, self.paragraphs.len())),
                false => self.paragraphs.push(paragraph.text),
            }
        }
    }
}

/// The rows of a page that are text. What a machine recognised counts where nothing else is there: else it lies under the same
/// words once more.
fn leaf(page: &Sheet) -> Leaf {
    let shown = rows(page, &[Ink::Shown]);
    let letters: usize = shown.iter().map(Row::letters).sum();
    let is_scan = letters < PAGE_LETTERS;
    Leaf {
        rows: match is_scan {
            true => rows(page, &[Ink::Shown, Ink::Unseen]),
            false => shown,
        },
    }
}

/// Sets the footnotes of a page beside its text: what stands at its end in smaller letters than the text of the file has.
fn below(paragraphs: &mut [Paragraph], size: f64) {
    let is_note = |paragraph: &Paragraph| paragraph.size < NOTE * size;
    let first = paragraphs.iter().rposition(|paragraph| !is_note(paragraph));
    let notes = first.map_or(paragraphs.len(), |last| last + 1);
    for note in &mut paragraphs[notes..] {
        note.is_beside = true;
    }
}

/// What does not run from left to right, a text a page.
fn turned(sheets: &Sheets) -> Vec<String> {
    let of_page = |page: &Sheet| {
        let letters = page
            .letters
            .iter()
            .filter(|letter| letter.ink == Ink::Turned);
        letters
            .map(|letter| letter.text.as_str())
            .collect::<String>()
    };
    sheets
        .pages
        .iter()
        .map(of_page)
        .filter(|text| !text.trim().is_empty())
        .collect()
}

/// A page that shows a picture and no letters.
fn is_pictured(page: &Sheet) -> bool {
    page.pictures > 0 && page.letters.len() < PAGE_LETTERS
}

/// Without a meaning, or with one that the maker of the font alone knows.
fn is_unknown(letter: char) -> bool {
    letter == UNKNOWN || letter.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

/// Hebrew, Arabic and their neighbours.
fn runs_left(letter: char) -> bool {
    matches!(u32::from(letter), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff)
}
