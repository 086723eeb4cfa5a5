//! Going from a window to an article and back; keys that do the same on every screen and at every size.

use parallax::ingest::Reading;
use parallax::tui::outside::Outside;
use parallax::tui::session::Screen;

use super::desk::Desk;
use super::desk::corpus::{corpus, read};

fn has(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words:?} is not on\n{screen}");
}

fn lacks(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(!screen.contains(words), "{words:?} is on\n{screen}");
}

/// So many outlets on one storm, each with figures of its own for two things.
fn storms(count: usize) -> Vec<Reading> {
    read((1..=count).map(|number| {
        let text = format!(
            "---\ntitle: Storm over Velmora, part {number}\noutlet: Outlet {number}\ndate: 2031-05-03T{number:02}:00:00Z\n---\n\nA storm over Velmora destroyed {} houses on Monday and cut {} power lines.\n\nThe storm injured {} people in Velmora, the mayor Ruth Amsel said.\n\nSome {} trees fell on the roads of Velmora.\n\nThe mayor said the town had “never seen such a storm.”\n",
            40 + number,
            60 + number,
            10 + number % 2,
            300 + number,
        );
        (format!("{number}.md"), text)
    }))
}

#[test]
fn a_window_of_proofs_is_there_again_at_its_place() {
    for way in ["2<tab>d", "2c<tab>d"] {
        let mut desk = Desk::with(storms(3));
        desk.press(way);
        desk.press("<enter>j");
        has(&mut desk, "2 of 3");
        let before = desk.screen();
        desk.press("<enter>");
        assert_eq!(desk.app.session.screen, Screen::Reading);
        lacks(&mut desk, "2 of 3");
        desk.press("q");
        assert_eq!(desk.screen(), before, "{way}");
        // And once more, by the key for jumps.
        desk.press("<enter><ctrl-o>");
        assert_eq!(desk.screen(), before, "{way}");
        desk.press("<esc>");
        lacks(&mut desk, "2 of 3 ");
        desk.press("<enter>j<enter>1q");
        lacks(&mut desk, "What the others say");
    }
}

#[test]
fn what_the_others_say_is_there_again_at_its_place() {
    let mut desk = Desk::with(corpus());
    desk.press("/\"42 people\"<enter>oj");
    let before = desk.screen();
    assert!(before.contains("What the others say"), "{before}");
    desk.press("<enter>");
    assert_eq!(desk.app.session.screen, Screen::Reading);
    // Another sentence is asked about meanwhile.
    desk.press("jo<esc>q");
    assert_eq!(desk.screen(), before);
}

#[test]
fn commands_and_help_work_over_every_window() {
    for window in [
        "2<tab>d<enter>j",
        "2<tab>d<enter>ot",
        "oj",
        "4p",
        "4gd",
        "?",
        "2<tab>dt",
    ] {
        let mut desk = Desk::with(storms(3));
        desk.press(window);
        let before = desk.screen();
        desk.press(":");
        has(&mut desk, "add PATH");
        desk.press("<esc>");
        assert_eq!(desk.screen(), before, "{window}");
        if window != "?" {
            desk.press("?");
            has(&mut desk, "━ Keys ━");
            desk.press("<esc>");
            assert_eq!(desk.screen(), before, "{window}");
        }
        // What changes nothing below leaves the window where it is; elsewhere it waits for the reader.
        desk.press(":mouse<enter><ctrl-l>");
        assert_eq!(desk.screen(), before, "{window}");
        desk.press(":search storm<enter>");
        assert_eq!(desk.app.session.screen, Screen::Search);
        has(&mut desk, "1 of 3");
        desk.press(":quit<enter>");
        assert!(desk.app.take_outside().contains(&Outside::Quit), "{window}");
    }
    let mut desk = Desk::with(storms(3));
    desk.press("2<tab>d<enter>j");
    let before = desk.screen();
    desk.press(":entities-screen<enter>");
    assert_eq!(desk.app.session.screen, Screen::Entities);
    lacks(&mut desk, "2 of 3 ");
    desk.press("q");
    assert_eq!(desk.screen(), before);
}

#[test]
fn a_window_names_the_keys_that_work_in_it() {
    for (keys, leaves) in [("?", "Esc cancel"), ("<ctrl-p>", "Esc close")] {
        let mut desk = Desk::with(storms(3));
        desk.press(keys);
        let screen = desk.screen();
        let hints = screen.lines().last().unwrap_or("");
        assert!(hints.contains(leaves), "{screen}");
        assert!(!hints.contains("keep"), "{screen}");
    }
}

#[test]
fn a_window_laid_over_another_gives_way_to_it() {
    let mut desk = Desk::with(storms(3));
    desk.press("2<tab>d<enter>j");
    let proofs = desk.screen();
    desk.press("oj");
    let others = desk.screen();
    assert!(others.contains("What the others say"), "{others}");
    desk.press("o");
    has(&mut desk, "What the others say");
    desk.press("<esc>");
    assert_eq!(desk.screen(), others);
    desk.press("<esc>");
    assert_eq!(desk.screen(), proofs);
}

#[test]
fn a_name_looked_at_from_the_decisions_leads_back_to_them() {
    let mut desk = Desk::with(corpus());
    desk.press("4/elena<enter>r");
    desk.press("<backspace><backspace>y<enter><esc>gd");
    has(&mut desk, "Your decisions about names");
    desk.press("<enter>");
    lacks(&mut desk, "Your decisions about names");
    desk.press("q");
    has(&mut desk, "Your decisions about names");
}

#[test]
fn keys_do_the_same_at_every_size() {
    let done = |keys: &str, width: u16, height: u16| {
        let mut desk = Desk::with(storms(6));
        desk.size(width, height);
        desk.press(keys);
        let session = &desk.app.session;
        let compared = session
            .compared
            .as_ref()
            .map(|compared| compared.comparison.articles.clone());
        let read = session.shown.get(&Screen::Reading).cloned();
        (session.screen, session.picked.clone(), compared, read)
    };
    for keys in [
        "2<tab>c",
        "2c",
        "c",
        "jcjc",
        "2<tab>dc",
        "2<tab><enter><enter>",
        "2cx",
        "<tab>c",
        "<enter>c",
    ] {
        let wide = done(keys, 200, 60);
        for (width, height) in [(120, 36), (100, 30), (80, 24), (60, 20), (40, 12)] {
            assert_eq!(
                done(keys, width, height),
                wide,
                "{keys} at {width}x{height}"
            );
        }
    }
    let (screen, picked, ..) = done("2<tab>c", 200, 60);
    assert_eq!((screen, picked.len()), (Screen::Compare, 4));
}

#[test]
fn the_first_four_of_a_story_are_compared_and_another_can_take_the_place_of_one() {
    let mut desk = Desk::with(storms(6));
    desk.press("2c");
    has(&mut desk, "the first 4 of 6 articles are compared");
    let story = desk.app.session.stories[0].clone();
    let ids: Vec<String> = story
        .articles
        .iter()
        .map(|article| article.id.clone())
        .collect();
    let compared = |desk: &Desk| {
        desk.app
            .session
            .compared
            .as_ref()
            .unwrap()
            .comparison
            .articles
            .clone()
    };
    assert_eq!(compared(&desk), ids[..4]);
    // As it was said: x takes one away, c on another article adds it.
    desk.press("x");
    assert_eq!(compared(&desk), ids[1..4]);
    let mut titles = desk.screen();
    desk.press("1/\"part 6\"<enter>c");
    assert_eq!(desk.app.session.screen, Screen::Compare, "{titles}");
    titles = desk.screen();
    assert_eq!(
        compared(&desk),
        [&ids[1..4], &ids[5..]].concat(),
        "{titles}"
    );
    // A finding says how many of its articles are compared.
    desk.press("2<tab>dc");
    has(
        &mut desk,
        "the first 4 of the 6 articles that give this are compared",
    );
}

/// What stands on the first line of what a finding is listed under.
fn beginning(what: &str) -> String {
    what.chars().take(20).collect()
}

#[test]
fn differences_are_gone_through_as_the_findings_list_them() {
    for back in [false, true] {
        let mut desk = Desk::with(storms(3));
        desk.press("2c");
        let findings = desk
            .app
            .session
            .compared
            .as_ref()
            .unwrap()
            .comparison
            .findings
            .clone();
        let mut listed_first: Vec<_> = findings.iter().collect();
        listed_first.sort_by_key(|finding| finding.weight());
        let differ: Vec<String> = listed_first
            .iter()
            .filter(|finding| finding.weight().is_difference())
            .map(|finding| finding.what.clone())
            .collect();
        assert!(differ.len() > 2, "{findings:#?}");
        let listed = |desk: &mut Desk| {
            let screen = desk.screen();
            let below = screen.split("Findings").nth(1).unwrap_or("").to_string();
            below
                .lines()
                .find(|line| line.contains('▸'))
                .unwrap_or("")
                .to_string()
        };
        let mut expected: Vec<&String> = differ.iter().collect();
        for (number, what) in expected.iter().enumerate() {
            desk.press("d");
            assert!(
                listed(&mut desk).contains(&beginning(what)),
                "{what}\n{}",
                desk.screen()
            );
            has(
                &mut desk,
                &format!("difference {} of {}", number + 1, differ.len()),
            );
            if back {
                desk.press("<tab><tab>");
            }
        }
        desk.press("d");
        has(
            &mut desk,
            &format!("this was the last difference of {}", differ.len()),
        );
        expected.pop();
        for what in expected.iter().rev() {
            desk.press("D");
            assert!(
                listed(&mut desk).contains(&beginning(what)),
                "{what}\n{}",
                desk.screen()
            );
        }
        desk.press("D");
        has(&mut desk, "this is the first difference");
    }
}

#[test]
fn where_nothing_differs_the_key_says_so() {
    let article = |number: usize| {
        let more = ["Its owner sold rolls.", "A crowd stood in the rain."][number - 1];
        let text = format!(
            "---\ntitle: Bread {number}\noutlet: Outlet {number}\ndate: 2031-05-03T{number:02}:00:00Z\n---\n\nA bakery in Upper Tolling won the county prize for rye bread on Monday.\n\n{more}\n"
        );
        (format!("{number}.md"), text)
    };
    let mut desk = Desk::with(read((1..=2).map(article)));
    desk.press("cjcd");
    has(&mut desk, "these articles differ in nothing that was found");
}
