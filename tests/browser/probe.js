// SPDX-License-Identifier: MIT
//
// Runs in a page with what is hostile. A script that gets to run calls probe(number); touchAll()
// does all that a reader could to what might act.
'use strict';
const fired = new Set();
function probe(number) { fired.add(Number(number)); }
Object.assign(window, {probe, fired});

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
