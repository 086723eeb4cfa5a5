//! Drawing a story of the list: its title with what contradicts in it, and what there is to know of it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Stories;
use crate::model::{Span, Story, Tally, Weight};
use crate::tui::panes::finding::weight_role;
use crate::tui::session::Session;
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::count::counted;
use crate::tui::widgets::list::Standing;
use crate::tui::widgets::text;

impl Stories {
    /// The pieces at the end of a story's first row: its contradictions, what is given more loosely, in a low pane its size.
    fn tail(&self, story: &Story, tally: Option<Tally>) -> Vec<(String, Role)> {
        let tally = tally.unwrap_or_default();
        let mut tail = Vec::new();
        for (count, weight) in [
            (tally.contradictions, Weight::Contradiction),
            (tally.loose, Weight::Loose),
        ] {
            if count > 0 {
                let role = weight_role(weight);
                tail.push((format!(" {}{count}", weight.sign()), role));
            }
        }
        if self.low {
            tail.push((format!(" {} art", story.articles.len()), Role::Muted));
        }
        tail
    }

    fn rows(&self, story: &Story, tail: &[(String, Role)]) -> (Vec<Span>, Vec<Span>) {
        let used: usize = tail.iter().map(|(words, _)| text::cells(words)).sum();
        let width = self.width.saturating_sub(used as u16).max(8);
        let title = text::wrap(&story.title, Span::new(0, story.title.len()), width);
        if self.low {
            return (title, Vec::new());
        }
        let facts = facts(story);
        let facts = text::wrap(&facts, Span::new(0, facts.len()), self.width.max(8));
        (title, facts)
    }

    pub(super) fn height(&self, session: &Session, story: &Story) -> u16 {
        let tail = self.tail(story, session.scales.tally(&story.id));
        let (title, facts) = self.rows(story, &tail);
        u16::try_from(title.len() + facts.len()).unwrap_or(u16::MAX)
    }

    pub(super) fn draw_story(
        &self,
        session: &Session,
        story: &Story,
        here: bool,
        area: Rect,
        buf: &mut Buffer,
        look: &Look,
    ) {
        let behind = Standing::of(here, look).paint(area, buf, look);
        let tail = self.tail(story, session.scales.tally(&story.id));
        let (title, rows) = self.rows(story, &tail);
        let strong = behind.patch(look.theme.style(Role::Strong));
        let muted = behind.patch(look.theme.style(Role::Muted));
        let facts = facts(story);
        let titles = title.into_iter().map(|row| (&story.title, row, strong));
        let facts = rows.into_iter().map(|row| (&facts, row, muted));
        for (y, (part, row, style)) in (area.y..area.bottom()).zip(titles.chain(facts)) {
            text::paint(buf, (area.x + 2, y), self.width, part, row, style, &[]);
        }
        let used: usize = tail.iter().map(|(words, _)| text::cells(words)).sum();
        let mut x = area.right().saturating_sub(used as u16 + 1);
        for (words, role) in tail {
            let style = behind.patch(look.theme.style(role));
            // The gap before it is no part of what is lit.
            let words = words.trim_start();
            x += 1 + text::label(buf, (x + 1, area.y), used as u16, words, style);
        }
    }
}

/// `5 articles · 4 outlets · 12–14 Dec 2025`, days as written.
fn facts(story: &Story) -> String {
    let articles = counted(story.articles.len() as u64, "article", "articles");
    let mut facts = vec![
        articles,
        counted(story.outlets() as u64, "outlet", "outlets"),
    ];
    if let unknown @ 1.. = story.without_outlet() {
        facts.push(format!("{unknown} of unknown outlet"));
    }
    let days: Vec<&str> = story
        .articles
        .iter()
        .filter_map(|article| article.published.as_deref()?.get(..10))
        .collect();
    match (days.iter().min(), days.iter().max()) {
        (Some(first), Some(last)) if first == last => facts.push((*first).to_string()),
        (Some(first), Some(last)) => facts.push(format!("{first} – {last}")),
        _ => {}
    }
    facts.join(" · ")
}
