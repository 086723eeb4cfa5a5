//! Pictures of the real screens for the README: `cargo run --release --example pictures` drives the app over the built-in
//! sample and writes SVG files to `assets/pictures`, and one that moves: a recorded session, screen after screen.

use std::collections::VecDeque;
use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, anyhow};
use crossterm::event::KeyEvent;
use parallax::config::Config;
use parallax::shelf::Shelf;
use parallax::tui::app::App;
use parallax::tui::keys;
use parallax::tui::theme::Depth;
use parallax::worker::desk::Desk;
use parallax::worker::{Home, Library};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

/// Name, keys that lead there, columns and rows.
const PICTURES: &[(&str, &str, u16, u16)] = &[
    ("search", "/kolesnikova<enter><tab>", 120, 36),
    ("stories", "2<tab>", 120, 36),
    (
        "compare",
        "/prisoners source:alpha<enter>c/prisoners source:delta<enter>cd",
        120,
        36,
    ),
    (
        "others",
        "/\"123 prisoners\" source:alpha<enter><enter>o",
        120,
        36,
    ),
    ("entities", "4/lukash<enter><tab>", 120, 36),
    (
        "bookmarks",
        "/\"1,613 days\"<enter>m/\"very productive\"<enter>m5ecompare with the embassy's list<enter>Tquotes lead<enter>",
        120,
        30,
    ),
];

/// The session that moves: the keys of each step, and for how many seconds its screen stands. Which outlet says 114, and why do
/// the others say 109?
const SESSION: (&str, &[(&str, f32)], u16, u16) = (
    "session",
    &[
        ("", 1.5),
        ("2", 3.0),
        ("<enter>", 3.5),
        ("<enter>", 4.5),
        ("<esc>c", 4.0),
        ("d", 4.0),
        ("o", 4.5),
        ("j", 1.0),
        ("<enter>", 4.5),
    ],
    104,
    30,
);

/// Pixels of a cell and of the type.
const CELL: (f32, f32) = (8.4, 18.0);
const TYPE: f32 = 14.0;
const PAPER: &str = "#16161e";
const INK: &str = "#d4d4d8";

fn main() -> Result<()> {
    let folder = Path::new("assets/pictures");
    std::fs::create_dir_all(folder)?;
    for (name, pressed, width, height) in PICTURES {
        let buffer = screen(pressed, Rect::new(0, 0, *width, *height))?;
        let path = folder.join(format!("{name}.svg"));
        std::fs::write(&path, svg(&buffer)?)
            .with_context(|| format!("cannot write {}", path.display()))?;
        println!("{}", path.display());
    }
    let (name, steps, width, height) = SESSION;
    let path = folder.join(format!("{name}.svg"));
    std::fs::write(&path, session(steps, Rect::new(0, 0, width, height))?)
        .with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}", path.display());
    Ok(())
}

/// The app on the sample, and what answers it.
fn opened() -> Result<(App, Desk)> {
    let config = Config::defaults().map_err(|error| anyhow!(error))?;
    let home = Home {
        dir: std::env::temp_dir(),
    };
    let desk = Desk::with(home, Library::sample()?, Shelf::in_memory()?);
    let app = App::new(&config, Depth::True, false).map_err(|error| anyhow!(error))?;
    Ok((app, desk))
}

/// Presses keys; gives the screen after them.
fn pressed(app: &mut App, desk: &mut Desk, written: &str, area: Rect) -> Result<Buffer> {
    settled(app, desk, area);
    for key in keys::presses(written).context("a key that there is not")? {
        app.key(KeyEvent::new(key.code, key.modifiers));
        settled(app, desk, area);
    }
    app.session.message = None;
    app.session.micros = 1000;
    Ok(settled(app, desk, area))
}

/// A recorded session as one SVG: each screen shows for its seconds, then the next one, and all over again. Rows that several
/// screens share are written once.
fn session(steps: &[(&str, f32)], area: Rect) -> Result<String> {
    let (mut app, mut desk) = opened()?;
    let mut rows: Vec<String> = Vec::new();
    let mut shown = String::new();
    let mut style = String::new();
    let all: f32 = steps.iter().map(|(_, seconds)| seconds).sum();
    let mut from = 0.0;
    for (number, (written, seconds)) in steps.iter().enumerate() {
        let buffer = pressed(&mut app, &mut desk, written, area)?;
        writeln!(shown, "<g class=\"s s{number}\">")?;
        for y in 0..area.height {
            let mut row = String::new();
            row_of(&mut row, &buffer, y, 0)?;
            let known = rows.iter().position(|other| *other == row);
            let at = known.unwrap_or_else(|| {
                rows.push(row);
                rows.len() - 1
            });
            let top = f32::from(y) * CELL.1;
            writeln!(shown, "<use href=\"#r{at}\" y=\"{top:.1}\"/>")?;
        }
        writeln!(shown, "</g>")?;
        let (start, end) = (from / all * 100.0, (from + seconds) / all * 100.0);
        writeln!(
            style,
            "@keyframes s{number}{{0%{{visibility:{}}}{start:.2}%{{visibility:visible}}{end:.2}%{{visibility:hidden}}100%{{visibility:hidden}}}}\n\
             .s{number}{{animation:s{number} {all}s step-end infinite}}",
            if number == 0 { "visible" } else { "hidden" }
        )?;
        from += seconds;
    }
    let mut out = head(area)?;
    writeln!(
        out,
        "<style>.s{{visibility:hidden}}\n{style}</style>\n<defs>"
    )?;
    for (at, row) in rows.iter().enumerate() {
        writeln!(out, "<g id=\"r{at}\">{row}</g>")?;
    }
    writeln!(out, "</defs>\n{shown}</svg>")?;
    Ok(out)
}

/// The screen after some keys were pressed on the sample.
fn screen(written: &str, area: Rect) -> Result<Buffer> {
    let (mut app, mut desk) = opened()?;
    pressed(&mut app, &mut desk, written, area)
}

fn settled(app: &mut App, desk: &mut Desk, area: Rect) -> Buffer {
    loop {
        let mut buffer = Buffer::empty(area);
        app.draw(area, &mut buffer);
        let mut requests: VecDeque<_> = app.take_requests().into();
        if requests.is_empty() {
            return buffer;
        }
        while let Some((topic, ticket, request)) = requests.pop_front() {
            let reply = desk.answer(request, &AtomicBool::new(false));
            app.reply(topic, ticket, reply);
        }
    }
}

fn svg(buffer: &Buffer) -> Result<String> {
    let mut out = head(buffer.area)?;
    for y in 0..buffer.area.height {
        row_of(&mut out, buffer, y, y)?;
    }
    writeln!(out, "</svg>")?;
    Ok(out)
}

/// The beginning of a picture, and its paper.
fn head(area: Rect) -> Result<String> {
    let (wide, high) = (
        f32::from(area.width) * CELL.0 + 16.0,
        f32::from(area.height) * CELL.1 + 16.0,
    );
    let mut out = String::new();
    writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {wide:.1} {high:.1}\" font-size=\"{TYPE}\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace\">"
    )?;
    writeln!(
        out,
        "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{PAPER}\"/>"
    )?;
    Ok(out)
}

/// A row of the screen, drawn as row `at` of the picture.
fn row_of(out: &mut String, buffer: &Buffer, y: u16, at: u16) -> Result<()> {
    let area = buffer.area;
    let mut x = 0;
    while x < area.width {
        let first = &buffer[(x, y)];
        let same = |at: u16| {
            let cell = &buffer[(at, y)];
            (cell.fg, cell.bg, cell.modifier) == (first.fg, first.bg, first.modifier)
        };
        let end = (x..area.width).find(|&at| !same(at)).unwrap_or(area.width);
        let content: String = (x..end).map(|at| buffer[(at, y)].symbol()).collect();
        let style = (first.fg, first.bg, first.modifier);
        run(out, x, at, end - x, &content, style)?;
        x = end;
    }
    Ok(())
}

/// One run of cells of one style.
fn run(
    out: &mut String,
    x: u16,
    y: u16,
    cells: u16,
    content: &str,
    style: (Color, Color, Modifier),
) -> Result<()> {
    let (fg, bg, modifier) = style;
    let (mut ink, mut paper) = (colour(fg).unwrap_or_else(|| INK.to_string()), colour(bg));
    if modifier.contains(Modifier::REVERSED) {
        let before = paper.unwrap_or_else(|| PAPER.to_string());
        paper = Some(std::mem::replace(&mut ink, before));
    }
    let (left, top) = (8.0 + f32::from(x) * CELL.0, 8.0 + f32::from(y) * CELL.1);
    let wide = f32::from(cells) * CELL.0;
    if let Some(paper) = paper {
        writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{}\" fill=\"{paper}\"/>",
            CELL.1
        )?;
    }
    if content.trim().is_empty() {
        return Ok(());
    }
    let mut looks = String::new();
    for (flag, look) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.6\""),
    ] {
        if modifier.contains(flag) {
            looks.push_str(look);
        }
    }
    let escaped = content
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let base = top + CELL.1 * 0.75;
    writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{base:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         xml:space=\"preserve\" fill=\"{ink}\"{looks}>{escaped}</text>"
    )?;
    Ok(())
}

fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}
