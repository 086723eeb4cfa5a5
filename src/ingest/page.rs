//! The lines of a page to the parts of an article: headline, byline, date, body; and what was left out, counted.

use crate::model::{Aside, AsideKind, DateSource, Published};

use super::clean::{Line, is_unspaced};
use super::credits::{copyright_outlet, dateline_outlet};
use super::furniture::{Kind, bare};
use super::sorter::{Role, Sorter};

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
    /// The agency whose dateline the text begins with: the outlet where nothing else names one.
    pub agency: Option<String>,
    pub url: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<Published>,
    pub paragraphs: Vec<String>,
    pub asides: Vec<Aside>,
    /// What a reader should know of the asides.
    pub around: Vec<String>,
    pub notes: Vec<String>,
}

impl Page {
    /// Keeps a line that was left out, if it says anything.
    fn leave(&mut self, text: String) {
        if !bare(&text).is_empty() {
            self.put_aside(AsideKind::LeftOut, text);
        }
    }

    /// Keeps a line beside the text, where it stood.
    fn put_aside(&mut self, kind: AsideKind, text: String) {
        self.asides
            .push(Aside::new(kind, text, self.paragraphs.len()));
    }
}

/// Parts the lines of a page. `title`, where it is known already, is not looked for and not repeated in the body.
pub fn page(lines: Vec<Line>, layout: Layout, title: Option<&str>) -> Page {
    let (mut sorter, head) = match layout {
        Layout::Copied => {
            let mut sorter = Sorter::of_page(lines);
            let head = sorter.head(title);
            (sorter, head)
        }
        Layout::Extracted => (Sorter::new(lines), 0),
    };
    sorter.body(head);
    assembled(sorter, title)
}

/// The page that the sorted lines make.
fn assembled(mut sorter: Sorter, known: Option<&str>) -> Page {
    if !sorter.roles.contains(&Role::Body) {
        sorter.keep_all();
    }
    let mut page = Page::default();
    let known_bare = known.map(bare).filter(|title| !title.is_empty());
    let mut left: Vec<String> = Vec::new();
    let [before, behind] = std::mem::take(&mut sorter.far);
    let copyright = sorter
        .lines
        .iter()
        .zip(&sorter.kinds)
        .filter(|(_, kind)| **kind == Kind::Ending);
    let copyright = copyright
        .filter_map(|(line, _)| copyright_outlet(&line.text))
        .next_back();
    for (line, role) in sorter.lines.into_iter().zip(sorter.roles) {
        match role {
            Role::Body
                if page.paragraphs.len() < 2
                    && known_bare.as_deref() == Some(&bare(&line.text)) => {}
            Role::Body => page.paragraphs.push(line.text),
            Role::Title => page.title = Some(line.text),
            Role::Standfirst => page.put_aside(AsideKind::Standfirst, line.text),
            Role::Caption => page.put_aside(AsideKind::Caption, line.text),
            Role::Left => {
                left.push(line.text.clone());
                page.leave(line.text);
            }
        }
    }
    let all = page.paragraphs.len();
    for (after, line) in before
        .iter()
        .map(|line| (0, line))
        .chain(behind.iter().map(|line| (all, line)))
    {
        left.push(line.text.clone());
        // Far from the article stand menus: what has words of a sentence is kept.
        if says_something(&line.text) {
            page.asides
                .push(Aside::new(AsideKind::LeftOut, line.text.clone(), after));
        }
    }
    page.asides.sort_by_key(|aside| aside.after);
    page.around = kept_notes(&page.asides);
    let left: Vec<&str> = left.iter().map(String::as_str).collect();
    page.around.extend(furniture_note(&left));
    page.authors = if sorter.authors.is_empty() {
        sorter.helpers
    } else {
        sorter.authors
    };
    let first = page.paragraphs.first();
    page.agency = first
        .and_then(|first| dateline_outlet(first))
        .or(sorter.agency);
    page.url = sorter.url;
    page.outlet = sorter.outlet.or(copyright);
    sorter.dates.sort_by_key(|date| date.updated);
    if let Some(date) = sorter.dates.into_iter().next() {
        let (published, note) = date.date.with_note("");
        page.published = published.map(|published| Published {
            from: DateSource::Text,
            ..published
        });
        page.notes.extend(note.filter(|_| page.published.is_some()));
    }
    page
}

/// Whether a line is more than the word of a menu.
fn says_something(line: &str) -> bool {
    /// Words of the shortest; letters, where a script does not part its words.
    const WORDS: usize = 4;
    const LETTERS: usize = 8;
    if is_unspaced(line) {
        return line.chars().count() >= LETTERS;
    }
    line.split(' ').count() >= WORDS
}

/// What a reader should know of the lines that are not in the text, a note a kind: `caption left out: "The bridge"`,
/// `7 lines left out as page furniture: "Related Content", "Share", …`.
pub fn aside_notes(asides: &[Aside]) -> Vec<String> {
    let mut notes = kept_notes(asides);
    notes.extend(furniture_note(&texts_of(asides, AsideKind::LeftOut)));
    notes
}

fn texts_of(asides: &[Aside], kind: AsideKind) -> Vec<&str> {
    let found = asides.iter().filter(|aside| aside.kind == kind);
    found.map(|aside| aside.text.as_str()).collect()
}

/// A note for standfirsts, and one for captions.
fn kept_notes(asides: &[Aside]) -> Vec<String> {
    let quoted = |texts: &[&str]| {
        let texts: Vec<String> = texts
            .iter()
            .take(QUOTED_LINES)
            .map(|text| format!("\"{}\"", shortened(text)))
            .collect();
        texts.join(", ")
    };
    let mut notes = Vec::new();
    for kind in [AsideKind::Standfirst, AsideKind::Caption] {
        let texts = texts_of(asides, kind);
        let more = if texts.len() > QUOTED_LINES {
            ", …"
        } else {
            ""
        };
        match texts.len() {
            0 => {}
            1 => notes.push(format!("{} left out: {}", kind.word(), quoted(&texts))),
            count => notes.push(format!(
                "{count} {}s left out: {}{more}",
                kind.word(),
                quoted(&texts)
            )),
        }
    }
    notes
}

fn furniture_note(left: &[&str]) -> Option<String> {
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

/// The beginning of a line, for a note.
pub fn shortened(line: &str) -> String {
    const CHARS: usize = 48;
    match line.char_indices().nth(CHARS) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::clean::{lines, unwrapped};
    use super::*;
    use crate::analysis::text::steps;
    use proptest::prelude::*;

    const PROSE: [&str; 4] = [
        "The council of the small town voted on Tuesday night to close the old bridge for the whole winter.",
        "Shop owners on the far side said that they would lose half of their trade, and asked the town for help.",
        "The mayor answered that the work could not wait for another year, and promised a ferry.",
        "The work begins on Monday and should end in March.",
    ];

    fn copied(text: &str) -> Page {
        page(unwrapped(lines(text)), Layout::Copied, None)
    }

    #[test]
    fn a_headline_a_byline_and_the_body() {
        let found = copied(&format!(
            "News\n\nBridge to close for the winter\n\nBy Jo Doe\n\nDec. 13, 2025, 2:05 p.m. ET\n\nShare\n\n{}",
            PROSE.join("\n\n")
        ));
        assert_eq!(
            found.title.as_deref(),
            Some("Bridge to close for the winter")
        );
        assert_eq!(found.authors, ["Jo Doe"]);
        assert_eq!(
            found.published.map(|p| p.at),
            Some("2025-12-13T14:05:00-05:00".into())
        );
        assert_eq!(found.paragraphs, PROSE);
    }

    #[test]
    fn bare_prose_has_no_headline_and_loses_nothing() {
        let found = copied(&PROSE.join("\n"));
        assert_eq!((found.title, found.around), (None, Vec::new()));
        assert_eq!(found.notes, Vec::<String>::new());
        assert_eq!(found.paragraphs, PROSE);
    }

    #[test]
    fn a_question_may_be_a_headline() {
        let found = copied(&format!(
            "Will the town close its bridge?\n\n{}",
            PROSE.join("\n\n")
        ));
        assert_eq!(
            found.title.as_deref(),
            Some("Will the town close its bridge?")
        );
    }

    #[test]
    fn an_update_is_not_the_publication() {
        let found = copied(&format!(
            "Bridge to close for the winter\n\nUpdated 14 December 2025\n\nPublished 13 December 2025\n\n{}",
            PROSE.join("\n\n")
        ));
        assert_eq!(
            found.published.map(|p| p.day().to_string()),
            Some("2025-12-13".into())
        );
    }

    #[test]
    fn the_words_under_a_picture_are_told_from_who_took_it() {
        for (line, kind) in [
            (
                "Photo: the bridge on the river on Monday. Jo Doe",
                AsideKind::Caption,
            ),
            (
                "Image: the bridge on the river. Credit: Alpha Wire",
                AsideKind::Caption,
            ),
            ("Photo: Jo Doe/Pool", AsideKind::LeftOut),
            (
                "[Photo Credit: By Jo Doe, CC BY 4.0, from the commons]",
                AsideKind::LeftOut,
            ),
        ] {
            let text = format!(
                "Bridge to close for the winter\n\n{line}\n\n{}",
                PROSE.join("\n\n")
            );
            let asides: Vec<(AsideKind, String)> = copied(&text)
                .asides
                .into_iter()
                .map(|aside| (aside.kind, aside.text))
                .collect();
            assert_eq!(asides, [(kind, line.to_string())]);
        }
    }

    #[test]
    fn links_in_the_middle_go_and_the_rest_stays() {
        let text = [
            PROSE[0],
            PROSE[1],
            "Related Content\nThe river in pictures",
            PROSE[2],
            "What comes next",
            PROSE[3],
        ]
        .join("\n\n");
        let found = copied(&text);
        assert_eq!(
            found.paragraphs,
            [PROSE[0], PROSE[1], PROSE[2], "What comes next", PROSE[3]]
        );
        assert!(found.around[0].starts_with("2 lines left out"));
    }

    #[test]
    fn the_article_is_found_among_the_menus_of_a_whole_page() {
        let menu =
            "Crosswords\n\nPodcasts\n\nGift cards\n\nThe weather where you are\n\n".repeat(20);
        let teasers = "A teaser of another story that ends as sentences do.\n\nPets\n\nGames\n\nMaps\n\nMoney\n\nFilms\n\n".repeat(5);
        let found = copied(&format!(
            "{menu}{teasers}Bridge to close for the winter\n\nBy Jo Doe\n\n{}\n\n{menu}{teasers}",
            PROSE.join("\n\n")
        ));
        assert_eq!(
            found.title.as_deref(),
            Some("Bridge to close for the winter")
        );
        assert_eq!(found.authors, ["Jo Doe"]);
        assert_eq!(found.paragraphs, PROSE);
    }

    #[test]
    fn dates_and_outlets_in_the_body_are_not_facts() {
        let found = copied(&format!(
            "{}\n\nThe Alpha News reported it on 13 December 2025.\n\n{}",
            PROSE[0], PROSE[1]
        ));
        assert_eq!((found.outlet, found.published), (None, None));
    }

    #[test]
    fn text_without_a_sentence_is_kept() {
        assert_eq!(
            copied("Roses in the rain\nand nobody about\n")
                .paragraphs
                .len(),
            2
        );
        assert_eq!(copied("Share\n").paragraphs.len(), 0);
    }

    #[test]
    fn many_lines_take_linear_time() {
        let piece = "A caption of a picture.\nCredit: Jo Doe\n\n";
        steps::assert_linear(piece, 20_000, |times| drop(copied(&piece.repeat(times))));
    }

    proptest! {
        #[test]
        fn any_lines_are_sorted(text in "((By Jo Doe|Share|Related Content|\\PC{0,30}|It rained on the town all day\\.|Credit: X|©2025 X)\n{1,2}){0,12}") {
            let found = copied(&text);
            prop_assert!(found.paragraphs.iter().all(|paragraph| !paragraph.is_empty() && !paragraph.contains('\n')));
        }
    }
}
