// SPDX-License-Identifier: MIT
//
// Runs after probe.js in a page of sanitised HTML (attack_browser_test.cc): it lets everything
// load, touches whatever could act, and puts the same HTML in again as feed readers do.
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
