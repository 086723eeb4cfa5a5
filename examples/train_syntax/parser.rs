//! Training of the parser with a dynamic oracle (Goldberg and Nivre 2013): it goes its own way, and learns at each step which
//! moves lose least of what can still be had.

use parallax::analysis::text::syntax::features::Features;
use parallax::analysis::text::syntax::moves::{MOVES, Move, NONE, State};
use parallax::analysis::text::syntax::parsing::{self, Tagged};
use parallax::analysis::text::syntax::words::Word;
use parallax::analysis::text::syntax::{RELATIONS, Relation, Tag};

use super::corpus::Sentence;
use super::perceptron::{Chance, Perceptron, best};

const EPOCHS: usize = 8;
/// Features met less often get no weights.
const LEAST_COUNT: [u8; 2] = [10, 6];
/// Weights of moves and of relations under this many steps of eight bits are left out.
const LEAST_WEIGHT: [i32; 2] = [8, 14];
/// A wrong move is made nevertheless, but once in so many times.
const CORRECTED_EVERY: usize = 10;

/// Weights of moves and of relations.
pub fn trained(
    sentences: &[Sentence],
    words: &[Vec<Word>],
    tags: &[Vec<Tag>],
) -> (Perceptron, Perceptron) {
    let mut moves = Perceptron::new(MOVES.len(), LEAST_COUNT[0], LEAST_WEIGHT[0]);
    let mut arcs = Perceptron::new(RELATIONS.len(), LEAST_COUNT[1], LEAST_WEIGHT[1]);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut chance = Chance(7);
    let mut features = Features::default();
    for epoch in 0..EPOCHS {
        chance.shuffle(&mut order);
        let (mut right, mut all) = (0, 0);
        for &at in &order {
            let sentence = &sentences[at];
            let tagged = Tagged::new(&words[at], &tags[at]);
            let mut state = State::new(words[at].len());
            while !state.is_done() {
                let allowed = state.allowed();
                let losses = losses(&state, &sentence.heads);
                let open = (0..MOVES.len()).filter(|&at| allowed[at]);
                let least = open.clone().map(|at| losses[at]).min().unwrap_or(0);
                let is_good = |at: usize| allowed[at] && losses[at] == least;
                let mut chosen = open.clone().next().unwrap_or(0);
                if open.count() > 1 {
                    parsing::read(&state, &tagged, &mut features);
                    let mut scores = [0f32; MOVES.len()];
                    moves.score(features.keys(), &mut scores);
                    moves.met(features.keys(), epoch == 0);
                    let good = best(&scores, is_good);
                    chosen = best(&scores, |at| allowed[at]);
                    all += 1;
                    if is_good(chosen) {
                        right += 1;
                    } else {
                        moves.correct(features.keys(), good, chosen);
                        if epoch == 0 || chance.under(CORRECTED_EVERY) == 0 {
                            chosen = good;
                        }
                    }
                }
                let chosen = MOVES[chosen];
                let relation = learn_arc(
                    &state,
                    chosen,
                    (sentence, &tagged),
                    &mut arcs,
                    &mut features,
                    epoch == 0,
                );
                state.make(chosen, relation);
            }
        }
        println!(
            "epoch {epoch}: {:.2} % of moves right",
            100.0 * f64::from(right) / f64::from(all)
        );
    }
    (moves, arcs)
}

/// The relation of the arc that a move makes, learnt from where the arc is right.
fn learn_arc(
    state: &State,
    chosen: Move,
    (sentence, tagged): (&Sentence, &Tagged),
    arcs: &mut Perceptron,
    features: &mut Features,
    is_first_pass: bool,
) -> u8 {
    let Some((head, dependent)) = state.arc(chosen).filter(|arc| arc.0 < sentence.forms.len())
    else {
        return 0;
    };
    parsing::read_arc(state, tagged, (head, dependent), features);
    let mut scores = [0f32; RELATIONS.len()];
    arcs.score(features.keys(), &mut scores);
    let found = best(&scores, |at| at > 0);
    let relation = sentence.relations[dependent];
    if sentence.heads[dependent] != head || relation == Relation::Root {
        return found as u8;
    }
    arcs.met(features.keys(), is_first_pass);
    if found == relation.place() {
        return found as u8;
    }
    arcs.correct(features.keys(), relation.place(), found);
    if is_first_pass {
        relation.place() as u8
    } else {
        found as u8
    }
}

/// Arcs of the sentence that each of [`MOVES`] would lose.
fn losses(state: &State, heads: &[usize]) -> [usize; 3] {
    let (top, under, next) = (state.stacked(0), state.stacked(1), state.next);
    let count = state.words();
    let mut losses = [0; 3];
    if next < count {
        let below = state.stack.iter().rev().skip(1);
        losses[0] = state
            .stack
            .iter()
            .filter(|&&word| heads[word] == next)
            .count()
            + below.filter(|&&word| heads[next] == word).count();
    }
    if top != NONE {
        let dependents = (next..count).filter(|&word| heads[word] == top).count();
        let head = heads[top];
        losses[1] = dependents + usize::from(head == under) + usize::from(head > next);
        losses[2] = dependents + usize::from(head >= next);
    }
    losses
}
