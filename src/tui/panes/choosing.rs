//! Choosing the articles of a comparison from those of their story.

use super::passage::say;
use crate::model::{Story, StoryMember};
use crate::tui::called::called_so;
use crate::tui::effect::{Choice, Effect, Shown};
use crate::tui::session::{Session, Tone};
use crate::worker::request::Compared;

/// Articles that a comparison takes at the most.
pub const COLUMNS: usize = 8;
/// Articles of a story that are compared at first: columns that hold words beside one another on a wide screen.
pub const FIRST_COLUMNS: usize = 4;

/// Opens the list of a story's articles; those that are compared now are ticked, and no others.
pub fn of_story(session: &Session, story: &Story) -> Effect {
    let is_of_story = |id: &&String| story.articles.iter().any(|member| member.id == **id);
    let compared = session.compared.iter();
    let compared = compared.flat_map(|on| &on.comparison.articles);
    let chosen = compared.filter(is_of_story).cloned().collect();
    let choice = |member: &StoryMember| {
        let day = member.published.as_deref().and_then(|at| at.get(..10));
        let held = session.article(&member.id);
        let url = held.and_then(|article| article.url.as_deref());
        Choice {
            id: member.id.clone(),
            label: format!(
                "{} · {} · {}",
                called_so(member.outlet.as_deref(), url, &member.origin),
                day.unwrap_or("undated"),
                member.title
            ),
        }
    };
    let all = story.articles.iter().map(choice).collect();
    Effect::Open(Shown::Choosing { all, chosen })
}

/// The same for articles that are compared, or of which a story is made; says so where they are of no story.
pub fn of_compared(session: &Session, compared: &Compared) -> Effect {
    let ids = &compared.comparison.articles;
    let mut stories = ids.iter().filter_map(|id| session.story_of(id));
    match stories.next() {
        Some(story) => of_story(session, story),
        None => say(
            Tone::Notice,
            "these articles are of no story: on the Search screen c marks others",
        ),
    }
}
