//! What jarred on small and large screens alike: what was cut, what stood in the wrong place, what another key undid.

use parallax::ingest::Reading;

use super::desk::Desk;
use super::desk::corpus::{corpus, read};
use super::desk::folder::Folder;
use super::line_with;

const SIZES: [(u16, u16); 6] = [
    (60, 20),
    (80, 24),
    (100, 30),
    (120, 36),
    (160, 45),
    (200, 60),
];

/// Three outlets: one adds up what another gives whole, the third gives a part of it.
fn freed() -> Vec<Reading> {
    let article = |name: &str, hour: usize, text: &str| {
        let head = format!(
            "title: Prisoners reach the bridge of Velmora from the far bank of the river, the {name} says\noutlet: {name} Wire\ndate: 2031-05-03T{hour:02}:00:00Z"
        );
        (
            format!("{name}.md"),
            format!("---\n{head}\n---\n\n{text}\n"),
        )
    };
    let articles = [
        article(
            "Alpha",
            8,
            "The guards freed five Sudrians and 104 Norlanders at the bridge on Friday.\n\nThe ferry was late because of fog on the river.",
        ),
        article(
            "Beta",
            9,
            "At the bridge the guards freed 114 prisoners on Friday.\n\nA brass band played on the quay until noon.",
        ),
        article(
            "Gamma",
            10,
            "The guards freed 104 Norlanders at the bridge on Friday.\n\nChildren waved flags from the windows of the school.",
        ),
    ];
    read(articles.into_iter())
}

#[test]
fn a_part_of_a_total_is_not_signed_as_a_contradiction_where_it_is_read() {
    let mut desk = Desk::with(freed());
    // Each hit is read in turn.
    for (number, signed) in [(0, false), (1, true), (2, true)] {
        desk.press("1gg");
        desk.press(&"j".repeat(number));
        desk.press("<enter>");
        let screen = desk.screen();
        let line = line_with(&screen, "guards freed");
        assert_eq!(line.contains('≠'), signed, "{screen}");
        desk.press("q");
    }
}

#[test]
fn nothing_is_kept_from_a_row_that_is_not_marked() {
    for (width, height) in SIZES {
        let mut desk = Desk::with(corpus());
        desk.size(width, height);
        desk.press("4<enter>");
        let screen = desk.screen();
        let rows = screen.lines().skip_while(|line| !line.contains("Who and"));
        let marked = rows.filter(|line| line.contains('▸')).count();
        assert!(marked > 0, "{width}x{height}: {screen}");
        desk.press("m");
        let kept = desk.app.session.bookmarks.len();
        assert_eq!(kept, 0, "{width}x{height}: {}", desk.screen());
    }
}

#[test]
fn how_sure_is_one_scale_of_words_and_the_proof_has_the_number() {
    let mut desk = Desk::with(corpus());
    for (width, height) in SIZES {
        desk.size(width, height);
        for keys in ["2<enter>", "|", "|q", "c", ""] {
            desk.press(keys);
            let screen = desk.screen();
            let percent = screen.lines().find(|line| {
                let line = line.trim_end_matches(['│', '┃', ' ']);
                line.ends_with('%') && !line.contains("how sure")
            });
            assert_eq!(percent, None, "{width}x{height}: {screen}");
        }
    }
    desk.press("?");
    desk.size(160, 400);
    let help = desk.screen();
    assert!(help.contains("surely") && help.contains("likely"), "{help}");
    assert!(help.contains("nine in ten"), "{help}");
}

#[test]
fn a_finding_stays_chosen_when_what_stands_alone_is_folded_away() {
    for (width, height) in SIZES {
        let mut desk = Desk::with(freed());
        desk.size(width, height);
        desk.press("2cd");
        let before = desk.screen();
        assert!(before.contains("▸≠"), "{before}");
        for fold in ["z", "z"] {
            desk.press(fold);
            let after = desk.screen();
            assert!(after.contains("▸≠"), "{width}x{height}: {after}");
            assert!(
                after.contains("The guards freed five"),
                "{width}x{height}: {after}"
            );
        }
    }
}

#[test]
fn the_legend_says_what_is_lit_now() {
    let mut desk = Desk::with(freed());
    for (width, height) in SIZES {
        desk.size(width, height);
        desk.press("2c");
        // On one line or on two.
        let legend = |desk: &mut Desk| {
            let screen = desk.screen();
            let lines: Vec<&str> = screen.lines().skip(1).take(2).collect();
            lines.concat()
        };
        assert!(!legend(&mut desk).contains("word"), "{}", desk.screen());
        desk.press("w");
        assert!(legend(&mut desk).contains("word"), "{}", desk.screen());
        desk.press("w");
    }
}

#[test]
fn a_headline_under_the_cursor_is_not_cut_and_eight_hits_show() {
    let mut desk = Desk::with(super::desk::rain::many(40));
    desk.size(80, 24);
    let hits = |desk: &mut Desk| {
        let screen = desk.screen();
        let list = screen.lines().take_while(|line| !line.contains('┗'));
        list.filter(|line| line.contains("20") && line.contains('-'))
            .count()
    };
    assert!(hits(&mut desk) >= 8, "{}", desk.screen());
    let mut desk = Desk::with(freed());
    desk.size(60, 20);
    // Where there is room for all of them, none is cut.
    let screen = desk.screen();
    assert_eq!(screen.matches("says").count(), 3, "{screen}");
    assert!(!screen.contains('…'), "{screen}");
    desk.size(80, 24);
    let screen = desk.screen();
    assert!(screen.contains("says"), "{screen}");
}

#[test]
fn what_ran_is_told_in_words() {
    let mut desk = Desk::with(corpus());
    desk.press("/ferry<enter>");
    assert!(
        desk.screen().contains("searched: ferry"),
        "{}",
        desk.screen()
    );
    let screen = desk.screen();
    assert!(!screen.contains("= ferry"), "{screen}");
}

#[test]
fn a_key_leads_from_one_group_of_facets_to_the_next_and_round() {
    let mut desk = Desk::with(corpus());
    desk.press("<backtab>");
    let above = |desk: &mut Desk| {
        let screen = desk.screen();
        let lines: Vec<&str> = screen.lines().collect();
        let at = lines.iter().position(|line| line.contains("▸□")).unwrap();
        let narrow = |line: &str| line.chars().skip(1).take(20).collect::<String>();
        let heading = lines[..at].iter().rev().map(|line| narrow(line));
        let mut headings = heading.filter(|line| !line.starts_with([' ', '▁', '█']));
        headings.next().unwrap().trim().to_string()
    };
    assert_eq!(above(&mut desk), "Outlet");
    assert!(desk.screen().contains("} next group"), "{}", desk.screen());
    desk.press("}");
    let second = above(&mut desk);
    assert_ne!(second, "Outlet", "{}", desk.screen());
    desk.press("{");
    assert_eq!(above(&mut desk), "Outlet");
    desk.press("{}");
    assert_eq!(above(&mut desk), "Outlet");
}

#[test]
fn the_texts_of_the_palette_and_of_the_command_line_fold() {
    let mut desk = Desk::with(corpus());
    for (width, height) in SIZES {
        desk.size(width, height);
        desk.press("<ctrl-p>");
        let palette = desk.screen();
        // The window's own lines, and not what stands beside it.
        let lines = palette.lines().skip_while(|line| !line.contains("Actions"));
        let inside: String = lines.filter_map(|line| line.split('┃').nth(1)).collect();
        assert!(!inside.contains('…'), "{width}x{height}: {palette}");
        desk.press("<esc>:");
        let commands = desk.screen();
        let list = commands.lines().skip(2).take(8).collect::<String>();
        assert!(!list.contains('…'), "{width}x{height}: {commands}");
        desk.press("<esc>");
    }
}

#[test]
fn a_passage_says_of_which_article_it_is_at_every_size() {
    let mut desk = Desk::with(freed());
    desk.press("m5");
    for (width, height) in SIZES {
        desk.size(width, height);
        let screen = desk.screen();
        let list = screen.split('┗').next().unwrap();
        let words: Vec<&str> = list
            .split_whitespace()
            .filter(|word| !["┃", "│", "││", "┃│"].contains(word))
            .collect();
        let words = words.join(" ");
        assert!(words.contains("Gamma says"), "{width}x{height}: {screen}");
    }
}

#[test]
fn undo_takes_back_what_stands_on_the_screen_and_names_what_stands_elsewhere() {
    let mut desk = Desk::with(corpus());
    desk.press("m4/reed<enter>M/marsh<enter>M<esc>");
    assert_eq!(desk.app.session.decisions.len(), 1, "{}", desk.screen());
    // The decision is the later change, and no bookmark.
    desk.press("5u");
    assert!(desk.app.session.bookmarks.is_empty(), "{}", desk.screen());
    assert_eq!(desk.app.session.decisions.len(), 1);
    desk.press("u");
    assert_eq!(desk.app.session.decisions.len(), 1, "{}", desk.screen());
    let screen = desk.screen();
    assert!(
        screen.contains("nothing on this screen to undo"),
        "{screen}"
    );
    desk.press("<ctrl-r>");
    assert_eq!(desk.app.session.bookmarks.len(), 1, "{}", desk.screen());
    desk.press("4u");
    assert_eq!(desk.app.session.decisions.len(), 0, "{}", desk.screen());
    assert_eq!(desk.app.session.bookmarks.len(), 1);
}

#[test]
fn that_another_parallax_is_adding_is_told_no_longer_than_it_is_so() {
    let folder = Folder::new("adding-ended");
    folder.add();
    // As another process holds it: the lock names one that is not this.
    let path = folder.home.dir.join("library.lock");
    let lock = std::fs::File::options().write(true).open(&path).unwrap();
    lock.lock().unwrap();
    std::fs::write(&path, "4242").unwrap();
    let mut desk = Desk::open(&folder.home, &[], true);
    let told = "another parallax (process 4242) is adding articles";
    assert!(desk.screen().contains(told), "{}", desk.screen());
    assert!(!desk.look());
    assert!(desk.screen().contains(told), "{}", desk.screen());
    lock.set_len(0).unwrap();
    drop(lock);
    assert!(desk.look());
    let screen = desk.screen();
    assert!(!screen.contains("another parallax"), "{screen}");
    assert!(!desk.look());
}

#[test]
fn what_is_ticked_holds_as_many_articles_as_it_says_whatever_the_order_of_their_days() {
    let mut desk = Desk::with(corpus());
    desk.size(120, 60);
    desk.press("<backtab>");
    let groups = desk.app.session.answer.facets.clone();
    let values = groups.outlets.len() + groups.entities.len();
    let mut checked = 0;
    for _ in 0..values + 8 {
        let screen = desk.screen();
        if let Some(row) = screen.lines().find(|line| line.contains("▸□")) {
            let said = row.split('┃').nth(1).unwrap_or_default();
            let count: usize = said.split_whitespace().last().unwrap().parse().unwrap();
            desk.press("<enter>");
            assert_eq!(desk.app.session.answer.total, count, "{said}");
            desk.press("<enter>");
            assert_eq!(desk.app.session.answer.total, 4, "{said}");
            checked += usize::from(count > 1);
        }
        desk.press("j");
    }
    assert!(checked > 2, "{checked} of {groups:?}");
}
