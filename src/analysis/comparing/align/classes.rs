//! Words that reports of one event use for each other: `freed` in one outlet is `released` in the next.
//!
//! A short list for the language of news, made by hand. Only words that say nearly the same in a report are together; a
//! word of many meanings stays out.

/// The word that stands for the class of a stem; the stem itself where it is in no class.
pub(in crate::analysis) fn class(stem: &str) -> &str {
    let Ok(at) = CLASSES.binary_search_by(|(listed, _)| (*listed).cmp(stem)) else {
        return stem;
    };
    CLASSES[at].1
}

/// Stem and class; sorted, for binary search.
#[rustfmt::skip]
const CLASSES: &[(&str, &str)] = &[
    ("accord", "accord"), ("acquir", "buy"), ("acquisit", "buy"), ("aid", "aid"), ("airstrik", "strike"),
    ("ambassador", "envoy"), ("america", "america"), ("american", "america"), ("announc", "announc"),
    ("apprehend", "arrest"), ("arrest", "arrest"), ("assault", "attack"), ("assist", "aid"), ("attack", "attack"),
    ("automobil", "vehicl"), ("ballot", "elect"), ("beat", "beat"), ("began", "start"), ("begin", "start"),
    ("begun", "start"), ("blaze", "blaze"), ("bought", "buy"), ("britain", "britain"), ("british", "britain"),
    ("buy", "buy"), ("car", "vehicl"), ("child", "child"), ("children", "child"), ("close", "near"),
    ("command", "order"), ("compani", "firm"), ("cop", "polic"), ("corpor", "firm"), ("dead", "kill"),
    ("death", "kill"), ("declar", "announc"), ("declin", "fall"), ("decreas", "fall"), ("defeat", "beat"),
    ("detain", "arrest"), ("detaine", "prison"), ("dialogu", "talk"), ("dictat", "leader"), ("die", "kill"),
    ("diplomat", "envoy"), ("discuss", "talk"), ("dismiss", "fire"), ("doctor", "doctor"), ("drop", "fall"),
    ("earthquak", "quak"), ("eas", "lift"), ("elect", "elect"), ("emissari", "envoy"), ("end", "end"),
    ("enorm", "huge"), ("envoy", "envoy"), ("escap", "flee"), ("fall", "fall"), ("fallen", "fall"), ("fatal", "kill"),
    ("fell", "fall"), ("film", "film"), ("finish", "end"), ("fire", "fire"), ("firm", "firm"), ("flame", "blaze"),
    ("fled", "flee"), ("flee", "flee"), ("free", "releas"), ("freed", "releas"), ("freedom", "releas"),
    ("gunfir", "shoot"), ("gunman", "gunman"), ("gunmen", "gunman"), ("huge", "huge"), ("hurrican", "storm"),
    ("hurt", "injur"), ("imprison", "jail"), ("incarcer", "jail"), ("increas", "increas"), ("injur", "injur"),
    ("injuri", "injur"), ("inmat", "prison"), ("jail", "jail"), ("kid", "child"), ("kill", "kill"),
    ("lawmak", "lawmak"), ("lawsuit", "lawsuit"), ("leader", "leader"), ("legisl", "lawmak"), ("liber", "releas"),
    ("lift", "lift"), ("massiv", "huge"), ("meet", "meet"), ("met", "meet"), ("movi", "film"), ("near", "near"),
    ("nearbi", "near"), ("negoti", "talk"), ("order", "order"), ("oust", "fire"), ("pact", "accord"),
    ("pardon", "releas"), ("physician", "doctor"), ("polic", "polic"), ("policeman", "polic"), ("poll", "elect"),
    ("prison", "prison"), ("purchas", "buy"), ("quak", "quak"), ("releas", "releas"), ("rise", "increas"),
    ("risen", "increas"), ("rose", "increas"), ("ruler", "leader"), ("sack", "fire"), ("shoot", "shoot"),
    ("shooter", "gunman"), ("shot", "shoot"), ("slain", "kill"), ("soldier", "soldier"), ("spokesman", "spokesman"),
    ("spokesperson", "spokesman"), ("spokeswoman", "spokesman"), ("start", "start"), ("storm", "storm"),
    ("strike", "strike"), ("strongman", "leader"), ("su", "lawsuit"), ("talk", "talk"), ("temblor", "quak"),
    ("treati", "accord"), ("tremor", "quak"), ("triumph", "win"), ("troop", "soldier"), ("u.", "america"),
    ("u.k", "britain"), ("uk", "britain"), ("vehicl", "vehicl"), ("victori", "win"), ("vote", "elect"),
    ("washington", "america"), ("win", "win"), ("won", "win"), ("wound", "injur"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_each_class_is_its_own() {
        assert!(CLASSES.is_sorted_by(|a, b| a.0 < b.0));
        for (_, name) in CLASSES {
            assert_eq!(class(name), *name);
        }
    }

    #[test]
    fn words_of_one_class_are_one() {
        assert_eq!(class("freed"), class("releas"));
        assert_ne!(class("freed"), class("jail"));
        assert_eq!(class("potash"), "potash");
    }
}
