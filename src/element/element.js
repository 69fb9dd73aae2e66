// <sidelight-story>: the tag and its life cycle. What it shows is Rust's (see instance.rs), what it promises a page is
// in custom-elements.json.
// The tag is defined at once; the WebAssembly is fetched when an element nears the viewport.

/** The glue, the WebAssembly, and what that is known by. The build names the two by what is in them. */
const GLUE = "./sidelight.js";
const WASM = "./sidelight_bg.wasm";
const INTEGRITY = "";

/** How long loading may take, and how long a press waits for the live view, in milliseconds. */
const LONGEST = 60000;
const PATIENCE = 3000;

/** The stylesheet of all elements. */
const sheet = new CSSStyleSheet();

/** What each element with a live view does when the WebAssembly has failed: it is not to be trusted any further. */
const stands = new Set();
const failed = (error) => {
  const all = [...stands];
  stands.clear();
  for (const stand of all) stand(error);
};

const here = (file) => new URL(file, import.meta.url).href;

/** Asks for a file of ours; what is wrong with it is found out by whoever catches it. */
const fetched = async (file, options) => {
  const url = here(file);
  const response = await fetch(url, options).catch((error) => blame(url, error));
  return response.ok ? response : blame(url);
};

const complain = (what, error) => console.error(`sidelight: ${what}. The copy stays.`, error);

/** Says that it is because of this file. */
const blame = (url, error = new Error(url)) => {
  error.url = url;
  throw error;
};

/** Fetches all that is needed, once for all elements of the page; again, if it could not be had. */
let loading;
const load = () =>
  (loading ??= within(Promise.all([wake(), dress()])).catch(async (error) => {
    loading = undefined;
    const cause = await causeOf(error);
    complain(cause, error);
    throw cause;
  }));

/** The promise, unless it takes longer. No timer outlives it: one would keep alive whatever is waiting. */
const within = (promise) =>
  new Promise((done, fail) => {
    const timer = setTimeout(fail, LONGEST, new DOMException("", "TimeoutError"));
    promise.then(done, fail).then(() => clearTimeout(timer));
  });

const wake = async () => {
  // The WebAssembly doesn't wait for the script that binds it.
  const bytes = fetched(WASM, { integrity: INTEGRITY }).then(compiled);
  const [glue, module] = await Promise.all([import(GLUE).catch((error) => blame(here(GLUE), error)), bytes]);
  glue.default.failed = failed;
  await glue.default({ module_or_path: module });
  return glue;
};

const compiled = async (response) => {
  const { url, headers } = response;
  const type = headers.get("content-type");
  const isKnown = /^application.wasm/.test(type);
  if (!isKnown) console.warn(`sidelight: ${url} comes as ${type}. Serve .wasm as application/wasm`);
  const module = isKnown ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  return module.catch((error) => blame(url, error));
};

/** A page of ours has the stylesheet in it, so that it is painted without waiting for another file. */
const dress = async () => {
  const inline = document.querySelector("style[data-sidelight]");
  sheet.replaceSync(inline?.textContent ?? (await (await fetched("style.css")).text()));
};

/** Why the live view can't be had, and what to do about it. Browsers word their errors each in its own way: so it is tried. */
const causeOf = async ({ name, url = here(GLUE) }) => {
  if (!self.WebAssembly) return "this browser has no WebAssembly. Use another";
  if (name === "TimeoutError") return `loading took longer than ${LONGEST / 1000} s. Look at the server`;
  // The smallest module that there is.
  const empty = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);
  if (!(await WebAssembly.instantiate(empty).catch(() => 0)))
    return "the Content-Security-Policy forbids WebAssembly. Add 'wasm-unsafe-eval' to script-src";
  const answer = await fetch(url).catch(() => fetch(url, { mode: "no-cors" }).catch(() => 0));
  if (!answer) return `${url} can’t be reached. Look at the server, and at connect-src`;
  if (!answer.status) return `${url} may not be read here. Send Access-Control-Allow-Origin`;
  if (!answer.ok) return `${url} is not there (${answer.status}). Copy the whole build again`;
  const type = answer.headers.get("content-type");
  if (/js$/.test(url) && !/script/.test(type)) return `${url} comes as ${type}. Serve .js as text/javascript`;
  return `${url} is damaged or forbidden. Copy the whole build again, and look at script-src`;
};

/** When the browser has nothing better to do, or a while has passed. */
const idle = (done) => self.requestIdleCallback?.(done, { timeout: 1000 }) ?? setTimeout(done, 100);

/** A promise, and what settles it. Nobody has to listen. */
const pending = () => {
  const made = {};
  made.promise = new Promise((ready, error) => Object.assign(made, { ready, error }));
  made.promise.catch(() => {});
  return made;
};

const slot = (name = "") => Object.assign(document.createElement("slot"), { name });

/** What tells that the reader wants something of the static copy. */
const TOUCHES = ["pointerdown", "focusin", "click"];

class SidelightStory extends HTMLElement {
  static observedAttributes = ["src", "lang", "highlights", "no-timeline", "no-quotes", "deep-links", "share-url", "preview-pages", "preview-images"];

  /** The shadow root, from when there is something to be shown in it: for a new one the page is laid out anew. */
  #root;
  #own = new CSSStyleSheet();
  #glue;
  #instance;
  #observer;
  #story;
  /** What the reader is to look at, while there is no story to look at it in. */
  #state;
  /** Whether a story is on its way to the instance. */
  #awaits = true;
  /** What was found of the story before there was an instance to show it. */
  #early;
  #turn = 0;
  #ready = pending();
  /** The attributes that have changed, until all of them have. */
  #news = new Set();
  /** The press of a link of the static copy, while there is no live view to answer it. */
  #pressed;
  /** Ends the wait for a better time to begin, or sees to it that there is none. */
  #hurry = () => (this.#hurry = null);
  #failed = (error) => {
    this.#root?.replaceChildren(slot("error"), slot());
    this.#instance = undefined;
    this.#awaits = true;
    complain("it has failed. Please report it", error);
    this.#tell("panic", "it has failed");
  };

  constructor() {
    super();
    for (const kind of ["ready", "error"])
      this.addEventListener(`sidelight-${kind}`, ({ target, detail }) => {
        if (target !== this) return;
        this.#renew();
        this.#ready[kind](kind === "ready" ? this : detail);
      });
  }

  #open(mount) {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheet, this.#own];
      this.#root.addEventListener("click", ({ target }) => this.#glue.pass(this, target.closest("[data-share]")));
    }
    if (mount.parentNode !== this.#root) this.#root.prepend(mount);
    // Once all of it is done that this is a part of.
    queueMicrotask(() => this.#calm());
    return this.#root;
  }

  connectedCallback() {
    // A property that was set before the tag was defined hides the accessor: set it again.
    for (const name of ["story", "state"])
      if (Object.hasOwn(this, name)) {
        const value = this[name];
        delete this[name];
        this[name] = value;
      }
    // If it is live it has been moved.
    if (this.#instance || this.#observer) return this.#instance?.configure();
    for (const kind of TOUCHES) this.addEventListener(kind, this.#touched);
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#rest();
        this.#start();
      },
      { rootMargin: "100% 0px" },
    );
    this.#observer.observe(this);
  }

  disconnectedCallback() {
    // Moving an element disconnects and connects it: wait and see.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#rest();
      this.#pressed?.link.removeAttribute("data-pending");
      this.#pressed = undefined;
      this.#calm();
      this.#state = this.state;
      this.#awaits = true;
      this.#turn++;
      stands.delete(this.#failed);
      this.#instance?.destroy();
      this.#instance?.free();
      this.#instance = undefined;
      this.#root?.replaceChildren(slot());
      this.removeAttribute("data-sidelight");
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (!this.#news.size)
      queueMicrotask(() => {
        if (this.#news.delete("src")) this.#changed();
        if (this.#news.size) this.#instance?.configure();
        this.#news.clear();
      });
    this.#news.add(name);
  }

  /** The story, as an object in the shape of a story file. Wins over `src`. */
  get story() {
    return this.#story;
  }
  set story(story) {
    this.#story = story;
    this.#changed();
  }

  /** What the reader looks at, as a plain object; null until a story is there. */
  get state() {
    return this.#state ?? this.#instance?.state() ?? null;
  }
  set state(state) {
    const text = JSON.stringify(state) ?? "null";
    if (this.#awaits) this.#state = JSON.parse(text);
    else this.#instance.restore(text);
  }

  /** Fulfilled with the element once the story is live; rejected with an error's detail, if that can't be. */
  get ready() {
    return this.#ready.promise;
  }

  #changed() {
    this.#early = undefined;
    this.#awaits = true;
    this.#renew();
    if (this.#instance) this.#show();
  }

  /** Who waits still for the promise before waits for the new one. */
  #renew() {
    const { ready } = this.#ready;
    this.#ready = pending();
    ready(this.#ready.promise);
  }

  #rest() {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  async #start() {
    const turn = this.#turn;
    this.#early = this.#text();
    try {
      const [glue] = await load();
      // A promise of each start's own: one that lived on would keep what each of them has left with it.
      if (this.#hurry) await new Promise((done) => idle((this.#hurry = done)));
      // It may have been moved, and so have begun twice.
      if (turn !== this.#turn || this.#instance) return;
      const mount = document.createElement("div");
      mount.className = "sl-mount";
      mount.hidden = true;
      stands.add(this.#failed);
      this.#glue = glue;
      this.#instance = new glue.Instance(this, mount, this.#own, () => this.#open(mount));
    } catch (cause) {
      if (turn === this.#turn) this.#tell("not-loaded", String(cause));
      return;
    }
    this.#show(this.#early);
  }

  /** The reader touches what can be touched: there is no time to lose, and the press of a link is kept for the live view. */
  #touched = (event) => {
    const { type, target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (!target.closest("a,button,summary,[tabindex]")) return;
    this.#hurry?.();
    if (this.#observer) {
      this.#rest();
      this.#start();
    }
    const link = target.closest("a[href^='#']");
    if (type !== "click" || !link || button || metaKey || ctrlKey || shiftKey || altKey) return;
    event.preventDefault();
    this.#pressed?.link.removeAttribute("data-pending");
    this.#pressed = { link, event };
    link.setAttribute("data-pending", "");
    // Who has waited for so long is served by the static copy.
    setTimeout(() => this.#pressed?.event === event && this.#calm(), PATIENCE);
  };

  /** Answers what was pressed: as the live view does, or else as a link does. */
  #calm() {
    for (const kind of TOUCHES) this.removeEventListener(kind, this.#touched);
    if (!this.#pressed) return;
    const { link, event } = this.#pressed;
    this.#pressed = undefined;
    link.removeAttribute("data-pending");
    if (this.dataset.sidelight !== "live") link.click();
    else this.#instance.counterpart(link)?.dispatchEvent(new MouseEvent("click", event));
  }

  /** The story as text: from the property, from the script inside the element, or from `src`. */
  #text() {
    const script = this.querySelector(':scope > script[type="application/json"]');
    if (this.#story !== undefined) {
      try {
        return { text: JSON.stringify(this.#story) ?? "null" };
      } catch (error) {
        return { error: String(error) };
      }
    }
    if (script) return { text: script.textContent };
    const src = this.getAttribute("src");
    if (src === null) return undefined;
    return within(fetch(src)).then(
      async (response) => (response.ok ? { text: await response.text() } : { src, error: String(response.status) }),
      (error) => ({ src, error: String(error) }),
    );
  }

  async #show(fetching = this.#text()) {
    const turn = ++this.#turn;
    const found = await fetching;
    if (turn !== this.#turn || !this.#instance || !found) return;
    const state = this.#state;
    this.#state = undefined;
    this.#awaits = false;
    if (found.text !== undefined) this.#instance.show(found.text, state && JSON.stringify(state));
    else if (found.src !== undefined) this.#instance.notFetched(found.src, found.error);
    else this.#instance.notJson(found.error);
  }

  /** The static copy is shown; the reader is told nothing, for nothing is missing that they had. */
  #tell(code, message) {
    this.#calm();
    this.setAttribute("data-sidelight", "failed");
    const detail = { code, message, path: null };
    this.dispatchEvent(new CustomEvent("sidelight-error", { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("sidelight-story")) customElements.define("sidelight-story", SidelightStory);
