//! The screens of stories and of the comparison: what stands first, what folds, what is lit, what every sentence answers to.

use parallax::ingest::Reading;

use super::desk::Desk;
use super::desk::corpus::{corpus, read};
use super::desk::folder::Folder;
use super::line_with;

/// Four outlets on one fire: a copy, many figures in one article only, an excerpt.
fn fires() -> Vec<Reading> {
    const COPIED: &str = "The owner, Brandt Shipping, said that the fire began in the engine room shortly before dawn and spread to the deck within minutes.";
    let article = |name: &str, hour: usize, text: &str| {
        let outlet = format!("{} Wire", name.to_uppercase());
        let head = format!(
            "title: Fire on the freighter Orla, {name}\noutlet: {outlet}\ndate: 2031-05-03T{hour:02}:00:00Z"
        );
        (
            format!("{name}.md"),
            format!("---\n{head}\n---\n\n{text}\n"),
        )
    };
    let filler = "Fishermen sold herring and cod at the market while children watched the gulls over the quay of Velmora.\n\n".repeat(8);
    let articles = [
        article(
            "a",
            8,
            &format!(
                "A fire on the freighter Orla forced 48 sailors into lifeboats off Velmora on Monday.\n\n{COPIED}\n\n{filler}The insurers of Brandt Shipping will pay $212 million. The owner put the loss at $40 million. Nine tugs came from Tarn."
            ),
        ),
        article(
            "b",
            10,
            &format!(
                "A fire on the freighter Orla forced 52 sailors into lifeboats off Velmora on Monday.\n\n{COPIED}"
            ),
        ),
        article(
            "c",
            11,
            "A fire on the freighter Orla forced sailors into lifeboats off Velmora on Monday.\n\nCaptain Ruth Amsel said the crew had “done all they could.”",
        ),
    ];
    read(articles.into_iter())
}

#[test]
fn what_differs_stands_first_and_what_one_article_alone_gives_is_folded() {
    let mut desk = Desk::with(fires());
    desk.press("2<tab>|");
    let screen = desk.screen();
    let line = line_with(&screen, "+ 2 figures in one article only");
    assert!(!screen.contains("212"), "{screen}");
    assert!(screen.find("48").unwrap() < screen.find(&line).unwrap());
    desk.press("z");
    assert!(desk.screen().contains("212"), "{}", desk.screen());
    desk.press("z");
    assert!(!desk.screen().contains("212"), "{}", desk.screen());
}

#[test]
fn a_fold_opens_and_closes_under_the_cursor() {
    let mut desk = Desk::with(fires());
    desk.press("2<tab>|d");
    for _ in 0..20 {
        if line_with(&desk.screen(), "figures in one article only").contains('▸') {
            break;
        }
        desk.press("j");
    }
    desk.press("<enter>");
    assert!(desk.screen().contains("− 2 figures"), "{}", desk.screen());
    assert!(desk.screen().contains("212"), "{}", desk.screen());
    desk.press("<enter>");
    assert!(!desk.screen().contains("212"), "{}", desk.screen());
}

#[test]
fn reuse_is_one_row_with_the_source_and_the_shares() {
    let mut desk = Desk::with(fires());
    desk.size(120, 70);
    desk.press("2|");
    let screen = desk.screen();
    let line = line_with(&screen, "words shared");
    assert!(line.contains("source") && line.contains(" %"), "{screen}");
}

#[test]
fn an_article_of_which_a_part_is_held_says_so() {
    let mut desk = Desk::with(fires());
    desk.size(140, 36);
    desk.press("2|");
    let screen = desk.screen();
    assert!(screen.contains("3? C Wire"), "{screen}");
    assert!(
        screen.contains("? excerpt · Fire on the freighter Orla, c"),
        "{screen}"
    );
    desk.press("<backtab>c");
    assert!(desk.screen().contains("· ? excerpt"), "{}", desk.screen());
}

#[test]
fn the_heads_of_the_columns_stay_while_the_rows_scroll() {
    let mut desk = Desk::with(fires());
    desk.size(100, 20);
    desk.press("2<tab>|zG");
    assert!(desk.screen().contains("1 A Wire"), "{}", desk.screen());
}

#[test]
fn the_matrix_and_the_findings_are_filtered_by_words_and_by_kind() {
    let mut desk = Desk::with(fires());
    desk.press("2<tab>|/tugs<enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("/ tugs") && !screen.contains("QUOTES"),
        "{screen}"
    );
    desk.press("<esc>f");
    let screen = desk.screen();
    assert!(screen.contains("What 3 articles say · FIGURES"), "{screen}");
    assert!(
        screen.contains("212"),
        "asked for, nothing is folded: {screen}"
    );
    desk.press("<backtab>c<tab>/212<enter>");
    let screen = desk.screen();
    assert!(
        screen.contains(" 1 finding ") && !screen.contains("≠ FIGURES"),
        "{screen}"
    );
}

#[test]
fn the_only_difference_is_said_to_be_the_only_one() {
    let mut desk = Desk::with(fires());
    desk.press("2<tab>dddddd");
    assert!(
        desk.screen().contains("this is the only difference"),
        "{}",
        desk.screen()
    );
    desk.press("DDDDDD");
    assert!(
        desk.screen().contains("this is the only difference"),
        "{}",
        desk.screen()
    );
}

#[test]
fn the_others_answer_to_o_wherever_a_sentence_stands() {
    let asks = |keys: &str| {
        let mut desk = Desk::with(corpus());
        desk.press(keys);
        let screen = desk.screen();
        assert!(screen.contains("What the others say"), "{keys}: {screen}");
    };
    asks("/\"42 people\"<enter>o"); // the hit
    asks("/\"42 people\"<enter><tab>o"); // the preview
    asks("/\"42 people\"<enter><enter>o"); // the reader
    asks("/\"42 people\"<enter>m5o"); // the bookmark
    asks("2<tab>do"); // a finding of the matrix
    asks("2<tab>d<enter>o"); // its proof
    asks("2co"); // a cell of the comparison
    asks("2c<tab>o"); // a finding of the comparison
    asks("2c<tab><enter>jo"); // its proof
    asks("2co<enter>o"); // what another says, opened
}

#[test]
fn a_proof_copies_and_keeps_its_sentence() {
    let mut desk = Desk::with(corpus());
    desk.press("2<tab>d<enter>m");
    assert_eq!(desk.app.session.bookmarks.len(), 1);
    desk.press("<backtab>c<tab><enter>m");
    assert!(desk.screen().contains("kept"), "{}", desk.screen());
}

#[test]
fn quoted_words_are_slanted_in_the_comparison() {
    let mut desk = Desk::with(corpus());
    desk.press("2c");
    let cells = desk.cells();
    let slanted = cells.content().iter().filter(|cell| {
        let italic = ratatui::style::Modifier::ITALIC;
        cell.modifier.contains(italic) && cell.symbol() != " "
    });
    assert!(slanted.count() > 10);
}

#[test]
fn a_column_off_a_row_shows_its_nearest_sentence() {
    let folder = Folder::new("nearest");
    let mut desk = Desk::open(&folder.home, &[], true);
    desk.size(160, 30);
    desk.press("2c");
    let screen = desk.screen();
    let line = line_with(&screen, "┃▸");
    assert!(line.contains("tells of it elsewhere"), "{screen}");
    assert!(!line.contains("not found"), "{screen}");
    let below = screen
        .lines()
        .skip_while(|line| !line.contains("┃▸"))
        .nth(1);
    let nearest = below.and_then(|line| line.get("┃   ".len()..));
    assert!(
        nearest.is_some_and(|words| words.starts_with("The best known of them")),
        "{screen}"
    );
}

#[test]
fn a_row_says_how_many_columns_beside_the_screen_have_it() {
    let mut desk = Desk::with(corpus());
    desk.size(50, 24);
    desk.press("2<tab>|");
    assert!(desk.screen().contains("(1›)"), "{}", desk.screen());
    desk.press("l");
    assert!(desk.screen().contains("(‹1)"), "{}", desk.screen());
}

#[test]
fn what_the_others_say_tells_why_and_comes_back() {
    let mut desk = Desk::with(corpus());
    desk.press("2<tab>doG");
    assert!(desk.screen().contains("asked about"), "{}", desk.screen());
    desk.press("t");
    let screen = desk.screen();
    assert!(
        screen.contains("Why this sentence") && screen.contains("% alike"),
        "{screen}"
    );
    desk.press("<esc>");
    let screen = desk.screen();
    assert!(
        screen.contains("What the others say") && !screen.contains("Why this"),
        "{screen}"
    );
}

#[test]
fn a_row_of_the_comparison_tells_what_is_shared_and_what_is_not() {
    let mut desk = Desk::with(corpus());
    desk.press("2cdt");
    let screen = desk.screen();
    assert!(
        screen.contains("Why this row")
            && screen.contains("The same names")
            && screen.contains("Only Alpha Wire"),
        "{screen}"
    );
}

/// The line of the findings with the cursor, in the lower pane.
fn finding_under_cursor(screen: &str) -> String {
    let below = screen.split("Findings").nth(1).unwrap_or("");
    line_with(below, "▸")
}

#[test]
fn the_panes_of_the_comparison_go_along_with_each_other() {
    let mut desk = Desk::with(fires());
    desk.press("2c");
    desk.press("GK");
    desk.press("gg");
    let first = finding_under_cursor(&desk.screen());
    assert!(first.contains("48"), "{first}");
    // Down to the words that two share: the finding is about them.
    for _ in 0..8 {
        desk.press("j");
        if finding_under_cursor(&desk.screen()).contains("Brandt Shipping") {
            break;
        }
    }
    let copied = finding_under_cursor(&desk.screen());
    assert!(copied.contains("Brandt Shipping"), "{}", desk.screen());
    // And back from the list to the sentences.
    desk.press("<tab>gg");
    let above = desk.screen();
    let above = above.split("Findings").next().unwrap_or("");
    assert!(line_with(above, "▸").contains("fire"), "{above}");
}

#[test]
fn the_key_that_names_the_others_stays_in_the_narrowest_terminal() {
    let mut desk = Desk::with(fires());
    for size in [(40, 10), (60, 15), (80, 24)] {
        desk.size(size.0, size.1);
        for keys in ["1", "2", "<tab>", "3", "4", "5", "2c", "<tab>"] {
            desk.press(keys);
            // The second press takes the message of the first away.
            desk.press("<esc>");
            let screen = desk.screen();
            let hints = screen.lines().last().unwrap_or("");
            assert!(hints.contains("? keys"), "{size:?} {keys}: {screen}");
        }
    }
}

#[test]
fn nothing_is_painted_over_the_border_where_there_is_no_room() {
    let mut desk = Desk::with(fires());
    desk.size(40, 10);
    desk.press("3");
    let screen = desk.screen();
    let lines: Vec<&str> = screen.lines().collect();
    assert!(lines[8].starts_with("┗━"), "{screen}");
    assert!(lines[9].contains("? keys"), "{screen}");
}

/// Fifty outlets on one fire; the figure of each is its own only where `figure` says so.
fn fifty() -> Vec<Reading> {
    let article = |number: usize| {
        let sailors = if number % 7 == 3 { 52 } else { 48 };
        let outlet = format!("Outlet {number:02}");
        let text = format!(
            "---\ntitle: Fire on the freighter Orla, told by {outlet}\noutlet: {outlet}\ndate: 2031-05-03T{:02}:{:02}:00Z\n---\n\nA fire on the freighter Orla forced {sailors} sailors into lifeboats off Velmora on Monday, {outlet} reports.\n\nCaptain Ruth Amsel said the crew had “done all they could.”\n\nThe Orla carried {} containers of tea.\n",
            number / 60,
            number % 60,
            200 + number,
        );
        let filler =
            "Fishermen sold herring and cod at the market while children watched the gulls.\n\n";
        (format!("{number}.md"), text + &filler.repeat(8))
    };
    read((1..=50).map(article))
}

#[test]
fn fifty_columns_scroll_by_what_the_row_has_and_every_one_is_labelled() {
    let mut desk = Desk::with(fifty());
    desk.size(100, 30);
    desk.press("2<tab>|d");
    let screen = desk.screen();
    assert!(screen.contains("What 50 articles say"), "{screen}");
    assert!(screen.contains("columns not shown: "), "{screen}");
    let mut seen = 0;
    for _ in 0..60 {
        let screen = desk.screen();
        let foot = line_with(&screen, "of 50 ");
        let columns = foot.split("columns ").nth(1).unwrap_or("");
        let first: usize = columns.split('–').next().unwrap_or("").parse().unwrap();
        assert!(screen.contains(&format!("Outlet {first:02}")), "{screen}");
        if first == seen {
            break;
        }
        seen = first;
        desk.press("l");
    }
    assert!(desk.screen().contains("–50 of 50"), "{}", desk.screen());
    desk.press("hh");
    assert!(!desk.screen().contains("–50 of 50"), "{}", desk.screen());
}

/// Eight outlets, two articles of one of them; the last alone gives another figure, and tells in other words what the others do.
fn eight() -> Vec<Reading> {
    let article = |number: usize| {
        let sailors = if number == 8 { 52 } else { 48 };
        let outlet = if number == 5 { 4 } else { number };
        let text = format!(
            "---\ntitle: Fire on the freighter Orla, part {number}\noutlet: Outlet {outlet}\ndate: 2031-05-03T{number:02}:00:00Z\n---\n\nA fire on the freighter Orla forced {sailors} sailors into lifeboats off Velmora on Monday.\n\nThe Orla carried {} containers of tea.\n",
            200 + number,
        );
        let filler =
            "Fishermen sold herring and cod at the market while children watched the gulls.\n\n";
        (format!("{number}.md"), text + &filler.repeat(10))
    };
    read((1..=8).map(article))
}

#[test]
fn the_columns_that_decide_a_row_are_on_the_screen() {
    let mut desk = Desk::with(eight());
    desk.size(140, 36);
    desk.press("2|");
    let screen = desk.screen();
    assert!(screen.contains("of 8 "), "not all columns fit: {screen}");
    assert!(
        screen.contains("columns 1–"),
        "it opens at the first: {screen}"
    );
    desk.press("dD");
    let screen = desk.screen();
    let line = line_with(&screen, "A fire on the");
    assert!(line.contains("48") && line.contains("52"), "{screen}");
    // Of numbers that differ too few were read to give a share.
    assert!(line.contains("likely"), "{screen}");
    // The reader's own steps stand.
    desk.press("hhhhhhhh");
    assert!(desk.screen().contains("columns 1–"), "{}", desk.screen());
}

#[test]
fn two_articles_of_one_outlet_are_told_apart() {
    let mut desk = Desk::with(eight());
    desk.press("2<tab>t");
    let screen = desk.screen();
    assert!(
        screen.contains("4 Outlet 4: 48") && screen.contains("5 Outlet 4: 48"),
        "{screen}"
    );
    assert!(
        !screen.contains("1 Outlet 1: 48"),
        "one is enough: {screen}"
    );
}

#[test]
fn why_tells_the_rule_and_every_sentence() {
    let mut desk = Desk::with(fires());
    desk.press("2<tab>dt");
    let screen = desk.screen();
    assert!(screen.contains("cannot all be right"), "{screen}");
    for sailors in ["forced 48 sailors", "forced 52 sailors"] {
        assert!(screen.contains(sailors), "{sailors}: {screen}");
    }
}

#[test]
fn a_row_is_found_by_the_words_that_prove_it() {
    let mut desk = Desk::with(fires());
    desk.press("2<tab>/lifeboats<enter>");
    let screen = desk.screen();
    assert!(line_with(&screen, "48  ").contains("A Wire"), "{screen}");
    assert!(!screen.contains("212"), "{screen}");
}

#[test]
fn differences_are_what_is_not_said_alike() {
    let mut desk = Desk::with(corpus());
    desk.press("2<tab>");
    for _ in 0..6 {
        desk.press("d");
        let line = line_with(&desk.screen(), "┃▸");
        assert!(
            ["≠", "≈", "~"].iter().any(|sign| line.contains(sign)),
            "{line}"
        );
    }
}

#[test]
fn what_may_be_said_in_other_words_is_not_called_silent() {
    let mut desk = Desk::with(corpus());
    desk.size(120, 50);
    desk.press("2<tab>|fffff");
    let screen = desk.screen();
    assert!(screen.contains("= said alike"), "{screen}");
    assert!(screen.contains("? not known"), "{screen}");
}

#[test]
fn a_column_that_is_moved_or_taken_out_leaves_the_finding_its_own_sides() {
    for size in [(80, 24), (160, 45)] {
        let mut desk = Desk::with(corpus());
        desk.size(size.0, size.1);
        desk.press("2cd");
        let before = desk.screen();
        for words in ["42 people", "45 people"] {
            assert!(before.contains(words), "{before}");
        }
        desk.press(">");
        let moved = desk.screen();
        for words in ["42 people", "45 people"] {
            assert!(moved.contains(words), "{before}\n{moved}");
        }
    }
}
