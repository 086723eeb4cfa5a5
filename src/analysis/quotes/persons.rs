//! Whom a pronoun means: the last person who was a subject or spoke, if nothing speaks against it.

use super::cues::{DETERMINERS, holds};
use super::roles::Roles;
use super::speakers::{Reading, Subject};
use super::tokens::{Kind, Token};
use crate::model::{NameKind, Span};

/// How many persons are remembered.
const MEMORY: usize = 6;
/// Bytes from which words name nobody: a hostile text must not be copied with every quotation.
pub const LONGEST_NAME: usize = 200;
/// Ends of words for people by what they do: `the envoy` may be meant by `he`, `the agreement` may not.
const ROLES: &[&str] = &[
    "adviser",
    "advisor",
    "aide",
    "ambassador",
    "analyst",
    "attorney",
    "candidate",
    "captain",
    "chair",
    "chief",
    "coach",
    "director",
    "doctor",
    "envoy",
    "expert",
    "father",
    "governor",
    "husband",
    "judge",
    "lawyer",
    "leader",
    "man",
    "manager",
    "mayor",
    "member",
    "minister",
    "mother",
    "nominee",
    "officer",
    "official",
    "person",
    "president",
    "professor",
    "prosecutor",
    "reporter",
    "scholar",
    "secretary",
    "senator",
    "sister",
    "brother",
    "son",
    "daughter",
    "strategist",
    "wife",
    "winner",
    "woman",
];

/// Who said something, and the words that say so.
#[derive(Clone, Debug)]
pub struct Said {
    /// `None` for a pronoun that could not be resolved.
    pub speaker: Option<String>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    He,
    She,
}

#[derive(Clone, Debug)]
struct Person {
    name: String,
    gender: Option<Gender>,
}

/// What earlier paragraphs leave behind.
#[derive(Clone, Debug, Default)]
pub struct Persons {
    /// Latest last, each once.
    people: Vec<Person>,
    /// The group or office that `it` or `they` would mean.
    group: Option<String>,
    /// Who holds which role.
    pub roles: Roles,
    /// Token up to which the paragraph was read.
    next: usize,
}

impl Persons {
    /// Begins another paragraph.
    pub fn turn(&mut self) {
        self.next = 0;
    }

    /// Names the subject found for the quotation at token `at`.
    pub fn resolve(&mut self, reading: &Reading, subject: &Subject, at: usize) -> Said {
        let span = subject.span();
        self.advance(reading, at);
        let speaker = match subject {
            Subject::Name { mention, .. } => reading
                .mentions
                .get(*mention)
                .map(|mention| mention.entity.clone()),
            Subject::Phrase { .. } => {
                let phrase = span.of(reading.body);
                let named = self.roles.who(phrase).map(str::to_string);
                Some(named.unwrap_or_else(|| phrase.to_string()))
            }
            Subject::Pronoun { .. } => match span.of(reading.body).to_lowercase().as_str() {
                "he" => self.person(Gender::He),
                "she" => self.person(Gender::She),
                "it" | "they" => self.group.clone(),
                _ => None,
            },
        };
        Said {
            speaker: speaker.filter(|speaker| speaker.len() <= LONGEST_NAME),
            span,
        }
    }

    /// Reads on to token `to`, noting the persons who are subjects of sentences or of verbs of speech.
    pub fn advance(&mut self, reading: &Reading, to: usize) {
        let tokens: &[Token] = reading.tokens;
        while self.next < to.min(tokens.len()) {
            let at = self.next;
            self.next += 1;
            let begins = at == 0 || tokens[at - 1].kind == Kind::Break;
            if begins && let Some(subject) = reading.subject_of_sentence(at) {
                self.note(reading, &subject, false);
            }
            if reading.is_verb(at)
                && let Some(subject) = reading.subject_before(at, 0)
            {
                self.note(reading, &subject, true);
            }
        }
    }

    fn note(&mut self, reading: &Reading, subject: &Subject, speaks: bool) {
        let span = subject.span();
        if span.len() > LONGEST_NAME {
            return;
        }
        match subject {
            Subject::Name { mention, .. } => {
                let Some(mention) = reading.mentions.get(*mention) else {
                    return;
                };
                if mention.kind == NameKind::Person {
                    let title = reading.body.get(span.start..mention.end).unwrap_or("");
                    self.remember(mention.entity.clone(), gender(title));
                } else if speaks {
                    self.group = Some(mention.entity.clone());
                }
            }
            Subject::Phrase { span } if speaks => {
                let phrase = span.of(reading.body);
                let head = phrase
                    .split(' ')
                    .take_while(|word| {
                        !matches!(*word, "for" | "of" | "at" | "in" | "from" | "with")
                    })
                    .last()
                    .unwrap_or("");
                let unlisted_name = head.starts_with(char::is_uppercase)
                    && phrase.contains(' ')
                    && !holds(
                        DETERMINERS,
                        &phrase.split(' ').next().unwrap_or("").to_lowercase(),
                    );
                if unlisted_name || ROLES.iter().any(|role| head.ends_with(role)) {
                    self.remember(phrase.to_string(), gender(head));
                } else {
                    self.group = Some(phrase.to_string());
                }
            }
            Subject::Phrase { .. } | Subject::Pronoun { .. } => {}
        }
    }

    fn remember(&mut self, name: String, gender: Option<Gender>) {
        let known = self.people.iter().position(|person| person.name == name);
        let earlier = known
            .map(|index| self.people.remove(index))
            .and_then(|person| person.gender);
        self.people.push(Person {
            name,
            gender: gender.or(earlier),
        });
        if self.people.len() > MEMORY {
            self.people.remove(0);
        }
    }

    /// The latest person who may be meant; from then on the pronoun is known to fit.
    fn person(&mut self, gender: Gender) -> Option<String> {
        let person = self
            .people
            .iter_mut()
            .rev()
            .find(|person| person.gender.is_none_or(|known| known == gender))?;
        person.gender = Some(gender);
        Some(person.name.clone())
    }
}

/// What a title or a word for a role says.
fn gender(words: &str) -> Option<Gender> {
    for word in words.split([' ', '.', '\u{a0}']) {
        match word {
            "Mr" | "Sir" | "Lord" | "King" | "Prince" | "Congressman" => return Some(Gender::He),
            "Ms" | "Mrs" | "Miss" | "Mme" | "Lady" | "Dame" | "Queen" | "Princess"
            | "Congresswoman" => return Some(Gender::She),
            _ => {}
        }
        if word.ends_with("woman") || matches!(word, "wife" | "sister" | "mother" | "daughter") {
            return Some(Gender::She);
        }
        if word.ends_with("sman")
            || matches!(word, "husband" | "brother" | "father" | "son" | "man")
        {
            return Some(Gender::He);
        }
    }
    None
}
