//! A run from which others may take over what is the same on their maps.

use std::rc::Rc;

use super::context::Context;
use super::memory::Memory;
use super::rules::rules;
use super::units::{Otherwise, Units};
use super::{Report, acceptance, analyse_in_context, report_of};
use crate::model::Map;

/// What is found on a map, with what each rule has read for it.
#[derive(Debug)]
pub struct Run<'a> {
    /// What is found.
    pub report: Report,
    /// The map, with everything that rules ask of it.
    pub context: Context<'a>,
    by_rule: Vec<Rc<Units>>,
}

impl<'a> Run<'a> {
    /// A run over a map beside which others are to be looked at.
    pub fn of(map: &'a Map) -> Self {
        let context = Context::new(map);
        let mut by_rule = Vec::new();
        let found = rules().iter().map(|rule| {
            context.units().begin(true);
            let findings = if acceptance::is_off(map, rule) { Vec::new() } else { (rule.check)(&context) };
            by_rule.push(Rc::new(context.units().take()));
            findings
        });
        let found = found.collect();
        context.units().begin(false);
        Self { report: report_of(map, &context, found), context, by_rule }
    }

    /// What is found on a map that is much like this one, with its context: as by a run of its own.
    pub fn beside<'b>(&'b self, map: &'b Map) -> (Report, Context<'b>) {
        let before = self.context.map();
        let is_one_frame = (&before.settings, before.as_of, &before.place) == (&map.settings, map.as_of, &map.place)
            && (&before.themes, &before.totals, &before.areas) == (&map.themes, &map.totals, &map.areas);
        if !is_one_frame {
            return analyse_in_context(map, &mut Memory::default());
        }
        let (context, moved) = Context::like(map, &self.context);
        let changed = self.context.changed(&context, &moved);
        let otherwise = Rc::new(Otherwise { moved, changed });
        let found = rules().iter().zip(&self.by_rule).map(|(rule, units)| {
            context.units().begin_with(units, &otherwise);
            if acceptance::is_off(map, rule) { Vec::new() } else { (rule.check)(&context) }
        });
        let found = found.collect();
        context.units().begin(false);
        let report = report_of(map, &context, found);
        (report, context)
    }
}
