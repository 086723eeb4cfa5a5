//! Searching: what is found, in which order, what is lit, what is counted, over a small index in memory.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use parallax::analysis::reading;
use parallax::index::{Bodies, Index, Knowledge, KnownEntity, KnownStory, Opened, Stopped};
use parallax::model::{
    Answer, Article, Aside, AsideKind, DateSource, Draft, Figure, Hit, Mention, Modifier, NameKind,
    Published, Question,
};
use proptest::prelude::*;

struct Shelf(HashMap<u64, Arc<Article>>);

impl Bodies for Shelf {
    fn article(&self, number: u64) -> Option<Arc<Article>> {
        self.0.get(&number).cloned()
    }
}

struct Desk {
    index: Index,
    shelf: Shelf,
    knowledge: Knowledge,
}

struct Piece {
    title: &'static str,
    outlet: &'static str,
    day: &'static str,
    language: &'static str,
    paragraphs: &'static [&'static str],
}

const PIECES: &[Piece] = &[
    Piece {
        title: "Northland frees 123 prisoners",
        outlet: "Alpha Wire",
        day: "2025-12-13",
        language: "en",
        paragraphs: &[
            "Northland on Saturday released 123 people, among them Vera Sokolova.",
            "The U.S. envoy’s talks were about potash. Sokolova’s sister said she couldn’t believe it.",
        ],
    },
    Piece {
        title: "Prisoner release after potash talks",
        outlet: "BBC News",
        day: "2025-12-14",
        language: "en",
        paragraphs: &[
            "Viera Sakalova and 124 others were freed. The prime minister of the land said nothing.",
            "A minister is not prime here.",
        ],
    },
    Piece {
        title: "Balloons over the harbour",
        outlet: "Delta Herald",
        day: "2025-10-02",
        language: "en",
        paragraphs: &["Balloons closed the harbour for COVID-19 testing, 1,200 people waited."],
    },
    Piece {
        title: "Der Hafen bleibt geschlossen",
        outlet: "Delta Herald",
        day: "2025-10-03",
        language: "de",
        paragraphs: &["Ein Café am Hafen meldet Häfen und talks mit Gästen."],
    },
    Piece {
        title: "中国人的新闻",
        outlet: "",
        day: "",
        language: "zh",
        paragraphs: &["北京的中国人说新闻。"],
    },
    Piece {
        title: "A cafe opens",
        outlet: "Alpha Wire",
        day: "2025-12-13",
        language: "en",
        paragraphs: &["The cafe is run by a man from Pragmatic Street."],
    },
];

impl Desk {
    fn new() -> Desk {
        let articles: Vec<Article> = PIECES.iter().enumerate().map(article).collect();
        Desk::with(articles)
    }

    fn with(articles: Vec<Article>) -> Desk {
        let index = Index::in_memory().unwrap();
        let mut writer = index.writer().unwrap();
        let mut shelf = HashMap::new();
        for (number, article) in (1..).zip(articles) {
            writer.put(number, &article).unwrap();
            shelf.insert(number, Arc::new(article));
        }
        writer.commit(7).unwrap();
        Desk {
            index,
            shelf: Shelf(shelf),
            knowledge: knowledge(),
        }
    }

    fn ask(&self, question: &Question) -> Answer {
        let stop = AtomicBool::new(false);
        self.index
            .search(question, &self.knowledge, &self.shelf, &stop)
            .unwrap()
    }

    fn search(&self, text: &str) -> Answer {
        self.ask(&question(text))
    }

    /// Ids of what is found, best first.
    fn found(&self, text: &str) -> String {
        let answer = self.search(text);
        assert_eq!(answer.total, answer.hits.len());
        ids(&answer)
    }

    /// What is lit in the body of the article with this id.
    fn lit(&self, text: &str, id: &str) -> Vec<String> {
        let answer = self.search(text);
        let hit = answer.hits.iter().find(|hit| hit.id == id).unwrap();
        let article = self.shelf.0.values().find(|a| a.id == id).unwrap();
        hit.matches
            .iter()
            .map(|span| span.of(&article.body).to_string())
            .collect()
    }
}

fn question(text: &str) -> Question {
    Question {
        text: text.into(),
        limit: 50,
        variants: true,
        ..Question::default()
    }
}

fn ids(answer: &Answer) -> String {
    let ids: Vec<&str> = answer.hits.iter().map(|hit| hit.id.as_str()).collect();
    ids.join(" ")
}

fn article((at, piece): (usize, &Piece)) -> Article {
    let draft = Draft {
        origin: format!("{}.txt", at + 1),
        title: Some(piece.title.into()),
        outlet: (!piece.outlet.is_empty()).then(|| piece.outlet.into()),
        authors: vec!["Jane Roe".into(), "José Doe".into()],
        published: (!piece.day.is_empty()).then(|| Published {
            at: format!("{}T00:00:00Z", piece.day),
            seconds: piece.day.replace('-', "").parse().unwrap(),
            day_only: true,
            from: DateSource::Field,
        }),
        language: Some(piece.language.into()),
        paragraphs: piece.paragraphs.iter().map(|p| p.to_string()).collect(),
        ..Draft::default()
    };
    let mut article = reading::analyse(draft, (at + 1).to_string());
    article.mentions = ["Vera Sokolova", "Viera Sakalova", "Sokolova’s", "Northland"]
        .iter()
        .filter_map(|name| {
            let start = article.body.find(name)?;
            Some(Mention {
                start,
                end: start + name.trim_end_matches("’s").len(),
                kind: NameKind::Person,
                entity: name.trim_end_matches("’s").into(),
                why: String::new(),
            })
        })
        .collect();
    article.mentions.sort_by_key(|mention| mention.start);
    article.figures = [("123", 123.0), ("124", 124.0), ("1,200", 1200.0)]
        .iter()
        .filter_map(|(text, value)| {
            let start = article.body.find(text)?;
            Some(Figure {
                start,
                end: start + text.len(),
                value: *value,
                value_to: None,
                unit: String::new(),
                of: String::new(),
                modifier: Modifier::Exact,
            })
        })
        .collect();
    article
}

fn knowledge() -> Knowledge {
    let entity = |id: &str, name: &str, spellings: &[&str], articles: &[u64]| KnownEntity {
        id: id.into(),
        name: name.into(),
        kind: NameKind::Person,
        spellings: spellings.iter().map(|s| s.to_string()).collect(),
        articles: articles.to_vec(),
    };
    Knowledge::new(
        vec![
            entity(
                "e1",
                "Vera Sokolova",
                &["Sokolova", "Viera Sakalova"],
                &[1, 2],
            ),
            entity("e2", "Northland", &[], &[1]),
        ],
        vec![KnownStory {
            id: "s1".into(),
            title: "The prisoner release".into(),
            articles: vec![1, 2],
        }],
    )
}

#[test]
fn every_kind_of_query_finds_what_it_should() {
    let desk = Desk::new();
    for (text, found) in [
        ("", "2 1 6 4 3 5"),
        ("potash", "2 1"),
        ("prisoners", "1 2"),
        ("=prisoners", "1"),
        ("prisoner*", "1 2"),
        ("U.S.", "1"),
        ("u.s", "1"),
        ("us", ""),
        ("couldn't", "1"),
        ("covid-19", "3"),
        ("COVID", "3"),
        ("1200", "3"),
        ("\"prime minister\"", "2"),
        ("\"prime min\"*", "2"),
        ("\"prime min*\"", "2"),
        ("\"prime min\"", ""),
        ("“minister prime”", ""),
        ("\"minister prime\"~2", "2"),
        ("minister NEAR/2 prime", "2"),
        ("nothing NEAR/1 minister", ""),
        ("\"nothing a minister\"", ""),
        ("sokolova", "1 2"),
        ("=sokolova", "1"),
        ("123~1", "1"),
        ("potesh~1", "2 1"),
        ("cafe", "6 4"),
        ("=cafe", "6"),
        ("=café", "4"),
        ("häfen", "4"),
        ("hafen", "4"),
        ("talk", "2 1"),
        ("talks", "2 4 1"),
        ("harbour OR potash", "3 2 1"),
        ("potash -source:bbc", "1"),
        ("-potash", "6 4 3 5"),
        ("NOT (potash OR cafe)", "3 5"),
        ("-source:delta -lang:zh", "2 1 6"),
        ("source:bbc", "2"),
        ("source:alp", "1 6"),
        ("source:(bbc OR delta)", "2 4 3"),
        ("source:\"delta herald\" lang:de", "4"),
        ("by:roe harbour", "3"),
        ("by:jose harbour", "3"),
        ("by:\"doe roe\"", ""),
        ("title:potash", "2"),
        ("body:potash", "1"),
        ("name:sakalova", "2 1"),
        ("name:\"vera sokolova\"", "2 1"),
        ("name:northland", "1"),
        ("story:s1", "2 1"),
        ("story:release", "2 1"),
        ("date:2025-10", "4 3"),
        ("after:2025-12-14", "2"),
        ("before:2025-10-03", "3"),
        ("figure:>123", "2 3"),
        ("figure:123", "1"),
        ("中国", "5"),
        ("中国人", "5"),
        ("国", "5"),
        ("闻", "5"),
        ("人中", ""),
        ("pragma", ""),
        ("zzz", ""),
    ] {
        assert_eq!(desk.found(text), found, "{text}");
    }
}

#[test]
fn what_is_lit_is_what_matched() {
    let desk = Desk::new();
    for (text, id, lit) in [
        ("prisoners talks", "1", &["talks"][..]),
        ("\"prime minister\"", "2", &["prime", "minister"]),
        ("minister", "2", &["minister", "minister"]),
        ("\"minister prime\"~2", "2", &["minister", "prime"]),
        ("sokolova", "1", &["Sokolova", "Sokolova"]),
        ("sokolova", "2", &["Sakalova"]),
        ("sok*", "1", &["Sokolova", "Sokolova"]),
        ("potesh~1", "1", &["potash"]),
        ("U.S.", "1", &["U.S"]),
        ("covid-19", "3", &["COVID", "19"]),
        ("believing", "1", &["believe"]),
        ("中国人", "5", &["中国人"]),
        ("国", "5", &["国"]),
        ("name:sakalova", "1", &["Vera Sokolova", "Sokolova"]),
        ("figure:>123", "2", &["124"]),
        ("(talks zzz) OR potash", "1", &["potash"]),
        ("potash -zzz source:alpha", "1", &["potash"]),
        ("source:alpha", "1", &[]),
    ] {
        assert_eq!(desk.lit(text, id), lit, "{text}");
    }
    let answer = desk.search("prisoners");
    let hit = &answer.hits[0];
    assert_eq!(hit.title_matches[0].of(&hit.title), "prisoners");
}

#[test]
fn while_typing_the_last_word_is_a_beginning() {
    let desk = Desk::new();
    let ask = |text: &str| {
        ids(&desk.ask(&Question {
            typing: true,
            ..question(text)
        }))
    };
    assert_eq!(ask("pot"), "2 1");
    assert_eq!(ask("pragm"), "6");
    assert_eq!(ask("12"), "");
    assert_eq!(ask("\"prime min"), "2");
    assert_eq!(ask("prisoner"), "1 2");
}

#[test]
fn the_facets_count_everything_found_and_narrow_it() {
    let desk = Desk::new();
    let all = desk.search("");
    let show = |answer: &Answer| -> Vec<String> {
        let outlets = &answer.facets.outlets;
        outlets
            .iter()
            .map(|b| format!("{} {}", b.label, b.count))
            .collect()
    };
    assert_eq!(
        show(&all),
        [
            "Alpha Wire 2",
            "Delta Herald 2",
            "BBC News 1",
            "outlet unknown 1"
        ]
    );
    let months: Vec<(&str, u64)> = all
        .facets
        .months
        .iter()
        .map(|b| (b.key.as_str(), b.count))
        .collect();
    assert_eq!(months, [("2025-10", 2), ("2025-11", 0), ("2025-12", 3)]);
    let entities: Vec<(&str, u64)> = all
        .facets
        .entities
        .iter()
        .map(|b| (b.label.as_str(), b.count))
        .collect();
    assert_eq!(entities, [("Vera Sokolova", 2), ("Northland", 1)]);
    assert_eq!(all.facets.languages[0].key, "en");
    let narrowed = desk.ask(&Question {
        outlets: vec![String::new(), "Delta Herald".into()],
        ..question("")
    });
    assert_eq!(ids(&narrowed), "4 3 5");
    assert_eq!(
        show(&narrowed),
        show(&all),
        "other outlets can still be chosen"
    );
    let narrowed = desk.ask(&Question {
        months: vec!["2025-12".into()],
        entities: vec!["e1".into()],
        ..question("")
    });
    assert_eq!(ids(&narrowed), "2 1");
    assert_eq!(show(&narrowed), ["Alpha Wire 1", "BBC News 1"]);
    let both = vec!["e1".into(), "e2".into()];
    assert_eq!(
        ids(&desk.ask(&Question {
            entities: both,
            ..question("")
        })),
        "1"
    );
    let unknown = vec!["e9".into()];
    assert_eq!(
        desk.ask(&Question {
            entities: unknown,
            ..question("")
        })
        .total,
        0
    );
    let wrong = vec!["soon".into()];
    assert_eq!(
        desk.ask(&Question {
            months: wrong,
            ..question("")
        })
        .total,
        0
    );
}

#[test]
fn limits_count_without_showing() {
    let desk = Desk::new();
    let answer = desk.ask(&Question {
        limit: 1,
        ..question("potash")
    });
    assert_eq!((answer.hits.len(), answer.total), (1, 2));
    assert_eq!(
        desk.ask(&Question {
            limit: 0,
            ..question("")
        })
        .hits
        .len(),
        0
    );
}

#[test]
fn words_score_and_everything_else_only_narrows() {
    let desk = Desk::new();
    assert!(desk.search("potash").hits[0].score > desk.search("potash").hits[1].score);
    for text in [
        "",
        "source:bbc",
        "after:2025",
        "-potash",
        "name:sokolova",
        "by:roe",
    ] {
        assert!(
            desk.search(text).hits.iter().all(|hit| hit.score == 0.0),
            "{text}"
        );
    }
}

#[test]
fn articles_are_replaced_removed_and_cleared() {
    let desk = Desk::new();
    assert_eq!((desk.index.generation(), desk.index.articles()), (7, 6));
    let mut writer = desk.index.writer().unwrap();
    assert!(desk.index.writer().is_err());
    let mut changed = (*desk.shelf.0[&1]).clone();
    changed.body = "Nothing here.".into();
    writer.put(1, &changed).unwrap();
    writer.remove(2);
    assert_eq!(
        desk.index.articles(),
        6,
        "nothing is seen before the commit"
    );
    writer.commit(8).unwrap();
    assert_eq!((desk.index.generation(), desk.index.articles()), (8, 5));
    assert_eq!(desk.found("potash"), "");
    writer.clear().unwrap();
    writer.commit(9).unwrap();
    assert_eq!((desk.index.generation(), desk.index.articles()), (9, 0));
    assert_eq!(desk.search("").facets, parallax::model::Facets::default());
    writer.finish().unwrap();
    assert!(desk.index.check().unwrap().is_empty());
}

#[test]
fn another_reader_sees_a_commit_when_it_looks_again_and_damage_is_found() {
    let root = std::env::temp_dir().join(format!("parallax-search-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&root);
    let open = || match Index::open(&root.join("index")).unwrap() {
        Opened::Ready(index) => index,
        Opened::Unusable(damaged) => panic!("{damaged}"),
    };
    let (writing, reading) = (open(), open());
    let mut writer = writing.writer().unwrap();
    for (number, article) in (1..).zip(PIECES.iter().enumerate().map(article)) {
        writer.put(number, &article).unwrap();
    }
    writer.commit(3).unwrap();
    assert_eq!((writing.generation(), writing.articles()), (3, 6));
    assert_eq!((reading.generation(), reading.articles()), (0, 0));
    reading.reload().unwrap();
    assert_eq!((reading.generation(), reading.articles()), (3, 6));
    writer.finish().unwrap();
    drop((writing, reading));
    let index = open();
    assert_eq!((index.generation(), index.articles()), (3, 6));
    assert!(index.check().unwrap().is_empty());
    let postings = std::fs::read_dir(root.join("index"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|ending| ending == "idx"))
        .unwrap();
    let mut bytes = std::fs::read(&postings).unwrap();
    bytes[10] ^= 1;
    std::fs::write(&postings, bytes).unwrap();
    assert_eq!(open().check().unwrap().len(), 1);
    std::fs::remove_dir_all(root).unwrap();
}

#[test]
fn a_stopped_search_says_so() {
    let desk = Desk::new();
    let stop = AtomicBool::new(true);
    let error = desk
        .index
        .search(&question("potash"), &desk.knowledge, &desk.shelf, &stop)
        .unwrap_err();
    assert!(error.is::<Stopped>());
}

#[test]
fn variants_can_be_turned_off() {
    let desk = Desk::new();
    let answer = desk.ask(&Question {
        variants: false,
        ..question("sokolova")
    });
    assert_eq!(
        (ids(&answer).as_str(), answer.echo.as_str()),
        ("1", "sokolova")
    );
    assert_eq!(desk.search("sokolova").echo, "(sokolova | sakalova)");
}

#[test]
fn excerpts_are_one_line_with_the_matches_lit() {
    let desk = Desk::new();
    let answer = desk.search("potash");
    let hit = answer.hits.iter().find(|hit| hit.id == "1").unwrap();
    assert!(!hit.excerpt.contains('\n'));
    let lit: Vec<&str> = hit
        .excerpt_matches
        .iter()
        .map(|s| s.of(&hit.excerpt))
        .collect();
    assert_eq!(lit, ["potash"]);
    let other = answer.hits.iter().find(|hit| hit.id == "2").unwrap();
    assert!(
        other.excerpt.starts_with("Viera Sakalova and 124"),
        "{}",
        other.excerpt
    );
}

/// An article with all that stands around it, and others that say the same words in their text.
fn around() -> Desk {
    let draft = |title: &str, body: &str, asides: &[(AsideKind, &str, usize)]| Draft {
        origin: title.into(),
        title: Some(title.into()),
        outlet: Some("Alpha Wire".into()),
        language: Some("en".into()),
        paragraphs: vec![body.into()],
        asides: asides
            .iter()
            .map(|(kind, text, after)| Aside::new(*kind, text.to_string(), *after))
            .collect(),
        ..Draft::default()
    };
    let filler = "Nothing else happened in the town on that day, the mayor said. ".repeat(20);
    let drafts = [
        draft(
            "Ferry",
            "The ferry ran aground near the rocks.",
            &[
                (
                    AsideKind::Standfirst,
                    "Rescue boats came within the hour",
                    0,
                ),
                (
                    AsideKind::Caption,
                    "Ella Quist looks at the wreck in the harbour",
                    1,
                ),
                (AsideKind::LeftOut, "More: Potash prices rise", 1),
                (AsideKind::LeftOut, "Harbour festival: the programme", 1),
            ],
        ),
        draft(
            "Harbour",
            &format!("{filler}A wreck lay in the harbour."),
            &[],
        ),
        draft("Potash", "Potash prices fell in the harbour town.", &[]),
    ];
    let articles = drafts.into_iter().enumerate();
    Desk::with(
        articles
            .map(|(at, draft)| reading::analyse(draft, (at + 1).to_string()))
            .collect(),
    )
}

#[test]
fn what_stands_around_a_text_is_found_below_the_texts_that_say_it() {
    let desk = around();
    for (text, found) in [
        ("wreck", "2 1"),
        ("wreck harbour", "2 1"),
        ("harbour", "2 3 1"),
        ("potash", "3 1"),
        ("ferry potash", "1"),
        ("\"wreck in the harbour\"", "1"),
        ("\"prices rise harbour\"", ""),
        ("resc*", "1"),
        ("potesh~1", "3 1"),
        ("wreck NEAR/4 harbour", "2 1"),
        ("body:wreck", "2"),
        ("aside:wreck", "1"),
        ("aside:\"potash prices\"", "1"),
        ("title:harbour", "2"),
        ("ferry -potash", "1"),
        ("-potash", "1 2"),
        ("potash OR rescue", "3 1"),
        ("-aside:potash", "2 3"),
        ("name:quist", "1"),
        ("source:alpha rescue", "1"),
    ] {
        assert_eq!(desk.found(text), found, "{text}");
    }
    let score = |text: &str| desk.search(text).hits.iter().all(|hit| hit.score > 0.0);
    assert!(score("wreck") && score("harbour OR potash"));
}

#[test]
fn a_hit_around_a_text_says_what_it_stands_in_and_lights_what_matched() {
    let desk = around();
    for (text, excerpt, lit) in [
        (
            "wreck",
            "caption: Ella Quist looks at the wreck in the harbour",
            &["wreck"][..],
        ),
        ("potash", "left out: More: Potash prices rise", &["Potash"]),
        (
            "rescued",
            "standfirst: Rescue boats came within the hour",
            &["Rescue"],
        ),
        (
            "rocks harbour",
            "caption: Ella Quist looks at the wreck in the harbour · The ferry ran aground near the rocks.",
            &["harbour", "rocks"],
        ),
        ("ferry", "The ferry ran aground near the rocks.", &["ferry"]),
    ] {
        let answer = desk.search(text);
        let hit = answer.hits.iter().find(|hit| hit.id == "1").unwrap();
        let shown = hit.excerpt_matches.iter();
        let shown: Vec<&str> = shown.map(|span| span.of(&hit.excerpt)).collect();
        assert_eq!((hit.excerpt.as_str(), &*shown), (excerpt, lit), "{text}");
        let article = &desk.shelf.0[&1];
        for found in &hit.aside_matches {
            let aside = &article.asides[found.aside];
            assert_eq!(aside.kind, found.kind);
            assert!(lit.contains(&found.span.of(&aside.text)) || text == "rocks harbour");
        }
    }
    let both = desk.search("harbour");
    let hit = both.hits.iter().find(|hit| hit.id == "1").unwrap();
    let asides: Vec<usize> = hit.aside_matches.iter().map(|found| found.aside).collect();
    assert_eq!(asides, [1, 3], "a caption and a line left out");
}

#[test]
fn what_was_meant_is_found_with_the_rest_of_the_query() {
    let texts = ["A storm petrel came.", "A stork nest.", "One stork left."];
    let articles = texts.iter().enumerate().map(|(at, text)| {
        let draft = Draft {
            origin: at.to_string(),
            title: Some(format!("Birds {at}")),
            language: Some("en".into()),
            paragraphs: vec![text.to_string()],
            ..Draft::default()
        };
        reading::analyse(draft, at.to_string())
    });
    let desk = Desk::with(articles.collect());
    let meant = |text: &str| {
        desk.search(text)
            .meant
            .map(|meant| (meant.text, meant.found))
    };
    assert_eq!(meant("storq"), Some(("stork".into(), 2)));
    assert_eq!(meant("storq petrel"), Some(("storm petrel".into(), 1)));
    assert_eq!(meant("storq cuckoo"), None);
    assert_eq!(meant("stork"), None);
}

fn well_formed(hit: &Hit, article: &Article) {
    for span in &hit.matches {
        assert!(
            article
                .body
                .get(span.start..span.end)
                .is_some_and(|t| !t.is_empty())
        );
    }
    for span in &hit.title_matches {
        assert!(
            hit.title
                .get(span.start..span.end)
                .is_some_and(|t| !t.is_empty())
        );
    }
    for span in &hit.excerpt_matches {
        assert!(
            hit.excerpt
                .get(span.start..span.end)
                .is_some_and(|t| !t.is_empty())
        );
    }
    assert!(!hit.excerpt.contains('\n'));
    assert!(hit.aside_matches.is_empty());
    assert_eq!(hit.excerpt_matches.is_empty(), hit.matches.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_string_can_be_asked(text in "\\PC{0,40}|([a-pé中国人]|[ ()\"|~*=:-]|OR |NEAR/3 |title:|source:){0,12}", typing: bool) {
        let desk = Desk::new();
        for text in [&text, &format!("potash OR {text}")] {
            let answer = desk.ask(&Question { typing, ..question(text) });
            for hit in &answer.hits {
                well_formed(hit, desk.shelf.0.values().find(|a| a.id == hit.id).unwrap());
            }
        }
    }

    #[test]
    fn every_hit_of_words_is_lit_somewhere(words in "(prison|prisoners|pot*|talks|\"prime minister\"|harbour|caf[ée]|sokolova|人|中国|the|s[a-z]{0,2}\\*|potes[a-h]~1|of NEAR/4 said)( (OR )?(a*|land|the|123|balloon|freed|minister|=the)){0,2}") {
        let desk = Desk::new();
        for hit in desk.search(&words).hits {
            prop_assert!(!hit.matches.is_empty() || !hit.title_matches.is_empty(), "{} {}", words, hit.id);
        }
    }
}
