//! What stands beside a list goes along with its cursor: nothing of one row is shown beside another.

use std::sync::Arc;

use super::session::Session;
use crate::worker::request::Compared;

impl Session {
    /// The findings of another story than this one, by id, do not stand beside it; those of its own articles do until it is compared.
    pub fn turn_to_story(&mut self, id: &str) {
        let story = self.stories.iter().find(|story| story.id == id);
        let is_of = |matrix: &Arc<Compared>| {
            let is_member = |id: &String| {
                let mut members = story.iter().flat_map(|story| &story.articles);
                members.any(|member| member.id == *id)
            };
            matrix.story.as_deref() == Some(id) || matrix.comparison.articles.iter().any(is_member)
        };
        self.matrix = self.matrix.take().filter(is_of);
    }

    /// Nor does the card of another entity beside this one, by id.
    pub fn turn_to_card(&mut self, id: &str) {
        self.card = self.card.take().filter(|card| card.entity.id == id);
    }
}
