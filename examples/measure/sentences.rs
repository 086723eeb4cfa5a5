//! Sentence boundaries: the English Golden Rules, other languages' rules, and boundary F1 on running text of GUM.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use parallax::analysis::text::sentences::sentences;
use parallax::model::Span;

/// Genres nearest to news.
const GENRES: [&str; 5] = ["news", "interview", "speech", "court", "bio"];
/// The Golden Rules are numbered up to this; the other cases are regressions of the tool they come from.
const GOLDEN: u32 = 52;

pub fn run(data: &Path) {
    golden_rules(&data.join("sentences/sentences.tar.gz"));
    running_text(&data.join("sentences/gum-coreference.docs.jsonl.gz"));
}

fn output(command: &mut Command) -> String {
    match command.output() {
        Ok(output) if output.status.success() => {
            String::from_utf8_lossy(&output.stdout).into_owned()
        }
        _ => {
            eprintln!("data missing: {command:?}");
            String::new()
        }
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn golden_rules(archive: &Path) {
    let text = output(
        Command::new("tar")
            .arg("-xzOf")
            .arg(archive)
            .arg("segmentation/golden.jsonl"),
    );
    let (mut right, mut all, mut other_right, mut other_all) = (0, 0, 0, 0);
    for line in text.lines() {
        let Ok(case) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let source = case["text"].as_str().unwrap_or("");
        let language = case["lang"].as_str().unwrap_or("");
        let name = case["name"].as_str().unwrap_or("");
        let expected: Vec<String> = case["sentences"]
            .as_array()
            .map(|list| {
                list.iter()
                    .map(|item| squeezed(item.as_str().unwrap_or("")))
                    .collect()
            })
            .unwrap_or_default();
        let found: Vec<String> = sentences(source, &[Span::new(0, source.len())], Some(language))
            .into_iter()
            .map(|span| squeezed(span.of(source)))
            .collect();
        let ok = found == expected;
        let number = name
            .rsplit('#')
            .next()
            .and_then(|digits| digits.parse::<u32>().ok());
        if language == "en"
            && !name.starts_with("correctly")
            && number.is_some_and(|number| number <= GOLDEN)
        {
            all += 1;
            right += u32::from(ok);
            if !ok {
                println!("  missed {name}: {found:?}");
            }
        } else {
            other_all += 1;
            other_right += u32::from(ok);
        }
    }
    println!(
        "English golden rules: {right} of {all}; all other cases, 21 languages: {other_right} of {other_all}"
    );
}

fn running_text(file: &Path) {
    let text = output(Command::new("gzip").arg("-dc").arg(file));
    let show = std::env::var_os("SHOW").is_some();
    let (mut hit, mut wrong, mut missed, mut bytes) = (0, 0, 0, 0);
    let mut seconds = 0.0;
    for line in text.lines() {
        let Ok(document) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        if !document["genre"]
            .as_str()
            .is_some_and(|genre| GENRES.contains(&genre))
        {
            continue;
        }
        let characters: Vec<char> = document["text"].as_str().unwrap_or("").chars().collect();
        let body: String = characters.iter().collect();
        let offsets: Vec<usize> = body
            .char_indices()
            .map(|(at, _)| at)
            .chain([body.len()])
            .collect();
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for part in body.split("\n\n") {
            paragraphs.push(Span::new(at, at + part.len()));
            at += part.len() + 2;
        }
        let clock = Instant::now();
        let found = sentences(&body, &paragraphs, Some("en"));
        seconds += clock.elapsed().as_secs_f64();
        bytes += body.len();
        let starts: BTreeSet<usize> = paragraphs.iter().map(|paragraph| paragraph.start).collect();
        let gold: BTreeSet<usize> = document["sentence_spans"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|span| span[0].as_u64())
            .filter_map(|start| offsets.get(usize::try_from(start).ok()?).copied())
            .filter(|start| !starts.contains(start))
            .collect();
        let ours: BTreeSet<usize> = found
            .iter()
            .map(|span| span.start)
            .filter(|start| !starts.contains(start))
            .collect();
        hit += gold.intersection(&ours).count();
        wrong += ours.difference(&gold).count();
        missed += gold.difference(&ours).count();
        if show {
            for (sign, set) in [("+", ours.difference(&gold)), ("-", gold.difference(&ours))] {
                for &at in set {
                    let from = (at.saturating_sub(40)..=at)
                        .find(|&at| body.is_char_boundary(at))
                        .unwrap_or(at);
                    let to = ((at + 30).min(body.len())..=body.len())
                        .find(|&at| body.is_char_boundary(at))
                        .unwrap_or(at);
                    println!(
                        "{sign} {} | {}",
                        &body[from..at],
                        &body[at..to].replace('\n', "¶")
                    );
                }
            }
        }
    }
    let precision = hit as f64 / (hit + wrong).max(1) as f64;
    let recall = hit as f64 / (hit + missed).max(1) as f64;
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    println!(
        "GUM {GENRES:?}: boundaries inside paragraphs P {:.2} R {:.2} F1 {:.2} (n={}), {:.1} MB/s",
        precision * 100.0,
        recall * 100.0,
        f1 * 100.0,
        hit + missed,
        bytes as f64 / seconds.max(1e-9) / 1e6
    );
}
