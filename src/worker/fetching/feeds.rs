//! Feeds that are followed: asked again with what the server called them, each item once, its page where the feed gives only the
//! beginning.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

use super::failed;
use super::known::{Followed, State, forget, read, remember, write};
use super::lanes::{Job, Outcome};
use super::run::{FEED_BYTES, PAGE_BYTES, Run};
use crate::ingest::web::{Answer, Arrival, Kind, Refusal};
use crate::ingest::{self, FeedItem};
use crate::model::Skipped;
use crate::worker::{AddError, keys};

/// An item whose page is wanted.
struct Wanted {
    feed: usize,
    item: FeedItem,
    url: String,
    sign: String,
}

/// The feeds that are asked in a run.
#[derive(Default)]
struct Asked {
    feeds: Vec<(PathBuf, Followed)>,
    wanted: Vec<Wanted>,
    /// Pages of items that did not come, by feed and why.
    missed: BTreeMap<(usize, String), usize>,
}

impl Run<'_> {
    /// Follows feeds from now on; offline they are listed, and asked when that is over.
    pub fn subscribe(&mut self, feeds: &[String]) -> Result<(), AddError> {
        self.list_as_sources(feeds.iter().map(String::as_str))?;
        self.ask_feeds(feeds)
    }

    /// Asks feeds for what they have now.
    pub fn ask_feeds(&mut self, feeds: &[String]) -> Result<(), AddError> {
        let jobs: Vec<Job> = feeds
            .iter()
            .map(|feed| {
                let known = read(&self.keep.note("feeds", feed));
                Job {
                    address: feed.clone(),
                    etag: known.etag,
                    modified: known.modified,
                }
            })
            .collect();
        let mut came: Vec<(String, Outcome)> = Vec::new();
        self.ask(&jobs, FEED_BYTES, &mut |_, number, outcome| {
            came.push((jobs[number].address.clone(), outcome));
            Ok(())
        })?;
        // In the order in which they are listed, whichever answered first.
        let place: HashMap<&str, usize> = feeds
            .iter()
            .enumerate()
            .map(|(at, feed)| (feed.as_str(), at))
            .collect();
        came.sort_by_key(|(feed, _)| place.get(feed.as_str()).copied());
        self.follow(came)
    }

    /// Takes what feeds gave, and fetches the pages of which they give only the beginning.
    pub fn follow(&mut self, came: Vec<(String, Outcome)>) -> Result<(), AddError> {
        let mut asked = Asked::default();
        for (feed, outcome) in came {
            self.report.fetched.feeds += 1;
            match outcome {
                Ok(Answer::Same) => self.report.fetched.same += 1,
                Ok(Answer::Came(arrival)) => self.take_feed(&feed, &arrival, &mut asked)?,
                Err(refusal) => {
                    self.report.fetched.failed += 1;
                    let reason = format!("the feed did not come: {}", self.reason(&refusal));
                    self.report.skipped.push(failed(&feed, &reason));
                }
            }
        }
        let jobs: Vec<Job> = asked
            .wanted
            .iter()
            .map(|wanted| Job::of(&wanted.url))
            .collect();
        let mut ended: HashSet<usize> = HashSet::new();
        let done = self.ask(&jobs, PAGE_BYTES, &mut |run, number, outcome| {
            ended.insert(number);
            run.take_page(&mut asked, number, outcome)
        });
        for (number, wanted) in asked.wanted.iter().enumerate() {
            if !ended.contains(&number) {
                remember(
                    &mut asked.feeds[wanted.feed].1,
                    &wanted.item.key,
                    &wanted.sign,
                    State::Again,
                );
            }
        }
        for (file, followed) in &mut asked.feeds {
            if followed
                .items
                .values()
                .any(|item| item.state == State::Again)
            {
                // Whatever is still wanted of it has to come again.
                (followed.etag, followed.modified) = (None, None);
            }
            write(file, followed)?;
        }
        for ((feed, why), count) in &asked.missed {
            let (_, followed) = &asked.feeds[*feed];
            let items = if *count == 1 {
                "1 item stays".to_string()
            } else {
                format!("{count} items stay")
            };
            self.report.skipped.push(Skipped {
                origin: followed.url.clone(),
                reason: format!("{items} what the feed gives of it, its page did not come: {why}"),
                failed: false,
            });
        }
        done
    }

    fn take_feed(
        &mut self,
        feed: &str,
        arrival: &Arrival,
        asked: &mut Asked,
    ) -> Result<(), AddError> {
        let now = match arrival.kind() {
            Kind::Feed => ingest::feed_now(&arrival.url, &arrival.body, &self.options.reading),
            Kind::Page => Err("a page came in its place".to_string()),
            Kind::Other(what) => Err(format!("{what} came in its place")),
        };
        let now = match now {
            Ok(now) => now,
            Err(reason) => {
                self.report.fetched.failed += 1;
                self.report
                    .skipped
                    .push(failed(feed, &format!("no feed: {reason}")));
                return Ok(());
            }
        };
        if let Some(broken) = &now.broken {
            let reason = format!("the feed is broken, not read on: {broken}");
            self.report.skipped.push(failed(feed, &reason));
        }
        let file = self.keep.note("feeds", feed);
        let mut followed = read(&file);
        followed.url = feed.to_string();
        followed.title = now.title;
        let header = |name| arrival.raw.header(name).map(str::to_string);
        (followed.etag, followed.modified) = (header("etag"), header("last-modified"));
        let number = asked.feeds.len();
        let listed: HashSet<String> = now.items.iter().map(|item| item.key.clone()).collect();
        for item in now.items {
            let sign = sign(&item);
            let known = followed.items.get(&item.key);
            if known.is_some_and(|known| known.sign == sign && known.state != State::Again) {
                continue;
            }
            let is_known = known.is_some();
            let state = match (item.is_excerpt(), item.url.clone()) {
                (false, _) => self.keep_item(&item, State::Whole)?,
                (true, Some(url)) if self.fetching.follow => {
                    if is_known || !self.holds(&url)? {
                        let feed = number;
                        asked.wanted.push(Wanted {
                            feed,
                            item,
                            url,
                            sign,
                        });
                        continue;
                    }
                    State::Page
                }
                _ => self.keep_item(&item, State::Excerpt)?,
            };
            remember(&mut followed, &item.key, &sign, state);
        }
        forget(&mut followed, &listed);
        asked.feeds.push((file, followed));
        Ok(())
    }

    /// Whether the article at an address is there already, from wherever.
    fn holds(&self, url: &str) -> anyhow::Result<bool> {
        if self.keep.has_page(url) {
            return Ok(true);
        }
        self.library.holds(url)
    }

    fn keep_item(&mut self, item: &FeedItem, state: State) -> Result<State, AddError> {
        if item.reading.is_err() {
            return Ok(state);
        }
        match self
            .keep
            .put_item(name(item), &item.record, &self.options.reading)
        {
            Ok(put) if put.is_same => {}
            Ok(put) => self.keep_for_reading(put.path)?,
            Err(reason) => self.report.skipped.push(failed(name(item), &reason)),
        }
        Ok(state)
    }

    fn take_page(
        &mut self,
        asked: &mut Asked,
        number: usize,
        outcome: Outcome,
    ) -> Result<(), AddError> {
        let Wanted {
            feed,
            item,
            url,
            sign,
        } = &asked.wanted[number];
        let refusal = match outcome {
            Ok(Answer::Came(arrival)) if arrival.kind() == Kind::Page => {
                match self.keep.put_page(&arrival, &self.options.reading) {
                    Ok(put) => {
                        self.report.fetched.captured += 1;
                        self.keep.drop_item(name(item));
                        if !put.is_same {
                            self.took(url, &put)?;
                        }
                        remember(&mut asked.feeds[*feed].1, &item.key, sign, State::Page);
                        return Ok(());
                    }
                    Err(reason) => Refusal::Failed(reason),
                }
            }
            Ok(_) => Refusal::Dead("no page is there".into()),
            Err(refusal) => refusal,
        };
        self.count(&refusal);
        let state = match refusal {
            Refusal::Failed(_) | Refusal::Stopped | Refusal::Offline => State::Again,
            _ => State::Excerpt,
        };
        let state = self.keep_item(item, state)?;
        remember(&mut asked.feeds[*feed].1, &item.key, sign, state);
        let why = self.reason(&refusal);
        *asked.missed.entry((*feed, why)).or_default() += 1;
        Ok(())
    }
}

/// Under which an item is kept: its address, so that one that two feeds have is kept once.
fn name(item: &FeedItem) -> &str {
    item.url.as_deref().unwrap_or(&item.key)
}

/// Changes with what a feed gives of an item.
fn sign(item: &FeedItem) -> String {
    let hash = match &item.reading {
        Ok(draft) => keys::draft_hash(draft),
        Err(skipped) => skipped.reason.clone(),
    };
    keys::id(&[&hash, &item.updated, item.url.as_deref().unwrap_or("")])
}
