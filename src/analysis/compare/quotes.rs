//! One utterance in several articles: whole, cut, reworded, or given to another speaker.

use std::collections::BTreeSet;

use super::said::{
    Relation, SHORT, Said, candidates, has_other_speaker, name_words, plain, read, relate,
    relate_whole,
};
use super::table::{Sets, Table, WHAT_CHARS, excerpt, led};
use crate::analysis::words;
use crate::model::{Finding, FindingKind, Span, Verdict};

/// Pairs of words that are put beside each other in all: about a fifth of a second.
const MOST_STEPS: usize = 40_000_000;
/// Words that one article quotes of an utterance, in all its quotations.
const MOST_WORDS_OF_WHOLE: usize = 600;
/// Words that are left out together, to be shown.
const LEAST_LEFT_OUT: usize = 2;
/// Letters of what is left out that are shown.
const LEFT_OUT_CHARS: usize = 120;
/// Bytes between two words of one quotation.
const MOST_BETWEEN_WORDS: usize = 12;
/// Quotations told of each article that it alone gives.
const MOST_ALONE: usize = 6;
/// Words from which a quotation that one article alone has is told.
const TELLING: usize = 8;
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
    found.extend(only_here(table, &said, &alone));
    found
}

/// The finding for one utterance in several articles.
fn shared(table: &Table, said: &[Said], set: &[usize]) -> Finding {
    let fullest_of = fullest_of_each(said, set);
    let wholes = wholes(said, set);
    let (verdict, left_out) = verdict(table, said, &fullest_of, &wholes);
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
        why: why(table, said, &fullest_of, verdict, &left_out),
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

/// What the articles' quotations of one utterance say together, and what is left out of it: by article, where it
/// stands in which other article.
fn verdict(
    table: &Table,
    said: &[Said],
    fullest: &[usize],
    wholes: &[Whole],
) -> (Verdict, Vec<(usize, usize, Span)>) {
    for (at, &a) in fullest.iter().enumerate() {
        for &b in &fullest[at + 1..] {
            let long = said[a].words.len().min(said[b].words.len()) >= SHORT;
            if long && has_other_speaker(table, &said[a], &said[b]) {
                return (Verdict::OtherSpeaker, Vec::new());
            }
        }
    }
    let fullest = wholes
        .iter()
        .max_by(|a, b| (a.words.len().cmp(&b.words.len())).then(b.article.cmp(&a.article)));
    let Some(fullest) = fullest else {
        return (Verdict::Same, Vec::new());
    };
    let plain = |whole: &Whole| -> Vec<String> {
        whole
            .words
            .iter()
            .map(|(word, _)| (*word).to_string())
            .collect()
    };
    let long = plain(fullest);
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    let mut worst = Verdict::Same;
    let mut left_out = Vec::new();
    for whole in wholes
        .iter()
        .filter(|whole| whole.article != fullest.article)
    {
        let short = plain(whole);
        let short: Vec<&str> = short.iter().map(String::as_str).collect();
        let (relation, out) = relate_whole(&long, &short);
        worst = match (relation, worst) {
            (Relation::Reworded, _) | (_, Verdict::Reworded) => Verdict::Reworded,
            (Relation::Cut, _) => Verdict::Cut,
            (Relation::Same, worst) => worst,
        };
        if relation == Relation::Cut
            && let Some(span) = longest_gap(fullest, &out)
        {
            left_out.push((whole.article, fullest.article, span));
        }
    }
    (worst, left_out)
}

/// The longest stretch of words, in a row and in one quotation, among those left out.
fn longest_gap(whole: &Whole, out: &[usize]) -> Option<Span> {
    let mut best: Option<(usize, usize)> = None;
    let mut from = 0;
    for at in 1..=out.len() {
        let goes_on = out.get(at).is_some_and(|&next| {
            let (before, here) = (whole.words[out[at - 1]].1, whole.words[next].1);
            next == out[at - 1] + 1 && here.start.saturating_sub(before.end) <= MOST_BETWEEN_WORDS
        });
        if goes_on {
            continue;
        }
        if best.is_none_or(|(first, last)| at - from > last - first) {
            best = Some((from, at));
        }
        from = at;
    }
    let (first, behind) = best?;
    let span = whole.words[out[first]]
        .1
        .join(whole.words[out[behind - 1]].1);
    (behind - first >= LEAST_LEFT_OUT).then_some(span)
}

/// The fullest name given to the speaker.
fn speaker(table: &Table, said: &[Said], set: &[usize]) -> Option<String> {
    let mut names: Vec<&str> = set
        .iter()
        .filter_map(|&at| {
            let quote = &table.articles[said[at].article].quotes[said[at].number];
            quote.speaker.as_deref()
        })
        .collect();
    // A name before a phrase that holds capitals: `Documents examined by the Herald`.
    let is_phrase = |name: &str| {
        name.split(' ')
            .any(|word| word.len() > 3 && word.starts_with(char::is_lowercase))
    };
    names.sort_by_key(|name| {
        (
            is_phrase(name),
            std::cmp::Reverse(name_words(name).len()),
            *name,
        )
    });
    names.first().map(|name| (*name).to_string())
}

fn why(
    table: &Table,
    said: &[Said],
    set: &[usize],
    verdict: Verdict,
    left_out: &[(usize, usize, Span)],
) -> String {
    let lengths: BTreeSet<usize> = set.iter().map(|&at| said[at].words.len()).collect();
    let (least, most) = (
        lengths.first().copied().unwrap_or(0),
        lengths.last().copied().unwrap_or(0),
    );
    match verdict {
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
            "Most of the words are the same and in the same order, some are not.".into()
        }
        Verdict::Cut if left_out.is_empty() => format!(
            "The same words in a row; {most} words where most is given, {least} where least."
        ),
        Verdict::Cut => {
            let gaps: Vec<String> = left_out
                .iter()
                .map(|&(short, long, span)| {
                    let words = table.articles[long].text(span);
                    let outlet = excerpt(&table.name(short), WHAT_CHARS / 2);
                    format!("{outlet} leaves out “{}”", excerpt(words, LEFT_OUT_CHARS))
                })
                .collect();
            format!("The same words, cut: {}.", gaps.join("; "))
        }
        _ if least < most => "The same words, in one piece or in several.".to_string(),
        _ => format!("The same {most} words."),
    }
}

/// Quotations that one article alone gives, long enough to matter, whose words no other article uses either.
fn only_here(table: &Table, said: &[Said], alone: &[usize]) -> Vec<Finding> {
    let bodies: Vec<std::collections::HashSet<u64>> = table
        .articles
        .iter()
        .map(|article| fours(&article.body))
        .collect();
    let mut told = vec![0_usize; table.articles.len()];
    alone
        .iter()
        .copied()
        .filter(|&at| said[at].words.len() >= TELLING)
        .filter(|&at| {
            !bodies.iter().enumerate().any(|(article, body)| {
                article != said[at].article && stands_in(&said[at].words, body)
            })
        })
        .filter(|&at| {
            told[said[at].article] += 1;
            told[said[at].article] <= MOST_ALONE
        })
        .map(|at| {
            let article = said[at].article;
            let quote = &table.articles[article].quotes[said[at].number];
            let words = table.articles[article].text(quote.span());
            Finding {
                kind: FindingKind::Quote,
                what: match &quote.speaker {
                    Some(speaker) => led(speaker, words),
                    None => format!("“{}”", excerpt(words, WHAT_CHARS - 2)),
                },
                values: vec![table.value(article, quote.span())],
                verdict: Verdict::OneOnly,
                sure: 0.8,
                why: "No other article has these words, quoted or not.".into(),
            }
        })
        .collect()
}

/// Hashes of every four words in a row (FNV-1a).
fn fours(text: &str) -> std::collections::HashSet<u64> {
    let hashes: Vec<u64> = words::words(text)
        .map(|span| hash(&plain(&words::fold(span.of(text)))))
        .collect();
    hashes.windows(4).map(four).collect()
}

fn stands_in(words: &[String], body: &std::collections::HashSet<u64>) -> bool {
    let hashes: Vec<u64> = words.iter().map(|word| hash(word)).collect();
    let all = hashes.windows(4).count();
    let known = hashes
        .windows(4)
        .filter(|w| body.contains(&four(w)))
        .count();
    known * 2 >= all.max(1)
}

fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn four(window: &[u64]) -> u64 {
    window.iter().fold(0, |key: u64, hash| {
        key.rotate_left(13).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ hash
    })
}
