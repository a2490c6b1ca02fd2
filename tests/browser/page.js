// SPDX-License-Identifier: MIT
//
// Runs in a page of sanitised HTML (attack_browser_test.cc). A script that gets to run calls
// probe(number). This one does all that a reader could: it lets everything load, touches
// whatever could act in every way, and puts the same HTML in again as feed readers do.
'use strict';
const fired = new Set();
function probe(number) { fired.add(Number(number)); }
window.probe = probe;

// Links must not lead away; whatever is a script of a link still runs.
window.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[href],area[href]');
  if (link && /^(https?|mailto|tel):/.test(link.href)) event.preventDefault();
}, true);

const kEvents = ['mouseover', 'mouseenter', 'mousemove', 'mousedown', 'mouseup', 'dblclick',
                 'contextmenu', 'auxclick', 'wheel', 'pointerover', 'pointerdown', 'touchstart',
                 'focus', 'focusin', 'blur', 'input', 'change', 'submit', 'keydown', 'keyup',
                 'copy', 'paste', 'dragstart', 'scroll', 'scrollend', 'toggle', 'beforetoggle',
                 'animationstart', 'animationend', 'transitionend', 'webkitAnimationEnd', 'load',
                 'loadstart', 'canplay', 'error', 'begin', 'start', 'finish', 'pageshow',
                 'hashchange', 'message', 'beforecopy', 'close'];

// What could do anything when touched. Focusing and clicking all of thousands of elements would
// take minutes.
function mayAct(element) {
  return element.getAttributeNames().some((name) => {
    const value = element.getAttribute(name).replace(/[\u0000-\u0020]/g, '').toLowerCase();
    return name.startsWith('on') || /^[a-z]*script:|^data:|^blob:|^file:/.test(value);
  });
}

function touchAll(root) {
  for (const element of root.querySelectorAll('*')) {
    if (element.localName === 'script' || !mayAct(element)) continue;
    for (const name of kEvents) element.dispatchEvent(new Event(name, {bubbles: false}));
    if (element.focus) element.focus({preventScroll: true});
    if (element.click) element.click();
    else element.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
  }
}

// The three ways in which HTML of a feed comes into a page: as a part of it, by innerHTML, and by
// innerHTML of what a <noscript> held as text.
function putInAgain() {
  const copies = document.createElement('section');
  document.body.append(copies);
  const put = (html) => {
    const holder = document.createElement('div');
    copies.append(holder);
    holder.innerHTML = html;
    const again = document.createElement('div');
    copies.append(again);
    again.innerHTML = holder.innerHTML;
  };
  for (const html of JSON.parse(document.querySelector('script[type="text/plain"]').textContent)) {
    put(html);
  }
  for (const silent of document.querySelectorAll('body > noscript')) put(silent.textContent);
}

function report() {
  const result = document.createElement('output');
  const numbers = [...fired].sort((a, b) => a - b).join(' ');
  result.textContent = `elements: ${document.querySelectorAll('*').length}; fired: ${numbers}.`;
  document.body.append(result);
}

window.addEventListener('load', () => {
  putInAgain();
  setTimeout(() => {
    touchAll(document.body);
    setTimeout(report, 500);
  }, 500);
});
