//! The state of a parse, and its three moves: the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011).
//!
//! Words are numbered from 0; the root stands behind the last word. A word that leaves the stack has its head.

use super::relations::Relation;

/// No word.
pub const NONE: usize = usize::MAX;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The word on top gets the next word as its head.
    Left,
    /// The word on top gets the one under it as its head.
    Right,
}

pub const MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// The dependents of a word on one side: the two found last.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    pub last: usize,
    pub before_last: usize,
}

impl Side {
    pub const EMPTY: Side = Side {
        last: NONE,
        before_last: NONE,
    };

    fn push(&mut self, dependent: usize) {
        self.before_last = self.last;
        self.last = dependent;
    }
}

/// The bit of a kind of relations; what tells little of its head has none.
fn kind(relation: Relation) -> u16 {
    let bit = match relation {
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter => 0,
        Relation::Csubj | Relation::CsubjPass | Relation::Expl => 1,
        Relation::Obj | Relation::Iobj => 2,
        Relation::Ccomp | Relation::Xcomp => 3,
        Relation::Obl | Relation::OblAgent | Relation::Nmod => 4,
        Relation::Aux => 5,
        Relation::AuxPass => 6,
        Relation::Cop => 7,
        Relation::Mark => 8,
        Relation::Case => 9,
        Relation::Cc => 10,
        Relation::Conj => 11,
        Relation::Det | Relation::NmodPoss => 12,
        Relation::Punct => 13,
        Relation::Acl | Relation::AclRelcl | Relation::Advcl | Relation::AdvclRelcl => 14,
        Relation::Appos | Relation::Parataxis | Relation::Flat => 15,
        _ => return 0,
    };
    1 << bit
}

#[derive(Clone, Debug)]
pub struct State {
    pub stack: Vec<usize>,
    /// The next word that is on no stack yet.
    pub next: usize,
    pub heads: Vec<usize>,
    /// Places in `RELATIONS`.
    pub relations: Vec<u8>,
    /// Left and right dependents.
    pub left: Vec<Side>,
    pub right: Vec<Side>,
    /// Which kinds of dependents each word has, a bit a kind.
    pub kinds: Vec<u16>,
}

impl State {
    /// Before the first move over so many words.
    pub fn new(words: usize) -> State {
        State {
            stack: Vec::with_capacity(32),
            next: 0,
            heads: vec![NONE; words + 1],
            relations: vec![0; words + 1],
            left: vec![Side::EMPTY; words + 1],
            right: vec![Side::EMPTY; words + 1],
            kinds: vec![0; words + 1],
        }
    }

    pub fn words(&self) -> usize {
        self.heads.len() - 1
    }

    pub fn is_done(&self) -> bool {
        self.next >= self.words() && self.stack.is_empty()
    }

    /// The word so deep under the top of the stack.
    #[inline]
    pub fn stacked(&self, depth: usize) -> usize {
        let place = self.stack.len().wrapping_sub(depth + 1);
        self.stack.get(place).copied().unwrap_or(NONE)
    }

    /// Which of [`MOVES`] may be made: the root takes one dependent, the last.
    pub fn allowed(&self) -> [bool; 3] {
        let (height, open) = (self.stack.len(), self.next < self.words());
        [open, height > 0 && (open || height == 1), height > 1]
    }

    /// The head and the dependent that a move would join.
    pub fn arc(&self, chosen: Move) -> Option<(usize, usize)> {
        let top = self.stacked(0);
        match chosen {
            Move::Shift => None,
            Move::Left => Some((self.next, top)),
            Move::Right => Some((self.stacked(1), top)),
        }
    }

    /// Makes a move that is allowed; `relation` is that of the arc, if it makes one.
    pub fn make(&mut self, chosen: Move, relation: u8) {
        let Some((head, dependent)) = self.arc(chosen) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        self.heads[dependent] = head;
        self.relations[dependent] = relation;
        let side = if dependent < head {
            &mut self.left
        } else {
            &mut self.right
        };
        side[head].push(dependent);
        self.kinds[head] |= kind(Relation::at(usize::from(relation)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_make_a_tree() {
        // "rain fell hard": rain <- fell -> hard
        let mut state = State::new(3);
        assert_eq!(state.allowed(), [true, false, false]);
        for (chosen, allowed) in [
            (Move::Shift, [true, true, false]),
            (Move::Left, [true, false, false]),
            (Move::Shift, [true, true, false]),
            (Move::Shift, [false, false, true]),
            (Move::Right, [false, true, false]),
            (Move::Left, [false, false, false]),
        ] {
            state.make(chosen, 1);
            assert_eq!(state.allowed(), allowed);
        }
        assert!(state.is_done());
        assert_eq!(state.heads[..3], [1, 3, 1]);
        assert_eq!((state.left[1].last, state.right[1].last), (0, 2));
        assert!(State::new(0).is_done());
    }
}
