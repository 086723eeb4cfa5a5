//! Names of people, organisations and places, joined inside one article.

mod apartness;
pub mod around;
mod beside;
mod callings;
mod capitals;
mod demonyms;
pub mod features;
mod fields;
mod firms;
mod glued;
mod kinds;
mod leading;
mod leads;
pub mod lexicon;
pub mod model;
mod most;
mod nicknames;
mod offices;
mod others;
mod recovery;
mod signs;
mod tagging;
mod titles;
pub mod tokens;
mod trimming;
mod unmarked;
mod within;
pub mod words;

pub use apartness::Apart;
pub use most::held;
pub use within::apart;

use crate::analysis::text::Text;
use crate::model::{Mention, NameKind, Span};

/// Said of a mention in a language that the model was not trained on.
const BY_CAPITALS: &str = "found by its capital letters: no model was trained on this language";

/// The names in the body, in order, none overlapping, each with the fullest form that the article gives it.
pub fn mentions(text: &Text) -> Vec<Mention> {
    let mut mentions = within::joined(text.body, text.paragraphs, &named(text));
    if !is_by_model(text) {
        for mention in mentions.iter_mut().filter(|mention| mention.why.is_empty()) {
            mention.why = BY_CAPITALS.to_string();
        }
    }
    mentions
}

/// A text too short to tell its language is most likely English.
fn is_by_model(text: &Text) -> bool {
    matches!(text.code, None | Some("en"))
}

/// The names in the body, in order, none overlapping.
fn named(text: &Text) -> Vec<(Span, NameKind)> {
    let Some(model) = model::shipped() else {
        return Vec::new();
    };
    let mut names;
    if is_by_model(text) {
        names = tagging::names(text, model);
        leading::with_article(text.body, text.sentences, &mut names);
    } else {
        names = capitals::names(text, &model.lexicon);
        glued::parted(text.body, &model.lexicon, &mut names);
        trimming::trimmed(text.body, &mut names);
        firms::whole(text.body, &model.lexicon, &mut names);
    }
    nicknames::joined(text.body, &mut names);
    nicknames::unmocked(text.body, &mut names);
    nicknames::with_generation(text.body, &mut names);
    let links = leads::links(text.body, text.paragraphs, &names);
    names.retain(|(span, _)| links.is_none_or(|line| !line.contains(*span)));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(body: &str, language: Option<&str>) -> Vec<(String, NameKind, String)> {
        let whole = [Span::new(0, body.len())];
        let sentences = crate::analysis::text::sentences::sentences(body, &whole, language);
        let text = Text::new(body, &whole, &sentences, language);
        mentions(&text)
            .into_iter()
            .map(|mention| {
                (
                    body[mention.start..mention.end].to_string(),
                    mention.kind,
                    mention.entity,
                )
            })
            .collect()
    }

    fn has(found: &[(String, NameKind, String)], text: &str, kind: NameKind) -> bool {
        found
            .iter()
            .any(|(name, found, _)| name == text && *found == kind)
    }

    #[test]
    fn people_organisations_and_places_of_an_invented_report() {
        let body = "Prime Minister Martin Hollis met Mr. Javier Ortega in London on Friday. Hollis said the World Trade \
                    Organization (WTO) had sent a letter to France. The WTO declined to comment, Mr. Ortega's lawyer said.";
        let found = found(body, Some("en"));
        assert!(has(&found, "Martin Hollis", NameKind::Person), "{found:?}");
        assert!(has(&found, "London", NameKind::Place), "{found:?}");
        assert!(
            has(&found, "World Trade Organization", NameKind::Organisation),
            "{found:?}"
        );
        assert!(has(&found, "France", NameKind::Place), "{found:?}");
        let lone: Vec<_> = found.iter().filter(|(name, ..)| name == "Hollis").collect();
        assert!(lone.iter().all(|(_, _, entity)| entity == "Martin Hollis") && !lone.is_empty());
        let short: Vec<_> = found.iter().filter(|(name, ..)| name == "WTO").collect();
        assert!(
            short
                .iter()
                .all(|(_, _, entity)| entity == "World Trade Organization")
        );
    }

    /// Sentences with the names that must be found in them: `p`, `o` or `l` for the kind, then the text, then after `=`
    /// what it stands for.
    const CASES: &[(&str, &[&str])] = &[
        (
            "Prime Minister Ingrid Solberg-Venn met Mr. Tomas Aldrin in Oslo. Solberg-Venn thanked Mr. Aldrin.",
            &[
                "p Ingrid Solberg-Venn",
                "p Solberg-Venn = Ingrid Solberg-Venn",
                "p Aldrin = Tomas Aldrin",
                "l Oslo",
            ],
        ),
        (
            "The European Fisheries Board (EFB) fined the port. The EFB said so.",
            &[
                "o European Fisheries Board",
                "o EFB = European Fisheries Board",
            ],
        ),
        (
            "Norway's largest bank spoke. Tomas Aldrin's lawyer and O'Brien's aide came.",
            &["l Norway", "p Tomas Aldrin", "p O'Brien"],
        ),
        (
            "MINISTER LENA HARTMANN RESIGNS IN BERLIN",
            &["p LENA HARTMANN", "l BERLIN"],
        ),
        (
            "Those present were Anna Petrov, Luis Mendez, Kwame Boateng and Mei Lin Zhao.",
            &[
                "p Anna Petrov",
                "p Luis Mendez",
                "p Kwame Boateng",
                "p Mei Lin Zhao",
            ],
        ),
        (
            "The U.S.-backed plan, the Moscow-based firm and U.S.-Mexico talks in Lima.",
            &["l U.S.", "l Moscow", "l Mexico", "l Lima"],
        ),
        (
            "Ursula van der Meulen said so. Van der Meulen later met Ludwig von Aue.",
            &[
                "p Ursula van der Meulen",
                "p Van der Meulen = Ursula van der Meulen",
                "p Ludwig von Aue",
            ],
        ),
        (
            "Robert G. Plimpton and his son Robert Plimpton Jr. met. Plimpton Jr. stayed, Plimpton left.",
            &[
                "p Robert G. Plimpton",
                "p Robert Plimpton Jr.",
                "p Plimpton Jr. = Robert Plimpton Jr.",
                "p Plimpton = Robert G. Plimpton",
            ],
        ),
        (
            "Maria Santos, the foreign minister, spoke. Finance Minister Otto Braun disagreed, said Ella Quist, a spokeswoman.",
            &["p Maria Santos", "p Otto Braun", "p Ella Quist"],
        ),
        (
            "Venland sells salt. Nordkali, a state-owned potash company, exports to China. Nordkali is big.",
            &["o Nordkali", "l China"],
        ),
        (
            "The White House said the Pentagon and the Kremlin had spoken. Congress will act.",
            &["o White House", "o Pentagon", "o Kremlin", "o Congress"],
        ),
        (
            "Robert ‘Bobby’ O’Neil-Smith Jr. said so. Doctor Martin Luther Quill III of St. Mary's left.",
            &[
                "p Robert ‘Bobby’ O’Neil-Smith Jr.",
                "p Martin Luther Quill III",
            ],
        ),
        (
            "Baroness Hale-Stone and Lady Justice Arden agreed with Lord Chief Justice Burnley.",
            &["p Hale-Stone", "p Arden", "p Burnley"],
        ),
        (
            "King Olaf met Queen Olava. Barclay's cut the rating of Isagon. Lindhaven's largest employer left the port of Lindhaven.",
            &["p Olava", "o Barclay's", "l Lindhaven"],
        ),
        (
            "Joe “Mac” Doe said the road was open. Doe left.",
            &["p Joe “Mac” Doe", "p Doe = Joe “Mac” Doe"],
        ),
        (
            "Lord Justice Clerk Anna Petrov ruled so. Vice Principal Otto Braun of the school left.",
            &["p Anna Petrov", "p Otto Braun"],
        ),
        (
            "She told The New York Times on Monday. Reporters of The New York Times left, the Times said.",
            &["o The New York Times", "o Times = The New York Times"],
        ),
    ];

    #[test]
    fn names_in_all_their_positions() {
        for (body, names) in CASES {
            let found = found(body, Some("en"));
            for name in *names {
                let (kind, rest) = name.split_once(' ').unwrap();
                let (text, entity) = rest.split_once(" = ").unwrap_or((rest, rest));
                let kind = match kind {
                    "p" => NameKind::Person,
                    "o" => NameKind::Organisation,
                    _ => NameKind::Place,
                };
                let is_found = found
                    .iter()
                    .any(|(name, its, whole)| name == text && *its == kind && whole == entity);
                assert!(is_found, "{name:?} in {found:?}");
            }
        }
    }

    #[test]
    fn what_has_a_name_and_is_nobody() {
        let body = "House Democrats fought over Obamacare, DACA and the Clean Air Act. Hurricane Elsa hit Lima on Friday.";
        let names: Vec<String> = found(body, Some("en"))
            .into_iter()
            .map(|name| name.0)
            .collect();
        assert_eq!(names, ["House Democrats", "Lima"]);
        let body =
            "Fishermen pulled the crew out of the sea. Fishermen from Lima said that it was late.";
        assert!(
            found(body, Some("en"))
                .iter()
                .all(|name| name.0 != "Fishermen")
        );
    }

    #[test]
    fn another_language_says_that_capitals_alone_were_read() {
        let body = "Hier, le ministre Pierre Martin est parti de Lyon pour Berlin.";
        let whole = [Span::new(0, body.len())];
        let text = Text::new(body, &whole, &whole, Some("fr"));
        let mentions = mentions(&text);
        assert!(!mentions.is_empty() && mentions.iter().all(|mention| mention.why == BY_CAPITALS));
    }

    #[test]
    fn other_languages_by_capitals_and_scripts_without_capitals_by_nothing() {
        let french = found(
            "Hier, le ministre Pierre Martin est parti de Lyon pour Berlin.",
            Some("fr"),
        );
        assert!(
            has(&french, "Pierre Martin", NameKind::Person),
            "{french:?}"
        );
        assert!(has(&french, "Berlin", NameKind::Place), "{french:?}");
        assert!(found("वह कल दिल्ली से आया था।", Some("hi")).is_empty());
        assert!(found("他昨天从北京来。", Some("zh")).is_empty());
    }

    #[test]
    fn a_very_long_sentence_is_read_in_one_go() {
        let body = "Ada Lund and the Harbour Bank-Lund-Venn, ".repeat(20_000);
        let whole = [Span::new(0, body.len())];
        let text = Text::new(&body, &whole, &whole, Some("en"));
        assert!(mentions(&text).len() > 1000);
    }

    proptest::proptest! {
        #[test]
        fn mentions_of_any_text_are_in_order_and_inside_their_sentence(body in "([A-Z][a-z]{0,3}[ .\\-(]{0,2}|\\PC){0,60}") {
            let whole = [Span::new(0, body.len())];
            let sentences = crate::analysis::text::sentences::sentences(&body, &whole, None);
            for language in [None, Some("fr")] {
                let text = Text::new(&body, &whole, &sentences, language);
                let mut end = 0;
                for mention in mentions(&text) {
                    assert!(mention.start >= end && mention.start < mention.end);
                    assert!(sentences.iter().any(|sentence| sentence.contains(mention.span())));
                    assert!(!mention.entity.is_empty() && body.get(mention.start..mention.end).is_some());
                    end = mention.end;
                }
            }
        }
    }
}
