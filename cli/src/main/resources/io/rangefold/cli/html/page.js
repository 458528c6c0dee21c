'use strict';
// What the pages have in common: elements made of text alone, figures for people, and charts in the colours of the page.

const data = JSON.parse(document.getElementById('data').textContent);

/** An element; children are elements or texts, never markup. */
function el(tag, classes, ...children) {
  const node = document.createElement(tag);
  if (classes) node.className = classes;
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) node.append(child);
  }
  return node;
}

function panel(title, hint, ...children) {
  return el('section', 'panel', el('h2', '', title), hint ? el('p', 'hint', hint) : null, ...children);
}

function card(value, label, classes) {
  return el('div', 'card ' + (classes || ''), el('b', '', value), el('span', '', label));
}

/** Rows of texts or elements; columns whose heading begins with # hold numbers. */
function table(headings, rows) {
  const numeric = headings.map(heading => heading.startsWith('#'));
  const head = headings.map((heading, i) => el('th', numeric[i] ? 'n' : '', heading.replace(/^#/, '')));
  const body = rows.map(row => el('tr', '', row.map((cell, i) => el('td', numeric[i] ? 'n' : 't', cell))));
  return el('div', 'wide', el('table', '', el('thead', '', el('tr', '', head)), el('tbody', '', body)));
}

function list(pairs) {
  return el('dl', '', pairs.filter(pair => pair[1] !== '' && pair[1] !== null && pair[1] !== undefined)
    .flatMap(([name, value]) => [el('dt', '', name), el('dd', '', value)]));
}

const MAGNITUDES = ['', ' k', ' M', ' G', ' T', ' P', ' E'];

/** As in 244 M. */
function short(value) {
  let magnitude = 0;
  let rest = Math.abs(value);
  while (rest >= 999.5 && magnitude < MAGNITUDES.length - 1) {
    rest /= 1000;
    magnitude++;
  }
  const digits = rest >= 99.95 || (magnitude === 0 && Number.isInteger(rest)) ? 0 : rest >= 9.995 ? 1 : 2;
  return (value < 0 ? '-' : '') + rest.toFixed(digits) + MAGNITUDES[magnitude];
}

function seconds(value) {
  if (value === 0) return '0 s';
  if (value < 0.1) return value.toFixed(3) + ' s';
  if (value < 10) return value.toFixed(2) + ' s';
  if (value < 100) return value.toFixed(1) + ' s';
  if (value < 3600) return Math.floor(value / 60) + ' min ' + Math.floor(value % 60) + ' s';
  return Math.floor(value / 3600) + ' h ' + Math.floor(value % 3600 / 60) + ' min';
}

function percent(share) {
  return (share * 100).toFixed(share < 0.1 ? 2 : 1) + ' %';
}

/** An integer of any size, with blanks between groups of three digits. */
function whole(text) {
  return String(text).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}

function moment(text) {
  return text ? text.replace('T', ' ').replace(/\.\d+Z$/, ' UTC').replace(/Z$/, ' UTC') : '';
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

const redraws = [];

/** A chart that is made anew when the colours change. */
function chart(makeConfig, classes) {
  const canvas = document.createElement('canvas');
  let made = null;
  redraws.push(() => {
    if (made) made.destroy();
    Chart.defaults.color = colour('muted');
    Chart.defaults.borderColor = colour('line');
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.animation = false;
    Chart.defaults.maintainAspectRatio = false;
    Chart.defaults.plugins.legend.labels.boxWidth = 18;
    Chart.defaults.plugins.legend.labels.boxHeight = 2;
    Chart.defaults.plugins.legend.position = 'bottom';
    made = new Chart(canvas, makeConfig());
  });
  return el('div', 'chart ' + (classes || ''), canvas);
}

/** Draws on a canvas of its own, as wide as its place. */
function drawing(draw) {
  const canvas = document.createElement('canvas');
  redraws.push(() => draw(canvas));
  return canvas;
}

function redrawAll() {
  for (const redraw of redraws) redraw();
}

/** Draws everything, once the page has its size, and again in the colours of the night. */
function show() {
  redrawAll();
  window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redrawAll);
  let waiting = 0;
  window.addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(redrawAll, 150);
  });
}

function axis(title, more) {
  return Object.assign({ title: { display: true, text: title }, grid: { color: colour('line') } }, more || {});
}
