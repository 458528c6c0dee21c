// The answer of a job: a picture as a picture, a curve as a curve, a long list in pages, everything else as it is; and all of it to keep.

import { html, nothing } from '/assets/lib/lit-html.js';
import { get, getWhole, jobPath, query } from '../api.js';
import { integer } from '../format.js';
import { CurveChart } from './charts.js';
import { csvOf, valuesOf } from './csv.js';
import { isOpen } from './parts.js';

const PAGE = 50;
const REFRESH_MILLIS = 1000;
const MOST_ROWS = 500;

export class ResultPanel {
  #job = null;
  #document = null;
  #elements = null;
  #offset = 0;
  #asked = 0;
  #committed = '';
  #asking = false;
  #failure = '';
  #image = '';
  #points = null;
  #state = '';
  #curve = new CurveChart();

  constructor(app, id) {
    this.app = app;
    this.id = id;
  }

  update(job, kind) {
    this.#job = job;
    this.kind = kind;
    const turned = job.state !== this.#state && (!isOpen(job) || !this.#state);
    const grown = isOpen(job) && (job.progress.committed !== this.#committed || job.state !== this.#state);
    if (!this.#asking && (turned || (grown && Date.now() - this.#asked > REFRESH_MILLIS))) {
      this.#state = job.state;
      this.#committed = job.progress.committed;
      this.#ask();
    }
  }

  close() {
    this.#curve.close();
  }

  async #ask() {
    this.#asking = true;
    this.#asked = Date.now();
    try {
      if (this.#job.state === 'SUCCEEDED' && this.kind?.resultElements) {
        await this.#page(this.#offset);
      } else {
        await this.#look();
      }
      this.#failure = '';
    } catch (problem) {
      this.#failure = problem.message;
    }
    this.#asking = false;
    this.app.redraw();
    // It may have ended meanwhile, and nothing more may come of it.
    this.update(this.#job, this.kind);
  }

  /** The answer so far, or the whole one; the server says in which ways it can be seen. */
  async #look() {
    const { document, headers } = await getWhole(jobPath(this.id, '/preview'));
    const ways = (headers.get('Rangefold-Shows') ?? '').split(', ');
    this.#document = document.result;
    this.#image = ways.includes('image') ? jobPath(this.id, `/preview/image${query({ at: this.#asked })}`) : '';
    if (ways.includes('curve')) {
      this.#points = await get(jobPath(this.id, '/preview/curve'));
    }
  }

  async #page(offset) {
    const { text, headers } = await getWhole(jobPath(this.id, `/result/elements${query({ offset, limit: PAGE })}`));
    this.#offset = offset;
    this.#elements = { name: headers.get('Rangefold-Elements') ?? '', count: Number(headers.get('Rangefold-Element-Count') ?? 0), rows: valuesOf(text) };
  }

  /** Draws what can be drawn only where it stands in the page. */
  drawn() {
    this.#curve.update(this.#points);
  }

  /** Whether it is worth looking at before anything else. */
  get isPicture() {
    return this.#image !== '' || this.#points !== null;
  }

  render() {
    if (!this.#job) {
      return nothing;
    }
    return html`${this.#failure ? html`<p class="bad">${this.#failure}</p>` : nothing}
      ${this.#image ? html`<img id="image" class="image" src=${this.#image} alt="the picture that the job computes">` : nothing}
      ${this.#points ? this.#curve.element : nothing}
      ${this.#elements ? this.#list() : this.#plain()}
      ${this.#downloads()}`;
  }

  #plain() {
    const result = this.#document;
    if (result === null || result === undefined) {
      return html`<p class="empty">${isOpen(this.#job) ? 'Nothing can be told of it before the job ends.' : 'The job has no result.'}</p>`;
    }
    return html`<dl id="result" class="result">${Object.entries(result).map(([name, value]) => html`<dt>${name}</dt><dd>${shown(value)}</dd>`)}</dl>`;
  }

  #list() {
    const { name, count, rows } = this.#elements;
    const turn = (offset) => async () => {
      try {
        await this.#page(offset);
      } catch (problem) {
        this.#failure = problem.message;
      }
      this.app.redraw();
    };
    return html`<ol id="elements" class="elements" start=${this.#offset + 1}>${rows.map((row) => html`<li>${element(row)}</li>`)}</ol>
      <nav class="pager" aria-label="Pages of the result">
        <button type="button" ?disabled=${this.#offset === 0} @click=${turn(Math.max(0, this.#offset - PAGE))}>Back</button>
        <span>${integer(this.#offset + (rows.length ? 1 : 0))} to ${integer(this.#offset + rows.length)} of ${integer(count)} ${name}</span>
        <button type="button" ?disabled=${this.#offset + PAGE >= count} @click=${turn(this.#offset + PAGE)}>On</button></nav>`;
  }

  #downloads() {
    if (isOpen(this.#job) || (!this.#elements && !this.#document)) {
      return nothing;
    }
    const csv = async () => {
      try {
        save(await csvOf(this.id, this.#elements !== null, this.#document), `${this.id}.csv`);
      } catch (problem) {
        this.app.notify(`CSV: ${problem.message}`, true);
      }
    };
    return html`<p class="downloads"><a class="button" id="download-json" href=${jobPath(this.id, '/result')} download="${this.id}.json">JSON</a>
      <button type="button" id="download-csv" @click=${csv}>CSV</button>
      ${this.#image ? html`<a class="button" href=${this.#image} download="${this.id}.png">picture</a>` : nothing}</p>`;
  }
}

function shown(value) {
  if (typeof value === 'string' && /^-?\d+$/.test(value)) {
    return integer(value);
  }
  if (Array.isArray(value)) {
    return value.length ? html`${value.slice(0, MOST_ROWS).map((item) => html`<span class="item">${shown(item)}</span> `)}${value.length > MOST_ROWS ? '…' : ''}` : '(none)';
  }
  if (value !== null && typeof value === 'object') {
    return html`<table><tbody>${Object.entries(value).slice(0, MOST_ROWS).map(([name, item]) => html`<tr><th scope="row">${name}</th><td class="number">${shown(item)}</td></tr>`)}</tbody></table>`;
  }
  return String(value);
}

/** An element of a list: a number with its factors, or whatever it is. */
function element(row) {
  if (row === null || typeof row !== 'object' || !Array.isArray(row.factors)) {
    return typeof row === 'string' ? shown(row) : html`<code>${JSON.stringify(row)}</code>`;
  }
  const factors = row.factors.map(({ prime, exponent, probable }) => html`${integer(prime)}${exponent > 1 ? html`<sup>${exponent}</sup>` : nothing}${probable ? ' (probable)' : ''}`);
  return html`${integer(row.n)} = ${factors.length ? factors.flatMap((factor, place) => (place ? [' · ', factor] : [factor])) : '1'}
    ${row.cofactor ? html` · <em>${integer(row.cofactor)}</em>` : nothing}
    ${row.divisors ? html`<details><summary>${row.divisors.length} divisors</summary>${row.divisors.join(', ')}</details>` : nothing}`;
}

function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
