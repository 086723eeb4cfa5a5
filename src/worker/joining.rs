//! What only many articles together tell: entities and stories, from what is remembered of each article.
//!
//! Both are found again whole after every change, so they never depend on the order in which articles came; only what
//! changed is made and written. Measured on news: one more article after 10,200, with 51,000 names, takes about three seconds
//! of one processor in all; half of that joins the names, a sixth groups the articles.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::carving::carve;
use super::keys::{self, id};
use super::view::known;
use crate::analysis::joining::aliases::{self, Cluster, Groupings, Joined, NameUse};
use crate::analysis::joining::stories;
use crate::catalogue::{EntityRow, EntityUse, Head, JoinedRows, UseRow};
use crate::index::Knowledge;
use crate::model::place;
use crate::model::{Decision, Entity, Published, Spelling, Story, StoryMember};

/// All entities under what the reader decided (oldest first), those of most articles first; and what may be one besides.
/// Grows with the names in all articles; those that are held with the same mark are not made again.
pub fn entities(
    uses: &[UseRow],
    heads: &[Head],
    decisions: &[Decision],
    held: &HashMap<String, i64>,
    groupings: &mut Groupings,
) -> JoinedRows {
    let place: HashMap<u64, u32> = (0..)
        .zip(heads)
        .map(|(place, head)| (head.number, place))
        .collect();
    let mut carved = None;
    let first = joined(uses, &place, decisions, groupings, |first| {
        let carve = || carve(uses, first, decisions);
        carved = (!decisions.is_empty()).then(carve).flatten();
        carved.is_none()
    });
    if let Some(carved) = carved {
        let again = joined(&carved.uses, &place, &carved.decisions, groupings, |_| true);
        let members = members(&carved.uses, &carved.hosts, heads, &place, &again);
        return rows(again, members, decisions, held);
    }
    let members = members(uses, &[], heads, &place, &first);
    rows(first, members, decisions, held)
}

/// With suggestions where `is_last` says that names are not joined once more.
fn joined(
    uses: &[UseRow],
    place: &HashMap<u64, u32>,
    decisions: &[Decision],
    groupings: &mut Groupings,
    is_last: impl FnOnce(&Joined) -> bool,
) -> Joined {
    let names: Vec<NameUse<&str>> = uses
        .iter()
        .map(|name_use| NameUse {
            article: place.get(&name_use.article).copied().unwrap_or(u32::MAX),
            name: name_use.name.as_str(),
            kind: name_use.kind,
            mentions: name_use.mentions,
            apart: name_use.apart,
        })
        .collect();
    aliases::join_and_suggest_where(&names, decisions, groupings, is_last)
}

/// The uses of each cluster. `hosts` has the name of which a use is only some writings.
fn members<'a>(
    uses: &'a [UseRow],
    hosts: &'a [Option<String>],
    heads: &'a [Head],
    place: &HashMap<u64, u32>,
    joined: &Joined,
) -> Vec<Vec<Member<'a>>> {
    let signs: Vec<u64> = heads.iter().map(sign).collect();
    let mut members: Vec<Vec<Member>> = vec![Vec::new(); joined.clusters.len()];
    for (number, (name_use, &cluster)) in uses.iter().zip(&joined.of_use).enumerate() {
        let Some(at) = place.get(&name_use.article).map(|&at| at as usize) else {
            continue;
        };
        let of_head = (heads.get(at), signs.get(at));
        if let (Some(members), (Some(head), Some(&sign))) = (members.get_mut(cluster), of_head) {
            members.push(Member {
                name_use,
                head,
                sign,
                host: hosts.get(number).and_then(Option::as_deref),
            });
        }
    }
    members
}

/// Entities from clusters with their uses, those of most articles first.
fn rows(
    joined: Joined,
    members: Vec<Vec<Member>>,
    decisions: &[Decision],
    held: &HashMap<String, i64>,
) -> JoinedRows {
    let mut ids = HashSet::new();
    let mut entities: Vec<(usize, u32, String, EntityRow)> = joined
        .clusters
        .into_iter()
        .zip(members)
        .filter(|(_, members)| !members.is_empty())
        .map(|(cluster, members)| {
            let id = entity_id(&cluster, &mut ids);
            let mark = mark(&cluster, &members);
            let name = cluster.name.clone();
            let made = (held.get(&id) != Some(&mark)).then(|| entity(&id, cluster, &members));
            let varied = made
                .as_ref()
                .map_or_else(Vec::new, |(entity, _)| varied(entity));
            let row = EntityRow {
                id,
                mark,
                made,
                varied,
            };
            (articles(&members), mentions(&members), name, row)
        })
        .collect();
    // As `Entity::compare` has it.
    entities.sort_by(|a, b| {
        let names = (&a.2, &a.3.id).cmp(&(&b.2, &b.3.id));
        (b.0, b.1).cmp(&(a.0, a.1)).then(names)
    });
    JoinedRows {
        entities: entities.into_iter().map(|(.., row)| row).collect(),
        suggestions: joined.suggestions,
        decided: keys::decisions_hash(decisions),
    }
}

/// A use of an entity.
#[derive(Clone, Copy)]
struct Member<'a> {
    name_use: &'a UseRow,
    head: &'a Head,
    /// Of the article: another one where anything is another that an entity says of it.
    sign: u64,
    /// The name of which this is only some writings.
    host: Option<&'a str>,
}

/// What an entity says of an article, as a hash.
fn sign(head: &Head) -> u64 {
    let mut hasher = DefaultHasher::new();
    let seconds = head.published.as_ref().map(|published| published.seconds);
    (head.number, &head.id, &head.outlet, seconds).hash(&mut hasher);
    hasher.finish()
}

/// Counts up where entities are made from the same in another way.
const WAY: u8 = 1;

/// A hash of everything that an entity is made from. Another standard library may give another: then it is made once more.
fn mark(cluster: &Cluster, members: &[Member]) -> i64 {
    let mut hasher = DefaultHasher::new();
    (WAY, &cluster.name, cluster.kind, &cluster.why).hash(&mut hasher);
    for member in members {
        let name_use = member.name_use;
        (member.sign, member.host, &name_use.name).hash(&mut hasher);
        (name_use.kind, name_use.mentions, &name_use.spellings).hash(&mut hasher);
    }
    i64::from_ne_bytes(hasher.finish().to_ne_bytes())
}

fn articles(members: &[Member]) -> usize {
    let mut numbers: Vec<u64> = members.iter().map(|member| member.head.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.len()
}

fn mentions(members: &[Member]) -> u32 {
    members.iter().map(|member| member.name_use.mentions).sum()
}

fn entity(id: &str, cluster: Cluster, members: &[Member]) -> (Entity, Vec<EntityUse>) {
    let mut counts: HashMap<(&str, Option<&str>), u32> = HashMap::new();
    let mut heads: Vec<&Head> = Vec::new();
    for Member { name_use, head, .. } in members {
        for (text, count) in &name_use.spellings {
            *counts.entry((text, head.outlet.as_deref())).or_default() += count;
        }
        heads.push(head);
    }
    let mut spellings: Vec<Spelling> = counts
        .into_iter()
        .map(|((text, outlet), count)| Spelling {
            text: text.to_string(),
            outlet: outlet.map(str::to_string),
            count,
        })
        .collect();
    spellings.sort_by(|a, b| {
        b.count
            .cmp(&a.count)
            .then_with(|| (&a.text, &a.outlet).cmp(&(&b.text, &b.outlet)))
    });
    newest_first(&mut heads);
    heads.dedup_by_key(|head| head.number);
    let entity = Entity {
        id: id.to_string(),
        name: cluster.name,
        kind: cluster.kind,
        mentions: mentions(members),
        spellings,
        articles: heads.iter().map(|head| head.id.clone()).collect(),
        why: cluster.why,
    };
    (entity, members.iter().map(used).collect())
}

/// The words of an entity that a search finds in other spellings too.
fn varied(entity: &Entity) -> Vec<String> {
    Knowledge::varied(&known(entity, Vec::new()))
        .into_iter()
        .collect()
}

fn used(member: &Member) -> EntityUse {
    let name_use = member.name_use;
    EntityUse {
        article: member.head.id.clone(),
        name: member.host.unwrap_or(&name_use.name).to_string(),
        kind: name_use.kind,
        writings: member.host.map(|_| {
            let writings = name_use.spellings.iter();
            writings.map(|(text, _)| text.clone()).collect()
        }),
    }
}

/// A new name or type changes no id: what a screen or a search holds stays. Two entities may carry one name: the second is
/// told apart by its number.
fn entity_id(cluster: &Cluster, ids: &mut HashSet<String>) -> String {
    let (kind, name) = &cluster.found_as;
    let mut parts = vec![kind.word(), name];
    let mut found = id(&parts);
    while !ids.insert(found.clone()) {
        parts.push("again");
        found = id(&parts);
    }
    found
}

/// Undated articles come last.
fn newest_first(heads: &mut [&Head]) {
    let seconds = |head: &Head| head.published.as_ref().map(|published| published.seconds);
    heads.sort_by(|a, b| {
        seconds(b)
            .cmp(&seconds(a))
            .then_with(|| a.number.cmp(&b.number))
    });
}

/// All stories, largest first, of one size the newest first, from the number and profile (JSON) of each article. Nothing in
/// them depends on the order in which the articles came. Grows with the number of articles as [`stories::group`] does.
pub fn stories(stored: &[(u64, String)], heads: &[Head]) -> Vec<Story> {
    let by_number: HashMap<u64, &Head> = heads.iter().map(|head| (head.number, head)).collect();
    let mut members: Vec<&Head> = Vec::new();
    let mut profiles: Vec<stories::Profile> = Vec::new();
    for (number, json) in stored {
        // What cannot be read groups with nothing.
        if let (Some(head), Ok(profile)) = (by_number.get(number), serde_json::from_str(json)) {
            members.push(head);
            profiles.push(profile);
        }
    }
    let profiles: Vec<&stories::Profile> = profiles.iter().collect();
    let groups = stories::group(&profiles);
    let mut found: Vec<(Option<i64>, Story)> = groups
        .iter()
        .filter_map(|group| {
            let heads: Vec<&Head> = group
                .members
                .iter()
                .filter_map(|&member| members.get(member).copied())
                .collect();
            let central = members.get(group.central)?;
            let newest = heads.iter().filter_map(|head| seconds(head)).max();
            Some((newest, story(&central.title, heads, &group.why)))
        })
        .collect();
    found.sort_by(|(newest, story), (other_newest, other)| {
        let by_size = other.articles.len().cmp(&story.articles.len());
        (by_size.then(other_newest.cmp(newest)))
            .then_with(|| (&story.title, &story.id).cmp(&(&other.title, &other.id)))
    });
    found.into_iter().map(|(_, story)| story).collect()
}

/// Orders articles as their files do, and those of one file as they stand there where they are numbered: `#2` before `#10`.
fn in_file(head: &Head) -> (&str, usize, &str) {
    let origin = head.origin.as_str();
    let (file, inside) = place::parts(origin).next().unwrap_or((origin, ""));
    (file, inside.len(), inside)
}

fn seconds(head: &Head) -> Option<i64> {
    Some(head.published.as_ref()?.seconds)
}

fn story(title: &str, mut heads: Vec<&Head>, why: &str) -> Story {
    let ids: BTreeSet<&str> = heads.iter().map(|head| head.id.as_str()).collect();
    let parts: Vec<&str> = std::iter::once("story").chain(ids).collect();
    let id = id(&parts);
    heads.sort_by(|one, other| {
        let place = |head: &Head| (seconds(head).is_none(), seconds(head));
        (place(one).cmp(&place(other))).then_with(|| in_file(one).cmp(&in_file(other)))
    });
    Story {
        id,
        title: title.to_string(),
        articles: heads.into_iter().map(member).collect(),
        why: why.to_string(),
    }
}

fn member(head: &Head) -> StoryMember {
    StoryMember {
        id: head.id.clone(),
        origin: head.origin.clone(),
        title: head.title.clone(),
        outlet: head.outlet.clone(),
        published: head
            .published
            .as_ref()
            .map(|published: &Published| published.at.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::reading::names::Apart;
    use crate::model::{DateSource, DecisionKind, NameKind};

    fn anew(
        uses: &[UseRow],
        heads: &[Head],
        decisions: &[Decision],
        held: &HashMap<String, i64>,
    ) -> JoinedRows {
        entities(uses, heads, decisions, held, &mut Groupings::default())
    }

    fn head(number: u64, outlet: &str, seconds: Option<i64>) -> Head {
        Head {
            number,
            id: format!("{number:012x}"),
            origin: format!("/{number}.txt"),
            title: format!("Title {number}"),
            outlet: Some(outlet.into()),
            published: seconds.map(|seconds| Published {
                at: "2025-01-01T00:00:00Z".into(),
                seconds,
                day_only: true,
                from: DateSource::Field,
            }),
            language: None,
            words: 1,
        }
    }

    fn name_use(article: u64, name: &str, spellings: &[(&str, u32)]) -> UseRow {
        UseRow {
            article,
            name: name.into(),
            kind: NameKind::Person,
            mentions: spellings.iter().map(|(_, count)| count).sum(),
            apart: Apart::No,
            spellings: spellings
                .iter()
                .map(|(text, count)| (text.to_string(), *count))
                .collect(),
        }
    }

    #[test]
    fn an_entity_counts_its_writings_by_outlet_and_names_its_articles_newest_first() {
        let heads = [
            head(1, "A", Some(10)),
            head(2, "B", Some(20)),
            head(3, "A", None),
        ];
        let uses = [
            name_use(1, "Ana Lind", &[("Ana Lind", 1), ("Lind", 2)]),
            name_use(2, "Anna Lind", &[("Anna Lind", 1)]),
            name_use(3, "Ana Lind", &[("Ana Lind", 4)]),
        ];
        let cluster = Cluster {
            name: "Ana Lind".into(),
            kind: NameKind::Person,
            found_as: (NameKind::Person, "Ana Lind".into()),
            why: vec![],
        };
        let members: Vec<Member> = uses
            .iter()
            .zip(&heads)
            .map(|(name_use, head)| Member {
                name_use,
                head,
                sign: sign(head),
                host: None,
            })
            .collect();
        let mut ids = HashSet::new();
        let id = entity_id(&cluster, &mut ids);
        let (made, _) = entity(&id, cluster.clone(), &members);
        assert_eq!(made.mentions, 8);
        assert_eq!(made.articles, [&*heads[1].id, &heads[0].id, &heads[2].id]);
        let first = &made.spellings[0];
        assert_eq!(
            (first.text.as_str(), first.outlet.as_deref(), first.count),
            ("Ana Lind", Some("A"), 5)
        );
        assert_ne!(entity_id(&cluster, &mut ids), id);
    }

    #[test]
    fn a_story_tells_its_articles_oldest_first() {
        let heads = [
            head(1, "A", None),
            head(2, "B", Some(20)),
            head(3, "C", Some(10)),
        ];
        let made = story("T", heads.iter().collect(), "words 1.00");
        let order: Vec<&str> = made.articles.iter().map(|a| a.origin.as_str()).collect();
        assert_eq!(order, ["/3.txt", "/2.txt", "/1.txt"]);
        let again = story("U", heads.iter().rev().collect(), "");
        assert_eq!(made.id, again.id);
    }

    fn decision(kind: DecisionKind, one: &str, two: &str) -> Decision {
        Decision {
            id: 0,
            kind,
            one: one.into(),
            two: two.into(),
            created: "2026-03-01T10:00:00Z".into(),
        }
    }

    /// Name, mentions and writings of each entity.
    fn found(uses: &[UseRow], decisions: &[Decision]) -> Vec<(String, u32, Vec<String>)> {
        let heads = [1, 2, 3].map(|number| head(number, "A", None));
        let rows = anew(uses, &heads, decisions, &HashMap::new()).entities;
        let mut found: Vec<_> = rows
            .into_iter()
            .map(|row| {
                let (entity, _) = row.made.unwrap();
                let texts = entity.spellings.into_iter().map(|spelling| spelling.text);
                (entity.name, entity.mentions, texts.collect())
            })
            .collect();
        found.sort();
        found
    }

    #[test]
    fn a_spelling_that_no_article_gives_in_full_is_taken_out_of_the_uses_it_stands_in() {
        let uses = [
            name_use(1, "Ana Lind", &[("Ana Lind", 5), ("Lind", 2)]),
            name_use(2, "Anna Lind", &[("Anna Lind", 1), ("the Lind", 3)]),
            name_use(3, "Tomas Lind", &[("Lind", 4), ("Tomas Lind", 1)]),
        ];
        let of =
            |list: &[&str]| -> Vec<String> { list.iter().map(|one| one.to_string()).collect() };
        let split = [decision(DecisionKind::Split, "Lind", "Ana Lind")];
        assert_eq!(
            found(&uses, &split),
            [
                (
                    "Ana Lind".into(),
                    9,
                    of(&["Ana Lind", "the Lind", "Anna Lind"])
                ),
                ("Lind".into(), 2, of(&["Lind"])),
                ("Tomas Lind".into(), 5, of(&["Lind", "Tomas Lind"])),
            ]
        );
        let moved = [decision(DecisionKind::Merge, "the Lind", "Tomas Lind")];
        assert_eq!(
            found(&uses, &moved),
            [
                ("Ana Lind".into(), 8, of(&["Ana Lind", "Lind", "Anna Lind"])),
                (
                    "Tomas Lind".into(),
                    8,
                    of(&["Lind", "the Lind", "Tomas Lind"])
                ),
            ]
        );
        // of two writings of one use the first leaves
        let both = [decision(DecisionKind::NotSame, "Anna Lind", "the Lind")];
        assert_eq!(found(&uses, &both)[2].2, of(&["the Lind"]));
        let nothing = [decision(DecisionKind::NotSame, "Lind", "Mira")];
        assert_eq!(found(&uses, &nothing), found(&uses, &[]));
    }

    #[test]
    fn what_is_kept_of_the_names_changes_nothing() {
        let mut uses = vec![
            name_use(1, "Ana Lind", &[("Ana Lind", 1), ("Lind", 2)]),
            name_use(2, "Anna Lind", &[("Anna Lind", 1)]),
            name_use(3, "Mira Veld", &[("Mira Veld", 3)]),
        ];
        let heads: Vec<Head> = (1..5).map(|number| head(number, "A", None)).collect();
        let lists = [
            vec![],
            vec![decision(DecisionKind::Merge, "Mira Veld", "Ana Lind")],
            vec![decision(DecisionKind::Split, "Lind", "Ana Lind")],
            vec![
                decision(DecisionKind::Split, "Lind", "Ana Lind"),
                decision(DecisionKind::NotSame, "Anna Lind", "Ana Lind"),
            ],
        ];
        let shown = |rows: JoinedRows| -> Vec<Entity> {
            let made = rows.entities.into_iter();
            made.map(|row| row.made.unwrap().0).collect()
        };
        let mut kept = Groupings::default();
        let mut all = Vec::new();
        for turn in 0..2 {
            for decisions in &lists {
                let anew = shown(anew(&uses, &heads, decisions, &HashMap::new()));
                let again = entities(&uses, &heads, decisions, &HashMap::new(), &mut kept);
                assert_eq!(shown(again), anew, "{turn} {decisions:?}");
                all.push(anew);
            }
            uses.push(name_use(4, "Lind", &[("Lind", 9)]));
        }
        // Each list, and what came between, makes something of its own.
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one), "{at}");
        }
    }

    #[test]
    fn a_use_in_part_knows_its_writings() {
        let uses = [name_use(1, "Ana Lind", &[("Ana Lind", 1), ("Lind", 2)])];
        let heads = [head(1, "A", None)];
        let split = [decision(DecisionKind::Split, "Lind", "Ana Lind")];
        let rows = anew(&uses, &heads, &split, &HashMap::new());
        let writings: Vec<_> = rows
            .entities
            .iter()
            .map(|row| {
                let (entity, uses) = row.made.as_ref().unwrap();
                (
                    entity.name.as_str(),
                    uses[0].name.as_str(),
                    uses[0].writings.clone(),
                )
            })
            .collect();
        assert_eq!(
            writings,
            [
                ("Lind", "Ana Lind", Some(vec!["Lind".to_string()])),
                ("Ana Lind", "Ana Lind", Some(vec!["Ana Lind".to_string()])),
            ]
        );
        assert!(!rows.decided.is_empty());
    }

    #[test]
    fn only_what_changed_is_made_again() {
        let heads = [1, 2].map(|number| head(number, "A", None));
        let mut uses = vec![
            name_use(1, "Ana Lind", &[("Ana Lind", 1)]),
            name_use(1, "Tomas Venn", &[("Tomas Venn", 2)]),
        ];
        let first = anew(&uses, &heads, &[], &HashMap::new());
        assert!(first.entities.iter().all(|row| row.made.is_some()));
        let held = first.entities.iter().map(|row| (row.id.clone(), row.mark));
        let held: HashMap<String, i64> = held.collect();
        uses.push(name_use(2, "Ana Lind", &[("Ana Lind", 3)]));
        let again = anew(&uses, &heads, &[], &held).entities;
        let made = again.iter().filter_map(|row| row.made.as_ref());
        let names: Vec<&str> = made.map(|(entity, _)| entity.name.as_str()).collect();
        assert_eq!((again.len(), names), (2, vec!["Ana Lind"]));
        // an outlet that is known by another name changes what was written where
        let renamed = [1, 2].map(|number| head(number, "B", None));
        let again = anew(&uses[..2], &renamed, &[], &held).entities;
        assert!(again.iter().all(|row| row.made.is_some()));
    }
}
