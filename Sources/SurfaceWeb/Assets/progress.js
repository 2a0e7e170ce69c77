// Tells how far work on the server is, for pages that wait for it.

const STATUS_MILLISECONDS = 1000;
const STATUS_MILLISECONDS_MAX = 15000;

/** Asks every second how far it is, writes that into `place`, and shows the page anew when it is over. */
export async function watch(place, address, ending) {
  const find = (selector) => place.querySelector(selector);
  const done = find("[data-done]");
  let wait = STATUS_MILLISECONDS;
  for (;;) {
    await new Promise((over) => setTimeout(over, wait));
    try {
      const response = await fetch(address, { credentials: "same-origin", redirect: "error" });
      if (response.status >= 500) throw new Error(`status ${response.status}`);
      const status = response.ok ? await response.json() : { isOver: true };
      if (status.isOver) {
        find("[data-over]").textContent = ending;
        location.reload();
        return;
      }
      find("[data-words]").textContent = status.words;
      find("[data-detail]").textContent = status.detail;
      done.setAttribute("width", status.percent);
      wait = STATUS_MILLISECONDS;
    } catch {
      // The server may be starting again, perhaps behind a proxy: the work goes on with it.
      wait = Math.min(STATUS_MILLISECONDS_MAX, wait * 2);
    }
  }
}
