// <sidelight-story>: the tag and its life cycle. What it shows is Rust's (see instance.rs).
// The tag is defined at once; the WebAssembly is fetched when an element nears the viewport.

const here = (file) => new URL(file, import.meta.url);

/** The stylesheet of all elements. Each adopts it when it is made: WebKit lets go of the scroll position at that. */
const sheet = new CSSStyleSheet();

/** Fills the stylesheet. WebKit lets go of the scroll position at that too, where a fragment has led to words. */
const dress = (text) => {
  const place = [scrollX, scrollY];
  sheet.replaceSync(text);
  document.documentElement.getBoundingClientRect();
  if (scrollX !== place[0] || scrollY !== place[1]) scrollTo({ left: place[0], top: place[1], behavior: "instant" });
};

/** What each element with a live view does when the WebAssembly has failed: it is not to be trusted any further. */
const stands = new Set();
const failed = (error) => {
  const all = [...stands];
  stands.clear();
  for (const stand of all) stand(error);
};

/** Fetches the WebAssembly and the stylesheet, once for all elements of the page. */
let loading;
const load = () =>
  (loading ??= Promise.all([
    import("./sidelight.js").then(async (glue) => {
      glue.default.failed = failed;
      await glue.default({ module_or_path: here("sidelight_bg.wasm") });
      return glue.Instance;
    }),
    fetch(here("style.css")).then(async (response) => {
      if (!response.ok) throw new Error(`style.css: ${response.status}`);
      dress(await response.text());
    }),
  ]));

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

class SidelightStory extends HTMLElement {
  static observedAttributes = ["src"];

  #root = this.attachShadow({ mode: "open" });
  #own = new CSSStyleSheet();
  #instance;
  #observer;
  #story;
  /** What was found of the story before there was an instance to show it. */
  #early;
  #turn = 0;
  #failed = (error) => {
    for (const mount of this.#root.querySelectorAll(".sl-mount")) mount.hidden = true;
    if (!this.#root.querySelector("slot")) this.#root.append(document.createElement("slot"));
    this.#tell("panic", "it has failed", "sidelight: it has failed, and shows the copy in the page:", error);
  };

  constructor() {
    super();
    this.#root.append(document.createElement("slot"));
    this.#root.adoptedStyleSheets = [sheet, this.#own];
    this.#root.addEventListener("click", ({ target }) => {
      const button = target.closest("[data-copied],[data-title]");
      if (button) pass(this.#root, button);
    });
  }

  connectedCallback() {
    // A property that was set before the tag was defined hides the accessor: set it again.
    if (Object.hasOwn(this, "story")) {
      const { story } = this;
      delete this.story;
      this.story = story;
    }
    if (this.#instance || this.#observer) return;
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
      this.#turn++;
      stands.delete(this.#failed);
      this.#instance?.destroy();
      this.#instance?.free();
      this.#instance = undefined;
      this.#root.replaceChildren(document.createElement("slot"));
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
      if (turn !== this.#turn) return;
      const mount = document.createElement("div");
      mount.className = "sl-mount";
      mount.hidden = true;
      this.#root.prepend(mount);
      this.#instance = new Instance(this, this.#root, mount, this.#own);
      stands.add(this.#failed);
    } catch (error) {
      const said = "sidelight: the live view can’t be loaded, the copy in the page stays:";
      this.#tell("not-loaded", String(error), said, error);
      return;
    }
    this.#show(this.#early);
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
    this.setAttribute("data-sidelight", "failed");
    const detail = { code, message, path: null };
    this.dispatchEvent(new CustomEvent("sidelight-error", { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("sidelight-story")) customElements.define("sidelight-story", SidelightStory);
