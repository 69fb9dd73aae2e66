// Checks for elements and attributes that a hostile story must not add to the page.
const FORBIDDEN =
  "script,style,iframe,frame,frameset,object,embed,applet,image,base,form,template,noscript,math,video,audio,plaintext,[srcdoc],[http-equiv]";
const expect = async (what, condition) => {
  if ((await until(condition, 20000)) !== true) throw new Error(`timed out waiting until ${what}`);
};
const isJson = (text) => {
  try {
    return Boolean(JSON.parse(text));
  } catch {
    return false;
  }
};
// True for the elements that each page of Sidelight has.
const isOwn = (it) =>
  (it.matches("head > script[type='application/ld+json']") && it.attributes.length === 1 && isJson(it.textContent)) ||
  it.matches("head > meta:not([http-equiv]), script[src='element.js']:empty, script[src='offline.js']:empty, " +
    "link[rel=stylesheet][href='style.css']");
// The names of an element's attributes. (A field of a form can hide a method of the form.)
const attributes = (it) => Element.prototype.getAttributeNames.call(it);
// The violations in a document or a shadow root: forbidden elements, attributes and URLs, and payloads that have run.
const faults = (root) => {
  const found = [];
  if (window.pwned !== undefined || {}.pwned !== undefined) found.push("it has run");
  for (const it of root.querySelectorAll("*")) {
    if (isOwn(it)) continue;
    const report = (what) => found.push(`<${it.localName}> ${what}`);
    if (it.matches(FORBIDDEN) || it.matches("link,meta")) report("is not allowed");
    for (const name of attributes(it)) {
      const value = it.getAttribute(name);
      if (name.startsWith("on")) report(name);
      // Scripts set positions: only lengths are allowed.
      if (name === "style" && !/^[-\w\s:;.%]*$/.test(value.replaceAll("calc(", "").replaceAll(")", ""))) report(`style ${value}`);
      if (!/^(xlink:)?href$|^src$|^srcset$|action$|^data$|^poster$|^background$|^ping$/.test(name)) continue;
      if (it.localName === "sidelight-story") continue;
      const isPicture = it.localName === "img" && it.parentElement?.matches(css("figure@figure")) && name === "src";
      const isThere = isPicture ? /^https?:$/.test(new URL(it.src, location.href).protocol) : value.startsWith("#");
      if (!isThere && !(/^(https?:\/\/|mailto:)/i.test(value) && /^(https?|mailto):$/.test(it.protocol))) report(value);
    }
  }
  return found;
};
// Waits for pending image requests: earlier requests have failed once this one has failed.
const settled = async () => {
  await new Promise((done) => {
    const image = new Image();
    image.onload = image.onerror = done;
    image.src = "nowhere.png";
  });
  await frame();
};
// Shows `count` stories from the index `from`, one after another, opens a note of each, and checks all elements.
const checkStories = async (from, count) => {
  const seen = { faults: [], notes: 0 };
  const element = find("sidelight-story");
  for (let at = from; at < from + count; at++) {
    const [story, words] = stories[at];
    element.story = story;
    await expect(`story ${at} is shown`, () =>
      element.dataset.sidelight === "live" && all(">>> @story-title")[0]?.textContent === story.title);
    const check = () => seen.faults.push(...roots().slice(1).flatMap(faults).map((fault) => `story ${at}: ${fault}`));
    check();
    const values = within(element, "*").flatMap((it) => attributes(it).map((name) => it.getAttribute(name)));
    const content = [...roots().slice(1).map((root) => root.textContent), ...values].join("\n");
    for (const word of words) if (!content.includes(word)) seen.faults.push(`story ${at}: lacks ${word}`);
    const marks = all(">>> @article-body a@mark");
    marks[at % marks.length].click();
    await expect(`a note of story ${at} is open`, () => all(">>> @card").length);
    seen.notes++;
    check();
  }
  return seen;
};
// Sets the stories, which all have a story error, and checks each error message.
const checkErrors = async () => {
  const found = [];
  const element = find("sidelight-story");
  for (const [story, payload] of stories) {
    element.story = story;
    await expect(`${payload} is in the message`, () => all(">>> @story-error")[0]?.textContent.includes(payload));
    found.push(...roots().slice(1).flatMap(faults).map((fault) => `${payload}: ${fault}`));
    if (all(">>> @story-error :not(p)").length) found.push(`${payload}: the message has other elements than paragraphs`);
  }
  return found;
};
