//! The Entities screen: lists, cards and decisions, driven by keys on a real library.

use std::sync::Arc;

use parallax::model::{Entity, NameKind, Spelling, Suggestion};
use parallax::tui::session::Screen;
use parallax::worker::entity_list::EntityList;

use super::desk::Desk;
use super::desk::corpus::corpus;

/// Entities of the list that is scrolled and filtered.
const MANY: usize = 50_000;

/// The row of the list with the cursor, without what stands beside the list.
fn row(desk: &mut Desk) -> String {
    let screen = desk.screen();
    let row = screen.lines().find(|line| line.contains('▸'));
    let row = row.unwrap_or("").trim_start_matches(['┃', '│']);
    let end = row.find(['┃', '│']).unwrap_or(row.len());
    row[..end].to_string()
}

fn screen_has(desk: &mut Desk, words: &str) {
    let screen = desk.screen();
    assert!(screen.contains(words), "{words:?} is not on\n{screen}");
}

#[test]
fn types_are_tabs_and_the_column_sorted_by_is_marked() {
    let mut desk = Desk::with(corpus());
    desk.press("4");
    screen_has(&mut desk, "▾named");
    desk.press("ff");
    assert!(row(&mut desk).starts_with("▸O"), "{}", row(&mut desk));
    desk.press("ffs");
    screen_has(&mut desk, "▾outlets");
    desk.press("s");
    screen_has(&mut desk, "▾last day");
    assert!(row(&mut desk).contains("2024-05-20"), "{}", row(&mut desk));
    desk.press("s");
    screen_has(&mut desk, "▾name");
    assert!(row(&mut desk).contains("Elena Marsh"), "{}", row(&mut desk));
}

#[test]
fn a_filter_counts_by_type_and_the_cursor_stays_when_it_goes() {
    let mut desk = Desk::with(corpus());
    desk.press("4/tolling<enter>");
    screen_has(&mut desk, "All 1");
    desk.press("<esc>");
    assert!(
        row(&mut desk).contains("Upper Tolling"),
        "{}",
        row(&mut desk)
    );
}

#[test]
fn two_names_are_merged_and_undo_and_redo_turn_it() {
    let mut desk = Desk::with(corpus());
    desk.press("4/reed<enter>M/marsh<enter>");
    screen_has(&mut desk, "◆ Tomas Reed");
    desk.press("<esc>");
    screen_has(&mut desk, "◆ Tomas Reed");
    desk.press("<esc>");
    assert_eq!(desk.app.session.marked, None);
    desk.press("/reed<enter>M/marsh<enter>");
    desk.press("M<esc>");
    let merged = desk.screen();
    assert!(!merged.contains("All 6"), "{merged}");
    assert!(row(&mut desk).contains("Elena Marsh"), "{merged}");
    desk.press("u");
    screen_has(&mut desk, "undone");
    screen_has(&mut desk, "All 6");
    desk.press("<ctrl-r>");
    screen_has(&mut desk, "All 5");
    assert!(row(&mut desk).contains("Elena Marsh"), "{}", row(&mut desk));
}

#[test]
fn a_merge_that_contradicts_asks_and_no_leaves_all_as_it_is() {
    let mut desk = Desk::with(corpus());
    let both = "/reed<enter>M/marsh<enter>";
    desk.press(&format!("4{both}P"));
    desk.press(&format!("<esc>{both}M"));
    screen_has(&mut desk, "This contradicts you");
    screen_has(&mut desk, "are not the same");
    desk.press("n<esc>");
    screen_has(&mut desk, "All 6");
    assert_eq!(desk.app.session.decisions.len(), 1);
    desk.press(&format!("{both}My<esc>"));
    screen_has(&mut desk, "All 5");
}

#[test]
fn two_types_are_merged_only_when_the_reader_says_so() {
    let mut desk = Desk::with(corpus());
    let both = "4/reed<enter>M/tolling<enter>M";
    desk.press(both);
    screen_has(&mut desk, "Two types");
    desk.press("<enter><esc>");
    assert!(desk.app.session.decisions.is_empty());
}

#[test]
fn a_name_is_shown_otherwise_and_the_cursor_goes_with_it() {
    let mut desk = Desk::with(corpus());
    desk.press("4/marsh<enter>r<ctrl-u>Captain Marsh<enter><esc>");
    assert!(
        row(&mut desk).contains("Captain Marsh"),
        "{}",
        desk.screen()
    );
    desk.press("rx<esc>");
    assert_eq!(desk.app.session.decisions.len(), 1);
}

#[test]
fn a_letter_says_of_what_type_a_name_is() {
    let mut desk = Desk::with(corpus());
    desk.press("4/marsh<enter>I");
    screen_has(&mut desk, "What is it?");
    desk.press("o<esc>");
    let row = row(&mut desk);
    assert!(row.starts_with("▸O") && row.contains("Marsh"), "{row}");
}

#[test]
fn a_spelling_is_split_off_on_the_card() {
    let mut desk = Desk::with(corpus());
    desk.press("4/reed<enter>M/marsh<enter>M<esc><tab>");
    screen_has(&mut desk, "Tomas Reed");
    desk.press("gg");
    let spelling = |desk: &mut Desk| {
        let screen = desk.screen();
        let mut lines = screen.lines();
        lines
            .find(|line| line.contains("▸") && line.contains("Tomas Reed"))
            .is_some()
    };
    let reached = (0..6).any(|_| {
        if !spelling(&mut desk) {
            desk.press("j");
        }
        spelling(&mut desk)
    });
    assert!(reached, "{}", desk.screen());
    desk.press("B");
    screen_has(&mut desk, "All 6");
}

#[test]
fn decisions_are_listed_and_taken_back() {
    let mut desk = Desk::with(corpus());
    desk.press("4gd");
    screen_has(&mut desk, "None yet");
    desk.press("<esc>/reed<enter>M/marsh<enter>P<esc>");
    screen_has(&mut desk, "1 decision of yours");
    desk.press("gd");
    screen_has(&mut desk, "not the same");
    desk.press("x");
    screen_has(&mut desk, "None yet");
}

#[test]
fn pairs_that_may_be_one_are_confirmed_rejected_and_looked_at() {
    let mut desk = Desk::with(corpus());
    let pair = |one: &str, two: &str| Suggestion {
        one: one.into(),
        two: two.into(),
        kind: NameKind::Person,
        why: "The surnames are one letter apart; nothing else speaks for it.".into(),
    };
    let pairs = vec![
        pair("Elena Marsh", "Tomas Reed"),
        pair("Lark", "Tomas Reed"),
    ];
    desk.app.session.suggestions = Arc::new(pairs);
    desk.press("4");
    desk.app.session.suggestions = Arc::new(vec![pair("Elena Marsh", "Tomas Reed")]);
    screen_has(&mut desk, "1 pair may be one");
    desk.press("p");
    screen_has(&mut desk, "one letter apart");
    desk.press("l<enter>");
    assert!(row(&mut desk).contains("Tomas Reed"), "{}", desk.screen());
    desk.app.session.suggestions = Arc::new(vec![pair("Elena Marsh", "Tomas Reed")]);
    desk.press("pP");
    assert_eq!(desk.app.session.decisions.len(), 1);
    desk.app.session.suggestions = Arc::new(vec![pair("Elena Marsh", "Tomas Reed")]);
    desk.press("M");
    screen_has(&mut desk, "This contradicts you");
    desk.press("y");
    screen_has(&mut desk, "May these be one?");
    assert_eq!(desk.app.session.entities.len(), 5);
}

#[test]
fn from_a_mention_to_its_sentence_and_from_a_name_to_its_articles() {
    let mut desk = Desk::with(corpus());
    desk.press("4/marsh<enter><tab>G<enter>");
    assert_eq!(desk.app.session.screen, Screen::Reading);
    screen_has(&mut desk, "Captain Elena Marsh said");
    desk.press("i");
    assert_eq!(desk.app.session.screen, Screen::Entities);
    assert!(row(&mut desk).contains("Elena Marsh"), "{}", desk.screen());
    desk.press("A");
    assert_eq!(desk.app.session.question.text, "name:\"Elena Marsh\"");
    assert_eq!(desk.app.session.answer.total, 2);
}

#[test]
fn names_stand_below_one_another_in_their_sentences() {
    let mut desk = Desk::with(corpus());
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        desk.size(width, height);
        desk.press("4/port merrow<enter><tab>G");
        let screen = desk.screen();
        let at = screen.find("In these sentences").unwrap();
        let columns: Vec<usize> = screen[at..]
            .lines()
            .filter_map(|line| Some(line[..line.find("Port Merrow")?].chars().count()))
            .collect();
        assert!(columns.len() >= 2, "{screen}");
        assert!(columns.iter().all(|at| *at == columns[0]), "{screen}");
        desk.press("<esc>1");
    }
}

#[test]
fn many_names_scroll_and_filter() {
    let mut desk = Desk::with(corpus());
    desk.press("4");
    let list = EntityList::new(Arc::new(many()), |_| Some("2024-03-05"));
    desk.app.session.entities = Arc::clone(list.entities());
    desk.app.session.list = Arc::new(list);
    screen_has(&mut desk, "All 50,000");
    desk.press("G");
    screen_has(&mut desk, "50,000 of 50,000");
    let called = many()
        .iter()
        .filter(|entity| entity.name.contains("Šimek"))
        .count();
    desk.press("gg/simek<enter>");
    assert_eq!(called, 7_136);
    screen_has(&mut desk, "All 7,136");
    assert!(row(&mut desk).contains("Šimek"), "{}", desk.screen());
    desk.press("<esc>");
    screen_has(&mut desk, "All 50,000");
}

#[test]
fn a_list_that_became_shorter_still_fills_its_pane() {
    let mut desk = Desk::with(corpus());
    desk.press("4");
    let lists = |count: usize| {
        let entities = many().into_iter().take(count).collect();
        Arc::new(EntityList::new(Arc::new(entities), |_| Some("2024-03-05")))
    };
    let show = |desk: &mut Desk, count: usize| {
        let list = lists(count);
        desk.app.session.entities = Arc::clone(list.entities());
        desk.app.session.list = list;
    };
    // Rows of the list without a name, of which there must be none while names stand above.
    let empty = |desk: &mut Desk| {
        let screen = desk.screen();
        let rows = screen.lines().filter(|line| line.starts_with('┃'));
        let blank = |row: &&str| row.chars().skip(1).take(30).all(|letter| letter == ' ');
        rows.filter(blank).count()
    };
    show(&mut desk, 3000);
    desk.press("G");
    assert_eq!(empty(&mut desk), 0, "{}", desk.screen());
    // A merge leaves one fewer.
    show(&mut desk, 2999);
    assert_eq!(empty(&mut desk), 0, "{}", desk.screen());
    // A filter leaves fewer than before, and more than the pane has rows.
    desk.press("/marsh<enter>G/<backspace><enter>G/<backspace><backspace><enter>");
    assert_eq!(empty(&mut desk), 0, "{}", desk.screen());
    show(&mut desk, 200);
    assert_eq!(empty(&mut desk), 0, "{}", desk.screen());
}

fn many() -> Vec<Entity> {
    const FIRST: [&str; 8] = [
        "Anna", "Boris", "Clara", "Dénes", "Elena", "Frank", "Greta", "Henry",
    ];
    const LAST: [&str; 7] = ["Marsh", "Reed", "Lind", "Okoro", "Vela", "Brandt", "Šimek"];
    let spelling = |text: String, outlet: usize| Spelling {
        text,
        outlet: Some(format!("Outlet {outlet}")),
        count: 3,
    };
    let entity = |number: usize| {
        let first = FIRST[number % FIRST.len()];
        let last = LAST[number / 8 % LAST.len()];
        let name = format!("{first} {last} {number}");
        Entity {
            id: format!("{number:012x}"),
            kind: NameKind::ALL[number % 3],
            mentions: (number * 7919 % 5000) as u32,
            spellings: vec![
                spelling(name.clone(), number % 40),
                spelling(format!("{last} {number}"), number % 40),
                spelling(name.to_uppercase(), number % 7),
            ],
            articles: (0..=(number % 5)).map(|at| format!("{at:012x}")).collect(),
            why: Vec::new(),
            name,
        }
    };
    (0..MANY).map(entity).collect()
}
