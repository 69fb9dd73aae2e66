//! Accessibility checks by axe-core, which reaches into open shadow roots.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::page::Page;
use crate::process::tools;

/// What axe found: rules that are broken, and rules it can't decide.
pub(crate) struct Report {
    pub(crate) violations: Vec<Finding>,
    pub(crate) incomplete: Vec<Finding>,
}

/// A rule, and where it is broken.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    help: String,
    places: Vec<String>,
}

/// Runs axe, and keeps of its report what a person reads.
const SCRIPT: &str = "
    const brief = (rules) => rules.map(({ id, help, nodes }) => ({
      id, help, places: nodes.map((n) => `${n.target.flat().join(' >>> ')}: ${n.failureSummary ?? ''}`),
    }));
    return axe
      .run(arguments[0] ?? document, { resultTypes: ['violations', 'incomplete'] })
      .then(({ violations, incomplete }) => ({ violations: brief(violations), incomplete: brief(incomplete) }));";

impl Page {
    /// Checks all of the page, or what `context` (a plain selector) matches.
    pub(crate) fn axe(&self, context: Option<&str>) -> Result<Report> {
        let file = tools().join("axe-core/axe.min.js");
        let axe = fs::read_to_string(file).context("no axe-core; run: cargo xtask test")?;
        if self.js("typeof window.axe")? == "undefined" {
            self.run(&axe, json!([]))?;
        }
        let found = self.run(SCRIPT, json!([context]))?;
        Ok(Report { violations: findings(&found["violations"]), incomplete: findings(&found["incomplete"]) })
    }
}

impl Report {
    /// An error that lists every violation, if there is one.
    pub(crate) fn expect_none(&self) -> Result<()> {
        ensure!(self.violations.is_empty(), "axe found violations:\n{}", listed(&self.violations));
        Ok(())
    }

    /// An error that lists what axe could not decide, but for the rules named.
    pub(crate) fn expect_decided_but(&self, rules: &[&str]) -> Result<()> {
        let open = self.incomplete.iter().filter(|finding| !rules.contains(&finding.rule.as_str()));
        let open = listed(open);
        ensure!(open.is_empty(), "axe could not decide:\n{open}");
        Ok(())
    }
}

fn listed<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> String {
    let mut text = String::new();
    for Finding { rule, help, places } in findings {
        // Writing to a string can't fail.
        let _ = writeln!(text, "  {rule}: {help}");
        for place in places {
            let _ = writeln!(text, "    {}", place.replace('\n', "\n      "));
        }
    }
    text
}

fn findings(found: &Value) -> Vec<Finding> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let finding = |found: &Value| Finding {
        rule: text(&found["id"]),
        help: text(&found["help"]),
        places: found["places"].as_array().into_iter().flatten().map(text).collect(),
    };
    found.as_array().into_iter().flatten().map(finding).collect()
}
