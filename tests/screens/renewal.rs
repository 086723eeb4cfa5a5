//! The library changes under the screens: by what is added here, by another program, by a refresh.

use parallax::shelf::Shelf;
use parallax::tui::session::Screen;

use super::desk::Desk;
use super::desk::folder::{Folder, typed};

fn has(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words:?} is not on\n{screen}");
}

fn lacks(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(!screen.contains(words), "{words:?} is on\n{screen}");
}

/// Line under the cursor, from the pane that begins with `title`.
fn cursor(desk: &mut Desk, words: &str) -> bool {
    let screen = desk.screen();
    screen
        .lines()
        .any(|line| line.contains(['▸', '▎']) && line.contains(words))
}

#[test]
fn the_first_articles_added_take_the_place_of_the_sample_everywhere() {
    for before in [
        "",
        "/potash<enter>",
        "2<tab>j",
        "2c",
        "4<tab>",
        "/potash<enter><enter>",
        "m5",
    ] {
        let folder = Folder::new("first");
        let mut desk = Desk::open(&folder.home, &[], false);
        has(&mut desk, "sample");
        desk.press(before);
        desk.press(&format!("a{}<enter>", typed(&folder.news)));
        has(&mut desk, "3 added");
        lacks(&mut desk, "sample");
        lacks(&mut desk, "not in the library any more");
        desk.press("1");
        assert_eq!(desk.app.session.answer.total, 3, "after {before}");
        has(&mut desk, "3 of 3 ·");
        has(&mut desk, "Ferry aground, told by Gamma");
        has(&mut desk, "Alpha News");
        has(&mut desk, "until nightfall");
        lacks(&mut desk, "Foxtrot");
        desk.press("2");
        has(&mut desk, "What 3 articles say");
        has(&mut desk, "1 of 1");
        desk.press("4");
        has(&mut desk, "Elena Marsh");
        desk.press("3");
        lacks(&mut desk, "Foxtrot");
        desk.press("q");
        lacks(&mut desk, "Foxtrot");
    }
}

#[test]
fn what_another_program_adds_shows_and_the_hit_under_the_cursor_stays() {
    let folder = Folder::new("another");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], false);
    assert!(!desk.look(), "nothing has changed");
    desk.press("j");
    assert!(cursor(&mut desk, "Beta News"), "{}", desk.screen());
    folder.tell("Delta", 14, 45);
    folder.add();
    assert!(desk.look());
    assert!(!desk.look(), "told once");
    has(&mut desk, "4 of 4 ·");
    has(&mut desk, "Delta News");
    assert!(cursor(&mut desk, "Beta News"), "{}", desk.screen());
    has(&mut desk, "3 of 4");
    has(&mut desk, "with 45 people");
    desk.press("/ferry<enter>");
    desk.press("jjj");
    let kept = desk.app.session.shown[&Screen::Search].article.clone();
    folder.tell("Epsilon", 9, 45);
    folder.refresh();
    assert!(desk.look());
    assert_eq!(desk.app.session.shown[&Screen::Search].article, kept);
}

#[test]
fn stories_tables_comparisons_and_names_come_anew_and_keep_their_places() {
    let folder = Folder::new("places");
    folder.titled("County prize for bread", "bread", "Bakery", 9, "A bakery in Upper Tolling won the county prize for rye bread on Monday, said Tomas Reed.\n");
    folder.titled("County prize for bread", "prize", "Baking", 10, "A bakery in Upper Tolling won the county prize for rye bread on Monday, Tomas Reed said.\n");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("2");
    has(&mut desk, "What 3 articles say");
    desk.press("<tab>j");
    let screen = desk.screen();
    let finding = screen.lines().rfind(|line| line.contains('▸'));
    let finding = finding.unwrap_or("").to_string();
    folder.tell("Delta", 14, 45);
    folder.add();
    assert!(desk.look());
    has(&mut desk, "What 4 articles say");
    let words: Vec<&str> = finding
        .split_whitespace()
        .filter(|word| word.chars().all(char::is_alphabetic))
        .collect();
    assert!(
        words.iter().any(|word| cursor(&mut desk, word)),
        "{finding}\n{}",
        desk.screen()
    );

    desk.press("<backtab>j");
    has(&mut desk, "What 2 articles say");
    folder.tell("Epsilon", 15, 45);
    folder.add();
    assert!(desk.look());
    has(&mut desk, "What 2 articles say");
    has(&mut desk, "2 of 2");

    desk.press("kc");
    has(&mut desk, "passages that several say");
    desk.press("jj");
    let before = desk.screen();
    let line = |screen: &str| {
        screen
            .lines()
            .find(|line| line.contains('▸'))
            .unwrap_or("")
            .to_string()
    };
    let stood = line(&before);
    folder.tell("Zeta", 16, 42);
    folder.add();
    assert!(desk.look());
    assert_eq!(line(&desk.screen()), stood, "{before}\n{}", desk.screen());

    desk.press("4/Tomas<enter>");
    assert!(cursor(&mut desk, "Tomas Reed"), "{}", desk.screen());
    desk.press("<esc>");
    folder.tell("Eta", 17, 42);
    folder.add();
    assert!(desk.look());
    assert!(cursor(&mut desk, "Tomas Reed"), "{}", desk.screen());
}

#[test]
fn an_article_that_is_read_stays_at_its_sentence_when_it_changes_and_says_so_when_it_goes() {
    let folder = Folder::new("read");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("<enter>jj");
    assert!(cursor(&mut desk, "Divers"), "{}", desk.screen());
    folder.write(
        "gamma",
        "Gamma",
        12,
        "A correction was made to this text.\n\nThe ferry Sea Lark ran aground in the harbour of Port Merrow on Tuesday with 43 people on board.\n\nDivers of the Merrow Coast Guard searched the hull for leaks until nightfall.\n",
    );
    assert_eq!(folder.refresh().changed, 1);
    assert!(desk.look());
    has(&mut desk, "with 43 people");
    assert!(cursor(&mut desk, "Divers"), "{}", desk.screen());

    std::fs::remove_file(folder.file("gamma")).unwrap();
    folder.refresh();
    assert!(desk.look());
    has(&mut desk, "not in the library any more");
    has(&mut desk, "with 43 people");
    desk.press("q");
    has(&mut desk, "2 of 2 ·");
    lacks(&mut desk, "not in the library any more");
}

#[test]
fn a_comparison_goes_on_without_an_article_that_is_gone() {
    let folder = Folder::new("gone");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("2c");
    assert_eq!(
        desk.app.session.compared.as_ref().unwrap().articles.len(),
        3
    );
    std::fs::remove_file(folder.file("beta")).unwrap();
    folder.refresh();
    assert!(desk.look());
    assert_eq!(
        desk.app.session.compared.as_ref().unwrap().articles.len(),
        2
    );
    lacks(&mut desk, "Beta News");
    std::fs::remove_file(folder.file("alpha")).unwrap();
    folder.refresh();
    assert!(desk.look());
    has(&mut desk, "not in the library any more");
}

#[test]
fn what_another_program_keeps_shows_and_the_bookmark_under_the_cursor_stays() {
    let folder = Folder::new("kept");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("mjm5");
    assert_eq!(desk.app.session.bookmarks.len(), 2);
    let first = desk.app.session.bookmarks[0].bookmark.clone();
    desk.press("j");
    let stood = desk.app.session.shown[&Screen::Bookmarks].article.clone();
    let mut shelf = Shelf::open(&folder.home.shelf()).unwrap();
    let another = parallax::model::Bookmark {
        note: "from elsewhere".into(),
        ..first
    };
    shelf.add_bookmark(&another).unwrap();
    assert!(desk.look());
    has(&mut desk, "from elsewhere");
    assert_eq!(desk.app.session.shown[&Screen::Bookmarks].article, stood);
}

#[test]
fn names_that_another_program_merges_show() {
    let folder = Folder::new("merged");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("4");
    has(&mut desk, "Elena Marsh");
    let mut library = parallax::worker::Library::open(&folder.home).unwrap();
    let mut shelf = Shelf::open(&folder.home.shelf()).unwrap();
    let choice = parallax::worker::deciding::Choice {
        kind: parallax::model::DecisionKind::Rename,
        one: "Elena Marsh".into(),
        two: "Elena R. Marsh".into(),
        force: false,
    };
    library.decide(&mut shelf, &choice).unwrap();
    assert!(desk.look());
    has(&mut desk, "Elena R. Marsh");
}

#[test]
fn how_an_article_stood_before_is_a_key_away() {
    let folder = Folder::new("versions");
    folder.add();
    folder.tell("Alpha", 8, 47);
    folder.refresh();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("/steering Alpha<enter><enter>gh");
    has(&mut desk, "Versions");
    has(&mut desk, "version 1 · read");
    has(&mut desk, "version 2 · read");
    has(&mut desk, "FIGURES");
    has(&mut desk, "before  42");
    has(&mut desk, "now     47");
    desk.press("<esc>");
    lacks(&mut desk, "version 1 · read");
}
