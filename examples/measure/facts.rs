//! What a comparison tells of what careful readers expect of it: `measure facts DATA [GROUPS]` prints the table of the groups that are kept
//! for measuring, and of a folder of such groups. `PARALLAX_SHOW=1` names each item, `PARALLAX_PART=learned` takes the groups that trees
//! learned from instead.
//!
//! An item told by several is *found* if one finding has values in at least two articles that overlap its words there: a finding of its own
//! kind by half of the shorter text (a fact: a third), one of another kind only if it shows half of the words in both. Its verdict is right
//! if such a finding of its own kind gives one of those expected and names no article that does not say it. A row is right if it holds a pair
//! that readers made.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use parallax::analysis::comparing::align::Reading;
use parallax::model::{Article, Comparison, Finding, FindingKind, Span, Verdict};
use parallax::worker::{AddOptions, Library, Source};

use super::expected::{self, Expected, Item, Stretch};

/// Kinds that several articles tell.
const SEVERAL: [&str; 6] = ["fact", "figure", "quote", "date", "name", "copied"];
/// Share of the shorter of two stretches from which they overlap: of a fact, of all else.
const OVERLAP_FACT: f64 = 0.34;
const OVERLAP: f64 = 0.5;
/// Share of a sentence told as of one article only that lies on facts of several, from which that is false.
const TOLD_ELSEWHERE: f64 = 0.4;

/// The variable of the environment that has each item named.
const SHOW: &str = "PARALLAX_SHOW";

type Counts = BTreeMap<(&'static str, String), usize>;

pub fn measure(data: &Path, folder: Option<&Path>) -> Result<()> {
    let part = std::env::var("PARALLAX_PART").unwrap_or_default();
    let is_shown = std::env::var_os(SHOW).is_some();
    let groups = expected::all(data, folder)?;
    let mut counts = Counts::new();
    for group in &groups {
        if group.is_kept == (part == "learned") {
            continue;
        }
        let scored =
            Scored::new(group).with_context(|| format!("group {} cannot be read", group.name));
        for line in scored?.score(&mut counts) {
            if is_shown {
                println!("{line}");
            }
        }
    }
    table(&counts);
    Ok(())
}

/// A group beside what is told of it.
pub struct Scored<'a> {
    pub group: &'a Expected,
    pub articles: Vec<Arc<Article>>,
    pub comparison: Comparison,
}

/// Article, number and bytes of a sentence.
type Sentence = (usize, usize, Span);

/// By article the stretches of an item, in the bytes of its body as shown.
pub type Places = HashMap<usize, Vec<Span>>;

impl<'a> Scored<'a> {
    /// Reads and compares the articles as `parallax compare` does.
    pub fn new(group: &'a Expected) -> Result<Scored<'a>> {
        let temporary =
            std::env::temp_dir().join(format!("parallax-groups-{}", std::process::id()));
        std::fs::create_dir_all(&temporary)?;
        let mut library = Library::in_memory(&group.name)?;
        let mut articles = Vec::new();
        for (number, record) in group.records.iter().enumerate() {
            let file = temporary.join(format!("{number}.json"));
            std::fs::write(&file, record.to_string())?;
            let before: HashSet<String> = library.ids()?.into_iter().collect();
            let options = AddOptions::default();
            let stop = AtomicBool::new(false);
            library.add(&[Source::Path(file)], &options, &mut |_| {}, &stop)?;
            let id = library.ids()?.into_iter().find(|id| !before.contains(id));
            let article = library.article(&id.context("an article repeats another")?)?;
            articles.push(article.context("an article is gone")?);
        }
        // A temporary folder that stays behind does no harm.
        let _ = std::fs::remove_dir_all(&temporary);
        let refs: Vec<&Article> = articles.iter().map(Arc::as_ref).collect();
        let comparison = library.compare_articles(&refs)?.comparison;
        Ok(Scored {
            group,
            articles,
            comparison,
        })
    }

    /// Where a stretch of the body as published stands in the body as shown.
    pub fn place(&self, (article, from, to): Stretch) -> Option<Span> {
        let published = self.group.body(article);
        let wanted = published.get(from..to)?;
        let before = published.get(..from)?.matches(wanted).count();
        let shown = &self.articles[article].body;
        let places: Vec<usize> = shown.match_indices(wanted).map(|found| found.0).collect();
        let &at = places.get(before).or(places.last())?;
        Some(Span::new(at, at + wanted.len()))
    }

    pub fn places(&self, item: &Item) -> Places {
        let mut places = Places::new();
        let is_everywhere = ["name", "quote"].contains(&item.kind.as_str());
        for &stretch in &item.stretches {
            let (article, from, to) = stretch;
            let of = places.entry(article).or_default();
            of.extend(self.place(stretch));
            let wanted = self.group.body(article).get(from..to).unwrap_or_default();
            if is_everywhere && wanted.chars().count() > 3 {
                let shown = &self.articles[article].body;
                let all = shown.match_indices(wanted);
                of.extend(all.map(|(at, _)| Span::new(at, at + wanted.len())));
            }
        }
        places
    }

    /// Counts what is told, and says of each item whether it is.
    fn score(&self, counts: &mut Counts) -> Vec<String> {
        let mut lines = vec![format!("## {}", self.group.name)];
        let mut add = |name: &'static str, kind: &str, yes: bool| {
            *counts.entry((name, kind.to_string())).or_default() += usize::from(yes);
        };
        let items: Vec<(&Item, Places)> = self
            .group
            .items
            .iter()
            .map(|item| (item, self.places(item)))
            .collect();
        let (several, single): (Vec<_>, Vec<_>) = self
            .comparison
            .findings
            .iter()
            .partition(|finding| told_by(finding).len() > 1);
        let is_shown = std::env::var_os(SHOW).is_some();
        let mut expected: HashSet<usize> = HashSet::new();
        let mut main = Vec::new();
        for (item, places) in &items {
            if item.kind == "only" {
                continue;
            }
            let in_body: HashSet<usize> = item.stretches.iter().map(|stretch| stretch.0).collect();
            if in_body.len() < 2 {
                continue;
            }
            let (mut is_told, mut is_right) = (false, false);
            for (number, finding) in several.iter().enumerate() {
                let is_own = is_of(finding.kind, &item.kind);
                let hit = hit(finding, places, is_own, &item.kind);
                if hit.len() < 2 {
                    continue;
                }
                is_told = true;
                expected.insert(number);
                let is_whole = told_by(finding).is_subset(&hit);
                is_right |= is_own && is_whole && is_expected(item, finding.verdict);
            }
            add("all", &item.kind, true);
            add("found", &item.kind, is_told);
            add("right", &item.kind, is_right);
            let is_difference = item
                .verdicts
                .first()
                .is_some_and(|verdict| verdict == "differs" || verdict == "contradicts");
            if is_difference && item.kind != "name" {
                add("all", "difference", true);
                add("found", "difference", is_told);
                add("right", "difference", is_right);
            }
            if item.is_main {
                main.push(is_told);
            }
            let near = match item.kind.as_str() {
                _ if !is_shown || is_told && (is_right || !is_difference) => String::new(),
                "fact" => self.nearest(places),
                _ => self.around(places),
            };
            lines.push(format!(
                "   {}{} {:7} {}{}{}{near}",
                if is_told { '+' } else { '.' },
                if is_right { 'v' } else { ' ' },
                item.kind,
                if item.is_main { "* " } else { "" },
                item.label,
                if is_difference { " (differs)" } else { "" },
            ));
        }
        add("all", "main event", !main.is_empty());
        add("found", "main event", main.contains(&true));
        add("right", "main event", main.contains(&true));
        for (number, finding) in several.iter().enumerate() {
            add("all", "finding of several", true);
            add("found", "finding of several", expected.contains(&number));
            if !expected.contains(&number) {
                let mut line = format!(
                    "   ?  {:?} {}: {} ({})",
                    finding.kind,
                    finding.verdict.words(),
                    finding.what,
                    finding.sure.ground
                );
                for value in &finding.values {
                    let _ = write!(line, "\n          {} {}", value.article, value.text);
                }
                lines.push(line);
            }
        }
        for (item, places) in items.iter().filter(|(item, _)| item.kind == "only") {
            let is_here = single.iter().any(|finding| overlaps(finding, places));
            let is_elsewhere = several.iter().enumerate().any(|(number, finding)| {
                !expected.contains(&number) && shows_half(finding, places)
            });
            add("all", "only", true);
            add("found", "only", is_here && !is_elsewhere);
            if is_elsewhere {
                lines.push(format!("   !  told as shared: {}", item.label));
            }
        }
        for finding in single {
            if !matches!(finding.kind, FindingKind::OnlyHere | FindingKind::Missing) {
                continue;
            }
            add("all", "only here", true);
            let is_false = finding
                .values
                .iter()
                .any(|value| self.is_told_elsewhere(value.article, value.span(), &items));
            add("found", "only here", is_false);
            if is_false {
                lines.push(format!("   !  only here is false: {}", finding.what));
            }
        }
        self.rows(&mut add);
        lines
    }

    /// The sentences of an item, with its words in brackets.
    fn around(&self, places: &Places) -> String {
        let mut lines = String::new();
        let mut all: Vec<(usize, Span)> = places
            .iter()
            .flat_map(|(&article, spans)| spans.iter().map(move |&span| (article, span)))
            .collect();
        all.sort_by_key(|(article, span)| (*article, span.start));
        all.dedup();
        for (article, span) in all {
            let text = &self.articles[article];
            let whole = text.sentence_at(span.start).map(|at| text.sentences[at]);
            let whole = whole.unwrap_or(span);
            let _ = write!(
                lines,
                "\n          {article} {}[[{}]]{}",
                text.body.get(whole.start..span.start).unwrap_or_default(),
                text.text(span),
                text.body.get(span.end..whole.end).unwrap_or_default()
            );
        }
        lines
    }

    /// The two sentences of different articles with an item's words that most surely state one fact, and whether they stand on one row.
    fn nearest(&self, places: &Places) -> String {
        let refs: Vec<&Article> = self.articles.iter().map(Arc::as_ref).collect();
        let reading = Reading::new(&refs);
        let mut sentences = Vec::new();
        for (&article, spans) in places {
            let all = self.articles[article].sentences.iter().enumerate();
            for (number, &sentence) in all {
                if spans.iter().any(|&span| covered(span, sentence) >= OVERLAP) {
                    sentences.push((article, number, sentence));
                }
            }
        }
        let mut best: Option<(f32, [Sentence; 2])> = None;
        for &a in &sentences {
            for &b in sentences.iter().filter(|b| b.0 > a.0) {
                let sure = reading.belong((a.0, a.1), (b.0, b.1));
                if best.is_none_or(|best| sure > best.0) {
                    best = Some((sure, [a, b]));
                }
            }
        }
        let Some((sure, [a, b])) = best else {
            return " · of no two sentences".into();
        };
        let is_on = |row: &parallax::model::Row| {
            let has = |end: Sentence| row.spans[end.0].is_some_and(|cell| cell.overlaps(end.2));
            has(a) && has(b)
        };
        let row = self.comparison.rows.iter().any(is_on);
        format!(
            " · {sure:.2}{}\n          {}\n          {}",
            if row { " on a row" } else { "" },
            self.articles[a.0].text(a.2),
            self.articles[b.0].text(b.2)
        )
    }

    fn is_told_elsewhere(&self, article: usize, span: Span, items: &[(&Item, Places)]) -> bool {
        let cover = |is_wanted: &dyn Fn(&Item) -> bool| {
            let of = items.iter().filter(|(item, _)| is_wanted(item));
            let mut spans: Vec<Span> = of
                .flat_map(|(_, places)| places.get(&article).cloned().unwrap_or_default())
                .collect();
            spans.sort_by_key(|span| (span.start, span.end));
            let (mut bytes, mut end) = (0, span.start);
            for other in spans {
                let (from, to) = (other.start.max(end), other.end.min(span.end));
                if to > from {
                    bytes += to - from;
                    end = to;
                }
            }
            bytes as f64 / (span.end - span.start).max(1) as f64
        };
        let told = cover(&|item| item.kind == "fact" && !item.is_minor);
        told >= TOLD_ELSEWHERE && told > cover(&|item| item.kind == "only")
    }

    /// Sentences of the windows that stand on a row with a counterpart, and rows that hold one.
    fn rows(&self, add: &mut impl FnMut(&'static str, &str, bool)) {
        let rows = &self.comparison.rows;
        let pairs: Vec<[(usize, Span); 2]> = self
            .group
            .pairs
            .iter()
            .filter_map(|pair| {
                let [a, b] = pair.map(|end| Some((end.0, self.place(end)?)));
                Some([a?, b?])
            })
            .collect();
        let holds =
            |cell: Option<Span>, span: Span| cell.is_some_and(|cell| share(cell, span) >= OVERLAP);
        for (one, other, sentences) in &self.group.windows {
            let of_both = |pair: &&[(usize, Span); 2]| {
                let ends = [pair[0].0, pair[1].0];
                ends == [*one, *other] || ends == [*other, *one]
            };
            let of_both: Vec<[Span; 2]> = pairs
                .iter()
                .filter(of_both)
                .map(|[a, b]| if a.0 == *one { [a.1, b.1] } else { [b.1, a.1] })
                .collect();
            let window: Vec<Span> = sentences
                .iter()
                .filter_map(|&sentence| self.place(sentence))
                .collect();
            let mut sides: Vec<Span> = of_both.iter().map(|pair| pair[0]).collect();
            sides.sort_by_key(|span| (span.start, span.end));
            sides.dedup();
            for side in sides {
                let mut counterparts = of_both.iter().filter(|pair| pair[0] == side);
                let is_found = counterparts.any(|[here, there]| {
                    rows.iter().any(|row| {
                        holds(row.spans[*one], *here) && holds(row.spans[*other], *there)
                    })
                });
                add("all", "sentence on a row", true);
                add("found", "sentence on a row", is_found);
            }
            for row in rows {
                let (here, there) = (row.spans[*one], row.spans[*other]);
                let is_of_window = window.iter().any(|&sentence| holds(here, sentence));
                if here.is_none() || there.is_none() || !is_of_window {
                    continue;
                }
                let mut right = of_both.iter();
                let is_right = right.any(|pair| holds(here, pair[0]) && holds(there, pair[1]));
                add("all", "row", true);
                add("found", "row", is_right);
            }
        }
    }
}

fn told_by(finding: &Finding) -> HashSet<usize> {
    finding.values.iter().map(|value| value.article).collect()
}

fn is_of(kind: FindingKind, expected: &str) -> bool {
    match kind {
        FindingKind::Figure => expected == "figure",
        FindingKind::Quote => expected == "quote",
        FindingKind::Fact | FindingKind::Missing => expected == "fact",
        FindingKind::Name => expected == "name",
        FindingKind::Date => expected == "date",
        FindingKind::Reuse => expected == "copied",
        FindingKind::OnlyHere => false,
    }
}

fn is_expected(item: &Item, verdict: Verdict) -> bool {
    let told = verdict.words().replace(' ', "-");
    let is_same = matches!(
        verdict,
        Verdict::Shared | Verdict::Same | Verdict::Compatible
    );
    item.verdicts.contains(&told)
        || is_same
            && item
                .verdicts
                .iter()
                .any(|wanted| wanted == "same" || wanted == "compatible")
}

/// Articles in which a finding tells an item.
fn hit(finding: &Finding, places: &Places, is_own: bool, kind: &str) -> HashSet<usize> {
    let least = if kind == "fact" {
        OVERLAP_FACT
    } else {
        OVERLAP
    };
    let tells = |article: usize, told: Span| {
        let mut spans = places.get(&article).into_iter().flatten();
        spans.any(|&span| {
            if is_own {
                share(told, span) >= least
            } else {
                kind != "name" && covered(span, told) >= OVERLAP
            }
        })
    };
    let values = finding.values.iter();
    values
        .filter(|value| tells(value.article, value.span()))
        .map(|value| value.article)
        .collect()
}

fn overlaps(finding: &Finding, places: &Places) -> bool {
    finding.values.iter().any(|value| {
        let mut spans = places.get(&value.article).into_iter().flatten();
        spans.any(|&span| share(value.span(), span) >= OVERLAP)
    })
}

fn shows_half(finding: &Finding, places: &Places) -> bool {
    finding.values.iter().any(|value| {
        let mut spans = places.get(&value.article).into_iter().flatten();
        spans.any(|&span| covered(span, value.span()) >= OVERLAP)
    })
}

fn common(a: Span, b: Span) -> f64 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start)) as f64
}

/// What two stretches have in common, as a share of the shorter.
fn share(a: Span, b: Span) -> f64 {
    let shorter = (a.end - a.start).min(b.end - b.start);
    common(a, b) / shorter.max(1) as f64
}

/// Share of `span` that lies in `of`.
pub fn covered(span: Span, of: Span) -> f64 {
    common(span, of) / (span.end - span.start).max(1) as f64
}

fn table(counts: &Counts) {
    let count = |name: &'static str, kind: &str| {
        let found = counts.get(&(name, kind.to_string()));
        found.copied().unwrap_or_default()
    };
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    println!("{:<22} {:>5} {:>6} {:>8}", "", "all", "told", "rightly");
    for kind in ["main event"].into_iter().chain(SEVERAL) {
        let (all, found) = (count("all", kind), count("found", kind));
        println!(
            "{kind:<22} {all:>5} {found:>6} {:>8}   {:.0} %",
            count("right", kind),
            share(found, all)
        );
    }
    let (all, found) = (count("all", "difference"), count("found", "difference"));
    let right = count("right", "difference");
    println!(
        "{:<22} {all:>5} {found:>6} {right:>8}   {:.0} % as such",
        "difference",
        share(right, all)
    );
    for (kind, title) in [
        ("only", "one alone has"),
        ("only here", "only here, falsely"),
        ("finding of several", "findings expected"),
        ("sentence on a row", "sentences on a row"),
        ("row", "rows right"),
    ] {
        let (all, found) = (count("all", kind), count("found", kind));
        println!(
            "{title:<22} {all:>5} {found:>6} {:>8}   {:.0} %",
            "",
            share(found, all)
        );
    }
}
