// The script of the iframe page. It sends the height of the story to the page around it, in one of three protocols: that
// of Sidelight, of pym.js, or of WordPress. It only answers messages. No message changes the page or navigates.

{
  /** @type {any} */
  const { body } = document;
  /** @type {any} */
  const story = document.querySelector("sidelight-story");
  const main = story.parentElement;
  const { searchParams: query, origin } = new URL(location.href);

  // The body scrolls here, not the window (see style.css). Scripts that scroll the window scroll the body.
  /** @type {any} */
  const view = window;
  for (const name of ["scrollBy", "scrollTo"])
    /** @param {any[]} to */
    view[name] = (...to) => body[name](...to);
  Object.defineProperty(view, "scrollY", { get: () => body.scrollTop });

  for (const name of ["theme", "highlights"]) if (query.has(name)) story.setAttribute(name, query.get(name));
  // Copied links point to the page of the story.
  if (!story.hasAttribute("share-url")) story.setAttribute("share-url", new URL(body.dataset.page, location.href));

  /**
   * The protocols in use, by name. `sendHeight` sends the height of the story, `scrollTo` asks the page around the iframe
   * to scroll to a distance from the top of the iframe. Both are in CSS pixels.
   * @type {Map<string, { sendHeight(height: number): void, scrollTo?(top: number): void }>}
   */
  const protocols = new Map();
  /**
   * @param {string} targetOrigin
   * @param {unknown} message
   */
  const send = (targetOrigin, message) => parent.postMessage(message, targetOrigin);
  let height = 0;
  /** @param {string} name */
  const sendHeight = (name) => height && protocols.get(name)?.sendHeight(height);
  /**
   * Posts Sidelight's messages to this origin.
   * @param {string} targetOrigin
   */
  const useSidelight = (targetOrigin) => {
    protocols.set("sidelight", {
      sendHeight: (height) => send(targetOrigin, { sidelight: "height", height }),
      scrollTo: (top) => send(targetOrigin, { sidelight: "show", top }),
    });
    sendHeight("sidelight");
  };

  // pym.js passes the name of the iframe as `?childId=…`.
  const pymName = query.get("childId");
  /** @param {(string | number)[]} words */
  const pymMessage = (...words) => ["pym", pymName, ...words].join("xPYMx");
  // WordPress passes a secret as `#?secret=…`.
  const [fragment, secret] = location.hash.split(/[#?]*\?secret=/);

  if (parent !== self) {
    if (pymName)
      protocols.set("pym", {
        sendHeight: (height) => send("*", pymMessage("height", height)),
        scrollTo: (top) => send("*", pymMessage("scrollToChildPos", top)),
      });
    if (secret) {
      protocols.set("wordpress", { sendHeight: (value) => send("*", { message: "height", value, secret }) });
      // The story must not read the secret as one of its links.
      history.replaceState(null, "", location.pathname + location.search + fragment);
    }
    try {
      if (parent.location.origin === origin) useSidelight(origin);
    } catch {
      // A page of another origin has to ask.
    }
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== parent) return;
      if (data?.sidelight === "height?") useSidelight(origin === "null" ? "*" : origin);
      if (data?.message === "ready" && data.secret === secret) sendHeight("wordpress");
      if (String(data).startsWith(pymMessage("width"))) sendHeight("pym");
    });
    new ResizeObserver(() => {
      const now = Math.ceil(main.getBoundingClientRect().height);
      if (now === height) return;
      height = now;
      for (const name of protocols.keys()) sendHeight(name);
    }).observe(main);
  }

  // A browser does not scroll a page of another origin to the focused element in an iframe. Ask the page to scroll there
  // if less than half of the element is visible.
  const visibility = new IntersectionObserver((entries) => {
    for (const { target, intersectionRatio, boundingClientRect } of entries) {
      visibility.unobserve(target);
      if (intersectionRatio < 0.5)
        for (const { scrollTo } of protocols.values()) scrollTo?.(Math.round(boundingClientRect.top));
    }
  });
  /** @param {any} event */
  const onFocus = (event) => visibility.observe(event.composedPath()[0]);
  story.addEventListener("sidelight-ready", () => story.addEventListener("focusin", onFocus));

  // Links to other pages open in a new tab. If the browser refuses, show the URL so that the reader can copy it.
  /** @type {any} */
  const byHand = document.querySelector(".sidelight-by-hand");
  const field = byHand.querySelector("input");
  /** @type {any} */
  let pressed;
  const isSandboxed = self.origin === "null";
  addEventListener("click", (event) => {
    /** @type {any[]} */
    const path = event.composedPath();
    const link = path.find(({ localName }) => localName === "a");
    const to = link?.getAttribute("href");
    if (!to || to.startsWith("#") || event.defaultPrevented) return;
    if (link.hasAttribute("download") && !isSandboxed) return;
    event.preventDefault();
    const { href } = new URL(to, location.href);
    try {
      /** @type {any} */
      const tab = open(href);
      tab.opener = null;
      return;
    } catch {
      // A blocked tab is null in Chromium and WebKit, and an exception in Firefox.
    }
    pressed = link;
    field.value = href;
    byHand.hidden = false;
    const lowest = main.getBoundingClientRect().bottom - byHand.offsetHeight;
    byHand.style.insetBlockStart = `${Math.min(link.getBoundingClientRect().bottom, lowest) + body.scrollTop}px`;
    field.select();
  });
  /** @param {KeyboardEvent} event */
  const onKey = ({ key }) => key === "Escape" && pressed.focus();
  byHand.addEventListener("keydown", onKey);
  byHand.addEventListener("focusout", () => (byHand.hidden = true));
}
