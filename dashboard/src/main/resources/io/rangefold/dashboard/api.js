// Requests to the coordinator that served this page. Whatever goes wrong is a Problem.

/** Why a request was not done: what the server said of it, as far as it said anything. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail || document.title || `the coordinator answered ${status}`);
    this.status = status;
    this.code = document.code ?? '';
    this.where = document.where ?? '';
    this.hint = document.hint ?? '';
    /** [{field, message, hint}], fields named as in the body. */
    this.errors = document.errors ?? [];
  }
}

export const get = async (path) => (await request('GET', path)).document;
export const post = async (path, body) => (await request('POST', path, body ?? {})).document;

/** As get, with the headers of the answer: {document, headers}; of what is no JSON, `text` alone. */
export const getWhole = (path) => request('GET', path);

export const jobPath = (id, rest = '') => `/api/v1/jobs/${encodeURIComponent(id)}${rest}`;

/** A query of what is set; empty values are left out. */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

async function request(method, path, body) {
  const response = await send(method, path, body);
  // A coordinator that stands by sends elsewhere, where this page may not ask.
  if (response.type === 'opaqueredirect') {
    throw new Problem(307, { code: 'not-leading', detail: 'this coordinator stands by, another one leads', hint: 'reload the page' });
  }
  const text = await response.text();
  const document = parsed(text);
  if (!response.ok) {
    throw new Problem(response.status, document ?? {});
  }
  return { document, text, headers: response.headers };
}

async function send(method, path, body) {
  const options = { method, redirect: 'manual', cache: 'no-store', headers: { Accept: 'application/json' } };
  if (body !== undefined) {
    options.headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify(body);
  }
  try {
    return await fetch(path, options);
  } catch {
    throw new Problem(0, { code: 'unreachable', detail: 'the coordinator can\u2019t be reached', hint: 'it may be starting again; this page tries on' });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
