// Looks a page over as somebody would who cannot see it, or not well. Returns what is wrong, in sentences.
() => {
  const problems = [];
  const tell = (element, what) => {
    const words = (element.outerHTML || "").replace(/\s+/g, " ").slice(0, 110);
    problems.push(`${what}: ${words}`);
  };
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const isUnseen = (element) => element.closest(".unseen") !== null;

  // Names, as assistive technology computes them in the cases that occur here.
  const text = (element) => {
    let words = "";
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) words += node.textContent;
      else if (node.nodeType === Node.ELEMENT_NODE && node.getAttribute("aria-hidden") !== "true") {
        words += " " + (node.getAttribute("alt") || node.getAttribute("aria-label") || text(node));
      }
    }
    return words.replace(/\s+/g, " ").trim();
  };
  const name = (element) => {
    const by = element.getAttribute("aria-labelledby");
    if (by) return by.split(" ").map((id) => document.getElementById(id)).map((e) => (e ? text(e) : "")).join(" ").trim();
    if (element.getAttribute("aria-label")) return element.getAttribute("aria-label").trim();
    if (element.labels && element.labels.length) return [...element.labels].map(text).join(" ").trim();
    return text(element);
  };
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=img], [role=timer], [tabindex='0']";
  for (const element of document.querySelectorAll(controls)) {
    if (!seen(element) && !isUnseen(element)) continue;
    if (!name(element)) tell(element, "has no name");
  }
  const names = new Map();
  for (const link of document.querySelectorAll("main a[href], main button")) {
    if (!seen(link)) continue;
    const target = link.href || link.form?.action || "";
    if (names.has(name(link)) && names.get(name(link)) !== target && link.href) tell(link, "is called like another link");
    names.set(name(link), target);
  }
  for (const picture of document.querySelectorAll("img")) {
    if (!picture.hasAttribute("alt")) tell(picture, "has no alt");
  }
  for (const drawing of document.querySelectorAll("svg")) {
    if (drawing.getAttribute("aria-hidden") !== "true" && drawing.getAttribute("role") !== "img") tell(drawing, "is neither hidden nor a picture");
  }
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of ids) if (ids.filter((other) => other === id).length > 1) problems.push(`the id ${id} occurs twice`);
  for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
    for (const id of (element.getAttribute("aria-labelledby") || element.getAttribute("aria-describedby")).split(" ")) {
      if (!document.getElementById(id)) tell(element, `refers to ${id}, which is not there`);
    }
  }

  // Headings and landmarks.
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((heading) => Number(heading.tagName[1]));
  if (levels[0] !== 1 || levels.filter((level) => level === 1).length !== 1) problems.push(`headings begin ${levels}`);
  levels.forEach((level, index) => {
    if (index > 0 && level > levels[index - 1] + 1) problems.push(`a heading of level ${level} follows one of ${levels[index - 1]}`);
  });
  if (document.querySelectorAll("main").length !== 1) problems.push("there is not one main");
  const landmarks = [...document.querySelectorAll("nav, [role=search]")];
  if (new Set(landmarks.map((element) => element.tagName + (element.getAttribute("aria-label") || ""))).size !== landmarks.length) {
    problems.push("landmarks of one kind have no names of their own");
  }
  if (!document.documentElement.lang) problems.push("the page has no language");
  if (!document.title) problems.push("the page has no title");

  // Contrast of every visible text against what is painted behind it.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, bottom) => top.slice(0, 3).map((value, i) => value * top[3] + bottom[i] * (1 - top[3])).concat(1);
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = rgba(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !seen(element) || isUnseen(element)) continue;
    texts += 1;
    const behind = background(element);
    const ratio = contrast(over(rgba(getComputedStyle(element).color), behind), behind);
    if (ratio < 4.5) tell(element, `contrast is ${ratio.toFixed(2)}`);
  }
  for (const input of document.querySelectorAll("input:not([type=hidden])")) {
    if (!seen(input)) continue;
    const hint = rgba(getComputedStyle(input, "::placeholder").color);
    const behind = background(input);
    if (input.placeholder && contrast(over(hint, behind), behind) < 4.5) tell(input, "hint has too little contrast");
  }
  if (texts === 0) problems.push("there is no text at all");

  // Nothing may need scrolling to the side, and nothing that is pressed with a finger may be tiny.
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (wide > 0) problems.push(`the page is ${wide} pixels too wide`);
  for (const element of document.querySelectorAll("button, summary, input:not([type=hidden]), nav a")) {
    if (seen(element) && element.getBoundingClientRect().height < 24) tell(element, "is too small for a finger");
  }
  return problems;
}
