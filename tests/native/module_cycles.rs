//! The modules inside `src/view` do not depend on each other in a cycle.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use crate::file;

/// Modules by their path below `src/view`, such as `timeline/lane`, each with its code. A folder is its `mod.rs`.
type Modules = BTreeMap<String, String>;

fn modules_in(folder: &Path, prefix: &str, modules: &mut Modules) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let module = if name == "mod" { prefix.trim_end_matches('/').to_owned() } else { format!("{prefix}{name}") };
        if path.is_dir() {
            modules_in(&path, &format!("{module}/"), modules);
        } else {
            let code = fs::read_to_string(&path).unwrap();
            modules.insert(module, code.split("#[cfg(test)]").next().unwrap_or_default().to_owned());
        }
    }
}

/// The paths that the `use` declarations of a module name, each as a list of identifiers.
fn imports(code: &str) -> Vec<Vec<String>> {
    let mut paths = Vec::new();
    let declarations = code.split(';').filter_map(|text| {
        let start = text.lines().position(|line| {
            let line =
                line.trim_start_matches("pub ").trim_start_matches("pub(crate) ").trim_start_matches("pub(super) ");
            line.starts_with("use ")
        })?;
        let text: Vec<_> = text.lines().skip(start).collect();
        Some(text.join(" ").split_once("use ")?.1.to_owned())
    });
    for declaration in declarations {
        expand(&declaration, &[], &mut paths);
    }
    paths
}

/// Adds the paths of a tree such as `a::{b, c::d}`.
fn expand(tree: &str, prefix: &[String], paths: &mut Vec<Vec<String>>) {
    let mut depth = 0;
    let items = tree.split(|letter: char| {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        letter == ',' && depth == 0
    });
    for item in items.map(str::trim).filter(|item| !item.is_empty()) {
        let (path, group) = item.split_once('{').map_or((item, None), |(path, group)| (path, Some(group)));
        let path = path.split(" as ").next().unwrap_or_default();
        let names = path.split("::").map(str::trim).filter(|name| !name.is_empty() && *name != "self");
        let path: Vec<_> = prefix.iter().cloned().chain(names.map(str::to_owned)).collect();
        match group {
            Some(group) => expand(group.trim_end().trim_end_matches('}'), &path, paths),
            None => paths.push(path),
        }
    }
}

/// The module of `src/view` that a path leads to from `module`, past re-exports.
fn resolve(modules: &Modules, module: &str, path: &[String]) -> Option<String> {
    let is_folder = module.is_empty() || modules.keys().any(|name| name.starts_with(&format!("{module}/")));
    let mut full: Vec<&str> = module.split('/').filter(|name| !name.is_empty()).collect();
    let mut rest = path;
    match path.first()?.as_str() {
        "super" => {
            while rest.first().is_some_and(|name| name == "super") {
                full.pop();
                rest = &rest[1..];
            }
        }
        "crate" if path.get(1).is_some_and(|name| name == "view") => {
            full.clear();
            rest = &path[2..];
        }
        first if is_folder && modules.contains_key([full.as_slice(), &[first]].concat().join("/").as_str()) => {}
        _ => return None,
    }
    full.extend(rest.iter().map(String::as_str));
    let length = (0..=full.len()).rev().find(|&length| modules.contains_key(&full[..length].join("/")))?;
    let found = full[..length].join("/");
    // A name in a `mod.rs` that is not a module: it may be re-exported from one.
    let name = full.get(length).filter(|_| found != module);
    let exported = name.and_then(|name| {
        let of = imports(&modules[&found]).into_iter().find(|path| path.last().is_some_and(|last| last == name))?;
        resolve(modules, &found, &of)
    });
    Some(exported.unwrap_or(found))
}

/// The modules that depend on themselves, directly or through others, and those that depend on these.
fn in_cycles(modules: &Modules) -> BTreeSet<String> {
    let uses = |module: &str| {
        let all = imports(&modules[module]);
        let used: BTreeSet<_> = all.iter().filter_map(|path| resolve(modules, module, path)).collect();
        used.into_iter().filter(|used| used != module).collect::<BTreeSet<_>>()
    };
    let mut left: BTreeMap<_, _> = modules.keys().map(|module| (module.clone(), uses(module))).collect();
    loop {
        let names: BTreeSet<_> = left.keys().cloned().collect();
        let before = left.len();
        left.retain(|_, used| used.iter().any(|used| names.contains(used)));
        if left.len() == before {
            return names;
        }
    }
}

#[test]
fn modules_of_the_view_have_no_cycle() {
    let mut modules = Modules::new();
    modules_in(&file("src/view"), "", &mut modules);
    assert!(modules.len() > 30, "{:?}", modules.keys());
    let wrong = in_cycles(&modules);
    assert!(wrong.is_empty(), "these modules of src/view are in a cycle, or use one that is: {wrong:?}");
}

#[test]
fn a_cycle_is_found_past_folders_and_re_exports() {
    let check = |modules: &[(&str, &str)], expected: &[&str]| {
        let modules: Modules = modules.iter().map(|(name, code)| ((*name).to_owned(), (*code).to_owned())).collect();
        assert_eq!(in_cycles(&modules), expected.iter().map(|name| (*name).to_owned()).collect(), "{modules:?}");
    };
    check(&[("a", "use super::b::View;"), ("b", "use std::rc::Rc;")], &[]);
    check(&[("a", "use super::{\n    b::{View, Other},\n};"), ("b", "use super::a;")], &["a", "b"]);
    let folder = "mod lane;\n\npub(super) use lane::{Lane, view as show};";
    check(
        &[("", "mod timeline;"), ("cards", "use super::timeline::Lane;"), ("timeline", folder), ("timeline/lane", "")],
        &[],
    );
    check(
        &[("cards", "use super::timeline::Lane;"), ("timeline", folder), ("timeline/lane", "use crate::view::cards;")],
        &["cards", "timeline", "timeline/lane"],
    );
}
