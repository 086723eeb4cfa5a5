//! Whom a pronoun means: the last person who was a subject or spoke, if nothing speaks against it.
//!
//! He and she are told apart by titles (`Mr.`), by given names, and by words like `spokeswoman`; who was not spoken of for
//! some paragraphs is not meant any more.

use std::collections::HashMap;

use super::bearers;
use super::heard::{Reading, Said, Subject};
use super::people::{
    Gender, WRITINGS, gender, is_nobody, is_preposition, is_role, is_unlisted_name,
};
use super::roles::Roles;
use super::tokens::{Kind, Token};
use crate::analysis::text::Text;
use crate::analysis::text::given_names::{self, Sex};
use crate::analysis::text::irregular::is_irregular_past;
use crate::analysis::text::words::fold;
use crate::model::{Mention, NameKind, Span};

/// Paragraphs after which a pronoun does not mean a person any more: one whose name is known to fit, one of whom that is
/// not known, one with a role for a name.
const REMEMBERED: [usize; 3] = [4, 2, 1];
/// Words up to the head of a phrase that begins a sentence: `A retired police officer`.
const LONGEST_PHRASE: usize = 4;
/// How many persons are remembered.
const MEMORY: usize = 6;
/// Bytes of a title before a name.
const TITLE_REACH: usize = 12;
/// Bytes from which words name nobody: a hostile text must not be copied with every quotation.
pub const LONGEST_NAME: usize = 200;

#[derive(Clone, Debug)]
struct Person {
    name: String,
    gender: Option<Gender>,
    /// A name, and no role.
    named: bool,
    /// Somebody who may be one of those named: `the driver`.
    known: bool,
    /// Was the subject of a verb of speech.
    spoke: bool,
    /// Number of the last paragraph that spoke of them.
    seen: usize,
}

/// What earlier paragraphs leave behind.
pub struct Persons {
    /// Latest last, each once.
    people: Vec<Person>,
    /// Two who were one subject: `Anna Berg and Jon Dahl met`.
    pair: Option<(String, String)>,
    /// The group or office that `it` or `they` would mean, and the number of its paragraph.
    group: Option<(String, usize)>,
    /// By name: what the titles in the whole article say.
    titled: HashMap<String, Option<Gender>>,
    paragraph: usize,
    /// Who holds which role.
    pub roles: Roles,
    /// Token up to which the paragraph was read.
    next: usize,
}

impl Persons {
    /// Reads roles and titles of the whole article.
    pub fn read(text: &Text, mentions: &[Mention]) -> Persons {
        let body = text.body;
        let mut persons = Persons {
            roles: Roles::read(text, mentions),
            people: Vec::new(),
            pair: None,
            group: None,
            titled: HashMap::new(),
            paragraph: 0,
            next: 0,
        };
        let people = mentions.iter();
        for mention in people.filter(|mention| mention.kind == NameKind::Person) {
            let from = body.floor_char_boundary(mention.start.saturating_sub(TITLE_REACH));
            let before = body.get(from..mention.start).unwrap_or("");
            let title = before
                .split([' ', '\n', '“', '"'])
                .rev()
                .find(|word| !word.is_empty());
            let Some(gender) = title.and_then(gender) else {
                continue;
            };
            let known = persons.titled.entry(mention.entity.clone());
            let known = known.or_insert(Some(gender));
            if *known != Some(gender) {
                *known = None;
            }
        }
        persons
    }

    /// Begins another paragraph.
    pub fn turn(&mut self) {
        self.next = 0;
        self.paragraph += 1;
    }

    /// Names the subject found for the quotation at token `at`.
    pub fn resolve(&mut self, reading: &Reading, subject: &Subject, at: usize) -> Said {
        let span = subject.span();
        self.advance(reading, at);
        let speaker = match subject {
            Subject::Name { mention, .. } => {
                // `said Ivanova`: she is who speaks on, though she was not the subject of a sentence.
                self.note(reading, subject, true);
                bearers::name(reading, *mention)
            }
            Subject::Phrase { .. } => {
                let phrase = span.of(reading.body);
                let writer = self.writer(reading, span);
                let named = writer.or_else(|| self.roles.who(phrase).map(str::to_string));
                named.or_else(|| {
                    let is_known = !bearers::is_run_together(reading, phrase) && !is_nobody(phrase);
                    is_known.then(|| phrase.to_string())
                })
            }
            Subject::Pronoun { .. } => self.meant(&span.of(reading.body).to_lowercase()),
        };
        Said {
            speaker: speaker.filter(|speaker| speaker.len() <= LONGEST_NAME),
            span,
        }
    }

    /// Whom a pronoun means.
    fn meant(&mut self, pronoun: &str) -> Option<String> {
        match pronoun {
            "he" | "his" => self.person(Gender::He),
            "she" | "her" => self.person(Gender::She),
            "it" | "they" => {
                let near = self.paragraph.saturating_sub(REMEMBERED[2]);
                let (group, seen) = self.group.as_ref()?;
                (*seen >= near).then(|| group.clone())
            }
            _ => None,
        }
    }

    /// Whose writing a phrase names: `Ivanova’s letter`, `his latest column for the paper`.
    fn writer(&mut self, reading: &Reading, phrase: Span) -> Option<String> {
        let words: Vec<&str> = phrase.of(reading.body).split_whitespace().collect();
        let head = words
            .iter()
            .take_while(|word| !is_preposition(word))
            .last()?;
        if !WRITINGS.contains(&head.to_lowercase().as_str()) {
            return None;
        }
        let first = words.first()?.to_lowercase();
        if matches!(first.as_str(), "his" | "her") {
            return self.meant(&first);
        }
        let from = reading
            .mentions
            .partition_point(|mention| mention.start < phrase.start);
        let owner = reading.mentions.get(from)?;
        let owns = reading
            .body
            .get(owner.end..)
            .is_some_and(|behind| behind.starts_with("’s") || behind.starts_with("'s"));
        (owns && owner.kind == NameKind::Person && owner.end < phrase.end)
            .then(|| bearers::name(reading, from))
            .flatten()
    }

    /// Reads on to token `to`, noting the persons who are subjects of sentences or of verbs of speech.
    pub fn advance(&mut self, reading: &Reading, to: usize) {
        let tokens: &[Token] = reading.tokens;
        while self.next < to.min(tokens.len()) {
            let at = self.next;
            self.next += 1;
            let begins = at == 0 || tokens[at - 1].kind == Kind::Break;
            if begins {
                // `When Ivan Petrov came, he said`
                if let Some(subject) = reading.subject_of_opening(reading.opening(at)) {
                    self.note(reading, &subject, false);
                }
                match reading.subject_of_sentence(at) {
                    Some(subject) => {
                        self.note(reading, &subject, false);
                        self.note_partner(reading, &subject);
                    }
                    None => self.note_phrase(reading, at),
                }
            }
            // `…, according to Ivan Petrov`
            if reading.lower(at) == "according"
                && let Some(subject @ Subject::Name { .. }) =
                    reading.phrase_from(at + 2, tokens.len())
            {
                self.note(reading, &subject, true);
            }
            // Not `whose brother Jon Dahl said nothing`.
            if reading.is_verb(at)
                && !reading.is_in_relative(at, 0)
                && let Some(subject) = reading.subject_before(at, 0)
            {
                self.note(reading, &subject, true);
            }
        }
    }

    /// Somebody without a name who is the subject of a sentence: `A man in a red hat walked by.`
    fn note_phrase(&mut self, reading: &Reading, from: usize) {
        let is_new = matches!(reading.lower(from), "a" | "an" | "another" | "one");
        let is_known = matches!(reading.lower(from), "the" | "his" | "her" | "their");
        if !is_new && !is_known {
            return;
        }
        for at in from + 1..(from + 1 + LONGEST_PHRASE).min(reading.tokens.len()) {
            let word = reading.lower(at);
            if is_role(reading.lexicon, word) && !word.ends_with('s') {
                let span = reading.tokens[from].span.join(reading.tokens[at].span);
                let phrase = span.of(reading.body);
                if let Some(name) = self.roles.who(phrase).map(str::to_string) {
                    let gender = gender(phrase).or_else(|| self.gender_of(&name));
                    self.remember(&name, gender, true);
                    return;
                }
                self.remember(phrase, gender(word), false);
                if let Some(person) = self.people.last_mut() {
                    person.known = is_known;
                }
                return;
            }
            if reading.tokens[at].kind != Kind::Word || is_irregular_past(word) {
                return;
            }
        }
    }

    /// Who is a subject together with the one just noted: `Anna Berg and Jon Dahl met`.
    fn note_partner(&mut self, reading: &Reading, subject: &Subject) {
        let Subject::Name { mention: index, .. } = subject else {
            return;
        };
        let (Some(one), Some(other)) = (
            reading.mentions.get(*index),
            reading.mentions.get(*index + 1),
        ) else {
            return;
        };
        let between = reading.body.get(one.end..other.start).unwrap_or("");
        let are_people = [one, other].map(|of| of.kind) == [NameKind::Person; 2];
        if !are_people || !matches!(between.trim(), "and" | "&") {
            return;
        }
        let (first, second) = (*index, *index + 1);
        let names = [first, second].map(|index| bearers::name(reading, index));
        if let [Some(first), Some(second)] = names
            && first != second
        {
            let sex = self.gender_of(&other.entity);
            self.remember(&second, sex, true);
            self.pair = Some((first, second));
        }
    }

    fn note(&mut self, reading: &Reading, subject: &Subject, speaks: bool) {
        let span = subject.span();
        if span.len() > LONGEST_NAME {
            return;
        }
        match subject {
            Subject::Name { mention: index, .. } => {
                let Some(mention) = reading.mentions.get(*index) else {
                    return;
                };
                if mention.kind == NameKind::Person {
                    let title = reading.body.get(span.start..mention.end).unwrap_or("");
                    let gender = gender(title).or_else(|| self.gender_of(&mention.entity));
                    if let Some(name) = bearers::name(reading, *index) {
                        self.remember(&name, gender, true);
                        if let Some(person) = self.people.last_mut() {
                            person.spoke |= speaks;
                        }
                    }
                } else if speaks {
                    self.group = Some((mention.entity.clone(), self.paragraph));
                }
            }
            Subject::Phrase { span } if speaks => {
                let phrase = span.of(reading.body);
                if let Some(name) = self.roles.who(phrase).map(str::to_string) {
                    let gender = gender(phrase).or_else(|| self.gender_of(&name));
                    self.remember(&name, gender, true);
                    return;
                }
                let head = phrase
                    .split(' ')
                    .take_while(|word| !is_preposition(word))
                    .last()
                    .unwrap_or("");
                if is_unlisted_name(phrase) || is_role(reading.lexicon, head) {
                    self.remember(phrase, gender(head), false);
                } else {
                    self.group = Some((phrase.to_string(), self.paragraph));
                }
            }
            Subject::Pronoun { span } => {
                // Who is spoken of goes on being meant.
                self.meant(&span.of(reading.body).to_lowercase());
            }
            Subject::Phrase { .. } => {}
        }
    }

    /// What the titles of the article, else the given name, say.
    fn gender_of(&self, name: &str) -> Option<Gender> {
        if let Some(titled) = self.titled.get(name) {
            return *titled;
        }
        let mut words = name.split_whitespace();
        let first = fold(words.next()?);
        words.next()?;
        match given_names::meant(&first)? {
            Sex::Man => Some(Gender::He),
            Sex::Woman => Some(Gender::She),
        }
    }

    fn remember(&mut self, name: &str, gender: Option<Gender>, named: bool) {
        let known = self.people.iter().position(|person| person.name == name);
        let earlier = known.map(|index| self.people.remove(index));
        let sex = earlier.as_ref().and_then(|person| person.gender);
        self.people.push(Person {
            name: name.to_string(),
            gender: gender.or(sex),
            named,
            known: false,
            spoke: earlier.is_some_and(|person| person.spoke),
            seen: self.paragraph,
        });
        self.pair = None;
        if self.people.len() > MEMORY {
            self.people.remove(0);
        }
    }

    /// The latest person who may be meant; from then on the pronoun is known to fit.
    fn person(&mut self, gender: Gender) -> Option<String> {
        let now = self.paragraph;
        let fits = |person: &Person| person.gender.is_none_or(|known| known == gender);
        let near = now.saturating_sub(REMEMBERED[2]);
        let latest = |known: bool| {
            let mut people = self.people.iter();
            people.rposition(|of| of.known == known && fits(of) && (!known || of.seen >= near))
        };
        let (rival, found) = (latest(true), latest(false));
        let mut index = found?;
        // Somebody of whom it is known that the pronoun fits stands before somebody of whom it is not.
        let latest = &self.people[index];
        if latest.gender.is_none()
            && latest.name.contains(' ')
            && let Some(known) = self.people.iter().rposition(|person| {
                person.named && person.gender == Some(gender) && person.seen >= latest.seen
            })
        {
            index = known;
        }
        // Who only did something, and behind whom somebody without a name did, need not be meant.
        let chosen = &self.people[index];
        if rival.is_some_and(|rival| rival > index) && !chosen.spoke {
            return None;
        }
        let is_either = |(one, other): &(String, String)| {
            let mut both = self
                .people
                .iter()
                .filter(|of| of.name == *one || of.name == *other);
            let alike = both.all(|of| fits(of) && of.gender == chosen.gender);
            alike && (chosen.name == *one || chosen.name == *other)
        };
        if self.pair.as_ref().is_some_and(is_either) {
            return None;
        }
        let person = &mut self.people[index];
        let kind = match (person.named, person.gender) {
            (false, _) => 2,
            (true, None) => 1,
            (true, Some(_)) => 0,
        };
        if now - person.seen > REMEMBERED[kind] {
            return None;
        }
        person.gender = Some(gender);
        person.seen = now;
        Some(person.name.clone())
    }
}
