//! Quotation marks and the stretches they enclose, without asking who spoke.
//!
//! A quotation ends at the latest with its paragraph, unless the next paragraph begins with an opening mark again, as
//! style books have it for speech that runs over paragraphs.

use super::nicknames::is_nickname;
use super::shapes::marks;
use super::signs::{Family, Mark, Stretch, double, single};
use crate::analysis::text::Text;
use crate::analysis::text::lexicon::{Lexicon, Tag};
use crate::analysis::text::steps;
use crate::model::Span;

/// Paragraphs that one quotation may run over: a marker left open by mistake must not swallow an article.
const MOST_PARAGRAPHS: usize = 40;
/// Words from which a quotation that is never closed is believed.
const WORDS_OF_UNCLOSED: usize = 4;
/// Marks looked at behind one to tell whether it stands inside a quotation.
const MARKS_AHEAD: usize = 8;

/// A quotation whose closing mark is still to come.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: Mark,
    /// Number of the paragraph that it begins in.
    since: usize,
    /// Marks opened inside it that are still to be closed.
    inside: usize,
}

/// The stretches of a body, in order, none inside another.
pub fn stretches(text: &Text) -> Vec<Stretch> {
    let (body, paragraphs, lexicon) = (text.body, text.paragraphs, text.lexicon());
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut following: Option<Vec<Mark>> = None;
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        let marks = following.take().unwrap_or_else(|| marks(body, paragraph));
        let mut from = 0;
        if let Some(earlier) = open {
            match marks.iter().find(|mark| pair(earlier.mark, **mark)) {
                // The opening mark is repeated: not a new quotation.
                Some(first) if first.opens => {
                    let swallowed = first.span.start;
                    from = marks.partition_point(|mark| mark.span.start <= swallowed);
                }
                // It was forgotten, the closing one was not.
                Some(_) => {}
                None => open = None,
            }
        }
        for at in from..marks.len() {
            steps::take(1);
            open = step((body, lexicon), open, &marks[at..], number, &mut found);
        }
        if let Some(earlier) = open {
            if let Some(&next) = paragraphs.get(number + 1) {
                following = Some(self::marks(body, next));
            }
            let next = paragraphs.get(number + 1).zip(following.as_deref());
            let runs_on = !single(earlier.mark.family)
                && number - earlier.since < MOST_PARAGRAPHS
                && next.is_some_and(|(next, marks)| goes_on(body, *next, marks, earlier.mark));
            if runs_on {
                open = Some(Open {
                    inside: 0,
                    ..earlier
                });
            } else {
                let inner = Span::new(earlier.mark.span.end, paragraph.end);
                let words = inner
                    .of(body)
                    .split_whitespace()
                    .take(WORDS_OF_UNCLOSED)
                    .count();
                if is_believed_open(earlier.mark.family) && words >= WORDS_OF_UNCLOSED {
                    let end = Span::new(inner.end, inner.end);
                    push(body, earlier.mark.span, end, &mut found);
                }
                open = None;
            }
        }
    }
    found.retain(|stretch| !is_nickname(body, *stretch));
    found
}

/// Whether a mark that is never closed may have been forgotten to be: a single one is an apostrophe, `»` a bullet.
fn is_believed_open(family: Family) -> bool {
    !single(family) && family != Family::Guillemets
}

/// What is open after one more mark, the first of `marks`.
fn step(
    (body, lexicon): (&str, &Lexicon<Tag>),
    open: Option<Open>,
    marks: &[Mark],
    number: usize,
    found: &mut Vec<Stretch>,
) -> Option<Open> {
    let (&mark, behind) = marks.split_first()?;
    let begun = Open {
        mark,
        since: number,
        inside: 0,
    };
    let Some(earlier) = open else {
        return mark.opens.then_some(begun);
    };
    if !pair(earlier.mark, mark) {
        // Another kind inside: nested, or an apostrophe. A double mark inside single ones shows that the single one was
        // an apostrophe.
        if single(earlier.mark.family) && !single(mark.family) && mark.opens {
            return Some(begun);
        }
        return open;
    }
    if mark.closes {
        if earlier.inside > 0 {
            return Some(Open {
                inside: earlier.inside - 1,
                ..earlier
            });
        }
        if is_inch(body, earlier.mark, mark, behind) || is_stray(body, earlier.mark, mark, behind) {
            return open;
        }
        push(body, earlier.mark.span, mark.span, found);
        return None;
    }
    if mark.opens && is_nested((body, lexicon), earlier.mark, mark, behind) {
        return Some(Open {
            inside: earlier.inside + 1,
            ..earlier
        });
    }
    // Opened twice: the first was never closed.
    mark.opens.then_some(begun).or(open)
}

/// Whether two marks may enclose one quotation: `“…”`, and, where writers or machines mix them, `“…"` and `"…”`.
fn pair(opening: Mark, mark: Mark) -> bool {
    opening.family == mark.family || (double(opening.family) && double(mark.family))
}

/// Whether a mark that opens inside a quotation is closed before the quotation is: `“They call it “the pit” here,”`.
fn is_nested(
    (body, lexicon): (&str, &Lexicon<Tag>),
    opening: Mark,
    inner: Mark,
    behind: &[Mark],
) -> bool {
    let mut closing = behind
        .iter()
        .take(MARKS_AHEAD)
        .filter(|mark| pair(opening, **mark));
    let (first, second) = (closing.next(), closing.next());
    let closes = |mark: Option<&Mark>, family: Family| {
        mark.is_some_and(|mark| mark.closes && !mark.opens && mark.family == family)
    };
    // Where nothing more is opened or closed, the outer quotation may run on in the next paragraph, unless its closing mark
    // was forgotten before words that say who spoke.
    let runs_on = || {
        let between = Span::new(opening.span.end, inner.span.start);
        second.is_none()
            && inner.family != opening.family
            && !between
                .of(body)
                .split(|letter: char| !letter.is_alphabetic())
                .any(|word| lexicon.has(word, Tag::SpeechVerb))
    };
    closes(first, inner.family) && (closes(second, opening.family) || runs_on())
}

/// Whether a mark behind a number stands for inches and another behind it closes: `"a 12" pipe burst," she said`.
fn is_inch(body: &str, opening: Mark, mark: Mark, behind: &[Mark]) -> bool {
    body[..mark.span.start].ends_with(|letter: char| letter.is_numeric())
        && closed_next(opening, behind)
}

/// Whether a mark of another kind than the opening one, with no punctuation before it, stands inside the quotation.
fn is_stray(body: &str, opening: Mark, mark: Mark, behind: &[Mark]) -> bool {
    let ends = [',', '.', '?', '!', '…', '—', '-'];
    opening.family != mark.family
        && !body[..mark.span.start].ends_with(ends)
        && closed_next(opening, behind)
}

/// Whether the next mark that may close a quotation does, and in its own kind.
fn closed_next(opening: Mark, behind: &[Mark]) -> bool {
    let mut next = behind.iter().take(MARKS_AHEAD);
    next.find(|mark| pair(opening, **mark))
        .is_some_and(|next| next.closes && !next.opens && next.family == opening.family)
}

fn push(body: &str, opening: Span, closing: Span, found: &mut Vec<Stretch>) {
    let inner = Span::new(opening.end, closing.start);
    let words = inner.of(body);
    let trimmed = words.trim();
    // What a page writes to machines: `poster="http://…"`.
    let attribute = body[..opening.start].ends_with('=');
    let address = !trimmed.contains(char::is_whitespace)
        && (trimmed.contains("://") || trimmed.starts_with("www."));
    if !trimmed.chars().any(char::is_alphabetic) || attribute || address {
        return;
    }
    let lead = words.len() - words.trim_start().len();
    let start = inner.start + lead;
    found.push(Stretch {
        outer: Span::new(opening.start, closing.end),
        inner: Span::new(start, start + trimmed.len()),
    });
}

/// Whether a quotation that is open where a paragraph ends runs on in the next: this begins with an opening mark again,
/// or with no mark but holds the closing one.
fn goes_on(body: &str, next: Span, marks: &[Mark], opening: Mark) -> bool {
    let Some(first) = marks.iter().find(|mark| pair(opening, **mark)) else {
        return false;
    };
    let begins = body[next.start..first.span.start].trim().is_empty();
    (begins && first.opens) || (first.closes && !first.opens)
}
