//! Small pictures made of blocks: counts over time.

/// One block a value, the highest value a full block; a value over nought is never blank.
pub fn sparkline(values: &[u64]) -> String {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let block = |value: u64| {
        let step = (value * BLOCKS.len() as u64)
            .div_ceil(most)
            .saturating_sub(1);
        BLOCKS[(step as usize).min(BLOCKS.len() - 1)]
    };
    values
        .iter()
        .map(|&value| if value == 0 { ' ' } else { block(value) })
        .collect()
}

/// Adds neighbours up until at most `width` values are left.
pub fn squeezed(values: &[u64], width: usize) -> Vec<u64> {
    let each = values.len().div_ceil(width.max(1)).max(1);
    values
        .chunks(each)
        .map(|chunk| chunk.iter().sum())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_is_full_and_the_smallest_is_seen() {
        assert_eq!(sparkline(&[0, 1, 8, 4]), " ▁█▄");
        assert_eq!(sparkline(&[]), "");
    }

    #[test]
    fn squeezing_keeps_the_sum() {
        assert_eq!(squeezed(&[1, 2, 3, 4, 5], 2), [6, 9]);
    }
}
