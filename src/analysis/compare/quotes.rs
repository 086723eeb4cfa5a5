//! One utterance in several articles: whole, cut, reworded, or given to another speaker.

use std::collections::BTreeSet;

use super::lone;
use super::said::{SHORT, Said, candidates, has_other_speaker, read, relate};
use super::speaker::speaker;
use super::subsequence::{Kept, keeps};
use super::table::{Sets, Table, WHAT_CHARS, excerpt, led};
use crate::analysis::words;
use crate::model::{Finding, FindingKind, Span, Verdict};

/// Pairs of words that are put beside each other in all: about a fifth of a second.
const MOST_STEPS: usize = 40_000_000;
/// Words that one article quotes of an utterance, in all its quotations.
const MOST_WORDS_OF_WHOLE: usize = 600;
/// Stretches left out by one article that are shown.
const GAPS_SHOWN: usize = 4;
/// Letters of what is left out that are shown.
const LEFT_OUT_CHARS: usize = 120;
/// Bytes between two words of one quotation.
const MOST_BETWEEN_WORDS: usize = 12;

pub(super) fn findings(table: &Table) -> Vec<Finding> {
    let said = read(table);
    let mut sets = Sets::new(said.len());
    let mut steps = 0;
    for (a, b) in candidates(&said) {
        steps += said[a].words.len() * said[b].words.len();
        if steps > MOST_STEPS {
            break;
        }
        if relate(table, &said[a], &said[b]).is_some() {
            sets.join(a, b);
        }
    }
    let mut found = Vec::new();
    let mut alone = Vec::new();
    for set in sets.sets() {
        let articles: BTreeSet<usize> = set.iter().map(|&at| said[at].article).collect();
        if articles.len() > 1 {
            found.push(shared(table, &said, &set));
        } else {
            alone.extend(set);
        }
    }
    found.extend(lone::findings(table, &said, &alone));
    found
}

/// The finding for one utterance in several articles.
fn shared(table: &Table, said: &[Said], set: &[usize]) -> Finding {
    let fullest_of = fullest_of_each(said, set);
    let wholes = wholes(said, set);
    let judged = judge(table, said, set, &fullest_of, &wholes);
    let verdict = judged.verdict;
    let fullest = set
        .iter()
        .copied()
        .max_by(|&a, &b| {
            said[a]
                .words
                .len()
                .cmp(&said[b].words.len())
                .then(b.cmp(&a))
        })
        .unwrap_or_default();
    let quote = |at: usize| &table.articles[said[at].article].quotes[said[at].number];
    let speaker = speaker(table, said, set);
    let words = table.articles[said[fullest].article].text(quote(fullest).span());
    Finding {
        unsure: Vec::new(),
        kind: FindingKind::Quote,
        what: match &speaker {
            Some(speaker) => led(speaker, words),
            None => format!("“{}”", excerpt(words, WHAT_CHARS - 2)),
        },
        values: set
            .iter()
            .map(|&at| table.value(said[at].article, quote(at).span()))
            .collect(),
        verdict,
        sure: match verdict {
            Verdict::Reworded => 0.7,
            Verdict::OtherSpeaker => 0.75,
            _ if said[fullest].words.len() < SHORT => 0.8,
            _ => 0.95,
        },
        why: why(table, said, &fullest_of, &judged),
    }
}

/// Of each article the quotation with most words.
fn fullest_of_each(said: &[Said], set: &[usize]) -> Vec<usize> {
    let mut fullest: Vec<usize> = Vec::new();
    for &at in set {
        match fullest
            .iter_mut()
            .find(|known| said[**known].article == said[at].article)
        {
            Some(known) if said[*known].words.len() < said[at].words.len() => *known = at,
            Some(_) => {}
            None => fullest.push(at),
        }
    }
    fullest
}

/// What one article quotes of an utterance, in order: words and where they stand.
struct Whole<'a> {
    article: usize,
    words: Vec<(&'a str, Span)>,
}

/// Everything that each article quotes of an utterance; what it quotes twice, once.
fn wholes<'a>(said: &'a [Said], set: &[usize]) -> Vec<Whole<'a>> {
    let mut wholes: Vec<Whole> = Vec::new();
    for &at in set {
        let part = &said[at];
        let words = part.words.iter().map(String::as_str);
        let words: Vec<(&str, Span)> = words.zip(part.spans.iter().copied()).collect();
        let Some(whole) = wholes
            .iter_mut()
            .find(|whole| whole.article == part.article)
        else {
            wholes.push(Whole {
                article: part.article,
                words,
            });
            continue;
        };
        let plain = |words: &[(&'a str, Span)]| -> Vec<&'a str> {
            words.iter().map(|(word, _)| *word).collect()
        };
        let (known, new) = (plain(&whole.words), plain(&words));
        let stands_in = |long: &[&str], short: &[&str]| {
            long.windows(short.len().max(1)).any(|run| run == short)
        };
        if stands_in(&known, &new) {
            continue;
        }
        if stands_in(&new, &known) {
            whole.words = words;
        } else if whole.words.len() + words.len() <= MOST_WORDS_OF_WHOLE {
            whole.words.extend(words);
        }
    }
    wholes
}

/// What the articles' quotations of one utterance say together.
struct Judged {
    verdict: Verdict,
    /// By article: what it leaves out of the words of which other article.
    left_out: Vec<(usize, usize, Vec<Span>)>,
    /// Another wording: article and words of the fullest (none where words are added), article and words of the other.
    changed: Option<(usize, Option<Span>, usize, Span)>,
}

fn judge(
    table: &Table,
    said: &[Said],
    set: &[usize],
    fullest_of: &[usize],
    wholes: &[Whole],
) -> Judged {
    let mut judged = Judged {
        verdict: Verdict::Same,
        left_out: Vec::new(),
        changed: None,
    };
    for (at, &a) in fullest_of.iter().enumerate() {
        for &b in &fullest_of[at + 1..] {
            let long = said[a].words.len().min(said[b].words.len()) >= SHORT;
            if long && has_other_speaker(table, &said[a], &said[b]) {
                judged.verdict = Verdict::OtherSpeaker;
                return judged;
            }
        }
    }
    let fullest = wholes
        .iter()
        .max_by(|a, b| (a.words.len().cmp(&b.words.len())).then(b.article.cmp(&a.article)));
    let Some(fullest) = fullest else {
        return judged;
    };
    let long: Vec<&str> = fullest.words.iter().map(|(word, _)| *word).collect();
    for whole in wholes {
        if whole.article == fullest.article {
            continue;
        }
        // Piece by piece: an article may break an utterance where it likes, and give a part of it twice.
        let mut given = vec![false; long.len()];
        let mut reworded = false;
        for &at in set.iter().filter(|&&at| said[at].article == whole.article) {
            let short: Vec<&str> = said[at].words.iter().map(String::as_str).collect();
            let piece = bare(&short, &long);
            let before = short.len() - piece.len();
            let Kept { kept, changed } = keeps(&long, piece);
            reworded |= kept.len() < piece.len();
            for index in kept {
                given[index] = true;
            }
            if let Some((ours, theirs)) = changed
                && judged.changed.is_none()
            {
                let ours = stretch(fullest.words.iter().map(|(_, span)| *span), ours);
                let theirs = theirs.start + before..theirs.end + before;
                judged.changed = stretch(said[at].spans.iter().copied(), theirs)
                    .map(|theirs| (fullest.article, ours, whole.article, theirs));
            }
        }
        let gaps = gaps(fullest, &given);
        if reworded {
            judged.verdict = Verdict::Reworded;
        } else if !gaps.is_empty() {
            if judged.verdict == Verdict::Same {
                judged.verdict = Verdict::Cut;
            }
            judged.left_out.push((whole.article, fullest.article, gaps));
        }
    }
    judged
}

/// The words of a piece without the small words at its ends that the longer one has not at these places: `to` and `that`
/// belong to the sentence that quotes.
fn bare<'a, 'b>(short: &'a [&'b str], long: &[&str]) -> &'a [&'b str] {
    if long.windows(short.len().max(1)).any(|run| run == short) {
        return short;
    }
    match short {
        [first, second, rest @ ..] if !rest.is_empty() && words::is_function_word(first) => {
            let follows = long.windows(2).any(|pair| pair == [*first, *second]);
            if follows { short } else { &short[1..] }
        }
        _ => short,
    }
}

/// Where a range of words stands.
fn stretch(spans: impl Iterator<Item = Span>, range: std::ops::Range<usize>) -> Option<Span> {
    spans.skip(range.start).take(range.len()).reduce(Span::join)
}

/// The stretches of words, each in a row and in one quotation, that are not given.
fn gaps(whole: &Whole, given: &[bool]) -> Vec<Span> {
    let mut gaps: Vec<Span> = Vec::new();
    let mut goes_on = false;
    for (at, &given) in given.iter().enumerate() {
        if given {
            goes_on = false;
            continue;
        }
        let span = whole.words[at].1;
        match gaps.last_mut() {
            Some(gap) if goes_on && span.start.saturating_sub(gap.end) <= MOST_BETWEEN_WORDS => {
                *gap = gap.join(span);
            }
            _ => gaps.push(span),
        }
        goes_on = true;
    }
    gaps
}

fn why(table: &Table, said: &[Said], set: &[usize], judged: &Judged) -> String {
    let lengths: BTreeSet<usize> = set.iter().map(|&at| said[at].words.len()).collect();
    let (least, most) = (
        lengths.first().copied().unwrap_or(0),
        lengths.last().copied().unwrap_or(0),
    );
    let outlet = |article: usize| excerpt(&table.name(article), WHAT_CHARS / 2);
    match judged.verdict {
        Verdict::OtherSpeaker => {
            let mut names: Vec<String> = set
                .iter()
                .filter_map(|&at| {
                    let quote = &table.articles[said[at].article].quotes[said[at].number];
                    let speaker = quote.speaker.as_deref()?;
                    Some(format!("{} gives {speaker}", table.name(said[at].article)))
                })
                .collect();
            names.dedup();
            format!(
                "The words are the same, the speaker is not: {}.",
                names.join(", ")
            )
        }
        Verdict::Reworded => {
            let words =
                |article: usize, span| excerpt(table.articles[article].text(span), LEFT_OUT_CHARS);
            let other = judged.changed.map(|(one, ours, two, theirs)| {
                let theirs = words(two, theirs);
                let two = outlet(two);
                match ours {
                    Some(ours) => format!(
                        ": {} has “{}”, {two} “{theirs}”",
                        outlet(one),
                        words(one, ours)
                    ),
                    None => format!(": {two} adds “{theirs}”"),
                }
            });
            format!(
                "Most of the words are the same and in the same order, some are not{}.",
                other.unwrap_or_default()
            )
        }
        Verdict::Cut => {
            let cuts: Vec<String> = judged
                .left_out
                .iter()
                .map(|(short, long, gaps)| {
                    let shown: Vec<String> = gaps
                        .iter()
                        .take(GAPS_SHOWN)
                        .map(|&gap| {
                            let words = table.articles[*long].text(gap);
                            format!("“{}”", excerpt(words, LEFT_OUT_CHARS))
                        })
                        .collect();
                    let more = gaps.len().saturating_sub(GAPS_SHOWN);
                    let more = if more > 0 {
                        format!(" and {more} more")
                    } else {
                        String::new()
                    };
                    format!("{} leaves out {}{more}", outlet(*short), shown.join(", "))
                })
                .collect();
            format!("The same words, cut: {}.", cuts.join("; "))
        }
        _ if least < most => "The same words, in one piece or in several.".to_string(),
        _ => format!("The same {most} words."),
    }
}
