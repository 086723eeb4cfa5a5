//! Heads and relations: moves chosen one by one from what stands on the stack and comes next, then the relation of each arc.

use super::features::Features;
use super::model::{self, Model};
use super::moves::{MOVES, NONE, Side, State};
use super::relations::RELATIONS;
use super::tags::Tag;
use super::words::Word;

/// Distances in words from which all are alike.
const FAR: usize = 7;
/// Distances between a head and its dependent from which all are alike.
const FAR_ARC: usize = 5;
/// Value of a distance to nothing.
const NOWHERE: u32 = 9;

/// Parses a sentence; words and tags are as many.
pub fn parsed(words: &[Word], tags: &[Tag], model: &Model) -> State {
    let mut state = State::new(words.len());
    let mut features = Features::default();
    while !state.is_done() {
        let allowed = state.allowed();
        let mut chosen = MOVES.into_iter().zip(allowed).filter(|pair| pair.1);
        let (first, other) = (chosen.next(), chosen.next());
        let chosen = match (first, other) {
            (Some((only, _)), None) => only,
            _ => {
                read(&state, words, tags, &mut features);
                model::best_move(&model.moves.scores(features.keys()), &allowed)
            }
        };
        let relation = state.arc(chosen).map_or(0, |(head, dependent)| {
            if head == words.len() {
                return 0;
            }
            read_arc(&state, words, tags, (head, dependent), &mut features);
            let mut scores = [0i32; RELATIONS.len()];
            model.relations.add(features.keys(), &mut scores);
            // the root is known by its head
            model::best(&scores[1..]) as u8 + 1
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

    #[inline]
    fn counted(&self, at: usize, side: Side) -> u32 {
        if at > self.words.len() {
            return 0;
        }
        u32::from(side.count) + 1
    }

    fn ending(&self, at: usize) -> u32 {
        self.words.get(at).map_or(0, |word| word.endings[2])
    }
}

/// The features of the next move.
pub fn read(state: &State, words: &[Word], tags: &[Tag], features: &mut Features) {
    features.clear();
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
    let (cs0, cs1, cb0, cb1) = (
        seen.cluster(s0),
        seen.cluster(s1),
        seen.cluster(b0),
        seen.cluster(b1),
    );
    let (ks0, ks1, kb0, kb1) = (
        seen.class(s0),
        seen.class(s1),
        seen.class(b0),
        seen.class(b1),
    );
    let mut add = |values: &[u32]| features.add(values);

    // words and tags alone
    add(&[ws0, ps0]);
    add(&[ws0]);
    add(&[ps0]);
    add(&[wb0, pb0]);
    add(&[wb0]);
    add(&[pb0]);
    add(&[ws1, ps1]);
    add(&[ps1]);
    add(&[wb1, pb1]);
    add(&[pb1]);
    add(&[ps2]);
    add(&[pb2]);
    // the top and the next
    add(&[ws0, ps0, wb0, pb0]);
    add(&[ws0, ps0, pb0]);
    add(&[ps0, wb0, pb0]);
    add(&[ws0, wb0]);
    add(&[ps0, pb0]);
    add(&[ws0, pb0]);
    add(&[ps0, wb0]);
    // tags in a row
    add(&[pb0, pb1]);
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
    add(&[ps1, tag(s1r.last), ps0]);
    add(&[ps1, tag(s1r.last), ps0, pb0]);
    add(&[ps1, tag(s1l.last), ps0]);
    add(&[ps0, tag(s0l.last), tag(s0l.before_last)]);
    add(&[ps0, tag(s0r.last), tag(s0r.before_last)]);
    add(&[pb0, tag(b0l.last), tag(b0l.before_last)]);
    add(&[ps0, relation(s0l.last), relation(s0r.last)]);
    add(&[ps0, pb0, relation(s0l.last), relation(s0r.last)]);
    add(&[pb0, relation(b0l.last), relation(b0l.before_last)]);
    add(&[ps1, relation(s1l.last), relation(s1r.last), ps0]);
    add(&[ws0, relation(s0r.last)]);
    add(&[ws0, relation(s0l.last)]);
    add(&[ws0, lower(s0r.last), pb0]);
    add(&[ws0, lower(s0l.last)]);
    add(&[wb0, lower(b0l.last)]);
    // distances
    add(&[ps0, pb0, d0]);
    add(&[ws0, d0]);
    add(&[wb0, d0]);
    add(&[ps1, ps0, d1]);
    add(&[ws0, wb0, d0]);
    // how many dependents there are
    add(&[ps0, seen.counted(s0, s0l), seen.counted(s0, s0r)]);
    add(&[ws0, seen.counted(s0, s0r), pb0]);
    add(&[pb0, seen.counted(b0, b0l)]);
    add(&[wb0, seen.counted(b0, b0l)]);
    add(&[ps1, seen.counted(s1, s1r), ps0]);
    add(&[ws1, seen.counted(s1, s1r), ps0]);
    // clusters
    add(&[cs0, cb0]);
    add(&[cs0, pb0]);
    add(&[ps0, cb0]);
    add(&[ks0, kb0, ps0, pb0]);
    add(&[cs1, cs0]);
    add(&[cs1, ps0, pb0]);
    add(&[ks1, ks0, kb0]);
    add(&[cs1, cb0]);
    add(&[cb1, pb0]);
    add(&[cs0, ks1, pb0]);
    add(&[ks0, kb0, kb1]);
    add(&[ps0, pb0, relation(s1r.last), ps1]);
    add(&[u32::from(s0 == NONE), u32::from(s1 == NONE), pb0]);
}

/// The features of the relation of an arc (head, dependent).
pub fn read_arc(
    state: &State,
    words: &[Word],
    tags: &[Tag],
    (head, dependent): (usize, usize),
    features: &mut Features,
) {
    features.clear();
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

    add(&[side]);
    add(&[ph, pd, side]);
    add(&[wh, pd, side]);
    add(&[ph, wd, side]);
    add(&[wh, wd, side]);
    add(&[wd]);
    add(&[wd, side]);
    add(&[wh, side]);
    add(&[pd, distance]);
    add(&[ph, pd, distance]);
    add(&[ph, pd, pp, side]);
    add(&[ph, pd, pn, side]);
    // dependents of the dependent
    add(&[pd, relation(dl.last), side]);
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
    add(&[pd, ph, relation(dl.last), relation(dr.last), side]);
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
    add(&[pd, lower(before), side]);
    add(&[pd, lower(after), side]);
}
