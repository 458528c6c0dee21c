// The fields of the form: made of a kind's description, filled from an example, read into the body of a request.

const MAX_FILE_BYTES = 48 * 1024 * 1024;

/** Those of every job; named as in the body. */
export const JOB_FIELDS = [
  field('options.name', 'Name', 'TEXT', 'to find it again; at most 200 characters'),
  field('options.priority', 'Priority', 'TEXT', '-10 to 10, higher runs first', '0'),
  field('options.maxSlots', 'Most slots', 'TEXT', 'as many as it may use at once', '', 'all'),
  field('options.timeout', 'Time-out', 'TEXT', 'as in 30s 5m 2h', '', 'none'),
  field('options.maxAttempts', 'Most attempts', 'TEXT', 'of a range that fails'),
  field('options.verify', 'Verification', 'TEXT', 'none, check, audit=PERCENT or quorum=N', 'check'),
];
const JOB_WORDS = { name: 'name', priority: 'priority', 'max-slots': 'maxSlots', timeout: 'timeout', 'max-attempts': 'maxAttempts', verify: 'verify' };

function field(name, label, type, description, standard = '', placeholder = '') {
  return { name, label, type, description, default: standard, placeholder, required: false, id: `field-${name.replace(/[^a-zA-Z0-9]/g, '-')}` };
}

/** The fields of a kind. */
export function fieldsOf(kind) {
  const words = kind.positional ? [{ ...field('positional', kind.positional, 'WORDS', 'separated by blanks or lines'), placeholder: kind.positional }] : [];
  return [...words, ...kind.options.map((option) => ({
    ...field(`${option.type === 'FILE' ? 'files' : 'arguments'}.${option.name}`, `--${option.name}`, option.type, option.description, option.default, option.placeholder),
    required: option.required,
  }))];
}

/** The body of the submission. Numbers stay texts: the coordinator reads them, and says what is wrong with them. */
export async function read(form, kind) {
  const body = { kind: kind.name, arguments: {}, positional: [], files: {}, options: {} };
  for (const { name, type } of [...fieldsOf(kind), ...JOB_FIELDS]) {
    const control = form.elements.namedItem(name);
    const [part, key] = split(name);
    if (type === 'FLAG') {
      if (control.checked) {
        body[part][key] = true;
      }
    } else if (type === 'FILE') {
      if (control.files.length) {
        body.files[key] = await contents(control.files[0], name);
      }
    } else if (type === 'WORDS') {
      body.positional = control.value.split(/\s+/).filter(Boolean);
    } else if (control.value.trim() !== '') {
      body[part][key] = control.value.trim();
    }
  }
  return body;
}

async function contents(file, name) {
  if (file.size > MAX_FILE_BYTES) {
    const message = `the file has ${Math.round(file.size / 2 ** 20)} MiB`;
    throw Object.assign(new Error(message), { errors: [{ field: name, message, hint: 'submit it with the command line' }], where: name, hint: '' });
  }
  return { name: file.name, text: await file.text() };
}

/** Fills the form with a command line as in the kind's examples. */
export function fill(form, kind, example) {
  form.reset();
  const types = new Map(kind.options.map((option) => [option.name, option.type]));
  const words = shellWords(example).slice(1);
  const positional = [];
  while (words.length) {
    const word = words.shift();
    if (!word.startsWith('--')) {
      positional.push(word);
      continue;
    }
    const [name, attached] = word.slice(2).split(/=(.*)/s);
    const type = types.get(name);
    const value = type === 'FLAG' ? 'true' : attached ?? words.shift() ?? '';
    set(form.elements.namedItem(JOB_WORDS[name] ? `options.${JOB_WORDS[name]}` : `arguments.${name}`), value);
  }
  set(form.elements.namedItem('positional'), positional.join(' '));
}

// Files of an example are not here, and what only the command line knows has no field.
function set(control, value) {
  if (control?.type === 'checkbox') {
    control.checked = true;
  } else if (control) {
    control.value = value;
  }
}

function shellWords(line) {
  return [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double));
}

function split(name) {
  const dot = name.indexOf('.');
  return [name.slice(0, dot), name.slice(dot + 1)];
}
