//! Choosing the articles of a comparison from those of their story.

use super::passage::say;
use super::wording::called_so;
use crate::model::Story;
use crate::tui::effect::{Choice, Effect, Shown};
use crate::tui::session::{Session, Tone};

/// Opens the list of a story's articles; `chosen` are those that are compared, by id.
pub fn of_story(story: &Story, chosen: Vec<String>) -> Effect {
    let choice = |member: &crate::model::StoryMember| {
        let day = member.published.as_deref().and_then(|at| at.get(..10));
        Choice {
            id: member.id.clone(),
            label: format!(
                "{} · {} · {}",
                called_so(member.outlet.as_deref(), None, &member.origin),
                day.unwrap_or("undated"),
                member.title
            ),
        }
    };
    let all = story.articles.iter().map(choice).collect();
    Effect::Open(Shown::Choosing { all, chosen })
}

/// The same for articles that are compared; says so where they are of no story.
pub fn of_compared(session: &Session, chosen: Vec<String>) -> Effect {
    let mut stories = chosen.iter().filter_map(|id| session.story_of(id));
    match stories.next() {
        Some(story) => of_story(story, chosen.clone()),
        None => say(
            Tone::Notice,
            "these articles are of no story: on the Search screen c marks others",
        ),
    }
}
