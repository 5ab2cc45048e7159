// Makes the chat go on without reloading. Without this script the same forms post and the page comes back.
"use strict";
(() => {
  const log = document.getElementById("log");
  const status = document.getElementById("status");
  const composer = document.getElementById("composer");
  const field = composer.elements.text;
  const said = document.body.dataset;
  const token = composer.elements.csrfmiddlewaretoken.value;
  const share = document.getElementById("share");
  let waiting = false;
  // What was said last about sharing the place; it stays until the next message, so that it can be read in peace.
  let told = false;

  const last = () => log.lastElementChild?.dataset.mark || log.dataset.mark || "0";
  const show = (html) => {
    const before = log.childElementCount;
    log.insertAdjacentHTML("beforeend", html);
    const first = log.children[before];
    if (first) first.scrollIntoView({ block: "start" });
  };
  const fresh = () => {
    composer.elements.update.value = Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => n.toString(16).padStart(2, "0")).join("");
  };

  // One long poll after another; the server answers at once when there is something new.
  async function listen() {
    for (;;) {
      try {
        const answer = await fetch(`/chat/messages?after=${encodeURIComponent(last())}`, { headers: { "X-Requested-With": "fetch" } });
        if (!answer.ok) throw new Error(String(answer.status));
        const html = (await answer.text()).trim();
        if (html) {
          const conversation = answer.headers.get("X-Conversation");
          // Somebody who was forgotten is forgotten here, too.
          if (log.dataset.conversation && conversation !== log.dataset.conversation) log.replaceChildren();
          log.dataset.conversation = conversation;
          show(html);
          if (log.lastElementChild.classList.contains("ours")) { waiting = false; status.textContent = ""; }
          const spoken = log.lastElementChild.lang;
          if (spoken && spoken !== document.documentElement.lang && !field.value) location.reload();
        } else if (!waiting && !told) status.textContent = "";
      } catch (error) {
        if (waiting) status.textContent = said.offline;
        await new Promise((resolve) => setTimeout(resolve, 2000));
      }
    }
  }

  async function post(body) {
    waiting = true;
    told = false;
    status.textContent = said.waiting;
    const slow = setTimeout(() => { if (waiting) status.textContent = said.slow; }, 3000);
    try {
      const answer = await fetch("/chat/send", {
        method: "POST", body, headers: { "X-CSRFToken": token, "X-Requested-With": "fetch" },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      return true;
    } catch (error) {
      clearTimeout(slow);
      status.textContent = said.offline;
      return false;
    }
  }

  composer.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) { field.focus(); return; }
    // The same update id goes along until the server has it, so trying again never asks twice.
    if (await post(new FormData(composer))) { field.value = ""; fresh(); }
    field.focus();
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); composer.requestSubmit(); }
  });
  document.addEventListener("submit", async (event) => {
    if (event.target === composer || !event.target.classList.contains("press")) return;
    event.preventDefault();
    const body = new FormData(event.target);
    if (event.submitter?.name) body.set(event.submitter.name, event.submitter.value);
    await post(body);
    field.focus({ preventScroll: true });
  });
  // Only a tap asks the browser, and only about a kilometre of the answer leaves it.
  function locate() {
    told = true;
    status.textContent = said.locating;
    share.disabled = true;
    const end = () => { share.disabled = false; field.focus({ preventScroll: true }); };
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        const body = new FormData();
        body.set("update", composer.elements.update.value);
        body.set("latitude", coords.latitude.toFixed(2));
        body.set("longitude", coords.longitude.toFixed(2));
        if (await post(body)) fresh();
        end();
      },
      () => { status.textContent = said.refused; status.scrollIntoView({ block: "nearest" }); end(); },
      { maximumAge: 600000, timeout: 15000 },
    );
  }
  if (window.isSecureContext && navigator.geolocation) {
    share.hidden = false;
    share.addEventListener("click", locate);
  }
  fresh();
  // Whoever comes back sees the end of the conversation; whoever is new sees the top of the page.
  if (log.childElementCount > 1) log.lastElementChild.scrollIntoView({ block: "start" });
  listen();
})();
