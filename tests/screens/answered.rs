//! Every key has its answer: it lands, or says in a sentence why not, and what stands beside a list goes along.

use parallax::tui::session::Screen;

use super::desk::corpus::{corpus, read};
use super::desk::stories::two_stories;
use super::desk::{Desk, rain};

fn last(desk: &mut Desk) -> String {
    let screen = desk.screen();
    screen.lines().last().unwrap_or_default().to_string()
}

#[test]
fn a_key_that_means_nothing_is_answered_on_every_screen_and_in_every_window() {
    for place in [
        "",
        "<tab>",
        "<backtab>",
        "<enter>",
        "2",
        "2<tab>",
        "2<tab>|",
        "3",
        "2c",
        "2c<tab>",
        "4",
        "4<tab>",
        "5",
        "?",
        "2<tab><enter>",
        "2C",
    ] {
        let mut desk = Desk::with(corpus());
        desk.press(place);
        for key in ["Q", "<f12>", "9"] {
            desk.press(key);
            let last = last(&mut desk);
            assert!(last.contains("does nothing here"), "{place} {key}: {last}");
            assert!(last.contains("? lists the keys"), "{place} {key}: {last}");
        }
        // The next key takes the answer away.
        desk.press("j");
        assert!(!last(&mut desk).contains("does nothing here"), "{place}");
    }
}

#[test]
fn an_action_without_anything_to_work_on_says_so() {
    for (place, key, words) in [
        ("5", "x", "nothing here for"),
        ("<enter>", "<tab>", "the only pane"),
        ("", "<ctrl-o>", "no jump to go back"),
        ("", "gi", "no jump to go forward"),
        ("2", "<esc>", "nothing to leave here"),
        ("", "X", "nothing narrows this list"),
        ("2<tab><enter>", "s", "does nothing"),
        ("3", "d", "nothing here for"),
        ("3", "j", "nothing is listed here"),
    ] {
        let mut desk = Desk::with(corpus());
        desk.press(place);
        desk.press(key);
        let last = last(&mut desk);
        assert!(last.contains(words), "{place} {key}: {last}");
    }
}

#[test]
fn a_walk_while_articles_are_being_compared_says_that_they_are() {
    for key in ["d", "D", "j", "G", "o"] {
        let mut desk = Desk::with(corpus());
        desk.press("2");
        desk.press_unanswered("c");
        desk.press_unanswered(key);
        let screen = desk.screen();
        assert!(screen.contains("still comparing"), "{key}: {screen}");
        assert!(!screen.contains("nothing here for"), "{key}: {screen}");
    }
    // Also where the keyboard is in the list of findings.
    let mut desk = Desk::with(corpus());
    desk.press("2c<tab>2");
    desk.press_unanswered("cd");
    assert!(
        desk.screen().contains("still comparing"),
        "{}",
        desk.screen()
    );
    // Of a story, too.
    for key in ["d", "j"] {
        let mut desk = Desk::with(two_stories(2));
        desk.press("2gg");
        desk.press_unanswered("j<tab>");
        desk.press_unanswered(key);
        assert!(
            desk.screen().contains("still comparing"),
            "{key}: {}",
            desk.screen()
        );
    }
}

#[test]
fn a_walk_that_cannot_land_says_truthfully_why() {
    let mut desk = Desk::with(corpus());
    desk.press("2<tab>d");
    let told = last(&mut desk);
    assert!(told.contains("this is the only difference"), "{told}");
    // By kind, and by words.
    desk.press("fff");
    let screen = desk.screen();
    assert!(!screen.contains("≠ More than 40"), "{screen}");
    desk.press("d");
    let told = last(&mut desk);
    assert!(
        told.contains("no difference among the kind shown"),
        "{told}"
    );
    desk.press("X/nightfall<enter>d");
    let told = last(&mut desk);
    assert!(
        told.contains("no difference among those that the filter leaves"),
        "{told}"
    );
}

#[test]
fn a_walk_goes_on_to_what_is_folded_away() {
    let article = |(number, name): (usize, &str)| {
        let text = format!(
            "---\ntitle: A prize for a baker, {number}\noutlet: Paper {number}\ndate: 2031-05-03\n---\n\n\
             {name} won the prize of the bakers of Upper Tolling on Monday.\n\n{name} bakes rye bread at night in Upper Tolling.\n"
        );
        (format!("{number}.md"), text)
    };
    let names = ["Aleksandr Lukashov", "Alexander Lukashov"];
    let mut desk = Desk::with(read(names.into_iter().enumerate().map(article)));
    desk.press("2<tab>");
    let screen = desk.screen();
    assert!(screen.contains("~ 1 name or list"), "{screen}");
    desk.press("d");
    let screen = desk.screen();
    assert!(screen.contains("▸~ Al"), "{screen}");
    assert!(screen.contains("difference 1 of 1"), "{screen}");
}

#[test]
fn nothing_of_one_row_stands_beside_another() {
    let mut desk = Desk::with(two_stories(2));
    desk.size(140, 36);
    desk.press("2gg");
    assert!(desk.screen().contains("More than 40"), "{}", desk.screen());
    for keys in ["G", "ssj"] {
        desk.press("2gg");
        desk.press_unanswered(keys);
        let screen = desk.screen();
        let here = screen
            .lines()
            .find(|line| line.contains('▸'))
            .unwrap_or_default();
        if here.contains("Old mill") {
            assert!(!screen.contains("More than 40"), "{keys}: {screen}");
            assert!(screen.contains("comparing …"), "{keys}: {screen}");
        }
        desk.press("k");
    }
    // Nor the article of another hit, where the one under the cursor is on its way.
    let mut desk = Desk::with(rain::many(120));
    desk.press("gg");
    let first = desk.app.session.shown[&Screen::Search].article.clone();
    desk.press_unanswered("G");
    let shown = desk.app.session.shown.get(&Screen::Search);
    assert!(shown.is_none_or(|shown| shown.article != first));
    // Nor the card of another name.
    let mut desk = Desk::with(corpus());
    desk.press("4gg");
    let card = desk.app.session.card.clone().unwrap();
    desk.press_unanswered("G");
    assert!(desk.app.session.card.is_none(), "{}", card.entity.name);
    desk.press("k");
    assert!(desk.app.session.card.is_some());
}

#[test]
fn a_story_that_is_compared_again_keeps_its_findings_beside_it() {
    let mut desk = Desk::with(corpus());
    desk.press("2");
    let story = desk
        .app
        .session
        .matrix
        .as_ref()
        .unwrap()
        .story
        .clone()
        .unwrap();
    desk.app.session.turn_to_story(&story);
    assert!(desk.app.session.matrix.is_some());
}

#[test]
fn one_is_told_as_one() {
    let mut desk = Desk::with(corpus());
    desk.press("/nightfall<enter><enter>");
    let screen = desk.screen();
    assert!(screen.contains("one hit ·"), "{screen}");
    // Two articles: the other one is called so.
    let ferry = |(number, people): (usize, usize)| {
        let text = format!(
            "---\ntitle: Ferry aground {number}\noutlet: Paper {number}\ndate: 2031-05-03\n---\n\n\
             The ferry Sea Lark ran aground off Port Merrow with {people} people on board.\n\nThe harbour of Port Merrow was closed.\n"
        );
        (format!("{number}.md"), text)
    };
    let mut desk = Desk::with(read([42, 45].into_iter().enumerate().map(ferry)));
    desk.press("/harbour<enter><enter>o");
    let screen = desk.screen();
    assert!(
        screen.contains("The one other article says it."),
        "{screen}"
    );
    assert!(!screen.contains("Of 1"), "{screen}");
    // What is undone is told as a sentence.
    desk.press("<esc>m5x");
    desk.press("u");
    let told = last(&mut desk);
    assert!(told.contains("undone: removing the bookmark “"), "{told}");
}

#[test]
fn the_signs_are_explained_in_the_help_right_behind_the_keys_of_the_place() {
    for place in ["?", "2?", "2<tab>?", "2c?", "<enter>?", "4?", "5?"] {
        let mut desk = Desk::with(corpus());
        desk.size(80, 60);
        desk.press(place);
        let screen = desk.screen();
        for sign in ["≠", "≈", "=", "·", "…"] {
            let told = screen
                .lines()
                .any(|line| line.contains(&format!("┃   {sign}  ")));
            assert!(told, "{place}: {sign} on\n{screen}");
        }
    }
}

#[test]
fn a_comparison_explains_the_signs_that_stand_in_it() {
    let mut desk = Desk::with(corpus());
    for size in [(60, 20), (80, 24), (120, 36)] {
        desk.size(size.0, size.1);
        desk.press("2c");
        let screen = desk.screen();
        let legend: String = screen.lines().skip(1).take(2).collect();
        for words in ["≠ contradict", "= ", "∩ related", "· "] {
            assert!(legend.contains(words), "{size:?}: {words} in {legend}");
        }
    }
}

#[test]
fn a_row_that_a_finding_is_about_is_never_said_to_have_none() {
    let mut desk = Desk::with(corpus());
    desk.press("2c");
    for _ in 0..12 {
        let screen = desk.screen();
        let session = &desk.app.session;
        let compared = session.compared.as_ref().unwrap();
        let places = &session.pointed.places;
        let is_about = compared.comparison.findings.iter().any(|finding| {
            let mut values = finding.values.iter();
            values.any(|value| {
                let mut places = places.iter();
                places.any(|(at, span)| *at == value.article && span.overlaps(value.span()))
            })
        });
        let none = screen.contains("none about this row");
        assert!(!(is_about && none), "{screen}");
        desk.press("j");
    }
    // Where one kind alone is listed, it is of that kind that none is.
    desk.press("ggfffjk");
    let screen = desk.screen();
    assert!(!screen.contains(" · none about this row"), "{screen}");
}
