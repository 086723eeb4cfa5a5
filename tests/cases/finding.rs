//! One word in several writings, each found by the others and by nothing else; what is lit is what was meant.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use parallax::index::{Bodies, Index, Knowledge};
use parallax::model::{Answer, Article, Question};

use super::reading::articles;

struct Shelf {
    index: Index,
    held: HashMap<u64, Arc<Article>>,
}

impl Bodies for Shelf {
    fn article(&self, number: u64) -> Option<Arc<Article>> {
        self.held.get(&number).cloned()
    }
}

impl Shelf {
    fn of(fixture: &str) -> Shelf {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let mut held = HashMap::new();
        for (number, article) in (0..).zip(articles(fixture)) {
            writer.put(number, &article).unwrap();
            held.insert(number, Arc::new(article));
        }
        writer.commit(1).unwrap();
        Shelf { index, held }
    }

    fn ask(&self, text: &str, typing: bool) -> Answer {
        let question = Question {
            text: text.into(),
            limit: 50,
            typing,
            variants: true,
            ..Question::default()
        };
        let stop = AtomicBool::new(false);
        let knowledge = Knowledge::default();
        self.index
            .search(&question, &knowledge, self, &stop)
            .unwrap()
    }

    /// Names of the records found, in the order of the file.
    fn found(&self, text: &str) -> String {
        let answer = self.ask(text, false);
        let mut records: Vec<&str> = answer.hits.iter().map(|hit| record(&hit.origin)).collect();
        records.sort_by_key(|record| (record.len(), *record));
        records.join(" ")
    }

    /// The words lit in the excerpt of one record.
    fn lit(&self, text: &str, wanted: &str) -> Vec<String> {
        let answer = self.ask(text, false);
        let hit = answer.hits.iter().find(|hit| record(&hit.origin) == wanted);
        let hit = hit.unwrap_or_else(|| panic!("{text} does not find {wanted}"));
        let lit = hit.excerpt_matches.iter();
        lit.map(|span| span.of(&hit.excerpt).to_string()).collect()
    }
}

fn record(origin: &str) -> &str {
    origin.rsplit('#').next().unwrap_or(origin)
}

#[test]
fn abbreviations_are_found_with_and_without_points() {
    let shelf = Shelf::of("initials-hyphens/ap.jsonl");
    for (text, found) in [
        ("FBI", "p7 p8"),
        ("fbi", "p7 p8"),
        ("F.B.I.", "p7 p8"),
        ("f.b.i", "p7 p8"),
        ("\"the FBI and\"", "p7 p8"),
        ("U.N.", "p7 p8"),
        ("UN", "p7 p8"),
        ("U.S.", "p7 p8"),
        ("US", "p7 p8"),
        // Not the abbreviation with points: the word is another one.
        ("us", "p8"),
        ("D.C.", "p7 p8"),
        ("\"washington dc\"", "p7 p8"),
        ("J.P. Morgan", "p7 p8"),
        ("\"jp morgan\"", "p7 p8"),
        ("=FBI", "p8"),
        ("=F.B.I.", "p7"),
    ] {
        assert_eq!(shelf.found(text), found, "{text}");
    }
    assert_eq!(shelf.lit("FBI", "p7"), ["F.B.I"]);
    assert_eq!(shelf.lit("F.B.I.", "p8"), ["FBI"]);
}

#[test]
fn words_with_hyphens_are_found_in_one_and_the_other_way_round() {
    let shelf = Shelf::of("initials-hyphens/ap.jsonl");
    for (text, found) in [
        ("email", "p4 p5"),
        ("emails", "p4 p5"),
        ("e-mail", "p4 p5 p6"),
        ("\"by email about\"", "p4 p5"),
        ("\"by e-mail about\"", "p4 p5 p6"),
        ("anticorruption", "p4 p5"),
        ("anti-corruption", "p4 p5 p6"),
        ("anti‑corruption", "p4 p5 p6"),
        ("Covid19", "p4 p5"),
        ("covid-19", "p4 p5 p6"),
        ("reelection", "p4 p5"),
        ("cooperative", "p4 p5"),
        ("northeast", "p4 p5"),
        ("\"anti corruption\"", "p4 p6"),
        ("=email", "p5"),
        ("=e-mail", "p4"),
    ] {
        assert_eq!(shelf.found(text), found, "{text}");
    }
    assert_eq!(shelf.lit("email", "p4"), ["e", "mail"]);
    assert_eq!(shelf.lit("e-mail", "p5"), ["email"]);
    let typed = shelf.ask("anti-corr", true);
    assert_eq!(typed.total, 3, "{}", typed.echo);
}

#[test]
fn names_with_apostrophes_are_found_whole_in_part_and_in_one() {
    let shelf = Shelf::of("initials-hyphens/ap.jsonl");
    for (text, found) in [
        ("Hanlon", "p1 p2"),
        ("O'Hanlon", "p1 p2 p3"),
        ("O’Hanlon", "p1 p2 p3"),
        ("OHanlon", "p1 p2 p3"),
        ("\"Patrick O'Hanlon of\"", "p1 p2 p3"),
        ("\"Patrick OHanlon of\"", "p1 p2 p3"),
        ("Xian", "p1 p2 p3"),
        ("Xi'an", "p1 p2 p3"),
        ("L'Oréal", "p1 p2 p3"),
        ("loreal", "p1 p2 p3"),
        ("oreal", "p1 p2"),
        ("D'Angelo", "p1 p2 p3"),
        ("DAngelo", "p1 p2 p3"),
        ("N'Djamena", "p1 p2 p3"),
        ("ndjamena", "p1 p2 p3"),
        ("=OHanlon", "p3"),
        ("=O'Hanlon", "p1 p2"),
        ("=L'Oréal", "p1"),
    ] {
        assert_eq!(shelf.found(text), found, "{text}");
    }
    assert_eq!(shelf.lit("Hanlon", "p1"), ["Hanlon"]);
    assert_eq!(shelf.lit("OHanlon", "p1"), ["O", "Hanlon"]);
    assert_eq!(shelf.lit("Xian", "p2"), ["Xi'an"]);
}

#[test]
fn a_hebrew_abbreviation_is_one_word_with_either_quotation_mark() {
    let shelf = Shelf::of("initials-hyphens/ap.jsonl");
    for (text, found) in [
        ("צה\"ל", "p9 p10"),
        ("צה״ל", "p9 p10"),
        ("צה”ל", "p9 p10"),
        ("צהל", "p9 p10"),
        ("\"כי צה\"ל יצא\"", "p9 p10"),
        ("רה\"מ צה\"ל", "p9 p10"),
        ("=צה״ל", "p10"),
        ("צה", ""),
    ] {
        let answer = shelf.ask(text, false);
        assert_eq!(shelf.found(text), found, "{text} = {}", answer.echo);
        assert_eq!(answer.notes, [], "{text}");
    }
    assert_eq!(shelf.lit("צה\"ל", "p10"), ["צה״ל"]);
}

#[test]
fn the_form_as_typed_comes_first() {
    let shelf = Shelf::of("nordic-o/lib.jsonl");
    for (text, first) in [("rødberg", "Rødberg"), ("rodberg", "Rodberg")] {
        let answer = shelf.ask(text, false);
        let best = &answer.hits[0];
        let best = format!("{} {}", best.title, best.excerpt);
        assert!(answer.total > 1 && best.contains(first), "{text}: {best}");
    }
}

#[test]
fn a_decimal_comma_is_no_word_break() {
    let shelf = Shelf::of("decimal-comma/lib.jsonl");
    assert_eq!(shelf.found("9,90"), "n1");
    assert_eq!(shelf.found("19,90"), "n2");
    assert!(!shelf.found("90").contains('n'));
}

#[test]
fn a_misspelt_word_is_told_what_it_may_have_been_meant_to_be() {
    let shelf = Shelf::of("initials-hyphens/ap.jsonl");
    for (text, meant) in [
        ("anticoruption", "anticorruption"),
        ("washingtn FBI", "washington FBI"),
        ("\"Patrick OHanln of\"", "\"Patrick ohanlon of\""),
        ("body:washigton -zzz", "body:washington -zzz"),
        ("Wahsington", "washington"),
        ("\"on Tusday\" email", "\"on tuesday\" email"),
    ] {
        let answer = shelf.ask(text, false);
        let told = answer
            .meant
            .as_ref()
            .map_or("", |meant| meant.text.as_str());
        assert_eq!(told, meant, "{text}");
        if let Some(meant) = &answer.meant {
            assert_eq!(shelf.ask(&meant.text, false).total, meant.found, "{text}");
        }
    }
    for text in [
        "covid18",
        "Covid-20",
        "=anticoruption",
        "email",
        "zzzzzz",
        "fbj",
    ] {
        assert_eq!(shelf.ask(text, false).meant, None, "{text}");
    }
}

#[test]
fn a_rarer_writing_comes_behind_the_one_as_typed() {
    let shelf = Shelf::of("initials-hyphens/ap.jsonl");
    for (query, first) in [
        ("email", &["p5"][..]),
        ("e-mail", &["p4", "p6"]),
        ("OHanlon", &["p3"]),
        ("O'Hanlon", &["p1", "p2"]),
        ("FBI", &["p8"]),
        ("F.B.I.", &["p7"]),
    ] {
        let hits = shelf.ask(query, false).hits;
        assert!(hits.len() > 1, "{query}");
        assert!(
            first.contains(&record(&hits[0].origin)),
            "{query}: {}",
            hits[0].origin
        );
    }
}
