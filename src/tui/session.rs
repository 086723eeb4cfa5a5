//! The session: what is known. Panes read it; only [`Session::apply`] and the app write it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::model::{
    Answer, Article, Decision, Entity, EntityCard, Hit, Progress, Question, Span, Status, Story,
    Suggestion,
};
use crate::worker::entity_list::EntityList;
use crate::worker::request::{Compared, Decided, Kept, Lists, OthersSay, Reply, Topic};
use crate::worker::ticket::{Ticket, Tickets};

use super::changes::Changes;
pub use super::marked::Marked;
pub use super::places::Screen;
use super::reporting::report_line;
use super::scales::Scales;
pub use super::target::Target;

/// How many articles are kept ready for drawing.
const ARTICLES_KEPT: usize = 256;

/// Where the cursor of one pane of the comparison is, for the other one to go along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointed {
    /// Grows with each pointing.
    pub number: u64,
    /// The pane that points.
    pub from: &'static str,
    /// Columns and byte ranges into their articles.
    pub places: Vec<(usize, Span)>,
}

/// How loud a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Notice,
    Alarm,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    pub tone: Tone,
    pub text: String,
}

#[derive(Default)]
pub struct Session {
    pub pointed: Pointed,
    pub status: Status,
    /// The search as it is now wanted; the answer may lag behind it.
    pub question: Question,
    pub answer: Answer,
    /// The question that `answer` answers.
    pub answered: Option<Question>,
    pub micros: u64,
    /// Edition of the library that was searched; newer than the lists where another parallax added articles.
    pub searched: u64,
    /// Edition of the lists: whatever was asked of an older one is asked again.
    pub edition: u64,
    /// What is only looked at, so that nothing of it is kept; empty for the reader's own library.
    pub looking: Vec<PathBuf>,
    /// Earlier searches, newest first.
    pub searches: Vec<String>,
    /// The lists have come at least once.
    pub listed: bool,
    /// By id, each with the edition of the library that it is of.
    articles: BTreeMap<String, (Arc<Article>, u64)>,
    /// Articles that were asked for and are not in the library any more, by id.
    pub gone: BTreeSet<String>,
    pub stories: Arc<Vec<Story>>,
    /// How stories were weighed.
    pub scales: Scales,
    pub entities: Arc<Vec<Entity>>,
    /// The same entities, to sort and filter.
    pub list: Arc<EntityList>,
    /// What the reader decided about names, oldest first.
    pub decisions: Arc<Vec<Decision>>,
    /// Entities that may be one, likeliest first.
    pub suggestions: Arc<Vec<Suggestion>>,
    /// How often names were joined anew because of a decision: what was asked about names before is stale.
    pub decided: u64,
    pub marked: Option<Marked>,
    /// The story whose matrix is shown.
    pub matrix: Option<Arc<Compared>>,
    pub compared: Option<Arc<Compared>>,
    pub card: Option<Arc<EntityCard>>,
    pub others: Option<Arc<OthersSay>>,
    pub bookmarks: Vec<Kept>,
    pub saved: Vec<(String, String)>,
    pub changes: Changes,
    /// What the reader made and that cannot be read, by name.
    pub faults: Vec<String>,
    /// Why what is listed is not what the reader kept here last, and what to do.
    pub stranger: Option<String>,
    pub progress: Option<Progress>,
    pub message: Option<Message>,
    /// Articles marked for comparison, by id, in the order marked.
    pub picked: Vec<String>,
    /// What each screen's article pane shows.
    pub shown: BTreeMap<Screen, Target>,
    pub screen: Screen,
    /// What a list is to put its cursor on, by id, and a number that tells a new wish from an old one.
    pub wanted: (u64, String),
    /// The findings of a story stand in a table.
    pub grid: bool,
    /// Names are marked in texts.
    pub marks_names: bool,
    /// Every word that differs in a comparison is lit, and not only what matters.
    pub lights_words: bool,
    /// What stands around texts is shown with them.
    pub shows_asides: bool,
    /// Cells.
    pub reading_width: u16,
    /// Hits fetched at first.
    pub page: usize,
    pub tickets: Tickets,
}

impl Session {
    /// Takes in a reply, unless a newer question on its topic is under way: the one place where late answers are dropped.
    /// Returns whether anything changed.
    pub fn apply(&mut self, topic: Topic, ticket: Ticket, reply: Reply) -> bool {
        let always = matches!(
            reply,
            Reply::Article(_)
                | Reply::Gone(_)
                | Reply::Shelf(_)
                | Reply::Copies(_)
                | Reply::Progress(_)
                | Reply::Report(_)
                | Reply::Remembered { .. }
                | Reply::Weighed(_)
                | Reply::Unweighed(_)
        );
        // What could not be kept or changed is told, whatever was asked since.
        let always = always || (topic == Topic::Shelf && matches!(reply, Reply::Failed(_)));
        if !always && !self.tickets.is_newest(topic, ticket) {
            return false;
        }
        match reply {
            Reply::Search {
                question,
                answer,
                micros,
                edition,
            } => {
                self.searched = edition;
                self.answered = Some(question);
                self.answer = answer;
                self.micros = micros;
            }
            Reply::Article(article) => self.store(article),
            Reply::Gone(id) => {
                self.gone.insert(id);
            }
            Reply::Remembered { searches, .. } => self.searches = searches,
            // The app asks what there is to show then.
            Reply::Done | Reply::News | Reply::OnlyLooking(_) => return false,
            // The app opens a window on them.
            Reply::Copies(_) | Reply::Versions(_) => {}
            Reply::Compare(compared) => {
                self.store_all(&compared.articles);
                self.compared = Some(compared);
            }
            Reply::Story(compared) => {
                self.store_all(&compared.articles);
                self.scales.compared(compared.weighed.as_ref());
                self.matrix = Some(compared);
            }
            Reply::Card(card) => self.card = Some(card),
            Reply::Others(others) => self.others = Some(others),
            Reply::Weighed(weighed) => self.scales.take(&weighed),
            Reply::Unweighed(story) => self.scales.fail(&story),
            // A badge that stays away is told by nothing: what is asked for is told itself.
            Reply::Failed(_) if topic == Topic::Weight => self.scales.give_up(),
            Reply::Lists(lists) => self.list(lists),
            Reply::Shelf(shelf) => {
                self.bookmarks = shelf.bookmarks;
                self.saved = shelf.saved;
                let did = shelf.done.is_some();
                self.changes.take(shelf.last_kept, shelf.last_named, did);
                if let Some(Decided::Done { entity, lists }) = shelf.decided {
                    self.list(*lists);
                    self.decided += 1;
                    self.scales.renew();
                    if let Some(id) = entity {
                        self.want(id);
                    }
                }
                if let Some(done) = shelf.done {
                    self.say(done);
                }
                self.tell_faults(shelf.faults);
                if let Some(why) = shelf.unread {
                    self.alarm(why);
                }
                self.stranger = shelf.stranger;
            }
            Reply::Progress(progress) => self.progress = progress,
            Reply::Report(report) => {
                self.progress = None;
                let line = report_line(&report);
                match &mut self.message {
                    // What was said before, that something was set aside say, is not to be lost.
                    Some(message) if message.tone == Tone::Alarm => {
                        message.text = format!("{} · {line}", message.text);
                    }
                    _ if report.lost > 0 => self.alarm(line),
                    _ => self.say(line),
                }
            }
            Reply::Failed(text) => {
                if topic == Topic::Story {
                    self.scales.compared(None);
                }
                if topic == Topic::Work {
                    self.progress = None;
                }
                if topic == Topic::Compare && self.compared.is_none() {
                    self.picked.clear();
                }
                self.alarm(text);
            }
        }
        true
    }

    /// Tells what of what the reader made cannot be read, once.
    fn tell_faults(&mut self, faults: Vec<String>) {
        let fresh = faults.iter().find(|fault| !self.faults.contains(fault));
        if let Some(text) = fresh.cloned() {
            self.alarm(text);
        }
        self.faults = faults;
    }

    fn list(&mut self, lists: Lists) {
        if lists.edition != self.edition {
            self.gone.clear();
            self.scales.renew();
            let named = |card: &Arc<EntityCard>| {
                let mut entities = lists.entities.iter();
                entities.any(|entity| entity.id == card.entity.id)
            };
            // What is still there stays on the screen until it has come anew.
            self.card = self.card.take().filter(named);
            if lists.stories.is_empty() {
                self.matrix = None;
            }
        }
        for weighed in &lists.weighed {
            self.scales.know(weighed);
        }
        // What is so no longer is told no longer.
        let (told, now) = (&self.status.warnings, &lists.status.warnings);
        let is_over = |text: &String| told.contains(text) && !now.contains(text);
        self.message = (self.message.take()).filter(|message| !is_over(&message.text));
        self.edition = lists.edition;
        self.looking = lists.looking;
        for warning in lists
            .status
            .warnings
            .iter()
            .filter(|warning| !self.status.warnings.contains(warning))
        {
            let (tone, text) = (Tone::Alarm, warning.clone());
            self.message = Some(Message { tone, text });
        }
        self.status = lists.status;
        self.listed = true;
        self.stories = lists.stories;
        self.entities = lists.entities;
        self.list = lists.list;
        self.decisions = lists.decisions;
        self.suggestions = lists.suggestions;
    }

    /// The hit that stands so far down in the list, where it is held.
    pub fn hit(&self, at: usize) -> Option<&Hit> {
        let held = at.checked_sub(self.answer.skipped)?;
        self.answer.hits.get(held)
    }

    /// The next answer begins with the best hits again.
    pub fn from_the_top(&mut self) {
        self.question.skip = 0;
        self.question.limit = self.page;
    }

    /// Wishes that a list puts its cursor on this id.
    pub fn want(&mut self, id: String) {
        self.wanted = (self.wanted.0 + 1, id);
    }

    /// A pair that the reader is deciding about (ids or names) is not asked about any more, and the next one stands in its
    /// place at once, however long joining takes.
    pub fn asked_about(&mut self, one: &str, two: &str) {
        let name = |text: &str| {
            let found = self.entities.iter().find(|entity| entity.id == text);
            found.map_or(text.to_string(), |entity| entity.name.clone())
        };
        let (one, two) = (name(one), name(two));
        let is_it = |pair: &Suggestion| {
            (pair.one == one && pair.two == two) || (pair.one == two && pair.two == one)
        };
        if self.suggestions.iter().any(is_it) {
            Arc::make_mut(&mut self.suggestions).retain(|pair| !is_it(pair));
        }
    }

    pub fn alarm(&mut self, text: String) {
        let tone = Tone::Alarm;
        self.message = Some(Message { tone, text });
    }

    pub fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            tone: Tone::Notice,
            text: text.into(),
        });
    }

    pub fn article(&self, id: &str) -> Option<&Arc<Article>> {
        let compared = [&self.matrix, &self.compared].into_iter().flatten();
        let others = self.others.iter().flat_map(|said| &said.others);
        let others = others.map(|(article, _)| article);
        let shown = compared.flat_map(|on| &on.articles).chain(others);
        let on_screen = || shown.into_iter().find(|on| on.id == id);
        let held = self.articles.get(id).map(|(article, _)| article);
        held.or_else(on_screen)
    }

    /// Whether an article is at hand as the library has it now.
    pub fn is_current(&self, id: &str) -> bool {
        let held = self.articles.get(id);
        held.is_some_and(|(_, edition)| *edition == self.edition)
    }

    /// Leaves everything of the library that was shown before: it is another one altogether.
    pub fn start_anew(&mut self) {
        self.articles.clear();
        self.question.text.clear();
        self.question.outlets.clear();
        self.question.entities.clear();
        self.question.months.clear();
        self.question.limit = self.page;
        self.picked.clear();
        self.shown.clear();
        (self.matrix, self.compared, self.card, self.others) = (None, None, None, None);
        self.scales = Scales::default();
        self.marked = None;
    }

    fn store(&mut self, article: Arc<Article>) {
        if self.articles.len() >= ARTICLES_KEPT {
            self.articles.pop_first();
        }
        self.gone.remove(&article.id);
        let id = article.id.clone();
        self.articles.insert(id, (article, self.edition));
    }

    fn store_all(&mut self, articles: &[Arc<Article>]) {
        for article in articles {
            self.store(Arc::clone(article));
        }
    }

    /// What to say where no article is there: a library that cannot be opened is not empty.
    pub fn why_empty(&self) -> Vec<String> {
        match self.status.warnings.as_slice() {
            [] => ["The library is empty.", "a adds files and folders."]
                .map(String::from)
                .to_vec(),
            warnings => warnings.to_vec(),
        }
    }

    /// The story that holds an article.
    pub fn story_of(&self, article: &str) -> Option<&Story> {
        self.stories
            .iter()
            .find(|story| story.articles.iter().any(|member| member.id == article))
    }
}
