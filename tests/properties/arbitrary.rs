//! Random sound maps, for tests of what must hold for every map.

use boardwalk::analysis::rules;
use boardwalk::model::*;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rust_decimal::Decimal;

/// Few ids, so that two random maps have records in common.
const IDS: [&str; 5] = ["a", "b", "be-healthy", "c3", "d"];

/// Texts with what JSON must escape, and what it need not.
pub(crate) fn text() -> impl Strategy<Value = String> {
    select(vec!["", "x", "Be healthy", "\"quoted\" \\ back", "line\nbreak\ttab", "é ☃ \u{202e} \u{7f}", "{[,:]}"])
        .prop_map(str::to_owned)
}

fn raw() -> impl Strategy<Value = RawJson> {
    let values =
        vec!["1e999", "-0", "1.50", "null", "[1, {\"a\": []}]", "\"\\u0041 , : \"", "123456789012345678901234567890"];
    select(values).prop_map(|text| RawJson(text.to_owned()))
}

fn unknown() -> impl Strategy<Value = Unknown> {
    btree_map(select(vec!["x-own", "changes", "é", "zz"]).prop_map(str::to_owned), raw(), 0..3)
}

/// A date: near enough to others that some lie within each other.
pub(crate) fn when() -> impl Strategy<Value = When> {
    let dates = ["2009", "2010", "2010-09", "2010-09-30", "2010-10", "2011-02-28"];
    select(dates.to_vec()).prop_map(|text| text.parse().expect("a date"))
}

fn quantity() -> impl Strategy<Value = Quantity> {
    (0_i64..100_000_000, 0_u32..4)
        .prop_filter_map("not negative", |(units, scale)| Quantity::new(Decimal::new(units, scale)))
}

fn amount() -> impl Strategy<Value = Decimal> {
    (any::<i64>(), 0_u32..5).prop_map(|(units, scale)| Decimal::new(units, scale))
}

/// Some of the ids.
fn some_of(ids: &[Id]) -> impl Strategy<Value = Vec<Id>> + use<> {
    subsequence(ids.to_vec(), 0..=ids.len())
}

/// One of the ids, or none.
fn one_of_any(ids: &[Id]) -> impl Strategy<Value = Option<Id>> + use<> {
    let any: Vec<Option<Id>> = std::iter::once(None).chain(ids.iter().cloned().map(Some)).collect();
    select(any)
}

fn ids() -> impl Strategy<Value = Vec<Id>> {
    some_of(&IDS.map(Id::from))
}

fn evidence(sources: &[Id]) -> BoxedStrategy<Vec<Evidence>> {
    if sources.is_empty() {
        return Just(Vec::new()).boxed();
    }
    let confidence = select(vec![Confidence::Stated, Confidence::Inferred, Confidence::Assumed]);
    let words = (option::of(text()), option::of(text()), option::of(text()));
    let one = (select(sources.to_vec()), words, confidence, unknown());
    let one = one.prop_map(|(source, (place, about, note), confidence, unknown)| Evidence {
        source,
        place,
        confidence,
        about,
        note,
        unknown,
    });
    vec(one, 0..3).boxed()
}

fn meets() -> impl Strategy<Value = Meets> {
    (option::of(quantity()), option::of(quantity()), unknown()).prop_map(|(times_a_year, hours, unknown)| Meets {
        times_a_year,
        hours,
        unknown,
    })
}

fn period() -> impl Strategy<Value = Period> {
    (option::of(when()), option::of(when()), unknown()).prop_map(|(since, until, unknown)| Period {
        since,
        until,
        unknown,
    })
}

/// From when to when something lasts.
fn lasts() -> impl Strategy<Value = (Option<When>, Option<When>)> {
    (option::of(when()), option::of(when()))
}

fn node(id: Id, themes: &[Id], areas: &[Id], sources: &[Id]) -> impl Strategy<Value = Node> + use<> {
    let what = (
        select(NodeKind::ALL.to_vec()),
        text(),
        select(NodeStatus::ALL.to_vec()),
        option::of(text()),
        any::<Option<bool>>(),
    );
    let said =
        (btree_set(text(), 0..2), option::of(text()), option::of(text()), (any::<Option<u32>>(), any::<Option<u32>>()));
    let how = (some_of(themes), one_of_any(areas), option::of(meets()), any::<Option<u32>>(), lasts());
    let rest = (btree_set(text(), 0..3), btree_map(text(), text(), 0..3), evidence(sources), unknown());
    (what, said, how, rest).prop_map(move |(what, said, (themes, area, meets, size, (since, until)), rest)| {
        let (kind, name, status, remit, statutory) = what;
        let (aliases, powers, quorum, (holders, cycle)) = said;
        let (tags, fields, evidence, unknown) = rest;
        let themes = themes.into_iter().collect();
        let tier = meets.is_some().then_some(Tier::Strategy);
        let node = Node {
            status,
            remit,
            statutory,
            themes,
            area,
            meets,
            size,
            since,
            until,
            tier,
            ..Node::new(id.clone(), kind, name)
        };
        Node { aliases, powers, quorum, holders, cycle, tags, fields, evidence, unknown, ..node }
    })
}

fn link(id: Id, nodes: &[Id], totals: &[Id], sources: &[Id]) -> impl Strategy<Value = Link> + use<> {
    let ends = (select(nodes.to_vec()), select(nodes.to_vec()));
    let what =
        (select(LinkKind::ALL.to_vec()), select(LinkStatus::ALL.to_vec()), any::<Option<u32>>(), option::of(amount()));
    let seat = (
        option::of(select(SeatRole::ALL.to_vec())),
        any::<Option<bool>>(),
        one_of_any(nodes),
        any::<Option<bool>>(),
        vec(period(), 0..2),
    );
    let off_map = (option::of(text()), option::of(text()), lasts());
    (ends, what, seat, off_map, some_of(totals), evidence(sources), unknown()).prop_map(
        move |(ends, what, seat, off_map, totals, evidence, unknown)| {
            let (kind, status, seats, amount) = what;
            let totals = totals.into_iter().collect();
            let (role, voting, on_behalf_of, joint, periods) = seat;
            let (to_off_map, from_off_map, (since, until)) = off_map;
            let link = Link {
                role,
                voting,
                on_behalf_of,
                joint,
                periods,
                to_off_map,
                from_off_map,
                since,
                until,
                ..Link::new(id.clone(), kind, ends.0, ends.1)
            };
            Link { status, seats, amount, totals, evidence, unknown, ..link }
        },
    )
}

fn code() -> impl Strategy<Value = String> {
    select(rules().iter().map(|rule| rule.code.to_owned()).collect::<Vec<_>>())
}

/// Accepted findings in the order of a file, of what is there or of what is no more.
fn accepted(subjects: Vec<Id>) -> impl Strategy<Value = Vec<Accepted>> {
    let subjects = subsequence(subjects.clone(), 0..=subjects.len().min(2));
    let one = (code(), subjects, text(), option::of(when()), text(), unknown()).prop_map(
        |(rule, subjects, reason, date, facts, unknown)| Accepted { rule, subjects, reason, date, facts, unknown },
    );
    vec(one, 0..3).prop_map(|mut accepted| {
        accepted.sort_by(|one, other| one.key().cmp(&other.key()));
        accepted
    })
}

/// Views of what is there or is no more, and what stands among them and is none.
fn views() -> impl Strategy<Value = Views> {
    let named = || btree_set(select(IDS.map(Id::from).to_vec()), 0..3);
    let finding = option::of((code(), named()).prop_map(|(rule, subjects)| LitFinding {
        rule,
        subjects: subjects.into_iter().collect(),
        unknown: Unknown::new(),
    }));
    let seen = (option::of(select(IDS.map(Id::from).to_vec())), option::of(when()), btree_set(text(), 0..2), named());
    let texts = (text(), option::of(text()), option::of(text()), select(vec!["", "1", "1i", "2"]));
    let view = (select(IDS.to_vec()), texts, seen, (named(), option::of(text()), finding), unknown()).prop_map(
        |(id, (name, caption, notes, order), (option, as_of, shows, near), (also, lens, finding), unknown)| {
            let order = order.to_owned();
            let seen = View { option, as_of, shows, near, also, lens, finding, ..View::new(id, name) };
            View { caption, notes, order, unknown, ..seen }
        },
    );
    let unread =
        select(vec!["[7]", "[{\"id\": \"first\", \"lens\": \"status\"}]", "[1, {\"a\": []}]", "[1e999, null]"]);
    (vec(view, 0..3), option::weighted(0.2, unread)).prop_map(|(views, unread)| {
        let mut all: Views = views.into_iter().collect();
        all.unread = unread.map(|text| RawJson(text.to_owned()));
        all
    })
}

/// A sound map without options.
pub(crate) fn map() -> impl Strategy<Value = Map> {
    let lists = (ids(), ids(), ids(), ids(), ids(), ids(), ids(), ids());
    lists.prop_flat_map(|(sources, themes, areas, totals, nodes, links, expected, said)| {
        let [links, expected] = [links, expected].map(|ids| if nodes.is_empty() { Vec::new() } else { ids });
        let header = (text(), option::of(text()), option::of(when()), views(), unknown());
        let code = prop_oneof![text(), code()];
        let settings = (btree_map(text(), quantity(), 0..2), btree_map(code, select(&Grade::ALL[..]), 0..3));
        let source = |id: &Id| {
            let id = id.clone();
            (text(), option::of(text()), option::of(when()), unknown()).prop_map(
                move |(title, publisher, date, unknown)| Source { id: id.clone(), title, publisher, date, unknown },
            )
        };
        let theme = |id: &Id| {
            let id = id.clone();
            (text(), evidence(&sources), unknown()).prop_map(move |(name, evidence, unknown)| Theme {
                id: id.clone(),
                name,
                evidence,
                unknown,
            })
        };
        // An area lies within one that comes before it, so that none lies within itself.
        let area = |(place, id): (usize, &Id)| {
            let id = id.clone();
            (text(), one_of_any(&areas[..place]), evidence(&sources), unknown()).prop_map(
                move |(name, within, evidence, unknown)| Area { id: id.clone(), name, within, evidence, unknown },
            )
        };
        let total = |id: &Id| {
            let id = id.clone();
            (text(), amount(), option::of(text()), unknown()).prop_map(move |(name, amount, note, unknown)| Total {
                id: id.clone(),
                name,
                amount,
                currency: None,
                period: None,
                note,
                evidence: Vec::new(),
                unknown,
            })
        };
        let expectation = |id: &Id| {
            let id = id.clone();
            let kind = select(ExpectationKind::ALL.to_vec());
            let whose = (select(nodes.clone()), one_of_any(&themes));
            (whose, kind, text(), evidence(&sources), unknown()).prop_map(
                move |((partner, theme), kind, text, evidence, unknown)| Expectation {
                    theme,
                    evidence,
                    unknown,
                    ..Expectation::new(id.clone(), partner, kind, text)
                },
            )
        };
        let position = |id: &Id| {
            let id = id.clone();
            (any::<i32>(), any::<i32>(), unknown()).prop_map(move |(x, y, unknown)| Position {
                id: id.clone(),
                x,
                y,
                unknown,
            })
        };
        let capture = |id: &Id| {
            let id = id.clone();
            let what = (select(CaptureKind::ALL.to_vec()), text(), some_of(&nodes), any::<bool>());
            let where_from = (one_of_any(&IDS.map(Id::from)), option::of(when()));
            (what, option::of(text()), option::of(when()), where_from, unknown()).prop_map(
                move |((kind, text, about, done), who, until, (option, as_of), unknown)| Capture {
                    about: about.into_iter().map(|id| (id, "x".to_owned())).collect(),
                    who,
                    until,
                    option,
                    as_of,
                    done,
                    unknown,
                    ..Capture::new(id.clone(), kind, text)
                },
            )
        };
        let spots = |id: &Id| {
            let id = id.clone();
            let layouts = select(vec!["onion", "lanes:theme", "free", "of a later version"]);
            let spot = (any::<i32>(), any::<i32>()).prop_map(|(x, y)| Spot { x, y });
            let at = btree_map(layouts.prop_map(str::to_owned), spot, 0..3);
            (at, unknown()).prop_map(move |(at, unknown)| Spots { id: id.clone(), at, unknown })
        };
        let records = (
            sources.iter().map(source).collect::<Vec<_>>(),
            themes.iter().map(theme).collect::<Vec<_>>(),
            nodes.iter().map(|id| node(id.clone(), &themes, &areas, &sources)).collect::<Vec<_>>(),
            links.iter().map(|id| link(id.clone(), &nodes, &totals, &sources)).collect::<Vec<_>>(),
            totals.iter().map(total).collect::<Vec<_>>(),
            nodes.iter().take(2).map(position).collect::<Vec<_>>(),
            areas.iter().enumerate().map(area).collect::<Vec<_>>(),
            expected.iter().map(expectation).collect::<Vec<_>>(),
            said.iter().map(capture).collect::<Vec<_>>(),
            nodes.iter().skip(1).take(2).map(spots).collect::<Vec<_>>(),
        );
        let subjects = nodes.iter().chain(&links).cloned().collect::<Vec<_>>();
        (header, settings, accepted(subjects), records).prop_map(|(header, settings, accepted, records)| {
            let (title, place, as_of, views, unknown) = header;
            let (thresholds, severities) = settings;
            let (sources, themes, nodes, links, totals, placement, areas, expectations, captures, spots) = records;
            Map {
                title,
                place,
                as_of,
                views,
                unknown,
                settings: Settings { thresholds, severities, unknown: Unknown::new() },
                accepted,
                sources: sources.into_iter().collect(),
                themes: themes.into_iter().collect(),
                areas: areas.into_iter().collect(),
                nodes: nodes.into_iter().collect(),
                links: links.into_iter().collect(),
                totals: totals.into_iter().collect(),
                expectations: expectations.into_iter().collect(),
                captures: captures.into_iter().collect(),
                placement: placement.into_iter().collect(),
                spots: spots.into_iter().collect(),
                ..Map::default()
            }
        })
    })
}
