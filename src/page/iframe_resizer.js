{
  /** @type {any} */
  // @ts-expect-error A classic script has a currentScript while it runs.
  const frame = document.currentScript.previousElementSibling;
  const ask = () => frame.contentWindow.postMessage({ sidelight: "height?" }, "*");
  addEventListener("message", ({ source, data }) => {
    if (source !== frame.contentWindow) return;
    if (data.sidelight === "height") frame.height = data.height;
    if (data.sidelight === "show") scrollBy(0, frame.getBoundingClientRect().top + data.top - 100);
  });
  frame.addEventListener("load", ask);
  ask();
}
