//! Figures: how many of the numbers that a careful reader lists come out, and all that comes out, for reading by eye.

use std::path::Path;
use std::time::Instant;

use parallax::analysis::reading::figures::figures;
use parallax::analysis::text::Text;
use parallax::analysis::text::sentences::sentences;
use parallax::model::{Figure, Span};

pub fn run(data: &Path) {
    let home = data.parent().unwrap_or(data);
    let Ok(files) = std::fs::read_dir(home.join("articles")) else {
        eprintln!("data missing: {}", home.join("articles").display());
        return;
    };
    let gold = std::fs::read_to_string(home.join("gold/prisoner-release.json")).unwrap_or_default();
    let gold: serde_json::Value = serde_json::from_str(&gold).unwrap_or_default();
    let mut paths: Vec<_> = files.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let (mut listed, mut found) = (0, 0);
    let (mut bytes, mut seconds) = (0, 0.0);
    for path in paths {
        let body = std::fs::read_to_string(&path).unwrap_or_default();
        let key: String = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .chars()
            .take(3)
            .collect();
        let clock = Instant::now();
        let all = read(&body);
        seconds += clock.elapsed().as_secs_f64();
        bytes += body.len();
        println!("{key}");
        for figure in &all {
            let Figure {
                value,
                value_to,
                unit,
                of,
                modifier,
                ..
            } = figure;
            println!(
                "  {:32} {value} {value_to:?} unit={unit:?} of={of:?} {modifier:?}",
                figure.span().of(&body)
            );
        }
        for row in gold["figures"].as_array().into_iter().flatten() {
            for value in row["values"][&key]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|value| value.as_str())
            {
                for wanted in read(&format!("{value} things")) {
                    listed += 1;
                    let there = all
                        .iter()
                        .any(|figure| figure.value == wanted.value && (figure.unit == wanted.unit));
                    found += usize::from(there);
                    if !there {
                        println!("  MISSED {value}");
                    }
                }
            }
        }
    }
    let speed = bytes as f64 / seconds.max(f64::MIN_POSITIVE) / 1e6;
    println!(
        "numbers in the gold: {found} of {listed} found; sentences and figures at {speed:.1} MB/s"
    );
}

fn read(body: &str) -> Vec<Figure> {
    let mut paragraphs = Vec::new();
    let mut at = 0;
    for part in body.split('\n') {
        if !part.trim().is_empty() {
            paragraphs.push(Span::new(at, at + part.len()));
        }
        at += part.len() + 1;
    }
    let cut = sentences(body, &paragraphs, Some("en"));
    figures(&Text::new(body, &paragraphs, &cut, Some("en")), &[])
}
