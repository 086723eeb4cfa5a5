//! Typing the path of what is to be added.

use super::desk::Desk;
use super::desk::corpus::corpus;
use super::desk::folder::{Folder, typed};

fn has(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words:?} is not on\n{screen}");
}

#[test]
fn tab_completes_a_path_and_shows_the_choices() {
    for before in ["a", ":add "] {
        let folder = Folder::new("tab");
        let mut desk = Desk::open(&folder.home, &[], false);
        let begun = typed(&folder.news);
        desk.press(before);
        desk.press(&begun[..begun.len() - 2]);
        desk.press("<tab>");
        has(&mut desk, "/news/");
        desk.press("<tab>");
        has(&mut desk, "alpha.md  beta.md  gamma.md");
        desk.press("b<tab>");
        has(&mut desk, "/news/beta.md");
        // Nothing is offered where nothing follows.
        let screen = desk.screen();
        assert!(!screen.contains("Tab:"), "{screen}");
        desk.press("<enter>");
        has(&mut desk, "1 added");
        has(&mut desk, "told by Beta");
    }
}

#[test]
fn an_address_on_the_web_is_for_the_thread_that_adds_and_what_only_looks_like_one_is_told() {
    let folder = Folder::new("address");
    for typed in [
        "ahttps://alpha.example/ferry<enter>",
        ":add HTTP://alpha.example<enter>",
    ] {
        let mut desk = Desk::open(&folder.home, &[], false);
        desk.press(typed);
        // Here nobody asks the web.
        has(&mut desk, "an address on the web, which is not asked here");
    }
    let mut desk = Desk::open(&folder.home, &[], false);
    desk.press(":add www.alpha.example<enter>");
    has(&mut desk, "is written with https:// or http:// before it");
    assert!(desk.app.session.progress.is_none());
}

#[test]
fn tab_still_completes_commands() {
    let mut desk = Desk::with(corpus());
    desk.press(":stor<tab>");
    has(&mut desk, "stories-screen");
    desk.press("<esc>:ad<tab>");
    has(&mut desk, ": add");
}
