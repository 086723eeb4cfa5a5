//! Stories: articles that report one event, grouped by words, names and date.
//!
//! Invariant: which articles form a group does not depend on the order in which the profiles come.

mod cluster;
mod near;
mod profile;

use cluster::average_link;
use near::{Nearness, Vectors};
pub use profile::{Profile, profile};

/// Mean nearness of its articles, for the crowd around them, from which a group is a story.
const STORY: f32 = 0.10;

/// Articles of one story.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Indices into the profiles given, ascending; two or more.
    pub members: Vec<usize>,
    /// The member nearest to all others, of those with a title of their own where there are such.
    pub central: usize,
    /// `words 0.81, names 0.77, same day`.
    pub why: String,
}

/// Groups of two or more articles, largest first; articles in no group are in none.
pub fn group(profiles: &[&Profile]) -> Vec<Group> {
    let mut order: Vec<usize> = (0..profiles.len()).collect();
    order.sort_by(|&a, &b| profiles[a].in_order(profiles[b]));
    let sorted: Vec<&Profile> = order.iter().map(|&at| profiles[at]).collect();
    let vectors = Vectors::new(&sorted);
    let edges = vectors.edges();
    let days: Vec<Option<i32>> = sorted.iter().map(|profile| profile.day).collect();
    let mut groups: Vec<Group> = average_link(&days, &edges, STORY)
        .into_iter()
        .map(|members| told(&sorted, &vectors, &members, &order))
        .collect();
    groups.sort_by(|a, b| (b.members.len().cmp(&a.members.len())).then(a.members.cmp(&b.members)));
    groups
}

/// How near two articles are that are looked at by themselves, 0 to 1.
pub fn similar(a: &Profile, b: &Profile) -> f32 {
    let both = [a, b];
    Vectors::new(&both).nearness(0, 1).mixed()
}

/// Members looked at to find the central one and the means: a story of thousands is known by some of them.
const MOST_LOOKED_AT: usize = 60;

fn told(profiles: &[&Profile], vectors: &Vectors, members: &[usize], order: &[usize]) -> Group {
    let step = members.len().div_ceil(MOST_LOOKED_AT);
    let looked: Vec<usize> = members.iter().copied().step_by(step.max(1)).collect();
    let (mut words, mut names, mut pairs) = (0.0, 0.0, 0.0);
    let mut sums = vec![0.0_f32; looked.len()];
    for (i, &one) in looked.iter().enumerate() {
        for (j, &other) in looked.iter().enumerate().skip(i + 1) {
            let near: Nearness = vectors.nearness(one, other);
            words += near.words;
            names += near.names;
            pairs += 1.0;
            sums[i] += near.mixed();
            sums[j] += near.mixed();
        }
    }
    let central = (0..looked.len())
        .max_by(|&a, &b| {
            let titled = |at: usize| !profiles[looked[at]].title_made;
            (titled(a).cmp(&titled(b)))
                .then(sums[a].total_cmp(&sums[b]))
                .then(b.cmp(&a))
        })
        .map_or(0, |at| order[looked[at]]);
    let pairs = f32::max(pairs, 1.0);
    let mut named: Vec<usize> = members.iter().map(|&at| order[at]).collect();
    named.sort_unstable();
    let days: Vec<Option<i32>> = members.iter().map(|&at| profiles[at].day).collect();
    Group {
        members: named,
        central,
        why: format!(
            "words {:.2}, names {:.2}, {}",
            words / pairs,
            names / pairs,
            when(&days)
        ),
    }
}

/// The dates of a group in words.
fn when(days: &[Option<i32>]) -> String {
    let known: Vec<i32> = days.iter().copied().flatten().collect();
    let (Some(first), Some(last)) = (known.iter().min(), known.iter().max()) else {
        return "dates unknown".to_string();
    };
    let span = match last - first {
        0 => "same day".to_string(),
        1 => "one day apart".to_string(),
        days => format!("within {days} days"),
    };
    match days.len() - known.len() {
        0 => span,
        _ if known.len() == 1 => "one date known".to_string(),
        1 => format!("{span}, one undated"),
        undated => format!("{span}, {undated} undated"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::analyse;
    use crate::analysis::text::Text;
    use crate::model::{Article, DateSource, Draft, Published};

    fn article(id: &str, day: Option<i64>, text: &str) -> Article {
        let draft = Draft {
            published: day.map(|day| Published {
                at: String::new(),
                seconds: day * 86_400,
                day_only: true,
                from: DateSource::Field,
            }),
            paragraphs: vec![text.to_string()],
            language: Some("en".into()),
            ..Draft::default()
        };
        analyse(draft, id.to_string())
    }

    fn corpus() -> Vec<Profile> {
        [
            (Some(100), "A ferry carrying 40 passengers ran aground off Velmora on Tuesday after its engine failed. The coastguard of Velmora said all passengers were safe."),
            (Some(101), "Passengers were brought ashore at Velmora after a ferry with a broken engine ran aground, the coastguard said."),
            (Some(100), "The parliament of Karsk passed the budget by two votes, ending weeks of strikes by teachers. Minister Orlen Dask called it fair."),
            (None, "Teachers in Karsk went back to work after parliament passed a budget; minister Orlen Dask thanked the deputies."),
            (Some(300), "A ferry carrying 40 passengers ran aground off Velmora on Tuesday after its engine failed. The coastguard of Velmora said all passengers were safe."),
            (Some(100), "Gardeners share their recipes for pickled beans and plum cake."),
        ]
        .into_iter()
        .enumerate()
        .map(|(at, (day, text))| {
 let article = article(&at.to_string(), day, text);
 profile(&article, &Text::of(&article))
})
        .collect()
    }

    #[test]
    fn reports_of_one_event_are_one_story_and_the_rest_is_none() {
        let profiles = corpus();
        let groups = group(&profiles.iter().collect::<Vec<_>>());
        let members: Vec<&[usize]> = groups.iter().map(|g| g.members.as_slice()).collect();
        assert_eq!(members, [&[0, 1][..], &[2, 3]]);
        assert!(
            groups[0].why.ends_with("one day apart"),
            "{}",
            groups[0].why
        );
        assert!(
            groups[1].why.ends_with("one date known"),
            "{}",
            groups[1].why
        );
    }

    #[test]
    fn the_order_of_the_profiles_does_not_matter() {
        let profiles = corpus();
        let order = [5, 3, 1, 4, 2, 0];
        let turned: Vec<&Profile> = order.iter().map(|&at| &profiles[at]).collect();
        let mut found: Vec<Vec<usize>> = group(&turned)
            .into_iter()
            .map(|g| g.members.into_iter().map(|at| order[at]).collect())
            .collect();
        for members in &mut found {
            members.sort_unstable();
        }
        found.sort();
        assert_eq!(found, [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(group(&[]).is_empty());
        let empty = Profile::default();
        assert!(group(&[&empty, &empty]).is_empty());
    }

    #[test]
    fn a_profile_survives_being_stored() -> serde_json::Result<()> {
        for profile in corpus() {
            let stored = serde_json::to_string(&profile)?;
            assert_eq!(serde_json::from_str::<Profile>(&stored)?, profile);
        }
        Ok(())
    }

    #[test]
    fn a_story_is_called_by_a_title_that_an_article_has() {
        let text =
            "The ferry Sea Lark ran aground in Port Merrow harbour with forty people on board.";
        let mut articles = [
            article("a", Some(3), text),
            article("b", Some(3), text),
            article("c", Some(3), &format!("{text} Divers searched the hull.")),
        ];
        articles[2].title = "Ferry aground".into();
        articles[2].title_made = false;
        let profiles: Vec<Profile> = articles
            .iter()
            .map(|article| profile(article, &Text::of(article)))
            .collect();
        let profiles: Vec<&Profile> = profiles.iter().collect();
        assert_eq!(group(&profiles)[0].central, 2);
    }
}
