//! What jarred somebody who came to the screens with nothing but the README.

use parallax::ingest::Reading;
use parallax::tui::outside::{self, Outside};
use parallax::tui::session::Screen;
use ratatui::style::Modifier;

use crate::desk::Desk;
use crate::desk::corpus::{corpus, read};
use crate::desk::folder::Folder;

/// Twelve articles with both words of a search, in two months and two languages, and twenty with one of them.
fn storms() -> Vec<Reading> {
    let storm = |number: usize| {
        let both = number < 12;
        let (month, language) = match number % 4 {
            0 => (7, "de"),
            1 => (7, "en"),
            _ => (8, "en"),
        };
        let said = if both {
            "The storm broke the quay wall"
        } else {
            "A storm came"
        };
        let text = format!(
            "---\ntitle: Report {number} of the coast\noutlet: Paper {}\nlang: {language}\ndate: 2031-{month:02}-{:02}\n---\n\n{said}, said keeper number {number}.\n",
            number % 3,
            number % 27 + 1
        );
        (format!("storm{number}.md"), text)
    };
    read((0..32).map(storm))
}

#[test]
fn what_is_chosen_from_the_facets_never_loosens_the_search() {
    let mut desk = Desk::with(storms());
    desk.press("/storm quay<enter>");
    assert_eq!(desk.app.session.answer.total, 12);
    assert_eq!(desk.app.session.answer.with_all, None);
    let facets = desk.app.session.answer.facets.clone();
    desk.press("<backtab>");
    // Each value of each facet holds as many articles as it says.
    let (mut seen, mut checked) = (0, 0);
    while seen < 40 {
        seen += 1;
        let screen = desk.screen();
        let Some(row) = screen.lines().find(|line| line.contains("▸□")) else {
            desk.press("j");
            continue;
        };
        let row: String = row.chars().take_while(|letter| *letter != '┃').collect();
        let row = screen
            .lines()
            .find(|line| line.contains("▸□"))
            .map_or(row, str::to_string);
        let said = row.split('┃').nth(1).unwrap_or_default();
        let count: usize = said.split_whitespace().last().unwrap().parse().unwrap();
        desk.press("<enter>");
        assert_eq!(desk.app.session.answer.total, count, "{said}");
        assert_eq!(desk.app.session.answer.with_all, None, "{said}");
        desk.press("<enter>");
        assert_eq!(desk.app.session.answer.total, 12, "{said}");
        checked += 1;
        desk.press("j");
    }
    assert!(checked > 4, "{checked} of {facets:?}");
    // The same where it is typed.
    for narrow in ["lang:de", "date:2031-07", "source:\"paper 1\""] {
        desk.press("/<esc>");
        desk.app.session.question.text.clear();
        desk.press(&format!("/storm quay {narrow}<enter>"));
        let answer = &desk.app.session.answer;
        assert!((1..10).contains(&answer.total), "{narrow}: {}", answer.echo);
        assert_eq!(answer.with_all, None, "{narrow}: {}", answer.echo);
    }
}

#[test]
fn the_last_line_says_which_key_ticks_a_facet_and_an_article() {
    for size in [(60, 20), (80, 24), (120, 36)] {
        let mut desk = Desk::with(corpus());
        desk.size(size.0, size.1);
        let last = |desk: &mut Desk| desk.screen().lines().last().unwrap_or_default().to_string();
        desk.press("<backtab>");
        assert!(last(&mut desk).contains("↵ tick"), "{}", desk.screen());
        desk.press("<enter>");
        assert!(last(&mut desk).contains("↵ untick"), "{}", desk.screen());
        desk.press("X2C");
        // Nothing is compared yet: nothing is ticked.
        assert!(last(&mut desk).contains("c tick"), "{}", desk.screen());
        assert!(!last(&mut desk).contains("↵ compare"), "{}", desk.screen());
        desk.press("c");
        assert!(last(&mut desk).contains("c untick"), "{}", desk.screen());
        desk.press("jc");
        assert!(
            last(&mut desk).contains("↵ compare those ticked"),
            "{}",
            desk.screen()
        );
    }
}

#[test]
fn the_findings_lead_back_to_the_list_of_stories() {
    for grid in ["", "|"] {
        let mut desk = Desk::with(corpus());
        desk.size(80, 24);
        desk.press(&format!("2<enter>{grid}k"));
        let screen = desk.screen();
        let last = screen.lines().last().unwrap_or_default();
        assert!(last.contains("q to the list"), "{screen}");
        desk.press("q");
        assert_eq!(desk.app.session.screen, Screen::Stories);
        let screen = desk.screen();
        assert!(
            screen.contains("━ Stories · most contradictions"),
            "{screen}"
        );
        desk.press("q");
        assert_eq!(desk.app.session.screen, Screen::Search);
    }
}

#[test]
fn one_press_too_many_asks_before_it_leaves() {
    let mut desk = Desk::with(corpus());
    desk.press("<enter>qq");
    assert!(desk.app.take_outside().is_empty());
    assert!(
        desk.screen().contains("q once more leaves parallax"),
        "{}",
        desk.screen()
    );
    // Any other key is a no.
    desk.press("jq");
    assert!(desk.app.take_outside().is_empty());
    desk.press("q");
    assert_eq!(desk.app.take_outside(), [Outside::Quit]);
    // From the facets the first press goes to the hits.
    let mut desk = Desk::with(corpus());
    desk.press("<backtab>qq");
    assert!(desk.app.take_outside().is_empty());
    desk.press("q");
    assert_eq!(desk.app.take_outside(), [Outside::Quit]);
}

#[test]
fn sentences_that_prove_a_finding_stay_together_where_they_fit() {
    let mut desk = Desk::with(corpus());
    desk.size(80, 24);
    desk.press("2<enter><enter>");
    for _ in 0..4 {
        let screen = desk.screen();
        for sentence in [
            "with 42 people on",
            "All 45 people on board",
            "More than 40 people",
        ] {
            assert!(screen.contains(sentence), "{sentence}: {screen}");
        }
        desk.press("j");
    }
}

#[test]
fn several_bookmarks_are_seen_on_a_small_screen_and_whose_article_it_is() {
    let mut desk = Desk::with(corpus());
    desk.size(80, 24);
    desk.press("/ferry OR bakery<enter>mjmjmjm5");
    let screen = desk.screen();
    assert_eq!(desk.app.session.bookmarks.len(), 4);
    let shown = screen
        .lines()
        .filter(|line| line.contains('✓') && line.contains('“'));
    assert!(shown.count() >= 3, "{screen}");
    insta::assert_snapshot!(desk.picture());
    // Down in a text its head still shows.
    let mut desk = Desk::with(corpus());
    desk.size(80, 24);
    desk.press("/hotel<enter>");
    let screen = desk.screen();
    assert!(
        screen.contains("Beta Post · Passengers taken off"),
        "{screen}"
    );
}

#[test]
fn bookmarks_and_a_story_are_exported_from_the_screens() {
    let folder = Folder::new("export");
    folder.add();
    let mut desk = Desk::open(&folder.home, &[], true);
    let exported = |desk: &mut Desk| {
        let done = desk.app.take_outside();
        let Some(Outside::Write(export)) = done.first() else {
            panic!("{done:?}: {}", desk.screen());
        };
        outside::write(export)
    };
    desk.press("/ferry<enter>mjm");
    let file = folder.news.join("kept.bib");
    desk.press(&format!(":export bookmarks {}<enter>", file.display()));
    let told = exported(&mut desk).unwrap();
    assert!(told.starts_with("2 bookmarks written to "), "{told}");
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(
        text.contains('@') && text.contains("Ferry aground"),
        "{text}"
    );
    // What is there stays as it is.
    desk.press(&format!("j:export bookmarks {}<enter>", file.display()));
    let told = exported(&mut desk).unwrap_err();
    assert!(told.contains("is there already"), "{told}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    let pack = folder.news.join("pack.html");
    desk.press(&format!("2:export story {}<enter>", pack.display()));
    exported(&mut desk).unwrap();
    let text = std::fs::read_to_string(&pack).unwrap();
    assert!(
        text.contains("45 people") && text.contains("Beta News"),
        "{text}"
    );
    // What cannot be is told, and so is what can.
    for (words, told) in [
        ("export bookmarks kept.doc", "md, html, csv"),
        ("export all", "bookmarks, story"),
    ] {
        desk.press(&format!(":{words}<enter>"));
        assert!(desk.screen().contains(told), "{}", desk.screen());
        assert!(desk.app.take_outside().is_empty());
    }
    // It is found as any other action, and the line completes what can be exported.
    desk.press("<ctrl-p>export<enter>");
    assert!(
        desk.screen().contains("export bookmarks FILE"),
        "{}",
        desk.screen()
    );
    desk.press("st<tab>");
    assert!(
        desk.screen().contains(": export story"),
        "{}",
        desk.screen()
    );
}

#[test]
fn what_comparing_stories_said_is_there_at_the_next_start() {
    let folder = Folder::new("weights");
    folder.add();
    let kept = folder.home.dir.join("compared.jsonl");
    // The story of the article that is shown is compared at once.
    let desk = Desk::open(&folder.home, &[], true);
    let story = desk.app.session.stories[0].id.clone();
    let tally = desk.app.session.scales.tally(&story);
    assert!(tally.is_some_and(|of| of.contradictions > 0), "{tally:?}");
    let lines = std::fs::read_to_string(&kept).unwrap();
    assert_eq!(lines.lines().count(), 1);
    assert!(lines.contains(&story), "{lines}");
    // No words of an article.
    assert!(
        !lines.contains("ferry") && !lines.contains("Marsh"),
        "{lines}"
    );
    // Known at the next start: nothing is compared again.
    let desk = Desk::open(&folder.home, &[], true);
    assert_eq!(desk.app.session.scales.tally(&story), tally);
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), lines);
    // A file that is none, or of which half is gone, costs comparing again and nothing else.
    for broken in [
        "\u{0}{\n[]\n",
        &format!("{}\n", &lines[..lines.floor_char_boundary(lines.len() / 2)]),
    ] {
        std::fs::write(&kept, broken).unwrap();
        let desk = Desk::open(&folder.home, &[], true);
        assert_eq!(desk.app.session.scales.tally(&story), tally);
        let now = std::fs::read_to_string(&kept).unwrap();
        assert_eq!(now, format!("{broken}{lines}"));
    }
    // Another article says something else: what was known of the story is not taken for it.
    folder.tell("Beta", 10, 42);
    folder.refresh();
    let desk = Desk::open(&folder.home, &[], true);
    let story = desk.app.session.stories[0].id.clone();
    let now = desk.app.session.scales.tally(&story);
    assert!(now.is_some_and(|of| of.contradictions == 0), "{now:?}");
}

#[test]
fn nothing_is_dimmed_on_a_selected_row_without_colour() {
    let mut desk = Desk::without_colour(corpus());
    for keys in ["2", "<enter>", "<enter>", "<esc>1/ferry<enter>"] {
        desk.press(keys);
        let cells = desk.cells();
        let both = Modifier::REVERSED | Modifier::DIM;
        let grey = cells
            .content()
            .iter()
            .filter(|cell| cell.modifier.contains(both));
        assert_eq!(grey.count(), 0, "{keys}: {}", desk.screen());
        let reversed = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
        assert!(cells.content().iter().any(|cell| reversed(&cell)), "{keys}");
    }
}

/// One event told by three, whose figure stands at the beginning, in the middle and at the end of long texts.
fn apart() -> Vec<Reading> {
    let told = |(at, people): (usize, &str)| {
        let figure = format!(
            "The ferry Sea Lark ran aground in the harbour of Port Merrow on Tuesday with {people} people on board."
        );
        let own = [
            "tug", "pilot", "mayor", "school", "chapel", "market", "tower", "lamp",
        ];
        let mut text: Vec<String> = own
            .iter()
            .map(|thing| format!("Paper {at} spoke at length of the {thing} number {at}, which nobody else had been to see that week."))
            .collect();
        text.insert(at * 4, figure);
        let text = format!(
            "---\ntitle: Ferry runs aground in Port Merrow, report {at}\noutlet: Paper {at}\ndate: 2024-03-05\n---\n\n{}\n",
            text.join("\n\n")
        );
        (format!("apart{at}.md"), text)
    };
    read([(0, "42"), (1, "45"), (2, "48")].into_iter().map(told))
}

#[test]
fn every_side_of_a_finding_shows_also_where_sentences_stand_below_one_another() {
    for size in [(60, 24), (80, 24), (120, 36)] {
        let mut desk = Desk::with(apart());
        desk.size(size.0, size.1);
        desk.press("2cd");
        let screen = desk.screen();
        // Above the findings, which name the figures too.
        let above = screen
            .lines()
            .take_while(|line| !line.contains(" Findings"));
        let above: Vec<&str> = above.collect();
        for side in ["42", "45", "48"] {
            assert!(
                above.iter().any(|line| line.contains(side)),
                "{size:?} {side}: {screen}"
            );
        }
        // Whoever goes on by themselves has the whole texts again.
        desk.press("j");
        assert!(
            !desk.screen().contains("only the sides"),
            "{}",
            desk.screen()
        );
    }
}

#[test]
fn an_article_keeps_its_colour_whatever_it_is_compared_with() {
    let mut desk = Desk::with(corpus());
    desk.press("2c");
    let head = |desk: &mut Desk| {
        let cells = desk.cells();
        let styled = crate::desk::styled(&cells, "Gamma Tribune · ");
        let style = styled.lines().next().expect("a head").split_once(": ");
        style.map(|(_, style)| style.to_string())
    };
    let before = head(&mut desk);
    desk.press("x");
    assert_eq!(desk.app.session.picked.len(), 2);
    assert_eq!(head(&mut desk), before);
}
