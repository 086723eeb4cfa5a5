//! As many articles as are wanted.

use parallax::ingest::Reading;

use super::corpus::read;

/// So many articles on as many rainy days.
pub fn many(count: usize) -> Vec<Reading> {
    read((0..count).map(|number| {
        let day = 1 + number % 28;
        let head =
            format!("title: Rain on day {number}\noutlet: Rain Gazette\ndate: 2023-04-{day:02}");
        let text =
            format!("---\n{head}\n---\n\nRain fell in district {number} of Wetlow all day.\n");
        (format!("rain-{number}.md"), text)
    }))
}
