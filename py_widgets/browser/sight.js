// Which folds and sections a reader cannot see now: closed ones, and open ones well outside the window. What is in them may wait.
const MARGIN = "30%"; // of the window, above and below: what a small scroll brings into view is there already
const PARTS = "details[id], section[id]";

const away = new WeakSet(); // known to be outside; what is new counts as seen
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? away.delete(target) : away.add(target);
  },
  { rootMargin: `${MARGIN} 0%` },
);

export function watch(view) {
  observer.observe(view);
  for (const part of view.querySelectorAll(PARTS)) observer.observe(part);
}

export const isAway = (part) => away.has(part) && !part.contains(document.activeElement);

export function outOfSight(view) {
  return [...view.querySelectorAll(PARTS)].filter((part) => part.open === false || isAway(part)).map(({ id }) => id);
}
