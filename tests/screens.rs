//! The screens, driven by strings of keys: the real app on a real library in memory, requests answered at once.

#[path = "screens/answered.rs"]
mod answered;
#[path = "screens/around.rs"]
mod around;
#[path = "screens/comparing.rs"]
mod comparing;
mod desk;
#[path = "screens/entities.rs"]
mod entities;
#[path = "screens/leaving.rs"]
mod leaving;
#[path = "screens/newcomer.rs"]
mod newcomer;
#[path = "screens/one_verdict.rs"]
mod one_verdict;
#[path = "screens/paths.rs"]
mod paths;
#[path = "screens/renewal.rs"]
mod renewal;
#[path = "screens/returning.rs"]
mod returning;
#[path = "screens/searching.rs"]
mod searching;
#[path = "screens/shelf.rs"]
mod shelf;
#[path = "screens/small.rs"]
mod small;
#[path = "screens/verdicts.rs"]
mod verdicts;

use desk::corpus::{corpus, read};
use desk::rain;
use desk::{Desk, styled};

/// The first line of a screen that holds some words.
fn line_with(screen: &str, words: &str) -> String {
    let found = screen.lines().find(|line| line.contains(words));
    found
        .unwrap_or_else(|| panic!("no {words} in {screen}"))
        .to_string()
}

#[test]
fn the_first_screen_shows_all_articles_newest_first_and_the_facets() {
    let mut desk = Desk::with(corpus());
    insta::assert_snapshot!(desk.picture());
}

#[test]
fn a_search_runs_while_it_is_typed_and_lights_what_matched() {
    let mut desk = Desk::with(corpus());
    desk.press("/harb");
    assert!(desk.screen().contains("harbour"), "{}", desk.screen());
    desk.press("our<enter>");
    insta::assert_snapshot!(desk.picture());
    insta::assert_snapshot!("lit", styled(&desk.cells(), "harbour"));
}

#[test]
fn narrowing_to_an_outlet_leaves_its_articles_only() {
    let mut desk = Desk::with(corpus());
    desk.press("<backtab><enter>");
    assert_eq!(desk.app.session.answer.total, 1);
    desk.press("X");
    assert_eq!(desk.app.session.answer.total, 4);
}

#[test]
fn a_new_search_takes_the_place_of_the_old_one_and_any_other_key_edits_it() {
    let mut desk = Desk::with(corpus());
    desk.press("/harbour<enter>/bakery");
    assert_eq!(desk.app.session.question.text, "bakery");
    desk.press("<enter>/<backspace><enter>");
    assert_eq!(desk.app.session.question.text, "baker");
    desk.press("/zzzz<enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("Nothing found for zzzz") && screen.contains("Nothing to show"),
        "{screen}"
    );
}

#[test]
fn the_same_passage_is_kept_once() {
    let mut desk = Desk::with(corpus());
    desk.press("/ferry<enter>mm");
    assert!(desk.screen().contains("kept already"), "{}", desk.screen());
    assert_eq!(desk.app.session.bookmarks.len(), 1);
}

#[test]
fn one_press_goes_to_the_last_hit_and_only_those_around_it_are_held() {
    let mut desk = Desk::with(rain::many(120));
    assert_eq!(desk.app.session.answer.hits.len(), 50);
    desk.press("G");
    let screen = desk.screen();
    assert!(screen.contains("120 of 120"), "{screen}");
    let held = &desk.app.session.answer;
    assert_eq!((held.skipped, held.hits.len()), (94, 26));
    let last = held.hits.last().unwrap().title.clone();
    assert!(screen.contains(&last), "{screen}");
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..120 {
        let shown = &desk.app.session.shown[&parallax::tui::session::Screen::Search];
        seen.insert(shown.article.clone());
        desk.press("k");
    }
    assert_eq!(seen.len(), 120, "every article is passed on the way up");
    assert!(desk.screen().contains("1 of 120"));
    desk.press("G/rain<enter>");
    assert_eq!(desk.app.session.answer.hits.len(), 50);
}

#[test]
fn what_narrows_the_search_shows_at_every_width() {
    for size in [(80, 24), (120, 36)] {
        let mut desk = Desk::with(corpus());
        desk.size(size.0, size.1);
        desk.press("/ferry<enter><backtab><enter><tab>");
        let chosen = desk.app.session.question.outlets[0].clone();
        let above: Vec<String> = desk.screen().lines().take(3).map(str::to_string).collect();
        assert!(
            above
                .iter()
                .any(|line| line.contains(&format!("× {chosen}"))),
            "{above:?}"
        );
        assert!(
            above.iter().any(|line| line.contains("searched: ferry")),
            "{above:?}"
        );
    }
}

#[test]
fn a_misspelt_word_is_told_and_one_key_takes_what_was_meant() {
    let mut desk = Desk::with(corpus());
    desk.press("/harbuor<enter>");
    let screen = desk.screen();
    assert!(screen.contains("Did you mean harbour?"), "{screen}");
    desk.press("<enter>");
    assert_eq!(desk.app.session.question.text, "harbour");
    assert!(desk.app.session.answer.total > 0);
    desk.press("/harbuor<tab>");
    assert_eq!(desk.app.session.question.text, "harbour");
}

#[test]
fn a_language_narrows_the_search_and_leaves_what_was_typed() {
    let mut articles = corpus();
    let text = "---\ntitle: Die Fähre im Hafen\nlang: de\n---\n\nDie Fähre Sea Lark lief am Dienstag auf Grund.\n";
    articles.extend(read(
        [("fremd.md".to_string(), text.to_string())].into_iter(),
    ));
    let mut desk = Desk::with(articles);
    desk.press("/lark<enter><backtab>G<enter>");
    let asked = desk.app.session.question.text.clone();
    assert!(asked.starts_with("lark lang:"), "{asked}");
    desk.press("G<enter>");
    assert_eq!(desk.app.session.question.text, "lark");
}

#[test]
fn a_question_says_which_of_its_words_were_done_without() {
    for size in [(80, 24), (120, 36)] {
        let mut desk = Desk::with(corpus());
        desk.size(size.0, size.1);
        desk.press("/why did the ferry run aground in the harbour of Port Merrow?<enter>");
        let screen = desk.screen();
        assert!(screen.contains("with all words, then"), "{screen}");
        assert!(screen.contains("ferry"), "{screen}");
        assert!(screen.contains("at least 3 of"), "{screen}");
    }
}

#[test]
fn an_article_opens_and_q_comes_back_to_the_list() {
    let mut desk = Desk::with(corpus());
    desk.press("/ferry<enter><enter>");
    insta::assert_snapshot!(desk.picture());
    desk.press("q");
    assert!(desk.screen().contains("Hits"));
}

#[test]
fn the_story_shows_what_every_outlet_says() {
    let mut desk = Desk::with(corpus());
    desk.press("2");
    insta::assert_snapshot!(desk.picture());
    desk.press("<tab><enter>");
    let proof = desk.screen();
    assert!(proof.contains("contradict each other · "), "{proof}");
}

#[test]
fn two_articles_marked_are_compared_on_shared_rows() {
    let mut desk = Desk::with(corpus());
    desk.press("/harbour<enter>cjc");
    let screen = desk.screen();
    assert!(screen.contains("2 related"), "{screen}");
    insta::assert_snapshot!(desk.picture());
}

#[test]
fn what_differs_in_a_row_is_lit() {
    let mut desk = Desk::with(corpus());
    desk.press("2c");
    let cells = desk.cells();
    assert!(
        styled(&cells, "42").contains("differs"),
        "{}",
        styled(&cells, "42")
    );
}

#[test]
fn the_others_are_asked_about_the_sentence_under_the_cursor() {
    let mut desk = Desk::with(corpus());
    desk.press("/\"42 people\"<enter><enter>o");
    let screen = desk.screen();
    assert!(
        screen.contains("What the others say") && screen.contains("Beta Post"),
        "{screen}"
    );
}

#[test]
fn names_are_listed_with_their_spellings_and_sentences() {
    let mut desk = Desk::with(corpus());
    desk.press("4");
    insta::assert_snapshot!(desk.picture());
}

#[test]
fn a_passage_is_kept_noted_tagged_removed_and_brought_back() {
    let mut desk = Desk::with(corpus());
    desk.press("/ferry<enter><enter>m");
    assert!(desk.screen().contains("kept"), "{}", desk.screen());
    desk.press("5ecall the port<enter>Tferry urgent<enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("note: call the port") && screen.contains("#ferry #urgent"),
        "{screen}"
    );
    insta::assert_snapshot!(desk.picture());
    desk.press("x");
    assert!(
        desk.screen().contains("No passage is kept"),
        "{}",
        desk.screen()
    );
    desk.press("u");
    assert!(
        desk.screen().contains("note: call the port"),
        "{}",
        desk.screen()
    );
}

#[test]
fn words_are_selected_by_keyboard_and_kept_as_they_stand() {
    let mut desk = Desk::with(corpus());
    desk.press("/ferry<enter><enter>lvllm5");
    let kept = &desk.app.session.bookmarks[0].bookmark.passage;
    assert_eq!(kept.quote.split_whitespace().count(), 3, "{:?}", kept.quote);
}

#[test]
fn help_names_every_key_of_the_pane() {
    let mut desk = Desk::with(corpus());
    desk.press("?");
    insta::assert_snapshot!(desk.picture());
    desk.press("<esc>");
    assert!(!desk.screen().contains("Here, in"));
}

#[test]
fn the_palette_finds_an_action_and_does_it() {
    let mut desk = Desk::with(corpus());
    desk.press("<ctrl-p>bookm<enter>");
    assert!(
        desk.screen().contains("No passage is kept"),
        "{}",
        desk.screen()
    );
}

#[test]
fn the_command_line_completes_and_an_unknown_command_names_the_nearest() {
    let mut desk = Desk::with(corpus());
    desk.press(":stor<tab><enter>");
    assert!(
        desk.screen().contains("What 3 articles say"),
        "{}",
        desk.screen()
    );
    desk.press(":entitis-screen<enter>");
    assert!(
        desk.screen().contains("did you mean `entities-screen`?"),
        "{}",
        desk.screen()
    );
}

#[test]
fn a_sequence_shows_what_may_follow() {
    let mut desk = Desk::with(corpus());
    desk.press("g");
    assert!(desk.screen().contains("g …"), "{}", desk.screen());
}

#[test]
fn every_screen_draws_at_every_size_and_never_panics() {
    for (width, height) in [
        (120, 36),
        (99, 30),
        (80, 24),
        (79, 24),
        (60, 20),
        (40, 10),
        (39, 9),
        (200, 60),
        (1, 1),
    ] {
        let mut desk = Desk::with(corpus());
        desk.size(width, height);
        for keys in [
            "1",
            "/harbour<enter>",
            "<enter>",
            "o<esc>",
            "2",
            "<tab>jd<enter><esc>",
            "c",
            "zjl",
            "4",
            "<tab>j",
            "5",
            "?",
            "<esc>",
            "<ctrl-p>",
            "<esc>",
        ] {
            desk.press(keys);
            desk.screen();
        }
    }
}

#[test]
fn narrow_terminals_keep_every_word_in_reach() {
    let mut desk = Desk::with(corpus());
    desk.size(80, 24);
    desk.press("/harbour<enter>");
    insta::assert_snapshot!("search_80x24", desk.picture());
    desk.press("2");
    insta::assert_snapshot!("stories_80x24", desk.picture());
    desk.press("c");
    insta::assert_snapshot!("compare_80x24", desk.picture());
    desk.size(39, 9);
    assert!(desk.screen().contains("needs 40 x 10"), "{}", desk.screen());
}

#[test]
fn the_selection_shows_without_colour() {
    let mut desk = Desk::without_colour(corpus());
    let cells = desk.cells();
    let reversed = cells
        .content()
        .iter()
        .any(|cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED));
    let coloured = cells
        .content()
        .iter()
        .any(|cell| cell.fg != ratatui::style::Color::Reset);
    assert!(reversed && !coloured);
    assert!(desk.screen().contains('▸'));
}

#[test]
fn every_theme_can_be_drawn_and_the_next_one_chosen() {
    let mut desk = Desk::with(corpus());
    for name in ["paper", "clear", "plain", "dusk"] {
        desk.press("gt");
        assert!(
            desk.screen().contains(&format!("theme: {name}")),
            "{}",
            desk.screen()
        );
    }
}
