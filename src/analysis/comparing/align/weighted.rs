//! Lists of things by number, each with how much it tells.

/// Weighted things in order of their numbers, each once.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Weighted {
    pub items: Vec<(u32, f32)>,
    /// The sum of the weights.
    pub total: f32,
    /// The square root of the sum of their squares.
    pub norm: f32,
}

impl Weighted {
    /// Sorts them; what has the same number is made one: the first weight whole, each further one growing it a little
    /// (1 + ln n).
    pub fn new(mut list: Vec<(u32, f32)>) -> Self {
        list.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut items: Vec<(u32, f32)> = Vec::with_capacity(list.len());
        let mut from = 0;
        while from < list.len() {
            let to = list[from..]
                .iter()
                .position(|item| item.0 != list[from].0)
                .map_or(list.len(), |offset| from + offset);
            let growth = 1.0 + ((to - from) as f32).ln();
            items.push((list[from].0, list[from].1 * growth));
            from = to;
        }
        let total = items.iter().map(|item| item.1).sum();
        let norm = items.iter().map(|item| item.1 * item.1).sum::<f32>().sqrt();
        Weighted { items, total, norm }
    }
}
