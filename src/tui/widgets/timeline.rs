//! Counts over time as one row of blocks: equal steps of days from the first to the last.

use jiff::civil::Date;

use super::bar;

/// A row of blocks and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// `YYYY-MM-DD`.
    pub first: String,
    pub last: String,
    /// A block a step; a dot where there was nothing.
    pub blocks: String,
    /// Days of a step.
    pub days: u32,
}

impl Timeline {
    /// From counts by day (`YYYY-MM-DD`, in order of time), at most `width` steps. `None` where all is of one day, or no day
    /// can be read.
    pub fn new(counts: &[(String, u32)], width: usize) -> Option<Timeline> {
        let dated: Vec<(i64, u32)> = counts
            .iter()
            .filter_map(|(day, count)| Some((number(day)?, *count)))
            .collect();
        let (first, last) = (dated.first()?.0, dated.last()?.0);
        let span = usize::try_from(last - first)
            .ok()
            .filter(|span| *span > 0)?
            + 1;
        let days = span.div_ceil(width.max(1));
        let mut steps = vec![0_u64; span.div_ceil(days)];
        for (day, count) in dated {
            let at = usize::try_from(day - first).unwrap_or(0) / days;
            if let Some(step) = steps.get_mut(at) {
                *step += u64::from(count);
            }
        }
        let known = |at: Option<&(String, u32)>| at.map(|(day, _)| day.clone());
        Some(Timeline {
            first: known(counts.first())?,
            last: known(counts.last())?,
            blocks: bar::sparkline(&steps).replace(' ', "·"),
            days: u32::try_from(days).unwrap_or(u32::MAX),
        })
    }

    /// `by 3 weeks`.
    pub fn step(&self) -> String {
        let (number, unit) = match self.days {
            1 => (1, "day"),
            days if days % 7 == 0 => (days / 7, "week"),
            days => (days, "day"),
        };
        match number {
            1 => format!("by {unit}"),
            _ => format!("by {number} {unit}s"),
        }
    }
}

/// Days since 1970-01-01.
fn number(day: &str) -> Option<i64> {
    let date: Date = day.parse().ok()?;
    let epoch = Date::constant(1970, 1, 1);
    Some(i64::from((date - epoch).get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(days: &[(&str, u32)], width: usize) -> Option<Timeline> {
        let days: Vec<(String, u32)> = days.iter().map(|(d, c)| ((*d).to_string(), *c)).collect();
        Timeline::new(&days, width)
    }

    #[test]
    fn a_block_is_as_far_from_the_next_as_their_days() {
        let days = [("2024-02-28", 1), ("2024-03-01", 8), ("2024-03-05", 4)];
        let timeline = line(&days, 40).unwrap();
        assert_eq!(timeline.blocks, "▁·█···▄");
        assert_eq!((timeline.first.as_str(), timeline.days), ("2024-02-28", 1));
    }

    #[test]
    fn long_times_are_put_into_the_width() {
        let timeline = line(&[("2016-01-01", 3), ("2020-12-31", 1)], 30).unwrap();
        assert!(timeline.blocks.chars().count() <= 30);
        assert_eq!(timeline.step(), "by 61 days");
        let of_weeks = line(&[("2024-01-01", 1), ("2024-02-11", 1)], 6).unwrap();
        assert_eq!(of_weeks.step(), "by week");
    }

    #[test]
    fn one_day_and_no_day_have_no_line() {
        assert_eq!(line(&[("2024-01-01", 3)], 30), None);
        assert_eq!(line(&[("sometime", 3), ("later", 1)], 30), None);
        assert_eq!(line(&[], 0), None);
    }
}
