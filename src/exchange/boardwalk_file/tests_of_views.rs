//! What the map file promises of views, and of what stands in their place.

use super::{read, write};
use crate::model::{Map, RawJson, View};

fn map_with(views: &str) -> Map {
    let text = format!("{{\"format\": \"boardwalk\", \"version\": 1, \"title\": \"Town\", \"views\": {views}}}");
    read(text.as_bytes()).expect("a map, whatever its views are")
}

#[test]
fn what_stands_in_their_place_and_is_no_list_of_views_is_kept_and_written_again() {
    for unknown in [
        "null",
        "[]",
        "{}",
        "5",
        "\"first\"",
        "[{\"id\": \"first\", \"lens\": \"status\"}]",
        "[{\"id\": \"first\", \"name\": \"A\", \"lens\": 1e999}]",
        "[{\"id\": \"No Slug\", \"name\": \"A\"}]",
        "[{\"id\": \"a\", \"name\": \"A\"}, {\"id\": \"a\", \"name\": \"B\"}]",
        "[7, [{\"id\": \"a\", \"name\": \"A\"}]]",
    ] {
        let map = map_with(unknown);
        assert!(map.views.is_empty());
        assert_eq!(map.views.are_closed(), !unknown.starts_with('['), "{unknown}");
        let written = write(&map);
        assert!(written.contains(&format!("\"views\": {unknown}\n")), "{written}");
        assert_eq!(read(written.as_bytes()).expect("a map"), map);
    }
}

#[test]
fn views_are_read_with_what_nobody_knows_of_them_and_given_in_the_order_of_the_talk() {
    let map = map_with(
        "[{\"id\": \"b\", \"name\": \"Second\", \"order\": \"2\", \"mood\": 1e999}, \
         {\"id\": \"a\", \"name\": \"Third\", \"order\": \"3\"}, {\"id\": \"c\", \"name\": \"First\"}]",
    );
    let names: Vec<&str> = map.views.in_order().iter().map(|view| view.name.as_str()).collect();
    assert_eq!(names, ["First", "Second", "Third"]);
    let written = write(&map);
    assert!(written.contains("\"mood\": 1e999"), "{written}");
    assert_eq!(read(written.as_bytes()).expect("a map"), map);
}

#[test]
fn views_and_what_is_none_stand_beside_each_other_and_none_of_it_is_lost() {
    let mut map = map_with(
        "[{\"id\": \"a\", \"name\": \"A\"}, 7, {\"id\": \"b\", \"name\": \"B\"}, {\"id\": \"b\", \"name\": \"C\"}]",
    );
    assert_eq!(map.views.len(), 1, "of two of one id nobody knows which is meant");
    map.views.put(View::new("d", "D"));
    let written = write(&map);
    assert!(written.contains("    7,\n    {\"id\": \"b\", \"name\": \"B\"},\n"), "{written}");
    assert_eq!(read(written.as_bytes()).expect("a map"), map);
    let mut map = map_with("{\"new\": 1}");
    map.views.put(View::new("a", "A"));
    let again = read(write(&map).as_bytes()).expect("a map");
    assert_eq!((again.views.len(), again.views.unread), (1, Some(RawJson("[{\"new\": 1}]".to_owned()))));
    let mut map = map_with("[]");
    map.views.put(View::new("a", "A"));
    assert_eq!(read(write(&map).as_bytes()).expect("a map").views.len(), 1);
}
