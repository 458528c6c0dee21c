// Workers: their slots and how fast each is, what they run on, when they last committed.

import { html, nothing } from '/assets/lib/lit-html.js';
import { repeat } from '/assets/lib/directives/repeat.js';
import { post } from '../api.js';
import { ago, integer, rate } from '../format.js';
import { confirmed } from './parts.js';

const MANY_SLOTS = 64;

export function workersView(app) {
  let order = 'name';
  const opened = new Set();
  const timer = setInterval(app.redraw, 1000);

  async function drain(worker) {
    if (!(await confirmed(`Drain “${worker.name}”? It commits what it has and leaves.`, 'Drain the worker', 'Keep it'))) {
      return;
    }
    try {
      await post(`/api/v1/workers/${encodeURIComponent(worker.id)}/drain`);
      app.notify(`${worker.name} drains`);
    } catch (problem) {
      app.notify(`drain: ${problem.message}`, true);
    }
  }

  function compare(a, b) {
    return order === 'rate'
      ? b.itemsPerSecond - a.itemsPerSecond || a.id.localeCompare(b.id)
      : a.name.localeCompare(b.name, 'en', { numeric: true }) || a.id.localeCompare(b.id);
  }

  // A slot is a square: its shade is its speed beside the fastest slot of the same worker.
  function slots(worker) {
    const states = worker.slotStates ?? [];
    const shown = states.length <= MANY_SLOTS || opened.has(worker.id) ? states : states.slice(0, MANY_SLOTS);
    const fastest = Math.max(1e-9, ...states.map((slot) => slot.itemsPerSecond));
    const shade = (slot) => (slot.job === null ? 'idle' : `speed-${Math.ceil((slot.itemsPerSecond / fastest) * 4)}`);
    return html`<ol class="slots" aria-label="slots of ${worker.name}">${shown.map((slot) => html`
      <li class=${shade(slot)} title="slot ${slot.slot}: ${slot.job === null ? 'idle' : `${rate(slot.itemsPerSecond)}, job ${slot.job}`}">
        ${slot.job === null ? html`<span class="visually-hidden">slot ${slot.slot} idle</span>`
          : html`<a href="#/jobs/${encodeURIComponent(slot.job)}"><span class="visually-hidden">slot ${slot.slot}, ${rate(slot.itemsPerSecond)}</span></a>`}</li>`)}
      </ol>${shown.length < states.length
        ? html`<button type="button" class="plain" @click=${() => { opened.add(worker.id); app.redraw(); }}>and ${states.length - shown.length} more</button>` : nothing}`;
  }

  const row = (worker) => html`<tr data-worker=${worker.id} data-state=${worker.state}>
    <td data-label="Worker"><strong>${worker.name}</strong><br><small>${worker.address}</small></td>
    <td data-label="State"><span class="badge ${worker.state.toLowerCase()}">${worker.state.toLowerCase()}</span></td>
    <td data-label="Slots">${worker.busySlots} of ${worker.slots} busy${slots(worker)}</td>
    <td data-label="Speed" class="number">${rate(worker.itemsPerSecond)}<br><small>${worker.busySlots ? `${rate(worker.itemsPerSecond / worker.busySlots)} a slot` : ''}</small></td>
    <td data-label="Cores" class="number">${worker.cores ?? '–'}</td>
    <td data-label="Load" class="number">${worker.load === undefined || worker.load < 0 ? '–' : worker.load.toFixed(2)}</td>
    <td data-label="Last commit" class="number">${ago(worker.lastCommit)}</td>
    <td data-label="Committed" class="number">${integer(worker.committed)}</td>
    <td class="actions">${worker.state === 'ACTIVE'
      ? html`<button type="button" data-action="drain" @click=${() => drain(worker)}>Drain</button>` : nothing}</td></tr>`;

  return {
    title: () => 'Workers',
    close: () => clearInterval(timer),
    render() {
      const workers = [...app.live.state.workers].sort(compare);
      return html`<h1>Workers</h1>
        <p class="filters"><label>Order <select @change=${(event) => { order = event.target.value; app.redraw(); }}>
          <option value="name">by name</option><option value="rate">fastest first</option></select></label>
          <span>${workers.length} workers, ${workers.reduce((sum, worker) => sum + worker.slots, 0)} slots</span></p>
        <div class="scroll"><table id="workers"><thead><tr>
          ${['Worker', 'State', 'Slots', 'Speed', 'Cores', 'Load', 'Last commit', 'Committed items', 'Do'].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
          <tbody>${repeat(workers, (worker) => worker.id, row)}</tbody></table></div>
        ${workers.length ? nothing : html`<p class="empty">No worker is here. Start one with <code>rangefold worker --join HOST:25520</code>.</p>`}`;
    },
  };
}
