use parallax::analysis::{quotes::quotes, sentences::sentences};
use parallax::model::Span;
fn main() {
    let path = std::env::args().nth(1).unwrap();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let v: serde_json::Value = serde_json::from_str(line).unwrap();
        let body = v["body"].as_str().or(v["text"].as_str()).unwrap_or("");
        let mut ps = Vec::new();
        let mut at = 0;
        for part in body.split('\n') {
            if !part.trim().is_empty() {
                ps.push(Span::new(at, at + part.len()));
            }
            at += part.len() + 1;
        }
        let s = sentences(body, &ps, Some("en"));
        for q in quotes(body, &ps, &s, &[]) {
            let near = |a: usize, up: bool| {
                let mut a = a.min(body.len());
                while !body.is_char_boundary(a) {
                    if up { a += 1 } else { a -= 1 }
                }
                a
            };
            let w = q.speaker_span.map_or("-", |x| x.of(body));
            let low = w.to_lowercase();
            let tag = if ["he", "she", "it", "they"].contains(&low.as_str()) {
                "P"
            } else if q.speaker.is_none() {
                "N"
            } else {
                "S"
            };
            println!(
                "{tag} {:?} <{w}> … {}[[{}]]{}",
                q.speaker,
                body[near(q.start.saturating_sub(350), false)..q.start].replace('\n', "¶"),
                q.span().of(body).chars().take(60).collect::<String>(),
                body[q.end..near(q.end + 50, true)].replace('\n', "¶")
            );
        }
    }
}
