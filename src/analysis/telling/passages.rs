//! Passages: cut out of an article so that they can be found again, and found again in the article as it is now.
//!
//! The selectors are those of the W3C Web Annotation Data Model (quote with prefix and suffix, position); the search goes
//! from what proves most to what proves least: the very words in place, the very words elsewhere, other words between the
//! very words that stood around the quote, and last the most similar words of the article.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::analysis::text::steps;
use crate::analysis::text::words::{fold, words};
use crate::model::{Anchor, Article, Passage, Span};

/// What is kept of the text on either side, in characters: a dozen words tell most places of an article apart.
const CONTEXT_CHARS: usize = 64;
/// So many occurrences of the quote on either side of its old place are weighed: the words of a quote are seldom said
/// twice, and a hostile text may repeat them a million times.
const OCCURRENCES: usize = 500;
/// Quotes with fewer words than this stand in many places by chance: they count only beside the words that they were
/// kept with.
const SHORT_WORDS: usize = 4;
/// How alike (0 to 1) the text on one side must be for that. Unrelated English lines reach about 0.25.
const SAME_CONTEXT: f64 = 0.5;
/// From how alike on (0 to 1) other words are the quote, edited. Unrelated English sentences reach about 0.3.
const EDITED: f64 = 0.6;
/// So many characters next to the quote, on both sides, hold an edited quote between them.
const FRAME_CHARS: usize = 20;
/// What stands in the frame may have grown to so many times the quote, and by so many bytes more.
const FRAME_GROWTH: usize = 3;
const FRAME_SPARE: usize = 64;
/// Fewer characters of a neighbour than this may stand anywhere.
const NEIGHBOUR_CHARS: usize = 12;
/// What lies over a neighbour by more than one part in so many is that neighbour.
const NEIGHBOUR_PART: usize = 3;
/// So many places with the same words before them are looked into.
const FRAMES: usize = 20;
/// So many windows, the ones that share most with the quote, are compared letter by letter.
const WINDOWS: usize = 8;
/// Texts of more bytes are compared by their words: the letter-by-letter distance is quadratic.
const LETTERS_BYTES: usize = 800;

/// The words of `span` with what stands around them. A span that does not fit the body, or parts a character, is first
/// drawn in to the nearest character boundaries.
pub fn passage(article: &Article, span: Span) -> Passage {
    let body = article.body.as_str();
    let start = boundary(body, span.start);
    let end = boundary(body, span.end).max(start);
    Passage {
        quote: body[start..end].to_string(),
        prefix: before(body, start).to_string(),
        suffix: after(body, end).to_string(),
        start,
        end,
    }
}

/// Where a kept passage stands in a body as it is now. Time grows with the length of the body and of the quote, not with
/// their product.
pub fn find_again(passage: &Passage, body: &str) -> Anchor {
    if passage.quote.trim().is_empty() {
        return Anchor::Gone;
    }
    if body.get(passage.start..passage.end) == Some(passage.quote.as_str()) {
        let span = Span::new(passage.start, passage.end);
        return Anchor::Exact { span };
    }
    if let Some(span) = elsewhere(passage, body) {
        return Anchor::Moved { span };
    }
    framed(passage, body)
        .or_else(|| edited(passage, body))
        .map_or(Anchor::Gone, |span| Anchor::Changed { span })
}

/// The largest character boundary up to `at`.
fn boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn before(body: &str, at: usize) -> &str {
    let start = body[..at]
        .char_indices()
        .rev()
        .nth(CONTEXT_CHARS - 1)
        .map_or(0, |(start, _)| start);
    &body[start..at]
}

fn after(body: &str, at: usize) -> &str {
    let rest = &body[at..];
    let end = rest
        .char_indices()
        .nth(CONTEXT_CHARS)
        .map_or(rest.len(), |(end, _)| end);
    &rest[..end]
}

/// The occurrence of the very words whose surroundings are most like the old ones; of equals the nearest.
fn elsewhere(passage: &Passage, body: &str) -> Option<Span> {
    let quote = passage.quote.as_str();
    let cuts_before = joins(passage.prefix.chars().next_back(), quote.chars().next());
    let cuts_after = joins(quote.chars().next_back(), passage.suffix.chars().next());
    let whole = |start: &usize| {
        steps::take(1);
        let end = start + quote.len();
        let before = joins(
            body[..*start].chars().next_back(),
            body[*start..].chars().next(),
        );
        let after = joins(body[..end].chars().next_back(), body[end..].chars().next());
        (cuts_before || !before) && (cuts_after || !after)
    };
    let middle = boundary(body, passage.start);
    let overlap = boundary(body, middle + quote.len().saturating_sub(1));
    let ahead = body[middle..]
        .match_indices(quote)
        .map(|(start, _)| start + middle);
    let behind = body[..overlap]
        .rmatch_indices(quote)
        .map(|(start, _)| start);
    let best = ahead
        .filter(whole)
        .take(OCCURRENCES)
        .chain(behind.filter(whole).take(OCCURRENCES))
        .map(|start| {
            let (left, right) = context(passage, body, start, start + quote.len());
            (left, right, start)
        })
        .max_by(|one, two| {
            let nearness = |start: usize| std::cmp::Reverse(start.abs_diff(passage.start));
            (one.0 + one.1)
                .total_cmp(&(two.0 + two.1))
                .then_with(|| nearness(one.2).cmp(&nearness(two.2)))
        })?;
    let (left, right, start) = best;
    let short = words(quote).take(SHORT_WORDS).count() < SHORT_WORDS;
    if short && left.max(right) < SAME_CONTEXT {
        return None;
    }
    Some(Span::new(start, start + quote.len()))
}

/// Whether two neighbouring characters belong to one word.
fn joins(one: Option<char>, two: Option<char>) -> bool {
    one.is_some_and(char::is_alphanumeric) && two.is_some_and(char::is_alphanumeric)
}

/// How alike the text before and the text after `start..end` are to what the quote was kept with, 0 to 1 each.
fn context(passage: &Passage, body: &str, start: usize, end: usize) -> (f64, f64) {
    let (before, after) = (before(body, start), after(body, end));
    steps::take(passage.prefix.len() * before.len() + passage.suffix.len() * after.len());
    (
        strsim::normalized_levenshtein(&passage.prefix, before),
        strsim::normalized_levenshtein(&passage.suffix, after),
    )
}

/// What stands now between the very characters that stood around the quote.
fn framed(passage: &Passage, body: &str) -> Option<Span> {
    let prefix = passage.prefix.as_str();
    let (tail, _) = prefix.char_indices().rev().nth(FRAME_CHARS - 1)?;
    let (head, _) = passage.suffix.char_indices().nth(FRAME_CHARS)?;
    let (left, right) = (&prefix[tail..], &passage.suffix[..head]);
    let room = passage.quote.len() * FRAME_GROWTH + FRAME_SPARE + right.len();
    let spans = body.match_indices(left).take(FRAMES).filter_map(|(at, _)| {
        let start = at + left.len();
        let reach = boundary(body, start + room.min(body.len()));
        steps::take(reach - start);
        let end = start + body[start..reach].find(right)?;
        let inside = &body[start..end];
        let start = start + (inside.len() - inside.trim_start().len());
        let span = Span::new(start, start + inside.trim().len());
        (!span.is_empty()).then_some(span)
    });
    spans.min_by_key(|span| span.start.abs_diff(passage.start))
}

/// Where the text that stood beside the quote stands now: it is not the quote, however much it is like it.
fn neighbours(passage: &Passage, body: &str) -> Vec<Span> {
    [&passage.prefix, &passage.suffix]
        .into_iter()
        .map(|side| side.trim())
        .filter(|side| side.chars().nth(NEIGHBOUR_CHARS - 1).is_some())
        .flat_map(|side| {
            let places = body.match_indices(side).take(FRAMES);
            places.map(|(start, side)| Span::new(start, start + side.len()))
        })
        .collect()
}

/// Whether `span` lies, by a good part of it, where one of the neighbours stands.
fn is_among(span: Span, neighbours: &[Span]) -> bool {
    neighbours.iter().any(|neighbour| {
        let start = span.start.max(neighbour.start);
        let end = span.end.min(neighbour.end);
        end.saturating_sub(start) * NEIGHBOUR_PART > span.len()
    })
}

/// Whether the names and numbers of a quote are others in `text`: another statement in the same form of words, as lists
/// of the dead, of results and of decisions have them.
fn is_another(quote: &str, text: &str) -> bool {
    let (one, two) = (names_and_numbers(quote), names_and_numbers(text));
    let common = one.intersection(&two).count();
    one.len() >= 2 && common * 2 < one.len() && common < two.len()
}

/// Words with a digit, and words with a capital that do not begin the text.
fn names_and_numbers(text: &str) -> HashSet<String> {
    let tells = |&(at, word): &(usize, &str)| {
        word.chars().any(|letter| letter.is_ascii_digit())
            || (at > 0 && word.starts_with(char::is_uppercase))
    };
    words(text)
        .map(|word| word.of(text))
        .enumerate()
        .filter(tells)
        .map(|(_, word)| fold(word))
        .collect()
}

/// The words of the body that are most like the quote, if they are like enough and stood nowhere before.
fn edited(passage: &Passage, body: &str) -> Option<Span> {
    let quote: Vec<Span> = words(&passage.quote).collect();
    let body_words: Vec<Span> = words(body).collect();
    let (first, last) = (quote.first()?, quote.last()?);
    let short = quote.len() < SHORT_WORDS;
    let quote_hashes = hashes(&passage.quote, &quote);
    let body_hashes = hashes(body, &body_words);
    let core = fold(&passage.quote[first.start..last.end]);
    let old = body_words.partition_point(|word| word.start < passage.start);
    let beside = neighbours(passage, body);
    let mut best: Option<(f64, Span)> = None;
    for window in windows(&quote_hashes, &body_hashes, old) {
        for (from, to) in fitted(&quote_hashes, &body_hashes, window) {
            let span = Span::new(body_words[from].start, body_words[to - 1].end);
            let by_words = core.len().max(span.len()) > LETTERS_BYTES;
            steps::take(match by_words {
                true => to - from,
                false => core.len() * span.len(),
            });
            let score = if by_words {
                shared(&quote_hashes, &body_hashes[from..to])
            } else {
                strsim::normalized_levenshtein(&core, &fold(span.of(body)))
            };
            let (left, right) = context(passage, body, span.start, span.end);
            if score < EDITED || (short && left.max(right) < SAME_CONTEXT) {
                continue;
            }
            if is_among(span, &beside) || is_another(&passage.quote, span.of(body)) {
                continue;
            }
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, span));
            }
        }
    }
    let (_, mut span) = best?;
    // The marks at the ends of the quote (a full stop, quotation marks) belong to it where they still stand.
    if body[..span.start].ends_with(&passage.quote[..first.start]) {
        span.start -= first.start;
    }
    let tail = &passage.quote[last.end..];
    if body[span.end..].starts_with(tail) {
        span.end += tail.len();
    }
    Some(span)
}

fn hashes(text: &str, spans: &[Span]) -> Vec<u64> {
    steps::take(spans.iter().map(|word| word.len() + 1).sum());
    spans
        .iter()
        .map(|word| hash(&fold(word.of(text))))
        .collect()
}

fn hash<T: Hash + ?Sized>(value: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Windows of the body, as long as the quote, that share most word shingles with it: `(from, to)` in words, best first, of
/// equals the one nearest to word `old`. Shingles after Broder, "On the resemblance and containment of documents" (1997).
fn windows(quote: &[u64], body: &[u64], old: usize) -> Vec<(usize, usize)> {
    // Longer shingles are rarer, but one edited word breaks as many of them as they are long.
    let size = match quote.len() {
        0 => return Vec::new(),
        1..SHORT_WORDS => 1,
        SHORT_WORDS..12 => 2,
        _ => 3,
    };
    let known: HashSet<u64> = quote.windows(size).map(hash).collect();
    let known: Vec<bool> = body
        .windows(size)
        .map(|shingle| known.contains(&hash(shingle)))
        .collect();
    let length = quote.len().min(body.len());
    let shingles = (length + 1).saturating_sub(size).max(1);
    // Of each stretch as long as the quote only the best window counts: its neighbours say the same.
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    let mut count = 0;
    steps::take(known.len());
    for (at, &is_known) in known.iter().enumerate() {
        count += usize::from(is_known);
        if at >= shingles {
            count -= usize::from(known[at - shingles]);
        }
        let Some(from) = (at + 1).checked_sub(shingles) else {
            continue;
        };
        let stretch = from / length;
        if stretches.len() <= stretch {
            stretches.push((count, from));
        } else if count > stretches[stretch].0 {
            stretches[stretch] = (count, from);
        }
    }
    stretches.retain(|&(count, _)| count > 0);
    stretches.sort_by_key(|&(count, from)| (std::cmp::Reverse(count), from.abs_diff(old)));
    stretches.truncate(WINDOWS);
    stretches
        .into_iter()
        .map(|(_, from)| (from, (from + length).min(body.len())))
        .collect()
}

/// The window with each of its ends as it is, moved to where the quote's own end stands near by, and moved in to the next
/// word that the quote has: every pair of a start and an end.
fn fitted(quote: &[u64], body: &[u64], window: (usize, usize)) -> Vec<(usize, usize)> {
    let (from, to) = window;
    let reach = quote.len() / 2 + 2;
    // Two words of the end tell more than one: "the" is everywhere.
    let near = |ends: &[u64], at: usize| {
        let low = at.saturating_sub(reach);
        let high = (at + reach + ends.len()).min(body.len());
        body.get(low..high)?
            .windows(ends.len())
            .enumerate()
            .filter(|(_, words)| *words == ends)
            .map(|(place, _)| low + place)
            .min_by_key(|place| place.abs_diff(at))
    };
    let known: HashSet<u64> = quote.iter().copied().collect();
    let has = |place: &usize| known.contains(&body[*place]);
    let two = quote.len().min(2);
    let (head, tail) = (&quote[..two], &quote[quote.len() - two..]);
    let starts = [
        Some(from),
        near(head, from).or_else(|| near(&head[..1], from)),
        (from..to).find(has),
    ];
    let ends = [
        Some(to),
        near(tail, to.saturating_sub(two))
            .map(|place| place + two)
            .or_else(|| near(&tail[two - 1..], to - 1).map(|place| place + 1)),
        (from..to).rev().find(has).map(|place| place + 1),
    ];
    let mut all: Vec<(usize, usize)> = starts
        .into_iter()
        .flatten()
        .flat_map(|start| ends.into_iter().flatten().map(move |end| (start, end)))
        .filter(|(start, end)| start < end)
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Share of the words that two texts have in common, 0 to 1: twice the common ones by all (Sørensen–Dice over multisets).
fn shared(one: &[u64], two: &[u64]) -> f64 {
    let (mut one, mut two) = (one.to_vec(), two.to_vec());
    one.sort_unstable();
    two.sort_unstable();
    let (mut left, mut right, mut common) = (0, 0, 0);
    while left < one.len() && right < two.len() {
        match one[left].cmp(&two[right]) {
            std::cmp::Ordering::Less => left += 1,
            std::cmp::Ordering::Greater => right += 1,
            std::cmp::Ordering::Equal => {
                common += 1;
                left += 1;
                right += 1;
            }
        }
    }
    2.0 * f64::from(common) / (one.len() + two.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::analysis::reading::analyse;
    use crate::model::Draft;

    const BODY: &str = "The mayor of Oakport spoke on Monday. She said that 114 lamps had been replaced along the quay. \
        Nobody asked about the price.\n\nThe harbour office gave another figure: 109 lamps. A report is due in spring.";

    fn article(body: &str) -> Article {
        analyse(
            Draft {
                paragraphs: body.split("\n\n").map(str::to_string).collect(),
                ..Draft::default()
            },
            "0".into(),
        )
    }

    fn kept(quote: &str) -> Passage {
        let start = BODY.find(quote).unwrap();
        passage(&article(BODY), Span::new(start, start + quote.len()))
    }

    #[test]
    fn a_passage_knows_what_stands_around_it() {
        let passage = kept("114 lamps");
        assert!(BODY.contains(&format!("{}114 lamps{}", passage.prefix, passage.suffix)));
        assert_eq!(passage.prefix.chars().count(), 52);
        assert_eq!(passage.suffix.chars().count(), CONTEXT_CHARS);
    }

    #[test]
    fn a_span_that_does_not_fit_is_drawn_in() {
        let article = article("Zoë ran.");
        assert_eq!(passage(&article, Span::new(3, 99)).quote, "ë ran.");
        assert_eq!(passage(&article, Span::new(99, 3)).quote, "");
    }

    #[test]
    fn words_in_place_are_exact() {
        let passage = kept("She said that 114 lamps had been replaced");
        assert_eq!(find_again(&passage, BODY).words(), "exact");
    }

    #[test]
    fn words_elsewhere_are_moved() {
        let body = format!("Corrected on Tuesday.\n\n{BODY}");
        let passage = kept("114 lamps");
        let Anchor::Moved { span } = find_again(&passage, &body) else {
            panic!()
        };
        assert_eq!(span.of(&body), "114 lamps");
    }

    #[test]
    fn of_many_occurrences_the_one_in_its_old_surroundings_is_meant() {
        let body = "Red lamps are dear. Blue lamps are cheap. Green lamps are rare.";
        let start = body.find("lamps are cheap").unwrap();
        let passage = passage(&article(body), Span::new(start, start + 5));
        let now = format!("New: {body}");
        let span = find_again(&passage, &now).span().unwrap();
        assert!(now[..span.start].ends_with("Blue "));
    }

    #[test]
    fn part_of_another_word_is_not_the_word() {
        let body = "The art of rowing is old. Nothing else is to be said about it today.";
        let passage = passage(&article(body), Span::new(4, 7));
        assert_eq!(
            find_again(&passage, "A party was held in town, and all were glad."),
            Anchor::Gone
        );
    }

    #[test]
    fn a_short_quote_in_strange_surroundings_is_gone() {
        let passage = kept("The");
        let other = "Rain fell. The dog slept until four in the afternoon and then it went out.";
        assert_eq!(find_again(&passage, other), Anchor::Gone);
    }

    /// What becomes of a quote: the word for it, and the words that are shown.
    fn after_edit(before: &str, quote: &str, now: &str) -> (&'static str, String) {
        let start = before.find(quote).unwrap();
        let kept = passage(&article(before), Span::new(start, start + quote.len()));
        let anchor = find_again(&kept, now);
        let shown = anchor.span().map_or("", |span| span.of(now));
        (anchor.words(), shown.to_string())
    }

    #[test]
    fn a_sentence_that_is_gone_is_not_its_neighbour() {
        for (before, quote, now) in [
            (
                "The vote is on 3 May. The vote is on 9 May. The vote is on 12 May.",
                "The vote is on 9 May.",
                "The vote is on 3 May. The vote is on 12 May.",
            ),
            (
                "Alpha Ltd cut 40 jobs at its plant in Orrin on Monday, the firm said.\n\nBeta Ltd cut 60 jobs at its plant in Lauter on Tuesday, the firm said.",
                "Alpha Ltd cut 40 jobs at its plant in Orrin on Monday, the firm said.",
                "The weather was fine.\n\nBeta Ltd cut 60 jobs at its plant in Lauter on Tuesday, the firm said.",
            ),
            (
                "In the north 12 people died in the flood on Friday.\n\nIn the south 3 people died in the flood on Friday.",
                "In the north 12 people died in the flood on Friday.",
                "In the south 3 people died in the flood on Friday.",
            ),
            // Not beside it, but a list of the same form.
            (
                "Ida Brandt, 34, of Orrin, was a teacher. Jon Rusk, 51, of Lauter, was a baker and a father of two. Eva Holm, 29, of Tessin, was a nurse.",
                "Ida Brandt, 34, of Orrin, was a teacher.",
                "Jon Rusk, 51, of Lauter, was a baker and a father of two. Eva Holm, 29, of Tessin, was a nurse.",
            ),
        ] {
            assert_eq!(after_edit(before, quote, now).0, "gone", "{quote}");
        }
    }

    #[test]
    fn an_edited_sentence_is_still_that_sentence() {
        for (before, quote, now, shown) in [
            (
                "The toll at Tessin stands at 104, the mayor said on Monday. It may rise.",
                "The toll at Tessin stands at 104, the mayor said on Monday.",
                "The toll at Tessin stands at 112, the mayor said on Monday. It may rise.",
                "The toll at Tessin stands at 112, the mayor said on Monday.",
            ),
            (
                "Berit Olander denied that she knew of the crack. She left without a word.",
                "Berit Olander denied that she knew of the crack.",
                "Berit Olander did not deny that she knew of the crack. She left without a word.",
                "Berit Olander did not deny that she knew of the crack.",
            ),
            (
                "A long sentence about the harbour and its many boats that sail by night stands here for all to read.",
                "A long sentence about the harbour and its many boats that sail by night stands here for all to read.",
                "A long sentence about the harbour and its many ferries, which sail by day and by night, stands here for all to read.",
                "A long sentence about the harbour and its many ferries, which sail by day and by night, stands here for all to read.",
            ),
            // Its neighbour was edited too.
            (
                "The mayor spoke for an hour in the old hall. Nobody in the hall asked about the price of the lamps.",
                "Nobody in the hall asked about the price of the lamps.",
                "The mayor spoke for two hours in the old hall. Hardly anybody in the hall asked about the price of the lamps.",
                "Hardly anybody in the hall asked about the price of the lamps.",
            ),
        ] {
            let (word, found) = after_edit(before, quote, now);
            assert_eq!(word, "changed", "{quote}");
            assert!(found.contains(shown) || shown.contains(&found), "{found}");
        }
    }

    #[test]
    fn a_figure_edited_between_the_same_words_is_changed() {
        let passage = kept("114");
        let body = BODY.replace("114", "109 or 110");
        let Anchor::Changed { span } = find_again(&passage, &body) else {
            panic!()
        };
        assert_eq!(span.of(&body), "109 or 110");
    }

    #[test]
    fn an_edited_sentence_is_changed() {
        let passage = kept("She said that 114 lamps had been replaced along the quay.");
        let body = "The mayor of Oakport, Ida Brandt, was there.\n\nShe told us that 109 lamps had already been replaced \
            along the old quay. All is well that ends well, people in the crowd were heard to say.";
        let Anchor::Changed { span } = find_again(&passage, body) else {
            panic!()
        };
        assert_eq!(
            span.of(body),
            "She told us that 109 lamps had already been replaced along the old quay."
        );
    }

    #[test]
    fn another_text_holds_nothing_of_it() {
        let passage = kept("She said that 114 lamps had been replaced along the quay.");
        let other = "The union called a strike at the mill. Workers had asked for more pay since the winter, \
            and said that the owners had not replied.";
        assert_eq!(find_again(&passage, other), Anchor::Gone);
        assert_eq!(find_again(&passage, ""), Anchor::Gone);
    }

    #[test]
    fn an_empty_quote_is_gone() {
        let empty = passage(&article(BODY), Span::new(3, 3));
        assert_eq!(find_again(&empty, BODY), Anchor::Gone);
    }

    #[test]
    fn long_quotes_are_compared_by_words() {
        let long: String = (0..900).map(|n| format!("word{n} ")).collect();
        let article = article(long.trim());
        let passage = passage(&article, Span::new(0, article.body.len()));
        let now = format!("Before it. {}", long.replace("word450 ", "other "));
        assert_eq!(find_again(&passage, &now).words(), "changed");
    }

    #[test]
    fn hostile_bodies_are_searched_in_linear_time() {
        let passage = |quote: String, prefix: String, suffix: String| Passage {
            start: 9,
            // One byte more than the quote has: it does not stand there as it was.
            end: 10 + quote.len(),
            quote,
            prefix,
            suffix,
        };
        let long = "a ".repeat(50_000);
        let passages = [
            passage("a a a a b".into(), "a ".repeat(32), "a ".repeat(32)),
            passage("a".into(), "b".into(), "b".into()),
            passage(long, String::new(), String::new()),
        ];
        for (number, passage) in passages.iter().enumerate() {
            for piece in ["a", "a ", "é\n\n"] {
                let what = format!("passage {number} in {piece:?}");
                steps::assert_linear(&what, 60_000, |times| {
                    find_again(passage, &piece.repeat(times));
                });
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_kept_is_found_exactly(body in "\\PC{0,200}", one in 0usize..220, two in 0usize..220) {
            let article = article(&body);
            let passage = passage(&article, Span::new(one.min(two), one.max(two)));
            let anchor = find_again(&passage, &article.body);
            if passage.quote.trim().is_empty() {
                prop_assert_eq!(anchor, Anchor::Gone);
            } else {
                prop_assert_eq!(anchor, Anchor::Exact { span: Span::new(passage.start, passage.end) });
            }
        }

        #[test]
        fn any_passage_in_any_body_gives_a_span_that_fits(
            quote in "\\PC{0,60}", prefix in "\\PC{0,70}", suffix in "\\PC{0,70}",
            start in 0usize..300, end in 0usize..300, body in "(\\PC{0,40}|the red |lamps |\\n\\n){0,12}",
        ) {
            let passage = Passage { quote, prefix, suffix, start, end };
            if let Some(span) = find_again(&passage, &body).span() {
                prop_assert!(body.get(span.start..span.end).is_some_and(|words| !words.is_empty()));
            }
        }

        #[test]
        fn an_edited_word_is_never_lost(place in 0usize..9) {
            let sentence = "She said that 114 lamps had been replaced along the quay";
            let passage = kept(sentence);
            let mut edited: Vec<&str> = sentence.split(' ').collect();
            edited[place] = "otherwise";
            let body = BODY.replace(sentence, &edited.join(" "));
            prop_assert_eq!(find_again(&passage, &body).words(), "changed");
        }
    }
}
