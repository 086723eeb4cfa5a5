//! Heads and relations: moves chosen one by one from what stands on the stack and comes next, then the relation of each arc.

use super::features::Features;
use super::model::{self, Model};
use super::moves::{MOVES, NONE, Side, State};
use super::relations::RELATIONS;
use super::tags::{Tag, Upos};
use super::words::Word;

/// Distances in words from which all are alike.
const FAR: usize = 7;
/// Distances between a head and its dependent from which all are alike.
const FAR_ARC: usize = 5;
/// Value of a distance to nothing.
const NOWHERE: u32 = 9;

/// Counts of one kind of word between two places from which all are alike.
const MANY: u16 = 3;

/// A sentence with its tags, and how many verbs, commas and conjunctions stand before each place.
#[derive(Clone, Debug)]
pub struct Tagged<'a> {
    words: &'a [Word],
    tags: &'a [Tag],
    verbs: Vec<u16>,
    commas: Vec<u16>,
    joints: Vec<u16>,
}

impl<'a> Tagged<'a> {
    /// Words and tags are as many.
    pub fn new(words: &'a [Word], tags: &'a [Tag]) -> Tagged<'a> {
        let counted = |is_one: &dyn Fn(Tag) -> bool| {
            let mut count = 0u16;
            let mut counts = Vec::with_capacity(tags.len() + 1);
            for tag in tags {
                counts.push(count);
                count = count.saturating_add(u16::from(is_one(*tag)));
            }
            counts.push(count);
            counts
        };
        Tagged {
            words,
            tags,
            verbs: counted(&|tag| tag.upos() == Upos::Verb),
            commas: counted(&|tag| matches!(tag.penn(), "," | ":" | "-LRB-" | "``")),
            joints: counted(&|tag| matches!(tag.upos(), Upos::Cconj | Upos::Sconj)),
        }
    }

    /// How many verbs, commas and conjunctions stand between two places, as one value.
    #[inline]
    fn between(&self, from: usize, to: usize) -> u32 {
        let count = |counts: &[u16]| match (counts.get(from + 1), counts.get(to)) {
            (Some(before), Some(after)) => u32::from(after.saturating_sub(*before).min(MANY)),
            _ => 0,
        };
        if from >= self.words.len() {
            return 0;
        }
        1 + count(&self.verbs) + 4 * count(&self.commas) + 16 * count(&self.joints)
    }
}

/// Parses a sentence; words and tags are as many.
pub fn parsed(words: &[Word], tags: &[Tag], model: &Model) -> State {
    let tagged = Tagged::new(words, tags);
    let mut state = State::new(words.len());
    let mut features = Features::default();
    while !state.is_done() {
        let allowed = state.allowed();
        let mut chosen = MOVES.into_iter().zip(allowed).filter(|pair| pair.1);
        let (first, other) = (chosen.next(), chosen.next());
        let chosen = match (first, other) {
            (Some((only, _)), None) => only,
            _ => {
                read(&state, &tagged, &mut features);
                model::best_move(&model.moves.scores(features.keys()), &allowed)
            }
        };
        let relation = state.arc(chosen).map_or(0, |(head, dependent)| {
            if head == words.len() {
                return 0;
            }
            read_arc(&state, &tagged, (head, dependent), &mut features);
            let scores = model.relations.scores(features.keys());
            // the root is known by its head
            model::best(&scores[1..RELATIONS.len()]) as u8 + 1
        });
        state.make(chosen, relation);
    }
    state
}

/// Values of words by their place: 0 to so many words, the root behind them, or none.
struct Seen<'a> {
    state: &'a State,
    words: &'a [Word],
    tags: &'a [Tag],
}

impl Seen<'_> {
    #[inline]
    fn lower(&self, at: usize) -> u32 {
        let root = if at == self.words.len() { 2 } else { 4 };
        self.words.get(at).map_or(root, |word| word.lower)
    }

    #[inline]
    fn tag(&self, at: usize) -> u32 {
        let root = if at == self.words.len() { 2 } else { 1 };
        self.tags.get(at).map_or(root, |tag| tag.place() as u32 + 3)
    }

    #[inline]
    fn cluster(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.cluster + 2)
    }

    #[inline]
    fn class(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.class + 2)
    }

    /// The relation that a word already has.
    #[inline]
    fn relation(&self, at: usize) -> u32 {
        let is_word = at < self.words.len();
        let relation = self.state.relations.get(at).filter(|_| is_word);
        relation.map_or(0, |&relation| u32::from(relation) + 1)
    }

    #[inline]
    fn left(&self, at: usize) -> Side {
        self.state.left.get(at).copied().unwrap_or(Side::EMPTY)
    }

    #[inline]
    fn right(&self, at: usize) -> Side {
        self.state.right.get(at).copied().unwrap_or(Side::EMPTY)
    }

    /// The kinds of dependents that a word has.
    #[inline]
    fn kinds(&self, at: usize) -> u32 {
        let kinds = self.state.kinds.get(at);
        kinds.map_or(0, |&kinds| u32::from(kinds) + 1)
    }

    fn ending(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.endings[2])
    }
}

/// The features of the next move.
pub fn read(state: &State, tagged: &Tagged, features: &mut Features) {
    features.clear();
    let (words, tags) = (tagged.words, tagged.tags);
    let seen = Seen { state, words, tags };
    let count = words.len();
    let (s0, s1, s2) = (state.stacked(0), state.stacked(1), state.stacked(2));
    let b0 = state.next.min(count);
    let after = |by: usize| Some(b0 + by).filter(|&at| at <= count).unwrap_or(NONE);
    let (b1, b2) = (after(1), after(2));
    let (s0l, s0r) = (seen.left(s0), seen.right(s0));
    let (s1l, s1r, b0l) = (seen.left(s1), seen.right(s1), seen.left(b0));
    let (ws0, ps0, ws1, ps1) = (seen.lower(s0), seen.tag(s0), seen.lower(s1), seen.tag(s1));
    let (wb0, pb0, wb1, pb1) = (seen.lower(b0), seen.tag(b0), seen.lower(b1), seen.tag(b1));
    let (pb2, ps2) = (seen.tag(b2), seen.tag(s2));
    let distance = |from: usize, to: usize| {
        if from < count {
            to.saturating_sub(from).min(FAR) as u32
        } else {
            NOWHERE
        }
    };
    let (d0, d1) = (distance(s0, b0), distance(s1, s0));
    let (tag, relation, lower) = (
        |at: usize| seen.tag(at),
        |at: usize| seen.relation(at),
        |at: usize| seen.lower(at),
    );
    let (cs0, cs1, cb0) = (seen.cluster(s0), seen.cluster(s1), seen.cluster(b0));
    let (ks0, ks1, kb0, kb1) = (
        seen.class(s0),
        seen.class(s1),
        seen.class(b0),
        seen.class(b1),
    );
    let mut add = |values: &[u32]| features.add(values);

    // words and tags alone
    add(&[ws0, ps0]);
    add(&[wb0, pb0]);
    add(&[ws1, ps1]);
    add(&[wb1, pb1]);
    // the top and the next
    add(&[ws0, ps0, pb0]);
    add(&[ps0, wb0, pb0]);
    add(&[ws0, wb0]);
    add(&[ps0, pb0]);
    // tags in a row
    add(&[pb0, pb1, pb2]);
    add(&[ps0, pb0, pb1]);
    add(&[ps1, ps0, pb0]);
    add(&[ps2, ps1, ps0]);
    add(&[ps0, pb0, pb1, pb2]);
    add(&[ps1, ps0, pb0, pb1]);
    add(&[ws0, pb0, pb1]);
    add(&[wb0, ps0, pb1]);
    // the two on top
    add(&[ws1, ws0]);
    add(&[ps1, ps0]);
    add(&[ws1, ps0]);
    add(&[ps1, ws0]);
    add(&[ws1, wb0]);
    add(&[ps1, wb0, ps0]);
    add(&[ws1, ps0, pb0]);
    add(&[ws0, ps1, pb0]);
    // dependents
    add(&[ps0, tag(s0l.last), pb0]);
    add(&[ps0, tag(s0r.last), pb0]);
    add(&[ps0, tag(b0l.last), pb0]);
    add(&[ps1, tag(s1r.last), ps0, pb0]);
    add(&[ps1, tag(s1l.last), ps0]);
    add(&[ps0, tag(s0r.last), tag(s0r.before_last)]);
    add(&[ps0, pb0, relation(s0l.last), relation(s0r.last)]);
    add(&[ps1, relation(s1l.last), relation(s1r.last), ps0]);
    add(&[ws0, relation(s0r.last)]);
    add(&[ws0, lower(s0r.last), pb0]);
    add(&[ws0, lower(s0l.last)]);
    add(&[wb0, lower(b0l.last)]);
    // distances
    add(&[ps0, pb0, d0]);
    add(&[ws0, d0]);
    add(&[wb0, d0]);
    add(&[ps1, ps0, d1]);
    // clusters
    add(&[cs0, cb0]);
    add(&[cs0, pb0]);
    add(&[ps0, cb0]);
    add(&[ks0, kb0, ps0, pb0]);
    add(&[cs1, cs0]);
    add(&[cs1, ps0, pb0]);
    add(&[ks1, ks0, kb0]);
    add(&[cs1, cb0]);
    add(&[cs0, ks1, pb0]);
    add(&[ks0, kb0, kb1]);
    // how a phrase is led in, and what it may hang on
    let (as0, ab0) = (lower(s0l.last), lower(b0l.last));
    add(&[ws1, as0]);
    add(&[ps1, as0, ps0]);
    add(&[ws0, ab0]);
    add(&[ps1, ps0, ab0, pb0]);
    add(&[cs1, as0, cs0]);
    add(&[cs0, ab0, cb0]);
    // what stands between
    let (gap0, gap1) = (tagged.between(s0, b0), tagged.between(s1, s0));
    add(&[ps0, pb0, gap0]);
    add(&[ps1, ps0, gap1]);
    add(&[ws1, ps0, gap1]);
    // what is there already
    let (has0, has1, has_next) = (seen.kinds(s0), seen.kinds(s1), seen.kinds(b0));
    add(&[ps0, pb0, has0]);
    add(&[ps1, ps0, has1]);
    add(&[ps0, pb0, has_next]);
    add(&[ws0, has0, pb0]);
    add(&[ws1, has1, ps0]);
    add(&[ps1, ps0, has0, has1]);
    add(&[wb0, has_next, ps0]);
    add(&[u32::from(s0 == NONE), u32::from(s1 == NONE), pb0]);
}

/// The features of the relation of an arc (head, dependent).
pub fn read_arc(
    state: &State,
    tagged: &Tagged,
    (head, dependent): (usize, usize),
    features: &mut Features,
) {
    features.clear();
    let (words, tags) = (tagged.words, tagged.tags);
    let seen = Seen { state, words, tags };
    let is_left = head > dependent;
    let side = u32::from(is_left);
    let distance = head.abs_diff(dependent).min(FAR_ARC) as u32 * 2 + side;
    let (dl, dr) = (seen.left(dependent), seen.right(dependent));
    let (hl, hr) = (seen.left(head), seen.right(head));
    let sibling = if is_left { hl.last } else { hr.last };
    let across = if is_left { NONE } else { hl.last };
    let (ph, pd, wh, wd) = (
        seen.tag(head),
        seen.tag(dependent),
        seen.lower(head),
        seen.lower(dependent),
    );
    let (before, after) = (dependent.wrapping_sub(1), dependent + 1);
    let (pp, pn) = (seen.tag(before), seen.tag(after));
    let (ch, cd) = (seen.cluster(head), seen.cluster(dependent));
    let (tag, relation, lower) = (
        |at: usize| seen.tag(at),
        |at: usize| seen.relation(at),
        |at: usize| seen.lower(at),
    );
    let wdl = lower(dl.last);
    let mut add = |values: &[u32]| features.add(values);

    add(&[ph, pd, side]);
    add(&[wh, pd, side]);
    add(&[ph, wd, side]);
    add(&[wh, wd, side]);
    add(&[wd, side]);
    add(&[ph, pd, distance]);
    add(&[ph, pd, pp, side]);
    add(&[ph, pd, pn, side]);
    // dependents of the dependent
    add(&[pd, ph, wdl, side]);
    add(&[pd, ph, lower(dl.before_last), side]);
    add(&[wdl, wh, side]);
    add(&[wdl, wd]);
    add(&[pd, tag(dl.last), tag(dr.last), ph, side]);
    // dependents of the head
    add(&[pd, ph, relation(sibling), side]);
    add(&[pd, wh, relation(sibling), side]);
    add(&[pd, ph, tag(sibling), lower(sibling), side]);
    add(&[pd, ph, relation(across), side]);
    // clusters
    add(&[cd, ph, side]);
    add(&[ch, pd, side]);
    add(&[ch, cd, side]);
    add(&[seen.class(head), seen.class(dependent), pd, side]);
    add(&[cd, wdl, ph]);
    add(&[ch, wdl, pd]);
    add(&[cd, wh, side]);
    add(&[ch, wd, side]);
    add(&[pd, ph, relation(hl.last), relation(hr.last), side]);
    add(&[seen.ending(dependent), ph, side]);
    add(&[pd, pp, pn]);
    add(&[pd, lower(after), side]);
    // what is there already, and how the dependent is led in
    let (has_head, has) = (seen.kinds(head), seen.kinds(dependent));
    add(&[pd, ph, has, side]);
    add(&[pd, ph, has_head, side]);
    add(&[wh, has, pd, side]);
    add(&[wd, has, ph, side]);
    add(&[pd, wdl, has]);
    add(&[wh, pd, has_head, side]);
    add(&[
        pd,
        ph,
        tagged.between(dependent.min(head), dependent.max(head)),
        side,
    ]);
    add(&[pd, ph, lower(before), side]);
    add(&[wh, wdl, pd, side]);
}
