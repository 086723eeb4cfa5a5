//! What stands around the text of an article, as the page shows it: captions and standfirst in their place, the lines left
//! out at one place folded together.

use std::collections::BTreeSet;

use crate::model::{Article, AsideKind};
use crate::tui::widgets::count::counted;

/// Cells of the sign before each row, and a space.
pub const INDENT: u16 = 2;
/// The sign: these rows are not the text.
pub const SIGN: &str = "┆";
const FOLDED: &str = "▸ ";
const UNFOLDED: &str = "▾ ";

/// A place around the text: an aside by its number, or the lines left out at one place, by the number of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Around {
    Aside(usize),
    Lines(usize),
}

/// What is to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Showing {
    pub asides: bool,
    /// Lines left out that are unfolded, by the number of the first.
    pub unfolded: BTreeSet<usize>,
}

/// One part of what stands around the text, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub place: Around,
    /// What it is, and its words: `caption: …`.
    pub text: String,
    /// Bytes of `text` before the words themselves.
    pub label: usize,
    /// It belongs to the part above it.
    pub joins: bool,
    /// So many rows are shown at the most.
    pub rows: usize,
}

/// What is shown behind so many paragraphs.
pub fn shown(article: &Article, paragraphs: usize, showing: &Showing) -> Vec<Shown> {
    if !showing.asides {
        return Vec::new();
    }
    let last = article.paragraphs.len();
    let here: Vec<usize> = (0..article.asides.len())
        .filter(|&at| article.asides[at].after.min(last) == paragraphs)
        .collect();
    let is_left_out = |at: usize| article.asides[at].kind == AsideKind::LeftOut;
    let mut all = Vec::new();
    for run in here.chunk_by(|&one, &other| is_left_out(one) && is_left_out(other)) {
        match run {
            [first, _, ..] => lines(article, *first, run, showing, &mut all),
            _ => all.extend(run.iter().map(|&at| aside(article, at))),
        }
    }
    all
}

fn aside(article: &Article, at: usize) -> Shown {
    let aside = &article.asides[at];
    let label = format!("{}: ", aside.kind.word());
    Shown {
        place: Around::Aside(at),
        label: label.len(),
        text: label + &aside.text,
        joins: false,
        rows: usize::MAX,
    }
}

/// Lines left out at one place: how many and how they begin, or all of them.
fn lines(article: &Article, first: usize, run: &[usize], showing: &Showing, all: &mut Vec<Shown>) {
    let unfolded = showing.unfolded.contains(&first);
    let count = counted(run.len() as u64, "line", "lines");
    let sign = if unfolded { UNFOLDED } else { FOLDED };
    let mut text = format!("{sign}left out: {count}");
    if !unfolded {
        text = format!("{text}: {} …", article.asides[first].text);
    }
    all.push(Shown {
        place: Around::Lines(first),
        label: text.len(),
        text,
        joins: false,
        rows: 1,
    });
    if unfolded {
        all.extend(run.iter().map(|&at| Shown {
            place: Around::Aside(at),
            text: article.asides[at].text.clone(),
            label: 0,
            joins: true,
            rows: usize::MAX,
        }));
    }
}

/// The number of the first of the lines left out among which an aside stands.
pub fn lines_of(article: &Article, aside: usize) -> usize {
    let last = article.paragraphs.len();
    let of = |at: usize| article.asides.get(at);
    let place = of(aside).map(|aside| aside.after.min(last));
    let goes_on = |at: &usize| {
        of(*at)
            .is_some_and(|one| one.kind == AsideKind::LeftOut && Some(one.after.min(last)) == place)
    };
    (0..=aside)
        .rev()
        .take_while(goes_on)
        .last()
        .unwrap_or(aside)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::{Aside, Draft};

    fn article() -> Article {
        let aside = |kind, text: &str, after| Aside::new(kind, text.into(), after);
        let draft = Draft {
            title: Some("A title".into()),
            paragraphs: vec!["One.".into(), "Two.".into()],
            asides: vec![
                aside(AsideKind::Standfirst, "In short", 0),
                aside(AsideKind::LeftOut, "Share", 1),
                aside(AsideKind::LeftOut, "More", 1),
                aside(AsideKind::Caption, "A heron", 1),
                aside(AsideKind::LeftOut, "End", 9),
            ],
            ..Draft::default()
        };
        analyse(draft, "0".into())
    }

    fn texts(paragraphs: usize, unfolded: &[usize]) -> Vec<String> {
        let showing = Showing {
            asides: true,
            unfolded: unfolded.iter().copied().collect(),
        };
        let shown = shown(&article(), paragraphs, &showing);
        shown.into_iter().map(|shown| shown.text).collect()
    }

    #[test]
    fn each_stands_in_its_place_and_lines_left_out_are_folded_together() {
        assert_eq!(texts(0, &[]), ["standfirst: In short"]);
        assert_eq!(
            texts(1, &[]),
            ["▸ left out: 2 lines: Share …", "caption: A heron"]
        );
        assert_eq!(
            texts(1, &[1]),
            ["▾ left out: 2 lines", "Share", "More", "caption: A heron"]
        );
        assert_eq!(texts(2, &[]), ["left out: End"]);
        assert!(shown(&article(), 0, &Showing::default()).is_empty());
        assert_eq!((lines_of(&article(), 2), lines_of(&article(), 4)), (1, 4));
    }
}
