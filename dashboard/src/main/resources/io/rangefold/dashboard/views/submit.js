// The form that submits a job, made from what each kind says of itself.

import { html, nothing } from '/assets/lib/lit-html.js';
import { repeat } from '/assets/lib/directives/repeat.js';
import { get, post } from '../api.js';
import { fieldsOf, fill, JOB_FIELDS, read } from './fields.js';

export function submitView(app, wanted) {
  let kinds = null;
  let failure = '';
  let problem = null;
  let sending = false;
  let key = newKey();

  load();

  async function load() {
    try {
      kinds = (await get('/api/v1/kinds')).kinds;
    } catch (refused) {
      failure = refused.message;
    }
    app.redraw();
  }

  // A form that was changed means another job; the same one sent twice means one.
  function changed() {
    key = newKey();
  }

  async function submit(event, kind) {
    event.preventDefault();
    const form = event.target;
    if (sending) {
      return;
    }
    sending = true;
    problem = null;
    app.redraw();
    try {
      const job = await post('/api/v1/jobs', { ...(await read(form, kind)), idempotencyKey: key });
      location.hash = `#/jobs/${encodeURIComponent(job.id)}`;
    } catch (refused) {
      problem = refused;
      app.redraw();
      requestAnimationFrame(() => form.querySelector('[aria-invalid=true]')?.focus());
    } finally {
      sending = false;
      app.redraw();
    }
  }

  const errorsOf = (field) => problem?.errors?.filter((error) => error.field === field || error.field.startsWith(`${field}[`) || error.field.startsWith(`${field}.`)) ?? [];

  function input(field) {
    const errors = errorsOf(field.name);
    const common = errors.length ? 'true' : nothing;
    const described = `${field.id}-about`;
    switch (field.type) {
      case 'FLAG':
        return html`<input type="checkbox" id=${field.id} name=${field.name} aria-invalid=${common} aria-describedby=${described}>`;
      case 'FILE':
        return html`<input type="file" id=${field.id} name=${field.name} accept="text/*" aria-invalid=${common} aria-describedby=${described}>`;
      case 'WORDS':
        return html`<textarea id=${field.id} name=${field.name} rows="3" placeholder=${field.placeholder} spellcheck="false"
          aria-invalid=${common} aria-describedby=${described}></textarea>`;
      case 'CHOICE':
        return html`<select id=${field.id} name=${field.name} aria-invalid=${common} aria-describedby=${described}>
          ${field.choices.map((choice) => html`<option ?selected=${choice === field.default}>${choice}</option>`)}</select>`;
      default:
        return html`<input type="text" id=${field.id} name=${field.name} placeholder=${field.default || field.placeholder} spellcheck="false"
          autocomplete="off" ?required=${field.required} aria-invalid=${common} aria-describedby=${described}>`;
    }
  }

  const row = (field) => html`<div class="field">
    <label for=${field.id}>${field.label}${field.required ? html` <abbr title="has to be given">*</abbr>` : nothing}</label>
    ${input(field)}
    <p id="${field.id}-about" class="about">${field.description}${field.default ? html` <span class="default">(else ${field.default})</span>` : nothing}
      ${errorsOf(field.name).map((error) => html`<strong class="bad" data-error=${field.name}>${error.message}${error.hint ? html` <em>${error.hint}</em>` : nothing}</strong>`)}</p>
  </div>`;

  function form(kind) {
    const fields = fieldsOf(kind);
    const all = [...fields, ...JOB_FIELDS];
    const known = (error) => all.some((field) => error.field === field.name || error.field.startsWith(`${field.name}[`) || error.field.startsWith(`${field.name}.`));
    const elsewhere = problem && !problem.errors.some(known);
    return html`<form id="submit" novalidate @submit=${(event) => submit(event, kind)} @input=${changed}>
      <h2>${kind.name}</h2><p>${kind.summary}</p>
      ${fields.map(row)}
      <details ?open=${JOB_FIELDS.some((field) => errorsOf(field.name).length)}><summary>How it is run</summary>${JOB_FIELDS.map(row)}</details>
      ${elsewhere ? html`<p class="bad" role="alert" data-error="form">${problem.message}${problem.where ? ` (${problem.where})` : ''} <em>${problem.hint}</em></p>` : nothing}
      <button type="submit" class="primary" ?disabled=${sending}>${sending ? 'Submitting…' : 'Submit'}</button>
      ${kind.examples.length ? html`<h3>Examples</h3><ul class="examples">${kind.examples.map((example) => html`
        <li><button type="button" class="plain" title="fill the form with this"
          @click=${(event) => { fill(event.target.closest('form'), kind, example); problem = null; changed(); app.redraw(); }}><code>${example}</code></button></li>`)}</ul>` : nothing}
    </form>`;
  }

  return {
    title: () => 'Submit',
    render() {
      if (!kinds) {
        return html`<h1>New job</h1><p class=${failure ? 'bad' : 'empty'}>${failure || 'Asking for the kinds…'}</p>`;
      }
      const kind = kinds.find(({ name }) => name === wanted) ?? kinds[0];
      return html`<h1>New job</h1><div class="columns">
        <nav class="kinds" aria-label="Kinds">${kinds.map(({ name, summary }) => html`
          <a href="#/submit/${encodeURIComponent(name)}" aria-current=${name === kind.name ? 'true' : nothing}><strong>${name}</strong><small>${summary}</small></a>`)}</nav>
        ${repeat([kind], ({ name }) => name, form)}</div>`;
    },
  };
}

// Browsers have randomUUID only where the connection is encrypted.
function newKey() {
  return `page-${[...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
