//! What stands around a text, on the screens: shown with one key, in its place, told from the text; taken along, not kept.

use parallax::ingest::Reading;
use parallax::model::{Aside, AsideKind};
use parallax::tui::outside::Outside;

use crate::desk::Desk;
use crate::desk::corpus::corpus;

/// The corpus; the first article has a standfirst, captions and lines left out.
fn articles() -> Vec<Reading> {
    let aside = |kind, text: &str, after| Aside::new(kind, text.into(), after);
    let mut readings = corpus();
    if let Some(Ok(draft)) = readings.first_mut() {
        draft.asides = vec![
            aside(
                AsideKind::Standfirst,
                "Nobody was hurt when the Sea Lark stopped",
                0,
            ),
            aside(
                AsideKind::Caption,
                "Ella Quist watches the tugs from the quay",
                1,
            ),
            aside(AsideKind::LeftOut, "Share this article", 2),
            aside(AsideKind::LeftOut, "More: lighthouse for sale", 2),
            aside(AsideKind::LeftOut, "Sign up for our letter", 2),
            aside(AsideKind::LeftOut, "Read on: storms ahead", 4),
        ];
    }
    readings
}

fn reading(size: (u16, u16)) -> Desk {
    let mut desk = Desk::with(articles());
    desk.size(size.0, size.1);
    desk.press("/steering seconds<enter><enter>");
    desk
}

fn row(screen: &str, text: &str) -> usize {
    let found = screen.lines().position(|line| line.contains(text));
    found.unwrap_or_else(|| panic!("{text:?} is not in\n{screen}"))
}

#[test]
fn one_key_shows_what_stands_around_the_text_and_hides_it() {
    for size in [(80, 40), (120, 36), (200, 60)] {
        let mut desk = reading(size);
        assert!(!desk.screen().contains("caption:"), "{}", desk.screen());
        desk.press("z");
        let screen = desk.screen();
        let places = [
            "Ferry runs aground",
            "┆ standfirst: Nobody was hurt",
            "The ferry Sea Lark ran",
            "┆ caption: Ella Quist",
            "Captain Elena Marsh",
            "┆ ▸ left out: 3 lines: Share",
            "Divers of the",
            "┆ left out: Read on",
        ];
        let rows: Vec<usize> = places.iter().map(|text| row(&screen, text)).collect();
        assert!(rows.is_sorted(), "{rows:?}\n{screen}");
        desk.press("z");
        assert!(!desk.screen().contains("caption:"));
    }
}

#[test]
fn what_stands_around_the_text_is_taken_along_and_not_kept() {
    let mut desk = reading((120, 36));
    desk.press("zk");
    let screen = desk.screen();
    assert!(screen.contains("▎   ┆ caption: Ella Quist"), "{screen}");
    desk.press("m");
    assert!(
        desk.screen().contains("a caption cannot be kept"),
        "{}",
        desk.screen()
    );
    assert_eq!(desk.app.session.bookmarks.len(), 0);
    desk.press("yY");
    let copied: Vec<String> = desk
        .app
        .take_outside()
        .into_iter()
        .filter_map(|outside| match outside {
            Outside::Copy { text, .. } => Some(text),
            _ => None,
        })
        .collect();
    assert_eq!(copied[0], "Ella Quist watches the tugs from the quay");
    assert!(
        copied[1].starts_with("“Ella Quist watches the tugs from the quay” (caption) — ")
            && copied[1].contains("Alpha Wire"),
        "{copied:?}"
    );
    desk.press("jm");
    assert_eq!(desk.app.session.bookmarks.len(), 1);
    let kept = &desk.app.session.bookmarks[0].bookmark.passage.quote;
    assert!(kept.starts_with("Captain Elena Marsh"), "{kept}");
}

#[test]
fn lines_left_out_unfold_where_they_stand() {
    let mut desk = reading((120, 36));
    desk.press("zj");
    assert!(
        desk.screen().contains("▎   ┆ ▸ left out: 3 lines"),
        "{}",
        desk.screen()
    );
    desk.press("<enter>");
    let screen = desk.screen();
    assert!(screen.contains("▾ left out: 3 lines"), "{screen}");
    desk.press("jj");
    assert!(
        desk.screen().contains("▎   ┆ More: lighthouse"),
        "{}",
        desk.screen()
    );
    desk.press("<enter>");
    assert!(
        desk.screen().contains("▸ left out: 3 lines"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_hit_around_the_text_opens_there() {
    let mut desk = Desk::with(articles());
    desk.press("/lighthouse<enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("left out: More: lighthouse for sale"),
        "{screen}"
    );
    assert!(
        screen.contains("┆ More: lighthouse for sale"),
        "the preview: {screen}"
    );
    desk.press("<enter>");
    let screen = desk.screen();
    assert!(screen.contains("▎   ┆ More: lighthouse"), "{screen}");
    assert!(screen.contains("one hit · "), "{screen}");
    desk.press("q/quay OR leaks<enter><enter>n");
    let screen = desk.screen();
    assert!(
        screen.contains("hit 1 of 2") && !screen.contains("caption:"),
        "{screen}"
    );
    desk.press("N");
    assert!(
        desk.screen().contains("▎   ┆ caption: Ella Quist"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_name_in_a_caption_is_listed_and_its_sentence_says_so() {
    let mut desk = Desk::with(articles());
    desk.press("4/quist<enter><tab>");
    let screen = desk.screen();
    assert!(screen.contains("caption: Ella Quist watches"), "{screen}");
    desk.press("G<enter>");
    assert!(
        desk.screen().contains("▎   ┆ caption: Ella Quist"),
        "{}",
        desk.screen()
    );
}
