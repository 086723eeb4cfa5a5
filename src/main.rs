//! parallax
fn main() {}
