// Which colours: dark or light, and one for each worker, the same in every picture.

const KEY = 'rangefold.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const order = [];
const listeners = new Set();

/** "auto", "light" or "dark". */
export function theme() {
  try {
    return localStorage.getItem(KEY) ?? 'auto';
  } catch {
    return 'auto';
  }
}

export const isDark = () => (theme() === 'auto' ? system.matches : theme() === 'dark');

/** From auto to the one that it is not, and on from there. */
export function nextTheme() {
  const next = { auto: system.matches ? 'light' : 'dark', light: 'dark', dark: 'light' }[theme()];
  try {
    localStorage.setItem(KEY, next);
  } catch {
    // Without storage the choice can't be kept.
  }
  applyTheme();
}

export function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
  listeners.forEach((listener) => listener());
}

export function onTheme(listener) {
  listeners.add(listener);
}

system.addEventListener('change', applyTheme);

/** Ids of workers; the place of one gives its colour and never changes while the page is open. */
export function workerOrder(ids) {
  for (const id of ids) {
    if (!order.includes(id)) {
      order.push(id);
    }
  }
  return order;
}
