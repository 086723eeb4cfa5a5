//! Asking the index: from a question to its answer.

use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use super::clause::{Clause, Loosened};
use super::damage::told;
use super::facets::{Chosen, Counting, Found};
use super::knowledge::Knows;
use super::matching::{Mark, Marks, Reading, spans};
use super::resolve::{self, Resolved, Setting};
use super::steps::ENOUGH;
use super::vocabulary::Known;
use super::{Bodies, Cuts, Index, dates, excerpt, nearest, plan};
use crate::model::{Answer, Article, AsideMatch, Hit, Meant, Note, Question, UNDATED};

const CANNOT_SEARCH: &str = "cannot search the index";

/// The search was stopped before it was done: there is no answer. `error.is::<Stopped>()` tells it from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the search was stopped")
    }
}

impl std::error::Error for Stopped {}

impl Index {
    /// Answers a question. `stop` is looked at between segments and between excerpts; once set, the search ends with
    /// [`Stopped`]. An article that `bodies` does not have is counted and not shown.
    pub fn search(
        &self,
        question: &Question,
        knowledge: &dyn Knows,
        bodies: &dyn Bodies,
        stop: &AtomicBool,
    ) -> Result<Answer> {
        let searcher = self.inner.searcher()?;
        let known = Known {
            searcher: &searcher,
            fields: &self.inner.fields,
        };
        let setting = Setting {
            knowledge,
            vocabulary: &known,
            today: dates::today(),
            typing: question.typing,
            variants: question.variants,
        };
        let Resolved {
            mut clause,
            loosened,
            mut notes,
            asked,
        } = resolve::resolve(&question.text, &setting);
        // Said once is enough: a query may leave a thousand brackets open.
        let mut said = HashSet::new();
        notes.retain(|note| said.insert(note.message.clone()));
        let counting = Counting {
            chosen: Arc::new(chosen(question, knowledge)),
            stop,
        };
        let count = |clause: &Clause| {
            let query = plan::plan(clause, &self.inner.fields);
            let counted = searcher.search(&*query, &counting);
            go_on(stop)?;
            counted.map_err(|error| told(error, CANNOT_SEARCH))
        };
        let mut counted = count(&clause)?;
        let mut meant = None;
        if counted.of_all == 0 {
            let words =
                nearest::corrected(&known, &asked).map_err(|error| told(error, CANNOT_SEARCH))?;
            for words in nearest::attempts(&words) {
                let text = nearest::put_right(&question.text, &words);
                let found = count(&resolve::resolve(&text, &setting).clause)?
                    .found
                    .len();
                if found > 0 {
                    meant = Some(Meant { text, words, found });
                    break;
                }
            }
        }
        let mut echo = clause.echo();
        let mut with_all = None;
        if let Some(loosened) = loosened {
            // What narrows a search takes articles away and brings none: how much is done without is decided by what there is
            // without it.
            let wide = loosened.unnarrowed();
            let wide_count = |clause: &dyn Fn(&Loosened) -> tantivy::Result<Clause>| match &wide {
                None => Ok(None),
                Some(wide) => {
                    let clause = clause(wide).map_err(|error| told(error, CANNOT_SEARCH))?;
                    count(&clause).map(|counted| Some(counted.of_all))
                }
            };
            let found = wide_count(&|wide| Ok(wide.whole()))?;
            let mut of_all = found.unwrap_or(counted.of_all);
            let whole: HashSet<u64> = counted.found.iter().map(|found| found.number).collect();
            let steps = match of_all < ENOUGH {
                true => loosened.steps(&known),
                false => Ok(Vec::new()),
            };
            let steps = steps.map_err(|error| told(error, CANNOT_SEARCH))?;
            let last = steps.len().saturating_sub(1);
            for (at, step) in steps.into_iter().enumerate() {
                if at == last && at > 0 && !loosened.is_last_worth(of_all) {
                    break;
                }
                let found = count(&step)?;
                let wide = wide_count(&|wide| Ok(wide.steps(&known)?.swap_remove(at)))?;
                let found_of_all = wide.unwrap_or(found.of_all);
                if found_of_all > of_all {
                    (counted, clause, of_all) = (found, step, found_of_all);
                    with_all = Some(whole.len());
                }
                if of_all >= ENOUGH {
                    break;
                }
            }
            for found in &mut counted.found {
                found.all = whole.contains(&found.number);
            }
        }
        // A word that no article has was done without: it may have been misspelt.
        if let (Some(0), Some(meant)) = (with_all, &meant) {
            let articles = if meant.found == 1 {
                "article"
            } else {
                "articles"
            };
            notes.push(Note {
                start: 0,
                end: question.text.len(),
                message: format!("did you mean {}? ({} {articles})", meant.text, meant.found),
            });
        }
        if let Some(all) = with_all {
            echo = format!("{all} with all words, then {}", clause.echo());
        }
        let facets = counted.facets(knowledge.counted());
        let total = counted.found.len();
        let skipped = question.skip.min(total);
        let best = best(&mut counted.found, skipped.saturating_add(question.limit));
        let mut hits = Vec::with_capacity(best.len() - skipped);
        for found in &best[skipped..] {
            go_on(stop)?;
            if let Some(article) = bodies.article(found.number) {
                hits.push(hit(found, &article, bodies.cuts(), &clause));
            }
        }
        Ok(Answer {
            hits,
            skipped,
            total,
            facets,
            echo,
            with_all,
            notes,
            meant,
        })
    }
}

fn go_on(stop: &AtomicBool) -> Result<()> {
    if stop.load(Ordering::Relaxed) {
        return Err(Stopped.into());
    }
    Ok(())
}

/// The first `limit` in order of merit.
fn best(found: &mut [Found], limit: usize) -> &[Found] {
    let limit = limit.min(found.len());
    if limit < found.len() {
        found.select_nth_unstable_by(limit, Found::compare);
    }
    found[..limit].sort_unstable_by(Found::compare);
    &found[..limit]
}

fn hit(found: &Found, article: &Arc<Article>, cuts: Option<&Cuts>, clause: &Clause) -> Hit {
    // The catalogue may hold a newer text than the index for a moment: then there is nothing to light.
    let reading = match cuts {
        Some(cuts) => Reading::keeping(found.number, article, cuts),
        None => Reading::new(found.number, article),
    };
    let marks: Marks = reading.marks(clause).unwrap_or_default();
    let excerpt = excerpt::told(article, &marks);
    let around = marks.asides.chunk_by(|(one, _), (other, _)| one == other);
    let around = around.flat_map(|marks| {
        let aside = marks.first().map_or(0, |(aside, _)| *aside);
        let kind = article.asides.get(aside).map(|aside| aside.kind);
        let marks: Vec<Mark> = marks.iter().map(|(_, mark)| *mark).collect();
        let spans = spans(&marks).into_iter();
        spans
            .filter_map(|span| {
                Some(AsideMatch {
                    aside,
                    kind: kind?,
                    span,
                })
            })
            .collect::<Vec<_>>()
    });
    Hit {
        id: article.id.clone(),
        origin: article.origin.clone(),
        title: article.title.clone(),
        outlet: article.outlet.clone(),
        published: article.published.clone(),
        score: found.score,
        matches: spans(&marks.body),
        title_matches: spans(&marks.title),
        aside_matches: around.collect(),
        excerpt: excerpt.text,
        excerpt_matches: excerpt.matches,
    }
}

fn chosen(question: &Question, knowledge: &dyn Knows) -> Chosen {
    let mut articles: Option<Vec<u64>> = None;
    for id in &question.entities {
        let named = knowledge
            .all()
            .entity_with_id(id)
            .map_or(&[][..], |entity| &entity.articles);
        articles = Some(match articles {
            None => named.to_vec(),
            Some(before) => before
                .into_iter()
                .filter(|number| named.binary_search(number).is_ok())
                .collect(),
        });
    }
    Chosen {
        outlets: question.outlets.iter().cloned().collect(),
        // A month that is none holds no article; it must not widen the search.
        months: question
            .months
            .iter()
            .map(|month| match month.as_str() {
                UNDATED => None,
                month => Some(dates::month_of(month).unwrap_or(i64::MIN)),
            })
            .collect(),
        articles,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use proptest::string::string_regex;

    use super::*;
    use crate::analysis::reading;
    use crate::index::{Knowledge, KnownEntity};
    use crate::model::{Aside, AsideKind, DateSource, Draft, NameKind, Published};

    const WORD: &str = "(red|reds|rede|réd|rêdes|re-d|red-sea|O’Red|o'red’s|ored|re'd|sea|seas|=|12|13|1,200|a.m|AM|am|U.N|un|covid-19|covid19|of|中国|国人|人|x’s|l’eau|צה\"ל|צהל)";

    /// Title, paragraphs, what stands around them, outlet, day of December 2025 (0 for none), English.
    type Text = (String, Vec<String>, Vec<String>, String, u8, bool);

    fn texts() -> impl Strategy<Value = Vec<Text>> {
        let words = |most: u8| string_regex(&format!("({WORD}[ .]){{0,{most}}}")).unwrap();
        let outlet = "(Red Sea News|Sea|bbc.com|)";
        let paragraphs = proptest::collection::vec(words(9), 0..3);
        let asides = proptest::collection::vec(words(3), 0..3);
        let text = (words(3), paragraphs, asides, outlet, 0..4_u8, any::<bool>());
        proptest::collection::vec(text, 1..8)
    }

    fn queries() -> impl Strategy<Value = String> {
        let term = format!(
            "(-|NOT |title:|body:|aside:|source:|=)?({WORD}(\\*|~|~2)?|\"({WORD} ){{1,3}}\"(~[12])?|\\(({WORD} (OR )?){{1,2}}\\)|{WORD} NEAR/[123] {WORD}|source:(sea|bbc|r)|after:2025-12-02|date:2025-12-01|before:2025-12-03|lang:en|name:red)"
        );
        string_regex(&format!("{term}( (OR |AND )?{term}){{0,3}}\"?")).unwrap()
    }

    fn article(at: usize, (title, paragraphs, asides, outlet, day, english): Text) -> Article {
        let asides = asides.into_iter();
        let draft = Draft {
            asides: asides
                .map(|text| Aside::new(AsideKind::Caption, text, 0))
                .collect(),
            title: Some(title),
            paragraphs,
            outlet: Some(outlet),
            published: (day > 0).then(|| Published {
                at: format!("2025-12-{day:02}T00:00:00Z"),
                seconds: i64::from(day),
                day_only: true,
                from: DateSource::Field,
            }),
            language: Some(if english { "en" } else { "de" }.into()),
            ..Draft::default()
        };
        reading::analyse(draft, at.to_string())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        /// The index and the highlighter agree on what every query means.
        #[test]
        fn what_is_found_is_what_is_lit(texts in texts(), queries in proptest::collection::vec(queries(), 16), typing: bool, variants: bool) {
            let index = Index::in_memory().unwrap();
            let mut writer = index.writer().unwrap();
            let articles: Vec<Article> = texts.into_iter().enumerate().map(|(at, text)| article(at, text)).collect();
            for (number, article) in (0..).zip(&articles) {
                writer.put(number, article).unwrap();
                if number % 3 == 2 {
                    writer.commit(number).unwrap();
                }
            }
            writer.commit(1).unwrap();
            let entity = KnownEntity {
                id: "e".into(),
                name: "Red Rede".into(),
                kind: NameKind::Person,
                spellings: vec!["Rede Reds".into()],
                articles: vec![0, 2],
            };
            let knowledge = Knowledge::new(vec![entity], Vec::new());
            let searcher = index.inner.searcher().unwrap();
            let vocabulary = Known { searcher: &searcher, fields: &index.inner.fields };
            let setting = Setting {
                knowledge: &knowledge,
                vocabulary: &vocabulary,
                today: dates::today(),
                typing,
                variants,
            };
            for query in queries {
                let resolved = resolve::resolve(&query, &setting);
                let steps = resolved.loosened.map(|loosened| loosened.steps(&vocabulary).unwrap());
                for clause in std::iter::once(resolved.clause).chain(steps.into_iter().flatten()) {
                let counting = Counting { chosen: Arc::default(), stop: &AtomicBool::new(false) };
                let counted = searcher.search(&*plan::plan(&clause, &index.inner.fields), &counting).unwrap();
                let found: BTreeSet<u64> = counted.found.iter().map(|found| found.number).collect();
                let lit: BTreeSet<u64> = (0..)
                    .zip(&articles)
                    .filter(|(number, article)| Reading::new(*number, article).marks(&clause).is_some())
                    .map(|(number, _)| number)
                    .collect();
                prop_assert_eq!(found, lit, "{} = {}", query, clause.echo());
                }
            }
        }
    }
}
