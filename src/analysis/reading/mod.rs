//! What one article says by itself: its sentences, names, figures, dates and quotations.

pub mod dates;
pub mod figures;
pub mod names;
pub mod quotes;
pub mod statements;

use super::text::{Text, Words, sentences, words};
use crate::model::{Article, Draft, Span};

/// Length in characters from which a made title is cut at a word.
const MADE_TITLE_CHARS: usize = 100;

/// Reads a draft through: joins its paragraphs into the body and finds everything that one article can tell by itself.
///
/// `id` is the article's id (12 hexadecimal digits, chosen by the caller).
pub fn analyse(draft: Draft, id: String) -> Article {
    read(draft, id).0
}

/// The same, with the words as they were cut for it: [`Text::again`] goes on with them.
pub fn read(draft: Draft, id: String) -> (Article, Words) {
    let (body, paragraphs) = joined(&draft.paragraphs);
    let language = draft.language.or_else(|| words::language(&body));
    let sentences = sentences::sentences(&body, &paragraphs, language.as_deref());
    let (title, title_made) = match draft.title {
        Some(title) => (title, false),
        None => (made_title(&body, &sentences), true),
    };
    let text = Text::new(&body, &paragraphs, &sentences, language.as_deref())
        .under(if title_made { "" } else { &title });
    let (mentions, left_out) = names::held(names::mentions(&text));
    let mut notes = draft.notes;
    notes.extend(left_out.filter(|note| !notes.contains(note)));
    let mut asides = draft.asides;
    names::around::around(&text, &mentions, &mut asides);
    let figures = figures::figures(&text, &mentions);
    let quotes = quotes::quotes(&text, &mentions);
    let words = text.into_words();
    let article = Article {
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
    };
    (article, words)
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
    use super::dates::{Said, Side};
    use super::*;
    use crate::analysis::text::lexicon::Tag;
    use crate::model::{Mention, Modifier, NameKind};

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

    /// A language of this test: a lexicon, a number grammar, no tagger. No rule knows of it.
    mod toy {
        use std::borrow::Cow;
        use std::sync::LazyLock;

        use crate::analysis::text::Language;
        use crate::analysis::text::language::Numbers;
        use crate::analysis::text::lexicon::Lexicon;

        const WORDS: &str = "belar\tweekday=4\ndu\tnumber=2\nem\tas=and function-word\nend\tas=last function-word\n\
            eske\tas=yesterday\nhom\tfigure.plural-without-s\nhund\tnumber.scale=100\nkar\tas=about figure.modifier=about\n\
            la\tas=the function-word\nmay\tmonth=5\nparto\tfigure.unit=percent\nsedi\tspeech-verb\ntri\tnumber=3\n\
            vinti\tnumber=20\n";
        static LEXICON: LazyLock<Lexicon<super::Tag>> = LazyLock::new(|| Lexicon::read(WORDS));

        pub static TOY: Language = Language {
            code: "x-toy",
            lexicon: || &LEXICON,
            stem: |folded| Cow::Borrowed(folded),
            syntax: || None,
            numbers: Numbers {
                has_decimal_comma: true,
                units_come_first: true,
            },
            time_has_capitals: false,
        };
    }

    #[test]
    fn a_language_is_a_lexicon_and_a_number_grammar_and_no_rule_changes() {
        let body = "Kar tri em vinti hom venit la ponto. La prezo mont 1.234,5 parto. Du hund tri hom foras. \
                    „La ponto ke aper“, sedi Anna Berg. Ke mort eske. Ke venit end belar em 9 may 2031.";
        let whole = [Span::new(0, body.len())];
        let sentences = sentences::sentences(body, &whole, None);
        let name = body.find("Anna Berg").unwrap();
        let anna = Mention {
            start: name,
            end: name + "Anna Berg".len(),
            kind: NameKind::Person,
            entity: "Anna Berg".into(),
            why: String::new(),
        };
        let text = || Text::new(body, &whole, &sentences, None);
        let told = |text: &Text| {
            let figures = figures::figures(text, std::slice::from_ref(&anna));
            let figures = figures.iter();
            let figures: Vec<_> = figures
                .map(|figure| {
                    (
                        figure.value,
                        figure.modifier,
                        figure.unit.clone(),
                        figure.of.clone(),
                    )
                })
                .collect();
            let quotes = quotes::quotes(text, std::slice::from_ref(&anna));
            let quotes = quotes.into_iter();
            let quotes: Vec<_> = quotes
                .map(|quote| (quote.span().of(body), quote.speaker))
                .collect();
            let article = Article {
                body: body.into(),
                sentences: sentences.clone(),
                ..analyse(Draft::default(), "0".into())
            };
            let dates = dates::dates(&article, text).into_iter();
            let dates: Vec<_> = dates
                .map(|dated| (dated.span.of(body), dated.said))
                .collect();
            (figures, quotes, dates)
        };
        let (figures, quotes, dates) = told(&text().spoken(&toy::TOY));
        let people = |value: f64, modifier| (value, modifier, String::new(), "hom".to_string());
        assert_eq!(
            figures,
            [
                people(23.0, Modifier::About),
                (1234.5, Modifier::Exact, "percent".into(), String::new()),
                people(203.0, Modifier::Exact),
            ]
        );
        assert_eq!(
            quotes,
            [("La ponto ke aper", Some("Anna Berg".to_string()))]
        );
        let may = Said::Day {
            year: Some(2031),
            month: 5,
            day: 9,
        };
        assert_eq!(
            dates,
            [
                ("eske", Said::FromToday(-1, -1)),
                ("belar", Said::Weekday(4, Side::Last)),
                ("9 may 2031", may),
            ]
        );
        // English makes nothing of it but the date that it writes alike.
        let (figures, quotes, dates) = told(&text());
        assert!(
            figures.iter().all(|figure| figure.3 != "hom"),
            "{figures:?}"
        );
        assert_eq!(quotes, [("La ponto ke aper", None)]);
        assert!(dates.len() < 3, "{dates:?}");
    }
}
