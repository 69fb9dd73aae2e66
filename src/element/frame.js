// The page for frames. It tells the page around it how high it is, if that asks for it or is known, in words of its own, in
// those of pym.js, or in those of WordPress. What it is told it answers and never obeys: no message moves it anywhere.

{
  const { body } = document;
  const story = document.querySelector("sidelight-story");
  const main = story.parentElement;
  const { searchParams: query, origin } = new URL(location);

  // The body scrolls here (see style.css), and stands for the window to whoever scrolls that.
  for (const name of ["scrollBy", "scrollTo"]) window[name] = (...to) => body[name](...to);
  Object.defineProperty(window, "scrollY", { get: () => body.scrollTop });

  for (const name of ["theme", "highlights"]) if (query.has(name)) story.setAttribute(name, query.get(name));
  // Where links lead that are copied: to the page of the story, which is beside this one.
  if (!story.hasAttribute("share-url")) story.setAttribute("share-url", new URL(body.dataset.page, location));

  /** Who is told, each in words of its own: of a height, and of what is to be seen, by how far it is from the top. */
  const listeners = new Map();
  const say = (to, words) => parent.postMessage(words, to);
  let height = 0;
  const tell = (listener) => height && listener?.height(height);
  const hear = (name, listener) => {
    listeners.set(name, listener);
    tell(listener);
  };
  const ours = (to) =>
    hear("sidelight", {
      height: (height) => say(to, { sidelight: "height", height }),
      show: (top) => say(to, { sidelight: "show", top }),
    });

  /** pym.js gives its frames a name, in their address. */
  const name = query.get("childId");
  const pym = (...words) => ["pym", name, ...words].join("xPYMx");
  /** WordPress gives them a secret, at the end of it. */
  const [before, secret] = location.hash.split(/[#?]*\?secret=/);

  if (parent !== self) {
    if (name)
      hear("pym", {
        height: (height) => say("*", pym("height", height)),
        show: (top) => say("*", pym("scrollToChildPos", top)),
      });
    if (secret) {
      hear("wordpress", { height: (value) => say("*", { message: "height", value, secret }) });
      // It is nothing of the story's.
      history.replaceState(null, "", location.pathname + location.search + before);
    }
    try {
      if (parent.location.origin === origin) ours(origin);
    } catch {
      // Of another origin: let it ask.
    }
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== parent) return;
      if (data?.sidelight === "height?") ours(origin === "null" ? "*" : origin);
      if (data?.message === "ready" && data.secret === secret) tell(listeners.get("wordpress"));
      if (String(data).startsWith(pym("width"))) tell(listeners.get("pym"));
    });
    new ResizeObserver(() => {
      const now = Math.ceil(main.getBoundingClientRect().height);
      if (now === height) return;
      height = now;
      listeners.forEach(tell);
    }).observe(main);
  }

  // What has the focus and is hardly seen is told of, for a page of another origin is scrolled by itself alone.
  const seen = new IntersectionObserver((entries) => {
    for (const { target, intersectionRatio, boundingClientRect } of entries) {
      seen.unobserve(target);
      if (intersectionRatio < 0.5) for (const { show } of listeners.values()) show?.(Math.round(boundingClientRect.top));
    }
  });
  const focused = ({ target }) => seen.observe(target);
  story.addEventListener("sidelight-ready", () => story.shadowRoot.addEventListener("focusin", focused));

  // Another page has no room here: it opens in a tab, or else its address is shown, to be copied.
  const byHand = document.querySelector(".sidelight-by-hand");
  const field = byHand.querySelector("input");
  let pressed;
  const isSandboxed = self.origin === "null";
  addEventListener("click", (event) => {
    const link = event.composedPath().find((it) => it.localName === "a");
    const to = link?.getAttribute("href");
    if (!to || to.startsWith("#") || event.defaultPrevented) return;
    if (link.hasAttribute("download") && !isSandboxed) return;
    event.preventDefault();
    const { href } = new URL(to, location);
    try {
      open(href).opener = null;
      return;
    } catch {
      // Where none may be opened there is none, or in Firefox an error.
    }
    pressed = link;
    field.value = href;
    byHand.hidden = false;
    const most = main.getBoundingClientRect().bottom - byHand.offsetHeight;
    byHand.style.insetBlockStart = `${Math.min(link.getBoundingClientRect().bottom, most) + body.scrollTop}px`;
    field.select();
  });
  byHand.addEventListener("keydown", ({ key }) => key === "Escape" && pressed.focus());
  byHand.addEventListener("focusout", () => (byHand.hidden = true));
}
