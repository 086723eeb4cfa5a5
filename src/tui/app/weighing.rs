//! Having stories weighed in the background: the one that is read first, then, once the list of stories was looked at, all.

use super::App;
use crate::tui::session::Screen;
use crate::worker::request::Request;

impl App {
    /// Asks for the next story, if any is wanted and none is under way.
    pub(super) fn weigh_on(&mut self) {
        let session = &mut self.session;
        session.scales.all |= session.screen == Screen::Stories;
        let shown = session.shown.get(&session.screen);
        let first = shown.and_then(|target| {
            let stories = session.stories.iter();
            let mut stories = stories.filter(|story| {
                story
                    .articles
                    .iter()
                    .any(|member| member.id == target.article)
            });
            stories.next().map(|story| story.id.clone())
        });
        let next = session.scales.next(&session.stories, first.as_deref());
        if let Some(story) = next {
            self.ask(Request::Weigh(story));
        }
    }
}
