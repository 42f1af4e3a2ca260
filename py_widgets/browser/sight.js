// Which folds a reader cannot see now: closed ones, and open ones well outside the window. What is in them may wait.
const MARGIN = "30%"; // of the window, above and below: what a small scroll brings into view is there already
const FOLDS = "details[id]";

const away = new WeakSet(); // known to be outside; a fold that is new counts as seen
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? away.delete(target) : away.add(target);
  },
  { rootMargin: `${MARGIN} 0%` },
);

export function watch(view) {
  for (const fold of view.querySelectorAll(FOLDS)) observer.observe(fold);
}

export function outOfSight(view) {
  const focus = document.activeElement;
  return [...view.querySelectorAll(FOLDS)].filter((fold) => !fold.open || (away.has(fold) && !fold.contains(focus))).map(({ id }) => id);
}
