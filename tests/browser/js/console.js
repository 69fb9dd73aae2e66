// Records the page's console, uncaught errors and policy violations for the tests.
(() => {
  const said = (globalThis.__said = []);
  const abroad = (globalThis.__abroad = []);
  const text = (value) => {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    if (typeof value === "string") return value;
    try {
      return JSON.stringify(value) ?? String(value);
    } catch {
      return String(value);
    }
  };
  for (const level of ["error", "warn"]) {
    const original = console[level];
    console[level] = (...values) => {
      said.push(`${level}: ${values.map(text).join(" ")}`);
      original.apply(console, values);
    };
  }
  addEventListener("error", (event) => {
    /** @type {any} A resource that failed to load */
    const target = event.target;
    said.push(`uncaught: ${event.message || target?.src || target?.href}`);
  }, true);
  addEventListener("unhandledrejection", (event) => said.push(`rejected: ${text(event.reason)}`));
  addEventListener("securitypolicyviolation", ({ disposition, violatedDirective, blockedURI }) =>
    blockedURI.endsWith("/favicon.ico") ||
    (disposition === "report" ? abroad.push(blockedURI) : said.push(`csp: ${violatedDirective} ${blockedURI}`)));
  document.currentScript?.remove();
})();
