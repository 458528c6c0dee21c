// What happened to a job, in pages, oldest first.

import { html, nothing } from '/assets/lib/lit-html.js';
import { get, jobPath, query } from '../api.js';
import { clock, integer } from '../format.js';

const PAGE = 200;

/** The history as a page of its own. */
export function historyView(app, id) {
  const list = historyList(app, id);
  return {
    title: () => 'History',
    render: () => html`<h1>History</h1><p><a href="#/jobs/${encodeURIComponent(id)}">the job</a></p>${list.render()}`,
  };
}

/** The list, for this page and for the job's. */
export function historyList(app, id) {
  let events = [];
  let next = 0;
  let failure = '';

  async function more() {
    try {
      const page = await get(jobPath(id, `/history${query({ after: next || '', limit: PAGE })}`));
      events = [...events, ...page.events];
      next = page.next;
      failure = '';
    } catch (problem) {
      failure = problem.message;
    }
    app.redraw();
  }

  /** Looks for what happened since. */
  async function refresh() {
    if (next !== null) {
      return;
    }
    next = events.at(-1)?.number ?? 0;
    await more();
  }

  more();
  const row = (event) => html`<tr><td class="number">${clock(event.at)}</td><td>${event.type.toLowerCase().replaceAll('_', ' ')}</td>
    <td>${event.range ? html`[${integer(event.range.from)}, ${integer(event.range.to)})` : nothing}</td>
    <td>${event.worker ?? ''}</td><td>${event.detail}</td></tr>`;
  return {
    refresh,
    render: () => html`<div class="scroll"><table id="history"><thead><tr>
        ${['At', 'What', 'Indices', 'Worker', 'Detail'].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
        <tbody>${events.map(row)}</tbody></table></div>
      ${failure ? html`<p class="bad">${failure}</p>` : nothing}
      ${next !== null && next !== 0 ? html`<button type="button" @click=${more}>More</button>` : nothing}`,
  };
}
