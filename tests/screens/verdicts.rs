//! The verdict first: stories with their contradictions, the findings of one, the signs beside its text, its articles chosen.

use crate::desk::Desk;
use crate::desk::corpus::{corpus, read};
use crate::desk::rain;
use crate::desk::stories::two_stories;
use parallax::tui::session::Screen;

#[test]
fn stories_carry_their_contradictions_and_the_most_stand_first() {
    let mut desk = Desk::with(two_stories(4));
    desk.press("2");
    let screen = desk.screen();
    assert!(screen.contains("most contradictions"), "{screen}");
    // In the list, left of the findings.
    let place = |screen: &str, words: &str| {
        screen.lines().position(|line| {
            let list: String = line.chars().take(29).collect();
            list.contains(words)
        })
    };
    let ferry = place(&screen, "Ferry runs aground").unwrap();
    let mill = place(&screen, "Old mill").unwrap();
    assert!(ferry < mill, "{screen}");
    let badge = screen.lines().nth(ferry).unwrap();
    assert!(badge.contains("≠1"), "{badge}");
    let other: String = screen.lines().nth(mill).unwrap().chars().take(30).collect();
    assert!(!other.contains('≠'), "{screen}");
    // By size the other one is first; f leaves those that have a contradiction.
    desk.press("ss");
    let screen = desk.screen();
    assert!(
        place(&screen, "Old mill") < place(&screen, "Ferry runs"),
        "{screen}"
    );
    desk.press("f");
    let screen = desk.screen();
    assert!(place(&screen, "Old mill").is_none(), "{screen}");
    assert!(place(&screen, "Ferry runs").is_some(), "{screen}");
}

#[test]
fn a_contradiction_stands_first_a_line_a_value_and_is_proved_by_enter() {
    for (width, height) in [(60, 20), (80, 24), (160, 45)] {
        let mut desk = Desk::with(corpus());
        desk.size(width, height);
        desk.press("2<enter>");
        let screen = desk.screen();
        let lines: Vec<&str> = screen.lines().collect();
        let at = lines
            .iter()
            .position(|line| line.contains("≠ More than 40 people"));
        let at = at.unwrap_or_else(|| panic!("{width}x{height}: {screen}"));
        let of = |value: &str, outlet: &str| {
            let mut below = lines[at + 1..].iter();
            below.any(|line| line.contains(value) && line.contains(outlet))
        };
        assert!(of("42", "Alpha Wire") && of("45", "Beta Post"), "{screen}");
        assert!(of("More than 40", "Gamma Tribune"), "{screen}");
        desk.press("<enter>");
        let proof = desk.screen();
        assert!(proof.contains("with 42 people on board"), "{proof}");
    }
}

#[test]
fn what_all_say_alike_is_a_line_until_it_is_opened() {
    let mut desk = Desk::with(corpus());
    desk.press("2<tab>");
    assert!(!desk.screen().contains("six hours"), "{}", desk.screen());
    desk.press("z");
    let screen = desk.screen();
    assert!(
        screen.contains("six hours") && screen.contains("−"),
        "{screen}"
    );
}

#[test]
fn the_table_is_one_key_away_at_the_same_finding_and_its_first_column() {
    let mut desk = Desk::with(corpus());
    desk.press("2<tab>|");
    let screen = desk.screen();
    assert!(
        screen.contains("1? Alpha Wire") || screen.contains("1 Alpha Wire"),
        "{screen}"
    );
    assert!(screen.contains("▸More than 40"), "{screen}");
    desk.press("|");
    assert!(
        desk.screen().contains("▸≠ More than 40 people"),
        "{}",
        desk.screen()
    );
}

#[test]
fn beside_the_text_stands_what_the_others_say_and_what_is_kept() {
    let mut desk = Desk::with(corpus());
    desk.press("/\"42 people\"<enter><enter>");
    let screen = desk.screen();
    let line = |words: &str| {
        let line = screen.lines().find(|line| line.contains(words));
        line.unwrap_or_else(|| panic!("{screen}")).to_string()
    };
    assert!(
        line("The ferry Sea Lark ran").contains("≠ The ferry"),
        "{screen}"
    );
    assert!(
        line("Divers of the Merrow").contains("· Divers"),
        "{screen}"
    );
    desk.press("m");
    assert!(desk.screen().contains("§≠ The ferry"), "{}", desk.screen());
    // Enter proves it.
    desk.press("<enter>");
    let proof = desk.screen();
    assert!(proof.contains("What the others say"), "{proof}");
    assert!(proof.contains("1 differs"), "{proof}");
    let differing = proof.lines().find(|line| line.contains("≠ differs"));
    assert!(
        differing.is_some_and(|line| line.contains("Beta Post")),
        "{proof}"
    );
    // Why it is one stands with the finding.
    desk.press("jt");
    let why = desk.screen();
    assert!(why.contains("Why this sentence"), "{why}");
    assert!(why.contains("people"), "{why}");
}

#[test]
fn search_shows_eight_hits_and_the_article_on_a_small_terminal() {
    let mut desk = Desk::with(rain::many(40));
    desk.size(80, 24);
    desk.press("/rain<enter>");
    let titles: Vec<String> = desk
        .app
        .session
        .answer
        .hits
        .iter()
        .map(|hit| hit.title.clone())
        .collect();
    let screen = desk.screen();
    let list: Vec<&str> = screen.lines().take(13).collect();
    let shown = titles
        .iter()
        .filter(|title| list.iter().any(|line| line.contains(*title)));
    assert!(shown.count() >= 8, "{screen}");
    assert!(
        screen.contains("Rain Gazette · 2023-04-28 (from"),
        "{screen}"
    );
}

#[test]
fn filters_stand_below_the_query_and_one_key_clears_them_from_any_pane() {
    let mut desk = Desk::with(corpus());
    desk.size(80, 24);
    desk.press("/ferry<enter><backtab><enter><tab>");
    let above: String = desk.screen().lines().take(3).collect();
    assert!(
        above.contains("× ") && above.contains("X clears"),
        "{above}"
    );
    desk.press("X");
    assert!(desk.app.session.question.outlets.is_empty());
    desk.press("4/marsh<enter>");
    assert!(desk.screen().contains("1 of 1"), "{}", desk.screen());
    desk.press("X");
    assert!(!desk.screen().contains("/ marsh"), "{}", desk.screen());
}

#[test]
fn articles_are_chosen_from_a_list_moved_and_dropped() {
    let mut desk = Desk::with(two_stories(4));
    desk.press("2/mill<enter>C");
    let screen = desk.screen();
    assert!(
        screen.contains("Which articles are compared?") && screen.contains("none is ticked yet"),
        "{screen}"
    );
    desk.press("cjcjc<enter>");
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
    let three = compared(&desk);
    assert_eq!((desk.app.session.screen, three.len()), (Screen::Compare, 3));
    desk.press(">");
    let moved = compared(&desk);
    assert_eq!([&moved[0], &moved[1]], [&three[1], &three[0]]);
    desk.press("x");
    assert_eq!(compared(&desk), [&moved[0], &moved[2]].map(Clone::clone));
    desk.press("C");
    let screen = desk.screen();
    assert!(
        screen.contains("2 ■") && screen.contains("ticked: the 2 that are compared now"),
        "{screen}"
    );
}

#[test]
fn only_what_matters_is_lit_until_all_words_are_asked_for() {
    let lit = |desk: &mut Desk| {
        let words = crate::desk::styled(&desk.cells(), "stranding");
        words.contains("differs")
    };
    let mut desk = Desk::with(corpus());
    desk.press("2c");
    let close = |desk: &mut Desk| {
        let theme =
            parallax::tui::theme::Theme::named("dusk", parallax::tui::theme::Depth::True).unwrap();
        let close = theme.style(parallax::tui::theme::Role::Close).fg;
        let cells = desk.cells();
        cells
            .content()
            .iter()
            .filter(|cell| Some(cell.fg) == close && cell.symbol() != "∩")
            .count()
    };
    let before = close(&mut desk);
    assert!(!lit(&mut desk));
    desk.press("w");
    assert!(close(&mut desk) > before, "{}", desk.screen());
    desk.press("w");
    assert_eq!(close(&mut desk), before);
}

#[test]
fn a_finding_is_shown_on_all_its_sides() {
    let long = |outlet: &str, people: u32, first: bool| {
        // Nothing of one stands beside anything of the other.
        let filler: String = (0..30)
            .map(|number| match first {
                true => {
                    format!("Gulls circled {number} times over stalls where herring was sold.\n\n")
                }
                false => {
                    format!("Ministers left item {number} of the budget to a later meeting.\n\n")
                }
            })
            .collect();
        let fact = format!(
            "The ferry Sea Lark ran aground near Port Merrow with {people} people on board.\n\n"
        );
        let body = if first {
            format!("{fact}{filler}")
        } else {
            format!("{filler}{fact}")
        };
        let text = format!(
            "---\ntitle: Ferry aground near Port Merrow\noutlet: {outlet}\ndate: 2024-03-05\n---\n\n{body}"
        );
        (format!("{outlet}.md"), text)
    };
    let articles = [long("Alpha", 42, true), long("Beta", 45, false)];
    let mut desk = Desk::with(read(articles.into_iter()));
    desk.press("/ferry<enter>cjcd");
    let screen = desk.screen();
    assert!(
        screen.contains("Merrow with 42") && screen.contains("Merrow with 45"),
        "{screen}"
    );
}

#[test]
fn an_empty_compare_names_the_two_keys_that_fill_it() {
    let mut desk = Desk::with(corpus());
    desk.press("3");
    let screen = desk.screen();
    let hints = screen.lines().last().unwrap();
    assert!(
        hints.contains("2 Stories") && hints.contains("1 Search"),
        "{screen}"
    );
    assert!(!hints.contains("next finding"), "{screen}");
}

#[test]
fn actions_are_found_by_any_of_their_words_and_commands_are_listed() {
    let mut desk = Desk::with(corpus());
    desk.press("<ctrl-p>citation copy");
    assert!(
        desk.screen().contains("copy it with its citation"),
        "{}",
        desk.screen()
    );
    desk.press("<esc><ctrl-p>qqqq");
    let screen = desk.screen();
    assert!(
        screen.contains("no action is called or described so"),
        "{screen}"
    );
    desk.press("<esc>:th");
    let screen = desk.screen();
    assert!(screen.contains("theme NAME"), "{screen}");
    desk.press("eme pa<tab><enter>");
    assert!(desk.screen().contains("theme: paper"), "{}", desk.screen());
}

#[test]
fn a_click_selects_a_row_a_tab_and_a_hint() {
    let mut desk = Desk::with(corpus());
    let third = desk
        .screen()
        .lines()
        .position(|line| line.contains("Passengers taken off"))
        .unwrap();
    desk.click(40, third as u16);
    let shown = desk.app.session.shown[&Screen::Search].article.clone();
    assert_eq!(desk.app.session.answer.hits[2].id, shown);
    let tab = desk
        .screen()
        .lines()
        .next()
        .unwrap()
        .find("4 Entities")
        .unwrap();
    desk.click(tab as u16, 0);
    assert_eq!(desk.app.session.screen, Screen::Entities);
    let hints = desk.screen().lines().last().unwrap().to_string();
    let at = hints.split("? keys").next().unwrap().chars().count();
    desk.click(at as u16, 35);
    assert!(desk.screen().contains("Here, in"), "{}", desk.screen());
}

#[test]
fn the_badge_of_a_story_counts_the_rows_of_the_same_sign() {
    for size in [(80, 24), (120, 60), (200, 60)] {
        let mut desk = Desk::with(corpus());
        desk.size(size.0, size.1);
        desk.press("2");
        let session = &desk.app.session;
        let story = session.matrix.as_ref().unwrap();
        let findings = &story.comparison.findings;
        let tally = session.scales.tally(story.story.as_ref().unwrap()).unwrap();
        let signed = |sign: &str| findings.iter().filter(|of| of.sign() == sign).count();
        let counted = [tally.contradictions, tally.loose];
        assert_eq!(counted, [signed("≠"), signed("≈")]);
        desk.press("<enter>");
        let screen = desk.screen();
        for (sign, count) in ["≠", "≈"].iter().zip(counted) {
            let rows = screen.lines().skip(3);
            let rows = rows.filter(|line| {
                line.chars()
                    .nth(2)
                    .is_some_and(|at| at.to_string() == **sign)
            });
            assert!(rows.count() <= count, "{sign} {count}\n{screen}");
        }
    }
}

/// Pages of 60 lines that the help has at the most.
const PAGES: usize = 5;

#[test]
fn what_is_known_by_a_sign_stands_in_the_help_of_every_place() {
    for keys in [
        "?",
        "2?",
        "2<tab>?",
        "2<tab><enter>?",
        "2<tab>t?",
        "2C?",
        "2c?",
        "4?",
        "5?",
    ] {
        let mut desk = Desk::with(corpus());
        desk.size(80, 60);
        desk.press(keys);
        let mut screen = desk.screen();
        for _ in 0..PAGES {
            desk.press("<space>");
            screen += &desk.screen();
        }
        assert!(
            screen.contains("Signs, the same everywhere"),
            "{keys}\n{screen}"
        );
    }
}

#[test]
fn two_articles_stand_in_whole_sentences_on_small_screens() {
    for size in [(60, 20), (80, 24)] {
        let mut desk = Desk::with(corpus());
        desk.size(size.0, size.1);
        desk.press("2cd");
        let screen = desk.screen();
        let session = &desk.app.session;
        let compared = session.compared.as_ref().unwrap();
        let text: String = screen
            .chars()
            .map(|letter| {
                if "│┃▸=≠≈∩·".contains(letter) {
                    ' '
                } else {
                    letter
                }
            })
            .collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let whole = compared.articles.iter().filter(|article| {
            article.sentences.iter().any(|span| {
                let sentence = article.text(*span);
                let words = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
                let of_finding = words.contains("42 people") || words.contains("45 people");
                of_finding && text.contains(&words)
            })
        });
        assert!(whole.count() >= 2, "{screen}");
    }
}
