// The page: which view is shown, what is common to all of them, and when it is drawn.

import { html, nothing, render } from '/assets/lib/lit-html.js';
import { applyTheme, nextTheme, onTheme, theme } from './colours.js';
import { rough } from './format.js';
import * as live from './live.js';
import { historyView } from './views/history.js';
import { jobView } from './views/job.js';
import { jobsView } from './views/jobs.js';
import { submitView } from './views/submit.js';
import { workersView } from './views/workers.js';

const SECTIONS = [['jobs', 'Jobs'], ['workers', 'Workers'], ['submit', 'Submit']];
const CONNECTIONS = {
  connecting: 'connecting…',
  live: 'live',
  reconnecting: 'reconnecting…',
  standby: 'this coordinator stands by',
};

const app = { live, redraw: scheduleDraw, notify };
let shown = null;
let route = '';
let scheduled = false;
let measured = false;

function viewFor(path) {
  const [section, name, part] = path.split('/').map(decodeURIComponent);
  switch (section) {
    case 'workers': return workersView(app);
    case 'submit': return submitView(app, name ?? '');
    case 'jobs': return !name ? jobsView(app) : part === 'history' ? historyView(app, name) : jobView(app, name);
    default: return jobsView(app);
  }
}

function navigate() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  if (shown && path === route) {
    shown.query?.(new URLSearchParams(query));
    return;
  }
  shown?.close?.();
  route = path;
  shown = open(path);
  live.watch(shown.watch ?? []);
  window.scrollTo(0, 0);
  scheduleDraw();
}

// Whatever stands behind the # may be anybody's text.
function open(path) {
  try {
    return viewFor(path);
  } catch {
    return jobsView(app);
  }
}

/** At most once a frame, however much happens; not at all while nobody looks. */
function scheduleDraw() {
  if (!scheduled) {
    scheduled = true;
    requestAnimationFrame(() => {
      scheduled = false;
      draw();
    });
  }
}

function draw() {
  document.title = shown.title ? `${shown.title()} – Rangefold` : 'Rangefold';
  document.body.dataset.connection = live.link.connection;
  render(header(), document.getElementById('top'));
  render(shown.render(), document.getElementById('main'));
  shown.drawn?.();
  if (!measured && live.state.cluster) {
    measured = true;
    performance.mark('cluster-shown');
  }
}

function header() {
  const section = route.split('/')[0] || 'jobs';
  const { connection } = live.link;
  return html`
    <span class="brand"><img src="/assets/icon.svg" alt="" width="20" height="20"> Rangefold</span>
    <nav aria-label="Sections">${SECTIONS.map(([path, title]) => html`
      <a href="#/${path}" aria-current=${section === path ? 'page' : nothing}>${title}</a>`)}
    </nav>
    <span class="totals">${totals()}</span>
    <span class="connection ${connection}" id="connection" role="status">${CONNECTIONS[connection]}</span>
    ${connection === 'standby' ? html`<a href="/" class="button" id="leader">go to the one that leads</a>` : nothing}
    <button type="button" class="plain" id="theme" @click=${() => { nextTheme(); }}
      aria-label="Colours: ${theme()}. Change" title="Colours: ${theme()}">${theme() === 'dark' ? '☾' : theme() === 'light' ? '☀' : '◐'}</button>`;
}

function totals() {
  const { cluster } = live.state;
  if (!cluster) {
    return nothing;
  }
  return html`<span id="slots">${cluster.slots.busy}/${cluster.slots.total} slots</span>
    <span>${rough(cluster.itemsPerSecond)} items/s</span>
    ${cluster.store === 'troubled' ? html`<strong class="bad" role="alert">the store can’t be written: nothing is lost, but nothing new is accepted</strong>` : nothing}`;
}

/** Says something for some seconds, as what became of a command. */
function notify(text, bad = false) {
  const notice = document.createElement('p');
  notice.textContent = text;
  notice.className = bad ? 'notice bad' : 'notice';
  document.getElementById('notices').append(notice);
  setTimeout(() => notice.remove(), bad ? 12000 : 5000);
}

// What index.html shows until there is something to draw.
document.getElementById('top').replaceChildren();
document.getElementById('main').replaceChildren();
applyTheme();
onTheme(scheduleDraw);
addEventListener('hashchange', navigate);
addEventListener('resize', scheduleDraw);
live.start(scheduleDraw);
navigate();
