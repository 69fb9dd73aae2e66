// <sidelight-story>: the tag and its life cycle. What it shows is Rust's (see instance.rs).
// The tag is defined at once; the WebAssembly is fetched when an element nears the viewport.

const here = (file) => new URL(file, import.meta.url);

/** The stylesheet of all elements. */
const sheet = new CSSStyleSheet();

/** What each element with a live view does when the WebAssembly has failed: it is not to be trusted any further. */
const stands = new Set();
const failed = (error) => {
  const all = [...stands];
  stands.clear();
  for (const stand of all) stand(error);
};

const fetched = async (file) => {
  const response = await fetch(here(file));
  if (!response.ok) throw new Error(`${file}: ${response.status}`);
  return response;
};

/** Fetches the WebAssembly and the stylesheet, once for all elements of the page. */
let loading;
const load = () => (loading ??= Promise.all([wake(), dress()]));

const wake = async () => {
  // The WebAssembly doesn't wait for the script that binds it.
  const [glue, wasm] = await Promise.all([import("./sidelight.js"), fetched("sidelight_bg.wasm")]);
  glue.default.failed = failed;
  await glue.default({ module_or_path: wasm });
  return glue.Instance;
};

/** A page of ours has the stylesheet in it, so that it is painted without waiting for another file. */
const dress = async () => {
  const inline = document.querySelector("style[data-sidelight]");
  sheet.replaceSync(inline?.textContent ?? (await (await fetched("style.css")).text()));
};

/** When the browser has nothing better to do, or a while has passed. */
const idle = () =>
  new Promise((done) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(done, { timeout: 1000 });
    else setTimeout(done, 100);
  });

/** Passes on what a button holds: copies it, or opens the system's share sheet. */
const pass = async (root, { dataset: { copied, title, text, url }, parentElement }) => {
  const [field, said] = [...parentElement.children].slice(-2);
  for (const before of root.querySelectorAll(".sl-copied")) before.textContent = "";
  field.hidden = true;
  try {
    if (copied) await navigator.clipboard.writeText(text);
    else await navigator.share({ title, text, url });
    said.textContent = copied ?? "";
  } catch (error) {
    // A reader who leaves the share sheet wants nothing more.
    if (error.name === "AbortError") return;
    // Where the browser refuses, what it was is shown, for the reader to copy.
    field.value = [...new Set([text, url])].filter(Boolean).join("\n");
    field.rows = field.value.split("\n").length;
    field.hidden = false;
    field.focus();
    field.select();
  }
};

/** What tells that the reader wants something of the static copy. */
const TOUCHES = ["pointerdown", "focusin", "click"];
/** How long a press waits for the live view, in milliseconds. */
const PATIENCE = 3000;

class SidelightStory extends HTMLElement {
  static observedAttributes = ["src"];

  /** The shadow root, from when there is something to be shown in it: for a new one the page is laid out anew. */
  #root;
  #own = new CSSStyleSheet();
  #instance;
  #observer;
  #story;
  /** What was found of the story before there was an instance to show it. */
  #early;
  #turn = 0;
  /** The press of a link of the static copy, while there is no live view to answer it. */
  #pressed;
  #hurry;
  #hurried = new Promise((done) => (this.#hurry = done));
  #failed = (error) => {
    this.#root?.replaceChildren(document.createElement("slot"));
    this.#tell("panic", "it has failed", "sidelight: it has failed, and shows the copy in the page:", error);
  };

  #open(mount) {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheet, this.#own];
      this.#root.addEventListener("click", ({ target }) => {
        const button = target.closest("[data-copied],[data-title]");
        if (button) pass(this.#root, button);
      });
    }
    if (mount.parentNode !== this.#root) this.#root.prepend(mount);
    // Once all of it is done that this is a part of.
    queueMicrotask(() => this.#calm());
    return this.#root;
  }

  connectedCallback() {
    // A property that was set before the tag was defined hides the accessor: set it again.
    if (Object.hasOwn(this, "story")) {
      const { story } = this;
      delete this.story;
      this.story = story;
    }
    if (this.#instance || this.#observer) return;
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
      this.#pressed?.link.removeAttribute("data-held");
      this.#pressed = undefined;
      this.#calm();
      this.#turn++;
      stands.delete(this.#failed);
      this.#instance?.destroy();
      this.#instance?.free();
      this.#instance = undefined;
      this.#root?.replaceChildren(document.createElement("slot"));
      this.removeAttribute("data-sidelight");
    });
  }

  attributeChangedCallback(_name, before, after) {
    if (before !== after) this.#changed();
  }

  /** The story, as an object in the shape of a story file. Wins over `src`. */
  get story() {
    return this.#story;
  }
  set story(story) {
    this.#story = story;
    this.#changed();
  }

  #changed() {
    this.#early = undefined;
    if (this.#instance) this.#show();
  }

  #rest() {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  async #start() {
    const turn = this.#turn;
    this.#early = this.#text();
    try {
      const [Instance] = await load();
      await Promise.race([idle(), this.#hurried]);
      // It may have been moved, and so have begun twice.
      if (turn !== this.#turn || this.#instance) return;
      const mount = document.createElement("div");
      mount.className = "sl-mount";
      mount.hidden = true;
      this.#instance = new Instance(this, mount, this.#own, () => this.#open(mount));
      stands.add(this.#failed);
    } catch (error) {
      const said = "sidelight: the live view can’t be loaded, the copy in the page stays:";
      this.#tell("not-loaded", String(error), said, error);
      return;
    }
    this.#show(this.#early);
  }

  /** The reader touches what can be touched: there is no time to lose, and the press of a link is kept for the live view. */
  #touched = (event) => {
    const { type, target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (!target.closest("a,button,summary,[tabindex]")) return;
    this.#hurry();
    if (this.#observer) {
      this.#rest();
      this.#start();
    }
    const link = target.closest("a[href^='#']");
    if (type !== "click" || !link || button || metaKey || ctrlKey || shiftKey || altKey) return;
    event.preventDefault();
    this.#pressed?.link.removeAttribute("data-held");
    this.#pressed = { link, event };
    link.setAttribute("data-held", "");
    // Who has waited for so long is served by the static copy.
    setTimeout(() => this.#pressed?.event === event && this.#calm(), PATIENCE);
  };

  /** Answers what was pressed: as the live view does, or else as a link does. */
  #calm() {
    for (const kind of TOUCHES) this.removeEventListener(kind, this.#touched);
    if (!this.#pressed) return;
    const { link, event } = this.#pressed;
    this.#pressed = undefined;
    link.removeAttribute("data-held");
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
    return fetch(src).then(
      async (response) => (response.ok ? { text: await response.text() } : { src, error: String(response.status) }),
      (error) => ({ src, error: String(error) }),
    );
  }

  async #show(fetching = this.#text()) {
    const turn = ++this.#turn;
    const found = await fetching;
    if (turn !== this.#turn || !this.#instance) return;
    if (found?.text !== undefined) this.#instance.show(found.text);
    else if (found?.src !== undefined) this.#instance.notFetched(found.src, found.error);
    else if (found) this.#instance.notJson(found.error);
  }

  /** The static copy is shown; the reader is told nothing, for nothing is missing that they had. */
  #tell(code, message, said, error) {
    console.error(said, error);
    this.#calm();
    this.setAttribute("data-sidelight", "failed");
    const detail = { code, message, path: null };
    this.dispatchEvent(new CustomEvent("sidelight-error", { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("sidelight-story")) customElements.define("sidelight-story", SidelightStory);
