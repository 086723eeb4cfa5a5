//! Names in standfirst and captions, joined with those of the article. The body is read without them: what stands in it does
//! not depend on what stands around it.

use std::collections::HashMap;

use super::{named, within};
use crate::analysis::text::Text;
use crate::analysis::text::lexicon::{Tag, english};
use crate::analysis::text::sentences;
use crate::model::{Aside, AsideKind, Mention, NameKind, Span};

/// Between the texts where they are read as one.
const BREAK: &str = "\n\n";
/// What a credit begins with, in lower case, behind a bracket, a stop or a space: who took a picture is nobody it shows.
#[rustfmt::skip]
const CREDITS: &[&str] = &[
    "photo:", "photo by", "photo credit", "photos:", "photograph:", "photograph by", "picture:", "pictures:", "image:",
    "image credit", "credit:", "credit.", "credit…", "courtesy", "copyright", "©", "handout", "file photo",
];

/// Fills the mentions of every standfirst and caption. `inside` are those of the body.
pub fn around(text: &Text, inside: &[Mention], asides: &mut [Aside]) {
    let is_read =
        |aside: &&mut Aside| matches!(aside.kind, AsideKind::Standfirst | AsideKind::Caption);
    let mut read: Vec<&mut Aside> = asides.iter_mut().filter(is_read).collect();
    if read.is_empty() {
        return;
    }
    let mut all = String::new();
    let mut paragraphs = Vec::with_capacity(read.len());
    let mut of_sentence = Vec::new();
    for aside in &read {
        if !all.is_empty() {
            all.push_str(BREAK);
        }
        let whole = Span::new(0, aside.text.len());
        let own = sentences::sentences(&aside.text, &[whole], text.code);
        of_sentence.extend(own.into_iter().map(|one| one.shifted(all.len())));
        paragraphs.push(whole.shifted(all.len()));
        all.push_str(&aside.text);
    }
    let alone = Text::new(&all, &paragraphs, &of_sentence, text.code).under(text.title);
    let kinds = kinds(text.body, inside);
    let place = |span: Span| {
        let at = paragraphs.iter().position(|one| one.contains(span))?;
        let shown = span.start - paragraphs[at].start < shown(read[at].text.as_str());
        shown.then_some(at)
    };
    let found: Vec<(usize, Span, NameKind)> = named(&alone)
        .into_iter()
        .filter(|(span, _)| !is_credit(&all, *span))
        .filter_map(|(span, kind)| {
            let kind = kinds.get(span.of(&all)).copied().unwrap_or(kind);
            Some((place(span)?, span, kind))
        })
        .collect();
    let whole = format!("{}{BREAK}{all}", text.body);
    let by = text.body.len() + BREAK.len();
    let names = inside.iter().map(|mention| (mention.span(), mention.kind));
    let names: Vec<(Span, NameKind)> = names
        .chain(
            found
                .iter()
                .map(|&(_, span, kind)| (span.shifted(by), kind)),
        )
        .collect();
    let joined = within::joined(&whole, text.paragraphs, &names);
    for (&(at, span, _), mention) in found.iter().zip(joined.into_iter().skip(inside.len())) {
        let start = span.start - paragraphs[at].start;
        read[at].mentions.push(Mention {
            start,
            end: start + span.len(),
            ..mention
        });
    }
}

/// Whether a name is a part of `Ada Lund/Reuters`, `AP Photo/Ada Lund`, `REUTERS/Ada Lund`, `Ada Lund via Getty Images`, or
/// follows `Image copyright`.
fn is_credit(all: &str, name: Span) -> bool {
    let (before, after) = (&all[..name.start], &all[name.end..]);
    let copyright = before.trim_end().to_lowercase();
    if copyright.ends_with("copyright") || copyright.ends_with("copyright by") {
        return true;
    }
    let from = before
        .rfind(['.', '(', '[', '|', ',', ';', ':', '“', '\n', '/'])
        .filter(|&at| before[at..].starts_with('/'));
    let has_before = from.is_some_and(|at| before[at + 1..].trim().is_empty());
    let has_after = after.trim_start_matches(' ').starts_with('/');
    let is_via = after.starts_with(" via ") || before.ends_with(" via ");
    if !(has_before || has_after || is_via || is_agency(name.of(all))) {
        return false;
    }
    let starts = before
        .rfind(['.', '(', '[', '|', ';', '“', '\n'])
        .map_or(0, |at| {
            at + before[at..].chars().next().map_or(1, char::len_utf8)
        });
    let ends = after
        .find([')', ']', '|', ';', ',', '\n'])
        .map_or(all.len(), |at| name.end + at);
    let run = &all[starts..ends];
    let is_short = run.split([' ', '/']).count() <= CREDIT_WORDS;
    let mut words = run.split(|letter: char| !letter.is_alphanumeric());
    is_short
        && words.any(is_agency)
        && (has_before || has_after || is_via || run.trim() == name.of(all))
}

/// A credit has so many words at most: names, agencies, `via`.
const CREDIT_WORDS: usize = 14;

fn is_agency(word: &str) -> bool {
    english().has(word, Tag::CreditWord)
}

/// What the article calls each name, where it always calls it the same.
fn kinds<'a>(body: &'a str, inside: &[Mention]) -> HashMap<&'a str, NameKind> {
    let mut kinds: HashMap<&str, Option<NameKind>> = HashMap::new();
    for mention in inside {
        kinds
            .entry(mention.span().of(body))
            .and_modify(|kind| *kind = kind.filter(|kind| *kind == mention.kind))
            .or_insert(Some(mention.kind));
    }
    kinds
        .into_iter()
        .filter_map(|(name, kind)| Some((name, kind?)))
        .collect()
}

/// Bytes of a caption up to its credit.
fn shown(caption: &str) -> usize {
    let lower = caption.to_lowercase();
    if lower.len() != caption.len() {
        return caption.len();
    }
    let begins = |&(at, _): &(usize, &str)| {
        let before = lower[..at].trim_end_matches(' ');
        before.is_empty()
            || before.ends_with(['.', '(', '[', '|', '–', '—', '/', '”', '"', '!', '?', ','])
    };
    CREDITS
        .iter()
        .filter_map(|credit| lower.match_indices(credit).find(begins))
        .map(|(at, _)| at)
        .min()
        .unwrap_or(caption.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading;
    use crate::model::{Article, Draft};

    fn article(body: &str, asides: &[(AsideKind, &str)]) -> Article {
        let asides = asides.iter();
        let draft = Draft {
            title: Some("A report".into()),
            language: Some("en".into()),
            paragraphs: vec![body.into()],
            asides: asides
                .map(|(kind, text)| Aside::new(*kind, text.to_string(), 0))
                .collect(),
            ..Draft::default()
        };
        reading::analyse(draft, "0".into())
    }

    fn found(aside: &Aside) -> Vec<(&str, &str)> {
        let mentions = aside.mentions.iter();
        mentions
            .map(|mention| (mention.span().of(&aside.text), mention.entity.as_str()))
            .collect()
    }

    const BODY: &str = "Prime Minister Ingrid Solberg met Tomas Aldrin in Oslo on Friday. Solberg thanked Mr. Aldrin.";

    #[test]
    fn names_around_the_text_are_joined_with_those_in_it_and_change_none() {
        let bare = article(BODY, &[]);
        let with = article(
            BODY,
            &[
                (AsideKind::Standfirst, "Solberg thanks a guest from Lima"),
                (
                    AsideKind::Caption,
                    "Ingrid Solberg and Ella Quist in Oslo. (Photo by Jon Rusk/Alpha Wire)",
                ),
                (AsideKind::LeftOut, "More: Maria Santos in Berlin"),
            ],
        );
        assert_eq!(with.mentions, bare.mentions);
        assert_eq!(
            found(&with.asides[0]),
            [("Solberg", "Ingrid Solberg"), ("Lima", "Lima")]
        );
        assert_eq!(
            found(&with.asides[1]),
            [
                ("Ingrid Solberg", "Ingrid Solberg"),
                ("Ella Quist", "Ella Quist"),
                ("Oslo", "Oslo")
            ]
        );
        assert_eq!(found(&with.asides[2]), []);
        assert_eq!(with.figures, bare.figures);
    }

    #[test]
    fn who_took_a_picture_is_nobody_it_shows() {
        for (caption, name, is_one) in [
            ("Ella Quist in Oslo. (Jon Rusk/Reuters)", "Jon Rusk", true),
            ("Ella Quist in Oslo. (Jon Rusk/Reuters)", "Reuters", true),
            (
                "Ella Quist in Oslo, Jan. 15, 2020. Jon Rusk/AFP via Getty Images",
                "Jon Rusk",
                true,
            ),
            (
                "Ella Quist in Oslo. (AP Photo/Jon Rusk, File)",
                "Jon Rusk",
                true,
            ),
            ("Ella Quist in Oslo. REUTERS/Jon Rusk", "Jon Rusk", true),
            ("Ella Quist in Oslo. REUTERS/Jon Rusk", "REUTERS", true),
            ("Image copyright AFP Image caption Ella Quist", "AFP", true),
            (
                "Image copyright AFP Image caption Ella Quist",
                "Ella Quist",
                false,
            ),
            (
                "Ella Quist in Oslo. Jon Rusk/The Lund Post",
                "Jon Rusk",
                true,
            ),
            (
                "Ella Quist in Oslo. (Jon Rusk/Reuters)",
                "Ella Quist",
                false,
            ),
            ("Ella Quist (L) in Oslo", "Ella Quist", false),
            ("The Quist/Rusk plan in Oslo", "Quist", false),
            (
                "Ella Quist leaves the offices of Reuters in Oslo",
                "Reuters",
                false,
            ),
        ] {
            let start = caption.find(name).unwrap();
            let span = Span::new(start, start + name.len());
            assert_eq!(is_credit(caption, span), is_one, "{name} of {caption}");
        }
    }

    #[test]
    fn a_credit_ends_what_a_caption_shows() {
        for (caption, rest) in [
            ("Ella Quist. Photo: Jon Rusk", "Photo: Jon Rusk"),
            ("Ella Quist [Courtesy of Jon Rusk]", "Courtesy of Jon Rusk]"),
            ("© Jon Rusk", "© Jon Rusk"),
            ("A photo by Jon Rusk hangs in Oslo", ""),
            ("Ella Quist holds a handout in Oslo", ""),
        ] {
            assert_eq!(&caption[shown(caption)..], rest, "{caption}");
        }
    }
}
