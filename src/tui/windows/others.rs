//! What the others say about a sentence: the nearest sentence of every other article, nearest first, weak ones said to be so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::analysis::telling::known::Known;
use crate::model::{Article, Mark, Other, Span, Standing};
use crate::tui::called::called;
use crate::tui::effect::Shown;
use crate::tui::legend;
use crate::tui::panes::finding::known_role;
use crate::tui::panes::likeness::{self, Passage};
use crate::tui::proof::{Evidence, Proof};
use crate::tui::session::Session;
use crate::tui::theme::Role;
use crate::tui::widgets::count::counted;
use crate::tui::widgets::text;
use crate::worker::request::{OthersSay, Told};

/// Cells of what a finding is about, beside the sentence that tells it.
const WHAT: usize = 40;

/// What the others say about the sentence asked about, when the answer is there.
pub fn others(session: &Session) -> Option<Evidence> {
    let say = session.others.as_ref()?;
    let near = near(say);
    let of_others: Vec<&Other> = near.iter().map(|(_, _, other)| *other).collect();
    // What contradicts lies over what is given more loosely.
    let own = say.told.iter().rev().filter(|one| !one.is_agreement());
    let own: Vec<(Span, Role)> = own.map(|one| (one.own, known_role(one.stands))).collect();
    let lit_here = if own.is_empty() {
        said_by_none(&of_others)
    } else {
        own
    };
    let asked = Proof::lit(&say.article, say.sentence, &lit_here);
    let mut proofs = vec![Proof {
        label: format!("asked about · {}", asked.label),
        ..asked
    }];
    for one in &say.told {
        let lit = [(one.value, known_role(one.stands))];
        let lit = if one.is_agreement() { &[][..] } else { &lit };
        let proof = Proof::lit(&one.article, one.sentence, lit);
        let (sign, words) = (one.stands.sign(), one.stands.words());
        let what = text::cut(&one.what, WHAT);
        proofs.push(Proof {
            label: format!("{sign} {words} · {what} · {}", proof.label),
            ..proof
        });
    }
    for (article, span, other) in &near {
        let proof = Proof::lit(article, *span, &lit(&other.marks));
        proofs.push(Proof {
            label: format!("{} · {}", standing(other), proof.label),
            ..proof
        });
    }
    Some(Evidence {
        title: "What the others say".to_string(),
        about: about(say),
        proofs,
    })
}

/// Those that have something near it, the nearest first. What a finding tells of is not shown again as something else, nor a weak
/// sentence of its article.
fn near(say: &OthersSay) -> Vec<(&Article, Span, &Other)> {
    let is_told = |article: &Article, span: Span, other: &Other| {
        let mut told = say.told.iter().filter(|one| one.article.id == article.id);
        told.any(|one| one.sentence == span || other.is_weak())
    };
    let mut near: Vec<(&Article, Span, &Other)> = say
        .others
        .iter()
        .filter_map(|(article, other)| Some((article.as_ref(), other.span?, other)))
        .filter(|(article, span, other)| !is_told(article, *span, other))
        .collect();
    near.sort_by(|one, two| {
        let order = one.2.stands.cmp(&two.2.stands);
        order.then(two.2.score.total_cmp(&one.2.score))
    });
    near
}

/// `= says it · 93 % alike`; of one that does not say it, only that.
fn standing(other: &Other) -> String {
    let sign = match other.stands {
        Standing::Says => legend::SAYS,
        Standing::Otherwise => legend::SAYS_OTHERWISE,
        Standing::Related => legend::RELATED,
        Standing::Weak => legend::MAY_SAY,
        Standing::NoneFound | Standing::Silent => legend::NOT_FOUND,
    };
    match other.stands {
        Standing::NoneFound => format!("{sign} none found, this is nearest"),
        stands => format!(
            "{sign} {} · {:.0} % alike",
            stands.words(),
            other.score * 100.0
        ),
    }
}

/// What may be told of an article, of one and of several, what weighs most first.
const READINGS: [(&str, &str); 9] = [
    ("differs", "differ"),
    (
        "gives it more loosely, or otherwise",
        "give it more loosely, or otherwise",
    ),
    (
        "gives a total to which parts like this do not add up",
        "give a total to which parts like this do not add up",
    ),
    (
        "says it in part, or more of it",
        "say it in part, or more of it",
    ),
    ("says it", "say it"),
    ("says otherwise", "say otherwise"),
    (
        "tells of it, not surely the same",
        "tell of it, not surely the same",
    ),
    (
        "likely tells of something else",
        "likely tell of something else",
    ),
    ("has nothing like it", "have nothing like it"),
];

/// Which of [`READINGS`] a finding tells of the article of a sentence.
fn reading_of(told: &Told) -> Option<usize> {
    match (told.stands, told.of_contradiction) {
        (Known::Differs, _) => Some(0),
        (Known::Loose, _) => Some(1),
        (Known::Part, true) => Some(2),
        (Known::Part, false) => Some(3),
        (Known::Says, _) => Some(4),
        (Known::Alone, _) => None,
    }
}

/// Which of [`READINGS`] the nearest sentence of an article tells of it.
fn reading(stands: Standing) -> Option<usize> {
    match stands {
        Standing::Says => Some(4),
        Standing::Otherwise => Some(5),
        Standing::Related => Some(6),
        Standing::Weak => Some(7),
        Standing::NoneFound => Some(8),
        Standing::Silent => None,
    }
}

fn about(say: &OthersSay) -> String {
    if say.others.is_empty() {
        return "No other article of the library tells this story.".to_string();
    }
    let near = near(say);
    let mut parts = Vec::new();
    // Each article once, by what weighs most of what is told of it.
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let by_finding = say.told.iter();
    let by_finding = by_finding.map(|one| (one.article.id.as_str(), reading_of(one)));
    let by_words = near.iter();
    let by_words = by_words.map(|(article, _, other)| (article.id.as_str(), reading(other.stands)));
    for (id, reading) in by_finding.chain(by_words) {
        let Some(reading) = reading else { continue };
        let known = found.entry(id).or_insert(reading);
        *known = reading.min(*known);
    }
    let told: BTreeSet<&str> = say.told.iter().map(|one| one.article.id.as_str()).collect();
    let count = |wanted: usize| found.values().filter(|&&reading| reading == wanted).count();
    let readings = READINGS.iter().enumerate();
    let readings = readings.map(|(at, (one, many))| (count(at), *one, *many));
    let readings = readings.filter(|(count, ..)| *count > 0);
    let readings: Vec<String> = readings
        .map(|(count, one, many)| counted(count as u64, one, many))
        .collect();
    if !readings.is_empty() {
        let all = say.others.len();
        parts.push(match all {
            1 => format!("The one other article {}.", without_count(&readings)),
            _ => format!("Of {all} other articles {}.", readings.join(", ")),
        });
    }
    if !near.is_empty() || !told.is_empty() {
        parts.push("What differs is lit.".to_string());
    }
    if near.iter().any(|near| near.2.stands == Standing::NoneFound) {
        parts.push("Where none was found, what has most in common with it is shown.".to_string());
    }
    let silent: Vec<String> = (say.others.iter())
        .filter(|(article, other): &&(Arc<Article>, Other)| {
            other.span.is_none() && !told.contains(article.id.as_str())
        })
        .map(|(article, _)| named(say, article))
        .collect();
    if !silent.is_empty() {
        parts.push(format!("Nothing near it stands in: {}.", silent.join(", ")));
    }
    parts.join(" ")
}

/// What an article is called there: with its day and title where its outlet has told the story twice.
fn named(say: &OthersSay, article: &Article) -> String {
    /// Cells of a title that are enough to know it again.
    const TITLE: usize = 24;
    let of_outlet = |other: &&Article| other.outlet.is_some() && other.outlet == article.outlet;
    let all = say.others.iter().map(|(other, _)| other.as_ref());
    let told = all.chain([say.article.as_ref()]).filter(of_outlet).count();
    if told < 2 {
        return called(article);
    }
    let day = article.published.as_ref();
    let day = day.map_or("undated", |published| published.day());
    let title = text::cut(&article.title, TITLE);
    format!("{} ({day}, “{title}”)", called(article))
}

/// Why the sentence with this number in the window stands there.
pub fn why(session: &Session, index: usize) -> Option<Shown> {
    let say = session.others.as_ref()?;
    let Some(at) = index.checked_sub(1) else {
        let lines = vec!["This is the sentence asked about.".to_string(), about(say)];
        return Some(Shown::text("Why this sentence", lines));
    };
    if let Some(one) = say.told.get(at) {
        let lines = vec![one.what.clone(), String::new(), one.why.clone()];
        return Some(Shown::text("Why this sentence", lines));
    }
    let near = near(say);
    let (article, span, other) = near.get(at - say.told.len())?;
    let reading = match other.stands {
        Standing::Says => "It says the same.",
        Standing::Otherwise => "It is on the same, and denies it or leaves it open.",
        Standing::Related => {
            "It is on the same; that it says the same is not sure enough to count it."
        }
        Standing::Weak => {
            "Weak: of all its sentences this one comes nearest, but it is likely about something else."
        }
        Standing::NoneFound | Standing::Silent => {
            "No sentence that says it was found; of all its sentences this one has most in common with it."
        }
    };
    let alike = format!("{:.0} % alike. {reading}", other.score * 100.0);
    let mut lines = vec![alike, String::new()];
    let passages = [
        Passage {
            article: &say.article,
            name: named(say, &say.article),
            span: say.sentence,
            marks: &other.marks_here,
        },
        Passage {
            article,
            name: named(say, article),
            span: *span,
            marks: &other.marks,
        },
    ];
    lines.extend(likeness::otherwise(&passages[0], &passages[1]));
    lines.extend(likeness::lines(&passages));
    Some(Shown::text("Why this sentence", lines))
}

/// `1 says it` of the one that there is: `says it`.
fn without_count(readings: &[String]) -> String {
    let words = readings.iter().map(|of| of.trim_start_matches("1 "));
    words.collect::<Vec<_>>().join(", ")
}

/// What differs; what contradicts stands above by itself, in the colour of contradictions.
fn lit(marks: &[Mark]) -> Vec<(Span, Role)> {
    let lit = marks.iter().map(|mark| (mark.span, Role::Close));
    lit.collect()
}

/// What stands in the sentence asked about and in none of those that say the same.
fn said_by_none(others: &[&Other]) -> Vec<(Span, Role)> {
    let mut close = others.iter().filter(|other| !other.is_weak());
    let Some(first) = close.next() else {
        return Vec::new();
    };
    let everywhere = |mark: &&Mark| {
        close.clone().all(|other| {
            let mut here = other.marks_here.iter();
            here.any(|here| here.span.overlaps(mark.span))
        })
    };
    let marks = first.marks_here.iter().filter(everywhere);
    marks.map(|mark| (mark.span, Role::Close)).collect()
}
