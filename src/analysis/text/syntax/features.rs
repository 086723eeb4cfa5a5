//! Keys of features: each is the number of its template with the values that the template names.

use super::rows;

/// Room for the features of one decision.
const MOST: usize = 128;
/// Where the number of a template stands in a hash.
const TEMPLATE_BIT: u32 = 40;

/// The features of one decision, in the order of their templates.
#[derive(Clone, Debug)]
pub struct Features {
    keys: Vec<u64>,
    template: u64,
}

impl Default for Features {
    fn default() -> Self {
        Features {
            keys: Vec::with_capacity(MOST),
            template: 0,
        }
    }
}

impl Features {
    pub fn keys(&self) -> &[u64] {
        &self.keys
    }

    pub fn clear(&mut self) {
        self.keys.clear();
        self.template = 0;
    }

    /// One feature of the next template.
    #[inline]
    pub fn add(&mut self, values: &[u32]) {
        self.template += 1;
        let start = self.template << TEMPLATE_BIT;
        let hash = values
            .iter()
            .fold(start, |hash, &value| rows::with(hash, value));
        self.keys.push(rows::finished(hash));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_means_something_else_in_each_template() {
        let mut features = Features::default();
        features.add(&[1, 2]);
        features.add(&[1, 2]);
        features.add(&[2, 1]);
        let keys = features.keys().to_vec();
        assert!(keys[0] != keys[1] && keys[1] != keys[2]);
        features.clear();
        features.add(&[1, 2]);
        assert_eq!(features.keys(), &keys[..1]);
    }
}
