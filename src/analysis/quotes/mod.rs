//! Direct quotations and who is said to have spoken them.
//!
//! Speech is tied to its speaker by the verb of speech nearest to it in its sentence, as in Pouliquen, Steinberger and
//! Best 2007, and O'Keefe et al. 2012; where a sentence says nothing, by the quotation before it. Where neither tells, the
//! speaker stays unknown: a wrong speaker is worse than none.

mod bearers;
mod capitals;
mod clauses;
mod cues;
mod given_names;
mod marks;
mod people;
mod persons;
mod phrases;
mod roles;
mod singles;
mod speakers;
mod tokens;

pub use cues::is_speech_verb;

use std::collections::HashSet;

use crate::model::{Mention, Quote, Span};
use marks::Stretch;
use persons::{Persons, Said};
use speakers::Reading;
use tokens::{Kind, Token};

/// Up to so many words, all with capitals and no speaker, are a title or the name of a thing.
const LONGEST_TITLE_WORDS: usize = 8;
/// Letters of the word before a title, see [`cues::ANNOUNCING`].
const LONGEST_ANNOUNCING: usize = 14;
/// Words behind the last quotation of a paragraph after which its speaker may still speak in the next.
const MOST_WORDS_BEHIND: usize = 8;
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
/// nobody said to speak) make no quotation; marks of distance (`so-called “experts”`) do, without speaker.
pub fn quotes(
    body: &str,
    paragraphs: &[Span],
    sentences: &[Span],
    mentions: &[Mention],
) -> Vec<Quote> {
    let stretches = marks::stretches(body, paragraphs);
    if stretches.is_empty() {
        return Vec::new();
    }
    let by_capitals;
    let mentions = if mentions.is_empty() {
        by_capitals = names_by_capitals(body, paragraphs, &stretches, sentences);
        &by_capitals
    } else {
        mentions
    };
    let mut found: Vec<Option<Said>> = vec![None; stretches.len()];
    let mut memory = Memory {
        persons: Persons::read(body, mentions),
        ..Memory::default()
    };
    for &paragraph in paragraphs {
        let tokens = tokens::tokens(body, paragraph, &stretches, sentences);
        let reading = Reading {
            body,
            tokens: &tokens,
            mentions,
        };
        attribute_paragraph(&reading, &stretches, &mut found, &mut memory);
    }
    stretches
        .iter()
        .zip(found)
        .filter(|(stretch, said)| {
            let titled = is_title(stretch.inner.of(body));
            !titled || (said.is_some() && !names_a_work(body, stretch.outer.start))
        })
        .map(|(stretch, said)| Quote {
            start: stretch.inner.start,
            end: stretch.inner.end,
            speaker: said.as_ref().and_then(|said| said.speaker.clone()),
            speaker_span: said.map(|said| said.span),
        })
        .collect()
}

/// What earlier paragraphs leave behind.
#[derive(Default)]
struct Memory {
    /// Speaker of the last quotation, if the paragraph before ended with it.
    last: Option<Said>,
    /// Who speaks next: the paragraph before ended with a colon.
    announced: Option<Said>,
    persons: Persons,
}

fn attribute_paragraph(
    reading: &Reading,
    stretches: &[Stretch],
    found: &mut [Option<Said>],
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
    let mut earlier: Option<Said> = None;
    for &(at, quote) in &quoted {
        if found[quote].is_none() {
            let ends_open = ends_open(stretches[quote].inner.of(reading.body));
            found[quote] = match reading.speaker(at, ends_open) {
                Some(subject) => Some(memory.persons.resolve(reading, &subject, at)),
                None if stands_alone(reading, at) => (at == 0)
                    .then(|| memory.announced.take())
                    .flatten()
                    .or_else(|| earlier.clone())
                    .or_else(|| sentence_before(reading, at, &mut memory.persons))
                    .or_else(|| memory.last.clone().filter(|_| at == 0)),
                None => None,
            };
        }
        if found[quote].is_some() {
            earlier.clone_from(&found[quote]);
        }
    }
    // `“What a day. It rained.” “We left,” she said.`
    for pair in quoted.windows(2).rev() {
        let ((at, quote), (_, next)) = (pair[0], pair[1]);
        if found[quote].is_none() && stands_alone(reading, at) {
            found[quote] = found[next].clone();
        }
    }
    memory.announced = tokens
        .last()
        .filter(|last| last.span.of(reading.body) == ":")
        .and_then(|_| reading.introduced(tokens.len() - 1))
        .map(|subject| memory.persons.resolve(reading, &subject, tokens.len() - 1));
    memory.persons.advance(reading, tokens.len());
    memory.last = quoted
        .last()
        .filter(|&&(at, _)| ends_with_quotation(reading, at))
        .and_then(|&(_, quote)| found[quote].clone());
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
    if reading.is_relayed(from, end) {
        return None;
    }
    let subject = reading.subject_before(verb, from)?;
    Some(persons.resolve(reading, &subject, verb))
}

/// A comma, a question or an exclamation mark, or no mark at all at the end: the sentence goes on behind the quotation.
fn ends_open(inner: &str) -> bool {
    inner.ends_with([',', '?', '!', '-', '—', '–', '…'])
}

/// All words of weight with capitals: the title of a work, the name of a project; or one word of speech in capitals.
fn is_title(inner: &str) -> bool {
    let inner = inner.trim_end_matches(['.', ',']);
    let mut words = 0;
    for word in inner.split_whitespace() {
        words += 1;
        let small = word.starts_with(char::is_lowercase);
        if words > LONGEST_TITLE_WORDS || (small && (words == 1 || word.len() > 4)) {
            return false;
        }
    }
    !inner.ends_with(['?', '!'])
}

/// Whether the word before a quotation announces a title or a name: `in his book “…”`, `a programme called “…”`.
fn names_a_work(body: &str, start: usize) -> bool {
    let before = body[..start].trim_end();
    let near = before
        .char_indices()
        .rev()
        .take(LONGEST_ANNOUNCING)
        .find(|(_, letter)| !letter.is_alphabetic())
        .map_or("", |(at, letter)| &before[at + letter.len_utf8()..]);
    let word = near.to_lowercase();
    cues::holds(cues::ANNOUNCING, &word)
}

/// Names by their capitals, where the tagger found none.
fn names_by_capitals(
    body: &str,
    paragraphs: &[Span],
    stretches: &[Stretch],
    sentences: &[Span],
) -> Vec<Mention> {
    let tokens: Vec<Vec<Token>> = paragraphs
        .iter()
        .map(|&paragraph| tokens::tokens(body, paragraph, stretches, sentences))
        .collect();
    let mut known = HashSet::new();
    for tokens in &tokens {
        capitals::inside_sentences(body, tokens, &mut known);
    }
    let mut found: Vec<Mention> = tokens
        .iter()
        .flat_map(|tokens| capitals::names(body, tokens, &known))
        .collect();
    capitals::join(&mut found);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::sentences::sentences;
    use crate::model::NameKind;

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
        quotes(
            body,
            &paragraphs,
            &sentences(body, &paragraphs, Some("en")),
            &[],
        )
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
        let found = quotes(body, &[span], &[span], &[mention]);
        assert_eq!(found[0].speaker.as_deref(), Some("Anna Berg"));
        assert_eq!(
            found[0].speaker_span.map(|span| span.of(body)),
            Some("Berg")
        );
    }

    #[test]
    fn broken_and_endless_input_comes_to_an_end() {
        for seed in [
            "“a ",
            "\"a\" : ",
            "said ",
            "“A” said Anna, b, c, ",
            "Anna ",
            "‘a’ ",
            "“",
        ] {
            read(&seed.repeat(3_000));
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_spans_inside_it(text in "(?s)((“|”|\"|'|‘|’|«|»|„|``|said|says|according to|told|told reporters|who|adding|called|one|men|slowly|he|Anna|the|a|of|and|but|after|, |\\.|:|\n\n| )){0,40}|.{0,80}") {
            let paragraphs = paragraphs(&text);
            let cut = sentences(&text, &paragraphs, None);
            let mut at = 0;
            for quote in quotes(&text, &paragraphs, &cut, &[]) {
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
