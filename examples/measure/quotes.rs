//! Direct quotations on PolNeAR (Newell et al. 2018): are they found, and is the speaker right?

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use parallax::analysis::reading::quotes::quotes;
use parallax::analysis::text::Text;
use parallax::analysis::text::sentences::sentences;
use parallax::model::{Quote, Span};
use serde_json::Value;

/// Shorter quotations are scare quotes and terms as often as speech.
const WORDS: usize = 4;
/// Bytes by which an edge may differ: closing commas, nested marks.
const SLACK: usize = 3;

#[derive(Default)]
struct Score {
    gold: usize,
    gold_found: usize,
    ours: usize,
    ours_right: usize,
    speakers: usize,
    answered: usize,
    right: usize,
    named: usize,
}

pub fn run(data: &Path) {
    let archive = data.join("quotes/polnear-train.tar.gz");
    let output = Command::new("tar")
        .arg("-xzOf")
        .arg(&archive)
        .arg("polnear")
        .output();
    let text = match output {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        _ => {
            eprintln!("data missing: {}", archive.display());
            return;
        }
    };
    let show: usize = std::env::var("SHOW")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    let mut score = Score::default();
    let mut seconds = 0.0;
    let mut bytes = 0;
    let mut shown = 0;
    for article in serde_json::Deserializer::from_str(&text)
        .into_iter::<Value>()
        .flatten()
    {
        let body = article["body"].as_str().unwrap_or("");
        let offsets: Vec<usize> = body
            .char_indices()
            .map(|(at, _)| at)
            .chain([body.len()])
            .collect();
        let paragraphs = lines(body);
        let cut = sentences(body, &paragraphs, Some("en"));
        let clock = Instant::now();
        let ours = quotes(&Text::new(body, &paragraphs, &cut, Some("en")), &[]);
        seconds += clock.elapsed().as_secs_f64();
        bytes += body.len();
        let gold = attributions(&article, &offsets);
        count(
            body,
            &gold,
            &ours,
            &mut score,
            (shown < show).then_some(&mut shown),
        );
    }
    articles(&data.parent().unwrap_or(data).join("articles"));
    let recall = score.gold_found as f64 / score.gold.max(1) as f64;
    let precision = score.ours_right as f64 / score.ours.max(1) as f64;
    println!(
        "direct quotations of {WORDS} words or more: span P {:.1} R {:.1} F1 {:.1} (gold {}, ours {})",
        precision * 100.0,
        recall * 100.0,
        200.0 * precision * recall / (precision + recall),
        score.gold,
        score.ours
    );
    println!(
        "speaker right {:.1} % of {} with a source; {:.1} % where answered ({}); {} with a name or phrase; {:.1} MB/s",
        100.0 * score.right as f64 / score.speakers.max(1) as f64,
        score.speakers,
        100.0 * score.right as f64 / score.answered.max(1) as f64,
        score.answered,
        score.named,
        bytes as f64 / seconds / 1e6
    );
}

struct Attribution {
    content: Vec<Span>,
    source: Vec<Span>,
}

fn attributions(article: &Value, offsets: &[usize]) -> Vec<Attribution> {
    let spans = |list: &Value| -> Vec<Span> {
        list.as_array()
            .into_iter()
            .flatten()
            .filter_map(|piece| {
                let start = usize::try_from(piece["start"].as_u64()?).ok()?;
                let end = usize::try_from(piece["end"].as_u64()?).ok()?;
                Some(Span::new(*offsets.get(start)?, *offsets.get(end)?))
            })
            .collect()
    };
    article["attributions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|item| Attribution {
            content: spans(&item["content"]),
            source: spans(&item["source"]),
        })
        .collect()
}

fn words(text: &str) -> usize {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .count()
}

/// A gold piece that is a quotation from mark to mark, without its marks.
fn direct(body: &str, piece: Span) -> Option<Span> {
    let text = piece.of(body);
    let opens = ["“", "\"", "''", "``", "«"]
        .iter()
        .find(|mark| text.starts_with(**mark))?;
    let tail = text.trim_end_matches(['.', ',', ' ']);
    let closes = ["”", "\"", "''", "»"]
        .iter()
        .find(|mark| tail.ends_with(**mark) && tail.len() > opens.len())?;
    let inner = &tail[opens.len()..tail.len().checked_sub(closes.len())?.max(opens.len())];
    let start = piece.start + opens.len();
    (!inner.contains([opens.chars().next()?, '“', '”']))
        .then(|| Span::new(start, start + inner.len()))
}

fn near(left: Span, right: Span) -> bool {
    left.start.abs_diff(right.start) <= SLACK && left.end.abs_diff(right.end) <= SLACK
}

fn count(
    body: &str,
    gold: &[Attribution],
    ours: &[Quote],
    score: &mut Score,
    mut show: Option<&mut usize>,
) {
    let long: Vec<&Quote> = ours
        .iter()
        .filter(|quote| words(quote.span().of(body)) >= WORDS)
        .collect();
    score.ours += long.len();
    for attribution in gold {
        for piece in attribution
            .content
            .iter()
            .filter_map(|&piece| direct(body, piece))
        {
            if words(piece.of(body)) < WORDS {
                continue;
            }
            score.gold += 1;
            // A quotation over several paragraphs is one to us and several to the annotators.
            let found = long
                .iter()
                .find(|quote| near(quote.span(), piece) || quote.span().contains(piece));
            score.gold_found += usize::from(found.is_some());
            if found.is_none()
                && let Some(shown) = show.as_deref_mut()
            {
                *shown += 1;
                println!("NOT FOUND {}", piece.of(body));
            }
        }
    }
    for quote in long {
        let span = quote.span();
        let holder = gold.iter().filter_map(|attribution| {
            let shared: usize = attribution
                .content
                .iter()
                .map(|piece| {
                    piece
                        .end
                        .min(span.end)
                        .saturating_sub(piece.start.max(span.start))
                })
                .sum();
            (shared * 10 >= span.len() * 6).then_some((attribution, shared))
        });
        let all: Vec<&Attribution> = holder.map(|(attribution, _)| attribution).collect();
        if all.is_empty() {
            continue;
        }
        score.ours_right += 1;
        if all.iter().all(|attribution| attribution.source.is_empty()) {
            continue;
        }
        score.speakers += 1;
        score.answered += usize::from(quote.speaker_span.is_some());
        score.named += usize::from(quote.speaker.is_some());
        let right = quote.speaker_span.is_some_and(|ours| {
            all.iter().any(|attribution| {
                attribution
                    .source
                    .iter()
                    .any(|source| source.overlaps(ours))
            })
        });
        score.right += usize::from(right);
        if !right && let Some(shown) = show.as_deref_mut() {
            *shown += 1;
            let from = (span.start.saturating_sub(120)..=span.start)
                .find(|&at| body.is_char_boundary(at))
                .unwrap_or(0);
            let to = ((span.end + 100).min(body.len())..=body.len())
                .find(|&at| body.is_char_boundary(at))
                .unwrap_or(body.len());
            let gold: Vec<&str> = all
                .iter()
                .flat_map(|item| &item.source)
                .map(|source| source.of(body))
                .collect();
            println!(
                "\n{:?} for {gold:?}: …{}[{}]{}…",
                quote.speaker_span.map(|span| span.of(body)),
                &body[from..span.start].replace('\n', "¶"),
                span.of(body),
                &body[span.end..to].replace('\n', "¶")
            );
        }
    }
}

/// Prints the quotations of the articles beside the data folder, with their speakers.
fn articles(folder: &Path) {
    let Ok(files) = std::fs::read_dir(folder) else {
        return;
    };
    let mut paths: Vec<_> = files.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let body = std::fs::read_to_string(&path).unwrap_or_default();
        let paragraphs = lines(&body);
        let cut = sentences(&body, &paragraphs, Some("en"));
        println!("{}", path.display());
        for quote in quotes(&Text::new(&body, &paragraphs, &cut, Some("en")), &[]) {
            let words: String = quote.span().of(&body).chars().take(50).collect();
            println!(
                "  {words:50} | {:?} | {:?}",
                quote.speaker,
                quote.speaker_span.map(|span| span.of(&body))
            );
        }
    }
}

/// The lines of a text that are not empty.
fn lines(body: &str) -> Vec<Span> {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for part in body.split('\n') {
        if !part.trim().is_empty() {
            paragraphs.push(Span::new(at, at + part.len()));
        }
        at += part.len() + 1;
    }
    paragraphs
}
