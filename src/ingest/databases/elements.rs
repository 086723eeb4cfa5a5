//! The words of elements, for pages whose classes say what each holds.

use dom_query::{NodeRef, Selection};

use super::super::clean::clean;

/// The words of an element, on one line.
pub fn words(node: &NodeRef) -> String {
    clean(&node.text())
}

/// The words of the first element that a selector finds within another.
pub fn first(node: &NodeRef, selector: &str) -> Option<String> {
    let found = Selection::from(*node).select(selector);
    let texts = found.nodes().iter().map(words);
    texts.into_iter().find(|text| !text.is_empty())
}

/// The words of each element that a selector finds within another, in order; none of them empty.
pub fn each_of(node: &NodeRef, selector: &str) -> Vec<String> {
    let found = Selection::from(*node).select(selector);
    let texts = found.nodes().iter().map(words);
    texts.filter(|text| !text.is_empty()).collect()
}
