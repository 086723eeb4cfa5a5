//! What one article says by itself: its sentences, names, figures, dates and quotations.

pub mod dates;
pub mod figures;
pub mod names;
pub mod quotes;
pub mod statements;

use super::text::{sentences, words};
use crate::model::{Article, Draft, Span};

/// Length in characters from which a made title is cut at a word.
const MADE_TITLE_CHARS: usize = 100;

/// Reads a draft through: joins its paragraphs into the body and finds everything that one article can tell by itself.
///
/// `id` is the article's id (12 hexadecimal digits, chosen by the caller).
pub fn analyse(draft: Draft, id: String) -> Article {
    let (body, paragraphs) = joined(&draft.paragraphs);
    let language = draft.language.or_else(|| words::language(&body));
    let sentences = sentences::sentences(&body, &paragraphs, language.as_deref());
    let (title, title_made) = match draft.title {
        Some(title) => (title, false),
        None => (made_title(&body, &sentences), true),
    };
    let text = names::Text {
        title: if title_made { "" } else { &title },
        body: &body,
        paragraphs: &paragraphs,
        sentences: &sentences,
        language: language.as_deref(),
    };
    let (mentions, left_out) = names::held(names::mentions(&text));
    let mut notes = draft.notes;
    notes.extend(left_out.filter(|note| !notes.contains(note)));
    let mut asides = draft.asides;
    names::around::around(&text, &mentions, &mut asides);
    let figures = figures::figures(&body, &sentences, &mentions);
    let quotes = quotes::quotes(&body, &paragraphs, &sentences, &mentions);
    Article {
        id,
        origin: draft.origin,
        title,
        title_made,
        outlet: draft.outlet,
        authors: draft.authors,
        published: draft.published,
        url: draft.url,
        language,
        body,
        paragraphs,
        sentences,
        mentions,
        figures,
        quotes,
        asides,
        notes,
    }
}

/// Paragraphs joined by a blank line, and where each stands.
fn joined(paragraphs: &[String]) -> (String, Vec<Span>) {
    let mut body = String::with_capacity(paragraphs.iter().map(|p| p.len() + 2).sum());
    let mut spans = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        if !body.is_empty() {
            body.push_str("\n\n");
        }
        let start = body.len();
        body.push_str(paragraph);
        spans.push(Span::new(start, body.len()));
    }
    (body, spans)
}

/// The first sentence, cut at a word where it is long.
fn made_title(body: &str, sentences: &[Span]) -> String {
    let first = sentences.first().map_or("", |sentence| sentence.of(body));
    let Some((cut, _)) = first.char_indices().nth(MADE_TITLE_CHARS) else {
        return first.to_string();
    };
    let head = &first[..cut];
    let end = head.rfind(char::is_whitespace).unwrap_or(cut);
    format!("{}…", head[..end].trim_end_matches([',', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_holds_every_paragraph_where_its_span_says() {
        let draft = Draft {
            paragraphs: vec!["One two.".into(), "Three. Four.".into()],
            ..Draft::default()
        };
        let article = analyse(draft, "0".into());
        assert_eq!(article.body, "One two.\n\nThree. Four.");
        assert_eq!(article.text(article.paragraphs[1]), "Three. Four.");
        assert_eq!(article.sentences.len(), 3);
    }

    #[test]
    fn a_title_is_made_and_marked_where_none_is_given() {
        let draft = Draft {
            paragraphs: vec!["Rain fell on the town. More is due.".into()],
            ..Draft::default()
        };
        let article = analyse(draft, "0".into());
        assert!(article.title_made);
        assert_eq!(article.title, "Rain fell on the town.");
    }

    #[test]
    fn an_empty_draft_gives_an_empty_article() {
        let article = analyse(Draft::default(), "0".into());
        assert!(
            article.body.is_empty() && article.sentences.is_empty() && article.title.is_empty()
        );
    }
}
