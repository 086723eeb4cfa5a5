//! What is on the screens when parallax is left is there again at the next start; what is only looked at is not kept.

use parallax::shelf::{Filter, Shelf};
use parallax::tui::session::Screen;

use super::desk::Desk;
use super::desk::folder::Folder;

fn has(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words:?} is not on\n{screen}");
}

/// The screen after these keys, and the screen that the next start shows.
fn before_and_after(folder: &Folder, keys: &str) -> (String, Desk) {
    let mut desk = Desk::open(&folder.home, &[], true);
    desk.press(keys);
    let before = desk.screen();
    desk.leave();
    (before, Desk::open(&folder.home, &[], false))
}

#[test]
fn screen_query_article_and_place_are_there_again() {
    let folder = Folder::new("again");
    folder.add();
    for keys in [
        "/ferry<enter>j",
        "/ferry<enter><backtab>jj<enter><tab>j",
        "/ferry<enter>j<enter>j",
        "/ferry<enter>j<tab>jj",
        "mj<tab>j5<tab>j",
        "2<tab>jj",
        "2cjj",
        "2c<tab>jj",
        "4jjj",
        "mjm5j",
    ] {
        let (before, mut after) = before_and_after(&folder, keys);
        // What was said of the last key is not said again.
        after.press("<ctrl-n><up>");
        let mut again = Desk::open(&folder.home, &[], false);
        let shown = |screen: &str| -> Vec<String> {
            let lines: Vec<&str> = screen.lines().collect();
            lines[..lines.len() - 1]
                .iter()
                .map(|line| line.to_string())
                .collect()
        };
        let (was, is) = (shown(&before), shown(&again.screen()));
        let wrong: Vec<(&String, &String)> =
            was.iter().zip(&is).filter(|(was, is)| was != is).collect();
        assert!(wrong.is_empty(), "{keys}: {wrong:#?}\n{}", again.screen());
    }
}

#[test]
fn an_article_read_alone_leads_back_to_where_it_was_opened() {
    let folder = Folder::new("back");
    folder.add();
    let (_, mut desk) = before_and_after(&folder, "/ferry<enter>j<enter>");
    assert_eq!(desk.app.session.screen, Screen::Reading);
    desk.press("q");
    assert_eq!(desk.app.session.screen, Screen::Search);
    has(&mut desk, "/ ferry");
    has(&mut desk, "2 of 3");
}

#[test]
fn fresh_begins_anew_and_so_does_what_cannot_be_read() {
    let folder = Folder::new("fresh");
    folder.add();
    let (_, mut desk) = before_and_after(&folder, "/ferry<enter>2");
    has(&mut desk, "What 3 articles say");
    let mut fresh = Desk::open(&folder.home, &[], true);
    assert_eq!(fresh.app.session.screen, Screen::Search);
    has(&mut fresh, "type / to search");
    for foreign in [
        "",
        "{",
        "{\"version\":99}",
        "[]",
        "\u{0}\u{7}",
        "{\"version\":1,\"screen\":7}",
    ] {
        let mut shelf = Shelf::open(&folder.home.shelf()).unwrap();
        shelf.set_state("screens", foreign).unwrap();
        let mut desk = Desk::open(&folder.home, &[], false);
        assert_eq!(desk.app.session.screen, Screen::Search, "{foreign}");
        has(&mut desk, "type / to search");
        has(&mut desk, "1 of 3");
    }
}

#[test]
fn what_is_gone_meanwhile_is_no_trouble() {
    let folder = Folder::new("meanwhile");
    folder.add();
    for keys in ["<enter>", "2c", "j", "2<tab>j", "4G"] {
        let mut desk = Desk::open(&folder.home, &[], true);
        desk.press(keys);
        desk.leave();
        for name in ["beta", "gamma"] {
            std::fs::remove_file(folder.file(name)).unwrap();
        }
        folder.refresh();
        let mut desk = Desk::open(&folder.home, &[], false);
        if keys == "<enter>" {
            has(&mut desk, "This article is not in the library any more");
            desk.press("q");
        }
        desk.press("1");
        has(&mut desk, "1 of 1 ·");
        for (name, hour, people) in [("Beta", 10, 45), ("Gamma", 12, 42)] {
            folder.tell(name, hour, people);
        }
        folder.refresh();
    }
}

#[cfg(unix)]
#[test]
fn a_library_that_cannot_be_opened_is_not_called_empty() {
    let folder = Folder::new("unopened");
    folder.add();
    std::fs::remove_file(folder.home.catalogue()).unwrap();
    std::os::unix::fs::symlink("/no/such/folder", folder.home.catalogue()).unwrap();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("j");
    has(&mut desk, "cannot be opened");
    let screen = desk.screen();
    assert!(!screen.contains("The library is empty"), "{screen}");
}

#[test]
fn earlier_searches_come_back_with_up_also_after_a_restart() {
    let folder = Folder::new("searches");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("/ferry<enter>/harbour<enter>/divers<enter>/ferry<enter>");
    desk.leave();
    let mut desk = Desk::open(&folder.home, &[], true);
    let asked = |desk: &mut Desk| desk.app.session.question.text.clone();
    desk.press("/<up>");
    assert_eq!(asked(&mut desk), "ferry");
    desk.press("<up>");
    assert_eq!(asked(&mut desk), "divers");
    desk.press("<up>");
    assert_eq!(asked(&mut desk), "harbour");
    desk.press("<up>");
    assert_eq!(asked(&mut desk), "harbour");
    desk.press("<down>");
    assert_eq!(asked(&mut desk), "divers");
    desk.press("<enter>");
    assert_eq!(desk.app.session.searches[0], "divers");
    assert_eq!(desk.app.session.searches.len(), 3);
    // The list of hits still moves while a search is typed.
    desk.press("/<ctrl-n>");
    has(&mut desk, "2 of 3");
}

#[test]
fn of_what_is_only_looked_at_nothing_is_kept_and_it_can_be_added() {
    let folder = Folder::new("looking");
    let paths = [folder.news.clone()];
    let mut desk = Desk::open(&folder.home, &paths, false);
    has(&mut desk, "only looking");
    has(&mut desk, "Only looking: nothing is kept");
    for keys in ["m", "<enter>m", "2<tab>d<enter>m"] {
        desk.press(keys);
        has(&mut desk, "Only looking");
        has(&mut desk, "add it, and keep the passage");
        desk.press("<enter>1");
        assert!(desk.app.session.bookmarks.is_empty(), "{keys}");
    }
    // Neither a decision nor a search is made on the shelf of a library that does not show them.
    desk.press("/harbour<enter>gs");
    desk.press("mine<enter>");
    has(&mut desk, "you are only looking");
    let shelf = Shelf::open(&folder.home.shelf()).unwrap();
    assert!(shelf.saved_searches().unwrap().is_empty());
    assert!(shelf.bookmarks(&Filter::default()).unwrap().is_empty());
    desk.leave();
    assert_eq!(shelf.state("screens").unwrap(), None);

    let mut desk = Desk::open(&folder.home, &paths, false);
    desk.press("/harbour<enter>jma");
    has(&mut desk, "kept");
    has(&mut desk, "/ harbour");
    assert_eq!(desk.app.session.bookmarks.len(), 1);
    assert!(desk.app.session.looking.is_empty());
    let kept = shelf.bookmarks(&Filter::default()).unwrap();
    assert!(kept[0].passage.quote.contains("45 people"), "{kept:?}");
    drop(desk);
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("5");
    has(&mut desk, "✓");
}

#[test]
fn what_is_kept_is_what_was_seen_also_where_the_library_has_another_text() {
    let folder = Folder::new("versions");
    folder.add();
    let other = Folder::new("versions-other");
    let longer = "A correction stands first. The ferry Sea Lark was seen off Tarn on Monday evening with 51 people on board.\n\nThe harbour of Tarn was closed.\n";
    other.write("gamma", "Gamma", 12, longer);
    for name in ["alpha", "beta"] {
        std::fs::remove_file(other.file(name)).unwrap();
    }
    let mut desk = Desk::open(&folder.home, std::slice::from_ref(&other.news), false);
    desk.press("<enter>jjma");
    let kept = &desk.app.session.bookmarks;
    let quotes: Vec<&str> = kept
        .iter()
        .map(|kept| kept.bookmark.passage.quote.as_str())
        .collect();
    // The words seen, or none: never others of the same place.
    assert!(
        quotes.is_empty() || quotes == ["The harbour of Tarn was closed."],
        "{quotes:?}"
    );
    let said = desk.screen();
    assert!(said.contains("kept"), "{said}");
}

#[test]
fn a_bookmark_of_the_sample_is_kept_as_before() {
    let folder = Folder::new("sample");
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press("m");
    has(&mut desk, "kept; 5 shows");
}
