//! The words around a figure as they stand in the article: its label where no noun phrase tells what it is of.

use crate::analysis::comparing::figures::read::around::TO_COUNTED;
use crate::analysis::comparing::table::excerpt;
use crate::analysis::text::words;
use crate::model::{Article, Span};

/// Share of the letters beside a figure that go to the words before it: they say more often of what it is.
const BEFORE: (usize, usize) = (2, 3);

/// The words around a figure.
pub struct Around {
    pub label: String,
    /// Its clause says something before it, by which one knows what it is of.
    pub is_led: bool,
}

/// Figure, counted thing and the words beside them in their clause, whole words in their order, no more letters than so many
/// and `…` where the sentence goes on; `None` where nothing of content stands beside the figure.
pub fn words_around(
    article: &Article,
    sentence: Span,
    figure: Span,
    of: &str,
    chars: usize,
) -> Option<Around> {
    let body = &article.body;
    let behind = body.get(figure.end..sentence.end)?;
    let counted = (!of.is_empty())
        .then(|| behind.find(of))
        .flatten()
        .filter(|at| *at <= TO_COUNTED)
        .map_or(0, |at| at + of.len());
    let core = Span::new(figure.start, figure.end + counted);
    let before = pieces(body, Span::new(sentence.start, core.start));
    let after = pieces(body, Span::new(core.end, sentence.end));
    // A clause ends at its marks.
    let before: Vec<Span> = before
        .into_iter()
        .rev()
        .take_while(|piece| !piece.of(body).ends_with(PARTING))
        .collect();
    let ends = after
        .iter()
        .position(|piece| piece.of(body).ends_with(PARTING));
    let mut after: Vec<Span> = after[..ends.map_or(after.len(), |at| at + 1)].to_vec();
    if body[core.end..].starts_with(PARTING) {
        after.clear();
    }

    let letters = |piece: &Span| piece.of(body).chars().count() + 1;
    // Both signs of a cut are counted.
    let left = chars.saturating_sub(core.of(body).chars().count() + 2);
    let is_empty = |piece: &Span| {
        let word = words::fold(
            piece
                .of(body)
                .trim_matches(|letter: char| !letter.is_alphanumeric()),
        );
        words::is_function_word(&word) || !word.contains(char::is_alphabetic)
    };
    let kept = |pieces: &[Span], count: usize| -> usize {
        let whole = count == pieces.len();
        let ends = pieces.last().copied().unwrap_or(core);
        let is_sentence = ends.start <= sentence.start || ends.end >= sentence.end;
        if whole && is_sentence {
            return count;
        }
        let content = pieces[..count].iter().rposition(|piece| !is_empty(piece));
        content.map_or(0, |at| at + 1)
    };
    let used = |pieces: &[Span]| pieces.iter().map(letters).sum::<usize>();
    let first = fitting(&before, left * BEFORE.0 / BEFORE.1, letters);
    let room = left.saturating_sub(used(&before[..first]));
    let last = kept(&after, fitting(&after, room, letters));
    let room = left.saturating_sub(used(&after[..last]));
    let first = kept(&before, fitting(&before, room, letters));
    let told = before[..first]
        .iter()
        .chain(&after[..last])
        .any(|piece| !is_empty(piece));
    if !told {
        return None;
    }
    let end = after[..last].last().map_or(core.end, |piece| piece.end);
    let says = |piece: &Span| !is_empty(piece) && piece.of(body).starts_with(char::is_lowercase);
    let start = before[..first]
        .last()
        .map_or(core.start, |piece| piece.start);
    let whole = one_line(&body[start..core.start]);
    // `closed the harbour … for forty hours`: a name that takes the room of words which say more is left out.
    let (from, parted) = without_names(body, &before, room, core.start, &is_empty);
    let content = |words: &str| {
        words
            .split_whitespace()
            .filter(|word| word.starts_with(char::is_lowercase) && !words::is_function_word(word))
            .count()
    };
    let (start, lead) = if content(&parted) > content(&whole) {
        (from, parted)
    } else {
        (start, whole)
    };
    let behind = one_line(&body[core.start..end]);
    let written = if lead.is_empty() {
        behind
    } else {
        format!("{lead} {behind}")
    };
    let bare = written
        .trim_end_matches(|letter: char| PARTING.contains(&letter) || ".!?".contains(letter));
    let bare = bare.trim_start_matches(['“', '"', '(', '‘', '—']).trim();
    let is_led = before.iter().any(says);
    if bare.chars().count() > chars {
        let label = excerpt(bare, chars);
        return Some(Around { label, is_led });
    }
    let is_cut = |rest: &str| rest.contains(char::is_alphanumeric);
    let open = if is_cut(&body[sentence.start..start]) {
        "…"
    } else {
        ""
    };
    let close = if is_cut(&body[end..sentence.end]) {
        "…"
    } else {
        ""
    };
    let label = format!("{open}{bare}{close}");
    Some(Around { label, is_led })
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// The words before a figure, the nearest first in `before`, without names and what ties them to the clause, each run of
/// these shown as `…`: where they begin, and the words.
fn without_names(
    body: &str,
    before: &[Span],
    room: usize,
    figure: usize,
    is_empty: &impl Fn(&Span) -> bool,
) -> (usize, String) {
    let mut kept: Vec<&str> = Vec::new();
    let (mut start, mut used) = (figure, 0);
    let mut pieces = before.iter().peekable();
    while let Some(piece) = pieces.next() {
        let word = piece.of(body);
        if word.starts_with(char::is_uppercase) {
            let is_tied =
                |next: &&Span| is_empty(next) || next.of(body).starts_with(char::is_uppercase);
            while pieces.next_if(is_tied).is_some() {}
            if kept.last().is_some_and(|word| *word != "…") {
                kept.push("…");
                used += 2;
            }
            continue;
        }
        used += word.chars().count() + 1;
        if used > room {
            break;
        }
        kept.push(word);
        start = piece.start;
    }
    let is_end = |word: &str| word == "…" || words::is_function_word(&words::fold(word));
    while kept.last().is_some_and(|word| is_end(word)) {
        kept.pop();
    }
    kept.reverse();
    (start, kept.join(" "))
}

/// Marks that part clauses.
const PARTING: [char; 9] = [',', ';', ':', '“', '”', '"', '—', '(', ')'];

/// The runs of letters without white space.
fn pieces(body: &str, within: Span) -> Vec<Span> {
    let text = within.of(body);
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize + within.start;
    text.split_whitespace()
        .map(|word| Span::new(start(word), start(word) + word.len()))
        .collect()
}

/// How many of the first pieces fit into the room.
fn fitting(pieces: &[Span], room: usize, letters: impl Fn(&Span) -> usize) -> usize {
    let mut used = 0;
    let fits = pieces.iter().take_while(|piece| {
        used += letters(piece);
        used <= room
    });
    fits.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::tests::article;

    fn label(text: &str, figure: &str, of: &str) -> Option<String> {
        let one = article("a", &[text]);
        let start = text.find(figure).unwrap();
        let span = Span::new(start, start + figure.len());
        words_around(&one, Span::new(0, text.len()), span, of, 40).map(|around| around.label)
    }

    #[test]
    fn the_words_stand_as_in_the_article_and_a_cut_is_shown() {
        for (text, figure, of, expected) in [
            (
                "The mayor said the freeze of the harbour will last 60 to 90 days.",
                "60 to 90 days",
                "",
                "…harbour will last 60 to 90 days",
            ),
            (
                "Dask won the vote with 53 percent.",
                "53 percent",
                "",
                "Dask won the vote with 53 percent",
            ),
            (
                "Officers closed the harbour of Port Velmora for forty hours.",
                "forty hours",
                "",
                "…closed the harbour … for forty hours",
            ),
            (
                "In Velmora, experts think it may be possible to find 17,000 more kidneys and other organs there.",
                "17,000",
                "more kidneys",
                "…possible to find 17,000 more kidneys…",
            ),
            (
                "Dask, who lost, said that the wall, the fence and another $5 million were spent.",
                "$5 million",
                "",
                "…fence and another $5 million…",
            ),
        ] {
            assert_eq!(label(text, figure, of).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn where_nothing_stands_beside_the_figure_there_is_no_label() {
        assert_eq!(
            label("It was $5 million, Dask said.", "$5 million", ""),
            None
        );
        assert_eq!(label("$5 million.", "$5 million", ""), None);
    }
}
