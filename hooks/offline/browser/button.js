// The button that keeps the site on the device at once, for readers whose line is spared, and what has become of it.
import { follow, home, isShared, register } from "./offline.js";

export async function dress() {
  const container = navigator.serviceWorker;
  const place = document.querySelector("[data-offline]");
  const found = await container.getRegistration(home);
  if (isShared()) return;
  const button = place.querySelector("button");
  const show = (what) => {
    button.hidden = what !== "failed";
    place.querySelector("[role=status]").textContent = place.dataset[what];
  };
  container.addEventListener("controllerchange", () => show("kept"));
  button.addEventListener("click", async () => {
    show("keeping");
    try {
      const { active, installing } = await register();
      if (active) show("kept");
      else follow(installing, (state) => state === "redundant" && show("failed"));
    } catch {
      show("failed");
    }
  });
  if (found?.active) show("kept");
  place.hidden = false;
}
