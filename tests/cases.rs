//! What readers of other tools met and reported, retold with invented names: each input lies in `tests/fixtures`, and what
//! must come of it stands in a module here.

mod cases {
    pub mod reading;

    mod carriers;
    mod encodings;
    mod figures;
    mod finding;
    mod moments;
    mod names;
    mod pages;
    mod quotations;
    mod records;
    mod tables;
    mod texts;
}
