//! Forms that no rule finds: given names and their short forms, countries, cities, well-known organisations.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Whether two folded given names are known to be one person's: one is short for the other, or both are one name in two
/// languages.
pub fn same_given(one: &str, other: &str) -> bool {
    static LINES: OnceLock<HashMap<&str, Vec<usize>>> = OnceLock::new();
    let lines = LINES.get_or_init(|| {
        let mut lines: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, group) in GIVEN.iter().enumerate() {
            for name in group.split(' ') {
                lines.entry(name).or_default().push(number);
            }
        }
        lines
    });
    match (lines.get(one), lines.get(other)) {
        (Some(one), Some(other)) => one.iter().any(|line| other.contains(line)),
        _ => false,
    }
}

/// The form that stands for a folded name of an organisation or place, where it has several.
pub fn canonical(folded: &str) -> Option<&'static str> {
    static FIRST: OnceLock<HashMap<&str, &str>> = OnceLock::new();
    let first = FIRST.get_or_init(|| {
        let firsts = FORMS
            .iter()
            .map(|group| group.split('|').next().unwrap_or(group));
        firsts
            .zip(FORMS)
            .flat_map(|(first, group)| group.split('|').map(move |form| (form, first)))
            .collect()
    });
    first.get(folded).copied()
}

/// Each line: names that one person may go by.
const GIVEN: &[&str] = &[
    "abigail abby gail",
    "albert al bert",
    "alexander alex aleksandr alyaksandr aliaksandr alexandr oleksandr aleksander sasha alexandre",
    "alexandra aleksandra oleksandra aliaksandra sandra sasha",
    "alexei alexey aleksei aleksey oleksiy oleksii aliaksei alyaksei alexis",
    "alfred al fred",
    "anastasia anastasiya nastassia anastasiia",
    "anatoly anatoli anatoliy anatol",
    "andrew andy drew",
    "andrei andrey andriy andrii andrej andrzej",
    "anthony tony",
    "anton antoni",
    "arthur art artur",
    "barbara barb",
    "benjamin ben benny binyamin",
    "boris barys borys",
    "bradley brad",
    "catherine cathy katherine kate kathy katie kathryn",
    "charles charlie chuck",
    "christine christina chris tina",
    "christopher chris",
    "cynthia cindy",
    "daniel dan danny",
    "daria darya dariia",
    "david dave",
    "deborah debbie deb",
    "denis dzianis denys",
    "dmitry dmitri dmitriy dzmitry dmytro dimitri",
    "donald don donny",
    "douglas doug",
    "edward ed eddie ted",
    "eduard eduardo",
    "elena olena alena yelena",
    "elizabeth liz beth betty eliza lizzie",
    "eugene yevgeny evgeny yevgeni yauhen yevhen gene",
    "ekaterina yekaterina katsiaryna kateryna katerina",
    "francis frank",
    "frederick fred freddie",
    "gabriel gabe",
    "george yuri yury yuriy yurii yuras",
    "gerald jerry gerry",
    "gregory greg grigory hryhoriy ryhor hryhorii",
    "harold harry hal",
    "henry hank harry",
    "hussein husayn hossein hussain husain",
    "igor ihar ihor",
    "ilya illia ilia",
    "irina iryna",
    "jacob jake yakov yakiv",
    "james jim jimmy jamie",
    "jean-claude jean",
    "jeffrey jeff geoffrey geoff",
    "jennifer jen jenny",
    "john jack johnny jon",
    "jonathan jon",
    "joseph joe joey iosif yosyp",
    "joshua josh",
    "katherine kate kathy katie kathryn",
    "kenneth ken kenny",
    "kirill kyrylo kiryl cyril",
    "konstantin kastus kostyantyn kanstantsin",
    "lawrence larry laurence",
    "leonard len leo",
    "leonid leanid",
    "margaret maggie meg peggy",
    "maria mariya maryia mariia mary",
    "matthew matt",
    "maxim maksim maksym max",
    "michael mike mick mickey",
    "mitchell mitch",
    "mikhail mikhailo mykhailo mikhal mikhailo misha",
    "muhammad mohammed mohamed mohammad muhammed mohamad",
    "moammar muammar muammer",
    "natalia natalya nataliya nataliia natallia",
    "nathaniel nathan nate",
    "nicholas nick nico",
    "nikita mikita mykyta",
    "nikolai nikolay mikalai mikola mykola mikalay",
    "oleg aleh oleh",
    "olga volha olha",
    "osama usama",
    "pamela pam",
    "patricia pat patty tricia",
    "patrick pat paddy",
    "paul pavel pavlo pavol",
    "peter pete",
    "petro pyotr piotr petr petra",
    "philip phil phillip",
    "raymond ray",
    "rebecca becky",
    "richard rick dick rich ricky",
    "robert bob rob bobby robbie bert",
    "roman raman",
    "ronald ron ronnie",
    "rosemary rose",
    "russell russ",
    "samuel sam sammy",
    "sergei sergey siarhei serhiy serhii syarhey serge",
    "stanislav stanislau stas",
    "stephen steven steve stefan",
    "susan sue susie suzanne",
    "svetlana sviatlana svitlana",
    "tatiana tatyana tatsiana tetiana tetyana",
    "terrence terry terence",
    "theodore ted teddy",
    "thomas tom tommy",
    "timothy tim",
    "vasily vasyl vasil vasili",
    "victoria vicky viktoria viktoriya",
    "viktor victor viktar",
    "vincent vince",
    "vitaly vitali vital vitalii vitaliy",
    "vladimir volodymyr uladzimir wladimir volodimir",
    "vladislav uladzislau vladyslav",
    "vyacheslav viachaslau vyacheslau viacheslav",
    "walter walt",
    "william bill will billy willie",
    "yulia julia yuliya yuliia iulia",
    "zachary zach zack",
];

/// Each line: the canonical form first, folded, without `the`, dots taken out.
const FORMS: &[&str] = &[
    "united states|us|usa|united states of america|america",
    "united kingdom|uk|britain|great britain|united kingdom of great britain and northern ireland",
    "european union|eu",
    "united nations|un",
    "united arab emirates|uae",
    "nato|north atlantic treaty organization|north atlantic treaty organisation",
    "opec|organization of the petroleum exporting countries",
    "world health organization|world health organisation|who",
    "world trade organization|world trade organisation|wto",
    "russia|russian federation",
    "south korea|republic of korea",
    "north korea|dprk|democratic people's republic of korea",
    "china|people's republic of china|prc",
    "taiwan|republic of china",
    "czech republic|czechia",
    "myanmar|burma",
    "ivory coast|cote d'ivoire",
    "east timor|timor-leste",
    "cape verde|cabo verde",
    "eswatini|swaziland",
    "north macedonia|macedonia",
    "turkey|turkiye",
    "netherlands|holland",
    "democratic republic of the congo|dr congo|drc|democratic republic of congo",
    "belarus|byelorussia|belorussia|belarusia",
    "moldova|moldavia",
    "kyrgyzstan|kirghizia|kyrgyz republic",
    "holy see|vatican|vatican city",
    "kyiv|kiev|kyyiv",
    "kharkiv|kharkov",
    "lviv|lvov|lwow",
    "odesa|odessa",
    "chernihiv|chernigov",
    "mykolaiv|nikolaev|nikolayev",
    "dnipro|dnepropetrovsk|dnipropetrovsk",
    "luhansk|lugansk",
    "zaporizhzhia|zaporozhye|zaporizhia",
    "chernobyl|chornobyl",
    "mahilyow|mogilev|mahiliou",
    "hrodna|grodno",
    "homel|gomel",
    "vitebsk|vitsebsk|viciebsk",
    "beijing|peking",
    "mumbai|bombay",
    "kolkata|calcutta",
    "chennai|madras",
    "bengaluru|bangalore",
    "yangon|rangoon",
    "ho chi minh city|saigon",
    "cologne|koln",
    "munich|munchen",
    "geneva|geneve",
    "mecca|makkah",
    "tehran|teheran",
    "new york city|nyc",
    "washington dc|washington, dc|district of columbia|dc|washington",
    "los angeles|la",
    "european commission|eu commission",
    "international monetary fund|imf",
    "international criminal court|icc",
    "international court of justice|icj",
    "international atomic energy agency|iaea",
    "international committee of the red cross|icrc",
    "organization for security and co-operation in europe|osce|organisation for security and co-operation in europe|organization for security and cooperation in europe",
    "reporters without borders|rsf|reporters sans frontieres",
    "doctors without borders|msf|medecins sans frontieres",
    "federal bureau of investigation|fbi",
    "central intelligence agency|cia",
    "national security agency|nsa",
    "environmental protection agency|epa",
    "food and drug administration|fda",
    "securities and exchange commission|sec",
    "federal security service|fsb",
    "british broadcasting corporation|bbc",
    "african union|au",
    "general motors|gm|general motors corporation",
    "islamic state|isis|isil|daesh|islamic state of iraq and syria|islamic state in iraq and syria",
    "al-qaeda|al-qaida|al qaeda|al qaida",
    "hezbollah|hizbollah|hizbullah|hezbullah",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_found_from_either_side() {
        assert_eq!(canonical("usa"), Some("united states"));
        assert_eq!(canonical("united states"), Some("united states"));
        assert_eq!(canonical("table"), None);
        assert!(same_given("bill", "william") && !same_given("bill", "robert"));
    }

    #[test]
    fn no_form_stands_in_two_lines() {
        let mut seen = std::collections::BTreeSet::new();
        for form in FORMS.iter().flat_map(|group| group.split('|')) {
            assert!(seen.insert(form), "{form}");
        }
    }
}
