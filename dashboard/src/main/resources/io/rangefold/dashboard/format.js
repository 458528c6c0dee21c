// Numbers and times for people. Integers of documents are strings of any size: they become BigInt, never doubles.

const GROUPS = /\B(?=(\d{3})+$)/g;
const PREFIXES = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** An integer of any size, its digits in groups. */
export function integer(value) {
  const text = String(value);
  return text.startsWith('-') ? `\u2212${text.slice(1).replace(GROUPS, '\u202f')}` : text.replace(GROUPS, '\u202f');
}

/** About how many, in at most four digits and a letter. */
export function rough(value) {
  let number = Number(value);
  let prefix = 0;
  while (Math.abs(number) >= 999.5 && prefix < PREFIXES.length - 1) {
    number /= 1000;
    prefix++;
  }
  const digits = prefix === 0 && Number.isInteger(number) ? 0 : Math.abs(number) >= 100 ? 0 : Math.abs(number) >= 10 ? 1 : 2;
  return `${number.toFixed(digits)}${prefix ? `\u202f${PREFIXES[prefix]}` : ''}`;
}

export const rate = (perSecond) => (perSecond > 0 ? `${rough(perSecond)}/s` : '–');

/** A time span of seconds, in its two largest units. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) {
    return '–';
  }
  if (seconds < 1) {
    return `${Math.round(seconds * 1000)} ms`;
  }
  if (seconds < 60) {
    return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  }
  const whole = Math.round(seconds);
  const units = [[86400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const first = units.findIndex(([size]) => whole >= size);
  const [size, name] = units[first];
  const rest = units[first + 1] ? Math.floor((whole % size) / units[first + 1][0]) : 0;
  return `${Math.floor(whole / size)} ${name}${rest ? ` ${rest} ${units[first + 1][1]}` : ''}`;
}

export function percent(fraction) {
  // 100 % is said of what is whole, and of nothing else.
  const value = fraction >= 1 ? 100 : Math.min(99.9, fraction * 100);
  return `${value.toFixed(value === 100 || value === 0 ? 0 : 1)}\u202f%`;
}

/** An instant of a document, by the clock of the one who looks. */
export function clock(text) {
  if (!text) {
    return '–';
  }
  const time = new Date(text);
  const today = new Date().toDateString() === time.toDateString();
  return today ? time.toLocaleTimeString('en-GB') : time.toLocaleString('en-GB');
}

export function ago(text, now = Date.now()) {
  return text ? `${duration(Math.max(0, (now - Date.parse(text)) / 1000))} ago` : '–';
}

/** The value that an index stands for, if the job is one over a range of values; null otherwise. */
export function valueAt(job, index, items) {
  const from = whole(job?.arguments?.from);
  const to = whole(job?.arguments?.to);
  return from === null || to === null || to - from !== BigInt(items) ? null : from + BigInt(index);
}

function whole(text) {
  return /^[+-]?\d+$/.test(text ?? '') ? BigInt(text) : null;
}
