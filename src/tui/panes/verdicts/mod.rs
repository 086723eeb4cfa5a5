//! What the articles of a story contradict each other in, what they give more loosely, and, folded away, what they agree in.

mod composing;
mod rows;

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use self::composing::Composer;
use self::rows::{Row, Wish};
use super::finding::{compare, next_difference, next_kind, on_finding};
use super::passage::{self, say};
use super::{again, choosing};
use crate::analysis::text::words::fold;
use crate::model::{Article, Finding, FindingKind, Weight};
use crate::tui::action::Action;
use crate::tui::effect::{Answered, Effect};
use crate::tui::pane::Pane;
use crate::tui::session::{Session, Target, Tone};
use crate::tui::theme::{Look, Role};
use crate::tui::widgets::cells::Line;
use crate::tui::widgets::list::{Place, Standing};
use crate::tui::widgets::{frame, text};
use crate::worker::request::Compared;

#[derive(Default)]
pub struct Verdicts {
    place: Place,
    rows: Vec<Row>,
    /// What each row holds on the screen.
    lines: Vec<Vec<Line>>,
    wish: Wish,
    /// The filter as it was typed.
    typed: String,
    made_from: Option<(Arc<Compared>, Wish, u16)>,
    /// The finding that is to be under the cursor as soon as the story has come.
    goal: Option<String>,
}

impl Verdicts {
    fn build(&mut self, compared: &Arc<Compared>, width: u16) {
        let made = self.made_from.as_ref();
        let known = made.is_some_and(|(made, ..)| Arc::ptr_eq(made, compared));
        let same = made.is_some_and(|(made, ..)| {
            made.story == compared.story || again::is_again(made, compared)
        });
        if known && made.is_some_and(|(_, wish, wide)| *wish == self.wish && *wide == width) {
            return;
        }
        if !same {
            self.place = Place::default();
            self.wish.open.clear();
        }
        let here = self.rows.get(self.place.cursor).copied();
        let here = here.filter(|_| same);
        let here = match made.filter(|_| !known) {
            Some((was, ..)) => here.and_then(|row| row.again(was, compared)),
            None => here,
        };
        let goal = self.goal.take();
        let goal = goal.and_then(|goal| Row::read(&goal, compared));
        match goal {
            Some(Row::Finding(at)) => self.wish.show(compared.comparison.findings[at].weight()),
            Some(Row::Article(_)) => self.wish.articles = true,
            _ => {}
        }
        let here = goal.or(here);
        self.rows = rows::rows(compared, &self.wish);
        let composer = Composer::new(compared, width);
        let lines = self.rows.iter().map(|row| composer.lines(row));
        self.lines = lines.collect();
        let at = here.and_then(|here| self.rows.iter().position(|row| row.is_same(&here)));
        match at {
            Some(at) => self.place.cursor = at,
            None => self.place = Place::default(),
        }
        self.made_from = Some((Arc::clone(compared), self.wish.clone(), width));
    }

    fn height(&self, row: usize) -> u16 {
        let lines = self.lines.get(row).into_iter().flatten();
        lines.map(Line::height).sum()
    }

    fn finding<'a>(&self, compared: &'a Compared) -> Option<&'a Finding> {
        match self.rows.get(self.place.cursor)? {
            Row::Finding(index) => compared.comparison.findings.get(*index),
            _ => None,
        }
    }

    /// Goes to the next difference, or the one before; the last of them may be folded away.
    fn walk(&mut self, action: Action, compared: &Compared) -> Effect {
        let findings = &compared.comparison.findings;
        let step = |rows: &[Row]| {
            let differs = |at: usize| match rows[at] {
                Row::Finding(index) => findings[index].weight().is_difference(),
                _ => false,
            };
            let listing = (rows.len(), self.wish.narrowed());
            next_difference(action, listing, Some(self.place.cursor), differs)
        };
        let (mut found, mut says) = step(&self.rows);
        if found.is_none() && action == Action::NextDifference {
            let mut wish = self.wish.clone();
            wish.show(Weight::Spelling);
            let rows = rows::rows(compared, &wish);
            (found, says) = step(&rows);
            if found.is_some() {
                (self.rows, self.wish) = (rows, wish);
            }
        }
        self.place.cursor = found.unwrap_or(self.place.cursor);
        says
    }

    /// Opens the fold of the row, or closes it.
    fn unfold(&mut self, weight: Option<Weight>) {
        match weight {
            Some(weight) => self.wish.turn(weight),
            None => self.wish.articles = !self.wish.articles,
        }
    }
}

impl Pane for Verdicts {
    fn name(&self) -> &'static str {
        "story"
    }

    fn hints(&self, session: &Session) -> Vec<Action> {
        let Some(compared) = &session.matrix else {
            return vec![Action::PreviousPane];
        };
        let of_row = match self.rows.get(self.place.cursor) {
            Some(Row::Finding(_)) => &[Action::Open, Action::Why, Action::NextDifference][..],
            Some(Row::Article(_)) => &[Action::Open, Action::Compare],
            Some(_) => &[Action::Open, Action::NextDifference],
            None => &[],
        };
        let mut hints = of_row.to_vec();
        hints.push(Action::Back);
        if self.wish.narrows() {
            hints.push(Action::Clear);
        }
        if self.finding(compared).is_some() {
            hints.extend([Action::Compare, Action::Others]);
        }
        hints.extend([Action::Grid, Action::Fold, Action::NextKind, Action::Filter]);
        if self.finding(compared).is_some() {
            hints.extend([Action::Copy, Action::Cite]);
        }
        hints
    }

    fn wording(&self, action: Action, _session: &Session) -> Option<&'static str> {
        if action != Action::Open {
            return None;
        }
        Some(match self.rows.get(self.place.cursor)? {
            Row::Finding(_) => "prove",
            Row::Article(_) => "read",
            _ => "unfold",
        })
    }

    fn act(&mut self, action: Action, session: &Session) -> Answered {
        let compared = session.matrix.as_ref()?;
        if self.place.act(action, self.rows.len()).is_some() {
            return Some(Vec::new());
        }
        let findings = &compared.comparison.findings;
        match action {
            Action::NextKind => {
                self.wish.kind = next_kind(findings, self.wish.kind);
                let shown = self.wish.kind.map_or("all kinds", FindingKind::heading);
                let words = format!("findings shown: {}", shown.to_lowercase());
                return Some(vec![say(Tone::Notice, &words)]);
            }
            Action::NextDifference | Action::PreviousDifference => {
                return Some(vec![self.walk(action, compared)]);
            }
            Action::Choose => {
                return Some(vec![choosing::of_compared(session, compared)]);
            }
            Action::Fold => {
                self.wish.turn_all();
                return Some(Vec::new());
            }
            Action::Clear if self.wish.narrows() => {
                (self.wish.kind, self.wish.filter) = (None, String::new());
                self.typed.clear();
                return Some(Vec::new());
            }
            _ => {}
        }
        match *self.rows.get(self.place.cursor)? {
            Row::Fold(weight, ..) if action == Action::Open => {
                self.unfold(Some(weight));
                Some(Vec::new())
            }
            Row::Articles if action == Action::Open => {
                self.unfold(None);
                Some(Vec::new())
            }
            Row::Article(index) => on_article(compared.articles.get(index)?, action),
            Row::Finding(index) => match action {
                Action::Compare => Some(compare(compared, findings.get(index)?)),
                action => on_finding(compared, findings.get(index)?, action),
            },
            _ => None,
        }
    }

    fn filter(&mut self, text: &str, _session: &Session) -> bool {
        (self.typed, self.wish.filter) = (text.to_string(), fold(text));
        true
    }

    fn filtered(&self) -> Option<&str> {
        Some(&self.typed)
    }

    fn place(&self, session: &Session) -> Option<String> {
        let compared = session.matrix.as_ref()?;
        Some(self.rows.get(self.place.cursor)?.written(compared))
    }

    fn go_to(&mut self, place: &str) {
        self.goal = Some(place.to_string());
    }

    fn click(&mut self, y: u16, session: &Session) -> Option<bool> {
        session.matrix.as_ref()?;
        let mut place = self.place;
        let same = place.click(y, self.rows.len(), |row| self.height(row));
        self.place = place;
        same
    }

    fn settle(&mut self, session: &Session, size: Size) -> Vec<Effect> {
        let Some(compared) = &session.matrix else {
            self.rows.clear();
            self.lines.clear();
            self.made_from = None;
            return Vec::new();
        };
        self.build(compared, size.width.saturating_sub(3));
        let mut place = self.place;
        let rows = size.height.saturating_sub(2);
        place.settle(self.rows.len(), rows, |row| self.height(row));
        self.place = place;
        Vec::new()
    }

    fn draw(&self, session: &Session, area: Rect, buf: &mut Buffer, look: &Look) {
        let muted = look.theme.style(Role::Muted);
        let Some(compared) = &session.matrix else {
            let inner = frame::frame(area, buf, look, "What the articles say", "");
            if !session.stories.is_empty() {
                text::paragraphs(buf, inner, &["comparing …"], muted);
            }
            return;
        };
        let foot = self.place.foot(self.rows.len());
        let inner = frame::frame(
            area,
            buf,
            look,
            &title(session, compared, self.wish.kind),
            &foot,
        );
        if self.rows.is_empty() {
            let nothing = match self.wish.narrows() {
                true => "Nothing of that is found here. X shows all findings again.",
                false => "Nothing to report: no figure, quote or name stands against another here.",
            };
            text::paragraphs(buf, inner, &[nothing], muted);
        }
        let mut y = inner.y;
        for row in self.place.first..self.rows.len() {
            if y >= inner.bottom() {
                break;
            }
            let height = self.height(row).min(inner.bottom() - y);
            let mut part = Rect { y, height, ..inner };
            let behind = Standing::of(row == self.place.cursor, look).paint(part, buf, look);
            for line in &self.lines[row] {
                let used = line.draw(part, behind, buf, look).min(part.height);
                part.y += used;
                part.height -= used;
            }
            y += height;
        }
    }
}

/// `What 5 articles say · Belarus frees 123`, and how many of a very large story are not compared; the kind, where one alone is shown.
fn title(session: &Session, compared: &Compared, kind: Option<FindingKind>) -> String {
    let mut stories = session.stories.iter();
    let story = stories.find(|story| Some(&story.id) == compared.story.as_ref());
    let title = story.map_or("", |story| story.title.as_str());
    let title = match kind {
        Some(kind) => kind.heading(),
        None => title,
    };
    let left = match compared.left_out {
        0 => String::new(),
        left => format!(", {left} more not compared"),
    };
    format!(
        "What {} articles say{left} · {title}",
        compared.articles.len()
    )
}

fn on_article(article: &Article, action: Action) -> Answered {
    Some(match action {
        Action::Open => vec![Effect::Read(Target::article(&article.id))],
        Action::Compare => vec![Effect::Pick(article.id.clone())],
        // Of an article as a whole, its first sentence stands for it.
        action => return passage::act(article, *article.sentences.first()?, "sentence", action),
    })
}
