//! The house: all sources as a tree of modules, and which of them names which.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::source::{Name, Source};

/// A module by its path, without `crate`; the crate itself is the empty one.
pub(crate) type Module = Vec<String>;

/// All sources, and what their modules are.
pub(crate) struct House<'a> {
    /// The sources of the crate, by their modules.
    modules: BTreeMap<Module, &'a Source>,
    /// What a module takes from elsewhere, by the name that it has there: those below it may take it from there again.
    taken: BTreeMap<(Module, String), Vec<String>>,
}

/// One module names something of the crate.
pub(crate) struct Arrow<'a> {
    /// The module that names.
    pub(crate) from: &'a Module,
    /// The one in which that is written, wherever it was passed on.
    pub(crate) to: Module,
    /// The path by which it is named, from the crate.
    pub(crate) words: Vec<String>,
    /// The source that names, and where.
    pub(crate) source: &'a Source,
    /// The place among its tokens.
    pub(crate) at: usize,
    /// Whether only tests name it.
    pub(crate) is_test: bool,
}

/// Two that lie beside each other and stand in one circle.
pub(crate) struct InCircle {
    /// The module.
    pub(crate) module: Module,
    /// The shortest circle through it, with a place for each step.
    pub(crate) circle: String,
}

impl<'a> House<'a> {
    /// The house of some sources.
    pub(crate) fn of(sources: &'a [Source]) -> Self {
        let modules = sources.iter().filter_map(|source| Some((module_of(&source.path)?, source))).collect();
        let mut house = Self { modules, taken: BTreeMap::new() };
        let mut taken = BTreeMap::new();
        for (module, source) in &house.modules {
            for name in source.names.iter().filter(|name| !source.is_test(name.at)) {
                let Some(alias) = name.alias.clone().filter(|alias| alias != "*") else { continue };
                if let Some(words) = house.absolute(module, source, name)
                    && source.modules_around(name.at).next().is_none()
                    // A module that lies there has its name anyway.
                    && words != [module.as_slice(), std::slice::from_ref(&alias)].concat()
                {
                    taken.insert((module.clone(), alias), words);
                }
            }
        }
        house.taken = taken;
        house
    }

    /// The modules right below one.
    pub(crate) fn below(&self, module: &[String]) -> BTreeSet<&str> {
        let below = self.modules.keys().filter(|inner| inner.starts_with(module));
        below.filter_map(|inner| inner.get(module.len()).map(String::as_str)).collect()
    }

    /// The path of the file in which a module begins.
    pub(crate) fn path(&self, module: &[String]) -> String {
        self.modules.get(module).map_or_else(|| format!("src/{}", module.join("/")), |source| source.path.clone())
    }

    /// A source, and those of the modules around it.
    pub(crate) fn around(&self, source: &Source) -> impl Iterator<Item = &'a Source> {
        let module = module_of(&source.path).unwrap_or_default();
        (0..=module.len()).filter_map(move |length| self.modules.get(&module[..length]).copied())
    }

    /// Whether all of a source is compiled for tests only.
    pub(crate) fn is_test(&self, source: &Source) -> bool {
        let Some(module) = module_of(&source.path) else { return !source.path.starts_with("src/") };
        (0..module.len()).any(|length| {
            let parent = self.modules.get(&module[..length]);
            parent.is_some_and(|parent| parent.test_modules().any(|test| test == module[length]))
        })
    }

    /// All that the modules name of the crate.
    pub(crate) fn arrows(&self) -> impl Iterator<Item = Arrow<'_>> {
        self.modules.iter().flat_map(move |(from, source)| {
            let is_test = self.is_test(source);
            source.names.iter().filter_map(move |name| {
                let words = self.absolute(from, source, name)?;
                let is_test = is_test || source.is_test(name.at);
                Some(Arrow { from, to: self.home(&words), words, source, at: name.at, is_test })
            })
        })
    }

    fn is_module(&self, path: &[String]) -> bool {
        let next = self.modules.range(path.to_vec()..).next();
        next.is_some_and(|(module, _)| module.starts_with(path))
    }

    /// A name as a path from the crate, if it is one of the crate.
    fn absolute(&self, module: &[String], source: &Source, name: &Name) -> Option<Vec<String>> {
        let mut here = module.to_vec();
        here.extend(source.modules_around(name.at).map(str::to_owned));
        let first = name.words.first()?;
        let supers = name.words.iter().take_while(|word| *word == "super").count();
        let (mut words, rest) = match first.as_str() {
            "crate" => (Vec::new(), &name.words[1..]),
            "self" => (here, &name.words[1..]),
            "super" => (here[..here.len().saturating_sub(supers)].to_vec(), &name.words[supers..]),
            _ if self.is_module(&[here.as_slice(), std::slice::from_ref(first)].concat()) => {
                (here, name.words.as_slice())
            }
            _ => return None,
        };
        words.extend(rest.iter().filter(|word| *word != "self").cloned());
        Some(words)
    }

    /// The module in which what a path names is written, however often it is passed on.
    fn home(&self, words: &[String]) -> Module {
        let mut words = words.to_vec();
        let mut module = 0;
        let mut passed_on = BTreeSet::new();
        while module < words.len() {
            let next = (words[..module].to_vec(), words[module].clone());
            if self.is_module(&words[..=module]) {
                module += 1;
            } else if let Some(target) = self.taken.get(&next).filter(|_| passed_on.insert(next.clone())) {
                words.splice(..=module, target.iter().cloned());
                module = 0;
            } else {
                break;
            }
        }
        words.truncate(module);
        words
    }

    /// The modules that know themselves by way of those beside them.
    pub(crate) fn circles(&self) -> Vec<InCircle> {
        let mut steps: BTreeMap<Module, BTreeMap<Module, String>> = BTreeMap::new();
        for Arrow { from, to, source, at, is_test, .. } in self.arrows() {
            // What is its own, and what lies around it, a module may name.
            if !is_test && !to.starts_with(from) && !from.starts_with(&to) {
                let apart = from.iter().zip(&to).take_while(|(one, other)| one == other).count() + 1;
                let known = steps.entry(from[..apart].to_vec()).or_default();
                known.entry(to[..apart].to_vec()).or_insert_with(|| format!("{}:{}", source.path, source.line(at)));
            }
        }
        steps.keys().filter_map(|start| circle(start, &steps)).collect()
    }
}

/// The shortest way from a module back to itself.
fn circle(start: &Module, steps: &BTreeMap<Module, BTreeMap<Module, String>>) -> Option<InCircle> {
    let mut reached_from: BTreeMap<&Module, &Module> = BTreeMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(here) = open.pop_front() {
        for next in steps.get(here).into_iter().flat_map(BTreeMap::keys) {
            if !reached_from.contains_key(next) {
                reached_from.insert(next, here);
                open.push_back(next);
            }
        }
    }
    let mut way = vec![start];
    let mut here = *reached_from.get(start)?;
    while here != start {
        way.push(here);
        here = reached_from[here];
    }
    way.push(start);
    way.reverse();
    let told = way.windows(2).map(|pair| {
        let name = pair[1].last().map_or("", String::as_str);
        format!(" → {name} ({})", steps[pair[0]][pair[1]])
    });
    let first = start.last().map_or("", String::as_str);
    Some(InCircle { module: start.clone(), circle: format!("{first}{}", told.collect::<String>()) })
}

/// The module that a file of the crate is. The program's own file is none.
fn module_of(path: &str) -> Option<Module> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    match path {
        "main" => None,
        "lib" => Some(Vec::new()),
        path => Some(path.trim_end_matches("/mod").split('/').map(str::to_owned).collect()),
    }
}
