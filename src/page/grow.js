{
  const frame = document.currentScript.previousElementSibling;
  const ask = () => frame.contentWindow.postMessage({ sidelight: "height?" }, "*");
  addEventListener("message", ({ source, data }) => {
    if (source === frame.contentWindow && data?.sidelight === "height") frame.height = data.height;
  });
  frame.addEventListener("load", ask);
  ask();
}
