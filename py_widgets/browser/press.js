// While a finger or a button is down, nothing moves by itself: what moves away between press and release is not pressed.
const LONGEST = 1000; // ms; who holds longer selects, scrolls, or let go where nobody could see it
const AFTER = 100; // ms from the release to the click that it may become

let held = null; // the timer that ends it
const waiting = new Set();

function release() {
  clearTimeout(held);
  held = null;
  const due = [...waiting];
  waiting.clear();
  for (const then of due) then();
}

const hold = (limit) => {
  clearTimeout(held);
  held = setTimeout(release, limit);
};

const heard = { capture: true, passive: true };
addEventListener("pointerdown", ({ isTrusted }) => isTrusted && hold(LONGEST), heard); // what a script presses, nobody lets go
addEventListener("pointerup", () => held !== null && hold(AFTER), heard);
addEventListener("pointercancel", () => held !== null && release(), heard);
addEventListener("click", () => held !== null && hold(0), heard); // after whoever the click is for

export const isHeld = () => held !== null;

// Call `then` once nothing is pressed, at once if nothing is; the same function is called once.
export function afterPress(then) {
  if (isHeld()) waiting.add(then);
  else then();
}
