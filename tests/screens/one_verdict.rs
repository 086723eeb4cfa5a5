//! One verdict is told in one word, and by one sign, on every screen; a sign stands at the sentence that it is of.

use parallax::ingest::Reading;
use parallax::tui::session::Screen;

use super::desk::Desk;
use super::desk::corpus::{corpus, read};

/// Outlets on one exchange of prisoners, each with what it tells.
fn exchange(told: &[(&str, &str)]) -> Vec<Reading> {
    let article = |(hour, (name, text)): (usize, &(&str, &str))| {
        let head = format!(
            "title: Prisoners reach the bridge of Velmora, the {name} says\noutlet: {name} Wire\ndate: 2031-05-03T{hour:02}:00:00Z"
        );
        (
            format!("{name}.md"),
            format!("---\n{head}\n---\n\n{text}\n"),
        )
    };
    read(told.iter().enumerate().map(article))
}

const SUM: &str = "The guards freed five Sudrians and 104 Norlanders at the bridge on Friday.\n\nThe ferry was late because of fog on the river.";
const TOTAL: &str = "At the bridge the guards freed 114 prisoners on Friday.\n\nA brass band played on the quay until noon.";
const PART: &str = "The guards freed 104 Norlanders at the bridge on Friday.\n\nChildren waved flags from the windows of the school.";
const PARTS: &str = "The guards freed 104 Norlanders at the bridge on Friday.\n\nThe guards freed five Sudrians at the bridge on Friday, too.";

/// Opens the article of an outlet, alone on the screen.
fn open(desk: &mut Desk, outlet: &str) {
    desk.press(&format!("1<esc><esc>/source:{outlet}<enter><enter>"));
    assert_eq!(desk.app.session.screen, Screen::Reading);
}

/// The line of a screen that holds some words.
fn line(screen: &str, words: &str) -> String {
    let found = screen.lines().find(|line| line.contains(words));
    found
        .unwrap_or_else(|| panic!("no {words} on\n{screen}"))
        .to_string()
}

#[test]
fn a_side_of_a_contradiction_is_one_on_every_screen() {
    // One gives both parts in a sentence, another in two.
    let told = [("Alpha", SUM), ("Beta", TOTAL), ("Gamma", PARTS)];
    let mut desk = Desk::with(exchange(&told));
    desk.press("2<tab>");
    let stories = desk.screen();
    let row = line(&stories, "five + 104");
    assert!(row.contains("Alpha") && row.contains("Gamma"), "{stories}");
    for outlet in ["alpha", "gamma"] {
        open(&mut desk, outlet);
        let reading = desk.screen();
        let sentence = line(&reading, "104 Norlanders");
        assert!(sentence.contains("≠ The guards"), "{reading}");
        desk.press("o");
        let others = desk.screen();
        let differing = line(&others, "≠ differs · ");
        assert!(differing.contains("Beta Wire"), "{others}");
        assert!(!others.contains("weak"), "{others}");
        desk.press("<esc>");
    }
    // In Compare every side of it has its sign.
    desk.press("2c<tab>d");
    let compare = desk.screen();
    assert!(compare.contains("▸≠"), "{compare}");
    assert!(!compare.contains("▸…"), "{compare}");
}

#[test]
fn what_gives_but_a_part_of_a_sum_is_called_so_on_every_screen() {
    let told = [("Alpha", SUM), ("Beta", TOTAL), ("Gamma", PART)];
    let mut desk = Desk::with(exchange(&told));
    open(&mut desk, "gamma");
    let reading = desk.screen();
    let sentence = line(&reading, "104 Norlanders");
    assert!(sentence.contains("… The guards"), "{reading}");
    desk.press("o");
    let others = desk.screen();
    assert!(
        line(&others, "… in part · ").contains("Beta Wire"),
        "{others}"
    );
    assert!(
        others.contains("a total to which parts like this"),
        "{others}"
    );
    assert!(!others.contains("≠ differs"), "{others}");
    // Where the cells stand one below the other each has its own sign.
    desk.size(60, 24);
    desk.press("<esc>2c<tab>d<tab>");
    assert!(desk.screen().contains("▸…"), "{}", desk.screen());
}

#[test]
fn a_quotation_given_in_part_says_nothing_else() {
    let mut desk = Desk::with(corpus());
    desk.press("2<tab>");
    let stories = desk.screen();
    assert!(!stories.contains("≈1"), "{stories}");
    desk.press("z");
    let stories = desk.screen();
    let row = line(&stories, "Elena Marsh: “lost all");
    assert!(row.contains("= Elena"), "{stories}");
    assert!(stories.contains(", in part by"), "{stories}");
    // The shorter one gives a part of what the longer one gives, and not the other way round.
    for (outlet, sign) in [("beta", "… Captain"), ("alpha", "… Captain")] {
        open(&mut desk, outlet);
        let reading = desk.screen();
        let is_part = line(&reading, "Captain Elena Marsh").contains(sign);
        assert_eq!(is_part, outlet == "beta", "{reading}");
    }
}

#[test]
fn other_words_are_no_part_of_a_quotation() {
    let said = |name: &'static str, words: &str| {
        let text = format!(
            "A fire broke out on the quay of Velmora on Monday.\n\n“{words},” said the mayor of Velmora, Ruth Amsel.\n\nThe fire brigade of Velmora put out the fire on the quay by noon."
        );
        (name, text)
    };
    let told = [
        said(
            "Alpha",
            "We will surely open the old harbour again before the last barge has been lifted",
        ),
        said(
            "Beta",
            "We will surely close the old harbour again before the last barge has been lifted",
        ),
    ];
    let told: Vec<(&str, &str)> = told
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    let mut desk = Desk::with(exchange(&told));
    desk.press("2<tab>");
    let stories = desk.screen();
    assert!(
        line(&stories, "Ruth Amsel: “We").contains("≈ Ruth"),
        "{stories}"
    );
    assert!(stories.contains("other words: We will"), "{stories}");
}

/// Several short sentences in one paragraph, of which two outlets tell most.
fn paragraph() -> Vec<Reading> {
    const TAIL: &str = "The bells rang. Captain Elena Marsh of the ferry Sea Lark thanked the divers of the Merrow Coast Guard. Divers of the Merrow Coast Guard searched the hull of the Sea Lark for leaks until nightfall.";
    let alpha = format!(
        "The ferry Sea Lark ran aground in the harbour of Port Merrow on Tuesday with 42 people on board. {TAIL}"
    );
    let beta = format!(
        "The ferry Sea Lark ran aground in the harbour of Port Merrow on Tuesday with 45 people on board. {TAIL} A goat ate a hat."
    );
    exchange(&[("Alpha", &alpha), ("Beta", &beta)])
}

#[test]
fn a_sign_stands_before_the_first_word_of_its_sentence_at_any_width() {
    let mut seen_inside = false;
    for width in [60, 70, 80, 90, 100, 120, 200] {
        let mut desk = Desk::with(paragraph());
        desk.size(width, 36);
        open(&mut desk, "beta");
        let screen = desk.screen();
        let article = {
            let session = &desk.app.session;
            let id = &session.shown[&Screen::Reading].article;
            session.article(id).unwrap().clone()
        };
        let signs: Vec<_> = desk.app.session.scales.signs(&article).unwrap().to_vec();
        let body = screen
            .lines()
            .skip_while(|line| !line.contains("The ferry"));
        let body: Vec<&str> = body.collect();
        let mut count = 0;
        for (sentence, known) in article.sentences.iter().zip(&signs) {
            let Some(known) = known else { continue };
            count += 1;
            let first = article.text(*sentence).split(' ').next().unwrap();
            let signed = format!("{} {first}", known.sign());
            let at = body
                .iter()
                .find_map(|line| line.find(&signed).map(|at| (line, at)));
            let (line, at) = at.unwrap_or_else(|| panic!("{width}: no {signed} on\n{screen}"));
            let before: String = line[..at]
                .chars()
                .filter(|letter| letter.is_alphabetic())
                .collect();
            seen_inside |= !before.is_empty();
        }
        assert!(count >= 3, "{width}: {signs:?}");
        let shown: usize = body
            .iter()
            .map(|line| line.matches(['≠', '≈', '=', '·']).count())
            .sum();
        assert_eq!(shown, count, "{width}: {screen}");
        // No row is wider than it was: nothing is cut.
        let words: String = body.join(" ");
        for word in ["nightfall.", "hat.", "divers"] {
            assert!(words.contains(word), "{width}: {word} on\n{screen}");
        }
    }
    assert!(seen_inside, "no sentence began inside a row");
}

#[test]
fn a_year_of_long_ago_stands_behind_what_dates_the_event_and_says_what_it_dates() {
    let text = |lead: &str| {
        format!(
            "{lead}\n\nIlse Brandt, the keeper of the lighthouse, who won the medal of the Merrow Coast Guard in 2022, pulled nine sailors of the ferry Sea Lark out of the cold water, together with two fishermen who had heard the horn of the ship in the fog.\n\nThe town thanked Ilse Brandt."
        )
    };
    let alpha =
        text("The ferry Sea Lark ran aground off Port Merrow harbour on Friday with nine sailors.");
    let beta =
        text("On Friday the ferry Sea Lark ran aground off Port Merrow harbour with nine sailors.");
    let mut desk = Desk::with(exchange(&[("Alpha", &alpha), ("Beta", &beta)]));
    desk.size(120, 60);
    desk.press("2<tab>z");
    let screen = desk.screen();
    let place = |words: &str| screen.lines().position(|line| line.contains(words));
    let of_words = |words: &str| place(words).unwrap_or_else(|| panic!("no {words} on\n{screen}"));
    let medal = of_words("won the medal of the Merrow Coast Guard in 2022");
    assert!(of_words("when: On Friday the ferry") < medal, "{screen}");
    // The clause that the year dates, and not the rescue.
    let row = screen.lines().nth(medal).unwrap();
    assert!(row.contains("medal of the Merrow"), "{screen}");
}

#[test]
fn both_sides_of_a_contradiction_stand_first_in_the_window_that_proves_it() {
    let told = [
        ("Alpha", PART),
        ("Beta", PART),
        ("Gamma", SUM),
        ("Delta", TOTAL),
    ];
    let mut desk = Desk::with(exchange(&told));
    desk.size(80, 24);
    desk.press("2<enter><enter>");
    let screen = desk.screen();
    let place = |words: &str| {
        screen
            .find(words)
            .unwrap_or_else(|| panic!("no {words} on\n{screen}"))
    };
    let first = place("five Sudrians and 104").max(place("freed 114 prisoners"));
    assert!(first < place("Alpha Wire ·"), "{screen}");
}

#[test]
fn no_word_touches_the_cursor_of_the_column_behind_it() {
    let long = |number: usize| {
        format!(
            "{SUM} {}",
            "Fishermen sold herring and cod at the market of Velmora. ".repeat(number)
        )
    };
    let (one, two) = (long(3), TOTAL.repeat(2));
    let mut desk = Desk::with(exchange(&[
        ("Alpha", &one),
        ("Beta", &two),
        ("Gamma", PARTS),
    ]));
    for size in [(100, 30), (120, 36), (200, 60)] {
        desk.size(size.0, size.1);
        desk.press("2c<tab>d");
        for line in desk.screen().lines().filter(|line| line.contains('▸')) {
            let letters: Vec<char> = line.chars().collect();
            for at in (1..letters.len()).filter(|&at| letters[at] == '▸') {
                let before = letters[at - 1];
                assert!(
                    !before.is_alphanumeric() && !".,”".contains(before),
                    "{size:?}: {line}"
                );
            }
        }
    }
}

#[test]
fn who_gives_both_parts_in_one_sentence_is_shown_for_the_sum() {
    let told = [("Alpha", PARTS), ("Beta", TOTAL), ("Gamma", SUM)];
    let mut desk = Desk::with(exchange(&told));
    desk.size(160, 36);
    desk.press("2<tab>");
    let stories = desk.screen();
    let row = line(&stories, "five + 104  ");
    assert!(row.contains("Gamma Wire, Alpha Wire"), "{stories}");
    assert!(row.contains("five Sudrians and 104"), "{stories}");
}

#[test]
fn the_heads_of_columns_fold_and_every_line_below_them_shows() {
    let told = [("Alpha", SUM), ("Beta", TOTAL)];
    for size in [(80, 24), (100, 30), (120, 36)] {
        let mut desk = Desk::with(exchange(&told));
        desk.size(size.0, size.1);
        desk.press("2c");
        let screen = desk.screen();
        let heads: Vec<&str> = screen
            .lines()
            .skip_while(|line| !line.contains('┏'))
            .skip(1)
            .take(4)
            .collect();
        let heads = heads.concat();
        for word in ["bridge", "Velmora,", "Alpha", "Beta", "2031-05-03"] {
            assert!(heads.contains(word), "{size:?}: {word} on\n{screen}");
        }
        assert!(!heads.contains('…'), "{size:?}: {screen}");
        // The last line of the sheet is inside the border, not below it.
        desk.press("G");
        let screen = desk.screen();
        assert!(screen.contains("noon."), "{size:?}: {screen}");
    }
}
