//! The Search screen: what narrows it is found, counted and cleared, and a preview begins with the head of its article.

use super::desk::Desk;
use super::desk::corpus::{corpus, read};

#[test]
fn articles_without_a_date_are_found_and_counted_among_the_dates() {
    let article = |number: usize| {
        let date = match number {
            1 | 2 => "date: 2031-05-03\n",
            3 => "date: 2031-06-04\n",
            _ => "",
        };
        // Nothing of one is like anything of another: none is taken for a version of it.
        let told = [
            "A bakery in Upper Tolling sold rye bread.",
            "Two lamps hung over the quay at dusk.",
            "Nine sailors mended nets by candle light.",
            "The miller counted his sacks before winter.",
            "Snow closed both passes above Velmora.",
            "Her goat won first prize at Tarn fair.",
            "Children painted the old bridge green.",
        ][number - 1];
        let text = format!(
            "---\ntitle: Page {number} of the day\noutlet: Paper {number}\n{date}---\n\n{told}\n"
        );
        (format!("{number}.md"), text)
    };
    let mut desk = Desk::with(read((1..=7).map(article)));
    desk.size(120, 50);
    let facets = desk.app.session.answer.facets.clone();
    let dated: u64 = facets.months.iter().map(|month| month.count).sum();
    assert_eq!((dated, facets.undated), (3, 4));
    assert_eq!(dated + facets.undated, desk.app.session.answer.total as u64);
    let screen = desk.screen();
    let row = screen
        .lines()
        .find(|line| line.contains("□ undated"))
        .unwrap_or_else(|| panic!("{screen}"));
    assert!(row.contains('4'), "{screen}");
    // Ticked, they alone are left; with a month beside them both.
    let tick = |desk: &mut Desk, label: &str| {
        desk.press("<backtab>gg");
        for _ in 0..40 {
            let screen = desk.screen();
            let mut narrow = screen
                .lines()
                .map(|line| line.chars().take(22).collect::<String>());
            let here = narrow.any(|line| line.contains('▸') && line.contains(label));
            if here {
                break;
            }
            desk.press("j");
        }
        desk.press("<enter><tab>");
    };
    tick(&mut desk, "undated");
    assert_eq!(desk.app.session.answer.total, 4);
    assert!(desk.screen().contains("× undated"), "{}", desk.screen());
    tick(&mut desk, "2031-06");
    assert_eq!(desk.app.session.answer.total, 5);
    desk.press("X");
    assert_eq!(desk.app.session.answer.total, 7);
}

#[test]
fn the_row_of_articles_without_a_date_shows_however_many_months_there_are() {
    let article = |number: usize| {
        let date = match number {
            20 => String::new(),
            number => format!("date: 20{number:02}-05-03\n"),
        };
        let text = format!(
            "---\ntitle: Page {number} of the day\noutlet: Paper\n{date}---\n\nHouse number {number} of street {} was sold for {} crowns.\n",
            number * 7,
            number * 311
        );
        (format!("{number}.md"), text)
    };
    let mut desk = Desk::with(read((6..=20).map(article)));
    desk.size(120, 50);
    let screen = desk.screen();
    let undated = desk.app.session.answer.facets.undated;
    assert_eq!(undated, 1);
    assert!(
        screen.contains(" more") && screen.contains("□ undated"),
        "{screen}"
    );
}

#[test]
fn what_narrows_a_search_can_be_cleared_in_its_place_though_nothing_is_found() {
    let mut desk = Desk::with(corpus());
    desk.press("<backtab><enter><tab>/zzzz<enter>");
    assert_eq!(desk.app.session.answer.total, 0);
    let screen = desk.screen();
    let chosen = desk.app.session.question.outlets[0].clone();
    assert!(screen.contains(&format!("■ {chosen}")), "{screen}");
    desk.press("<backtab><enter>");
    assert!(desk.app.session.question.outlets.is_empty());
    let screen = desk.screen();
    assert!(screen.contains("Nothing was found:"), "{screen}");
}

#[test]
fn a_preview_opens_at_the_head_of_the_article() {
    for (width, height) in [(80, 24), (100, 20), (120, 36)] {
        let mut desk = Desk::with(corpus());
        desk.size(width, height);
        let screen = desk.screen();
        assert!(
            screen.contains("Delta Herald · 2024-05-20 ("),
            "{width}x{height}: {screen}"
        );
        desk.press("j");
        let screen = desk.screen();
        assert!(
            screen.contains("Gamma Tribune · 2024-03-06 08:00"),
            "{width}x{height}: {screen}"
        );
    }
}

#[test]
fn a_preview_stays_at_its_head_when_it_is_laid_out_anew() {
    let ferry = |number: usize| {
        let text = format!(
            "---\ntitle: Ferry Sea Lark runs aground in the harbour of Port Merrow with many people on board, {number}\noutlet: Paper {number}\n\
             date: 2031-05-03\nurl: https://paper{number}.example/ferry\n---\n\n\
             The ferry Sea Lark ran aground off Port Merrow with 4{number} people on board, among them a choir of {number} fishermen, on \
             its way from the islands to the market in the town, where it was to arrive in the evening with a load of herring and cod.\n"
        );
        (format!("{number}.md"), text)
    };
    let mut desk = Desk::with(read((1..=2).map(ferry)));
    for (width, height) in [(80, 24), (90, 24), (80, 22), (120, 36), (80, 24)] {
        desk.size(width, height);
        let screen = desk.screen();
        assert!(
            screen.contains(" · 2031-05-03 (from"),
            "{width}x{height}: {screen}"
        );
    }
    // Whoever has gone on in it stays where they are.
    desk.press("<tab>l");
    desk.size(81, 24);
    let screen = desk.screen();
    assert!(screen.contains("The ferry"), "{screen}");
}
