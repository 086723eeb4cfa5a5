//! A finding in one paragraph, in the inks of what it says: the same in every list.

use super::given::given;
use super::wording::{lead, without};
use crate::model::{Finding, FindingKind, Verdict, Weight};
use crate::tui::called::named;
use crate::tui::theme::Role;
use crate::tui::widgets::cells::Ink;
use crate::worker::request::Compared;

/// So few outlets are named one by one; of more, how many.
const NAMED: usize = 3;

/// `freed on Saturday: 123 (all 5) · more than 100 (Alpha Wire, Beta Post)`, in pieces.
pub fn pieces(compared: &Compared, finding: &Finding) -> Vec<(String, Ink)> {
    let muted = Ink::Role(Role::Muted);
    let head = match finding.weight() {
        Weight::Contradiction | Weight::Loose => Role::Strong,
        _ => Role::Text,
    };
    let mut pieces = vec![(lead(compared, finding), Ink::Role(head))];
    let mut push = |words: &str, ink: Ink| pieces.push((words.to_string(), ink));
    let how = how(finding.verdict);
    if !how.is_empty() {
        push(&format!(", {how}"), Ink::Role(Role::Close));
    }
    let is_fact = matches!(
        finding.kind,
        FindingKind::Fact | FindingKind::OnlyHere | FindingKind::Missing
    );
    for (number, of) in given(compared, finding).iter().enumerate() {
        push(if number == 0 { ": " } else { " · " }, muted);
        let has_value = !of.words.is_empty() && !is_fact;
        if has_value {
            push(&of.words, Ink::Role(Role::Figure));
            push(" (", muted);
        }
        for (words, ink) in outlets(compared, &of.articles, NAMED) {
            push(&words, ink);
        }
        if has_value {
            push(")", muted);
        } else if !of.words.is_empty() {
            push(&format!(" {}", of.words), muted);
        }
    }
    for words in without(compared, finding) {
        push(&format!("; {words}"), muted);
    }
    pieces
}

/// What a sign does not say of a finding.
pub fn how(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Cut => "in part by some",
        Verdict::Reworded => "in other words",
        Verdict::OtherSpeaker => "given to different speakers",
        _ => "",
    }
}

/// `Alpha Wire, Beta Post`, or of more than `most` how many.
pub fn outlets(compared: &Compared, articles: &[usize], most: usize) -> Vec<(String, Ink)> {
    let all = compared.articles.len();
    if articles.len() > most {
        let words = match articles.len() {
            count if count == all => format!("all {all}"),
            count => format!("{count} of {all}"),
        };
        return vec![(words, Ink::Role(Role::Muted))];
    }
    let mut outlets = Vec::new();
    for (number, &article) in articles.iter().enumerate() {
        if number > 0 {
            outlets.push((", ".to_string(), Ink::Role(Role::Muted)));
        }
        let ink = Ink::Outlet(compared.hue(article));
        outlets.push((named(compared, article), ink));
    }
    outlets
}
