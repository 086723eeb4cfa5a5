//! Logistic regression by Newton's method (iteratively reweighted least squares), small enough to read.

/// Enough for a dozen weights to settle.
const STEPS: usize = 40;

/// What was measured of a pair, whether it is alike, and how much the pair counts.
pub struct Case {
    pub measures: Vec<f64>,
    pub alike: bool,
    pub weight: f64,
}

/// The weights of the measures, the constant last; `penalty` on the square of each weight but the constant.
pub fn fitted(cases: &[Case], penalty: f64) -> Vec<f64> {
    let size = cases.first().map_or(0, |case| case.measures.len()) + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| penalty * weight).collect();
        let mut curve = vec![vec![0.0; size]; size];
        slope[size - 1] = 0.0;
        for (at, row) in curve.iter_mut().enumerate() {
            row[at] = if at + 1 < size { penalty } else { 1e-9 };
        }
        for case in cases {
            let sure = value(&weights, &case.measures);
            let miss = case.weight * (sure - f64::from(u8::from(case.alike)));
            let bend = case.weight * sure * (1.0 - sure);
            let one = |at: usize| case.measures.get(at).copied().unwrap_or(1.0);
            for i in 0..size {
                slope[i] += miss * one(i);
                for (j, cell) in curve[i].iter_mut().enumerate() {
                    *cell += bend * one(i) * one(j);
                }
            }
        }
        let step = solved(curve, slope);
        let longest = step.iter().fold(0.0_f64, |most, step| most.max(step.abs()));
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight -= step;
        }
        if longest < 1e-7 {
            break;
        }
    }
    weights
}

/// How sure the regression is, 0 to 1.
pub fn value(weights: &[f64], measures: &[f64]) -> f64 {
    let sum: f64 = measures.iter().zip(weights).map(|(m, w)| m * w).sum();
    1.0 / (1.0 + (-(sum + weights[measures.len()])).exp())
}

/// The solution of a system of linear equations (Gaussian elimination with pivots).
fn solved(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for at in 0..size {
        let pivot = (at..size)
            .max_by(|&a, &b| rows[a][at].abs().total_cmp(&rows[b][at].abs()))
            .unwrap_or(at);
        rows.swap(at, pivot);
        right.swap(at, pivot);
        let lead = rows[at].clone();
        for below in at + 1..size {
            let share = rows[below][at] / lead[at];
            for (cell, lead) in rows[below].iter_mut().zip(&lead) {
                *cell -= share * lead;
            }
            right[below] -= share * right[at];
        }
    }
    for at in (0..size).rev() {
        let known: f64 = (at + 1..size).map(|k| rows[at][k] * right[k]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    right
}
