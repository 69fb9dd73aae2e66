//! Accessibility checks by axe-core, which reaches into open shadow roots.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::page::Page;
use crate::page::selectors::css;
use crate::process::tools;

/// The result of axe: broken rules, and rules that it cannot decide.
pub(crate) struct Report {
    pub(crate) violations: Vec<Finding>,
    pub(crate) incomplete: Vec<Finding>,
}

/// A rule, and the elements that break it.
#[derive(Debug)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    help: String,
    places: Vec<String>,
}

/// A rule that axe cannot decide for elements of a selector, and that a person has decided.
pub(crate) struct AxeException {
    pub(crate) rule: &'static str,
    /// A selector, which may name parts of the page by `@`.
    pub(crate) selector: &'static str,
    /// For readers of the code only.
    pub(crate) _why: &'static str,
}

/// Runs axe, and returns the parts of its report that no exception covers.
const SCRIPT: &str = "
    const [context, exceptions, rules] = arguments;
    const isOpen = (rule, { element }) => !exceptions.some(([of, selector]) => of === rule && element.matches(selector));
    const brief = ({ id, help, nodes }) => ({
      id, help, places: nodes.map((n) => `${n.target.flat().join(' >>> ')}: ${n.failureSummary ?? ''}`),
    });
    const left = (rule) => ({ ...rule, nodes: rule.nodes.filter((node) => isOpen(rule.id, node)) });
    return axe
      .run(context ?? document, {
        resultTypes: ['violations', 'incomplete'], elementRef: true, ...(rules && { runOnly: { type: 'rule', values: rules } }),
      })
      .then(({ violations, incomplete }) => ({
        violations: violations.map(brief),
        incomplete: incomplete.map(left).filter(({ nodes }) => nodes.length).map(brief),
      }));";

/// Lays out the parts that the browser skips far from the viewport, as after scrolling to them: axe compares boxes.
const LAY_OUT_ALL: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { content-visibility: visible !important }');
    for (const root of roots()) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];";

impl Page {
    /// Checks the page, or the elements of `context` (a plain selector), except for the exceptions.
    pub(crate) fn axe(&self, context: Option<&str>, exceptions: &[AxeException]) -> Result<Report> {
        self.axe_rules(context, exceptions, Value::Null)
    }

    /// Checks the colours of the whole page, by the rules of axe for WCAG level A and AA.
    pub(crate) fn axe_colours(&self, exceptions: &[AxeException]) -> Result<Report> {
        self.axe_rules(None, exceptions, json!(["color-contrast", "link-in-text-block"]))
    }

    fn axe_rules(&self, context: Option<&str>, exceptions: &[AxeException], rules: Value) -> Result<Report> {
        let file = tools().join("axe-core/axe.min.js");
        let axe = fs::read_to_string(file).context("no axe-core; run: cargo xtask test")?;
        if self.js("typeof window.axe")? == "undefined" {
            self.run(&axe, json!([]))?;
        }
        self.run(LAY_OUT_ALL, json!([]))?;
        let exceptions: Vec<_> = exceptions.iter().map(|it| [it.rule.into(), css(it.selector)]).collect();
        let found = self.run(SCRIPT, json!([context, exceptions, rules]))?;
        Ok(Report { violations: findings(&found["violations"]), incomplete: findings(&found["incomplete"]) })
    }
}

impl Report {
    /// Returns an error that lists every violation, if there is one.
    pub(crate) fn expect_none(&self) -> Result<()> {
        ensure!(self.violations.is_empty(), "axe found violations:\n{}", listed(&self.violations));
        Ok(())
    }

    /// Returns an error that lists the rules that axe could not decide.
    pub(crate) fn expect_none_incomplete(&self) -> Result<()> {
        ensure!(self.incomplete.is_empty(), "axe could not decide:\n{}", listed(&self.incomplete));
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
