//! Speech in languages that have no lexicon of their own: lines that begin with a dash (`— Nous partons, dit Anna Berg.`), and the
//! name right behind words and a verb of saying.
//!
//! Only a verb of saying makes speech of a line with a dash: without one it may be an item of a list. Only a person named right
//! behind the verb speaks: whoever else may be meant stays unknown. English news marks no speech so.

use super::signs::Stretch;
use crate::analysis::text::inquits::{InquitTag, is_inquit};
use crate::analysis::text::{Text, words};
use crate::model::{Mention, NameKind, Span};

/// Bytes of a line that are read: speech in one line is no chapter.
const LONGEST_LINE: usize = 4_000;

/// Bytes behind words within which the verb ends: `, a déclaré`.
const REACH: usize = 60;

/// A line of speech, and who is named as its speaker: the index of a mention.
pub type Line = (Stretch, Option<usize>);

/// The lines of dialogue of a body, in order, none where quotation marks stand.
pub fn lines(text: &Text, mentions: &[Mention], marked: &[Stretch]) -> Vec<Line> {
    let Some(code) = spoken(text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for &paragraph in text.paragraphs {
        let from = marked.partition_point(|stretch| stretch.outer.end <= paragraph.start);
        let is_marked = marked
            .get(from)
            .is_some_and(|stretch| stretch.outer.start < paragraph.end);
        if !is_marked && paragraph.len() <= LONGEST_LINE {
            line(text.body, code, mentions, paragraph, &mut found);
        }
    }
    found
}

/// Who is named right behind words in quotation marks and a verb of saying.
pub fn credited(text: &Text, mentions: &[Mention], stretch: Stretch) -> Option<usize> {
    let code = spoken(text)?;
    let end = text
        .paragraphs
        .partition_point(|of| of.end < stretch.outer.end);
    let limit = text.paragraphs.get(end)?.end.max(stretch.outer.end);
    let limit = text
        .body
        .floor_char_boundary(limit.min(stretch.outer.end + REACH));
    let (before, verb) = inquit(text.body, code, Span::new(stretch.outer.end, limit))?;
    let between = text.body.get(stretch.outer.end..before)?;
    let is_next = between
        .chars()
        .all(|letter| is_edge(letter) || letter == ',');
    named(text.body, mentions, verb).filter(|_| is_next)
}

/// The language, if its verbs of saying are known here.
fn spoken<'a>(text: &Text<'a>) -> Option<&'a str> {
    text.code.filter(|code| *code != "en")
}

fn line(body: &str, code: &str, mentions: &[Mention], paragraph: Span, found: &mut Vec<Line>) {
    let written = paragraph.of(body);
    let opened = written.trim_start();
    let Some(rest) = opened.strip_prefix(is_dash) else {
        return;
    };
    let dash = paragraph.start + (written.len() - opened.len());
    let begins = paragraph.end - rest.trim_start().len();
    // `-5 grader`
    if rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        return;
    }
    let Some((before, verb)) = inquit(body, code, Span::new(begins, paragraph.end)) else {
        return;
    };
    let by = named(body, mentions, verb);
    let Some(words) = body.get(begins..before) else {
        return;
    };
    let is_parted = words.trim_end().ends_with(is_dash);
    push(body, (dash, begins, before), by, found);
    // `—dijo Anna Berg—. Nos vamos.`
    let behind = body.get(verb..paragraph.end).unwrap_or("");
    if is_parted && let Some(next) = behind.find(is_dash) {
        let dash = verb + next;
        let rest = &body[dash..paragraph.end];
        let rest = rest.trim_start_matches(|letter| {
            is_edge(letter) || matches!(letter, '.' | ',' | ':' | ';')
        });
        let begins = paragraph.end - rest.len();
        let until = rest
            .find(['—', '–', '―'])
            .map_or(paragraph.end, |at| begins + at);
        push(body, (dash, begins, until), by, found);
    }
}

fn push(
    body: &str,
    (dash, begins, ends): (usize, usize, usize),
    by: Option<usize>,
    found: &mut Vec<Line>,
) {
    let words = body.get(begins..ends).unwrap_or("");
    let words = words.trim_end_matches(|letter| is_edge(letter) || letter == ',');
    if words.chars().any(char::is_alphabetic) {
        let inner = Span::new(begins, begins + words.len());
        let outer = Span::new(dash, inner.end);
        found.push((Stretch { outer, inner }, by));
    }
}

/// The first verb of saying behind a mark that ends somebody's words: where it begins, with what stands before it as `a dit`, and
/// where it ends.
fn inquit(body: &str, code: &str, part: Span) -> Option<(usize, usize)> {
    let text = part.of(body);
    let mut last: Option<Span> = None;
    for word in words::words(text) {
        let is = |span: Span, tag| is_inquit(&span.of(text).to_lowercase(), code, tag);
        if is(word, InquitTag::Says) {
            let has = last.filter(|last| {
                text.get(last.end..word.start)
                    .is_some_and(|between| between.trim().is_empty())
                    && is(*last, InquitTag::Has)
            });
            let start = has.map_or(word.start, |has| has.start);
            let before = text[..start].trim_end();
            let ends = before.is_empty()
                || before.ends_with(|letter: char| {
                    is_dash(letter) || matches!(letter, ',' | '?' | '!' | '…')
                });
            if ends {
                return Some((part.start + start, part.start + word.end));
            }
        }
        last = Some(word);
    }
    None
}

/// The person named right behind a byte; not `Anna Bergs bror`.
fn named(body: &str, mentions: &[Mention], verb: usize) -> Option<usize> {
    let behind = body.get(verb..)?;
    let start = verb + (behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len());
    let index = mentions.partition_point(|mention| mention.start < start);
    let mention = mentions
        .get(index)
        .filter(|mention| mention.start == start)?;
    let after = body.get(mention.end..)?;
    let owns = body.get(..mention.end)?.ends_with('s')
        && after
            .strip_prefix(' ')
            .is_some_and(|after| after.starts_with(char::is_alphabetic));
    (mention.kind == NameKind::Person && !owns).then_some(index)
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '—' | '–' | '―' | '-')
}

/// What parts words from what is said of them.
fn is_edge(letter: char) -> bool {
    letter.is_whitespace() || is_dash(letter)
}

#[cfg(test)]
mod tests {
    use super::super::quotes;
    use super::*;

    /// The words and speakers of a text in which these people are named.
    fn read(body: &str, code: &str) -> Vec<(String, Option<String>)> {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for part in body.split("\n\n") {
            paragraphs.push(Span::new(at, at + part.len()));
            at += part.len() + 2;
        }
        let mut mentions: Vec<Mention> = ["Anna Berg", "Jon Dahl"]
            .iter()
            .flat_map(|name| body.match_indices(name))
            .map(|(start, name)| {
                let genitive = usize::from(body[start + name.len()..].starts_with('s'));
                Mention {
                    start,
                    end: start + name.len() + genitive,
                    kind: NameKind::Person,
                    entity: name.to_string(),
                    why: String::new(),
                }
            })
            .collect();
        mentions.sort_by_key(|mention| mention.start);
        let sentences = crate::analysis::text::sentences::sentences(body, &paragraphs, Some(code));
        let text = Text::new(body, &paragraphs, &sentences, Some(code));
        quotes(&text, &mentions)
            .into_iter()
            .map(|quote| (quote.span().of(body).to_string(), quote.speaker))
            .collect()
    }

    fn check(body: &str, code: &str, expected: &[(&str, Option<&str>)]) {
        let found = read(body, code);
        let found: Vec<(&str, Option<&str>)> = found
            .iter()
            .map(|(words, speaker)| (words.as_str(), speaker.as_deref()))
            .collect();
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn a_line_with_a_dash_and_a_verb_of_saying_is_speech() {
        let anna = Some("Anna Berg");
        for (body, code, words) in [
            (
                "— Les bateaux sont perdus, a dit Anna Berg à Lund.",
                "fr",
                "Les bateaux sont perdus",
            ),
            ("— Qui l’a dit ? demanda Anna Berg.", "fr", "Qui l’a dit ?"),
            (
                "—Los barcos están perdidos —dijo Anna Berg.",
                "es",
                "Los barcos están perdidos",
            ),
            (
                "– Łodzie są stracone – powiedziała Anna Berg.",
                "pl",
                "Łodzie są stracone",
            ),
            (
                "– Båtene er tapt, sier Anna Berg til avisen.",
                "nb",
                "Båtene er tapt",
            ),
            (
                "- Båtarna är borta, säger Anna Berg.",
                "sv",
                "Båtarna är borta",
            ),
            (
                "— Корабли потеряны, — сказала Anna Berg.",
                "ru",
                "Корабли потеряны",
            ),
        ] {
            check(body, code, &[(words, anna)]);
        }
        check(
            "—Los barcos están perdidos —dijo Anna Berg—. Nos vamos ahora.",
            "es",
            &[
                ("Los barcos están perdidos", anna),
                ("Nos vamos ahora.", anna),
            ],
        );
        check(
            "– Łodzie są stracone – powiedziała Anna Berg. – Odpływamy.",
            "pl",
            &[("Łodzie są stracone", anna), ("Odpływamy.", anna)],
        );
    }

    #[test]
    fn who_is_not_named_right_behind_the_verb_is_nobody() {
        for (body, code, words) in [
            (
                "— Nous partons, dit-elle à Anna Berg.",
                "fr",
                "Nous partons",
            ),
            (
                "— Nous partons, a dit à Anna Berg le maire.",
                "fr",
                "Nous partons",
            ),
            ("– Vi drar, sier Anna Bergs bror.", "nb", "Vi drar"),
            ("– Vi drar, sier broren til Anna Berg.", "nb", "Vi drar"),
            (
                "Anna Berg kom. – Nei.\n\n– Vi drar, sier han.",
                "nb",
                "Vi drar",
            ),
        ] {
            check(body, code, &[(words, None)]);
        }
    }

    #[test]
    fn an_item_of_a_list_is_no_speech() {
        for (body, code) in [
            (
                "— Les bateaux sont perdus.\n\n— Anna Berg est partie.",
                "fr",
            ),
            ("— Les bateaux dont on dit Anna Berg propriétaire.", "fr"),
            ("– Båtene er tapt\n\n– Anna Berg sier ja", "nb"),
            ("-5 grader, sier Anna Berg.", "nb"),
            ("— Anna Berg, 34, said she would go.", "en"),
            ("— The boats are lost, said Anna Berg.", "en"),
        ] {
            check(body, code, &[]);
        }
    }

    #[test]
    fn a_person_named_right_behind_marks_and_verb_speaks() {
        for (body, code, words) in [
            ("« Nous partons », a dit Anna Berg.", "fr", "Nous partons"),
            ("„Wir gehen“, sagte Anna Berg am Montag.", "de", "Wir gehen"),
            ("«Nos vamos», dijo Anna Berg.", "es", "Nos vamos"),
        ] {
            check(body, code, &[(words, Some("Anna Berg"))]);
        }
        for (body, code, words) in [
            (
                "« Nous partons ». Le maire dit Anna Berg absente.",
                "fr",
                "Nous partons",
            ),
            (
                "„Wir gehen“, sagte der Bruder von Anna Berg.",
                "de",
                "Wir gehen",
            ),
        ] {
            check(body, code, &[(words, None)]);
        }
    }
}
