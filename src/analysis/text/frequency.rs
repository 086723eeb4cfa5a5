//! How common a word is in English news: a word that every report uses is weak evidence that two of them say the same.
//!
//! The counts were made from 9,999 sentences of English news of the Leipzig Corpora Collection (Goldhahn, Eckart and
//! Quasthoff 2012; CC BY 4.0): in how many of them each stem stands. Stems in fewer than about thirty are left out.

use super::words;

/// Sentences counted.
const SENTENCES: f32 = 9_999.0;
/// What a stem that is not in the table is taken to have: most words of the language are rarer than those in it.
const UNLISTED: f32 = 6.0;

/// How rare a stem is: from 0 for words that carry only grammar to 1 for every word that is not among the commonest.
pub fn rarity(stem: &str) -> f32 {
    if words::is_function_word(stem) {
        return 0.0;
    }
    let Ok(at) = COUNTS.binary_search_by(|(listed, _)| (*listed).cmp(stem)) else {
        return 1.0;
    };
    (SENTENCES / f32::from(COUNTS[at].1)).ln() / (SENTENCES / UNLISTED).ln()
}

/// Stem and the number of sentences it stands in; sorted, for binary search.
#[rustfmt::skip]
const COUNTS: &[(&str, u16)] = &[
    ("10", 145), ("100", 46), ("11", 94), ("12", 108), ("13", 49), ("14", 45), ("15", 81), ("16", 53), ("17", 51),
    ("18", 58), ("19", 38), ("20", 80), ("2010", 46), ("2012", 58), ("2013", 39), ("2014", 48), ("2015", 63),
    ("2016", 160), ("22", 44), ("24", 52), ("25", 47), ("30", 104), ("40", 34), ("50", 45), ("a.m", 49), ("abl", 65),
    ("accept", 43), ("access", 38), ("accord", 94), ("account", 46), ("across", 53), ("act", 54), ("action", 63),
    ("activ", 51), ("actual", 54), ("add", 146), ("addit", 61), ("address", 55), ("administr", 42), ("age", 55),
    ("agenc", 37), ("ago", 59), ("air", 41), ("allow", 96), ("almost", 53), ("along", 61), ("alreadi", 64),
    ("alway", 67), ("america", 42), ("american", 97), ("amount", 42), ("announc", 63), ("annual", 45), ("anoth", 130),
    ("anyon", 42), ("appear", 52), ("april", 49), ("area", 118), ("around", 109), ("arrest", 38), ("arriv", 38),
    ("art", 63), ("artist", 44), ("ask", 107), ("assist", 50), ("associ", 55), ("attack", 50), ("attempt", 37),
    ("attend", 57), ("author", 53), ("avail", 47), ("awar", 38), ("award", 49), ("away", 80), ("back", 211),
    ("bad", 38), ("ball", 42), ("bank", 69), ("base", 79), ("beach", 34), ("beauti", 37), ("becam", 34),
    ("becom", 81), ("bedroom", 34), ("began", 35), ("begin", 57), ("behind", 53), ("believ", 78), ("benefit", 42),
    ("best", 113), ("better", 99), ("big", 96), ("bill", 56), ("billion", 37), ("black", 47), ("block", 34),
    ("blue", 34), ("board", 108), ("bodi", 53), ("book", 68), ("born", 45), ("boy", 43), ("break", 34), ("bring", 67),
    ("brother", 40), ("brought", 44), ("budget", 42), ("build", 120), ("built", 41), ("busi", 146), ("call", 186),
    ("came", 72), ("campaign", 61), ("canada", 41), ("candid", 44), ("cannot", 35), ("car", 78), ("card", 36),
    ("care", 69), ("career", 35), ("carri", 42), ("case", 92), ("caus", 42), ("celebr", 54), ("center", 93),
    ("certain", 47), ("challeng", 54), ("chanc", 43), ("chang", 118), ("charg", 93), ("chief", 37), ("child", 53),
    ("children", 114), ("church", 69), ("citi", 203), ("claim", 46), ("class", 58), ("clear", 61), ("clinton", 34),
    ("close", 135), ("club", 50), ("co", 38), ("coach", 74), ("collect", 41), ("colleg", 61), ("come", 184),
    ("comment", 52), ("commit", 47), ("common", 35), ("communiti", 165), ("compani", 119), ("competit", 37),
    ("complet", 90), ("concern", 52), ("condit", 43), ("confer", 43), ("connect", 77), ("consid", 50),
    ("construct", 35), ("continu", 95), ("contribut", 37), ("control", 54), ("cost", 84), ("council", 78),
    ("counti", 154), ("countri", 162), ("coupl", 46), ("cours", 49), ("court", 90), ("cover", 42), ("creat", 82),
    ("credit", 38), ("critic", 40), ("current", 85), ("custom", 45), ("cut", 57), ("date", 80), ("daughter", 41),
    ("david", 34), ("day", 225), ("deal", 68), ("death", 70), ("decid", 60), ("decis", 57), ("degre", 34),
    ("deliv", 35), ("democrat", 35), ("depart", 72), ("design", 58), ("develop", 117), ("didn", 71), ("die", 56),
    ("differ", 92), ("direct", 64), ("director", 55), ("discuss", 43), ("district", 70), ("doesn", 43),
    ("dollar", 38), ("don", 129), ("donat", 44), ("done", 66), ("door", 37), ("doubl", 43), ("drive", 46),
    ("drug", 41), ("due", 48), ("earli", 72), ("econom", 52), ("economi", 37), ("educ", 75), ("effect", 42),
    ("effort", 57), ("eight", 50), ("elect", 94), ("els", 34), ("email", 46), ("employ", 39), ("employe", 37),
    ("end", 114), ("enjoy", 58), ("enough", 54), ("enter", 41), ("especi", 42), ("even", 181), ("event", 102),
    ("ever", 54), ("everi", 112), ("everyon", 51), ("everyth", 44), ("exampl", 41), ("execut", 50), ("expect", 83),
    ("experi", 74), ("face", 98), ("fact", 68), ("fall", 64), ("famili", 180), ("fan", 35), ("far", 58), ("farm", 38),
    ("father", 47), ("featur", 51), ("feder", 37), ("feel", 81), ("field", 56), ("fight", 38), ("fill", 34),
    ("film", 63), ("final", 79), ("financi", 47), ("find", 100), ("finish", 48), ("fire", 52), ("first", 319),
    ("five", 93), ("focus", 47), ("follow", 108), ("food", 81), ("forc", 64), ("foreign", 34), ("form", 44),
    ("former", 74), ("forward", 46), ("found", 103), ("four", 138), ("free", 89), ("friday", 78), ("friend", 99),
    ("front", 53), ("full", 72), ("fun", 36), ("fund", 85), ("futur", 45), ("game", 194), ("garden", 35),
    ("general", 59), ("get", 319), ("girl", 43), ("give", 124), ("given", 57), ("global", 39), ("gmt", 44),
    ("go", 251), ("goal", 71), ("god", 34), ("goe", 37), ("good", 172), ("got", 96), ("govern", 179), ("grant", 37),
    ("great", 102), ("green", 34), ("group", 114), ("grow", 58), ("growth", 39), ("half", 56), ("hand", 77),
    ("happen", 52), ("hard", 71), ("head", 75), ("health", 68), ("hear", 43), ("heart", 35), ("held", 80),
    ("help", 192), ("high", 184), ("histori", 46), ("hit", 60), ("hold", 63), ("home", 193), ("hope", 83),
    ("hospit", 63), ("host", 51), ("hour", 57), ("hous", 139), ("human", 49), ("idea", 53), ("impact", 44),
    ("import", 79), ("improv", 61), ("includ", 192), ("increas", 86), ("individu", 41), ("industri", 59),
    ("inform", 86), ("initi", 43), ("interest", 79), ("internat", 68), ("invest", 42), ("investig", 57),
    ("involv", 61), ("island", 36), ("issu", 121), ("januari", 38), ("job", 84), ("john", 56), ("join", 52),
    ("juli", 64), ("june", 48), ("justic", 36), ("keep", 66), ("key", 39), ("kid", 76), ("kill", 67), ("kind", 41),
    ("know", 168), ("known", 43), ("lake", 47), ("land", 69), ("larg", 65), ("last", 229), ("late", 38),
    ("later", 70), ("latest", 39), ("law", 86), ("lead", 89), ("leader", 75), ("leagu", 45), ("learn", 73),
    ("least", 55), ("leav", 59), ("led", 51), ("left", 93), ("legal", 38), ("less", 56), ("let", 70), ("letter", 56),
    ("level", 57), ("life", 140), ("light", 53), ("like", 312), ("limit", 52), ("line", 77), ("list", 55),
    ("littl", 87), ("live", 131), ("ll", 56), ("local", 135), ("locat", 65), ("long", 127), ("look", 159),
    ("lose", 36), ("loss", 39), ("lost", 50), ("lot", 115), ("love", 96), ("low", 38), ("made", 171), ("main", 60),
    ("major", 73), ("make", 301), ("man", 83), ("manag", 91), ("mani", 202), ("march", 58), ("mark", 53),
    ("market", 97), ("matter", 43), ("mayor", 41), ("mean", 76), ("media", 43), ("medic", 47), ("meet", 140),
    ("member", 164), ("memori", 42), ("men", 63), ("middl", 39), ("militari", 41), ("million", 103), ("minist", 51),
    ("minut", 43), ("miss", 49), ("monday", 62), ("money", 87), ("month", 128), ("morn", 43), ("mother", 47),
    ("move", 111), ("movi", 36), ("mr", 72), ("music", 89), ("name", 82), ("nation", 120), ("natur", 45),
    ("near", 77), ("need", 224), ("net", 36), ("never", 81), ("new", 369), ("news", 95), ("next", 100), ("night", 90),
    ("nine", 38), ("north", 78), ("note", 59), ("noth", 45), ("nov", 73), ("novemb", 43), ("number", 105),
    ("obama", 37), ("oct", 36), ("octob", 49), ("offer", 96), ("offic", 153), ("offici", 99), ("often", 47),
    ("oil", 42), ("old", 124), ("one", 509), ("open", 149), ("oper", 78), ("opportun", 57), ("order", 45),
    ("organiz", 77), ("origin", 37), ("other", 54), ("outsid", 53), ("owner", 52), ("p.m", 83), ("parent", 66),
    ("park", 114), ("part", 139), ("parti", 101), ("particip", 40), ("pass", 70), ("past", 83), ("pay", 62),
    ("peopl", 341), ("percent", 83), ("perform", 66), ("person", 104), ("photo", 61), ("pick", 43), ("piec", 37),
    ("place", 171), ("plan", 140), ("plant", 35), ("play", 186), ("player", 59), ("pleas", 44), ("pm", 55),
    ("point", 150), ("polic", 128), ("polici", 60), ("polit", 76), ("popular", 35), ("posit", 72), ("possibl", 55),
    ("post", 87), ("potenti", 46), ("power", 82), ("practic", 42), ("prepar", 50), ("present", 91), ("presid", 132),
    ("press", 44), ("price", 53), ("privat", 47), ("problem", 72), ("process", 73), ("produc", 50), ("product", 66),
    ("program", 128), ("project", 99), ("properti", 66), ("propos", 47), ("protect", 45), ("provid", 129),
    ("public", 139), ("publish", 42), ("put", 120), ("qualiti", 38), ("question", 63), ("quick", 36), ("race", 46),
    ("rais", 59), ("rang", 35), ("rate", 68), ("re", 163), ("reach", 46), ("read", 62), ("real", 70), ("realli", 114),
    ("reason", 73), ("receiv", 93), ("recent", 91), ("record", 78), ("red", 39), ("reduc", 35), ("region", 61),
    ("relat", 79), ("releas", 49), ("remain", 59), ("rememb", 38), ("report", 152), ("repres", 52),
    ("republican", 38), ("requir", 67), ("research", 57), ("resid", 91), ("respect", 39), ("respons", 65),
    ("restaur", 36), ("result", 79), ("return", 57), ("right", 163), ("road", 83), ("role", 35), ("room", 57),
    ("round", 36), ("rule", 46), ("run", 125), ("safe", 42), ("sale", 59), ("saturday", 76), ("save", 53),
    ("saw", 42), ("scene", 35), ("schedul", 35), ("school", 253), ("score", 58), ("search", 46), ("season", 144),
    ("second", 128), ("secur", 56), ("see", 168), ("seek", 38), ("seem", 64), ("seen", 43), ("senior", 61),
    ("serv", 69), ("servic", 148), ("set", 112), ("seven", 46), ("sever", 80), ("share", 61), ("shoot", 40),
    ("shop", 35), ("short", 48), ("shot", 47), ("show", 147), ("side", 59), ("sign", 63), ("singl", 36), ("site", 58),
    ("situat", 42), ("six", 84), ("small", 57), ("social", 62), ("societi", 45), ("someon", 46), ("someth", 82),
    ("son", 58), ("soon", 39), ("sourc", 50), ("south", 97), ("space", 45), ("speak", 37), ("special", 68),
    ("spend", 38), ("sport", 41), ("st", 71), ("staff", 58), ("stage", 44), ("stand", 52), ("star", 56),
    ("start", 164), ("state", 299), ("statement", 41), ("station", 37), ("stay", 47), ("step", 48), ("still", 143),
    ("stop", 64), ("store", 57), ("stori", 80), ("street", 97), ("strong", 56), ("student", 141), ("studi", 48),
    ("style", 38), ("success", 59), ("suggest", 39), ("summer", 49), ("sunday", 52), ("support", 145), ("sure", 47),
    ("system", 70), ("take", 249), ("taken", 48), ("talk", 82), ("tax", 69), ("teacher", 38), ("team", 170),
    ("tell", 72), ("term", 64), ("test", 37), ("th", 61), ("thank", 46), ("thing", 138), ("think", 137),
    ("third", 61), ("though", 57), ("thought", 58), ("three", 203), ("throughout", 38), ("thursday", 65),
    ("time", 410), ("today", 79), ("togeth", 58), ("told", 93), ("took", 89), ("top", 91), ("total", 51),
    ("town", 67), ("trade", 41), ("train", 63), ("travel", 45), ("tri", 121), ("trump", 65), ("tuesday", 67),
    ("turn", 104), ("two", 319), ("u.", 63), ("understand", 53), ("union", 41), ("unit", 93), ("universiti", 96),
    ("updat", 35), ("use", 265), ("valu", 40), ("ve", 98), ("vehicl", 45), ("video", 35), ("view", 68), ("visit", 78),
    ("vote", 74), ("wait", 35), ("walk", 46), ("wall", 35), ("want", 199), ("war", 38), ("watch", 65), ("water", 82),
    ("way", 186), ("weather", 35), ("wednesday", 55), ("week", 186), ("weekend", 45), ("well", 184), ("went", 75),
    ("west", 59), ("white", 59), ("whole", 42), ("win", 94), ("woman", 37), ("women", 85), ("won", 59), ("word", 43),
    ("work", 321), ("world", 119), ("write", 38), ("yard", 39), ("year", 632), ("york", 45), ("young", 65),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted() {
        assert!(COUNTS.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn rare_words_weigh_more_than_common_ones() {
        assert_eq!(rarity("the"), 0.0);
        assert!(rarity("year") < rarity("presid") && rarity("presid") < rarity("potash"));
        assert_eq!(rarity("potash"), 1.0);
    }
}
