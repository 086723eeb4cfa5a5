//! Words of which each says the opposite of the other: `lost` and `created`, `approved` and `rejected`.
//!
//! Most pairs are antonyms of verbs in WordNet 3.0 that stand in reports of the news, with the verbs by which reports say the
//! same; some were written by hand and not looked up there. Irregular past forms are listed with their verb. A word of many
//! meanings stays out.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::analysis::text::words;

/// Two sides of one thing; words of the other side say the opposite.
struct Pair {
    one: &'static str,
    other: &'static str,
    /// What the one does the other's subject does from its side: what Dask sold Rusk bought.
    is_mutual: bool,
}

const fn pair(one: &'static str, other: &'static str) -> Pair {
    Pair {
        one,
        other,
        is_mutual: false,
    }
}

const fn mutual(one: &'static str, other: &'static str) -> Pair {
    Pair {
        one,
        other,
        is_mutual: true,
    }
}

#[rustfmt::skip]
const PAIRS: &[Pair] = &[
    pair("rise rose risen climb increase grow grew grown jump surge soar", "fall fell fallen drop decrease decline sink sank plunge shrink shrank slump tumble"),
    pair("raise hike increase", "lower cut reduce slash"),
    pair("expand widen", "shrink shrank narrow"),
    pair("strengthen", "weaken"),
    pair("improve", "worsen"),
    pair("open reopen", "close shut"),
    pair("approve accept adopt endorse", "reject refuse disapprove veto"),
    pair("pass", "fail reject veto"),
    pair("uphold upheld", "drop dismiss overturn quash"),
    pair("file bring brought", "drop dismiss"),
    pair("gain earn add create make made", "lose lost shed"),
    pair("save", "lose lost spend spent waste cost"),
    pair("avoid escape dodge evade", "pay paid"),
    pair("owe", "pay paid repay"),
    pair("borrow", "repay"),
    pair("hire recruit", "fire sack dismiss"),
    pair("enter arrive", "leave left depart exit"),
    pair("arrest detain jail imprison", "release free freed"),
    pair("convict", "acquit exonerate"),
    pair("guilty", "innocent"),
    pair("support favor favour endorse back backed", "oppose reject"),
    pair("praise applaud hail", "criticize criticise condemn denounce blast"),
    pair("begin began begun start launch resume", "end stop halt suspend cease finish cancel"),
    pair("build built construct erect", "demolish destroy raze dismantle"),
    pair("install", "remove dismantle"),
    pair("keep kept retain", "remove abolish scrap lose lost"),
    pair("remain stay stand stood", "leave left depart withdraw withdrew fall fell collapse remove topple demolish"),
    pair("damage destroy harm", "spare save protect"),
    pair("deploy", "withdraw withdrew pull recall"),
    pair("rescue save", "lose lost"),
    pair("allow permit authorize authorise legalize legalise", "ban bar prohibit forbid forbade outlaw block"),
    pair("impose", "lift waive repeal abolish"),
    pair("enact", "repeal"),
    pair("ground cancel", "resume reinstate"),
    pair("seize capture conquer", "surrender abandon cede lose lost"),
    pair("hoard conserve protect", "waste squander"),
    pair("confirm", "deny denied"),
    pair("agree", "disagree refuse"),
    pair("join", "leave left quit"),
    pair("accelerate", "slow decelerate delay"),
    pair("arm", "disarm"),
    pair("appear", "disappear vanish"),
    pair("survive", "die perish"),
    pair("succeed", "fail"),
    pair("include", "exclude"),
    pair("unite", "divide"),
    pair("promote", "demote"),
    pair("inflate", "deflate"),
    pair("deposit", "withdraw withdrew"),
    pair("emigrate", "immigrate"),
    pair("attend", "skip boycott miss"),
    pair("extend", "shorten"),
    pair("admit welcome", "bar exclude expel evict turn"),
    pair("restore reinstate", "cut remove slash scrap"),
    pair("grant award", "deny denied revoke refuse withhold withheld"),
    pair("forgive forgave forgiven waive", "collect demand"),
    pair("add", "cancel scrap remove"),
    pair("protect preserve conserve", "open develop exploit"),
    pair("absent", "present"),
    pair("put invest pour", "withdraw withdrew withdrawn pull"),
    pair("disclose reveal publish", "conceal hide hid hidden withhold withheld suppress"),
    pair("attack", "defend"),
    pair("advance", "retreat"),
    pair("tighten", "loosen ease relax"),
    pair("gather assemble", "disperse scatter disband"),
    pair("freeze froze frozen", "unfreeze thaw"),
    pair("ratify", "reject"),
    pair("obey", "disobey defy violate"),
    pair("renew", "cancel revoke"),
    pair("fill", "empty drain"),
    pair("recruit hire", "dismiss"),
    mutual("import", "export"),
    mutual("win won", "lose lost"),
    mutual("buy bought purchase", "sell sold"),
    mutual("send sent", "receive"),
    mutual("pay paid", "receive"),
    mutual("lend lent", "borrow"),
    mutual("give gave given", "take took taken receive"),
];

/// By the stem of a word: the number of each pair that has it, and on which side.
static SIDES: LazyLock<HashMap<String, Vec<(usize, bool)>>> = LazyLock::new(|| {
    let mut sides: HashMap<String, Vec<(usize, bool)>> = HashMap::new();
    for (number, pair) in PAIRS.iter().enumerate() {
        for (side, words) in [(false, pair.one), (true, pair.other)] {
            for word in words.split(' ') {
                let known = sides.entry(words::stem(word).into_owned()).or_default();
                if !known.contains(&(number, side)) {
                    known.push((number, side));
                }
            }
        }
    }
    sides
});

/// How two words say opposite things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opposite {
    /// Of one thing both cannot be so.
    Plain,
    /// Only where the same one does it: what one buys another sells.
    Mutual,
}

/// Whether any word says the opposite of this stem.
pub fn has_opposite(stem: &str) -> bool {
    SIDES.contains_key(stem)
}

/// How two stems say the opposite of each other; `None` where they do not.
pub fn opposite(one: &str, other: &str) -> Option<Opposite> {
    let (ours, theirs) = (SIDES.get(one)?, SIDES.get(other)?);
    let met = ours
        .iter()
        .filter(|(number, side)| theirs.contains(&(*number, !side)));
    met.map(|(number, _)| match PAIRS[*number].is_mutual {
        true => Opposite::Mutual,
        false => Opposite::Plain,
    })
    .min_by_key(|how| *how == Opposite::Mutual)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(one: &str, other: &str) -> Option<Opposite> {
        let found = opposite(&words::stem(one), &words::stem(other));
        assert_eq!(found, opposite(&words::stem(other), &words::stem(one)));
        found
    }

    #[test]
    fn opposites_are_found_in_any_form() {
        for (one, other) in [
            ("lost", "created"),
            ("losing", "created"),
            ("rose", "fell"),
            ("rises", "declined"),
            ("approved", "rejects"),
            ("hired", "fired"),
            ("arrested", "freed"),
            ("opened", "closed"),
            ("avoided", "paid"),
            ("removed", "stands"),
        ] {
            assert_eq!(found(one, other), Some(Opposite::Plain), "{one} / {other}");
        }
        for (one, other) in [("sold", "bought"), ("won", "lost"), ("exports", "imported")] {
            assert_eq!(found(one, other), Some(Opposite::Mutual), "{one} / {other}");
        }
        for (one, other) in [
            ("freed", "released"),
            ("rose", "climbed"),
            ("lost", "shed"),
            ("killed", "died"),
            ("table", "chair"),
        ] {
            assert_eq!(found(one, other), None, "{one} / {other}");
        }
    }
}
