// <sidelight-story>: the custom element and its life cycle. Rust renders the story (see instance.rs).
// custom-elements.json documents the attributes, properties and events.
// The element is defined at once. The WebAssembly is fetched when an element comes near the viewport.
//
// The build puts one of the loaders in load/ in front of this file (see xtask/src/element_script.rs). It declares
// `loadWasm`, `loadStylesheet`, `fetchChunk` and `causeOf`. chunks.js and story_text.js come before this file too.

/** The longest time that loading may take, and that a click waits until the document is interactive, in milliseconds. */
const LOAD_TIMEOUT = 60000;
const PRESS_TIMEOUT = 3000;

/** The stylesheet that all elements share. */
const sheet = new CSSStyleSheet();

/**
 * One function for each element with a live view. All are called when the WebAssembly has panicked: its memory may be
 * corrupt, so no element may call it again.
 * @type {Set<(error: unknown) => void>}
 */
const failureHandlers = new Set();

/** @param {unknown} error */
const onPanic = (error) => {
  const handlers = [...failureHandlers];
  failureHandlers.clear();
  for (const handle of handlers) handle(error);
};

/**
 * Logs a loading failure. `docs/troubleshooting.md` has an entry for each code.
 * @param {string[]} cause a code and a message
 * @param {unknown} error
 */
const logFailure = ([code, message], error) =>
  console.error(`sidelight: [${code}] ${message}. Showing the fallback. ${seeAlso(code)}`, error);

/** @param {string} code */
const seeAlso = (code) => `See docs/troubleshooting.md#${code.toLowerCase()}`;

/** @type {Promise<any> | undefined} */
let loading;

/**
 * Loads the glue, the WebAssembly and the stylesheet once for all elements of the page. After a failure the next call
 * tries again. Rejects with a code and a message.
 */
const load = () =>
  (loading ??= withTimeout(Promise.all([loadWasm(), loadStylesheet()])).catch((error) => {
    loading = undefined;
    return report(error);
  }));

/**
 * Logs a loading failure, and rejects with its code and a message.
 * @param {any} error
 */
const report = async (error) => {
  const cause = await causeOf(error);
  logFailure(cause, error);
  throw cause;
};

/**
 * Rejects with a `TimeoutError` if the promise is not settled in time. The timer is cleared when the promise is settled:
 * otherwise it would keep the element in memory.
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
const withTimeout = (promise) =>
  new Promise((done, fail) => {
    const timer = setTimeout(fail, LOAD_TIMEOUT, new DOMException("", "TimeoutError"));
    promise.then(done, fail).then(() => clearTimeout(timer));
  });

/**
 * Calls back when the browser is idle, or after a second at the latest.
 * @param {(value?: any) => void} done
 */
const whenIdle = (done) => self.requestIdleCallback?.(done, { timeout: 1000 }) ?? setTimeout(done, 100);

/**
 * True if the element is within a viewport's height of the viewport: the intersection observer would report it after the
 * next frame. In an iframe only the observer knows.
 * @param {Element} element
 */
const isNear = (element) => {
  const [box] = self === top ? element.getClientRects() : [];
  return box && box.bottom >= -innerHeight && box.top <= 2 * innerHeight;
};

/** Returns a promise and the functions that settle it. An unhandled rejection is not reported on the console. */
const deferred = () => {
  /** @type {any} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {});
  return made;
};

const slot = (name = "") => Object.assign(document.createElement("slot"), { name });

/** The events that show that the reader uses the document. */
const INPUT_EVENTS = ["pointerdown", "focusin", "click"];

class SidelightStory extends HTMLElement {
  static observedAttributes = ["src", "lang", "highlights", "no-timeline", "no-quotes", "deep-links", "share-url", "preview-pages", "preview-images", "host-fonts", "isolated"];

  /**
   * The shadow root, for a story that is not prerendered and for error messages. It is attached only when it has content,
   * because attaching it hides the fallback.
   * @type {ShadowRoot | undefined}
   */
  #root;
  /** @type {any} */
  #glue;
  /** @type {any} */
  #instance;
  /** @type {IntersectionObserver | undefined} */
  #observer;
  /** @type {unknown} */
  #story;
  /**
   * The value of `state` that was set before there was a story.
   * @type {unknown}
   */
  #pendingState;
  /** True until a story was given to the instance. */
  #isPending = true;
  /**
   * The story, fetched while the WebAssembly is loading.
   * @type {Found | undefined | Promise<Found>}
   */
  #prefetched;
  /** Increases when work in progress is out of date. */
  #generation = 0;
  #ready = deferred();
  /**
   * The attributes that have changed in this task. They are handled together.
   * @type {Set<string>}
   */
  #changedAttributes = new Set();
  /**
   * The click on a link that waits until the document is interactive.
   * @type {{ link: HTMLElement, event: MouseEvent } | undefined}
   */
  #pressed;
  /**
   * Ends the wait for an idle browser. If called before, there is no wait.
   * @type {((value?: any) => void) | null}
   */
  #skipIdle = () => (this.#skipIdle = null);
  /** @param {unknown} error */
  #onPanic = (error) => {
    this.#root?.replaceChildren(slot("error"), slot());
    this.#makeStatic();
    this.#instance = undefined;
    this.#isPending = true;
    const cause = ["L11", "the live view has failed. Please report it"];
    logFailure(cause, error);
    this.#fail(cause);
  };

  /**
   * Loads a chunk for the instance, which waits for it.
   * @param {string} name
   */
  #loadChunk = (name) =>
    loadChunk(this.#glue, name).then(
      () => this.#instance?.resume(name, true),
      (cause) => {
        // Without the chunk of the timeline, the list of events stays.
        if (this.#instance && !this.#instance.resume(name, false)) this.#fail(cause);
      },
    );

  constructor() {
    super();
    for (const kind of ["ready", "error"])
      this.addEventListener(
        `sidelight-${kind}`,
        /** @param {any} event */
        ({ target, detail }) => {
          if (target !== this) return;
          queueMicrotask(() => this.#settlePress());
          this.#renewReady();
          if (kind === "ready") this.#ready.resolve(this);
          else this.#ready.reject(detail);
        },
      );
    this.addEventListener(
      "click",
      /** @param {any} event */
      (event) => this.#instance && this.#glue.share(this, event.composedPath()[0].closest("[data-share]")),
    );
  }

  /** @param {HTMLElement} mount the element that Yew renders into */
  #attachMount(mount) {
    this.#root ??= this.attachShadow({ mode: "open" });
    this.#root.adoptedStyleSheets = [sheet];
    if (mount.parentNode !== this.#root) this.#root.prepend(mount);
    for (const old of [...this.#root.children]) if (old !== mount) old.remove();
  }

  /** Makes a prerendered document work without the WebAssembly, which has failed. The stylesheet hides the islands. */
  #makeStatic() {
    this.querySelector(":scope > .sidelight")?.classList.remove("sl-is-live");
    for (const slide of this.querySelectorAll("[aria-hidden][data-link]")) {
      slide.removeAttribute("aria-hidden");
      for (const it of slide.querySelectorAll("[tabindex]")) it.removeAttribute("tabindex");
    }
  }

  connectedCallback() {
    // A property that was set before the element was defined hides the accessor. Set it again.
    /** @type {any} */
    const element = this;
    for (const name of ["story", "state"])
      if (Object.hasOwn(element, name)) {
        const value = element[name];
        delete element[name];
        element[name] = value;
      }
    // An element that is live or observed was moved in the document.
    if (this.#instance || this.#observer) return this.#instance?.configure();
    for (const kind of INPUT_EVENTS) this.addEventListener(kind, this.#onEarlyInput);
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.#begin();
      },
      { rootMargin: "100% 0px" },
    );
    this.#observer.observe(this);
    // After the changes of attributes have been handled.
    queueMicrotask(() => this.#observer && isNear(this) && this.#begin());
  }

  disconnectedCallback() {
    // Moving an element disconnects and connects it. Wait until it is known to be removed.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#unobserve();
      this.#pressed?.link.removeAttribute("data-pending");
      this.#pressed = undefined;
      this.#settlePress();
      this.#pendingState = this.state;
      this.#isPending = true;
      this.#generation++;
      failureHandlers.delete(this.#onPanic);
      this.#instance?.destroy();
      this.#instance?.free();
      this.#instance = undefined;
      this.#root?.replaceChildren(slot());
      this.removeAttribute("data-sidelight");
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after) return;
    if (!this.#changedAttributes.size)
      queueMicrotask(() => {
        if (this.#changedAttributes.delete("src")) this.#storyChanged();
        if (this.#changedAttributes.size) this.#instance?.configure();
        this.#changedAttributes.clear();
      });
    this.#changedAttributes.add(name);
  }

  /** The story, as an object with the fields of a story file. Wins over `src`. */
  get story() {
    return this.#story;
  }
  set story(story) {
    this.#story = story;
    this.#storyChanged();
  }

  /** The reader's choices, as a plain object. Null until a story is live. */
  get state() {
    return this.#pendingState ?? this.#instance?.state() ?? null;
  }
  set state(state) {
    // A copy: later changes to the object have no effect.
    const text = JSON.stringify(state) ?? "null";
    if (this.#isPending) this.#pendingState = JSON.parse(text);
    else this.#instance.restore(text);
  }

  /** Resolves to the element when the story is live. Rejects with the detail of `sidelight-error`. */
  get ready() {
    return this.#ready.promise;
  }

  #storyChanged() {
    this.#prefetched = undefined;
    this.#isPending = true;
    this.#renewReady();
    if (this.#instance) this.#show();
  }

  /** Replaces the promise. The old one follows the new one, so code that waits for it waits for the new story. */
  #renewReady() {
    const before = this.#ready;
    this.#ready = deferred();
    before.resolve(this.#ready.promise);
  }

  #unobserve() {
    this.#observer?.disconnect();
    this.#observer = undefined;
  }

  #begin() {
    this.#unobserve();
    this.#start();
  }

  async #start() {
    const generation = this.#generation;
    const loaded = load();
    // A failure is handled below, perhaps later.
    loaded.catch(() => {});
    this.#prefetched = this.#readStory();
    try {
      // An `async` script runs before the browser has parsed the content of the element.
      if (document.readyState === "loading") {
        await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
        if (this.#storyScript()) this.#prefetched = undefined;
      }
      const [glue] = await loaded;
      // A new promise for each element: a promise that they shared would keep removed elements in memory.
      if (this.#skipIdle) await new Promise((done) => whenIdle((this.#skipIdle = done)));
      // The element may have been removed, or moved and started twice.
      if (generation !== this.#generation || this.#instance) return;
      const mount = document.createElement("div");
      mount.className = "sl-mount";
      failureHandlers.add(this.#onPanic);
      this.#glue = glue;
      this.#instance = new glue.Instance(this, mount, sheet, () => this.#attachMount(mount), this.#loadChunk);
    } catch (cause) {
      if (generation === this.#generation) this.#fail(cause);
      return;
    }
    this.#show(this.#prefetched);
  }

  /**
   * Starts at once when the reader uses the document, and keeps a click on a link until the document is interactive.
   * @param {any} event
   */
  #onEarlyInput = (event) => {
    const { type, target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
    if (!target.closest("a,button,summary,[tabindex]")) return;
    this.#skipIdle?.();
    if (this.#observer) this.#begin();
    const link = target.closest("a[href^='#']");
    // Clicks with another button or a modifier key open tabs and windows: leave them to the browser.
    if (type !== "click" || !link || button || metaKey || ctrlKey || shiftKey || altKey) return;
    event.preventDefault();
    this.#pressed?.link.removeAttribute("data-pending");
    this.#pressed = { link, event };
    link.setAttribute("data-pending", "");
    // If that takes too long, the browser follows the link.
    setTimeout(() => this.#pressed?.event === event && this.#settlePress(), PRESS_TIMEOUT);
  };

  /** Repeats the stored click. If the document is not interactive, the browser follows the link. */
  #settlePress() {
    for (const kind of INPUT_EVENTS) this.removeEventListener(kind, this.#onEarlyInput);
    if (!this.#pressed) return;
    const { link, event } = this.#pressed;
    this.#pressed = undefined;
    link.removeAttribute("data-pending");
    link.dispatchEvent(new MouseEvent("click", event));
  }

  /** The script inside the element that contains the story, if there is one. */
  #storyScript() {
    return this.querySelector(':scope > script[type="application/json"]');
  }

  /**
   * Reads the story as JSON text: from the property, from the script inside the element, or from `src`.
   * @returns {Found | undefined | Promise<Found>}
   */
  #readStory() {
    const script = this.#storyScript();
    const src = this.getAttribute("src");
    const isJson = script ? !isCompiled(script.textContent) : src !== null && !/\.compiled\.json([?#]|$)/.test(src);
    if (this.#story !== undefined || isJson) prefetchChunk("json");
    if (this.#story !== undefined) {
      try {
        return { text: JSON.stringify(this.#story) ?? "null" };
      } catch (error) {
        return { error: String(error) };
      }
    }
    if (script) return parseStory(script.textContent ?? "");
    if (src === null) return undefined;
    return withTimeout(fetch(src)).then(
      async (response) => (response.ok ? parseStory(await response.text()) : { src, error: String(response.status) }),
      (error) => ({ src, error: String(error) }),
    );
  }

  async #show(fetching = this.#readStory()) {
    const generation = ++this.#generation;
    const found = await fetching;
    if (generation !== this.#generation || !this.#instance || !found) return;
    const state = this.#pendingState;
    this.#pendingState = undefined;
    this.#isPending = false;
    const { text, isCompiled } = found;
    if (text !== undefined) this.#instance.show(text, !!isCompiled, state && JSON.stringify(state));
    else if (found.src !== undefined) this.#instance.storyNotFetched(found.src, found.error);
    else this.#instance.storyNotSerializable(found.error);
  }

  /**
   * Reports a loading failure to the page. The fallback stays visible, so the reader is shown no message.
   * @param {any} cause a code and a message
   */
  #fail([code, message]) {
    this.#settlePress();
    this.setAttribute("data-sidelight", "failed");
    const detail = { code, path: null, message };
    this.dispatchEvent(new CustomEvent("sidelight-error", { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get("sidelight-story")) customElements.define("sidelight-story", SidelightStory);
