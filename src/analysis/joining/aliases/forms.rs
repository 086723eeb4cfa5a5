//! Well-known organisations and the short forms that the press uses for them without saying so, beside the table of countries.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::tables;

/// The form that stands for a folded name, where it has several.
pub fn canonical(folded: &str) -> Option<&'static str> {
    static FIRST: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        FORMS
            .iter()
            .flat_map(|group| {
                let first = group.split('|').next().unwrap_or(group);
                group.split('|').map(move |form| (form, first))
            })
            .collect()
    });
    tables::canonical(folded).or_else(|| first.get(folded).copied())
}

/// Whether a form that is the initials of what it stands for is written as such: `WHO` and `U.N.`, not `Who` and `La`.
pub fn is_written_as(text: &str, folded: &str, known: &str) -> bool {
    let small = |word: &&str| !matches!(*word, "of" | "the" | "and" | "for");
    let initials: String = known
        .split([' ', '-'])
        .filter(small)
        .filter_map(|word| word.chars().next())
        .collect();
    let short = folded.chars().count() <= LONGEST_SPELLED && initials == folded;
    !short
        || text
            .split_whitespace()
            .any(|word| word.chars().all(|letter| !letter.is_lowercase()))
}

/// Initials of more letters are read as words: `Nafta`, `Isis`.
const LONGEST_SPELLED: usize = 3;

/// The usual abbreviation of a state, region or country after a comma: `Calif` of `Beverly Hills, Calif.`
pub fn region(folded: &str) -> Option<&'static str> {
    REGIONS
        .binary_search_by_key(&folded, |(short, _)| short)
        .ok()
        .map(|place| REGIONS[place].1)
}

/// What a place's short form alone stands for: the state or province of its abbreviation; the text itself where it is none.
pub fn whole_place(text: &str) -> &str {
    let plain = text.replace('.', "").to_lowercase();
    // `La` and `De` begin other names
    let is_clear =
        plain.len() > 2 || matches!(plain.as_str(), "ga" | "ky" | "md" | "pa" | "va" | "vt");
    if text == "Hill" {
        return "Capitol Hill";
    }
    match region(&plain) {
        Some(state) if is_clear && text.starts_with(char::is_uppercase) => state,
        _ => text,
    }
}

/// Each line: the canonical form first, folded, without `the`, dots taken out.
const FORMS: &[&str] = &[
    "agence france presse|agence france-presse|afp",
    "american civil liberties union|aclu",
    "associated press|ap",
    "bank of america|boa|bofa|bank of america corporation|bank of america corp",
    "bureau of alcohol, tobacco, firearms and explosives|atf|bureau of alcohol, tobacco and firearms",
    "centers for disease control and prevention|cdc|centers for disease control|us centers for disease control and prevention|us centers for disease control",
    "democratic national committee|dnc",
    "democrats|dems",
    "department of defense|dod|us department of defense|defense department|us defense department",
    "department of homeland security|dhs|us department of homeland security|homeland security department",
    "department of justice|doj|justice department|us department of justice|us justice department",
    "dow jones industrial average|dow|dow jones|dow jones industrials|dow jones average|djia|dow industrials",
    "drug enforcement administration|dea",
    "european central bank|ecb",
    "federal aviation administration|faa",
    "federal communications commission|fcc",
    "federal emergency management agency|fema",
    "federal reserve|fed|us federal reserve|us fed|federal reserve system|united states federal reserve",
    "federal trade commission|ftc",
    "financial times|ft",
    "house of representatives|us house of representatives",
    "human rights watch|hrw",
    "immigration and customs enforcement|us immigration and customs enforcement",
    "internal revenue service|irs",
    "international olympic committee|ioc",
    "international labour organization|ilo",
    "los angeles police department|lapd|la police",
    "major league baseball|mlb",
    "massachusetts institute of technology|mit",
    "national aeronautics and space administration|nasa",
    "national association for the advancement of colored people|naacp",
    "national basketball association|nba",
    "national collegiate athletic association|ncaa",
    "national football league|nfl",
    "national hockey league|nhl",
    "national institutes of health|nih",
    "national public radio|npr",
    "national rifle association|nra|national rifle association of america",
    "national transportation safety board|ntsb",
    "new york police department|nypd|new york city police department",
    "new york stock exchange|nyse",
    "new york times|nyt",
    "north american free trade agreement|nafta",
    "office of the united nations high commissioner for refugees|unhcr|un refugee agency|united nations high commissioner for refugees",
    "organisation for economic co-operation and development|oecd|organization for economic cooperation and development|organization for economic co-operation and development|organisation for economic cooperation and development",
    "organisation for the prohibition of chemical weapons|opcw|organization for the prohibition of chemical weapons",
    "republican national committee|rnc",
    "republican party|gop|grand old party",
    "royal air force|raf|united kingdom royal air force|united kingdom raf",
    "royal canadian mounted police|rcmp",
    "transportation security administration|tsa",
    "united nations children's fund|unicef",
    "united nations educational, scientific and cultural organization|unesco",
    "united states air force|usaf|us air force",
    "united states geological survey|usgs|us geological survey",
    "wall street journal|wsj",
    "washington post|wapo",
    "world food programme|wfp|world food program|un world food programme|un world food program",
    "yahoo|yahoo!",
    "youtube|you tube",
];

/// Postal and press abbreviations of states and provinces, sorted. One that is a word by itself (`Ore`, `Mass`) does no
/// harm after a comma.
const REGIONS: &[(&str, &str)] = &[
    ("al", "alabama"),
    ("ala", "alabama"),
    ("ar", "arkansas"),
    ("ariz", "arizona"),
    ("ark", "arkansas"),
    ("az", "arizona"),
    ("bc", "british columbia"),
    ("ca", "california"),
    ("calif", "california"),
    ("co", "colorado"),
    ("colo", "colorado"),
    ("conn", "connecticut"),
    ("ct", "connecticut"),
    ("dc", "district of columbia"),
    ("de", "delaware"),
    ("del", "delaware"),
    ("fl", "florida"),
    ("fla", "florida"),
    ("ga", "georgia"),
    ("il", "illinois"),
    ("ill", "illinois"),
    ("ind", "indiana"),
    ("kan", "kansas"),
    ("ks", "kansas"),
    ("ky", "kentucky"),
    ("la", "louisiana"),
    ("ma", "massachusetts"),
    ("mass", "massachusetts"),
    ("md", "maryland"),
    ("mi", "michigan"),
    ("mich", "michigan"),
    ("minn", "minnesota"),
    ("miss", "mississippi"),
    ("mn", "minnesota"),
    ("mo", "missouri"),
    ("mont", "montana"),
    ("ms", "mississippi"),
    ("mt", "montana"),
    ("nc", "north carolina"),
    ("nd", "north dakota"),
    ("ne", "nebraska"),
    ("neb", "nebraska"),
    ("nev", "nevada"),
    ("nh", "new hampshire"),
    ("nj", "new jersey"),
    ("nm", "new mexico"),
    ("nv", "nevada"),
    ("ny", "new york"),
    ("ok", "oklahoma"),
    ("okla", "oklahoma"),
    ("ont", "ontario"),
    ("or", "oregon"),
    ("ore", "oregon"),
    ("pa", "pennsylvania"),
    ("que", "quebec"),
    ("ri", "rhode island"),
    ("sc", "south carolina"),
    ("sd", "south dakota"),
    ("tenn", "tennessee"),
    ("tex", "texas"),
    ("tn", "tennessee"),
    ("tx", "texas"),
    ("uk", "united kingdom"),
    ("us", "united states"),
    ("usa", "united states"),
    ("ut", "utah"),
    ("va", "virginia"),
    ("vt", "vermont"),
    ("wa", "washington"),
    ("wash", "washington"),
    ("wi", "wisconsin"),
    ("wis", "wisconsin"),
    ("wv", "west virginia"),
    ("wva", "west virginia"),
    ("wy", "wyoming"),
    ("wyo", "wyoming"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_from_either_side() {
        assert_eq!(canonical("lapd"), Some("los angeles police department"));
        assert_eq!(canonical("us"), Some("united states"));
        assert_eq!(canonical("table"), None);
    }

    #[test]
    fn initials_are_written_in_capitals() {
        assert!(is_written_as("U.N.", "un", "united nations"));
        assert!(!is_written_as("La", "la", "los angeles"));
        assert!(is_written_as(
            "Nafta",
            "nafta",
            "north american free trade agreement"
        ));
        assert!(is_written_as("Fed", "fed", "federal reserve"));
    }

    #[test]
    fn no_form_stands_in_two_lines_or_in_the_other_table() {
        let mut seen = std::collections::BTreeSet::new();
        for form in FORMS.iter().flat_map(|group| group.split('|')) {
            assert!(seen.insert(form), "{form}");
            assert_eq!(tables::canonical(form), None, "{form}");
        }
        assert!(REGIONS.is_sorted());
        assert_eq!(region("calif"), Some("california"));
    }
}
