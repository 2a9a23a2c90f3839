(function () {
  "use strict";
  var calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  var box = document.getElementById("fold");
  var fading;
  box.parentElement.hidden = false;
  box.addEventListener("change", function () { document.body.classList.toggle("folded", box.checked); });

  function light(node) {
    Array.prototype.forEach.call(document.querySelectorAll(".lit"), function (one) { one.classList.remove("lit"); });
    if (!node) { return; }
    node.classList.add("lit");
    clearTimeout(fading);
    fading = setTimeout(function () { node.classList.remove("lit"); }, 4000);
  }

  function show(hash) {
    var node = /^#[abc]\d+$/.test(hash) ? document.getElementById(hash.slice(1)) : null;
    if (!node) { return false; }
    var fold = node.closest("details");
    if (fold) { fold.open = true; }
    light(node.closest(".row") || node);
    node.scrollIntoView({ block: node.closest(".row") ? "center" : "start", behavior: calm.matches ? "auto" : "smooth" });
    return true;
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) { return; }
    var link = event.target.closest("a[href^='#']");
    if (link && show(link.getAttribute("href"))) {
      event.preventDefault();
      try { history.pushState(null, "", link.getAttribute("href")); } catch (error) { /* the view has changed all the same */ }
    }
  });
  window.addEventListener("popstate", function () { show(location.hash); });
  if (location.hash) { setTimeout(function () { show(location.hash); }, 0); }
})();
