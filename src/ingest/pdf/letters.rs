//! The letters of a PDF, each where it stands on its page; and what else the file says of itself. Nothing is drawn, and no
//! picture is unpacked.
//!
//! Runs in a process of its own (see [`super::super::apart`]): what hangs or dies here dies alone.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::{BfString, WritingMode};
use hayro_interpret::hayro_syntax::object::{Dict, String as Written};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};

/// Letters of the fullest file that is read: five long books, in half of the memory that there is.
const MOST_LETTERS: usize = 5_000_000;
/// Pages of the longest file that is read.
const MOST_PAGES: usize = 5_000;
/// Units of a glyph's own space in one of its font's size.
const GLYPH_UNITS: f64 = 1000.0;
/// Bytes at the end of a file in which its last mark stands; some programs write a little behind it.
const END_BYTES: usize = 2048;
/// Smallest letter that anybody reads, in points.
const LEAST_SIZE: f64 = 1.0;

/// A letter where it stands, in points from the upper left corner of its page.
#[derive(Clone, Debug, PartialEq)]
pub struct Letter {
    /// What it stands for: often one character, for ligatures several; empty where that is not known.
    pub text: String,
    pub x: f64,
    /// Where the next letter would begin.
    pub end: f64,
    /// The line on which it stands.
    pub y: f64,
    pub size: f64,
    pub ink: Ink,
}

/// How a letter is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Shown,
    /// There to be searched: what a machine recognised lies so over the picture of a page.
    Unseen,
    /// The program that wrote the file says that it is no part of the text: heads, numbers of pages.
    Apart,
    /// Does not run from left to right: marks across a page, spines, upright scripts.
    Turned,
}

/// A page of letters in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub letters: Vec<Letter>,
    /// Points.
    pub width: f64,
    pub height: f64,
    pub pictures: usize,
}

/// A file of pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheets {
    pub pages: Vec<Sheet>,
    pub title: Option<String>,
    pub author: Option<String>,
    /// `2025-12-13`: the day on which the file was made.
    pub made: Option<String>,
    /// The mark at its end is not there: a download that broke off.
    pub is_cut: bool,
}

/// Reads all pages.
///
/// # Errors
/// Why there are none.
pub fn sheets(bytes: Vec<u8>) -> Result<Sheets, String> {
    let tail = &bytes[bytes.len().saturating_sub(END_BYTES)..];
    let is_cut = !tail.windows(5).any(|mark| mark == b"%%EOF");
    let pdf = Pdf::new(bytes).map_err(|error| {
        match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
                "a PDF that asks for a password: save it without one"
            }
            LoadPdfError::Decryption(_) => "a PDF that is locked in a way that is not read",
            LoadPdfError::Invalid if is_cut => "a PDF that is cut: its end is missing",
            LoadPdfError::Invalid => "a PDF that is damaged: no pages are found in it",
        }
        .to_string()
    })?;
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(format!("{} pages, more than {MOST_PAGES}", pages.len()));
    }
    let cache = InterpreterCache::new();
    let mut read = Vec::new();
    let mut letters = 0;
    for page in pages.iter() {
        let sheet = sheet(page, &pdf, &cache);
        letters += sheet.letters.len();
        if letters > MOST_LETTERS {
            return Err(format!("more than {MOST_LETTERS} letters"));
        }
        read.push(sheet);
    }
    let facts = pdf.metadata();
    Ok(Sheets {
        pages: read,
        title: facts.title.as_deref().map(text),
        author: facts.author.as_deref().map(text),
        made: facts
            .creation_date
            .map(|made| format!("{:04}-{:02}-{:02}", made.year, made.month, made.day)),
        is_cut,
    })
}

fn sheet<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> Sheet {
    let (width, height) = page.render_dimensions();
    let (width, height) = (f64::from(width), f64::from(height));
    let placing = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, width, height);
    let settings = InterpreterSettings::default();
    let mut context = Context::new(placing, bounds, cache, pdf.xref(), settings);
    let mut collector = Collector {
        sheet: Sheet {
            width,
            height,
            ..Sheet::default()
        },
        marks: Vec::new(),
    };
    interpret_page(page, &mut context, &mut collector);
    collector.sheet
}

/// A text of the file's own facts: UTF-16 or UTF-8 where it says so by its mark, else the letters of PDF, which are Latin-1's
/// where they are no signs.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, wide @ ..] => encoding_rs::UTF_16BE
            .decode_without_bom_handling(wide)
            .0
            .into(),
        [0xff, 0xfe, wide @ ..] => encoding_rs::UTF_16LE
            .decode_without_bom_handling(wide)
            .0
            .into(),
        [0xef, 0xbb, 0xbf, text @ ..] => String::from_utf8_lossy(text).into(),
        _ if std::str::from_utf8(bytes).is_ok() => String::from_utf8_lossy(bytes).into(),
        _ => encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(bytes)
            .0
            .into(),
    }
}

/// A part of a page that the file has marked.
struct Mark {
    is_apart: bool,
    /// What its letters stand for, where the file says so; taken by the first of them.
    means: Option<String>,
    is_meant: bool,
}

/// Takes the letters in place of drawing them.
struct Collector {
    sheet: Sheet,
    marks: Vec<Mark>,
}

impl Collector {
    fn ink(&self, mode: &DrawMode, is_turned: bool) -> Ink {
        if is_turned {
            Ink::Turned
        } else if self.marks.iter().any(|mark| mark.is_apart) {
            Ink::Apart
        } else if matches!(mode, DrawMode::Invisible) {
            Ink::Unseen
        } else {
            Ink::Shown
        }
    }

    /// What a letter stands for.
    fn meaning(&mut self, glyph: &Glyph<'_>) -> String {
        if let Some(mark) = self.marks.iter_mut().rev().find(|mark| mark.is_meant) {
            return mark.means.take().unwrap_or_default();
        }
        match glyph.as_unicode() {
            // The dots of lists, as fonts of signs have them.
            Some(BfString::Char('\u{f0b7}' | '\u{f0a7}')) => "•".to_string(),
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => UNKNOWN.to_string(),
        }
    }
}

/// A letter of which the file does not say what it stands for.
pub const UNKNOWN: char = '\u{fffd}';

impl<'a> Device<'a> for Collector {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let is_upright = matches!(run.writing_mode(), WritingMode::Vertical);
        for glyph in run.glyphs() {
            let placing = props.transform * glyph.transform();
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let from = placing * Point::ZERO;
            let to = placing * Point::new(f64::from(advance.unwrap_or(0.0)), 0.0);
            let top = placing * Point::new(0.0, GLYPH_UNITS);
            let size = (top - from).hypot();
            let is_turned = is_upright || (to.y - from.y).abs() > (to.x - from.x).abs();
            let is_there = [from.x, from.y, to.x, size]
                .iter()
                .all(|number| number.is_finite())
                && size >= LEAST_SIZE
                && (0.0..=self.sheet.width).contains(&from.x)
                && (0.0..=self.sheet.height).contains(&from.y);
            if !is_there {
                continue;
            }
            let ink = self.ink(mode, is_turned);
            let text = self.meaning(glyph);
            self.sheet.letters.push(Letter {
                text,
                x: from.x.min(to.x),
                end: to.x.max(from.x),
                y: from.y,
                size,
                ink,
            });
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.sheet.pictures += 1;
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        let means = properties.and_then(|known| known.get::<Written<'_>>("ActualText"));
        let means = means.map(|means| text(means.as_bytes()));
        self.marks.push(Mark {
            is_apart: tag == b"Artifact",
            is_meant: means.is_some(),
            means,
        });
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
