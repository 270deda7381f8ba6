//! The lines that a row draws, and the names in its cells.

use super::{Builder, words};
use crate::editing::fields;
use crate::exchange::pasted_text::PastedError;
use crate::exchange::pasted_text::headings::Column;
use crate::exchange::pasted_text::table::Row;
use crate::model::spelling::key;
use crate::model::{Id, Link, LinkKind, NodeKind, SeatRole};

/// The columns whose cells name others.
const TIES: [Column; 7] =
    [Column::ReportsTo, Column::Chair, Column::Members, Column::PartOf, Column::Owns, Column::SitsOn, Column::FundedBy];

/// Who of two sits on the other.
enum Sits<'a> {
    /// The other one, on the row's body; perhaps on behalf of somebody.
    Here(Option<&'a str>),
    /// The row's body, on the other one.
    There,
}

impl Builder {
    /// Draws the row's lines, and adds whom they name and no row is about.
    pub(in crate::exchange) fn lines(&mut self, row: &Row) -> Result<(), PastedError> {
        let name = row.cells.iter().find(|(column, _)| *column == Column::Name).map_or("", |(_, name)| name.as_str());
        let Some((id, _)) = self.nodes.get(&key(name)).cloned() else { return Ok(()) };
        let is_strand = self.kind(&id) == Some(NodeKind::Strand);
        let mut is_seated = false;
        for (place, (column, cell)) in row.cells.iter().enumerate() {
            self.column = row.places.get(place).copied();
            if !TIES.contains(column) {
                continue;
            }
            let named = self.names(column, cell, row.line);
            let is_one = named.len() == 1;
            if *column == Column::Members {
                is_seated |= !named.is_empty();
                let said = ["role", "on_behalf_of"].into_iter().filter_map(|wanted| row.of_link(wanted));
                for said in said.filter(|said| named.len() > 1 && !words::says_nothing(said)) {
                    self.note(row.line, format!("\"{said}\" was left out, because the row names several members"));
                }
            }
            for (other, role) in named {
                let (link, usual) = match (column, is_strand) {
                    (Column::SitsOn, _) => {
                        self.seat(row, &id, &other, Sits::There, role)?;
                        continue;
                    }
                    (Column::Members, false) => {
                        let says = |wanted: &str| row.of_link(wanted).filter(|_| is_one);
                        let said = says("role").map(str::to_owned);
                        let of = says("on_behalf_of").map(str::to_owned);
                        let seat = self.seat(row, &id, &other, Sits::Here(of.as_deref()), role)?;
                        if let (Some(seat), Some(said)) = (seat, said) {
                            self.sits_as(&seat, &said, row.line);
                        }
                        continue;
                    }
                    (Column::FundedBy, _) => (LinkKind::Funds, NodeKind::Partner),
                    (Column::PartOf, _) => (LinkKind::PartOf, NodeKind::Board),
                    (Column::ReportsTo, false) => (LinkKind::ReportsTo, NodeKind::Board),
                    (Column::Chair, false) => (LinkKind::Chairs, NodeKind::Post),
                    (Column::Owns, false) => (LinkKind::Owns, NodeKind::Strand),
                    (Column::ReportsTo, true) => (LinkKind::Owns, NodeKind::Board),
                    (Column::Members, true) => (LinkKind::Delivers, NodeKind::Partner),
                    (Column::Chair, true) => (LinkKind::Delivers, NodeKind::Post),
                    (Column::Owns, true) => {
                        self.note(
                            row.line,
                            format!("{name} is a strand, which owns nothing; \"{other}\" was left out"),
                        );
                        continue;
                    }
                    _ => continue,
                };
                let other = self.named(&other, usual, row.line)?;
                self.line(link, &id, &other, row.line, is_strand);
            }
        }
        self.column = None;
        // Where nobody is named for a seat, whom it is for has it.
        let of = row.of_link("on_behalf_of").filter(|of| !is_seated && !words::says_nothing(of));
        for (other, role) in of.map(|of| self.names(&Column::Members, of, row.line)).unwrap_or_default() {
            let seat = self.seat(row, &id, &other, Sits::Here(None), role)?;
            if let (Some(seat), Some(said)) = (seat, row.of_link("role")) {
                self.sits_as(&seat, said, row.line);
            }
        }
        for marked in &row.marked {
            self.column = Some(marked.column);
            let sits = if marked.is_member { Sits::Here(None) } else { Sits::There };
            self.seat(row, &id, &marked.name, sits, marked.role)?;
        }
        self.column = None;
        Ok(())
    }

    /// Draws a seat between the row's body and another; its line, if it is one.
    fn seat(
        &mut self,
        row: &Row,
        id: &Id,
        other: &str,
        sits: Sits<'_>,
        role: Option<SeatRole>,
    ) -> Result<Option<Id>, PastedError> {
        let usual = match sits {
            Sits::Here(None) => NodeKind::Partner,
            // Who sits for somebody is a person.
            Sits::Here(Some(_)) => NodeKind::Post,
            Sits::There => NodeKind::Board,
        };
        let other = self.named(other, usual, row.line)?;
        if self.kind(id) == Some(NodeKind::Strand) && matches!(sits, Sits::Here(_)) {
            self.line(LinkKind::Delivers, id, &other, row.line, true);
            return Ok(None);
        }
        let (member, body, of) = match sits {
            Sits::Here(of) => (other, id.clone(), of.filter(|of| !words::says_nothing(of))),
            Sits::There => (id.clone(), other, None),
        };
        if member == body {
            self.line(LinkKind::MemberOf, id, &member, row.line, false);
            return Ok(None);
        }
        let of = of.map(|of| self.named(of, NodeKind::Partner, row.line)).transpose()?.filter(|of| *of != member);
        let (seat, _) = self.draw_in(LinkKind::MemberOf, &member, &body, None);
        if let Some(link) = self.map.links.get(seat.as_str()).filter(|_| role.is_some() || of.is_some()) {
            let mut link = Link::clone(link);
            link.role = link.role.or(role);
            let for_whom = link.on_behalf_of.take().or_else(|| of.clone());
            if let Some(of) = of.filter(|of| for_whom.as_ref() != Some(of)) {
                let (name, of) = (self.map.name(member.as_str()), self.map.name(of.as_str()));
                let text = format!("{name} sits there for somebody else already; \"{of}\" was left out");
                self.note(row.line, text);
            }
            link.on_behalf_of = for_whom;
            self.map.links.put(link);
        }
        Ok(Some(seat))
    }

    /// Writes as what somebody sits; what is no role is what he is elsewhere, which is kept as a note.
    fn sits_as(&mut self, seat: &Id, said: &str, line: usize) {
        let Some(link) = self.map.links.get(seat.as_str()).filter(|_| !words::says_nothing(said)) else { return };
        let mut link = Link::clone(link);
        let is_first = match words::seat_role(said) {
            Some(role) => *link.role.get_or_insert(role) == role,
            None => link.note.get_or_insert_with(|| said.to_owned()) == said,
        };
        self.map.links.put(link);
        if !is_first {
            self.note(line, format!("\"{said}\" was left out, because the same seat is told as something else"));
        }
    }

    pub(in crate::exchange) fn kind(&self, id: &Id) -> Option<NodeKind> {
        self.map.nodes.get(id.as_str()).map(|node| node.kind)
    }

    /// The node of a name; where there is none it is added, as what its words say or else as what is usual there.
    pub(in crate::exchange) fn named(&mut self, name: &str, usual: NodeKind, line: usize) -> Result<Id, PastedError> {
        if let Some(id) = self.meant(name) {
            return Ok(id.clone());
        }
        let fits = |kind: &NodeKind| match usual {
            NodeKind::Post => matches!(kind, NodeKind::Post | NodeKind::Partner),
            NodeKind::Strand => *kind == NodeKind::Strand,
            _ => *kind != NodeKind::Strand,
        };
        self.add(name, words::kind(name).filter(fits).unwrap_or(usual), line)
    }

    /// The names in a cell. They are parted by bars, semicolons and line ends; by slashes where a cell may have many, or
    /// spaces stand round the slash; by commas where the parts are names by themselves; and never within the name of a row.
    /// With each stands as what it sits, where that is said behind it: "Council (chair)".
    pub(super) fn names(&mut self, column: &Column, cell: &str, line: usize) -> Vec<(String, Option<SeatRole>)> {
        if self.parts_plainly {
            return fields::text::split(cell).into_iter().map(|name| (name, None)).collect();
        }
        let many =
            matches!(column, Column::Members | Column::Owns | Column::Themes | Column::SitsOn | Column::FundedBy);
        let is_known = |name: &str| self.meant(words::without_mark(name)).is_some();
        let (mut found, mut notes) = (Vec::new(), Vec::new());
        for part in cell.split(['|', ';', '\n']) {
            let slashed: Vec<&str> = match many {
                _ if is_known(part) => vec![part],
                true => part.split('/').collect(),
                false => part.split(" / ").collect(),
            };
            for part in slashed.into_iter().map(str::trim) {
                let is_one = is_known(part) || !part.contains(',');
                let names = if is_one { vec![part] } else { by_commas(part, column, is_known) };
                let taken = match names.len() {
                    _ if is_one => None,
                    1 => Some("as one name: put semicolons between them if they are several".to_owned()),
                    many => Some(format!("as {many} names: give it a line of its own if it is one")),
                };
                notes.extend(taken.map(|taken| format!("\"{part}\" under {} is taken {taken}", column.word())));
                found.extend(names);
            }
        }
        let mut names = Vec::new();
        for name in found {
            let is_whole = self.meant(name).is_some();
            let plain = if is_whole { name.trim() } else { words::without_mark(name) };
            let (plain, role) = match column {
                Column::Members | Column::SitsOn if !is_whole => words::without_role(plain),
                _ => (plain, None),
            };
            if plain.is_empty() {
                continue;
            }
            // In sheets numbers stand for what is counted, or for what has that number.
            let is_of_sheet = !self.called.is_empty();
            let is_number = is_of_sheet && !plain.contains(char::is_alphabetic) && self.meant(plain).is_none();
            if words::says_nothing(plain) || (is_number && *column != Column::Themes && *column != Column::Aliases) {
                notes.push(format!("\"{plain}\" under {} names nobody; it was left out", column.word()));
            } else {
                names.push((plain.to_owned(), role));
            }
        }
        notes.into_iter().for_each(|text| self.note(line, text));
        names
    }

    /// Draws one line between the row's body and another.
    fn line(&mut self, link: LinkKind, row: &Id, other: &Id, line: usize, is_strand: bool) {
        let name = |id: &Id| self.map.name(id.as_str()).to_owned();
        if row == other {
            return self.note(line, format!("{} cannot be in a line with itself; the line was left out", name(row)));
        }
        if is_strand && !matches!(link, LinkKind::PartOf | LinkKind::Funds) {
            let text = match link {
                LinkKind::Owns => format!("{} is a strand: {} is taken as its owner", name(row), name(other)),
                _ => format!("{} is a strand: {} is taken as one who delivers it", name(row), name(other)),
            };
            self.note(line, text);
        } else if link == LinkKind::Owns && self.kind(other) != Some(NodeKind::Strand) {
            return self
                .note(line, format!("{} is no strand, so that nobody owns it; the line was left out", name(other)));
        }
        let row_is_first = match link {
            LinkKind::PartOf => true,
            LinkKind::ReportsTo | LinkKind::Owns => !is_strand,
            _ => false,
        };
        let (from, to) = if row_is_first { (row, other) } else { (other, row) };
        self.draw(link, from, to);
    }

    /// Draws one line, unless it is there.
    pub(in crate::exchange) fn draw(&mut self, link: LinkKind, from: &Id, to: &Id) {
        self.draw_in(link, from, to, None);
    }

    /// Draws one line of a period, unless it is there; its id, and whether it is new.
    pub(in crate::exchange) fn draw_in(
        &mut self,
        link: LinkKind,
        from: &Id,
        to: &Id,
        period: Option<String>,
    ) -> (Id, bool) {
        let line = (link, from.clone(), to.clone(), period);
        if let Some(id) = self.drawn.get(&line) {
            return (id.clone(), false);
        }
        let id = match self.numbers_lines {
            true => self.number(self.drawn.len() + 1),
            false => self.ids.link(&self.map, link, from, to),
        };
        self.map.links.put(Link::new(id.clone(), link, from.clone(), to.clone()));
        self.fresh.push(id.clone());
        self.drawn.insert(line, id.clone());
        (id, true)
    }

    /// The id of a line by its number; a body may be called so.
    fn number(&self, number: usize) -> Id {
        let mut id = Id::from(format!("line-{number}"));
        while self.map.nodes.contains(id.as_str()) {
            id = Id::from(format!("{id}-again"));
        }
        id
    }
}

/// The names that people part by commas, if they are several; a name may have commas too, as in "Children, Families and
/// Learning Board".
fn by_commas<'a>(part: &'a str, column: &Column, is_known: impl Fn(&str) -> bool) -> Vec<&'a str> {
    let names: Vec<&str> = part.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    let are_known = names.iter().all(|name| is_known(name));
    let tell = |names: &[&str]| names.iter().all(|name| words::kind(name).is_some());
    let are_several = match column {
        Column::Chair => are_known,
        Column::ReportsTo | Column::PartOf => are_known || tell(&names),
        Column::Themes => true,
        // The last words of a long name follow "and", and what stands before them is nothing by itself.
        _ => are_known || tell(&names) || (names.len() > 2 && !names[names.len() - 1].contains(" and ")),
    };
    if names.len() > 1 && are_several { names } else { vec![part] }
}
