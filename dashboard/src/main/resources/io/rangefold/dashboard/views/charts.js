// Curves, by Chart.js, which is fetched when the first one is wanted.

import { isDark, onTheme } from '../colours.js';
import { duration, rough } from '../format.js';

let library = null;

function loaded() {
  library ??= import('/assets/lib/chart.js').then(() => {
    globalThis.Chart.defaults.animation = false;
    globalThis.Chart.defaults.font.family = 'system-ui, sans-serif';
    return globalThis.Chart;
  });
  return library;
}

function inks() {
  return isDark() ? { text: '#c3ccd5', grid: '#39424b', line: '#56b3aa', second: '#d9a441', band: 'rgba(86,179,170,0.2)' }
    : { text: '#3c4650', grid: '#e1e5e9', line: '#1f7a72', second: '#a8711a', band: 'rgba(31,122,114,0.16)' };
}

class Chart {
  #chart = null;
  #last = null;

  constructor(label) {
    this.element = document.createElement('div');
    this.element.className = 'chart';
    this.canvas = document.createElement('canvas');
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', label);
    this.element.append(this.canvas);
    onTheme(() => this.#last && this.#again());
  }

  async show(key, configuration) {
    if (this.#last?.key === key) {
      return;
    }
    this.#last = { key, configuration };
    const Library = await loaded();
    if (!this.canvas.isConnected || this.#last.key !== key) {
      return;
    }
    const { data, options, type } = configuration(inks());
    if (this.#chart) {
      this.#chart.data = data;
      this.#chart.options = options;
      this.#chart.update('none');
    } else {
      this.#chart = new Library(this.canvas, { type, data, options });
    }
  }

  close() {
    this.#chart?.destroy();
    this.#chart = null;
    this.#last = null;
  }

  #again() {
    const { key, configuration } = this.#last;
    this.#last = null;
    this.show(key, configuration);
  }
}

function axis(ink, title, ticks) {
  return { type: 'linear', title: { display: true, text: title, color: ink.text }, ticks: { color: ink.text, maxTicksLimit: 8, callback: ticks }, grid: { color: ink.grid } };
}

// Slots commit once a second: a rate over less than some of those would be a comb.
const LEAST_WINDOW_SECONDS = 3;

function smooth(samples) {
  const window = Math.max(LEAST_WINDOW_SECONDS, (samples.at(-1).at - samples[0].at) / 100);
  const points = [];
  let sum = 0;
  let first = 0;
  for (let place = 0; place < samples.length; place++) {
    sum += weight(samples, place);
    while (samples[place].at - (samples[first - 1]?.at ?? 0) > window && first < place) {
      sum -= weight(samples, first++);
    }
    const span = samples[place].at - (samples[first - 1]?.at ?? 0);
    points.push({ x: samples[place].at, y: span > 0 ? Math.max(0, sum / span) : 0 });
  }
  return points;
}

const weight = (samples, place) => samples[place].itemsPerSecond * (samples[place].at - (samples[place - 1]?.at ?? 0));

/** Items a second and busy slots over the job's life. */
export class RateChart extends Chart {
  constructor() {
    super('Items a second and busy slots over time');
  }

  update(timeline) {
    if (!timeline?.samples.length) {
      return;
    }
    const { samples } = timeline;
    this.element.dataset.samples = samples.length;
    this.show(`${timeline.revision} ${samples.length}`, (ink) => ({
      type: 'line',
      data: { datasets: [
        { label: 'items a second', data: smooth(samples), borderColor: ink.line, backgroundColor: ink.band, fill: true, pointRadius: 0, borderWidth: 1.5, yAxisID: 'y' },
        { label: 'busy slots', data: samples.map((sample) => ({ x: sample.at, y: sample.busySlots })), borderColor: ink.second, pointRadius: 0, borderWidth: 1.5, stepped: 'after', yAxisID: 'slots' },
      ] },
      options: { responsive: true, maintainAspectRatio: false, parsing: false, normalized: true,
        interaction: { mode: 'index', intersect: false }, plugins: { legend: { labels: { color: ink.text, boxWidth: 12 } } },
        scales: { x: axis(ink, 'after the start', (value) => duration(value)), y: { ...axis(ink, 'items/s', (value) => rough(value)), beginAtZero: true },
          slots: { ...axis(ink, 'slots', (value) => (Number.isInteger(value) ? value : '')), position: 'right', beginAtZero: true, grid: { drawOnChartArea: false } } } },
    }));
  }
}

/** A curve `rangefold.curve/1` with its band. */
export class CurveChart extends Chart {
  constructor() {
    super('The answer as a curve, with its uncertainty');
  }

  update(curve) {
    if (!curve?.points.length) {
      return;
    }
    const { points } = curve;
    const last = points.at(-1);
    this.element.dataset.points = points.length;
    this.show(`${points.length} ${last.x} ${last.y}`, (ink) => ({
      type: 'line',
      data: { datasets: [
        { label: 'high', data: points.map((point) => ({ x: point.x, y: point.high })), borderWidth: 0, pointRadius: 0, fill: '+1', backgroundColor: ink.band },
        { label: 'low', data: points.map((point) => ({ x: point.x, y: point.low })), borderWidth: 0, pointRadius: 0, fill: false },
        { label: curve.yLabel, data: points.map((point) => ({ x: point.x, y: point.y })), borderColor: ink.line, borderWidth: 2, pointRadius: points.length < 40 ? 2 : 0 },
      ] },
      options: { responsive: true, maintainAspectRatio: false, parsing: false, plugins: { legend: { display: false } },
        scales: { x: axis(ink, curve.xLabel, (value) => rough(value)), y: axis(ink, curve.yLabel, (value) => Number(value.toPrecision(8))) } },
    }));
  }
}
