// A new version waits: one line that offers it. What is typed is on the device and outlives the reload.
export function offer(worker) {
  document.querySelector(".new-version")?.remove();
  const line = document.querySelector("#new-version").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-take]").addEventListener("click", () => {
    line.remove();
    if (worker.state !== "installed") return renew(); // another tab took it
    navigator.serviceWorker.addEventListener("controllerchange", renew);
    worker.postMessage("take over");
  });
  line.querySelector("[data-later]").addEventListener("click", () => line.remove());
  document.body.append(line);
}

// A text that the device is not to keep lives as long as the page: then the next page is the new one.
function renew() {
  if (![...document.querySelectorAll("[data-unkept]")].some((field) => field.value)) location.reload();
}
