(function () {
  "use strict";
  var root = document.documentElement, body = document.body;
  var report = document.getElementById("report"), record = document.getElementById("record");
  var pieces = Array.prototype.slice.call(report.querySelectorAll(".p"));
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var phone = window.matchMedia("(max-width: 759px)");
  var fading;
  root.classList.add("js");
  record.querySelector(".close").hidden = false;

  function each(list, act) { Array.prototype.forEach.call(list, act); }
  function clear(name) { each(document.querySelectorAll("." + name), function (node) { node.classList.remove(name); }); }
  function owners(piece) { return (piece.getAttribute("data-of") || "").split(" ").filter(Boolean); }
  function wordsOf(id) { return pieces.filter(function (piece) { return owners(piece).indexOf(id) >= 0; }); }

  function sheet(name) {
    if (name) { body.setAttribute("data-sheet", name); } else { body.removeAttribute("data-sheet"); }
    each(document.querySelectorAll(".tabs a"), function (tab) {
      var here = phone.matches && tab.getAttribute("data-panel") === (name || "text");
      tab.classList.toggle("here", here);
      if (here) { tab.setAttribute("aria-current", "true"); } else { tab.removeAttribute("aria-current"); }
    });
  }

  // Bring words into view: in the middle on a desktop, above the sheet on a phone.
  function toWords(node) {
    var box = node.getBoundingClientRect();
    var share = phone.matches && body.hasAttribute("data-sheet") ? 0.14 : 0.3;
    if (box.top > window.innerHeight * 0.08 && box.bottom < window.innerHeight * (phone.matches ? 0.38 : 0.85)) { return; }
    window.scrollTo({ top: box.top + window.pageYOffset - window.innerHeight * share, behavior: calm.matches ? "auto" : "smooth" });
  }

  function scroller(node) {
    for (var at = node.parentElement; at && at !== body; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight + 1) { return at; }
    }
    return null;
  }

  function toCard(card) {
    var box = card.getBoundingClientRect(), pane = scroller(card);
    if (pane) {
      pane.scrollTo({ top: pane.scrollTop + box.top - pane.getBoundingClientRect().top - (phone.matches ? 14 : 70), behavior: calm.matches ? "auto" : "smooth" });
    } else if (box.top < 0 || box.bottom > window.innerHeight) {
      window.scrollTo({ top: box.top + window.pageYOffset - 80, behavior: calm.matches ? "auto" : "smooth" });
    }
  }

  function flash(spans) {
    clear("lit"); clear("fade");
    var lit = pieces.filter(function (piece) {
      var start = +piece.getAttribute("data-s"), end = +piece.getAttribute("data-e");
      return spans.some(function (span) { return start >= span[0] && end <= span[1]; });
    });
    each(lit, function (piece) { piece.classList.add("lit"); });
    if (lit.length) { toWords(lit[0]); }
    clearTimeout(fading);
    fading = setTimeout(function () {
      each(lit, function (piece) { piece.classList.add("fade"); piece.classList.remove("lit"); });
    }, 4000);
  }

  function spansOf(hash, link) {
    var list = [hash.slice(2)];
    if (link && link.getAttribute("data-also")) { list = list.concat(link.getAttribute("data-also").split(" ")); }
    return list.map(function (span) { return span.split("-").map(Number); });
  }

  function openCard(id, others, focus) {
    var card = document.getElementById(id);
    if (!card) { return; }
    clear("current"); clear("on");
    var fold = card.closest("details");
    if (fold) { fold.open = true; }
    var panel = card.closest(".panel");
    if (phone.matches) { sheet(panel ? panel.id : null); }
    each([id].concat(others || []), function (one) {
      var node = document.getElementById(one);
      if (!node) { return; }
      node.classList.add("current");
      if (!phone.matches && one !== id) { toCard(node); }
      each(wordsOf(one), function (piece) { piece.classList.add("on"); });
    });
    toCard(card);
    if (focus) { card.focus({ preventScroll: true }); }
    if (phone.matches && panel) { var words = wordsOf(id); if (words.length) { toWords(words[0]); } }
  }

  function show(hash, link, piece) {
    if (/^#w\d+-\d+$/.test(hash)) { flash(spansOf(hash, link)); return true; }
    if (/^#card-/.test(hash) && document.getElementById(hash.slice(1))) {
      openCard(hash.slice(1), piece ? owners(piece).filter(function (id) { return "#" + id !== hash; }) : [], !!link);
      if (!piece && /^#card-/.test(hash)) { var words = wordsOf(hash.slice(1)); if (words.length) { toWords(words[0]); } }
      return true;
    }
    return false;
  }

  function visit(hash, link, piece) {
    if (!show(hash, link, piece)) { return false; }
    try { history.pushState(null, "", hash); } catch (error) { /* a page that may not: the view has changed all the same */ }
    return true;
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) { return; }
    var tab = event.target.closest(".tabs a");
    if (tab && phone.matches) {
      var panel = tab.getAttribute("data-panel"), same = body.getAttribute("data-sheet") === panel;
      var over = panel === "said" || panel === "done" || panel === "who";
      sheet(over && !same ? panel : null);
      record.scrollTop = 0;
      if (over) { event.preventDefault(); }
      return;
    }
    if (event.target.closest(".close")) { sheet(null); return; }
    var piece = event.target.closest("#report .p");
    var link = event.target.closest("a[href^='#']");
    if (link) {
      if (visit(link.getAttribute("href"), link, piece)) { event.preventDefault(); }
      return;
    }
    if (piece && owners(piece).length && String(window.getSelection()) === "") {
      visit("#" + owners(piece)[0], null, piece);
      return;
    }
    if (event.target.closest("#text")) { clear("current"); clear("on"); clear("lit"); sheet(null); }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { clear("current"); clear("on"); clear("lit"); sheet(null); }
  });

  document.addEventListener("mouseover", function (event) {
    if (phone.matches || !event.target.closest) { return; }
    clear("hover");
    var piece = event.target.closest("#report .p");
    if (piece) {
      each(owners(piece), function (id) { var card = document.getElementById(id); if (card) { card.classList.add("hover"); } });
    }
    var card = event.target.closest(".statement, .event");
    if (document.querySelector(".current")) { return; }
    clear("on");
    if (card) { each(wordsOf(card.id), function (node) { node.classList.add("on"); }); }
  });

  window.addEventListener("popstate", function () { show(location.hash); });
  window.addEventListener("hashchange", function () { show(location.hash); });
  sheet(null);
  if (location.hash) { setTimeout(function () { show(location.hash); }, 0); }
})();
