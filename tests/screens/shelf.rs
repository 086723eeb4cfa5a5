//! The shelf beneath the screens: lost, exchanged, damaged, and a copy of it taken back.

use std::fs;
use std::path::Path;

use parallax::shelf::{Filter, Shelf, copies};

use super::desk::Desk;
use super::desk::folder::Folder;

fn has(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words:?} is not on\n{screen}");
}

fn has_not(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(!screen.contains(words), "{words:?} is on\n{screen}");
}

/// A library and a desk on it, with one passage kept.
fn kept(name: &str) -> (Folder, Desk) {
    let folder = Folder::new(name);
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], true);
    desk.size(200, 40);
    desk.press("m");
    has(&mut desk, "kept; 5 shows");
    (folder, desk)
}

fn bookmarks(path: &Path) -> usize {
    let shelf = Shelf::open(path).unwrap();
    shelf.bookmarks(&Filter::default()).unwrap().len()
}

#[test]
fn nothing_is_called_kept_where_the_shelf_is_gone_and_it_comes_back_from_the_screens() {
    let (folder, mut desk) = kept("shelf-gone");
    fs::remove_file(folder.home.shelf()).unwrap();
    assert!(desk.look());
    has(&mut desk, "was moved or deleted while it was open");
    desk.press("jm");
    has(&mut desk, "nothing was changed");
    has_not(&mut desk, "kept; 5 shows");
    assert!(!folder.home.shelf().exists());
    // What it held is still to be seen, and a copy of it was made.
    desk.press("5");
    has(&mut desk, "✓ “");
    let held = copies(&folder.home.shelf());
    assert_eq!(held[0].counts.bookmarks, 1, "{held:?}");
    desk.press(":copies<enter>");
    has(&mut desk, "Take back which copy");
    has(&mut desk, "1 bookmark, 1 source · rescued");
    desk.press("1");
    has(&mut desk, "holds 1 bookmark, no note");
    desk.press("y");
    has(&mut desk, "taken back");
    assert_eq!(bookmarks(&folder.home.shelf()), 1);
    desk.press("1jm");
    has(&mut desk, "kept; 5 shows");
    assert_eq!(bookmarks(&folder.home.shelf()), 2);
}

#[test]
fn a_shelf_that_another_took_the_place_of_is_left_for_that_one() {
    let (folder, mut desk) = kept("shelf-exchanged");
    let path = folder.home.shelf();
    let other = path.with_extension("other");
    fs::copy(&path, &other).unwrap();
    fs::rename(&other, &path).unwrap();
    desk.press("jm");
    has(&mut desk, "another file took the place of the shelf");
    assert_eq!(bookmarks(&path), 1);
    desk.press("m");
    has(&mut desk, "kept; 5 shows");
    assert_eq!(bookmarks(&path), 2);
}

#[test]
fn a_shelf_that_was_overwritten_in_its_place_takes_nothing_and_is_told() {
    let (stranger, other) = kept("shelf-stranger");
    drop(other);
    let stranger = fs::read(stranger.home.shelf()).unwrap();
    let bare = Folder::new("shelf-bare");
    Shelf::open(&bare.home.shelf())
        .unwrap()
        .add_source("/elsewhere")
        .unwrap();
    let bare = fs::read(bare.home.shelf()).unwrap();
    let junk = b"no shelf any more ".repeat(500);
    for bytes in [stranger, bare, Vec::new(), junk] {
        for looked in [true, false] {
            let (folder, mut desk) = kept("shelf-overwritten");
            desk.size(240, 40);
            let path = folder.home.shelf();
            let memory = path.with_file_name("remembered.json");
            let remembered = fs::read(&memory).unwrap();
            fs::write(&path, &bytes).unwrap();
            if looked {
                assert!(desk.look());
                has(&mut desk, "the shelf was overwritten while it was open");
            } else {
                desk.press("jm");
                has(&mut desk, "the shelf was overwritten while it was open");
                has(&mut desk, "nothing was changed");
            }
            has_not(&mut desk, "kept; 5 shows");
            // It is no other thing when it is asked once more.
            desk.press("jm");
            has(&mut desk, "nothing was changed");
            has(&mut desk, "parallax shelf restore");
            has_not(&mut desk, "kept; 5 shows");
            assert!(desk.look());
            desk.press("5");
            has_not(&mut desk, "No passage is kept yet");
            let screen = desk.screen();
            assert!(
                screen.contains("not the shelf that stood here")
                    || screen.contains("What you kept cannot be read"),
                "{screen}"
            );
            assert!(fs::read(&path).unwrap() == bytes);
            assert_eq!(fs::read(&memory).unwrap(), remembered);
            desk.press(":copies<enter>1y");
            has(&mut desk, "taken back");
            has_not(&mut desk, "not the shelf that stood here");
            desk.press("1jm");
            has(&mut desk, "kept; 5 shows");
        }
    }
}

#[test]
fn what_cannot_be_read_is_never_called_empty() {
    let (folder, desk) = kept("shelf-unread");
    drop(desk);
    fs::write(folder.home.shelf(), "no shelf any more ".repeat(500)).unwrap();
    let mut desk = Desk::open(&folder.home, &[], true);
    desk.size(200, 40);
    has(&mut desk, "is damaged and cannot be read");
    desk.press("5");
    has_not(&mut desk, "No passage is kept yet");
    has(&mut desk, "What you kept cannot be read");
    // The articles can.
    desk.press("1/ferry<enter>");
    has(&mut desk, "1 of 3");
    desk.press("m");
    has(&mut desk, "nothing was changed");
}

#[test]
fn a_damaged_bookmark_is_told_and_the_others_stand() {
    let (folder, mut desk) = kept("shelf-row");
    desk.press("jm");
    drop(desk);
    let path = folder.home.shelf();
    let mut bytes = fs::read(&path).unwrap();
    let words = b"told by Beta";
    let places: Vec<usize> = (0..bytes.len() - words.len())
        .filter(|&at| bytes[at..].starts_with(words))
        .collect();
    for at in places {
        bytes[at] ^= 1;
    }
    fs::write(&path, &bytes).unwrap();
    let mut desk = Desk::open(&folder.home, &[], true);
    desk.size(200, 40);
    has(&mut desk, "on the shelf is damaged");
    desk.press("5");
    has(&mut desk, "1 of 1 · 1 damaged: see :copies");
}

#[test]
fn what_was_kept_is_listed_where_the_articles_cannot_be_read_and_is_not_called_gone() {
    let (folder, desk) = kept("shelf-alone");
    drop(desk);
    // Another program lets nobody read it.
    let held = rusqlite::Connection::open(folder.home.catalogue()).unwrap();
    held.execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")
        .unwrap();
    let mut desk = Desk::open(&folder.home, &[], true);
    desk.size(200, 40);
    has(&mut desk, "the library cannot be opened");
    desk.press("5");
    has(&mut desk, "? “");
    has_not(&mut desk, "✗ “");
    desk.press("<enter>");
    has(&mut desk, "the articles cannot be read now");
    desk.press("ea note<enter>");
    has(&mut desk, "note: a note");
}
