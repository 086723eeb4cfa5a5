//! Direct quotations and who is said to have spoken them.
//!
//! Speech is tied to its speaker by the verb of speech nearest to it in its sentence, as in Pouliquen, Steinberger and
//! Best 2007, and O'Keefe et al. 2012; where a sentence says nothing, by the quotation before it. Where neither tells, the
//! speaker stays unknown: a wrong speaker is worse than none.

mod bearers;
mod capitals;
mod clauses;
mod cues;
mod denials;
mod dialogue;
mod employers;
mod heard;
mod inquits;
mod marks;
mod nicknames;
mod people;
mod persons;
mod phrases;
mod roles;
mod shapes;
mod signatures;
mod signs;
mod singles;
mod speakers;
mod statutes;
mod supposed;
mod titles;
mod tokens;
mod unspoken;
mod verbs;

use std::collections::{HashMap, HashSet};

use crate::analysis::text::{Forms, Text};
use crate::model::{Mention, Quote};
use heard::{Reading, Said, Voice};
use persons::Persons;
use signs::Stretch;
use titles::{is_heading, is_title, names_a_thing};
use tokens::{Kind, Token};

/// Words behind the last quotation of a paragraph after which its speaker may still speak in the next.
const MOST_WORDS_BEHIND: usize = 8;
/// Words of a headline that stands inside a text.
const HEADLINE_WORDS: usize = 14;
/// Tokens read back for the speaker of the sentence before: longer sentences are none.
const LONGEST_SENTENCE_TOKENS: usize = 120;

/// The direct quotations of a body, in order.
///
/// The speaker is the article's fullest form of a name (a surname that two bear in it stays as written), or a role in the
/// article's words (`a spokeswoman for …`). A quotation may have a `speaker_span` (`he`, `they`, `I`) and no speaker: the article says that somebody spoke, and we do
/// not know who is meant. Without mentions, runs of capitalised words serve as names.
///
/// A quotation that runs over paragraphs is one, and so is one that opens with a mark of one kind and closes with another;
/// marks inside it do not end it. Marks around the name of a work or a thing (all words with capitals,
/// nobody said to speak) make no quotation; marks of distance (`so-called “experts”`) do, without speaker. Words that
/// somebody is said not to have spoken (`never said “no”`) are no utterance of anybody and make none.
pub fn quotes(text: &Text, mentions: &[Mention]) -> Vec<Quote> {
    let (body, lexicon) = (text.body, text.lexicon());
    let mut stretches = marks::stretches(text);
    let lines = dialogue::lines(text, mentions, &stretches);
    let named: HashMap<usize, Option<usize>> = lines
        .iter()
        .map(|(stretch, by)| (stretch.outer.start, *by))
        .collect();
    stretches.extend(lines.iter().map(|(stretch, _)| *stretch));
    stretches.sort_by_key(|stretch| stretch.outer.start);
    if stretches.is_empty() {
        return Vec::new();
    }
    let by_capitals;
    let mentions = if mentions.is_empty() {
        by_capitals = names_by_capitals(text, &stretches);
        &by_capitals
    } else {
        mentions
    };
    let surnames = bearers::surnames(mentions);
    let by = |index: usize| {
        let mention = &mentions[index];
        Attribution::By(Said {
            speaker: Some(mention.entity.clone())
                .filter(|speaker| speaker.len() <= persons::LONGEST_NAME),
            span: mention.span(),
        })
    };
    let mut found: Vec<Attribution> = stretches
        .iter()
        .map(|stretch| match named.get(&stretch.outer.start) {
            Some(line) => line.map_or(Attribution::Unknown, by),
            None => dialogue::credited(text, mentions, *stretch).map_or(Attribution::Open, by),
        })
        .collect();
    let mut memory = Memory {
        persons: Persons::read(text, mentions),
        last: None,
        announced: None,
        unsigned: None,
    };
    let mut forms = Forms::default();
    for &paragraph in text.paragraphs {
        let tokens = tokens::tokens(text, &mut forms, paragraph, &stretches);
        let reading = Reading {
            body,
            tokens: &tokens,
            forms: &forms,
            lexicon,
            mentions,
            surnames: &surnames,
        };
        attribute_paragraph(&reading, &stretches, &mut found, &mut memory);
    }
    stretches
        .iter()
        .zip(found)
        .filter(|(stretch, found)| {
            let titled = is_title(stretch.inner.of(body));
            let said = found.said().is_some();
            let is_line = named.contains_key(&stretch.outer.start);
            !matches!(found, Attribution::Denied)
                && (!titled || is_line || (said && !names_a_thing(text, **stretch)))
        })
        .map(|(stretch, found)| (stretch, found.said().cloned()))
        .map(|(stretch, said)| Quote {
            start: stretch.inner.start,
            end: stretch.inner.end,
            speaker: said.as_ref().and_then(|said| said.speaker.clone()),
            speaker_span: said.map(|said| said.span),
        })
        .collect()
}

/// What is known of who spoke a quotation.
#[derive(Clone)]
enum Attribution {
    /// Nothing yet.
    Open,
    /// The article says that somebody spoke, and not who.
    Unknown,
    Denied,
    By(Said),
}

impl Attribution {
    fn said(&self) -> Option<&Said> {
        match self {
            Attribution::By(said) => Some(said),
            _ => None,
        }
    }

    fn is_open(&self) -> bool {
        matches!(self, Attribution::Open)
    }
}

/// What earlier paragraphs leave behind.
struct Memory {
    /// Speaker of the last quotation, if the paragraph before ended with it.
    last: Option<Said>,
    /// Who speaks next: the paragraph before ended with a colon.
    announced: Option<Said>,
    /// The quotation that is all of the paragraph before: the line below it may say whose it is.
    unsigned: Option<usize>,
    persons: Persons,
}

fn attribute_paragraph(
    reading: &Reading,
    stretches: &[Stretch],
    found: &mut [Attribution],
    memory: &mut Memory,
) {
    let tokens = reading.tokens;
    let quoted: Vec<(usize, usize)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(at, token)| match token.kind {
            Kind::Quote(quote) => Some((at, quote)),
            _ => None,
        })
        .collect();
    memory.persons.turn();
    if let Some(quote) = memory.unsigned.take()
        && let Some(subject) = reading.signature_line(found[quote].is_open())
    {
        let said = memory.persons.resolve(reading, &subject, tokens.len());
        found[quote] = Attribution::By(said);
    }
    let mut earlier: Option<Said> = None;
    for &(at, quote) in &quoted {
        if found[quote].is_open() {
            let ends_open = ends_open(stretches[quote].inner.of(reading.body));
            // `would not say “yes” or “no”`
            let joined = at >= 2
                && matches!(reading.lower(at - 1), "or" | "nor")
                && quoted.iter().any(|&(before, quote)| {
                    before == at - 2 && matches!(found[quote], Attribution::Denied)
                });
            if joined {
                found[quote] = Attribution::Denied;
                continue;
            }
            found[quote] = match reading.speaker(at, ends_open) {
                Some(Voice::Of(subject)) => {
                    Attribution::By(memory.persons.resolve(reading, &subject, at))
                }
                Some(Voice::Denied) => Attribution::Denied,
                Some(Voice::Unknown) => Attribution::Unknown,
                None if stands_alone(reading, at) => (at == 0)
                    .then(|| memory.announced.take())
                    .flatten()
                    .or_else(|| earlier.clone())
                    .or_else(|| sentence_before(reading, at, &mut memory.persons))
                    .or_else(|| memory.last.clone().filter(|_| at == 0))
                    .map_or(Attribution::Open, Attribution::By),
                None => Attribution::Open,
            };
        }
        if let Attribution::By(said) = &found[quote] {
            earlier = Some(said.clone());
        }
    }
    // `‘HEAVY COSTS’`, a heading between paragraphs: words of somebody quoted below or above, or of nobody.
    if let ([_], &[(_, quote)]) = (tokens, &quoted[..])
        && is_heading(stretches[quote].inner.of(reading.body))
    {
        found[quote] = Attribution::Denied;
    }
    // `“What a day. It rained.” “We left,” she said.`
    for pair in quoted.windows(2).rev() {
        let ((at, quote), (_, next)) = (pair[0], pair[1]);
        if found[quote].is_open() && stands_alone(reading, at) && found[next].said().is_some() {
            found[quote] = found[next].clone();
        }
    }
    let ends_with_colon = tokens
        .last()
        .is_some_and(|last| last.span.of(reading.body) == ":");
    let announced = if ends_with_colon {
        reading.introduced(tokens.len() - 1)
    } else {
        reading.heading()
    };
    memory.announced = match announced {
        Some(Voice::Of(subject)) => {
            Some(memory.persons.resolve(reading, &subject, tokens.len() - 1))
        }
        _ => None,
    };
    // Who is named in a headline inside the text is no subject of it.
    if !is_headline(reading) {
        memory.persons.advance(reading, tokens.len());
    }
    memory.last = quoted
        .last()
        .filter(|&&(at, _)| ends_with_quotation(reading, at))
        .and_then(|&(_, quote)| found[quote].said().cloned());
    memory.unsigned = match (tokens, &quoted[..]) {
        ([_], &[(_, quote)]) => Some(quote),
        _ => None,
    };
}

/// Whether nothing but the words that say who spoke, or one short sentence, follows the last quotation of a paragraph.
fn ends_with_quotation(reading: &Reading, at: usize) -> bool {
    let behind = &reading.tokens[at + 1..];
    let next = behind
        .iter()
        .position(|token| token.kind == Kind::Break)
        .map_or(behind.len(), |index| index + 1);
    let words = behind[next..].iter();
    words.filter(|token| token.kind == Kind::Word).count() <= MOST_WORDS_BEHIND
}

/// Whether a paragraph is a line of a few words that no mark ends, and that quotes nothing.
fn is_headline(reading: &Reading) -> bool {
    let tokens = reading.tokens;
    let ends = |token: &Token| matches!(token.kind, Kind::Stop | Kind::Quote(_));
    let is_short = tokens
        .iter()
        .filter(|token| token.kind == Kind::Word)
        .count()
        <= HEADLINE_WORDS;
    is_short
        && !tokens.last().is_some_and(ends)
        && !tokens
            .iter()
            .any(|token| matches!(token.kind, Kind::Quote(_)))
}

/// Whether a quotation is a sentence by itself: nothing before it and nothing behind it.
fn stands_alone(reading: &Reading, at: usize) -> bool {
    let before = at.checked_sub(1).map(|index| reading.tokens[index].kind);
    let behind = reading.tokens.get(at + 1).map(|token| token.kind);
    before.is_none_or(|kind| matches!(kind, Kind::Break | Kind::Stop | Kind::Quote(_)))
        && behind.is_none_or(|kind| matches!(kind, Kind::Break | Kind::Stop | Kind::Quote(_)))
}

/// `Her sister told the agency by phone. “…”`
fn sentence_before(reading: &Reading, at: usize, persons: &mut Persons) -> Option<Said> {
    let end = at.checked_sub(1)?;
    let near = end.saturating_sub(LONGEST_SENTENCE_TOKENS);
    let from = reading.tokens[near..end]
        .iter()
        .rposition(|token| token.kind == Kind::Break)
        .map_or(near, |index| near + index + 1);
    let verb = (from..end).find(|&index| reading.is_verb(index))?;
    // Before a colon it is the sentence of the quotation itself, which told nothing.
    if reading.tokens[end].span.of(reading.body) == ":" {
        return None;
    }
    if reading.is_relayed(from, end) {
        return None;
    }
    if reading.is_denied(verb, from) {
        return None;
    }
    let subject = reading.subject_before(verb, from)?;
    Some(persons.resolve(reading, &subject, verb))
}

/// A comma, a question or an exclamation mark, or no mark at all at the end: the sentence goes on behind the quotation.
fn ends_open(inner: &str) -> bool {
    inner.ends_with([',', '?', '!', '-', '—', '–', '…'])
}

/// Names by their capitals, where the tagger found none.
fn names_by_capitals(text: &Text, stretches: &[Stretch]) -> Vec<Mention> {
    let mut forms = Forms::default();
    let paragraphs = text.paragraphs.iter();
    let tokens: Vec<Vec<Token>> = paragraphs
        .map(|&paragraph| tokens::tokens(text, &mut forms, paragraph, stretches))
        .collect();
    let mut known = HashSet::new();
    for tokens in &tokens {
        capitals::inside_sentences(text.body, tokens, &mut known);
    }
    let mut found: Vec<Mention> = tokens
        .iter()
        .flat_map(|tokens| capitals::names(text, &forms, tokens, &known))
        .collect();
    capitals::join(&mut found);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::text::sentences::sentences;
    use crate::analysis::text::steps;
    use crate::model::{NameKind, Span};

    fn paragraphs(body: &str) -> Vec<Span> {
        let mut found = Vec::new();
        let mut at = 0;
        for part in body.split("\n\n") {
            found.push(Span::new(at, at + part.len()));
            at += part.len() + 2;
        }
        found
    }

    fn read(body: &str) -> Vec<(String, Option<String>)> {
        let paragraphs = paragraphs(body);
        let cut = sentences(body, &paragraphs, Some("en"));
        quotes(&Text::new(body, &paragraphs, &cut, Some("en")), &[])
            .into_iter()
            .map(|quote| (quote.span().of(body).to_string(), quote.speaker))
            .collect()
    }

    fn check(body: &str, expected: &[(&str, Option<&str>)]) {
        let found = read(body);
        let found: Vec<(&str, Option<&str>)> = found
            .iter()
            .map(|(words, speaker)| (words.as_str(), speaker.as_deref()))
            .collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn the_speaker_is_the_subject_of_the_verb_of_speech() {
        let anna = Some("Anna Berg");
        for body in [
            "“The road is open,” Anna Berg said.",
            "“The road is open,” said Anna Berg, the mayor of Lund.",
            "“The road is open,” Anna Berg, the mayor of Lund, told reporters in Malmo.",
            "“The road is open,” according to Anna Berg.",
            "On Friday, Anna Berg wrote: \"The road is open,\" and left.",
            "After Jon Dahl criticised the works, Anna Berg replied: “The road is open,” and left.",
            "Mayor Anna Berg visited the works and called them “The road is open,” a line of hers.",
        ] {
            check(body, &[("The road is open,", anna)]);
        }
    }

    #[test]
    fn a_quotation_broken_by_the_speaker_is_two_of_one() {
        check(
            "John Coleman met the king.\n\n“We talked,” he said. “That is our goal.”",
            &[
                ("We talked,", Some("John Coleman")),
                ("That is our goal.", Some("John Coleman")),
            ],
        );
    }

    #[test]
    fn a_role_is_the_speaker_and_not_the_name_in_it() {
        check(
            "A spokeswoman for Mr. Karlov said the men were “tired but well,” adding that “this was their wish.”",
            &[
                ("tired but well,", Some("A spokeswoman for Mr. Karlov")),
                ("this was their wish.", Some("A spokeswoman for Mr. Karlov")),
            ],
        );
    }

    #[test]
    fn a_role_is_whoever_the_article_says_holds_it() {
        let said = "“Go,” the envoy said.";
        for (before, speaker) in [
            ("Special Envoy Anna Berg met the king.", "Anna Berg"),
            (
                "Anna Berg, the envoy for the north, met the king.",
                "Anna Berg",
            ),
            ("The visit of envoy Anna Berg was short.", "Anna Berg"),
            ("Envoy Anna Berg met Envoy Jon Dahl.", "the envoy"),
            ("Anna Berg met the king.", "the envoy"),
        ] {
            check(&format!("{before}\n\n{said}"), &[("Go,", Some(speaker))]);
        }
    }

    #[test]
    fn pronouns_mean_the_last_person_who_fits() {
        check(
            "Ms. Vera Holm spoke first. Mr. Karlov followed her. “I am glad,” she said.",
            &[("I am glad,", Some("Vera Holm"))],
        );
        check("“I am glad,” he said.", &[("I am glad,", None)]);
    }

    #[test]
    fn a_quotation_runs_over_paragraphs_where_the_mark_is_repeated() {
        let body =
            "“One came,” said Anna Berg. “Two followed.\n\n“Three more came later.”\n\nThe end.";
        check(
            body,
            &[
                ("One came,", Some("Anna Berg")),
                (
                    "Two followed.\n\n“Three more came later.",
                    Some("Anna Berg"),
                ),
            ],
        );
    }

    #[test]
    fn an_unclosed_mark_ends_with_its_paragraph() {
        check(
            "“We never closed this one, said nobody.\n\nA second paragraph. “Yes,” said Anna Berg.",
            &[
                ("We never closed this one, said nobody.", None),
                ("Yes,", Some("Anna Berg")),
            ],
        );
    }

    #[test]
    fn marks_of_two_kinds_close_each_other() {
        let anna = Some("Anna Berg");
        let go = ("The road is open,", anna);
        for body in [
            "“The road is open,\" Anna Berg said.",
            "\"The road is open,” Anna Berg said.",
            "“The road is open,“ Anna Berg said.",
        ] {
            check(body, &[go]);
        }
        check(
            "“The road is open,\" Anna Berg said. \"Nobody came.” Then it rained.",
            &[go, ("Nobody came.", anna)],
        );
    }

    #[test]
    fn marks_inside_a_quotation_do_not_end_it() {
        for inside in [
            "They call it “the pit” here,",
            "They call it \"the pit\" here,",
            "A 12\" pipe burst,",
        ] {
            check(
                &format!("“{inside}” Anna Berg said."),
                &[(inside, Some("Anna Berg"))],
            );
        }
    }

    #[test]
    fn words_that_are_only_relayed_are_not_of_who_relays_them() {
        for (body, words, speaker) in [
            (
                "Jon Dahl told Anna Berg said “this is the way to do it” and left.",
                "this is the way to do it",
                Some("Jon Dahl"),
            ),
            (
                "Jon Dahl says he heard someone shout: “Leave the harbour before dark.”",
                "Leave the harbour before dark.",
                None,
            ),
            (
                "Jon Dahl asked why and the reply was: “Because nobody lifted the barge.”",
                "Because nobody lifted the barge.",
                None,
            ),
            (
                "The council ignored Anna Berg, who warned that it held “many grave errors,” the Herald report said.",
                "many grave errors,",
                Some("Anna Berg"),
            ),
        ] {
            check(body, &[(words, speaker)]);
        }
        check(
            "Jon Dahl wrote of it. It was fine, according to Ivan Petrov, and no more. He said that it was “beyond good and bad.”",
            &[("beyond good and bad.", Some("Ivan Petrov"))],
        );
    }

    #[test]
    fn single_marks_stand_inside_single_marks() {
        for (open, close) in [("'", "'"), ("‘", "’")] {
            let words =
                format!("They ended the Count's {open}veiled trade{close} to the north today,");
            let body = format!("{open}{words}{close} Anna Berg said.");
            check(&body, &[(words.as_str(), Some("Anna Berg"))]);
        }
    }

    #[test]
    fn addresses_and_attributes_are_no_quotations() {
        check("poster=\"http://velmora.example/a.jpg?x=1\"", &[]);
        check(
            "See \"www.velmora.example\" and alt=\"A man stands here\" there.",
            &[],
        );
    }

    #[test]
    fn a_closing_mark_may_stand_a_paragraph_later() {
        check(
            "“The road is open.\n\nNobody came,” Anna Berg said.",
            &[("The road is open.\n\nNobody came,", Some("Anna Berg"))],
        );
    }

    #[test]
    fn who_spoke_behind_the_words_speaks_on() {
        check(
            "Jon Dahl opened the port.\n\n“The road is open,” said Mayor Anders Berg. “Go.”\n\n“It is open,” he added.",
            &[
                ("The road is open,", Some("Anders Berg")),
                ("Go.", Some("Anders Berg")),
                ("It is open,", Some("Anders Berg")),
            ],
        );
    }

    #[test]
    fn given_names_tell_he_from_she() {
        check(
            "Anna Berg opened the port. Peter Dahl spoke. “It is open,” she said.",
            &[("It is open,", Some("Anna Berg"))],
        );
        check(
            "Peter Dahl spoke first.\n\nWhen Karl Holm came, he called it “a very sad day.”",
            &[("a very sad day.", Some("Karl Holm"))],
        );
        check(
            "Anna Berg opened the port. A man in a red hat shouted. “It is open,” he said.",
            &[("It is open,", Some("A man in a red hat"))],
        );
    }

    #[test]
    fn he_and_she_are_nobody_where_it_may_be_another() {
        for (before, pronoun, speaker) in [
            ("Alex Morgan and Robin Berg met.", "she", None),
            ("Anna Berg and Peter Holm met.", "he", Some("Peter Holm")),
            ("Anna Berg and Laura Holm met.", "she", None),
            ("The prime minister met Karl Berg.", "he", None),
            ("Peter Holm came first. The driver was drunk.", "he", None),
            (
                "Peter Holm said so. The driver was drunk.",
                "he",
                Some("Peter Holm"),
            ),
            ("Peter Holm died. His son took over.", "he", None),
            (
                "Peter Holm died. His wife took over.",
                "he",
                Some("Peter Holm"),
            ),
        ] {
            check(
                &format!("{before} “It is open,” {pronoun} said."),
                &[("It is open,", speaker)],
            );
        }
    }

    #[test]
    fn nobody_named_in_brackets_speaks() {
        for body in [
            "Anna Berg (CNN) said “it is open”.",
            "Anna Berg (D-Ohio) said “it is open”.",
            "Anna Berg (pictured with Jon Dahl) said “it is open”.",
        ] {
            check(body, &[("it is open", Some("Anna Berg"))]);
        }
        for body in [
            "“It is open,” (CNN) Anna Berg said.",
            "“It is open,” said Anna Berg (Reuters).",
            "“It is open” (Anna Berg)",
            "“It is open” — Anna Berg (@annaberg) September 17, 2018",
        ] {
            let found = read(body);
            assert_eq!(found[0].1.as_deref(), Some("Anna Berg"), "{body}");
        }
    }

    #[test]
    fn two_who_speak_together_are_both_named() {
        let both = Some("Anna Berg and Jon Dahl");
        for body in [
            "Anna Berg and Jon Dahl said “it is open”.",
            "“It is open,” said Anna Berg and Jon Dahl.",
        ] {
            let found = read(body);
            assert_eq!(found[0].1.as_deref(), both, "{body}");
        }
        check(
            "Anna Berg met the king, and Jon Dahl said “it is open”.",
            &[("it is open", Some("Jon Dahl"))],
        );
    }

    #[test]
    fn who_stands_in_a_headline_or_a_relative_clause_is_not_meant() {
        for between in [
            "\n\nJon Dahl: Why I left the port\n\n",
            "\n\nJon Dahl warned of the storm\n\n",
            " The port, whose master Jon Dahl said nothing, was shut. ",
        ] {
            let found = read(&format!(
                "Peter Holm said so.{between}“It is open,” he said."
            ));
            assert_eq!(found[0].1.as_deref(), Some("Peter Holm"), "{between}");
        }
    }

    #[test]
    fn a_clause_behind_a_name_is_no_apposition() {
        for body in [
            "In a statement to CNN, the firm said “it is open”.",
            "In a letter to Jon Dahl, the envoy wrote “it is open”.",
            "After talks with Anna Berg, the mayor declared “it is open”.",
        ] {
            let found = read(body);
            let role = found[0].1.as_deref().unwrap_or("");
            assert!(role.starts_with("the "), "{body}: {role}");
        }
        check(
            "“The harbour is open,” Anna Berg heard him say.",
            &[("The harbour is open,", None)],
        );
    }

    #[test]
    fn who_is_not_sure_is_nobody() {
        for body in [
            "Tuesday at the port was quiet.\n\n“It is open,” just days after the storm said.",
            "Anna Berg spoke.\n\nIt rained.\n\nIt rained.\n\nIt rained.\n\nIt rained.\n\nIt rained.\n\n“It is open,” she said.",
            "Officials said they were amused when Anna Berg sent them a letter with “open it all” in it.",
            "“It was late,” Anna Berg said. The council met on Monday and talked for hours about the crane.\n\n“The crane is old.”",
        ] {
            let found = read(body);
            assert_eq!(
                found.last().and_then(|(_, speaker)| speaker.clone()),
                None,
                "{body}"
            );
        }
    }

    #[test]
    fn other_ways_to_say_who_spoke() {
        for body in [
            "“It is open” — Anna Berg (@annaberg)",
            "The town closed the road, but Anna Berg opened the port, saying “It is open” to all.",
            "“It is open” to all, bemoaned Anna Berg, the mayor.",
            "Sen. Anna Berg, D-Mass., tweeted, “It is open” to all.",
            "The town thanked Anna Berg, who said “It is open” to all.",
            "The former harbour master, Anna Berg, said “It is open” to all.",
            "Jon Dahl closed the road, with Anna Berg telling reporters that “It is open” to all.",
            "Anna Berg spoke. Her letter said “It is open” to all.",
        ] {
            check(body, &[("It is open", Some("Anna Berg"))]);
        }
        check(
            "The road was called “open to all,” and Jon Dahl said so.",
            &[("open to all,", None)],
        );
    }

    #[test]
    fn words_that_nobody_spoke_are_no_quotation() {
        for said in [
            "Tarn never said “the boats are lost”.",
            "Tarn did not say “the boats are lost”.",
            "Tarn didn’t even say “the boats are lost”.",
            "Tarn has not publicly said: “the boats are lost”.",
            "Tarn denied saying “the boats are lost”.",
            "Tarn denies ever having said “the boats are lost”.",
            "Tarn denied that he had said “the boats are lost”.",
            "Tarn denied he called it “the boats are lost”.",
            "Tarn refused to say “the boats are lost”.",
            "Tarn has declined to call it “the boats are lost”.",
            "Tarn stopped short of saying “the boats are lost”.",
            "Tarn would not go so far as to say “the boats are lost”.",
            "Tarn left without saying “the boats are lost”.",
            "Tarn has yet to say “the boats are lost”.",
            "Tarn said he had not called her “the boats are lost”.",
            "Nobody said “the boats are lost”.",
            "No one in the harbour said “the boats are lost”.",
            "Neither Tarn nor Rosen said “the boats are lost”.",
            "Nor did Tarn say “the boats are lost”.",
            "At no time did Tarn say “the boats are lost”.",
            "It is not true that Tarn said “the boats are lost”.",
            "“The boats are lost,” nobody said.",
            "“The boats are lost,” Tarn never said.",
            "“The boats are lost” is not what Tarn said.",
            "Tarn rejected claims that he had said “the boats are lost”.",
            "Tarn was too tired to say “the boats are lost”.",
            "Tarn was far too proud and too busy to call them “the boats are lost”.",
        ] {
            check(&format!("Bill Tarn came on Monday.\n\n{said}"), &[]);
        }
        for said in [
            "Tarn not only said “the boats are lost”.",
            "Tarn never denied saying “the boats are lost”.",
            "Tarn did not hesitate to say “the boats are lost”.",
            "Tarn did not come but said “the boats are lost”.",
            "Tarn, who had not slept, said “the boats are lost”.",
            "Tarn denied the theft and said “the boats are lost”.",
            "Tarn, who denied the theft, told the court “the boats are lost”.",
            "No ship came, and Tarn said “the boats are lost”.",
            "There was no doubt, Tarn said: “the boats are lost”.",
            "Tarn was not too tired to say “the boats are lost”.",
            "It was too late to go, and Tarn said “the boats are lost”.",
            "The wave was too high for him, Tarn said: “the boats are lost”.",
            "Tarn, who might have gone, said “the boats are lost”.",
            "Tarn wrote in a letter: “the boats are lost”.",
            "Tarn read out a letter of his own and wrote “the boats are lost”.",
        ] {
            check(
                &format!("Bill Tarn came on Monday.\n\n{said}"),
                &[("the boats are lost", Some("Bill Tarn"))],
            );
        }
        for said in [
            "If Tarn said “the boats are lost” on Monday, he was right.",
            "The court asked whether Tarn had said “the boats are lost”.",
            "The council urged Tarn to say “the boats are lost”.",
            "Tarn would not say why he left “the boats are lost” there.",
            "Tarn might have said “the boats are lost”.",
            "Tarn could well have called them “the boats are lost”.",
            "“the boats are lost” is what Tarn might have said.",
            "Tarn read out Rosen's letter: “the boats are lost”.",
            "Tarn shared a message from Rosen, saying “the boats are lost”.",
        ] {
            check(
                &format!("Bill Tarn came on Monday.\n\n{said}"),
                &[("the boats are lost", None)],
            );
        }
    }

    #[test]
    fn words_on_a_thing_and_titles_are_no_utterances() {
        for text in [
            "The sign read “Keep out”.",
            "The sign said, “Keep out of the harbour.”",
            "A banner reading “Save our boats” hung from the wall.",
            "One placard declared “No more lies”.",
            "Graffiti on the wall read “Tarn out”.",
            "The plaque says “Built in 1907”.",
            "The poster in his window said “Vote Rosen”.",
            "The tattoo on his arm read “Mother”.",
            "He wore a shirt with the words “Red Dawn” on Monday.",
            "Her new book, “The Long Night at Sea,” says the boats leaked.",
            "The painting “Boats at Dawn” was sold for much, the house said.",
            "The operation, dubbed “Red Dawn,” began on Monday, Bill Tarn said.",
            "The song “Red Boats” is played, Bill Tarn said.",
            "“The boats are lost,” Bill Tarn denied having said.",
            "“Sell the boats,” Bill Tarn denies he ever told the crew.",
            "Bill Tarn insisted he never used the word “traitor”.",
            "Bill Tarn would not say “yes” or “no”.",
        ] {
            check(text, &[]);
        }
        for (text, words, speaker) in [
            (
                "The statement said “the boats are safe”.",
                "the boats are safe",
                Some("The statement"),
            ),
            (
                "The letter read: “We are leaving.”",
                "We are leaving.",
                Some("The letter"),
            ),
            (
                "Bill Tarn, who held a sign, said “we are leaving”.",
                "we are leaving",
                Some("Bill Tarn"),
            ),
            (
                "Bill Tarn denied the claims as “a fake”.",
                "a fake",
                Some("Bill Tarn"),
            ),
            ("Bill Tarn denied the report was “a fake”.", "a fake", None),
            (
                "“We took the money,” Bill Tarn admitted saying.",
                "We took the money,",
                Some("Bill Tarn"),
            ),
        ] {
            check(text, &[(words, speaker)]);
        }
    }

    #[test]
    fn whose_words_are_quoted_by_another() {
        let tarn = Some("Bill Tarn");
        for said in [
            "Rosen quoted Tarn as saying “the boats are lost”.",
            "The Herald cited Tarn as saying: “the boats are lost”.",
            "Tarn was quoted as saying “the boats are lost”.",
            "Tarn has been quoted by the Herald as saying “the boats are lost”.",
            "Rosen recalled that Tarn had told her “the boats are lost”.",
            "Rosen accused Tarn of saying “the boats are lost”.",
            "Rosen criticised Tarn for calling it “the boats are lost”.",
            "Rosen was told by Tarn that “the boats are lost”.",
            "In the words of Tarn, “the boats are lost”.",
            "In Tarn’s words, “the boats are lost”.",
            "In Tarn’s own words: “the boats are lost”.",
            "In the view of Tarn, “the boats are lost”.",
            "To quote Tarn, “the boats are lost”.",
            "As Tarn put it, “the boats are lost”.",
            "Rosen spoke of an interview in which Tarn told her “the boats are lost”.",
            "Rosen, said Tarn, knew that “the boats are lost”.",
            "Rosen donor Bill Tarn wrote to the town, adding that “the boats are lost”.",
        ] {
            check(
                &format!("Bill Tarn met Ilva Rosen on Monday.\n\n{said}"),
                &[("the boats are lost", tarn)],
            );
        }
        for said in [
            "“The boats are lost,” Rosen quoted Tarn as saying.",
            "“The boats are lost,” Tarn was quoted as saying.",
            "“The boats are lost,” thus Tarn.",
            "“The boats are lost,” in the words of Tarn.",
        ] {
            check(
                &format!("Bill Tarn met Ilva Rosen on Monday.\n\n{said}"),
                &[("The boats are lost,", tarn)],
            );
        }
    }

    #[test]
    fn initials_are_no_pronouns() {
        for said in [
            "“The boats are lost,” WHO chief Bill Tarn said.",
            "“The boats are lost,” US envoy Bill Tarn announced on Monday.",
            "“The boats are lost,” said IT minister Bill Tarn.",
        ] {
            check(
                &format!("Bill Tarn met Ilva Rosen on Monday.\n\n{said}"),
                &[("The boats are lost,", Some("Bill Tarn"))],
            );
        }
    }

    #[test]
    fn who_is_named_beside_the_words_signs_them() {
        let words = ("The boats will not sail.", Some("Ilva Rosen"));
        for body in [
            "“The boats will not sail.” —Ilva Rosen",
            "“The boats will not sail.” - Ilva Rosen",
            "“The boats will not sail.” -Chairwoman Ilva Rosen",
            "“The boats will not sail.” — Ilva Rosen, chair of the union",
            "“The boats will not sail.”\n\n— Ilva Rosen, chair of the union",
            "“The boats will not sail.”\n\n― Ilva Rosen",
            "“The boats will not sail.”\n\nIlva Rosen, chair of the union",
            "Jon Dahl: “Go.”\n\n“The boats will not sail.”\n\n— Ilva Rosen",
            "And from Chairwoman Ilva Rosen:\n\n“The boats will not sail.”",
            "And from the union’s chair Ilva Rosen:\n\n“The boats will not sail.”",
            "Ilva Rosen, chair of the union:\n\n“The boats will not sail.”",
            "Ilva Rosen tweeted: “The boats will not sail.”",
            "Ilva Rosen was blunt: “The boats will not sail.”",
            "From the desk of Ilva Rosen, chair of the union.\n\n“The boats will not sail.”",
        ] {
            let found = read(body);
            let last = found
                .last()
                .map(|(words, speaker)| (words.as_str(), speaker.as_deref()));
            assert_eq!(last, Some(words), "{body}");
        }
        for body in [
            "Update: “The boats will not sail.”",
            "Note: “The boats will not sail.”",
            "Breaking News: “The boats will not sail.”",
            "Fact Check: “The boats will not sail.”",
            "Harbour Closed For Good: “The boats will not sail.”",
            "Q: “The boats will not sail.”",
            "“The boats will not sail.”\n\nIlva Rosen came to the town on Monday, and left.",
            "“The boats will not sail.”\n\nRelated news",
            "The harbour “will not find” the report of May, although Ilva Rosen said she saw it.",
            "The report is “lost for good”, though several sailors told the Courier they had read it.",
            "The office “cannot find it” now, but one witness said that she saw it.",
            "The office “cannot find it” in the file which two clerks say they kept.",
        ] {
            let found = read(body);
            assert_eq!(found.len(), 1, "{body}");
            assert_eq!(found[0].1, None, "{body}");
        }
    }

    #[test]
    fn a_stretch_of_a_sentence_and_a_number_are_no_speaker() {
        for (body, speaker) in [
            (
                "“We will decide,” Berg said as the hearings ended, “and not in an hour of talk.”",
                Some("Berg"),
            ),
            (
                "The harbour, Berg told as the hearings concluded, “will not open this year.”",
                Some("Berg"),
            ),
            ("“The harbour must not open,” one said.", None),
            ("“The harbour must not open,” others said.", None),
            (
                "Fifty-seven percent said “the harbour must not open”.",
                None,
            ),
            ("“The harbour must not open,” 57 percent said.", None),
            (
                "“The harbour must not open,” one former clerk said.",
                Some("one former clerk"),
            ),
        ] {
            let found = read(body);
            let last = found.last().and_then(|(_, speaker)| speaker.as_deref());
            assert_eq!(last, speaker, "{body}");
        }
    }

    #[test]
    fn names_stay_whole() {
        for (body, speaker) in [
            (
                "The road is long. Joe “Mac” Doe said “We will leave.”",
                "Joe “Mac” Doe",
            ),
            (
                "The road is long. Joe \"Mac\" Doe said “We will leave.”",
                "Joe \"Mac\" Doe",
            ),
            (
                "The boxer Joe (“the Wall”) Doe said “We will leave.”",
                "Joe (“the Wall”) Doe",
            ),
            ("Mark O’Hanlon said “We will leave.”", "Mark O’Hanlon"),
            ("Ann D'Arcy said “We will leave.”", "Ann D'Arcy"),
            (
                "Sen. Bernie Holm, I-Vt., said “We will leave.”",
                "Bernie Holm",
            ),
            (
                "The Vermont senator, I-Vt., said “We will leave.”",
                "The Vermont senator",
            ),
            (
                "“We will leave.” a man who gave his name as Otto said.",
                "a man",
            ),
        ] {
            check(body, &[("We will leave.", Some(speaker))]);
        }
    }

    #[test]
    fn who_speaks_is_read_over_other_clauses() {
        for (body, speaker) in [
            (
                "Guy Tarn, the head of the group, said the group might run ads against Mr. Berg or Mr. Dahl, “depending on the race.”",
                "Guy Tarn",
            ),
            (
                "Dashing into a closed lunch of senators, Anna Berg called over her shoulder, “depending on the race.”",
                "Anna Berg",
            ),
            (
                "Anna Berg slams Jon Dahl, praises Ivan Tarn as “depending on the race.”",
                "Anna Berg",
            ),
            (
                "When Jon Dahl said at a rally that he would not want her help, he was “depending on the race,” said Drew Tarn.",
                "Drew Tarn",
            ),
            (
                "If they broke in — as Dahl alleges, but Moscow strongly denies — “depending on the race?” asked Anna Berg.",
                "Anna Berg",
            ),
            (
                "“Depending on the race?” Jon Dahl went on, as if he did not hear her.",
                "Jon Dahl",
            ),
            (
                "When Otto Berg died in 1998, Jon Dahl released a statement:\n\n“Depending on the race.”",
                "Jon Dahl",
            ),
            (
                "Jon Dahl said Anna Berg “depending on the race,” the source recalled.",
                "Jon Dahl",
            ),
            (
                "Anna Berg tried to tie Dahl to Tarn, with one of her ads asking, “depending on the race?”",
                "one of her ads",
            ),
            (
                "While claiming “depending on the race,” Anna Berg said that she would not stop the count for Ivan Tarn, the winner.",
                "Anna Berg",
            ),
            (
                "While the Harbour Board has stated that Tarn has been “depending on the race” in May, Tarn himself left.",
                "Harbour Board",
            ),
            (
                "And even as Mr. Dahl was offering a hand to the men — “depending on the race,” he told them — the crew left.",
                "Dahl",
            ),
            (
                "The life of Berg, as Jon Dahl wrote in May, is full of “depending on the race.”",
                "Jon Dahl",
            ),
            (
                "Jon Dahl said that Anna Berg, who is 45, “depending on the race,” and left.",
                "Jon Dahl",
            ),
        ] {
            let found = read(body);
            assert_eq!(found.len(), 1, "{body}");
            assert_eq!(found[0].1.as_deref(), Some(speaker), "{body}");
        }
        let body = "Anna Berg spoke where about 50 protesters had gathered on Monday, chanting “no contract, no peace.”";
        assert_eq!(read(body)[0].1, None, "{body}");
        check(
            "Her ad — as Jon Dahl noted last week — promises to “stop all of them.”",
            &[("stop all of them.", Some("Her ad"))],
        );
        check(
            "Jon Dahl wore a red hat reading, “Make Lund great again.”",
            &[],
        );
    }

    #[test]
    fn short_words_make_a_sentence_and_no_title() {
        for (text, words) in [
            (
                "“The road is open.” Anna Berg came in.",
                "The road is open.",
            ),
            ("“We will go,” a few of them like to say.", "We will go,"),
            ("“Keep it,” one of them wrote in May.", "Keep it,"),
        ] {
            let found = read(text);
            assert_eq!(found.first().map(|of| of.0.as_str()), Some(words), "{text}");
        }
        for text in [
            "The “Law and Order” unit met.",
            "They saw “The King and I” in May.",
        ] {
            check(text, &[]);
        }
        // The name of a show behind its owner is nothing that the guest says.
        check(
            "On the network’s “Meet the Council,” Anna Berg said: “The road is open.”",
            &[("The road is open.", Some("Anna Berg"))],
        );
    }

    #[test]
    fn what_a_thing_is_called_or_means_is_nobodys_saying() {
        for text in [
            "Bill Tarn said the Friday rally, themed “Boats are for everybody here,” was full.",
            "The march went under the slogan “We want our boats back”, Bill Tarn said.",
            "Bill Tarn held to his campaign slogan: “Sell no boat or we sink it”",
            "In English, Bill Tarn said, this translates as “Peace be upon the boats.”",
            "The name, which translates roughly as “those who keep the boats,” is old, Bill Tarn said.",
            "Bill Tarn argued in an article titled “Why the boats of the north had to be sold”.",
            "“The boats are lost,” Bill Tarn told the \"Harbour Morning\" host on Friday.",
            "Bill Tarn blamed the mayor after the “Red Boats” tape was heard.",
            "Bill Tarn said the two men known as “The Boatmen” had been moved.",
            "The mayor said so on the “Harbour Show” on Friday, Bill Tarn said.",
            "Bill Tarn said on the Boatmen’s “Morning Show” that he would go.",
        ] {
            let found = read(text);
            let spoken = |of: &&(String, Option<String>)| of.0.starts_with("The boats are lost");
            let spoken = found.iter().filter(spoken).count();
            assert_eq!(found.len(), spoken, "{text}: {found:?}");
        }
        for (text, words) in [
            // What is said of a title or a slogan is said.
            (
                "The slogan is “an insult to every boatman,” Bill Tarn said.",
                "an insult to every boatman,",
            ),
            (
                "Bill Tarn was entitled to “due process,” he said.",
                "due process,",
            ),
            (
                "Bill Tarn called the mayor a “Boat Sinker” again.",
                "Boat Sinker",
            ),
            (
                "Bill Tarn called him “Boat Sinker” and left.",
                "Boat Sinker",
            ),
        ] {
            check(text, &[(words, Some("Bill Tarn"))]);
        }
        // A heading between paragraphs is not of who spoke last.
        check(
            "“We go,” Bill Tarn said.\n\n‘HEAVY COSTS’\n\nThe council met.",
            &[("We go,", Some("Bill Tarn"))],
        );
        check(
            "Bill Tarn wrote a line on Friday:\n\n“NO MORE BOATS!”",
            &[("NO MORE BOATS!", Some("Bill Tarn"))],
        );
    }

    #[test]
    fn who_is_named_behind_an_office_or_with_one_speaks() {
        for (text, words) in [
            (
                "The governor of Lund, Anna Berg, seized on the plan and said: “No road is ever open for long.”",
                "No road is ever open for long.",
            ),
            (
                "Others were harsher, with Anna Berg, president of the Harbour Union, saying: “The plan is an insult.”",
                "The plan is an insult.",
            ),
        ] {
            check(text, &[(words, Some("Anna Berg"))]);
        }
        check(
            "The text of the plan has “a great mess” in it (emphasis added).",
            &[("a great mess", None)],
        );
        let found = read(
            "Sixteen states do not keep the day, and Lund has kept “the day of the boats” for long.",
        );
        assert_eq!(found[0].1, None);
    }

    #[test]
    fn what_somebody_is_called_or_another_reports_is_not_theirs() {
        for (body, words) in [
            (
                "The plan, described as “bad for all of Lund,” was dropped by Anna Berg.",
                "bad for all of Lund,",
            ),
            (
                "Anna Berg, called “the wall of the town,” left on Monday.",
                "the wall of the town,",
            ),
            (
                "CNN reported that the plan was “bad for all of Lund.”",
                "bad for all of Lund.",
            ),
            (
                "The town gave an answer, CNN reported: “bad for all of Lund.”",
                "bad for all of Lund.",
            ),
            (
                "CNN, citing a memo, said it was “bad for all of Lund.”",
                "bad for all of Lund.",
            ),
            (
                "The plan is “bad for all of Lund,” a view that Anna Berg said she shares.",
                "bad for all of Lund,",
            ),
        ] {
            check(body, &[(words, None)]);
        }
        for body in [
            "CNN said in a letter that the plan was “bad for all of Lund.”",
            "CNN called it “bad for all of Lund.”",
            "CNN reports that the town is quiet: “bad for all of Lund.”",
        ] {
            check(body, &[("bad for all of Lund.", Some("CNN"))]);
        }
        check(
            "A crate landed on the roof of the shop in Lund, which its owner, Anna Berg, described as “bad for all of Lund.”",
            &[("bad for all of Lund.", Some("its owner"))],
        );
        let berg = Some("Anna Berg");
        for (body, words) in [
            (
                "CNN reported that Anna Berg called it “bad for all of Lund.”",
                "bad for all of Lund.",
            ),
            (
                "Anna Berg described the plan as “bad for all of Lund.”",
                "bad for all of Lund.",
            ),
            (
                "Anna Berg, the mayor, called the plan “bad for all of Lund.”",
                "bad for all of Lund.",
            ),
        ] {
            check(body, &[(words, berg)]);
        }
    }

    #[test]
    fn apostrophes_and_names_of_things_are_no_quotations() {
        for body in [
            "It wasn’t the workers’ fault, nor the ’90s’ fault.",
            "Rock 'n' roll isn't dead; the players' bus is.",
            "The “Bright Harbour” project began in May.",
            "Anna Berg wrote of it in “The Quiet Harbour,” her last book.",
            "Anna Berg told them about a programme called “Bright Harbour” on Friday.",
        ] {
            check(body, &[]);
        }
    }

    #[test]
    fn other_marks_are_read() {
        check(
            "«La route est ouverte», said Anna Berg.",
            &[("La route est ouverte", Some("Anna Berg"))],
        );
        check(
            "„Die Straße ist frei“, said Anna Berg.",
            &[("Die Straße ist frei", Some("Anna Berg"))],
        );
        check(
            "''The road is open,'' Anna Berg said.",
            &[("The road is open,", Some("Anna Berg"))],
        );
        check(
            "‘The road isn’t open,’ Anna Berg said.",
            &[("The road isn’t open,", Some("Anna Berg"))],
        );
        check(
            "“He said ‘never again’ to me,” Anna Berg said.",
            &[("He said ‘never again’ to me,", Some("Anna Berg"))],
        );
    }

    #[test]
    fn names_come_in_their_fullest_form() {
        let body = "“Go,” said Berg.";
        let mention = Mention {
            start: body.find("Berg").unwrap(),
            end: body.find("Berg").unwrap() + 4,
            kind: NameKind::Person,
            entity: "Anna Berg".into(),
            why: String::new(),
        };
        let span = Span::new(0, body.len());
        let whole = [span];
        let found = quotes(&Text::new(body, &whole, &whole, None), &[mention]);
        assert_eq!(found[0].speaker.as_deref(), Some("Anna Berg"));
        assert_eq!(
            found[0].speaker_span.map(|span| span.of(body)),
            Some("Berg")
        );
    }

    #[test]
    fn broken_and_endless_input_is_read_in_linear_time() {
        for seed in [
            "“a ",
            "\"a\" : ",
            "said ",
            "“A” said Anna, b, c, ",
            "Anna ",
            "‘a’ ",
            "“",
        ] {
            steps::assert_linear(seed, 3_000, |times| drop(read(&seed.repeat(times))));
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_inside_it(text in "(?s)((“|”|\"|'|‘|’|«|»|„|``|said|says|according to|told|told reporters|who|adding|called|one|men|slowly|he|Anna|the|a|of|and|but|after|, |\\.|:|\n\n| )){0,40}|.{0,80}") {
            let paragraphs = paragraphs(&text);
            let cut = sentences(&text, &paragraphs, None);
            let mut at = 0;
            for quote in quotes(&Text::new(&text, &paragraphs, &cut, None), &[]) {
                prop_assert!(quote.start >= at);
                prop_assert!(text.get(quote.start..quote.end).is_some_and(|words| !words.trim().is_empty()));
                if let Some(span) = quote.speaker_span {
                    prop_assert!(text.get(span.start..span.end).is_some_and(|words| !words.is_empty()));
                }
                at = quote.end;
            }
        }
    }
}
