// What looks for what a hostile story might have brought into the page.
const FORBIDDEN =
  "script,style,iframe,frame,frameset,object,embed,applet,image,base,form,template,noscript,math,video,audio,plaintext,[srcdoc],[http-equiv]";
const expect = async (what, condition) => {
  if ((await until(condition, 20000)) !== true) throw new Error(`waited in vain until ${what}`);
};
const isJson = (text) => {
  try {
    return Boolean(JSON.parse(text));
  } catch {
    return false;
  }
};
// Whether an element is one of those that a page of ours has of its own.
const isOwn = (it) =>
  (it.matches("head > script[type='application/ld+json']") && it.attributes.length === 1 && isJson(it.textContent)) ||
  it.matches("head > meta:not([http-equiv]), script[src='element.js']:empty, script[src='offline.js']:empty, " +
    "link[rel=stylesheet][href='style.css']");
// The names of an element's attributes. A form may have a field that is called as a property of its own.
const attributes = (it) => Element.prototype.getAttributeNames.call(it);
// What is in a document or a shadow root that must not be, and whether anything has run.
const faults = (root) => {
  const found = [];
  if (window.pwned !== undefined || {}.pwned !== undefined) found.push("it has run");
  for (const it of root.querySelectorAll("*")) {
    if (isOwn(it)) continue;
    const told = (what) => found.push(`<${it.localName}> ${what}`);
    if (it.matches(FORBIDDEN) || it.matches("link,meta")) told("is an element of its own");
    for (const name of attributes(it)) {
      const value = it.getAttribute(name);
      if (name.startsWith("on")) told(name);
      // Where things lie is set by script: lengths, and nothing more.
      if (name === "style" && !/^[-\w\s:;.%]*$/.test(value.replaceAll("calc(", "").replaceAll(")", ""))) told(`style ${value}`);
      if (!/^(xlink:)?href$|^src$|^srcset$|action$|^data$|^poster$|^background$|^ping$/.test(name)) continue;
      if (it.localName === "sidelight-story") continue;
      const isPicture = it.localName === "img" && it.parentElement?.matches(css("figure@figure")) && name === "src";
      const isThere = isPicture ? /^https?:$/.test(new URL(it.src, location.href).protocol) : value.startsWith("#");
      if (!isThere && !(/^(https?:\/\/|mailto:)/i.test(value) && /^(https?|mailto):$/.test(it.protocol))) told(value);
    }
  }
  return found;
};
// Once an image that was asked for now has failed, one that was asked for before has failed too.
const settled = async () => {
  await new Promise((done) => {
    const image = new Image();
    image.onload = image.onerror = done;
    image.src = "nowhere.png";
  });
  await frame();
};
// Shows so many stories, from this number on, one after another, opens a note of each, and looks at all of it.
const look = async (from, count) => {
  const seen = { faults: [], notes: 0 };
  const element = find("sidelight-story");
  for (let at = from; at < from + count; at++) {
    const [story, words] = stories[at];
    element.story = story;
    await expect(`story ${at} is shown`, () =>
      element.dataset.sidelight === "live" && all(">>> @story-title")[0]?.textContent === story.title);
    const root = element.shadowRoot;
    const check = () => seen.faults.push(...faults(root).map((fault) => `story ${at}: ${fault}`));
    check();
    const values = [...root.querySelectorAll("*")].flatMap((it) => attributes(it).map((name) => it.getAttribute(name)));
    const content = [root.textContent, ...values].join("\n");
    for (const word of words) if (!content.includes(word)) seen.faults.push(`story ${at}: lacks ${word}`);
    const marks = all(">>> @article-body a@mark");
    marks[at % marks.length].click();
    await expect(`a note of story ${at} is open`, () => all(">>> @card").length);
    seen.notes++;
    check();
  }
  return seen;
};
// Shows the stories, none of which can be read, and looks at what is said of each.
const tell = async () => {
  const found = [];
  const element = find("sidelight-story");
  for (const [story, payload] of stories) {
    element.story = story;
    await expect(`${payload} is told`, () => all(">>> @story-error")[0]?.textContent.includes(payload));
    found.push(...faults(element.shadowRoot).map((fault) => `${payload}: ${fault}`));
    if (all(">>> @story-error :not(p)").length) found.push(`${payload}: is told in more than words`);
  }
  return found;
};
