//! Quotation marks and the stretches they enclose, without asking who spoke.
//!
//! A mark opens or closes by its shape or, where the shape does not tell (`"`, `''`), by what stands beside it. A
//! quotation ends at the latest with its paragraph, unless the next paragraph begins with an opening mark again, as
//! style books have it for speech that runs over paragraphs.

use crate::model::Span;

/// Paragraphs that one quotation may run over: a marker left open by mistake must not swallow an article.
const MOST_PARAGRAPHS: usize = 40;
/// Words from which a quotation that is never closed is believed.
const WORDS_OF_UNCLOSED: usize = 4;
/// Words from which a stretch between single marks is believed.
const WORDS_OF_SINGLE: usize = 2;

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// With the marks.
    pub outer: Span,
    /// Without them.
    pub inner: Span,
}

/// Marks that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Curly,
    Straight,
    Apostrophes,
    Guillemets,
    /// `„…“`
    Low,
    Single,
    StraightSingle,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    span: Span,
    family: Family,
    opens: bool,
    closes: bool,
}

/// The stretches of a body, in order, none inside another.
pub fn stretches(body: &str, paragraphs: &[Span]) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut open: Option<(Mark, usize)> = None;
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        let marks = marks(body, paragraph);
        let mut rest = marks.as_slice();
        if let Some((mark, _)) = open {
            // The opening mark is repeated: not a new quotation.
            match rest.split_first() {
                Some((first, others)) if first.family == mark.family && first.opens => {
                    rest = others
                }
                _ => open = None,
            }
        }
        for &mark in rest {
            open = step(body, open, mark, number, &mut found);
        }
        if let Some((mark, since)) = open {
            let next = paragraphs.get(number + 1);
            let runs_on = !single(mark.family)
                && next.is_some_and(|&next| begins_with_opening(body, next, mark.family))
                && number - since < MOST_PARAGRAPHS;
            if !runs_on {
                let inner = Span::new(mark.span.end, paragraph.end);
                let words = inner
                    .of(body)
                    .split_whitespace()
                    .take(WORDS_OF_UNCLOSED)
                    .count();
                let short_enough = since == number || number - since < MOST_PARAGRAPHS;
                if !single(mark.family) && words >= WORDS_OF_UNCLOSED && short_enough {
                    push(body, mark.span, Span::new(inner.end, inner.end), &mut found);
                }
                open = None;
            }
        }
    }
    found
}

/// What is open after one more mark.
fn step(
    body: &str,
    open: Option<(Mark, usize)>,
    mark: Mark,
    number: usize,
    found: &mut Vec<Stretch>,
) -> Option<(Mark, usize)> {
    match open {
        None => mark.opens.then_some((mark, number)),
        Some((opening, since)) => {
            if mark.family != opening.family {
                // Another kind inside: nested, or an apostrophe. A double mark inside single ones shows that the
                // single one was an apostrophe.
                if single(opening.family) && !single(mark.family) && mark.opens {
                    return Some((mark, number));
                }
                return open;
            }
            if mark.closes {
                push(body, opening.span, mark.span, found);
                return None;
            }
            // Opened twice: the first was never closed.
            if mark.opens {
                Some((mark, number))
            } else {
                Some((opening, since))
            }
        }
    }
}

fn push(body: &str, opening: Span, closing: Span, found: &mut Vec<Stretch>) {
    let inner = Span::new(opening.end, closing.start);
    let words = inner.of(body);
    let trimmed = words.trim();
    if !trimmed.chars().any(char::is_alphabetic) {
        return;
    }
    let lead = words.len() - words.trim_start().len();
    let start = inner.start + lead;
    found.push(Stretch {
        outer: Span::new(opening.start, closing.end),
        inner: Span::new(start, start + trimmed.len()),
    });
}

fn single(family: Family) -> bool {
    matches!(family, Family::Single | Family::StraightSingle)
}

fn begins_with_opening(body: &str, paragraph: Span, family: Family) -> bool {
    let text = paragraph.of(body).trim_start();
    match family {
        Family::Curly => text.starts_with('“'),
        Family::Straight => text.starts_with('"'),
        Family::Apostrophes => text.starts_with("''") || text.starts_with("``"),
        Family::Guillemets => text.starts_with(['«', '»']),
        Family::Low => text.starts_with('„'),
        Family::Single | Family::StraightSingle => false,
    }
}

/// The marks of one paragraph, in order.
fn marks(body: &str, paragraph: Span) -> Vec<Mark> {
    let text = paragraph.of(body);
    let low = text.contains('„');
    let mut found: Vec<Mark> = Vec::new();
    let mut before = ' ';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let mut end = at + letter.len_utf8();
        let doubled = matches!(letter, '\'' | '`' | '’' | '‘')
            && letters.peek().is_some_and(|&(_, next)| next == letter);
        if doubled {
            letters.next();
            end += letter.len_utf8();
        }
        let after = letters.peek().map_or(' ', |&(_, next)| next);
        if let Some(family) = family(letter, doubled, low) {
            let (opens, closes) = sides(letter, doubled, family, before, after);
            if opens || closes {
                let span = Span::new(paragraph.start + at, paragraph.start + end);
                found.push(Mark {
                    span,
                    family,
                    opens,
                    closes,
                });
            }
        }
        before = letter;
    }
    drop_apostrophes(body, paragraph, found)
}

fn family(letter: char, doubled: bool, low: bool) -> Option<Family> {
    match letter {
        '“' | '”' if low => Some(Family::Low),
        '„' => Some(Family::Low),
        '“' | '”' => Some(Family::Curly),
        '"' => Some(Family::Straight),
        '\'' | '`' | '’' | '‘' if doubled => Some(Family::Apostrophes),
        '«' | '»' => Some(Family::Guillemets),
        '‘' | '’' => Some(Family::Single),
        '\'' => Some(Family::StraightSingle),
        _ => None,
    }
}

/// Whether a mark may open and whether it may close.
fn sides(letter: char, doubled: bool, family: Family, before: char, after: char) -> (bool, bool) {
    let apart = |beside: char| {
        beside.is_whitespace()
            || matches!(
                beside,
                '(' | '[' | '—' | '–' | '-' | '/' | '“' | '‘' | '"' | '\''
            )
    };
    let opens_here = apart(before) && !after.is_whitespace();
    let closes_here = !before.is_whitespace() && !after.is_alphanumeric();
    match family {
        Family::Curly => (letter == '“', letter == '”'),
        Family::Low => (letter == '„', letter != '„'),
        Family::Guillemets => (apart(before), !apart(before) || after.is_whitespace()),
        // A mark between blanks, or between letters, opens or closes by turns.
        Family::Straight => match (opens_here, closes_here) {
            (false, false) => (true, true),
            sides => sides,
        },
        Family::Apostrophes if letter == '`' || letter == '‘' => (true, false),
        Family::Apostrophes => match (opens_here, closes_here) {
            (false, false) => (doubled, doubled),
            sides => sides,
        },
        Family::Single => (letter == '‘' && opens_here, letter == '’' && closes_here),
        Family::StraightSingle => (
            opens_here && after.is_alphanumeric(),
            closes_here && matches!(before, ',' | '.' | '?' | '!' | '…'),
        ),
    }
}

/// Leaves single marks only where an opening one finds a closing one behind at least [`WORDS_OF_SINGLE`] words, before
/// the next opening one; all others are apostrophes.
fn drop_apostrophes(body: &str, paragraph: Span, marks: Vec<Mark>) -> Vec<Mark> {
    if !marks.iter().any(|mark| single(mark.family)) {
        return marks;
    }
    let mut keep = vec![true; marks.len()];
    let mut opening: Option<usize> = None;
    let mut closing: Option<(usize, bool)> = None;
    for (index, mark) in marks.iter().enumerate() {
        if !single(mark.family) {
            continue;
        }
        keep[index] = false;
        if mark.opens {
            opening = Some(index);
            closing = None;
        } else if let Some(from) = opening.filter(|&from| marks[from].family == mark.family) {
            // `the workers’ demands’`: a mark behind punctuation closes for sure, another one only until a surer comes.
            let sure = body[paragraph.start..mark.span.start].ends_with([',', '.', '?', '!', '…'])
                || !body[mark.span.end..paragraph.end].starts_with(' ');
            if matches!(closing, Some((_, true))) {
                continue;
            }
            let words = body[marks[from].span.end..mark.span.start]
                .split_whitespace()
                .take(WORDS_OF_SINGLE)
                .count();
            if words < WORDS_OF_SINGLE && !sure {
                continue;
            }
            match closing {
                Some((earlier, false)) if sure => {
                    keep[earlier] = false;
                    keep[index] = true;
                    closing = Some((index, true));
                }
                Some(_) => {}
                None => {
                    keep[from] = true;
                    keep[index] = true;
                    closing = Some((index, sure));
                }
            }
        }
    }
    marks
        .into_iter()
        .zip(keep)
        .filter_map(|(mark, keep)| keep.then_some(mark))
        .collect()
}
