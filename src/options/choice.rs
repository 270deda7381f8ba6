//! Which option is meant.

use std::collections::BTreeMap;

use crate::model::diff::{self, Applied};
use crate::model::quote::shortened;
use crate::model::spelling::{Fit, Wanted};
use crate::model::words::{count, list};
use crate::model::{DesignOption, Map};

/// How many options a sentence names.
const MOST_NAMED: usize = 8;

/// The option with that id or name, however it is typed; or why there is none, as a sentence without a full stop.
pub fn chosen<'a>(map: &'a Map, asked: &str) -> Result<&'a DesignOption, String> {
    if let Some(option) = map.options.get(asked) {
        return Ok(option);
    }
    let all = || map.options.iter().map(AsRef::as_ref);
    let exact: Vec<&DesignOption> = all().filter(|option: &&DesignOption| option.name == asked).collect();
    let wanted = Wanted::new(asked);
    let alike: Vec<&DesignOption> =
        all().filter(|option: &&DesignOption| wanted.fit(&option.name) == Some(Fit::Same)).collect();
    let asked = shortened(asked);
    match (exact.as_slice(), alike.as_slice()) {
        ([option], _) | ([], [option]) => Ok(*option),
        ([], []) if map.options.is_empty() => Err(format!("no option is called “{asked}”; this map has no options")),
        ([], []) => {
            let names: Vec<String> = all().map(quoted).collect();
            let number = count(names.len(), "option", "options");
            Err(format!("no option is called “{asked}”; this map has {number}: {}", list(&names, MOST_NAMED)))
        }
        ([], several) | (several, _) => {
            let ids: Vec<&str> = several.iter().map(|option| option.id.as_str()).collect();
            let number = count(ids.len(), "option is", "options are");
            Err(format!("{number} called “{asked}”; give the id of one: {}", list(&ids, MOST_NAMED)))
        }
    }
}

/// The map as an option wants it, called by both names.
pub fn in_option(map: &Map, option: &DesignOption) -> Applied {
    let mut applied = diff::apply(map, option);
    applied.map.title = format!("{}, option {}", applied.map.called(), quoted(option));
    applied
}

/// The name of an option in quotation marks, or its id if it has no name.
pub fn quoted(option: &DesignOption) -> String {
    let name = if option.name.trim().is_empty() { option.id.as_str() } else { &option.name };
    format!("“{}”", shortened(name))
}

/// The names that several options have, with the ids of those; by name.
pub fn twins(map: &Map) -> Vec<(&str, Vec<&str>)> {
    let mut by_name: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for option in &map.options {
        by_name.entry(&option.name).or_default().push(option.id.as_str());
    }
    by_name.into_iter().filter(|(_, ids)| ids.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::{chosen, twins};
    use crate::model::{DesignOption, Map};

    fn map(options: &[(&str, &str)]) -> Map {
        let mut map = Map::default();
        for (id, name) in options {
            map.options.put(DesignOption::new(*id, *name));
        }
        map
    }

    #[test]
    fn an_option_is_found_however_it_is_typed_and_what_is_not_is_told() {
        let map = map(&[("lean", "A lean board"), ("one", "Same"), ("two", "Same")]);
        for asked in ["lean", "A lean board", "a LEAN board"] {
            assert_eq!(chosen(&map, asked).map(|option| option.id.as_str()), Ok("lean"), "{asked}");
        }
        let none = "no option is called “fat”; this map has 3 options: “A lean board”, “Same” and “Same”";
        assert_eq!(chosen(&map, "fat").expect_err("none"), none);
        assert_eq!(
            chosen(&map, "Same").expect_err("two"),
            "2 options are called “Same”; give the id of one: one and two"
        );
        assert_eq!(chosen(&Map::default(), "x").expect_err("none"), "no option is called “x”; this map has no options");
        assert_eq!(twins(&map), [("Same", vec!["one", "two"])]);
    }
}
