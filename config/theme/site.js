// SPDX-License-Identifier: MIT
//
// What needs a script. Elements with data-tool or data-copy name its words and files; all that these
// hold becomes text.
'use strict';

(() => {
  const DAY = 86400e3;
  const MOST_ANSWERS = 5;

  // Scripts without blanks between words.
  const UNSPACED =
    '\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}';
  const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
  const BEFORE_WORD = `(^|[^\\p{L}\\p{N}\\p{M}]|[${UNSPACED}])`;

  // Upper case makes "ss" of "ß". The dotless i is a letter of its own; Cherokee folds upwards.
  function foldCharacter(character) {
    if (character === 'ı') return character;
    const upper = character.toLowerCase().toUpperCase();
    return /^\p{sc=Cher}/u.test(upper) ? upper : [...upper].map((one) => one.toLowerCase()).join('');
  }

  // The text for comparing alone, as text::folded() makes it.
  function fold(text) {
    return [...text.normalize('NFKC')].map(foldCharacter).join('').normalize('NFKC')
      .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
      .replace(/[ \t\n\f\r]+/g, ' ').replace(/^ | $/g, '');
  }

  // Folded text without accents; the marks of other scripts stay.
  function plain(folded) {
    return folded.normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC');
  }

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // Sets the element's text to `words`, with values[name] in place of {name}, or "…" without one.
  function say(element, words = '', values = {}) {
    element.replaceChildren(...words.split(/\{(\w+)\}/).map(
      (part, i) => i % 2 ? make('bdi', {}, values[part] ?? '…') : part));
  }

  // A time in the page's language and the zone, else the browser's. A day has no zone.
  function dated(time, options, timeZone) {
    const date = new Date(time);
    if (Number.isNaN(date.getTime())) return '…';
    if (/^[\d-]{10}$/.test(time)) [options, timeZone] = [{dateStyle: 'long'}, 'UTC'];
    try {
      const {lang} = document.documentElement;
      return new Intl.DateTimeFormat(lang, {...options, timeZone}).format(date);
    } catch {
      return new Intl.DateTimeFormat([], options).format(date);
    }
  }

  // Percent-encodes what may not stand in a URL.
  function encoded(text) {
    return text.replace(/%(?![\da-f]{2})/gi, '%25')
      .replace(/[^\w\-.~:/?#@!$&'()*+,;=%[\]]/gu, encodeURIComponent);
  }

  // Every escape in upper case, and only where it is needed.
  function evenlyEscaped(text) {
    return encoded(text).replace(/%[\da-f]{2}/gi, (escape) => {
      const character = String.fromCharCode(parseInt(escape.slice(1), 16));
      return /[\w\-.~]/.test(character) ? character : escape.toUpperCase();
    });
  }

  function isTracking(parameter, tracking) {
    const name = parameter.split('=', 1)[0].toLowerCase();
    if (name === 'ref_src') return /^.{7}=twsrc/.test(parameter);
    return tracking.names.includes(name) || tracking.prefixes.some((one) => name.startsWith(one));
  }

  // "?query" or "#fragment" without tracking parameters, and without its mark if none is left.
  function untracked(part, tracking) {
    const [, mark, list] = /^(\?|#[^?]*\?|#)?([^]*)$/.exec(part);
    const pieces = list.split(/(&amp;|&|;(?=[^&;=]+=))/i);
    let kept = null;
    for (let i = 0; i < pieces.length; i += 2) {
      if (isTracking(pieces[i], tracking)) continue;
      kept = kept === null ? pieces[i] : kept + pieces[i - 1] + pieces[i];
    }
    return kept === null ? mark.replace(/^#?\??$|\?$/, '') : (mark || '') + kept;
  }

  // What was pasted, perhaps in quotes or without a scheme, as normalize::canonical_url() has it;
  // empty for what is no link.
  function canonical(pasted, tracking) {
    let text = pasted.replace(/^[\s\0-\x20]+|[\s\0-\x20]+$/g, '').replace(/[\t\n\r\0]/g, '')
      .replace(/\p{Cs}/gu, '\ufffd').replace(/^["'<“„«](.*)["'>”“»]$/, '$1');
    if (!/^https?:/i.test(text)) {
      if (!/^(\/\/)?([^\s/?#:@\\.]+\.)+[^\s/?#:@\\.]+(:\d*)?([/?#\\]|$)/.test(text)) return '';
      text = 'https:' + text;
    }
    let url;
    try {
      url = new URL(text);
    } catch {
      return '';
    }
    const host = url.host.replace(/(:443|:80|\.)+$/, '').replace(/^(www\.(?=.*\.))+/, '');
    if (/^$|%/.test(host)) return '';  // Some browsers let blanks pass.
    const [, query, fragment] = /^[^?#]*(\?[^#]*)?(#[^]*)?$/.exec(text);
    const path = evenlyEscaped(url.pathname).replace(/\/+$/, '');
    const asked = evenlyEscaped(untracked(encoded(query || ''), tracking)).replace(/^\?$/, '');
    const place = untracked(encoded(fragment || ''), tracking);
    return 'https://' + host + path + asked + (/^#[!/].*[^#!/]/.test(place) ? place : '');
  }

  // The name of a canonical link in the files: FNV-1a, 64 bits, in hexadecimal digits.
  function key(url) {
    let hash = 0xcbf29ce484222325n;
    for (const byte of new TextEncoder().encode(url)) {
      hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    }
    return hash.toString(16).padStart(16, '0');
  }

  const files = {};

  // What the file holds, asked for until it came.
  function load(name) {
    files[name] = files[name] || fetch(name, {cache: 'no-cache'}).then((answer) => answer.json());
    files[name].catch(() => delete files[name]);
    return files[name];
  }

  // Lets `find` look at each event. It gives what shows its answer, unless a newer event came.
  function looker({dataset}, status, find) {
    let newest;
    return async (event) => {
      event.preventDefault();
      newest = event;
      say(status, dataset.looking);
      const show = await find().catch(() => () => say(status, dataset.unreachable));
      if (newest === event) show();
    };
  }

  // Fills the tool with a form of a field and `more`, and with what is told.
  function fill(tool, type, more, ...told) {
    const field = make('input', {type, maxlength: 8192, autocomplete: 'off'});
    const {label, title} = tool.dataset;
    const form = make('form', {}, make('label', {}, label + ' ', field), ...more);
    tool.replaceChildren(...(title ? [make('h2', {}, title)] : []), form, ...told);
    return [form, field];
  }

  // Fits words of which one begins with `word`; in scripts without blanks, which hold it.
  function patternOf(word) {
    return new RegExp(HAS_UNSPACED.test(word) ? word : BEFORE_WORD + word, 'u');
  }

  function result([title, href, index, day], sources) {
    const isWeb = /^https?:\/\//i.test(href);
    const name = make(isWeb ? 'a' : 'span', {dir: 'auto', ...(isWeb && {href})}, title);
    const about = make('p', {}, make('bdi', {}, sources[index] || ''));
    if (day) about.append(' · ', make('time', {datetime: day}, dated(day)));
    return make('li', {}, name, about);
  }

  function startSearch(tool) {
    const status = make('p', {role: 'status'});
    const list = make('ul', {});
    const [form, field] = fill(tool, 'search', [], status, list);
    const {src, label, count, none} = tool.dataset;
    const look = looker(tool, status, async () => {
      const wanted = (plain(fold(field.value)).match(/[\p{L}\p{N}\p{M}]+/gu) || []).map(patternOf);
      const {items, sources} = wanted.length ? await load(src) : {items: []};
      const fits = (words) => wanted.every((pattern) => pattern.test(words));
      const found = items.filter((item) => fits(plain(item[4])))
        .map((item) => result(item, sources));
      return () => {
        list.replaceChildren(...found);
        say(status, wanted.length ? found.length ? count : none : '', {count: found.length});
      };
    });
    tool.setAttribute('role', 'search');
    tool.setAttribute('aria-label', label);
    form.addEventListener('submit', look);
    field.addEventListener('input', look);
  }

  // [words, values] for each thing that is known of the link.
  async function answers(pasted, words) {
    const {tracking, have, sources} = await load(words.src + 'index.json');
    const link = canonical(pasted, tracking);
    if (!link) return [[words.noLink]];
    const name = key(link);
    const group = name.slice(0, 2);
    const known = have.includes(group) ? await load(words.src + group + '.json') : {};
    const {items} = await load('search.json');
    const place = items.findIndex((item) => item[5] === name) + 1;
    if (known[name]) return known[name].map((entry) => answer(entry, place, words));
    // It may have been seen before the files' days.
    if (place) return [[words.place, {place}]];
    return unseen(new URL(link).hostname, sources, words);
  }

  const timeOf = (time, {zone}) => dated(time, {dateStyle: 'long', timeStyle: 'short'}, zone);

  // The answer to a file's row.
  function answer(entry, place, words) {
    const is = entry.is === 'shown' && !place ? 'older' : entry.is.replace('_o', 'O');
    const [seen, until] = [entry.seen, entry.until].map((time) => timeOf(time, words));
    return [words[is], {...entry, place, seen, until}];
  }

  // When each source on that host is looked at next: now, if it was due within a day.
  async function unseen(host, sources, words) {
    const isThere = (one) => ('.' + host).endsWith('.' + one);
    const there = sources.filter((source) => source.hosts.some(isThere));
    if (!there.length) return [[words.unknownHost]];
    const {due, failing} = await load('health.json');
    return there.map(({id, name}) => {
      const [now, next] = [Date.now(), Date.parse(due[id])];
      return [failing.includes(id) ? words.failing : words.unseen,
              {source: name, next: timeOf(now - next > DAY ? next : Math.max(next, now), words)}];
    });
  }

  function startWhy(tool) {
    const told = make('div', {role: 'status'});
    const [form, field] = fill(tool, 'text', [make('button', {}, tool.dataset.button)], told);
    form.addEventListener('submit', looker(tool, told, async () => {
      const lines = new Map();  // By their text: each is told once.
      for (const [words, values] of await answers(field.value, tool.dataset)) {
        const line = make('p', {dir: 'auto'});
        say(line, words, values);
        lines.set(line.textContent, line);
      }
      return () => told.replaceChildren(...[...lines.values()].slice(0, MOST_ANSWERS));
    }));
  }

  // Tells if the run is long overdue, as far as is known.
  const startHealth = (tool) => load(tool.dataset.src).then((health) => {
    const [now, checked, next] = [Date.now(), Date.parse(health.checked), Date.parse(health.next)];
    if (!(now > next + DAY && now - next > 3 * (next - checked))) return;
    const options = now - checked < 7 * DAY ? {weekday: 'long'} : {dateStyle: 'long'};
    say(tool, tool.dataset.still, {day: dated(checked, options, tool.dataset.zone)});
    tool.hidden = false;
  }).catch(() => {});

  // Copies what the element shows, without https too.
  async function copy(element) {
    try {
      await navigator.clipboard.writeText(element.textContent);
    } catch {
      getSelection().selectAllChildren(element);
      document.execCommand('copy');
    }
  }

  function startCopy(element) {
    const {copy: before, copied: after} = element.dataset;
    const button = make('button', {type: 'button'}, before);
    button.addEventListener('click', async () => {
      await copy(element);
      button.textContent = after;
      setTimeout(() => { button.textContent = before; }, 2000);
    });
    element.after(button);
  }

  const startAll = (which, start) => document.querySelectorAll(which).forEach(start);

  window.syndic = {canonical, key, fold};
  document.addEventListener('DOMContentLoaded', () => {
    startAll('[data-tool=search]', startSearch);
    startAll('[data-tool=why]', startWhy);
    startAll('[data-tool=health]', startHealth);
    startAll('[data-copy]', startCopy);
  });
})();
