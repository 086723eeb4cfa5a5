//! Word-for-word passages of the articles on the table: one finding for those that share words with each other.

use super::grounds::{GROUNDS, LEAST_RUN};
use super::{Passage, Places, Text, is_earlier, passages};
use crate::analysis::comparing::ground::first;
use crate::analysis::comparing::reuse;
use crate::analysis::comparing::table::{Sets, Table, WHAT_CHARS, excerpt};
use crate::analysis::text::words;
use crate::model::{Finding, Reused, SamePassage, Span};

/// Passages shown of each pair of articles.
const MOST_SHOWN: usize = 3;
/// Articles whose shares are told in the reason.
const MOST_NAMED: usize = 6;

/// Two articles and the passages that stand in both.
struct Pair {
    one: usize,
    other: usize,
    runs: Vec<Passage>,
}

/// What stands word for word in several articles.
pub(in crate::analysis::comparing) struct Shared {
    pub findings: Vec<Finding>,
    /// What is reused of each article that has a part in one.
    pub reused: Vec<Reused>,
    /// Every passage of two articles that share a long one.
    pub copies: Vec<SamePassage>,
}

/// What the articles on the table share word for word.
pub(in crate::analysis::comparing) fn shared(table: &Table) -> Shared {
    let texts: Vec<Text> = table
        .articles
        .iter()
        .map(|article| Text::read(article))
        .collect();
    let places: Vec<Places> = texts.iter().map(|text| Places::of(&text.tokens)).collect();
    let mut sets = Sets::new(texts.len());
    let mut pairs: Vec<Pair> = Vec::new();
    for one in 0..texts.len() {
        for (other, places) in places.iter().enumerate().skip(one + 1) {
            let runs = passages(&texts[one].tokens, &texts[other].tokens, places);
            let states = |run: &Passage| {
                let words = texts[one].covering(run.from, run.to);
                is_no_list(table.articles[one].text(words))
            };
            if runs
                .iter()
                .any(|run| run.words() >= LEAST_RUN && states(run))
            {
                sets.join(one, other);
                pairs.push(Pair { one, other, runs });
            }
        }
    }
    let mut found = Vec::new();
    let mut reused = Vec::new();
    for members in sets.sets().into_iter().filter(|set| set.len() > 1) {
        let of_set = |pair: &&Pair| members.contains(&pair.one);
        let pairs: Vec<&Pair> = pairs.iter().filter(of_set).collect();
        let shares = shares(&texts, &members, &pairs);
        let source = source(table, &members);
        for (&article, &(_, percent)) in members.iter().zip(&shares) {
            reused.push(Reused {
                article,
                percent,
                source: source == Some(article),
            });
        }
        found.extend(finding(table, &texts, &members, &pairs, &shares, source));
    }
    let copies = pairs.iter().flat_map(|pair| {
        let (one, other) = (pair.one, pair.other);
        pair.runs.iter().map(move |run| (one, other, run))
    });
    let copies = copies.map(|(one, other, run)| SamePassage {
        ends: [
            (one, texts[one].covering(run.from, run.to)),
            (
                other,
                texts[other].covering(run.there, run.there + run.words()),
            ),
        ],
    });
    Shared {
        findings: found,
        reused,
        copies: copies.collect(),
    }
}

/// Words of content in small letters without which a passage is a list of names: that of the states that joined a lawsuit has one order.
const LEAST_SAID: usize = 3;

fn is_no_list(passage: &str) -> bool {
    let said = words::words(passage).map(|word| word.of(passage));
    let said = said.filter(|word| word.starts_with(char::is_lowercase));
    let said = said.filter(|word| !words::is_function_word(word));
    said.take(LEAST_SAID).count() == LEAST_SAID
}

/// By member: words that stand in another member, and the share of its words that they are, in percent.
fn shares(texts: &[Text], members: &[usize], pairs: &[&Pair]) -> Vec<(usize, u8)> {
    let share = |&at: &usize| {
        let mut shared = vec![false; texts[at].words.len()];
        for pair in pairs {
            for run in &pair.runs {
                if pair.one == at {
                    fill(&mut shared, run.from, run.words());
                } else if pair.other == at {
                    fill(&mut shared, run.there, run.words());
                }
            }
        }
        let count = shared.iter().filter(|shared| **shared).count();
        let percent = (100 * count / shared.len().max(1)).min(100);
        (count, u8::try_from(percent).unwrap_or(100))
    };
    members.iter().map(share).collect()
}

fn fill(shared: &mut [bool], from: usize, words: usize) {
    let to = (from + words).min(shared.len());
    if let Some(part) = shared.get_mut(from..to) {
        part.fill(true);
    }
}

fn finding(
    table: &Table,
    texts: &[Text],
    members: &[usize],
    pairs: &[&Pair],
    shares: &[(usize, u8)],
    source: Option<usize>,
) -> Option<Finding> {
    let runs = pairs.iter().flat_map(|pair| &pair.runs);
    let longest = runs.map(Passage::words).max()?;
    let row = first(GROUNDS, &longest)?.row;
    let mut values = Vec::new();
    for &article in members {
        let spans = shown(texts, article, pairs);
        values.extend(spans.into_iter().map(|span| table.value(article, span)));
    }
    let most = shares.iter().map(|(words, _)| *words).max()?;
    let lead = match members.len() {
        2 => format!("{most} words shared: "),
        count => format!("{count} articles share words: "),
    };
    let left = WHAT_CHARS.saturating_sub(lead.chars().count());
    let passage = values.first().map(|value| excerpt(&value.text, left));
    Some(row.finding(lead + &passage.unwrap_or_default(), values, format!(
            "{} stand word for word in {}, quotations not counted; the longest passage has {longest} words. {}",
            told(table, members, shares),
            if members.len() == 2 {
                "the other"
            } else {
                "others"
            },
            why_source(table, members, source)
        )))
}

/// The longest passages of an article that stand in others, in order; those that overlap are one.
fn shown(texts: &[Text], article: usize, pairs: &[&Pair]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for pair in pairs {
        let mut runs: Vec<&Passage> = pair.runs.iter().collect();
        runs.sort_by_key(|run| (std::cmp::Reverse(run.words()), run.from));
        for run in runs.into_iter().take(MOST_SHOWN) {
            if pair.one == article {
                spans.push(texts[article].covering(run.from, run.to));
            } else if pair.other == article {
                spans.push(texts[article].covering(run.there, run.there + run.words()));
            }
        }
    }
    spans.sort_by_key(|span| (span.start, span.end));
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| last.overlaps(span)) {
            Some(last) => *last = last.join(span),
            None => joined.push(span),
        }
    }
    joined
}

/// `72 % of Beta Post, 31 % of Delta Herald and 4 % of Gamma`, the fullest first.
fn told(table: &Table, members: &[usize], shares: &[(usize, u8)]) -> String {
    let mut by_share: Vec<(u8, usize)> = members
        .iter()
        .zip(shares)
        .map(|(&article, &(_, percent))| (percent, article))
        .collect();
    by_share.sort_by_key(|&(percent, article)| (std::cmp::Reverse(percent), article));
    let mut parts: Vec<String> = by_share
        .iter()
        .take(MOST_NAMED)
        .map(|&(percent, article)| format!("{percent} % of {}", table.name(article)))
        .collect();
    if by_share.len() > MOST_NAMED {
        parts.push(format!("less of {} more", by_share.len() - MOST_NAMED));
    }
    let last = parts.pop().unwrap_or_default();
    if parts.is_empty() {
        last
    } else {
        format!("{} and {last}", parts.join(", "))
    }
}

/// Who is likely to have had the words first: the only one that is an agency's own, else the one that is earlier than every
/// other. Where several but not all are an agency's, or all of one, it is not known.
fn source(table: &Table, members: &[usize]) -> Option<usize> {
    let wires: Vec<usize> = members
        .iter()
        .copied()
        .filter(|&at| reuse::agency(table.articles[at]).is_some())
        .collect();
    match wires[..] {
        [] => {}
        [one] => return Some(one),
        _ => return None,
    }
    let date = |at: usize| table.articles[at].published.as_ref();
    members.iter().copied().find(|&one| {
        let mut others = members.iter().filter(|other| **other != one);
        others.all(|&other| is_earlier(date(one), date(other)) == Some(true))
    })
}

fn of_one_agency(table: &Table, members: &[usize]) -> Option<&'static str> {
    let mut agencies = members.iter().map(|&at| reuse::agency(table.articles[at]));
    let first = agencies.next()??;
    agencies
        .all(|agency| agency == Some(first))
        .then_some(first)
}

fn why_source(table: &Table, members: &[usize], source: Option<usize>) -> String {
    if let Some(agency) = of_one_agency(table, members) {
        let all = if members.len() == 2 { "Both" } else { "All" };
        return format!("{all} are copy of {agency}.");
    }
    let wire = source.and_then(|first| Some((first, reuse::agency(table.articles[first])?)));
    if let Some((first, agency)) = wire {
        let name = table.name(first);
        // The agency's own article is no copy of it.
        return match reuse::is_an_agencys(table.articles[first]) {
            true => format!("The likely source is {agency}."),
            false => format!("The likely source is {agency}: {name} is its copy."),
        };
    }
    match (source, members) {
        (Some(first), &[one, other]) => format!(
            "The likely source is the earlier, {}, before {}.",
            table.name(first),
            table.name(if first == one { other } else { one })
        ),
        (Some(first), _) => format!("The likely source is the earliest, {}.", table.name(first)),
        (None, _) => "Which came first is not known.".to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::comparing::compare;
    use crate::analysis::reading::analyse;
    use crate::model::{DateSource, Draft, FindingKind, Published};

    #[test]
    fn three_that_share_words_are_one_row_with_the_share_of_each() {
        let copied = "The crane had been inspected twice this year and both times the inspectors asked for new cables to be fitted";
        let dated = |id: &str, text: &str, day: i64| {
            let draft = Draft {
                outlet: Some(format!("Outlet {id}")),
                paragraphs: vec![text.to_string()],
                ..Draft::default()
            };
            let mut article = analyse(draft, id.to_string());
            article.published = Some(Published {
                at: format!("2031-05-{day:02}T00:00:00Z"),
                seconds: day * 86_400,
                day_only: true,
                from: DateSource::Field,
            });
            article
        };
        let a = dated("a", &format!("{copied}."), 12);
        let b = dated("b", &format!("{copied}, papers seen here show."), 11);
        let more =
            "Nobody had fitted any, and the harbour went on working for three weeks as before";
        let c = dated("c", &format!("{copied}. {more}."), 12);
        let d = dated("d", "A choir sang by the quay on Sunday.", 9);
        let found = compare(&[&d, &a, &b, &c]);
        let is_reuse = |finding: &&Finding| finding.kind == FindingKind::Reuse;
        let reuse: Vec<&Finding> = found.findings.iter().filter(is_reuse).collect();
        assert_eq!(reuse.len(), 1);
        let by: Vec<usize> = reuse[0].values.iter().map(|value| value.article).collect();
        assert_eq!(by, [1, 2, 3]);
        let told: Vec<(usize, u8, bool)> = found
            .reused
            .iter()
            .map(|of| (of.article, of.percent, of.source))
            .collect();
        assert!(
            matches!(
                told[..],
                [(1, 100, false), (2, 80.., true), (3, 50..70, false)]
            ),
            "{told:?}"
        );
        assert!(
            reuse[0].why.contains("the earliest, Outlet b"),
            "{}",
            reuse[0].why
        );
    }
}
